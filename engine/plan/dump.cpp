#include "engine/plan/dump.hpp"

#include "engine/json/writer.hpp"

#include <array>

namespace duban::plan {

namespace {

using json::Writer;

constexpr std::array<std::string_view, 11> kIndicatorKinds{"flow", "stock",    "ratio", "yes_no", "stages", "set",
                                                           "one_of", "document", "date",  "time",   "text"};
constexpr std::array<std::string_view, 10> kTimeUnits{"minute", "hour",  "day",     "working_day", "week",
                                                      "ten_days", "month", "quarter", "half_year",   "year"};
constexpr std::array<std::string_view, 7> kAnchors{"date", "slot_end", "slot_start", "occurrence", "window_start", "window_end", "unknown"};
constexpr std::array<std::string_view, 4> kShifts{"none", "following", "preceding", "same_month"};
constexpr std::array<std::string_view, 5> kModalities{"must", "normally", "should", "may", "never"};
constexpr std::array<std::string_view, 6> kComparisons{">=", "<=", "=", "!=", ">", "<"};
constexpr std::array<std::string_view, 13> kNodes{"number",  "reading",  "sum",     "difference", "product", "compare",   "covered",
                                                  "reported", "claimed", "all",     "any",        "not",     "throughout"};
constexpr std::array<std::string_view, 5> kSlotRules{"one_off", "window", "recurring", "continuing", "triggered"};
constexpr std::array<std::string_view, 3> kSchedules{"by_month", "by_day", "by_points"};

template <std::size_t N, class E>
std::string_view spelled(const std::array<std::string_view, N>& names, E value) {
    return names[static_cast<std::size_t>(value)];
}

void names(Writer& writer, std::string_view key, const std::vector<std::string>& list) {
    writer.key(key).begin_array();
    for (const std::string& name : list) writer.text(name);
    writer.end_array();
}

void length(Writer& writer, value::Duration duration) {
    writer.begin_object().member("count", duration.count).member("unit", spelled(kTimeUnits, duration.unit)).end_object();
}

void rhythm(Writer& writer, const std::optional<Rhythm>& rhythm) {
    writer.key("rhythm");
    if (!rhythm) {
        writer.null();
        return;
    }
    writer.begin_object().key("every");
    length(writer, rhythm->every);
    writer.key("assumed").boolean(rhythm->assumed).end_object();
}

void days(Writer& writer, std::string_view key, const std::optional<calendar::Days>& days) {
    writer.key(key);
    if (!days) {
        writer.null();
        return;
    }
    writer.begin_array().text(value::to_string(days->first)).text(value::to_string(days->last)).end_array();
}

void levels(Writer& writer, std::string_view key, const Plan& plan, std::uint32_t bits) {
    writer.key(key).begin_array();
    for (std::size_t level = 0; level < plan.levels.size(); ++level) {
        if ((bits >> level & 1U) != 0) writer.text(plan.levels[level]);
    }
    writer.end_array();
}

/// The name, or nothing.
void named(Writer& writer, std::string_view key, const Plan& plan, std::uint32_t indicator) {
    writer.key(key);
    if (indicator == kNone) {
        writer.null();
        return;
    }
    writer.text(plan.indicators[indicator].name);
}

void table(Writer& writer, const Plan& plan, const DurationTable& table) {
    writer.begin_object().member("name", table.name);
    named(writer, "by", plan, table.by);
    writer.key("rows").begin_array();
    for (std::size_t rank = 0; rank < table.rows.size(); ++rank) {
        writer.begin_object().key("class");
        if (table.by == kNone) {
            writer.null();
        } else {
            writer.text(plan.indicators[table.by].members[rank]);
        }
        writer.key("length");
        if (table.rows[rank]) {
            length(writer, *table.rows[rank]);
        } else {
            writer.null();
        }
        writer.end_object();
    }
    writer.end_array().key("assumed").boolean(table.assumed).end_object();
}

void who(Writer& writer, const Plan& plan, const Who& who) {
    writer.begin_object().key("each").boolean(who.each);
    levels(writer, "levels", plan, who.levels);
    names(writer, "units", who.codes);
    names(writer, "within", who.within);
    names(writer, "except", who.except);
    writer.key("organ");
    if (who.organ == kNone) {
        writer.null();
    } else {
        writer.text(plan.organs[who.organ].name);
    }
    writer.key("open").boolean(who.open).end_object();
}

void whos(Writer& writer, std::string_view key, const Plan& plan, const std::vector<Who>& list) {
    writer.key(key).begin_array();
    for (const Who& one : list) who(writer, plan, one);
    writer.end_array();
}

void criterion(Writer& writer, const Plan& plan, const Criterion& criterion) {
    writer.begin_array();
    for (const Node& node : criterion.nodes) {
        writer.begin_object().member("node", spelled(kNodes, node.kind));
        if (node.kind == Node::Kind::compare) writer.member("comparison", spelled(kComparisons, node.comparison));
        if (node.indicator != kNone) writer.member("indicator", plan.indicators[node.indicator].name);
        if (node.kind == Node::Kind::number) {
            writer.member("number", value::to_string(node.number)).key("percent").boolean(node.percent);
        }
        if (node.kind == Node::Kind::covered) {
            const std::vector<std::string>& members = plan.indicators[node.indicator].members;
            writer.key("members").begin_array();
            for (std::size_t m = 0; m < members.size(); ++m) {
                if ((node.members >> m & 1U) != 0) writer.text(members[m]);
            }
            writer.end_array();
        }
        writer.key("operands").begin_array();
        for (const std::uint32_t operand : node.operands) writer.integer(operand);
        writer.end_array().end_object();
    }
    writer.end_array();
}

void indicator(Writer& writer, const Plan& plan, const Indicator& one) {
    writer.begin_object().member("name", one.name).member("label", one.label).member("kind", spelled(kIndicatorKinds, one.kind));
    writer.member("measure", one.measure);
    names(writer, "members", one.members);
    writer.key("open").boolean(one.open).key("lower_is_better").boolean(one.lower_is_better);
    rhythm(writer, one.rhythm);
    writer.key("event");
    if (one.event == kNone) {
        writer.null();
    } else {
        writer.text(plan.events[one.event].name);
    }
    writer.member("numerator", one.numerator).member("denominator", one.denominator).end_object();
}

void deadline(Writer& writer, const Plan& plan, const Deadline& due) {
    writer.key("due").begin_object().member("anchor", spelled(kAnchors, due.anchor));
    writer.key("at");
    if (due.anchor == Deadline::Anchor::date) {
        writer.text(value::to_string(due.at));
    } else {
        writer.null();
    }
    writer.key("issue").boolean(due.issue).key("window");
    if (due.window == kNone) {
        writer.null();
    } else {
        writer.text(plan.windows[due.window].name);
    }
    writer.member("day", due.day).member("document", due.document).key("offset");
    if (due.offset) {
        table(writer, plan, *due.offset);
    } else {
        writer.null();
    }
    writer.key("backwards").boolean(due.backwards).member("shift", spelled(kShifts, due.shift));
    writer.key("assumed").boolean(due.assumed).key("by_default").boolean(due.by_default).end_object();
}

void trigger(Writer& writer, const Plan& plan, const Task& task) {
    writer.key("trigger");
    if (!task.trigger) {
        writer.null();
        return;
    }
    writer.begin_object().member("event", plan.events[task.trigger->event].name).key("where");
    if (task.trigger->where) {
        criterion(writer, plan, *task.trigger->where);
    } else {
        writer.null();
    }
    writer.key("level");
    if (task.trigger->level) {
        writer.text(plan.levels[at(*task.trigger->level)]);
    } else {
        writer.null();
    }
    writer.end_object();
}

void schedule(Writer& writer, const std::optional<Schedule>& schedule) {
    writer.key("schedule");
    if (!schedule) {
        writer.null();
        return;
    }
    writer.begin_object().member("kind", spelled(kSchedules, schedule->kind)).key("points").begin_array();
    for (const auto& [date, share] : schedule->points) {
        writer.begin_array().text(value::to_string(date)).text(value::to_string(share)).end_array();
    }
    writer.end_array().key("assumed").boolean(schedule->assumed).end_object();
}

void task(Writer& writer, const Plan& plan, const Task& task) {
    writer.begin_object().member("id", task.id).member("title", task.title);
    writer.member("chapter", task.chapter == kNone ? "" : plan.chapters[task.chapter].id);
    writer.key("quotes").begin_array();
    for (const Quote& quote : task.quotes) writer.text(quote.text);
    writer.end_array();
    names(writer, "under", task.under);
    names(writer, "see_also", task.see_also);
    writer.key("lead");
    who(writer, plan, task.lead);
    whos(writer, "jointly", plan, task.jointly);
    whos(writer, "support", plan, task.support);
    writer.key("verifier");
    if (task.verifier.kind == Verifier::Kind::nobody) writer.null();
    if (task.verifier.kind == Verifier::Kind::superior) writer.text("superior");
    if (task.verifier.kind == Verifier::Kind::unit) writer.text(task.verifier.code);
    names(writer, "officers", task.officers);
    writer.member("slots", spelled(kSlotRules, task.slots));
    rhythm(writer, task.rhythm);
    writer.key("window");
    if (task.window == kNone) {
        writer.null();
    } else {
        writer.text(plan.windows[task.window].name);
    }
    days(writer, "during", task.during);
    trigger(writer, plan, task);
    writer.key("from");
    if (task.from) {
        writer.text(value::to_string(*task.from));
    } else {
        writer.null();
    }
    writer.key("from_assumed").boolean(task.from_assumed);
    deadline(writer, plan, task.due);
    writer.key("goals").begin_array();
    for (const Goal& goal : task.goals) {
        writer.begin_object().member("modality", spelled(kModalities, goal.modality)).key("criterion");
        criterion(writer, plan, goal.criterion);
        writer.end_object();
    }
    writer.end_array();
    names(writer, "evidence", task.evidence);
    writer.key("evidence_open").boolean(task.evidence_open);
    schedule(writer, task.schedule);
    writer.member("weight", value::to_string(task.weight)).end_object();
}

}  // namespace

std::string dump(const Plan& plan) {
    Writer writer(json::Layout::indented);
    writer.begin_object().member("format", "duban plan 1").member("name", plan.name).member("title", plan.title);
    days(writer, "year", plan.year);
    writer.key("issued");
    if (plan.issued) {
        writer.text(value::to_string(*plan.issued));
    } else {
        writer.null();
    }
    writer.key("issued_assumed").boolean(plan.issued_assumed);
    names(writer, "issuers", plan.issuers);
    names(writer, "levels", plan.levels);
    writer.member("zone", plan.zone);
    writer.key("organs").begin_array();
    for (const Organ& organ : plan.organs) {
        writer.begin_object().member("name", organ.name);
        levels(writer, "levels", plan, organ.levels);
        writer.end_object();
    }
    writer.end_array().key("events").begin_array();
    for (const Event& event : plan.events) {
        writer.begin_object().member("name", event.name).member("label", event.label);
        writer.key("fields").begin_array();
        for (const std::uint32_t field : event.fields) writer.text(plan.indicators[field].name);
        writer.end_array();
        rhythm(writer, event.rhythm);
        named(writer, "occurred", plan, event.occurred);
        writer.end_object();
    }
    writer.end_array().key("indicators").begin_array();
    for (const Indicator& one : plan.indicators) indicator(writer, plan, one);
    writer.end_array().key("windows").begin_array();
    for (const Window& window : plan.windows) {
        writer.begin_object().member("name", window.name);
        days(writer, "days", window.days);
        writer.key("assumed").boolean(window.assumed).end_object();
    }
    writer.end_array().key("parameters").begin_array();
    for (const DurationTable& parameter : plan.parameters) table(writer, plan, parameter);
    writer.end_array().key("chapters").begin_array();
    for (const Chapter& chapter : plan.chapters) {
        writer.begin_object().member("id", chapter.id).member("title", chapter.title).end_object();
    }
    writer.end_array().key("tasks").begin_array();
    for (const Task& one : plan.tasks) task(writer, plan, one);
    writer.end_array().key("narratives").begin_array();
    for (const Narrative& narrative : plan.narratives) {
        writer.begin_object().member("text", narrative.text).member("because", narrative.because);
        writer.member("chapter", narrative.chapter == kNone ? "" : plan.chapters[narrative.chapter].id).end_object();
    }
    writer.end_array().end_object();
    return writer.take();
}

}  // namespace duban::plan
