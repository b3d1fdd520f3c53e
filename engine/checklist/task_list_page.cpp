#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/task_list.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

#include <array>

namespace duban::checklist {

namespace {

using evaluate::Block;

struct AnswerWords {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<AnswerWords, kAnswers> kAnswerWords{{
    {"done", "已完成", "Done"},
    {"not_done", "已报，还没有完成", "Reported, not done"},
    {"silent", "没有填报", "Silent"},
    {"unknown", "已报，尚未落实（缺佐证、待审核或没有报全）",
     "Reported, not settled (proof, verification or more reports lacking)"},
    {"apart", "不计（未到时候、无情况、不适用、免除、力争等）",
     "Not counted (not open, no case, waived, only striven for and the like)"},
}};

/// What the clause says, for all units alike.
Text preface(const Context& context, const TaskList& list) {
    const plan::Task& task = context.world.plan.tasks[list.task];
    Text text;
    const auto add = [&](std::string_view zh, std::string_view en, const std::string& what) {
        if (!what.empty()) text.paragraphs.push_back(context.say(zh, en) + what);
    };
    const Line line = task_line(context, task, task.goals.front());
    add("原文：", "Source: ", line.quote);
    std::string criteria;
    for (const plan::Goal& goal : task.goals)
        criteria += (criteria.empty() ? "" : context.say("；", "; ")) + task_line(context, task, goal).criterion;
    add("完成标准：", "Done when: ", criteria);
    add("牵头：", "Lead: ", line.lead);
    add("配合：", "With: ", line.support);
    text.paragraphs.push_back(task.whole == plan::kNone ? counts_words(context, list.totals.rated())
                              : task.in_order ? context.say("步骤不单独计入完成率。", "A step is in no rate by itself.")
                                              : context.say("分项不单独计入完成率。", "A part is in no rate by itself."));
    return text;
}

std::string row_timeliness(const Context& context, const TaskRow& row) {
    const Block& block = context.board.blocks[row.place.block];
    const std::string words = timeliness_words(context.board, block, row.place.row, context.language);
    return row.filed_late.empty() ? words : words + context.say("；", "; ") + row.filed_late;
}

Cells row_cells(const Context& context, const TaskRow& row, std::size_t number) {
    const Block& block = context.board.blocks[row.place.block];
    const std::size_t r = row.place.row;
    const units::Tree& units = context.world.units;
    const plan::Plan& plan = context.world.plan;
    const units::UnitIndex unit = block.holder[r];
    std::string timeliness = row_timeliness(context, row);
    if (timeliness == "—") timeliness.clear();
    if (const std::string behind = behind_words(plan, block, r, context.language); !behind.empty())
        timeliness += (timeliness.empty() ? "" : context.say("；", "; ")) + behind;
    const auto instant_cell = [](value::Instant at) {
        return at == evaluate::kNever ? Cell{} : Cell{value::to_short_string(at), at, {}, {}};
    };
    return {number_cell(static_cast<std::int64_t>(number)),
            {{}, {}, light(plan, light_of(block, r), context.language), {}},
            text_cell(units.code(unit)),
            text_cell(units.path(unit) + held_for_words(units, block, r, context.language), unit_place(units, unit)),
            text_cell(slot_words(block.slots[block.slot[r]].label, context.language)),
            text_cell(row.value),
            text_cell(row.target),
            instant_cell(block.completed[r]),
            text_cell(row.proof),
            text_cell(evaluate::words(block.assurance[r]).in(context.language)),
            text_cell(status_words(plan, block, r, context.language)),
            due_cell(block.due[r], block.planned[r], context.language),
            text_cell(std::move(timeliness))};
}

Table row_table(const Context& context, const TaskList& list) {
    Table table;
    const auto column = [&](std::string_view zh, std::string_view en, Width width, Align align = Align::left) {
        table.columns.push_back({context.say(zh, en), width, align, {}});
    };
    column("序号", "No.", Width::narrow, Align::right);
    column("灯", "Light", Width::narrow, Align::centre);
    column("代码", "Code", Width::narrow);
    column("单位", "Unit", Width::normal);
    column("期间", "Slot", Width::narrow);
    column("现值", "Value", Width::normal);
    column("目标", "Target", Width::narrow);
    column("完成于", "Done on", Width::narrow);
    column("佐证", "Proof", Width::normal);
    column("可信程度", "Assurance", Width::narrow);
    column("状态", "Status", Width::narrow);
    column("期限", "Due", Width::narrow);
    column("时效", "Timeliness", Width::normal);
    table.frozen = 4;
    table.grouped_by = context.say("情况", "answer");
    table.if_empty = context.say("没有单位有这项任务。", "No unit has this task.");
    std::size_t number = 0;
    for (std::size_t i = 0; i < list.rows.size();) {
        const Answer answer = list.rows[i].answer;
        const AnswerWords& words = kAnswerWords[static_cast<std::size_t>(answer)];
        Group group{context.say(words.zh, words.en), {}};
        for (; i < list.rows.size() && list.rows[i].answer == answer; ++i)
            group.rows.push_back(row_cells(context, list.rows[i], ++number));
        const std::string size = std::to_string(group.rows.size());
        group.title += context.in_chinese() ? "：" + size : ": " + size;
        table.groups.push_back(std::move(group));
    }
    return table;
}

}  // namespace

Page page(const Context& context, const TaskList& list) {
    const plan::Task& task = context.world.plan.tasks[list.task];
    std::string title = titled(task.id, task.title);
    if (list.scope.level || list.scope.under) {
        const std::string where = scope_words(context, list.scope);
        title += context.in_chinese() ? "（" + where + "）" : " (" + where + ")";
    }
    Page page = begin_page(context, title + context.say("：各单位完成情况", ": unit by unit"), Orientation::landscape);
    page.sections.push_back({{}, preface(context, list)});
    if (list.totals.rows > 0) {
        Bars bars;
        bars.bars.push_back(bar_of(context, context.say("各灯条数", "Rows by light"), list.totals.lights));
        page.sections.push_back({{}, std::move(bars)});
    }
    page.main = static_cast<std::uint32_t>(page.sections.size());
    if (!list.parts.empty()) {
        page.sections.push_back(
            {context.say("各地", "By part of the country"), part_table(context, list.parts, [&](units::UnitIndex part) {
                 return task_part_place(context.world.units, task.id, part);
             })});
    }
    if (list.parts.empty() || !list.rows.empty()) page.sections.push_back({{}, row_table(context, list)});
    std::set<Rank> lights;
    for (std::size_t rank = 0; rank < list.totals.lights.size(); ++rank) {
        if (list.totals.lights[rank] > 0) lights.insert(static_cast<Rank>(rank));
    }
    if (!lights.empty()) page.sections.push_back({context.say("说明", "What the lights mean"), light_legend(context, lights)});
    return page;
}

std::string json(const Context& context, const TaskList& list) {
    const plan::Plan& plan = context.world.plan;
    const units::Tree& units = context.world.units;
    json::Writer writer = begin_json(context, "task");
    writer.key("task").begin_object().member("id", plan.tasks[list.task].id);
    writer.member("title", plan.tasks[list.task].title).end_object();
    write_scope(context, writer, list.scope);
    write_counts(context, writer, "counts", list.totals.rated());
    writer.key("rows").begin_array();
    for (const TaskRow& row : list.rows) {
        const Block& block = context.board.blocks[row.place.block];
        const std::size_t r = row.place.row;
        writer.begin_object().member("answer", kAnswerWords[static_cast<std::size_t>(row.answer)].name);
        writer.member("unit", units.code(block.holder[r])).member("name", units.name(block.holder[r]));
        write_held_for(context, writer, block, r);
        writer.member("slot", block.slots[block.slot[r]].label);
        writer.member("modality", evaluate::name(block.modality));
        writer.member("value", row.value).member("target", row.target);
        write_instant(writer, "completed_on", block.completed[r]);
        writer.member("proof", row.proof).member("assurance", evaluate::name(block.assurance[r]));
        writer.member("status", evaluate::name(block.status[r]));
        write_light(context, writer, light_of(block, r));
        write_instant(writer, "due", block.due[r]);
        writer.member("timeliness", row_timeliness(context, row)).end_object();
    }
    writer.end_array();
    write_parts(context, writer, list.parts);
    return end_json(context, writer);
}

}  // namespace duban::checklist
