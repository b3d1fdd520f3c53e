// How does one row of a hand-in come to be, whatever its format? Private to this folder.
#pragma once

#include "engine/report/batch.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace duban::report {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Without blanks (the wide one too), tabs and line ends at both sides.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// ASCII letters made small.
[[nodiscard]] std::string lower(std::string_view text);

/// The name of a column without what people put round it: full-width letters, capitals, a note in brackets behind it.
[[nodiscard]] std::string bare_name(std::string_view name);
[[nodiscard]] bool is_same_name(std::string_view one, std::string_view other);

/// A column that `refusals_file` has written: passed over when the file is handed in again.
[[nodiscard]] bool is_refusal_column(std::string_view name);
/// Code, column, reason: the names that `refusals_file` gives them.
[[nodiscard]] const std::array<text::Words, 3>& refusal_columns();

[[nodiscard]] text::Diagnostic in_file(text::Diagnostic found, const std::string& file, std::uint32_t row = 0,
                                       std::string column = {});

/// The same of a row as the batch counts it.
[[nodiscard]] text::Diagnostic of_row(text::Diagnostic found, const Batch& batch, std::uint32_t row, std::string column = {});

/// The row is taken, or kept as misshapen if a field holds what no text should.
void take_row(Batch& batch, Row row);

[[nodiscard]] std::optional<Batch> read_csv(std::string_view bytes, const std::string& file, text::Sink& sink,
                                            std::size_t most_rows);
/// JSON or JSON Lines, as the content shows.
[[nodiscard]] std::optional<Batch> read_json(std::string_view bytes, const std::string& file, text::Sink& sink,
                                             std::size_t most_rows);
/// `text` as JSON has it, in quotes.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace duban::report
