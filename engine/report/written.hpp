// What did the person who filled in a cell mean? Private to this folder.
#pragma once

#include "dsl/text/result.hpp"
#include "dsl/value/date.hpp"
#include "engine/calendar/period.hpp"
#include "engine/plan/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::report {

/// Full-width ASCII folded to plain, blanks at both sides gone.
[[nodiscard]] std::string plain(std::string_view written);

/// `20l7` -> `2017`: letters that stand for digits replaced; nothing if there are none next to digits.
[[nodiscard]] std::optional<std::string> without_letters_for_digits(std::string_view written);
/// `三次` -> `3次`, `二十一` -> `21`: nothing if there is no Chinese numeral.
[[nodiscard]] std::optional<std::string> with_digits(std::string_view written);

/// The parts between 、 ; , and line ends, trimmed, without empty ones.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view written);

/// Kinds of proof with their references: `=` begins one, and it ends at 、 or with the line.
[[nodiscard]] std::vector<std::string> proofs_of(std::string_view written);

/// `1e3` -> `1000`; nothing if it is no such number.
[[nodiscard]] std::optional<std::string> without_exponent(std::string_view written);

/// `；` + “did you mean” for the nearest candidate; empty if none is near.
[[nodiscard]] text::Words near_miss(std::string_view word, const std::vector<std::string>& candidates);
/// `甲、乙` and `甲, 乙`; a long list is cut short.
[[nodiscard]] text::Words listed(const std::vector<text::Words>& names);
[[nodiscard]] text::Words listed(const std::vector<std::string>& names);

/// A moment, or the diagnostic that says why it is none.
struct Stated {
    value::Instant instant;
    bool is_bare = false;  // a date without a clock
};
/// `10月31日` is in the year given.
[[nodiscard]] text::Result<Stated> read_date(std::string_view written, value::BareDate bare, std::int32_t offset_minutes,
                                             std::optional<std::int32_t> year = std::nullopt);

/// The days of a period in words (`一季度`, `2012年6月`, `上半年`, `Q1`, `June`); what has no year is in the plan year.
[[nodiscard]] text::Result<calendar::Days> read_period(std::string_view written, calendar::Days plan_year);
/// `2012-11-08/2012-11-14`, `11月8日至11月14日`; days without a year are in the plan year.
[[nodiscard]] text::Result<calendar::Days> read_range(std::string_view written, calendar::Days plan_year);

/// The log's spelling of a value of the indicator (log::Entry::value); not for ratios, whose parts are `read_part`.
[[nodiscard]] text::Result<std::string> read_value(const plan::Indicator& indicator, std::string_view written,
                                                   std::int32_t offset_minutes);
[[nodiscard]] text::Result<std::string> read_part(std::string_view written);
/// `withheld`, `n/a`, or nothing.
[[nodiscard]] std::optional<std::string> special_value(std::string_view written);
/// 1 or 0.
[[nodiscard]] text::Result<std::string> read_yes_or_no(std::string_view written);

}  // namespace duban::report
