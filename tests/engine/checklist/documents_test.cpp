#include "tests/engine/checklist/country.hpp"

#include <algorithm>

namespace duban::tests {
namespace {

using checklist::Context;
using checklist::Scope;
using text::Language;

constexpr const char* kSpring = "2026-04-10";

/// The country, looked at in both languages.
class Documents : public testing::Test {
protected:
    /// What `make` gives must be what tests/golden/checklist holds: Markdown in both languages, and JSON.
    template <class Make>
    void expect(const std::string& name, Make make) {
        for (const Language language : {Language::zh, Language::en}) {
            Context context = engine::documents(country_.opened(), now_, language);
            const auto document = make(context);
            const std::string stem = "checklist/" + name + (language == Language::zh ? "" : ".en");
            expect_golden(stem + ".md", checklist::markdown(page(context, document)));
            if (language == Language::zh) expect_golden(stem + ".json", json(context, document));
        }
    }
    Context context() { return engine::documents(country_.opened(), now_, Language::zh); }

    Country country_;
    engine::Look now_ = country_.look(kToday);
    engine::Look spring_ = country_.look(kSpring);
};

TEST_F(Documents, AUnitsOwnListReadsAsPrinted) {
    expect("unit_list", [&](Context& context) { return checklist::unit_list(context, country_.unit("1201")); });
}
TEST_F(Documents, AListHasWhatAUnitVerifiesAndSupportsApart) {
    expect("unit_list_of_province", [&](Context& context) { return checklist::unit_list(context, country_.unit("12")); });
}
TEST_F(Documents, AListSaysWhatWaitsForTheUnit) {
    expect("unit_list_of_nation", [&](Context& context) { return checklist::unit_list(context, country_.unit("10")); });
}
TEST_F(Documents, AScorecardOfALevelReadsAsPrinted) {
    expect("scorecard",
           [&](Context& context) { return checklist::scorecard(context, Scope{units::LevelIndex{2}, std::nullopt}); });
}
TEST_F(Documents, AScorecardOfTheOfficesBelowReadsAsPrinted) {
    expect("scorecard_below",
           [&](Context& context) { return checklist::scorecard(context, Scope{std::nullopt, country_.unit("10")}); });
}
TEST_F(Documents, ATaskAcrossUnitsReadsAsPrinted) {
    expect("task", [&](Context& context) { return checklist::task_list(context, country_.task("4"), {}); });
}
TEST_F(Documents, ALeadersPageReadsAsPrinted) {
    expect("leader", [&](Context& context) {
        const Context before = engine::documents(country_.opened(), spring_, context.language);
        return checklist::leader_page(context, country_.unit("10"), &before);
    });
}
TEST_F(Documents, ADepartmentsTasksReadAsPrinted) {
    expect("department", [&](Context& context) { return checklist::department_list(context, std::uint32_t{1}, std::nullopt); });
}
TEST_F(Documents, TheLedgerOfProblemsReadsAsPrinted) {
    expect("problems", [&](Context& context) { return checklist::problem_ledger(context, country_.unit("10")); });
}
TEST_F(Documents, WhatAUnitOwesReadsAsPrinted) {
    expect("owed", [&](Context& context) { return checklist::owed_list(context, country_.unit("1202"), at(kToday)); });
}
TEST_F(Documents, TheIndexReadsAsPrinted) {
    expect("index", [&](Context& context) { return checklist::index_of(context); });
}

TEST_F(Documents, WhatIsSupportedIsNeverCountedAsTheUnitsOwn) {
    Context context = this->context();
    const checklist::UnitList province = checklist::unit_list(context, country_.unit("12"));
    ASSERT_EQ(province.backed.size(), 1U);  // the patrols of its counties
    EXPECT_EQ(province.backed[0].rows, 8);
    EXPECT_EQ(province.backed[0].counts.all(), 6);
    EXPECT_EQ(province.counts.all() + province.apart, static_cast<std::int64_t>(province.lines.size()));
}

TEST_F(Documents, WhatWaitsForAnotherTaskSaysForWhichAndWhose) {
    Context context = this->context();
    const checklist::UnitList province = checklist::unit_list(context, country_.unit("11"));
    const auto waiting = std::find_if(province.lines.begin(), province.lines.end(),
                                      [](const checklist::Line& line) { return line.status == "waiting"; });
    ASSERT_NE(waiting, province.lines.end());
    EXPECT_EQ(waiting->next, "等待前置任务：5 培训（云国）");
    const checklist::UnitList nation = checklist::unit_list(context, country_.unit("10"));
    ASSERT_EQ(nation.held_up.size(), 1U);
    EXPECT_EQ(nation.held_up[0].rows, 2);
}

TEST_F(Documents, AJointUnitSeesTheRowOfTheUnitAboveIt) {
    Context context = this->context();
    const checklist::UnitList county = checklist::unit_list(context, country_.unit("1101"));
    ASSERT_EQ(county.backed.size(), 1U);
    EXPECT_EQ(county.backed[0].role, checklist::Role::jointly);
    EXPECT_EQ(county.backed[0].line.task, "7");
    EXPECT_EQ(county.backed[0].line.lead, "东岭省防汛办");
}

// 6: “Each figure is a sum”
TEST_F(Documents, TheFiguresOfThePartsAddUpToThoseOfTheWhole) {
    Context context = this->context();
    const auto counts = [&](const char* code) { return checklist::leader_page(context, country_.unit(code), nullptr).totals; };
    checklist::Totals sum = counts("11");
    sum.add(counts("12"));
    const checklist::UnitList own = [&] {
        Context mine = this->context();
        return checklist::unit_list(mine, country_.unit("10"));
    }();
    const checklist::Totals whole = counts("10");
    EXPECT_EQ(sum.counts.all() + own.counts.all(), whole.counts.all());
    EXPECT_EQ(sum.counts.done + own.counts.done, whole.counts.done);
    EXPECT_EQ(sum.rows + static_cast<std::int64_t>(own.lines.size()), whole.rows);
}

TEST_F(Documents, ALeadersPageHasTwelveFigures) {
    Context context = this->context();
    EXPECT_EQ(checklist::leader_page(context, country_.unit("10"), nullptr).figures.size(), 12U);
}

TEST_F(Documents, TheOverdueSlotsOfATaskAreOneLineOfAUnitOnALeadersPage) {
    Context context = this->context();
    const checklist::LeaderPage page = checklist::leader_page(context, country_.unit("1202"), nullptr);
    ASSERT_EQ(page.overdue.lines.size(), 2U);  // two quarters of patrols, the bags
    EXPECT_EQ(page.overdue.lines[0].rows, 2);
    EXPECT_EQ(page.overdue.rows_in_all, page.totals.overdue);
}

TEST_F(Documents, AProblemIsWrittenOffWhenItIsDone) {
    Context context = this->context();
    const checklist::ProblemLedger ledger = checklist::problem_ledger(context, country_.unit("1102"));
    ASSERT_EQ(ledger.closed.size(), 1U);
    EXPECT_EQ(ledger.closed[0].line.task, "4");
    EXPECT_EQ(value::to_short_string(ledger.closed[0].closed), "2026-07-05");
    ASSERT_EQ(ledger.open.size(), 1U);
    EXPECT_EQ(value::to_short_string(ledger.open[0].found), "2026-04-01");
}

TEST_F(Documents, WhoReturnedItFoundTheProblem) {
    Context context = this->context();
    const checklist::ProblemLedger ledger = checklist::problem_ledger(context, country_.unit("12"));
    const auto returned = std::find_if(ledger.open.begin(), ledger.open.end(),
                                       [](const checklist::Problem& problem) { return problem.line.status == "returned"; });
    ASSERT_NE(returned, ledger.open.end());
    EXPECT_EQ(returned->found_by, "云国审核");
    EXPECT_EQ(value::to_short_string(returned->found), "2026-07-03");
}

TEST_F(Documents, ATaskInPartsCountsAsMuchAsTheWholeTask) {
    Context context = this->context();
    for (const char* task : {"3", "4", "7"}) {
        const checklist::TaskList whole = checklist::task_list(context, country_.task(task), {});
        const checklist::TaskList parts = checklist::task_parts(context, country_.task(task), country_.unit("10"));
        EXPECT_TRUE(parts.rows.empty());
        EXPECT_EQ(parts.parts.size(), 2U);
        EXPECT_EQ(parts.totals.rows, whole.totals.rows) << task;
        EXPECT_EQ(parts.totals.counts.done, whole.totals.counts.done) << task;
    }
}

TEST_F(Documents, ATaskIsNarrowedToALevelAndAPart) {
    Context context = this->context();
    const Scope scope{units::LevelIndex{2}, country_.unit("12")};
    EXPECT_EQ(checklist::task_list(context, country_.task("4"), scope).rows.size(), 2U);
    EXPECT_TRUE(checklist::task_list(context, country_.task("2"), scope).rows.empty());
}

TEST_F(Documents, AnEarlierDayShowsWhatIsNewSince) {
    Context context = this->context();
    const Context before = engine::documents(country_.opened(), spring_, Language::zh);
    const checklist::LeaderPage page = checklist::leader_page(context, country_.unit("10"), &before);
    ASSERT_TRUE(page.changes);
    checklist::TaskChange patrols;
    for (const checklist::TaskChange& change : page.changes->tasks) {
        if (change.task == country_.task("3")) patrols = change;
    }
    EXPECT_EQ(patrols.done, 2);      // two counties' second quarter
    EXPECT_EQ(patrols.overdue, 3);   // that of the three others
    EXPECT_EQ(patrols.recovered, 0);
    EXPECT_EQ(page.figures[3].before, "4");
}

}  // namespace
}  // namespace duban::tests
