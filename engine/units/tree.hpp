// Which units are there, and which lie below which?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/text/result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace duban::units {

/// Position of a unit in preorder: a subtree is a range.
enum class UnitIndex : std::uint32_t {};
[[nodiscard]] constexpr std::uint32_t at(UnitIndex unit) { return static_cast<std::uint32_t>(unit); }

/// Position of a level among the plan's levels, 0 at the top.
enum class LevelIndex : std::uint8_t {};
[[nodiscard]] constexpr std::uint8_t at(LevelIndex level) { return static_cast<std::uint8_t>(level); }

inline constexpr std::size_t kMostUnits = 2'000'000;

/// The units as columns in preorder, siblings by code. Immutable once read.
class Tree {
public:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(codes_.size()); }
    [[nodiscard]] const std::string& code(UnitIndex unit) const { return codes_[at(unit)]; }
    [[nodiscard]] const std::string& name(UnitIndex unit) const { return names_[at(unit)]; }
    [[nodiscard]] LevelIndex level(UnitIndex unit) const { return levels_[at(unit)]; }
    /// The root's parent is itself.
    [[nodiscard]] UnitIndex parent(UnitIndex unit) const { return parents_[at(unit)]; }
    /// One past the last unit of its subtree.
    [[nodiscard]] UnitIndex end(UnitIndex unit) const { return ends_[at(unit)]; }
    /// False for placeholders that hold the tree together and have no duties.
    [[nodiscard]] bool is_office(UnitIndex unit) const { return offices_[at(unit)] != 0; }
    /// The nearest office above; nothing above the root.
    [[nodiscard]] std::optional<UnitIndex> superior(UnitIndex unit) const;
    /// The unit itself or the nearest above it that is of that level.
    [[nodiscard]] std::optional<UnitIndex> ancestor_at(UnitIndex unit, LevelIndex level) const;
    [[nodiscard]] bool contains(UnitIndex subtree, UnitIndex unit) const {
        return at(subtree) <= at(unit) && at(unit) < at(end(subtree));
    }

    [[nodiscard]] std::optional<UnitIndex> find(std::string_view code) const;
    /// Units with exactly that name, or code, in preorder; also a path of names from above to below, not every one of them
    /// needed, joined by blanks, `/`, 的 or nothing. Placeholders only where no office is called so.
    [[nodiscard]] std::vector<UnitIndex> named(std::string_view name) const;
    /// Units whose name holds the text, or whose code begins with it; in preorder.
    [[nodiscard]] std::vector<UnitIndex> search(std::string_view text) const;
    /// `山西省 太原市 小店区`: offices from below the root down to the unit; the root's own name for the root.
    [[nodiscard]] std::string path(UnitIndex unit) const;

    /// Names of the further columns, and a unit's text in one (empty: not reported).
    [[nodiscard]] const std::vector<std::string>& attributes() const { return attribute_names_; }
    [[nodiscard]] const std::string& attribute(std::size_t which, UnitIndex unit) const {
        return attribute_columns_[which][at(unit)];
    }

    /// SHA-256 of `canonical()`, in hex.
    [[nodiscard]] const std::string& hash() const { return hash_; }
    /// The same CSV whatever the order of its lines and columns were; reading it gives an equal tree.
    [[nodiscard]] std::string canonical() const;

private:
    friend class TreeReader;
    [[nodiscard]] std::vector<UnitIndex> called(const std::string& name) const;
    /// Whether units above it are called so, from above to below; of no names: true.
    [[nodiscard]] bool lies_below(UnitIndex unit, std::string_view names) const;

    std::vector<std::string> codes_;
    std::vector<std::string> names_;
    std::vector<LevelIndex> levels_;
    std::vector<UnitIndex> parents_;
    std::vector<UnitIndex> ends_;
    std::vector<std::uint8_t> offices_;
    std::vector<std::string> attribute_names_;
    std::vector<std::vector<std::string>> attribute_columns_;
    std::vector<std::string> level_names_;
    std::unordered_map<std::string, UnitIndex> by_code_;
    std::unordered_multimap<std::string, UnitIndex> by_name_;
    std::string hash_;
};

/// CSV in UTF-8 (a BOM is allowed) with a head: code/代码, name/名称, level/层级, parent/上级, and if wanted office/机关 (否/no
/// for placeholders), other columns becoming attributes. Lines in any order. All errors of the file go to the sink (unknown
/// level, doubled code, orphan, cycle, two roots, a child not below its parent's level): then there is no tree.
[[nodiscard]] std::optional<Tree> read_units(std::string_view csv, const std::string& file,
                                             std::span<const std::string> level_names, text::Sink& sink);

}  // namespace duban::units
