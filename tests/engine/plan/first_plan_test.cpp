#include "tests/engine/plan/read_plan.hpp"

#include <gtest/gtest.h>

namespace duban::plan {
namespace {

const std::string kPlans = "plans/2012-environmental-emergency/";

Reading read_real(const std::string& file) {
    return read_plan(file, tests::file_text(kPlans + file), tests::file_text("plans/china/units.csv"),
                     {"国家", "省", "地市", "县", "乡镇"});
}

TEST(FirstPlan, ResolvesWithoutFindings) {
    const Reading reading = read_real("2012.duban");
    EXPECT_EQ(reading.findings(text::Language::en), "");
    ASSERT_TRUE(reading.plan);
    tests::expect_golden("plan/2012.json", dump(*reading.plan));
}

// 7: “a reformatted or translated plan is the same version.”
TEST(FirstPlan, IsTheSameVersionInEnglish) {
    const Reading zh = read_real("2012.duban");
    const Reading en = read_real("2012.en.duban");
    EXPECT_EQ(en.findings(text::Language::en), "");
    ASSERT_TRUE(zh.plan && en.plan);
    EXPECT_EQ(dump(*zh.plan), dump(*en.plan));
    EXPECT_EQ(zh.plan->hash, en.plan->hash);
    EXPECT_EQ(zh.plan->hash.size(), 64U);
}

TEST(FirstPlan, NamesItsUnits) {
    const Reading reading = read_real("2012.duban");
    ASSERT_TRUE(reading.plan);
    const Plan& plan = *reading.plan;
    const auto units_of = [&](std::string_view id) { return plan.tasks[plan.find_task(id)].lead.units.size(); };
    EXPECT_EQ(units_of("10.2"), 1U);
    EXPECT_EQ(units_of("10.8"), 31U);
    EXPECT_EQ(units_of("1.4"), 31U + 333U + 2974U);
    EXPECT_EQ(units_of("17.3"), 1U + 31U + 333U + 2974U);
    EXPECT_EQ(units_of("10.7"), 71U) << "municipalities, capitals and the cities of three regions, each once";
    EXPECT_EQ(units_of("11.3"), 2974U) << "which of them have outstanding hazards is not known yet";
}

}  // namespace
}  // namespace duban::plan
