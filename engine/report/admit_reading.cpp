#include "dsl/value/decimal.hpp"
#include "engine/report/desk.hpp"
#include "engine/report/written.hpp"

#include <algorithm>

namespace duban::report {

namespace {

using text::Code;
using text::Diagnostic;
using text::Result;
using units::UnitIndex;

constexpr std::int32_t kFirstYear = 1900;  // what is dated before it is a slip of the pen

std::vector<std::string> shown_all(const Desk& desk, const std::vector<std::uint32_t>& indicators) {
    std::vector<std::string> names;
    for (const std::uint32_t indicator : indicators)
        names.push_back(desk.shown_indicator(indicator));
    return names;
}

Result<std::uint32_t> indicator_of(const Desk& desk, const Row& row, std::optional<std::uint32_t> task) {
    const plan::Plan& plan = desk.plan();
    const std::string& written = row[FieldName::indicator];
    if (written.empty()) {
        if (!task || desk.read_by(*task).empty()) return desk.refuse(FieldName::indicator, Code::indicator_missing);
        const std::vector<std::uint32_t>& read = desk.read_by(*task);
        if (read.size() == 1) return read.front();
        return desk.refuse(FieldName::indicator, Code::indicator_missing_of_task,
                           {plan.tasks[*task].id, listed(shown_all(desk, read))});
    }
    const std::uint32_t indicator = plan.find_indicator(written, !case_code(row).empty());
    if (indicator == plan::kNone) {
        if (plan.find_event(written) != plan::kNone)
            return desk.refuse(FieldName::indicator, Code::indicator_is_event, {written});
        std::vector<std::string> names;
        for (const plan::Indicator& one : plan.indicators)
            names.push_back(one.name);
        return desk.refuse(FieldName::indicator, Code::indicator_unknown, {written, near_miss(written, names)});
    }
    if (!task) return indicator;
    const std::vector<std::uint32_t>& read = desk.read_by(*task);
    const plan::Task& rule = plan.tasks[*task];
    const bool is_field = rule.trigger && plan.indicators[indicator].event == rule.trigger->event;
    if (is_field || std::find(read.begin(), read.end(), indicator) != read.end()) return indicator;
    return desk.refuse(FieldName::indicator, Code::task_reads_other,
                       {rule.id, desk.shown_indicator(indicator), listed(shown_all(desk, read))});
}

/// Value or parts, into the entry.
std::optional<Diagnostic> read_figure(const Desk& desk, const Row& row, const plan::Indicator& indicator, log::Entry& entry) {
    const std::string& written = row[FieldName::value];
    const std::string& numerator = row[FieldName::numerator];
    const std::string& denominator = row[FieldName::denominator];
    const auto special = special_value(written);
    if (special && numerator.empty() && denominator.empty()) {
        entry.value = *special;
        return std::nullopt;
    }
    if (indicator.kind != plan::IndicatorKind::ratio) {
        if (!numerator.empty() || !denominator.empty()) {
            return desk.refuse(numerator.empty() ? FieldName::denominator : FieldName::numerator, Code::parts_not_wanted,
                               {indicator.name});
        }
        if (written.empty()) return std::nullopt;
        auto value = read_value(indicator, written, desk.offset_minutes());
        if (!value) return desk.refuse(FieldName::value, value.failure());
        entry.value = std::move(*value);
        return std::nullopt;
    }
    if (!written.empty()) {
        return desk.refuse(FieldName::value, Code::ratio_needs_parts, {indicator.numerator, indicator.denominator});
    }
    if (numerator.empty() && denominator.empty()) return std::nullopt;
    if (numerator.empty()) return desk.refuse(FieldName::numerator, Code::ratio_part_missing, {indicator.numerator});
    if (denominator.empty()) return desk.refuse(FieldName::denominator, Code::ratio_part_missing, {indicator.denominator});
    auto above = read_part(numerator);
    if (!above) return desk.refuse(FieldName::numerator, above.failure());
    auto below = read_part(denominator);
    if (!below) return desk.refuse(FieldName::denominator, below.failure());
    entry.numerator = std::move(*above);
    entry.denominator = std::move(*below);
    return std::nullopt;
}

bool is_above_whole(const log::Entry& entry) {
    const auto above = value::parse_decimal(entry.numerator);
    const auto below = value::parse_decimal(entry.denominator);
    return above && below && *below < *above;
}

/// Who the figure, of that day, comes from, if `by` may give it. Of a version that another amended the tasks name the verifier
/// of what was over by then.
Result<log::Source> source_of(Desk& desk, std::uint32_t indicator, UnitIndex place, UnitIndex unit, UnitIndex by,
                              value::Date day) {
    if (by == place) return log::Source::reporter;
    bool has_taken_over = false;
    for (const std::uint32_t task : desk.reading(indicator)) {
        const std::uint32_t version = desk.plan().tasks[task].version;
        if (version != 0 && day >= *desk.plan().issued_before(version)) continue;
        const auto holder = desk.holder(task, place);
        if (!holder) continue;
        if (desk.verifier(task, *holder) == by) return log::Source::verifier;
        has_taken_over = has_taken_over || desk.reports_for(by, task) || desk.has_taken_over(by, *holder, task, std::nullopt);
    }
    if (by == unit || has_taken_over || desk.covers(by, place)) return log::Source::reporter;
    return desk.refuse(FieldName::by, Code::by_not_entitled, {desk.shown(by), desk.shown(place)});
}

/// Period and date of a reading that is of no case.
Result<Timing> timing_of(Desk& desk, const Row& row, const plan::Indicator& indicator, std::optional<std::uint32_t> task,
                         log::Entry& entry) {
    auto timing = desk.timing(row, value::BareDate::last_minute);
    if (!timing) return timing;
    const std::string& written = row[FieldName::period];
    const calendar::Days year = desk.plan().year;
    const bool is_window = written.starts_with(kWindowPrefix);
    if (is_window) {
        if (auto why = desk.other_window(row, task)) return std::move(*why);
        entry.period = written;
    }
    if (timing->stated && value::civil(value::date_of(*timing->stated)).year < kFirstYear) {
        return desk.refuse(FieldName::date, Code::date_long_past, {value::to_short_string(*timing->stated)});
    }
    if (!written.empty() && !is_window) {
        const auto which = static_cast<std::uint32_t>(&indicator - desk.plan().indicators.data());
        const auto days = desk.period_of_reading(row, which);
        if (!days) return days.failure();
        if (auto why = desk.not_begun(*days)) return std::move(*why);
        entry.period = calendar::label_of(*days);
        if (timing->stated && value::date_of(*timing->stated) < days->first) {
            return desk.refuse(FieldName::date, Code::date_before_period,
                               {value::to_short_string(*timing->stated), entry.period});
        }
        timing->period_end = days->last;
        return timing;
    }
    if (indicator.kind != plan::IndicatorKind::flow) return timing;
    if (!timing->stated && indicator.rhythm && !is_window) {
        const auto& slots = desk.slots(indicator.rhythm->every);
        return desk.refuse(FieldName::period, Code::period_missing,
                           {indicator.name, slots.empty() ? std::string() : slots.front().label});
    }
    if (timing->stated && value::date_of(*timing->stated) < year.first) {
        return desk.refuse(FieldName::date, Code::date_before_plan,
                           {value::to_short_string(*timing->stated), calendar::label_of(year)});
    }
    return timing;
}

Result<Timing> timing_in_case(const Desk& desk, const Row& row, const KnownCase& known) {
    const std::string& written = row[FieldName::period];
    if (!written.empty() && !written.starts_with(kCasePrefix)) return desk.refuse(FieldName::period, Code::period_of_a_case);
    auto timing = desk.timing(row, value::BareDate::last_minute);
    if (!timing) return timing;
    if (auto why = desk.before_case(*timing, known)) return std::move(*why);
    return timing;
}

/// What the tasks that read the indicator ask for; empty if any proof will do.
std::vector<std::string> proofs_asked(const Desk& desk, std::uint32_t indicator) {
    std::vector<std::string> asked;
    for (const std::uint32_t task : desk.reading(indicator)) {
        const plan::Task& rule = desk.plan().tasks[task];
        if (rule.evidence_open) return {};
        for (const std::string& kind : rule.evidence) {
            if (std::find(asked.begin(), asked.end(), kind) == asked.end()) asked.push_back(kind);
        }
    }
    return asked;
}

}  // namespace

std::string case_code(const Row& row) {
    const std::string& period = row[FieldName::period];
    if (!row[FieldName::case_id].empty() || !period.starts_with(kCasePrefix)) return row[FieldName::case_id];
    return period.substr(kCasePrefix.size());
}

void note_other_proofs(const Desk& desk, const std::vector<std::string>& asked, Draft& draft) {
    if (asked.empty()) return;
    for (const std::string& proof : proofs_of(draft.entries.front().evidence)) {
        const std::string kind = proof.substr(0, proof.find('='));
        if (std::find(asked.begin(), asked.end(), kind) != asked.end()) continue;
        draft.notes.push_back(desk.refuse(FieldName::evidence, Code::evidence_not_asked, {kind, listed(asked)}));
    }
}

Result<Draft> admit_reading(Desk& desk, const Row& row) {
    const plan::Plan& plan = desk.plan();
    const auto unit = desk.unit(row, FieldName::unit);
    if (!unit) return unit.failure();
    const auto by = desk.by(row, *unit);
    if (!by) return by.failure();
    std::optional<std::uint32_t> task;
    if (!row[FieldName::task].empty()) {
        const auto named = desk.task(row);
        if (!named) return named.failure();
        task = *named;
        if (!desk.holder(*task, *unit) && !desk.counts(*task, *unit)) {
            return desk.refuse(FieldName::task, Code::task_not_of_unit, {plan.tasks[*task].id, desk.shown(*unit)});
        }
    }
    const auto found = indicator_of(desk, row, task);
    if (!found) return found.failure();
    const plan::Indicator& indicator = plan.indicators[*found];

    log::Entry entry;
    entry.kind = log::Kind::reading;
    entry.task = task ? plan.tasks[*task].id : std::string();
    entry.indicator = indicator.name;
    entry.case_id = case_code(row);
    entry.reason = row[FieldName::reason];
    entry.evidence = read_evidence(row[FieldName::evidence]);
    entry.by = desk.units().code(*by);

    UnitIndex place = *unit;
    Draft draft;
    if (auto why = desk.other_case(row)) return std::move(*why);
    if (indicator.event != plan::kNone) {
        if (entry.case_id.empty()) return desk.refuse(FieldName::case_id, Code::case_missing);
        const auto known = desk.known_case(entry.case_id, indicator.event, *unit);
        if (!known) return known.failure();
        place = known->place;
        const auto timing = timing_in_case(desk, row, *known);
        if (!timing) return timing.failure();
        draft.timing = *timing;
    } else {
        if (!entry.case_id.empty())
            return desk.refuse(FieldName::case_id, Code::case_not_wanted, {desk.shown_indicator(*found)});
        const auto timing = timing_of(desk, row, indicator, task, entry);
        if (!timing) return timing.failure();
        draft.timing = *timing;
        draft.clash = desk.outside_life(place, *timing);
    }
    entry.unit = desk.units().code(place);
    if (auto why = read_figure(desk, row, indicator, entry)) return std::move(*why);
    if (is_above_whole(entry)) {
        draft.notes.push_back(
            desk.refuse(FieldName::numerator, Code::ratio_above_whole, {indicator.name, entry.numerator, entry.denominator}));
    }
    const auto source = source_of(desk, *found, place, *unit, *by, value::date_of(draft.timing.effective(desk.received_at())));
    if (!source) return source.failure();
    entry.source = *source;
    draft.entries.push_back(std::move(entry));
    if (indicator.event == plan::kNone && !desk.is_asked_of(*found, place)) {
        draft.notes.push_back(
            desk.refuse(FieldName::indicator, Code::reading_not_asked, {desk.shown_indicator(*found), desk.shown(place)}));
    }
    if (!row[FieldName::evidence].empty()) note_other_proofs(desk, proofs_asked(desk, *found), draft);
    return draft;
}

}  // namespace duban::report
