#include "engine/plan/amend.hpp"

#include "engine/plan/lint.hpp"
#include "engine/plan/sequence.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace duban::plan {

namespace {

using text::Code;

template <class Things>
std::uint32_t called(const Things& things, std::string_view name) {
    const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.name == name; });
    return found == things.end() ? kNone : static_cast<std::uint32_t>(found - things.begin());
}

template <class Thing>
std::uint32_t append(std::vector<Thing>& things, Thing thing) {
    things.push_back(std::move(thing));
    return static_cast<std::uint32_t>(things.size() - 1);
}

bool read_alike(const Indicator& a, const Indicator& b) {
    return a.kind == b.kind && a.measure == b.measure && a.members == b.members && a.rhythm == b.rhythm &&
           a.numerator == b.numerator && a.denominator == b.denominator;
}

bool same_rows(const std::vector<WindowRow>& a, const std::vector<WindowRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const WindowRow& x, const WindowRow& y) { return x.words == y.words && x.days == y.days; });
}

bool same_length(const Plan& plan, const Deadline& a, const Plan& before, const Deadline& b) {
    if (a.offset.has_value() != b.offset.has_value() || a.backwards != b.backwards || a.shift != b.shift) return false;
    if (!a.offset) return true;
    if (a.offset->rows.empty() && b.offset->rows.empty()) return a.offset->name == b.offset->name;  // to be announced
    if (a.offset->by == kNone || b.offset->by == kNone) return a.offset->by == b.offset->by && a.offset->rows == b.offset->rows;
    const auto by_word = [](const Plan& of, const Deadline& due) {
        std::map<std::string, std::optional<value::Duration>> lengths;
        for (std::size_t rank = 0; rank < due.offset->rows.size(); ++rank)
            lengths.emplace(of.indicators[due.offset->by].members[rank], due.offset->rows[rank]);
        return lengths;
    };
    const bool same_field = plan.indicators[a.offset->by].name == before.indicators[b.offset->by].name;
    return same_field && by_word(plan, a) == by_word(before, b);
}

/// The task of the latest version before that is this one: that of its id; of parts that of its title in the same whole, of
/// several of one title in their order.
std::uint32_t same_task(const Plan& plan, std::uint32_t which, const Plan& before) {
    const Task& task = plan.tasks[which];
    if (task.whole == kNone) return before.find_task(task.id);
    const std::uint32_t whole = before.find_task(plan.tasks[task.whole].id);
    if (whole == kNone) return kNone;
    const std::vector<std::uint32_t> now = parts_titled(plan, task.whole, task.title);
    const auto place = static_cast<std::size_t>(std::find(now.begin(), now.end(), which) - now.begin());
    for (std::uint32_t version = whole; version != kNone; version = before.tasks[version].former) {
        const std::vector<std::uint32_t> then = parts_titled(before, version, task.title);
        if (place < then.size()) return then[place];
    }
    return kNone;
}

/// What a task waits for, in whatever version its rows may stand, or waited for in the versions before, its parts, what its
/// criteria ask.
std::vector<std::vector<std::uint32_t>> needs_of(const Plan& plan) {
    std::vector<std::vector<std::uint32_t>> needs(plan.tasks.size());
    const auto add = [&](std::vector<std::uint32_t>& needed, std::uint32_t task) {
        const std::vector<std::uint32_t> all = plan.with_replaced(task);
        needed.insert(needed.end(), all.begin(), all.end());
    };
    for (std::uint32_t t = 0; t < plan.tasks.size(); ++t) {
        for (const std::uint32_t part : plan.tasks[t].parts)
            add(needs[t], part);
        if (plan.tasks[t].trigger) {  // its line for units without a case is none where a row of one stands
            const std::vector<std::uint32_t> replaced = plan.all_it_replaced(plan.tasks[t]);
            needs[t].insert(needs[t].end(), replaced.begin(), replaced.end());
            for (std::uint32_t former = plan.tasks[t].former; former != kNone; former = plan.tasks[former].former)
                needs[t].push_back(former);
        }
        for (std::uint32_t version = t; version != kNone; version = plan.tasks[version].former) {
            for (const std::uint32_t required : plan.tasks[version].requires_tasks)
                add(needs[t], required);
        }
        for (const Goal& goal : plan.tasks[t].goals) {
            each_node(goal.criterion, [&](const Node& node) {
                if (node.kind == Node::Kind::task_done) add(needs[t], node.task);
            });
        }
    }
    return needs;
}

/// Where the things of the version before stand in the plan that knows both.
class Moved {
public:
    Moved(Plan& plan, const Plan& before)
        : plan_(plan), before_(before), own_events_(plan.events.size()), own_indicators_(plan.indicators.size()) {
        for (const Organ& organ : before.organs)
            organs_.push_back(kept(plan_.organs, organ));
        for (const Chapter& chapter : before.chapters)
            chapters_.push_back(kept_chapter(chapter));
        for (const Attribute& attribute : before.attributes)
            attributes_.push_back(kept(plan_.attributes, attribute));
        for (const Window& window : before.windows)
            windows_.push_back(moved(window));
        for (std::uint32_t event = 0; event < before.events.size(); ++event)
            events_.push_back(moved_event(event));
        for (const Indicator& indicator : before.indicators)
            indicators_.push_back(moved(indicator));
        for (DurationTable parameter : before.parameters) {
            place(parameter.by, indicators_);
            kept(plan_.parameters, parameter);
        }
        for (const std::uint32_t event : events_) {
            if (event >= own_events_) name_fields(plan_.events[event]);
        }
    }

    /// Indicators of one name and two kinds.
    [[nodiscard]] const std::vector<std::uint32_t>& of_other_kind() const { return of_other_kind_; }

    [[nodiscard]] Task task(const Task& old, std::uint32_t first) const {
        Task task = old;
        const auto later = [first](std::uint32_t& position) {
            if (position != kNone) position += first;
        };
        ++task.version;
        place(task.chapter, chapters_);
        place(task.lead, first);
        for (std::vector<Who>* whos : {&task.jointly, &task.support, &task.oversee, &task.reported_by}) {
            for (Who& who : *whos)
                place(who, first);
        }
        place(task.verifier.organ, organs_);
        for (std::uint32_t& required : task.requires_tasks)
            later(required);
        for (std::uint32_t& part : task.parts)
            later(part);
        for (std::vector<std::uint32_t>* tasks : {&task.replaced, &task.taken_by}) {
            for (std::uint32_t& other : *tasks)
                later(other);
        }
        later(task.whole);
        later(task.former);
        later(task.newest);
        place(task.window, windows_);
        if (task.trigger) {
            place(task.trigger->event, events_);
            if (task.trigger->where) place(*task.trigger->where, first);
        }
        place(task.due.window, windows_);
        place(task.due.field, indicators_);
        if (task.due.offset) place(task.due.offset->by, indicators_);
        for (Goal& goal : task.goals)
            place(goal.criterion, first);
        return task;
    }

private:
    template <class Thing>
    std::uint32_t kept(std::vector<Thing>& things, const Thing& thing) {
        const std::uint32_t found = called(things, thing.name);
        return found != kNone ? found : append(things, thing);
    }

    std::uint32_t kept_chapter(const Chapter& chapter) {
        const auto found = std::find_if(plan_.chapters.begin(), plan_.chapters.end(),
                                        [&](const Chapter& own) { return own.id == chapter.id && own.title == chapter.title; });
        if (found != plan_.chapters.end()) return static_cast<std::uint32_t>(found - plan_.chapters.begin());
        return append(plan_.chapters, chapter);
    }

    std::uint32_t moved(Window window) {
        place(window.by, attributes_);
        const std::uint32_t own = called(plan_.windows, window.name);
        if (own != kNone) {
            const Window& now = plan_.windows[own];
            if (now.days == window.days && now.by == window.by && same_rows(now.rows, window.rows)) return own;
        }
        name_newer(window.newer, own, windows_);
        return append(plan_.windows, std::move(window));
    }

    /// The plan's own event, if its cases have the same fields; else one more, whose fields are named when they are there.
    std::uint32_t moved_event(std::uint32_t at) {
        Event event = before_.events[at];
        const std::uint32_t own = called(plan_.events, event.name);
        if (own < own_events_ && same_event(plan_.events[own], event)) return own;
        name_newer(event.newer, own, events_);
        return append(plan_.events, std::move(event));
    }

    [[nodiscard]] bool same_event(const Event& now, const Event& then) const {
        return now.rhythm == then.rhythm && std::equal(now.fields.begin(), now.fields.end(), then.fields.begin(),
                                                       then.fields.end(), [&](std::uint32_t a, std::uint32_t b) {
                                                           const Indicator& x = plan_.indicators[a];
                                                           const Indicator& y = before_.indicators[b];
                                                           return x.name == y.name && read_alike(x, y);
                                                       });
    }

    std::uint32_t moved(Indicator indicator) {
        place(indicator.event, events_);
        std::uint32_t newer = kNone;
        for (std::uint32_t i = 0; i < own_indicators_; ++i) {
            const Indicator& own = plan_.indicators[i];
            if (own.name != indicator.name || (own.event == kNone) != (indicator.event == kNone)) continue;
            if (own.event != kNone && own.event != indicator.event && own.event != plan_.events[indicator.event].newer)
                continue;
            if (own.event == indicator.event && read_alike(own, indicator)) return i;
            if (own.kind != indicator.kind) of_other_kind_.push_back(i);
            newer = i;
        }
        name_newer(indicator.newer, newer, indicators_);
        return append(plan_.indicators, std::move(indicator));
    }

    /// The plan's own, if it has the name; else what the version before had in its place, which stands before it there.
    static void name_newer(std::uint32_t& newer, std::uint32_t own, const std::vector<std::uint32_t>& where) {
        if (own != kNone) {
            newer = own;
        } else {
            place(newer, where);
        }
    }

    void name_fields(Event& event) const {
        for (std::uint32_t& field : event.fields)
            place(field, indicators_);
        place(event.occurred, indicators_);
    }

    static void place(std::uint32_t& index, const std::vector<std::uint32_t>& where) {
        if (index != kNone) index = where[index];
    }
    void place(Criterion& criterion, std::uint32_t first) const {
        for (Node& node : criterion.nodes) {
            place(node.indicator, indicators_);
            place(node.attribute, attributes_);
            place(node.judge.organ, organs_);
            if (node.task != kNone) node.task += first;
            for (Over& over : node.over) {
                if (over.units) place(*over.units, first);
                place(over.event, events_);
                for (Criterion& where : over.where)
                    place(where, first);
                place(over.inner, first);
            }
        }
    }
    void place(Who& who, std::uint32_t first) const {
        place(who.organ, organs_);
        if (who.where) place(*who.where, first);
    }

    Plan& plan_;
    const Plan& before_;
    std::size_t own_events_;
    std::size_t own_indicators_;
    std::vector<std::uint32_t> organs_;
    std::vector<std::uint32_t> chapters_;
    std::vector<std::uint32_t> attributes_;
    std::vector<std::uint32_t> windows_;
    std::vector<std::uint32_t> events_;
    std::vector<std::uint32_t> indicators_;
    std::vector<std::uint32_t> of_other_kind_;
};

/// Names that were a window, a parameter or an attribute before, with what they were, and are another of the three now: what
/// was announced of one cannot be read as the other.
std::vector<std::pair<std::string, text::Words>> announced_otherwise(const Plan& plan, const Plan& before) {
    std::vector<std::pair<std::string, text::Words>> found;
    const auto add = [&](const auto& things, const text::Words& kind, const auto& others, const auto& more) {
        for (const auto& thing : things) {
            const bool is_other = called(others, thing.name) != kNone || called(more, thing.name) != kNone;
            if (is_other) found.emplace_back(thing.name, kind);
        }
    };
    add(before.windows, {"时段", "window"}, plan.parameters, plan.attributes);
    add(before.parameters, {"参数", "parameter"}, plan.windows, plan.attributes);
    add(before.attributes, {"单位属性", "attribute of units"}, plan.windows, plan.parameters);
    return found;
}

/// What a task replaces, where the version before does not have it itself.
void replace(Plan& plan, std::uint32_t which, const Plan& before, const text::Source& source, text::Sink& sink) {
    Task& task = plan.tasks[which];
    const auto say = [&](Code code, std::string id) {
        sink.add(text::diagnose(code, source.name(), task.replaces_span, {std::move(id)}));
    };
    const std::uint32_t former = before.find_task(task.id);
    std::uint32_t written = former;  // where the clause was written last
    while (written != kNone && before.tasks[written].replaces.empty())
        written = before.tasks[written].former;
    const auto is_written_in = [&](const Task& then) {
        return std::is_permutation(then.replaces.begin(), then.replaces.end(), task.replaces.begin(), task.replaces.end());
    };
    const bool is_repeated = written != kNone && before.tasks[former].version == 0 && is_written_in(before.tasks[written]);
    if (task.replaces.empty() || is_repeated) return;
    if (former != kNone) return say(Code::replaces_as_before, task.id);
    for (const std::string& id : task.replaces) {
        const std::uint32_t replaced = before.find_task(id);
        if (replaced == kNone || before.tasks[replaced].version != 0 || before.tasks[replaced].whole != kNone) {
            say(Code::replaces_unknown, id);
        } else if (plan.find_task(id) != kNone) {
            say(Code::replaces_what_stays, id);
        } else {
            task.replaced.push_back(static_cast<std::uint32_t>(plan.tasks.size()) + replaced);
        }
    }
}

/// Whether a task that the version before has itself was due on the same date; another slot is another row.
bool has_same_date(const Task& before, const Task& task) {
    return before.version == 0 && before.slots == task.slots && before.due.anchor == Deadline::Anchor::date &&
           !before.due.offset && before.due.at == task.due.at;
}

/// Notes in a task that went, and in its parts, that another takes its place.
void take(Plan& plan, std::uint32_t gone, std::uint32_t by) {
    plan.tasks[gone].taken_by.push_back(by);
    for (const std::uint32_t part : plan.tasks[gone].parts)
        plan.tasks[part].taken_by.push_back(by);
}

}  // namespace

std::vector<std::uint32_t> parts_titled(const Plan& plan, std::uint32_t whole, const std::string& title) {
    std::vector<std::uint32_t> found;
    std::copy_if(plan.tasks[whole].parts.begin(), plan.tasks[whole].parts.end(), std::back_inserter(found),
                 [&](std::uint32_t part) { return plan.tasks[part].title == title; });
    return found;
}

std::vector<Version> versions_from(const Plan& plan) {
    std::vector<Version> versions{{plan.issued, plan.hash}};
    versions.insert(versions.end(), plan.before.begin(), plan.before.end());
    return versions;
}

void add_version(Plan& plan, const Plan& before, const text::Source& source, Span amends, text::Sink& sink) {
    const auto say = [&](Code code, std::vector<text::Words> arguments) {
        sink.add(text::diagnose(code, source.name(), amends, std::move(arguments)));
    };
    if (plan.name != before.name) say(Code::amends_another_plan, {before.name, plan.name});
    if (!plan.issued || !before.issued || *plan.issued <= *before.issued) {
        const auto day = [](const std::optional<value::Date>& issued) { return issued ? value::to_string(*issued) : "—"; };
        say(Code::amends_no_earlier_one, {day(plan.issued), day(before.issued)});
    }
    if (plan.year != before.year || plan.levels != before.levels) {
        std::string levels;
        for (const std::string& level : before.levels)
            levels += (levels.empty() ? "" : " > ") + level;
        say(Code::amends_other_frame,
            {value::to_string(before.year.first) + ".." + value::to_string(before.year.last), levels});
    }
    for (const auto& [name, kind] : announced_otherwise(plan, before))
        say(Code::announced_of_another_kind, {name, kind});
    std::set<std::uint32_t> said;  // of deadlines; parts and chapters share them
    const auto own_tasks = static_cast<std::uint32_t>(plan.tasks.size());
    for (std::uint32_t t = 0; t < own_tasks; ++t)
        replace(plan, t, before, source, sink);
    const Moved moved(plan, before);
    for (const std::uint32_t indicator : moved.of_other_kind())
        say(Code::indicator_of_another_kind, {plan.indicators[indicator].name});
    for (std::uint32_t t = 0; t < own_tasks; ++t) {
        Task& task = plan.tasks[t];
        const std::uint32_t former = same_task(plan, t, before);
        const bool is_as_before = former != kNone && has_same_date(before.tasks[former], task);
        if (is_before_issue(plan, task.due) && !is_as_before && said.insert(task.due.span.begin).second) {
            sink.add(text::diagnose(Code::deadline_before_issue, source.name(), task.due.span,
                                    {value::to_short_string(task.due.at), value::to_string(*plan.issued)}));
        }
        if (former == kNone) continue;
        task.former = own_tasks + former;
        if (before.tasks[former].version != 0) continue;  // it comes back
        // What is counted from the issue, and was before, goes on counting from the day from which it was counted.
        Deadline& due = task.due;
        const Deadline& was = before.tasks[former].due;
        if (due.issue && was.issue && same_length(plan, due, before, was)) due.at = was.at;
        if (task.from_issue && before.tasks[former].from_issue) task.from = before.tasks[former].from;
    }
    plan.has_weights = plan.has_weights || before.has_weights;
    for (const Task& old : before.tasks) {
        Task task = moved.task(old, own_tasks);
        if (task.newest == kNone) task.newest = static_cast<std::uint32_t>(plan.tasks.size());
        plan.tasks.push_back(std::move(task));
    }
    for (std::uint32_t t = 0; t < own_tasks; ++t) {
        for (std::uint32_t former = plan.tasks[t].former; former != kNone; former = plan.tasks[former].former)
            plan.tasks[former].newest = t;
    }
    for (std::uint32_t t = own_tasks; t < plan.tasks.size(); ++t)
        plan.tasks[t].gone = plan.tasks[t].newest == t;
    for (std::uint32_t t = 0; t < own_tasks; ++t) {
        for (const std::uint32_t replaced : plan.tasks[t].replaced)
            take(plan, replaced, t);
    }
    bool is_told = false;
    plan.order = sequence(needs_of(plan), [&](const std::vector<std::uint32_t>& circle) {
        if (!std::exchange(is_told, true)) say(Code::versions_in_circle, {plan.way_words(circle)});
    });
}

}  // namespace duban::plan
