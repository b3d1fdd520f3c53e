// What may have been meant by words that cannot be read?
#pragma once

#include "dsl/syntax/grammar.hpp"
#include "dsl/text/source.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace duban::syntax {

/// A word of offices, and what a plan writes instead.
struct OfficeWord {
    std::string_view written;
    std::string_view meant;
};

/// The longest word of offices that `text` begins with, among those whose word in the language `fits`.
[[nodiscard]] std::optional<OfficeWord> office_word(std::string_view text, const std::function<bool(Keyword)>& fits);

/// A clause as it may have been meant: it can be read.
struct Offer {
    text::Code code;
    Span span;            // what was replaced
    std::string written;  // there
    text::Words meant;    // the whole clause, or several to choose from
};

/// By the first row of rewrites.def that makes the clause readable. `tokens` stand after the keyword, or begin with it.
[[nodiscard]] std::optional<Offer> offer_for(const text::Source& source, const Token& keyword, Tokens tokens);

}  // namespace duban::syntax
