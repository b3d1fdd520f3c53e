#include "engine/evaluate/handover.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

/// Met and not returned; or of a period that was over.
bool stays(const plan::Task& task, const Block& block, std::size_t row, value::Date issue) {
    const bool periodic = task.slots == plan::SlotRule::recurring || task.slots == plan::SlotRule::continuing;
    if (periodic && block.slots[block.slot[row]].days.last < issue) return true;
    return block.verdict[row] == Verdict::met && block.assurance[row] != Assurance::returned;
}

/// The rows of a task that stay: where some goals must be, these decide for all.
Stays rows_that_stay(const plan::Plan& plan, std::uint32_t task, const Board& board, value::Date issue) {
    const auto [first, last] = board.blocks_of(task);
    const bool all_soft = std::all_of(board.blocks.begin() + first, board.blocks.begin() + last,
                                      [](const Block& block) { return plan::is_soft(block.modality); });
    Stays rows;
    std::set<std::pair<units::UnitIndex, std::string>> pass;
    for (std::uint32_t b = first; b < last; ++b) {
        const Block& block = board.blocks[b];
        if (plan::is_soft(block.modality) && !all_soft) continue;
        for (std::size_t row = 0; row < block.size(); ++row) {
            std::pair<units::UnitIndex, std::string> which{block.unit[row],
                                                           slot_key(plan.tasks[task], block.slots[block.slot[row]])};
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
    return handover;
}

}  // namespace

std::string slot_key(const plan::Task& task, const SlotName& slot) {
    const bool one = task.slots == plan::SlotRule::one_off || task.slots == plan::SlotRule::window;
    if (one) return {};
    return slot.case_id.empty() ? slot.label : slot.label + '@' + std::to_string(at(slot.case_unit));
}

Handover hand_over(const plan::Plan& plan, const plan::Plan& before, const Handover& handed, const Board& board) {
    Handover handover = behind(plan, before, handed);
    for (std::uint32_t task = 0; task < before.tasks.size(); ++task) {
        if (before.tasks[task].version != 0) continue;
        const std::size_t here = own_tasks(plan, before) + task;
        handover.tasks[here] = rows_that_stay(before, task, board, *plan.issued);
        handover.tasks[here].others_superseded = plan.tasks[here].gone;
    }
    for (std::size_t task = 0; task < plan.tasks.size(); ++task) {
        if (!plan.tasks[task].gone) handover.tasks[task].others_superseded = false;  // it is there again
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
