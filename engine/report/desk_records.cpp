#include "engine/report/desk.hpp"
#include "engine/report/written.hpp"

#include <algorithm>

namespace duban::report {

using text::Code;
using text::Result;
using text::Words;
using units::UnitIndex;

Ledger& Desk::ledger() { return *books_->ledger_; }

Result<KnownCase> Desk::known_case(const std::string& code, std::uint32_t event, UnitIndex unit) {
    const plan::Event& rule = plan().events[event];
    const auto cases = ledger().cases(code, rule.name, unit);
    if (cases.empty()) return refuse(FieldName::case_id, Code::case_unknown, {code, shown(unit)});
    if (cases.size() == 1 || cases.front().first == unit) {
        return KnownCase{cases.front().first, ledger()[cases.front().second].effective, rule.occurred == plan::kNone};
    }
    std::vector<Words> places;
    for (const auto& [place, told] : cases)
        places.push_back(shown(place));
    return refuse(FieldName::case_id, Code::case_ambiguous, {code, shown(unit), listed(places)});
}

std::optional<text::Diagnostic> Desk::before_case(const Timing& timing, const KnownCase& known) const {
    if (!timing.stated) return std::nullopt;
    const bool is_before =
        known.by_day ? value::date_of(*timing.stated) < value::date_of(known.occurred) : *timing.stated < known.occurred;
    if (!is_before) return std::nullopt;
    return refuse(FieldName::date, Code::date_before_case,
                  {value::to_short_string(*timing.stated), value::to_short_string(known.occurred)});
}

std::optional<log::Record> Desk::record(std::string_view key) {
    const auto told = ledger().find(key);
    if (!told) return std::nullopt;
    const auto place = static_cast<std::size_t>(*told);
    if (place >= told_before_) {
        log::Record record;
        record.recorded_at = received_at();
        record.entry = entries_[place - told_before_];
        return record;
    }
    auto found = context_.log.find(key);
    if (!found) {
        log_failure_ = found.failure();
        return std::nullopt;
    }
    return std::move(*found);
}

Words Desk::place_of(Told told) {
    const std::int64_t number = ledger()[told].number;
    if (number == 0) {
        const std::string row = std::to_string(rows_[static_cast<std::size_t>(told) - told_before_]);
        return {"本文件第 " + row + " 行", "row " + row + " of this file"};
    }
    return {"记录 " + std::to_string(number), "record " + std::to_string(number)};
}

std::string Desk::called(Told told) {
    const Line& line = ledger()[told];
    return line.key.starts_with(kAutomaticKey) && line.number != 0 ? std::to_string(line.number) : line.key;
}

bool Desk::has_taken_over(UnitIndex by, UnitIndex holder, std::uint32_t task, const std::optional<Ledger::Slot>& slot) {
    const auto takers = ledger().takers(units().code(holder), plan().tasks[task].id, received_at(), slot);
    return std::any_of(takers.begin(), takers.end(), [&](const std::string& code) {
        const auto taker = units().find(code);
        return taker && covers(by, *taker);
    });
}

void Desk::take(log::Entry entry, std::uint32_t row) {
    ledger().take(entry, 0, received_at());
    rows_.push_back(row);
    entries_.push_back(std::move(entry));
}

std::string read_evidence(std::string_view written) {
    std::string evidence;
    for (const std::string& proof : proofs_of(written))
        evidence += (evidence.empty() ? "" : "、") + proof;
    return evidence;
}

}  // namespace duban::report
