#include "dsl/syntax/print.hpp"

#include "tests/dsl/syntax/printed.hpp"
#include "tests/golden.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

namespace duban::syntax {
namespace {

using text::Language;

std::vector<std::string> files_below(const std::string& folder, const std::string& extension) {
    std::vector<std::string> files;
    const std::filesystem::path root(DUBAN_SOURCE_DIR);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        if (entry.path().extension() == extension) files.push_back(std::filesystem::relative(entry.path(), root).string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Plans of the repository that can be read: of the examples of wrong ones those whose errors are none of the grammar.
std::vector<std::string> plans() {
    std::vector<std::string> texts;
    for (const char* folder : {"plans", "tests/golden"}) {
        for (const std::string& file : files_below(folder, ".duban")) {
            std::string text = tests::file_text(file);
            if (Read(text).errors.empty()) texts.push_back(std::move(text));
        }
    }
    return texts;
}

/// What each case of the law declares; as in law_test.py the ids of its tasks are made its own.
std::vector<std::string> law() {
    constexpr std::array<std::string_view, 4> kTold{"as of ", "received ", "header ", "attribute "};
    std::vector<std::string> texts;
    for (const std::string& file : files_below("tests/conformance/law", ".txt")) {
        std::istringstream lines(tests::file_text(file));
        std::string plan;
        for (std::string line; std::getline(lines, line);) {
            const bool inside = line.starts_with("    ");
            const std::string_view rest = std::string_view(line).substr(inside ? 4 : 0);
            const bool is_amendment = rest.starts_with("amended ");  // another plan follows
            if ((!inside || is_amendment) && !plan.empty()) texts.push_back(std::exchange(plan, ""));
            const bool is_life = rest.starts_with("unit ") && !rest.starts_with("unit set ");  // of a unit, in the unit list
            const bool told = is_life || is_amendment ||
                              std::any_of(kTold.begin(), kTold.end(), [&](auto word) { return rest.starts_with(word); });
            if (inside && !told)
                plan += (rest.starts_with("task ") ? "task a_" + std::string(rest.substr(5)) : std::string(rest)) + "\n";
        }
        if (!plan.empty()) texts.push_back(plan);
    }
    return texts;
}

/// The examples in the tables of docs/LANGUAGE.md, each in the block where it can be read.
std::vector<std::string> reference() {
    std::vector<std::string> texts;
    std::istringstream lines(tests::file_text("docs/LANGUAGE.md"));
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| ")) continue;
        for (std::size_t begin = line.find('`'); begin != std::string::npos; begin = line.find('`', begin + 1)) {
            const std::size_t end = line.find('`', begin + 1);
            if (end == std::string::npos) break;
            const std::string example = line.substr(begin + 1, end - begin - 1) + "\n";
            begin = end;
            for (const char* block : {"", "任务 1 {\n", "计划 甲 {\n"}) {
                const std::string text = block + example + (*block == '\0' ? "" : "}\n");
                if (!Read(text).errors.empty()) continue;
                texts.push_back(text);
                break;
            }
        }
    }
    return texts;
}

TEST(Print, OfEveryExampleOfTheReferenceLosesNothing) {
    const std::vector<std::string> all = reference();
    EXPECT_GT(all.size(), 140U);
    for (const std::string& text : all)
        expect_printed_without_loss(text);
}

TEST(Print, OfEveryPlanOfTheRepositoryLosesNothing) {
    const std::vector<std::string> all = plans();
    EXPECT_GT(all.size(), 10U);
    for (const std::string& text : all)
        expect_printed_without_loss(text);
}

TEST(Print, OfEveryPlanOfTheLawLosesNothing) {
    const std::vector<std::string> all = law();
    EXPECT_GT(all.size(), 200U);
    for (const std::string& text : all)
        expect_printed_without_loss(text);
}

TEST(Print, OfAnUntidyPlanReadsAsInItsGoldenFiles) {
    const std::string untidy = tests::file_text("tests/golden/format/untidy.duban");
    expect_printed_without_loss(untidy);
    tests::expect_golden("format/untidy.zh.duban", Read(untidy).printed(Language::zh));
    tests::expect_golden("format/untidy.en.duban", Read(untidy).printed(Language::en));
}

TEST(Print, LosesNothingHoweverTheWordsAreScattered) {
    std::vector<std::string> texts = plans();
    for (std::string& text : law())
        texts.push_back(std::move(text));
    std::uint32_t seed = 0;
    for (const std::string& text : texts) {
        const Read whole(text);
        const std::string scattered = Scatter(++seed)(whole.source);
        const Read read(scattered);
        ASSERT_EQ(read.errors, std::vector<std::string>{}) << scattered;
        EXPECT_EQ(TreeText::of(read.file), TreeText::of(whole.file)) << scattered;
        expect_printed_without_loss(scattered);
        if (HasFailure()) break;
    }
}

/// The source with each of the planner's names put in marks, and made one of these.
std::string renamed(const text::Source& source, std::mt19937& random) {
    static const std::vector<std::string> kNames{"more",
                                                 "less",
                                                 "early",
                                                 "late",
                                                 "soon",
                                                 "case",
                                                 "report",
                                                 "missing",
                                                 "year",
                                                 "schedule",
                                                 "time",
                                                 "left",
                                                 "of",
                                                 "end",
                                                 "by",
                                                 "责任",
                                                 "审核",
                                                 "三次",
                                                 "三月",
                                                 "三",
                                                 "年底",
                                                 "每季度",
                                                 "的",
                                                 "累计",
                                                 "累计数量",
                                                 "次以上",
                                                 "个",
                                                 "个月",
                                                 "万元",
                                                 "亿",
                                                 "12369热线",
                                                 "10.8",
                                                 "a b",
                                                 "x's",
                                                 "a#b",
                                                 "甲、乙",
                                                 "甲“乙",
                                                 "a“b”c",
                                                 "a\"b",
                                                 "是",
                                                 "红",
                                                 "上级",
                                                 "issue",
                                                 "Q1",
                                                 "May",
                                                 "2012",
                                                 "no",
                                                 "not",
                                                 "done",
                                                 "至少",
                                                 "各级",
                                                 "PM2.5",
                                                 "甲；乙",
                                                 "甲：",
                                                 "-",
                                                 "甲{",
                                                 "(乙",
                                                 "_",
                                                 "é",
                                                 "last year",
                                                 "is reported",
                                                 "面向环境应急管理和投诉举报受理人员以及重点企业等举办的培训班",
                                                 "a_name_that_alone_fills_more_than_half_of_the_columns_of_a_line"};
    std::string out;
    std::uint32_t end = 0;
    text::Sink sink;
    for (const Token& token : lex(source, sink).tokens) {
        out += source.text().substr(end, token.span.begin - end);
        end = token.span.end;
        const bool own = token.kind == TokenKind::word && token.spelling == nullptr;
        out += own ? "「" + kNames[random() % kNames.size()] + "」" : std::string(source.slice(token.span));
    }
    return out;
}

/// Long ones force lines to go on in the next.
TEST(Print, KeepsEveryNameThatCanBeWritten) {
    std::mt19937 random(1);
    for (const std::vector<std::string>& texts : {plans(), law()}) {
        for (const std::string& text : texts) {
            const Read whole(text);
            expect_printed_without_loss(renamed(whole.source, random));
            if (HasFailure()) break;
        }
    }
}

TEST(Print, ChoosesMarksThatHoldTheText) {
    const Read read(
        "任务 1 “a\"b” {\n责任 「甲`乙」、`甲「乙`、`甲」乙`\n原文 \"甲“乙\"、\"甲”乙\"、“甲\"乙”\n"
        "依据 《甲“乙”\"丙》、document \"甲《乙\"、document “甲》\"”\n}\n");
    EXPECT_EQ(read.printed(Language::zh),
              "任务 1 “a\"b” {\n    责任  「甲`乙」、`甲「乙`、`甲」乙`\n    原文  \"甲“乙\"、\"甲”乙\"、“甲\"乙”\n"
              "    依据  《甲“乙”\"丙》、document \"甲《乙\"、document “甲》\"”\n}\n");
    EXPECT_EQ(read.printed(Language::en),
              "task 1 “a\"b” {\n    lead    「甲`乙」, `甲「乙`, `甲」乙`\n"
              "    source  \"甲“乙\", \"甲”乙\", “甲\"乙”\n"
              "    under   document “甲“乙”\"丙”, document \"甲《乙\", document “甲》\"”\n}\n");
}

/// 每起, 至多2起: the words of a plan in English do not say what is an event, its declarations do.
TEST(Print, CountsCasesAndUnitsInWordsOfTheirOwn) {
    const std::string event = "event 火灾 { 损失 number }\n";
    const Read read(event +
                    "task 1 { done each 火灾 (损失 >= 1) and at most 2 of 火灾 (损失 >= 9) and each 县 (甲) and "
                    "at least 90% of 火灾 (损失 >= 1) and at least 2 of (甲, 乙) }\n");
    const std::string zh = read.printed(Language::zh);
    for (const char* said :
         {"每起 火灾 (损失 ≥ 1)", "至多2起 火灾 (损失 ≥ 9)", "每个 县 (甲)", "至少90%的 火灾 (损失 ≥ 1)", "至少2项 (甲, 乙)"})
        EXPECT_NE(zh.find(said), std::string::npos) << said << "\n" << zh;
}

TEST(Print, LosesNothingAtTheEdges) {
    for (const char* clause :
         {"期限 999年6月底", "期限 999年6月30日", "期限 999年二季度", "自 0999-06-30", "原文 \"甲”乙“丙\"",
          "依据 document \"甲》乙《丙\"", "责任 `甲」乙「丙`", "期限 次年年底", "期间 次年3至4月", "每1个月", "完成 甲 ≥ 1小时",
          "完成 甲 ≥ 1个百分点", "完成 无 `case` (甲)", "完成 至少1万个 县 (甲)", "完成 至少2个 「项」 (甲)",
          "完成 合计 每个 县 的 「的」 ≥ 1", "完成 非 (无 「no」 (`of`))", "完成 至少 2 of (甲, 乙)"})
        expect_printed_without_loss("任务 1 {\n" + std::string(clause) + "\n}\n");
}

}  // namespace
}  // namespace duban::syntax
