// What a command works with: the plan, the log, the instants, and the things that the user named.
#pragma once

#include "bindings/cli/arguments.hpp"
#include "bindings/cli/terminal.hpp"
#include "engine/engine.hpp"

#include <memory>
#include <optional>
#include <string>

namespace duban::cli {

/// A step that either goes well or has said what is wrong and ends the program so.
template <class T>
class [[nodiscard]] Step {
public:
    Step(T value) : value_(std::move(value)) {}
    Step(Exit exit) : exit_(exit) {}

    [[nodiscard]] explicit operator bool() const { return value_.has_value(); }
    [[nodiscard]] T& operator*() { return *value_; }
    [[nodiscard]] const T& operator*() const { return *value_; }
    [[nodiscard]] T* operator->() { return &*value_; }
    [[nodiscard]] Exit exit() const { return exit_; }

private:
    std::optional<T> value_;
    Exit exit_ = Exit::fine;
};

class Session {
public:
    Session(const Arguments& arguments, Terminal& terminal) : arguments_(arguments), terminal_(terminal) {}

    /// Opens the plan; its findings are reported if there are errors.
    [[nodiscard]] Exit open() { return open(arguments_.path); }
    [[nodiscard]] Exit open(const std::string& path);
    [[nodiscard]] const engine::Opened& opened() const { return *opened_; }

    /// The language of documents: as asked, else the plan's.
    [[nodiscard]] text::Language language() const { return arguments_.documents.value_or(opened_->plan.language); }
    [[nodiscard]] std::string log_path() const;
    /// An empty one in memory, with a note, where there is no file yet.
    [[nodiscard]] Step<std::unique_ptr<log::Log>> log_to_read();
    [[nodiscard]] Step<std::unique_ptr<log::Log>> log_to_write();

    /// The minute at the clock, in the plan's zone.
    [[nodiscard]] Step<value::Instant> now();
    [[nodiscard]] Step<value::Instant> as_of();
    [[nodiscard]] Step<value::Instant> known_at();
    /// The minute, or the last of the day, that an option names.
    [[nodiscard]] Step<value::Instant> moment(std::string_view option, const std::string& text);
    /// When it is received: as asked, with a warning if that is long after now; else at the clock.
    [[nodiscard]] Step<engine::Terms> terms();
    /// The board as of and as known at the asked instants; says so if it is a what-if.
    [[nodiscard]] Step<engine::Look> look();
    /// The same, by a log that is open.
    [[nodiscard]] Step<engine::Look> look_in(const log::Log& log);
    /// The same, as of that instant if none was asked for; that it is a what-if is not said.
    [[nodiscard]] Step<engine::Look> look(value::Instant unless_asked);
    /// The board as of --since, by what was known then or at --known-since; of `now` what is not said.
    [[nodiscard]] Step<engine::Look> look_before(const engine::Look& now);
    /// The same, by a log that is open.
    [[nodiscard]] Step<engine::Look> look_before(const log::Log& log, const engine::Look& now);

    [[nodiscard]] Step<units::UnitIndex> unit(const std::string& named);
    [[nodiscard]] Step<units::LevelIndex> level(const std::string& named);
    [[nodiscard]] Step<std::uint32_t> task(const std::string& id);
    /// The task, unit, level and slot that the user named.
    [[nodiscard]] Step<engine::Filter> filter();
    /// An organ, else a unit.
    [[nodiscard]] Step<checklist::Department> department(const std::string& named);

    /// Says that the world failed.
    [[nodiscard]] Exit world_failed(const text::Diagnostic& failure);
    [[nodiscard]] Exit wrong_usage(const text::Diagnostic& finding);

private:
    [[nodiscard]] Step<engine::Look> look_at(value::Instant as_of);
    [[nodiscard]] Step<engine::Look> look_at(const log::Log& log, value::Instant as_of, value::Instant known_at);
    [[nodiscard]] std::optional<value::Instant> clock() const;
    void warn_of_other_versions(const evaluate::Receipt& receipt);

    const Arguments& arguments_;
    Terminal& terminal_;
    std::unique_ptr<const engine::Opened> opened_;
};

}  // namespace duban::cli
