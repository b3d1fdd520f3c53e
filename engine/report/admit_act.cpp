#include "engine/report/desk.hpp"
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

/// The unit that holds the row of that task which the act is about.
Result<UnitIndex> holder_of(Desk& desk, const Row& row, std::uint32_t task, UnitIndex unit) {
    const plan::Task& rule = desk.plan().tasks[task];
    const auto not_of_unit = [&] { return desk.refuse(FieldName::task, Code::task_not_of_unit, {rule.id, desk.shown(unit)}); };
    const std::string code = case_code(row);
    if (!rule.trigger) {
        if (!desk.holder(task, unit)) return not_of_unit();
        if (!code.empty()) return desk.refuse(FieldName::case_id, Code::case_not_wanted, {rule.id});
        return unit;
    }
    if (code.empty()) return desk.refuse(FieldName::case_id, Code::case_missing);
    const auto known = desk.known_case(code, rule.trigger->event, unit);
    if (!known) return known.failure();
    const auto holder = desk.holder(task, known->place);
    if (!holder || !desk.covers(*holder, unit)) return not_of_unit();
    return *holder;
}

/// The label of the slot that the act is about; empty where the task has one slot for a unit or a case.
Result<std::string> slot_of(Desk& desk, const Row& row, const plan::Task& task, Kind kind) {
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
        if (!comes_into_force(kind)) {
            if (auto why = desk.not_begun(*days)) return std::move(*why);
        }
        return label;
    }
    if (!written.empty() && !names_slot_without_days(written)) {
        const auto days = desk.period(row, std::nullopt, task.id);
        if (!days) return days.failure();
        if (*days != year && task.during != *days) return desk.refuse(FieldName::period, Code::period_not_wanted, {task.id});
    }
    return periodic ? calendar::label_of(year) : std::string();
}

/// Whether `by` may do this to the holder's row.
std::optional<Diagnostic> not_entitled(const Desk& desk, Kind kind, std::uint32_t task, UnitIndex holder, UnitIndex by) {
    const std::string& id = desk.plan().tasks[task].id;
    if (is_review(kind)) {
        const auto verifier = desk.verifier(task, holder);
        if (!verifier) return desk.refuse(FieldName::task, Code::task_without_verifier, {id});
        if (*verifier == by) return std::nullopt;
        return desk.refuse(FieldName::by, Code::not_the_verifier,
                           {id, desk.shown(holder), desk.shown(*verifier), desk.shown(by)});
    }
    if (kind == Kind::claim) {
        if (desk.covers(by, holder)) return std::nullopt;
        return desk.refuse(FieldName::by, Code::by_not_entitled, {desk.shown(by), desk.shown(holder)});
    }
    const bool is_root = units::at(holder) == 0;
    if (desk.covers(by, holder) && (by != holder || is_root)) return std::nullopt;
    return desk.refuse(FieldName::by, Code::by_not_above, {log::words(kind), desk.shown(by), desk.shown(holder)});
}

Result<std::string> day_in(const Desk& desk, const Row& row) {
    const auto day = read_date(row[FieldName::value], value::BareDate::first_minute, desk.offset_minutes());
    if (!day) return desk.refuse(FieldName::value, day.failure());
    if (!day->is_bare) return desk.refuse(FieldName::value, Code::date_unreadable, {row[FieldName::value]});
    return value::to_string(value::date_of(day->instant));
}

/// What the value column says for this kind, in the log's spelling.
Result<std::string> value_of(Desk& desk, const Row& row, Kind kind, UnitIndex holder) {
    const std::string& written = row[FieldName::value];
    const auto missing = [&](Words what) {
        return desk.refuse(FieldName::value, Code::value_missing, {log::words(kind), std::move(what)});
    };
    for (const FieldName part : {FieldName::numerator, FieldName::denominator}) {
        if (!row[part].empty()) return desk.refuse(part, Code::value_not_wanted, {log::words(kind)});
    }
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
    if (!written.empty()) return desk.refuse(FieldName::value, Code::value_not_wanted, {log::words(kind)});
    return std::string();
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
    const plan::Task& rule = desk.plan().tasks[*task];
    const auto holder = holder_of(desk, row, *task, *unit);
    if (!holder) return holder.failure();
    const auto by = row[FieldName::by].empty() ? Result<UnitIndex>(*holder) : desk.unit(row, FieldName::by);
    if (!by) return by.failure();
    if (auto why = not_entitled(desk, kind, *task, *holder, *by)) return std::move(*why);
    auto slot = slot_of(desk, row, rule, kind);
    if (!slot) return slot.failure();
    const auto timing = desk.timing(row, comes_into_force(kind) ? value::BareDate::first_minute : value::BareDate::last_minute);
    if (!timing) return timing.failure();
    auto value = value_of(desk, row, kind, *holder);
    if (!value) return value.failure();
    if (needs_reason(kind) && row[FieldName::reason].empty())
        return desk.refuse(FieldName::reason, Code::reason_missing, {what});
    const auto is_normally = [](const plan::Goal& goal) { return goal.modality == plan::Modality::normally; };
    if (kind == Kind::excuse && std::none_of(rule.goals.begin(), rule.goals.end(), is_normally)) {
        return desk.refuse(FieldName::task, Code::excuse_not_allowed, {rule.id});
    }

    log::Entry entry;
    entry.kind = kind;
    entry.unit = desk.units().code(*holder);
    entry.task = rule.id;
    entry.period = std::move(*slot);
    entry.case_id = case_code(row);
    entry.value = std::move(*value);
    entry.reason = row[FieldName::reason];
    entry.evidence = read_evidence(row[FieldName::evidence]);
    entry.by = desk.units().code(*by);
    if (!row[FieldName::corrects].empty()) {
        auto corrected = desk.corrected(row, kind, *by);
        if (!corrected) return corrected.failure();
        entry.corrects = corrected->key;
    }
    return Draft{{std::move(entry)}, *timing};
}

Result<Draft> admit_announce(Desk& desk, const Row& row) {
    const Words what = log::words(Kind::announce);
    const UnitIndex root{0};
    const auto unit = row[FieldName::unit].empty() ? Result<UnitIndex>(root) : desk.unit(row, FieldName::unit);
    if (!unit) return unit.failure();
    if (row[FieldName::by].empty()) return desk.refuse(FieldName::by, Code::by_missing, {what});
    const auto by = desk.unit(row, FieldName::by);
    if (!by) return by.failure();
    if (*by != root) return desk.refuse(FieldName::by, Code::by_not_the_root, {desk.shown(root), desk.shown(*by)});
    std::vector<std::string> names;
    for (const plan::Window& window : desk.plan().windows)
        names.push_back(window.name);
    const std::string& name = row[FieldName::indicator];
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        return desk.refuse(FieldName::indicator, Code::window_unknown, {name, near_miss(name, names)});
    }
    const auto timing = desk.timing(row, value::BareDate::first_minute);
    if (!timing) return timing.failure();
    if (row[FieldName::value].empty()) {
        return desk.refuse(FieldName::value, Code::value_missing, {what, Words("起止日期", "its first and last day")});
    }
    const auto days = read_range(row[FieldName::value], desk.plan().year);
    if (!days) return desk.refuse(FieldName::value, days.failure());

    log::Entry entry;
    entry.kind = Kind::announce;
    entry.unit = desk.units().code(*unit);
    entry.indicator = name;
    entry.value = value::to_string(days->first) + "/" + value::to_string(days->last);
    entry.reason = row[FieldName::reason];
    entry.by = desk.units().code(*by);
    if (!row[FieldName::corrects].empty()) {
        auto corrected = desk.corrected(row, Kind::announce, *by);
        if (!corrected) return corrected.failure();
        entry.corrects = corrected->key;
    }
    return Draft{{std::move(entry)}, *timing};
}

Result<Draft> admit_withdraw(Desk& desk, const Row& row) {
    if (row[FieldName::corrects].empty()) return desk.refuse(FieldName::corrects, Code::corrects_missing);
    // Who withdraws is `by`, else the unit named; nobody named: the unit whose record it is.
    std::optional<UnitIndex> said;
    for (const FieldName field : {FieldName::unit, FieldName::by}) {
        if (row[field].empty()) continue;
        const auto unit = desk.unit(row, field);
        if (!unit) return unit.failure();
        if (const auto allowed = desk.corrected(row, std::nullopt, *unit); !allowed) return allowed.failure();
        said = *unit;
    }
    const auto target = desk.corrected(row, std::nullopt, said.value_or(UnitIndex{0}));
    if (!target) return target.failure();
    const auto timing = desk.timing(row, value::BareDate::last_minute);
    if (!timing) return timing.failure();

    log::Entry entry;
    entry.kind = Kind::withdraw;
    entry.unit = target->unit;
    entry.task = target->task;
    entry.indicator = target->indicator;
    entry.period = target->period;
    entry.case_id = target->case_id;
    entry.corrects = target->key;
    entry.reason = row[FieldName::reason];
    entry.by = said ? desk.units().code(*said) : target->unit;
    Draft draft{{entry}, *timing};
    if (target->kind != Kind::incident) return draft;
    // With a case go the fields that came in the same row.
    const std::uint32_t event = desk.plan().find_event(target->indicator);
    if (event == plan::kNone) return draft;
    for (const std::uint32_t field : desk.plan().events[event].fields) {
        entry.indicator = desk.plan().indicators[field].name;
        entry.corrects = target->key + "#" + entry.indicator;
        const auto told = desk.record(entry.corrects);
        if (told && told->entry.case_id == target->case_id) draft.entries.push_back(entry);
    }
    return draft;
}

}  // namespace duban::report
