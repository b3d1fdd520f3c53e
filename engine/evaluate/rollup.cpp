#include "engine/evaluate/rollup.hpp"

#include <numeric>

namespace duban::evaluate {

Counts& Counts::operator+=(const Counts& other) {
    done += other.done;
    not_done += other.not_done;
    unknown += other.unknown;
    under_way += other.under_way;
    return *this;
}

bool is_under_way(const Block& block, std::size_t row) {
    const Status status = block.status[row];
    return block.count[row] == Count::not_done && status != Status::overdue && status != Status::failed &&
           status != Status::returned;
}

Rollup::Rollup(const Board& board, const units::Tree& units)
    : done_(units.size() + 1), not_done_(units.size() + 1), unknown_(units.size() + 1), under_way_(units.size() + 1) {
    for (const Block& block : board.blocks) {
        if (!block.in_rates || plan::is_soft(block.modality)) continue;
        for (std::size_t row = 0; row < block.size(); ++row) {
            const std::size_t place = at(block.holder[row]) + 1;
            switch (block.count[row]) {
                case Count::nowhere: break;
                case Count::done: ++done_[place]; break;
                case Count::not_done: ++not_done_[place]; break;
                case Count::unknown: ++unknown_[place]; break;
            }
            if (is_under_way(block, row)) ++under_way_[place];
        }
    }
    for (std::vector<std::int64_t>* column : {&done_, &not_done_, &unknown_, &under_way_}) {
        std::partial_sum(column->begin(), column->end(), column->begin());
    }
}

Counts Rollup::between(std::uint32_t from, std::uint32_t to) const {
    return {done_[to] - done_[from], not_done_[to] - not_done_[from], unknown_[to] - unknown_[from],
            under_way_[to] - under_way_[from]};
}

std::string rate_text(const Counts& counts) {
    if (counts.all() == 0) return {};
    std::string low = value::percent(counts.done, counts.all());
    if (counts.unknown == 0) return low;
    return low + "–" + value::percent(counts.done + counts.unknown, counts.all());
}

}  // namespace duban::evaluate
