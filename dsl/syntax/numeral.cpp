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

constexpr std::array kEnglish{Sign{"one", 1},     Sign{"two", 2},    Sign{"three", 3},    Sign{"four", 4},
                              Sign{"five", 5},    Sign{"six", 6},    Sign{"seven", 7},    Sign{"eight", 8},
                              Sign{"nine", 9},    Sign{"ten", 10},   Sign{"eleven", 11},  Sign{"twelve", 12},
                              Sign{"twenty", 20}, Sign{"fifty", 50}, Sign{"hundred", 100}};

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

std::string digits_of(std::string_view word) {
    const auto english = std::find_if(kEnglish.begin(), kEnglish.end(), [&](const Sign& one) { return one.text == word; });
    if (english != kEnglish.end()) return std::to_string(english->value);
    constexpr std::string_view kPercent = "百分之";
    const bool percent = word.starts_with(kPercent);
    const std::string_view numeral = percent ? word.substr(kPercent.size()) : word;
    const Numeral found = numeral_at(numeral);
    if (found.length == 0 || found.length != numeral.size()) return {};
    return std::to_string(found.value) + (percent ? "%" : "");
}

bool is_counter(std::string_view word) { return std::find(kCounters.begin(), kCounters.end(), word) != kCounters.end(); }

}  // namespace duban::syntax
