// The facade: what may be asked of a plan with its units, calendar and log?
//
// Pure but for the loader and the log: no clock, no environment. `as_of`, `known_at` and `received_at` come from the caller, in
// the local time of the plan's zone.
#pragma once

#include "dsl/text/result.hpp"
#include "dsl/text/source.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/checklist/department.hpp"
#include "engine/checklist/folder.hpp"
#include "engine/checklist/index.hpp"
#include "engine/checklist/leader.hpp"
#include "engine/checklist/owed.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/problems.hpp"
#include "engine/checklist/scorecard.hpp"
#include "engine/checklist/task_list.hpp"
#include "engine/checklist/unit_list.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/coverage/coverage.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/notices.hpp"
#include "engine/evaluate/receipt.hpp"
#include "engine/evaluate/words.hpp"
#include "engine/log/sqlite_log.hpp"
#include "engine/plan/model.hpp"
#include "engine/report/door.hpp"
#include "engine/units/tree.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban::engine {

inline constexpr std::string_view kVersion = "0.1.0";

// ---- a plan

/// Where the bytes of files come from. A path beside the plan is given as the plan's folder and the path in the plan.
class Loader {
public:
    virtual ~Loader() = default;
    [[nodiscard]] virtual text::Result<std::string> load(const std::string& path) const = 0;
};

/// A plan without errors, and what it names. Does not move: facts and boards point into it.
struct Opened {
    text::Source source;
    plan::Plan plan;
    units::Tree units;
    calendar::Calendar calendar;
    std::string resolved;  // the plan's own text as JSON, whose SHA-256 is its version
    std::unique_ptr<const Opened> before;  // what it amends

    /// The version of that hash: itself, or one that it amends; null if there is none.
    [[nodiscard]] const Opened* version_of(const std::string& hash) const {
        const Opened* version = this;
        while (version && version->plan.hash != hash)
            version = version->before.get();
        return version;
    }
    /// The plan's text, and those of what it amends, by version.
    [[nodiscard]] std::vector<const text::Source*> sources() const {
        std::vector<const text::Source*> all;
        for (const Opened* version = this; version; version = version->before.get())
            all.push_back(&version->source);
        return all;
    }
    /// The text that a task stands in: that of its version.
    [[nodiscard]] const text::Source& source_of(const plan::Task& task) const { return *sources()[task.version]; }
    [[nodiscard]] evaluate::World world() const { return {plan, units, calendar}; }
};

struct Opening {
    text::Sink findings;  // sorted
    std::vector<text::Source> sources;  // that a finding may point into, by name
    bool unreadable = false;  // a file could not be read: the world failed, the texts may be right
    std::unique_ptr<const Opened> opened;  // nothing if there were errors
};

[[nodiscard]] Opening open(const Loader& loader, const std::string& path);

/// A plan's source in the house's form.
struct Formatted {
    text::Sink findings;  // sorted
    std::vector<text::Source> sources;  // that a finding may point into: the plan
    bool unreadable = false;  // the file could not be read
    std::optional<std::string> text;  // nothing if there were errors
};

/// Needs neither units nor a calendar. Keywords in that language; nothing: in that of most keywords of the plan.
[[nodiscard]] Formatted format(const Loader& loader, const std::string& path, std::optional<text::Language> language);

/// One finding as JSON on one line: code, severity, file, line, column, end_line, end_column, message_zh, message_en. In data
/// files `line` is the row and `field` the column's name; what a finding does not have is null.
[[nodiscard]] std::string finding_json(const text::Diagnostic& finding, std::span<const text::Source> sources);

/// The resolved plan as JSON, whose SHA-256 is the plan's version: docs/ARCHITECTURE.md, `engine/plan/dump.hpp`.
[[nodiscard]] inline const std::string& dump(const Opened& opened) { return opened.resolved; }

/// A plan beside its document. It needs neither units nor calendar, nor a plan without errors.
struct Covering {
    text::Sink findings;  // sorted; of the plan's text, of its quotes, of what is open
    std::vector<text::Source> sources;
    bool unreadable = false;
    text::Language language = text::Language::zh;  // the plan's
    std::optional<coverage::Document> document;  // nothing: it could not be read, or the plan names none
    coverage::Coverage coverage;
};
[[nodiscard]] Covering cover(const Loader& loader, const std::string& path);

/// How big a plan is: its obligations as of its last day with nothing reported, and the marks 假定 / assumed in it.
struct Extent {
    std::size_t tasks = 0;
    std::size_t obligations = 0;
    std::size_t assumed = 0;
};
[[nodiscard]] text::Result<Extent> extent(const Opened& opened);

// ---- what is handed in

enum class Received : std::uint8_t {
    as_said,
    at_the_clock  // or with the log's last record, if that is later
};

/// Which versions may take the place of those in force.
enum class Adopt : std::uint8_t {
    new_ones,  // new versions of the same plan, new units, a new calendar
    any  // another plan, or what was in force before, too
};

/// What holds for a hand-in besides its rows.
struct Terms {
    value::Instant received_at;
    Received received = Received::as_said;
    Adopt adopt = Adopt::new_ones;
    text::Language language = text::Language::zh;  // of the refusals
};

struct Submission {
    std::vector<text::Diagnostic> findings;  // of the file as a whole; versions that took the place of others
    bool unreadable = false;  // then nothing was taken from it, and the findings say why
    std::uint32_t rows = 0;
    std::uint32_t accepted = 0;
    std::uint32_t repeated = 0;  // handed in before: harmless
    std::uint32_t replacing = 0;  // of the accepted: in the place of another figure, without naming it
    std::uint32_t blank = 0;  // says nothing: neither recorded nor refused
    std::vector<text::Diagnostic> notes;  // warnings on columns not read and on rows accepted; the first report::kMostNotes
    std::uint32_t notes_left_out = 0;
    std::vector<report::Refusal> refusals;
    std::string refused_file;  // to be mended and handed in again; empty if nothing was refused
    report::Format format = report::Format::csv;
    log::Head head;  // afterwards
};

/// One file, one transaction. With `books` the log is read once for all files that are handed in one after the other. Where the
/// log has last adopted another plan, units or calendar (or none), their versions are stored and adopted in the same
/// transaction. A `received_at` that was said and is before the log's last record is a failure, and so is a version that the
/// terms do not let adopt.
[[nodiscard]] text::Result<Submission> submit(const Opened& opened, log::Log& log, std::string_view bytes,
                                              const std::string& file, const Terms& terms, report::Books* books = nullptr);

/// Adopts the plan, its units and its calendar without a hand-in; says what took the place of what. A version that the terms
/// do not let adopt is a failure, and so is an amendment of another version than the log has adopted last.
[[nodiscard]] text::Result<std::vector<text::Diagnostic>> adopt(const Opened& opened, log::Log& log, const Terms& terms);

/// What `adopt` would fail by; nothing is written.
[[nodiscard]] text::Outcome may_adopt(const Opened& opened, const log::Log& log, const Terms& terms);

/// Records that touch the unit and the task (a code, an id; empty: any), up to `known_at`.
[[nodiscard]] text::Result<std::vector<log::Record>> records(const Opened& opened, const log::Log& log, value::Instant known_at,
                                                             std::string_view unit, std::string_view task);

/// One record as JSON on one line, without its end: the columns of docs/LOG.md, its instants in words.
[[nodiscard]] std::string record_json(const log::Record& record);

// ---- what stands

/// A board with all that it rests on.
struct Look {
    evaluate::Facts facts;
    evaluate::Board board;
    evaluate::Receipt receipt;
};
[[nodiscard]] text::Result<Look> look(const Opened& opened, const log::Log& log, value::Instant as_of, value::Instant known_at,
                                      const evaluate::Only& only = {});
/// The same look at a later instant; the records are folded again only where some take effect in between, or an amendment does.
[[nodiscard]] text::Outcome move_on(const Opened& opened, const log::Log& log, Look& look, value::Instant as_of,
                                    const evaluate::Only& only);

struct Row {
    std::uint32_t block = 0;
    std::size_t row = 0;
};

/// Which rows; what is not said is not narrowed.
struct Filter {
    std::uint32_t task = plan::kNone;
    std::optional<units::UnitIndex> unit;  // rows that it holds, not those below it
    std::optional<units::LevelIndex> level;  // of the holder
    std::string_view slot;
};

/// By task position, unit, slot, goal.
[[nodiscard]] std::vector<Row> rows(const Opened& opened, const evaluate::Board& board, const Filter& filter);

/// The label of the slot that is written so, as a hand-in may have it (2026年二季度); what is no period stays.
[[nodiscard]] std::string slot_label(const Opened& opened, std::string_view written);

/// One obligation as JSON on one line, without its end.
[[nodiscard]] std::string status_line(const Opened& opened, const evaluate::Board& board, Row row);

/// `0 次`, `至少 3 次`: the row's value and target with the measure, where its criterion reads one indicator.
struct Figures {
    std::string value;
    std::string target;
};
[[nodiscard]] Figures figures(const Opened& opened, const evaluate::Board& board, Row row, text::Language language);

/// How much is said of why: a sentence; clause, rule, readings with record numbers, steps to the due date, what is missing;
/// all.
enum class Depth : std::uint8_t { line, rule, full };
[[nodiscard]] std::string explanation_json(const Opened& opened, const Look& look, Row row, Depth depth = Depth::rule);
/// Lines for a person.
[[nodiscard]] std::string explanation_text(const Opened& opened, const Look& look, Row row, text::Language language,
                                           Depth depth = Depth::rule);

/// As JSON on one line.
[[nodiscard]] std::string receipt_json(const evaluate::Receipt& receipt);

/// What documents are made from (engine/checklist).
[[nodiscard]] inline checklist::Context documents(const Opened& opened, const Look& look, text::Language language) {
    return {opened.sources(), opened.world(), look.facts, look.board, look.receipt, language};
}

// ---- what has changed

/// A board with the version of the plan that it was made by.
struct Standpoint {
    const Opened& opened;
    const Look& look;
};

/// An obligation whose word, due date or holder is not the same on two boards, or that is on one of them only.
struct Change {
    enum class Why : std::uint8_t { records, plan, calendar, units, time };
    std::optional<Row> before;
    std::optional<Row> after;
    std::vector<Why> why;  // each once, in their order
    std::vector<std::int64_t> records;  // which it reads and which had not been received before; none: others' records
};
[[nodiscard]] std::string_view name(Change::Why why);

/// The board after as it would be if one thing were as before.
struct Without {
    Change::Why why = Change::Why::plan;
    Standpoint on;
};
/// What is not alike on the two boards, in the order of the rows after; then what is gone, and what the filter's unit holds no
/// more. Its causes are those without which it would not be so; where each would do by itself, all.
[[nodiscard]] std::vector<Change> changes(const Standpoint& before, const Standpoint& after,
                                          const std::vector<Without>& withouts, const Filter& filter);
/// The same between two plans, two instants, two of what was known: by what was told, an amendment, the calendar, the units,
/// time.
[[nodiscard]] text::Result<std::vector<Change>> changes(const log::Log& log, const Standpoint& before, const Standpoint& after,
                                                        const Filter& filter);
/// As JSON on one line, without its end.
[[nodiscard]] std::string change_line(const Standpoint& before, const Standpoint& after, const Change& change);

// ---- who must be told

/// Of those told to the filter's unit, if it has one, and of its task; without those that stood on the board before, if given.
[[nodiscard]] std::vector<evaluate::Notice> notices(const Opened& opened, const evaluate::Board& board, const Filter& filter,
                                                    const evaluate::Board* before);
/// `逾期 ≥ 4小时`.
[[nodiscard]] std::string rung_words(const plan::Rung& rung, text::Language language);
/// As JSON on one line, without its end.
[[nodiscard]] std::string notice_line(const Opened& opened, const evaluate::Board& board, const evaluate::Notice& notice);

// ---- what would be, and what will be

/// What is taken to be otherwise than it is.
struct Assumptions {
    struct Due {
        std::string task;  // id
        value::Date date;
    };
    struct Closing {
        units::UnitIndex unit{};
        value::Date day;
        std::optional<units::UnitIndex> heir;
    };
    std::vector<Due> due;
    std::vector<Closing> closings;
    std::vector<value::Date> days_off;
    std::vector<value::Date> working_days;
};
/// The plan, its units and its calendar if that were so; a failure names what cannot be assumed.
[[nodiscard]] text::Result<std::unique_ptr<const Opened>> assume(const Opened& opened, const Assumptions& assumed);

/// How an obligation reads on a board.
struct Reading {
    evaluate::Status status{};
    evaluate::Timeliness timeliness{};
    std::uint8_t light = 0;  // as of a block
    friend bool operator==(const Reading&, const Reading&) = default;
};
/// The first change of an obligation by the passing of time alone: with no new record.
struct Turn {
    value::Instant at;
    std::uint32_t task = 0;  // position in the plan
    units::UnitIndex unit{};
    std::string slot;  // its label
    plan::Modality modality{};
    std::optional<Reading> now;  // none: it is on the board then for the first time
    std::optional<Reading> then;  // none: it is on the board no more
};
/// Of every row in whose word, timeliness or light there is one by `until`, or ever: by instant, unit, task; ever is at most
/// the end of the year 9999. The receipt is that of the board that is looked at, the log its log.
[[nodiscard]] text::Result<std::vector<Turn>> forecast(const Opened& opened, const log::Log& log,
                                                       const evaluate::Receipt& receipt, const Filter& filter,
                                                       std::optional<value::Instant> until);
/// As JSON on one line, without its end.
[[nodiscard]] std::string turn_line(const Opened& opened, const Turn& turn);

// ---- what must still be reported

/// A blank form of what a unit owes (checklist/owed.hpp), as CSV that `submit` takes back as it is.
[[nodiscard]] std::string blank_form(const checklist::Context& context, const checklist::OwedList& list, checklist::Mark mark);

}  // namespace duban::engine
