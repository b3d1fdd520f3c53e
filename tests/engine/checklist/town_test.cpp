#include "tests/engine/checklist/country.hpp"

#include <map>

namespace duban::tests {
namespace {

using checklist::Context;
using text::Language;

/// The town, looked at in both languages.
class Town : public testing::Test {
protected:
    /// What `make` gives must be what tests/golden/town holds.
    template <class Make>
    void expect(const std::string& name, Make make) {
        for (const Language language : {Language::zh, Language::en}) {
            Context context = engine::documents(town_.opened(), now_, language);
            expect_golden("town/" + name + (language == Language::zh ? ".md" : ".en.md"),
                          checklist::markdown(page(context, make(context))));
        }
    }
    /// Every row of a task at a unit.
    std::string explained(const char* task, const char* unit, Language language) {
        engine::Filter filter;
        filter.task = town_.task(task);
        filter.unit = town_.unit(unit);
        std::string all;
        for (const engine::Row& row : engine::rows(town_.opened(), now_.board, filter))
            all += engine::explanation_text(town_.opened(), now_, row, language) + "\n";
        return all;
    }
    Context context() { return engine::documents(town_.opened(), now_, Language::zh); }

    Country town_{"town"};
    engine::Look now_ = town_.look(kToday);
};

TEST_F(Town, AListNamesThePersonTheOldDateAndTheLateReportAndIsSignedAtItsFoot) {
    expect("unit_list", [&](Context& context) { return checklist::unit_list(context, town_.unit("2001")); });
}
TEST_F(Town, AScorecardSaysHowItsRanksAndItsFiguresAreRead) {
    expect("scorecard", [&](Context& context) {
        return checklist::scorecard(context, checklist::Scope{units::LevelIndex{1}, std::nullopt});
    });
}
TEST_F(Town, WhatFailedStandsByNameOnTheLeadersPage) {
    expect("leader", [&](Context& context) { return checklist::leader_page(context, town_.unit("20"), nullptr); });
}
TEST_F(Town, TheLedgerOfProblemsSaysWhatHappened) {
    expect("problems", [&](Context& context) { return checklist::problem_ledger(context, town_.unit("20")); });
}
TEST_F(Town, ADepartmentSeesTheRhythmOfAPeriodicTask) {
    expect("department", [&](Context& context) { return checklist::department_list(context, std::uint32_t{0}, std::nullopt); });
}
TEST_F(Town, ATaskMarksWhatIsOnlyStrivenForAndHowFarBehindItIs) {
    expect("task", [&](Context& context) { return checklist::task_list(context, town_.task("5"), {}); });
}
TEST_F(Town, WhatAUnitOwesNamesTheProofThatIsLacking) {
    expect("owed", [&](Context& context) { return checklist::owed_list(context, town_.unit("2002"), at(kToday)); });
}
TEST_F(Town, AnExplanationReadsAsPrinted) {
    for (const Language language : {Language::zh, Language::en}) {
        std::string all;
        for (const auto& [task, unit] : {std::pair{"1", "2001"},
                                         {"2", "2002"},
                                         {"2", "2003"},
                                         {"3", "2003"},
                                         {"4", "2001"},
                                         {"5", "20"},
                                         {"6", "20"},
                                         {"8", "2001"}}) {
            all += explained(task, unit, language);
        }
        expect_golden(std::string("town/explain") + (language == Language::zh ? ".txt" : ".en.txt"), all);
    }
}

TEST_F(Town, TheTilesOfTheLeadersPageAddUpToWhatCounts) {
    Context context = this->context();
    const checklist::LeaderPage leader = checklist::leader_page(context, town_.unit("20"), nullptr);
    std::map<std::string, std::int64_t> figures;
    for (const checklist::LeaderFigure& figure : leader.figures) {
        if (figure.name != "completion" && figure.name != "on_time") figures[figure.name] = std::stoll(figure.value);
    }
    EXPECT_EQ(figures["obligations"], figures["done"] + figures["under_way"] + figures["not_done"] + figures["unknown"]);
    EXPECT_GT(figures["under_way"], 0);
    EXPECT_EQ(figures["failed"], leader.spoilt.rows_in_all);
}

}  // namespace
}  // namespace duban::tests
