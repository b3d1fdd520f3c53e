#include "engine/report/ledger.hpp"

#include "engine/calendar/period.hpp"

#include <array>
#include <limits>

namespace duban::report {

namespace {

using log::Kind;
using units::UnitIndex;

constexpr std::uint32_t kNoCell = 0xFFFF'FFFFU;
constexpr value::Instant kForever{std::numeric_limits<std::int64_t>::max()};

std::string join(std::initializer_list<std::string_view> parts) {
    std::string joined;
    for (const std::string_view part : parts) {
        joined += part;
        joined += '\x1f';
    }
    return joined;
}

/// Empty: none.
std::string cell_name(const log::Entry& entry) {
    const std::string_view kind = log::name(entry.kind);
    const auto when = [&entry] {
        const bool of_window = entry.kind == Kind::reading && entry.period.starts_with("window:");
        if (of_window || (!entry.period.empty() && calendar::days_of_label(entry.period))) return entry.period;
        return value::to_string(value::date_of(entry.effective));
    };
    const std::string instant = std::to_string(entry.effective.minutes);
    if (entry.kind == Kind::reading) {
        return join({kind, entry.unit, entry.indicator, entry.case_id.empty() ? when() : instant, entry.case_id,
                     entry.source == log::Source::verifier ? "v" : "r"});
    }
    if (is_act(entry.kind)) return join({kind, entry.unit, entry.task, entry.period, entry.case_id, instant});
    if (entry.kind == Kind::no_case) return join({kind, entry.unit, entry.indicator, when()});
    if (entry.kind == Kind::announce) return join({kind, entry.unit, entry.indicator, instant});
    if (entry.kind != Kind::incident && entry.kind != Kind::close) return {};
    return join({kind, entry.unit, entry.indicator, entry.case_id});
}

std::string row_name(std::string_view unit, std::string_view task, std::string_view period, std::string_view case_id) {
    return join({"row", unit, task, period, case_id});
}

/// Of what stands in several cells one after the other; empty: none.
std::string row_name(const log::Entry& entry) {
    if (is_act(entry.kind)) return row_name(entry.unit, entry.task, entry.period, entry.case_id);
    if (entry.kind == Kind::announce) return join({"window", entry.unit, entry.indicator});
    if (entry.kind != Kind::reading || entry.case_id.empty()) return {};
    return join({"case", entry.unit, entry.indicator, entry.case_id, entry.source == log::Source::verifier ? "v" : "r"});
}

}  // namespace

bool is_act(log::Kind kind) { return kind >= Kind::claim && kind <= Kind::transfer; }

std::string figure(const log::Entry& entry) {
    return entry.numerator.empty() ? entry.value : entry.numerator + "/" + entry.denominator;
}

void Ledger::take(const log::Entry& entry, std::int64_t number, value::Instant recorded_at) {
    const Told told{static_cast<std::uint32_t>(lines_.size())};
    Line line{entry.key, number, recorded_at, entry.effective, entry.kind, {}, {}, false};
    if (entry.kind == Kind::reading) line.said = figure(entry);
    if (entry.kind == Kind::transfer) line.said = entry.value;
    lines_.push_back(std::move(line));
    by_key_.emplace(lines_.back().key, told);
    cell_of_.push_back(kNoCell);

    if (const auto target = entry.corrects.empty() ? std::nullopt : find(entry.corrects)) {
        if (cell_of_[at(*target)] != kNoCell) replace(cell_of_[at(*target)], told);
    }
    const std::string name = cell_name(entry);
    if (name.empty()) return;
    const auto [cell, fresh] = cells_.try_emplace(name, static_cast<std::uint32_t>(standing_.size()));
    if (fresh) standing_.emplace_back();
    replace(cell->second, told);
    standing_[cell->second] = told;
    cell_of_.back() = cell->second;
    list(entry, told);
}

void Ledger::replace(std::uint32_t cell, Told by) {
    const auto before = std::exchange(standing_[cell], std::nullopt);
    if (!before) return;
    lines_[at(*before)].replaced_by = by;
    lines_[at(by)].in_place = lines_[at(*before)].kind != Kind::withdraw;
    strike(*before);
}

void Ledger::list(const log::Entry& entry, Told told) {
    if (std::string row = row_name(entry); !row.empty()) {
        rows_[row].insert({entry.kind, entry.effective, told});
        if (entry.kind == Kind::transfer) transferred_[join({entry.unit, entry.task})].insert(row);
        row_of_.emplace(told, std::move(row));
    }
    const auto place = entry.kind == Kind::incident ? units_->find(entry.unit) : std::nullopt;
    if (!place) return;
    by_code_[entry.case_id].insert_or_assign({entry.indicator, *place}, told);
    by_place_[join({entry.unit, entry.indicator})].insert({entry.effective, told});
    incidents_.emplace(told, Incident{entry.case_id, entry.indicator, *place});
}

void Ledger::strike(Told told) {
    if (const auto row = row_of_.find(told); row != row_of_.end()) {
        rows_[row->second].erase({lines_[at(told)].kind, lines_[at(told)].effective, told});
        row_of_.erase(row);
    }
    const auto found = incidents_.find(told);
    if (found == incidents_.end()) return;
    const Incident& incident = found->second;
    by_code_[incident.code].erase({incident.event, incident.place});
    by_place_[join({units_->code(incident.place), incident.event})].erase({lines_[at(told)].effective, told});
    incidents_.erase(found);
}

std::optional<Told> Ledger::find(std::string_view key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
}

void Ledger::number_those_told(value::Instant recorded_at) {
    for (std::size_t place = lines_.size(); place > 0 && lines_[place - 1].number == 0; --place) {
        lines_[place - 1].number = static_cast<std::int64_t>(place);
        lines_[place - 1].recorded_at = recorded_at;
    }
}

std::optional<Told> Ledger::numbered(std::int64_t number) const {
    if (number < 1 || number > static_cast<std::int64_t>(lines_.size())) return std::nullopt;
    const Told told{static_cast<std::uint32_t>(number - 1)};
    return lines_[at(told)].number == number ? std::optional(told) : std::nullopt;
}

Told Ledger::latest(Told told) {
    Told last = told;
    while (lines_[at(last)].replaced_by)
        last = *lines_[at(last)].replaced_by;
    // Whoever asks again finds it at once.
    while (told != last)
        told = *std::exchange(lines_[at(told)].replaced_by, last);
    return last;
}

std::optional<Told> Ledger::standing(const log::Entry& entry) const {
    const auto cell = cells_.find(cell_name(entry));
    return cell == cells_.end() ? std::nullopt : standing_[cell->second];
}

std::optional<Told> Ledger::last(const Series& series, Kind kind, value::Instant until) {
    auto after = series.upper_bound({kind, until, Told{kNoCell}});
    if (after == series.begin()) return std::nullopt;
    --after;
    return std::get<Kind>(*after) == kind ? std::optional(std::get<Told>(*after)) : std::nullopt;
}

std::optional<Told> Ledger::answer(Told told) const {
    const auto row = row_of_.find(told);
    if (row == row_of_.end()) return std::nullopt;
    const Line& line = lines_[at(told)];
    std::vector<Kind> kinds{line.kind};
    if (line.kind == Kind::claim || line.kind == Kind::verify) kinds.push_back(Kind::send_back);
    if (line.kind == Kind::send_back) kinds.insert(kinds.end(), {Kind::claim, Kind::verify});
    for (const Kind kind : kinds) {
        const auto other = last(rows_.at(row->second), kind, kForever);
        if (other && std::pair(lines_[at(*other)].effective, *other) > std::pair(line.effective, told)) return other;
    }
    return std::nullopt;
}

std::vector<std::pair<UnitIndex, Told>> Ledger::cases(const std::string& code, const std::string& event, UnitIndex unit) const {
    std::vector<std::pair<UnitIndex, Told>> found;
    const auto of_code = by_code_.find(code);
    if (of_code == by_code_.end()) return found;
    for (auto one = of_code->second.lower_bound({event, unit}); one != of_code->second.end() && found.size() < kMostCases;
         ++one) {
        if (one->first.first != event || !units_->contains(unit, one->first.second)) break;
        found.emplace_back(one->first.second, one->second);
    }
    return found;
}

std::optional<Told> Ledger::case_between(const std::string& event, UnitIndex unit, value::Instant first,
                                         value::Instant last) const {
    const auto place = by_place_.find(join({units_->code(unit), event}));
    if (place == by_place_.end()) return std::nullopt;
    const auto found = place->second.lower_bound({first, Told{0}});
    if (found == place->second.end() || found->first > last) return std::nullopt;
    return found->second;
}

std::vector<std::string> Ledger::takers(const std::string& unit, const std::string& task, value::Instant now,
                                        const std::optional<Slot>& slot) const {
    std::vector<std::string> codes;
    const auto add = [&](const std::string& row) {
        const auto series = rows_.find(row);
        if (series == rows_.end()) return;
        if (const auto transfer = last(series->second, Kind::transfer, now)) codes.push_back(lines_[at(*transfer)].said);
    };
    if (slot) {
        add(row_name(unit, task, slot->period, slot->case_id));
        return codes;
    }
    const auto rows = transferred_.find(join({unit, task}));
    if (rows == transferred_.end()) return codes;
    for (const std::string& row : rows->second)
        add(row);
    return codes;
}

}  // namespace duban::report
