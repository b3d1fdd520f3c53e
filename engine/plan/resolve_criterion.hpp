// What does a criterion compare, and do its measures match? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

/// Whose figures a criterion reads.
struct Reads {
    enum class Within : std::uint8_t { row, units, cases };
    std::uint32_t event = kNone;       // whose cases' fields and documents it may read
    bool fields_only = false;          // 其中: of the case alone
    Within within = Within::row;       // a count of these, for each of which it is judged
};

/// The criterion as typed nodes; nothing after saying why there is none.
[[nodiscard]] std::optional<Criterion> resolve_criterion(Context& context, const syntax::Criterion& written, Reads reads);

/// 其中 of units: a criterion over their attributes alone; nothing after saying why there is none.
[[nodiscard]] std::optional<Criterion> resolve_unit_filter(Context& context, const syntax::Criterion& written);

/// Whether a node from there on, at any depth, is bound to the course of the slot: 全年, 直到, ≥ 上期.
[[nodiscard]] bool is_throughout(const Criterion& criterion, std::uint32_t from);

/// Both hold: two 完成 of a task add up.
[[nodiscard]] Criterion both(Criterion first, const Criterion& second, Span span);

/// 不得 c: not c, throughout the slot. Nothing after saying why c cannot be negated.
[[nodiscard]] std::optional<Criterion> never(Context& context, Criterion criterion, Span span);

/// What may be written of an indicator, for messages.
[[nodiscard]] text::Words example_of(const Indicator& indicator);

[[nodiscard]] Comparison comparison_of(syntax::Relation relation);

/// A number without a unit word, or in percent (its share); nothing if it is anything else.
[[nodiscard]] std::optional<value::Decimal> plain_number(const syntax::Sum& sum, syntax::Measure measure);

}  // namespace duban::plan
