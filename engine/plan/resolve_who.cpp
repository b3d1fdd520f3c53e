#include "engine/plan/resolve_who.hpp"

#include "engine/plan/resolve_criterion.hpp"
#include "engine/plan/resolve_meant.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Builtin;
using syntax::Name;
using text::Code;
using text::Words;
using units::UnitIndex;

constexpr std::size_t kMostCandidates = 5;

std::uint32_t bit(std::uint32_t level) { return std::uint32_t{1} << level; }

/// A group without its organ: where to look first, and how to go down from there.
struct Chain {
    std::vector<Name> heads;
    std::vector<Name> below;
    std::uint32_t organ = kNone;
};

/// What a name that is none may be that was not declared, besides a unit: an organ that needs no unit beside it, an event.
enum class Also : std::uint8_t { nothing, organ, event };

class Namer {
public:
    Namer(Context& context, Who& out, Also also = Also::nothing) : context_(context), out_(out), also_(also) {}

    /// False if something was wrong; all of it has been said.
    bool add(const syntax::Group& group, bool each) {
        const std::optional<Chain> chain = chain_of(group);
        if (!chain) return false;
        if (out_.organ != kNone && chain->organ != out_.organ) {
            context_.not_yet(group.span, {"一项任务有几个部门", "several organs in one task"});
            return false;
        }
        out_.organ = chain->organ;
        out_.open = out_.open || group.open;
        bool fine = true;
        for (const Name& head : chain->heads)
            fine = add_head(*chain, head, each) && fine;
        return fine;
    }

    void finish() {
        std::sort(out_.units.begin(), out_.units.end());
        out_.units.erase(std::unique(out_.units.begin(), out_.units.end()), out_.units.end());
    }

    [[nodiscard]] std::optional<Chain> chain_of(const syntax::Group& group) {
        Chain chain{group.heads, group.path, kNone};
        const Name* last = !chain.below.empty()      ? &chain.below.back()
                           : chain.heads.size() == 1 ? &chain.heads.front()
                                                     : nullptr;
        const Declared* declared = last ? context_.find(last->text) : nullptr;
        if (!declared || declared->kind != NameKind::organ) return chain;
        chain.organ = context_.use(*last, NameKind::organ);
        if (chain.below.empty()) {
            chain.heads.clear();
        } else {
            chain.below.pop_back();
        }
        return chain;
    }

    /// The one unit that a name means among those below `within`; nothing after saying why not.
    [[nodiscard]] std::optional<UnitIndex> unit_named(const Name& name, std::optional<UnitIndex> within) {
        const units::Tree& tree = *context_.units;
        std::vector<UnitIndex> found = tree.named(name.text);
        if (within) std::erase_if(found, [&](UnitIndex unit) { return !tree.contains(*within, unit); });
        if (found.empty()) {
            const Declared* declared = context_.find(name.text);
            if (declared) {
                context_.mark_used(name.text);
                context_.say(Code::other_kind_of_name, name.span, {name.text, words(declared->kind), {"单位", "unit"}});
            } else if (const Words apart = taken_apart(name.text); !apart.zh.empty()) {
                context_.say(Code::written_apart, name.span, {name.text, apart});
            } else {
                const bool event = also_ == Also::event;
                context_.unknown(
                    name,
                    event ? Words("单位、层级、部门或事件", "unit, level, organ or event")
                          : Words("单位、层级或部门", "unit, level or organ"),
                    candidates(),
                    also_ == Also::nothing ? Words() : declaration_of(event ? NameKind::event : NameKind::organ, name.text));
            }
            return std::nullopt;
        }
        std::erase_if(found, [&](UnitIndex unit) { return !tree.is_office(unit); });
        if (found.empty()) {
            context_.say(Code::placeholder_unit, name.span, {name.text});
            return std::nullopt;
        }
        if (found.size() == 1) return found.front();
        std::string list;
        for (std::size_t i = 0; i < std::min(found.size(), kMostCandidates); ++i) {
            list += (i == 0 ? "" : ", ") + tree.code(found[i]) + " " + tree.path(found[i]);
        }
        if (found.size() > kMostCandidates) list += ", …";
        context_.say(Code::unit_has_namesakes, name.span,
                     {name.text, std::to_string(found.size()), tree.code(found.front()), list});
        return std::nullopt;
    }

private:
    /// Only what is a unit's name is looked for, so levels and organs are offered; names of 40,000 units are not compared.
    std::vector<std::string> candidates() {
        std::vector<std::string> names = context_.names_of(NameKind::level);
        for (const NameKind kind : {NameKind::organ, NameKind::unit_set, NameKind::event}) {
            if (kind == NameKind::event && also_ != Also::event) continue;
            for (std::string& name : context_.names_of(kind))
                names.push_back(std::move(name));
        }
        for (std::uint32_t i = 0; i < context_.units->size() && names.size() < 500; ++i) {
            if (at(context_.units->level(UnitIndex{i})) < 2) names.push_back(context_.units->name(UnitIndex{i}));
        }
        return names;
    }

    /// 每个 省 for 各省, 县 的 应急办 for 县应急办 and 县级应急办; empty if the name is not made of such.
    Words taken_apart(std::string_view name) const {
        constexpr std::string_view kEach = "各";
        constexpr std::string_view kOfLevel = "级";
        std::string organ;
        for (const std::string& one : context_.names_of(NameKind::organ)) {
            if (name.ends_with(one) && one.size() > organ.size() && one.size() < name.size()) organ = one;
        }
        name.remove_suffix(organ.size());
        const bool each = name.starts_with(kEach);
        if (each) name.remove_prefix(kEach.size());
        const auto is_level = [&](std::string_view word) {
            const Declared* declared = context_.find(word);
            return declared && declared->kind == NameKind::level;
        };
        if (name.ends_with(kOfLevel) && is_level(name.substr(0, name.size() - kOfLevel.size())))
            name.remove_suffix(kOfLevel.size());
        const bool known = is_level(name) || (!each && !context_.units->named(name).empty());
        if (!known || (organ.empty() && !each)) return {};
        const std::string whole(name);
        return {(each ? "每个 " : "") + whole + (organ.empty() ? "" : " 的 " + organ),
                (each ? "each " : "") + whole + (organ.empty() ? "" : "'s " + organ)};
    }

    bool add_head(const Chain& chain, const Name& head, bool each) {
        switch (head.builtin) {
            case Builtin::every_level:
                if (!chain.below.empty()) break;
                out_.each = true;
                return add_levels(all_levels() & levels_of_organ());
            case Builtin::none: return add_named(chain, head, each);
            default: break;
        }
        const Words said = syntax::words_of(head.builtin);
        context_.not_yet(head.span, {"这里用“" + said.zh + "”", "“" + said.en + "” here"});
        return false;
    }

    bool add_named(const Chain& chain, const Name& head, bool each) {
        const Declared* declared = context_.find(head.text);
        std::optional<UnitIndex> place;
        if (declared && declared->kind == NameKind::unit_set) return add_set(chain, head, declared->index, each);
        const bool is_level = declared && declared->kind == NameKind::level;
        if (is_level && chain.below.empty()) {
            context_.mark_used(head.text);
            return add_level(head, declared->index, std::nullopt, each);
        }
        if (!context_.units) return false;
        if (is_level) {
            place = only_unit(declared->index);
            context_.mark_used(head.text);
            const Name& last = chain.below.back();
            if (!place && !context_.find(last.text)) {
                context_.unknown(last, words(NameKind::organ), context_.names_of(NameKind::organ),
                                 declaration_of(NameKind::organ, last.text));
                return false;
            }
            if (!place) {
                context_.not_yet(head.span, {"“" + head.text + " 的 …”这样逐级往下找", "going down from “" + head.text + "”"});
                return false;
            }
        } else if (is_attribute(head)) {
            chosen_by_attribute(chain, head);
            return false;
        } else {
            place = unit_named(head, std::nullopt);
        }
        for (std::size_t i = 0; i < chain.below.size() && place; ++i) {
            const Name& next = chain.below[i];
            const Declared* level = context_.find(next.text);
            if (level && level->kind == NameKind::level && i + 1 == chain.below.size()) {
                context_.mark_used(next.text);
                return add_level(next, level->index, place, each);
            }
            place = unit_named(next, place);
        }
        return place && add_unit(*place, chain.below.empty() ? head : chain.below.back());
    }

    bool add_unit(UnitIndex unit, const Name& name) {
        const units::Tree& tree = *context_.units;
        if ((levels_of_organ() & bit(at(tree.level(unit)))) == 0) {
            organ_not_there(name, tree.name(unit));
            return false;
        }
        out_.units.push_back(unit);
        out_.codes.push_back(tree.code(unit));
        return true;
    }

    bool add_set(const Chain& chain, const Name& name, std::uint32_t index, bool each) {
        context_.mark_used(name.text);
        if (!chain.below.empty()) {
            context_.not_yet(name.span, {"单位集的下级（某单位集 的 某层级）", "units below those of a set"});
            return false;
        }
        if (index >= context_.plan.unit_sets.size()) {
            context_.say(Code::set_not_before, name.span, {name.text});
            return false;
        }
        const UnitSet& set = context_.plan.unit_sets[index];
        out_.open = out_.open || set.who.open;
        out_.sets.push_back(set.name);
        if (!context_.units) return false;
        if (!each && set.who.units.size() > 1) {
            context_.say(Code::each_missing, name.span, {name.text, std::to_string(set.who.units.size())});
            return false;
        }
        const units::Tree& tree = *context_.units;
        for (const UnitIndex unit : set.who.units) {
            if ((levels_of_organ() & bit(at(tree.level(unit)))) == 0) {
                organ_not_there(name, tree.name(unit));
                return false;
            }
            out_.units.push_back(unit);
        }
        return true;
    }

    bool add_level(const Name& name, std::uint32_t level, std::optional<UnitIndex> within, bool each) {
        if ((levels_of_organ() & bit(level)) == 0) {
            organ_not_there(name, name.text);
            return false;
        }
        if (!context_.units) return false;
        const std::size_t before = out_.units.size();
        collect(bit(level), within);
        const std::size_t count = out_.units.size() - before;
        if (!each && count > 1) {
            context_.say(Code::each_missing, name.span, {name.text, std::to_string(count)});
            return false;
        }
        if (within) {
            out_.within.push_back({context_.units->code(*within), level});
        } else {
            out_.levels |= bit(level);
        }
        return true;
    }

    bool add_levels(std::uint32_t levels) {
        out_.levels |= levels;
        if (!context_.units) return false;
        collect(levels, std::nullopt);
        return true;
    }

    void collect(std::uint32_t levels, std::optional<UnitIndex> within) {
        const units::Tree& tree = *context_.units;
        const std::uint32_t first = within ? at(*within) : 0;
        const std::uint32_t last = within ? at(tree.end(*within)) : tree.size();
        for (std::uint32_t i = first; i < last; ++i) {
            const UnitIndex unit{i};
            if ((levels & bit(at(tree.level(unit)))) != 0 && tree.is_office(unit)) out_.units.push_back(unit);
        }
    }

    std::optional<UnitIndex> only_unit(std::uint32_t level) {
        std::optional<UnitIndex> only;
        for (std::uint32_t i = 0; i < context_.units->size(); ++i) {
            if (at(context_.units->level(UnitIndex{i})) != level) continue;
            if (only) return std::nullopt;
            only = UnitIndex{i};
        }
        return only;
    }

    std::uint32_t all_levels() const { return bit(static_cast<std::uint32_t>(context_.plan.levels.size())) - 1; }
    std::uint32_t levels_of_organ() const {
        return out_.organ == kNone ? all_levels() : context_.plan.organs[out_.organ].levels;
    }

    /// 山区 的 村: a column of the unit list stands where units do.
    bool is_attribute(const Name& name) const {
        const std::vector<std::string>& columns = context_.units->attributes();
        return !context_.find(name.text) && context_.units->named(name.text).empty() &&
               std::find(columns.begin(), columns.end(), name.text) != columns.end();
    }

    void chosen_by_attribute(const Chain& chain, const Name& name) {
        const std::vector<std::string>& levels = context_.plan.levels;
        const std::string level = !chain.below.empty() ? chain.below.back().text : levels.empty() ? "" : levels.back();
        const std::string organ = out_.organ == kNone ? "" : context_.plan.organs[out_.organ].name;
        context_.say(Code::chosen_by_attribute, name.span,
                     {name.text,
                      {"每个 " + level + (organ.empty() ? "" : " 的 " + organ) + " 其中 " + name.text,
                       "each " + level + (organ.empty() ? "" : "'s " + organ) + " where " + name.text}});
    }

    void organ_not_there(const Name& name, const std::string& where) {
        const Organ& organ = context_.plan.organs[out_.organ];
        context_.say(Code::organ_not_there, name.span, {organ.name, where, level_words(context_.plan, organ.levels)});
    }

    Context& context_;
    Who& out_;
    Also also_;
};

void leave_out(Context& context, Namer& namer, const std::vector<Name>& names, Who& out) {
    for (const Name& name : names) {
        const Declared* declared = context.find(name.text);
        const std::size_t before = out.units.size();
        if (declared && declared->kind == NameKind::level) {
            context.mark_used(name.text);
            std::erase_if(out.units, [&](UnitIndex unit) { return at(context.units->level(unit)) == declared->index; });
            out.except.push_back(name.text);
        } else {
            const std::optional<UnitIndex> unit = namer.unit_named(name, std::nullopt);
            if (!unit) continue;
            std::erase(out.units, *unit);
            out.except.push_back(context.units->code(*unit));
        }
        if (out.units.size() == before) context.say(Code::not_among_them, name.span, {name.text});
    }
}

bool has_filter(Context& context, const syntax::Who& who) {
    if (who.where) context.not_yet(who.where->span, {"按单位的属性挑选（其中 …）", "units chosen by an attribute (where …)"});
    return who.where.has_value();
}

/// Units, or an organ alone: then there are no units.
Who named_units(Context& context, const syntax::Who& who, Also also = Also::nothing) {
    Who out;
    out.each = who.each;
    out.span = who.span;
    if (const auto organ = organ_in_filter(context, who)) {
        context.say(Code::chosen_by_attribute, organ->span, {organ->attribute, organ->meant});
        return out;
    }
    if (who.where) out.where = resolve_unit_filter(context, *who.where);
    Namer namer(context, out, also);
    bool fine = true;
    for (const syntax::Group& group : who.groups)
        fine = namer.add(group, who.each) && fine;
    namer.finish();
    if (!fine || !context.units) return out;
    leave_out(context, namer, who.except, out);
    if (!out.each && out.units.size() > 1) {
        context.not_yet(who.span, {"几个单位共担一项；若各负责一项，写“每个 …”",
                                   "one obligation shared by several; for one each write “each …”"});
    }
    return out;
}

/// The same for a clause, whose units the plan's hash knows by level and place.
Who resolve_units(Context& context, const syntax::Who& who, Also also = Also::nothing) {
    Who out = named_units(context, who, also);
    if (!out.within.empty() && who.groups.size() + who.groups.front().heads.size() > 2) {
        context.not_yet(who.span, {"一行里列几处“某地 的 某层级”；先写成单位集",
                                   "several “level below a unit” in one line; declare a unit set"});
    }
    return out;
}

/// 发生地 [的 LEVEL] [的 ORGAN].
Who resolve_place(Context& context, const syntax::Who& who, Trigger& trigger) {
    Who out;
    out.each = true;
    out.span = who.span;
    Namer namer(context, out);
    const syntax::Group& group = who.groups.front();
    const std::optional<Chain> chain = namer.chain_of(group);
    out.organ = chain->organ;
    const std::uint32_t everywhere = bit(static_cast<std::uint32_t>(context.plan.levels.size())) - 1;
    std::uint32_t levels = out.organ == kNone ? everywhere : context.plan.organs[out.organ].levels;
    if (chain->below.size() > 1 || group.heads.size() > 1 || who.groups.size() > 1 || !who.except.empty()) {
        context.not_yet(who.span, {"“发生地”之外还有别的单位", "other units beside “place”"});
        return out;
    }
    if (!chain->below.empty()) {
        const Name& name = chain->below.front();
        const std::uint32_t level = context.use(name, NameKind::level);
        if (level == kNone) return out;
        if ((levels & bit(level)) == 0) {
            const Organ& organ = context.plan.organs[out.organ];
            context.say(Code::organ_not_there, name.span, {organ.name, name.text, level_words(context.plan, organ.levels)});
            return out;
        }
        trigger.level = units::LevelIndex{static_cast<std::uint8_t>(level)};
        levels = bit(level);
    }
    out.levels = levels;
    if (!context.units) return out;
    for (std::uint32_t i = 0; i < context.units->size(); ++i) {
        const UnitIndex unit{i};
        if ((levels & bit(at(context.units->level(unit)))) != 0 && context.units->is_office(unit)) out.units.push_back(unit);
    }
    return out;
}

bool is_organ_alone(const Who& who, const syntax::Who& written) {
    const bool names_units = !who.units.empty() || who.levels != 0 || !who.codes.empty();
    return who.organ != kNone && !names_units && written.groups.front().path.empty();
}

const Name* place_in(const syntax::Who& who) {
    for (const syntax::Group& group : who.groups) {
        for (const Name& head : group.heads) {
            if (head.builtin == Builtin::place) return &head;
        }
    }
    return nullptr;
}

}  // namespace

Words level_words(const Plan& plan, std::uint32_t levels) {
    Words list;
    for (std::uint32_t i = 0; i < plan.levels.size(); ++i) {
        if ((levels & bit(i)) == 0) continue;
        list.zh += (list.zh.empty() ? "" : "、") + plan.levels[i];
        list.en += (list.en.empty() ? "" : ", ") + plan.levels[i];
    }
    return list;
}

std::uint32_t resolve_levels(Context& context, const std::vector<Name>& names) {
    std::uint32_t levels = 0;
    for (const Name& name : names) {
        const std::uint32_t level = context.use(name, NameKind::level);
        if (level == kNone) continue;
        if ((levels & bit(level)) != 0) context.say(Code::listed_twice, name.span, {name.text});
        levels |= bit(level);
    }
    return levels;
}

Who resolve_lead(Context& context, const syntax::Who& who, Trigger* trigger) {
    if (who.groups.empty()) return {};
    const Name* place = place_in(who);
    if (place && !trigger) context.say(Code::place_without_event, place->span, {text::Words("发生地", "place")});
    if (place && !trigger) return {};
    if (place && !has_filter(context, who)) return resolve_place(context, who, *trigger);
    Who out = resolve_units(context, who);
    const std::string lowest = context.plan.levels.empty() ? std::string() : context.plan.levels.back();
    if (is_organ_alone(out, who)) {
        const Organ& organ = context.plan.organs[out.organ];
        context.say(Code::organ_of_whom, who.span, {organ.name, organ_with_unit(context, organ, Wanted::leads)});
    }
    if (trigger && !out.each && !out.units.empty()) context.say(Code::whose_case, who.span, {lowest});
    return out;
}

Who resolve_partner(Context& context, const syntax::Who& who) {
    if (const Name* place = place_in(who)) {
        context.not_yet(place->span, {"“发生地”用在责任以外", "“place” for others than the lead"});
        return {};
    }
    return resolve_units(context, who, Also::organ);
}

std::vector<syntax::Who> organ_by_organ(const Context& context, const syntax::Who& who) {
    const bool is_list = who.groups.size() == 1 && who.groups.front().heads.size() > 1 && who.groups.front().path.empty();
    const auto is_organ = [&](const Name& name) {
        const Declared* declared = context.find(name.text);
        return declared && declared->kind == NameKind::organ;
    };
    if (!is_list || !std::all_of(who.groups.front().heads.begin(), who.groups.front().heads.end(), is_organ)) return {who};
    std::vector<syntax::Who> one_by_one;
    for (const Name& head : who.groups.front().heads) {
        syntax::Who one = who;
        one.groups.front().heads = {head};
        one.groups.front().open = false;
        one.span = head.span;
        one_by_one.push_back(std::move(one));
    }
    one_by_one.back().groups.front().open = who.groups.front().open;
    return one_by_one;
}

UnitSet resolve_unit_set(Context& context, const syntax::UnitSet& written) {
    syntax::Who who = written.who;
    who.each = true;
    Who named = named_units(context, who);
    UnitSet set;
    set.name = written.name.text;
    set.span = written.name.span;
    if (named.organ != kNone) context.not_yet(who.span, {"单位集里的部门", "an organ in a unit set"});
    if (who.where) context.not_yet(who.where->span, {"按属性挑选的单位集", "a unit set chosen by attributes"});
    set.who = std::move(named);
    return set;
}

std::optional<Who> resolve_counted(Context& context, syntax::Who who) {
    who.each = true;
    Who units = resolve_units(context, who, Also::event);
    if (is_organ_alone(units, who)) {
        const Organ& organ = context.plan.organs[units.organ];
        context.say(Code::organ_of_whom, who.span, {organ.name, organ_with_unit(context, organ, Wanted::leads)});
        return std::nullopt;
    }
    const bool names_units = units.levels != 0 || !units.codes.empty() || !units.within.empty() || !units.sets.empty();
    return names_units ? std::optional(std::move(units)) : std::nullopt;
}

Verifier resolve_verifier(Context& context, const syntax::Who& who) {
    Verifier verifier;
    verifier.span = who.span;
    if (who.groups.empty() || has_filter(context, who)) return verifier;
    const syntax::Group& group = who.groups.front();
    const bool one = who.groups.size() == 1 && group.heads.size() == 1 && who.except.empty() && !who.each;
    if (one && group.heads.front().builtin == Builtin::superior && group.path.size() <= 1) {
        verifier.kind = Verifier::Kind::superior;
        if (!group.path.empty()) verifier.organ = context.use(group.path.front(), NameKind::organ);
        return verifier;
    }
    if (!one || group.heads.front().builtin != Builtin::none) {
        context.not_yet(who.span, {"除“上级”或一个单位以外的审核", "verification by others than the superior or one unit"});
        return verifier;
    }
    const Who named = resolve_units(context, who);
    if (named.units.size() != 1) {
        if (context.units && named.organ != kNone && group.path.empty()) {
            const Organ& organ = context.plan.organs[named.organ];
            context.say(Code::organ_of_whom, who.span, {organ.name, organ_with_unit(context, organ, Wanted::verifier)});
        }
        return verifier;
    }
    verifier.kind = Verifier::Kind::unit;
    verifier.unit = named.units.front();
    verifier.code = context.units->code(verifier.unit);
    verifier.organ = named.organ;
    return verifier;
}

}  // namespace duban::plan
