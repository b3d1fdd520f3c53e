#include "engine/plan/resolve_amount.hpp"
#include "engine/plan/resolve_criterion.hpp"

namespace duban::plan {

namespace {

using syntax::Atom;
using text::Code;
using Place = std::optional<std::uint32_t>;  // of a node; nothing: was wrong, and said so

/// 其中 山区 且 人口 ≥ 100000.
class Filter {
public:
    Filter(Context& context, Criterion& out) : context_(context), out_(out) {}

    Place any_of(const syntax::Criterion& written) {
        std::vector<Place> parts;
        for (const syntax::Conjunction& conjunction : written.any_of) {
            std::vector<Place> all;
            for (const Atom& part : conjunction.atoms)
                all.push_back(atom(part));
            parts.push_back(join_nodes(out_, Node::Kind::all, all, written.span));
        }
        return join_nodes(out_, Node::Kind::any, parts, written.span);
    }

private:
    Place atom(const Atom& written) {
        if (written.kind == Atom::Kind::group) return any_of(written.inner.front());
        if (written.kind == Atom::Kind::negation) {
            const Place inner = any_of(written.inner.front());
            return inner ? join_one(Node::Kind::negation, *inner, written.span) : std::nullopt;
        }
        const bool named = written.path.names.size() == 1 && written.fold == Atom::Fold::none;
        if (!named || (written.kind != Atom::Kind::truth && written.kind != Atom::Kind::compare)) {
            context_.not_yet(written.span, {"按单位属性以外的条件挑选单位", "units chosen by other than their attributes"});
            return std::nullopt;
        }
        const syntax::Name& name = written.path.names.front();
        Node node;
        node.kind = Node::Kind::attribute;
        node.span = written.span;
        node.attribute = context_.attribute(name.text);
        if (node.attribute == kNone) {
            if (context_.units)
                context_.unknown(name, {"单位的属性（单位表的列）", "attribute of units (column of the unit list)"},
                                 context_.units->attributes());
            return std::nullopt;
        }
        if (written.kind == Atom::Kind::truth) {
            node.comparison = Comparison::equal;
            node.word = kYes;
        } else if (!compared(written, node)) {
            context_.say(Code::attribute_not_so, written.span, {name.text});
            return std::nullopt;
        }
        return add_node(out_, std::move(node));
    }

    Place join_one(Node::Kind kind, std::uint32_t operand, Span span) {
        Node node;
        node.kind = kind;
        node.span = span;
        node.operands = {operand};
        return add_node(out_, std::move(node));
    }

    /// With a word, equal or not; with a plain number, any comparison.
    static bool compared(const Atom& written, Node& node) {
        if (written.target.one.empty() || written.relation == syntax::Relation::reaches) return false;
        const syntax::Sum& target = written.target.one.front();
        node.comparison = comparison_of(written.relation);
        if (const auto number = plain_number(target, syntax::Measure::none)) {
            node.number = *number;
            return true;
        }
        if (target.terms.size() != 1 || target.terms.front().factors.size() != 1) return false;
        const syntax::Factor& factor = target.terms.front().factors.front();
        if (factor.negative || !factor.path || factor.path->names.size() != 1) return false;
        const syntax::Name& word = factor.path->names.front();
        node.word = word.builtin == syntax::Builtin::yes ? kYes : word.builtin == syntax::Builtin::no ? kNo : word.text;
        return node.comparison == Comparison::equal || node.comparison == Comparison::not_equal;
    }

    Context& context_;
    Criterion& out_;
};

}  // namespace

std::optional<Criterion> resolve_unit_filter(Context& context, const syntax::Criterion& written) {
    Criterion criterion;
    if (!Filter(context, criterion).any_of(written)) return std::nullopt;
    return criterion;
}

}  // namespace duban::plan
