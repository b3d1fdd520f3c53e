#include "engine/report/again.hpp"

#include "dsl/value/decimal.hpp"
#include "engine/calendar/period.hpp"
#include "engine/digest/sha256.hpp"
#include "engine/report/written.hpp"

#include <algorithm>

namespace duban::report {

namespace {

using log::Kind;
using text::Code;
using text::Diagnostic;
using text::Result;
using text::Words;

constexpr std::size_t kKeyDigits = 16;

void put(std::string& out, std::string_view field) {
    out += std::to_string(field.size());
    out += ':';
    out += field;
}

bool says_the_same(const log::Record& record, log::Entry entry, const Timing& timing) {
    entry.effective = timing.effective(record.recorded_at);
    return entry == record.entry;
}

/// Whether a row of the same unit about the same thing could name the record in `corrects`.
bool can_correct(const log::Entry& entry, const log::Entry& before) {
    return entry.kind == before.kind && entry.kind != Kind::withdraw && entry.unit == before.unit &&
           entry.task == before.task && entry.indicator == before.indicator && entry.case_id == before.case_id;
}

Diagnostic key_of_another(Desk& desk, const std::string& key) {
    const auto record = desk.record(key);
    const auto unit = record ? desk.units().find(record->entry.unit) : std::nullopt;
    const auto told = desk.ledger().find(key);
    return desk.refuse(FieldName::key, Code::key_of_another,
                       {key, unit ? desk.shown(*unit) : Words(record ? record->entry.unit : std::string()),
                        told ? desk.place_of(*told) : Words()});
}

/// `write a date, a key, or 39 in `corrects``.
Words ways_to_say_it_anew(const Draft& draft, const std::string& corrects) {
    Words ways = draft.timing.stated ? Words("填编号", "write a key") : Words("填日期或编号", "write a date or a key");
    if (!corrects.empty()) ways = {ways.zh + "，或在“更正”列写 " + corrects, ways.en + ", or " + corrects + " in `corrects`"};
    return ways;
}

/// Why the row is not the same thing said twice, though a record says the same.
std::optional<Diagnostic> overtaken(Desk& desk, const Draft& draft, Told told) {
    Ledger& ledger = desk.ledger();
    const log::Entry& entry = draft.entries.front();
    const std::string before = desk.called(told);
    const std::string day = value::to_string(value::date_of(ledger[told].recorded_at));
    if (ledger[told].replaced_by) {
        const Told latest = ledger.latest(told);
        const bool is_withdrawn = ledger[latest].kind == Kind::withdraw;
        const std::string after = desk.called(latest);
        const Words how = is_withdrawn ? Words("撤回", "withdrawn") : Words("代替", "replaced");
        return desk.refuse(FieldName::key, Code::said_and_replaced,
                           {before, day, after, how, ways_to_say_it_anew(draft, is_withdrawn ? std::string() : after)});
    }
    if (const auto answer = ledger.answer(told)) {
        return desk.refuse(
            FieldName::key, Code::said_and_answered,
            {before, day, desk.called(*answer), log::words(ledger[*answer].kind), ways_to_say_it_anew(draft, std::string())});
    }
    const bool is_undated = entry.kind == Kind::reading && !draft.timing.stated && !draft.timing.period_end;
    if (is_undated && value::date_of(ledger[told].recorded_at) != value::date_of(desk.received_at()))
        return desk.refuse(FieldName::date, Code::said_without_date, {before, day});
    return std::nullopt;
}

/// Refusals for a name or a case that there was when the row was first told.
bool is_of_names(Code code) {
    constexpr std::array kCodes{Code::unit_unknown,      Code::unit_ambiguous,   Code::unit_no_office,
                                Code::task_unknown,      Code::task_not_of_unit, Code::task_reads_other,
                                Code::indicator_unknown, Code::event_unknown,    Code::plan_without_events,
                                Code::case_unknown,      Code::case_ambiguous,   Code::window_unknown,
                                Code::by_not_entitled,   Code::by_not_above,     Code::not_the_verifier};
    return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

bool same_number(const std::string& written, const std::string& told) {
    const auto one = value::parse_decimal(plain(written));
    const auto other = value::parse_decimal(told);
    return one && other && *one == *other;
}

bool same_days(const std::string& written, const std::string& told) {
    const auto one = calendar::days_of_label(plain(written));
    const auto other = calendar::days_of_label(told);
    return one && other && *one == *other;
}

}  // namespace

std::string automatic_key(const Draft& draft) {
    std::string content = draft.timing.stated ? std::to_string(draft.timing.stated->minutes) : std::string();
    content += '\n';
    for (const log::Entry& entry : draft.entries) {
        put(content, log::name(entry.kind));
        for (const std::string* field :
             {&entry.unit, &entry.task, &entry.indicator, &entry.period, &entry.case_id, &entry.value, &entry.numerator,
              &entry.denominator, &entry.corrects, &entry.reason, &entry.evidence, &entry.by}) {
            put(content, *field);
        }
    }
    return std::string(kAutomaticKey) + digest::sha256(content).substr(0, kKeyDigits);
}

Result<bool> was_told(Desk& desk, const Row& row, const Draft& draft) {
    std::size_t known = 0;
    bool is_same = true;
    const log::Entry* other = nullptr;  // of which another has the key
    for (const log::Entry& entry : draft.entries) {
        const auto record = desk.record(entry.key);
        if (!record) continue;
        ++known;
        if (says_the_same(*record, entry, draft.timing)) continue;
        is_same = false;
        if (!other && !can_correct(entry, record->entry)) other = &entry;
    }
    if (known == 0) return false;
    const std::string& key = draft.entries.front().key;
    if (other) return key_of_another(desk, other->key);
    if (!is_same || known != draft.entries.size()) return desk.refuse(FieldName::key, Code::key_in_use, {key});
    if (!row[FieldName::key].empty()) return true;
    if (auto why = overtaken(desk, draft, desk.ledger().find(key).value())) return std::move(*why);
    return true;
}

bool was_told_as_written(Desk& desk, const Row& row, Kind kind, Code why) {
    const auto record = is_of_names(why) && !row[FieldName::key].empty() ? desk.record(row[FieldName::key]) : std::nullopt;
    if (!record || record->entry.kind != kind) return false;
    const log::Entry& entry = record->entry;
    const auto same = [&row](FieldName field, const std::string& told) {
        const std::string& written = row[field];
        return written.empty() || plain(written) == told || same_number(written, told) || same_days(written, told);
    };
    const bool is_same_figure = same(FieldName::value, entry.value) && same(FieldName::numerator, entry.numerator) &&
                                same(FieldName::denominator, entry.denominator) &&
                                row[FieldName::value].empty() == entry.value.empty();
    // A name that is mistyped is none that there was.
    const auto unit = row[FieldName::unit].empty() ? std::nullopt : std::optional(desk.unit(row, FieldName::unit));
    const bool is_there = desk.units().find(entry.unit).has_value();
    if (unit && !*unit && is_there) return false;
    if (unit && *unit && kind == Kind::reading && entry.case_id.empty() && desk.units().code(**unit) != entry.unit)
        return false;
    return is_same_figure && same(FieldName::indicator, entry.indicator) && same(FieldName::period, entry.period) &&
           same(FieldName::task, entry.task) && same(FieldName::case_id, entry.case_id) &&
           row[FieldName::corrects] == entry.corrects && row[FieldName::reason] == entry.reason &&
           read_evidence(row[FieldName::evidence]) == entry.evidence;
}

}  // namespace duban::report
