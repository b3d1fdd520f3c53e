#include "engine/checklist/page.hpp"

#include <gtest/gtest.h>

namespace duban::checklist {
namespace {

constexpr const char* kHostile = "</style><b title=\"'&\">\\\x01";

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

/// The hostile text in every field that there is.
Page hostile() {
    const std::string text = kHostile;
    const Light light{Tone::red, text};
    Table table;
    table.columns = {{text, Width::narrow, Align::right, text},
                     {text, Width::normal, Align::left, text},
                     {text, Width::wide, Align::left, text},
                     {text, Width::wide, Align::left, text},
                     {text, Width::wide, Align::left, text}};
    const Cells cells(table.columns.size(), Cell{text, {}, light, text});
    table.grouped_by = text;
    table.groups = {{text, {cells}}};
    table.total = cells;
    table.foot = {text};
    Page page{text, {text}, text::Language::zh, Orientation::landscape, {},
              0,    {text}, "a/" + text,        {{text, text}},         {{text, text}}};
    page.sections = {{text, table},
                     {text, Text{{text}}},
                     {text, Figures{{{text, text, text, light}}}},
                     {text, Bars{{{text, {{light, 1}}, text}}}},
                     {text, Map{{{text, light, {{light, 1}}, text, text, Tile::Position{1, 2}}}}},
                     {text, Legend{{{light, text, text}}}}};
    return page;
}

Page with(Section section) {
    Page page;
    page.title = "题";
    page.sections.push_back(std::move(section));
    return page;
}

Page table_of(std::vector<Column> columns, Cells cells) {
    Table table;
    table.columns = std::move(columns);
    table.groups = {{{}, {std::move(cells)}}};
    return with({{}, std::move(table)});
}

TEST(Html, ATextIsEscapedWhereverItStands) {
    const std::string page = html(hostile());
    EXPECT_EQ(count(page, "<b title"), 0U);
    EXPECT_EQ(count(page, "</style>"), 1U);
    EXPECT_EQ(count(page, "\x01"), 0U);
    EXPECT_EQ(count(page, "\"'&"), 0U);
    EXPECT_GT(count(page, "&lt;/style&gt;&lt;b title=&quot;'&amp;&quot;&gt;\\\xEF\xBF\xBD"), 30U);
    EXPECT_GT(count(page, "content:\"\\3c /style\\3e \\3c b title=\\22 '\\26 \\22 \\3e \\5c  \""), 2U);
    EXPECT_GT(count(page, "href=\"../../%3C/style%3E%3Cb%20title=%22'%26%22%3E%5C%01.html\""), 5U);
}

TEST(Html, TheSamePageGivesTheSameBytes) { EXPECT_EQ(html(hostile()), html(hostile())); }

TEST(Html, ADateAndARangeStayOnOneLine) {
    const std::string page = html(with({{}, Text{{"截至 2012-06-30，完成率 76.1–84.5%；“甲-乙”≥3"}}}));
    EXPECT_NE(
        page.find("<p>截至 <span class=\"n\">2012-06-30</span>，完成率 <span class=\"n\">76.1–84.5%</span>；“甲-乙”≥3</p>"),
        std::string::npos)
        << page;
}

TEST(Html, ALightIsAShapeAndAWord) {
    const Light light{Tone::yellow, "黄"};
    const std::string alone = html(table_of({{"灯", Width::narrow, Align::left, {}}}, {{{}, {}, light, {}}}));
    EXPECT_NE(alone.find("<use href=\"#yellow\"/></svg>黄</span>"), std::string::npos);
    const std::string with_words = html(table_of({{"灯", Width::narrow, Align::left, {}}}, {{"临期", {}, light, {}}}));
    EXPECT_NE(with_words.find("aria-label=\"黄\"><use href=\"#yellow\"/></svg>临期<"), std::string::npos);
}

TEST(Html, AnIntervalIsDrawnAsWhatIsSureAndWhatIsOpen) {
    const std::string page =
        html(table_of({{"完成率", Width::narrow, Align::right, {}}}, {{"80.0–86.1", Rate{800'000, 860'500}, {}, {}}}));
    EXPECT_NE(page.find("<rect class=\"sure\" height=\"100%\" width=\"80.00%\"/>"
                        "<rect class=\"open\" height=\"100%\" x=\"80.00%\" width=\"6.05%\"/>"),
              std::string::npos)
        << page;
    const std::string known = html(table_of({{"完成率", Width::narrow, Align::right, {}}}, {{"0.0", Rate{0, 0}, {}, {}}}));
    EXPECT_EQ(count(known, "<rect"), 0U);
}

TEST(Html, TheSharesOfABarAddUpToTheWhole) {
    const std::string page = html(with({{}, Bars{{{"省", {{{Tone::red, "红"}, 1}, {{Tone::green, "绿"}, 2}}, {}}}}}));
    EXPECT_NE(
        page.find(
            "x=\"0.00%\" width=\"33.33%\"/><rect height=\"100%\" fill=\"url(#bar-green)\" x=\"33.33%\" width=\"66.66%\"/>"),
        std::string::npos)
        << page;
}

TEST(Html, OnAPhoneRowsOfWordsAreCardsAndRowsOfNumbersScroll) {
    const Column words{"单位", Width::normal, Align::left, {}};
    const Column number{"完成", Width::narrow, Align::right, {}};
    const std::string cards = html(table_of({words, words, words}, {{}, {}, {}}));
    EXPECT_EQ(count(cards, "class=\"cards\""), 1U);
    EXPECT_EQ(count(cards, "::before{content:\"单位\"}"), 2U);  // the first is the card's own head
    const std::string scrolls = html(table_of({words, number, number, number}, {{}, {}, {}, {}}));
    EXPECT_EQ(count(scrolls, "class=\"cards\""), 0U);
    EXPECT_EQ(count(scrolls, "<div class=\"box\" tabindex=\"0\" role=\"region\""), 1U);
}

TEST(Html, TheHeadOfARowIsTheLastColumnInSightOrTheFirstWithWords) {
    const std::vector<Column> columns{{"序号", Width::narrow, Align::right, {}}, {"任务", Width::normal, Align::left, {}}};
    Page page = table_of(columns, {{"1", {}, {}, {}}, {"演练", {}, {}, {}}});
    EXPECT_NE(html(page).find("<td class=\"lead\">1</td><th scope=\"row\">演练</th>"), std::string::npos);
    std::get<Table>(page.sections[0].body).frozen = 1;
    EXPECT_NE(html(page).find("<th scope=\"row\">1</th><td>演练</td>"), std::string::npos);
}

TEST(Html, ATilesLabelFitsOnItsLines) {
    const auto tile = [](const char* label) {
        const std::string page = html(with({{}, Map{{{label, {Tone::green, "绿"}, {}, {}, {}, {}}}}}));
        std::string lines;
        const std::size_t end = page.find("</svg>", page.find("aria-label=\"" + std::string(label)));
        for (std::size_t at = page.find("<text x=\"32\""); at < end; at = page.find("<text x=\"32\"", at + 1)) {
            const std::size_t begin = page.find('>', at) + 1;
            lines += (lines.empty() ? "" : "|") + page.substr(begin, page.find('<', begin) - begin);
        }
        return lines;
    };
    EXPECT_EQ(tile("北京市"), "北京市");
    EXPECT_EQ(tile("西藏自治区"), "西藏自治区");
    EXPECT_EQ(tile("广西壮族自治区"), "广西壮族|自治区");
    EXPECT_EQ(tile("新疆维吾尔自治区"), "新疆维吾|尔自治区");
    EXPECT_EQ(tile("Inner Mongolia Autonomous Region"), "Inner|Mongolia|Autonomous…");
    EXPECT_EQ(tile("North Hill"), "North Hill");
}

TEST(Html, ATileShowsItsSharesAndSaysThem) {
    const Light red{Tone::red, "红"};
    const Light green{Tone::green, "绿"};
    const std::string page = html(with({{}, Map{{{"山西省", red, {{red, 1}, {green, 3}}, "66.1%", {}, {}}}}}));
    EXPECT_NE(page.find("aria-label=\"山西省：红，66.1%，红 1，绿 3\""), std::string::npos);
    EXPECT_NE(page.find("fill=\"url(#bar-red)\" x=\"0.00%\" width=\"25.00%\"/>"), std::string::npos);
    EXPECT_NE(page.find("fill=\"url(#bar-green)\" x=\"25.00%\" width=\"75.00%\"/>"), std::string::npos);
}

TEST(Html, AnInstantIsWrittenAsPeopleDoAndMayBeBrokenBeforeItsHour) {
    const std::string page = html(with({{}, Text{{"收到 2012-09-18T01:55，2012-09-18"}}}));
    EXPECT_NE(page.find("<span class=\"n\">2012-09-18</span> <span class=\"n\">01:55</span>，<span"), std::string::npos);
}

TEST(Html, ATableWiderThanASheetStandsInPartsBehindItsFrozenColumns) {
    std::vector<Column> columns{{"单位", {}, {}, {}}, {"完成", Width::narrow, {}, {}}};
    for (int task = 1; task <= 15; ++task)
        columns.push_back({std::to_string(task), Width::narrow, Align::right, "任务"});
    Page page = table_of(columns, Cells(columns.size(), Cell{"已完成", {}, {}, {}}));
    Table& table = std::get<Table>(page.sections[0].body);
    table.frozen = 1;
    table.total = {{"合计", {}, {}, {}}, {"7", {}, {}, {}}};
    table.total.resize(columns.size());
    const std::string text = html(page);
    EXPECT_EQ(count(text, "<table "), 3U);
    EXPECT_EQ(count(text, ">单位</th>"), 3U);
    EXPECT_EQ(count(text, "<tfoot>"), 1U) << "a part without a sum has no total";
    EXPECT_NE(text.find("#t0-3 tr:not(.group)>:nth-child(4){text-align:right}"), std::string::npos);
    EXPECT_EQ(text.find("#t0-3 tr:not(.group)>:nth-child(5)"), std::string::npos);
    table.columns.pop_back();
    for (Cells* cells : {&table.groups[0].rows[0], &table.total})
        cells->pop_back();
    EXPECT_EQ(count(html(page), "<table "), 1U);
}

TEST(Html, OnCardsASentenceThatTheRowBeforeHasIsLeftOut) {
    Page page = table_of({{"任务", Width::normal, {}, {}}, {"期间", Width::normal, {}, {}}, {"原文", Width::wide, {}, {}}},
                         {{"演练", {}, {}, {}}, {"一月", {}, {}, {}}, {"每月演练", {}, {}, {}}});
    std::vector<Cells>& rows = std::get<Table>(page.sections[0].body).groups[0].rows;
    rows.push_back(rows[0]);
    rows[1][1].text = "二月";
    EXPECT_NE(html(page).find("<td>二月</td><td class=\"again\">每月演练</td>"), std::string::npos);
    rows[1][0].text = "培训";
    EXPECT_EQ(count(html(page), "class=\"again\""), 0U) << "of another task it is said again";
}

TEST(Html, LinesToBeSignedStandUnderTheTable) {
    Page page = table_of({{"任务", Width::normal, Align::left, {}}}, {{"演练", {}, {}, {}}});
    std::get<Table>(page.sections[0].body).foot = {"签署：主任 ＿＿＿"};
    EXPECT_NE(html(page).find("</table>\n</div>\n<p class=\"foot\">签署：主任 ＿＿＿</p>"), std::string::npos);
    EXPECT_NE(markdown(page).find("| 演练 |\n\n签署：主任 ＿＿＿\n"), std::string::npos);
}

TEST(Html, FiguresBehindTheWordsOfAMatrixStayOnOneLine) {
    const Column noted{"4", Width::narrow, Align::left, "演练"};
    const std::string page =
        html(table_of({{"单位", Width::normal, Align::left, {}}, noted}, {{}, {"缺报 ≥1/2 次", {}, {}, {}}}));
    EXPECT_NE(page.find("缺报 <span class=\"n\">≥1/2 次</span>"), std::string::npos);
    const std::string slots =
        html(table_of({{"单位", Width::normal, Align::left, {}}, noted}, {{}, {"已完成（4 项中 2 项）", {}, {}, {}}}));
    EXPECT_NE(slots.find("已完成<wbr/><span class=\"n\">（4 项中 2 项）</span>"), std::string::npos);
    const std::string words =
        html(table_of({{"单位", Width::normal, Align::left, {}}, noted}, {{}, {"not applicable", {}, {}, {}}}));
    EXPECT_NE(words.find(">not applicable<"), std::string::npos);
}

TEST(Html, APageThatStandsAloneHasNoLink) {
    Page page = hostile();
    page.place.clear();
    EXPECT_EQ(html(page).find("<a "), std::string::npos);
}

TEST(Xlsx, TheSamePageGivesTheSameBytes) {
    const std::string once = xlsx(hostile());
    EXPECT_TRUE(once.starts_with("PK"));
    EXPECT_EQ(once, xlsx(hostile()));
}

}  // namespace
}  // namespace duban::checklist
