// board = evaluate(plan, units, calendar, log up to known_at, as_of)
#pragma once

#include "engine/evaluate/board.hpp"
#include "engine/evaluate/facts.hpp"
#include "engine/evaluate/only.hpp"

namespace duban::evaluate {

struct World {
    const plan::Plan& plan;
    const units::Tree& units;
    const calendar::Calendar& calendar;
};

struct Bounds {
    std::uint64_t most_rows = 50'000'000;
};

/// Pure. The facts have been folded up to known_at. Too many rows is a D8xxx failure. A row that is made is the same whatever
/// else is made.
[[nodiscard]] text::Result<Board> evaluate(const World& world, const Facts& facts, value::Instant as_of, const Only& only = {},
                                           const Bounds& bounds = {});

}  // namespace duban::evaluate
