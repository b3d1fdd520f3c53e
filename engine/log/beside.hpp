// What stands beside a log's file: the lock that its writers hold, and the head that it must still have. Private to this
// folder.
#pragma once

#include "engine/log/log.hpp"

#include <chrono>

namespace duban::log {

/// `LOG.lock`, held by one writer at a time, in this process and in others, from construction to destruction. An OFD lock: the
/// POSIX locks of two copies of SQLite in one process cancel each other.
class WriteLock {
public:
    /// Waits for the others at most `patience`.
    WriteLock(const std::string& log, std::chrono::milliseconds patience);
    ~WriteLock();
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

    [[nodiscard]] bool held() const { return held_; }
    /// Why the file could not be opened or locked; nothing if others held it all the time.
    [[nodiscard]] const std::optional<text::Words>& reason() const { return reason_; }

private:
    int file_ = -1;
    bool held_ = false;
    std::optional<text::Words> reason_;
};

/// `LOG.head`: number and hash of a record that the log has had as its last.
struct Anchor {
    std::int64_t number = 0;
    std::string hash;
};

/// Nothing if there is no such file; a failure if it does not hold what `write_anchor` writes.
[[nodiscard]] text::Result<std::optional<Anchor>> read_anchor(const std::string& log);

/// Written whole under another name, then moved into place. Without success, or after a power cut, the older one stays, which
/// is a prefix of the chain, and the next write tries again: so there is nothing to report.
void write_anchor(const std::string& log, const Anchor& anchor);

/// Makes it outlast a power cut that files were made, moved or removed in the folder of `path`, where the file system can.
void sync_folder_of(const std::string& path);

}  // namespace duban::log
