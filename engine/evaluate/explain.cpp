#include "engine/evaluate/explain.hpp"

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
           kind == parts;
}

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

Part describe(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, const Judgement& judgement,
              bool keeping, value::Instant at) {
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
                                         reading->origin.source, reading->origin.recorded, reading->overruled});
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

void missing_of(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, value::Instant as_of,
                std::vector<Missing>& missing) {
    const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        const plan::Node& here = criterion.nodes[node];
        if (!is_leaf_part(here.kind) || judgement.nodes[node].truth[0] != Truth::unknown) continue;
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
                                std::string(row.row.incident ? row.row.incident->case_id : "")};
                    // Two parts may read the same.
                    const bool is_named = std::any_of(missing.begin(), missing.end(), [&](const Missing& other) {
                        return other.indicator == one.indicator && other.period == one.period;
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
    }
    for (const RowAct* act : acts) {
        if (act->kind == log::Kind::claim) take(act->effective, act->origin.recorded);
    }
    if (!row.row.incident || !row.task.trigger) return filed;
    for (const Closing& closing : row.facts.closings[row.task.trigger->event].of(row.row.incident->unit)) {
        if (closing.case_id == row.row.incident->case_id) take(closing.effective, closing.origin.recorded);
    }
    return filed;
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
            for (const calendar::Slot& slot_of_event :
                 missing_returns(world_, data, task.trigger->event, row_data.unit, value::Instant{board_.as_of.minutes - 1})) {
                result.missing.push_back(
                    {event.name, slot_of_event.label, slot_of_event.days.last, true, bit(Reason::not_reported), {}});
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
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        if (!is_leaf_part(criterion.nodes[node].kind)) continue;
        Part part = describe(row, criterion, node, judgement, keeping[node], at[0]);
        // The two halves of an `=` or `!=` are one part, as it was written; their `all` or `any` stands behind them.
        const bool second_half = criterion.nodes[node].kind == plan::Node::Kind::compare && !result.parts.empty() &&
                                 result.parts.back().span == part.span && node + 1 < criterion.nodes.size();
        if (!second_half) {
            result.parts.push_back(std::move(part));
            continue;
        }
        Part& whole = result.parts.back();
        whole.comparison = comparison_sign(
            criterion.nodes[node + 1].kind == plan::Node::Kind::all ? plan::Comparison::equal : plan::Comparison::not_equal);
        whole.truth = truth_name(judgement.nodes[node + 1].truth[0]);
        whole.reasons = judgement.nodes[node + 1].reasons[0];
        whole.decided = judgement.nodes[node + 1].truth[0] == judgement.truth(0);
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
    if (row_data.scope_unknown && task.lead.where) {
        const value::Instant stand = std::min(board_.as_of, row_data.planned);
        result.attributes_wanted = attributes_wanted(world_, data, *task.lead.where, row_data.unit, stand);
    }
    if (row_data.scope_unknown && task.trigger && task.trigger->where) {  // first of all, whether the duty is set off
        const value::Instant stand[1] = {std::min(board_.as_of, row_data.planned)};
        const Judgement filter = judge(ground, block.task, *task.trigger->where, expanded, rows, stand);
        missing_of(row, *task.trigger->where, filter, board_.as_of, result.missing);
    }
    missing_of(row, criterion, judgement, board_.as_of, result.missing);
    return result;
}

void Explainer::add_owed(const Block& block, std::size_t r, value::Instant until, std::vector<Owed>& result) {
    const FactsData& data = facts_.data();
    const plan::Task& task = world_.plan.tasks[block.task];
    const Expansion& expanded = expansion(block.task);
    const Row& here = expanded.rows[r];
    if (here.line_only || block.lifecycle[r] == Lifecycle::closed) return;
    const SlotName& slot = expanded.slots[here.slot];
    const RowContext row{world_, data, board_, task, slot, here};
    if (here.scope_out) return;
    if (here.scope_unknown && task.trigger && task.trigger->where) {
        for (const std::uint32_t field : indicators_of(*task.trigger->where))
            result.push_back({block.task, field, plan::kNone, here.unit, slot.label, here.days.first, slot.case_id});
    }
    const plan::Criterion& criterion = task.goals[block.goal].criterion;
    const std::vector<bool> keeping = keeping_nodes(world_.plan, criterion);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        const Read read{criterion.nodes[node].indicator, criterion.nodes[node].kind == plan::Node::Kind::baseline};
        if (read.indicator == plan::kNone) continue;
        where_read(row, read, keeping[node], [&](const RowContext& where, const Span& span) {
            for (const ReportingSlot& part : reporting_slots(where, read.indicator, span, until)) {
                if (part.filled || part.due > until) continue;
                result.push_back({block.task, read.indicator, plan::kNone, here.unit, label_of(part, read),
                                  value::date_of(part.due), slot.case_id});
            }
        });
    }
}

std::vector<Owed> Explainer::owed(units::UnitIndex unit, value::Instant until) {
    std::vector<Owed> result;
    for (const Block& block : board_.blocks) {
        const auto [first, last] = std::equal_range(block.unit.begin(), block.unit.end(), unit);
        if (first == last) continue;
        if (const auto& trigger = world_.plan.tasks[block.task].trigger) {
            for (const calendar::Slot& period : missing_returns(world_, facts_.data(), trigger->event, unit, until))
                result.push_back({block.task, plan::kNone, trigger->event, unit, period.label, period.days.last, {}});
        }
        for (auto place = first; place != last; ++place)
            add_owed(block, static_cast<std::size_t>(place - block.unit.begin()), until, result);
    }
    // One report may serve several tasks: it is wanted once, by the earliest date.
    const auto what = [](const Owed& one) { return std::tie(one.indicator, one.event, one.period, one.case_id); };
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
