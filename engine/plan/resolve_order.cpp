#include "engine/plan/resolve_order.hpp"

#include "engine/plan/sequence.hpp"

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

/// 任务 9.6 已完成 in 9.6 itself, in a part of it, or of a part of it: said, and left out.
bool is_its_own(Context& context, std::uint32_t task, const Node& node) {
    const std::vector<Task>& tasks = context.plan.tasks;
    const bool own = node.task == task || tasks[node.task].whole == task || tasks[task].whole == node.task;
    if (own) context.say(Code::task_of_itself, node.span, {tasks[task].id, tasks[node.task].id});
    return own;
}

/// What a task waits for, its parts, what its criteria ask.
std::vector<std::vector<std::uint32_t>> needs_of(Context& context) {
    const std::vector<Task>& tasks = context.plan.tasks;
    std::vector<std::vector<std::uint32_t>> needs;
    for (std::uint32_t t = 0; t < tasks.size(); ++t) {
        std::vector<std::uint32_t>& own = needs.emplace_back(tasks[t].requires_tasks);
        own.insert(own.end(), tasks[t].parts.begin(), tasks[t].parts.end());
        for (const Goal& goal : tasks[t].goals) {
            each_node(goal.criterion, [&](const Node& node) {
                if (node.kind == Node::Kind::task_done && !is_its_own(context, t, node)) own.push_back(node.task);
            });
        }
    }
    return needs;
}

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
    plan.order = sequence(needs_of(context), [&](const std::vector<std::uint32_t>& circle) {
        context.say(Code::tasks_in_circle, plan.tasks[circle.front()].span, {plan.way_words(circle)});
    });
}

}  // namespace duban::plan
