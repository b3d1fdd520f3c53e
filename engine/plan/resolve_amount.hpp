// What number, in which measure, is a sum to be compared with? Private to this folder.
#pragma once

#include "engine/plan/resolve_criterion.hpp"

namespace duban::plan {

/// The index of what the name reads, now used; kNone after saying why not.
[[nodiscard]] std::uint32_t resolve_reading(Context& context, const syntax::Name& name, Reads reads,
                                            const text::Words& declaration = {});

/// What is compared with an amount: a figure of the row itself, or one folded over units, which has no last year.
enum class Subject : std::uint8_t { own, folded };

/// Adds the nodes of the sum, as numbers of the indicator's measure; the node of the whole, or nothing after saying why.
[[nodiscard]] std::optional<std::uint32_t> resolve_amount(Context& context, const syntax::Sum& sum, std::uint32_t indicator,
                                                          Reads reads, Criterion& out, Subject subject = Subject::own);

/// The figure for the slot so many years before.
[[nodiscard]] std::optional<std::uint32_t> years_before(Context& context, std::uint32_t indicator, std::int32_t years,
                                                        Reads reads, Span span, Criterion& out);

enum class Direction : std::uint8_t { up, down };
/// The same, so much above or below: 2% of itself, 5 points of a share, 100 of its measure.
[[nodiscard]] std::optional<std::uint32_t> resolve_change(Context& context, const syntax::Sum& by, Direction direction,
                                                          std::int32_t years, std::uint32_t indicator, Reads reads,
                                                          Criterion& out);

/// Appends; the node's place.
std::uint32_t add_node(Criterion& criterion, Node node);
/// Appends all of them; the place of the whole.
std::uint32_t append_nodes(Criterion& criterion, const Criterion& part);

/// 5% is 0.05: exact, or nothing.
[[nodiscard]] std::optional<value::Decimal> share_of(value::Decimal percent);

/// `all` or `any` over the parts; a single one is itself. Nothing if one of them is nothing.
[[nodiscard]] std::optional<std::uint32_t> join_nodes(Criterion& criterion, Node::Kind kind,
                                                      const std::vector<std::optional<std::uint32_t>>& parts, Span span);

}  // namespace duban::plan
