#include "engine/checklist/scorecard.hpp"
#include "engine/checklist/unit_list.hpp"
#include "engine/checklist/wording.hpp"

#include "tests/engine/evaluate/scene.hpp"

namespace duban::tests {
namespace {

/// Two provinces with one duty: one has done it, one is silent; and the nation's own list is empty.
class Checklists : public ::testing::Test {
protected:
    Checklists() {
        const std::uint32_t drill = scene_.indicator("应急演练", plan::IndicatorKind::flow, "次", value::TimeUnit::quarter);
        plan::Criterion criterion = Scene::compare(drill, plan::Comparison::at_least, 1);
        plan::Task& task = scene_.task("10.8", scene_.all("省"), std::move(criterion));
        task.title = "省级应急演练";
        task.quotes.push_back({"至少组织一次|环境应急演练", {}});
        task.goals[0].span = {0, static_cast<std::uint32_t>(source_.text().size())};
        scene_.plan.title = "一份计划";
        scene_.tell(scene_.reading("140000", "应急演练", "2012-05-20", "1"));
        receipt_.as_of = receipt_.known_at = end_of("2012-07-01");
        receipt_.plan = receipt_.units = receipt_.calendar = receipt_.last_hash = std::string(64, 'a');
        receipt_.engine = "0";
    }

    template <class Make>
    auto with(text::Language language, Make make) {
        const evaluate::Facts facts = scene_.facts(receipt_.as_of);
        const evaluate::Board board = *evaluate::evaluate(scene_.world(), facts, receipt_.as_of);
        checklist::Context context{{&source_}, scene_.world(), facts, board, receipt_, language};
        return make(context);
    }

    text::Source source_{"p.duban", "完成  应急演练 ≥ 1 次"};
    Scene scene_;
    evaluate::Receipt receipt_;
};

TEST_F(Checklists, AUnitsListNamesClauseValueStatusAndNextStep) {
    const checklist::UnitList list =
        with(text::Language::zh, [&](auto& context) { return checklist::unit_list(context, scene_.unit("130000")); });
    ASSERT_EQ(list.lines.size(), 1U);
    const checklist::Line& line = list.lines[0];
    EXPECT_EQ(line.task, "10.8");
    EXPECT_EQ(line.value, "应急演练 尚无（未报全）");
    EXPECT_EQ(value::to_short_string(line.due), "2012-12-31");
    EXPECT_EQ(line.due_note, "按计划年度");
    EXPECT_EQ(line.status, "report_missing");
    EXPECT_EQ(line.status_words, "缺报");
    EXPECT_EQ(line.next, "补报：应急演练 2012-Q1、应急演练 2012-Q2");
    EXPECT_EQ(list.counts.unknown, 1);
}

TEST_F(Checklists, ALineNamesTheRecordsItRestsOn) {
    const checklist::UnitList list =
        with(text::Language::en, [&](auto& context) { return checklist::unit_list(context, scene_.unit("140000")); });
    ASSERT_EQ(list.lines.size(), 1U);
    EXPECT_EQ(list.lines[0].records, std::vector<std::int64_t>{1});
    EXPECT_EQ(list.lines[0].status_words, "done");
    EXPECT_EQ(list.counts.done, 1);
}

TEST_F(Checklists, MarkdownKeepsItsTableWhateverTheTextHolds) {
    const std::string markdown = with(text::Language::zh, [&](auto& context) {
        return checklist::markdown(page(context, checklist::unit_list(context, scene_.unit("140000"))));
    });
    EXPECT_NE(markdown.find("至少组织一次\\|环境应急演练"), std::string::npos);
    EXPECT_NE(markdown.find("# 山西省 责任清单"), std::string::npos);
    EXPECT_NE(markdown.find("回执：截至 2012-07-01；收录至 "), std::string::npos);
}

TEST_F(Checklists, AnOfficeWithoutDutiesIsToldSo) {
    const std::string markdown = with(text::Language::en, [&](auto& context) {
        return checklist::markdown(page(context, checklist::unit_list(context, scene_.unit("140105"))));
    });
    EXPECT_NE(markdown.find("This plan has no duties for this unit."), std::string::npos);
}

TEST_F(Checklists, AScorecardRanksByCompletionAndTotals) {
    const checklist::Scorecard card = with(
        text::Language::zh, [&](auto& context) { return checklist::scorecard(context, {units::LevelIndex{1}, std::nullopt}); });
    ASSERT_EQ(card.rows.size(), 2U);
    EXPECT_EQ(card.rows[0].name, "山西省");
    EXPECT_EQ(card.rows[0].rank, 1);
    EXPECT_EQ(card.rows[1].rank, 2);
    EXPECT_EQ(card.total.done, 1);
    EXPECT_EQ(card.total.unknown, 1);
    EXPECT_EQ(evaluate::rate_text(card.total), "50.0–100.0");
}

TEST_F(Checklists, TheSheetAndTheJsonHoldTheSameFigures) {
    const std::string json = with(text::Language::zh, [&](auto& context) {
        return checklist::json(context, checklist::scorecard(context, {units::LevelIndex{1}, std::nullopt}));
    });
    EXPECT_NE(json.find("\"done\": 1,\n    \"not_done\": 0,\n    \"unknown\": 1,\n    \"rate\": \"50.0–100.0\""),
              std::string::npos)
        << json;
}

TEST_F(Checklists, ATransferredRowStandsOnTheListAndTheCardOfItsHolder) {
    scene_.tell(scene_.act(log::Kind::transfer, "140000", "10.8", "2012-06-01", "100000", "130000"));
    const checklist::UnitList theirs =
        with(text::Language::zh, [&](auto& context) { return checklist::unit_list(context, scene_.unit("130000")); });
    ASSERT_EQ(theirs.lines.size(), 2U);
    EXPECT_EQ(theirs.lines[1].status, "done");
    EXPECT_EQ(theirs.lines[1].lead, "河北省（山西省移交）");
    const checklist::UnitList ours =
        with(text::Language::zh, [&](auto& context) { return checklist::unit_list(context, scene_.unit("140000")); });
    EXPECT_TRUE(ours.lines.empty());
    const checklist::Scorecard card = with(
        text::Language::zh, [&](auto& context) { return checklist::scorecard(context, {units::LevelIndex{1}, std::nullopt}); });
    ASSERT_EQ(card.rows.size(), 2U);
    EXPECT_EQ(card.rows[0].name, "河北省");
    EXPECT_EQ(card.rows[0].standings[0].rows, 2);
    EXPECT_EQ(card.rows[1].standings[0].rows, 0);
}

TEST_F(Checklists, WhatWaitsForVerificationIsListedForTheSuperior) {
    scene_.plan.tasks[0].verifier.kind = plan::Verifier::Kind::superior;
    const checklist::UnitList nation =
        with(text::Language::zh, [&](auto& context) { return checklist::unit_list(context, scene_.unit("100000")); });
    ASSERT_EQ(nation.reviews.size(), 1U);
    EXPECT_EQ(nation.reviews[0].code, "140000");
    EXPECT_EQ(nation.reviews[0].task, "10.8");
}

// 6: “units are ranked by the lower bound of it.”
TEST_F(Checklists, SilenceGivesNoBetterRankThanAnHonestNo) {
    scene_.tell(scene_.reading("140000", "应急演练", "2012-05-20", "0"));
    for (const char* quarter : {"2012-Q1", "2012-Q2"})
        scene_.tell(scene_.reading("140000", "应急演练", quarter, "0"));
    const checklist::Scorecard card = with(
        text::Language::zh, [&](auto& context) { return checklist::scorecard(context, {units::LevelIndex{1}, std::nullopt}); });
    ASSERT_EQ(card.rows.size(), 2U);
    EXPECT_EQ(card.rows[0].rank, 1);
    EXPECT_EQ(card.rows[1].rank, 1);
}

TEST_F(Checklists, AReportThatSaysNoIsNamedAsTheReason) {
    receipt_.as_of = end_of("2013-01-05");
    for (const char* quarter : {"2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4"})
        scene_.tell(scene_.reading("130000", "应急演练", quarter, "0"));
    const checklist::UnitList list =
        with(text::Language::zh, [&](auto& context) { return checklist::unit_list(context, scene_.unit("130000")); });
    ASSERT_EQ(list.lines.size(), 1U);
    EXPECT_EQ(list.lines[0].status, "overdue");
    EXPECT_TRUE(list.lines[0].why.starts_with("未达到 ")) << list.lines[0].why;
}

TEST(Wording, AShareIsShownInPercentAndNotTwice) {
    plan::Indicator coverage;
    coverage.kind = plan::IndicatorKind::ratio;
    EXPECT_EQ(checklist::value_words(coverage, 960'000, 960'000, text::Language::zh), "96%");
    EXPECT_EQ(checklist::value_words(coverage, 333'333, 333'334, text::Language::zh), "33.33%");
    EXPECT_EQ(checklist::value_words(coverage, 894'736, 894'737, text::Language::en), "89.47%");
    EXPECT_EQ(checklist::value_words(coverage, 666'666, 666'667, text::Language::en), "66.67%");
    EXPECT_EQ(checklist::value_words(coverage, 333'333, 666'667, text::Language::zh), "33.33% 至 66.67%");
}

TEST(Wording, StagesOfADocumentAreSaidInTheReadersLanguage) {
    Scene scene;
    const plan::Indicator& first_report = scene.plan.indicators[scene.indicator("初报", plan::IndicatorKind::document)];
    EXPECT_EQ(checklist::told_words(first_report, "已报送", text::Language::en), "submitted");
    EXPECT_EQ(checklist::told_words(first_report, "已报送", text::Language::zh), "已报送");
    EXPECT_EQ(checklist::indicator_words(scene.plan, "初报", text::Language::en), "“初报”");
    EXPECT_EQ(checklist::value_words(first_report, -value::Decimal::kOne, 4 * value::Decimal::kOne, text::Language::zh),
              "尚未填报");
}

TEST(Wording, ADueDateThatWasMovedShowsTheOneBefore) {
    const value::Instant due = end_of("2012-06-09");
    EXPECT_EQ(checklist::due_words(due, due, text::Language::zh), "2012-06-09");
    EXPECT_EQ(checklist::due_words(due, end_of("2012-05-15"), text::Language::zh), "2012-06-09（原 2012-05-15）");
    EXPECT_EQ(checklist::due_words(due, end_of("2012-05-15"), text::Language::en), "2012-06-09 (was 2012-05-15)");
    EXPECT_EQ(checklist::due_words(evaluate::kNever, due, text::Language::zh), "—");
}

TEST(Wording, ARhythmIsSaidAsPeopleDo) {
    EXPECT_EQ(checklist::rhythm_words({1, value::TimeUnit::quarter}, text::Language::zh), "每季度");
    EXPECT_EQ(checklist::rhythm_words({2, value::TimeUnit::month}, text::Language::zh), "每 2 个月");
    EXPECT_EQ(checklist::rhythm_words({1, value::TimeUnit::month}, text::Language::en), "every month");
    EXPECT_EQ(checklist::rhythm_words({10, value::TimeUnit::day}, text::Language::en), "every 10 days");
}

TEST(Wording, NamesThatAreListedAreListedInTheReadersLanguage) {
    const Scene scene;
    EXPECT_EQ(checklist::indicator_words(scene.plan, "甲、乙", text::Language::zh), "甲、乙");
    EXPECT_EQ(checklist::indicator_words(scene.plan, "甲、乙", text::Language::en), "甲, 乙");
}

TEST(Wording, SlotsAreNamedWithoutTheirPrefix) {
    EXPECT_EQ(checklist::slot_words("case:晋-1", text::Language::zh), "事件 晋-1");
    EXPECT_EQ(checklist::slot_words("window:汛期", text::Language::en), "汛期");
    EXPECT_EQ(checklist::slot_words("2012-Q1", text::Language::zh), "2012-Q1");
}

TEST(Wording, ADeadlineWithAnHourIsOverdueByHours) {
    evaluate::Board board;
    evaluate::Block block;
    block.due = {minute("2012-05-03T12:00")};
    block.missed = {evaluate::kNever};
    block.completed = {evaluate::kNever};
    block.timeliness = {evaluate::Timeliness::overdue};
    block.days = {0};
    block.working_days = {0};
    board.as_of = minute("2012-05-03T12:20");
    EXPECT_EQ(checklist::timeliness_words(board, block, 0, text::Language::zh), "逾期 20 分钟");
    board.as_of = minute("2012-05-03T15:30");
    EXPECT_EQ(checklist::timeliness_words(board, block, 0, text::Language::en), "overdue by 3 hours 30 minutes");
    board.as_of = minute("2012-05-05T15:30");
    block.days = {2};
    block.working_days = {1};
    EXPECT_EQ(checklist::timeliness_words(board, block, 0, text::Language::zh), "逾期 2 天（1 个工作日、51 小时）");
    board.as_of = minute("2012-05-13T15:30");
    block.days = {10};
    block.working_days = {6};
    EXPECT_EQ(checklist::timeliness_words(board, block, 0, text::Language::zh), "逾期 10 天（6 个工作日）")
        << "in hours no more";
}

TEST(Wording, WhatIsDoneAfterADateThatWasMissedIsLateByTheHoursFromIt) {
    evaluate::Board board;
    evaluate::Block block;
    block.due = {minute("2012-05-10T12:00")};
    block.missed = {minute("2012-05-03T12:00")};
    block.completed = {minute("2012-05-03T15:30")};
    block.timeliness = {evaluate::Timeliness::late};
    block.days = {0};
    block.working_days = {0};
    board.as_of = minute("2012-05-13T15:30");
    EXPECT_EQ(checklist::timeliness_words(board, block, 0, text::Language::en),
              "late by 3 hours 30 minutes, counted from the date before, 2012-05-03T12:00");
}

// 6: “Each figure is a sum, so parts of the country merge in any order; there is no average of averages.”
TEST(Rollup, AnyPartitionOfTheUnitsAddsUpToTheWhole) {
    Scene scene;
    const std::uint32_t drill = scene.indicator("演练", plan::IndicatorKind::flow, "次");
    scene.task("a", scene.all("省"), Scene::compare(drill, plan::Comparison::at_least, 1));
    scene.task("b", scene.all("县"), Scene::compare(drill, plan::Comparison::at_least, 1));
    scene.plan.tasks[1].weight = value::Decimal{2'500'000};
    scene.tell(scene.reading("140105", "演练", "2012-05-20", "1"));
    const evaluate::Board board = scene.board("2012-07-01");
    const evaluate::World world = scene.world();
    const evaluate::Rollup rollup(board, world.units);
    evaluate::Counts sum;
    for (std::uint32_t u = 0; u < world.units.size(); ++u) {
        sum += rollup.own(units::UnitIndex{u});
    }
    const evaluate::Counts whole = rollup.below(world.units, scene.unit("100000"));
    EXPECT_EQ(sum.done, whole.done);
    EXPECT_EQ(sum.unknown, whole.unknown);
    EXPECT_EQ(whole.all(), 4);
    EXPECT_EQ(rollup.below(world.units, scene.unit("140000")).done, 1);
    EXPECT_EQ(whole.weight(), sum.weight());
    EXPECT_EQ(whole.done_weight, 2'500'000);
}

}  // namespace
}  // namespace duban::tests
