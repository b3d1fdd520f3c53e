// Which runs, texts and marks does a source consist of, before runs are cut into words?
#pragma once

#include "dsl/syntax/token.hpp"

#include <string_view>
#include <vector>

namespace duban::syntax {

/// A run is an unbroken stretch of letters, digits and `_`, with the point, commas, colon or hyphens of a number inside it.
struct Piece {
    enum class Kind : std::uint8_t { run, quoted, text, document, mark, keyword, semicolon, line_end, bad };
    Kind kind = Kind::run;
    Mark mark = Mark::comma;
    const Spelling* spelling = nullptr;  // of keyword: a mark that is a word, as ～ is 至
    Span span;                           // with quotes
    Span inner;                          // without
};

struct Scanned {
    std::vector<Piece> pieces;
    std::vector<Span> comments;  // from # to the end of the line
};

/// The text is valid UTF-8. Nothing, with a finding, if there are more than kMostTokens pieces.
[[nodiscard]] Scanned scan(std::string_view text, Findings& findings);

/// The end of a number that begins at `offset` with a digit: `1,234.5`, `1.2.3`, `18:00`, `2012-06-30`.
[[nodiscard]] std::size_t number_end(std::string_view text, std::size_t offset);
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] bool is_digit_at(std::string_view text, std::size_t offset);

}  // namespace duban::syntax
