#include "engine/evaluate/judge.hpp"

#include "engine/evaluate/compare.hpp"
#include "engine/evaluate/completed.hpp"
#include "engine/evaluate/counts.hpp"
#include "engine/evaluate/leaf.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::Comparison;
using plan::Node;

/// What one node reads itself, those of earlier years too.
std::vector<const Reading*> readings_of_node(const RowContext& row, const Node& node, bool keeping, value::Instant at) {
    if (node.kind != Node::Kind::baseline)
        return readings_of(row, node.indicator, span_of(row, row.world.plan.indicators[node.indicator], keeping), at);
    return readings_earlier(row, node.indicator, node.months_back, at);
}

/// The first date of a reading in the row's slot at which the node is false; kNever if there is none.
template <class Inner>
value::Instant first_failure(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement,
                             std::size_t place, std::uint32_t node, const Inner& inner, std::uint32_t row_number) {
    std::vector<value::Instant> dates;
    readings_under(row, criterion, judgement, place, node, true, row.facts.as_of, dates);
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    const Judgement then = inner(row_number, dates);
    for (std::size_t i = 0; i < dates.size(); ++i) {
        if (then.truth(i) == Truth::no) return dates[i];
    }
    return kNever;
}

bool is_value(Node::Kind kind) {
    using enum Node::Kind;
    return kind == number || kind == reading || kind == baseline || kind == sum || kind == difference || kind == product ||
           kind == total;
}

std::uint32_t root_of(const plan::Criterion& criterion) { return static_cast<std::uint32_t>(criterion.nodes.size() - 1); }

/// A flow or running total, or what is made of each unit's.
bool is_of_flows(const plan::Plan& plan, const plan::Criterion& criterion, std::uint32_t node) {
    const Node& here = criterion.nodes[node];
    if (here.kind == Node::Kind::total) return is_of_flows(plan, here.over.front().inner, root_of(here.over.front().inner));
    return here.kind == Node::Kind::reading && plan::only_grows(plan.indicators[here.indicator].kind);
}

/// Has one of these in it.
bool has_flows(const plan::Plan& plan, const plan::Criterion& criterion, std::uint32_t node) {
    const Node& here = criterion.nodes[node];
    return is_of_flows(plan, criterion, node) ||
           std::any_of(here.operands.begin(), here.operands.end(),
                       [&](std::uint32_t part) { return has_flows(plan, criterion, part); });
}

/// Which way a value can still go: 1 up, -1 down, 0 if it is a number or an earlier year's figure; nothing if either way.
std::optional<std::int32_t> course_of(const plan::Plan& plan, const plan::Criterion& criterion, std::uint32_t node) {
    const Node& here = criterion.nodes[node];
    if (here.kind == Node::Kind::number || here.kind == Node::Kind::baseline) return 0;
    if (is_of_flows(plan, criterion, node)) return 1;
    if (here.operands.size() != 2) return std::nullopt;
    const auto left = course_of(plan, criterion, here.operands[0]);
    auto right = course_of(plan, criterion, here.operands[1]);
    if (!left || !right) return std::nullopt;
    if (here.kind == Node::Kind::product) {  // one of them is a number
        const std::int64_t times = criterion.nodes[here.operands[*left == 0 ? 0 : 1]].number.millionths;
        return *left == 0 && *right == 0 ? 0 : times > 0 ? *left + *right : times < 0 ? -*left - *right : 0;
    }
    if (here.kind == Node::Kind::difference) right = -*right;
    return *left == 0 || *left == *right ? right : *right == 0 ? left : std::nullopt;
}

std::vector<bool> keeping_under(const plan::Plan& plan, const plan::Criterion& criterion, std::uint32_t root, bool is_negated,
                                bool is_inside) {
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
    mark(mark, root, is_negated, is_inside);
    return keeping;
}

}  // namespace

bool is_keeping(const plan::Plan& plan, const plan::Criterion& criterion, const Node& comparison, bool negated) {
    const auto goes = [&](std::uint32_t side, std::uint32_t other, std::int32_t course) {
        return course_of(plan, criterion, comparison.operands[side]) == course &&
               !has_flows(plan, criterion, comparison.operands[other]);
    };
    const bool upper = comparison.comparison == Comparison::at_most || comparison.comparison == Comparison::less;
    const bool lower = comparison.comparison == Comparison::at_least || comparison.comparison == Comparison::more;
    if (goes(0, 1, 1) || goes(1, 0, -1)) return negated ? lower : upper;
    if (goes(1, 0, 1) || goes(0, 1, -1)) return negated ? upper : lower;
    return false;
}

std::vector<bool> keeping_nodes(const plan::Plan& plan, const plan::Criterion& criterion, bool negated, bool inside) {
    return keeping_under(plan, criterion, root_of(criterion), negated, inside);
}

std::vector<Nots> nots_over(const plan::Criterion& criterion, std::uint32_t root, Nots nots) {
    std::vector<Nots> result(root + 1, nots);
    for (std::uint32_t node = root + 1; node-- > 0;) {
        const Node& here = criterion.nodes[node];
        for (const std::uint32_t operand : here.operands)
            result[operand] = here.kind == Node::Kind::negation ? under_not(result[node]) : result[node];
    }
    return result;
}

std::vector<bool> nodes_under(const plan::Criterion& criterion, std::uint32_t root) {
    std::vector<bool> under(root + 1, false);
    under[root] = true;
    for (std::uint32_t node = root + 1; node-- > 0;) {
        for (const std::uint32_t operand : criterion.nodes[node].operands)
            under[operand] = under[operand] || under[node];
    }
    return under;
}

namespace {

bool has_parts(const plan::Criterion& criterion) {
    return std::any_of(criterion.nodes.begin(), criterion.nodes.end(),
                       [](const Node& node) { return node.kind == Node::Kind::parts; });
}

}  // namespace

std::vector<std::uint32_t> indicators_of(const plan::Criterion& criterion) {
    return indicators_under(criterion, root_of(criterion));
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

Judgement judge_under(const Ground& ground, std::uint32_t task, const plan::Criterion& criterion, std::uint32_t root,
                      const Expansion& expansion, std::span<const std::uint32_t> rows, std::span<const value::Instant> at,
                      const std::vector<bool>& keeping, Nots over_root) {
    const World& world = ground.world;
    const FactsData& facts = ground.facts;
    const plan::Task& rule = world.plan.tasks[task];
    const std::vector<bool> is_part = nodes_under(criterion, root);
    const std::vector<Nots> nots = nots_over(criterion, root, over_root);
    Judgement result;
    result.nodes.resize(root + 1);
    const auto context = [&](std::size_t i) {
        const Row& row = expansion.rows[rows[i]];
        return RowContext{world, facts, ground.settled, rule, expansion.slots[row.slot], row};
    };
    for (std::uint32_t n = 0; n <= root; ++n) {
        if (root != root_of(criterion) && !is_part[n]) continue;
        const Node& here = criterion.nodes[n];
        NodeColumns& out = result.nodes[n];
        if (here.kind == Node::Kind::total) {
            judge_counted(ground, task, here, expansion, rows, at, nots[n], keeping[n], out);
            continue;
        }
        if (is_value(here.kind) || here.kind == Node::Kind::covered) {
            out.value.reserve(rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (here.kind == Node::Kind::number) {
                    out.value.push_back(constant(here.number));
                } else if (here.kind == Node::Kind::baseline) {
                    out.value.push_back(measure_earlier(context(i), here, at[i]));
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
            return judge_under(ground, task, criterion, here.operands[0], expansion, same, dates, keeping, Nots::none);
        };
        if (here.kind == Node::Kind::count) {
            judge_counted(ground, task, here, expansion, rows, at, nots[n], keeping[n], out);
            continue;
        }
        std::optional<OtherTask> other;
        if (here.kind == Node::Kind::task_done) other.emplace(ground, here.task);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Truth truth = Truth::unknown;
            Reasons reasons = 0;
            switch (here.kind) {
                case Node::Kind::compare: {
                    const Measured& a = result.nodes[here.operands[0]].value[i];
                    const Measured& b = result.nodes[here.operands[1]].value[i];
                    truth = compare(here.comparison, a, b);
                    reasons = a.reasons | b.reasons;
                    if ((reasons & bit(Reason::error)) != 0) reasons = bit(Reason::error);  // no report mends it
                    if (a.is_ratio && b.is_ratio && a.complete && b.complete) reasons |= bit(Reason::error);  // left 126 bits
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
                        failed_from = first_failure(context(i), criterion, result, i, here.operands[0], inner, rows[i]);
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
                    if (held > at[i]) break;  // it is a bound that is kept to the end of its slot
                    const Row& whose = expansion.rows[rows[i]];
                    if (held < (whose.window_unknown ? whose.opens : value::first_minute(whose.days.first))) {
                        truth = Truth::not_applicable;  // it held before the slot began
                        break;
                    }
                    const std::uint32_t row[] = {rows[i]};
                    const value::Instant before[] = {value::Instant{held.minutes - 1}};
                    const Judgement then =
                        judge_under(ground, task, criterion, bound, expansion, row, before, keeping, nots[bound]);
                    truth = then.truth(0);
                    reasons = then.reasons(0);
                    // Its slot is over: what is to come is none of it.
                    if (reasons != bit(Reason::awaited)) reasons &= static_cast<Reasons>(~bit(Reason::awaited));
                    break;
                }
                case Node::Kind::count_of: {
                    Numbers numbers;
                    for (const std::uint32_t operand : here.operands) {
                        const Truth part = result.nodes[operand].truth[i];
                        numbers.yes += part == Truth::yes ? 1 : 0;
                        numbers.no += part == Truth::no ? 1 : 0;
                        numbers.unknown += part == Truth::unknown ? 1 : 0;
                        if (part == Truth::unknown) reasons |= result.nodes[operand].reasons[i];
                    }
                    numbers.nots = nots[n];
                    numbers.needed = needed_of(here, numbers.all(), nots[n]);
                    out.numbers.push_back(numbers);
                    truth = numbers.truth();
                    break;
                }
                case Node::Kind::task_done:
                    out.doneness.push_back(other->of(expansion.rows[rows[i]].unit, context(i).slot));
                    truth = out.doneness[i].at(at[i]);
                    reasons = out.doneness[i].reasons;
                    break;
                case Node::Kind::judged:
                    truth = judged_by(context(i), task, at[i]);
                    reasons = bit(Reason::judgement);
                    break;
                case Node::Kind::number:
                case Node::Kind::reading:
                case Node::Kind::baseline:
                case Node::Kind::attribute:  // of units: scope_of
                case Node::Kind::sum:
                case Node::Kind::difference:
                case Node::Kind::product:
                case Node::Kind::count:  // judge_counted
                case Node::Kind::total: break;
            }
            out.truth[i] = truth;
            out.reasons[i] = truth == Truth::unknown ? reasons : Reasons{0};
        }
    }
    return result;
}

Judgement judge(const Ground& ground, std::uint32_t task, const plan::Criterion& criterion, const Expansion& expansion,
                std::span<const std::uint32_t> rows, std::span<const value::Instant> at) {
    return judge_under(ground, task, criterion, root_of(criterion), expansion, rows, at,
                       keeping_nodes(ground.world.plan, criterion), Nots::none);
}

Judgement judge_filter(const RowContext& row, const plan::Criterion& where) {
    Expansion alone{{row.slot}, {row.row}, {}};
    alone.rows.front().slot = 0;
    const std::uint32_t rows[] = {0};
    const value::Instant stand[] = {stand_of(row.facts, row.row)};
    const auto task = static_cast<std::uint32_t>(&row.task - row.world.plan.tasks.data());
    return judge({row.world, row.facts, row.settled}, task, where, alone, rows, stand);
}

void add_turning_points(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                        std::vector<value::Instant>& instants) {
    const bool has_until = std::any_of(criterion.nodes.begin(), criterion.nodes.end(),
                                       [](const Node& node) { return node.kind == Node::Kind::until; });
    for (std::uint32_t n = 0; n < criterion.nodes.size(); ++n) {
        const Node& node = criterion.nodes[n];
        const NodeColumns& columns = judgement.nodes[n];
        if (node.indicator != plan::kNone) {
            const bool looks_back = node.kind == Node::Kind::baseline || node.kind == Node::Kind::never_falls;
            const Span span = looks_back ? Span{} : span_of(row, row.world.plan.indicators[node.indicator], false);
            // A state that is not known any more leaves the bound as it is, and what does not apply, as a share of none, is a
            // figure no more once a period has ended unreported.
            const bool is_ratio = row.world.plan.indicators[node.indicator].kind == plan::IndicatorKind::ratio;
            bool by_time_alone = has_until;
            for (const Reading* reading : readings_of(row, node.indicator, span, row.facts.as_of)) {
                instants.push_back(reading->effective);
                const bool of_none = is_ratio && reading->content == Content::value && reading->denominator == 0;
                by_time_alone = by_time_alone || of_none || reading->content == Content::not_applicable;
            }
            if (by_time_alone) visit_ends(row, node.indicator, [&](value::Instant end) { instants.push_back(end); });
        }
        if (node.kind == Node::Kind::closed && closed_on(row) != kNever) instants.push_back(closed_on(row));
        if (node.kind == Node::Kind::task_done && columns.doneness[place].some_done)
            instants.push_back(columns.doneness[place].last);
        if (node.kind == Node::Kind::parts) {
            visit_parts(row, [&](const Block& block, std::uint32_t part) {
                if (block.completed[part] != kNever) instants.push_back(block.completed[part]);
            });
        }
        if (!columns.counted) continue;
        for (const Counted::Return& one : columns.counted->group_of(place).late) {
            instants.push_back(one.end);
            if (one.told != kNever) instants.push_back(one.told);
        }
        for (const Counted::One& one : columns.counted->of(place)) {
            const Row& here = columns.counted->expansion.rows[one.row];
            if (!columns.counted->over->units && here.incident) instants.push_back(here.incident->occurred);
            const Counted::Step* step = columns.counted->step_of(one, place);
            if (!step || one.unknown != 0) continue;
            add_turning_points(columns.counted->row_of(row, one), columns.counted->inner(), columns.counted->judgement,
                               step->judged, instants);
        }
    }
}

namespace {

/// Whether a case or a return is in the slot, meant or not.
bool cases_speak(const RowContext& row, std::uint32_t event) {
    bool any = !cases_in_slot(row, event).empty();
    visit_heritage(row.world, row.facts, row.row, [&](units::UnitIndex unit) {
        for (const Nothing& nothing : row.facts.nothings[event].of(unit))
            any = any || (nothing.days.last >= row.row.days.first && nothing.days.last <= row.row.days.last &&
                          !is_between_stretches(row, nothing.days.last));
    });
    return any;
}

/// Whether anything is told of those that are counted.
bool counted_speak(const RowContext& outer, const Counted& counted, std::size_t place, bool inside) {
    if (!counted.over->units) return !outer.row.window_unknown && cases_speak(outer, counted.over->event);
    const plan::Criterion& inner = counted.inner();
    const std::vector<bool> keeping = keeping_nodes(outer.world.plan, inner, is_negated(counted.nots), inside);
    const std::span<const Counted::One> ones = counted.of(place);
    return std::any_of(ones.begin(), ones.end(), [&](const Counted::One& one) {
        const RowContext row = counted.row_of(outer, one);
        for (std::uint32_t n = 0; n < inner.nodes.size(); ++n) {
            const std::uint32_t indicator = inner.nodes[n].indicator;
            if (indicator == plan::kNone || inner.nodes[n].kind == Node::Kind::baseline) continue;
            const Span span = span_of(row, outer.world.plan.indicators[indicator], keeping[n]);
            for (const Reading* reading : readings_of(row, indicator, span, outer.facts.as_of)) {
                if (reading->content != Content::blank) return true;
            }
        }
        const Counted::Step* step = counted.step_of(one, place);
        return step && parts_speak(row, inner, counted.judgement, step->judged, keeping);
    });
}

bool applies(const NodeColumns& columns, std::size_t place) {
    return columns.truth.empty() ? columns.value[place].applicable : columns.truth[place] != Truth::not_applicable;
}

}  // namespace

std::vector<bool> not_applicable_for(const plan::Criterion& criterion, std::uint32_t root, const Judgement& judgement,
                                     std::size_t place) {
    std::vector<bool> found(criterion.nodes.size(), false);
    found[root] = !applies(judgement.nodes[root], place);
    for (std::uint32_t n = root + 1; n-- > 0;) {
        for (const std::uint32_t operand : criterion.nodes[n].operands)
            found[operand] = found[operand] || (found[n] && !applies(judgement.nodes[operand], place));
    }
    return found;
}

namespace {

/// Of a node that does not apply.
bool rests_on_own_word(const RowContext& row, const plan::Criterion& criterion, std::uint32_t root, const Judgement& judgement,
                       std::size_t place, value::Instant at, const std::vector<bool>& keeping) {
    std::vector<bool> so = not_applicable_for(criterion, root, judgement, place);
    for (std::uint32_t n = root + 1; n-- > 0;) {
        if (!so[n]) continue;
        const Node& here = criterion.nodes[n];
        const NodeColumns& columns = judgement.nodes[n];
        if (here.kind == Node::Kind::until && judgement.nodes[here.operands[1]].truth[place] == Truth::yes) {
            const std::uint32_t bound = here.operands[0];
            const auto task = static_cast<std::uint32_t>(&row.task - row.world.plan.tasks.data());
            const value::Instant held = since(row, task, criterion, judgement, place, at, here.operands[1]);
            if (held > at) continue;
            const std::vector<bool> state = nodes_under(criterion, here.operands[1]);
            const std::vector<bool> bounds = nodes_under(criterion, bound);
            for (std::uint32_t under = 0; under < n; ++under)
                so[under] = so[under] && !bounds[under];
            if (held < (row.row.window_unknown ? row.row.opens : value::first_minute(row.row.days.first))) {
                for (std::uint32_t under = 0; under < n; ++under)
                    so[under] = so[under] || state[under];
                continue;
            }
            Expansion alone{{row.slot}, {row.row}, {}};
            alone.rows.front().slot = 0;
            const std::uint32_t rows[] = {0};
            const value::Instant before[] = {value::Instant{held.minutes - 1}};
            const Judgement then = judge_under({row.world, row.facts, row.settled}, task, criterion, bound, alone, rows, before,
                                               keeping, Nots::none);
            if (rests_on_own_word(row, criterion, bound, then, 0, before[0], keeping)) return true;
            continue;
        }
        if (here.kind == Node::Kind::task_done && columns.doneness[place].by_own_word) return true;
        if (columns.counted) {
            const Counted& counted = *columns.counted;
            const std::vector<bool> inside =
                keeping_nodes(row.world.plan, counted.inner(), is_negated(counted.nots), keeping[n]);
            const std::uint32_t inner = root_of(counted.inner());
            for (const Counted::One& one : counted.of(place)) {
                const Counted::Step* step = counted.step_of(one, place);
                if (step && one.unknown == 0 && !applies(counted.judgement.nodes[inner], step->judged) &&
                    rests_on_own_word(counted.row_of(row, one), counted.inner(), inner, counted.judgement, step->judged, at,
                                      inside)) {
                    return true;
                }
            }
            continue;
        }
        if (here.indicator == plan::kNone) continue;
        std::vector<const Reading*> readings = readings_of_node(row, here, keeping[n], at);
        std::erase_if(readings, [](const Reading* reading) { return reading->content == Content::blank; });
        const bool latest_alone = !adds_up(row.world.plan.indicators[here.indicator].kind);
        for (std::size_t i = 0; i < readings.size(); ++i) {
            const bool is_passed_over =
                latest_alone && std::any_of(readings.begin() + static_cast<std::ptrdiff_t>(i) + 1, readings.end(),
                                            [&](const Reading* later) { return later->unit == readings[i]->unit; });
            if (!is_passed_over && readings[i]->origin.source == log::Source::reporter) return true;
        }
    }
    return false;
}

}  // namespace

bool rests_on_own_word(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                       value::Instant at, const std::vector<bool>& keeping) {
    return rests_on_own_word(row, criterion, root_of(criterion), judgement, place, at, keeping);
}

ToldByParts told_by_parts(const RowContext& row, const plan::Criterion& criterion) {
    ToldByParts told;
    const bool reads_closing = std::any_of(criterion.nodes.begin(), criterion.nodes.end(),
                                           [](const Node& node) { return node.kind == Node::Kind::closed; });
    if (reads_closing && row.row.incident) {
        for (const Proof& proof : row.facts.proofs_of_event(row.row.event).of(row.row.incident->unit)) {
            if (proof.case_id == row.row.incident->case_id) told.proofs.emplace_back(proof.kind);
        }
    }
    if (!has_parts(criterion)) return told;
    visit_parts(row, [&](const Block& block, std::uint32_t part) {
        told.proofs.insert(told.proofs.end(), block.proofs[part].begin(), block.proofs[part].end());
        told.by_own_word = told.by_own_word || block.by_own_word[part] != 0;
    });
    return told;
}

bool parts_speak(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                 const std::vector<bool>& keeping) {
    bool speak = std::any_of(criterion.nodes.begin(), criterion.nodes.end(),
                             [](const Node& node) { return node.kind == Node::Kind::closed; }) &&
                 closed_on(row) != kNever;
    if (has_parts(criterion)) {
        visit_parts(
            row, [&](const Block& block, std::uint32_t part) { speak = speak || block.assurance[part] != Assurance::silent; });
    }
    for (std::size_t n = 0; n < judgement.nodes.size(); ++n) {
        const NodeColumns& columns = judgement.nodes[n];
        if (!columns.doneness.empty()) speak = speak || columns.doneness[place].spoken;
        if (!speak && columns.counted) speak = counted_speak(row, *columns.counted, place, keeping[n]);
    }
    return speak;
}

std::optional<std::uint32_t> leading(const plan::Criterion& criterion, const Judgement& judgement, std::size_t place) {
    const auto is_count = [&](std::uint32_t n) {
        const Node::Kind kind = criterion.nodes[n].kind;
        return kind == Node::Kind::count || kind == Node::Kind::count_of;
    };
    bool has_count = false;
    for (std::uint32_t n = 0; n < criterion.nodes.size(); ++n)
        has_count = has_count || is_count(n);
    std::vector<Nots> nots;
    std::vector<bool> is_counted;  // stands inside a count
    if (has_count) {
        nots = nots_over(criterion, root_of(criterion), Nots::none);
        is_counted.resize(criterion.nodes.size());
        for (std::uint32_t n = root_of(criterion) + 1; n-- > 0;) {
            for (const std::uint32_t operand : criterion.nodes[n].operands)
                is_counted[operand] = is_counted[n] || is_count(n);
        }
    }
    std::optional<std::uint32_t> first;
    for (std::uint32_t n = 0; n < criterion.nodes.size(); ++n) {
        if (criterion.nodes[n].kind != Node::Kind::compare && !is_count(n)) continue;
        if (has_count && is_counted[n]) continue;
        if (!first) first = n;
        // Of not so many: that it does not hold is what is wanted.
        const Truth wanted = is_count(n) && is_negated(nots[n]) ? Truth::no : Truth::yes;
        if (judgement.nodes[n].truth[place] != wanted) return n;
    }
    return first;
}

}  // namespace duban::evaluate
