// Why does an obligation stand as it does, in one sentence?
#pragma once

#include "dsl/text/source.hpp"
#include "engine/evaluate/explain.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// `1 台账，东村，2026：已完成；2026-03-10 完成，按时。`: its word, its value against its target, the one reason.
[[nodiscard]] std::string sentence(const std::vector<const text::Source*>& sources, const evaluate::World& world,
                                   const evaluate::Board& board, const evaluate::Explanation& explanation,
                                   text::Language language);

}  // namespace duban::checklist
