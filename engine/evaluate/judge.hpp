// Criteria as column programs: node by node over many rows. Semantics §3 and the table of §4. Private to this folder.
#pragma once

#include "engine/evaluate/measure.hpp"
#include "engine/evaluate/upstream.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace duban::evaluate {

struct Counted;

/// How many `not` stand over a node, at most two told apart.
enum class Nots : std::uint8_t { none, odd, even };
[[nodiscard]] constexpr Nots under_not(Nots nots) { return nots == Nots::odd ? Nots::even : Nots::odd; }
[[nodiscard]] constexpr bool is_negated(Nots nots) { return nots == Nots::odd; }

/// Of what a count counts so many are true, false and unknown, and so many are needed.
struct Numbers {
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t unknown = 0;
    std::int64_t needed = 0;
    Nots nots = Nots::none;  // over the count

    [[nodiscard]] std::int64_t all() const { return yes + no + unknown; }
    [[nodiscard]] Truth truth() const {
        // What holds whatever is told says nothing.
        if (all() == 0 || needed <= 0 || (nots != Nots::none && needed > all())) return Truth::not_applicable;
        if (yes >= needed) return Truth::yes;
        return yes + unknown < needed ? Truth::no : Truth::unknown;
    }
    /// Not so many of them are so many of the contraries.
    [[nodiscard]] Numbers contrary() const { return {no, yes, unknown, all() - needed + 1, nots}; }
};

/// What a node came to for every row judged, one column each.
struct NodeColumns {
    std::vector<Truth> truth;             // of nodes that are true or false
    std::vector<Reasons> reasons;         // of an unknown
    std::vector<Measured> value;          // of nodes that are values
    std::vector<Numbers> numbers;         // of counts
    std::vector<Doneness> doneness;       // of another task
    std::shared_ptr<const Counted> counted;  // of counts and totals: one by one
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

/// Whether the row's case meets the filter, at the row's stand.
[[nodiscard]] Judgement judge_filter(const RowContext& row, const plan::Criterion& where);

/// The same as `judge` of the nodes up to `root` that it is made of; `keeping` as keeping_nodes has it, `nots` over the root in
/// the whole.
[[nodiscard]] Judgement judge_under(const Ground& ground, std::uint32_t task, const plan::Criterion& criterion,
                                    std::uint32_t root, const Expansion& expansion, std::span<const std::uint32_t> rows,
                                    std::span<const value::Instant> at, const std::vector<bool>& keeping, Nots nots);

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

/// The comparison or count that stands for the criterion on a line: the first, as written, that is not true, else the first.
[[nodiscard]] std::optional<std::uint32_t> leading(const plan::Criterion& criterion, const Judgement& judgement,
                                                   std::size_t place);

/// The instants, besides those of acts, at which the criterion may have become true: readings, closings, parts and other tasks
/// done, also of what is counted. `judgement` holds it of the row at the end, at place `place`.
void add_turning_points(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place,
                        std::vector<value::Instant>& instants);

/// By node: whether it does not apply, nor what it is an operand of, up to the root.
[[nodiscard]] std::vector<bool> not_applicable_for(const plan::Criterion& criterion, std::uint32_t root,
                                                   const Judgement& judgement, std::size_t place);
/// Of a criterion that does not apply: whether it rests on a figure of the unit's own, and not on the verifier's alone.
[[nodiscard]] bool rests_on_own_word(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement,
                                     std::size_t place, value::Instant at, const std::vector<bool>& keeping);

/// What the closing of its case, and of a task that is done when its parts are these tell the row: kinds of proof; and whether
/// a part does not apply by the word of its own unit.
struct ToldByParts {
    std::vector<std::string> proofs;
    bool by_own_word = false;
};
[[nodiscard]] ToldByParts told_by_parts(const RowContext& row, const plan::Criterion& criterion);

/// Whether a part of the row has anything told of it, or what is counted, or the closing is there that the criterion asks for.
/// `keeping` is that of its nodes, as the criterion stands in another.
[[nodiscard]] bool parts_speak(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement,
                               std::size_t place, const std::vector<bool>& keeping);

/// By node, true where readings are looked for in the row's slot alone: at and under keeping parts. `negated` as the whole
/// stands in another; `inside` a keeping part of it.
[[nodiscard]] std::vector<bool> keeping_nodes(const plan::Plan& plan, const plan::Criterion& criterion, bool negated = false,
                                              bool inside = false);
/// By node, what stands over it; `nots` over the root.
[[nodiscard]] std::vector<Nots> nots_over(const plan::Criterion& criterion, std::uint32_t root, Nots nots);
/// By node, true for those that the root is made of, and itself.
[[nodiscard]] std::vector<bool> nodes_under(const plan::Criterion& criterion, std::uint32_t root);

/// An upper bound on what adds up can only be lost (semantics §4, *keeping*); `negated` turns it round.
[[nodiscard]] bool is_keeping(const plan::Plan& plan, const plan::Criterion& criterion, const plan::Node& comparison,
                              bool negated);

}  // namespace duban::evaluate
