#include "engine/checklist/gravity.hpp"

#include "engine/checklist/lights.hpp"

#include <algorithm>

namespace duban::checklist {

namespace {

using evaluate::Status;

std::int32_t gravity(Status status) {
    static constexpr Status kGravest[] = {Status::failed,
                                          Status::overdue,
                                          Status::unreported_overdue,
                                          Status::returned,
                                          Status::claimed_without_proof,
                                          Status::undetermined,
                                          Status::report_missing,
                                          Status::behind_schedule,
                                          Status::awaiting_verification,
                                          Status::due_soon,
                                          Status::not_started,
                                          Status::on_schedule,
                                          Status::waiting,
                                          Status::done_late,
                                          Status::planned,
                                          Status::done,
                                          Status::done_early,
                                          Status::excused,
                                          Status::waived,
                                          Status::superseded,
                                          Status::not_applicable,
                                          Status::no_case};
    return static_cast<std::int32_t>(std::find(std::begin(kGravest), std::end(kGravest), status) - std::begin(kGravest));
}

}  // namespace

bool is_graver(const evaluate::Block& block, std::size_t row, const evaluate::Block& than_block, std::size_t than_row) {
    const Rank mine = light_of(block, row);
    const Rank other = light_of(than_block, than_row);
    if (mine != other) return mine < other;
    return gravity(block.status[row]) < gravity(than_block.status[than_row]);
}

void count(const evaluate::Block& block, std::size_t row, evaluate::Counts& counts) {
    if (!block.in_rates || plan::is_soft(block.modality)) return;
    counts.add(block, row);
}

}  // namespace duban::checklist
