// How is the light of a row shown: its look, its word, its meaning?
#pragma once

#include "engine/checklist/page.hpp"
#include "engine/evaluate/board.hpp"

#include <cstdint>
#include <string>

namespace duban::checklist {

/// Position among the plan's lights, 0 the worst; behind the last one: no rule holds.
using Rank = std::uint8_t;

[[nodiscard]] inline std::size_t light_count(const plan::Plan& plan) { return plan.lights.size() + 1; }
[[nodiscard]] inline Rank light_of(const evaluate::Block& block, std::size_t row) { return block.light[row]; }

[[nodiscard]] Light light(const plan::Plan& plan, Rank rank, text::Language language);
/// When it is shown: `逾期、失败或已退回`.
[[nodiscard]] std::string light_meaning(const plan::Plan& plan, Rank rank, text::Language language);

}  // namespace duban::checklist
