#include "engine/checklist/task_list.hpp"

#include "engine/checklist/wording.hpp"
#include "engine/evaluate/handover.hpp"

#include <algorithm>
#include <tuple>

namespace duban::checklist {

namespace {

using evaluate::Block;

/// A part is in no rate: it stands by its word.
Answer answer_of_part(const Block& block, std::size_t row) {
    using evaluate::Status;
    const bool is_silent = block.assurance[row] == evaluate::Assurance::silent;
    switch (block.status[row]) {
        case Status::done_early:
        case Status::done:
        case Status::done_late: return Answer::done;
        case Status::no_case:
        case Status::not_applicable:
        case Status::superseded:
        case Status::waived:
        case Status::excused:
        case Status::planned:
        case Status::waiting: return Answer::apart;
        case Status::failed:
        case Status::returned:
        case Status::overdue: return is_silent ? Answer::silent : Answer::not_done;
        case Status::claimed_without_proof:
        case Status::awaiting_verification:
        case Status::unreported_overdue:
        case Status::report_missing:
        case Status::undetermined:
        case Status::behind_schedule:
        case Status::due_soon:
        case Status::not_started:
        case Status::on_schedule: break;
    }
    if (is_silent) return Answer::silent;
    return block.verdict[row] == evaluate::Verdict::not_met_yet ? Answer::not_done : Answer::unknown;
}

Answer answer_of(const plan::Plan& plan, const Block& block, std::size_t row) {
    if (plan.tasks[block.task].whole != plan::kNone) return answer_of_part(block, row);
    switch (block.count[row]) {
        case evaluate::Count::nowhere: return Answer::apart;
        case evaluate::Count::done: return Answer::done;
        case evaluate::Count::not_done:
        case evaluate::Count::unknown: break;
    }
    if (block.assurance[row] == evaluate::Assurance::silent) return Answer::silent;
    return block.count[row] == evaluate::Count::not_done ? Answer::not_done : Answer::unknown;
}

void add(Context& context, RowRef place, TaskList& list) {
    const Block& block = context.board.blocks[place.block];
    TaskRow row{place, answer_of(context.world.plan, block, place.row), {}, {}, {}, {}};
    Attained attained = checklist::attained(context.world.plan, block, place.row, context.language);
    row.value = std::move(attained.value);
    row.target = std::move(attained.target);
    const bool is_met = block.completed[place.row] != evaluate::kNever;
    if (is_met || !context.world.plan.tasks[block.task].evidence.empty()) {
        const evaluate::Explanation explanation = context.explainer.explain(place.block, place.row);
        if (!is_released(block.status[place.row])) row.proof = proof_words(context, explanation);
        row.filed_late = filed_late_words(block, explanation, context.language);
    }
    list.totals.add(block, place.row);
    list.rows.push_back(std::move(row));
}

void sort(const Context& context, TaskList& list) {
    const auto order = [&](const TaskRow& row) {
        const Block& block = context.board.blocks[row.place.block];
        const plan::Plan& plan = context.world.plan;
        const auto slot = evaluate::place_of(plan, plan.tasks[block.task], block.slots[block.slot[row.place.row]]);
        return std::tuple(row.answer, block.holder[row.place.row], slot, block.goal, row.place.block);
    };
    std::stable_sort(list.rows.begin(), list.rows.end(),
                     [&](const TaskRow& a, const TaskRow& b) { return order(a) < order(b); });
}

}  // namespace

TaskList task_list(Context& context, std::uint32_t task, const Scope& scope) {
    const units::Tree& units = context.world.units;
    TaskList list{task, scope, {}, {}, Totals(context.world.plan)};
    for (const std::uint32_t b : context.board.all_blocks_of(context.world.plan, task)) {
        const Block& block = context.board.blocks[b];
        for (const std::uint32_t row : rows_held_below(block, units, scope.under.value_or(units::UnitIndex{0}))) {
            if (scope.level && units.level(block.holder[row]) != *scope.level) continue;
            add(context, {b, row}, list);
        }
    }
    sort(context, list);
    return list;
}

TaskList task_parts(Context& context, std::uint32_t task, units::UnitIndex top) {
    const units::Tree& units = context.world.units;
    const bool is_whole = units.parent(top) == top;
    TaskList list{task, {std::nullopt, is_whole ? std::nullopt : std::optional(top)}, {}, {}, Totals(context.world.plan)};
    list.parts = parts_below(context, top);
    for (const std::uint32_t b : context.board.all_blocks_of(context.world.plan, task)) {
        const Block& block = context.board.blocks[b];
        for (const std::uint32_t row : rows_held_below(block, units, top)) {
            if (block.holder[row] == top) {
                add(context, {b, row}, list);
            } else {
                part_of(list.parts, block.holder[row]).totals.add(block, row);
            }
        }
    }
    std::erase_if(list.parts, [](const PartTotals& part) { return part.totals.rows == 0; });
    for (const PartTotals& part : list.parts)
        list.totals.add(part.totals);
    sort(context, list);
    return list;
}

}  // namespace duban::checklist
