#include "engine/evaluate/counts.hpp"
#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/missing.hpp"
#include "engine/evaluate/scope.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

bool counts_units(const plan::Criterion& criterion) {
    return std::any_of(criterion.nodes.begin(), criterion.nodes.end(), [](const plan::Node& node) {
        return std::any_of(node.over.begin(), node.over.end(), [](const plan::Over& over) { return over.units.has_value(); });
    });
}

/// What one unit owes by then to a row, its own or one that counts it.
struct Debt {
    const RowContext& row;
    std::uint32_t task;
    units::UnitIndex unit;
    value::Instant until;
    std::vector<Owed>& result;
};

void owed_to(const Debt& debt, const plan::Criterion& criterion, bool negated, bool inside);

void owed_by_counted(const Debt& debt, const plan::Over& over, bool negated, bool inside) {
    const RowContext& outer = debt.row;
    Row row = outer.row;
    row.is_counted = true;
    const RowContext counted{outer.world, outer.facts, outer.settled, outer.task, outer.slot, row};
    const Debt inner{counted, debt.task, debt.unit, debt.until, debt.result};
    if (!over.units) {
        if (outer.row.unit != debt.unit || outer.row.window_unknown) return;
        for (const auto& [unit, period, told] : returns_missing(outer, over.event, debt.until))
            debt.result.push_back({debt.task, plan::kNone, over.event, unit, period.label, period.days.last, {}});
        row.event = over.event;
        for (const Incident* incident : cases_in_slot(outer, over.event)) {
            row.incident = incident;
            const Truth is_meant = over.where.empty() ? Truth::yes : judge_filter(counted, over.where.front()).truth(0);
            if (is_meant == Truth::no || is_meant == Truth::not_applicable) continue;
            if (is_meant == Truth::unknown) owed_to(inner, over.where.front(), false, false);
            owed_to(inner, over.inner, negated, inside);
        }
        return;
    }
    const units::Tree& units = outer.world.units;
    const value::Instant stand = stand_of(outer.facts, outer.row);
    for (units::UnitIndex unit = debt.unit; units.contains(outer.row.unit, unit); unit = units.parent(unit)) {
        const bool is_named =
            std::binary_search(over.units->units.begin(), over.units->units.end(), unit) && units.exists(unit, stand);
        const auto& where = over.units->where;
        if (is_named && (!where || scope_of(outer.world, outer.facts, *where, unit, stand) != Truth::no)) {
            row.unit = unit;
            owed_to(inner, over.inner, negated, inside);
        }
        if (units.parent(unit) == unit) break;
    }
}

void owed_to(const Debt& debt, const plan::Criterion& criterion, bool negated, bool inside) {
    const RowContext& row = debt.row;
    const bool is_periodic = row.task.slots == plan::SlotRule::recurring || row.task.slots == plan::SlotRule::continuing;
    const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion, negated, inside);
    const Nots over_root = negated ? Nots::odd : Nots::none;
    const std::vector<Nots> nots = nots_over(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1), over_root);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        for (const plan::Over& over : criterion.nodes[node].over)
            owed_by_counted(debt, over, is_negated(nots[node]), keeping[node]);
        const Read read{criterion.nodes[node].indicator, criterion.nodes[node].months_back};
        if (read.indicator == plan::kNone || row.row.unit != debt.unit) continue;
        where_read(row, read, keeping[node], [&](const RowContext& where, const Span& span) {
            for (const ReportingSlot& part : reporting_slots(where, read.indicator, span, debt.until)) {
                // What ends with a period of the row may be told until the row is due.
                const bool is_last = is_periodic && read.months_back == 0 && part.days.last == row.row.days.last;
                const value::Instant due = is_last && row.row.due != kNever ? row.row.due : part.due;
                if (part.filled || std::min(due, part.due) > debt.until) continue;
                const bool is_below = row.world.units.contains(debt.unit, part.unit);  // where the case occurred
                const bool is_of_case = row.row.incident && row.world.plan.indicators[read.indicator].event != plan::kNone;
                debt.result.push_back({debt.task, read.indicator, plan::kNone, is_below ? debt.unit : part.unit,
                                       label_of(part, read, span), value::date_of(due),
                                       std::string(is_of_case ? row.row.incident->case_id : ""), row.row.is_counted});
            }
        });
    }
}

}  // namespace

void Explainer::add_owed(const Block& block, std::size_t r, units::UnitIndex unit, value::Instant until,
                         std::vector<Owed>& result) {
    const FactsData& data = facts_.data();
    const plan::Task& task = world_.plan.tasks[block.task];
    const Expansion& expanded = expansion(block.task);
    const Row& here = expanded.rows[r];
    if (here.line_only || block.lifecycle[r] == Lifecycle::closed) return;
    const SlotName& slot = expanded.slots[here.slot];
    const RowContext row{world_, data, board_, task, slot, here};
    if (here.scope_out) return;
    if (here.scope_unknown && task.trigger && task.trigger->where && unit == here.unit) {
        const value::Date due = value::date_of(here.due == kNever ? here.slot_end : here.due);
        for (const std::uint32_t field : indicators_of(*task.trigger->where))
            result.push_back({block.task, field, plan::kNone, here.unit, slot.label, due, slot.case_id});
    }
    owed_to({row, block.task, unit, until, result}, task.goals[block.goal].criterion, false, false);
}

void Explainer::add_owed_by(units::UnitIndex unit, units::UnitIndex asked, value::Instant until, std::vector<Owed>& result) {
    for (const Block& block : board_.blocks) {
        const auto [first, last] = std::equal_range(block.unit.begin(), block.unit.end(), unit);
        const auto& trigger = world_.plan.tasks[block.task].trigger;
        if (trigger && (first != last || std::binary_search(block.unit.begin(), block.unit.end(), asked))) {
            const calendar::Days& year = world_.plan.year;
            for (const LateReturn& one : missing_returns(world_, facts_.data(), trigger->event, unit, year, until)) {
                result.push_back({block.task, plan::kNone, trigger->event, unit, one.period.label, one.period.days.last, {}});
            }
        }
        for (auto place = first; place != last; ++place)
            add_owed(block, static_cast<std::size_t>(place - block.unit.begin()), unit, until, result);
        if (!counts_units(world_.plan.tasks[block.task].goals[block.goal].criterion)) continue;
        for (units::UnitIndex above = unit; world_.units.parent(above) != above;) {
            above = world_.units.parent(above);
            const auto [begin, end] = std::equal_range(block.unit.begin(), block.unit.end(), above);
            for (auto place = begin; place != end; ++place)
                add_owed(block, static_cast<std::size_t>(place - block.unit.begin()), unit, until, result);
        }
    }
}

std::vector<Owed> Explainer::owed(units::UnitIndex unit, value::Instant until) {
    std::vector<Owed> result;
    if (world_.units.held_by(unit, board_.as_of) != unit) return result;
    add_owed_by(unit, unit, until, result);
    for (const units::UnitIndex left : world_.units.inherited(unit, board_.as_of))
        add_owed_by(left, unit, until, result);
    // One report may serve several tasks: it is wanted once, for what is asked of the unit itself, by the earliest date.
    const auto what = [&plan = world_.plan](const Owed& one) {
        return std::tuple(plan.newest_indicator(one.indicator), plan.newest_event(one.event), one.unit,
                          std::string_view(one.period), std::string_view(one.case_id));
    };
    std::stable_sort(result.begin(), result.end(), [&](const Owed& a, const Owed& b) {
        return what(a) == what(b) ? std::tie(a.is_counted, a.due) < std::tie(b.is_counted, b.due) : what(a) < what(b);
    });
    result.erase(std::unique(result.begin(), result.end(), [&](const Owed& a, const Owed& b) { return what(a) == what(b); }),
                 result.end());
    std::stable_sort(result.begin(), result.end(), [](const Owed& a, const Owed& b) {
        return std::tie(a.due, a.indicator, a.period) < std::tie(b.due, b.indicator, b.period);
    });
    return result;
}

}  // namespace duban::evaluate
