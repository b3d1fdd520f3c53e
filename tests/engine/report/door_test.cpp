#include "tests/engine/report/counter.hpp"

#include "engine/log/record.hpp"

namespace duban::report {
namespace {

using text::Code;

/// `kind effective: column=value ...`, what is empty left out; keys that the door made as `auto`.
std::string shown(const log::Entry& entry) {
    std::string text = std::string(log::name(entry.kind)) + " " + value::to_string(entry.effective) + ":";
    const auto put = [&text](std::string_view name, const std::string& value) {
        if (!value.empty()) text += " " + std::string(name) + "=" + value;
    };
    put("key", entry.key.starts_with("auto-") ? "auto" : entry.key);
    put("unit", entry.unit);
    put("task", entry.task);
    put("of", entry.indicator);
    put("period", entry.period);
    put("case", entry.case_id);
    put("value", entry.value);
    put("numerator", entry.numerator);
    put("denominator", entry.denominator);
    put("corrects", entry.corrects);
    put("reason", entry.reason);
    put("evidence", entry.evidence);
    put("by", entry.by);
    if (entry.source == log::Source::verifier) text += " (verifier)";
    return text;
}

struct Accepted {
    std::string name;
    std::string csv;
    std::vector<std::string> entries;
    std::string before = {};
};

void expect_accepted(const std::vector<Accepted>& rows) {
    for (const Accepted& row : rows) {
        Counter counter;
        if (!row.before.empty()) {
            EXPECT_TRUE(counter.hand_in(row.before).refusals.empty()) << row.name;
        }
        const Admission admission = counter.show(row.csv);
        EXPECT_TRUE(admission.refusals.empty()) << row.name << said(admission);
        EXPECT_EQ(admission.accepted_rows, 1U) << row.name;
        EXPECT_EQ(admission.repeated_rows, 0U) << row.name;
        std::vector<std::string> entries;
        for (const log::Entry& entry : admission.entries)
            entries.push_back(shown(entry));
        EXPECT_EQ(entries, row.entries) << row.name;
    }
}

TEST(Door, ReadingsGoIntoTheLogInItsOwnSpelling) {
    expect_accepted({
        {"of a period that is over, effective at its end",
         "编号,类型,单位,任务,指标,期间,数值,佐证,填报单位\na,填报,山西省,1.1,演练,一季度,３次,照片= 1.jpg、总结,山西省\n",
         {"reading 2012-03-31T23:59: key=a unit=140000 task=1.1 of=演练 period=2012-Q1 value=3 evidence=照片=1.jpg、总结 "
          "by=140000"}},
        {"of a period that runs, effective when received",
         "单位,指标,期间,数值\n140000,演练,2012-Q3,1\n",
         {"reading 2012-07-05T09:00: key=auto unit=140000 of=演练 period=2012-Q3 value=1 by=140000"}},
        {"of a period, dated after it",
         "单位,指标,期间,日期,数值\n140000,演练,2012-Q1,2012-04-05,1\n",
         {"reading 2012-04-05T23:59: key=auto unit=140000 of=演练 period=2012-Q1 value=1 by=140000"}},
        {"dated",
         "单位,指标,日期,数值\n140000,人员,2012-06-30,\"1,200人\"\n",
         {"reading 2012-06-30T23:59: key=auto unit=140000 of=人员 value=1200 by=140000"}},
        {"dated without the year",
         "单位,指标,日期,数值\n140000,人员,6月30日,5\n",
         {"reading 2012-06-30T23:59: key=auto unit=140000 of=人员 value=5 by=140000"}},
        {"with a reason on two lines",
         "单位,指标,期间,数值,原因\n140000,演练,2012-Q1,1,\"补\r\n报\"\n",
         {"reading 2012-03-31T23:59: key=auto unit=140000 of=演练 period=2012-Q1 value=1 reason=补 报 by=140000"}},
        {"dated today, effective when received",
         "单位,指标,日期,数值\n140000,人员,2012-07-05,5\n",
         {"reading 2012-07-05T09:00: key=auto unit=140000 of=人员 value=5 by=140000"}},
        {"without period or date",
         "单位,指标,数值\n140000,会议,2\n",
         {"reading 2012-07-05T09:00: key=auto unit=140000 of=会议 value=2 by=140000"}},
        {"the indicator left out where the task has one",
         "单位,任务,期间,数值\n140000,1.1,2012-Q1,2\n",
         {"reading 2012-03-31T23:59: key=auto unit=140000 task=1.1 of=演练 period=2012-Q1 value=2 by=140000"}},
        {"ratio",
         "单位,指标,日期,分子,分母\n140000,备案率,2012-06-30,\"3,900\",４０００\n",
         {"reading 2012-06-30T23:59: key=auto unit=140000 of=备案率 numerator=3900 denominator=4000 by=140000"}},
        {"blank, with a reason",
         "单位,指标,期间,数值,原因\n140000,演练,2012-Q1,,未统计\n",
         {"reading 2012-03-31T23:59: key=auto unit=140000 of=演练 period=2012-Q1 reason=未统计 by=140000"}},
        {"withheld",
         "单位,指标,期间,数值\n140000,演练,2012-Q1,不公开\n",
         {"reading 2012-03-31T23:59: key=auto unit=140000 of=演练 period=2012-Q1 value=withheld by=140000"}},
        {"not applicable, of a ratio",
         "单位,指标,日期,数值\n140000,备案率,2012-06-30,N/A\n",
         {"reading 2012-06-30T23:59: key=auto unit=140000 of=备案率 value=n/a by=140000"}},
        {"document",
         "单位,指标,日期,数值\n140000,《方案》,2012-06-30,issued\n",
         {"reading 2012-06-30T23:59: key=auto unit=140000 of=方案 value=已印发 by=140000"}},
        {"by an office above",
         "单位,指标,期间,数值,填报单位\n140105,评估分,2012,80,140100\n",
         {"reading 2012-07-05T09:00: key=auto unit=140105 of=评估分 period=2012 value=80 by=140100"}},
        {"by the verifier",
         "单位,指标,期间,数值,填报单位\n140000,演练,2012-Q1,2,100000\n",
         {"reading 2012-03-31T23:59: key=auto unit=140000 of=演练 period=2012-Q1 value=2 by=100000 (verifier)"}},
        {"correction",
         "编号,单位,指标,期间,数值,更正,原因\nb,140000,演练,2012-Q1,4,a,漏计一次\n",
         {"reading 2012-03-31T23:59: key=b unit=140000 of=演练 period=2012-Q1 value=4 corrects=a reason=漏计一次 by=140000"},
         kDrill},
        {"of a case, by the office above its place",
         "单位,任务,指标,事件,日期,数值\n140105,2.1,《初报》,晋-01,2012-03-12 11:30,已报送\n",
         {"reading 2012-03-12T11:30: key=auto unit=140105 task=2.1 of=初报 case=晋-01 value=已报送 by=140105"},
         kCase},
        {"of a case, the case told as period",
         "单位,指标,期间,日期,数值\n140105,《初报》,case:晋-01,2012-03-12 11:30,已报送\n",
         {"reading 2012-03-12T11:30: key=auto unit=140105 of=初报 case=晋-01 value=已报送 by=140105"},
         kCase},
    });
}

TEST(Door, CasesGoInWithTheirFields) {
    expect_accepted({
        {"with fields; a note is passed over",
         "编号,类型,单位,指标,事件,日期,等级,伤亡,备注\nc,case,140105,事故,晋-01,2012-03-12 09:00,较大,３人,见附件\n",
         {"case 2012-03-12T09:00: key=c unit=140105 of=事故 case=晋-01 by=140105",
          "reading 2012-03-12T09:00: key=c#等级 unit=140105 of=等级 case=晋-01 value=较大 by=140105",
          "reading 2012-03-12T09:00: key=c#伤亡 unit=140105 of=伤亡 case=晋-01 value=3 by=140105"}},
        {"the occurrence in its own column, more exact",
         "编号,类型,单位,指标,事件,日期,发生\nc,事件,140105,事故,晋-01,2012-03-12,2012-03-12 09:00\n",
         {"case 2012-03-12T09:00: key=c unit=140105 of=事故 case=晋-01 by=140105",
          "reading 2012-03-12T09:00: key=c#发生 unit=140105 of=发生 case=晋-01 value=2012-03-12T09:00 by=140105"}},
        {"on a form for a period",
         "编号,类型,单位,指标,事件,期间,日期\nc,事件,140105,事故,晋-01,一季度,2012-03-12 09:00\n",
         {"case 2012-03-12T09:00: key=c unit=140105 of=事故 case=晋-01 by=140105"}},
        {"correction with its field",
         "编号,类型,单位,指标,事件,日期,等级,更正\nd,事件,140105,事故,晋-01,2012-03-12 09:00,重大,c\n",
         {"case 2012-03-12T09:00: key=d unit=140105 of=事故 case=晋-01 corrects=c by=140105",
          "reading 2012-03-12T09:00: key=d#等级 unit=140105 of=等级 case=晋-01 value=重大 corrects=c#等级 by=140105"},
         "编号,类型,单位,指标,事件,日期,等级\nc,事件,140105,事故,晋-01,2012-03-12 09:00,较大\n"},
        {"closing, by an office above",
         "类型,单位,指标,事件,日期,填报单位\n关闭,140100,事故,晋-01,2012-04-01,140100\n",
         {"close 2012-04-01T23:59: key=auto unit=140105 of=事故 case=晋-01 by=140100"},
         kCase},
        {"closing corrected",
         "编号,类型,单位,指标,事件,日期,更正\nz,关闭,140105,事故,晋-01,2012-04-02,y\n",
         {"close 2012-04-02T23:59: key=z unit=140105 of=事故 case=晋-01 corrects=y by=140105"},
         "编号,类型,单位,指标,事件,日期\nc,事件,140105,事故,晋-01,2012-03-12 09:00\ny,关闭,140105,事故,晋-01,2012-04-01\n"},
        {"no case in a quarter",
         "类型,单位,指标,期间\n无情况,140105,事故,2012-Q1\n",
         {"no_case 2012-03-31T23:59: key=auto unit=140105 of=事故 period=2012-Q1 by=140105"}},
        {"no case, told as zero",
         "类型,单位,指标,期间,数值\nno_case,140105,事故,2012-Q3,0\n",
         {"no_case 2012-07-05T09:00: key=auto unit=140105 of=事故 period=2012-Q3 by=140105"}},
        {"no case of an event without returns",
         "类型,单位,指标\n无情况,140105,舆情\n",
         {"no_case 2012-07-05T09:00: key=auto unit=140105 of=舆情 period=2012 by=140105"}},
    });
}

std::string act(const std::string& kind, const std::string& value, const std::string& date = {}) {
    return "类型,单位,任务,期间,数值,日期,原因,填报单位\n" + kind + ",140000,1.1,2012-Q1," + value + "," + date +
           ",如实,100000\n";
}

TEST(Door, TheHeirTellsAndClaimsForAUnitThatHasClosed) {
    const std::string before =
        "编号,类型,单位,指标,事件,日期,等级,填报单位\nk,事件,140121,事故,晋-01,2012-03-31 09:00,较大,140100\n";
    expect_accepted({
        {"a figure from before the closing, by the heir if nobody is named",
         "单位,指标,日期,数值\n140121,培训,2012-03-31,3\n",
         {"reading 2012-03-31T23:59: key=auto unit=140121 of=培训 value=3 by=140105"}},
        {"of a period that was over by then",
         "单位,指标,期间,数值,填报单位\n140121,演练,2012-Q1,3,140105\n",
         {"reading 2012-03-31T23:59: key=auto unit=140121 of=演练 period=2012-Q1 value=3 by=140105"}},
        {"by the office above",
         "类型,单位,指标,期间,填报单位\n无情况,140121,事故,2012-Q1,140100\n",
         {"no_case 2012-03-31T23:59: key=auto unit=140121 of=事故 period=2012-Q1 by=140100"}},
        {"what comes of a case afterwards",
         "单位,指标,事件,日期,数值\n140121,《初报》,晋-01,2012-05-01,已报送\n",
         {"reading 2012-05-01T23:59: key=auto unit=140121 of=初报 case=晋-01 value=已报送 by=140105"},
         before},
        {"a claim",
         "类型,单位,任务,事件\n申报完成,140121,2.1,晋-01\n",
         {"claim 2012-07-05T09:00: key=auto unit=140121 task=2.1 case=晋-01 by=140105"},
         before},
        {"a review by the office above",
         "类型,单位,任务,事件,填报单位\n审核通过,140121,2.1,晋-01,140100\n",
         {"verify 2012-07-05T09:00: key=auto unit=140121 task=2.1 case=晋-01 by=140100"},
         before},
        {"a figure of a unit that has opened",
         "单位,指标,日期,数值\n140122,培训,2012-06-01,3\n",
         {"reading 2012-06-01T23:59: key=auto unit=140122 of=培训 value=3 by=140122"}},
    });
}

TEST(Door, ActsGoInWithTheRowThatTheyAreAbout) {
    const std::string tail = " period=2012-Q1 reason=如实 by=100000";
    expect_accepted({
        {"claim",
         "类型,单位,任务,期间\n申报完成,140000,1.1,2012-Q1\n",
         {"claim 2012-07-05T09:00: key=auto unit=140000 task=1.1 period=2012-Q1 by=140000"}},
        {"claim of a task without periods, for its year",
         "类型,单位,任务,期间,佐证\nclaim,100000,1.2,2012,纪要\n",
         {"claim 2012-07-05T09:00: key=auto unit=100000 task=1.2 evidence=纪要 by=100000"}},
        {"claim of a case, by its code",
         "类型,单位,任务,事件\n申报完成,140105,2.1,晋-01\n",
         {"claim 2012-07-05T09:00: key=auto unit=140105 task=2.1 case=晋-01 by=140105"},
         kCase},
        {"verification", act("审核通过", "", "2012-04-10"), {"verify 2012-04-10T23:59: key=auto unit=140000 task=1.1" + tail}},
        {"verification by the unit that the plan names",
         "类型,单位,任务,填报单位\n审核通过,140105,1.4,全国\n",
         {"verify 2012-07-05T09:00: key=auto unit=140105 task=1.4 by=100000"}},
        {"return", act("退回", ""), {"return 2012-07-05T09:00: key=auto unit=140000 task=1.1" + tail}},
        {"judgement",
         act("评定", "是", "2012-07-05"),
         {"judge 2012-07-05T09:00: key=auto unit=140000 task=1.1 period=2012-Q1 value=1 reason=如实 by=100000"}},
        {"excuse, in force from the first minute",
         "类型,单位,任务,数值,日期,原因,填报单位\n说明,140100,1.3,2012-12-31,2012-07-01,搬迁,140000\n",
         {"excuse 2012-07-01T00:00: key=auto unit=140100 task=1.3 value=2012-12-31 reason=搬迁 by=140000"}},
        {"waiver without end, from today's first minute",
         act("免除", ""),
         {"waive 2012-07-05T00:00: key=auto unit=140000 task=1.1" + tail}},
        {"extension from a day to come",
         act("延期", "2012年9月30日", "2012-08-01"),
         {"extend 2012-08-01T00:00: key=auto unit=140000 task=1.1 period=2012-Q1 value=2012-09-30 reason=如实 by=100000"}},
        {"transfer",
         act("移交", "江苏省"),
         {"transfer 2012-07-05T00:00: key=auto unit=140000 task=1.1 period=2012-Q1 value=320000 reason=如实 by=100000"}},
        {"announcement",
         "类型,指标,数值,填报单位\n公布,大会,11月8日至11月14日,全国\n",
         {"announce 2012-07-05T00:00: key=auto unit=100000 of=大会 value=2012-11-08/2012-11-14 by=100000"}},
        {"announcement for one province",
         "类型,单位,指标,数值,填报单位\n公布,140000,汛期,2012-06-15/2012-09-15,100000\n",
         {"announce 2012-07-05T00:00: key=auto unit=140000 of=汛期 value=2012-06-15/2012-09-15 by=100000"}},
        {"announcement of a parameter",
         "类型,指标,数值,填报单位\n公布,答复时限,10个工作日,全国\n",
         {"announce 2012-07-05T00:00: key=auto unit=100000 of=答复时限 value=10 working_day by=100000"}},
        {"announcement of a parameter for one province, in English",
         "类型,单位,指标,数值,填报单位\n公布,140000,答复时限,48 hours,全国\n",
         {"announce 2012-07-05T00:00: key=auto unit=140000 of=答复时限 value=48 hour by=100000"}},
        {"withdrawal, nobody named",
         "编号,类型,更正,原因\nw,撤回,a,填错单位\n",
         {"withdraw 2012-07-05T09:00: key=w unit=140000 of=演练 period=2012-Q1 corrects=a reason=填错单位 by=140000"},
         kDrill},
        {"withdrawal by an office above",
         "编号,类型,单位,更正,填报单位\nw,withdraw,140000,a,100000\n",
         {"withdraw 2012-07-05T09:00: key=w unit=140000 of=演练 period=2012-Q1 corrects=a by=100000"},
         kDrill},
        {"withdrawal of a case takes its fields with it",
         "编号,类型,更正\nw,撤回,c\n",
         {"withdraw 2012-07-05T09:00: key=w unit=140105 of=事故 case=晋-01 corrects=c by=140105",
          "withdraw 2012-07-05T09:00: key=w#等级 unit=140105 of=等级 case=晋-01 corrects=c#等级 by=140105"},
         "编号,类型,单位,指标,事件,日期,等级\nc,事件,140105,事故,晋-01,2012-03-12 09:00,较大\n"},
    });
}

TEST(Door, EverySubmittedKindHasARowThatIsAcceptedByEitherName) {
    for (std::size_t i = 0; i < log::kSubmittedKinds; ++i) {
        const text::Words words = log::words(static_cast<log::Kind>(i));
        for (const std::string& word : {words.zh, words.en}) {
            const Admission admission = Counter().show("类型,单位,原因\n" + word + ",火星,补\n");
            ASSERT_EQ(admission.refusals.size(), 1U);
            EXPECT_NE(admission.refusals.front().why.code, Code::kind_unknown) << word;
        }
    }
}

TEST(Door, AVerificationByAStrangerIsRefused) {
    Counter counter;
    for (const std::string by : {"140000", "140100", "320000", "140105"}) {
        const Admission admission = counter.show("类型,单位,任务,期间,填报单位\n审核通过,140000,1.1,2012-Q1," + by + "\n");
        EXPECT_EQ(codes_of(admission), std::vector{Code::not_the_verifier}) << by;
        EXPECT_TRUE(admission.entries.empty());
    }
    EXPECT_EQ(counter.show(act("审核通过", "")).accepted_rows, 1U);
}

TEST(Door, AJudgementIsTakenFromWhomTheCriterionNames) {
    const auto judged = [](const std::string& task, const std::string& period, const std::string& by) {
        return codes_of(Counter().show("类型,单位,任务,期间,数值,原因,填报单位\n评定,140000," + task + "," + period +
                                       ",否,如实," + by + "\n"));
    };
    for (const std::string by : {"140000", "140100", "320000", "140105"}) {
        EXPECT_EQ(judged("1.1", "2012-Q1", by), std::vector{Code::not_the_judge}) << by;
        EXPECT_EQ(judged("1.6", "", by), std::vector{Code::not_the_judge}) << by;
        EXPECT_EQ(judged("1.5", "", by), std::vector{Code::task_without_judgement}) << by;
    }
    EXPECT_EQ(judged("1.1", "2012-Q1", "100000"), std::vector<Code>{});
    EXPECT_EQ(judged("1.6", "", "100000"), std::vector<Code>{});
    EXPECT_EQ(judged("1.5", "", "100000"), std::vector{Code::task_without_judgement})
        << "an office above, but nobody is to judge";
}

TEST(Door, AFigureThatIsCountedIsAskedOfTheUnitsCounted) {
    const auto notes = [](const std::string& unit, const std::string& task) {
        const Admission admission = Counter().show("单位,任务,指标,日期,数值\n" + unit + "," + task + ",培训,2012-06-30,8\n");
        std::vector<Code> codes = codes_of(admission);
        for (const text::Diagnostic& note : admission.notes)
            codes.push_back(note.code);
        return codes;
    };
    EXPECT_EQ(notes("140105", ""), std::vector<Code>{}) << "a county: task 1.6 adds up those of each";
    EXPECT_EQ(notes("140000", ""), std::vector<Code>{}) << "a province may report for its counties";
    EXPECT_EQ(notes("030000", ""), std::vector{Code::reading_not_asked}) << "a province without one";
    EXPECT_EQ(notes("140105", "1.6"), std::vector<Code>{});
    EXPECT_EQ(notes("140100", "1.6"), std::vector{Code::task_not_of_unit}) << "a prefecture neither leads nor is counted";
}

TEST(Door, AFigureByTheVerifierOfAnotherTaskIsTheReportersWord) {
    // 国家 verifies 评估分 of every county; of 人员, which no task verifies, it is only an office above.
    Counter counter;
    const Admission both = counter.show(
        "单位,指标,日期,数值,填报单位\n140105,评估分,2012-06-30,80,100000\n"
        "140105,人员,2012-06-30,80,100000\n");
    ASSERT_EQ(both.entries.size(), 2U);
    EXPECT_EQ(both.entries[0].source, log::Source::verifier);
    EXPECT_EQ(both.entries[1].source, log::Source::reporter);
}

TEST(Door, ARefusalNamesTheColumnAsTheFileCallsIt) {
    Counter counter;
    EXPECT_EQ(counter.show("单位,指标,期间,数值\n140000,演练,2012-Q1,三次\n").refusals.at(0).why.column, "数值");
    EXPECT_EQ(counter.show("Unit,indicator,period,VALUE\n140000,演练,2012-Q1,三次\n").refusals.at(0).why.column, "VALUE");
    EXPECT_EQ(counter.show("unit,indicator,value\n140000,演练,3\n").refusals.at(0).why.column, "period");
    EXPECT_EQ(counter.show("单位,指标,数值\n140000,演练,3\n").refusals.at(0).why.column, "期间");
    EXPECT_EQ(counter.show(R"([{"unit": "140000", "indicator": "演练", "period": "2012-Q1", "value": "三次"}])")
                  .refusals.at(0)
                  .why.column,
              "value");
}

TEST(Door, RefusalsStandInTheOrderOfTheRows) {
    const Admission admission = Counter().show(
        "单位,指标,期间,数值\n140000,演练,2012-Q1,三次\n140000,演练\n140000,演练,2012-Q1,3\n火星,演练,2012-Q1,3\n");
    EXPECT_EQ(codes_of(admission), (std::vector{Code::numeral_in_characters, Code::too_few_cells, Code::unit_unknown}));
    EXPECT_EQ(admission.accepted_rows, 1U);
    EXPECT_EQ(admission.refusals.at(2).row.number, 5U);
}

}  // namespace
}  // namespace duban::report
