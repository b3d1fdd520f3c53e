// How is what stands in one clause or declaration written, in words of either language?
//
// In Chinese a number touches its unit of time (10个工作日) and a period is one run (6月底); all else stands apart.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/syntax/cut.hpp"
#include "dsl/syntax/print_when.hpp"
#include "dsl/syntax/print_words.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {

/// Where a phrase that is too long goes on in the next line.
struct Breaks {
    bool rows = false;    // of tables: a row a line
    bool either = false;  // before the 或 of its criterion
    bool both = false;    // before its 且
    bool lists = false;   // behind a comma
};

class Phrase {
public:
    /// `events`: names of what is counted by 起.
    Phrase(Words& words, Breaks breaks, const std::set<std::string>& events)
        : words_(words), breaks_(breaks), events_(events) {}

    /// The tables in it, as they stand in the source.
    [[nodiscard]] const std::vector<Span>& tables() const { return tables_; }
    /// What follows stands among the words of fields, which are the language's there.
    void among_fields() { place_.at_start = place_.inside = kReserved | kBuiltin | kSoft; }
    /// What follows stands in 灯色.
    void among_lights() { place_.at_start = place_.inside = kReserved | kBuiltin | kLight; }

    void write(const Name& name);
    void write(const Text& text);
    void write(const Document& document);
    void write(const Clause& clause);
    void write(const Field& field);
    void write(const Light& light);
    void write(const Range& range);
    void write(const Moment& moment);
    void write(const Rhythm& rhythm);
    void write(const Who& who);
    void write(const By<Range>& by);
    void write(const By<Sum>& by);
    void write_id(const std::string& id);
    /// `甲、乙`; `甲 > 乙`.
    void list(const std::vector<Name>& names);
    void list(const std::vector<Name>& names, std::string_view sign);
    void equals() { sign(Relation::equal); }
    void assumed() { words_.put(Keyword::assumed); }

private:
    void sign(std::string_view chinese, std::string_view english);
    void sign(Relation relation);
    void sign(Arithmetic arithmetic);
    void whose();

    void write(const Quantity& quantity);
    void write(const Path& path);
    void write(const Factor& factor);
    void write(const Sum& sum);
    void write(const Period& period, Meant meant);
    void write(const Length& length);
    void write(const Anchor& anchor);
    void write(const RowKey& key);
    void write(const Atom& atom);
    void write_subject(const Atom& atom);
    void write_change(const Atom& atom);
    void write_base(const Atom& atom);
    void write_count(const Atom& atom);
    void write_many(const Atom& atom);
    void write(const Criterion& criterion);
    void write(const Group& group);
    void write_rung(const Clause& rung);
    void write_type(const Field& field);
    void members(const std::vector<Name>& names, bool open);
    template <class T>
    void write(const Row<T>& row);
    template <class T>
    void table(const By<T>& by);
    template <class T, class Between>
    void each(const std::vector<T>& items, const Between& between);

    Words& words_;
    Breaks breaks_;
    const std::set<std::string>& events_;
    Place place_;             // of the names
    std::size_t depth_ = 0;   // of parentheses
    std::vector<Span> tables_;
};

}  // namespace duban::syntax
