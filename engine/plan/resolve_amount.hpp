// What number, in which measure, is a sum to be compared with? Private to this folder.
#pragma once

#include "engine/plan/resolve_criterion.hpp"

namespace duban::plan {

/// The index of what the name reads, now used; kNone after saying why not.
[[nodiscard]] std::uint32_t resolve_reading(Context& context, const syntax::Name& name, Reads reads,
                                            const text::Words& declaration = {});

/// Adds the nodes of the sum, as numbers of the indicator's measure; the node of the whole, or nothing after saying why.
[[nodiscard]] std::optional<std::uint32_t> resolve_amount(Context& context, const syntax::Sum& sum, std::uint32_t indicator,
                                                          Reads reads, Criterion& out);

/// The figure for the slot a year before.
[[nodiscard]] std::optional<std::uint32_t> last_year(Context& context, std::uint32_t indicator, Reads reads, Span span,
                                                     Criterion& out);

enum class Direction : std::uint8_t { up, down };
/// The same, so much above or below: 2% of itself, 5 points of a share, 100 of its measure.
[[nodiscard]] std::optional<std::uint32_t> resolve_change(Context& context, const syntax::Sum& by, Direction direction,
                                                          std::uint32_t indicator, Reads reads, Criterion& out);

/// Appends; the node's place.
std::uint32_t add_node(Criterion& criterion, Node node);

/// `all` or `any` over the parts; a single one is itself. Nothing if one of them is nothing.
[[nodiscard]] std::optional<std::uint32_t> join_nodes(Criterion& criterion, Node::Kind kind,
                                                      const std::vector<std::optional<std::uint32_t>>& parts, Span span);

}  // namespace duban::plan
