#include "dsl/syntax/keywords.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace duban::syntax {

namespace {

struct Entry {
    Keyword keyword;
    Roles roles;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array kEntries{
#define DUBAN_KEYWORD(name, roles, zh, en) Entry{Keyword::name, (roles), zh, en},
#include "dsl/syntax/keywords.def"
#undef DUBAN_KEYWORD
};

constexpr std::size_t index_of(Keyword keyword) { return static_cast<std::size_t>(keyword); }

static_assert(index_of(Keyword::year) - index_of(Keyword::minute) == static_cast<std::size_t>(value::TimeUnit::year));
static_assert(index_of(Keyword::builtin_grey) - index_of(Keyword::builtin_every_level) + 1 ==
              static_cast<std::size_t>(Builtin::grey));

constexpr bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

void add_spellings(std::map<std::string_view, Spelling>& into, const Entry& entry, text::Language language) {
    std::string_view rest = language == text::Language::zh ? entry.zh : entry.en;
    while (!rest.empty()) {
        const std::size_t bar = rest.find('|');
        const std::string_view text = rest.substr(0, bar);
        rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
        Spelling& spelling = into[text];
        spelling.text = text;
        spelling.language = language;
        spelling.roles |= entry.roles;
        spelling.keywords.push_back(entry.keyword);
    }
}

std::vector<Spelling> make_spellings() {
    std::map<std::string_view, Spelling> sorted;
    for (const Entry& entry : kEntries) {
        add_spellings(sorted, entry, text::Language::zh);
        add_spellings(sorted, entry, text::Language::en);
    }
    std::vector<Spelling> all;
    for (auto& [text, spelling] : sorted)
        all.push_back(std::move(spelling));
    return all;
}

std::size_t longest_length() {
    std::size_t longest = 0;
    for (const Spelling& spelling : spellings())
        longest = std::max(longest, spelling.text.size());
    return longest;
}

std::string_view canonical(std::string_view spellings_of_one) { return spellings_of_one.substr(0, spellings_of_one.find('|')); }

}  // namespace

bool Spelling::spells(Keyword keyword) const { return std::find(keywords.begin(), keywords.end(), keyword) != keywords.end(); }

const std::vector<Spelling>& spellings() {
    static const std::vector<Spelling> kAll = make_spellings();
    return kAll;
}

const Spelling* find_spelling(std::string_view text) {
    const std::vector<Spelling>& all = spellings();
    const auto found = std::lower_bound(
        all.begin(), all.end(), text, [](const Spelling& spelling, std::string_view wanted) { return spelling.text < wanted; });
    return found != all.end() && found->text == text ? &*found : nullptr;
}

const Spelling* longest_spelling(std::string_view text, Roles roles) {
    static const std::size_t kLongest = longest_length();
    for (std::size_t length = std::min(kLongest, text.size()); length > 0; --length) {
        if (is_ascii_word(text[length - 1]) && length < text.size() && is_ascii_word(text[length])) continue;
        const Spelling* spelling = find_spelling(text.substr(0, length));
        if (spelling != nullptr && spelling->has(roles)) return spelling;
    }
    return nullptr;
}

Roles roles_of(Keyword keyword) { return kEntries[index_of(keyword)].roles; }

text::Words words_of(Keyword keyword) {
    const Entry& entry = kEntries[index_of(keyword)];
    const std::string_view zh = canonical(entry.zh.empty() ? entry.en : entry.zh);
    const std::string_view en = canonical(entry.en.empty() ? entry.zh : entry.en);
    return {std::string(zh), std::string(en)};
}

text::Words words_of(Builtin builtin) {
    if (builtin == Builtin::none) return {};
    return words_of(static_cast<Keyword>(index_of(Keyword::builtin_every_level) + static_cast<std::size_t>(builtin) - 1));
}

text::Words words_of(const Spelling& spelling) { return words_of(spelling.keywords.front()); }

std::optional<std::int32_t> index_among(const Spelling& spelling, Keyword first, Keyword last) {
    for (const Keyword keyword : spelling.keywords) {
        if (keyword >= first && keyword <= last) return static_cast<std::int32_t>(index_of(keyword) - index_of(first));
    }
    return std::nullopt;
}

Builtin builtin_of(const Spelling& spelling) {
    const auto index = index_among(spelling, Keyword::builtin_every_level, Keyword::builtin_grey);
    return index ? static_cast<Builtin>(*index + 1) : Builtin::none;
}

std::optional<value::TimeUnit> time_unit_of(const Spelling& spelling) {
    const auto index = index_among(spelling, Keyword::minute, Keyword::year);
    if (!index) return std::nullopt;
    return static_cast<value::TimeUnit>(*index);
}

}  // namespace duban::syntax
