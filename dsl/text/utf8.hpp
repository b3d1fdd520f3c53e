// What do these bytes say, and how wide is it on a screen?
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace duban::text {

/// The offset of the first byte that is not UTF-8; nothing if all is.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

struct Character {
    char32_t value = 0;
    std::uint8_t size = 1;  // bytes
};
/// The character at `offset` of valid UTF-8 (of U+FFFD, size 1, where it is not valid).
[[nodiscard]] Character character_at(std::string_view text, std::size_t offset);

void append_utf8(std::string& out, char32_t character);

/// Columns on a terminal: 2 for wide and full-width characters, 0 for combining marks.
[[nodiscard]] std::size_t display_width(char32_t character);
/// Of a whole text: an ambiguous mark takes 2 beside wide characters.
[[nodiscard]] std::size_t display_width(std::string_view text);
/// “ ” ‘ ’ … —: Unicode leaves their width open. Latin fonts draw one column, Chinese fonts two, so what stands round them
/// decides.
[[nodiscard]] bool is_ambiguous_mark(char32_t character);

/// Letters and digits of any script, and `_` (TR31 continue).
[[nodiscard]] bool is_name_character(char32_t character);
[[nodiscard]] bool is_name_start(char32_t character);
/// Characters that reorder text, or format it and cannot be seen themselves: never in a source.
[[nodiscard]] bool is_bidi_control(char32_t character);

/// Normal form C.
[[nodiscard]] std::string nfc(std::string_view text);
/// True if the name mixes Latin with Cyrillic, or with those Greek letters that look Latin (so not μg, kΩ).
[[nodiscard]] bool mixes_look_alikes(std::string_view name);

/// Full-width ASCII and the ideographic space as their ASCII twins; all else as it is.
[[nodiscard]] std::string fold_width(std::string_view text);

/// The beginning of a text from outside, fit to be quoted in a sentence: at most so many characters, then `…`; what would break
/// the line or cannot be seen becomes U+FFFD.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t most_characters = 60);

/// The candidate nearest to `word` by edits, if it is clearly a slip of the pen for it; empty if none is.
template <class Range>
[[nodiscard]] std::string nearest(std::string_view word, const Range& candidates);
/// How many it has, if it is UTF-8.
[[nodiscard]] std::size_t characters(std::string_view text);
/// Edit distance in characters, of the first 64 of each.
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

template <class Range>
std::string nearest(std::string_view word, const Range& candidates) {
    std::string best;
    std::size_t best_distance = characters(word) < 9 ? 2 : 3;  // fewer edits than this are near
    for (const auto& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        const bool half_the_same = distance * 2 <= std::max(characters(word), characters(candidate));
        if (distance < best_distance && half_the_same) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace duban::text
