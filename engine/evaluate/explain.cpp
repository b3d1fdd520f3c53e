#include "engine/evaluate/explain.hpp"

#include "engine/evaluate/completed.hpp"
#include "engine/evaluate/counted_parts.hpp"
#include "engine/evaluate/due.hpp"
#include "engine/evaluate/missing.hpp"
#include "engine/evaluate/scope.hpp"
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

Part describe(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, const Judgement& judgement,
              bool keeping, bool negated, value::Instant at) {
    const plan::Node& here = criterion.nodes[node];
    Part part;
    part.span = here.span;
    part.is_of_rows = here.kind == plan::Node::Kind::parts;
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
        const std::uint32_t indicator = criterion.nodes[count].over.front().inner.root().indicator;
        const plan::Indicator& rule = row.world.plan.indicators[indicator];
        if (part.indicator.empty()) part.defined = indicator;
        part.indicator += (part.indicator.empty() ? "" : "、") + rule.name;
        part.measure = rule.measure;
    }
    if (here.kind == plan::Node::Kind::closed && row.row.incident) {
        for (const Closing& closing : row.facts.closings[row.row.event].of(row.row.incident->unit)) {
            if (closing.case_id == row.row.incident->case_id && closing.effective <= at)
                part.told.push_back({closing.origin.number, closing.effective, closing.origin.recorded});
        }
    }
    if (here.kind == plan::Node::Kind::count_of) return part;
    for (const Read& read : reads_of(criterion, node)) {
        const plan::Indicator& rule = row.world.plan.indicators[read.indicator];
        if (part.indicator.empty()) {
            part.indicator = rule.name;
            part.defined = read.indicator;
        } else if (read.months_back == 0) {
            part.indicator += "、" + rule.name;
        }
        part.measure = rule.measure;
        where_read(row, read, keeping, [&](const RowContext& where, const Span& span) {
            for (const Reading* reading : readings_told(where, read.indicator, span, at)) {
                part.readings.push_back({reading->origin.number, rule.name, read.indicator, std::string(reading->period),
                                         reading->effective, std::string(reading->said), rule.measure,
                                         std::string(reading->origin.by), reading->origin.source, reading->origin.recorded,
                                         reading->overruled, reading->unit});
            }
        });
    }
    return part;
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

}  // namespace

struct Explainer::Kept {
    Kept(const World& asked, const Facts& facts, const Board& board)
        : world(asked), ground{world, facts.data(), board}, expansions(world.plan.tasks.size()), gates(expansions.size()) {}

    World world;
    Ground ground;
    std::vector<std::unique_ptr<const Expansion>> expansions;  // by task
    std::vector<std::unique_ptr<Gates>> gates;                 // by task
};

Explainer::Explainer(const World& world, const Facts& facts, const Board& board)
    : world_(world), facts_(facts), board_(board), kept_(std::make_unique<Kept>(world, facts, board)) {}
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

const Expansion& Explainer::expansion(std::uint32_t task) {
    auto& kept = kept_->expansions[task];
    if (!kept) kept = std::make_unique<const Expansion>(expand(kept_->ground, task));
    return *kept;
}

namespace {

/// At most so many, which is not so many and one: the `not` stands for the count, as it is written.
bool is_at_most(const plan::Criterion& criterion, std::uint32_t node) {
    const plan::Node& here = criterion.nodes[node];
    if (here.kind != plan::Node::Kind::negation) return false;
    const plan::Node& count = criterion.nodes[here.operands[0]];
    return count.kind == plan::Node::Kind::count && count.span == here.span;
}

/// The halves of what was written as one (an `=` or `!=`, between two bounds, exactly so many) are one part; their `all` or
/// `any` stands behind them.
bool is_pair(const plan::Criterion& criterion, std::uint32_t node) {
    const plan::Node& here = criterion.nodes[node];
    if (here.kind != plan::Node::Kind::all && here.kind != plan::Node::Kind::any) return false;
    if (here.operands.size() != 2) return false;
    const auto half = [&](std::uint32_t operand) -> const plan::Node& {
        const plan::Node& found = criterion.nodes[operand];
        return found.kind == plan::Node::Kind::negation ? criterion.nodes[found.operands[0]] : found;
    };
    const plan::Node& first = half(here.operands[0]);
    const plan::Node& second = half(here.operands[1]);
    const bool can_be = first.kind == plan::Node::Kind::compare || first.kind == plan::Node::Kind::count;
    return can_be && first.kind == second.kind && first.span == second.span;
}

/// What a comparison compares with.
const plan::Node& bound_of(const plan::Criterion& criterion, std::uint32_t comparison) {
    return criterion.nodes[criterion.nodes[comparison].operands[1]];
}

/// The parts in written order, and by node which of them it is.
struct Described {
    std::vector<Part> parts;
    std::vector<std::size_t> part_of;
    std::vector<bool> decides;  // by node
};

/// As of when each node is told, at the row's place in the judgement: the bound of `c until s` as it was when s became true,
/// which the judgement is made to say.
std::vector<value::Instant> told_as_of(const Ground& ground, const RowContext& row, std::uint32_t task,
                                       const plan::Criterion& criterion, const Expansion& expansion, std::uint32_t place,
                                       value::Instant at, Judgement& judgement) {
    std::vector<value::Instant> moments(criterion.nodes.size(), at);
    for (const plan::Node& node : criterion.nodes) {
        if (node.kind != plan::Node::Kind::until || judgement.nodes[node.operands[1]].truth[0] != Truth::yes) continue;
        const value::Instant held = since(row, task, criterion, judgement, 0, at, node.operands[1]);
        const value::Instant begun = row.row.window_unknown ? row.row.opens : value::first_minute(row.row.days.first);
        if (held > at || held < begun) continue;
        const std::uint32_t rows[] = {place};
        const value::Instant before[] = {value::Instant{held.minutes - 1}};
        const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion);
        const Nots nots =
            nots_over(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1), Nots::none)[node.operands[0]];
        const Judgement then = judge_under(ground, task, criterion, node.operands[0], expansion, rows, before, keeping, nots);
        const std::vector<bool> bound = nodes_under(criterion, node.operands[0]);
        for (std::uint32_t under = 0; under <= node.operands[0]; ++under) {
            if (!bound[under]) continue;
            judgement.nodes[under] = then.nodes[under];
            moments[under] = before[0];
        }
    }
    return moments;
}

Described describe_all(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement,
                       const std::vector<value::Instant>& at) {
    Described result;
    result.part_of.resize(criterion.nodes.size());
    const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion);
    const std::vector<Nots> nots = nots_over(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1), Nots::none);
    result.decides = deciding_nodes(criterion, judgement);
    const auto come_to = [&](Part& part, std::uint32_t node) {
        part.truth = truth_name(judgement.nodes[node].truth[0]);
        part.reasons = judgement.nodes[node].reasons[0];
        part.decided = result.decides[node];
    };
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        const plan::Node& here = criterion.nodes[node];
        if (is_at_most(criterion, node)) {
            // said of the count already; that it holds is what is written
        } else if (is_leaf_part(here.kind)) {
            result.parts.push_back(describe(row, criterion, node, judgement, keeping[node], is_negated(nots[node]), at[node]));
        } else if (is_pair(criterion, node)) {
            Part second = std::move(result.parts.back());
            result.parts.pop_back();
            Part& whole = result.parts.back();
            if (!whole.comparison.empty()) {
                const bool is_one = bound_of(criterion, here.operands[0]).span == bound_of(criterion, here.operands[1]).span;
                const bool equal = here.kind == plan::Node::Kind::all;
                whole.comparison = !is_one ? "between"
                                   : equal ? comparison_sign(plan::Comparison::equal)
                                           : comparison_sign(plan::Comparison::not_equal);
                if (!is_one) whole.upper = second.target;
                // The one may read the slot alone, the other late work, too: what decides is told.
                if (whole.truth != truth_name(judgement.nodes[node].truth[0])) {
                    whole.low = second.low;
                    whole.high = second.high;
                    whole.readings = std::move(second.readings);
                }
            }
            // Of exactly so many the bound that does not hold says who keeps it from holding.
            if (whole.count && whole.truth == truth_name(Truth::yes)) whole.lacking = std::move(second.lacking);
        } else {
            continue;
        }
        come_to(result.parts.back(), node);
        result.part_of[node] = result.parts.size() - 1;
    }
    return result;
}

Branch branch_of(const plan::Criterion& criterion, const Judgement& judgement, const Described& described, std::uint32_t node) {
    const plan::Node& here = criterion.nodes[node];
    const bool is_part = is_leaf_part(here.kind) || is_pair(criterion, node) || is_at_most(criterion, node);
    Branch branch;
    branch.span = here.span;
    branch.truth = truth_name(judgement.nodes[node].truth[0]);
    branch.decided = described.decides[node];
    switch (here.kind) {
        case plan::Node::Kind::all: branch.kind = "all"; break;
        case plan::Node::Kind::any: branch.kind = "any"; break;
        case plan::Node::Kind::negation: branch.kind = "not"; break;
        case plan::Node::Kind::throughout: branch.kind = "throughout"; break;
        case plan::Node::Kind::until: branch.kind = "until"; break;
        default: break;
    }
    if (is_part) {
        branch.kind = "part";
        branch.part = described.part_of[node];
    }
    const bool has_parts = here.kind == plan::Node::Kind::closed || here.kind == plan::Node::Kind::count_of;
    if (is_part && !has_parts) return branch;
    for (const std::uint32_t operand : here.operands)
        branch.operands.push_back(branch_of(criterion, judgement, described, operand));
    return branch;
}

/// What it waits for, what that waits for, and so on.
void follow(const Board& board, std::vector<OtherRow>& chain) {
    while (true) {
        const OtherRow last = chain.back();
        const std::vector<Wait>& waits = board.blocks[last.block].waits;
        const auto next = std::lower_bound(waits.begin(), waits.end(), last.row,
                                           [](const Wait& wait, std::uint32_t row) { return wait.row < row; });
        if (next == waits.end() || next->row != last.row) return;
        chain.push_back({next->block, next->upstream});
    }
}

}  // namespace

void Explainer::explain_line(const Block& block, const Row& row, Explanation& result) const {
    if (!row.return_missing) return;
    const std::uint32_t event = world_.plan.tasks[block.task].trigger->event;
    const value::Instant before{board_.as_of.minutes - 1};
    for (const auto& [unit, period, told] : missing_returns(world_, facts_.data(), event, row, before)) {
        result.missing.push_back({Missing::Kind::no_case,
                                  world_.plan.events[event].name,
                                  period.label,
                                  period.days.last,
                                  true,
                                  bit(Reason::not_reported),
                                  {},
                                  unit,
                                  {}});
    }
    result.shortest = result.missing;
}

Explainer::Way Explainer::ask_parts(Explanation& whole, Depth depth) {
    const bool are_unknown = std::any_of(whole.parts.begin(), whole.parts.end(), [](const Part& part) {
        return part.is_of_rows && part.truth == truth_name(Truth::unknown);
    });
    if (!are_unknown && depth != Depth::full) return {};
    Way way = std::vector<Missing>();
    for (const OtherRow& part : whole.parts_of_it) {
        const Truth done = is_done(board_.blocks[part.block], part.row, kNever);
        if (done == Truth::yes || done == Truth::not_applicable) continue;
        const bool is_unknown = board_.blocks[part.block].verdict[part.row] == Verdict::undetermined;
        if (depth != Depth::full && !is_unknown) continue;  // the way is asked for in full alone
        Explanation its = explain(part.block, part.row, depth == Depth::full ? depth : Depth::rule);
        for (std::vector<Missing>* all : {&its.missing, its.shortest ? &*its.shortest : nullptr}) {
            for (std::size_t i = 0; all && i < all->size(); ++i)
                (*all)[i].of = part;
        }
        if (are_unknown && is_unknown) whole.missing.insert(whole.missing.end(), its.missing.begin(), its.missing.end());
        const bool can_be_told = its.shortest && !its.shortest->empty();  // else others must act, or time pass
        if (!can_be_told) way.reset();
        if (way) way->insert(way->end(), its.shortest->begin(), its.shortest->end());
    }
    return way;
}

void Explainer::ask_unreported(const Block& block, std::size_t r, Explanation& result) {
    if (block.status[r] != Status::unreported_overdue || block.verdict[r] != Verdict::met_for_now) return;
    std::vector<Owed> owed;
    add_owed(block, r, block.unit[r], board_.as_of, owed);
    for (Owed& one : owed) {
        if (one.indicator == plan::kNone) continue;  // a return is nothing that it reads
        const std::string& name = world_.plan.indicators[one.indicator].name;
        result.missing.push_back({Missing::Kind::reading,
                                  name,
                                  std::move(one.period),
                                  one.due,
                                  true,
                                  bit(Reason::not_reported),
                                  std::move(one.case_id),
                                  one.unit,
                                  {}});
    }
}

Explanation Explainer::explain(std::uint32_t block_index, std::size_t r, Depth depth) {
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
        explain_line(block, row_data, result);
        return result;
    }
    result.opens = row_data.opens;
    Row copy = row_data;
    const Ground& ground = kept_->ground;
    auto& kept_gates = kept_->gates[block.task];
    if (!kept_gates) kept_gates = std::make_unique<Gates>(ground, task, task.lead.units);
    Gates& gates = *kept_gates;
    static_cast<void>(due_of(ground, gates, task, copy, slot, kNever, &result.steps));
    if (const Gate gate = gates.of(row_data.unit, slot); gate.late_days > 0)
        result.delay = {{gate.latest.block, gate.latest.row}, gate.late_days};
    const RowContext row{world_, data, board_, task, slot, row_data};
    const std::uint32_t rows[1] = {static_cast<std::uint32_t>(r)};
    const value::Instant at[1] = {block.judged[r]};
    const Judgement judgement = judge(ground, block.task, criterion, expanded, rows, at);
    Judgement told = judgement;
    const std::vector<value::Instant> moments = told_as_of(ground, row, block.task, criterion, expanded, rows[0], at[0], told);
    Described described = describe_all(row, criterion, told, moments);
    if (depth == Depth::full) {
        const auto root = static_cast<std::uint32_t>(criterion.nodes.size() - 1);
        result.tree = branch_of(criterion, told, described, root);
    }
    result.parts = std::move(described.parts);
    const std::vector<const RowAct*> acts = acts_on(data, world_.plan, block.task, row_data, slot);
    for (const RowAct* act : acts) {
        result.acts.push_back({act->origin.number, act->kind, act->effective, std::string(act->origin.by),
                               std::string(act->said), std::string(act->reason)});
    }
    result.proof_there = proofs_there(row, block.task, parts_read(world_.plan, criterion), told_by_parts(row, criterion));
    if (block.completed[r] != kNever) result.filed_on = filed_on(row, result, acts, block.completed[r]);
    if (row_data.waits) result.waits_for.push_back({row_data.waits_block, row_data.waits_row});
    if (row_data.waits && depth == Depth::full) follow(board_, result.waits_for);
    for (const std::uint32_t part : task.parts) {
        for (const JudgedRow& place : rows_of_part(ground, part, row_data.unit, slot))
            result.parts_of_it.push_back({place.block, place.row});
    }
    for (const plan::Node& node : criterion.nodes) {
        if (node.kind != plan::Node::Kind::task_done) continue;
        for (const JudgedRow& place : OtherTask(ground, node.task).rows_for(row_data.unit, slot))
            result.others.push_back({place.block, place.row});
    }
    if (row_data.scope_unknown && task.lead.where) {
        const value::Instant stand = stand_of(data, row_data);
        result.attributes_wanted = attributes_wanted(world_, data, *task.lead.where, row_data.unit, stand);
    }
    if (row_data.scope_unknown && task.trigger && task.trigger->where) {  // first of all, whether the duty is set off
        const value::Instant stand[1] = {stand_of(data, row_data)};
        const Judgement filter = judge(ground, block.task, *task.trigger->where, expanded, rows, stand);
        result.missing = Lack(row, *task.trigger->where, filter).facts();
    }
    const std::vector<Missing> to_be_set_off = result.missing;
    const Lack lack(row, criterion, judgement);
    if (!row_data.scope_out) {
        for (Missing& one : lack.facts())
            result.missing.push_back(std::move(one));
    }
    if (result.missing.empty()) ask_unreported(block, r, result);
    const Way of_parts = row_data.scope_out ? Way() : ask_parts(result, depth);
    if (depth != Depth::full) return result;
    result.shortest = lack.shortest_way(of_parts);
    if (result.shortest) result.shortest->insert(result.shortest->begin(), to_be_set_off.begin(), to_be_set_off.end());
    return result;
}

}  // namespace duban::evaluate
