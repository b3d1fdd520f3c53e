#include "engine/report/kind_fields.hpp"

#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include <algorithm>
#include <initializer_list>

namespace duban::report {

namespace {

using log::Kind;
using text::Code;
using text::Diagnostic;
using enum FieldName;

struct OtherName {
    std::string_view name;
    FieldName field;
};
/// What people call a column that is known by another name; an event may have a field that is called so.
constexpr std::array<OtherName, 3> kOtherNames{{{"id", key}, {"type", kind}, {"event", case_id}}};

/// What engine/missing.cpp writes beside the fields.
constexpr std::array<std::string_view, 6> kNotes{"对应任务", "for task", "应报日期", "due", "填报说明", "how to fill it in"};

constexpr std::uint32_t fields(std::initializer_list<FieldName> names) {
    std::uint32_t set = 0;
    for (const FieldName name : names)
        set |= 1U << static_cast<unsigned>(name);
    return set;
}

constexpr std::uint32_t kAll = fields({key, kind, unit, date, corrects, reason, by});
constexpr std::uint32_t kAct = kAll | fields({task, period, case_id, evidence});
constexpr std::uint32_t kActWithValue = kAct | fields({value});

/// By kind, in the order of log::Kind.
constexpr std::array<std::uint32_t, log::kSubmittedKinds> kFieldsOfKinds{
    kAct | fields({indicator, value, numerator, denominator}),    // reading
    kAll | fields({task, indicator, period, case_id}),            // withdraw
    kAll | fields({indicator, period, case_id, evidence}),        // incident
    kAll | fields({indicator, period, case_id, evidence}),        // close
    kAll | fields({indicator, period, case_id, value, evidence}),  // no_case: a zero; why there is no case is said of the case
    kAct,  // claim
    kAct,  // verify
    kAct,  // send_back
    kActWithValue,  // judge
    kActWithValue,  // excuse
    kActWithValue,  // waive
    kActWithValue,  // extend
    kActWithValue,  // transfer
    kAll | fields({indicator, value}),  // announce
};

bool takes(Kind of, FieldName field) {
    return (kFieldsOfKinds[static_cast<std::size_t>(of)] >> static_cast<unsigned>(field) & 1U) != 0;
}

bool is_figure(FieldName field) { return field == value || field == numerator || field == denominator; }

std::vector<std::string> readable(const plan::Plan& plan) {
    std::vector<std::string> names;
    for (std::size_t field = 0; field < kFields; ++field) {
        names.push_back(field_words(static_cast<FieldName>(field)).zh);
        names.push_back(field_words(static_cast<FieldName>(field)).en);
    }
    for (const plan::Event& event : plan.events) {
        for (const std::uint32_t field : event.fields)
            names.push_back(plan.indicators[field].name);
    }
    return names;
}

bool is_read_by_nobody(const std::string& name, const plan::Plan& plan) {
    if (name.empty() || field_of(plan, name) || is_refusal_column(name) || is_event_field(plan, name)) return false;
    return std::none_of(kNotes.begin(), kNotes.end(), [&name](std::string_view note) { return is_same_name(name, note); });
}

/// Empty where the row has none.
const std::string& cell_of(const Row& row, const std::string& column) {
    static const std::string kEmpty;
    const auto found =
        std::find_if(row.extras.begin(), row.extras.end(), [&](const Extra& extra) { return extra.name == column; });
    return found == row.extras.end() ? kEmpty : found->value;
}

/// A kind, and not that of a row that says none.
bool says_act(const std::string& cell) {
    const auto said = kind_said(cell);
    return said && *said != Kind::reading;
}

}  // namespace

std::optional<Kind> kind_said(std::string_view written) {
    const auto said = log::kind_of(lower(plain(written)));
    return said && static_cast<std::size_t>(*said) < log::kSubmittedKinds ? said : std::nullopt;
}

std::optional<FieldName> field_of(const plan::Plan& plan, std::string_view name) {
    if (const auto field = field_of(name)) return field;
    const std::string bare = bare_name(name);
    const auto other =
        std::find_if(kOtherNames.begin(), kOtherNames.end(), [&](const OtherName& one) { return one.name == bare; });
    if (other == kOtherNames.end() || is_event_field(plan, name)) return std::nullopt;
    return other->field;
}

bool has_other_names(const Batch& batch, const plan::Plan& plan) {
    return std::any_of(batch.head.begin(), batch.head.end(),
                       [&](const std::string& name) { return !field_of(name) && field_of(plan, name); });
}

Row with_other_names(const plan::Plan& plan, Row row) {
    std::erase_if(row.extras, [&](Extra& extra) {
        const auto field = field_of(plan, extra.name);
        std::string& cell = row.fields[static_cast<std::size_t>(field.value_or(key))];
        if (!field || !cell.empty()) return false;
        cell = std::move(extra.value);
        return true;
    });
    return row;
}

std::string column_of_kinds(const Batch& batch, const plan::Plan& plan) {
    const auto is_kind = [&](const std::string& name) { return field_of(plan, name) == kind; };
    if (std::any_of(batch.head.begin(), batch.head.end(), is_kind)) return {};
    for (const std::string& name : batch.head) {
        if (!is_read_by_nobody(name, plan)) continue;
        bool says_kinds = false;
        const bool says_else = std::any_of(batch.rows.begin(), batch.rows.end(), [&](const Row& row) {
            const std::string& cell = cell_of(row, name);
            says_kinds = says_kinds || says_act(cell);
            return !cell.empty() && !kind_said(cell);
        });
        if (says_kinds && !says_else) return name;
    }
    return {};
}

std::optional<Diagnostic> kind_not_read(const Row& row, const std::string& column) {
    const std::string& cell = cell_of(row, column);
    if (column.empty() || !says_act(cell)) return std::nullopt;
    Diagnostic why = text::diagnose(Code::kind_not_read, {column, cell});
    why.column = column;
    return why;
}

bool is_event_field(const plan::Plan& plan, std::string_view name) {
    return std::any_of(plan.events.begin(), plan.events.end(), [&](const plan::Event& event) {
        return std::any_of(event.fields.begin(), event.fields.end(),
                           [&](std::uint32_t field) { return is_same_name(name, plan.indicators[field].name); });
    });
}

std::vector<Diagnostic> columns_not_read(const Batch& batch, const plan::Plan& plan) {
    std::vector<Diagnostic> found;
    for (const std::string& name : batch.head) {
        if (!is_read_by_nobody(name, plan)) continue;
        const Code code = batch.format == Format::csv ? Code::column_not_read : Code::member_not_read;
        Diagnostic note = text::diagnose(code, {name, near_miss(bare_name(name), readable(plan))});
        note.column = name;
        found.push_back(std::move(note));
    }
    return found;
}

bool is_blank(const Desk& desk, const Row& row) {
    for (const FieldName field : {value, numerator, denominator, reason, evidence, corrects}) {
        if (!row[field].empty()) return false;
    }
    if (desk.plan().find_event(row[indicator]) == plan::kNone) return true;
    // The line of a form for what may have happened: filled in but for its kind, it is not blank.
    const auto is_filled = [](const Extra& extra) { return !extra.value.empty(); };
    return row[date].empty() && row[case_id].empty() &&
           std::none_of(row.extras.begin(), row.extras.end(),
                        [&](const Extra& extra) { return is_filled(extra) && is_event_field(desk.plan(), extra.name); });
}

std::optional<Diagnostic> unwanted_field(const Desk& desk, const Row& row, Kind of) {
    for (std::size_t i = 0; i < kFields; ++i) {
        const auto field = static_cast<FieldName>(i);
        if (row[field].empty() || takes(of, field)) continue;
        if (is_figure(field) && !takes(of, value)) return desk.refuse(field, Code::value_not_wanted, {log::words(of)});
        return desk.refuse(field, Code::field_not_wanted, {log::words(of), field_words(field)});
    }
    const bool is_of_event = of == Kind::reading && desk.plan().find_event(row[indicator]) != plan::kNone;
    // A case's fields are read with it; that an event is no indicator is said elsewhere.
    if (of == Kind::incident || is_of_event) return std::nullopt;
    for (const Extra& extra : row.extras) {
        if (extra.value.empty() || !is_event_field(desk.plan(), extra.name)) continue;
        Diagnostic why = text::diagnose(Code::field_not_wanted, {log::words(of), extra.name});
        why.column = extra.name;
        return why;
    }
    return std::nullopt;
}

}  // namespace duban::report
