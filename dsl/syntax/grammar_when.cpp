// Moments, stretches of time, rhythms.
#include "dsl/syntax/terminals.hpp"

// NOLINTBEGIN(readability-identifier-naming): rules are named as in the grammar
namespace duban::syntax {

namespace {

using text::Code;

// ---- terminals of time

/// 2012-06, 2012-06-30.
struct DateToken : OneToken<DateToken, Period> {
    bool take(const Token& token, Period& period, Stumble&) const {
        if (token.kind != TokenKind::date) return false;
        const bool with_day = token.text.size() == std::string_view("2012-06-30").size();
        period.kind = with_day ? Period::Kind::date : Period::Kind::month;
        period.year = std::stoi(token.text.substr(0, 4));
        period.month = std::stoi(token.text.substr(5, 2));
        period.day = with_day ? std::stoi(token.text.substr(8, 2)) : 0;
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"日期", "a date"}; }
};

/// 18:00, in minutes.
struct ClockToken : OneToken<ClockToken, std::int32_t> {
    bool take(const Token& token, std::int32_t& minutes, Stumble&) const {
        if (token.kind != TokenKind::clock) return false;
        minutes = std::stoi(token.text) * 60 + std::stoi(token.text.substr(token.text.size() - 2));
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"时刻（18:00）", "a time of day (18:00)"}; }
};

/// One of several keywords in a row of the table, as its index from 1.
struct IndexToken : OneToken<IndexToken, std::int32_t> {
    constexpr IndexToken(Keyword from, Keyword to) : first(from), last(to) {}
    bool take(const Token& token, std::int32_t& index, Stumble&) const {
        const auto found = token.spelling == nullptr ? std::nullopt : index_among(*token.spelling, first, last);
        if (found) index = *found + 1;
        return found.has_value();
    }
    [[nodiscard]] Keyword what() const { return first; }
    Keyword first;
    Keyword last;
};

struct ThirdToken : OneToken<ThirdToken, Third> {
    bool take(const Token& token, Third& third, Stumble&) const {
        const auto found =
            token.spelling == nullptr ? std::nullopt : index_among(*token.spelling, Keyword::early, Keyword::late);
        if (found) third = static_cast<Third>(*found + 1);
        return found.has_value();
    }
    [[nodiscard]] text::Words what() const { return {"上旬、中旬、下旬", "early, mid, late"}; }
};

/// 年, 月, 日 after a number name a point of time; 天 and 个月 only measure.
struct PointWordToken : OneToken<PointWordToken, x3::unused_type> {
    constexpr explicit PointWordToken(Keyword wanted) : keyword(wanted) {}
    bool take(const Token& token, x3::unused_type, Stumble&) const {
        return token.is(keyword) && token.spelling->language == text::Language::zh && token.text != "天" &&
               token.text != "个月";
    }
    [[nodiscard]] Keyword what() const { return keyword; }
    Keyword keyword;
};

const DateToken date;
const ClockToken clock;
const ThirdToken third;
const IndexToken quarter_name(Keyword::first_quarter, Keyword::fourth_quarter);
const IndexToken half_name(Keyword::first_half, Keyword::second_half);
const IndexToken month_name(Keyword::january, Keyword::december);

constexpr KeywordToken year_word(Keyword::year), month_word(Keyword::month), day_word(Keyword::day),
    quarter_word(Keyword::quarter);
constexpr KeywordToken next_year(Keyword::next_year), end_of(Keyword::end_of), to_word(Keyword::to);
constexpr KeywordToken see(Keyword::see), to_be_announced(Keyword::to_be_announced), within(Keyword::within);
constexpr KeywordToken after(Keyword::after), before(Keyword::before), at_least(Keyword::at_least), counted(Keyword::counted);
constexpr KeywordToken task(Keyword::task), every(Keyword::every), from(Keyword::from), assumed(Keyword::assumed);
constexpr KeywordToken otherwise(Keyword::otherwise);

// ---- periods

constexpr std::int32_t kLeastYear = 1000;  // a bare number from here on is a year

bool is_bare(const Period& period) { return period.kind == Period::Kind::year && period.year && *period.year < kLeastYear; }

/// The number before 年, 月 or 日 waits in `day` until its word has come.
const auto as_year = [](auto& context) {
    Period& period = x3::_val(context);
    period.kind = Period::Kind::year;
    period.year = period.day;
    period.day = 0;
};
const auto as_month = [](auto& context) {
    Period& period = x3::_val(context);
    period.kind = Period::Kind::month;
    period.month = period.day;
    period.day = 0;
};
const auto number_after_month = [](auto& context) {
    Period& period = x3::_val(context);
    const std::int32_t number = x3::_attr(context);
    if (number >= kLeastYear) {
        period.year = number;
    } else {
        period.kind = Period::Kind::month_day;
        period.day = number;
    }
};
/// Q2 2012, mid June 2012.
const auto year_after = [](auto& context) {
    x3::_pass(context) = x3::_attr(context) >= kLeastYear;
    if (x3::_pass(context)) x3::_val(context).year = x3::_attr(context);
};
/// June 30 2012.
const auto year_after_day = [](auto& context) {
    Period& period = x3::_val(context);
    x3::_pass(context) = period.kind == Period::Kind::month_day && x3::_attr(context) >= kLeastYear;
    if (!x3::_pass(context)) return;
    period.kind = Period::Kind::date;
    period.year = x3::_attr(context);
};
const auto day_of_month = [](auto& context) {
    Period& period = x3::_val(context);
    period.kind = period.year ? Period::Kind::date : Period::Kind::month_day;
    period.day = x3::_attr(context);
};
const auto keep_date = [](auto& context) {
    Period& period = x3::_val(context);
    const bool in_next_year = period.next_year;
    period = x3::_attr(context);
    period.next_year = in_next_year;
};
template <class Member>
auto kind_and(Period::Kind kind, Member Period::* member) {
    return [kind, member](auto& context) {
        x3::_val(context).kind = kind;
        x3::_val(context).*member = x3::_attr(context);
    };
}
const auto set_kind = [](Period::Kind kind) { return set(&Period::kind, kind); };

/// 31 June, month 13.
text::Words day_said(const Period& period, bool has_month, bool has_day) {
    const std::string month = std::to_string(period.month);
    const std::string day = std::to_string(period.day);
    const std::string index = std::to_string(period.index);
    if (period.kind == Period::Kind::quarter) return {index + "季度", "quarter " + index};
    if (!has_month) return {day + "日", "day " + day};
    return {month + "月" + (has_day ? day + "日" : ""), "month " + month + (has_day ? ", day " + day : "")};
}

template <class Context>
void check_period(const Context& context, const Period& period) {
    using Kind = Period::Kind;
    constexpr std::int32_t kLeapYear = 2000;
    if (is_bare(period)) refuse(context, Code::unit_word_missing, period.span, {std::to_string(*period.year)});
    const bool has_day = period.kind == Kind::date || period.kind == Kind::month_day;
    const bool has_month = has_day || period.kind == Kind::month || period.kind == Kind::third;
    bool exists = true;
    if (has_month) exists = value::date_of(period.year.value_or(kLeapYear), period.month, has_day ? period.day : 1).has_value();
    if (period.kind == Kind::day_in_period) exists = period.day >= 1 && period.day <= 31;
    if (period.kind == Kind::quarter) exists = period.index >= 1 && period.index <= 4;
    if (!exists) refuse(context, Code::no_such_day, period.span, {day_said(period, has_month, has_day)});
}

const auto checked = [](auto& context) {
    check_period(context, x3::_attr(context));
    x3::_val(context) = std::move(x3::_attr(context));
};

/// 3至4月: a bare number takes the word after.
const auto complete_range = [](auto& context) {
    Range& range = x3::_val(context);
    if (!range.from) return;
    Period& first = *range.from;
    const bool completes = range.to && (range.to->kind == Period::Kind::month || range.to->kind == Period::Kind::day_in_period);
    if (is_bare(first) && completes) {
        (range.to->kind == Period::Kind::month ? first.month : first.day) = *first.year;
        first.kind = range.to->kind;
        first.year = range.to->year;
    }
    check_period(context, first);
    if (range.to) check_period(context, *range.to);
};

const x3::rule<struct written_period_id, Period> written_period = "written_period";
const x3::rule<struct period_id, Period> period = "period";

/// Fields of a rule's struct set by a part of it that is written as a parser, not as a rule of its own.
const auto quarter_or_half =
    quarter_name[kind_and(Period::Kind::quarter, &Period::index)] | half_name[kind_and(Period::Kind::half, &Period::index)];
constexpr PointWordToken numbered_year(Keyword::year), numbered_month(Keyword::month), numbered_day(Keyword::day);
const auto day_or_third = whole[day_of_month] > numbered_day | third[kind_and(Period::Kind::third, &Period::third)];
const auto month_by_number = whole[to(&Period::day)] > numbered_month[as_month] > -day_or_third;

const auto point_start = date[keep_date] | quarter_or_half > -whole[year_after] |
                         not_yet(Keyword::monday, Keyword::tuesday, Keyword::wednesday, Keyword::thursday, Keyword::friday,
                                 Keyword::saturday, Keyword::sunday) |
                         third[to(&Period::third)] > month_name[kind_and(Period::Kind::third, &Period::month)] >
                             -whole[year_after] |
                         month_name[kind_and(Period::Kind::month, &Period::month)] > -whole[number_after_month] >
                             -whole[year_after_day] |
                         year_word[set_kind(Period::Kind::year)] > -whole[to(&Period::year)] |
                         day_word > whole[kind_and(Period::Kind::day_in_period, &Period::day)] |
                         month_word > whole[kind_and(Period::Kind::month, &Period::month)] |
                         quarter_word > whole[kind_and(Period::Kind::quarter, &Period::index)] |
                         whole[to(&Period::day)] > (numbered_year[as_year] > -(month_by_number | quarter_or_half) |
                                                    numbered_month[as_month] > -day_or_third |
                                                    numbered_day[set_kind(Period::Kind::day_in_period)] | x3::eps[as_year]);

const auto written_period_def =
    spanned(labelled("日期或时段（6月30日、6月底、二季度、年底）", "a date or period (June 30, end of June, Q2, end of year)",
                     -next_year[set(&Period::next_year, true)] >> -end_of >> point_start >> -end_of));

const auto period_def = written_period[checked];

const x3::rule<struct range_id, Range> range = "range";
const auto range_def = spanned((to_be_announced[set(&Range::to_be_announced, true)] |
                                written_period[to(&Range::from)] > -(to_word > written_period[to(&Range::to)]) |
                                name[to(&Range::window)]) > x3::eps[complete_range]);

const x3::rule<struct row_key_id, RowKey> row_key = "row_key";
const auto row_key_def =
    spanned(otherwise[set(&RowKey::otherwise, true)] | period[to(&RowKey::period)] | name[to(&RowKey::name)]);

// ---- moments

const x3::rule<struct duration_id, value::Duration> duration = "duration";
const auto duration_def = whole[to(&value::Duration::count)] > time_unit[to(&value::Duration::unit)];

const x3::rule<struct length_id, Length> length = "length";
const auto length_def = spanned(duration[to(&Length::duration)] | name[to(&Length::parameter)]);

const auto clock_of_period = [](auto& context) { x3::_val(context).period->clock_minutes = x3::_attr(context); };

const x3::rule<struct anchor_id, Anchor> anchor = "anchor";
const auto anchor_def = spanned(period[to(&Anchor::period)] > -clock[clock_of_period] |
                                document[to(&Anchor::document)] > -name[to(&Anchor::stage)] | task > id[to(&Anchor::task)] |
                                name[to(&Anchor::name)]);

/// 6月底前 needs no length; 汛期 前 does.
const auto only_period = [](auto& context) { x3::_pass(context) = x3::_val(context).anchor.period.has_value(); };
const auto relation = [](Moment::Relation is) { return set(&Moment::relation, is); };
const auto length_before = length[to(&Moment::length)] > x3::eps[relation(Moment::Relation::at_least_before)];

const x3::rule<struct moment_id, Moment> moment = "moment";
const auto moment_def = spanned(
    see[relation(Moment::Relation::see_document)] > document[to(&Moment::document)] |
    to_be_announced[relation(Moment::Relation::to_be_announced)] |
    within[relation(Moment::Relation::within_after)] > length[to(&Moment::length)] > (counted | after) >
        anchor[to(&Moment::anchor)] |
    at_least[relation(Moment::Relation::at_least_before)] > length[to(&Moment::length)] > before > anchor[to(&Moment::anchor)] |
    anchor[to(&Moment::anchor)] > -(before > (length_before | x3::eps[only_period]) | within |
                                    after[relation(Moment::Relation::within_after)] > length[to(&Moment::length)] > -within));

// ---- rhythms

const x3::rule<struct rhythm_id, Rhythm> rhythm = "rhythm";
const auto is_assumed = assumed[set(&Rhythm::assumed, true)];
const auto rhythm_def = spanned(every > -not_yet(Keyword::by) > -whole[to(&Rhythm::count)] > time_unit[to(&Rhythm::unit)] >
                                -is_assumed > -(from > moment[to(&Rhythm::from)]) > -not_yet(Keyword::until) > -is_assumed);

// ---- tables

const x3::rule<struct moment_row_id, Row<Moment>> moment_row = "moment_row";
const auto moment_row_def = keyed(row_key, moment, static_cast<const Row<Moment>*>(nullptr));
const x3::rule<struct by_moment_id, By<Moment>> by_moment = "by_moment";
const auto by_moment_def = one_or_table(moment, moment_row, static_cast<const By<Moment>*>(nullptr));

const x3::rule<struct range_row_id, Row<Range>> range_row = "range_row";
const auto range_row_def = keyed(row_key, range, static_cast<const Row<Range>*>(nullptr));
const x3::rule<struct by_range_id, By<Range>> by_range = "by_range";
const auto by_range_def = one_or_table(range, range_row, static_cast<const By<Range>*>(nullptr));

BOOST_SPIRIT_DEFINE(written_period, period, range, row_key, duration, length, anchor, moment, rhythm)
BOOST_SPIRIT_DEFINE(moment_row, by_moment, range_row, by_range)

}  // namespace

bool match(const Token*& first, const Token* last, Stumble& stumble, Period& into) {
    return run(period, first, last, stumble, into);
}

bool match(const Token*& first, const Token* last, Stumble& stumble, RowKey& into) {
    return run(row_key, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, Range& into) {
    return run(range, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, Rhythm& into) {
    return run(rhythm, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, By<Moment>& into) {
    return run(by_moment, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, By<Range>& into) {
    return run(by_range, first, last, stumble, into);
}

}  // namespace duban::syntax
// NOLINTEND(readability-identifier-naming)
