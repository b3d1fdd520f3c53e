// How does it read to a planner that a period, a date, a value or an act is not taken?
#include "tests/engine/report/counter.hpp"

namespace duban::report {
namespace {

using text::Code;

std::string drill(const std::string& value) { return "单位,指标,期间,数值\n140000,演练,2012-Q1," + value + "\n"; }
std::string stock(const std::string& indicator, const std::string& value) {
    return "单位,指标,日期,数值\n140000," + indicator + ",2012-06-30,\"" + value + "\"\n";
}
std::string act_row(const std::string& kind, const std::string& period, const std::string& value) {
    return "类型,单位,任务,期间,数值,原因,填报单位\n" + kind + ",140000,1.1," + period + "," + value + ",批复,100000\n";
}

TEST(RowDiagnostics, OfPeriods) {
    expect_refused(
        "periods",
        {
            {"period missing", "单位,指标,数值\n140000,演练,3\n", Code::period_missing},
            {"period missing of an act", act_row("审核通过", "", ""), Code::period_missing},
            {"period missing of no case", "类型,单位,指标\n无情况,140105,事故\n", Code::period_missing},
            {"period unreadable", "单位,指标,期间,数值\n140000,演练,春季,3\n", Code::period_unreadable},
            {"period with a letter for a digit", "单位,指标,期间,数值\n140000,演练,20l2年一季度,3\n", Code::letter_for_digit},
            {"period of last year", "单位,指标,期间,数值\n140000,演练,2011-Q4,3\n", Code::period_outside_plan},
            {"month where quarters are reported", "单位,指标,期间,数值\n140000,演练,2012年6月,3\n", Code::period_no_slot},
            {"half-year of an act", act_row("审核通过", "上半年", ""), Code::period_no_slot},
            {"period not begun", "单位,指标,期间,数值\n140000,演练,四季度,3\n", Code::period_not_begun},
            {"claim before its period", "类型,单位,任务,期间\n申报完成,140000,1.1,2012-Q4\n", Code::period_not_begun},
            {"period of a task without", "类型,单位,任务,期间\n申报完成,100000,1.2,2012-Q1\n", Code::period_not_wanted},
            {"period of a case", "单位,指标,事件,期间,数值\n140105,《初报》,晋-01,2012-Q1,已报送\n", Code::period_of_a_case,
             kCaseWithoutKey},
        });
}

TEST(RowDiagnostics, OfDates) {
    expect_refused(
        "dates",
        {
            {"case without a date", "类型,单位,指标,事件\n事件,140105,事故,晋-01\n", Code::date_missing},
            {"date unreadable", "单位,指标,日期,数值\n140000,人员,上周五,3\n", Code::date_unreadable},
            {"date with a letter for a digit", "单位,指标,日期,数值\n140000,人员,2O12年6月30日,3\n", Code::letter_for_digit},
            {"date in characters", "单位,指标,日期,数值\n140000,人员,二〇一二年六月三十日,3\n", Code::numeral_in_characters},
            {"a spreadsheet's number for a day", "单位,指标,日期,数值\n140000,人员,41090,3\n", Code::date_is_serial},
            {"no such day", "单位,指标,日期,数值\n140000,人员,2012年6月31日,3\n", Code::date_not_in_calendar},
            {"no such hour", "单位,指标,日期,数值\n140000,人员,2012-06-30 25:00,3\n", Code::date_not_in_calendar},
            {"date to come", "单位,指标,日期,数值\n140000,人员,2012-07-06,3\n", Code::date_not_yet},
            {"minute to come", "单位,指标,日期,数值\n140000,人员,2012-07-05 09:01,3\n", Code::date_not_yet},
            {"occurrence to come, in its own column", "类型,单位,指标,事件,发生\n事件,140105,事故,晋-01,2012-07-05 10:00\n",
             Code::date_not_yet},
            {"date before the period", "单位,指标,期间,日期,数值\n140000,演练,2012-Q2,2012-03-31,3\n",
             Code::date_before_period},
            {"date before the plan year", "单位,指标,日期,数值\n140000,会议,2011-12-31,3\n", Code::date_before_plan},
            {"two dates that differ", "类型,单位,指标,事件,日期,发生\n事件,140105,事故,晋-01,2012-03-12,2012-03-13 09:00\n",
             Code::dates_differ},
            {"reading before the case", "单位,指标,事件,日期,数值\n140105,《初报》,晋-01,2012-03-12 08:59,已报送\n",
             Code::date_before_case, kCaseWithoutKey},
            {"closing before the case", "类型,单位,指标,事件,日期\n关闭,140105,事故,晋-01,2012-03-11\n", Code::date_before_case,
             kCaseWithoutKey},
            {"case outside the period of its form",
             "类型,单位,指标,事件,期间,日期\n事件,140105,事故,晋-01,2012-Q1,2012-04-01 08:00\n", Code::date_outside_period},
        });
}

TEST(RowDiagnostics, OfNumbers) {
    expect_refused(
        "numbers",
        {
            {"no number", drill("若干"), Code::not_a_number},
            {"letter for a digit", drill("l0次"), Code::letter_for_digit},
            {"in characters", drill("三次"), Code::numeral_in_characters},
            {"with an exponent", drill("1e3"), Code::number_with_exponent},
            {"with an exponent beyond all numbers", drill("1e999"), Code::not_a_number},
            {"too many decimals", drill("0.1234567"), Code::number_not_kept},
            {"another measure", drill("3场"), Code::other_measure},
            {"myriads of myriads", "单位,指标,期间,数值\n140000,投资,2012-06,37.5万\n", Code::other_measure},
            {"a measure where there is none", stock("评估分", "80分"), Code::measure_not_wanted},
            {"negative flow", drill("-1"), Code::negative_flow},
            {"ratio by its value", stock("备案率", "95%"), Code::ratio_needs_parts},
            {"ratio with one part", "单位,指标,日期,分子,分母\n140000,备案率,2012-06-30,95,\n", Code::ratio_part_missing},
            {"ratio with the other part", "单位,指标,日期,分子,分母\n140000,备案率,2012-06-30,,100\n",
             Code::ratio_part_missing},
            {"ratio with a negative part", "单位,指标,日期,分子,分母\n140000,备案率,2012-06-30,-95,100\n",
             Code::ratio_part_negative},
            {"ratio with a part in characters", "单位,指标,日期,分子,分母\n140000,备案率,2012-06-30,95,一百\n",
             Code::numeral_in_characters},
            {"parts of what is no ratio", "单位,指标,期间,分子,分母\n140000,演练,2012-Q1,3,4\n", Code::parts_not_wanted},
            {"parts beside a value that does not apply", "单位,指标,日期,数值,分子,分母\n140000,备案率,2012-06-30,不适用,3,4\n",
             Code::ratio_needs_parts},
            {"ratio as field of a case", "类型,单位,指标,事件,日期,治愈率\n事件,140105,事故,晋-01,2012-03-12 09:00,90%\n",
             Code::ratio_needs_parts},
        });
}

TEST(RowDiagnostics, OfOtherValues) {
    expect_refused(
        "values",
        {
            {"neither yes nor no", stock("名册已建", "部分"), Code::not_yes_or_no},
            {"stage unknown", stock("机构", "挂排"), Code::member_unknown},
            {"member of a set unknown", stock("制度", "环评审批、三同时"), Code::member_unknown},
            {"stage of a document unknown", stock("《方案》", "已印"), Code::member_unknown},
            {"field of a case unknown", "类型,单位,指标,事件,日期,等级\n事件,140105,事故,晋-01,2012-03-12 09:00,很大\n",
             Code::member_unknown},
            {"field of a case twice", "类型,单位,指标,事件,日期,等级,等级\n事件,140105,事故,晋-01,2012-03-12 09:00,一般,重大\n",
             Code::row_with_doubled_field},
            {"member both in and not applicable", stock("制度", "环评审批、-环评审批"), Code::member_both_ways},
            {"claim with a value", "类型,单位,任务,期间,数值\n申报完成,140000,1.1,2012-Q1,3\n", Code::value_not_wanted},
            {"case with a value", "类型,单位,指标,事件,日期,数值\n事件,140105,事故,晋-01,2012-03-12,1\n",
             Code::value_not_wanted},
            {"no case, but three", "类型,单位,指标,期间,数值\n无情况,140105,事故,2012-Q1,3\n", Code::value_not_wanted},
            {"extension without a date", act_row("延期", "2012-Q2", ""), Code::value_missing},
            {"judgement without an answer", act_row("评定", "2012-Q2", ""), Code::value_missing},
            {"judgement with a half answer", act_row("评定", "2012-Q2", "基本完成"), Code::not_yes_or_no},
            {"transfer to nobody", act_row("移交", "2012-Q2", ""), Code::value_missing},
            {"transfer to the unit itself", act_row("移交", "2012-Q2", "山西省"), Code::transfer_to_itself},
            {"announcement without days", "类型,指标,数值,填报单位\n公布,大会,,100000\n", Code::value_missing},
            {"announcement that is no stretch", "类型,指标,数值,填报单位\n公布,大会,11月上旬左右,100000\n", Code::not_a_range},
            {"announcement backwards", "类型,指标,数值,填报单位\n公布,大会,11月14日至11月8日,100000\n", Code::range_backwards},
            {"length that is none", "类型,指标,数值,填报单位\n公布,答复时限,尽快,100000\n", Code::length_not_read},
            {"length and more", "类型,指标,数值,填报单位\n公布,答复时限,10天；时段 春 3月,100000\n", Code::length_not_read},
            {"length that is assumed", "类型,指标,数值,填报单位\n公布,答复时限,10天 假定,100000\n", Code::length_not_read},
            {"length without its unit of time", "类型,指标,数值,填报单位\n公布,答复时限,10,100000\n", Code::length_not_read},
            {"announcement of a parameter without its length", "类型,指标,数值,填报单位\n公布,答复时限,,100000\n",
             Code::value_missing},
        });
}

TEST(RowDiagnostics, OfActs) {
    expect_refused(
        "acts",
        {
            {"return without a reason", "类型,单位,任务,期间,填报单位\n退回,140000,1.1,2012-Q1,100000\n", Code::reason_missing},
            {"waiver without a reason", "类型,单位,任务,期间,填报单位\n免除,140000,1.1,2012-Q1,100000\n", Code::reason_missing},
            {"verification by a stranger", "类型,单位,任务,期间,填报单位\n审核通过,140000,1.1,2012-Q1,320000\n",
             Code::not_the_verifier},
            {"verification by the unit itself", "类型,单位,任务,期间,填报单位\n审核通过,140000,1.1,2012-Q1,140000\n",
             Code::not_the_verifier},
            {"verification by the superior, where another is named", "类型,单位,任务,填报单位\n审核通过,140105,1.4,140100\n",
             Code::not_the_verifier},
            {"verification that the plan has not", "类型,单位,任务,填报单位\n审核通过,100000,1.2,100000\n",
             Code::task_without_verifier},
            {"judgement by the unit itself", "类型,单位,任务,期间,数值,原因,填报单位\n评定,140000,1.1,2012-Q1,是,如实,140000\n",
             Code::not_the_judge},
            {"judgement by another unit", "类型,单位,任务,数值,原因,填报单位\n评定,140000,1.6,是,如实,320000\n",
             Code::not_the_judge},
            {"judgement of a task that asks none", "类型,单位,任务,数值,原因,填报单位\n评定,140100,1.3,是,如实,140000\n",
             Code::task_without_judgement},
            {"judgement before its quarter",
             "类型,单位,任务,期间,日期,数值,原因,填报单位\n评定,140000,1.1,2012-Q2,2012-03-31,是,如实,100000\n",
             Code::date_before_period},
            {"excuse without `normally`", act_row("说明", "2012-Q1", ""), Code::excuse_not_allowed},
        });
}

TEST(RowDiagnostics, OfKeysAndCorrections) {
    const std::string long_key(201, 'x');
    expect_refused(
        "corrections",
        {
            {"key in use", "编号,单位,指标,期间,数值\na,140000,演练,2012-Q1,4\n", Code::key_in_use, kDrill},
            {"key of another unit's", "编号,单位,指标,期间,数值\na,320000,演练,2012-Q1,4\n", Code::key_of_another, kDrill},
            {"key of another thing of the unit's", "编号,单位,指标,数值\na,140000,人员,4\n", Code::key_of_another, kDrill},
            {"key too long", "编号,单位,指标,期间,数值\n" + long_key + ",140000,演练,2012-Q1,3\n", Code::key_too_long},
            {"withdrawal of what", "类型,单位\n撤回,140000\n", Code::corrects_missing},
            {"withdrawal of a record that is not there", "类型,单位,更正\n撤回,140000,b\n", Code::corrects_unknown, kDrill},
            {"correction of a record that is not there", "编号,单位,指标,期间,数值,更正\nb,140000,演练,2012-Q1,4,A\n",
             Code::corrects_unknown, kDrill},
            {"correction of another kind", "类型,单位,任务,期间,更正\n申报完成,140000,1.1,2012-Q1,a\n",
             Code::corrects_other_kind, kDrill},
            {"withdrawal by a stranger", "类型,更正,填报单位\n撤回,a,320000\n", Code::corrects_not_entitled, kDrill},
            {"correction by a stranger", "单位,指标,期间,数值,更正\n320000,演练,2012-Q1,4,a\n", Code::corrects_not_entitled,
             kDrill},
            {"withdrawal of a withdrawal", "类型,单位,更正\n撤回,140000,w\n", Code::withdrawal_withdrawn,
             "编号,类型,单位,指标,期间,数值,更正\na,填报,140000,演练,2012-Q1,3,\nw,撤回,140000,,,,a\n"},
        });
}

}  // namespace
}  // namespace duban::report
