#include "bindings/cli/session.hpp"

#include "bindings/cli/disk.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ranges>

namespace duban::cli {

using text::Code;

namespace {

constexpr std::size_t kMostCandidates = 20;
constexpr std::int64_t kFarAhead = std::int64_t{24} * 60;  // minutes

/// In each language with its own mark.
text::Words joined(const std::vector<std::string>& items) {
    return {checklist::listed(items, text::Language::zh), checklist::listed(items, text::Language::en)};
}

auto names_of(const units::Tree& units) {
    const auto name = [&units](std::uint32_t i) -> const std::string& { return units.name(static_cast<units::UnitIndex>(i)); };
    return std::views::iota(std::uint32_t{0}, units.size()) | std::views::transform(name);
}

/// Full-width letters, digits and marks as their plain twins, without blanks at both ends.
std::string as_typed_plainly(const std::string& written) {
    const std::string folded = text::fold_width(written);
    const std::size_t begin = folded.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return {};
    return folded.substr(begin, folded.find_last_not_of(" \t\r\n") + 1 - begin);
}

}  // namespace

Exit Session::world_failed(const text::Diagnostic& failure) {
    terminal_.report(failure);
    return Exit::world;
}

Exit Session::wrong_usage(const text::Diagnostic& finding) {
    terminal_.report(finding);
    return Exit::usage;
}

Exit Session::open(const std::string& path) {
    engine::Opening opening = engine::open(Disk(), path);
    if (opening.opened) {
        opened_ = std::move(opening.opened);
        return Exit::fine;
    }
    for (const text::Diagnostic& finding : opening.findings.all()) {
        if (finding.severity == text::Severity::error) terminal_.report(finding, opening.sources);
    }
    if (opening.unreadable) return Exit::world;
    terminal_.report(text::diagnose(Code::plan_has_errors, {std::to_string(opening.findings.errors())}));
    return Exit::findings;
}

std::string Session::log_path() const {
    if (!arguments_.log.empty()) return arguments_.log;
    const char* named = std::getenv("DUBAN_LOG");
    if (named != nullptr && *named != '\0') return named;
    // An amended plan goes on with the log of the plan that was first issued.
    std::string path = opened_ && opened_->before ? opened_->sources().back()->name() : arguments_.path;
    if (path.ends_with(".duban")) path.resize(path.size() - 6);
    return path + ".db";
}

Step<std::unique_ptr<log::Log>> Session::log_to_read() {
    const std::string path = log_path();
    auto log = log::open_sqlite_log(path, log::Open::to_read);
    if (log) return std::move(*log);
    if (log.failure().code != Code::log_missing) return world_failed(log.failure());
    terminal_.report(text::diagnose(Code::log_not_there_yet, {path}));
    return log::memory_log();
}

Step<std::unique_ptr<log::Log>> Session::log_to_write() {
    auto log = log::open_sqlite_log(log_path(), log::Open::to_write);
    if (!log) return world_failed(log.failure());
    return std::move(*log);
}

std::optional<value::Instant> Session::clock() const {
    using namespace std::chrono;
    const auto minutes_now = floor<minutes>(system_clock::now().time_since_epoch()).count();
    const value::Instant local{minutes_now + opened_->calendar.offset_minutes()};
    const auto year = value::civil(value::date_of(local)).year;
    return year < 1 || year > 9998 ? std::nullopt : std::optional(local);
}

Step<value::Instant> Session::now() {
    if (const auto local = clock()) return *local;
    return world_failed(text::diagnose(Code::clock_unusable));
}

Step<value::Instant> Session::moment(std::string_view option, const std::string& text) {
    const auto parsed =
        value::parse_instant(text::fold_width(text), value::BareDate::last_minute, opened_->calendar.offset_minutes());
    if (parsed) return *parsed;
    return wrong_usage(text::diagnose(Code::wrong_moment, {option, text::excerpt(text)}));
}

Step<value::Instant> Session::as_of() {
    if (!arguments_.as_of.empty()) return moment("--as-of", arguments_.as_of);
    auto local = now();
    if (!local) return local;
    return value::last_minute(value::date_of(*local));
}

Step<value::Instant> Session::known_at() {
    return arguments_.known_at.empty() ? now() : moment("--known-at", arguments_.known_at);
}

Step<engine::Terms> Session::terms() {
    engine::Terms terms;
    terms.language = language();
    terms.adopt = arguments_.adopt ? engine::Adopt::any : engine::Adopt::new_ones;
    const bool is_said = !arguments_.received_at.empty();
    terms.received = is_said ? engine::Received::as_said : engine::Received::at_the_clock;
    auto at = is_said ? moment("--received-at", arguments_.received_at) : now();
    if (!at) return at.exit();
    terms.received_at = *at;
    const auto local = clock();
    if (local && at->minutes > local->minutes + kFarAhead) {
        terminal_.report(text::diagnose(Code::received_after_clock, {value::to_string(*at), value::to_string(*local)}));
    }
    return terms;
}

void Session::warn_of_other_versions(const evaluate::Receipt& receipt) {
    if (receipt.adopted()) return;
    text::Words which;
    for (const text::Words& one : receipt.adopted_otherwise) {
        which.zh += (which.zh.empty() ? "" : "、") + one.zh;
        which.en += (which.en.empty() ? "" : ", ") + one.en;
    }
    terminal_.report(text::diagnose(Code::another_version, {std::move(which)}));
}

Step<engine::Look> Session::look() {
    auto at = as_of();
    if (!at) return at.exit();
    auto look = look_at(*at);
    if (look) warn_of_other_versions(look->receipt);
    return look;
}

Step<engine::Look> Session::look_in(const log::Log& log) {
    auto at = as_of();
    if (!at) return at.exit();
    auto known = known_at();
    if (!known) return known.exit();
    auto look = look_at(log, *at, *known);
    if (look) warn_of_other_versions(look->receipt);
    return look;
}

Step<engine::Look> Session::look(value::Instant unless_asked) {
    if (arguments_.as_of.empty()) return look_at(unless_asked);
    auto at = as_of();
    if (!at) return at.exit();
    return look_at(*at);
}

Step<engine::Look> Session::look_at(value::Instant as_of) {
    auto known = known_at();
    if (!known) return known.exit();
    auto log = log_to_read();
    if (!log) return log.exit();
    return look_at(**log, as_of, *known);
}

Step<engine::Look> Session::look_at(const log::Log& log, value::Instant as_of, value::Instant known_at) {
    auto look = engine::look(*opened_, log, as_of, known_at);
    if (!look) return world_failed(look.failure());
    return std::move(*look);
}

Step<engine::Look> Session::look_before(const engine::Look& now) {
    auto log = log_to_read();
    if (!log) return log.exit();
    return look_before(**log, now);
}

Step<engine::Look> Session::look_before(const log::Log& log, const engine::Look& now) {
    value::Instant as_of = now.board.as_of;
    value::Instant known = now.receipt.known_at;
    if (!arguments_.since.empty()) {
        auto since = moment("--since", arguments_.since);
        if (!since) return since.exit();
        if (*since >= as_of) {
            return wrong_usage(
                text::diagnose(Code::since_not_before, {value::to_short_string(*since), value::to_short_string(as_of)}));
        }
        as_of = *since;
        known = std::min(known, as_of);
    }
    if (!arguments_.known_since.empty()) {
        auto since = moment("--known-since", arguments_.known_since);
        if (!since) return since.exit();
        known = *since;
    }
    return look_at(log, as_of, known);
}

Step<engine::Filter> Session::filter() {
    engine::Filter wanted;
    if (!arguments_.task.empty()) {
        auto found = task(arguments_.task);
        if (!found) return found.exit();
        wanted.task = *found;
    }
    if (!arguments_.unit.empty()) {
        auto found = unit(arguments_.unit);
        if (!found) return found.exit();
        wanted.unit = *found;
    }
    if (!arguments_.level.empty()) {
        auto found = level(arguments_.level);
        if (!found) return found.exit();
        wanted.level = *found;
    }
    wanted.slot = arguments_.slot;
    return wanted;
}

Step<units::UnitIndex> Session::unit(const std::string& written) {
    const units::Tree& units = opened_->units;
    const std::string named = text::excerpt(written);
    std::vector<units::UnitIndex> found = units.named(written);
    const std::string plain = as_typed_plainly(written);
    if (found.empty()) found = units.named(plain);
    if (found.size() == 1) return found.front();
    const bool is_ambiguous = !found.empty();
    const std::string count = std::to_string(found.size());
    if (!is_ambiguous) found = units.search(plain);
    if (found.empty()) found = units.named(text::nearest(plain, names_of(units)));
    if (is_ambiguous) {
        terminal_.report(text::diagnose(Code::named_unit_ambiguous, {named, count}));
    } else if (!found.empty()) {
        terminal_.report(text::diagnose(Code::named_unit_near, {named, units.name(found.front())}));
    } else {
        terminal_.report(text::diagnose(Code::named_unit_unknown, {named}));
    }
    for (std::size_t i = 0; i < found.size() && i < kMostCandidates; ++i) {
        terminal_.note("  " + units.code(found[i]) + "  " + units.path(found[i]));
    }
    if (found.size() > kMostCandidates) terminal_.note("  …");
    return Exit::usage;
}

Step<units::LevelIndex> Session::level(const std::string& named) {
    const std::vector<std::string>& levels = opened_->plan.levels;
    const auto found = std::find(levels.begin(), levels.end(), named);
    if (found != levels.end()) return static_cast<units::LevelIndex>(found - levels.begin());
    return wrong_usage(text::diagnose(Code::named_level_unknown, {text::excerpt(named), joined(levels)}));
}

Step<checklist::Department> Session::department(const std::string& named) {
    const std::vector<plan::Organ>& organs = opened_->plan.organs;
    const auto found =
        std::find_if(organs.begin(), organs.end(), [&](const plan::Organ& organ) { return organ.name == named; });
    if (found != organs.end()) return checklist::Department(static_cast<std::uint32_t>(found - organs.begin()));
    if (opened_->units.named(named).empty()) {
        std::vector<std::string> names;
        for (const plan::Organ& organ : organs)
            names.push_back(organ.name);
        return wrong_usage(text::diagnose(Code::named_department_unknown, {text::excerpt(named), joined(names)}));
    }
    auto unit = this->unit(named);
    if (!unit) return unit.exit();
    return checklist::Department(*unit);
}

Step<std::uint32_t> Session::task(const std::string& id) {
    std::uint32_t found = opened_->plan.find_task(id);
    if (found == plan::kNone) found = opened_->plan.find_task(as_typed_plainly(id));
    if (found != plan::kNone) return found;
    std::vector<std::string> ids;
    for (const plan::Task& task : opened_->plan.tasks) {
        if (std::find(ids.begin(), ids.end(), task.id) == ids.end()) ids.push_back(task.id);  // it may be in several versions
    }
    return wrong_usage(text::diagnose(Code::named_task_unknown, {text::excerpt(id), joined(ids)}));
}

}  // namespace duban::cli
