// Which light does a row show? Private to this folder.
#pragma once

#include "engine/evaluate/board.hpp"

namespace duban::evaluate {

/// Fills `Block::light`: the place among the plan's lights of the first whose rule holds; their number if none does. All other
/// columns are there.
void set_lights(const plan::Plan& plan, value::Instant as_of, Block& block);

}  // namespace duban::evaluate
