// Why is this obligation what it is?
#pragma once

#include "engine/evaluate/evaluate.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::evaluate {

struct Expansion;
struct Row;

/// One reading that the criterion read.
struct Evidence {
    std::int64_t record = 0;            // number in the log
    std::string indicator;
    std::uint32_t defined = plan::kNone;  // that, as the row's version has it
    std::string period;                 // slot label; empty if it was dated
    value::Instant effective;
    std::string value;                  // as filed, canonical; a ratio as `a/b`; empty: blank
    std::string measure;
    std::string by;                     // code
    log::Source source = log::Source::reporter;
    value::Instant recorded_at;
    bool overruled = false;             // shown only: the verifier's figure for the same cell is used
    units::UnitIndex unit{};            // of whom it is: the row's, that of the case, or one that the row's has inherited
};

/// A unit or case that is counted and does not hold what is wanted of it, or of which nobody knows; one whose figure is lacking
/// in a total.
struct Lacking {
    units::UnitIndex unit{};
    std::string case_id;  // empty: the unit itself
    std::string truth;  // of what is counted: true where so many of them are too many; else false, unknown
    Reasons reasons = 0;
};

/// A record of what is counted, or one that closed the case.
struct Told {
    std::int64_t record = 0;
    value::Instant effective;
    value::Instant recorded_at;
};

/// Of those counted so many are true, false and unknown, and so many are needed.
struct Reached {
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t unknown = 0;
    std::int64_t needed = 0;
    bool too_many = false;  // so many are one too many: at most
};

/// A comparison or other part of the criterion, with what it came to.
struct Part {
    plan::Span span;  // in the plan's source
    std::string indicator;
    std::uint32_t defined = plan::kNone;  // the first of these, as the row's version has it: how the value is measured
    std::string truth;  // true, false, unknown, not_applicable
    std::int64_t low = kMinusInfinity;
    std::int64_t high = kPlusInfinity;
    std::int64_t target = kMinusInfinity;
    std::int64_t upper = kMinusInfinity;  // of `between` its other bound
    std::string comparison;  // >= <= = != > < between, or empty
    std::string measure;
    bool decided = false;  // among those that decide: with all others unknown the whole would be the same
    Reasons reasons = 0;
    bool is_of_rows = false;  // that steps and parts are done
    std::vector<Evidence> readings;
    std::optional<Reached> count;  // of a count
    std::vector<Lacking> lacking;  // of a count or a total, in the order of units and cases
    std::vector<Told> told;  // by those that it counts, all of them; of a closing it
};

/// The criterion as a tree, for those who want all of it.
struct Branch {
    plan::Span span;
    std::string_view kind;  // part, all, any, not, throughout, until
    std::string_view truth;
    bool decided = false;
    std::size_t part = 0;  // of kind part: into the explanation's parts
    std::vector<Branch> operands;  // of a closing its gates, of a count of parts these
};

/// From the rule to the due date: rule, offset, shift, notice, extension.
struct CalendarStep {
    std::string what;  // rule, offset, shift, notice, extension, unknown
    text::Words said;  // `印发后10个工作日`, `一般: 24小时`
    value::Instant result = kNever;
    bool by_working_days = false;  // the days on the way are looked up in the calendar
    std::int64_t record = 0;  // of the announcement or the extension that it comes from; 0: of none
};

/// An act on the row: claim, verify, return, excuse, waive, extend, transfer, judge.
struct Act {
    std::int64_t record = 0;
    log::Kind kind = log::Kind::claim;
    value::Instant effective;
    std::string by;
    std::string value;
    std::string reason;
};

/// A row of another task that this one waits for, consists of or asks for.
struct OtherRow {
    std::uint32_t block = 0;  // of the board
    std::uint32_t row = 0;
};

/// What would help to decide if it were told: a reading for a reporting slot, a claim, the closing of a case, a return.
struct Missing {
    enum class Kind : std::uint8_t { reading, claim, close, no_case };
    Kind kind = Kind::reading;
    std::string indicator;  // of a return the event type; empty of a claim and a closing
    std::string period;  // slot label
    value::Date due;
    bool is_due = false;
    Reasons reasons = 0;
    std::string case_id;
    units::UnitIndex unit{};  // of whom it is lacking: the row's, that of the case, or one that the row's has inherited
    std::optional<OtherRow> of;  // of a step or part; nothing: of the row itself
};

/// By what prerequisite the due date was moved most.
struct Delay {
    OtherRow by;
    std::int32_t days = 0;
};

struct Explanation {
    std::uint32_t block = 0;
    std::size_t row = 0;
    std::int32_t rule = 0;  // line of the status table, semantics §4, that gave the word: 1..20
    std::vector<Part> parts;
    std::vector<CalendarStep> steps;
    std::vector<Act> acts;
    std::vector<std::string> proof_wanted;
    std::vector<std::string> proof_there;
    std::vector<Missing> missing;
    std::vector<OtherRow> waits_for;  // the first prerequisite that is open; in full what that waits for, and so on
    std::optional<Delay> delay;
    std::vector<OtherRow> parts_of_it;  // of a task with steps or parts
    std::vector<OtherRow> others;  // of tasks that its criterion asks for
    std::vector<std::string> attributes_wanted;  // of the row's unit: without them nobody knows whether the duty is its own
    value::Instant opens = kNever;  // kNever: a line without a case
    value::Instant filed_on = kNever;  // when the record that decided was told; kNever: not completed, or by no one record
    // in full
    std::optional<Branch> tree;  // nothing of a line without a case
    std::optional<std::vector<Missing>> shortest;  // way to met; nothing: no report can meet it
};

/// How much of an explanation is asked for.
enum class Depth : std::uint8_t { rule, full };

/// What a unit must still report: an unfilled slot, over or due by then, of an indicator that one of its rows reads, or an
/// event's return. It is due at its end, with a period of its row when the row is.
struct Owed {
    std::uint32_t task = 0;
    std::uint32_t indicator = 0;  // of the plan; an event's return if `event` is not kNone
    std::uint32_t event = plan::kNone;
    units::UnitIndex unit{};
    std::string period;
    value::Date due;
    std::string case_id;
    bool is_counted = false;  // a row that counts or adds up what others tell asks for it
};

/// Explains the rows of one board. What a task expands to is kept from one row to the next.
class Explainer {
public:
    /// The facts and the board are those that the world gave; all must outlive it.
    Explainer(const World& world, const Facts& facts, const Board& board);
    Explainer(Explainer&&) noexcept;
    ~Explainer();

    [[nodiscard]] Explanation explain(std::uint32_t block, std::size_t row, Depth depth = Depth::rule);
    /// By due date, indicator position, period; `until` is inclusive. Also what is owed for those that it has inherited by the
    /// board's date; nothing of a unit that has handed on.
    [[nodiscard]] std::vector<Owed> owed(units::UnitIndex unit, value::Instant until);

private:
    [[nodiscard]] const Expansion& expansion(std::uint32_t task);
    /// Of a row that is met for now and past due what it reads and has not been told.
    void ask_unreported(const Block& block, std::size_t row, Explanation& result);
    /// What is owed for the unit by `asked`, itself or its heir.
    void add_owed_by(units::UnitIndex unit, units::UnitIndex asked, value::Instant until, std::vector<Owed>& result);
    void explain_line(const Block& block, const Row& row, Explanation& result) const;
    using Way = std::optional<std::vector<Missing>>;
    /// Adds what its parts miss, if they are unknown; what would do to have all of them done: nothing if no report can.
    [[nodiscard]] Way ask_parts(Explanation& whole, Depth depth);
    void add_owed(const Block& block, std::size_t row, units::UnitIndex unit, value::Instant until, std::vector<Owed>& result);

    World world_;
    const Facts& facts_;
    const Board& board_;
    struct Kept;
    std::unique_ptr<Kept> kept_;  // what is made when it is first asked for
};

}  // namespace duban::evaluate
