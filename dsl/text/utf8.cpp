#include "dsl/text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace duban::text {

namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text, std::size_t offset) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + offset;
}

/// 0 where the bytes are not UTF-8.
std::size_t decode(std::string_view text, std::size_t offset, char32_t& character) {
    utf8proc_int32_t value = -1;
    const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - offset, 4));
    const utf8proc_ssize_t size = utf8proc_iterate(bytes_of(text, offset), left, &value);
    if (size <= 0 || value < 0) return 0;
    character = static_cast<char32_t>(value);
    return static_cast<std::size_t>(size);
}

constexpr std::u32string_view kGreekAsLatin = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχ";

bool in_script(char32_t c, char32_t from, char32_t to) { return c >= from && c <= to; }

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
    std::size_t offset = 0;
    char32_t character = 0;
    while (offset < bytes.size()) {
        if (static_cast<unsigned char>(bytes[offset]) < 0x80) {
            ++offset;
            continue;
        }
        const std::size_t size = decode(bytes, offset, character);
        if (size == 0) return offset;
        offset += size;
    }
    return std::nullopt;
}

Character character_at(std::string_view text, std::size_t offset) {
    const auto first = static_cast<unsigned char>(text[offset]);
    if (first < 0x80) return {first, 1};
    char32_t character = 0;
    const std::size_t size = decode(text, offset, character);
    if (size == 0) return {U'\xFFFD', 1};
    return {character, static_cast<std::uint8_t>(size)};
}

void append_utf8(std::string& out, char32_t character) {
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max<utf8proc_ssize_t>(size, 0)));
}

std::size_t display_width(char32_t character) {
    if (character < 0x80) return character < 0x20 || character == 0x7F ? 0 : 1;
    return static_cast<std::size_t>(std::max(utf8proc_charwidth(static_cast<utf8proc_int32_t>(character)), 0));
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    std::size_t ambiguous = 0;
    bool has_wide = false;
    for (std::size_t offset = 0; offset < text.size();) {
        const Character character = character_at(text, offset);
        const std::size_t columns = display_width(character.value);
        has_wide |= columns > 1;
        ambiguous += is_ambiguous_mark(character.value) ? 1U : 0U;
        width += columns;
        offset += character.size;
    }
    return has_wide ? width + ambiguous : width;
}

bool is_ambiguous_mark(char32_t character) {
    return std::u32string_view(U"“”‘’…—").find(character) != std::u32string_view::npos;
}

bool is_name_start(char32_t character) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL: return true;
        default: return false;
    }
}

bool is_name_character(char32_t character) {
    if (character == U'_' || is_name_start(character)) return true;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND: return true;
        default: return false;
    }
}

bool is_bidi_control(char32_t character) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return true;
        // Letters by their category, blank on the screen.
        default: return std::u32string_view(U"\u115F\u1160\u3164\uFFA0").find(character) != std::u32string_view::npos;
    }
}

std::string nfc(std::string_view text) {
    utf8proc_uint8_t* normal = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const utf8proc_ssize_t size = utf8proc_map(bytes_of(text, 0), static_cast<utf8proc_ssize_t>(text.size()), &normal, options);
    if (size < 0) return std::string(text);
    std::string result(reinterpret_cast<const char*>(normal), static_cast<std::size_t>(size));
    std::free(normal);  // utf8proc allocates with malloc
    return result;
}

bool mixes_look_alikes(std::string_view name) {
    bool latin = false;
    bool other = false;
    for (std::size_t offset = 0; offset < name.size();) {
        const Character character = character_at(name, offset);
        const char32_t c = character.value;
        latin |= in_script(c, U'a', U'z') || in_script(c, U'A', U'Z') || in_script(c, 0x00C0, 0x024F);
        other |= in_script(c, 0x0400, 0x052F) || kGreekAsLatin.find(c) != std::u32string_view::npos;
        offset += character.size;
    }
    return latin && other;
}

std::string fold_width(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const Character character = character_at(text, offset);
        char32_t c = character.value;
        if (in_script(c, 0xFF01, 0xFF5E)) c -= 0xFEE0;
        if (c == 0x3000) c = U' ';
        if (c == U'\xFFFD') {
            folded.append(text.substr(offset, character.size));
        } else {
            append_utf8(folded, c);
        }
        offset += character.size;
    }
    return folded;
}

std::string excerpt(std::string_view text, std::size_t most_characters) {
    std::string quoted;
    std::size_t characters = 0;
    for (std::size_t offset = 0; offset < text.size(); ++characters) {
        if (characters == most_characters) return quoted + "…";
        const Character character = character_at(text, offset);
        const bool is_visible = character.value >= U' ' && character.value != U'\x7F' && !is_bidi_control(character.value);
        append_utf8(quoted, is_visible ? character.value : U'\xFFFD');
        offset += character.size;
    }
    return quoted;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t edit_distance(std::string_view one, std::string_view other) {
    const auto characters = [](std::string_view text) {
        std::vector<char32_t> list;
        for (std::size_t offset = 0; offset < text.size() && list.size() < 64;) {
            const Character character = character_at(text, offset);
            list.push_back(character.value);
            offset += character.size;
        }
        return list;
    };
    const std::vector<char32_t> a = characters(one);
    const std::vector<char32_t> b = characters(other);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace duban::text
