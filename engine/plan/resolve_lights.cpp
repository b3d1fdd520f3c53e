#include "engine/plan/resolve_lights.hpp"

#include "dsl/syntax/keywords.hpp"
#include "engine/plan/resolve_criterion.hpp"

#include <algorithm>
#include <optional>

namespace duban::plan {

namespace {

using syntax::Atom;
using syntax::Builtin;
using text::Code;
using Place = std::optional<std::uint32_t>;  // of a node; nothing: was wrong, and said so

std::optional<State> state_of(Builtin builtin) {
    switch (builtin) {
        case Builtin::done: return State::done;
        case Builtin::done_early: return State::done_early;
        case Builtin::done_late: return State::done_late;
        case Builtin::no_case: return State::no_case;
        case Builtin::not_applicable: return State::not_applicable;
        case Builtin::superseded: return State::superseded;
        case Builtin::waived: return State::waived;
        case Builtin::excused: return State::excused;
        case Builtin::failed: return State::failed;
        case Builtin::returned: return State::returned;
        case Builtin::claimed_without_proof: return State::claimed_without_proof;
        case Builtin::awaiting_verification: return State::awaiting_verification;
        case Builtin::planned: return State::planned;
        case Builtin::waiting: return State::waiting;
        case Builtin::overdue: return State::overdue;
        case Builtin::unreported_overdue: return State::unreported_overdue;
        case Builtin::undetermined: return State::undetermined;
        case Builtin::report_missing: return State::report_missing;
        case Builtin::behind: return State::behind;
        case Builtin::due_soon: return State::due_soon;
        case Builtin::on_schedule: return State::on_schedule;
        case Builtin::unreported: return State::unreported;
        case Builtin::verified: return State::verified;
        default: return std::nullopt;
    }
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

    Light light(const syntax::Light& written) {
        nodes_.clear();
        Light light;
        light.colour = colour_of(written.name.builtin);
        light.name = light.colour == Light::Colour::other ? written.name.text : syntax::words_of(written.name.builtin).zh;
        light.span = written.span;
        if (written.when && any_of(*written.when)) light.when = std::move(nodes_);
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
        if (written.target.one.empty() || written.relation == syntax::Relation::reaches) return std::nullopt;
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
    bool closed = false;  // 其余 was there
    for (const syntax::Light& written : tree.lights.front().lights) {
        if (closed) say(Code::light_never_shown, written.span, {written.name.text});
        lights.push_back(rules.light(written));
        closed = closed || !written.when;
    }
    if (!closed) say(Code::lights_with_gap, tree.lights.front().span, {syntax::words_of(Builtin::on_schedule)});
    return lights;
}

}  // namespace duban::plan
