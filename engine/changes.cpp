#include "engine/engine.hpp"
#include "engine/evaluate/handover.hpp"
#include "engine/status_json.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace duban::engine {

namespace {

/// What makes two rows of two boards the same obligation, whatever version of the plan they stand on.
struct Same {
    std::string_view task;
    plan::Modality modality{};
    std::string_view unit;
    std::string_view slot;  // nothing where it is one of the year

    friend bool operator<(const Same& a, const Same& b) {
        return std::tie(a.task, a.unit, a.slot, a.modality) < std::tie(b.task, b.unit, b.slot, b.modality);
    }
};

Same same(const Standpoint& on, const Row& row) {
    const evaluate::Block& block = on.look.board.blocks[row.block];
    const plan::Task& task = on.opened.plan.tasks[block.task];
    const evaluate::SlotName& slot = block.slots[block.slot[row.row]];
    const bool is_of_year = evaluate::is_of_year(on.opened.plan, task, slot);
    return {task.id, block.modality, on.opened.units.code(block.unit[row.row]), is_of_year ? std::string_view() : slot.label};
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

value::Instant due(const Standpoint& on, const Row& row) { return on.look.board.blocks[row.block].due[row.row]; }
bool superseded(const Standpoint& on, const Row& row) {
    return on.look.board.blocks[row.block].status[row.row] == evaluate::Status::superseded;
}

bool is_there(const Standpoint& on, std::string_view code) {
    const auto unit = on.opened.units.find(code);
    return unit && on.opened.units.exists(*unit, on.look.board.as_of);
}

/// Whether an amendment came into force after the one instant and by the other.
bool issued_between(const Opened& newest, value::Instant before, value::Instant after) {
    for (const Opened* version = &newest; version->before; version = version->before.get()) {
        const value::Instant issued = value::first_minute(*version->plan.issued);
        if (before < issued && issued <= after) return true;
    }
    return false;
}

/// Records that the row reads and that had not been received before.
std::vector<std::int64_t> new_records(evaluate::Explainer& explainer, const Row& row, std::int64_t last_before) {
    const evaluate::Explanation why = explainer.explain(row.block, row.row);
    std::vector<std::int64_t> records;
    const auto add = [&](std::int64_t record) {
        if (record > last_before) records.push_back(record);
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
    return records;
}

/// The same of the row and, where its task has steps or parts, of theirs: each once, ascending.
std::vector<std::int64_t> new_records(const Standpoint& on, evaluate::Explainer& explainer, const Row& row,
                                      std::int64_t last_before) {
    std::vector<std::int64_t> records = new_records(explainer, row, last_before);
    const std::vector<evaluate::Block>& blocks = on.look.board.blocks;
    const evaluate::Block& whole = blocks[row.block];
    const evaluate::SlotName& slot = whole.slots[whole.slot[row.row]];
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
        if (on.opened.plan.tasks[blocks[b].task].whole != whole.task) continue;
        for (std::uint32_t r = 0; r < blocks[b].size(); ++r) {
            const bool is_of_it = blocks[b].unit[r] == whole.unit[row.row] &&
                                  (slot.case_id.empty() || blocks[b].slots[blocks[b].slot[r]].label == slot.label);
            if (!is_of_it) continue;
            const std::vector<std::int64_t> more = new_records(explainer, {b, r}, last_before);
            records.insert(records.end(), more.begin(), more.end());
        }
    }
    std::sort(records.begin(), records.end());
    records.erase(std::unique(records.begin(), records.end()), records.end());
    return records;
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

}  // namespace

std::vector<Change> changes(const Standpoint& before, const Standpoint& after, const Filter& filter) {
    std::map<Same, Row> left;
    for (const Row& row : rows(before.opened, before.look.board, {}))
        left.emplace(same(before, row), row);
    const bool other_plan = before.look.receipt.plan != after.look.receipt.plan;
    const bool amended = issued_between(after.opened, before.look.board.as_of, after.look.board.as_of);
    const auto by_plan = [&](const std::optional<Row>& was, const std::optional<Row>& is) {
        if (other_plan) return true;
        return amended && (!was || !is || due(before, *was) != due(after, *is) || superseded(after, *is));
    };
    const bool is_told_more = after.look.receipt.last_record > before.look.receipt.last_record;
    evaluate::Explainer explainer(after.opened.world(), after.look.facts, after.look.board);
    std::vector<Change> found;
    const bool other_calendar = before.look.receipt.calendar != after.look.receipt.calendar;
    const bool other_units = before.look.receipt.units != after.look.receipt.units;
    const bool same_time = before.look.board.as_of == after.look.board.as_of;
    // A unit that has opened or closed in between: the row's own, of a row that came or went, else the one that held it.
    const auto by_lives = [&](const std::optional<Row>& was, const std::optional<Row>& is) {
        const std::string_view unit = !is ? same(before, *was).unit : !was ? same(after, *is).unit : holder(before, *was);
        const bool is_of_unit =
            !was || !is || (holder(before, *was) != holder(after, *is) && due(before, *was) == due(after, *is));
        return is_of_unit && is_there(before, unit) != is_there(after, unit);
    };
    const auto why = [&](const Change& change) {
        if (!change.records.empty()) return Change::Why::records;
        if (by_lives(change.before, change.after)) return Change::Why::units;
        if (by_plan(change.before, change.after)) return Change::Why::plan;
        if (other_calendar) return Change::Why::calendar;
        if (other_units) return Change::Why::units;
        // Of records that it does not read itself: of what it waits for or consists of, of attributes.
        return same_time && is_told_more ? Change::Why::records : Change::Why::time;
    };
    const auto add = [&](std::optional<Row> was, std::optional<Row> is) {
        Change change;
        change.before = was;
        change.after = is;
        if (is && is_told_more) change.records = new_records(after, explainer, *is, before.look.receipt.last_record);
        change.why = why(change);
        found.push_back(std::move(change));
    };
    std::set<Same> compared;
    for (const Row& row : rows(after.opened, after.look.board, filter)) {
        const Same which = same(after, row);
        compared.insert(which);
        const auto was = left.find(which);
        if (was == left.end()) {
            add(std::nullopt, row);
        } else if (!alike(before, was->second, after, row)) {
            add(was->second, row);
        }
    }
    std::map<Same, Row> right;
    for (const Row& row : rows(after.opened, after.look.board, {}))
        right.emplace(same(after, row), row);
    const std::optional<Filter> as_before = filter_before(before, after, filter);
    if (!as_before) return found;
    for (const Row& row : rows(before.opened, before.look.board, *as_before)) {
        const Same which = same(before, row);
        const auto is = right.find(which);
        if (is == right.end()) {
            add(row, std::nullopt);
        } else if (!compared.contains(which) && !alike(before, row, after, is->second)) {  // the filter's unit held it before
            add(row, is->second);
        }
    }
    return found;
}

void attribute(const Standpoint& before, const std::vector<Stage>& stages, const Standpoint& after,
               std::vector<Change>& changes) {
    for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage) {
        std::map<Same, Row> places;
        for (const Row& row : rows(stage->on.opened, stage->on.look.board, {}))
            places.emplace(same(stage->on, row), row);
        for (Change& change : changes) {
            if (!change.records.empty()) continue;
            const auto found = places.find(change.before ? same(before, *change.before) : same(after, *change.after));
            const bool is_there = found != places.end();
            const bool is_as_before =
                is_there == change.before.has_value() && (!is_there || alike(before, *change.before, stage->on, found->second));
            if (!is_as_before) change.why = stage->why;
        }
    }
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
    const Same which = same(on, row);
    json::Writer out(json::Layout::one_line);
    out.begin_object()
        .member("task", which.task)
        .member("unit", which.unit)
        .member("slot", block.slots[block.slot[row.row]].label);
    out.member("modality", evaluate::name(which.modality));
    side(out, "before", before, change.before);
    side(out, "after", after, change.after);
    out.member("why", name(change.why)).key("records").begin_array();
    for (const std::int64_t record : change.records)
        out.integer(record);
    out.end_array().end_object();
    return out.take();
}

}  // namespace duban::engine
