#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/leader.hpp"
#include "engine/checklist/line.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

namespace duban::checklist {

namespace {

using evaluate::Block;

std::string in_words(const Context& context, std::string_view zh, std::string_view en, std::int64_t number) {
    // The number stands where `#` does.
    std::string words = context.say(zh, en);
    return words.replace(words.find('#'), 1, std::to_string(number));
}

Table level_table(const Context& context, const LeaderPage& leader) {
    Table table;
    table.columns.push_back({context.say("层级", "Level"), Width::normal, Align::left, {}});
    const auto number_column = [&](std::string_view zh, std::string_view en) {
        table.columns.push_back({context.say(zh, en), Width::narrow, Align::right, {}});
    };
    number_column("单位", "Offices");
    number_column("责任项", "Obligations");
    add_count_columns(context, table);
    number_column("逾期", "Overdue");
    table.frozen = 1;
    const auto cells = [&](Cell name, std::int64_t units, const Totals& totals) {
        Cells row{std::move(name), number_cell(units), number_cell(totals.counts.all())};
        add_count_cells(totals.counts, row);
        row.push_back(number_cell(totals.overdue));
        return row;
    };
    std::int64_t units = 0;
    for (const LevelTotals& level : leader.levels) {
        if (table.groups.empty()) table.groups.emplace_back();
        const std::string& name = context.world.plan.levels[at(level.level)];
        table.groups[0].rows.push_back(cells(text_cell(name), level.units, level.totals));
        units += level.units;
    }
    table.total = cells(text_cell(context.say("合计", "Total")), units, leader.totals);
    table.if_empty = context.say("没有责任项。", "There are no obligations.");
    return table;
}

/// A part stands under its task: `8 山塘整治 · 分项 8-1 方案`.
Cell task_cell(const Context& context, const plan::Task& task) {
    const std::string own = titled(task.id, task.title);
    if (task.whole == plan::kNone) return text_cell(own, task_place(task.id));
    const plan::Task& whole = context.world.plan.tasks[task.whole];
    const std::string kind = task.in_order ? context.say("步骤 ", "step ") : context.say("分项 ", "part ");
    return text_cell(titled(whole.id, whole.title) + " · " + kind + own, task_place(task.id));
}

Table overdue_table(const Context& context, const OverdueList& list) {
    const plan::Plan& plan = context.world.plan;
    const units::Tree& units = context.world.units;
    Table table;
    const auto column = [&](std::string_view zh, std::string_view en, Width width) {
        table.columns.push_back({context.say(zh, en), width, Align::left, {}});
    };
    column("灯", "Light", Width::narrow);
    column("层级", "Level", Width::narrow);
    column("单位", "Unit", Width::normal);
    column("任务", "Task", Width::normal);
    column("期间", "Slot", Width::narrow);
    column("期限", "Due", Width::narrow);
    column("时效", "How long", Width::normal);
    column("状态", "Status", Width::narrow);
    table.if_empty = context.say("没有逾期的。", "Nothing is overdue.");
    for (const OverdueLine& row : list.lines) {
        if (table.groups.empty()) table.groups.emplace_back();
        const Block& block = context.board.blocks[row.place.block];
        const std::size_t r = row.place.row;
        std::string slot = slot_words(block.slots[block.slot[r]].label, context.language);
        if (row.rows > 1) slot += in_words(context, " 等 # 项", " and so on: #", row.rows);
        const plan::Task& task = plan.tasks[block.task];
        const units::UnitIndex unit = block.holder[r];
        table.groups[0].rows.push_back(
            {{{}, {}, light(plan, light_of(block, r), context.language), {}},
             text_cell(plan.levels[at(row.level)]),
             text_cell(units.path(unit) + held_for_words(units, block, r, context.language), unit_place(units, unit)),
             task_cell(context, task),
             text_cell(std::move(slot)),
             due_cell(block.due[r], block.planned[r], context.language),
             text_cell(timeliness_words(context.board, block, r, context.language)),
             text_cell(evaluate::words(block.status[r], block.modality, task.slots).in(context.language))});
    }
    return table;
}

Table spoilt_table(const Context& context, const SpoiltList& list) {
    const plan::Plan& plan = context.world.plan;
    const units::Tree& units = context.world.units;
    Table table;
    table.columns = {{context.say("灯", "Light"), Width::narrow, Align::left, {}},
                     {context.say("层级", "Level"), Width::narrow, Align::left, {}},
                     {context.say("单位", "Unit"), Width::normal, Align::left, {}},
                     {context.say("任务", "Task"), Width::normal, Align::left, {}},
                     {context.say("期间", "Slot"), Width::narrow, Align::left, {}},
                     {context.say("问题", "Problem"), Width::wide, Align::left, {}}};
    table.if_empty = context.say("没有失败或退回的。", "Nothing has failed or been returned.");
    for (const SpoiltLine& one : list.lines) {
        if (table.groups.empty()) table.groups.emplace_back();
        const Block& block = context.board.blocks[one.place.block];
        const std::size_t r = one.place.row;
        const plan::Task& task = plan.tasks[block.task];
        const units::UnitIndex unit = block.holder[r];
        table.groups[0].rows.push_back(
            {{{}, {}, light(plan, light_of(block, r), context.language), {}},
             text_cell(plan.levels[at(one.level)]),
             text_cell(units.path(unit) + held_for_words(units, block, r, context.language), unit_place(units, unit)),
             text_cell(titled(task.id, task.title), task_place(task.id)),
             text_cell(slot_words(block.slots[block.slot[r]].label, context.language)),
             text_cell(one.what)});
    }
    return table;
}

Table change_table(const Context& context, const Changes& changes) {
    Table table;
    table.columns.push_back({context.say("任务", "Task"), Width::wide, Align::left, {}});
    for (const auto& [zh, en] : {std::pair{"新完成", "Newly done"},
                                 {"新填报", "Newly reported"},
                                 {"新逾期", "Newly overdue"},
                                 {"不再逾期", "No longer overdue"}}) {
        table.columns.push_back({context.say(zh, en), Width::narrow, Align::right, {}});
    }
    table.if_empty = context.say("没有变化。", "Nothing has changed.");
    TaskChange sum;
    const auto cells = [](Cell name, const TaskChange& change) {
        return Cells{std::move(name), number_cell(change.done), number_cell(change.reported), number_cell(change.overdue),
                     number_cell(change.recovered)};
    };
    for (const TaskChange& change : changes.tasks) {
        if (table.groups.empty()) table.groups.emplace_back();
        const plan::Task& task = context.world.plan.tasks[change.task];
        table.groups[0].rows.push_back(cells(text_cell(titled(task.id, task.title), task_place(task.id)), change));
        sum.done += change.done;
        sum.reported += change.reported;
        sum.overdue += change.overdue;
        sum.recovered += change.recovered;
    }
    table.total = cells(text_cell(context.say("合计", "Total")), sum);
    return table;
}

/// The title of a list that may have been cut.
std::string listed_title(const Context& context, std::string title, std::size_t lines, std::int64_t lines_in_all,
                         std::int64_t rows_in_all) {
    const auto listed = static_cast<std::int64_t>(lines);
    if (listed == lines_in_all) return title;
    return title + in_words(context, "（共 # 项；", " (# in all; ", rows_in_all) +
           in_words(context, "列前 # 行，其余见问题台账）", "the first # lines; the ledger of problems has the others)",
                    listed);
}

std::string listed_title(const Context& context, std::string title, const OverdueList& list) {
    return listed_title(context, std::move(title), list.lines.size(), list.lines_in_all, list.rows_in_all);
}

/// Whose row it is, of which task and slot.
void begin_row(const Context& context, json::Writer& writer, RowRef place, units::LevelIndex level) {
    const Block& block = context.board.blocks[place.block];
    const units::UnitIndex unit = block.holder[place.row];
    writer.begin_object()
        .member("task", context.world.plan.tasks[block.task].id)
        .member("unit", context.world.units.code(unit))
        .member("name", context.world.units.name(unit));
    write_held_for(context, writer, block, place.row);
    writer.member("level", context.world.plan.levels[at(level)]).member("slot", block.slots[block.slot[place.row]].label);
}

void write_spoilt(const Context& context, json::Writer& writer, const SpoiltList& list) {
    writer.key("failed").begin_object().member("all", list.rows_in_all).key("listed").begin_array();
    for (const SpoiltLine& one : list.lines) {
        const Block& block = context.board.blocks[one.place.block];
        const std::size_t r = one.place.row;
        begin_row(context, writer, one.place, one.level);
        writer.member("problem", one.what).member("status", evaluate::name(block.status[r]));
        write_light(context, writer, light_of(block, r));
        writer.end_object();
    }
    writer.end_array().end_object();
}

void write_overdue(const Context& context, json::Writer& writer, std::string_view key, const OverdueList& list) {
    writer.key(key).begin_object().member("all", list.rows_in_all).key("listed").begin_array();
    for (const OverdueLine& row : list.lines) {
        const Block& block = context.board.blocks[row.place.block];
        const std::size_t r = row.place.row;
        begin_row(context, writer, row.place, row.level);
        writer.member("rows", row.rows);
        write_instant(writer, "due", block.due[r]);
        writer.member("days", block.days[r]).member("status", evaluate::name(block.status[r]));
        write_light(context, writer, light_of(block, r));
        writer.end_object();
    }
    writer.end_array().end_object();
}

}  // namespace

Page page(const Context& context, const LeaderPage& leader) {
    const std::string& name = context.world.units.name(leader.unit);
    Page page = begin_page(context, name + context.say(" 督办情况", ": where it stands"), Orientation::portrait);
    Figures figures;
    for (const LeaderFigure& figure : leader.figures) {
        std::string note = figure.note;
        if (leader.changes) {
            const std::string day = value::to_short_string(leader.changes->since);
            const std::string then = context.in_chinese() ? day + " 为 " + figure.before : figure.before + " on " + day;
            note += (note.empty() ? "" : context.say("；", "; ")) + then;
        }
        figures.figures.push_back({figure.words, figure.value, std::move(note), {}});
    }
    page.sections.push_back({{}, std::move(figures)});
    Bars bars;
    std::vector<std::int64_t> lights = leader.totals.lights;
    bars.bars.push_back(bar_of(context, context.say("合计", "All"), lights));
    for (const LevelTotals& level : leader.levels) {
        const Place place = leader.unit == units::UnitIndex{0} ? level_place(context.world.plan, level.level) : Place();
        bars.bars.push_back(bar_of(context, context.world.plan.levels[at(level.level)], level.totals.lights, place));
    }
    const std::int64_t apart = leader.totals.rows - leader.totals.counts.all();
    std::string lights_title = context.say("各级灯色（责任项数", "Lights by level (obligations");
    if (apart > 0) lights_title += in_words(context, "，含不计入的 # 项", ", # of them not counted", apart);
    page.sections.push_back({lights_title + context.say("）", ")"), std::move(bars)});
    page.sections.push_back({context.say("各级完成情况", "By level"), level_table(context, leader)});
    page.sections.push_back({listed_title(context, context.say("失败、已退回", "Failed, returned"), leader.spoilt.lines.size(),
                                          leader.spoilt.rows_in_all, leader.spoilt.rows_in_all),
                             spoilt_table(context, leader.spoilt)});
    page.sections.push_back(
        {listed_title(context, context.say("逾期未完成", "Overdue"), leader.overdue), overdue_table(context, leader.overdue)});
    if (leader.overdue_parts.rows_in_all > 0) {
        page.sections.push_back(
            {listed_title(context,
                          context.say("逾期的分项、步骤（不计入各率；任务本身各有期限）",
                                      "Overdue parts and steps (in no rate; their tasks have dates of their own)"),
                          leader.overdue_parts),
             overdue_table(context, leader.overdue_parts)});
    }
    if (leader.changes) {
        const Changes& changes = *leader.changes;
        const std::string since = value::to_short_string(changes.since);
        page.sections.push_back(
            {context.in_chinese() ? since + " 以来的变化" : "Changes since " + since, change_table(context, changes)});
        page.sections.push_back({listed_title(context, context.say("其间新逾期的", "Newly overdue"), changes.overdue),
                                 overdue_table(context, changes.overdue)});
    }
    std::set<Rank> shown;
    for (std::size_t rank = 0; rank < lights.size(); ++rank) {
        if (lights[rank] > 0) shown.insert(static_cast<Rank>(rank));
    }
    page.sections.push_back({context.say("说明", "What the lights mean"), light_legend(context, shown)});
    return page;
}

std::string json(const Context& context, const LeaderPage& leader) {
    const plan::Plan& plan = context.world.plan;
    json::Writer writer = begin_json(context, "leader");
    writer.key("unit").begin_object().member("code", context.world.units.code(leader.unit));
    writer.member("name", context.world.units.name(leader.unit)).end_object();
    writer.key("figures").begin_array();
    for (const LeaderFigure& figure : leader.figures) {
        writer.begin_object().member("name", figure.name).member("words", figure.words).member("value", figure.value);
        writer.member("note", figure.note);
        if (leader.changes) writer.member("before", figure.before);
        writer.end_object();
    }
    writer.end_array();
    writer.key("levels").begin_array();
    for (const LevelTotals& level : leader.levels) {
        writer.begin_object().member("level", plan.levels[at(level.level)]).member("units", level.units);
        write_counts(writer, "counts", level.totals.counts);
        writer.member("overdue", level.totals.overdue);
        writer.key("lights").begin_array();
        for (std::size_t rank = 0; rank < level.totals.lights.size(); ++rank) {
            if (level.totals.lights[rank] == 0 && rank == plan.lights.size()) continue;  // no rule holds
            writer.begin_object();
            write_light(context, writer, static_cast<Rank>(rank));
            writer.member("rows", level.totals.lights[rank]).end_object();
        }
        writer.end_array().end_object();
    }
    writer.end_array();
    write_spoilt(context, writer, leader.spoilt);
    write_overdue(context, writer, "overdue", leader.overdue);
    write_overdue(context, writer, "overdue_parts", leader.overdue_parts);
    writer.key("changes");
    if (leader.changes) {
        const Changes& changes = *leader.changes;
        writer.begin_object().member("since", value::to_short_string(changes.since)).key("tasks").begin_array();
        for (const TaskChange& change : changes.tasks) {
            writer.begin_object().member("task", plan.tasks[change.task].id).member("done", change.done);
            writer.member("reported", change.reported).member("overdue", change.overdue).member("recovered", change.recovered);
            writer.end_object();
        }
        writer.end_array();
        write_overdue(context, writer, "overdue", changes.overdue);
        writer.end_object();
    } else {
        writer.null();
    }
    return end_json(context, writer);
}

}  // namespace duban::checklist
