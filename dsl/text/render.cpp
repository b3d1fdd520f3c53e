#include "dsl/text/render.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>

namespace duban::text {

namespace {

constexpr std::size_t kWindow = 120;  // columns of a line that are shown
constexpr std::size_t kLead = 40;     // of them before the span, where the line is longer

/// The part of a line that is shown, with the padding that puts the caret under the span.
struct Shown {
    std::string line;
    std::string padding;
    std::size_t carets = 1;
};

Shown show(std::string_view line, std::size_t begin, std::size_t end) {
    Shown shown;
    std::size_t from = 0;
    if (display_width(line.substr(0, std::min<std::size_t>(line.size(), begin))) > kWindow - kLead) {
        // Walk back from the span: the line may be as long as the file.
        from = begin;
        std::size_t width = 0;
        while (from > 0 && width < kLead) {
            do {
                --from;
            } while (from > 0 && (static_cast<unsigned char>(line[from]) & 0xC0U) == 0x80U);
            width += display_width(character_at(line, from).value);
        }
        shown.line = shown.padding = "";
        if (from > 0) {
            shown.line += "… ";
            shown.padding += "   ";
        }
    }
    std::size_t width = 0;
    std::size_t underlined = 0;
    for (std::size_t at = from; at < line.size();) {
        const Character character = character_at(line, at);
        if (width >= kWindow) {
            shown.line += " …";
            break;
        }
        const bool is_control = character.value < 0x20 && character.value != U'\t';
        const char32_t visible = is_control || is_bidi_control(character.value) ? U'\xFFFD' : character.value;
        append_utf8(shown.line, visible);
        const std::size_t columns = visible == U'\t' ? 1 : display_width(visible);
        // Tabs stay tabs, so that both lines move together whatever a tab is worth.
        if (at < begin) shown.padding += visible == U'\t' ? std::string("\t") : std::string(columns, ' ');
        if (at >= begin && at < end) underlined += columns;
        width += columns;
        at += character.size;
    }
    shown.carets = std::max<std::size_t>(underlined, 1);
    return shown;
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source* source, Language language, Paint paint) {
    const bool colour = paint == Paint::colour;
    const bool is_error = diagnostic.severity == Severity::error;
    const std::string strong = colour ? (is_error ? "\x1b[1;31m" : "\x1b[1;33m") : "";
    const std::string plain = colour ? "\x1b[0m" : "";
    std::string out = diagnostic.file;
    Position position;
    const bool has_place = source && !(diagnostic.span.begin == 0 && diagnostic.span.end == 0);
    if (has_place) {
        position = source->position(diagnostic.span.begin);
        out += ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
    }
    if (diagnostic.row > 0) {
        const std::string row = std::to_string(diagnostic.row);
        out += out.empty() ? "" : ":";
        out += language == Language::zh ? "第" + row + "行" : "row " + row;
    }
    if (!diagnostic.column.empty()) {
        out += language == Language::zh ? "，“" + diagnostic.column + "”列" : ", column " + diagnostic.column;
    }
    if (!out.empty()) out += language == Language::zh && !has_place && diagnostic.row > 0 ? "：" : ": ";
    const Words word = is_error ? Words("错误", "error") : Words("警告", "warning");
    out += strong + word.in(language) + " " + code_name(diagnostic.code) + plain + (language == Language::zh ? "：" : ": ");
    out += sentence(diagnostic, language) + "\n";
    if (!has_place) return out;

    const std::string_view line = source->line(position.line);
    const auto line_begin = static_cast<std::size_t>(line.data() - source->text().data());
    const std::size_t begin = std::min<std::size_t>(diagnostic.span.begin - std::min<std::size_t>(diagnostic.span.begin, line_begin), line.size());
    const std::size_t end = std::clamp<std::size_t>(diagnostic.span.end - std::min<std::size_t>(diagnostic.span.end, line_begin), begin, line.size());
    const Shown shown = show(line, begin, end);
    const std::string number = std::to_string(position.line);
    out += " " + number + " | " + shown.line + "\n";
    out += " " + std::string(number.size(), ' ') + " | " + shown.padding + strong + std::string(shown.carets, '^') + plain + "\n";
    return out;
}

}  // namespace duban::text
