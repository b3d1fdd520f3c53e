// The live facts as evaluation reads them. Private to this folder.
#pragma once

#include "engine/calendar/calendar.hpp"
#include "engine/calendar/period.hpp"
#include "engine/evaluate/board.hpp"
#include "engine/evaluate/handover.hpp"
#include "engine/log/record.hpp"
#include "engine/plan/model.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban::evaluate {

/// What a reading says: a value, or one of the three things that are no value (semantics §2).
enum class Content : std::uint8_t { value, blank, withheld, not_applicable };

/// What came from one record. Texts here and below are kept by the FactsData that holds the row.
struct Origin {
    std::int64_t number = 0;
    value::Instant recorded;
    std::string_view by;
    log::Source source = log::Source::reporter;
};

/// A reading. `days` is its period, or its date twice.
struct Reading {
    units::UnitIndex unit{};
    std::uint32_t window = plan::kNone;  // told for a window: read by its rows alone among those of windows
    std::string_view case_id;
    value::Instant effective;
    calendar::Days days;
    std::int64_t amount = 0;             // millionths; ranks, yes/no as whole numbers; of a ratio the numerator
    std::int64_t denominator = 0;        // of a ratio
    std::uint64_t members = 0;           // of a set: those in it
    std::uint64_t exempt = 0;            // of a set: those that do not apply
    std::string_view said;               // canonical, as filed; of a ratio `numerator/denominator`
    std::string_view period;             // label
    Origin origin;
    Content content = Content::value;
    bool is_held = true;                 // the indicator, as the version defines it, can have the value
    bool overruled = false;              // the verifier's own figure for the same cell stands
};

/// A case of an event type.
struct Incident {
    units::UnitIndex unit{};
    std::string_view case_id;
    value::Instant occurred;
    Origin origin;
};

/// “No case” for a period.
struct Nothing {
    units::UnitIndex unit{};
    calendar::Days days;
    value::Instant effective;
    Origin origin;
};

/// An act on a row: claim, verify, return, judge, excuse, waive, extend, transfer.
struct RowAct {
    log::Kind kind = log::Kind::claim;
    units::UnitIndex unit{};
    std::string_view period;
    std::string_view case_id;
    value::Instant effective;
    std::string_view said;
    std::string_view reason;
    Origin origin;
};

/// A kind of proof filed with a record: belongs to every row that reads that record's cell, or that the act or closing is
/// about.
struct Proof {
    log::Kind with = log::Kind::reading;     // what it came with
    units::UnitIndex unit{};
    std::string_view case_id;
    std::string_view period;                 // of an act: the slot's label
    calendar::Days days;                     // of a reading
    std::uint32_t window = plan::kNone;      // of a reading told for one
    value::Instant effective;
    std::string_view named;                  // `kind` or `kind=reference`
    std::string_view kind;
    Origin origin;
    bool is_held = true;                     // what it came with is
};

/// The closing of a case.
struct Closing {
    units::UnitIndex unit{};
    std::string_view case_id;
    value::Instant effective;
    Origin origin;
};

/// What was told of a unit's attribute.
struct AttributeTold {
    units::UnitIndex unit{};
    std::uint32_t attribute = plan::kNone;
    value::Instant effective;
    std::string_view said;
    Origin origin;
};

/// A length announced of a parameter.
struct LengthTold {
    units::UnitIndex unit{};                 // the root: for all
    value::Instant effective;
    value::Duration length;
    Origin origin;
};

/// The days of a window as announced: by the unit at the top for all, by another for itself.
struct Announcement {
    std::uint32_t window = plan::kNone;
    units::UnitIndex unit{};
    value::Instant effective;
    calendar::Days days;
    Origin origin;
};

/// Rows of one kind, sorted by unit; `below[u]` is where unit u's begin.
template <class T>
struct ByUnit {
    std::vector<T> rows;
    std::vector<std::uint32_t> begins;       // empty, or one more than there are units

    [[nodiscard]] std::span<const T> of(units::UnitIndex unit) const {
        if (begins.empty()) return {};
        const std::uint32_t from = begins[at(unit)];
        return std::span<const T>(rows).subspan(from, begins[at(unit) + 1] - from);
    }
};

class Texts;    // what the views of the rows look at
struct Intake;  // while records are taken in

struct FactsData {
    Handover handover;
    const plan::Plan* plan = nullptr;
    const units::Tree* units = nullptr;
    std::int32_t offset_minutes = 0;
    value::Instant as_of;
    value::Instant next;                     // when the first of what was set aside takes effect

    std::vector<ByUnit<Reading>> readings;   // by indicator; each unit's by case, effective instant, number
    std::vector<ByUnit<Incident>> incidents; // by event
    std::vector<ByUnit<Nothing>> nothings;   // by event
    std::vector<ByUnit<Closing>> closings;   // by event
    std::vector<ByUnit<AttributeTold>> attributes;  // by attribute of the plan; each unit's by effective instant
    std::vector<ByUnit<RowAct>> acts;        // by task; each unit's by effective instant, number
    std::vector<ByUnit<Proof>> proofs;       // by indicator, then (offset) by task, then by event
    ByUnit<Announcement> announcements;      // each unit's by effective instant
    std::vector<ByUnit<LengthTold>> lengths; // by parameter; each unit's by effective instant
    std::vector<std::vector<calendar::Slot>> slots;  // by indicator with a rhythm: from the plan's first day, past as_of

    std::unique_ptr<Texts> texts;
    std::unique_ptr<Intake> intake;

    FactsData();
    ~FactsData();
    [[nodiscard]] const ByUnit<Proof>& proofs_of_indicator(std::uint32_t indicator) const { return proofs[indicator]; }
    [[nodiscard]] const ByUnit<Proof>& proofs_of_task(std::uint32_t task) const { return proofs[readings.size() + task]; }
    [[nodiscard]] const ByUnit<Proof>& proofs_of_event(std::uint32_t event) const {
        return proofs[readings.size() + acts.size() + event];
    }
};

}  // namespace duban::evaluate
