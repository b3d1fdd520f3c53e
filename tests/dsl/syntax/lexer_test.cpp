#include "dsl/syntax/lexer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {
namespace {

/// Tokens as a reader sees them: keywords as they are, names in <>, numbers #, ids @, ends |.
std::string seen(std::string_view text) {
    const text::Source source("line", std::string(text));
    text::Sink sink;
    std::string out;
    for (const Token& token : lex(source, sink).tokens) {
        if (token.kind == TokenKind::last) break;
        if (!out.empty()) out += ' ';
        const std::string said(source.slice(token.span));
        switch (token.kind) {
            case TokenKind::word: out += token.has(kReserved | kBuiltin) ? said : "<" + token.text + ">"; break;
            case TokenKind::number: out += "#" + token.text; break;
            case TokenKind::id: out += "@" + token.text; break;
            case TokenKind::text: out += "\"" + token.text + "\""; break;
            case TokenKind::document: out += "《" + token.text + "》"; break;
            case TokenKind::date: out += "date:" + token.text; break;
            case TokenKind::clock: out += "clock:" + token.text; break;
            case TokenKind::mark: out += said; break;
            case TokenKind::end: out += "|"; break;
            case TokenKind::bad: out += "BAD"; break;
            case TokenKind::last: break;
        }
    }
    for (const text::Diagnostic& diagnostic : sink.all())
        out += " !" + text::code_name(diagnostic.code);
    return out;
}

struct Case {
    std::string_view text;
    std::string_view tokens;
};

void expect_tokens(std::initializer_list<Case> cases) {
    for (const Case& one : cases)
        EXPECT_EQ(seen(one.text), one.tokens) << one.text;
}

TEST(Runs, OfReservedWordsAndNumbersAreCutLongestFirst) {
    expect_tokens({{"甲 6月底前", "<甲> #6 月 底 前"},
                   {"甲 印发后10个工作日内", "<甲> 印发 后 #10 个工作日 内"},
                   {"甲 较上年下降2%", "<甲> 较 上年 下降 #2 %"},
                   {"甲 二季度末", "<甲> 二季度 末"},
                   {"甲 3至4月", "<甲> #3 至 #4 月"},
                   {"甲 至少90%的 县", "<甲> 至少 #90 % 的 <县>"},
                   {"甲 自年初", "<甲> 自年初"},
                   {"甲 6月20日18:00", "<甲> #6 月 #20 日 clock:18:00"},
                   {"甲 自2012-06-30", "<甲> 自 date:2012-06-30"}});
}

TEST(Runs, OfAnythingElseAreOneWord) {
    expect_tokens({{"环保部门 完成率 三同时验收", "<环保部门> <完成率> <三同时验收>"},
                   {"一户一档 月度 年报 个体户", "<一户一档> <月度> <年报> <个体户>"},
                   {"甲 onto number_of PM2", "<甲> <onto> <number_of> <PM2>"}});
}

TEST(Runs, MayEndInTheUnitWordOfANumber) {
    expect_tokens({{"甲 15期", "<甲> #15 <期>"},
                   {"甲 不少于15期", "<甲> 不少于 #15 <期>"},
                   {"甲 3,900户以上", "<甲> #3,900 <户> 以上"},
                   {"甲 37.5万平方米", "<甲> #37.5万 <平方米>"},
                   {"甲 ≥100万元", "<甲> ≥ #100万 <元>"}});
}

TEST(Runs, BeginWithAFirstWordOnlyWhereAClauseOpens) {
    expect_tokens({{"期限6月底", "<期限> #6 月 底"},
                   {"审核上级", "<审核> 上级"},
                   {"甲 审核上级", "<甲> <审核上级>"},
                   {"每季度 假定", "每 季度 假定"},
                   {"每个月", "每个 月"}});
}

TEST(Runs, GluedToANameShowTheBlanks) {
    expect_tokens({{"甲 省的环保部门", "<甲> <省> 的 <环保部门> !D1301"},
                   {"甲 每个省的环保部门", "<甲> 每个 <省> 的 <环保部门> !D1301"},
                   {"甲 各级环保部门", "<甲> 各级 <环保部门> !D1301"},
                   {"甲 发生后4小时内", "<甲> <发生> 后 #4 小时 内 !D1301"},
                   {"甲 「省的环保部门」", "<甲> <省的环保部门>"}});
}

TEST(Numbers, AreDigits) {
    expect_tokens({{"甲 ≥ 三次", "<甲> ≥ #3 <次> !D1302"},
                   {"甲 不少于十五期", "<甲> 不少于 #15 <期> !D1302"},
                   {"甲 三月底", "<甲> #3 月 底 !D1302"},
                   {"甲 三次", "<甲> <三次>"},
                   {"甲 ≥ 一般", "<甲> ≥ <一般>"},
                   {"甲 １２", "<甲> BAD !D1303"},
                   {"甲 1,23", "<甲> BAD !D1304"},
                   {"甲 1,234.5", "<甲> #1,234.5"},
                   {"甲 1234567890123456789", "<甲> BAD !D1305"},
                   {"甲 0.1234567", "<甲> BAD !D1306"},
                   {"甲 2012-06-31", "<甲> BAD !D1307"},
                   {"甲 25:00", "<甲> BAD !D1308"}});
}

TEST(Numbers, ThatTouchLettersAreIds) {
    expect_tokens(
        {{"甲 10.8a、1.2.3", "<甲> @10.8a 、 @1.2.3"}, {"甲 24hours", "<甲> @24hours"}, {"甲 9.6，9.7", "<甲> #9.6 ， #9.7"}});
}

TEST(EnglishKeywords, OfSeveralWordsAreOneTokenLongestFirst) {
    expect_tokens({{"a at least 3", "<a> at least #3"},
                   {"a end of year", "<a> end of year"},
                   {"a within 10 working days of issue", "<a> within #10 working days of issue"},
                   {"a to be announced", "<a> to be announced"},
                   {"county's epb", "<county> 's <epb>"},
                   {"county’s epb", "<county> ’s <epb>"},
                   {"triggered by a", "<triggered by> <a>"}});
}

TEST(Marks, OfFullWidthMeanWhatTheirAsciiTwinsMean) {
    expect_tokens({{"甲：乙，丙；丁（戊）", "<甲> ： <乙> ， <丙> | <丁> （ <戊> ）"},
                   {"甲。乙、丙", "<甲> | <乙> 、 <丙>"},
                   {"甲 ＞＝ 1 ≤ 2 ≠ 3", "<甲> ＞＝ #1 ≤ #2 ≠ #3"},
                   {"甲 ～ 乙 —— 丙 .. 丁", "<甲> ～ <乙> —— <丙> .. <丁>"},
                   {"甲 2％", "<甲> #2 ％"}});
}

TEST(Quotes, Nest) {
    expect_tokens({{"甲 “乙“丙”丁”", "<甲> \"乙“丙”丁\""},
                   {"甲 《乙《丙》》", "<甲> 《乙《丙》》"},
                   {"甲 document \"乙\"", "<甲> 《乙》"},
                   {"甲 \"# 乙\" # 丙", "<甲> \"# 乙\""},
                   {"甲 `PM2.5`", "<甲> <PM2.5>"},
                   {"甲 「月」", "<甲> <月>"}});
}

TEST(Names, AreNormalized) { expect_tokens({{"甲 cafe\u0301", "<甲> <caf\u00E9>"}}); }

TEST(Lines, EndClausesExceptWhereMoreMustCome) {
    expect_tokens({{"甲 乙\n丙", "<甲> <乙> | <丙>"},
                   {"甲、\n乙", "<甲> 、 <乙>"},
                   {"甲 ≥\n1\n且 乙", "<甲> ≥ #1 且 <乙>"},
                   {"甲 且\n乙\n或 丙", "<甲> 且 <乙> 或 <丙>"},
                   {"甲 的\n乙", "<甲> 的 <乙>"},
                   {"甲 (乙\n丙)\n丁", "<甲> ( <乙> <丙> ) | <丁>"},
                   {"计划 甲\n{\n乙\n}\n丙", "<计划> <甲> { <乙> } | <丙>"},
                   {"甲\n\n# 乙\n丙", "<甲> | <丙>"}});
}

TEST(Lines, EndAClauseThatAsksForMoreWhereTheNextOneBegins) {
    expect_tokens(
        {{"完成 甲 ≥\n佐证 乙", "<完成> <甲> ≥ | <佐证> <乙>"}, {"完成 (甲\n佐证 乙", "<完成> BAD <甲> | <佐证> <乙> !D2005"}});
}

}  // namespace
}  // namespace duban::syntax
