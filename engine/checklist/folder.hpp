// What stands in a folder of all documents, and how do its pages lead to each other?
#pragma once

#include "engine/checklist/context.hpp"
#include "engine/checklist/format.hpp"

#include <functional>
#include <span>
#include <vector>

namespace duban::checklist {

/// More rows of a task, more problems than these are divided among a page for each unit right below, and so on.
inline constexpr std::size_t kMostRowsOnAPage = 2000;

struct Delivery {
    const Place& place;
    Format format;
    const std::string& bytes;
    std::size_t number = 0;     // of this document, from 1
    std::size_t documents = 0;  // in all
};
/// Takes one finished file; false ends the whole.
using Deliver = std::function<bool(const Delivery&)>;

/// Every office's own list; scorecards of each level and of the offices below each unit; the leader's page of each unit with
/// offices below it; the tasks, the departments, the problems; and the index. `before`, if any, is an earlier board, for what
/// has changed. False if the delivery ended it.
[[nodiscard]] bool write_folder(Context& context, const Context* before, std::span<const Format> formats, Mark mark,
                                const Deliver& deliver);

}  // namespace duban::checklist
