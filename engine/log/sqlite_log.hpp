// The log in one SQLite file.
#pragma once

#include "engine/log/log.hpp"

namespace duban::log {

enum class Open : std::uint8_t {
    to_read,   // the file must be there; nothing is written
    to_write   // made if it is not there
};

/// A file that is not a log, is of another format version, or cannot be opened gives a D7xxx failure.
[[nodiscard]] text::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& path, Open how);

}  // namespace duban::log
