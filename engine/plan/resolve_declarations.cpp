#include "engine/plan/resolve_declarations.hpp"

#include "engine/plan/resolve_when.hpp"
#include "engine/plan/resolve_who.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::FieldType;
using syntax::Keyword;
using syntax::NumberSort;
using text::Code;
using text::Words;

IndicatorKind kind_of(NumberSort sort) {
    switch (sort) {
        case NumberSort::flow: return IndicatorKind::flow;
        case NumberSort::running_total: return IndicatorKind::running_total;
        case NumberSort::stock: break;
    }
    return IndicatorKind::stock;
}

IndicatorKind kind_of(const syntax::Field& field) {
    switch (field.type) {
        case FieldType::number: return kind_of(field.sort.value_or(NumberSort::stock));
        case FieldType::ratio: return IndicatorKind::ratio;
        case FieldType::yes_no: return IndicatorKind::yes_no;
        case FieldType::date: return IndicatorKind::date;
        case FieldType::time: return IndicatorKind::time;
        case FieldType::text: return IndicatorKind::text;
        case FieldType::stages: return IndicatorKind::stages;
        case FieldType::set: return IndicatorKind::set;
        case FieldType::one_of: return IndicatorKind::one_of;
    }
    return IndicatorKind::text;
}

std::string text_of(const std::optional<syntax::Text>& text) { return text ? text->text : std::string(); }

/// Indicators of the plan itself and fields of its events.
class Indicators {
public:
    explicit Indicators(Context& context) : context_(context) {}

    std::uint32_t add(const syntax::Field& field, std::uint32_t event) {
        Indicator indicator;
        indicator.name = field.name.text;
        indicator.label = text_of(field.label);
        indicator.kind = kind_of(field);
        indicator.measure = text_of(field.measure);
        indicator.open = field.open;
        indicator.lower_is_better = field.lower_is_better;
        indicator.event = event;
        indicator.span = field.span;
        add_members(field, indicator);
        check_sort(field, event);
        if (field.type == FieldType::ratio) add_parts(field, indicator);
        if (field.rhythm) {
            indicator.rhythm = resolve_rhythm(context_, *field.rhythm);
            if (field.rhythm->from)
                context_.not_yet(field.rhythm->span, {"指标从某时起才填报", "an indicator reported from a date on"});
        }
        if (field.reported_by)
            context_.not_yet(field.reported_by->span,
                             {"由另一单位填报（填报 …）", "figures reported by another unit (reported by …)"});
        context_.plan.indicators.push_back(std::move(indicator));
        return static_cast<std::uint32_t>(context_.plan.indicators.size() - 1);
    }

private:
    void add_members(const syntax::Field& field, Indicator& indicator) {
        for (const syntax::Name& member : field.members) {
            if (std::find(indicator.members.begin(), indicator.members.end(), member.text) != indicator.members.end()) {
                context_.say(Code::listed_twice, member.span, {member.text});
            } else {
                indicator.members.push_back(member.text);
            }
        }
        if (indicator.members.size() <= kMostMembers) return;
        context_.say(Code::too_many_members, field.name.span,
                     {indicator.name, std::to_string(indicator.members.size()), std::to_string(kMostMembers)});
    }

    void check_sort(const syntax::Field& field, std::uint32_t event) {
        if (field.type == FieldType::number && !field.sort && event == kNone) {
            context_.say(Code::flow_or_stock, field.name.span, {field.name.text});
        }
        if (field.type != FieldType::number && field.sort) {
            context_.say(Code::neither_flow_nor_stock, field.name.span, {field.name.text});
        }
    }

    void add_parts(const syntax::Field& field, Indicator& indicator) {
        indicator.numerator = part(field, field.numerator);
        indicator.denominator = part(field, field.denominator);
        if (!indicator.numerator.empty() && indicator.numerator == indicator.denominator) {
            context_.say(Code::ratio_to_itself, field.denominator->span, {indicator.name});
        }
    }

    std::string part(const syntax::Field& field, const std::optional<syntax::Path>& path) {
        if (!path || path->names.empty()) return {};
        if (path->names.size() > 1)
            context_.not_yet(path->span, {"比率的一部分用“的”相连", "a part of a ratio made with “'s”"});
        const syntax::Name& name = path->names.back();
        const Declared* declared = context_.find(name.text);
        if (declared && declared->kind == NameKind::indicator && name.text != field.name.text) {
            context_.mark_used(name.text);
            context_.say(Code::figure_asked_twice, name.span, {name.text, field.name.text, context_.line_of(declared->span)});
        }
        return name.text;
    }

    Context& context_;
};

void resolve_organs(Context& context, const syntax::PlanFile& tree) {
    for (const syntax::Organs& organs : tree.organs) {
        const std::uint32_t levels =
            organs.levels.empty() ? (1U << context.plan.levels.size()) - 1 : resolve_levels(context, organs.levels);
        for (const syntax::Name& name : organs.names) {
            context.declare(name, NameKind::organ, context.plan.organs.size());
            context.plan.organs.push_back({name.text, levels, name.span});
        }
    }
}

void resolve_event(Context& context, Indicators& indicators, const syntax::Event& written, std::uint32_t index) {
    Event& event = context.plan.events[index];
    event.name = written.name.text;
    event.label = text_of(written.label);
    event.span = written.name.span;
    if (written.rhythm) {
        event.rhythm = resolve_rhythm(context, *written.rhythm);
        if (written.rhythm->from) context.not_yet(written.rhythm->span, {"从某时起才零报告", "returns from a date on"});
    }
    for (const syntax::Field& field : written.fields) {
        const Declared* other = context.find(field.name.text);
        if (other)
            context.say(Code::name_twice, field.name.span, {field.name.text, words(other->kind), context.line_of(other->span)});
        if (context.plan.find_field(index, field.name.text) != kNone) {
            context.say(Code::listed_twice, field.name.span, {field.name.text});
            continue;
        }
        const std::uint32_t added = indicators.add(field, index);
        event.fields.push_back(added);
        if (field.type == FieldType::time && is_occurrence(field.name.text)) event.occurred = added;
    }
}

/// The attribute of units by which a table goes; kNone after saying that there is none.
std::uint32_t class_of_units(Context& context, const syntax::Name& name) {
    const std::uint32_t attribute = context.attribute(name.text);
    if (attribute == kNone && context.units) {
        context.unknown(name, {"单位的属性（单位表的列）", "attribute of units (column of the unit list)"},
                        context.units->attributes());
    }
    return attribute;
}

void window_by_class(Context& context, const syntax::Window& written, Window& window) {
    if (written.range.unit) return context.not_yet(written.range.span, {"按时间列出的时段", "windows by period"});
    window.by = class_of_units(context, written.range.key);
    std::vector<std::string> named;
    for (const syntax::Row<syntax::Range>& row : written.range.rows) {
        WindowRow made;
        const std::optional<calendar::Days> days = resolve_range(context, row.value);
        if (!days && !row.value.from)
            context.not_yet(row.value.span, {"表里待定的时段", "a window to be announced in a table"});
        for (const syntax::RowKey& key : row.keys) {
            const bool last = &row == &written.range.rows.back() && row.keys.size() == 1;
            if (key.otherwise && !last) context.say(Code::else_not_last, key.span);
            if (key.otherwise) continue;
            if (std::find(named.begin(), named.end(), key.name.text) != named.end())
                context.say(Code::listed_twice, key.span, {key.name.text});
            named.push_back(key.name.text);
            made.words.push_back(key.name.text);
        }
        if (!days) continue;
        made.days = *days;
        window.rows.push_back(std::move(made));
    }
}

void resolve_window(Context& context, const syntax::Window& written) {
    Window window;
    window.name = written.name.text;
    window.assumed = written.range.assumed;
    window.span = written.name.span;
    if (written.range.one.empty()) {
        window_by_class(context, written, window);
    } else if (const syntax::Range& range = written.range.one.front(); range.from) {
        window.days = resolve_range(context, range);
    } else if (!range.to_be_announced) {
        context.not_yet(range.span, {"用另一时段说明时段", "a window that is another window"});
    }
    context.plan.windows.push_back(std::move(window));
}

/// The field of stages or classes that the table goes by; the events are searched in written order.
std::uint32_t class_field(Context& context, const syntax::Name& name) {
    std::uint32_t found = kNone;
    std::size_t count = 0;
    for (std::uint32_t event = 0; event < context.plan.events.size(); ++event) {
        const std::uint32_t field = context.plan.find_field(event, name.text);
        if (field == kNone) continue;
        found = field;
        ++count;
    }
    if (count > 1) {
        context.not_yet(name.span, {"几种事件都有“" + name.text + "”", "“" + name.text + "” of several events"});
        return kNone;
    }
    const bool has_classes = found != kNone && (context.plan.indicators[found].kind == IndicatorKind::stages ||
                                                context.plan.indicators[found].kind == IndicatorKind::one_of);
    if (!has_classes) context.say(Code::no_classes, name.span, {name.text});
    return has_classes ? found : kNone;
}

class TableMaker {
public:
    TableMaker(Context& context, const syntax::Parameter& written) : context_(context), written_(written) {
        table_.name = written.name.text;
        table_.assumed = written.value.assumed;
    }

    DurationTable make() {
        const syntax::By<syntax::Sum>& value = written_.value;
        if (written_.to_be_announced) return std::move(table_);
        if (!value.one.empty()) {
            table_.rows.push_back(resolve_length(context_, value.one.front()));
        } else if (value.unit) {
            context_.not_yet(value.span, {"按时间列出的时限", "lengths by period"});
        } else if ((table_.by = class_field(context_, value.key)) != kNone) {
            rows();
        }
        return std::move(table_);
    }

private:
    void rows() {
        const std::vector<std::string>& classes = context_.plan.indicators[table_.by].members;
        table_.rows.resize(classes.size());
        std::vector<bool> named(classes.size(), false);
        std::optional<value::Duration> rest;
        for (const syntax::Row<syntax::Sum>& row : written_.value.rows) {
            const std::optional<value::Duration> length = resolve_length(context_, row.value);
            for (const syntax::RowKey& key : row.keys) {
                if (key.otherwise) {
                    rest = length;
                    std::fill(named.begin(), named.end(), true);
                    continue;
                }
                const auto place = std::find(classes.begin(), classes.end(), key.name.text);
                if (place == classes.end()) {
                    context_.unknown(key.name, {"类别", "class"}, classes);
                    continue;
                }
                const auto rank = static_cast<std::size_t>(place - classes.begin());
                if (table_.rows[rank]) context_.say(Code::listed_twice, key.span, {key.name.text});
                table_.rows[rank] = length;
                named[rank] = true;
            }
        }
        Words missing;
        for (std::size_t rank = 0; rank < classes.size(); ++rank) {
            if (!table_.rows[rank]) table_.rows[rank] = rest;
            if (named[rank]) continue;
            missing.zh += (missing.zh.empty() ? "" : "、") + classes[rank];
            missing.en += (missing.en.empty() ? "" : ", ") + classes[rank];
        }
        if (!missing.zh.empty()) context_.say(Code::class_without_row, written_.name.span, {table_.name, missing});
    }

    Context& context_;
    const syntax::Parameter& written_;
    DurationTable table_;
};

void require(Context& context, bool there, const syntax::Header& header, Keyword word, const char* example) {
    if (there) return;
    context.say_missing(
        Code::header_lacks, header.span,
        {syntax::words_of(word), {syntax::words_of(word).zh + " " + example, syntax::words_of(word).en + " " + example}});
}

}  // namespace

Words words(IndicatorKind kind) {
    switch (kind) {
        case IndicatorKind::flow:
        case IndicatorKind::running_total:
        case IndicatorKind::stock: return {"数量", "number"};
        case IndicatorKind::ratio: return {"比率", "ratio"};
        case IndicatorKind::yes_no: return {"是否项", "yes-or-no"};
        case IndicatorKind::stages: return {"阶段", "list of stages"};
        case IndicatorKind::set: return {"集合", "set"};
        case IndicatorKind::one_of: return {"类别", "list of classes"};
        case IndicatorKind::document: return {"文件", "document"};
        case IndicatorKind::date: return {"日期", "date"};
        case IndicatorKind::time: return {"时刻", "time"};
        case IndicatorKind::text: return {"文本", "text"};
    }
    return {};
}

void resolve_header(Context& context, const syntax::Header& header) {
    Plan& plan = context.plan;
    plan.name = header.name.text;
    plan.title = text_of(header.title);
    plan.units_file = text_of(header.units);
    plan.calendar_file = text_of(header.calendar);
    plan.source_file = text_of(header.source);
    plan.zone = text_of(header.zone);
    for (const syntax::Name& issuer : header.issuers)
        plan.issuers.push_back(issuer.text);
    for (const syntax::Name& level : header.levels) {
        context.declare(level, NameKind::level, plan.levels.size());
        context.mark_used(level.text);
        plan.levels.push_back(level.text);
    }
    if (plan.levels.size() > kMostLevels) {
        context.say(Code::too_many_levels, header.levels.back().span,
                    {std::to_string(plan.levels.size()), std::to_string(kMostLevels)});
        plan.levels.resize(kMostLevels);
    }
    require(context, header.year.has_value(), header, Keyword::year_of_plan, "2012");
    require(context, !plan.levels.empty(), header, Keyword::levels, "国家 > 省 > 地市 > 县");
    require(context, header.units.has_value(), header, Keyword::units, "“units.csv”");
    require(context, header.calendar.has_value(), header, Keyword::calendar, "“calendar.json”");
    require(context, header.zone.has_value(), header, Keyword::zone, "“Asia/Shanghai”");
    constexpr std::int32_t kLeapYear = 2000;
    const std::optional<calendar::Days> year = header.year ? resolve_plan_year(context, *header.year) : std::nullopt;
    plan.year =
        year.value_or(calendar::Days{value::date_of(kLeapYear, 1, 1).value_or(value::Date{}), value::month_end(kLeapYear, 12)});
    plan.issued_assumed = header.issued_assumed;
    if (header.issued) plan.issued = resolve_issue(context, *header.issued);
}

void resolve_declarations(Context& context, const syntax::PlanFile& tree) {
    Plan& plan = context.plan;
    resolve_organs(context, tree);
    for (std::size_t i = 0; i < tree.indicators.size(); ++i)
        context.declare(tree.indicators[i].name, NameKind::indicator, i);
    for (std::size_t i = 0; i < tree.events.size(); ++i)
        context.declare(tree.events[i].name, NameKind::event, i);
    for (std::size_t i = 0; i < tree.windows.size(); ++i)
        context.declare(tree.windows[i].name, NameKind::window, i);
    for (std::size_t i = 0; i < tree.parameters.size(); ++i)
        context.declare(tree.parameters[i].name, NameKind::parameter, i);
    for (std::size_t i = 0; i < tree.unit_sets.size(); ++i)
        context.declare(tree.unit_sets[i].name, NameKind::unit_set, i);

    Indicators indicators(context);
    for (const syntax::Field& field : tree.indicators)
        indicators.add(field, kNone);
    plan.events.resize(tree.events.size());
    for (std::uint32_t i = 0; i < tree.events.size(); ++i)
        resolve_event(context, indicators, tree.events[i], i);
    for (const syntax::Window& window : tree.windows)
        resolve_window(context, window);
    for (const syntax::Parameter& parameter : tree.parameters)
        plan.parameters.push_back(TableMaker(context, parameter).make());
    for (const syntax::UnitSet& set : tree.unit_sets)
        plan.unit_sets.push_back(resolve_unit_set(context, set));
}

}  // namespace duban::plan
