#include "engine/evaluate/measure.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::IndicatorKind;

bool ends_in(const calendar::Days& days, const Span& span) {
    return (!span.first || days.last >= *span.first) && (!span.last || days.last <= *span.last);
}

Measured combine(const plan::Indicator& indicator, const std::vector<const Reading*>& readings, bool complete) {
    Measured result;
    result.is_ratio = indicator.kind == IndicatorKind::ratio;
    result.complete = complete;
    result.any = !readings.empty();
    std::int64_t sum = 0;
    std::int64_t highest = -value::Decimal::kOne;  // a document of which nothing is known stands before its first stage
    std::size_t values = 0;
    std::size_t not_applicable = 0;
    const Reading* latest = nullptr;
    for (const Reading* reading : readings) {
        if (reading->content == Content::blank) continue;
        latest = reading;
        if (reading->content == Content::withheld) {
            result.complete = false;
            result.reasons |= bit(Reason::withheld);
        }
        if (reading->content == Content::not_applicable) ++not_applicable;
        if (reading->content != Content::value) continue;
        ++values;
        highest = std::max(highest, reading->amount);
        result.members |= reading->members;
        result.exempt |= reading->exempt;
        if (const auto added = value::add({sum}, {reading->amount})) {
            sum = added->millionths;
        } else {
            result.reasons |= bit(Reason::error);
            result.complete = false;
        }
    }
    if (!latest) result.complete = false;
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
        case IndicatorKind::stock:
        case IndicatorKind::ratio:
        case IndicatorKind::yes_no:
        case IndicatorKind::stages:
        case IndicatorKind::one_of:
        case IndicatorKind::date:
        case IndicatorKind::time:
        case IndicatorKind::text: break;
    }
    if (!latest || !complete || latest->content == Content::withheld) return result;
    // A withheld figure before the latest one no longer matters.
    result.complete = true;
    result.reasons = 0;
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

bool adds_up(IndicatorKind kind) {
    return kind == IndicatorKind::flow || kind == IndicatorKind::document || kind == IndicatorKind::set;
}

ShownInterval shown(const Measured& measured) {
    if (!measured.is_ratio) return {measured.low, measured.high};
    if (!measured.complete || measured.denominator == 0) return {};
    __extension__ typedef __int128 Wide;
    const Wide scaled = Wide{measured.low} * value::Decimal::kOne;
    const auto low = static_cast<std::int64_t>(scaled / measured.denominator);
    return {low, low + (scaled % measured.denominator != 0 ? 1 : 0)};
}

Span span_of(const RowContext& row, const plan::Indicator& indicator, bool keeping) {
    if (row.row.incident && indicator.event != plan::kNone) return {};  // what is told of the case, whenever it was
    const bool periodic = row.task.slots == plan::SlotRule::recurring || row.task.slots == plan::SlotRule::continuing;
    if (periodic || keeping) return {row.row.days.first, row.row.days.last};
    const bool beginningless = indicator.kind == IndicatorKind::stages || indicator.kind == IndicatorKind::document ||
                               indicator.kind == IndicatorKind::set;
    if (beginningless) return {};
    return {value::date_of(row.row.opens), std::nullopt};
}

std::vector<const Reading*> readings_of(const RowContext& row, std::uint32_t indicator, const Span& span, value::Instant at) {
    std::vector<const Reading*> found;
    const bool of_case = row.row.incident && row.world.plan.indicators[indicator].event != plan::kNone;
    const units::UnitIndex unit = of_case ? row.row.incident->unit : row.row.unit;
    for (const Reading& reading : row.facts.readings[indicator].of(unit)) {
        if (reading.overruled || reading.effective > at) continue;
        if (of_case ? reading.case_id != row.row.incident->case_id : !reading.case_id.empty()) continue;
        if (ends_in(reading.days, span)) found.push_back(&reading);
    }
    return found;
}

std::vector<ReportingSlot> reporting_slots(const RowContext& row, std::uint32_t indicator, const Span& span,
                                           value::Instant at) {
    const plan::Indicator& rule = row.world.plan.indicators[indicator];
    std::vector<ReportingSlot> slots;
    if (rule.rhythm) {
        const value::Date first = span.first.value_or(std::min(row.world.plan.year.first, row.row.days.first));
        const value::Date last = std::max(span.last.value_or(std::max(value::date_of(at), row.row.days.last)), first);
        // By the rule, in whole years from the plan's first day, so that a slot is the same for every row that reads it.
        const value::Date origin = std::min(row.world.plan.year.first, first);
        std::int32_t months = 12;
        while (value::add_days(value::add_months(origin, months), -1) < last)
            months += 12;
        const calendar::Days stretch{origin, value::add_days(value::add_months(origin, months), -1)};
        for (calendar::Slot& slot : calendar::slots_of(stretch, rule.rhythm->every)) {
            if (slot.days.last < first || slot.days.last > last || value::first_minute(slot.days.first) > at) continue;
            slots.push_back({slot.days, std::move(slot.label), value::last_minute(slot.days.last), false, 0});
        }
    } else {
        slots.push_back({row.row.days, row.slot.label, row.row.due == kNever ? row.row.slot_end : row.row.due, false, 0});
    }
    const std::vector<const Reading*> readings = readings_of(row, indicator, span, at);
    for (ReportingSlot& slot : slots) {
        bool blank = false;
        bool withheld = false;
        for (const Reading* reading : readings) {
            if (rule.rhythm && !fills(reading->days, slot.days)) continue;
            blank |= reading->content == Content::blank;
            withheld |= reading->content == Content::withheld;
            slot.filled |= reading->content != Content::blank;
        }
        if (slot.filled && !withheld) continue;
        slot.reasons = withheld ? bit(Reason::withheld)
                       : blank  ? bit(Reason::blank)
                                : bit(row.facts.as_of > slot.due ? Reason::not_reported : Reason::awaited);
    }
    return slots;
}

Measured measure(const RowContext& row, std::uint32_t indicator, bool keeping, value::Instant at) {
    const plan::Indicator& rule = row.world.plan.indicators[indicator];
    const Span span = span_of(row, rule, keeping);
    const std::vector<ReportingSlot> slots = reporting_slots(row, indicator, span, at);
    bool complete = true;
    Reasons reasons = 0;
    if (adds_up(rule.kind)) {
        for (const ReportingSlot& slot : slots) {
            const bool ended = at >= (rule.rhythm ? slot.due : std::max(slot.due, row.row.slot_end));
            if (ended && !slot.filled) complete = false;
            reasons |= slot.reasons;
        }
    } else {
        // The last slot that is due, or a later one, is filled.
        bool filled = false;
        bool any_due = false;
        for (auto slot = slots.rbegin(); slot != slots.rend() && !any_due && !filled; ++slot) {
            filled = slot->filled;
            any_due = at >= slot->due;
            reasons |= slot->reasons;
        }
        complete = filled || !any_due;
    }
    Measured result = combine(rule, readings_of(row, indicator, span, at), complete);
    if (!result.complete && result.reasons == 0) result.reasons = reasons != 0 ? reasons : bit(Reason::awaited);
    if (result.complete) result.reasons = 0;
    return result;
}

Measured measure_so_far(const RowContext& row, std::uint32_t indicator, bool keeping, value::Instant at) {
    const plan::Indicator& rule = row.world.plan.indicators[indicator];
    return combine(rule, readings_of(row, indicator, span_of(row, rule, keeping), at), true);
}

}  // namespace duban::evaluate
