// What do HTML pages look like?
#pragma once

#include <string_view>

namespace duban::checklist {

/// The style that all pages share: for a screen, a phone and paper.
[[nodiscard]] std::string_view html_style();
/// An SVG that is not shown: the shapes of lights (`#red` ...), the patterns of bars (`#bar-red` ...).
[[nodiscard]] std::string_view html_symbols();

}  // namespace duban::checklist
