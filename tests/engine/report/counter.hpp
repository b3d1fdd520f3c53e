// A small plan, its units, and a log at whose door rows are handed in.
#pragma once

#include "tests/engine/findings.hpp"
#include "tests/engine/plan/read_plan.hpp"

#include "engine/calendar/calendar.hpp"
#include "engine/report/door.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace duban::report {

// Rows, with their heads.
inline const std::string kDrill = "编号,单位,指标,期间,数值\na,140000,演练,2012-Q1,3\n";
inline const std::string kCase = "编号,类型,单位,指标,事件,日期\nc,事件,140105,事故,晋-01,2012-03-12 09:00\n";
inline const std::string kCaseWithoutKey = "类型,单位,指标,事件,日期\n事件,140105,事故,晋-01,2012-03-12 09:00\n";

/// Two districts share a name, one has closed and has an heir, one has opened, one unit is a placeholder, and 山东省 has a
/// county without a prefecture's office above it.
inline constexpr std::string_view kUnits = R"(代码,名称,层级,上级,机关,成立,撤销,并入
100000,全国,国家,,
140000,山西省,省,100000,
140100,太原市,地市,140000,
140105,小店区,县,140100,
140106,迎泽区,县,140100,
140121,旧城县,县,140100,,,2012-04-01,140105
140122,高新开发区,县,140100,,2012-06-01
320000,江苏省,省,100000,
320100,南京市,地市,320000,
320106,鼓楼区,县,320100,
320300,徐州市,地市,320000,
320302,鼓楼区,县,320300,
370000,山东省,省,100000,
370100,市辖区,地市,370000,否
370102,历下区,县,370100,
030000,东海省,省,100000,
)";

inline constexpr std::string_view kHeader = R"(计划 试 “试” {
    年度    2012
    层级    国家 > 省 > 地市 > 县
    单位    “units.csv”
    日历    “calendar.json”
    时区    “Asia/Shanghai”
    期限    年底
}
指标 演练      数量 “次” 累计 每季度
指标 会议      数量 “次” 累计
指标 投资      数量 “万元” 累计 每月
指标 人员      数量 “人” 时点
指标 评估分      数量 时点
指标 覆盖      数量 “%” 时点
指标 备案率    比率 = 已备案企业 / 重点企业
指标 机构      阶段 未设 < 批复 < 挂牌
指标 制度      集合 { 环评审批, 三同时验收, 污染防治 }
指标 接入      类别 { 平台, 报表 }
指标 名册已建  是否
指标 培训      数量 “人” 累计
指标 竣工      日期
指标 说明      文本
部门 环保厅 = 国家、省
时段 汛期 6月1日 至 9月30日
时段 大会 待定
参数 答复时限 待定
)";

inline constexpr std::string_view kEvents = R"(事件 事故 {
    等级    阶段 一般 < 较大 < 重大
    发生    时刻
    伤亡    数量 “人” 时点
    经过    文本
    治愈率  比率 = 治愈 / 受伤
} 每季度
事件 舆情 { 热度 数量 时点 }
)";

inline constexpr std::string_view kTasks = R"(章 一 “任务” {
    任务 1.1 “演练” { 责任 每个 省；每季度；完成 演练 ≥ 1 次；鼓励 评定 上级；佐证 照片；审核 上级 }
    任务 1.2 “会议和人员” { 责任 国家；完成 会议 ≥ 1 次 且 人员 ≥ 100 人 }
    任务 1.3 “名册” { 责任 每个 地市；原则上 名册已建；会同 国家 }
    任务 1.4 “评估分” { 责任 每个 县；完成 评估分 ≥ 60；审核 国家 }
    任务 1.5 “方案” { 责任 每个 省；期间 汛期；完成 《方案》 已印发 }
    任务 1.6 “合计” { 责任 每个 省；完成 合计 每个 县 的 培训 ≥ 10 人；力争 评定 全国 或 评定 上级 的 环保厅 }
)";

inline constexpr std::string_view kTriggered = R"(    任务 2.1 “初报” {
        触发  事故 其中 等级 ≥ 较大
        责任  发生地 的 县
        期限  发生 后 24小时
        完成  《初报》 已报送
        审核  上级
    }
    任务 2.2 “通报” { 触发 舆情；责任 发生地 的 省；完成 《通报》 已报送 }
)";

/// What a plan of this world is made of.
enum class Events : std::uint8_t { none, two };

inline std::string plan_text(Events events) {
    const bool has_events = events == Events::two;
    return std::string(kHeader) + std::string(has_events ? kEvents : "") + std::string(kTasks) +
           std::string(has_events ? kTriggered : "") + "}\n";
}

inline value::Instant moment(std::string_view written) {
    return value::parse_instant(written, value::BareDate::last_minute, 480).value();
}

inline constexpr std::string_view kReceived = "2012-07-05T09:00";

class Counter {
public:
    explicit Counter(Events events = Events::two) : reading_(plan::read_plan("plan.duban", plan_text(events), kUnits)) {
        EXPECT_FALSE(reading_.sink.has_errors()) << reading_.findings(text::Language::en);
        text::Sink sink;
        calendar_ = calendar::read_calendar(
            R"({"name": "c", "zone": "Asia/Shanghai", "offset_minutes": 480, "years": {"2012": {"off": {}, "work": {}}}})",
            "calendar.json", sink);
        EXPECT_FALSE(sink.has_errors());
    }

    [[nodiscard]] const plan::Plan& plan() const { return *reading_.plan; }
    [[nodiscard]] const log::Log& log() const { return *log_; }
    [[nodiscard]] DoorContext context(std::string_view received = kReceived) const {
        return {*reading_.plan, *reading_.units, *calendar_, *log_, moment(received)};
    }

    /// A task that an amendment of that day does not have any more, and what takes its place.
    void amend(std::string_view gone, std::optional<std::string_view> by, value::Date issue) {
        plan::Plan& plan = *reading_.plan;
        plan.issued = issue;
        plan.before.emplace_back();
        plan::Task& task = plan.tasks[plan.find_task(gone)];
        task.version = 1;
        task.gone = true;
        if (by) task.taken_by = {plan.find_task(*by)};
    }

    /// What the door says of the rows; the log stays as it is.
    [[nodiscard]] Admission show(std::string_view bytes, std::string_view received = kReceived) const {
        text::Sink sink;
        const auto batch = read_batch(bytes, "报.csv", sink);
        if (!batch) {
            ADD_FAILURE() << tests::file_with_findings(bytes, sink);
            return {};
        }
        auto admission = admit(*batch, context(received));
        if (!admission) ADD_FAILURE() << text::sentence(admission.failure(), text::Language::en);
        return admission ? std::move(*admission) : Admission{};
    }

    /// The same, and what is accepted goes into the log.
    Admission hand_in(std::string_view bytes, std::string_view received = kReceived) {
        Admission admission = show(bytes, received);
        const auto head = log_->append({}, admission.entries, moment(received));
        EXPECT_TRUE(head) << text::sentence(head.failure(), text::Language::en);
        return admission;
    }

    /// Into the log past the door, as it may have been told under another plan.
    void put(const log::Entry& entry) { EXPECT_TRUE(log_->append({}, std::vector{entry}, moment(kReceived))); }

    [[nodiscard]] std::vector<log::Record> records() const {
        std::vector<log::Record> all;
        EXPECT_TRUE(log_->read(std::nullopt, [&all](const log::Record& record) { all.push_back(record); }));
        return all;
    }

private:
    plan::Reading reading_;
    std::optional<calendar::Calendar> calendar_;
    std::unique_ptr<log::Log> log_ = log::memory_log();
};

inline std::vector<text::Code> codes_of(const Admission& admission) {
    std::vector<text::Code> codes;
    for (const Refusal& refusal : admission.refusals)
        codes.push_back(refusal.why.code);
    return codes;
}

/// The refusals in both languages, for a failed expectation.
inline std::string said(const Admission& admission) {
    text::Sink sink;
    for (const Refusal& refusal : admission.refusals)
        sink.add(refusal.why);
    return tests::file_with_findings("", sink);
}

/// One row handed in, perhaps after others, and why it is refused.
struct RefusedRow {
    std::string name;
    std::string csv;
    text::Code code{};
    std::string before = {};  // taken into the log first
    std::string received = std::string(kReceived);
};

/// The case in a golden file: what was told before, the row as handed in, the refusal in Chinese and in English.
inline std::string refused_case(const RefusedRow& refused, Events events = Events::two) {
    Counter counter(events);
    std::string shown = "## " + refused.name + "\n";
    if (!refused.before.empty()) {
        const Admission told = counter.hand_in(refused.before);
        EXPECT_TRUE(told.refusals.empty()) << refused.name << said(told);
        shown += refused.before + "----\n";
    }
    const Admission admission = counter.show(refused.csv, refused.received);
    EXPECT_EQ(admission.accepted_rows, 0U) << refused.name;
    EXPECT_EQ(codes_of(admission), std::vector{refused.code}) << refused.name;
    text::Sink sink;
    for (const Refusal& refusal : admission.refusals)
        sink.add(refusal.why);
    return shown + tests::file_with_findings(refused.csv, sink) + "\n";
}

inline void expect_refused(const std::string& golden, const std::vector<RefusedRow>& rows) {
    std::string all;
    for (const RefusedRow& row : rows)
        all += refused_case(row);
    tests::expect_golden("diagnostics/report/" + golden + ".txt", all);
}

}  // namespace duban::report
