// Is a run one word, or is it cut into reserved words, built-in names and numbers?
#pragma once

#include "dsl/syntax/scan.hpp"
#include "dsl/syntax/token.hpp"

#include <string_view>
#include <vector>

namespace duban::syntax {

/// What a run's place allows.
struct Place {
    Roles at_start = kReserved | kBuiltin;  // of keywords that the run may begin with
    Roles inside = kReserved | kBuiltin;    // of those after it
    bool after_comparison = false;          // 三次 can only be a number here
    bool after_number = false;              // 次以上 is 次 以上 here
};

/// Never empty. A run of nothing but keywords (of those roles) and numbers is cut, longest first; one unit word of the
/// planner's own may follow a number, up to the end or to 以上, 以下. Any other run is one word. What cannot be either is
/// reported, and given in the form that was meant, or as one bad token. `begin` is the run's place in the source.
[[nodiscard]] std::vector<Token> cut(std::string_view run, std::uint32_t begin, Place place, Findings& findings);

/// The name in 「…」.
[[nodiscard]] Token quoted_name(std::string_view source, const Piece& piece, Findings& findings);

}  // namespace duban::syntax
