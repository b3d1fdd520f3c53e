#include "tests/engine/report/words_of.hpp"

#include <gtest/gtest.h>

namespace duban::report {
namespace {

using text::Code;

calendar::Days days(std::string_view first, std::string_view last) {
    return {value::parse_date(first).value(), value::parse_date(last).value()};
}

const calendar::Days k2012 = days("2012-01-01", "2012-12-31");
const calendar::Days kFiscal = days("2012-04-01", "2013-03-31");

Meant meant(const text::Result<calendar::Days>& read) {
    if (!read) return refused(read.failure());
    return {value::to_string(read->first) + "/" + value::to_string(read->last)};
}

struct Case {
    std::string written;
    Meant meant;
};

TEST(PeriodWords, AsPeopleWriteThem) {
    const Meant q1{"2012-01-01/2012-03-31"};
    const Meant june{"2012-06-01/2012-06-30"};
    const Meant first_half{"2012-01-01/2012-06-30"};
    const Meant year{"2012-01-01/2012-12-31"};
    const std::vector<Case> cases = {
        {"2012-Q1", q1},
        {"2012Q1", q1},
        {"２０１２－Ｑ１", q1},
        {"2012年一季度", q1},
        {"2012年第一季度", q1},
        {"2012年1季度", q1},
        {"二〇一二年一季度", q1},
        {"一季度", q1},
        {"第一季度", q1},
        {"第1季度", q1},
        {"1季度", q1},
        {"Q1", q1},
        {"q1 2012", q1},
        {"1-3月", q1},
        {"1月至3月", q1},
        {"一至三月", q1},
        {"2012年1-3月", q1},
        {"2012年1月至3月", q1},
        {"2012-01-01/2012-03-31", q1},
        {"2012年6月", june},
        {"2012-06", june},
        {"2012年 6 月", june},
        {"2012年6月份", june},
        {"2012年六月", june},
        {"6月", june},
        {"６月份", june},
        {"六月", june},
        {"June", june},
        {"jun.", june},
        {"June 2012", june},
        {"2012 June", june},
        {"2012-June", june},
        {"上半年", first_half},
        {"2012年上半年", first_half},
        {"上半年度", first_half},
        {"2012-H1", first_half},
        {"H1", first_half},
        {"1-6月", first_half},
        {"下半年", {"2012-07-01/2012-12-31"}},
        {"2012", year},
        {"2012年", year},
        {"2012年度", year},
        {"全年", year},
        {"年度", year},
        {"本年度", year},
        {"2012年6月上旬", {"2012-06-01/2012-06-10"}},
        {"2012年6月30日", {"2012-06-30/2012-06-30"}},
        {"6月30日", {"2012-06-30/2012-06-30"}},
        {"2011-Q4", {"2011-10-01/2011-12-31"}},
        {"2013年一季度", {"2013-01-01/2013-03-31"}},
        {"2014", {"2014-01-01/2014-12-31"}},
        {"20l2-Q1", refused(Code::letter_for_digit, "2012-Q1")},
        {"20l7年", refused(Code::letter_for_digit, "2017年")},
        {"2O12年6月", refused(Code::letter_for_digit, "2012年6月")},
        {"2012-13", refused(Code::period_unreadable)},
        {"2012-Q5", refused(Code::period_unreadable)},
        {"五季度", refused(Code::period_unreadable)},
        {"13月", refused(Code::period_unreadable)},
        {"Q0", refused(Code::period_unreadable)},
        {"H3", refused(Code::period_unreadable)},
        {"3-1月", refused(Code::period_unreadable)},
        {"2012年6月31日", refused(Code::period_unreadable)},
        {"春季", refused(Code::period_unreadable)},
        {"j", refused(Code::period_unreadable)},
        {"月", refused(Code::period_unreadable)},
        {"12", refused(Code::period_unreadable)},
    };
    for (const Case& one : cases)
        EXPECT_EQ(meant(read_period(one.written, k2012)), one.meant) << one.written;
}

TEST(PeriodWords, WithoutAYearAreInThePlanYearWhereverThatBegins) {
    const std::vector<Case> cases = {
        {"一季度", {"2012-04-01/2012-06-30"}},       {"四季度", {"2013-01-01/2013-03-31"}},
        {"2012年一季度", {"2012-01-01/2012-03-31"}}, {"上半年", {"2012-04-01/2012-09-30"}},
        {"H2", {"2012-10-01/2013-03-31"}},           {"2月", {"2013-02-01/2013-02-28"}},
        {"6月", {"2012-06-01/2012-06-30"}},          {"全年", {"2012-04-01/2013-03-31"}},
        {"10月至2月", {"2012-10-01/2013-02-28"}},    {"4-6月", {"2012-04-01/2012-06-30"}},
    };
    for (const Case& one : cases)
        EXPECT_EQ(meant(read_period(one.written, kFiscal)), one.meant) << one.written;
}

TEST(PeriodWords, StretchesOfDays) {
    const Meant congress{"2012-11-08/2012-11-14"};
    const std::vector<Case> cases = {
        {"2012-11-08/2012-11-14", congress},
        {"2012-11-08至2012-11-14", congress},
        {"2012年11月8日至11月14日", congress},
        {"2012年11月8日—2012年11月14日", congress},
        {"11月8日至11月14日", congress},
        {"１１月８日～１１月１４日", congress},
        {"11月8日 至 11月14日", congress},
        {"2012-11-08", {"2012-11-08/2012-11-08"}},
        {"2012-11-14/2012-11-08", refused(Code::range_backwards)},
        {"11月14日至11月8日", refused(Code::range_backwards)},
        {"11月", refused(Code::not_a_range)},
        {"11月8日至", refused(Code::not_a_range)},
        {"2012-11-08/2012-11-31", refused(Code::not_a_range)},
        {"待定", refused(Code::not_a_range)},
        {"", refused(Code::not_a_range)},
    };
    for (const Case& one : cases)
        EXPECT_EQ(meant(read_range(one.written, k2012)), one.meant) << one.written;
    EXPECT_EQ(meant(read_range("12月28日至1月3日", kFiscal)), Meant{"2012-12-28/2013-01-03"});
}

}  // namespace
}  // namespace duban::report
