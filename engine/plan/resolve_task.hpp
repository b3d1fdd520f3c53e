// What does a task ask of whom, by when? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

/// Adds the chapter (unless its id is empty) and its tasks and narratives to the plan. What a task leaves unsaid is taken from
/// the chapter, then from the header.
void resolve_chapter(Context& context, const syntax::Chapter& chapter, const std::vector<syntax::Clause>& header_defaults);

}  // namespace duban::plan
