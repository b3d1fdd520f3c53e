#include "dsl/text/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban::text {
namespace {

TEST(Utf8, WhatIsNotUtf8IsFoundAtItsFirstByte) {
    const struct {
        const char* why;
        std::string bytes;
        std::optional<std::size_t> at;
    } kCases[] = {
        {"nothing", "", std::nullopt},
        {"Chinese", "abc 省", std::nullopt},
        {"four bytes", "\xF0\xA0\xAE\xB7", std::nullopt},
        {"a zero byte", std::string("a\0b", 3), std::nullopt},
        {"the last character", "\xF4\x8F\xBF\xBF", std::nullopt},
        {"beyond the last character", "\xF4\x90\x80\x80", 0},
        {"overlong in two bytes", "ab\xC0\xAF", 2},
        {"overlong in three", "\xE0\x80\xAF", 0},
        {"overlong in four", "\xF0\x80\x80\xAF", 0},
        {"half a surrogate pair", "\xED\xA0\x80", 0},
        {"a surrogate pair", "省\xED\xA0\x80\xED\xB0\x80", 3},
        {"cut after two of three", "\xE7\x9C", 0},
        {"cut after three of four", "省\xF0\xA0\xAE", 3},
        {"cut, then ASCII",
         "\xE7\x9C"
         "a",
         0},
        {"a continuation alone", "a\x80", 1},
        {"never a lead", "a\xFF", 1},
        {"five bytes", "\xF8\x88\x80\x80\x80", 0},
        {"山西省 in GBK", "\xC9\xBD\xCE\xF7\xCA\xA1", 2},
    };
    for (const auto& [why, bytes, at] : kCases)
        EXPECT_EQ(first_invalid_utf8(bytes), at) << why;
}

TEST(Utf8, ABrokenByteIsOneReplacementCharacter) {
    const std::string text = "\xE7\x9C省";
    EXPECT_EQ(character_at(text, 0).value, U'\xFFFD');
    EXPECT_EQ(character_at(text, 0).size, 1);
    EXPECT_EQ(character_at(text, 1).value, U'\xFFFD');
    EXPECT_EQ(character_at(text, 2).value, U'省');
    EXPECT_EQ(character_at(text, 2).size, 3);
}

TEST(Utf8, WhatIsAppendedIsReadBack) {
    for (const char32_t character :
         {U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'省', U'\xFFFF', U'\x10000', U'\x20BB7', U'\x10FFFF'}) {
        std::string text;
        append_utf8(text, character);
        EXPECT_EQ(character_at(text, 0).value, character);
        EXPECT_EQ(character_at(text, 0).size, text.size());
    }
}

TEST(Width, IsThatOfATerminal) {
    const struct {
        std::string text;
        std::size_t columns;
    } kCases[] = {
        {"", 0},     {"abc", 3},   {"山西省", 6},       {"\xF0\xA0\xAE\xB7", 2}, {"：９", 4},         {"　", 2},
        {"ｱ", 1},    {"한", 2},    {"e\xCC\x81", 1},    {"\t\x1B\x7F", 0},       {"\xE2\x80\x8B", 0}, {"PM2.5 浓度", 10},
        {"“次”", 6}, {"don’t", 5}, {"“a” … — ‘b’", 11}, {"“a” … — 次", 14},      {"\xEF\xBF\xBD", 1}, {"\xFF", 1},
    };
    for (const auto& [text, columns] : kCases)
        EXPECT_EQ(display_width(text), columns) << text;
}

TEST(Names, AreWordsOfAnyScript) {
    for (const char32_t start : {U'a', U'Z', U'省', U'é', U'々', U'〇', U'ж', char32_t{0x20BB7}, char32_t{0x30000}}) {
        EXPECT_TRUE(is_name_start(start)) << static_cast<unsigned>(start);
        EXPECT_TRUE(is_name_character(start)) << static_cast<unsigned>(start);
    }
    for (const char32_t inner : {U'1', U'９', U'_', char32_t{0x0301}}) {
        EXPECT_FALSE(is_name_start(inner)) << static_cast<unsigned>(inner);
        EXPECT_TRUE(is_name_character(inner)) << static_cast<unsigned>(inner);
    }
    for (const char32_t mark :
         {U' ', U'、', U'-', U'·', U'（', U'%', U'㎡', char32_t{0x200D}, char32_t{0x3000}, char32_t{0xFFFD}, char32_t{0}})
        EXPECT_FALSE(is_name_character(mark)) << static_cast<unsigned>(mark);
}

TEST(Names, InvisibleCharactersAreKnown) {
    for (const char32_t hidden :
         {U'\x00AD', U'\x061C', U'\x115F', U'\x180E', U'\x200B', U'\x200D', U'\x200E', U'\x200F', U'\x2028', U'\x2029',
          U'\x202A', U'\x202E', U'\x2060', U'\x2066', U'\x2069', U'\x3164', U'\xFEFF', U'\xFFA0', U'\xFFF9', U'\xE0041'})
        EXPECT_TRUE(is_bidi_control(hidden)) << static_cast<unsigned>(hidden);
    for (const char32_t seen :
         {U'a', U' ', U'\t', U'省', U'　', char32_t{0x0301}, char32_t{0xA0}, char32_t{0xFE0F}, char32_t{0xFFFD}})
        EXPECT_FALSE(is_bidi_control(seen)) << static_cast<unsigned>(seen);
}

TEST(Names, OfScriptsThatLookAlikeAreFound) {
    for (const char* mixed : {"p\xD0\xB0y", "c\xD0\xBEunt",
                              "\xCE\x91"
                              "B",
                              "PM\xCE\xBF值"})
        EXPECT_TRUE(mixes_look_alikes(mixed)) << mixed;
    for (const char* plain : {"", "PM值", "план", "план值", "αβγ", "μg", "kΩ", "café"})
        EXPECT_FALSE(mixes_look_alikes(plain)) << plain;
}

TEST(Names, AreComparedInNormalFormC) {
    EXPECT_EQ(nfc(""), "");
    EXPECT_EQ(nfc("省"), "省");
    EXPECT_EQ(nfc("e\xCC\x81"), "\xC3\xA9");
    EXPECT_EQ(nfc("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), "한");
    EXPECT_EQ(nfc("９％㎡"), "９％㎡") << "widths and units are not folded";
    EXPECT_EQ(nfc("\xFF"), "\xFF") << "what is not UTF-8 stays";
}

TEST(Folding, TurnsFullWidthIntoAsciiAndLeavesTheRest) {
    EXPECT_EQ(fold_width("（９．６％，　）～！"), "(9.6%, )~!");
    EXPECT_EQ(fold_width("、。“”《》￥〇省ｱ㎡"), "、。“”《》￥〇省ｱ㎡");
    EXPECT_EQ(fold_width("１\xFF２\xEF\xBF\xBD"),
              "1\xFF"
              "2\xEF\xBF\xBD");
}

TEST(Nearest, CountsEditsInCharacters) {
    const struct {
        std::string one, other;
        std::size_t edits;
    } kCases[] = {
        {"", "", 0},
        {"", "省", 1},
        {"县级", "县级", 0},
        {"县级", "市级", 1},
        {"应急演练", "应急预案演练", 2},
        {"lead", "laed", 2},
        {"kitten", "sitting", 3},
    };
    for (const auto& [one, other, edits] : kCases) {
        EXPECT_EQ(edit_distance(one, other), edits) << one << " " << other;
        EXPECT_EQ(edit_distance(other, one), edits) << other << " " << one;
    }
    EXPECT_EQ(edit_distance(std::string(1'000'000, 'x'), "y"), 64U);
}

TEST(Nearest, OffersOnlyWhatIsNear) {
    const std::vector<std::string> names{"应急演练", "培训班", "曝光", "completion", "completing"};
    EXPECT_EQ(nearest("应急演习", names), "应急演练");
    EXPECT_EQ(nearest("会议", names), "");
    EXPECT_EQ(nearest("completiom", names), "completion") << "of equals the first";
}

}  // namespace
}  // namespace duban::text
