#include "dsl/syntax/print_when.hpp"

#include "dsl/syntax/keywords.hpp"

#include <array>

namespace duban::syntax {

namespace {

using text::Language;

constexpr std::int32_t kLeastYearOfEnglish = 1000;  // `June 999` is a day

constexpr std::array<std::string_view, 10> kCounted{"分钟", "小时", "天",     "个工作日", "周",
                                                    "旬",   "个月", "个季度", "半年",     "年"};

Keyword after(Keyword first, std::int32_t index) { return static_cast<Keyword>(static_cast<std::int32_t>(first) + index); }

std::string padded(std::int32_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

/// 上旬, early ...
Keyword word_of(Third third) { return after(Keyword::early, static_cast<std::int32_t>(third) - 1); }

std::string iso(const Period& period) {
    return padded(period.year.value_or(0), 4) + "-" + padded(period.month, 2) + "-" + padded(period.day, 2);
}

std::string chinese(const Period& period, Meant meant) {
    const auto word = [](Keyword keyword) { return words_of(keyword).zh; };
    const bool ends = meant == Meant::its_end;
    const std::string year = period.year ? std::to_string(*period.year) + word(Keyword::year) : "";
    const std::string month = year + std::to_string(period.month) + word(Keyword::month);
    switch (period.kind) {
        case Period::Kind::date: return iso(period);
        case Period::Kind::month: return month + (ends ? word(Keyword::end_of) : "");
        case Period::Kind::month_day: return month + std::to_string(period.day) + word(Keyword::day);
        case Period::Kind::third: return month + word(word_of(period.third));
        case Period::Kind::quarter: return year + word(after(Keyword::first_quarter, period.index - 1)) + (ends ? "末" : "");
        case Period::Kind::half: return year + word(after(Keyword::first_half, period.index - 1));
        case Period::Kind::year:
            if (period.year && !ends) return std::to_string(*period.year);
            return (period.year ? year : word(Keyword::year)) + word(Keyword::end_of);
        case Period::Kind::day_in_period: return std::to_string(period.day) + word(Keyword::day);
    }
    return {};
}

std::string english(const Period& period, Meant meant) {
    const auto word = [](Keyword keyword) { return words_of(keyword).en; };
    const std::string end = meant == Meant::its_end ? word(Keyword::end_of) + " " : "";
    const std::string year = period.year ? " " + std::to_string(*period.year) : "";
    const std::string month = word(after(Keyword::january, period.month - 1));
    switch (period.kind) {
        case Period::Kind::date: return iso(period);
        case Period::Kind::month: return end + month + year;
        case Period::Kind::month_day: return month + " " + std::to_string(period.day);
        case Period::Kind::third: return word(word_of(period.third)) + " " + month + year;
        case Period::Kind::quarter: return end + word(after(Keyword::first_quarter, period.index - 1)) + year;
        case Period::Kind::half: return word(after(Keyword::first_half, period.index - 1)) + year;
        case Period::Kind::year:
            if (period.year) return end + std::to_string(*period.year);
            return word(Keyword::end_of) + " " + unit_alone(TimeUnit::year, Language::en);
        case Period::Kind::day_in_period: return unit_alone(TimeUnit::day, Language::en) + " " + std::to_string(period.day);
    }
    return {};
}

}  // namespace

std::string written(const Period& period, Meant meant, Language language) {
    const bool in_english = language == Language::en && period.year.value_or(kLeastYearOfEnglish) >= kLeastYearOfEnglish;
    const std::string next = period.next_year ? words_of(Keyword::next_year).in(language) : "";
    if (in_english) return (next.empty() ? "" : next + " ") + english(period, meant);
    return (language == Language::en && !next.empty() ? next + " " : next) + chinese(period, meant);
}

std::string time_of_day(std::int32_t minutes) { return padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2); }

std::string unit_alone(TimeUnit unit, Language language) {
    const text::Words words = words_of(after(Keyword::minute, static_cast<std::int32_t>(unit)));
    if (language == Language::zh) return words.zh;
    return unit == TimeUnit::ten_days ? words.en : words.en.substr(0, words.en.size() - 1);  // days, day
}

std::string counted(std::string_view number, TimeUnit unit, Language language) {
    if (language == Language::zh) return std::string(number) + std::string(kCounted.at(static_cast<std::size_t>(unit)));
    const bool one = number == "1";
    const std::string many = words_of(after(Keyword::minute, static_cast<std::int32_t>(unit))).en;
    return std::string(number) + " " + (one ? unit_alone(unit, language) : many);
}

}  // namespace duban::syntax
