#include "engine/units/table.hpp"
#include "engine/units/tree.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/digest/sha256.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace duban::units {

namespace {

using text::Code;
using text::Words;

constexpr std::uint32_t kNobody = 0xFFFF'FFFFU;
constexpr std::size_t kMostNamedInCircle = 6;

/// The ranks that would sort the rows; most files are sorted already.
template <class Less>
std::vector<std::uint32_t> sorted_positions(std::size_t size, const Less& less) {
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0U);
    if (!std::is_sorted(order.begin(), order.end(), less)) std::stable_sort(order.begin(), order.end(), less);
    return order;
}

}  // namespace

/// Makes a tree of a table; rows are meant by their position in it.
class TreeReader {
public:
    TreeReader(Table table, const std::string& file, std::span<const std::string> level_names, text::Sink& sink)
        : table_(std::move(table)), rows_(table_.rows), file_(file), level_names_(level_names), sink_(sink) {}

    /// The findings that concern several rows.
    void check() {
        find_parents();
        find_circles();
        for (std::uint32_t row = 0; row < rows_.size(); ++row) {
            if (parents_[row] != kNobody && !in_circle_[row]) check_level(row);
        }
        check_lives();
    }

    /// Of a table without findings.
    [[nodiscard]] Tree tree() {
        Tree tree;
        tree.level_names_.assign(level_names_.begin(), level_names_.end());
        const std::vector<std::uint32_t> order = preorder();
        const std::vector<std::uint32_t> attribute_order =
            sorted_positions(table_.attributes.size(),
                             [&](std::uint32_t a, std::uint32_t b) { return table_.attributes[a] < table_.attributes[b]; });
        fill(tree, order, attribute_order);
        index(tree);
        tree.hash_ = digest::sha256(tree.canonical());
        return tree;
    }

private:
    void complain(std::uint32_t row, std::string column, Code code, std::vector<Words> arguments) {
        text::Diagnostic found = text::diagnose(code, std::move(arguments));
        found.file = file_;
        found.row = rows_[row].number;
        found.column = std::move(column);
        sink_.add(std::move(found));
    }

    void find_parents() {
        by_code_.reserve(rows_.size());
        for (std::uint32_t row = 0; row < rows_.size(); ++row) {
            const auto [first, is_new] = by_code_.try_emplace(rows_[row].code, row);
            if (is_new) continue;
            complain(row, {}, Code::units_code_doubled, {rows_[row].code, std::to_string(rows_[first->second].number)});
        }
        parents_.assign(rows_.size(), kNobody);
        std::uint32_t root = kNobody;
        for (std::uint32_t row = 0; row < rows_.size(); ++row) {
            const Row& unit = rows_[row];
            if (!unit.parent.empty()) {
                const auto found = by_code_.find(unit.parent);
                if (found != by_code_.end()) {
                    parents_[row] = found->second;
                } else if (!table_.has_lost_rows) {
                    complain(row, table_.parent_column, Code::units_parent_unknown,
                             {text::excerpt(unit.name), unit.code, text::excerpt(unit.parent)});
                }
            } else if (root == kNobody) {
                root = row;
            } else if (by_code_.at(unit.code) == row) {  // a doubled root is doubled, not a second one
                complain(row, table_.parent_column, Code::units_second_root,
                         {text::excerpt(unit.name), unit.code, std::to_string(rows_[root].number), rows_[root].code});
            }
        }
    }

    void find_circles() {
        enum class Seen : std::uint8_t { no, on_this_walk, before };
        std::vector<Seen> seen(rows_.size(), Seen::no);
        in_circle_.assign(rows_.size(), false);
        std::vector<std::uint32_t> walk;
        for (std::uint32_t start = 0; start < rows_.size(); ++start) {
            walk.clear();
            std::uint32_t row = start;
            for (; row != kNobody && seen[row] == Seen::no; row = parents_[row]) {
                seen[row] = Seen::on_this_walk;
                walk.push_back(row);
            }
            if (row != kNobody && seen[row] == Seen::on_this_walk) {
                complain_of_circle({std::find(walk.begin(), walk.end(), row), walk.end()});
            }
            for (const std::uint32_t passed : walk)
                seen[passed] = Seen::before;
        }
    }

    void complain_of_circle(const std::vector<std::uint32_t>& circle) {
        std::string units;
        for (std::size_t i = 0; i < std::min(circle.size(), kMostNamedInCircle); ++i)
            units += rows_[circle[i]].code + " → ";
        if (circle.size() > kMostNamedInCircle) units += "… → ";
        complain(circle.front(), table_.parent_column, Code::units_cycle, {units + rows_[circle.front()].code});
        for (const std::uint32_t row : circle)
            in_circle_[row] = true;
    }

    void check_level(std::uint32_t row) {
        const Row& unit = rows_[row];
        const Row& parent = rows_[parents_[row]];
        if (!unit.level || !parent.level || at(*unit.level) > at(*parent.level)) return;
        complain(
            row, table_.level_column, Code::units_level_not_below,
            {text::excerpt(unit.name), unit.code, level_names_[at(*unit.level)], parent.code, level_names_[at(*parent.level)]});
    }

    void check_lives() {
        const auto lives = [](const Row& row) { return row.opened || row.closed || !row.heir.empty(); };
        if (std::none_of(rows_.begin(), rows_.end(), lives)) return;
        heirs_.assign(rows_.size(), kNobody);
        for (std::uint32_t row = 0; row < rows_.size(); ++row) {
            check_life(row);
            if (parents_[row] != kNobody) check_parent(row);
        }
        for (std::uint32_t row = 0; row < rows_.size(); ++row) {
            if (heirs_[row] != kNobody) check_heir(row);
        }
    }

    void check_life(std::uint32_t row) {
        const Row& unit = rows_[row];
        const Words who = text::excerpt(unit.name);
        if (unit.opened && unit.closed && *unit.closed <= *unit.opened) {
            complain(row, table_.closed_column, Code::units_closed_too_early,
                     {who, unit.code, value::to_string(*unit.closed), value::to_string(*unit.opened)});
        }
        if (unit.heir.empty() || unit.says_no_day) return;
        const auto found = by_code_.find(unit.heir);
        if (!unit.closed) {
            complain(row, table_.heir_column, Code::units_heir_of_open, {who, unit.code, text::excerpt(unit.heir)});
        } else if (found != by_code_.end()) {
            heirs_[row] = found->second;
        } else if (!table_.has_lost_rows) {
            complain(row, table_.heir_column, Code::units_heir_unknown, {who, unit.code, text::excerpt(unit.heir)});
        }
    }

    /// Of a unit that goes on when the one above it has closed.
    void check_parent(std::uint32_t row) {
        const Row& unit = rows_[row];
        const Row& above = rows_[parents_[row]];
        if (!above.closed || unit.says_no_day || (unit.closed && *unit.closed <= *above.closed)) return;
        complain(row, table_.parent_column, Code::units_below_closed,
                 {text::excerpt(unit.name), unit.code, text::excerpt(above.name), value::to_string(*above.closed)});
    }

    /// The heirs come to an end, and one of them is there on the closing day.
    void check_heir(std::uint32_t row) {
        const Row& unit = rows_[row];
        std::uint32_t goes_on = kNobody;
        std::size_t steps = 0;
        for (std::uint32_t heir = heirs_[row]; heir != kNobody; heir = heirs_[heir]) {
            if (heir == row || ++steps > kMostHeirs) {
                return complain(row, table_.heir_column, Code::units_heirs_without_end,
                                {text::excerpt(unit.name), unit.code, std::to_string(kMostHeirs)});
            }
            if (goes_on == kNobody && (!rows_[heir].closed || *rows_[heir].closed > *unit.closed)) goes_on = heir;
        }
        if (goes_on == kNobody || (rows_[goes_on].opened && *rows_[goes_on].opened > *unit.closed)) {
            complain(row, table_.heir_column, Code::units_heir_not_there,
                     {text::excerpt(unit.name), unit.code, rows_[heirs_[row]].code, value::to_string(*unit.closed)});
        } else if (!rows_[goes_on].is_office) {
            complain(row, table_.heir_column, Code::units_heir_no_office,
                     {text::excerpt(unit.name), unit.code, text::excerpt(rows_[goes_on].name)});
        }
    }

    /// Without recursion: a chain of units may be as long as the file.
    [[nodiscard]] std::vector<std::uint32_t> preorder() const {
        const std::vector<std::uint32_t> by_code =
            sorted_positions(rows_.size(), [&](std::uint32_t a, std::uint32_t b) { return rows_[a].code < rows_[b].code; });
        std::vector<std::uint32_t> first_child(rows_.size(), kNobody);
        std::vector<std::uint32_t> next_sibling(rows_.size(), kNobody);
        std::uint32_t next = kNobody;
        for (auto row = by_code.rbegin(); row != by_code.rend(); ++row) {
            if (parents_[*row] == kNobody) {
                next = *row;  // the root
            } else {
                next_sibling[*row] = std::exchange(first_child[parents_[*row]], *row);
            }
        }
        std::vector<std::uint32_t> order;
        order.reserve(rows_.size());
        std::vector<std::uint32_t> siblings_to_come;
        while (next != kNobody) {
            order.push_back(next);
            if (next_sibling[next] != kNobody) siblings_to_come.push_back(next_sibling[next]);
            next = first_child[next];
            if (next == kNobody && !siblings_to_come.empty()) {
                next = siblings_to_come.back();
                siblings_to_come.pop_back();
            }
        }
        return order;
    }

    void fill(Tree& tree, const std::vector<std::uint32_t>& order, const std::vector<std::uint32_t>& attribute_order) {
        const std::size_t size = order.size();
        std::vector<std::uint32_t> place(size);  // of a row, in preorder
        for (std::uint32_t unit = 0; unit < size; ++unit)
            place[order[unit]] = unit;
        tree.codes_.reserve(size);
        tree.names_.reserve(size);
        tree.levels_.reserve(size);
        tree.parents_.reserve(size);
        tree.offices_.reserve(size);
        tree.attribute_columns_.resize(attribute_order.size());
        for (std::size_t column = 0; column < attribute_order.size(); ++column) {
            tree.attribute_names_.push_back(table_.attributes[attribute_order[column]]);
            tree.attribute_columns_[column].reserve(size);
        }
        if (!heirs_.empty()) fill_lives(tree, order, place);
        for (const std::uint32_t row : order) {
            Row& unit = rows_[row];
            tree.codes_.push_back(std::move(unit.code));
            tree.names_.push_back(std::move(unit.name));
            tree.levels_.push_back(unit.level.value_or(LevelIndex{0}));
            tree.parents_.push_back(static_cast<UnitIndex>(parents_[row] == kNobody ? 0U : place[parents_[row]]));
            tree.offices_.push_back(unit.is_office ? 1 : 0);
            for (std::size_t column = 0; column < attribute_order.size(); ++column) {
                tree.attribute_columns_[column].push_back(std::move(unit.attributes[attribute_order[column]]));
            }
        }
        std::vector<std::uint32_t> ends(size);
        for (std::uint32_t unit = 0; unit < size; ++unit)
            ends[unit] = unit + 1;
        for (std::uint32_t unit = static_cast<std::uint32_t>(size); unit-- > 1;) {
            std::uint32_t& end = ends[at(tree.parents_[unit])];
            end = std::max(end, ends[unit]);
        }
        tree.ends_.reserve(size);
        for (const std::uint32_t end : ends)
            tree.ends_.push_back(static_cast<UnitIndex>(end));
    }

    void fill_lives(Tree& tree, const std::vector<std::uint32_t>& order, const std::vector<std::uint32_t>& place) {
        tree.lives_.reserve(order.size());
        tree.estates_.assign(order.size() + 1, 0);
        for (const std::uint32_t row : order) {
            const std::uint32_t heir = heirs_[row];
            tree.lives_.push_back({rows_[row].opened, rows_[row].closed, std::nullopt});
            if (heir == kNobody) continue;
            tree.lives_.back().heir = static_cast<UnitIndex>(place[heir]);
            ++tree.estates_[place[heir] + 1];
        }
        std::partial_sum(tree.estates_.begin(), tree.estates_.end(), tree.estates_.begin());
        tree.left_by_.resize(tree.estates_.back());
        std::vector<std::uint32_t> next = tree.estates_;
        for (std::uint32_t unit = 0; unit < order.size(); ++unit) {
            if (const auto& heir = tree.lives_[unit].heir) tree.left_by_[next[at(*heir)]++] = static_cast<UnitIndex>(unit);
        }
    }

    static void index(Tree& tree) {
        tree.by_code_.reserve(tree.size());
        tree.by_name_.reserve(tree.size());
        for (std::uint32_t unit = 0; unit < tree.size(); ++unit) {
            tree.by_code_.emplace(tree.codes_[unit], static_cast<UnitIndex>(unit));
            tree.by_name_.emplace(tree.names_[unit], static_cast<UnitIndex>(unit));
        }
    }

    Table table_;
    std::vector<Row>& rows_;
    const std::string& file_;
    std::span<const std::string> level_names_;
    text::Sink& sink_;
    std::unordered_map<std::string_view, std::uint32_t> by_code_;
    std::vector<std::uint32_t> parents_;
    std::vector<bool> in_circle_;
    std::vector<std::uint32_t> heirs_;  // empty: no unit opens or closes
};

std::optional<Tree> read_units(std::string_view csv, const std::string& file, std::span<const std::string> level_names,
                               text::Sink& sink) {
    const std::size_t errors_before = sink.errors();
    std::optional<Tree> tree;
    if (std::optional<Table> table = read_table(csv, file, level_names, sink)) {
        TreeReader reader(std::move(*table), file, level_names, sink);
        reader.check();
        if (sink.errors() == errors_before) tree = reader.tree();
    }
    sink.sort();
    return tree;
}

}  // namespace duban::units
