// What does a criterion compare, and do its measures match? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

/// Whose figures a criterion reads.
struct Reads {
    std::uint32_t event = kNone;       // whose cases' fields and documents it may read
    bool fields_only = false;          // 其中: of the case alone
};

/// The criterion as typed nodes; nothing after saying why there is none.
[[nodiscard]] std::optional<Criterion> resolve_criterion(Context& context, const syntax::Criterion& written, Reads reads);

/// 其中 of units: a criterion over their attributes alone; nothing after saying why there is none.
[[nodiscard]] std::optional<Criterion> resolve_unit_filter(Context& context, const syntax::Criterion& written);

/// Both hold: two 完成 of a task add up.
[[nodiscard]] Criterion both(Criterion first, const Criterion& second, Span span);

/// 不得 c: not c, throughout the slot. Nothing after saying why c cannot be negated.
[[nodiscard]] std::optional<Criterion> never(Context& context, Criterion criterion, Span span);

[[nodiscard]] Comparison comparison_of(syntax::Relation relation);

/// A number without a unit word, or in percent (its share); nothing if it is anything else.
[[nodiscard]] std::optional<value::Decimal> plain_number(const syntax::Sum& sum, syntax::Measure measure);

}  // namespace duban::plan
