// What is said about tokens that cannot be read?
#pragma once

#include "dsl/syntax/grammar.hpp"
#include "dsl/syntax/places.hpp"
#include "dsl/syntax/stumble.hpp"
#include "dsl/text/source.hpp"

namespace duban::syntax {

class Complaints {
public:
    Complaints(const text::Source& source, Findings& findings) : source_(source), findings_(findings) {}

    /// As the reader wrote it, in quotes.
    [[nodiscard]] text::Words quoted(const Token& token) const;

    /// About the tokens after `keyword`, which the grammar could not take.
    void about_clause(const Stumble& stumble, const Token& keyword, Tokens tokens);
    /// About a token that opens nothing in `block`.
    void about_first_word(const Token& token, Block block);
    /// About a { without its }, missing before `next`.
    void about_brace(const Token& brace, const Token& next);
    /// About a declaration without its { … }.
    void about_block(const Token& keyword);

private:
    void about_unexpected(const Stumble& stumble, Tokens tokens);
    void about_unknown_word(const Token& token, Block block);

    const text::Source& source_;
    Findings& findings_;
};

}  // namespace duban::syntax
