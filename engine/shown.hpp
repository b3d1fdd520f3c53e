// How are the engine's values said to a person? Private to the facade.
#pragma once

#include "engine/engine.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban::engine {

/// `到期未报、空报`; empty for none.
[[nodiscard]] std::string shown_reasons(evaluate::Reasons reasons, text::Language language);

[[nodiscard]] evaluate::Explanation explained(const Opened& opened, const Look& look, Row row, Depth depth);

/// A day on the way of a step to the due date.
struct CountedDay {
    value::Date date;
    std::int32_t number = 0;  // among the working days counted; 0: not counted
    std::string_view name;    // of a day off, or a make-up day
};
/// Of a step in working days every day that it passes; of a shift the days off; else none.
[[nodiscard]] std::vector<CountedDay> days_of(const calendar::Calendar& calendar, const evaluate::CalendarStep& step,
                                              value::Instant before);

}  // namespace duban::engine
