// Criteria as column programs: node by node over many rows. Semantics §3 and the table of §4. Private to this folder.
#pragma once

#include "engine/evaluate/measure.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace duban::evaluate {

/// What a node came to for every row judged, one column each.
struct NodeColumns {
    std::vector<Truth> truth;             // of nodes that are true or false
    std::vector<Reasons> reasons;         // of an unknown
    std::vector<Measured> value;          // of nodes that are values
};

/// The columns of a whole criterion, by node.
struct Judgement {
    std::vector<NodeColumns> nodes;
    [[nodiscard]] Truth truth(std::size_t row) const { return nodes.back().truth[row]; }
    [[nodiscard]] Reasons reasons(std::size_t row) const { return nodes.back().reasons[row]; }
};

/// Judges the criterion for each row at its own instant. `at` has as many as `rows`.
[[nodiscard]] Judgement judge(const Ground& ground, std::uint32_t task, const plan::Criterion& criterion,
                              const Expansion& expansion, std::span<const std::uint32_t> rows,
                              std::span<const value::Instant> at);

/// Vf: the same with what can still turn taken as unknown. `judgement` holds V of the same row, at place `place`, judged at
/// `at`.
[[nodiscard]] Truth final_truth(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                                const Judgement& judgement, std::size_t place, value::Instant at, value::Instant as_of);

/// When a true criterion became true: semantics §4, *completed on*.
[[nodiscard]] value::Instant completed_on(const RowContext& row, std::uint32_t task, const plan::Criterion& criterion,
                                          const Judgement& judgement, std::size_t place, value::Instant at);

/// Every indicator that the criterion reads, each once, in written order.
[[nodiscard]] std::vector<std::uint32_t> indicators_of(const plan::Criterion& criterion);

/// An indicator as a part of the criterion reads it: in the slot alone, where the part is keeping.
struct ReadPart {
    std::uint32_t indicator = plan::kNone;
    bool keeping = false;
    friend bool operator==(const ReadPart&, const ReadPart&) = default;
};
/// Each once, the same for every row; what the parts of a task read is theirs.
[[nodiscard]] std::vector<ReadPart> parts_read(const plan::Plan& plan, const plan::Criterion& criterion);
[[nodiscard]] std::vector<std::uint32_t> indicators_under(const plan::Criterion& criterion, std::uint32_t node);

/// The comparison that stands for the criterion on a line: the first, as written, that is not true, else the first.
[[nodiscard]] std::optional<std::uint32_t> leading(const plan::Criterion& criterion, const Judgement& judgement,
                                                   std::size_t place);

/// The instants, besides those of readings and claims, at which the criterion may have become true: closings, parts done.
void add_turning_points(const RowContext& row, const plan::Criterion& criterion, std::vector<value::Instant>& instants);

/// Of a criterion that does not apply: whether it rests on a figure of the unit's own, and not on the verifier's alone.
[[nodiscard]] bool rests_on_own_word(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement,
                                     std::size_t place, value::Instant at);

/// What the parts of the row tell it, of a task that is done when its parts are: kinds of proof, and whether one does not apply
/// by the word of its own unit.
[[nodiscard]] ForWhole told_by_parts(const RowContext& row, const plan::Criterion& criterion);

/// Whether a part of the row has anything told of it, or the closing is there that the criterion asks for.
[[nodiscard]] bool parts_speak(const RowContext& row, const plan::Criterion& criterion);

/// By node, true where readings are looked for in the row's slot alone: at and under keeping parts.
[[nodiscard]] std::vector<bool> keeping_nodes(const plan::Plan& plan, const plan::Criterion& criterion);

/// An upper bound on what adds up can only be lost (semantics §4, *keeping*); `negated` turns it round.
[[nodiscard]] bool is_keeping(const plan::Plan& plan, const plan::Criterion& criterion, const plan::Node& comparison,
                              bool negated);

}  // namespace duban::evaluate
