// How is a finding shown to a person?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/text/source.hpp"

#include <string>

namespace duban::text {

enum class Paint : std::uint8_t { plain, colour };

/// `file:line:column: error D1203: sentence`, then the line and the span underlined with ^, right under wide characters too
/// (tabs kept, so that both lines move together). Of a long line the part round the span is shown; control characters are never
/// passed on. `source` may be null: then `file`, row and column alone are named.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const Source* source, Language language, Paint paint);

}  // namespace duban::text
