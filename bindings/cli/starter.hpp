// What does `duban init` put into a new folder?
#pragma once

#include "dsl/text/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban::cli {

struct StarterFile {
    std::string name;
    std::string text;
};

/// A plan of five tasks that checks, the document that it quotes, its units, its calendar and a blank form.
[[nodiscard]] std::vector<StarterFile> starter(text::Language language);
/// The next commands to try, for a plan in that folder.
[[nodiscard]] std::string starter_next(text::Language language, const std::string& folder);

/// 2024 to 2026 of plans/china/calendar.json; written by CMake.
[[nodiscard]] std::string_view starter_calendar();

}  // namespace duban::cli
