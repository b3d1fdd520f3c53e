// What is counted, added up, asked of another task or left to a person, as it is resolved.
#include "tests/engine/plan/read_plan.hpp"

#include "dsl/syntax/print.hpp"
#include "engine/plan/amend.hpp"

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

std::string small_plan(const std::string& issued, const std::string& declares, const std::string& tasks) {
    return "计划 应急 “小” {\n年度 2012；印发 " + issued +
           "；层级 国家 > 省 > 地市 > 县\n单位 “u.csv”；日历 “c.json”；时区 “Asia/Shanghai”；期限 年底\n}\n" + declares + tasks;
}

TEST(Counts, OfTheVersionBeforeNameWhatItNamed) {
    const Reading before =
        read_plan("before.duban", small_plan("2012-02-10", "部门 环保部门\n事件 火灾 { 损失 数量 “元” }\n指标 演练 数量 累计\n",
                                             "任务 1 “甲” { 责任 每个 省；完成 无 火灾 其中 损失 ≥ 2 元 (损失 ≥ 1 元) 且 "
                                             "每个 县 的 环保部门 (演练 ≥ 1) 且 任务 2 已完成 且 评定 国家 的 环保部门 }\n"
                                             "任务 2 “乙” { 责任 国家；完成 演练 ≥ 1 }\n"));
    Reading now =
        read_plan("now.duban", small_plan("2012-06-10", "部门 公安\n指标 人员 数量 时点\n事件 事故 { 损失 数量 “元” }\n",
                                          "任务 2 “乙” { 责任 国家 的 公安；完成 人员 ≥ 1 且 每起 事故 (损失 ≥ 1 元) }\n"));
    ASSERT_TRUE(before.plan && now.plan) << before.findings(text::Language::en) << now.findings(text::Language::en);
    Plan& plan = *now.plan;
    text::Sink sink;
    add_version(plan, *before.plan, now.source, {}, sink);
    ASSERT_EQ(plan.tasks.size(), 3U);
    const Criterion& old = plan.tasks[1].goals.front().criterion;
    std::size_t seen = 0;
    each_node(old, [&](const Node& node) {
        if (node.indicator != kNone) {
            const Indicator& read = plan.indicators[node.indicator];
            EXPECT_TRUE(read.name == "演练" || (read.name == "损失" && plan.events[read.event].name == "火灾")) << read.name;
        }
        if (node.kind == Node::Kind::task_done) {
            EXPECT_EQ(plan.tasks[node.task].title, "乙");
            EXPECT_EQ(plan.tasks[node.task].version, 1U);
            ++seen;
        }
        if (node.kind == Node::Kind::judged) {
            EXPECT_EQ(plan.organs[node.judge.organ].name, "环保部门");
            ++seen;
        }
        for (const Over& over : node.over) {
            EXPECT_EQ(over.units ? plan.organs[over.units->organ].name : plan.events[over.event].name,
                      over.units ? "环保部门" : "火灾");
            ++seen;
        }
    });
    EXPECT_EQ(seen, 4U);
    const auto place = [&](std::uint32_t task) {
        return std::find(plan.order.begin(), plan.order.end(), task) - plan.order.begin();
    };
    EXPECT_LT(place(0), place(1)) << "its row may stand on the amendment";
    EXPECT_LT(place(2), place(1));
}

}  // namespace
}  // namespace duban::plan
