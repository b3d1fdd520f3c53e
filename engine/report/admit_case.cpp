#include "engine/report/desk.hpp"
#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include <algorithm>

namespace duban::report {

namespace {

using text::Code;
using text::Diagnostic;
using text::Result;
using text::Words;
using units::UnitIndex;

/// Who, and by whom: the unit itself or an office above it.
struct Reporter {
    UnitIndex unit{};
    UnitIndex by{};
};

Result<Reporter> reporter_of(Desk& desk, const Row& row) {
    const auto unit = desk.unit(row, FieldName::unit);
    if (!unit) return unit.failure();
    const auto by = desk.by(row, *unit);
    if (!by) return by.failure();
    if (desk.covers(*by, *unit)) return Reporter{*unit, *by};
    return desk.refuse(FieldName::by, Code::by_not_entitled, {desk.shown(*by), desk.shown(*unit)});
}

log::Entry entry_of(const Desk& desk, const Row& row, log::Kind kind, UnitIndex unit, UnitIndex by) {
    log::Entry entry;
    entry.kind = kind;
    entry.unit = desk.units().code(unit);
    entry.by = desk.units().code(by);
    entry.reason = row[FieldName::reason];
    entry.evidence = read_evidence(row[FieldName::evidence]);
    return entry;
}

/// Every task that the event sets off has an office to hold it there.
std::optional<Diagnostic> without_holder(const Desk& desk, std::uint32_t event, UnitIndex place) {
    for (const plan::Task& task : desk.plan().tasks) {
        if (task.version != 0 || !task.trigger || task.trigger->event != event || !task.trigger->level) continue;
        const auto unit = desk.units().ancestor_at(place, *task.trigger->level);
        if (unit && desk.units().is_office(*unit)) continue;
        return desk.refuse(FieldName::unit, Code::case_without_holder,
                           {task.id, desk.plan().levels[units::at(*task.trigger->level)], desk.shown(place)});
    }
    return std::nullopt;
}

/// The occurrence, from the date column or the field that is the occurrence; the more exact of the two.
Result<Timing> occurrence(const Desk& desk, const Row& row, const plan::Event& event) {
    auto timing = desk.timing(row, value::BareDate::last_minute);
    if (!timing || event.occurred == plan::kNone) return timing;
    const std::string& name = desk.plan().indicators[event.occurred].name;
    for (const Extra& extra : row.extras) {
        if (!is_same_name(extra.name, name) || extra.value.empty()) continue;
        const auto told = desk.date(extra.value, value::BareDate::last_minute);
        if (!told) {
            Diagnostic why = told.failure();
            why.column = name;
            return why;
        }
        Timing own = *timing;
        own.stated = told->instant;
        own.is_bare = told->is_bare;
        if (timing->stated) {
            const bool same_day = value::date_of(*timing->stated) == value::date_of(told->instant);
            const bool agree = timing->is_bare || told->is_bare ? same_day : *timing->stated == told->instant;
            if (!agree) {
                return desk.refuse(FieldName::date, Code::dates_differ,
                                   {value::to_short_string(*timing->stated), name, value::to_short_string(told->instant)});
            }
            if (!timing->is_bare) return timing;
        }
        if (own.effective(desk.received_at()) > desk.received_at()) {
            Diagnostic why = text::diagnose(Code::date_not_yet,
                                            {value::to_short_string(told->instant), value::to_string(desk.received_at())});
            why.column = name;
            return why;
        }
        return own;
    }
    return timing;
}

/// The extra columns that are fields of the event, as readings of the case.
Result<std::vector<log::Entry>> fields_of(Desk& desk, const Row& row, const plan::Event& event, const log::Entry& incident) {
    std::vector<log::Entry> entries;
    for (const Extra& extra : row.extras) {
        const auto is_it = [&](std::uint32_t field) { return is_same_name(extra.name, desk.plan().indicators[field].name); };
        const auto found = std::find_if(event.fields.begin(), event.fields.end(), is_it);
        if (extra.value.empty()) continue;
        if (found == event.fields.end()) {
            if (!is_event_field(desk.plan(), extra.name)) continue;
            Diagnostic why = text::diagnose(Code::field_not_wanted, {event.name, extra.name});
            why.column = extra.name;
            return why;
        }
        const plan::Indicator& field = desk.plan().indicators[*found];
        const auto refuse = [&](Diagnostic why) {
            why = desk.with_samples(std::move(why));
            why.column = extra.name;
            return why;
        };
        const auto same = [&field](const log::Entry& other) { return other.indicator == field.name; };
        if (std::any_of(entries.begin(), entries.end(), same)) {
            return refuse(text::diagnose(Code::row_with_doubled_field, {extra.name}));
        }
        if (field.kind == plan::IndicatorKind::ratio) {
            return refuse(text::diagnose(Code::ratio_needs_parts, {field.numerator, field.denominator}));
        }
        log::Entry entry;
        entry.kind = log::Kind::reading;
        entry.unit = incident.unit;
        entry.indicator = field.name;
        entry.case_id = incident.case_id;
        entry.by = incident.by;
        if (const auto special = special_value(extra.value)) {
            entry.value = *special;
        } else {
            auto value = read_value(field, extra.value, desk.offset_minutes());
            if (!value) return refuse(value.failure());
            entry.value = std::move(*value);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// Why the case cannot be told from another of the same code.
std::optional<Diagnostic> code_in_use(Desk& desk, const Row& row, std::uint32_t event, UnitIndex place,
                                      value::Instant occurred) {
    if (!row[FieldName::corrects].empty()) return std::nullopt;
    const std::string& code = row[FieldName::case_id];
    const std::string& name = desk.plan().events[event].name;
    const auto in_use = [&](const std::pair<UnitIndex, Told>& other) {
        const value::Instant when = desk.ledger()[other.second].effective;
        return desk.refuse(FieldName::case_id, Code::case_code_in_use,
                           {code, desk.shown(other.first), value::to_short_string(when), desk.called(other.second)});
    };
    const auto here = desk.ledger().cases(code, name, place);
    if (!here.empty() && here.front().first == place) {
        const value::Instant before = desk.ledger()[here.front().second].effective;
        const bool by_day = desk.plan().events[event].occurred == plan::kNone;
        if (by_day ? value::date_of(before) != value::date_of(occurred) : before != occurred) return in_use(here.front());
    }
    for (std::uint32_t task = 0; task < desk.plan().tasks.size(); ++task) {
        const plan::Task& rule = desk.plan().tasks[task];
        const auto holder = rule.trigger && rule.trigger->event == event ? desk.holder(task, place) : std::nullopt;
        if (!holder) continue;
        for (const auto& other : desk.ledger().cases(code, name, *holder)) {
            if (other.first != place && desk.holder(task, other.first) == holder) return in_use(other);
        }
    }
    return std::nullopt;
}

}  // namespace

Result<Draft> admit_case(Desk& desk, const Row& row) {
    const Words what = log::words(log::Kind::incident);
    const auto reporter = reporter_of(desk, row);
    if (!reporter) return reporter.failure();
    const auto event = desk.event(row, what);
    if (!event) return event.failure();
    const plan::Event& rule = desk.plan().events[*event];
    if (row[FieldName::case_id].empty()) return desk.refuse(FieldName::case_id, Code::case_missing);
    if (auto why = without_holder(desk, *event, reporter->unit)) return std::move(*why);
    const auto timing = occurrence(desk, row, rule);
    if (!timing) return timing.failure();
    if (!timing->stated || (timing->is_bare && rule.occurred != plan::kNone))
        return desk.refuse(FieldName::date, Code::date_missing, {what});
    if (value::date_of(*timing->stated) < desk.plan().year.first) {
        return desk.refuse(FieldName::date, Code::date_before_plan_year,
                           {value::to_short_string(*timing->stated), calendar::label_of(desk.plan().year)});
    }
    if (!row[FieldName::period].empty()) {
        // As a form for the returns of a period has it.
        const auto days = desk.period_of_return(row, *event);
        if (!days) return days.failure();
        const value::Date day = value::date_of(*timing->stated);
        if (day < days->first || days->last < day) {
            return desk.refuse(FieldName::date, Code::date_outside_period, {value::to_string(day), calendar::label_of(*days)});
        }
    }
    log::Entry entry = entry_of(desk, row, log::Kind::incident, reporter->unit, reporter->by);
    entry.indicator = rule.name;
    entry.case_id = row[FieldName::case_id];
    auto fields = fields_of(desk, row, rule, entry);
    if (!fields) return fields.failure();
    Draft draft{std::move(*fields), *timing, {}, {}};
    draft.entries.insert(draft.entries.begin(), std::move(entry));
    draft.clash = code_in_use(desk, row, *event, reporter->unit, *timing->stated);
    if (!draft.clash) draft.clash = desk.outside_life(reporter->unit, *timing);
    return draft;
}

Result<Draft> admit_close(Desk& desk, const Row& row) {
    const Words what = log::words(log::Kind::close);
    const auto reporter = reporter_of(desk, row);
    if (!reporter) return reporter.failure();
    const auto event = desk.event(row, what);
    if (!event) return event.failure();
    if (auto why = desk.other_case(row)) return std::move(*why);
    const std::string code = case_code(row);
    if (code.empty()) return desk.refuse(FieldName::case_id, Code::case_missing);
    const auto known = desk.known_case(code, *event, reporter->unit);
    if (!known) return known.failure();
    const auto timing = desk.timing(row, value::BareDate::last_minute);
    if (!timing) return timing.failure();
    if (auto why = desk.before_case(*timing, *known)) return std::move(*why);
    log::Entry entry = entry_of(desk, row, log::Kind::close, known->place, reporter->by);
    entry.indicator = desk.plan().events[*event].name;
    entry.case_id = code;
    return Draft{{std::move(entry)}, *timing, {}, {}};
}

Result<Draft> admit_no_case(Desk& desk, const Row& row) {
    const Words what = log::words(log::Kind::no_case);
    const auto reporter = reporter_of(desk, row);
    if (!reporter) return reporter.failure();
    const auto event = desk.event(row, what);
    if (!event) return event.failure();
    const plan::Event& rule = desk.plan().events[*event];
    if (!row[FieldName::case_id].empty()) return desk.refuse(FieldName::case_id, Code::case_not_wanted, {what});
    auto timing = desk.timing(row, value::BareDate::last_minute);
    if (!timing) return timing.failure();
    calendar::Days days = desk.plan().year;
    if (!row[FieldName::period].empty()) {
        const auto named = desk.period_of_return(row, *event);
        if (!named) return named.failure();
        days = *named;
    } else if (rule.rhythm) {
        const auto& slots = desk.slots(rule.rhythm->every);
        return desk.refuse(FieldName::period, Code::period_missing,
                           {rule.name, slots.empty() ? std::string() : slots.front().label});
    }
    if (auto why = desk.not_begun(days)) return std::move(*why);
    timing->period_end = days.last;
    const std::string& value = row[FieldName::value];
    if (!value.empty() && value != "0") return desk.refuse(FieldName::value, Code::value_not_wanted, {what});
    log::Entry entry = entry_of(desk, row, log::Kind::no_case, reporter->unit, reporter->by);
    entry.indicator = rule.name;
    entry.period = calendar::label_of(days);
    Draft draft{{std::move(entry)}, *timing, desk.outside_life(reporter->unit, *timing), {}};
    const auto told =
        desk.ledger().case_between(rule.name, reporter->unit, value::first_minute(days.first), value::last_minute(days.last));
    if (told) {
        draft.clash = desk.refuse(FieldName::period, Code::case_stands,
                                  {desk.shown(reporter->unit), draft.entries.front().period, rule.name,
                                   value::to_short_string(desk.ledger()[*told].effective), desk.called(*told)});
    }
    return draft;
}

}  // namespace duban::report
