// Clauses, fields, and the heads of declarations.
#include "dsl/syntax/terminals.hpp"

// NOLINTBEGIN(readability-identifier-naming): rules are named as in the grammar
namespace duban::syntax {

namespace {

constexpr KeywordToken etc(Keyword::etc), either(Keyword::either), where(Keyword::where), because(Keyword::because);
constexpr KeywordToken linear(Keyword::linear), otherwise(Keyword::otherwise), to_be_announced(Keyword::to_be_announced);
constexpr MarkToken equals{Mark::equal, "="}, less{Mark::less, "<"}, more{Mark::more, ">"}, over{Mark::over, "/"};
constexpr MarkToken arrow{Mark::arrow, "→"};

const Phrase<Path> path;
const Phrase<By<Sum>> by_sum;
const Phrase<Criterion> criterion;
const Phrase<Who> who;
const Phrase<Range> range;
const Phrase<Rhythm> rhythm;
const Phrase<By<Range>> by_range;

// ---- clauses, by what stands in them

const x3::rule<struct texts_id, Clause> texts = "texts";
const auto texts_def = text_token[to(&Clause::texts)] > *(comma > text_token[to(&Clause::texts)]);

const x3::rule<struct documents_id, Clause> documents = "documents";
const auto documents_def = document[to(&Clause::documents)] > *(comma > document[to(&Clause::documents)]);

const x3::rule<struct names_id, Clause> names = "names";
const auto names_def = name[to(&Clause::names)] > *(comma > name[to(&Clause::names)]) > -etc[set(&Clause::open, true)];

const x3::rule<struct one_name_id, Clause> one_name = "one_name";
const auto one_name_def = name[to(&Clause::names)];

const x3::rule<struct ids_id, Clause> ids = "ids";
const auto ids_def = id[to(&Clause::ids)] > *(comma > id[to(&Clause::ids)]);

const x3::rule<struct who_reports_id, Clause> who_reports = "who_reports";
const auto who_reports_def = who[to(&Clause::who)] > -rhythm[to(&Clause::rhythm)];

const x3::rule<struct maybe_rhythm_id, Clause> maybe_rhythm = "maybe_rhythm";
const auto maybe_rhythm_def = -rhythm[to(&Clause::rhythm)];

const x3::rule<struct ranges_id, Clause> ranges = "ranges";
const auto ranges_def = range[to(&Clause::ranges)] > *(either > range[to(&Clause::ranges)]);

const x3::rule<struct trigger_id, Clause> trigger = "trigger";
const auto trigger_def = name[to(&Clause::event)] > -(where > criterion[to(&Clause::criterion)]);

const x3::rule<struct curve_id, Clause> curve = "curve";
const auto curve_def = linear > rhythm[to(&Clause::rhythm)] | by_sum[to(&Clause::table)];

const auto told = name[to(&Clause::names)] | text_token[to(&Clause::texts)];
const x3::rule<struct rung_id, Clause> rung = "rung";
const auto rung_def = criterion[to(&Clause::criterion)] > arrow > told > *(comma > told);

BOOST_SPIRIT_DEFINE(texts, documents, names, one_name, ids, who_reports, maybe_rhythm, ranges, trigger, curve, rung)

// ---- fields

struct TypeToken : OneToken<TypeToken, FieldType> {
    constexpr TypeToken(Keyword word, FieldType made) : keyword(word), type(made) {}
    bool take(const Token& token, FieldType& into, Stumble&) const {
        if (!token.is(keyword)) return false;
        into = type;
        return true;
    }
    [[nodiscard]] Keyword what() const { return keyword; }
    Keyword keyword;
    FieldType type;
};
auto typed(Keyword word, FieldType type) { return TypeToken(word, type)[to(&Field::type)]; }

const auto members = open_brace > new_name[to(&Field::members)] > *(comma > new_name[to(&Field::members)]) >
                     -etc[set(&Field::open, true)] > close_brace;
const auto type = typed(Keyword::number, FieldType::number) > -text_token[to(&Field::measure)] |
                  typed(Keyword::ratio, FieldType::ratio) > -text_token[to(&Field::measure)] > equals
                      > path[to(&Field::numerator)] > over > path[to(&Field::denominator)] |
                  typed(Keyword::yes_or_no, FieldType::yes_no) | typed(Keyword::date, FieldType::date) |
                  typed(Keyword::time, FieldType::time) | typed(Keyword::text, FieldType::text) |
                  typed(Keyword::stages, FieldType::stages) > new_name[to(&Field::members)] >
                      *(less > new_name[to(&Field::members)]) |
                  typed(Keyword::set, FieldType::set) > members | typed(Keyword::one_of, FieldType::one_of) > members;
const auto property = KeywordToken(Keyword::flow)[set(&Field::sort, NumberSort::flow)] |
                      KeywordToken(Keyword::running_total)[set(&Field::sort, NumberSort::running_total)] |
                      KeywordToken(Keyword::stock)[set(&Field::sort, NumberSort::stock)] |
                      KeywordToken(Keyword::lower_is_better)[set(&Field::lower_is_better, true)] |
                      KeywordToken(Keyword::reported_by) > who[to(&Field::reported_by)] | rhythm[to(&Field::rhythm)] |
                      not_yet(Keyword::split_by);

const x3::rule<struct field_id, Field> field = "field";
const auto field_def = spanned(new_name[to(&Field::name)] > -text_token[to(&Field::label)] > type > *property);

// ---- heads and short declarations

const auto id_span = [](auto& context) {
    x3::_val(context).id = x3::_attr(context).text;
    x3::_val(context).id_span = x3::_attr(context).span;
};
/// An id with its place.
struct PlacedIdToken : OneToken<PlacedIdToken, Text> {
    bool take(const Token& token, Text& placed, Stumble& stumble) const {
        placed.span = token.span;
        return id.take(token, placed.text, stumble);
    }
    [[nodiscard]] text::Words what() const { return id.what(); }
};
const PlacedIdToken placed_id;

const x3::rule<struct item_head_id, ItemHead> item_head = "item_head";
const auto item_head_def = placed_id[id_span] > -text_token[to(&ItemHead::title)];

const x3::rule<struct named_head_id, NamedHead> named_head = "named_head";
const auto named_head_def = new_name[to(&NamedHead::name)] > -text_token[to(&NamedHead::title)];

const x3::rule<struct level_list_id, LevelList> level_list = "level_list";
const auto level_list_def = new_name[to(&LevelList::names)] > *(more > new_name[to(&LevelList::names)]);

const x3::rule<struct name_list_id, LevelList> name_list = "name_list";
const auto name_list_def = name[to(&LevelList::names)] > *(comma > name[to(&LevelList::names)]);

const x3::rule<struct organs_id, Organs> organs = "organs";
const auto organs_def = new_name[to(&Organs::names)] > *(comma > new_name[to(&Organs::names)]) >
                        -(equals > name[to(&Organs::levels)] > *(comma > name[to(&Organs::levels)]));

const x3::rule<struct unit_set_id, UnitSet> unit_set = "unit_set";
const auto unit_set_def = new_name[to(&UnitSet::name)] > equals > who[to(&UnitSet::who)];

const x3::rule<struct light_id, Light> light = "light";
const auto light_def = spanned(name[to(&Light::name)] > colon > (otherwise | criterion[to(&Light::when)]));

const x3::rule<struct window_id, Window> window = "window";
const auto window_def = new_name[to(&Window::name)] > by_range[to(&Window::range)];

const x3::rule<struct parameter_id, Parameter> parameter = "parameter";
const auto parameter_def = spanned(new_name[to(&Parameter::name)] >
                                   (to_be_announced[set(&Parameter::to_be_announced, true)] | by_sum[to(&Parameter::value)]));

const x3::rule<struct narrative_id, Narrative> narrative = "narrative";
const auto narrative_def = spanned(text_token[to(&Narrative::text)] > -(because > text_token[to(&Narrative::because)]));

BOOST_SPIRIT_DEFINE(field, item_head, named_head, level_list, name_list, organs, unit_set, light, window, parameter, narrative)

/// All the tokens, or not at all.
template <class Rule, class T>
bool whole_of(const Rule& rule, Tokens tokens, Stumble& stumble, T& into) {
    const Token* first = tokens.data();
    const Token* const last = first + tokens.size();
    if (!run(rule, first, last, stumble, into)) return false;
    if (first == last) return true;
    stumble.expect(first, {"句末", "the end of the clause"});
    return false;
}
template <class T, class Made>
bool phrase_of(Tokens tokens, Stumble& stumble, Made& into) {
    T made{};
    if (!whole_of(Phrase<T>(), tokens, stumble, made)) return false;
    into = std::move(made);
    return true;
}

}  // namespace

bool read(Tokens tokens, Stumble& stumble, Clause& into) {
    switch (into.kind) {
        case ClauseKind::source: return whole_of(texts, tokens, stumble, into);
        case ClauseKind::under:
        case ClauseKind::see_also: return whole_of(documents, tokens, stumble, into);
        case ClauseKind::lead:
        case ClauseKind::jointly:
        case ClauseKind::support:
        case ClauseKind::oversee:
        case ClauseKind::verify: return phrase_of<Who>(tokens, stumble, into.who);
        case ClauseKind::reported_by: return whole_of(who_reports, tokens, stumble, into);
        case ClauseKind::officer:
        case ClauseKind::signed_by:
        case ClauseKind::evidence: return whole_of(names, tokens, stumble, into);
        case ClauseKind::requires_tasks:
        case ClauseKind::replaces: return whole_of(ids, tokens, stumble, into);
        case ClauseKind::shift: return whole_of(one_name, tokens, stumble, into);
        case ClauseKind::from:
        case ClauseKind::due: return phrase_of<By<Moment>>(tokens, stumble, into.when);
        case ClauseKind::rhythm: return phrase_of<Rhythm>(tokens, stumble, into.rhythm);
        case ClauseKind::continuing: return whole_of(maybe_rhythm, tokens, stumble, into);
        case ClauseKind::during: return whole_of(ranges, tokens, stumble, into);
        case ClauseKind::triggered_by: return whole_of(trigger, tokens, stumble, into);
        case ClauseKind::done:
        case ClauseKind::normally:
        case ClauseKind::should:
        case ClauseKind::may:
        case ClauseKind::never:
        case ClauseKind::close_when: return phrase_of<Criterion>(tokens, stumble, into.criterion);
        case ClauseKind::schedule: return whole_of(curve, tokens, stumble, into);
        case ClauseKind::weight: return phrase_of<Sum>(tokens, stumble, into.amount);
        case ClauseKind::escalate: return whole_of(rung, tokens, stumble, into);
    }
    return false;
}

bool read(Tokens tokens, Stumble& stumble, ItemHead& into) { return whole_of(item_head, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, NamedHead& into) { return whole_of(named_head, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, LevelList& into) { return whole_of(level_list, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, std::vector<Name>& into) {
    LevelList list;
    if (!whole_of(name_list, tokens, stumble, list)) return false;
    into = std::move(list.names);
    return true;
}
bool read(Tokens tokens, Stumble& stumble, Text& into) { return whole_of(text_token, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Range& into) { return phrase_of<Range>(tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Rhythm& into) { return phrase_of<Rhythm>(tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, By<Moment>& into) { return phrase_of<By<Moment>>(tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Organs& into) { return whole_of(organs, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, UnitSet& into) { return whole_of(unit_set, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Light& into) { return whole_of(light, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Window& into) { return whole_of(window, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Parameter& into) { return whole_of(parameter, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Field& into) { return whole_of(field, tokens, stumble, into); }
bool read(Tokens tokens, Stumble& stumble, Narrative& into) { return whole_of(narrative, tokens, stumble, into); }

}  // namespace duban::syntax
// NOLINTEND(readability-identifier-naming)
