// Which length of time does a text name?
#pragma once

#include "dsl/value/duration.hpp"

#include <optional>
#include <string_view>

namespace duban::plan {

/// `10个工作日`, `24 hours`: as a plan writes a parameter, in either language; nothing if it is anything else.
[[nodiscard]] std::optional<value::Duration> length_in(std::string_view written);

}  // namespace duban::plan
