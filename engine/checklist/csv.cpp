#include "engine/checklist/page.hpp"
#include "engine/csv/record.hpp"

namespace duban::checklist {

namespace {

/// A light alone is said by its word: a sheet is sorted and filtered by words.
const std::string& cell_text(const Cell& cell) { return cell.text.empty() && cell.light ? cell.light->word : cell.text; }

class Lines {
public:
    void add(std::string_view cell) {
        if (!first_) out_ += ',';
        first_ = false;
        out_ += csv::csv_field(cell);
    }
    void end() {
        out_ += "\r\n";
        first_ = true;
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
    bool first_ = true;
};

void write(const Table& table, Lines& lines) {
    const bool is_grouped = !table.grouped_by.empty();
    if (is_grouped) lines.add(table.grouped_by);
    for (const Column& column : table.columns)
        lines.add(column.note.empty() ? column.name : column.name + " " + column.note);
    lines.end();
    for (const Group& group : table.groups) {
        for (const Cells& row : group.rows) {
            if (is_grouped) lines.add(group.title);
            for (const Cell& cell : row)
                lines.add(cell_text(cell));
            lines.end();
        }
    }
}

void write(const Figures& figures, text::Language language, Lines& lines) {
    const bool zh = language == text::Language::zh;
    for (const char* name : {zh ? "指标" : "figure", zh ? "数值" : "value", zh ? "说明" : "note"})
        lines.add(name);
    lines.end();
    for (const Figure& figure : figures.figures) {
        lines.add(figure.name);
        lines.add(figure.value);
        lines.add(figure.note);
        lines.end();
    }
}

}  // namespace

std::string csv(const Page& page, Mark mark) {
    Lines lines;
    const Section& main = page.sections[page.main];
    if (const Table* table = std::get_if<Table>(&main.body)) write(*table, lines);
    if (const Figures* figures = std::get_if<Figures>(&main.body)) write(*figures, page.language, lines);
    return (mark == Mark::bom ? "\xEF\xBB\xBF" : "") + lines.take();
}

}  // namespace duban::checklist
