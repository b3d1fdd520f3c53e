#include "engine/calendar/calendar.hpp"

#include "tests/golden.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace duban::calendar {
namespace {

using value::Date;

Date day(std::string_view text) {
    const auto date = value::parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date{});
}

Calendar calendar_of(std::string_view json) {
    text::Sink sink;
    std::optional<Calendar> calendar = read_calendar(json, "calendar.json", sink);
    for (const text::Diagnostic& found : sink.all())
        ADD_FAILURE() << text::sentence(found, text::Language::en);
    return calendar ? std::move(*calendar) : Calendar();
}

const Calendar& china() {
    static const Calendar calendar = calendar_of(tests::file_text("plans/china/calendar.json"));
    return calendar;
}

std::string said(const std::optional<Date>& date) { return date ? value::to_string(*date) : "nothing"; }

TEST(China, CalendarSaysWhatItIs) {
    EXPECT_EQ(china().zone(), "Asia/Shanghai");
    EXPECT_EQ(china().offset_minutes(), 480);
    EXPECT_EQ(china().first_year(), 2004);
    EXPECT_EQ(china().last_year(), 2026);
    EXPECT_EQ(china().hash().size(), 64U);
}

TEST(Calendar, WorkingDaysFollowTheNoticesNotTheWeek) {
    const std::vector<std::tuple<std::string, bool, std::string>> cases = {
        {"2012-09-28", true, ""},        // Friday
        {"2012-09-29", true, "国庆节"},  // a Saturday that is worked
        {"2012-09-30", false, "中秋"},  {"2012-10-01", false, "国庆节"}, {"2012-10-07", false, "国庆节"},
        {"2012-10-08", true, ""},       {"2012-10-13", false, ""},  // an ordinary Saturday
        {"2012-04-01", true, "清明"},    // a Sunday that is worked
        {"2012-06-22", false, "端午"},  {"2012-06-23", false, ""},       {"2026-02-15", false, "春节"},
        {"2004-01-01", false, "元旦"},  {"2026-12-31", true, ""},
    };
    for (const auto& [date, is_working, name] : cases) {
        EXPECT_EQ(china().is_working_day(day(date)), is_working) << date;
        EXPECT_EQ(china().day_name(day(date)), name) << date;
    }
}

TEST(Calendar, NextWorkingDayAfterTheHolidaysIsTheEighth) {
    for (Date date = day("2012-09-30"); date <= day("2012-10-08"); date = value::add_days(date, 1)) {
        EXPECT_EQ(said(china().next_working_day(date)), "2012-10-08");
    }
    for (Date date = day("2012-09-29"); date < day("2012-10-08"); date = value::add_days(date, 1)) {
        EXPECT_EQ(said(china().previous_working_day(date)), "2012-09-29");
    }
    EXPECT_EQ(said(china().previous_working_day(day("2012-10-08"))), "2012-10-08");
}

// 5: ““n working days after d” counts from the day after d.”
TEST(Calendar, WorkingDaysAreCountedFromTheDayAfter) {
    const std::vector<std::tuple<std::string, int, std::string>> cases = {
        {"2012-09-28", 0, "2012-09-28"},  {"2012-09-30", 0, "2012-09-30"},  {"2012-09-28", 1, "2012-09-29"},
        {"2012-09-28", 2, "2012-10-08"},  {"2012-09-30", 1, "2012-10-08"},  {"2012-10-07", 1, "2012-10-08"},
        {"2012-10-08", 1, "2012-10-09"},  {"2012-10-08", 5, "2012-10-15"},  {"2012-09-30", 18, "2012-10-31"},
        {"2012-10-08", -1, "2012-09-29"}, {"2012-10-07", -1, "2012-09-29"}, {"2012-10-07", -2, "2012-09-28"},
        {"2012-09-30", 19, "2012-11-01"}, {"2012-12-31", 1, "2013-01-04"},
    };
    for (const auto& [date, n, expected] : cases)
        EXPECT_EQ(said(china().add_working_days(day(date), n)), expected) << date << " " << n;
}

TEST(Calendar, OctoberOf2012HasEighteenWorkingDays) {
    EXPECT_EQ(china().working_days_between(day("2012-09-30"), day("2012-10-31")), 18);
    EXPECT_EQ(china().working_days_between(day("2012-09-30"), day("2012-10-07")), 0);
    EXPECT_EQ(china().working_days_between(day("2012-10-07"), day("2012-10-08")), 1);
    EXPECT_EQ(china().working_days_between(day("2012-10-08"), day("2012-10-08")), 0);
    EXPECT_EQ(china().working_days_between(day("2012-10-31"), day("2012-10-01")), 0);
}

TEST(Calendar, CountingAndAddingAgreeOverYears) {
    const Date last = day("2013-06-30");
    for (Date from = day("2011-12-01"); from <= last; from = value::add_days(from, 1)) {
        std::int32_t counted = 0;
        Date to = from;
        for (int i = 0; i < 40; ++i) {
            to = value::add_days(to, 1);
            counted += *china().is_working_day(to) ? 1 : 0;
            ASSERT_EQ(china().working_days_between(from, to), counted);
            if (*china().is_working_day(to)) {
                ASSERT_EQ(china().add_working_days(from, counted), to);
            }
        }
        counted = 0;
        to = from;
        for (int i = 0; i < 40; ++i) {
            to = value::add_days(to, -1);
            if (!*china().is_working_day(to)) continue;
            ++counted;
            ASSERT_EQ(china().add_working_days(from, -counted), to);
        }
    }
}

// 5: “weekends are not taken for a guess.”
TEST(Calendar, NothingIsSaidOutsideItsYears) {
    const std::optional<bool> no_answer;
    EXPECT_EQ(china().is_working_day(day("2003-12-31")), no_answer);
    EXPECT_EQ(china().is_working_day(day("2027-01-04")), no_answer);
    EXPECT_EQ(said(china().next_working_day(day("2027-01-01"))), "nothing");
    EXPECT_EQ(said(china().previous_working_day(day("2003-12-31"))), "nothing");
    EXPECT_EQ(said(china().previous_working_day(day("2004-01-01"))), "nothing");
    EXPECT_EQ(said(china().add_working_days(day("2026-12-31"), 1)), "nothing");
    EXPECT_EQ(said(china().add_working_days(day("2026-12-30"), 1)), "2026-12-31");
    EXPECT_EQ(said(china().add_working_days(day("2003-12-31"), 1)), "2004-01-02");  // asks about 2004 only
    EXPECT_EQ(said(china().add_working_days(day("2003-12-30"), 1)), "nothing");
    EXPECT_EQ(said(china().add_working_days(day("2027-01-01"), -1)), "2026-12-31");
    EXPECT_EQ(said(china().add_working_days(day("2027-01-02"), -1)), "nothing");
    EXPECT_EQ(said(china().add_working_days(day("2012-01-01"), 2'000'000'000)), "nothing");
    EXPECT_EQ(said(china().add_working_days(day("2012-01-01"), std::numeric_limits<std::int32_t>::min())), "nothing");
    EXPECT_EQ(china().working_days_between(day("2026-12-01"), day("2027-01-01")), std::nullopt);
    EXPECT_EQ(china().working_days_between(day("2003-12-30"), day("2004-01-05")), std::nullopt);
    EXPECT_EQ(china().working_days_between(day("2003-12-31"), day("2004-01-02")), 1);
    EXPECT_EQ(china().day_name(day("2027-10-01")), "");
    const Calendar none;
    EXPECT_EQ(none.is_working_day(day("2012-01-04")), no_answer);
    EXPECT_EQ(said(none.add_working_days(day("2012-01-04"), 1)), "nothing");
}

// 5: “The calendar is data, and has a hash”
TEST(Calendar, TheHashIsOfTheDaysNotOfTheFile) {
    const Calendar one = calendar_of(R"({"name":"甲","zone":"Asia/Shanghai","offset_minutes":480,"source":"一",
        "years":{"2012":{"off":{"2012-01-02":"元旦"},"work":{}},"2013":{"work":{},"off":{}}}})");
    const Calendar other = calendar_of(R"({"years":{"2013":{"off":{},"work":{}},"2012":{"work":{},"off":{"2012-01-02":"元旦"}}},
        "source":"二","offset_minutes":480,"zone":"Asia/Shanghai","name":"甲"})");
    const Calendar third = calendar_of(R"({"name":"甲","zone":"Asia/Shanghai","offset_minutes":480,
        "years":{"2012":{"off":{"2012-01-03":"元旦"},"work":{}},"2013":{"work":{},"off":{}}}})");
    EXPECT_EQ(one.hash(), other.hash());
    EXPECT_NE(one.hash(), third.hash());
    EXPECT_EQ(
        one.canonical(),
        R"({"name":"甲","offset_minutes":480,"years":{"2012":{"off":{"2012-01-02":"元旦"},"work":{}},"2013":{"off":{},"work":{}}},)"
        R"("zone":"Asia/Shanghai"})");
}

TEST(Calendar, ReadingTheCanonicalTextGivesAnEqualCalendar) {
    const Calendar again = calendar_of(china().canonical());
    EXPECT_EQ(again.canonical(), china().canonical());
    EXPECT_EQ(again.hash(), china().hash());
    EXPECT_EQ(again.working_days_between(day("2003-12-31"), day("2026-12-31")),
              china().working_days_between(day("2003-12-31"), day("2026-12-31")));
}

}  // namespace
}  // namespace duban::calendar
