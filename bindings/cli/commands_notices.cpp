#include "bindings/cli/commands.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"

#include <algorithm>

namespace duban::cli {

using text::Language;

namespace {

std::string table_of(const engine::Opened& opened, const evaluate::Board& board, const std::vector<evaluate::Notice>& notices,
                     Language language) {
    using enum Align;
    const bool zh = language == Language::zh;
    Table table({left, left, left, left, left, left, left, left});
    table.add(zh ? std::vector<std::string>{"通知对象", "应通知时间", "依据", "任务", "代码", "单位", "期间", "时效"}
                 : std::vector<std::string>{"to", "since", "because", "task", "code", "unit", "slot", "timeliness"});
    for (std::size_t i = 0; i < notices.size() && i < kMostRowsListed; ++i) {
        const evaluate::Notice& notice = notices[i];
        const evaluate::Block& block = board.blocks[notice.block];
        const plan::Task& task = opened.plan.tasks[block.task];
        const units::UnitIndex unit = block.unit[notice.row];
        const std::string to = opened.units.name(notice.to);
        table.add({notice.person.empty() ? to : to + (zh ? "的" : "'s ") + notice.person,
                   notice.since ? from_words(*notice.since) : "—", engine::rung_words(task.ladder[notice.rung], language),
                   task.id, opened.units.code(unit), opened.units.name(unit),
                   checklist::slot_words(block.slots[block.slot[notice.row]].label, language),
                   checklist::timeliness_words(board, block, notice.row, language)});
    }
    return table.text();
}

}  // namespace

Exit notices(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    auto now = session.now();  // not the end of the day: what is reached in the evening is not told in the morning
    if (!now) return now.exit();
    auto look = session.look(*now);
    if (!look) return look.exit();
    std::optional<engine::Look> before;
    if (!arguments.since.empty()) {
        auto then = session.look_before(*look);
        if (!then) return then.exit();
        before.emplace(std::move(*then));
    }
    const engine::Opened& opened = session.opened();
    const std::vector<evaluate::Notice> found =
        engine::notices(opened, look->board, *wanted, before ? &before->board : nullptr);
    if (arguments.json) {
        for (const evaluate::Notice& notice : found)
            terminal.print(engine::notice_line(opened, look->board, notice) + "\n");
        return Exit::fine;
    }
    const Language language = session.language();
    const bool zh = language == Language::zh;
    if (!found.empty()) terminal.print(table_of(opened, look->board, found, language) + "\n");
    terminal.print(zh ? "应发督办通知 " + std::to_string(found.size()) + " 条\n" : counted(found.size(), "notice") + "\n");
    if (found.size() > kMostRowsListed) {
        const std::string most = std::to_string(kMostRowsListed);
        terminal.note(terminal.language() == Language::zh
                          ? "只列前 " + most + " 条；其余请加 --unit、--task、--since，或用 --json"
                          : "only the first " + most + " are listed; narrow with --unit, --task, --since, or use --json");
    }
    const std::vector<plan::Task>& tasks = opened.plan.tasks;
    if (std::all_of(tasks.begin(), tasks.end(), [](const plan::Task& task) { return task.ladder.empty(); }))
        terminal.note(
            terminal.say("计划里没有“升级”：没有写逾期告诉谁", "the plan has no escalate: it does not say who is told"));
    terminal.print(checklist::receipt_text(look->receipt, language));
    return Exit::fine;
}

}  // namespace duban::cli
