#include "dsl/text/source.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace duban::text {
namespace {

std::pair<std::uint32_t, std::uint32_t> at(const Source& source, std::size_t offset) {
    const Position position = source.position(static_cast<std::uint32_t>(offset));
    return {position.line, position.column};
}

TEST(Source, LinesAndColumnsCountCharacters) {
    const std::string text = "计划 甲\n  责任 “省”\n";
    const Source source("a", text);
    EXPECT_EQ(at(source, 0), std::pair(1U, 1U));
    EXPECT_EQ(at(source, text.find("甲")), std::pair(1U, 4U));
    EXPECT_EQ(at(source, text.find('\n')), std::pair(1U, 5U)) << "the line's end is on the line";
    EXPECT_EQ(at(source, text.find("  责")), std::pair(2U, 1U));
    EXPECT_EQ(at(source, text.find("省")), std::pair(2U, 7U));
    EXPECT_EQ(at(source, text.size()), std::pair(3U, 1U));
    EXPECT_EQ(at(source, 4'000'000'000), std::pair(3U, 1U)) << "past the end: of the end";
}

TEST(Source, LinesAreGivenWithoutTheirEnds) {
    const Source source("a", "一\r\n\n三");
    EXPECT_EQ(source.line(0), "");
    EXPECT_EQ(source.line(1), "一");
    EXPECT_EQ(source.line(2), "");
    EXPECT_EQ(source.line(3), "三");
    EXPECT_EQ(source.line(4), "");
    EXPECT_EQ(Source("a", "").line(1), "");
    EXPECT_EQ(at(Source("a", ""), 7), std::pair(1U, 1U));
}

TEST(Source, AByteOrderMarkIsNoCharacterOfTheFirstLine) {
    const Source source("a", "\xEF\xBB\xBF计划\n甲");
    EXPECT_EQ(source.line(1), "计划");
    EXPECT_EQ(at(source, 0), std::pair(1U, 1U));
    EXPECT_EQ(at(source, 3), std::pair(1U, 1U));
    EXPECT_EQ(at(source, 6), std::pair(1U, 2U));
    EXPECT_EQ(at(source, 10), std::pair(2U, 1U));
    EXPECT_EQ(source.text().size(), 13U) << "the text is kept as given";
}

TEST(Source, SlicesNeverReachBeyondTheText) {
    const Source source("a", "计划甲");
    EXPECT_EQ(source.slice({3, 6}), "划");
    EXPECT_EQ(source.slice({6, 100}), "甲");
    EXPECT_EQ(source.slice({100, 200}), "");
    EXPECT_EQ(source.slice({6, 3}), "");
}

}  // namespace
}  // namespace duban::text
