// Which bytes of a source does something come from?
#pragma once

#include <cstdint>

namespace duban::text {

/// A half-open range of byte offsets; empty where nothing in a source corresponds.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool empty() const { return begin >= end; }
    friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace duban::text
