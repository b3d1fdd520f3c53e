#include "dsl/text/diagnostic.hpp"
#include "dsl/text/render.hpp"
#include "dsl/text/source.hpp"
#include "dsl/text/utf8.hpp"

#include <gtest/gtest.h>

#include <set>

namespace duban::text {
namespace {

TEST(Utf8, WhatIsNotUtf8IsFoundAtItsFirstByte) {
    const struct {
        std::string bytes;
        std::optional<std::size_t> at;
    } kCases[] = {
        {"abc 省", std::nullopt},       {"", std::nullopt},           {"\xF0\xA0\xAE\xB7", std::nullopt},
        {"ab\xC0\xAF", 2},              {"\xED\xA0\x80", 0},          {"\xE7\x9C", 0},
        {"a\xFF", 1},                   {"\xC9\xBD\xCE\xF7\xCA\xA1", 2},
    };
    for (const auto& one : kCases) EXPECT_EQ(first_invalid_utf8(one.bytes), one.at) << one.bytes;
}

TEST(Utf8, WideCharactersTakeTwoColumns) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("山西省"), 6U);
    EXPECT_EQ(display_width("“次”"), 6U);
    EXPECT_EQ(display_width("e\xCC\x81"), 1U) << "a combining mark takes none";
    EXPECT_EQ(display_width("：９"), 4U);
}

TEST(Utf8, NamesAreWordsOfAnyScript) {
    EXPECT_TRUE(is_name_start(U'省'));
    EXPECT_TRUE(is_name_start(0x20BB7)) << "rare names are names";
    EXPECT_TRUE(is_name_start(0x30000));
    EXPECT_FALSE(is_name_start(U'1'));
    EXPECT_TRUE(is_name_character(U'1'));
    EXPECT_FALSE(is_name_character(U'、'));
    EXPECT_TRUE(is_bidi_control(0x202E));
    EXPECT_TRUE(mixes_look_alikes("p\xD0\xB0y"));
    EXPECT_FALSE(mixes_look_alikes("PM值"));
    EXPECT_EQ(nfc("e\xCC\x81"), "\xC3\xA9");
    EXPECT_EQ(fold_width("（９％，　）"), "(9%, )");
}

TEST(Utf8, TheNearestNameIsOfferedOnlyWhenItIsNear) {
    const std::vector<std::string> names{"应急演练", "培训班", "曝光"};
    EXPECT_EQ(nearest("应急演习", names), "应急演练");
    EXPECT_EQ(nearest("会议", names), "");
    EXPECT_EQ(edit_distance("lead", "laed"), 2U);
}

TEST(Source, LinesAndColumnsCountCharacters) {
    const Source source("a", "计划 甲\n  责任 省\n");
    const Position place = source.position(static_cast<std::uint32_t>(std::string("计划 甲\n  责任 ").size()));
    EXPECT_EQ(place.line, 2U);
    EXPECT_EQ(place.column, 6U);
    EXPECT_EQ(place.indent, 7U);
    EXPECT_EQ(source.line(2), "  责任 省");
    EXPECT_EQ(source.position(1000).line, 3U);
    EXPECT_EQ(source.line(9), "");
}

Diagnostic any_diagnostic(const Source& source, std::string_view under) {
    const auto begin = static_cast<std::uint32_t>(source.text().find(under));
    return diagnose(Code::too_many_obligations, source.name(), {begin, begin + static_cast<std::uint32_t>(under.size())}, {"5", "4"});
}

TEST(Render, TheCaretStandsUnderTheWordAlsoUnderChinese) {
    const Source source("p.duban", "任务 1 {\n\t责任 每个 县 的 环保部門\n}\n");
    EXPECT_EQ(render(any_diagnostic(source, "县"), &source, Language::zh, Paint::plain),
              "p.duban:2:8: 错误 D8001：任务项太多：5 项，上限 4 项\n"
              " 2 | \t责任 每个 县 的 环保部門\n"
              "   | \t          ^^\n");
    EXPECT_EQ(render(any_diagnostic(source, "县"), &source, Language::en, Paint::plain),
              "p.duban:2:8: error D8001: too many obligations: 5, at most 4\n"
              " 2 | \t责任 每个 县 的 环保部門\n"
              "   | \t          ^^\n");
}

TEST(Render, ALongLineIsShownAroundTheWord) {
    const Source source("p", std::string(1'000'000, 'x') + " 县 " + std::string(1'000'000, 'y'));
    const std::string shown = render(any_diagnostic(source, "县"), &source, Language::en, Paint::plain);
    EXPECT_LT(shown.size(), 600U);
    EXPECT_NE(shown.find("县"), std::string::npos);
    const std::size_t line = shown.find(" 1 | ");
    const std::size_t caret = shown.find("^^");
    ASSERT_NE(caret, std::string::npos);
    const std::size_t caret_line = shown.rfind('\n', caret) + 1;
    EXPECT_EQ(display_width(shown.substr(caret_line, caret - caret_line)), display_width(shown.substr(line, shown.find("县") - line)));
}

TEST(Codes, EachNumberIsUsedOnceAndSaysTheSameInBothLanguages) {
    std::set<Code> seen;
    for (const CodeEntry& entry : code_table()) {
        EXPECT_TRUE(seen.insert(entry.code).second) << code_name(entry.code);
        for (char hole = '0'; hole <= '9'; ++hole) {
            const std::string mark{'{', hole, '}'};
            EXPECT_EQ(entry.zh.find(mark) == std::string_view::npos, entry.en.find(mark) == std::string_view::npos)
                << code_name(entry.code) << " " << mark;
        }
    }
}

TEST(Sink, KeepsAThousandAndCountsTheRest) {
    Sink sink;
    for (int i = 0; i < 1200; ++i) sink.add(diagnose(Code::too_many_obligations));
    EXPECT_EQ(sink.all().size(), Sink::kMost);
    EXPECT_EQ(sink.left_out(), 200U);
    EXPECT_EQ(sink.errors(), 1200U);
}

}  // namespace
}  // namespace duban::text
