#include "engine/coverage/document.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/coverage/split.hpp"

namespace duban::coverage {

namespace {

std::string without_blanks(std::string_view text) {
    std::string dense;
    dense.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const text::Character character = text::character_at(text, at);
        if (!is_blank(character.value)) dense += text.substr(at, character.size);
        at += character.size;
    }
    return dense;
}

}  // namespace

Document::Document(std::string name, std::string text)
    : source_(std::move(name), std::move(text)), sentences_(split(source_.text())), dense_(without_blanks(source_.text())) {
    dense_letter_.reserve(dense_.size() + 1);
    const std::string_view whole = source_.text();
    for (std::size_t at = 0; at < whole.size();) {
        const text::Character character = text::character_at(whole, at);
        const auto letter = static_cast<std::uint32_t>(letters_.size());
        if (!is_blank(character.value)) dense_letter_.insert(dense_letter_.end(), character.size, letter);
        if (text::is_name_character(character.value) && character.value != '_') {
            letters_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + character.size)});
        }
        at += character.size;
    }
    dense_letter_.push_back(static_cast<std::uint32_t>(letters_.size()));
}

std::vector<Document::Place> Document::find(std::string_view passage) const {
    std::vector<Place> places;
    const std::string wanted = without_blanks(passage);
    if (wanted.empty()) return places;
    for (std::size_t at = dense_.find(wanted); at != std::string::npos; at = dense_.find(wanted, at + 1)) {
        const Place place{dense_letter_[at], dense_letter_[at + wanted.size()]};
        if (place.first < place.last) places.push_back(place);
    }
    return places;
}

}  // namespace duban::coverage
