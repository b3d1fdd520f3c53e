#include "engine/plan/resolve_amount.hpp"

#include "dsl/syntax/numeral.hpp"

#include <algorithm>

namespace duban::plan {

namespace {

using syntax::Arithmetic;
using syntax::Measure;
using text::Code;

bool is_percent(std::string_view measure) { return measure == "%" || measure == "％"; }

class Amount {
public:
    Amount(Context& context, std::uint32_t indicator, Reads reads, Criterion& out, Subject subject = Subject::own)
        : context_(context),
          indicator_(context.plan.indicators[indicator]),
          reads_(reads),
          out_(out),
          is_folded_(subject == Subject::folded) {}

    std::optional<std::uint32_t> sum(const syntax::Sum& written) {
        std::optional<std::uint32_t> whole = term(written.terms.front(), written.span);
        for (std::size_t i = 1; i < written.terms.size(); ++i) {
            const std::optional<std::uint32_t> next = term(written.terms[i], written.span);
            if (!whole || !next) return std::nullopt;
            const bool plus = written.operators[i - 1] == Arithmetic::plus;
            whole = combine(plus ? Node::Kind::sum : Node::Kind::difference, *whole, *next, written.span);
        }
        return whole;
    }

    /// The figure of so many years before, changed by so much.
    std::optional<std::uint32_t> changed(const syntax::Sum& written, Direction direction, std::int32_t years) {
        const bool one = written.terms.size() == 1 && written.terms.front().factors.size() == 1;
        const syntax::Factor* factor = one ? &written.terms.front().factors.front() : nullptr;
        if (!factor || factor->negative || !factor->quantity) {
            context_.say(Code::not_compared_so, written.span, {indicator_.name, kind_words(), example()});
            return std::nullopt;
        }
        const std::int64_t sign = direction == Direction::up ? 1 : -1;
        const syntax::Quantity& by = *factor->quantity;
        const bool ratio = indicator_.kind == IndicatorKind::ratio;
        const bool percentage = ratio || is_percent(indicator_.measure);
        const std::string number = value::to_string(by.number);
        if (percentage && (by.measure == Measure::percent || (ratio && by.measure != Measure::points))) {
            context_.say(Code::change_in_points, written.span, {indicator_.name, number});
            return std::nullopt;
        }
        if (by.measure == Measure::points && !percentage) {
            context_.say(Code::change_in_percent, written.span, {indicator_.name, number});
            return std::nullopt;
        }
        if (by.measure == Measure::percent || (by.measure == Measure::points && ratio)) {
            const std::optional<value::Decimal> exact = share_of(by.number);
            const std::optional<std::uint32_t> before = years_before(context_, index(), years, reads_, written.span, out_);
            if (!exact) context_.say(Code::number_too_big, written.span);
            if (!exact || !before) return std::nullopt;
            Node& node = out_.nodes[*before];
            node.change = ratio ? Node::Change::plus : Node::Change::times;
            node.number = {(ratio ? 0 : value::Decimal::kOne) + sign * exact->millionths};
            return before;
        }
        const std::optional<std::uint32_t> before = years_before(context_, index(), years, reads_, written.span, out_);
        const std::optional<std::uint32_t> amount =
            by.measure == Measure::points ? std::optional(this->number(by.number, false, written.span)) : quantity(by, false);
        if (!before || !amount) return std::nullopt;
        return combine(sign > 0 ? Node::Kind::sum : Node::Kind::difference, *before, *amount, written.span);
    }

private:
    std::optional<std::uint32_t> term(const syntax::Term& written, Span span) {
        for (const Arithmetic op : written.operators) {
            if (op != Arithmetic::divided_by) continue;
            context_.not_yet(span, {"除法", "division"});
            return std::nullopt;
        }
        const bool multiplies = written.factors.size() > 1;
        std::size_t measured = 0;
        for (const syntax::Factor& part : written.factors)
            measured += is_bare(part) ? 0 : 1;
        if (multiplies && measured > 1) {
            context_.not_yet(span, {"两个有单位的数相乘", "products of two measured figures"});
            return std::nullopt;
        }
        std::optional<std::uint32_t> whole = factor(written.factors.front(), multiplies);
        for (std::size_t i = 1; i < written.factors.size(); ++i) {
            const std::optional<std::uint32_t> next = factor(written.factors[i], true);
            if (!whole || !next) return std::nullopt;
            whole = combine(Node::Kind::product, *whole, *next, span);
        }
        return whole;
    }

    static bool is_bare(const syntax::Factor& factor) { return factor.quantity && factor.quantity->measure == Measure::none; }

    std::optional<std::uint32_t> factor(const syntax::Factor& written, bool multiplies) {
        std::optional<std::uint32_t> value;
        if (written.quantity) {
            const bool zero = written.quantity->number.millionths == 0;
            value = multiplies && is_bare(written) ? number(written.quantity->number, false, written.span)
                                                   : quantity(*written.quantity, zero);
        } else if (written.path) {
            value = reading(*written.path);
        } else if (!written.inner.empty()) {
            value = sum(written.inner.front());
        } else {
            context_.say(Code::not_compared_so, written.span, {indicator_.name, kind_words(), example()});
        }
        if (!value || !written.negative) return value;
        const std::uint32_t zero = number({}, false, written.span);
        return combine(Node::Kind::difference, zero, *value, written.span);
    }

    std::optional<std::uint32_t> quantity(const syntax::Quantity& written, bool zero) {
        if (written.measure == Measure::points) {
            context_.not_yet(written.span, {"与另一时期相比（百分点）", "comparison with another period (points)"});
            return std::nullopt;
        }
        const bool shares =
            indicator_.kind == IndicatorKind::ratio && (indicator_.measure.empty() || is_percent(indicator_.measure));
        if (written.measure == Measure::percent) {
            if (is_percent(indicator_.measure) && !shares) return number(written.number, false, written.span);
            if (shares) {
                if (const auto exact = share_of(written.number)) return number(*exact, true, written.span);
                context_.say(Code::number_too_big, written.span);
                return std::nullopt;
            }
            return mismatch(written, "%");
        }
        if (written.measure == Measure::none) {
            if (!shares || zero) return number(written.number, shares, written.span);
            const bool is_share = written.number <= value::Decimal::of(1);
            const auto percent = value::multiply(written.number, value::Decimal::of(is_share ? 100 : 1));
            context_.say(Code::share_wanted, written.span,
                         {indicator_.name, value::to_string(percent.value_or(written.number))});
            return std::nullopt;
        }
        if (written.measure == Measure::named && written.word == indicator_.measure)
            return number(written.number, false, written.span);
        if (written.measure == Measure::time) {
            const syntax::Spelling* spelling = syntax::find_spelling(indicator_.measure);
            if (spelling && syntax::time_unit_of(*spelling) == written.unit) return number(written.number, false, written.span);
            const auto first = static_cast<std::size_t>(syntax::Keyword::minute);
            return mismatch(written,
                            syntax::words_of(static_cast<syntax::Keyword>(first + static_cast<std::size_t>(written.unit))));
        }
        return mismatch(written, written.word);
    }

    std::optional<std::uint32_t> mismatch(const syntax::Quantity& written, text::Words said) {
        const bool shares = indicator_.kind == IndicatorKind::ratio && indicator_.measure.empty();
        if (!shares && indicator_.measure.empty()) {
            context_.say(Code::measure_not_declared, written.span, {indicator_.name, std::move(said)});
        } else {
            context_.say(Code::measured_otherwise, written.span,
                         {indicator_.name, shares ? "%" : indicator_.measure, std::move(said)});
        }
        return std::nullopt;
    }

    std::optional<std::uint32_t> reading(const syntax::Path& path) {
        if (path.names.size() > 1) {
            context_.not_yet(path.span,
                             {"别的单位的数，或一部分的数（… 的 …）", "figures of other units, or of a part (…'s …)"});
            return std::nullopt;
        }
        const syntax::Name& name = path.names.front();
        if (name.builtin == syntax::Builtin::last_year) return last_year(name.span);
        if (name.builtin != syntax::Builtin::none) {
            const text::Words said = syntax::words_of(name.builtin);
            context_.not_yet(name.span, {"与“" + said.zh + "”相比", "comparison with “" + said.en + "”"});
            return std::nullopt;
        }
        if (context_.units && !context_.find(name.text)) {
            for (const std::string& attribute : context_.units->attributes()) {
                if (attribute != name.text) continue;
                context_.not_yet(name.span, {"以单位的属性为目标", "a target that is an attribute of the unit"});
                return std::nullopt;
            }
        }
        if (const std::string digits = syntax::digits_of(name.text); !digits.empty() && !context_.find(name.text)) {
            context_.say(Code::number_in_words, name.span, {name.text, digits});
            return std::nullopt;
        }
        const std::uint32_t found = resolve_reading(context_, name, reads_);
        if (found == kNone) return std::nullopt;
        const Indicator& other = context_.plan.indicators[found];
        if (!is_number(other.kind) || indicator_.kind == IndicatorKind::ratio) {
            context_.not_yet(name.span, {"比率与另一个指标相比", "a ratio compared with another indicator"});
            return std::nullopt;
        }
        if (other.measure != indicator_.measure) {
            context_.say(Code::measured_otherwise, name.span, {indicator_.name, indicator_.measure, other.measure});
            return std::nullopt;
        }
        Node node;
        node.kind = Node::Kind::reading;
        node.indicator = found;
        node.span = name.span;
        return add_node(out_, node);
    }

    std::optional<std::uint32_t> last_year(Span span) {
        if (is_folded_) {
            const std::string& name = indicator_.name;
            context_.say(Code::total_against_last_year, span,
                         {{"每个 县 (" + name + " > 上年)", "each county (" + name + " > last year)"}});
            return std::nullopt;
        }
        if (indicator_.kind == IndicatorKind::ratio) {
            context_.not_yet(span, {"用上年的比率计算", "arithmetic with the ratio of last year"});
            return std::nullopt;
        }
        return years_before(context_, index(), 1, reads_, span, out_);
    }

    [[nodiscard]] std::uint32_t index() const {
        return static_cast<std::uint32_t>(&indicator_ - context_.plan.indicators.data());
    }

    std::uint32_t number(value::Decimal value, bool percent, Span span) {
        Node node;
        node.number = value;
        node.percent = percent;
        node.span = span;
        return add_node(out_, node);
    }

    /// Two numbers become one, so that a target stays a number.
    std::optional<std::uint32_t> combine(Node::Kind kind, std::uint32_t a, std::uint32_t b, Span span) {
        if (out_.nodes[a].kind == Node::Kind::number && out_.nodes[b].kind == Node::Kind::number) {
            const value::Decimal x = out_.nodes[a].number;
            const value::Decimal y = out_.nodes[b].number;
            const bool percent = out_.nodes[a].percent || out_.nodes[b].percent;
            const std::optional<value::Decimal> result = kind == Node::Kind::sum          ? value::add(x, y)
                                                         : kind == Node::Kind::difference ? value::subtract(x, y)
                                                                                          : value::multiply(x, y);
            if (!result) {
                context_.say(Code::number_too_big, span);
                return std::nullopt;
            }
            out_.nodes.resize(std::min(a, b));  // both stand at the end
            return number(*result, percent, span);
        }
        Node node;
        node.kind = kind;
        node.operands = {a, b};
        node.span = span;
        return add_node(out_, node);
    }

    text::Words kind_words() const { return {"数量", "number"}; }
    text::Words example() const {
        return indicator_.name + " ≥ 1" + (indicator_.measure.empty() ? "" : " " + indicator_.measure);
    }

    Context& context_;
    const Indicator& indicator_;
    Reads reads_;
    Criterion& out_;
    bool is_folded_;
};

}  // namespace

std::uint32_t add_node(Criterion& criterion, Node node) {
    criterion.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(criterion.nodes.size() - 1);
}

std::uint32_t append_nodes(Criterion& criterion, const Criterion& part) {
    const auto first = static_cast<std::uint32_t>(criterion.nodes.size());
    for (Node node : part.nodes) {
        for (std::uint32_t& operand : node.operands)
            operand += first;
        criterion.nodes.push_back(std::move(node));
    }
    return static_cast<std::uint32_t>(criterion.nodes.size() - 1);
}

std::optional<value::Decimal> share_of(value::Decimal percent) {
    if (percent.millionths % 100 != 0) return std::nullopt;
    return value::Decimal{percent.millionths / 100};
}

std::optional<std::uint32_t> join_nodes(Criterion& criterion, Node::Kind kind,
                                        const std::vector<std::optional<std::uint32_t>>& parts, Span span) {
    Node node;
    node.kind = kind;
    node.span = span;
    for (const std::optional<std::uint32_t>& part : parts) {
        if (!part) return std::nullopt;
        node.operands.push_back(*part);
    }
    if (parts.empty()) return std::nullopt;
    return parts.size() == 1 ? parts.front() : add_node(criterion, std::move(node));
}

std::uint32_t resolve_reading(Context& context, const syntax::Name& name, Reads reads, const text::Words& declaration) {
    const Plan& plan = context.plan;
    if (reads.event != kNone) {
        const std::uint32_t field = plan.find_field(reads.event, name.text);
        if (field != kNone) return field;
    }
    if (reads.fields_only) {
        std::vector<std::string> fields;
        for (const std::uint32_t field : plan.events[reads.event].fields)
            fields.push_back(plan.indicators[field].name);
        context.unknown(name,
                        {"“" + plan.events[reads.event].name + "”的栏目", "field of “" + plan.events[reads.event].name + "”"},
                        fields);
        return kNone;
    }
    if (!context.find(name.text)) {
        for (const Event& event : plan.events) {
            for (const std::uint32_t field : event.fields) {
                if (plan.indicators[field].name != name.text) continue;
                context.say(Code::field_of_event, name.span, {name.text, event.name});
                return kNone;
            }
        }
    }
    return context.use(name, NameKind::indicator, declaration);
}

std::optional<std::uint32_t> resolve_amount(Context& context, const syntax::Sum& sum, std::uint32_t indicator, Reads reads,
                                            Criterion& out, Subject subject) {
    if (sum.terms.empty() || sum.terms.front().factors.empty()) return std::nullopt;
    return Amount(context, indicator, reads, out, subject).sum(sum);
}

std::optional<std::uint32_t> years_before(Context& context, std::uint32_t indicator, std::int32_t years, Reads reads, Span span,
                                          Criterion& out) {
    if (reads.event != kNone) {
        context.not_yet(span, {"每起情况与以前年度相比", "a case compared with an earlier year"});
        return std::nullopt;
    }
    Node node;
    node.kind = Node::Kind::baseline;
    node.indicator = indicator;
    node.months_back = 12 * years;
    node.span = span;
    return add_node(out, node);
}

std::optional<std::uint32_t> resolve_change(Context& context, const syntax::Sum& by, Direction direction, std::int32_t years,
                                            std::uint32_t indicator, Reads reads, Criterion& out) {
    return Amount(context, indicator, reads, out).changed(by, direction, years);
}

std::optional<value::Decimal> plain_number(const syntax::Sum& sum, Measure measure) {
    if (sum.terms.size() != 1 || sum.terms.front().factors.size() != 1) return std::nullopt;
    const syntax::Factor& factor = sum.terms.front().factors.front();
    if (factor.negative || !factor.quantity || factor.quantity->measure != measure) return std::nullopt;
    return measure == Measure::percent ? share_of(factor.quantity->number) : factor.quantity->number;
}

}  // namespace duban::plan
