// What does a word of a cell read as, or why is it refused?
#pragma once

#include "engine/report/written.hpp"

#include <optional>
#include <ostream>
#include <string>

namespace duban::report {

/// What is read; or the code of the refusal, and what it offers instead (its second argument).
struct Meant {
    std::string value;
    std::optional<text::Code> code = std::nullopt;
    std::string offer = {};
    friend bool operator==(const Meant&, const Meant&) = default;
};

inline Meant refused(text::Code code, std::string offer = {}) { return {{}, code, std::move(offer)}; }

inline Meant refused(const text::Diagnostic& why) {
    const bool offers = why.code == text::Code::letter_for_digit || why.code == text::Code::numeral_in_characters;
    return refused(why.code, offers ? why.arguments.at(1).en : std::string());
}

inline Meant meant(const text::Result<std::string>& read) { return read ? Meant{*read} : refused(read.failure()); }

inline std::ostream& operator<<(std::ostream& out, const Meant& meant) {
    if (!meant.code) return out << '"' << meant.value << '"';
    out << text::code_name(*meant.code);
    return meant.offer.empty() ? out : out << " offering " << meant.offer;
}

}  // namespace duban::report
