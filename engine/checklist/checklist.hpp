// What does an office read about its duties, and a superior about its offices?
#pragma once

#include "dsl/text/source.hpp"
#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/receipt.hpp"
#include "engine/evaluate/rollup.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// What documents are made from, and in which language.
struct Context {
    const text::Source& source;              // of the plan: clauses are quoted from it
    evaluate::World world;
    const evaluate::Board& board;
    const evaluate::Receipt& receipt;
    text::Language language;
    evaluate::Explainer explainer;           // of that board
};

/// One obligation as its office reads it; all texts in the document's language.
struct Line {
    std::string task;
    std::string title;
    std::string slot;           // its label
    std::string slot_words;     // 事件 晋-2012-01
    std::string quote;          // of the official document
    std::string lead;           // unit, with its organ
    std::string modality;
    std::string criterion;      // as the plan writes it
    std::string due;            // empty: none, or not known
    std::string due_note;       // 默认, 假定, or why it is not known
    std::string value;          // with its measure
    std::string proof;          // what is there, what is wanted
    std::string status;         // JSON name
    std::string status_words;
    std::int32_t rule = 0;      // the line of the status table that gave the word: 1 to 20
    std::string timeliness;     // 逾期 3 天（2 个工作日）
    std::string why;            // 未完成原因
    std::string next;           // 下一步
    std::vector<std::int64_t> records;
    bool counts = false;
};

/// A row of another unit that waits for this unit's verification.
struct Review {
    std::string task;
    std::string title;
    std::string code;           // of the unit that holds it
    std::string name;
    std::string slot;
};

/// 责任清单: one unit's own.
struct UnitChecklist {
    std::string code;
    std::string name;
    std::string path;
    std::vector<Line> lines;
    evaluate::Counts counts;
    std::vector<Review> reviews;
};

struct Cell {
    std::string status;         // JSON name; empty: no duty
    std::string words;
    std::size_t rows = 0;       // how many rows the cell stands for; the words are those of the worst
};

struct ScoreRow {
    std::int32_t rank = 0;      // by the lower bound of the completion rate, ties share the better place; 0 without a rate
    std::string code;
    std::string name;
    std::vector<Cell> cells;    // by task
    evaluate::Counts own;
    evaluate::Counts below;     // with all that lies below it
};

/// A level over the next: its offices, ranked.
struct Scorecard {
    std::string level;
    std::vector<std::string> tasks;     // ids
    std::vector<std::string> titles;
    std::vector<ScoreRow> rows;
    evaluate::Counts total;             // of the rows' own
};

[[nodiscard]] UnitChecklist unit_checklist(Context& context, units::UnitIndex unit);
[[nodiscard]] Scorecard scorecard(const Context& context, units::LevelIndex level);

[[nodiscard]] std::string markdown(const Context& context, const UnitChecklist& list);
[[nodiscard]] std::string markdown(const Context& context, const Scorecard& card);
[[nodiscard]] std::string json(const Context& context, const UnitChecklist& list);
[[nodiscard]] std::string json(const Context& context, const Scorecard& card);

}  // namespace duban::checklist
