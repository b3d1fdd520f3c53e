#include "dsl/syntax/numeral.hpp"

#include <algorithm>
#include <array>

namespace duban::syntax {

namespace {

struct Sign {
    std::string_view text;
    std::int32_t value;  // 10 and 100 multiply the digit before them
};
constexpr std::array kSigns{Sign{"零", 0}, Sign{"一", 1},  Sign{"二", 2},  Sign{"两", 2}, Sign{"三", 3},
                            Sign{"四", 4}, Sign{"五", 5},  Sign{"六", 6},  Sign{"七", 7}, Sign{"八", 8},
                            Sign{"九", 9}, Sign{"十", 10}, Sign{"百", 100}};

constexpr std::array<std::string_view, 24> kCounters{"次", "期", "件", "人", "家",   "户", "项", "场",
                                                     "名", "座", "处", "份", "台",   "辆", "个", "起",
                                                     "元", "吨", "米", "部", "公里", "篇", "所", "万元"};

}  // namespace

Numeral numeral_at(std::string_view text) {
    constexpr std::int32_t kNoDigit = -1;
    constexpr std::int32_t kMost = 9'999;
    Numeral numeral;
    std::int32_t digit = kNoDigit;
    while (numeral.value <= kMost) {
        const std::string_view rest = text.substr(numeral.length);
        const auto sign =
            std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& one) { return rest.starts_with(one.text); });
        if (sign == kSigns.end()) break;
        if (sign->value >= 10) {
            numeral.value += (digit == kNoDigit ? 1 : digit) * sign->value;
            digit = kNoDigit;
        } else {
            if (digit > 0) return {};
            digit = sign->value;
        }
        numeral.length += sign->text.size();
    }
    if (digit != kNoDigit) numeral.value += digit;
    return numeral;
}

bool is_counter(std::string_view word) { return std::find(kCounters.begin(), kCounters.end(), word) != kCounters.end(); }

}  // namespace duban::syntax
