#include "dsl/syntax/places.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <vector>

namespace duban::syntax {

namespace {

constexpr bool between(Keyword keyword, Keyword first, Keyword last) { return keyword >= first && keyword <= last; }

static_assert(static_cast<int>(Keyword::escalate) - static_cast<int>(Keyword::source) ==
              static_cast<int>(ClauseKind::escalate));

bool is_part(Keyword keyword) { return keyword == Keyword::step || keyword == Keyword::part; }
bool is_clause(Keyword keyword) { return between(keyword, Keyword::source, Keyword::veto) && !is_part(keyword); }
/// What a chapter or the header may say for its tasks, and a part for itself.
bool is_default(Keyword keyword) { return is_clause(keyword) && keyword != Keyword::replaces; }
bool is_header_clause(Keyword keyword) { return between(keyword, Keyword::year_of_plan, Keyword::rounded_to); }

bool spells_first_word_of(const Spelling& spelling, Block block) {
    return std::any_of(spelling.keywords.begin(), spelling.keywords.end(), [&](Keyword keyword) {
        return (roles_of(keyword) & kOpens) != 0 && (roles_of(keyword) & kLater) == 0 && may_open(keyword, block);
    });
}

}  // namespace

text::Words words_of(Block block) {
    switch (block) {
        case Block::file: return {"最外层（所有 { } 之外）", "the outermost level (outside every { })"};
        case Block::header: return {"“计划”的 { } ", "the { } of plan"};
        case Block::chapter: return {"“章”的 { } ", "the { } of chapter"};
        case Block::task: return {"“任务”的 { } ", "the { } of task"};
        case Block::part: return {"“步骤”或“分项”的 { } ", "the { } of step or part"};
    }
    return {};
}

std::optional<Keyword> first_word(const Token& token) {
    if (token.kind != TokenKind::word || !token.has(kOpens)) return std::nullopt;
    const auto& keywords = token.spelling->keywords;
    const auto found =
        std::find_if(keywords.begin(), keywords.end(), [](Keyword keyword) { return (roles_of(keyword) & kOpens) != 0; });
    return *found;
}

bool may_open(Keyword keyword, Block block) {
    switch (block) {
        case Block::file: return !is_clause(keyword) && !is_part(keyword) && !is_header_clause(keyword);
        case Block::header: return is_default(keyword) || is_header_clause(keyword);
        case Block::chapter:
            return is_default(keyword) || keyword == Keyword::task || keyword == Keyword::narrative ||
                   keyword == Keyword::indicator;
        case Block::task: return is_clause(keyword) || is_part(keyword);
        case Block::part: return is_default(keyword);
    }
    return false;
}

Block home_of(Keyword keyword) {
    if (is_header_clause(keyword)) return Block::header;
    if (keyword == Keyword::task || keyword == Keyword::narrative) return Block::chapter;
    return is_clause(keyword) || is_part(keyword) ? Block::task : Block::file;
}

std::optional<ClauseKind> clause_kind(Keyword keyword) {
    if (!between(keyword, Keyword::source, Keyword::escalate)) return std::nullopt;
    return static_cast<ClauseKind>(static_cast<int>(keyword) - static_cast<int>(Keyword::source));
}

std::string nearest_first_word(std::string_view word, Block block) {
    std::vector<std::string> candidates;
    for (const Spelling& spelling : spellings()) {
        if (spells_first_word_of(spelling, block)) candidates.emplace_back(spelling.text);
    }
    return text::nearest(word, candidates);
}

std::string first_word_within(std::string_view word, Block block) {
    const Spelling* spelling = longest_spelling(word, kOpens);
    const bool found = spelling != nullptr && !spelling->has(kReserved) && spelling->text.size() < word.size() &&
                       spells_first_word_of(*spelling, block);
    return found ? std::string(spelling->text) : std::string();
}

}  // namespace duban::syntax
