#include "engine/checklist/problems.hpp"

#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"

#include <algorithm>

namespace duban::checklist {

namespace {

using evaluate::Block;
using evaluate::Status;

enum class Kind : std::uint8_t { none, open, closed };

Kind kind_of(const Block& block, std::size_t row) {
    if (plan::is_soft(block.modality)) return Kind::none;
    switch (block.status[row]) {
        case Status::failed:
        case Status::returned:
        case Status::overdue:
        case Status::unreported_overdue:
        case Status::claimed_without_proof: return Kind::open;
        case Status::undetermined: return block.past_due[row] != 0 ? Kind::open : Kind::none;
        case Status::done_late: return Kind::closed;
        case Status::no_case:
        case Status::not_applicable:
        case Status::done_early:
        case Status::done:
        case Status::superseded:
        case Status::waived:
        case Status::excused:
        case Status::awaiting_verification:
        case Status::planned:
        case Status::waiting:
        case Status::report_missing:
        case Status::behind_schedule:
        case Status::due_soon:
        case Status::not_started:
        case Status::on_schedule: break;
    }
    return Kind::none;
}

/// The day after a date; of an hour, the hour.
value::Instant first_overdue(value::Instant due) {
    return value::is_last_minute(due) ? value::last_minute(value::add_days(value::date_of(due), 1)) : due;
}

/// When what only grows passed a bound, or came to what must never be; kNever: there is no such bound.
value::Instant passed_at(const plan::Plan& plan, const evaluate::Part& part, bool is_never) {
    const bool beyond = is_never ? part.comparison == ">" : part.comparison == "<=" || part.comparison == "=";
    const bool at_it = is_never ? part.comparison == ">=" : part.comparison == "<";
    if (part.defined == plan::kNone || (!beyond && !at_it) || !plan::only_grows(plan.indicators[part.defined].kind))
        return evaluate::kNever;
    std::vector<const evaluate::Evidence*> readings;
    for (const evaluate::Evidence& reading : part.readings) {
        if (!reading.overruled) readings.push_back(&reading);
    }
    std::stable_sort(readings.begin(), readings.end(),
                     [](const auto* a, const auto* b) { return a->effective < b->effective; });
    std::int64_t reached = 0;
    for (const evaluate::Evidence* reading : readings) {
        const auto told = value::parse_decimal(reading->value);
        if (!told) continue;
        const bool adds_up = plan.indicators[part.defined].kind == plan::IndicatorKind::flow;
        reached = adds_up ? reached + told->millionths : told->millionths;
        if (reached > part.target || (at_it && reached == part.target)) return reading->effective;
    }
    return evaluate::kNever;
}

/// When a part of what failed was false for good: as it passed its bound; what may yet be reached at the end of its period;
/// else by what was told last.
value::Instant broken_at(const plan::Plan& plan, const Block& block, std::size_t row, const evaluate::Part& part) {
    bool is_kept = block.modality == plan::Modality::never;
    if (const value::Instant passed = passed_at(plan, part, is_kept); passed != evaluate::kNever) return passed;
    const plan::Task& task = plan.tasks[block.task];
    plan::each_node(task.goals[block.goal].criterion, [&](const plan::Node& node) {
        using Is = plan::Node::Kind;
        is_kept = is_kept || node.kind == Is::throughout || node.kind == Is::until || node.kind == Is::never_falls;
    });
    if (task.slots == plan::SlotRule::continuing && !is_kept)
        return first_overdue(value::last_minute(block.slots[block.slot[row]].days.last));
    value::Instant last = evaluate::kNever;
    const auto take = [&](value::Instant effective) {
        last = last == evaluate::kNever ? effective : std::max(last, effective);
    };
    for (const evaluate::Evidence& reading : part.readings)
        take(reading.effective);
    for (const evaluate::Told& one : part.told)
        take(one.effective);
    return last;
}

/// The day on which it became a problem, and who saw it.
void find(const Context& context, const Block& block, std::size_t row, const evaluate::Explanation& explanation,
          Problem& problem) {
    problem.found_by = context.say("系统对照", "the program");
    if (block.missed[row] != evaluate::kNever) {
        problem.found = first_overdue(block.missed[row]);
    } else if (block.past_due[row] != 0) {
        problem.found = first_overdue(block.due[row]);
    }
    if (block.status[row] == Status::returned) {
        for (const evaluate::Act& act : explanation.acts) {
            if (act.kind != log::Kind::send_back) continue;
            const auto who = context.world.units.find(act.by);
            problem.found_by = (who ? context.world.units.name(*who) : act.by) + context.say("审核", " (verifying)");
            problem.found = act.effective;
        }
    }
    if (block.status[row] != Status::failed) return;
    problem.found = evaluate::kNever;
    for (const evaluate::Part& part : explanation.parts) {
        if (part.decided) problem.found = std::min(problem.found, broken_at(context.world.plan, block, row, part));
    }
}

void add(Context& context, RowRef place, ProblemLedger& ledger) {
    const Block& block = context.board.blocks[place.block];
    const Kind kind = kind_of(block, place.row);
    if (kind == Kind::none) return;
    const units::Tree& units = context.world.units;
    const units::UnitIndex holder = block.holder[place.row];
    const evaluate::Explanation explanation = context.explainer.explain(place.block, place.row);
    Problem problem{line_of(context, place, explanation),
                    units.code(holder),
                    units.path(holder),
                    held_for_words(units, block, place.row, context.language),
                    unit_place(units, holder),
                    {},
                    evaluate::kNever,
                    kind == Kind::closed ? block.completed[place.row] : evaluate::kNever};
    find(context, block, place.row, explanation, problem);
    (kind == Kind::open ? ledger.open : ledger.closed).push_back(std::move(problem));
}

Table table_of(const Context& context, const ProblemLedger& ledger) {
    Table table;
    const auto column = [&](std::string_view zh, std::string_view en, Width width, Align align = Align::left) {
        table.columns.push_back({context.say(zh, en), width, align, {}});
    };
    column("序号", "No.", Width::narrow, Align::right);
    column("灯", "Light", Width::narrow, Align::centre);
    column("责任单位", "Unit", Width::normal);
    column("任务", "Task", Width::normal);
    column("期间", "Slot", Width::narrow);
    column("问题", "Problem", Width::wide);
    column("发现方式", "Found by", Width::narrow);
    column("发现日期", "Found on", Width::narrow);
    column("整改措施", "Measure", Width::normal);
    column("责任人", "Person", Width::narrow);
    column("期限", "Due", Width::narrow);
    column("销号日期", "Written off", Width::narrow);
    table.frozen = 4;
    table.grouped_by = context.say("销号情况", "state");
    table.if_empty = context.say("没有问题。", "There are no problems.");
    const auto instant_cell = [](value::Instant at) {
        return at == evaluate::kNever ? Cell{} : Cell{value::to_short_string(at), at, {}, {}};
    };
    std::int64_t number = 0;
    const auto add = [&](std::string title, const std::vector<Problem>& problems) {
        if (problems.empty()) return;
        title += context.say("：", ": ") + std::to_string(problems.size());
        table.groups.push_back({std::move(title), {}});
        for (const Problem& problem : problems) {
            const Line& line = problem.line;
            table.groups.back().rows.push_back({number_cell(++number),
                                                {{}, {}, light(context.world.plan, line.light, context.language), {}},
                                                text_cell(problem.unit + problem.held_for, problem.unit_place),
                                                text_cell(titled(line.task, line.title), task_place(line.task)),
                                                text_cell(line.slot_words),
                                                text_cell(problem_words(context, line)),
                                                text_cell(problem.found_by),
                                                instant_cell(problem.found),
                                                text_cell(line.next),
                                                text_cell(line.officers),
                                                due_cell(line.due, line.planned, context.language),
                                                instant_cell(problem.closed)});
        }
    };
    add(context.say("未销号", "Open"), ledger.open);
    add(context.say("已销号（逾期后完成）", "Written off (done late)"), ledger.closed);
    return table;
}

Table part_table(const Context& context, const ProblemLedger& ledger) {
    const units::Tree& units = context.world.units;
    Table table;
    table.columns = {{context.say("地区", "Part"), Width::normal, Align::left, {}},
                     {context.say("未销号", "Open"), Width::narrow, Align::right, {}},
                     {context.say("已销号", "Written off"), Width::narrow, Align::right, {}}};
    table.groups.emplace_back();
    ProblemPart sum;
    for (const ProblemPart& part : ledger.parts) {
        table.groups[0].rows.push_back({text_cell(units.name(part.unit), problem_place(units, part.unit)),
                                        number_cell(part.open), number_cell(part.closed)});
        sum.open += part.open;
        sum.closed += part.closed;
    }
    table.total = {text_cell(context.say("合计", "Total")), number_cell(sum.open), number_cell(sum.closed)};
    return table;
}

void write_problems(const Context& context, json::Writer& writer, std::string_view name, const std::vector<Problem>& problems) {
    writer.key(name).begin_array();
    for (const Problem& problem : problems) {
        const Line& line = problem.line;
        writer.begin_object().member("unit", problem.code).member("path", problem.unit);
        write_held_for(writer, line.held_for);
        writer.member("task", line.task).member("title", line.title).member("slot", line.slot);
        writer.member("status", line.status);
        write_light(context, writer, line.light);
        writer.member("timeliness", line.timeliness).member("why", line.why).member("found_by", problem.found_by);
        write_instant(writer, "found", problem.found);
        writer.member("measure", line.next).member("person", line.officers);
        write_instant(writer, "due", line.due);
        write_instant(writer, "closed", problem.closed);
        writer.end_object();
    }
    writer.end_array();
}

}  // namespace

ProblemLedger problem_ledger(Context& context, units::UnitIndex top) {
    ProblemLedger ledger{top, {}, {}, {}};
    for (const RowRef place : context.duties.held_below(context.world.units, top))
        add(context, place, ledger);
    return ledger;
}

ProblemLedger problem_parts(Context& context, units::UnitIndex top) {
    const units::Tree& units = context.world.units;
    ProblemLedger ledger{top, {}, {}, {}};
    for (const RowRef place : context.duties.held_by(top))
        add(context, place, ledger);
    for (std::uint32_t u = at(top) + 1; u < at(units.end(top)); u = at(units.end(units::UnitIndex{u}))) {
        ProblemPart part{units::UnitIndex{u}, 0, 0};
        for (const RowRef place : context.duties.held_below(units, part.unit)) {
            const Kind kind = kind_of(context.board.blocks[place.block], place.row);
            if (kind == Kind::open) ++part.open;
            if (kind == Kind::closed) ++part.closed;
        }
        if (part.open + part.closed > 0) ledger.parts.push_back(part);
    }
    return ledger;
}

std::size_t problem_count(const Context& context, units::UnitIndex top) {
    std::size_t count = 0;
    for (const RowRef place : context.duties.held_below(context.world.units, top))
        count += kind_of(context.board.blocks[place.block], place.row) == Kind::none ? 0 : 1;
    return count;
}

Page page(const Context& context, const ProblemLedger& ledger) {
    Page page = begin_page(context, context.world.units.path(ledger.top) + context.say(" 问题台账", ": problems"),
                           Orientation::landscape);
    if (!ledger.parts.empty())
        page.sections.push_back({context.say("各地", "By part of the country"), part_table(context, ledger)});
    page.main = static_cast<std::uint32_t>(page.sections.size());
    page.sections.push_back({{}, table_of(context, ledger)});
    std::set<Rank> lights;
    for (const std::vector<Problem>* problems : {&ledger.open, &ledger.closed}) {
        for (const Problem& problem : *problems)
            lights.insert(problem.line.light);
    }
    if (!lights.empty()) page.sections.push_back({context.say("说明", "What the lights mean"), light_legend(context, lights)});
    return page;
}

std::string json(const Context& context, const ProblemLedger& ledger) {
    json::Writer writer = begin_json(context, "problems");
    writer.key("unit").begin_object().member("code", context.world.units.code(ledger.top));
    writer.member("name", context.world.units.name(ledger.top)).end_object();
    write_problems(context, writer, "open", ledger.open);
    write_problems(context, writer, "closed", ledger.closed);
    writer.key("parts").begin_array();
    for (const ProblemPart& part : ledger.parts) {
        writer.begin_object()
            .member("unit", context.world.units.code(part.unit))
            .member("name", context.world.units.name(part.unit));
        writer.member("open", part.open).member("closed", part.closed).end_object();
    }
    writer.end_array();
    return end_json(context, writer);
}

}  // namespace duban::checklist
