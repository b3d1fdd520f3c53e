// How do many rows add up, for figures and bars?
#pragma once

#include "engine/checklist/context.hpp"

#include <functional>
#include <vector>

namespace duban::checklist {

/// Sums over rows: lights of all, else of must rows that rates are made of; a step or part counts within its whole.
struct Totals {
    evaluate::Counts counts;
    evaluate::Counts on_time;          // of those with a due date: on time or early; not; nobody knows
    evaluate::Counts should;           // of should rows, which are in no other figure but lights and rows
    std::int64_t rows = 0;             // all
    std::int64_t done_late = 0;
    std::int64_t overdue = 0;          // past due and not done, or nobody knows
    std::int64_t unreported_overdue = 0;  // of these: nobody knows, since nothing was reported
    std::int64_t spoilt = 0;           // failed or returned
    std::int64_t returned = 0;         // of these
    std::int64_t due_soon = 0;
    std::int64_t awaiting = 0;         // verification
    std::vector<std::int64_t> lights;  // rows by rank

    explicit Totals(const plan::Plan& plan) : lights(light_count(plan)) {}
    void add(const evaluate::Block& block, std::size_t row);
    void add(const Totals& other);
    /// What a rate is made of: the must rows; where there are none, those of should.
    [[nodiscard]] const evaluate::Counts& rated() const { return counts.all() > 0 ? counts : should; }
};

/// A part of the tree that has a page of its own.
struct PartTotals {
    units::UnitIndex unit{};
    Totals totals;
};
/// One for each unit right below, with nothing added yet.
[[nodiscard]] std::vector<PartTotals> parts_below(const Context& context, units::UnitIndex top);
/// The part in which a unit lies that is below `top` itself.
[[nodiscard]] PartTotals& part_of(std::vector<PartTotals>& parts, units::UnitIndex unit);

[[nodiscard]] bool is_overdue(const evaluate::Block& block, std::size_t row);
/// Failed or returned.
[[nodiscard]] bool is_spoilt(const evaluate::Block& block, std::size_t row);

/// The rows by light, none of them 0.
[[nodiscard]] Bar bar_of(const Context& context, std::string label, const std::vector<std::int64_t>& lights, Place link = {});

/// A line for each part, and their sum.
[[nodiscard]] Table part_table(const Context& context, const std::vector<PartTotals>& parts,
                               const std::function<Place(units::UnitIndex)>& place_of);

}  // namespace duban::checklist
