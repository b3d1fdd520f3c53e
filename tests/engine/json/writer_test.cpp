#include "engine/json/writer.hpp"

#include <gtest/gtest.h>

namespace duban::json {
namespace {

TEST(Writer, OneLineHasNoBlanks) {
    Writer writer(Layout::one_line);
    writer.begin_object().member("task", "10.8").member("n", 3).key("hi").null().key("why").begin_array().text("a").text("b").end_array();
    writer.key("empty").begin_object().end_object().key("yes").boolean(true).end_object();
    EXPECT_EQ(writer.take(), R"({"task":"10.8","n":3,"hi":null,"why":["a","b"],"empty":{},"yes":true})");
}

TEST(Writer, IndentsByTwoAndEndsTheLine) {
    Writer writer(Layout::indented);
    writer.begin_object().key("a").begin_array().integer(1).end_array().key("b").begin_array().end_array().end_object();
    EXPECT_EQ(writer.take(), "{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}\n");
}

TEST(Writer, EscapesWhatJsonMustAndNothingElse) {
    Writer writer(Layout::one_line);
    writer.text("“引号” \"\\\n\t\x01\x7F 省\xFF");
    EXPECT_EQ(writer.take(), "\"“引号” \\\"\\\\\\n\\t\\u0001\\u007f 省\xEF\xBF\xBD\"");
}

TEST(Writer, CanBeUsedAgainAfterTake) {
    Writer writer(Layout::one_line);
    writer.integer(1);
    EXPECT_EQ(writer.take(), "1");
    writer.integer(2);
    EXPECT_EQ(writer.take(), "2");
}

}  // namespace
}  // namespace duban::json
