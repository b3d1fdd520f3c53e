// One task across units: who has done it, who has not, who is silent?
#pragma once

#include "engine/checklist/line.hpp"
#include "engine/checklist/scorecard.hpp"
#include "engine/checklist/totals.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban::checklist {

/// Which of the five parts of the page a row stands in.
enum class Answer : std::uint8_t { done, not_done, silent, unknown, apart };
inline constexpr std::size_t kAnswers = 5;

struct TaskRow {
    RowRef place;
    Answer answer = Answer::unknown;
    std::string value;
    std::string target;
    std::string proof;          // what is there, what is wanted; empty if none is asked for
    std::string filed_late;     // 补报（收到 2026-07-06）
};

struct TaskList {
    std::uint32_t task = 0;
    Scope scope;
    std::vector<TaskRow> rows;  // by answer, then unit, slot, goal
    std::vector<PartTotals> parts;
    Totals totals;              // of rows and parts
};

/// Rows held by units of the scope: at the level, in the subtree; of neither: all.
[[nodiscard]] TaskList task_list(Context& context, std::uint32_t task, const Scope& scope);
/// The rows of the unit itself; what lies below it as a part for each unit right below.
[[nodiscard]] TaskList task_parts(Context& context, std::uint32_t task, units::UnitIndex top);

[[nodiscard]] Page page(const Context& context, const TaskList& list);
/// Members: document (task), plan, title, language, task, level, under, counts, rows, parts, receipt.
[[nodiscard]] std::string json(const Context& context, const TaskList& list);

}  // namespace duban::checklist
