#include "engine/checklist/owed.hpp"

#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/line.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"

#include <algorithm>
#include <array>

namespace duban::checklist {

namespace {

using text::Language;
using text::Words;

Words members_of(const plan::Indicator& indicator) {
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const std::string& member : indicator.members) {
        zh.push_back(told_words(indicator, member, Language::zh));
        en.push_back(told_words(indicator, member, Language::en));
    }
    return {listed(zh, Language::zh), listed(en, Language::en)};
}

const evaluate::Act* last_return(const evaluate::Explanation& explanation) {
    const evaluate::Act* last = nullptr;
    for (const evaluate::Act& act : explanation.acts) {
        if (act.kind == log::Kind::send_back && (!last || act.effective >= last->effective)) last = &act;
    }
    return last;
}

Table return_table(const Context& context, const OwedList& list) {
    Table table;
    table.columns = {{context.say("期限", "Due"), Width::narrow, Align::left, {}},
                     {context.say("对应任务", "For task"), Width::normal, Align::left, {}},
                     {context.say("期间", "Slot"), Width::narrow, Align::left, {}},
                     {context.say("退回单位", "Returned by"), Width::normal, Align::left, {}},
                     {context.say("退回于", "Returned on"), Width::narrow, Align::left, {}},
                     {context.say("原因", "Reason"), Width::wide, Align::left, {}}};
    table.groups.emplace_back();
    for (const OwedReturn& one : list.returns) {
        const auto by = context.world.units.find(one.by);
        table.groups[0].rows.push_back({due_cell(one.due, one.due, context.language),
                                        text_cell(titled(one.task->id, one.task->title), task_place(one.task->id)),
                                        text_cell(slot_words(one.slot, context.language)),
                                        text_cell(by ? context.world.units.name(*by) : one.by),
                                        {value::to_short_string(one.on), one.on, {}, {}},
                                        text_cell(one.reason)});
    }
    return table;
}

Table proof_table(const Context& context, const OwedList& list) {
    Table table;
    table.columns = {{context.say("期限", "Due"), Width::narrow, Align::left, {}},
                     {context.say("佐证", "Proof"), Width::wide, Align::left, {}},
                     {context.say("期间", "Slot"), Width::narrow, Align::left, {}},
                     {context.say("对应任务", "For task"), Width::normal, Align::left, {}}};
    table.groups.emplace_back();
    for (const OwedProof& proof : list.proofs) {
        table.groups[0].rows.push_back({due_cell(proof.due, proof.due, context.language),
                                        text_cell(listed(proof.kinds, context.language)),
                                        text_cell(slot_words(proof.slot, context.language)),
                                        text_cell(titled(proof.task->id, proof.task->title), task_place(proof.task->id))});
    }
    return table;
}

struct ActWords {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<ActWords, 3> kActWords{{
    {"claim", "申报完成", "a claim that it is done"},
    {"close", "关闭事件", "the closing of its case"},
    {"attribute", "报明", "what it is: "},
}};

Table act_table(const Context& context, const OwedList& list) {
    Table table;
    table.columns = {{context.say("期限", "Due"), Width::narrow, Align::left, {}},
                     {context.say("事项", "What"), Width::wide, Align::left, {}},
                     {context.say("期间", "Slot"), Width::narrow, Align::left, {}},
                     {context.say("对应任务", "For task"), Width::normal, Align::left, {}}};
    table.groups.emplace_back();
    for (const OwedAct& act : list.acts) {
        const ActWords& words = kActWords[static_cast<std::size_t>(act.kind)];
        const std::string between = act.attribute.empty() ? "" : context.say(" ", "");
        table.groups[0].rows.push_back({due_cell(act.due, act.due, context.language),
                                        text_cell(context.say(words.zh, words.en) + between + act.attribute),
                                        text_cell(slot_words(act.slot, context.language)),
                                        text_cell(titled(act.task->id, act.task->title), task_place(act.task->id))});
    }
    return table;
}

/// Whether something else than figures may decide the row.
bool asks_for_acts(const plan::Plan& plan, const evaluate::Block& block, std::size_t row) {
    if (block.lifecycle[row] != evaluate::Lifecycle::active || block.verdict[row] != evaluate::Verdict::undetermined)
        return false;
    if ((block.reasons[row] & evaluate::bit(evaluate::Reason::attribute)) != 0) return true;
    const std::vector<plan::Node>& nodes = plan.tasks[block.task].goals[block.goal].criterion.nodes;
    return std::any_of(nodes.begin(), nodes.end(), [](const plan::Node& node) {
        return node.kind == plan::Node::Kind::claimed || node.kind == plan::Node::Kind::closed;
    });
}

void add_acts(Context& context, const RowRef& place, value::Instant until, std::vector<OwedAct>& acts) {
    const evaluate::Block& block = context.board.blocks[place.block];
    if (!asks_for_acts(context.world.plan, block, place.row)) return;
    const OwedAct act{&context.world.plan.tasks[block.task],
                      block.slots[block.slot[place.row]].label,
                      OwedAct::Kind::claim,
                      {},
                      block.due[place.row]};
    const evaluate::Explanation explanation = context.explainer.explain(place.block, place.row);
    for (const std::string& attribute : explanation.attributes_wanted) {
        acts.push_back(act);
        acts.back().kind = OwedAct::Kind::attribute;
        acts.back().attribute = attribute;
    }
    for (const evaluate::Missing& missing : explanation.missing) {
        const bool is_close = missing.kind == evaluate::Missing::Kind::close;
        if (missing.of || (!is_close && missing.kind != evaluate::Missing::Kind::claim)) continue;
        if (act.due != evaluate::kNever && act.due > until) continue;
        acts.push_back(act);
        acts.back().kind = is_close ? OwedAct::Kind::close : OwedAct::Kind::claim;
    }
}

}  // namespace

OwedList owed_list(Context& context, units::UnitIndex unit, value::Instant until) {
    const plan::Plan& plan = context.world.plan;
    OwedList list{unit, {}, {}, {}, {}};
    for (const evaluate::Owed& one : context.explainer.owed(unit, until)) {
        OwedItem item;
        item.task = &plan.tasks[one.task];
        if (one.indicator != plan::kNone) item.indicator = &plan.indicators[one.indicator];
        if (one.event != plan::kNone) item.event = &plan.events[one.event];
        item.period = one.period;
        item.case_id = one.case_id;
        item.due = one.due;
        item.unit = one.unit;
        list.items.push_back(std::move(item));
    }
    for (const RowRef place : context.duties.held_by(unit)) {
        add_acts(context, place, until, list.acts);
        const evaluate::Block& block = context.board.blocks[place.block];
        const plan::Task* task = &plan.tasks[block.task];
        const std::string& slot = block.slots[block.slot[place.row]].label;
        const bool is_closed = block.lifecycle[place.row] == evaluate::Lifecycle::closed;
        if (block.assurance[place.row] == evaluate::Assurance::returned && !is_closed) {
            const evaluate::Explanation explanation = context.explainer.explain(place.block, place.row);
            if (const evaluate::Act* act = last_return(explanation))
                list.returns.push_back({task, slot, act->by, act->effective, act->reason, block.due[place.row]});
        }
        if (block.status[place.row] != evaluate::Status::claimed_without_proof) continue;
        const std::vector<std::string> kinds = lacking_proof(context.explainer.explain(place.block, place.row));
        list.proofs.push_back({task, slot, kinds, block.due[place.row]});
    }
    return list;
}

Words form_hint(const plan::Plan& plan, const OwedItem& item) {
    if (!item.indicator) {
        Words fields;
        for (const std::uint32_t field : item.event->fields) {
            if (field == item.event->occurred) continue;  // the date says it
            fields.zh += "、" + plan.indicators[field].name;
            fields.en += ", " + plan.indicators[field].name;
        }
        return {"未发生的，类型填“无情况”；发生的，类型填“事件”，并填事件编号、日期时刻" + fields.zh,
                "if none happened, write no_case as kind; if one did, write case, its code, the date and hour" + fields.en};
    }
    const plan::Indicator& indicator = *item.indicator;
    const auto measured = [&](std::string_view zh, std::string_view en) {
        const bool has_measure = !indicator.measure.empty();
        return Words(indicator.measure + (has_measure ? "，" : "") + std::string(zh),
                     indicator.measure + (has_measure ? ", " : "") + std::string(en));
    };
    switch (indicator.kind) {
        case plan::IndicatorKind::flow: return measured("本期数", "of this period");
        case plan::IndicatorKind::running_total: return measured("累计数", "the total so far");
        case plan::IndicatorKind::stock: return measured("期末数", "at its end");
        case plan::IndicatorKind::ratio:
            return {"分子 " + indicator.numerator + "，分母 " + indicator.denominator,
                    "numerator " + indicator.numerator + ", denominator " + indicator.denominator};
        case plan::IndicatorKind::yes_no: return {"是、否", "yes, no"};
        case plan::IndicatorKind::stages:
        case plan::IndicatorKind::one_of:
        case plan::IndicatorKind::document: return members_of(indicator);
        case plan::IndicatorKind::set: return {"可多填：" + members_of(indicator).zh, "any of: " + members_of(indicator).en};
        case plan::IndicatorKind::date: return {"日期", "a date"};
        case plan::IndicatorKind::time: return {"时刻", "a moment"};
        case plan::IndicatorKind::text: return {"文字", "a text"};
    }
    return {};
}

Page page(const Context& context, const OwedList& list) {
    Page page =
        begin_page(context, context.world.units.path(list.unit) + context.say(" 待报事项", ": what must still be reported"),
                   Orientation::portrait);
    Table table;
    const auto column = [&](std::string_view zh, std::string_view en, Width width) {
        table.columns.push_back({context.say(zh, en), width, Align::left, {}});
    };
    column("应报日期", "Due", Width::narrow);
    column("指标", "Indicator", Width::normal);
    column("期间", "Slot", Width::narrow);
    column("填报说明", "How to fill it in", Width::wide);
    column("对应任务", "For task", Width::normal);
    table.if_empty = context.say("没有要填报的。", "Nothing to report.");
    table.grouped_by = context.say("缓急", "how urgent");
    const value::Date today = value::date_of(context.receipt.as_of);
    const auto is_late = [&](const OwedItem& item) { return item.due < today; };
    for (const bool late : {true, false}) {
        Group group;
        for (const OwedItem& item : list.items) {
            if (is_late(item) != late) continue;
            const std::string whose = whose_words(context.world.units, item.unit, list.unit);
            const std::string what = indicator_words(context.world.plan, item.name(), context.language);
            const std::string slot = item.case_id.empty() ? item.period : "case:" + item.case_id;
            group.rows.push_back({{value::to_string(item.due), value::last_minute(item.due), {}, {}},
                                  text_cell(whose + (whose.empty() ? "" : " ") + what),
                                  text_cell(slot_words(slot, context.language)),
                                  text_cell(form_hint(context.world.plan, item).in(context.language)),
                                  text_cell(titled(item.task->id, item.task->title), task_place(item.task->id))});
        }
        group.title = (late ? context.say("已过应报日期：", "Its date is past: ") : context.say("应报：", "To be reported: ")) +
                      std::to_string(group.rows.size());
        if (!group.rows.empty()) table.groups.push_back(std::move(group));
    }
    const std::string closed = closed_words(context.world.units, list.unit, context.board.as_of, context.language);
    if (!closed.empty()) page.sections.push_back({{}, Text{{closed}}});
    page.main = static_cast<std::uint32_t>(page.sections.size());
    page.sections.push_back({{}, std::move(table)});
    if (!list.acts.empty())
        page.sections.push_back({context.say("还要办的", "What else it must tell"), act_table(context, list)});
    if (!list.returns.empty())
        page.sections.push_back(
            {context.say("退回的，改好再申报完成", "Returned: correct it, then claim it again"), return_table(context, list)});
    if (!list.proofs.empty())
        page.sections.push_back({context.say("待补佐证", "Proof still to be filed"), proof_table(context, list)});
    return page;
}

std::string json(const Context& context, const OwedList& list) {
    json::Writer writer = begin_json(context, "missing");
    writer.member("unit", context.world.units.code(list.unit)).member("name", context.world.units.name(list.unit));
    writer.key("missing").begin_array();
    for (const OwedItem& item : list.items) {
        writer.begin_object().member("task", item.task->id).member("what", item.indicator ? "reading" : "return");
        writer.member("unit", context.world.units.code(item.unit)).member("indicator", item.name());
        writer.member("period", item.period).member("case", item.case_id);
        writer.member("due", value::to_string(item.due));
        writer.member("measure", item.indicator ? item.indicator->measure : std::string()).end_object();
    }
    writer.end_array();
    writer.key("acts").begin_array();
    for (const OwedAct& act : list.acts) {
        writer.begin_object().member("task", act.task->id).member("slot", act.slot);
        write_instant(writer, "due", act.due);
        writer.member("what", kActWords[static_cast<std::size_t>(act.kind)].name)
            .member("attribute", act.attribute)
            .end_object();
    }
    writer.end_array();
    writer.key("returned").begin_array();
    for (const OwedReturn& one : list.returns) {
        writer.begin_object().member("task", one.task->id).member("slot", one.slot);
        write_instant(writer, "due", one.due);
        writer.member("by", one.by);
        write_instant(writer, "on", one.on);
        writer.member("reason", one.reason).end_object();
    }
    writer.end_array();
    writer.key("proofs").begin_array();
    for (const OwedProof& proof : list.proofs) {
        writer.begin_object().member("task", proof.task->id).member("slot", proof.slot);
        write_instant(writer, "due", proof.due);
        writer.key("kinds").begin_array();
        for (const std::string& kind : proof.kinds)
            writer.text(kind);
        writer.end_array().end_object();
    }
    writer.end_array();
    return end_json(context, writer);
}

}  // namespace duban::checklist
