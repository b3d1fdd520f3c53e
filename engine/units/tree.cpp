#include "engine/units/tree.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/csv/record.hpp"

#include <algorithm>

namespace duban::units {

namespace {

constexpr std::size_t kMostPathBytes = 600;
// What may join the names of a path; the last is the full-width blank.
constexpr std::string_view kJoints[] = {" ", "\t", "/", "的", "　"};

std::string_view without_joints_at_end(std::string_view text) {
    const auto joint_at_end = [&] {
        return std::find_if(std::begin(kJoints), std::end(kJoints),
                            [&](std::string_view joint) { return text.ends_with(joint); });
    };
    for (auto joint = joint_at_end(); joint != std::end(kJoints); joint = joint_at_end())
        text.remove_suffix(joint->size());
    return text;
}

std::string_view without_blanks_at_ends(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::optional<UnitIndex> Tree::superior(UnitIndex unit) const {
    while (at(unit) != 0) {
        unit = parent(unit);
        if (is_office(unit)) return unit;
    }
    return std::nullopt;
}

std::optional<UnitIndex> Tree::ancestor_at(UnitIndex unit, LevelIndex level) const {
    while (this->level(unit) != level) {
        if (at(unit) == 0) return std::nullopt;
        unit = parent(unit);
    }
    return unit;
}

bool Tree::is_alive(const Life& life, value::Instant at) {
    return (!life.opened || value::first_minute(*life.opened) <= at) &&
           (!life.closed || value::first_minute(*life.closed) > at);
}

UnitIndex Tree::held_by(UnitIndex unit, value::Instant at) const {
    for (Life here = life(unit); here.heir && value::first_minute(*here.closed) <= at; here = life(unit))
        unit = *here.heir;
    return unit;
}

std::vector<UnitIndex> Tree::inherited(UnitIndex unit, value::Instant at) const {
    std::vector<UnitIndex> units;
    if (!has_lives()) return units;
    const std::optional<value::Date> closing = closed(unit);
    const auto add_left_to = [&](UnitIndex heir) {
        for (std::uint32_t i = estates_[units::at(heir)]; i < estates_[units::at(heir) + 1]; ++i) {
            const value::Date day = *closed(left_by_[i]);
            if (value::first_minute(day) <= at && (!closing || day < *closing)) units.push_back(left_by_[i]);
        }
    };
    add_left_to(unit);
    for (std::size_t i = 0; i < units.size(); ++i)
        add_left_to(units[i]);
    std::erase_if(units, [&](UnitIndex left) { return !is_office(left); });
    std::sort(units.begin(), units.end());
    return units;
}

std::optional<UnitIndex> Tree::find(std::string_view code) const {
    const auto found = by_code_.find(std::string(code));
    if (found == by_code_.end()) return std::nullopt;
    return found->second;
}

std::vector<UnitIndex> Tree::called(const std::string& name) const {
    if (const auto unit = find(name)) return {*unit};
    std::vector<UnitIndex> units;
    const auto [first, last] = by_name_.equal_range(name);
    for (auto entry = first; entry != last; ++entry)
        units.push_back(entry->second);
    std::sort(units.begin(), units.end());
    return units;
}

bool Tree::lies_below(UnitIndex unit, std::string_view names) const {
    names = without_joints_at_end(names);
    while (!names.empty() && at(unit) != 0) {
        unit = parent(unit);
        // The nearest that fits is right: it leaves the most for the names before it.
        if (names.ends_with(name(unit))) {
            names = without_joints_at_end(names.substr(0, names.size() - name(unit).size()));
        } else if (names.ends_with(code(unit))) {
            names = without_joints_at_end(names.substr(0, names.size() - code(unit).size()));
        }
    }
    return names.empty();
}

std::vector<UnitIndex> Tree::named(std::string_view name) const {
    const std::string path = text::nfc(without_blanks_at_ends(name));
    std::vector<UnitIndex> units = called(path);
    for (std::size_t begin = 1; units.empty() && begin < path.size() && path.size() <= kMostPathBytes; ++begin) {
        if (!begins_character(path[begin])) continue;
        const std::string_view above = std::string_view(path).substr(0, begin);
        for (const UnitIndex unit : called(path.substr(begin))) {
            if (lies_below(unit, above)) units.push_back(unit);
        }
    }
    const auto holds_office = [&](UnitIndex unit) { return is_office(unit); };
    if (std::any_of(units.begin(), units.end(), holds_office)) {
        units.erase(std::remove_if(units.begin(), units.end(), [&](UnitIndex unit) { return !is_office(unit); }), units.end());
    }
    return units;
}

std::vector<UnitIndex> Tree::search(std::string_view text) const {
    const std::string wanted = text::nfc(without_blanks_at_ends(text));
    std::vector<UnitIndex> units;
    for (std::uint32_t i = 0; i < size(); ++i) {
        if (names_[i].find(wanted) != std::string::npos || codes_[i].starts_with(wanted))
            units.push_back(static_cast<UnitIndex>(i));
    }
    return units;
}

std::string Tree::path(UnitIndex unit) const {
    std::string path = name(unit);
    for (std::optional<UnitIndex> above = superior(unit); above && at(*above) != 0; above = superior(*above)) {
        path = name(*above) + " " + path;
    }
    return path;
}

std::optional<Tree> Tree::closing(UnitIndex unit, value::Date day, std::optional<UnitIndex> heir, text::Sink& sink) const {
    Tree other = *this;
    if (other.lives_.empty()) other.lives_.resize(size());
    other.lives_[at(unit)].closed = day;
    other.lives_[at(unit)].heir = heir;
    return read_units(other.canonical(), code(unit), level_names_, sink);
}

std::string Tree::canonical() const {
    std::string csv = "code,name,level,parent,office";
    if (has_lives()) csv += ",opened,closed,heir";
    for (const std::string& attribute_name : attribute_names_) {
        csv += ',';
        csv += csv::csv_field(attribute_name);
    }
    csv += '\n';
    for (std::uint32_t i = 0; i < size(); ++i) {
        csv += csv::csv_field(codes_[i]);
        csv += ',';
        csv += csv::csv_field(names_[i]);
        csv += ',';
        csv += csv::csv_field(level_names_[at(levels_[i])]);
        csv += ',';
        if (i != 0) csv += csv::csv_field(codes_[at(parents_[i])]);
        csv += offices_[i] != 0 ? "," : ",no";
        if (has_lives()) {
            const Life& life = lives_[i];
            csv += "," + (life.opened ? value::to_string(*life.opened) : std::string());
            csv += "," + (life.closed ? value::to_string(*life.closed) : std::string());
            csv += "," + (life.heir ? csv::csv_field(codes_[at(*life.heir)]) : std::string());
        }
        for (const std::vector<std::string>& column : attribute_columns_) {
            csv += ',';
            csv += csv::csv_field(column[i]);
        }
        csv += '\n';
    }
    return csv;
}

}  // namespace duban::units
