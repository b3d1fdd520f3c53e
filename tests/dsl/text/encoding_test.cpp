#include "dsl/text/encoding.hpp"

#include <gtest/gtest.h>

#include <string>

namespace duban::text {
namespace {

TEST(Encoding, OfAWholeFileIsNamed) {
    const std::string utf8 = "单位,指标,数值\n山西省,演练,3\n";
    std::string broken = utf8;
    broken[utf8.find("省") + 1] = 'x';
    const std::string gbk = "\xB5\xA5\xCE\xBB,\xD6\xB8\xB1\xEA\n\xC9\xBD\xCE\xF7\xCA\xA1,3\n";  // 单位,指标 / 山西省,3
    EXPECT_FALSE(not_text(""));
    EXPECT_FALSE(not_text(utf8));
    EXPECT_FALSE(not_text("\xEF\xBB\xBF" + utf8));
    EXPECT_EQ(not_text("\xFF\xFE\x55\x53")->code, Code::looks_like_utf16);
    EXPECT_EQ(not_text("\xFE\xFF\x53\x55")->code, Code::looks_like_utf16);
    EXPECT_EQ(not_text(std::string("ab\0c", 4))->code, Code::binary_source);
    EXPECT_EQ(not_text(gbk)->code, Code::looks_like_gbk);
    EXPECT_EQ(not_text(broken)->code, Code::not_utf8) << "one broken byte does not make it GBK";
    EXPECT_EQ(not_text(broken)->span.begin, utf8.find("省"));
    EXPECT_EQ(not_text(utf8.substr(0, utf8.find("省") + 2))->code, Code::not_utf8) << "cut within a character";
    EXPECT_EQ(not_text("caf\xE9 au lait")->code, Code::not_utf8) << "Latin-1";
}

}  // namespace
}  // namespace duban::text
