#include "engine/calendar/calendar.hpp"

#include "tests/engine/findings.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace duban::calendar {
namespace {

using text::Code;

struct Case {
    std::string name;  // of its golden file
    std::string json;
    std::vector<Code> codes;
};

std::string with_years(const std::string& years) {
    return R"({"name": "甲", "zone": "Asia/Shanghai", "offset_minutes": 480, "years": )" + years + "}\n";
}

const std::vector<Case> kRefused = {
    {"empty", "", {Code::calendar_not_json}},
    {"not_json", "{\n\"name\": \"甲\",\n]", {Code::calendar_not_json}},
    {"cut_off", R"({"name": "甲", "ye)", {Code::calendar_not_json}},
    {"not_object", "[2012]", {Code::calendar_not_object}},
    {"nested", std::string(1'000'000, '['), {Code::calendar_not_json}},
    {"nested_and_closed", std::string(1'000'000, '[') + std::string(1'000'000, ']'), {Code::calendar_not_object}},
    {"too_long", std::string(10'000'001, ' '), {Code::source_too_long}},
    {"gbk", "{\"name\": \"\xC8\xD5\xC0\xFA\"}", {Code::looks_like_gbk}},
    {"members_missing",
     "{}",
     {Code::calendar_member_missing, Code::calendar_member_missing, Code::calendar_member_missing,
      Code::calendar_member_missing}},
    {"members_of_wrong_type",
     R"({"name": "", "zone": 8, "offset_minutes": 480.5, "years": []})",
     {Code::calendar_member_missing, Code::calendar_member_missing, Code::calendar_member_missing,
      Code::calendar_member_missing}},
    {"offset_too_great",
     R"({"name": "甲", "zone": "乙", "offset_minutes": 18446744073709551615, "years": {"2012": {"off": {}, "work": {}}}})",
     {Code::calendar_member_missing}},
    {"no_years", with_years("{}"), {Code::calendar_member_missing}},
    {"member_doubled",
     with_years(R"({"2012": {"off": {"2012-10-01": "国庆节"}, "work": {}}, "2012": {"off": {}, "work": {}}})"),
     {Code::calendar_member_doubled}},
    {"year_malformed",
     with_years(R"({"12": {"off": {}, "work": {}}, "2012年": {"off": {}, "work": {}}, "２０１２": {"off": {}, "work": {}}})"),
     {Code::calendar_year_malformed, Code::calendar_year_malformed, Code::calendar_year_malformed}},
    {"year_missing",
     with_years(R"({"2009": {"off": {}, "work": {}}, "2011": {"off": {}, "work": {}}, "2015": {"off": {}, "work": {}}})"),
     {Code::calendar_year_missing, Code::calendar_year_missing}},
    {"year_incomplete",
     with_years(R"({"2011": {"off": {}}, "2012": {"work": {}}, "2013": [], "2014": {"off": [], "work": {}}})"),
     {Code::calendar_year_incomplete, Code::calendar_year_incomplete, Code::calendar_year_incomplete,
      Code::calendar_year_incomplete}},
    {"member_unknown", with_years(R"({"2012": {"off": {}, "work": {}, "works": {}}})"), {Code::calendar_member_unknown}},
    {"date_wrong",
     with_years(R"({"2012": {"off": {"2012-02-30": "甲", "2012年10月1日": "乙", "10-01": "丙"}, "work": {}}})"),
     {Code::calendar_date_wrong, Code::calendar_date_wrong, Code::calendar_date_wrong}},
    {"date_elsewhere",
     with_years(R"({"2012": {"off": {"2013-01-01": "元旦"}, "work": {"2011-12-31": "元旦"}}})"),
     {Code::calendar_date_elsewhere, Code::calendar_date_elsewhere}},
    {"day_doubled",
     with_years(R"({"2012": {"off": {"2012-09-29": "中秋"}, "work": {"2012-09-29": "国庆节"}}})"),
     {Code::calendar_day_doubled}},
    {"day_without_name",
     with_years(R"({"2012": {"off": {"2012-10-01": true}, "work": {}}})"),
     {Code::calendar_day_without_name}},
};

TEST(ReadCalendar, EveryWrongFileIsRefusedInBothLanguages) {
    for (const Case& wrong : kRefused) {
        text::Sink sink;
        EXPECT_FALSE(read_calendar(wrong.json, "calendar.json", sink)) << wrong.name;
        std::vector<Code> found;
        for (const text::Diagnostic& diagnostic : sink.all())
            found.push_back(diagnostic.code);
        EXPECT_EQ(found, wrong.codes) << wrong.name;
        tests::expect_golden("diagnostics/world/calendar_" + wrong.name + ".txt", tests::file_with_findings(wrong.json, sink));
    }
}

TEST(ReadCalendar, EveryCodeOfTheCalendarHasAGolden) {
    std::set<Code> covered;
    for (const Case& wrong : kRefused)
        covered.insert(wrong.codes.begin(), wrong.codes.end());
    for (const text::CodeEntry& entry : text::code_table()) {
        const auto number = static_cast<int>(entry.code);
        const bool is_of_calendar = number >= 5200 && number < 6000;
        EXPECT_TRUE(!is_of_calendar || covered.contains(entry.code)) << entry.zh;
    }
}

}  // namespace
}  // namespace duban::calendar
