// How many rows are done, not done and unknown at each unit, and below it? Semantics §6.
#pragma once

#include "engine/evaluate/board.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace duban::evaluate {

/// Rows of must at their holders, as prefix sums over the preorder: any subtree is two look-ups, any shards add up.
class Rollup {
public:
    Rollup(const Board& board, const units::Tree& units);

    [[nodiscard]] Counts own(units::UnitIndex unit) const { return between(at(unit), at(unit) + 1); }
    [[nodiscard]] Counts below(const units::Tree& units, units::UnitIndex subtree) const {
        return between(at(subtree), at(units.end(subtree)));
    }

private:
    [[nodiscard]] Counts between(std::uint32_t from, std::uint32_t to) const;

    std::vector<Counts> sums_;
};

/// The completion rate in percent: `50.0`, or `50.0–75.0` while some are unknown; empty without rows.
[[nodiscard]] std::string rate_text(const Counts& counts);
/// The same of what the rows weigh; empty where that is nothing.
[[nodiscard]] std::string weighted_rate_text(const Counts& counts);

}  // namespace duban::evaluate
