// One row's axes and its word: semantics §4. Private to this folder.
#pragma once

#include "engine/evaluate/judge.hpp"

namespace duban::evaluate {

/// All that the word rests on, for one row.
struct Standing {
    value::Instant judged_at;               // J
    Truth now = Truth::unknown;             // V
    Truth final = Truth::unknown;           // Vf
    Reasons reasons = 0;
    Verdict verdict = Verdict::undetermined;
    Assurance assurance = Assurance::silent;
    Timeliness timeliness = Timeliness::none;
    Status status = Status::not_started;
    Lifecycle lifecycle = Lifecycle::active;
    Count count = Count::nowhere;
    value::Instant completed = kNever;
    std::int32_t days = 0;
    std::int32_t working_days = 0;          // -1: the calendar cannot say
    bool past_due = false;
    std::int64_t behind = 0;                // surely, by so many millionths of the target
    std::int64_t low = kMinusInfinity;
    std::int64_t high = kPlusInfinity;
    std::int64_t target = kMinusInfinity;
    bool applies = true;                    // of the value that is between them
    std::vector<std::string> proofs;        // of a step or part: the kinds that came with the figures it reads
    bool by_own_word = false;               // not applicable, by a figure of the unit's own
};

/// Completes a standing of which J, V and the judgement at J are known. `read` is what the goal reads.
void complete(Standing& standing, const RowContext& row, std::uint32_t task, const plan::Goal& goal,
              const std::vector<ReadPart>& read, const Judgement& judgement, std::size_t place, value::Instant as_of);

/// The kinds of proof that are there for the row.
[[nodiscard]] std::vector<std::string> proofs_there(const RowContext& row, std::uint32_t task,
                                                    const std::vector<ReadPart>& read, const ToldByParts& told_by_parts);
/// The line of the table in docs/SEMANTICS.md that gives the word: 1 to 20.
[[nodiscard]] std::int32_t rule_of(Status status);

}  // namespace duban::evaluate
