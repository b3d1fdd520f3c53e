#include "engine/evaluate/explain.hpp"

#include "engine/evaluate/counts.hpp"
#include "engine/evaluate/scope.hpp"
#include "engine/evaluate/upstream.hpp"
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

bool is_leaf_part(plan::Node::Kind kind) {
    using enum plan::Node::Kind;
    return kind == compare || kind == covered || kind == reported || kind == claimed || kind == never_falls || kind == closed ||
           kind == parts || kind == count || kind == count_of || kind == task_done || kind == judged;
}

/// What a count or total stands over, as a place to look at.
struct Whole {
    const RowContext& row;
    const plan::Criterion& criterion;
    const Judgement& judgement;
    std::size_t place = 0;
};

/// What a part reads: an indicator of the row, or of the row one year before.
struct Read {
    std::uint32_t indicator = plan::kNone;
    bool last_year = false;
    friend bool operator==(const Read&, const Read&) = default;
};

std::vector<Read> reads_of(const plan::Criterion& criterion, std::uint32_t node) {
    std::vector<Read> found;
    const auto collect = [&](const auto& self, std::uint32_t part) -> void {
        const plan::Node& here = criterion.nodes[part];
        const Read read{here.indicator, here.kind == plan::Node::Kind::baseline};
        if (here.indicator != plan::kNone && std::find(found.begin(), found.end(), read) == found.end()) found.push_back(read);
        for (const std::uint32_t operand : here.operands)
            self(self, operand);
    };
    collect(collect, node);
    return found;
}

/// visit(row, span): where the readings of what is read are looked for.
template <class Visit>
void where_read(const RowContext& row, const Read& read, bool keeping, const Visit& visit) {
    if (!read.last_year) return visit(row, span_of(row, row.world.plan.indicators[read.indicator], keeping));
    const LastYear before = last_year_of(row);
    visit(RowContext{row.world, row.facts, row.settled, row.task, row.slot, before.row}, before.span);
}

/// The readings of those that are counted, at any depth.
void add_told(const Whole& whole, std::uint32_t node, value::Instant at, std::vector<Told>& told) {
    const Counted& counted = *whole.judgement.nodes[node].counted;
    const plan::Criterion& inner = counted.inner();
    const std::vector<bool> keeping = keeping_nodes(whole.row.world.plan, inner, counted.negated);
    for (const Counted::One& one : counted.of(whole.place)) {
        const RowContext row = counted.row_of(whole.row, one);
        for (std::uint32_t n = 0; n < inner.nodes.size(); ++n) {
            const plan::Node& here = inner.nodes[n];
            if (here.indicator == plan::kNone) continue;
            where_read(row, {here.indicator, here.kind == plan::Node::Kind::baseline}, keeping[n],
                       [&](const RowContext& where, const Span& span) {
                           for (const Reading* reading : readings_of(where, here.indicator, span, at))
                               told.push_back({reading->origin.number, reading->effective, reading->origin.recorded});
                       });
        }
        const Counted::Step* step = counted.step_of(one, whole.place);
        if (!step || step->judged == plan::kNone) continue;
        for (std::uint32_t n = 0; n < inner.nodes.size(); ++n) {
            if (counted.judgement.nodes[n].counted) add_told({row, inner, counted.judgement, step->judged}, n, at, told);
        }
    }
}

/// Those that are counted and keep it from holding, or may; of a total those whose figure is not known.
void add_lacking(const Whole& whole, std::uint32_t node, std::vector<Lacking>& lacking) {
    const Counted& counted = *whole.judgement.nodes[node].counted;
    const bool is_total = whole.criterion.nodes[node].kind == plan::Node::Kind::total;
    const Truth unwanted = counted.negated ? Truth::yes : Truth::no;
    for (const Counted::One& one : counted.of(whole.place)) {
        const Counted::Step* step = counted.step_of(one, whole.place);
        if (!step) continue;
        Truth truth = Truth::unknown;
        Reasons reasons = one.unknown;
        if (step->judged != plan::kNone && is_total) {
            const Measured& value = counted.judgement.nodes.back().value[step->judged];
            if (value.complete || !value.applicable) continue;
            reasons = value.reasons;
        } else if (step->judged != plan::kNone) {
            truth = counted.judgement.truth(step->judged);
            reasons = counted.judgement.reasons(step->judged);
            if (truth != unwanted && truth != Truth::unknown) continue;
        }
        const Row& row = counted.expansion.rows[one.row];
        const bool is_case = !counted.over->units && row.incident;
        lacking.push_back(
            {row.unit, std::string(is_case ? row.incident->case_id : ""), std::string(truth_name(truth)), reasons});
    }
}

/// The counts and totals that a part is, or is made of.
std::vector<std::uint32_t> counts_under(const plan::Criterion& criterion, std::uint32_t node) {
    std::vector<std::uint32_t> found;
    if (criterion.nodes[node].kind == plan::Node::Kind::count_of) return found;  // its operands are parts of their own
    const std::vector<bool> under = nodes_under(criterion, node);
    for (std::uint32_t n = 0; n <= node; ++n) {
        if (under[n] && !criterion.nodes[n].over.empty()) found.push_back(n);
    }
    return found;
}

Part describe(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, const Judgement& judgement,
              bool keeping, bool negated, value::Instant at) {
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
        part.target = shown_target(target);
        part.comparison = comparison_sign(here.comparison);
    }
    if (!judgement.nodes[node].numbers.empty()) {
        const Numbers& numbers = judgement.nodes[node].numbers[0];
        part.count = {numbers.yes, numbers.no, numbers.unknown, numbers.needed, negated};
    }
    for (const std::uint32_t count : counts_under(criterion, node)) {
        add_told({row, criterion, judgement, 0}, count, at, part.told);
        add_lacking({row, criterion, judgement, 0}, count, part.lacking);
        if (criterion.nodes[count].kind != plan::Node::Kind::total) continue;
        const plan::Indicator& rule = row.world.plan.indicators[criterion.nodes[count].over.front().inner.root().indicator];
        part.indicator += (part.indicator.empty() ? "" : "、") + rule.name;
        part.measure = rule.measure;
    }
    if (here.kind == plan::Node::Kind::count_of) return part;
    for (const Read& read : reads_of(criterion, node)) {
        const plan::Indicator& rule = row.world.plan.indicators[read.indicator];
        if (part.indicator.empty()) {
            part.indicator = rule.name;
        } else if (!read.last_year) {
            part.indicator += "、" + rule.name;
        }
        part.measure = rule.measure;
        where_read(row, read, keeping, [&](const RowContext& where, const Span& span) {
            for (const Reading* reading : readings_told(where, read.indicator, span, at)) {
                part.readings.push_back({reading->origin.number, rule.name, std::string(reading->period), reading->effective,
                                         std::string(reading->said), rule.measure, std::string(reading->origin.by),
                                         reading->origin.source, reading->origin.recorded, reading->overruled, reading->unit});
            }
        });
    }
    return part;
}

/// The reporting slots that keep the value from being complete (semantics §3): of what adds up all that are due and not filled,
/// of what the latest reading tells the last one that is due; if there is none, the current one.
std::vector<const ReportingSlot*> wanted_slots(const std::vector<ReportingSlot>& slots, bool adds_up, value::Instant as_of) {
    std::vector<const ReportingSlot*> wanted;
    for (const ReportingSlot& slot : slots) {
        if (as_of < slot.due) continue;
        if (!adds_up) wanted.clear();
        if (slot.reasons != 0) wanted.push_back(&slot);
    }
    const bool all_told = slots.empty() || (slots.back().filled && slots.back().reasons == 0);
    if (wanted.empty() && !all_told) wanted.push_back(&slots.back());
    return wanted;
}

/// Without a rhythm a slot has the name of the row's own; one year before it is named by its days.
std::string label_of(const ReportingSlot& slot, const Read& read) {
    return read.last_year ? calendar::label_of(slot.days) : slot.label;
}

/// The returns of the event that are lacking, and of the unit's own cases, and of itself, what is lacking of them; what units
/// below it lack is theirs.
void missing_of(const Whole& whole, value::Instant as_of, bool negated, std::vector<Missing>& missing);

void missing_of_counted(const Whole& whole, std::uint32_t node, value::Instant as_of, std::vector<Missing>& missing) {
    const Counted& counted = *whole.judgement.nodes[node].counted;
    const World& world = whole.row.world;
    if (!counted.over->units) {
        const std::string& event = world.plan.events[counted.over->event].name;
        for (const auto& [unit, period] : returns_missing(whole.row, counted.over->event, as_of)) {
            const bool is_due = as_of > value::last_minute(period.days.last);
            const Reasons reasons = bit(is_due ? Reason::not_reported : Reason::awaited);
            missing.push_back({event, period.label, period.days.last, is_due, reasons, {}, unit});
        }
    }
    for (const Counted::One& one : counted.of(whole.place)) {
        const Counted::Step* step = counted.step_of(one, whole.place);
        const Row& row = counted.expansion.rows[one.row];
        if (!step || row.unit != whole.row.row.unit) continue;
        if (step->judged == plan::kNone) {
            if (counted.over->units || !row.incident) continue;
            for (const std::uint32_t field : indicators_of(counted.over->where.front())) {
                const value::Date day = value::date_of(row.incident->occurred);
                missing.push_back({world.plan.indicators[field].name, whole.row.slot.label, day, true, one.unknown,
                                   std::string(row.incident->case_id), row.incident->unit});
            }
            continue;
        }
        missing_of({counted.row_of(whole.row, one), counted.inner(), counted.judgement, step->judged}, as_of, counted.negated,
                   missing);
    }
}

void missing_of(const Whole& whole, value::Instant as_of, bool negated, std::vector<Missing>& missing) {
    const RowContext& row = whole.row;
    const plan::Criterion& criterion = whole.criterion;
    const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion, negated);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        const plan::Node& here = criterion.nodes[node];
        if (!is_leaf_part(here.kind) || whole.judgement.nodes[node].truth[whole.place] != Truth::unknown) continue;
        for (const std::uint32_t count : counts_under(criterion, node))
            missing_of_counted(whole, count, as_of, missing);
        if (here.kind == plan::Node::Kind::count_of) continue;
        for (const Read& read : reads_of(criterion, node)) {
            const plan::Indicator& rule = row.world.plan.indicators[read.indicator];
            where_read(row, read, keeping[node], [&](const RowContext& where, const Span& span) {
                const std::vector<ReportingSlot> slots = reporting_slots(where, read.indicator, span, as_of);
                for (const ReportingSlot* slot : wanted_slots(slots, adds_up(rule.kind), as_of)) {
                    if (read.last_year && slot->filled) continue;
                    Missing one{rule.name,
                                label_of(*slot, read),
                                value::date_of(slot->due == kNever ? row.row.slot_end : slot->due),
                                as_of > slot->due,
                                slot->reasons,
                                std::string(row.row.incident ? row.row.incident->case_id : ""),
                                slot->unit};
                    // Two parts may read the same.
                    const bool is_named = std::any_of(missing.begin(), missing.end(), [&](const Missing& other) {
                        return other.indicator == one.indicator && other.period == one.period && other.case_id == one.case_id &&
                               other.unit == one.unit;
                    });
                    if (!is_named) missing.push_back(std::move(one));
                }
            });
        }
    }
}

/// The attributes that the filter asks for and nobody has told.
std::vector<std::string> attributes_wanted(const World& world, const FactsData& facts, const plan::Criterion& where,
                                           units::UnitIndex unit, value::Instant stand) {
    std::vector<std::string> wanted;
    for (const plan::Node& node : where.nodes) {
        if (node.kind != plan::Node::Kind::attribute) continue;
        const std::string& name = world.plan.attributes[node.attribute].name;
        const bool is_told = !attribute_of(world, facts, node.attribute, unit, stand).empty();
        if (!is_told && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) wanted.push_back(name);
    }
    return wanted;
}

/// When the record dated on the day of completion was told; of several the last.
value::Instant filed_on(const RowContext& row, const Explanation& told, const std::vector<const RowAct*>& acts,
                        value::Instant completed) {
    value::Instant filed = kNever;
    const auto take = [&](value::Instant effective, value::Instant recorded) {
        if (effective == completed && (filed == kNever || recorded > filed)) filed = recorded;
    };
    for (const Part& part : told.parts) {
        for (const Evidence& reading : part.readings) {
            if (!reading.overruled) take(reading.effective, reading.recorded_at);
        }
        for (const Told& one : part.told)
            take(one.effective, one.recorded_at);
    }
    for (const RowAct* act : acts) {
        if (act->kind == log::Kind::claim || act->kind == log::Kind::judge) take(act->effective, act->origin.recorded);
    }
    if (!row.row.incident) return filed;
    for (const Closing& closing : row.facts.closings[row.row.event].of(row.row.incident->unit)) {
        if (closing.case_id == row.row.incident->case_id) take(closing.effective, closing.origin.recorded);
    }
    return filed;
}

/// Behind the second half of what was written as one (an `=`, exactly so many), the `all` or `any` of both; kNone elsewhere.
std::uint32_t joined_behind(const plan::Criterion& criterion, std::uint32_t node) {
    const plan::Node& half = criterion.nodes[node];
    if (half.kind != plan::Node::Kind::compare && half.kind != plan::Node::Kind::count) return plan::kNone;
    for (std::uint32_t n = node + 1; n < criterion.nodes.size() && criterion.nodes[n].span == half.span; ++n) {
        if (criterion.nodes[n].kind == plan::Node::Kind::all || criterion.nodes[n].kind == plan::Node::Kind::any) return n;
    }
    return plan::kNone;
}

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

/// Whether the row's case meets the filter, at the row's stand.
Truth meets(const RowContext& row, std::uint32_t task, const plan::Criterion& where) {
    Expansion alone{{row.slot}, {row.row}};
    alone.rows.front().slot = 0;
    const std::uint32_t rows[] = {0};
    const value::Instant stand[] = {stand_of(row.facts, row.row)};
    return judge({row.world, row.facts, row.settled}, task, where, alone, rows, stand).truth(0);
}

void owed_by_counted(const Debt& debt, const plan::Over& over, bool negated, bool inside) {
    const RowContext& outer = debt.row;
    Row row = outer.row;
    row.is_counted = true;
    const RowContext counted{outer.world, outer.facts, outer.settled, outer.task, outer.slot, row};
    const Debt inner{counted, debt.task, debt.unit, debt.until, debt.result};
    if (!over.units) {
        if (outer.row.unit != debt.unit || outer.row.window_unknown) return;
        for (const auto& [unit, period] : returns_missing(outer, over.event, debt.until))
            debt.result.push_back({debt.task, plan::kNone, over.event, unit, period.label, period.days.last, {}});
        row.event = over.event;
        for (const Incident* incident : cases_in_slot(outer, over.event)) {
            row.incident = incident;
            const Truth is_meant = over.where.empty() ? Truth::yes : meets(counted, debt.task, over.where.front());
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

void owed_to(const Debt& debt, const plan::Criterion& criterion, bool is_negated, bool inside) {
    const RowContext& row = debt.row;
    const bool is_periodic = row.task.slots == plan::SlotRule::recurring || row.task.slots == plan::SlotRule::continuing;
    const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion, is_negated, inside);
    const std::vector<bool> negated =
        negated_nodes(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1), is_negated);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        for (const plan::Over& over : criterion.nodes[node].over)
            owed_by_counted(debt, over, negated[node], keeping[node]);
        const Read read{criterion.nodes[node].indicator, criterion.nodes[node].kind == plan::Node::Kind::baseline};
        if (read.indicator == plan::kNone || row.row.unit != debt.unit) continue;
        where_read(row, read, keeping[node], [&](const RowContext& where, const Span& span) {
            for (const ReportingSlot& part : reporting_slots(where, read.indicator, span, debt.until)) {
                // What ends with a period of the row may be told until the row is due.
                const bool is_last = is_periodic && !read.last_year && part.days.last == row.row.days.last;
                const value::Instant due = is_last && row.row.due != kNever ? row.row.due : part.due;
                if (part.filled || std::min(due, part.due) > debt.until) continue;
                const bool is_below = row.world.units.contains(debt.unit, part.unit);  // where the case occurred
                debt.result.push_back({debt.task, read.indicator, plan::kNone, is_below ? debt.unit : part.unit,
                                       label_of(part, read), value::date_of(due),
                                       std::string(row.row.incident ? row.row.incident->case_id : "")});
            }
        });
    }
}

}  // namespace

Explainer::Explainer(const World& world, const Facts& facts, const Board& board)
    : world_(world), facts_(facts), board_(board), expansions_(world.plan.tasks.size()) {}
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

const Expansion& Explainer::expansion(std::uint32_t task) {
    auto& kept = expansions_[task];
    if (!kept) kept = std::make_unique<const Expansion>(expand({world_, facts_.data(), board_}, task));
    return *kept;
}

Explanation Explainer::explain(std::uint32_t block_index, std::size_t r) {
    const Block& block = board_.blocks[block_index];
    const FactsData& data = facts_.data();
    const plan::Task& task = world_.plan.tasks[block.task];
    const plan::Criterion& criterion = task.goals[block.goal].criterion;
    const Expansion& expanded = expansion(block.task);  // in the block's own order
    const Row& row_data = expanded.rows[r];
    const SlotName& slot = expanded.slots[row_data.slot];

    Explanation result;
    result.block = block_index;
    result.row = r;
    result.rule = rule_of(block.status[r]);
    result.proof_wanted = task.evidence;
    if (row_data.line_only) {
        if (row_data.return_missing) {
            const plan::Event& event = world_.plan.events[task.trigger->event];
            const value::Instant before{board_.as_of.minutes - 1};
            for (const auto& [unit, period] : missing_returns(world_, data, task.trigger->event, row_data, before)) {
                result.missing.push_back(
                    {event.name, period.label, period.days.last, true, bit(Reason::not_reported), {}, unit});
            }
        }
        return result;
    }
    Row copy = row_data;
    const Ground ground{world_, data, board_};
    Gates gates(ground, task);
    static_cast<void>(due_of(ground, gates, task, copy, slot, &result.steps));
    const RowContext row{world_, data, board_, task, slot, row_data};
    const std::uint32_t rows[1] = {static_cast<std::uint32_t>(r)};
    const value::Instant at[1] = {block.judged[r]};
    const Judgement judgement = judge(ground, block.task, criterion, expanded, rows, at);
    const std::vector<bool> keeping = keeping_nodes(world_.plan, criterion);
    const std::vector<bool> negated = negated_nodes(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1), false);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        if (!is_leaf_part(criterion.nodes[node].kind)) continue;
        Part part = describe(row, criterion, node, judgement, keeping[node], negated[node], at[0]);
        const std::uint32_t joined = joined_behind(criterion, node);
        const bool second_half = joined != plan::kNone && !result.parts.empty() && result.parts.back().span == part.span;
        if (!second_half) {
            result.parts.push_back(std::move(part));
            continue;
        }
        Part& whole = result.parts.back();
        if (!part.comparison.empty()) {
            whole.comparison = comparison_sign(
                criterion.nodes[joined].kind == plan::Node::Kind::all ? plan::Comparison::equal : plan::Comparison::not_equal);
        }
        // Of exactly so many the bound that does not hold says who keeps it from holding.
        if (whole.count && whole.truth == "true") whole.lacking = std::move(part.lacking);
        whole.truth = truth_name(judgement.nodes[joined].truth[0]);
        whole.reasons = judgement.nodes[joined].reasons[0];
        whole.decided = judgement.nodes[joined].truth[0] == judgement.truth(0);
    }
    const std::vector<const RowAct*> acts = acts_on(data, world_.plan, block.task, row_data, slot);
    for (const RowAct* act : acts) {
        result.acts.push_back({act->origin.number, act->kind, act->effective, std::string(act->origin.by),
                               std::string(act->said), std::string(act->reason)});
    }
    result.proof_there = proofs_there(row, block.task, parts_read(world_.plan, criterion), told_by_parts(row, criterion));
    if (block.completed[r] != kNever) result.filed_on = filed_on(row, result, acts, block.completed[r]);
    if (row_data.waits) result.waits_for.push_back({row_data.waits_block, row_data.waits_row});
    for (const std::uint32_t part : task.parts) {
        for (const JudgedRow& place : rows_of_part(ground, part, row_data.unit, slot.label))
            result.parts_of_it.push_back({place.block, place.row});
    }
    for (const plan::Node& node : criterion.nodes) {
        if (node.kind != plan::Node::Kind::task_done) continue;
        for (const JudgedRow& place : OtherTask(ground, node.task).rows_for(row_data.unit, slot.label))
            result.others.push_back({place.block, place.row});
    }
    if (row_data.scope_unknown && task.lead.where) {
        const value::Instant stand = stand_of(data, row_data);
        result.attributes_wanted = attributes_wanted(world_, data, *task.lead.where, row_data.unit, stand);
    }
    if (row_data.scope_unknown && task.trigger && task.trigger->where) {  // first of all, whether the duty is set off
        const value::Instant stand[1] = {stand_of(data, row_data)};
        const Judgement filter = judge(ground, block.task, *task.trigger->where, expanded, rows, stand);
        missing_of({row, *task.trigger->where, filter}, board_.as_of, false, result.missing);
    }
    missing_of({row, criterion, judgement}, board_.as_of, false, result.missing);
    return result;
}

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
        for (const std::uint32_t field : indicators_of(*task.trigger->where))
            result.push_back({block.task, field, plan::kNone, here.unit, slot.label, here.days.first, slot.case_id});
    }
    owed_to({row, block.task, unit, until, result}, task.goals[block.goal].criterion, false, false);
}

void Explainer::add_owed_by(units::UnitIndex unit, units::UnitIndex asked, value::Instant until, std::vector<Owed>& result) {
    for (const Block& block : board_.blocks) {
        const auto [first, last] = std::equal_range(block.unit.begin(), block.unit.end(), unit);
        const auto& trigger = world_.plan.tasks[block.task].trigger;
        if (trigger && (first != last || std::binary_search(block.unit.begin(), block.unit.end(), asked))) {
            for (const MissingReturn& one : missing_returns(world_, facts_.data(), trigger->event, unit, until)) {
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
    // One report may serve several tasks: it is wanted once, by the earliest date.
    const auto what = [](const Owed& one) { return std::tie(one.indicator, one.event, one.unit, one.period, one.case_id); };
    std::stable_sort(result.begin(), result.end(),
                     [&](const Owed& a, const Owed& b) { return what(a) == what(b) ? a.due < b.due : what(a) < what(b); });
    result.erase(std::unique(result.begin(), result.end(), [&](const Owed& a, const Owed& b) { return what(a) == what(b); }),
                 result.end());
    std::stable_sort(result.begin(), result.end(), [](const Owed& a, const Owed& b) {
        return std::tie(a.due, a.indicator, a.period) < std::tie(b.due, b.indicator, b.period);
    });
    return result;
}

}  // namespace duban::evaluate
