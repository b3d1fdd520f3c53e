// Which obligations stay with the version of the plan under which they were met, and which pass on? Semantics §7.
#pragma once

#include "engine/evaluate/board.hpp"
#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace duban::evaluate {

/// What tells a row of a unit from its others, in every version of the task: the label of its slot, of a case with where
/// it occurred; nothing where it has but one.
[[nodiscard]] std::string slot_key(const plan::Task& task, const SlotName& slot);

/// Which rows of a task, each by its unit and its slot's key, stay with one version of it; what becomes of the others.
struct Stays {
    bool all = false;
    std::set<std::pair<units::UnitIndex, std::string>> listed;
    bool others_superseded = false;          // the task is gone; else they pass on

    [[nodiscard]] bool has(units::UnitIndex unit, const std::string& slot) const {
        return all || listed.contains({unit, slot});
    }
};

/// Of a plan that amends another: by task. Empty for a plan that amends none.
struct Handover {
    std::vector<Stays> tasks;
    bool in_force = true;                    // false: as_of is before the amendment's day of issue
};

/// What `plan`, which amends `before`, finds. `board` is that of `before` at the end of the day before the issue, `handed` what
/// `before` itself had found.
[[nodiscard]] Handover hand_over(const plan::Plan& plan, const plan::Plan& before, const Handover& handed, const Board& board);
/// The same while the amendment is not in force: all stays.
[[nodiscard]] Handover hand_over_nothing(const plan::Plan& plan, const plan::Plan& before, const Handover& handed);

}  // namespace duban::evaluate
