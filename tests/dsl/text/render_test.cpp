#include "dsl/text/render.hpp"

#include "dsl/text/utf8.hpp"

#include <gtest/gtest.h>

namespace duban::text {
namespace {

Diagnostic under(const Source& source, std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(source.text().find(word));
    return diagnose(Code::log_missing, source.name(), {begin, begin + static_cast<std::uint32_t>(word.size())}, {"x"});
}

/// What is shown below the first line, of the word in the text.
std::string shown(std::string text, std::string_view word) {
    const Source source("p", std::move(text));
    const std::string whole = render(under(source, word), &source, Language::en, Paint::plain);
    return whole.substr(whole.find('\n') + 1);
}

TEST(Render, NamesThePlaceTheCodeAndTheSentenceInTheReadersLanguage) {
    const Source source("p.duban", "任务 1 {\n\t责任 每个 县 的 环保部门\n}\n");
    EXPECT_EQ(render(under(source, "县"), &source, Language::zh, Paint::plain),
              "p.duban:2:8: 错误 D7001：没有这个记录库：x\n"
              " 2 | \t责任 每个 县 的 环保部门\n"
              "   | \t　　 　　 ^^\n");
    EXPECT_EQ(render(under(source, "县"), &source, Language::en, Paint::plain),
              "p.duban:2:8: error D7001: there is no such log: x\n"
              " 2 | \t责任 每个 县 的 环保部门\n"
              "   | \t　　 　　 ^^\n");
    Diagnostic warning = under(source, "县");
    warning.severity = Severity::warning;
    EXPECT_EQ(render(warning, nullptr, Language::zh, Paint::plain), "p.duban: 提醒 D7001：没有这个记录库：x\n");
    EXPECT_EQ(render(warning, nullptr, Language::en, Paint::plain), "p.duban: warning D7001: there is no such log: x\n");
}

TEST(Render, TheCaretStandsUnderTheWord) {
    const struct {
        std::string text, word, expected;
    } kCases[] = {
        {"when 30 June", "30", " 1 | when 30 June\n   |      ^^\n"},
        {"期限 6月底", "6月底", " 1 | 期限 6月底\n   | 　　 ^^^^^\n"},
        {"a\tb期\tc", "c", " 1 | a\tb期\tc\n   |  \t 　\t^\n"},
        {"期限：“６月”", "６月", " 1 | 期限：“６月”\n   | 　　　　^^^^\n"},
        {"期限：“６月”", "“６月”", " 1 | 期限：“６月”\n   | 　　　^^^^^^^^\n"},
        {"don’t stop", "stop", " 1 | don’t stop\n   |       ^^^^\n"},
        {"cafe\xCC\x81 au", "au", " 1 | cafe\xCC\x81 au\n   |      ^^\n"},
        {"𠮷野 家", "家", " 1 | 𠮷野 家\n   | 　　 ^^\n"},
        {"\xEF\xBB\xBF计划 甲", "甲", " 1 | 计划 甲\n   | 　　 ^^\n"},
        {"a\r\nb c\r\n", "c", " 2 | b c\n   |   ^\n"},
    };
    for (const auto& [text, word, expected] : kCases)
        EXPECT_EQ(shown(text, word), expected) << text;
}

TEST(Render, AnEmptySpanHasOneCaret) {
    const Source source("p", "任务 {\n责任");
    const auto end = static_cast<std::uint32_t>(source.text().size());
    const std::string text = render(diagnose(Code::log_missing, "p", {end, end}, {"x"}), &source, Language::en, Paint::plain);
    EXPECT_EQ(text, "p:2:3: error D7001: there is no such log: x\n 2 | 责任\n   | 　　^\n");
}

TEST(Render, ASpanOfSeveralLinesIsUnderlinedOnItsFirst) {
    EXPECT_EQ(shown("a {\n  b\n}\n", "{\n  b\n}"), " 1 | a {\n   |   ^\n");
}

TEST(Render, WithoutASourceOrAPlaceNoLineIsShown) {
    const Source source("p", "计划");
    Diagnostic finding = diagnose(Code::log_missing, "表.csv", {}, {"x"});
    EXPECT_EQ(render(finding, &source, Language::en, Paint::plain), "表.csv: error D7001: there is no such log: x\n");
    finding.row = 3;
    finding.column = "上报值";
    EXPECT_EQ(render(finding, nullptr, Language::zh, Paint::plain),
              "表.csv:第3行，“上报值”列：错误 D7001：没有这个记录库：x\n");
    EXPECT_EQ(render(finding, nullptr, Language::en, Paint::plain),
              "表.csv:row 3, column 上报值: error D7001: there is no such log: x\n");
    finding.file.clear();
    EXPECT_EQ(render(finding, nullptr, Language::en, Paint::plain),
              "row 3, column 上报值: error D7001: there is no such log: x\n");
    finding.row = 0;
    finding.column.clear();
    EXPECT_EQ(render(finding, nullptr, Language::en, Paint::plain), "error D7001: there is no such log: x\n");
}

TEST(Render, ColourIsOnTheWordAndTheCaretsAlone) {
    const Source source("p", "a b");
    EXPECT_EQ(render(under(source, "b"), &source, Language::en, Paint::colour),
              "p:1:3: \x1b[1;31merror D7001\x1b[0m: there is no such log: x\n 1 | a b\n   |   \x1b[1;31m^\x1b[0m\n");
}

TEST(Render, WhatIsShownNeverSteersTheTerminal) {
    EXPECT_EQ(shown("a\x1b[2Jb\x7F\xC2\x9B\xE2\x80\xAE c", "c"),
              " 1 | a\xEF\xBF\xBD[2Jb\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD c\n   |           ^\n");
    EXPECT_EQ(shown("a\xFF\xE7\x9C c", "c"), " 1 | a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD c\n   |      ^\n");
    Diagnostic finding = diagnose(Code::log_missing, "f\n\x1b[31m", {}, {"a\nb\x1b[0m"});
    finding.row = 1;
    finding.column = "c\r";
    EXPECT_EQ(render(finding, nullptr, Language::en, Paint::plain),
              "f\xEF\xBF\xBD\xEF\xBF\xBD[31m:row 1, column c\xEF\xBF\xBD: error D7001: there is no such log: a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD[0m\n");
}

TEST(Render, ALineOfTheWindowsWidthIsNotCut) {
    const std::string line = std::string(79, 'x') + "!" + std::string(40, 'y');
    EXPECT_EQ(shown(line, "!"), " 1 | " + line + "\n   | " + std::string(79, ' ') + "^\n");
    EXPECT_EQ(shown(line + "z", "!"), " 1 | " + line + " …\n   | " + std::string(79, ' ') + "^\n");
}

TEST(Render, ALongLineIsShownRoundTheWord) {
    const std::size_t much = 5'000'000;
    EXPECT_EQ(shown(std::string(much, 'x') + "!" + std::string(much, 'y'), "!"),
              " 1 | … " + std::string(40, 'x') + "!" + std::string(79, 'y') + " …\n   | " + std::string(42, ' ') + "^\n");
    std::string wide;
    for (int i = 0; i < 100'000; ++i)
        wide += "很";
    std::string before, blanks, after;
    for (int i = 0; i < 20; ++i)
        before += "很", blanks += "　";
    for (int i = 0; i < 39; ++i)
        after += "很";
    EXPECT_EQ(shown(wide + "县" + wide, "县"), " 1 | … " + before + "县" + after + " …\n   | 　 " + blanks + "^^\n");
}

TEST(Render, NoLineMakesTheWindowEndless) {
    std::string marks = "a";
    for (int i = 0; i < 1'000'000; ++i)
        marks += "\xCC\x81";
    EXPECT_LT(shown(marks + "!" + marks, "!").size(), 1000U);
    EXPECT_LT(shown(std::string(1'000'000, '\x80') + "!" + std::string(1'000'000, '\xBF'), "!").size(), 1000U);
    EXPECT_LT(shown(std::string(1'000'000, '\t') + "!", "!").size(), 1000U);
    EXPECT_LT(shown("!" + std::string(1'000'000, 'x'), "!" + std::string(1'000'000, 'x')).size(), 1000U) << "nor a long word";
}

}  // namespace
}  // namespace duban::text
