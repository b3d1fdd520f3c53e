// How does a table stand on an HTML page?
#pragma once

#include "engine/checklist/page.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// How it reads where a screen is narrow: rows of sentences as cards; numbers and words stay a table that scrolls.
[[nodiscard]] bool reads_as_cards(const Table& table);
/// The column that says what a row is about: the last that stays in sight, else the first with words in it.
[[nodiscard]] std::size_t head_column(const Table& table);
/// The columns of a table as they stand below each other where a sheet of A4 has no room for all: first those without a note,
/// then those with one, each time behind the columns that stay in sight.
[[nodiscard]] std::vector<std::vector<std::size_t>> parts_of(const Table& table);
/// `t3`, `t3-2`: a part of the table of a section.
[[nodiscard]] std::string part_id(std::size_t section, std::size_t part);

}  // namespace duban::checklist
