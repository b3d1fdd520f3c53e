#include "engine/checklist/department.hpp"

#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace duban::checklist {

namespace {

using evaluate::Block;

struct PartWords {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<PartWords, 3> kParts{{
    {"leads", "牵头", "Leads"},
    {"jointly", "会同", "Does jointly with others"},
    {"supports", "配合（不计入本部门完成率）", "Supports (not in its rate)"},
}};

/// How a due date that is not the same for all comes about: `每季度，期末后5天内`.
std::string rhythm_of(const Context& context, const plan::Task& task) {
    std::vector<std::string> parts;
    if (task.rhythm) parts.push_back(rhythm_words(task.rhythm->every, context.language));
    if (const std::string clause = due_clause(context, task); !clause.empty()) parts.push_back(clause);
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : context.say("，", ", ")) + part;
    return all;
}

/// The rows of a block that a department has to do with, one after another.
class Gatherer {
public:
    Gatherer(const Context& context, DepartmentList& list) : context_(context), list_(list) {}

    template <class Rows>
    void add(Part part, const Block& block, const Rows& rows) {
        const plan::Task& task = context_.world.plan.tasks[block.task];
        DepartmentLine line{part,
                            task_line(context_, task, task.goals[block.goal]),
                            task.version > 0,
                            {},
                            {},
                            0,
                            {},
                            Totals(context_.world.plan),
                            0};
        std::set<units::UnitIndex> holders;
        line.line.due = evaluate::kNever;
        bool is_first = true;
        bool is_one_date = true;
        for (const std::size_t row : rows) {
            const units::UnitIndex holder = block.holder[row];
            if (is_first) line.line.due = block.due[row];
            is_first = false;
            is_one_date = is_one_date && line.line.due == block.due[row];
            holders.insert(holders.end(), holder);
            if (holder != block.unit[row]) line.held_for.insert(block.unit[row]);
            line.levels.insert(context_.world.units.level(holder));
            line.totals.add(block, row);
        }
        if (is_first) return;
        line.units = static_cast<std::int64_t>(holders.size());
        if (!is_one_date || line.line.due == evaluate::kNever) {
            line.line.due = evaluate::kNever;
            line.rhythm = rhythm_of(context_, task);
        }
        const auto worst =
            std::find_if(line.totals.lights.begin(), line.totals.lights.end(), [](std::int64_t n) { return n > 0; });
        line.light = static_cast<Rank>(worst - line.totals.lights.begin());
        if (part == Part::leads) list_.counts += line.totals.counts;
        list_.lines.push_back(std::move(line));
    }

    void add(Part part, const Block& block, std::pair<std::size_t, std::size_t> range) {
        std::vector<std::size_t> rows(range.second - range.first);
        std::iota(rows.begin(), rows.end(), range.first);
        add(part, block, rows);
    }

private:
    const Context& context_;
    DepartmentList& list_;
};

/// True if one of the clauses names the organ, at a unit within the subtree or at the leading units.
bool names(const Context& context, const std::vector<plan::Who>& clauses, std::uint32_t organ,
           std::optional<units::UnitIndex> under) {
    return std::any_of(clauses.begin(), clauses.end(), [&](const plan::Who& who) {
        if (who.organ != organ) return false;
        if (!under || who.units.empty()) return true;
        return std::any_of(who.units.begin(), who.units.end(),
                           [&](units::UnitIndex unit) { return context.world.units.contains(*under, unit); });
    });
}

void gather(const Context& context, std::uint32_t organ, std::optional<units::UnitIndex> under, DepartmentList& list) {
    Gatherer gatherer(context, list);
    for (const Block& block : context.board.blocks) {
        const plan::Task& task = context.world.plan.tasks[block.task];
        const std::vector<std::uint32_t> rows =
            rows_held_below(block, context.world.units, under.value_or(units::UnitIndex{0}));
        if (task.lead.organ == organ) gatherer.add(Part::leads, block, rows);
        if (names(context, task.jointly, organ, under)) gatherer.add(Part::jointly, block, rows);
        if (names(context, task.support, organ, under)) gatherer.add(Part::supports, block, rows);
    }
}

void gather(const Context& context, units::UnitIndex unit, DepartmentList& list) {
    Gatherer gatherer(context, list);
    const std::span<const RowRef> held = context.duties.held_by(unit);
    for (std::size_t i = 0; i < held.size();) {
        const std::uint32_t block = held[i].block;
        std::vector<std::size_t> rows;
        for (; i < held.size() && held[i].block == block; ++i)
            rows.push_back(held[i].row);
        gatherer.add(Part::leads, context.board.blocks[block], rows);
    }
    for (const Backing& backing : context.duties.backed_by(unit)) {
        const plan::Task& task = context.world.plan.tasks[backing.task];
        const bool jointly = backing.role == Role::jointly;
        const plan::Who& who = (jointly ? task.jointly : task.support)[backing.who];
        const auto [first, last] = context.board.blocks_of(backing.task);
        for (std::uint32_t b = first; b < last; ++b) {
            const Block& block = context.board.blocks[b];
            gatherer.add(jointly ? Part::jointly : Part::supports, block, rows_backed(context.world, block, unit, who));
        }
    }
}

std::string level_words(const Context& context, const DepartmentLine& line) {
    std::vector<std::string> names;
    for (const units::LevelIndex level : line.levels)
        names.push_back(context.world.plan.levels[at(level)]);
    return listed(names, context.language);
}

/// `每个县（含原青石县的）`: who leads by the plan, and for whom others hold rows.
std::string lead_words(const Context& context, const DepartmentLine& line) {
    constexpr std::size_t kMost = 4;
    if (line.held_for.empty()) return line.line.lead;
    std::vector<std::string> names;
    for (const units::UnitIndex unit : line.held_for) {
        if (names.size() < kMost) names.push_back(context.world.units.name(unit));
    }
    const std::string all = std::to_string(line.held_for.size());
    const std::string more = line.held_for.size() > kMost ? context.say(" 等 ", " and others: ") + all : std::string();
    const std::string said = listed(names, context.language) + more;
    return line.line.lead + (context.in_chinese() ? "（含原" + said + (more.empty() ? "的）" : " 个单位的）")
                                                  : " (with what is held for " + said + ")");
}

}  // namespace

DepartmentList department_list(const Context& context, const Department& department, std::optional<units::UnitIndex> under) {
    DepartmentList list;
    list.under = under;
    if (const std::uint32_t* organ = std::get_if<std::uint32_t>(&department)) {
        list.name = context.world.plan.organs[*organ].name;
        gather(context, *organ, under, list);
    } else {
        const units::UnitIndex unit = std::get<units::UnitIndex>(department);
        list.name = context.world.units.path(unit);
        list.code = context.world.units.code(unit);
        gather(context, unit, list);
    }
    std::stable_sort(list.lines.begin(), list.lines.end(),
                     [](const DepartmentLine& a, const DepartmentLine& b) { return a.part < b.part; });
    return list;
}

Page page(const Context& context, const DepartmentList& list) {
    std::string title = list.under ? context.world.units.path(*list.under) + " " + list.name : list.name;
    Page page = begin_page(context, title + context.say(" 任务清单", ": what it leads and supports"), Orientation::landscape);
    Table table;
    const auto column = [&](std::string_view zh, std::string_view en, Width width, Align align = Align::left) {
        table.columns.push_back({context.say(zh, en), width, align, {}});
    };
    column("序号", "No.", Width::narrow, Align::right);
    column("灯", "Light", Width::narrow, Align::centre);
    column("任务", "Task", Width::normal);
    column("原文依据", "Source", Width::wide);
    column("牵头", "Lead", Width::normal);
    column("配合", "With", Width::normal);
    column("完成标准", "Done when", Width::wide);
    column("完成时限", "Due", Width::narrow);
    column("层级", "Levels", Width::normal);
    column("单位数", "Units", Width::narrow, Align::right);
    column("计入项数", "Rows that count", Width::narrow, Align::right);
    add_count_columns(context, table);
    column("逾期", "Overdue", Width::narrow, Align::right);
    table.frozen = 3;
    table.grouped_by = context.say("类别", "part");
    table.if_empty = context.say("本计划没有提到它。", "This plan does not name it.");
    std::set<Rank> lights;
    std::int64_t number = 0;
    for (const DepartmentLine& one : list.lines) {
        const PartWords& part = kParts[static_cast<std::size_t>(one.part)];
        const std::string name = context.say(part.zh, part.en);
        if (table.groups.empty() || table.groups.back().title != name) table.groups.push_back({name, {}});
        lights.insert(one.light);
        Cell due{one.rhythm, {}, {}, {}};
        if (one.line.due != evaluate::kNever) due = due_cell(one.line.due, one.line.due, context.language);
        const bool says_note = due.text.find(one.line.due_note) != std::string::npos;  // the clause says it itself
        if (!says_note && !due.text.empty())
            due.text += context.in_chinese() ? "（" + one.line.due_note + "）" : " (" + one.line.due_note + ")";
        Cells cells{number_cell(++number),
                    {{}, {}, light(context.world.plan, one.light, context.language), {}},
                    text_cell(titled(one.line.task, one.line.title) +
                                  (one.is_former ? context.say("（修订前）", " (before the amendment)") : ""),
                              task_place(one.line.task)),
                    text_cell(one.line.quote),
                    text_cell(lead_words(context, one)),
                    text_cell(one.line.support),
                    text_cell(one.line.criterion),
                    std::move(due),
                    text_cell(level_words(context, one)),
                    number_cell(one.units),
                    number_cell(one.totals.rated().all())};
        if (one.totals.rated().all() > 0) {
            add_count_cells(context, one.totals.rated(), cells);
            cells.push_back(number_cell(one.totals.overdue));
        }
        cells.resize(table.columns.size());  // a step, or what is only encouraged, is in no rate
        table.groups.back().rows.push_back(std::move(cells));
    }
    const bool is_empty = table.is_empty();
    if (!is_empty)
        page.sections.push_back(
            {{}, Text{{context.say("牵头任务：", "What it leads: ") + counts_words(context, list.counts)}}});
    page.main = static_cast<std::uint32_t>(page.sections.size());
    page.sections.push_back({{}, std::move(table)});
    if (!is_empty) page.sections.push_back({context.say("说明", "What the lights mean"), light_legend(context, lights)});
    return page;
}

std::string json(const Context& context, const DepartmentList& list) {
    json::Writer writer = begin_json(context, "department");
    writer.member("department", list.name);
    writer.key("unit");
    list.code.empty() ? writer.null() : writer.text(list.code);
    writer.key("under");
    list.under ? writer.text(context.world.units.code(*list.under)) : writer.null();
    write_counts(context, writer, "counts", list.counts);
    writer.key("lines").begin_array();
    for (const DepartmentLine& one : list.lines) {
        writer.begin_object().member("part", kParts[static_cast<std::size_t>(one.part)].name);
        writer.member("task", one.line.task).member("title", one.line.title).member("quote", one.line.quote);
        writer.member("lead", one.line.lead)
            .member("with", one.line.support)
            .member("modality", one.line.modality)
            .member("criterion", one.line.criterion);
        write_instant(writer, "due", one.line.due);
        writer.member("due_note", one.line.due_note);
        writer.key("levels").begin_array();
        for (const units::LevelIndex level : one.levels)
            writer.text(context.world.plan.levels[at(level)]);
        writer.end_array();
        writer.member("units", one.units);
        writer.key("held_for").begin_array();
        for (const units::UnitIndex unit : one.held_for)
            writer.text(context.world.units.code(unit));
        writer.end_array();
        writer.member("rows", one.totals.rows);
        write_counts(context, writer, "counts", one.totals.rated());
        writer.member("overdue", one.totals.overdue);
        write_light(context, writer, one.light);
        writer.end_object();
    }
    writer.end_array();
    return end_json(context, writer);
}

}  // namespace duban::checklist
