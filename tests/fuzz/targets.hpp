// What must hold whatever the bytes are?
//
// A target reads bytes as one reader of the engine does and returns what it found wrong; empty if nothing. Crashes, leaks and
// undefined behaviour are for the sanitizers to see.
#pragma once

#include "dsl/text/render.hpp"

#include <array>
#include <string>
#include <string_view>

namespace duban::fuzz {

[[nodiscard]] std::string calendar(std::string_view bytes);
[[nodiscard]] std::string lexer(std::string_view bytes);
[[nodiscard]] std::string log(std::string_view bytes);
[[nodiscard]] std::string parser(std::string_view bytes);
[[nodiscard]] std::string resolver(std::string_view bytes);
[[nodiscard]] std::string submission(std::string_view bytes);
[[nodiscard]] std::string units(std::string_view bytes);

struct Target {
    std::string_view name;  // as its folder under tests/fuzz/corpus
    std::string (*run)(std::string_view bytes);
};
inline constexpr std::array kTargets{
    Target{"calendar", calendar}, Target{"lexer", lexer},           Target{"log", log},    Target{"parser", parser},
    Target{"resolver", resolver}, Target{"submission", submission}, Target{"units", units}};

/// The findings as a person reads them: each can be said, in both languages.
[[nodiscard]] inline std::string said(const text::Sink& findings, const text::Source* source) {
    std::string all;
    for (const text::Language language : {text::Language::zh, text::Language::en}) {
        for (const text::Diagnostic& finding : findings.all())
            all += text::render(finding, source, language, text::Paint::plain);
    }
    return all;
}

}  // namespace duban::fuzz
