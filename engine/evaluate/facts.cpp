#include "engine/evaluate/facts.hpp"

#include "engine/evaluate/facts_data.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace duban::evaluate {

namespace {

struct TextHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name is the standard's
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + separator.size());
    }
    return parts;
}

std::optional<std::uint32_t> rank_of(const std::vector<std::string>& members, std::string_view member) {
    const auto found = std::find(members.begin(), members.end(), member);
    if (found == members.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - members.begin());
}

/// Reads the canonical value of an entry; false if this plan's indicator cannot hold it.
bool read_value(const plan::Indicator& indicator, const log::Entry& entry, Reading& reading) {
    using enum plan::IndicatorKind;
    if (entry.value == "withheld") {
        reading.content = Content::withheld;
        return true;
    }
    if (entry.value == "n/a") {
        reading.content = Content::not_applicable;
        return true;
    }
    if (indicator.kind == ratio) {
        const auto a = value::parse_decimal(entry.numerator);
        const auto b = value::parse_decimal(entry.denominator);
        if (!a || !b) {
            reading.content = Content::blank;
            return entry.numerator.empty() && entry.denominator.empty();
        }
        reading.amount = a->millionths;
        reading.denominator = b->millionths;
        return true;
    }
    if (entry.value.empty()) {
        reading.content = Content::blank;
        return true;
    }
    switch (indicator.kind) {
        case flow:
        case running_total:
        case stock:
        case yes_no: {
            const auto number = value::parse_decimal(entry.value);
            if (!number) return false;
            reading.amount = number->millionths;
            return true;
        }
        case stages:
        case one_of:
        case document: {
            const auto rank = rank_of(indicator.members, entry.value);
            if (!rank) return false;
            reading.amount = static_cast<std::int64_t>(*rank) * value::Decimal::kOne;
            return true;
        }
        case set:
            for (std::string_view member : split(entry.value, "、")) {
                const bool applies = !member.starts_with('-');
                if (!applies) member.remove_prefix(1);
                const auto rank = rank_of(indicator.members, member);
                if (!rank || *rank >= 64) return false;
                (applies ? reading.members : reading.exempt) |= std::uint64_t{1} << *rank;
            }
            return true;
        case date: {
            const auto day = value::parse_date(std::string_view(entry.value).substr(0, 10));
            if (!day) return false;
            reading.amount = std::int64_t{day->days} * value::Decimal::kOne;
            return true;
        }
        case time:
        case text: return true;
        case ratio: break;
    }
    return false;
}

// The cell of a row among the rows of its column (semantics §1), but for the number; then what follows whom in reading order.
// Periods are compared as days: two spellings of a period are one. What is of no period has a cell a day, the field of a case
// one a minute.

/// Of a reading, or of a proof that came with one.
template <class Figure>
auto cell_of_figure(const Figure& row) {
    const bool is_of_case = !row.case_id.empty();
    const std::uint32_t window = is_of_case ? plan::kNone : row.window;
    const calendar::Days days = is_of_case || window != plan::kNone ? calendar::Days{} : row.days;
    return std::make_tuple(row.case_id, window, days.first, days.last, is_of_case ? row.effective.minutes : 0);
}

bool same_but_source(const Reading& a, const Reading& b) { return cell_of_figure(a) == cell_of_figure(b); }

auto cell_of(const Reading& row) { return std::tuple_cat(cell_of_figure(row), std::make_tuple(row.origin.source)); }
auto cell_of(const Incident& row) { return std::make_tuple(row.case_id); }
auto cell_of(const Closing& row) { return std::make_tuple(row.case_id); }
auto cell_of(const Nothing& row) { return std::make_tuple(row.days.first, row.days.last); }
auto cell_of(const AttributeTold& row) { return std::make_tuple(row.effective); }
auto cell_of(const Announcement& row) { return std::make_tuple(row.effective, row.window); }
auto cell_of(const LengthTold& row) { return std::make_tuple(row.effective); }
auto cell_of(const RowAct& row) { return std::make_tuple(row.kind, row.period, row.case_id, row.effective); }
auto cell_of(const Proof& row) {
    const bool is_of_figure = row.with == log::Kind::reading;
    const bool is_of_act = !is_of_figure && row.with != log::Kind::close;
    const auto figure = cell_of_figure(row);
    return std::tuple_cat(is_of_figure ? figure : decltype(figure){},
                          std::make_tuple(row.with, row.case_id, is_of_act ? row.period : std::string_view(),
                                          is_of_act ? row.effective.minutes : 0, row.named,
                                          is_of_figure ? row.origin.source : log::Source::reporter));
}

// Numbers are compared inside a cell only: of one instant the figure for the period that ends later stands behind, then the one
// that begins later; those for windows by name, in the order of these names, before the day's.
auto order_of(const Reading& row) {
    return std::make_tuple(row.case_id, row.effective, row.days.last, row.days.first, row.window == plan::kNone,
                           row.window == plan::kNone ? std::string_view() : row.period, row.origin.source);
}
auto order_of(const Incident& row) { return std::make_tuple(row.case_id); }
auto order_of(const Closing& row) { return std::make_tuple(row.case_id); }
auto order_of(const Nothing& row) { return std::make_tuple(row.days.last, row.days.first); }
auto order_of(const AttributeTold& row) { return std::make_tuple(row.effective); }
auto order_of(const Announcement& row) { return std::make_tuple(row.effective, row.window); }
auto order_of(const LengthTold& row) { return std::make_tuple(row.effective); }
auto order_of(const RowAct& row) { return std::make_tuple(row.effective, row.kind, row.period, row.case_id); }
auto order_of(const Proof& row) { return std::make_tuple(row.effective, row.named, row.period, row.case_id); }

value::Instant since(const Incident& row) { return row.occurred; }
template <class Row>
value::Instant since(const Row& row) {
    return row.effective;
}

/// Where the verifier gives a figure of its own, the reporter's, which stands before it, is shown and not used.
void overrule(std::vector<Reading>& winners) {
    for (std::size_t i = 1; i < winners.size(); ++i) {
        const bool says_something = winners[i].content != Content::blank && winners[i].origin.source == log::Source::verifier;
        if (says_something && same_but_source(winners[i - 1], winners[i])) winners[i - 1].overruled = true;
    }
}
template <class Row>
void overrule(const std::vector<Row>&) {}

}  // namespace

/// Texts, one behind the other; a view of one stays good as long as this does.
class Texts {
public:
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > room_) {
            room_ = std::max(kChunk, text.size());
            chunks_.push_back(std::make_unique<char[]>(room_));
            next_ = chunks_.back().get();
        }
        const std::string_view kept(std::copy(text.begin(), text.end(), next_) - text.size(), text.size());
        next_ += text.size();
        room_ -= text.size();
        return kept;
    }

private:
    static constexpr std::size_t kChunk = std::size_t{1} << 16;
    std::vector<std::unique_ptr<char[]>> chunks_;
    char* next_ = nullptr;
    std::size_t room_ = 0;
};

/// What is needed until the last record is taken.
struct Intake {
    /// What the plan calls by a name: each definition, where versions of the plan define it differently.
    struct Named {
        std::vector<std::uint32_t> indicators;
        std::vector<std::uint32_t> carried;  // of what is told of a case
        std::vector<std::uint32_t> events;
        std::vector<std::uint32_t> windows;
        std::uint32_t attribute = plan::kNone;
        std::uint32_t parameter = plan::kNone;
    };
    struct Stretch {
        std::string_view label;
        std::optional<calendar::Days> days;
        std::uint32_t window = plan::kNone;  // `window:NAME`
    };

    const plan::Plan& plan;
    Texts& texts;
    ByText<Named> names;
    ByText<Stretch> stretches;
    ByText<std::vector<std::uint32_t>> tasks;
    std::vector<std::pair<std::string_view, std::int64_t>> keys;  // of the records, and their numbers
    ByText<std::int64_t> corrected;  // by key: the last record that corrects or withdraws it

    Intake(const plan::Plan& its_plan, Texts& its_texts) : plan(its_plan), texts(its_texts) {}

    [[nodiscard]] std::uint32_t window_called(std::string_view name) const {
        const auto found = std::find_if(plan.windows.begin(), plan.windows.end(),
                                        [name](const plan::Window& window) { return window.name == name; });
        return found == plan.windows.end() ? plan::kNone : static_cast<std::uint32_t>(found - plan.windows.begin());
    }

    /// The one that has the name now, and those of versions before.
    template <class Things>
    [[nodiscard]] static std::vector<std::uint32_t> versions(const Things& things, std::uint32_t newest) {
        if (newest == plan::kNone) return {};
        std::vector<std::uint32_t> found{newest};
        for (std::uint32_t i = 0; i < things.size(); ++i) {
            if (things[i].newer == newest) found.push_back(i);
        }
        return found;
    }

    /// What cases of any event carry by the name; if none does, what is called so.
    [[nodiscard]] std::vector<std::uint32_t> fields(const std::string& name) const {
        std::vector<std::uint32_t> found;
        for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
            if (plan.indicators[i].event != plan::kNone && plan.indicators[i].name == name) found.push_back(i);
        }
        return found.empty() ? versions(plan.indicators, plan.find_indicator(name)) : found;
    }
    const Named& named(const std::string& name) {
        const auto [place, fresh] = names.try_emplace(name);
        if (fresh) {
            place->second = {versions(plan.indicators, plan.find_indicator(name)),
                             fields(name),
                             versions(plan.events, plan.find_event(name)),
                             versions(plan.windows, window_called(name)),
                             plan.find_attribute(name),
                             plan.find_parameter(name)};
        }
        return place->second;
    }
    const Stretch& stretch(const std::string& label) {
        const auto [place, fresh] = stretches.try_emplace(label);
        if (!fresh || label.empty()) return place->second;
        constexpr std::string_view kPrefix = "window:";
        place->second.label = texts.keep(label);
        place->second.days = calendar::days_of_label(label);
        if (label.starts_with(kPrefix)) place->second.window = window_called(std::string_view(label).substr(kPrefix.size()));
        return place->second;
    }
    /// All of that id: the newest, and those of versions before.
    const std::vector<std::uint32_t>& tasks_called(const std::string& id) {
        const auto [place, fresh] = tasks.try_emplace(id);
        if (!fresh) return place->second;
        for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
            if (plan.tasks[task].id == id) place->second.push_back(task);
        }
        return place->second;
    }

    /// By number: the last record that corrects or withdraws it; 0: none.
    [[nodiscard]] std::vector<std::int64_t> corrections() const {
        std::vector<std::int64_t> by_number(keys.empty() ? 1 : static_cast<std::size_t>(keys.back().second) + 1);
        for (const auto& [key, number] : keys) {
            const auto found = corrected.empty() ? corrected.end() : corrected.find(key);
            if (found != corrected.end()) by_number[static_cast<std::size_t>(number)] = found->second;
        }
        return by_number;
    }
};

namespace {

template <class Row>
bool is_held(const Row&) {
    return true;
}
bool is_held(const Reading& row) { return row.is_held; }
bool is_held(const Proof& row) { return row.is_held; }

/// Leaves of each cell its winner, if it is live: the highest number, which nothing that corrects or withdraws a record of the
/// cell comes after, and in force by `as_of`. Then sorts them by unit, in reading order. `next_in_force` is no later than when
/// the first of the others comes into force.
template <class Row>
void settle(ByUnit<Row>& column, std::uint32_t units, value::Instant as_of, const std::vector<std::int64_t>& corrections,
            value::Instant& next_in_force) {
    if (column.rows.empty()) return;
    std::vector<std::uint32_t> begins(units + 1);
    for (const Row& row : column.rows)
        ++begins[at(row.unit) + 1];
    for (std::uint32_t u = 0; u < units; ++u)
        begins[u + 1] += begins[u];
    std::vector<std::uint32_t> places(column.rows.size());
    std::vector<std::uint32_t> next = begins;
    for (std::uint32_t i = 0; i < places.size(); ++i)
        places[next[at(column.rows[i].unit)]++] = i;

    std::vector<Row> settled;
    settled.reserve(column.rows.size());
    std::vector<Row> of_unit;
    column.begins.assign(units + 1, 0);
    for (std::uint32_t u = 0; u < units; ++u) {
        of_unit.clear();
        for (std::uint32_t i = begins[u]; i < begins[u + 1]; ++i)
            of_unit.push_back(column.rows[places[i]]);
        std::sort(of_unit.begin(), of_unit.end(), [](const Row& a, const Row& b) {
            return std::tuple_cat(cell_of(a), std::tie(a.origin.number)) <
                   std::tuple_cat(cell_of(b), std::tie(b.origin.number));
        });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < of_unit.size();) {
            std::int64_t emptied = 0;
            std::size_t winner = i;
            for (; i < of_unit.size() && cell_of(of_unit[i]) == cell_of(of_unit[winner]); ++i) {
                winner = i;
                emptied = std::max(emptied, corrections[static_cast<std::size_t>(of_unit[i].origin.number)]);
            }
            if (emptied > of_unit[winner].origin.number || !is_held(of_unit[winner])) continue;
            if (since(of_unit[winner]) > as_of) {
                next_in_force = std::min(next_in_force, since(of_unit[winner]));
            } else {
                of_unit[kept++] = of_unit[winner];
            }
        }
        of_unit.resize(kept);
        overrule(of_unit);
        std::sort(of_unit.begin(), of_unit.end(), [](const Row& a, const Row& b) { return order_of(a) < order_of(b); });
        settled.insert(settled.end(), of_unit.begin(), of_unit.end());
        column.begins[u + 1] = static_cast<std::uint32_t>(settled.size());
    }
    column.rows = std::move(settled);
}

template <class Row>
void settle(std::vector<ByUnit<Row>>& columns, std::uint32_t units, value::Instant as_of,
            const std::vector<std::int64_t>& corrections, value::Instant& next_in_force) {
    for (ByUnit<Row>& column : columns)
        settle(column, units, as_of, corrections, next_in_force);
}

}  // namespace

FactsData::FactsData() : texts(std::make_unique<Texts>()) {}
FactsData::~FactsData() = default;

Facts::Facts(const plan::Plan& plan, const units::Tree& units, std::int32_t offset_minutes)
    : data_(std::make_unique<FactsData>()) {
    FactsData& data = *data_;
    data.plan = &plan;
    data.units = &units;
    data.offset_minutes = offset_minutes;
    data.readings.resize(plan.indicators.size());
    data.incidents.resize(plan.events.size());
    data.nothings.resize(plan.events.size());
    data.closings.resize(plan.events.size());
    data.attributes.resize(plan.attributes.size());
    data.lengths.resize(plan.parameters.size());
    data.acts.resize(plan.tasks.size());
    data.proofs.resize(plan.indicators.size() + plan.tasks.size() + plan.events.size());
    data.intake = std::make_unique<Intake>(plan, *data.texts);
}
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;
Facts::~Facts() = default;

void Facts::take(const log::Record& record) {
    const log::Entry& entry = record.entry;
    FactsData& data = *data_;
    Intake& intake = *data.intake;
    intake.keys.emplace_back(data.texts->keep(entry.key), record.number);
    if (!entry.corrects.empty()) intake.corrected[entry.corrects] = record.number;

    const std::optional<units::UnitIndex> unit = data.units->find(entry.unit);
    if (!unit) return;
    const auto keep = [&](std::string_view text) { return data.texts->keep(text); };
    const auto by = entry.by == entry.unit ? unit : data.units->find(entry.by);
    const Origin origin{record.number, record.recorded_at, by ? std::string_view(data.units->code(*by)) : keep(entry.by),
                        entry.source};
    const value::Date day = value::date_of(entry.effective);
    const Intake::Stretch& stretch = intake.stretch(entry.period);
    const calendar::Days days = stretch.days.value_or(calendar::Days{day, day});
    const Intake::Named& named = intake.named(entry.indicator);
    const auto proofs = [&](ByUnit<Proof>& column, bool are_held = true) {
        for (const std::string_view whole : split(entry.evidence, "、")) {
            const std::string_view proof = keep(whole);
            const std::uint32_t window = entry.kind == log::Kind::reading ? stretch.window : plan::kNone;
            column.rows.push_back({entry.kind, *unit, keep(entry.case_id), stretch.label, days, window, entry.effective, proof,
                                   proof.substr(0, proof.find('=')), origin, are_held});
        }
    };

    switch (entry.kind) {
        case log::Kind::reading:
            for (const std::uint32_t indicator : entry.case_id.empty() ? named.indicators : named.carried) {
                const plan::Indicator& rule = data.plan->indicators[indicator];
                Reading reading;
                reading.unit = *unit;
                reading.case_id = keep(entry.case_id);
                reading.effective = entry.effective;
                reading.days = days;
                reading.window = stretch.window;
                reading.period = stretch.label;
                reading.origin = origin;
                reading.is_held = read_value(rule, entry, reading);
                const bool is_ratio = rule.kind == plan::IndicatorKind::ratio && reading.content == Content::value;
                reading.said = keep(is_ratio ? entry.numerator + "/" + entry.denominator : entry.value);
                data.readings[indicator].rows.push_back(reading);
                proofs(data.proofs[indicator], reading.is_held);
            }
            return;
        case log::Kind::incident:
            for (const std::uint32_t event : named.events)
                data.incidents[event].rows.push_back({*unit, keep(entry.case_id), entry.effective, origin});
            return;
        case log::Kind::no_case:
            for (const std::uint32_t event : named.events)
                data.nothings[event].rows.push_back({*unit, days, entry.effective, origin});
            return;
        case log::Kind::close:
            for (const std::uint32_t event : named.events) {
                data.closings[event].rows.push_back({*unit, keep(entry.case_id), entry.effective, origin});
                proofs(data.proofs[data.readings.size() + data.acts.size() + event]);
            }
            return;
        case log::Kind::claim:
        case log::Kind::verify:
        case log::Kind::send_back:
        case log::Kind::judge:
        case log::Kind::excuse:
        case log::Kind::waive:
        case log::Kind::extend:
        case log::Kind::transfer:
            for (const std::uint32_t task : intake.tasks_called(entry.task)) {
                data.acts[task].rows.push_back({entry.kind, *unit, stretch.label, keep(entry.case_id), entry.effective,
                                                keep(entry.value), keep(entry.reason), origin});
                proofs(data.proofs[data.readings.size() + task]);
            }
            return;
        case log::Kind::announce: {
            if (named.attribute != plan::kNone) {
                data.attributes[named.attribute].rows.push_back(
                    {*unit, named.attribute, entry.effective, keep(entry.value), origin});
                return;
            }
            if (named.parameter != plan::kNone) {
                const auto length = value::parse_duration(entry.value);
                if (length) data.lengths[named.parameter].rows.push_back({*unit, entry.effective, *length, origin});
                return;
            }
            const auto announced = calendar::days_of_label(entry.value);
            if (!announced) return;
            for (const std::uint32_t window : named.windows)
                data.announcements.rows.push_back({window, *unit, entry.effective, *announced, origin});
            return;
        }
        case log::Kind::withdraw:  // done above
        case log::Kind::plan:  // versions are chosen before facts are folded
        case log::Kind::units:
        case log::Kind::calendar: return;
    }
}

void Facts::hand_over(Handover handover) { data_->handover = std::move(handover); }

void Facts::seal(value::Instant as_of) {
    FactsData& data = *data_;
    data.next = kNever;
    move_on(as_of);
    const std::vector<std::int64_t> corrections = data.intake->corrections();
    data.intake.reset();
    const auto settle_all = [&](auto& rows) { settle(rows, data.units->size(), as_of, corrections, data.next); };
    settle_all(data.readings);
    settle_all(data.incidents);
    settle_all(data.nothings);
    settle_all(data.closings);
    settle_all(data.attributes);
    settle_all(data.acts);
    settle_all(data.proofs);
    settle_all(data.announcements);
    settle_all(data.lengths);
}

value::Instant Facts::next() const { return data_->next; }

void Facts::move_on(value::Instant as_of) {
    FactsData& data = *data_;
    const plan::Plan& plan = *data.plan;
    data.as_of = as_of;
    data.slots.resize(plan.indicators.size());
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
        const auto& rhythm = plan.indicators[i].rhythm;
        if (!rhythm) continue;
        data.slots[i] = calendar::slots_from(plan.year, value::date_of(as_of), rhythm->every);
    }
}

}  // namespace duban::evaluate
