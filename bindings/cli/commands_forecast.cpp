#include "bindings/cli/commands.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"

#include <algorithm>

namespace duban::cli {

using text::Code;
using text::Language;

namespace {

constexpr std::size_t kMostTurns = 200;

std::string light_words(const plan::Plan& plan, std::uint8_t light, Language language) {
    return light < plan.lights.size() ? evaluate::words(plan.lights[light]).in(language) : "—";
}

std::string turn_table(const engine::Opened& opened, const evaluate::Board& board, const std::vector<engine::Turn>& turns,
                       Language language) {
    using enum Align;
    Table table({left, left, left, left, left, left, left, left});
    table.add(language == Language::zh
                  ? std::vector<std::string>{"从何时起", "任务", "代码", "单位", "期间", "状态", "时效", "灯色"}
                  : std::vector<std::string>{"from", "task", "code", "unit", "slot", "status", "timeliness", "light"});
    for (std::size_t i = 0; i < turns.size() && i < kMostTurns; ++i) {
        const engine::Turn& turn = turns[i];
        const evaluate::Block& block = board.blocks[turn.row.block];
        const plan::Task& task = opened.plan.tasks[block.task];
        const std::size_t row = turn.row.row;
        const auto word = [&](evaluate::Status status) {
            return evaluate::words(status, block.modality, task.slots).in(language);
        };
        const auto in_time = [&](evaluate::Timeliness timeliness) { return evaluate::words(timeliness).in(language); };
        const std::string gone = "—";
        table.add({from_words(turn.at), task.id, opened.units.code(block.unit[row]), opened.units.name(block.unit[row]),
                   checklist::slot_words(block.slots[block.slot[row]].label, language),
                   arrow(word(block.status[row]), turn.is_gone ? gone : word(turn.status)),
                   arrow(in_time(block.timeliness[row]), turn.is_gone ? gone : in_time(turn.timeliness)),
                   arrow(light_words(opened.plan, block.light[row], language),
                         turn.is_gone ? gone : light_words(opened.plan, turn.light, language))});
    }
    return table.text();
}

}  // namespace

Exit forecast(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    const auto log = session.log_to_read();
    if (!log) return log.exit();
    auto look = session.look_in(**log);
    if (!look) return look.exit();
    std::optional<value::Instant> until;
    if (!arguments.until.empty()) {
        auto moment = session.moment("--until", arguments.until);
        if (!moment) return moment.exit();
        if (*moment <= look->board.as_of) {
            const auto shown = [](value::Instant at) { return value::to_short_string(at); };
            return session.wrong_usage(text::diagnose(Code::until_not_after, {shown(*moment), shown(look->board.as_of)}));
        }
        until = *moment;
    }
    const auto turns = engine::forecast(session.opened(), **log, *look, *wanted, until);
    if (!turns) return session.world_failed(turns.failure());
    if (arguments.json) {
        for (const engine::Turn& turn : *turns)
            terminal.print(engine::turn_line(session.opened(), look->board, turn) + "\n");
        return Exit::fine;
    }
    const Language language = session.language();
    const bool zh = language == Language::zh;
    if (!turns->empty()) terminal.print(turn_table(session.opened(), look->board, *turns, language) + "\n");
    const std::size_t rest = engine::rows(session.opened(), look->board, *wanted).size() - turns->size();
    terminal.print(zh ? std::to_string(turns->size()) + " 条会变；" + std::to_string(rest) + " 条不会只因时间而变\n"
                      : counted(turns->size(), "obligation") + " will change; " + std::to_string(rest) +
                            " will not by time alone\n");
    if (turns->size() > kMostTurns) say_more_than_shown(kMostTurns, terminal);
    terminal.print(checklist::receipt_text(look->receipt, language));
    return Exit::fine;
}

}  // namespace duban::cli
