// At which instants may a board change by the passing of time alone?
#pragma once

#include "engine/evaluate/evaluate.hpp"

#include <set>

namespace duban::evaluate {

/// Adds every instant after the board's own at which, as far as this board and the plan tell, a word may change with no new
/// record: openings, due dates, reporting slots and all else that begins or ends, the days that the lights count to. Too many
/// do no harm. What records that take effect later bring with them is the caller's.
void add_edges(const World& world, const Board& board, std::set<value::Instant>& edges);

/// The first minute of the day, its last, and the first of the next: whatever is counted by days changes at one of them.
void add_day(value::Date day, std::set<value::Instant>& edges);

}  // namespace duban::evaluate
