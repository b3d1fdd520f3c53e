#include "engine/report/written.hpp"

#include "dsl/text/utf8.hpp"
#include "dsl/value/decimal.hpp"
#include "engine/report/rows.hpp"

#include <algorithm>
#include <array>

namespace duban::report {

namespace {

constexpr std::size_t kMostListed = 12;
constexpr std::size_t kLeastShuffled = 4;  // letters of which `vaule` has all, in another order
constexpr std::size_t kMostNumeralCharacters = 9;
constexpr std::size_t kMostMonthDigits = 2;
constexpr std::int64_t kMostPlaces = 20;

constexpr std::array<std::string_view, 12> kNumerals{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "〇", "两"};
constexpr std::array<std::int32_t, 12> kNumeralValues{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 2};
struct Scale {
    std::string_view character;
    std::int64_t value;
};
constexpr std::array<Scale, 3> kScales{{{"十", 10}, {"百", 100}, {"千", 1000}}};
constexpr std::size_t kNumeralBytes = 3;

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

/// The pieces between the marks.
std::vector<std::string_view> split_at(std::string_view text, std::initializer_list<std::string_view> marks) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto mark = std::find_if(marks.begin(), marks.end(),
                                       [&](std::string_view candidate) { return text.substr(i).starts_with(candidate); });
        if (mark == marks.end()) {
            ++i;
            continue;
        }
        pieces.push_back(text.substr(begin, i - begin));
        i += mark->size();
        begin = i;
    }
    pieces.push_back(text.substr(begin));
    return pieces;
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
    std::vector<std::string> parts;
    for (const std::string_view piece : split_at(written, {"、", ";", ",", "；", "，", "\n", "\r", "|"})) {
        const std::string_view part = trimmed(piece);
        if (!part.empty()) parts.emplace_back(part);
    }
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

std::vector<std::string> proofs_of(std::string_view written) {
    std::vector<std::string> proofs;
    for (const std::string_view line : split_at(written, {"、", "\n", "\r"})) {
        const std::size_t mark = line.find('=');
        std::vector<std::string> kinds = parts_of(line.substr(0, mark));
        if (mark != std::string_view::npos && kinds.empty()) kinds.emplace_back();
        if (mark != std::string_view::npos) kinds.back() += "=" + std::string(trimmed(line.substr(mark + 1)));
        proofs.insert(proofs.end(), kinds.begin(), kinds.end());
    }
    return proofs;
}

std::optional<std::string> without_exponent(std::string_view written) {
    const std::size_t mark = written.find_first_of("eE");
    if (mark == std::string_view::npos) return std::nullopt;
    std::string number(written.substr(0, mark));
    const auto exponent = value::parse_decimal(written.substr(mark + 1));
    if (!value::parse_decimal(number) || !exponent || exponent->millionths % value::Decimal::kOne != 0) return std::nullopt;
    std::int64_t places = exponent->millionths / value::Decimal::kOne;
    if (places < -kMostPlaces || places > kMostPlaces) return std::nullopt;
    const std::string sign = number.starts_with('-') ? "-" : "";
    number = value::to_string(*value::parse_decimal(number)).substr(sign.size());
    places += static_cast<std::int64_t>(std::min(number.find('.'), number.size()));
    number.erase(std::remove(number.begin(), number.end(), '.'), number.end());
    if (places <= 0) number.insert(0, static_cast<std::size_t>(1 - places), '0');
    const auto whole = static_cast<std::size_t>(std::max<std::int64_t>(places, 1));
    if (number.size() < whole) number.append(whole - number.size(), '0');
    const std::string decimals = number.size() > whole ? "." + number.substr(whole) : std::string();
    const auto moved = value::parse_decimal(sign + number.substr(0, whole) + decimals);
    return moved ? std::optional(value::to_string(*moved)) : std::nullopt;
}

namespace {

/// `46203`, as spreadsheets count the days from 1899-12-30.
std::optional<value::Date> day_of_serial(std::string_view text) {
    constexpr std::size_t kSerialDigits = 5;
    if (text.size() != kSerialDigits || !std::all_of(text.begin(), text.end(), is_digit) || text.front() == '0')
        return std::nullopt;
    const auto first = value::date_of(1899, 12, 30);
    return value::add_days(*first, std::stoi(std::string(text)));
}

/// `09/30/2026`, `30/9/2026` -> `2026-9-30`; nothing if day and month cannot be told apart.
std::optional<std::string> with_year_first(std::string_view text) {
    const std::size_t one = text.find('/');
    const std::size_t two = one == std::string_view::npos ? one : text.find('/', one + 1);
    if (two == std::string_view::npos || one == 0 || one > 2 || two - one < 2 || two - one > 3) return std::nullopt;
    const std::string first(text.substr(0, one));
    const std::string second(text.substr(one + 1, two - one - 1));
    const auto is_day = [](const std::string& number) {
        return number.size() == 2 && std::all_of(number.begin(), number.end(), is_digit) && number > "12";
    };
    if (is_day(first) == is_day(second)) return std::nullopt;
    const std::string year(text.substr(two + 1, 4));
    const std::string rest(text.substr(std::min(two + 5, text.size())));
    return is_day(first) ? year + "-" + second + "-" + first + rest : year + "-" + first + "-" + second + rest;
}

}  // namespace

text::Result<Stated> read_date(std::string_view written, value::BareDate bare, std::int32_t offset_minutes,
                               std::optional<std::int32_t> year) {
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
    if (const auto day = day_of_serial(text)) return text::diagnose(text::Code::date_is_serial, {text, value::to_string(*day)});
    if (const auto meant = with_year_first(text); meant && value::parse_instant(*meant, bare, offset_minutes)) {
        return read_date(*meant, bare, offset_minutes);
    }
    if (year && text.find("月") <= kMostMonthDigits)
        return read_date(std::to_string(*year) + "年" + text, bare, offset_minutes);
    // The same with a day and an hour that every month has: then it is only the numbers that are wrong.
    std::string shape;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool leads = !shape.empty() && i + 1 < text.size() && is_digit(text[i + 1]) && !is_digit(shape.back());
        const bool in_year = shape.size() < 4 && is_digit(text[i]);
        shape += !is_digit(text[i]) ? text[i] : in_year ? (shape.empty() ? '2' : '0') : leads ? '0' : '1';
    }
    if (value::parse_instant(shape, bare, offset_minutes)) return text::diagnose(text::Code::date_not_in_calendar, {text});
    return text::diagnose(text::Code::date_unreadable, {text});
}

}  // namespace duban::report
