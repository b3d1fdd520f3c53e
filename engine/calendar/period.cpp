#include "engine/calendar/period.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace duban::calendar {

namespace {

using value::CivilDate;
using value::Date;
using value::TimeUnit;

constexpr std::int64_t kMostMonths = 12 * 10'000;
constexpr std::int64_t kMostDays = 10'000 * 366;
constexpr std::int32_t kThirdsOfMonth = 3;  // 旬

// ---- slots

Date first_of_month(Date date) { return value::add_days(date, 1 - civil(date).day); }

/// The first day of the n-th third of a month after that in which the month begins.
Date third_of_month(Date month, std::int64_t n) {
    const Date first = value::add_months(month, static_cast<std::int32_t>(n / kThirdsOfMonth));
    return value::add_days(first, static_cast<std::int32_t>(n % kThirdsOfMonth) * 10);
}

std::int64_t third_of(Date date) { return std::min((civil(date).day - 1) / 10, kThirdsOfMonth - 1); }

/// Slots from `begin_of(0)` on, each up to the day before the next begins.
template <class BeginOf>
std::vector<Slot> cut(Days stretch, const BeginOf& begin_of) {
    std::vector<Slot> slots;
    Date begin = begin_of(0);
    for (std::int64_t n = 1; begin <= stretch.last; ++n) {
        const Date next = begin_of(n);
        if (next <= begin) break;  // past every year that there is
        const Days days{begin, std::min(value::add_days(next, -1), stretch.last)};
        slots.push_back({days, label_of(days)});
        begin = next;
    }
    return slots;
}

std::vector<Slot> cut_by_months(Days stretch, std::int64_t months) {
    const Date origin = first_of_month(stretch.first);
    return cut(stretch, [&](std::int64_t n) {
        return value::add_months(origin, static_cast<std::int32_t>(std::min(n * months, kMostMonths)));
    });
}

std::vector<Slot> cut_by_thirds(Days stretch, std::int64_t thirds) {
    const Date month = first_of_month(stretch.first);
    const std::int64_t origin = third_of(stretch.first);
    return cut(stretch, [&](std::int64_t n) { return third_of_month(month, std::min(origin + n * thirds, kMostMonths)); });
}

std::vector<Slot> cut_by_days(Days stretch, Date origin, std::int64_t days) {
    return cut(stretch, [&](std::int64_t n) {
        return value::add_days(origin, static_cast<std::int32_t>(std::min(n * days, kMostDays)));
    });
}

Date first_monday(Date date) { return value::add_days(date, (7 - value::weekday(date)) % 7); }

// ---- labels

/// `2012` or, with its month, `2012-06`: what is left of a date's text without an end of this length.
std::string without_end(Date date, std::string_view end) {
    std::string text = value::to_string(date);
    text.resize(text.size() - end.size());
    return text;
}

std::string year_of(Date date) { return without_end(date, "-01-01"); }
std::string month_of(Date date) { return without_end(date, "-01"); }

std::optional<Days> months(std::int32_t year, std::int32_t first_month, std::int32_t count) {
    const std::optional<Date> first = value::date_of(year, first_month, 1);
    if (!first || first_month + count > 13) return std::nullopt;
    return Days{*first, value::month_end(year, first_month + count - 1)};
}

std::optional<Days> third(std::int32_t year, std::int32_t month, std::int32_t which) {
    const std::optional<Date> first = value::date_of(year, month, which * 10 + 1);
    if (!first) return std::nullopt;
    return Days{*first, which == 2 ? value::month_end(year, month) : value::add_days(*first, 9)};
}

bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
}

std::optional<std::int32_t> take_number(std::string_view& rest, std::size_t least, std::size_t most) {
    std::size_t size = 0;
    std::int32_t number = 0;
    while (size < rest.size() && size < most && rest[size] >= '0' && rest[size] <= '9') {
        number = number * 10 + (rest[size] - '0');
        ++size;
    }
    if (size < least) return std::nullopt;
    rest.remove_prefix(size);
    return number;
}

/// Position of the word of the list that stands here.
template <std::size_t kSize>
std::optional<std::int32_t> take_one(std::string_view& rest, const std::array<std::string_view, kSize>& words) {
    for (std::size_t i = 0; i < kSize; ++i) {
        if (take(rest, words[i])) return static_cast<std::int32_t>(i);
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 4> kQuarters = {"一", "二", "三", "四"};
constexpr std::array<std::string_view, 2> kHalves = {"上半年", "下半年"};
constexpr std::array<std::string_view, 3> kThirds = {"上旬", "中旬", "下旬"};

/// What stands behind a year: nothing, a half, a quarter, a month, a third of one.
std::optional<Days> within_year(std::int32_t year, std::string_view rest) {
    const bool is_chinese = take(rest, "年");
    if (rest.empty()) return months(year, 1, 12);
    if (const auto half = take_one(rest, kHalves)) return rest.empty() ? months(year, *half * 6 + 1, 6) : std::nullopt;
    const bool has_hyphen = take(rest, "-");
    if (take(rest, "H") || take(rest, "h")) {
        const auto half = take_number(rest, 1, 1);
        return half && rest.empty() && *half >= 1 && *half <= 2 ? months(year, *half * 6 - 5, 6) : std::nullopt;
    }
    const bool has_letter = take(rest, "Q") || take(rest, "q");
    const bool is_ordinal = take(rest, "第");
    std::optional<std::int32_t> number = take_one(rest, kQuarters);
    number = number ? *number + 1 : take_number(rest, 1, has_letter ? 1 : 2);
    if (!number) return std::nullopt;
    if (has_letter || rest == "季度") {
        return (has_letter ? rest.empty() : true) && *number >= 1 && *number <= 4 ? months(year, *number * 3 - 2, 3)
                                                                                  : std::nullopt;
    }
    if (is_ordinal || is_chinese == has_hyphen || is_chinese != take(rest, "月")) return std::nullopt;
    if (rest.empty()) return months(year, *number, 1);
    const auto which = take_one(rest, kThirds);
    return which && rest.empty() ? third(year, *number, *which) : std::nullopt;
}

std::optional<Days> one_period(std::string_view text) {
    if (const auto date = value::parse_date(text)) return Days{*date, *date};
    const auto year = take_number(text, 4, 4);
    return year ? within_year(*year, text) : std::nullopt;
}

std::string without_blanks(std::string_view text) {
    std::string folded = text::fold_width(text);
    folded.erase(std::remove(folded.begin(), folded.end(), ' '), folded.end());
    return folded;
}

}  // namespace

std::vector<Slot> slots_of(Days stretch, value::Duration rhythm) {
    if (rhythm.count < 1 || stretch.last < stretch.first) return {};
    const std::int64_t count = rhythm.count;
    switch (rhythm.unit) {
        case TimeUnit::month:
        case TimeUnit::quarter:
        case TimeUnit::half_year:
        case TimeUnit::year: return cut_by_months(stretch, count * *value::months_in(rhythm.unit));
        case TimeUnit::ten_days: return cut_by_thirds(stretch, count);
        case TimeUnit::week: return cut_by_days(stretch, first_monday(stretch.first), count * 7);
        case TimeUnit::day: return cut_by_days(stretch, stretch.first, count);
        case TimeUnit::working_day:
        case TimeUnit::hour:
        case TimeUnit::minute: break;
    }
    return {};
}

std::vector<Slot> slots_from(Days year, value::Date last, value::Duration rhythm) {
    std::vector<Slot> slots = slots_of(year, rhythm);
    if (last <= year.last) return slots;
    const auto end_of = [&](std::int32_t months) { return value::add_days(value::add_months(year.first, months), -1); };
    std::int32_t months = 12;
    while (end_of(months) < last)
        months += 12;
    const Days enough{year.first, end_of(months + 12)};  // a year more, which cuts none of those that are wanted
    for (Slot& slot : slots_of(enough, rhythm)) {
        if (slot.days.first > year.last && slot.days.first <= end_of(months)) slots.push_back(std::move(slot));
    }
    return slots;
}

std::optional<Days> days_of_label(std::string_view label) {
    const std::string text = without_blanks(label);
    if (const auto days = one_period(text)) return days;
    for (const std::string_view joint : {"/", "至", ".."}) {
        const std::size_t at = text.find(joint);
        if (at == std::string::npos) continue;
        const std::string_view end = std::string_view(text).substr(at + joint.size());
        const auto first = one_period(std::string_view(text).substr(0, at));
        if (!first) continue;
        auto last = one_period(end);
        if (!last && !end.empty()) last = one_period(year_of(first->first) + "年" + std::string(end));
        if (last && first->first <= last->last) return Days{first->first, last->last};
    }
    return std::nullopt;
}

std::string label_of(Days days) {
    const CivilDate first = civil(days.first);
    const CivilDate last = civil(days.last);
    if (days.first == days.last) return value::to_string(days.first);
    const bool whole_months = days.first < days.last && first.day == 1 && first.year == last.year &&
                              days.last == value::month_end(last.year, last.month);
    if (whole_months) {
        const std::int32_t count = last.month - first.month + 1;
        if (count == 12) return year_of(days.first);
        const std::string year = year_of(days.first);
        const bool aligned = (first.month - 1) % count == 0;
        if (count == 6 && aligned) return year + "-H" + std::to_string((first.month + 5) / 6);
        if (count == 3 && aligned) return year + "-Q" + std::to_string((first.month + 2) / 3);
        if (count == 1) return month_of(days.first);
    }
    return value::to_string(days.first) + "/" + value::to_string(days.last);
}

}  // namespace duban::calendar
