// How does it read to a planner that a file, or the shape of a row, is not right?
#include "tests/engine/report/counter.hpp"

#include <cstdlib>
#include <filesystem>

namespace duban::report {
namespace {

using text::Code;

struct WrongFile {
    std::string name;
    std::string bytes;
    std::vector<Code> codes;
};

/// Of a file as a whole in the sink, of rows among the misshapen.
std::string wrong_file(const WrongFile& wrong, std::size_t most_rows = kMostRows) {
    text::Sink sink;
    const auto batch = read_batch(wrong.bytes, "报", sink, most_rows);
    if (batch) {
        for (const Misshapen& misshapen : batch->misshapen)
            sink.add(misshapen.why);
    }
    std::vector<Code> found;
    for (const text::Diagnostic& diagnostic : sink.all())
        found.push_back(diagnostic.code);
    EXPECT_EQ(found, wrong.codes) << wrong.name;
    return "## " + wrong.name + "\n" + tests::file_with_findings(wrong.bytes, sink) + "\n";
}

TEST(FileDiagnostics, OfTheFileAsAWhole) {
    const std::vector<WrongFile> files = {
        {"empty", "", {Code::submission_empty}},
        {"blank cells only", ",,\n,,\n", {Code::submission_empty}},
        {"workbook", "PK\x03\x04" + std::string(3000, 'x'), {Code::submission_is_workbook}},
        {"gbk", "\xB5\xA5\xCE\xBB,\xD6\xB8\xB1\xEA\n", {Code::looks_like_gbk}},
        {"title before an unknown head", "2012年一季度报表,,\n区划,项目,数字\n140000,演练,3\n", {Code::no_known_column}},
        {"a column twice, in two languages", "单位,指标,unit\n140000,演练,3\n", {Code::doubled_column}},
        {"a row without end", "单位,指标\n140000," + std::string(kMostRowBytes, 'x') + "\n", {Code::submission_row_too_long}},
        {"quote not closed", "单位,指标,原因\n140000,演练,\"补报\n320000,演练,\n", {Code::submission_quote_open}},
        {"quote not closed in the head", "单位,\"指标\n140000,演练\n", {Code::submission_quote_open}},
        {"text after a quote in the head", "\"单位\"名,指标\n140000,演练\n", {Code::row_text_after_quote}},
        {"broken JSON", "[\n  {\"单位\": \"140000\", \"数值\": 3}\n  {\"单位\": \"320000\"}\n]\n", {Code::json_broken}},
        {"JSON too deep", std::string(40, '[') + std::string(40, ']'), {Code::json_too_deep}},
        {"JSON without rows", "{\"items\": [{\"单位\": \"140000\"}]}\n", {Code::json_without_rows}},
        {"head alone", "单位,指标,数值\n", {Code::submission_without_rows}},
        {"JSON with no row in it", "[]\n", {Code::submission_without_rows}},
    };
    std::string all;
    for (const WrongFile& file : files)
        all += wrong_file(file);
    all += wrong_file({"more rows than the most, here 2", "单位,指标\n1,甲\n2,甲\n3,甲\n", {Code::too_many_rows}}, 2);
    tests::expect_golden("diagnostics/report/files.txt", all);
}

TEST(FileDiagnostics, OfAFileThatIsTooLarge) {
    // Zeros that are never touched take no memory.
    const std::unique_ptr<char, decltype(&std::free)> zeros(static_cast<char*>(std::calloc(kMostBytes + 1, 1)), &std::free);
    ASSERT_TRUE(zeros);
    text::Sink sink;
    EXPECT_FALSE(read_batch({zeros.get(), kMostBytes + 1}, "报", sink));
    ASSERT_EQ(sink.all().size(), 1U);
    EXPECT_EQ(sink.all().front().code, Code::submission_too_large);
    tests::expect_golden("diagnostics/report/too_large.txt", tests::file_with_findings("(536870913 bytes)", sink));
}

TEST(FileDiagnostics, OfTheShapeOfARow) {
    const std::vector<WrongFile> files = {
        {"cells", "单位,指标,数值\n140000,演练\n320000,演练,1,234\n", {Code::too_few_cells, Code::too_many_cells}},
        {"quotes and control characters",
         "单位,指标,原因\n140000,演练,\"补报\"二\n320000,演练,\"补\x07报\"\n",
         {Code::row_text_after_quote, Code::row_with_control_character}},
        {"JSON",
         "[\n"
         "  [1, 2],\n"
         "  \"140000\",\n"
         "  {\"单位\": {\"代码\": \"140000\"}, \"数值\": 3},\n"
         "  {\"单位\": \"140000\", \"unit\": \"320000\"},\n"
         "  {\"单位\": \"140000\\u0000\"}\n"
         "]\n",
         {Code::row_not_an_object, Code::row_not_an_object, Code::row_with_nested_value, Code::row_with_doubled_field,
          Code::row_with_control_character}},
        {"a JSON row that is too large", "[{\"单位\": \"" + std::string(kMostRowBytes, 'x') + "\"}]\n", {Code::row_too_large}},
        {"JSON Lines",
         "{\"单位\": \"140000\", \"数值\": 3}\n"
         "{\"单位\": \"320000\", \"数值\": \n"
         "{\"单位\": \"370000\", \"数值\": 1}\n",
         {Code::json_line_broken}},
    };
    std::string all;
    for (const WrongFile& file : files)
        all += wrong_file(file);
    tests::expect_golden("diagnostics/report/shapes.txt", all);
}

TEST(ReportDiagnostics, AllHaveAGoldenFile) {
    std::string shown;
    const std::filesystem::path folder = std::filesystem::path(DUBAN_SOURCE_DIR) / "tests/golden/diagnostics/report";
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        shown += tests::file_text(entry.path().lexically_relative(DUBAN_SOURCE_DIR).string());
    for (const text::CodeEntry& entry : text::code_table()) {
        const auto number = static_cast<unsigned>(entry.code);
        if (number < 6000 || number >= 7000) continue;
        const std::string name = text::code_name(entry.code);
        EXPECT_NE(shown.find(name), std::string::npos) << name << " " << entry.en;
    }
}

}  // namespace
}  // namespace duban::report
