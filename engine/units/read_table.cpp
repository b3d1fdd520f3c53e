#include "engine/units/table.hpp"

#include "dsl/text/encoding.hpp"
#include "dsl/text/utf8.hpp"
#include "engine/csv/record.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace duban::units {

namespace {

using text::Code;
using text::Words;

constexpr std::size_t kMostCodeBytes = 100;
constexpr std::size_t kMostNameBytes = 300;

enum Column : std::size_t { code, name, level, parent, office, opened, closed, heir };
constexpr std::size_t kColumns = 8;
struct Heading {
    const char* zh;
    const char* en;
};
constexpr std::array<Heading, kColumns> kHeadings = {{{"代码", "code"},
                                                      {"名称", "name"},
                                                      {"层级", "level"},
                                                      {"上级", "parent"},
                                                      {"机关", "office"},
                                                      {"成立", "opened"},
                                                      {"撤销", "closed"},
                                                      {"并入", "heir"}}};
constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// In normal form C, as the names of a plan are.
std::string normal(std::string_view text) {
    // ASCII, and Chinese characters that begin with these bytes, are in it already.
    const bool is_plain = std::all_of(text.begin(), text.end(), [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value < 0xC0 || (value >= 0xE4 && value <= 0xE9);
    });
    return is_plain ? std::string(text) : text::nfc(text);
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& byte : result) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return result;
}

std::optional<bool> yes_or_no(std::string_view cell) {
    const std::string word = lower(cell);
    if (word.empty() || word == "是" || word == "yes" || word == "true" || word == "1") return true;
    if (word == "否" || word == "no" || word == "false" || word == "0") return false;
    return std::nullopt;
}

bool is_plain_name(std::string_view name) {
    if (name.size() > kMostNameBytes) return false;
    for (std::size_t offset = 0; offset < name.size();) {
        const text::Character character = text::character_at(name, offset);
        if (character.value < U' ' || character.value == U'\x7F' || text::is_bidi_control(character.value)) return false;
        offset += character.size;
    }
    return true;
}

bool is_plain_code(std::string_view code) {
    return code.size() <= kMostCodeBytes && is_plain_name(code) && code.find(' ') == std::string_view::npos &&
           code.find("　") == std::string_view::npos;
}

class TableReader {
public:
    TableReader(const std::string& file, std::span<const std::string> level_names, text::Sink& sink, std::size_t most_units)
        : file_(file), level_names_(level_names), sink_(sink), most_units_(most_units) {}

    std::optional<Table> read(std::string_view csv) {
        if (auto found = text::not_text(csv)) {
            found->file = file_;
            sink_.add(std::move(*found));
            return std::nullopt;
        }
        csv::Records records(csv);
        if (!read_head(records)) return std::nullopt;
        while (const csv::Record* record = records.next()) {
            if (table_.rows.size() == most_units_) {
                complain(record->row, {}, Code::units_too_many, {std::to_string(most_units_)});
                table_.has_lost_rows = true;
                break;
            }
            read_row(*record);
        }
        complain_of_levels();
        if (table_.rows.empty() && !table_.has_lost_rows) complain(0, {}, Code::units_empty);
        return std::move(table_);
    }

private:
    void complain(std::uint32_t row, std::string column, Code code, std::vector<Words> arguments = {}) {
        text::Diagnostic found = text::diagnose(code, std::move(arguments));
        found.file = file_;
        found.row = row;
        found.column = std::move(column);
        sink_.add(std::move(found));
    }

    bool read_head(csv::Records& records) {
        const csv::Record* record = records.next();
        if (!record) {
            complain(0, {}, Code::units_empty);
            return false;
        }
        if (record->fault != csv::Fault::none) {
            sink_.add(csv::diagnose(*record, file_));
            return false;
        }
        row_ = record->row;
        headings_.reserve(record->cells.size());
        for (const std::string& cell : record->cells)
            headings_.push_back(normal(trimmed(cell)));
        place_.fill(kNoColumn);
        bool is_usable = true;
        for (std::size_t at = 0; at < headings_.size(); ++at)
            is_usable &= place_column(at);
        for (std::size_t column = 0; column < office; ++column) {
            if (place_[column] != kNoColumn) continue;
            complain(row_, {}, Code::units_column_missing, {Words(kHeadings[column].zh, kHeadings[column].en)});
            is_usable = false;
        }
        if (is_usable) {
            table_.parent_column = headings_[place_[parent]];
            table_.level_column = headings_[place_[level]];
            if (place_[closed] != kNoColumn) table_.closed_column = headings_[place_[closed]];
            if (place_[heir] != kNoColumn) table_.heir_column = headings_[place_[heir]];
        }
        return is_usable;
    }

    /// False if the column stood before.
    bool place_column(std::size_t at) {
        const std::string& heading = headings_[at];
        if (heading.empty()) return true;
        const auto is_heading = [word = lower(heading)](const Heading& known) { return word == known.en || word == known.zh; };
        const auto known = std::find_if(kHeadings.begin(), kHeadings.end(), is_heading);
        const bool stood_before =
            known != kHeadings.end()
                ? place_[static_cast<std::size_t>(known - kHeadings.begin())] != kNoColumn
                : std::find(table_.attributes.begin(), table_.attributes.end(), heading) != table_.attributes.end();
        if (stood_before) {
            complain(row_, {}, Code::units_column_doubled, {text::excerpt(heading)});
            return false;
        }
        if (known != kHeadings.end()) {
            place_[static_cast<std::size_t>(known - kHeadings.begin())] = at;
        } else {
            attribute_places_.push_back(at);
            table_.attributes.push_back(heading);
        }
        return true;
    }

    void read_row(const csv::Record& record) {
        if (record.fault != csv::Fault::none) {
            table_.has_lost_rows = true;
            return sink_.add(csv::diagnose(record, file_));
        }
        row_ = record.row;
        for (std::size_t at = 0; at < record.cells.size(); ++at) {
            const bool has_column = at < headings_.size() && !headings_[at].empty();
            if (!has_column && !trimmed(record.cells[at]).empty()) {
                complain(row_, {}, Code::units_cell_without_column, {text::excerpt(trimmed(record.cells[at]))});
                break;
            }
        }
        Row row;
        row.number = row_;
        row.code = needed_cell(record, code);
        row.name = normal(needed_cell(record, name));
        row.parent = cell(record, place_[parent]);
        row.level = level_of(needed_cell(record, level));
        const std::string_view office_cell = cell(record, place_[office]);
        const std::optional<bool> is_office = yes_or_no(office_cell);
        if (!is_office) complain(row_, headings_[place_[office]], Code::units_office_unclear, {text::excerpt(office_cell)});
        row.is_office = is_office.value_or(true);
        row.opened = day_in(record, opened);
        row.closed = day_in(record, closed);
        row.says_no_day = !row.closed && !cell(record, place_[closed]).empty();
        row.heir = cell(record, place_[heir]);
        row.attributes.reserve(attribute_places_.size());
        for (const std::size_t at : attribute_places_)
            row.attributes.push_back(normal(cell(record, at)));
        if (!is_plain_name(row.name))
            complain(row_, headings_[place_[name]], Code::units_name_not_plain, {text::excerpt(row.name)});
        const bool has_plain_code = is_plain_code(row.code);
        if (!has_plain_code) complain(row_, headings_[place_[code]], Code::units_code_not_plain, {text::excerpt(row.code)});
        if (row.code.empty() || !has_plain_code) {
            table_.has_lost_rows = true;
        } else {
            table_.rows.push_back(std::move(row));
        }
    }

    static std::string_view cell(const csv::Record& record, std::size_t at) {
        return at < record.cells.size() ? trimmed(record.cells[at]) : std::string_view();
    }

    std::string_view needed_cell(const csv::Record& record, Column column) {
        const std::string_view found = cell(record, place_[column]);
        if (found.empty()) complain(row_, headings_[place_[column]], Code::units_cell_empty);
        return found;
    }

    std::optional<value::Date> day_in(const csv::Record& record, Column column) {
        const std::string_view found = cell(record, place_[column]);
        if (found.empty()) return std::nullopt;
        const std::optional<value::Date> day = value::parse_date(found);
        if (!day) complain(row_, headings_[place_[column]], Code::units_day_unclear, {text::excerpt(found)});
        return day;
    }

    std::optional<LevelIndex> level_of(std::string_view cell) {
        if (cell.empty()) return std::nullopt;
        const std::string word = normal(cell);
        const auto found = std::find(level_names_.begin(), level_names_.end(), word);
        if (found != level_names_.end()) return static_cast<LevelIndex>(found - level_names_.begin());
        ++unknown_levels_.try_emplace(word, row_, 0U).first->second.second;
        return std::nullopt;
    }

    /// Once for each name, not once for each of its rows.
    void complain_of_levels() {
        Words known;
        for (const std::string& level_name : level_names_) {
            known.zh += (known.zh.empty() ? "" : "、") + level_name;
            known.en += (known.en.empty() ? "" : ", ") + level_name;
        }
        for (const auto& [word, rows] : unknown_levels_) {
            complain(rows.first, table_.level_column, Code::units_level_unknown,
                     {text::excerpt(word), std::to_string(rows.second), known});
        }
    }

    const std::string& file_;
    std::span<const std::string> level_names_;
    text::Sink& sink_;
    std::size_t most_units_;
    Table table_;
    std::uint32_t row_ = 0;
    std::vector<std::string> headings_;
    std::array<std::size_t, kColumns> place_{};
    std::vector<std::size_t> attribute_places_;
    std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> unknown_levels_;  // first row, number of rows
};

}  // namespace

std::optional<Table> read_table(std::string_view csv, const std::string& file, std::span<const std::string> level_names,
                                text::Sink& sink, std::size_t most_units) {
    return TableReader(file, level_names, sink, most_units).read(csv);
}

}  // namespace duban::units
