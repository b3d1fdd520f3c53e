#include "dsl/syntax/complaints.hpp"

#include "dsl/syntax/print_name.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {

namespace {

using text::Code;

text::Words listed(const std::vector<text::Words>& all) {
    constexpr std::size_t kMostShown = 10;
    text::Words said;
    for (std::size_t i = 0; i < all.size() && i < kMostShown; ++i) {
        const bool last = i + 1 == all.size();
        if (i > 0) said.zh += last ? " 或 " : "、";
        if (i > 0) said.en += last ? " or " : ", ";
        said.zh += all[i].zh;
        said.en += all[i].en;
    }
    if (all.size() > kMostShown) {
        said.zh += " 等";
        said.en += " …";
    }
    return said;
}

std::vector<std::string> spelled(const std::vector<Keyword>& keywords) {
    std::vector<std::string> all;
    for (const Keyword keyword : keywords) {
        const text::Words words = words_of(keyword);
        all.push_back(words.zh);
        all.push_back(words.en);
    }
    return all;
}

/// Does the token open a clause that could stand on the line after that of `keyword`?
bool begins_clause_beside(const Token& token, const Token& keyword) {
    const std::optional<Keyword> inner = first_word(token);
    const std::optional<Keyword> outer = first_word(keyword);
    return inner && outer &&
           ((may_open(*inner, Block::task) && may_open(*outer, Block::task)) ||
            (may_open(*inner, Block::header) && may_open(*outer, Block::header) && !may_open(*outer, Block::task)));
}

bool is_name(const Token& token) { return token.kind == TokenKind::word && !token.has(kReserved | kBuiltin); }

}  // namespace

text::Words Complaints::quoted(const Token& token) const {
    if (token.kind == TokenKind::end) return {"行末", "the end of the line"};
    if (token.kind == TokenKind::last) return {"文件末尾", "the end of the file"};
    constexpr std::size_t kMostShown = 20;
    const std::string_view all = source_.slice(token.span);
    std::size_t length = 0;
    for (std::size_t shown = 0; shown < kMostShown && length < all.size(); ++shown)
        length += text::character_at(all, length).size;
    const std::string said = std::string(all.substr(0, length)) + (length < all.size() ? "…" : "");
    if (token.kind == TokenKind::text || token.kind == TokenKind::document) return said;
    return {"“" + said + "”", "'" + said + "'"};
}

std::optional<OfficeWord> Complaints::office_word_at(const Token& token, const std::function<bool(Keyword)>& fits) const {
    if (offers_ == Offers::none || findings_.full() || token.quoted) return std::nullopt;
    const std::string_view rest = source_.text().substr(token.span.begin);
    return office_word(rest.substr(0, rest.find('\n')), fits);
}

void Complaints::say_word(const Token& token, OfficeWord word) {
    const Span span{token.span.begin, token.span.begin + static_cast<std::uint32_t>(word.written.size())};
    findings_.add(Code::no_such_word, span, {word.written, word.meant});
}

bool Complaints::offered(const Stumble& stumble, const Token& keyword, Tokens tokens) {
    if (offers_ == Offers::none || findings_.full()) return false;
    const Token* const at = stumble.own() || stumble.at() == tokens.data() + tokens.size() ? nullptr : stumble.at();
    if (at != nullptr && at != tokens.data() && begins_clause_beside(*at, keyword)) {
        findings_.add(Code::clause_inside_clause, at->span, {at->text});
        return true;
    }
    if (at != nullptr) {
        if (const auto word = office_word_at(*at, [&](Keyword meant) { return stumble.expects(meant); })) {
            say_word(*at, *word);
            return true;
        }
    }
    const std::optional<Offer> offer = offer_for(source_, keyword, tokens);
    if (offer) findings_.add(offer->code, offer->span, {offer->written, offer->meant});
    return offer.has_value();
}

void Complaints::about_clause(const Stumble& stumble, const Token& keyword, Tokens tokens) {
    if (offered(stumble, keyword, tokens)) return;
    if (stumble.own()) return findings_.add(stumble.own()->code, stumble.own()->span, stumble.own()->arguments);
    const Token* const end = tokens.data() + tokens.size();
    if (stumble.at() != nullptr && stumble.at() != end) return about_unexpected(stumble, tokens);
    const Span span = tokens.empty() ? keyword.span : tokens.back().span;
    findings_.add(Code::incomplete_clause, span, {listed(stumble.expected())});
}

void Complaints::about_unexpected(const Stumble& stumble, Tokens tokens) {
    const Token& token = *stumble.at();
    const bool after_name = &token != tokens.data() && is_name(*(&token - 1));
    if (is_name(token) && after_name && stumble.expects(Keyword::whose) && stumble.expects(Keyword::except)) {
        return findings_.add(Code::joint_missing, token.span, {(&token - 1)->text, token.text});
    }
    if (about_marks(stumble, token)) return;
    const bool worth_looking = is_name(token) && !findings_.full();
    const std::string near = worth_looking ? text::nearest(token.text, spelled(stumble.keywords())) : std::string();
    if (near.empty()) return findings_.add(Code::unexpected_word, token.span, {quoted(token), listed(stumble.expected())});
    findings_.add(Code::unexpected_word_near, token.span, {quoted(token), listed(stumble.expected()), near});
}

bool Complaints::about_marks(const Stumble& stumble, const Token& token) {
    const text::Words name("名称", "a name");
    const bool wants_name = std::find(stumble.expected().begin(), stumble.expected().end(), name) != stumble.expected().end();
    const bool is_document = token.kind == TokenKind::document;
    if (!wants_name || (!is_document && token.kind != TokenKind::text)) return false;
    const bool bare = is_bare_name(token.text, {});
    const text::Words meant =
        bare ? text::Words(token.text)
             : text::Words(name_in_marks(token.text, text::Language::zh), name_in_marks(token.text, text::Language::en));
    findings_.add(is_document ? Code::document_for_name : Code::text_for_name, token.span, {quoted(token), meant});
    return true;
}

void Complaints::about_first_word(const Token& token, Block block) {
    const std::optional<Keyword> keyword = first_word(token);
    const auto word = office_word_at(token, [&](Keyword meant) { return may_open(meant, block) && roles_of(meant) & kOpens; });
    if (word && !keyword) {
        say_word(token, *word);
    } else if (keyword && (roles_of(*keyword) & kLater) != 0 &&
               (may_open(*keyword, block) || may_open(*keyword, Block::file))) {
        findings_.add(Code::not_read_yet, token.span, {words_of(*keyword)});
    } else if (keyword) {
        findings_.add(Code::misplaced_first_word, token.span,
                      {words_of(*keyword), words_of(block), words_of(home_of(*keyword))});
    } else if (is_name(token) && !token.quoted) {
        about_unknown_word(token, block);
    } else if (token.kind != TokenKind::bad) {
        findings_.add(Code::first_word_expected, token.span, {quoted(token)});
    }
}

void Complaints::about_unknown_word(const Token& token, Block block) {
    const std::string within = first_word_within(token.text, block);
    if (!within.empty()) {
        return findings_.add(Code::first_word_glued, token.span, {within, token.text.substr(within.size())});
    }
    const std::string near = findings_.full() ? std::string() : nearest_first_word(token.text, block);
    if (near.empty()) return findings_.add(Code::unknown_first_word, token.span, {token.text, words_of(block)});
    findings_.add(Code::unknown_first_word_near, token.span, {token.text, words_of(block), near});
}

void Complaints::about_brace(const Token& brace, const Token& next) {
    const text::Words said = quoted(next);
    const std::string line = std::to_string(source_.position(next.span.begin).line);
    const bool last = next.kind == TokenKind::last;
    findings_.add(Code::brace_not_closed, brace.span,
                  {last ? said : text::Words("第 " + line + " 行的" + said.zh, said.en + " of line " + line)});
}

void Complaints::about_block(const Token& keyword) { findings_.add(Code::block_expected, keyword.span, {quoted(keyword)}); }

}  // namespace duban::syntax
