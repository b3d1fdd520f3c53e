#include "dsl/syntax/print.hpp"

#include "dsl/syntax/print_items.hpp"
#include "dsl/syntax/print_phrase.hpp"
#include "dsl/syntax/print_words.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace duban::syntax {

namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kMostColumns = 100;
constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();

class Printer {
public:
    Printer(const PlanFile& file, const text::Source& source, text::Language language)
        : file_(file), source_(source), language_(language) {
        for (const Event& event : file.events)
            events_.insert(event.name.text);
    }

    std::string text() {
        print(items_of(file_), 0);
        comments_before(static_cast<std::uint32_t>(source_.text().size()) + 1, 0);
        return joined();
    }

private:
    struct Line {
        std::size_t indent = 0;
        std::string text;
        std::string comment;
        bool blank_above = false;

        [[nodiscard]] std::size_t width() const { return indent + text::display_width(text); }
    };
    /// How an item is written.
    struct Form {
        std::string head;
        std::vector<WrittenLine> lines;
        bool is_apart = false;  // a comment is in one of its tables
    };

    // ---- places in the source

    [[nodiscard]] std::uint32_t line_of(std::uint32_t place) const { return source_.position(place).line; }
    static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

    /// Is there a blank line above that of `place`, to be kept?
    bool blank_above(std::uint32_t place) {
        const std::uint32_t line = line_of(place);
        const bool kept = line > std::max(line_, 1U) && is_blank(source_.line(line - 1)) && !lines_.empty() && !opened_;
        line_ = line;
        opened_ = false;
        return kept;
    }
    [[nodiscard]] bool blank_between(std::uint32_t end, std::uint32_t begin) const {
        for (std::uint32_t line = line_of(end) + 1; line < line_of(begin); ++line) {
            if (is_blank(source_.line(line))) return true;
        }
        return false;
    }

    // ---- comments

    [[nodiscard]] bool is_comment_in(Span span) const {
        const auto next = std::lower_bound(file_.comments.begin(), file_.comments.end(), span.begin,
                                           [](Span comment, std::uint32_t place) { return comment.begin < place; });
        return next != file_.comments.end() && next->begin < span.end;
    }

    /// From # on, without blanks at its end.
    [[nodiscard]] std::string said(Span comment) const {
        std::string_view text = source_.slice(comment);
        text.remove_prefix(text::character_at(text, 0).size);
        const std::size_t last = text.find_last_not_of(" \t\r");
        return "#" + std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
    }

    [[nodiscard]] bool is_alone(Span comment) const {
        const std::string_view before = source_.text().substr(0, comment.begin);
        const std::size_t line_begin = before.rfind('\n') + 1;
        return is_blank(before.substr(line_begin)) || before.substr(line_begin) == "\xEF\xBB\xBF";
    }

    enum class Above : std::uint8_t { as_it_stood, nothing };
    void write(Span comment, std::size_t indent, Above above) {
        if (!is_alone(comment) && !lines_.empty() && lines_.back().comment.empty() && !lines_.back().text.starts_with('#')) {
            lines_.back().comment = said(comment);
        } else {
            const bool blank = blank_above(comment.begin) && above == Above::as_it_stood;
            lines_.push_back({indent, said(comment), "", blank});
        }
    }
    void comments_before(std::uint32_t place, std::size_t indent) {
        for (; comment_ < file_.comments.size() && file_.comments[comment_].begin < place; ++comment_)
            write(file_.comments[comment_], indent, Above::as_it_stood);
    }
    /// Those before the table, in the same phrase, are given back.
    [[nodiscard]] std::vector<Span> comments_in(Span table, std::size_t indent) {
        std::vector<Span> later;
        for (; comment_ < file_.comments.size() && file_.comments[comment_].begin < table.end; ++comment_) {
            const Span comment = file_.comments[comment_];
            if (comment.begin < table.begin) {
                later.push_back(comment);
            } else {
                write(comment, indent, Above::as_it_stood);
            }
        }
        return later;
    }

    // ---- items

    [[nodiscard]] Form written(const Item& item, Breaks breaks, std::size_t column = 0) const {
        Words words(language_);
        Phrase phrase(words, breaks, events_);
        item.write(words, phrase);
        const auto& tables = phrase.tables();
        const bool apart = std::any_of(tables.begin(), tables.end(), [&](Span table) { return is_comment_in(table); });
        return {words.head(), words.lines(breaks.lists ? kMostColumns - std::min(column, kMostColumns) : kUnbounded), apart};
    }

    /// The first of its forms that fits, the phrase beginning at `column`.
    [[nodiscard]] Form best(const Item& item, std::size_t indent, std::size_t column) const {
        constexpr std::array kForms{Breaks{},
                                    Breaks{.rows = true},
                                    Breaks{.either = true},
                                    Breaks{.either = true, .both = true},
                                    Breaks{.lists = true},
                                    Breaks{.rows = true, .either = true, .both = true},
                                    Breaks{.rows = true, .either = true, .both = true, .lists = true}};
        Form form;
        for (const Breaks breaks : kForms) {
            form = written(item, breaks, column);
            if ((breaks.rows || !form.is_apart) && fits(form, indent, column)) break;
        }
        return form;
    }

    static std::size_t begin_of(const WrittenLine& line, std::size_t indent, std::size_t column) {
        switch (line.begins) {
            case WrittenLine::Begins::under_phrase: return column;
            case WrittenLine::Begins::in_block: return indent + kIndent;
            case WrittenLine::Begins::under_head: return indent;
        }
        return indent;
    }
    static bool fits(const Form& form, std::size_t indent, std::size_t column) {
        return std::all_of(form.lines.begin(), form.lines.end(), [&](const WrittenLine& line) {
            return begin_of(line, indent, column) + text::display_width(line.text) <= kMostColumns;
        });
    }

    /// Where the phrases of these items begin; 0: of those that have none.
    [[nodiscard]] std::vector<std::size_t> columns(const Items& items, std::size_t indent) const {
        std::vector<std::size_t> columns(items.size(), 0);
        std::vector<std::size_t> group;
        std::size_t widest = 0;
        const auto close = [&] {
            for (const std::size_t at : group)
                columns[at] = indent + widest + (group.size() == 1 ? 1 : 2);
            group.clear();
            widest = 0;
        };
        const auto take = [&](std::size_t at) {
            const Form form = written(items[at], {});
            if (form.lines[0].text.empty()) return;
            group.push_back(at);
            widest = std::max(widest, text::display_width(form.head));
        };
        for (std::size_t at = 0; at < items.size(); ++at) {
            if (items[at].aligned == Item::Aligned::in_block) take(at);
        }
        close();
        for (std::size_t at = 0; at < items.size(); ++at) {
            if (at > 0 && !is_run(items[at - 1], items[at])) close();
            if (items[at].aligned == Item::Aligned::in_run) take(at);
        }
        close();
        return columns;
    }
    [[nodiscard]] bool is_run(const Item& one, const Item& next) const {
        return one.aligned == Item::Aligned::in_run && next.aligned == Item::Aligned::in_run && one.kind == next.kind &&
               !blank_between(one.end, next.begin);
    }

    static void sort(Items& items) {
        std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.begin < b.begin; });
    }

    void print(Items items, std::size_t indent) {
        sort(items);
        const std::vector<std::size_t> phrase_columns = columns(items, indent);
        for (std::size_t at = 0; at < items.size(); ++at)
            print(items[at], indent, phrase_columns[at]);
    }

    void print(const Item& item, std::size_t indent, std::size_t column) {
        comments_before(item.begin, indent);
        const bool blank = blank_above(item.begin);
        const Form form = best(item, indent, std::max(column, indent));
        std::string first = form.head;
        if (column > 0) first.append(column - indent - text::display_width(form.head), ' ');
        lines_.push_back({indent, first + form.lines[0].text, "", blank});
        std::vector<Span> later;
        for (std::size_t i = 1; i < form.lines.size(); ++i) {
            const WrittenLine& line = form.lines[i];
            opened_ = form.lines[i - 1].text.ends_with('{');
            for (const Span comment : comments_in(line.table, indent + kIndent))
                later.push_back(comment);
            lines_.push_back({begin_of(line, indent, std::max(column, indent)), line.text, "", false});
        }
        for (; comment_ < file_.comments.size() && file_.comments[comment_].begin < item.end; ++comment_)
            later.push_back(file_.comments[comment_]);
        for (const Span comment : later)
            write(comment, indent, Above::nothing);
        if (item.block) return print_block(item, indent);
        line_ = line_of(item.end);
    }

    void print_block(const Item& item, std::size_t indent) {
        Items inside = item.inside();
        const bool has_comment = is_comment_in(*item.block);
        const bool is_on_one_line = line_of(item.block->begin) == line_of(item.block->end - 1);
        if (inside.empty() && !has_comment) {
            lines_.back().text += " { }";
        } else if (item.may_be_one_line && is_on_one_line && !has_comment) {
            lines_.back().text += " { " + on_one_line(std::move(inside)) + " }";
        } else {
            lines_.back().text += " {";
            opened_ = true;
            print(std::move(inside), indent + kIndent);
            comments_before(item.block->end - 1, indent + kIndent);
            lines_.push_back({indent, "}", "", false});
        }
        line_ = line_of(item.block->end - 1);
        opened_ = false;
        if (!item.behind) return;
        Words words(language_);
        Phrase phrase(words, {}, events_);
        item.behind(words, phrase);
        lines_.back().text += " " + words.lines(kUnbounded)[0].text;
    }

    [[nodiscard]] std::string on_one_line(Items items) const {
        sort(items);
        std::string line;
        for (const Item& item : items) {
            const Form form = written(item, {});
            if (!line.empty()) line += language_ == text::Language::zh ? "；" : "; ";
            line += form.head;
            if (!form.head.empty() && !form.lines[0].text.empty()) line += ' ';
            line += form.lines[0].text;
        }
        return line;
    }

    // ---- lines

    /// Comments behind neighbouring lines of one block begin in one column, unless that were far from some.
    [[nodiscard]] std::string joined() const {
        std::string text;
        std::size_t column = 0;
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            const Line& line = lines_[at];
            if (!line.comment.empty() && (at == 0 || !is_beside(lines_[at - 1], line))) column = comment_column(at);
            if (line.blank_above) text += '\n';
            text.append(line.indent, ' ');
            text += line.text;
            if (!line.comment.empty()) {
                text.append(std::max(column, line.width() + 2) - line.width(), ' ');
                text += line.comment;
            }
            text += '\n';
        }
        return text;
    }
    static bool is_beside(const Line& above, const Line& line) {
        return !above.comment.empty() && !line.comment.empty() && above.indent == line.indent && !line.blank_above;
    }
    [[nodiscard]] std::size_t comment_column(std::size_t first) const {
        constexpr std::size_t kFar = 40;
        std::size_t widest = lines_[first].width();
        std::size_t narrowest = widest;
        for (std::size_t at = first + 1; at < lines_.size() && is_beside(lines_[at - 1], lines_[at]); ++at) {
            widest = std::max(widest, lines_[at].width());
            narrowest = std::min(narrowest, lines_[at].width());
        }
        return widest - narrowest > kFar ? 0 : widest + 2;
    }

    const PlanFile& file_;
    const text::Source& source_;
    text::Language language_;
    std::set<std::string> events_;
    std::vector<Line> lines_;
    std::size_t comment_ = 0;     // the next of the file's
    std::uint32_t line_ = 0;      // of the source, where what was written last ends
    bool opened_ = false;         // a block, just now
};

}  // namespace

std::string print(const PlanFile& file, const text::Source& source, text::Language language) {
    return Printer(file, source, language).text();
}

}  // namespace duban::syntax
