#include "engine/evaluate/lights.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

using plan::Comparison;
using plan::LightNode;
using plan::State;

bool is_in(const Block& block, std::size_t row, State state) {
    const Status status = block.status[row];
    switch (state) {
        case State::done: return status == Status::done_early || status == Status::done || status == Status::done_late;
        case State::done_early: return status == Status::done_early;
        case State::done_late: return status == Status::done_late;
        case State::no_case: return status == Status::no_case;
        case State::not_applicable: return status == Status::not_applicable;
        case State::superseded: return status == Status::superseded;
        case State::waived: return status == Status::waived;
        case State::excused: return status == Status::excused;
        case State::failed: return status == Status::failed;
        case State::returned: return status == Status::returned;
        case State::claimed_without_proof: return status == Status::claimed_without_proof;
        case State::awaiting_verification: return status == Status::awaiting_verification;
        case State::planned: return status == Status::planned;
        case State::waiting: return status == Status::waiting;
        case State::overdue: return status == Status::overdue || status == Status::unreported_overdue;
        case State::unreported_overdue: return status == Status::unreported_overdue;
        case State::undetermined: return status == Status::undetermined;
        case State::report_missing: return status == Status::report_missing;
        case State::behind: return status == Status::behind_schedule;
        case State::due_soon: return status == Status::due_soon;
        case State::on_schedule: return status == Status::on_schedule;
        case State::unreported: return block.assurance[row] == Assurance::silent;
        case State::verified: return block.assurance[row] == Assurance::verified;
    }
    return false;
}

bool compared(std::int64_t value, Comparison comparison, std::int64_t bound) {
    switch (comparison) {
        case Comparison::at_least: return value >= bound;
        case Comparison::at_most: return value <= bound;
        case Comparison::equal: return value == bound;
        case Comparison::not_equal: return value != bound;
        case Comparison::more: return value > bound;
        case Comparison::less: return value < bound;
    }
    return false;
}

/// A row that is still open and has a due date: how many days until it, below zero after it.
bool time_left(const Block& block, std::size_t row, value::Instant as_of, const LightNode& node) {
    if (block.due[row] == kNever || block.lifecycle[row] == Lifecycle::closed) return false;
    const std::int64_t days = value::date_of(block.due[row]).days - value::date_of(as_of).days;
    return compared(days, node.comparison, node.amount);
}

/// `held` has a place for each node.
bool holds(const plan::Light& light, const Block& block, std::size_t row, value::Instant as_of,
           std::vector<std::uint8_t>& held) {
    if (light.when.empty()) return true;
    held.resize(light.when.size());
    for (std::size_t n = 0; n < light.when.size(); ++n) {
        const LightNode& node = light.when[n];
        const auto is_held = [&](std::uint32_t operand) { return held[operand] != 0; };
        bool result = false;
        switch (node.kind) {
            case LightNode::Kind::all: result = std::all_of(node.operands.begin(), node.operands.end(), is_held); break;
            case LightNode::Kind::any: result = std::any_of(node.operands.begin(), node.operands.end(), is_held); break;
            case LightNode::Kind::negation: result = !is_held(node.operands.front()); break;
            case LightNode::Kind::state: result = is_in(block, row, node.state); break;
            case LightNode::Kind::behind:
                result = block.behind[row] > 0 && compared(block.behind[row], node.comparison, node.amount);
                break;
            case LightNode::Kind::time_left: result = time_left(block, row, as_of, node); break;
        }
        held[n] = result ? 1 : 0;
    }
    return held.back() != 0;
}

}  // namespace

void set_lights(const plan::Plan& plan, value::Instant as_of, Block& block) {
    std::vector<std::uint8_t> held;
    for (std::size_t row = 0; row < block.size(); ++row) {
        std::size_t light = 0;
        while (light < plan.lights.size() && !holds(plan.lights[light], block, row, as_of, held))
            ++light;
        block.light[row] = static_cast<std::uint8_t>(std::min<std::size_t>(light, 255));
    }
}

}  // namespace duban::evaluate
