// How are values, slots, days and receipts said to a reader, in either language?
#pragma once

#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/receipt.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban::checklist {

/// Joined by 、 or a comma and a blank.
[[nodiscard]] std::string listed(const std::vector<std::string>& items, text::Language language);

/// An interval with its measure, as people write it: `3 次`, `已报 3 次（未报全）`, `未知`; stages by their names. Millionths;
/// of a ratio the share.
[[nodiscard]] std::string value_words(const plan::Indicator& indicator, std::int64_t low, std::int64_t high,
                                      text::Language language);
/// The row's value and target, where its criterion reads something: `0 次` and `3 次`; `1 起` and `不得 > 0 起`.
struct Attained {
    std::string value;
    std::string target;
};
/// In a few characters, of a number against a number: `0/1 次`, `≥3/15 期` of what may be more, `?/1 次`; of what must never be
/// only what has been: `1 起`. Else, and for rows that count nowhere, empty.
[[nodiscard]] std::string attained_briefly(const plan::Plan& plan, const evaluate::Block& block, std::size_t row);
[[nodiscard]] Attained attained(const plan::Plan& plan, const evaluate::Block& block, std::size_t row, text::Language language);
/// A value as the log spells it; the stages of a document in the reader's language.
[[nodiscard]] std::string told_words(const plan::Indicator& indicator, std::string_view told, text::Language language);
/// `应急演练`, `《初报》`, “First report”.
[[nodiscard]] std::string indicator_words(const plan::Plan& plan, std::string_view name, text::Language language);
/// A date, a date with the minute, or a dash for never.
[[nodiscard]] std::string instant_words(value::Instant at);
/// The due date, marked where an extension or a delay moved it: `2026-06-09（原 2026-05-15）`.
[[nodiscard]] std::string due_words(value::Instant due, value::Instant planned, text::Language language);
/// `每季度`, `every 2 months`.
[[nodiscard]] std::string rhythm_words(value::Duration every, text::Language language);
/// `2012-Q1`; `事件 晋-2012-01` for `case:晋-2012-01`; a window's name for `window:NAME`.
[[nodiscard]] std::string slot_words(std::string_view label, text::Language language);

/// `逾期 3 天（2 个工作日）`, `逾期 5 小时`, `未到期，还有 40 天`.
[[nodiscard]] std::string timeliness_words(const evaluate::Board& board, const evaluate::Block& block, std::size_t row,
                                           text::Language language);
/// The status, with how strongly it is meant where that is less than must: `缺报（力争）`.
[[nodiscard]] std::string status_words(const plan::Plan& plan, const evaluate::Block& block, std::size_t row,
                                       text::Language language);
/// Of a task that a later version has no more, which: `自 2012-07-01 起由任务 16.4a、16.4b 取代`.
[[nodiscard]] std::string superseded_words(const plan::Plan& plan, const plan::Task& task, text::Language language);
/// Of a row behind its schedule how far: `应 6 期，实 5 期`; else empty.
[[nodiscard]] std::string behind_words(const plan::Plan& plan, const evaluate::Block& block, std::size_t row,
                                       text::Language language);
/// Of a part of what must never be, whether it has been: `已发生 1 起（记录 39）`, `未发生`.
[[nodiscard]] std::string happened_words(const plan::Plan& plan, const evaluate::Part& part, text::Language language);
/// How many of those counted hold it, and how many must: `已达标 12 个，14 个未知，需 31 个`; of at most so many `已有 1
/// 个，至多 2 个`.
[[nodiscard]] std::string reached_words(const evaluate::Reached& reached, text::Language language);
/// Who keeps a count from holding, and of whom nobody knows, so many by name: `未达标：青石县、白杨县 等 9 个；不明：枫岭县`.
[[nodiscard]] std::string lacking_words(const units::Tree& units, const evaluate::Part& part, std::size_t most,
                                        text::Language language);
/// `单位表没有填 枫岭村 的 山区`; empty if nothing is wanted.
[[nodiscard]] std::string attributes_words(const std::string& unit, const std::vector<std::string>& wanted,
                                           text::Language language);
/// Of a row whose unit has closed, held by its heir: `原青石镇，2026-07-01 撤销，并入白杨镇`; else empty.
[[nodiscard]] std::string heir_words(const units::Tree& units, const evaluate::Block& block, std::size_t row,
                                     value::Instant as_of, text::Language language);
/// The code of the unit whose row it is by the plan, if another holds it; else empty.
[[nodiscard]] std::string held_for(const units::Tree& units, const evaluate::Block& block, std::size_t row);
/// `（原青石镇）` behind the name of the unit that holds it, of a row that is another's by the plan; else empty.
[[nodiscard]] std::string held_for_words(const units::Tree& units, const evaluate::Block& block, std::size_t row,
                                         text::Language language);
/// `本单位已于 2026-07-01 撤销，并入白杨镇；此前到期的列在白杨镇的清单里。` of a unit that has closed by then; else empty.
[[nodiscard]] std::string closed_words(const units::Tree& units, units::UnitIndex unit, value::Instant as_of,
                                       text::Language language);
/// `青石镇` of what another unit left to the row's; else empty.
[[nodiscard]] std::string whose_words(const units::Tree& units, units::UnitIndex unit, units::UnitIndex of_row);
/// `补报（收到 2026-07-06）` of what was done in time and told after the due date; else empty.
[[nodiscard]] std::string filed_late_words(const evaluate::Block& block, const evaluate::Explanation& explanation,
                                           text::Language language);
/// `审核通过（2026-05-01）早于完成之日 2026-05-10，不算` of the latest review; empty if it is none or counts.
[[nodiscard]] std::string early_verification_words(const evaluate::Block& block, const evaluate::Explanation& explanation,
                                                   text::Language language);
/// The line of the status table in docs/SEMANTICS.md (1 to 20) as a sentence.
[[nodiscard]] text::Words rule_words(std::int32_t rule);

/// A clause of the plan on one line; Chinese words, which the plan parts by blanks, run on.
[[nodiscard]] std::string clause_words(std::string_view written, text::Language language);

/// One line, with its end.
[[nodiscard]] std::string receipt_text(const evaluate::Receipt& receipt, text::Language language);

}  // namespace duban::checklist
