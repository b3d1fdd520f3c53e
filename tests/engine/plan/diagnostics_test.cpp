#include "tests/engine/plan/read_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace duban::plan {
namespace {

const std::string kFolder = "diagnostics/plan/";

std::vector<std::string> names_of_bad_plans() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(DUBAN_SOURCE_DIR) + "/tests/golden/" + kFolder)) {
        if (entry.path().extension() == ".duban") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Reading bad_plan(const std::string& name) {
    return read_plan(name + ".duban", tests::file_text("tests/golden/" + kFolder + name + ".duban"));
}

bool is_of_plans(text::Code code) {
    const auto number = static_cast<unsigned>(code);
    return number >= 3000 && number < 5000;
}

TEST(PlanDiagnostics, ReadAsInTheirGoldenFiles) {
    for (const std::string& name : names_of_bad_plans()) {
        const Reading reading = bad_plan(name);
        EXPECT_GT(reading.sink.all().size(), 0U) << name;
        for (const text::Diagnostic& found : reading.sink.all()) {
            EXPECT_TRUE(is_of_plans(found.code)) << name << ": " << text::sentence(found, text::Language::en);
        }
        tests::expect_golden(kFolder + name + ".zh.txt", reading.findings(text::Language::zh));
        tests::expect_golden(kFolder + name + ".en.txt", reading.findings(text::Language::en));
    }
}

TEST(PlanDiagnostics, AllHaveAGoldenFile) {
    std::set<text::Code> shown;
    for (const std::string& name : names_of_bad_plans()) {
        const Reading reading = bad_plan(name);
        for (const text::Diagnostic& found : reading.sink.all())
            shown.insert(found.code);
    }
    for (const text::CodeEntry& entry : text::code_table()) {
        if (!is_of_plans(entry.code)) continue;
        EXPECT_TRUE(shown.contains(entry.code)) << text::code_name(entry.code) << " " << entry.en;
    }
}

TEST(PlanDiagnostics, ErrorsLeaveNoPlanAndWarningsDo) {
    for (const std::string& name : names_of_bad_plans()) {
        const Reading reading = bad_plan(name);
        EXPECT_EQ(reading.plan.has_value(), !reading.sink.has_errors()) << name;
    }
}

TEST(PlanDiagnostics, SayNothingOfANameWhoseDeclarationCannotBeRead) {
    constexpr std::string_view kHeader =
        "计划 应急 “演练” { 年度 2012；层级 国家 > 省 > 地市 > 县；单位 “u.csv”；日历 “c.json”；时区 “Asia/Shanghai”；期限 "
        "年底 }\n";
    constexpr std::string_view kTask = "任务 1 { 责任 国家；完成 演练 ≥ 1 次 }\n";
    for (const std::string_view declaration : {"指标 演练 数量 次 累计\n", "指标 演练\n", "指表 演练 数量 “次” 累计\n"}) {
        const Reading reading = read_plan("p.duban", std::string(kHeader) + std::string(declaration) + std::string(kTask));
        ASSERT_EQ(reading.sink.all().size(), 1U) << declaration << reading.findings(text::Language::en);
        EXPECT_FALSE(is_of_plans(reading.sink.all().front().code)) << declaration;
    }
}

}  // namespace
}  // namespace duban::plan
