#include "dsl/text/render.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>

namespace duban::text {

namespace {

constexpr std::size_t kWindow = 120;  // columns of a line that are shown
constexpr std::size_t kLead = 40;     // of them before the span, where the line is longer

/// Texts of others never steer the terminal: what would is shown as U+FFFD.
char32_t visible(char32_t character) {
    const bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    return is_control || is_bidi_control(character) ? U'\xFFFD' : character;
}

std::string visible(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        append_utf8(shown, visible(character.value));
        at += character.size;
    }
    return shown;
}

/// At least 1, so that no run of combining marks makes the window endless.
std::size_t columns_taken(char32_t character) { return std::max<std::size_t>(display_width(character), 1); }

std::size_t offset_before(std::string_view line, std::size_t at) {
    for (std::size_t size = std::min<std::size_t>(at, 4); size > 1; --size) {
        if (character_at(line, at - size).size == size) return at - size;
    }
    return at - 1;
}

/// Found backwards from the span: the line may be as long as the file.
std::size_t window_begin(std::string_view line, std::size_t span_begin) {
    std::size_t lead = span_begin;
    std::size_t columns = 0;
    for (std::size_t at = span_begin; at > 0;) {
        at = offset_before(line, at);
        columns += columns_taken(character_at(line, at).value);
        if (columns > kWindow - kLead) return lead;
        if (columns <= kLead) lead = at;
    }
    return 0;
}

/// What is shown of a line, and which of its characters the carets stand under.
struct Window {
    std::u32string characters;
    std::size_t begin = 0;
    std::size_t end = 0;
};

Window window(std::string_view line, std::size_t span_begin, std::size_t span_end) {
    Window shown;
    std::size_t at = window_begin(line, span_begin);
    if (at > 0) shown.characters = U"… ";
    shown.begin = shown.end = shown.characters.size();
    for (std::size_t columns = 0; at < line.size();) {
        const Character character = character_at(line, at);
        columns += columns_taken(character.value);
        if (columns > kWindow) {
            shown.characters += U" …";
            break;
        }
        shown.characters += character.value == U'\t' ? character.value : visible(character.value);
        if (at < span_begin) shown.begin = shown.characters.size();
        if (at < span_end) shown.end = shown.characters.size();
        at += character.size;
    }
    return shown;
}

/// The blanks and carets under a line. A blank is as wide as what stands over it in any font and for any tab stops: a tab under
/// a tab, the ideographic space under a wide character, else a space. So the carets are in place on a terminal, and in an
/// editor whose Latin letters are not half as wide as its Chinese ones nearly so.
std::string carets(const Window& shown, const std::string& strong, const std::string& plain) {
    const auto is_wide = [](char32_t character) { return display_width(character) > 1; };
    const bool beside_wide = std::any_of(shown.characters.begin(), shown.characters.end(), is_wide);
    const auto columns = [&](char32_t c) { return beside_wide && is_ambiguous_mark(c) ? 2 : display_width(c); };
    std::string under;
    for (std::size_t i = 0; i < shown.begin; ++i) {
        const char32_t character = shown.characters[i];
        if (character == U'\t') {
            under += '\t';
        } else if (columns(character) > 0) {
            append_utf8(under, columns(character) > 1 ? U'\x3000' : U' ');
        }
    }
    std::size_t width = 0;
    for (std::size_t i = shown.begin; i < shown.end; ++i) {
        width += columns(shown.characters[i]);
    }
    return under + strong + std::string(std::max<std::size_t>(width, 1), '^') + plain;
}

/// `file:line:column: `, or the row and column of a data file; empty if nothing is known.
std::string place(const Diagnostic& diagnostic, const Position* position, Language language) {
    const bool zh = language == Language::zh;
    std::string said = visible(diagnostic.file);
    if (position) said += ":" + std::to_string(position->line) + ":" + std::to_string(position->column);
    if (diagnostic.row > 0) {
        const std::string row = std::to_string(diagnostic.row);
        said += said.empty() ? "" : ":";
        const bool is_item = diagnostic.rows == Rows::items;
        said += zh ? "第" + row + (is_item ? "条" : "行") : (is_item ? "item " : "row ") + row;
    }
    if (!diagnostic.column.empty()) {
        said += said.empty() ? "" : zh ? "，" : ", ";
        said += zh ? "“" + visible(diagnostic.column) + "”列" : "column " + visible(diagnostic.column);
    }
    if (said.empty()) return said;
    return said + (zh && !position && diagnostic.row > 0 ? "：" : ": ");
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source* source, Language language, Paint paint) {
    const bool colour = paint == Paint::colour;
    const bool is_error = diagnostic.severity == Severity::error;
    const std::string strong = colour ? (is_error ? "\x1b[1;31m" : "\x1b[1;33m") : "";
    const std::string plain = colour ? "\x1b[0m" : "";
    const Words word = is_error ? Words("错误", "error") : Words("提醒", "warning");
    const std::string title =
        strong + word.in(language) + " " + code_name(diagnostic.code) + plain + (language == Language::zh ? "：" : ": ");
    const std::string what = title + visible(sentence(diagnostic, language)) + "\n";
    if (!source || diagnostic.span == Span{}) return place(diagnostic, nullptr, language) + what;

    const Position position = source->position(diagnostic.span.begin);
    const std::string_view line = source->line(position.line);
    const auto line_begin = static_cast<std::size_t>(line.data() - source->text().data());
    const auto in_line = [&](std::size_t offset) {
        return std::clamp(offset, line_begin, line_begin + line.size()) - line_begin;
    };
    const Window shown = window(line, in_line(diagnostic.span.begin), in_line(diagnostic.span.end));
    std::string text;
    for (const char32_t character : shown.characters) {
        append_utf8(text, character);
    }
    const std::string number = std::to_string(position.line);
    return place(diagnostic, &position, language) + what + " " + number + " | " + text + "\n" +  //
           " " + std::string(number.size(), ' ') + " | " + carets(shown, strong, plain) + "\n";
}

}  // namespace duban::text
