// board = evaluate(plan, units, calendar, log up to known_at, as_of)
#pragma once

#include "engine/evaluate/board.hpp"
#include "engine/evaluate/facts.hpp"

namespace duban::evaluate {

struct World {
    const plan::Plan& plan;
    const units::Tree& units;
    const calendar::Calendar& calendar;
};

struct Bounds {
    std::uint64_t most_rows = 50'000'000;
};

/// Which rows of a task are made.
enum class Made : std::uint8_t { all, some, none };

/// Of which tasks, by position in the plan; where some, those of the units, ascending. No tasks: all of all.
struct Only {
    std::vector<Made> tasks;
    std::vector<units::UnitIndex> units;
};
/// These tasks, by their positions, and all that their rows read of others, in all versions. No units: all of them.
[[nodiscard]] Only only(const plan::Plan& plan, const std::vector<std::uint32_t>& tasks, std::vector<units::UnitIndex> units);

/// Pure. The facts have been folded up to known_at. Too many rows is a D8xxx failure. A row that is made is the same whatever
/// else is made.
[[nodiscard]] text::Result<Board> evaluate(const World& world, const Facts& facts, value::Instant as_of, const Only& only = {},
                                           const Bounds& bounds = {});

}  // namespace duban::evaluate
