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

std::string slot_label(const Opened& opened, std::string_view written) {
    if (written.empty()) return {};
    return report::period_label(written, opened.plan.year).value_or(std::string(written));
}

Figures figures(const Opened& opened, const evaluate::Board& board, Row row, text::Language language) {
    const evaluate::Block& block = board.blocks[row.block];
    auto [value, target] = checklist::attained(opened.plan, block, row.row, language);
    return {std::move(value), std::move(target)};
}

}  // namespace duban::engine
