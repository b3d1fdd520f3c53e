// What is a row checked against: the plan's names, the units, the cases and records there are? Private to this folder.
#pragma once

#include "engine/report/door.hpp"
#include "engine/report/ledger.hpp"
#include "engine/report/written.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace duban::report {

/// A case that has been reported and not withdrawn.
struct KnownCase {
    units::UnitIndex place{};
    value::Instant occurred;
    bool by_day = false;  // its event has no hour
};

/// When a row's records hold. What the row leaves open depends on when they are recorded.
struct Timing {
    std::optional<value::Instant> stated;
    bool is_bare = false;                    // stated as a date without a clock
    std::optional<value::Date> period_end;   // of a reading for a period
    value::BareDate bare = value::BareDate::last_minute;  // first_minute: it comes into force

    [[nodiscard]] value::Instant effective(value::Instant recorded_at) const;
};

/// What a row says, checked: its first entry carries the row's key, the others (the fields of a case) that key and `#` and
/// their own name. Keys and effective instants are filled in by the door.
struct Draft {
    std::vector<log::Entry> entries;
    Timing timing;
    std::optional<text::Diagnostic> clash;  // why records there are forbid it; not held against a row that was taken before
    std::vector<text::Diagnostic> notes;    // what its author should know, should it be taken
};

class Desk {
public:
    Desk(const Batch& batch, const DoorContext& context);

    [[nodiscard]] const plan::Plan& plan() const { return context_.plan; }
    [[nodiscard]] const units::Tree& units() const { return context_.units; }
    [[nodiscard]] value::Instant received_at() const { return context_.received_at; }
    [[nodiscard]] std::int32_t offset_minutes() const { return context_.calendar.offset_minutes(); }

    /// The finding with the column as the file calls it.
    [[nodiscard]] text::Diagnostic refuse(FieldName field, text::Code code, std::vector<text::Words> arguments = {}) const;
    [[nodiscard]] text::Diagnostic refuse(FieldName field, text::Diagnostic why) const;
    /// The finding with samples of the plan's year, where its sentence shows any.
    [[nodiscard]] text::Diagnostic with_samples(text::Diagnostic why) const;
    [[nodiscard]] std::string column(FieldName field) const { return columns_[static_cast<std::size_t>(field)]; }

    // ---- names

    /// `山西省 太原市 小店区（140105）`.
    [[nodiscard]] text::Words shown(units::UnitIndex unit) const;
    [[nodiscard]] std::string shown_indicator(std::uint32_t indicator) const;  // documents in 《》
    /// The office that the column names; a missing or unknown one is a refusal.
    [[nodiscard]] text::Result<units::UnitIndex> unit(const Row& row, FieldName field);
    [[nodiscard]] text::Result<std::uint32_t> task(const Row& row) const;
    /// The event type named as indicator, or the only one; `what` is what the row wants it for.
    [[nodiscard]] text::Result<std::uint32_t> event(const Row& row, const text::Words& what) const;

    /// The indicators that the task's criteria read, and the tasks that read the indicator.
    [[nodiscard]] const std::vector<std::uint32_t>& read_by(std::uint32_t task) const { return indicators_of_[task]; }
    [[nodiscard]] const std::vector<std::uint32_t>& reading(std::uint32_t indicator) const { return tasks_of_[indicator]; }
    /// The unit that holds the task's row for something at `place`: the place itself, or for triggered tasks the unit of the
    /// trigger's level above it. Nothing if none does.
    [[nodiscard]] std::optional<units::UnitIndex> holder(std::uint32_t task, units::UnitIndex place) const;
    /// Whether the plan names `by` as the body that reports the task's figures (填报).
    [[nodiscard]] bool reports_for(units::UnitIndex by, std::uint32_t task) const;
    /// Who verifies the task for that unit.
    [[nodiscard]] std::optional<units::UnitIndex> verifier(std::uint32_t task, units::UnitIndex unit) const;
    /// Whom the task's criteria leave a judgement to (评定), for that unit.
    [[nodiscard]] std::vector<units::UnitIndex> judges(std::uint32_t task, units::UnitIndex unit) const;
    /// Whether a task asks the figure of the unit, or of one below, for which it may report: of a lead, or of a unit counted.
    [[nodiscard]] bool is_asked_of(std::uint32_t indicator, units::UnitIndex unit) const;
    /// Whether the task's criteria count the unit.
    [[nodiscard]] bool counts(std::uint32_t task, units::UnitIndex unit) const;
    /// Whether a row of the task was handed over to `by`, or to a unit below it; that row, if one is given.
    [[nodiscard]] bool has_taken_over(units::UnitIndex by, units::UnitIndex holder, std::uint32_t task,
                                      const std::optional<Ledger::Slot>& slot);
    /// Who goes on for the unit at the receipt: itself, unless it has closed and has an heir.
    [[nodiscard]] units::UnitIndex heir(units::UnitIndex unit) const { return units().held_by(unit, received_at()); }
    /// One is the other, or above it or its heir, or that heir.
    [[nodiscard]] bool covers(units::UnitIndex above, units::UnitIndex unit) const {
        return units().contains(above, unit) || units().contains(above, heir(unit));
    }
    /// Whom the column names as the one who reports, if it was there at the receipt; of an empty one the unit or its heir.
    [[nodiscard]] text::Result<units::UnitIndex> by(const Row& row, units::UnitIndex unit);

    // ---- moments

    /// A date as the plan's people write it: without a year it is in the plan's, if that is one.
    [[nodiscard]] text::Result<Stated> date(std::string_view written, value::BareDate bare) const;
    /// The date column; nothing stated if it is empty. Not after the receipt where something has been done.
    [[nodiscard]] text::Result<Timing> timing(const Row& row, value::BareDate bare) const;
    /// The period column, which is filled: it touches the plan year and is one of the rhythm's slots. `of` is whose period.
    [[nodiscard]] text::Result<calendar::Days> period(const Row& row, const std::optional<plan::Rhythm>& rhythm,
                                                      const std::string& of);
    /// The same for a reading: also the year before the plan's, or a part of it, where a criterion compares with it; a slot of
    /// a task that reads it, one of its rhythm in a version before; and as below.
    [[nodiscard]] text::Result<calendar::Days> period_of_reading(const Row& row, std::uint32_t indicator);
    /// The same for a return of an event, or a case of its period.
    [[nodiscard]] text::Result<calendar::Days> period_of_return(const Row& row, std::uint32_t event);
    /// The same for whatever is told by periods: also a period of the rhythm after the plan year.
    [[nodiscard]] text::Result<calendar::Days> period_of_report(const Row& row, const std::optional<plan::Rhythm>& rhythm,
                                                                const std::string& of);
    /// Why nothing is taken of the unit that is dated so: it was not there.
    [[nodiscard]] std::optional<text::Diagnostic> outside_life(units::UnitIndex unit, const Timing& timing) const;
    /// Why a period cannot have been reported on yet.
    [[nodiscard]] std::optional<text::Diagnostic> not_begun(calendar::Days days) const;
    /// Why `window:NAME` in the period column is no window of the plan, or not the task's.
    [[nodiscard]] std::optional<text::Diagnostic> other_window(const Row& row, std::optional<std::uint32_t> task) const;
    /// Why `case:ID` in the period column is not what the case column says.
    [[nodiscard]] std::optional<text::Diagnostic> other_case(const Row& row) const;
    /// The rhythm's slots in the plan year.
    [[nodiscard]] const std::vector<calendar::Slot>& slots(value::Duration every);

    // ---- what was told before

    /// What stands in the cells of the log and of the rows before; read when it is first asked for.
    [[nodiscard]] Ledger& ledger();
    /// The live case of that event type and code at the unit or below it.
    [[nodiscard]] text::Result<KnownCase> known_case(const std::string& code, std::uint32_t event, units::UnitIndex unit);
    /// Why what is dated so cannot be about the case.
    [[nodiscard]] std::optional<text::Diagnostic> before_case(const Timing& timing, const KnownCase& known) const;
    /// The record with the key: in the log or taken from this batch before (then recorded at the receipt).
    [[nodiscard]] std::optional<log::Record> record(std::string_view key);
    /// `记录 12`, or that it is a row of this file.
    [[nodiscard]] text::Words place_of(Told told);
    /// As people point at it: the key that they gave it, else its number.
    [[nodiscard]] std::string called(Told told);
    void take(log::Entry entry, std::uint32_t row);
    /// Those taken from this batch, in order; the desk is closed.
    [[nodiscard]] std::vector<log::Entry> entries() && { return std::move(entries_); }

    /// Why the log could not be read; then nothing that was found out since can be trusted.
    [[nodiscard]] const std::optional<text::Diagnostic>& log_failure() const { return log_failure_; }

private:
    [[nodiscard]] text::Result<calendar::Days> written_period(const std::string& written);
    /// Whether a task that reads the indicator has a slot of these days.
    [[nodiscard]] bool is_slot_of_reader(std::uint32_t indicator, calendar::Days days);
    [[nodiscard]] bool is_slot_of(const std::optional<plan::Rhythm>& rhythm, const calendar::Days& days);
    [[nodiscard]] text::Result<units::UnitIndex> resolve_unit(const std::string& written);
    /// Those meant by `柳溪镇农业办`: their name and an organ of the plan that is at their level; the organ stands for its
    /// unit.
    [[nodiscard]] std::vector<units::UnitIndex> units_of_organ(std::string_view written) const;
    /// Those whose name differs in one character, the first few; of one file only some names are looked for so.
    [[nodiscard]] std::vector<units::UnitIndex> units_like(const std::string& name);
    /// Notes what the criterion reads, and of which units: `lead`, or those that it counts.
    void add_read(std::uint32_t task, const plan::Criterion& criterion, const std::vector<units::UnitIndex>& of);
    /// Notes that the task compares the indicator with what it was so many months before.
    void add_earlier(const plan::Task& task, std::uint32_t indicator, std::int32_t months);
    [[nodiscard]] std::optional<units::UnitIndex> office(const plan::Verifier& named, units::UnitIndex unit) const;

    const DoorContext& context_;
    std::array<std::string, kFields> columns_;
    std::vector<std::vector<std::uint32_t>> indicators_of_;  // by task
    std::vector<std::vector<std::uint32_t>> tasks_of_;  // by indicator
    std::vector<std::vector<const std::vector<units::UnitIndex>*>> asked_of_;  // by indicator
    std::vector<std::vector<calendar::Days>>
        earlier_;  // by indicator: the days of earlier years that something is compared with
    std::unordered_map<std::string, text::Result<units::UnitIndex>> units_;  // by what was written; never iterated
    std::unordered_map<std::string, text::Result<calendar::Days>> periods_;  // by what was written; never iterated
    std::vector<std::pair<value::Duration, std::vector<calendar::Slot>>> slots_;
    std::optional<Books> own_books_;
    Books* books_ = nullptr;
    std::size_t near_searches_ = 0;
    std::vector<log::Entry> entries_;  // taken from this batch
    std::vector<std::uint32_t> rows_;  // that they came from
    std::size_t told_before_ = 0;  // records of the log
    std::optional<text::Diagnostic> log_failure_;
};

inline constexpr std::string_view kAutomaticKey = "auto-";
inline constexpr std::string_view kCasePrefix =
    "case:";  // as slots are called: period `case:ID` says what the case column says
inline constexpr std::string_view kWindowPrefix = "window:";
/// The case column, or the period `case:ID`; empty if neither.
[[nodiscard]] std::string case_code(const Row& row);
/// Kinds of proof in the log's spelling.
[[nodiscard]] std::string read_evidence(std::string_view written);

/// A column that is a field of one of the plan's events.
[[nodiscard]] bool is_event_field(const plan::Plan& plan, std::string_view name);
/// Notes the kinds of proof that are not among those asked for; if none are asked for, any will do.
void note_other_proofs(const Desk& desk, const std::vector<std::string>& asked, Draft& draft);

// ---- one row, by what it is

[[nodiscard]] text::Result<Draft> admit_reading(Desk& desk, const Row& row);
[[nodiscard]] text::Result<Draft> admit_case(Desk& desk, const Row& row);
[[nodiscard]] text::Result<Draft> admit_close(Desk& desk, const Row& row);
[[nodiscard]] text::Result<Draft> admit_no_case(Desk& desk, const Row& row);
/// The draft as correction of the record that the row names, if it names one.
[[nodiscard]] text::Result<Draft> correction(Desk& desk, const Row& row, Draft draft);
[[nodiscard]] text::Result<Draft> admit_withdraw(Desk& desk, const Row& row);
[[nodiscard]] text::Result<Draft> admit_announce(Desk& desk, const Row& row);
/// claim, verify, return, judge, excuse, waive, extend, transfer.
[[nodiscard]] text::Result<Draft> admit_act(Desk& desk, const Row& row, log::Kind kind);

}  // namespace duban::report
