#include "engine/plan/dump.hpp"

#include "engine/json/writer.hpp"

namespace duban::plan {

namespace {

constexpr std::string_view kKinds[] = {"flow", "running_total", "stock",    "ratio", "yes_no", "stages",
                                       "set",  "one_of",        "document", "date",  "time",   "text"};
constexpr std::string_view kAnchors[] = {"date",         "slot_end",   "slot_start",    "occurrence", "case_date",
                                         "window_start", "window_end", "previous_step", "unknown"};
constexpr std::string_view kShifts[] = {"none", "following", "preceding", "same_month"};
constexpr std::string_view kModalities[] = {"must", "normally", "should", "may", "never"};
constexpr std::string_view kComparisonSigns[] = {">=", "<=", "=", "!=", ">", "<"};
constexpr std::string_view kSlotRules[] = {"one_off", "window", "recurring", "continuing", "triggered"};
constexpr std::string_view kVerifiers[] = {"nobody", "superior", "unit"};
constexpr std::string_view kFolds[] = {"total", "mean", "highest", "lowest"};
constexpr std::string_view kColours[] = {"red", "yellow", "green", "blue", "grey", "other"};
constexpr std::string_view kStateNames[] = {"done",
                                            "done_early",
                                            "done_late",
                                            "no_case",
                                            "not_applicable",
                                            "superseded",
                                            "waived",
                                            "excused",
                                            "failed",
                                            "returned",
                                            "claimed_without_proof",
                                            "awaiting_verification",
                                            "planned",
                                            "not_started",
                                            "waiting",
                                            "overdue",
                                            "unreported_overdue",
                                            "undetermined",
                                            "report_missing",
                                            "behind",
                                            "due_soon",
                                            "on_schedule",
                                            "unreported",
                                            "verified",
                                            "not_achieved"};
constexpr std::string_view kSchedules[] = {"by_month", "by_day", "by_points"};

template <class Enum, std::size_t N>
std::string_view spelled(const std::string_view (&table)[N], Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? table[index] : std::string_view();
}

class Dumper {
public:
    explicit Dumper(const Plan& plan) : plan_(plan) {}

    std::string whole() {
        out_.begin_object();
        out_.member("name", plan_.name).member("title", plan_.title);
        days("year", plan_.year);
        date("issued", plan_.issued);
        flag("issued_assumed", plan_.issued_assumed);
        if (!plan_.before.empty()) out_.member("amends", plan_.before.front().hash);
        texts("issuers", plan_.issuers);
        texts("levels", plan_.levels);
        out_.member("zone", plan_.zone);
        list("organs", plan_.organs, [&](const Organ& organ) {
            out_.member("name", organ.name);
            levels("levels", organ.levels);
        });
        list("indicators", plan_.indicators, [&](const Indicator& each) { indicator(each); });
        list("events", plan_.events, [&](const Event& each) { event(each); });
        list("windows", plan_.windows, [&](const Window& window) {
            out_.member("name", window.name);
            days("days", window.days);
            name_of("by", plan_.attributes, window.by);
            list("rows", window.rows, [&](const WindowRow& row) {
                texts("of", row.words);
                days("days", row.days);
            });
            flag("assumed", window.assumed);
        });
        list("parameters", plan_.parameters, [&](const DurationTable& table) { table_of(table); });
        list("unit_sets", plan_.unit_sets, [&](const UnitSet& set) {
            out_.member("name", set.name);
            who(set.who);
        });
        list("lights", plan_.lights, [&](const Light& each) { light(each); });
        list("chapters", plan_.chapters,
             [&](const Chapter& chapter) { out_.member("id", chapter.id).member("title", chapter.title); });
        list("tasks", plan_.tasks, [&](const Task& each) { task(each); });
        list("narratives", plan_.narratives, [&](const Narrative& narrative) {
            out_.member("text", narrative.text).member("because", narrative.because);
            chapter_of(narrative.chapter);
        });
        out_.end_object();
        return out_.take();
    }

private:
    template <class List, class Write>
    void list(std::string_view key, const List& items, Write write) {
        out_.key(key).begin_array();
        for (const auto& item : items) {
            out_.begin_object();
            write(item);
            out_.end_object();
        }
        out_.end_array();
    }

    void texts(std::string_view key, const std::vector<std::string>& items) {
        out_.key(key).begin_array();
        for (const std::string& item : items)
            out_.text(item);
        out_.end_array();
    }

    void flag(std::string_view key, bool value) { out_.key(key).boolean(value); }

    void date(std::string_view key, const std::optional<value::Date>& value) {
        out_.key(key);
        if (value) {
            out_.text(value::to_string(*value));
        } else {
            out_.null();
        }
    }

    void days(std::string_view key, const std::optional<calendar::Days>& value) {
        out_.key(key);
        if (value) {
            out_.begin_array().text(value::to_string(value->first)).text(value::to_string(value->last)).end_array();
        } else {
            out_.null();
        }
    }

    void duration(const std::optional<value::Duration>& value) {
        if (value) {
            out_.begin_array().integer(value->count).text(value::name(value->unit)).end_array();
        } else {
            out_.null();
        }
    }

    void rhythm(const std::optional<Rhythm>& value) {
        out_.key("every");
        duration(value ? std::optional(value->every) : std::nullopt);
        flag("every_assumed", value && value->assumed);
    }

    void levels(std::string_view key, std::uint32_t bits) {
        out_.key(key).begin_array();
        for (std::size_t i = 0; i < plan_.levels.size(); ++i) {
            if ((bits >> i & 1U) != 0) out_.text(plan_.levels[i]);
        }
        out_.end_array();
    }

    template <class Things>
    void name_of(std::string_view key, const Things& things, std::uint32_t index) {
        out_.key(key);
        if (index < things.size()) {
            out_.text(things[index].name);
        } else {
            out_.null();
        }
    }

    void chapter_of(std::uint32_t chapter) {
        out_.key("chapter");
        if (chapter < plan_.chapters.size()) {
            out_.text(plan_.chapters[chapter].id);
        } else {
            out_.null();
        }
    }

    void indicator(const Indicator& indicator) {
        out_.member("name", indicator.name).member("label", indicator.label).member("kind", spelled(kKinds, indicator.kind));
        out_.member("measure", indicator.measure);
        texts("members", indicator.members);
        flag("open", indicator.open);
        flag("lower_is_better", indicator.lower_is_better);
        rhythm(indicator.rhythm);
        name_of("event", plan_.events, indicator.event);
        out_.member("numerator", indicator.numerator).member("denominator", indicator.denominator);
    }

    void event(const Event& event) {
        out_.member("name", event.name).member("label", event.label);
        out_.key("fields").begin_array();
        for (const std::uint32_t field : event.fields)
            out_.text(plan_.indicators[field].name);
        out_.end_array();
        name_of("occurred", plan_.indicators, event.occurred);
        rhythm(event.rhythm);
    }

    void table_of(const DurationTable& table) {
        out_.member("name", table.name);
        name_of("by", plan_.indicators, table.by);
        out_.key("rows");
        if (table.by == kNone) {
            out_.begin_array();
            for (const auto& row : table.rows)
                duration(row);
            out_.end_array();
        } else {
            out_.begin_object();
            const std::vector<std::string>& classes = plan_.indicators[table.by].members;
            for (std::size_t i = 0; i < table.rows.size() && i < classes.size(); ++i) {
                out_.key(classes[i]);
                duration(table.rows[i]);
            }
            out_.end_object();
        }
        flag("assumed", table.assumed);
    }

    void who(const Who& who) {
        flag("each", who.each);
        name_of("organ", plan_.organs, who.organ);
        levels("levels", who.levels);
        texts("codes", who.codes);
        list("within", who.within,
             [&](const LevelBelow& below) { out_.member("code", below.code).member("level", plan_.levels[below.level]); });
        texts("except", who.except);
        texts("sets", who.sets);
        out_.key("where");
        criterion(who.where);
        flag("open", who.open);
    }

    void light(const Light& light) {
        out_.member("name", light.name).member("colour", spelled(kColours, light.colour)).key("when");
        if (light.when.empty()) {
            out_.null();
        } else {
            light_node(light, static_cast<std::uint32_t>(light.when.size() - 1));
        }
    }

    void light_node(const Light& light, std::uint32_t index) {
        const LightNode& node = light.when[index];
        out_.begin_object();
        switch (node.kind) {
            case LightNode::Kind::all: light_operands("all", light, node); break;
            case LightNode::Kind::any: light_operands("any", light, node); break;
            case LightNode::Kind::negation: light_operands("not", light, node); break;
            case LightNode::Kind::state: out_.member("state", spelled(kStateNames, node.state)); break;
            case LightNode::Kind::behind:
                out_.member("behind", spelled(kComparisonSigns, node.comparison));
                out_.member("share", value::to_string(value::Decimal{node.amount}));
                break;
            case LightNode::Kind::time_left:
                out_.member("time_left", spelled(kComparisonSigns, node.comparison)).member("days", node.amount);
                break;
        }
        out_.end_object();
    }

    void light_operands(std::string_view key, const Light& light, const LightNode& of) {
        out_.key(key).begin_array();
        for (const std::uint32_t operand : of.operands)
            light_node(light, operand);
        out_.end_array();
    }

    void deadline(const Deadline& due) {
        out_.key("due").begin_object();
        out_.member("anchor", spelled(kAnchors, due.anchor));
        if (due.anchor == Deadline::Anchor::date) out_.member("at", value::to_string(due.at));
        flag("issue", due.issue);
        name_of("window", plan_.windows, due.window);
        if (due.anchor == Deadline::Anchor::case_date) name_of("field", plan_.indicators, due.field);
        out_.member("day", std::int64_t{due.day}).member("document", due.document);
        out_.key("offset");
        if (due.offset) {
            out_.begin_object();
            table_of(*due.offset);
            out_.end_object();
        } else {
            out_.null();
        }
        flag("backwards", due.backwards);
        out_.member("shift", spelled(kShifts, due.shift));
        flag("assumed", due.assumed);
        flag("by_default", due.by_default);
        out_.end_object();
    }

    void criterion(const std::optional<Criterion>& criterion) {
        if (criterion) {
            node(*criterion, static_cast<std::uint32_t>(criterion->nodes.size() - 1));
        } else {
            out_.null();
        }
    }

    void operands(std::string_view key, const Criterion& criterion, const Node& of) {
        out_.key(key).begin_array();
        for (const std::uint32_t operand : of.operands)
            node(criterion, operand);
        out_.end_array();
    }

    /// One key says what the node is.
    void node(const Criterion& criterion, std::uint32_t index) {
        const Node& node = criterion.nodes[index];
        out_.begin_object();
        switch (node.kind) {
            case Node::Kind::number:
                if (node.is_date) {
                    const auto days = static_cast<std::int32_t>(node.number.millionths / value::Decimal::kOne);
                    out_.member("date", value::to_string(value::Date{days}));
                } else {
                    out_.member("number", value::to_string(node.number));
                }
                if (node.percent) flag("percent", true);
                if (node.assumed) flag("assumed", true);
                break;
            case Node::Kind::baseline: baseline(node); break;
            case Node::Kind::never_falls: name_of("never_falls", plan_.indicators, node.indicator); break;
            case Node::Kind::reading: name_of("reading", plan_.indicators, node.indicator); break;
            case Node::Kind::sum: operands("sum", criterion, node); break;
            case Node::Kind::difference: operands("difference", criterion, node); break;
            case Node::Kind::product: operands("product", criterion, node); break;
            case Node::Kind::compare: compare(criterion, node); break;
            case Node::Kind::covered: covered(node); break;
            case Node::Kind::reported: name_of("reported", plan_.indicators, node.indicator); break;
            case Node::Kind::claimed: flag("claimed", true); break;
            case Node::Kind::closed: operands("closed", criterion, node); break;
            case Node::Kind::parts: flag("parts", true); break;
            case Node::Kind::attribute: attribute(node); break;
            case Node::Kind::all: operands("all", criterion, node); break;
            case Node::Kind::any: operands("any", criterion, node); break;
            case Node::Kind::negation: operands("not", criterion, node); break;
            case Node::Kind::throughout: operands("throughout", criterion, node); break;
            case Node::Kind::until: operands("until", criterion, node); break;
            case Node::Kind::count: count(node); break;
            case Node::Kind::count_of:
                out_.member("at_least", node.number.millionths / value::Decimal::kOne);
                operands("of_these", criterion, node);
                break;
            case Node::Kind::total:
                name_of(spelled(kFolds, node.fold), plan_.indicators, node.over.front().inner.root().indicator);
                over("of", node.over.front());
                break;
            case Node::Kind::task_done: out_.member("task", plan_.tasks[node.task].id); break;
            case Node::Kind::judged: verifier("judged", node.judge); break;
        }
        out_.end_object();
    }

    void count(const Node& node) {
        const Over& of = node.over.front();
        switch (node.needed) {
            case Node::Needed::each: break;
            case Node::Needed::number: out_.member("at_least", node.number.millionths / value::Decimal::kOne); break;
            case Node::Needed::share: out_.member("share", value::to_string(node.number)); break;
        }
        over(node.needed == Node::Needed::each ? "each" : "of", of);
        out_.key("is");
        criterion(of.inner);
    }

    void over(std::string_view key, const Over& over) {
        out_.key(key).begin_object();
        if (over.units) {
            out_.key("units").begin_object();
            who(*over.units);
            out_.end_object();
        } else {
            name_of("cases", plan_.events, over.event);
            out_.key("where");
            criterion(over.where.empty() ? std::nullopt : std::optional(over.where.front()));
        }
        out_.end_object();
    }

    void verifier(std::string_view key, const Verifier& verifier) {
        out_.key(key).begin_object();
        out_.member("by", spelled(kVerifiers, verifier.kind)).member("code", verifier.code);
        name_of("organ", plan_.organs, verifier.organ);
        out_.end_object();
    }

    void baseline(const Node& node) {
        name_of("last_year", plan_.indicators, node.indicator);
        if (node.months_back != 12) out_.member("years", node.months_back / 12);
        if (node.change != Node::Change::none) {
            out_.member(node.change == Node::Change::times ? "times" : "plus", value::to_string(node.number));
        }
        if (node.assumed) flag("assumed", true);
    }

    /// Ranks are written as what they are ranks of.
    void compare(const Criterion& criterion, const Node& of) {
        const Node& left = criterion.nodes[of.operands[0]];
        const Node& right = criterion.nodes[of.operands[1]];
        const bool ranks = left.kind == Node::Kind::reading && !plan_.indicators[left.indicator].members.empty();
        if (!ranks || right.kind != Node::Kind::number)
            return operands(spelled(kComparisonSigns, of.comparison), criterion, of);
        const auto rank = static_cast<std::size_t>(right.number.millionths / value::Decimal::kOne);
        out_.key(spelled(kComparisonSigns, of.comparison)).begin_array();
        node(criterion, of.operands[0]);
        out_.begin_object().member("level", plan_.indicators[left.indicator].members[rank]);
        if (right.assumed) flag("assumed", true);
        out_.end_object();
        out_.end_array();
    }

    void attribute(const Node& node) {
        name_of("attribute", plan_.attributes, node.attribute);
        out_.key(spelled(kComparisonSigns, node.comparison));
        if (node.word.empty()) {
            out_.begin_object().member("number", value::to_string(node.number)).end_object();
        } else {
            out_.text(node.word);
        }
    }

    void covered(const Node& node) {
        const Indicator& of = plan_.indicators[node.indicator];
        out_.member("covered", of.name).key("members").begin_array();
        for (std::size_t i = 0; i < of.members.size(); ++i) {
            if ((node.members >> i & 1U) != 0) out_.text(of.members[i]);
        }
        out_.end_array();
    }

    void task(const Task& task) {
        out_.member("id", task.id).member("title", task.title);
        chapter_of(task.chapter);
        out_.key("quotes").begin_array();
        for (const Quote& quote : task.quotes)
            out_.text(quote.text);
        out_.end_array();
        texts("under", task.under);
        texts("see_also", task.see_also);
        out_.key("lead");
        if (task.lead_of_parts) {
            out_.null();
        } else {
            out_.begin_object();
            who(task.lead);
            out_.end_object();
        }
        list("jointly", task.jointly, [&](const Who& partner) { who(partner); });
        list("support", task.support, [&](const Who& partner) { who(partner); });
        list("oversee", task.oversee, [&](const Who& partner) { who(partner); });
        list("reported_by", task.reported_by, [&](const Who& partner) { who(partner); });
        verifier("verify", task.verifier);
        texts("officers", task.officers);
        texts("signed_by", task.signers);
        ids("requires", task.requires_tasks);
        if (!task.replaces.empty()) texts("replaces", task.replaces);
        out_.key("part_of");
        if (task.whole == kNone) {
            out_.null();
        } else {
            out_.text(plan_.tasks[task.whole].id);
        }
        flag("in_order", task.in_order);
        slots(task);
        deadline(task.due);
        list("goals", task.goals, [&](const Goal& goal) {
            out_.member("modality", spelled(kModalities, goal.modality)).key("criterion");
            criterion(goal.criterion);
        });
        texts("evidence", task.evidence);
        flag("evidence_open", task.evidence_open);
        schedule(task);
        out_.member("weight", value::to_string(task.weight));
        if (!task.ladder.empty()) list("escalate", task.ladder, [&](const Rung& each) { rung(each); });
    }

    void rung(const Rung& rung) {
        if (rung.delay) {
            out_.member("overdue", rung.beyond ? ">" : ">=").key("delay");
            out_.begin_array().integer(rung.delay->count).text(value::name(rung.delay->unit)).end_array();
        }
        flag("superior", rung.superior);
        out_.key("levels").begin_array();
        for (const units::LevelIndex level : rung.levels)
            out_.text(plan_.levels[units::at(level)]);
        out_.end_array();
        texts("persons", rung.persons);
    }

    void ids(std::string_view key, const std::vector<std::uint32_t>& tasks) {
        out_.key(key).begin_array();
        for (const std::uint32_t task : tasks)
            out_.text(plan_.tasks[task].id);
        out_.end_array();
    }

    void slots(const Task& task) {
        out_.member("slots", spelled(kSlotRules, task.slots));
        rhythm(task.rhythm);
        name_of("window", plan_.windows, task.window);
        days("during", task.during);
        if (task.stretches.size() > 1) {
            out_.key("stretches").begin_array();
            for (const calendar::Days& stretch : task.stretches) {
                out_.begin_array().text(value::to_string(stretch.first)).text(value::to_string(stretch.last)).end_array();
            }
            out_.end_array();
        }
        out_.key("trigger");
        if (task.trigger) {
            out_.begin_object();
            name_of("event", plan_.events, task.trigger->event);
            out_.key("where");
            criterion(task.trigger->where);
            out_.key("level");
            if (task.trigger->level) {
                out_.text(plan_.levels[units::at(*task.trigger->level)]);
            } else {
                out_.null();
            }
            out_.end_object();
        } else {
            out_.null();
        }
        date("from", task.from);
        flag("from_assumed", task.from_assumed);
        flag("from_issue", task.from_issue);
    }

    void schedule(const Task& task) {
        out_.key("schedule");
        if (!task.schedule) {
            out_.null();
            return;
        }
        out_.begin_object();
        out_.member("kind", spelled(kSchedules, task.schedule->kind));
        out_.key("points").begin_array();
        for (const auto& [day, share] : task.schedule->points) {
            out_.begin_array().text(value::to_string(day)).text(value::to_string(share)).end_array();
        }
        out_.end_array();
        flag("assumed", task.schedule->assumed);
        out_.end_object();
    }

    const Plan& plan_;
    json::Writer out_{json::Layout::indented};
};

}  // namespace

std::string dump(const Plan& plan) { return Dumper(plan).whole(); }

}  // namespace duban::plan
