#include "engine/checklist/leader.hpp"

#include "engine/checklist/line.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/evaluate/handover.hpp"

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

/// A line for each task and unit, and for whom it holds the rows.
class OverdueLines {
public:
    explicit OverdueLines(const Context& context) : context_(context) {}

    void add(RowRef place) {
        const Block& block = block_of(place);
        ++list_.rows_in_all;
        const auto [at, is_new] = lines_.try_emplace(
            {context_.world.plan.newest(block.task), block.holder[place.row], block.unit[place.row]}, list_.lines.size());
        if (is_new) {
            list_.lines.push_back({place, context_.world.units.level(block.holder[place.row]), 1});
            return;
        }
        OverdueLine& line = list_.lines[at->second];
        ++line.rows;
        if (block.days[place.row] > block_of(line.place).days[line.place.row]) line.place = place;
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
    std::map<std::tuple<std::uint32_t, units::UnitIndex, units::UnitIndex>, std::size_t> lines_;  // by task, holder, unit
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

/// How an obligation stood.
struct Then {
    bool was_done = false;
    bool was_silent = true;
    bool was_late = false;
};

/// Where the rows of a block stood before: in any version of its task, else in what that replaces.
class Earlier {
public:
    Earlier(const Context& now, const Context& before, const Block& block) : now_(now), before_(before), block_(block) {
        const plan::Plan& plan = now.world.plan;
        for (const std::uint32_t b : before.board.blocks_of_all(plan.with_replaced(block.task))) {
            const Block& other = before.board.blocks[b];
            if (other.modality != block.modality) continue;
            const bool is_own = plan.newest(other.task) == plan.newest(block.task);
            if (is_own) {
                own_.push_back({b, places_of(other), {}});
            } else {
                replaced_.push_back({b, places_of(other), places_of(now.board.blocks[b])});
            }
        }
    }
    [[nodiscard]] Then of(std::size_t row) const {
        const std::string key = key_of(block_, block_.slots[block_.slot[row]]);
        for (const Version& version : own_) {
            const Block& before = before_.board.blocks[version.block];
            if (const auto found = find(before, version.before, row, key)) return then(before, *found);
        }
        // It comes from those that do not stay: done where all of them were, late where any was.
        std::optional<Then> all;
        for (const Version& version : replaced_) {
            const Block& before = before_.board.blocks[version.block];
            const Block& now = now_.board.blocks[version.block];
            const auto found = find(before, version.before, row, key);
            const auto here = find(now, version.now, row, key);
            if (!found || (here && !now.is_superseded(*here))) continue;
            const Then one = then(before, *found);
            if (!all) all = one;
            all = {all->was_done && one.was_done, all->was_silent && one.was_silent, all->was_late || one.was_late};
        }
        return all.value_or(Then{});
    }

private:
    using Places = std::map<std::string, std::uint32_t>;  // of slots
    struct Version {
        std::uint32_t block = 0;
        Places before;
        Places now;
    };
    [[nodiscard]] std::string key_of(const Block& block, const evaluate::SlotName& slot) const {
        const plan::Plan& plan = now_.world.plan;
        return evaluate::slot_key(plan, plan.tasks[block.task], slot);
    }
    [[nodiscard]] Places places_of(const Block& block) const {
        Places places;
        for (std::uint32_t slot = 0; slot < block.slots.size(); ++slot)
            places.emplace(key_of(block, block.slots[slot]), slot);
        return places;
    }
    [[nodiscard]] std::optional<std::size_t> find(const Block& block, const Places& places, std::size_t row,
                                                  const std::string& key) const {
        const auto place = places.find(key);
        if (place == places.end()) return std::nullopt;
        const auto [first, last] = block.rows_at(block_.unit[row]);
        const auto end = block.slot.begin() + static_cast<std::ptrdiff_t>(last);
        const auto found = std::lower_bound(block.slot.begin() + static_cast<std::ptrdiff_t>(first), end, place->second);
        if (found == end || *found != place->second) return std::nullopt;  // of one unit the slots ascend
        return static_cast<std::size_t>(found - block.slot.begin());
    }
    static Then then(const Block& block, std::size_t row) {
        const bool counts = block.count[row] != evaluate::Count::nowhere;
        return {block.count[row] == evaluate::Count::done, block.assurance[row] == evaluate::Assurance::silent,
                is_overdue(block, row) && counts};
    }

    const Context& now_;
    const Context& before_;
    const Block& block_;
    std::vector<Version> own_;
    std::vector<Version> replaced_;
};

Changes changes_of(const Context& context, units::UnitIndex top, const Context& before) {
    const plan::Plan& plan = context.world.plan;
    std::vector<TaskChange> tasks(plan.tasks.size());
    std::vector<Earlier> earlier;
    earlier.reserve(context.board.blocks.size());
    for (const Block& block : context.board.blocks)
        earlier.emplace_back(context, before, block);
    Changes changes{before.receipt.as_of, {}, {}};
    OverdueLines overdue(context);
    for (const RowRef place : context.duties.held_below(context.world.units, top)) {
        const Block& block = context.board.blocks[place.block];
        if (!block.in_rates || block.modality == plan::Modality::may) continue;
        if (block.count[place.row] == evaluate::Count::nowhere) continue;
        const Then then = earlier[place.block].of(place.row);
        TaskChange& task = tasks[plan.newest(block.task)];
        const bool is_done = block.count[place.row] == evaluate::Count::done;
        const bool is_silent = block.assurance[place.row] == evaluate::Assurance::silent;
        const bool is_late = is_overdue(block, place.row);
        if (is_done && !then.was_done) ++task.done;
        if (!is_silent && then.was_silent) ++task.reported;
        if (then.was_late && !is_late) ++task.recovered;
        if (!is_late || then.was_late) continue;
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
