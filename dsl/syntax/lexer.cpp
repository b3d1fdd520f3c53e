#include "dsl/syntax/lexer.hpp"

#include "dsl/syntax/cut.hpp"
#include "dsl/syntax/parse.hpp"
#include "dsl/syntax/scan.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <string>

namespace duban::syntax {

namespace {

using text::Code;

// ---- the source as a whole

/// Pairs of bytes as GBK has them make up nearly all that is not ASCII.
bool looks_like_gbk(std::string_view bytes) {
    std::size_t pairs = 0;
    std::size_t strays = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        if (lead < 0x80) continue;
        const auto trail = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : 0;
        if (lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail <= 0xFE && trail != 0x7F) {
            ++pairs;
            ++i;
        } else {
            ++strays;
        }
    }
    return pairs > 0 && strays * 20 <= pairs;
}

bool readable(std::string_view text, Findings& findings) {
    const auto refuse = [&](Code code, std::size_t at, std::vector<text::Words> arguments) {
        const auto begin = static_cast<std::uint32_t>(std::min<std::size_t>(at, kMostBytes));
        findings.add(code, {begin, begin}, std::move(arguments));
        return false;
    };
    if (text.size() > kMostBytes) {
        return refuse(Code::source_too_long, 0, {std::to_string(text.size()), std::to_string(kMostBytes)});
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return refuse(Code::looks_like_utf16, 0, {});
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        return refuse(Code::binary_source, zero, {std::to_string(zero + 1)});
    }
    if (const auto invalid = text::first_invalid_utf8(text)) {
        if (looks_like_gbk(text)) return refuse(Code::looks_like_gbk, *invalid, {});
        return refuse(Code::not_utf8, *invalid, {std::to_string(*invalid + 1)});
    }
    return true;
}

// ---- brackets

/// A first word, and something that cannot follow a name: a new clause, even where the one before asks for more.
bool clause_begins(std::string_view source, const std::vector<Piece>& pieces, std::size_t at) {
    if (at + 1 >= pieces.size() || pieces[at].kind != Piece::Kind::run) return false;
    const Span span = pieces[at].span;
    const Spelling* spelling = find_spelling(source.substr(span.begin, span.end - span.begin));
    if (spelling == nullptr || !spelling->has(kOpens) || spelling->has(kReserved)) return false;
    const Piece::Kind next = pieces[at + 1].kind;
    if (next == Piece::Kind::mark) return pieces[at + 1].mark == Mark::open_paren;
    return next == Piece::Kind::run || next == Piece::Kind::quoted || next == Piece::Kind::text ||
           next == Piece::Kind::document;
}

/// Reports parentheses without a partner and makes them bad, so that a line's end still ends the clause behind them.
void match_parentheses(std::string_view source, std::vector<Piece>& pieces, Findings& findings) {
    std::vector<std::size_t> open;  // indices of ( and {
    const auto drop_open = [&] {
        std::size_t outermost = pieces.size();
        std::size_t count = 0;
        for (; !open.empty() && pieces[open.back()].mark == Mark::open_paren; open.pop_back(), ++count) {
            outermost = open.back();
            pieces[outermost].kind = Piece::Kind::bad;
        }
        if (count > 0 && count <= kMostNesting) findings.add(Code::paren_not_closed, pieces[outermost].span);
        if (count > kMostNesting) findings.add(Code::nested_too_deep, pieces[outermost].span, {std::to_string(kMostNesting)});
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind == Piece::Kind::line_end && clause_begins(source, pieces, i + 1)) drop_open();
        if (pieces[i].kind != Piece::Kind::mark) continue;
        const Mark mark = pieces[i].mark;
        if (mark == Mark::open_paren || mark == Mark::open_brace) {
            open.push_back(i);
        } else if (mark == Mark::close_brace) {
            drop_open();
            if (!open.empty()) open.pop_back();
        } else if (mark == Mark::close_paren) {
            if (!open.empty() && pieces[open.back()].mark == Mark::open_paren) {
                open.pop_back();
            } else {
                findings.add(Code::paren_not_open, pieces[i].span);
                pieces[i].kind = Piece::Kind::bad;
            }
        }
    }
    drop_open();
}

// ---- words and ends

bool is_comparison(const Token& token) {
    if (token.kind == TokenKind::mark) return token.mark >= Mark::equal && token.mark <= Mark::at_most;
    return token.is(Keyword::at_least) || token.is(Keyword::at_most) || token.is(Keyword::more_than) ||
           token.is(Keyword::less_than) || token.is(Keyword::exactly) || token.is(Keyword::reaches);
}

/// After these a line's end does not end the clause.
bool goes_on_after(const Token& token) {
    switch (token.kind) {
        case TokenKind::end: return true;
        case TokenKind::mark:
            return token.mark != Mark::close_brace && token.mark != Mark::close_paren && token.mark != Mark::percent;
        case TokenKind::word:
            return !token.quoted && (is_comparison(token) || token.is(Keyword::both) || token.is(Keyword::either) ||
                                     token.is(Keyword::negated) || token.is(Keyword::whose) || token.is(Keyword::to));
        case TokenKind::number:
        case TokenKind::id:
        case TokenKind::text:
        case TokenKind::document:
        case TokenKind::date:
        case TokenKind::clock:
        case TokenKind::bad:
        case TokenKind::last: return false;
    }
    return false;
}

/// Before these a line's end does not end the clause.
bool goes_on_before(const Token& token) {
    if (token.kind == TokenKind::word) return !token.quoted && (token.is(Keyword::both) || token.is(Keyword::either));
    return token.is(Mark::arrow) || token.is(Mark::comma) || token.is(Mark::close_paren) || token.is(Mark::open_brace) ||
           token.is(Mark::close_brace);
}

bool is_english_word(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// Cuts runs, joins English keywords of several words, ends clauses. Knows just enough of the shape of a file to tell where
/// first words and the words of fields are keywords.
class Lexer {
public:
    Lexer(std::string_view source, std::vector<Piece> pieces, Findings& findings)
        : source_(source), pieces_(std::move(pieces)), findings_(findings) {}

    std::vector<Token> run() {
        while (at_ < pieces_.size() && tokens_.size() <= kMostTokens)
            step(pieces_[at_++]);
        if (tokens_.size() > kMostTokens) {
            findings_.add(Code::too_many_words, tokens_.back().span, {std::to_string(kMostTokens)});
            tokens_.clear();
        }
        Token last;
        last.kind = TokenKind::last;
        last.span = {static_cast<std::uint32_t>(source_.size()), static_cast<std::uint32_t>(source_.size())};
        tokens_.push_back(std::move(last));
        return std::move(tokens_);
    }

private:
    enum class Block : std::uint8_t { clauses, fields, rows, lights };

    void step(const Piece& piece) {
        switch (piece.kind) {
            case Piece::Kind::line_end: return line_end(piece);
            case Piece::Kind::run: return run_of(piece);
            case Piece::Kind::quoted: return emit(quoted_name(source_, piece, findings_));
            case Piece::Kind::text: return text_of(piece);
            case Piece::Kind::document: {
                Token token = plain(TokenKind::document, piece);
                token.text = text::nfc(token.text);
                return emit(std::move(token));
            }
            case Piece::Kind::mark: {
                Token token = plain(TokenKind::mark, piece);
                token.mark = piece.mark;
                return emit(std::move(token));
            }
            case Piece::Kind::keyword: {
                Token token = plain(TokenKind::word, piece);
                token.spelling = piece.spelling;
                return emit(std::move(token));
            }
            case Piece::Kind::semicolon: return emit(plain(TokenKind::end, piece));
            case Piece::Kind::bad: return emit(plain(TokenKind::bad, piece));
        }
    }

    [[nodiscard]] std::string_view slice(Span span) const { return source_.substr(span.begin, span.end - span.begin); }

    [[nodiscard]] Token plain(TokenKind kind, const Piece& piece) const {
        Token token;
        token.kind = kind;
        token.span = piece.span;
        if (kind != TokenKind::mark && kind != TokenKind::end) token.text = slice(piece.inner);
        return token;
    }

    void line_end(const Piece& piece) {
        if (parentheses_ > 0 || tokens_.empty()) return;
        const bool in_clauses = blocks_.empty() || blocks_.back() == Block::clauses;
        const bool asks_for_more =
            goes_on_after(tokens_.back()) && !(in_clauses && words_ > 0 && clause_begins(source_, pieces_, at_));
        if (asks_for_more) return;
        ending_ = true;
        end_span_ = {piece.span.begin, piece.span.begin};
    }

    /// `document "…"` is 《…》.
    void text_of(const Piece& piece) {
        Token token = plain(TokenKind::text, piece);
        if (!ending_ && !tokens_.empty() && tokens_.back().is(Keyword::document)) {
            tokens_.back().kind = TokenKind::document;
            tokens_.back().spelling = nullptr;
            tokens_.back().text = text::nfc(token.text);
            tokens_.back().span.end = token.span.end;
            return;
        }
        emit(std::move(token));
    }

    [[nodiscard]] bool opening() const {
        return (words_ == 0 || ending_) && (blocks_.empty() || blocks_.back() == Block::clauses);
    }

    /// The words of fields, 进度 and 叙述: after the name in a field.
    [[nodiscard]] bool soft() const {
        if (ending_) return false;
        if (!blocks_.empty() && blocks_.back() == Block::fields) return words_ > 0;
        switch (first_) {
            case Keyword::indicator: return words_ > 1;
            case Keyword::event:
            case Keyword::schedule:
            case Keyword::narrative: return words_ > 0;
            default: return false;
        }
    }

    /// States and colours have their meaning in 灯色, states behind `任务 9.6` and 升级.
    [[nodiscard]] bool names_states() const {
        if (!blocks_.empty() && blocks_.back() == Block::lights) return true;
        if (!ending_ && first_ == Keyword::escalate && words_ == 1) return true;
        return !ending_ && tokens_.size() > 1 && tokens_[tokens_.size() - 2].is(Keyword::task) &&
               tokens_.back().kind != TokenKind::mark;
    }

    void run_of(const Piece& piece) {
        const Roles inside =
            static_cast<Roles>(kReserved | kBuiltin | (soft() || opening() ? kSoft : 0) | (names_states() ? kLight : 0));
        const Roles at_start = static_cast<Roles>(inside | (opening() ? kOpens : 0));
        if (joined(piece, at_start)) return;
        const bool goes_on = !tokens_.empty() && !ending_;
        const Place place{at_start, inside, goes_on && is_comparison(tokens_.back()),
                          goes_on && tokens_.back().kind == TokenKind::number};
        for (Token& token : cut(slice(piece.span), piece.span.begin, place, findings_))
            emit(std::move(token));
    }

    /// An English keyword of several words, longest first.
    bool joined(const Piece& piece, Roles roles) {
        constexpr std::size_t kMostWords = 3;
        std::string phrase(slice(piece.span));
        if (!is_english_word(phrase)) return false;
        const Spelling* best = nullptr;
        std::size_t best_end = at_;
        for (std::size_t next = at_; next < pieces_.size() && next < at_ + kMostWords - 1; ++next) {
            if (pieces_[next].kind != Piece::Kind::run || !is_english_word(slice(pieces_[next].span))) break;
            phrase += ' ';
            phrase += slice(pieces_[next].span);
            const Spelling* spelling = find_spelling(phrase);
            if (spelling == nullptr || !spelling->has(roles)) continue;
            best = spelling;
            best_end = next + 1;
        }
        if (best == nullptr) return false;
        Token token;
        token.text = best->text;
        token.spelling = best;
        token.span = {piece.span.begin, pieces_[best_end - 1].span.end};
        at_ = best_end;
        emit(std::move(token));
        return true;
    }

    void emit(Token token) {
        if (ending_) {
            ending_ = false;
            if (!goes_on_before(token)) push_end();
        }
        token.names_state = names_states();
        track(token);
        tokens_.push_back(std::move(token));
    }

    void push_end() {
        Token end;
        end.kind = TokenKind::end;
        end.span = end_span_;
        track(end);
        tokens_.push_back(std::move(end));
    }

    void track(const Token& token) {
        if (token.kind == TokenKind::end) {
            if (blocks_.empty() || !is_of_rows(blocks_.back())) new_clause();
        } else if (token.is(Mark::open_paren)) {
            ++parentheses_;
            ++words_;
        } else if (token.is(Mark::close_paren)) {
            if (parentheses_ > 0) --parentheses_;
        } else if (token.is(Mark::open_brace)) {
            open_block();
        } else if (token.is(Mark::close_brace)) {
            if (blocks_.empty()) return new_clause();
            const bool rows = is_of_rows(blocks_.back());
            blocks_.pop_back();
            if (!rows) new_clause();
        } else {
            if (words_++ == 0) first_ = first_word(token);
        }
    }

    void new_clause() {
        words_ = 0;
        first_ = Keyword::plan;
    }

    static bool is_of_rows(Block block) { return block == Block::rows || block == Block::lights; }

    static Keyword first_word(const Token& token) {
        if (token.quoted || token.spelling == nullptr) return Keyword::plan;
        const auto opens = std::find_if(token.spelling->keywords.begin(), token.spelling->keywords.end(),
                                        [](Keyword keyword) { return (roles_of(keyword) & kOpens) != 0; });
        return opens == token.spelling->keywords.end() ? Keyword::plan : *opens;
    }

    void open_block() {
        const bool nested_rows = !blocks_.empty() && blocks_.back() != Block::clauses;
        switch (nested_rows || words_ == 0 ? Keyword::due : first_) {
            case Keyword::plan:
            case Keyword::chapter:
            case Keyword::task:
            case Keyword::step:
            case Keyword::part:
            case Keyword::supervise:
            case Keyword::example: blocks_.push_back(Block::clauses); break;
            case Keyword::event:
            case Keyword::list_declared: blocks_.push_back(Block::fields); break;
            case Keyword::lights: blocks_.push_back(Block::lights); return;
            default: blocks_.push_back(Block::rows); return;
        }
        new_clause();
    }

    std::string_view source_;
    std::vector<Piece> pieces_;
    Findings& findings_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::vector<Block> blocks_;
    std::size_t parentheses_ = 0;
    std::size_t words_ = 0;             // of the clause so far
    Keyword first_ = Keyword::plan;     // of the clause
    bool ending_ = false;               // a line ended; what comes next decides whether the clause does
    Span end_span_;
};

}  // namespace

Lexed lex(const text::Source& source, text::Sink& sink) {
    Findings findings(sink, source.name());
    const std::string_view text = source.text();
    if (!readable(text, findings)) return {Lexer({}, {}, findings).run(), {}};
    Scanned scanned = scan(text, findings);
    match_parentheses(text, scanned.pieces, findings);
    return {Lexer(text, std::move(scanned.pieces), findings).run(), std::move(scanned.comments)};
}

}  // namespace duban::syntax
