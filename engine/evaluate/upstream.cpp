#include "engine/evaluate/upstream.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

bool is_soft(const Block& block) { return block.modality == plan::Modality::should || block.modality == plan::Modality::may; }

/// Words 1, 2, 4, 5 and 6, or met and not returned; a `should` or `may` holds nobody up beyond its due date.
bool lets_through(const Block& block, std::uint32_t row) {
    switch (block.status[row]) {
        case Status::no_case:
        case Status::not_applicable:
        case Status::superseded:
        case Status::waived:
        case Status::excused: return true;
        default: break;
    }
    if (is_soft(block) && block.past_due[row] != 0) return true;
    return block.verdict[row] == Verdict::met && block.assurance[row] != Assurance::returned;
}

void take(Gate& gate, const Block& block, JudgedRow place) {
    if (!lets_through(block, place.row)) {
        if (!gate.open) gate.waits_for = place;
        gate.open = true;
        return;
    }
    const value::Instant planned = block.planned[place.row];
    const bool met = block.verdict[place.row] == Verdict::met && block.completed[place.row] != kNever;
    const value::Instant done = met ? block.completed[place.row] : planned;
    if (done != kNever) gate.previous_step = gate.previous_step == kNever ? done : std::max(gate.previous_step, done);
    if (!met || planned == kNever) return;
    const std::int32_t late = value::date_of(done).days - value::date_of(planned).days;
    if (late <= 0) return;
    gate.late_days = std::max(gate.late_days, late);
    gate.came = gate.came == kNever ? done : std::max(gate.came, done);
}

void merge(Gate& gate, const Gate& other) {
    if (other.open && !gate.open) gate.waits_for = other.waits_for;
    gate.open = gate.open || other.open;
    gate.late_days = std::max(gate.late_days, other.late_days);
    const auto later = [](value::Instant a, value::Instant b) { return a == kNever ? b : b == kNever ? a : std::max(a, b); };
    gate.came = later(gate.came, other.came);
    gate.previous_step = later(gate.previous_step, other.previous_step);
}

using Range = std::pair<std::size_t, std::size_t>;

Range rows_at(const Block& block, units::UnitIndex unit) {
    const auto [first, last] = std::equal_range(block.unit.begin(), block.unit.end(), unit);
    return {static_cast<std::size_t>(first - block.unit.begin()), static_cast<std::size_t>(last - block.unit.begin())};
}

/// The labels of the slots; not that of the line for units without a case.
std::set<std::string> slots_of(const plan::Task& task, const Block& block) {
    std::set<std::string> labels;
    for (std::size_t slot = task.trigger ? 1 : 0; slot < block.slots.size(); ++slot)
        labels.insert(block.slots[slot].label);
    return labels;
}

/// Of the rows of a block those with the slot; all of them if `slot` is null.
struct InSlot {
    const Block& block;
    const std::string* slot;

    [[nodiscard]] bool has(std::size_t row) const { return !slot || block.slots[block.slot[row]].label == *slot; }
    [[nodiscard]] bool any(Range rows) const {
        for (std::size_t row = rows.first; row < rows.second; ++row) {
            if (has(row)) return true;
        }
        return false;
    }
    /// Those of the nearest unit above; an empty range if none has any.
    [[nodiscard]] Range above(const units::Tree& tree, units::UnitIndex unit) const {
        while (tree.parent(unit) != unit) {
            unit = tree.parent(unit);
            if (const Range rows = rows_at(block, unit); any(rows)) return rows;
        }
        return {0, 0};
    }
};

}  // namespace

Gates::Gates(const Ground& ground, const plan::Task& task)
    : ground_(ground), from_previous_step_(task.due.anchor == plan::Deadline::Anchor::previous_step) {
    const plan::Plan& plan = ground.world.plan;
    for (const std::uint32_t required : task.requires_tasks) {
        const plan::Task& rule = plan.tasks[required];
        Upstream upstream;
        upstream.task = required;
        upstream.is_previous_step = rule.in_order && rule.whole != plan::kNone && rule.whole == task.whole;
        const std::size_t first = plan.first_block(required);
        for (std::size_t goal = 0; goal < rule.goals.size(); ++goal)
            upstream.slots.push_back(slots_of(rule, ground.settled.blocks[first + goal]));
        upstreams_.push_back(std::move(upstream));
    }
}

Gate Gates::of(units::UnitIndex unit, const std::string& slot) {
    Gate gate;
    for (Upstream& upstream : upstreams_) {
        Gate one = of(upstream, unit, slot);
        if (!upstream.is_previous_step) one.previous_step = kNever;
        if (upstream.is_previous_step && one.open) one.previous_step = kNever;
        if (upstream.is_previous_step && from_previous_step_) {
            one.late_days = 0;
            one.came = kNever;
        }
        merge(gate, one);
    }
    return gate;
}

Gate Gates::of(Upstream& upstream, units::UnitIndex unit, const std::string& slot) {
    const units::Tree& tree = ground_.world.units;
    const auto first = static_cast<std::uint32_t>(ground_.world.plan.first_block(upstream.task));
    Gate gate;
    bool every_row = false;
    for (std::uint32_t goal = 0; goal < upstream.slots.size(); ++goal) {
        const Block& block = ground_.settled.blocks[first + goal];
        const InSlot in{block, upstream.slots[goal].contains(slot) ? &slot : nullptr};
        Range rows = rows_at(block, unit);
        if (!in.any(rows)) rows = in.above(tree, unit);
        if (!in.any(rows)) rows = block.rows_below(tree, unit);
        every_row = every_row || !in.any(rows);
        for (std::size_t row = rows.first; row < rows.second; ++row) {
            if (in.has(row)) take(gate, block, {first + goal, static_cast<std::uint32_t>(row)});
        }
    }
    if (!every_row) return gate;
    const auto [place, fresh] = upstream.of_all.try_emplace(slot);
    if (fresh) {
        for (std::uint32_t goal = 0; goal < upstream.slots.size(); ++goal) {
            const Block& block = ground_.settled.blocks[first + goal];
            const InSlot in{block, upstream.slots[goal].contains(slot) ? &slot : nullptr};
            for (std::uint32_t row = 0; row < block.size(); ++row) {
                if (in.has(row)) take(place->second, block, {first + goal, row});
            }
        }
    }
    merge(gate, place->second);
    return gate;
}

std::vector<JudgedRow> rows_of_part(const Ground& ground, std::uint32_t part, units::UnitIndex unit, const std::string& slot) {
    const plan::Plan& plan = ground.world.plan;
    const plan::Task& rule = plan.tasks[part];
    const auto first = static_cast<std::uint32_t>(plan.first_block(part));
    const bool all_soft = std::all_of(rule.goals.begin(), rule.goals.end(), [](const plan::Goal& goal) {
        return goal.modality == plan::Modality::should || goal.modality == plan::Modality::may;
    });
    std::vector<JudgedRow> found;
    for (std::uint32_t goal = 0; goal < rule.goals.size(); ++goal) {
        const Block& block = ground.settled.blocks[first + goal];
        if (is_soft(block) && !all_soft) continue;
        Range rows = rows_at(block, unit);
        if (!plan.tasks[rule.whole].lead_of_parts) {
            const InSlot any{block, nullptr};
            if (!any.any(rows)) rows = block.rows_below(ground.world.units, unit);
            if (!any.any(rows)) rows = any.above(ground.world.units, unit);
            if (!any.any(rows)) rows = {0, block.size()};
        }
        const InSlot in{block, InSlot{block, &slot}.any(rows) ? &slot : nullptr};
        for (std::size_t row = rows.first; row < rows.second; ++row) {
            if (in.has(row)) found.push_back({first + goal, static_cast<std::uint32_t>(row)});
        }
    }
    return found;
}

Truth is_done(const Block& block, std::uint32_t row, value::Instant at) {
    switch (block.status[row]) {
        case Status::done_early:
        case Status::done:
        case Status::done_late: return block.completed[row] <= at ? Truth::yes : Truth::no;
        case Status::no_case:
        case Status::not_applicable:
        case Status::superseded:
        case Status::waived:
        case Status::excused: return Truth::not_applicable;
        case Status::claimed_without_proof:
        case Status::awaiting_verification: return Truth::unknown;
        default: return block.verdict[row] == Verdict::undetermined ? Truth::unknown : Truth::no;
    }
}

}  // namespace duban::evaluate
