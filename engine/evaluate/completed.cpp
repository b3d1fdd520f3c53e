#include "engine/evaluate/completed.hpp"

#include "engine/evaluate/compare.hpp"
#include "engine/evaluate/counts.hpp"
#include "engine/evaluate/leaf.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::Node;

/// What is judged at a place, of a row or of one that is counted with it.
struct Place {
    const RowContext& row;
    std::uint32_t task;
    const plan::Criterion& criterion;
    const Judgement& judgement;
    std::size_t place;
    value::Instant at;

    [[nodiscard]] std::uint32_t root() const { return static_cast<std::uint32_t>(criterion.nodes.size() - 1); }
    [[nodiscard]] const NodeColumns& columns(std::uint32_t node) const { return judgement.nodes[node]; }
    /// Of a node, or of its contrary.
    [[nodiscard]] Truth truth(std::uint32_t node, bool negated) const {
        const Truth truth = columns(node).truth[place];
        return negated ? negate(truth) : truth;
    }
    [[nodiscard]] Numbers numbers(std::uint32_t node, bool negated) const {
        const Numbers numbers = columns(node).numbers[place];
        return negated ? numbers.contrary() : numbers;
    }
    /// visit(Place, or null where nobody knows whether it counts): each that a count or a total counts by then.
    template <class Visit>
    void visit_counted(std::uint32_t node, const Visit& visit) const {
        const Counted& counted = *columns(node).counted;
        for (const Counted::One& one : counted.of(place)) {
            const Counted::Step* step = counted.step_of(one, place);
            if (!step) continue;
            const RowContext inner = counted.row_of(row, one);
            const Place there{inner, task, counted.inner(), counted.judgement, step->judged, at};
            visit(one.unknown != 0 ? nullptr : &there);
        }
    }
};

/// Nothing that the part reads in the row's slot, which is over, is still to come: *closed*. The slot of `c until s` ends when
/// s became true, at `until`: what is of that day is no longer asked for. What a total adds up is claimed with the row.
bool closed(const Place& here, std::uint32_t part, value::Instant until, value::Instant as_of, bool claimed) {
    const RowContext& row = here.row;
    const bool ends_by_state = row.row.window_unknown || until < row.row.slot_end;
    const value::Instant end = ends_by_state ? until : row.row.slot_end;
    const value::Date last =
        row.row.window_unknown ? value::date_of(until) : std::min(row.row.days.last, value::date_of(until));
    const value::Date last_asked = ends_by_state ? value::add_days(last, -1) : last;
    for (const RowAct* act : acts_on(row.facts, row.world.plan, here.task, row.row, row.slot)) {
        claimed = claimed || (act->kind == log::Kind::claim && act->effective > end);
    }
    for (const std::uint32_t indicator : indicators_under(here.criterion, part)) {
        const plan::Indicator& rule = row.world.plan.indicators[indicator];
        if (rule.rhythm) {
            const Span slot{row.row.days.first, row.row.days.last, false, row.row.window_unknown};
            std::vector<ReportingSlot> slots = reporting_slots(row, indicator, slot, as_of);
            std::erase_if(slots, [&](const ReportingSlot& one) { return one.days.last > last_asked; });
            for (std::size_t i = 0; i < slots.size(); ++i) {
                const bool is_last = i + 1 == slots.size() || slots[i + 1].unit != slots[i].unit;
                const bool is_wanted = is_last || rule.kind != plan::IndicatorKind::running_total;
                if (is_wanted && !slots[i].filled) return false;
            }
            continue;
        }
        bool reaches_end = claimed;
        for (const Reading* reading : readings_of(row, indicator, {}, as_of)) {
            reaches_end |= reading->content != Content::blank && reading->days.last >= last;
        }
        if (!reaches_end) return false;
    }
    const std::vector<bool> under = nodes_under(here.criterion, part);
    bool all = true;
    for (std::uint32_t node = 0; node <= part; ++node) {
        if (!under[node] || here.criterion.nodes[node].kind != Node::Kind::total) continue;
        here.visit_counted(node,
                           [&](const Place* one) { all = all && one && closed(*one, one->root(), until, as_of, claimed); });
    }
    return all;
}

/// The final reading of a node, or of its contrary.
Truth final_of(const Place& here, std::uint32_t node, bool negated, value::Instant as_of) {
    const RowContext& row = here.row;
    const bool continuing = row.task.slots == plan::SlotRule::continuing;
    const bool over = as_of >= row.row.ends();
    const auto reaching = [&](Truth truth) {
        if (truth != Truth::yes && truth != Truth::no) return truth;
        if (continuing) return as_of > row.row.ends() ? truth : Truth::unknown;
        return truth == Truth::yes ? truth : Truth::unknown;
    };
    const auto keeping = [&](Truth truth, std::uint32_t part) {
        if (truth != Truth::yes) return truth;
        return over && closed(here, part, value::last_minute(row.row.days.last), as_of, false) ? Truth::yes : Truth::unknown;
    };
    const Node& rule = here.criterion.nodes[node];
    switch (rule.kind) {
        case Node::Kind::negation: return final_of(here, rule.operands[0], !negated, as_of);
        case Node::Kind::all:
        case Node::Kind::any: {
            // `not` turns all into any of the contraries.
            const bool every = (rule.kind == Node::Kind::all) != negated;
            Truth truth = Truth::not_applicable;
            for (const std::uint32_t operand : rule.operands) {
                const Truth part = final_of(here, operand, negated, as_of);
                truth = every ? both(truth, part) : either(truth, part);
            }
            return truth;
        }
        case Node::Kind::count:
        case Node::Kind::count_of: {
            Numbers numbers;
            const auto add = [&](Truth truth) {
                numbers.yes += truth == Truth::yes ? 1 : 0;
                numbers.no += truth == Truth::no ? 1 : 0;
                numbers.unknown += truth == Truth::unknown ? 1 : 0;
            };
            if (rule.kind == Node::Kind::count_of) {
                for (const std::uint32_t operand : rule.operands)
                    add(final_of(here, operand, negated, as_of));
            } else if (rule.over.front().units) {
                here.visit_counted(
                    node, [&](const Place* one) { add(one ? final_of(*one, one->root(), negated, as_of) : Truth::unknown); });
            } else {
                // One more case may come to be known until all returns of the slot are there.
                const Truth truth = here.truth(node, negated);
                if (truth == Truth::not_applicable) return truth;
                const value::Instant end = value::last_minute(row.row.days.last);
                const bool all_told = over && returns_missing(row, rule.over.front().event, end).empty();
                return truth == Truth::yes && all_told ? truth : Truth::unknown;
            }
            const Numbers judged = here.numbers(node, negated);
            numbers.needed = judged.needed;
            numbers.nots = judged.nots;
            return numbers.truth();
        }
        case Node::Kind::throughout:
        case Node::Kind::never_falls: return keeping(here.truth(node, negated), node);
        case Node::Kind::until: {
            const Truth truth = here.truth(node, negated);
            const bool held = here.columns(rule.operands[1]).truth[here.place] == Truth::yes;
            if (truth == Truth::not_applicable) return truth;
            if (truth != Truth::yes || !held) return keeping(truth, rule.operands[0]);
            const value::Instant until =
                since(row, here.task, here.criterion, here.judgement, here.place, here.at, rule.operands[1]);
            if (until > as_of) return Truth::unknown;  // it is a bound that is kept to the end of its slot
            return closed(here, rule.operands[0], until, as_of, false) ? Truth::yes : Truth::unknown;
        }
        default: break;
    }
    const Truth truth = here.truth(node, negated);
    if (rule.kind == Node::Kind::compare && is_keeping(row.world.plan, here.criterion, rule, negated))
        return keeping(truth, node);
    return reaching(truth);
}

/// The dates of the readings under a node.
void add_dates(const Place& here, std::uint32_t node, bool keeping, value::Instant until, std::vector<value::Instant>& dates) {
    const Node& rule = here.criterion.nodes[node];
    if (rule.kind == Node::Kind::baseline) {
        if (keeping) return;  // in the slot are the row's own alone
        for (const Reading* reading : readings_earlier(here.row, rule.indicator, rule.months_back, until)) {
            if (reading->content != Content::blank) dates.push_back(reading->effective);
        }
        return;
    }
    if (rule.indicator != plan::kNone) {
        const Span span = span_of(here.row, here.row.world.plan.indicators[rule.indicator], keeping);
        for (const Reading* reading : readings_of(here.row, rule.indicator, span, until)) {
            if (reading->content != Content::blank) dates.push_back(reading->effective);
        }
    }
    if (rule.kind == Node::Kind::total) {
        here.visit_counted(node, [&](const Place* one) {
            if (one) add_dates(*one, one->root(), keeping, until, dates);
        });
    }
    for (const std::uint32_t operand : rule.operands)
        add_dates(here, operand, keeping, until, dates);
}

void in_order(std::vector<value::Instant>& dates) {
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
}

bool adds_units(const plan::Criterion& criterion, std::uint32_t node) {
    const Node& rule = criterion.nodes[node];
    return rule.kind == Node::Kind::total || std::any_of(rule.operands.begin(), rule.operands.end(),
                                                         [&](std::uint32_t operand) { return adds_units(criterion, operand); });
}

/// A value at some dates, in order.
std::vector<Measured> values_at(const Place& here, std::uint32_t node, std::span<const value::Instant> dates) {
    const Node& rule = here.criterion.nodes[node];
    std::vector<Measured> values;
    if (rule.kind == Node::Kind::total) {
        std::vector<Figure> figures;
        std::uint32_t ones = 0;
        here.visit_counted(node, [&](const Place* one) {
            const std::uint32_t number = ones++;
            if (!one) return figures.push_back({number, 0, false, {}});
            // From the first date on it has a figure; that changes on dates of its own, and where a period ends unreported.
            std::vector<value::Instant> own{dates.front()};
            add_dates(*one, one->root(), false, dates.back(), own);
            for (const std::uint32_t indicator : indicators_under(one->criterion, one->root())) {
                visit_ends(one->row, indicator, [&](value::Instant end) { own.push_back(end); });
            }
            std::erase_if(own, [&](value::Instant date) { return date < dates.front() || date > dates.back(); });
            in_order(own);
            const std::vector<Measured> its = values_at(*one, one->root(), own);
            for (std::size_t i = 0; i < own.size(); ++i) {
                const auto place = std::lower_bound(dates.begin(), dates.end(), own[i]) - dates.begin();
                figures.push_back({number, static_cast<std::uint32_t>(place), true, its[i]});
            }
        });
        std::stable_sort(figures.begin(), figures.end(), [](const Figure& a, const Figure& b) { return a.place < b.place; });
        return folded(rule.fold, figures, ones, dates.size());
    }
    values.reserve(dates.size());
    if (rule.operands.empty()) {
        for (const value::Instant date : dates) {
            values.push_back(rule.kind == Node::Kind::number     ? constant(rule.number)
                             : rule.kind == Node::Kind::baseline ? measure_earlier(here.row, rule, date)
                                                                 : measure(here.row, rule.indicator, false, date));
        }
        return values;
    }
    const std::vector<Measured> left = values_at(here, rule.operands[0], dates);
    const std::vector<Measured> right = values_at(here, rule.operands[1], dates);
    for (std::size_t i = 0; i < dates.size(); ++i)
        values.push_back(arithmetic(rule.kind, left[i], right[i]));
    return values;
}

/// From when a comparison, a set, or what is reported has been so, without a break, over the dates of its readings.
value::Instant run_begins(const Place& here, std::uint32_t node, bool negated) {
    const Node& rule = here.criterion.nodes[node];
    std::vector<value::Instant> dates;
    add_dates(here, node, false, here.at, dates);
    in_order(dates);
    if (dates.empty()) return here.at;
    if (rule.kind == Node::Kind::reported) return dates.back();  // filled by the last reading
    const bool has_total = adds_units(here.criterion, node);
    // Of totals at all dates in one go, else one by one from the last.
    std::vector<Truth> truths;
    const auto compared = [&](std::span<const value::Instant> some) {
        const std::vector<Measured> left = values_at(here, rule.operands[0], some);
        const std::vector<Measured> right = values_at(here, rule.operands[1], some);
        std::vector<Truth> found;
        for (std::size_t i = 0; i < some.size(); ++i)
            found.push_back(compare(rule.comparison, left[i], right[i]));
        return found;
    };
    if (has_total) truths = compared(dates);
    value::Instant start = here.at;
    for (std::size_t i = dates.size(); i-- > 0;) {
        Truth truth = Truth::unknown;
        if (has_total) {
            truth = truths[i];
        } else if (rule.kind == Node::Kind::compare) {
            truth = compared({&dates[i], 1}).front();
        } else {
            const Measured value = measure(here.row, rule.indicator, false, dates[i]);
            truth = all_members(here.row.world.plan.indicators[rule.indicator], rule.members, value);
        }
        if (truth != (negated ? Truth::no : Truth::yes)) break;
        start = dates[i];
    }
    return start;
}

/// The instant from which a node has been what it is, true, or false if `negated`.
value::Instant became(const Place& here, std::uint32_t node, bool negated) {
    const RowContext& row = here.row;
    const Node& rule = here.criterion.nodes[node];
    const auto holds = [&](std::uint32_t operand) { return here.truth(operand, negated) == Truth::yes; };
    switch (rule.kind) {
        case Node::Kind::negation: return became(here, rule.operands[0], !negated);
        case Node::Kind::all:
        case Node::Kind::any: {
            const bool every = (rule.kind == Node::Kind::all) != negated;
            value::Instant found = every ? kAlways : kNever;
            for (const std::uint32_t operand : rule.operands) {
                if (!holds(operand)) continue;
                const value::Instant part = became(here, operand, negated);
                found = every ? std::max(found, part) : std::min(found, part);
            }
            return found;
        }
        case Node::Kind::count:
        case Node::Kind::count_of: {
            std::vector<value::Instant> instants;
            if (rule.kind == Node::Kind::count_of) {
                for (const std::uint32_t operand : rule.operands) {
                    if (holds(operand)) instants.push_back(became(here, operand, negated));
                }
            } else if (!rule.over.front().units) {
                return row.row.ends();  // of cases it is keeping
            } else {
                here.visit_counted(node, [&](const Place* one) {
                    if (one && one->truth(one->root(), negated) == Truth::yes)
                        instants.push_back(became(*one, one->root(), negated));
                });
            }
            const std::int64_t needed = here.numbers(node, negated).needed;
            if (needed <= 0) return row.row.opens;  // without any of them
            if (needed > static_cast<std::int64_t>(instants.size())) return kNever;
            const auto last = instants.begin() + static_cast<std::ptrdiff_t>(needed - 1);
            std::nth_element(instants.begin(), last, instants.end());
            return *last;
        }
        case Node::Kind::task_done: {
            const Doneness& doneness = here.columns(node).doneness[here.place];
            return negated ? std::min(doneness.first, here.at) : doneness.last;
        }
        case Node::Kind::judged: return judged_so_since(row, here.task, here.at);
        case Node::Kind::claimed: return first_claim(row, here.task);
        case Node::Kind::throughout:
        case Node::Kind::never_falls: return row.row.ends();
        case Node::Kind::until: return holds(rule.operands[1]) ? became(here, rule.operands[1], negated) : row.row.ends();
        case Node::Kind::closed: {
            const value::Instant closing = closed_on(row);
            return holds(rule.operands[0]) ? std::max(closing, became(here, rule.operands[0], negated)) : closing;
        }
        case Node::Kind::parts: {
            value::Instant last = kAlways;
            visit_parts(row, [&](const Block& block, std::uint32_t part) {
                if (is_done(block, part, here.at) == Truth::yes) last = std::max(last, block.completed[part]);
            });
            return last;
        }
        case Node::Kind::compare:
            return is_keeping(row.world.plan, here.criterion, rule, negated) ? row.row.ends() : run_begins(here, node, negated);
        case Node::Kind::covered:
        case Node::Kind::reported: return run_begins(here, node, negated);
        case Node::Kind::number:
        case Node::Kind::reading:
        case Node::Kind::baseline:
        case Node::Kind::attribute:
        case Node::Kind::sum:
        case Node::Kind::difference:
        case Node::Kind::product:
        case Node::Kind::total: return kNever;
    }
    return kNever;
}

}  // namespace

Truth final_truth(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion, const Judgement& judgement,
                  std::size_t place, value::Instant at, value::Instant as_of) {
    const Place here{row, task, criterion, judgement, place, at};
    return final_of(here, here.root(), false, as_of);
}

value::Instant since(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion, const Judgement& judgement,
                     std::size_t place, value::Instant at, std::uint32_t node) {
    return became({row, task, criterion, judgement, place, at}, node, false);
}

value::Instant completed_on(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                            const Judgement& judgement, std::size_t place, value::Instant at) {
    return since(row, task, criterion, judgement, place, at, static_cast<std::uint32_t>(criterion.nodes.size() - 1));
}

void readings_under(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                    std::uint32_t node, bool keeping, value::Instant at, std::vector<value::Instant>& dates) {
    add_dates({row, 0, criterion, judgement, place, at}, node, keeping, at, dates);
}

}  // namespace duban::evaluate
