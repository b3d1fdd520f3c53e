#include "dsl/value/decimal.hpp"

#include <gtest/gtest.h>

namespace duban::value {
namespace {

TEST(Decimal, ReadsWhatOfficesWriteAndPrintsTheShortestForm) {
    const struct {
        const char* written;
        const char* printed;  // null: refused
    } kCases[] = {
        {"12", "12"},
        {"2.50", "2.5"},
        {"-3.000001", "-3.000001"},
        {"0.0", "0"},
        {"1,234", "1234"},
        {"1,234,567.8", "1234567.8"},
        {"37.5万", "375000"},
        {"7.58亿", "758000000"},
        {"４．６", "4.6"},
        {"+7", "7"},
        {"9223372036854.775806", "9223372036854.775806"},
        {"-9223372036854.775806", "-9223372036854.775806"},
        {"0.1234567", nullptr},
        {"0.1234560", "0.123456"},
        {"9223372036854.775808", nullptr},
        {"99999999999999999999999999", nullptr},
        {"三", nullptr},
        {"20l7", nullptr},
        {"12,34", nullptr},
        {"1,23,456", nullptr},
        {"1234,567", nullptr},
        {"1.", nullptr},
        {".5", nullptr},
        {"", nullptr},
        {"-", nullptr},
        {"1 2", nullptr},
        {"万", nullptr},
        {"1.2.3", nullptr},
        {"1e3", nullptr},
    };
    for (const auto& one : kCases) {
        const auto number = parse_decimal(one.written);
        ASSERT_EQ(number.has_value(), one.printed != nullptr) << one.written;
        if (number) {
            EXPECT_EQ(to_string(*number), one.printed) << one.written;
        }
    }
}

TEST(Decimal, OverflowIsNothingAndNeverAWrongNumber) {
    const Decimal big = parse_decimal("9000000000000").value();
    EXPECT_FALSE(add(big, big).has_value());
    EXPECT_FALSE(subtract(Decimal{-big.millionths}, big).has_value());
    EXPECT_FALSE(multiply(big, Decimal::of(2)).has_value());
    EXPECT_EQ(to_string(multiply(parse_decimal("5.5").value(), parse_decimal("0.2").value()).value()), "1.1");
    EXPECT_FALSE(multiply(Decimal{1}, Decimal{1}).has_value()) << "a millionth of a millionth is not exact";
}

TEST(Decimal, AShareIsComparedWithoutDividing) {
    const auto third = parse_decimal("0.333333").value();
    EXPECT_EQ(compare_product(Decimal::of(1), third, Decimal::of(3)), std::strong_ordering::greater);
    EXPECT_EQ(compare_product(Decimal::of(95), parse_decimal("0.95").value(), Decimal::of(100)), std::strong_ordering::equal);
    EXPECT_EQ(compare_product(parse_decimal("9000000000000").value(), parse_decimal("9000000000000").value(), Decimal::of(9)),
              std::strong_ordering::less);
}

TEST(Percent, IsHalfUpToOnePlace) {
    EXPECT_EQ(percent(1, 3), "33.3");
    EXPECT_EQ(percent(2, 3), "66.7");
    EXPECT_EQ(percent(1, 2000), "0.1") << "0.05 rounds up";
    EXPECT_EQ(percent(0, 7), "0.0");
    EXPECT_EQ(percent(7, 7), "100.0");
    EXPECT_EQ(percent(335, 366), "91.5");
    EXPECT_EQ(percent(11, 12), "91.7");
}

}  // namespace
}  // namespace duban::value
