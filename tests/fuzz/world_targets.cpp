#include "tests/engine/plan/read_plan.hpp"
#include "tests/fuzz/targets.hpp"

#include "dsl/syntax/print.hpp"
#include "engine/calendar/calendar.hpp"

namespace duban::fuzz {

std::string calendar(std::string_view bytes) {
    text::Sink sink;
    const auto read = calendar::read_calendar(bytes, "calendar.json", sink);
    static_cast<void>(said(sink, nullptr));
    if (read.has_value() == sink.has_errors()) return "a calendar with errors, or none without";
    if (!read) return {};
    const auto again = calendar::read_calendar(read->canonical(), "calendar.json", sink);
    if (!again || again->hash() != read->hash()) return "its canonical text is another calendar:\n" + read->canonical();
    const value::Date first = value::date_of(read->first_year(), 1, 1).value();
    const value::Date last = value::date_of(read->last_year(), 12, 31).value();
    const auto days = read->working_days_between(first, last);
    if (!days) return "it does not know its own years";
    if (*days > 0 && !read->add_working_days(first, *days)) return "it does not find its last working day";
    return {};
}

std::string units(std::string_view bytes) {
    text::Sink sink;
    const auto read = units::read_units(bytes, "units.csv", plan::kFewLevels, sink);
    static_cast<void>(said(sink, nullptr));
    if (read.has_value() == sink.has_errors()) return "a tree with errors, or none without";
    if (!read) return {};
    const auto again = units::read_units(read->canonical(), "units.csv", plan::kFewLevels, sink);
    if (!again || again->hash() != read->hash()) return "its canonical text is another tree:\n" + read->canonical();
    for (std::uint32_t at = 0; at < read->size(); ++at) {
        const units::UnitIndex unit{at};
        if (read->find(read->code(unit)) != unit) return "a unit is not found by its code";
        if (read->named(read->path(unit)).empty()) return "a unit is not found by its path: " + read->path(unit);
    }
    return {};
}

namespace {

/// With the few units, if the plan's levels are theirs.
plan::Reading with_few_units(std::string_view plan) {
    text::Sink sink;
    const text::Source source("plan.duban", std::string(plan));
    return plan::read_plan(source.name(), std::string(plan), plan::kFewUnits,
                           plan::files_of(syntax::parse(source, sink)).levels);
}

}  // namespace

std::string resolver(std::string_view bytes) {
    const plan::Reading reading = with_few_units(bytes);
    static_cast<void>(said(reading.sink, &reading.source));
    if (reading.plan.has_value() == reading.sink.has_errors()) return "a plan with errors, or none without";
    if (!reading.plan) return {};
    const std::string dumped = plan::dump(*reading.plan);
    text::Sink sink;
    const syntax::PlanFile tree = syntax::parse(reading.source, sink);
    for (const text::Language language : {text::Language::zh, text::Language::en}) {
        const std::string printed = syntax::print(tree, reading.source, language);
        const plan::Reading again = with_few_units(printed);
        if (!again.plan || plan::dump(*again.plan) != dumped)
            return "printed, it is another version:\n" + printed + again.findings(language);
    }
    return {};
}

}  // namespace duban::fuzz
