#include "engine/evaluate/counts.hpp"

#include "engine/evaluate/scope.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace duban::evaluate {

namespace {

using plan::Node;

/// The reasons of several, each as often as it is given.
class ReasonsOf {
public:
    void change(Reasons reasons, int by) {
        for (std::size_t r = 0; r < kReasons; ++r) {
            if ((reasons & bit(static_cast<Reason>(r))) != 0) times_[r] += by;
        }
    }
    [[nodiscard]] Reasons all() const {
        Reasons reasons = 0;
        for (std::size_t r = 0; r < kReasons; ++r) {
            if (times_[r] > 0) reasons |= bit(static_cast<Reason>(r));
        }
        return reasons;
    }

private:
    std::array<std::int64_t, kReasons> times_{};
};

/// Truths, of which some come and others go.
class Truths {
public:
    void change(Truth truth, Reasons reasons, int by) {
        if (truth == Truth::yes) numbers_.yes += by;
        if (truth == Truth::no) numbers_.no += by;
        if (truth != Truth::unknown) return;
        numbers_.unknown += by;
        reasons_.change(reasons, by);
    }
    [[nodiscard]] const Numbers& numbers() const { return numbers_; }
    [[nodiscard]] Reasons reasons() const { return reasons_.all(); }

private:
    Numbers numbers_;
    ReasonsOf reasons_;
};

/// Figures, of which some come and others go.
class Figures {
public:
    explicit Figures(Node::Fold fold) : fold_(fold) {}

    void change(const Figure& figure, int by) {
        const Measured& value = figure.value;
        if (!value.applicable) return;
        number_ += by;
        incomplete_ += value.complete ? 0 : by;
        told_ += value.told ? by : 0;
        unsure_ += figure.is_sure ? 0 : by;
        (figure.is_sure ? reasons_ : unsure_reasons_).change(value.reasons, by);
        lows_.change(value.low, by, is_ordered());
        highs_.change(value.high, by, is_ordered());
    }

    [[nodiscard]] Measured result() const {
        Measured result;
        result.applicable = number_ > 0;
        result.complete = incomplete_ == 0;
        result.told = told_ > 0;
        result.reasons = reasons_.all();
        result.is_ratio = fold_ == Node::Fold::mean;
        if (number_ == 0) return result;
        if (result.is_ratio) result.denominator = number_ * value::Decimal::kOne;
        if (unsure_ > 0) {
            result.reasons = unsure_reasons_.all();
            return result;
        }
        if (is_ordered()) {
            if ((result.reasons & bit(Reason::error)) != 0) {
                result.complete = false;
                return result;
            }
            result.low = lows_.picked(fold_);
            result.high = highs_.picked(fold_);
            return result;
        }
        const bool fits = lows_.fits() && highs_.fits();
        if (fits && lows_.infinite == 0) result.low = static_cast<std::int64_t>(lows_.sum);
        if (fits && highs_.infinite == 0) result.high = static_cast<std::int64_t>(highs_.sum);
        if (!fits) {
            result.complete = false;
            result.reasons |= bit(Reason::error);
        }
        return result;
    }

private:
    struct Bounds {
        Wide sum = 0;
        std::int64_t infinite = 0;
        std::multiset<std::int64_t> ordered;

        void change(std::int64_t bound, int by, bool is_ordered) {
            if (is_ordered) {
                if (by > 0) ordered.insert(bound);
                if (by < 0) ordered.erase(ordered.find(bound));
            } else if (bound == kMinusInfinity || bound == kPlusInfinity) {
                infinite += by;
            } else {
                sum += Wide{bound} * by;
            }
        }
        [[nodiscard]] bool fits() const { return sum > kMinusInfinity && sum < kPlusInfinity; }
        [[nodiscard]] std::int64_t picked(Node::Fold fold) const {
            return fold == Node::Fold::highest ? *ordered.rbegin() : *ordered.begin();
        }
    };
    [[nodiscard]] bool is_ordered() const { return fold_ == Node::Fold::highest || fold_ == Node::Fold::lowest; }

    Node::Fold fold_;
    std::int64_t number_ = 0;
    std::int64_t incomplete_ = 0;
    std::int64_t told_ = 0;
    std::int64_t unsure_ = 0;
    ReasonsOf reasons_;
    ReasonsOf unsure_reasons_;  // of those of which it is not known whether they count
    Bounds lows_;
    Bounds highs_;
};

/// Finds those that are counted, and the instants at which they must be judged.
class Counter {
public:
    Counter(const Ground& ground, std::uint32_t task, const Expansion& outer, std::span<const std::uint32_t> rows,
            std::span<const value::Instant> at, bool keeping, Counted& counted)
        : ground_(ground),
          task_(task),
          outer_(outer),
          rows_(rows),
          at_(at),
          counted_(counted),
          over_(*counted.over),
          keeping_(keeping_nodes(ground.world.plan, over_.inner, is_negated(counted.nots), keeping)) {}

    void count() {
        for (std::uint32_t place = 0; place < rows_.size(); ++place) {
            if (place > 0 && rows_[place] == rows_[place - 1]) continue;
            counted_.groups.push_back({place, static_cast<std::uint32_t>(counted_.ones.size()), {}});
            const Row& row = outer_.rows[rows_[place]];
            counted_.expansion.slots.push_back(outer_.slots[row.slot]);
            if (row.line_only) continue;
            over_.units ? add_units(row) : add_cases(row);
        }
        if (!over_.where.empty()) filter_cases();
        find_changes();
        add_steps();
        counted_.judgement = judge(judged_, counted_.at);
    }

private:
    [[nodiscard]] Judgement judge(const std::vector<std::uint32_t>& rows, const std::vector<value::Instant>& at) const {
        return judge_under(ground_, task_, over_.inner, root(), counted_.expansion, rows, at, keeping_, counted_.nots);
    }
    [[nodiscard]] std::uint32_t root() const { return static_cast<std::uint32_t>(over_.inner.nodes.size() - 1); }
    [[nodiscard]] RowContext context(const Row& row) const {
        return {ground_.world,
                ground_.facts,
                ground_.settled,
                ground_.world.plan.tasks[task_],
                counted_.expansion.slots[row.slot],
                row};
    }

    void add(Row row, Reasons unknown, value::Instant from) {
        row.slot = static_cast<std::uint32_t>(counted_.expansion.slots.size() - 1);
        row.is_counted = true;
        counted_.ones.push_back({static_cast<std::uint32_t>(counted_.expansion.rows.size()), unknown, 0, 0});
        from_.push_back(from);
        counted_.expansion.rows.push_back(row);
    }

    void add_units(const Row& outer) {
        const std::vector<units::UnitIndex>& named = over_.units->units;
        const auto first = std::lower_bound(named.begin(), named.end(), outer.unit);
        const auto last = std::lower_bound(first, named.end(), ground_.world.units.end(outer.unit));
        const value::Instant stand = stand_of(ground_.facts, outer);
        for (auto unit = first; unit != last; ++unit) {
            if (!ground_.world.units.exists(*unit, stand)) continue;
            Truth is_meant = Truth::yes;
            if (over_.units->where) is_meant = scope_of(ground_.world, ground_.facts, *over_.units->where, *unit, stand);
            if (is_meant == Truth::no || is_meant == Truth::not_applicable) continue;
            Row row = outer;
            row.unit = *unit;
            add(row, is_meant == Truth::unknown ? bit(Reason::attribute) : Reasons{0}, outer.opens);
        }
    }

    void add_cases(const Row& outer) {
        Counted::Group& group = counted_.groups.back();
        group.has_slot = !outer.window_unknown;
        if (!group.has_slot) return;
        const RowContext row = context(outer_in_own_slot(outer));
        for (const Incident* incident : cases_in_slot(row, over_.event)) {
            Row one = outer;
            one.incident = incident;
            one.event = over_.event;
            add(one, 0, incident->occurred);
        }
        for (const LateReturn& one : returns_late(row, over_.event, ground_.facts.as_of))
            group.late.push_back({value::last_minute(one.period.days.last), one.told});
    }
    [[nodiscard]] const Row& outer_in_own_slot(const Row& outer) {
        own_ = outer;
        own_.slot = static_cast<std::uint32_t>(counted_.expansion.slots.size() - 1);
        return own_;
    }

    /// Leaves those cases that meet `where`, or may.
    void filter_cases() {
        std::vector<std::uint32_t> rows;
        std::vector<value::Instant> stands;
        for (const Counted::One& one : counted_.ones) {
            rows.push_back(one.row);
            stands.push_back(stand_of(ground_.facts, counted_.expansion.rows[one.row]));
        }
        const Judgement filter = evaluate::judge(ground_, task_, over_.where.front(), counted_.expansion, rows, stands);
        std::size_t kept = 0;
        std::size_t group = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (; group < counted_.groups.size() && counted_.groups[group].first <= i; ++group)
                counted_.groups[group].first = static_cast<std::uint32_t>(kept);
            const Truth truth = filter.truth(i);
            Counted::One one = counted_.ones[i];
            if (one.unknown == 0 && (truth == Truth::no || truth == Truth::not_applicable)) continue;
            if (truth == Truth::unknown) one.unknown |= filter.reasons(i);
            from_[kept] = from_[i];
            counted_.ones[kept++] = one;
        }
        for (; group < counted_.groups.size(); ++group)
            counted_.groups[group].first = static_cast<std::uint32_t>(kept);
        counted_.ones.resize(kept);
        from_.resize(kept);
    }

    /// visit(group's first place, past its last, its first one, past its last).
    template <class Visit>
    void visit_groups(const Visit& visit) const {
        for (std::size_t g = 0; g < counted_.groups.size(); ++g) {
            const bool is_last = g + 1 == counted_.groups.size();
            const auto past_place = is_last ? rows_.size() : counted_.groups[g + 1].place;
            const auto past_one = is_last ? counted_.ones.size() : counted_.groups[g + 1].first;
            visit(counted_.groups[g].place, static_cast<std::uint32_t>(past_place), counted_.groups[g].first,
                  static_cast<std::uint32_t>(past_one));
        }
    }

    /// Of a row that is judged at several instants each one is looked at at the last, which knows of all that can change it.
    void find_changes() {
        std::vector<std::uint32_t> rows;
        std::vector<value::Instant> at;
        std::vector<std::uint32_t> ones;
        visit_groups([&](std::uint32_t first, std::uint32_t past, std::uint32_t first_one, std::uint32_t past_one) {
            for (std::uint32_t one = first_one; one < past_one && past - first > 1; ++one) {
                if (counted_.ones[one].unknown != 0) continue;
                rows.push_back(counted_.ones[one].row);
                at.push_back(at_[past - 1]);
                ones.push_back(one);
            }
        });
        changes_.resize(counted_.ones.size());
        if (rows.empty()) return;
        const Judgement at_last = judge(rows, at);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row& row = counted_.expansion.rows[rows[i]];
            std::vector<value::Instant>& changes = changes_[ones[i]];
            add_turning_points(context(row), over_.inner, at_last, i, changes);
            changes.push_back(row.slot_end);
            if (row.due != kNever) changes.push_back(row.due);
            plan::each_node(over_.inner, [&](const plan::Node& node) {
                if (node.indicator == plan::kNone) return;
                visit_ends(context(row), node.indicator, [&](value::Instant end) {
                    changes.push_back(end);
                    changes.push_back(value::Instant{end.minutes + 1});
                });
            });
        }
    }

    void add_steps() {
        visit_groups([&](std::uint32_t first, std::uint32_t past, std::uint32_t first_one, std::uint32_t past_one) {
            const auto place_of = [&](value::Instant instant, std::uint32_t from) {
                return static_cast<std::uint32_t>(std::lower_bound(at_.begin() + from, at_.begin() + past, instant) -
                                                  at_.begin());
            };
            for (std::uint32_t i = first_one; i < past_one; ++i) {
                Counted::One& one = counted_.ones[i];
                one.first_step = one.last_step = static_cast<std::uint32_t>(counted_.steps.size());
                const bool is_case = counted_.expansion.rows[one.row].incident && !over_.units;
                const std::uint32_t begin = is_case ? place_of(from_[i], first) : first;
                if (begin == past) continue;
                std::vector<std::uint32_t> places{begin};
                for (const value::Instant change : changes_[i]) {
                    if (const std::uint32_t place = place_of(change, begin); place < past) places.push_back(place);
                }
                std::sort(places.begin(), places.end());
                places.erase(std::unique(places.begin(), places.end()), places.end());
                for (const std::uint32_t place : places) {
                    counted_.steps.push_back({place, static_cast<std::uint32_t>(judged_.size())});
                    judged_.push_back(one.row);
                    counted_.at.push_back(at_[place]);
                }
                one.last_step = static_cast<std::uint32_t>(counted_.steps.size());
            }
        });
    }

    const Ground& ground_;
    std::uint32_t task_;
    const Expansion& outer_;
    std::span<const std::uint32_t> rows_;
    std::span<const value::Instant> at_;
    Counted& counted_;
    const plan::Over& over_;
    std::vector<bool> keeping_;
    Row own_;
    std::vector<value::Instant> from_;  // by one
    std::vector<std::vector<value::Instant>> changes_;  // by one
    std::vector<std::uint32_t> judged_;  // rows of the inner judgement
};

/// A step of one of a group's ones.
struct Event {
    std::uint32_t place = 0;
    std::uint32_t one = 0;
    std::uint32_t judged = 0;
};

/// visit(group, its first place, past its last, its steps by place).
template <class Visit>
void visit_events(const Counted& counted, std::size_t places, const Visit& visit) {
    std::vector<Event> events;
    for (std::size_t g = 0; g < counted.groups.size(); ++g) {
        const Counted::Group& group = counted.groups[g];
        const std::size_t past = g + 1 == counted.groups.size() ? places : counted.groups[g + 1].place;
        events.clear();
        const std::span<const Counted::One> ones = counted.of(group.place);
        for (std::uint32_t one = 0; one < ones.size(); ++one) {
            for (std::uint32_t step = ones[one].first_step; step < ones[one].last_step; ++step)
                events.push_back({counted.steps[step].place, one, counted.steps[step].judged});
        }
        if (past - group.place > 1) {
            std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.place < b.place; });
        }
        visit(group, ones, past, events);
    }
}

void count_truths(const Counted& counted, const Node& node, std::span<const value::Instant> at, value::Instant as_of,
                  NodeColumns& out) {
    visit_events(counted, at.size(),
                 [&](const Counted::Group& group, std::span<const Counted::One> ones, std::size_t past,
                     const std::vector<Event>& events) {
                     Truths truths;
                     const auto change = [&](const Counted::One& one, std::uint32_t judged, int by) {
                         if (one.unknown != 0) return truths.change(Truth::unknown, one.unknown, by);
                         truths.change(counted.judgement.truth(judged), counted.judgement.reasons(judged), by);
                     };
                     std::vector<const Event*> last(ones.size());
                     std::size_t next = 0;
                     for (std::size_t place = group.place; place < past; ++place) {
                         for (; next < events.size() && events[next].place <= place; ++next) {
                             const Event& event = events[next];
                             if (last[event.one]) change(ones[event.one], last[event.one]->judged, -1);
                             change(ones[event.one], event.judged, 1);
                             last[event.one] = &event;
                         }
                         Numbers numbers = truths.numbers();
                         Reasons reasons = truths.reasons();
                         bool lacks_return = false;
                         for (const Counted::Return& one : group.late) {
                             if (one.end > at[place] || as_of <= one.end) break;
                             lacks_return = lacks_return || one.told > at[place];
                         }
                         if (lacks_return) {
                             ++numbers.unknown;
                             reasons |= bit(Reason::not_reported);
                         }
                         numbers.nots = counted.nots;
                         numbers.needed = needed_of(node, numbers.all(), counted.nots);
                         out.numbers.push_back(numbers);
                         out.truth[place] = group.has_slot ? numbers.truth() : Truth::unknown;
                         if (!group.has_slot) reasons = bit(Reason::window);
                         out.reasons[place] = out.truth[place] == Truth::unknown ? reasons : Reasons{0};
                     }
                 });
}

void fold_values(const Counted& counted, const Node& node, std::size_t places, NodeColumns& out) {
    visit_events(counted, places,
                 [&](const Counted::Group& group, std::span<const Counted::One> ones, std::size_t past,
                     const std::vector<Event>& events) {
                     std::vector<Figure> figures;
                     figures.reserve(events.size());
                     for (const Event& event : events) {
                         const std::uint32_t place = event.place - group.place;
                         if (ones[event.one].unknown != 0) {
                             Measured unknown;
                             unknown.reasons = ones[event.one].unknown;
                             figures.push_back({event.one, place, false, unknown});
                         } else {
                             figures.push_back({event.one, place, true, counted.judgement.nodes.back().value[event.judged]});
                         }
                     }
                     const std::vector<Measured> values = folded(node.fold, figures, ones.size(), past - group.place);
                     out.value.insert(out.value.end(), values.begin(), values.end());
                 });
}

}  // namespace

const Counted::Group& Counted::group_of(std::size_t place) const {
    const auto after = std::upper_bound(groups.begin(), groups.end(), place,
                                        [](std::size_t wanted, const Group& group) { return wanted < group.place; });
    return *std::prev(after);
}

std::span<const Counted::One> Counted::of(std::size_t place) const {
    const Group& group = group_of(place);
    const bool is_last = &group == &groups.back();
    const std::size_t past = is_last ? ones.size() : (&group + 1)->first;
    return std::span<const One>(ones).subspan(group.first, past - group.first);
}

const Counted::Step* Counted::step_of(const One& one, std::size_t place) const {
    const auto first = steps.begin() + one.first_step;
    const auto after = std::upper_bound(first, steps.begin() + one.last_step, place,
                                        [](std::size_t wanted, const Step& step) { return wanted < step.place; });
    return after == first ? nullptr : &*std::prev(after);
}

std::int64_t needed_of(const Node& node, std::int64_t all, Nots nots) {
    const std::int64_t number = node.number.millionths;
    if (node.kind == Node::Kind::count_of && nots == Nots::none) return std::min(number / value::Decimal::kOne, all);
    if (node.kind == Node::Kind::count_of) return number / value::Decimal::kOne;
    if (node.needed == Node::Needed::each) return all;
    if (node.needed == Node::Needed::number) return number / value::Decimal::kOne;
    const Wide share = Wide{number} * all;
    return static_cast<std::int64_t>((share + value::Decimal::kOne - 1) / value::Decimal::kOne);
}

std::vector<const Incident*> cases_in_slot(const RowContext& row, std::uint32_t event) {
    std::vector<const Incident*> found;
    visit_heritage(row.world, row.facts, row.row, [&](units::UnitIndex unit) {
        for (const Incident& incident : row.facts.incidents[event].of(unit)) {
            const value::Date day = value::date_of(incident.occurred);
            const bool in_slot = day >= row.row.days.first && day <= row.row.days.last;
            if (in_slot && !is_between_stretches(row, day)) found.push_back(&incident);
        }
    });
    return found;
}

std::vector<LateReturn> returns_late(const RowContext& row, std::uint32_t event, value::Instant until) {
    std::vector<LateReturn> late = late_returns(row.world, row.facts, event, row.row, until);
    std::erase_if(late, [&](const LateReturn& one) { return is_between_stretches(row, one.period.days.last); });
    return late;
}

std::vector<LateReturn> returns_missing(const RowContext& row, std::uint32_t event, value::Instant until) {
    std::vector<LateReturn> missing = returns_late(row, event, until);
    std::erase_if(missing, [](const LateReturn& one) { return one.told != kNever; });
    return missing;
}

void judge_counted(const Ground& ground, std::uint32_t task, const Node& node, const Expansion& expansion,
                   std::span<const std::uint32_t> rows, std::span<const value::Instant> at, Nots nots, bool keeping,
                   NodeColumns& out) {
    auto counted = std::make_shared<Counted>();
    counted->over = &node.over.front();
    counted->nots = nots;
    Counter(ground, task, expansion, rows, at, keeping, *counted).count();
    if (node.kind == Node::Kind::total) {
        fold_values(*counted, node, at.size(), out);
    } else {
        count_truths(*counted, node, at, ground.facts.as_of, out);
    }
    out.counted = std::move(counted);
}

std::vector<Measured> folded(Node::Fold fold, std::span<const Figure> figures, std::size_t ones, std::size_t places) {
    Figures sums(fold);
    std::vector<const Figure*> last(ones);
    std::vector<Measured> results;
    results.reserve(places);
    std::size_t next = 0;
    for (std::size_t place = 0; place < places; ++place) {
        for (; next < figures.size() && figures[next].place <= place; ++next) {
            const Figure& figure = figures[next];
            if (last[figure.one]) sums.change(*last[figure.one], -1);
            sums.change(figure, 1);
            last[figure.one] = &figure;
        }
        results.push_back(sums.result());
    }
    return results;
}

}  // namespace duban::evaluate
