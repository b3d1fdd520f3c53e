// Which tasks wait for which, and in what order can they be evaluated? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

/// Sets `requires_tasks` of the tasks, which are all there, and Plan::order. A circle is an error.
void resolve_order(Context& context, const syntax::PlanFile& tree);

}  // namespace duban::plan
