// In which marks does what the planner wrote stand, so that it is read back as the same?
#pragma once

#include "dsl/syntax/cut.hpp"
#include "dsl/text/language.hpp"

#include <string>
#include <string_view>

namespace duban::syntax {

/// True if the word, where `place` says, is read back as the planner's own name without 「…」.
[[nodiscard]] bool is_bare_name(std::string_view word, const Place& place);
/// The same of a unit word after a number, and of an id.
[[nodiscard]] bool is_bare_unit_word(std::string_view word, Place place);
[[nodiscard]] bool is_bare_id(std::string_view word);

/// 「…」 or `…`: as the language has it, or as the word allows.
[[nodiscard]] std::string name_in_marks(std::string_view name, text::Language language);
/// “…” or "…".
[[nodiscard]] std::string text_in_marks(std::string_view text, text::Language language);
/// 《…》 or document "…".
[[nodiscard]] std::string document_in_marks(std::string_view title, text::Language language);

}  // namespace duban::syntax
