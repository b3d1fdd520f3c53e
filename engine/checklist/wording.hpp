// How are values, slots, days and receipts said to a reader, in either language?
#pragma once

#include "engine/evaluate/board.hpp"
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
/// The row's value and target, where its criterion reads something: `0 次`, `至少 3 次`.
struct Attained {
    std::string value;
    std::string target;
};
/// In a few characters, of a number against a number: `0/1 次`, `≥3/15 期` of what may be more, `?/1 次`; else empty.
[[nodiscard]] std::string attained_briefly(const plan::Plan& plan, const evaluate::Block& block, std::size_t row);
[[nodiscard]] Attained attained(const plan::Plan& plan, const evaluate::Block& block, std::size_t row, text::Language language);
/// A value as the log spells it; the stages of a document in the reader's language.
[[nodiscard]] std::string told_words(const plan::Indicator& indicator, std::string_view told, text::Language language);
/// `应急演练`, `《初报》`, “First report”.
[[nodiscard]] std::string indicator_words(const plan::Plan& plan, std::string_view name, text::Language language);
/// A date, a date with the minute, or a dash for never.
[[nodiscard]] std::string instant_words(value::Instant at);
/// `2012-Q1`; `事件 晋-2012-01` for `case:晋-2012-01`; a window's name for `window:NAME`.
[[nodiscard]] std::string slot_words(std::string_view label, text::Language language);

/// `逾期 3 天（2 个工作日）`, `逾期 5 小时`, `未到期，还有 40 天`.
[[nodiscard]] std::string timeliness_words(const evaluate::Board& board, const evaluate::Block& block, std::size_t row,
                                           text::Language language);
/// The line of the status table in docs/SEMANTICS.md (1 to 20) as a sentence.
[[nodiscard]] text::Words rule_words(std::int32_t rule);

/// One line, with its end.
[[nodiscard]] std::string receipt_text(const evaluate::Receipt& receipt, text::Language language);

}  // namespace duban::checklist
