#include "engine/calendar/period.hpp"
#include "engine/engine.hpp"
#include "engine/evaluate/handover.hpp"
#include "engine/status_json.hpp"

#include <algorithm>
#include <set>

namespace duban::engine {

namespace {

/// Names a notice: its row, its rung, its due date, whom it tells.
std::string key(const Opened& opened, const evaluate::Board& board, const evaluate::Notice& notice) {
    const evaluate::Block& block = board.blocks[notice.block];
    const plan::Task& task = opened.plan.tasks[block.task];
    const evaluate::SlotName& slot = block.slots[block.slot[notice.row]];
    std::string said = opened.plan.tasks[opened.plan.newest(block.task)].id;
    std::string which = slot.label;
    if (evaluate::is_of_year(opened.plan, task, slot)) {
        which = calendar::label_of(opened.plan.year);
    } else if (!slot.case_id.empty()) {  // another event, or another place, may have a case of its code
        which += "@" + opened.units.code(slot.case_unit) + "@" + opened.plan.events[slot.case_event].name;
    }
    for (const std::string& part :
         {opened.units.code(block.unit[notice.row]), std::move(which), std::string(evaluate::name(block.modality)),
          rung_words(task.ladder[notice.rung], text::Language::en), value::to_short_string(block.due[notice.row]),
          opened.units.code(notice.to), notice.person})
        said += "|" + part;
    return said;
}

}  // namespace

std::vector<evaluate::Notice> notices(const Opened& opened, const evaluate::Board& board, const Filter& filter,
                                      const evaluate::Board* before) {
    std::vector<evaluate::Notice> found = evaluate::notices(opened.world(), board);
    const std::vector<std::uint32_t> blocks =
        filter.task == plan::kNone ? std::vector<std::uint32_t>() : board.all_blocks_of(opened.plan, filter.task);
    std::set<std::string> stood;
    if (before) {
        for (const evaluate::Notice& one : evaluate::notices(opened.world(), *before))
            stood.insert(key(opened, *before, one));
    }
    std::erase_if(found, [&](const evaluate::Notice& one) {
        const bool is_other_task =
            filter.task != plan::kNone && std::find(blocks.begin(), blocks.end(), one.block) == blocks.end();
        return is_other_task || (filter.unit && one.to != *filter.unit) ||
               (!stood.empty() && stood.contains(key(opened, board, one)));
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
    json::Writer out(json::Layout::one_line);
    out.begin_object().member("key", key(opened, board, notice));
    out.key("to").begin_object().member("unit", opened.units.code(notice.to)).key("person");
    notice.person.empty() ? out.null() : out.text(notice.person);
    out.end_object();
    instant_member(out, "since", notice.since.value_or(evaluate::kNever));
    out.member("rule", rung_words(task.ladder[notice.rung], text::Language::en)).member("task", task.id);
    out.member("unit", opened.units.code(block.unit[notice.row]));
    out.member("holder", opened.units.code(block.holder[notice.row]));
    out.member("slot", block.slots[block.slot[notice.row]].label);
    out.member("modality", evaluate::name(block.modality)).member("status", evaluate::name(block.status[notice.row]));
    out.member("due", value::to_short_string(block.due[notice.row])).member("overdue_days", block.days[notice.row]);
    out.end_object();
    return out.take();
}

}  // namespace duban::engine
