#include "engine/csv/record.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban::csv {
namespace {

using Cells = std::vector<std::string>;

std::vector<Record> all(std::string_view bytes, std::size_t most = kMostRecordBytes) {
    std::vector<Record> found;
    Records records(bytes, most);
    while (const Record* record = records.next())
        found.push_back(*record);
    return found;
}

std::vector<Cells> cells(std::string_view bytes) {
    std::vector<Cells> found;
    for (const Record& record : all(bytes)) {
        EXPECT_EQ(record.fault, Fault::none);
        found.push_back(record.cells);
    }
    return found;
}

TEST(Records, AreReadAsWritten) {
    const std::vector<std::pair<std::string, std::vector<Cells>>> cases = {
        {"", {}},
        {"a", {{"a"}}},
        {"a,b\n", {{"a", "b"}}},
        {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"a,\n,b\n", {{"a", ""}, {"", "b"}}},
        {"\xEF\xBB\xBF"
         "代码,名称\n",
         {{"代码", "名称"}}},
        {"\xEF\xBB\xBF\"代,码\"\n", {{"代,码"}}},
        {"\"a,b\",\"c\"\"d\"\n", {{"a,b", "c\"d"}}},
        {"\"a\nb\",c\n", {{"a\nb", "c"}}},
        {"\"a\r\nb\"\r\nc\n", {{"a\r\nb"}, {"c"}}},
        {"\"\",x\n", {{"", "x"}}},
        {"a\"b\",c\n", {{"a\"b\"", "c"}}},
        {"\"a\"", {{"a"}}},
        {"\"a\",", {{"a", ""}}},
        {" a , b \n", {{" a ", " b "}}},
    };
    for (const auto& [bytes, expected] : cases)
        EXPECT_EQ(cells(bytes), expected) << bytes;
}

TEST(Records, RowsAreCountedAsASpreadsheetDoes) {
    const std::vector<Record> found = all("a\n\n,,\n\"b\nc\"\nd\n");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].row, 1U);
    EXPECT_EQ(found[1].row, 4U);
    EXPECT_EQ(found[2].row, 5U);
}

TEST(Records, QuoteNotClosedEndsTheFile) {
    const std::vector<Record> found = all("a\n\"b,c\nd\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].fault, Fault::quote_not_closed);
    EXPECT_EQ(found[1].row, 2U);
}

TEST(Records, TextAfterAQuoteCostsOneLineOnly) {
    const std::string bytes = "x,\"a\"b,c\r\nd\n";
    const std::vector<Record> found = all(bytes);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].fault, Fault::text_after_quote);
    EXPECT_EQ(found[0].cells, (Cells{"x", "a"}));
    EXPECT_EQ(found[0].rest, "\"a\"b,c");
    EXPECT_EQ(found[1].cells, Cells{"d"});
    EXPECT_EQ(found[1].rest, "");
}

TEST(Records, TooLongCostsOneLineOnly) {
    EXPECT_EQ(all("12345\n", 5)[0].fault, Fault::none);
    EXPECT_EQ(all("12345", 5)[0].fault, Fault::none);
    for (const std::string line : {"123456\nd\n", "1,2,3,4\nd\n", "\"1234\"\nd\n", "\"123456789\nd\n", "\"1\",\"234\"\nd\n"}) {
        const std::vector<Record> found = all(line, 5);
        ASSERT_EQ(found.size(), 2U) << line;
        EXPECT_EQ(found[0].fault, Fault::too_long) << line;
        EXPECT_EQ(found[1].cells, Cells{"d"}) << line;
    }
}

TEST(Records, ALineOfFiftyMegabytesIsOneFault) {
    const std::vector<Record> found = all(std::string(50'000'000, 'x') + "\na,b\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].fault, Fault::too_long);
    EXPECT_EQ(found[1].cells, (Cells{"a", "b"}));
}

TEST(Records, FaultsAreSaidWithTheirRow) {
    const std::vector<Record> found = all("a\n\"b\"c\n\"d");
    ASSERT_EQ(found.size(), 3U);
    const text::Diagnostic after = diagnose(found[1], "units.csv");
    EXPECT_EQ(after.code, text::Code::csv_text_after_quote);
    EXPECT_EQ(after.file, "units.csv");
    EXPECT_EQ(after.row, 2U);
    EXPECT_EQ(diagnose(found[2], "units.csv").code, text::Code::csv_quote_not_closed);
}

TEST(Field, IsReadBackAsItWas) {
    for (const std::string field : {"a", "a,b", "a\"b", "\"", "a\nb", "a\r\nb", "全国", " a ", "\"a\""}) {
        EXPECT_EQ(cells(csv_field(field) + ",x\n"), (std::vector<Cells>{{field, "x"}})) << field;
    }
    EXPECT_EQ(csv_field("a"), "a");
    EXPECT_EQ(csv_field("a\"b"), "\"a\"\"b\"");
}

}  // namespace
}  // namespace duban::csv
