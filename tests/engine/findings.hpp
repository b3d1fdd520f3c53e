// What does a data file look like beside what is said of it?
#pragma once

#include "dsl/text/render.hpp"
#include "dsl/text/utf8.hpp"
#include "tests/golden.hpp"

#include <string>
#include <string_view>

namespace duban::tests {

inline constexpr std::size_t kMostShown = 2000;

/// The file, then the findings in Chinese, then in English.
inline std::string file_with_findings(std::string_view bytes, const text::Sink& sink) {
    std::string shown;
    if (bytes.size() > kMostShown || bytes.find('\0') != std::string_view::npos || text::first_invalid_utf8(bytes)) {
        shown = "(" + std::to_string(bytes.size()) + " bytes)\n";
    } else {
        shown = bytes;
        if (!shown.ends_with('\n')) shown += "\n";
    }
    for (const text::Language language : {text::Language::zh, text::Language::en}) {
        shown += "----\n";
        for (const text::Diagnostic& found : sink.all())
            shown += text::render(found, nullptr, language, text::Paint::plain);
    }
    return shown;
}

}  // namespace duban::tests
