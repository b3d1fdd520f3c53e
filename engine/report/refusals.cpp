#include "engine/csv/record.hpp"
#include "engine/report/door.hpp"
#include "engine/report/json_bytes.hpp"
#include "engine/report/rows.hpp"

namespace duban::report {

namespace {

using text::Language;

std::array<std::string, 3> cells_of(const Refusal& refusal, Language language) {
    return {text::code_name(refusal.why.code), refusal.why.column, text::sentence(refusal.why, language)};
}

std::string csv_file(const Batch& batch, const std::vector<Refusal>& refusals, Language language) {
    std::string out(kByteOrderMark);  // or spreadsheets take it for another encoding
    bool first = true;
    const auto put = [&](const std::string& cell) {
        if (!first) out += ',';
        first = false;
        out += csv::csv_field(cell);
    };
    // What was refused stands in front, so that a row with too many or too few cells keeps them.
    for (const text::Words& column : refusal_columns())
        put(column.in(language));
    for (const std::string& column : batch.head) {
        if (!is_refusal_column(column)) put(column);
    }
    out += "\r\n";
    for (const Refusal& refusal : refusals) {
        first = true;
        for (const std::string& cell : cells_of(refusal, language))
            put(cell);
        out += "," + refusal.row.raw + "\r\n";
    }
    return out;
}

/// The object as it came, what was refused in front; what was no object is kept as a text.
std::string json_object(const Refusal& refusal, Language language) {
    const auto cells = cells_of(refusal, language);
    std::string object;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        object += (i == 0 ? "{" : ",") + json_text(refusal_columns()[i].in(language)) + ":" + json_text(cells[i]);
    }
    const std::string& raw = refusal.row.raw;
    if (raw == "{}" || raw.empty()) return object + "}";
    if (raw.front() == '{') return object + "," + raw.substr(1);
    return object + "," + json_text(kKeptText) + ":" + json_text(raw) + "}";
}

}  // namespace

std::string refusals_file(const Batch& batch, const std::vector<Refusal>& refusals, Language language) {
    if (batch.format == Format::csv) return csv_file(batch, refusals, language);
    const bool lines = batch.format == Format::json_lines;
    std::string out = lines ? "" : "[\n";
    for (std::size_t i = 0; i < refusals.size(); ++i) {
        out += json_object(refusals[i], language);
        out += lines || i + 1 == refusals.size() ? "\n" : ",\n";
    }
    return lines ? out : out + "]\n";
}

}  // namespace duban::report
