#include "engine/shown.hpp"

namespace duban::engine {

std::string shown_reasons(evaluate::Reasons reasons, text::Language language) {
    std::vector<std::string> said;
    for (std::size_t r = 0; r < evaluate::kReasons; ++r) {
        const auto reason = static_cast<evaluate::Reason>(r);
        if ((reasons & evaluate::bit(reason)) != 0) said.push_back(evaluate::words(reason).in(language));
    }
    return checklist::listed(said, language);
}

Figures figures(const Opened& opened, const evaluate::Board& board, Row row, text::Language language) {
    const evaluate::Block& block = board.blocks[row.block];
    const plan::Criterion& criterion = opened.plan.tasks[block.task].goals[block.goal].criterion;
    plan::Indicator plain;  // no measure, where several are read
    const plan::Indicator* indicator = nullptr;
    for (const plan::Node& node : criterion.nodes) {
        if (node.indicator == plan::kNone) continue;
        indicator = indicator ? &plain : &opened.plan.indicators[node.indicator];
    }
    const std::int64_t target = block.target[row.row];
    if (!indicator || target == evaluate::kMinusInfinity) return {};
    return {checklist::value_words(*indicator, block.low[row.row], block.high[row.row], language),
            checklist::value_words(*indicator, target, target, language)};
}

}  // namespace duban::engine
