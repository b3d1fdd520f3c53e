#include "engine/plan/lint.hpp"

#include <algorithm>
#include <set>

namespace duban::plan {

namespace {

using text::Code;
using text::Words;

/// What an indicator can be, where that is bounded.
struct Bounds {
    std::optional<value::Decimal> low;
    std::optional<value::Decimal> high;
};

Bounds bounds_of(const Indicator& indicator) {
    const auto last = static_cast<std::int64_t>(indicator.members.size()) - 1;
    switch (indicator.kind) {
        case IndicatorKind::flow:
        case IndicatorKind::running_total:
        case IndicatorKind::ratio: return {value::Decimal{}, std::nullopt};
        case IndicatorKind::yes_no: return {value::Decimal{}, value::Decimal::of(1)};
        case IndicatorKind::stages:
        case IndicatorKind::one_of: return {value::Decimal{}, value::Decimal::of(last)};
        case IndicatorKind::document: return {value::Decimal::of(-1), value::Decimal::of(last)};  // -1: not begun
        case IndicatorKind::stock:
        case IndicatorKind::set:
        case IndicatorKind::date:
        case IndicatorKind::time:
        case IndicatorKind::text: break;
    }
    return {};
}

enum class Always : std::uint8_t { holds, fails, neither };

Always judge(const Bounds& of, Comparison comparison, value::Decimal target) {
    const bool below = of.high && *of.high < target;
    const bool at_most = of.high && *of.high <= target;
    const bool above = of.low && *of.low > target;
    const bool at_least = of.low && *of.low >= target;
    const auto known = [](bool holds, bool fails) { return holds ? Always::holds : fails ? Always::fails : Always::neither; };
    switch (comparison) {
        case Comparison::at_least: return known(at_least, below);
        case Comparison::more: return known(above, at_most);
        case Comparison::at_most: return known(at_most, above);
        case Comparison::less: return known(below, at_least);
        case Comparison::equal: return known(false, below || above);
        case Comparison::not_equal: return known(below || above, false);
    }
    return Always::neither;
}

std::string_view sign(Comparison comparison) {
    switch (comparison) {
        case Comparison::at_least: return "≥";
        case Comparison::at_most: return "≤";
        case Comparison::equal: return "=";
        case Comparison::not_equal: return "≠";
        case Comparison::more: return ">";
        case Comparison::less: return "<";
    }
    return "";
}

class Linter {
public:
    Linter(const Plan& plan, const units::Tree& tree, const std::string& file, text::Sink& sink)
        : plan_(plan), tree_(tree), file_(file), sink_(sink) {}

    void task(const Task& task) {
        if (task.lead.units.empty()) say(Code::nobody_named, task.lead.span, {task.id});
        if (task.lead.where) filter(task);
        if (task.verifier.kind == Verifier::Kind::superior) verifier(task);
        deadline(task);
        for (const std::uint32_t indicator : read_by(task))
            periods(task, plan_.indicators[indicator]);
        for (const Goal& goal : task.goals)
            criterion(goal.criterion);
        if (task.trigger && task.trigger->where) criterion(*task.trigger->where);
        if (task.schedule && !has_target(task)) say(Code::schedule_without_target, task.schedule->span, {task.id});
    }

private:
    void say(Code code, Span span, std::vector<Words> arguments) {
        std::string key = std::to_string(static_cast<unsigned>(code)) + ' ' + std::to_string(span.begin);
        for (const Words& argument : arguments)
            key += ' ' + argument.zh;
        if (said_.insert(std::move(key)).second) sink_.add(text::diagnose(code, file_, span, std::move(arguments)));
    }

    /// Units whose cell is blank, where the column is filled for others; a column that is blank for all may be told later.
    void filter(const Task& task) {
        constexpr std::size_t kMostNamed = 3;
        for (const Node& node : task.lead.where->nodes) {
            if (node.kind != Node::Kind::attribute) continue;
            const Attribute& attribute = plan_.attributes[node.attribute];
            Words names;
            std::size_t blank = 0;
            for (const units::UnitIndex unit : task.lead.units) {
                if (!tree_.attribute(attribute.column, unit).empty() || ++blank > kMostNamed) continue;
                names.zh += (blank == 1 ? "" : "、") + tree_.name(unit);
                names.en += (blank == 1 ? "" : ", ") + tree_.name(unit);
            }
            if (blank == 0 || blank == task.lead.units.size()) continue;
            if (blank > kMostNamed) {
                names.zh += " 等 " + std::to_string(blank) + " 个单位";
                names.en += " ... (" + std::to_string(blank) + " units)";
            }
            say(Code::attribute_blank, node.span, {attribute.name, names, task.id});
        }
    }

    void verifier(const Task& task) {
        for (const units::UnitIndex unit : task.lead.units) {
            if (!tree_.superior(unit)) say(Code::no_superior, task.verifier.span, {tree_.name(unit)});
        }
    }

    void deadline(const Task& task) {
        const Deadline& due = task.due;
        if (due.anchor == Deadline::Anchor::unknown) say(Code::deadline_open, due.span, {task.id});
        if (due.anchor != Deadline::Anchor::date || due.offset) return;
        const std::string date = value::to_short_string(due.at);
        const value::Date day = value::date_of(due.at);
        if (plan_.before.empty() && is_before_issue(plan_, due))
            say(Code::deadline_before_issue, due.span, {date, value::to_string(*plan_.issued)});
        if (day < plan_.year.first || day > plan_.year.last) {
            say(Code::deadline_outside_year, due.span, {date, calendar::label_of(plan_.year)});
        }
        const std::optional<value::Date> opens = task.from     ? task.from
                                                 : task.during ? std::optional(task.during->first)
                                                               : std::nullopt;
        if (opens && day < *opens) say(Code::deadline_before_opening, due.span, {date, value::to_string(*opens)});
    }

    /// Each indicator once, in the order of reading.
    static std::vector<std::uint32_t> read_by(const Task& task) {
        std::vector<std::uint32_t> read;
        for (const Goal& goal : task.goals) {
            each_node(goal.criterion, [&](const Node& node) {
                const bool fresh = std::find(read.begin(), read.end(), node.indicator) == read.end();
                if (node.indicator != kNone && fresh) read.push_back(node.indicator);
            });
        }
        return read;
    }

    /// Do the reports come in time for the task, and often enough?
    void periods(const Task& task, const Indicator& indicator) {
        if (!indicator.rhythm || indicator.event != kNone) return;
        const std::vector<calendar::Slot> reports = calendar::slots_of(plan_.year, indicator.rhythm->every);
        if (task.rhythm) return rhythms(task, indicator, reports);
        if (task.due.anchor != Deadline::Anchor::date || task.due.offset || task.slots != SlotRule::one_off) return;
        const value::Date day = value::date_of(task.due.at);
        for (const calendar::Slot& report : reports) {
            if (day < report.days.first || day >= report.days.last) continue;
            say(Code::deadline_inside_period, task.due.span,
                {task.id, value::to_string(day), indicator.name, report.label, value::to_string(report.days.last)});
        }
    }

    /// A slot of the task holds a report of the indicator, or there is none to judge it by.
    void rhythms(const Task& task, const Indicator& indicator, const std::vector<calendar::Slot>& reports) {
        const std::vector<calendar::Slot> slots = calendar::slots_of(plan_.year, task.rhythm->every);
        if (slots.empty() || reports.empty()) return;
        const calendar::Days& slot = slots.front().days;
        if (reports.front().days.last <= slot.last) return;
        say(Code::rhythm_too_fast, task.span, {task.id, slots.front().label, indicator.name, reports.front().label});
    }

    bool has_target(const Task& task) const {
        for (const Goal& goal : task.goals) {
            for (const Node& node : goal.criterion.nodes) {
                const bool lower = node.comparison == Comparison::at_least || node.comparison == Comparison::more;
                if (node.kind != Node::Kind::compare || !lower) continue;
                const Node& left = goal.criterion.nodes[node.operands[0]];
                if (left.kind != Node::Kind::reading) continue;
                const IndicatorKind kind = plan_.indicators[left.indicator].kind;
                if (is_number(kind) || kind == IndicatorKind::ratio) return true;
            }
        }
        return false;
    }

    /// A comparison of one indicator with a number.
    struct Simple {
        std::uint32_t indicator = kNone;
        Comparison comparison = Comparison::at_least;
        const Node* target = nullptr;
    };

    static std::optional<Simple> simple(const Criterion& criterion, const Node& node) {
        if (node.kind != Node::Kind::compare) return std::nullopt;
        const Node& left = criterion.nodes[node.operands[0]];
        const Node& right = criterion.nodes[node.operands[1]];
        if (left.kind != Node::Kind::reading || right.kind != Node::Kind::number) return std::nullopt;
        return Simple{left.indicator, node.comparison, &right};
    }

    std::string said(const Simple& comparison) const {
        const Indicator& indicator = plan_.indicators[comparison.indicator];
        const value::Decimal number = comparison.target->number;
        const std::int64_t rank = number.millionths / value::Decimal::kOne;
        std::string target = value::to_string(number);
        if (!indicator.members.empty() && rank >= 0 && rank < static_cast<std::int64_t>(indicator.members.size())) {
            target = indicator.members[static_cast<std::size_t>(rank)];
        } else if (comparison.target->percent) {
            target = value::to_string(value::multiply(number, value::Decimal::of(100)).value_or(number)) + "%";
        } else if (!indicator.measure.empty()) {
            target += " " + indicator.measure;
        }
        return indicator.name + " " + std::string(sign(comparison.comparison)) + " " + target;
    }

    /// The `all` or `any` that an `=` or `!=` of what adds up is made of, if the node is one of its halves. It stands behind
    /// them, and between is nothing but the other half.
    static const Node* whole_of_half(const Criterion& criterion, const Node& half) {
        const auto place = static_cast<std::uint32_t>(&half - criterion.nodes.data());
        for (std::size_t n = place + 1; n < criterion.nodes.size(); ++n) {
            const Node& node = criterion.nodes[n];
            if (node.span.begin < half.span.begin || node.span.end > half.span.end) break;
            const bool is_pair = (node.kind == Node::Kind::all || node.kind == Node::Kind::any) && node.span == half.span;
            if (is_pair && std::find(node.operands.begin(), node.operands.end(), place) != node.operands.end()) return &node;
        }
        return nullptr;
    }

    void criterion(const Criterion& criterion) {
        for (const Node& node : criterion.nodes) {
            if (const auto comparison = simple(criterion, node)) {
                const Always always = judge(bounds_of(plan_.indicators[comparison->indicator]), comparison->comparison,
                                            comparison->target->number);
                const bool share =
                    plan_.indicators[comparison->indicator].kind == IndicatorKind::ratio && comparison->target->percent;
                if (share && comparison->target->number > value::Decimal::of(1)) {
                    say(Code::share_above_whole, node.span, {said(*comparison), plan_.indicators[comparison->indicator].name});
                }
                // Of the halves of an `=` each may hold always, of a `!=` each may hold never.
                const Node* whole = whole_of_half(criterion, node);
                const bool of_equal = whole && whole->kind == Node::Kind::all;
                if (always == Always::holds && !of_equal) say(Code::always_holds, node.span, {said(*comparison)});
                if (always == Always::fails && (!whole || of_equal)) say(Code::never_holds, node.span, {said(*comparison)});
            }
            if (node.kind == Node::Kind::all) contradiction(criterion, node);
            for (const Over& over : node.over) {
                for (const Criterion& where : over.where)
                    this->criterion(where);
                this->criterion(over.inner);
            }
        }
    }

    /// Two comparisons of one figure that cannot both hold.
    void contradiction(const Criterion& criterion, const Node& all) {
        std::vector<Simple> lows;
        std::vector<Simple> highs;
        for (const std::uint32_t operand : all.operands) {
            const auto one = simple(criterion, criterion.nodes[operand]);
            if (!one) continue;
            const auto is = [&](Comparison strict, Comparison loose) {
                return one->comparison == strict || one->comparison == loose || one->comparison == Comparison::equal;
            };
            if (is(Comparison::more, Comparison::at_least)) lows.push_back(*one);
            if (is(Comparison::less, Comparison::at_most)) highs.push_back(*one);
        }
        for (const Simple& low : lows) {
            for (const Simple& high : highs) {
                if (low.indicator != high.indicator) continue;
                const bool strict = low.comparison == Comparison::more || high.comparison == Comparison::less;
                const bool apart = low.target->number > high.target->number;
                if (!apart && !(strict && low.target->number == high.target->number)) continue;
                return say(Code::never_holds, all.span, {{said(low) + " 且 " + said(high), said(low) + " and " + said(high)}});
            }
        }
    }

    const Plan& plan_;
    const units::Tree& tree_;
    const std::string& file_;
    text::Sink& sink_;
    std::set<std::string> said_;
};

}  // namespace

bool is_before_issue(const Plan& plan, const Deadline& due) {
    return due.anchor == Deadline::Anchor::date && !due.offset && plan.issued && value::date_of(due.at) < *plan.issued;
}

void lint(const Plan& plan, const units::Tree& units, const std::string& file, text::Sink& sink) {
    Linter linter(plan, units, file, sink);
    for (const Task& task : plan.tasks)
        linter.task(task);
}

}  // namespace duban::plan
