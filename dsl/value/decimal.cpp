#include "dsl/value/decimal.hpp"

#include "dsl/text/utf8.hpp"

namespace duban::value {

namespace {

__extension__ typedef __int128 Wide;
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::optional<Decimal> narrow(Wide wide) {
    // The ends are kept free: they stand for infinities in columns.
    if (wide <= kLeast || wide >= kMost) return std::nullopt;
    return Decimal{static_cast<std::int64_t>(wide)};
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view written) {
    const std::string folded = text::fold_width(written);
    std::string_view rest = folded;
    std::int64_t factor = 1;
    if (rest.ends_with("万")) factor = 10'000;
    if (rest.ends_with("亿")) factor = 100'000'000;
    if (factor > 1) rest.remove_suffix(std::string_view("万").size());
    bool negative = false;
    if (rest.starts_with('-') || rest.starts_with('+')) {
        negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    Wide number = 0;
    std::int64_t scale = Decimal::kOne;
    std::size_t digits = 0;
    std::size_t since_comma = 0;
    bool comma = false;
    bool point = false;
    for (const char c : rest) {
        if (c == ',') {
            if (point || digits == 0 || (comma && since_comma != 3) || (!comma && digits > 3)) return std::nullopt;
            comma = true;
            since_comma = 0;
            continue;
        }
        if (c == '.') {
            if (point || digits == 0 || (comma && since_comma != 3)) return std::nullopt;
            point = true;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        const int digit = c - '0';
        if (!point) {
            ++digits;
            ++since_comma;
            number = number * 10 + Wide{digit} * Decimal::kOne;
            if (number > Wide{kMost}) return std::nullopt;
            continue;
        }
        scale /= 10;
        if (scale == 0) {
            // With 万 or 亿 more than six decimals may be whole again, but nobody writes that.
            if (digit != 0) return std::nullopt;
            continue;
        }
        number += Wide{digit} * scale;
    }
    if (digits == 0 || rest.ends_with('.') || (comma && !point && since_comma != 3)) return std::nullopt;
    return narrow((negative ? -number : number) * factor);
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
    while (decimals.back() == '0') decimals.pop_back();
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

std::string percent(std::int64_t numerator, std::int64_t denominator) {
    // Tenths of a percent, half up.
    const Wide tenths = (Wide{numerator} * 2000 + denominator) / (Wide{denominator} * 2);
    const auto whole = static_cast<std::int64_t>(tenths / 10);
    return std::to_string(whole) + "." + std::to_string(static_cast<std::int64_t>(tenths % 10));
}

}  // namespace duban::value
