#include "engine/csv/record.hpp"
#include "engine/report/rows.hpp"

#include <algorithm>

namespace duban::report {

namespace {

using text::Code;
using text::Words;

constexpr std::array<char, 3> kSeparators{',', ';', '\t'};
constexpr std::size_t kMostShownColumns = 12;
constexpr std::size_t kMostTitles = 4;  // lines above the head

/// Where the cells of a column go.
struct Column {
    std::optional<FieldName> field;
    bool is_refusal = false;
};

std::size_t known_columns(const std::vector<std::string>& head) {
    return static_cast<std::size_t>(
        std::count_if(head.begin(), head.end(), [](const std::string& name) { return field_of(name).has_value(); }));
}

/// Where the head is, and by which mark it has the most known columns: the first record with one, or soon after it one with
/// two. A title may stand above it, or `sep=;`.
struct HeadPlace {
    char separator = kSeparators.front();
    std::size_t records_before = 0;
};

HeadPlace head_place(std::string_view bytes) {
    HeadPlace best;
    std::size_t most = 0;
    for (const char separator : kSeparators) {
        csv::Records records(bytes, kMostRowBytes, separator);
        for (std::size_t before = 0; before <= kMostTitles; ++before) {
            const csv::Record* head = records.next();
            if (!head || head->fault != csv::Fault::none) break;
            const std::size_t known = known_columns(head->cells);
            if (known < (before == 0 ? 1U : 2U)) continue;
            if (known > most) best = {separator, before};
            most = std::max(most, known);
            break;
        }
    }
    return best;
}

std::string columns_listed(const std::vector<std::string>& names) {
    std::string list;
    std::size_t shown = 0;
    for (const std::string& name : names) {
        if (name.empty()) continue;
        if (++shown > kMostShownColumns) return list + " …";
        list += (shown == 1 ? "" : ", ") + name;
    }
    return list;
}

Words known_fields() {
    Words list;
    for (std::size_t field = 0; field < kFields; ++field) {
        const Words words = field_words(static_cast<FieldName>(field));
        list.zh += (field == 0 ? "" : "、") + words.zh;
        list.en += (field == 0 ? "" : ", ") + words.en;
    }
    return list;
}

class TableReader {
public:
    TableReader(const std::string& file, text::Sink& sink, std::size_t most_rows)
        : file_(file), sink_(sink), most_rows_(most_rows) {
        batch_.file = file;
    }

    std::optional<Batch> read(std::string_view bytes) {
        const HeadPlace place = head_place(bytes);
        csv::Records records(bytes, kMostRowBytes, place.separator);
        const csv::Record* head = records.next();
        for (std::size_t before = place.records_before; head && before > 0; --before)
            head = records.next();
        if (!head) return refuse(Code::submission_empty, 0);
        if (head->fault != csv::Fault::none) return refuse_faulty(*head);
        if (!read_head(*head)) return std::nullopt;
        while (const csv::Record* record = records.next()) {
            if (record->fault == csv::Fault::too_long || record->fault == csv::Fault::quote_not_closed)
                return refuse_faulty(*record);
            if (batch_.rows.size() + batch_.misshapen.size() == most_rows_) {
                return refuse(Code::too_many_rows, 0, {std::to_string(most_rows_)});
            }
            read_row(*record);
        }
        if (batch_.rows.empty() && batch_.misshapen.empty()) {
            sink_.add(in_file(text::diagnose(Code::submission_without_rows), file_));
        }
        return std::move(batch_);
    }

private:
    std::nullopt_t refuse(Code code, std::uint32_t row, std::vector<Words> arguments = {}) {
        sink_.add(in_file(text::diagnose(code, std::move(arguments)), file_, row));
        return std::nullopt;
    }

    std::nullopt_t refuse_faulty(const csv::Record& record) {
        if (record.fault == csv::Fault::quote_not_closed) return refuse(Code::submission_quote_open, record.row);
        if (record.fault == csv::Fault::text_after_quote) return refuse(Code::row_text_after_quote, record.row);
        return refuse(Code::submission_row_too_long, record.row, {std::to_string(kMostRowBytes)});
    }

    bool read_head(const csv::Record& record) {
        std::array<std::string, kFields> seen;
        for (const std::string& cell : record.cells) {
            const std::string name(trimmed(cell));
            const auto field = field_of(name);
            if (field) {
                std::string& before = seen[static_cast<std::size_t>(*field)];
                if (!before.empty()) {
                    refuse(Code::doubled_column, record.row, {before, name});
                    return false;
                }
                before = name;
            }
            columns_.push_back({field, is_refusal_column(name)});
            batch_.head.push_back(name);
        }
        if (known_columns(batch_.head) > 0) return true;
        refuse(Code::no_known_column, record.row, {columns_listed(batch_.head), known_fields()});
        return false;
    }

    void read_row(const csv::Record& record) {
        const auto is_blank = [](const std::string& cell) { return trimmed(cell).empty(); };
        if (record.fault == csv::Fault::none && std::all_of(record.cells.begin(), record.cells.end(), is_blank)) return;
        Row row;
        row.number = record.row;
        std::size_t cells = record.cells.size();
        while (cells > columns_.size() && trimmed(record.cells[cells - 1]).empty())
            --cells;
        bool first = true;
        for (std::size_t i = 0; i < cells; ++i) {
            const Column column = i < columns_.size() ? columns_[i] : Column{};
            const bool is_faulty = record.fault == csv::Fault::text_after_quote && i + 1 == cells;
            if (column.is_refusal && !is_faulty) continue;
            if (!first) row.raw += ',';
            first = false;
            row.raw += is_faulty ? std::string(record.rest) : csv::csv_field(record.cells[i]);
            std::string_view cell = trimmed(record.cells[i]);
            if (column.field) {
                row.fields[static_cast<std::size_t>(*column.field)] = cell;
            } else if (i < columns_.size() && !cell.empty()) {
                row.extras.push_back({batch_.head[i], std::string(cell)});
            }
        }
        const std::vector<Words> counts{std::to_string(cells), std::to_string(columns_.size())};
        if (record.fault == csv::Fault::text_after_quote) return misshapen(std::move(row), Code::row_text_after_quote);
        if (cells < columns_.size()) return misshapen(std::move(row), Code::too_few_cells, counts);
        if (cells > columns_.size()) return misshapen(std::move(row), Code::too_many_cells, counts);
        take_row(batch_, std::move(row));
    }

    void misshapen(Row row, Code code, std::vector<Words> arguments = {}) {
        auto why = of_row(text::diagnose(code, std::move(arguments)), batch_, row.number);
        batch_.misshapen.push_back({std::move(row), std::move(why)});
    }

    const std::string& file_;
    text::Sink& sink_;
    std::size_t most_rows_;
    Batch batch_;
    std::vector<Column> columns_;
};

}  // namespace

std::optional<Batch> read_csv(std::string_view bytes, const std::string& file, text::Sink& sink, std::size_t most_rows) {
    return TableReader(file, sink, most_rows).read(bytes);
}

}  // namespace duban::report
