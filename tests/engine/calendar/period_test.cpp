#include "engine/calendar/period.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace duban::calendar {
namespace {

using value::Date;
using value::TimeUnit;

Days days(std::string_view first, std::string_view last) {
    const auto from = value::parse_date(first);
    const auto to = value::parse_date(last);
    EXPECT_TRUE(from && to) << first << " " << last;
    return {from.value_or(Date{}), to.value_or(Date{})};
}

std::vector<std::string> labels(Days stretch, value::Duration rhythm) {
    std::vector<std::string> found;
    for (const Slot& slot : slots_of(stretch, rhythm)) {
        found.push_back(slot.label);
        EXPECT_EQ(days_of_label(slot.label), slot.days) << slot.label;
    }
    return found;
}

using Labels = std::vector<std::string>;

const Days kYear = days("2012-01-01", "2012-12-31");
const Days kPlanYear = days("2026-04-01", "2027-03-31");

TEST(Slots, AreCutByTheRule) {
    struct Case {
        Days stretch;
        value::Duration rhythm;
        Labels expected;
    };
    const std::vector<Case> cases = {
        {kYear, {1, TimeUnit::year}, {"2012"}},
        {kYear, {1, TimeUnit::half_year}, {"2012-H1", "2012-H2"}},
        {kYear, {1, TimeUnit::quarter}, {"2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4"}},
        {kYear, {3, TimeUnit::month}, {"2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4"}},
        {kYear,
         {1, TimeUnit::month},
         {"2012-01", "2012-02", "2012-03", "2012-04", "2012-05", "2012-06", "2012-07", "2012-08", "2012-09", "2012-10",
          "2012-11", "2012-12"}},
        {kYear,
         {2, TimeUnit::month},
         {"2012-01-01/2012-02-29", "2012-03-01/2012-04-30", "2012-05-01/2012-06-30", "2012-07-01/2012-08-31",
          "2012-09-01/2012-10-31", "2012-11-01/2012-12-31"}},
        {kYear, {5, TimeUnit::month}, {"2012-01-01/2012-05-31", "2012-06-01/2012-10-31", "2012-11-01/2012-12-31"}},
        {kYear,
         {90, TimeUnit::day},
         {"2012-01-01/2012-03-30", "2012-03-31/2012-06-28", "2012-06-29/2012-09-26", "2012-09-27/2012-12-25",
          "2012-12-26/2012-12-31"}},
        {kPlanYear, {1, TimeUnit::year}, {"2026-04-01/2027-03-31"}},
        {kPlanYear, {1, TimeUnit::half_year}, {"2026-04-01/2026-09-30", "2026-10-01/2027-03-31"}},
        {kPlanYear, {1, TimeUnit::quarter}, {"2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"}},
        {days("2012-01-01", "2014-12-31"), {1, TimeUnit::year}, {"2012", "2013", "2014"}},
        {days("2012-01-01", "2015-12-31"), {2, TimeUnit::year}, {"2012-01-01/2013-12-31", "2014-01-01/2015-12-31"}},
        {days("2012-02-15", "2012-04-10"), {1, TimeUnit::month}, {"2012-02", "2012-03", "2012-04-01/2012-04-10"}},
        {days("2012-02-01", "2012-03-31"),
         {1, TimeUnit::ten_days},
         {"2012-02-01/2012-02-10", "2012-02-11/2012-02-20", "2012-02-21/2012-02-29", "2012-03-01/2012-03-10",
          "2012-03-11/2012-03-20", "2012-03-21/2012-03-31"}},
        {days("2012-02-15", "2012-03-05"),
         {1, TimeUnit::ten_days},
         {"2012-02-11/2012-02-20", "2012-02-21/2012-02-29", "2012-03-01/2012-03-05"}},
        {days("2012-01-21", "2012-02-29"), {2, TimeUnit::ten_days}, {"2012-01-21/2012-02-10", "2012-02-11/2012-02-29"}},
        {days("2012-05-31", "2012-05-31"), {1, TimeUnit::ten_days}, {"2012-05-21/2012-05-31"}},
        {days("2012-01-01", "2012-01-25"),
         {1, TimeUnit::week},
         {"2012-01-02/2012-01-08", "2012-01-09/2012-01-15", "2012-01-16/2012-01-22", "2012-01-23/2012-01-25"}},
        {days("2012-01-02", "2012-01-29"), {2, TimeUnit::week}, {"2012-01-02/2012-01-15", "2012-01-16/2012-01-29"}},
        {days("2012-06-05", "2012-06-08"), {1, TimeUnit::week}, {}},
        {days("2012-02-28", "2012-03-01"), {1, TimeUnit::day}, {"2012-02-28", "2012-02-29", "2012-03-01"}},
        {kYear, {1, TimeUnit::working_day}, {}},
        {kYear, {1, TimeUnit::hour}, {}},
        {kYear, {1, TimeUnit::minute}, {}},
        {kYear, {0, TimeUnit::month}, {}},
        {kYear, {-1, TimeUnit::month}, {}},
        {days("2012-02-01", "2012-01-31"), {1, TimeUnit::day}, {}},
        {kYear, {std::numeric_limits<std::int32_t>::max(), TimeUnit::year}, {"2012"}},
        {kYear, {std::numeric_limits<std::int32_t>::max(), TimeUnit::week}, {"2012-01-02/2012-12-31"}},
        {kYear, {std::numeric_limits<std::int32_t>::max(), TimeUnit::ten_days}, {"2012"}},
    };
    for (const Case& one : cases) {
        EXPECT_EQ(labels(one.stretch, one.rhythm), one.expected)
            << label_of(one.stretch) << " by " << one.rhythm.count << " of unit " << static_cast<int>(one.rhythm.unit);
    }
}

TEST(Slots, OfAYearLieEndToEnd) {
    for (const TimeUnit unit :
         {TimeUnit::day, TimeUnit::ten_days, TimeUnit::month, TimeUnit::quarter, TimeUnit::half_year, TimeUnit::year}) {
        for (std::int32_t count = 1; count <= 14; ++count) {
            for (const Days stretch : {kYear, kPlanYear}) {
                Date next = stretch.first;
                for (const Slot& slot : slots_of(stretch, {count, unit})) {
                    EXPECT_EQ(slot.days.first, next);
                    EXPECT_LE(slot.days.first, slot.days.last);
                    EXPECT_EQ(days_of_label(slot.label), slot.days) << slot.label;
                    next = value::add_days(slot.days.last, 1);
                }
                EXPECT_EQ(next, value::add_days(stretch.last, 1));
            }
        }
    }
}

TEST(Slots, OfTheLongestStretchEnd) {
    EXPECT_EQ(slots_of(days("0001-01-01", "9999-12-31"), {1, TimeUnit::year}).size(), 9999U);
    const Days beyond{{0}, {std::numeric_limits<std::int32_t>::max() / 2}};
    EXPECT_EQ(slots_of(beyond, {1000, TimeUnit::year}).size(), 10U);
}

TEST(Labels, AreReadAsPeopleWriteThem) {
    const std::vector<std::pair<std::string, Days>> cases = {
        {"2012", kYear},
        {"2012年", kYear},
        {"２０１２年", kYear},
        {"2012-H1", days("2012-01-01", "2012-06-30")},
        {"2012H2", days("2012-07-01", "2012-12-31")},
        {"2012年上半年", days("2012-01-01", "2012-06-30")},
        {"2012 年 下半年", days("2012-07-01", "2012-12-31")},
        {"2012-Q2", days("2012-04-01", "2012-06-30")},
        {"2012Q2", days("2012-04-01", "2012-06-30")},
        {"2012-q4", days("2012-10-01", "2012-12-31")},
        {"2012年二季度", days("2012-04-01", "2012-06-30")},
        {"2012年第二季度", days("2012-04-01", "2012-06-30")},
        {"2012年2季度", days("2012-04-01", "2012-06-30")},
        {"2012-06", days("2012-06-01", "2012-06-30")},
        {"2012-6", days("2012-06-01", "2012-06-30")},
        {"2012年6月", days("2012-06-01", "2012-06-30")},
        {"2012年2月下旬", days("2012-02-21", "2012-02-29")},
        {"2012年12月上旬", days("2012-12-01", "2012-12-10")},
        {"2012-06-30", days("2012-06-30", "2012-06-30")},
        {"2012年6月30日", days("2012-06-30", "2012-06-30")},
        {"2012/6/30", days("2012-06-30", "2012-06-30")},
        {"2026-04-01/2027-03-31", kPlanYear},
        {"2012年1月至3月", days("2012-01-01", "2012-03-31")},
        {"2012-01..2012-03", days("2012-01-01", "2012-03-31")},
        {"2012年5月3日至5月9日", days("2012-05-03", "2012-05-09")},
        {"2011年12月至2012年2月", days("2011-12-01", "2012-02-29")},
    };
    for (const auto& [label, expected] : cases)
        EXPECT_EQ(days_of_label(label), expected) << label;
}

TEST(Labels, OfNoDaysGiveNothing) {
    for (const std::string label : {"",         "年",           "12",          "20121",
                                    "201206",   "2012-13",      "2012-00",     "2012-Q0",
                                    "2012-Q5",  "2012-Q12",     "2012-H3",     "2012-H",
                                    "2012-Q",   "2012年五季度", "2012年13月",  "2012年6",
                                    "2012-6月", "2012年第6月",  "2012-02-30",  "2012-06-30/2012-06-01",
                                    "2012-01/", "/2012-01",     "2012年6月中", "Q2",
                                    "二季度",   "0000",         "2012-Q2x",    "2012-06-30/2012-02-30",
                                    "case:1",   "2012/06"}) {
        EXPECT_EQ(days_of_label(label), std::nullopt) << label;
    }
}

TEST(Slots, BeyondTheYearAreTheSameForWhoeverLooks) {
    const Days plan_year = days("2026-01-01", "2026-12-31");
    const value::Duration week{1, TimeUnit::week};
    const std::vector<Slot> year = slots_from(plan_year, plan_year.last, week);
    EXPECT_EQ(year.back().label, "2026-12-28/2026-12-31");
    const std::vector<Slot> far = slots_from(plan_year, days("2028-02-01", "2028-02-01").first, week);
    for (const char* last : {"2026-06-01", "2027-01-01", "2027-12-31", "2028-01-01"}) {
        const std::vector<Slot> near = slots_from(plan_year, days(last, last).first, week);
        ASSERT_LE(near.size(), far.size()) << last;
        for (std::size_t i = 0; i < near.size(); ++i)
            EXPECT_EQ(near[i].label, far[i].label) << last;
    }
    EXPECT_EQ(far[year.size()].label, "2027-01-04/2027-01-10");
}

TEST(Slots, OfAShortYearEndWithItAndThoseBeyondBeginAfterIt) {
    std::vector<std::string> labels;
    for (const Slot& slot :
         slots_from(days("2026-03-01", "2026-12-31"), days("2027-04-01", "2027-04-01").first, {1, TimeUnit::half_year}))
        labels.push_back(slot.label);
    EXPECT_EQ(labels, (std::vector<std::string>{"2026-03-01/2026-08-31", "2026-09-01/2026-12-31", "2027-03-01/2027-08-31",
                                                "2027-09-01/2028-02-29"}));
}

TEST(Labels, ReadBackAsTheDaysTheyName) {
    const Date first = days("2011-11-01", "2011-11-01").first;
    for (std::int32_t from = 0; from < 500; ++from) {
        for (std::int32_t length = 0; length < 400; ++length) {
            const Days named{value::add_days(first, from), value::add_days(first, from + length)};
            ASSERT_EQ(days_of_label(label_of(named)), named) << label_of(named);
        }
    }
}

TEST(Labels, OfWhatEndsBeforeItBeginsAreItsTwoDays) {
    EXPECT_EQ(label_of(days("2026-07-01", "2026-06-30")), "2026-07-01/2026-06-30");
    EXPECT_EQ(label_of(days("2026-07-01", "2026-05-31")), "2026-07-01/2026-05-31");
    EXPECT_EQ(label_of(days("2026-07-02", "2026-07-01")), "2026-07-02/2026-07-01");
}

}  // namespace
}  // namespace duban::calendar
