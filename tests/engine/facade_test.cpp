#include "engine/engine.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <utility>

namespace duban::engine {
namespace {

using text::Code;
using text::Language;

constexpr const char* kPlan = R"(计划 小计划 “小计划” {
    年度    2026
    层级    县 > 乡镇
    单位    “units.csv”
    日历    “calendar.json”
    时区    “Asia/Shanghai”
    期限    年底
}
部门 应急办 = 县、乡镇
指标 演练  数量 “次” 累计 每季度
章 一 “预防” {
    任务 1 “演练” {
        责任  每个 乡镇 的 应急办
        每季度 假定
        完成  演练 ≥ 2 次
    }
}
)";
constexpr const char* kUnits = "代码,名称,层级,上级\n1,甲县,县,\n11,乙镇,乡镇,1\n12,丙镇,乡镇,1\n";
constexpr const char* kCalendar =
    R"({"name": "c", "zone": "Asia/Shanghai", "offset_minutes": 480, "years": {"2026": {"off": {}, "work": {}}}})";
constexpr const char* kReport = "编号,单位,指标,期间,数值\na,乙镇,演练,2026-Q1,2\nb,丙镇,演练,2026-Q1,1\n";

class Shelf final : public Loader {
public:
    std::map<std::string, std::string> files{{"a/plan.duban", kPlan}, {"a/units.csv", kUnits}, {"a/calendar.json", kCalendar}};
    [[nodiscard]] text::Result<std::string> load(const std::string& path) const override {
        const auto found = files.find(path);
        if (found == files.end()) return text::diagnose(Code::file_not_there, {path});
        return found->second;
    }
};

value::Instant at(const char* text) { return *value::parse_instant(text, value::BareDate::last_minute, 480); }

class Facade : public testing::Test {
protected:
    void SetUp() override {
        opening = open(shelf, "a/plan.duban");
        for (const auto& finding : opening.findings.all())
            ADD_FAILURE() << text::sentence(finding, Language::en);
        ASSERT_TRUE(opening.opened);
    }
    text::Result<Submission> hand_in(const char* bytes, const char* when) {
        Terms terms;
        terms.received_at = at(when);
        return hand_in(bytes, terms);
    }
    text::Result<Submission> hand_in(const char* bytes, const Terms& terms) {
        return submit(*opening.opened, *log, bytes, "r.csv", terms);
    }
    /// The plan with one thing otherwise, opened.
    void change(const std::string& before, const std::string& after) {
        std::string& text = shelf.files["a/plan.duban"];
        text.replace(text.find(before), before.size(), after);
        opening = open(shelf, "a/plan.duban");
        ASSERT_TRUE(opening.opened);
    }
    std::vector<std::string> lines(const char* as_of, const char* known_at, const Filter& filter = {}) {
        const auto seen = look(*opening.opened, *log, at(as_of), at(known_at));
        std::vector<std::string> found;
        if (!seen) return found;
        for (const Row& row : rows(*opening.opened, seen->board, filter))
            found.push_back(status_line(*opening.opened, seen->board, row));
        return found;
    }

    Shelf shelf;
    Opening opening;
    std::unique_ptr<log::Log> log = log::memory_log();
};

TEST_F(Facade, ExtentCountsTasksObligationsAndAssumedMarks) {
    const auto size = extent(*opening.opened);
    ASSERT_TRUE(size);
    EXPECT_EQ(size->tasks, 1U);
    EXPECT_EQ(size->obligations, 8U);
    EXPECT_EQ(size->assumed, 1U);
}

TEST_F(Facade, FilesAreSoughtBesideThePlan) {
    shelf.files.erase("a/units.csv");
    const Opening broken = open(shelf, "a/plan.duban");
    EXPECT_TRUE(broken.unreadable);
    EXPECT_FALSE(broken.opened);
    EXPECT_EQ(broken.findings.all().front().code, Code::file_not_there);
}

TEST_F(Facade, AnotherZoneInTheCalendarIsAnError) {
    shelf.files["a/calendar.json"] =
        R"({"name": "c", "zone": "Europe/London", "offset_minutes": 0, "years": {"2026": {"off": {}, "work": {}}}})";
    const Opening broken = open(shelf, "a/plan.duban");
    EXPECT_FALSE(broken.opened);
    bool told = false;
    for (const auto& finding : broken.findings.all())
        told = told || finding.code == Code::calendar_of_other_zone;
    EXPECT_TRUE(told);
}

TEST_F(Facade, ACalendarWithoutThePlansYearIsAWarningWhereDueDatesCountWorkingDays) {
    const auto lacks = [&] {
        const Opening again = open(shelf, "a/plan.duban");
        EXPECT_TRUE(again.opened);
        const auto& all = again.findings.all();
        return std::count_if(all.begin(), all.end(),
                             [](const auto& finding) { return finding.code == Code::calendar_lacks_year; });
    };
    shelf.files["a/calendar.json"] =
        R"({"name": "c", "zone": "Asia/Shanghai", "offset_minutes": 480, "years": {"2025": {"off": {}, "work": {}}}})";
    EXPECT_EQ(lacks(), 0);
    change("每季度 假定", "每季度 假定\n        期限  期末后10个工作日内");
    EXPECT_EQ(lacks(), 1);
    shelf.files["a/calendar.json"] = kCalendar;
    EXPECT_EQ(lacks(), 0);
}

// 1: “Plan, units and calendar are adopted by records that name their hash.”
TEST_F(Facade, TheFirstSubmissionAdoptsPlanUnitsAndCalendar) {
    const auto done = hand_in(kReport, "2026-04-02T09:00");
    ASSERT_TRUE(done) << text::sentence(done.failure(), Language::en);
    EXPECT_EQ(done->rows, 2U);
    EXPECT_EQ(done->accepted, 2U);
    EXPECT_TRUE(done->refused_file.empty());
    EXPECT_EQ(done->head.number, 5);
    std::vector<log::Kind> kinds;
    ASSERT_TRUE(log->read(std::nullopt, [&](const log::Record& record) { kinds.push_back(record.entry.kind); }));
    EXPECT_EQ(kinds,
              (std::vector{log::Kind::plan, log::Kind::units, log::Kind::calendar, log::Kind::reading, log::Kind::reading}));
    const auto kept = log->artifact(opening.opened->plan.hash);
    ASSERT_TRUE(kept && *kept);
}

TEST_F(Facade, TheSameFileAgainWritesNothing) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    const auto again = hand_in(kReport, "2026-04-03T09:00");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->accepted, 0U);
    EXPECT_EQ(again->repeated, 2U);
    EXPECT_EQ(again->head.number, 5);
}

// 1: “| plan version | its day of issue |”
TEST_F(Facade, AnotherPlanIsAdoptedWithTheNextSubmission) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    std::string changed = kPlan;
    changed.replace(changed.find("≥ 2"), 5, "≥ 1");
    shelf.files["a/plan.duban"] = changed;
    opening = open(shelf, "a/plan.duban");
    ASSERT_TRUE(opening.opened);
    auto seen = look(*opening.opened, *log, at("2026-04-10"), at("2026-04-10"));
    ASSERT_TRUE(seen);
    EXPECT_FALSE(seen->receipt.adopted());
    ASSERT_TRUE(hand_in(kReport, "2026-04-11T09:00"));
    seen = look(*opening.opened, *log, at("2026-04-12"), at("2026-04-12"));
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->receipt.adopted());
    EXPECT_EQ(seen->receipt.last_record, 6);
}

TEST_F(Facade, ReceivedBeforeTheLastRecordIsRefused) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    const auto done = hand_in(kReport, "2026-04-02T08:59");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.failure().code, Code::received_before_last);
}

TEST_F(Facade, ReceivedAtTheClockIsNeverBeforeTheLastRecord) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    Terms terms;
    terms.received_at = at("2026-04-02T08:59");
    terms.received = Received::at_the_clock;
    const auto done = hand_in("编号,单位,指标,期间,数值\nc,丙镇,演练,2026-Q1,2\n", terms);
    ASSERT_TRUE(done) << text::sentence(done.failure(), Language::en);
    EXPECT_EQ(done->accepted, 1U);
    EXPECT_EQ(done->head.recorded_at, at("2026-04-02T09:00"));
}

/// A log to which another hand writes first, once.
class Overtaken final : public log::Log {
public:
    explicit Overtaken(log::Log& log) : log_(log) {}
    std::function<void()> first;

    text::Result<log::Head> head() const override { return log_.head(); }
    text::Outcome read(std::optional<value::Instant> known_at,
                       const std::function<void(const log::Record&)>& take) const override {
        return log_.read(known_at, take);
    }
    text::Result<std::optional<log::Record>> find(std::string_view key) const override { return log_.find(key); }
    text::Result<std::optional<std::string>> artifact(std::string_view hash) const override { return log_.artifact(hash); }
    text::Result<log::Verdict> verify() const override { return log_.verify(); }

protected:
    text::Result<log::Head> write(std::span<const log::Artifact> artifacts, std::span<const log::Entry> entries,
                                  value::Instant recorded_at, IfLater if_later) override {
        if (first) std::exchange(first, nullptr)();
        return if_later == IfLater::refused ? log_.append_at(artifacts, entries, recorded_at)
                                            : log_.append(artifacts, entries, recorded_at);
    }

private:
    log::Log& log_;
};

TEST_F(Facade, AHandInThatWasOvertakenIsHarmlessWhenItComesAgain) {
    ASSERT_TRUE(hand_in(kReport, "2026-05-01T09:00"));
    Overtaken overtaken(*log);
    overtaken.first = [this]() {
        EXPECT_TRUE(hand_in("编号,单位,指标,期间,数值\nx,丙镇,演练,2026-Q1,7\n", "2026-05-01T09:05"));
    };
    Terms terms;
    terms.received_at = at("2026-05-01T09:00");
    terms.received = Received::at_the_clock;
    const char* running = "编号,单位,指标,期间,数值\ny,乙镇,演练,2026-Q2,3\n";  // holds as of its receipt
    const auto done = submit(*opening.opened, overtaken, running, "r.csv", terms);
    ASSERT_TRUE(done) << text::sentence(done.failure(), Language::en);
    EXPECT_EQ(done->head.recorded_at, at("2026-05-01T09:05"));
    const auto again = hand_in(running, "2026-05-02T09:00");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->repeated, 1U);
    EXPECT_TRUE(again->refusals.empty());
}

TEST_F(Facade, AReplacedVersionIsAFinding) {
    EXPECT_TRUE(hand_in(kReport, "2026-04-02T09:00")->findings.empty());
    change("≥ 2", "≥ 1");
    const auto done = hand_in(kReport, "2026-04-11T09:00");
    ASSERT_TRUE(done);
    ASSERT_EQ(done->findings.size(), 1U);
    EXPECT_EQ(done->findings.front().code, Code::version_replaced);
    EXPECT_EQ(done->findings.front().arguments.at(1).en, opening.opened->plan.hash.substr(0, 12));
}

TEST_F(Facade, APlanOfAnotherNameIsAdoptedOnlyIfTheTermsSaySo) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    change("计划 小计划", "计划 大计划");
    Terms terms;
    terms.received_at = at("2026-04-11T09:00");
    const auto refused = hand_in(kReport, terms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.failure().code, Code::another_plan_in_force);
    EXPECT_EQ(refused.failure().arguments, (std::vector<text::Words>{"小计划", "大计划"}));
    EXPECT_EQ(log->head()->number, 5);
    terms.adopt = Adopt::any;
    EXPECT_TRUE(hand_in(kReport, terms));
    EXPECT_EQ(log->head()->number, 6);
}

TEST_F(Facade, AVersionThatWasLeftComesBackOnlyIfTheTermsSaySo) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    change("≥ 2", "≥ 1");
    ASSERT_TRUE(hand_in(kReport, "2026-04-11T09:00"));
    change("≥ 1", "≥ 2");
    Terms terms;
    terms.received_at = at("2026-04-12T09:00");
    const auto refused = hand_in(kReport, terms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.failure().code, Code::version_left_before);
    terms.adopt = Adopt::any;
    ASSERT_TRUE(hand_in(kReport, terms));
    EXPECT_TRUE(hand_in(kReport, "2026-04-13T09:00")) << "the version in force is no change";
}

TEST_F(Facade, AFileWithoutARowIsAFinding) {
    for (const char* bytes : {"单位,指标\n", "[]"}) {
        const auto done = hand_in(bytes, "2026-04-02T09:00");
        ASSERT_TRUE(done);
        EXPECT_FALSE(done->unreadable);
        ASSERT_EQ(done->findings.size(), 1U) << bytes;
        EXPECT_EQ(done->findings.front().code, Code::submission_without_rows);
    }
}

TEST_F(Facade, AFileThatCannotBeReadLeavesTheLogEmpty) {
    const auto done = hand_in("\xB5\xA5\xCE\xBB,\xD6\xB8\xB1\xEA\n", "2026-04-02T09:00");
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->unreadable);
    EXPECT_FALSE(done->findings.empty());
    EXPECT_EQ(log->head()->number, 0);
}

// 8: “Every document carries a receipt: … the last record received by `known_at` with its hash”
TEST_F(Facade, ReceiptNamesTheLastRecordReceivedByThen) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    ASSERT_TRUE(hand_in("编号,单位,指标,期间,数值\nc,丙镇,演练,2026-Q2,2\n", "2026-07-02T09:00"));
    const auto april = look(*opening.opened, *log, at("2026-04-30"), at("2026-04-30"));
    const auto july = look(*opening.opened, *log, at("2026-07-30"), at("2026-07-30"));
    ASSERT_TRUE(april && july);
    EXPECT_EQ(april->receipt.last_record, 5);
    EXPECT_EQ(july->receipt.last_record, 6);
    EXPECT_NE(april->receipt.last_hash, july->receipt.last_hash);
}

TEST_F(Facade, StatusLinesHaveEveryKeyInOrder) {
    ASSERT_TRUE(hand_in(kReport, "2026-04-02T09:00"));
    Filter filter;
    filter.unit = opening.opened->units.find("12");
    filter.slot = "2026-Q1";
    const auto found = lines("2026-04-02", "2026-04-02", filter);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(
        found.front(),
        R"({"task":"1","unit":"12","holder":"12","slot":"2026-Q1","modality":"must","lifecycle":"active",)"
        R"("verdict":"not_met_yet","assurance":"reported","timeliness":"overdue","overdue_days":2,"overdue_working_days":2,"status":"overdue",)"
        R"("due":"2026-03-31","missed":null,"completed_on":null,"value":{"lo":"1","hi":"1"},"target":"2","why":[],)"
        R"("light":"red","waits_for":null})");
}

TEST_F(Facade, RowsComeByUnitThenSlotAndAreNarrowedByFilters) {
    EXPECT_EQ(lines("2026-06-30", "2026-06-30").size(), 8U);
    Filter filter;
    filter.level = units::LevelIndex{0};
    EXPECT_TRUE(lines("2026-06-30", "2026-06-30", filter).empty());
    filter.level = units::LevelIndex{1};
    filter.unit = opening.opened->units.find("11");
    const auto found = lines("2026-06-30", "2026-06-30", filter);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_NE(found[0].find("2026-Q1"), std::string::npos);
    EXPECT_NE(found[3].find("2026-Q4"), std::string::npos);
}

TEST_F(Facade, FindingsInJsonNameTheirPlace) {
    shelf.files["a/plan.duban"] =
        std::string(kPlan) + "章 二 “错” { 任务 2 “错” { 责任 每个 省 的 应急办；完成 演练 ≥ 1 次 } }\n";
    const Opening broken = open(shelf, "a/plan.duban");
    ASSERT_FALSE(broken.findings.all().empty());
    const std::string said = finding_json(broken.findings.all().front(), broken.sources);
    EXPECT_EQ(said.find(R"({"code":"D)"), 0U);
    EXPECT_NE(said.find(R"("file":"a/plan.duban","line":18,"column":)"), std::string::npos) << said;
}

}  // namespace
}  // namespace duban::engine
