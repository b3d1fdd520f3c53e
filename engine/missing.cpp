#include "engine/checklist/owed.hpp"
#include "engine/csv/record.hpp"
#include "engine/engine.hpp"

#include <algorithm>
#include <array>

namespace duban::engine {

namespace {

using report::FieldName;
using text::Words;

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

/// The columns that a case of the events asked for needs besides its date.
std::vector<std::string> case_fields(const plan::Plan& plan, const std::vector<checklist::OwedItem>& items) {
    std::vector<std::string> names;
    for (const checklist::OwedItem& item : items) {
        if (!item.event) continue;
        for (const std::uint32_t field : item.event->fields) {
            const std::string& name = plan.indicators[field].name;
            if (field != item.event->occurred && std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

}  // namespace

std::string blank_form(const checklist::Context& context, const checklist::OwedList& list, checklist::Mark mark) {
    const plan::Plan& plan = context.world.plan;
    constexpr std::array kColumns{FieldName::kind,        FieldName::unit,     FieldName::indicator, FieldName::period,
                                  FieldName::case_id,     FieldName::date,     FieldName::value,     FieldName::numerator,
                                  FieldName::denominator, FieldName::evidence, FieldName::by};
    std::vector<std::string> head;
    for (const FieldName column : kColumns)
        head.push_back(report::field_words(column).in(context.language));
    const std::vector<std::string> fields = case_fields(plan, list.items);
    head.insert(head.end(), fields.begin(), fields.end());
    for (const Words& note :
         {Words("对应任务", "for task"), Words("应报日期", "due"), Words("填报说明", "how to fill it in")}) {
        head.push_back(note.in(context.language));
    }
    std::string out = mark == checklist::Mark::bom ? "\xEF\xBB\xBF" : "";
    csv_line(out, head);
    const std::string& code = context.world.units.code(list.unit);
    for (const checklist::OwedItem& item : list.items) {
        // What is returned of an event is left open: a form handed in as it is must not say “no case”.
        const std::string kind = item.indicator ? log::words(log::Kind::reading).in(context.language) : std::string();
        std::vector<std::string> line{kind,
                                      context.world.units.code(item.unit),
                                      checklist::indicator_words(plan, item.name(), context.language),
                                      item.period,
                                      item.case_id,
                                      "",
                                      "",
                                      "",
                                      "",
                                      "",
                                      code};
        line.resize(line.size() + fields.size());
        line.insert(line.end(),
                    {item.task->id, value::to_string(item.due), checklist::form_hint(plan, item).in(context.language)});
        csv_line(out, line);
    }
    return out;
}

}  // namespace duban::engine
