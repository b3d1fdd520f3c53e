#include "engine/calendar/calendar.hpp"

#include <algorithm>

namespace duban::calendar {

std::optional<bool> Calendar::is_working_day(value::Date date) const {
    if (!covers(date)) return std::nullopt;
    return working_[index(date)] != 0;
}

std::optional<value::Date> Calendar::add_working_days(value::Date date, std::int32_t n) const {
    if (n == 0) return date;
    // Counting forwards begins on the next day, backwards on the day before: the date itself need not be covered.
    const value::Date nearest = n > 0 ? value::add_days(date, 1) : value::add_days(date, -1);
    if (!covers(nearest)) return std::nullopt;
    const std::int64_t before = n > 0 ? working_before_[index(nearest)] : working_before_[index(nearest) + 1] + std::int64_t{1};
    const std::int64_t wanted = before + n;  // its number among all working days, from 1
    if (wanted < 1 || wanted > working_before_.back()) return std::nullopt;
    const auto past = std::lower_bound(working_before_.begin(), working_before_.end(), wanted);
    return value::add_days(first_day_, static_cast<std::int32_t>(past - working_before_.begin()) - 1);
}

std::optional<std::int32_t> Calendar::working_days_between(value::Date after, value::Date to) const {
    if (to <= after) return 0;
    const value::Date from = value::add_days(after, 1);
    if (!covers(from) || !covers(to)) return std::nullopt;
    return working_before_[index(to) + 1] - working_before_[index(from)];
}

std::optional<value::Date> Calendar::next_working_day(value::Date date) const {
    if (!covers(date)) return std::nullopt;
    return working_[index(date)] != 0 ? date : add_working_days(date, 1);
}

std::optional<value::Date> Calendar::previous_working_day(value::Date date) const {
    if (!covers(date)) return std::nullopt;
    return working_[index(date)] != 0 ? date : add_working_days(date, -1);
}

std::string_view Calendar::day_name(value::Date date) const {
    const auto found = std::lower_bound(day_names_.begin(), day_names_.end(), date,
                                        [](const auto& named, value::Date wanted) { return named.first < wanted; });
    if (found == day_names_.end() || found->first != date) return {};
    return found->second;
}

bool Calendar::covers(value::Date date) const {
    return date >= first_day_ && std::int64_t{date.days} - first_day_.days < static_cast<std::int64_t>(working_.size());
}

std::size_t Calendar::index(value::Date date) const { return static_cast<std::size_t>(date.days - first_day_.days); }

}  // namespace duban::calendar
