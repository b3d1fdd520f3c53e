#include "engine/evaluate/leaf.hpp"

namespace duban::evaluate {

value::Instant closed_on(const RowContext& row) {
    if (!row.row.incident) return kNever;
    for (const Closing& closing : row.facts.closings[row.row.event].of(row.row.incident->unit)) {
        if (closing.case_id == row.row.incident->case_id) return closing.effective;
    }
    return kNever;
}

value::Instant first_claim(const RowContext& row, std::uint32_t task) {
    for (const RowAct* act : acts_on(row.facts, row.world.plan, task, row.row, row.slot)) {
        if (act->kind == log::Kind::claim) return act->effective;
    }
    return kNever;
}

Truth judged_by(const RowContext& row, std::uint32_t task, value::Instant at) {
    Truth truth = Truth::unknown;
    for (const RowAct* act : acts_on(row.facts, row.world.plan, task, row.row, row.slot)) {
        if (act->kind == log::Kind::judge && act->effective <= at) truth = act->said == "1" ? Truth::yes : Truth::no;
    }
    return truth;
}

value::Instant judged_so_since(const RowContext& row, std::uint32_t task, value::Instant at) {
    Truth before = Truth::unknown;
    value::Instant since = kNever;
    for (const RowAct* act : acts_on(row.facts, row.world.plan, task, row.row, row.slot)) {
        if (act->kind != log::Kind::judge || act->effective > at) continue;
        const Truth truth = act->said == "1" ? Truth::yes : Truth::no;
        if (truth != before) since = act->effective;
        before = truth;
    }
    return since;
}

Truth parts_done(const RowContext& row, value::Instant at, Reasons& reasons) {
    Truth truth = Truth::not_applicable;
    visit_parts(row, [&](const Block& block, std::uint32_t part) {
        const Truth one = is_done(block, part, at);
        truth = both(truth, one);
        if (one == Truth::unknown) reasons |= block.reasons[part] != 0 ? block.reasons[part] : bit(Reason::awaited);
    });
    return truth;
}

Truth all_members(const plan::Indicator& indicator, std::uint64_t wanted, const Measured& value) {
    if (!value.applicable) return Truth::not_applicable;
    const std::uint64_t named = wanted != 0                      ? wanted
                                : indicator.members.size() >= 64 ? ~std::uint64_t{0}
                                                                 : (std::uint64_t{1} << indicator.members.size()) - 1;
    const std::uint64_t settled = value.members | value.exempt;
    if ((settled & named) != named) return value.complete ? Truth::no : Truth::unknown;
    return (value.members & named) != 0 ? Truth::yes : Truth::not_applicable;
}

}  // namespace duban::evaluate
