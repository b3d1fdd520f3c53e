// tree + units -> plan: looks every name up, types every criterion, makes every date a date.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/text/diagnostic.hpp"
#include "dsl/text/source.hpp"
#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <optional>

namespace duban::plan {

/// What the header says about files and levels: needed to read the units before the rest is resolved.
struct Files {
    std::string units;
    std::string calendar;
    std::string source;
    std::string amends;                      // 修订: the plan as it was before
    std::vector<std::string> used;           // 使用
    std::vector<std::string> levels;
};
[[nodiscard]] Files files_of(const syntax::PlanFile& tree);

/// All errors and warnings (1xxx to 4xxx) go to the sink; there is a plan if there were no errors. `units` may be null when
/// the units could not be read: then names of units are not looked up, and there is no plan. `lights` are those in force,
/// `before` the versions that it amends (amend.hpp adds their tasks).
[[nodiscard]] std::optional<Plan> resolve(const syntax::PlanFile& tree, const text::Source& source, const units::Tree* units,
                                          std::vector<Light> lights, std::vector<Version> before, text::Sink& sink);

}  // namespace duban::plan
