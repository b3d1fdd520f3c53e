// The verdict on every obligation as of a date, as columns.
#pragma once

#include "engine/calendar/calendar.hpp"
#include "engine/calendar/period.hpp"
#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace duban::evaluate {

// The words of docs/SEMANTICS.md, §4. words.hpp says them in both languages and as JSON spells them.
enum class Verdict : std::uint8_t { not_applicable, undetermined, met, met_for_now, failed, not_met_yet };
enum class Assurance : std::uint8_t { returned, verified, claimed_without_proof, reported, silent };
// clang-format off
enum class Timeliness : std::uint8_t {
    early, on_time, late, overdue, past, due_soon, not_due, no_deadline, due_unknown,
    none                     // rows that count nowhere
};
// clang-format on
enum class Lifecycle : std::uint8_t { planned, waiting, active, closed };
// clang-format off
enum class Status : std::uint8_t {
    no_case, not_applicable, done_early, done, done_late, superseded, waived, excused, failed, returned, claimed_without_proof,
    awaiting_verification, planned, waiting, overdue, unreported_overdue, undetermined, report_missing, behind_schedule, due_soon,
    not_started, on_schedule
};
// clang-format on
inline constexpr std::size_t kStatuses = 22;

/// How a row counts: nowhere, done, not done, unknown.
enum class Count : std::uint8_t { nowhere, done, not_done, unknown };

/// Why something is unknown: a set of these.
enum class Reason : std::uint8_t { awaited, not_reported, blank, withheld, attribute, window, judgement, error };
inline constexpr std::size_t kReasons = 8;
using Reasons = std::uint8_t;                               // bit 1 << Reason
[[nodiscard]] constexpr Reasons bit(Reason reason) { return static_cast<Reasons>(1U << static_cast<unsigned>(reason)); }

inline constexpr std::int64_t kMinusInfinity = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kPlusInfinity = std::numeric_limits<std::int64_t>::max();
inline constexpr value::Instant kNever{std::numeric_limits<std::int64_t>::max()};

/// A slot of a task: a stretch of days, or a case.
struct SlotName {
    std::string label;                                      // 2012, 2012-Q1, case:ID, window:NAME
    calendar::Days days;
    std::string case_id;                                    // empty if it is none
    units::UnitIndex case_unit{};                           // where it occurred: another's case may have the same code
    std::uint32_t case_event = plan::kNone;                 // so may a case of another event; of the newest version
};
/// Slots by what tells them apart.
struct BySlot {
    bool operator()(const SlotName& a, const SlotName& b) const {
        return std::tie(a.label, a.case_unit, a.case_event) < std::tie(b.label, b.case_unit, b.case_event);
    }
};
[[nodiscard]] inline bool is_same(const SlotName& a, const SlotName& b) {
    return a.case_unit == b.case_unit && a.case_event == b.case_event && a.label == b.label;
}

/// A row that waits for a row of a prerequisite.
struct Wait {
    std::uint32_t row = 0;
    std::uint32_t block = 0;                                // of the prerequisite, on the board
    std::uint32_t upstream = 0;                             // its row
};

/// A row that its unit does not have only because it does not exist at the row's stand.
struct Gone {
    units::UnitIndex unit{};
    std::uint32_t slot = 0;
    bool stays = false;  // of a task that is gone itself: with the version that had it
    bool is_line = false;                                   // of a unit without a case
};

/// All obligations of one goal of a task. Columns are of equal length, sorted by unit, then slot: a subtree is a range.
struct Block {
    std::uint32_t task = 0;                                 // position in the plan
    std::uint32_t goal = 0;                                 // of the task
    plan::Modality modality = plan::Modality::must;
    std::int64_t weight = value::Decimal::kOne;             // of each row, in millionths
    std::vector<SlotName> slots;
    std::vector<std::uint32_t>
        standing;  // the slots of which rows stand, by name; that of the line for units without a case is none
    std::vector<SlotName> left_out;  // the others, those before `from` and others' cases among them, by name

    std::vector<units::UnitIndex> unit;
    std::vector<units::UnitIndex> holder;  // the unit itself, or whom it was transferred to, or the heir of these
    std::vector<std::uint32_t> slot;  // into `slots`
    std::vector<Status> status;
    std::vector<Verdict> verdict;
    std::vector<Assurance> assurance;
    std::vector<Timeliness> timeliness;
    std::vector<Lifecycle> lifecycle;
    std::vector<Count> count;
    std::vector<value::Instant> due;  // kNever: no deadline, or not known (timeliness says which)
    std::vector<value::Instant> missed;  // the first due date that was moved after it had passed; kNever: none was
    std::vector<std::int32_t> days;  // late or overdue by, else days left until due; 0 if neither
    std::vector<std::int32_t> working_days;  // of overdue and late rows
    std::vector<value::Instant> judged;  // the instant at which the criterion was judged: J of semantics §4
    std::vector<value::Instant> completed;  // kNever: not completed
    std::vector<std::int64_t> low;  // of the leading comparison, in millionths (words.hpp: leading)
    std::vector<std::int64_t> high;
    std::vector<std::int64_t> target;  // kMinusInfinity: the criterion has no comparison
    std::vector<Reasons> reasons;
    std::vector<std::uint8_t> past_due;  // 1 if as_of is after due
    std::vector<value::Instant> planned;  // the due date before extensions and delays
    std::vector<std::int64_t> behind;  // surely behind the schedule by so many millionths of the target; 0: not, or no schedule
    std::vector<std::uint8_t> light;  // into the plan's lights; as many as there are: none
    std::vector<Gone> gone;  // by unit
    std::vector<Wait> waits;  // rows behind an open prerequisite, ascending
    std::vector<std::uint32_t> superseded;  // rows of a task that is gone, ascending
    std::vector<std::uint8_t> by_own_word;  // 1: not applicable, by a figure of the unit's own
    std::vector<std::vector<std::string>> proofs;  // of steps and parts only: kinds that came with the figures they read
    bool in_rates = true;  // false for steps and parts: their whole counts

    [[nodiscard]] std::size_t size() const { return unit.size(); }
    [[nodiscard]] bool is_superseded(std::size_t row) const {
        return std::binary_search(superseded.begin(), superseded.end(), row);
    }
    /// Whether it is the line of a triggered task at a unit without a case.
    [[nodiscard]] bool is_line(const plan::Plan& plan, std::size_t row) const {
        return slot[row] == 0 && plan.tasks[task].trigger.has_value();
    }
    /// Whether rows of the slot stand here, and whether they were left out.
    [[nodiscard]] bool stands(const SlotName& slot) const;
    [[nodiscard]] bool leaves_out(const SlotName& slot) const;
    std::vector<std::size_t> transferred;  // rows held by another than their unit, ascending

    /// The rows of a subtree: [first, last). (By `unit`, not by holder.)
    [[nodiscard]] std::pair<std::size_t, std::size_t> rows_at(units::UnitIndex of) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> rows_below(const units::Tree& tree, units::UnitIndex subtree) const;
    /// Those that the unit holds, in order: its own that it still holds, and those that came to it.
    [[nodiscard]] std::vector<std::size_t> rows_held_by(units::UnitIndex holder) const;
};

struct Board {
    value::Instant as_of;
    std::vector<Block> blocks;  // by task position, then goal
    std::vector<std::uint32_t> begins;  // by task position, and one more: where its blocks begin

    /// The blocks of a task: one for each goal, [first, last).
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> blocks_of(std::uint32_t task) const {
        return {begins[task], begins[task + 1]};
    }
    /// Its blocks in all versions of the plan, the newest first, on any of which its rows may stand.
    [[nodiscard]] std::vector<std::uint32_t> all_blocks_of(const plan::Plan& plan, std::uint32_t task) const;
    /// The blocks of some tasks, in their order.
    [[nodiscard]] std::vector<std::uint32_t> blocks_of_all(const std::vector<std::uint32_t>& tasks) const;
    [[nodiscard]] std::size_t size() const;  // rows in all
};

/// Words 1, 2, 4, 5 and 6: no case, not applicable, superseded, waived, excused.
[[nodiscard]] bool asks_nothing(Status status);
/// Not done, and neither overdue nor failed nor returned: it may still come in time.
[[nodiscard]] bool is_under_way(const Block& block, std::size_t row);

/// Of rows that count.
struct Counts {
    std::int64_t done = 0;
    std::int64_t not_done = 0;
    std::int64_t unknown = 0;
    std::int64_t under_way = 0;  // of those not done: not due yet, and not spoilt
    std::int64_t done_weight = 0;  // what they weigh, in millionths
    std::int64_t not_done_weight = 0;
    std::int64_t unknown_weight = 0;

    [[nodiscard]] std::int64_t all() const { return done + not_done + unknown; }
    [[nodiscard]] std::int64_t weight() const { return done_weight + not_done_weight + unknown_weight; }
    /// A row that counts nowhere adds nothing.
    void add(const Block& block, std::size_t row);
    /// T as done, X as unknown, L as not done (semantics §6), of one that counts.
    void add_on_time(const Block& block, std::size_t row);
    Counts& operator+=(const Counts& other);
    Counts& operator-=(const Counts& other);
};

/// Counts of the rows that satisfy whatever made the tally; sums of tallies are tallies (semantics §6).
struct Tally {
    std::vector<std::int64_t> by_status = std::vector<std::int64_t>(kStatuses);
    Counts counts[2];  // must (must, normally, never) and should apart: [0] must, [1] should
    Counts on_time[2];  // T, X, L
    std::int64_t rows = 0;

    void add(const Block& block, std::size_t row);
    void add(const Tally& other);
};

}  // namespace duban::evaluate
