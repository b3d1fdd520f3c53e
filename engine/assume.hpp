// A plan as it would be in another world. Private to the facade.
#pragma once

#include "engine/engine.hpp"

namespace duban::engine {

/// In all its versions, with another calendar and other units, which have the same codes.
[[nodiscard]] std::unique_ptr<Opened> copy_of(const Opened& opened, const calendar::Calendar& calendar,
                                              const units::Tree& units);

}  // namespace duban::engine
