// Which light does a row show?
#pragma once

#include "engine/checklist/page.hpp"
#include "engine/evaluate/evaluate.hpp"

#include <cstdint>

namespace duban::checklist {

/// Position among the lights, 0 the worst.
using Rank = std::uint8_t;

[[nodiscard]] Rank light_count(const plan::Plan& plan);
[[nodiscard]] Rank light_of(const evaluate::Block& block, std::size_t row);
[[nodiscard]] Light light(const plan::Plan& plan, Rank rank, text::Language language);
/// When it is shown: `逾期、失败、…`
[[nodiscard]] std::string light_meaning(const plan::Plan& plan, Rank rank, text::Language language);

}  // namespace duban::checklist
