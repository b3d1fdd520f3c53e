#include "dsl/value/date.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace duban::value {

namespace {

std::chrono::year_month_day civil_days(Date date) { return std::chrono::sys_days{std::chrono::days{date.days}}; }

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

/// Reads digits from the front; nothing if there are none, or more than `most`.
std::optional<std::int32_t> take_number(std::string_view& rest, std::size_t most) {
    std::size_t n = 0;
    std::int32_t number = 0;
    while (n < rest.size() && rest[n] >= '0' && rest[n] <= '9') {
        if (n == most) return std::nullopt;
        number = number * 10 + (rest[n] - '0');
        ++n;
    }
    if (n == 0) return std::nullopt;
    rest.remove_prefix(n);
    return number;
}

bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
}

std::optional<Date> take_date(std::string_view& rest) {
    const bool compact = rest.size() >= 8 && std::all_of(rest.begin(), rest.begin() + 8, [](char c) { return c >= '0' && c <= '9'; });
    if (compact) {
        std::string_view digits = rest.substr(0, 8);
        rest.remove_prefix(8);
        const auto number = [&](std::size_t from, std::size_t size) {
            std::string_view part = digits.substr(from, size);
            return take_number(part, size).value_or(0);
        };
        return date_of(number(0, 4), number(4, 2), number(6, 2));
    }
    const auto year = take_number(rest, 4);
    if (!year) return std::nullopt;
    const std::string_view mark = rest.starts_with("年") ? "年" : rest.starts_with("/") ? "/" : rest.starts_with(".") ? "." : "-";
    if (!take(rest, mark)) return std::nullopt;
    const auto month = take_number(rest, 2);
    if (!month || !take(rest, mark == "年" ? "月" : mark)) return std::nullopt;
    const auto day = take_number(rest, 2);
    if (!day || (mark == "年" && !take(rest, "日"))) return std::nullopt;
    return date_of(*year, *month, *day);
}

std::string trimmed(std::string_view text) {
    const std::string folded = text::fold_width(text);
    const std::size_t first = folded.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return folded.substr(first, folded.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<Date> date_of(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
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

Date add_days(Date date, std::int32_t days) { return {date.days + days}; }

Date add_months(Date date, std::int32_t months) {
    const CivilDate from = civil(date);
    const std::int64_t all = std::int64_t{from.year} * 12 + (from.month - 1) + months;
    const auto year = static_cast<std::int32_t>(floor_divide(all, 12));
    const auto month = static_cast<std::int32_t>(all - std::int64_t{year} * 12) + 1;
    const Date end = month_end(year, month);
    return {std::min(end.days, end.days - civil(end).day + from.day)};
}

Date month_end(std::int32_t year, std::int32_t month) {
    const std::chrono::year_month_day_last last{
        std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
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
    if (!take(rest, "T") && !take(rest, "t")) {
        const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
        rest.remove_prefix(blanks);
    }
    const auto hour = take_number(rest, 2);
    const bool chinese = rest.starts_with("时");
    if (!hour || !(take(rest, ":") || take(rest, "时"))) return std::nullopt;
    const auto minute = rest.empty() && chinese ? std::optional<std::int32_t>(0) : take_number(rest, 2);
    if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
    if (chinese) take(rest, "分");
    if (take(rest, ":")) {
        const auto second = take_number(rest, 2);
        if (!second || *second > 59) return std::nullopt;
        if (take(rest, ".") && !take_number(rest, 9)) return std::nullopt;
    }
    std::int64_t minutes = first_minute(*date).minutes + *hour * 60 + *minute;
    if (rest == "Z" || rest == "z") {
        minutes += offset_minutes;
    } else if (!rest.empty()) {
        const std::int32_t sign = rest.front() == '-' ? -1 : 1;
        if (!take(rest, "+") && !take(rest, "-")) return std::nullopt;
        const auto hours = take_number(rest, 2);
        take(rest, ":");
        const auto rest_minutes = rest.empty() ? std::optional<std::int32_t>(0) : take_number(rest, 2);
        if (!hours || !rest_minutes || !rest.empty()) return std::nullopt;
        minutes += offset_minutes - sign * (*hours * 60 + *rest_minutes);
    }
    return Instant{minutes};
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

std::string to_short_string(Instant instant) { return is_last_minute(instant) ? to_string(date_of(instant)) : to_string(instant); }

}  // namespace duban::value
