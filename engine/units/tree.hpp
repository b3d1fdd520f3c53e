// Which units are there, and which lie below which?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/text/result.hpp"
#include "dsl/value/date.hpp"

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
inline constexpr std::size_t kMostHeirs = 100;  // one of the other

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

    /// Whether any unit opens or closes. If none does, all that follows is as it looks: cheap, and no question.
    [[nodiscard]] bool has_lives() const { return !lives_.empty(); }
    [[nodiscard]] std::optional<value::Date> opened(UnitIndex unit) const { return life(unit).opened; }
    [[nodiscard]] std::optional<value::Date> closed(UnitIndex unit) const { return life(unit).closed; }
    /// As the list says it; it may have closed, too.
    [[nodiscard]] std::optional<UnitIndex> heir(UnitIndex unit) const { return life(unit).heir; }
    /// From the first minute of its opening to the one before its closing.
    [[nodiscard]] bool exists(UnitIndex unit, value::Instant at) const { return !has_lives() || is_alive(life(unit), at); }
    /// Who goes on with what the unit leaves: itself until it closes and where it has no heir, then the heir, or that one's.
    [[nodiscard]] UnitIndex held_by(UnitIndex unit, value::Instant at) const;
    /// The offices that have closed by then and whose heir it is, or was till it closed itself, at first hand or not; in
    /// preorder.
    [[nodiscard]] std::vector<UnitIndex> inherited(UnitIndex unit, value::Instant at) const;

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

    /// The same list, but that the unit closes on that day, and the heir goes on, if there is one. What is wrong with that goes
    /// to the sink: then there is none.
    [[nodiscard]] std::optional<Tree> closing(UnitIndex unit, value::Date day, std::optional<UnitIndex> heir,
                                              text::Sink& sink) const;

    /// SHA-256 of `canonical()`, in hex.
    [[nodiscard]] const std::string& hash() const { return hash_; }
    /// The same CSV whatever the order of its lines and columns were; reading it gives an equal tree.
    [[nodiscard]] std::string canonical() const;

private:
    friend class TreeReader;
    struct Life {
        std::optional<value::Date> opened;
        std::optional<value::Date> closed;
        std::optional<UnitIndex> heir;
    };
    [[nodiscard]] Life life(UnitIndex unit) const { return has_lives() ? lives_[at(unit)] : Life{}; }
    [[nodiscard]] static bool is_alive(const Life& life, value::Instant at);
    [[nodiscard]] std::vector<UnitIndex> called(const std::string& name) const;
    /// Whether units above it are called so, from above to below; of no names: true.
    [[nodiscard]] bool lies_below(UnitIndex unit, std::string_view names) const;

    std::vector<std::string> codes_;
    std::vector<std::string> names_;
    std::vector<LevelIndex> levels_;
    std::vector<UnitIndex> parents_;
    std::vector<UnitIndex> ends_;
    std::vector<std::uint8_t> offices_;
    std::vector<Life> lives_;  // empty: no unit opens or closes
    std::vector<std::uint32_t> estates_;  // by unit, and one more: where those whose heir it is begin
    std::vector<UnitIndex> left_by_;
    std::vector<std::string> attribute_names_;
    std::vector<std::vector<std::string>> attribute_columns_;
    std::vector<std::string> level_names_;
    std::unordered_map<std::string, UnitIndex> by_code_;
    std::unordered_multimap<std::string, UnitIndex> by_name_;
    std::string hash_;
};

/// CSV in UTF-8 (a BOM is allowed) with a head: code/代码, name/名称, level/层级, parent/上级, and if wanted office/机关 (否/no
/// for placeholders), opened/成立, closed/撤销, heir/并入, other columns becoming attributes. Lines in any order. All errors of
/// the file go to the sink (unknown level, doubled code, orphan, cycle, two roots, a child not below its parent's level, an
/// heir that is not there): then there is no tree.
[[nodiscard]] std::optional<Tree> read_units(std::string_view csv, const std::string& file,
                                             std::span<const std::string> level_names, text::Sink& sink);

}  // namespace duban::units
