#include "dsl/text/source.hpp"

#include <algorithm>

namespace duban::text {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    line_begins_.push_back(text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0U);
    for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n', end + 1)) {
        line_begins_.push_back(static_cast<std::uint32_t>(end + 1));
    }
}

namespace {

constexpr bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

Position Source::position(std::uint32_t offset) const {
    offset = std::max(std::min(offset, static_cast<std::uint32_t>(text_.size())), line_begins_.front());
    const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
    Position position;
    position.line = static_cast<std::uint32_t>(after - line_begins_.begin());
    const std::uint32_t begin = *(after - 1);
    const std::string_view before = std::string_view(text_).substr(begin, offset - begin);
    position.column += static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), begins_character));
    return position;
}

std::string_view Source::line(std::uint32_t line) const {
    if (line == 0 || line > line_begins_.size()) return {};
    const std::size_t begin = line_begins_[line - 1];
    const std::size_t end = line < line_begins_.size() ? line_begins_[line] : text_.size();
    std::string_view whole = std::string_view(text_).substr(begin, end - begin);
    while (!whole.empty() && (whole.back() == '\n' || whole.back() == '\r'))
        whole.remove_suffix(1);
    return whole;
}

std::string_view Source::slice(Span span) const {
    if (span.begin >= text_.size() || span.empty()) return {};
    return std::string_view(text_).substr(span.begin, span.end - span.begin);
}

}  // namespace duban::text
