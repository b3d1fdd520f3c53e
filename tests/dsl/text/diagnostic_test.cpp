#include "dsl/text/diagnostic.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace duban::text {
namespace {

TEST(Codes, RiseAndAreUsedOnce) {
    const auto table = code_table();
    ASSERT_FALSE(table.empty());
    for (std::size_t i = 1; i < table.size(); ++i)
        EXPECT_LT(table[i - 1].code, table[i].code) << code_name(table[i].code);
}

TEST(Codes, SayTheSameInBothLanguages) {
    for (const CodeEntry& entry : code_table()) {
        EXPECT_FALSE(entry.zh.empty() || entry.en.empty()) << code_name(entry.code);
        for (char hole = '0'; hole <= '9'; ++hole) {
            const std::string mark{'{', hole, '}'};
            EXPECT_EQ(entry.zh.find(mark) == std::string_view::npos, entry.en.find(mark) == std::string_view::npos)
                << code_name(entry.code) << " " << mark;
        }
    }
}

TEST(Codes, OfWarningsAreWarnings) {
    for (const CodeEntry& entry : code_table())
        EXPECT_EQ(diagnose(entry.code).severity, entry.severity) << code_name(entry.code);
    EXPECT_EQ(code_name(Code::not_utf8), "D1101");
}

TEST(Sentence, ArgumentsStandInTheirHoles) {
    Diagnostic finding = diagnose(Code::too_many_obligations, {"5", Words("四", "four")});
    EXPECT_EQ(sentence(finding, Language::zh), "任务项太多：5 项，上限 四 项");
    EXPECT_EQ(sentence(finding, Language::en), "too many obligations: 5, at most four");
    finding.arguments = {"{1}", "{0} {"};
    EXPECT_EQ(sentence(finding, Language::en), "too many obligations: {1}, at most {0} {")
        << "arguments are not filled in again";
    finding.arguments = {"5"};
    EXPECT_EQ(sentence(finding, Language::en), "too many obligations: 5, at most ") << "a missing one is empty";
}

TEST(Sentence, BracesOfTheLanguageAreNoHoles) {
    EXPECT_NE(sentence(diagnose(Code::empty_source), Language::en).find("`plan name \"title\" {`"), std::string::npos);
}

TEST(Sink, KeepsAThousandAndCountsTheRest) {
    Sink sink;
    EXPECT_FALSE(sink.has_errors());
    for (int i = 0; i < 1200; ++i)
        sink.add(diagnose(Code::too_many_obligations));
    EXPECT_EQ(sink.all().size(), Sink::kMost);
    EXPECT_EQ(sink.left_out(), 200U);
    EXPECT_EQ(sink.errors(), 1200U);
}

TEST(Sink, AnErrorAfterAThousandWarningsIsStillAnError) {
    Sink sink;
    Diagnostic warning = diagnose(Code::too_many_obligations);
    warning.severity = Severity::warning;
    for (std::size_t i = 0; i < Sink::kMost; ++i)
        sink.add(warning);
    EXPECT_FALSE(sink.has_errors());
    sink.add(diagnose(Code::too_many_obligations));
    EXPECT_TRUE(sink.has_errors());
}

TEST(Sink, SortsByFileThenPlaceThenRowAndKeepsTheOrderOfEquals) {
    Sink sink;
    const auto add = [&](const char* file, std::uint32_t begin, std::uint32_t row, const char* name) {
        Diagnostic finding = diagnose(Code::log_missing, file, {begin, begin + 1}, {name});
        finding.row = row;
        sink.add(finding);
    };
    add("b", 0, 0, "6");
    add("a", 9, 0, "4");
    add("a", 9, 0, "5");
    add("a", 2, 7, "2");
    add("a", 2, 10, "3");
    add("a", 2, 0, "1");
    sink.sort();
    std::string order;
    for (const Diagnostic& finding : sink.all())
        order += finding.arguments.front().en;
    EXPECT_EQ(order, "123456");
}

}  // namespace
}  // namespace duban::text
