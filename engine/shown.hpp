// How are the engine's values said to a person? Private to the facade.
#pragma once

#include "engine/engine.hpp"

#include <string>

namespace duban::engine {

/// `到期未报、空报`; empty for none.
[[nodiscard]] std::string shown_reasons(evaluate::Reasons reasons, text::Language language);
}  // namespace duban::engine
