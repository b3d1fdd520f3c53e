// 问题台账: what has gone wrong, who found it, who must mend it how, and is it written off?
#pragma once

#include "engine/checklist/line.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// One obligation that is or was a problem.
struct Problem {
    Line line;
    std::string code;           // of the unit that must mend it
    std::string unit;           // its path
    std::string held_for;       // （原青石镇）
    Place unit_place;
    std::string found_by;       // 系统对照, or the unit that returned it
    value::Instant found;       // kNever: not on a day
    value::Instant closed;      // 销号; kNever: open
};

/// A part of the tree whose problems stand on a page of their own.
struct ProblemPart {
    units::UnitIndex unit{};
    std::int64_t open = 0;
    std::int64_t closed = 0;
};

/// Open: failed, returned, overdue, unreported and overdue, claimed without proof, and what cannot be determined past its due
/// date. Written off: done after its due date.
struct ProblemLedger {
    units::UnitIndex top{};
    std::vector<Problem> open;  // by unit in preorder, then task
    std::vector<Problem> closed;
    std::vector<ProblemPart> parts;
};

/// Of all that is held at the unit and below it; what is only striven for or encouraged is no problem.
[[nodiscard]] ProblemLedger problem_ledger(Context& context, units::UnitIndex top);
/// Of the unit alone; what lies below it is counted for each unit right below.
[[nodiscard]] ProblemLedger problem_parts(Context& context, units::UnitIndex top);

/// Open and written off.
[[nodiscard]] std::size_t problem_count(const Context& context, units::UnitIndex top);

[[nodiscard]] Page page(const Context& context, const ProblemLedger& ledger);
/// Members: document (problems), plan, title, language, unit, open, closed, parts, receipt.
[[nodiscard]] std::string json(const Context& context, const ProblemLedger& ledger);

}  // namespace duban::checklist
