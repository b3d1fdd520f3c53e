// When are two rows of two boards the same obligation? Private to the facade.
#pragma once

#include "engine/engine.hpp"
#include "engine/evaluate/handover.hpp"

#include <string>
#include <string_view>
#include <tuple>

namespace duban::engine {

/// The same for both, whatever version of the plan they stand on.
struct Same {
    std::string_view task;
    plan::Modality modality{};
    std::string_view unit;
    std::string slot;  // of what is done once or in a window that of the plan year

    friend bool operator<(const Same& a, const Same& b) {
        return std::tie(a.task, a.unit, a.slot, a.modality) < std::tie(b.task, b.unit, b.slot, b.modality);
    }
};

[[nodiscard]] inline Same same(const Standpoint& on, const Row& row) {
    const evaluate::Block& block = on.look.board.blocks[row.block];
    const plan::Task& task = on.opened.plan.tasks[block.task];
    const evaluate::SlotName& slot = block.slots[block.slot[row.row]];
    return {task.id, block.modality, on.opened.units.code(block.unit[row.row]),
            slot.case_id.empty() ? evaluate::slot_key(on.opened.plan, task, slot) : slot.label};
}

}  // namespace duban::engine
