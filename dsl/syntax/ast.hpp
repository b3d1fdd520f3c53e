// What was written: the tree of a plan's source, before any name is looked up.
//
// Plain structs, spans on everything that a message may point at; `block` is from { to }. zh and en sources of one plan give
// equal trees but for spans. Optional parts are std::optional or empty vectors; nothing here is checked but the shape.
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/text/span.hpp"
#include "dsl/value/date.hpp"
#include "dsl/value/decimal.hpp"
#include "dsl/value/duration.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace duban::syntax {

using text::Span;
using value::TimeUnit;

/// Words with a meaning of their own where a name may stand, states and colours in 灯色; `none` for the planner's names.
// clang-format off
enum class Builtin : std::uint8_t {
    none,
    every_level, superior, same_level, place,                                    // 各级 上级 本级 发生地
    issue, period_start, period_end, previous_step,                              // 印发 期初 期末 上一步
    last_year, last_period, same_period, year_to_date, plan_year,                // 上年 上期 同期 自年初 年度
    drafted, consulted, submitted, issued, published,                            // 已起草 已征求意见 已报送 已印发 已公布
    done, overdue, failed, unreported, no_case, verified,                        // 已完成 逾期 失败 未填报 无情况 已核实
    following, preceding, same_month, no_shift,                                  // 下一工作日 上一工作日 同月 不顺延
    yes, no,                                                                     // 是 否
    behind, time_left,                                                           // 落后 剩余
    not_applicable, done_early, done_late, superseded, waived, excused,          // 不适用 提前完成 逾期完成 已调整 已免除 已说明
    returned, claimed_without_proof, awaiting_verification,                      // 已退回 缺佐证 待审核
    planned, not_started, waiting,                                               // 未开始 未启动 等待
    unreported_overdue, undetermined, report_missing, due_soon, on_schedule,     // 逾期未报 无法判定 缺报 临期 正常推进
    not_achieved,                                                                // 未达成
    red, yellow, green, blue, grey                                               // 红 黄 绿 蓝 灰
};
// clang-format on

struct Name {
    std::string text;
    Builtin builtin = Builtin::none;
    Span span;
};

/// “…” without its quotes.
struct Text {
    std::string text;
    Span span;
};

/// 《…》 without its marks.
struct Document {
    std::string title;
    Span span;
};

// ---- how much

enum class Measure : std::uint8_t { none, percent, points, named, time };

/// A number with what it counts: `1 次`, `95%`, `24小时`.
struct Quantity {
    value::Decimal number;
    std::string written;                    // the number's digits as they stand: 3,900, 37.5万
    Measure measure = Measure::none;
    std::string word;                       // of named: 次, 期, 万元
    TimeUnit unit = TimeUnit::day;          // of time
    Span span;
};

/// A path of names joined by 的: the last is the figure, those before it narrow it.
struct Path {
    std::vector<Name> names;
    Span span;
};

struct Sum;

struct Factor {
    bool negative = false;
    std::optional<Quantity> quantity;       // exactly one of these
    std::optional<value::Date> date;
    std::optional<Path> path;
    std::vector<Sum> inner;                 // ( ... ): one
    Span span;
};

enum class Arithmetic : std::uint8_t { plus, minus, times, divided_by };

struct Term {
    std::vector<Factor> factors;
    std::vector<Arithmetic> operators;      // one fewer than factors
};

struct Sum {
    std::vector<Term> terms;
    std::vector<Arithmetic> operators;      // one fewer than terms
    Span span;
};

// ---- when

enum class Third : std::uint8_t { none, early, mid, late };  // 上旬 中旬 下旬

/// A stretch of civil time as written; where it stands for a moment, its end is meant.
struct Period {
    enum class Kind : std::uint8_t {
        date,          // 2012-06-30, 2012年6月30日: year, month, day
        month,         // 6月, 2012年6月, 2012-06: month, year if written
        month_day,     // 6月30日, June 30: month, day, year if written
        third,         // 6月中旬: month, third
        quarter,       // 二季度, Q2: index 1..4
        half,          // 上半年, H1: index 1..2
        year,          // 年底, 2012年: year if written
        day_in_period  // 28日: day
    };
    Kind kind = Kind::year;
    bool next_year = false;
    std::optional<std::int32_t> year;
    std::int32_t month = 0;
    std::int32_t day = 0;
    std::int32_t index = 0;
    Third third = Third::none;
    std::optional<std::int32_t> clock_minutes;  // 18:00 is 1080
    Span span;
};

/// `10个工作日`, or the name of a parameter that holds one.
struct Length {
    std::optional<value::Duration> duration;
    Name parameter;
    Span span;
};

struct Anchor {
    std::optional<Period> period;       // exactly one of these
    std::optional<Document> document;   // with stage
    std::optional<std::string> task;
    std::optional<Name> name;           // 印发, 发生, 期末, a window, a date
    Name stage;
    Span span;
};

struct Moment {
    enum class Relation : std::uint8_t { at, within_after, at_least_before, see_document, to_be_announced };
    Relation relation = Relation::at;   // `6月底前` is `at`: the period's end
    Anchor anchor;
    Length length;                      // of within_after, at_least_before
    Document document;                  // of see_document
    Span span;
};

struct Range {
    std::optional<Period> from;
    std::optional<Period> to;           // absent: `from` alone
    Name window;                        // if its text is not empty: a named one
    bool to_be_announced = false;
    Span span;
};

struct Rhythm {
    std::int32_t count = 1;             // 每90天: 90 days
    TimeUnit unit = TimeUnit::month;
    bool assumed = false;
    std::optional<Moment> from;         // 自
    Span span;
};

// ---- one, or a table by class

struct RowKey {
    Name name;                          // of a class; or
    std::optional<Period> period;
    bool otherwise = false;             // 其余
    Span span;
};

template <class T>
struct Row {
    std::vector<RowKey> keys;           // joined by 或
    T value;
};

/// `x`, or `按 等级 { 一般: x, 较大 或 重大: y, 其余: z }`; 假定 after it.
template <class T>
struct By {
    std::vector<T> one;                 // one, or empty: a table
    Name key;                           // the class; or
    std::optional<TimeUnit> unit;       // 按 季度
    std::vector<Row<T>> rows;
    bool assumed = false;
    Span span;
};

// ---- what

enum class Relation : std::uint8_t { at_least, at_most, equal, not_equal, more, less, reaches };

struct Criterion;
struct Who;

/// The smallest part of a criterion. Which fields hold depends on the kind.
struct Atom {
    enum class Kind : std::uint8_t {
        group,        // ( criterion ): inner[0]
        negation,     // 非 atom: inner[0] holds that one atom
        truth,        // a path alone: 名册已建
        compare,      // path relation target; also 15期以上 (at_least), 以下 (at_most)
        change,       // path 较 base 上升 or 下降 (rises) target
        between,      // path 介于 low 至 target
        reported,     // path 已填报
        covered,      // path 齐全
        includes,     // path 含 { members }
        document,     // 《…》 stage
        task,         // 任务 id state
        count,        // as `many` of `of` as `number` says: inner[0] holds; without `of`, so many of inner hold
        judged        // 评定 path
    };
    enum class Many : std::uint8_t { each, none, at_least, at_most, exactly };
    /// What is done to the figure of each unit of `of`, the last name of the path: then that is compared.
    enum class Fold : std::uint8_t { none, total, mean, highest, lowest };
    enum class Hold : std::uint8_t { none, throughout, until };

    Kind kind = Kind::truth;
    std::vector<Criterion> inner;
    Path path;
    Relation relation = Relation::at_least;
    By<Sum> target;
    bool rises = false;                  // of change
    Name base;                           // of change: 上年, or
    std::optional<Period> base_period;   // 2010年
    std::optional<Sum> low;
    std::vector<Name> members;
    Document document;
    Name stage;                          // of document, task: the state
    std::string task;
    Many many = Many::each;
    std::optional<Quantity> number;      // of at_least, at_most, exactly: a number or percent
    Fold fold = Fold::none;
    std::vector<Who> of;                 // of count and a fold: the units, or an event alone
    Hold hold = Hold::none;
    std::vector<Criterion> until;        // of hold until: one
    Span span;
};

struct Conjunction {
    std::vector<Atom> atoms;
};

/// A disjunction of conjunctions, as written: 且 binds closer than 或.
struct Criterion {
    std::vector<Conjunction> any_of;
    Span span;
};

// ---- who

/// `省、地市 的 环保部门`: heads 省, 地市; path 环保部门.
struct Group {
    std::vector<Name> heads;
    bool open = false;                   // 等 after the heads
    std::vector<Name> path;
    Span span;
};

struct Who {
    bool each = false;
    std::vector<Group> groups;           // joined by +
    std::vector<Name> except;
    std::optional<Criterion> where;
    Span span;
};

// ---- clauses

// clang-format off
enum class ClauseKind : std::uint8_t {
    source, under, see_also,                                            // 原文 依据 参照
    lead, jointly, support, oversee, verify, reported_by,               // 责任 会同 配合 督促 审核 填报
    officer, evidence,                                                  // 责任人 佐证
    requires_tasks, replaces,                                           // 前置 取代
    shift, from, due, rhythm, continuing, during,                       // 顺延 自 期限 每 持续 期间
    triggered_by,                                                       // 触发
    done, normally, should, may, never,                                 // 完成 原则上 力争 鼓励 不得
    schedule, weight,                                                   // 进度 权重
    close_when, signed_by, escalate                                     // 关闭 签署 升级
};
// clang-format on

/// One clause of a header, chapter or task. Which fields hold depends on the kind.
struct Clause {
    ClauseKind kind = ClauseKind::source;
    Span keyword;
    Span span;
    std::vector<Text> texts;             // source; escalate: titles of persons
    std::vector<Document> documents;     // under, see_also
    std::vector<Name> names;             // officer, signed_by, evidence, shift (one), escalate
    std::vector<std::string> ids;        // requires_tasks, replaces
    bool open = false;                   // 等
    std::optional<Who> who;              // lead ... reported_by
    std::optional<Rhythm> rhythm;        // rhythm, continuing, reported_by; schedule 线性
    By<Moment> when;                     // due, from
    std::vector<Range> ranges;           // during
    Name event;                          // triggered_by
    std::optional<Criterion> criterion;  // done ... never, close_when, escalate; triggered_by 其中
    By<Sum> table;                       // schedule by points
    std::optional<Sum> amount;           // weight
};

// ---- declarations

enum class FieldType : std::uint8_t { number, ratio, yes_no, date, time, text, stages, set, one_of };

/// An indicator, or a field of an event.
enum class NumberSort : std::uint8_t { flow, running_total, stock };  // 累计 累计数 时点

struct Field {
    Name name;
    std::optional<Text> label;
    FieldType type = FieldType::number;
    std::optional<Text> measure;         // 数量 “次”
    std::optional<Path> numerator;       // 比率 = a / b
    std::optional<Path> denominator;
    std::vector<Name> members;           // stages (in order), set, one_of
    bool open = false;                   // 等
    std::optional<NumberSort> sort;
    bool lower_is_better = false;
    std::optional<Who> reported_by;
    std::optional<Rhythm> rhythm;
    Span span;
};

struct Event {
    Name name;
    std::optional<Text> label;
    std::vector<Field> fields;
    std::optional<Rhythm> rhythm;        // how often a return, be it “no case”, is expected
    Span span;
    Span block;
};

struct Organs {
    std::vector<Name> names;
    std::vector<Name> levels;            // 部门 环保部门 = 国家、省: where they exist; empty: at every level
};

struct Window {
    Name name;
    By<Range> range;
};

struct Parameter {
    Name name;
    By<Sum> value;
    bool to_be_announced = false;  // then there is no value
    Span span;
};

/// 单位集 重点区域 = 京津冀 + 长三角 等
struct UnitSet {
    Name name;
    Who who;
};

/// 红: 逾期 或 失败
struct Light {
    Name name;
    std::optional<Criterion> when;       // nothing: 其余
    Span span;
};

/// 灯色 { … }: first match wins.
struct Lights {
    std::vector<Light> lights;
    Span span;                           // of the keyword
    Span block;
};

struct Narrative {
    Text text;
    std::optional<Text> because;
    Span span;
};

/// 步骤 or 分项: what it does not say is the task's.
struct Part {
    bool in_order = false;               // 步骤: after the one before it
    Text title;
    std::vector<Clause> clauses;
    Span span;                           // keyword and title
    Span block;
};

struct Task {
    std::string id;
    Span id_span;
    std::optional<Text> title;
    std::vector<Clause> clauses;
    std::vector<Part> parts;
    Span span;                           // keyword and id
    Span block;
};

struct Chapter {
    std::string id;
    std::optional<Text> title;
    std::vector<Clause> clauses;
    std::vector<Task> tasks;
    std::vector<Narrative> narratives;
    Span span;
    Span block;                          // indicators declared in it lie there
};

struct Header {
    Name name;
    std::optional<Text> title;
    std::optional<Range> year;
    std::optional<Moment> issued;
    bool issued_assumed = false;
    std::vector<Name> issuers;
    std::vector<Name> levels;            // from the top
    std::optional<Text> units;
    std::optional<Text> calendar;
    std::optional<Text> zone;
    std::optional<Text> source;          // 原文: the text the tasks quote
    std::optional<Text> amends;          // 修订: the plan as it was before
    std::vector<Clause> defaults;        // clauses that tasks inherit (期限 ...)
    Span span;
    Span block;
};

/// A whole file. A task or narrative outside any chapter stands in a chapter with an empty id, in written order.
struct PlanFile {
    std::vector<Header> headers;         // one, or an error
    std::vector<Organs> organs;
    std::vector<Field> indicators;
    std::vector<Event> events;
    std::vector<Window> windows;
    std::vector<Parameter> parameters;
    std::vector<UnitSet> unit_sets;
    std::vector<Lights> lights;          // at most one, or an error
    std::vector<Text> uses;              // 使用: libraries of declarations
    std::vector<Chapter> chapters;
    std::vector<std::string> unread;     // names in declarations that could not be read
    std::vector<Span> comments;          // from # to the end of the line
    text::Language language = text::Language::zh;  // of most keywords
};

}  // namespace duban::syntax
