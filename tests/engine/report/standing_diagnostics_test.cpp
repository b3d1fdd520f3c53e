// How does it read to a planner that records before, or other fields, stand against a row; and what is he told of a row taken?
#include "tests/engine/report/counter.hpp"

namespace duban::report {
namespace {

using text::Code;

const std::string kDrillWithoutKey = "单位,指标,期间,数值\n140000,演练,2012-Q1,3\n";
const std::string kStock = "单位,指标,数值\n140000,人员,3\n";
const std::string kAct = "编号,类型,单位,任务,期间,日期,数值,原因,填报单位\n";
const std::string kClaim = ",申报完成,140000,1.1,2012-Q1,2012-07-04,,,\n";
const std::string kChain =
    "编号,类型,单位,任务,指标,期间,数值,更正,填报单位\n"
    "a,填报,140000,,演练,2012-Q1,3,,\n"
    "b,填报,140000,,演练,2012-Q1,4,a,\n"
    "v,审核通过,140000,1.1,,2012-Q1,,,100000\n"
    "x,填报,320000,,演练,2012-Q1,3,,\n"
    "w,撤回,,,,,,x,\n";
const std::string kCorrection = "类型,单位,任务,指标,期间,数值,更正,填报单位\n";

TEST(RowDiagnostics, OfWhatWasToldBefore) {
    expect_refused(
        "standing",
        {
            {"said again after another figure", kDrillWithoutKey, Code::said_and_replaced,
             "单位,指标,期间,数值\n140000,演练,2012-Q1,3\n140000,演练,2012-Q1,4\n"},
            {"claimed again after a return", kAct + kClaim, Code::said_and_answered,
             kAct + kClaim + "t,退回,140000,1.1,2012-Q1,2012-07-05,,缺照片,100000\n"},
            {"said again on another day, without a date", kStock, Code::said_without_date, kStock, "2012-08-20T09:00"},
            {"correction of what is corrected", kCorrection + "填报,140000,,演练,2012-Q1,5,a,\n", Code::corrects_replaced,
             kChain},
            {"withdrawal of what is corrected", kCorrection + "撤回,,,,,,a,\n", Code::corrects_replaced, kChain},
            {"withdrawal of what is withdrawn", kCorrection + "撤回,320000,,,,,x,\n", Code::corrects_withdrawn, kChain},
            {"correction of another indicator", kCorrection + "填报,140000,,会议,,5,b,\n", Code::corrects_other_thing, kChain},
            {"correction of another unit", kCorrection + "填报,320000,,演练,2012-Q1,5,b,100000\n", Code::corrects_other_thing,
             kChain},
            {"correction of another case", "类型,单位,指标,事件,日期,更正\n事件,140105,事故,晋-02,2012-03-12 09:00,c\n",
             Code::corrects_other_thing, kCase},
            {"withdrawal that says something else", kCorrection + "撤回,,,,2012-Q2,,b,\n", Code::corrects_other_thing, kChain},
            {"verification withdrawn by the unit verified", kCorrection + "撤回,140000,,,,,v,\n", Code::ruling_not_entitled,
             kChain},
            {"verification withdrawn by nobody", kCorrection + "撤回,,,,,,v,\n", Code::by_missing, kChain},
            {"key of the engine's", "编号,单位,指标,期间,数值\nauto-1,140000,演练,2012-Q1,3\n", Code::key_reserved},
            {"key of a version", "编号,单位,指标,期间,数值\nadopt-plan-1,140000,演练,2012-Q1,3\n", Code::key_reserved},
            {"key of two lines", "编号,单位,指标,期间,数值\n\"a\nb\",140000,演练,2012-Q1,3\n", Code::key_with_line_end},
            {"no case, where there is one", "类型,单位,指标,期间\n无情况,140105,事故,2012-Q1\n", Code::case_stands, kCase},
            {"another case of that code", "类型,单位,指标,事件,日期\n事件,140105,事故,晋-01,2012-05-02 10:00\n",
             Code::case_code_in_use, kCase},
            {"a case of that code at another place of the holder's",
             "类型,单位,指标,事件,日期\n事件,140106,舆情,1,2012-03-12\n", Code::case_code_in_use,
             "类型,单位,指标,事件,日期\n事件,140105,舆情,1,2012-03-12\n"},
        });
}

TEST(RowDiagnostics, OfFieldsThatDoNotBelong) {
    expect_refused(
        "fields",
        {
            {"task on a case", "类型,单位,任务,指标,事件,日期\n事件,140105,2.1,事故,晋-01,2012-03-12 09:00\n",
             Code::field_not_wanted},
            {"value on a withdrawal", "类型,更正,数值\n撤回,1,3\n", Code::value_not_wanted, kDrillWithoutKey},
            {"indicator on a claim", "类型,单位,任务,指标,期间\n申报完成,140000,1.1,演练,2012-Q1\n", Code::field_not_wanted},
            {"part of a ratio on an extension",
             "类型,单位,任务,期间,数值,分子,原因,填报单位\n延期,140000,1.1,2012-Q2,2012-09-30,3,批复,100000\n",
             Code::field_not_wanted},
            {"field of a case on a reading", "单位,指标,期间,数值,等级\n140000,演练,2012-Q1,3,较大\n", Code::field_not_wanted},
            {"field of another event", "类型,单位,指标,事件,日期,热度\n事件,140105,事故,晋-01,2012-03-12 09:00,3\n",
             Code::field_not_wanted},
            {"window that there is not", "单位,指标,期间,数值\n100000,人员,window:火星,3\n", Code::window_unknown},
            {"window that is not the task's", "类型,单位,任务,期间\n申报完成,140000,1.5,window:大会\n",
             Code::window_of_another},
            {"two cases in one row", "单位,指标,事件,期间,数值\n140105,《初报》,晋-01,case:晋-02,已报送\n", Code::cases_differ,
             kCase},
            {"case before the plan year", "类型,单位,指标,事件,日期\n事件,140105,事故,晋-01,2011-03-12 09:00\n",
             Code::date_before_plan_year},
            {"case without its hour", "类型,单位,指标,事件,日期\n事件,140105,事故,晋-01,2012-03-12\n", Code::date_missing},
            {"extension to before the plan year", kAct + ",延期,140000,1.1,2012-Q2,,2011-09-30,汛期,100000\n",
             Code::date_before_plan_year},
            {"extension to an hour", kAct + ",延期,140000,1.1,2012-Q2,,2012-09-30 18:00,汛期,100000\n", Code::day_alone},
            {"review before its slot", kAct + ",审核通过,140000,1.1,2012-Q2,2012-03-31,,,100000\n", Code::date_before_period},
            {"review before the plan year", kAct + ",审核通过,140105,1.4,,2011-12-31,,,100000\n", Code::date_before_period},
            {"window announced for another year", "类型,指标,数值,填报单位\n公布,大会,2011-11-08/2011-11-14,100000\n",
             Code::period_outside_plan},
            {"figure of another age", "单位,指标,日期,数值\n140000,人员,0012-06-30,3\n", Code::date_long_past},
        });
}

/// What a file is taken with, in both languages.
std::string taken(const std::string& name, const std::string& bytes, std::size_t notes, const Counter& counter = Counter()) {
    const Admission admission = counter.show(bytes);
    EXPECT_TRUE(admission.refusals.empty()) << name << said(admission);
    EXPECT_EQ(admission.notes.size(), notes) << name;
    text::Sink sink;
    for (const text::Diagnostic& note : admission.notes)
        sink.add(note);
    return "## " + name + "\n" + tests::file_with_findings(bytes, sink) + "\n";
}

TEST(RowDiagnostics, OfRowsThatAreTaken) {
    Counter replaced;
    Counter withdrawn;
    replaced.amend("1.1", "1.2", *value::parse_date("2012-04-01"));
    withdrawn.amend("1.1", std::nullopt, *value::parse_date("2012-04-01"));
    const std::string acts = "类型,单位,任务,期间\n申报完成,140000,1.1,2012-Q1\n申报完成,140000,1.1,2012-Q2\n";
    tests::expect_golden(
        "diagnostics/report/notes.txt",
        taken("columns that nobody reads", "单位,指标,期间,数量,原因,级别,备注,Vaule\n140000,演练,2012-Q1,3,补,重大,,\n", 4) +
            taken("members that nobody reads",
                  R"([{"unit": "140000", "indicator": "演练", "period": "2012-Q1", "vaule": 3, "reason": "补"},
 {"unit": "320000", "indicator": "演练", "period": "2012-Q1", "vaule": 3, "reason": "补"}])",
                  1) +
            taken("figures that no task asks of the unit",
                  "单位,指标,期间,数值\n140000,投资,2012-06,3\n140105,演练,2012-Q1,1\n100000,演练,2012-Q1,1\n320000,会议,,1\n",
                  3) +
            taken("a figure in the place of another of the same file",
                  "单位,指标,期间,日期,数值\n140000,演练,2012-Q1,,3\n140000,演练,2012-Q1,,4\n140100,名册已建,,2012-06-30,是\n"
                  "140100,名册已建,,2012-06-30,否\n",
                  2) +
            taken("a ratio above the whole", "单位,指标,日期,分子,分母\n140000,备案率,2012-06-30,1900,1700\n", 2) +
            taken("a proof that no task asks for", "单位,指标,期间,数值,佐证\n140000,演练,2012-Q1,3,相片=1.jpg、照片\n", 1) +
            taken("the same of a claim", "类型,单位,任务,期间,佐证\n申报完成,140000,1.1,2012-Q1,总结\n", 1) +
            taken("acts on a task that another replaces, but for a period that was over", acts, 1, replaced) +
            taken("the same of a task that is withdrawn", acts, 1, withdrawn) +
            taken("a withdrawal of what stood in the place of another, but not of the first nor of what was told anew",
                  "编号,类型,单位,指标,期间,数值,更正\na,填报,140000,演练,2012-Q1,3,\nb,填报,140000,演练,2012-Q1,4,a\n"
                  "c,填报,320000,演练,2012-Q1,5,\nx,撤回,,,,,b\ny,撤回,,,,,c\nd,填报,320000,演练,2012-Q1,6,\nz,撤回,,,,,d\n",
                  1));
}

TEST(Columns, OfTheBlankFormAndOfEventsAreKnown) {
    for (const std::string head : {"单位,指标,期间,数值,等级,对应任务,应报日期,填报说明,拒收原因",
                                   "unit,indicator,period,value,等级（级）,for task,due,how to fill it in,refusal_code"}) {
        EXPECT_TRUE(Counter().show(head + "\n140000,演练,2012-Q1,3,,,,,\n").notes.empty()) << head;
    }
}

TEST(Columns, AreKnownByWhatPeopleCallThemInEnglish) {
    const Admission admission =
        Counter().show("id,type,unit,indicator,event,date\nk,case,140105,事故,晋-01,2012-03-12 09:00\n");
    ASSERT_EQ(admission.entries.size(), 1U) << said(admission);
    EXPECT_EQ(admission.entries.front().key, "k");
    EXPECT_EQ(admission.entries.front().kind, log::Kind::incident);
    EXPECT_EQ(admission.entries.front().case_id, "晋-01");
    EXPECT_TRUE(admission.notes.empty());
    const Admission wrong = Counter().show("type,unit,task,by\nverifi,140000,1.1,100000\n");
    ASSERT_EQ(wrong.refusals.size(), 1U);
    EXPECT_EQ(wrong.refusals.front().why.column, "type");
}

TEST(Columns, ThatHoldKindsAmongOtherWordsAreRemarks) {
    const Admission admission =
        Counter().show("单位,指标,期间,数值,备注\n140000,演练,2012-Q1,3,说明\n320000,演练,2012-Q1,3,见附件\n");
    EXPECT_EQ(admission.accepted_rows, 2U) << said(admission);
}

TEST(Units, AreNamedWithAnOrganOfThePlan) {
    for (const std::string by : {"山西省环保厅", "山西省 环保厅", "山西省 的 环保厅", "山西省's 环保厅", "全国环保厅"}) {
        const Admission admission = Counter().show("单位,指标,期间,数值,填报单位\n140000,演练,2012-Q1,3," + by + "\n");
        ASSERT_EQ(admission.entries.size(), 1U) << by << said(admission);
        EXPECT_EQ(admission.entries.front().by, by.starts_with("全国") ? "100000" : "140000") << by;
    }
    EXPECT_EQ(Counter().show("单位,指标,期间,数值\n山西省环保厅,演练,2012-Q1,3\n").accepted_rows, 1U);
}

TEST(Columns, AreKnownInFullWidthInCapitalsAndWithANoteInBrackets) {
    for (const std::string head : {"单位（代码）,指标,期间,数值（次）", "ｕｎｉｔ,Indicator,PERIOD,ｖａｌｕｅ",
                                   "unit (code),indicator,period,Value (times)"}) {
        const Admission admission = Counter().show(head + "\n140000,演练,2012-Q1,3\n");
        ASSERT_EQ(admission.entries.size(), 1U) << head << said(admission);
        EXPECT_EQ(admission.entries.front().value, "3") << head;
        EXPECT_TRUE(admission.notes.empty()) << head;
    }
    const Admission admission =
        Counter().show("类型,单位,指标,事件,日期,伤亡（人）\n事件,140105,事故,晋-01,2012-03-12 09:00,3\n");
    EXPECT_EQ(admission.entries.size(), 2U) << said(admission);
}

TEST(Notes, AreSaidOnceAndKeptToTheMost) {
    std::string csv = "单位,指标,期间,数值,佐证\n";
    for (std::size_t i = 0; i < kMostNotes + 10; ++i) {
        csv += "140000,演练,2012-Q1," + std::to_string(i) + ",甲" + std::to_string(i) + "\n";
        csv += "320000,演练,2012-Q1," + std::to_string(i) + ",甲\n";
    }
    const Admission admission = Counter().show(csv);
    EXPECT_EQ(admission.notes.size(), kMostNotes);
    EXPECT_GT(admission.notes_left_out, 0U);
}

}  // namespace
}  // namespace duban::report
