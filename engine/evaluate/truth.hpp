// Three-valued truth with a neutral fourth: semantics §3. Private to this folder.
#pragma once

#include <cstdint>
#include <string_view>

namespace duban::evaluate {

/// Two bits: may be true, may be false. Both: unknown. Neither: not applicable.
enum class Truth : std::uint8_t { not_applicable = 0, yes = 1, no = 2, unknown = 3 };

[[nodiscard]] constexpr Truth negate(Truth t) {
    const auto bits = static_cast<unsigned>(t);
    return static_cast<Truth>(((bits & 1U) << 1U) | (bits >> 1U));
}
/// Strong Kleene; not applicable is neutral.
[[nodiscard]] constexpr Truth both(Truth a, Truth b) {
    if (a == Truth::no || b == Truth::no) return Truth::no;
    if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
    if (a == Truth::yes || b == Truth::yes) return Truth::yes;
    return Truth::not_applicable;
}
[[nodiscard]] constexpr Truth either(Truth a, Truth b) {
    if (a == Truth::yes || b == Truth::yes) return Truth::yes;
    if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
    if (a == Truth::no || b == Truth::no) return Truth::no;
    return Truth::not_applicable;
}

[[nodiscard]] constexpr std::string_view truth_name(Truth truth) {
    switch (truth) {
        case Truth::not_applicable: return "not_applicable";
        case Truth::yes: return "true";
        case Truth::no: return "false";
        case Truth::unknown: return "unknown";
    }
    return "";
}

}  // namespace duban::evaluate
