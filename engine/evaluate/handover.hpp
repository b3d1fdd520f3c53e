// Which obligations stay with the version of the plan under which they were met, and which pass on? Semantics §7.
#pragma once

#include "engine/evaluate/board.hpp"
#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace duban::evaluate {

/// Whether it is the one row of its unit, in every version that has one: done once, in a window, or in a slot that is the plan
/// year.
[[nodiscard]] bool is_of_year(const plan::Plan& plan, const plan::Task& task, const SlotName& slot);
/// What tells a row of a unit from its others, in every version of the task: the label of its slot, of a case with where it
/// occurred and of which event; nothing where it is one of the year.
[[nodiscard]] std::string slot_key(const plan::Plan& plan, const plan::Task& task, const SlotName& slot);

/// Where a slot stands among those of several tasks: by first and last day, one row of the year as the plan year; behind them
/// cases by their places, codes and events.
using SlotPlace = std::tuple<bool, value::Date, value::Date, units::UnitIndex, std::string_view, std::string_view>;
[[nodiscard]] SlotPlace place_of(const plan::Plan& plan, const plan::Task& task, const SlotName& slot);

/// A row as it stood at the end of the day before a version was issued that no more has it, or has it otherwise.
struct Stood {
    units::UnitIndex unit{};
    std::string slot;                        // its key
    std::string slot_of_whole;               // of a part: the key of its slot to its whole
    value::Instant due;                      // as in a block
    value::Instant missed;
    bool let_off = false;                    // nobody misses its date
    bool stays = false;                      // with the version that it stood on
    bool superseded = false;                 // it was of a task that was gone
    bool is_later = false;                   // it was not there when the task went

    /// To what took the place of its task when that went; it may be of a period that is over by now.
    [[nodiscard]] bool passed_on() const { return !stays || superseded; }
    /// The date by which it was late at the issue: the first, if that had been moved; kNever: it was not.
    [[nodiscard]] value::Instant late_by(value::Date issue) const {
        return missed == kNever && !let_off && due < value::first_minute(issue) ? due : missed;
    }
};

/// The rows of a task as one version has it; what becomes of those that do not stay.
struct StoodRows {
    std::vector<Stood> rows;                 // by unit, then slot
    std::vector<std::pair<units::UnitIndex, std::string>> gone;  // those whose unit alone was not there, by unit, then slot
    bool all_stay = false;                   // whatever rows there are
    bool others_superseded = false;          // the task is gone; else they pass on

    /// Null if there was none.
    [[nodiscard]] const Stood* find(units::UnitIndex unit, const std::string& slot) const;
    [[nodiscard]] bool was_gone(units::UnitIndex unit, const std::string& slot) const;
};

/// Of a plan that amends another: by task. Empty for a plan that amends none.
struct Handover {
    std::vector<StoodRows> tasks;
    bool in_force = true;                    // false: as_of is before the amendment's day of issue
};

/// What `plan`, which amends `before`, finds. `board` is that of `before` at the end of the day before the issue, `handed` what
/// `before` itself had found.
[[nodiscard]] Handover hand_over(const plan::Plan& plan, const plan::Plan& before, const Handover& handed, const Board& board);
/// The same while the amendment is not in force: all stays.
[[nodiscard]] Handover hand_over_nothing(const plan::Plan& plan, const plan::Plan& before, const Handover& handed);

}  // namespace duban::evaluate
