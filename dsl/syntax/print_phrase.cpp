#include "dsl/syntax/print_phrase.hpp"

#include "dsl/syntax/print_name.hpp"
#include "dsl/syntax/print_when.hpp"

#include <array>

namespace duban::syntax {

namespace {

Keyword keyword_of(FieldType type) { return static_cast<Keyword>(static_cast<int>(Keyword::number) + static_cast<int>(type)); }
static_assert(static_cast<int>(Keyword::one_of) - static_cast<int>(Keyword::number) == static_cast<int>(FieldType::one_of));

}  // namespace

// ---- names and signs

void Phrase::sign(std::string_view chinese, std::string_view english) {
    words_.put(std::string(words_.is_chinese() ? chinese : english));
}

void Phrase::sign(Relation relation) {
    switch (relation) {
        case Relation::at_least: sign("≥", ">="); break;
        case Relation::at_most: sign("≤", "<="); break;
        case Relation::equal: sign("=", "="); break;
        case Relation::not_equal: sign("≠", "!="); break;
        case Relation::more: sign(">", ">"); break;
        case Relation::less: sign("<", "<"); break;
        case Relation::reaches: words_.put(Keyword::reaches); break;
    }
    place_.after_comparison = true;
}

void Phrase::sign(Arithmetic arithmetic) {
    switch (arithmetic) {
        case Arithmetic::plus: return sign("+", "+");
        case Arithmetic::minus: return sign("-", "-");
        case Arithmetic::times: return sign("×", "*");
        case Arithmetic::divided_by: return sign("/", "/");
    }
}

void Phrase::whose() { words_.is_chinese() ? words_.put(Keyword::whose) : words_.glue(words_of(Keyword::whose).en); }

void Phrase::write(const Name& name) {
    if (name.builtin != Builtin::none) {
        words_.put(words_of(name.builtin).in(words_.language()));
    } else if (is_bare_name(name.text, place_)) {
        words_.put_own(name.text);
    } else {
        words_.put(name_in_marks(name.text, words_.language()));
    }
    place_.after_comparison = false;
}

void Phrase::write(const Text& text) { words_.put(text_in_marks(text.text, words_.language())); }

void Phrase::write(const Document& document) { words_.put(document_in_marks(document.title, words_.language())); }

void Phrase::write_id(const std::string& id) {
    is_bare_id(id) ? words_.put_own(id) : words_.put(name_in_marks(id, words_.language()));
}

template <class T, class Between>
void Phrase::each(const std::vector<T>& items, const Between& between) {
    for (const T& item : items) {
        if (&item != &items.front()) between();
        write(item);
    }
}

void Phrase::list(const std::vector<Name>& names) {
    each(names, [&] { words_.comma(); });
}

void Phrase::list(const std::vector<Name>& names, std::string_view between) {
    each(names, [&] {
        words_.put(std::string(between));
        place_.after_comparison = true;
    });
}

// ---- how much

void Phrase::write(const Quantity& quantity) {
    const std::string number = quantity.written.empty() ? value::to_string(quantity.number) : quantity.written;
    place_.after_comparison = false;
    switch (quantity.measure) {
        case Measure::none: return words_.put(number);
        case Measure::percent: return words_.put(number + "%");
        case Measure::points:
            return words_.put(words_.is_chinese() ? number + words_of(Keyword::points).zh
                                                  : number + (number == "1" ? " point" : " " + words_of(Keyword::points).en));
        case Measure::time: return words_.put(counted(number, quantity.unit, words_.language()));
        case Measure::named: break;
    }
    words_.put(number);
    is_bare_unit_word(quantity.word, place_) ? words_.put_own(quantity.word)
                                             : words_.put(name_in_marks(quantity.word, words_.language()));
}

void Phrase::write(const Path& path) {
    each(path.names, [&] { whose(); });
}

void Phrase::write(const Factor& factor) {
    if (factor.negative) {
        words_.put("-");
        words_.glue_next();
    }
    if (factor.quantity) write(*factor.quantity);
    if (factor.date) words_.put(value::to_string(*factor.date));
    if (factor.path) write(*factor.path);
    for (const Sum& inner : factor.inner) {
        words_.put("(");
        words_.glue_next();
        write(inner);
        words_.glue(")");
    }
    place_.after_comparison = false;
}

void Phrase::write(const Sum& sum) {
    for (std::size_t i = 0; i < sum.terms.size(); ++i) {
        if (i > 0) sign(sum.operators[i - 1]);
        const Term& term = sum.terms[i];
        for (std::size_t j = 0; j < term.factors.size(); ++j) {
            if (j > 0) sign(term.operators[j - 1]);
            write(term.factors[j]);
        }
    }
}

// ---- when

void Phrase::write(const Period& period, Meant meant) {
    words_.put(written(period, meant, words_.language()));
    if (period.clock_minutes) words_.put(time_of_day(*period.clock_minutes));
}

void Phrase::write(const Length& length) {
    if (!length.duration) return write(length.parameter);
    words_.put(counted(std::to_string(length.duration->count), length.duration->unit, words_.language()));
}

void Phrase::write(const Anchor& anchor) {
    if (anchor.period) write(*anchor.period, Meant::its_end);
    if (anchor.document) write(*anchor.document);
    if (anchor.task) {
        words_.put(Keyword::task);
        write_id(*anchor.task);
    }
    if (anchor.name) write(*anchor.name);
    if (!anchor.stage.text.empty()) write(anchor.stage);
}

/// `印发 后 10个工作日内`, `within 10 working days of issue`; `汛期 前 15天`, `at least 15 days before 汛期`.
void Phrase::write(const Moment& moment) {
    switch (moment.relation) {
        case Moment::Relation::at: return write(moment.anchor);
        case Moment::Relation::see_document: words_.put(Keyword::see); return write(moment.document);
        case Moment::Relation::to_be_announced: return words_.put(Keyword::to_be_announced);
        case Moment::Relation::within_after:
        case Moment::Relation::at_least_before: break;
    }
    const bool after = moment.relation == Moment::Relation::within_after;
    if (words_.is_chinese()) {
        write(moment.anchor);
        words_.put(after ? Keyword::after : Keyword::before);
        write(moment.length);
        if (after && moment.length.duration) words_.glue(words_of(Keyword::within).zh);
    } else {
        words_.put(after ? Keyword::within : Keyword::at_least);
        write(moment.length);
        words_.put(after ? Keyword::counted : Keyword::before);
        write(moment.anchor);
    }
}

void Phrase::write(const Range& range) {
    if (range.to_be_announced) words_.put(Keyword::to_be_announced);
    if (range.from) write(*range.from, Meant::itself);
    if (range.to) {
        words_.put(Keyword::to);
        write(*range.to, Meant::itself);
    }
    if (!range.window.text.empty()) write(range.window);
}

void Phrase::write(const Rhythm& rhythm) {
    words_.put(Keyword::every);
    if (words_.is_chinese()) words_.glue_next();
    words_.put(rhythm.count == 1 ? unit_alone(rhythm.unit, words_.language())
                                 : counted(std::to_string(rhythm.count), rhythm.unit, words_.language()));
    if (rhythm.assumed) assumed();
    if (rhythm.from) {
        words_.put(Keyword::from);
        write(*rhythm.from);
    }
}

// ---- tables

void Phrase::write(const RowKey& key) {
    if (key.otherwise) return words_.put(Keyword::otherwise);
    if (key.period) return write(*key.period, Meant::itself);
    write(key.name);
}

template <class T>
void Phrase::write(const Row<T>& row) {
    each(row.keys, [&] { words_.put(Keyword::either); });
    words_.glue(":");
    write(row.value);
}

template <class T>
void Phrase::table(const By<T>& by) {
    if (!by.one.empty()) {
        write(by.one[0]);
    } else if (!by.rows.empty()) {
        tables_.push_back(by.span);
        words_.put(Keyword::by);
        by.unit ? words_.put(unit_alone(*by.unit, words_.language())) : write(by.key);
        words_.put("{");
        for (const Row<T>& row : by.rows) {
            if (&row != &by.rows.front()) words_.glue(",");
            if (breaks_.rows) words_.new_line(WrittenLine::Begins::in_block, {by.span.begin, row.keys[0].span.begin});
            write(row);
        }
        if (breaks_.rows) words_.new_line(WrittenLine::Begins::under_head, by.span);
        words_.put("}");
    }
    if (by.assumed) assumed();
}

void Phrase::write(const By<Range>& by) { table(by); }
void Phrase::write(const By<Sum>& by) { table(by); }

// ---- what

void Phrase::members(const std::vector<Name>& names, bool open) {
    words_.put("{");
    each(names, [&] { words_.comma_in_braces(); });
    if (open) words_.put(Keyword::etc);
    words_.put("}");
}

/// `合计 每个 县 的 培训人数`; `合计 每个 县 其中 山区 (培训人数)`.
void Phrase::write_subject(const Atom& atom) {
    switch (atom.fold) {
        case Atom::Fold::none: return write(atom.path);
        case Atom::Fold::total: words_.put(Keyword::sum_of); break;
        case Atom::Fold::mean: words_.put(Keyword::mean_of); break;
        case Atom::Fold::highest: words_.put(Keyword::highest_of); break;
        case Atom::Fold::lowest: words_.put(Keyword::lowest_of); break;
    }
    const Who& units = atom.of.front();
    words_.put(Keyword::each);
    write(units);
    if (!units.where && units.except.empty() && atom.path.names.size() == 1) {
        whose();
        return write(atom.path);
    }
    words_.put("(");
    words_.glue_next();
    write(atom.path);
    words_.glue(")");
}

/// `至少3个`, `每起`, `at least 90% of`.
void Phrase::write_many(const Atom& atom) {
    const auto is_event = [&](const Who& who) {
        const Group& group = who.groups.front();
        const bool one = who.groups.size() == 1 && group.heads.size() == 1 && group.path.empty() && who.except.empty();
        return one && events_.contains(group.heads.front().text);
    };
    const bool cases = !atom.of.empty() && is_event(atom.of.front());
    switch (atom.many) {
        case Atom::Many::each: return words_.is_chinese() && cases ? words_.put("每起") : words_.put(Keyword::each);
        case Atom::Many::none: return words_.put(Keyword::none_of);
        case Atom::Many::at_least: words_.put(Keyword::at_least); break;
        case Atom::Many::at_most: words_.put(Keyword::at_most); break;
        case Atom::Many::exactly: words_.put(Keyword::exactly); break;
    }
    if (words_.is_chinese()) words_.glue_next();
    write(*atom.number);
    if (!words_.is_chinese()) return words_.put(Keyword::counted);
    const bool share = atom.number->measure == Measure::percent;
    words_.glue(share ? words_of(Keyword::whose).zh : atom.of.empty() ? "项" : cases ? "起" : words_of(Keyword::counted).zh);
}

void Phrase::write_count(const Atom& atom) {
    write_many(atom);
    if (!atom.of.empty()) write(atom.of.front());
    ++depth_;
    words_.put("(");
    words_.glue_next();
    each(atom.inner, [&] { words_.comma_in_braces(); });
    words_.glue(")");
    --depth_;
}

void Phrase::write_base(const Atom& atom) {
    if (!atom.base_period) return write(atom.base);
    write(*atom.base_period, Meant::itself);
    if (words_.is_chinese() && atom.base_period->kind == Period::Kind::year && atom.base_period->year)
        words_.glue(words_of(Keyword::year).zh);
}

/// `排放量 较上年下降2%`, `emissions down 2% on last year`.
void Phrase::write_change(const Atom& atom) {
    write_subject(atom);
    const Keyword direction = atom.rises ? Keyword::up : Keyword::down;
    if (words_.is_chinese()) {
        words_.put(Keyword::on);
        words_.glue_next();
        write_base(atom);
        words_.glue(words_of(direction).zh);
        const bool number = !atom.target.one.empty() && atom.target.one[0].terms[0].factors[0].quantity;
        if (number) words_.glue_next();
        write(atom.target);
    } else {
        words_.put(direction);
        write(atom.target);
        words_.put(Keyword::on);
        write_base(atom);
    }
}

void Phrase::write(const Atom& atom) {
    switch (atom.kind) {
        case Atom::Kind::group:
            ++depth_;
            words_.put("(");
            words_.glue_next();
            write(atom.inner.at(0));
            words_.glue(")");
            --depth_;
            break;
        case Atom::Kind::negation:
            words_.put(Keyword::negated);
            write(atom.inner.at(0).any_of.at(0).atoms.at(0));
            break;
        case Atom::Kind::document:
            write(atom.document);
            write(atom.stage);
            break;
        case Atom::Kind::task:
            words_.put(Keyword::task);
            write_id(atom.task);
            place_.inside |= kLight;
            write(atom.stage);
            place_.inside &= static_cast<Roles>(~kLight);
            break;
        case Atom::Kind::count: write_count(atom); break;
        case Atom::Kind::judged:
            words_.put(Keyword::judged_by);
            write(atom.path);
            break;
        case Atom::Kind::truth: write(atom.path); break;
        case Atom::Kind::compare:
            write_subject(atom);
            sign(atom.relation);
            write(atom.target);
            break;
        case Atom::Kind::change: write_change(atom); break;
        case Atom::Kind::between:
            write_subject(atom);
            words_.put(Keyword::between);
            write(*atom.low);
            words_.put(Keyword::to);
            write(atom.target);
            break;
        case Atom::Kind::reported:
            write_subject(atom);
            words_.put(Keyword::is_reported);
            break;
        case Atom::Kind::covered:
            write_subject(atom);
            words_.put(Keyword::all_covered);
            break;
        case Atom::Kind::includes:
            write_subject(atom);
            words_.put(Keyword::includes);
            members(atom.members, false);
            break;
    }
    if (atom.hold == Atom::Hold::throughout) words_.put(Keyword::throughout);
    if (atom.hold == Atom::Hold::until) {
        words_.put(Keyword::until);
        write(atom.until.at(0));
    }
}

void Phrase::write(const Criterion& criterion) {
    for (const Conjunction& conjunction : criterion.any_of) {
        if (&conjunction != &criterion.any_of.front()) {
            if (breaks_.either && depth_ == 0) words_.new_line(WrittenLine::Begins::under_phrase, {});
            words_.put(Keyword::either);
        }
        for (const Atom& atom : conjunction.atoms) {
            if (&atom != &conjunction.atoms.front()) {
                if (breaks_.both && depth_ == 0) words_.new_line(WrittenLine::Begins::under_phrase, {});
                words_.put(Keyword::both);
            }
            write(atom);
        }
    }
}

// ---- who

void Phrase::write(const Group& group) {
    list(group.heads);
    if (group.open) words_.put(Keyword::etc);
    for (const Name& name : group.path) {
        whose();
        write(name);
    }
}

void Phrase::write(const Who& who) {
    if (who.each) words_.put(Keyword::each);
    each(who.groups, [&] { words_.put("+"); });
    if (!who.except.empty()) {
        words_.put(Keyword::except);
        list(who.except);
    }
    if (who.where) {
        words_.put(Keyword::where);
        write(*who.where);
    }
}

// ---- clauses, fields, lights

/// 逾期 ≥ 4小时 → 地市、“分管领导”
void Phrase::write_rung(const Clause& rung) {
    place_.inside |= kLight;
    write(*rung.criterion);
    place_.inside &= static_cast<Roles>(~kLight);
    sign("→", "->");
    list(rung.names);
    if (!rung.names.empty() && !rung.texts.empty()) words_.comma();
    each(rung.texts, [&] { words_.comma(); });
}

void Phrase::write(const Clause& clause) {
    if (clause.kind == ClauseKind::escalate) return write_rung(clause);
    const auto comma = [&] { words_.comma(); };
    each(clause.texts, comma);
    each(clause.documents, comma);
    list(clause.names);
    if (clause.open && !clause.who) words_.put(Keyword::etc);
    for (const std::string& id : clause.ids) {
        if (&id != &clause.ids.front()) words_.comma();
        write_id(id);
    }
    if (clause.kind == ClauseKind::schedule) among_fields();
    if (clause.who) write(*clause.who);
    if (clause.kind == ClauseKind::schedule && clause.rhythm) words_.put(Keyword::linear);
    if (clause.rhythm) write(*clause.rhythm);
    table(clause.when);
    each(clause.ranges, [&] { words_.put(Keyword::either); });
    if (!clause.event.text.empty()) write(clause.event);
    if (clause.kind == ClauseKind::triggered_by && clause.criterion) words_.put(Keyword::where);
    if (clause.criterion) write(*clause.criterion);
    table(clause.table);
    if (clause.amount) write(*clause.amount);
}

void Phrase::write_type(const Field& field) {
    words_.put(keyword_of(field.type));
    if (field.measure) write(*field.measure);
    if (field.numerator) {
        equals();
        write(*field.numerator);
        sign(Arithmetic::divided_by);
        write(*field.denominator);
    }
    if (field.type == FieldType::stages) {
        list(field.members, "<");
    } else if (!field.members.empty()) {
        members(field.members, field.open);
    }
}

/// What stands behind its name.
void Phrase::write(const Field& field) {
    among_fields();
    if (field.label) write(*field.label);
    write_type(field);
    constexpr Keyword kSorts[] = {Keyword::flow, Keyword::running_total, Keyword::stock};
    if (field.sort) words_.put(kSorts[static_cast<std::size_t>(*field.sort)]);
    if (field.lower_is_better) words_.put(Keyword::lower_is_better);
    if (field.reported_by) {
        words_.put(Keyword::reported_by);
        write(*field.reported_by);
    }
    if (field.rhythm) write(*field.rhythm);
}

void Phrase::write(const Light& light) { light.when ? write(*light.when) : words_.put(Keyword::otherwise); }

}  // namespace duban::syntax
