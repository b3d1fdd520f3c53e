// What does each row of a units file say, before anything is made of it?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/value/date.hpp"
#include "engine/units/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban::units {

struct Row {
    std::string code;
    std::string name;
    std::string parent;              // a code; empty at the root
    std::optional<LevelIndex> level; // nothing: not one of the plan's
    bool is_office = true;
    std::optional<value::Date> opened;
    std::optional<value::Date> closed;
    bool says_no_day = false;        // of closing: what stands there is none
    std::string heir;                // a code
    std::uint32_t number = 0;        // 1-based; the head is 1
    std::vector<std::string> attributes;
};

struct Table {
    std::vector<Row> rows;           // those with a code
    std::vector<std::string> attributes;
    std::string parent_column;       // as the file calls it
    std::string level_column;
    std::string closed_column;
    std::string heir_column;
    bool has_lost_rows = false;  // that could not be read: what seems not to be there may be
};

/// Findings of single rows go to the sink; nothing if the head cannot be used. Rows after the `most_units` are not read.
[[nodiscard]] std::optional<Table> read_table(std::string_view csv, const std::string& file,
                                              std::span<const std::string> level_names, text::Sink& sink,
                                              std::size_t most_units = kMostUnits);

}  // namespace duban::units
