// Whom does a duty concern: what is known of a unit's attributes, and does it satisfy a filter? Semantics §2, scope. Private to
// this folder.
#pragma once

#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/facts_data.hpp"
#include "engine/evaluate/truth.hpp"

#include <string_view>

namespace duban::evaluate {

/// As last told by `at`, else as the unit list has it; empty: not known. Yes and no in the log's spelling (plan::kYes).
[[nodiscard]] std::string_view attribute_of(const World& world, const FactsData& facts, std::uint32_t attribute,
                                            units::UnitIndex unit, value::Instant at);

/// Whether the unit is among those that the filter keeps.
[[nodiscard]] Truth scope_of(const World& world, const FactsData& facts, const plan::Criterion& where, units::UnitIndex unit,
                             value::Instant at);

/// Of what was announced until `told_by` the latest that `is_meant`: the unit's own, else the general one; null if there is
/// none.
template <class Told, class IsMeant>
const Told* latest_announced(const ByUnit<Told>& announcements, units::UnitIndex unit, value::Instant told_by,
                             const IsMeant& is_meant) {
    for (const units::UnitIndex whose : {unit, units::UnitIndex{0}}) {
        const Told* latest = nullptr;
        for (const Told& told : announcements.of(whose)) {
            if (told.effective <= told_by && is_meant(told)) latest = &told;
        }
        if (latest) return latest;
    }
    return nullptr;
}

/// The days of a window for a unit: the latest announcement for it until `told_by`, else the general one, else the plan's own.
struct WindowDays {
    std::optional<calendar::Days> days;  // nothing: not known yet
    bool outside = false;  // by class: no row names the unit's
    const Announcement* told = nullptr;
};
[[nodiscard]] WindowDays window_days(const World& world, const FactsData& facts, std::uint32_t window, units::UnitIndex unit,
                                     value::Instant told_by = kNever);

}  // namespace duban::evaluate
