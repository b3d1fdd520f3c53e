// What do a closing, a claim, the parts of a task and a judgement say of a row, and a set of its members? Semantics §3. Private
// to this folder.
#pragma once

#include "engine/evaluate/measure.hpp"
#include "engine/evaluate/upstream.hpp"

namespace duban::evaluate {

/// When the row's case was closed; kNever if it was not.
[[nodiscard]] value::Instant closed_on(const RowContext& row);

/// The first claim of the task; kNever if there is none.
[[nodiscard]] value::Instant first_claim(const RowContext& row, std::uint32_t task);

/// What the latest judgement by then says; unknown without one.
[[nodiscard]] Truth judged_by(const RowContext& row, std::uint32_t task, value::Instant at);
/// From when it has said so, without a break.
[[nodiscard]] value::Instant judged_so_since(const RowContext& row, std::uint32_t task, value::Instant at);

/// Whether every part of the task is done.
[[nodiscard]] Truth parts_done(const RowContext& row, value::Instant at, Reasons& reasons);

/// Whether the set has every one of the members that are wanted; of none, of all.
[[nodiscard]] Truth all_members(const plan::Indicator& indicator, std::uint64_t wanted, const Measured& value);

/// visit(block, row): every row of a part of the task that stands for the row.
template <class Visit>
void visit_parts(const RowContext& row, const Visit& visit) {
    const Ground ground{row.world, row.facts, row.settled};
    for (const std::uint32_t part : row.task.parts) {
        for (const JudgedRow& place : rows_of_part(ground, part, row.row.unit, row.slot))
            visit(row.settled.blocks[place.block], place.row);
    }
}

}  // namespace duban::evaluate
