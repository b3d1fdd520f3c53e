// Which days are working days, and what is n of them after a day?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/value/date.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::calendar {

/// Days off and make-up working days by year, and the zone's offset. Immutable.
///
/// A year without data is not guessed from weekends: every question that needs it is answered with nothing.
class Calendar {
public:
    [[nodiscard]] std::optional<bool> is_working_day(value::Date date) const;
    /// The n-th working day after the date (n >= 1, counted from the day after), or before it (n <= -1); n = 0 is the date.
    [[nodiscard]] std::optional<value::Date> add_working_days(value::Date date, std::int32_t n) const;
    /// Working days in (after, to]; 0 if to <= after.
    [[nodiscard]] std::optional<std::int32_t> working_days_between(value::Date after, value::Date to) const;
    /// The date itself if it is a working day, else the next, or the one before.
    [[nodiscard]] std::optional<value::Date> next_working_day(value::Date date) const;
    [[nodiscard]] std::optional<value::Date> previous_working_day(value::Date date) const;
    /// The name of the day off or the make-up day, for explanations; empty for ordinary days.
    [[nodiscard]] std::string_view day_name(value::Date date) const;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& zone() const { return zone_; }
    /// Minutes east of Greenwich of the zone's civil time (one for all of its years).
    [[nodiscard]] std::int32_t offset_minutes() const { return offset_minutes_; }
    [[nodiscard]] std::int32_t first_year() const { return first_year_; }
    [[nodiscard]] std::int32_t last_year() const { return last_year_; }
    /// SHA-256 of `canonical()`, in hex: the version that each result names.
    [[nodiscard]] const std::string& hash() const { return hash_; }
    [[nodiscard]] const std::string& canonical() const { return canonical_; }

private:
    friend class CalendarReader;
    [[nodiscard]] bool covers(value::Date date) const;
    [[nodiscard]] std::size_t index(value::Date date) const;

    std::string name_;
    std::string zone_;
    std::int32_t offset_minutes_ = 0;
    std::int32_t first_year_ = 0;
    std::int32_t last_year_ = -1;
    value::Date first_day_;
    std::vector<std::uint8_t> working_;  // by day from first_day_
    std::vector<std::int32_t> working_before_;  // prefix sums, one longer
    std::vector<std::pair<value::Date, std::string>> day_names_;  // sorted
    std::string hash_;
    std::string canonical_;
};

/// JSON: {"name", "zone", "offset_minutes", "source", "years": {"2012": {"off": {"2012-01-02": "元旦"}, "work": {...}}}}; years
/// without a gap. All errors go to the sink: then there is no calendar.
[[nodiscard]] std::optional<Calendar> read_calendar(std::string_view json, const std::string& file, text::Sink& sink);

/// The calendar if that day were a day off, or a working day; nothing if it has no data for the year.
[[nodiscard]] std::optional<Calendar> assuming(const Calendar& calendar, value::Date day, bool is_working);

}  // namespace duban::calendar
