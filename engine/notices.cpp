#include "engine/engine.hpp"
#include "engine/status_json.hpp"

#include <algorithm>

namespace duban::engine {

std::vector<evaluate::Notice> notices(const Opened& opened, const evaluate::Board& board, const Filter& filter,
                                      std::optional<value::Instant> since) {
    std::vector<evaluate::Notice> found = evaluate::notices(opened.world(), board);
    const std::vector<std::uint32_t> blocks =
        filter.task == plan::kNone ? std::vector<std::uint32_t>() : board.all_blocks_of(opened.plan, filter.task);
    std::erase_if(found, [&](const evaluate::Notice& one) {
        const bool is_other_task =
            filter.task != plan::kNone && std::find(blocks.begin(), blocks.end(), one.block) == blocks.end();
        return is_other_task || (filter.unit && one.to != *filter.unit) || (since && one.since && *one.since <= *since);
    });
    return found;
}

std::string rung_words(const plan::Rung& rung, text::Language language) {
    const text::Words overdue{"逾期", "overdue"};
    if (!rung.delay) return overdue.in(language);
    const bool zh = language == text::Language::zh;
    const std::string sign = rung.beyond ? " > " : zh ? " ≥ " : " >= ";
    return overdue.in(language) + sign + evaluate::words(*rung.delay).in(language);
}

std::string notice_line(const Opened& opened, const evaluate::Board& board, const evaluate::Notice& notice) {
    const evaluate::Block& block = board.blocks[notice.block];
    const plan::Task& task = opened.plan.tasks[block.task];
    const std::string rule = rung_words(task.ladder[notice.rung], text::Language::en);
    const std::string& unit = opened.units.code(block.unit[notice.row]);
    const std::string& slot = block.slots[block.slot[notice.row]].label;
    const std::string due = value::to_short_string(block.due[notice.row]);
    json::Writer out(json::Layout::one_line);
    out.begin_object().member(
        "key", task.id + "|" + unit + "|" + slot + "|" + std::string(evaluate::name(block.modality)) + "|" + rule + "|" + due);
    out.key("to").begin_object().member("unit", opened.units.code(notice.to)).key("person");
    notice.person.empty() ? out.null() : out.text(notice.person);
    out.end_object();
    instant_member(out, "since", notice.since.value_or(evaluate::kNever));
    out.member("rule", rule).member("task", task.id).member("unit", unit);
    out.member("holder", opened.units.code(block.holder[notice.row])).member("slot", slot);
    out.member("modality", evaluate::name(block.modality)).member("status", evaluate::name(block.status[notice.row]));
    out.member("due", due).member("overdue_days", block.days[notice.row]);
    out.end_object();
    return out.take();
}

}  // namespace duban::engine
