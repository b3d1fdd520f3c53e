// What does a department lead, and what does it support, whoever the offices are?
#pragma once

#include "engine/checklist/line.hpp"
#include "engine/checklist/totals.hpp"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace duban::checklist {

/// A functional line of offices across the tree (环保部门), by its position in the plan; or one unit.
using Department = std::variant<std::uint32_t, units::UnitIndex>;

enum class Part : std::uint8_t { leads, jointly, supports };

/// A goal of a task, with all its rows that the department has to do with.
struct DepartmentLine {
    Part part = Part::leads;
    Line line;                  // what all rows have in common
    bool is_former = false;     // of a version that has been amended: its rows stay with it
    std::string rhythm;         // 每季度，期末后5天内: where the rows have no due date in common
    std::set<units::LevelIndex> levels;
    std::int64_t units = 0;     // that hold them
    std::set<units::UnitIndex> held_for;  // whose rows they are, where others hold them
    Totals totals;
    Rank light = 0;             // the worst
};

struct DepartmentList {
    std::string name;
    std::string code;           // of a unit; empty for an organ
    std::optional<units::UnitIndex> under;
    std::vector<DepartmentLine> lines;  // what it leads, does jointly, supports; each by task
    evaluate::Counts counts;    // of what it leads
};

/// Of an organ, only rows in the subtree if one is named.
[[nodiscard]] DepartmentList department_list(const Context& context, const Department& department,
                                             std::optional<units::UnitIndex> under);

[[nodiscard]] Page page(const Context& context, const DepartmentList& list);
/// Members: document (department), plan, title, language, department, unit, under, counts, lines, receipt.
[[nodiscard]] std::string json(const Context& context, const DepartmentList& list);

}  // namespace duban::checklist
