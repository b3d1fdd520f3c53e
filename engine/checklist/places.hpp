// Where does each document lie in the folder of all documents?
#pragma once

#include "engine/checklist/page.hpp"
#include "engine/plan/model.hpp"

#include <string_view>

namespace duban::checklist {

inline constexpr units::UnitIndex kRoot{0};

inline constexpr std::string_view kIndexPlace = "index";
/// `units/140000/140105`: a folder for each unit below the root, so that none holds a whole country.
[[nodiscard]] Place unit_place(const units::Tree& units, units::UnitIndex unit);
[[nodiscard]] Place task_place(std::string_view id);
/// That of a task in one part of the tree; of the whole tree, the task's own.
[[nodiscard]] Place task_part_place(const units::Tree& units, std::string_view id, units::UnitIndex part);
[[nodiscard]] Place problem_place(const units::Tree& units, units::UnitIndex top);
[[nodiscard]] Place leader_place(const units::Tree& units, units::UnitIndex top);
[[nodiscard]] Place department_place(const plan::Organ& organ);
/// The scorecard of a level, and that in one part of the tree.
[[nodiscard]] Place level_place(const plan::Plan& plan, units::LevelIndex level);
[[nodiscard]] Place level_part_place(const plan::Plan& plan, const units::Tree& units, units::LevelIndex level,
                                     units::UnitIndex part);
/// The scorecard of the offices right below a unit.
[[nodiscard]] Place card_place(const units::Tree& units, units::UnitIndex above);

/// A name that can be a file's: what separates folders becomes a dash.
[[nodiscard]] std::string file_name(std::string_view name);

}  // namespace duban::checklist
