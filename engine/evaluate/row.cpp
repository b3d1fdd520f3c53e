#include "engine/evaluate/row.hpp"

#include "engine/evaluate/completed.hpp"
#include "engine/evaluate/due.hpp"
#include "engine/evaluate/judge.hpp"
#include "engine/evaluate/scope.hpp"
#include "engine/evaluate/upstream.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <iterator>

namespace duban::evaluate {

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

namespace {

/// Where the rows of one version of a task stand: on it, or on another (semantics §7).
class RowVersions {
public:
    RowVersions(const Ground& ground, std::uint32_t task)
        : settled_(ground.settled),
          plan_(ground.world.plan),
          units_(ground.world.units),
          handover_(ground.facts.handover),
          task_(task),
          rule_(plan_.tasks[task]),
          top_(rule_.whole == plan::kNone ? rule_ : plan_.tasks[rule_.whole]),
          before_added_(plan_.oldest(top_).version + 1),
          replaced_(plan_.all_it_replaced(rule_)) {}

    /// Sets whether the row is superseded.
    [[nodiscard]] bool is_elsewhere(Row& row, const SlotName& slot) const {
        if (handover_.tasks.empty()) return rule_.version != 0;
        if (rule_.version == 0 && !handover_.in_force) return true;
        const bool is_newest = rule_.version == 0 || handover_.tasks[task_].all_stay;
        if (row.line_only) return !is_newest || has_case_before(row.unit);
        if (replaced_stay(row, slot)) return true;
        const std::string key = slot_key(plan_, rule_, slot);
        bool is_added = true;
        for (std::uint32_t former = rule_.former; former != plan::kNone; former = plan_.tasks[former].former) {
            const Stood* stood = handover_.tasks[former].find(row.unit, key);
            if (stays(former, stood) || (stood && whole_stays(plan_.tasks[former], *stood))) return true;
            if (plan_.tasks[former].version == rule_.version + 1) is_added = !stood || stood->superseded;
        }
        // Of a row that a part did not have nothing is asked for a whole that stays.
        const std::uint32_t former = is_added && rule_.whole != plan::kNone ? plan_.tasks[rule_.whole].former : plan::kNone;
        if (former != plan::kNone && stays(former, whole(former, row.unit, key_of_whole(slot)))) return true;
        if (is_newest) return false;
        const Stood* stood = handover_.tasks[task_].find(row.unit, key);
        if (!stays(task_, stood) && rule_.whole != plan::kNone) stood = whole(rule_.whole, row.unit, key_of_whole(slot));
        const bool stands = stood && stood->stays;
        row.superseded = stands ? stood->superseded : handover_.tasks[task_].others_superseded;
        return !stands && !row.superseded;
    }

private:
    [[nodiscard]] bool stays(std::uint32_t version, const Stood* stood) const {
        return handover_.tasks[version].all_stay || (stood && stood->stays);
    }
    [[nodiscard]] std::string key_of_whole(const SlotName& slot) const {
        return slot_key(plan_, plan_.tasks[rule_.whole], slot);
    }
    /// Of a whole, as one version had that or as it had stayed with one before, at the unit or the nearest above.
    [[nodiscard]] const Stood* whole(std::uint32_t version, units::UnitIndex unit, const std::string& key) const {
        for (;; unit = units_.parent(unit)) {
            const Stood* stood = handover_.tasks[version].find(unit, key);
            for (std::uint32_t older = plan_.tasks[version].former; !stood && older != plan::kNone;
                 older = plan_.tasks[older].former) {
                stood = handover_.tasks[older].find(unit, key);
                if (stood && !stood->stays) stood = nullptr;
            }
            if (stood || units_.parent(unit) == unit) return stood;
        }
    }
    /// Of a part, by the slot that its version had.
    [[nodiscard]] bool whole_stays(const plan::Task& part, const Stood& stood) const {
        return part.whole != plan::kNone && stays(part.whole, whole(part.whole, stood.unit, stood.slot_of_whole));
    }
    /// A row of a case stands with a version before, or with what the task took the place of.
    [[nodiscard]] bool has_case_before(units::UnitIndex unit) const {
        const auto stands = [&](std::uint32_t task) {
            if (!plan_.tasks[task].trigger) return false;
            const auto [first, last] = settled_.blocks_of(task);
            return std::any_of(settled_.blocks.begin() + first, settled_.blocks.begin() + last, [&](const Block& block) {
                const auto [begin, end] = block.rows_at(unit);
                for (std::size_t row = begin; row < end; ++row) {
                    if (!block.is_line(plan_, row) && !block.is_superseded(row)) return true;
                }
                return false;
            });
        };
        for (std::uint32_t former = rule_.former; former != plan::kNone; former = plan_.tasks[former].former) {
            if (stands(former)) return true;
        }
        return rule_.whole == plan::kNone && std::any_of(replaced_.begin(), replaced_.end(), stands);
    }
    /// What the task took the place of has rows in the slot, at the unit or for a part at the nearest above, and all of them
    /// stay.
    [[nodiscard]] bool replaced_stay(const Row& row, const SlotName& slot) const {
        if (replaced_.empty()) return false;
        const bool is_part = rule_.whole != plan::kNone;
        const std::string key = slot_key(plan_, top_, slot);
        bool some_stay = false;
        bool some_pass = false;
        for (units::UnitIndex unit = row.unit;; unit = units_.parent(unit)) {
            for (const std::uint32_t task : replaced_) {
                const Stood* stood = handover_.tasks[task].find(unit, key);
                if (!stood || stood->is_later) continue;
                some_stay = some_stay || !stood->passed_on();
                some_pass = some_pass || (stood->passed_on() && plan_.tasks[task].version == before_added_);
            }
            if (some_stay || some_pass || !is_part || units_.parent(unit) == unit) return some_stay && !some_pass;
        }
    }

    const Board& settled_;
    const plan::Plan& plan_;
    const units::Tree& units_;
    const Handover& handover_;
    std::uint32_t task_;
    const plan::Task& rule_;
    const plan::Task& top_;  // it, or what it is a part of
    std::uint32_t before_added_;  // the version before that which added this: what did not stay with older ones is there
    std::vector<std::uint32_t> replaced_;  // by it, or by what it is a part of
};

/// Leaves out what notice leaves out; remembers whose unit alone is why, of the version in force or of a task that is gone.
void keep_noticed(const Ground& ground, std::uint32_t task, Expansion& expansion) {
    const Handover& handover = ground.facts.handover;
    const plan::Task& rule = ground.world.plan.tasks[task];
    const bool in_force = handover.tasks.empty() || (rule.version == 0 && handover.in_force) || handover.tasks[task].all_stay;
    std::erase_if(expansion.rows, [&](const Row& row) {
        if (row.gives_no_row && row.was_gone && (in_force || rule.gone)) expansion.gone.push_back({row.unit, row.slot});
        return row.gives_no_row;
    });
}

/// Leaves out rows whose unit does not exist, and remembers them.
void keep_existing(const Ground& ground, Expansion& expansion) {
    if (!ground.world.units.has_lives()) return;
    std::erase_if(expansion.rows, [&](const Row& row) {
        if (is_there(ground, row)) return false;
        expansion.gone.push_back({row.unit, row.slot, !row.superseded && !row.line_only, row.line_only});
        return true;
    });
    std::stable_sort(expansion.gone.begin(), expansion.gone.end(),
                     [](const Gone& a, const Gone& b) { return a.unit < b.unit; });
}

bool asks_all_year(const plan::Task& task) {
    bool asks = false;
    for (const plan::Goal& goal : task.goals)
        plan::each_node(goal.criterion, [&](const plan::Node& node) { asks |= node.kind == plan::Node::Kind::throughout; });
    return asks;
}

/// Whether the unit is among those that `其中` keeps, at the row's stand.
void set_scope(const Ground& ground, const plan::Task& task, Row& row) {
    if (!task.lead.where || row.scope_out) return;
    const Truth scope = scope_of(ground.world, ground.facts, *task.lead.where, row.unit, stand_of(ground.facts, row));
    row.scope_out = scope == Truth::no || scope == Truth::not_applicable;
    row.scope_unknown = scope == Truth::unknown;
}

using Units = std::vector<units::UnitIndex>;

void rows_of_periods(const Ground& ground, Gates& gates, const plan::Task& task, const Units& leads, value::Instant told_by,
                     Expansion& result) {
    const World& world = ground.world;
    result.slots = period_slots(world, ground.facts, task);
    if (task.rhythm && task.from) {
        for (calendar::Slot& slot : calendar::slots_of(world.plan.year, task.rhythm->every)) {
            if (slot.days.last < *task.from) result.left_out.push_back({std::move(slot.label), slot.days, {}});
        }
    }
    result.rows.reserve(leads.size() * result.slots.size());
    for (const units::UnitIndex unit : leads) {
        for (std::uint32_t s = 0; s < result.slots.size(); ++s) {
            Row row;
            row.unit = unit;
            row.slot = s;
            lay(ground, task, row, result.slots[s], told_by);
            const value::Instant due = due_of(ground, gates, task, row, result.slots[s], told_by, nullptr);
            if (row.due_kind == DueKind::known) row.due = due;
            if (task.slots == plan::SlotRule::one_off && row.due != kNever && !asks_all_year(task)) {
                row.slot_end = row.due;
            }
            row.days.last = value::date_of(row.slot_end);
            set_scope(ground, task, row);
            result.rows.push_back(row);
        }
    }
}

/// A row for each live case at a unit that leads, in the order of cases.
void rows_of_cases(const Ground& ground, Gates& gates, const plan::Task& task, const Units& leads, value::Instant told_by,
                   Expansion& result) {
    const World& world = ground.world;
    const plan::Trigger& trigger = *task.trigger;
    const std::optional<value::Date> added = world.plan.added_on(task);
    result.slots = period_slots(world, ground.facts, task);  // the line for units without a case
    for (const Incident& incident : ground.facts.incidents[trigger.event].rows) {
        const auto holder =
            trigger.level ? world.units.ancestor_at(incident.unit, *trigger.level) : std::optional(incident.unit);
        const value::Date day = value::date_of(incident.occurred);
        const std::string code(incident.case_id);
        SlotName slot{"case:" + code, {day, day}, code, incident.unit, world.plan.newest_event(trigger.event)};
        if (!holder || !std::binary_search(leads.begin(), leads.end(), *holder)) {
            result.left_out.push_back(std::move(slot));
            continue;
        }
        Row row;
        row.unit = *holder;
        row.incident = &incident;
        row.event = trigger.event;
        row.slot = static_cast<std::uint32_t>(result.slots.size());
        row.opens = added ? std::max(incident.occurred, value::first_minute(*added)) : incident.occurred;
        result.slots.push_back(std::move(slot));
        row.due = due_of(ground, gates, task, row, result.slots[row.slot], told_by, nullptr);
        if (row.due_kind != DueKind::known) row.due = kNever;
        row.slot_end = row.due == kNever ? value::last_minute(world.plan.year.last) : row.due;
        row.days = {value::date_of(row.opens), value::date_of(row.slot_end)};
        set_scope(ground, task, row);
        result.rows.push_back(row);
    }
}

/// Of a filter that is unknown at a row's stand: what it is at the first instant after at which it is known.
Truth first_known(const Ground& ground, std::uint32_t task, const plan::Criterion& where, const Expansion& probe,
                  const Judgement& at_stand, std::uint32_t row) {
    const Row& candidate = probe.rows[row];
    const RowContext context{
        ground.world, ground.facts, ground.settled, ground.world.plan.tasks[task], probe.slots[candidate.slot], candidate};
    const value::Instant as_of = ground.facts.as_of;
    const value::Instant stand = stand_of(ground.facts, candidate);
    std::vector<value::Instant> dates;
    const auto root = static_cast<std::uint32_t>(where.nodes.size() - 1);
    readings_under(context, where, at_stand, row, root, false, as_of, dates);
    std::erase_if(dates, [&](value::Instant date) { return date <= stand || date > as_of; });
    if (dates.empty()) return Truth::unknown;
    std::sort(dates.begin(), dates.end());
    const std::vector<std::uint32_t> rows(dates.size(), row);
    const Judgement later = judge(ground, task, where, probe, rows, dates);
    for (std::size_t i = 0; i < dates.size(); ++i) {
        if (later.truth(i) != Truth::unknown) return later.truth(i);
    }
    return Truth::unknown;
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
        Truth truth = filter.truth(i);
        if (truth == Truth::unknown) truth = first_known(ground, task, *where, probe, filter, rows[i]);
        if (truth == Truth::no || truth == Truth::not_applicable) continue;
        candidates[i].scope_unknown = candidates[i].scope_unknown || truth == Truth::unknown;
        kept.push_back(candidates[i]);
    }
    return kept;
}

/// Sorts the rows of cases, and gives each unit without one its line.
void add_lines(const Ground& ground, const plan::Task& task, const Units& leads, Expansion& result) {
    const World& world = ground.world;
    std::sort(result.rows.begin(), result.rows.end(), [&](const Row& a, const Row& b) {
        const SlotName& mine = result.slots[a.slot];
        const SlotName& other = result.slots[b.slot];
        return std::tie(a.unit, mine.case_unit, mine.label) < std::tie(b.unit, other.case_unit, other.label);
    });
    std::vector<Row> all;
    auto row = result.rows.begin();
    for (const units::UnitIndex unit : leads) {
        const auto first = row;
        row = std::find_if(first, result.rows.end(), [&](const Row& one) { return one.unit != unit; });
        const bool has_case = std::any_of(first, row, [&](const Row& one) { return is_there(ground, one); });
        if (!has_case) {
            Row line;
            line.unit = unit;
            line.line_only = true;
            line.days = world.plan.year;
            const value::Instant before{ground.facts.as_of.minutes - 1};
            line.return_missing = !missing_returns(world, ground.facts, task.trigger->event, line, before).empty();
            line.opens = value::first_minute(world.plan.year.first);
            line.slot_end = value::last_minute(world.plan.year.last);
            all.push_back(line);
        }
        all.insert(all.end(), first, row);
    }
    result.rows = std::move(all);
}

Units those_of(const Units& all, const Units& wanted) {
    Units found;
    std::set_intersection(all.begin(), all.end(), wanted.begin(), wanted.end(), std::back_inserter(found));
    return found;
}

Expansion candidates_at(const Ground& ground, const plan::Task& task, const Units& leads, value::Instant told_by) {
    Expansion result;
    Gates gates(ground, task, leads);
    if (task.trigger) {
        rows_of_cases(ground, gates, task, leads, told_by, result);
    } else {
        rows_of_periods(ground, gates, task, leads, told_by, result);
    }
    return result;
}

}  // namespace

bool is_there(const Ground& ground, const Row& row) {
    const units::Tree& units = ground.world.units;
    if (!units.has_lives()) return true;
    if (row.incident) return units.exists(row.unit, row.incident->occurred);
    const value::Instant stand = stand_of(ground.facts, row);
    const bool was_there = row.missed != kNever && units.exists(row.unit, row.missed);
    if (!was_there && !units.exists(row.unit, stand)) return false;
    const auto had_opened = [&](units::UnitIndex unit) {
        const std::optional<value::Date> opened = units.opened(unit);
        return !opened || value::first_minute(*opened) <= row.slot_end;
    };
    if (had_opened(row.unit)) return true;
    const std::vector<units::UnitIndex> inherited = units.inherited(row.unit, stand);
    return std::any_of(inherited.begin(), inherited.end(), had_opened);
}

bool names_slot(std::string_view period, std::string_view case_id, const plan::Plan& plan, std::uint32_t task,
                const SlotName& slot) {
    const plan::Task& rule = plan.tasks[task];
    if (rule.trigger)
        return !case_id.empty() && case_id == slot.case_id && slot.case_event == plan.newest_event(rule.trigger->event);
    if (!case_id.empty()) return false;  // it was told of a version that was about cases
    return is_of_year(plan, rule, slot) ? period.empty() : period == slot.label;
}

std::vector<const RowAct*> acts_on(const FactsData& facts, const plan::Plan& plan, std::uint32_t task, const Row& row,
                                   const SlotName& slot) {
    std::vector<const RowAct*> found;
    if (row.line_only || row.is_counted) return found;
    for (const RowAct& act : facts.acts[task].of(row.unit)) {
        if (names_slot(act.period, act.case_id, plan, task, slot)) found.push_back(&act);
    }
    return found;
}

namespace {

std::vector<LateReturn> late_returns(const World& world, const FactsData& facts, std::uint32_t event, units::UnitIndex unit,
                                     const calendar::Days& days, value::Instant until) {
    const plan::Event& rule = world.plan.events[event];
    const calendar::Days& year = world.plan.year;
    const value::Date last = std::min(days.last, value::date_of(until));
    std::vector<LateReturn> late;
    for (calendar::Slot& slot : rule.rhythm ? calendar::slots_from(year, last, rule.rhythm->every)
                                            : std::vector<calendar::Slot>{{year, calendar::label_of(year)}}) {
        const value::Instant end = value::last_minute(slot.days.last);
        if (end > until) break;
        if (slot.days.last < days.first || slot.days.last > days.last) continue;
        if (!world.units.exists(unit, end)) continue;
        if (world.plan.first_issued() && slot.days.last < *world.plan.first_issued()) continue;
        value::Instant told = kNever;
        for (const Nothing& nothing : facts.nothings[event].of(unit)) {
            if (fills(nothing.days, slot.days)) told = std::min(told, nothing.effective);
        }
        for (const Incident& incident : facts.incidents[event].of(unit)) {
            const value::Date day = value::date_of(incident.occurred);
            if (fills({day, day}, slot.days)) told = std::min(told, incident.occurred);
        }
        if (told > end) late.push_back({unit, std::move(slot), told});
    }
    return late;
}

std::vector<LateReturn> not_told(std::vector<LateReturn> late) {
    std::erase_if(late, [](const LateReturn& one) { return one.told != kNever; });
    return late;
}

}  // namespace

std::vector<LateReturn> late_returns(const World& world, const FactsData& facts, std::uint32_t event, const Row& row,
                                     value::Instant until) {
    std::vector<LateReturn> late;
    visit_heritage(world, facts, row, [&](units::UnitIndex unit) {
        for (LateReturn& one : late_returns(world, facts, event, unit, row.days, until))
            late.push_back(std::move(one));
    });
    std::stable_sort(late.begin(), late.end(),
                     [](const LateReturn& a, const LateReturn& b) { return a.period.days.last < b.period.days.last; });
    return late;
}

std::vector<LateReturn> missing_returns(const World& world, const FactsData& facts, std::uint32_t event, units::UnitIndex unit,
                                        const calendar::Days& days, value::Instant until) {
    return not_told(late_returns(world, facts, event, unit, days, until));
}

std::vector<LateReturn> missing_returns(const World& world, const FactsData& facts, std::uint32_t event, const Row& row,
                                        value::Instant until) {
    return not_told(late_returns(world, facts, event, row, until));
}

Expansion candidates(const Ground& ground, std::uint32_t task, const std::vector<units::UnitIndex>& of_units,
                     value::Instant told_by) {
    const plan::Task& rule = ground.world.plan.tasks[task];
    return candidates_at(ground, rule, those_of(rule.lead.units, of_units), told_by);
}

Expansion expand(const Ground& ground, std::uint32_t task, const std::vector<units::UnitIndex>* of_units) {
    const plan::Task& rule = ground.world.plan.tasks[task];
    Units some;
    if (of_units) some = those_of(rule.lead.units, *of_units);
    const Units& leads = of_units ? some : rule.lead.units;
    Expansion result = candidates_at(ground, rule, leads, kNever);
    keep_noticed(ground, task, result);
    if (rule.trigger) {
        result.rows = kept_by_filter(ground, task, std::move(result.rows), result.slots);
        add_lines(ground, rule, leads, result);
    }
    if (!ground.world.plan.before.empty()) {
        const RowVersions versions(ground, task);
        std::erase_if(result.rows, [&](Row& row) { return versions.is_elsewhere(row, result.slots[row.slot]); });
    }
    keep_existing(ground, result);
    return result;
}

}  // namespace duban::evaluate
