#include "engine/evaluate/board.hpp"

#include <algorithm>

namespace duban::evaluate {

std::pair<std::size_t, std::size_t> Block::rows_at(units::UnitIndex of) const {
    const auto [first, last] = std::equal_range(unit.begin(), unit.end(), of);
    return {static_cast<std::size_t>(first - unit.begin()), static_cast<std::size_t>(last - unit.begin())};
}

std::pair<std::size_t, std::size_t> Block::rows_below(const units::Tree& tree, units::UnitIndex subtree) const {
    const auto first = std::lower_bound(unit.begin(), unit.end(), subtree);
    const auto last = std::lower_bound(first, unit.end(), tree.end(subtree));
    return {static_cast<std::size_t>(first - unit.begin()), static_cast<std::size_t>(last - unit.begin())};
}

bool Block::stands(const SlotName& wanted) const {
    const auto found = std::lower_bound(standing.begin(), standing.end(), wanted,
                                        [&](std::uint32_t one, const SlotName& name) { return BySlot()(slots[one], name); });
    return found != standing.end() && is_same(slots[*found], wanted);
}

bool Block::leaves_out(const SlotName& wanted) const {
    return std::binary_search(left_out.begin(), left_out.end(), wanted, BySlot());
}

std::vector<std::size_t> Block::rows_held_by(units::UnitIndex who) const {
    std::vector<std::size_t> rows;
    const auto [first, last] = std::equal_range(unit.begin(), unit.end(), who);
    for (auto place = first; place != last; ++place) {
        const auto row = static_cast<std::size_t>(place - unit.begin());
        if (holder[row] == who) rows.push_back(row);
    }
    const std::size_t own = rows.size();
    for (const std::size_t row : transferred) {
        if (holder[row] == who) rows.push_back(row);
    }
    if (own != rows.size()) std::sort(rows.begin(), rows.end());
    return rows;
}

bool asks_nothing(Status status) {
    switch (status) {
        case Status::no_case:
        case Status::not_applicable:
        case Status::superseded:
        case Status::waived:
        case Status::excused: return true;
        default: return false;
    }
}

bool is_under_way(const Block& block, std::size_t row) {
    const Status status = block.status[row];
    return block.count[row] == Count::not_done && status != Status::overdue && status != Status::failed &&
           status != Status::returned;
}

std::vector<std::uint32_t> Board::all_blocks_of(const plan::Plan& plan, std::uint32_t task) const {
    return blocks_of_all(plan.versions_of(task));
}

std::vector<std::uint32_t> Board::blocks_of_all(const std::vector<std::uint32_t>& tasks) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t task : tasks) {
        const auto [first, last] = blocks_of(task);
        for (std::uint32_t block = first; block < last; ++block)
            found.push_back(block);
    }
    return found;
}

std::size_t Board::size() const {
    std::size_t rows = 0;
    for (const Block& block : blocks)
        rows += block.size();
    return rows;
}

void Counts::add(const Block& block, std::size_t row) {
    switch (block.count[row]) {
        case Count::nowhere: return;
        case Count::done:
            ++done;
            done_weight += block.weight;
            return;
        case Count::not_done:
            ++not_done;
            not_done_weight += block.weight;
            if (is_under_way(block, row)) ++under_way;
            return;
        case Count::unknown:
            ++unknown;
            unknown_weight += block.weight;
            return;
    }
}

Counts& Counts::operator+=(const Counts& other) {
    done += other.done;
    not_done += other.not_done;
    unknown += other.unknown;
    under_way += other.under_way;
    done_weight += other.done_weight;
    not_done_weight += other.not_done_weight;
    unknown_weight += other.unknown_weight;
    return *this;
}

Counts& Counts::operator-=(const Counts& other) {
    done -= other.done;
    not_done -= other.not_done;
    unknown -= other.unknown;
    under_way -= other.under_way;
    done_weight -= other.done_weight;
    not_done_weight -= other.not_done_weight;
    unknown_weight -= other.unknown_weight;
    return *this;
}

void Counts::add_on_time(const Block& block, std::size_t row) {
    if (block.due[row] == kNever) return;
    if (block.count[row] == Count::done) {
        ++(block.timeliness[row] == Timeliness::late ? not_done : done);
    } else if (block.past_due[row] != 0) {
        ++(block.count[row] == Count::unknown ? unknown : not_done);
    }
}

void Tally::add(const Block& block, std::size_t row) {
    ++rows;
    ++by_status[static_cast<std::size_t>(block.status[row])];
    if (block.modality == plan::Modality::may) return;  // has no rates
    const std::size_t strength = block.modality == plan::Modality::should ? 1 : 0;
    if (block.count[row] == Count::nowhere) return;
    counts[strength].add(block, row);
    on_time[strength].add_on_time(block, row);
}

void Tally::add(const Tally& other) {
    rows += other.rows;
    for (std::size_t s = 0; s < kStatuses; ++s)
        by_status[s] += other.by_status[s];
    for (std::size_t s = 0; s < 2; ++s) {
        counts[s] += other.counts[s];
        on_time[s] += other.on_time[s];
    }
}

}  // namespace duban::evaluate
