// Which rows of a hand-in become records, and which are refused with what reason?
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/text/result.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/log/log.hpp"
#include "engine/plan/model.hpp"
#include "engine/report/batch.hpp"
#include "engine/report/books.hpp"
#include "engine/units/tree.hpp"

#include <string>
#include <vector>

namespace duban::report {

struct Refusal {
    Row row;
    text::Diagnostic why;                     // file, row, column, code 6xxx
};

inline constexpr std::size_t kMostNotes = 1000;

struct Admission {
    std::vector<log::Entry> entries;          // to append, in the order of the rows
    std::uint32_t accepted_rows = 0;          // a row may give more than one entry (a case with its fields)
    std::uint32_t repeated_rows = 0;          // told before, and it still stands: harmless
    std::uint32_t replacing_rows = 0;         // of the accepted: takes the place of another figure without naming it
    std::uint32_t blank_rows = 0;             // says nothing: neither recorded nor refused
    std::vector<Refusal> refusals;
    std::vector<text::Diagnostic> notes;      // warnings: columns not read, then of rows accepted; the first kMostNotes
    std::uint32_t notes_left_out = 0;
};

struct DoorContext {
    const plan::Plan& plan;
    const units::Tree& units;
    const calendar::Calendar& calendar;
    const log::Log& log;
    value::Instant received_at;               // readings are never effective after it
    Books* books = nullptr;                   // caught up with the log; null: it is read for this hand-in alone
};

/// Fails only if the log cannot be read.
[[nodiscard]] text::Result<Admission> admit(const Batch& batch, const DoorContext& context);

/// The label of a period as the door reads it; nothing if it is none.
[[nodiscard]] std::optional<std::string> period_label(std::string_view written, calendar::Days plan_year);

/// The refused rows in the batch's own format with three columns more (code, column, reason; in zh 拒收代码, 拒收字段,
/// 拒收原因), to be mended and handed in again: `admit` passes over those columns.
[[nodiscard]] std::string refusals_file(const Batch& batch, const std::vector<Refusal>& refusals, text::Language language);

}  // namespace duban::report
