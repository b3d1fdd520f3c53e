#include "engine/checklist/index.hpp"

#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/line.hpp"
#include "engine/checklist/places.hpp"

#include <algorithm>

namespace duban::checklist {

namespace {

using units::UnitIndex;

Table table_of(const Context& context, const std::vector<IndexLine>& lines, std::string_view zh, std::string_view en) {
    Table table;
    const bool has_codes = !lines.empty() && !lines.front().code.empty();
    const bool has_below = std::any_of(lines.begin(), lines.end(), [](const IndexLine& line) { return !line.below.empty(); });
    if (has_codes) table.columns.push_back({context.say("编号", "Code"), Width::narrow, Align::left, {}});
    table.columns.push_back({context.say(zh, en), Width::wide, Align::left, {}});
    if (has_below) table.columns.push_back({context.say("下级", "Below"), Width::narrow, Align::left, {}});
    for (const auto& [zh_name, en_name] : {std::pair{"责任项", "Obligations"}, {"完成率 %", "Rate %"}, {"逾期", "Overdue"}})
        table.columns.push_back({context.say(zh_name, en_name), Width::narrow, Align::right, {}});
    table.frozen = has_codes ? 2 : 1;
    table.groups.emplace_back();
    for (const IndexLine& line : lines) {
        Cells cells;
        if (has_codes) cells.push_back(text_cell(line.code));
        cells.push_back(text_cell(line.words, line.place));
        if (has_below) cells.push_back(line.below.empty() ? Cell{} : text_cell(context.say("对照表", "scorecard"), line.below));
        const bool is_rated =
            line.totals.rated().all() > 0 || line.totals.rows == 0;  // a step, or what is only encouraged, is not
        cells.push_back(is_rated ? number_cell(line.totals.rated().all()) : Cell{});
        cells.push_back(rate_cell(line.totals.rated()));
        cells.push_back(is_rated ? number_cell(line.totals.overdue) : Cell{});
        table.groups[0].rows.push_back(std::move(cells));
    }
    return table;
}

void write_lines(const Context& context, json::Writer& writer, std::string_view name, const std::vector<IndexLine>& lines) {
    writer.key(name).begin_array();
    for (const IndexLine& line : lines) {
        writer.begin_object().member("code", line.code).member("name", line.words).member("place", line.place);
        write_counts(context, writer, "counts", line.totals.rated());
        writer.end_object();
    }
    writer.end_array();
}

}  // namespace

Index index_of(const Context& context) {
    const plan::Plan& plan = context.world.plan;
    const units::Tree& units = context.world.units;
    const Totals none(plan);
    Index index{none, {}, {}, {}, {}};
    for (std::size_t level = 0; level < plan.levels.size(); ++level)
        index.levels.push_back({{}, plan.levels[level], none, level_place(plan, static_cast<units::LevelIndex>(level)), {}});
    for (const plan::Organ& organ : plan.organs)
        index.departments.push_back({{}, organ.name, none, department_place(organ), {}});
    std::vector<std::uint32_t> line_of(plan.tasks.size());  // of a task in all its versions one
    for (std::uint32_t t = 0; t < plan.tasks.size(); ++t) {
        if (plan.newest(t) != t) continue;
        line_of[t] = static_cast<std::uint32_t>(index.tasks.size());
        index.tasks.push_back({plan.tasks[t].id, plan.tasks[t].title, none, task_place(plan.tasks[t].id), {}});
    }
    index.units.push_back({units.code(kRoot), units.name(kRoot), none,
                           units.is_office(kRoot) ? unit_place(units, kRoot) : Place(), card_place(units, kRoot)});
    std::vector<UnitIndex> parts;
    for (std::uint32_t u = 1; u < units.size(); u = at(units.end(UnitIndex{u}))) {
        const UnitIndex part{u};
        const bool has_below = at(units.end(part)) > u + 1;
        parts.push_back(part);
        index.units.push_back({units.code(part), units.name(part), none,
                               units.is_office(part) ? unit_place(units, part) : Place(),
                               has_below && units.is_office(part) ? card_place(units, part) : Place()});
    }
    for (const evaluate::Block& block : context.board.blocks) {
        const plan::Task& task = plan.tasks[block.task];
        for (std::size_t row = 0; row < block.size(); ++row) {
            const UnitIndex holder = block.holder[row];
            index.totals.add(block, row);
            index.levels[at(units.level(holder))].totals.add(block, row);
            index.tasks[line_of[plan.newest(block.task)]].totals.add(block, row);
            if (task.lead.organ != plan::kNone) index.departments[task.lead.organ].totals.add(block, row);
            if (holder == kRoot) continue;
            const auto part = std::upper_bound(parts.begin(), parts.end(), holder) - parts.begin();
            index.units[static_cast<std::size_t>(part)].totals.add(block, row);
        }
    }
    index.units.front().totals = index.totals;
    return index;
}

Page page(const Context& context, const Index& index) {
    const plan::Plan& plan = context.world.plan;
    const units::Tree& units = context.world.units;
    Page page = begin_page(context, context.say("督办目录", "All documents"), Orientation::portrait);
    page.sections.push_back({{}, Text{{counts_words(context, index.totals.counts)}}});
    Bars bars;
    bars.bars.push_back(bar_of(context, units.name(kRoot), index.totals.lights));
    for (std::size_t level = 0; level < plan.levels.size(); ++level) {
        if (index.levels[level].totals.rows > 0)
            bars.bars.push_back(
                bar_of(context, plan.levels[level], index.levels[level].totals.lights, index.levels[level].place));
    }
    page.sections.push_back({context.say("各级灯色（责任项数）", "Lights by level (obligations)"), std::move(bars)});
    Table overview;
    overview.columns = {{context.say("全局", "The whole"), Width::wide, Align::left, {}}};
    overview.groups = {{{},
                        {{text_cell(context.say("领导页", "The leader's page"), leader_place(units, kRoot))},
                         {text_cell(context.say("问题台账", "The ledger of problems"), problem_place(units, kRoot))}}}};
    page.sections.push_back({{}, std::move(overview)});
    page.main = static_cast<std::uint32_t>(page.sections.size());
    page.sections.push_back({context.say("任务", "Tasks"), table_of(context, index.tasks, "任务", "Task")});
    page.sections.push_back(
        {context.say("单位", "Units"), table_of(context, index.units, "单位（含下级）", "Unit, with those below it")});
    page.sections.push_back({context.say("层级", "Levels"), table_of(context, index.levels, "层级", "Level")});
    if (!index.departments.empty())
        page.sections.push_back({context.say("部门", "Departments"),
                                 table_of(context, index.departments, "部门（牵头的）", "Department, what it leads")});
    return page;
}

std::string json(const Context& context, const Index& index) {
    json::Writer writer = begin_json(context, "index");
    write_counts(context, writer, "counts", index.totals.counts);
    write_lines(context, writer, "levels", index.levels);
    write_lines(context, writer, "departments", index.departments);
    write_lines(context, writer, "tasks", index.tasks);
    write_lines(context, writer, "units", index.units);
    return end_json(context, writer);
}

}  // namespace duban::checklist
