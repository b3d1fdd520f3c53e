#include "dsl/syntax/parse.hpp"
#include "dsl/text/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban::syntax {
namespace {

using text::Code;

std::vector<Code> codes_of(std::string text) {
    const text::Source source("plan", std::move(text));
    text::Sink sink;
    const PlanFile file = parse(source, sink);
    std::vector<Code> codes;
    for (const text::Diagnostic& diagnostic : sink.all())
        codes.push_back(diagnostic.code);
    return codes;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

std::string task(const std::string& criterion) { return "任务 1 {\n责任 甲\n完成 " + criterion + "\n佐证 乙\n}\n"; }

const std::vector<Code> kTooDeep{Code::nested_too_deep};

TEST(Nesting, UpToTheBoundIsRead) {
    EXPECT_TRUE(codes_of(task(repeated("(", 190) + "甲" + repeated(")", 190))).empty());
    EXPECT_TRUE(codes_of(task(repeated("非 ", 190) + "甲")).empty());
    EXPECT_TRUE(codes_of(task("甲 ≥ " + repeated("(", 190) + "1" + repeated(")", 190))).empty());
}

TEST(Nesting, BeyondTheBoundIsOneFinding) {
    for (const std::size_t depth : {201U, 10'000U, 600'000U}) {
        EXPECT_EQ(codes_of(task(repeated("(", depth) + "甲" + repeated(")", depth))), kTooDeep) << depth;
        EXPECT_EQ(codes_of(task(repeated("(", depth) + "甲")), kTooDeep) << depth;
        EXPECT_EQ(codes_of(task(repeated("非 ", depth) + "甲")), kTooDeep) << depth;
        EXPECT_EQ(codes_of(task("甲 ≥ " + repeated("(", depth) + "1" + repeated(")", depth))), kTooDeep) << depth;
        EXPECT_EQ(codes_of(task(repeated("非 (", depth) + "甲" + repeated(")", depth))), kTooDeep) << depth;
    }
}

TEST(Nesting, OfAMillionParenthesesIsOneFinding) {
    EXPECT_EQ(codes_of(task(repeated("(", 1'000'000))), kTooDeep);
    EXPECT_EQ(codes_of(task(repeated("(", 1'000'000) + "甲" + repeated(")", 1'000'000))),
              std::vector<Code>{Code::too_many_words});
}

TEST(Nesting, OfBracesIsOneFinding) {
    EXPECT_EQ(codes_of(repeated("{", 1'000'000)), std::vector<Code>{Code::first_word_expected});
}

TEST(Sizes, BeyondTheirBoundAreOneFinding) {
    EXPECT_EQ(codes_of(repeated("月", 17'500'000)), std::vector<Code>{Code::source_too_long});
    EXPECT_EQ(codes_of(std::string(kMostBytes + 1, '\n')), std::vector<Code>{Code::source_too_long});
    EXPECT_EQ(codes_of(repeated("a ", kMostTokens + 1)), std::vector<Code>{Code::too_many_words});
    EXPECT_EQ(codes_of(repeated("月", 5'000'000)), std::vector<Code>{Code::name_too_long});
    EXPECT_EQ(codes_of("指标 " + repeated("甲", kMostNameCharacters + 1) + " 数量\n"), std::vector<Code>{Code::name_too_long});
    EXPECT_TRUE(codes_of("指标 " + repeated("甲", kMostNameCharacters) + " 数量\n").empty());
}

TEST(Recovery, FindsFortyErrorsInOneRun) {
    std::string text = "计划 甲 {\n年度 2012\n}\n任务 1 {\n";
    for (int i = 0; i < 40; ++i)
        text += i % 2 == 0 ? "期限 24hours\n" : "完成 甲 ≥\n";
    text += "}\n";
    EXPECT_EQ(codes_of(text).size(), 40U);
}

TEST(Recovery, KeepsWhatCouldBeRead) {
    const text::Source source("plan", "任务 1 {\n责任 甲\n期限 24hours\n佐证 乙\n}\n任务 2 {\n责任 丙\n}\n");
    text::Sink sink;
    const PlanFile file = parse(source, sink);
    EXPECT_EQ(sink.errors(), 1U);
    ASSERT_EQ(file.chapters.size(), 1U);
    ASSERT_EQ(file.chapters[0].tasks.size(), 2U);
    EXPECT_EQ(file.chapters[0].tasks[0].clauses.size(), 2U);
    EXPECT_EQ(file.chapters[0].tasks[1].clauses.size(), 1U);
}

TEST(Recovery, ReadsTheNextTaskWhereABraceIsMissing) {
    const text::Source source("plan",
                              "章 一 {\n任务 1 {\n责任 甲\n任务 2 {\n责任 乙\n}\n}\n章 二 {\n任务 3 {\n责任 丙\n}\n}\n");
    text::Sink sink;
    const PlanFile file = parse(source, sink);
    ASSERT_EQ(sink.all().size(), 1U);
    EXPECT_EQ(sink.all()[0].code, Code::brace_not_closed);
    EXPECT_EQ(source.position(sink.all()[0].span.begin).line, 2U);
    ASSERT_EQ(file.chapters.size(), 2U);
    EXPECT_EQ(file.chapters[0].tasks.size(), 2U);
    EXPECT_EQ(file.chapters[1].tasks.size(), 1U);
}

}  // namespace
}  // namespace duban::syntax
