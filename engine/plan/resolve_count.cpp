#include "engine/plan/resolve_count.hpp"

#include "engine/plan/resolve_amount.hpp"
#include "engine/plan/resolve_declarations.hpp"
#include "engine/plan/resolve_who.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Atom;
using text::Code;
using text::Words;
using units::UnitIndex;
using Place = std::optional<std::uint32_t>;  // of a node; nothing: was wrong, and said so

/// Why there is none of it here.
bool is_out_of_place(Context& context, Span span, Reads reads) {
    if (reads.fields_only) {
        context.not_yet(span, {"触发条件里数单位、数事件、看别的任务或评定",
                               "counts, totals, other tasks and judgements in what sets a task off"});
    }
    return reads.fields_only;
}

bool is_of_case(Context& context, Span span, Reads reads) {
    const bool of_case = reads.within == Reads::Within::cases;
    if (of_case) context.not_yet(span, {"在每一起情况里再数、再合计", "counts and totals for each of the cases counted"});
    return of_case;
}

std::optional<Over> counted(Context& context, const syntax::Who& of) {
    Over over;
    const syntax::Group& group = of.groups.front();
    const bool one = of.groups.size() == 1 && group.heads.size() == 1 && group.path.empty() && of.except.empty();
    const Declared* declared = one ? context.find(group.heads.front().text) : nullptr;
    if (!declared || declared->kind != NameKind::event) {
        over.units = resolve_counted(context, of);
        return over.units ? std::optional(std::move(over)) : std::nullopt;
    }
    over.event = context.use(group.heads.front(), NameKind::event);
    if (!of.where) return over;
    std::optional<Criterion> where = resolve_criterion(context, *of.where, {over.event, false, Reads::Within::cases});
    if (!where) return std::nullopt;
    over.where.push_back(std::move(*where));
    return over;
}

class Counter {
public:
    Counter(Context& context, const Atom& written, Reads reads, Criterion& out)
        : context_(context), written_(written), reads_(reads), out_(out) {}

    Place make() {
        if (is_out_of_place(context_, written_.span, reads_)) return std::nullopt;
        if (written_.number && !number()) return std::nullopt;
        if (written_.of.empty()) return listed();
        if (is_of_case(context_, written_.span, reads_)) return std::nullopt;
        std::optional<Over> over = counted(context_, written_.of.front());
        if (!over) return std::nullopt;
        const Reads reads =
            over->units ? Reads{kNone, false, Reads::Within::units} : Reads{over->event, false, Reads::Within::cases};
        std::optional<Criterion> inner = resolve_criterion(context_, written_.inner.front(), reads);
        if (!inner) return std::nullopt;
        over->inner = std::move(*inner);
        return of(std::move(*over));
    }

private:
    Place of(Over over) {
        const bool share = written_.number && written_.number->measure == syntax::Measure::percent;
        switch (written_.many) {
            case Atom::Many::each: return add(Node::Needed::each, {}, std::move(over));
            case Atom::Many::none:
                if (!negated(over)) return std::nullopt;
                return add(Node::Needed::each, {}, std::move(over));
            case Atom::Many::at_least: return add(share ? Node::Needed::share : Node::Needed::number, number_, std::move(over));
            case Atom::Many::at_most: return share ? most_of_share(std::move(over)) : most(std::move(over));
            case Atom::Many::exactly: {
                Over again = over;
                const Place least = add(share ? Node::Needed::share : Node::Needed::number, number_, std::move(over));
                const Place greatest = share ? most_of_share(std::move(again)) : most(std::move(again));
                return join_nodes(out_, Node::Kind::all, {least, greatest}, written_.span);
            }
        }
        return std::nullopt;
    }

    /// At most k: not at least k + 1.
    Place most(Over over) {
        if (is_negatable(over.inner)) {
            const std::uint32_t above = add(Node::Needed::number, {number_.millionths + value::Decimal::kOne}, std::move(over));
            Node node;
            node.kind = Node::Kind::negation;
            node.operands = {above};
            node.span = written_.span;
            return add_node(out_, std::move(node));
        }
        return std::nullopt;
    }

    /// At most p: at least 1 - p of the contrary.
    Place most_of_share(Over over) {
        if (!negated(over)) return std::nullopt;
        return add(Node::Needed::share, {value::Decimal::kOne - number_.millionths}, std::move(over));
    }

    bool is_negatable(const Criterion& inner) {
        const bool fine = !is_throughout(inner, 0);
        if (!fine) context_.say(Code::not_over_throughout, written_.inner.front().span);
        return fine;
    }

    bool negated(Over& over) {
        if (!is_negatable(over.inner)) return false;
        Node node;
        node.kind = Node::Kind::negation;
        node.operands = {static_cast<std::uint32_t>(over.inner.nodes.size() - 1)};
        node.span = over.inner.root().span;
        add_node(over.inner, std::move(node));
        return true;
    }

    std::uint32_t add(Node::Needed needed, value::Decimal number, Over over) {
        Node node;
        node.kind = Node::Kind::count;
        node.needed = needed;
        node.number = number;
        node.span = written_.span;
        node.over.push_back(std::move(over));
        return add_node(out_, std::move(node));
    }

    /// 至少2项 (a, b, c).
    Place listed() {
        const auto listed = static_cast<std::int64_t>(written_.inner.size());
        const std::int64_t wanted = number_.millionths / value::Decimal::kOne;
        const auto counts = [&](std::int64_t k) { return Words(std::to_string(k)); };
        if (wanted > listed) {
            context_.say(Code::more_than_listed, written_.span, {counts(wanted), counts(listed)});
            return std::nullopt;
        }
        if (written_.many != Atom::Many::at_least) {
            context_.say(Code::operands_at_least, written_.span, {at_least_instead(listed - wanted)});
            return std::nullopt;
        }
        Node node;
        node.kind = Node::Kind::count_of;
        node.number = number_;
        node.span = written_.span;
        bool fine = true;
        for (const syntax::Criterion& inner : written_.inner) {
            const std::optional<Criterion> part = resolve_criterion(context_, inner, reads_);
            fine = fine && part;
            if (part) node.operands.push_back(append_nodes(out_, *part));
        }
        return fine ? std::optional(add_node(out_, std::move(node))) : std::nullopt;
    }

    /// At most k of n: at least n - k of the contraries.
    Words at_least_instead(std::int64_t contraries) const {
        Words list;
        for (const syntax::Criterion& inner : written_.inner) {
            list.zh += (list.zh.empty() ? "非 (" : ", 非 (") + context_.written(inner.span) + ")";
            list.en += (list.en.empty() ? "not (" : ", not (") + context_.written(inner.span) + ")";
        }
        const std::string k = std::to_string(contraries);
        const bool exactly = written_.many == Atom::Many::exactly;
        const std::string same = value::to_string(number_);
        Words most("至少" + k + "项 (" + list.zh + ")", "at least " + k + " of (" + list.en + ")");
        if (contraries == 0) most = {};
        if (!exactly) return most;
        const std::string all = context_.written({written_.inner.front().span.begin, written_.inner.back().span.end});
        return {"至少" + same + "项 (" + all + ")" + (most.zh.empty() ? "" : " 且 " + most.zh),
                "at least " + same + " of (" + all + ")" + (most.en.empty() ? "" : " and " + most.en)};
    }

    /// The number that is counted up to, or its share.
    bool number() {
        const syntax::Quantity& said = *written_.number;
        const value::Decimal least = value::Decimal::of(1);
        if (said.measure != syntax::Measure::percent) {
            const bool whole = said.number.millionths % value::Decimal::kOne == 0 && said.number >= least;
            number_ = said.number;
            if (!whole) context_.say(Code::whole_number_counted, written_.span, {value::to_string(said.number)});
            return whole;
        }
        const std::optional<value::Decimal> exact = share_of(said.number);
        const bool fine = exact && exact->millionths > 0 && *exact <= least;
        if (fine) {
            number_ = *exact;
        } else {
            context_.say(Code::share_counted, written_.span, {value::to_string(said.number) + "%", "90%"});
        }
        return fine;
    }

    Context& context_;
    const Atom& written_;
    Reads reads_;
    Criterion& out_;
    value::Decimal number_;
};

bool is_beyond_readings(const Node& node) {
    switch (node.kind) {
        case Node::Kind::count:
        case Node::Kind::count_of:
        case Node::Kind::total:
        case Node::Kind::task_done:
        case Node::Kind::judged: return true;
        default: return false;
    }
}

/// As the plan writes what is counted: 县 其中 山区.
Words words_of(const Context& context, const Over& over) {
    if (over.units) return context.written(over.units->span);
    const std::string& event = context.plan.events[over.event].name;
    if (over.where.empty()) return event;
    const std::string where = context.written(over.where.front().root().span);
    return {event + " 其中 " + where, event + " where " + where};
}

/// Rows of these units, judged by the criterion.
class Check {
public:
    explicit Check(Context& context) : context_(context), tree_(*context.units) {}

    void criterion(const Criterion& criterion, const Who& rows) {
        for (const Node& node : criterion.nodes) {
            if (node.kind == Node::Kind::judged) judge(node, rows);
            for (const Over& over : node.over) {
                if (over.units) below(*over.units, rows);
                this->criterion(over.inner, over.units ? *over.units : rows);
            }
        }
    }

private:
    void below(const Who& counted, const Who& rows) {
        const bool any = std::any_of(rows.units.begin(), rows.units.end(), [&](UnitIndex row) {
            const auto first = std::lower_bound(counted.units.begin(), counted.units.end(), row);
            return first != counted.units.end() && tree_.contains(row, *first);
        });
        if (any || rows.units.empty()) return;
        context_.say(Code::counts_nothing, counted.span, {context_.written(counted.span), context_.written(rows.span)});
    }

    void judge(const Node& node, const Who& rows) {
        for (const UnitIndex row : rows.units) {
            const Verifier& by = node.judge;
            if (by.kind == Verifier::Kind::superior && !tree_.superior(row)) {
                return context_.say(Code::judged_by_nobody, node.span, {tree_.name(row), tree_.name(UnitIndex{0})});
            }
            if (by.kind == Verifier::Kind::unit && by.unit != row && tree_.contains(row, by.unit)) {
                return context_.say(Code::judged_from_below, node.span, {tree_.name(by.unit), tree_.name(row)});
            }
        }
    }

    Context& context_;
    const units::Tree& tree_;
};

}  // namespace

Place resolve_count(Context& context, const Atom& written, Reads reads, Criterion& out) {
    return Counter(context, written, reads, out).make();
}

std::optional<Node> resolve_total(Context& context, const Atom& written, Reads reads, const Words& declaration) {
    if (is_out_of_place(context, written.span, reads) || is_of_case(context, written.span, reads)) return std::nullopt;
    const syntax::Name& figure = written.path.names.back();
    if (written.path.names.size() > 1 || figure.builtin != syntax::Builtin::none) {
        context.not_yet(written.path.span, {"合计不是指标的数", "totals of what is no indicator"});
        return std::nullopt;
    }
    std::optional<Over> over = counted(context, written.of.front());
    if (over && !over->units) {
        context.not_yet(written.span, {"事件各起的合计", "totals over cases"});
        return std::nullopt;
    }
    const std::uint32_t indicator = resolve_reading(context, figure, {kNone, false, Reads::Within::units}, declaration);
    if (!over || indicator == kNone) return std::nullopt;
    const Indicator& of = context.plan.indicators[indicator];
    if (!is_number(of.kind)) {
        const Words example = example_of(of);
        const std::string units = context.written(over->units->span);
        context.say(
            Code::totals_are_of_numbers, written.span,
            {of.name, words(of.kind), {"每个 " + units + " (" + example.zh + ")", "each " + units + " (" + example.en + ")"}});
        return std::nullopt;
    }
    Node reading;
    reading.kind = Node::Kind::reading;
    reading.indicator = indicator;
    reading.span = written.path.span;
    over->inner.nodes.push_back(std::move(reading));
    Node total;
    total.kind = Node::Kind::total;
    total.fold = written.fold == Atom::Fold::mean      ? Node::Fold::mean
                 : written.fold == Atom::Fold::highest ? Node::Fold::highest
                 : written.fold == Atom::Fold::lowest  ? Node::Fold::lowest
                                                       : Node::Fold::total;
    total.span = written.span;
    total.over.push_back(std::move(*over));
    return total;
}

std::optional<Node> resolve_task_done(Context& context, const Atom& written, Reads reads) {
    if (is_out_of_place(context, written.span, reads)) return std::nullopt;
    if (written.stage.builtin != syntax::Builtin::done) {
        context.say(Code::task_done_alone, written.stage.span, {written.task});
        return std::nullopt;
    }
    Node node;
    node.kind = Node::Kind::task_done;
    node.task = context.task(written.task);
    node.span = written.span;
    if (node.task != kNone) return node;
    context.say(Code::no_such_task, written.span, {written.task});
    return std::nullopt;
}

std::optional<Node> resolve_judged(Context& context, const Atom& written, Reads reads) {
    if (is_out_of_place(context, written.span, reads)) return std::nullopt;
    if (reads.within != Reads::Within::row) {
        context.say(Code::judged_inside_count, written.span, {{"每个 县 ( … )", "each county ( … )"}});
        return std::nullopt;
    }
    syntax::Who by;
    by.span = written.path.span;
    syntax::Group& group = by.groups.emplace_back();
    group.span = by.span;
    group.heads = {written.path.names.front()};
    group.path.assign(written.path.names.begin() + 1, written.path.names.end());
    Node node;
    node.kind = Node::Kind::judged;
    node.judge = resolve_verifier(context, by);
    node.span = written.span;
    return node.judge.kind == Verifier::Kind::nobody ? std::nullopt : std::optional(std::move(node));
}

bool is_counted(const Criterion& criterion, std::uint32_t from) {
    return std::any_of(criterion.nodes.begin() + from, criterion.nodes.end(), is_beyond_readings);
}

Words instead_of_never(const Context& context, const Criterion& criterion) {
    const Node& root = criterion.root();
    const std::int64_t k = root.number.millionths / value::Decimal::kOne;
    if (root.kind == Node::Kind::count && root.needed == Node::Needed::number) {
        const Over& over = root.over.front();
        const Words of = words_of(context, over);
        const std::string inner = " (" + context.written(over.inner.root().span) + ")";
        if (k == 1) return {"完成 无 " + of.zh + inner, "done no " + of.en + inner};
        const std::string most = std::to_string(k - 1);
        return {"完成 至多" + most + (over.units ? "个 " : "起 ") + of.zh + inner,
                "done at most " + most + " of " + of.en + inner};
    }
    const std::string whole = context.written(root.span);
    return {"完成 非 (" + whole + ")", "done not (" + whole + ")"};
}

void check_counts(Context& context, const Task& task) {
    if (!context.units) return;
    for (const Goal& goal : task.goals)
        Check(context).criterion(goal.criterion, task.lead);
}

}  // namespace duban::plan
