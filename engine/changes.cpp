#include "engine/assume.hpp"
#include "engine/engine.hpp"
#include "engine/evaluate/handover.hpp"
#include "engine/plan/amend.hpp"
#include "engine/status_json.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace duban::engine {

namespace {

/// What makes two rows of two boards the same obligation, whatever version of the plan they stand on.
struct Same {
    std::string task;
    plan::Modality modality{};
    std::string_view unit;
    std::string_view slot;  // nothing where it is one of the year
    std::string_view place;  // of a case, and its event
    std::string_view event;

    friend bool operator<(const Same& a, const Same& b) {
        return std::tie(a.task, a.unit, a.slot, a.place, a.event, a.modality) <
               std::tie(b.task, b.unit, b.slot, b.place, b.event, b.modality);
    }
};

/// A task is the same by its id, a part by its title and the id of its whole; of several of one title in their order.
std::string name_of(const plan::Plan& plan, std::uint32_t which) {
    const plan::Task& task = plan.tasks[which];
    if (task.whole == plan::kNone) return task.id;
    const std::vector<std::uint32_t> alike = plan::parts_titled(plan, task.whole, task.title);
    const auto place = std::find(alike.begin(), alike.end(), which) - alike.begin();
    return plan.tasks[task.whole].id + "\n" + task.title + "\n" + std::to_string(place);
}

Same same(const Standpoint& on, const Row& row) {
    const evaluate::Block& block = on.look.board.blocks[row.block];
    const plan::Task& task = on.opened.plan.tasks[block.task];
    const evaluate::SlotName& slot = block.slots[block.slot[row.row]];
    const bool is_of_year = evaluate::is_of_year(on.opened.plan, task, slot);
    Same of{name_of(on.opened.plan, block.task), block.modality, on.opened.units.code(block.unit[row.row]), {}, {}, {}};
    if (!is_of_year) of.slot = slot.label;
    if (slot.case_id.empty()) return of;
    of.place = on.opened.units.code(slot.case_unit);
    of.event = on.opened.plan.events[slot.case_event].name;
    return of;
}

/// Its code.
const std::string& holder(const Standpoint& on, const Row& row) {
    return on.opened.units.code(on.look.board.blocks[row.block].holder[row.row]);
}

bool alike(const Standpoint& before, const Row& a, const Standpoint& after, const Row& b) {
    const evaluate::Block& x = before.look.board.blocks[a.block];
    const evaluate::Block& y = after.look.board.blocks[b.block];
    return x.status[a.row] == y.status[b.row] && x.due[a.row] == y.due[b.row] && holder(before, a) == holder(after, b);
}

bool is_there(const Standpoint& on, std::string_view code) {
    const auto unit = on.opened.units.find(code);
    return unit && on.opened.units.exists(*unit, on.look.board.as_of);
}

/// The version of a plan that is in force.
const Opened& in_force(const Opened& newest, value::Instant as_of) {
    const Opened* version = &newest;
    while (version->before && as_of < value::first_minute(*version->plan.issued))
        version = version->before.get();
    return *version;
}

/// The version in force before, as what is asked after knows it; null if it is in force after, or if that does not know it.
const Opened* plan_before(const Standpoint& before, const Standpoint& after) {
    const std::string& hash = in_force(before.opened, before.look.board.as_of).plan.hash;
    const Opened& now = in_force(after.opened, after.look.board.as_of);
    return now.plan.hash == hash ? nullptr : now.version_of(hash);
}

bool has_same_codes(const units::Tree& one, const units::Tree& other) {
    if (one.size() != other.size()) return false;
    for (std::uint32_t unit = 0; unit < one.size(); ++unit) {
        if (one.code(units::UnitIndex{unit}) != other.code(units::UnitIndex{unit})) return false;
    }
    return true;
}

/// Records that the row reads, or a step or part of it, and that had not been received before.
void add_new_records(evaluate::Explainer& explainer, const Row& row, std::int64_t last_before,
                     std::set<std::int64_t>& records) {
    const evaluate::Explanation why = explainer.explain(row.block, row.row);
    const auto add = [&](std::int64_t record) {
        if (record > last_before) records.insert(record);
    };
    for (const evaluate::Part& part : why.parts) {
        for (const evaluate::Evidence& reading : part.readings)
            add(reading.record);
        for (const evaluate::Told& one : part.told)
            add(one.record);
    }
    for (const evaluate::CalendarStep& step : why.steps)
        add(step.record);
    for (const evaluate::Act& act : why.acts)
        add(act.record);
    for (const evaluate::OtherRow& part : why.parts_of_it)
        add_new_records(explainer, {part.block, part.row}, last_before, records);
}

void side(json::Writer& out, std::string_view key, const Standpoint& on, const std::optional<Row>& row) {
    out.key(key);
    if (!row) {
        out.null();
        return;
    }
    const evaluate::Block& block = on.look.board.blocks[row->block];
    out.begin_object().member("status", evaluate::name(block.status[row->row]));
    instant_member(out, "due", block.due[row->row]);
    out.member("holder", holder(on, *row)).end_object();
}

/// The task and the unit stand elsewhere in the plan and the unit list before; nothing if they are not there.
std::optional<Filter> filter_before(const Standpoint& before, const Standpoint& after, const Filter& filter) {
    Filter found = filter;
    if (filter.task != plan::kNone) {
        found.task = before.opened.plan.find_task(after.opened.plan.tasks[filter.task].id);
        if (found.task == plan::kNone) return std::nullopt;
    }
    if (filter.unit) {
        found.unit = before.opened.units.find(after.opened.units.code(*filter.unit));
        if (!found.unit) return std::nullopt;
    }
    return found;
}

/// The rows of a board.
class Places {
public:
    explicit Places(const Standpoint& on) {
        for (const Row& row : rows(on.opened, on.look.board, {}))
            rows_.emplace(same(on, row), row);
    }
    [[nodiscard]] std::optional<Row> find(const Same& which) const {
        const auto found = rows_.find(which);
        return found == rows_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::map<Same, Row> rows_;
};

std::vector<Change> differing(const Standpoint& before, const Standpoint& after, const Filter& filter) {
    const Places left(before);
    const Places right(after);
    std::vector<Change> found;
    std::set<Same> compared;
    for (const Row& row : rows(after.opened, after.look.board, filter)) {
        const Same which = same(after, row);
        compared.insert(which);
        const std::optional<Row> was = left.find(which);
        if (!was || !alike(before, *was, after, row)) found.push_back({was, row, {}, {}});
    }
    const std::optional<Filter> as_before = filter_before(before, after, filter);
    if (!as_before) return found;
    for (const Row& row : rows(before.opened, before.look.board, *as_before)) {
        const Same which = same(before, row);
        const std::optional<Row> is = right.find(which);
        // Of what is on both the filter's unit held it before.
        if (!is || (!compared.contains(which) && !alike(before, row, after, *is))) found.push_back({row, is, {}, {}});
    }
    return found;
}

void add(Change::Why why, Change& change) {
    const auto place = std::lower_bound(change.why.begin(), change.why.end(), why);
    if (place == change.why.end() || *place != why) change.why.insert(place, why);
}

/// By each thing without which they would not be so.
void attribute(const Standpoint& before, const Standpoint& after, const std::vector<Without>& withouts,
               std::vector<Change>& changes) {
    for (const Without& without : withouts) {
        const Places places(without.on);
        for (Change& change : changes) {
            const std::optional<Row> here =
                places.find(change.after ? same(after, *change.after) : same(before, *change.before));
            const bool is_so =
                here.has_value() == change.after.has_value() && (!here || alike(without.on, *here, after, *change.after));
            if (!is_so) add(without.why, change);
        }
    }
}

/// Whether the unit has opened or closed in between, by the day or by the list.
bool has_turned(const Standpoint& before, const Standpoint& after, std::string_view unit) {
    return is_there(before, unit) != is_there(after, unit);
}

/// Where a row has gone to another holder as the one before has closed.
void attribute_to_closings(const Standpoint& before, const Standpoint& after, std::vector<Change>& changes) {
    for (Change& change : changes) {
        if (!change.before || !change.after) continue;
        const std::string& left = holder(before, *change.before);
        if (left != holder(after, *change.after) && has_turned(before, after, left)) add(Change::Why::units, change);
    }
}

/// Where time alone gives the word that is there after; a unit that has opened or closed in between is told as that.
void attribute_to_time(const Standpoint& before, const Standpoint& alone, const Standpoint& after,
                       std::vector<Change>& changes) {
    const Places places(alone);
    const auto status = [](const Standpoint& on, const std::optional<Row>& row) {
        return row ? std::optional(on.look.board.blocks[row->block].status[row->row]) : std::nullopt;
    };
    for (Change& change : changes) {
        const Same which = change.after ? same(after, *change.after) : same(before, *change.before);
        const std::optional<Row> here = places.find(which);
        const bool is_given = status(alone, here) == status(after, change.after);
        if (!change.before || !change.after) {
            if (is_given) add(has_turned(before, after, which.unit) ? Change::Why::units : Change::Why::time, change);
            continue;
        }
        const bool is_moved = holder(before, *change.before) != holder(after, *change.after);
        const bool is_turned = status(before, change.before) != status(after, change.after);
        if (is_turned ? is_given : !is_moved && here && alike(alone, *here, after, *change.after))
            add(Change::Why::time, change);
    }
}

/// All of them where each would do by itself; the new records that it reads.
void complete(const Standpoint& before, const Standpoint& after, const std::vector<Change::Why>& all,
              std::vector<Change>& changes) {
    evaluate::Explainer explainer(after.opened.world(), after.look.facts, after.look.board);
    for (Change& change : changes) {
        if (change.why.empty()) change.why = all;
        const bool by_records = std::find(change.why.begin(), change.why.end(), Change::Why::records) != change.why.end();
        if (!by_records || !change.after) continue;
        std::set<std::int64_t> found;
        add_new_records(explainer, *change.after, before.look.receipt.last_record, found);
        change.records.assign(found.begin(), found.end());
    }
}

std::vector<Change::Why> kinds(const std::vector<Without>& withouts) {
    std::vector<Change::Why> all;
    for (const Without& without : withouts)
        all.push_back(without.why);
    std::sort(all.begin(), all.end());
    return all;
}

bool is_same_world(const Opened& one, const Opened& other) {
    return one.plan.hash == other.plan.hash && one.units.hash() == other.units.hash() &&
           one.calendar.hash() == other.calendar.hash();
}

}  // namespace

std::vector<Change> changes(const Standpoint& before, const Standpoint& after, const std::vector<Without>& withouts,
                            const Filter& filter) {
    std::vector<Change> found = differing(before, after, filter);
    attribute(before, after, withouts, found);
    complete(before, after, kinds(withouts), found);
    return found;
}

text::Result<std::vector<Change>> changes(const log::Log& log, const Standpoint& before, const Standpoint& after,
                                          const Filter& filter) {
    std::vector<Change> found = differing(before, after, filter);
    if (found.empty()) return found;
    const evaluate::Receipt& was = before.look.receipt;
    const evaluate::Receipt& is = after.look.receipt;
    std::deque<std::pair<const Opened*, Look>> looks;
    const auto look_on = [&](const Opened& opened, value::Instant known_at) -> text::Result<Standpoint> {
        if (was.as_of == is.as_of && was.known_at == known_at && is_same_world(opened, before.opened)) return before;
        if (is.known_at == known_at && is_same_world(opened, after.opened)) return after;
        for (const auto& [known, look] : looks) {
            if (look.receipt.known_at == known_at && is_same_world(*known, opened)) return Standpoint{*known, look};
        }
        auto look = engine::look(opened, log, is.as_of, known_at);
        if (!look) return look.failure();
        return Standpoint{opened, looks.emplace_back(&opened, std::move(*look)).second};
    };
    const units::Tree& units = after.opened.units;
    const calendar::Calendar& calendar = after.opened.calendar;
    const bool can_swap = has_same_codes(before.opened.units, units);
    const bool is_other_plan = in_force(before.opened, was.as_of).plan.hash != in_force(after.opened, is.as_of).plan.hash;
    std::unique_ptr<const Opened> foreign;
    const Opened* plan = plan_before(before, after);
    if (!plan && is_other_plan && can_swap) {
        foreign = copy_of(before.opened, calendar, units);
        plan = foreign.get();
    }
    std::unique_ptr<const Opened> other_calendar;
    if (was.calendar != is.calendar) other_calendar = copy_of(after.opened, before.opened.calendar, units);
    std::unique_ptr<const Opened> other_units;
    if (was.units != is.units && can_swap) other_units = copy_of(after.opened, calendar, before.opened.units);

    std::vector<Without> withouts;
    const auto add = [&](Change::Why why, const Opened* opened, value::Instant known_at) -> std::optional<text::Diagnostic> {
        if (!opened) return std::nullopt;
        auto on = look_on(*opened, known_at);
        if (!on) return on.failure();
        withouts.push_back({why, *on});
        return std::nullopt;
    };
    const bool is_told_more = is.last_record > was.last_record;
    if (auto wrong = add(Change::Why::records, is_told_more ? &after.opened : nullptr, was.known_at)) return *std::move(wrong);
    if (auto wrong = add(Change::Why::plan, plan, is.known_at)) return *std::move(wrong);
    if (auto wrong = add(Change::Why::calendar, other_calendar.get(), is.known_at)) return *std::move(wrong);
    if (auto wrong = add(Change::Why::units, other_units.get(), is.known_at)) return *std::move(wrong);
    attribute(before, after, withouts, found);
    attribute_to_closings(before, after, found);

    // Of a plan nothing can be made with other units: what the rest does not explain these do.
    std::vector<Change::Why> all;
    if (is_other_plan && !plan) all.push_back(Change::Why::plan);
    if (was.units != is.units && !can_swap) all.push_back(Change::Why::units);
    if (all.empty()) all = kinds(withouts);
    if (was.as_of != is.as_of && can_swap) {
        const auto then = copy_of(plan ? *plan : after.opened, before.opened.calendar, before.opened.units);
        const auto alone = look_on(*then, was.known_at);
        if (!alone) return alone.failure();
        attribute_to_time(before, *alone, after, found);
    }
    if (all.empty()) all.push_back(Change::Why::time);
    complete(before, after, all, found);
    return found;
}

std::string_view name(Change::Why why) {
    switch (why) {
        case Change::Why::records: return "records";
        case Change::Why::plan: return "plan";
        case Change::Why::calendar: return "calendar";
        case Change::Why::units: return "units";
        case Change::Why::time: return "time";
    }
    return {};
}

std::string change_line(const Standpoint& before, const Standpoint& after, const Change& change) {
    const Standpoint& on = change.after ? after : before;
    const Row& row = change.after ? *change.after : *change.before;
    const evaluate::Block& block = on.look.board.blocks[row.block];
    json::Writer out(json::Layout::one_line);
    out.begin_object()
        .member("task", on.opened.plan.tasks[block.task].id)
        .member("unit", on.opened.units.code(block.unit[row.row]))
        .member("slot", block.slots[block.slot[row.row]].label);
    out.member("modality", evaluate::name(block.modality));
    side(out, "before", before, change.before);
    side(out, "after", after, change.after);
    out.key("why").begin_array();
    for (const Change::Why why : change.why)
        out.text(name(why));
    out.end_array().key("records").begin_array();
    for (const std::int64_t record : change.records)
        out.integer(record);
    out.end_array().end_object();
    return out.take();
}

}  // namespace duban::engine
