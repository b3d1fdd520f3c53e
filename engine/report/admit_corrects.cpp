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

/// What a unit has been told about itself, and not its own report.
bool is_ruling(const log::Entry& entry) { return entry.kind >= Kind::verify || entry.source == log::Source::verifier; }

/// The record that the row names, by its key or else its number; it must be of the kind if one is given.
Result<log::Entry> named(Desk& desk, const Row& row, std::optional<Kind> kind) {
    const std::string& key = row[FieldName::corrects];
    auto told = desk.ledger().find(key);
    const bool is_number = !key.empty() && key.size() <= 9 && key.find_first_not_of("0123456789") == std::string::npos;
    if (!told && is_number) told = desk.ledger().numbered(std::stoll(key));
    const auto found = told ? desk.record(desk.ledger()[*told].key) : std::nullopt;
    if (!found || static_cast<std::size_t>(found->entry.kind) >= log::kSubmittedKinds) {
        return desk.refuse(FieldName::corrects, Code::corrects_unknown, {key});
    }
    if (found->entry.kind == Kind::withdraw) return desk.refuse(FieldName::corrects, Code::withdrawal_withdrawn, {key});
    if (kind && found->entry.kind != *kind) {
        return desk.refuse(FieldName::corrects, Code::corrects_other_kind,
                           {key, log::words(found->entry.kind), log::words(*kind)});
    }
    return found->entry;
}

/// Whether `by` may do away with what the record says.
std::optional<Diagnostic> not_entitled(const Desk& desk, const Row& row, const log::Entry& target, UnitIndex by) {
    if (desk.units().code(by) == target.by) return std::nullopt;
    const bool is_ruled = is_ruling(target);
    const std::string& whose = is_ruled ? target.by : target.unit;
    const auto unit = desk.units().find(whose);
    if (unit ? desk.covers(by, *unit) : units::at(by) == 0) return std::nullopt;
    return desk.refuse(FieldName::corrects, is_ruled ? Code::ruling_not_entitled : Code::corrects_not_entitled,
                       {row[FieldName::corrects], unit ? desk.shown(*unit) : Words(whose), desk.shown(by)});
}

/// Why another record stands in the target's place already.
std::optional<Diagnostic> overtaken(Desk& desk, const Row& row, const std::string& key) {
    Ledger& ledger = desk.ledger();
    const auto told = ledger.find(key);
    if (!told || !ledger[*told].replaced_by) return std::nullopt;
    const Told latest = ledger.latest(*told);
    const bool is_withdrawn = ledger[latest].kind == Kind::withdraw;
    return desk.refuse(FieldName::corrects, is_withdrawn ? Code::corrects_withdrawn : Code::corrects_replaced,
                       {row[FieldName::corrects], desk.called(latest)});
}

Diagnostic other_thing(const Desk& desk, const Row& row, FieldName field, const std::string& of_record,
                       const std::string& here) {
    return desk.refuse(field, Code::corrects_other_thing, {row[FieldName::corrects], field_words(field), of_record, here});
}

/// A correction is of the same unit and the same thing.
std::optional<Diagnostic> of_other_thing(const Desk& desk, const Row& row, const log::Entry& entry, const log::Entry& target) {
    const bool is_case = entry.kind == Kind::incident || entry.kind == Kind::close;
    if (entry.unit != target.unit) return other_thing(desk, row, FieldName::unit, target.unit, entry.unit);
    if (is_act(entry.kind) && entry.task != target.task)
        return other_thing(desk, row, FieldName::task, target.task, entry.task);
    if (entry.indicator != target.indicator)
        return other_thing(desk, row, FieldName::indicator, target.indicator, entry.indicator);
    if (is_case && entry.case_id != target.case_id)
        return other_thing(desk, row, FieldName::case_id, target.case_id, entry.case_id);
    return std::nullopt;
}

/// What a withdrawal says of its target must be so.
std::optional<Diagnostic> contradicted(Desk& desk, const Row& row, const log::Entry& target) {
    const auto differs = [&](FieldName field, const std::string& of_record, const std::string& here) {
        return row[field].empty() || of_record == here ? std::nullopt
                                                       : std::optional(other_thing(desk, row, field, of_record, row[field]));
    };
    if (!row[FieldName::by].empty()) {
        const auto unit = row[FieldName::unit].empty() ? Result<UnitIndex>(UnitIndex{0}) : desk.unit(row, FieldName::unit);
        if (!unit) return unit.failure();
        if (auto why = differs(FieldName::unit, target.unit, desk.units().code(*unit))) return why;
    }
    const std::string& period = row[FieldName::period];
    const auto days = read_period(period, desk.plan().year);
    const bool is_case = period.starts_with(kCasePrefix);
    if (auto why = differs(FieldName::task, target.task, plain(row[FieldName::task]))) return why;
    if (auto why = differs(FieldName::indicator, target.indicator, std::string(plan::without_marks(row[FieldName::indicator]))))
        return why;
    if (auto why = differs(FieldName::case_id, target.case_id, row[FieldName::case_id])) return why;
    const std::uint32_t task = target.task.empty() ? plan::kNone : desk.plan().find_task(target.task);
    const bool has_one_row = target.period.empty() && is_act(target.kind);  // which any of its names names
    if (has_one_row && (period.starts_with(kWindowPrefix) || (days && *days == desk.plan().year))) return std::nullopt;
    if (has_one_row && task != plan::kNone && days && desk.plan().tasks[task].during == *days) return std::nullopt;
    return is_case ? differs(FieldName::period, target.case_id, period.substr(kCasePrefix.size()))
                   : differs(FieldName::period, target.period, days ? calendar::label_of(*days) : period);
}

/// Of a field of a case, as the record told it last, or one that it corrected: the key by which that is live.
std::optional<std::string> key_of_field(Desk& desk, log::Entry told, const std::string& field) {
    for (;;) {
        std::string key = told.key + "#" + field;
        if (const auto found = desk.ledger().find(key))
            return desk.ledger()[*found].replaced_by ? std::nullopt : std::optional(std::move(key));
        const auto before = told.corrects.empty() ? std::nullopt : desk.record(told.corrects);
        if (!before) return std::nullopt;
        told = before->entry;
    }
}

/// Who withdraws: `by`, else the unit named; nobody named: the unit whose own report it is.
Result<UnitIndex> withdrawer(Desk& desk, const Row& row, const log::Entry& target) {
    if (!row[FieldName::by].empty()) return desk.by(row, UnitIndex{0});
    if (!row[FieldName::unit].empty()) {
        const auto unit = desk.unit(row, FieldName::unit);
        return unit ? desk.by(row, *unit) : unit;
    }
    const auto own = desk.units().find(target.unit);
    if (own && target.by == target.unit && !is_ruling(target)) return desk.by(row, *own);
    return desk.refuse(FieldName::by, Code::by_missing, {log::words(Kind::withdraw)});
}

}  // namespace

Result<Draft> correction(Desk& desk, const Row& row, Draft draft) {
    log::Entry& entry = draft.entries.front();
    if (row[FieldName::corrects].empty()) return draft;
    const auto target = named(desk, row, entry.kind);
    if (!target) return target.failure();
    const auto by = desk.units().find(entry.by);
    if (by) {
        if (auto why = not_entitled(desk, row, *target, *by)) return std::move(*why);
    }
    if (auto why = of_other_thing(desk, row, entry, *target)) return std::move(*why);
    entry.corrects = target->key;
    if (target->source == log::Source::verifier) entry.source = target->source;
    if (auto why = overtaken(desk, row, target->key)) draft.clash = std::move(why);
    for (auto field = draft.entries.begin() + 1; field != draft.entries.end(); ++field) {
        if (auto before = key_of_field(desk, *target, field->indicator)) field->corrects = std::move(*before);
    }
    return draft;
}

Result<Draft> admit_withdraw(Desk& desk, const Row& row) {
    if (row[FieldName::corrects].empty()) return desk.refuse(FieldName::corrects, Code::corrects_missing);
    const auto target = named(desk, row, std::nullopt);
    if (!target) return target.failure();
    const auto by = withdrawer(desk, row, *target);
    if (!by) return by.failure();
    if (auto why = not_entitled(desk, row, *target, *by)) return std::move(*why);
    if (auto why = contradicted(desk, row, *target)) return std::move(*why);
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
    entry.by = desk.units().code(*by);
    Draft draft{{entry}, *timing, overtaken(desk, row, target->key), {}};
    if (const auto told = desk.ledger().find(target->key); told && desk.ledger()[*told].in_place)
        draft.notes.push_back(desk.refuse(FieldName::corrects, Code::withdrawn_alone, {row[FieldName::corrects]}));
    const std::uint32_t event = target->kind == Kind::incident ? desk.plan().find_event(target->indicator) : plan::kNone;
    if (event == plan::kNone) return draft;
    // With a case go the fields that came in the same row.
    for (const std::uint32_t field : desk.plan().events[event].fields) {
        entry.indicator = desk.plan().indicators[field].name;
        const auto key = key_of_field(desk, *target, entry.indicator);
        if (!key) continue;
        entry.corrects = *key;
        const auto told = desk.record(entry.corrects);
        if (told && told->entry.case_id == target->case_id) draft.entries.push_back(entry);
    }
    return draft;
}

}  // namespace duban::report
