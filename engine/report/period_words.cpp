#include "engine/report/door.hpp"
#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include <algorithm>
#include <array>

namespace duban::report {

namespace {

using calendar::Days;

constexpr std::array<std::string_view, 5> kWholeYear{"全年", "年度", "本年", "本年度", "year"};
constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};
constexpr std::size_t kLeastMonthLetters = 3;
constexpr std::array<std::string_view, 4> kJoints{"至", "-", "—", "~"};

bool touches(Days days, Days year) { return days.last >= year.first && days.first <= year.last; }

bool has_year(std::string_view text) { return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit); }

std::string without_blanks(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

/// `june`, `jun.` -> `6月`; nothing if it is no month.
std::optional<std::string> month_of(std::string_view word) {
    if (word.ends_with('.')) word.remove_suffix(1);
    if (word.size() < kLeastMonthLetters) return std::nullopt;
    for (std::size_t month = 0; month < kMonths.size(); ++month) {
        if (kMonths[month].starts_with(word)) return std::to_string(month + 1) + "月";
    }
    return std::nullopt;
}

/// `june2012`, `q1 2012` -> the year in front.
std::string year_in_front(std::string_view text) {
    constexpr std::size_t kYearDigits = 4;
    if (text.size() <= kYearDigits + 1 || is_digit(text.front())) return std::string(text);
    const std::string_view year = text.substr(text.size() - kYearDigits);
    const std::string_view rest = text.substr(0, text.size() - kYearDigits);
    const bool after_word = (rest.back() >= 'a' && rest.back() <= 'z') || rest.back() == '.';
    if (!has_year(year) || (!after_word && rest.front() != 'q' && rest.front() != 'h')) return std::string(text);
    return std::string(year) + "-" + std::string(rest);
}

/// The n-th part of the plan year of so many months: quarters and halves count from its first month.
std::optional<Days> part_of(Days plan_year, std::string_view text) {
    for (const value::TimeUnit unit : {value::TimeUnit::quarter, value::TimeUnit::half_year}) {
        const std::vector<calendar::Slot> slots = calendar::slots_of(plan_year, {1, unit});
        for (std::size_t n = 0; n < slots.size(); ++n) {
            const std::string number = std::to_string(n + 1);
            const bool is_quarter = unit == value::TimeUnit::quarter;
            if (is_quarter &&
                (text == "q" + number || text == number + "季度" || text == "第" + number + "季度" || text == number + "季"))
                return slots[n].days;
            if (!is_quarter && (text == "h" + number || text == (n == 0 ? "上半年" : "下半年"))) return slots[n].days;
        }
    }
    return std::nullopt;
}

/// Days named without a year, in the year that touches the plan's.
std::optional<Days> in_plan_year(Days plan_year, std::string_view text) {
    const std::int32_t last = value::civil(plan_year.last).year;
    for (std::int32_t year = value::civil(plan_year.first).year; year <= last; ++year) {
        const auto days = calendar::days_of_label(std::to_string(year) + "年" + std::string(text));
        if (days && touches(*days, plan_year)) return days;
    }
    return std::nullopt;
}

std::optional<Days> period_of(std::string text, Days plan_year);

/// `1-3月`, `2012年1月至3月`: from the first month to the last.
std::optional<Days> stretch_of(std::string_view text, Days plan_year) {
    for (const std::string_view joint : kJoints) {
        const std::size_t at = text.find(joint);
        if (at == std::string_view::npos || at == 0 || at + joint.size() == text.size()) continue;
        std::string first(text.substr(0, at));
        std::string last(text.substr(at + joint.size()));
        if (is_digit(first.back()) && last.ends_with("月") && (!has_year(first) || first.find("年") != std::string::npos))
            first += "月";
        if (has_year(first) && !has_year(last)) last = first.substr(0, 4) + "年" + last;
        if (!first.ends_with("月") && !first.ends_with("日")) continue;
        const auto from = period_of(first, plan_year);
        const auto to = period_of(last, plan_year);
        if (from && to && from->first <= to->last) return Days{from->first, to->last};
    }
    return std::nullopt;
}

std::optional<Days> period_of(std::string text, Days plan_year) {
    if (const auto days = calendar::days_of_label(text)) return days;
    for (const std::string_view end : {"度", "份"}) {
        const bool of_quarter = text.ends_with("季度");
        if (text.ends_with(end) && !of_quarter && text != "年度") text.resize(text.size() - end.size());
    }
    if (std::find(kWholeYear.begin(), kWholeYear.end(), text) != kWholeYear.end()) return plan_year;
    text = year_in_front(text);
    if (const auto month = month_of(text)) text = *month;
    if (has_year(text)) {
        std::string_view rest = std::string_view(text).substr(4);
        if (rest.starts_with('-')) rest.remove_prefix(1);
        if (const auto month = month_of(rest)) text = text.substr(0, 4) + "年" + *month;
    }
    if (const auto days = calendar::days_of_label(text)) return days;
    if (!has_year(text)) {
        if (const auto days = part_of(plan_year, with_digits(text).value_or(text))) return days;
        if (const auto days = in_plan_year(plan_year, text)) return days;
    }
    return stretch_of(text, plan_year);
}

}  // namespace

text::Result<Days> read_period(std::string_view written, Days plan_year) {
    const std::string text = without_blanks(lower(plain(written)));
    if (const auto days = period_of(text, plan_year)) return *days;
    if (const auto meant = with_digits(text)) {
        if (const auto days = period_of(*meant, plan_year)) return *days;
    }
    if (const auto meant = without_letters_for_digits(plain(written))) {
        if (period_of(without_blanks(lower(*meant)), plan_year)) {
            return text::diagnose(text::Code::letter_for_digit, {plain(written), *meant});
        }
    }
    return text::diagnose(text::Code::period_unreadable, {plain(written)});
}

std::optional<std::string> period_label(std::string_view written, Days plan_year) {
    const auto days = read_period(written, plan_year);
    return days ? std::optional(calendar::label_of(*days)) : std::nullopt;
}

text::Result<Days> read_range(std::string_view written, Days plan_year) {
    const std::string text = without_blanks(plain(written));
    const auto unreadable = [&] { return text::diagnose(text::Code::not_a_range, {text}); };
    for (const std::string_view joint : {"/", "至", "~", "—"}) {
        const std::size_t at = text.find(joint);
        if (at == std::string::npos) continue;
        const auto day = [&](std::string_view part) -> std::optional<value::Date> {
            if (const auto date = value::parse_date(part)) return date;
            const auto days = in_plan_year(plan_year, part);
            return days && days->first == days->last ? std::optional(days->first) : std::nullopt;
        };
        // A day without a year or month: take the year of the first, as in 2012年11月8日至11月14日.
        const std::string first = text.substr(0, at);
        std::string last = text.substr(at + joint.size());
        if (has_year(first) && first.find("年") != std::string::npos && !has_year(last))
            last = first.substr(0, 4) + "年" + last;
        const auto from = day(first);
        const auto to = day(last);
        if (!from || !to) continue;
        if (*to < *from) return text::diagnose(text::Code::range_backwards, {text});
        return Days{*from, *to};
    }
    if (const auto date = value::parse_date(text)) return Days{*date, *date};
    return unreadable();
}

}  // namespace duban::report
