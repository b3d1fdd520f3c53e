#include "engine/checklist/folder.hpp"

#include "engine/checklist/department.hpp"
#include "engine/checklist/index.hpp"
#include "engine/checklist/leader.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/problems.hpp"
#include "engine/checklist/scorecard.hpp"
#include "engine/checklist/task_list.hpp"
#include "engine/checklist/unit_list.hpp"

#include <algorithm>

namespace duban::checklist {

namespace {

using units::UnitIndex;

/// A document that is to be made.
struct Job {
    enum class Kind : std::uint8_t {
        list,
        below,
        leader,
        level,
        level_parts,
        task,
        task_parts,
        department,
        problems,
        problem_parts,
        index
    };
    Kind kind = Kind::list;
    UnitIndex unit{};
    std::uint32_t which = 0;  // task, level, organ
};

class Folder {
public:
    Folder(Context& context, const Context* before, std::span<const Format> formats, Mark mark, const Deliver& deliver)
        : context_(context), before_(before), formats_(formats), mark_(mark), deliver_(deliver), units_(context.world.units) {
        find_superiors();
        plan_jobs();
    }

    bool write() {
        for (const Job& job : jobs_) {
            ++number_;
            if (!make(job)) return false;
        }
        return true;
    }

private:
    void find_superiors() {
        has_below_.resize(units_.size());
        for (std::uint32_t u = 0; u < units_.size(); ++u) {
            if (!units_.is_office(UnitIndex{u})) continue;
            if (const auto superior = units_.superior(UnitIndex{u})) has_below_[at(*superior)] = true;
        }
    }

    void plan_jobs() {
        using Kind = Job::Kind;
        const plan::Plan& plan = context_.world.plan;
        for (std::uint32_t level = 0; level < plan.levels.size(); ++level)
            plan_level(level, kRoot);
        for (std::uint32_t organ = 0; organ < plan.organs.size(); ++organ)
            jobs_.push_back({Kind::department, kRoot, organ});
        for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
            if (plan.newest(task) == task) plan_task(task, kRoot);
        }
        plan_problems(kRoot);
        for (std::uint32_t u = 0; u < units_.size(); ++u) {
            const UnitIndex unit{u};
            if (!units_.is_office(unit)) continue;
            jobs_.push_back({Kind::list, unit, 0});
            if (!has_below_[u]) continue;
            jobs_.push_back({Kind::below, unit, 0});
            jobs_.push_back({Kind::leader, unit, 0});
        }
        jobs_.push_back({Kind::index, kRoot, 0});
    }
    template <class Each>
    void each_below(UnitIndex top, Each each) {
        for (std::uint32_t u = at(top) + 1; u < at(units_.end(top)); u = at(units_.end(UnitIndex{u})))
            each(UnitIndex{u});
    }
    void plan_level(std::uint32_t level, UnitIndex top) {
        const std::size_t count = offices(context_, {units::LevelIndex{static_cast<std::uint8_t>(level)}, top}).size();
        if (count == 0 && top != kRoot) return;
        const bool is_divided = count > kMostRowsOnAPage && at(units_.end(top)) > at(top) + 1;
        jobs_.push_back({is_divided ? Job::Kind::level_parts : Job::Kind::level, top, level});
        if (is_divided) each_below(top, [&](UnitIndex part) { plan_level(level, part); });
    }
    void plan_task(std::uint32_t task, UnitIndex top) {
        std::size_t rows = 0;
        for (const std::uint32_t b : context_.board.all_blocks_of(context_.world.plan, task))
            rows += rows_held_below(context_.board.blocks[b], units_, top).size();
        if (rows == 0 && top != kRoot) return;
        const bool is_divided = rows > kMostRowsOnAPage && at(units_.end(top)) > at(top) + 1;
        jobs_.push_back({is_divided ? Job::Kind::task_parts : Job::Kind::task, top, task});
        if (is_divided) each_below(top, [&](UnitIndex part) { plan_task(task, part); });
    }
    void plan_problems(UnitIndex top) {
        const std::size_t problems = problem_count(context_, top);
        if (problems == 0 && top != kRoot) return;
        const bool is_divided = problems > kMostRowsOnAPage && at(units_.end(top)) > at(top) + 1;
        jobs_.push_back({is_divided ? Job::Kind::problem_parts : Job::Kind::problems, top, 0});
        if (is_divided) each_below(top, [&](UnitIndex part) { plan_problems(part); });
    }

    bool make(const Job& job) {
        const plan::Plan& plan = context_.world.plan;
        const Link index{context_.say("目录", "Index"), Place(kIndexPlace)};
        switch (job.kind) {
            case Job::Kind::level: {
                const units::LevelIndex level{static_cast<std::uint8_t>(job.which)};
                const Scope scope{level, job.unit == kRoot ? std::nullopt : std::optional(job.unit)};
                return put(scorecard(context_, scope), level_part_place(plan, units_, level, job.unit), level_way(index, job),
                           {});
            }
            case Job::Kind::level_parts: {
                const units::LevelIndex level{static_cast<std::uint8_t>(job.which)};
                return put(scorecard_parts(context_, level, job.unit), level_part_place(plan, units_, level, job.unit),
                           level_way(index, job), {});
            }
            case Job::Kind::department:
                return put(department_list(context_, job.which, std::nullopt), department_place(plan.organs[job.which]),
                           {index}, {});
            case Job::Kind::task: {
                const Scope scope{std::nullopt, job.unit == kRoot ? std::nullopt : std::optional(job.unit)};
                return put(task_list(context_, job.which, scope), task_part_place(units_, plan.tasks[job.which].id, job.unit),
                           task_way(index, job), {});
            }
            case Job::Kind::task_parts:
                return put(task_parts(context_, job.which, job.unit),
                           task_part_place(units_, plan.tasks[job.which].id, job.unit), task_way(index, job), {});
            case Job::Kind::problems:
                return put(problem_ledger(context_, job.unit), problem_place(units_, job.unit), problem_way(index, job.unit),
                           {});
            case Job::Kind::problem_parts:
                return put(problem_parts(context_, job.unit), problem_place(units_, job.unit), problem_way(index, job.unit),
                           {});
            case Job::Kind::list:
                return put(unit_list(context_, job.unit), unit_place(units_, job.unit), unit_way(index, job.unit),
                           around(job.unit, 0));
            case Job::Kind::below:
                return put(scorecard(context_, {std::nullopt, job.unit}), card_place(units_, job.unit),
                           unit_way(index, job.unit), around(job.unit, 1));
            case Job::Kind::leader:
                return put(leader_page(context_, job.unit, before_), leader_place(units_, job.unit), unit_way(index, job.unit),
                           around(job.unit, 2));
            case Job::Kind::index: return put(index_of(context_), Place(kIndexPlace), {}, {});
        }
        return true;
    }

    /// From the index down to the scorecard on which the unit stands.
    [[nodiscard]] std::vector<Link> unit_way(const Link& index, UnitIndex unit) const {
        std::vector<Link> way;
        for (auto above = units_.superior(unit); above; above = units_.superior(*above))
            way.push_back({units_.name(*above), card_place(units_, *above)});
        way.push_back(index);
        std::reverse(way.begin(), way.end());
        return way;
    }
    /// From the index down through the pages of larger parts.
    template <class PlaceOf>
    [[nodiscard]] std::vector<Link> part_way(const Link& index, UnitIndex part, const std::string& whole,
                                             PlaceOf place_of) const {
        std::vector<Link> way;
        for (UnitIndex unit = part; unit != kRoot;) {
            unit = units_.parent(unit);
            way.push_back({unit == kRoot ? whole : units_.name(unit), place_of(unit)});
        }
        way.push_back(index);
        std::reverse(way.begin(), way.end());
        return way;
    }
    [[nodiscard]] std::vector<Link> level_way(const Link& index, const Job& job) const {
        const plan::Plan& plan = context_.world.plan;
        const units::LevelIndex level{static_cast<std::uint8_t>(job.which)};
        return part_way(index, job.unit, plan.levels[job.which],
                        [&](UnitIndex unit) { return level_part_place(plan, units_, level, unit); });
    }
    [[nodiscard]] std::vector<Link> task_way(const Link& index, const Job& job) const {
        const std::string& id = context_.world.plan.tasks[job.which].id;
        return part_way(index, job.unit, id, [&](UnitIndex unit) { return task_part_place(units_, id, unit); });
    }
    [[nodiscard]] std::vector<Link> problem_way(const Link& index, UnitIndex top) const {
        return part_way(index, top, units_.name(kRoot), [&](UnitIndex unit) { return problem_place(units_, unit); });
    }
    /// The unit's other pages; `own` is the position of the one that they stand on.
    [[nodiscard]] std::vector<Link> around(UnitIndex unit, std::size_t own) const {
        std::vector<Link> pages{{context_.say("责任清单", "Checklist"), unit_place(units_, unit)}};
        if (has_below_[at(unit)]) {
            pages.push_back({context_.say("下级对照表", "Scorecard of those below"), card_place(units_, unit)});
            pages.push_back({context_.say("督办情况", "Where it stands"), leader_place(units_, unit)});
        }
        pages.erase(pages.begin() + static_cast<std::ptrdiff_t>(own));
        return pages;
    }

    template <class Document>
    bool put(const Document& document, const Place& place, const std::vector<Link>& up, const std::vector<Link>& down) {
        std::optional<Page> made;
        for (const Format format : formats_) {
            if (format != Format::json && !made) {
                made = page(context_, document);
                made->place = place;
                made->up = up;
                made->down = down;
            }
            const std::string bytes = format == Format::json ? json(context_, document) : written(*made, format, mark_);
            if (!deliver_({place, format, bytes, number_, jobs_.size()})) return false;
        }
        return true;
    }

    Context& context_;
    const Context* before_;
    std::span<const Format> formats_;
    Mark mark_;
    const Deliver& deliver_;
    const units::Tree& units_;
    std::vector<bool> has_below_;  // offices whose superior it is
    std::vector<Job> jobs_;
    std::size_t number_ = 0;
};

}  // namespace

bool write_folder(Context& context, const Context* before, std::span<const Format> formats, Mark mark, const Deliver& deliver) {
    return Folder(context, before, formats, mark, deliver).write();
}

}  // namespace duban::checklist
