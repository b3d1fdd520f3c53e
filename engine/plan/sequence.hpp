// What needs what -> an order in which each comes behind what it needs.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace duban::plan {

/// `needs` by position. Each circle that is found is told, from one position to itself again; there the order is broken.
[[nodiscard]] std::vector<std::uint32_t> sequence(const std::vector<std::vector<std::uint32_t>>& needs,
                                                  const std::function<void(const std::vector<std::uint32_t>&)>& tell_circle);

}  // namespace duban::plan
