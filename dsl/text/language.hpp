// In which language is a reader spoken to?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace duban::text {

enum class Language : std::uint8_t { zh, en };

/// One thing said in both languages.
struct Words {
    std::string zh;
    std::string en;

    Words() = default;
    /// The same in both: a name, a number, a code.
    Words(std::string both) : zh(both), en(std::move(both)) {}
    Words(std::string_view both) : zh(both), en(both) {}
    Words(const char* both) : zh(both), en(both) {}
    Words(std::string in_zh, std::string in_en) : zh(std::move(in_zh)), en(std::move(in_en)) {}

    [[nodiscard]] const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
    friend bool operator==(const Words&, const Words&) = default;
};

}  // namespace duban::text
