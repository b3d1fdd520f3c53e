#include "engine/plan/resolve_lights.hpp"

#include "dsl/syntax/parse.hpp"
#include "dsl/text/render.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban::plan {
namespace {

/// The findings of a set of lights, as a reader of English sees them, a line each without its place.
std::vector<std::string> said_of(const std::string& rules) {
    const text::Source source("lights.duban", "lights { " + rules + " }\n");
    text::Sink sink;
    static_cast<void>(resolve_lights(syntax::parse(source, sink), source, sink));
    std::vector<std::string> said;
    for (const text::Diagnostic& found : sink.all())
        said.push_back(text::code_name(found.code) + " " + text::sentence(found, text::Language::en));
    return said;
}

std::string gap(const std::string& witness) {
    return "D4019 some rows have no light, for example: " + witness + "; end with “else”";
}
std::string covered(const std::string& rule, const std::string& by) {
    return "D4018 the rule of “" + rule + "” is never reached: all it asks for is taken by " + by + " before it";
}
std::string impossible(const std::string& rule) {
    return "D4020 the rule of “" + rule + "” can never hold: no obligation is ever all of this";
}

struct Case {
    std::string rules;
    std::vector<std::string> said;
};
void expect(const std::vector<Case>& cases) {
    for (const Case& one : cases)
        EXPECT_EQ(said_of(one.rules), one.said) << one.rules;
}

// All words but “behind”, which stands in each case for itself.
const std::string kRest =
    "; grey: done or no case or not applicable or superseded or waived or excused or failed or returned or "
    "claimed without proof or awaiting verification or planned or waiting or overdue or undetermined or "
    "report missing or due soon or not started or on schedule";

// 5: “A plan without 灯色 has the rules of `engine/plan/library/lights.duban`.”
TEST(Lights, OfTheEngineHaveNeitherGapNorDeadRule) {
    const text::Source source("lights.duban", std::string(default_lights()));
    text::Sink sink;
    EXPECT_EQ(resolve_lights(syntax::parse(source, sink), source, sink).size(), 5U);
    EXPECT_TRUE(sink.all().empty());
}

TEST(Lights, WithoutElseAreWholeWhenEveryWordHasOne) {
    expect({{"yellow: behind" + kRest, {}},
            {"yellow: behind > 0 points" + kRest, {}},
            {"yellow: behind >= 10 points; blue: behind < 10 points" + kRest, {}},
            {"yellow: time left <= 30 days; blue: time left > 30 days; green: not (time left > 30 days)", {}},
            {"red: overdue; yellow: not overdue", {}}});
}

// 5: “Whether a set of lights has a gap, or a rule that never shows, is proved over all that a row can look like.”
TEST(Lights, WithAGapAreToldWhatKindOfRowHasNone) {
    expect({{"red: overdue", {gap("on schedule")}},
            {"yellow: behind >= 10 points" + kRest, {gap("behind by 5 points")}},
            {"yellow: behind > 10 points; blue: behind < 10 points" + kRest, {gap("behind by 10 points")}},
            {"yellow: behind >= 0.000002 points" + kRest, {}},
            {"yellow: behind >= 0.0002 points" + kRest, {gap("behind by 0.0001 points")}},
            {"yellow: behind and time left <= 30 days" + kRest, {gap("behind, 41 days left")}},
            {"yellow: behind and (time left <= 30 days or time left > 30 days)" + kRest, {gap("behind, no due date")}},
            {"yellow: behind and verified" + kRest, {gap("behind, reported")}},
            {"green: on schedule and verified; red: not on schedule", {gap("on schedule, reported")}},
            {"red: overdue and time left < 0 days; green: not overdue", {gap("overdue, 0 days left")}}});
}

// 5: “and of failed, overdue, and unreported and overdue, whether it is *not achieved*”
TEST(Lights, OfWhatIsNotAchievedStandBesideOverdueAndFailed) {
    const std::string rest =
        "; green: done or no case or not applicable or superseded or waived or excused or returned or claimed without proof or "
        "awaiting verification or planned or waiting or undetermined or report missing or behind or due soon or not started or "
        "on schedule";
    expect({{"yellow: not achieved; red: overdue or failed" + rest, {}},
            {"red: (overdue or failed) and not not achieved" + rest, {gap("overdue, not achieved")}},
            {"red: overdue or failed; yellow: not achieved" + rest, {covered("yellow", "“red”")}},
            {"red: not achieved and done; grey: else", {impossible("red")}}});
}

// 5: “or a rule that never shows, is proved”
// 5: “its time left, in stretches between the bounds that the rules name”
TEST(Lights, ThatNeverShowNameTheRulesThatCoverThem) {
    expect({{"red: overdue; yellow: overdue unreported; green: else", {covered("yellow", "“red”")}},
            {"red: behind >= 10 points; yellow: behind >= 20 points; green: else", {covered("yellow", "“red”")}},
            {"red: behind >= 10 points; yellow: behind < 10 points; own: behind; green: else",
             {covered("own", "“red”, “yellow”")}},
            {"red: done early; yellow: done late or done; own: done early or done late; green: else",
             {covered("own", "“yellow”")}},
            {"green: else; red: overdue; grey: else", {covered("red", "“green”"), covered("grey", "“green”")}},
            {"red: time left <= 10 days; yellow: due soon; green: else", {covered("yellow", "“red”")}}});
}

TEST(Lights, MayOverlapWhereTheOrderDecidesAndEndWithAnElseThatIsNeverNeeded) {
    expect({{"red: overdue; yellow: overdue or behind; green: else", {}},
            {"red: overdue unreported; yellow: overdue; green: else", {}},
            {"red: overdue; green: not overdue; grey: else", {}}});
}

TEST(Lights, ThatCanNeverHoldAreTold) {
    expect({{"red: overdue and done; green: else", {impossible("red")}},
            {"red: behind >= 10 points and unreported; green: else", {impossible("red")}},
            {"red: on schedule and behind > 0 points; green: else", {impossible("red")}},
            {"red: done and time left <= 30 days; green: else", {impossible("red")}},
            {"red: overdue and time left > 0 days; green: else", {impossible("red")}},
            {"red: due soon and time left > 10 days; green: else", {impossible("red")}},
            {"red: not started and verified; green: else", {impossible("red")}},
            {"red: behind < 0 points; green: else", {impossible("red")}}});
}

TEST(Lights, ThatAreWrongAreNotProved) { EXPECT_EQ(said_of("red: overdue > 3 days; green: done").size(), 1U); }

TEST(Lights, AreBoundedInRulesConditionsAndThresholds) {
    const auto many = [](std::size_t count, const std::string& one, const std::string& between) {
        std::string all;
        for (std::size_t i = 0; i < count; ++i)
            all += (i == 0 ? "" : between) + one + std::to_string(i + 1);
        return all;
    };
    const auto refused = [](const std::string& rules) {
        const std::vector<std::string> said = said_of(rules);
        return said.size() == 1 && said.front().starts_with("D3515 ");
    };
    EXPECT_FALSE(refused("red: " + many(16, "time left = ", " days or ") + " days; green: else"));
    EXPECT_TRUE(refused("red: " + many(17, "time left = ", " days or ") + " days; green: else"));
    EXPECT_TRUE(refused("red: " + many(17, "behind = ", " points or ") + " points; green: else"));
    std::string rules;
    for (int i = 0; i < 51; ++i)
        rules += "own" + std::to_string(i) + ": overdue; ";
    EXPECT_TRUE(refused(rules + "green: else"));
    std::string conditions = "red: overdue";
    for (int i = 0; i < 500; ++i)
        conditions += " or failed";
    EXPECT_TRUE(refused(conditions + "; green: else"));
}

}  // namespace
}  // namespace duban::plan
