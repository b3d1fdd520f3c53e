#include "engine/evaluate/words.hpp"

#include <array>

namespace duban::evaluate {

namespace {

struct Word {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<Word, kStatuses> kStatusWords{{
    {"no_case", "无情况", "no case"},
    {"not_applicable", "不适用", "not applicable"},
    {"done_early", "提前完成", "done early"},
    {"done", "已完成", "done"},
    {"done_late", "逾期完成", "done late"},
    {"superseded", "已调整", "superseded"},
    {"waived", "已免除", "waived"},
    {"excused", "已说明", "excused"},
    {"failed", "失败", "failed"},
    {"returned", "已退回", "returned"},
    {"claimed_without_proof", "缺佐证", "claimed without proof"},
    {"awaiting_verification", "待审核", "awaiting verification"},
    {"planned", "未开始", "planned"},
    {"waiting", "等待", "waiting"},
    {"overdue", "逾期", "overdue"},
    {"unreported_overdue", "逾期未报", "unreported and overdue"},
    {"undetermined", "无法判定", "undetermined"},
    {"report_missing", "缺报", "report missing"},
    {"behind_schedule", "落后", "behind schedule"},
    {"due_soon", "临期", "due soon"},
    {"not_started", "未填报", "not started"},
    {"on_schedule", "正常推进", "on schedule"},
}};
constexpr std::array<Word, 6> kVerdictWords{{
    {"not_applicable", "不适用", "not applicable"},
    {"undetermined", "无法判定", "undetermined"},
    {"met", "达到", "met"},
    {"met_for_now", "暂时达到", "met for now"},
    {"failed", "失败", "failed"},
    {"not_met_yet", "尚未达到", "not met yet"},
}};
constexpr std::array<Word, 5> kAssuranceWords{{
    {"returned", "已退回", "returned"},
    {"verified", "已核实", "verified"},
    {"claimed_without_proof", "缺佐证", "claimed without proof"},
    {"reported", "已报", "reported"},
    {"silent", "未报", "silent"},
}};
constexpr std::array<Word, 10> kTimelinessWords{{
    {"early", "提前", "early"},
    {"on_time", "按时", "on time"},
    {"late", "逾期完成", "late"},
    {"overdue", "逾期", "overdue"},
    {"past", "已过期限", "past its date"},
    {"due_soon", "临期", "due soon"},
    {"not_due", "未到期", "not due"},
    {"no_deadline", "无期限", "no deadline"},
    {"due_unknown", "期限待定", "due date unknown"},
    {"none", "—", "—"},
}};
constexpr std::array<Word, 4> kLifecycleWords{{
    {"planned", "未开始", "planned"},
    {"waiting", "等待", "waiting"},
    {"active", "进行中", "active"},
    {"closed", "已了结", "closed"},
}};
constexpr std::array<Word, kReasons> kReasonWords{{
    {"awaited", "尚未到填报时间", "not yet due to be reported"},
    {"not_reported", "到期未报", "not reported"},
    {"blank", "未填数值", "reported blank"},
    {"withheld", "不公开", "withheld"},
    {"attribute", "属性未报", "an attribute is not reported"},
    {"window", "时段未公布", "a window is not announced"},
    {"judgement", "尚未评定", "not judged yet"},
    {"error", "无法计算", "cannot be computed"},
}};
constexpr std::array<Word, 5> kLightWords{{
    {"red", "红", "red"},
    {"yellow", "黄", "yellow"},
    {"green", "绿", "green"},
    {"blue", "蓝", "blue"},
    {"grey", "灰", "grey"},
}};
constexpr std::array<Word, 5> kModalityWords{{
    {"must", "完成", "must"},
    {"normally", "原则上", "normally"},
    {"should", "力争", "should"},
    {"may", "鼓励", "may"},
    {"never", "不得", "never"},
}};

template <class E, std::size_t N>
const Word& entry(const std::array<Word, N>& table, E value) {
    return table[static_cast<std::size_t>(value)];
}
text::Words said(const Word& word) { return {std::string(word.zh), std::string(word.en)}; }

}  // namespace

std::string_view name(Verdict verdict) { return entry(kVerdictWords, verdict).name; }
std::string_view name(Assurance assurance) { return entry(kAssuranceWords, assurance).name; }
std::string_view name(Timeliness timeliness) { return entry(kTimelinessWords, timeliness).name; }
std::string_view name(Lifecycle lifecycle) { return entry(kLifecycleWords, lifecycle).name; }
std::string_view name(Status status) { return entry(kStatusWords, status).name; }
std::string_view name(Reason reason) { return entry(kReasonWords, reason).name; }
std::string_view name(plan::Modality modality) { return entry(kModalityWords, modality).name; }

std::string_view name(const plan::Light& light) {
    return light.colour == plan::Light::Colour::other ? std::string_view(light.name) : entry(kLightWords, light.colour).name;
}
text::Words words(const plan::Light& light) {
    return light.colour == plan::Light::Colour::other ? text::Words(light.name) : said(entry(kLightWords, light.colour));
}

bool is_not_achieved(Status status, plan::Modality modality) {
    const bool may = modality == plan::Modality::may;
    if (!may && modality != plan::Modality::should) return false;
    return status == Status::failed || status == Status::overdue || (may && status == Status::unreported_overdue);
}

text::Words words(Status status, plan::Modality modality, plan::SlotRule slots) {
    if (is_not_achieved(status, modality)) return {"未达成", "not achieved"};
    if (slots == plan::SlotRule::continuing) {
        switch (status) {
            case Status::done_early:
            case Status::done:
            case Status::done_late: return {"保持", "kept"};
            case Status::failed: return {"中断", "broken"};
            case Status::unreported_overdue: return {"本期未报", "silent this period"};
            case Status::no_case:
            case Status::not_applicable:
            case Status::superseded:
            case Status::waived:
            case Status::excused:
            case Status::returned:
            case Status::claimed_without_proof:
            case Status::awaiting_verification:
            case Status::planned:
            case Status::waiting:
            case Status::overdue:
            case Status::undetermined:
            case Status::report_missing:
            case Status::behind_schedule:
            case Status::due_soon:
            case Status::not_started:
            case Status::on_schedule: break;
        }
    }
    return said(entry(kStatusWords, status));
}
text::Words words(Verdict verdict) { return said(entry(kVerdictWords, verdict)); }
text::Words words(Assurance assurance) { return said(entry(kAssuranceWords, assurance)); }
text::Words words(Timeliness timeliness) { return said(entry(kTimelinessWords, timeliness)); }
text::Words words(Reason reason) { return said(entry(kReasonWords, reason)); }
text::Words words(plan::Modality modality) { return said(entry(kModalityWords, modality)); }

text::Words words(value::Duration length) {
    static constexpr std::string_view kZh[] = {"分钟", "小时", "天", "个工作日", "周", "旬", "个月", "个季度", "个半年", "年"};
    static constexpr std::string_view kEn[] = {"minute",         "hour",  "day",     "working day", "week",
                                               "ten-day period", "month", "quarter", "half year",   "year"};
    const auto unit = static_cast<std::size_t>(length.unit);
    const std::string count = std::to_string(length.count);
    return {count + std::string(kZh[unit]), count + " " + std::string(kEn[unit]) + (length.count == 1 ? "" : "s")};
}

std::optional<Status> status_of(std::string_view word) {
    for (std::size_t s = 0; s < kStatuses; ++s) {
        const Word& here = kStatusWords[s];
        if (word == here.name || word == here.zh || word == here.en) return static_cast<Status>(s);
    }
    return std::nullopt;
}

}  // namespace duban::evaluate
