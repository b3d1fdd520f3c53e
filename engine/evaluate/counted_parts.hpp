// Who is behind a count or a total in a part of a criterion? Private to this folder.
#pragma once

#include "engine/evaluate/counts.hpp"
#include "engine/evaluate/explain.hpp"

namespace duban::evaluate {

/// A criterion as it was judged, at one place of its columns.
struct Whole {
    const RowContext& row;
    const plan::Criterion& criterion;
    const Judgement& judgement;
    std::size_t place = 0;
};

/// The counts and totals that a part is, or is made of.
[[nodiscard]] std::vector<std::uint32_t> counts_under(const plan::Criterion& criterion, std::uint32_t node);

/// The readings of those that are counted, at any depth.
void add_told(const Whole& whole, std::uint32_t node, value::Instant at, std::vector<Told>& told);

/// Those that are counted and keep it from holding, or may; of a total those whose figure is not known.
void add_lacking(const Whole& whole, std::uint32_t node, std::vector<Lacking>& lacking);

}  // namespace duban::evaluate
