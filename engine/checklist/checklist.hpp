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
    const evaluate::Facts& facts;
    const evaluate::Board& board;
    const evaluate::Receipt& receipt;
    text::Language language = text::Language::zh;
};

/// One obligation as its office reads it; all texts in the document's language.
struct Line {
    std::string task;
    std::string title;
    std::string slot;
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
    std::string timeliness;     // 逾期 3 天（2 个工作日）
    std::string why;            // 未完成原因
    std::string next;           // 下一步
    std::vector<std::int64_t> records;
    bool counts = false;
};

/// 责任清单: one unit's own.
struct UnitChecklist {
    std::string code;
    std::string name;
    std::string path;
    std::vector<Line> lines;
    evaluate::Counts counts;
};

struct Cell {
    std::string status;         // JSON name; empty: no duty
    std::string words;
    std::size_t rows = 0;       // how many rows the cell stands for; the words are those of the worst
};

struct ScoreRow {
    std::int32_t rank = 0;      // by completion rate, ties share the better place; 0 without a rate
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

[[nodiscard]] UnitChecklist unit_checklist(const Context& context, units::UnitIndex unit);
[[nodiscard]] Scorecard scorecard(const Context& context, units::LevelIndex level);

[[nodiscard]] std::string markdown(const Context& context, const UnitChecklist& list);
[[nodiscard]] std::string markdown(const Context& context, const Scorecard& card);
[[nodiscard]] std::string json(const Context& context, const UnitChecklist& list);
[[nodiscard]] std::string json(const Context& context, const Scorecard& card);

/// An interval with its measure, as people write it: `3 次`, `至少 3 次`, `未知`; stages by their names.
[[nodiscard]] std::string value_words(const plan::Indicator& indicator, std::int64_t low, std::int64_t high,
                                      text::Language language);

}  // namespace duban::checklist
