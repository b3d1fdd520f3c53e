// Which slots does a rhythm cut a stretch of days into, and what is each called?
#pragma once

#include "dsl/value/date.hpp"
#include "dsl/value/duration.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::calendar {

/// Both days belong to it.
struct Days {
    value::Date first;
    value::Date last;
    friend bool operator==(const Days&, const Days&) = default;
};

/// A slot with its name: `2012`, `2012-H1`, `2012-Q1`, `2012-06`, `2012-06-04/2012-06-10` for the rest.
struct Slot {
    Days days;
    std::string label;
};

/// By the rule, never from the slot before: every `count` units from the first day of `stretch` (months and longer from the
/// first day of its first month; weeks from its first Monday on; ten_days 1-10, 11-20, 21-end of month). A slot that reaches
/// beyond the stretch is cut at its last day. Units of working_day, hour and minute give none.
[[nodiscard]] std::vector<Slot> slots_of(Days stretch, value::Duration rhythm);

/// The same of a year, however long, then, as long as the rule has them, those that begin after it, for whole years from its
/// first day on until `last` is in them: so a slot is the same for whoever looks beyond the year.
[[nodiscard]] std::vector<Slot> slots_from(Days year, value::Date last, value::Duration rhythm);

/// The days that a label names, if it is one: a year, half, quarter, month, `first/last`, or one date; as people write them
/// too: 2012年上半年, 2012年第二季度, 2012年6月, 2012年6月上旬, 2012年1月至3月.
[[nodiscard]] std::optional<Days> days_of_label(std::string_view label);

/// `2012` for a whole calendar year, else as in Slot, else `2026-04-01/2027-03-31`; also of what ends before it begins, as the
/// days of a case whose date to be mended by lies before it occurred.
[[nodiscard]] std::string label_of(Days days);

}  // namespace duban::calendar
