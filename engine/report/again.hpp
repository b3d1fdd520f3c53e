// Was a row told before, so that it may be passed over? Private to this folder.
#pragma once

#include "engine/report/desk.hpp"

namespace duban::report {

/// A key from what the row says, not from when it came in: the same row handed in again has it again.
[[nodiscard]] std::string automatic_key(const Draft& draft);

/// True: the same was told, and to say it again changes nothing. False: it is new. A refusal: its key stands for something
/// else; or, for a row without a key, what was told has been overtaken since.
[[nodiscard]] text::Result<bool> was_told(Desk& desk, const Row& row, const Draft& draft);

/// The row has a key that is known and was refused for a name that is no more; what can be compared without looking a name up
/// is as it was told.
[[nodiscard]] bool was_told_as_written(Desk& desk, const Row& row, log::Kind kind, text::Code why);

}  // namespace duban::report
