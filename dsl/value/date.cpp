#include "dsl/value/date.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <chrono>

namespace duban::value {

namespace {

constexpr std::int32_t kFirstYear = 1;
constexpr std::int32_t kLastYear = 9999;
constexpr Date kFirstDay{-719'162};
constexpr Date kLastDay{2'932'896};
// Where sums stop growing; well within what <chrono> holds.
constexpr std::int64_t kFarthest = 5'000'000;
constexpr std::int64_t kFarthestMonths = 15'000 * 12;

std::chrono::year_month_day civil_days(Date date) { return std::chrono::sys_days{std::chrono::days{date.days}}; }

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

/// Takes all the digits at the front; nothing if they are fewer than `least` or more than `most`.
std::optional<std::int32_t> take_number(std::string_view& rest, std::size_t least, std::size_t most) {
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits < least || digits > most) return std::nullopt;
    std::int32_t number = 0;
    for (const char c : rest.substr(0, digits)) {
        number = number * 10 + (c - '0');
    }
    rest.remove_prefix(digits);
    return number;
}

bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
}

std::optional<Date> take_date(std::string_view& rest) {
    std::string_view compact = rest;
    if (const auto number = take_number(compact, 8, 8)) {
        rest = compact;
        return date_of(*number / 10'000, *number / 100 % 100, *number % 100);
    }
    const auto year = take_number(rest, 4, 4);
    if (!year) return std::nullopt;
    const bool chinese = take(rest, "年");
    const std::string_view mark = chinese ? "月" : rest.substr(0, 1);
    if (!chinese && !(take(rest, "-") || take(rest, "/") || take(rest, "."))) return std::nullopt;
    const auto month = take_number(rest, 1, 2);
    if (!month || !take(rest, mark)) return std::nullopt;
    const auto day = take_number(rest, 1, 2);
    if (!day || (chinese && !take(rest, "日"))) return std::nullopt;
    return date_of(*year, *month, *day);
}

/// Takes what stands between a date and its clock; nothing is enough after 日 only.
bool take_gap(std::string_view& rest, std::string_view date) {
    if (take(rest, "T") || take(rest, "t")) return true;
    const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
    rest.remove_prefix(blanks);
    return blanks > 0 || date.ends_with("日");
}

/// Takes `18:00`, `18:00:59`, `18:00:59.999`, `18时`, `18时30分`; gives the minute of the day.
std::optional<std::int32_t> take_clock(std::string_view& rest) {
    const auto hour = take_number(rest, 1, 2);
    const bool chinese = take(rest, "时");
    if (!hour || *hour > 23 || !(chinese || take(rest, ":"))) return std::nullopt;
    if (chinese && rest.empty()) return *hour * 60;
    const auto minute = take_number(rest, 1, 2);
    if (!minute || *minute > 59 || (chinese && !take(rest, "分"))) return std::nullopt;
    if (!chinese && take(rest, ":")) {
        const auto second = take_number(rest, 1, 2);
        if (!second || *second > 59) return std::nullopt;
        if (take(rest, ".") && !take_number(rest, 1, 9)) return std::nullopt;
    }
    return *hour * 60 + *minute;
}

/// Takes `Z`, `+08:00`, `-0500`, `+08`; gives minutes east of Greenwich.
std::optional<std::int32_t> take_offset(std::string_view& rest) {
    if (take(rest, "Z") || take(rest, "z")) return 0;
    const std::int32_t sign = rest.starts_with('-') ? -1 : 1;
    if (!take(rest, "+") && !take(rest, "-")) return std::nullopt;
    if (rest.size() == 4) {
        const auto both = take_number(rest, 4, 4);
        if (!both || *both / 100 > 23 || *both % 100 > 59) return std::nullopt;
        return sign * (*both / 100 * 60 + *both % 100);
    }
    const auto hours = take_number(rest, 2, 2);
    const auto minutes = take(rest, ":") ? take_number(rest, 2, 2) : std::optional<std::int32_t>(0);
    if (!hours || *hours > 23 || !minutes || *minutes > 59) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

std::string trimmed(std::string_view text) {
    const std::string folded = text::fold_width(text);
    const std::size_t first = folded.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return folded.substr(first, folded.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<Date> date_of(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

CivilDate civil(Date date) {
    const std::chrono::year_month_day days = civil_days(date);
    return {static_cast<int>(days.year()), static_cast<std::uint8_t>(static_cast<unsigned>(days.month())),
            static_cast<std::uint8_t>(static_cast<unsigned>(days.day()))};
}

Date add_days(Date date, std::int32_t days) {
    return {static_cast<std::int32_t>(std::clamp<std::int64_t>(std::int64_t{date.days} + days, -kFarthest, kFarthest))};
}

Date add_months(Date date, std::int32_t months) {
    const CivilDate from = civil(date);
    const std::int64_t all =
        std::clamp<std::int64_t>(std::int64_t{from.year} * 12 + (from.month - 1) + months, -kFarthestMonths, kFarthestMonths);
    const auto year = static_cast<std::int32_t>(floor_divide(all, 12));
    const Date end = month_end(year, static_cast<std::int32_t>(all - std::int64_t{year} * 12) + 1);
    return {std::min(end.days, end.days - civil(end).day + from.day)};
}

Date month_end(std::int32_t year, std::int32_t month) {
    const std::chrono::year_month_day_last last{std::chrono::year{year},
                                                std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
    return {static_cast<std::int32_t>(std::chrono::sys_days{last}.time_since_epoch().count())};
}

std::int32_t weekday(Date date) {
    // 1970-01-01 was a Thursday.
    return static_cast<std::int32_t>(((std::int64_t{date.days} + 3) % 7 + 7) % 7);
}

Date date_of(Instant instant) { return {static_cast<std::int32_t>(floor_divide(instant.minutes, kMinutesADay))}; }

bool is_last_minute(Instant instant) { return instant == last_minute(date_of(instant)); }

std::optional<Date> parse_date(std::string_view text) {
    const std::string folded = trimmed(text);
    std::string_view rest = folded;
    const auto date = take_date(rest);
    return rest.empty() ? date : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text, BareDate bare, std::int32_t offset_minutes) {
    const std::string folded = trimmed(text);
    std::string_view rest = folded;
    const auto date = take_date(rest);
    if (!date) return std::nullopt;
    if (rest.empty()) return bare == BareDate::first_minute ? first_minute(*date) : last_minute(*date);
    if (!take_gap(rest, std::string_view(folded).substr(0, folded.size() - rest.size()))) return std::nullopt;
    const auto clock = take_clock(rest);
    if (!clock) return std::nullopt;
    Instant instant{first_minute(*date).minutes + *clock};
    if (!rest.empty()) {
        const auto offset = take_offset(rest);
        if (!offset || !rest.empty()) return std::nullopt;
        instant.minutes += offset_minutes - *offset;
    }
    if (instant < first_minute(kFirstDay) || instant > last_minute(kLastDay)) return std::nullopt;
    return instant;
}

std::string to_string(Date date) {
    const CivilDate day = civil(date);
    return padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
}

std::string to_string(Instant instant) {
    const Date date = date_of(instant);
    const std::int64_t clock = instant.minutes - first_minute(date).minutes;
    return to_string(date) + "T" + padded(clock / 60, 2) + ":" + padded(clock % 60, 2);
}

std::string to_short_string(Instant instant) {
    return is_last_minute(instant) ? to_string(date_of(instant)) : to_string(instant);
}

}  // namespace duban::value
