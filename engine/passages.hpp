// Which document does a plan put into tasks, and which passages of it does it take? Private to the facade.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "engine/coverage/coverage.hpp"
#include "engine/engine.hpp"

#include <string>
#include <vector>

namespace duban::engine {

/// In the order of the plan's text. The 原文 of a chapter is shared by its tasks without one of their own.
[[nodiscard]] std::vector<coverage::Passage> passages_of(const syntax::PlanFile& tree);

/// A path as the plan has it, seen from where the plan is.
[[nodiscard]] std::string beside(const std::string& plan_path, const std::string& file);

/// The header's 原文. A failure also where it is no text in UTF-8.
[[nodiscard]] text::Result<coverage::Document> read_document(const Loader& loader, const std::string& plan_path,
                                                             const std::string& file);

}  // namespace duban::engine
