// How many rows are done, not done and unknown at each unit, and below it? Semantics §6.
#pragma once

#include "engine/evaluate/board.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace duban::evaluate {

/// Of rows that count.
struct Counts {
    std::int64_t done = 0;
    std::int64_t not_done = 0;
    std::int64_t unknown = 0;
    std::int64_t under_way = 0;  // of those not done: not due yet, and not spoilt

    [[nodiscard]] std::int64_t all() const { return done + not_done + unknown; }
    Counts& operator+=(const Counts& other);
};

/// Not done, and neither overdue nor failed nor returned: it may still come in time.
[[nodiscard]] bool is_under_way(const Block& block, std::size_t row);

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

    std::vector<std::int64_t> done_;
    std::vector<std::int64_t> not_done_;
    std::vector<std::int64_t> unknown_;
    std::vector<std::int64_t> under_way_;
};

/// The completion rate in percent: `50.0`, or `50.0–75.0` while some are unknown; empty without rows.
[[nodiscard]] std::string rate_text(const Counts& counts);

}  // namespace duban::evaluate
