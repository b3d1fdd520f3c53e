// Are these bytes a text in UTF-8?
#pragma once

#include "dsl/text/diagnostic.hpp"

#include <optional>
#include <string_view>

namespace duban::text {

/// Why they are not, at the first byte that shows it: UTF-16, a zero byte, GBK, other bytes that are not UTF-8. It is decided
/// for a file, never for a cell: of the single characters of GBK many are UTF-8 too.
[[nodiscard]] std::optional<Diagnostic> not_text(std::string_view bytes);

}  // namespace duban::text
