#include "engine/plan/resolve_task.hpp"

#include "engine/plan/resolve_count.hpp"
#include "engine/plan/resolve_criterion.hpp"
#include "engine/plan/resolve_ladder.hpp"
#include "engine/plan/resolve_when.hpp"
#include "engine/plan/resolve_who.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Clause;
using syntax::ClauseKind;
using text::Code;

using Clauses = std::vector<const Clause*>;

/// What a step or part has from its task: who, when and what. Proofs, review, weight and texts stay with the whole.
bool passes_to_parts(ClauseKind kind) {
    switch (kind) {
        case ClauseKind::lead:
        case ClauseKind::jointly:
        case ClauseKind::support:
        case ClauseKind::oversee:
        case ClauseKind::reported_by:
        case ClauseKind::shift:
        case ClauseKind::from:
        case ClauseKind::due:
        case ClauseKind::rhythm:
        case ClauseKind::continuing:
        case ClauseKind::during:
        case ClauseKind::triggered_by:
        case ClauseKind::done:
        case ClauseKind::normally:
        case ClauseKind::should:
        case ClauseKind::may:
        case ClauseKind::never: return true;
        case ClauseKind::source:
        case ClauseKind::under:
        case ClauseKind::see_also:
        case ClauseKind::verify:
        case ClauseKind::officer:
        case ClauseKind::evidence:
        case ClauseKind::requires_tasks:
        case ClauseKind::replaces:
        case ClauseKind::schedule:
        case ClauseKind::weight:
        case ClauseKind::close_when:
        case ClauseKind::signed_by:
        case ClauseKind::escalate: break;
    }
    return false;
}

/// The clauses that hold for a task: its own of that kind, else the chapter's, else the header's; for a part, after its own, of
/// what passes to parts the task's.
class Inheritance {
public:
    Inheritance(const std::vector<Clause>& own, const std::vector<Clause>& chapter, const std::vector<Clause>& header)
        : sources_{&own, &chapter, &header} {}
    Inheritance(const syntax::Part& part, const Inheritance& whole)
        : sources_{&part.clauses, whole.sources_[0], whole.sources_[1], whole.sources_[2]}, is_part_(true) {}

    [[nodiscard]] Clauses of(std::initializer_list<ClauseKind> kinds) const {
        for (std::size_t source = 0; source < sources_.size(); ++source) {
            const Clauses found = among(source, kinds);
            if (!found.empty()) return found;
        }
        return {};
    }
    /// Said of the whole plan, in its header.
    [[nodiscard]] Clauses of_plan(ClauseKind kind) const { return among(sources_.size() - 1, {kind}); }
    /// Said of the task or part itself, not of its chapter or plan.
    [[nodiscard]] Clauses own(ClauseKind kind) const {
        const Clauses found = among(0, {kind});
        return found.empty() && is_part_ ? among(1, {kind}) : found;
    }

    /// Said of the part itself.
    [[nodiscard]] bool part_says(std::initializer_list<ClauseKind> kinds) const { return is_part_ && !among(0, kinds).empty(); }

private:
    [[nodiscard]] Clauses among(std::size_t source, std::initializer_list<ClauseKind> kinds) const {
        Clauses found;
        for (const Clause& clause : *sources_[source]) {
            const bool passes = !is_part_ || source == 0 || passes_to_parts(clause.kind);
            if (passes && std::find(kinds.begin(), kinds.end(), clause.kind) != kinds.end()) found.push_back(&clause);
        }
        return found;
    }

    std::vector<const std::vector<Clause>*> sources_;
    bool is_part_ = false;
};

Modality modality_of(ClauseKind kind) {
    switch (kind) {
        case ClauseKind::normally: return Modality::normally;
        case ClauseKind::should: return Modality::should;
        case ClauseKind::may: return Modality::may;
        case ClauseKind::never: return Modality::never;
        default: return Modality::must;
    }
}

constexpr value::Decimal kMostWeight = value::Decimal::of(10'000);  // sums over all rows of a country fit a column

constexpr std::initializer_list<ClauseKind> kSlotClauses{ClauseKind::triggered_by, ClauseKind::rhythm, ClauseKind::continuing,
                                                         ClauseKind::during};

/// What a task and a step or part of one are called.
struct Heading {
    std::string id;
    std::string title;
    Span span;
};

class TaskMaker {
public:
    /// `whole`: of a step or part its task, else null. `has_step_before`: a step before it. `has_parts`: the task is done when
    /// they are, and what it does not say of itself may be theirs.
    TaskMaker(Context& context, Heading heading, const Inheritance& clauses, const Task* whole, bool has_step_before,
              bool has_parts)
        : context_(context),
          written_(std::move(heading)),
          clauses_(clauses),
          whole_(whole),
          has_step_before_(has_step_before),
          has_parts_(has_parts) {}

    Task make(std::uint32_t chapter) {
        task_.id = written_.id;
        task_.title = written_.title;
        task_.chapter = chapter;
        task_.span = written_.span;
        texts();
        slots();
        who();
        due();
        goals();
        schedule();
        weight();
        for (const Clause* clause : clauses_.of({ClauseKind::escalate})) {
            auto rung = resolve_rung(context_, *clause);
            if (!rung) continue;
            const bool is_there = std::any_of(task_.ladder.begin(), task_.ladder.end(), [&](const Rung& other) {
                return other.delay == rung->delay && other.beyond == rung->beyond;
            });
            if (is_there) context_.say(Code::rung_twice, clause->criterion->span);
            task_.ladder.push_back(std::move(*rung));
        }
        return std::move(task_);
    }

private:
    /// The one clause of that kind, or null; a second one is an error.
    const Clause* one(std::initializer_list<ClauseKind> kinds) {
        const Clauses found = clauses_.of(kinds);
        if (found.empty()) return nullptr;
        if (found.size() > 1) context_.say(Code::clause_twice, found[1]->keyword, {words(found[1]->kind)});
        return found.front();
    }

    void texts() {
        for (const Clause* clause : clauses_.of({ClauseKind::source})) {
            for (const syntax::Text& text : clause->texts)
                task_.quotes.push_back({text.text, text.span});
        }
        for (const Clause* clause : clauses_.of({ClauseKind::under})) {
            for (const syntax::Document& document : clause->documents)
                task_.under.push_back(document.title);
        }
        for (const Clause* clause : clauses_.of({ClauseKind::see_also})) {
            for (const syntax::Document& document : clause->documents)
                task_.see_also.push_back(document.title);
        }
        for (const Clause* clause : clauses_.of({ClauseKind::officer})) {
            if (clause->open) context_.not_yet(clause->span, {"责任人后面的“等”", "“etc” after officers"});
            names(*clause, task_.officers);
        }
        for (const Clause* clause : clauses_.of({ClauseKind::signed_by})) {
            if (clause->open) context_.not_yet(clause->span, {"签署后面的“等”", "“etc” after those who sign"});
            names(*clause, task_.signers);
        }
        for (const Clause* clause : clauses_.of({ClauseKind::evidence})) {
            task_.evidence_open = task_.evidence_open || clause->open;
            names(*clause, task_.evidence);
        }
        replaces();
    }

    /// What it names is looked for when the version before is there: amend.hpp.
    void replaces() {
        const Clause* clause = one({ClauseKind::replaces});
        if (!clause) return;
        if (!context_.amends) return context_.say(Code::replaces_without_amending, clause->keyword);
        task_.replaces_span = clause->span;
        for (const std::string& id : clause->ids) {
            if (std::find(task_.replaces.begin(), task_.replaces.end(), id) != task_.replaces.end()) {
                context_.say(Code::listed_twice, clause->span, {id});
            } else {
                task_.replaces.push_back(id);
            }
        }
    }

    void names(const Clause& clause, std::vector<std::string>& list) {
        for (const syntax::Name& name : clause.names) {
            if (std::find(list.begin(), list.end(), name.text) != list.end()) {
                context_.say(Code::listed_twice, name.span, {name.text});
            } else {
                list.push_back(name.text);
            }
        }
    }

    void slots() {
        const Clauses found = clauses_.of(kSlotClauses);
        for (std::size_t i = 1; i < found.size(); ++i) {
            if (found[i]->kind == found[0]->kind) {
                context_.say(Code::clause_twice, found[i]->keyword, {words(found[i]->kind)});
            } else {
                slots_conflict(*found[0], *found[i]);
            }
        }
        if (!found.empty()) slot_rule(*found.front());
        if (const Clause* from = one({ClauseKind::from})) {
            if (from->when.one.empty()) {
                context_.not_yet(from->when.span, {"按类别列出的起始日", "starts by class"});
            } else {
                start(from->when.one.front(), from->span);
                task_.from_assumed = from->when.assumed;
            }
        }
    }

    void slots_conflict(const Clause& first, const Clause& second) {
        const auto recurs = [](const Clause& clause) {
            return clause.kind == ClauseKind::rhythm || clause.kind == ClauseKind::continuing;
        };
        const Clause* rhythm = recurs(first) ? &first : recurs(second) ? &second : nullptr;
        const Clause* during = first.kind == ClauseKind::during    ? &first
                               : second.kind == ClauseKind::during ? &second
                                                                   : nullptr;
        const bool within = rhythm && during;
        context_.say(within ? Code::rhythm_within_stretch : Code::slots_conflict, second.keyword,
                     {words((within ? *during : first).kind), words((within ? *rhythm : second).kind)});
    }

    void slot_rule(const Clause& clause) {
        switch (clause.kind) {
            case ClauseKind::triggered_by: return trigger(clause);
            case ClauseKind::rhythm: task_.slots = SlotRule::recurring; return rhythm(clause);
            case ClauseKind::continuing: task_.slots = SlotRule::continuing; return rhythm(clause);
            default: return during(clause);
        }
    }

    void trigger(const Clause& clause) {
        task_.slots = SlotRule::triggered;
        Trigger& trigger = task_.trigger.emplace();
        trigger.span = clause.span;
        trigger.event = context_.use(clause.event, NameKind::event);
        if (trigger.event == kNone || !clause.criterion) return;
        trigger.where = resolve_criterion(context_, *clause.criterion, {trigger.event, true});
    }

    void rhythm(const Clause& clause) {
        if (!clause.rhythm) return;
        task_.rhythm = resolve_rhythm(context_, *clause.rhythm);
        if (!clause.rhythm->from) return;
        if (!value::months_in(clause.rhythm->unit)) {
            context_.not_yet(clause.rhythm->span, {"从某日数起的每几天或每几周", "days or weeks counted from a date"});
        } else {
            start(*clause.rhythm->from, clause.rhythm->span);
        }
    }

    void start(const syntax::Moment& moment, Span span) {
        if (task_.from) return context_.say(Code::clause_twice, span, {words(ClauseKind::from)});
        if (task_.trigger) return context_.not_yet(span, {"触发的任务从某日起", "a triggered task from a date on"});
        task_.from = resolve_start(context_, moment);
        task_.from_issue = moment.anchor.name && moment.anchor.name->builtin == syntax::Builtin::issue;
    }

    void during(const Clause& clause) {
        task_.slots = SlotRule::window;
        for (const syntax::Range& range : clause.ranges) {
            if (range.to_be_announced) {
                return context_.not_yet(range.span, {"期间待定；先写“时段 名称 待定”",
                                                     "during to be announced; declare “window NAME to be announced”"});
            }
            if (range.from) {
                add_stretch(range);
            } else if (clause.ranges.size() > 1) {
                return context_.not_yet(range.span, {"几段期间任选，其中有时段", "alternatives with a window among them"});
            } else {
                task_.window = context_.use(range.window, NameKind::window);
            }
        }
    }

    /// Of several stretches each comes after the end of the one before; two that meet are one.
    void add_stretch(const syntax::Range& range) {
        const std::optional<calendar::Days> days = resolve_range(context_, range);
        if (!days) return;
        if (!task_.during) {
            task_.during = days;
            task_.stretches = {*days};
            return;
        }
        if (days->first <= task_.during->last) {
            const auto words = [](const calendar::Days& stretch) { return calendar::label_of(stretch); };
            return context_.say(Code::stretches_out_of_order, range.span, {words(task_.stretches.back()), words(*days)});
        }
        task_.during->last = days->last;
        if (days->first == value::add_days(task_.stretches.back().last, 1)) {
            task_.stretches.back().last = days->last;
        } else {
            task_.stretches.push_back(*days);
        }
    }

    void who() {
        const Clause* lead = one({ClauseKind::lead});
        if (lead && lead->who) {
            task_.lead =
                resolve_lead(context_, *lead->who, task_.trigger && task_.trigger->event != kNone ? &*task_.trigger : nullptr);
        } else if (!has_parts_) {
            context_.say_missing(Code::lead_missing, written_.span, {written_.id});
        }
        partners(ClauseKind::jointly, task_.jointly);
        partners(ClauseKind::support, task_.support);
        partners(ClauseKind::oversee, task_.oversee);
        partners(ClauseKind::reported_by, task_.reported_by);
        for (const Clause* clause : clauses_.of({ClauseKind::reported_by})) {
            if (clause->rhythm)
                context_.not_yet(clause->rhythm->span,
                                 {"填报后面的周期：写在指标里", "a rhythm after “reported by”: say it of the indicator"});
        }
        const Clauses verifiers = clauses_.of({ClauseKind::verify});
        if (verifiers.size() > 1) context_.not_yet(verifiers[1]->span, {"几个单位都要审核", "several verifiers"});
        if (!verifiers.empty() && verifiers.front()->who) task_.verifier = resolve_verifier(context_, *verifiers.front()->who);
    }

    void partners(ClauseKind kind, std::vector<Who>& into) {
        for (const Clause* clause : clauses_.of({kind})) {
            if (!clause->who) continue;
            for (const syntax::Who& who : organ_by_organ(context_, *clause->who))
                into.push_back(resolve_partner(context_, who));
        }
    }

    /// A date of the header is for tasks done once; the others are due at the end of their slot, unless it counts from the
    /// slot.
    void due() {
        const Clause* clause = one({ClauseKind::due});
        // A part with other slots has not its task's date, unless that counts from them; the plan's own, if it can.
        const bool other_slots = whole_ && !clauses_.part_says({ClauseKind::due}) && !has_same_slots(task_, *whole_);
        if (other_slots && clause && !counts_from_slot(context_, *clause, task_)) {
            const Clauses of_plan = clauses_.of_plan(ClauseKind::due);
            clause = of_plan.empty() ? nullptr : of_plan.front();
        }
        const bool own = !clauses_.own(ClauseKind::due).empty() && !other_slots;
        task_.due.span = written_.span;
        task_.due.by_default = !own;
        if (clause) {
            Deadline deadline = resolve_deadline(context_, *clause, task_);
            if (deadline.anchor == Deadline::Anchor::previous_step && !has_step_before_)
                context_.say(Code::no_step_before, clause->span);
            const bool from_slot =
                deadline.anchor == Deadline::Anchor::slot_end || deadline.anchor == Deadline::Anchor::slot_start;
            const bool once = task_.slots == SlotRule::one_off || task_.slots == SlotRule::triggered;
            if (own || from_slot || once) {
                deadline.by_default = !own;
                task_.due = std::move(deadline);
            }
        }
        if (const Clause* shift = one({ClauseKind::shift})) task_.due.shift = resolve_shift(context_, *shift);
        if (!clause && (task_.slots == SlotRule::one_off || task_.slots == SlotRule::triggered)) {
            context_.say_missing(Code::deadline_missing, written_.span,
                                 {written_.id, value::to_string(context_.plan.year.last)});
        }
    }

    void goals() {
        const Clauses found =
            clauses_.of({ClauseKind::done, ClauseKind::normally, ClauseKind::should, ClauseKind::may, ClauseKind::never});
        for (const Clause* clause : found) {
            if (clause->criterion) goal(*clause);
        }
        const Clause* gates = one({ClauseKind::close_when});
        if (gates && gates->criterion) close(*gates);
        if (has_parts_) {
            Node parts;
            parts.kind = Node::Kind::parts;
            parts.span = written_.span;
            add_goal(Modality::must, {{parts}}, written_.span);
        }
        if (!found.empty() || gates || has_parts_) return;
        context_.say_missing(Code::criterion_missing, written_.span, {written_.id});
        Node claimed;
        claimed.kind = Node::Kind::claimed;
        claimed.span = written_.span;
        task_.goals.push_back({Modality::must, {{claimed}}, written_.span});
    }

    /// 关闭: the case is closed, and its gates hold.
    void close(const Clause& clause) {
        if (!task_.trigger) return context_.say(Code::close_without_case, clause.span);
        std::optional<Criterion> gates = resolve_criterion(context_, *clause.criterion, {task_.trigger->event, false});
        if (!gates) return;
        Node closed;
        closed.kind = Node::Kind::closed;
        closed.span = clause.span;
        closed.operands = {static_cast<std::uint32_t>(gates->nodes.size() - 1)};
        gates->nodes.push_back(std::move(closed));
        add_goal(Modality::must, std::move(*gates), clause.span);
    }

    void goal(const Clause& clause) {
        const std::uint32_t event = task_.trigger ? task_.trigger->event : kNone;
        std::optional<Criterion> criterion = resolve_criterion(context_, *clause.criterion, {event, false});
        if (criterion && clause.kind == ClauseKind::never) criterion = never(context_, std::move(*criterion), clause.span);
        if (!criterion) return;
        add_goal(modality_of(clause.kind), std::move(*criterion), clause.span);
    }

    void add_goal(Modality modality, Criterion criterion, Span span) {
        const auto same =
            std::find_if(task_.goals.begin(), task_.goals.end(), [&](const Goal& goal) { return goal.modality == modality; });
        if (same == task_.goals.end()) {
            task_.goals.push_back({modality, std::move(criterion), span});
        } else {
            same->criterion = both(std::move(same->criterion), criterion, span);
        }
    }

    void schedule() {
        const Clause* clause = one({ClauseKind::schedule});
        if (!clause) return;
        Schedule schedule;
        schedule.span = clause->span;
        if (clause->rhythm) {
            const syntax::Rhythm& rhythm = *clause->rhythm;
            const bool monthly = rhythm.unit == value::TimeUnit::month;
            if (rhythm.count != 1 || rhythm.from || (!monthly && rhythm.unit != value::TimeUnit::day)) {
                context_.not_yet(rhythm.span, {"按月、按日以外的线性进度", "a linear schedule other than by month or day"});
            }
            schedule.kind = monthly ? Schedule::Kind::by_month : Schedule::Kind::by_day;
            schedule.assumed = rhythm.assumed;
        } else {
            schedule.kind = Schedule::Kind::by_points;
            schedule.assumed = clause->table.assumed;
            if (!clause->table.one.empty()) context_.say(Code::rows_without_dates, clause->table.span);
            for (const syntax::Row<syntax::Sum>& row : clause->table.rows)
                point(row, schedule);
        }
        task_.schedule = std::move(schedule);
    }

    void point(const syntax::Row<syntax::Sum>& row, Schedule& schedule) {
        const std::optional<value::Decimal> share = plain_number(row.value, syntax::Measure::percent);
        for (const syntax::RowKey& key : row.keys) {
            if (!key.period) {
                context_.say(Code::rows_without_dates, key.span);
                continue;
            }
            const std::optional<calendar::Days> days = resolve_days(context_, *key.period);
            if (!days) continue;
            const bool first = schedule.points.empty();
            const bool rising =
                first || (schedule.points.back().first < days->last && share && schedule.points.back().second <= *share);
            if (!share || !rising || share->millionths < 0 || *share > value::Decimal::of(1)) {
                context_.say(Code::wrong_share, key.span);
            } else {
                schedule.points.emplace_back(days->last, *share);
            }
        }
    }

    void weight() {
        const Clause* clause = one({ClauseKind::weight});
        if (!clause || !clause->amount) return;
        if (clauses_.part_says({ClauseKind::weight})) return context_.say(Code::weight_of_part, clause->span);
        const auto weight = plain_number(*clause->amount, syntax::Measure::none);
        if (!weight || *weight > kMostWeight) return context_.say(Code::wrong_weight, clause->span);
        task_.weight = *weight;
        context_.plan.has_weights = context_.plan.has_weights || *weight != value::Decimal::of(1);
    }

    Context& context_;
    const Heading written_;
    const Inheritance& clauses_;
    const Task* whole_;
    const bool has_step_before_;
    const bool has_parts_;
    Task task_;
};

/// Of a task that names no lead: all who lead a part.
Who all_leads(const std::vector<Task>& parts) {
    Who all = parts.front().lead;
    for (const Task& part : parts) {
        const Who& one = part.lead;
        if (one.organ != all.organ) all.organ = kNone;
        all.each = all.each || one.each;
        all.open = all.open || one.open;
        all.levels |= one.levels;
        all.units.insert(all.units.end(), one.units.begin(), one.units.end());
    }
    std::sort(all.units.begin(), all.units.end());
    all.units.erase(std::unique(all.units.begin(), all.units.end()), all.units.end());
    all.codes.clear();  // the parts have them
    all.where.reset();
    return all;
}

/// The task and behind it its steps and parts, called 2.1-1, 2.1-2 ...
void resolve_task(Context& context, const syntax::Task& written, const Inheritance& clauses, std::uint32_t chapter) {
    Plan& plan = context.plan;
    const auto place = static_cast<std::uint32_t>(plan.tasks.size());
    Task whole = TaskMaker(context, {written.id, written.title ? written.title->text : std::string(), written.span}, clauses,
                           nullptr, false, !written.parts.empty())
                     .make(chapter);
    std::vector<Task> parts;
    std::uint32_t step_before = kNone;
    for (const syntax::Part& part : written.parts) {
        const Inheritance own(part, clauses);
        const std::string id = part_id(written.id, parts.size() + 1);
        Task made =
            TaskMaker(context, {id, part.title.text, part.span}, own, &whole, part.in_order && step_before != kNone, false)
                .make(chapter);
        made.whole = place;
        made.in_order = part.in_order;
        const auto position = place + 1 + static_cast<std::uint32_t>(parts.size());
        if (part.in_order && step_before != kNone) made.requires_tasks.push_back(step_before);
        if (part.in_order) step_before = position;
        whole.parts.push_back(position);
        parts.push_back(std::move(made));
    }
    const bool leads = !clauses.of({ClauseKind::lead}).empty();
    whole.lead_of_parts = !parts.empty() && !leads;
    if (whole.lead_of_parts) whole.lead = all_leads(parts);
    plan.tasks.push_back(std::move(whole));
    for (Task& part : parts)
        plan.tasks.push_back(std::move(part));
    for (std::size_t task = place; task < plan.tasks.size(); ++task)
        check_counts(context, plan.tasks[task]);
}

}  // namespace

void resolve_chapter(Context& context, const syntax::Chapter& chapter, const std::vector<Clause>& header_defaults) {
    Plan& plan = context.plan;
    std::uint32_t index = kNone;
    if (!chapter.id.empty()) {
        const auto first = std::find_if(plan.chapters.begin(), plan.chapters.end(),
                                        [&](const Chapter& other) { return other.id == chapter.id; });
        if (first != plan.chapters.end()) context.say(Code::id_twice, chapter.span, {chapter.id, context.line_of(first->span)});
        index = static_cast<std::uint32_t>(plan.chapters.size());
        plan.chapters.push_back({chapter.id, chapter.title ? chapter.title->text : std::string(), chapter.span});
    }
    for (const syntax::Task& task : chapter.tasks) {
        const std::uint32_t first = plan.find_task(task.id);
        if (first != kNone) context.say(Code::id_twice, task.id_span, {task.id, context.line_of(plan.tasks[first].span)});
        resolve_task(context, task, Inheritance(task.clauses, chapter.clauses, header_defaults), index);
    }
    for (const syntax::Narrative& narrative : chapter.narratives) {
        plan.narratives.push_back(
            {narrative.text.text, narrative.because ? narrative.because->text : std::string(), index, narrative.span});
    }
}

}  // namespace duban::plan
