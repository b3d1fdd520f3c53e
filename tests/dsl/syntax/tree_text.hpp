// A tree as s-expressions without spans: what is compared to prove that two sources say the same.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/value/date.hpp"
#include "dsl/value/decimal.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {

/// Built-in names stand with a `!`; what is absent is left out.
class TreeText {
public:
    static std::string of(const PlanFile& file) {
        std::string out;
        for (const Header& header : file.headers)
            out += show(header) + "\n";
        for (const Organs& organs : file.organs)
            out += list("organs", {all(organs.names), part("at", all(organs.levels))}) + "\n";
        for (const Text& use : file.uses)
            out += list("use", {show(use)}) + "\n";
        for (const UnitSet& set : file.unit_sets)
            out += list("unit-set", {show(set.name), show(set.who)}) + "\n";
        for (const Lights& lights : file.lights)
            out += list("lights", {lines(lights.lights)}) + "\n";
        for (const Window& window : file.windows)
            out += list("window", {show(window.name), show(window.range)}) + "\n";
        for (const Parameter& parameter : file.parameters) {
            out += list("parameter", {show(parameter.name), show(parameter.value)}) + "\n";
        }
        for (const Event& event : file.events) {
            out += list("event", {show(event.name), show(event.label), lines(event.fields), show(event.rhythm)}) + "\n";
        }
        for (const Field& field : file.indicators)
            out += show(field) + "\n";
        for (const Chapter& chapter : file.chapters)
            out += show(chapter) + "\n";
        return out;
    }

    static std::string show(const Clause& clause) {
        constexpr std::array<std::string_view, 30> kKinds{
            "source",      "under",      "see-also", "lead",         "jointly",   "support",  "oversee", "verify",
            "reported-by", "officer",    "evidence", "requires",     "replaces",  "shift",    "from",    "due",
            "rhythm",      "continuing", "during",   "triggered-by", "done",      "normally", "should",  "may",
            "never",       "schedule",   "weight",   "close-when",   "signed-by", "escalate"};
        const auto kind = static_cast<std::size_t>(clause.kind);
        std::string ids;
        for (const std::string& id : clause.ids)
            ids += (ids.empty() ? "" : " ") + id;
        return list(kKinds.at(kind),
                    {all(clause.texts), all(clause.documents), all(clause.names), ids, flag("etc", clause.open),
                     show(clause.who), show(clause.rhythm), show(clause.when), all(clause.ranges), show(clause.event),
                     show(clause.criterion), show(clause.table), show(clause.amount)});
    }

    static std::string show(const Field& field) {
        constexpr std::array<std::string_view, 9> kTypes{"number", "ratio",  "yes-no", "date",  "time",
                                                         "text",   "stages", "set",    "one-of"};
        std::string sort;
        constexpr const char* kSorts[] = {"flow", "running-total", "stock"};
        if (field.sort) sort = kSorts[static_cast<std::size_t>(*field.sort)];
        return list("field", {show(field.name), show(field.label), std::string(kTypes[static_cast<std::size_t>(field.type)]),
                              part("in", show(field.measure)), show(field.numerator), show(field.denominator),
                              part("of", all(field.members)), flag("etc", field.open), sort,
                              flag("lower", field.lower_is_better), part("by", show(field.reported_by)), show(field.rhythm)});
    }

private:
    // ---- shapes

    static std::string list(std::string_view head, const std::vector<std::string>& parts) {
        std::string out = "(" + std::string(head);
        for (const std::string& one : parts) {
            if (!one.empty()) out += (one[0] == '\n' ? "" : " ") + one;
        }
        return out + ")";
    }
    static std::string part(std::string_view head, const std::string& inner) {
        return inner.empty() ? "" : "(" + std::string(head) + " " + inner + ")";
    }
    static std::string flag(std::string_view word, bool set) { return set ? std::string(word) : ""; }

    template <class T>
    static std::string show(const std::optional<T>& optional) {
        return optional ? show(*optional) : "";
    }
    template <class T>
    static std::string all(const std::vector<T>& items) {
        std::string out;
        for (const T& item : items)
            out += (out.empty() ? "" : " ") + show(item);
        return out;
    }
    template <class T>
    static std::string lines(const std::vector<T>& items) {
        std::string out;
        for (const T& item : items) {
            out += "\n  ";
            for (const char c : show(item))
                out += c == '\n' ? std::string("\n  ") : std::string(1, c);
        }
        return out;
    }

    // ---- words

    static std::string show(const Name& name) { return name.builtin == Builtin::none ? name.text : "!" + name.text; }
    static std::string show(const Text& text) { return "\"" + text.text + "\""; }
    static std::string show(const Document& document) { return document.title.empty() ? "" : "<" + document.title + ">"; }

    // ---- how much

    static std::string show(TimeUnit unit) {
        constexpr std::array<std::string_view, 10> kUnits{"minutes",  "hours",  "days",     "working-days", "weeks",
                                                          "ten-days", "months", "quarters", "half-years",   "years"};
        return std::string(kUnits[static_cast<std::size_t>(unit)]);
    }
    static std::string show(const Quantity& quantity) {
        std::string number = value::to_string(quantity.number);
        switch (quantity.measure) {
            case Measure::none: return number;
            case Measure::percent: return number + "%";
            case Measure::points: return number + "-points";
            case Measure::named: return number + "-" + quantity.word;
            case Measure::time: return number + "-" + show(quantity.unit);
        }
        return "?";
    }
    static std::string show(const Path& path) {
        std::string out;
        for (const Name& name : path.names)
            out += (out.empty() ? "" : "/") + show(name);
        return out;
    }
    static std::string show(const Factor& factor) {
        std::string out = factor.negative ? "-" : "";
        if (factor.quantity) out += show(*factor.quantity);
        if (factor.date) out += value::to_string(*factor.date);
        if (factor.path) out += show(*factor.path);
        for (const Sum& inner : factor.inner)
            out += show(inner);
        return out;
    }
    static std::string operation(Arithmetic arithmetic) {
        constexpr std::array<std::string_view, 4> kSigns{" + ", " - ", " * ", " / "};
        return std::string(kSigns[static_cast<std::size_t>(arithmetic)]);
    }
    static std::string show(const Term& term) {
        std::string out = show(term.factors.at(0));
        for (std::size_t i = 0; i < term.operators.size(); ++i)
            out += operation(term.operators[i]) + show(term.factors.at(i + 1));
        return out;
    }
    static std::string show(const Sum& sum) {
        std::string out = show(sum.terms.at(0));
        for (std::size_t i = 0; i < sum.operators.size(); ++i)
            out += operation(sum.operators[i]) + show(sum.terms.at(i + 1));
        return sum.operators.empty() && sum.terms[0].operators.empty() ? out : "[" + out + "]";
    }

    // ---- when

    static std::string show(const Period& period) {
        constexpr std::array<std::string_view, 8> kKinds{"date",    "month", "month-day", "third",
                                                         "quarter", "half",  "year",      "day-in-period"};
        constexpr std::array<std::string_view, 4> kThirds{"", "early", "mid", "late"};
        const auto number = [](std::string_view head, std::int32_t value) {
            return value == 0 ? "" : std::string(head) + std::to_string(value);
        };
        return list(kKinds[static_cast<std::size_t>(period.kind)],
                    {flag("next-year", period.next_year), period.year ? "y" + std::to_string(*period.year) : "",
                     number("m", period.month), number("d", period.day), number("i", period.index),
                     std::string(kThirds[static_cast<std::size_t>(period.third)]),
                     period.clock_minutes ? "at" + std::to_string(*period.clock_minutes) : ""});
    }
    static std::string show(const value::Duration& duration) {
        return std::to_string(duration.count) + "-" + show(duration.unit);
    }
    static std::string show(const Length& length) { return length.duration ? show(*length.duration) : show(length.parameter); }
    static std::string show(const Anchor& anchor) {
        return list("anchor", {show(anchor.period), show(anchor.document), anchor.task ? "task:" + *anchor.task : "",
                               show(anchor.name), show(anchor.stage)});
    }
    static std::string show(const Moment& moment) {
        constexpr std::array<std::string_view, 5> kRelations{"at", "within-after", "at-least-before", "see", "to-be-announced"};
        const bool anchored = moment.relation <= Moment::Relation::at_least_before;
        return list(kRelations[static_cast<std::size_t>(moment.relation)],
                    {show(moment.length), anchored ? show(moment.anchor) : "", show(moment.document)});
    }
    static std::string show(const Range& range) {
        return list("range",
                    {show(range.from), show(range.to), show(range.window), flag("to-be-announced", range.to_be_announced)});
    }
    static std::string show(const Rhythm& rhythm) {
        return list("every", {std::to_string(rhythm.count) + "-" + show(rhythm.unit), flag("assumed", rhythm.assumed),
                              show(rhythm.from)});
    }

    // ---- tables

    static std::string show(const RowKey& key) {
        return key.otherwise ? "else" : key.period ? show(*key.period) : show(key.name);
    }
    template <class T>
    static std::string show(const Row<T>& row) {
        return "{" + all(row.keys) + ": " + show(row.value) + "}";
    }
    template <class T>
    static std::string show(const By<T>& by) {
        const std::string assumed = by.assumed ? " assumed" : "";
        if (!by.one.empty()) return show(by.one[0]) + assumed;
        if (by.rows.empty()) return "";
        return list("by", {show(by.key), by.unit ? show(*by.unit) : "", all(by.rows)}) + assumed;
    }

    // ---- what

    static std::string show_subject(const Atom& atom) {
        constexpr std::array<std::string_view, 5> kFolds{"", "total", "mean", "highest", "lowest"};
        if (atom.fold == Atom::Fold::none) return show(atom.path);
        return list(kFolds[static_cast<std::size_t>(atom.fold)], {all(atom.of), show(atom.path)});
    }
    static std::string show(const Atom& atom) {
        constexpr std::array<std::string_view, 7> kRelations{">=", "<=", "=", "!=", ">", "<", "reaches"};
        const std::string hold = atom.hold == Atom::Hold::until ? part("until", all(atom.until))
                                                                : flag("throughout", atom.hold == Atom::Hold::throughout);
        switch (atom.kind) {
            case Atom::Kind::group: return list("group", {all(atom.inner), hold});
            case Atom::Kind::negation: return list("not", {all(atom.inner), hold});
            case Atom::Kind::truth: return list("is", {show(atom.path), hold});
            case Atom::Kind::compare:
                return list(kRelations[static_cast<std::size_t>(atom.relation)], {show_subject(atom), show(atom.target), hold});
            case Atom::Kind::change:
                return list(atom.rises ? "up" : "down",
                            {show_subject(atom), show(atom.target),
                             part("on", atom.base_period ? show(*atom.base_period) : show(atom.base)), hold});
            case Atom::Kind::between: return list("between", {show_subject(atom), show(atom.low), show(atom.target), hold});
            case Atom::Kind::reported: return list("reported", {show_subject(atom), hold});
            case Atom::Kind::covered: return list("covered", {show_subject(atom), hold});
            case Atom::Kind::includes: return list("includes", {show_subject(atom), all(atom.members), hold});
            case Atom::Kind::document: return list("document", {show(atom.document), show(atom.stage), hold});
            case Atom::Kind::task: return list("task", {atom.task, show(atom.stage), hold});
            case Atom::Kind::judged: return list("judged-by", {show(atom.path), hold});
            case Atom::Kind::count: {
                constexpr std::array<std::string_view, 5> kMany{"each", "none", "at-least", "at-most", "exactly"};
                return list(kMany[static_cast<std::size_t>(atom.many)],
                            {show(atom.number), all(atom.of), part("is", all(atom.inner)), hold});
            }
        }
        return "?";
    }
    static std::string show(const Conjunction& conjunction) { return list("and", {all(conjunction.atoms)}); }
    static std::string show(const Criterion& criterion) { return list("or", {all(criterion.any_of)}); }

    // ---- who

    static std::string show(const Group& group) {
        return list("group", {all(group.heads), flag("etc", group.open), part("'s", all(group.path))});
    }
    static std::string show(const Who& who) {
        return list("who",
                    {flag("each", who.each), all(who.groups), part("except", all(who.except)), part("where", show(who.where))});
    }

    // ---- the larger parts

    static std::string show(const Light& light) { return list(show(light.name), {light.when ? show(*light.when) : "else"}); }
    static std::string show(const Part& part) {
        return list(part.in_order ? "step" : "part", {show(part.title), lines(part.clauses)});
    }
    static std::string show(const Task& task) {
        return list("task", {task.id, show(task.title), lines(task.clauses), lines(task.parts)});
    }
    static std::string show(const Narrative& narrative) {
        return list("narrative", {show(narrative.text), part("because", show(narrative.because))});
    }
    static std::string show(const Chapter& chapter) {
        return list("chapter",
                    {chapter.id, show(chapter.title), lines(chapter.clauses), lines(chapter.tasks), lines(chapter.narratives)});
    }
    static std::string show(const Header& header) {
        return list("plan", {show(header.name), show(header.title), part("year", show(header.year)),
                             part("issued", show(header.issued)), flag("issued-assumed", header.issued_assumed),
                             part("issuers", all(header.issuers)), part("levels", all(header.levels)),
                             part("units", show(header.units)), part("calendar", show(header.calendar)),
                             part("zone", show(header.zone)), part("source", show(header.source)), lines(header.defaults)});
    }
};

}  // namespace duban::syntax
