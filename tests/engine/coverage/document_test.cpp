#include "engine/coverage/document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban::coverage {
namespace {

/// `P` for the preamble, `#` for a heading, `-` for a sentence, and what it says.
std::vector<std::string> parts(const std::string& text) {
    const Document document("text", text);
    std::vector<std::string> shown;
    for (const Sentence& sentence : document.sentences()) {
        const char* kind = sentence.kind == Kind::preamble ? "P " : sentence.kind == Kind::heading ? "# " : "- ";
        shown.push_back(kind + std::string(document.source().slice(sentence.span)));
    }
    return shown;
}

using Parts = std::vector<std::string>;

TEST(Document, SplitsOfficialChineseAtItsFullStopsAndNumbers) {
    EXPECT_EQ(parts("某某要点\n\n以……为指导。\n\n一、加强值守\n\n（一）落实责任；做到“不放过”。确保及时！\n（二）召开会议。\n二"
                    "、其他\n"),
              (Parts{"P 某某要点", "P 以……为指导。", "# 加强值守", "- 落实责任；", "- 做到“不放过”。", "- 确保及时！",
                     "- 召开会议。", "# 其他"}));
}

TEST(Document, AnItemWithoutAFullStopIsAHeadingOnlyBeforeAnotherNumberOrAnEmptyLine) {
    EXPECT_EQ(parts("一、总则。\n（一）加强领导\n\n各地要落实。\n（二）严格考核\n（三）1月底前\n完成。"),
              (Parts{"- 总则。", "# 加强领导", "- 各地要落实。", "# 严格考核", "- 1月底前\n完成。"}));
}

TEST(Document, ALineEndWithinASentenceIsABlank) {
    EXPECT_EQ(parts("1. Each province shall hold\n   a drill; each city\n   files its plan.\n2. Done."),
              (Parts{"- Each province shall hold\n   a drill;", "- each city\n   files its plan.", "- Done."}));
}

TEST(Document, PointsOfNumbersAndAbbreviationsEndNothing) {
    EXPECT_EQ(parts("Levels above 2.5 (see p. 7; e.g. towns) count. They are filed."),
              (Parts{"- Levels above 2.5 (see p. 7; e.g. towns) count.", "- They are filed."}));
    EXPECT_EQ(parts("细颗粒物（PM2.5；年均）超标。3.5亿元到位。"),
              (Parts{"- 细颗粒物（PM2.5；年均）超标。", "- 3.5亿元到位。"}));
}

TEST(Document, ClosingMarksBelongToTheSentenceThatTheyClose) {
    EXPECT_EQ(parts("做到“查清。”然后结案。"), (Parts{"- 做到“查清。”", "- 然后结案。"}));
}

TEST(Document, NumbersOfEveryUsualKindAreNotText) {
    for (const char* number : {"（一）", "(3)", "1.", "1．", "1、", "1.2 ", "①", "第十条 ", "Article 4. ", "# "})
        EXPECT_EQ(parts(std::string(number) + "做。"), (Parts{"- 做。"})) << number;
    for (const char* text : {"2012年做。", "一手抓防。", "3.5亿元到位。", "（见附件）做。"})
        EXPECT_EQ(parts(text), (Parts{std::string("- ") + text}));
    EXPECT_EQ(parts("第一章 总则\n第一条 做。"), (Parts{"# 总则", "- 做。"}));
}

TEST(Document, WithoutNumberedLinesHasNoPreambleAndLoneLinesAreHeadings) {
    EXPECT_EQ(parts("工作安排\n\n开展检查。\n\n某局\n2012年3月1日"),
              (Parts{"# 工作安排", "- 开展检查。", "- 某局\n2012年3月1日"}));
}

TEST(Document, FindsAPassageAcrossLineEndsAndBlanks) {
    const Document document("text", "一、开展\n检　查，再检查。");
    const auto places = document.find("检查");
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(document.letters()[places[0].first].offset, std::string("一、开展\n").size());
    EXPECT_EQ(places[1].last, document.letters().size());
    EXPECT_EQ(document.find("开展 检查，").size(), 1U);
    EXPECT_TRUE(document.find("检验").empty());
    EXPECT_TRUE(document.find("").empty());
    EXPECT_TRUE(document.find("，").empty()) << "a mark is no passage";
}

TEST(Document, IsReadWhateverItsBytesAre) {
    EXPECT_TRUE(parts("").empty());
    EXPECT_TRUE(parts("\n \r\n　\n").empty());
    EXPECT_EQ(parts("\xEF\xBB\xBF一、做。\r\n"), (Parts{"- 做。"}));
    EXPECT_EQ(parts("\xFF\xFE").size(), 1U);
    EXPECT_EQ(parts(std::string(1000, '(') + "a.").size(), 1U);
}

}  // namespace
}  // namespace duban::coverage
