// Where does one sentence of an official text end and the next begin? Private to this folder.
#pragma once

#include "engine/coverage/document.hpp"

namespace duban::coverage {

[[nodiscard]] std::vector<Sentence> split(std::string_view text);

/// Blanks of any width, line ends, a byte order mark.
[[nodiscard]] bool is_blank(char32_t character);

}  // namespace duban::coverage
