#include "engine/report/desk.hpp"
#include "engine/plan/length.hpp"
#include "engine/report/written.hpp"

#include <algorithm>

namespace duban::report {

namespace {

using log::Kind;
using text::Code;
using text::Diagnostic;
using text::Result;
using text::Words;
using units::UnitIndex;

bool is_review(Kind kind) { return kind == Kind::verify || kind == Kind::send_back; }

bool comes_into_force(Kind kind) {
    return kind == Kind::excuse || kind == Kind::waive || kind == Kind::extend || kind == Kind::transfer;
}

bool needs_reason(Kind kind) {
    return kind == Kind::send_back || kind == Kind::judge || kind == Kind::excuse || kind == Kind::waive ||
           kind == Kind::extend;
}

/// The row that an act is about: who holds it, and since when there is anything to say of it.
struct Held {
    UnitIndex holder{};
    std::optional<KnownCase> known;  // of a triggered task
    std::string slot;  // its label; empty where the task has one slot for a unit or a case
    calendar::Days days;  // of the slot; of what has one the plan year
};

/// Its holder and case.
Result<Held> held(Desk& desk, const Row& row, std::uint32_t task, UnitIndex unit) {
    const plan::Task& rule = desk.plan().tasks[task];
    const auto not_of_unit = [&] { return desk.refuse(FieldName::task, Code::task_not_of_unit, {rule.id, desk.shown(unit)}); };
    if (auto why = desk.other_case(row)) return std::move(*why);
    const std::string code = case_code(row);
    if (!rule.trigger) {
        if (!desk.holder(task, unit)) return not_of_unit();
        if (!code.empty()) return desk.refuse(FieldName::case_id, Code::case_not_wanted, {rule.id});
        return Held{unit, {}, {}, desk.plan().year};
    }
    if (code.empty()) return desk.refuse(FieldName::case_id, Code::case_missing);
    const auto known = desk.known_case(code, rule.trigger->event, unit);
    if (!known) return known.failure();
    const auto holder = desk.holder(task, known->place);
    if (!holder || !desk.covers(*holder, unit)) return not_of_unit();
    return Held{*holder, *known, {}, desk.plan().year};
}

/// The slot, put into what is held.
std::optional<Diagnostic> find_slot(Desk& desk, const Row& row, std::uint32_t which, Kind kind, Held& held) {
    const plan::Task& task = desk.plan().tasks[which];
    const std::string& written = row[FieldName::period];
    const bool periodic = task.slots == plan::SlotRule::recurring || task.slots == plan::SlotRule::continuing;
    const calendar::Days year = desk.plan().year;
    if (periodic && task.rhythm) {
        std::vector<std::string> labels;
        for (const calendar::Slot& slot : desk.slots(task.rhythm->every)) {
            if (!task.from || slot.days.last >= *task.from) labels.push_back(slot.label);
        }
        if (written.empty()) {
            return desk.refuse(FieldName::period, Code::period_missing,
                               {task.id, labels.empty() ? std::string() : labels.front()});
        }
        const auto days = desk.period(row, task.rhythm, task.id);
        if (!days) return days.failure();
        const std::string label = calendar::label_of(*days);
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) {
            return desk.refuse(FieldName::period, Code::period_no_slot, {label, task.id, listed(labels)});
        }
        if (*days != year) held.slot = label;
        held.days = *days;
        return comes_into_force(kind) ? std::nullopt : desk.not_begun(*days);
    }
    if (written.starts_with(kWindowPrefix)) return desk.other_window(row, which);
    if (written.empty() || written.starts_with(kCasePrefix)) return std::nullopt;
    const auto days = desk.period(row, std::nullopt, task.id);
    if (!days) return days.failure();
    if (*days == year || task.during == *days) return std::nullopt;
    return desk.refuse(FieldName::period, Code::period_not_wanted, {task.id});
}

/// A review is of what there was to see on its day.
std::optional<Diagnostic> before_slot(const Desk& desk, const Held& held, const Timing& timing) {
    if (held.known) return desk.before_case(timing, *held.known);
    if (!timing.stated || value::date_of(*timing.stated) >= held.days.first) return std::nullopt;
    return desk.refuse(
        FieldName::date, Code::date_before_period,
        {value::to_short_string(*timing.stated), held.slot.empty() ? calendar::label_of(desk.plan().year) : held.slot});
}

/// Whether `by` may do this to the holder's row.
std::optional<Diagnostic> not_entitled(Desk& desk, const Row& row, Kind kind, std::uint32_t task, const Held& held,
                                       UnitIndex by) {
    const std::string& id = desk.plan().tasks[task].id;
    const UnitIndex holder = held.holder;
    if (is_review(kind)) {
        const auto verifier = desk.verifier(task, holder);
        if (!verifier) return desk.refuse(FieldName::task, Code::task_without_verifier, {id});
        if (*verifier == by) return std::nullopt;
        return desk.refuse(FieldName::by, Code::not_the_verifier,
                           {id, desk.shown(holder), desk.shown(*verifier), desk.shown(by)});
    }
    if (kind == Kind::judge) {
        const std::vector<UnitIndex> judges = desk.judges(task, holder);
        if (judges.empty()) return desk.refuse(FieldName::task, Code::task_without_judgement, {id});
        if (std::find(judges.begin(), judges.end(), by) != judges.end()) return std::nullopt;
        Words named;
        for (const UnitIndex judge : judges) {
            const Words one = desk.shown(judge);
            named.zh += (named.zh.empty() ? "" : "、") + one.zh;
            named.en += (named.en.empty() ? "" : ", ") + one.en;
        }
        return desk.refuse(FieldName::by, Code::not_the_judge, {id, desk.shown(holder), std::move(named), desk.shown(by)});
    }
    if (kind == Kind::claim) {
        if (desk.covers(by, holder)) return std::nullopt;
        if (desk.has_taken_over(by, holder, task, Ledger::Slot{held.slot, case_code(row)})) return std::nullopt;
        return desk.refuse(FieldName::by, Code::by_not_entitled, {desk.shown(by), desk.shown(holder)});
    }
    const bool is_root = units::at(holder) == 0;
    const bool is_own = by == holder || by == desk.heir(holder);
    if (desk.covers(by, holder) && (!is_own || is_root)) return std::nullopt;
    return desk.refuse(FieldName::by, Code::by_not_above, {log::words(kind), desk.shown(by), desk.shown(holder)});
}

Result<std::string> day_in(const Desk& desk, const Row& row) {
    const auto day = desk.date(row[FieldName::value], value::BareDate::first_minute);
    if (!day) return desk.refuse(FieldName::value, day.failure());
    if (!day->is_bare) return desk.refuse(FieldName::value, Code::day_alone, {row[FieldName::value]});
    const value::Date date = value::date_of(day->instant);
    if (date >= desk.plan().year.first) return value::to_string(date);
    return desk.refuse(FieldName::value, Code::date_before_plan_year,
                       {value::to_string(date), calendar::label_of(desk.plan().year)});
}

/// What the value column says for this kind, in the log's spelling.
Result<std::string> value_of(Desk& desk, const Row& row, Kind kind, UnitIndex holder) {
    const std::string& written = row[FieldName::value];
    const auto missing = [&](Words what) {
        return desk.refuse(FieldName::value, Code::value_missing, {log::words(kind), std::move(what)});
    };
    switch (kind) {
        case Kind::judge: {
            if (written.empty()) return missing({"是或否", "yes or no"});
            auto answer = read_yes_or_no(written);
            if (!answer) return desk.refuse(FieldName::value, answer.failure());
            return answer;
        }
        case Kind::excuse:
        case Kind::waive: return written.empty() ? Result<std::string>(std::string()) : day_in(desk, row);
        case Kind::extend: return written.empty() ? missing({"新的期限", "the new due date"}) : day_in(desk, row);
        case Kind::transfer: {
            if (written.empty()) return missing({"接手单位的代码或名称", "code or name of the unit that takes it over"});
            const auto to = desk.unit(row, FieldName::value);
            if (!to) return to.failure();
            if (!desk.units().exists(*to, desk.received_at()))
                return desk.refuse(FieldName::value, Code::transfer_to_closed, {desk.shown(*to)});
            if (*to == holder) return desk.refuse(FieldName::value, Code::transfer_to_itself, {desk.shown(holder)});
            return desk.units().code(*to);
        }
        case Kind::reading:
        case Kind::withdraw:
        case Kind::incident:
        case Kind::close:
        case Kind::no_case:
        case Kind::claim:
        case Kind::verify:
        case Kind::send_back:
        case Kind::announce:
        case Kind::plan:
        case Kind::units:
        case Kind::calendar: break;
    }
    return std::string();
}

/// Of a task that an amendment has no more a period that was over stays, and what was met, which the door does not know.
void note_gone(const Desk& desk, const plan::Task& task, const Held& held, Draft& draft) {
    if (!task.gone) return;
    const value::Date issue = *desk.plan().issued_before(task.version);
    if (draft.timing.effective(desk.received_at()) < value::first_minute(issue)) return;
    if (!held.slot.empty() && held.days.last < issue) return;
    const std::string day = value::to_string(issue);
    draft.notes.push_back(task.taken_by.empty() ? desk.refuse(FieldName::task, Code::act_on_withdrawn, {task.id, day})
                                                : desk.refuse(FieldName::task, Code::act_on_replaced,
                                                              {task.id, day, listed(desk.plan().in_place_of(task))}));
}

/// On a row of one version of the task.
Result<Draft> admit_act_on(Desk& desk, const Row& row, Kind kind, UnitIndex unit, std::uint32_t task) {
    const Words what = log::words(kind);
    const plan::Task& rule = desk.plan().tasks[task];
    auto place = held(desk, row, task, unit);
    if (!place) return place.failure();
    const auto by = desk.by(row, place->holder);
    if (!by) return by.failure();
    if (auto why = find_slot(desk, row, task, kind, *place)) return std::move(*why);
    if (auto why = not_entitled(desk, row, kind, task, *place, *by)) return std::move(*why);
    const auto timing = desk.timing(row, comes_into_force(kind) ? value::BareDate::first_minute : value::BareDate::last_minute);
    if (!timing) return timing.failure();
    if (is_review(kind) || kind == Kind::judge || (kind == Kind::claim && place->known)) {
        if (auto why = before_slot(desk, *place, *timing)) return std::move(*why);
    }
    auto value = value_of(desk, row, kind, place->holder);
    if (!value) return value.failure();
    if (needs_reason(kind) && row[FieldName::reason].empty())
        return desk.refuse(FieldName::reason, Code::reason_missing, {what});
    const auto is_normally = [](const plan::Goal& goal) { return goal.modality == plan::Modality::normally; };
    if (kind == Kind::excuse && std::none_of(rule.goals.begin(), rule.goals.end(), is_normally)) {
        return desk.refuse(FieldName::task, Code::excuse_not_allowed, {rule.id});
    }

    log::Entry entry;
    entry.kind = kind;
    entry.unit = desk.units().code(place->holder);
    entry.task = rule.id;
    entry.period = place->slot;
    entry.case_id = case_code(row);
    entry.value = std::move(*value);
    entry.reason = row[FieldName::reason];
    entry.evidence = read_evidence(row[FieldName::evidence]);
    entry.by = desk.units().code(*by);
    Draft draft{{std::move(entry)}, *timing, {}, {}};
    if (kind == Kind::claim && !rule.evidence_open) note_other_proofs(desk, rule.evidence, draft);
    note_gone(desk, rule, *place, draft);
    return draft;
}

/// Whether a row of a version that another amended may have stayed with it: one of a period that was over by then, or what was
/// met, on which a review may still come.
bool may_have_stayed(const Desk& desk, const plan::Task& task, Kind kind, const log::Entry& act) {
    const auto days = calendar::days_of_label(act.period);
    return days ? days->last < *desk.plan().issued_before(task.version) : is_review(kind);
}

}  // namespace

Result<Draft> admit_act(Desk& desk, const Row& row, Kind kind) {
    const Words what = log::words(kind);
    const auto unit = desk.unit(row, FieldName::unit);
    if (!unit) return unit.failure();
    if (row[FieldName::by].empty() && kind != Kind::claim) return desk.refuse(FieldName::by, Code::by_missing, {what});
    if (row[FieldName::task].empty()) return desk.refuse(FieldName::task, Code::task_missing, {what});
    const auto task = desk.task(row);
    if (!task) return task.failure();
    auto newest = admit_act_on(desk, row, kind, *unit, *task);
    for (std::uint32_t former = desk.plan().tasks[*task].former; !newest && former != plan::kNone;
         former = desk.plan().tasks[former].former) {
        auto draft = admit_act_on(desk, row, kind, *unit, former);
        if (draft && may_have_stayed(desk, desk.plan().tasks[former], kind, draft->entries.front())) return draft;
    }
    return newest;
}

namespace {

/// 公布 of an attribute: what a unit is (隐患突出), told by itself or an office above it.
Result<Draft> admit_attribute(const Desk& desk, const Row& row, UnitIndex unit, UnitIndex by) {
    const Words what = log::words(Kind::announce);
    if (!desk.covers(by, unit)) return desk.refuse(FieldName::by, Code::by_not_entitled, {desk.shown(by), desk.shown(unit)});
    const auto timing = desk.timing(row, value::BareDate::first_minute);
    if (!timing) return timing.failure();
    if (row[FieldName::value].empty())
        return desk.refuse(FieldName::value, Code::value_missing,
                           {what, Words("是、否或别的取值", "yes, no or another value")});
    log::Entry entry;
    entry.kind = Kind::announce;
    entry.unit = desk.units().code(unit);
    entry.indicator = row[FieldName::indicator];
    entry.value = plain(row[FieldName::value]);
    entry.reason = row[FieldName::reason];
    entry.by = desk.units().code(by);
    return Draft{{std::move(entry)}, *timing, {}, {}};
}

/// 公布 of a parameter: how long a time is, for one unit or for all.
Result<Draft> admit_parameter(const Desk& desk, const Row& row, UnitIndex unit, UnitIndex by) {
    const auto timing = desk.timing(row, value::BareDate::first_minute);
    if (!timing) return timing.failure();
    const std::string& written = row[FieldName::value];
    if (written.empty()) {
        return desk.refuse(FieldName::value, Code::value_missing,
                           {log::words(Kind::announce), Words("时限，如 10个工作日", "a length, as 10 working days")});
    }
    const auto length = plan::length_in(written);
    if (!length) return desk.refuse(FieldName::value, Code::length_not_read, {written});
    log::Entry entry;
    entry.kind = Kind::announce;
    entry.unit = desk.units().code(unit);
    entry.indicator = row[FieldName::indicator];
    entry.value = value::to_string(*length);
    entry.reason = row[FieldName::reason];
    entry.by = desk.units().code(by);
    return Draft{{std::move(entry)}, *timing, {}, {}};
}

}  // namespace

Result<Draft> admit_announce(Desk& desk, const Row& row) {
    const Words what = log::words(Kind::announce);
    const UnitIndex root{0};
    const auto unit = row[FieldName::unit].empty() ? Result<UnitIndex>(root) : desk.unit(row, FieldName::unit);
    if (!unit) return unit.failure();
    if (row[FieldName::by].empty()) return desk.refuse(FieldName::by, Code::by_missing, {what});
    const auto by = desk.by(row, *unit);
    if (!by) return by.failure();
    const std::string& name = row[FieldName::indicator];
    if (desk.plan().find_attribute(name) != plan::kNone) {
        if (row[FieldName::unit].empty()) return desk.refuse(FieldName::unit, Code::unit_missing);
        return admit_attribute(desk, row, *unit, *by);
    }
    std::vector<std::string> names;
    for (const plan::Window& window : desk.plan().windows)
        names.push_back(window.name);
    for (const plan::DurationTable& parameter : desk.plan().parameters)
        names.push_back(parameter.name);
    for (const plan::Attribute& attribute : desk.plan().attributes)
        names.push_back(attribute.name);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        return desk.refuse(FieldName::indicator, Code::not_to_be_announced, {name, near_miss(name, names)});
    }
    if (*by != root) return desk.refuse(FieldName::by, Code::by_not_the_root, {desk.shown(root), desk.shown(*by)});
    if (desk.plan().find_parameter(name) != plan::kNone) return admit_parameter(desk, row, *unit, *by);
    const auto timing = desk.timing(row, value::BareDate::first_minute);
    if (!timing) return timing.failure();
    if (row[FieldName::value].empty()) {
        return desk.refuse(FieldName::value, Code::value_missing, {what, Words("起止日期", "its first and last day")});
    }
    const calendar::Days year = desk.plan().year;
    const auto days = read_range(row[FieldName::value], year);
    if (!days) return desk.refuse(FieldName::value, days.failure());
    if (days->last < year.first || days->first > year.last) {
        return desk.refuse(FieldName::value, Code::period_outside_plan, {calendar::label_of(*days), calendar::label_of(year)});
    }

    log::Entry entry;
    entry.kind = Kind::announce;
    entry.unit = desk.units().code(*unit);
    entry.indicator = name;
    entry.value = value::to_string(days->first) + "/" + value::to_string(days->last);
    entry.reason = row[FieldName::reason];
    entry.by = desk.units().code(*by);
    return Draft{{std::move(entry)}, *timing, {}, {}};
}

}  // namespace duban::report
