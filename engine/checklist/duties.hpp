// Which rows are whose: to do, to verify, to support?
#pragma once

#include "engine/evaluate/evaluate.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace duban::checklist {

/// One obligation of a board.
struct RowRef {
    std::uint32_t block = 0;
    std::uint32_t row = 0;
};

/// How a unit takes part in a task that others lead.
enum class Role : std::uint8_t { jointly, supports };
struct Backing {
    std::uint32_t task = 0;  // position in the plan
    Role role = Role::supports;
    std::uint32_t who = 0;  // which of the task's clauses names the unit
};

/// A row of the unit that is not done, and the block of a row elsewhere that waits for it.
struct HeldUp {
    RowRef own;
    std::uint32_t waiting = 0;
};

/// Items of each unit, in the order in which they were put.
template <class T>
class ByUnit {
public:
    /// `items` in any order of units.
    ByUnit(std::size_t units, const std::vector<std::pair<units::UnitIndex, T>>& items) : begins_(units + 1) {
        for (const auto& [unit, item] : items)
            ++begins_[at(unit) + 1];
        for (std::size_t u = 0; u < units; ++u)
            begins_[u + 1] += begins_[u];
        items_.resize(items.size());
        std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
        for (const auto& [unit, item] : items)
            items_[next[at(unit)]++] = item;
    }
    [[nodiscard]] std::span<const T> of(units::UnitIndex unit) const { return between(at(unit), at(unit) + 1); }
    /// Of all units from one position up to another.
    [[nodiscard]] std::span<const T> between(std::uint32_t from, std::uint32_t to) const {
        return std::span<const T>(items_).subspan(begins_[from], begins_[to] - begins_[from]);
    }

private:
    std::vector<std::size_t> begins_;
    std::vector<T> items_;
};

/// The rows of a board by unit, found once in one walk over them: asking for one unit's takes time for these alone.
class Duties {
public:
    Duties(const evaluate::World& world, const evaluate::Board& board);

    /// Those that it holds, by task, version from the oldest, goal, unit, slot.
    [[nodiscard]] std::span<const RowRef> held_by(units::UnitIndex unit) const { return held_.of(unit); }
    /// Those held in a subtree, unit after unit.
    [[nodiscard]] std::span<const RowRef> held_below(const units::Tree& units, units::UnitIndex subtree) const {
        return held_.between(at(subtree), at(units.end(subtree)));
    }
    /// Those of others that wait for its verification or judgement.
    [[nodiscard]] std::span<const RowRef> awaiting(units::UnitIndex unit) const { return awaiting_.of(unit); }
    /// What waits for its rows: by waiting block, then row.
    [[nodiscard]] std::span<const HeldUp> held_up_by(units::UnitIndex unit) const { return held_up_.of(unit); }
    /// The tasks that it joins in or supports, by position.
    [[nodiscard]] std::span<const Backing> backed_by(units::UnitIndex unit) const { return backed_.of(unit); }

private:
    ByUnit<RowRef> held_;
    ByUnit<RowRef> awaiting_;
    ByUnit<HeldUp> held_up_;
    ByUnit<Backing> backed_;
};

/// Whether a judgement is among what a row wants.
[[nodiscard]] bool wants_judgement(const evaluate::Block& block, std::size_t row);
/// Who verifies a row, or judges it where that is what it wants; nobody above the top.
[[nodiscard]] std::optional<units::UnitIndex> reviewer(const evaluate::World& world, const evaluate::Board& board,
                                                       const evaluate::Block& block, std::size_t row);

/// The rows of a block that are held in a subtree, ascending.
[[nodiscard]] std::vector<std::uint32_t> rows_held_below(const evaluate::Block& block, const units::Tree& units,
                                                         units::UnitIndex subtree);

/// The rows of a block that matter to a unit which takes part in its task: those of the unit and below it; else those of the
/// nearest unit above it that has any; else, where the clause names the unit itself, all: [first, last).
[[nodiscard]] std::pair<std::size_t, std::size_t> rows_backed(const evaluate::World& world, const evaluate::Block& block,
                                                              units::UnitIndex unit, const plan::Who& who);

}  // namespace duban::checklist
