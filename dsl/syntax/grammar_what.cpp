// How much, what, and who: quantities, criteria, units.
#include "dsl/syntax/terminals.hpp"

// NOLINTBEGIN(readability-identifier-naming): rules are named as in the grammar
namespace duban::syntax {

namespace {

using text::Code;

// ---- how much

constexpr MarkToken percent{Mark::percent, "%"}, plus{Mark::plus, "+"}, minus{Mark::minus, "-"}, times{Mark::times, "*"},
    over{Mark::over, "/"};
constexpr KeywordToken points(Keyword::points), either(Keyword::either), both(Keyword::both), negated(Keyword::negated);
constexpr KeywordToken task(Keyword::task), whose(Keyword::whose), between(Keyword::between), to_word(Keyword::to);
constexpr KeywordToken is_reported(Keyword::is_reported), all_covered(Keyword::all_covered), includes(Keyword::includes);
constexpr KeywordToken or_more(Keyword::or_more), or_less(Keyword::or_less), throughout(Keyword::throughout);
constexpr KeywordToken on(Keyword::on), up(Keyword::up), down(Keyword::down), until(Keyword::until);
constexpr KeywordToken each(Keyword::each), except(Keyword::except), where(Keyword::where), etc(Keyword::etc);
constexpr KeywordToken none_of(Keyword::none_of), at_least(Keyword::at_least), at_most(Keyword::at_most);
constexpr KeywordToken exactly(Keyword::exactly), counted(Keyword::counted), judged_by(Keyword::judged_by);
constexpr KeywordToken sum_of(Keyword::sum_of), mean_of(Keyword::mean_of), highest_of(Keyword::highest_of),
    lowest_of(Keyword::lowest_of);

/// A whole day in a sum: 2012-06-30.
struct DayToken : OneToken<DayToken, value::Date> {
    bool take(const Token& token, value::Date& date, Stumble&) const {
        if (token.kind != TokenKind::date) return false;
        const auto parsed = value::parse_date(token.text);
        if (parsed) date = *parsed;
        return parsed.has_value();
    }
    [[nodiscard]] text::Words what() const { return {"日期（2012-06-30）", "a date (2012-06-30)"}; }
};
const DayToken day;
const MeasureWordToken measure_word;

template <class Member>
auto measured(Measure measure, Member Quantity::* member) {
    return [measure, member](auto& context) {
        x3::_val(context).measure = measure;
        x3::_val(context).*member = x3::_attr(context);
    };
}

/// A number with its digits as they stand.
struct WrittenNumberToken : OneToken<WrittenNumberToken, Quantity> {
    bool take(const Token& token, Quantity& quantity, Stumble& stumble) const {
        quantity.written = token.text;
        return number.take(token, quantity.number, stumble);
    }
    [[nodiscard]] text::Words what() const { return number.what(); }
};
const auto as_written = [](auto& context) {
    x3::_val(context).number = x3::_attr(context).number;
    x3::_val(context).written = std::move(x3::_attr(context).written);
};

const x3::rule<struct quantity_id, Quantity> quantity = "quantity";
const auto quantity_def =
    spanned(WrittenNumberToken()[as_written] >>
            -(percent[set(&Quantity::measure, Measure::percent)] | points[set(&Quantity::measure, Measure::points)] |
              time_unit[measured(Measure::time, &Quantity::unit)] | measure_word[measured(Measure::named, &Quantity::word)]));

const x3::rule<struct path_id, Path> path = "path";
const auto path_def = spanned(name[to(&Path::names)] > *(whose > name[to(&Path::names)]));

/// What stands where a figure may, and is of a later version.
constexpr auto later_figure = not_yet(Keyword::sum_of, Keyword::mean_of, Keyword::highest_of, Keyword::lowest_of);

const x3::rule<struct factor_id, Factor> factor = "factor";
const x3::rule<struct term_id, Term> term = "term";
const x3::rule<struct sum_id, Sum> sum = "sum";
const auto factor_def = spanned(labelled("数、名称或 ( … )", "a number, a name or ( … )",
                                         later_figure | minus[set(&Factor::negative, true)] > quantity[to(&Factor::quantity)] |
                                             quantity[to(&Factor::quantity)] | day[to(&Factor::date)] |
                                             path[to(&Factor::path)] | open_paren > sum[to(&Factor::inner)] > close_paren));

template <class T>
auto operated(std::vector<Arithmetic> T::* operators, Arithmetic by) {
    return [operators, by](auto& context) { (x3::_val(context).*operators).push_back(by); };
}
const auto term_def = factor[to(&Term::factors)] >
                      *((times[operated(&Term::operators, Arithmetic::times)] |
                         over[operated(&Term::operators, Arithmetic::divided_by)]) > factor[to(&Term::factors)]);
const auto sum_def =
    spanned(term[to(&Sum::terms)] > *((plus[operated(&Sum::operators, Arithmetic::plus)] |
                                       minus[operated(&Sum::operators, Arithmetic::minus)]) > term[to(&Sum::terms)]));

const Phrase<Period> period;
const Phrase<RowKey> row_key;
const x3::rule<struct sum_row_id, Row<Sum>> sum_row = "sum_row";
const auto sum_row_def = keyed(row_key, sum, static_cast<const Row<Sum>*>(nullptr));
const x3::rule<struct by_sum_id, By<Sum>> by_sum = "by_sum";
const auto by_sum_def = one_or_table(sum, sum_row, static_cast<const By<Sum>*>(nullptr));

// ---- what

/// ≥ and its like, and the words for them.
struct RelationToken : OneToken<RelationToken, Relation> {
    bool take(const Token& token, Relation& relation, Stumble&) const {
        struct Sign {
            Mark mark;
            Keyword word;
            Relation relation;
        };
        static constexpr std::array kSigns{
            Sign{Mark::at_least, Keyword::at_least, Relation::at_least},
            Sign{Mark::at_most, Keyword::at_most, Relation::at_most},
            Sign{Mark::equal, Keyword::exactly, Relation::equal},
            Sign{Mark::more, Keyword::more_than, Relation::more},
            Sign{Mark::less, Keyword::less_than, Relation::less},
        };
        for (const Sign& sign : kSigns) {
            if (!token.is(sign.mark) && !token.is(sign.word)) continue;
            relation = sign.relation;
            return true;
        }
        if (!token.is(Mark::not_equal) && !token.is(Keyword::reaches)) return false;
        relation = token.is(Mark::not_equal) ? Relation::not_equal : Relation::reaches;
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"比较（≥ ≤ = ≠ > < 达到）", "a comparison (>= <= = != > < reaches)"}; }
};
const RelationToken relation;

const auto kind = [](Atom::Kind is) { return set(&Atom::kind, is); };

/// `15期以上`: as if ≥ 15期.
const auto target_quantity = [](auto& context) {
    Factor only;
    only.span = x3::_attr(context).span;
    only.quantity = std::move(x3::_attr(context));
    Sum amount;
    amount.span = only.span;
    amount.terms.push_back({{std::move(only)}, {}});
    By<Sum>& target = x3::_val(context).target;
    target.span = amount.span;
    target.one.push_back(std::move(amount));
};
/// `15期` alone: at least, or exactly?
const auto bare_quantity = [](auto& context) {
    const Quantity& bare = *x3::_val(context).target.one[0].terms[0].factors[0].quantity;
    std::string said = value::to_string(bare.number);
    if (bare.measure == Measure::named) said += " " + bare.word;
    if (bare.measure == Measure::percent) said += "%";
    refuse(context, Code::bare_quantity, bare.span, {said});
};
const auto only_target = [](auto& context) {
    By<Sum>& target = x3::_val(context).target;
    target.span = x3::_attr(context).span;
    target.one.push_back(std::move(x3::_attr(context)));
};
const auto compares = [](Relation with) {
    return [with](auto& context) {
        x3::_val(context).kind = Atom::Kind::compare;
        x3::_val(context).relation = with;
    };
};

const auto direction = up[set(&Atom::rises, true)] | down[set(&Atom::rises, false)];
const auto base = name[to(&Atom::base)] | period[to(&Atom::base_period)];
const auto change = on[kind(Atom::Kind::change)] > base > direction > by_sum[to(&Atom::target)] |
                    direction >> x3::eps[kind(Atom::Kind::change)] > by_sum[to(&Atom::target)] > on > base;

/// What follows the path of an atom; the path itself is put back by `tested`.
const x3::rule<struct test_id, Atom> test = "test";
const auto test_def = not_yet(Keyword::about, Keyword::per_missing, Keyword::per_extra) |
                      relation[to(&Atom::relation)] > x3::eps[kind(Atom::Kind::compare)] > by_sum[to(&Atom::target)] |
                      between[kind(Atom::Kind::between)] > sum[to(&Atom::low)] > to_word > sum[only_target] |
                      is_reported[kind(Atom::Kind::reported)] | all_covered[kind(Atom::Kind::covered)] |
                      includes[kind(Atom::Kind::includes)] > open_brace > name[to(&Atom::members)] >
                          *(comma > name[to(&Atom::members)]) > close_brace
                      |
                      quantity[target_quantity] > (or_more[compares(Relation::at_least)] |
                                                   or_less[compares(Relation::at_most)] | x3::eps[bare_quantity]) |
                      labelled("变化（如 较上年下降2%）", "a change (such as down 2% on last year)", change);

const auto tested = [](auto& context) {
    Atom& subject = x3::_val(context);
    Atom made = std::move(x3::_attr(context));
    made.path = std::move(subject.path);
    made.fold = subject.fold;
    made.of = std::move(subject.of);
    subject = std::move(made);
};
/// The one atom behind 非, 直到.
const auto only_atom = [](std::vector<Criterion> Atom::* member) {
    return [member](auto& context) {
        Criterion inner;
        inner.span = x3::_attr(context).span;
        inner.any_of.push_back({{std::move(x3::_attr(context))}});
        (x3::_val(context).*member).push_back(std::move(inner));
    };
};

const x3::rule<struct atom_id, Atom> atom = "atom";
const x3::rule<struct conjunction_id, Conjunction> conjunction = "conjunction";
const x3::rule<struct criterion_id, Criterion> criterion = "criterion";

const x3::rule<struct units_id, Who> units = "units";
const x3::rule<struct count_id, Atom> count = "count";
const x3::rule<struct total_id, Atom> total = "total";

constexpr auto later_atom = not_yet(Keyword::per_missing, Keyword::per_extra);
const auto hold = throughout[set(&Atom::hold, Atom::Hold::throughout)] |
                  until[set(&Atom::hold, Atom::Hold::until)] > atom[only_atom(&Atom::until)] | not_yet(Keyword::during);

// ---- counts and totals

const auto many = [](Atom::Many is) { return set(&Atom::many, is); };

/// 个, 起, 项, of.
struct CounterToken : OneToken<CounterToken, x3::unused_type> {
    bool take(const Token& token, x3::unused_type, Stumble& stumble) const {
        if (token.is(Keyword::counted)) return true;
        if (token.kind == TokenKind::word && !token.has(kReserved | kBuiltin)) {
            stumble.refuse(text::Code::counted_in_other_words, token.span,
                           {token.text,
                            {"至少3个 县 ( … )、至少2起 火灾 ( … )、至少2项 (甲, 乙, 丙)",
                             "at least 3 of county ( … ), at least 2 of fire ( … ), at least 2 of (a, b, c)"}});
            give_up(&token);
        }
        return false;
    }
    [[nodiscard]] text::Words what() const { return {"个、起、项、%", "of, %"}; }
};
const CounterToken counter;

const auto in_percent = [](auto& context) {
    Quantity& share = *x3::_val(context).number;
    share.measure = Measure::percent;
};
const auto number_counted = [](auto& context) {
    Quantity& number = x3::_val(context).number.emplace();
    number.number = x3::_attr(context).number;
    number.written = std::move(x3::_attr(context).written);
};
const auto of_units = units[to(&Atom::of)] > open_paren > criterion[to(&Atom::inner)] > close_paren;
const auto of_listed = open_paren >> criterion[to(&Atom::inner)] > *(comma > criterion[to(&Atom::inner)]) > close_paren;
const auto count_def = (each[many(Atom::Many::each)] | none_of[many(Atom::Many::none)]) > of_units |
                       (at_least[many(Atom::Many::at_least)] | at_most[many(Atom::Many::at_most)] |
                        exactly[many(Atom::Many::exactly)]) > WrittenNumberToken()[number_counted] >
                           (percent[in_percent] > (whose | counted) > of_units | counter > (of_listed | of_units));

/// The figure is the last name of the units' path, unless it stands in parentheses.
const auto figure_of_path = [](auto& context) {
    Atom& made = x3::_val(context);
    Who& who = made.of.front();
    std::vector<Name>& names = who.groups.back().path;
    if (names.empty() || who.where || !who.except.empty()) {
        refuse(context, Code::figure_of_total_missing, who.span,
               {{"合计 每个 县 的 培训人数 ≥ 1000，合计 每个 县 其中 山区 (培训人数) ≥ 1000",
                 "sum of each county's trainees >= 1000, sum of each county where hilly (trainees) >= 1000"}});
    }
    made.path.span = names.back().span;
    made.path.names.push_back(std::move(names.back()));
    names.pop_back();
    who.span.end = names.empty() ? who.groups.back().heads.back().span.end : names.back().span.end;
};
const auto folds = [](Atom::Fold by) { return set(&Atom::fold, by); };
const auto total_def = (sum_of[folds(Atom::Fold::total)] | mean_of[folds(Atom::Fold::mean)] |
                        highest_of[folds(Atom::Fold::highest)] | lowest_of[folds(Atom::Fold::lowest)]) > each >
                       units[to(&Atom::of)] > (open_paren > path[to(&Atom::path)] > close_paren | x3::eps[figure_of_path]);

const auto whole = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };

const auto atom_def = spanned(
    labelled("条件（如 应急演练 ≥ 1 次）", "a condition (such as drills >= 1)",
             later_atom | count[whole] > x3::eps[kind(Atom::Kind::count)] > -hold | total[whole] > test[tested] > -hold |
                 judged_by[kind(Atom::Kind::judged)] > path[to(&Atom::path)] > -hold |
                 negated[kind(Atom::Kind::negation)] > atom[only_atom(&Atom::inner)] |
                 open_paren[kind(Atom::Kind::group)] > criterion[to(&Atom::inner)] > close_paren |
                 task[kind(Atom::Kind::task)] > id[to(&Atom::task)] > name[to(&Atom::stage)] > -hold |
                 document[to(&Atom::document)] > x3::eps[kind(Atom::Kind::document)] > name[to(&Atom::stage)] |
                 path[to(&Atom::path)] > -test[tested] > -hold));
const auto conjunction_def = atom[to(&Conjunction::atoms)] > *(both > atom[to(&Conjunction::atoms)]);
const auto criterion_def = spanned(conjunction[to(&Criterion::any_of)] > *(either > conjunction[to(&Criterion::any_of)]));

// ---- who

const x3::rule<struct group_id, Group> group = "group";
const auto group_def = spanned(name[to(&Group::heads)] > *(comma > name[to(&Group::heads)]) > -etc[set(&Group::open, true)] >
                               *(whose > name[to(&Group::path)]));

const auto named = group[to(&Who::groups)] > *(plus > group[to(&Who::groups)]) >
                   -(except > name[to(&Who::except)] > *(comma > name[to(&Who::except)])) >
                   -(where > criterion[to(&Who::where)]);
const x3::rule<struct who_id, Who> who = "who";
const auto who_def = spanned(-each[set(&Who::each, true)] >> named);
const auto units_def = spanned(named);

BOOST_SPIRIT_DEFINE(quantity, path, factor, term, sum, sum_row, by_sum)
BOOST_SPIRIT_DEFINE(test, atom, conjunction, criterion, units, count, total, group, who)

}  // namespace

bool match(const Token*& first, const Token* last, Stumble& stumble, Path& into) {
    return run(path, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, Sum& into) { return run(sum, first, last, stumble, into); }
bool match(const Token*& first, const Token* last, Stumble& stumble, By<Sum>& into) {
    return run(by_sum, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, Criterion& into) {
    return run(criterion, first, last, stumble, into);
}
bool match(const Token*& first, const Token* last, Stumble& stumble, Who& into) { return run(who, first, last, stumble, into); }

}  // namespace duban::syntax
// NOLINTEND(readability-identifier-naming)
