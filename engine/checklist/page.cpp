#include "engine/checklist/page.hpp"

#include <array>

namespace duban::checklist {

std::string_view shape(Tone tone) {
    constexpr std::array<std::string_view, kTones> kShapes{"▲", "◆", "■", "●", "○"};
    return kShapes[static_cast<std::size_t>(tone)];
}

std::string with_shape(const std::optional<Light>& light, const std::string& text) {
    if (!light) return text;
    return std::string(shape(light->tone)) + " " + (text.empty() ? light->word : text);
}

std::string path_between(std::string_view from, std::string_view to) {
    std::size_t shared = 0;  // up to the last folder that both lie in
    for (std::size_t i = 0; i < from.size() && i < to.size() && from[i] == to[i]; ++i) {
        if (from[i] == '/') shared = i + 1;
    }
    std::string path;
    for (const char c : from.substr(shared)) {
        if (c == '/') path += "../";
    }
    return path += to.substr(shared);
}

}  // namespace duban::checklist
