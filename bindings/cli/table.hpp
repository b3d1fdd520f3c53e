// Rows of cells as aligned columns, wide characters counted as wide.
#pragma once

#include "dsl/value/date.hpp"
#include "engine/engine.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace duban::cli {

/// Of rows for people; where there are more, that is said.
inline constexpr std::size_t kMostRowsListed = 200;

enum class Align : std::uint8_t { left, right };

class Table {
public:
    explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

    /// As many cells as there are columns.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    /// Two blanks between columns, none at a line's end.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Align> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// `2026-07-01` from its first minute on; else with the minute.
[[nodiscard]] std::string from_words(value::Instant at);

/// `2 Drill`, `2 Drill (should)`: what must be is not marked.
[[nodiscard]] std::string of_strength(const std::string& named, plan::Modality modality, text::Language language);

/// `before → after`; once, if they are the same.
[[nodiscard]] std::string arrow(const std::string& before, const std::string& after);

}  // namespace duban::cli
