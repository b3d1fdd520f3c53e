#include "engine/evaluate/judge.hpp"

#include "engine/evaluate/compare.hpp"
#include "engine/evaluate/upstream.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::Comparison;
using plan::Node;

/// When the row's case was closed; kNever if it was not.
value::Instant closed_on(const RowContext& row) {
    if (!row.row.incident) return kNever;
    for (const Closing& closing : row.facts.closings[row.task.trigger->event].of(row.row.incident->unit)) {
        if (closing.case_id == row.row.incident->case_id) return closing.effective;
    }
    return kNever;
}

/// Every part of the task, at the row's unit and slot.
template <class Visit>
void visit_parts(const RowContext& row, const Visit& visit) {
    const Ground ground{row.world, row.facts, row.settled};
    for (const std::uint32_t part : row.task.parts) {
        for (const JudgedRow& place : rows_of_part(ground, part, row.row.unit, row.slot.label))
            visit(row.settled.blocks[place.block], place.row);
    }
}

Truth parts_done(const RowContext& row, value::Instant at, Reasons& reasons) {
    Truth truth = Truth::not_applicable;
    visit_parts(row, [&](const Block& block, std::uint32_t part) {
        const Truth one = is_done(block, part, at);
        truth = both(truth, one);
        if (one == Truth::unknown) reasons |= block.reasons[part] != 0 ? block.reasons[part] : bit(Reason::awaited);
    });
    return truth;
}

value::Instant first_claim(const RowContext& row, std::uint32_t task) {
    for (const RowAct* act : acts_on(row.facts, row.world.plan, task, row.row, row.slot)) {
        if (act->kind == log::Kind::claim) return act->effective;
    }
    return kNever;
}

Truth all_members(const plan::Indicator& indicator, std::uint64_t wanted, const Measured& value) {
    if (!value.applicable) return Truth::not_applicable;
    const std::uint64_t named = wanted != 0                      ? wanted
                                : indicator.members.size() >= 64 ? ~std::uint64_t{0}
                                                                 : (std::uint64_t{1} << indicator.members.size()) - 1;
    const std::uint64_t settled = value.members | value.exempt;
    if ((settled & named) != named) return value.complete ? Truth::no : Truth::unknown;
    return (value.members & named) != 0 ? Truth::yes : Truth::not_applicable;
}

/// The readings under a node, for `throughout` and *completed on*.
void readings_under(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, bool keeping,
                    value::Instant at, std::vector<value::Instant>& dates) {
    const Node& here = criterion.nodes[node];
    if (here.indicator != plan::kNone) {
        const Span span = span_of(row, row.world.plan.indicators[here.indicator], keeping);
        for (const Reading* reading : readings_of(row, here.indicator, span, at)) {
            if (reading->content != Content::blank) dates.push_back(reading->effective);
        }
    }
    for (const std::uint32_t operand : here.operands)
        readings_under(row, criterion, operand, keeping, at, dates);
}

/// What one node reads itself, last year's figures too.
std::vector<const Reading*> readings_of_node(const RowContext& row, const Node& node, bool keeping, value::Instant at) {
    if (node.kind != Node::Kind::baseline)
        return readings_of(row, node.indicator, span_of(row, row.world.plan.indicators[node.indicator], keeping), at);
    const LastYear before = last_year_of(row);
    return readings_of({row.world, row.facts, row.settled, row.task, row.slot, before.row}, node.indicator, before.span, at);
}

/// The first date of a reading in the row's slot at which the node is false; kNever if there is none.
template <class Inner>
value::Instant first_failure(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, const Inner& inner,
                             std::uint32_t row_number) {
    std::vector<value::Instant> dates;
    readings_under(row, criterion, node, true, row.facts.as_of, dates);
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    const Judgement then = inner(row_number, dates);
    for (std::size_t i = 0; i < dates.size(); ++i) {
        if (then.truth(i) == Truth::no) return dates[i];
    }
    return kNever;
}

/// One value node for one row; `so_far` takes the readings up to `at` as all there are.
Measured value_of(const RowContext& row, const plan::Criterion& criterion, std::uint32_t node, bool keeping, bool so_far,
                  value::Instant at) {
    const Node& here = criterion.nodes[node];
    if (here.kind == Node::Kind::number) return constant(here.number);
    if (here.kind == Node::Kind::baseline) return measure_last_year(row, here, at);
    if (here.kind == Node::Kind::reading) {
        return so_far ? measure_so_far(row, here.indicator, keeping, at) : measure(row, here.indicator, keeping, at);
    }
    return arithmetic(here.kind, value_of(row, criterion, here.operands[0], keeping, so_far, at),
                      value_of(row, criterion, here.operands[1], keeping, so_far, at));
}

Truth compared_so_far(const RowContext& row, const plan::Criterion& criterion, const Node& here, bool keeping,
                      value::Instant at) {
    return compare(here.comparison, value_of(row, criterion, here.operands[0], keeping, true, at),
                   value_of(row, criterion, here.operands[1], keeping, true, at));
}

bool is_value(Node::Kind kind) {
    using enum Node::Kind;
    return kind == number || kind == reading || kind == baseline || kind == sum || kind == difference || kind == product;
}

}  // namespace

bool is_keeping(const plan::Plan& plan, const plan::Criterion& criterion, const Node& comparison, bool negated) {
    const auto adds_up = [&](const auto& self, std::uint32_t node) -> bool {
        const Node& here = criterion.nodes[node];
        if (here.kind == Node::Kind::reading) return plan.indicators[here.indicator].kind == plan::IndicatorKind::flow;
        return here.kind == Node::Kind::sum && self(self, here.operands[0]) && self(self, here.operands[1]);
    };
    const auto grows = [&](const auto& self, std::uint32_t node) -> bool {
        const Node& here = criterion.nodes[node];
        if (here.kind == Node::Kind::reading) return adds_up(adds_up, node);
        return std::any_of(here.operands.begin(), here.operands.end(), [&](std::uint32_t part) { return self(self, part); });
    };
    const bool left = adds_up(adds_up, comparison.operands[0]) && !grows(grows, comparison.operands[1]);
    const bool right = adds_up(adds_up, comparison.operands[1]) && !grows(grows, comparison.operands[0]);
    const bool upper = comparison.comparison == Comparison::at_most || comparison.comparison == Comparison::less;
    const bool lower = comparison.comparison == Comparison::at_least || comparison.comparison == Comparison::more;
    if (left) return negated ? lower : upper;
    if (right) return negated ? upper : lower;
    return false;
}

std::vector<bool> keeping_nodes(const plan::Plan& plan, const plan::Criterion& criterion) {
    std::vector<bool> keeping(criterion.nodes.size(), false);
    const auto mark = [&](const auto& self, std::uint32_t node, bool negated, bool inside) -> void {
        const Node& here = criterion.nodes[node];
        if (here.kind == Node::Kind::compare) inside = inside || is_keeping(plan, criterion, here, negated);
        if (here.kind == Node::Kind::throughout || here.kind == Node::Kind::never_falls) inside = true;
        if (here.kind == Node::Kind::negation) negated = !negated;
        keeping[node] = inside;
        if (here.kind == Node::Kind::until) {
            self(self, here.operands[0], negated, true);
            return self(self, here.operands[1], negated, inside);
        }
        for (const std::uint32_t operand : here.operands)
            self(self, operand, negated, inside);
    };
    mark(mark, static_cast<std::uint32_t>(criterion.nodes.size() - 1), false, false);
    return keeping;
}

namespace {

bool has_parts(const plan::Criterion& criterion) {
    return std::any_of(criterion.nodes.begin(), criterion.nodes.end(),
                       [](const Node& node) { return node.kind == Node::Kind::parts; });
}

}  // namespace

std::vector<std::uint32_t> indicators_of(const plan::Criterion& criterion) {
    return indicators_under(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1));
}

std::vector<ReadPart> parts_read(const plan::Plan& plan, const plan::Criterion& criterion) {
    std::vector<ReadPart> found;
    const std::vector<bool> keeping = keeping_nodes(plan, criterion);
    for (std::uint32_t node = 0; node < criterion.nodes.size(); ++node) {
        const ReadPart part{criterion.nodes[node].indicator, keeping[node]};
        if (part.indicator == plan::kNone || criterion.nodes[node].kind == Node::Kind::baseline) continue;
        if (std::find(found.begin(), found.end(), part) == found.end()) found.push_back(part);
    }
    return found;
}

std::vector<std::uint32_t> indicators_under(const plan::Criterion& criterion, std::uint32_t node) {
    std::vector<std::uint32_t> found;
    const auto collect = [&](const auto& self, std::uint32_t part) -> void {
        const Node& here = criterion.nodes[part];
        if (here.indicator != plan::kNone && std::find(found.begin(), found.end(), here.indicator) == found.end()) {
            found.push_back(here.indicator);
        }
        for (const std::uint32_t operand : here.operands)
            self(self, operand);
    };
    collect(collect, node);
    return found;
}

namespace {

value::Instant since(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion, const Judgement& judgement,
                     std::size_t place, value::Instant at, std::uint32_t root);

Judgement judge_nodes(const Ground& ground, std::uint32_t task, const plan::Criterion& criterion, const Expansion& expansion,
                      std::span<const std::uint32_t> rows, std::span<const value::Instant> at,
                      const std::vector<bool>& keeping) {
    const World& world = ground.world;
    const FactsData& facts = ground.facts;
    const plan::Task& rule = world.plan.tasks[task];
    Judgement result;
    result.nodes.resize(criterion.nodes.size());
    const auto context = [&](std::size_t i) {
        const Row& row = expansion.rows[rows[i]];
        return RowContext{world, facts, ground.settled, rule, expansion.slots[row.slot], row};
    };
    for (std::uint32_t n = 0; n < criterion.nodes.size(); ++n) {
        const Node& here = criterion.nodes[n];
        NodeColumns& out = result.nodes[n];
        if (is_value(here.kind) || here.kind == Node::Kind::covered) {
            out.value.reserve(rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (here.kind == Node::Kind::number) {
                    out.value.push_back(constant(here.number));
                } else if (here.kind == Node::Kind::baseline) {
                    out.value.push_back(measure_last_year(context(i), here, at[i]));
                } else if (here.indicator != plan::kNone) {
                    out.value.push_back(measure(context(i), here.indicator, keeping[n], at[i]));
                } else {
                    out.value.push_back(arithmetic(here.kind, result.nodes[here.operands[0]].value[i],
                                                   result.nodes[here.operands[1]].value[i]));
                }
            }
            if (is_value(here.kind)) continue;
        }
        out.truth.resize(rows.size());
        out.reasons.resize(rows.size());
        value::Instant failed_from = kNever;  // of a `throughout` that fails, in the row at hand
        const auto inner = [&](std::uint32_t row, std::span<const value::Instant> dates) {
            const std::vector<std::uint32_t> same(dates.size(), row);
            const plan::Criterion part{{criterion.nodes.begin(), criterion.nodes.begin() + here.operands[0] + 1}};
            return judge_nodes(ground, task, part, expansion, same, dates, keeping);
        };
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Truth truth = Truth::unknown;
            Reasons reasons = 0;
            switch (here.kind) {
                case Node::Kind::compare: {
                    const Measured& a = result.nodes[here.operands[0]].value[i];
                    const Measured& b = result.nodes[here.operands[1]].value[i];
                    truth = compare(here.comparison, a, b);
                    reasons = a.reasons | b.reasons;
                    if (a.is_ratio && b.is_ratio && a.complete && b.complete) reasons |= bit(Reason::error);  // left 128 bits
                    break;
                }
                case Node::Kind::covered:
                    truth = all_members(world.plan.indicators[here.indicator], here.members, out.value[i]);
                    reasons = out.value[i].reasons;
                    break;
                case Node::Kind::reported: {
                    const Measured value = measure(context(i), here.indicator, keeping[n], at[i]);
                    truth = value.complete ? Truth::yes : Truth::unknown;
                    reasons = value.reasons;
                    break;
                }
                case Node::Kind::claimed:
                    truth = first_claim(context(i), task) <= at[i] ? Truth::yes : Truth::unknown;
                    reasons = bit(facts.as_of > expansion.rows[rows[i]].due ? Reason::not_reported : Reason::awaited);
                    break;
                case Node::Kind::closed: {
                    const bool is_closed = closed_on(context(i)) <= at[i];
                    const Truth gates = result.nodes[here.operands[0]].truth[i];
                    truth = !is_closed ? Truth::unknown : gates == Truth::not_applicable ? Truth::yes : gates;
                    reasons = is_closed
                                  ? result.nodes[here.operands[0]].reasons[i]
                                  : bit(facts.as_of > expansion.rows[rows[i]].due ? Reason::not_reported : Reason::awaited);
                    break;
                }
                case Node::Kind::parts: truth = parts_done(context(i), at[i], reasons); break;
                case Node::Kind::never_falls: truth = never_falls(context(i), here.indicator, at[i], reasons); break;
                case Node::Kind::all:
                case Node::Kind::any:
                    truth = Truth::not_applicable;
                    for (const std::uint32_t operand : here.operands) {
                        const Truth part = result.nodes[operand].truth[i];
                        truth = here.kind == Node::Kind::all ? both(truth, part) : either(truth, part);
                        if (part == Truth::unknown) reasons |= result.nodes[operand].reasons[i];
                    }
                    break;
                case Node::Kind::negation:
                    truth = negate(result.nodes[here.operands[0]].truth[i]);
                    reasons = result.nodes[here.operands[0]].reasons[i];
                    break;
                case Node::Kind::throughout:
                    if (i == 0 || rows[i] != rows[i - 1])
                        failed_from = first_failure(context(i), criterion, here.operands[0], inner, rows[i]);
                    truth = failed_from <= at[i] ? Truth::no : result.nodes[here.operands[0]].truth[i];
                    reasons = result.nodes[here.operands[0]].reasons[i];
                    break;
                case Node::Kind::until: {
                    const std::uint32_t bound = here.operands[0];
                    truth = result.nodes[bound].truth[i];
                    reasons = result.nodes[bound].reasons[i];
                    if (result.nodes[here.operands[1]].truth[i] != Truth::yes) break;
                    // What is dated before the state held counts.
                    const value::Instant held = since(context(i), task, criterion, result, i, at[i], here.operands[1]);
                    const Row& whose = expansion.rows[rows[i]];
                    if (held < (whose.window_unknown ? whose.opens : value::first_minute(whose.days.first))) {
                        truth = Truth::not_applicable;  // it held before the slot began
                        break;
                    }
                    const std::uint32_t row[] = {rows[i]};
                    const value::Instant before[] = {value::Instant{held.minutes - 1}};
                    const plan::Criterion part{{criterion.nodes.begin(), criterion.nodes.begin() + bound + 1}};
                    const Judgement then = judge_nodes(ground, task, part, expansion, row, before, keeping);
                    truth = then.truth(0);
                    reasons = then.reasons(0);
                    break;
                }
                case Node::Kind::number:
                case Node::Kind::reading:
                case Node::Kind::baseline:
                case Node::Kind::attribute:  // of units: scope_of
                case Node::Kind::sum:
                case Node::Kind::difference:
                case Node::Kind::product: break;
            }
            out.truth[i] = truth;
            out.reasons[i] = truth == Truth::unknown ? reasons : Reasons{0};
        }
    }
    return result;
}

/// Nothing that the part reads in the row's slot up to `last`, which is over, is still to come: semantics §4, *closed*.
bool closed(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion, std::uint32_t part, value::Date last,
            value::Instant as_of) {
    for (const std::uint32_t indicator : indicators_under(criterion, part)) {
        const plan::Indicator& rule = row.world.plan.indicators[indicator];
        const Span slot{row.row.days.first, last};
        if (rule.rhythm) {
            for (const ReportingSlot& one : reporting_slots(row, indicator, slot, as_of)) {
                if (!one.filled) return false;
            }
            continue;
        }
        bool reaches_end = false;
        for (const Reading* reading : readings_of(row, indicator, {}, as_of)) {
            reaches_end |= reading->content != Content::blank && reading->days.last >= last;
        }
        for (const RowAct* act : acts_on(row.facts, row.world.plan, task, row.row, row.slot)) {
            reaches_end |=
                act->kind == log::Kind::claim && act->effective > std::min(row.row.slot_end, value::last_minute(last));
        }
        if (!reaches_end) return false;
    }
    return true;
}

}  // namespace

Truth final_truth(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion, const Judgement& judgement,
                  std::size_t place, value::Instant at, value::Instant as_of) {
    const bool continuing = row.task.slots == plan::SlotRule::continuing;
    const bool over = as_of >= row.row.slot_end;
    const auto reaching = [&](Truth truth) {
        if (truth != Truth::yes && truth != Truth::no) return truth;
        if (continuing) return over ? truth : Truth::unknown;
        return truth == Truth::yes ? truth : Truth::unknown;
    };
    const auto keeping = [&](Truth truth, std::uint32_t part) {
        if (truth != Truth::yes) return truth;
        return over && closed(row, task, criterion, part, row.row.days.last, as_of) ? Truth::yes : Truth::unknown;
    };
    const auto visit = [&](const auto& self, std::uint32_t node, bool negated) -> Truth {
        const Node& here = criterion.nodes[node];
        const NodeColumns& columns = judgement.nodes[node];
        if (here.kind == Node::Kind::negation) return self(self, here.operands[0], !negated);
        if (here.kind == Node::Kind::all || here.kind == Node::Kind::any) {
            // `not` turns all into any of the contraries.
            const bool every = (here.kind == Node::Kind::all) != negated;
            Truth truth = Truth::not_applicable;
            for (const std::uint32_t operand : here.operands) {
                const Truth part = self(self, operand, negated);
                truth = every ? both(truth, part) : either(truth, part);
            }
            return truth;
        }
        const Truth truth = negated ? negate(columns.truth[place]) : columns.truth[place];
        if (here.kind == Node::Kind::throughout || here.kind == Node::Kind::never_falls) return keeping(truth, node);
        if (here.kind == Node::Kind::until) {
            const bool held = judgement.nodes[here.operands[1]].truth[place] == Truth::yes;
            if (truth == Truth::not_applicable) return truth;
            if (truth != Truth::yes || !held) return keeping(truth, here.operands[0]);
            const value::Date until = value::date_of(since(row, task, criterion, judgement, place, at, here.operands[1]));
            const value::Date last = std::min(row.row.days.last, until);
            return closed(row, task, criterion, here.operands[0], last, as_of) ? Truth::yes : Truth::unknown;
        }
        if (here.kind == Node::Kind::compare && is_keeping(row.world.plan, criterion, here, negated))
            return keeping(truth, node);
        return reaching(truth);
    };
    return visit(visit, static_cast<std::uint32_t>(criterion.nodes.size() - 1), false);
}

namespace {

/// When the node became true: semantics §4, *completed on*.
value::Instant since(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion, const Judgement& judgement,
                     std::size_t place, value::Instant at, std::uint32_t root) {
    // The instant from which the node has been what it is, for the side (true or false) that is asked.
    const auto became = [&](const auto& self, std::uint32_t node, bool negated) -> value::Instant {
        const Node& here = criterion.nodes[node];
        const auto holds = [&](std::uint32_t operand) {
            return judgement.nodes[operand].truth[place] == (negated ? Truth::no : Truth::yes);
        };
        switch (here.kind) {
            case Node::Kind::negation: return self(self, here.operands[0], !negated);
            case Node::Kind::all:
            case Node::Kind::any: {
                const bool every = (here.kind == Node::Kind::all) != negated;
                value::Instant found = every ? value::Instant{std::numeric_limits<std::int64_t>::min()} : kNever;
                for (const std::uint32_t operand : here.operands) {
                    if (!holds(operand)) continue;
                    const value::Instant part = self(self, operand, negated);
                    found = every ? std::max(found, part) : std::min(found, part);
                }
                return found;
            }
            case Node::Kind::claimed: return first_claim(row, task);
            case Node::Kind::throughout:
            case Node::Kind::never_falls: return row.row.slot_end;
            case Node::Kind::until: return holds(here.operands[1]) ? self(self, here.operands[1], negated) : row.row.slot_end;
            case Node::Kind::closed:
                return holds(here.operands[0]) ? std::max(closed_on(row), self(self, here.operands[0], negated))
                                               : closed_on(row);
            case Node::Kind::parts: {
                value::Instant last{std::numeric_limits<std::int64_t>::min()};
                visit_parts(row, [&](const Block& block, std::uint32_t part) {
                    if (is_done(block, part, at) == Truth::yes) last = std::max(last, block.completed[part]);
                });
                return last;
            }
            case Node::Kind::compare:
            case Node::Kind::covered:
            case Node::Kind::reported: break;
            case Node::Kind::number:
            case Node::Kind::reading:
            case Node::Kind::baseline:
            case Node::Kind::attribute:
            case Node::Kind::sum:
            case Node::Kind::difference:
            case Node::Kind::product: return kNever;
        }
        if (here.kind == Node::Kind::compare && is_keeping(row.world.plan, criterion, here, negated)) return row.row.slot_end;
        std::vector<value::Instant> dates;
        readings_under(row, criterion, node, false, at, dates);
        std::sort(dates.begin(), dates.end());
        value::Instant start = dates.empty() ? at : dates.back();
        for (auto date = dates.rbegin(); date != dates.rend(); ++date) {
            Truth truth = Truth::yes;
            if (here.kind == Node::Kind::compare) truth = compared_so_far(row, criterion, here, false, *date);
            if (here.kind == Node::Kind::covered) {
                const Measured value = measure_so_far(row, here.indicator, false, *date);
                truth = all_members(row.world.plan.indicators[here.indicator], here.members, value);
            }
            if (truth != (negated ? Truth::no : Truth::yes)) break;
            start = *date;
            if (here.kind == Node::Kind::reported) break;  // filled by the last reading
        }
        return start;
    };
    return became(became, root, false);
}

}  // namespace

Judgement judge(const Ground& ground, std::uint32_t task, const plan::Criterion& criterion, const Expansion& expansion,
                std::span<const std::uint32_t> rows, std::span<const value::Instant> at) {
    return judge_nodes(ground, task, criterion, expansion, rows, at, keeping_nodes(ground.world.plan, criterion));
}

value::Instant completed_on(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                            const Judgement& judgement, std::size_t place, value::Instant at) {
    return since(row, task, criterion, judgement, place, at, static_cast<std::uint32_t>(criterion.nodes.size() - 1));
}

void add_turning_points(const RowContext& row, const plan::Criterion& criterion, std::vector<value::Instant>& instants) {
    for (const Node& node : criterion.nodes) {
        if (node.kind == Node::Kind::closed && closed_on(row) != kNever) instants.push_back(closed_on(row));
        if (node.kind != Node::Kind::parts) continue;
        visit_parts(row, [&](const Block& block, std::uint32_t part) {
            if (block.completed[part] != kNever) instants.push_back(block.completed[part]);
        });
    }
}

bool rests_on_own_word(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                       value::Instant at) {
    const std::vector<bool> keeping = keeping_nodes(row.world.plan, criterion);
    std::vector<bool> matters(criterion.nodes.size(), false);  // the state of an `until` that held before the slot
    for (std::uint32_t n = static_cast<std::uint32_t>(criterion.nodes.size()); n-- > 0;) {
        const Node& here = criterion.nodes[n];
        const bool held = here.kind == Node::Kind::until && judgement.nodes[here.operands[1]].truth[place] == Truth::yes;
        if (held) matters[here.operands[1]] = true;
        for (const std::uint32_t operand : here.operands)
            matters[operand] = matters[operand] || matters[n];
        if (here.indicator == plan::kNone) continue;
        const NodeColumns& columns = judgement.nodes[n];
        const bool is_truth = !columns.truth.empty();
        const bool applies = is_truth ? columns.truth[place] != Truth::not_applicable : columns.value[place].applicable;
        if (applies && !matters[n]) continue;
        std::vector<const Reading*> readings = readings_of_node(row, here, keeping[n], at);
        std::erase_if(readings, [](const Reading* reading) { return reading->content == Content::blank; });
        const bool latest_alone = !adds_up(row.world.plan.indicators[here.indicator].kind) && !readings.empty();
        if (latest_alone) readings = {readings.back()};
        for (const Reading* reading : readings) {
            if (reading->origin.source == log::Source::reporter) return true;
        }
    }
    return false;
}

ForWhole told_by_parts(const RowContext& row, const plan::Criterion& criterion) {
    ForWhole told;
    if (!has_parts(criterion)) return told;
    visit_parts(row, [&](const Block& block, std::uint32_t part) {
        const ForWhole& one = block.for_whole[part];
        told.proofs.insert(told.proofs.end(), one.proofs.begin(), one.proofs.end());
        told.by_own_word = told.by_own_word || one.by_own_word;
    });
    return told;
}

bool parts_speak(const RowContext& row, const plan::Criterion& criterion) {
    bool speak = std::any_of(criterion.nodes.begin(), criterion.nodes.end(),
                             [](const Node& node) { return node.kind == Node::Kind::closed; }) &&
                 closed_on(row) != kNever;
    if (!has_parts(criterion)) return speak;
    visit_parts(row,
                [&](const Block& block, std::uint32_t part) { speak = speak || block.assurance[part] != Assurance::silent; });
    return speak;
}

std::optional<std::uint32_t> leading(const plan::Criterion& criterion, const Judgement& judgement, std::size_t place) {
    std::optional<std::uint32_t> first;
    for (std::uint32_t n = 0; n < criterion.nodes.size(); ++n) {
        if (criterion.nodes[n].kind != Node::Kind::compare) continue;
        if (!first) first = n;
        if (judgement.nodes[n].truth[place] != Truth::yes) return n;
    }
    return first;
}

}  // namespace duban::evaluate
