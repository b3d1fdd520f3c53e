#include "engine/checklist/duties.hpp"

#include <algorithm>

namespace duban::checklist {

namespace {

using Held = std::vector<std::pair<units::UnitIndex, RowRef>>;

Held held_rows(const plan::Plan& plan, const evaluate::Board& board) {
    Held held;
    held.reserve(board.size());
    for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
        if (plan.newest(task) != task) continue;
        std::vector<std::uint32_t> blocks = board.all_blocks_of(plan, task);
        // What stayed with an older version was due earlier.
        std::stable_sort(blocks.begin(), blocks.end(), [&](std::uint32_t a, std::uint32_t b) {
            return plan.tasks[board.blocks[a].task].version > plan.tasks[board.blocks[b].task].version;
        });
        for (const std::uint32_t b : blocks) {
            for (std::uint32_t row = 0; row < board.blocks[b].size(); ++row)
                held.emplace_back(board.blocks[b].holder[row], RowRef{b, row});
        }
    }
    return held;
}

Held awaiting_rows(const evaluate::World& world, const evaluate::Board& board) {
    Held awaiting;
    for (std::uint32_t b = 0; b < board.blocks.size(); ++b) {
        const evaluate::Block& block = board.blocks[b];
        for (std::uint32_t row = 0; row < block.size(); ++row) {
            if (block.status[row] != evaluate::Status::awaiting_verification) continue;
            const auto who = reviewer(world, board, block, row);
            if (who) awaiting.emplace_back(*who, RowRef{b, row});
        }
    }
    return awaiting;
}

std::vector<std::pair<units::UnitIndex, HeldUp>> held_up_rows(const evaluate::Board& board) {
    std::vector<std::pair<units::UnitIndex, HeldUp>> all;
    for (std::uint32_t b = 0; b < board.blocks.size(); ++b) {
        for (const evaluate::Wait& wait : board.blocks[b].waits) {
            if (board.blocks[b].status[wait.row] != evaluate::Status::waiting) continue;
            all.emplace_back(board.blocks[wait.block].holder[wait.upstream], HeldUp{{wait.block, wait.upstream}, b});
        }
    }
    return all;
}

std::vector<std::pair<units::UnitIndex, Backing>> backings(const plan::Plan& plan) {
    std::vector<std::pair<units::UnitIndex, Backing>> all;
    for (std::uint32_t t = 0; t < plan.tasks.size(); ++t) {
        const plan::Task& task = plan.tasks[t];
        for (const auto& [role, clauses] : {std::pair{Role::jointly, &task.jointly}, {Role::supports, &task.support}}) {
            for (std::uint32_t w = 0; w < clauses->size(); ++w) {
                for (const units::UnitIndex unit : (*clauses)[w].units)
                    all.emplace_back(unit, Backing{t, role, w});
            }
        }
    }
    return all;
}

}  // namespace

Duties::Duties(const evaluate::World& world, const evaluate::Board& board)
    : held_(world.units.size(), held_rows(world.plan, board)),
      awaiting_(world.units.size(), awaiting_rows(world, board)),
      held_up_(world.units.size(), held_up_rows(board)),
      backed_(world.units.size(), backings(world.plan)) {}

bool wants_judgement(const evaluate::Block& block, std::size_t row) {
    return (block.reasons[row] & evaluate::bit(evaluate::Reason::judgement)) != 0;
}

std::optional<units::UnitIndex> reviewer(const evaluate::World& world, const evaluate::Board& board,
                                         const evaluate::Block& block, std::size_t row) {
    const plan::Task& task = world.plan.tasks[block.task];
    const plan::Verifier* who = &task.verifier;
    for (const plan::Node& node : task.goals[block.goal].criterion.nodes) {
        if (node.kind == plan::Node::Kind::judged && wants_judgement(block, row)) who = &node.judge;
    }
    return who->office(world.units, block.unit[row], board.as_of);
}

std::vector<std::uint32_t> rows_held_below(const evaluate::Block& block, const units::Tree& units, units::UnitIndex subtree) {
    const auto [first, last] = block.rows_below(units, subtree);
    std::vector<std::uint32_t> rows;
    for (std::size_t row = first; row < last; ++row) {
        if (units.contains(subtree, block.holder[row])) rows.push_back(static_cast<std::uint32_t>(row));
    }
    const std::size_t own = rows.size();
    for (const std::size_t row : block.transferred) {
        const bool is_inside = row >= first && row < last;
        if (!is_inside && units.contains(subtree, block.holder[row])) rows.push_back(static_cast<std::uint32_t>(row));
    }
    if (rows.size() != own) std::sort(rows.begin(), rows.end());
    return rows;
}

std::pair<std::size_t, std::size_t> rows_backed(const evaluate::World& world, const evaluate::Block& block,
                                                units::UnitIndex unit, const plan::Who& who) {
    const auto below = block.rows_below(world.units, unit);
    if (below.first != below.second) return below;
    for (units::UnitIndex above = unit; world.units.parent(above) != above;) {
        above = world.units.parent(above);
        const auto [first, last] = std::equal_range(block.unit.begin(), block.unit.end(), above);
        if (first != last)
            return {static_cast<std::size_t>(first - block.unit.begin()), static_cast<std::size_t>(last - block.unit.begin())};
    }
    if (who.each) return {0, 0};
    return {0, block.size()};
}

}  // namespace duban::checklist
