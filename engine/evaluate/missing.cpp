#include "engine/evaluate/missing.hpp"

#include "engine/evaluate/counted_parts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace duban::evaluate {

namespace {

using plan::Node;

/// The reporting slots that are due and not filled: of what adds up all, of what the latest reading tells the last one of each
/// unit, if no later one is filled.
std::vector<const ReportingSlot*> unfilled_slots(const std::vector<ReportingSlot>& slots, bool adds_up, value::Instant as_of) {
    std::vector<const ReportingSlot*> found;
    for (const ReportingSlot& slot : slots) {
        if (as_of <= slot.due && !slot.filled) continue;
        if (!adds_up) std::erase_if(found, [&](const ReportingSlot* earlier) { return earlier->unit == slot.unit; });
        if (!slot.filled && slot.reasons != 0) found.push_back(&slot);
    }
    return found;
}

bool is_closed(const RowContext& row) {
    const auto closings = row.facts.closings[row.row.event].of(row.row.incident->unit);
    return std::any_of(closings.begin(), closings.end(), [&](const Closing& closing) {
        return closing.case_id == row.row.incident->case_id && closing.effective <= row.facts.as_of;
    });
}

}  // namespace

std::vector<Read> reads_of(const plan::Criterion& criterion, std::uint32_t node) {
    std::vector<Read> found;
    const auto collect = [&](const auto& self, std::uint32_t part) -> void {
        const Node& here = criterion.nodes[part];
        const Read read{here.indicator, here.months_back};
        if (here.indicator != plan::kNone && std::find(found.begin(), found.end(), read) == found.end()) found.push_back(read);
        for (const std::uint32_t operand : here.operands)
            self(self, operand);
    };
    collect(collect, node);
    return found;
}

std::string label_of(const ReportingSlot& slot, const Read& read, const Span& span) {
    if (read.months_back == 0) return slot.label;
    const calendar::Days within{std::max(slot.days.first, *span.first), std::min(slot.days.last, *span.last)};
    const bool is_longer = slot.days.last.days - slot.days.first.days > span.last->days - span.first->days;
    return calendar::label_of(is_longer ? within : slot.days);
}

bool is_leaf_part(Node::Kind kind) {
    using enum Node::Kind;
    return kind == compare || kind == covered || kind == reported || kind == claimed || kind == never_falls || kind == closed ||
           kind == parts || kind == count || kind == count_of || kind == task_done || kind == judged;
}

std::vector<bool> deciding_nodes(const plan::Criterion& criterion, const Judgement& judgement) {
    std::vector<bool> decides(criterion.nodes.size(), false);
    const auto mark = [&](const auto& self, std::uint32_t node) -> void {
        decides[node] = true;
        const Node& here = criterion.nodes[node];
        if (here.kind == Node::Kind::compare || here.kind == Node::Kind::covered) return;
        const bool is_count = here.kind == Node::Kind::count_of;
        const bool is_list = is_count || here.kind == Node::Kind::all || here.kind == Node::Kind::any;
        const Truth whole = judgement.nodes[node].truth[0];
        const Truth absorbing = here.kind == Node::Kind::all ? Truth::no : Truth::yes;
        for (const std::uint32_t operand : here.operands) {
            const Truth part = judgement.nodes[operand].truth[0];
            // What absorbs the others, or is unknown, decides alone; else those that do not apply are needed, too.
            const bool alone = (whole == absorbing && !is_count) || whole == Truth::unknown;
            if (!is_list || part == whole || (!alone && part == Truth::not_applicable)) self(self, operand);
        }
    };
    mark(mark, static_cast<std::uint32_t>(criterion.nodes.size() - 1));
    return decides;
}

/// Two parts may read the same: each is asked for once.
class Lack::Asked {
public:
    void add(std::vector<Missing> more) {
        for (Missing& one : more) {
            // A figure told once serves all that read it; each claims for itself.
            const bool is_own = one.of && one.kind == Missing::Kind::claim;
            const Of of(is_own ? one.of->block : plan::kNone, is_own ? one.of->row : 0);
            if (named_.emplace(one.kind, one.indicator, one.period, one.case_id, one.unit, of).second)
                all_.push_back(std::move(one));
        }
    }
    [[nodiscard]] std::vector<Missing> all() && { return std::move(all_); }

private:
    std::vector<Missing> all_;
    using Of = std::pair<std::uint32_t, std::uint32_t>;
    std::set<std::tuple<Missing::Kind, std::string, std::string, std::string, units::UnitIndex, Of>> named_;
};

Lack::Lack(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place, bool negated)
    : row_(row),
      criterion_(criterion),
      judgement_(judgement),
      place_(place),
      keeping_(keeping_nodes(row.world.plan, criterion, negated)) {}

std::vector<Missing> Lack::facts() const {
    const auto root = static_cast<std::uint32_t>(criterion_.nodes.size() - 1);
    if (judgement_.nodes[root].truth.empty()) return of_reads(root, true);  // what a total adds up
    Asked found;
    collect(root, found);
    return std::move(found).all();
}

void Lack::collect(std::uint32_t node, Asked& found) const {
    const Node& here = criterion_.nodes[node];
    if (judgement_.nodes[node].truth.empty() || truth_of(node) != Truth::unknown) return;
    if (is_leaf_part(here.kind) && here.kind != Node::Kind::count_of) return found.add(of_leaf(node));
    if (here.kind == Node::Kind::until && truth_of(here.operands[0]) != Truth::unknown)
        return found.add(of_leaf(here.operands[0]));  // known now, and not as it stood before
    for (const std::uint32_t operand : here.operands)
        collect(operand, found);
}

Missing Lack::act(Missing::Kind kind) const {
    const Row& row = row_.row;
    const std::string case_id = this->case_id();
    const value::Instant due = row.due == kNever ? row.slot_end : row.due;
    const bool is_due = row_.facts.as_of > due;
    return {kind,
            {},
            case_id.empty() ? row_.slot.label : std::string(),
            value::date_of(due),
            is_due,
            bit(is_due ? Reason::not_reported : Reason::awaited),
            case_id,
            kind == Missing::Kind::close ? row.incident->unit : row.unit,
            {}};
}

value::Instant Lack::by() const {
    const bool is_continuing = row_.task.slots == plan::SlotRule::continuing;
    return is_continuing ? std::min(row_.facts.as_of, row_.row.ends()) : row_.facts.as_of;
}

std::string Lack::case_id() const { return row_.row.incident ? std::string(row_.row.incident->case_id) : std::string(); }

Truth Lack::truth_of(std::uint32_t node) const { return judgement_.nodes[node].truth[place_]; }

std::vector<Missing> Lack::of_leaf(std::uint32_t node) const {
    const Node& here = criterion_.nodes[node];
    if (here.kind == Node::Kind::claimed) return {act(Missing::Kind::claim)};
    Asked found;
    if (here.kind == Node::Kind::closed) {
        collect(here.operands[0], found);
        if (!is_closed(row_)) found.add({act(Missing::Kind::close)});
        return std::move(found).all();
    }
    if (here.kind == Node::Kind::count_of) {
        for (const std::uint32_t operand : here.operands)
            collect(operand, found);
        return std::move(found).all();
    }
    for (const std::uint32_t count : counts_under(criterion_, node))
        found.add(of_counted(count));
    found.add(of_reads(node, truth_of(node) == Truth::unknown));
    return std::move(found).all();
}

std::vector<Missing> Lack::of_counted(std::uint32_t node) const {
    Asked found;
    const Counted& counted = *judgement_.nodes[node].counted;
    const bool of_units = counted.over->units.has_value();
    if (!of_units) {
        const std::string& event = row_.world.plan.events[counted.over->event].name;
        const value::Instant before{row_.facts.as_of.minutes - 1};
        for (const auto& [unit, period, told] : returns_missing(row_, counted.over->event, before)) {
            const Reasons reasons = bit(Reason::not_reported);
            found.add({{Missing::Kind::no_case, event, period.label, period.days.last, true, reasons, {}, unit, {}}});
        }
    }
    for (const Counted::One& one : counted.of(place_)) {
        const Counted::Step* step = counted.step_of(one, place_);
        const Row& row = counted.expansion.rows[one.row];
        if (!step || row.unit != row_.row.unit) continue;
        if (one.unknown != 0 && of_units) continue;
        const RowContext inner = counted.row_of(row_, one);
        if (one.unknown != 0) {  // first of all, whether it is meant
            const plan::Criterion& where = counted.over->where.front();
            const Judgement filter = judge_filter(inner, where);
            found.add(Lack(inner, where, filter).facts());
        }
        found.add(Lack(inner, counted.inner(), counted.judgement, step->judged, is_negated(counted.nots)).facts());
    }
    return std::move(found).all();
}

std::vector<Missing> Lack::of_reads(std::uint32_t node, bool only_incomplete) const {
    Asked found;
    for (const Read& read : reads_of(criterion_, node)) {
        const Measured told = measured(read, node);
        const bool is_beyond_mending = (told.reasons & bit(Reason::error)) != 0;
        if (!is_beyond_mending && !(only_incomplete && told.complete)) found.add(of_read(read, node, only_incomplete));
    }
    return std::move(found).all();
}

Measured Lack::measured(const Read& read, std::uint32_t node) const {
    if (read.months_back == 0) return measure(row_, read.indicator, keeping_[node], by());
    Node baseline;
    baseline.kind = Node::Kind::baseline;
    baseline.indicator = read.indicator;
    baseline.months_back = read.months_back;
    return measure_earlier(row_, baseline, by());
}

/// Where no period of the rhythm ends in the span yet: the row's own slot, or, of a row about a case, the current period.
ReportingSlot Lack::own_slot(const RowContext& where, std::uint32_t indicator, const Span& span) const {
    if (where.row.incident && !span.last) {
        const std::optional<value::Date> closed = row_.world.units.closed(where.row.unit);
        const value::Instant now = closed ? std::min(row_.facts.as_of, value::first_minute(*closed)) : row_.facts.as_of;
        for (const calendar::Slot& slot : row_.facts.slots[indicator]) {
            const value::Instant end = value::last_minute(slot.days.last);
            if (end >= now) return {where.row.unit, slot.days, slot.label, end, false, bit(Reason::awaited)};
        }
    }
    const value::Instant due = where.row.due == kNever && !where.row.window_unknown ? where.row.slot_end : where.row.due;
    return {where.row.unit,
            where.row.days,
            where.slot.label,
            due,
            false,
            bit(row_.facts.as_of > due ? Reason::not_reported : Reason::awaited)};
}

/// The figures that are withheld, of what the latest reading tells those of whom it is the latest.
std::vector<const Reading*> Lack::withheld(const RowContext& where, std::uint32_t indicator, const Span& span) const {
    const bool all_count = adds_up(row_.world.plan.indicators[indicator].kind);
    std::vector<const Reading*> found;
    for (const Reading* reading : readings_of(where, indicator, span, by())) {
        if (reading->content == Content::blank) continue;
        if (!all_count) std::erase_if(found, [&](const Reading* earlier) { return earlier->unit == reading->unit; });
        if (reading->content == Content::withheld) found.push_back(reading);
    }
    return found;
}

std::vector<Missing> Lack::of_read(const Read& read, std::uint32_t node, bool only_incomplete) const {
    const plan::Indicator& rule = row_.world.plan.indicators[read.indicator];
    const value::Instant as_of = row_.facts.as_of;
    std::vector<Missing> found;
    where_read(row_, read, keeping_[node], [&](const RowContext& where, const Span& span) {
        std::vector<ReportingSlot> slots = reporting_slots(where, read.indicator, span, by());
        // Any reading in the row's own slot will do.
        const bool was_not_asked = read.months_back > 0 && !was_asked(where, read.indicator);
        const auto is_asked = [&](units::UnitIndex unit, value::Instant due) {
            return !was_not_asked && (!rule.rhythm || row_.world.units.exists(unit, due));
        };
        const auto add = [&](units::UnitIndex unit, std::string period, value::Instant slot_due, Reasons why) {
            const value::Instant due = slot_due == kNever ? row_.row.slot_end : slot_due;
            const std::string of_case = rule.event == plan::kNone ? std::string() : case_id();
            const bool is_due = as_of > slot_due && is_asked(unit, slot_due);
            found.push_back(
                {Missing::Kind::reading, rule.name, std::move(period), value::date_of(due), is_due, why, of_case, unit, {}});
        };
        const std::vector<const Reading*> secret = withheld(where, read.indicator, span);
        const bool has_begun = span.by_name_alone || value::first_minute(where.row.days.first) <= as_of;
        if (slots.empty() && secret.empty() && rule.rhythm && has_begun) slots.push_back(own_slot(where, read.indicator, span));
        std::vector<const ReportingSlot*> wanted = unfilled_slots(slots, adds_up(rule.kind), as_of);
        if (wanted.empty() && secret.empty() && !slots.empty()) wanted.push_back(&slots.back());
        for (const ReportingSlot* slot : wanted) {
            const bool is_told = slot->filled && slot->reasons == 0;
            if (only_incomplete ? is_told : read.months_back > 0 && slot->filled) continue;
            add(slot->unit, label_of(*slot, read, span), slot->due, was_not_asked ? bit(Reason::awaited) : slot->reasons);
        }
        if (!only_incomplete && read.months_back > 0) return;
        for (const Reading* reading : secret) {
            if (reading->origin.source == log::Source::verifier) continue;  // the verifier's to tell
            const bool will_be_old = std::any_of(wanted.begin(), wanted.end(), [&](const ReportingSlot* later) {
                return later->unit == reading->unit && later->due > reading->effective;
            });
            if (will_be_old && !adds_up(rule.kind)) continue;
            const auto slot = std::find_if(slots.begin(), slots.end(), [&](const ReportingSlot& one) {
                return !rule.rhythm || (one.unit == reading->unit && fills(reading->days, one.days));
            });
            const value::Instant due = slot != slots.end() ? slot->due : value::last_minute(reading->days.last);
            add(reading->unit, reading->period.empty() ? calendar::label_of(reading->days) : std::string(reading->period), due,
                bit(Reason::withheld));
        }
    });
    return found;
}

Lack::Way Lack::way(std::uint32_t node, bool negated, const Way& of_parts) const {
    const Node& here = criterion_.nodes[node];
    const Truth truth = truth_of(node);
    const Truth wanted = negated ? negate(truth) : truth;
    if (wanted == Truth::yes || wanted == Truth::not_applicable) return std::vector<Missing>{};
    if (is_leaf_part(here.kind)) {
        // What can only be lost is not mended by a report, nor is what no report tells.
        if (wanted == Truth::no && (keeping_[node] || here.kind == Node::Kind::closed)) return std::nullopt;
        Asked found;
        if (here.kind == Node::Kind::parts && of_parts) found.add(*of_parts);
        if (here.kind != Node::Kind::parts) found.add(of_leaf(node));
        std::vector<Missing> all = std::move(found).all();
        return all.empty() ? Way() : Way(std::move(all));
    }
    if (here.kind == Node::Kind::negation) return way(here.operands[0], !negated, of_parts);
    if (here.kind == Node::Kind::throughout && wanted == Truth::no) return std::nullopt;
    const bool one_will_do = (here.kind == Node::Kind::any) != negated && here.operands.size() > 1;
    Way fewest;
    Asked all;
    for (const std::uint32_t operand : here.operands) {
        Way one = way(operand, negated, of_parts);
        if (!one && !one_will_do) return std::nullopt;
        if (!one) continue;
        if (!one_will_do) {
            all.add(std::move(*one));
        } else if (!fewest || one->size() < fewest->size()) {
            fewest = std::move(one);
        }
        if (here.kind == Node::Kind::until) break;  // its bound
    }
    return one_will_do ? fewest : std::move(all).all();
}

Lack::Way Lack::shortest_way(const Way& of_parts) const {
    return way(static_cast<std::uint32_t>(criterion_.nodes.size() - 1), false, of_parts);
}

}  // namespace duban::evaluate
