#include "engine/units/tree.hpp"

#include "tests/golden.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace duban::units {
namespace {

const std::vector<std::string> kLevelsToTowns = {"国家", "省", "地市", "县", "乡镇"};

Tree tree_of(std::string_view csv) {
    text::Sink sink;
    std::optional<Tree> tree = read_units(csv, "units.csv", kLevelsToTowns, sink);
    for (const text::Diagnostic& found : sink.all())
        ADD_FAILURE() << found.row << ": " << text::sentence(found, text::Language::en);
    return tree ? std::move(*tree) : Tree();
}

const Tree& china() {
    static const Tree tree = tree_of(tests::file_text("plans/china/units.csv"));
    return tree;
}

std::vector<std::string> codes(const Tree& tree, const std::vector<UnitIndex>& units) {
    std::vector<std::string> found;
    for (const UnitIndex unit : units)
        found.push_back(tree.code(unit));
    return found;
}

UnitIndex unit(const Tree& tree, std::string_view code) {
    const std::optional<UnitIndex> found = tree.find(code);
    EXPECT_TRUE(found) << code;
    return found.value_or(UnitIndex{0});
}

using Codes = std::vector<std::string>;

TEST(China, HasTheUnitsOfTheDivisionsOf2023) {
    std::array<int, 5> units_at{};
    for (std::uint32_t i = 0; i < china().size(); ++i)
        ++units_at[at(china().level(UnitIndex{i}))];
    EXPECT_EQ(units_at, (std::array<int, 5>{1, 31, 342, 2978, 41352}));
    EXPECT_EQ(china().code(UnitIndex{0}), "100000");
    EXPECT_EQ(china().name(UnitIndex{0}), "全国");
}

TEST(China, ThirteenPlaceholdersAreNoOffices) {
    std::map<std::string, int> placeholders;
    for (std::uint32_t i = 0; i < china().size(); ++i) {
        if (!china().is_office(UnitIndex{i})) ++placeholders[china().name(UnitIndex{i})];
    }
    const std::map<std::string, int> expected = {
        {"市辖区", 4}, {"县", 1},      {"省直辖县级行政区划", 3}, {"自治区直辖县级行政区划", 1}, {"东莞市", 1}, {"中山市", 1},
        {"儋州市", 1}, {"嘉峪关市", 1}};
    EXPECT_EQ(placeholders, expected);
}

TEST(China, CodesTellLevelAndParent) {
    for (std::uint32_t i = 1; i < china().size(); ++i) {
        const UnitIndex here{i};
        const std::string& code = china().code(here);
        EXPECT_EQ(code.size(), at(china().level(here)) == 4 ? 9U : 6U) << code;
        if (at(china().level(here)) == 3) {
            EXPECT_EQ(china().code(china().parent(here)), code.substr(0, 4) + "00");
        }
    }
    EXPECT_EQ(china().code(china().parent(unit(china(), "441900003"))), "441901");
}

// 2: “The units are a tree”
TEST(Tree, ASubtreeIsARangeInPreorder) {
    const Tree& tree = china();
    EXPECT_EQ(at(tree.end(UnitIndex{0})), tree.size());
    std::uint32_t children_seen = 1;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        // The children of a unit begin behind it, lie end to end, and fill it; their codes rise.
        std::uint32_t child = i + 1;
        std::string code_before;
        while (child < at(tree.end(UnitIndex{i}))) {
            ASSERT_EQ(at(tree.parent(UnitIndex{child})), i);
            ASSERT_LT(code_before, tree.code(UnitIndex{child}));
            code_before = tree.code(UnitIndex{child});
            child = at(tree.end(UnitIndex{child}));
            ++children_seen;
        }
        ASSERT_EQ(child, at(tree.end(UnitIndex{i})));
    }
    EXPECT_EQ(children_seen, tree.size());
    EXPECT_TRUE(tree.contains(unit(tree, "140000"), unit(tree, "140105")));
    EXPECT_TRUE(tree.contains(unit(tree, "140000"), unit(tree, "140000")));
    EXPECT_FALSE(tree.contains(unit(tree, "140000"), unit(tree, "130102")));
    EXPECT_FALSE(tree.contains(unit(tree, "140105"), unit(tree, "140000")));
}

TEST(Tree, PathsWithRepeatedNamesAreTwoOnly) {
    std::set<std::string> ambiguous;
    for (std::uint32_t i = 0; i < china().size(); ++i) {
        const UnitIndex here{i};
        const std::vector<UnitIndex> found = china().named(china().path(here));
        ASSERT_FALSE(found.empty());
        if (china().is_office(here) && found != std::vector<UnitIndex>{here}) ambiguous.insert(china().path(here));
    }
    EXPECT_EQ(ambiguous, (std::set<std::string>{"西藏自治区 拉萨市 西藏文化旅游创意园区", "福建省 泉州市 金门县"}));
}

// 2: “A **unit** has a code, a name, a level, a parent.”
TEST(Tree, UnitsAreFoundByNameCodeAndPath) {
    const std::vector<std::pair<std::string, Codes>> cases = {
        {"鼓楼区", {"320106", "320302", "350102", "410204"}},
        {"南京市 鼓楼区", {"320106"}},
        {"南京市/鼓楼区", {"320106"}},
        {"南京市 的 鼓楼区", {"320106"}},
        {"南京市的鼓楼区", {"320106"}},
        {"南京市　鼓楼区", {"320106"}},
        {"南京市鼓楼区", {"320106"}},
        {"江苏省 鼓楼区", {"320106", "320302"}},
        {"320100 鼓楼区", {"320106"}},
        {"  南京市  /  鼓楼区 ", {"320106"}},
        {"全国 南京市 鼓楼区", {"320106"}},
        {"江苏省 南京市 鼓楼区", {"320106"}},
        {"南京市 江苏省 鼓楼区", {}},
        {"北京市 鼓楼区", {}},
        {"楼区", {}},
        {"京市 鼓楼区", {}},
        {"三沙市的中沙群岛的岛礁及其海域", {"460323"}},
        {"维的乡", {"532327202"}},
        {"全国", {"100000"}},
        {"140105", {"140105"}},
        {"小店区", {"140105"}},
        {"东莞市", {"441900"}},
        {"广东省 东莞市", {"441900"}},
        {"441901", {"441901"}},
        {"东莞市 南城街道", {"441900004"}},
        {"市辖区", {"110100", "120100", "310100", "500100"}},
        {"重庆市 城口县", {"500229"}},
        {"", {}},
        {"的", {}},
        {" / ", {}},
    };
    for (const auto& [name, expected] : cases)
        EXPECT_EQ(codes(china(), china().named(name)), expected) << name;
    EXPECT_TRUE(china().named(std::string(1'000'000, ' ') + "x" + std::string(1'000'000, 'y')).empty());
}

TEST(Tree, SearchFindsPartsOfNamesAndBeginningsOfCodes) {
    EXPECT_EQ(codes(china(), china().search("太原市")), (Codes{"140100"}));
    EXPECT_EQ(codes(china(), china().search("鼓楼区")), (Codes{"320106", "320302", "350102", "410204"}));
    EXPECT_EQ(codes(china(), china().search("140105")).front(), "140105");
    EXPECT_EQ(china().search("140105").size(), at(china().end(unit(china(), "140105"))) - at(unit(china(), "140105")));
    EXPECT_TRUE(china().search("无此地").empty());
}

TEST(Tree, PathsNameOfficesFromBelowTheRoot) {
    EXPECT_EQ(china().path(unit(china(), "140105")), "山西省 太原市 小店区");
    EXPECT_EQ(china().path(unit(china(), "110105")), "北京市 朝阳区");
    EXPECT_EQ(china().path(unit(china(), "441900004")), "广东省 东莞市 南城街道");
    EXPECT_EQ(china().path(UnitIndex{0}), "全国");
}

TEST(Tree, SuperiorsSkipPlaceholders) {
    const auto superior = [](std::string_view code) {
        const auto found = china().superior(unit(china(), code));
        return found ? china().code(*found) : "none";
    };
    EXPECT_EQ(superior("140105"), "140100");
    EXPECT_EQ(superior("110105"), "110000");
    EXPECT_EQ(superior("441900004"), "441900");
    EXPECT_EQ(superior("140000"), "100000");
    EXPECT_EQ(superior("100000"), "none");
}

TEST(Tree, AncestorsAreFoundByLevel) {
    const UnitIndex county = unit(china(), "140105");
    EXPECT_EQ(china().ancestor_at(county, LevelIndex{3}), county);
    EXPECT_EQ(china().ancestor_at(county, LevelIndex{1}), unit(china(), "140000"));
    EXPECT_EQ(china().ancestor_at(county, LevelIndex{0}), UnitIndex{0});
    EXPECT_EQ(china().ancestor_at(county, LevelIndex{4}), std::nullopt);
}

constexpr std::string_view kSmall =
    "code,name,level,parent,office,区域,别名\n"
    "1,全国,国家,,,,\n"
    "2,甲省,省,1,,山区,\"甲,又\"\n"
    "3,乙省,省,1,no,,\n"
    "4,丙县,县,2,yes,平原,\n";
constexpr std::string_view kSmallInAnotherOrder =
    "\xEF\xBB\xBF"
    "别名,上级,代码,层级,名称,区域,机关\r\n"
    ",2,4,县,丙县,平原,是\r\n"
    "\r\n"
    ",1,3,省, 乙省 ,,否\r\n"
    "\"甲,又\",1,2,省,甲省,山区,\r\n"
    ",,1,国家,全国,,";

TEST(Tree, FurtherColumnsAreAttributes) {
    const Tree tree = tree_of(kSmall);
    ASSERT_EQ(tree.attributes(), (Codes{"别名", "区域"}));
    EXPECT_EQ(tree.attribute(1, unit(tree, "2")), "山区");
    EXPECT_EQ(tree.attribute(1, unit(tree, "4")), "平原");
    EXPECT_EQ(tree.attribute(1, unit(tree, "3")), "");
    EXPECT_EQ(tree.attribute(0, unit(tree, "2")), "甲,又");
}

TEST(Tree, TheHashIsOfTheContentNotOfTheFile) {
    const Tree one = tree_of(kSmall);
    const Tree other = tree_of(kSmallInAnotherOrder);
    EXPECT_EQ(one.canonical(), other.canonical());
    EXPECT_EQ(one.hash(), other.hash());
    EXPECT_EQ(one.hash().size(), 64U);
    std::string changed(kSmall);
    changed.replace(changed.find("平原"), std::string("平原").size(), "山区");
    EXPECT_NE(tree_of(changed).hash(), one.hash());
}

TEST(Tree, ReadingTheCanonicalTextGivesAnEqualTree) {
    for (const Tree& tree : {tree_of(kSmall), china()}) {
        const Tree again = tree_of(tree.canonical());
        EXPECT_EQ(again.canonical(), tree.canonical());
        EXPECT_EQ(again.hash(), tree.hash());
    }
}

TEST(Tree, NamesAreInNormalFormC) {
    const Tree tree = tree_of(
        "code,name,level,parent\n1,Que\xCC\x81"
        "bec,国家,\n");
    EXPECT_EQ(tree.name(UnitIndex{0}),
              "Qu\xC3\xA9"
              "bec");
    EXPECT_EQ(tree.named("Que\xCC\x81"
                         "bec")
                  .size(),
              1U);
}

TEST(Tree, ALongChainNeedsNoStack) {
    std::vector<std::string> levels;
    for (int i = 0; i < 250; ++i)
        levels.push_back(std::to_string(i));
    std::string csv = "code,name,level,parent\n";
    for (int i = 249; i >= 0; --i) {
        csv += "c" + std::to_string(i) + ",n," + std::to_string(i) + "," + (i > 0 ? "c" + std::to_string(i - 1) : "") + "\n";
    }
    text::Sink sink;
    const auto tree = read_units(csv, "units.csv", levels, sink);
    ASSERT_TRUE(tree);
    EXPECT_EQ(at(tree->end(UnitIndex{0})), 250U);
    EXPECT_EQ(tree->named("n").size(), 250U);
}

/// 2 goes to 3, 3 to 4, 5 to 3; 6 opens; 7 closes without an heir.
Tree with_lives() {
    return tree_of(
        "code,name,level,parent,heir,opened,closed,note\n1,Top,国家,,,,,\n2,A,省,1,3,,2012-07-01,x\n3,B,省,1,4,2012-02-01,2012-"
        "10-01,\n"
        "4,C,省,1,,,,\n5,D,省,1,3,,2012-11-01,\n6,E,省,1,,2012年3月1日,,\n7,F,省,1,,,2012/9/1,\n");
}

value::Instant first_of(std::int32_t month) { return value::first_minute(*value::date_of(2012, month, 1)); }
value::Instant before(value::Instant instant) { return {instant.minutes - 1}; }

// 2: “A unit may have a day of opening (成立), a day of closing (撤销), and, if it closes, an *heir* (并入)”
TEST(Lives, AUnitIsThereFromTheFirstMinuteOfItsOpeningUntilThatOfItsClosing) {
    const Tree tree = with_lives();
    ASSERT_TRUE(tree.has_lives());
    const auto exists = [&](std::string_view code, value::Instant at) { return tree.exists(unit(tree, code), at); };
    EXPECT_TRUE(exists("4", first_of(1)));
    EXPECT_FALSE(exists("6", before(first_of(3))));
    EXPECT_TRUE(exists("6", first_of(3)));
    EXPECT_TRUE(exists("2", before(first_of(7))));
    EXPECT_FALSE(exists("2", first_of(7)));
    EXPECT_FALSE(exists("3", first_of(1)));
    EXPECT_TRUE(exists("3", first_of(5)));
    EXPECT_FALSE(exists("3", first_of(10)));
}

// 2: “where the heir has closed, too, its heir goes on.”
TEST(Lives, TheHeirGoesOnFromTheClosingAndThenItsOwn) {
    const Tree tree = with_lives();
    const auto held_by = [&](std::string_view code, value::Instant at) {
        return tree.code(tree.held_by(unit(tree, code), at));
    };
    EXPECT_EQ(held_by("2", before(first_of(7))), "2");
    EXPECT_EQ(held_by("2", first_of(7)), "3");
    EXPECT_EQ(held_by("2", before(first_of(10))), "3");
    EXPECT_EQ(held_by("2", first_of(10)), "4");
    EXPECT_EQ(held_by("5", first_of(11)), "4");
    EXPECT_EQ(held_by("7", first_of(12)), "7");
    EXPECT_EQ(tree.heir(unit(tree, "5")), unit(tree, "3"));
    EXPECT_EQ(tree.heir(unit(tree, "7")), std::nullopt);
}

TEST(Lives, AUnitInheritsWhatClosesWhileItIsThere) {
    const Tree tree = with_lives();
    const auto inherited = [&](std::string_view code, value::Instant at) {
        return codes(tree, tree.inherited(unit(tree, code), at));
    };
    EXPECT_EQ(inherited("3", before(first_of(7))), Codes());
    EXPECT_EQ(inherited("3", first_of(7)), (Codes{"2"}));
    EXPECT_EQ(inherited("3", first_of(12)), (Codes{"2"}));  // 5 closed later than 3: it went to 4 at once
    EXPECT_EQ(inherited("4", first_of(9)), Codes());
    EXPECT_EQ(inherited("4", first_of(10)), (Codes{"2", "3"}));
    EXPECT_EQ(inherited("4", first_of(11)), (Codes{"2", "3", "5"}));
    EXPECT_EQ(inherited("2", first_of(12)), Codes());
}

TEST(Lives, TheCanonicalTextHasTheColumnsIfAnyUnitHasSomethingInThem) {
    const std::string head = "code,name,level,parent,office";
    const Tree tree = with_lives();
    EXPECT_TRUE(tree.canonical().starts_with(head + ",opened,closed,heir,note\n1,Top,国家,,,,,,\n2,A,省,1,,,2012-07-01,3,x\n"));
    const Tree again = tree_of(tree.canonical());
    EXPECT_EQ(again.canonical(), tree.canonical());
    EXPECT_EQ(again.hash(), tree.hash());
    const Tree without = tree_of("code,name,level,parent,opened,closed,heir\n1,Top,国家,,,,\n");
    EXPECT_FALSE(without.has_lives());
    EXPECT_EQ(without.hash(), tree_of("code,name,level,parent\n1,Top,国家,\n").hash());
}

}  // namespace
}  // namespace duban::units
