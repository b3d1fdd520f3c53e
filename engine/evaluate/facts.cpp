#include "engine/evaluate/facts.hpp"

#include "engine/evaluate/facts_data.hpp"

#include <algorithm>
#include <unordered_set>
#include <variant>

namespace duban::evaluate {

namespace {

using Held = std::variant<std::monostate, Reading, Incident, Nothing, RowAct, Proof, Announcement, Closing, AttributeTold>;

/// The winner of a cell so far; monostate: emptied.
struct Cell {
    Held held;
    std::uint32_t subject = plan::kNone;  // indicator, event or task
    std::string without_source;           // of a reading: its cell whoever it comes from
};

std::string join(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (const std::string_view part : parts) {
        key += part;
        key += '\x1f';
    }
    return key;
}

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
        reading.said = entry.numerator + "/" + entry.denominator;
        return true;
    }
    if (entry.value.empty()) {
        reading.content = Content::blank;
        return true;
    }
    switch (indicator.kind) {
        case flow:
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

/// Of a reading told for a window of the plan, by its slot's label.
std::uint32_t window_of(const plan::Plan& plan, const log::Entry& entry) {
    constexpr std::string_view kPrefix = "window:";
    if (entry.kind != log::Kind::reading || !entry.period.starts_with(kPrefix)) return plan::kNone;
    const std::string_view name = std::string_view(entry.period).substr(kPrefix.size());
    for (std::uint32_t window = 0; window < plan.windows.size(); ++window) {
        if (plan.windows[window].name == name) return window;
    }
    return plan::kNone;
}

template <class T>
void gather(ByUnit<T>& into, std::uint32_t units) {
    if (into.rows.empty()) return;
    into.begins.assign(units + 1, 0);
    for (const T& row : into.rows)
        ++into.begins[at(row.unit) + 1];
    for (std::uint32_t u = 0; u < units; ++u)
        into.begins[u + 1] += into.begins[u];
}

}  // namespace

/// Every cell by its key, in the order of first use, and the cells that each record's key wrote.
struct Cells {
    std::vector<Cell> all;
    std::unordered_map<std::string, std::uint32_t> by_cell;
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_record;

    void put(const std::string& cell, const std::string& record_key, Held held, std::uint32_t subject,
             std::string without_source = {}) {
        const auto [place, fresh] = by_cell.try_emplace(cell, static_cast<std::uint32_t>(all.size()));
        if (fresh) all.emplace_back();
        all[place->second] = Cell{std::move(held), subject, std::move(without_source)};
        by_record[record_key].push_back(place->second);
    }
    /// A withdrawal is the highest number in each cell that the record wrote: nothing is left there.
    void empty(const std::string& record_key) {
        const auto written = by_record.find(record_key);
        if (written == by_record.end()) return;
        for (const std::uint32_t cell : written->second)
            all[cell].held = std::monostate{};
    }
};

FactsData::FactsData() = default;
FactsData::~FactsData() = default;

Facts::Facts(const plan::Plan& plan, const units::Tree& units, std::int32_t offset_minutes)
    : data_(std::make_unique<FactsData>()) {
    data_->plan = &plan;
    data_->units = &units;
    data_->offset_minutes = offset_minutes;
    data_->cells = std::make_unique<Cells>();
}
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;
Facts::~Facts() = default;

void Facts::take(const log::Record& record) {
    const log::Entry& entry = record.entry;
    const plan::Plan& plan = *data_->plan;
    Cells& cells = *data_->cells;
    if (!entry.corrects.empty()) cells.empty(entry.corrects);

    const std::optional<units::UnitIndex> unit = data_->units->find(entry.unit);
    if (!unit) return;
    const Origin origin{record.number, record.recorded_at, entry.by, entry.source};
    const std::string instant = value::to_string(entry.effective);
    const value::Date day = value::date_of(entry.effective);
    const calendar::Days dated{day, day};
    const auto period = entry.period.empty() ? std::nullopt : calendar::days_of_label(entry.period);
    const std::uint32_t told_for = window_of(plan, entry);
    const auto proofs = [&](std::uint32_t indicator, std::uint32_t task) {
        for (const std::string_view named : split(entry.evidence, "、")) {
            Proof proof{*unit,
                        task,
                        indicator,
                        entry.case_id,
                        entry.period,
                        period.value_or(dated),
                        told_for,
                        entry.effective,
                        std::string(named.substr(0, named.find('='))),
                        origin};
            cells.put(join({"proof", entry.unit, entry.task, entry.indicator, entry.period.empty() ? instant : entry.period,
                            entry.case_id, named}),
                      entry.key, std::move(proof), indicator != plan::kNone ? indicator : task);
        }
    };

    switch (entry.kind) {
        case log::Kind::reading: {
            const std::uint32_t indicator = plan.find_indicator(entry.indicator);
            if (indicator == plan::kNone) return;
            Reading reading;
            reading.unit = *unit;
            reading.case_id = entry.case_id;
            reading.effective = entry.effective;
            reading.days = period.value_or(dated);
            reading.has_period = period.has_value();
            reading.said = entry.value;
            reading.window = told_for;
            reading.period = entry.period;
            reading.origin = origin;
            if (!read_value(plan.indicators[indicator], entry, reading)) return;
            // The field of a case has a cell for each effective instant; other readings one for the period, or else the date.
            const bool of_stretch = period.has_value() || told_for != plan::kNone;
            const std::string when = !entry.case_id.empty() ? instant : of_stretch ? entry.period : value::to_string(day);
            const std::string cell = join({"reading", entry.unit, entry.indicator, when, entry.case_id});
            cells.put(cell + (entry.source == log::Source::verifier ? "v" : "r"), entry.key, std::move(reading), indicator,
                      cell);
            proofs(indicator, plan::kNone);
            return;
        }
        case log::Kind::incident: {
            const std::uint32_t event = plan.find_event(entry.indicator);
            if (event == plan::kNone) return;
            cells.put(join({"case", entry.unit, entry.indicator, entry.case_id}), entry.key,
                      Incident{*unit, entry.case_id, entry.effective, origin}, event);
            return;
        }
        case log::Kind::no_case: {
            const std::uint32_t event = plan.find_event(entry.indicator);
            if (event == plan::kNone) return;
            cells.put(join({"no_case", entry.unit, entry.indicator, period ? entry.period : value::to_string(day)}), entry.key,
                      Nothing{*unit, period.value_or(dated), entry.effective, origin}, event);
            return;
        }
        case log::Kind::claim:
        case log::Kind::verify:
        case log::Kind::send_back:
        case log::Kind::judge:
        case log::Kind::excuse:
        case log::Kind::waive:
        case log::Kind::extend:
        case log::Kind::transfer: {
            const std::uint32_t task = plan.find_task(entry.task);
            if (task == plan::kNone) return;
            cells.put(
                join({log::name(entry.kind), entry.unit, entry.task, entry.period, entry.case_id, instant}), entry.key,
                RowAct{entry.kind, *unit, entry.period, entry.case_id, entry.effective, entry.value, entry.reason, origin},
                task);
            proofs(plan::kNone, task);
            return;
        }
        case log::Kind::announce: {
            if (const std::uint32_t attribute = plan.find_attribute(entry.indicator); attribute != plan::kNone) {
                cells.put(join({"attribute", entry.unit, entry.indicator, instant}), entry.key,
                          AttributeTold{*unit, attribute, entry.effective, entry.value, origin}, attribute);
                return;
            }
            const auto days = calendar::days_of_label(entry.value);
            if (!days) return;
            for (std::uint32_t window = 0; window < plan.windows.size(); ++window) {
                if (plan.windows[window].name != entry.indicator) continue;
                const auto whose = at(*unit) == 0 ? std::nullopt : unit;
                cells.put(join({"announce", entry.unit, entry.indicator, instant}), entry.key,
                          Announcement{window, whose, entry.effective, *days, origin}, window);
            }
            return;
        }
        case log::Kind::close: {
            const std::uint32_t event = plan.find_event(entry.indicator);
            if (event == plan::kNone) return;
            cells.put(join({"close", entry.unit, entry.indicator, entry.case_id}), entry.key,
                      Closing{*unit, entry.case_id, entry.effective, origin}, event);
            return;
        }
        case log::Kind::withdraw:  // done above
        case log::Kind::plan:  // versions are chosen before facts are folded
        case log::Kind::units:
        case log::Kind::calendar: return;
    }
}

std::vector<calendar::Slot> slots_from(value::Date origin, value::Date last, value::Duration every) {
    std::int32_t months = 12;
    while (value::add_days(value::add_months(origin, months), -1) < last)
        months += 12;
    return calendar::slots_of({origin, value::add_days(value::add_months(origin, months), -1)}, every);
}

void Facts::seal(value::Instant as_of) {
    FactsData& data = *data_;
    const plan::Plan& plan = *data.plan;
    data.as_of = as_of;
    data.readings.resize(plan.indicators.size());
    data.incidents.resize(plan.events.size());
    data.nothings.resize(plan.events.size());
    data.closings.resize(plan.events.size());
    data.attributes.resize(plan.attributes.size());
    data.acts.resize(plan.tasks.size());
    data.proofs.resize(plan.indicators.size() + plan.tasks.size());
    data.slots.resize(plan.indicators.size());
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
        const auto& rhythm = plan.indicators[i].rhythm;
        if (rhythm) data.slots[i] = slots_from(plan.year.first, std::max(plan.year.last, value::date_of(as_of)), rhythm->every);
    }

    std::unordered_set<std::string> verified;  // readings' cells in which a verifier's figure stands; never iterated
    for (const Cell& cell : data.cells->all) {
        const Reading* reading = std::get_if<Reading>(&cell.held);
        const bool says_something = reading && reading->content != Content::blank && reading->effective <= as_of;
        if (says_something && reading->origin.source == log::Source::verifier) {
            verified.insert(cell.without_source);
        }
    }
    for (Cell& cell : data.cells->all) {
        if (Reading* reading = std::get_if<Reading>(&cell.held)) {
            if (reading->effective > as_of) continue;
            reading->overruled = reading->origin.source == log::Source::reporter && verified.contains(cell.without_source);
            data.readings[cell.subject].rows.push_back(std::move(*reading));
        } else if (Incident* incident = std::get_if<Incident>(&cell.held)) {
            if (incident->occurred <= as_of) data.incidents[cell.subject].rows.push_back(std::move(*incident));
        } else if (Nothing* nothing = std::get_if<Nothing>(&cell.held)) {
            if (nothing->effective <= as_of) data.nothings[cell.subject].rows.push_back(*nothing);
        } else if (Closing* closing = std::get_if<Closing>(&cell.held)) {
            if (closing->effective <= as_of) data.closings[cell.subject].rows.push_back(std::move(*closing));
        } else if (AttributeTold* told = std::get_if<AttributeTold>(&cell.held)) {
            if (told->effective <= as_of) data.attributes[cell.subject].rows.push_back(std::move(*told));
        } else if (RowAct* act = std::get_if<RowAct>(&cell.held)) {
            if (act->effective <= as_of) data.acts[cell.subject].rows.push_back(std::move(*act));
        } else if (Proof* proof = std::get_if<Proof>(&cell.held)) {
            if (proof->effective > as_of) continue;
            const std::size_t place = proof->indicator != plan::kNone ? proof->indicator : plan.indicators.size() + proof->task;
            data.proofs[place].rows.push_back(std::move(*proof));
        } else if (Announcement* announcement = std::get_if<Announcement>(&cell.held)) {
            if (announcement->effective <= as_of) data.announcements.push_back(*announcement);
        }
    }
    data.cells.reset();

    const std::uint32_t units = data.units->size();
    for (auto& column : data.readings) {
        std::sort(column.rows.begin(), column.rows.end(), [](const Reading& a, const Reading& b) {
            // Numbers are compared inside a cell only: at one instant a period's figure stands after a dated one.
            return std::tie(a.unit, a.case_id, a.effective, a.has_period, a.period, a.origin.source) <
                   std::tie(b.unit, b.case_id, b.effective, b.has_period, b.period, b.origin.source);
        });
        gather(column, units);
    }
    for (auto& column : data.incidents) {
        std::sort(column.rows.begin(), column.rows.end(), [](const Incident& a, const Incident& b) {
            return std::tie(a.unit, a.case_id) < std::tie(b.unit, b.case_id);
        });
        gather(column, units);
    }
    for (auto& column : data.nothings) {
        std::sort(column.rows.begin(), column.rows.end(), [](const Nothing& a, const Nothing& b) {
            return std::tie(a.unit, a.origin.number) < std::tie(b.unit, b.origin.number);
        });
        gather(column, units);
    }
    for (auto& column : data.closings) {
        std::sort(column.rows.begin(), column.rows.end(),
                  [](const Closing& a, const Closing& b) { return std::tie(a.unit, a.case_id) < std::tie(b.unit, b.case_id); });
        gather(column, units);
    }
    for (auto& column : data.attributes) {
        std::sort(column.rows.begin(), column.rows.end(), [](const AttributeTold& a, const AttributeTold& b) {
            return std::tie(a.unit, a.effective) < std::tie(b.unit, b.effective);
        });
        gather(column, units);
    }
    for (auto& column : data.acts) {
        std::sort(column.rows.begin(), column.rows.end(), [](const RowAct& a, const RowAct& b) {
            return std::tie(a.unit, a.effective, a.kind, a.period, a.case_id) <
                   std::tie(b.unit, b.effective, b.kind, b.period, b.case_id);
        });
        gather(column, units);
    }
    for (auto& column : data.proofs) {
        std::sort(column.rows.begin(), column.rows.end(), [](const Proof& a, const Proof& b) {
            return std::tie(a.unit, a.effective, a.origin.number) < std::tie(b.unit, b.effective, b.origin.number);
        });
        gather(column, units);
    }
    std::sort(data.announcements.begin(), data.announcements.end(), [](const Announcement& a, const Announcement& b) {
        return std::tie(a.effective, a.window, a.unit) < std::tie(b.effective, b.window, b.unit);
    });
}

}  // namespace duban::evaluate
