#include "engine/evaluate/upstream.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace duban::evaluate {

namespace {

/// Words 1, 2, 4, 5 and 6, or met and not returned; a `should` or `may` holds nobody up beyond its due date.
bool lets_through(const Block& block, std::uint32_t row) {
    if (asks_nothing(block.status[row])) return true;
    if (plan::is_soft(block.modality) && block.past_due[row] != 0) return true;
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
    const bool has_come = met && block.assurance[place.row] != Assurance::returned;
    if (!has_come || planned == kNever) return;
    const std::int32_t late = value::date_of(done).days - value::date_of(planned).days;
    if (late <= 0) return;
    if (late > gate.late_days) gate.latest = place;
    gate.late_days = std::max(gate.late_days, late);
    gate.came = gate.came == kNever ? done : std::max(gate.came, done);
}

void merge(Gate& gate, const Gate& other) {
    if (other.open && !gate.open) gate.waits_for = other.waits_for;
    gate.open = gate.open || other.open;
    if (other.late_days > gate.late_days) gate.latest = other.latest;
    gate.late_days = std::max(gate.late_days, other.late_days);
    const auto later = [](value::Instant a, value::Instant b) { return a == kNever ? b : b == kNever ? a : std::max(a, b); };
    gate.came = later(gate.came, other.came);
    gate.previous_step = later(gate.previous_step, other.previous_step);
}

using Range = std::pair<std::size_t, std::size_t>;

/// The rows of some blocks that are near a unit.
class Near {
public:
    /// Those of `task`, on whatever version they stand, in the slot, if the task has that; else in any. Of the blocks of what
    /// it replaces the rows that stay.
    Near(const Ground& ground, const std::vector<std::uint32_t>& blocks, std::uint32_t task, const SlotName& slot)
        : ground_(ground), blocks_(blocks), newest_(ground.world.plan.newest(task)), ranges_(blocks.size()) {
        const auto any = [&](const auto& has) {
            return std::any_of(blocks.begin(), blocks.end(), [&](std::uint32_t b) { return has(ground.settled.blocks[b]); });
        };
        if (!any([&](const Block& block) { return block.task == task && (block.stands(slot) || block.leaves_out(slot)); }))
            return;
        slot_ = &slot;
        is_empty_ = !any([&](const Block& block) { return block.stands(slot); });
    }

    [[nodiscard]] bool has_slot() const { return slot_ != nullptr; }

    bool at(units::UnitIndex unit) {
        return fill([&](const Block& block) { return block.rows_at(unit); });
    }
    /// At the nearest unit above that has any.
    bool above(units::UnitIndex unit) {
        const units::Tree& tree = ground_.world.units;
        while (tree.parent(unit) != unit) {
            unit = tree.parent(unit);
            if (at(unit)) return true;
        }
        return false;
    }
    /// Whether it has none only because it did not exist then: no other's is taken for it.
    [[nodiscard]] bool is_gone(units::UnitIndex unit) const {
        return std::any_of(blocks_.begin(), blocks_.end(), [&](std::uint32_t b) {
            const Block& block = ground_.settled.blocks[b];
            const auto first = std::lower_bound(block.gone.begin(), block.gone.end(), unit,
                                                [](const Gone& one, units::UnitIndex wanted) { return one.unit < wanted; });
            return std::any_of(first, block.gone.end(), [&](const Gone& one) {
                return one.unit == unit && (one.stays || !is_replaced(block)) &&
                       (!slot_ || (!one.is_line && is_same(block.slots[one.slot], *slot_)));
            });
        });
    }
    bool below(units::UnitIndex unit) {
        return fill([&](const Block& block) { return block.rows_below(ground_.world.units, unit); });
    }
    bool everywhere() {
        return fill([](const Block& block) { return Range{0, block.size()}; });
    }

    /// visit(block, JudgedRow) for each found last, by unit, slot, and as the blocks stand: by task and goal.
    template <class Visit>
    void visit(const Visit& visit) const {
        std::vector<JudgedRow> found;
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            const Block& block = ground_.settled.blocks[blocks_[b]];
            for (std::size_t row = ranges_[b].first; row < ranges_[b].second; ++row) {
                if (has(block, row)) found.push_back({blocks_[b], static_cast<std::uint32_t>(row)});
            }
        }
        const auto place = [&](const JudgedRow& one) {
            const Block& block = ground_.settled.blocks[one.block];
            const plan::Plan& plan = ground_.world.plan;
            const SlotPlace slot = place_of(plan, plan.tasks[block.task], block.slots[block.slot[one.row]]);
            return std::make_tuple(block.unit[one.row], slot, plan.newest(block.task), one.block);
        };
        if (blocks_.size() > 1) {
            std::sort(found.begin(), found.end(), [&](const JudgedRow& a, const JudgedRow& b) { return place(a) < place(b); });
        }
        for (const JudgedRow& one : found)
            visit(ground_.settled.blocks[one.block], one);
    }

private:
    [[nodiscard]] bool is_replaced(const Block& block) const { return ground_.world.plan.newest(block.task) != newest_; }
    [[nodiscard]] bool has(const Block& block, std::size_t row) const {
        if (is_replaced(block) && (block.is_superseded(row) || block.is_line(ground_.world.plan, row))) return false;
        if (!slot_) return true;
        return !block.is_line(ground_.world.plan, row) && is_same(block.slots[block.slot[row]], *slot_);
    }
    template <class RangeOf>
    bool fill(const RangeOf& range_of) {
        if (is_empty_) return false;
        bool any = false;
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            const Block& block = ground_.settled.blocks[blocks_[b]];
            ranges_[b] = range_of(block);
            for (std::size_t row = ranges_[b].first; row < ranges_[b].second && !any; ++row)
                any = has(block, row);
        }
        return any;
    }

    const Ground& ground_;
    const std::vector<std::uint32_t>& blocks_;
    std::uint32_t newest_;
    const SlotName* slot_ = nullptr;
    bool is_empty_ = false;  // it has the slot, and no row of it
    std::vector<Range> ranges_;
};

/// Those of `should` and `may` goals are left out, unless their version of the task has no others.
std::vector<std::uint32_t> without_soft(const Ground& ground, const std::vector<std::uint32_t>& blocks) {
    const auto block = [&](std::uint32_t b) -> const Block& { return ground.settled.blocks[b]; };
    std::vector<std::uint32_t> found;
    std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(found), [&](std::uint32_t b) {
        return !plan::is_soft(block(b).modality) || std::none_of(blocks.begin(), blocks.end(), [&](std::uint32_t other) {
            return block(other).task == block(b).task && !plan::is_soft(block(other).modality);
        });
    });
    return found;
}

void add(Doneness& doneness, const Block& block, std::uint32_t row) {
    const Truth done = is_done(block, row, kNever);
    doneness.spoken = doneness.spoken || block.assurance[row] != Assurance::silent;
    doneness.by_own_word = doneness.by_own_word || block.by_own_word[row] != 0;
    doneness.some_not = doneness.some_not || done == Truth::no;
    if (done == Truth::unknown) {
        doneness.some_unknown = true;
        doneness.reasons |= block.reasons[row] != 0 ? block.reasons[row] : bit(Reason::awaited);
    }
    if (done != Truth::yes) return;
    doneness.some_done = true;
    doneness.first = std::min(doneness.first, block.completed[row]);
    doneness.last = std::max(doneness.last, block.completed[row]);
}

}  // namespace

Truth Doneness::at(value::Instant instant) const {
    if (some_not || (some_done && last > instant)) return Truth::no;
    if (some_unknown) return Truth::unknown;
    return some_done ? Truth::yes : Truth::not_applicable;
}

OtherTask::OtherTask(const Ground& ground, std::uint32_t task)
    : ground_(ground),
      task_(task),
      blocks_(without_soft(ground, ground.settled.blocks_of_all(ground.world.plan.with_replaced(task)))) {}

std::vector<JudgedRow> OtherTask::rows_for(units::UnitIndex unit, const SlotName& slot) const {
    Near near(ground_, blocks_, task_, slot);
    std::vector<JudgedRow> found;
    if (near.at(unit) || (!near.is_gone(unit) && (near.above(unit) || near.below(unit) || near.everywhere())))
        near.visit([&](const Block&, JudgedRow place) { found.push_back(place); });
    return found;
}

Doneness OtherTask::of(units::UnitIndex unit, const SlotName& slot) {
    Near near(ground_, blocks_, task_, slot);
    Doneness doneness;
    const auto add_to = [](Doneness& to) { return [&to](const Block& block, JudgedRow place) { add(to, block, place.row); }; };
    if (near.at(unit) || near.is_gone(unit) || near.above(unit) || near.below(unit)) {
        near.visit(add_to(doneness));
        return doneness;
    }
    const auto [place, fresh] = of_all_.try_emplace(near.has_slot() ? slot : SlotName());
    if (fresh && near.everywhere()) near.visit(add_to(place->second));
    return place->second;
}

Gates::Gates(const Ground& ground, const plan::Task& task, const std::vector<units::UnitIndex>& units)
    : ground_(ground),
      task_(task),
      units_(units),
      from_previous_step_(task.due.anchor == plan::Deadline::Anchor::previous_step) {
    const plan::Plan& plan = ground.world.plan;
    for (const std::uint32_t required : task.requires_tasks) {
        const plan::Task& rule = plan.tasks[required];
        Upstream upstream;
        upstream.is_previous_step = rule.in_order && rule.whole != plan::kNone && rule.whole == task.whole;
        upstream.task = required;
        upstream.blocks = ground.settled.blocks_of_all(plan.with_replaced(required));
        upstreams_.push_back(std::move(upstream));
    }
}

const Row* Gates::former_row(units::UnitIndex unit, const std::string& slot_key) {
    const plan::Plan& plan = ground_.world.plan;
    const std::uint32_t former = task_.former;
    if (former == plan::kNone) return nullptr;
    if (!former_) {
        const value::Instant issued = value::first_minute(*plan.issued_of(task_));
        former_ = candidates(ground_, former, units_, value::Instant{issued.minutes - 1});
        for (std::uint32_t row = 0; row < former_->rows.size(); ++row) {
            const Row& here = former_->rows[row];
            former_rows_.try_emplace({here.unit, evaluate::slot_key(plan, plan.tasks[former], former_->slots[here.slot])}, row);
        }
    }
    const auto found = former_rows_.find({unit, slot_key});
    return found == former_rows_.end() ? nullptr : &former_->rows[found->second];
}

Gate Gates::of(units::UnitIndex unit, const SlotName& slot) {
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

Gate Gates::of(Upstream& upstream, units::UnitIndex unit, const SlotName& slot) {
    Near near(ground_, upstream.blocks, upstream.task, slot);
    Gate gate;
    const auto add = [](Gate& to) { return [&to](const Block& block, JudgedRow place) { take(to, block, place); }; };
    if (near.at(unit) || near.is_gone(unit) || near.above(unit) || near.below(unit)) {
        near.visit(add(gate));
        return gate;
    }
    const auto [place, fresh] = upstream.of_all.try_emplace(slot);
    if (fresh && near.everywhere()) near.visit(add(place->second));
    return place->second;
}

std::vector<JudgedRow> rows_of_part(const Ground& ground, std::uint32_t part, units::UnitIndex unit, const SlotName& slot) {
    const plan::Plan& plan = ground.world.plan;
    const std::vector<std::uint32_t> blocks = without_soft(ground, ground.settled.all_blocks_of(plan, part));
    Near near(ground, blocks, part, slot);
    const bool own_alone = plan.tasks[plan.tasks[part].whole].lead_of_parts;
    std::vector<JudgedRow> found;
    if (near.at(unit) || (!own_alone && !near.is_gone(unit) && (near.below(unit) || near.above(unit) || near.everywhere())))
        near.visit([&](const Block&, JudgedRow place) { found.push_back(place); });
    return found;
}

Truth is_done(const Block& block, std::uint32_t row, value::Instant at) {
    if (asks_nothing(block.status[row])) return Truth::not_applicable;
    switch (block.status[row]) {
        case Status::done_early:
        case Status::done:
        case Status::done_late: return block.completed[row] <= at ? Truth::yes : Truth::no;
        case Status::claimed_without_proof:
        case Status::awaiting_verification: return Truth::unknown;
        default: break;
    }
    const bool is_silent = block.assurance[row] == Assurance::silent;  // `not done` would be done
    return is_silent || block.verdict[row] == Verdict::undetermined ? Truth::unknown : Truth::no;
}

}  // namespace duban::evaluate
