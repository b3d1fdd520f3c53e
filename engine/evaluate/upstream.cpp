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
    const value::Instant done = block.completed[place.row];
    const value::Instant planned = block.planned[place.row];
    if (block.verdict[place.row] != Verdict::met || done == kNever || planned == kNever) return;
    const std::int32_t late = value::date_of(done).days - value::date_of(planned).days;
    if (late <= 0) return;
    gate.late_days = std::max(gate.late_days, late);
    gate.came = gate.came == kNever ? done : std::max(gate.came, done);
}

void merge(Gate& gate, const Gate& other) {
    if (other.open && !gate.open) gate.waits_for = other.waits_for;
    gate.open = gate.open || other.open;
    gate.late_days = std::max(gate.late_days, other.late_days);
    if (other.came != kNever) gate.came = gate.came == kNever ? other.came : std::max(gate.came, other.came);
}

using Range = std::pair<std::size_t, std::size_t>;

Range rows_at(const Block& block, units::UnitIndex unit) {
    const auto [first, last] = std::equal_range(block.unit.begin(), block.unit.end(), unit);
    return {static_cast<std::size_t>(first - block.unit.begin()), static_cast<std::size_t>(last - block.unit.begin())};
}

bool has_slot(const Block& block, Range rows, const std::uint32_t* slot) {
    if (!slot) return rows.first != rows.second;
    return std::any_of(block.slot.begin() + static_cast<std::ptrdiff_t>(rows.first),
                       block.slot.begin() + static_cast<std::ptrdiff_t>(rows.second),
                       [&](std::uint32_t one) { return one == *slot; });
}

}  // namespace

Gates::Gates(const Ground& ground, const plan::Task& task) : ground_(ground) {
    const plan::Plan& plan = ground.world.plan;
    for (const std::uint32_t required : task.requires_tasks) {
        Upstream upstream;
        upstream.task = required;
        upstream.moves_due =
            task.due.anchor != plan::Deadline::Anchor::previous_step || plan.tasks[required].whole != task.whole;
        const std::size_t first = plan.first_block(required);
        for (std::size_t goal = 0; goal < plan.tasks[required].goals.size(); ++goal) {
            auto& labels = upstream.slots.emplace_back();
            const std::vector<SlotName>& slots = ground.settled.blocks[first + goal].slots;
            for (std::uint32_t s = 0; s < slots.size(); ++s)
                labels.emplace(slots[s].label, s);
        }
        upstreams_.push_back(std::move(upstream));
    }
}

Gate Gates::of(units::UnitIndex unit, const std::string& slot) {
    Gate gate;
    for (Upstream& upstream : upstreams_) {
        Gate one = of(upstream, unit, slot);
        if (!upstream.moves_due) {
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
        const auto named = upstream.slots[goal].find(slot);
        const std::uint32_t* wanted = named == upstream.slots[goal].end() ? nullptr : &named->second;
        Range rows = rows_at(block, unit);
        for (units::UnitIndex above = unit; !has_slot(block, rows, wanted) && tree.parent(above) != above;) {
            above = tree.parent(above);
            rows = rows_at(block, above);
        }
        if (!has_slot(block, rows, wanted)) rows = block.rows_below(tree, unit);
        if (!has_slot(block, rows, wanted)) {
            every_row = true;
            continue;
        }
        for (std::size_t row = rows.first; row < rows.second; ++row) {
            if (!wanted || block.slot[row] == *wanted) take(gate, block, {first + goal, static_cast<std::uint32_t>(row)});
        }
    }
    if (!every_row) return gate;
    const auto [place, fresh] = upstream.of_all.try_emplace(slot);
    if (fresh) {
        for (std::uint32_t goal = 0; goal < upstream.slots.size(); ++goal) {
            const Block& block = ground_.settled.blocks[first + goal];
            const auto named = upstream.slots[goal].find(slot);
            for (std::uint32_t row = 0; row < block.size(); ++row) {
                if (named == upstream.slots[goal].end() || block.slot[row] == named->second)
                    take(place->second, block, {first + goal, row});
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
        if (rows.first == rows.second) rows = block.rows_below(ground.world.units, unit);
        const auto is_same = [&](std::size_t row) { return block.slots[block.slot[row]].label == slot; };
        bool same = false;
        for (std::size_t row = rows.first; row < rows.second; ++row)
            same = same || is_same(row);
        for (std::size_t row = rows.first; row < rows.second; ++row) {
            if (!same || is_same(row)) found.push_back({first + goal, static_cast<std::uint32_t>(row)});
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

value::Instant previous_step_done(const Ground& ground, const plan::Task& step, units::UnitIndex unit,
                                  const std::string& slot) {
    const plan::Plan& plan = ground.world.plan;
    std::uint32_t before = plan::kNone;
    for (const std::uint32_t required : step.requires_tasks) {
        if (plan.tasks[required].whole == step.whole && plan.tasks[required].in_order) before = required;
    }
    if (before == plan::kNone) return kNever;
    value::Instant done{std::numeric_limits<std::int64_t>::min()};
    for (const JudgedRow& place : rows_of_part(ground, before, unit, slot)) {
        const Block& block = ground.settled.blocks[place.block];
        if (block.verdict[place.row] != Verdict::met || block.completed[place.row] == kNever) return kNever;
        done = std::max(done, block.completed[place.row]);
    }
    return done.minutes == std::numeric_limits<std::int64_t>::min() ? kNever : done;
}

}  // namespace duban::evaluate
