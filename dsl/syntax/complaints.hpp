// What is said about tokens that cannot be read?
#pragma once

#include "dsl/syntax/grammar.hpp"
#include "dsl/syntax/offers.hpp"
#include "dsl/syntax/places.hpp"
#include "dsl/syntax/stumble.hpp"
#include "dsl/text/source.hpp"

namespace duban::syntax {

/// Is it said what may have been meant?
enum class Offers : std::uint8_t { given, none };

class Complaints {
public:
    Complaints(const text::Source& source, Findings& findings, Offers offers)
        : source_(source), findings_(findings), offers_(offers) {}

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
    /// True if it was said what was meant.
    bool offered(const Stumble& stumble, const Token& keyword, Tokens tokens);
    void say_word(const Token& token, OfficeWord word);
    /// A text or a document where a name is wanted: true if it was said.
    bool about_marks(const Stumble& stumble, const Token& token);
    void about_unexpected(const Stumble& stumble, Tokens tokens);
    [[nodiscard]] std::optional<OfficeWord> office_word_at(const Token& token, const std::function<bool(Keyword)>& fits) const;
    void about_unknown_word(const Token& token, Block block);

    const text::Source& source_;
    Findings& findings_;
    Offers offers_;
};

}  // namespace duban::syntax
