#include "engine/plan/resolve_ladder.hpp"

#include "engine/plan/resolve_when.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Atom;
using syntax::Builtin;
using text::Code;

/// 逾期, 逾期 ≥ 4小时, 逾期 > 10个工作日; nothing if it is none of these.
const Atom* only_overdue(const syntax::Criterion& written) {
    if (written.any_of.size() != 1 || written.any_of.front().atoms.size() != 1) return nullptr;
    const Atom& atom = written.any_of.front().atoms.front();
    const bool is_overdue = atom.path.names.size() == 1 && atom.path.names.front().builtin == Builtin::overdue;
    const bool is_plain = atom.fold == Atom::Fold::none && atom.hold == Atom::Hold::none;
    const bool is_longer = atom.kind == Atom::Kind::compare && !atom.target.one.empty() &&
                           (atom.relation == syntax::Relation::at_least || atom.relation == syntax::Relation::more);
    return is_overdue && is_plain && (atom.kind == Atom::Kind::truth || is_longer) ? &atom : nullptr;
}

/// Of a length that a day or a minute can be counted by.
bool is_countable(value::TimeUnit unit) {
    switch (unit) {
        case value::TimeUnit::minute:
        case value::TimeUnit::hour:
        case value::TimeUnit::day:
        case value::TimeUnit::working_day:
        case value::TimeUnit::week:
        case value::TimeUnit::month: return true;
        default: return false;
    }
}

void add_level(Context& context, const syntax::Name& name, Rung& rung) {
    if (!context.find(name.text)) return context.say(Code::escalates_to, name.span, {name.text});
    const std::uint32_t index = context.use(name, NameKind::level);
    if (index == kNone) return;
    const auto level = static_cast<units::LevelIndex>(index);
    if (std::find(rung.levels.begin(), rung.levels.end(), level) != rung.levels.end())
        return context.say(Code::listed_twice, name.span, {name.text});
    rung.levels.push_back(level);
}

}  // namespace

std::optional<Rung> resolve_rung(Context& context, const syntax::Clause& clause) {
    Rung rung;
    rung.span = clause.span;
    const Atom* const when = only_overdue(*clause.criterion);
    if (when && when->kind == Atom::Kind::compare) {
        rung.beyond = when->relation == syntax::Relation::more;
        rung.delay = resolve_length(context, when->target.one.front());
    }
    const bool is_readable = when && (when->kind == Atom::Kind::truth || rung.delay);
    if (!when || (rung.delay && !is_countable(rung.delay->unit))) context.say(Code::escalates_when, clause.criterion->span);
    for (const syntax::Name& name : clause.names) {
        if (name.builtin == Builtin::superior) {
            if (rung.superior) context.say(Code::listed_twice, name.span, {name.text});
            rung.superior = true;
        } else {
            add_level(context, name, rung);
        }
    }
    for (const syntax::Text& title : clause.texts) {
        const bool is_listed = std::find(rung.persons.begin(), rung.persons.end(), title.text) != rung.persons.end();
        if (title.text.empty()) context.say(Code::escalates_to, title.span, {title.text});
        if (is_listed) context.say(Code::listed_twice, title.span, {title.text});
        rung.persons.push_back(title.text);
    }
    if (!is_readable) return std::nullopt;
    return rung;
}

}  // namespace duban::plan
