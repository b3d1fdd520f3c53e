// How are the engine's values said to a person? Private to the facade.
#pragma once

#include "engine/engine.hpp"

#include <string>

namespace duban::engine {

/// A date, a date with the minute, or a dash for never.
[[nodiscard]] std::string shown_instant(value::Instant at);
/// `到期未报、空报`; empty for none.
[[nodiscard]] std::string shown_reasons(evaluate::Reasons reasons, text::Language language);
/// `初报 已报送`, `应急演练`: an indicator as people call it.
[[nodiscard]] std::string shown_indicator(const plan::Plan& plan, std::string_view indicator);
/// The line of the status table (1 to 20) as a sentence.
[[nodiscard]] text::Words rule_words(std::int32_t rule);
/// Joined by 、 or a comma and a blank.
[[nodiscard]] std::string listed(const std::vector<std::string>& items, text::Language language);

}  // namespace duban::engine
