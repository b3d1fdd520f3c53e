#include "dsl/value/decimal.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>

namespace duban::value {

namespace {

__extension__ typedef __int128 Wide;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::optional<Decimal> narrow(Wide wide) {
    // The ends are kept free, and alike on both sides: what fits, fits negated.
    if (wide <= -Wide{kMost} || wide >= Wide{kMost}) return std::nullopt;
    return Decimal{static_cast<std::int64_t>(wide)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits, all or none of them in groups of three. `0,123` is no group: somebody's decimal comma.
std::optional<Wide> read_whole(std::string_view digits) {
    if (digits.empty()) return std::nullopt;
    const bool grouped = digits.find(',') != std::string_view::npos;
    if (grouped && (digits.front() == '0' || digits.size() % 4 == 0)) return std::nullopt;
    Wide number = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const bool is_comma_place = grouped && i > 0 && (digits.size() - i) % 4 == 0;
        if (is_comma_place != (digits[i] == ',')) return std::nullopt;
        if (is_comma_place) continue;
        if (!is_digit(digits[i])) return std::nullopt;
        number = number * 10 + (digits[i] - '0');
        if (number > Wide{kMost}) return std::nullopt;
    }
    return number;
}

/// In millionths; after the sixth only zeros, of 万 and 亿 too.
std::optional<Wide> read_decimals(std::string_view digits) {
    if (digits.empty()) return std::nullopt;
    Wide number = 0;
    std::int64_t scale = Decimal::kOne;
    for (const char c : digits) {
        scale /= 10;
        if (!is_digit(c) || (scale == 0 && c != '0')) return std::nullopt;
        number += Wide{c - '0'} * scale;
    }
    return number;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view written) {
    const std::string folded = text::fold_width(written);
    std::string_view rest = folded;
    std::int64_t factor = 1;
    if (rest.ends_with("万")) factor = 10'000;
    if (rest.ends_with("亿")) factor = 100'000'000;
    if (factor > 1) rest.remove_suffix(std::string_view("万").size());
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    const std::size_t point = std::min(rest.find('.'), rest.size());
    const auto whole = read_whole(rest.substr(0, point));
    if (!whole) return std::nullopt;
    const auto decimals = point == rest.size() ? std::optional<Wide>(0) : read_decimals(rest.substr(point + 1));
    if (!decimals) return std::nullopt;
    const Wide magnitude = *whole * Decimal::kOne + *decimals;
    return narrow((negative ? -magnitude : magnitude) * factor);
}

std::string to_string(Decimal number) {
    const bool negative = number.millionths < 0;
    auto magnitude = static_cast<std::uint64_t>(number.millionths);
    if (negative) magnitude = ~magnitude + 1;
    const auto one = static_cast<std::uint64_t>(Decimal::kOne);
    std::string result = (negative ? "-" : "") + std::to_string(magnitude / one);
    if (magnitude % one == 0) return result;
    std::string decimals = std::to_string(magnitude % one);
    decimals.insert(0, 6 - decimals.size(), '0');
    while (decimals.back() == '0')
        decimals.pop_back();
    return result + "." + decimals;
}

std::optional<Decimal> add(Decimal a, Decimal b) { return narrow(Wide{a.millionths} + b.millionths); }
std::optional<Decimal> subtract(Decimal a, Decimal b) { return narrow(Wide{a.millionths} - b.millionths); }

std::optional<Decimal> multiply(Decimal a, Decimal b) {
    const Wide product = Wide{a.millionths} * b.millionths;
    if (product % Decimal::kOne != 0) return std::nullopt;
    return narrow(product / Decimal::kOne);
}

std::strong_ordering compare_product(Decimal a, Decimal p, Decimal b) {
    const Wide left = Wide{a.millionths} * Decimal::kOne;
    const Wide right = Wide{p.millionths} * b.millionths;
    if (left < right) return std::strong_ordering::less;
    return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::int64_t share(std::int64_t part, std::int64_t whole) {
    return static_cast<std::int64_t>(Wide{part} * Decimal::kOne / whole);
}

std::strong_ordering compare_shares(std::int64_t part, std::int64_t whole, std::int64_t other, std::int64_t other_whole) {
    const Wide left = Wide{part} * other_whole;
    const Wide right = Wide{other} * whole;
    if (left < right) return std::strong_ordering::less;
    return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::string percent(std::int64_t numerator, std::int64_t denominator) {
    // Tenths of a percent, half up.
    const Wide tenths = (Wide{numerator} * 2000 + denominator) / (Wide{denominator} * 2);
    const auto whole = static_cast<std::int64_t>(tenths / 10);
    return std::to_string(whole) + "." + std::to_string(static_cast<std::int64_t>(tenths % 10));
}

}  // namespace duban::value
