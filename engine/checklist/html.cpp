#include "engine/checklist/html_style.hpp"
#include "engine/checklist/html_table.hpp"
#include "engine/checklist/page.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace duban::checklist {

namespace {

using text::Language;

constexpr std::array<std::string_view, kTones> kToneNames{"red", "yellow", "blue", "green", "grey"};
std::string_view name(Tone tone) { return kToneNames[static_cast<std::size_t>(tone)]; }

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// For between tags and inside quotes; what neither HTML nor XML has a place for becomes U+FFFD.
void escape(std::string& out, std::string_view text, std::string_view line_break) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += line_break; break;
            case '\t': out += ' '; break;
            case '\r': break;
            default: is_control(c) ? out += kReplacement : out += c;
        }
    }
}

/// A CSS string, fit for a style element: what ends a string or an element is written by its number.
void css_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\22 "; break;
            case '\\': out += "\\5c "; break;
            case '<': out += "\\3c "; break;
            case '>': out += "\\3e "; break;
            case '&': out += "\\26 "; break;
            default: is_control(c) ? out += ' ' : out += c;
        }
    }
    out += '"';
}

/// The link to a page, as a relative reference: what has a meaning in a reference is written by its number.
std::string reference(std::string_view path) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string safe;
    for (const char c : path) {
        if (!is_control(c) && std::string_view(" \"#%<>?:\\^`{|}&").find(c) == std::string_view::npos) {
            safe += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        safe += '%';
        safe += kDigits[byte >> 4U];
        safe += kDigits[byte & 15U];
    }
    return safe += ".html";
}

/// `12.34%`: a part of a whole that is not 0.
std::string percent(std::int64_t part, std::int64_t whole) {
    const std::int64_t hundredths = part * 10'000 / whole;
    const std::string fraction = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + (fraction.size() == 1 ? ".0" : ".") + fraction + "%";
}

/// The first word that a line must not end in: `2012-06-30`, `2012-Q1`, `76.1–84.5%`; [begin, end), at the end of the text if
/// there is none.
std::pair<std::size_t, std::size_t> joined(std::string_view text) {
    constexpr std::string_view kDash = "–";
    constexpr std::size_t kMost = 24;  // longer words may well be broken
    const auto is_inside = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view("-.:%").find(c) != std::string_view::npos;
    };
    std::size_t begin = 0;
    bool has_hyphen = false;
    for (std::size_t at = 0; at <= text.size();) {
        const std::string_view rest = text.substr(at);
        const bool is_dash = rest.starts_with(kDash);
        if (is_dash || (!rest.empty() && is_inside(rest[0]))) {
            has_hyphen = has_hyphen || is_dash || rest[0] == '-';
            at += is_dash ? kDash.size() : 1;
            continue;
        }
        if (has_hyphen && at - begin > kDash.size() && at - begin <= kMost) return {begin, at};
        begin = ++at;
        has_hyphen = false;
    }
    return {text.size(), text.size()};
}

/// A tile's label on at most three lines: at blanks, else in even parts.
std::vector<std::string> lines_of(std::string_view label) {
    constexpr std::size_t kMostColumns = 10;
    constexpr std::size_t kMostLines = 3;
    const bool has_blanks = label.find(' ') != std::string_view::npos;
    const std::size_t width = text::display_width(label);
    const std::size_t parts = std::min(kMostLines, (width + kMostColumns - 1) / kMostColumns);
    const std::size_t even = parts == 0 || has_blanks ? kMostColumns : (width + parts - 1) / parts;
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    for (std::size_t at = 0; at < label.size();) {
        const text::Character character = text::character_at(label, at);
        const bool at_blank = character.value == ' ';
        std::size_t next = text::display_width(character.value);
        if (at_blank) next = text::display_width(label.substr(at, label.find(' ', at + 1) - at));  // with the word after it
        if (used > 0 && (has_blanks ? at_blank && used + next > kMostColumns : used >= even)) {
            if (lines.size() == kMostLines) {
                lines.back() += "…";
                return lines;
            }
            lines.emplace_back();
            used = 0;
        }
        if (!(at_blank && used == 0)) {
            lines.back() += label.substr(at, character.size);
            used += text::display_width(character.value);
        }
        at += character.size;
    }
    return lines;
}

/// Where figures follow the words of a cell: before ` ≥3/15 期` or `（4 项中 2 项）`, which must stay on one line; else its
/// end.
std::size_t figures_at(std::string_view text) {
    if (const std::size_t bracket = text.find("（"); bracket < text.size()) return bracket;
    for (std::size_t at = text.find(' '); at < text.size(); at = text.find(' ', at + 1)) {
        const std::string_view rest = text.substr(at + 1);
        if (rest.starts_with("≥") || rest.find_first_of("?0123456789(") == 0) return at;
    }
    return text.size();
}

/// `2012-06-30T17:15`: the date and the time, else nothing.
bool is_instant(std::string_view word) {
    constexpr std::string_view kForm = "0000-00-00T00:00";
    return word.size() == kForm.size() && std::equal(word.begin(), word.end(), kForm.begin(), [](char c, char form) {
               return form == '0' ? c >= '0' && c <= '9' : c == form;
           });
}

class HtmlWriter {
public:
    explicit HtmlWriter(const Page& page) : page_(page), zh_(page.language == Language::zh) { out_.reserve(32'768); }

    std::string document() {
        head();
        out_ += page_.orientation == Orientation::landscape ? "<body class=\"landscape\">\n" : "<body>\n";
        out_ += html_symbols();
        out_ += "<header>\n";
        links(page_.up, " › ", zh_ ? "上级页" : "Pages above");
        element("h1", page_.title);
        for (const std::string& subtitle : page_.subtitles)
            element("p", subtitle);
        links(page_.down, " · ", zh_ ? "下级页" : "Pages below");
        out_ += "</header>\n<main>\n";
        for (std::size_t s = 0; s < page_.sections.size(); ++s)
            section(page_.sections[s], s);
        out_ += "</main>\n<footer>\n";
        for (const std::string& receipt : page_.receipt)
            element("p", receipt);
        out_ += "</footer>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    /// A word that is not broken.
    void whole(std::string_view word) { out_.append("<span class=\"n\">").append(word).append("</span>"); }
    void text(std::string_view text) {
        while (!text.empty()) {
            const auto [begin, end] = joined(text);
            escape(out_, text.substr(0, begin), "<br/>");
            const std::string_view word = text.substr(begin, end - begin);
            if (is_instant(word)) {  // as people write it, and a sheet shows it
                whole(word.substr(0, word.find('T')));
                out_ += ' ';
                whole(word.substr(word.find('T') + 1));
            } else if (!word.empty()) {
                whole(word);
            }
            text.remove_prefix(end);
        }
    }
    void attribute(std::string_view name, std::string_view value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        escape(out_, value, " ");
        out_ += '"';
    }
    void element(std::string_view tag, std::string_view content) {
        out_.append("<").append(tag).append(">");
        text(content);
        out_.append("</").append(tag).append(">\n");
    }

    // ---- the head

    void head() {
        out_ += "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"";
        out_ += zh_ ? "zh-CN" : "en";
        out_ +=
            "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            "<meta name=\"format-detection\" content=\"telephone=no\"/>\n";
        out_ += "<title>";
        escape(out_, page_.title, " ");
        out_ += "</title>\n<style>";
        out_ += html_style();
        out_ += page_.orientation == Orientation::landscape ? "@page{size:A4 landscape;" : "@page{size:A4 portrait;";
        out_ += "margin:13mm 12mm 15mm;@bottom-left{font:7.5pt sans-serif;color:#444;content:";
        css_string(out_, page_.title);
        out_ += "}@bottom-right{font:7.5pt sans-serif;color:#444;content:";
        out_ +=
            zh_ ? R"("第 " counter(page) " 页，共 " counter(pages) " 页")" : R"("Page " counter(page) " of " counter(pages))";
        out_ += "}}\n";
        for (std::size_t s = 0; s < page_.sections.size(); ++s) {
            if (const Table* table = std::get_if<Table>(&page_.sections[s].body)) table_style(*table, s);
        }
        out_ += "</style>\n</head>\n";
    }

    /// What is so for all cells of a column is said once: how they are aligned, and their names on cards.
    void table_style(const Table& table, std::size_t number) {
        const std::vector<std::vector<std::size_t>> parts = parts_of(table);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            const std::string cell = "#" + part_id(number, p) + " tr:not(.group)>:nth-child(";
            for (std::size_t place = 0; place < parts[p].size(); ++place) {
                const Column& column = table.columns[parts[p][place]];
                const bool is_whole = column.width == Width::narrow && column.note.empty();
                if (column.align == Align::left && !is_whole) continue;
                out_ += cell + std::to_string(place + 1) + "){";
                if (is_whole) out_ += "word-break:keep-all;";
                if (column.align == Align::right) out_ += "text-align:right";
                if (column.align == Align::centre) out_ += "text-align:center";
                out_ += "}\n";
            }
        }
        if (!reads_as_cards(table)) return;
        out_ += "@media screen and (max-width:640px){\n";
        for (std::size_t c = head_column(table) + 1; c < table.columns.size(); ++c) {
            out_ += "#" + part_id(number, 0) + " tr:not(.group)>:nth-child(" + std::to_string(c + 1) + ")::before{content:";
            css_string(out_, table.columns[c].name);
            out_ += "}\n";
        }
        out_ += "}\n";
    }

    // ---- parts of sections

    void open_link(const Place& to) {
        out_ += "<a";
        attribute("href", reference(path_between(page_.place, to)));
        out_ += ">";
    }
    [[nodiscard]] bool is_link(const Place& to) const { return !to.empty() && !page_.place.empty(); }
    void linked(std::string_view words, const Place& to) {
        if (!is_link(to)) return text(words);
        open_link(to);
        text(words);
        out_ += "</a>";
    }
    void links(const std::vector<Link>& links, std::string_view between, std::string_view label) {
        if (page_.place.empty() || links.empty()) return;
        out_ += "<nav";
        attribute("aria-label", label);
        out_ += ">";
        for (std::size_t l = 0; l < links.size(); ++l) {
            if (l > 0) out_ += between;
            linked(links[l].words, links[l].place);
        }
        out_ += "</nav>\n";
    }

    /// A shape; where no word stands beside it, it says its own.
    void symbol(Tone tone, std::string_view unsaid) {
        out_.append("<svg class=\"i ").append(name(tone)).append("\"");
        if (unsaid.empty()) {
            out_ += " aria-hidden=\"true\"";
        } else {
            out_ += " role=\"img\"";
            attribute("aria-label", unsaid);
        }
        out_.append("><use href=\"#").append(name(tone)).append("\"/></svg>");
    }
    /// A light without words: its shape and its word, on one line.
    void lone(const Light& light, std::string_view after = {}) {
        out_ += "<span class=\"n\">";
        symbol(light.tone, {});
        text(light.word);
        out_.append(after).append("</span>");
    }
    void lit(const std::optional<Light>& light, std::string_view words, const Place& to = {}) {
        if (light && words.empty()) {
            if (is_link(to)) open_link(to);
            lone(*light);
            if (is_link(to)) out_ += "</a>";
            return;
        }
        if (light) symbol(light->tone, words == light->word ? std::string_view() : light->word);
        linked(words, to);
    }

    void interval(const Rate& rate) {
        constexpr std::int64_t kWhole = 1'000'000;
        out_ += "<svg class=\"rate\" aria-hidden=\"true\">";
        if (rate.low > 0) out_ += "<rect class=\"sure\" height=\"100%\" width=\"" + percent(rate.low, kWhole) + "\"/>";
        if (rate.high > rate.low) {
            out_ += "<rect class=\"open\" height=\"100%\" x=\"" + percent(rate.low, kWhole) + "\" width=\"" +
                    percent(rate.high - rate.low, kWhole) + "\"/>";
        }
        out_ += "</svg>";
    }

    /// A row, or the part of one; on cards, sentences that the row before has word for word are left out.
    void row(const Table& table, const std::vector<std::size_t>& columns, const Cells& cells, const Cells* before = nullptr) {
        const std::size_t head = head_column(table);
        constexpr std::size_t kWhole = 12;
        out_ += "<tr>";
        for (const std::size_t c : columns) {
            const Cell& cell = cells[c];
            const bool again = before != nullptr && table.columns[c].width == Width::wide && c != head &&
                               (*before)[head].text == cells[head].text && (*before)[c].text == cell.text;
            out_ += c == head  ? "<th scope=\"row\">"
                    : c < head ? "<td class=\"lead\">"
                    : again    ? "<td class=\"again\">"
                               : "<td>";
            const std::size_t figures = table.columns[c].note.empty() ? cell.text.size() : figures_at(cell.text);
            const std::string_view said = std::string_view(cell.text).substr(0, figures);
            const bool is_whole = cell.light && !table.columns[c].note.empty() && text::display_width(said) <= kWhole;
            if (is_whole) out_ += "<span class=\"n\">";  // a shape does not part from its word
            lit(cell.light, said, cell.link);
            if (is_whole) out_ += "</span>";
            if (figures < cell.text.size()) {
                const bool after_blank = cell.text[figures] == ' ';
                out_ += after_blank ? " <span class=\"n\">" : "<wbr/><span class=\"n\">";
                escape(out_, std::string_view(cell.text).substr(after_blank ? figures + 1 : figures), " ");
                out_ += "</span>";
            }
            if (const Rate* rate = std::get_if<Rate>(&cell.value)) interval(*rate);
            out_ += c == head ? "</th>" : "</td>";
        }
        out_ += "</tr>\n";
    }

    // ---- the kinds of section

    void section(const Section& section, std::size_t number) {
        out_ += "<section>\n";
        if (!section.title.empty()) element("h2", section.title);
        if (const Table* table = std::get_if<Table>(&section.body)) {
            write(*table, number, section.title.empty() ? page_.title : section.title);
        } else {
            std::visit([this](const auto& body) { write(body); }, section.body);
        }
        out_ += "</section>\n";
    }

    void write(const Table& /*has its own*/) {}
    void write(const Table& table, std::size_t number, std::string_view caption) {
        if (table.is_empty()) return element("p", table.if_empty);
        const std::vector<std::vector<std::size_t>> parts = parts_of(table);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            std::string name(caption);
            if (p > 0) name += " " + table.columns[parts[p][table.frozen]].name + "–" + table.columns[parts[p].back()].name;
            write_part(table, parts[p], part_id(number, p), name);
        }
        for (const std::string& foot : table.foot) {
            out_ += "<p class=\"foot\">";
            text(foot);
            out_ += "</p>\n";
        }
    }
    void write_part(const Table& table, const std::vector<std::size_t>& columns, const std::string& id,
                    std::string_view caption) {
        const bool as_cards = reads_as_cards(table);
        if (!as_cards) {
            out_ += "<div class=\"box\" tabindex=\"0\" role=\"region\"";
            attribute("aria-label", caption);
            out_ += ">\n";
        }
        const bool has_notes =
            std::any_of(columns.begin(), columns.end(), [&](std::size_t c) { return !table.columns[c].note.empty(); });
        out_ += "<table id=\"" + id + "\"";
        if (as_cards || has_notes) out_ += as_cards ? " class=\"cards\"" : " class=\"matrix\"";
        out_ += ">\n<caption class=\"unseen\">";
        text(caption);
        out_ += "</caption>\n<thead><tr>";
        for (const std::size_t c : columns) {
            const Column& column = table.columns[c];
            constexpr std::array<std::string_view, 3> kWidths{"narrow", "normal", "wide"};
            out_.append("<th scope=\"col\" class=\"").append(kWidths[static_cast<std::size_t>(column.width)]);
            if (c == head_column(table)) out_ += " stuck";
            out_ += column.note.empty() ? "\">" : " noted\">";
            text(column.name);
            if (!column.note.empty()) {
                out_ += "<span class=\"note\">";
                text(column.note);
                out_ += "</span>";
            }
            out_ += "</th>";
        }
        out_ += "</tr></thead>\n";
        for (const Group& group : table.groups) {
            out_ += "<tbody>\n";
            if (!group.title.empty()) {
                out_ += "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"" + std::to_string(columns.size()) + "\">";
                text(group.title);
                out_ += "</th></tr>\n";
            }
            for (std::size_t r = 0; r < group.rows.size(); ++r)
                row(table, columns, group.rows[r], as_cards && r > 0 ? &group.rows[r - 1] : nullptr);
            out_ += "</tbody>\n";
        }
        const bool is_summed = std::any_of(columns.begin(), columns.end(), [&](std::size_t c) {
            return c >= table.frozen && c < table.total.size() && !table.total[c].text.empty();
        });
        if (is_summed) {
            out_ += "<tfoot>\n";
            row(table, columns, table.total);
            out_ += "</tfoot>\n";
        }
        out_ += as_cards ? "</table>\n" : "</table>\n</div>\n";
    }

    void write(const Text& text) {
        for (const std::string& paragraph : text.paragraphs)
            element("p", paragraph);
    }

    void write(const Figures& figures) {
        out_ += "<dl class=\"figures\">\n";
        for (const Figure& figure : figures.figures) {
            out_ += "<div><dt>";
            text(figure.name);
            out_ += "</dt><dd><b>";
            lit(figure.light, figure.value);
            out_ += "</b>";
            if (!figure.note.empty()) {
                out_ += "<small>";
                text(figure.note);
                out_ += "</small>";
            }
            out_ += "</dd></div>\n";
        }
        out_ += "</dl>\n";
    }

    void parts_of_bar(const std::vector<Share>& shares) {
        std::int64_t whole = 0;
        for (const Share& share : shares)
            whole += share.count;
        std::int64_t before = 0;
        for (const Share& share : shares) {
            out_.append("<rect height=\"100%\" fill=\"url(#bar-").append(name(share.light.tone)).append(")\" x=\"");
            out_ += percent(before, whole) + "\" width=\"" + percent(share.count, whole) + "\"/>";
            before += share.count;
        }
    }
    void write(const Bars& bars) {
        out_ += "<ul class=\"bars\">\n";
        for (const Bar& bar : bars.bars) {
            out_ += "<li><span>";
            linked(bar.label, bar.link);
            out_ += "</span><svg class=\"bar\" aria-hidden=\"true\">";
            parts_of_bar(bar.shares);
            out_ += "</svg><span>";
            for (const Share& share : bar.shares) {
                lone(share.light, " " + std::to_string(share.count));
                out_ += ' ';
            }
            out_ += "</span></li>\n";
        }
        out_ += "</ul>\n";
    }

    void write(const Map& map) {
        const bool is_placed = !map.tiles.empty() && map.tiles.front().position;
        out_ += is_placed ? "<div class=\"tiles placed\">\n" : "<div class=\"tiles\">\n";
        for (const Tile& tile : map.tiles)
            write(tile);
        out_ += "</div>\n";
    }
    void write(const Tile& tile) {
        const std::vector<std::string> lines = lines_of(tile.label);
        const std::string_view tone = name(tile.light.tone);
        out_.append("<div class=\"").append(tone).append("\"");
        if (tile.position) {
            out_ += " style=\"grid-area:" + std::to_string(tile.position->row + 1) + "/" +
                    std::to_string(tile.position->column + 1) + "\"";
        }
        out_ += ">";
        if (is_link(tile.link)) open_link(tile.link);
        out_ += "<svg viewBox=\"0 0 64 60\" role=\"img\"";
        std::string spoken = tile.label + (zh_ ? "：" : ": ") + tile.light.word;
        if (!tile.words.empty()) spoken += (zh_ ? "，" : ", ") + tile.words;
        for (const Share& share : tile.shares)
            spoken += (zh_ ? "，" : ", ") + share.light.word + " " + std::to_string(share.count);
        attribute("aria-label", spoken);
        // The shape and the word, together in the middle: a column of Latin letters is some 6 of the picture's units wide.
        const auto word = static_cast<int>(text::display_width(tile.light.word)) * 6;
        const int begin = std::max(2, (64 - 13 - word) / 2);
        out_.append("><rect x=\"1.5\" y=\"1.5\" width=\"61\" height=\"57\"/><use href=\"#").append(tone);
        out_ += "\" x=\"" + std::to_string(begin) +
                "\" y=\"4\" width=\"10\" height=\"10\" stroke=\"currentColor\"/><text x=\"" +
                std::to_string(begin + 13 + word / 2) + "\" y=\"13\">";
        escape(out_, tile.light.word, " ");
        out_ += "</text>";
        for (std::size_t l = 0; l < lines.size(); ++l) {
            out_ += "<text x=\"32\" y=\"" + std::to_string((lines.size() == 1 ? 31 : 25) + 11 * l) + "\">";
            escape(out_, lines[l], " ");
            out_ += "</text>";
        }
        if (!tile.words.empty() && lines.size() < 3) {
            // What would not fit in every font is set to a width that does.
            const bool is_long = text::display_width(tile.words) > 9;
            out_ += is_long ? "<text class=\"small\" x=\"32\" y=\"47\" textLength=\"54\" lengthAdjust=\"spacingAndGlyphs\">"
                            : "<text class=\"small\" x=\"32\" y=\"47\">";
            escape(out_, tile.words, " ");
            out_ += "</text>";
        }
        if (!tile.shares.empty()) {
            out_ += "<svg class=\"bar\" x=\"4\" y=\"50\" width=\"56\" height=\"6\">";
            parts_of_bar(tile.shares);
            out_ += "</svg>";
        }
        out_ += is_link(tile.link) ? "</svg></a></div>\n" : "</svg></div>\n";
    }

    void write(const Legend& legend) {
        out_ += "<dl class=\"legend\">\n";
        for (const Meaning& meaning : legend.meanings) {
            out_ += "<div><dt>";
            lit(meaning.light, meaning.word);
            out_ += "</dt><dd>";
            text(meaning.meaning);
            out_ += "</dd></div>\n";
        }
        out_ += "</dl>\n";
    }

    const Page& page_;
    const bool zh_;
    std::string out_;
};

}  // namespace

std::string html(const Page& page) { return HtmlWriter(page).document(); }

}  // namespace duban::checklist
