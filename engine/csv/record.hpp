// What stands in the cells of a CSV file, record by record?
#pragma once

#include "dsl/text/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace duban::csv {

inline constexpr std::size_t kMostRecordBytes = 1'000'000;

enum class Fault : std::uint8_t {
    none,
    quote_not_closed,  // until the end of the file: there is no record after it
    text_after_quote,  // `"a"b`: the rest of the line is left out
    too_long           // more than the most bytes: the rest of the line is left out
};

struct Record {
    std::vector<std::string> cells;
    std::uint32_t row = 0;  // 1-based, as a spreadsheet counts: a line break within quotes begins none
    Fault fault = Fault::none;
    std::string_view rest;  // of text_after_quote: that cell and what is left out, as it stands in the bytes
};

/// Reads RFC 4180, and what is found in its stead: a byte order mark, lines that end in LF, CRLF or CR, a last line without
/// an end, quotes within a cell that does not begin with one. Rows with nothing in any cell are counted and left out.
class Records {
public:
    explicit Records(std::string_view bytes, std::size_t most_record_bytes = kMostRecordBytes, char separator = ',');

    /// The next record, valid until the next call; null at the end. Takes time and memory in proportion to the bytes.
    [[nodiscard]] const Record* next();

private:
    void read();
    void read_plain_cell();
    void read_quoted_cell();
    void end_line();
    void skip_line();
    void fail(Fault fault);
    [[nodiscard]] bool is_blank() const;
    std::string& new_cell();

    std::string_view bytes_;
    std::size_t most_record_bytes_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t limit_ = 0;       // no byte from here on belongs to the record being read
    std::size_t cells_ = 0;       // of the record being read; the vector keeps its memory from record to record
    std::uint32_t row_ = 0;
    Record record_;
};

/// The finding for a record with a fault.
[[nodiscard]] text::Diagnostic diagnose(const Record& record, const std::string& file);

/// The cell as a file holds it: in quotes if it must be.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace duban::csv
