#include "engine/checklist/json_parts.hpp"
#include "engine/csv/record.hpp"
#include "engine/engine.hpp"
#include "engine/json/writer.hpp"
#include "engine/shown.hpp"

#include <algorithm>
#include <array>

namespace duban::engine {

namespace {

using report::FieldName;
using text::Language;
using text::Words;

/// One thing that is owed, in the words of the plan.
struct Item {
    const plan::Task* task = nullptr;
    const plan::Indicator* indicator = nullptr;  // nothing: a return of `event`
    const plan::Event* event = nullptr;
    std::string period;
    std::string case_id;
    value::Date due;

    [[nodiscard]] const std::string& name() const { return indicator ? indicator->name : event->name; }
};

std::vector<Item> items_of(const plan::Plan& plan, const std::vector<evaluate::Owed>& owed) {
    std::vector<Item> items;
    for (const evaluate::Owed& one : owed) {
        Item item;
        item.task = &plan.tasks[one.task];
        if (one.indicator != plan::kNone) item.indicator = &plan.indicators[one.indicator];
        if (one.event != plan::kNone) item.event = &plan.events[one.event];
        item.period = one.period;
        item.case_id = one.case_id;
        item.due = one.due;
        items.push_back(std::move(item));
    }
    return items;
}

template <class Cells>
void csv_line(std::string& out, const Cells& cells) {
    bool first = true;
    for (const std::string& cell : cells) {
        if (!first) out += ',';
        first = false;
        out += csv::csv_field(cell);
    }
    out += "\r\n";
}

Words members_of(const plan::Indicator& indicator) {
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const std::string& member : indicator.members) {
        zh.push_back(checklist::told_words(indicator, member, Language::zh));
        en.push_back(checklist::told_words(indicator, member, Language::en));
    }
    return {checklist::listed(zh, Language::zh), checklist::listed(en, Language::en)};
}

/// What the value column waits for, for the person who fills it in.
Words hint(const plan::Plan& plan, const Item& item) {
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
    switch (indicator.kind) {
        case plan::IndicatorKind::flow: return {indicator.measure + "，本期数", indicator.measure + ", of this period"};
        case plan::IndicatorKind::stock: return {indicator.measure + "，期末数", indicator.measure + ", at its end"};
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

/// The columns that a case of the events asked for needs besides its date.
std::vector<std::string> case_fields(const plan::Plan& plan, const std::vector<Item>& items) {
    std::vector<std::string> names;
    for (const Item& item : items) {
        if (!item.event) continue;
        for (const std::uint32_t field : item.event->fields) {
            const std::string& name = plan.indicators[field].name;
            if (field != item.event->occurred && std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

std::string csv_form(const Opened& opened, const std::vector<Item>& items, units::UnitIndex unit, Language language) {
    constexpr std::array kColumns{FieldName::kind,        FieldName::unit,     FieldName::indicator, FieldName::period,
                                  FieldName::case_id,     FieldName::date,     FieldName::value,     FieldName::numerator,
                                  FieldName::denominator, FieldName::evidence, FieldName::by};
    std::vector<std::string> head;
    for (const FieldName column : kColumns)
        head.push_back(report::field_words(column).in(language));
    const std::vector<std::string> fields = case_fields(opened.plan, items);
    head.insert(head.end(), fields.begin(), fields.end());
    for (const Words& note :
         {Words("对应任务", "for task"), Words("应报日期", "due"), Words("填报说明", "how to fill it in")}) {
        head.push_back(note.in(language));
    }
    std::string out = "\xEF\xBB\xBF";  // or spreadsheets take it for another encoding
    csv_line(out, head);
    const std::string& code = opened.units.code(unit);
    for (const Item& item : items) {
        // What is returned of an event is left open: a form handed in as it is must not say “no case”.
        const std::string kind = item.indicator ? log::words(log::Kind::reading).in(language) : std::string();
        std::vector<std::string> line{kind,        code,         checklist::indicator_words(opened.plan, item.name(), language),
                                      item.period, item.case_id, "",
                                      "",          "",           "",
                                      "",          code};
        line.resize(line.size() + fields.size());
        line.insert(line.end(), {item.task->id, value::to_string(item.due), hint(opened.plan, item).in(language)});
        csv_line(out, line);
    }
    return out;
}

std::string json_list(const Opened& opened, const Look& look, const std::vector<Item>& items, units::UnitIndex unit) {
    json::Writer out(json::Layout::indented);
    out.begin_object()
        .member("document", "missing")
        .member("unit", opened.units.code(unit))
        .member("name", opened.units.name(unit));
    out.key("missing").begin_array();
    for (const Item& item : items) {
        out.begin_object().member("task", item.task->id).member("what", item.indicator ? "reading" : "return");
        out.member("indicator", item.name()).member("period", item.period).member("case", item.case_id);
        out.member("due", value::to_string(item.due))
            .member("measure", item.indicator ? item.indicator->measure : std::string());
        out.end_object();
    }
    out.end_array().key("receipt");
    checklist::write_receipt(out, look.receipt);
    out.end_object();
    return out.take();
}

std::string markdown_list(const Opened& opened, const Look& look, const std::vector<Item>& items, units::UnitIndex unit,
                          Language language) {
    const bool zh = language == Language::zh;
    std::string out = "# " + opened.units.name(unit) + (zh ? " 待报事项" : ": what must still be reported") + "\n\n";
    if (items.empty()) {
        out += zh ? "没有。\n" : "Nothing.\n";
    } else {
        out += zh ? "| 应报日期 | 指标 | 期间 | 填报说明 | 对应任务 |\n|---|---|---|---|---|\n"
                  : "| due | indicator | period | how to fill it in | for task |\n|---|---|---|---|---|\n";
        for (const Item& item : items) {
            out += "| " + value::to_string(item.due) + " | " + checklist::indicator_words(opened.plan, item.name(), language) +
                   " | " + (item.case_id.empty() ? item.period : item.case_id) + " | " + hint(opened.plan, item).in(language) +
                   " | " + item.task->id + " " + item.task->title + " |\n";
        }
    }
    return out + "\n" + checklist::receipt_text(look.receipt, language);
}

}  // namespace

std::string missing_form(const Opened& opened, const Look& look, units::UnitIndex unit, value::Instant until, FormFormat format,
                         text::Language language) {
    const auto owed = evaluate::Explainer(opened.world(), look.facts, look.board).owed(unit, until);
    const std::vector<Item> items = items_of(opened.plan, owed);
    switch (format) {
        case FormFormat::csv: return csv_form(opened, items, unit, language);
        case FormFormat::json: return json_list(opened, look, items, unit);
        case FormFormat::markdown: return markdown_list(opened, look, items, unit, language);
    }
    return {};
}

}  // namespace duban::engine
