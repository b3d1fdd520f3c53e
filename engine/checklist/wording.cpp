#include "engine/checklist/wording.hpp"

#include "engine/evaluate/words.hpp"

#include <array>
#include <optional>

namespace duban::checklist {

namespace {

using evaluate::kMinusInfinity;
using evaluate::kPlusInfinity;
using text::Language;
using text::Words;

// The lines of the table in docs/SEMANTICS.md, §4.
constexpr std::array<std::array<std::string_view, 2>, 20> kRules{{
    {"没有需要判断的事件", "there is no case to judge"},
    {"完成标准对它不适用", "the criterion does not apply to it"},
    {"达到标准，佐证齐，没有退回；要审核的已审核",
     "the criterion is met, the proof is there, nothing is returned; verified where that is asked"},
    {"任务已撤回、拆分、合并或移走", "the task was withdrawn, divided, merged or taken away"},
    {"在免除期内", "a waiver is in force"},
    {"已作说明，在说明期内", "an excuse is in force"},
    {"已经确定达不到，再报也改变不了", "it is surely not met, and no later report can mend it"},
    {"数字达到标准，但最近一次审核是退回", "the figures meet the criterion, but the latest review is a return"},
    {"数字达到标准，但要求的佐证不在", "the figures meet the criterion, but the proof asked for is not there"},
    {"数字达到标准，等待审核或评定", "the figures meet the criterion; it waits for verification or judgement"},
    {"还没有到开始的时候", "it has not opened yet"},
    {"在等前置任务，或者它的时段、事件还没有确定", "it waits for another task, or its window or event is not known yet"},
    {"过了期限，已报的情况达不到标准", "past its due date, what was reported does not meet the criterion"},
    {"过了期限，该报的没有报，无法判断", "past its due date, reports are lacking and nothing can be said"},
    {"不是缺报，而是别的原因无法判断", "nothing can be said, for other reasons than lacking reports"},
    {"有到期应报而未报的", "a report that is due is lacking"},
    {"没有达到，而且落后于进度", "not met, and surely behind its schedule"},
    {"快到期限", "its due date is near"},
    {"还没有报过任何情况", "nothing has been reported yet"},
    {"以上都不是", "none of the others"},
}};

/// A known value.
std::string point_words(const plan::Indicator& indicator, std::int64_t amount, Language language) {
    if (!indicator.members.empty()) {
        if (amount < 0) return Words("无", "none").in(language);
        const auto rank = static_cast<std::size_t>(amount / value::Decimal::kOne);
        if (rank >= indicator.members.size()) return Words("未知", "unknown").in(language);
        return told_words(indicator, indicator.members[rank], language);
    }
    if (indicator.kind == plan::IndicatorKind::yes_no)
        return (amount > 0 ? Words("是", "yes") : Words("否", "no")).in(language);
    if (indicator.kind == plan::IndicatorKind::ratio) {
        return value::to_string(value::Decimal{amount / value::Decimal::kOne * 100 * value::Decimal::kOne +
                                               amount % value::Decimal::kOne * 100}) +
               "%";
    }
    return value::to_string(value::Decimal{amount}) + (indicator.measure.empty() ? "" : " " + indicator.measure);
}

/// What a goal's criterion reads; of several something without a measure.
std::optional<plan::Indicator> read_by(const plan::Plan& plan, const evaluate::Block& block) {
    std::optional<plan::Indicator> read;
    for (const plan::Node& node : plan.tasks[block.task].goals[block.goal].criterion.nodes) {
        if (node.indicator == plan::kNone) continue;
        read = read ? plan::Indicator{} : plan.indicators[node.indicator];
    }
    return read;
}

std::string counted(std::int64_t number, std::string_view zh, std::string_view en, Language language) {
    const std::string digits = std::to_string(number);
    if (language == Language::zh) return digits + " " + std::string(zh);
    return digits + " " + std::string(en) + (number == 1 ? "" : "s");
}

/// By how much it is past its due date; at an hour also in hours, or minutes under one.
std::string delay_words(const evaluate::Board& board, const evaluate::Block& block, std::size_t row, Language language) {
    const bool zh = language == Language::zh;
    const value::Instant due = block.due[row];
    std::vector<std::string> parts;
    if (due != value::last_minute(value::date_of(due))) {
        const bool is_late = block.timeliness[row] == evaluate::Timeliness::late;
        const std::int64_t minutes = (is_late ? block.completed[row] : board.as_of).minutes - due.minutes;
        parts.push_back(minutes < 60 ? counted(minutes, "分钟", "minute", language)
                                     : counted(minutes / 60, "小时", "hour", language));
        if (block.days[row] == 0) return parts.front();
    }
    const std::int32_t working = block.working_days[row];
    if (working >= 0) parts.insert(parts.begin(), counted(working, "个工作日", "working day", language));
    std::string days = counted(block.days[row], "天", "day", language);
    if (parts.empty()) return days;
    return days + (zh ? "（" : " (") + listed(parts, language) + (zh ? "）" : ")");
}

}  // namespace

std::string listed(const std::vector<std::string>& items, Language language) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += language == Language::zh ? "、" : ", ";
        out += item;
    }
    return out;
}

std::string value_words(const plan::Indicator& indicator, std::int64_t low, std::int64_t high, Language language) {
    const bool no_low = low == kMinusInfinity;
    const bool no_high = high == kPlusInfinity;
    const auto said = [&](std::int64_t amount) { return point_words(indicator, amount, language); };
    if (no_low && no_high) return Words("未知", "unknown").in(language);
    if (low == high) return said(low);
    if (no_low) return Words("至多 ", "at most ").in(language) + said(high);
    if (!no_high && indicator.kind != plan::IndicatorKind::document) {
        return said(low) + Words(" 至 ", " to ").in(language) + said(high);
    }
    // What adds up, and may grow yet.
    if (low <= 0 && indicator.members.empty()) return Words("尚无（未报全）", "none so far (not all reported)").in(language);
    if (low < 0) return Words("尚未填报", "not reported yet").in(language);
    return Words("已报 " + said(low) + "（未报全）", said(low) + " so far (not all reported)").in(language);
}

Attained attained(const plan::Plan& plan, const evaluate::Block& block, std::size_t row, Language language) {
    const std::optional<plan::Indicator> read = read_by(plan, block);
    const std::int64_t target = block.target[row];
    if (!read || target == kMinusInfinity) return {};
    return {value_words(*read, block.low[row], block.high[row], language), value_words(*read, target, target, language)};
}

std::string attained_briefly(const plan::Plan& plan, const evaluate::Block& block, std::size_t row) {
    const std::optional<plan::Indicator> read = read_by(plan, block);
    const std::int64_t target = block.target[row];
    if (!read || target == kMinusInfinity || !read->members.empty() || read->kind == plan::IndicatorKind::yes_no) return {};
    const std::int64_t low = block.low[row];
    const std::int64_t high = block.high[row];
    const bool may_be_more = low != high;
    const bool is_known = low > 0 || (!may_be_more && low != kMinusInfinity);
    const auto bare = [&](std::int64_t amount) {
        plan::Indicator plain = *read;
        plain.measure.clear();
        return point_words(plain, amount, Language::zh);
    };
    std::string text = is_known ? (may_be_more ? "≥" : "") + bare(low) : std::string("?");
    return text + "/" + point_words(*read, target, Language::zh);
}

std::string told_words(const plan::Indicator& indicator, std::string_view told, Language language) {
    if (indicator.kind == plan::IndicatorKind::document) {
        for (std::size_t rank = 0; rank < plan::kDocumentStages; ++rank) {
            if (plan::document_stage(rank).zh == told) return plan::document_stage(rank).in(language);
        }
    }
    if (indicator.kind == plan::IndicatorKind::yes_no && (told == "0" || told == "1")) {
        return (told == "1" ? Words("是", "yes") : Words("否", "no")).in(language);
    }
    return std::string(told);
}

std::string indicator_words(const plan::Plan& plan, std::string_view name, Language language) {
    const std::uint32_t found = plan.find_indicator(name);
    if (found == plan::kNone || plan.indicators[found].kind != plan::IndicatorKind::document) return std::string(name);
    const std::string& title = plan.indicators[found].name;
    return Words("《" + title + "》", "“" + title + "”").in(language);
}

std::string instant_words(value::Instant at) { return at == evaluate::kNever ? "—" : value::to_short_string(at); }

std::string slot_words(std::string_view label, Language language) {
    constexpr std::string_view kCase = "case:";
    constexpr std::string_view kWindow = "window:";
    if (label.starts_with(kCase)) return Words("事件 ", "case ").in(language) + std::string(label.substr(kCase.size()));
    return std::string(label.starts_with(kWindow) ? label.substr(kWindow.size()) : label);
}

std::string timeliness_words(const evaluate::Board& board, const evaluate::Block& block, std::size_t row, Language language) {
    const bool zh = language == Language::zh;
    const evaluate::Timeliness timeliness = block.timeliness[row];
    std::string word = evaluate::words(timeliness).in(language);
    switch (timeliness) {
        case evaluate::Timeliness::late:
        case evaluate::Timeliness::overdue:
        case evaluate::Timeliness::past: return word + (zh ? " " : " by ") + delay_words(board, block, row, language);
        case evaluate::Timeliness::due_soon:
        case evaluate::Timeliness::not_due:
            if (block.days[row] == 0) return word + (zh ? "，当天到期" : ", due today");
            return word + (zh ? "，还有 " : ", ") + counted(block.days[row], "天", "day", language) + (zh ? "" : " left");
        case evaluate::Timeliness::early:
        case evaluate::Timeliness::on_time:
        case evaluate::Timeliness::no_deadline:
        case evaluate::Timeliness::due_unknown:
        case evaluate::Timeliness::none: break;
    }
    return word;
}

text::Words rule_words(std::int32_t rule) {
    if (rule < 1 || rule > static_cast<std::int32_t>(kRules.size())) return {};
    const auto& sentence = kRules[static_cast<std::size_t>(rule - 1)];
    return {std::string(sentence[0]), std::string(sentence[1])};
}

std::string receipt_text(const evaluate::Receipt& receipt, Language language) {
    const bool zh = language == Language::zh;
    const auto version = [](const std::string& hash) { return hash.substr(0, 12); };
    const auto item = [&](const char* in_zh, const char* in_en, const std::string& what) {
        return (zh ? std::string("；") + in_zh : std::string("; ") + in_en) + " " + what;
    };
    const std::string last = receipt.last_record == 0
                                 ? Words("无", "none").in(language)
                                 : std::to_string(receipt.last_record) + " (" + version(receipt.last_hash) + ")";
    std::string out = (zh ? "回执：截至 " : "Receipt: as of ") + value::to_short_string(receipt.as_of);
    out += item("收录至", "known at", value::to_short_string(receipt.known_at));
    out += item("最后一条记录", "last record", last) + item("计划", "plan", version(receipt.plan));
    out += item("单位", "units", version(receipt.units)) + item("日历", "calendar", version(receipt.calendar));
    out += item("督办", "duban", receipt.engine);
    if (!receipt.adopted)
        out += zh ? "；假设推演：与记录中采用的版本不同" : "; a what-if: other versions than the log has adopted";
    return out + "\n";
}

}  // namespace duban::checklist
