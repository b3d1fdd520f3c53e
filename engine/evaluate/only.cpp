#include "engine/evaluate/only.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace duban::evaluate {

namespace {

using Units = std::vector<units::UnitIndex>;

/// Those of who leads that are nearest to a unit: itself, else the nearest above and all below.
Units nearest(const units::Tree& tree, const Units& leads, units::UnitIndex unit) {
    const auto has = [&](units::UnitIndex one) { return std::binary_search(leads.begin(), leads.end(), one); };
    if (has(unit)) return {unit};
    const auto below = std::lower_bound(leads.begin(), leads.end(), unit);
    Units found(below, std::lower_bound(below, leads.end(), tree.end(unit)));
    while (!has(unit) && tree.parent(unit) != unit)
        unit = tree.parent(unit);
    if (has(unit)) found.push_back(unit);
    return found;
}

/// Whether both have a row for a case at the same unit.
bool is_at_case_of(const plan::Task& one, const plan::Task& other) {
    return one.trigger && one.trigger->event == other.trigger->event && one.trigger->level == other.trigger->level;
}

class Needed {
public:
    Needed(const plan::Plan& plan, const units::Tree& tree) : plan_(plan), tree_(tree) {
        only_.tasks.assign(plan.tasks.size(), Made::none);
        only_.units.resize(plan.tasks.size());
    }

    void add_all(std::uint32_t task) {
        for (const std::uint32_t version : plan_.with_replaced(task)) {
            if (only_.tasks[version] == Made::all) continue;
            only_.tasks[version] = Made::all;
            open_.push_back(version);
        }
    }
    /// Ascending.
    void add(std::uint32_t task, const Units& units) {
        for (const std::uint32_t version : plan_.with_replaced(task)) {
            Units& known = only_.units[version];
            const bool has_some = only_.tasks[version] == Made::some;
            const bool has_these = has_some && std::includes(known.begin(), known.end(), units.begin(), units.end());
            if (has_these || only_.tasks[version] == Made::all) continue;
            Units both;
            std::set_union(known.begin(), known.end(), units.begin(), units.end(), std::back_inserter(both));
            known = std::move(both);
            only_.tasks[version] = Made::some;
            open_.push_back(version);
        }
    }

    Only with_what_they_read() && {
        while (!open_.empty()) {
            const std::uint32_t task = open_.back();
            open_.pop_back();
            const plan::Task& rule = plan_.tasks[task];
            for (const std::uint32_t required : rule.requires_tasks)
                add_near(task, required);
            for (const std::uint32_t part : rule.parts)
                add_near(task, part);
            for (const plan::Goal& goal : rule.goals)
                add_named(task, goal.criterion);
        }
        return std::move(only_);
    }

private:
    /// In a count another task is asked for at the units that are counted.
    void add_named(std::uint32_t task, const plan::Criterion& criterion) {
        const auto is_count = [](const plan::Node& node) { return !node.over.empty(); };
        const bool has_count = std::any_of(criterion.nodes.begin(), criterion.nodes.end(), is_count);
        plan::each_node(criterion, [&](const plan::Node& node) {
            if (node.kind != plan::Node::Kind::task_done) return;
            if (has_count) return add_all(node.task);
            add_near(task, node.task);
        });
    }
    /// A row reads of another task those at its unit, else above, below or everywhere. The plan alone tells who has any, but of
    /// windows and parameters, which may be announced for one unit alone, of units that come and go, of cases that are not the
    /// row's own, of periods that notice leaves out for one unit and not for the other, and where there are versions.
    void add_near(std::uint32_t task, std::uint32_t read) {
        const plan::Task& rule = plan_.tasks[read];
        const bool has_versions = plan_.versions_of(rule.whole == plan::kNone ? read : rule.whole).size() > 1;
        const bool is_by_step =
            rule.due.anchor == plan::Deadline::Anchor::previous_step && rule.slots != plan::SlotRule::one_off;
        const bool has_parameter = rule.due.offset && !rule.due.offset->name.empty();
        const bool is_told = (!rule.trigger || is_at_case_of(plan_.tasks[task], rule)) && rule.window == plan::kNone &&
                             rule.due.window == plan::kNone && !has_parameter && !tree_.has_lives() && !is_by_step &&
                             !has_versions && plan_.with_replaced(read).size() == 1;
        if (only_.tasks[task] == Made::all || !is_told) return add_all(read);
        std::set<units::UnitIndex> found;
        for (const units::UnitIndex unit : only_.units[task]) {
            const Units near = nearest(tree_, rule.lead.units, unit);
            if (near.empty() || (rule.trigger && near.front() != unit)) return add_all(read);
            found.insert(near.begin(), near.end());
        }
        add(read, {found.begin(), found.end()});
    }

    const plan::Plan& plan_;
    const units::Tree& tree_;
    Only only_;
    std::vector<std::uint32_t> open_;
};

}  // namespace

Only only(const plan::Plan& plan, const units::Tree& tree, const std::vector<std::uint32_t>& tasks,
          std::vector<units::UnitIndex> units) {
    std::sort(units.begin(), units.end());
    Needed needed(plan, tree);
    for (const std::uint32_t task : tasks) {
        if (units.empty()) {
            needed.add_all(task);
        } else {
            needed.add(task, units);
        }
    }
    return std::move(needed).with_what_they_read();
}

}  // namespace duban::evaluate
