#include "engine/evaluate/due.hpp"

#include "engine/evaluate/scope.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace duban::evaluate {

namespace {

std::optional<value::Instant> counted(const World& world, value::Instant anchor, value::Duration length, bool backwards) {
    const std::int32_t n = backwards ? -length.count : length.count;
    const value::Date day = value::date_of(anchor);
    const std::int64_t clock = anchor.minutes - value::first_minute(day).minutes;
    const auto on = [&](value::Date date) { return value::Instant{value::first_minute(date).minutes + clock}; };
    switch (length.unit) {
        case value::TimeUnit::minute: return value::Instant{anchor.minutes + n};
        case value::TimeUnit::hour: return value::Instant{anchor.minutes + std::int64_t{n} * 60};
        case value::TimeUnit::day: return value::last_minute(value::add_days(day, n));
        case value::TimeUnit::week: return value::last_minute(value::add_days(day, 7 * n));
        case value::TimeUnit::ten_days: return value::last_minute(value::add_days(day, 10 * n));
        case value::TimeUnit::working_day: {
            const auto date = world.calendar.add_working_days(day, n);
            if (!date) return std::nullopt;
            return value::last_minute(*date);
        }
        case value::TimeUnit::month:
        case value::TimeUnit::quarter:
        case value::TimeUnit::half_year:
        case value::TimeUnit::year:
            return value::last_minute(value::add_months(day, n * value::months_in(length.unit).value_or(1)));
    }
    return on(day);
}

/// Nothing where the calendar cannot say, and of a year that has not four digits.
std::optional<value::Instant> after(const World& world, value::Instant anchor, value::Duration length, bool backwards) {
    const auto moved = counted(world, anchor, length, backwards);
    const auto year = moved ? value::civil(value::date_of(*moved)).year : 0;
    return year >= 1 && year <= 9999 ? moved : std::nullopt;
}

/// As the plan names it, or its days.
const std::string& window_name(const plan::Plan& plan, const plan::Task& task, const SlotName& slot) {
    return task.window == plan::kNone ? slot.label : plan.windows[task.window].name;
}

/// What the case's field last said; null if nothing, or no value.
const Reading* latest_of_case(const FactsData& facts, std::uint32_t field, const Incident& incident) {
    const Reading* latest = nullptr;
    for (const Reading& reading : facts.readings[field].of(incident.unit)) {
        if (reading.case_id == incident.case_id && reading.content != Content::blank && !reading.overruled) latest = &reading;
    }
    return latest && latest->content == Content::value ? latest : nullptr;
}

/// The parameter that the due date counts by; kNone if it counts by none.
std::uint32_t parameter_of(const World& world, const plan::Deadline& rule) {
    return rule.offset && !rule.offset->name.empty() ? world.plan.find_parameter(rule.offset->name) : plan::kNone;
}

/// What was announced last of it until `told_by`, for the unit, else for all; null if nothing was.
const LengthTold* announced(const World& world, const FactsData& facts, const plan::Deadline& rule, units::UnitIndex unit,
                            value::Instant told_by) {
    const std::uint32_t parameter = parameter_of(world, rule);
    if (parameter == plan::kNone) return nullptr;
    return latest_announced(facts.lengths[parameter], unit, told_by, [](const LengthTold&) { return true; });
}

text::Words announced_words(value::Instant effective, const Origin& origin) {
    const std::string day = value::to_string(value::date_of(effective));
    const std::string number = std::to_string(origin.number);
    return {day + " 公布，记录 " + number, "announced " + day + ", record " + number};
}

/// In brackets behind what it explains.
void add_words(text::Words& said, const text::Words& more) {
    said = {said.zh + "（" + more.zh + "）", said.en + " (" + more.en + ")"};
}

std::optional<value::Instant> shifted(const World& world, value::Instant due, plan::Shift shift) {
    const value::Date day = value::date_of(due);
    const std::int64_t clock = due.minutes - value::first_minute(day).minutes;
    std::optional<value::Date> moved = day;
    if (shift == plan::Shift::following || shift == plan::Shift::same_month) moved = world.calendar.next_working_day(day);
    if (shift == plan::Shift::same_month && moved && value::civil(*moved).month != value::civil(day).month) {
        moved = world.calendar.previous_working_day(day);
    }
    if (shift == plan::Shift::preceding) moved = world.calendar.previous_working_day(day);
    if (!moved) return std::nullopt;
    return value::Instant{value::first_minute(*moved).minutes + clock};
}

/// The length that the table gives for the row's case; of a class not reported, that of the latest due date still possible.
std::optional<value::Duration> length_of(const World& world, const FactsData& facts, const plan::Deadline& rule, const Row& row,
                                         text::Words& said, value::Instant anchor) {
    const plan::DurationTable& table = *rule.offset;
    if (table.by == plan::kNone) return table.rows.empty() ? std::nullopt : table.rows.front();
    const plan::Indicator& by = world.plan.indicators[table.by];
    if (const Reading* latest = row.incident ? latest_of_case(facts, table.by, *row.incident) : nullptr) {
        const auto rank = static_cast<std::size_t>(latest->amount / value::Decimal::kOne);
        said = {by.members[rank], by.members[rank]};
        return rank < table.rows.size() ? table.rows[rank] : std::nullopt;
    }
    std::optional<value::Duration> latest;
    value::Instant end{};
    for (const auto& candidate : table.rows) {
        if (!candidate) continue;
        const auto moved = after(world, anchor, *candidate, rule.backwards);
        const auto then = moved ? shifted(world, *moved, rule.shift) : std::nullopt;
        if (!then) return candidate;  // nobody can tell which is the latest
        if (!latest || *then > end) {
            latest = candidate;
            end = *then;
        }
    }
    return latest;
}

void add_step(std::vector<CalendarStep>* steps, std::string what, text::Words said, value::Instant result,
              std::int64_t record = 0) {
    if (steps) steps->push_back({std::move(what), std::move(said), result, false, record});
}

/// A due date before notice.
struct Ruled {
    value::Instant due = kNever;  // kNever: not known
    DueKind kind = DueKind::known;
    bool outside = false;         // the duty is not the unit's, by the class of the window that it counts from
};

/// By the rule and the declared shift, and by what was announced until `told_by`.
Ruled ruled_by(const Ground& ground, const Gate& gate, const plan::Task& task, const Row& row, const SlotName& slot,
               value::Instant told_by, std::vector<CalendarStep>* steps) {
    const World& world = ground.world;
    const FactsData& facts = ground.facts;
    const plan::Deadline& rule = task.due;
    Ruled result;
    const auto unknown = [&](DueKind kind, text::Words why) {
        add_step(steps, "unknown", std::move(why), kNever);
        return Ruled{kNever, kind, result.outside};
    };
    const auto window = [&](std::uint32_t which) { return window_days(world, facts, which, row.unit, told_by); };
    value::Instant due = row.slot_end;
    text::Words said;
    std::int64_t record = 0;  // of the announcement that it comes from
    const auto cite = [&](text::Words& words, const auto* told) {
        if (!told) return;
        add_words(words, announced_words(told->effective, told->origin));
        record = told->origin.number;
    };
    switch (rule.anchor) {
        case plan::Deadline::Anchor::date:
            due = rule.at;
            said = rule.issue        ? text::Words("印发之日", "the day of issue")
                   : rule.by_default ? text::Words("计划统一期限", "the plan's own due date")
                                     : text::Words("写明的日期", "the date stated");
            break;
        case plan::Deadline::Anchor::slot_end:
            if (row.window_unknown)
                return unknown(DueKind::window_unknown, {"时段尚未公布", "the window has not been announced"});
            said = task.slots == plan::SlotRule::one_off || row.incident
                       ? text::Words("计划年度最后一日", "the plan's last day")
                   : task.slots == plan::SlotRule::window ? text::Words("时段结束：" + window_name(world.plan, task, slot),
                                                                        "the end of " + window_name(world.plan, task, slot))
                                                          : text::Words("期末：" + slot.label, "the end of " + slot.label);
            if (steps && task.window != plan::kNone) cite(said, window(task.window).told);
            if (row.incident) due = value::last_minute(world.plan.year.last);
            if (rule.day > 0) {
                const value::CivilDate end = value::civil(value::date_of(due));
                const auto day = value::date_of(end.year, end.month, rule.day);
                due = std::min(due, value::last_minute(day.value_or(value::date_of(due))));
                said = {slot.label + " 末月 " + std::to_string(rule.day) + " 日",
                        "day " + std::to_string(rule.day) + " of the last month of " + slot.label};
            }
            break;
        case plan::Deadline::Anchor::slot_start:
            if (row.window_unknown)
                return unknown(DueKind::window_unknown, {"时段尚未公布", "the window has not been announced"});
            due = value::last_minute(value::date_of(row.opens));
            said = {"期初：" + window_name(world.plan, task, slot), "the start of " + window_name(world.plan, task, slot)};
            if (steps && task.window != plan::kNone) cite(said, window(task.window).told);
            break;
        case plan::Deadline::Anchor::occurrence:
            if (!row.incident) return unknown(DueKind::unknown, {"事件尚未发生", "the event has not occurred"});
            due = row.incident->occurred;
            said = {"事件发生", "the occurrence"};
            break;
        case plan::Deadline::Anchor::case_date: {
            const std::string& name = world.plan.indicators[rule.field].name;
            const Reading* told = row.incident ? latest_of_case(facts, rule.field, *row.incident) : nullptr;
            const auto at =
                told ? value::parse_instant(told->said, value::BareDate::last_minute, world.calendar.offset_minutes())
                     : std::nullopt;
            if (!at) return unknown(DueKind::unknown, {"还没有填“" + name + "”", "“" + name + "” has not been told"});
            due = *at;
            said = {"事件的" + name, "the case's " + name};
            break;
        }
        case plan::Deadline::Anchor::window_start:
        case plan::Deadline::Anchor::window_end: {
            const WindowDays days_told = window(rule.window);
            result.outside = days_told.outside;
            const auto& days = days_told.days;
            if (!days) return unknown(DueKind::window_unknown, {"时段尚未公布", "the window has not been announced"});
            const bool start = rule.anchor == plan::Deadline::Anchor::window_start;
            due = value::last_minute(start ? days->first : days->last);
            said = start ? text::Words("时段开始", "the window's start") : text::Words("时段结束", "the window's end");
            cite(said, days_told.told);
            break;
        }
        case plan::Deadline::Anchor::previous_step:
            due = gate.previous_step;
            if (due == kNever) return unknown(DueKind::unknown, {"上一步尚未完成", "the previous step is not done"});
            said = {"上一步完成", "the previous step done"};
            break;
        case plan::Deadline::Anchor::unknown: return unknown(DueKind::unknown, {"期限待定", "the deadline is to be announced"});
    }
    add_step(steps, "rule", said, due, record);
    if (rule.offset) {
        const LengthTold* told = announced(world, facts, rule, row.unit, told_by);
        text::Words chosen;
        const auto length = told ? told->length : length_of(world, facts, rule, row, chosen, due);
        if (!length && rule.offset->rows.empty()) {
            const std::string& name = rule.offset->name;
            return unknown(DueKind::unknown, {"“" + name + "”待定", "“" + name + "” is to be announced"});
        }
        if (!length) return unknown(DueKind::none, {"表中没有这一类的时限", "the table gives no length for this class"});
        const auto moved = after(world, due, *length, rule.backwards);
        if (!moved) return unknown(DueKind::error, {"日历没有所需年份", "the calendar lacks a year that is needed"});
        due = *moved;
        text::Words moved_by = words(*length);
        if (rule.backwards) moved_by = {"前" + moved_by.zh, moved_by.en + " before"};
        if (!rule.backwards) moved_by = {"后" + moved_by.zh, moved_by.en + " after"};
        if (!chosen.zh.empty()) add_words(moved_by, chosen);
        record = 0;
        cite(moved_by, told);
        add_step(steps, "offset", std::move(moved_by), due, record);
        if (steps) steps->back().by_working_days = length->unit == value::TimeUnit::working_day;
    }
    if (rule.shift != plan::Shift::none) {
        const auto moved = shifted(world, due, rule.shift);
        if (!moved) return unknown(DueKind::error, {"日历没有所需年份", "the calendar lacks a year that is needed"});
        if (*moved != due) add_step(steps, "shift", {"遇休息日顺延", "moved off a day of rest"}, *moved);
        due = *moved;
    }
    result.due = due;
    return result;
}

/// An announcement, by its instant.
struct Announced {
    value::Instant effective;
    std::int64_t record = 0;
};

/// A due date in its steps.
struct DueDate {
    Ruled ruled;
    value::Instant planned = kNever;  // before extensions and delay
    value::Instant due = kNever;      // kNever: not known
    value::Instant missed = kNever;   // the first that was moved after it had passed
    MovedBy raised_by = MovedBy::nothing;
    MovedBy missed_by = MovedBy::nothing;
    std::int64_t raised_record = 0;  // of the announcement
    bool held = false;               // at what it was: an announcement brings it forward, and came too late for that
    bool gives_no_row = false;       // it was over and due before the day of issue
};

/// What the version before had in a row's place.
struct Former {
    const Row* row = nullptr;      // by what was told before the amendment; may be null, as where it replaces others
    const Stood* stood = nullptr;  // the day before, if it was on the board
    bool was_gone = false;         // it was not there then, since its unit was not
};

/// Makes the due date of a row, as of any announcement.
class DueMaker {
public:
    DueMaker(const Ground& ground, const Gate& gate, const plan::Task& task, const SlotName& slot, const Former& former)
        : ground_(ground),
          gate_(gate),
          task_(task),
          slot_(slot),
          former_(former),
          issued_(ground.world.plan.issued_of(task)),
          is_in_window_(task.slots == plan::SlotRule::window && task.window != plan::kNone) {}

    /// By what was announced and extended until `told_by`.
    DueDate by(const Row& row, value::Instant told_by, std::vector<CalendarStep>* steps) const {
        DueDate date;
        date.ruled = ruled_by(ground_, gate_, task_, row, slot_, told_by, steps);
        const std::optional<Announced> told = announced_last(row, told_by, date);
        const bool is_kept = !told && former_.row && former_.row->ruled == date.ruled.due;
        const DueDate before = told ? by(laid(row, before_it(*told)), before_it(*told), nullptr) : DueDate{};
        Passed passed;
        if (told) {
            passed = passed_by(before, *told);
        } else if (former_.row || former_.stood) {
            passed = passed_before(is_kept);
        }
        if (date.ruled.due == kNever) {
            if (date.ruled.kind != DueKind::none) miss(passed, date);
            add_missed(date, steps);
            return date;
        }
        date.planned = date.ruled.due;
        if (is_kept) {  // what it was stays, with what raised it then
            date.planned = former_.row->planned;
            date.raised_by = former_.row->raised_by;
            date.raised_record = former_.row->raised_record;
            date.held = former_.row->held;
            date.gives_no_row = former_.row->gives_no_row && is_over(row);
        } else {
            raise_to_issue(row, date);
        }
        if (told) raise_to_announcement(*told, before, date);
        add_raised(date, steps);
        date.due = date.planned;
        extend(row, told_by, date, steps);
        delay(date, steps);
        if (passed.due != kNever && date.due > passed.due) miss(passed, date);
        add_missed(date, steps);
        return date;
    }

private:
    /// A due date that had passed when it was moved; kNever: none had.
    struct Passed {
        value::Instant due = kNever;
        MovedBy by = MovedBy::nothing;
    };
    static void miss(const Passed& passed, DueDate& date) {
        date.missed = passed.due;
        date.missed_by = passed.by;
    }

    [[nodiscard]] bool is_over(const Row& row) const {
        if (task_.slots == plan::SlotRule::one_off || !issued_) return false;
        return row.incident != nullptr || (!row.window_unknown && row.slot_end < value::first_minute(*issued_));
    }

    void raise_to_issue(const Row& row, DueDate& date) const {
        if (!issued_ || date.planned >= value::first_minute(*issued_)) return;
        date.planned = value::last_minute(*issued_);
        date.raised_by = MovedBy::issue;
        date.gives_no_row = !former_.stood && is_over(row);
    }

    /// Of what the version before had: as it stood the day before; of what is kept, or did not stand, by its rule.
    [[nodiscard]] Passed passed_before(bool is_kept) const {
        if (is_kept || !former_.stood) return {former_.row->missed, former_.row->missed_by};
        const Stood& stood = *former_.stood;
        const bool as_told = former_.row && stood.missed != kNever && stood.missed == former_.row->missed;
        if (as_told) return {stood.missed, former_.row->missed_by};
        if (!former_.row) return {stood.late_by(*issued_), MovedBy::amendment};
        if (stood.missed != kNever) return {stood.missed, MovedBy::amendment};
        return stood.due < value::first_minute(*issued_) ? Passed{stood.due, MovedBy::amendment} : Passed{};
    }

    [[nodiscard]] Row laid(const Row& row, value::Instant told_by) const {
        Row before = row;
        if (is_in_window_) lay(ground_, task_, before, slot_, told_by);
        return before;
    }

    /// The last announcement since the issue by which the due date is another.
    [[nodiscard]] std::optional<Announced> announced_last(const Row& row, value::Instant told_by, const DueDate& date) const {
        for (const Announced& told : announcements(row.unit, told_by)) {
            const value::Instant until = before_it(told);
            if (ruled_by(ground_, gate_, task_, laid(row, until), slot_, until, nullptr).due != date.ruled.due) return told;
        }
        return std::nullopt;
    }

    static value::Instant before_it(const Announced& told) { return value::Instant{told.effective.minutes - 1}; }

    static Passed passed_by(const DueDate& before, const Announced& told) {
        if (before.missed != kNever) return {before.missed, before.missed_by};
        const bool had_passed = before.due != kNever && before.due < told.effective && !before.gives_no_row;
        return had_passed ? Passed{before.due, MovedBy::announcement} : Passed{};
    }

    /// Not before it, unless that would put off what it brings forward. `before`: as it was until then.
    static void raise_to_announcement(const Announced& told, const DueDate& before, DueDate& date) {
        value::Instant due = date.planned < told.effective ? value::last_minute(value::date_of(told.effective)) : date.planned;
        date.held = before.planned != kNever && before.planned >= date.ruled.due && before.planned < due;
        if (date.held) due = before.planned;
        if (due != date.planned) {
            date.raised_by = MovedBy::announcement;
            date.raised_record = told.record;
            date.gives_no_row = false;
        }
        date.planned = due;
    }

    /// Since the issue of an amendment; the last first.
    [[nodiscard]] std::vector<Announced> announcements(units::UnitIndex unit, value::Instant told_by) const {
        const FactsData& facts = ground_.facts;
        const std::uint32_t parameter = parameter_of(ground_.world, task_.due);
        const bool amends = task_.version < ground_.world.plan.before.size();
        const value::Instant since = amends ? value::last_minute(*issued_) : kAlways;
        std::vector<Announced> found;
        const auto add = [&](const auto& told) {
            if (told.effective <= told_by && told.effective > since) found.push_back({told.effective, told.origin.number});
        };
        for (const units::UnitIndex whose : {unit, units::UnitIndex{0}}) {
            for (const Announcement& told : facts.announcements.of(whose)) {
                const bool is_read = told.window == task_.due.window || (is_in_window_ && told.window == task_.window);
                if (is_read) add(told);
            }
            if (parameter == plan::kNone) continue;
            for (const LengthTold& told : facts.lengths[parameter].of(whose))
                add(told);
        }
        std::sort(found.begin(), found.end(), [](const Announced& a, const Announced& b) {
            return std::tie(b.effective, b.record) < std::tie(a.effective, a.record);
        });
        return found;
    }

    void extend(const Row& row, value::Instant told_by, DueDate& date, std::vector<CalendarStep>* steps) const {
        const auto task = static_cast<std::uint32_t>(&task_ - ground_.world.plan.tasks.data());
        std::vector<const RowAct*> acts = acts_on(ground_.facts, ground_.world.plan, task, row, slot_);
        std::sort(acts.begin(), acts.end(),
                  [](const RowAct* a, const RowAct* b) { return a->origin.number < b->origin.number; });
        for (const RowAct* act : acts) {
            if (act->kind != log::Kind::extend || act->effective > told_by) continue;
            const auto day = value::parse_date(act->said);
            if (!day || value::last_minute(*day) <= date.due) continue;
            const value::Instant had = delayed(date.due);
            date.due = value::last_minute(*day);
            const bool is_late = act->origin.recorded > had && delayed(date.due) > had;
            if (is_late && date.missed == kNever) miss({had, MovedBy::extension}, date);
            const std::string number = std::to_string(act->origin.number);
            add_step(steps, "extension", {"延期，记录 " + number, "extended, record " + number}, date.due, act->origin.number);
        }
    }

    /// As late as what it waited for, and not before that came.
    [[nodiscard]] value::Instant delayed(value::Instant due) const {
        if (gate_.late_days == 0) return due;
        const value::Date moved = value::add_days(value::date_of(due), gate_.late_days);
        const std::int64_t clock = due.minutes - value::first_minute(value::date_of(due)).minutes;
        return std::max(value::Instant{value::first_minute(moved).minutes + clock},
                        value::last_minute(value::date_of(gate_.came)));
    }
    void delay(DueDate& date, std::vector<CalendarStep>* steps) const {
        if (gate_.late_days == 0) return;
        date.due = delayed(date.due);
        const std::string days = std::to_string(gate_.late_days);
        add_step(steps, "prerequisite",
                 {"前置任务晚了 " + days + " 天",
                  "a prerequisite came " + days + (gate_.late_days == 1 ? " day late" : " days late")},
                 date.due);
    }

    static void add_raised(const DueDate& date, std::vector<CalendarStep>* steps) {
        if (date.raised_by == MovedBy::issue)
            add_step(steps, "notice", {"不早于印发之日", "not before the day of issue"}, date.planned);
        if (date.raised_by == MovedBy::announcement)
            add_step(steps, "notice",
                     date.held ? text::Words("公布得迟，期限不提前也不推后", "announced too late to bring it forward: it stays")
                               : text::Words("不早于公布之日", "not before the day on which it was announced"),
                     date.planned, date.raised_record);
    }
    static void add_missed(const DueDate& date, std::vector<CalendarStep>* steps) {
        if (date.missed == kNever) return;
        const text::Words by = date.missed_by == MovedBy::amendment   ? text::Words("修订", "amendment")
                               : date.missed_by == MovedBy::extension ? text::Words("延期", "extension")
                                                                      : text::Words("公布", "announcement");
        add_step(steps, "missed", {by.zh + "以前的期限，已过", "the due date before the " + by.en + ", which had passed"},
                 date.missed);
    }

    const Ground& ground_;
    const Gate& gate_;
    const plan::Task& task_;
    const SlotName& slot_;
    const Former& former_;
    const std::optional<value::Date>& issued_;
    bool is_in_window_;
};

}  // namespace

void lay(const Ground& ground, const plan::Task& task, Row& row, const SlotName& slot, value::Instant told_by) {
    const World& world = ground.world;
    calendar::Days days = slot.days;
    if (task.slots == plan::SlotRule::window && task.window != plan::kNone) {
        const WindowDays own = window_days(world, ground.facts, task.window, row.unit, told_by);
        days = own.days.value_or(world.plan.year);  // not the days that it has for others
        row.window_unknown = !own.days;
        row.scope_out = own.outside;
    }
    const std::optional<value::Date> no_earlier = std::max(task.from, world.plan.added_on(task));
    const value::Date opens = std::max(days.first, no_earlier.value_or(days.first));
    row.opens = row.window_unknown && !no_earlier ? kAlways : value::first_minute(row.window_unknown ? *no_earlier : opens);
    row.slot_end = value::last_minute(days.last);
    row.days = {row.window_unknown ? days.first : opens, days.last};
}

namespace {

/// Of the rows whose place it takes, and that do not stay, the one that was late by the first date.
Former former_of_replaced(const Ground& ground, const plan::Task& task, const Row& row, const SlotName& slot) {
    const std::string key = slot_key(ground.world.plan, task, slot);
    const value::Date issue = *ground.world.plan.issued_of(task);
    Former first;
    for (const std::uint32_t replaced : task.replaced) {
        const Stood* stood = ground.facts.handover.tasks[replaced].find(row.unit, key);
        if (!stood || stood->is_later || !stood->passed_on()) continue;
        if (!first.stood || stood->late_by(issue) < first.stood->late_by(issue)) first.stood = stood;
    }
    return first;
}

/// Nothing of a task that the version before did not have: its date is set anew.
Former former_of(const Ground& ground, Gates& gates, const plan::Task& task, const Row& row, const SlotName& slot) {
    const plan::Plan& plan = ground.world.plan;
    if (!task.replaced.empty() && !ground.facts.handover.tasks.empty()) return former_of_replaced(ground, task, row, slot);
    if (task.former == plan::kNone || plan.tasks[task.former].version != task.version + 1) return {};
    const std::string key = slot_key(plan, task, slot);
    Former former{gates.former_row(row.unit, key)};
    const std::vector<StoodRows>& before = ground.facts.handover.tasks;
    if (!former.row || before.empty()) return former;
    former.stood = before[task.former].find(row.unit, key);
    former.was_gone = before[task.former].was_gone(row.unit, key);
    return former;
}

}  // namespace

value::Instant due_of(const Ground& ground, Gates& gates, const plan::Task& task, Row& row, const SlotName& slot,
                      value::Instant told_by, std::vector<CalendarStep>* steps) {
    const Gate gate = gates.of(row.unit, slot);
    row.waits = gate.open;
    row.waits_block = gate.waits_for.block;
    row.waits_row = gate.waits_for.row;
    const Former former = former_of(ground, gates, task, row, slot);
    const DueDate date = DueMaker(ground, gate, task, slot, former).by(row, told_by, steps);
    row.scope_out = row.scope_out || date.ruled.outside;
    row.due_kind = date.ruled.kind;
    row.ruled = date.ruled.due;
    row.planned = date.planned;
    row.missed = date.missed;
    row.missed_by = date.missed_by;
    row.raised_by = date.raised_by;
    row.raised_record = date.raised_record;
    row.held = date.held;
    row.gives_no_row = date.gives_no_row;
    row.was_gone = former.was_gone;
    return date.due;
}

}  // namespace duban::evaluate
