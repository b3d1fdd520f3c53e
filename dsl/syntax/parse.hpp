// text -> tree: the one way in.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/text/diagnostic.hpp"
#include "dsl/text/source.hpp"

namespace duban::syntax {

/// Bounds of a source: semantics §9. Exceeding one gives a diagnostic with its code.
inline constexpr std::size_t kMostBytes = 16U << 20U;
inline constexpr std::size_t kMostNesting = 200;     // of ( and {
inline constexpr std::size_t kMostTokens = 2'000'000;
inline constexpr std::size_t kMostDigits = 18;       // of a number
inline constexpr std::size_t kMostNameCharacters = 200;

/// Never fails as a whole: all errors go to the sink (recovery at the next clause), and what could be read is in the tree.
[[nodiscard]] PlanFile parse(const text::Source& source, text::Sink& sink);
/// True if nothing in it is an error; a source without a word can be. Looks for no offers.
[[nodiscard]] bool can_be_read(const text::Source& source);

}  // namespace duban::syntax
