#include "engine/evaluate/evaluate.hpp"

#include "engine/evaluate/lights.hpp"
#include "engine/evaluate/upstream.hpp"
#include "engine/evaluate/verdict.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

/// The rows of one goal on their way to a block.
struct Course {
    const World& world;
    const FactsData& facts;
    const Board& settled;
    std::uint32_t task;
    const plan::Goal& goal;
    const Expansion& expansion;
    value::Instant as_of;

    [[nodiscard]] RowContext row(std::uint32_t r) const {
        const Row& here = expansion.rows[r];
        return {world, facts, settled, world.plan.tasks[task], expansion.slots[here.slot], here};
    }
};

/// The instants after the due date at which a row may have become true: those of what it reads, of its claims and judgements.
/// `now` is the judgement as of the board's date.
std::vector<value::Instant> later_instants(const Course& course, std::uint32_t r, const Judgement& now) {
    const RowContext row = course.row(r);
    std::vector<value::Instant> instants;
    for (const RowAct* act : acts_on(course.facts, course.world.plan, course.task, row.row, row.slot)) {
        if (act->kind == log::Kind::claim || act->kind == log::Kind::judge) instants.push_back(act->effective);
    }
    add_turning_points(row, course.goal.criterion, now, r, instants);
    std::erase_if(instants, [&](value::Instant instant) { return instant <= row.row.due || instant >= course.as_of; });
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    return instants;
}

/// Rows, each with an instant at which it is judged; a row may stand there several times.
struct Instants {
    std::vector<std::uint32_t> rows;
    std::vector<value::Instant> at;

    void add(std::uint32_t row, value::Instant instant) {
        rows.push_back(row);
        at.push_back(instant);
    }
};

Judgement judge_at(const Course& course, const Instants& instants) {
    const Ground ground{course.world, course.facts, course.settled};
    return judge(ground, course.task, course.goal.criterion, course.expansion, instants.rows, instants.at);
}

void fill(Block& block, std::size_t r, const Row& row, Standing& standing) {
    block.unit[r] = row.unit;
    block.holder[r] = row.unit;
    block.slot[r] = row.slot;
    block.status[r] = standing.status;
    block.verdict[r] = standing.verdict;
    block.assurance[r] = standing.assurance;
    block.timeliness[r] = standing.timeliness;
    block.lifecycle[r] = standing.lifecycle;
    block.count[r] = standing.count;
    block.due[r] = row.line_only ? kNever : row.due;
    block.missed[r] = row.line_only ? kNever : row.missed;
    block.days[r] = standing.days;
    block.working_days[r] = standing.working_days;
    block.judged[r] = standing.judged_at;
    block.completed[r] = standing.completed;
    block.low[r] = standing.low;
    block.high[r] = standing.high;
    block.target[r] = standing.target;
    block.reasons[r] = standing.reasons;
    block.past_due[r] = standing.past_due ? 1 : 0;
    block.planned[r] = row.line_only ? kNever : row.planned;
    block.behind[r] = standing.behind;
    block.by_own_word[r] = standing.by_own_word ? 1 : 0;
    if (!block.in_rates) block.proofs[r] = std::move(standing.proofs);
    if (row.waits && !row.line_only) block.waits.push_back({static_cast<std::uint32_t>(r), row.waits_block, row.waits_row});
}

void resize(Block& block, std::size_t rows) {
    block.unit.resize(rows);
    block.holder.resize(rows);
    block.slot.resize(rows);
    block.status.resize(rows);
    block.verdict.resize(rows);
    block.assurance.resize(rows);
    block.timeliness.resize(rows);
    block.lifecycle.resize(rows);
    block.count.resize(rows);
    block.due.resize(rows);
    block.days.resize(rows);
    block.working_days.resize(rows);
    block.missed.resize(rows);
    block.judged.resize(rows);
    block.completed.resize(rows);
    block.low.resize(rows);
    block.high.resize(rows);
    block.target.resize(rows);
    block.reasons.resize(rows);
    block.past_due.resize(rows);
    block.planned.resize(rows);
    block.behind.resize(rows);
    block.light.resize(rows);
    block.by_own_word.resize(rows);
    if (!block.in_rates) block.proofs.resize(rows);
}

/// Its slots, and which of them rows stand in or were left out of.
void name_slots(const Expansion& expansion, bool is_triggered, Block& block) {
    block.slots = expansion.slots;
    block.left_out = expansion.left_out;
    std::vector<bool> stands(block.slots.size());
    for (const Row& row : expansion.rows)
        stands[row.slot] = true;
    for (std::uint32_t slot = is_triggered ? 1 : 0; slot < block.slots.size(); ++slot) {
        if (stands[slot]) {
            block.standing.push_back(slot);
        } else {
            block.left_out.push_back(block.slots[slot]);
        }
    }
    std::sort(block.standing.begin(), block.standing.end(),
              [&](std::uint32_t a, std::uint32_t b) { return BySlot()(block.slots[a], block.slots[b]); });
    std::sort(block.left_out.begin(), block.left_out.end(), BySlot());
}

Block evaluate_goal(const Course& course, std::uint32_t goal) {
    const Expansion& expansion = course.expansion;
    const bool continuing = course.world.plan.tasks[course.task].slots == plan::SlotRule::continuing;
    Block block;
    block.task = course.task;
    block.goal = goal;
    block.modality = course.goal.modality;
    block.weight = course.world.plan.tasks[course.task].weight.millionths;
    block.in_rates = course.world.plan.tasks[course.task].whole == plan::kNone;
    name_slots(expansion, course.world.plan.tasks[course.task].trigger.has_value(), block);
    block.gone = expansion.gone;
    resize(block, expansion.rows.size());

    // First every row as of its stand, in one pass over the columns.
    std::vector<std::uint32_t> all(expansion.rows.size());
    std::vector<value::Instant> at(all.size(), course.as_of);
    for (std::uint32_t r = 0; r < all.size(); ++r) {
        all[r] = r;
        if (continuing) at[r] = std::min(course.as_of, expansion.rows[r].slot_end);
    }
    const Ground ground{course.world, course.facts, course.settled};
    const Judgement now = judge(ground, course.task, course.goal.criterion, expansion, all, at);

    // Then rows past due at the due date: what stood on the day is not lost by a later fall.
    Instants past;
    for (std::uint32_t r = 0; r < all.size(); ++r) {
        const Row& row = expansion.rows[r];
        if (continuing || row.line_only || row.due == kNever || course.as_of <= row.due) continue;
        if (row.scope_unknown || row.scope_out) continue;  // it is not true on any day
        past.add(r, row.due);
    }
    const Judgement on_day = judge_at(course, past);

    // And those that were not true then, at the later instants at which they may have become so: the first closes the row.
    Instants later;
    std::vector<std::size_t> later_begins;  // by place in `past`, and one more
    for (std::size_t place = 0; place < past.rows.size(); ++place) {
        later_begins.push_back(later.rows.size());
        if (on_day.truth(place) == Truth::yes) continue;
        for (const value::Instant instant : later_instants(course, past.rows[place], now))
            later.add(past.rows[place], instant);
    }
    later_begins.push_back(later.rows.size());
    const Judgement afterwards = judge_at(course, later);

    const std::vector<ReadPart> read = parts_read(course.world.plan, course.goal.criterion);
    std::size_t p = 0;
    for (std::uint32_t r = 0; r < all.size(); ++r) {
        Standing standing;
        standing.judged_at = at[r];
        standing.now = now.truth(r);
        standing.reasons = now.reasons(r);
        const Judgement* judgement = &now;
        std::size_t place = r;
        const bool was_due = p < past.rows.size() && past.rows[p] == r;
        const auto settle = [&](const Judgement& then, std::size_t where, value::Instant instant) {
            judgement = &then;
            place = where;
            standing.judged_at = instant;
            standing.now = Truth::yes;
            standing.reasons = 0;
        };
        if (was_due && on_day.truth(p) == Truth::yes) {
            settle(on_day, p, past.at[p]);
        } else if (was_due) {
            for (std::size_t l = later_begins[p]; l < later_begins[p + 1]; ++l) {
                if (afterwards.truth(l) != Truth::yes) continue;
                settle(afterwards, l, later.at[l]);
                break;
            }
        }
        complete(standing, course.row(r), course.task, course.goal, read, *judgement, place, course.as_of);
        if (was_due) ++p;
        fill(block, r, expansion.rows[r], standing);
        if (expansion.rows[r].superseded) block.superseded.push_back(r);
        if (expansion.rows[r].line_only) continue;
        const RowContext row = course.row(r);
        for (const RowAct* act : acts_on(course.facts, course.world.plan, course.task, row.row, row.slot)) {
            if (act->kind != log::Kind::transfer) continue;
            if (const auto holder = course.world.units.find(act->said)) block.holder[r] = *holder;
        }
        block.holder[r] = course.world.units.held_by(block.holder[r], course.as_of);
        if (block.holder[r] != block.unit[r]) block.transferred.push_back(r);
    }
    set_lights(course.world.plan, course.as_of, block);
    return block;
}

}  // namespace

text::Result<Board> evaluate(const World& world, const Facts& facts, value::Instant as_of, const Only& only,
                             const Bounds& bounds) {
    Board board;
    board.as_of = as_of;
    std::uint64_t rows = 0;
    board.begins.push_back(0);
    for (const plan::Task& task : world.plan.tasks)
        board.begins.push_back(board.begins.back() + static_cast<std::uint32_t>(task.goals.size()));
    board.blocks.resize(board.begins.back());
    for (const std::uint32_t task : world.plan.order) {
        const plan::Task& rule = world.plan.tasks[task];
        const Made made = only.tasks.empty() ? Made::all : only.tasks[task];
        if (made == Made::none) {
            for (std::uint32_t goal = 0; goal < rule.goals.size(); ++goal)
                board.blocks[board.begins[task] + goal].task = task;
            continue;
        }
        rows += rule.lead.units.size() * rule.goals.size();
        if (rows > bounds.most_rows) {
            return text::diagnose(text::Code::too_many_obligations, {std::to_string(rows), std::to_string(bounds.most_rows)});
        }
        Expansion expansion = expand({world, facts.data(), board}, task, made == Made::some ? &only.units[task] : nullptr);
        for (std::uint32_t goal = 0; goal < rule.goals.size(); ++goal) {
            const Course course{world, facts.data(), board, task, rule.goals[goal], expansion, as_of};
            board.blocks[board.begins[task] + goal] = evaluate_goal(course, goal);
        }
    }
    return board;
}

}  // namespace duban::evaluate
