#include "dsl/syntax/offers.hpp"

#include "dsl/syntax/lexer.hpp"
#include "dsl/syntax/numeral.hpp"
#include "dsl/syntax/parse.hpp"
#include "dsl/syntax/places.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace duban::syntax {

namespace {

constexpr std::array kOfficeWords{
#define DUBAN_OFFICE_WORDS(meant, written) OfficeWord{written, meant},
#include "dsl/syntax/office_words.def"
#undef DUBAN_OFFICE_WORDS
};

struct Rewrite {
    text::Code code;
    std::string_view clauses;
    std::string_view from;
    std::string_view to;
};
constexpr std::array kRewrites{
#define DUBAN_REWRITE(code, clauses, from, to) Rewrite{text::Code::code, clauses, from, to},
#include "dsl/syntax/rewrites.def"
#undef DUBAN_REWRITE
};

std::vector<std::string_view> parts_of(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(mark);
        parts.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return parts;
}

bool is_one_of(std::string_view alternatives, std::string_view word) {
    const std::vector<std::string_view> parts = parts_of(alternatives, '|');
    return std::find(parts.begin(), parts.end(), word) != parts.end();
}

/// Does a word end before `rest`? In Chinese also before a digit, and before a word that stands inside phrases.
bool ends_before(std::string_view word, std::string_view rest) {
    if (rest.empty() || !text::is_name_character(text::character_at(rest, 0).value)) return true;
    const bool ascii = static_cast<unsigned char>(word.back()) < 0x80;
    return !ascii && (static_cast<unsigned char>(rest.front()) < 0x80 || longest_spelling(rest, kReserved | kBuiltin));
}

bool spells(std::string_view phrase, const std::function<bool(Keyword)>& fits) {
    const Spelling* spelling = longest_spelling(phrase, kOpens | kReserved | kSoft);
    return spelling != nullptr && std::any_of(spelling->keywords.begin(), spelling->keywords.end(), fits);
}

/// A clause as text, and its tokens with their places in it.
struct Written {
    std::string text;
    std::vector<Token> tokens;

    [[nodiscard]] std::string_view slice(std::size_t first, std::size_t last) const {
        const std::size_t begin = tokens[first].span.begin;
        return std::string_view(text).substr(begin, tokens[last].span.end - begin);
    }
};

/// Where a row of rewrites.def fits: the tokens, and what is put for each of its places.
struct Match {
    std::size_t first = 0;
    std::size_t last = 0;  // of what is replaced, both included
    std::size_t shown = 0; // the last that is no <rest>
    std::vector<std::string> taken;
};

class Rewriter {
public:
    Rewriter(const Token& keyword, bool is_field) : keyword_(is_field ? "指标" : keyword.text) {
        const std::optional<Keyword> first = is_field ? Keyword::indicator : first_word(keyword);
        if (!first) return;
        const Block home = home_of(*first);
        first_ = is_field ? 0 : 1;
        if (is_field) before_ = "指标 ";
        if (home == Block::header) before_ = "计划 甲 { ";
        if (home == Block::task) before_ = "任务 1 { ";
        if (home == Block::header || home == Block::task) after_ = " }";
        if (*first == Keyword::plan || *first == Keyword::event || *first == Keyword::chapter || *first == Keyword::task)
            after_ = " { }";
    }

    [[nodiscard]] std::optional<Offer> offer(const std::string& clause, std::uint32_t begin) const {
        const Written written = lexed(clause);
        for (const Rewrite& rewrite : kRewrites) {
            if (!rewrite.clauses.empty() && !is_one_of(rewrite.clauses, keyword_)) continue;
            for (std::size_t at = first_; at < written.tokens.size(); ++at) {
                const std::optional<Match> match = match_at(rewrite, written, at);
                if (!match) continue;
                const std::vector<std::string> readable = tried(rewrite, written, *match, kMostRounds);
                if (!readable.empty()) return made(rewrite, written, *match, readable, begin);
            }
        }
        for (int slips = 2; slips <= kMostSlips; ++slips) {
            tries_ = kMostTries;
            const std::string readable = mended(written, slips);
            if (!readable.empty()) return whole(written, readable, begin);
        }
        return std::nullopt;
    }

private:
    static constexpr int kMostRounds = 4;  // of one row, where the mistake was made again and again
    static constexpr int kMostSlips = 3;   // of several rows
    static constexpr int kMostTries = 150;

    [[nodiscard]] Written lexed(std::string clause) const {
        const text::Source source("", before_ + clause + after_);
        text::Sink unheard;
        Written written{std::move(clause), {}};
        for (Token& token : lex(source, unheard).tokens) {
            const bool inside = token.span.begin >= before_.size() && token.span.end <= before_.size() + written.text.size();
            if (!inside || token.kind == TokenKind::end || token.kind == TokenKind::last) continue;
            token.span.begin -= static_cast<std::uint32_t>(before_.size());
            token.span.end -= static_cast<std::uint32_t>(before_.size());
            written.tokens.push_back(std::move(token));
        }
        return written;
    }

    [[nodiscard]] bool is_readable(const std::string& clause) const {
        return can_be_read(text::Source("", before_ + clause + after_));
    }

    /// What is put for the token; nothing if it does not fit.
    static std::optional<std::string> taken(std::string_view place, const Token& token, std::string_view written) {
        const auto if_so = [&](bool fits) { return fits ? std::optional(std::string(written)) : std::nullopt; };
        if (place == "<number>") return if_so(token.kind == TokenKind::number);
        if (place == "<unit>") return if_so(token.spelling != nullptr && time_unit_of(*token.spelling));
        if (place == "<name>") return if_so(token.kind == TokenKind::word && !token.has(kReserved | kBuiltin));
        if (place == "<month>")
            return if_so(token.spelling && index_among(*token.spelling, Keyword::january, Keyword::december));
        if (place == "<dotted>") return token.kind == TokenKind::id ? dashed(written) : std::nullopt;
        if (place == "<numeral>") {
            const std::string digits = token.kind == TokenKind::word ? digits_of(written) : std::string();
            return digits.empty() ? std::nullopt : std::optional(digits);
        }
        std::string word(written);
        std::replace(word.begin(), word.end(), ' ', '_');
        return if_so(!token.quoted && is_one_of(place, word));
    }

    /// 2026-01-05 for 2026.1.5.
    static std::optional<std::string> dashed(std::string_view date) {
        const std::vector<std::string_view> parts = parts_of(date, '.');
        if (parts.size() != 3 || date.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
        const auto two_digits = [](std::string_view part) {
            return "-" + std::string(part.size() == 1 ? "0" : "") + std::string(part);
        };
        return std::string(parts[0]) + two_digits(parts[1]) + two_digits(parts[2]);
    }

    static std::optional<Match> match_at(const Rewrite& rewrite, const Written& written, std::size_t at) {
        Match match;
        match.first = at;
        for (const std::string_view place : parts_of(rewrite.from, ' ')) {
            if (at == written.tokens.size()) return std::nullopt;
            match.last = at;
            if (place == "<rest>") {
                match.last = written.tokens.size() - 1;
                match.taken.emplace_back(written.slice(at, match.last));
                return match;
            }
            std::optional<std::string> put = taken(place, written.tokens[at], written.slice(at, at));
            if (!put) return std::nullopt;
            match.taken.push_back(std::move(*put));
            match.shown = at++;
        }
        return match;
    }

    static std::string filled(std::string_view pattern, const Match& match) {
        std::string text;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            if (pattern[i] != '$' && pattern[i] != '%') {
                text += pattern[i];
                continue;
            }
            const std::string& taken = match.taken[static_cast<std::size_t>(pattern[i + 1] - '1')];
            if (pattern[i] == '%' && taken.size() == 1) text += '0';
            text += taken;
            ++i;
        }
        return text;
    }

    static std::string put(std::string_view to, const Written& written, const Match& match) {
        if (to.starts_with('=')) return filled(to.substr(1), match);
        std::string clause = written.text;
        const std::size_t begin = written.tokens[match.first].span.begin;
        clause.replace(begin, written.tokens[match.last].span.end - begin, filled(to, match));
        return clause;
    }

    /// The first clause that can be read after so many rows were applied, one after the other; empty if there is none.
    [[nodiscard]] std::string mended(const Written& written, int slips) const {
        for (const Rewrite& rewrite : kRewrites) {
            const bool guesses = rewrite.code == text::Code::name_is_one_word || rewrite.code == text::Code::list_wants_commas;
            if (guesses || (!rewrite.clauses.empty() && !is_one_of(rewrite.clauses, keyword_))) continue;
            for (std::size_t at = first_; at < written.tokens.size() && tries_ > 0; ++at) {
                const std::optional<Match> match = match_at(rewrite, written, at);
                if (!match) continue;
                for (const std::string_view to : parts_of(rewrite.to.empty() ? " " : rewrite.to, '|')) {
                    if (--tries_ < 0) return {};
                    std::string clause = put(to, written, *match);
                    if (slips > 1) clause = mended(lexed(std::move(clause)), slips - 1);
                    if (slips == 1 && !is_readable(clause)) clause.clear();
                    if (!clause.empty()) return clause;
                }
            }
        }
        return {};
    }

    /// The clauses that can be read after the row was applied, at that place and, if need be, at others.
    [[nodiscard]] std::vector<std::string> tried(const Rewrite& rewrite, const Written& written, const Match& match,
                                                 int rounds) const {
        std::vector<std::string> readable;
        for (const std::string_view to : parts_of(rewrite.to.empty() ? " " : rewrite.to, '|')) {
            std::string clause = put(to, written, match);
            if (is_readable(clause)) {
                readable.push_back(std::move(clause));
            } else if (rounds > 1) {
                const Written next = lexed(std::move(clause));
                for (std::size_t at = match.first; at < next.tokens.size(); ++at) {
                    const std::optional<Match> again = match_at(rewrite, next, at);
                    if (!again) continue;
                    for (std::string& found : tried(rewrite, next, *again, rounds - 1))
                        readable.push_back(std::move(found));
                    break;
                }
            }
        }
        return readable;
    }

    static Offer made(const Rewrite& rewrite, const Written& written, const Match& match,
                      const std::vector<std::string>& readable, std::uint32_t begin) {
        Offer offer;
        offer.code = rewrite.code;
        const bool whole = rewrite.to.starts_with('=');
        const std::size_t first = whole ? 0 : match.first;
        offer.span = {begin + written.tokens[first].span.begin, begin + written.tokens[match.shown].span.end};
        offer.written = written.slice(first, match.shown);
        for (const std::string& clause : readable) {
            const std::string line = on_one_line(clause);
            offer.meant.zh += (offer.meant.zh.empty() ? "" : "，或 ") + line;
            offer.meant.en += (offer.meant.en.empty() ? "" : ", or ") + line;
        }
        return offer;
    }

    static Offer whole(const Written& written, const std::string& clause, std::uint32_t begin) {
        const std::size_t last = written.tokens.size() - 1;
        return {text::Code::write_instead,
                {begin + written.tokens[0].span.begin, begin + written.tokens[last].span.end},
                std::string(written.slice(0, last)),
                on_one_line(clause)};
    }

    static std::string on_one_line(std::string_view clause) {
        std::string line;
        for (const char c : clause) {
            const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (!blank) line += c;
            if (blank && !line.empty() && line.back() != ' ') line += ' ';
        }
        if (line.ends_with(' ')) line.pop_back();
        return text::excerpt(line, 100);
    }

    std::string keyword_;
    std::size_t first_ = 0;  // of the tokens behind the keyword
    std::string before_;  // what makes a file of the clause
    std::string after_;
    mutable int tries_ = 0;  // of several slips in one clause, how many are left
};

}  // namespace

std::optional<OfficeWord> office_word(std::string_view text, const std::function<bool(Keyword)>& fits) {
    std::optional<OfficeWord> longest;
    for (const OfficeWord& row : kOfficeWords) {
        for (const std::string_view written : parts_of(row.written, '|')) {
            if (longest && longest->written.size() >= written.size()) continue;
            if (!text.starts_with(written) || !ends_before(written, text.substr(written.size()))) continue;
            if (spells(row.meant, fits)) longest = OfficeWord{written, row.meant};
        }
    }
    return longest;
}

std::optional<Offer> offer_for(const text::Source& source, const Token& keyword, Tokens tokens) {
    constexpr std::size_t kMostTokensOfOffers = 100;
    if (tokens.size() > kMostTokensOfOffers) return std::nullopt;
    const bool is_field = tokens.data() == &keyword && !first_word(keyword);
    const Span span{keyword.span.begin, tokens.empty() ? keyword.span.end : tokens.back().span.end};
    const std::string clause(source.slice(span));
    if (clause.find('#') != std::string::npos) return std::nullopt;  // a comment would swallow what is rewritten
    return Rewriter(keyword, is_field).offer(clause, span.begin);
}

}  // namespace duban::syntax
