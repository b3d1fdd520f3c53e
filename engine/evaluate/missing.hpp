// Which facts would decide a criterion if they were told? Semantics §8. Private to this folder.
#pragma once

#include "engine/evaluate/judge.hpp"

#include <string>
#include <vector>

namespace duban::evaluate {

/// What a part reads: an indicator of the row, or of the row some years before.
struct Read {
    std::uint32_t indicator = plan::kNone;
    std::int32_t months_back = 0;
    friend bool operator==(const Read&, const Read&) = default;
};
/// Each once, in written order, of the part and all below it.
[[nodiscard]] std::vector<Read> reads_of(const plan::Criterion& criterion, std::uint32_t node);

/// visit(row, span): where the readings of what is read are looked for.
template <class Visit>
void where_read(const RowContext& row, const Read& read, bool keeping, const Visit& visit) {
    if (read.months_back == 0) return visit(row, span_of(row, row.world.plan.indicators[read.indicator], keeping));
    const Earlier before = earlier(row, read.months_back);
    visit(RowContext{row.world, row.facts, row.settled, row.task, row.slot, before.row}, before.span);
}
/// Without a rhythm a slot has the name of the row's own; years before it is named by its days, by those in the span if it
/// is longer than that and a figure for all of it would not be read.
[[nodiscard]] std::string label_of(const ReportingSlot& slot, const Read& read, const Span& span);

/// A part that is judged by itself: it has no operands that are true or false, or hides them (a closing, parts, a count).
[[nodiscard]] bool is_leaf_part(plan::Node::Kind kind);

/// By node: those that decide. If all others were unknown, the whole would come to the same.
[[nodiscard]] std::vector<bool> deciding_nodes(const plan::Criterion& criterion, const Judgement& judgement);

/// One row's criterion as it was judged, and what is missing in it: what its unit can tell, of what it counts as well.
class Lack {
public:
    /// `place` is the row's in the judgement; `negated` as the criterion stands in another.
    Lack(const RowContext& row, const plan::Criterion& criterion, const Judgement& judgement, std::size_t place = 0,
         bool negated = false);

    /// Of what is unknown: with these told nothing is unknown for want of a reading, a claim or a closing.
    [[nodiscard]] std::vector<Missing> facts() const;
    using Way = std::optional<std::vector<Missing>>;
    /// Of `and` all, of `or` the operand with the fewest: what would do to meet it. Nothing if no report can meet it.
    /// `of_parts` is what would do to meet the parts of a task with parts.
    [[nodiscard]] Way shortest_way(const Way& of_parts) const;

private:
    class Asked;
    void collect(std::uint32_t node, Asked& found) const;
    [[nodiscard]] std::vector<Missing> of_leaf(std::uint32_t node) const;
    [[nodiscard]] Measured measured(const Read& read, std::uint32_t node) const;
    [[nodiscard]] ReportingSlot own_slot(const RowContext& where, std::uint32_t indicator, const Span& span) const;
    [[nodiscard]] std::vector<const Reading*> withheld(const RowContext& where, std::uint32_t indicator,
                                                       const Span& span) const;
    [[nodiscard]] std::vector<Missing> of_counted(std::uint32_t node) const;
    [[nodiscard]] std::vector<Missing> of_reads(std::uint32_t node, bool only_incomplete) const;
    [[nodiscard]] std::vector<Missing> of_read(const Read& read, std::uint32_t node, bool only_incomplete) const;
    [[nodiscard]] Way way(std::uint32_t node, bool negated, const Way& of_parts) const;
    [[nodiscard]] Missing act(Missing::Kind kind) const;
    [[nodiscard]] std::string case_id() const;
    /// What is told up to then is read: in a continuing slot no later than its end.
    [[nodiscard]] value::Instant by() const;
    [[nodiscard]] Truth truth_of(std::uint32_t node) const;

    const RowContext& row_;
    const plan::Criterion& criterion_;
    const Judgement& judgement_;
    std::size_t place_;
    std::vector<bool> keeping_;
};

}  // namespace duban::evaluate
