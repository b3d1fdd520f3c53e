#include "engine/json/writer.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace duban::json {
namespace {

std::string quoted(std::string_view text) {
    Writer writer(Layout::one_line);
    writer.text(text);
    return writer.take();
}

TEST(Writer, OneLineHasNoBlanks) {
    Writer writer(Layout::one_line);
    writer.begin_object()
        .member("task", "10.8")
        .member("n", 3)
        .key("hi")
        .null()
        .key("why")
        .begin_array()
        .text("a")
        .text("b")
        .end_array();
    writer.key("empty").begin_object().end_object().key("yes").boolean(true).key("no").boolean(false).end_object();
    EXPECT_EQ(writer.take(), R"({"task":"10.8","n":3,"hi":null,"why":["a","b"],"empty":{},"yes":true,"no":false})");
}

TEST(Writer, IndentsByTwoAndEndsTheLine) {
    Writer writer(Layout::indented);
    writer.begin_object().key("a").begin_array().integer(1).begin_object().member("b", "c").end_object().end_array();
    writer.key("d").begin_array().end_array().key("e").begin_object().end_object().member("f", 2).end_object();
    EXPECT_EQ(writer.take(),
              "{\n"
              "  \"a\": [\n"
              "    1,\n"
              "    {\n"
              "      \"b\": \"c\"\n"
              "    }\n"
              "  ],\n"
              "  \"d\": [],\n"
              "  \"e\": {},\n"
              "  \"f\": 2\n"
              "}\n");
}

TEST(Writer, EmptyContainersAreItemsToo) {
    Writer writer(Layout::one_line);
    writer.begin_array()
        .begin_array()
        .end_array()
        .begin_object()
        .end_object()
        .begin_array()
        .begin_array()
        .end_array()
        .end_array()
        .integer(1)
        .end_array();
    EXPECT_EQ(writer.take(), "[[],{},[[]],1]");
    writer.begin_array().end_array();
    EXPECT_EQ(writer.take(), "[]");
}

TEST(Writer, NestsDeeply) {
    Writer writer(Layout::one_line);
    for (int i = 0; i < 10'000; ++i)
        writer.begin_array();
    for (int i = 0; i < 10'000; ++i)
        writer.end_array();
    EXPECT_EQ(writer.take(), std::string(10'000, '[') + std::string(10'000, ']'));
}

TEST(Writer, EscapesWhatJsonMustAndNothingElse) {
    EXPECT_EQ(quoted(""), "\"\"");
    EXPECT_EQ(quoted("“引号”/省𠮷\xE2\x80\xA8"), "\"“引号”/省𠮷\xE2\x80\xA8\"");
    EXPECT_EQ(quoted("\"\\\n\r\t"), R"("\"\\\n\r\t")");
    EXPECT_EQ(quoted(std::string_view("a\0b\x01\x1F\b\f\x7F", 8)), R"("a\u0000b\u0001\u001f\u0008\u000c\u007f")");
}

TEST(Writer, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
    EXPECT_EQ(quoted("a\xFF"
                     "b"),
              "\"a\xEF\xBF\xBD"
              "b\"");
    EXPECT_EQ(quoted("省\xE7\x9C"), "\"省\xEF\xBF\xBD\xEF\xBF\xBD\"");
    EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    EXPECT_EQ(quoted("\xEF\xBF\xBD"), "\"\xEF\xBF\xBD\"");
}

TEST(Writer, KeysAreEscapedLikeTexts) {
    Writer writer(Layout::one_line);
    writer.begin_object().member("a\"\n", "b").end_object();
    EXPECT_EQ(writer.take(), R"({"a\"\n":"b"})");
}

TEST(Writer, IntegersAreWholeToTheirEnds) {
    Writer writer(Layout::one_line);
    writer.begin_array()
        .integer(std::numeric_limits<std::int64_t>::min())
        .integer(0)
        .integer(std::numeric_limits<std::int64_t>::max())
        .end_array();
    EXPECT_EQ(writer.take(), "[-9223372036854775808,0,9223372036854775807]");
}

TEST(Writer, CanBeUsedAgainAfterTake) {
    Writer writer(Layout::indented);
    writer.integer(1);
    EXPECT_EQ(writer.take(), "1\n");
    writer.begin_array().integer(2).end_array();
    EXPECT_EQ(writer.take(), "[\n  2\n]\n");
}

#ifndef NDEBUG
TEST(WriterDeathTest, CallsThatDoNotNestAreFound) {
    EXPECT_DEATH(Writer(Layout::one_line).begin_object().text("a"), "after_key_");
    EXPECT_DEATH(Writer(Layout::one_line).begin_array().key("a"), "open_");
    EXPECT_DEATH(Writer(Layout::one_line).begin_array().end_object(), "open_");
    EXPECT_DEATH(Writer(Layout::one_line).begin_object().key("a").end_object(), "after_key_");
    EXPECT_DEATH(Writer(Layout::one_line).integer(1).integer(2), "open_");
    EXPECT_DEATH((void)Writer(Layout::one_line).begin_array().take(), "open_");
}
#endif

}  // namespace
}  // namespace duban::json
