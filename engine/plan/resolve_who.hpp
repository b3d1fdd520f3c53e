// Which units does a clause name? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

/// Who leads. `trigger` is the task's, if it has one: 发生地 sets its level.
[[nodiscard]] Who resolve_lead(Context& context, const syntax::Who& who, Trigger* trigger);

/// Who joins, supports, is overseen or reports: units as of a lead, or an organ alone, which is that of the leading unit
/// (`units` is then empty). A body outside the tree, as 监察部, is such an organ.
[[nodiscard]] Who resolve_partner(Context& context, const syntax::Who& who);

/// A list of organs (公安消防、安全监管 等) one by one, 等 with the last; anything else as it is.
[[nodiscard]] std::vector<syntax::Who> organ_by_organ(const Context& context, const syntax::Who& who);

/// The units of a set; it may name the sets written before it.
[[nodiscard]] UnitSet resolve_unit_set(Context& context, const syntax::UnitSet& written);

/// The units of a count or total, for each of them; nothing after saying why not. A name that is none may be an event's.
[[nodiscard]] std::optional<Who> resolve_counted(Context& context, syntax::Who who);

[[nodiscard]] Verifier resolve_verifier(Context& context, const syntax::Who& who);

/// Levels by bit, each listed once.
[[nodiscard]] std::uint32_t resolve_levels(Context& context, const std::vector<syntax::Name>& names);

/// `省、地市`.
[[nodiscard]] text::Words level_words(const Plan& plan, std::uint32_t levels);

}  // namespace duban::plan
