// Which of several rows would a superior ask about first, and how do rows add up?
#pragma once

#include "engine/evaluate/board.hpp"
#include "engine/evaluate/rollup.hpp"

namespace duban::checklist {

/// By the light, then the word: the graver one.
[[nodiscard]] bool is_graver(const evaluate::Block& block, std::size_t row, const evaluate::Block& than_block,
                             std::size_t than_row);
[[nodiscard]] inline bool is_graver(const evaluate::Block& block, std::size_t row, std::size_t than_row) {
    return is_graver(block, row, block, than_row);
}

/// Adds a row to the counts of must rows, which is what rates are made of.
void count(const evaluate::Block& block, std::size_t row, evaluate::Counts& counts);

}  // namespace duban::checklist
