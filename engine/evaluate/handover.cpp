#include "engine/evaluate/handover.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

bool is_soft(const Block& block) { return block.modality == plan::Modality::should || block.modality == plan::Modality::may; }

/// Met and not returned; or of a period that was over.
bool stays(const plan::Task& task, const Block& block, std::size_t row, value::Date issue) {
    const bool periodic = task.slots == plan::SlotRule::recurring || task.slots == plan::SlotRule::continuing;
    if (periodic && block.slots[block.slot[row]].days.last < issue) return true;
    return block.verdict[row] == Verdict::met && block.assurance[row] != Assurance::returned;
}

/// The rows of a task that stay: where some goals must be, these decide for all.
Stays rows_that_stay(const plan::Plan& plan, std::uint32_t task, const Board& board, value::Date issue) {
    const std::size_t first = plan.first_block(task);
    const std::size_t goals = plan.tasks[task].goals.size();
    const bool all_soft = std::all_of(board.blocks.begin() + static_cast<std::ptrdiff_t>(first),
                                      board.blocks.begin() + static_cast<std::ptrdiff_t>(first + goals), is_soft);
    Stays rows;
    std::set<std::pair<units::UnitIndex, std::string>> pass;
    for (std::size_t b = first; b < first + goals; ++b) {
        const Block& block = board.blocks[b];
        if (is_soft(block) && !all_soft) continue;
        for (std::size_t row = 0; row < block.size(); ++row) {
            std::pair<units::UnitIndex, std::string> which{block.unit[row],
                                                           slot_key(plan.tasks[task], block.slots[block.slot[row]].label)};
            (stays(plan.tasks[task], block, row, issue) ? rows.listed : pass).insert(std::move(which));
        }
    }
    for (const auto& which : pass)
        rows.listed.erase(which);
    return rows;
}

/// The tasks of the version before stand behind the plan's own.
std::size_t own_tasks(const plan::Plan& plan, const plan::Plan& before) { return plan.tasks.size() - before.tasks.size(); }

Handover behind(const plan::Plan& plan, const plan::Plan& before, const Handover& handed) {
    Handover handover;
    handover.tasks.resize(plan.tasks.size());
    std::copy(handed.tasks.begin(), handed.tasks.end(),
              handover.tasks.begin() + static_cast<std::ptrdiff_t>(own_tasks(plan, before)));
    for (std::size_t task = 0; task < plan.tasks.size(); ++task) {
        if (!plan.tasks[task].gone) handover.tasks[task].others_superseded = false;  // it is there again
    }
    return handover;
}

}  // namespace

std::string slot_key(const plan::Task& task, const std::string& label) {
    const bool one = task.slots == plan::SlotRule::one_off || task.slots == plan::SlotRule::window;
    return one ? std::string() : label;
}

Handover hand_over(const plan::Plan& plan, const plan::Plan& before, const Handover& handed, const Board& board) {
    Handover handover = behind(plan, before, handed);
    for (std::uint32_t task = 0; task < before.tasks.size(); ++task) {
        if (before.tasks[task].version != 0) continue;
        const std::size_t here = own_tasks(plan, before) + task;
        handover.tasks[here] = rows_that_stay(before, task, board, *plan.issued);
        handover.tasks[here].others_superseded = plan.tasks[here].gone;
    }
    return handover;
}

Handover hand_over_nothing(const plan::Plan& plan, const plan::Plan& before, const Handover& handed) {
    Handover handover = behind(plan, before, handed);
    handover.in_force = false;
    for (std::uint32_t task = 0; task < before.tasks.size(); ++task) {
        if (before.tasks[task].version == 0) handover.tasks[own_tasks(plan, before) + task].all = handed.in_force;
    }
    return handover;
}

}  // namespace duban::evaluate
