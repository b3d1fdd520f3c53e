// From when to when is a row, and when is it due? Semantics §2, the slot; §5, the steps of a due date. Private to this folder.
#pragma once

#include "engine/evaluate/row.hpp"
#include "engine/evaluate/upstream.hpp"

#include <vector>

namespace duban::evaluate {

/// Sets the days of a row that is no case's, its opening and its end, by what was announced of its window until `told_by`.
void lay(const Ground& ground, const plan::Task& task, Row& row, const SlotName& slot, value::Instant told_by);

/// From the rule to the due date of one row, `planned` on the way, by what was announced and extended until `told_by`;
/// prerequisites are looked up in `gates`. `steps` may be null.
[[nodiscard]] value::Instant due_of(const Ground& ground, Gates& gates, const plan::Task& task, Row& row, const SlotName& slot,
                                    value::Instant told_by, std::vector<CalendarStep>* steps);

}  // namespace duban::evaluate
