// In which order do a record's columns stand, in the file and under its hash? Private to this folder.
#pragma once

#include "engine/log/record.hpp"

namespace duban::log {

[[nodiscard]] constexpr std::string_view name(Source source) { return source == Source::verifier ? "verifier" : "reporter"; }

/// Calls `visit(name, column)` for each column that the hash covers: all but `hash`, which comes last in the file. A column is
/// a std::int64_t (instants in minutes), a std::string, a Kind or a Source.
template <class RecordOrConst, class Visit>
void each_hashed_column(RecordOrConst& record, const Visit& visit) {
    auto& entry = record.entry;
    visit("number", record.number);
    visit("recorded_at", record.recorded_at.minutes);
    visit("key", entry.key);
    visit("kind", entry.kind);
    visit("unit", entry.unit);
    visit("task", entry.task);
    visit("indicator", entry.indicator);
    visit("period", entry.period);
    visit("effective", entry.effective.minutes);
    visit("case_id", entry.case_id);
    visit("value", entry.value);
    visit("numerator", entry.numerator);
    visit("denominator", entry.denominator);
    visit("corrects", entry.corrects);
    visit("reason", entry.reason);
    visit("evidence", entry.evidence);
    visit("filed_by", entry.by);
    visit("source", entry.source);
    visit("previous", record.previous);
}

}  // namespace duban::log
