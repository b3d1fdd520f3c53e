#include "tests/dsl/syntax/printed.hpp"
#include "tests/golden.hpp"

#include <string>
#include <string_view>

namespace duban::syntax {
namespace {

enum class In { task, header, file };

struct Sentence {
    In in;
    std::string_view zh;
    std::string_view en;
};

std::string around(In in, std::string_view sentence) {
    std::string said(sentence);
    switch (in) {
        case In::task: return "任务 1 {\n" + said + "\n}\n";
        case In::header: return "计划 甲 {\n" + said + "\n}\n";
        case In::file: return said + "\n";
    }
    return said;
}

std::string tree_of(In in, std::string_view sentence) {
    const text::Source source("sentence", around(in, sentence));
    text::Sink sink;
    const PlanFile file = parse(source, sink);
    for (const text::Diagnostic& diagnostic : sink.all()) {
        ADD_FAILURE() << text::render(diagnostic, &source, text::Language::en, text::Paint::plain);
    }
    return TreeText::of(file);
}

/// The sentences of the language's tables that the tree holds: each is one tree in both languages, the one in the golden file,
/// and is printed without loss.
void expect_sentences(const std::string& golden, std::initializer_list<Sentence> sentences) {
    std::string all;
    for (const Sentence& sentence : sentences) {
        const std::string zh = tree_of(sentence.in, sentence.zh);
        EXPECT_EQ(zh, tree_of(sentence.in, sentence.en)) << sentence.zh << "\n" << sentence.en;
        for (const std::string_view said : {sentence.zh, sentence.en}) {
            const std::string whole = around(sentence.in, said);
            expect_printed_without_loss(whole);
            expect_printed_without_loss(Scatter(1)(text::Source("plan", whole)));
        }
        all += std::string(sentence.zh) + "\n" + std::string(sentence.en) + "\n" + zh + "\n";
    }
    tests::expect_golden("syntax/" + golden, all);
}

TEST(Sentences, OfTheHeader) {
    expect_sentences("header.txt", {{In::header, "年度 2012", "plan year 2012"},
                                    {In::header, "年度 2026年4月 至 2027年3月", "plan year April 2026 .. March 2027"},
                                    {In::header, "年度 2026-04 至 2027-03", "plan year 2026-04..2027-03"},
                                    {In::header, "印发 2012-02-10 假定", "issued 2012-02-10 assumed"},
                                    {In::header, "印发2012年2月10日", "issued 2012-02-10"},
                                    {In::header, "发布 环境保护部、监察部", "issuer 环境保护部, 监察部"},
                                    {In::header, "层级 国家 > 省 > 地市", "levels 国家 > 省 > 地市"},
                                    {In::header, "单位 “units.csv”；日历 “c.json”；时区 “Asia/Shanghai”",
                                     "units \"units.csv\"; calendar \"c.json\"; zone \"Asia/Shanghai\""},
                                    {In::header, "原文 “k.txt”；期限 年底", "source “k.txt”; due end of year"},
                                    {In::file, "计划 甲 “标题” { }", "plan 甲 “标题” { }"}});
}

TEST(Sentences, OfDeclarations) {
    expect_sentences(
        "declarations.txt",
        {{In::file, "部门 环保部门, 公安消防、安全监管", "organs 环保部门, 公安消防, 安全监管"},
         {In::file, "部门 环保部门 = 国家、省", "organs 环保部门 = 国家, 省"},
         {In::file, "时段 汛期 6月1日 至 9月30日", "window 汛期 June 1 .. September 30"},
         {In::file, "时段 汛期 6月1日～9月30日", "window 汛期 June 1..September 30"},
         {In::file, "时段 汛期 按 区域 { 南方: 4月1日 至 9月30日, 北方: 6月1日 至 9月15日 }",
          "window 汛期 by 区域 { 南方: April 1 .. September 30, 北方: June 1 .. September 15 }"},
         {In::file, "时段 十八大 待定", "window 十八大 to be announced"},
         {In::file, "时段 防火期 按 区域 { 北方: 9月15日 至 11月, 其余: 次年2月 至 次年4月 } 假定",
          "window 防火期 by 区域 { 北方: September 15 .. November, else: next year February .. next year April } assumed"},
         {In::file, "参数 初报时限 按 等级 { 一般: 24小时, 较大: 4小时, 重大 或 特别重大: 2小时 } 假定",
          "parameter 初报时限 by 等级 { 一般: 24 hours, 较大: 4 hours, 重大 or 特别重大: 2 hours } assumed"},
         {In::file, "参数 比例 37.5万平方米", "parameter 比例 37.5万 平方米"},
         {In::file, "指标 应急演练 数量 “次” 累计 每 季度", "indicator 应急演练 number “次” flow every quarter"},
         {In::file, "指标 应急演练 “省级应急演练” 数量“次”累计每季度",
          "indicator 应急演练 “省级应急演练” number “次” flow every quarter"},
         {In::file, "指标 植树 数量 “株” 累计数每月", "indicator 植树 number “株” running total every month"},
         {In::file, "指标 应急人员 数量 “人” 时点", "indicator 应急人员 number “人” stock"},
         {In::file, "指标 备案率 比率 = 已备案企业 / 重点企业", "indicator 备案率 ratio = 已备案企业 / 重点企业"},
         {In::file, "指标 超时率 比率 “%” = 甲 / 乙 越低越好", "indicator 超时率 ratio “%” = 甲 / 乙 lower is better"},
         {In::file, "指标 机构设置 阶段 未设 < 申报 < 批复 < 挂牌", "indicator 机构设置 stages 未设 < 申报 < 批复 < 挂牌"},
         {In::file, "指标 制度覆盖 集合 { 环评审批, 三同时验收, 污染防治 等 }",
          "indicator 制度覆盖 set { 环评审批, 三同时验收, 污染防治 etc }"},
         {In::file, "指标 接入 类别 { 平台, 报表 }", "indicator 接入 one of { 平台, 报表 }"},
         {In::file, "指标 已建 是否", "indicator 已建 yes or no"},
         {In::file, "指标 竣工 日期", "indicator 竣工 date"},
         {In::file, "指标 开工 时刻", "indicator 开工 time"},
         {In::file, "指标 说明 文本", "indicator 说明 text"},
         {In::file, "指标 用水量 数量 “吨” 填报 统计局 每月 假定",
          "indicator 用水量 number “吨” reported by 统计局 every month assumed"},
         {In::file, "指标 审核 数量", "indicator 审核 number"},
         {In::file, "指标 「12369热线」 数量", "indicator `12369热线` number"},
         {In::file, "事件 突发环境事件 { 等级 阶段 一般 < 较大；发生 时刻；已评估 是否 } 每季度 假定",
          "event 突发环境事件 { 等级 stages 一般 < 较大; 发生 time; 已评估 yes or no } every quarter assumed"},
         {In::file, "事件 火灾 “森林火灾” {\n期限 日期\n损失 数量 “元”\n}",
          "event 火灾 “森林火灾” {\n期限 date\n损失 number “元”\n}"},
         {In::file, "单位集 京津冀 = 北京市、天津市、河北省 的 地市", "unit set 京津冀 = 北京市, 天津市, 河北省's 地市"},
         {In::file, "单位集 重点城市 = 京津冀 + 长三角 + 省会城市 等", "unit set 重点城市 = 京津冀 + 长三角 + 省会城市 etc"},
         {In::file, "单位集 山区 = 每个 县 除 甲县、乙县 其中 山区面积 ≥ 50%",
          "unit set 山区 = each 县 except 甲县, 乙县 where 山区面积 >= 50%"},
         {In::file, "使用 “lights.duban”", "use \"lights.duban\""},
         {In::file, "灯色 { 红: 逾期 或 失败；黄: 落后 ≥ 10个百分点 或 剩余 ≤ 30天 且 未填报；绿: 其余 }",
          "lights { red: overdue or failed; yellow: behind >= 10 points or time left <= 30 days and unreported; green: else }"},
         {In::file,
          "灯色 {\n红：逾期>10个工作日 或 逾期未报\n蓝: 缺报 或 非 (已退回 或 待审核)\n预警 : 落后≥10% 或\n临期\n灰: 不适用\n}",
          "lights {\nred: overdue > 10 working days or overdue unreported\nblue: report missing or not (returned or awaiting "
          "verification)\n预警: behind >= 10% or\ndue soon\ngrey: not applicable\n}"},
         {In::file, "灯色 { 「未开始」: 未开始 或 未启动；「红」: 逾期；「planned」: 等待 }",
          "lights { `未开始`: planned or not started; `红`: overdue; `planned`: waiting }"},
         {In::file, "指标 红 是否\n指标 planned 数量\n指标 done_late 数量\n指标 逾期 数量 “起” 累计",
          "indicator 红 yes or no\nindicator planned number\nindicator done_late number\nindicator 逾期 number “起” flow"},
         {In::file, "灯色 { }", "lights { }"},
         {In::file, "叙述 “坚持以人为本” 因 “没有可衡量的内容”", "narrative “坚持以人为本” because “没有可衡量的内容”"},
         {In::file, "章 三 “加强” {\n责任 省\n指标 甲 数量\n任务 10.8a “演练” { 审核 上级 }\n叙述 “乙”\n}",
          "chapter 三 “加强” {\nlead 省\nindicator 甲 number\ntask 10.8a “演练” { verify superior }\nnarrative “乙”\n}"},
         {In::file, "任务 10.1 { }\n任务 10.10 { }", "task 10.1 { }; task 10.10 { }"}});
}

TEST(Sentences, OfWho) {
    expect_sentences("who.txt", {{In::task, "责任 环境保护部", "lead 环境保护部"},
                                 {In::task, "责任 财政局、教育局", "lead 财政局, 教育局"},
                                 {In::task, "责任 每个 财政局、教育局", "lead each 财政局, 教育局"},
                                 {In::task, "责任 每个 省、地市 的 环保部门", "lead each 省, 地市's 环保部门"},
                                 {In::task, "责任 每个 县 其中 隐患突出", "lead each 县 where 隐患突出"},
                                 {In::task, "责任 所有 省 除 试点省", "lead each 省 except 试点省"},
                                 {In::task, "责任 各级 的 环保部门", "lead every level's 环保部门"},
                                 {In::task, "责任 发生地 的 县 的 环保部门", "lead place's 县's 环保部门"},
                                 {In::task, "责任 南京市 的 鼓楼区", "lead 南京市's 鼓楼区"},
                                 {In::task, "责任 「320106」", "lead `320106`"},
                                 {In::task, "责任 京津冀 + 长三角 + 省会城市 等", "lead 京津冀 + 长三角 + 省会城市 etc"},
                                 {In::task, "会同 监察部；配合 公安消防", "jointly 监察部; support 公安消防"},
                                 {In::task, "督促 每个 重点企业", "oversee each 重点企业"},
                                 {In::task, "填报 每个 县 每月", "reported by each 县 every month"},
                                 {In::task, "填报 统计局", "reported by 统计局"},
                                 {In::task, "审核 上级", "verify superior"},
                                 {In::task, "审核上级", "verify superior"},
                                 {In::task, "审核 国家", "verify 国家"},
                                 {In::task, "责任人 分管领导", "officer 分管领导"},
                                 {In::task, "佐证 演练方案、演练记录 等", "evidence 演练方案, 演练记录 etc"}});
}

TEST(Sentences, OfWhen) {
    expect_sentences("when.txt",
                     {{In::task, "期限 6月30日", "due June 30"},
                      {In::task, "期限6月底前", "due end of June"},
                      {In::task, "期限 6月内", "due June within"},
                      {In::task, "期限 6月20日18:00", "due June 20 18:00"},
                      {In::task, "期限 6月20日18：00", "due June 20 18:00"},
                      {In::task, "期限 2012-06-30 18:00", "due 2012-06-30 18:00"},
                      {In::task, "期限 2012年6月30日", "due 2012-06-30"},
                      {In::task, "期限 2012年6月30日", "due June 30 2012"},
                      {In::task, "期限 2012年6月底 18:00", "due end of June 2012 18:00"},
                      {In::task, "期限 2012年6月中旬", "due mid June 2012"},
                      {In::task, "期限 2012年二季度", "due Q2 2012"},
                      {In::task, "期限 二季度末", "due end of Q2"},
                      {In::task, "期限 第二季度", "due Q2"},
                      {In::task, "期限 2012年上半年", "due 2012年 H1"},
                      {In::task, "期限 上半年", "due H1"},
                      {In::task, "期限 年底", "due end of year"},
                      {In::task, "期限 6月中旬", "due mid June"},
                      {In::task, "期限 次年2月底", "due next year end of February"},
                      {In::task, "期间 3至4月", "during March..April"},
                      {In::task, "期间 4月至6月 或 9月", "during April..June or September"},
                      {In::task, "期间 汛期", "during 汛期"},
                      {In::task, "期限 印发后10个工作日内", "due within 10 working days of issue"},
                      {In::task, "期限 印发 后 10 天", "due within 10 days after issue"},
                      {In::task, "期限 发生 后 初报时限", "due within 初报时限 of 发生"},
                      {In::task, "期限 汛期 前15天", "due at least 15 days before 汛期"},
                      {In::task, "期限 任务 9.6 后30天内", "due within 30 days of task 9.6"},
                      {In::task, "期限 《办法》 已公布后3个月内", "due within 3 months of document \"办法\" published"},
                      {In::task, "期限 整改期限", "due 整改期限"},
                      {In::task, "期限 见 《年度安排》", "due see document \"年度安排\""},
                      {In::task, "期限 待定", "due to be announced"},
                      {In::task, "期限 按 类别 { 可修: 5月底, 须换: 次年3月底 }",
                       "due by 类别 { 可修: end of May, 须换: next year end of March }"},
                      {In::task, "期限 按 年度 { 2026: 10月底, 其余: 4月底 } 假定",
                       "due by plan year { 2026: end of October, else: end of April } assumed"},
                      {In::task, "期限 按 等级 {\n    一般: 5月底\n    较大 或 重大: 4月底\n}",
                       "due by 等级 {\n    一般: end of May\n    较大 or 重大: end of April\n}"},
                      {In::task, "每季度；期限 期末后10天内", "every quarter; due within 10 days of period end"},
                      {In::task, "期限 28日", "due day 28"},
                      {In::task, "每半年 假定", "every half year assumed"},
                      {In::task, "每个月", "every month"},
                      {In::task, "每季度 自4月", "every quarter from April"},
                      {In::task, "每90天 自印发", "every 90 days from issue"},
                      {In::task, "顺延 下一工作日", "shift following"},
                      {In::task, "顺延 不顺延", "shift no shift"},
                      {In::task, "持续 每月", "continuing every month"},
                      {In::task, "持续", "continuing"},
                      {In::task, "前置 9.6、10.8a，1.2.3", "requires 9.6, 10.8a, 1.2.3"},
                      {In::task, "自3月1日", "from March 1"},
                      {In::task, "自 2012-03", "from 2012-03"}});
}

TEST(Sentences, OfCounts) {
    expect_sentences(
        "counts.txt",
        {{In::task, "完成 每个 县 (应急演练 ≥ 1)", "done each 县 (应急演练 >= 1)"},
         {In::task, "完成 所有 县、乡镇 的 环保部门 除 甲县 其中 山区 且 (人口 ≥ 1万 或 偏远) (应急演练 ≥ 1 次)",
          "done each 县, 乡镇's 环保部门 except 甲县 where 山区 and (人口 >= 1万 or 偏远) (应急演练 >= 1 次)"},
         {In::task, "完成 无 县 (应急演练 = 0)", "done no 县 (应急演练 = 0)"},
         {In::task, "完成 至少3个 县 (已报)", "done at least 3 of 县 (已报)"},
         {In::task, "完成 至少 1,000 个 京津冀 + 长三角 (已报)", "done at least 1,000 of 京津冀 + 长三角 (已报)"},
         {In::task, "完成 至多2个 县 (甲 或 乙)", "done at most 2 of 县 (甲 or 乙)"},
         {In::task, "完成 恰好1个 县 (已报)", "done exactly 1 of 县 (已报)"},
         {In::task, "完成 至少90%的 县 (已报)", "done at least 90% of 县 (已报)"},
         {In::task, "完成 不超过10%的 县 (已报)", "done at most 10% of 县 (已报)"},
         {In::task, "完成 恰好50%的 县 (已报) 且 非 无 县 (甲)", "done exactly 50% of 县 (已报) and not no 县 (甲)"},
         {In::task, "完成 每个 地市 (至少3个 县 (已报) 且 甲)", "done each 地市 (at least 3 of 县 (已报) and 甲)"},
         {In::task, "完成 每起 突发环境事件 其中 等级 ≥ 重大 (已评估)", "done each 突发环境事件 where 等级 >= 重大 (已评估)"},
         {In::task, "完成 至少2起 火灾 (损失 ≥ 1000 元)", "done at least 2 of 火灾 (损失 >= 1000 元)"},
         {In::file, "事件 火灾 { 损失 数量 }\n任务 1 {\n完成 每起 火灾 (损失 ≥ 1) 且 至多2起 火灾 其中 损失 ≥ 5 (损失 ≥ 9)\n}",
          "event 火灾 { 损失 number }\ntask 1 {\ndone each 火灾 (损失 >= 1) and at most 2 of 火灾 where 损失 >= 5 (损失 >= "
          "9)\n}"},
         {In::task, "完成 至少2项 (甲达标, 乙达标、丙达标)", "done at least 2 of (甲达标, 乙达标, 丙达标)"},
         {In::task, "完成 至少2项 (甲 且 乙, 机构 达到 挂牌, 评定 上级, 每个 县、乡镇 (丁))",
          "done at least 2 of (甲 and 乙, 机构 reaches 挂牌, judged by superior, each 县, 乡镇 (丁))"},
         {In::task, "完成 合计 每个 县 的 培训人数 ≥ 1000", "done sum of each 县's 培训人数 >= 1000"},
         {In::task, "完成 平均 每个 省、地市 的 环保部门 的 培训人数 介于 10 至 20",
          "done mean of each 省, 地市's 环保部门's 培训人数 between 10..20"},
         {In::task, "完成 最高 每个 县 的 浓度 ≤ 75 或 最低 每个 县 的 浓度 ≥ 35 假定 或 最低 每个 县 的 浓度 35以上",
          "done highest of each 县's 浓度 <= 75 or lowest of each 县's 浓度 >= 35 assumed or lowest of each 县's 浓度 35 or "
          "more"},
         {In::task, "完成 合计 每个 县 其中 山区 (培训人数) ≥ 1000", "done sum of each 县 where 山区 (培训人数) >= 1000"},
         {In::task, "完成 合计 每个 县 (培训人数) 较上年上升5%", "done sum of each 县 (培训人数) up 5% on last year"},
         {In::task, "完成 每个 县 (甲) 全年 且 合计 每个 县 的 乙 ≤ 5 直到 丙",
          "done each 县 (甲) throughout and sum of each 县's 乙 <= 5 until 丙"}});
}

TEST(Sentences, OfCriteria) {
    expect_sentences(
        "criteria.txt",
        {{In::task, "完成 培训班 ≥ 15 期", "done 培训班 >= 15 期"},
         {In::task, "完成 培训班 ≥15期", "done 培训班 >= 15期"},
         {In::task, "完成 培训班 15期以上", "done 培训班 15期 or more"},
         {In::task, "完成 培训班 15 期以上", "done 培训班 15 期 or more"},
         {In::task, "完成 示范点 ≥ 3个 且 试点 5个以上", "done 示范点 >= 3 个 and 试点 5 个 or more"},
         {In::task, "完成 培训班 不少于15期", "done 培训班 at least 15 期"},
         {In::task, "完成 户数 3,900户以下", "done 户数 3,900户 or less"},
         {In::task, "完成 超时率 ≤ 2%", "done 超时率 <= 2%"},
         {In::task, "完成 超时率 ≤ 2％", "done 超时率 at most 2%"},
         {In::task, "完成 误差 介于 1 至 3", "done 误差 between 1..3"},
         {In::task, "完成 名册已建", "done 名册已建"},
         {In::task, "完成 用水量 已填报", "done 用水量 is reported"},
         {In::task, "完成 事故 = 0 全年", "done 事故 = 0 throughout"},
         {In::task, "完成 检查次数 > 上年", "done 检查次数 > last year"},
         {In::task, "完成 排放量 较上年下降2%", "done 排放量 down 2% on last year"},
         {In::task, "完成 排放量 较2010年下降2% 且 培训 下降 5 期 较 2010年",
          "done 排放量 down 2% on 2010 and 培训 on 2010 down 5 期"},
         {In::task, "完成 排放量 下降 2% 较 上年 且 培训 较上年增长5 期 假定",
          "done 排放量 on last year down 2% and 培训 up 5 期 assumed on last year"},
         {In::task, "完成 甲 较上年下降 乙 且 丙 较上年上升 按 区域 { 山区: 2%, 其余: -3% }",
          "done 甲 down 乙 on last year and 丙 up by 区域 { 山区: 2%, else: -3% } on last year"},
         {In::task, "力争 达标率 较上年上升1.5个百分点", "should 达标率 up 1.5 points on last year"},
         {In::task, "完成 迁移 = 0 户 直到 已评估 或 未开始 且 红", "done 迁移 = 0 户 until 已评估 or 未开始 and 红"},
         {In::task, "完成 迁移 = 0 直到 (甲 且 乙 ≥ 1)", "done 迁移 = 0 until (甲 and 乙 >= 1)"},
         {In::task, "完成 检查次数 超过 上年", "done 检查次数 more than last year"},
         {In::task, "完成 机构设置 达到 挂牌", "done 机构设置 reaches 挂牌"},
         {In::task, "完成 机构设置 ≥ 上期", "done 机构设置 >= last period"},
         {In::task, "完成 范围 ≥ 上期 + 1 或 覆盖率 = 100%", "done 范围 >= last period + 1 or 覆盖率 = 100%"},
         {In::task, "完成 《化工园区环境应急管理指南》 已印发", "done document \"化工园区环境应急管理指南\" issued"},
         {In::task, "完成 制度覆盖 齐全", "done 制度覆盖 all covered"},
         {In::task, "完成 制度覆盖 含 { 污染防治, 环评审批 }", "done 制度覆盖 includes { 污染防治, 环评审批 }"},
         {In::task, "完成 户数 ≥ 按 区域 { 山区: 20, 其余: 50 }", "done 户数 >= by 区域 { 山区: 20, else: 50 }"},
         {In::task, "完成 路灯 ≥ 按 季度 { 一季度: 200, 二季度: 350 }", "done 路灯 >= by quarter { Q1: 200, Q2: 350 }"},
         {In::task, "完成 山区 的 户数 ≥ 20", "done 山区's 户数 >= 20"},
         {In::task, "完成 培训 ≥ 培训任务", "done 培训 >= 培训任务"},
         {In::task, "完成 抽检 ≥ 5.5 × 人口 / 1000", "done 抽检 >= 5.5 * 人口 / 1000"},
         {In::task, "完成 抽检 ≥ (人口 - 100) ÷ 2", "done 抽检 >= (人口 - 100) / 2"},
         {In::task, "完成 水位 ≥ -3 米", "done 水位 >= -3 米"},
         {In::task, "完成 竣工 ≤ 2012-06-30", "done 竣工 <= 2012-06-30"},
         {In::task, "完成 降幅 ≥ 2个百分点", "done 降幅 >= 2 points"},
         {In::task, "完成 甲 且 乙 或 非 丙", "done 甲 and 乙 or not 丙"},
         {In::task, "完成 (甲 或 乙) 且 非 (丙 且 丁)", "done (甲 or 乙) and not (丙 and 丁)"},
         {In::task, "完成 甲 ≥ 1\n    且 乙 ≥ 2 或\n    丙 = 3", "done 甲 >= 1\n    and 乙 >= 2 or\n    丙 = 3"},
         {In::task, "完成 任务 9.6 已完成", "done task 9.6 done"},
         {In::task, "完成 任务 9.6 逾期完成", "done task 9.6 done late"},
         {In::task, "完成 任务 9.6 已完成 且 评定 上级", "done task 9.6 done and judged by superior"},
         {In::task, "完成 评定 国家 的 环保部门 或 甲", "done judged by 国家's 环保部门 or 甲"},
         {In::task, "完成 逾期 或 未填报", "done 逾期 or 未填报"},
         {In::task, "完成 已核实 = 是", "done 已核实 = yes"},
         {In::task, "完成 结果 ≠ 否", "done 结果 != no"},
         {In::task, "原则上 甲 ≥ 1；力争 甲 ≥ 2；鼓励 甲 ≥ 3；不得 乙 > 0",
          "normally 甲 >= 1; should 甲 >= 2; may 甲 >= 3; never 乙 > 0"},
         {In::task, "触发 突发环境事件 其中 等级 ≥ 较大", "triggered by 突发环境事件 where 等级 >= 较大"},
         {In::task, "进度 线性 每月", "schedule linear every month"},
         {In::task, "进度线性每月", "schedule linear every month"},
         {In::task, "进度 按 月 { 6月: 40%, 12月: 100% }", "schedule by month { June: 40%, December: 100% }"},
         {In::task, "权重 2", "weight 2"},
         {In::task, "关闭 原因已查清 且 责任人已处理", "close when 原因已查清 and 责任人已处理"},
         {In::task, "签署 主要领导、分管领导", "signed by 主要领导, 分管领导"},
         {In::task, "原文 “甲”、“乙“丙”丁”", "source “甲”, “乙“丙”丁”"},
         {In::task, "依据 《办法》、《通知》；参照 《意见》", "under document \"办法\", 《通知》; see also 《意见》"}});
}

TEST(Sentences, OfSteps) {
    expect_sentences("parts.txt",
                     {{In::task, "步骤 “征求意见” { 期限 上一步后20天内；完成 《办法》 已征求意见 }",
                       "step “征求意见” { due within 20 days of previous step; done document \"办法\" consulted }"},
                      {In::task, "分项 “山区” { 责任 每个 县 其中 山区；期限 8月底 }",
                       "part “山区” { lead each 县 where 山区; due end of August }"},
                      {In::task, "责任 国家\n步骤 “甲” {\n}\n步骤 “乙” {\n前置 9.6\n佐证 报告\n}\n审核 上级",
                       "lead 国家\nstep “甲” {\n}\nstep “乙” {\nrequires 9.6\nevidence 报告\n}\nverify superior"}});
}

}  // namespace
}  // namespace duban::syntax
