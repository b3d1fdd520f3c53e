#include "engine/evaluate/counted_parts.hpp"

#include "engine/evaluate/missing.hpp"

namespace duban::evaluate {

std::vector<std::uint32_t> counts_under(const plan::Criterion& criterion, std::uint32_t node) {
    std::vector<std::uint32_t> found;
    if (criterion.nodes[node].kind == plan::Node::Kind::count_of) return found;  // its operands are parts of their own
    const auto collect = [&](const auto& self, std::uint32_t part) -> void {
        for (const std::uint32_t operand : criterion.nodes[part].operands)
            self(self, operand);
        if (!criterion.nodes[part].over.empty()) found.push_back(part);
    };
    collect(collect, node);
    return found;
}

void add_told(const Whole& whole, std::uint32_t node, value::Instant at, std::vector<Told>& told) {
    const Counted& counted = *whole.judgement.nodes[node].counted;
    const plan::Criterion& inner = counted.inner();
    const std::vector<bool> keeping = keeping_nodes(whole.row.world.plan, inner, is_negated(counted.nots));
    for (const Counted::One& one : counted.of(whole.place)) {
        const RowContext row = counted.row_of(whole.row, one);
        for (std::uint32_t n = 0; n < inner.nodes.size(); ++n) {
            const plan::Node& here = inner.nodes[n];
            if (here.indicator == plan::kNone) continue;
            where_read(row, {here.indicator, here.months_back}, keeping[n], [&](const RowContext& where, const Span& span) {
                for (const Reading* reading : readings_of(where, here.indicator, span, at))
                    told.push_back({reading->origin.number, reading->effective, reading->origin.recorded});
            });
        }
        const Counted::Step* step = counted.step_of(one, whole.place);
        if (!step) continue;
        for (std::uint32_t n = 0; n < inner.nodes.size(); ++n) {
            if (counted.judgement.nodes[n].counted) add_told({row, inner, counted.judgement, step->judged}, n, at, told);
        }
    }
}

void add_lacking(const Whole& whole, std::uint32_t node, std::vector<Lacking>& lacking) {
    const Counted& counted = *whole.judgement.nodes[node].counted;
    const bool is_total = whole.criterion.nodes[node].kind == plan::Node::Kind::total;
    const Truth unwanted = is_negated(counted.nots) ? Truth::yes : Truth::no;
    for (const Counted::One& one : counted.of(whole.place)) {
        const Counted::Step* step = counted.step_of(one, whole.place);
        if (!step) continue;
        Truth truth = Truth::unknown;
        Reasons reasons = one.unknown;
        if (one.unknown == 0 && is_total) {
            const Measured& value = counted.judgement.nodes.back().value[step->judged];
            if (value.complete || !value.applicable) continue;
            reasons = value.reasons;
        } else if (one.unknown == 0) {
            truth = counted.judgement.truth(step->judged);
            reasons = counted.judgement.reasons(step->judged);
            if (truth != unwanted && truth != Truth::unknown) continue;
        }
        const Row& row = counted.expansion.rows[one.row];
        const bool is_case = !counted.over->units && row.incident;
        lacking.push_back(
            {row.unit, std::string(is_case ? row.incident->case_id : ""), std::string(truth_name(truth)), reasons});
    }
}

}  // namespace duban::evaluate
