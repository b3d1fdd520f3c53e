#include "tests/engine/report/batch_of.hpp"

namespace duban::report {
namespace {

using text::Code;

struct Table {
    std::string name;
    std::string bytes;
    Rows rows;
};

const Rows kOneRow = {"2: unit=140000 indicator=演练 value=3"};

const std::vector<Table> kTables = {
    {"plain", "单位,指标,数值\n140000,演练,3\n", kOneRow},
    {"no end of the last line", "单位,指标,数值\n140000,演练,3", kOneRow},
    {"byte order mark", "\xEF\xBB\xBF单位,指标,数值\n140000,演练,3\n", kOneRow},
    {"byte order mark before a quote", "\xEF\xBB\xBF\"单位\",指标,数值\n140000,演练,3\n", kOneRow},
    {"CRLF", "单位,指标,数值\r\n140000,演练,3\r\n", kOneRow},
    {"CR alone", "单位,指标,数值\r140000,演练,3\r", kOneRow},
    {"semicolons", "单位;指标;数值\n140000;演练;3\n", kOneRow},
    {"tabs", "单位\t指标\t数值\n140000\t演练\t3\n", kOneRow},
    {"English head", "unit,indicator,value\n140000,演练,3\n", kOneRow},
    {"English head in capitals", "Unit,INDICATOR,Value\n140000,演练,3\n", kOneRow},
    {"both languages in one head", "unit,指标,value\n140000,演练,3\n", kOneRow},
    {"blanks, also wide ones", " 单位 ,　指标,数值　\n 140000,演练　,\t3 \n", kOneRow},
    {"columns in another order", "数值,指标,单位\n3,演练,140000\n", kOneRow},
    {"empty lines at the end", "单位,指标,数值\n140000,演练,3\n\n\n,,\n", kOneRow},
    {"lines of blanks at the end", "单位,指标,数值\n140000,演练,3\n  ,　, \n  \n", kOneRow},
    {"empty columns at the end", "单位,指标,数值,,\n140000,演练,3,,\n", kOneRow},
    {"cells without a column, but empty", "单位,指标,数值\n140000,演练,3,,, \n", kOneRow},
    {"empty lines between are counted",
     "单位,指标\n\n140000,演练\n,\n320000,会议\n",
     {"3: unit=140000 indicator=演练", "5: unit=320000 indicator=会议"}},
    {"empty lines before the head", "\n\n单位,指标\n140000,演练\n", {"4: unit=140000 indicator=演练"}},
    {"quotes", "单位,原因\n140000,\"说“有”, 又说\"\"无\"\"\"\n", {"2: unit=140000 reason=说“有”, 又说\"无\""}},
    {"a quote within a cell", "单位,原因\n140000,管径 3\" 的\n", {"2: unit=140000 reason=管径 3\" 的"}},
    {"line ends in a cell count as none",
     "单位,原因\n140000,\"一\n二\r\n三\"\n320000,四\n",
     {"2: unit=140000 reason=一 二 三", "3: unit=320000 reason=四"}},
    {"a title above the head",
     "2012年一季度报表,,\n\n填报单位：省厅,,\n单位,指标,数值\n140000,演练,3\n",
     {"5: unit=140000 indicator=演练 value=3"}},
    {"the mark told above the head", "sep=;\n单位;指标;数值\n140000;演练;3\n", {"3: unit=140000 indicator=演练 value=3"}},
    {"a note in the head", "单位（代码）,指标,数值(次)\n140000,演练,3\n", kOneRow},
    {"a head in full width", "ｕｎｉｔ,指标,ＶＡＬＵＥ\n140000,演练,3\n", kOneRow},
    {"unknown columns", "单位,备注,指标,等级\n140000,见附件,演练,\n", {"2: unit=140000 indicator=演练 +备注=见附件"}},
    {"unknown columns twice", "单位,备注,备注\n140000,甲,乙\n", {"2: unit=140000 +备注=甲 +备注=乙"}},
    {"columns of a refusals file",
     "拒收代码,拒收字段,refusal_reason,单位,指标\nD6203,单位,没有,140000,演练\n",
     {"2: unit=140000 indicator=演练"}},
    {"every column, in Chinese",
     "编号,类型,单位,任务,指标,期间,日期,数值,分子,分母,事件,更正,原因,佐证,填报单位\na,b,c,d,e,f,g,h,i,j,k,l,m,n,o\n",
     {"2: key=a kind=b unit=c task=d indicator=e period=f date=g value=h numerator=i denominator=j case=k corrects=l reason=m "
      "evidence=n by=o"}},
    {"every column, in English",
     "key,kind,unit,task,indicator,period,date,value,numerator,denominator,case,corrects,reason,evidence,by\n"
     "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o\n",
     {"2: key=a kind=b unit=c task=d indicator=e period=f date=g value=h numerator=i denominator=j case=k corrects=l reason=m "
      "evidence=n by=o"}},
};

TEST(Csv, ReadsTablesAsOfficesWriteThem) {
    for (const Table& table : kTables) {
        const Read found = read(table.bytes);
        EXPECT_EQ(found.rows, table.rows) << table.name;
        EXPECT_EQ(found.codes, Codes{}) << table.name;
        EXPECT_EQ(found.misshapen, Wrongs{}) << table.name;
        ASSERT_TRUE(found.batch) << table.name;
        EXPECT_EQ(found.batch->format, Format::csv) << table.name;
    }
}

TEST(Csv, AFileThatCannotBeReadGivesNothing) {
    const std::vector<std::pair<std::string, Codes>> files = {
        {"", {Code::submission_empty}},
        {" \n\t\r\n", {Code::submission_empty}},
        {"\xEF\xBB\xBF", {Code::submission_empty}},
        {",,\n,\n", {Code::submission_empty}},
        {"\xB5\xA5\xCE\xBB,\xD6\xB8\xB1\xEA\n", {Code::looks_like_gbk}},
        {"unit,indicator\n\xCA\xA1,\xD1\xDD\xC1\xB7\n", {Code::looks_like_gbk}},
        {std::string("unit,value\n140000,\0003\n", 19), {Code::binary_source}},
        {std::string("\xFF\xFE\x55\x53", 4), {Code::looks_like_utf16}},
        {"PK\x03\x04\x14\x06", {Code::submission_is_workbook}},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", {Code::submission_is_workbook}},
        {"2012年一季度报表\n140000,3\n", {Code::no_known_column}},
        {"表\n表\n表\n表\n表\n单位,数值\n1,2\n", {Code::no_known_column}},
        {"单位,unit\n1,2\n", {Code::doubled_column}},
        {"单位,数值,单位\n1,2,3\n", {Code::doubled_column}},
        {"\"单位\"x,数值\n1,2\n", {Code::row_text_after_quote}},
        {"单位,数值\n1,2\n3,\"4\n5,6\n", {Code::submission_quote_open}},
        {"单位,数值\n1," + std::string(kMostRowBytes, 'x') + "\n", {Code::submission_row_too_long}},
    };
    for (const auto& [bytes, codes] : files) {
        const Read found = read(bytes);
        EXPECT_FALSE(found.batch) << bytes.substr(0, 99);
        EXPECT_EQ(found.codes, codes) << bytes.substr(0, 99);
    }
}

TEST(Csv, AHeadAloneIsReadWithAWarning) {
    for (const std::string bytes : {"单位,指标\n", "单位,指标", "\xEF\xBB\xBF单位,指标\r\n,\r\n"}) {
        const Read found = read(bytes);
        ASSERT_TRUE(found.batch) << bytes;
        EXPECT_TRUE(found.rows.empty());
        EXPECT_EQ(found.codes, Codes{Code::submission_without_rows}) << bytes;
    }
}

TEST(Csv, AWrongRowIsKeptApartAndTheOthersAreRead) {
    const Read found =
        read("单位,指标,数值\n140000,演练\n320000,演练,1,2\n\"a\"b,演练,1\n370000,演练,\"\x01\"\n100000,会议,5\n");
    EXPECT_EQ(found.rows, Rows{"6: unit=100000 indicator=会议 value=5"});
    EXPECT_EQ(found.misshapen, (Wrongs{{2, Code::too_few_cells},
                                       {3, Code::too_many_cells},
                                       {4, Code::row_text_after_quote},
                                       {5, Code::row_with_control_character}}));
    EXPECT_EQ(found.codes, Codes{});
}

TEST(Csv, AControlCharacterInAFurtherColumnIsRefusedToo) {
    const Read found = read("单位,经过\n140000,\"火\x07灾\"\n320000,好\n");
    EXPECT_EQ(found.misshapen, (Wrongs{{2, Code::row_with_control_character}}));
    ASSERT_EQ(found.misshapen.size(), 1U);
    EXPECT_EQ(found.batch->misshapen.front().why.column, "经过");
}

TEST(Csv, ARowIsKeptAsItCame) {
    const Read found = read("单位,备注,原因\n 140000 ,\"a,b\",\"说\"\"是\"\"\"\n140000,x\n");
    ASSERT_TRUE(found.batch && found.batch->rows.size() == 1 && found.batch->misshapen.size() == 1);
    EXPECT_EQ(found.batch->rows.front().raw, " 140000 ,\"a,b\",\"说\"\"是\"\"\"");
    EXPECT_EQ(found.batch->misshapen.front().row.raw, "140000,x");
    EXPECT_EQ(found.batch->head, (std::vector<std::string>{"单位", "备注", "原因"}));
}

TEST(Csv, FieldsAreCalledByBothLanguages) {
    for (std::size_t field = 0; field < kFields; ++field) {
        const text::Words words = field_words(static_cast<FieldName>(field));
        EXPECT_EQ(field_of(words.zh), static_cast<FieldName>(field));
        EXPECT_EQ(field_of(words.en), static_cast<FieldName>(field));
        EXPECT_EQ(field_of(" " + words.en + "　"), static_cast<FieldName>(field));
    }
    EXPECT_FALSE(field_of("备注"));
    EXPECT_FALSE(field_of(""));
}

}  // namespace
}  // namespace duban::report
