// Who is told of what is overdue, and how long after? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

#include <optional>

namespace duban::plan {

/// A clause 升级; nothing after saying what is wrong.
[[nodiscard]] std::optional<Rung> resolve_rung(Context& context, const syntax::Clause& clause);

}  // namespace duban::plan
