// The smallest parsers of the grammar: one token each, and how what they take gets into the tree. Only grammar_*.cpp include
// this.
#pragma once

#include "dsl/syntax/grammar.hpp"
#include "dsl/value/date.hpp"
#include "dsl/value/decimal.hpp"

#include <boost/spirit/home/x3.hpp>

#include <array>
#include <limits>
#include <type_traits>

#pragma GCC diagnostic ignored "-Wparentheses"  // a > b | c is how a grammar is written here

// NOLINTBEGIN(readability-identifier-naming): names that X3 asks for, and parsers named as in the grammar
namespace duban::syntax {

namespace x3 = boost::spirit::x3;

struct StumbleTag;

template <class Context>
Stumble& stumble_of(const Context& context) {
    return x3::get<StumbleTag>(context);
}

/// Gives up the whole clause: no other alternative is tried.
[[noreturn]] inline void give_up(const Token* where) { throw x3::expectation_failure<const Token*>(where, {}); }

template <class Context>
[[noreturn]] void refuse(const Context& context, text::Code code, Span span, std::vector<text::Words> arguments) {
    stumble_of(context).refuse(code, span, std::move(arguments));
    give_up(nullptr);
}

/// Takes one token if `Derived::take(token, attribute, stumble)` does; else notes `Derived::what()`.
template <class Derived, class Attribute>
struct OneToken : x3::parser<Derived> {
    using attribute_type = Attribute;
    static constexpr bool has_attribute = !std::is_same_v<Attribute, x3::unused_type>;

    template <class Context, class RuleContext, class Target>
    bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext&, Target& target) const {
        Attribute taken{};
        if (first == last || !this->derived().take(*first, taken, stumble_of(context))) {
            stumble_of(context).expect(first, this->derived().what());
            return false;
        }
        ++first;
        if constexpr (has_attribute) x3::traits::move_to(taken, target);
        return true;
    }
};

struct KeywordToken : OneToken<KeywordToken, x3::unused_type> {
    constexpr explicit KeywordToken(Keyword wanted) : keyword(wanted) {}
    bool take(const Token& token, x3::unused_type, Stumble&) const { return token.is(keyword); }
    [[nodiscard]] Keyword what() const { return keyword; }
    Keyword keyword;
};

/// A mark as a message shows it.
inline text::Words shown(const std::string& mark) { return {"“" + mark + "”", "'" + mark + "'"}; }

struct MarkToken : OneToken<MarkToken, x3::unused_type> {
    constexpr MarkToken(Mark wanted, const char* shown) : mark(wanted), text(shown) {}
    bool take(const Token& token, x3::unused_type, Stumble&) const { return token.is(mark); }
    [[nodiscard]] text::Words what() const { return shown(text); }
    Mark mark;
    const char* text;
};

/// A line's end or `;` between the rows of a table.
struct EndToken : OneToken<EndToken, x3::unused_type> {
    bool take(const Token& token, x3::unused_type, Stumble&) const { return token.kind == TokenKind::end; }
    [[nodiscard]] text::Words what() const { return shown(";"); }
};

inline Name name_of(const Token& token) {
    Name name{token.text, Builtin::none, token.span};
    if (!token.is_builtin()) return name;
    name.builtin = builtin_of(*token.spelling);
    name.text = words_of(name.builtin).zh;
    return name;
}

/// A planner's name or a built-in one.
struct NameToken : OneToken<NameToken, Name> {
    bool take(const Token& token, Name& name, Stumble& stumble) const {
        if (token.kind != TokenKind::word) return false;
        if (token.is_builtin()) {
            if (builtin_of(*token.spelling) == Builtin::none) {
                stumble.refuse(text::Code::not_read_yet, token.span, {words_of(*token.spelling)});
                give_up(&token);
            }
        } else if (token.has(kReserved)) {
            return false;
        }
        name = name_of(token);
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"名称", "a name"}; }
};

/// A name that a declaration makes: none of the language's own.
struct NewNameToken : OneToken<NewNameToken, Name> {
    bool take(const Token& token, Name& name, Stumble& stumble) const {
        if (token.kind != TokenKind::word) return false;
        if (token.has(kReserved | kBuiltin)) {
            stumble.refuse(text::Code::reserved_name, token.span, {token.text});
            give_up(&token);
        }
        name = Name{token.text, Builtin::none, token.span};
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"名称", "a name"}; }
};

/// The planner's unit word after a number: 次, 万元.
struct MeasureWordToken : OneToken<MeasureWordToken, std::string> {
    bool take(const Token& token, std::string& word, Stumble&) const {
        const bool piece = token.is(Keyword::counted) && token.spelling->language == text::Language::zh;  // 3个, 5起
        if (token.kind != TokenKind::word || (token.has(kReserved | kBuiltin) && !piece)) return false;
        word = token.text;
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"单位", "a unit word"}; }
};

/// `24hours` is an id; where a number is wanted, the blank is missing.
inline void refuse_glued_unit(const Token& token, Stumble& stumble) {
    if (token.kind != TokenKind::id) return;
    const std::size_t letters = token.text.find_first_not_of("0123456789.,");
    if (letters == std::string::npos) return;
    stumble.refuse(text::Code::unit_glued, token.span,
                   {token.text, token.text.substr(0, letters) + " " + token.text.substr(letters)});
    give_up(&token);
}

struct NumberToken : OneToken<NumberToken, value::Decimal> {
    bool take(const Token& token, value::Decimal& number, Stumble& stumble) const {
        refuse_glued_unit(token, stumble);
        if (token.kind != TokenKind::number) return false;
        const auto parsed = value::parse_decimal(token.text);
        if (parsed) number = *parsed;
        return parsed.has_value();
    }
    [[nodiscard]] text::Words what() const { return {"数", "a number"}; }
};

/// A number of days, a month, a year: whole.
struct WholeToken : OneToken<WholeToken, std::int32_t> {
    static constexpr std::int64_t kMost = 1'000'000;
    bool take(const Token& token, std::int32_t& number, Stumble& stumble) const {
        refuse_glued_unit(token, stumble);
        if (token.kind != TokenKind::number) return false;
        const auto parsed = value::parse_decimal(token.text);
        if (!parsed || parsed->millionths % value::Decimal::kOne != 0 || parsed->millionths > kMost * value::Decimal::kOne)
            return false;
        number = static_cast<std::int32_t>(parsed->millionths / value::Decimal::kOne);
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"整数", "a whole number"}; }
};

struct TextToken : OneToken<TextToken, Text> {
    bool take(const Token& token, Text& text, Stumble&) const {
        if (token.kind != TokenKind::text) return false;
        text = {token.text, token.span};
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"“文字”", "\"a text\""}; }
};

struct DocumentToken : OneToken<DocumentToken, Document> {
    bool take(const Token& token, Document& document, Stumble&) const {
        if (token.kind != TokenKind::document) return false;
        document = {token.text, token.span};
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"《文件》", "document \"…\""}; }
};

/// Ids are texts: 10.1 is not 10.10.
struct IdToken : OneToken<IdToken, std::string> {
    bool take(const Token& token, std::string& id, Stumble&) const {
        const bool word = token.kind == TokenKind::word && !token.has(kReserved);
        if (!word && token.kind != TokenKind::number && token.kind != TokenKind::id) return false;
        id = token.text;
        return true;
    }
    [[nodiscard]] text::Words what() const { return {"编号", "an id"}; }
};

struct TimeUnitToken : OneToken<TimeUnitToken, TimeUnit> {
    bool take(const Token& token, TimeUnit& unit, Stumble&) const {
        const auto found = token.spelling == nullptr ? std::nullopt : time_unit_of(*token.spelling);
        if (found) unit = *found;
        return found.has_value();
    }
    [[nodiscard]] text::Words what() const {
        return {"时间单位（日、工作日、月、季度、年……）", "a unit of time (days, working days, months, quarters …)"};
    }
};

/// Always fails; at one of its words the clause is given up, as of a later version.
template <std::size_t kCount>
struct NotYetToken : OneToken<NotYetToken<kCount>, x3::unused_type> {
    explicit constexpr NotYetToken(std::array<Keyword, kCount> listed) : words(listed) {}
    bool take(const Token& token, x3::unused_type, Stumble& stumble) const {
        for (const Keyword word : words) {
            if (!token.is(word)) continue;
            stumble.refuse(text::Code::not_read_yet, token.span, {words_of(word)});
            give_up(&token);
        }
        return false;
    }
    [[nodiscard]] text::Words what() const { return {}; }
    template <class Context, class RuleContext, class Target>
    bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext&, Target&) const {
        return first != last && take(*first, {}, stumble_of(context));
    }
    std::array<Keyword, kCount> words;
};
template <class... Keywords>
constexpr auto not_yet(Keywords... words) {
    return NotYetToken<sizeof...(Keywords)>(std::array<Keyword, sizeof...(Keywords)>{words...});
}

/// A phrase of another unit, or of this one where its rule needs no context.
template <class T>
struct Phrase : x3::parser<Phrase<T>> {
    using attribute_type = T;
    static constexpr bool has_attribute = true;

    template <class Context, class RuleContext, class Target>
    bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext&, Target& target) const {
        T taken{};
        if (!match(first, last, stumble_of(context), taken)) return false;
        x3::traits::move_to(taken, target);
        return true;
    }
};

/// Sets the span of the struct that the rule around it makes.
template <class Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
    using base = x3::unary_parser<Subject, Spanned<Subject>>;
    using base::base;
    static constexpr bool handles_container = Subject::handles_container;

    template <class Context, class RuleContext, class Target>
    bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext& made, Target& target) const {
        const Token* const begin = first;
        if (!this->subject.parse(first, last, context, made, target)) return false;
        if (first != begin) made.span = {begin->span.begin, (first - 1)->span.end};
        return true;
    }
};

/// One label for all that could begin the subject.
template <class Subject>
struct Labelled : x3::unary_parser<Subject, Labelled<Subject>> {
    using base = x3::unary_parser<Subject, Labelled<Subject>>;
    static constexpr bool handles_container = Subject::handles_container;
    Labelled(const Subject& labels, const char* in_zh, const char* in_en) : base(labels), zh(in_zh), en(in_en) {}

    template <class Context, class RuleContext, class Target>
    bool parse(const Token*& first, const Token* const& last, const Context& context, RuleContext& made, Target& target) const {
        const Token* const begin = first;
        bool taken = false;
        {
            const Stumble::Label label(stumble_of(context), begin);
            taken = this->subject.parse(first, last, context, made, target);
        }
        if (!taken) stumble_of(context).expect(begin, {zh, en});
        return taken;
    }
    const char* zh;
    const char* en;
};

template <class Subject>
auto spanned(const Subject& subject) {
    return Spanned<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
}
template <class Subject>
auto labelled(const char* zh, const char* en, const Subject& subject) {
    return Labelled<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject), zh, en);
}

// ---- from what was taken into the tree

template <class T>
void store(T& into, T taken) {
    into = std::move(taken);
}
template <class T>
void store(std::optional<T>& into, T taken) {
    into = std::move(taken);
}
template <class T>
void store(std::vector<T>& into, T taken) {
    into.push_back(std::move(taken));
}

/// A member of the struct that the rule makes takes what the parser took.
template <class T, class Member>
auto to(Member T::* member) {
    return [member](auto& context) { store(x3::_val(context).*member, std::move(x3::_attr(context))); };
}
template <class T, class Member>
auto set(Member T::* member, std::type_identity_t<Member> constant) {
    return [member, constant](auto& context) { x3::_val(context).*member = constant; };
}

/// Runs a rule; a clause given up is a phrase not taken.
template <class Rule, class T>
bool run(const Rule& rule, const Token*& first, const Token* last, Stumble& stumble, T& into) {
    try {
        return rule.parse(first, last, x3::make_context<StumbleTag>(stumble), x3::unused, into);
    } catch (const x3::expectation_failure<const Token*>&) {
        return false;
    }
}

// ---- the terminals by name

inline constexpr MarkToken open_brace{Mark::open_brace, "{"}, close_brace{Mark::close_brace, "}"};
inline constexpr MarkToken open_paren{Mark::open_paren, "("}, close_paren{Mark::close_paren, ")"};
inline constexpr MarkToken comma{Mark::comma, ","}, colon{Mark::colon, ":"};
inline const NameToken name;
inline const NewNameToken new_name;
inline const NumberToken number;
inline const WholeToken whole;
inline const TextToken text_token;
inline const DocumentToken document;
inline const IdToken id;
inline const TimeUnitToken time_unit;
inline const EndToken end;

/// Either the value, or a table of it by class; 假定 after it.
template <class Value, class RowRule, class T>
auto one_or_table(const Value& value, const RowRule& row, const By<T>*) {
    const KeywordToken by(Keyword::by);
    const KeywordToken assumed(Keyword::assumed);
    const auto table = by > (time_unit[to(&By<T>::unit)] | name[to(&By<T>::key)]) > open_brace > row[to(&By<T>::rows)] >
                       *((comma | end) >> -row[to(&By<T>::rows)]) > close_brace > -not_yet(Keyword::in_total);
    return spanned((table | value[to(&By<T>::one)]) > -assumed[set(&By<T>::assumed, true)]);
}

template <class Key, class Value, class T>
auto keyed(const Key& key, const Value& value, const Row<T>*) {
    const KeywordToken either(Keyword::either);
    return key[to(&Row<T>::keys)] > *(either > key[to(&Row<T>::keys)]) > colon > value[to(&Row<T>::value)];
}

}  // namespace duban::syntax
// NOLINTEND(readability-identifier-naming)
