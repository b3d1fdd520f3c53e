// Whom does a count count, and what do they come to together? Semantics §3, *Counts*. Private to this folder.
#pragma once

#include "engine/evaluate/judge.hpp"

namespace duban::evaluate {

/// Those that a count or a total counts with each row judged, and what each came to. A row that is judged at several instants,
/// one after the other, has them once: each is judged again only where something of its own has changed.
struct Counted {
    /// From this place of the outer judgement on it is as the inner one has it at `judged`.
    struct Step {
        std::uint32_t place = 0;
        std::uint32_t judged = 0;
    };
    /// One that is counted: a unit, or a case.
    struct One {
        std::uint32_t row = 0;            // into the expansion
        Reasons unknown = 0;              // why nobody knows whether it counts, whatever it comes to; 0: it does
        std::uint32_t first_step = 0;     // none before it is there
        std::uint32_t last_step = 0;
    };
    struct Return {
        value::Instant end;
        value::Instant told;              // kNever: it has not been
    };
    struct Group {
        std::uint32_t place = 0;          // the first of the outer judgement
        std::uint32_t first = 0;          // of ones
        std::vector<Return> late;         // of cases: those not there when their periods ended, by these
        bool has_slot = true;  // of cases: false while the row's window is not known
    };

    const plan::Over* over = nullptr;
    Nots nots = Nots::none;  // over the count
    Expansion expansion;  // the row as it is for each that is counted
    std::vector<One> ones;
    std::vector<Step> steps;
    std::vector<Group> groups;
    std::vector<value::Instant> at;  // of the inner judgement
    Judgement judgement;

    [[nodiscard]] const plan::Criterion& inner() const { return over->inner; }
    [[nodiscard]] const Group& group_of(std::size_t place) const;
    [[nodiscard]] std::span<const One> of(std::size_t place) const;
    /// What it was at that place; null if it was not there yet.
    [[nodiscard]] const Step* step_of(const One& one, std::size_t place) const;
    /// The row that is judged in its name.
    [[nodiscard]] RowContext row_of(const RowContext& outer, const One& one) const {
        const Row& row = expansion.rows[one.row];
        return {outer.world, outer.facts, outer.settled, outer.task, expansion.slots[row.slot], row};
    }
};

/// A count or total for all rows judged: those counted one by one, then truth and numbers, or the value.
void judge_counted(const Ground& ground, std::uint32_t task, const plan::Node& node, const Expansion& expansion,
                   std::span<const std::uint32_t> rows, std::span<const value::Instant> at, Nots nots, bool keeping,
                   NodeColumns& out);

/// How many the node needs of so many.
[[nodiscard]] std::int64_t needed_of(const plan::Node& node, std::int64_t all, Nots nots);

/// The live cases of the row's unit, and of those that it has inherited, that occurred in the row's slot.
[[nodiscard]] std::vector<const Incident*> cases_in_slot(const RowContext& row, std::uint32_t event);
/// The periods of the event's rhythm that end in the slot and by then, and had no return by their end; of those that lack one.
[[nodiscard]] std::vector<LateReturn> returns_late(const RowContext& row, std::uint32_t event, value::Instant until);
[[nodiscard]] std::vector<LateReturn> returns_missing(const RowContext& row, std::uint32_t event, value::Instant until);

/// A value at a date, for one of those that a total adds up.
struct Figure {
    std::uint32_t one = 0;
    std::uint32_t place = 0;  // from this on
    bool is_sure = true;  // it is known that it counts
    Measured value;
};
/// What the figures come to at each of so many places; they are by place. What has no figure yet is not in.
[[nodiscard]] std::vector<Measured> folded(plan::Node::Fold fold, std::span<const Figure> figures, std::size_t ones,
                                           std::size_t places);

}  // namespace duban::evaluate
