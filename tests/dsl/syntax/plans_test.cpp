#include "tests/dsl/syntax/tree_text.hpp"
#include "tests/golden.hpp"

#include "dsl/syntax/parse.hpp"

#include <gtest/gtest.h>

#include <string>

namespace duban::syntax {
namespace {

struct Parsed {
    PlanFile file;
    std::size_t errors = 0;
};

Parsed parse_plan(std::string text) {
    const text::Source source("plan", std::move(text));
    text::Sink sink;
    PlanFile file = parse(source, sink);
    return {std::move(file), sink.errors()};
}

const std::string kPlans = "plans/2012-environmental-emergency/";
const std::string kFive = "tests/dsl/syntax/five_tasks";  // short enough to be spoilt in thousands of ways

TEST(Plans, OfTheYear2012AreOneTreeInBothLanguages) {
    const Parsed zh = parse_plan(tests::file_text(kPlans + "2012.duban"));
    const Parsed en = parse_plan(tests::file_text(kPlans + "2012.en.duban"));
    EXPECT_EQ(zh.errors, 0U);
    EXPECT_EQ(en.errors, 0U);
    EXPECT_EQ(TreeText::of(zh.file), TreeText::of(en.file));
    EXPECT_EQ(zh.file.language, text::Language::zh);
    EXPECT_EQ(en.file.language, text::Language::en);
    tests::expect_golden("syntax/2012.txt", TreeText::of(zh.file));
}

TEST(Plans, OfFiveTasksAreOneTreeInBothLanguages) {
    const Parsed zh = parse_plan(tests::file_text(kFive + ".duban"));
    const Parsed en = parse_plan(tests::file_text(kFive + ".en.duban"));
    EXPECT_EQ(zh.errors + en.errors, 0U);
    EXPECT_EQ(TreeText::of(zh.file), TreeText::of(en.file));
}

TEST(Plans, ReadTheSameWithAByteOrderMarkAndWithCarriageReturns) {
    const std::string text = tests::file_text(kPlans + "2012.duban");
    std::string returns;
    for (const char c : text)
        returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const std::string tree = TreeText::of(parse_plan(text).file);
    EXPECT_EQ(tree, TreeText::of(parse_plan("\xEF\xBB\xBF" + text).file));
    EXPECT_EQ(tree, TreeText::of(parse_plan(returns).file));
}

TEST(Plans, NeverCrashWhereverTheyAreCutOff) {
    const std::string text = tests::file_text(kFive + ".duban");
    for (std::size_t length = 0; length < text.size(); length += 7) {
        const Parsed half = parse_plan(text.substr(0, length));
        EXPECT_LE(half.errors, 5U) << "cut after " << length << " bytes";
    }
}

TEST(Plans, SurviveAnyByteReplacedByABracket) {
    const std::string text = tests::file_text(kFive + ".en.duban");
    for (const char wrong : std::string("{}()\"`;:,='\n")) {
        for (std::size_t at = 0; at < text.size(); at += 11) {
            std::string broken = text;
            broken[at] = wrong;
            EXPECT_LE(parse_plan(broken).errors, 13U) << "byte " << at << " is " << wrong;
        }
    }
}

TEST(Plans, HaveSpansThatCoverTheirWords) {
    const text::Source source("plan", tests::file_text(kFive + ".duban"));
    text::Sink sink;
    const PlanFile file = parse(source, sink);
    ASSERT_EQ(file.chapters.size(), 4U);
    const Task& drills = file.chapters[1].tasks.at(1);
    EXPECT_EQ(source.slice(drills.span), "任务 10.8");
    EXPECT_EQ(source.slice(drills.id_span), "10.8");
    const Clause& done = drills.clauses.at(2);
    EXPECT_EQ(source.slice(done.keyword), "完成");
    EXPECT_EQ(source.slice(done.span), "完成  应急演练 ≥ 1 次");
    EXPECT_EQ(source.slice(done.criterion->span), "应急演练 ≥ 1 次");
    const Clause& lead = drills.clauses.at(1);
    EXPECT_EQ(source.slice(lead.who->span), "每个 省 的 环保部门");
    EXPECT_EQ(source.slice(lead.who->groups[0].span), "省 的 环保部门");
    const Clause& due = file.chapters[0].tasks.at(0).clauses.at(3);
    EXPECT_EQ(source.slice(due.when.span), "发生 后 初报时限");
    EXPECT_EQ(source.slice(due.when.one[0].length.span), "初报时限");
    EXPECT_EQ(source.slice(file.events[0].span), "事件 突发环境事件");
    EXPECT_EQ(source.slice(file.events[0].rhythm->span), "每季度 假定");
    EXPECT_EQ(source.slice(file.parameters[0].value.span),
              "按 等级 { 一般: 24小时, 较大: 4小时, 重大 或 特别重大: 2小时 } 假定");
}

}  // namespace
}  // namespace duban::syntax
