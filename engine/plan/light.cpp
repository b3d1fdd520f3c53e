#include "engine/plan/light.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

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

}  // namespace

States states_of(State word) {
    const bool is_done = word == State::done_early || word == State::done_late;
    return bit(word) | (is_done ? bit(State::done) : 0) | (word == State::unreported_overdue ? bit(State::overdue) : 0);
}

bool holds(const Light& light, const Sight& sight, std::vector<std::uint8_t>& held) {
    if (light.when.empty()) return true;
    held.resize(light.when.size());
    const auto is_held = [&](std::uint32_t operand) { return held[operand] != 0; };
    for (std::size_t n = 0; n < light.when.size(); ++n) {
        const LightNode& node = light.when[n];
        bool result = false;
        switch (node.kind) {
            case LightNode::Kind::all: result = std::all_of(node.operands.begin(), node.operands.end(), is_held); break;
            case LightNode::Kind::any: result = std::any_of(node.operands.begin(), node.operands.end(), is_held); break;
            case LightNode::Kind::negation: result = !is_held(node.operands.front()); break;
            case LightNode::Kind::state: result = (sight.states & bit(node.state)) != 0; break;
            case LightNode::Kind::behind:
                result = sight.behind > 0 && compared(sight.behind, node.comparison, node.amount);
                break;
            case LightNode::Kind::time_left:
                result = sight.time_left && compared(*sight.time_left, node.comparison, node.amount);
                break;
        }
        held[n] = result ? 1 : 0;
    }
    return held.back() != 0;
}

}  // namespace duban::plan
