#include "engine/evaluate/explain.hpp"

#include "engine/evaluate/verdict.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

std::string_view comparison_sign(plan::Comparison comparison) {
    switch (comparison) {
        case plan::Comparison::at_least: return ">=";
        case plan::Comparison::at_most: return "<=";
        case plan::Comparison::equal: return "=";
        case plan::Comparison::not_equal: return "!=";
        case plan::Comparison::more: return ">";
        case plan::Comparison::less: return "<";
    }
    return "";
}

std::string_view truth_name(Truth truth) {
    switch (truth) {
        case Truth::not_applicable: return "not_applicable";
        case Truth::yes: return "true";
        case Truth::no: return "false";
        case Truth::unknown: return "unknown";
    }
    return "";
}

/// The same row that stands on the board, expanded again.
struct Found {
    Expansion expansion;
    std::uint32_t row = 0;
};

Found find_row(const World& world, const FactsData& facts, const Block& block, std::size_t row) {
    Found found{expand(world, facts, block.task), 0};
    found.row = static_cast<std::uint32_t>(row);  // expansion gives the block's own order
    return found;
}

/// J of semantics §4, for one row.
value::Instant judged_at(const RowContext& row, const Block& block, std::size_t r, value::Instant as_of) {
    if (row.task.slots == plan::SlotRule::continuing) return std::min(as_of, row.row.slot_end);
    const bool is_met = block.verdict[r] == Verdict::met || block.verdict[r] == Verdict::met_for_now;
    if (!is_met || row.row.due == kNever || as_of <= row.row.due) return as_of;
    return block.completed[r] == kNever ? as_of : std::max(row.row.due, std::min(as_of, block.completed[r]));
}

void collect_indicators(const plan::Criterion& criterion, std::uint32_t node, std::vector<std::uint32_t>& found) {
    const plan::Node& here = criterion.nodes[node];
    if (here.indicator != plan::kNone) found.push_back(here.indicator);
    for (const std::uint32_t operand : here.operands)
        collect_indicators(criterion, operand, found);
}

bool is_leaf_part(plan::Node::Kind kind) {
    using enum plan::Node::Kind;
    return kind == compare || kind == covered || kind == reported || kind == claimed;
}

Part describe(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, const Judgement& judgement,
              value::Instant at) {
    const plan::Node& here = criterion.nodes[node];
    Part part;
    part.span = here.span;
    part.truth = truth_name(judgement.nodes[node].truth[0]);
    part.reasons = judgement.nodes[node].reasons[0];
    part.decided = judgement.nodes[node].truth[0] == judgement.truth(0);
    if (here.kind == plan::Node::Kind::compare) {
        const Measured& value = judgement.nodes[here.operands[0]].value[0];
        const Measured& target = judgement.nodes[here.operands[1]].value[0];
        const ShownInterval interval = shown(value);
        part.low = interval.low;
        part.high = interval.high;
        if (target.low == target.high) part.target = target.low;
        part.comparison = comparison_sign(here.comparison);
    }
    std::vector<std::uint32_t> indicators;
    collect_indicators(criterion, node, indicators);
    const bool keeping = here.kind == plan::Node::Kind::compare && is_keeping(row.world.plan, criterion, here, false);
    for (const std::uint32_t indicator : indicators) {
        const plan::Indicator& rule = row.world.plan.indicators[indicator];
        if (!part.indicator.empty()) part.indicator += "、";
        part.indicator += rule.name;
        part.measure = rule.measure;
        for (const Reading* reading : readings_of(row, indicator, span_of(row, rule, keeping), at)) {
            part.readings.push_back({reading->origin.number, rule.name, reading->period, reading->effective, reading->said,
                                     rule.measure, reading->origin.by, reading->origin.source, reading->origin.recorded});
        }
    }
    return part;
}

void missing_of(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, value::Instant as_of,
                std::vector<Missing>& missing) {
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        const plan::Node& here = criterion.nodes[node];
        if (!is_leaf_part(here.kind) || judgement.nodes[node].truth[0] != Truth::unknown) continue;
        std::vector<std::uint32_t> indicators;
        collect_indicators(criterion, node, indicators);
        const bool keeping = here.kind == plan::Node::Kind::compare && is_keeping(row.world.plan, criterion, here, false);
        for (const std::uint32_t indicator : indicators) {
            const plan::Indicator& rule = row.world.plan.indicators[indicator];
            const std::vector<ReportingSlot> slots = reporting_slots(row, indicator, span_of(row, rule, keeping), as_of);
            std::vector<const ReportingSlot*> wanted;
            for (const ReportingSlot& slot : slots) {
                if (slot.reasons != 0 && as_of >= slot.due) wanted.push_back(&slot);
            }
            if (wanted.empty() && !slots.empty()) wanted.push_back(&slots.back());  // else the current one
            for (const ReportingSlot* slot : wanted) {
                missing.push_back({rule.name, slot->label, value::date_of(slot->due), as_of > slot->due, slot->reasons,
                                   row.row.incident ? row.row.incident->case_id : std::string{}});
            }
        }
    }
}

}  // namespace

Explanation explain(const World& world, const Facts& facts, const Board& board, std::uint32_t block_index, std::size_t r) {
    const Block& block = board.blocks[block_index];
    const FactsData& data = facts.data();
    const plan::Task& task = world.plan.tasks[block.task];
    const plan::Criterion& criterion = task.goals[block.goal].criterion;
    Found found = find_row(world, data, block, r);
    Row& row_data = found.expansion.rows[found.row];
    const SlotName& slot = found.expansion.slots[row_data.slot];

    Explanation result;
    result.block = block_index;
    result.row = r;
    result.rule = rule_of(block.status[r]);
    result.proof_wanted = task.evidence;
    if (row_data.line_only) {
        if (row_data.return_missing) {
            const plan::Event& event = world.plan.events[task.trigger->event];
            const std::vector<Owed> returns = owed(world, facts, board, row_data.unit, board.as_of);
            for (const Owed& one : returns) {
                if (one.event != task.trigger->event) continue;
                result.missing.push_back({event.name, one.period, one.due, true, bit(Reason::not_reported), {}});
            }
        }
        return result;
    }
    {
        Row copy = row_data;
        static_cast<void>(due_of(world, data, task, copy, slot, &result.steps));
    }
    const RowContext row{world, data, task, slot, row_data};
    const value::Instant at = judged_at(row, block, r, board.as_of);
    const std::uint32_t rows[1] = {found.row};
    const value::Instant instants[1] = {at};
    const Judgement judgement = judge(world, data, block.task, criterion, found.expansion, rows, instants);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        if (is_leaf_part(criterion.nodes[node].kind)) result.parts.push_back(describe(row, criterion, node, judgement, at));
    }
    for (const RowAct* act : acts_on(data, world.plan, block.task, row_data, slot)) {
        result.acts.push_back({act->origin.number, act->kind, act->effective, act->origin.by, act->said, act->reason});
    }
    result.proof_there = proofs_there(row, block.task, criterion);
    missing_of(row, criterion, judgement, board.as_of, result.missing);
    return result;
}

std::vector<Owed> owed(const World& world, const Facts& facts, const Board& board, units::UnitIndex unit,
                       value::Instant until) {
    const FactsData& data = facts.data();
    std::vector<Owed> result;
    const auto known = [&](const Owed& one) {
        return std::any_of(result.begin(), result.end(), [&](const Owed& other) {
            return other.indicator == one.indicator && other.event == one.event && other.period == one.period &&
                   other.case_id == one.case_id;
        });
    };
    std::vector<bool> returns_listed(world.plan.events.size(), false);
    for (const Block& block : board.blocks) {
        const auto [first, last] = block.rows_below(world.units, unit);
        if (first == last || block.unit[first] != unit) continue;
        const plan::Task& task = world.plan.tasks[block.task];
        const Expansion expansion = expand(world, data, block.task);
        for (std::size_t r = first; r < last && block.unit[r] == unit; ++r) {
            const Row& here = expansion.rows[r];
            const SlotName& slot = expansion.slots[here.slot];
            if (task.trigger && !returns_listed[task.trigger->event]) {
                // What is wanted of every unit: a case or “no case” for each period.
                returns_listed[task.trigger->event] = true;
                const plan::Event& event = world.plan.events[task.trigger->event];
                const value::Duration every = event.rhythm ? event.rhythm->every : value::Duration{1, value::TimeUnit::year};
                for (const calendar::Slot& period : calendar::slots_of(world.plan.year, every)) {
                    if (value::last_minute(period.days.last) > until) break;
                    if (world.plan.issued && period.days.last < *world.plan.issued) continue;
                    const auto inside = [&](const calendar::Days& days) {
                        return (days.last >= period.days.first && days.last <= period.days.last) ||
                               (days.first <= period.days.first && days.last >= period.days.last);
                    };
                    bool filled = false;
                    for (const Nothing& nothing : data.nothings[task.trigger->event].of(unit))
                        filled |= inside(nothing.days);
                    for (const Incident& incident : data.incidents[task.trigger->event].of(unit)) {
                        const value::Date day = value::date_of(incident.occurred);
                        filled |= inside({day, day});
                    }
                    if (filled) continue;
                    result.push_back({block.task, plan::kNone, task.trigger->event, unit, period.label, period.days.last, {}});
                }
            }
            if (here.line_only || block.lifecycle[r] == Lifecycle::closed) continue;
            const RowContext row{world, data, task, slot, here};
            for (const std::uint32_t indicator : indicators_of(task.goals[block.goal].criterion)) {
                const plan::Indicator& rule = world.plan.indicators[indicator];
                for (const ReportingSlot& part : reporting_slots(row, indicator, span_of(row, rule, false), until)) {
                    if (part.filled || part.due > until) continue;
                    Owed one{block.task, indicator, plan::kNone, unit, part.label, value::date_of(part.due), slot.case_id};
                    if (!known(one)) result.push_back(std::move(one));
                }
            }
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const Owed& a, const Owed& b) {
        return std::tie(a.due, a.indicator, a.period) < std::tie(b.due, b.indicator, b.period);
    });
    return result;
}

}  // namespace duban::evaluate
