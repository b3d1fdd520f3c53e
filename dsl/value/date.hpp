// A civil date, and a civil minute.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace duban::value {

/// Days since 1970-01-01 of the proleptic Gregorian calendar.
struct Date {
    std::int32_t days = 0;
    friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

struct CivilDate {
    std::int32_t year = 1970;
    std::uint8_t month = 1;
    std::uint8_t day = 1;
    friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

/// Nothing if there is no such day (31 June). Years 1 to 9999.
[[nodiscard]] std::optional<Date> date_of(std::int32_t year, std::int32_t month, std::int32_t day);
[[nodiscard]] CivilDate civil(Date date);
/// Sums may leave the years 1 to 9999, as the day after the last does; some thousand years further they stop growing.
[[nodiscard]] Date add_days(Date date, std::int32_t days);
/// Clamps to the month's last day: 31 August + 6 months is 28 or 29 February.
[[nodiscard]] Date add_months(Date date, std::int32_t months);
[[nodiscard]] Date month_end(std::int32_t year, std::int32_t month);
/// 0 is Monday.
[[nodiscard]] std::int32_t weekday(Date date);

/// A whole minute of the plan's local civil time, counted from 1970-01-01 00:00.
struct Instant {
    std::int64_t minutes = 0;
    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

inline constexpr std::int64_t kMinutesADay = 24 * 60;
[[nodiscard]] constexpr Instant first_minute(Date date) { return {date.days * kMinutesADay}; }
[[nodiscard]] constexpr Instant last_minute(Date date) { return {(date.days + 1) * kMinutesADay - 1}; }
[[nodiscard]] Date date_of(Instant instant);
/// True if it is the last minute of its day: how a bare date reads where something is done.
[[nodiscard]] bool is_last_minute(Instant instant);

/// `2012-06-30`, `2012/6/30`, `2012.6.30`, `20120630`, `2012年6月30日`; full-width digits too. A year has four digits.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// Which minute of its day a bare date means: semantics §1.
enum class BareDate : std::uint8_t { first_minute, last_minute };
/// A date, or a date and a clock: `2012-06-30 18:00`, `2012-06-30T18:00`, `2012年6月30日18时30分`, with seconds dropped. An
/// offset
/// (`Z`, `+08:00`, `+0800`, `+08`) is taken into account: the result is local time at `offset_minutes` east of Greenwich, in
/// the years 1 to 9999.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text, BareDate bare, std::int32_t offset_minutes);

/// `2012-06-30`.
[[nodiscard]] std::string to_string(Date date);
/// `2012-06-30T18:00`.
[[nodiscard]] std::string to_string(Instant instant);
/// The date alone for a bare date (its last minute), else with the minute.
[[nodiscard]] std::string to_short_string(Instant instant);

}  // namespace duban::value
