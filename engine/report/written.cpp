#include "engine/report/written.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/report/rows.hpp"

#include <algorithm>
#include <array>

namespace duban::report {

namespace {

constexpr std::size_t kMostListed = 12;
constexpr std::size_t kLeastShuffled = 4;  // letters of which `vaule` has all, in another order
constexpr std::size_t kMostNumeralCharacters = 9;

constexpr std::array<std::string_view, 12> kNumerals{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "〇", "两"};
constexpr std::array<std::int32_t, 12> kNumeralValues{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 2};
struct Scale {
    std::string_view character;
    std::int64_t value;
};
constexpr std::array<Scale, 3> kScales{{{"十", 10}, {"百", 100}, {"千", 1000}}};
constexpr std::size_t kNumeralBytes = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int32_t> numeral_at(std::string_view text) {
    for (std::size_t i = 0; i < kNumerals.size(); ++i) {
        if (text.starts_with(kNumerals[i])) return kNumeralValues[i];
    }
    return std::nullopt;
}

std::optional<std::int64_t> scale_at(std::string_view text) {
    for (const Scale& scale : kScales) {
        if (text.starts_with(scale.character)) return scale.value;
    }
    return std::nullopt;
}

/// Reads the numeral at the front: 二十一, 三百零五, 二〇一二; gives its digits.
std::string take_numeral(std::string_view& rest) {
    std::int64_t sum = 0;
    std::int64_t digit = 0;
    bool has_scale = false;
    bool has_digit = false;
    std::string spelled;  // digit by digit
    for (std::size_t n = 0; n < kMostNumeralCharacters; ++n) {
        if (const auto value = numeral_at(rest)) {
            digit = *value;
            has_digit = true;
            spelled += std::to_string(*value);
        } else if (const auto scale = scale_at(rest)) {
            sum += (has_digit ? digit : 1) * *scale;
            digit = 0;
            has_digit = false;
            has_scale = true;
        } else {
            break;
        }
        rest.remove_prefix(kNumeralBytes);
    }
    return has_scale ? std::to_string(sum + digit) : spelled;
}

char digit_for(char letter) {
    if (letter == 'l' || letter == 'I') return '1';
    return letter == 'O' || letter == 'o' ? '0' : letter;
}

}  // namespace

std::string plain(std::string_view written) { return std::string(trimmed(text::fold_width(trimmed(written)))); }

std::optional<std::string> without_letters_for_digits(std::string_view written) {
    std::string meant(written);
    bool changed = false;
    for (std::size_t i = 0; i < meant.size(); ++i) {
        if (digit_for(meant[i]) == meant[i]) continue;
        const bool beside_digit = (i > 0 && is_digit(meant[i - 1])) || (i + 1 < meant.size() && is_digit(meant[i + 1]));
        if (!beside_digit) continue;
        meant[i] = digit_for(meant[i]);
        changed = true;
    }
    if (!changed) return std::nullopt;
    return meant;
}

std::optional<std::string> with_digits(std::string_view written) {
    std::string meant;
    bool changed = false;
    while (!written.empty()) {
        if (numeral_at(written) || scale_at(written)) {
            meant += take_numeral(written);
            changed = true;
        } else {
            meant += written.front();
            written.remove_prefix(1);
        }
    }
    if (!changed) return std::nullopt;
    return meant;
}

std::vector<std::string> parts_of(std::string_view written) {
    constexpr std::array<std::string_view, 8> kMarks{"、", ";", ",", "；", "，", "\n", "\r", "|"};
    std::vector<std::string> parts;
    const auto add = [&parts](std::string_view part) {
        part = trimmed(part);
        if (!part.empty()) parts.emplace_back(part);
    };
    std::size_t begin = 0;
    for (std::size_t i = 0; i < written.size();) {
        const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                       [&](std::string_view candidate) { return written.substr(i).starts_with(candidate); });
        if (mark == kMarks.end()) {
            ++i;
            continue;
        }
        add(written.substr(begin, i - begin));
        i += mark->size();
        begin = i;
    }
    add(written.substr(begin));
    return parts;
}

text::Words near_miss(std::string_view word, const std::vector<std::string>& candidates) {
    // Two edits make any Chinese word of two characters out of any other.
    const bool is_ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string best = text::nearest(word, candidates);
    if (best.empty() && word.size() >= kLeastShuffled) {
        const auto is_shuffled = [word](std::string_view candidate) {
            return candidate.size() == word.size() && std::is_permutation(word.begin(), word.end(), candidate.begin());
        };
        const auto shuffled = std::find_if(candidates.begin(), candidates.end(), is_shuffled);
        if (is_ascii && shuffled != candidates.end()) best = *shuffled;
    }
    if (best.empty() || (!is_ascii && text::edit_distance(word, best) * 2 > text::display_width(best) / 2)) return {};
    return {"；是不是“" + best + "”？", "; did you mean '" + best + "'?"};
}

text::Words listed(const std::vector<text::Words>& names) {
    text::Words list;
    for (std::size_t i = 0; i < names.size() && i < kMostListed; ++i) {
        list.zh += (i == 0 ? "" : "、") + names[i].zh;
        list.en += (i == 0 ? "" : ", ") + names[i].en;
    }
    if (names.size() > kMostListed) list = {list.zh + "……", list.en + " ..."};
    return list;
}

text::Words listed(const std::vector<std::string>& names) {
    return listed(std::vector<text::Words>(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostListed + 1))));
}

text::Result<Stated> read_date(std::string_view written, value::BareDate bare, std::int32_t offset_minutes) {
    const std::string text = plain(written);
    if (const auto instant = value::parse_instant(text, bare, offset_minutes)) {
        return Stated{*instant, value::parse_date(text).has_value()};
    }
    if (const auto meant = without_letters_for_digits(text); meant && value::parse_instant(*meant, bare, offset_minutes)) {
        return text::diagnose(text::Code::letter_for_digit, {text, *meant});
    }
    if (const auto meant = with_digits(text); meant && value::parse_instant(*meant, bare, offset_minutes)) {
        return text::diagnose(text::Code::numeral_in_characters, {text, *meant});
    }
    // The same with a day and an hour that every month has: then it is only the numbers that are wrong.
    std::string shape;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool leads = i + 1 < text.size() && is_digit(text[i + 1]) && !is_digit(shape.back());
        const bool in_year = shape.size() < 4 && is_digit(text[i]);
        shape += !is_digit(text[i]) ? text[i] : in_year ? (shape.empty() ? '2' : '0') : leads ? '0' : '1';
    }
    if (value::parse_instant(shape, bare, offset_minutes)) return text::diagnose(text::Code::date_not_in_calendar, {text});
    return text::diagnose(text::Code::date_unreadable, {text});
}

}  // namespace duban::report
