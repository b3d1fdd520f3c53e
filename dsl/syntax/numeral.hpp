// Which number do Chinese numerals say? Plans write digits; this is for offering them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace duban::syntax {

struct Numeral {
    std::int32_t value = 0;
    std::size_t length = 0;  // bytes; 0: no numeral
};

/// The numeral that `text` begins with: 三, 十五, 二百, 两.
[[nodiscard]] Numeral numeral_at(std::string_view text);

/// A word that counts things and follows a number: 次, 期, 件.
[[nodiscard]] bool is_counter(std::string_view word);

/// 95% for 百分之九十五, 2 for 两 and for two; empty if the whole word is no number.
[[nodiscard]] std::string digits_of(std::string_view word);

}  // namespace duban::syntax
