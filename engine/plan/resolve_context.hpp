// What is known while a tree is being resolved: the plan so far, what each name stands for, and where findings go.
// Private to this folder.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/syntax/keywords.hpp"
#include "dsl/text/diagnostic.hpp"
#include "dsl/text/source.hpp"
#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace duban::plan {

/// What a declared name stands for.
enum class NameKind : std::uint8_t { level, organ, indicator, event, window, parameter };

/// `a level`, for sentences.
[[nodiscard]] text::Words words(NameKind kind);

struct Declared {
    NameKind kind = NameKind::level;
    std::uint32_t index = 0;
    Span span;
    bool used = false;
};

class Context {
public:
    Context(const text::Source& source, const units::Tree* tree_of_units, text::Sink& sink, Plan& out)
        : units(tree_of_units), plan(out), source_(source), sink_(sink), broken_text_(has_errors_in(source, sink)) {}

    /// One finding; the same once only, since clauses of a chapter are resolved for each task below it.
    void say(text::Code code, Span span, std::vector<text::Words> arguments = {});
    /// The same, but not when the text had errors: then what is missing may only have been unreadable.
    void say_missing(text::Code code, Span span, std::vector<text::Words> arguments = {});
    /// What the language has and this version cannot do: refused, never dropped in silence.
    void not_yet(Span span, text::Words what) { say(text::Code::not_in_this_version, span, {std::move(what)}); }
    /// There is no such name of that kind; offers the nearest of the candidates.
    void unknown(const syntax::Name& name, text::Words kind, const std::vector<std::string>& candidates);

    void declare(const syntax::Name& name, NameKind kind, std::size_t index);
    /// Null if there is none. Does not count as a use.
    [[nodiscard]] const Declared* find(std::string_view name) const;
    /// Its index, now used; kNone after saying why not.
    std::uint32_t use(const syntax::Name& name, NameKind kind);
    void mark_used(std::string_view name);
    [[nodiscard]] std::vector<std::string> names_of(NameKind kind) const;
    [[nodiscard]] const std::map<std::string, Declared, std::less<>>& declared() const { return names_; }

    const units::Tree* units;
    Plan& plan;

private:
    static bool has_errors_in(const text::Source& source, const text::Sink& sink);

    const text::Source& source_;
    text::Sink& sink_;
    bool broken_text_;
    std::map<std::string, Declared, std::less<>> names_;
    std::set<std::string> said_;
};

/// As it was written, for sentences: 一季度, 环保部门.
[[nodiscard]] text::Words words(syntax::ClauseKind kind);

}  // namespace duban::plan
