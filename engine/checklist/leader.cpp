#include "engine/checklist/leader.hpp"

#include "engine/checklist/line.hpp"
#include "engine/checklist/wording.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace duban::checklist {

namespace {

using evaluate::Block;

struct Scan {
    Totals totals;
    std::vector<LevelTotals> levels;  // all of the plan's
    std::int64_t units = 0;           // that have rows which count
    std::int64_t silent = 0;          // of these: said nothing to any of them
};

Scan scan(const Context& context, units::UnitIndex top) {
    const units::Tree& units = context.world.units;
    const plan::Plan& plan = context.world.plan;
    Scan result{Totals(plan), {}, 0, 0};
    for (std::size_t level = 0; level < plan.levels.size(); ++level)
        result.levels.push_back({static_cast<units::LevelIndex>(level), 0, Totals(plan)});
    for (std::uint32_t u = at(top); u < at(units.end(top)); ++u) {
        const units::UnitIndex unit{u};
        const std::span<const RowRef> held = context.duties.held_by(unit);
        if (held.empty()) continue;
        LevelTotals& level = result.levels[at(units.level(unit))];
        bool has_counted = false;
        bool has_spoken = false;
        for (const RowRef place : held) {
            const Block& block = context.board.blocks[place.block];
            level.totals.add(block, place.row);
            if (block.count[place.row] == evaluate::Count::nowhere) continue;
            has_counted = true;
            has_spoken = has_spoken || block.assurance[place.row] != evaluate::Assurance::silent;
        }
        ++level.units;
        if (has_counted) ++result.units;
        if (has_counted && !has_spoken) ++result.silent;
    }
    for (const LevelTotals& level : result.levels)
        result.totals.add(level.totals);
    std::erase_if(result.levels, [](const LevelTotals& level) { return level.units == 0; });
    return result;
}

std::string percent(const evaluate::Counts& counts) {
    const std::string rate = evaluate::rate_text(counts);
    return rate.empty() ? "—" : rate + "%";
}

std::vector<LeaderFigure> figures_of(const Context& context, const Scan& scan) {
    const Totals& totals = scan.totals;
    const auto number = [](std::int64_t count) { return std::to_string(count); };
    const auto note = [&](const std::string& zh, const std::string& en) { return context.in_chinese() ? zh : en; };
    const std::int64_t apart = totals.rows - totals.counts.all();
    const std::string should = totals.should.all() == 0
                                   ? std::string()
                                   : note("力争类另计：" + percent(totals.should), "should apart: " + percent(totals.should));
    const std::string weighted = context.world.plan.has_weights && totals.counts.weight() > 0
                                     ? note("加权 ", "weighted ") + evaluate::weighted_rate_text(totals.counts) + "%" +
                                           (should.empty() ? "" : note("；", "; "))
                                     : std::string();
    return {
        {"obligations",
         context.say("计入的责任项", "Obligations that count"),
         number(totals.counts.all()),
         apart == 0 ? std::string()
                    : note("另有 " + number(apart) + " 项不计：未到时候、无情况、不适用、免除、力争、分步等",
                           number(apart) + (apart == 1 ? " more does not count:" : " more do not count:") +
                               " not open, no case, waived, striven for, a step and the like"),
         {}},
        {"completion", context.say("完成率", "Completion"), percent(totals.counts), weighted + should, {}},
        {"on_time",
         context.say("按时率", "On time"),
         percent(totals.on_time),
         note("有期限、已完成或已到期的 " + number(totals.on_time.all()) + " 项",
              "of " + number(totals.on_time.all()) + " with a date that are done or past it"),
         {}},
        {"done",
         context.say("已完成", "Done"),
         number(totals.counts.done),
         totals.done_late == 0 ? std::string()
                               : note("其中逾期完成 " + number(totals.done_late), number(totals.done_late) + " of them late"),
         {}},
        {"under_way",
         context.say("进行中", "Under way"),
         number(totals.counts.under_way),
         note("已报，还没有完成，也没有到期", "reported, not done yet, and not due yet"),
         {}},
        {"not_done",
         context.say("未完成", "Not done"),
         number(totals.counts.not_done - totals.counts.under_way),
         note("已报，到期没有完成，或失败、已退回", "reported, and overdue, failed or returned"),
         {}},
        {"unknown",
         context.say("不明", "Unknown"),
         number(totals.counts.unknown),
         note("没有报、没有报全或待审核", "not reported, not all reported, or to be verified"),
         {}},
        {"failed",
         context.say("失败、已退回", "Failed, returned"),
         number(totals.spoilt),
         totals.returned == 0 ? std::string()
                              : note("其中已退回 " + number(totals.returned), number(totals.returned) + " of them returned"),
         {}},
        {"overdue",
         context.say("逾期未完成", "Overdue"),
         number(totals.overdue),
         totals.unreported_overdue == 0 ? std::string()
                                        : note("其中没有报 " + number(totals.unreported_overdue),
                                               number(totals.unreported_overdue) + " of them unreported"),
         {}},
        {"due_soon", context.say("十天内到期", "Due within ten days"), number(totals.due_soon), {}, {}},
        {"awaiting_verification", context.say("待审核", "To be verified"), number(totals.awaiting), {}, {}},
        {"silent_units",
         context.say("从未填报的单位", "Offices that said nothing"),
         number(scan.silent),
         note("共 " + number(scan.units) + " 个有责任项的单位", "of " + number(scan.units) + " with obligations that count"),
         {}},
    };
}

/// Takes rows unit after unit, each unit's by task.
class OverdueLines {
public:
    explicit OverdueLines(const Context& context) : context_(context) {}

    void add(RowRef place) {
        const Block& block = block_of(place);
        ++list_.rows_in_all;
        if (!list_.lines.empty()) {
            OverdueLine& last = list_.lines.back();
            const Block& before = block_of(last.place);
            const plan::Plan& plan = context_.world.plan;
            if (plan.newest(before.task) == plan.newest(block.task) &&
                before.holder[last.place.row] == block.holder[place.row] &&
                before.unit[last.place.row] == block.unit[place.row]) {
                ++last.rows;
                if (block.days[place.row] > before.days[last.place.row]) last.place = place;
                return;
            }
        }
        list_.lines.push_back({place, context_.world.units.level(block.holder[place.row]), 1});
    }
    OverdueList take() {
        std::vector<OverdueLine>& lines = list_.lines;
        list_.lines_in_all = static_cast<std::int64_t>(lines.size());
        const std::size_t kept = std::min(lines.size(), kMostOverdue);
        std::partial_sort(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(kept), lines.end(),
                          [&](const OverdueLine& a, const OverdueLine& b) { return order(a) < order(b); });
        lines.resize(kept);
        return std::move(list_);
    }

private:
    [[nodiscard]] const Block& block_of(RowRef place) const { return context_.board.blocks[place.block]; }
    [[nodiscard]] std::tuple<units::LevelIndex, std::int32_t, units::UnitIndex, std::uint32_t, std::uint32_t> order(
        const OverdueLine& line) const {
        const Block& block = block_of(line.place);
        const auto [b, row] = line.place;
        return {line.level, -block.days[row], block.holder[row], b, row};
    }

    const Context& context_;
    OverdueList list_;
};

enum class Of : std::uint8_t { tasks, parts };

/// Of must rows.
OverdueList overdue_below(const Context& context, units::UnitIndex top, Of wanted) {
    OverdueLines lines(context);
    for (const RowRef place : context.duties.held_below(context.world.units, top)) {
        const Block& block = context.board.blocks[place.block];
        const bool is_part = context.world.plan.tasks[block.task].whole != plan::kNone;
        const bool counts = block.in_rates && block.count[place.row] != evaluate::Count::nowhere;
        const bool is_wanted = wanted == Of::parts ? is_part && !plan::is_soft(block.modality) : counts;
        if (!is_wanted || !is_overdue(block, place.row)) continue;
        lines.add(place);
    }
    return lines.take();
}

/// Of must rows.
SpoiltList spoilt_below(Context& context, units::UnitIndex top) {
    SpoiltList list;
    for (const RowRef place : context.duties.held_below(context.world.units, top)) {
        const Block& block = context.board.blocks[place.block];
        const bool is_must = !plan::is_soft(block.modality);
        if (!block.in_rates || !is_must || !is_spoilt(block, place.row)) continue;
        list.lines.push_back({place, context.world.units.level(block.holder[place.row]), {}});
    }
    const auto order = [&](const SpoiltLine& line) {
        const Block& block = context.board.blocks[line.place.block];
        return std::tuple(block.status[line.place.row], line.level, block.holder[line.place.row], line.place.block);
    };
    std::stable_sort(list.lines.begin(), list.lines.end(),
                     [&](const SpoiltLine& a, const SpoiltLine& b) { return order(a) < order(b); });
    list.rows_in_all = static_cast<std::int64_t>(list.lines.size());
    list.lines.resize(std::min(list.lines.size(), kMostOverdue));
    for (SpoiltLine& line : list.lines)
        line.what = problem_words(context, line_of(context, line.place));
    return list;
}

/// A row of a block; null: there is none.
struct EarlierRow {
    const Block* block = nullptr;
    std::size_t row = 0;
};

/// The same obligation on another board of the plan: same task and goal, unit, slot.
class Earlier {
public:
    Earlier(const Block& now, const Block& before) : before_(before), slots_(now.slots.size(), plan::kNone) {
        std::map<evaluate::SlotName, std::uint32_t, evaluate::BySlot> places;
        for (std::uint32_t slot = 0; slot < before.slots.size(); ++slot)
            places.emplace(before.slots[slot], slot);
        for (std::size_t slot = 0; slot < now.slots.size(); ++slot) {
            const auto found = places.find(now.slots[slot]);
            if (found != places.end()) slots_[slot] = found->second;
        }
    }
    [[nodiscard]] EarlierRow row(units::UnitIndex unit, std::uint32_t slot) const {
        const auto [first, last] = std::equal_range(before_.unit.begin(), before_.unit.end(), unit);
        const auto begin = before_.slot.begin() + (first - before_.unit.begin());
        const auto end = before_.slot.begin() + (last - before_.unit.begin());
        const auto found = std::lower_bound(begin, end, slots_[slot]);  // of one unit the slots ascend
        if (found == end || *found != slots_[slot]) return {};
        return {&before_, static_cast<std::size_t>(found - before_.slot.begin())};
    }

private:
    const Block& before_;
    std::vector<std::uint32_t> slots_;  // by slot of the board of now
};

EarlierRow earlier_row(const std::vector<Earlier>& versions, units::UnitIndex unit, std::uint32_t slot) {
    for (const Earlier& version : versions) {
        if (const EarlierRow found = version.row(unit, slot); found.block) return found;
    }
    return {};
}

Changes changes_of(const Context& context, units::UnitIndex top, const Context& before) {
    const plan::Plan& plan = context.world.plan;
    std::vector<TaskChange> tasks(plan.tasks.size());
    std::vector<std::vector<Earlier>>
        earlier;  // by block of now; the same goal in each version, on any of which the row may have stood
    for (const Block& block : context.board.blocks) {
        earlier.emplace_back();
        for (const std::uint32_t b : before.board.blocks_of_all(plan.with_replaced(block.task))) {
            if (before.board.blocks[b].modality == block.modality) earlier.back().emplace_back(block, before.board.blocks[b]);
        }
    }
    Changes changes{before.receipt.as_of, {}, {}};
    OverdueLines overdue(context);
    for (const RowRef place : context.duties.held_below(context.world.units, top)) {
        const Block& block = context.board.blocks[place.block];
        if (!block.in_rates || block.modality == plan::Modality::may) continue;
        if (block.count[place.row] == evaluate::Count::nowhere) continue;
        const EarlierRow then = earlier_row(earlier[place.block], block.unit[place.row], block.slot[place.row]);
        TaskChange& task = tasks[plan.newest(block.task)];
        const bool is_done = block.count[place.row] == evaluate::Count::done;
        const bool was_done = then.block && then.block->count[then.row] == evaluate::Count::done;
        const bool is_silent = block.assurance[place.row] == evaluate::Assurance::silent;
        const bool was_silent = !then.block || then.block->assurance[then.row] == evaluate::Assurance::silent;
        const bool is_late = is_overdue(block, place.row);
        const bool was_late =
            then.block && is_overdue(*then.block, then.row) && then.block->count[then.row] != evaluate::Count::nowhere;
        if (is_done && !was_done) ++task.done;
        if (!is_silent && was_silent) ++task.reported;
        if (was_late && !is_late) ++task.recovered;
        if (!is_late || was_late) continue;
        ++task.overdue;
        overdue.add(place);
    }
    changes.overdue = overdue.take();
    for (std::uint32_t task = 0; task < tasks.size(); ++task) {
        tasks[task].task = task;
        if (tasks[task].is_any()) changes.tasks.push_back(tasks[task]);
    }
    return changes;
}

}  // namespace

LeaderPage leader_page(Context& context, units::UnitIndex unit, const Context* before) {
    Scan now = scan(context, unit);
    LeaderPage leader{unit,
                      now.totals,
                      figures_of(context, now),
                      std::move(now.levels),
                      spoilt_below(context, unit),
                      overdue_below(context, unit, Of::tasks),
                      overdue_below(context, unit, Of::parts),
                      {}};
    if (before == nullptr) return leader;
    const std::vector<LeaderFigure> then = figures_of(context, scan(*before, unit));
    for (std::size_t f = 0; f < then.size(); ++f)
        leader.figures[f].before = then[f].value;
    leader.changes = changes_of(context, unit, *before);
    return leader;
}

}  // namespace duban::checklist
