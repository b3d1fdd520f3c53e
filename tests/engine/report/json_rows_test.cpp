#include "tests/engine/report/batch_of.hpp"

namespace duban::report {
namespace {

using text::Code;

struct Text {
    std::string name;
    std::string bytes;
    Format format = Format::json;
    Rows rows;
    Wrongs misshapen = {};
};

const std::vector<Text> kTexts = {
    {"array",
     R"([{"unit": "140000", "value": "3"}, {"unit": "320000"}])",
     Format::json,
     {"1: unit=140000 value=3", "2: unit=320000"}},
    {"object that names the rows",
     R"({"from": "省", "meta": {"a": [1]}, "rows": [{"unit": "1"}], "after": {"unit": 1}})",
     Format::json,
     {"1: unit=1"}},
    {"object that names the rows, in Chinese",
     R"({"记录": [{"单位": "1"}, {"单位": "2"}]})",
     Format::json,
     {"1: unit=1", "2: unit=2"}},
    {"one object", R"({"unit": "1", "指标": "演练"})", Format::json, {"1: unit=1 indicator=演练"}},
    {"one object on several lines", "{\n  \"unit\": \"1\",\n  \"value\": 3\n}\n", Format::json, {"1: unit=1 value=3"}},
    {"byte order mark", "\xEF\xBB\xBF[{\"unit\": \"1\"}]", Format::json, {"1: unit=1"}},
    {"blanks before it", "\r\n  [{\"unit\": \"1\"}]", Format::json, {"1: unit=1"}},
    {"numbers keep their digits",
     R"([{"value": 2.50}, {"value": 0.10}, {"value": 12}, {"value": -3}, {"value": 1e3},
      {"value": 123456789012345678901234.5}, {"value": 18446744073709551615}])",
     Format::json,
     {"1: value=2.50", "2: value=0.10", "3: value=12", "4: value=-3", "5: value=1e3", "6: value=123456789012345678901234.5",
      "7: value=18446744073709551615"}},
    {"truth", R"([{"value": true}, {"value": false}])", Format::json, {"1: value=true", "2: value=false"}},
    {"null is an empty cell", R"([{"unit": "1", "value": null, "备注": null}])", Format::json, {"1: unit=1 +备注="}},
    {"arrays are joined",
     R"([{"unit": "1", "evidence": ["方案", " 记录 ", null, 3], "value": []}])",
     Format::json,
     {"1: unit=1 evidence=方案、记录、3"}},
    {"escapes",
     R"([{"unit": "\u5c71\u897f", "reason": "a\n\"b\"", "value": " 3　"}])",
     Format::json,
     {"1: unit=山西 value=3 reason=a \"b\""}},
    {"further names", R"([{"unit": "1", "等级": "较大", "等级": "重大"}])", Format::json, {"1: unit=1 +等级=较大 +等级=重大"}},
    {"columns of a refusals file",
     R"([{"拒收代码": "D6203", "refusal_reason": ["a"], "unit": "1"}])",
     Format::json,
     {"1: unit=1"}},
    {"a name twice, in either language",
     R"([{"unit": "1", "单位": "2"}, {"unit": "3"}])",
     Format::json,
     {"2: unit=3"},
     {{1, Code::row_with_doubled_field}}},
    {"an object or an array in an array as value",
     R"([{"unit": {"code": "1"}}, {"unit": "2"}, {"evidence": [["a"]]}, {"evidence": [{"a": 1}]}])",
     Format::json,
     {"2: unit=2"},
     {{1, Code::row_with_nested_value}, {3, Code::row_with_nested_value}, {4, Code::row_with_nested_value}}},
    {"what is no object",
     R"([1, {"unit": "2"}, "three", null, true, [{"unit": "6"}], []])",
     Format::json,
     {"2: unit=2"},
     {{1, Code::row_not_an_object},
      {3, Code::row_not_an_object},
      {4, Code::row_not_an_object},
      {5, Code::row_not_an_object},
      {6, Code::row_not_an_object},
      {7, Code::row_not_an_object}}},
    {"a zero byte, escaped",
     R"([{"unit": "1\u0000"}, {"unit": "2", "经过": "\u0007"}, {"unit": "3"}])",
     Format::json,
     {"3: unit=3"},
     {{1, Code::row_with_control_character}, {2, Code::row_with_control_character}}},
    {"a row that is too large",
     "[{\"unit\": \"" + std::string(kMostRowBytes, 'x') + "\"}, {\"unit\": \"2\"}]",
     Format::json,
     {"2: unit=2"},
     {{1, Code::row_too_large}}},
    {"a number too great for the parser",
     R"([{"unit": "1", "value": 1e999}, {"unit": "say \"1e999\"", "value": -2.50}, {"value": 1e-3}])",
     Format::json,
     {"1: unit=1 value=1e999", "2: unit=say \"1e999\" value=-2.50", "3: value=1e-3"}},
    {"a number of many digits",
     "[{\"value\": 1" + std::string(400, '0') + "}, {\"value\": 2}]",
     Format::json,
     {"1: value=1" + std::string(400, '0'), "2: value=2"}},
    {"what was no object, from a refusals file",
     R"([{"拒收代码": "D6104", "raw": "[1,{\"a\":2}]"}, {"拒收代码": "D6104", "raw": "{\"unit\": \"2\"}"}, {"raw": "[1]"}])",
     Format::json,
     {"3: +raw=[1]", "2: unit=2"},
     {{1, Code::row_not_an_object}}},
    {"lines, one with a number too great for the parser",
     "{\"unit\": \"1\"}\n{\"value\": 1e999}\n",
     Format::json_lines,
     {"1: unit=1", "2: value=1e999"}},
    {"lines",
     "{\"unit\": \"1\"}\n{\"unit\": \"2\", \"value\": 2.50}\n",
     Format::json_lines,
     {"1: unit=1", "2: unit=2 value=2.50"}},
    {"lines with CRLF, empty ones between",
     "\xEF\xBB\xBF{\"unit\": \"1\"} \r\n\r\n{\"unit\": \"3\"}",
     Format::json_lines,
     {"1: unit=1", "3: unit=3"}},
    {"broken lines",
     "{\"unit\": \"1\"}\n{\"unit\": \"2\"\n{\"unit\": \"3\"} x\n[{\"unit\": \"4\"}]\n5\n{\"unit\" \"6\"}\n{\"unit\": \"7\"}\n",
     Format::json_lines,
     {"1: unit=1", "7: unit=7"},
     {{2, Code::json_line_broken},
      {3, Code::json_line_broken},
      {4, Code::row_not_an_object},
      {5, Code::row_not_an_object},
      {6, Code::json_line_broken}}},
    {"lines, the first broken within",
     "{\"unit\" \"1\"}\n{\"unit\": \"2\"}\n",
     Format::json_lines,
     {"2: unit=2"},
     {{1, Code::json_line_broken}}},
    {"lines, the first cut off",
     "{\"unit\": \"1\n{\"unit\": \"2\"}\n{\"unit\": \"3\"}\n",
     Format::json_lines,
     {"2: unit=2", "3: unit=3"},
     {{1, Code::json_line_broken}}},
    {"lines, one too deep",
     "{\"unit\": \"1\"}\n{\"unit\": " + std::string(40, '[') + std::string(40, ']') + "}\n{\"unit\": \"3\"}\n",
     Format::json_lines,
     {"1: unit=1", "3: unit=3"},
     {{2, Code::row_with_nested_value}}},
    {"rows within an object on several lines",
     "{\"rows\": [\n{\"unit\": \"1\"},\n{\"unit\": \"2\"}\n]}\n",
     Format::json,
     {"1: unit=1", "2: unit=2"}},
    {"rows within an object, the first on its line",
     "{\"rows\": [{\"unit\": \"1\"}\n, {\"unit\": \"2\"}]}\n",
     Format::json,
     {"1: unit=1", "2: unit=2"}},
};

TEST(JsonRows, AreReadInEveryForm) {
    for (const Text& text : kTexts) {
        const Read found = read(text.bytes);
        ASSERT_TRUE(found.batch) << text.name;
        EXPECT_EQ(found.rows, text.rows) << text.name;
        EXPECT_EQ(found.misshapen, text.misshapen) << text.name;
        EXPECT_EQ(found.codes, Codes{}) << text.name;
        EXPECT_EQ(found.batch->format, text.format) << text.name;
    }
}

TEST(JsonRows, AFileThatCannotBeReadGivesNothing) {
    const std::vector<std::pair<std::string, Codes>> files = {
        {"[{\"unit\": \"1\"}", {Code::json_broken}},
        {"[{\"unit\": \"1\"},]", {Code::json_broken}},
        {"[{\"unit\": '1'}]", {Code::json_broken}},
        {"[{\"unit\": 01}]", {Code::json_broken}},
        {"[{\"unit\": \"1\"}] []", {Code::json_broken}},
        {"{", {Code::json_broken}},
        {"[\n{\"unit\": \"1\"},\n{\"unit\": \"2\"}\n", {Code::json_broken}},
        {"{\"rows\": [\n{\"unit\": \"1\"}\n", {Code::json_broken}},
        {"{\"rows\": [\n{\"unit\": \"1\"},\n{\"unit\": \"2\"}\n", {Code::json_broken}},
        {"{\n{\"unit\": \"1\"},\n{\"unit\": \"2\"}\n}\n", {Code::json_broken}},
        {std::string(40, '[') + std::string(40, ']'), {Code::json_too_deep}},
        {std::string(1'000'000, '['), {Code::json_too_deep}},
        {"{}", {Code::json_without_rows}},
        {"{\"items\": [{\"unit\": \"1\"}]}", {Code::json_without_rows}},
        {"{\"\xB5\xA5\xCE\xBB\": 1}", {Code::looks_like_gbk}},
    };
    for (const auto& [bytes, codes] : files) {
        const Read found = read(bytes);
        EXPECT_FALSE(found.batch) << bytes.substr(0, 99);
        EXPECT_EQ(found.codes, codes) << bytes.substr(0, 99);
    }
}

TEST(JsonRows, NoRowsIsAWarning) {
    for (const std::string bytes : {"[]", "{\"rows\": []}"}) {
        const Read found = read(bytes);
        ASSERT_TRUE(found.batch) << bytes;
        EXPECT_TRUE(found.rows.empty());
        EXPECT_EQ(found.codes, Codes{Code::submission_without_rows}) << bytes;
    }
}

TEST(JsonRows, WhereItBreaksIsNamedByLineAndCharacter) {
    text::Sink sink;
    EXPECT_FALSE(read_batch("[\n  {\"单位\": \"山西\" \"指标\": \"演练\"}\n]\n", "file", sink));
    ASSERT_EQ(sink.all().size(), 1U);
    EXPECT_EQ(text::sentence(sink.all().front(), text::Language::en),
              "the JSON is broken at line 2, column 18; nothing was taken from the file");
    const Read lines = read("{\"单位\": \"1\"}\n{\"单位\": \"山西\" \"指标\": \"演练\"}\n");
    ASSERT_EQ(lines.misshapen.size(), 1U);
    EXPECT_EQ(text::sentence(lines.batch->misshapen.front().why, text::Language::en),
              "this line is not a whole JSON object (from column 16 on)");
}

TEST(JsonRows, ARowIsKeptAsItCameOnOneLine) {
    const Read found =
        read("[\n {\"unit\": \"山\\u897f\",\n  \"value\": 2.50, \"备注\": [1, null, true], \"date\": {\"y\": 2012}}]");
    ASSERT_TRUE(found.batch && found.batch->misshapen.size() == 1);
    EXPECT_EQ(found.batch->misshapen.front().row.raw, R"({"unit":"山西","value":2.50,"备注":[1,null,true],"date":{"y":2012}})");
}

TEST(JsonRows, TheLimitOfRowsHoldsForEverythingInThePlaceOfARow) {
    const std::vector<std::string> files = {
        "[{\"unit\": 1}, {\"unit\": 2}, {\"unit\": 3}, {\"unit\": 4}]",
        "[1, 2, 3, 4]",
        "[[], [], [], []]",
        "{\"unit\": 1}\n{\"unit\": 2}\n{\"unit\": 3}\n{\"unit\": 4}\n",
        "{\"unit\": 1}\n\nx\n\nx\n\nx\n",
        "unit\n1\n2\n3\n4\n",
        "unit,by\n1\n2\n3,3\n4\n",
    };
    for (const std::string& bytes : files) {
        text::Sink sink;
        EXPECT_TRUE(read_batch(bytes, "file", sink, 4)) << bytes;
        EXPECT_FALSE(sink.has_errors()) << bytes;
        EXPECT_FALSE(read_batch(bytes, "file", sink, 3)) << bytes;
        ASSERT_EQ(sink.all().size(), 1U) << bytes;
        EXPECT_EQ(sink.all().front().code, Code::too_many_rows) << bytes;
    }
}

}  // namespace
}  // namespace duban::report
