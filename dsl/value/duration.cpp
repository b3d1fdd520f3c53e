#include "dsl/value/duration.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

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
    std::int32_t count = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + blank, count);
    const auto unit = std::find(kUnits.begin(), kUnits.end(), written.substr(blank + 1));
    const bool is_count = error == std::errc() && end == written.data() + blank && count >= 0;
    if (!is_count || unit == kUnits.end()) return std::nullopt;
    return Duration{count, static_cast<TimeUnit>(unit - kUnits.begin())};
}

}  // namespace duban::value
