#include "dsl/value/duration.hpp"

#include "dsl/value/decimal.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace duban::value {

namespace {

constexpr std::array<std::string_view, 10> kUnits = {"minute",   "hour",  "day",     "working_day", "week",
                                                     "ten_days", "month", "quarter", "half_year",   "year"};

}  // namespace

std::string_view name(TimeUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

std::string to_string(Duration length) { return std::to_string(length.count) + " " + std::string(name(length.unit)); }

std::optional<Duration> parse_duration(std::string_view written) {
    const std::size_t blank = written.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const auto count = parse_decimal(written.substr(0, blank));
    const auto unit = std::find(kUnits.begin(), kUnits.end(), written.substr(blank + 1));
    if (!count || unit == kUnits.end()) return std::nullopt;
    const std::int64_t whole = count->millionths / Decimal::kOne;
    if (whole < 0 || whole > std::numeric_limits<std::int32_t>::max() || whole * Decimal::kOne != count->millionths)
        return std::nullopt;
    return Duration{static_cast<std::int32_t>(whole), static_cast<TimeUnit>(unit - kUnits.begin())};
}

}  // namespace duban::value
