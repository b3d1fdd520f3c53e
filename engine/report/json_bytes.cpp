#include "engine/report/json_bytes.hpp"

#include "engine/json/writer.hpp"
#include "engine/report/rows.hpp"

#include <algorithm>

namespace duban::report {

namespace {

constexpr std::size_t kMostShownBytes = 40;
constexpr std::size_t kLongNumber = 100;

/// Begins and ends with the same brace.
bool is_object(std::string_view line) {
    if (!line.starts_with('{') || !line.ends_with('}')) return false;
    std::size_t open = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (in_text && line[i] == '\\') {
            ++i;
        } else if (line[i] == '"') {
            in_text = !in_text;
        } else if (!in_text && (line[i] == '{' || line[i] == '[')) {
            ++open;
        } else if (!in_text && (line[i] == '}' || line[i] == ']') && --open == 0) {
            return i + 1 == line.size();
        }
    }
    return false;
}

}  // namespace

std::string excerpt(std::string_view text) {
    if (text.size() <= kMostShownBytes) return std::string(text);
    std::size_t end = kMostShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;  // not within a character
    return std::string(text.substr(0, end)) + "…";
}

std::string digits(std::string_view number) {
    std::string text(number);
    for (char& c : text) {
        if (!is_digit(c) && c != '+' && c != '-' && c != 'e' && c != 'E') c = '.';
    }
    return text;
}

std::string with_great_numbers_quoted(std::string_view bytes) {
    std::string quoted;
    bool in_text = false;
    for (std::size_t i = 0; i < bytes.size();) {
        if (in_text || (bytes[i] != '-' && !is_digit(bytes[i]))) {
            if (bytes[i] == '"') in_text = !in_text;
            if (in_text && bytes[i] == '\\') quoted += bytes[i++];
            if (i < bytes.size()) quoted += bytes[i++];
            continue;
        }
        const std::size_t end = std::min(bytes.find_first_not_of("0123456789+-.eE", i), bytes.size());
        const std::string_view number = bytes.substr(i, end - i);
        const bool is_great = number.find_first_of("eE") != std::string_view::npos || number.size() > kLongNumber;
        const std::string_view quote = is_great ? "\"" : "";
        quoted.append(quote).append(number).append(quote);
        i = end;
    }
    return quoted;
}

std::size_t column_at(std::string_view line, std::size_t offset) {
    return 1 + static_cast<std::size_t>(
                   std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(offset),
                                 [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool is_json_lines(std::string_view bytes) {
    const std::string_view content = trimmed(bytes);
    const std::size_t end = content.find('\n');
    if (end == std::string_view::npos) return false;
    const std::string_view first = trimmed(content.substr(0, end));
    if (is_object(first)) return true;
    if (!first.starts_with('{') || first.ends_with('[')) return false;
    const std::string_view others = trimmed(content.substr(end));
    return is_object(trimmed(others.substr(0, others.find('\n')))) && is_object(others.substr(others.rfind('\n') + 1));
}

std::string json_text(std::string_view text) {
    json::Writer out(json::Layout::one_line);
    out.text(text);
    return out.take();
}

}  // namespace duban::report
