// The append-only log: what was told, when, in which order.
#pragma once

#include "dsl/text/result.hpp"
#include "engine/log/record.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban::log {

/// A version that a record adopts: the resolved plan, the units, the calendar, by hash.
struct Artifact {
    Kind kind = Kind::plan;      // plan, units or calendar
    std::string hash;            // SHA-256 of text
    std::string text;
};

struct Head {
    std::int64_t number = 0;     // 0: the log is empty
    std::string hash;            // 64 zeros if empty
    std::optional<value::Instant> recorded_at;
};

/// What `verify` found: the number of records, and the first bad one.
struct Verdict {
    std::int64_t records = 0;
    std::string head;
    std::optional<text::Diagnostic> broken;  // D7xxx; arguments name the record's number and the column or cause
};

class Log {
public:
    virtual ~Log() = default;

    [[nodiscard]] virtual text::Result<Head> head() const = 0;

    /// One transaction: the artifacts and the entries, in order, or nothing. Each is recorded at `recorded_at` or the head's
    /// recorded-at, whichever is later. The head is read inside the transaction. Keys already in the log are an error (the door
    /// has sorted them out before), as is a hash that an artifact's text does not have. Returns the new head.
    [[nodiscard]] text::Result<Head> append(std::span<const Artifact> artifacts, std::span<const Entry> entries,
                                            value::Instant recorded_at) {
        return write(artifacts, entries, recorded_at, IfLater::recorded_then);
    }

    /// The same, but log_moved_on and nothing written if the head is later than `recorded_at`: what was made for that instant
    /// may not be so at another.
    [[nodiscard]] text::Result<Head> append_at(std::span<const Artifact> artifacts, std::span<const Entry> entries,
                                               value::Instant recorded_at) {
        return write(artifacts, entries, recorded_at, IfLater::refused);
    }

    /// Calls `take` for every record recorded not after `known_at`, by rising number.
    [[nodiscard]] virtual text::Outcome read(std::optional<value::Instant> known_at,
                                             const std::function<void(const Record&)>& take) const = 0;

    /// The record with that key, if there is one.
    [[nodiscard]] virtual text::Result<std::optional<Record>> find(std::string_view key) const = 0;

    [[nodiscard]] virtual text::Result<std::optional<std::string>> artifact(std::string_view hash) const = 0;

    /// Recomputes every hash; checks numbers, order of recorded-at, artifacts, and the head kept beside the log.
    [[nodiscard]] virtual text::Result<Verdict> verify() const = 0;

protected:
    /// What becomes of a batch where the log's head is later.
    enum class IfLater : std::uint8_t { recorded_then, refused };
    [[nodiscard]] virtual text::Result<Head> write(std::span<const Artifact> artifacts, std::span<const Entry> entries,
                                                   value::Instant recorded_at, IfLater if_later) = 0;
};

/// True if the failure says that there is a log, but not as it was written: a finding about it, not a failure of the world.
[[nodiscard]] bool is_damage(const text::Diagnostic& failure);

/// A log in memory: for tests, and for `status` where there is no log file yet.
[[nodiscard]] std::unique_ptr<Log> memory_log();
/// What was recorded by then, record for record, in memory: to read it often, or to add what is only assumed.
[[nodiscard]] text::Result<std::unique_ptr<Log>> copied(const Log& log, value::Instant known_at);

/// SHA-256 over every column of the record before `hash`, length-prefixed, in hex. docs/LOG.md holds the format.
[[nodiscard]] std::string hash_of(const Record& record);

}  // namespace duban::log
