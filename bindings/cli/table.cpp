#include "bindings/cli/table.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>

namespace duban::cli {

std::string Table::text() const {
    std::vector<std::size_t> widths(columns_.size());
    for (const auto& row : rows_) {
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], text::display_width(row[c]));
    }
    std::string out;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string padding(widths[c] - text::display_width(row[c]), ' ');
            if (c > 0) line += "  ";
            line += columns_[c] == Align::left ? row[c] + padding : padding + row[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string from_words(value::Instant at) {
    const value::Date day = value::date_of(at);
    return at == value::first_minute(day) ? value::to_string(day) : value::to_string(at);
}

std::string arrow(const std::string& before, const std::string& after) {
    return before == after ? after : before + " → " + after;
}

}  // namespace duban::cli
