#include "engine/units/table.hpp"
#include "engine/units/tree.hpp"

#include "tests/engine/findings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace duban::units {
namespace {

const std::vector<std::string> kLevels = {"国家", "省", "地市", "县"};

struct Case {
    std::string name;  // of its golden file
    std::string csv;
    std::vector<text::Code> codes;
};

using text::Code;

std::string deep(const std::string& head, std::size_t rows) {
    std::string csv = head;
    for (std::size_t i = 0; i < rows; ++i)
        csv += std::to_string(i) + ",甲,县," + std::to_string((i + 1) % rows) + "\n";
    return csv;
}

const std::string kHead = "代码,名称,层级,上级\n";

const std::string kLives = "代码,名称,层级,上级,成立,撤销,并入\n";

/// A unit with so many heirs, one of the other.
std::string heirs(std::size_t many) {
    std::string csv = kLives + "0,全国,国家,,,,\n";
    for (std::size_t i = 1; i <= many; ++i)
        csv += std::to_string(i) + ",甲,县,0,,2012-07-01," + std::to_string(i + 1) + "\n";
    return csv + std::to_string(many + 1) + ",乙,县,0,,,\n";
}

const std::vector<Case> kRefused = {
    {"empty", "", {Code::units_empty}},
    {"empty_but_for_blank_rows", "\n,,\n", {Code::units_empty}},
    {"head_only", kHead, {Code::units_empty}},
    {"columns_missing",
     "编号,名称\n1,全国\n",
     {Code::units_column_missing, Code::units_column_missing, Code::units_column_missing}},
    {"columns_doubled",
     "代码,名称,code,层级,上级,区域,区域\n1,全国,1,国家,,a,b\n",
     {Code::units_column_doubled, Code::units_column_doubled}},
    {"cell_without_column", kHead + "1,全国,国家,,是,\n", {Code::units_cell_without_column}},
    {"cell_without_column_is_quoted_in_part",
     kHead + "1,全国,国家,,甲" + std::string(900'000, 'x') + "\n",
     {Code::units_cell_without_column}},
    {"cells_empty",
     kHead + "1,全国,国家,\n,甲省,省,1\n3,,省,1\n4,丙省,,1\n",
     {Code::units_cell_empty, Code::units_cell_empty, Code::units_cell_empty}},
    {"code_not_plain",
     kHead + "1,全国,国家,\n2 1,甲省,省,1\n" + std::string(101, '9') + ",乙省,省,1\n",
     {Code::units_code_not_plain, Code::units_code_not_plain}},
    {"name_not_plain", kHead + "1,全国,国家,\n2,\"甲\n省\",省,1\n", {Code::units_name_not_plain}},
    {"level_unknown",
     kHead + "1,全国,国家,\n2,甲省,省级,1\n3,乙省,省级,1\n4,丙省,郡,1\n",
     {Code::units_level_unknown, Code::units_level_unknown}},
    {"office_unclear", "code,name,level,parent,office\n1,全国,国家,,\n2,甲省,省,1,maybe\n", {Code::units_office_unclear}},
    {"code_doubled",
     kHead + "1,全国,国家,\n2,甲省,省,1\n2,乙省,省,1\n2,丙省,省,1\n",
     {Code::units_code_doubled, Code::units_code_doubled}},
    {"orphan", kHead + "1,全国,国家,\n2,甲省,省,1\n3,乙市,地市,9\n4,丙县,县,3\n", {Code::units_parent_unknown}},
    {"cycle", kHead + "1,全国,国家,\n2,甲,县,4\n3,乙,县,2\n4,丙,县,3\n5,丁,县,5\n", {Code::units_cycle, Code::units_cycle}},
    {"cycle_without_root", kHead + "1,甲,县,2\n2,乙,县,1\n", {Code::units_cycle}},
    {"long_cycle", deep(kHead, 1000), {Code::units_cycle}},
    {"second_root", kHead + "1,全国,国家,\n2,甲省,省,\n3,乙省,省,\n", {Code::units_second_root, Code::units_second_root}},
    {"level_not_below",
     kHead + "1,全国,国家,\n2,甲省,省,1\n3,乙省,省,2\n4,丙国,国家,2\n",
     {Code::units_level_not_below, Code::units_level_not_below}},
    {"day_unclear",
     kLives + "1,全国,国家,,去年,,\n2,甲省,省,1,,2012-02-30,3\n3,乙省,省,1,,,\n",
     {Code::units_day_unclear, Code::units_day_unclear}},
    {"closed_too_early",
     kLives + "1,全国,国家,,,,\n2,甲省,省,1,2012-07-01,2012-07-01,\n3,乙省,省,1,2012-07-02,2012-07-01,\n",
     {Code::units_closed_too_early, Code::units_closed_too_early}},
    {"heir_of_open", kLives + "1,全国,国家,,,,\n2,甲省,省,1,,,3\n3,乙省,省,1,,,\n", {Code::units_heir_of_open}},
    {"heir_unknown", kLives + "1,全国,国家,,,,\n2,甲省,省,1,,2012-07-01,9\n", {Code::units_heir_unknown}},
    {"heirs_without_end",
     kLives + "1,全国,国家,,,,\n2,甲省,省,1,,2012-07-01,2\n3,乙省,省,1,,2012-07-01,4\n4,丙省,省,1,,2012-10-01,3\n",
     {Code::units_heirs_without_end, Code::units_heirs_without_end, Code::units_heirs_without_end}},
    {"too_many_heirs", heirs(kMostHeirs + 1), {Code::units_heirs_without_end}},
    {"heir_not_there",
     kLives + "1,全国,国家,,,,\n2,甲省,省,1,,2012-07-01,3\n3,乙省,省,1,,2012-07-01,\n4,丙省,省,1,,2012-07-01,5\n"
              "5,丁省,省,1,2012-07-02,,\n6,戊省,省,1,,2012-07-01,7\n7,己省,省,1,2012-07-01,,\n8,庚省,省,1,,2012-08-01,2\n",
     {Code::units_heir_not_there, Code::units_heir_not_there, Code::units_heir_not_there}},
    {"heir_no_office",
     "code,name,level,parent,office,closed,heir\n1,全国,国家,,,,\n2,甲省,省,1,,2012-07-01,3\n3,乙省,省,1,no,,\n",
     {Code::units_heir_no_office}},
    {"quote_not_closed", kHead + "1,全国,国家,\n2,\"甲省,省,1\n3,乙省,省,1\n", {Code::csv_quote_not_closed}},
    {"text_after_quote", kHead + "1,全国,国家,\n2,\"甲\"省,省,1\n3,乙省,省,1\n", {Code::csv_text_after_quote}},
    {"record_too_long", kHead + "1," + std::string(50'000'000, 'x') + ",国家,\n", {Code::csv_record_too_long}},
    {"head_too_long", std::string(50'000'000, 'x'), {Code::csv_record_too_long}},
    {"gbk", "\xB4\xFA\xC2\xEB,\xC3\xFB\xB3\xC6\n", {Code::looks_like_gbk}},
    {"not_utf8", "code,name\n1,\xFF\xFF\xFFx\n", {Code::not_utf8}},
    {"utf16", std::string("\xFF\xFE\x01\x4E", 4), {Code::looks_like_utf16}},
    {"binary",
     std::string("\x7F"
                 "ELF\x02\0\0\0",
                 8),
     {Code::binary_source}},
    {"all_at_once",
     "代码,名称,层级,上级,机关\n1,全国,国家,,\n1,又一,国家,,\n2,甲省,省份,1,\n3,乙市,地市,9,\n4,丙县,县,4,\n5,,县,2,看情况\n6,"
     "丁国,国家,2,\n",
     {Code::units_code_doubled, Code::units_level_unknown, Code::units_parent_unknown, Code::units_cycle,
      Code::units_cell_empty, Code::units_office_unclear}},
};

TEST(ReadUnits, EveryWrongFileIsRefusedInBothLanguages) {
    for (const Case& wrong : kRefused) {
        text::Sink sink;
        EXPECT_FALSE(read_units(wrong.csv, "units.csv", kLevels, sink)) << wrong.name;
        std::vector<text::Code> found;
        for (const text::Diagnostic& diagnostic : sink.all())
            found.push_back(diagnostic.code);
        EXPECT_EQ(found, wrong.codes) << wrong.name;
        tests::expect_golden("diagnostics/world/units_" + wrong.name + ".txt", tests::file_with_findings(wrong.csv, sink));
    }
}

TEST(ReadUnits, MoreUnitsThanTheMostAreNotRead) {
    const std::string csv = kHead + "1,全国,国家,\n2,甲省,省,1\n3,乙省,省,1\n4,丙省,省,1\n";
    text::Sink sink;
    const auto table = read_table(csv, "units.csv", kLevels, sink, 3);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.size(), 3U);
    tests::expect_golden("diagnostics/world/units_too_many.txt", tests::file_with_findings(csv, sink));
}

TEST(ReadUnits, WhatStaysBelowAUnitThatClosesIsWarnedOf) {
    const std::string csv = kLives +
                            "1,全国,国家,,,,\n2,甲省,省,1,,2012-07-01,5\n3,乙市,地市,2,,2012-07-01,\n4,丙市,地市,2,,,\n"
                            "5,丁省,省,1,,,\n6,戊市,地市,2,,2012-07-02,\n";
    text::Sink sink;
    EXPECT_TRUE(read_units(csv, "units.csv", kLevels, sink));
    tests::expect_golden("diagnostics/world/units_below_closed.txt", tests::file_with_findings(csv, sink));
}

TEST(ReadUnits, EveryCodeOfUnitsHasAGolden) {
    std::set<text::Code> covered = {Code::units_too_many, Code::units_below_closed};
    for (const Case& wrong : kRefused)
        covered.insert(wrong.codes.begin(), wrong.codes.end());
    for (const text::CodeEntry& entry : text::code_table()) {
        const auto number = static_cast<int>(entry.code);
        const bool is_of_units = number >= 5000 && number < 5200;
        EXPECT_TRUE(!is_of_units || covered.contains(entry.code)) << entry.zh;
    }
}

TEST(ReadUnits, FindingsStandInTheOrderOfTheRows) {
    text::Sink sink;
    (void)read_units(kRefused.back().csv, "units.csv", kLevels, sink);
    EXPECT_TRUE(std::is_sorted(sink.all().begin(), sink.all().end(),
                               [](const text::Diagnostic& a, const text::Diagnostic& b) { return a.row < b.row; }));
}

TEST(ReadUnits, AMillionWrongRowsAreCountedNotKept) {
    std::string csv = kHead;
    for (int i = 0; i < 100'000; ++i)
        csv += "1,甲,国家,9\n";
    text::Sink sink;
    EXPECT_FALSE(read_units(csv, "units.csv", kLevels, sink));
    EXPECT_EQ(sink.all().size(), text::Sink::kMost);
    EXPECT_GT(sink.left_out(), 0U);
}

TEST(ReadUnits, AFindingOfAnotherFileDoesNotRefuseThisOne) {
    text::Sink sink;
    sink.add(text::diagnose(Code::units_empty));
    EXPECT_TRUE(read_units(kHead + "1,全国,国家,\n", "units.csv", kLevels, sink));
}

}  // namespace
}  // namespace duban::units
