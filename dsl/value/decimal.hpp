// An exact decimal number that fits a column.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace duban::value {

/// Millionths in 64 bits: up to 9,223,372,036,854 with six decimals, all exact. Numbers with more decimals are refused where
/// they are read, not rounded. The ends of the 64 bits are no numbers: columns keep them for the infinities.
struct Decimal {
    std::int64_t millionths = 0;

    static constexpr std::int64_t kOne = 1'000'000;
    static constexpr Decimal of(std::int64_t whole) { return {whole * kOne}; }
    friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;
};

/// `12`, `-3.50`, `1,234.5`, full-width digits, with 万 or 亿 touching the end; nothing if it is anything else or does not fit.
/// (A trailing % is the caller's business.)
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);

/// Shortest exact form: `12`, `-3.5`.
[[nodiscard]] std::string to_string(Decimal number);

/// Nothing on overflow.
[[nodiscard]] std::optional<Decimal> add(Decimal a, Decimal b);
[[nodiscard]] std::optional<Decimal> subtract(Decimal a, Decimal b);
/// Exact, or nothing (overflow, or more than six decimals).
[[nodiscard]] std::optional<Decimal> multiply(Decimal a, Decimal b);
/// Compares a with p * b without rounding.
[[nodiscard]] std::strong_ordering compare_product(Decimal a, Decimal p, Decimal b);

/// A part of a whole, in millionths, rounded down. Neither is negative, the part not above the whole, the whole not 0.
[[nodiscard]] std::int64_t share(std::int64_t part, std::int64_t whole);
/// Compares part / whole with other / other_whole without rounding. The wholes are positive.
[[nodiscard]] std::strong_ordering compare_shares(std::int64_t part, std::int64_t whole, std::int64_t other,
                                                  std::int64_t other_whole);

/// `numerator / denominator` in percent to one place, half up, for people: `33.3`. The numerator is not negative, the
/// denominator positive.
[[nodiscard]] std::string percent(std::int64_t numerator, std::int64_t denominator);

}  // namespace duban::value
