// What does a leader need to see on one page: twelve figures, lights by level, what failed, what is overdue, what has changed?
#pragma once

#include "engine/checklist/totals.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban::checklist {

/// One of the twelve.
struct LeaderFigure {
    std::string name;           // JSON name
    std::string words;
    std::string value;
    std::string note;
    std::string before;         // its value on the earlier day; empty if there is none
};

struct LevelTotals {
    units::LevelIndex level{};
    std::int64_t units = 0;     // that have rows
    Totals totals;
};

/// A unit's overdue rows of one task.
struct OverdueLine {
    RowRef place;               // the longest overdue
    units::LevelIndex level{};
    std::int64_t rows = 0;
};

/// The first kMostOverdue lines: by level from the top, then the longest overdue, then by unit.
struct OverdueList {
    std::vector<OverdueLine> lines;
    std::int64_t lines_in_all = 0;
    std::int64_t rows_in_all = 0;
};

/// A failed or returned row, and what is wrong with it.
struct SpoiltLine {
    RowRef place;
    units::LevelIndex level{};
    std::string what;
};
/// The first kMostOverdue: failed before returned, then by level from the top, then by unit.
struct SpoiltList {
    std::vector<SpoiltLine> lines;
    std::int64_t rows_in_all = 0;
};

/// What is so now and was not on the earlier day, by task. A row that was not there counts as neither done nor overdue then.
struct TaskChange {
    std::uint32_t task = 0;
    std::int64_t done = 0;
    std::int64_t reported = 0;      // was silent
    std::int64_t overdue = 0;
    std::int64_t recovered = 0;     // was overdue
    [[nodiscard]] bool is_any() const { return done + reported + overdue + recovered > 0; }
};
struct Changes {
    value::Instant since;
    std::vector<TaskChange> tasks;  // those with any, by position
    OverdueList overdue;            // what is newly overdue
};

struct LeaderPage {
    units::UnitIndex unit{};
    Totals totals;
    std::vector<LeaderFigure> figures;  // twelve
    std::vector<LevelTotals> levels;  // those with rows, from the top
    SpoiltList spoilt;
    OverdueList overdue;
    OverdueList overdue_parts;  // in no figure: a part may be overdue long before its task is
    std::optional<Changes> changes;
};

inline constexpr std::size_t kMostOverdue = 30;  // more are no page for a leader; the ledger of problems has them all

/// Of all that is held at the unit and below it; `before`, if any, is an earlier board of the same plan.
[[nodiscard]] LeaderPage leader_page(Context& context, units::UnitIndex unit, const Context* before);

[[nodiscard]] Page page(const Context& context, const LeaderPage& leader);
/// Members: document (leader), plan, title, language, unit, figures, levels, failed, overdue, overdue_parts, changes, receipt.
[[nodiscard]] std::string json(const Context& context, const LeaderPage& leader);

}  // namespace duban::checklist
