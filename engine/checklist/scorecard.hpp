// 对照表: how do the offices of a level, or those right below one unit, stand against each other?
#pragma once

#include "engine/checklist/totals.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban::checklist {

/// How a unit stands in a task.
struct Standing {
    std::string status;         // JSON name; empty: no duty
    std::string words;
    std::string value;          // `0/1 次`, of its only row
    std::int64_t rows = 0;      // how many rows it stands for; the words are those of the gravest
    std::int64_t alike = 0;     // how many of them have that word
    Rank light = 0;
};

struct ScoreRow {
    std::int32_t rank = 0;      // by the lower bound of the weighted rate, ties share the better place; 0 without a rate
    units::UnitIndex unit{};
    std::string code;
    std::string name;
    std::vector<Standing> standings;  // by task
    evaluate::Counts own;
    evaluate::Counts below;     // with all that lies below it
    std::optional<Rank> light;  // the worst of its rows
    std::string note;           // the tasks that show the worst of all lights
};

struct Scorecard {
    Scope scope;
    std::string title;
    std::vector<std::string> tasks;   // ids
    std::vector<std::string> titles;
    std::vector<ScoreRow> rows;       // ranked
    evaluate::Counts total;           // of the rows' own
    std::vector<PartTotals> parts;    // in place of rows, where these stand on pages of their own
};

/// Of the offices of a level; without a level, of those whose superior is the unit.
[[nodiscard]] Scorecard scorecard(const Context& context, const Scope& scope);

/// Of a level below a unit, as a part for each unit right below it.
[[nodiscard]] Scorecard scorecard_parts(const Context& context, units::LevelIndex level, units::UnitIndex top);
/// In preorder.
[[nodiscard]] std::vector<units::UnitIndex> offices(const Context& context, const Scope& scope);

[[nodiscard]] Page page(const Context& context, const Scorecard& card);
/// Members: document (scorecard), plan, title, language, level, under, tasks, total, units, parts, receipt.
[[nodiscard]] std::string json(const Context& context, const Scorecard& card);

}  // namespace duban::checklist
