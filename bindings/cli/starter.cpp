#include "bindings/cli/starter.hpp"

namespace duban::cli {

namespace {

constexpr std::string_view kPlanZh =
    R"duban(# 一份能用的计划：五项任务，云岭县和它的乡镇都是虚构的。改成自己的，再用 duban check 检查。
# 凡标“假定”的，是原文没有、由制表人补上的。

计划 平安云岭2026 “2026年云岭县防灾减灾工作要点” {
    年度  2026
    印发  2026-01-15
    原文  “要点.txt”
    层级  县 > 乡镇
    单位  “units.csv”
    日历  “calendar.json”
    时区  “Asia/Shanghai”
    期限  年底
}

部门 应急办 = 县、乡镇

事件 险情 {
    等级  阶段 一般 < 较大 < 重大
    发生  时刻
} 每季度 假定

参数 初报时限 按 等级 { 一般: 24小时, 较大: 4小时, 重大: 1小时 } 假定

指标 会议      数量 “次” 累计
指标 应急演练  数量 “次” 累计 每季度
指标 培训班    数量 “期” 累计 每季度
指标 巡查      数量 “次” 累计 每季度

章 一 “预防” {
    任务 1 “防灾减灾工作会议” {
        原文  “一季度召开全县防灾减灾工作会议”
        责任  县 的 应急办
        期限  一季度末
        完成  会议 ≥ 1 次
        佐证  会议纪要
    }
    任务 2 “乡镇演练” {
        原文  “各乡镇至少组织一次应急演练”
        责任  每个 乡镇 的 应急办
        完成  应急演练 ≥ 1 次
        佐证  演练记录
        审核  上级
    }
    任务 3 “培训” {
        原文  “全年举办6期以上培训班”
        责任  县 的 应急办
        完成  培训班 ≥ 6 期
        进度  线性 每月
    }
    任务 4 “河道巡查” {
        原文  “定期巡查河道”
        责任  每个 乡镇 的 应急办
        每季度 假定
        完成  巡查 ≥ 3 次
    }
}

章 二 “处置” {
    任务 5 “险情报告” {
        原文  “发生较大以上险情，及时向县里报告”
        触发  险情 其中 等级 ≥ 较大
        责任  发生地 的 乡镇 的 应急办
        期限  发生 后 初报时限
        完成  《初报》 已报送
    }
}
)duban";

constexpr std::string_view kSourceZh =
    R"text(2026年云岭县防灾减灾工作要点

一、预防。一季度召开全县防灾减灾工作会议。各乡镇至少组织一次应急演练。全年举办6期以上培训班。定期巡查河道。
二、处置。发生较大以上险情，及时向县里报告。
)text";

constexpr std::string_view kUnitsZh = R"csv(代码,名称,层级,上级
900100,云岭县,县,
900101,东河镇,乡镇,900100
900102,西山镇,乡镇,900100
900103,南屏乡,乡镇,900100
900104,北塘乡,乡镇,900100
)csv";

constexpr std::string_view kFormZh = R"csv(单位,指标,期间,日期,数值,佐证,填报单位
云岭县,会议,,,,,云岭县
云岭县,培训班,2026-Q1,,,,云岭县
东河镇,应急演练,2026-Q1,,,,东河镇
东河镇,巡查,2026-Q1,,,,东河镇
西山镇,应急演练,2026-Q1,,,,西山镇
西山镇,巡查,2026-Q1,,,,西山镇
南屏乡,应急演练,2026-Q1,,,,南屏乡
南屏乡,巡查,2026-Q1,,,,南屏乡
北塘乡,应急演练,2026-Q1,,,,北塘乡
北塘乡,巡查,2026-Q1,,,,北塘乡
)csv";

constexpr std::string_view kPlanEn =
    R"duban(# A plan that works: five tasks; Alder County and its towns are invented. Make it yours, then run duban check.
# What is marked `assumed` is not in the document; whoever wrote the plan added it.

plan safe_alder_2026 "Alder County's safety programme for 2026" {
    plan year  2026
    issued     2026-01-15
    source     "programme.txt"
    levels     county > town
    units      "units.csv"
    calendar   "calendar.json"
    zone       "Asia/Shanghai"
    due        end of year
}

organs emergency_office = county, town

event incident {
    grade     stages minor < serious < severe
    occurred  time
} every quarter assumed

parameter first_report by grade { minor: 24 hours, serious: 4 hours, severe: 1 hour } assumed

indicator meetings  number "meetings" flow
indicator drills    number "drills" flow every quarter
indicator courses   number "courses" flow every quarter
indicator patrols   number "patrols" flow every quarter

chapter A "Prevention" {
    task 1 "Safety meeting" {
        source    "The county holds a safety meeting in the first quarter"
        lead      county's emergency_office
        due       end of Q1
        done      meetings >= 1
        evidence  meeting_minutes
    }
    task 2 "Town drills" {
        source    "each town holds at least one drill"
        lead      each town's emergency_office
        done      drills >= 1
        evidence  drill_record
        verify    superior
    }
    task 3 "Training" {
        source    "six or more courses are held in the year"
        lead      county's emergency_office
        done      courses >= 6
        schedule  linear every month
    }
    task 4 "River patrols" {
        source  "rivers are patrolled regularly"
        lead    each town's emergency_office
        every quarter assumed
        done    patrols >= 3
    }
}

chapter B "Response" {
    task 5 "Incident reports" {
        source        "Incidents that are serious or worse are reported to the county in time"
        triggered by  incident where grade >= serious
        lead          place's town's emergency_office
        due           within first_report of occurred
        done          document "First report" submitted
    }
}
)duban";

constexpr std::string_view kSourceEn = R"text(Alder County's safety programme for 2026

A. Prevention. The county holds a safety meeting in the first quarter; each town holds at least one drill; six or more
courses are held in the year; rivers are patrolled regularly.
B. Response. Incidents that are serious or worse are reported to the county in time.
)text";

constexpr std::string_view kUnitsEn = R"csv(code,name,level,parent
900100,Alder County,county,
900101,Eastbrook,town,900100
900102,Westhill,town,900100
900103,Southmoor,town,900100
900104,Northpond,town,900100
)csv";

constexpr std::string_view kFormEn = R"csv(unit,indicator,period,date,value,evidence,by
Alder County,meetings,,,,,Alder County
Alder County,courses,2026-Q1,,,,Alder County
Eastbrook,drills,2026-Q1,,,,Eastbrook
Eastbrook,patrols,2026-Q1,,,,Eastbrook
Westhill,drills,2026-Q1,,,,Westhill
Westhill,patrols,2026-Q1,,,,Westhill
Southmoor,drills,2026-Q1,,,,Southmoor
Southmoor,patrols,2026-Q1,,,,Southmoor
Northpond,drills,2026-Q1,,,,Northpond
Northpond,patrols,2026-Q1,,,,Northpond
)csv";

/// With a byte order mark, so that spreadsheets read it as UTF-8.
std::string marked(std::string_view csv) { return "\xEF\xBB\xBF" + std::string(csv); }

}  // namespace

std::vector<StarterFile> starter(text::Language language) {
    const bool zh = language == text::Language::zh;
    return {{"plan.duban", std::string(zh ? kPlanZh : kPlanEn)},
            {zh ? "要点.txt" : "programme.txt", std::string(zh ? kSourceZh : kSourceEn)},
            {"units.csv", marked(zh ? kUnitsZh : kUnitsEn)},
            {"calendar.json", std::string(starter_calendar())},
            {"report.csv", marked(zh ? kFormZh : kFormEn)}};
}

std::string starter_next(text::Language language, const std::string& folder) {
    const std::string plan = folder + (folder.ends_with('/') ? "" : "/") + "plan.duban";
    const std::string form = folder + (folder.ends_with('/') ? "" : "/") + "report.csv";
    const auto line = [](const std::string& command, std::string_view what) {
        return "  " + command + "\n      " + std::string(what) + "\n";
    };
    if (language == text::Language::zh) {
        return "接下来：\n" + line("duban check " + plan, "检查计划") +
               line("duban submit " + plan + " " + form, "填好“数值”列（没有就填 0）以后上报") +
               line("duban status " + plan, "每条责任的状态") +
               line("duban explain " + plan + " 2 东河镇", "为什么是这个状态") +
               line("duban checklist " + plan + " --unit 东河镇", "责任清单") +
               line("duban missing " + plan + " --unit 东河镇", "还要报什么");
    }
    return "Next:\n" + line("duban check " + plan, "check the plan") +
           line("duban submit " + plan + " " + form, "hand in the form, once its column `value` is filled in (0 for none)") +
           line("duban status " + plan, "where every obligation stands") +
           line("duban explain " + plan + " 2 Eastbrook", "why it stands so") +
           line("duban checklist " + plan + " --unit Eastbrook", "its checklist") +
           line("duban missing " + plan + " --unit Eastbrook", "what it must still report");
}

}  // namespace duban::cli
