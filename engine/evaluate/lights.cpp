#include "engine/evaluate/lights.hpp"

#include "engine/evaluate/words.hpp"
#include "engine/plan/light.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::State;

State state_of(Status status) {
    switch (status) {
        case Status::no_case: return State::no_case;
        case Status::not_applicable: return State::not_applicable;
        case Status::done_early: return State::done_early;
        case Status::done: return State::done;
        case Status::done_late: return State::done_late;
        case Status::superseded: return State::superseded;
        case Status::waived: return State::waived;
        case Status::excused: return State::excused;
        case Status::failed: return State::failed;
        case Status::returned: return State::returned;
        case Status::claimed_without_proof: return State::claimed_without_proof;
        case Status::awaiting_verification: return State::awaiting_verification;
        case Status::planned: return State::planned;
        case Status::waiting: return State::waiting;
        case Status::overdue: return State::overdue;
        case Status::unreported_overdue: return State::unreported_overdue;
        case Status::undetermined: return State::undetermined;
        case Status::report_missing: return State::report_missing;
        case Status::behind_schedule: return State::behind;
        case Status::due_soon: return State::due_soon;
        case Status::not_started: return State::not_started;
        case Status::on_schedule: return State::on_schedule;
    }
    return State::undetermined;
}

plan::Sight sight_of(const Block& block, std::size_t row, value::Instant as_of) {
    plan::Sight sight;
    sight.states = plan::states_of(state_of(block.status[row]));
    if (block.assurance[row] == Assurance::silent) sight.states |= plan::bit(State::unreported);
    if (block.assurance[row] == Assurance::verified) sight.states |= plan::bit(State::verified);
    if (is_not_achieved(block.status[row], block.modality)) sight.states |= plan::bit(State::not_achieved);
    sight.behind = block.behind[row];
    if (block.due[row] != kNever && block.lifecycle[row] != Lifecycle::closed)
        sight.time_left = std::int64_t{value::date_of(block.due[row]).days} - value::date_of(as_of).days;
    return sight;
}

}  // namespace

void set_lights(const plan::Plan& plan, value::Instant as_of, Block& block) {
    std::vector<std::uint8_t> held;
    for (std::size_t row = 0; row < block.size(); ++row) {
        const plan::Sight sight = sight_of(block, row, as_of);
        std::size_t light = 0;
        while (light < plan.lights.size() && !plan::holds(plan.lights[light], sight, held))
            ++light;
        block.light[row] = static_cast<std::uint8_t>(std::min<std::size_t>(light, 255));
    }
}

}  // namespace duban::evaluate
