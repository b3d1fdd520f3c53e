// What is the value of an indicator for a row at an instant? Semantics §2 (a row's readings) and §3. Private to this folder.
#pragma once

#include "engine/evaluate/row.hpp"
#include "engine/evaluate/truth.hpp"

#include <functional>

namespace duban::evaluate {

__extension__ typedef __int128 Wide;  // holds the products of millionths

/// An interval in millionths; of a ratio, of its numerator, with the denominator beside it.
struct Measured {
    std::int64_t low = kMinusInfinity;
    std::int64_t high = kPlusInfinity;
    std::int64_t denominator = 0;        // of a ratio that is known; 0: not applicable
    std::int64_t times = value::Decimal::kOne;  // millionths: what it is compared as is so many times the interval,
    std::int64_t plus = 0;                      // or, of a ratio, so many millionths more
    std::uint64_t members = 0;           // of a set: those in it
    std::uint64_t exempt = 0;            // of a set: those that do not apply
    bool is_ratio = false;
    bool applicable = true;
    bool complete = false;
    bool told = false;                   // a value of the row's own is in it, or a secret one, not an earlier year's alone
    Reasons reasons = 0;                 // why not complete
};

/// An interval as a line shows it, in millionths; of a ratio the share, the nearest millionths below and above it.
struct ShownInterval {
    std::int64_t low = kMinusInfinity;
    std::int64_t high = kPlusInfinity;
};
[[nodiscard]] ShownInterval shown(const Measured& measured);
/// The same of what is compared with, if it is a point; kMinusInfinity if not.
[[nodiscard]] std::int64_t shown_target(const Measured& target);

/// Where a row's readings are looked for.
struct Span {
    std::optional<value::Date> first;    // nothing: no beginning
    std::optional<value::Date> last;     // nothing: no end
    bool no_longer = false;              // a period that is longer than it does not count
    bool by_name_alone = false;          // of a window that is not known: what was told for it by name
};

/// Every reporting slot counts: flows, documents, sets. Of the others only the latest reading of each unit does.
[[nodiscard]] bool adds_up(plan::IndicatorKind kind);
/// What the units that it has inherited told counts with the unit's own: of what adds up, and of running totals.
[[nodiscard]] bool is_inherited(plan::IndicatorKind kind);

struct RowContext {
    const World& world;
    const FactsData& facts;
    const Board& settled;
    const plan::Task& task;
    const SlotName& slot;
    const Row& row;
};

/// `keeping` parts look in the slot alone; so do recurring and continuing rows.
[[nodiscard]] Span span_of(const RowContext& row, const plan::Indicator& indicator, bool keeping);

/// The ends of the periods of the indicator's rhythm from the plan's first day, or that of the row's slot, on: visit(instant).
void visit_ends(const RowContext& row, std::uint32_t indicator, const std::function<void(value::Instant)>& visit);

/// visit(unit): whose readings the row reads. Of a case that it is about, its own unit, and of what is inherited also those of
/// its heritage.
template <class Visit>
void visit_units(const RowContext& row, std::uint32_t indicator, const Visit& visit) {
    const plan::Indicator& rule = row.world.plan.indicators[indicator];
    if (row.row.incident && rule.event != plan::kNone) return visit(row.row.incident->unit);
    if (!is_inherited(rule.kind)) return visit(row.row.unit);
    visit_heritage(row.world, row.facts, row.row, visit);
}

/// Between two stretches of the row's window: what is dated then is not read, nor is a report wanted for it.
[[nodiscard]] bool is_between_stretches(const RowContext& row, value::Date day);

/// Whether what was told for these days, or for that window by name, is the row's.
[[nodiscard]] bool is_read(const RowContext& row, const calendar::Days& told, std::uint32_t window, const Span& span);

/// The readings of the row's unit (or case), of what is inherited also of those that it has inherited, in the span, by
/// effective instant, up to `at`; overruled ones left out.
[[nodiscard]] std::vector<const Reading*> readings_of(const RowContext& row, std::uint32_t indicator, const Span& span,
                                                      value::Instant at);
/// The same with those overruled: both figures are shown where the verifier gives one too.
[[nodiscard]] std::vector<const Reading*> readings_told(const RowContext& row, std::uint32_t indicator, const Span& span,
                                                        value::Instant at);

/// A reporting slot, and whether it is filled.
struct ReportingSlot {
    units::UnitIndex unit{};
    calendar::Days days;
    std::string label;
    value::Instant due;
    bool filled = false;
    Reasons reasons = 0;                 // of one not filled, or withheld
};
/// The reporting slots of the span that have begun, in order, those of one unit after those of the other. Without
/// rhythm, the row's slot.
[[nodiscard]] std::vector<ReportingSlot> reporting_slots(const RowContext& row, std::uint32_t indicator, const Span& span,
                                                         value::Instant at);

[[nodiscard]] Measured measure(const RowContext& row, std::uint32_t indicator, bool keeping, value::Instant at);

/// The row so many months before, whole years, and where its readings are looked for: what is done once is compared by the
/// year, whenever it is due.
struct Earlier {
    Row row;
    Span span;
};
[[nodiscard]] Earlier earlier(const RowContext& row, std::int32_t months_back);

/// Of an earlier row: whether the indicator was asked of anyone whose readings it reads, who has to have existed then.
[[nodiscard]] bool was_asked(const RowContext& before, std::uint32_t indicator);

/// What was told of it, by date.
[[nodiscard]] std::vector<const Reading*> readings_earlier(const RowContext& row, std::uint32_t indicator,
                                                           std::int32_t months_back, value::Instant at);

/// What the baseline comes to: the value for the slot so much before the row's, changed as it says.
[[nodiscard]] Measured measure_earlier(const RowContext& row, const plan::Node& baseline, value::Instant at);

/// Whether no reading in the row's slot is below the one dated before it; why it is not known.
[[nodiscard]] Truth never_falls(const RowContext& row, std::uint32_t indicator, value::Instant at, Reasons& reasons);

}  // namespace duban::evaluate
