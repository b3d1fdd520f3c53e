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
enum class NameKind : std::uint8_t { level, organ, indicator, event, window, parameter, unit_set };

/// `a level`, for sentences.
[[nodiscard]] text::Words words(NameKind kind);

/// What would declare such a name, as an example; empty for levels, which the header lists.
[[nodiscard]] text::Words declaration_of(NameKind kind, const std::string& name);

struct Declared {
    NameKind kind = NameKind::level;
    std::uint32_t index = 0;
    Span span;
    bool used = false;
};

class Context {
public:
    Context(const text::Source& source, const syntax::PlanFile& tree, const units::Tree* tree_of_units, text::Sink& sink,
            Plan& out)
        : units(tree_of_units),
          amends(!tree.headers.empty() && tree.headers.front().amends),
          plan(out),
          source_(source),
          sink_(sink),
          broken_text_(has_errors_in(source, sink)),
          unread_(tree.unread.begin(), tree.unread.end()),
          tasks_(positions(tree)) {}

    /// One finding; the same once only, since clauses of a chapter are resolved for each task below it.
    void say(text::Code code, Span span, std::vector<text::Words> arguments = {});
    /// The same, but not when the text had errors: then what is missing may only have been unreadable.
    void say_missing(text::Code code, Span span, std::vector<text::Words> arguments = {});
    /// What the language has and this version cannot do: refused, never dropped in silence.
    void not_yet(Span span, text::Words what) { say(text::Code::not_in_this_version, span, {std::move(what)}); }
    /// There is no such name of that kind; offers the nearest of the candidates, or all if they are few, or else what would
    /// declare it. Nothing is said of a name whose declaration could not be read.
    void unknown(const syntax::Name& name, text::Words kind, const std::vector<text::Words>& candidates,
                 const text::Words& declaration = {});
    void unknown(const syntax::Name& name, text::Words kind, const std::vector<std::string>& candidates,
                 const text::Words& declaration = {}) {
        unknown(name, std::move(kind), std::vector<text::Words>(candidates.begin(), candidates.end()), declaration);
    }
    /// As it stands in the plan.
    [[nodiscard]] std::string written(Span span) const { return std::string(source_.slice(span)); }
    /// `第 12 行`, `line 12`.
    [[nodiscard]] text::Words line_of(Span span) const;

    void declare(const syntax::Name& name, NameKind kind, std::size_t index);
    /// Null if there is none. Does not count as a use.
    [[nodiscard]] const Declared* find(std::string_view name) const;
    /// Its index, now used; kNone after saying why not, and how it could be declared (if empty: as its kind is).
    std::uint32_t use(const syntax::Name& name, NameKind kind, const text::Words& declaration = {});
    void mark_used(std::string_view name);
    /// The place in Plan::attributes of a column of the unit list; kNone if it has none of that name.
    [[nodiscard]] std::uint32_t attribute(std::string_view name);
    /// The position that the task or part of that id has, or will have; kNone if there is none.
    [[nodiscard]] std::uint32_t task(std::string_view id) const;
    [[nodiscard]] std::vector<std::string> names_of(NameKind kind) const;
    [[nodiscard]] const std::map<std::string, Declared, std::less<>>& declared() const { return names_; }

    const units::Tree* units;
    bool amends;  // the plan is an amendment
    Plan& plan;

private:
    using Positions = std::map<std::string, std::uint32_t, std::less<>>;
    static bool has_errors_in(const text::Source& source, const text::Sink& sink);
    static Positions positions(const syntax::PlanFile& tree);

    const text::Source& source_;
    text::Sink& sink_;
    bool broken_text_;
    std::map<std::string, Declared, std::less<>> names_;
    std::set<std::string, std::less<>> unread_;  // names in declarations that could not be read
    Positions tasks_;
    std::set<std::string> said_;
};

/// What the step or part so far down in its task, from 1, is called.
[[nodiscard]] std::string part_id(const std::string& task, std::size_t number);

/// As it was written, for sentences: 一季度, 环保部门.
[[nodiscard]] text::Words words(syntax::ClauseKind kind);

}  // namespace duban::plan
