#include "engine/assume.hpp"

#include "engine/digest/sha256.hpp"
#include "engine/engine.hpp"

namespace duban::engine {

std::unique_ptr<Opened> copy_of(const Opened& opened, const calendar::Calendar& calendar, const units::Tree& units) {
    std::unique_ptr<const Opened> before;
    if (opened.before) before = copy_of(*opened.before, calendar, units);
    return std::unique_ptr<Opened>(new Opened{opened.source, opened.plan, units, calendar, opened.resolved, std::move(before)});
}

namespace {

bool is_same_clause(const plan::Deadline& a, const plan::Deadline& b) {
    return a.span == b.span && a.anchor == b.anchor && a.at == b.at;
}

/// As if the plan said that date; a declared shift stays, and parts without a due date of their own go with their task.
void move(plan::Plan& plan, std::uint32_t task, value::Date date) {
    const plan::Deadline before = plan.tasks[task].due;
    const auto say = [&](plan::Deadline& due) {
        plan::Deadline moved;
        moved.anchor = plan::Deadline::Anchor::date;
        moved.at = value::last_minute(date);
        moved.shift = due.shift;
        moved.assumed = true;
        moved.span = due.span;
        due = moved;
    };
    say(plan.tasks[task].due);
    for (const std::uint32_t part : plan.tasks[task].parts) {
        const plan::Task& here = plan.tasks[part];
        const bool has_its_slots = plan::has_same_slots(here, plan.tasks[task]);
        const bool says_none = here.due.by_default && before.by_default;
        if (has_its_slots && (says_none || is_same_clause(here.due, before))) say(plan.tasks[part].due);
    }
    plan.hash = digest::sha256(plan.hash + " " + plan.tasks[task].id + "=" + value::to_string(date));
}

}  // namespace

text::Result<std::unique_ptr<const Opened>> assume(const Opened& opened, const Assumptions& assumed) {
    calendar::Calendar calendar = opened.calendar;
    const auto declare = [&](const std::vector<value::Date>& days, bool is_working) -> std::optional<text::Diagnostic> {
        for (const value::Date day : days) {
            auto other = calendar::assuming(calendar, day, is_working);
            if (!other) return text::diagnose(text::Code::assumed_day_outside, {value::to_string(day)});
            calendar = std::move(*other);
        }
        return std::nullopt;
    };
    if (auto wrong = declare(assumed.days_off, false)) return *std::move(wrong);
    if (auto wrong = declare(assumed.working_days, true)) return *std::move(wrong);
    units::Tree units = opened.units;
    for (const Assumptions::Closing& closing : assumed.closings) {
        text::Sink sink;
        auto other = units.closing(closing.unit, closing.day, closing.heir, sink);
        if (!other) return text::diagnose(sink.all().front().code, sink.all().front().arguments);  // in no file
        units = std::move(*other);
    }
    std::unique_ptr<Opened> copy = copy_of(opened, calendar, units);
    for (const Assumptions::Due& due : assumed.due) {
        const std::uint32_t task = copy->plan.find_task(due.task);
        if (task == plan::kNone) return text::diagnose(text::Code::wrong_assumed_due, {due.task});
        const plan::SlotRule slots = copy->plan.tasks[task].slots;
        if (slots != plan::SlotRule::one_off && slots != plan::SlotRule::window)
            return text::diagnose(text::Code::due_of_many_slots, {due.task});
        move(copy->plan, task, due.date);
    }
    return std::unique_ptr<const Opened>(std::move(copy));
}

}  // namespace duban::engine
