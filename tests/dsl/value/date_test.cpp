#include "dsl/value/date.hpp"

#include <gtest/gtest.h>

namespace duban::value {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

TEST(Date, ReadsTheFormsInUseAndRefusesDaysThatDoNotExist) {
    const struct {
        const char* written;
        const char* printed;
    } kCases[] = {
        {"2012-06-30", "2012-06-30"}, {"2012/6/30", "2012-06-30"},   {"20120630", "2012-06-30"},  {"2012年6月30日", "2012-06-30"},
        {"２０１２－０６－３０", "2012-06-30"}, {"2012-02-29", "2012-02-29"}, {"0001-01-01", "0001-01-01"}, {"9999-12-31", "9999-12-31"},
        {"2011-02-29", nullptr},      {"2012-06-31", nullptr},       {"2012-13-01", nullptr},     {"2012-00-10", nullptr},
        {"20l2-06-30", nullptr},      {"2012-6", nullptr},           {"", nullptr},               {"2012-06-30x", nullptr},
        {"2012/6-30", nullptr},
    };
    for (const auto& one : kCases) {
        const auto date = parse_date(one.written);
        ASSERT_EQ(date.has_value(), one.printed != nullptr) << one.written;
        if (date) {
            EXPECT_EQ(to_string(*date), one.printed) << one.written;
        }
    }
}

TEST(Date, MonthsClampToTheMonthsEnd) {
    EXPECT_EQ(to_string(add_months(day("2011-08-31"), 6)), "2012-02-29");
    EXPECT_EQ(to_string(add_months(day("2012-08-31"), 6)), "2013-02-28");
    EXPECT_EQ(to_string(add_months(day("2012-03-31"), -1)), "2012-02-29");
    EXPECT_EQ(to_string(add_months(day("2012-01-15"), 12)), "2013-01-15");
    EXPECT_EQ(to_string(add_months(day("2012-01-31"), -13)), "2010-12-31");
    EXPECT_EQ(to_string(month_end(2012, 2)), "2012-02-29");
}

TEST(Date, WeekdaysAreThoseOfTheCalendar) {
    EXPECT_EQ(weekday(day("1970-01-01")), 3);
    EXPECT_EQ(weekday(day("2012-09-29")), 5) << "a Saturday on which people worked";
    EXPECT_EQ(weekday(day("1969-12-29")), 0);
}

TEST(Instant, ABareDateIsItsFirstOrItsLastMinute) {
    EXPECT_EQ(to_string(parse_instant("2012-06-30", BareDate::last_minute, 480).value()), "2012-06-30T23:59");
    EXPECT_EQ(to_string(parse_instant("2012-06-30", BareDate::first_minute, 480).value()), "2012-06-30T00:00");
    EXPECT_EQ(to_short_string(parse_instant("2012-06-30", BareDate::last_minute, 480).value()), "2012-06-30");
}

TEST(Instant, OffsetsBecomeThePlansLocalTime) {
    const struct {
        const char* written;
        const char* local;
    } kCases[] = {
        {"2012-06-30 18:00", "2012-06-30T18:00"},       {"2012-06-30T18:00:59", "2012-06-30T18:00"},
        {"2012-06-30T18:00Z", "2012-07-01T02:00"},      {"2012-06-30T18:00+08:00", "2012-06-30T18:00"},
        {"2012-06-30T18:00-05:00", "2012-07-01T07:00"}, {"2012年6月30日18时30分", "2012-06-30T18:30"},
        {"2012-06-30T18:00:00.000Z", "2012-07-01T02:00"}, {"2012-06-30T24:00", nullptr},
        {"2012-06-30T18", nullptr},                     {"2012-06-30 6pm", nullptr},
    };
    for (const auto& one : kCases) {
        const auto instant = parse_instant(one.written, BareDate::last_minute, 480);
        ASSERT_EQ(instant.has_value(), one.local != nullptr) << one.written;
        if (instant) {
            EXPECT_EQ(to_string(*instant), one.local) << one.written;
        }
    }
}

TEST(Instant, DaysBefore1970KeepTheirDate) {
    EXPECT_EQ(to_string(date_of(first_minute(day("1969-12-31")))), "1969-12-31");
    EXPECT_EQ(to_string(date_of(last_minute(day("1969-12-31")))), "1969-12-31");
}

}  // namespace
}  // namespace duban::value
