// Why did the operating system refuse? One table for all who read and write files.
#pragma once

#include "dsl/text/language.hpp"

namespace duban::log {

/// What an `errno` means, as a part of a sentence: `没有权限`, `permission denied`.
[[nodiscard]] text::Words reason(int error);

}  // namespace duban::log
