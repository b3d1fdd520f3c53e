#include "engine/evaluate/handover.hpp"

#include <algorithm>
#include <tuple>

namespace duban::evaluate {

namespace {

/// Met and not returned, or with an older version already; or of a period that was over. What is superseded stays so then
/// alone.
bool stays(const plan::Task& task, const Block& block, std::size_t row, value::Date issue) {
    const bool periodic = task.slots == plan::SlotRule::recurring || task.slots == plan::SlotRule::continuing;
    if (periodic && block.slots[block.slot[row]].days.last < issue) return true;
    if (block.is_superseded(row)) return false;
    return task.version != 0 || (block.verdict[row] == Verdict::met && block.assurance[row] != Assurance::returned);
}

bool by_slot(const Stood& a, const Stood& b) { return std::tie(a.unit, a.slot) < std::tie(b.unit, b.slot); }

/// Nobody misses its date: it was met in time, waived or excused, does not apply, or is striven for.
bool is_let_off(const Block& block, std::size_t row) {
    const bool in_time = block.timeliness[row] == Timeliness::early || block.timeliness[row] == Timeliness::on_time;
    return in_time || asks_nothing(block.status[row]) || plan::is_soft(block.modality);
}

/// The rows of a task, each once: where some goals must be, these decide for all whether it stays.
std::vector<Stood> rows_that_stood(const plan::Plan& plan, std::uint32_t task, const Board& board, value::Date issue) {
    const auto [first, last] = board.blocks_of(task);
    const bool all_soft = std::all_of(board.blocks.begin() + first, board.blocks.begin() + last,
                                      [](const Block& block) { return plan::is_soft(block.modality); });
    const std::uint32_t whole = plan.tasks[task].whole;
    std::vector<Stood> rows;
    const value::Instant end = value::first_minute(issue);  // what is missed later this version does not say
    for (std::uint32_t b = first; b < last; ++b) {
        const Block& block = board.blocks[b];
        const bool decides = all_soft || !plan::is_soft(block.modality);
        for (std::size_t row = 0; row < block.size(); ++row) {
            if (block.is_line(plan, row)) continue;
            const SlotName& slot = block.slots[block.slot[row]];
            rows.push_back({block.unit[row], slot_key(plan, plan.tasks[task], slot),
                            whole == plan::kNone ? std::string() : slot_key(plan, plan.tasks[whole], slot), block.due[row],
                            block.missed[row] < end ? block.missed[row] : kNever, is_let_off(block, row),
                            !decides || stays(plan.tasks[task], block, row, issue), block.is_superseded(row)});
        }
    }
    std::stable_sort(rows.begin(), rows.end(), by_slot);
    std::vector<Stood> each;
    for (Stood& row : rows) {
        if (each.empty() || by_slot(each.back(), row)) {
            each.push_back(std::move(row));
        } else {
            each.back().stays = each.back().stays && row.stays;
            each.back().let_off = each.back().let_off && row.let_off;
        }
    }
    return each;
}

std::vector<std::pair<units::UnitIndex, std::string>> rows_gone(const plan::Plan& plan, std::uint32_t task,
                                                                const Board& board) {
    std::vector<std::pair<units::UnitIndex, std::string>> gone;
    const auto [first, last] = board.blocks_of(task);
    for (std::uint32_t b = first; b < last; ++b) {
        const Block& block = board.blocks[b];
        for (const Gone& one : block.gone) {
            if (!one.is_line) gone.emplace_back(one.unit, slot_key(plan, plan.tasks[task], block.slots[one.slot]));
        }
    }
    std::sort(gone.begin(), gone.end());
    return gone;
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

bool is_of_year(const plan::Plan& plan, const plan::Task& task, const SlotName& slot) {
    const bool once = task.slots == plan::SlotRule::one_off || task.slots == plan::SlotRule::window;
    const bool by_name = slot.label.starts_with("window:");  // its days may be those of the year, or are not known
    return once || (slot.case_id.empty() && slot.days == plan.year && !by_name);
}

std::string slot_key(const plan::Plan& plan, const plan::Task& task, const SlotName& slot) {
    if (is_of_year(plan, task, slot)) return {};
    if (slot.case_id.empty()) return slot.label;
    return slot.label + '@' + std::to_string(at(slot.case_unit)) + '@' + plan.events[slot.case_event].name;
}

SlotPlace place_of(const plan::Plan& plan, const plan::Task& task, const SlotName& slot) {
    if (!slot.case_id.empty()) {
        return {true, {}, {}, slot.case_unit, slot.case_id, plan.events[slot.case_event].name};
    }
    const calendar::Days& days = is_of_year(plan, task, slot) ? plan.year : slot.days;
    return {false, days.first, days.last, {}, {}, {}};
}

const Stood* StoodRows::find(units::UnitIndex unit, const std::string& slot) const {
    const auto place =
        std::lower_bound(rows.begin(), rows.end(), std::tie(unit, slot),
                         [](const Stood& row, const auto& which) { return std::tie(row.unit, row.slot) < which; });
    return place == rows.end() || place->unit != unit || place->slot != slot ? nullptr : &*place;
}

bool StoodRows::was_gone(units::UnitIndex unit, const std::string& slot) const {
    return std::binary_search(gone.begin(), gone.end(), std::pair(unit, slot));
}

Handover hand_over(const plan::Plan& plan, const plan::Plan& before, const Handover& handed, const Board& board) {
    Handover handover = behind(plan, before, handed);
    for (std::uint32_t task = 0; task < before.tasks.size(); ++task) {
        if (before.tasks[task].version != 0 && !before.tasks[task].gone) continue;
        std::vector<Stood> rows = rows_that_stood(before, task, board, *plan.issued);
        StoodRows& known = handover.tasks[own_tasks(plan, before) + task];
        const bool had_gone = before.tasks[task].version != 0;  // then it is as it was when it went
        for (Stood& row : rows) {
            const Stood* then = known.find(row.unit, row.slot);
            row.is_later = had_gone && (!then || then->is_later);
            if (!then) continue;
            row.due = then->due;
            row.missed = then->missed;
            row.let_off = then->let_off;
        }
        std::swap(known.rows, rows);
        if (!had_gone) {
            known.gone = rows_gone(before, task, board);
            continue;
        }
        for (Stood& then : rows) {
            if (!known.find(then.unit, then.slot))
                known.rows.insert(std::upper_bound(known.rows.begin(), known.rows.end(), then, by_slot), std::move(then));
        }
    }
    for (std::size_t task = 0; task < plan.tasks.size(); ++task)
        handover.tasks[task].others_superseded = plan.tasks[task].gone;
    return handover;
}

Handover hand_over_nothing(const plan::Plan& plan, const plan::Plan& before, const Handover& handed) {
    Handover handover = behind(plan, before, handed);
    handover.in_force = false;
    for (std::uint32_t task = 0; task < before.tasks.size(); ++task) {
        if (before.tasks[task].version == 0) handover.tasks[own_tasks(plan, before) + task].all_stay = handed.in_force;
    }
    return handover;
}

}  // namespace duban::evaluate
