#include "engine/plan/resolve_criterion.hpp"

#include "dsl/syntax/numeral.hpp"
#include "engine/plan/resolve_amount.hpp"
#include "engine/plan/resolve_count.hpp"
#include "engine/plan/resolve_declarations.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Atom;
using syntax::Builtin;
using text::Code;
using text::Words;

constexpr std::int32_t kMostYearsBack = 100;

using Place = std::optional<std::uint32_t>;  // of a node; nothing: was wrong, and said so

/// What would declare the indicator of an atom, by how it is used.
Words declaration_of(const Atom& atom) {
    if (atom.path.names.empty()) return {};
    const std::string& name = atom.path.names.back().text;
    const auto say = [&](const std::string& zh, const std::string& en) {
        return Words("指标 " + name + " " + zh, "indicator " + name + " " + en);
    };
    switch (atom.kind) {
        case Atom::Kind::truth: return say("是否", "yes or no");
        case Atom::Kind::covered:
        case Atom::Kind::includes: return say("集合 { 甲, 乙 }", "set { a, b }");
        case Atom::Kind::reported:
        case Atom::Kind::change: return say("数量 累计 每季度", "number flow every quarter");
        case Atom::Kind::compare: break;
        default: return {};
    }
    if (atom.target.one.empty()) return {};
    const std::vector<syntax::Term>& terms = atom.target.one.front().terms;
    if (terms.empty() || terms.front().factors.empty()) return {};
    const syntax::Factor& factor = terms.front().factors.front();
    const bool percent = factor.quantity ? factor.quantity->measure == syntax::Measure::percent
                                         : factor.path && syntax::digits_of(factor.path->names.front().text).ends_with('%');
    if (percent) return say("比率 = 分子 / 分母", "ratio = numerator / denominator");
    if (atom.relation == syntax::Relation::reaches) return say("阶段 未设 < 批复 < 挂牌", "stages none < approved < opened");
    if (!factor.quantity) return {};
    const syntax::Quantity& target = *factor.quantity;
    const std::string measure = target.measure == syntax::Measure::named ? " “" + target.word + "”" : "";
    return say("数量" + measure + " 累计 每季度", "number" + measure + " flow every quarter");
}

class Maker {
public:
    Maker(Context& context, Reads reads, Criterion& out) : context_(context), reads_(reads), out_(out) {}

    Place any_of(const syntax::Criterion& written) {
        std::vector<Place> parts;
        for (const syntax::Conjunction& conjunction : written.any_of)
            parts.push_back(all_of(conjunction, written.span));
        return join_nodes(out_, Node::Kind::any, parts, written.span);
    }

private:
    Place all_of(const syntax::Conjunction& written, Span span) {
        std::vector<Place> parts;
        for (const Atom& part : written.atoms)
            parts.push_back(atom(part));
        return join_nodes(out_, Node::Kind::all, parts, span);
    }

    Place atom(const Atom& written) {
        const auto before = static_cast<std::uint32_t>(out_.nodes.size());
        Place place = bare(written);
        if (!place || written.hold == Atom::Hold::none) return place;
        if (is_counted(out_, before)) {
            context_.say(Code::count_over_time, written.span);
            return std::nullopt;
        }
        if (written.hold == Atom::Hold::until) return until(written, before, *place);
        if (is_throughout(out_, before)) return place;
        return add(Node::Kind::throughout, {*place}, written.span);
    }

    /// 迁移 = 0 直到 已评估: only what adds up can be bounded from the day it opens to the day the state holds.
    Place until(const Atom& written, std::uint32_t before, std::uint32_t bound) {
        using syntax::Relation;
        const bool upper =
            written.kind == Atom::Kind::compare && (written.relation == Relation::at_most ||
                                                    written.relation == Relation::less || written.relation == Relation::equal);
        const std::uint32_t of = out_.nodes[before].indicator;  // what is compared stands first
        const bool grows = of != kNone && only_grows(context_.plan.indicators[of].kind);
        if (!upper || !grows) {
            context_.say(Code::until_of_bound, written.span, {written.path.names.back().text + " = 0"});
            return std::nullopt;
        }
        const Place state = any_of(written.until.at(0));
        if (!state) return std::nullopt;
        if (is_counted(out_, before)) {
            context_.say(Code::count_over_time, written.span);
            return std::nullopt;
        }
        if (is_throughout(out_, before)) {
            context_.say(Code::not_over_throughout, written.span);
            return std::nullopt;
        }
        return add(Node::Kind::until, {bound, *state}, written.span);
    }

    Place bare(const Atom& written) {
        switch (written.kind) {
            case Atom::Kind::group: return written.inner.empty() ? std::nullopt : any_of(written.inner.front());
            case Atom::Kind::negation: return negation(written);
            case Atom::Kind::document: return document(written);
            case Atom::Kind::task: return only(resolve_task_done(context_, written, reads_));
            case Atom::Kind::count: return resolve_count(context_, written, reads_, out_);
            case Atom::Kind::judged: return only(resolve_judged(context_, written, reads_));
            case Atom::Kind::truth:
            case Atom::Kind::compare:
            case Atom::Kind::change:
            case Atom::Kind::between:
            case Atom::Kind::reported:
            case Atom::Kind::covered:
            case Atom::Kind::includes: break;
        }
        if (written.fold != Atom::Fold::none) return total(written);
        const std::uint32_t indicator = read(written.path, declaration_of(written));
        if (indicator == kNone) return std::nullopt;
        switch (written.kind) {
            case Atom::Kind::truth: return truth(written, indicator);
            case Atom::Kind::compare: return compare(written, indicator);
            case Atom::Kind::change: return change(written, indicator);
            case Atom::Kind::between: return between(written, indicator);
            case Atom::Kind::reported: return of_indicator(Node::Kind::reported, indicator, written.span);
            case Atom::Kind::covered:
            case Atom::Kind::includes: return covered(written, indicator);
            case Atom::Kind::group:
            case Atom::Kind::negation:
            case Atom::Kind::document:
            case Atom::Kind::task:
            case Atom::Kind::count:
            case Atom::Kind::judged: break;
        }
        return std::nullopt;
    }

    Place only(std::optional<Node> node) { return node ? Place(add_node(out_, std::move(*node))) : std::nullopt; }

    /// 合计 每个 县 的 培训人数 ≥ 1000.
    Place total(const Atom& written) {
        const std::optional<Node> figure = resolve_total(context_, written, reads_, declaration_of(written));
        if (!figure) return std::nullopt;
        const std::uint32_t indicator = figure->over.front().inner.root().indicator;
        const std::string& name = context_.plan.indicators[indicator].name;
        if (written.kind == Atom::Kind::change) {
            context_.say(Code::total_against_last_year, written.span,
                         {{"每个 县 (" + name + " 较上年下降2%)", "each county (" + name + " down 2% on last year)"}});
            return std::nullopt;
        }
        if (written.kind == Atom::Kind::between) {
            const Place low = with_amount(Comparison::at_least, *figure, indicator, *written.low, written.span);
            const Place high = with_amount(Comparison::at_most, *figure, indicator, written.target.one.front(), written.span);
            return join_nodes(out_, Node::Kind::all, {low, high}, written.span);
        }
        if (written.kind != Atom::Kind::compare || written.relation == syntax::Relation::reaches) {
            const Indicator& of = context_.plan.indicators[indicator];
            context_.say(Code::not_compared_so, written.span, {of.name, words(of.kind), example_of(of)});
            return std::nullopt;
        }
        if (written.target.one.empty())
            return later(written.target.span, {"按类别或时间列出的目标", "targets by class or period"});
        const Place place =
            with_amount(comparison_of(written.relation), *figure, indicator, written.target.one.front(), written.span);
        if (place && written.target.assumed) mark_assumed(*place);
        return place;
    }

    Place negation(const Atom& written) {
        const auto before = static_cast<std::uint32_t>(out_.nodes.size());
        const Place inner = written.inner.empty() ? std::nullopt : any_of(written.inner.front());
        if (!inner) return std::nullopt;
        if (!is_throughout(out_, before)) return add(Node::Kind::negation, {*inner}, written.span);
        context_.say(Code::not_over_throughout, written.span);
        return std::nullopt;
    }

    std::uint32_t read(const syntax::Path& path, const Words& declaration) {
        if (path.names.empty()) return kNone;
        const syntax::Name& name = path.names.back();
        if (path.names.size() > 1) {
            later(path.span, {"别的单位的数，或一部分的数（… 的 …）", "figures of other units, or of a part (…'s …)"});
            return kNone;
        }
        if (name.builtin != Builtin::none) {
            const Words said = syntax::words_of(name.builtin);
            later(name.span, {"以“" + said.zh + "”为条件", "“" + said.en + "” as a condition"});
            return kNone;
        }
        return resolve_reading(context_, name, reads_, declaration);
    }

    Place truth(const Atom& written, std::uint32_t indicator) {
        const Indicator& of = context_.plan.indicators[indicator];
        if (of.kind == IndicatorKind::yes_no) return against(Comparison::at_least, indicator, 1, written.span);
        context_.say(Code::comparison_missing, written.span, {of.name, words(of.kind), example_of(of)});
        return std::nullopt;
    }

    Place compare(const Atom& written, std::uint32_t indicator) {
        if (written.target.one.empty())
            return later(written.target.span, {"按类别或时间列出的目标", "targets by class or period"});
        const syntax::Sum& target = written.target.one.front();
        const syntax::Name* name = only_name(target);
        if (name && name->builtin == Builtin::last_period && written.relation == syntax::Relation::at_least)
            return never_falls(written, indicator);
        const bool share = context_.plan.indicators[indicator].kind == IndicatorKind::ratio;
        if (name && name->builtin == Builtin::last_year && share && written.relation != syntax::Relation::reaches) {
            const Place left = of_indicator(Node::Kind::reading, indicator, written.span);
            const Place right = years_before(context_, indicator, 1, reads_, target.span, out_);
            if (!right) return std::nullopt;
            return compared(comparison_of(written.relation), *left, *right, written.span);
        }
        const Place place = compare_with(written, indicator, target);
        if (place && written.target.assumed) mark_assumed(*place);
        return place;
    }

    /// How many years before the plan's first is the year that a change is measured on; nothing after saying why not.
    std::optional<std::int32_t> years_back(const Atom& written) {
        if (!written.base_period) {
            if (written.base.builtin == Builtin::last_year) return 1;
            const Words base =
                written.base.builtin == Builtin::none ? Words(written.base.text) : syntax::words_of(written.base.builtin);
            later(written.base.span, {"与“" + base.zh + "”相比", "comparison with “" + base.en + "”"});
            return std::nullopt;
        }
        const syntax::Period& base = *written.base_period;
        const std::int32_t first = value::civil(context_.plan.year.first).year;
        const bool is_year = base.kind == syntax::Period::Kind::year && base.year && !base.next_year;
        if (is_year && *base.year < first && first - *base.year <= kMostYearsBack) return first - *base.year;
        context_.say(Code::no_earlier_year, base.span, {std::to_string(first - 1)});
        return std::nullopt;
    }

    /// 排放量 较上年下降2%: at most 0.98 times what it was.
    Place change(const Atom& written, std::uint32_t indicator) {
        const Indicator& of = context_.plan.indicators[indicator];
        if (!is_number(of.kind) && of.kind != IndicatorKind::ratio) {
            context_.say(Code::not_compared_so, written.span, {of.name, words(of.kind), example_of(of)});
            return std::nullopt;
        }
        const std::optional<std::int32_t> years = years_back(written);
        if (!years) return std::nullopt;
        if (written.target.one.empty())
            return later(written.target.span, {"按类别或时间列出的目标", "targets by class or period"});
        const Place left = of_indicator(Node::Kind::reading, indicator, written.span);
        const Direction direction = written.rises ? Direction::up : Direction::down;
        const Place right = resolve_change(context_, written.target.one.front(), direction, *years, indicator, reads_, out_);
        if (!right) return std::nullopt;
        Node& changed = out_.nodes.back();
        (changed.operands.empty() ? changed : out_.nodes[changed.operands.back()]).assumed = written.target.assumed;
        return compared(written.rises ? Comparison::at_least : Comparison::at_most, *left, *right, written.span);
    }

    /// 机构设置 ≥ 上期.
    Place never_falls(const Atom& written, std::uint32_t indicator) {
        const Indicator& of = context_.plan.indicators[indicator];
        if (of.kind == IndicatorKind::stock || of.kind == IndicatorKind::stages || of.kind == IndicatorKind::yes_no)
            return of_indicator(Node::Kind::never_falls, indicator, written.span);
        return later(written.span, {"“" + of.name + "”与上期相比", "“" + of.name + "” against the last period"});
    }

    Place compare_with(const Atom& written, std::uint32_t indicator, const syntax::Sum& target) {
        const Indicator& of = context_.plan.indicators[indicator];
        switch (of.kind) {
            case IndicatorKind::flow:
            case IndicatorKind::running_total:
            case IndicatorKind::stock:
            case IndicatorKind::ratio:
                if (written.relation == syntax::Relation::reaches) break;
                return with_amount(comparison_of(written.relation), reading_of(indicator, written.span), indicator, target,
                                   written.span);
            case IndicatorKind::stages: return with_member(written, indicator, target);
            case IndicatorKind::one_of:
                if (written.relation != syntax::Relation::equal && written.relation != syntax::Relation::not_equal) break;
                return with_member(written, indicator, target);
            case IndicatorKind::yes_no:
                if (written.relation != syntax::Relation::equal && written.relation != syntax::Relation::not_equal) break;
                return with_yes_no(written, indicator, target);
            case IndicatorKind::date: return with_date(written, indicator, target);
            case IndicatorKind::time: return later(written.span, {"时刻的比较", "comparison of times"});
            case IndicatorKind::set:
            case IndicatorKind::document:
            case IndicatorKind::text: break;
        }
        context_.say(Code::not_compared_so, written.span, {of.name, words(of.kind), example_of(of)});
        return std::nullopt;
    }

    Place between(const Atom& written, std::uint32_t indicator) {
        const Indicator& of = context_.plan.indicators[indicator];
        const bool number = is_number(of.kind) || of.kind == IndicatorKind::ratio;
        if (!number || !written.low || written.target.one.empty()) {
            context_.say(Code::not_compared_so, written.span, {of.name, words(of.kind), example_of(of)});
            return std::nullopt;
        }
        const Node figure = reading_of(indicator, written.span);
        const Place low = with_amount(Comparison::at_least, figure, indicator, *written.low, written.span);
        const Place high = with_amount(Comparison::at_most, figure, indicator, written.target.one.front(), written.span);
        return join_nodes(out_, Node::Kind::all, {low, high}, written.span);
    }

    Place covered(const Atom& written, std::uint32_t indicator) {
        const Indicator& of = context_.plan.indicators[indicator];
        if (of.kind != IndicatorKind::set) {
            context_.say(Code::not_compared_so, written.span, {of.name, words(of.kind), example_of(of)});
            return std::nullopt;
        }
        Node node;
        node.kind = Node::Kind::covered;
        node.indicator = indicator;
        node.span = written.span;
        if (written.kind == Atom::Kind::covered) {
            for (std::size_t i = 0; i < of.members.size(); ++i)
                node.members |= std::uint64_t{1} << (i % kMostMembers);
        }
        for (const syntax::Name& member : written.members) {
            const std::uint32_t rank = rank_of(indicator, member);
            if (rank == kNone) return std::nullopt;
            node.members |= std::uint64_t{1} << (rank % kMostMembers);
        }
        return add_node(out_, std::move(node));
    }

    Place document(const Atom& written) {
        static constexpr Builtin kStages[] = {Builtin::drafted, Builtin::consulted, Builtin::submitted, Builtin::issued,
                                              Builtin::published};
        const auto* stage = std::find(std::begin(kStages), std::end(kStages), written.stage.builtin);
        if (stage == std::end(kStages)) {
            std::vector<Words> known;
            for (std::size_t rank = 0; rank < kDocumentStages; ++rank)
                known.push_back(document_stage(rank));
            context_.unknown(written.stage, {"文件的阶段", "stage of a document"}, known);
            return std::nullopt;
        }
        return against(Comparison::at_least, document_indicator(written.document), stage - std::begin(kStages), written.span);
    }

    /// Documents need no declaration: the first criterion that names one makes it an indicator.
    std::uint32_t document_indicator(const syntax::Document& written) {
        Plan& plan = context_.plan;
        for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
            const Indicator& indicator = plan.indicators[i];
            if (indicator.name != written.title || (indicator.event != kNone && indicator.event != reads_.event)) continue;
            if (indicator.kind != IndicatorKind::document) {
                context_.say(Code::document_and_indicator, written.span, {written.title});
                return i;
            }
            if (indicator.event == reads_.event) return i;
        }
        Indicator fresh;
        fresh.name = written.title;
        fresh.kind = IndicatorKind::document;
        fresh.event = reads_.event;
        fresh.span = written.span;
        for (std::size_t rank = 0; rank < kDocumentStages; ++rank)
            fresh.members.push_back(document_stage(rank).zh);
        plan.indicators.push_back(std::move(fresh));
        return static_cast<std::uint32_t>(plan.indicators.size() - 1);
    }

    static Node reading_of(std::uint32_t indicator, Span span) {
        Node node;
        node.kind = Node::Kind::reading;
        node.indicator = indicator;
        node.span = span;
        return node;
    }

    bool grows(const Node& node) const {
        if (node.kind == Node::Kind::total) return grows(node.over.front().inner.root());
        return node.kind == Node::Kind::reading && only_grows(context_.plan.indicators[node.indicator].kind);
    }

    /// The figure is of the indicator, or folded from that of units.
    Place with_amount(Comparison comparison, const Node& figure, std::uint32_t indicator, const syntax::Sum& sum, Span span) {
        const Subject subject = figure.kind == Node::Kind::total ? Subject::folded : Subject::own;
        const Place left = add_node(out_, figure);
        const Place right = resolve_amount(context_, sum, indicator, reads_, out_, subject);
        if (!right) return std::nullopt;
        const bool equal = comparison == Comparison::equal;
        const bool is_growing =
            std::any_of(out_.nodes.begin() + *left, out_.nodes.end(), [&](const Node& node) { return grows(node); });
        if (!is_growing || (!equal && comparison != Comparison::not_equal)) return compared(comparison, *left, *right, span);
        // `=` is `>=` and `<=`, `!=` is `>` or `<`: of what only grows the one can still be reached, the other can only be
        // lost.
        const Place low = compared(equal ? Comparison::at_least : Comparison::more, *left, *right, span);
        const Place again = add_node(out_, figure);
        const Place target = resolve_amount(context_, sum, indicator, reads_, out_, subject);
        if (!target) return std::nullopt;
        const Place high = compared(equal ? Comparison::at_most : Comparison::less, *again, *target, span);
        return add(equal ? Node::Kind::all : Node::Kind::any, {*low, *high}, span);
    }

    void mark_assumed(std::uint32_t place) {
        if (out_.nodes[place].kind == Node::Kind::compare) {
            out_.nodes[out_.nodes[place].operands[1]].assumed = true;
            return;
        }
        for (const std::uint32_t half : out_.nodes[place].operands)
            mark_assumed(half);
    }

    /// The one name that a target is, if it is one.
    static const syntax::Name* only_name(const syntax::Sum& sum) {
        if (sum.terms.size() != 1 || sum.terms.front().factors.size() != 1) return nullptr;
        const syntax::Factor& factor = sum.terms.front().factors.front();
        return factor.path && factor.path->names.size() == 1 && !factor.negative ? &factor.path->names.front() : nullptr;
    }

    Place with_member(const Atom& written, std::uint32_t indicator, const syntax::Sum& target) {
        const syntax::Name* name = only_name(target);
        if (!name) {
            const Indicator& of = context_.plan.indicators[indicator];
            context_.say(Code::not_compared_so, target.span, {of.name, words(of.kind), example_of(of)});
            return std::nullopt;
        }
        const std::uint32_t rank = rank_of(indicator, *name);
        if (rank == kNone) return std::nullopt;
        return against(comparison_of(written.relation), indicator, rank, written.span);
    }

    Place with_yes_no(const Atom& written, std::uint32_t indicator, const syntax::Sum& target) {
        const syntax::Name* name = only_name(target);
        const bool yes = name && name->builtin == Builtin::yes;
        if (yes || (name && name->builtin == Builtin::no)) {
            return against(comparison_of(written.relation), indicator, yes ? 1 : 0, written.span);
        }
        const Indicator& of = context_.plan.indicators[indicator];
        context_.say(Code::not_compared_so, target.span, {of.name, words(of.kind), example_of(of)});
        return std::nullopt;
    }

    Place with_date(const Atom& written, std::uint32_t indicator, const syntax::Sum& target) {
        const bool one = target.terms.size() == 1 && target.terms.front().factors.size() == 1;
        if (!one || !target.terms.front().factors.front().date || written.relation == syntax::Relation::reaches) {
            const Indicator& of = context_.plan.indicators[indicator];
            context_.say(Code::not_compared_so, written.span, {of.name, words(of.kind), example_of(of)});
            return std::nullopt;
        }
        const value::Date date = *target.terms.front().factors.front().date;
        const Place left = of_indicator(Node::Kind::reading, indicator, written.span);
        Node number;
        number.number = value::Decimal::of(date.days);
        number.is_date = true;
        number.span = target.span;
        return compared(comparison_of(written.relation), *left, add_node(out_, number), written.span);
    }

    std::uint32_t rank_of(std::uint32_t indicator, const syntax::Name& member) {
        const Indicator& of = context_.plan.indicators[indicator];
        const auto found = std::find(of.members.begin(), of.members.end(), member.text);
        if (found != of.members.end()) return static_cast<std::uint32_t>(found - of.members.begin());
        context_.unknown(member, {"“" + of.name + "”的取值", "value of “" + of.name + "”"}, of.members);
        return kNone;
    }

    Place against(Comparison comparison, std::uint32_t indicator, std::int64_t rank, Span span) {
        const Place left = of_indicator(Node::Kind::reading, indicator, span);
        Node number;
        number.number = value::Decimal::of(rank);
        number.span = span;
        return compared(comparison, *left, add_node(out_, number), span);
    }

    Place compared(Comparison comparison, std::uint32_t left, std::uint32_t right, Span span) {
        Node node;
        node.kind = Node::Kind::compare;
        node.comparison = comparison;
        node.operands = {left, right};
        node.span = span;
        return add_node(out_, std::move(node));
    }

    Place of_indicator(Node::Kind kind, std::uint32_t indicator, Span span) {
        Node node;
        node.kind = kind;
        node.indicator = indicator;
        node.span = span;
        return add_node(out_, std::move(node));
    }

    Place add(Node::Kind kind, std::vector<std::uint32_t> operands, Span span) {
        Node node;
        node.kind = kind;
        node.operands = std::move(operands);
        node.span = span;
        return add_node(out_, std::move(node));
    }

    Place later(Span span, Words what) {
        context_.not_yet(span, std::move(what));
        return std::nullopt;
    }

    Context& context_;
    Reads reads_;
    Criterion& out_;
};

}  // namespace

Words example_of(const Indicator& indicator) {
    const std::string& name = indicator.name;
    const std::string first = indicator.members.empty() ? "…" : indicator.members.front();
    const std::string last = indicator.members.empty() ? "…" : indicator.members.back();
    switch (indicator.kind) {
        case IndicatorKind::flow:
        case IndicatorKind::running_total:
        case IndicatorKind::stock: return name + " ≥ 1" + (indicator.measure.empty() ? "" : " " + indicator.measure);
        case IndicatorKind::ratio: return name + " ≥ 95%";
        case IndicatorKind::yes_no: return name;
        case IndicatorKind::stages: return {name + " 达到 " + last, name + " reaches " + last};
        case IndicatorKind::one_of: return name + " = " + first;
        case IndicatorKind::set: return {name + " 齐全", name + " all covered"};
        case IndicatorKind::document: return {"《" + name + "》 已印发", "document “" + name + "” issued"};
        case IndicatorKind::date: return name + " ≥ 2012-06-30";
        case IndicatorKind::time:
        case IndicatorKind::text: return {name + " 已填报", name + " is reported"};
    }
    return name;
}

Comparison comparison_of(syntax::Relation relation) {
    switch (relation) {
        case syntax::Relation::at_least:
        case syntax::Relation::reaches: return Comparison::at_least;
        case syntax::Relation::at_most: return Comparison::at_most;
        case syntax::Relation::equal: return Comparison::equal;
        case syntax::Relation::not_equal: return Comparison::not_equal;
        case syntax::Relation::more: return Comparison::more;
        case syntax::Relation::less: return Comparison::less;
    }
    return Comparison::at_least;
}

bool is_throughout(const Criterion& criterion, std::uint32_t from) {
    return std::any_of(criterion.nodes.begin() + from, criterion.nodes.end(), [](const Node& node) {
        const bool is_held =
            node.kind == Node::Kind::throughout || node.kind == Node::Kind::never_falls || node.kind == Node::Kind::until;
        return is_held ||
               std::any_of(node.over.begin(), node.over.end(), [](const Over& over) { return is_throughout(over.inner, 0); });
    });
}

std::optional<Criterion> resolve_criterion(Context& context, const syntax::Criterion& written, Reads reads) {
    Criterion criterion;
    if (!Maker(context, reads, criterion).any_of(written)) return std::nullopt;
    return criterion;
}

Criterion both(Criterion first, const Criterion& second, Span span) {
    Node whole;
    whole.kind = Node::Kind::all;
    whole.span = span;
    whole.operands = {static_cast<std::uint32_t>(first.nodes.size() - 1)};
    whole.operands.push_back(append_nodes(first, second));
    first.nodes.push_back(std::move(whole));
    return first;
}

std::optional<Criterion> never(Context& context, Criterion criterion, Span span) {
    const auto root = static_cast<std::uint32_t>(criterion.nodes.size() - 1);
    if (is_counted(criterion, 0)) {
        context.say(Code::never_of_count, span, {instead_of_never(context, criterion)});
        return std::nullopt;
    }
    if (is_throughout(criterion, 0)) {
        context.say(Code::not_over_throughout, span);
        return std::nullopt;
    }
    Node negation;
    negation.kind = Node::Kind::negation;
    negation.operands = {root};
    negation.span = span;
    Node throughout;
    throughout.kind = Node::Kind::throughout;
    throughout.operands = {add_node(criterion, std::move(negation))};
    throughout.span = span;
    add_node(criterion, std::move(throughout));
    return criterion;
}

}  // namespace duban::plan
