// What is counted, added up, asked of another task or left to a person, as it is resolved.
#include "tests/engine/plan/read_plan.hpp"

#include "dsl/syntax/print.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace duban::plan {
namespace {

const std::string kPlan = "tests/golden/plan/counts.duban";

TEST(Counts, OfEveryFormAreTheNodesOfTheGoldenFile) {
    const Reading reading = read_plan("counts.duban", tests::file_text(kPlan));
    EXPECT_EQ(reading.findings(text::Language::en), "");
    ASSERT_TRUE(reading.plan);
    tests::expect_golden("plan/counts.json", dump(*reading.plan));
}

TEST(Counts, AreTheSameVersionInEnglish) {
    const Reading zh = read_plan("counts.duban", tests::file_text(kPlan));
    text::Sink sink;
    const std::string english = syntax::print(syntax::parse(zh.source, sink), zh.source, text::Language::en);
    EXPECT_NE(english.find("each 省, 县's 环保部门 except 历下区 where 隐患突出 (演练 > last year)"), std::string::npos)
        << english;
    const Reading en = read_plan("counts.duban", english);
    EXPECT_EQ(en.findings(text::Language::en), "");
    ASSERT_TRUE(zh.plan && en.plan);
    EXPECT_EQ(dump(*zh.plan), dump(*en.plan));
    EXPECT_EQ(zh.plan->hash, en.plan->hash);
}

TEST(Counts, OfOtherTasksAreJudgedAfterThem) {
    const Reading reading = read_plan("counts.duban", tests::file_text(kPlan));
    ASSERT_TRUE(reading.plan);
    const Plan& plan = *reading.plan;
    const auto place = [&](std::string_view id) {
        return std::find(plan.order.begin(), plan.order.end(), plan.find_task(id)) - plan.order.begin();
    };
    EXPECT_EQ(plan.order.size(), plan.tasks.size());
    EXPECT_LT(place("9.6"), place("5"));
    EXPECT_LT(place("9.6-1"), place("5-1"));
    EXPECT_LT(place("3"), place("5")) << "named inside a count";
}

TEST(Counts, NameTheUnitsThatTheyCount) {
    const Reading reading = read_plan("counts.duban", tests::file_text(kPlan));
    ASSERT_TRUE(reading.plan);
    const Plan& plan = *reading.plan;
    const Goal& goal = plan.tasks[plan.find_task("1")].goals.front();
    ASSERT_EQ(goal.criterion.root().over.size(), 1U);
    EXPECT_EQ(goal.criterion.root().over.front().units->units.size(), 3U)
        << "districts; those at or below a row's unit are counted";
}

}  // namespace
}  // namespace duban::plan
