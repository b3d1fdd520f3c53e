#include "engine/checklist/places.hpp"

namespace duban::checklist {

namespace {

/// `KIND/CODE/`, with the code of the unit below the root in whose part of the tree it lies; the root lies in `KIND/`.
Place folder_of(std::string_view kind, const units::Tree& units, units::UnitIndex unit) {
    Place folder(kind);
    folder += '/';
    if (units.parent(unit) == unit) return folder;
    units::UnitIndex part = unit;
    for (units::UnitIndex above = units.parent(part); units.parent(above) != above; above = units.parent(above))
        part = above;
    return folder + file_name(units.code(part)) + "/";
}

}  // namespace

std::string file_name(std::string_view name) {
    std::string safe(name);
    for (char& c : safe) {
        if (c == '/' || c == '\0') c = '-';
    }
    return safe;
}

Place unit_place(const units::Tree& units, units::UnitIndex unit) {
    return folder_of("units", units, unit) + file_name(units.code(unit));
}
Place task_place(std::string_view id) { return "tasks/" + file_name(id); }
Place task_part_place(const units::Tree& units, std::string_view id, units::UnitIndex part) {
    return units.parent(part) == part ? task_place(id) : task_place(id) + "/" + file_name(units.code(part));
}
Place problem_place(const units::Tree& units, units::UnitIndex top) { return "problems/" + file_name(units.code(top)); }
Place leader_place(const units::Tree& units, units::UnitIndex top) { return "leaders/" + file_name(units.code(top)); }
Place department_place(const plan::Organ& organ) { return "departments/" + file_name(organ.name); }
Place level_place(const plan::Plan& plan, units::LevelIndex level) { return "levels/" + file_name(plan.levels[at(level)]); }
Place level_part_place(const plan::Plan& plan, const units::Tree& units, units::LevelIndex level, units::UnitIndex part) {
    const Place whole = level_place(plan, level);
    return units.parent(part) == part ? whole : whole + "/" + file_name(units.code(part));
}
Place card_place(const units::Tree& units, units::UnitIndex above) {
    return folder_of("below", units, above) + file_name(units.code(above));
}

}  // namespace duban::checklist
