// What should a planner see in a plan without errors before it is issued? Private to this folder.
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "engine/plan/model.hpp"

namespace duban::plan {

/// Warnings on a resolved plan. `file` is the source's name.
void lint(const Plan& plan, const units::Tree& units, const std::string& file, text::Sink& sink);

}  // namespace duban::plan
