// How does it read to a planner that a row names no one, or nothing that there is?
#include "tests/engine/report/counter.hpp"

namespace duban::report {
namespace {

using text::Code;

TEST(RowDiagnostics, OfUnits) {
    expect_refused(
        "units",
        {
            {"unit missing", "单位,指标,期间,数值\n,演练,2012-Q1,3\n", Code::unit_missing},
            {"unit unknown, a short name", "单位,指标,期间,数值\n山西,演练,2012-Q1,3\n", Code::unit_unknown},
            {"unit unknown, a short name of two", "单位,指标,期间,数值\n鼓楼,演练,2012-Q1,3\n", Code::unit_unknown},
            {"unit unknown, the code of twelve digits", "单位,指标,期间,数值\n140105000000,演练,2012-Q1,3\n",
             Code::unit_unknown},
            {"unit unknown, one character wrong", "单位,指标,期间,数值\n迎择区,演练,2012-Q1,3\n", Code::unit_unknown},
            {"unit unknown, its leading zero lost", "单位,指标,期间,数值\n30000,演练,2012-Q1,3\n", Code::unit_unknown},
            {"unit unknown altogether", "单位,指标,期间,数值\n火星,演练,2012-Q1,3\n", Code::unit_unknown},
            {"unit ambiguous", "单位,指标,期间,数值\n鼓楼区,演练,2012-Q1,3\n", Code::unit_ambiguous},
            {"unit is a placeholder", "单位,指标,期间,数值\n370100,演练,2012-Q1,3\n", Code::unit_no_office},
            {"who hands it in is unknown", "单位,指标,期间,数值,填报单位\n140000,演练,2012-Q1,3,环保厅\n", Code::unit_unknown},
            {"an organ of the plan that there is not at that level",
             "单位,指标,期间,数值,填报单位\n140000,演练,2012-Q1,3,太原市环保厅\n", Code::unit_unknown},
            {"act without its author", "类型,单位,任务,期间\n审核通过,140000,1.1,2012-Q1\n", Code::by_missing},
            {"announcement without its author", "类型,指标,数值\n公布,大会,2012-11-08/2012-11-14\n", Code::by_missing},
            {"figure by a stranger", "单位,指标,期间,数值,填报单位\n140000,演练,2012-Q1,3,320000\n", Code::by_not_entitled},
            {"figure by a unit below", "单位,指标,期间,数值,填报单位\n140000,演练,2012-Q1,3,140100\n", Code::by_not_entitled},
            {"case by a stranger", "类型,单位,指标,事件,日期,填报单位\n事件,140105,事故,晋-01,2012-03-12,140106\n",
             Code::by_not_entitled},
            {"claim by a stranger", "类型,单位,任务,期间,填报单位\n申报完成,140000,1.1,2012-Q1,320000\n",
             Code::by_not_entitled},
            {"waiver by a stranger", "类型,单位,任务,期间,原因,填报单位\n免除,140000,1.1,2012-Q1,重组,320000\n",
             Code::by_not_above},
            {"waiver by the unit itself", "类型,单位,任务,期间,原因,填报单位\n免除,140000,1.1,2012-Q1,重组,140000\n",
             Code::by_not_above},
            {"announcement by a province", "类型,指标,数值,填报单位\n公布,大会,2012-11-08/2012-11-14,140000\n",
             Code::by_not_the_root},
        });
}

TEST(RowDiagnostics, OfKindsTasksAndIndicators) {
    expect_refused(
        "names",
        {
            {"kind unknown, a slip", "类型,单位,指标,期间,数值\n填抱,140000,演练,2012-Q1,3\n", Code::kind_unknown},
            {"kind unknown, a slip in English", "kind,unit,task,by\nverifi,140000,1.1,100000\n", Code::kind_unknown},
            {"kinds in a column that nobody reads", "单位,任务,事项类别,填报单位\n140000,1.1,审核通过,100000\n",
             Code::kind_not_read},
            {"kind that nobody hands in", "类型,单位\n计划,140000\n", Code::kind_unknown},
            {"task missing", "类型,单位,填报单位\n审核通过,140000,100000\n", Code::task_missing},
            {"task unknown", "类型,单位,任务,填报单位\n审核通过,140000,1.11,100000\n", Code::task_unknown},
            {"task of others", "类型,单位,任务,期间\n申报完成,140100,1.1,2012-Q1\n", Code::task_not_of_unit},
            {"figure for a task of others", "单位,任务,指标,期间,数值\n140100,1.1,演练,2012-Q1,3\n", Code::task_not_of_unit},
            {"task that reads another indicator", "单位,任务,指标,数值\n140000,1.1,会议,3\n", Code::task_reads_other},
            {"indicator missing", "单位,期间,数值\n140000,2012-Q1,3\n", Code::indicator_missing},
            {"indicator missing of a task with two", "单位,任务,数值\n100000,1.2,3\n", Code::indicator_missing_of_task},
            {"indicator unknown", "单位,指标,期间,数值\n140000,演炼,2012-Q1,3\n", Code::indicator_unknown},
            {"document unknown", "单位,指标,数值\n140000,《办法》,已印发\n", Code::indicator_unknown},
            {"event type for an indicator", "单位,指标,期间,数值\n140000,事故,2012-Q1,3\n", Code::indicator_is_event},
            {"window unknown", "类型,指标,数值,填报单位\n公布,汛其,2012-06-01/2012-09-30,100000\n", Code::not_to_be_announced},
            {"parameter unknown, a slip", "类型,指标,数值,填报单位\n公布,答复期限,10个工作日,100000\n",
             Code::not_to_be_announced},
        });
}

TEST(RowDiagnostics, OfUnitsThatComeAndGo) {
    expect_refused(
        "lives",
        {
            {"figure from before the opening", "单位,指标,日期,数值\n140122,培训,2012-05-31,3\n", Code::date_before_opening},
            {"figure from after the closing", "单位,指标,日期,数值\n140121,培训,2012-04-01,3\n", Code::date_after_closing},
            {"figure after the closing without its date", "单位,指标,数值\n140121,培训,3\n", Code::date_after_closing},
            {"figure of a period that ended after the closing", "单位,指标,期间,数值\n140121,演练,2012-Q2,3\n",
             Code::date_after_closing},
            {"case from after the closing", "类型,单位,指标,事件,日期\n事件,140121,事故,晋-01,2012-04-01 00:00\n",
             Code::date_after_closing},
            {"no case in a period that ended after the closing", "类型,单位,指标,期间\n无情况,140121,事故,2012-Q2\n",
             Code::date_after_closing},
            {"by the unit that has closed", "单位,指标,日期,数值,填报单位\n140121,培训,2012-03-31,3,140121\n",
             Code::by_not_there},
            {"by a unit that is not there yet", "单位,指标,日期,数值\n140122,培训,2012-03-31,3\n", Code::by_not_there, "",
             "2012-05-01T09:00"},
            {"by a neighbour that is no heir", "单位,指标,日期,数值,填报单位\n140121,培训,2012-03-31,3,140106\n",
             Code::by_not_entitled},
            {"by the heir, before the closing", "单位,指标,日期,数值,填报单位\n140121,培训,2012-03-10,3,140105\n",
             Code::by_not_entitled, "", "2012-03-31T09:00"},
            {"transfer to a unit that has closed",
             "类型,单位,任务,期间,数值,原因,填报单位\n移交,140000,1.1,2012-Q2,140121,批复,100000\n", Code::transfer_to_closed},
            {"waiver by the heir", "类型,单位,任务,原因,填报单位\n免除,140121,1.4,合并,140105\n", Code::by_not_above},
        });
}

TEST(RowDiagnostics, OfCases) {
    expect_refused(
        "cases",
        {
            {"event type missing", "类型,单位,事件,日期\n事件,140105,晋-01,2012-03-12\n", Code::event_missing},
            {"event type unknown", "类型,单位,指标,事件,日期\n事件,140105,事固,晋-01,2012-03-12\n", Code::event_unknown},
            {"case without its code", "类型,单位,指标,日期\n事件,140105,事故,2012-03-12\n", Code::case_missing},
            {"closing without the code", "类型,单位,指标\n关闭,140105,事故\n", Code::case_missing},
            {"reading of a case without the code", "单位,指标,日期,数值\n140105,《初报》,2012-03-12,已报送\n",
             Code::case_missing},
            {"case unknown", "类型,单位,指标,事件\n关闭,140105,事故,晋-02\n", Code::case_unknown, kCaseWithoutKey},
            {"case of another place", "单位,指标,事件,数值\n140106,《初报》,晋-01,已报送\n", Code::case_unknown,
             kCaseWithoutKey},
            {"case ambiguous", "类型,单位,指标,事件\n关闭,140100,事故,01\n", Code::case_ambiguous,
             "类型,单位,指标,事件,日期\n事件,140105,事故,01,2012-03-12 09:00\n事件,140106,事故,01,2012-03-13 10:00\n"},
            {"case where none is wanted", "单位,指标,期间,数值,事件\n140000,演练,2012-Q1,3,晋-01\n", Code::case_not_wanted},
            {"case with a task that has none", "类型,单位,任务,期间,事件\n申报完成,140000,1.1,2012-Q1,晋-01\n",
             Code::case_not_wanted},
            {"no case, with the code of one", "类型,单位,指标,期间,事件\n无情况,140105,事故,2012-Q1,晋-01\n",
             Code::case_not_wanted},
            {"case at a place without such an office", "类型,单位,指标,事件,日期\n事件,140000,事故,晋-01,2012-03-12\n",
             Code::case_without_holder},
            {"claim of a case by the office above its place", "类型,单位,任务,事件\n申报完成,140100,2.1,晋-01\n",
             Code::task_not_of_unit, kCaseWithoutKey},
        });
}

TEST(RowDiagnostics, OfCasesWhereThePlanHasNone) {
    const std::string shown =
        refused_case({"case", "类型,单位,事件,日期\n事件,140105,晋-01,2012-03-12\n", Code::plan_without_events}, Events::none) +
        refused_case({"no case", "类型,单位,期间\n无情况,140105,2012-Q1\n", Code::plan_without_events}, Events::none);
    tests::expect_golden("diagnostics/report/no_events.txt", shown);
}

}  // namespace
}  // namespace duban::report
