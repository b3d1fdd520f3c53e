#include "engine/plan/resolve_order.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Clause;
using syntax::ClauseKind;
using text::Code;

std::vector<const Clause*> required(const std::vector<Clause>& clauses) {
    std::vector<const Clause*> found;
    for (const Clause& clause : clauses) {
        if (clause.kind == ClauseKind::requires_tasks) found.push_back(&clause);
    }
    return found;
}

void add_prerequisites(Context& context, const std::vector<const Clause*>& clauses, Task& task) {
    for (const Clause* clause : clauses) {
        for (const std::string& id : clause->ids) {
            const std::uint32_t found = context.plan.find_task(id);
            if (found == kNone) {
                context.say(Code::no_such_task, clause->span, {id});
            } else if (std::find(task.requires_tasks.begin(), task.requires_tasks.end(), found) != task.requires_tasks.end()) {
                context.say(Code::listed_twice, clause->span, {id});
            } else {
                task.requires_tasks.push_back(found);
            }
        }
    }
}

/// Depth first, without recursion: a chain may be as long as the plan.
class Order {
public:
    explicit Order(Context& context)
        : context_(context), plan_(context.plan), seen_(plan_.tasks.size(), Seen::not_yet), before_(plan_.tasks.size()) {
        for (std::uint32_t t = 0; t < plan_.tasks.size(); ++t) {
            const Task& task = plan_.tasks[t];
            before_[t] = task.requires_tasks;
            before_[t].insert(before_[t].end(), task.parts.begin(), task.parts.end());
            for (const Goal& goal : task.goals) {
                each_node(goal.criterion, [&](const Node& node) {
                    if (node.kind == Node::Kind::task_done && !is_its_own(t, node)) before_[t].push_back(node.task);
                });
            }
        }
    }

    std::vector<std::uint32_t> make() {
        for (std::uint32_t task = 0; task < plan_.tasks.size(); ++task)
            visit(task);
        return std::move(order_);
    }

private:
    enum class Seen : std::uint8_t { not_yet, on_the_way, done };
    struct Visit {
        std::uint32_t task = 0;
        std::size_t next = 0;  // among what comes before it
    };

    /// 任务 9.6 已完成 in 9.6 itself, in a part of it, or of a part of it: said, and left out.
    bool is_its_own(std::uint32_t task, const Node& node) {
        const bool own = node.task == task || plan_.tasks[node.task].whole == task || plan_.tasks[task].whole == node.task;
        if (own) context_.say(Code::task_of_itself, node.span, {plan_.tasks[task].id, plan_.tasks[node.task].id});
        return own;
    }

    void visit(std::uint32_t first) {
        enter(first);
        while (!way_.empty()) {
            Visit& here = way_.back();
            if (here.next < before_[here.task].size()) {
                enter(before_[here.task][here.next++]);
            } else {
                seen_[here.task] = Seen::done;
                order_.push_back(here.task);
                way_.pop_back();
            }
        }
    }

    void enter(std::uint32_t task) {
        if (seen_[task] == Seen::done) return;
        if (seen_[task] == Seen::on_the_way) return circle(task);
        seen_[task] = Seen::on_the_way;
        way_.push_back({task, 0});
    }

    void circle(std::uint32_t task) {
        std::string ids;
        const auto start = std::find_if(way_.begin(), way_.end(), [&](const Visit& one) { return one.task == task; });
        for (auto one = start; one != way_.end(); ++one)
            ids += plan_.tasks[one->task].id + " → ";
        context_.say(Code::tasks_in_circle, plan_.tasks[task].span, {ids + plan_.tasks[task].id});
    }

    Context& context_;
    const Plan& plan_;
    std::vector<Seen> seen_;
    std::vector<std::vector<std::uint32_t>> before_;  // what a task waits for, its parts, what its criteria ask
    std::vector<Visit> way_;
    std::vector<std::uint32_t> order_;
};

}  // namespace

void resolve_order(Context& context, const syntax::PlanFile& tree) {
    Plan& plan = context.plan;
    std::uint32_t position = 0;
    for (const syntax::Chapter& chapter : tree.chapters) {
        for (const syntax::Task& task : chapter.tasks) {
            std::vector<const Clause*> own = required(task.clauses);
            if (own.empty()) own = required(chapter.clauses);
            add_prerequisites(context, own, plan.tasks[position++]);
            for (const syntax::Part& part : task.parts) {
                const std::vector<const Clause*> of_part = required(part.clauses);
                add_prerequisites(context, of_part.empty() ? own : of_part, plan.tasks[position++]);
            }
        }
    }
    plan.order = Order(context).make();
}

}  // namespace duban::plan
