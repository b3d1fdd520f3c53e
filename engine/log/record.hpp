// One line of the log.
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/value/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace duban::log {

/// What a record does. The first fourteen are handed in, the last three are written by the engine when it adopts a version.
// clang-format off
enum class Kind : std::uint8_t {
    reading, withdraw, incident, close, no_case, claim, verify, send_back, judge, excuse, waive, extend, transfer, announce,
    plan, units, calendar
};
// clang-format on
inline constexpr std::size_t kSubmittedKinds = 14;
inline constexpr std::size_t kKinds = 17;

/// As the log and JSON spell it: reading, withdraw, case, close, no_case, claim, verify, return, judge, excuse, waive, extend,
/// transfer, announce, plan, units, calendar.
[[nodiscard]] std::string_view name(Kind kind);
/// 填报 撤回 事件 关闭 无情况 申报完成 审核通过 退回 评定 说明 免除 延期 移交 公布 计划 单位 日历
[[nodiscard]] text::Words words(Kind kind);
/// Either spelling; nothing if it is none.
[[nodiscard]] std::optional<Kind> kind_of(std::string_view word);

/// Who a figure comes from: semantics §1, a cell's source.
enum class Source : std::uint8_t { reporter, verifier };

/// What was handed in, checked and in the log's own spelling. Fields that a kind does not use are empty.
struct Entry {
    std::string key;             // unique in the log
    Kind kind = Kind::reading;
    std::string unit;            // code
    std::string task;            // id
    std::string indicator;  // name of an indicator, field, document (without 《》), event type, window, parameter, attribute
    std::string period;  // slot label: 2012-Q1
    value::Instant effective;  // the instant of the world at which it holds
    std::string case_id;
    std::string value;  // canonical: decimals shortest; yes/no as 1/0; stages and members by their name, members joined by 、
                        // (members that do not apply after `-`); empty: blank; `withheld`, `n/a`; for excuse, waive, extend the
                        // last day or new due date, for transfer the unit's code, for announce `first/last`,
                        // `10 working_day`, or the attribute as written
    std::string numerator;
    std::string denominator;
    std::string corrects;  // key of the record that it corrects or withdraws
    std::string reason;
    std::string evidence;  // kinds of proof, each `kind` or `kind=reference`, joined by 、
    std::string by;  // code of the unit that handed it in
    Source source = Source::reporter;

    friend bool operator==(const Entry&, const Entry&) = default;
};

struct Record {
    std::int64_t number = 0;  // 1, 2, 3 ... without a gap
    value::Instant recorded_at;
    Entry entry;
    std::string previous;  // hash of the record before, in hex; 64 zeros for the first
    std::string hash;  // SHA-256 over all columns above, in hex
};

}  // namespace duban::log
