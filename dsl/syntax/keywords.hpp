// Which words belong to the language, in which spellings, and where may each stand?
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/text/language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {

/// Where a word may stand; a word may have several.
using Roles = std::uint8_t;
inline constexpr Roles kOpens = 1;      // opens a clause or a declaration; free elsewhere
inline constexpr Roles kReserved = 2;   // inside phrases; never a name
inline constexpr Roles kSoft = 4;       // a word of fields, 进度 and 叙述; free elsewhere
inline constexpr Roles kBuiltin = 8;    // a name with a meaning of its own
inline constexpr Roles kLater = 16;     // of the language, but not read by this version
inline constexpr Roles kLight = 32;     // a state or colour: in 灯色, and states behind 任务 9.6; free elsewhere

/// Every word, whatever its spelling. One spelling may have several (日期 opens a declaration and is a type).
enum class Keyword : std::uint8_t {
#define DUBAN_KEYWORD(name, roles, zh, en) name,
#include "dsl/syntax/keywords.def"
#undef DUBAN_KEYWORD
};

/// One way to write one or more keywords.
struct Spelling {
    std::string_view text;
    text::Language language = text::Language::zh;
    Roles roles = 0;                        // of all its keywords together
    std::vector<Keyword> keywords;

    [[nodiscard]] bool spells(Keyword keyword) const;
    [[nodiscard]] bool has(Roles role) const { return (roles & role) != 0; }
};

/// Nothing if no keyword is spelled so. English keywords of several words have one blank between them.
[[nodiscard]] const Spelling* find_spelling(std::string_view text);
/// The longest spelling with one of `roles` that `text` begins with; ASCII ones end where a word ends.
[[nodiscard]] const Spelling* longest_spelling(std::string_view text, Roles roles);
/// All, sorted by text.
[[nodiscard]] const std::vector<Spelling>& spellings();

[[nodiscard]] Roles roles_of(Keyword keyword);
/// How the tool writes it; in a language that has no word for it, the other's.
[[nodiscard]] text::Words words_of(Keyword keyword);
[[nodiscard]] text::Words words_of(Builtin builtin);
/// Of the first keyword with this spelling.
[[nodiscard]] text::Words words_of(const Spelling& spelling);

/// The built-in name that this spells; `none` if it spells none that the tree holds.
[[nodiscard]] Builtin builtin_of(const Spelling& spelling);
[[nodiscard]] std::optional<value::TimeUnit> time_unit_of(const Spelling& spelling);
/// The first keyword of this spelling from `first` to `last` (both included), as an index from 0.
[[nodiscard]] std::optional<std::int32_t> index_among(const Spelling& spelling, Keyword first, Keyword last);

}  // namespace duban::syntax
