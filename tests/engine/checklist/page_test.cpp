#include "engine/checklist/page.hpp"

#include <gtest/gtest.h>

namespace duban::checklist {
namespace {

Page small() {
    Page page;
    page.title = "题";
    page.place = "units/14/140105";
    page.up = {{"目录", "index"}};
    Table table;
    table.columns = {{"单位", Width::normal, Align::left, {}}, {"10.8", Width::narrow, Align::right, "演练"}};
    table.grouped_by = "类别";
    table.groups = {{"甲", {{{"小店区", {}, {}, "units/14/140105"}, {"逾期, 未报", {}, Light{Tone::red, "红"}, {}}}}},
                    {"乙", {{{"a|b\nc", {}, {}, {}}, {{}, {}, Light{Tone::green, "绿"}, {}}}}}};
    table.total = {{"合计", {}, {}, {}}, {"2", {}, {}, {}}};
    page.sections = {{{}, Text{{"一段"}}}, {"表", table}};
    page.main = 1;
    page.receipt = {"回执"};
    return page;
}

TEST(Page, APathLeadsFromAnyPageToAnyOther) {
    EXPECT_EQ(path_between("index", "tasks/10.8"), "tasks/10.8");
    EXPECT_EQ(path_between("units/14/140105", "tasks/10.8"), "../../tasks/10.8");
    EXPECT_EQ(path_between("units/14/140105", "units/14/140106"), "140106");
    EXPECT_EQ(path_between("units/14/140105", "units/13/130000"), "../13/130000");
    EXPECT_EQ(path_between("units/14", "units/14/140105"), "14/140105");
    EXPECT_EQ(path_between("a", "a"), "a");
}

TEST(Page, EveryToneHasAShapeOfItsOwn) {
    for (std::size_t a = 0; a < kTones; ++a) {
        for (std::size_t b = 0; b < a; ++b)
            EXPECT_NE(shape(static_cast<Tone>(a)), shape(static_cast<Tone>(b)));
    }
}

TEST(Markdown, ATableKeepsItsShapeAndItsLightsHaveShapes) {
    EXPECT_EQ(markdown(small()),
              "[目录](<../../index.md>)\n\n# 题\n\n一段\n\n## 表\n\n**甲**\n\n| 单位 | 10.8 演练 |\n|---|--:|\n"
              "| [小店区](<140105.md>) | ▲ 逾期, 未报 |\n\n**乙**\n\n| 单位 | 10.8 演练 |\n|---|--:|\n| a\\|b c | ● 绿 |\n"
              "| 合计 | 2 |\n\n回执\n");
}

TEST(Markdown, APageThatStandsAloneShowsNoLink) {
    Page page = small();
    page.place.clear();
    EXPECT_EQ(markdown(page).find(".md"), std::string::npos);
}

TEST(Csv, TheMainTableAloneWithItsGroupsAsAColumn) {
    EXPECT_EQ(csv(small(), Mark::none), "类别,单位,10.8 演练\r\n甲,小店区,\"逾期, 未报\"\r\n乙,\"a|b\nc\",绿\r\n");
}

TEST(Csv, TheMarkIsThereUnlessItIsNotWanted) {
    EXPECT_TRUE(csv(small(), Mark::bom).starts_with("\xEF\xBB\xBF类别"));
    EXPECT_TRUE(csv(small(), Mark::none).starts_with("类别"));
}

}  // namespace
}  // namespace duban::checklist
