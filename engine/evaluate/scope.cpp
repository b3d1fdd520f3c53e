#include "engine/evaluate/scope.hpp"

#include <algorithm>
#include <array>

namespace duban::evaluate {

namespace {

using plan::Comparison;
using plan::Node;

constexpr std::array<std::string_view, 6> kYesWords{"是", "yes", "true", "1", "Y", "√"};
constexpr std::array<std::string_view, 6> kNoWords{"否", "no", "false", "0", "N", "×"};

std::string_view canonical(std::string_view said) {
    if (std::find(kYesWords.begin(), kYesWords.end(), said) != kYesWords.end()) return plan::kYes;
    if (std::find(kNoWords.begin(), kNoWords.end(), said) != kNoWords.end()) return plan::kNo;
    return said;
}

Truth told(bool holds) { return holds ? Truth::yes : Truth::no; }

Truth compared(const Node& node, std::string_view said) {
    if (said.empty()) return Truth::unknown;
    if (!node.word.empty()) return told((said == node.word) == (node.comparison == Comparison::equal));
    const auto number = value::parse_decimal(said == plan::kYes ? "1" : said == plan::kNo ? "0" : said);
    if (!number) return Truth::unknown;
    switch (node.comparison) {
        case Comparison::at_least: return told(*number >= node.number);
        case Comparison::at_most: return told(*number <= node.number);
        case Comparison::equal: return told(*number == node.number);
        case Comparison::not_equal: return told(*number != node.number);
        case Comparison::more: return told(*number > node.number);
        case Comparison::less: return told(*number < node.number);
    }
    return Truth::unknown;
}

}  // namespace

std::string_view attribute_of(const World& world, const FactsData& facts, std::uint32_t attribute, units::UnitIndex unit,
                              value::Instant at) {
    const AttributeTold* latest = nullptr;
    for (const AttributeTold& one : facts.attributes[attribute].of(unit)) {
        if (one.effective <= at) latest = &one;
    }
    if (latest) return canonical(latest->said);
    return canonical(world.units.attribute(world.plan.attributes[attribute].column, unit));
}

Truth scope_of(const World& world, const FactsData& facts, const plan::Criterion& where, units::UnitIndex unit,
               value::Instant at) {
    std::vector<Truth> truth(where.nodes.size(), Truth::unknown);
    for (std::size_t n = 0; n < where.nodes.size(); ++n) {
        const Node& node = where.nodes[n];
        if (node.kind == Node::Kind::attribute) {
            truth[n] = compared(node, attribute_of(world, facts, node.attribute, unit, at));
        } else if (node.kind == Node::Kind::negation) {
            truth[n] = negate(truth[node.operands[0]]);
        } else {
            truth[n] = Truth::not_applicable;
            for (const std::uint32_t operand : node.operands)
                truth[n] = node.kind == Node::Kind::all ? both(truth[n], truth[operand]) : either(truth[n], truth[operand]);
        }
    }
    return truth.back();
}

WindowDays window_days(const World& world, const FactsData& facts, std::uint32_t window, units::UnitIndex unit,
                       value::Instant told_by) {
    const plan::Window& rule = world.plan.windows[window];
    const auto is_of_it = [window](const Announcement& told) { return told.window == window; };
    if (const Announcement* told = latest_announced(facts.announcements, unit, told_by, is_of_it))
        return {told->days, false, told};
    if (rule.by == plan::kNone) return {rule.days};
    const auto of_class = [&](std::string_view word) -> WindowDays {
        if (word.empty()) return {};
        for (const plan::WindowRow& row : rule.rows) {
            const bool names_it = std::find(row.words.begin(), row.words.end(), word) != row.words.end();
            if (names_it || row.words.empty()) return {row.days};
        }
        return {std::nullopt, true};
    };
    // Of the classes told one after the other the first whose window is over before the next is told holds.
    WindowDays found = of_class(canonical(world.units.attribute(world.plan.attributes[rule.by].column, unit)));
    for (const AttributeTold& told : facts.attributes[rule.by].of(unit)) {
        if (found.days && told.effective > value::last_minute(found.days->last)) break;
        found = of_class(canonical(told.said));
    }
    return found;
}

}  // namespace duban::evaluate
