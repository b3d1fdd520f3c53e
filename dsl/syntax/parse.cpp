#include "dsl/syntax/parse.hpp"

#include "dsl/syntax/complaints.hpp"
#include "dsl/syntax/grammar.hpp"
#include "dsl/syntax/lexer.hpp"
#include "dsl/syntax/places.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace duban::syntax {

namespace {

using text::Code;

/// Walks the blocks by hand and gives each clause to the grammar: an error is reported once, and what follows is read.
class Parser {
public:
    Parser(const text::Source& source, const std::vector<Token>& tokens, Findings& findings, Offers offers)
        : tokens_(tokens), findings_(findings), source_(source), complaints_(source, findings, offers) {
        for (const Token& token : tokens_)
            braces_missing_ += token.is(Mark::open_brace) ? 1 : token.is(Mark::close_brace) ? -1 : 0;
    }

    PlanFile file() {
        while (here().kind != TokenKind::last) {
            if (here().kind == TokenKind::end) {
                ++at_;
            } else if (here().is(Mark::close_brace)) {
                findings_.add(Code::brace_not_open, here().span);
                ++at_;
            } else {
                declaration();
            }
        }
        file_.language = english_ > chinese_ ? text::Language::en : text::Language::zh;
        return std::move(file_);
    }

private:
    // ---- tokens

    [[nodiscard]] const Token& here() const { return tokens_[at_]; }

    /// The tokens from here to the end of the clause, tables included; none if they cannot be read (which is then reported).
    struct Stretch {
        Tokens tokens;
        bool sound = true;
    };

    Stretch take_clause() {
        const std::size_t begin = at_;
        Stretch stretch;
        std::vector<const Token*> braces;
        Depth depth;
        for (; here().kind != TokenKind::last; ++at_) {
            const Token& token = here();
            if (token.kind == TokenKind::end && braces.empty()) break;
            if (token.kind == TokenKind::end && table_not_closed(*braces.back())) {
                stretch.sound = false;
                break;
            }
            if (token.is(Mark::close_brace)) {
                if (braces.empty()) break;
                braces.pop_back();
            } else if (token.is(Mark::open_brace)) {
                braces.push_back(&token);
            }
            if (token.kind == TokenKind::bad) stretch.sound = false;
            if (depth.too_deep_at(token) && stretch.sound) {
                findings_.add(Code::nested_too_deep, token.span, {std::to_string(kMostNesting)});
                stretch.sound = false;
            }
        }
        if (here().kind == TokenKind::last && !braces.empty()) {
            brace_not_closed(*braces.back());
            stretch.sound = false;
        }
        stretch.tokens = Tokens(tokens_).subspan(begin, at_ - begin);
        return stretch;
    }

    /// How deep the grammar will go: brackets, and each 非.
    class Depth {
    public:
        bool too_deep_at(const Token& token) {
            if (token.is(Mark::open_paren) || token.is(Mark::open_brace)) {
                opened_.push_back(nots_ + 1);
                depth_ += nots_ + 1;
                nots_ = 0;
            } else if (token.is(Mark::close_paren) || token.is(Mark::close_brace)) {
                if (!opened_.empty()) {
                    depth_ -= opened_.back();
                    opened_.pop_back();
                }
                nots_ = 0;
            } else {
                nots_ = token.is(Keyword::negated) ? nots_ + 1 : 0;
            }
            return depth_ + nots_ > kMostNesting;
        }

    private:
        std::vector<std::size_t> opened_;
        std::size_t depth_ = 0;
        std::size_t nots_ = 0;
    };

    /// At a line's end inside a table: does a clause begin there, and not a row?
    bool table_not_closed(const Token& brace) {
        if (braces_missing_ <= 0 || !first_word(tokens_[at_ + 1])) return false;
        const Token& second = tokens_[std::min(at_ + 2, tokens_.size() - 1)];
        if (second.is(Mark::colon) || second.is(Keyword::either) || second.is(Mark::close_brace)) return false;
        brace_not_closed(brace);
        return true;
    }

    /// Everything up to the end of the clause, blocks included, without a look at it.
    void skip_clause() {
        std::size_t open = 0;
        for (; here().kind != TokenKind::last; ++at_) {
            if (here().kind == TokenKind::end && open == 0) return;
            if (here().is(Mark::open_brace)) ++open;
            if (here().is(Mark::close_brace)) {
                if (open == 0) return;
                if (--open == 0 && tokens_[at_ + 1].kind != TokenKind::end) {
                    ++at_;
                    return;
                }
            }
        }
    }

    Tokens take_head() {
        const std::size_t begin = at_;
        while (here().kind != TokenKind::last && here().kind != TokenKind::end && !here().is(Mark::open_brace) &&
               !here().is(Mark::close_brace)) {
            ++at_;
        }
        return Tokens(tokens_).subspan(begin, at_ - begin);
    }

    // ---- findings

    void brace_not_closed(const Token& brace) {
        --braces_missing_;
        const bool at_end = here().kind == TokenKind::end && at_ + 1 < tokens_.size();
        complaints_.about_brace(brace, at_end ? tokens_[at_ + 1] : here());
    }

    static bool sound(Tokens tokens) {
        return std::none_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.kind == TokenKind::bad; });
    }

    /// Reads what stands after the first word; false if it could not be read (which is then reported).
    template <class T>
    bool take(const Token& keyword, Tokens tokens, T& into) {
        if (!sound(tokens)) return false;
        Stumble stumble;
        if (read(tokens, stumble, into)) return true;
        complaints_.about_clause(stumble, keyword, tokens);
        if (!is_of_task(keyword)) keep_names(tokens);
        return false;
    }
    template <class T>
    bool take_rest(const Token& keyword, T& into) {
        const Stretch stretch = take_clause();
        if (!stretch.sound && !is_of_task(keyword)) keep_names(stretch.tokens);
        return stretch.sound && take(keyword, stretch.tokens, into);
    }

    static bool is_of_task(const Token& keyword) {
        const std::optional<Keyword> first = first_word(keyword);
        return first && may_open(*first, Block::task);
    }
    /// The names in what could not be read may be declared there.
    void keep_names(Tokens tokens) {
        for (const Token& token : tokens) {
            if (token.kind == TokenKind::word && !token.has(kReserved | kBuiltin)) file_.unread.push_back(token.text);
        }
    }

    static Span hull(Span from, Tokens tokens) { return {from.begin, tokens.empty() ? from.end : tokens.back().span.end}; }

    // ---- first words

    void count_language(const Token& keyword) { ++(keyword.spelling->language == text::Language::zh ? chinese_ : english_); }

    /// The first word here, if it may open something in `block`; otherwise reports, skips the clause, and gives nothing.
    std::optional<Keyword> opening(Block block) {
        const std::optional<Keyword> keyword = first_word(here());
        if (keyword && may_open(*keyword, block)) {
            count_language(here());
            if ((roles_of(*keyword) & kLater) == 0) return keyword;
        }
        complaints_.about_first_word(here(), block);
        const std::size_t begin = at_;
        skip_clause();
        keep_names(Tokens(tokens_).subspan(begin, at_ - begin));
        return std::nullopt;
    }

    // ---- blocks

    /// The brace after a head, or the keyword if the brace is missing but the block is there; null if there is no block.
    const Token* open_block(const Token& keyword, Block block) {
        if (here().is(Mark::open_brace)) return &tokens_[at_++];
        complaints_.about_block(keyword);
        std::size_t next = at_;
        while (tokens_[next].kind == TokenKind::end)
            ++next;
        const std::optional<Keyword> first = first_word(tokens_[next]);
        if (!first || !may_open(*first, block)) return nullptr;
        ++braces_missing_;
        return &keyword;
    }

    /// Calls `clause` at each clause of the block, up to its brace. The block, from { to }.
    template <class Each>
    Span each_clause(const Token& brace, Block block, const Each& clause) {
        while (true) {
            if (here().kind == TokenKind::end) {
                ++at_;
            } else if (here().kind == TokenKind::last || declaration_begins(block) || closes_another(brace)) {
                brace_not_closed(brace);
                return brace.span;
            } else if (here().is(Mark::close_brace)) {
                return {brace.span.begin, tokens_[at_++].span.end};
            } else if (const std::optional<Keyword> keyword = opening(block)) {
                clause(*keyword, tokens_[at_++]);
            }
        }
    }

    /// What stands in a block further out alone, in a file that lacks a brace: the block was not closed.
    [[nodiscard]] bool declaration_begins(Block block) const {
        const std::optional<Keyword> keyword = first_word(here());
        if (braces_missing_ <= 0 || !keyword || may_open(*keyword, block)) return false;
        return may_open(*keyword, Block::file) || (block == Block::part && may_open(*keyword, Block::task));
    }

    /// A } further left than the line of the brace, in a file that lacks one: the block around it ends there.
    [[nodiscard]] bool closes_another(const Token& brace) const {
        if (braces_missing_ <= 0 || !here().is(Mark::close_brace)) return false;
        const auto column = [&](std::uint32_t at) { return source_.position(at).column; };
        const std::string_view line = source_.line(source_.position(brace.span.begin).line);
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        return column(here().span.begin) <= indent &&
               source_.position(tokens_[at_ - 1].span.begin).line < source_.position(here().span.begin).line;
    }

    // ---- declarations

    void declaration() {
        const std::optional<Keyword> keyword = opening(Block::file);
        if (!keyword) return;
        const Token& first = tokens_[at_++];
        switch (*keyword) {
            case Keyword::plan: return header(first);
            case Keyword::organs: return add(first, file_.organs);
            case Keyword::unit_set: return add(first, file_.unit_sets);
            case Keyword::use: return add(first, file_.uses);
            case Keyword::lights: return lights(first);
            case Keyword::window: return add(first, file_.windows);
            case Keyword::parameter: return add(first, file_.parameters);
            case Keyword::indicator: return add(first, file_.indicators);
            case Keyword::event: return event(first);
            case Keyword::chapter: return chapter(first);
            case Keyword::task: return task(first, outside());
            case Keyword::narrative: return add(first, outside().narratives);
            default: return skip_clause();
        }
    }

    template <class T>
    void add(const Token& keyword, std::vector<T>& into) {
        T made;
        if (take_rest(keyword, made)) into.push_back(std::move(made));
    }

    /// The chapter without an id, for what stands outside any.
    Chapter& outside() {
        if (file_.chapters.empty() || !file_.chapters.back().id.empty()) file_.chapters.emplace_back();
        return file_.chapters.back();
    }

    void header(const Token& keyword) {
        Header made;
        NamedHead head;
        const Tokens tokens = take_head();
        if (take(keyword, tokens, head)) {
            made.name = std::move(head.name);
            made.title = std::move(head.title);
        }
        made.span = hull(keyword.span, tokens);
        if (const Token* brace = open_block(keyword, Block::header)) {
            made.block = each_clause(*brace, Block::header,
                                     [&](Keyword first, const Token& token) { header_clause(first, token, made); });
        }
        file_.headers.push_back(std::move(made));
    }

    void header_clause(Keyword first, const Token& keyword, Header& into) {
        switch (first) {
            case Keyword::year_of_plan: return once(keyword, into.year);
            case Keyword::issued_on: return issued(keyword, into);
            case Keyword::issuer: return once(keyword, into.issuers);
            case Keyword::levels: return levels(keyword, into);
            case Keyword::units: return once(keyword, into.units);
            case Keyword::calendar: return once(keyword, into.calendar);
            case Keyword::zone: return once(keyword, into.zone);
            case Keyword::source: return document(keyword, into);
            case Keyword::amends: return once(keyword, into.amends);
            default: return clause(first, keyword, into.defaults);
        }
    }

    void said_twice(const Token& keyword) { findings_.add(Code::said_twice, keyword.span, {keyword.text}); }

    template <class T>
    void once(const Token& keyword, std::optional<T>& into) {
        T made;
        if (!take_rest(keyword, made)) return;
        if (into) return said_twice(keyword);
        into = std::move(made);
    }
    void once(const Token& keyword, std::vector<Name>& into) {
        std::vector<Name> made;
        if (!take_rest(keyword, made)) return;
        if (!into.empty()) return said_twice(keyword);
        into = std::move(made);
    }

    void document(const Token& keyword, Header& into) {
        Clause made;
        if (!take_rest(keyword, made)) return;
        const bool first = !into.source;
        if (first) into.source = made.texts.front();
        if (first && made.texts.size() == 1) return;
        findings_.add(Code::one_document, first ? made.texts[1].span : keyword.span, {words_of(Keyword::source)});
    }

    void issued(const Token& keyword, Header& into) {
        By<Moment> made;
        if (!take_rest(keyword, made)) return;
        if (into.issued) return said_twice(keyword);
        if (made.one.empty()) return findings_.add(Code::not_read_yet, made.span, {words_of(Keyword::by)});
        into.issued = std::move(made.one[0]);
        into.issued_assumed = made.assumed;
    }

    void levels(const Token& keyword, Header& into) {
        LevelList made;
        if (!take_rest(keyword, made)) return;
        if (!into.levels.empty()) return said_twice(keyword);
        into.levels = std::move(made.names);
    }

    void event(const Token& keyword) {
        Event made;
        NamedHead head;
        const Tokens tokens = take_head();
        const bool named = take(keyword, tokens, head);
        made.span = hull(keyword.span, tokens);
        if (!here().is(Mark::open_brace)) {
            complaints_.about_block(keyword);
        } else {
            const Token& brace = tokens_[at_++];
            made.block = fields(brace, made.fields);
            if (here().is(Keyword::every)) {
                Rhythm rhythm;
                if (take_rest(keyword, rhythm)) made.rhythm = std::move(rhythm);
            }
        }
        if (!named) return;
        made.name = std::move(head.name);
        made.label = std::move(head.title);
        file_.events.push_back(std::move(made));
    }

    /// Of an event, or lights: one to a line, or up to `;`.
    template <class T>
    Span fields(const Token& brace, std::vector<T>& into) {
        while (!here().is(Mark::close_brace)) {
            if (here().kind == TokenKind::end) {
                ++at_;
            } else if (here().kind == TokenKind::last || (braces_missing_ > 0 && block_begins())) {
                brace_not_closed(brace);
                return brace.span;
            } else {
                add(here(), into);
            }
        }
        return {brace.span.begin, tokens_[at_++].span.end};
    }

    void lights(const Token& keyword) {
        Lights made;
        made.span = keyword.span;
        if (!here().is(Mark::open_brace)) {
            complaints_.about_block(keyword);
            return skip_clause();
        }
        const Token& brace = tokens_[at_++];
        made.block = fields(brace, made.lights);
        file_.lights.push_back(std::move(made));
    }

    /// `任务 1.4 “…” {` on this line.
    [[nodiscard]] bool block_begins() const {
        if (!first_word(here())) return false;
        std::size_t next = at_;
        while (tokens_[next].kind != TokenKind::end && tokens_[next].kind != TokenKind::last &&
               !tokens_[next].is(Mark::open_brace))
            ++next;
        return tokens_[next].is(Mark::open_brace) && declaration_begins(Block::task);
    }

    void chapter(const Token& keyword) {
        Chapter made;
        ItemHead head;
        const Tokens tokens = take_head();
        if (take(keyword, tokens, head)) {
            made.id = std::move(head.id);
            made.title = std::move(head.title);
        }
        made.span = hull(keyword.span, tokens);
        if (const Token* brace = open_block(keyword, Block::chapter)) {
            made.block = each_clause(*brace, Block::chapter, [&](Keyword first, const Token& token) {
                switch (first) {
                    case Keyword::task: return task(token, made);
                    case Keyword::narrative: return add(token, made.narratives);
                    case Keyword::indicator: return add(token, file_.indicators);
                    default: return clause(first, token, made.clauses);
                }
            });
        }
        file_.chapters.push_back(std::move(made));
    }

    void task(const Token& keyword, Chapter& into) {
        Task made;
        ItemHead head;
        const Tokens tokens = take_head();
        const bool named = take(keyword, tokens, head);
        made.span = {keyword.span.begin, named ? head.id_span.end : keyword.span.end};
        if (const Token* brace = open_block(keyword, Block::task)) {
            made.block = each_clause(*brace, Block::task, [&](Keyword first, const Token& token) {
                if (first == Keyword::step || first == Keyword::part) return part(first, token, made);
                clause(first, token, made.clauses);
            });
        }
        if (!named) return;
        made.id = std::move(head.id);
        made.id_span = head.id_span;
        made.title = std::move(head.title);
        into.tasks.push_back(std::move(made));
    }

    void part(Keyword first, const Token& keyword, Task& into) {
        Part made;
        made.in_order = first == Keyword::step;
        const Tokens tokens = take_head();
        const bool titled = take(keyword, tokens, made.title);
        made.span = hull(keyword.span, tokens);
        if (const Token* brace = open_block(keyword, Block::part)) {
            made.block = each_clause(*brace, Block::part, [&](Keyword clause_first, const Token& token) {
                clause(clause_first, token, made.clauses);
            });
        }
        if (titled) into.parts.push_back(std::move(made));
    }

    void clause(Keyword first, const Token& keyword, std::vector<Clause>& into) {
        const std::optional<ClauseKind> kind = clause_kind(first);
        if (!kind) return skip_clause();
        Clause made;
        made.kind = *kind;
        made.keyword = keyword.span;
        if (*kind == ClauseKind::rhythm) --at_;  // 每 belongs to the rhythm
        const Stretch stretch = take_clause();
        if (!stretch.sound || !take(keyword, stretch.tokens, made)) return;
        made.span = hull(keyword.span, stretch.tokens);
        if (made.who) {
            for (const Group& group : made.who->groups)
                made.open = made.open || group.open;
        }
        into.push_back(std::move(made));
    }

    const std::vector<Token>& tokens_;
    Findings& findings_;
    const text::Source& source_;
    Complaints complaints_;
    PlanFile file_;
    std::size_t at_ = 0;
    int braces_missing_ = 0;  // more { than }
    std::size_t chinese_ = 0;
    std::size_t english_ = 0;
};

}  // namespace

PlanFile parse(const text::Source& source, text::Sink& sink) {
    const std::size_t errors = sink.errors();
    Lexed lexed = lex(source, sink);
    Findings findings(sink, source.name());
    if (lexed.tokens.size() == 1 && sink.errors() == errors) findings.add(Code::empty_source, {0, 0});
    PlanFile file = Parser(source, lexed.tokens, findings, Offers::given).file();
    file.comments = std::move(lexed.comments);
    sink.sort();
    return file;
}

bool can_be_read(const text::Source& source) {
    text::Sink sink;
    Findings findings(sink, source.name());
    const Lexed lexed = lex(source, sink);
    if (!sink.has_errors()) Parser(source, lexed.tokens, findings, Offers::none).file();
    return !sink.has_errors();
}

}  // namespace duban::syntax
