#include "engine/checklist/page.hpp"

namespace duban::checklist {

namespace {

using text::Language;

/// On one line of a table: no bars, no line breaks.
std::string inside(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '|') safe += "\\|";
        if (c == '\n') safe += ' ';
        if (c != '|' && c != '\n' && c != '\r') safe += c;
    }
    return safe;
}

class MarkdownWriter {
public:
    explicit MarkdownWriter(const Page& page) : page_(page) {}

    std::string document() {
        links(page_.up, " › ");
        line("# " + page_.title);
        for (const std::string& subtitle : page_.subtitles)
            line(subtitle);
        links(page_.down, " · ");
        for (const Section& section : page_.sections) {
            if (!section.title.empty()) line("## " + section.title);
            std::visit([this](const auto& body) { write(body); }, section.body);
        }
        for (const std::string& receipt : page_.receipt)
            line(receipt);
        return std::move(out_);
    }

private:
    /// Blocks are set apart by an empty line.
    void gap() {
        if (!out_.empty()) out_ += "\n";
    }
    void line(const std::string& text) {
        gap();
        out_ += text + "\n";
    }
    [[nodiscard]] std::string linked(const std::string& text, const Place& to) const {
        if (to.empty() || page_.place.empty() || text.empty()) return text;
        return "[" + text + "](<" + path_between(page_.place, to) + ".md>)";
    }
    void links(const std::vector<Link>& links, const char* between) {
        if (page_.place.empty() || links.empty()) return;
        std::string all;
        for (const Link& link : links)
            all += (all.empty() ? "" : between) + linked(link.words, link.place);
        line(all);
    }

    void row(const std::vector<std::string>& cells) {
        out_ += "|";
        for (const std::string& cell : cells)
            out_ += " " + (cell.empty() ? "—" : inside(cell)) + " |";
        out_ += "\n";
    }
    void head(const Table& table) {
        std::vector<std::string> names;
        for (const Column& column : table.columns)
            names.push_back(column.note.empty() ? column.name : column.name + " " + column.note);
        gap();
        row(names);
        out_ += "|";
        for (const Column& column : table.columns)
            out_ += column.align == Align::left ? "---|" : column.align == Align::right ? "--:|" : ":-:|";
        out_ += "\n";
    }
    void cells(const Cells& cells) {
        std::vector<std::string> texts;
        for (const Cell& cell : cells)
            texts.push_back(linked(with_shape(cell.light, cell.text), cell.link));
        row(texts);
    }

    void write(const Text& text) {
        for (const std::string& paragraph : text.paragraphs)
            line(paragraph);
    }
    void write(const Figures& figures) {
        gap();
        for (const Figure& figure : figures.figures) {
            const std::string note = figure.note.empty()              ? ""
                                     : page_.language == Language::zh ? "（" + figure.note + "）"
                                                                      : " (" + figure.note + ")";
            out_ += "- " + figure.name + (page_.language == Language::zh ? "：" : ": ") + "**" +
                    with_shape(figure.light, figure.value) + "**" + note + "\n";
        }
    }
    void write(const Table& table) {
        if (table.is_empty()) return line(table.if_empty);
        for (const Group& group : table.groups) {
            if (!group.title.empty()) line("**" + group.title + "**");
            head(table);
            for (const Cells& one : group.rows)
                cells(one);
        }
        if (!table.total.empty()) cells(table.total);
        for (const std::string& foot : table.foot)
            line(foot);
    }
    void write(const Bars& bars) {
        gap();
        for (const Bar& bar : bars.bars) {
            out_ += "- " + linked(bar.label, bar.link) + (page_.language == Language::zh ? "：" : ": ");
            bool is_first = true;
            for (const Share& share : bar.shares) {
                out_ += (is_first                         ? ""
                         : page_.language == Language::zh ? "，"
                                                          : ", ") +
                        with_shape(share.light, {}) + " " + std::to_string(share.count);
                is_first = false;
            }
            out_ += "\n";
        }
    }
    void write(const Map& map) {
        std::string tiles;
        for (const Tile& tile : map.tiles) {
            tiles += (tiles.empty() ? "" : "  ") + std::string(shape(tile.light.tone)) + " " + linked(tile.label, tile.link) +
                     (tile.words.empty() ? "" : " " + tile.words);
        }
        line(tiles);
    }
    void write(const Legend& legend) {
        gap();
        for (const Meaning& meaning : legend.meanings) {
            out_ += "- " + with_shape(meaning.light, meaning.word) + (page_.language == Language::zh ? "：" : ": ") +
                    meaning.meaning + (page_.language == Language::zh ? "。\n" : ".\n");
        }
    }

    const Page& page_;
    std::string out_;
};

}  // namespace

std::string markdown(const Page& page) { return MarkdownWriter(page).document(); }

}  // namespace duban::checklist
