#include "tests/engine/report/words_of.hpp"

#include <gtest/gtest.h>

namespace duban::report {
namespace {

using text::Code;

TEST(Written, PlainIsNarrowAndWithoutBlanksAtTheSides) {
    EXPECT_EQ(plain("　１２．５％ "), "12.5%");
    EXPECT_EQ(plain("Ａ－ｂ"), "A-b");
    EXPECT_EQ(plain("山西　省"), "山西 省");
    EXPECT_EQ(plain(" \t\n"), "");
}

TEST(Written, LettersForDigitsAreSeenBesideDigitsOnly) {
    EXPECT_EQ(without_letters_for_digits("20l7年"), "2017年");
    EXPECT_EQ(without_letters_for_digits("2O12"), "2012");
    EXPECT_EQ(without_letters_for_digits("I2"), "12");
    EXPECT_EQ(without_letters_for_digits("2ll"), "211");
    EXPECT_EQ(without_letters_for_digits("2012"), std::nullopt);
    EXPECT_EQ(without_letters_for_digits("Oil"), std::nullopt);
    EXPECT_EQ(without_letters_for_digits(""), std::nullopt);
}

TEST(Written, NumeralsBecomeDigits) {
    EXPECT_EQ(with_digits("三次"), "3次");
    EXPECT_EQ(with_digits("十"), "10");
    EXPECT_EQ(with_digits("二十一"), "21");
    EXPECT_EQ(with_digits("一百零八"), "108");
    EXPECT_EQ(with_digits("二〇一二年六月"), "2012年6月");
    EXPECT_EQ(with_digits("九千九百九十九"), "9999");
    EXPECT_EQ(with_digits("3次"), std::nullopt);
    EXPECT_EQ(with_digits(""), std::nullopt);
}

TEST(Written, PartsStandBetweenMarks) {
    const std::vector<std::string> parts{"方案", "照片=附件 1", "记录"};
    EXPECT_EQ(parts_of("方案、照片=附件 1、记录"), parts);
    EXPECT_EQ(parts_of(" 方案; 照片=附件 1 ，\r\n记录；、"), parts);
    EXPECT_TRUE(parts_of("、 ；").empty());
    EXPECT_TRUE(parts_of("").empty());
}

TEST(Written, ANearWordIsOfferedAndAFarOneIsNot) {
    const std::vector<std::string> names{"应急演练次数", "培训班", "1.1", "reading"};
    EXPECT_NE(near_miss("应急演炼次数", names).zh.find("应急演练次数"), std::string::npos);
    EXPECT_NE(near_miss("reeding", names).en.find("reading"), std::string::npos);
    EXPECT_EQ(near_miss("会议", names), text::Words());
    EXPECT_EQ(near_miss("", names), text::Words());
}

TEST(Written, AListIsCutShort) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(listed(Names{}), text::Words());
    EXPECT_EQ(listed(Names{"甲", "乙"}), text::Words("甲、乙", "甲, 乙"));
    EXPECT_TRUE(listed(Names(100, "甲")).zh.ends_with("甲……"));
    EXPECT_TRUE(listed(Names(100, "甲")).en.ends_with("甲 ..."));
}

struct Moment {
    std::string written;
    std::string last;  // as bare dates read where something is done; empty: refused
    std::optional<Code> code = std::nullopt;
    std::string offer = {};
};

TEST(Written, DatesAsPeopleWriteThem) {
    const std::vector<Moment> moments = {
        {"2012-06-30", "2012-06-30T23:59"},
        {"2012年6月30日", "2012-06-30T23:59"},
        {"２０１２年６月３０日", "2012-06-30T23:59"},
        {"2012.6.30", "2012-06-30T23:59"},
        {"2012/6/30", "2012-06-30T23:59"},
        {"20120630", "2012-06-30T23:59"},
        {"2012-02-29", "2012-02-29T23:59"},
        {" 2012-06-30 18:00 ", "2012-06-30T18:00"},
        {"2012-06-30T18:00", "2012-06-30T18:00"},
        {"2012年6月30日18时", "2012-06-30T18:00"},
        {"2012-06-30T10:00:00Z", "2012-06-30T18:00"},
        {"2012-06-30T23:00+07:00", "2012-07-01T00:00"},
        {"2012-06-31", {}, Code::date_not_in_calendar},
        {"2011-02-29", {}, Code::date_not_in_calendar},
        {"2012-13-01", {}, Code::date_not_in_calendar},
        {"2012年6月31日", {}, Code::date_not_in_calendar},
        {"2012年2月30日", {}, Code::date_not_in_calendar},
        {"2012-9-31", {}, Code::date_not_in_calendar},
        {"20120631", {}, Code::date_not_in_calendar},
        {"2012-06-30 25:00", {}, Code::date_not_in_calendar},
        {"2012-06-30 24:00", {}, Code::date_not_in_calendar},
        {"2012-06-30 9:75", {}, Code::date_not_in_calendar},
        {"0000-01-01", {}, Code::date_not_in_calendar},
        {"20l2年6月30日", {}, Code::letter_for_digit, "2012年6月30日"},
        {"2012-O6-30", {}, Code::letter_for_digit, "2012-06-30"},
        {"二〇一二年六月三十日", {}, Code::numeral_in_characters, "2012年6月30日"},
        {"2012年六月30日", {}, Code::numeral_in_characters, "2012年6月30日"},
        {"6月30日", {}, Code::date_unreadable},
        {"2012年6月", {}, Code::date_unreadable},
        {"30/06/2012", "2012-06-30T23:59"},
        {"06/30/2012 18:00", "2012-06-30T18:00"},
        {"6/30/2012", "2012-06-30T23:59"},
        {"03/04/2012", {}, Code::date_unreadable},  // of March or of April
        {"13/31/2012", {}, Code::date_unreadable},
        {"12-06-30", {}, Code::date_unreadable},
        {"昨天", {}, Code::date_unreadable},
        {"41090", {}, Code::date_is_serial},
        {"2012-06-30至2012-07-01", {}, Code::date_unreadable},
        {"", {}, Code::date_unreadable},
    };
    for (const Moment& moment : moments) {
        const auto read = read_date(moment.written, value::BareDate::last_minute, 480);
        if (moment.code) {
            ASSERT_FALSE(read) << moment.written;
            EXPECT_EQ(refused(read.failure()), refused(*moment.code, moment.offer)) << moment.written;
        } else {
            ASSERT_TRUE(read) << moment.written;
            EXPECT_EQ(value::to_string(read->instant), moment.last) << moment.written;
        }
    }
}

TEST(Written, ADayWithoutAYearIsInTheYearGiven) {
    const auto day = read_date("10月31日", value::BareDate::last_minute, 480, 2012);
    ASSERT_TRUE(day);
    EXPECT_EQ(value::to_string(day->instant), "2012-10-31T23:59");
    const auto none = read_date("6月31日", value::BareDate::last_minute, 480, 2012);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.failure().code, Code::date_not_in_calendar);
}

TEST(Written, AnExponentIsWrittenOut) {
    const std::vector<std::pair<std::string, std::optional<std::string>>> numbers = {
        {"1e3", "1000"},      {"-1.5E2", "-150"},   {"2.50e+1", "25"},       {"1E-2", "0.01"},        {"0e5", "0"},
        {"12e0", "12"},       {"1e-6", "0.000001"}, {"1e-7", std::nullopt},  {"1e999", std::nullopt}, {"3", std::nullopt},
        {"e3", std::nullopt}, {"1e", std::nullopt}, {"1e1.5", std::nullopt},
    };
    for (const auto& [written, meant] : numbers)
        EXPECT_EQ(without_exponent(written), meant) << written;
}

TEST(Written, AProofEndsAtItsMarkOrWithTheLine) {
    using Proofs = std::vector<std::string>;
    EXPECT_EQ(proofs_of("记录=http://x/?a=1;b,c、方案"), (Proofs{"记录=http://x/?a=1;b,c", "方案"}));
    EXPECT_EQ(proofs_of("方案；照片= 1.jpg \n总结"), (Proofs{"方案", "照片=1.jpg", "总结"}));
    EXPECT_EQ(proofs_of("方案, 记录|"), (Proofs{"方案", "记录"}));
    EXPECT_EQ(proofs_of("、 ;"), Proofs{});
    EXPECT_EQ(proofs_of("=1.jpg"), Proofs{"=1.jpg"});
}

TEST(Written, ABareDateIsKnownAsSuch) {
    const auto bare = read_date("2012年6月30日", value::BareDate::first_minute, 480);
    const auto timed = read_date("2012-06-30 00:00", value::BareDate::first_minute, 480);
    ASSERT_TRUE(bare && timed);
    EXPECT_TRUE(bare->is_bare);
    EXPECT_FALSE(timed->is_bare);
    EXPECT_EQ(bare->instant, timed->instant);
}

}  // namespace
}  // namespace duban::report
