#include "dsl/value/decimal.hpp"

#include <gtest/gtest.h>

namespace duban::value {
namespace {

Decimal number(std::string_view text) { return parse_decimal(text).value(); }

TEST(Decimal, ReadsWhatOfficesWriteAndPrintsTheShortestForm) {
    const struct {
        const char* written;
        const char* printed;
    } kCases[] = {
        {"12", "12"},
        {"2.50", "2.5"},
        {"-3.000001", "-3.000001"},
        {"0.0", "0"},
        {"-0", "0"},
        {"-0.5", "-0.5"},
        {"007", "7"},
        {"+7", "7"},
        {"1,234", "1234"},
        {"-12,345", "-12345"},
        {"1,234,567.8", "1234567.8"},
        {"1，234．5", "1234.5"},
        {"４．６", "4.6"},
        {"－１２", "-12"},
        {"37.5万", "375000"},
        {"7.58亿", "758000000"},
        {"1,234.5万", "12345000"},
        {"-0.000001亿", "-100"},
        {"0.123456", "0.123456"},
        {"0.1234560000000000", "0.123456"},
        {"9223372036854.775806", "9223372036854.775806"},
        {"-9223372036854.775806", "-9223372036854.775806"},
        {"9,223,372,036,854", "9223372036854"},
    };
    for (const auto& [written, printed] : kCases) {
        const auto read = parse_decimal(written);
        ASSERT_TRUE(read) << written;
        EXPECT_EQ(to_string(*read), printed) << written;
        EXPECT_EQ(parse_decimal(to_string(*read)), read) << written;
    }
}

TEST(Decimal, RefusesWhatIsNoNumber) {
    for (const char* written : {"",
                                " ",
                                "-",
                                "+",
                                ".",
                                "万",
                                "-万",
                                "三",
                                "l7",
                                "20l7",
                                "O",
                                "1 2",
                                " 1",
                                "1 ",
                                "1e3",
                                "0x10",
                                "1.2.3",
                                "1.",
                                ".5",
                                "--1",
                                "+-1",
                                "1-",
                                "12%",
                                "1万2",
                                "1万亿",
                                "万1",
                                "1 万",
                                "5期",
                                "½",
                                "²",
                                "٣",
                                "NaN",
                                "inf",
                                "\xFF"
                                "1",
                                "1\xEF\xBC",
                                "−1"})
        EXPECT_FALSE(parse_decimal(written)) << written;
    EXPECT_FALSE(parse_decimal(std::string_view("1\0", 2)));
}

TEST(Decimal, RefusesCommasThatAreNotEveryThreeDigits) {
    for (const char* written : {",", "1,", ",123", "12,34", "1,23,456", "1234,567", "1,2345", "1,,234", "1,234,", "0,123",
                                "1,234,56.7", "1.234,5", "1,.5", "1.123,456", "-,123", "1, 234"})
        EXPECT_FALSE(parse_decimal(written)) << written;
}

TEST(Decimal, MoreThanSixDecimalsIsRefused) {
    for (const char* written : {"0.1234567", "0.0000001", "1.00000000000000000000001", "0.1234567万"})
        EXPECT_FALSE(parse_decimal(written)) << written;
}

TEST(Decimal, WhatDoesNotFitIsRefused) {
    for (const char* written :
         {"9223372036854.775807", "9223372036854.775808", "-9223372036854.775807", "-9223372036854.775808", "9223372036855",
          "99999999999999999999999999", "92234亿", "922337204万", "340282366920938463463374607431768211457"})
        EXPECT_FALSE(parse_decimal(written)) << written;
    EXPECT_EQ(to_string(number("92233亿")), "9223300000000");
    EXPECT_EQ(to_string(Decimal{std::numeric_limits<std::int64_t>::min()}), "-9223372036854.775808")
        << "printing never overflows";
}

TEST(Decimal, OverflowIsNothingAndNeverAWrongNumber) {
    const Decimal most = number("9223372036854.775806");
    const Decimal least = number("-9223372036854.775806");
    const Decimal step = number("0.000001");
    EXPECT_FALSE(add(most, step));
    EXPECT_FALSE(add(least, Decimal{-1}));
    EXPECT_FALSE(add(most, most));
    EXPECT_FALSE(subtract(least, step));
    EXPECT_FALSE(subtract(most, least));
    EXPECT_EQ(add(most, least), Decimal{});
    EXPECT_EQ(subtract(most, step)->millionths, most.millionths - 1);
    EXPECT_FALSE(multiply(most, Decimal::of(2)));
    EXPECT_FALSE(multiply(most, most));
    EXPECT_FALSE(multiply(least, most));
    EXPECT_EQ(multiply(most, Decimal::of(-1)), least);
}

TEST(Decimal, AProductIsExactOrNothing) {
    EXPECT_EQ(to_string(*multiply(number("5.5"), number("0.2"))), "1.1");
    EXPECT_EQ(to_string(*multiply(number("-0.001"), number("0.001"))), "-0.000001");
    EXPECT_EQ(to_string(*multiply(number("3000000"), number("3000000"))), "9000000000000");
    EXPECT_FALSE(multiply(Decimal{1}, Decimal{1})) << "a millionth of a millionth";
    EXPECT_FALSE(multiply(number("0.0011"), number("0.001")));
}

TEST(Decimal, AShareIsComparedWithoutDividing) {
    const Decimal most = number("9223372036854.775806");
    const struct {
        Decimal a, p, b;
        std::strong_ordering expected;
    } kCases[] = {
        {number("1"), number("0.333333"), number("3"), std::strong_ordering::greater},
        {number("95"), number("0.95"), number("100"), std::strong_ordering::equal},
        {number("94.999999"), number("0.95"), number("100"), std::strong_ordering::less},
        {number("-1"), number("0.5"), number("-2"), std::strong_ordering::equal},
        {number("9"), most, most, std::strong_ordering::less},
        {most, most, Decimal{-most.millionths}, std::strong_ordering::greater},
        {Decimal{-most.millionths}, number("1"), Decimal{-most.millionths}, std::strong_ordering::equal},
        {number("0"), Decimal{1}, Decimal{1}, std::strong_ordering::less},
    };
    for (const auto& [a, p, b, expected] : kCases)
        EXPECT_TRUE(compare_product(a, p, b) == expected) << to_string(a) << " " << to_string(p) << " " << to_string(b);
}

TEST(Percent, IsHalfUpToOnePlace) {
    const struct {
        std::int64_t numerator, denominator;
        const char* expected;
    } kCases[] = {
        {1, 3, "33.3"},
        {2, 3, "66.7"},
        {1, 2000, "0.1"},
        {1, 2001, "0.0"},
        {999, 2000, "50.0"},
        {1999, 2000, "100.0"},
        {0, 7, "0.0"},
        {7, 7, "100.0"},
        {335, 366, "91.5"},
        {11, 12, "91.7"},
        {1, 8, "12.5"},
        {1, 16, "6.3"},
        {5, 4, "125.0"},
        {9'000'000'000'000'000'000, 9'000'000'000'000'000'000, "100.0"},
        {1, 9'000'000'000'000'000'000, "0.0"},
    };
    for (const auto& [numerator, denominator, expected] : kCases)
        EXPECT_EQ(percent(numerator, denominator), expected) << numerator << "/" << denominator;
}

TEST(Shares, CompareAndRoundDownWithoutOverflow) {
    constexpr std::int64_t kLarge = 9'000'000'000'000'000'000;
    EXPECT_EQ(share(1, 3), 333'333);
    EXPECT_EQ(share(kLarge - 1, kLarge), 999'999);
    EXPECT_EQ(share(kLarge, kLarge), 1'000'000);
    EXPECT_TRUE(compare_shares(1, 3, 2, 6) == 0);
    EXPECT_TRUE(compare_shares(kLarge - 1, kLarge, 1, 1) < 0);
    EXPECT_TRUE(compare_shares(2, kLarge, 1, kLarge) > 0);
}

}  // namespace
}  // namespace duban::value
