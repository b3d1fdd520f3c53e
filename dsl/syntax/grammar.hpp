// tokens of one clause -> the struct that they spell.
//
// The functions are made by Spirit X3, in three units that alone include Boost: grammar_when, grammar_what, grammar_clauses.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/syntax/stumble.hpp"
#include "dsl/syntax/token.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace duban::syntax {

// ---- phrases: take what they can from `first`, or note why not and return false

bool match(const Token*& first, const Token* last, Stumble& stumble, Period& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, RowKey& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, Range& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, Rhythm& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, By<Moment>& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, By<Range>& into);

bool match(const Token*& first, const Token* last, Stumble& stumble, Path& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, Sum& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, By<Sum>& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, Criterion& into);
bool match(const Token*& first, const Token* last, Stumble& stumble, Who& into);

// ---- what stands between the first word of a clause and its end

using Tokens = std::span<const Token>;

/// `章 三 “…”`, `任务 10.8 “…”`.
struct ItemHead {
    std::string id;
    Span id_span;
    std::optional<Text> title;
};
/// `计划 名称 “…”`, `事件 名称 “…”`.
struct NamedHead {
    Name name;
    std::optional<Text> title;
};
/// `国家 > 省 > 地市`.
struct LevelList {
    std::vector<Name> names;
};

/// All of `tokens`, or false with the reason noted. The kind of the clause is set before.
bool read(Tokens tokens, Stumble& stumble, Clause& into);
bool read(Tokens tokens, Stumble& stumble, ItemHead& into);
bool read(Tokens tokens, Stumble& stumble, NamedHead& into);
bool read(Tokens tokens, Stumble& stumble, LevelList& into);
bool read(Tokens tokens, Stumble& stumble, std::vector<Name>& into);
bool read(Tokens tokens, Stumble& stumble, Text& into);
bool read(Tokens tokens, Stumble& stumble, Range& into);
bool read(Tokens tokens, Stumble& stumble, Rhythm& into);
bool read(Tokens tokens, Stumble& stumble, By<Moment>& into);
bool read(Tokens tokens, Stumble& stumble, Organs& into);
bool read(Tokens tokens, Stumble& stumble, UnitSet& into);
bool read(Tokens tokens, Stumble& stumble, Light& into);
bool read(Tokens tokens, Stumble& stumble, Window& into);
bool read(Tokens tokens, Stumble& stumble, Parameter& into);
bool read(Tokens tokens, Stumble& stumble, Field& into);
bool read(Tokens tokens, Stumble& stumble, Narrative& into);

}  // namespace duban::syntax
