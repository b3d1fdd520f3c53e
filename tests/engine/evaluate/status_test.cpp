// The words and axes of docs/SEMANTICS.md, §4, row by row.
#include "tests/engine/evaluate/scene.hpp"

namespace duban::tests {
namespace {

using plan::Comparison;
using plan::IndicatorKind;
using value::TimeUnit;

/// 10.8: each province, at least one drill, two proofs, verified by the superior; a return each quarter.
Scene drills() {
    Scene scene;
    const std::uint32_t drill = scene.indicator("应急演练", IndicatorKind::flow, "次", TimeUnit::quarter);
    plan::Task& task = scene.task("10.8", scene.all("省"), Scene::compare(drill, Comparison::at_least, 1));
    task.evidence = {"演练方案", "演练记录"};
    task.verifier.kind = plan::Verifier::Kind::superior;
    return scene;
}

void report_quarters(Scene& scene, const std::string& value, int quarters, const std::string& evidence = {}) {
    for (int q = 1; q <= quarters; ++q) {
        scene.tell(scene.reading("140000", "应急演练", "2012-Q" + std::to_string(q), value, q == 2 ? evidence : ""));
    }
}

// 4: “Silence is never done.”
TEST(Status, SilenceIsNeverDone) {
    const Scene scene = drills();
    EXPECT_EQ(scene.status("140000", "2012-02-20"), "not_started");
    EXPECT_EQ(scene.status("140000", "2012-03-31"), "not_started");
    EXPECT_EQ(scene.status("140000", "2012-04-01"), "report_missing");
    EXPECT_EQ(scene.status("140000", "2012-12-31"), "report_missing");
    EXPECT_EQ(scene.status("140000", "2013-01-01"), "unreported_overdue");
    EXPECT_EQ(scene.axes("140000", "2013-01-01"), "undetermined silent overdue 1");
}

TEST(Status, ZeroReportedIsNoAndNotSilence) {
    Scene scene = drills();
    report_quarters(scene, "0", 4);
    EXPECT_EQ(scene.status("140000", "2012-04-01"), "on_schedule");
    EXPECT_EQ(scene.status("140000", "2012-12-25"), "due_soon");
    EXPECT_EQ(scene.status("140000", "2013-01-01"), "overdue");
    EXPECT_EQ(scene.axes("140000", "2013-01-01"), "not_met_yet reported overdue 1");
}

TEST(Status, DoneNeedsProofThenVerification) {
    Scene scene = drills();
    scene.tell(scene.reading("140000", "应急演练", "2012-05-20", "1"));
    EXPECT_EQ(scene.status("140000", "2012-06-01"), "claimed_without_proof");
    log::Entry proof = scene.reading("140000", "应急演练", "2012-05-20", "1", "演练方案、演练记录=a.pdf");
    proof.key = "again";
    scene.tell(proof);
    EXPECT_EQ(scene.status("140000", "2012-06-01"), "awaiting_verification");
    scene.tell(scene.act(log::Kind::verify, "140000", "10.8", "2012-06-10", "100000"));
    EXPECT_EQ(scene.status("140000", "2012-06-09"), "awaiting_verification");
    EXPECT_EQ(scene.status("140000", "2012-06-10"), "done");
    EXPECT_EQ(scene.axes("140000", "2013-06-10"), "met verified on_time 0 2012-05-20");
}

TEST(Status, ReturnedUntilClaimedAgain) {
    Scene scene = drills();
    scene.tell(scene.reading("140000", "应急演练", "2012-05-20", "1", "演练方案、演练记录"));
    scene.tell(scene.act(log::Kind::send_back, "140000", "10.8", "2012-06-10", "100000"));
    EXPECT_EQ(scene.status("140000", "2012-07-01"), "returned");
    EXPECT_EQ(scene.axes("140000", "2013-01-01"), "met returned overdue 1 2012-05-20");
    scene.tell(scene.act(log::Kind::claim, "140000", "10.8", "2012-07-05", "140000"));
    EXPECT_EQ(scene.status("140000", "2012-07-05"), "awaiting_verification");
}

TEST(Status, LateWorkClosesTheRowAsDoneLate) {
    Scene scene = drills();
    scene.plan.tasks[0].verifier.kind = plan::Verifier::Kind::nobody;
    scene.plan.tasks[0].evidence.clear();
    scene.tell(scene.reading("140000", "应急演练", "2013-01-08", "1"));
    EXPECT_EQ(scene.status("140000", "2013-01-07"), "unreported_overdue");
    EXPECT_EQ(scene.status("140000", "2013-01-08"), "done_late");
    EXPECT_EQ(scene.axes("140000", "2013-03-01"), "met reported late 8 2013-01-08");
}

TEST(Status, WhatStoodOnTheDayIsNotLostByALaterFall) {
    Scene scene;
    const std::uint32_t staff = scene.indicator("应急人员", IndicatorKind::stock, "人");
    scene.task("s", scene.all("省"), Scene::compare(staff, Comparison::at_least, 5));
    scene.tell(scene.reading("140000", "应急人员", "2012-11-01", "6"));
    scene.tell(scene.reading("140000", "应急人员", "2013-02-01", "2"));
    EXPECT_EQ(scene.status("140000", "2013-03-01"), "done");
}

TEST(Status, AWaiverHoldsToTheEndOfItsLastDay) {
    Scene scene = drills();
    log::Entry waiver = scene.act(log::Kind::waive, "140000", "10.8", "2012-05-01", "100000", "2012-06-30");
    waiver.effective = value::first_minute(value::parse_date("2012-05-01").value());
    scene.tell(waiver);
    EXPECT_EQ(scene.status("140000", "2012-05-01"), "waived");
    EXPECT_EQ(scene.status("140000", "2012-06-30"), "waived");
    EXPECT_EQ(scene.status("140000", "2012-07-01"), "report_missing");
}

TEST(Status, AnExtensionAfterTheDueDateKeepsTheMissedDate) {
    Scene scene = drills();
    scene.plan.tasks[0].verifier.kind = plan::Verifier::Kind::nobody;
    scene.plan.tasks[0].evidence.clear();
    log::Entry extension = scene.act(log::Kind::extend, "140000", "10.8", "2013-01-10", "100000", "2013-02-28");
    scene.tell(extension);
    scene.tell(scene.reading("140000", "应急演练", "2013-02-01", "1"));
    EXPECT_EQ(scene.status("140000", "2013-01-15"), "report_missing");
    EXPECT_EQ(scene.status("140000", "2013-02-01"), "done_late");
}

TEST(Status, NothingMayHappenAllYearIsKnownOnlyWhenTheYearIsClosed) {
    Scene scene;
    const std::uint32_t accidents = scene.indicator("事故", IndicatorKind::flow, "起", TimeUnit::month);
    scene.task("z", scene.all("省"), Scene::compare(accidents, Comparison::at_most, 0));
    for (int m = 1; m <= 11; ++m) {
        scene.tell(scene.reading("140000", "事故", "2012-" + std::string(m < 10 ? "0" : "") + std::to_string(m), "0"));
    }
    EXPECT_EQ(scene.axes("140000", "2012-11-30"), "met_for_now reported not_due 31 2012-12-31");
    EXPECT_EQ(scene.status("140000", "2013-01-01"), "unreported_overdue");
    scene.tell(scene.reading("140000", "事故", "2012-12", "0"));
    EXPECT_EQ(scene.status("140000", "2013-01-01"), "done");
    scene.tell(scene.reading("130000", "事故", "2012-02-20", "1"));
    EXPECT_EQ(scene.status("130000", "2012-02-25"), "failed");
}

TEST(Status, BehindTheScheduleOnlyWhereTheValueIsSurelyBelow) {
    Scene scene;
    const std::uint32_t classes = scene.indicator("培训班", IndicatorKind::flow, "期", TimeUnit::quarter);
    plan::Task& task = scene.task("16.3", scene.all("国家"), Scene::compare(classes, Comparison::at_least, 15));
    task.schedule = plan::Schedule{};
    scene.tell(scene.reading("100000", "培训班", "2012-Q1", "3"));
    EXPECT_EQ(scene.status("100000", "2012-03-31"), "behind_schedule") << "3 of 15 against 3 months of 12";
    EXPECT_EQ(scene.status("100000", "2012-03-30"), "not_started") << "the quarter's 3 holds from its last day";
    scene.tell(scene.reading("100000", "培训班", "2012-03-20", "1"));
    EXPECT_EQ(scene.status("100000", "2012-03-31"), "on_schedule");
    EXPECT_EQ(scene.status("100000", "2012-07-01"), "report_missing") << "the second quarter is not told: nothing is sure";
}

TEST(Status, RecurringSlotsStandEachForItself) {
    Scene scene;
    const std::uint32_t exposed = scene.indicator("曝光", IndicatorKind::flow, "次", TimeUnit::quarter);
    plan::Task& task = scene.task("17.3", scene.all("县"), Scene::compare(exposed, Comparison::at_least, 1));
    task.slots = plan::SlotRule::recurring;
    task.rhythm = plan::Rhythm{{1, TimeUnit::quarter}, true};
    scene.tell(scene.reading("140105", "曝光", "2012-Q1", "2"));
    scene.tell(scene.reading("140105", "曝光", "2012-Q2", "0"));
    EXPECT_EQ(scene.status("140105", "2012-08-01", "2012-Q1"), "done");
    EXPECT_EQ(scene.status("140105", "2012-08-01", "2012-Q2"), "overdue");
    EXPECT_EQ(scene.status("140105", "2012-08-01", "2012-Q3"), "not_started");
    EXPECT_EQ(scene.status("140105", "2012-08-01", "2012-Q4"), "planned");
    EXPECT_EQ(scene.status("140106", "2012-08-01", "2012-Q1"), "unreported_overdue");
}

TEST(Facts, AWithdrawnCorrectionDoesNotBringBackTheOldFigure) {
    Scene scene = drills();
    log::Entry first = scene.reading("140000", "应急演练", "2012-Q1", "1");
    first.key = "a";
    log::Entry second = scene.reading("140000", "应急演练", "2012-Q1", "2");
    second.key = "b";
    second.corrects = "a";
    scene.tell(first);
    scene.tell(second);
    log::Entry withdrawal = scene.act(log::Kind::withdraw, "140000", "", "2012-04-10", "140000");
    withdrawal.corrects = "b";
    scene.tell(withdrawal);
    EXPECT_EQ(scene.axes("140000", "2012-05-01"), "undetermined silent not_due 244");
}

TEST(Facts, TheVerifiersFigureIsUsedWhereBothStand) {
    Scene scene = drills();
    scene.tell(scene.reading("140000", "应急演练", "2012-Q1", "1"));
    log::Entry checked = scene.reading("140000", "应急演练", "2012-Q1", "0");
    checked.by = "100000";
    checked.source = log::Source::verifier;
    scene.tell(checked);
    EXPECT_EQ(scene.axes("140000", "2012-04-01"), "not_met_yet reported not_due 274");
}

/// 1.4: each case of grade 较大 or worse at a county; hours by grade; a return each quarter.
Scene incidents() {
    Scene scene;
    plan::Indicator grade;
    grade.name = "等级";
    grade.kind = IndicatorKind::stages;
    grade.members = {"一般", "较大", "重大", "特别重大"};
    grade.event = 0;
    scene.plan.indicators.push_back(grade);
    const std::uint32_t first_report = scene.indicator("初报", IndicatorKind::document);
    scene.plan.indicators[first_report].event = 0;
    plan::Event event;
    event.name = "突发环境事件";
    event.fields = {0};
    event.rhythm = plan::Rhythm{{1, TimeUnit::quarter}, true};
    scene.plan.events.push_back(event);
    plan::Task& task = scene.task("1.4", scene.all("县"), Scene::compare(first_report, Comparison::at_least, 2));
    task.slots = plan::SlotRule::triggered;
    task.trigger = plan::Trigger{0, Scene::compare(0, Comparison::at_least, 1), units::LevelIndex{3}, {}};
    task.due.anchor = plan::Deadline::Anchor::occurrence;
    plan::DurationTable hours;
    hours.by = 0;
    for (const int count : {24, 4, 2, 2})
        hours.rows.push_back(value::Duration{count, TimeUnit::hour});
    task.due.offset = hours;
    return scene;
}

void tell_case(Scene& scene, const std::string& unit, const std::string& id, const std::string& occurred,
               const std::string& grade) {
    log::Entry entry;
    entry.kind = log::Kind::incident;
    entry.unit = entry.by = unit;
    entry.indicator = "突发环境事件";
    entry.case_id = id;
    entry.effective = minute(occurred);
    scene.tell(entry);
    if (grade.empty()) return;
    log::Entry field = scene.reading(unit, "等级", occurred, grade);
    field.case_id = id;
    scene.tell(field);
}

TEST(Triggered, HoursByGradeToTheMinute) {
    Scene scene = incidents();
    tell_case(scene, "140105", "A", "2012-05-03T08:30", "较大");
    log::Entry report = scene.reading("140105", "初报", "2012-05-03T12:30", "已报送");
    report.case_id = "A";
    scene.tell(report);
    EXPECT_EQ(scene.axes("140105", "2012-05-03", "case:A"), "met reported on_time 0 2012-05-03T12:30");
    tell_case(scene, "140106", "B", "2012-05-03T08:30", "重大");
    log::Entry late = scene.reading("140106", "初报", "2012-05-03T10:31", "已报送");
    late.case_id = "B";
    scene.tell(late);
    EXPECT_EQ(scene.status("140106", "2012-05-04", "case:B"), "done_late");
}

TEST(Triggered, ADateOfTheCaseIsItsDeadlineOnceTold) {
    Scene scene = incidents();
    const std::uint32_t mended_by = scene.indicator("整改期限", plan::IndicatorKind::date);
    scene.plan.indicators[mended_by].event = 0;
    scene.plan.events[0].fields.push_back(mended_by);
    scene.plan.tasks[0].due = {};
    scene.plan.tasks[0].due.anchor = plan::Deadline::Anchor::case_date;
    scene.plan.tasks[0].due.field = mended_by;
    tell_case(scene, "140105", "A", "2012-05-03T08:30", "较大");
    tell_case(scene, "140106", "B", "2012-05-03T08:30", "较大");
    EXPECT_EQ(scene.axes("140105", "2012-07-01", "case:A"), "undetermined silent due_unknown 0");
    log::Entry date = scene.reading("140105", "整改期限", "2012-05-10", "2012-06-30");
    date.case_id = "A";
    scene.tell(date);
    EXPECT_EQ(scene.status("140105", "2012-06-30", "case:A"), "due_soon");
    EXPECT_EQ(scene.status("140105", "2012-07-01", "case:A"), "unreported_overdue");
    EXPECT_EQ(scene.status("140106", "2012-07-01", "case:B"), "not_started") << "another case has its own date";
    date.value = "2012-09-30";
    scene.tell(date);
    EXPECT_EQ(scene.status("140105", "2012-07-01", "case:A"), "not_started") << "what was told last stands";
}

TEST(Triggered, NoCaseAndReportMissingAreLinesThatCountNowhere) {
    Scene scene = incidents();
    log::Entry nothing;
    nothing.kind = log::Kind::no_case;
    nothing.unit = nothing.by = "140105";
    nothing.indicator = "突发环境事件";
    nothing.period = "2012-Q1";
    nothing.effective = end_of("2012-03-31");
    scene.tell(nothing);
    EXPECT_EQ(scene.status("140105", "2012-04-01"), "no_case");
    EXPECT_EQ(scene.status("140106", "2012-04-01"), "report_missing");
    EXPECT_EQ(scene.status("140105", "2012-07-01"), "report_missing");
    evaluate::Tally tally;
    const evaluate::Board board = scene.board("2012-07-01");
    for (std::size_t row = 0; row < board.blocks[0].size(); ++row)
        tally.add(board.blocks[0], row);
    EXPECT_EQ(tally.rows, 2);
    EXPECT_EQ(tally.counts[0].all(), 0);
}

TEST(Triggered, AMinorCaseGivesNoRowAndAnUngradedOneIsUndetermined) {
    Scene scene = incidents();
    tell_case(scene, "140105", "A", "2012-05-03T08:30", "一般");
    tell_case(scene, "140106", "B", "2012-05-03T08:30", "");
    EXPECT_EQ(scene.status("140105", "2012-05-10", "case:A"), "no row");
    EXPECT_EQ(scene.status("140106", "2012-05-10", "case:B"), "undetermined");
}

TEST(Deadline, NoDueDateIsBeforeTheDayOfIssue) {
    Scene scene = drills();
    scene.plan.tasks[0].due.anchor = plan::Deadline::Anchor::date;
    scene.plan.tasks[0].due.by_default = false;
    scene.plan.tasks[0].due.at = end_of("2012-01-31");
    EXPECT_EQ(scene.axes("140000", "2012-02-10"), "undetermined silent due_soon 0");
    EXPECT_EQ(scene.axes("140000", "2012-02-11"), "undetermined silent overdue 1");
}

// 8: “It is a separate call”
TEST(Explain, NamesTheReadingsTheStepsAndWhatIsMissing) {
    Scene scene = drills();
    scene.tell(scene.reading("140000", "应急演练", "2012-Q1", "0"));
    const value::Instant as_of = end_of("2012-07-01");
    const evaluate::Facts facts = scene.facts(as_of);
    const evaluate::Board board = *evaluate::evaluate(scene.world(), facts, as_of);
    const std::size_t row = board.blocks[0].rows_below(scene.world().units, scene.unit("140000")).first;
    const evaluate::Explanation why = evaluate::Explainer(scene.world(), facts, board).explain(0, row);
    ASSERT_EQ(why.parts.size(), 1U);
    ASSERT_EQ(why.parts[0].readings.size(), 1U);
    EXPECT_EQ(why.parts[0].readings[0].record, 1);
    EXPECT_EQ(why.parts[0].truth, "unknown");
    ASSERT_EQ(why.missing.size(), 1U);
    EXPECT_EQ(why.missing[0].period, "2012-Q2");
    EXPECT_TRUE(why.missing[0].is_due);
    ASSERT_FALSE(why.steps.empty());
    EXPECT_EQ(why.steps.back().result, end_of("2012-12-31"));
    EXPECT_EQ(why.proof_wanted.size(), 2U);
    EXPECT_EQ(why.rule, 16);
}

TEST(Explain, JudgesAtTheInstantOfTheBoardNotAsOfToday) {
    // What stood on the due date counts; the explanation must show that figure and not the later one.
    Scene scene;
    const std::uint32_t staff = scene.indicator("人员", plan::IndicatorKind::stock, "人");
    scene.task("1", scene.all("省"), Scene::compare(staff, plan::Comparison::at_least, 5));
    plan::Deadline& due = scene.plan.tasks[0].due;
    due.anchor = plan::Deadline::Anchor::date;
    due.by_default = false;
    due.at = end_of("2012-06-30");
    scene.tell(scene.reading("140000", "人员", "2012-06-20", "5"));
    scene.tell(scene.reading("140000", "人员", "2012-07-20", "1"));
    const value::Instant as_of = end_of("2012-08-01");
    const evaluate::Facts facts = scene.facts(as_of);
    const evaluate::Board board = *evaluate::evaluate(scene.world(), facts, as_of);
    const std::size_t row = board.blocks[0].rows_below(scene.world().units, scene.unit("140000")).first;
    EXPECT_EQ(board.blocks[0].status[row], evaluate::Status::done);
    const evaluate::Explanation why = evaluate::Explainer(scene.world(), facts, board).explain(0, row);
    ASSERT_EQ(why.parts.size(), 1U);
    EXPECT_EQ(why.parts[0].truth, "true");
    EXPECT_EQ(why.parts[0].low, 5 * value::Decimal::kOne);
    EXPECT_EQ(why.parts[0].readings.size(), 1U);
}

TEST(Explain, OfAStockOnlyTheLastDueSlotIsMissing) {
    Scene scene;
    const std::uint32_t staff = scene.indicator("人员", plan::IndicatorKind::stock, "人", value::TimeUnit::month);
    scene.task("1", scene.all("省"), Scene::compare(staff, plan::Comparison::at_least, 5));
    scene.tell(scene.reading("140000", "人员", "2012-01", "9"));
    const value::Instant as_of = end_of("2012-06-05");
    const evaluate::Facts facts = scene.facts(as_of);
    const evaluate::Board board = *evaluate::evaluate(scene.world(), facts, as_of);
    const std::size_t row = board.blocks[0].rows_below(scene.world().units, scene.unit("140000")).first;
    const evaluate::Explanation why = evaluate::Explainer(scene.world(), facts, board).explain(0, row);
    ASSERT_EQ(why.missing.size(), 1U);
    EXPECT_EQ(why.missing[0].period, "2012-05");
}

TEST(Owed, TheGradeOfACaseIsWantedBeforeItsReport) {
    Scene scene = incidents();
    tell_case(scene, "140106", "B", "2012-05-03T08:30", "");
    const value::Instant as_of = end_of("2012-05-10");
    const evaluate::Facts facts = scene.facts(as_of);
    const evaluate::Board board = *evaluate::evaluate(scene.world(), facts, as_of);
    const std::vector<evaluate::Owed> owed = evaluate::Explainer(scene.world(), facts, board).owed(scene.unit("140106"), as_of);
    const auto grade = std::find_if(owed.begin(), owed.end(), [&](const evaluate::Owed& one) {
        return one.indicator != plan::kNone && scene.plan.indicators[one.indicator].name == "等级";
    });
    ASSERT_NE(grade, owed.end());
    EXPECT_EQ(grade->case_id, "B");
}

TEST(Owed, IsEveryUnfilledDueSlotOnce) {
    Scene scene = drills();
    scene.tell(scene.reading("140000", "应急演练", "2012-Q2", "0"));
    const value::Instant as_of = end_of("2012-09-30");
    const evaluate::Facts facts = scene.facts(as_of);
    const evaluate::Board board = *evaluate::evaluate(scene.world(), facts, as_of);
    const std::vector<evaluate::Owed> owed = evaluate::Explainer(scene.world(), facts, board).owed(scene.unit("140000"), as_of);
    ASSERT_EQ(owed.size(), 2U);
    EXPECT_EQ(owed[0].period, "2012-Q1");
    EXPECT_EQ(owed[1].period, "2012-Q3");
}

}  // namespace
}  // namespace duban::tests
