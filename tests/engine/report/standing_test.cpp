// What becomes of a row when records before it say the same, something else, or are withdrawn?
#include "tests/engine/report/counter.hpp"

namespace duban::report {
namespace {

using text::Code;

const std::string kDrillHead = "编号,单位,指标,期间,数值\n";
const std::string kBare = "单位,指标,期间,数值\n";
const std::string kActHead = "编号,类型,单位,任务,期间,日期,原因,填报单位\n";
const std::string kCaseHead = "编号,类型,单位,指标,事件,日期,更正\n";
const std::string kWithdraw = "类型,单位,更正,填报单位\n";

TEST(Standing, AFigureSaidAgainIsRepeatedOnlyWhileItStands) {
    Counter counter;
    const std::string three = kBare + "140000,演练,2012-Q1,3\n";
    EXPECT_EQ(counter.hand_in(three).accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(three, "2012-07-06T09:00").repeated_rows, 1U);
    EXPECT_EQ(counter.hand_in(kBare + "140000,演练,2012-Q1,4\n", "2012-07-06T10:00").accepted_rows, 1U);
    EXPECT_EQ(codes_of(counter.show(three, "2012-07-07T09:00")), std::vector{Code::said_and_replaced});
    // A key, a date or a correction says that it is meant.
    for (const std::string& meant :
         {kDrillHead + "c,140000,演练,2012-Q1,3\n", std::string("单位,指标,期间,日期,数值\n140000,演练,2012-Q1,2012-07-07,3\n"),
          std::string("单位,指标,期间,数值,更正\n140000,演练,2012-Q1,3,2\n")}) {
        EXPECT_EQ(counter.show(meant, "2012-07-07T09:00").accepted_rows, 1U) << meant;
    }
}

TEST(Standing, AFigureWithdrawnAndSaidAgainIsNotSwallowed) {
    Counter counter;
    const std::string three = kBare + "140000,演练,2012-Q1,3\n";
    EXPECT_EQ(counter.hand_in(three).accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(kWithdraw + "撤回,140000,1,\n").accepted_rows, 1U);
    const Admission again = counter.show(three);
    EXPECT_EQ(codes_of(again), std::vector{Code::said_and_replaced});
    EXPECT_EQ(text::sentence(again.refusals.at(0).why, text::Language::zh),
              "2012-07-05 收到的记录 1 说的就是这些，后来被记录 2 撤回；要重新报，请填日期或编号");
}

TEST(Standing, AClaimAfterAReturnIsNotSwallowed) {
    Counter counter;
    const std::string claim = kActHead + ",申报完成,140000,1.1,2012-Q1,,,\n";
    const std::string verify = kActHead + ",审核通过,140000,1.1,2012-Q1,,,100000\n";
    const std::string send_back = kActHead + ",退回,140000,1.1,2012-Q1,,缺照片,100000\n";
    EXPECT_EQ(counter.hand_in(claim, "2012-07-05T09:00").accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(verify, "2012-07-05T10:00").accepted_rows, 1U);
    EXPECT_EQ(counter.show(claim, "2012-07-05T11:00").repeated_rows, 1U);  // it is verified: nothing is lost
    EXPECT_EQ(counter.hand_in(send_back, "2012-07-06T09:00").accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(send_back, "2012-07-06T10:00").repeated_rows, 1U);
    for (const std::string& again : {claim, verify})
        EXPECT_EQ(codes_of(counter.show(again, "2012-07-07T09:00")), std::vector{Code::said_and_answered});
    const std::string dated = kActHead + ",申报完成,140000,1.1,2012-Q1,2012-07-07 09:00,,\n";
    EXPECT_EQ(counter.hand_in(dated, "2012-07-07T09:00").accepted_rows, 1U);
    EXPECT_EQ(codes_of(counter.show(send_back, "2012-07-08T09:00")), std::vector{Code::said_and_answered});
}

TEST(Standing, AnUndatedFigureOfALaterDayIsNotSwallowed) {
    Counter counter;
    const std::string stock = "单位,指标,数值\n140000,人员,3\n";
    EXPECT_EQ(counter.hand_in(stock, "2012-06-20T09:00").accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(stock, "2012-06-20T17:00").repeated_rows, 1U);
    EXPECT_EQ(codes_of(counter.show(stock, "2012-08-20T09:00")), std::vector{Code::said_without_date});
    EXPECT_EQ(counter.show("单位,指标,日期,数值\n140000,人员,2012-08-20,3\n", "2012-08-20T09:00").accepted_rows, 1U);
}

TEST(Standing, AnotherFigureInThePlaceOfOneIsCounted) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kDrillHead + "a,140000,演练,2012-Q1,3\n").replacing_rows, 0U);
    const Admission admission = counter.show(
        "编号,单位,指标,期间,数值,更正,填报单位\n"
        "b,140000,演练,2012-Q1,3,,\n"        // the same figure
        "c,140000,演练,2012-Q1,2,,100000\n"  // the verifier's own
        "d,140000,演练,2012-Q2,4,,\n"        // of another period
        "e,140000,演练,2012-Q1,4,b,\n"       // named
        "f,140000,演练,2012-Q1,5,,\n"       // not named
        "g,140000,演练,2012-Q2,6,f,\n");      // not named
    EXPECT_TRUE(admission.refusals.empty()) << said(admission);
    EXPECT_EQ(admission.accepted_rows, 6U);
    EXPECT_EQ(admission.replacing_rows, 2U);
}

TEST(Standing, EveryFigureThatIsReplacedIsNamedWithItsRowOrRecord) {
    Counter counter;
    const std::string head = "编号,单位,指标,日期,数值\n";
    EXPECT_EQ(counter.hand_in(head + "a,140000,演练,2012-06-20,3\n", "2012-06-21T09:00").accepted_rows, 1U);
    const Admission admission = counter.show(head +
                                             "b,140000,演练,2012-06-20,4\n"
                                             "c,140000,演练,2012-06-20,3\n"
                                             "d,140000,演练,2012-06-20,4\n"   // as row 2 did, of another row
                                             "e,140000,演练,2012-06-20,4\n");  // the same figure
    EXPECT_EQ(admission.replacing_rows, 3U);
    std::vector<std::string> said;
    for (const text::Diagnostic& note : admission.notes)
        said.push_back(text::sentence(note, text::Language::en));
    const std::string begin = "takes the place of a figure told before: 山西省 (140000), '演练' 2012-06-20 was ";
    EXPECT_EQ(said, (std::vector<std::string>{begin + "3 (record 1), is now 4", begin + "4 (row 2 of this file), is now 3",
                                              begin + "3 (row 3 of this file), is now 4"}));
}

TEST(Standing, ACaseToldAgainNamesTheFieldThatItChanges) {
    Counter counter;
    const std::string head = "编号,类型,单位,指标,事件,日期,等级\n";
    EXPECT_EQ(counter.hand_in(head + "a,事件,140105,事故,晋-01,2012-03-12 09:00,较大\n").accepted_rows, 1U);
    const Admission admission = counter.show(head + "b,事件,140105,事故,晋-01,2012-03-12 09:00,一般\n");
    EXPECT_TRUE(admission.refusals.empty()) << said(admission);
    ASSERT_EQ(admission.notes.size(), 1U);
    EXPECT_EQ(admission.notes[0].code, Code::figure_replaced);
    EXPECT_EQ(admission.notes[0].column, "等级");
    EXPECT_EQ(admission.replacing_rows, 1U);
}

TEST(Standing, ARowThatSaysNothingIsPassedOver) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kDrillHead + "a,140000,演练,2012-Q1,3\n").accepted_rows, 1U);
    const Admission admission = counter.show(
        "类型,单位,指标,期间,日期,数值,原因,佐证,事件,等级\n"
        "填报,140000,演练,2012-Q1,,,,,,\n"
        ",140105,事故,2012-Q1,,,,,,\n"        // the form's line for what may have happened
        "填报,140000,演练,2012-Q2,,,未统计,,,\n"
        "填报,320000,演练,2012-Q2,,,,照片,,\n"
        ",140105,事故,2012-Q1,2012-03-12 09:00,,,,晋-01,较大\n");
    EXPECT_EQ(admission.blank_rows, 2U);
    EXPECT_EQ(admission.accepted_rows, 2U);
    EXPECT_EQ(codes_of(admission), std::vector{Code::indicator_is_event});
}

TEST(Standing, ARecordIsNamedByItsNumberWhereNoKeyIsSo) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kBare + "140000,演练,2012-Q1,3\n320000,演练,2012-Q1,3\n").accepted_rows, 2U);
    EXPECT_EQ(counter.hand_in(kDrillHead + "1,370000,演练,2012-Q1,3\n").accepted_rows, 1U);
    const Admission admission = counter.show("单位,指标,期间,数值,更正\n320000,演练,2012-Q1,4,2\n370000,演练,2012-Q1,4,1\n");
    EXPECT_TRUE(admission.refusals.empty()) << said(admission);
    ASSERT_EQ(admission.entries.size(), 2U);
    EXPECT_EQ(admission.entries[0].corrects, counter.records().at(1).entry.key);
    EXPECT_EQ(admission.entries[1].corrects, "1");
}

const std::string kRulings =
    "编号,类型,单位,任务,指标,期间,数值,原因,填报单位\n"
    "f,填报,140000,,演练,2012-Q1,3,,\n"
    "g,填报,140000,,演练,2012-Q1,2,,100000\n"
    "v,退回,140000,1.1,,2012-Q1,,缺照片,100000\n"
    "x,免除,140100,1.3,,,,搬迁,140000\n";

TEST(Standing, WhatAnotherOfficeDecidedIsUndoneByItOrOneAbove) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kRulings).accepted_rows, 4U);
    const auto withdraw = [&](const std::string& row) { return counter.show(kWithdraw + row + "\n"); };
    for (const std::string row :
         {"撤回,140000,v,", "撤回,,v,140000", "撤回,140000,v,140000", "撤回,,g,140000", "撤回,,x,140100"})
        EXPECT_EQ(codes_of(withdraw(row)), std::vector{Code::ruling_not_entitled}) << row;
    for (const std::string row : {"撤回,,v,", "撤回,,g,", "撤回,,x,"})
        EXPECT_EQ(codes_of(withdraw(row)), std::vector{Code::by_missing}) << row;
    for (const std::string row :
         {"撤回,140000,v,100000", "撤回,,g,100000", "撤回,140100,x,140000", "撤回,,x,100000", "撤回,,f,"})
        EXPECT_EQ(withdraw(row).accepted_rows, 1U) << row << said(withdraw(row));
    const Admission own = counter.show("单位,指标,期间,数值,更正\n140000,演练,2012-Q1,9,g\n");
    EXPECT_EQ(codes_of(own), std::vector{Code::ruling_not_entitled});
}

TEST(Standing, ACorrectionOfTheVerifiersFigureStaysTheVerifiers) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kRulings).accepted_rows, 4U);
    const Admission admission = counter.show("单位,指标,期间,数值,更正,填报单位\n140000,演练,2012-Q1,1,g,100000\n");
    ASSERT_EQ(admission.entries.size(), 1U);
    EXPECT_EQ(admission.entries.front().source, log::Source::verifier);
}

const std::string kIncident = kCaseHead + "c,事件,140105,事故,晋-01,2012-03-12 09:00,\n";

TEST(Standing, AWithdrawnCaseTakesNoMoreReports) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kIncident).accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(kWithdraw + "撤回,,c,\n").accepted_rows, 1U);
    for (const std::string row :
         {"关闭,140105,事故,,晋-01,", "填报,140105,《初报》,,晋-01,已报送", "申报完成,140105,,2.1,晋-01,"}) {
        const Admission admission = counter.show("类型,单位,指标,任务,事件,数值\n" + row + "\n");
        EXPECT_EQ(codes_of(admission), std::vector{Code::case_unknown}) << row;
    }
    EXPECT_EQ(counter.show("类型,单位,指标,期间\n无情况,140105,事故,2012-Q1\n").accepted_rows, 1U);
    EXPECT_EQ(counter.show(kCaseHead + "d,事件,140105,事故,晋-01,2012-03-12 09:00,\n").accepted_rows, 1U);
}

TEST(Standing, ACaseIsTakenWhereNoCaseWasSaid) {
    Counter counter;
    const std::string none = "类型,单位,指标,期间\n无情况,140105,事故,2012-Q1\n";
    EXPECT_EQ(counter.hand_in(none).accepted_rows, 1U);
    EXPECT_EQ(counter.hand_in(kIncident).accepted_rows, 1U);
    EXPECT_EQ(counter.show(none).repeated_rows, 1U);
    EXPECT_EQ(codes_of(counter.show("类型,单位,指标,期间,原因\n无情况,140105,事故,2012-Q1,已核\n")),
              std::vector{Code::case_stands});
    const Admission others = counter.show("类型,单位,指标,期间\n无情况,140105,事故,2012-Q2\n无情况,140106,事故,2012-Q1\n");
    EXPECT_EQ(others.accepted_rows, 2U) << said(others);
}

TEST(Standing, ACaseOfADayIsReportedOnThatDay) {
    Counter counter;
    EXPECT_EQ(counter.hand_in(kCaseHead + "c,事件,140105,舆情,1,2012-03-12,\n").accepted_rows, 1U);
    const std::string close = "类型,单位,指标,事件,日期\n关闭,140105,舆情,1,";
    EXPECT_EQ(counter.show(close + "2012-03-12 10:00\n").accepted_rows, 1U);
    EXPECT_EQ(codes_of(counter.show(close + "2012-03-11 10:00\n")), std::vector{Code::date_before_case});
}

TEST(Standing, WhoeverTookARowOverMayActOnIt) {
    Counter counter;
    const std::string rows =
        "类型,单位,任务,指标,期间,数值,填报单位\n申报完成,320000,1.1,,2012-Q2,,140000\n填报,320000,,演练,2012-Q2,3,140000\n";
    EXPECT_EQ(codes_of(counter.show(rows)), (std::vector{Code::by_not_entitled, Code::by_not_entitled}));
    EXPECT_EQ(
        counter.hand_in("编号,类型,单位,任务,期间,数值,填报单位\nt,移交,320000,1.1,2012-Q2,140000,100000\n").accepted_rows, 1U);
    EXPECT_EQ(counter.show(rows).accepted_rows, 2U) << said(counter.show(rows));
    EXPECT_EQ(codes_of(counter.show("类型,单位,任务,期间,填报单位\n申报完成,320000,1.1,2012-Q1,140000\n")),
              std::vector{Code::by_not_entitled});
    EXPECT_EQ(counter.hand_in(kWithdraw + "撤回,,t,100000\n").accepted_rows, 1U);
    EXPECT_EQ(codes_of(counter.show(rows)), (std::vector{Code::by_not_entitled, Code::by_not_entitled}));
}

TEST(Standing, AKeyedRowOfANameThatIsGoneIsRepeated) {
    Counter counter;
    log::Entry entry;
    entry.key = "old";
    entry.unit = "999999";
    entry.indicator = "旧指标";
    entry.period = "2012-Q1";
    entry.value = "3";
    entry.by = entry.unit;
    counter.put(entry);
    EXPECT_EQ(counter.show(kDrillHead + "old,999999,旧指标,一季度,3.0\n").repeated_rows, 0U);  // its period needs a look-up
    EXPECT_EQ(counter.show(kDrillHead + "old,999999,旧指标,2012年第一季度,3.0\n").repeated_rows, 1U);
    EXPECT_EQ(codes_of(counter.show(kDrillHead + "old,999999,旧指标,2012-Q1,4\n")), std::vector{Code::unit_unknown});
    for (const auto& [row, code] : std::vector<std::pair<std::string, Code>>{
             {"撤回,,old,", Code::by_missing}, {"撤回,,old,140000", Code::corrects_not_entitled}}) {
        EXPECT_EQ(codes_of(counter.show(kWithdraw + row + "\n")), std::vector{code}) << row;
    }
    EXPECT_EQ(counter.show(kWithdraw + "撤回,,old,100000\n").accepted_rows, 1U);
}

TEST(Standing, ManyRowsInOneCellAreTakenInGoodTime) {
    constexpr int kMany = 20'000;  // a quadratic step would take minutes
    Counter counter;
    std::string csv = "编号,类型,单位,指标,任务,期间,日期,事件,数值,更正\n";
    for (int i = 0; i < kMany; ++i) {
        const std::string n = std::to_string(i);
        csv += "r" + n + ",填报,140000,演练,,2012-Q1,,," + n + "," + (i == 0 ? "" : "r" + std::to_string(i - 1)) + "\n";
        if (i > 1) csv += "s" + n + ",填报,140000,演练,,2012-Q1,,,1,r0\n";
        csv += "c" + n + ",申报完成,140000,,1.1,2012-Q1,,,,\n";
        csv += "k" + n + ",事件,140105,舆情,,,2012-03-12," + n + ",,\n";
    }
    const Admission admission = counter.show(csv);
    EXPECT_EQ(admission.accepted_rows, 3U * kMany);
    EXPECT_EQ(admission.refusals.size(), kMany - 2U);
}

}  // namespace
}  // namespace duban::report
