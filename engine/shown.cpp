#include "engine/shown.hpp"

#include <array>

namespace duban::engine {

namespace {

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

}  // namespace

std::string shown_instant(value::Instant at) { return at == evaluate::kNever ? "—" : value::to_short_string(at); }

std::string shown_reasons(evaluate::Reasons reasons, text::Language language) {
    std::vector<std::string> said;
    for (std::size_t r = 0; r < evaluate::kReasons; ++r) {
        const auto reason = static_cast<evaluate::Reason>(r);
        if ((reasons & evaluate::bit(reason)) != 0) said.push_back(evaluate::words(reason).in(language));
    }
    return listed(said, language);
}

std::string shown_indicator(const plan::Plan& plan, std::string_view name) {
    const std::uint32_t found = plan.find_indicator(name);
    if (found != plan::kNone && plan.indicators[found].kind == plan::IndicatorKind::document) {
        return "《" + plan.indicators[found].name + "》";
    }
    return std::string(name);
}

text::Words rule_words(std::int32_t rule) {
    if (rule < 1 || rule > static_cast<std::int32_t>(kRules.size())) return {};
    const auto& sentence = kRules[static_cast<std::size_t>(rule - 1)];
    return {std::string(sentence[0]), std::string(sentence[1])};
}

Figures figures(const Opened& opened, const evaluate::Board& board, Row row, text::Language language) {
    const evaluate::Block& block = board.blocks[row.block];
    const plan::Criterion& criterion = opened.plan.tasks[block.task].goals[block.goal].criterion;
    plan::Indicator plain;  // no measure, where several are read
    const plan::Indicator* indicator = nullptr;
    for (const plan::Node& node : criterion.nodes) {
        if (node.indicator == plan::kNone) continue;
        indicator = indicator ? &plain : &opened.plan.indicators[node.indicator];
    }
    const std::int64_t target = block.target[row.row];
    if (!indicator || target == evaluate::kMinusInfinity) return {};
    return {checklist::value_words(*indicator, block.low[row.row], block.high[row.row], language),
            checklist::value_words(*indicator, target, target, language)};
}

std::string listed(const std::vector<std::string>& items, text::Language language) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += language == text::Language::zh ? "、" : ", ";
        out += item;
    }
    return out;
}

}  // namespace duban::engine
