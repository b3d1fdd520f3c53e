#include "bindings/cli/commands.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"

#include <algorithm>

namespace duban::cli {

using text::Code;
using text::Language;

namespace {

std::string light_words(const plan::Plan& plan, std::uint8_t light, Language language) {
    return light < plan.lights.size() ? evaluate::words(plan.lights[light]).in(language) : "—";
}

std::string turn_table(const engine::Opened& opened, const std::vector<engine::Turn>& turns, Language language) {
    using enum Align;
    Table table({left, left, left, left, left, left, left, left});
    table.add(language == Language::zh
                  ? std::vector<std::string>{"从何时起", "任务", "代码", "单位", "期间", "状态", "时效", "灯色"}
                  : std::vector<std::string>{"from", "task", "code", "unit", "slot", "status", "timeliness", "light"});
    for (std::size_t i = 0; i < turns.size() && i < kMostRowsListed; ++i) {
        const engine::Turn& turn = turns[i];
        const plan::Task& task = opened.plan.tasks[turn.task];
        /// What it reads and will read, of either a dash where it is not on the board.
        const auto turned = [&](const auto& words) {
            const std::string none = "—";
            return arrow(turn.now ? words(*turn.now) : none, turn.then ? words(*turn.then) : none);
        };
        table.add({from_words(turn.at), of_strength(task.id, turn.modality, language), opened.units.code(turn.unit),
                   opened.units.name(turn.unit), checklist::slot_words(turn.slot, language),
                   turned([&](const engine::Reading& reading) {
                       return evaluate::words(reading.status, turn.modality, task.slots).in(language);
                   }),
                   turned([&](const engine::Reading& reading) { return evaluate::words(reading.timeliness).in(language); }),
                   turned([&](const engine::Reading& reading) { return light_words(opened.plan, reading.light, language); })});
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
    const auto turns = engine::forecast(session.opened(), **log, look->receipt, *wanted, until);
    if (!turns) return session.world_failed(turns.failure());
    if (arguments.json) {
        for (const engine::Turn& turn : *turns)
            terminal.print(engine::turn_line(session.opened(), turn) + "\n");
        return Exit::fine;
    }
    const Language language = session.language();
    const bool zh = language == Language::zh;
    if (!turns->empty()) terminal.print(turn_table(session.opened(), *turns, language) + "\n");
    const auto is_new = [](const engine::Turn& turn) { return !turn.now; };
    const auto added = static_cast<std::size_t>(std::count_if(turns->begin(), turns->end(), is_new));
    const std::size_t changed = turns->size() - added;
    const std::size_t rest = engine::rows(session.opened(), look->board, *wanted).size() - changed;
    std::string said = zh ? std::to_string(changed) + " 条会变；" : counted(changed, "obligation") + " will change; ";
    if (added > 0) said += zh ? "新增 " + std::to_string(added) + " 条；" : std::to_string(added) + " will be added; ";
    terminal.print(said + std::to_string(rest) + (zh ? " 条不会只因时间而变\n" : " will not by time alone\n"));
    if (turns->size() > kMostRowsListed) say_more_than_shown(kMostRowsListed, terminal);
    terminal.print(checklist::receipt_text(look->receipt, language));
    return Exit::fine;
}

}  // namespace duban::cli
