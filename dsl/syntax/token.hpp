// What does the grammar read: words, numbers, texts and marks, each with its place?
#pragma once

#include "dsl/syntax/keywords.hpp"
#include "dsl/text/diagnostic.hpp"
#include "dsl/text/span.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace duban::syntax {

enum class TokenKind : std::uint8_t {
    word,      // a keyword, a built-in name, or a name
    number,    // 1,234  37.5万
    id,        // 10.8a  1.2.3
    text,      // “…”
    document,  // 《…》
    date,      // 2012-06  2012-06-30
    clock,     // 18:00
    mark,
    end,       // of a clause: ; or a line's end
    bad,       // already reported; the clause that holds it is left out
    last       // of the file
};

enum class Mark : std::uint8_t {
    open_brace,
    close_brace,
    open_paren,
    close_paren,
    comma,
    colon,
    arrow,
    equal,
    not_equal,
    less,
    more,
    at_least,
    at_most,
    plus,
    minus,
    times,
    over,
    percent,
    plus_minus
};

struct Token {
    TokenKind kind = TokenKind::word;
    Mark mark = Mark::comma;             // of mark
    bool quoted = false;                 // 「…」: a name whatever it spells
    bool names_state = false;            // stands where states and colours have their meaning
    const Spelling* spelling = nullptr;  // of a word that spells a keyword
    std::string text;                    // the name in NFC; the number, date or id as written; the text without quotes
    Span span;

    [[nodiscard]] bool is(Mark wanted) const { return kind == TokenKind::mark && mark == wanted; }
    [[nodiscard]] bool is(Keyword keyword) const { return spelling != nullptr && spelling->spells(keyword); }
    [[nodiscard]] bool has(Roles roles) const { return spelling != nullptr && spelling->has(roles); }
    [[nodiscard]] bool is_builtin() const { return has(kBuiltin) || (names_state && has(kLight)); }
};

/// Reports findings in one file.
class Findings {
public:
    Findings(text::Sink& sink, const std::string& file) : sink_(sink), file_(file) {}
    void add(text::Code code, Span span, std::vector<text::Words> arguments = {}) {
        sink_.add(text::diagnose(code, file_, span, std::move(arguments)));
    }
    /// Further findings are only counted: no need to look for what was meant.
    [[nodiscard]] bool full() const { return sink_.left_out() > 0; }

private:
    text::Sink& sink_;
    const std::string& file_;
};

}  // namespace duban::syntax
