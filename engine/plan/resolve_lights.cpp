#include "engine/plan/resolve_lights.hpp"

#include "dsl/syntax/keywords.hpp"
#include "engine/plan/resolve_criterion.hpp"
#include "engine/plan/resolve_lights_proof.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace duban::plan {

namespace {

using syntax::Atom;
using syntax::Builtin;
using text::Code;
using Place = std::optional<std::uint32_t>;  // of a node; nothing: was wrong, and said so

constexpr std::array kStateWords{
    std::pair{Builtin::done, State::done},
    std::pair{Builtin::done_early, State::done_early},
    std::pair{Builtin::done_late, State::done_late},
    std::pair{Builtin::no_case, State::no_case},
    std::pair{Builtin::not_applicable, State::not_applicable},
    std::pair{Builtin::superseded, State::superseded},
    std::pair{Builtin::waived, State::waived},
    std::pair{Builtin::excused, State::excused},
    std::pair{Builtin::failed, State::failed},
    std::pair{Builtin::returned, State::returned},
    std::pair{Builtin::claimed_without_proof, State::claimed_without_proof},
    std::pair{Builtin::awaiting_verification, State::awaiting_verification},
    std::pair{Builtin::planned, State::planned},
    std::pair{Builtin::not_started, State::not_started},
    std::pair{Builtin::waiting, State::waiting},
    std::pair{Builtin::overdue, State::overdue},
    std::pair{Builtin::unreported_overdue, State::unreported_overdue},
    std::pair{Builtin::undetermined, State::undetermined},
    std::pair{Builtin::report_missing, State::report_missing},
    std::pair{Builtin::behind, State::behind},
    std::pair{Builtin::due_soon, State::due_soon},
    std::pair{Builtin::on_schedule, State::on_schedule},
    std::pair{Builtin::unreported, State::unreported},
    std::pair{Builtin::verified, State::verified},
    std::pair{Builtin::not_achieved, State::not_achieved},
};
static_assert(kStateWords.size() == kStates);

std::optional<State> state_of(Builtin builtin) {
    const auto* found =
        std::find_if(kStateWords.begin(), kStateWords.end(), [&](const auto& row) { return row.first == builtin; });
    return found == kStateWords.end() ? std::nullopt : std::optional(found->second);
}

Light::Colour colour_of(Builtin builtin) {
    switch (builtin) {
        case Builtin::red: return Light::Colour::red;
        case Builtin::yellow: return Light::Colour::yellow;
        case Builtin::green: return Light::Colour::green;
        case Builtin::blue: return Light::Colour::blue;
        case Builtin::grey: return Light::Colour::grey;
        default: return Light::Colour::other;
    }
}

class Rules {
public:
    Rules(const text::Source& source, text::Sink& sink) : source_(source), sink_(sink) {}

    /// Nothing if the rule was wrong, and said so.
    std::optional<Light> light(const syntax::Light& written) {
        nodes_.clear();
        Light light;
        light.colour = colour_of(written.name.builtin);
        light.name = light.colour == Light::Colour::other ? written.name.text : syntax::words_of(written.name.builtin).zh;
        light.span = written.span;
        if (written.when && !any_of(*written.when)) return std::nullopt;
        light.when = std::move(nodes_);
        return light;
    }

private:
    Place any_of(const syntax::Criterion& written) {
        std::vector<Place> parts;
        for (const syntax::Conjunction& conjunction : written.any_of) {
            std::vector<Place> all;
            for (const Atom& part : conjunction.atoms)
                all.push_back(atom(part));
            parts.push_back(join(LightNode::Kind::all, all));
        }
        return join(LightNode::Kind::any, parts);
    }

    Place join(LightNode::Kind kind, const std::vector<Place>& parts) {
        LightNode node;
        node.kind = kind;
        for (const Place& part : parts) {
            if (!part) return std::nullopt;
            node.operands.push_back(*part);
        }
        if (parts.empty()) return std::nullopt;
        return parts.size() == 1 && kind != LightNode::Kind::negation ? parts.front() : add(std::move(node));
    }

    Place add(LightNode node) {
        nodes_.push_back(std::move(node));
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }

    Place atom(const Atom& written) {
        if (written.kind == Atom::Kind::group) return any_of(written.inner.front());
        if (written.kind == Atom::Kind::negation) return join(LightNode::Kind::negation, {any_of(written.inner.front())});
        const bool named = written.path.names.size() == 1;
        const Builtin asked = named ? written.path.names.front().builtin : Builtin::none;
        if (written.kind == Atom::Kind::truth && asked != Builtin::none) {
            if (const auto state = state_of(asked)) {
                LightNode node;
                node.state = *state;
                return add(std::move(node));
            }
        }
        if (written.kind == Atom::Kind::compare) {
            if (const auto node = measure(written, asked)) return add(*node);
        }
        sink_.add(text::diagnose(Code::light_asks_what, source_.name(), written.span));
        return std::nullopt;
    }

    /// 落后 ≥ 10个百分点, 剩余 ≤ 30天.
    static std::optional<LightNode> measure(const Atom& written, Builtin asked) {
        const bool is_total = written.fold != Atom::Fold::none;
        if (is_total || written.target.one.empty() || written.relation == syntax::Relation::reaches) return std::nullopt;
        const syntax::Sum& target = written.target.one.front();
        if (target.terms.size() != 1 || target.terms.front().factors.size() != 1) return std::nullopt;
        const syntax::Factor& factor = target.terms.front().factors.front();
        if (factor.negative || !factor.quantity) return std::nullopt;
        const syntax::Quantity& amount = *factor.quantity;
        LightNode node;
        node.comparison = comparison_of(written.relation);
        const bool points = amount.measure == syntax::Measure::points || amount.measure == syntax::Measure::percent;
        if (asked == Builtin::behind && points) {
            node.kind = LightNode::Kind::behind;
            node.amount = amount.number.millionths / 100;
            return node;
        }
        const bool days = amount.measure == syntax::Measure::time && amount.unit == syntax::TimeUnit::day;
        if (asked != Builtin::time_left || !days || amount.number.millionths % value::Decimal::kOne != 0) return std::nullopt;
        node.kind = LightNode::Kind::time_left;
        node.amount = amount.number.millionths / value::Decimal::kOne;
        return node;
    }

    const text::Source& source_;
    text::Sink& sink_;
    std::vector<LightNode> nodes_;
};

}  // namespace

std::vector<Light> resolve_lights(const syntax::PlanFile& tree, const text::Source& source, text::Sink& sink) {
    std::vector<Light> lights;
    const auto say = [&](Code code, Span span, std::vector<text::Words> arguments) {
        sink.add(text::diagnose(code, source.name(), span, std::move(arguments)));
    };
    if (tree.lights.empty()) return lights;
    for (std::size_t i = 1; i < tree.lights.size(); ++i) {
        const std::string line = std::to_string(source.position(tree.lights.front().span.begin).line);
        say(Code::lights_twice, tree.lights[i].span, {{"第 " + line + " 行", "line " + line}});
    }
    Rules rules(source, sink);
    for (const syntax::Light& written : tree.lights.front().lights) {
        if (auto light = rules.light(written)) lights.push_back(std::move(*light));
    }
    if (lights.size() == tree.lights.front().lights.size())
        prove_lights(lights, tree.lights.front().span, {source.name(), sink});
    return lights;
}

text::Words words_of(State state) {
    const auto* found =
        std::find_if(kStateWords.begin(), kStateWords.end(), [&](const auto& row) { return row.second == state; });
    return syntax::words_of(found->first);
}

text::Words words_of(const Light& light) {
    switch (light.colour) {
        case Light::Colour::red: return syntax::words_of(Builtin::red);
        case Light::Colour::yellow: return syntax::words_of(Builtin::yellow);
        case Light::Colour::green: return syntax::words_of(Builtin::green);
        case Light::Colour::blue: return syntax::words_of(Builtin::blue);
        case Light::Colour::grey: return syntax::words_of(Builtin::grey);
        case Light::Colour::other: break;
    }
    return light.name;
}

}  // namespace duban::plan
