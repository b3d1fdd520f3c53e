// Does a rule of the lights hold for what is seen of a row?
#pragma once

#include "engine/plan/model.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace duban::plan {

/// How many days before its due date a row is due soon.
inline constexpr std::int32_t kSoonDays = 10;

/// A set of states, a bit each.
using States = std::uint32_t;
static_assert(kStates <= 32);
[[nodiscard]] constexpr States bit(State state) { return States{1} << static_cast<unsigned>(state); }
/// What a row of that status word is: done early is done, too, and unreported and overdue is overdue.
[[nodiscard]] States states_of(State word);

/// All that a light can see of a row.
struct Sight {
    States states = 0;                       // of its word; unreported, verified, not achieved beside it
    std::int64_t behind = 0;                 // surely, by so many millionths of the target; 0: not behind
    std::optional<std::int64_t> time_left;  // days until it is due, below zero after; nothing: not open, or no due date known
};

/// `held` is room to work in, used again from row to row.
[[nodiscard]] bool holds(const Light& light, const Sight& sight, std::vector<std::uint8_t>& held);

}  // namespace duban::plan
