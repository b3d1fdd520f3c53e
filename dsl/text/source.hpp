// A text with its name, and where its lines begin.
#pragma once

#include "dsl/text/span.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace duban::text {

/// 1-based line; 1-based column counted in characters.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

class Source {
public:
    /// Keeps the text as given. Line 1 begins after a leading byte order mark.
    Source(std::string name, std::string text);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    /// Of a byte offset; past the end, of the end.
    [[nodiscard]] Position position(std::uint32_t offset) const;
    /// The line without its end; 1-based.
    [[nodiscard]] std::string_view line(std::uint32_t line) const;
    [[nodiscard]] std::string_view slice(Span span) const;

private:
    std::string name_;
    std::string text_;
    std::vector<std::uint32_t> line_begins_;
};

}  // namespace duban::text
