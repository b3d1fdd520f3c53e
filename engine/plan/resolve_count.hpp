// What does a criterion count, add up or leave to a person? Private to this folder.
#pragma once

#include "engine/plan/resolve_criterion.hpp"

namespace duban::plan {

/// Adds the nodes of a count of units, of cases or of conditions; that of the whole, or nothing after saying why.
[[nodiscard]] std::optional<std::uint32_t> resolve_count(Context& context, const syntax::Atom& written, Reads reads,
                                                         Criterion& out);

/// 合计 and its like: the node of the figure that is compared. `declaration`: what would declare the figure.
[[nodiscard]] std::optional<Node> resolve_total(Context& context, const syntax::Atom& written, Reads reads,
                                                const text::Words& declaration);

[[nodiscard]] std::optional<Node> resolve_task_done(Context& context, const syntax::Atom& written, Reads reads);
[[nodiscard]] std::optional<Node> resolve_judged(Context& context, const syntax::Atom& written, Reads reads);

/// Whether a node, at any depth, is not of readings that have their dates: a count, a total, another task, a judgement.
[[nodiscard]] bool is_counted(const Criterion& criterion, std::uint32_t from);

/// What is written instead of 不得 over such a criterion.
[[nodiscard]] text::Words instead_of_never(const Context& context, const Criterion& criterion);

/// Says where a count of the task names no unit at or below its lead, and where nobody above judges.
void check_counts(Context& context, const Task& task);

}  // namespace duban::plan
