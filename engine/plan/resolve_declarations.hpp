// What do the header and the declarations say: organs, indicators, events, windows, parameters? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

inline constexpr std::size_t kMostLevels = 16;
inline constexpr std::size_t kMostMembers = 64;  // a bit each

/// Name, year, issue, levels, files. Without a year, dates are read in a leap year, so that all else can be checked.
void resolve_header(Context& context, const syntax::Header& header);

/// All declarations of the file. Names are declared first, so they may be used before they stand.
void resolve_declarations(Context& context, const syntax::PlanFile& tree);

/// 数量, 比率: for sentences.
[[nodiscard]] text::Words words(IndicatorKind kind);

}  // namespace duban::plan
