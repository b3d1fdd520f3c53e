// What stands in each cell now, and which record has taken the place of one that stands no more? Private to this folder.
#pragma once

#include "engine/log/record.hpp"
#include "engine/units/tree.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace duban::report {

/// Place of a record: those of the log by number, then those taken from the batch.
enum class Told : std::uint32_t {};

/// A record, as far as rows after it ask.
struct Line {
    std::string key;
    std::int64_t number = 0;  // 0: taken from the batch
    value::Instant recorded_at;
    value::Instant effective;
    log::Kind kind = log::Kind::reading;
    std::string said;  // of a reading its figure, empty if blank; of a transfer the unit that takes over
    std::optional<Told> replaced_by;
    bool in_place = false;  // of another that stood before it, and was no withdrawal
};

/// Claim, verify, return, judge, excuse, waive, extend, transfer.
[[nodiscard]] bool is_act(log::Kind kind);

/// What a reading says, as the ledger keeps it; empty if it is blank.
[[nodiscard]] std::string figure(const log::Entry& entry);

/// Cells as in engine/evaluate/facts.cpp. Every question is answered in the time of a few look-ups.
class Ledger {
public:
    explicit Ledger(const units::Tree& units) : units_(&units) {}

    /// The next record; records of the log before those of the batch.
    void take(const log::Entry& entry, std::int64_t number, value::Instant recorded_at);

    /// Those taken since the last record of the log are its next records, recorded then.
    void number_those_told(value::Instant recorded_at);

    [[nodiscard]] std::size_t size() const { return lines_.size(); }
    [[nodiscard]] const Line& operator[](Told told) const { return lines_[at(told)]; }
    [[nodiscard]] std::optional<Told> find(std::string_view key) const;
    [[nodiscard]] std::optional<Told> numbered(std::int64_t number) const;
    /// The record itself, or the last that has taken its place.
    [[nodiscard]] Told latest(Told told);
    /// What stands in the cell that the entry would go into.
    [[nodiscard]] std::optional<Told> standing(const log::Entry& entry) const;
    /// An act that came after this one and makes it another matter to say it again: of its own kind, or a return after a claim
    /// or a verification, or one of these after a return; of a reading of a case a later one.
    [[nodiscard]] std::optional<Told> answer(Told told) const;

    /// Live cases of the code and event type at the unit or below it, that at the unit itself first; the first few.
    static constexpr std::size_t kMostCases = 12;
    [[nodiscard]] std::vector<std::pair<units::UnitIndex, Told>> cases(const std::string& code, const std::string& event,
                                                                       units::UnitIndex unit) const;
    /// A live case of the event type at the unit that occurred from the first to the last instant.
    [[nodiscard]] std::optional<Told> case_between(const std::string& event, units::UnitIndex unit, value::Instant first,
                                                   value::Instant last) const;
    /// Codes of the units that rows of the task were transferred to from the unit, in force at the instant; if a row's period
    /// and case are given, of that row alone.
    struct Slot {
        std::string period;
        std::string case_id;
    };
    [[nodiscard]] std::vector<std::string> takers(const std::string& unit, const std::string& task, value::Instant now,
                                                  const std::optional<Slot>& slot) const;

private:
    [[nodiscard]] static std::uint32_t at(Told told) { return static_cast<std::uint32_t>(told); }

    using Series = std::set<std::tuple<log::Kind, value::Instant, Told>>;  // live records of one row
    struct Incident {
        std::string code;
        std::string event;
        units::UnitIndex place{};
    };
    void replace(std::uint32_t cell, Told by);
    void list(const log::Entry& entry, Told told);
    void strike(Told told);
    [[nodiscard]] static std::optional<Told> last(const Series& series, log::Kind kind, value::Instant until);

    const units::Tree* units_;
    std::deque<Line> lines_;
    std::unordered_map<std::string_view, Told> by_key_;  // of lines_; none of these is ever iterated
    std::unordered_map<std::string, std::uint32_t> cells_;
    std::vector<std::optional<Told>> standing_;  // by cell
    std::vector<std::uint32_t> cell_of_;  // by record
    std::unordered_map<std::string, Series> rows_;
    std::unordered_map<Told, std::string> row_of_;  // of acts and readings of cases
    std::unordered_map<std::string, std::set<std::string>> transferred_;  // rows by unit and task
    std::unordered_map<Told, Incident> incidents_;  // live ones
    std::unordered_map<std::string, std::map<std::pair<std::string, units::UnitIndex>, Told>> by_code_;
    std::unordered_map<std::string, std::set<std::pair<value::Instant, Told>>> by_place_;
};

}  // namespace duban::report
