// Which rows of other tasks does a row wait for, or consist of? Semantics §4, prerequisite and parts. Private to this folder.
#pragma once

#include "engine/evaluate/row.hpp"
#include "engine/evaluate/truth.hpp"

#include <map>
#include <string>
#include <vector>

namespace duban::evaluate {

/// A row that has been judged: a block of the board, and a place in it.
struct JudgedRow {
    std::uint32_t block = 0;
    std::uint32_t row = 0;
};

/// What the prerequisites of a row have come to.
struct Gate {
    bool open = false;                       // at least one is not done
    JudgedRow waits_for;                     // the first that is not
    std::int32_t late_days = 0;              // the most by which one came late
    JudgedRow latest;                        // which one
    value::Instant came = kNever;            // the last day on which one came late; kNever: none did
    value::Instant previous_step = kNever;  // when the step before was met, or was to be, if it need not be; kNever: it is open
};

/// The prerequisites of one task, for its rows at those units, ascending. A task without any has no open gate.
class Gates {
public:
    Gates(const Ground& ground, const plan::Task& task, const std::vector<units::UnitIndex>& units);

    [[nodiscard]] Gate of(units::UnitIndex unit, const SlotName& slot);
    /// The row as the version before has it, also of a unit that was not there, by what was told before the version of the task
    /// was issued; null if it has none.
    [[nodiscard]] const Row* former_row(units::UnitIndex unit, const std::string& slot_key);

private:
    struct Upstream {
        std::uint32_t task = 0;
        bool is_previous_step = false;  // of the same whole
        std::vector<std::uint32_t> blocks;
        std::map<SlotName, Gate, BySlot> of_all;  // by slot, where every row counts
    };
    [[nodiscard]] Gate of(Upstream& upstream, units::UnitIndex unit, const SlotName& slot);

    const Ground& ground_;
    const plan::Task& task_;
    const std::vector<units::UnitIndex>& units_;
    std::optional<Expansion> former_;
    std::map<std::pair<units::UnitIndex, std::string>, std::uint32_t> former_rows_;
    bool from_previous_step_;  // the due date counts from it, and is not delayed by it again
    std::vector<Upstream> upstreams_;
};

/// What rows of a task come to together: semantics §3, `task T`.
struct Doneness {
    bool some_done = false;
    bool some_not = false;
    bool some_unknown = false;
    bool spoken = false;  // one is not silent
    bool by_own_word = false;  // one does not apply, by a figure of its unit's own
    Reasons reasons = 0;  // of those unknown
    value::Instant first = kNever;  // when the first that is done was done
    value::Instant last{std::numeric_limits<std::int64_t>::min()};  // and the last

    [[nodiscard]] Truth at(value::Instant instant) const;
};

/// Another task, for any row that asks whether it is done: its rows as a prerequisite has them.
class OtherTask {
public:
    OtherTask(const Ground& ground, std::uint32_t task);

    [[nodiscard]] Doneness of(units::UnitIndex unit, const SlotName& slot);
    [[nodiscard]] std::vector<JudgedRow> rows_for(units::UnitIndex unit, const SlotName& slot) const;

private:
    Ground ground_;
    std::uint32_t task_;
    std::vector<std::uint32_t> blocks_;
    std::map<SlotName, Doneness, BySlot> of_all_;  // by slot, where every row counts
};

/// The rows of a part that stand for the whole's row: of the same slot, if the part has it; of the same unit, else of those
/// below it, else above, else all. Of a whole that names no lead, the same unit's alone.
[[nodiscard]] std::vector<JudgedRow> rows_of_part(const Ground& ground, std::uint32_t part, units::UnitIndex unit,
                                                  const SlotName& slot);

/// “任务 T 已完成” at an instant, by a judged row of T: semantics §3.
[[nodiscard]] Truth is_done(const Block& block, std::uint32_t row, value::Instant at);

}  // namespace duban::evaluate
