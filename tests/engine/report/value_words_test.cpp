#include "tests/engine/report/words_of.hpp"

#include <gtest/gtest.h>

namespace duban::report {
namespace {

using plan::IndicatorKind;
using text::Code;

plan::Indicator indicator(IndicatorKind kind, std::string measure = {}, std::vector<std::string> members = {}) {
    plan::Indicator made;
    made.name = "指标";
    made.kind = kind;
    made.measure = std::move(measure);
    made.members = std::move(members);
    return made;
}

struct Value {
    std::string written;
    Meant meant;
};

void expect_read(const plan::Indicator& of, const std::vector<Value>& cases) {
    for (const Value& one : cases)
        EXPECT_EQ(meant(read_value(of, one.written, 480)), one.meant) << one.written;
}

TEST(ValueWords, NumbersWithAMeasure) {
    expect_read(indicator(IndicatorKind::stock, "次"), {
                                                           {"3", {"3"}},
                                                           {"3次", {"3"}},
                                                           {"3 次", {"3"}},
                                                           {" 3　次 ", {"3"}},
                                                           {"３", {"3"}},
                                                           {"１２．５０次", {"12.5"}},
                                                           {"+3", {"3"}},
                                                           {"-3", {"-3"}},
                                                           {"－３", {"-3"}},
                                                           {"0", {"0"}},
                                                           {"-0", {"0"}},
                                                           {"007", {"7"}},
                                                           {"2.50", {"2.5"}},
                                                           {"1,234.5", {"1234.5"}},
                                                           {"１，２３４", {"1234"}},
                                                           {"1,234,567次", {"1234567"}},
                                                           {"37.5万", {"375000"}},
                                                           {"37.5万次", {"375000"}},
                                                           {"２亿", {"200000000"}},
                                                           {"0.000001", {"0.000001"}},
                                                           {"1.0000000", {"1"}},
                                                           {"9223372036854", {"9223372036854"}},
                                                           {"0.0000001", refused(Code::number_not_kept)},
                                                           {"0.0000001次", refused(Code::number_not_kept)},
                                                           {"10000000000000", refused(Code::number_not_kept)},
                                                           {"999999亿", refused(Code::number_not_kept)},
                                                           {"1,23", refused(Code::not_a_number)},
                                                           {"0,5", refused(Code::not_a_number)},
                                                           {"1.2.3", refused(Code::not_a_number)},
                                                           {"1.", refused(Code::not_a_number)},
                                                           {".5", refused(Code::not_a_number)},
                                                           {"-", refused(Code::not_a_number)},
                                                           {"次", refused(Code::not_a_number)},
                                                           {"1e3", refused(Code::number_with_exponent)},
                                                           {"1E3", refused(Code::number_with_exponent)},
                                                           {"若干", refused(Code::not_a_number)},
                                                           {"约3次", refused(Code::not_a_number)},
                                                           {"inf", refused(Code::not_a_number)},
                                                           {"3场", refused(Code::other_measure)},
                                                           {"3次左右", refused(Code::other_measure)},
                                                           {"3%", refused(Code::other_measure)},
                                                           {"3-5", refused(Code::other_measure)},
                                                           {"三次", refused(Code::numeral_in_characters, "3次")},
                                                           {"两次", refused(Code::numeral_in_characters, "2次")},
                                                           {"三", refused(Code::numeral_in_characters, "3")},
                                                           {"十二次", refused(Code::numeral_in_characters, "12次")},
                                                           {"二十一次", refused(Code::numeral_in_characters, "21次")},
                                                           {"三百零五", refused(Code::numeral_in_characters, "305")},
                                                           {"三万", refused(Code::numeral_in_characters, "3万")},
                                                           {"3l", refused(Code::letter_for_digit, "31")},
                                                           {"l2次", refused(Code::letter_for_digit, "12次")},
                                                           {"1O0", refused(Code::letter_for_digit, "100")},
                                                           {"２Ｏ", refused(Code::letter_for_digit, "20")},
                                                       });
}

TEST(ValueWords, AnOfferedNumberIsOneThatIsTakenOrNoneIsOffered) {
    // 百 within 百分之三十 and 万 within 三万五千 are no number alone.
    expect_read(indicator(IndicatorKind::stock, "%"), {{"百分之三十", refused(Code::not_a_number)}});
    expect_read(indicator(IndicatorKind::stock, "人"), {{"三万五千人", refused(Code::not_a_number)},
                                                        {"三点五", refused(Code::not_a_number)},
                                                        {"三百人", refused(Code::numeral_in_characters, "300人")}});
}

TEST(ValueWords, NumbersWithoutAMeasure) {
    expect_read(indicator(IndicatorKind::stock), {
                                                     {"80", {"80"}},
                                                     {"80分", refused(Code::measure_not_wanted)},
                                                     {"80 %", refused(Code::measure_not_wanted)},
                                                     {"1.5万", {"15000"}},
                                                     {"l00", refused(Code::letter_for_digit, "100")},
                                                 });
}

TEST(ValueWords, NumbersInPercent) {
    expect_read(indicator(IndicatorKind::stock, "%"), {
                                                          {"4.6", {"4.6"}},
                                                          {"4.6%", {"4.6"}},
                                                          {"４．６％", {"4.6"}},
                                                          {"4.6 ％", {"4.6"}},
                                                          {"100%", {"100"}},
                                                          {"46‰", refused(Code::other_measure)},
                                                      });
    // However the plan's own sign is written.
    expect_read(indicator(IndicatorKind::stock, "％"), {{"4.6%", {"4.6"}}, {"4.6％", {"4.6"}}});
}

TEST(ValueWords, MyriadsAreCountedOnce) {
    expect_read(indicator(IndicatorKind::stock, "万元"), {
                                                             {"37.5", {"37.5"}},
                                                             {"37.5万元", {"37.5"}},
                                                             {"37.5 万元", {"37.5"}},
                                                             {"37.5万", refused(Code::other_measure)},
                                                             {"7.58亿元", refused(Code::other_measure)},
                                                             {"37.5元", refused(Code::other_measure)},
                                                             {"1万万元", refused(Code::other_measure)},
                                                         });
    expect_read(indicator(IndicatorKind::stock, "元"), {
                                                           {"37.5万元", {"375000"}},
                                                           {"7.58亿元", {"758000000"}},
                                                           {"7.58亿", {"758000000"}},
                                                       });
}

TEST(ValueWords, AFlowIsNotNegative) {
    expect_read(indicator(IndicatorKind::flow, "次"),
                {{"0", {"0"}}, {"-0", {"0"}}, {"-1", refused(Code::negative_flow)}, {"－1次", refused(Code::negative_flow)}});
}

TEST(ValueWords, YesAndNo) {
    expect_read(indicator(IndicatorKind::yes_no), {
                                                      {"是", {"1"}},
                                                      {"有", {"1"}},
                                                      {"YES", {"1"}},
                                                      {"true", {"1"}},
                                                      {"１", {"1"}},
                                                      {"否", {"0"}},
                                                      {"无", {"0"}},
                                                      {"No", {"0"}},
                                                      {"false", {"0"}},
                                                      {"0", {"0"}},
                                                      {"也许", refused(Code::not_yes_or_no)},
                                                      {"2", refused(Code::not_yes_or_no)},
                                                      {"是的", refused(Code::not_yes_or_no)},
                                                  });
}

TEST(ValueWords, MembersAreWrittenAsThePlanHasThem) {
    const auto stages = indicator(IndicatorKind::stages, {}, {"未设", "批复", "挂牌A"});
    expect_read(stages, {{"未设", {"未设"}},
                         {" 批复　", {"批复"}},
                         {"挂牌a", {"挂牌A"}},
                         {"挂牌Ａ", {"挂牌A"}},
                         {"挂排", refused(Code::member_unknown)},
                         {"1", refused(Code::member_unknown)}});
    const auto one = indicator(IndicatorKind::one_of, {}, {"平台", "报表"});
    expect_read(one, {{"报表", {"报表"}}, {"平台、报表", refused(Code::member_unknown)}});
}

TEST(ValueWords, SetsAreWrittenInThePlansOrder) {
    const auto set = indicator(IndicatorKind::set, {}, {"环评", "验收", "防治"});
    expect_read(set, {
                         {"防治、环评", {"环评、防治"}},
                         {"环评，验收；防治", {"环评、验收、防治"}},
                         {"环评\n验收", {"环评、验收"}},
                         {"环评|环评", {"环评"}},
                         {"环评、-防治", {"环评、-防治"}},
                         {"－验收", {"-验收"}},
                         {"- 验收", {"-验收"}},
                         {"环评、-环评", refused(Code::member_both_ways)},
                         {"环平", refused(Code::member_unknown)},
                         {"环评 验收", refused(Code::member_unknown)},
                     });
}

TEST(ValueWords, StagesOfADocumentInBothLanguages) {
    expect_read(indicator(IndicatorKind::document), {
                                                        {"已起草", {"已起草"}},
                                                        {"submitted", {"已报送"}},
                                                        {"Issued", {"已印发"}},
                                                        {"印发", refused(Code::member_unknown)},
                                                    });
}

TEST(ValueWords, DatesAndTimes) {
    expect_read(indicator(IndicatorKind::date), {
                                                    {"2012年6月30日", {"2012-06-30"}},
                                                    {"２０１２／６／３０", {"2012-06-30"}},
                                                    {"2012-06-30 18:00", {"2012-06-30"}},
                                                    {"20l2-06-30", refused(Code::letter_for_digit, "2012-06-30")},
                                                    {"六月", refused(Code::date_unreadable)},
                                                });
    expect_read(indicator(IndicatorKind::time), {
                                                    {"2012-06-30", {"2012-06-30T23:59"}},
                                                    {"2012年6月30日18时30分", {"2012-06-30T18:30"}},
                                                    {"2012-06-30T10:00Z", {"2012-06-30T18:00"}},
                                                });
}

TEST(ValueWords, TextIsKept) { expect_read(indicator(IndicatorKind::text), {{"三次", {"三次"}}, {"ａ", {"ａ"}}}); }

TEST(ValueWords, PartsOfARatio) {
    const std::vector<Value> cases = {
        {"3,900", {"3900"}},
        {"0", {"0"}},
        {"３", {"3"}},
        {"-1", refused(Code::ratio_part_negative)},
        {"3家", refused(Code::measure_not_wanted)},
        {"三", refused(Code::numeral_in_characters, "3")},
    };
    for (const Value& one : cases)
        EXPECT_EQ(meant(read_part(one.written)), one.meant) << one.written;
}

TEST(ValueWords, WithheldAndNotApplicable) {
    const std::vector<std::pair<std::string, std::optional<std::string>>> cases = {
        {"不公开", "withheld"}, {"不予公开", "withheld"}, {"WITHHELD", "withheld"},
        {"不适用", "n/a"},      {"N/A", "n/a"},           {"Ｎ／Ａ", "n/a"},
        {"na", "n/a"},          {"-", std::nullopt},      {"", std::nullopt},
        {"0", std::nullopt},
    };
    for (const auto& [written, meant] : cases)
        EXPECT_EQ(special_value(written), meant) << written;
}

}  // namespace
}  // namespace duban::report
