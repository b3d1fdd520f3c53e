// An obligation before it is judged: whose, for which slot, from when until when. Private to this folder.
#pragma once

#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/facts_data.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

namespace duban::evaluate {

/// Why a due date is what it is, or is not known.
/// `none`: the plan gives none to cases of this class.
enum class DueKind : std::uint8_t { known, none, unknown, window_unknown, error };

/// What moved a due date.
enum class MovedBy : std::uint8_t { nothing, issue, announcement, extension, amendment };

/// What rows are made from: the world, the live facts, and the blocks of the tasks that come first.
struct Ground {
    const World& world;
    const FactsData& facts;
    const Board& settled;
};

inline constexpr value::Instant kAlways{std::numeric_limits<std::int64_t>::min()};

struct Row {
    units::UnitIndex unit{};
    std::uint32_t slot = 0;                // into the expansion's slots
    const Incident* incident = nullptr;    // of a triggered row, or of a case that is counted
    std::uint32_t event = plan::kNone;     // the incident's
    bool is_counted = false;               // stands for what a count counts: without acts and proofs
    bool line_only = false;                // the “no case” line of a triggered task: counted nowhere
    bool return_missing = false;           // of such a line
    bool scope_unknown = false;            // whether the duty is the unit's, or the case sets it off, cannot be judged yet
    bool scope_out = false;                // it is not
    bool waits = false;                    // behind an open prerequisite
    std::uint32_t waits_block = 0;         // the first row that it waits for
    std::uint32_t waits_row = 0;
    std::int32_t months_back = 0;          // of a row looked at years before its own
    calendar::Days days;                   // its own slot, from the day it opens to the day it ends; it may be empty
    value::Instant opens;                  // kAlways: not known, as its window
    value::Instant slot_end;
    value::Instant due = kNever;
    DueKind due_kind = DueKind::known;
    bool window_unknown = false;           // the window that is its slot has not been announced
    value::Instant ruled = kNever;         // the due date by its rule, before notice
    value::Instant planned = kNever;       // before extensions and delays
    bool gives_no_row = false;             // it was over and due before the day of issue
    bool was_gone = false;                 // the version before would have had it, but its unit did not exist
    MovedBy raised_by = MovedBy::nothing;  // what raised the due date above its rule
    std::int64_t raised_record = 0;        // of the announcement that did
    bool held = false;                     // it stays, since an announcement came too late to bring it forward
    value::Instant missed = kNever;        // the due date that was moved after it had passed
    MovedBy missed_by = MovedBy::nothing;  // by what
    bool superseded = false;               // of a task that is gone

    /// kNever: not known, as its window.
    [[nodiscard]] value::Instant ends() const { return window_unknown ? kNever : slot_end; }
};

class Gates;

/// The rows of a task, sorted by unit, then slot, with the slots they name.
struct Expansion {
    std::vector<SlotName> slots;
    std::vector<Row> rows;
    std::vector<Gone> gone;                // by unit
    std::vector<SlotName> left_out{};      // periods that were over before the day from which the task begins; others' cases
};

/// What was told fills a slot if it ends in it (is dated in it), or is for a period that covers it.
[[nodiscard]] constexpr bool fills(const calendar::Days& told, const calendar::Days& slot) {
    return (told.last >= slot.first && told.last <= slot.last) || (told.first <= slot.first && told.last >= slot.last);
}

/// A row's stand, semantics §2: the earlier of as_of and the due date before extensions.
[[nodiscard]] inline value::Instant stand_of(const FactsData& facts, const Row& row) {
    return std::min(facts.as_of, row.planned);
}

/// visit(unit): the row's own, then those that it has inherited by the row's stand, of whom it reads what adds up, and cases.
template <class Visit>
void visit_heritage(const World& world, const FactsData& facts, const Row& row, const Visit& visit) {
    visit(row.unit);
    if (!world.units.has_lives()) return;
    for (const units::UnitIndex unit : world.units.inherited(row.unit, stand_of(facts, row)))
        visit(unit);
}

/// A period by the end of which the unit has told neither a case of the event nor “no case”.
struct LateReturn {
    units::UnitIndex unit{};
    calendar::Slot period;
    value::Instant told = kNever;  // kNever: it is missing
};
/// Those that end in the row's slot and are over by `until`, at whose end the unit existed, with those of the units that its
/// unit has inherited, by period; none over before the issue.
[[nodiscard]] std::vector<LateReturn> late_returns(const World& world, const FactsData& facts, std::uint32_t event,
                                                   const Row& row, value::Instant until);

/// Those that have not been told; of one unit those that end in the days.
[[nodiscard]] std::vector<LateReturn> missing_returns(const World& world, const FactsData& facts, std::uint32_t event,
                                                      units::UnitIndex unit, const calendar::Days& days, value::Instant until);
/// Those that end in the row's slot.
[[nodiscard]] std::vector<LateReturn> missing_returns(const World& world, const FactsData& facts, std::uint32_t event,
                                                      const Row& row, value::Instant until);

/// Slots of a task that are not cases.
[[nodiscard]] std::vector<SlotName> period_slots(const World& world, const FactsData& facts, const plan::Task& task);

/// The rows of those units, ascending; null: of all who lead. The tasks that this one waits for, and its parts, must be
/// settled.
[[nodiscard]] Expansion expand(const Ground& ground, std::uint32_t task,
                               const std::vector<units::UnitIndex>* of_units = nullptr);
/// All that may be rows of the task at those units, ascending, whatever comes of them, by what was announced and extended until
/// `told_by`.
[[nodiscard]] Expansion candidates(const Ground& ground, std::uint32_t task, const std::vector<units::UnitIndex>& of_units,
                                   value::Instant told_by);
/// Whether the row's unit is there: as of its stand or the date missed, of a case as of the occurrence. Of what was over before
/// the unit opened it has a row if it has inherited somebody who was there.
[[nodiscard]] bool is_there(const Ground& ground, const Row& row);

/// The acts on that row, in order.
[[nodiscard]] std::vector<const RowAct*> acts_on(const FactsData& facts, const plan::Plan& plan, std::uint32_t task,
                                                 const Row& row, const SlotName& slot);

/// True for the slot's own label, for none where it is the one row of the year, and for the row's case.
[[nodiscard]] bool names_slot(std::string_view period, std::string_view case_id, const plan::Plan& plan, std::uint32_t task,
                              const SlotName& slot);

}  // namespace duban::evaluate
