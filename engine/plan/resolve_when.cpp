#include "engine/plan/resolve_when.hpp"

#include "dsl/syntax/parse.hpp"
#include "engine/plan/length.hpp"

namespace duban::plan {

namespace {

using calendar::Days;
using syntax::Builtin;
using syntax::Period;
using text::Code;
using value::Date;
using value::TimeUnit;

constexpr std::int64_t kMostCount = 10'000;  // of a length of time: its dates stay within the calendar's years

bool is_calendar_year(const Days& year) {
    const value::CivilDate first = value::civil(year.first);
    const value::CivilDate last = value::civil(year.last);
    return first.month == 1 && first.day == 1 && last.month == 12 && last.day == 31 && first.year == last.year;
}

Days whole_months(Date first, std::int32_t months) { return {first, value::add_days(value::add_months(first, months), -1)}; }

/// The year of a month that states none: the one in which it falls inside the plan year, else the plan's first.
std::int32_t year_of(const Days& plan_year, std::int32_t month) {
    const value::CivilDate first = value::civil(plan_year.first);
    return month < first.month ? first.year + 1 : first.year;
}

std::optional<Date> day(Context& context, const Period& period, std::int32_t year, std::int32_t day_of_month) {
    if (const auto date = value::date_of(year, period.month, day_of_month)) return date;
    const std::string written = std::to_string(year) + "-" + std::to_string(period.month) + "-" + std::to_string(day_of_month);
    const std::int32_t last = value::civil(value::month_end(year, period.month)).day;
    context.say(Code::day_not_in_month, period.span, {written, std::to_string(last)});
    return std::nullopt;
}

/// Years whose neighbours are years of the calendar too.
bool is_year(std::int32_t year) { return year > 1 && year < 9998; }

bool has_month(Period::Kind kind) {
    return kind == Period::Kind::date || kind == Period::Kind::month || kind == Period::Kind::month_day ||
           kind == Period::Kind::third;
}

/// The period, its year being known. Months are within 1 to 12.
std::optional<Days> days_in(Context& context, const Period& period, std::int32_t year) {
    const auto first = [&](std::int32_t month) { return value::date_of(year, month, 1).value_or(Date{}); };
    switch (period.kind) {
        case Period::Kind::date:
        case Period::Kind::month_day: {
            const std::optional<Date> date = day(context, period, year, period.day);
            if (!date) return std::nullopt;
            return Days{*date, *date};
        }
        case Period::Kind::month: return whole_months(first(period.month), 1);
        case Period::Kind::third: {
            const Date begin = first(period.month);
            if (period.third == syntax::Third::early) return Days{begin, value::add_days(begin, 9)};
            if (period.third == syntax::Third::mid) return Days{value::add_days(begin, 10), value::add_days(begin, 19)};
            return Days{value::add_days(begin, 20), value::month_end(year, period.month)};
        }
        case Period::Kind::quarter: return whole_months(first(3 * period.index - 2), 3);
        case Period::Kind::half: return whole_months(first(6 * period.index - 5), 6);
        case Period::Kind::year: return whole_months(first(1), 12);
        case Period::Kind::day_in_period: break;
    }
    context.say(Code::day_without_period, period.span, {std::to_string(period.day)});
    return std::nullopt;
}

/// Quarters, half years and the year count from the plan year's first month.
std::optional<Days> days_of_plan_year(Context& context, const Period& period, std::int32_t years_later) {
    const Date start = value::add_months(context.plan.year.first, 12 * years_later);
    if (period.kind == Period::Kind::quarter) return whole_months(value::add_months(start, 3 * period.index - 3), 3);
    if (period.kind == Period::Kind::half) return whole_months(value::add_months(start, 6 * period.index - 6), 6);
    return years_later == 0 ? context.plan.year : whole_months(start, 12);
}

/// The last minute of the period, or the minute it names.
std::optional<value::Instant> end_of(Context& context, const Period& period) {
    const std::optional<Days> days = resolve_days(context, period);
    if (!days) return std::nullopt;
    if (!period.clock_minutes) return value::last_minute(days->last);
    return value::Instant{value::first_minute(days->last).minutes + *period.clock_minutes};
}

class DeadlineMaker {
public:
    DeadlineMaker(Context& context, const syntax::Clause& clause, const Task& task) : context_(context), task_(task) {
        out_.span = clause.span;
        out_.assumed = clause.when.assumed;
        if (clause.when.one.empty()) {
            context_.not_yet(clause.when.span, {"按类别列出的期限", "deadlines by class"});
        } else {
            moment(clause.when.one.front());
        }
    }
    [[nodiscard]] Deadline take() { return std::move(out_); }

private:
    void moment(const syntax::Moment& moment) {
        switch (moment.relation) {
            case syntax::Moment::Relation::see_document:
                out_.anchor = Deadline::Anchor::unknown;
                out_.document = moment.document.title;
                return;
            case syntax::Moment::Relation::to_be_announced: out_.anchor = Deadline::Anchor::unknown; return;
            case syntax::Moment::Relation::at: break;
            case syntax::Moment::Relation::at_least_before: out_.backwards = true; break;
            case syntax::Moment::Relation::within_after: break;
        }
        anchor(moment.anchor);
        if (moment.relation != syntax::Moment::Relation::at) offset(moment);
    }

    void anchor(const syntax::Anchor& anchor) {
        if (anchor.period) return period(*anchor.period);
        if (anchor.document)
            return context_.not_yet(anchor.span, {"从文件的某一步数起的期限", "deadlines that count from a document"});
        if (anchor.task)
            return context_.not_yet(anchor.span, {"从另一任务数起的期限", "deadlines that count from another task"});
        if (anchor.name) name(*anchor.name);
    }

    void period(const Period& period) {
        if (period.kind == Period::Kind::day_in_period) return day_of_slot(period);
        const std::optional<value::Instant> end = end_of(context_, period);
        if (!end) return;
        out_.anchor = Deadline::Anchor::date;
        out_.at = *end;
        if (!out_.backwards) return;
        const bool one_day = period.kind == Period::Kind::date || period.kind == Period::Kind::month_day;
        if (!one_day) context_.say(Code::one_day_wanted, period.span);
    }

    void day_of_slot(const Period& period) {
        const bool in_months = task_.rhythm && value::months_in(task_.rhythm->every.unit);
        if (!in_months || period.day < 1 || period.day > 31) {
            return context_.say(Code::day_without_period, period.span, {std::to_string(period.day)});
        }
        out_.anchor = Deadline::Anchor::slot_end;
        out_.day = period.day;
    }

    void name(const syntax::Name& name) {
        switch (name.builtin) {
            case Builtin::issue:
                if (!context_.plan.issued) return context_.say_missing(Code::issue_missing, name.span);
                out_.anchor = Deadline::Anchor::date;
                out_.at = value::last_minute(*context_.plan.issued);
                out_.issue = true;
                return;
            case Builtin::period_end: out_.anchor = Deadline::Anchor::slot_end; return;
            case Builtin::period_start: out_.anchor = Deadline::Anchor::slot_start; return;
            case Builtin::previous_step: out_.anchor = Deadline::Anchor::previous_step; return;
            case Builtin::none: break;
            default: return counted_from(name.span, syntax::words_of(name.builtin));
        }
        if (task_.trigger && task_.trigger->event != kNone && field(name)) return;
        const Declared* declared = context_.find(name.text);
        if (!declared && is_occurrence(name.text)) return context_.say(Code::place_without_event, name.span, {name.text});
        const bool has_digit = name.text.find_first_of("0123456789") != std::string::npos;
        if (!declared && has_digit) return context_.say(Code::moment_not_read, name.span, {name.text});
        const std::uint32_t window = context_.use(name, NameKind::window);
        if (window == kNone) return;
        out_.anchor = out_.backwards ? Deadline::Anchor::window_start : Deadline::Anchor::window_end;
        out_.window = window;
    }

    void counted_from(Span span, const text::Words& anchor) {
        context_.not_yet(span, {"从“" + anchor.zh + "”数起的期限", "deadlines that count from “" + anchor.en + "”"});
    }

    /// True if the name belongs to the case.
    bool field(const syntax::Name& name) {
        const Event& event = context_.plan.events[task_.trigger->event];
        const std::uint32_t found = context_.plan.find_field(task_.trigger->event, name.text);
        if (found == kNone && !is_occurrence(name.text)) return false;
        if (found == event.occurred || found == kNone) {
            out_.anchor = Deadline::Anchor::occurrence;
            return true;
        }
        const Indicator& of = context_.plan.indicators[found];
        if (of.kind != IndicatorKind::date && of.kind != IndicatorKind::time) {
            context_.say(Code::moment_not_read, name.span, {name.text});
        }
        out_.anchor = Deadline::Anchor::case_date;
        out_.field = found;
        return true;
    }

    void offset(const syntax::Moment& moment) {
        DurationTable table;
        if (moment.length.duration) {
            if (moment.length.duration->count > kMostCount) return context_.say(Code::no_length, moment.length.span);
            table.rows.emplace_back(*moment.length.duration);
        } else {
            const std::uint32_t parameter = context_.use(moment.length.parameter, NameKind::parameter);
            if (parameter == kNone) return;
            table = context_.plan.parameters[parameter];
        }
        if (table.by != kNone) {
            const std::uint32_t event = context_.plan.indicators[table.by].event;
            if (!task_.trigger || task_.trigger->event != event) {
                return context_.say(Code::class_without_cases, moment.length.parameter.span,
                                    {table.name, context_.plan.events[event].name});
            }
        }
        out_.offset = std::move(table);
    }

    Context& context_;
    const Task& task_;
    Deadline out_;
};

}  // namespace

bool is_occurrence(std::string_view name) { return name == "发生" || name == "occurred"; }

text::Words time_unit_words(TimeUnit unit) {
    const auto first = static_cast<std::size_t>(syntax::Keyword::minute);
    return syntax::words_of(static_cast<syntax::Keyword>(first + static_cast<std::size_t>(unit)));
}

std::optional<Days> resolve_days(Context& context, const Period& period) {
    if (has_month(period.kind) && (period.month < 1 || period.month > 12)) {
        const std::string month = std::to_string(period.month);
        context.say(Code::no_such_period, period.span, {{month + " 月", "month " + month}});
        return std::nullopt;
    }
    if (period.year && !is_year(*period.year)) {
        const std::string year = std::to_string(*period.year);
        context.say(Code::no_such_period, period.span, {{year + " 年", "year " + year}});
        return std::nullopt;
    }
    if (period.next_year && !is_calendar_year(context.plan.year)) {
        context.say(Code::next_year_unclear, period.span);
        return std::nullopt;
    }
    const std::int32_t later = period.next_year ? 1 : 0;
    if (period.year) return days_in(context, period, *period.year + later);
    if (has_month(period.kind)) return days_in(context, period, year_of(context.plan.year, period.month) + later);
    if (period.kind == Period::Kind::day_in_period) return days_in(context, period, 0);
    return days_of_plan_year(context, period, later);
}

std::optional<Days> resolve_range(Context& context, const syntax::Range& range) {
    if (!range.from) return std::nullopt;
    const std::optional<Days> from = resolve_days(context, *range.from);
    if (!from || !range.to) return from;
    const std::optional<Days> to = resolve_days(context, *range.to);
    if (!to) return std::nullopt;
    if (to->last < from->first) {
        context.say(Code::ends_before_it_begins, range.span, {value::to_string(from->first), value::to_string(to->last)});
        return std::nullopt;
    }
    return Days{from->first, to->last};
}

std::optional<Days> resolve_plan_year(Context& context, const syntax::Range& range) {
    const auto usable = [](const std::optional<Period>& period, Period::Kind kind) {
        if (!period || period->kind != kind || !period->year || !is_year(*period->year) || period->next_year) return false;
        return kind != Period::Kind::month || (period->month >= 1 && period->month <= 12);
    };
    if (usable(range.from, Period::Kind::year) && !range.to) return days_in(context, *range.from, *range.from->year);
    if (usable(range.from, Period::Kind::month) && usable(range.to, Period::Kind::month)) {
        const Date first = days_in(context, *range.from, *range.from->year)->first;
        const Date last = days_in(context, *range.to, *range.to->year)->last;
        if (first < last && last < value::add_months(first, 12)) return Days{first, last};
    }
    context.say(Code::year_unclear, range.span);
    return std::nullopt;
}

std::optional<Date> resolve_issue(Context& context, const syntax::Moment& moment) {
    const std::optional<Period>& period = moment.anchor.period;
    const bool is_day = period && (period->kind == Period::Kind::date || period->kind == Period::Kind::month_day);
    if (moment.relation != syntax::Moment::Relation::at || !is_day || period->clock_minutes) {
        context.say(Code::issue_unclear, moment.span);
        return std::nullopt;
    }
    const std::optional<Days> days = resolve_days(context, *period);
    if (!days) return std::nullopt;
    return days->first;
}

std::optional<Date> resolve_start(Context& context, const syntax::Moment& moment) {
    if (moment.relation == syntax::Moment::Relation::at && moment.anchor.period && !moment.anchor.period->clock_minutes) {
        const std::optional<Days> days = resolve_days(context, *moment.anchor.period);
        if (!days) return std::nullopt;
        return days->first;
    }
    if (moment.relation == syntax::Moment::Relation::at && moment.anchor.name &&
        moment.anchor.name->builtin == Builtin::issue) {
        if (!context.plan.issued) context.say_missing(Code::issue_missing, moment.span);
        return context.plan.issued;
    }
    context.not_yet(moment.span, {"从写明的日期或印发以外开始", "starts other than a date or the issue"});
    return std::nullopt;
}

std::optional<Rhythm> resolve_rhythm(Context& context, const syntax::Rhythm& rhythm) {
    const bool is_slot =
        rhythm.unit != TimeUnit::minute && rhythm.unit != TimeUnit::hour && rhythm.unit != TimeUnit::working_day;
    if (!is_slot || rhythm.count < 1) {
        context.say(Code::no_rhythm_of, rhythm.span, {time_unit_words(rhythm.unit)});
        return std::nullopt;
    }
    return Rhythm{{rhythm.count, rhythm.unit}, rhythm.assumed};
}

Deadline resolve_deadline(Context& context, const syntax::Clause& clause, const Task& task) {
    return DeadlineMaker(context, clause, task).take();
}

bool counts_from_slot(const Context& context, const syntax::Clause& clause, const Task& task) {
    if (clause.when.one.empty()) return false;
    const syntax::Moment& moment = clause.when.one.front();
    const bool in_months = task.rhythm && value::months_in(task.rhythm->every.unit);
    if (moment.anchor.period) return moment.anchor.period->kind == Period::Kind::day_in_period && in_months;
    if (!moment.anchor.name) return false;
    const Builtin builtin = moment.anchor.name->builtin;
    if (!task.trigger) return builtin == Builtin::period_end || builtin == Builtin::period_start;
    const std::uint32_t event = task.trigger->event;
    if (builtin != Builtin::none || event == kNone) return false;
    for (const DurationTable& parameter : context.plan.parameters) {
        const bool counts_by_it = !moment.length.duration && parameter.name == moment.length.parameter.text;
        const bool is_by_class = counts_by_it && parameter.by != kNone;
        if (is_by_class && context.plan.indicators[parameter.by].event != event) return false;  // of another event
    }
    const std::string& name = moment.anchor.name->text;
    const std::uint32_t field = context.plan.find_field(event, name);
    if (is_occurrence(name)) return true;
    if (field == kNone) return false;
    if (field == context.plan.events[event].occurred) return true;
    const IndicatorKind kind = context.plan.indicators[field].kind;
    return kind == IndicatorKind::date || kind == IndicatorKind::time;
}

namespace {

std::optional<value::Duration> whole_length(const syntax::Sum& sum) {
    const bool one = sum.terms.size() == 1 && sum.terms.front().factors.size() == 1;
    const syntax::Factor* factor = one ? &sum.terms.front().factors.front() : nullptr;
    if (factor && factor->quantity && !factor->negative && factor->quantity->measure == syntax::Measure::time) {
        const std::int64_t count = factor->quantity->number.millionths / value::Decimal::kOne;
        const bool whole = count * value::Decimal::kOne == factor->quantity->number.millionths;
        if (whole && count >= 0 && count <= kMostCount)
            return value::Duration{static_cast<std::int32_t>(count), factor->quantity->unit};
    }
    return std::nullopt;
}

}  // namespace

std::optional<value::Duration> resolve_length(Context& context, const syntax::Sum& sum) {
    const std::optional<value::Duration> length = whole_length(sum);
    if (!length) context.say(Code::no_length, sum.span);
    return length;
}

std::optional<value::Duration> length_in(std::string_view written) {
    text::Sink sink;
    const std::string clause = std::string(syntax::words_of(syntax::Keyword::parameter).zh) + " x " + std::string(written);
    const text::Source source("", clause);
    const syntax::PlanFile file = syntax::parse(source, sink);
    if (sink.has_errors() || file.parameters.size() != 1) return std::nullopt;
    const syntax::Parameter& parameter = file.parameters.front();
    const bool is_all = parameter.span.end == clause.size() && !parameter.value.assumed;
    return is_all && parameter.value.one.size() == 1 ? whole_length(parameter.value.one.front()) : std::nullopt;
}

Shift resolve_shift(Context& context, const syntax::Clause& clause) {
    if (!clause.names.empty()) {
        switch (clause.names.front().builtin) {
            case Builtin::following: return Shift::following;
            case Builtin::preceding: return Shift::preceding;
            case Builtin::same_month: return Shift::same_month;
            case Builtin::no_shift: return Shift::none;
            default: break;
        }
    }
    if (clause.names.empty()) return Shift::none;
    std::vector<text::Words> known;
    for (const Builtin shift : {Builtin::following, Builtin::preceding, Builtin::same_month, Builtin::no_shift})
        known.push_back(syntax::words_of(shift));
    context.unknown(clause.names.front(), {"顺延办法", "shift"}, known);
    return Shift::none;
}

}  // namespace duban::plan
