// The log in one SQLite file.
#pragma once

#include "engine/log/log.hpp"
#include "engine/log/reason.hpp"

#include <chrono>

namespace duban::log {

enum class Open : std::uint8_t {
    to_read,   // the file must be there; nothing is written
    to_write   // made if it is not there
};

/// How long a call waits for other writers and readers before it fails with log_busy.
inline constexpr std::chrono::milliseconds kPatience{10'000};

/// A file that is not a log, is of another format version, or cannot be opened gives a D7xxx failure; to write, so does a log
/// that does not have the head kept beside it. One thread at a time may use the log that is returned.
[[nodiscard]] text::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& path, Open how,
                                                                 std::chrono::milliseconds patience = kPatience);

}  // namespace duban::log
