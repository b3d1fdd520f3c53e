#include "dsl/syntax/keywords.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace duban::syntax {
namespace {

std::vector<Keyword> with_role(const Spelling& spelling, Roles role) {
    std::vector<Keyword> found;
    for (const Keyword keyword : spelling.keywords) {
        if ((roles_of(keyword) & role) != 0) found.push_back(keyword);
    }
    return found;
}

TEST(Keywords, OpenOneThingForOneSpelling) {
    for (const Spelling& spelling : spellings()) {
        EXPECT_LE(with_role(spelling, kOpens).size(), 1U) << spelling.text;
        EXPECT_LE(with_role(spelling, kBuiltin).size(), 1U) << spelling.text;
        EXPECT_LE(with_role(spelling, kReserved).size(), 1U) << spelling.text;
        EXPECT_LE(with_role(spelling, kSoft).size(), 1U) << spelling.text;
        EXPECT_LE(with_role(spelling, kLight | kBuiltin).size(), 1U) << spelling.text;
    }
}

TEST(Keywords, AreSpelledInBothLanguagesButForMonthsAndDocument) {
    for (const Spelling& spelling : spellings()) {
        for (const Keyword keyword : spelling.keywords) {
            const bool month = keyword >= Keyword::january && keyword <= Keyword::december;
            if (month || keyword == Keyword::document) continue;
            const text::Words words = words_of(keyword);
            EXPECT_NE(words.zh, words.en);
            EXPECT_NE(find_spelling(words.zh), nullptr) << words.en;
            EXPECT_NE(find_spelling(words.en), nullptr) << words.zh;
        }
    }
}

TEST(Keywords, OfBuiltinNamesFollowTheTree) {
    EXPECT_EQ(words_of(Builtin::every_level).en, "every level");
    EXPECT_EQ(words_of(Builtin::plan_year).zh, "年度");
    EXPECT_EQ(words_of(Builtin::published).en, "published");
    EXPECT_EQ(words_of(Builtin::verified).zh, "已核实");
    EXPECT_EQ(words_of(Builtin::following).zh, "下一工作日");
    EXPECT_EQ(words_of(Builtin::no).en, "no");
    EXPECT_EQ(builtin_of(*find_spelling("上级")), Builtin::superior);
    EXPECT_EQ(builtin_of(*find_spelling("superior")), Builtin::superior);
    EXPECT_EQ(builtin_of(*find_spelling("每个")), Builtin::none);
}

TEST(Keywords, OfTimeUnitsFollowTheValues) {
    EXPECT_EQ(time_unit_of(*find_spelling("分钟")), value::TimeUnit::minute);
    EXPECT_EQ(time_unit_of(*find_spelling("个工作日")), value::TimeUnit::working_day);
    EXPECT_EQ(time_unit_of(*find_spelling("ten days")), value::TimeUnit::ten_days);
    EXPECT_EQ(time_unit_of(*find_spelling("years")), value::TimeUnit::year);
    EXPECT_EQ(time_unit_of(*find_spelling("年度")), std::nullopt);
}

TEST(Keywords, AreTakenLongestFirstAndEndWhereAWordEnds) {
    EXPECT_EQ(longest_spelling("个工作日内", kReserved)->text, "个工作日");
    EXPECT_EQ(longest_spelling("下半年底", kReserved)->text, "下半年");
    EXPECT_EQ(longest_spelling("onto", kReserved), nullptr);
    EXPECT_EQ(longest_spelling("on", kReserved)->text, "on");
    EXPECT_EQ(longest_spelling("责任人", kReserved), nullptr);
    EXPECT_EQ(longest_spelling("责任人", kOpens)->text, "责任人");
}

struct Answer {
    std::string meant;
    std::string written;
};
const std::vector<Answer> kOfficeWords{
#define DUBAN_OFFICE_WORDS(meant, written) Answer{meant, written},
#include "dsl/syntax/office_words.def"
#undef DUBAN_OFFICE_WORDS
};

TEST(OfficeWords, AreAnsweredWithAWordOfTheLanguageAndOpenNothingThemselves) {
    for (const Answer& row : kOfficeWords) {
        EXPECT_NE(longest_spelling(row.meant, kOpens | kReserved | kSoft), nullptr) << row.meant;
        std::istringstream words(row.written);
        for (std::string word; std::getline(words, word, '|');) {
            const Spelling* spelling = find_spelling(word);
            EXPECT_TRUE(spelling == nullptr || !spelling->has(kOpens)) << word;
        }
    }
}

struct Rewrite {
    std::string clauses;
    std::string from;
};
const std::vector<Rewrite> kRewrites{
#define DUBAN_REWRITE(code, clauses, from, to) Rewrite{clauses, from},
#include "dsl/syntax/rewrites.def"
#undef DUBAN_REWRITE
};

TEST(Rewrites, AreOfClausesThatExist) {
    for (const Rewrite& row : kRewrites) {
        std::istringstream words(row.clauses);
        for (std::string word; std::getline(words, word, '|');) {
            const Spelling* spelling = find_spelling(word);
            EXPECT_TRUE(spelling != nullptr && spelling->has(kOpens)) << word << " of " << row.from;
        }
    }
}

}  // namespace
}  // namespace duban::syntax
