// text -> tokens: words, numbers, texts and marks, and where each clause ends.
#pragma once

#include "dsl/syntax/token.hpp"
#include "dsl/text/source.hpp"

#include <vector>

namespace duban::syntax {

struct Lexed {
    std::vector<Token> tokens;
    std::vector<Span> comments;  // from # to the end of the line
};

/// Ends with one token `last`. What cannot be read is reported, and left as a token `bad`; a source that cannot be read at all
/// (not UTF-8, too long, too many words) gives `last` alone.
[[nodiscard]] Lexed lex(const text::Source& source, text::Sink& sink);

}  // namespace duban::syntax
