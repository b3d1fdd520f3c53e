// What a task has from its chapter and the plan's head, and a part from its task.
#include "tests/engine/plan/read_plan.hpp"

#include <gtest/gtest.h>

namespace duban::plan {
namespace {

/// A task due in February with a step every quarter, in a chapter; what the head says, and the chapter.
Reading with_step(const std::string& head, const std::string& chapter) {
    return read_plan("defaults.duban",
                     "plan p “P” {\n plan year 2012\n levels 国家 > 省 > 地市 > 县\n units “units.csv”\n"
                     " calendar “c.json”\n zone “Asia/Shanghai”\n" +
                         head + "}\norgans 应急办\nchapter 1 “C” {\n" + chapter +
                         "task a “A” { due February 25\n step “S” { lead each 省's 应急办; every quarter }\n}\n}\n");
}

Deadline due_of_step(const Reading& reading) {
    EXPECT_TRUE(reading.plan) << reading.findings(text::Language::en);
    return reading.plan ? reading.plan->tasks[reading.plan->find_task("a-1")].due : Deadline{};
}

// 2: “not with its task (whose chapter's date is not the part's either)”
TEST(Defaults, AChaptersDateThatItsTaskReplacesIsNotThatOfAPart) {
    const Deadline due = due_of_step(with_step("", "due within 10 days of period end\n"));
    EXPECT_EQ(due.anchor, Deadline::Anchor::slot_end);
    EXPECT_FALSE(due.offset);
}

// 2: “Where the task's does not, or the part's cannot, the plan's own date holds if that counts from one.”
TEST(Defaults, APlansDateThatCountsFromPeriodsIsThatOfAPartWithPeriods) {
    const Deadline due = due_of_step(with_step("due within 10 days of period end\n", ""));
    EXPECT_EQ(due.anchor, Deadline::Anchor::slot_end);
    EXPECT_TRUE(due.offset);
    EXPECT_FALSE(due_of_step(with_step("due June 30\n", "")).offset) << "a date cannot be that of every quarter";
}

}  // namespace
}  // namespace duban::plan
