// How does one obligation read to its office?
#pragma once

#include "engine/checklist/context.hpp"
#include "engine/checklist/lights.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// All texts in the document's language.
struct Line {
    std::string task;
    std::string title;
    std::string slot;           // its label
    std::string slot_words;     // 事件 晋-2012-01
    std::string quote;          // of the official document
    std::string lead;           // unit, with its organ
    std::string held_for;       // code of the unit whose row it is, if another holds it; else empty
    std::string support;        // who takes part
    std::string modality;       // JSON name
    std::string criterion;      // as the plan writes it
    value::Instant due;         // kNever: none, or not known
    value::Instant planned;     // the due date before extensions and delays; kNever: it was not moved
    std::string moved;          // why it was: 前置任务晚了 25 天
    std::string due_note;       // where it is from, if no clause of the task says it as it is: 计划统一期限, 按时段, 假定
    std::string value;          // with its measure
    std::string proof;          // what is there, what is wanted
    std::string status;         // JSON name
    std::string status_words;
    Rank light = 0;
    std::int32_t rule = 0;      // the line of the status table that gave the word: 1 to 20
    std::string timeliness;     // 逾期 3 天（2 个工作日）; 按时；补报（收到 2026-07-06）
    std::string why;            // 未完成原因
    std::string next;           // 下一步
    std::string officers;       // 责任人
    std::vector<std::string> signers;  // 签署
    std::vector<std::int64_t> records;
    bool counts = false;
};

/// Nothing is asked of it: no case, not applicable, superseded, waived, excused.
[[nodiscard]] bool is_released(evaluate::Status status);

/// The criterion of a task that is done when it is claimed: `申报完成`.
[[nodiscard]] std::string claim_words(text::Language language);

/// The criterion of a task with steps or parts: `各步骤都完成`, `各分项都完成`.
[[nodiscard]] std::string all_parts_words(const plan::Plan& plan, const plan::Task& task, text::Language language);

/// `10.8 省级应急演练`
[[nodiscard]] std::string titled(const std::string& id, const std::string& title);
/// The task's own due date as the plan writes it, without the keyword; empty if there is none.
[[nodiscard]] std::string due_clause(const Context& context, const plan::Task& task);
/// Kinds of proof that are asked for and not there.
[[nodiscard]] std::vector<std::string> lacking_proof(const evaluate::Explanation& explanation);
/// Kinds of proof, each with whether it is there.
[[nodiscard]] std::string proof_words(const Context& context, const evaluate::Explanation& explanation);
/// A line that says of a task and its goal what is so for all rows.
[[nodiscard]] Line task_line(const Context& context, const plan::Task& task, const plan::Goal& goal);
[[nodiscard]] Line line_of(Context& context, RowRef place);
[[nodiscard]] Line line_of(const Context& context, RowRef place, const evaluate::Explanation& explanation);

/// Marked where it was moved from another; empty if there is none.
[[nodiscard]] Cell due_cell(value::Instant due, value::Instant planned, text::Language language);
/// What is wrong: `逾期 3 天；未达到 演练 ≥ 1 次`, `失败；不得 较大事故 > 0 起：已发生 1 起（记录 39）`.
[[nodiscard]] std::string problem_words(const Context& context, const Line& line);

/// Whether lines stand in a table with a column for the person who answers for each.
enum class Persons : std::uint8_t { unnamed, named };
/// The columns of lines in a table, number and light among them; and the cells under them.
[[nodiscard]] std::vector<Column> line_columns(const Context& context, Persons persons);
[[nodiscard]] Cells line_cells(const Context& context, const Line& line, std::size_t number, Persons persons);
/// What the words and lights among the lines mean.
[[nodiscard]] Legend line_legend(const Context& context, const std::vector<const Line*>& lines);

}  // namespace duban::checklist
