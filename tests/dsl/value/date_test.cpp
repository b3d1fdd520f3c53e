#include "dsl/value/date.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace duban::value {
namespace {

constexpr std::int32_t kBeijing = 8 * 60;

Date day(std::string_view text) { return parse_date(text).value(); }

TEST(Date, ReadsTheFormsInUse) {
    const struct {
        const char* written;
        const char* printed;
    } kCases[] = {
        {"2012-06-30", "2012-06-30"},
        {"2012-6-3", "2012-06-03"},
        {"2012/6/30", "2012-06-30"},
        {"2012.6.30", "2012-06-30"},
        {"20120630", "2012-06-30"},
        {"2012年6月30日", "2012-06-30"},
        {"2012年06月30日", "2012-06-30"},
        {"２０１２－０６－３０", "2012-06-30"},
        {"２０１２年６月３０日", "2012-06-30"},
        {" 2012-06-30　", "2012-06-30"},
        {"2012-02-29", "2012-02-29"},
        {"2000-02-29", "2000-02-29"},
        {"0001-01-01", "0001-01-01"},
        {"9999-12-31", "9999-12-31"},
    };
    for (const auto& [written, printed] : kCases) {
        const auto date = parse_date(written);
        ASSERT_TRUE(date) << written;
        EXPECT_EQ(to_string(*date), printed) << written;
    }
}

TEST(Date, RefusesDaysThatDoNotExistAndFormsThatHaveTwoReadings) {
    for (const char* written : {"2011-02-29",
                                "1900-02-29",
                                "2012-02-30",
                                "2012-06-31",
                                "2012-13-01",
                                "2012-00-10",
                                "2012-01-00",
                                "0000-01-01",
                                "20110229",
                                "20121301",
                                "2012年2月30日",
                                "",
                                " ",
                                "2012",
                                "2012-6",
                                "2012年6月",
                                "2012年6月30",
                                "2012-06-30日",
                                "2012/6-30",
                                "2012-06-30x",
                                "2012-06-301",
                                "2012-006-30",
                                "201206301",
                                "2012063",
                                "20l2-06-30",
                                "12-06-30",
                                "6/30/2012",
                                "30.6.2012",
                                "1/2/03",
                                "10000-01-01",
                                "-2012-06-30",
                                "2012--06-30",
                                "2012-06-30T",
                                "2012 06 30",
                                "二〇一二年六月三十日"})
        EXPECT_FALSE(parse_date(written)) << written;
    EXPECT_FALSE(date_of(2012, 13, 1));
    EXPECT_FALSE(date_of(10000, 1, 1));
    EXPECT_FALSE(date_of(0, 12, 31));
    EXPECT_FALSE(date_of(2012, 256 + 6, 30)) << "no narrowing on the way";
    EXPECT_FALSE(date_of(65536 + 2012, 6, 30));
}

TEST(Date, EveryDayOfTheCalendarIsItself) {
    std::int32_t days = day("0001-01-01").days;
    for (std::int32_t year = 1; year <= 9999; ++year) {
        for (std::int32_t month = 1; month <= 12; ++month) {
            const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            const std::int32_t last = month == 2                                              ? (leap ? 29 : 28)
                                      : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                                              : 31;
            ASSERT_FALSE(date_of(year, month, last + 1));
            for (std::int32_t of_month : {1, last}) {
                const Date date = date_of(year, month, of_month).value();
                ASSERT_EQ(date.days, days + of_month - 1) << to_string(date);
                ASSERT_EQ(civil(date),
                          (CivilDate{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(of_month)}));
            }
            ASSERT_EQ(month_end(year, month).days, days + last - 1);
            days += last;
        }
    }
    EXPECT_EQ(days - 1, day("9999-12-31").days);
}

TEST(Date, MonthsClampToTheMonthsEnd) {
    const struct {
        const char* from;
        std::int32_t months;
        const char* to;
    } kCases[] = {
        {"2011-08-31", 6, "2012-02-29"},  {"2012-08-31", 6, "2013-02-28"},   {"2012-03-31", -1, "2012-02-29"},
        {"2012-01-15", 12, "2013-01-15"}, {"2012-01-31", -13, "2010-12-31"}, {"2012-02-29", 12, "2013-02-28"},
        {"2012-02-29", 48, "2016-02-29"}, {"2012-12-31", 2, "2013-02-28"},   {"2012-06-30", 1, "2012-07-30"},
        {"2012-06-30", 0, "2012-06-30"},  {"2012-01-01", -1, "2011-12-01"},  {"0001-01-31", 1, "0001-02-28"},
        {"9999-11-30", 1, "9999-12-30"},
    };
    for (const auto& [from, months, to] : kCases)
        EXPECT_EQ(to_string(add_months(day(from), months)), to) << from << " " << months;
}

TEST(Date, SumsNeverOverflow) {
    const Date first = day("0001-01-01");
    const Date last = day("9999-12-31");
    constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
    constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
    EXPECT_EQ(add_days(last, 1).days, last.days + 1) << "the day after the last ends the last period";
    EXPECT_EQ(add_months(last, 1).days, last.days + 31);
    EXPECT_EQ(add_days(add_months(day("9999-01-01"), 12), -1), last);
    EXPECT_GT(add_days(last, kMost), last);
    EXPECT_GT(add_months(last, kMost), last);
    EXPECT_LT(add_days(first, kLeast), first);
    EXPECT_LT(add_months(first, kLeast), first);
}

TEST(Date, WeekdaysAreThoseOfTheCalendar) {
    const struct {
        const char* date;
        std::int32_t weekday;
    } kCases[] = {
        {"1970-01-01", 3}, {"2012-09-29", 5}, {"1969-12-29", 0}, {"1969-12-28", 6},
        {"2000-02-29", 1}, {"2012-07-01", 6}, {"0001-01-01", 0}, {"9999-12-31", 4},
    };
    for (const auto& [date, expected] : kCases)
        EXPECT_EQ(weekday(day(date)), expected) << date;
}

TEST(Instant, ABareDateIsItsFirstOrItsLastMinute) {
    const Instant last = parse_instant("2012-06-30", BareDate::last_minute, kBeijing).value();
    const Instant first = parse_instant("2012年6月30日", BareDate::first_minute, kBeijing).value();
    EXPECT_EQ(to_string(last), "2012-06-30T23:59");
    EXPECT_EQ(to_string(first), "2012-06-30T00:00");
    EXPECT_TRUE(is_last_minute(last));
    EXPECT_FALSE(is_last_minute(first));
    EXPECT_EQ(to_short_string(last), "2012-06-30");
    EXPECT_EQ(to_short_string(first), "2012-06-30T00:00");
}

TEST(Instant, IsReadWithItsClockAndItsOffset) {
    const struct {
        const char* written;
        const char* local;
    } kCases[] = {
        {"2012-06-30 18:00", "2012-06-30T18:00"},
        {"2012-06-30  8:05", "2012-06-30T08:05"},
        {"2012-06-30t18:00", "2012-06-30T18:00"},
        {"２０１２－０６－３０　１８：００", "2012-06-30T18:00"},
        {"20120630T18:00", "2012-06-30T18:00"},
        {"2012-06-30T18:00:59", "2012-06-30T18:00"},
        {"2012-06-30T18:00:59.999999", "2012-06-30T18:00"},
        {"2012-06-30T18:00:00.000Z", "2012-07-01T02:00"},
        {"2012-06-30T18:00Z", "2012-07-01T02:00"},
        {"2012-06-30T18:00z", "2012-07-01T02:00"},
        {"2012-06-30T18:00+08:00", "2012-06-30T18:00"},
        {"2012-06-30T18:00+0800", "2012-06-30T18:00"},
        {"2012-06-30T18:00+08", "2012-06-30T18:00"},
        {"2012-06-30T18:00:30-05:00", "2012-07-01T07:00"},
        {"2012-06-30T18:00-0330", "2012-07-01T05:30"},
        {"2012-01-01T00:00+14:00", "2011-12-31T18:00"},
        {"2012-02-28T20:00Z", "2012-02-29T04:00"},
        {"2012年6月30日18时", "2012-06-30T18:00"},
        {"2012年6月30日18时30分", "2012-06-30T18:30"},
        {"2012年6月30日 18:30", "2012-06-30T18:30"},
        {"0001-01-01T00:00", "0001-01-01T00:00"},
        {"9999-12-31T23:59", "9999-12-31T23:59"},
    };
    for (const auto& [written, local] : kCases) {
        const auto instant = parse_instant(written, BareDate::last_minute, kBeijing);
        ASSERT_TRUE(instant) << written;
        EXPECT_EQ(to_string(*instant), local) << written;
    }
}

TEST(Instant, RefusesClocksAndOffsetsThatDoNotExist) {
    for (const char* written : {"",
                                "18:00",
                                "2012-06-31 18:00",
                                "2012-06-30T",
                                "2012-06-30T24:00",
                                "2012-06-30T18:60",
                                "2012-06-30T18:00:60",
                                "2012-06-30T18",
                                "2012-06-30 18",
                                "2012-06-30T18:",
                                "2012-06-30T18:0x",
                                "2012-06-30T18:00:",
                                "2012-06-30T18:00:00.",
                                "2012-06-30 6pm",
                                "2012063018:00",
                                "2012-06-30T18:00 Z ?",
                                "2012-06-30T18:00ZZ",
                                "2012-06-30T18:00+",
                                "2012-06-30T18:00+8",
                                "2012-06-30T18:00+08:",
                                "2012-06-30T18:00+08:0",
                                "2012-06-30T18:00+24:00",
                                "2012-06-30T18:00+08:60",
                                "2012-06-30T18:00+0860",
                                "2012-06-30T18:00+080",
                                "2012-06-30T18:00+08000",
                                "2012-06-30T018:00",
                                "2012-06-30TT18:00",
                                "2012年6月30日18时60分",
                                "2012年6月30日18时30",
                                "2012-06-30 -1:00",
                                "0001-01-01T00:00+09:00",
                                "9999-12-31T23:00Z"})
        EXPECT_FALSE(parse_instant(written, BareDate::last_minute, kBeijing)) << written;
}

TEST(Instant, DaysBefore1970KeepTheirDate) {
    EXPECT_EQ(to_string(date_of(first_minute(day("1969-12-31")))), "1969-12-31");
    EXPECT_EQ(to_string(date_of(last_minute(day("1969-12-31")))), "1969-12-31");
    EXPECT_EQ(to_string(last_minute(day("1969-12-31"))), "1969-12-31T23:59");
    EXPECT_EQ(to_string(first_minute(day("0001-01-01"))), "0001-01-01T00:00");
}

}  // namespace
}  // namespace duban::value
