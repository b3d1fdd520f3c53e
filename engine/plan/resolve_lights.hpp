// By which rules does an obligation show red, yellow or green?
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/text/diagnostic.hpp"
#include "dsl/text/source.hpp"
#include "engine/plan/model.hpp"

#include <vector>

namespace duban::plan {

/// The rules that are in force where a plan writes none of its own: engine/plan/library/lights.duban.
[[nodiscard]] std::string_view default_lights();

/// The 灯色 of a file. All that is wrong goes to the sink.
[[nodiscard]] std::vector<Light> resolve_lights(const syntax::PlanFile& tree, const text::Source& source, text::Sink& sink);

}  // namespace duban::plan
