// Which first words may stand in which block?
#pragma once

#include "dsl/syntax/keywords.hpp"
#include "dsl/syntax/token.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {

enum class Block : std::uint8_t { file, header, chapter, task, part };

[[nodiscard]] text::Words words_of(Block block);

/// The keyword that the token is where a clause or a declaration opens.
[[nodiscard]] std::optional<Keyword> first_word(const Token& token);
[[nodiscard]] bool may_open(Keyword keyword, Block block);
/// The block that a first word is at home in.
[[nodiscard]] Block home_of(Keyword keyword);
/// Of the first words of clauses.
[[nodiscard]] std::optional<ClauseKind> clause_kind(Keyword keyword);

/// The first word of `block` nearest to `word`; empty if none is near.
[[nodiscard]] std::string nearest_first_word(std::string_view word, Block block);
/// The first word that a longer word begins with: 责任 of 责任每个省; empty if none.
[[nodiscard]] std::string first_word_within(std::string_view word, Block block);

}  // namespace duban::syntax
