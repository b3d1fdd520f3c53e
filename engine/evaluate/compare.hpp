// How do two values compare, and what do they come to together? Semantics §3. Private to this folder.
#pragma once

#include "engine/evaluate/measure.hpp"

namespace duban::evaluate {

/// True if it holds for every pair of the two intervals, false if for none; ratios without dividing. Unknown where nothing is
/// told of either.
[[nodiscard]] Truth compare(plan::Comparison comparison, const Measured& a, const Measured& b);

/// Sums, differences and products of intervals; what leaves the numbers is an error, and unknown.
[[nodiscard]] Measured arithmetic(plan::Node::Kind kind, const Measured& a, const Measured& b);

[[nodiscard]] Measured constant(value::Decimal number);

}  // namespace duban::evaluate
