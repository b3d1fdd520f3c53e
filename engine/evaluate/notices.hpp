// Who must be told that an obligation is overdue, and since when?
#pragma once

#include "engine/evaluate/board.hpp"
#include "engine/evaluate/evaluate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban::evaluate {

/// A rung of a task's ladder that an overdue row has reached (docs/SEMANTICS.md, section 6).
struct Notice {
    std::uint32_t block = 0;
    std::size_t row = 0;
    std::uint32_t rung = 0;               // of the task's ladder
    std::optional<value::Instant> since;  // nothing: the calendar cannot tell that day
    units::UnitIndex to{};
    std::string person;                   // at that unit, by title; empty: the unit
};

/// When a row that was due then has been overdue for so long; nothing if the calendar cannot tell.
[[nodiscard]] std::optional<value::Instant> reached(const plan::Rung& rung, value::Instant due,
                                                    const calendar::Calendar& calendar);

/// A pure function of the board; to each unit in preorder, then by person, day, task, row and rung.
[[nodiscard]] std::vector<Notice> notices(const World& world, const Board& board);

}  // namespace duban::evaluate
