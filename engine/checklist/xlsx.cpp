#include "engine/checklist/page.hpp"

#include "dsl/text/utf8.hpp"
#include "dsl/value/decimal.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <vector>

namespace duban::checklist {

namespace {

using text::Language;

constexpr std::size_t kMostCharacters = 32'000;  // in a cell: 32,767
constexpr std::size_t kMostNameCharacters = 31;  // in the name of a sheet
constexpr std::size_t kMostLinks = 60'000;       // in a sheet: 65,530
constexpr time_t kCreated = 315'532'800;  // 1980-01-01, as the entries of the archive: the same page gives the same bytes

enum class Weight : std::uint8_t { cell, head, total, title, plain };  // title and plain: without a border

struct Look {
    Weight weight = Weight::cell;
    Align align = Align::left;
    std::optional<Tone> tone;
    std::string number;  // how a number is shown; empty: text
    friend auto operator<=>(const Look&, const Look&) = default;
};

/// A fill on which black is read, and which differs in grey from the next.
lxw_color_t fill(Tone tone) {
    constexpr std::array<lxw_color_t, kTones> kFills{0xF4A29A, 0xFFE08A, 0xB5D3F2, 0xC9E7CB, 0xF0F0F0};
    return kFills[static_cast<std::size_t>(tone)];
}

/// Fit for a cell: what XML has no place for becomes U+FFFD.
std::string clean(std::string_view text) {
    std::string safe;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::Character character = text::character_at(text, at);
        if (++characters > kMostCharacters) return safe + "…";
        const bool is_kept = character.value >= 0x20 || character.value == '\n' || character.value == '\t';
        if (is_kept) text::append_utf8(safe, character.value);
        if (!is_kept && character.value != '\r') text::append_utf8(safe, 0xFFFD);
        at += character.size;
    }
    return safe;
}

/// The name of a sheet: without what Excel forbids in it, short enough, and not the name of another.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
    const auto cut = [](std::string_view text, std::size_t most) {
        std::string name;
        for (std::size_t at = 0; at < text.size() && most > 0; --most) {
            const text::Character character = text::character_at(text, at);
            const bool is_kept =
                character.value >= 0x20 && std::u32string_view(U"[]:*?/\\'").find(character.value) == std::u32string_view::npos;
            text::append_utf8(name, is_kept ? character.value : U'-');
            at += character.size;
        }
        return name;
    };
    const auto folded = [](std::string name) {
        for (char& c : name)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return name;
    };
    std::string name = cut(wanted, kMostNameCharacters);
    for (std::size_t number = 2; name.empty() || taken.contains(folded(name)); ++number) {
        const std::string suffix = " " + std::to_string(number);
        name = cut(wanted, kMostNameCharacters - suffix.size()) + suffix;
    }
    taken.insert(folded(name));
    return name;
}

/// Inside a header or a footer of paper, where & begins a command.
std::string on_paper(std::string_view text, std::size_t most_characters) {
    std::string safe;
    for (const char c : text::excerpt(text, most_characters))
        safe += c == '&' ? std::string("&&") : std::string(1, c);
    return safe;
}

/// Which columns hold intervals: these take two columns of the sheet, so that a sheet can sort and compute.
std::vector<bool> interval_columns(const Table& table) {
    std::vector<bool> found(table.columns.size());
    const auto look_at = [&](const Cells& cells) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (std::holds_alternative<Rate>(cells[c].value)) found[c] = true;
        }
    };
    for (const Group& group : table.groups)
        std::for_each(group.rows.begin(), group.rows.end(), look_at);
    look_at(table.total);
    return found;
}

class Book {
public:
    explicit Book(const Page& page) : page_(page), zh_(page.language == Language::zh) {}

    std::string bytes() {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
        if (!file) return {};
        book_ = workbook_new(("/dev/fd/" + std::to_string(fileno(file.get()))).c_str());
        if (book_ == nullptr) return {};
        std::string title = clean(page_.title);
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.created = kCreated;
        workbook_set_properties(book_, &properties);
        summary();
        for (std::size_t s = 0; s < page_.sections.size(); ++s) {
            const Section& section = page_.sections[s];
            const Table* table = std::get_if<Table>(&section.body);
            if (table == nullptr) continue;
            begin_sheet(section.title.empty() ? page_.title : section.title);
            write(*table);
            if (s == page_.main) worksheet_activate(sheet_);
        }
        if (workbook_close(book_) != LXW_NO_ERROR) return {};
        std::string out;
        std::array<char, 65'536> part{};
        while (const std::size_t size = std::fread(part.data(), 1, part.size(), file.get()))
            out.append(part.data(), size);
        return out;
    }

private:
    using Across = lxw_col_t;

    [[nodiscard]] const char* say(const char* zh, const char* en) const { return zh_ ? zh : en; }

    lxw_format* format(const Look& look) {
        lxw_format*& format = formats_[look];
        if (format != nullptr) return format;
        format = workbook_add_format(book_);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (look.align == Align::left) format_set_align(format, LXW_ALIGN_LEFT);  // or a date would touch the text behind it
        if (look.align == Align::right) format_set_align(format, LXW_ALIGN_RIGHT);
        if (look.align == Align::centre) format_set_align(format, LXW_ALIGN_CENTER);
        if (look.weight == Weight::title) {
            format_set_font_size(format, 16);
        } else {
            format_set_text_wrap(format);
        }
        if (look.weight != Weight::title && look.weight != Weight::plain) {
            format_set_border(format, LXW_BORDER_THIN);
            format_set_border_color(format, 0xA0A0A0);
        }
        if (look.weight != Weight::cell && look.weight != Weight::plain) format_set_bold(format);
        if (look.weight == Weight::head) format_set_bg_color(format, 0xE8E6E1);
        if (look.weight == Weight::total) format_set_top(format, LXW_BORDER_MEDIUM);
        if (look.tone) format_set_bg_color(format, fill(*look.tone));
        if (!look.number.empty()) format_set_num_format(format, look.number.c_str());
        return format;
    }

    void begin_sheet(std::string_view name) {
        sheet_ = workbook_add_worksheet(book_, sheet_name(name, names_).c_str());
        digits_.clear();
        row_ = 0;
        lines_ = 1;
        links_ = 0;
        constexpr std::uint8_t kA4 = 9;
        worksheet_set_paper(sheet_, kA4);
        if (page_.orientation == Orientation::landscape) worksheet_set_landscape(sheet_);
        worksheet_set_margins(sheet_, 0.5, 0.5, 0.7, 0.7);
        // The receipt takes the whole width at the foot, so the number of the page stands at the head.
        const std::string header =
            "&C&B&12 " + on_paper(page_.title, 80) + "&R&8 " + say("第 &P 页，共 &N 页", "Page &P of &N");
        const std::string receipt = page_.receipt.empty() ? std::string() : on_paper(page_.receipt.front(), 190);
        worksheet_set_header(sheet_, header.c_str());
        worksheet_set_footer(sheet_, ("&L&7 " + receipt).c_str());
    }
    void add_column(int digits) {
        const auto column = static_cast<Across>(digits_.size());
        worksheet_set_column(sheet_, column, column, digits, nullptr);
        digits_.push_back(digits);
    }
    /// Programs differ in whether they make a row as high as its texts need, so it is said.
    void end_row() {
        constexpr int kPoints = 16;  // of one line
        constexpr int kMostLines = 27;
        if (lines_ > 1) worksheet_set_row(sheet_, row_, kPoints * std::min(lines_, kMostLines), nullptr);
        ++row_;
        lines_ = 1;
    }
    void make_room(std::string_view text, int digits) {
        int lines = 0;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const auto width = static_cast<int>(text::display_width(text.substr(at, end - at)));
            lines += 1 + (width == 0 ? 0 : (width - 1) / (digits - 1));  // some of a line is lost where words end
            at = end + 1;
        }
        lines_ = std::max(lines_, lines);
    }

    // ---- one cell of the row that is written

    void put(Across column, std::string_view text, const Look& look) {
        if (text.empty()) {
            worksheet_write_blank(sheet_, row_, column, format(look));
            return;
        }
        worksheet_write_string(sheet_, row_, column, clean(text).c_str(), format(look));
        if (look.weight != Weight::title) make_room(text, digits_[column]);
    }
    /// Words inside the form of a number.
    static std::string quoted(std::string_view words) {
        std::string form = "\"";
        for (const char c : clean(words))
            form += c == '"' ? '\'' : c;
        return form += '"';
    }
    void put_number(Across column, std::int64_t millionths, Look look) {
        if (look.number.empty()) look.number = millionths % value::Decimal::kOne == 0 ? "0" : "0.0#####";
        const double number = static_cast<double>(millionths) / static_cast<double>(value::Decimal::kOne);
        worksheet_write_number(sheet_, row_, column, number, format(look));
    }
    /// What stands behind the date in the text does so in the sheet, where the cell still holds a date.
    void put_instant(Across column, value::Instant instant, Look look, const std::string& after) {
        const value::CivilDate day = value::civil(date_of(instant));
        const auto minutes = static_cast<int>(instant.minutes - first_minute(date_of(instant)).minutes);
        constexpr int kHour = 60;
        lxw_datetime when{day.year, day.month, day.day, 0, 0, 0};
        look.number = "yyyy-mm-dd";
        if (!value::is_last_minute(instant)) {
            when.hour = minutes / kHour;
            when.min = minutes % kHour;
            look.number += " hh:mm";
        }
        if (!after.empty()) look.number += quoted(after);
        worksheet_write_datetime(sheet_, row_, column, &when, format(look));
    }
    void put(Across column, const Cell& cell, Look look) {
        if (cell.light) look.tone = cell.light->tone;
        const std::string text = with_shape(cell.light, cell.text);
        const auto* number = std::get_if<Number>(&cell.value);
        const auto* instant = std::get_if<value::Instant>(&cell.value);
        constexpr std::int32_t kFirstYear = 1901;  // of the calendar of sheets, in which 1900 has a day too many
        if (number != nullptr) {
            if (!number->measure.empty()) {
                look.number = number->millionths % value::Decimal::kOne == 0 ? "0" : "0.0#####";
                look.number += quoted(" " + number->measure);
            }
            put_number(column, number->millionths, look);
        } else if (instant != nullptr && value::civil(date_of(*instant)).year >= kFirstYear) {
            const std::string date = value::to_short_string(*instant);
            put_instant(column, *instant, look, text.starts_with(date) ? text.substr(date.size()) : std::string());
        } else if (!cell.link.empty() && !page_.place.empty() && !text.empty() && ++links_ < kMostLinks) {
            const std::string way = "external:" + path_between(page_.place, cell.link) + ".xlsx";
            worksheet_write_url_opt(sheet_, row_, column, way.c_str(), format(look), clean(text).c_str(), nullptr);
            make_room(text, digits_[column]);
        } else {
            put(column, text, look);
        }
    }

    // ---- a table: a sheet of its own, its head in the first row, so that it can be sorted and filtered

    void write(const Table& table) {
        const std::vector<bool> is_interval = interval_columns(table);
        const auto end_frozen = table_head(table, is_interval);
        for (const Group& group : table.groups) {
            for (const Cells& cells : group.rows)
                table_row(table, is_interval, group.title, cells, Weight::cell);
        }
        if (table.is_empty()) put(0, table.if_empty, {Weight::title, Align::left, {}, {}});
        if (!table.is_empty()) worksheet_autofilter(sheet_, 0, 0, row_ - 1, static_cast<Across>(digits_.size() - 1));
        if (!table.total.empty()) table_row(table, is_interval, {}, table.total, Weight::total);
        for (const std::string& foot : table.foot) {
            end_row();
            put_across(0, foot, Weight::plain, std::min(kLast, static_cast<Across>(digits_.size() - 1)));
        }
        worksheet_freeze_panes(sheet_, 1, end_frozen);
        worksheet_repeat_rows(sheet_, 0, 0);
        // More than so many digits across a sheet of paper are too small to read.
        const int most = page_.orientation == Orientation::landscape ? 220 : 140;
        const int width = std::accumulate(digits_.begin(), digits_.end(), 0);
        const auto sheets = static_cast<std::uint16_t>((width + most - 1) / most);
        if (sheets > 1 && end_frozen > 0) worksheet_repeat_columns(sheet_, 0, static_cast<Across>(end_frozen - 1));
        worksheet_fit_to_pages(sheet_, sheets, 0);
    }

    /// How wide a column is: a number or a date must be seen whole, words take more lines.
    static int digits_of(const Table& table, std::size_t column, std::string_view name) {
        constexpr std::array<std::size_t, 3> kMost{14, 12, 24};
        constexpr std::size_t kLeast = 6;
        constexpr std::size_t kButton = 3;  // of the filter, beside the name
        const Column& its = table.columns[column];
        const Width width = its.note.empty() ? its.width : Width::normal;
        const std::size_t most = kMost[static_cast<std::size_t>(width)];
        std::size_t digits = std::max(kLeast, std::min(text::display_width(name) + kButton, most));
        const auto look_at = [&](const Cells& cells) {
            if (column >= cells.size()) return;
            const std::size_t own = text::display_width(with_shape(cells[column].light, cells[column].text)) + 2;
            const bool is_whole = std::holds_alternative<Number>(cells[column].value) ||
                                  std::holds_alternative<value::Instant>(cells[column].value);
            digits = std::max(digits, is_whole ? own : std::min(own, most));
        };
        for (const Group& group : table.groups)
            std::for_each(group.rows.begin(), group.rows.end(), look_at);
        look_at(table.total);
        return static_cast<int>(digits);
    }

    /// Where the columns that stay in sight end.
    Across table_head(const Table& table, const std::vector<bool>& is_interval) {
        Across end_frozen = 0;
        const auto add = [&](const std::string& name, int digits, Align align) {
            add_column(digits);
            const auto column = static_cast<Across>(digits_.size() - 1);
            put(column, name, {Weight::head, align == Align::right ? Align::centre : align, {}, {}});
        };
        constexpr int kGroup = 10;
        if (!table.grouped_by.empty()) add(table.grouped_by, kGroup, Align::left);
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const Column& column = table.columns[c];
            const std::string name = column.note.empty() ? column.name : column.name + "\n" + column.note;
            const int digits = digits_of(table, c, column.name);
            add(is_interval[c] ? name + say(" 至少", " at least") : name, digits, column.align);
            if (is_interval[c]) add(name + say(" 至多", " at most"), digits, column.align);
            if (c < table.frozen) end_frozen = static_cast<Across>(digits_.size());
        }
        end_row();
        return end_frozen;
    }

    void table_row(const Table& table, const std::vector<bool>& is_interval, std::string_view group, const Cells& cells,
                   Weight weight) {
        Across at = 0;
        if (!table.grouped_by.empty()) put(at++, group, {weight, Align::left, {}, {}});
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const Look look{weight, table.columns[c].align, {}, {}};
            if (const auto* rate = std::get_if<Rate>(&cells[c].value)) {
                const Look percent{weight, Align::right, {}, "0.0%"};
                put_number(at++, rate->low, percent);
                put_number(at++, rate->high, percent);
                continue;
            }
            put(at++, cells[c], look);
            if (is_interval[c]) put(at++, std::string_view(), look);
        }
        end_row();
    }

    // ---- all that is no table, on the first sheet

    static constexpr Across kLast = 7;

    void summary() {
        begin_sheet(say("概要", "Summary"));
        constexpr int kNames = 26;
        constexpr int kOthers = 13;
        for (Across column = 0; column <= kLast; ++column)
            add_column(column == 0 ? kNames : kOthers);
        worksheet_fit_to_pages(sheet_, 1, 0);
        put(0, page_.title, {Weight::title, Align::left, {}, {}});
        lines_ = 2;  // it is larger
        end_row();
        for (const std::string& subtitle : page_.subtitles)
            put_across(0, subtitle, Weight::plain);
        for (const Section& section : page_.sections) {
            if (std::holds_alternative<Table>(section.body)) continue;
            end_row();
            if (!section.title.empty()) put_across(0, section.title, Weight::head);
            std::visit([this](const auto& body) { lines(body); }, section.body);
        }
        end_row();
        for (const std::string& receipt : page_.receipt)
            put_across(0, receipt, Weight::plain);
    }

    /// From a column to the last; ends the row.
    void put_across(Across from, std::string_view text, Weight weight) { put_across(from, text, weight, kLast); }
    void put_across(Across from, std::string_view text, Weight weight, Across last) {
        lxw_format* look = format({weight, Align::left, {}, {}});
        worksheet_merge_range(sheet_, row_, from, row_, last, clean(text).c_str(), look);
        make_room(text, std::accumulate(digits_.begin() + from, digits_.begin() + last + 1, 0));
        end_row();
    }

    void lines(const Table& /*has a sheet*/) {}
    void lines(const Text& text) {
        for (const std::string& paragraph : text.paragraphs)
            put_across(0, paragraph, Weight::plain);
    }
    void lines(const Figures& figures) {
        for (const Figure& figure : figures.figures) {
            put(0, figure.name, {Weight::cell, Align::left, {}, {}});
            const auto number = value::parse_decimal(figure.value);
            Cell cell{figure.value, {}, figure.light, {}};
            if (number && value::to_string(*number) == figure.value) cell.value = Number{number->millionths, {}};
            put(1, cell, {Weight::total, Align::right, {}, {}});
            put_across(2, figure.note, Weight::cell);
        }
    }
    void lines(const Bars& bars) {
        std::vector<Light> lights;
        for (const Bar& bar : bars.bars) {
            for (const Share& share : bar.shares) {
                const auto is_same = [&](const Light& light) { return light.word == share.light.word; };
                if (std::none_of(lights.begin(), lights.end(), is_same)) lights.push_back(share.light);
            }
        }
        std::stable_sort(lights.begin(), lights.end(), [](const Light& a, const Light& b) { return a.tone < b.tone; });
        put(0, std::string_view(), {Weight::head, Align::left, {}, {}});
        Across column = 0;
        for (const Light& light : lights)
            put(++column, Cell{{}, {}, light, {}}, {Weight::head, Align::centre, {}, {}});
        end_row();
        for (const Bar& bar : bars.bars) {
            put(0, Cell{bar.label, {}, {}, bar.link}, {Weight::cell, Align::left, {}, {}});
            column = 0;
            for (const Light& light : lights) {
                std::int64_t count = 0;
                for (const Share& share : bar.shares)
                    count += share.light.word == light.word ? share.count : 0;
                put_number(++column, count * value::Decimal::kOne, {Weight::cell, Align::right, {}, {}});
            }
            end_row();
        }
    }
    void lines(const Map& map) {
        for (const Tile& tile : map.tiles) {
            put(0, Cell{tile.label, {}, {}, tile.link}, {Weight::cell, Align::left, {}, {}});
            put(1, Cell{{}, {}, tile.light, {}}, {Weight::cell, Align::centre, {}, {}});
            put_across(2, tile.words, Weight::cell);
        }
    }
    void lines(const Legend& legend) {
        for (const Meaning& meaning : legend.meanings) {
            put(0, Cell{meaning.word, {}, meaning.light, {}}, {Weight::cell, Align::left, {}, {}});
            put_across(1, meaning.meaning, Weight::cell);
        }
    }

    const Page& page_;
    const bool zh_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    std::map<Look, lxw_format*> formats_;
    std::set<std::string> names_;
    std::vector<int> digits_;  // of the sheet: how wide its columns are
    lxw_row_t row_ = 0;
    int lines_ = 1;  // that the row needs
    std::size_t links_ = 0;
};

}  // namespace

std::string xlsx(const Page& page) { return Book(page).bytes(); }

}  // namespace duban::checklist
