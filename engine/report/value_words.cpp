#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include "dsl/value/decimal.hpp"

#include <algorithm>
#include <array>

namespace duban::report {

namespace {

using plan::Indicator;
using plan::IndicatorKind;
using text::Code;
using text::Result;

constexpr std::array<std::string_view, 5> kYes{"是", "yes", "true", "1", "有"};
constexpr std::array<std::string_view, 5> kNo{"否", "no", "false", "0", "无"};
constexpr std::array<std::string_view, 3> kWithheld{"withheld", "不公开", "不予公开"};
constexpr std::array<std::string_view, 3> kNotApplicable{"n/a", "不适用", "na"};
constexpr std::array<std::string_view, 2> kMyriads{"万", "亿"};
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kNumberCharacters = "0123456789.,";

template <std::size_t kSize>
bool is_one_of(const std::array<std::string_view, kSize>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool starts_with_myriad(std::string_view text) {
    return std::any_of(kMyriads.begin(), kMyriads.end(), [text](std::string_view word) { return text.starts_with(word); });
}

bool ends_with_myriad(std::string_view text) {
    return std::any_of(kMyriads.begin(), kMyriads.end(), [text](std::string_view word) { return text.ends_with(word); });
}

/// How many bytes at the front are a sign, digits and their marks.
std::size_t number_size(std::string_view text) {
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const std::size_t end = text.find_first_not_of(kNumberCharacters, sign);
    return end == std::string_view::npos ? text.size() : end;
}

/// Why it is no number in that measure.
text::Diagnostic no_number(std::string_view text, std::string_view measure) {
    const auto reads = [measure](std::string_view candidate) {
        return value::parse_decimal(candidate) ||
               (!measure.empty() && candidate.ends_with(measure) &&
                value::parse_decimal(trimmed(candidate.substr(0, candidate.size() - measure.size()))));
    };
    const std::string seen(text);
    if (const auto meant = without_exponent(text)) return text::diagnose(Code::number_with_exponent, {seen, *meant});
    if (const auto meant = without_letters_for_digits(text); meant && reads(*meant)) {
        return text::diagnose(Code::letter_for_digit, {seen, *meant});
    }
    // Of 百分之三十 and 三万五千 the characters that are numerals make no number by themselves.
    if (const auto meant = with_digits(text); meant && number_size(text) == 0 && number_size(*meant) > 0) {
        const std::string_view behind = std::string_view(*meant).substr(number_size(*meant));
        const bool stays =
            behind == measure || behind == "%" || is_one_of(kMyriads, behind);  // any other measure is refused, too
        if (behind.find_first_of(kDigits) == std::string_view::npos)
            return text::diagnose(Code::numeral_in_characters, {seen, stays ? *meant : meant->substr(0, number_size(*meant))});
    }
    const std::string_view number = text.substr(0, number_size(text));
    const std::string_view rest = trimmed(text.substr(number.size()));
    const bool has_digits = number.find_first_of(kDigits) != std::string_view::npos;
    if (has_digits && (rest.empty() || rest == measure || is_one_of(kMyriads, rest))) {
        const bool is_simple = std::count(number.begin(), number.end(), '.') <= 1 && number.find(',') == std::string_view::npos;
        const bool is_whole =
            number.back() != '.' && kDigits.find(number[number.find_first_not_of("+-")]) != std::string_view::npos;
        if (is_simple && is_whole) return text::diagnose(Code::number_not_kept, {seen});
        return text::diagnose(Code::not_a_number, {seen});
    }
    if (!has_digits || !value::parse_decimal(number) || rest.front() == 'e' || rest.front() == 'E') {
        return text::diagnose(Code::not_a_number, {seen});
    }
    if (measure.empty()) return text::diagnose(Code::measure_not_wanted, {seen, std::string(rest)});
    return text::diagnose(Code::other_measure, {seen, std::string(rest), std::string(measure)});
}

/// In the indicator's measure, which may stand behind the number.
Result<value::Decimal> read_number(std::string_view written, std::string_view measure_word) {
    const std::string text = plain(written);
    const std::string measure = plain(measure_word);
    std::string_view number = text;
    if (!measure.empty() && number.ends_with(measure)) number = trimmed(number.substr(0, number.size() - measure.size()));
    // 37.5万 of an indicator in 万元 would be counted in 万元 twice over.
    if (starts_with_myriad(measure) && ends_with_myriad(number)) {
        return text::diagnose(Code::other_measure, {text, text.substr(number_size(text)), measure});
    }
    if (const auto decimal = value::parse_decimal(number)) return *decimal;
    return no_number(text, measure);
}

Result<std::string> read_member(const Indicator& indicator, std::string_view written) {
    const auto found = std::find(indicator.members.begin(), indicator.members.end(), written);
    if (found != indicator.members.end()) return *found;
    const std::string small = lower(plain(written));
    for (const std::string& member : indicator.members) {
        if (lower(member) == small) return member;
    }
    return text::diagnose(Code::member_unknown,
                          {std::string(written), near_miss(written, indicator.members), listed(indicator.members)});
}

/// In the plan's order, those that do not apply after `-`.
Result<std::string> read_set(const Indicator& indicator, std::string_view written) {
    enum class Mark : std::uint8_t { none, in, not_applicable };
    std::vector<Mark> marks(indicator.members.size(), Mark::none);
    for (const std::string& part : parts_of(written)) {
        const std::string folded = plain(part);
        const bool exempt = folded.starts_with('-');
        const auto member =
            read_member(indicator, exempt ? trimmed(std::string_view(folded).substr(1)) : std::string_view(part));
        if (!member) return member.failure();
        Mark& mark = marks[static_cast<std::size_t>(std::find(indicator.members.begin(), indicator.members.end(), *member) -
                                                    indicator.members.begin())];
        const Mark now = exempt ? Mark::not_applicable : Mark::in;
        if (mark != Mark::none && mark != now) return text::diagnose(Code::member_both_ways, {*member});
        mark = now;
    }
    std::string members;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i] == Mark::none) continue;
        if (!members.empty()) members += "、";
        if (marks[i] == Mark::not_applicable) members += '-';
        members += indicator.members[i];
    }
    return members;
}

Result<std::string> read_document_stage(std::string_view written) {
    const std::string word = lower(plain(written));
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (std::size_t rank = 0; rank < plan::kDocumentStages; ++rank) {
        const text::Words stage = plan::document_stage(rank);
        if (word == stage.zh || word == stage.en) return stage.zh;
        zh.push_back(stage.zh);
        en.push_back(stage.en);
    }
    std::vector<std::string> both = zh;
    both.insert(both.end(), en.begin(), en.end());
    return text::diagnose(Code::member_unknown,
                          {std::string(written), near_miss(word, both), text::Words(listed(zh).zh, listed(en).en)});
}

}  // namespace

std::optional<std::string> special_value(std::string_view written) {
    const std::string word = lower(plain(written));
    if (is_one_of(kWithheld, word)) return "withheld";
    if (is_one_of(kNotApplicable, word)) return "n/a";
    return std::nullopt;
}

Result<std::string> read_yes_or_no(std::string_view written) {
    const std::string word = lower(plain(written));
    if (is_one_of(kYes, word)) return std::string("1");
    if (is_one_of(kNo, word)) return std::string("0");
    return text::diagnose(Code::not_yes_or_no, {std::string(written)});
}

Result<std::string> read_part(std::string_view written) {
    const auto number = read_number(written, {});
    if (!number) return number.failure();
    if (number->millionths < 0) return text::diagnose(Code::ratio_part_negative, {plain(written)});
    return value::to_string(*number);
}

Result<std::string> read_value(const Indicator& indicator, std::string_view written, std::int32_t offset_minutes) {
    switch (indicator.kind) {
        case IndicatorKind::flow:
        case IndicatorKind::running_total:
        case IndicatorKind::stock: {
            const auto number = read_number(written, indicator.measure);
            if (!number) return number.failure();
            if (plan::only_grows(indicator.kind) && number->millionths < 0) {
                return text::diagnose(Code::negative_flow, {plain(written)});
            }
            return value::to_string(*number);
        }
        case IndicatorKind::yes_no: return read_yes_or_no(written);
        case IndicatorKind::stages:
        case IndicatorKind::one_of: return read_member(indicator, written);
        case IndicatorKind::set: return read_set(indicator, written);
        case IndicatorKind::document: return read_document_stage(written);
        case IndicatorKind::date: {
            const auto date = read_date(written, value::BareDate::first_minute, offset_minutes);
            if (!date) return date.failure();
            return value::to_string(value::date_of(date->instant));
        }
        case IndicatorKind::time: {
            const auto moment = read_date(written, value::BareDate::last_minute, offset_minutes);
            if (!moment) return moment.failure();
            return value::to_string(moment->instant);
        }
        case IndicatorKind::text:
        case IndicatorKind::ratio: break;
    }
    return std::string(written);
}

}  // namespace duban::report
