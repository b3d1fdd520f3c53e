// Whose rows must be made, for those that are asked for to be what they are on the whole board?
#pragma once

#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <cstdint>
#include <vector>

namespace duban::evaluate {

/// All of a task's rows, those of some units, or none.
enum class Made : std::uint8_t { all, some, none };

/// Of which tasks, by position in the plan; where some, those of the task's units, ascending. No tasks: all of all.
struct Only {
    std::vector<Made> tasks;
    std::vector<std::vector<units::UnitIndex>> units;
};
/// These tasks, by their positions, at these units, and all that their rows read of others, in all versions. No units: all.
[[nodiscard]] Only only(const plan::Plan& plan, const units::Tree& tree, const std::vector<std::uint32_t>& tasks,
                        std::vector<units::UnitIndex> units);

}  // namespace duban::evaluate
