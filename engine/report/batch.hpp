// bytes of a hand-in -> rows of named fields, whatever the format.
#pragma once

#include "dsl/text/diagnostic.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::report {

enum class Format : std::uint8_t { csv, json, json_lines };

/// The fields of a row: key/编号, kind/类型, unit/单位, task/任务, indicator/指标, period/期间, date/日期, value/数值,
/// numerator/分子, denominator/分母, case/事件, corrects/更正, reason/原因, evidence/佐证, by/填报单位.
// clang-format off
enum class FieldName : std::uint8_t {
    key, kind, unit, task, indicator, period, date, value, numerator, denominator, case_id, corrects, reason, evidence, by
};
// clang-format on
inline constexpr std::size_t kFields = 15;
[[nodiscard]] text::Words field_words(FieldName field);
[[nodiscard]] std::optional<FieldName> field_of(std::string_view word);

/// A column that is none of the fields (the field of a case, as 等级; or a note that no one reads).
struct Extra {
    std::string name;
    std::string value;
};

struct Row {
    std::uint32_t number = 0;  // CSV: line of the file on which it begins; JSON: 1-based place in the array or line
    std::array<std::string, kFields> fields;  // trimmed; numbers in JSON keep their own digits (2.50)
    std::vector<Extra> extras;
    std::string raw;  // as it came, for the refusals: a CSV record or one JSON object on one line

    [[nodiscard]] const std::string& operator[](FieldName field) const { return fields[static_cast<std::size_t>(field)]; }
};

/// A row whose shape is wrong (too few cells, not an object): refused before the door sees it.
struct Misshapen {
    Row row;
    text::Diagnostic why;
};

struct Batch {
    Format format = Format::csv;
    std::string file;
    std::vector<std::string> head;  // CSV: its columns as written
    std::vector<Row> rows;
    std::vector<Misshapen> misshapen;
};

inline constexpr std::size_t kMostBytes = 512U << 20U;
inline constexpr std::size_t kMostRowBytes = 1U << 20U;
inline constexpr std::size_t kMostRows = 5'000'000;

/// The format is seen from the content, not from the name. UTF-8 with or without a BOM; GBK, UTF-16, binary, an empty file or
/// no known column is an error of the file as a whole (in the sink, no batch): an encoding is decided for a file, never for a
/// cell.
[[nodiscard]] std::optional<Batch> read_batch(std::string_view bytes, const std::string& file, text::Sink& sink,
                                              std::size_t most_rows = kMostRows);

}  // namespace duban::report
