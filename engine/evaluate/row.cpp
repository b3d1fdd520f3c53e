#include "engine/evaluate/row.hpp"

#include "engine/evaluate/judge.hpp"
#include "engine/evaluate/scope.hpp"
#include "engine/evaluate/upstream.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <iterator>

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

/// What was announced of a parameter last, for the unit, else for all.
const LengthTold* announced(const World& world, const FactsData& facts, const std::string& parameter, units::UnitIndex unit) {
    const std::uint32_t found = parameter.empty() ? plan::kNone : world.plan.find_parameter(parameter);
    if (found == plan::kNone) return nullptr;
    for (const units::UnitIndex whose : {unit, units::UnitIndex{0}}) {  // its own before the general one
        const auto told = facts.lengths[found].of(whose);
        if (!told.empty()) return &told.back();
    }
    return nullptr;
}

/// The length that the table gives for the row's case; of a class not reported, the longest still possible.
std::optional<value::Duration> length_of(const World& world, const FactsData& facts, const plan::DurationTable& table,
                                         const Row& row, text::Words& said, value::Instant anchor) {
    if (const LengthTold* told = announced(world, facts, table.name, row.unit)) {
        const std::string day = value::to_string(value::date_of(told->effective));
        said = {day + " 公布", "announced " + day};
        return told->length;
    }
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

/// Slots of a task that are not cases.
std::vector<SlotName> period_slots(const World& world, const FactsData& facts, const plan::Task& task) {
    const plan::Plan& plan = world.plan;
    const SlotName year{calendar::label_of(plan.year), plan.year, {}};
    switch (task.slots) {
        case plan::SlotRule::one_off:
        case plan::SlotRule::triggered: return {year};
        case plan::SlotRule::window: {
            if (task.during) return {{calendar::label_of(*task.during), *task.during, {}}};
            const WindowDays days = window_days(world, facts, task.window, units::UnitIndex{0});
            return {{"window:" + plan.windows[task.window].name, days.days.value_or(plan.year), {}}};
        }
        case plan::SlotRule::recurring:
        case plan::SlotRule::continuing: {
            if (!task.rhythm) return {year};
            std::vector<SlotName> slots;
            for (calendar::Slot& slot : calendar::slots_of(plan.year, task.rhythm->every)) {
                if (task.from && slot.days.last < *task.from) continue;
                slots.push_back({std::move(slot.label), slot.days, {}});
            }
            return slots;
        }
    }
    return {year};
}

/// A period or case that was over and due before the day of issue gives no row (semantics §7, notice), unless the version
/// before had it.
bool before_issue(const plan::Plan& plan, const plan::Task& task, const Row& row) {
    if (!row.by_notice || row.is_former) return false;
    return row.incident != nullptr || row.slot_end < value::first_minute(*plan.issued_of(task));
}

/// Of the rows of a version those that stay with it, and those that are superseded; of the newest those that came to it.
void keep_own(const FactsData& facts, const plan::Plan& plan, std::uint32_t task, Expansion& expansion) {
    if (plan.before.empty()) return;
    const Handover& handover = facts.handover;
    const plan::Task& rule = plan.tasks[task];
    const auto stays_before = [&](const plan::Task& of, const Row& row, const SlotName& slot) {
        for (std::uint32_t former = of.former; former != plan::kNone; former = plan.tasks[former].former) {
            if (handover.tasks[former].has(row.unit, slot_key(plan.tasks[former], slot))) return true;
        }
        return false;
    };
    // Nothing is asked any more for a whole that was met.
    const auto whole_stayed = [&](const Row& row, const SlotName& slot) {
        return rule.whole != plan::kNone && stays_before(plan.tasks[rule.whole], row, slot);
    };
    std::erase_if(expansion.rows, [&](Row& row) {
        const SlotName& slot = expansion.slots[row.slot];
        if (handover.tasks.empty()) return rule.version != 0;
        if (rule.version == 0) return !handover.in_force || stays_before(rule, row, slot) || whole_stayed(row, slot);
        const Stays& stays = handover.tasks[task];
        if (stays.has(row.unit, slot_key(rule, slot))) return false;
        row.superseded = stays.others_superseded && !row.line_only && !stays_before(rule, row, slot);
        return !row.superseded;
    });
}

/// The rows of units that are there: as of their stand, those of cases as of the occurrence. Of what was over before a unit
/// opened it has a row if it has inherited somebody who was there.
void keep_existing(const Ground& ground, Expansion& expansion) {
    const units::Tree& units = ground.world.units;
    if (!units.has_lives()) return;
    const auto is_there = [&](const Row& row) {
        if (row.incident) return units.exists(row.unit, row.incident->occurred);
        const value::Instant stand = stand_of(ground.facts, row);
        if (!units.exists(row.unit, stand)) return false;
        const auto had_opened = [&](units::UnitIndex unit) {
            const std::optional<value::Date> opened = units.opened(unit);
            return !opened || value::first_minute(*opened) <= row.slot_end;
        };
        if (had_opened(row.unit)) return true;
        const std::vector<units::UnitIndex> inherited = units.inherited(row.unit, stand);
        return std::any_of(inherited.begin(), inherited.end(), had_opened);
    };
    std::erase_if(expansion.rows, [&](const Row& row) {
        if (is_there(row)) return false;
        expansion.gone.push_back({row.unit, row.slot});
        return true;
    });
}

bool asks_all_year(const plan::Task& task) {
    return std::any_of(task.goals.begin(), task.goals.end(), [](const plan::Goal& goal) {
        return std::any_of(goal.criterion.nodes.begin(), goal.criterion.nodes.end(),
                           [](const plan::Node& node) { return node.kind == plan::Node::Kind::throughout; });
    });
}

/// Whether the unit is among those that `其中` keeps, at the row's stand.
void set_scope(const Ground& ground, const plan::Task& task, Row& row) {
    if (!task.lead.where || row.scope_out) return;
    const Truth scope = scope_of(ground.world, ground.facts, *task.lead.where, row.unit, stand_of(ground.facts, row));
    row.scope_out = scope == Truth::no || scope == Truth::not_applicable;
    row.scope_unknown = scope == Truth::unknown;
}

using Units = std::vector<units::UnitIndex>;

void expand_periods(const Ground& ground, Gates& gates, const plan::Task& task, const Units& leads, Expansion& result) {
    const World& world = ground.world;
    result.slots = period_slots(world, ground.facts, task);
    result.rows.reserve(leads.size() * result.slots.size());
    for (const units::UnitIndex unit : leads) {
        for (std::uint32_t s = 0; s < result.slots.size(); ++s) {
            Row row;
            row.unit = unit;
            row.slot = s;
            calendar::Days days = result.slots[s].days;
            if (task.slots == plan::SlotRule::window && task.window != plan::kNone) {
                const WindowDays own = window_days(world, ground.facts, task.window, unit);
                if (own.days) days = *own.days;
                row.window_unknown = !own.days;
                if (!own.days) days = world.plan.year;  // not the days that it has for others
                row.scope_out = own.outside;
            }
            const bool is_later = task.version < world.plan.before.size();  // than the first version
            const bool is_added = is_later && !gates.former_row(row.unit, result.slots[s]);
            const std::optional<value::Date> no_earlier =
                std::max(task.from, is_added ? world.plan.issued_of(task) : std::nullopt);
            const value::Date opens = std::max(days.first, no_earlier.value_or(days.first));
            row.opens =
                row.window_unknown && !no_earlier ? kAlways : value::first_minute(row.window_unknown ? *no_earlier : opens);
            row.slot_end = value::last_minute(days.last);
            const value::Instant due = due_of(ground, gates, task, row, result.slots[s], nullptr);
            if (row.due_kind == DueKind::known) row.due = due;
            if (task.slots == plan::SlotRule::one_off && row.due != kNever && !asks_all_year(task)) {
                row.slot_end = row.due;
            }
            row.days = {row.window_unknown ? days.first : opens, value::date_of(row.slot_end)};
            set_scope(ground, task, row);
            if (!before_issue(world.plan, task, row)) result.rows.push_back(row);
        }
    }
}

/// A row for each live case at a unit that leads, in the order of cases.
std::vector<Row> rows_of_cases(const Ground& ground, Gates& gates, const plan::Task& task, const Units& leads,
                               Expansion& result) {
    const World& world = ground.world;
    const plan::Trigger& trigger = *task.trigger;
    std::vector<Row> rows;
    for (const Incident& incident : ground.facts.incidents[trigger.event].rows) {
        const auto holder =
            trigger.level ? world.units.ancestor_at(incident.unit, *trigger.level) : std::optional(incident.unit);
        if (!holder || !std::binary_search(leads.begin(), leads.end(), *holder)) continue;
        Row row;
        row.unit = *holder;
        row.incident = &incident;
        row.event = trigger.event;
        row.slot = static_cast<std::uint32_t>(result.slots.size());
        row.opens = incident.occurred;
        const value::Date day = value::date_of(incident.occurred);
        const std::string code(incident.case_id);
        result.slots.push_back({"case:" + code, {day, day}, code, incident.unit});
        row.due = due_of(ground, gates, task, row, result.slots[row.slot], nullptr);
        if (row.due_kind != DueKind::known) row.due = kNever;
        row.slot_end = row.due == kNever ? value::last_minute(world.plan.year.last) : row.due;
        row.days = {value::date_of(row.opens), value::date_of(row.slot_end)};
        set_scope(ground, task, row);
        rows.push_back(row);
    }
    return rows;
}

/// Those that the trigger's 其中 keeps.
std::vector<Row> kept_by_filter(const Ground& ground, std::uint32_t task, std::vector<Row> candidates,
                                const std::vector<SlotName>& slots) {
    const auto& where = ground.world.plan.tasks[task].trigger->where;
    if (!where || candidates.empty()) return candidates;
    const Expansion probe{slots, candidates, {}};
    std::vector<std::uint32_t> rows(candidates.size());
    std::vector<value::Instant> stands(candidates.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        rows[i] = i;
        stands[i] = stand_of(ground.facts, candidates[i]);
    }
    const Judgement filter = judge(ground, task, *where, probe, rows, stands);
    std::vector<Row> kept;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Truth truth = filter.truth(i);
        if (truth == Truth::no || truth == Truth::not_applicable) continue;
        candidates[i].scope_unknown = candidates[i].scope_unknown || truth == Truth::unknown;
        kept.push_back(candidates[i]);
    }
    return kept;
}

void expand_cases(const Ground& ground, Gates& gates, std::uint32_t task_index, const plan::Task& task, const Units& leads,
                  Expansion& result) {
    const World& world = ground.world;
    result.slots = period_slots(world, ground.facts, task);  // the line for units without a case
    std::vector<Row> candidates = rows_of_cases(ground, gates, task, leads, result);
    for (const Row& row : kept_by_filter(ground, task_index, std::move(candidates), result.slots)) {
        if (!before_issue(world.plan, task, row)) result.rows.push_back(row);
    }
    std::sort(result.rows.begin(), result.rows.end(), [&](const Row& a, const Row& b) {
        const SlotName& mine = result.slots[a.slot];
        const SlotName& other = result.slots[b.slot];
        return std::tie(a.unit, mine.label, mine.case_unit) < std::tie(b.unit, other.label, other.case_unit);
    });
    std::vector<Row> all;
    auto row = result.rows.begin();
    for (const units::UnitIndex unit : leads) {
        const auto first = row;
        row = std::find_if(first, result.rows.end(), [&](const Row& one) { return one.unit != unit; });
        const bool has_case = std::any_of(first, row, [&](const Row& one) { return world.units.exists(unit, one.opens); });
        if (!has_case) {
            Row line;
            line.unit = unit;
            line.line_only = true;
            const value::Instant before{ground.facts.as_of.minutes - 1};
            line.return_missing = !missing_returns(world, ground.facts, task.trigger->event, line, before).empty();
            line.opens = value::first_minute(world.plan.year.first);
            line.slot_end = value::last_minute(world.plan.year.last);
            line.days = world.plan.year;
            all.push_back(line);
        }
        all.insert(all.end(), first, row);
    }
    result.rows = std::move(all);
}

Expansion expand_at(const Ground& ground, std::uint32_t task, const Units& leads) {
    Expansion result;
    const plan::Task& rule = ground.world.plan.tasks[task];
    Gates gates(ground, rule);
    if (rule.trigger) {
        expand_cases(ground, gates, task, rule, leads, result);
    } else {
        expand_periods(ground, gates, rule, leads, result);
    }
    return result;
}

}  // namespace

value::Instant due_of(const Ground& ground, Gates& gates, const plan::Task& task, Row& row, const SlotName& slot,
                      std::vector<CalendarStep>* steps) {
    const World& world = ground.world;
    const FactsData& facts = ground.facts;
    const plan::Deadline& rule = task.due;
    const Gate gate = gates.of(row.unit, slot);
    row.waits = gate.open;
    row.waits_block = gate.waits_for.block;
    row.waits_row = gate.waits_for.row;
    const auto unknown = [&](DueKind kind, text::Words why) {
        row.due_kind = kind;
        add_step(steps, "unknown", std::move(why), kNever);
        return kNever;
    };
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
            said = {"期初：" + slot.label, "the start of " + slot.label};
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
            const WindowDays window = window_days(world, facts, rule.window, row.unit);
            row.scope_out = row.scope_out || window.outside;
            const auto& days = window.days;
            if (!days) return unknown(DueKind::window_unknown, {"时段尚未公布", "the window has not been announced"});
            const bool start = rule.anchor == plan::Deadline::Anchor::window_start;
            due = value::last_minute(start ? days->first : days->last);
            said = start ? text::Words("时段开始", "the window's start") : text::Words("时段结束", "the window's end");
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
        text::Words chosen;
        const auto length = length_of(world, facts, *rule.offset, row, chosen, due);
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
        if (!chosen.zh.empty()) moved_by = {moved_by.zh + "（" + chosen.zh + "）", moved_by.en + " (" + chosen.en + ")"};
        add_step(steps, "offset", std::move(moved_by), due);
        if (steps) steps->back().by_working_days = length->unit == value::TimeUnit::working_day;
    }
    if (rule.shift != plan::Shift::none) {
        const auto moved = shifted(world, due, rule.shift);
        if (!moved) return unknown(DueKind::error, {"日历没有所需年份", "the calendar lacks a year that is needed"});
        if (*moved != due) add_step(steps, "shift", {"遇休息日顺延", "moved off a day of rest"}, *moved);
        due = *moved;
    }
    row.ruled = due;
    const Row* former = gates.former_row(row.unit, slot);
    const auto& issued = world.plan.issued_of(task);
    row.is_former = former != nullptr;
    if (former && former->due_kind != DueKind::known) former = nullptr;
    if (former && former->ruled == due) {
        due = former->planned;  // what it was stays, with the notice of the version that set it
    } else if (issued && due < value::first_minute(*issued)) {
        due = value::last_minute(*issued);
        row.by_notice = true;
        add_step(steps, "notice", {"不早于印发之日", "not before the day of issue"}, due);
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

bool names_slot(std::string_view period, std::string_view case_id, plan::SlotRule rule, const SlotName& slot) {
    if (rule == plan::SlotRule::triggered) return case_id == slot.case_id;
    if (period == slot.label) return true;
    return period.empty() && rule != plan::SlotRule::recurring && rule != plan::SlotRule::continuing;
}

std::vector<const RowAct*> acts_on(const FactsData& facts, const plan::Plan& plan, std::uint32_t task, const Row& row,
                                   const SlotName& slot) {
    std::vector<const RowAct*> found;
    if (row.line_only || row.is_counted) return found;
    for (const RowAct& act : facts.acts[task].of(row.unit)) {
        if (names_slot(act.period, act.case_id, plan.tasks[task].slots, slot)) found.push_back(&act);
    }
    return found;
}

std::vector<MissingReturn> missing_returns(const World& world, const FactsData& facts, std::uint32_t event,
                                           units::UnitIndex unit, value::Instant until) {
    const plan::Event& rule = world.plan.events[event];
    const value::Duration every = rule.rhythm ? rule.rhythm->every : value::Duration{1, value::TimeUnit::year};
    std::vector<MissingReturn> missing;
    for (calendar::Slot& slot : calendar::slots_of(world.plan.year, every)) {
        if (value::last_minute(slot.days.last) > until) break;
        if (!world.units.exists(unit, value::last_minute(slot.days.last))) continue;
        if (world.plan.first_issued() && slot.days.last < *world.plan.first_issued()) continue;
        bool filled = false;
        for (const Nothing& nothing : facts.nothings[event].of(unit))
            filled |= fills(nothing.days, slot.days);
        for (const Incident& incident : facts.incidents[event].of(unit)) {
            const value::Date day = value::date_of(incident.occurred);
            filled |= fills({day, day}, slot.days);
        }
        if (!filled) missing.push_back({unit, std::move(slot)});
    }
    return missing;
}

std::vector<MissingReturn> missing_returns(const World& world, const FactsData& facts, std::uint32_t event, const Row& row,
                                           value::Instant until) {
    std::vector<MissingReturn> missing;
    visit_heritage(world, facts, row, [&](units::UnitIndex unit) {
        for (MissingReturn& one : missing_returns(world, facts, event, unit, until))
            missing.push_back(std::move(one));
    });
    std::stable_sort(missing.begin(), missing.end(),
                     [](const MissingReturn& a, const MissingReturn& b) { return a.period.days.last < b.period.days.last; });
    return missing;
}

Expansion expand_all(const Ground& ground, std::uint32_t task) {
    return expand_at(ground, task, ground.world.plan.tasks[task].lead.units);
}

Expansion expand(const Ground& ground, std::uint32_t task, const std::vector<units::UnitIndex>* of_units) {
    const Units& all = ground.world.plan.tasks[task].lead.units;
    Units some;
    if (of_units) std::set_intersection(all.begin(), all.end(), of_units->begin(), of_units->end(), std::back_inserter(some));
    Expansion result = expand_at(ground, task, of_units ? some : all);
    keep_existing(ground, result);
    keep_own(ground.facts, ground.world.plan, task, result);
    return result;
}

}  // namespace duban::evaluate
