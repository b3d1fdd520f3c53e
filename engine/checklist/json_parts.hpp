// What do the documents' JSON forms have in common?
#pragma once

#include "engine/checklist/totals.hpp"
#include "engine/json/writer.hpp"

#include <string_view>

namespace duban::checklist {

/// engine, plan, units, calendar, last_record, last_hash, as_of, known_at, adopted.
void write_receipt(json::Writer& writer, const evaluate::Receipt& receipt);

/// An object that is begun: document, plan, title, language.
[[nodiscard]] json::Writer begin_json(const Context& context, std::string_view document);
/// With the receipt as its last member.
[[nodiscard]] std::string end_json(const Context& context, json::Writer& writer);

/// `level` and `under`: a level's name, a unit's code, or null.
void write_scope(const Context& context, json::Writer& writer, const Scope& scope);
/// done, not_done, unknown, rate, under_way; and weighted, where the plan says weights.
void write_counts(const Context& context, json::Writer& writer, std::string_view name, const evaluate::Counts& counts);
/// `parts`: unit, name, rows, counts, overdue.
void write_parts(const Context& context, json::Writer& writer, const std::vector<PartTotals>& parts);
/// A date, or a date with the minute; null for never.
void write_instant(json::Writer& writer, std::string_view name, value::Instant at);
/// `held_for`: the code of the unit whose row it is by the plan; null, or an empty code, where that holds it itself.
void write_held_for(json::Writer& writer, std::string_view code);
void write_held_for(const Context& context, json::Writer& writer, const evaluate::Block& block, std::size_t row);
/// `light`: its name, the same in both languages; null where no rule holds.
void write_light(const Context& context, json::Writer& writer, Rank light);

}  // namespace duban::checklist
