// Since when is a criterion true, and can it still turn? Semantics §4. Private to this folder.
#pragma once

#include "engine/evaluate/judge.hpp"

namespace duban::evaluate {

/// Vf: the criterion with what can still turn taken as unknown. `judgement` holds V of the same row, at place `place`, judged
/// at `at`.
[[nodiscard]] Truth final_truth(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                                const Judgement& judgement, std::size_t place, value::Instant at, value::Instant as_of);

/// When a true criterion became true: *completed on*.
[[nodiscard]] value::Instant completed_on(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                                          const Judgement& judgement, std::size_t place, value::Instant at);
/// The same of one of its nodes.
[[nodiscard]] value::Instant since(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                                   const Judgement& judgement, std::size_t place, value::Instant at, std::uint32_t node);

/// The dates of the readings under a node, those of units that it adds up too.
void readings_under(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                    std::uint32_t node, bool keeping, value::Instant at, std::vector<value::Instant>& dates);

}  // namespace duban::evaluate
