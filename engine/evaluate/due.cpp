#include "engine/evaluate/due.hpp"

#include "engine/evaluate/scope.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <set>

namespace duban::evaluate {

namespace {

std::optional<value::Instant> after(const World& world, value::Instant anchor, value::Duration length, bool backwards) {
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

/// What was announced last of a parameter until `told_by`, for the unit, else for all; null if nothing was.
const LengthTold* announced(const World& world, const FactsData& facts, const std::string& parameter, units::UnitIndex unit,
                            value::Instant told_by) {
    const std::uint32_t found = parameter.empty() ? plan::kNone : world.plan.find_parameter(parameter);
    if (found == plan::kNone) return nullptr;
    for (const units::UnitIndex whose : {unit, units::UnitIndex{0}}) {  // its own before the general one
        const LengthTold* latest = nullptr;
        for (const LengthTold& told : facts.lengths[found].of(whose)) {
            if (told.effective <= told_by) latest = &told;
        }
        if (latest) return latest;
    }
    return nullptr;
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

/// The length that the table gives for the row's case; of a class not reported, the longest still possible.
std::optional<value::Duration> length_in(const World& world, const FactsData& facts, const plan::DurationTable& table,
                                         const Row& row, text::Words& said, value::Instant anchor) {
    if (table.by == plan::kNone) return table.rows.empty() ? std::nullopt : table.rows.front();
    const plan::Indicator& by = world.plan.indicators[table.by];
    if (const Reading* latest = row.incident ? latest_of_case(facts, table.by, *row.incident) : nullptr) {
        const auto rank = static_cast<std::size_t>(latest->amount / value::Decimal::kOne);
        said = {by.members[rank], by.members[rank]};
        return rank < table.rows.size() ? table.rows[rank] : std::nullopt;
    }
    std::optional<value::Duration> longest;
    value::Instant end{};
    for (const auto& candidate : table.rows) {
        if (!candidate) continue;
        const auto then = after(world, anchor, *candidate, false);
        if (then && (!longest || *then > end)) {
            longest = candidate;
            end = *then;
        }
    }
    return longest;
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

void add_step(std::vector<CalendarStep>* steps, std::string what, text::Words said, value::Instant result) {
    if (steps) steps->push_back({std::move(what), std::move(said), result});
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
            if (const Announcement* told = steps && task.window != plan::kNone ? window(task.window).told : nullptr)
                add_words(said, announced_words(told->effective, told->origin));
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
            if (days_told.told) add_words(said, announced_words(days_told.told->effective, days_told.told->origin));
            break;
        }
        case plan::Deadline::Anchor::previous_step:
            due = gate.previous_step;
            if (due == kNever) return unknown(DueKind::unknown, {"上一步尚未完成", "the previous step is not done"});
            said = {"上一步完成", "the previous step done"};
            break;
        case plan::Deadline::Anchor::unknown: return unknown(DueKind::unknown, {"期限待定", "the deadline is to be announced"});
    }
    add_step(steps, "rule", said, due);
    if (rule.offset) {
        const LengthTold* told = announced(world, facts, rule.offset->name, row.unit, told_by);
        text::Words chosen = told ? announced_words(told->effective, told->origin) : text::Words();
        const auto length = told ? told->length : length_in(world, facts, *rule.offset, row, chosen, due);
        if (!length && rule.offset->rows.empty()) {
            const std::string& name = rule.offset->name;
            return unknown(DueKind::unknown, {"“" + name + "”待定", "“" + name + "” is to be announced"});
        }
        if (!length) return unknown(DueKind::unknown, {"表中没有这一类的时限", "the table gives no length for this class"});
        const auto moved = after(world, due, *length, rule.backwards);
        if (!moved) return unknown(DueKind::error, {"日历没有所需年份", "the calendar lacks a year that is needed"});
        due = *moved;
        text::Words moved_by = words(*length);
        if (rule.backwards) moved_by = {"前" + moved_by.zh, moved_by.en + " before"};
        if (!rule.backwards) moved_by = {"后" + moved_by.zh, moved_by.en + " after"};
        if (!chosen.zh.empty()) add_words(moved_by, chosen);
        add_step(steps, "offset", std::move(moved_by), due);
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

/// The day of the announcement that made the due date what it is; nothing if that was the plan, or it was in time.
std::optional<value::Date> announced_late(const Ground& ground, Gates& gates, const plan::Task& task, const Row& row,
                                          const SlotName& slot, value::Instant due) {
    const FactsData& facts = ground.facts;
    const plan::Plan& plan = ground.world.plan;
    const bool is_in_window = task.slots == plan::SlotRule::window && task.window != plan::kNone;
    const std::uint32_t parameter = task.due.offset ? plan.find_parameter(task.due.offset->name) : plan::kNone;
    std::set<value::Instant> late;
    for (const units::UnitIndex whose : {row.unit, units::UnitIndex{0}}) {
        for (const Announcement& told : facts.announcements.of(whose)) {
            const bool is_read = told.window == task.due.window || (is_in_window && told.window == task.window);
            if (is_read && value::date_of(told.effective) > value::date_of(due)) late.insert(told.effective);
        }
        if (parameter == plan::kNone) continue;
        for (const LengthTold& told : facts.lengths[parameter].of(whose)) {
            if (value::date_of(told.effective) > value::date_of(due)) late.insert(told.effective);
        }
    }
    const Gate gate = gates.of(row.unit, slot);
    for (auto told = late.rbegin(); told != late.rend(); ++told) {
        const value::Instant before{told->minutes - 1};
        Row row_before = row;
        if (is_in_window) lay(ground, gates, task, row_before, slot, before);
        if (ruled_by(ground, gate, task, row_before, slot, before, nullptr).due != due) return value::date_of(*told);
    }
    return std::nullopt;
}

}  // namespace

void lay(const Ground& ground, Gates& gates, const plan::Task& task, Row& row, const SlotName& slot, value::Instant told_by) {
    const World& world = ground.world;
    calendar::Days days = slot.days;
    if (task.slots == plan::SlotRule::window && task.window != plan::kNone) {
        const WindowDays own = window_days(world, ground.facts, task.window, row.unit, told_by);
        days = own.days.value_or(world.plan.year);  // not the days that it has for others
        row.window_unknown = !own.days;
        row.scope_out = own.outside;
    }
    const bool is_later = task.version < world.plan.before.size();  // than the first version
    const bool is_added = is_later && !gates.former_row(row.unit, slot);
    const std::optional<value::Date> no_earlier = std::max(task.from, is_added ? world.plan.issued_of(task) : std::nullopt);
    const value::Date opens = std::max(days.first, no_earlier.value_or(days.first));
    row.opens = row.window_unknown && !no_earlier ? kAlways : value::first_minute(row.window_unknown ? *no_earlier : opens);
    row.slot_end = value::last_minute(days.last);
    row.days = {row.window_unknown ? days.first : opens, days.last};
}

value::Instant due_of(const Ground& ground, Gates& gates, const plan::Task& task, Row& row, const SlotName& slot,
                      std::vector<CalendarStep>* steps) {
    const World& world = ground.world;
    const FactsData& facts = ground.facts;
    const Gate gate = gates.of(row.unit, slot);
    row.waits = gate.open;
    row.waits_block = gate.waits_for.block;
    row.waits_row = gate.waits_for.row;
    const Ruled ruled = ruled_by(ground, gate, task, row, slot, kNever, steps);
    row.scope_out = row.scope_out || ruled.outside;
    row.due_kind = ruled.kind;
    if (ruled.due == kNever) return kNever;
    value::Instant due = ruled.due;
    row.ruled = due;
    const Row* former = gates.former_row(row.unit, slot);
    const auto& issued = world.plan.issued_of(task);
    row.is_former = former != nullptr;
    if (former && former->due_kind != DueKind::known) former = nullptr;
    if (former && former->ruled == due) {
        due = former->planned;  // what it was stays, with the notice of the version that set it
    } else {
        if (issued && due < value::first_minute(*issued)) {
            due = value::last_minute(*issued);
            row.by_notice = true;
            add_step(steps, "notice", {"不早于印发之日", "not before the day of issue"}, due);
        }
        const auto told = announced_late(ground, gates, task, row, slot, row.ruled);
        if (told && due < value::first_minute(*told)) {
            due = value::last_minute(*told);
            add_step(steps, "notice", {"不早于公布之日", "not before the day on which it was announced"}, due);
        }
    }
    const bool had_passed = former && issued && former->due < value::first_minute(*issued);
    if (former && (former->missed != kNever || (had_passed && due > former->due))) {
        row.missed = former->missed != kNever ? former->missed : former->due;
        add_step(steps, "missed", {"修订以前的期限，已过", "the due date before the amendment, which had passed"}, row.missed);
    }
    row.planned = due;
    const auto task_index = static_cast<std::uint32_t>(&task - world.plan.tasks.data());
    for (const RowAct* act : acts_on(facts, world.plan, task_index, row, slot)) {
        if (act->kind != log::Kind::extend) continue;
        const auto date = value::parse_date(act->said);
        if (!date || value::last_minute(*date) <= due) continue;
        if (act->origin.recorded > due && row.missed == kNever) row.missed = row.planned;
        due = value::last_minute(*date);
        add_step(steps, "extension",
                 {"延期，记录 " + std::to_string(act->origin.number), "extended, record " + std::to_string(act->origin.number)},
                 due);
    }
    if (gate.late_days > 0) {
        // As late as what it waited for, and not before that came.
        const value::Date moved = value::add_days(value::date_of(due), gate.late_days);
        const std::int64_t clock = due.minutes - value::first_minute(value::date_of(due)).minutes;
        due =
            std::max(value::Instant{value::first_minute(moved).minutes + clock}, value::last_minute(value::date_of(gate.came)));
        const std::string days = std::to_string(gate.late_days);
        add_step(steps, "prerequisite",
                 {"前置任务晚了 " + days + " 天",
                  "a prerequisite came " + days + (gate.late_days == 1 ? " day late" : " days late")},
                 due);
    }
    return due;
}

}  // namespace duban::evaluate
