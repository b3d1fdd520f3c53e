#include "engine/evaluate/compare.hpp"

#include <algorithm>
#include <numeric>

namespace duban::evaluate {

namespace {

using plan::Comparison;
using plan::Node;

Truth compare_points(Comparison comparison, Wide low_a, Wide high_a, Wide low_b, Wide high_b) {
    const auto known = [](bool always, bool never) { return always ? Truth::yes : never ? Truth::no : Truth::unknown; };
    switch (comparison) {
        case Comparison::at_least: return known(low_a >= high_b, high_a < low_b);
        case Comparison::more: return known(low_a > high_b, high_a <= low_b);
        case Comparison::at_most: return known(high_a <= low_b, low_a > high_b);
        case Comparison::less: return known(high_a < low_b, low_a >= high_b);
        case Comparison::equal:
            return known(low_a == high_a && low_b == high_b && low_a == low_b, high_a < low_b || low_a > high_b);
        case Comparison::not_equal:
            return known(high_a < low_b || low_a > high_b, low_a == high_a && low_b == high_b && low_a == low_b);
    }
    return Truth::unknown;
}

bool infinite(std::int64_t bound) { return bound == kPlusInfinity || bound == kMinusInfinity; }

constexpr Wide kWideInfinity = Wide{1} << 126;

/// A product of two bounds, in millionths of millionths; nothing times infinity is nothing.
Wide multiplied(std::int64_t x, std::int64_t y) {
    if (x == 0 || y == 0) return 0;
    if (infinite(x) || infinite(y)) return (x > 0) == (y > 0) ? kWideInfinity : -kWideInfinity;
    return Wide{x} * y;
}

/// Nothing if it leaves 126 bits.
std::optional<Wide> product(Wide x, Wide y) {
    constexpr Wide kMost = kWideInfinity - 1;
    if (y != 0 && (x > kMost / (y < 0 ? -y : y) || x < -kMost / (y < 0 ? -y : y))) return std::nullopt;
    return x * y;
}

/// a/b against c/d + plus, by a*d against (c + plus*d)*b: exact, or unknown where it leaves 126 bits.
Truth compare_ratios(Comparison comparison, const Measured& a, const Measured& b) {
    if (!a.complete || !b.complete) return Truth::unknown;
    const std::int64_t in_a = std::gcd(a.low, a.denominator);
    const std::int64_t in_b = std::gcd(b.low, b.denominator);
    const Wide over = a.denominator / in_a;  // a denominator of 0 was not applicable
    const Wide under = b.denominator / in_b;
    const std::int64_t scale = b.plus != 0 ? value::Decimal::kOne : 1;
    const auto left = product(Wide{a.low / in_a} * scale, under);
    const auto right = product(Wide{b.low / in_b} * scale + Wide{b.plus} * under, over);
    return left && right ? compare_points(comparison, *left, *left, *right, *right) : Truth::unknown;
}

std::int64_t bounded(Wide wide) {
    if (wide >= kPlusInfinity) return kPlusInfinity;
    if (wide <= kMinusInfinity) return kMinusInfinity;
    return static_cast<std::int64_t>(wide);
}

/// In millionths; nothing if it has more places than are kept, or is too large.
std::optional<std::int64_t> scaled(Wide product) {
    if (product == kWideInfinity) return kPlusInfinity;
    if (product == -kWideInfinity) return kMinusInfinity;
    if (product % value::Decimal::kOne != 0) return std::nullopt;
    const std::int64_t bound = bounded(product / value::Decimal::kOne);
    return infinite(bound) ? std::nullopt : std::optional(bound);
}

}  // namespace

Truth compare(Comparison comparison, const Measured& a, const Measured& b) {
    if (!a.applicable || !b.applicable) return Truth::not_applicable;
    if (!a.told && !b.told) return Truth::unknown;  // silence is never done
    if (a.is_ratio && b.is_ratio) return compare_ratios(comparison, a, b);
    if (a.is_ratio) {
        // a/d >= p means a >= p*d, exactly; d = 0 was not applicable.
        const Wide low = infinite(b.low) ? -kWideInfinity : Wide{b.low} * a.denominator;
        const Wide high = infinite(b.high) ? kWideInfinity : Wide{b.high} * a.denominator;
        return compare_points(comparison, multiplied(a.low, value::Decimal::kOne), multiplied(a.high, value::Decimal::kOne),
                              low, high);
    }
    if (b.times == value::Decimal::kOne) return compare_points(comparison, a.low, a.high, b.low, b.high);
    const Wide low = multiplied(b.low, b.times);
    const Wide high = multiplied(b.high, b.times);
    return compare_points(comparison, multiplied(a.low, value::Decimal::kOne), multiplied(a.high, value::Decimal::kOne),
                          std::min(low, high), std::max(low, high));
}

Measured arithmetic(Node::Kind kind, const Measured& a, const Measured& b) {
    Measured result;
    result.applicable = a.applicable && b.applicable;
    result.complete = a.complete && b.complete;
    result.told = a.told || b.told;
    result.reasons = a.reasons | b.reasons;
    const auto plus = [&](std::int64_t x, Wide y, bool is_infinite, std::int64_t infinity) {
        if (is_infinite) return infinity;
        const std::int64_t sum = bounded(Wide{x} + y);
        if (infinite(sum)) result.reasons |= bit(Reason::error);
        return sum;
    };
    if (kind == Node::Kind::sum) {
        result.low = plus(a.low, b.low, infinite(a.low) || infinite(b.low), kMinusInfinity);
        result.high = plus(a.high, b.high, infinite(a.high) || infinite(b.high), kPlusInfinity);
    } else if (kind == Node::Kind::difference) {
        result.low = plus(a.low, -Wide{b.high}, infinite(a.low) || infinite(b.high), kMinusInfinity);
        result.high = plus(a.high, -Wide{b.low}, infinite(a.high) || infinite(b.low), kPlusInfinity);
    } else {
        const Wide corners[4] = {multiplied(a.low, b.low), multiplied(a.low, b.high), multiplied(a.high, b.low),
                                 multiplied(a.high, b.high)};
        const auto low = scaled(*std::min_element(corners, corners + 4));
        const auto high = scaled(*std::max_element(corners, corners + 4));
        result.low = low.value_or(kMinusInfinity);
        result.high = high.value_or(kPlusInfinity);
        if (!low || !high) result.reasons |= bit(Reason::error);
    }
    // An error is unknown on both sides: it never counts as met.
    if ((result.complete && (infinite(result.low) || infinite(result.high))) || (result.reasons & bit(Reason::error)) != 0) {
        result.complete = false;
        result.reasons |= bit(Reason::error);
        result.low = kMinusInfinity;
        result.high = kPlusInfinity;
    }
    return result;
}

Measured constant(value::Decimal number) {
    Measured result;
    result.low = result.high = number.millionths;
    result.complete = true;
    return result;
}

}  // namespace duban::evaluate
