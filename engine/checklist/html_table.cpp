#include "engine/checklist/html_table.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>

namespace duban::checklist {

namespace {

constexpr std::size_t kMostColumns = 16;  // that a sheet has room for
constexpr std::size_t kMostNoted = 12;    // the same of those with a note: their cells are words and figures

}  // namespace

bool reads_as_cards(const Table& table) {
    return std::count_if(table.columns.begin(), table.columns.end(),
                         [](const Column& column) { return column.width != Width::narrow; }) >= 3;
}

std::size_t head_column(const Table& table) {
    if (table.frozen > 0) return table.frozen - 1;
    const auto words = std::find_if(table.columns.begin(), table.columns.end(),
                                    [](const Column& column) { return column.width != Width::narrow; });
    return words == table.columns.end() ? 0 : static_cast<std::size_t>(words - table.columns.begin());
}

std::vector<std::vector<std::size_t>> parts_of(const Table& table) {
    std::vector<std::size_t> all(table.columns.size());
    std::iota(all.begin(), all.end(), 0);
    const auto is_noted = [&](std::size_t column) { return !table.columns[column].note.empty(); };
    if (all.size() <= kMostColumns || reads_as_cards(table) || std::none_of(all.begin(), all.end(), is_noted)) return {all};
    const std::vector<std::size_t> frozen(all.begin(), all.begin() + table.frozen);
    std::vector<std::vector<std::size_t>> parts{frozen};
    std::copy_if(all.begin() + table.frozen, all.end(), std::back_inserter(parts.front()), std::not_fn(is_noted));
    std::size_t noted = 0;
    for (const std::size_t column : all) {
        if (column < table.frozen || !is_noted(column)) continue;
        if (noted++ % kMostNoted == 0) parts.push_back(frozen);
        parts.back().push_back(column);
    }
    return parts;
}

std::string part_id(std::size_t section, std::size_t part) {
    return "t" + std::to_string(section) + (part == 0 ? "" : "-" + std::to_string(part + 1));
}

}  // namespace duban::checklist
