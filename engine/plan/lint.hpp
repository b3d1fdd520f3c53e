// What should a planner see in a plan without errors before it is issued? Private to this folder.
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "engine/plan/model.hpp"

namespace duban::plan {

/// Whether it says a date before the plan's day of issue.
[[nodiscard]] bool is_before_issue(const Plan& plan, const Deadline& due);

/// Warnings on a resolved plan. `file` is the source's name. Of dates before the issue of an amendment it is silent:
/// `add_version` knows which are new.
void lint(const Plan& plan, const units::Tree& units, const std::string& file, text::Sink& sink);

}  // namespace duban::plan
