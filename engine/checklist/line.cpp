#include "engine/checklist/line.hpp"

#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace duban::checklist {

namespace {

using evaluate::Status;
using text::Language;
using text::Words;

std::string quoted(const Context& context, const plan::Task& task, text::Span span) {
    return clause_words(context.sources[task.version]->slice(span), context.language);
}

/// As the plan writes it; the word for must is left out, others say how strongly it is meant.
std::string criterion_words(const Context& context, const plan::Task& task, const plan::Goal& goal) {
    if (goal.criterion.root().kind == plan::Node::Kind::claimed) return claim_words(context.language);
    if (goal.criterion.root().kind == plan::Node::Kind::parts)
        return all_parts_words(context.world.plan, task, context.language);
    const plan::Node* whole = &goal.criterion.root();
    if (goal.modality == plan::Modality::must) return quoted(context, task, whole->span);
    // What must never be is kept as: at every reading, not this.
    while (goal.modality == plan::Modality::never &&
           (whole->kind == plan::Node::Kind::throughout || whole->kind == plan::Node::Kind::negation)) {
        whole = &goal.criterion.nodes[whole->operands[0]];
    }
    return evaluate::words(goal.modality).in(context.language) + " " + quoted(context, task, whole->span);
}

/// Where the due date is from, if no clause of the task says it as it is. An announced length is none that the plan assumed.
Words due_note(const plan::Plan& plan, const plan::Task& task, bool is_announced) {
    const bool table_assumed = task.due.offset && task.due.offset->assumed && !is_announced;
    const bool rhythm_assumed = task.rhythm && task.rhythm->assumed;
    if (task.due.assumed || table_assumed || rhythm_assumed) return {"假定", "assumed"};
    if (!task.due.by_default) return {};
    const bool counts = task.due.offset || task.due.day > 0;
    if (counts && task.whole != plan::kNone && !plan.tasks[task.whole].due.by_default)
        return {"按任务的期限", "by its task's due date"};
    if (counts || task.due.anchor == plan::Deadline::Anchor::date) return {"计划统一期限", "the plan's own due date"};
    switch (task.slots) {
        case plan::SlotRule::window: return {"按时段", "the window's end"};
        case plan::SlotRule::recurring:
        case plan::SlotRule::continuing: return {"按期末", "the period's end"};
        case plan::SlotRule::one_off:
        case plan::SlotRule::triggered: break;
    }
    return {"按计划年度", "the plan's last day"};
}

/// What moved the due date from the one that the plan gives, and the planned one, that after notice.
void tell_move(const evaluate::Explanation& explanation, Language language, Line& line) {
    std::vector<std::string> why;
    value::Instant before = evaluate::kNever;
    bool is_moved = false;
    for (const evaluate::CalendarStep& step : explanation.steps) {
        const bool moves_planned = step.what == "extension" || step.what == "prerequisite";
        if (moves_planned && !std::exchange(is_moved, true)) line.planned = before;
        if (moves_planned || step.what == "notice") why.push_back(step.said.in(language));
        before = step.result;
    }
    line.moved = listed(why, language);
}

/// What a waiting row waits for: the row of a prerequisite, or else its window.
Words waited_for(const Context& context, const evaluate::Block& block, std::size_t row) {
    const auto wait = std::lower_bound(block.waits.begin(), block.waits.end(), row,
                                       [](const evaluate::Wait& one, std::size_t wanted) { return one.row < wanted; });
    if (wait == block.waits.end() || wait->row != row) {
        const plan::Task& waiting = context.world.plan.tasks[block.task];
        const std::uint32_t window = waiting.window == plan::kNone ? waiting.due.window : waiting.window;
        const std::uint32_t by = window == plan::kNone ? plan::kNone : context.world.plan.windows[window].by;
        if (by == plan::kNone) return {"等待时段公布", "wait for the window to be announced"};
        const std::string& attribute = context.world.plan.attributes[by].name;
        return {"报明 " + attribute, "tell its " + attribute};
    }
    const evaluate::Block& upstream = context.board.blocks[wait->block];
    const plan::Task& task = context.world.plan.tasks[upstream.task];
    const std::string what = titled(task.id, task.title);
    const std::string& who = context.world.units.name(upstream.holder[wait->upstream]);
    const auto whose = [&](Language language) {
        return who + held_for_words(context.world.units, upstream, wait->upstream, language);
    };
    return {"等待前置任务：" + what + "（" + whose(Language::zh) + "）", "wait for " + what + " (" + whose(Language::en) + ")"};
}

bool is_open(Status status) {
    switch (status) {
        case Status::overdue:
        case Status::unreported_overdue:
        case Status::undetermined:
        case Status::report_missing:
        case Status::behind_schedule:
        case Status::due_soon:
        case Status::not_started:
        case Status::on_schedule: return true;
        default: return false;
    }
}

/// The first of the units that the count lacks and of which it is true, false or unknown, and how many there are; empty if
/// none.
Words lacking_units(const Context& context, const evaluate::Part& part, std::string_view truth) {
    constexpr std::size_t kMost = 4;
    std::vector<std::string> names;
    std::size_t all = 0;
    for (const evaluate::Lacking& one : part.lacking) {
        if (one.truth != truth || !one.case_id.empty() || ++all > kMost) continue;
        names.push_back(context.world.units.name(one.unit));
    }
    Words said(listed(names, Language::zh), listed(names, Language::en));
    if (all > kMost) {
        said.zh += " 等 " + std::to_string(all) + " 个单位";
        said.en += ", " + std::to_string(all) + " units in all";
    }
    return said;
}

/// The units that must report before a count or a total is known, and those that must do it where these reports cannot be
/// enough; empty if there are none.
Words chased(const Context& context, const evaluate::Part& part) {
    Words said = lacking_units(context, part, "unknown");
    if (!said.zh.empty()) said = {"催报：" + said.zh, "ask for the reports of " + said.en};
    if (!part.count || part.count->too_many || part.count->yes + part.count->unknown >= part.count->needed) return said;
    const Words behind = lacking_units(context, part, "false");
    if (behind.zh.empty()) return said;
    said.zh += (said.zh.empty() ? "督促办理：" : "；督促办理：") + behind.zh;
    said.en += (said.en.empty() ? "urge " : "; urge ") + behind.en;
    return said;
}

/// What it must tell besides figures: that it is done, that its case is closed, what its steps and parts lack; empty if
/// nothing.
Words other_reports(const Context& context, const evaluate::Explanation& explanation) {
    constexpr std::size_t kMost = 4;
    std::vector<std::string> parts;
    Words said;
    for (const evaluate::Missing& missing : explanation.missing) {
        if (missing.of) {
            const plan::Task& part = context.world.plan.tasks[context.board.blocks[missing.of->block].task];
            const std::string name = titled(part.id, part.title);
            if (parts.size() < kMost && std::find(parts.begin(), parts.end(), name) == parts.end()) parts.push_back(name);
        } else if (missing.kind == evaluate::Missing::Kind::claim) {
            said = {"申报完成", "claim that it is done"};
        } else if (missing.kind == evaluate::Missing::Kind::close) {
            said = {"关闭" + slot_words("case:" + missing.case_id, Language::zh),
                    "close " + slot_words("case:" + missing.case_id, Language::en)};
        }
    }
    if (said.zh.empty() && !parts.empty())
        said = {"补报各分项：" + listed(parts, Language::zh), "report its parts: " + listed(parts, Language::en)};
    return said;
}

/// What the office should do now; nothing where all is done or nothing is asked.
Words next_step(const Context& context, const evaluate::Explanation& explanation, Status status) {
    if (status == Status::undetermined && !explanation.attributes_wanted.empty()) {
        return {"报明 " + listed(explanation.attributes_wanted, Language::zh),
                "tell its " + listed(explanation.attributes_wanted, Language::en)};
    }
    const std::vector<std::string> lacking = lacking_proof(explanation);
    const evaluate::Block& block = context.board.blocks[explanation.block];
    std::string reports_zh;
    std::string reports_en;
    std::vector<evaluate::Missing> wanted = explanation.missing;
    // A claim and a closing are no reports; steps and parts have lines of their own.
    std::erase_if(wanted, [](const evaluate::Missing& missing) { return missing.indicator.empty() || missing.of; });
    std::size_t named = 0;
    for (const evaluate::Missing& missing : wanted) {
        if (++named > 4) break;
        const auto what = [&](Language language) {
            const bool is_own = missing.unit == block.holder[explanation.row];
            const std::string whose = is_own ? std::string() : context.world.units.name(missing.unit) + " ";
            return whose + indicator_words(context.world.plan, missing.indicator, language) + " " +
                   slot_words(missing.case_id.empty() ? missing.period : "case:" + missing.case_id, language);
        };
        reports_zh += (reports_zh.empty() ? "" : "、") + what(Language::zh);
        reports_en += (reports_en.empty() ? "" : ", ") + what(Language::en);
    }
    if (wanted.size() > 4) {
        reports_zh += " 等 " + std::to_string(wanted.size()) + " 期";
        reports_en += ", " + std::to_string(wanted.size()) + " in all";
    }
    if (explanation.missing.empty()) {  // not its own reports
        for (const evaluate::Part& part : explanation.parts) {
            const Words others = chased(context, part);
            if (!others.zh.empty() && is_open(status)) return others;
        }
    }
    const auto office = reviewer(context.world, context.board, block, explanation.row);
    const std::string who = office ? context.world.units.name(*office) : std::string();
    if (wants_judgement(block, explanation.row)) {
        if (status == Status::awaiting_verification) return {"请" + who + "评定", "ask " + who + " to judge"};
        if (status == Status::undetermined)
            return {"完成后申报，请" + who + "评定", "claim it when it is done, and ask " + who + " to judge"};
    }
    Words others = wanted.empty() ? other_reports(context, explanation) : Words();
    switch (status) {
        case Status::claimed_without_proof:
            return {"补交佐证：" + listed(lacking, Language::zh), "file the proof: " + listed(lacking, Language::en)};
        case Status::awaiting_verification: return {"请" + who + "审核", "ask " + who + " to verify"};
        case Status::returned: return {"按退回意见整改，再申报完成", "correct what was returned, then claim again"};
        case Status::overdue:
            if (!others.zh.empty()) return {"立即办理，" + others.zh, "do it now; " + others.en};
            if (wanted.empty()) return {"立即办理并填报", "do it now and report"};
            return {"立即办理，填报：" + reports_zh, "do it now; report: " + reports_en};
        case Status::unreported_overdue:
        case Status::report_missing:
            if (!others.zh.empty()) return others;
            if (wanted.empty()) return {"补报", "report"};
            return {"补报：" + reports_zh, "report: " + reports_en};
        case Status::not_started:
        case Status::on_schedule:
        case Status::due_soon:
        case Status::behind_schedule:
        case Status::undetermined:
            if (wanted.empty()) return {"按期办理并填报", "go on, and report in time"};
            return {"填报：" + reports_zh, "report: " + reports_en};
        case Status::waiting: return waited_for(context, context.board.blocks[explanation.block], explanation.row);
        case Status::no_case:
        case Status::not_applicable:
        case Status::done_early:
        case Status::done:
        case Status::done_late:
        case Status::superseded:
        case Status::waived:
        case Status::excused:
        case Status::failed:
        case Status::planned: break;
    }
    return {};
}

/// `山西省环保部门`; `山西省 (环保部门)`
std::string with_organ(const Context& context, const std::string& unit, std::uint32_t organ) {
    if (organ == plan::kNone) return unit;
    const std::string& name = context.world.plan.organs[organ].name;
    return context.in_chinese() ? unit + name : unit + " (" + name + ")";
}

/// The clauses that name who takes part, as the plan writes them.
std::string supporters(const Context& context, const plan::Task& task) {
    std::vector<std::string> all;
    const auto add = [&](const std::vector<plan::Who>& clauses, const Words& how) {
        for (const plan::Who& who : clauses)
            all.push_back(how.in(context.language) + quoted(context, task, who.span));
    };
    add(task.jointly, {"会同", "jointly: "});
    add(task.support, {});
    add(task.oversee, {"督促", "overseeing: "});
    return listed(all, context.language);
}

constexpr std::size_t kMostLacking = 5;  // of a count, of steps and parts, by name on a line

/// Its steps and parts that are not done: `8.2-1 劳动节、8.2-4 十八大`.
std::string parts_not_done(const Context& context, const evaluate::Explanation& explanation) {
    std::vector<std::string> names;
    for (const evaluate::OtherRow& place : explanation.parts_of_it) {
        const evaluate::Block& part = context.board.blocks[place.block];
        const bool is_open =
            part.lifecycle[place.row] == evaluate::Lifecycle::active || part.status[place.row] == Status::failed;
        const plan::Task& task = context.world.plan.tasks[part.task];
        std::string name = titled(task.id, task.title);
        if (is_open && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    const std::size_t all = names.size();
    if (all > kMostLacking) {
        names.resize(kMostLacking);
        names.push_back(context.in_chinese() ? "等 " + std::to_string(all) + " 项" : std::to_string(all) + " in all");
    }
    return listed(names, context.language);
}

/// What was measured; of what is no number what was told last, of a set each member.
std::string progress(const plan::Plan& plan, const evaluate::Part& part, const plan::Indicator& indicator, Language language) {
    std::string measured = value_words(indicator, part.low, part.high, language);
    if (part.low != evaluate::kMinusInfinity || part.high != evaluate::kPlusInfinity) return measured;
    std::vector<std::string> told;
    for (const evaluate::Evidence& reading : part.readings) {
        if (reading.overruled || reading.value.empty()) continue;
        const plan::Indicator& of = plan.indicators[reading.defined];
        if (of.kind != plan::IndicatorKind::set) told.clear();
        std::string said = told_words(of, reading.value, language);
        if (std::find(told.begin(), told.end(), said) == told.end()) told.push_back(std::move(said));
    }
    return told.empty() ? measured : listed(told, language);
}

/// What was measured against a bound: `（实 2 次）`; empty where nothing is.
std::string in_fact(const Context& context, const evaluate::Part& part) {
    const plan::Plan& plan = context.world.plan;
    const std::uint32_t indicator = part.defined;
    if (indicator == plan::kNone || part.comparison.empty() || part.low == evaluate::kMinusInfinity) return {};
    if (plan.indicators[indicator].kind == plan::IndicatorKind::yes_no) return {};
    const std::string is = value_words(plan.indicators[indicator], part.low, part.high, context.language);
    return context.in_chinese() ? "（实 " + is + "）" : " (" + is + " in fact)";
}

std::string why_of(const Context& context, const evaluate::Block& block, const evaluate::Explanation& explanation) {
    if (block.status[explanation.row] == Status::superseded)
        return superseded_words(context.world.plan, context.world.plan.tasks[block.task], context.language);
    std::vector<std::string> why;
    for (std::size_t reason = 0; reason < evaluate::kReasons; ++reason) {
        const auto one = static_cast<evaluate::Reason>(reason);
        if ((block.reasons[explanation.row] & evaluate::bit(one)) == 0) continue;
        const std::string& unit = context.world.units.name(block.unit[explanation.row]);
        const std::string named = one == evaluate::Reason::attribute
                                      ? attributes_words(unit, explanation.attributes_wanted, context.language)
                                      : std::string();
        why.push_back(named.empty() ? evaluate::words(one).in(context.language) : named);
    }
    if (const std::string behind = behind_words(context.world.plan, block, explanation.row, context.language); !behind.empty())
        why.push_back(behind);
    if (const std::string early = early_verification_words(block, explanation, context.language); !early.empty())
        why.push_back(early);
    const Status status = block.status[explanation.row];
    if (block.modality == plan::Modality::never) {
        for (const evaluate::Part& part : explanation.parts) {
            if (status == Status::failed && part.truth == "true")
                why.push_back(happened_words(context.world.plan, part, context.language));
        }
    } else if (status == Status::overdue || status == Status::failed) {
        for (const evaluate::Part& part : explanation.parts) {
            if (part.truth != "false" || part.is_of_rows) continue;
            why.push_back(Words("未达到 ", "does not reach ").in(context.language) +
                          quoted(context, context.world.plan.tasks[block.task], part.span) + in_fact(context, part));
        }
    }
    if (block.count[explanation.row] == evaluate::Count::not_done || block.count[explanation.row] == evaluate::Count::unknown) {
        for (const evaluate::Part& part : explanation.parts) {
            if (part.truth == "true") continue;
            const std::string lacking = lacking_words(context.world.units, part, kMostLacking, context.language);
            if (!lacking.empty()) why.push_back(lacking);
        }
        if (const std::string parts = parts_not_done(context, explanation); !parts.empty())
            why.push_back(Words("未完成：", "not done: ").in(context.language) + parts);
    }
    if (status == Status::unreported_overdue && block.verdict[explanation.row] == evaluate::Verdict::met_for_now)
        why.push_back(
            Words("现在达到，期末的还没有报", "met for now, and not reported to the end of its period").in(context.language));
    for (const evaluate::Act& act : explanation.acts) {
        const bool moves_it = act.kind == log::Kind::extend || act.kind == log::Kind::transfer;  // it says why, not why not
        if (!act.reason.empty() && !moves_it && block.count[explanation.row] != evaluate::Count::done)
            why.push_back(log::words(act.kind).in(context.language) + (context.language == Language::zh ? "：" : ": ") +
                          act.reason);
    }
    return listed(why, context.language);
}

constexpr std::ptrdiff_t kPersons = 6;  // the column of persons: behind who leads

}  // namespace

bool is_released(Status status) {
    return status == Status::no_case || status == Status::not_applicable || status == Status::superseded ||
           status == Status::waived || status == Status::excused;
}

std::string claim_words(Language language) { return Words("申报完成", "claimed as done").in(language); }

std::string all_parts_words(const plan::Plan& plan, const plan::Task& task, Language language) {
    const bool in_order = plan.tasks[task.parts.front()].in_order;
    return (in_order ? Words("各步骤都完成", "all its steps are done") : Words("各分项都完成", "all its parts are done"))
        .in(language);
}

std::string titled(const std::string& id, const std::string& title) { return title.empty() ? id : id + " " + title; }

std::vector<std::string> lacking_proof(const evaluate::Explanation& explanation) {
    const std::vector<std::string>& there = explanation.proof_there;
    std::vector<std::string> lacking;
    std::copy_if(explanation.proof_wanted.begin(), explanation.proof_wanted.end(), std::back_inserter(lacking),
                 [&](const std::string& kind) { return std::find(there.begin(), there.end(), kind) == there.end(); });
    return lacking;
}

std::string due_clause(const Context& context, const plan::Task& task) {
    if (task.due.by_default || task.due.span.empty()) return {};
    const std::string_view clause = context.sources[task.version]->slice(task.due.span);
    const std::size_t keyword = clause.find_first_of(" \t\r\n");
    if (keyword == std::string_view::npos) return {};
    return quoted(context, task, {task.due.span.begin + static_cast<std::uint32_t>(keyword), task.due.span.end});
}

std::string proof_words(const Context& context, const evaluate::Explanation& explanation) {
    const std::vector<std::string>& there = explanation.proof_there;
    std::vector<std::string> words;
    for (const std::string& kind : explanation.proof_wanted) {
        const bool is_there = std::find(there.begin(), there.end(), kind) != there.end();
        words.push_back(kind + (is_there ? context.say("（有）", " (received)") : context.say("（缺）", " (missing)")));
    }
    return listed(words, context.language);
}

Line task_line(const Context& context, const plan::Task& task, const plan::Goal& goal) {
    const Language language = context.language;
    Line line;
    line.task = task.id;
    line.title = task.title;
    for (const plan::Quote& quote : task.quotes)
        line.quote += (line.quote.empty() ? "" : context.say("；", "; ")) + quote.text;
    line.lead = quoted(context, task, task.lead.span);
    line.support = supporters(context, task);
    line.officers = listed(task.officers, language);
    line.modality = evaluate::name(goal.modality);
    line.criterion = criterion_words(context, task, goal);
    line.signers = task.signers;
    line.due_note = due_note(context.world.plan, task, false).in(language);
    line.due = line.planned = evaluate::kNever;
    return line;
}

Cell due_cell(value::Instant due, value::Instant planned, Language language) {
    return due == evaluate::kNever ? Cell{} : Cell{due_words(due, planned, language), due, {}, {}};
}

Line line_of(Context& context, RowRef place) {
    return line_of(context, place, context.explainer.explain(place.block, place.row));
}

Line line_of(const Context& context, RowRef place, const evaluate::Explanation& explanation) {
    const std::size_t row = place.row;
    const evaluate::Block& block = context.board.blocks[place.block];
    const plan::Plan& plan = context.world.plan;
    const plan::Task& task = plan.tasks[block.task];
    const Language language = context.language;

    Line line = task_line(context, task, task.goals[block.goal]);
    line.slot = block.slots[block.slot[row]].label;
    line.slot_words = slot_words(line.slot, language);
    line.lead = with_organ(context, context.world.units.name(block.holder[row]), task.lead.organ);
    if (const std::string heir = heir_words(context.world.units, block, row, context.board.as_of, language); !heir.empty()) {
        line.lead += context.in_chinese() ? "（" + heir + "）" : " (" + heir + ")";
    } else {
        line.lead += held_for_words(context.world.units, block, row, language);
    }
    line.held_for = held_for(context.world.units, block, row);
    line.due = block.due[row];
    tell_move(explanation, language, line);
    const bool is_announced =
        std::any_of(explanation.steps.begin(), explanation.steps.end(),
                    [](const evaluate::CalendarStep& step) { return step.what == "offset" && step.record > 0; });
    const bool is_of_no_case = task.trigger && block.due[row] == evaluate::kNever;
    if (!is_of_no_case) line.due_note = due_note(context.world.plan, task, is_announced).in(language);
    std::vector<std::string> values;
    for (const evaluate::Part& part : explanation.parts) {
        if (part.defined != plan::kNone) {
            values.push_back(indicator_words(plan, part.indicator, language) + " " +
                             progress(plan, part, plan.indicators[part.defined], language));
        }
        if (part.count) values.push_back(reached_words(*part.count, language));
        for (const evaluate::Evidence& reading : part.readings) {
            if (!reading.overruled) line.records.push_back(reading.record);
        }
    }
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (std::find(values.begin(), value, *value) != value) continue;  // bounds from both sides show their figure once
        line.value += (line.value.empty() ? "" : context.say("；", "; ")) + *value;
    }
    std::sort(line.records.begin(), line.records.end());
    line.records.erase(std::unique(line.records.begin(), line.records.end()), line.records.end());
    if (!is_released(block.status[row])) line.proof = proof_words(context, explanation);
    line.status = evaluate::name(block.status[row]);
    line.status_words = evaluate::words(block.status[row], block.modality, task.slots).in(language);
    line.timeliness = timeliness_words(context.board, block, row, language);
    if (const std::string late = filed_late_words(block, explanation, language); !late.empty())
        line.timeliness += context.say("；", "; ") + late;
    line.light = light_of(block, row);
    line.rule = explanation.rule;
    line.why = why_of(context, block, explanation);
    line.next = next_step(context, explanation, block.status[row]).in(language);
    line.counts = block.in_rates && block.count[row] != evaluate::Count::nowhere;
    return line;
}

std::string problem_words(const Context& context, const Line& line) {
    const std::string between = context.say("；", "; ");
    const bool is_failed = line.status == evaluate::name(Status::failed);
    std::string what = line.timeliness.starts_with(line.status_words) ? line.timeliness : line.status_words;
    if (what != line.timeliness && line.timeliness != "—" && !is_failed) what += between + line.timeliness;
    const bool is_never = line.modality == evaluate::name(plan::Modality::never);
    if (is_failed && is_never) what += between + line.criterion;
    if (!line.why.empty()) what += (is_failed && is_never ? context.say("：", ": ") : between) + line.why;
    return what;
}

std::vector<Column> line_columns(const Context& context, Persons persons) {
    const auto column = [&](std::string_view zh, std::string_view en, Width width) {
        return Column{context.say(zh, en), width, Align::left, {}};
    };
    std::vector<Column> columns{column("序号", "No.", Width::narrow),        column("灯", "Light", Width::narrow),
                                column("任务", "Task", Width::normal),       column("期间", "Slot", Width::narrow),
                                column("原文依据", "Source", Width::wide),   column("牵头", "Lead", Width::normal),
                                column("配合", "With", Width::normal),       column("完成标准", "Done when", Width::wide),
                                column("完成时限", "Due", Width::narrow),    column("当前进展", "Progress", Width::normal),
                                column("佐证", "Proof", Width::normal),      column("状态", "Status", Width::narrow),
                                column("时效", "Timeliness", Width::normal), column("未完成原因", "Why", Width::normal),
                                column("下一步", "Next", Width::normal)};
    if (persons == Persons::named) columns.insert(columns.begin() + kPersons, column("责任人", "Person", Width::narrow));
    columns.front().align = Align::right;
    columns[1].align = Align::centre;
    return columns;
}

Cells line_cells(const Context& context, const Line& line, std::size_t number, Persons persons) {
    std::string timeliness = line.timeliness == "—" ? std::string() : line.timeliness;
    const auto add = [&](const std::string& more) {
        if (!more.empty()) timeliness += (timeliness.empty() ? "" : context.say("；", "; ")) + more;
    };
    add(line.moved.empty() ? line.moved : context.say("期限改动：", "the date was moved: ") + line.moved);
    add(line.due_note.empty() ? line.due_note : context.say("期限：", "the date: ") + line.due_note);
    Cells cells{number_cell(static_cast<std::int64_t>(number)),
                {{}, {}, light(context.world.plan, line.light, context.language), {}},
                text_cell(titled(line.task, line.title), task_place(line.task)),
                text_cell(line.slot_words),
                text_cell(line.quote),
                text_cell(line.lead),
                text_cell(line.support),
                text_cell(line.criterion),
                due_cell(line.due, line.planned, context.language),
                text_cell(line.value),
                text_cell(line.proof),
                text_cell(line.status_words),
                text_cell(std::move(timeliness)),
                text_cell(line.why),
                text_cell(line.next)};
    if (persons == Persons::named) cells.insert(cells.begin() + kPersons, text_cell(line.officers));
    return cells;
}

Legend line_legend(const Context& context, const std::vector<const Line*>& lines) {
    std::set<Rank> lights;
    std::map<std::int32_t, std::string> words;
    for (const Line* line : lines) {
        lights.insert(line->light);
        words.emplace(line->rule, line->status_words);
    }
    Legend legend = light_legend(context, lights);
    for (const auto& [rule, word] : words)
        legend.meanings.push_back({{}, word, rule_words(rule).in(context.language)});
    return legend;
}

}  // namespace duban::checklist
