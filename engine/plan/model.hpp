// The resolved, typed, immutable plan: every name is an index, every date a date.
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/text/span.hpp"
#include "dsl/value/date.hpp"
#include "dsl/value/decimal.hpp"
#include "dsl/value/duration.hpp"
#include "engine/calendar/period.hpp"
#include "engine/units/tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::plan {

using text::Span;

inline constexpr std::uint32_t kNone = 0xFFFF'FFFFU;

enum class IndicatorKind : std::uint8_t {
    flow,        // 累计: reports add up
    running_total,  // 累计数: the latest is the sum so far
    stock,       // 时点: the latest counts
    ratio,       // two parts, reported together as numerator and denominator
    yes_no,      // 1 and 0
    stages,      // the rank in `members`, from 0
    set,         // any of `members`, a bit each
    one_of,      // one of `members`, by its rank
    document,    // 《…》: the rank in the five stages, from 0 (已起草) to 4 (已公布)
    date,
    time,
    text
};
[[nodiscard]] constexpr bool is_number(IndicatorKind kind) {
    return kind == IndicatorKind::flow || kind == IndicatorKind::running_total || kind == IndicatorKind::stock;
}
/// What is not all told may be more, and never less.
[[nodiscard]] constexpr bool only_grows(IndicatorKind kind) {
    return kind == IndicatorKind::flow || kind == IndicatorKind::running_total;
}

/// How often something is to be reported; due at the end of each period.
struct Rhythm {
    value::Duration every;
    bool assumed = false;
    friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

struct Indicator {
    std::string name;
    std::string label;                       // longer words for it; empty if none
    IndicatorKind kind = IndicatorKind::stock;
    std::string measure;                     // 次, %, 万元; empty if none
    std::vector<std::string> members;        // stages, set, one_of, and the document's stages
    bool open = false;                       // 等
    bool lower_is_better = false;
    std::optional<Rhythm> rhythm;
    std::uint32_t event = kNone;             // the event type whose cases carry it, if it is a field or a case's document
    std::string numerator;                   // names of a ratio's parts
    std::string denominator;
    std::uint32_t newer = kNone;  // of a version before: the one that this plan has by the name, defined otherwise
    Span span;
};

/// Something that happens; a case has a code, an occurrence, fields, and a closing.
struct Event {
    std::string name;
    std::string label;  // longer words for it; empty if none
    std::vector<std::uint32_t> fields;  // indicators
    std::optional<Rhythm> rhythm;  // of returns
    std::uint32_t occurred = kNone;  // the field of kind time that is the occurrence (发生), if declared
    std::uint32_t newer = kNone;  // as of an indicator
    Span span;
};

struct Organ {
    std::string name;
    std::uint32_t levels = 0xFFFF'FFFFU;  // bit per level at which it exists
    Span span;
};

/// How an attribute says yes and no, whatever the language.
inline constexpr std::string_view kYes = "是";
inline constexpr std::string_view kNo = "否";

/// What the unit list says of a unit besides its place in the tree: a column of it, or what is announced later.
struct Attribute {
    std::string name;  // 区域, 隐患突出
    std::size_t column = 0;  // among the unit list's attributes
};

/// The days of a window for the units whose attribute is one of `words`.
struct WindowRow {
    std::vector<std::string> words;  // empty: all others
    calendar::Days days;
};

struct Window {
    std::string name;
    std::optional<calendar::Days> days;  // nothing: to be announced, or by class of unit
    std::uint32_t by = kNone;  // the attribute that chooses the row
    std::vector<WindowRow> rows;  // 其余 last
    bool assumed = false;
    std::uint32_t newer = kNone;  // as of an indicator
    Span span;
};

/// One value, or one by class of a case's field; what no row names is not given. What is announced of a parameter goes before
/// it.
struct DurationTable {
    std::string name;  // of the parameter; empty for a length written in place
    std::uint32_t by = kNone;  // the field (stages or one_of) that chooses the row
    std::vector<std::optional<value::Duration>> rows;  // by rank; one row if `by` is kNone, none while it is to be announced
    bool assumed = false;
};

// ---- what

/// Who verifies or judges: nobody, the superior of the row's unit, or one unit.
struct Verifier {
    enum class Kind : std::uint8_t { nobody, superior, unit };
    Kind kind = Kind::nobody;
    units::UnitIndex unit{};
    std::string code;  // of unit
    std::uint32_t organ = kNone;  // its organ that verifies, if one is named
    Span span;

    /// Who does it as of then for what is the unit's: the office, or who goes on for it; nobody above the top.
    [[nodiscard]] std::optional<units::UnitIndex> office(const units::Tree& units, units::UnitIndex of,
                                                         value::Instant at) const;
};

enum class Comparison : std::uint8_t { at_least, at_most, equal, not_equal, more, less };

struct Over;

/// A step of a criterion. Operands stand before it in `Criterion::nodes`; the last node is the whole.
struct Node {
    enum class Kind : std::uint8_t {
        number,  // `number`
        reading,  // the value of `indicator` (levels, stages and yes/no as ranks)
        sum,
        difference,
        product,
        baseline,  // the value of `indicator` for the slot `months_back` before the row's
        compare,  // operands[0] `comparison` operands[1]; a ratio against p is a >= p * b
        never_falls,  // no reading of `indicator` is below the one dated before it
        covered,  // `indicator` (a set) has every member of `members`
        reported,  // `indicator` is filled
        claimed,  // the task is claimed: what a task without a criterion means
        closed,  // the case is closed, and operands[0] (its gates) holds
        parts,  // every part of the task is done
        attribute,  // the unit's `attribute` is `word`, or compares so with `number` if there is no word
        all,
        any,  // and, or over the operands
        negation,  // not operands[0]
        throughout,  // operands[0] at every reading in the slot
        until,  // operands[0], a bound, as it stood when operands[1] became true, or stands
        count,  // what `over` names: `over[0].inner` holds for as many as are `needed`
        count_of,  // `number` of the operands hold
        total,  // the `fold` of the value `over[0].inner` over the units that `over` names
        task_done,  // `task` is done
        judged  // the latest judgement, by whom `judge` names
    };
    /// How many a count needs: each, `number` of them, or `number` as a share of them.
    enum class Needed : std::uint8_t { each, number, share };
    /// Of each unit's figure.
    enum class Fold : std::uint8_t { total, mean, highest, lowest };
    /// What is done to a baseline: it is taken as it is, times `number`, or (a ratio) plus `number`.
    enum class Change : std::uint8_t { none, times, plus };
    Kind kind = Kind::number;
    Comparison comparison = Comparison::at_least;
    std::uint32_t indicator = kNone;
    std::int32_t months_back = 0;  // of baseline: whole years, 12 of last year
    Change change = Change::none;
    value::Decimal number;
    std::uint64_t members = 0;
    bool percent = false;  // `number` is written in percent (its value is the share: 95% is 0.95)
    bool is_date = false;  // `number` counts days: value::Date
    bool assumed = false;  // of a number: 假定
    std::uint32_t attribute = kNone;  // of attribute
    std::string word;  // of attribute; yes for a bare 隐患突出
    Needed needed = Needed::each;
    Fold fold = Fold::total;
    std::uint32_t task = kNone;  // of task_done: its position
    Verifier judge;
    std::vector<Over> over;  // of count, total: one
    std::vector<std::uint32_t> operands;
    Span span;
};

struct Criterion {
    std::vector<Node> nodes;
    [[nodiscard]] const Node& root() const { return nodes.back(); }
};

// ---- who

/// All units of a level below one.
struct LevelBelow {
    std::string code;
    std::uint32_t level = 0;
};

/// Units that a clause names. The unit list itself is `units`, made from levels and names when the plan is resolved.
struct Who {
    bool each = false;
    std::uint32_t organ = kNone;
    std::uint32_t levels = 0;  // bit per level named (各级, 每个 省); 0 if by name
    std::vector<units::UnitIndex> units;  // in preorder, offices only, existing organ levels only
    std::vector<std::string> codes;  // of units named one by one, for the plan's hash
    std::vector<LevelBelow> within;  // 江苏省 的 县
    std::vector<std::string> except;  // codes, levels by name
    std::vector<std::string> sets;  // names of unit sets
    std::optional<Criterion> where;  // over the unit's attributes
    bool open = false;  // 等
    Span span;
};

/// What a count counts or a total adds up: for each of them `inner`, judged as if the row were its own, a criterion or a value.
struct Over {
    std::optional<Who> units;  // those at or below the row's unit; or
    std::uint32_t event = kNone;  // the cases of the row's unit in its slot
    std::vector<Criterion> where;  // of cases: what their fields must meet; none or one
    Criterion inner;
};

/// All nodes of the criterion and of what its counts count, also at any depth.
template <class See>
void each_node(const Criterion& criterion, const See& see) {
    for (const Node& node : criterion.nodes) {
        see(node);
        for (const Over& over : node.over) {
            for (const Criterion& where : over.where)
                each_node(where, see);
            each_node(over.inner, see);
        }
    }
}

/// 单位集: units under one name.
struct UnitSet {
    std::string name;
    Who who;
    Span span;
};

// ---- when

enum class Shift : std::uint8_t { none, following, preceding, same_month };

/// rule: anchor, then an offset, then a shift.
struct Deadline {
    enum class Anchor : std::uint8_t {
        date,  // `at`
        slot_end,  // the end of the row's own slot
        slot_start,
        occurrence,  // the case's
        case_date,  // what the case's `field` says, a date or a time
        window_start,
        window_end,
        previous_step,  // when the step before was done
        unknown  // 待定, 见《…》
    };
    Anchor anchor = Anchor::slot_end;
    value::Instant at;  // of date: the moment itself (a bare date: its last minute)
    bool issue = false;  // the date is the day of issue
    std::uint32_t window = kNone;
    std::uint32_t field = kNone;  // of case_date
    std::int32_t day = 0;  // of slot_end: that day of the slot's last month, clamped; 0: the end itself
    std::string document;  // of unknown: the document that will say it (见《…》); empty: 待定
    std::optional<DurationTable> offset;
    bool backwards = false;  // 前15天
    Shift shift = Shift::none;
    bool assumed = false;
    bool by_default = false;  // the task states none: shown as 默认
    Span span;  // of the clause
};

// ---- tasks

enum class Modality : std::uint8_t { must, normally, should, may, never };
/// Missing it is shown and never failed: should, may.
[[nodiscard]] constexpr bool is_soft(Modality modality) { return modality == Modality::should || modality == Modality::may; }

/// A criterion with how strongly it is meant. A task with two has a row for each.
struct Goal {
    Modality modality = Modality::must;
    Criterion criterion;
    Span span;
};

struct Trigger {
    std::uint32_t event = kNone;
    std::optional<Criterion> where;  // over the fields of the case
    /// The level at which the row is held, above or at the place (发生地 的 县); nothing: at the place itself.
    std::optional<units::LevelIndex> level;
    Span span;
};

/// 按序时: the share of the target that should be reached by then.
struct Schedule {
    enum class Kind : std::uint8_t { by_month, by_day, by_points };
    Kind kind = Kind::by_month;
    std::vector<std::pair<value::Date, value::Decimal>> points;  // of by_points, by rising date; the share at its end
    bool assumed = false;
    Span span;
};

/// 升级: who is told of a row that is overdue, or has been for so long.
struct Rung {
    bool beyond = false;  // longer than `delay`, not at least so long
    std::optional<value::Duration> delay;  // nothing: as soon as it is overdue
    bool superior = false;
    std::vector<units::LevelIndex> levels;  // the nearest unit of that level, from the holder up
    std::vector<std::string> persons;  // at the holder, by title
    Span span;
};

enum class SlotRule : std::uint8_t { one_off, window, recurring, continuing, triggered };

struct Quote {
    std::string text;
    Span span;
};

struct Task {
    std::string id;
    std::string title;
    std::uint32_t chapter = kNone;
    std::vector<Quote> quotes;
    std::vector<std::string> under;  // 依据: titles of documents
    std::vector<std::string> see_also;  // 参照
    Who lead;
    std::vector<Who> jointly;
    std::vector<Who> support;
    std::vector<Who> oversee;  // 督促: the doers, whom the lead oversees
    std::vector<Who> reported_by;  // 填报, where another than the lead reports
    Verifier verifier;
    std::vector<std::string> officers;
    std::vector<std::string> signers;  // 签署
    std::vector<std::uint32_t> requires_tasks;  // 前置: positions
    std::vector<std::string> replaces;  // 取代: ids, of the version before
    std::vector<std::uint32_t> replaced;  // the positions of these; none where the version before has the task itself
    Span replaces_span;
    std::vector<std::uint32_t> taken_by;  // which tasks took its place when it went, or that of what it is a part of
    SlotRule slots = SlotRule::one_off;
    std::optional<Rhythm> rhythm;  // of recurring and continuing
    std::uint32_t window = kNone;  // of window, by name; or
    std::optional<calendar::Days> during;  // of window, by dates
    std::vector<calendar::Days> stretches;  // of `during`, in order; one, unless it has gaps
    std::optional<Trigger> trigger;
    std::optional<value::Date> from;  // 自
    bool from_assumed = false;
    bool from_issue = false;  // it is said as the issue: of this version, or the one that first said so
    Deadline due;
    std::vector<Goal> goals;  // at least one
    std::vector<std::string> evidence;  // kinds of proof that must be there
    bool evidence_open = false;  // 等
    std::optional<Schedule> schedule;
    std::vector<Rung> ladder;  // as written
    value::Decimal weight = value::Decimal::of(1);
    std::uint32_t whole = kNone;  // of a step or part: the task it belongs to
    bool in_order = false;  // of a step: after the one before it
    std::vector<std::uint32_t> parts;  // positions of its steps and parts, in written order
    bool lead_of_parts = false;  // names no lead: everyone who leads a part leads it
    std::uint32_t version = 0;  // 0: of this text; else of so many versions before it
    std::uint32_t former = kNone;  // the same task in the latest version before its own that has it
    std::uint32_t newest = kNone;  // of a version before: the same task in the latest that has it; else its own position
    bool gone = false;  // of a version before: no later one has it
    Span span;  // keyword and id, in the text of its version
};

/// Whether a step or part recurs, is in a window or is triggered as its task is.
[[nodiscard]] bool has_same_slots(const Task& part, const Task& whole);

struct Chapter {
    std::string id;
    std::string title;
    Span span;
};

struct Narrative {
    std::string text;
    std::string because;
    std::uint32_t chapter = kNone;
    Span span;
};

/// What a light or a notice may ask of a row: any status word, some of the axes' words, how far behind, how long still.
enum class State : std::uint8_t {
    done,  // early, on time, late
    done_early,
    done_late,
    no_case,
    not_applicable,
    superseded,
    waived,
    excused,
    failed,
    returned,
    claimed_without_proof,
    awaiting_verification,
    planned,
    not_started,
    waiting,
    overdue,  // past due, however it is said
    unreported_overdue,
    undetermined,
    report_missing,
    behind,
    due_soon,
    on_schedule,
    unreported,  // nothing told at all
    verified,
    not_achieved  // of should and may, beside failed or overdue
};

inline constexpr std::size_t kStates = static_cast<std::size_t>(State::not_achieved) + 1;

/// A step of a light's rule; operands stand before it, the last is the whole.
struct LightNode {
    enum class Kind : std::uint8_t { all, any, negation, state, behind, time_left };
    Kind kind = Kind::state;
    State state = State::done;
    Comparison comparison = Comparison::at_least;
    std::int64_t amount = 0;  // of behind: millionths of the target; of time_left: days
    std::vector<std::uint32_t> operands;
};

struct Light {
    enum class Colour : std::uint8_t { red, yellow, green, blue, grey, other };
    std::string name;  // other than the five: as the planner calls it
    Colour colour = Colour::other;
    std::vector<LightNode> when;  // empty: 其余
    Span span;
};

/// A plan as it was before an amendment.
struct Version {
    std::optional<value::Date> issued;
    std::string hash;
};

struct Plan {
    std::string name;
    std::string title;
    calendar::Days year;  // the plan's first and last day
    std::optional<value::Date> issued;
    bool issued_assumed = false;
    std::vector<std::string> issuers;
    std::vector<std::string> levels;  // from the top
    std::string units_file;
    std::string calendar_file;
    std::string source_file;
    std::string zone;
    text::Language language = text::Language::zh;  // its keywords', and so its documents' unless said otherwise
    std::vector<Organ> organs;
    std::vector<Indicator> indicators;
    std::vector<Event> events;
    std::vector<Window> windows;
    std::vector<DurationTable> parameters;
    std::vector<Attribute> attributes;  // those that the plan names
    std::vector<UnitSet> unit_sets;
    std::vector<Light> lights;  // worst first: the first whose rule holds is a row's
    std::vector<Chapter> chapters;
    std::vector<Task> tasks;  // in written order, its parts behind each: the task position; then those before
    std::vector<std::uint32_t> order;  // of tasks: what each waits for, and its parts, before it
    std::vector<Narrative> narratives;
    std::vector<Version> before;  // what this plan amends, the latest first
    std::string hash;  // SHA-256 of `dump(plan)`, in hex: the plan version
    bool has_weights = false;  // some task, of whatever version, weighs more or less than 1

    [[nodiscard]] std::uint32_t find_task(std::string_view id) const;  // kNone if there is none
    /// By name; 《…》 allowed. The units' own before what cases of one event carry; of what is told of a case the other way
    /// round.
    [[nodiscard]] std::uint32_t find_indicator(std::string_view name, bool of_case = false) const;
    [[nodiscard]] std::uint32_t find_field(std::uint32_t event, std::string_view name) const;
    [[nodiscard]] std::uint32_t find_event(std::string_view name) const;
    [[nodiscard]] std::uint32_t find_attribute(std::string_view name) const;
    [[nodiscard]] std::uint32_t find_parameter(std::string_view name) const;
    /// The day of issue of the version that the task is of.
    [[nodiscard]] const std::optional<value::Date>& issued_of(const Task& task) const {
        return task.version == 0 ? issued : before[task.version - 1].issued;
    }
    /// Of the version that amends that one.
    [[nodiscard]] const std::optional<value::Date>& issued_before(std::uint32_t version) const {
        return version == 1 ? issued : before[version - 2].issued;
    }
    /// The task in the oldest version that has it.
    [[nodiscard]] const Task& oldest(const Task& task) const {
        const Task* oldest = &task;
        while (oldest->former != kNone)
            oldest = &tasks[oldest->former];
        return *oldest;
    }
    /// What the task, or what it is a part of, took the place of when it was added, as the version before had it.
    [[nodiscard]] const std::vector<std::uint32_t>& it_replaced(const Task& task) const {
        return oldest(task.whole == kNone ? task : tasks[task.whole]).replaced;
    }
    /// The ids of what took the task's place when it went.
    [[nodiscard]] std::vector<std::string> in_place_of(const Task& task) const;
    /// These in all versions, and what they had taken the place of.
    [[nodiscard]] std::vector<std::uint32_t> all_it_replaced(const Task& task) const;
    /// The day of issue of the amendment that has added the task and holds it back: of what takes the place of others the first
    /// that held back one of these; nothing if the first version has it, or one of them.
    [[nodiscard]] std::optional<value::Date> added_on(const Task& task) const;
    /// The same task in the newest version that has it.
    [[nodiscard]] std::uint32_t newest(std::uint32_t task) const {
        return tasks[task].newest == kNone ? task : tasks[task].newest;
    }
    /// What has the window's name in the newest version that has one of it; kNone for kNone.
    [[nodiscard]] std::uint32_t newest_window(std::uint32_t window) const {
        return window == kNone || windows[window].newer == kNone ? window : windows[window].newer;
    }
    /// The same of an indicator.
    [[nodiscard]] std::uint32_t newest_indicator(std::uint32_t indicator) const {
        return indicator == kNone || indicators[indicator].newer == kNone ? indicator : indicators[indicator].newer;
    }
    /// The same of an event.
    [[nodiscard]] std::uint32_t newest_event(std::uint32_t event) const {
        return event == kNone || events[event].newer == kNone ? event : events[event].newer;
    }
    /// The task in all versions that have it, the newest first.
    [[nodiscard]] std::vector<std::uint32_t> versions_of(std::uint32_t task) const {
        std::vector<std::uint32_t> found;
        for (task = newest(task); task != kNone; task = tasks[task].former)
            found.push_back(task);
        return found;
    }
    /// `1.3 → 1.4 → 1.3`
    [[nodiscard]] std::string way_words(const std::vector<std::uint32_t>& way) const;
    /// These, and all that it replaced: rows of these may stay.
    [[nodiscard]] std::vector<std::uint32_t> with_replaced(std::uint32_t task) const;
    [[nodiscard]] const std::optional<value::Date>& first_issued() const {
        return before.empty() ? issued : before.back().issued;
    }
};

/// The five stages of a document in order, as the log stores them (zh) and in English.
inline constexpr std::size_t kDocumentStages = 5;
[[nodiscard]] text::Words document_stage(std::size_t rank);
/// The title of a document as people write it, 《初报》 or “First report”, without its marks.
[[nodiscard]] std::string_view without_marks(std::string_view title);

}  // namespace duban::plan
