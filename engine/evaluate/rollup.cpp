#include "engine/evaluate/rollup.hpp"

namespace duban::evaluate {

namespace {

std::string share_text(std::int64_t sure, std::int64_t open, std::int64_t all) {
    if (all == 0) return {};
    std::string low = value::percent(sure, all);
    if (open == 0) return low;
    return low + "–" + value::percent(sure + open, all);
}

}  // namespace

Rollup::Rollup(const Board& board, const units::Tree& units) : sums_(units.size() + 1) {
    for (const Block& block : board.blocks) {
        if (!block.in_rates || plan::is_soft(block.modality)) continue;
        for (std::size_t row = 0; row < block.size(); ++row)
            sums_[at(block.holder[row]) + 1].add(block, row);
    }
    for (std::size_t unit = 1; unit < sums_.size(); ++unit)
        sums_[unit] += sums_[unit - 1];
}

Counts Rollup::between(std::uint32_t from, std::uint32_t to) const {
    Counts counts = sums_[to];
    return counts -= sums_[from];
}

std::string rate_text(const Counts& counts) { return share_text(counts.done, counts.unknown, counts.all()); }

std::string weighted_rate_text(const Counts& counts) {
    return share_text(counts.done_weight, counts.unknown_weight, counts.weight());
}

}  // namespace duban::evaluate
