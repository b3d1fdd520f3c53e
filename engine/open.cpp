#include "engine/engine.hpp"

#include "dsl/syntax/parse.hpp"
#include "engine/passages.hpp"
#include "engine/plan/amend.hpp"
#include "engine/plan/dump.hpp"
#include "engine/plan/resolve.hpp"
#include "engine/plan/resolve_lights.hpp"

#include <algorithm>

namespace duban::engine {

namespace {

constexpr std::size_t kMostAmendments = 16;  // of one another

/// Whether some due date counts working days, or is moved to one.
bool counts_working_days(const plan::Plan& plan) {
    return std::any_of(plan.tasks.begin(), plan.tasks.end(), [](const plan::Task& task) {
        if (task.due.shift != plan::Shift::none) return true;
        if (!task.due.offset) return false;
        const auto& rows = task.due.offset->rows;
        return std::any_of(rows.begin(), rows.end(),
                           [](const auto& row) { return row && row->unit == value::TimeUnit::working_day; });
    });
}

class Opener {
public:
    Opener(const Loader& loader, const std::string& path, Opening& out) : loader_(loader), path_(path), out_(out) {}

    void open() {
        auto text = loader_.load(path_);
        if (!text) return unreadable(text.failure());
        text::Source source(path_, std::move(*text));
        const syntax::PlanFile tree = syntax::parse(source, out_.findings);
        const plan::Files files = plan::files_of(tree);
        auto units = read(files.units, [&](const std::string& bytes, const std::string& file) {
            return units::read_units(bytes, file, files.levels, out_.findings);
        });
        auto calendar = read(files.calendar, [&](const std::string& bytes, const std::string& file) {
            return calendar::read_calendar(bytes, file, out_.findings);
        });
        std::unique_ptr<const Opened> before;
        if (!files.amends.empty() && units && calendar) before = earlier(beside(path_, files.amends), *units, *calendar, 1);
        auto plan = plan::resolve(tree, source, units ? &*units : nullptr, lights(tree, source, files, path_, out_.findings),
                                  before ? plan::versions_from(before->plan) : std::vector<plan::Version>{}, out_.findings);
        if (plan && calendar && !plan->zone.empty() && plan->zone != calendar->zone()) {
            out_.findings.add(text::diagnose(text::Code::calendar_of_other_zone, path_, {},
                                             {plan->zone, plan->calendar_file, calendar->zone()}));
        }
        look_up_quotes(tree, files.source);
        out_.sources.push_back(source);
        if (!plan || !units || !calendar) return;
        std::string resolved = plan::dump(*plan);
        if (before) plan::add_version(*plan, before->plan, source, tree.headers.front().amends->span, out_.findings);
        look_for_years(*plan, *calendar);
        if (out_.findings.has_errors()) return;
        out_.opened.reset(new Opened{std::move(source), std::move(*plan), std::move(*units), std::move(*calendar),
                                     std::move(resolved), std::move(before)});
    }

private:
    /// The plan that another amends, over the units and the calendar of that one. What is only worth a warning was said when
    /// it was issued.
    std::unique_ptr<const Opened> earlier(const std::string& path, const units::Tree& units, const calendar::Calendar& calendar,
                                          std::size_t depth) {
        if (depth > kMostAmendments) {
            out_.findings.add(text::diagnose(text::Code::amends_too_much, path, {}, {std::to_string(kMostAmendments)}));
            return nullptr;
        }
        auto text = loader_.load(path);
        if (!text) {
            unreadable(text.failure());
            return nullptr;
        }
        text::Source source(path, std::move(*text));
        text::Sink findings;
        const syntax::PlanFile tree = syntax::parse(source, findings);
        const plan::Files files = plan::files_of(tree);
        std::unique_ptr<const Opened> before;
        if (!files.amends.empty()) before = earlier(beside(path, files.amends), units, calendar, depth + 1);
        auto plan = plan::resolve(tree, source, &units, lights(tree, source, files, path, findings),
                                  before ? plan::versions_from(before->plan) : std::vector<plan::Version>{}, findings);
        std::string resolved = plan ? plan::dump(*plan) : std::string();
        if (plan && before) plan::add_version(*plan, before->plan, source, tree.headers.front().amends->span, findings);
        for (const text::Diagnostic& finding : findings.all()) {
            if (finding.severity == text::Severity::error) out_.findings.add(finding);
        }
        out_.sources.push_back(source);
        if (!plan || findings.has_errors()) return nullptr;
        return std::unique_ptr<const Opened>(
            new Opened{std::move(source), std::move(*plan), units, calendar, std::move(resolved), std::move(before)});
    }

    /// Reads one of the files that the plan names; nothing if it names none, or if it cannot be read.
    template <class Reader>
    auto read(const std::string& file, const Reader& reader) -> decltype(reader(file, file)) {
        if (file.empty()) return {};
        const std::string path = beside(path_, file);
        const auto bytes = loader_.load(path);
        if (!bytes) {
            unreadable(bytes.failure());
            return {};
        }
        return reader(*bytes, path);
    }

    /// The plan's own, else those of a file that it uses, else those that come with the engine.
    std::vector<plan::Light> lights(const syntax::PlanFile& tree, const text::Source& source, const plan::Files& files,
                                    const std::string& of, text::Sink& findings) {
        std::vector<plan::Light> found;
        for (const std::string& file : files.used) {
            const std::string path = beside(of, file);
            auto text = loader_.load(path);
            if (!text) {
                unreadable(text.failure());
                continue;
            }
            out_.sources.emplace_back(path, std::move(*text));
            std::vector<plan::Light> used = library(out_.sources.back());
            if (!used.empty()) found = std::move(used);
        }
        if (!tree.lights.empty()) return plan::resolve_lights(tree, source, findings);
        if (!found.empty()) return found;
        return library(text::Source("lights.duban", std::string(plan::default_lights())));
    }

    std::vector<plan::Light> library(const text::Source& source) {
        const syntax::PlanFile tree = syntax::parse(source, out_.findings);
        const bool more = !tree.headers.empty() || !tree.organs.empty() || !tree.indicators.empty() || !tree.events.empty() ||
                          !tree.windows.empty() || !tree.parameters.empty() || !tree.unit_sets.empty() || !tree.uses.empty() ||
                          !tree.chapters.empty();
        if (more) out_.findings.add(text::diagnose(text::Code::library_of_lights, source.name(), {}));
        return plan::resolve_lights(tree, source, out_.findings);
    }

    /// The calendar should have each year of a plan that counts working days. What is due at its end may count days of the
    /// next, whose calendar comes out later.
    void look_for_years(const plan::Plan& plan, const calendar::Calendar& calendar) {
        if (!counts_working_days(plan)) return;
        for (std::int32_t year = value::civil(plan.year.first).year; year <= value::civil(plan.year.last).year; ++year) {
            if (calendar.first_year() <= year && year <= calendar.last_year()) continue;
            out_.findings.add(
                text::diagnose(text::Code::calendar_lacks_year, path_, {}, {plan.calendar_file, std::to_string(year)}));
        }
    }

    /// A quote that is not in the document, or that another task has, is a slip of the hand.
    void look_up_quotes(const syntax::PlanFile& tree, const std::string& file) {
        if (file.empty()) return;
        const auto document = read_document(loader_, path_, file);
        if (!document) return unreadable(document.failure());
        static_cast<void>(coverage::cover(*document, passages_of(tree), path_, out_.findings));
    }

    void unreadable(const text::Diagnostic& failure) {
        out_.unreadable = true;
        out_.findings.add(failure);
    }

    const Loader& loader_;
    const std::string& path_;
    Opening& out_;
};

std::size_t marks(const plan::Plan& plan) {
    std::size_t found = plan.issued_assumed ? 1 : 0;
    const auto count = [&found](const auto& things, const auto& is_assumed) {
        for (const auto& thing : things)
            found += is_assumed(thing) ? 1 : 0;
    };
    const auto rhythm = [](const auto& thing) { return thing.rhythm && thing.rhythm->assumed; };
    count(plan.events, rhythm);
    count(plan.indicators, rhythm);
    count(plan.tasks, [&](const plan::Task& task) { return task.version == 0 && rhythm(task); });
    count(plan.windows, [](const plan::Window& window) { return window.assumed; });
    count(plan.parameters, [](const plan::DurationTable& table) { return table.assumed; });
    count(plan.tasks, [](const plan::Task& task) { return task.version == 0 && task.due.assumed && !task.due.by_default; });
    for (const plan::Task& task : plan.tasks) {
        if (task.version != 0) continue;
        for (const plan::Goal& goal : task.goals)
            plan::each_node(goal.criterion, [&](const plan::Node& node) { found += node.assumed ? 1 : 0; });
    }
    return found;
}

}  // namespace

Opening open(const Loader& loader, const std::string& path) {
    Opening out;
    Opener(loader, path, out).open();
    out.findings.sort();
    return out;
}

text::Result<Extent> extent(const Opened& opened) {
    evaluate::Facts facts(opened.plan, opened.units, opened.calendar.offset_minutes());
    const value::Instant last = value::last_minute(opened.plan.year.last);
    facts.seal(last);
    const auto board = evaluate::evaluate(opened.world(), facts, last);
    if (!board) return board.failure();
    const auto whole = std::count_if(opened.plan.tasks.begin(), opened.plan.tasks.end(),
                                     [](const plan::Task& task) { return task.version == 0 && task.whole == plan::kNone; });
    return Extent{static_cast<std::size_t>(whole), board->size(), marks(opened.plan)};
}

}  // namespace duban::engine
