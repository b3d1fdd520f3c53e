#include "dsl/text/source.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>

namespace duban::text {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    line_begins_.push_back(0);
    for (std::uint32_t offset = 0; offset < text_.size(); ++offset) {
        if (text_[offset] == '\n') line_begins_.push_back(offset + 1);
    }
}

Position Source::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
    Position position;
    position.line = static_cast<std::uint32_t>(after - line_begins_.begin());
    for (std::size_t at = *(after - 1); at < offset;) {
        const Character character = character_at(text_, at);
        ++position.column;
        position.indent += static_cast<std::uint32_t>(display_width(character.value));
        at += character.size;
    }
    return position;
}

std::string_view Source::line(std::uint32_t line) const {
    if (line == 0 || line > line_begins_.size()) return {};
    const std::size_t begin = line_begins_[line - 1];
    const std::size_t end = line < line_begins_.size() ? line_begins_[line] : text_.size();
    std::string_view whole = std::string_view(text_).substr(begin, end - begin);
    while (!whole.empty() && (whole.back() == '\n' || whole.back() == '\r')) whole.remove_suffix(1);
    return whole;
}

std::string_view Source::slice(Span span) const {
    if (span.begin >= text_.size() || span.empty()) return {};
    return std::string_view(text_).substr(span.begin, span.end - span.begin);
}

}  // namespace duban::text
