// How does JSON look before and after it is parsed? Private to this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace duban::report {

/// The member in which a refusals file keeps what was no object.
inline constexpr std::string_view kKeptText = "raw";

/// The beginning of it, for a sentence.
[[nodiscard]] std::string excerpt(std::string_view text);
/// The digits of a number as they were written: the parser puts the host's decimal mark into the text that it hands on.
[[nodiscard]] std::string digits(std::string_view number);
/// Numbers that may be too great for the parser, and would end its work, as texts: with an exponent, or very long.
[[nodiscard]] std::string with_great_numbers_quoted(std::string_view bytes);
/// 1-based, in characters.
[[nodiscard]] std::size_t column_at(std::string_view line, std::size_t offset);
/// Several lines, the first of which is an object by itself; or else, cut off as it may be, the next and the last.
[[nodiscard]] bool is_json_lines(std::string_view bytes);

}  // namespace duban::report
