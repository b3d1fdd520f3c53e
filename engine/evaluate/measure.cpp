#include "engine/evaluate/measure.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::IndicatorKind;

calendar::Days moved_back(const calendar::Days& days, std::int32_t months) {
    return {value::add_months(days.first, -months),
            value::add_days(value::add_months(value::add_days(days.last, 1), -months), -1)};
}

bool ends_in(const calendar::Days& days, const Span& span) {
    if (span.by_name_alone) return false;
    if (span.no_longer && days.last.days - days.first.days > span.last->days - span.first->days) return false;
    return (!span.first || days.last >= *span.first) && (!span.last || days.last <= *span.last);
}

bool is_of_case(const RowContext& row, std::uint32_t indicator) {
    return row.row.incident && row.world.plan.indicators[indicator].event != plan::kNone;
}

/// The readings of the unit, or the row's case, in the span and up to `at`, by effective instant; overruled ones too.
template <class Visit>
void visit_told(const RowContext& row, units::UnitIndex unit, std::uint32_t indicator, const Span& span, value::Instant at,
                const Visit& visit) {
    const bool of_case = is_of_case(row, indicator);
    for (const Reading& reading : row.facts.readings[indicator].of(unit)) {
        if (reading.effective > at) continue;
        if (of_case ? reading.case_id != row.row.incident->case_id : !reading.case_id.empty()) continue;
        if (of_case || is_read(row, reading.days, reading.window, span)) visit(reading);
    }
}

template <class Visit>
void visit_readings(const RowContext& row, units::UnitIndex unit, std::uint32_t indicator, const Span& span, value::Instant at,
                    const Visit& visit) {
    visit_told(row, unit, indicator, span, at, [&](const Reading& reading) {
        if (!reading.overruled) visit(reading);
    });
}

/// Of all units whose readings the row reads.
template <class Visit>
void visit_readings(const RowContext& row, std::uint32_t indicator, const Span& span, value::Instant at, const Visit& visit) {
    visit_units(row, indicator, [&](units::UnitIndex unit) { visit_readings(row, unit, indicator, span, at, visit); });
}

/// Those of one unit are in order; several are put into one.
std::vector<const Reading*> by_instant(const RowContext& row, std::vector<const Reading*> readings) {
    if (!row.world.units.has_lives()) return readings;
    std::stable_sort(readings.begin(), readings.end(),
                     [](const Reading* a, const Reading* b) { return a->effective < b->effective; });
    return readings;
}

/// Whether what ends then has ended by `at`: its last minute is past, also where that is judged itself.
bool is_over(const FactsData& facts, value::Instant end, value::Instant at) { return at >= end && facts.as_of > end; }

/// Whether the slot is filled, and why not.
struct Filling {
    bool filled = false;
    Reasons reasons = 0;
};

/// `visit_all` gives each reading that may fill it.
template <class VisitAll>
Filling filling(const FactsData& facts, value::Instant due, const VisitAll& visit_all) {
    Filling found;
    bool blank = false;
    bool withheld = false;
    visit_all([&](const Reading& reading) {
        blank |= reading.content == Content::blank;
        withheld |= reading.content == Content::withheld;
        found.filled |= reading.content != Content::blank;
    });
    if (found.filled && !withheld) return found;
    found.reasons = withheld ? bit(Reason::withheld)
                    : blank  ? bit(Reason::blank)
                             : bit(facts.as_of > due ? Reason::not_reported : Reason::awaited);
    return found;
}

/// Those from the year on that the day is in. The years before the plan's first day are cut as its own.
std::vector<calendar::Slot> periods_from(const calendar::Days& year, value::Date day, value::Date last, value::Duration every) {
    std::int32_t months = 0;
    while (day < value::add_months(year.first, -months))
        months += 12;
    std::vector<calendar::Slot> periods;
    for (; months > 0; months -= 12) {
        for (calendar::Slot& one : calendar::slots_of(moved_back(year, months), every))
            periods.push_back(std::move(one));
    }
    for (calendar::Slot& one : calendar::slots_from(year, last, every))
        periods.push_back(std::move(one));
    return periods;
}

/// The unit's reporting slots of the span that have begun, in order: visit(unit, days, label, due, filling by `at`). Of what
/// the latest reading tells also a slot that has not begun, or ends after the row's own, where it is filled already.
template <class Visit>
void visit_slots(const RowContext& row, units::UnitIndex unit, std::uint32_t indicator, const Span& span, value::Instant at,
                 const Visit& visit) {
    const plan::Indicator& rule = row.world.plan.indicators[indicator];
    const units::Tree& units = row.world.units;
    if (!rule.rhythm) {
        // It has one slot, asked of the row's unit, or the case's, and filled by whatever the row reads.
        if (unit != row.row.unit && !is_of_case(row, indicator)) return;
        const value::Instant due = row.row.due == kNever && !row.row.window_unknown ? row.row.slot_end : row.row.due;
        const auto any = [&](const auto& add) { visit_readings(row, indicator, span, at, add); };
        // Of a row about a case a figure of the unit's own is told for the days of the row.
        const bool by_days = row.row.incident && !is_of_case(row, indicator);
        const std::string label = by_days ? calendar::label_of(row.row.days) : row.slot.label;
        visit(unit, row.row.days, label, due, filling(row.facts, due, any));
        return;
    }
    if (span.by_name_alone) return;  // no period ends in it
    const value::Date year = row.world.plan.year.first;
    const value::Date first = span.first.value_or(std::min(year, row.row.days.first));
    const value::Date own_last = span.last.value_or(row.row.days.last);
    value::Date last = span.last ? own_last : std::max(value::date_of(at), own_last);
    value::Date told = first;  // as far as the latest that is told reaches
    if (!adds_up(rule.kind)) {
        visit_readings(row, unit, indicator, span, at,
                       [&](const Reading& reading) { told = std::max(told, reading.days.last); });
        if (!span.last) last = std::max(last, told);
    }
    const std::vector<calendar::Slot>& ready = row.facts.slots[indicator];
    const bool enough = first >= year && !ready.empty() && last <= ready.back().days.last;
    const std::vector<calendar::Slot> others =
        enough ? std::vector<calendar::Slot>{} : periods_from(row.world.plan.year, first, last, rule.rhythm->every);
    const value::Instant now = std::max(at, row.facts.as_of);
    for (const calendar::Slot& slot : enough ? ready : others) {
        const value::Instant due = value::last_minute(slot.days.last);
        const bool beyond = slot.days.last > own_last && (span.last || !is_over(row.facts, due, at));
        const bool has_begun = value::first_minute(slot.days.first) <= now;
        if ((beyond && (span.last || adds_up(rule.kind))) || (!has_begun && (adds_up(rule.kind) || slot.days.first > told)))
            break;
        if (slot.days.last < first || is_between_stretches(row, slot.days.last)) continue;
        const Filling found = filling(row.facts, due, [&](const auto& add) {
            visit_readings(row, unit, indicator, span, at, [&](const Reading& reading) {
                if (fills(reading.days, slot.days)) add(reading);
            });
        });
        if (found.filled || (has_begun && !beyond && units.exists(unit, due))) visit(unit, slot.days, slot.label, due, found);
    }
}

/// Of all units whose readings the row reads.
template <class Visit>
void visit_slots(const RowContext& row, std::uint32_t indicator, const Span& span, value::Instant at, const Visit& visit) {
    visit_units(row, indicator, [&](units::UnitIndex unit) { visit_slots(row, unit, indicator, span, at, visit); });
}

/// The latest of each unit, added up. `visit_all` gives each reading, those of one unit in order.
template <class VisitAll>
Measured running_total(const VisitAll& visit_all, bool complete) {
    struct Last {
        const Reading* reading = nullptr;
        std::int64_t value = 0;           // the last that is no secret
    };
    Measured result;
    std::vector<Last> last;               // by unit
    visit_all([&](const Reading& reading) {
        if (reading.content == Content::blank) return;
        if (last.empty() || last.back().reading->unit != reading.unit) last.emplace_back();
        last.back().reading = &reading;
        if (reading.content == Content::value) last.back().value = reading.amount;
        if (reading.content == Content::not_applicable) last.back().value = 0;
        result.told = result.told || reading.content != Content::not_applicable;
    });
    result.complete = complete && !last.empty();
    result.told = result.told || result.complete;
    result.low = 0;
    bool applies = false;
    for (const auto& [reading, value] : last) {
        applies = applies || reading->content != Content::not_applicable;
        if (reading->content == Content::withheld) result.reasons |= bit(Reason::withheld);
        const auto added = value::add({result.low}, {value});
        if (!added) result.reasons |= bit(Reason::error);
        if (added) result.low = added->millionths;
    }
    if (result.reasons != 0) result.complete = false;
    if (result.complete && !applies) result.applicable = false;
    if (result.complete) result.high = result.low;
    if ((result.reasons & bit(Reason::error)) != 0) result.low = kMinusInfinity;
    return result;
}

/// `visit_all` gives each reading in order to what it is given.
template <class VisitAll>
Measured combine(const plan::Indicator& indicator, const VisitAll& visit_all, bool complete) {
    if (indicator.kind == IndicatorKind::running_total) return running_total(visit_all, complete);
    Measured result;
    result.is_ratio = indicator.kind == IndicatorKind::ratio;
    result.complete = complete;
    std::int64_t sum = 0;
    std::int64_t highest = -value::Decimal::kOne;  // a document of which nothing is known stands before its first stage
    std::size_t values = 0;
    std::size_t not_applicable = 0;
    const Reading* latest = nullptr;
    visit_all([&](const Reading& reading) {
        if (reading.content == Content::blank) return;
        latest = &reading;
        if (reading.content == Content::withheld) {
            result.complete = false;
            result.reasons |= bit(Reason::withheld);
        }
        result.told = result.told || reading.content != Content::not_applicable;
        if (reading.content == Content::not_applicable) ++not_applicable;
        if (reading.content != Content::value) return;
        ++values;
        highest = std::max(highest, reading.amount);
        result.members |= reading.members;
        result.exempt |= reading.exempt;
        if (const auto added = value::add({sum}, {reading.amount})) {
            sum = added->millionths;
        } else {
            result.reasons |= bit(Reason::error);
            result.complete = false;
        }
    });
    if (!latest) result.complete = false;
    result.told = result.told || (latest && result.complete);
    switch (indicator.kind) {
        case IndicatorKind::flow:
            if (result.complete && not_applicable > 0 && values == 0) result.applicable = false;
            result.low = sum;
            if (result.complete) result.high = sum;
            if ((result.reasons & bit(Reason::error)) != 0) result.low = kMinusInfinity;
            return result;
        case IndicatorKind::document:
            if (result.complete && not_applicable > 0 && values == 0) result.applicable = false;
            result.low = highest;
            result.high =
                result.complete ? highest : static_cast<std::int64_t>(plan::kDocumentStages - 1) * value::Decimal::kOne;
            return result;
        case IndicatorKind::set:
            if (result.complete && not_applicable > 0 && values == 0) result.applicable = false;
            return result;
        case IndicatorKind::running_total:
        case IndicatorKind::stock:
        case IndicatorKind::ratio:
        case IndicatorKind::yes_no:
        case IndicatorKind::stages:
        case IndicatorKind::one_of:
        case IndicatorKind::date:
        case IndicatorKind::time:
        case IndicatorKind::text: break;
    }
    // A withheld figure before the latest one no longer matters.
    const bool withheld = latest && latest->content == Content::withheld;
    if (!withheld) result.reasons = 0;
    if (!latest || !complete || withheld) return result;
    result.complete = true;
    if (latest->content == Content::not_applicable) {
        result.applicable = false;
    } else {
        result.low = result.high = latest->amount;
        result.denominator = latest->denominator;
        if (result.is_ratio && latest->denominator == 0) result.applicable = false;
    }
    return result;
}

}  // namespace

bool is_between_stretches(const RowContext& row, value::Date day) {
    const std::vector<calendar::Days>& stretches = row.task.stretches;
    for (std::size_t i = 1; i < stretches.size(); ++i) {
        const value::Date end = moved_back(stretches[i - 1], row.row.months_back).last;
        const value::Date next = moved_back(stretches[i], row.row.months_back).first;
        if (day > end && day < next) return true;
    }
    return false;
}

bool is_read(const RowContext& row, const calendar::Days& told, std::uint32_t window, const Span& span) {
    if (window != plan::kNone && row.row.months_back > 0) return false;  // it was told for this year's
    // Of the rows of windows only the one for whose window it was told reads it, whenever that was.
    if (window != plan::kNone && row.task.window != plan::kNone) return window == row.world.plan.newest_window(row.task.window);
    return ends_in(told, span) && !is_between_stretches(row, told.last);
}

bool adds_up(IndicatorKind kind) {
    return kind == IndicatorKind::flow || kind == IndicatorKind::document || kind == IndicatorKind::set;
}

bool is_inherited(IndicatorKind kind) { return adds_up(kind) || kind == IndicatorKind::running_total; }

namespace {

std::int64_t rounded_down(Wide number, std::int64_t by) {
    return static_cast<std::int64_t>(number / by - (number % by < 0 ? 1 : 0));
}

}  // namespace

ShownInterval shown(const Measured& measured) {
    if (!measured.is_ratio) return {measured.low, measured.high};
    if (!measured.complete || measured.denominator == 0) return {};
    const Wide scaled = Wide{measured.low} * value::Decimal::kOne;
    const std::int64_t low = rounded_down(scaled, measured.denominator);
    return {low, low + (scaled % measured.denominator != 0 ? 1 : 0)};
}

std::int64_t shown_target(const Measured& target) {
    if (target.times == 0) return 0;
    if (target.low != target.high) return kMinusInfinity;
    if (!target.is_ratio) return rounded_down(Wide{target.low} * target.times, value::Decimal::kOne);
    const std::int64_t low = shown(target).low;
    return low == kMinusInfinity ? low : low + target.plus;
}

Span span_of(const RowContext& row, const plan::Indicator& indicator, bool keeping) {
    if (row.row.incident && indicator.event != plan::kNone) return {};  // what is told of the case, whenever it was
    const bool periodic = row.task.slots == plan::SlotRule::recurring || row.task.slots == plan::SlotRule::continuing;
    const bool beginningless = indicator.kind == IndicatorKind::stages || indicator.kind == IndicatorKind::document ||
                               indicator.kind == IndicatorKind::set;
    if (row.row.window_unknown && (keeping || !beginningless)) return {std::nullopt, std::nullopt, false, true};
    if (periodic || keeping) return {row.row.days.first, row.row.days.last};
    if (beginningless) return {};
    return {value::date_of(row.row.opens), std::nullopt};
}

std::vector<const Reading*> readings_of(const RowContext& row, std::uint32_t indicator, const Span& span, value::Instant at) {
    std::vector<const Reading*> found;
    visit_readings(row, indicator, span, at, [&](const Reading& reading) { found.push_back(&reading); });
    return by_instant(row, std::move(found));
}

std::vector<const Reading*> readings_told(const RowContext& row, std::uint32_t indicator, const Span& span, value::Instant at) {
    std::vector<const Reading*> found;
    visit_units(row, indicator, [&](units::UnitIndex unit) {
        visit_told(row, unit, indicator, span, at, [&](const Reading& reading) { found.push_back(&reading); });
    });
    return by_instant(row, std::move(found));
}

std::vector<ReportingSlot> reporting_slots(const RowContext& row, std::uint32_t indicator, const Span& span,
                                           value::Instant at) {
    std::vector<ReportingSlot> slots;
    visit_slots(row, indicator, span, at,
                [&](units::UnitIndex unit, const calendar::Days& days, const std::string& label, value::Instant due,
                    const Filling& found) { slots.push_back({unit, days, label, due, found.filled, found.reasons}); });
    return slots;
}

namespace {

Measured measure_in(const RowContext& row, std::uint32_t indicator, const Span& span, value::Instant at) {
    const plan::Indicator& rule = row.world.plan.indicators[indicator];
    const bool all_count = adds_up(rule.kind);
    bool complete = true;
    Reasons reasons = 0;
    visit_units(row, indicator, [&](units::UnitIndex unit) {
        bool is_told = true;
        Reasons wanting = 0;
        visit_slots(row, unit, indicator, span, at,
                    [&](units::UnitIndex, const calendar::Days&, const std::string&, value::Instant due, const Filling& slot) {
                        const bool is_due =
                            is_over(row.facts, all_count && !rule.rhythm ? std::max(due, row.row.slot_end) : due, at);
                        if (all_count) {
                            if (is_due && !slot.filled) is_told = false;
                            wanting |= slot.reasons;
                        } else {
                            // The last slot that is due, or a later one, is filled; what is wanting is said as of as_of.
                            if (row.facts.as_of > due) wanting = 0;
                            is_told = slot.filled || (is_told && !is_due);
                            wanting = slot.filled ? Reasons{0} : static_cast<Reasons>(wanting | slot.reasons);
                        }
                    });
        complete = complete && is_told;
        reasons |= wanting;
    });
    const auto readings = [&](const auto& visit) { visit_readings(row, indicator, span, at, visit); };
    Measured result = combine(rule, readings, complete);
    if (result.reasons != 0) reasons &= static_cast<Reasons>(~bit(Reason::awaited));  // what is to come matters no more
    result.reasons = result.complete ? Reasons{0} : static_cast<Reasons>(result.reasons | reasons);
    if (!result.complete && result.reasons == 0) result.reasons = bit(Reason::awaited);
    return result;
}

}  // namespace

void visit_ends(const RowContext& row, std::uint32_t indicator, const std::function<void(value::Instant)>& visit) {
    const calendar::Days& year = row.world.plan.year;
    const auto& rhythm = row.world.plan.indicators[indicator].rhythm;
    if (rhythm && row.row.days.first < year.first) {
        for (const calendar::Slot& slot : periods_from(year, row.row.days.first, year.last, rhythm->every)) {
            if (slot.days.first < year.first) visit(value::last_minute(slot.days.last));
        }
    }
    for (const calendar::Slot& slot : row.facts.slots[indicator])
        visit(value::last_minute(slot.days.last));
}

Measured measure(const RowContext& row, std::uint32_t indicator, bool keeping, value::Instant at) {
    return measure_in(row, indicator, span_of(row, row.world.plan.indicators[indicator], keeping), at);
}

bool was_asked(const RowContext& before, std::uint32_t indicator) {
    const units::Tree& units = before.world.units;
    if (!units.has_lives()) return true;
    const calendar::Days& days = before.row.days;
    const auto& rhythm = before.world.plan.indicators[indicator].rhythm;
    std::vector<value::Instant> ends;
    for (const calendar::Slot& slot :
         rhythm ? periods_from(before.world.plan.year, days.first, days.last, rhythm->every) : std::vector<calendar::Slot>{}) {
        const value::Date last = slot.days.last;
        if (last >= days.first && last <= days.last && !is_between_stretches(before, last))
            ends.push_back(value::last_minute(last));
    }
    if (ends.empty()) ends.push_back(before.row.slot_end);
    bool asked = false;
    visit_units(before, indicator, [&](units::UnitIndex unit) {
        asked = asked || std::any_of(ends.begin(), ends.end(), [&](value::Instant end) { return units.exists(unit, end); });
    });
    return asked;
}

Earlier earlier(const RowContext& row, std::int32_t months_back) {
    const calendar::Days slot = row.task.slots == plan::SlotRule::one_off ? row.world.plan.year : row.row.days;
    Row before = row.row;
    before.days = moved_back(slot, months_back);
    before.months_back = months_back;
    before.opens = value::first_minute(before.days.first);
    before.slot_end = before.due = value::last_minute(before.days.last);
    return {before, {before.days.first, before.days.last, true}};
}

std::vector<const Reading*> readings_earlier(const RowContext& row, std::uint32_t indicator, std::int32_t months_back,
                                             value::Instant at) {
    const Earlier before = earlier(row, months_back);
    return readings_of({row.world, row.facts, row.settled, row.task, row.slot, before.row}, indicator, before.span, at);
}

Measured measure_earlier(const RowContext& row, const plan::Node& baseline, value::Instant at) {
    const Earlier before = earlier(row, baseline.months_back);
    const RowContext then{row.world, row.facts, row.settled, row.task, row.slot, before.row};
    Measured result = measure_in(then, baseline.indicator, before.span, at);
    if (!result.told) {
        Reasons reasons = result.reasons;  // of its periods, if any ends in it
        if (!was_asked(then, baseline.indicator)) {
            if (reasons == bit(Reason::not_reported)) reasons = bit(Reason::awaited);
        } else if (reasons == bit(Reason::awaited) && row.facts.as_of > before.row.due) {
            reasons = bit(Reason::not_reported);
        }
        result = {};
        result.reasons = reasons;
    }
    result.told = false;
    if (baseline.change == plan::Node::Change::times) result.times = baseline.number.millionths;
    if (baseline.change == plan::Node::Change::plus) result.plus = baseline.number.millionths;
    return result;
}

Truth never_falls(const RowContext& row, std::uint32_t indicator, value::Instant at, Reasons& reasons) {
    const Reading* before = nullptr;
    bool fell = false;
    const Span slot = span_of(row, row.world.plan.indicators[indicator], true);
    visit_readings(row, indicator, {}, at, [&](const Reading& reading) {
        if (reading.content != Content::value) return;
        const bool in_slot = is_of_case(row, indicator) || is_read(row, reading.days, reading.window, slot);
        fell = fell || (in_slot && before && reading.amount < before->amount);
        before = &reading;
    });
    if (fell) return Truth::no;
    const Measured now = measure(row, indicator, true, at);
    reasons = now.reasons;
    if (!now.applicable) return Truth::not_applicable;
    return now.complete ? Truth::yes : Truth::unknown;
}

}  // namespace duban::evaluate
