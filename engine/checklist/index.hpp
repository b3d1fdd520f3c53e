// The page that leads to all others of a folder.
#pragma once

#include "engine/checklist/totals.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// What a line of the index leads to, with how it stands.
struct IndexLine {
    std::string code;           // of a task or unit; empty for others
    std::string words;
    Totals totals;
    Place place;
    Place below;                // of a unit: the scorecard of the offices below it; may be empty
};

struct Index {
    Totals totals;
    std::vector<IndexLine> levels;
    std::vector<IndexLine> departments;
    std::vector<IndexLine> tasks;
    std::vector<IndexLine> units;  // the root and those right below it, with all below them
};

[[nodiscard]] Index index_of(const Context& context);

[[nodiscard]] Page page(const Context& context, const Index& index);
/// Members: document (index), plan, title, language, counts, levels, departments, tasks, units, receipt; each line has code,
/// name, place, counts. A place is a file in this folder but for the ending.
[[nodiscard]] std::string json(const Context& context, const Index& index);

}  // namespace duban::checklist
