#include "engine/checklist/unit_list.hpp"

#include "engine/checklist/gravity.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"

#include <algorithm>
#include <map>

namespace duban::checklist {

namespace {

std::vector<Review> reviews_of(const Context& context, units::UnitIndex unit) {
    const units::Tree& units = context.world.units;
    std::vector<Review> reviews;
    for (const RowRef place : context.duties.awaiting(unit)) {
        const evaluate::Block& block = context.board.blocks[place.block];
        const plan::Task& task = context.world.plan.tasks[block.task];
        const units::UnitIndex whose = block.holder[place.row];
        reviews.push_back({task.id, task.title, units.code(whose), units.name(whose), held_for(units, block, place.row),
                           held_for_words(units, block, place.row, context.language), block.slots[block.slot[place.row]].label,
                           unit_place(units, whose), wants_judgement(block, place.row)});
    }
    return reviews;
}

std::vector<HeldUpTask> held_up_of(const Context& context, units::UnitIndex unit) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> rows;
    const plan::Plan& plan = context.world.plan;
    for (const HeldUp& one : context.duties.held_up_by(unit)) {
        const std::uint32_t own = plan.newest(context.board.blocks[one.own.block].task);
        ++rows[{own, plan.newest(context.board.blocks[one.waiting].task)}];
    }
    std::vector<HeldUpTask> tasks;
    for (const auto& [pair, count] : rows)
        tasks.push_back({pair.first, pair.second, count});
    return tasks;
}

/// Many rows as one line: what all have in common, how they count, and the word of the worst.
BackedLine together(Context& context, Role role, std::uint32_t block_index, std::size_t first, std::size_t last) {
    const evaluate::Block& block = context.board.blocks[block_index];
    const plan::Task& task = context.world.plan.tasks[block.task];
    std::size_t worst = first;
    std::size_t leads = 1;
    bool is_one_date = true;
    BackedLine backed{role, {}, static_cast<std::int64_t>(last - first), {}};
    for (std::size_t row = first; row < last; ++row) {
        if (is_graver(block, row, worst)) worst = row;
        if (row > first && block.unit[row] != block.unit[row - 1]) ++leads;
        is_one_date = is_one_date && block.due[row] == block.due[first];
        count(block, row, backed.counts);
    }
    const Line gravest = line_of(context, {block_index, static_cast<std::uint32_t>(worst)});
    Line& line = backed.line = task_line(context, task, task.goals[block.goal]);
    line.lead = leads == 1 ? gravest.lead : std::to_string(leads) + context.say(" 个单位", " units");
    line.slot_words = std::to_string(last - first) + context.say(" 条", " rows");
    line.due = is_one_date ? block.due[first] : evaluate::kNever;
    line.value = counts_words(context, backed.counts);
    line.light = gravest.light;
    line.status = gravest.status;
    line.status_words = gravest.status_words;
    line.rule = gravest.rule;
    const std::string whose = leads == 1             ? std::string()
                              : context.in_chinese() ? "（" + gravest.lead + "）"
                                                     : ", " + gravest.lead;
    line.timeliness = context.say("最差一条", "the worst") + whose + context.say("：", ": ") + gravest.timeliness;
    line.why = gravest.why;
    return backed;
}

std::vector<BackedLine> backed_by(Context& context, units::UnitIndex unit) {
    std::vector<BackedLine> lines;
    for (const Backing& backing : context.duties.backed_by(unit)) {
        const plan::Task& task = context.world.plan.tasks[backing.task];
        const plan::Who& who = (backing.role == Role::jointly ? task.jointly : task.support)[backing.who];
        const auto [first_block, end_block] = context.board.blocks_of(backing.task);
        for (std::uint32_t b = first_block; b < end_block; ++b) {
            const evaluate::Block& block = context.board.blocks[b];
            const auto [first, last] = rows_backed(context.world, block, unit, who);
            if (last - first > 1) lines.push_back(together(context, backing.role, b, first, last));
            if (last - first != 1) continue;
            BackedLine one{backing.role, line_of(context, {b, static_cast<std::uint32_t>(first)}), 1, {}};
            count(block, first, one.counts);
            lines.push_back(std::move(one));
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const BackedLine& a, const BackedLine& b) { return a.role < b.role; });
    return lines;
}

bool has_judgements(const UnitList& list) {
    return std::any_of(list.reviews.begin(), list.reviews.end(), [](const Review& review) { return review.is_judgement; });
}

Table review_table(const Context& context, const UnitList& list) {
    Table table;
    table.columns = {{context.say("任务", "Task"), Width::normal, Align::left, {}},
                     {context.say("单位", "Unit"), Width::normal, Align::left, {}},
                     {context.say("代码", "Code"), Width::narrow, Align::left, {}},
                     {context.say("期间", "Slot"), Width::narrow, Align::left, {}}};
    if (has_judgements(list)) table.columns.push_back({context.say("要做的", "To do"), Width::narrow, Align::left, {}});
    table.groups.emplace_back();
    for (const Review& review : list.reviews) {
        table.groups[0].rows.push_back({text_cell(titled(review.task, review.title), task_place(review.task)),
                                        text_cell(review.name + review.held_for_words, review.place), text_cell(review.code),
                                        text_cell(slot_words(review.slot, context.language))});
        const std::string act = review.is_judgement ? context.say("评定", "judge") : context.say("审核", "verify");
        if (has_judgements(list)) table.groups[0].rows.back().push_back(text_cell(act));
    }
    return table;
}

Table held_up_table(const Context& context, const UnitList& list) {
    const auto task_cell = [&](std::uint32_t position) {
        const plan::Task& task = context.world.plan.tasks[position];
        return text_cell(titled(task.id, task.title), task_place(task.id));
    };
    Table table;
    table.columns = {{context.say("本单位的任务", "Task of this unit"), Width::normal, Align::left, {}},
                     {context.say("在等它的任务", "Task that waits for it"), Width::normal, Align::left, {}},
                     {context.say("在等的条数", "Rows that wait"), Width::narrow, Align::right, {}}};
    table.groups.emplace_back();
    for (const HeldUpTask& one : list.held_up)
        table.groups[0].rows.push_back({task_cell(one.task), task_cell(one.waiting), number_cell(one.rows)});
    return table;
}

/// A line to sign on for each who signs one of the unit's own tasks.
std::vector<std::string> signatures(const Context& context, const UnitList& list) {
    std::vector<std::pair<std::string, std::vector<std::string>>> signers;  // with the tasks
    for (const Line& line : list.lines) {
        for (const std::string& who : line.signers) {
            auto found = std::find_if(signers.begin(), signers.end(), [&](const auto& one) { return one.first == who; });
            if (found == signers.end()) found = signers.insert(signers.end(), {who, {}});
            if (found->second.empty() || found->second.back() != line.task) found->second.push_back(line.task);
        }
    }
    const std::string rule = "＿＿＿＿＿＿＿＿";
    std::vector<std::string> lines;
    for (const auto& [who, tasks] : signers) {
        const std::string which = listed(tasks, context.language);
        lines.push_back(context.in_chinese() ? "签署：" + who + "（任务 " + which + "） " + rule + "　日期 " + rule
                                             : "Signed by " + who + " (" + (tasks.size() == 1 ? "task " : "tasks ") + which +
                                                   "): " + rule + "  Date: " + rule);
    }
    return lines;
}

}  // namespace

UnitList unit_list(Context& context, units::UnitIndex unit) {
    const units::Tree& units = context.world.units;
    UnitList list{unit, units.code(unit), units.name(unit), units.path(unit), {}, {}, 0, {}, {}, {}};
    for (const RowRef place : context.duties.held_by(unit)) {
        list.lines.push_back(line_of(context, place));
        count(context.board.blocks[place.block], place.row, list.counts);
    }
    list.apart = static_cast<std::int64_t>(list.lines.size()) - list.counts.all();
    list.backed = backed_by(context, unit);
    list.reviews = reviews_of(context, unit);
    list.held_up = held_up_of(context, unit);
    return list;
}

Page page(const Context& context, const UnitList& list) {
    Page page = begin_page(context, list.path + context.say(" 责任清单", ": checklist"), Orientation::landscape);
    const std::string closed = closed_words(context.world.units, list.unit, context.board.as_of, context.language);
    if (!closed.empty()) page.sections.push_back({{}, Text{{closed}}});
    if (!list.lines.empty()) {
        std::string counts = counts_words(context, list.counts);
        if (list.apart > 0) {
            const std::string apart = std::to_string(list.apart);
            counts += context.in_chinese() ? "另有 " + apart + " 条不计（未到时候、无情况、不适用、免除、力争、分步等）。"
                                           : " " + apart + (list.apart == 1 ? " more does not count" : " more do not count") +
                                                 " (not open, no case, waived, striven for, a step and the like).";
        }
        page.sections.push_back({{}, Text{{std::move(counts)}}});
    }
    const bool names_persons =
        std::any_of(list.lines.begin(), list.lines.end(), [](const Line& line) { return !line.officers.empty(); }) ||
        std::any_of(list.backed.begin(), list.backed.end(),
                    [](const BackedLine& backed) { return !backed.line.officers.empty(); });
    const Persons persons = names_persons ? Persons::named : Persons::unnamed;
    Table table;
    table.columns = line_columns(context, persons);
    table.if_empty = closed.empty() ? context.say("本计划没有给本单位的任务。", "This plan has no duties for this unit.")
                                    : context.say("它名下没有任务。", "Nothing is under its name.");
    table.foot = signatures(context, list);
    table.frozen = 3;
    std::size_t number = 0;
    std::vector<const Line*> all;
    const auto add = [&](std::string title, const std::vector<const Line*>& lines) {
        if (lines.empty()) return;
        table.groups.push_back({std::move(title), {}});
        for (const Line* line : lines) {
            table.groups.back().rows.push_back(line_cells(context, *line, ++number, persons));
            all.push_back(line);
        }
    };
    std::vector<const Line*> own;
    for (const Line& line : list.lines)
        own.push_back(&line);
    std::vector<const Line*> jointly;
    std::vector<const Line*> supported;
    for (const BackedLine& line : list.backed)
        (line.role == Role::jointly ? jointly : supported).push_back(&line.line);
    const bool is_grouped = !list.backed.empty();
    if (is_grouped) table.grouped_by = context.say("类别", "part");
    add(is_grouped ? context.say("本单位负责", "Led by this unit") : std::string(), own);
    add(context.say("会同", "Done jointly with others"), jointly);
    add(context.say("配合（不计入本单位完成率）", "Supported (not in this unit's rate)"), supported);
    page.main = static_cast<std::uint32_t>(page.sections.size());
    page.sections.push_back({{}, std::move(table)});
    if (!all.empty()) page.sections.push_back({context.say("说明", "What the words mean"), line_legend(context, all)});
    if (!list.reviews.empty()) {
        page.sections.push_back({has_judgements(list)
                                     ? context.say("待本单位审核、评定", "To be verified or judged by this unit")
                                     : context.say("待本单位审核", "To be verified by this unit"),
                                 review_table(context, list)});
    }
    if (!list.held_up.empty())
        page.sections.push_back({context.say("等本单位完成的", "What waits for this unit"), held_up_table(context, list)});
    return page;
}

}  // namespace duban::checklist
