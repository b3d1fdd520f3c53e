#include "engine/checklist/lights.hpp"

#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

#include <array>
#include <optional>

namespace duban::checklist {

namespace {

using evaluate::Status;
using plan::LightNode;
using plan::State;
using text::Language;
using text::Words;
using Colour = plan::Light::Colour;

struct ColourLook {
    Tone tone;
    std::string_view zh;
    std::string_view en;
};

/// Nothing for a light that is called otherwise.
std::optional<ColourLook> look_of(Colour colour) {
    switch (colour) {
        case Colour::red: return ColourLook{Tone::red, "红", "red"};
        case Colour::yellow: return ColourLook{Tone::yellow, "黄", "yellow"};
        case Colour::green: return ColourLook{Tone::green, "绿", "green"};
        case Colour::blue: return ColourLook{Tone::blue, "蓝", "blue"};
        case Colour::grey: return ColourLook{Tone::grey, "灰", "grey"};
        case Colour::other: break;
    }
    return std::nullopt;
}

/// The status that says the same, if it is one alone.
std::optional<Status> status_of(State state) {
    switch (state) {
        case State::done: return Status::done;
        case State::done_early: return Status::done_early;
        case State::done_late: return Status::done_late;
        case State::no_case: return Status::no_case;
        case State::not_applicable: return Status::not_applicable;
        case State::superseded: return Status::superseded;
        case State::waived: return Status::waived;
        case State::excused: return Status::excused;
        case State::failed: return Status::failed;
        case State::returned: return Status::returned;
        case State::claimed_without_proof: return Status::claimed_without_proof;
        case State::awaiting_verification: return Status::awaiting_verification;
        case State::planned: return Status::planned;
        case State::not_started: return Status::not_started;
        case State::waiting: return Status::waiting;
        case State::overdue: return Status::overdue;
        case State::unreported_overdue: return Status::unreported_overdue;
        case State::undetermined: return Status::undetermined;
        case State::report_missing: return Status::report_missing;
        case State::behind: return Status::behind_schedule;
        case State::due_soon: return Status::due_soon;
        case State::on_schedule: return Status::on_schedule;
        case State::unreported:
        case State::verified:
        case State::not_achieved: break;
    }
    return std::nullopt;
}

std::string state_words(State state, Language language) {
    if (const auto status = status_of(state))
        return evaluate::words(*status, plan::Modality::must, plan::SlotRule::one_off).in(language);
    if (state == State::not_achieved)
        return evaluate::words(Status::failed, plan::Modality::should, plan::SlotRule::one_off).in(language);
    return evaluate::words(state == State::verified ? evaluate::Assurance::verified : evaluate::Assurance::silent).in(language);
}

std::string_view sign(plan::Comparison comparison) {
    switch (comparison) {
        case plan::Comparison::at_least: return "≥";
        case plan::Comparison::at_most: return "≤";
        case plan::Comparison::equal: return "=";
        case plan::Comparison::not_equal: return "≠";
        case plan::Comparison::more: return ">";
        case plan::Comparison::less: return "<";
    }
    return "";
}

std::string node_words(const plan::Light& light, std::uint32_t index, Language language) {
    const LightNode& node = light.when[index];
    const bool zh = language == Language::zh;
    const auto kind_of = [&](std::uint32_t operand) { return light.when[operand].kind; };
    const auto is_not = [&](std::uint32_t operand) { return kind_of(operand) == LightNode::Kind::negation; };
    const auto joined = [&](const std::vector<std::uint32_t>& operands, const Words& between) {
        std::string all;
        for (const std::uint32_t operand : operands) {
            std::string one = node_words(light, operand, language);
            const bool alternatives =
                operands.size() > 1 && node.kind == LightNode::Kind::all && kind_of(operand) == LightNode::Kind::any;
            if (alternatives) one = (zh ? "（" : "(") + one + (zh ? "）" : ")");
            all += (all.empty() ? "" : between.in(language)) + one;
        }
        return all;
    };
    const Words or_else("、", ", ");
    const Words and_also("且", " and ");
    switch (node.kind) {
        case LightNode::Kind::any: return joined(node.operands, or_else);
        case LightNode::Kind::all: {
            // What is asked, then what is left out of it: `逾期、失败（未达成的除外）`.
            std::vector<std::uint32_t> asked;
            std::vector<std::uint32_t> left_out;
            for (const std::uint32_t operand : node.operands) {
                if (is_not(operand)) left_out.push_back(light.when[operand].operands[0]);
                if (!is_not(operand)) asked.push_back(operand);
            }
            if (asked.empty() || left_out.empty()) return joined(node.operands, and_also);
            return joined(asked, and_also) + (zh ? "（" : " (unless ") + joined(left_out, or_else) + (zh ? "的除外）" : ")");
        }
        case LightNode::Kind::negation:
            return Words("不是", "not ").in(language) + node_words(light, node.operands[0], language);
        case LightNode::Kind::state: return state_words(node.state, language);
        case LightNode::Kind::behind: {
            const std::string points = value::to_string(value::Decimal{node.amount * 100});
            return Words("落后 ", "behind ").in(language) + std::string(sign(node.comparison)) + " " + points +
                   (zh ? " 个百分点" : " points");
        }
        case LightNode::Kind::time_left:
            return Words("剩余 ", "time left ").in(language) + std::string(sign(node.comparison)) + " " +
                   std::to_string(node.amount) +
                   (zh                 ? " 天"
                    : node.amount == 1 ? " day"
                                       : " days");
    }
    return {};
}

}  // namespace

Light light(const plan::Plan& plan, Rank rank, Language language) {
    if (rank >= plan.lights.size()) return {Tone::grey, Words("无", "none").in(language)};
    const plan::Light& own = plan.lights[rank];
    const auto look = look_of(own.colour);
    if (!look) return {Tone::grey, own.name};
    return {look->tone, std::string(language == Language::zh ? look->zh : look->en)};
}

std::string light_meaning(const plan::Plan& plan, Rank rank, Language language) {
    if (rank >= plan.lights.size()) return Words("哪一条都不合", "no rule holds").in(language);
    const plan::Light& own = plan.lights[rank];
    if (own.when.empty()) return Words("其余", "all others").in(language);
    return node_words(own, static_cast<std::uint32_t>(own.when.size() - 1), language);
}

}  // namespace duban::checklist
