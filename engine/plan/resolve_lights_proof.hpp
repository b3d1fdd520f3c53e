// Has every obligation a light, and every light an obligation that could show it?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "engine/plan/model.hpp"

#include <string>
#include <vector>

namespace duban::plan {

// A proof goes through all that a row can look like to the rules; with these bounds it is quick whatever is written.
inline constexpr std::size_t kMostLights = 50;
inline constexpr std::size_t kMostConditions = 500;  // in all rules
inline constexpr std::size_t kMostThresholds = 16;   // of 落后; of 剩余

/// Where the findings of a file go.
struct Heard {
    const std::string& file;
    text::Sink& sink;
};

/// Says what a row could be and have no light, which rule never shows since those before it cover it, and which never holds.
/// What a row can be is docs/SEMANTICS.md, section 5; `span` is that of the keyword 灯色.
void prove_lights(const std::vector<Light>& lights, Span span, Heard heard);

/// As a plan writes them.
[[nodiscard]] text::Words words_of(State state);
[[nodiscard]] text::Words words_of(const Light& light);

}  // namespace duban::plan
