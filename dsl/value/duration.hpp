// A stretch of time in one unit: days, working days, hours and months never mix in silence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace duban::value {

enum class TimeUnit : std::uint8_t { minute, hour, day, working_day, week, ten_days, month, quarter, half_year, year };

struct Duration {
    std::int32_t count = 0;
    TimeUnit unit = TimeUnit::day;
    friend bool operator==(const Duration&, const Duration&) = default;
};

/// `10 working_day`: the count, and the name of the unit as it stands in the plan version.
[[nodiscard]] std::string to_string(Duration length);
/// As `to_string` wrote it, else nothing.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view written);
/// `minute`, `working_day`, `half_year`.
[[nodiscard]] std::string_view name(TimeUnit unit);

/// Months in one: 1, 3, 6, 12; nothing for units that are no months.
[[nodiscard]] constexpr std::optional<std::int32_t> months_in(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::month: return 1;
        case TimeUnit::quarter: return 3;
        case TimeUnit::half_year: return 6;
        case TimeUnit::year: return 12;
        case TimeUnit::minute:
        case TimeUnit::hour:
        case TimeUnit::day:
        case TimeUnit::working_day:
        case TimeUnit::week:
        case TimeUnit::ten_days: break;
    }
    return std::nullopt;
}

}  // namespace duban::value
