// The resolved plan as JSON: no spans, no keyword language, so that a reformatted or translated plan is the same version.
#pragma once

#include "engine/plan/model.hpp"

#include <string>

namespace duban::plan {

/// Keys in a fixed order, two blanks of indent; ends with a newline. Its SHA-256 is the plan's hash.
[[nodiscard]] std::string dump(const Plan& plan);

}  // namespace duban::plan
