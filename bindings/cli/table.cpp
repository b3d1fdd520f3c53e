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

std::string of_strength(const std::string& named, plan::Modality modality, text::Language language) {
    if (modality == plan::Modality::must) return named;
    const std::string strength = evaluate::words(modality).in(language);
    return named + (language == text::Language::zh ? "（" + strength + "）" : " (" + strength + ")");
}

std::string arrow(const std::string& before, const std::string& after) {
    return before == after ? after : before + " → " + after;
}

}  // namespace duban::cli
