#include "bindings/cli/commands.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <chrono>
#include <sys/resource.h>
#include <utility>

namespace duban::cli {

using text::Code;
using text::Language;

namespace {

/// Every status word, as each language says it.
text::Words status_list() {
    text::Words all;
    for (std::size_t s = 0; s < evaluate::kStatuses; ++s) {
        const auto status = static_cast<evaluate::Status>(s);
        all.zh += (s == 0 ? "" : "、") + evaluate::words(status, plan::Modality::must, plan::SlotRule::one_off).zh;
        all.en += (s == 0 ? "" : ", ") + std::string(evaluate::name(status));
    }
    return all;
}

/// The statuses of --fail-on, joined by commas.
Step<std::vector<evaluate::Status>> fail_on(Session& session, const std::string& text) {
    std::vector<evaluate::Status> found;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        begin = end + 1;
        if (const auto status = evaluate::status_of(word)) {
            found.push_back(*status);
            continue;
        }
        return session.wrong_usage(text::diagnose(Code::wrong_status, {word, status_list()}));
    }
    return found;
}

std::string row_table(const engine::Opened& opened, const evaluate::Board& board, const std::vector<engine::Row>& rows,
                      Language language) {
    using enum Align;
    Table table({left, left, left, left, left, left, left, left, left});
    table.add(language == Language::zh
                  ? std::vector<std::string>{"任务", "代码", "单位", "期间", "状态", "期限", "时效", "现值", "目标"}
                  : std::vector<std::string>{"task", "code", "unit", "slot", "status", "due", "timeliness", "value", "target"});
    const std::string separator = language == Language::zh ? "；" : "; ";
    for (const engine::Row& place : rows) {
        const evaluate::Block& block = board.blocks[place.block];
        const plan::Task& task = opened.plan.tasks[block.task];
        const units::UnitIndex unit = block.unit[place.row];
        const engine::Figures figures = engine::figures(opened, board, place, language);
        const std::string behind = checklist::behind_words(opened.plan, block, place.row, language);
        table.add({task.id, opened.units.code(unit), opened.units.name(unit),
                   checklist::slot_words(block.slots[block.slot[place.row]].label, language),
                   checklist::status_words(opened.plan, block, place.row, language),
                   checklist::due_words(block.due[place.row], block.planned[place.row], language),
                   checklist::timeliness_words(board, block, place.row, language) + (behind.empty() ? "" : separator + behind),
                   figures.value, figures.target});
    }
    return table.text();
}

/// By task and status, where there are too many rows to list.
std::string task_table(const engine::Opened& opened, const evaluate::Board& board, const std::vector<engine::Row>& rows,
                       Language language) {
    std::vector<std::vector<std::size_t>> counted(opened.plan.tasks.size(), std::vector<std::size_t>(evaluate::kStatuses));
    for (const engine::Row& place : rows) {
        const evaluate::Block& block = board.blocks[place.block];
        ++counted[block.task][static_cast<std::size_t>(block.status[place.row])];
    }
    using enum Align;
    Table table({left, left, left, right});
    table.add(language == Language::zh ? std::vector<std::string>{"任务", "名称", "状态", "条数"}
                                       : std::vector<std::string>{"task", "title", "status", "rows"});
    for (std::size_t t = 0; t < counted.size(); ++t) {
        const plan::Task& task = opened.plan.tasks[t];
        bool first = true;
        for (std::size_t s = 0; s < evaluate::kStatuses; ++s) {
            if (counted[t][s] == 0) continue;
            const text::Words word = evaluate::words(static_cast<evaluate::Status>(s), task.goals.front().modality, task.slots);
            table.add({first ? task.id : "", first ? task.title : "", word.in(language), std::to_string(counted[t][s])});
            first = false;
        }
    }
    return table.text();
}

std::string rate(std::int64_t low, std::int64_t high, std::int64_t all) {
    const std::string least = value::percent(low, all);
    const std::string most = value::percent(high, all);
    return least == most ? least + "%" : least + "%–" + most + "%";
}

/// `31 条：已完成 12，逾期未报 19；计入 31 条，完成 12，完成率 38.7%`: all rows, and of must, normally and never those that
/// count.
std::string summary(const evaluate::Board& board, const std::vector<engine::Row>& rows, bool is_weighted, Language language) {
    evaluate::Tally tally;
    for (const engine::Row& place : rows)
        tally.add(board.blocks[place.block], place.row);
    const bool zh = language == Language::zh;
    std::string said = std::to_string(tally.rows) + (zh ? " 条" : tally.rows == 1 ? " row" : " rows");
    std::string sign = zh ? "：" : ": ";
    for (std::size_t s = 0; s < evaluate::kStatuses; ++s) {
        if (tally.by_status[s] == 0) continue;
        said += sign +
                evaluate::words(static_cast<evaluate::Status>(s), plan::Modality::must, plan::SlotRule::one_off).in(language) +
                " " + std::to_string(tally.by_status[s]);
        sign = zh ? "，" : ", ";
    }
    const evaluate::Counts& counts = tally.counts[0];
    if (counts.all() > 0) {
        const std::string all = std::to_string(counts.all());
        const std::string done = std::to_string(counts.done);
        said += zh ? "；计入 " + all + " 条，完成 " + done
                   : "; " + all + (counts.all() == 1 ? " counts, " : " count, ") + done + " of them done";
        said += (zh ? "，完成率 " : ", completion ") + rate(counts.done, counts.done + counts.unknown, counts.all());
        if (is_weighted && counts.weight() > 0) {
            said += (zh ? "，加权完成率 " : ", weighted ") +
                    rate(counts.done_weight, counts.done_weight + counts.unknown_weight, counts.weight());
        }
    }
    const evaluate::Counts& on_time = tally.on_time[0];
    if (on_time.all() > 0) {
        said += (zh ? "；按时率 " : "; on time ") + rate(on_time.done, on_time.done + on_time.unknown, on_time.all());
    }
    return said + "\n";
}

/// How long and how big, for the demo: to standard error.
void tell_timing(Terminal& terminal, std::size_t obligations, std::chrono::steady_clock::time_point begun) {
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
    rusage used{};
    static_cast<void>(getrusage(RUSAGE_SELF, &used));
    const std::string rows = std::to_string(obligations);
    const std::string wall = std::to_string(passed);
    const std::string peak = std::to_string(used.ru_maxrss);
    const std::string each = std::to_string(used.ru_maxrss * 1024 / static_cast<long>(std::max<std::size_t>(obligations, 1)));
    terminal.note(terminal.language() == Language::zh
                      ? rows + " 条责任，用时 " + wall + " 毫秒，内存峰值 " + peak + " KiB，每条 " + each + " 字节"
                      : rows + " obligations, " + wall + " ms, peak " + peak + " KiB, " + each + " bytes each");
}

}  // namespace

Exit status(const Arguments& arguments, Terminal& terminal) {
    const auto begun = std::chrono::steady_clock::now();
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    auto failing = fail_on(session, arguments.fail_on);
    if (!failing) return failing.exit();
    auto look = session.look();
    if (!look) return look.exit();

    const engine::Opened& opened = session.opened();
    const evaluate::Board& board = look->board;
    const std::vector<engine::Row> rows = engine::rows(opened, board, *wanted);
    if (arguments.json) {
        for (const engine::Row& row : rows)
            terminal.print(engine::status_line(opened, board, row) + "\n");
    } else {
        const Language language = session.language();
        const bool is_listed = rows.size() <= kMostRowsListed;
        terminal.print(is_listed ? row_table(opened, board, rows, language) : task_table(opened, board, rows, language));
        terminal.print("\n" + summary(board, rows, opened.plan.has_weights, language) +
                       checklist::receipt_text(look->receipt, language));
        if (!is_listed) {
            terminal.note(
                terminal.say("行数太多，只列合计；逐条请加 --task、--unit、--level，或用 --json",
                             "too many rows: only sums are shown; narrow with --task, --unit, --level, or use --json"));
        }
    }
    if (arguments.timing) tell_timing(terminal, board.size(), begun);
    for (const engine::Row& place : rows) {
        const evaluate::Status found = board.blocks[place.block].status[place.row];
        if (std::find(failing->begin(), failing->end(), found) != failing->end()) return Exit::findings;
    }
    return Exit::fine;
}

namespace {

Step<engine::Depth> depth(Session& session, const std::string& word) {
    if (word.empty() || word == "rule") return engine::Depth::rule;
    if (word == "line") return engine::Depth::line;
    if (word == "full") return engine::Depth::full;
    return session.wrong_usage(text::diagnose(Code::wrong_choice, {"--depth", text::excerpt(word), "line, rule, full"}));
}

/// Those of a task that the unit holds, and its own that another holds; of one slot, if it is named.
std::vector<engine::Row> rows_of(const engine::Opened& opened, const evaluate::Board& board, std::uint32_t task,
                                 units::UnitIndex unit, const std::string& written) {
    const std::string slot = engine::slot_label(opened, written);
    std::vector<engine::Row> rows = engine::rows(opened, board, {task, {}, {}, {}});
    std::erase_if(rows, [&](const engine::Row& row) {
        const evaluate::Block& block = board.blocks[row.block];
        const std::string& label = block.slots[block.slot[row.row]].label;
        const bool is_named = slot.empty() || label == slot || label == "case:" + written || label == "window:" + written;
        return (block.unit[row.row] != unit && block.holder[row.row] != unit) || !is_named;
    });
    return rows;
}

/// Why a task has no such row at the unit: what it replaces may stand there, the unit may have closed, the slot may be wrong.
text::Diagnostic no_such_row(const engine::Opened& opened, const evaluate::Board& board, std::uint32_t which,
                             units::UnitIndex unit, const std::string& written) {
    const plan::Plan& plan = opened.plan;
    const plan::Task& task = plan.tasks[which];
    const std::string& name = opened.units.name(unit);
    const std::vector<engine::Row> others = rows_of(opened, board, which, unit, {});
    const auto listed = [](const std::vector<std::string>& all) {
        return text::Words(checklist::listed(all, Language::zh), checklist::listed(all, Language::en));
    };
    const auto add = [](std::vector<std::string>& all, const std::string& one) {
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    };
    std::vector<std::string> stay;  // in the order of the plan; one may be in several versions
    for (const std::uint32_t replaced : plan.all_it_replaced(task)) {
        for (const engine::Row& row : rows_of(opened, board, replaced, unit, others.empty() ? std::string() : written)) {
            if (!board.blocks[row.block].is_superseded(row.row)) add(stay, plan.tasks[replaced].id);
        }
    }
    if (!stay.empty()) return text::diagnose(Code::obligation_stays, {name, task.id, listed(stay)});
    std::vector<std::string> slots;
    for (const engine::Row& row : others) {
        const evaluate::Block& block = board.blocks[row.block];
        add(slots, block.slots[block.slot[row.row]].label);
    }
    if (!slots.empty()) return text::diagnose(Code::named_slot_unknown, {name, task.id, written, listed(slots)});
    const auto closed = opened.units.closed(unit);
    const bool was_asked = std::binary_search(task.lead.units.begin(), task.lead.units.end(), unit);
    if (was_asked && closed && value::first_minute(*closed) <= board.as_of)
        return text::diagnose(Code::unit_has_closed, {name, task.id, value::to_string(*closed)});
    return text::diagnose(Code::no_obligation, {name, task.id});
}

}  // namespace

Exit explain(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    const auto wanted_depth = depth(session, arguments.depth);
    if (!wanted_depth) return wanted_depth.exit();
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    auto look = session.look();
    if (!look) return look.exit();

    const engine::Opened& opened = session.opened();
    const units::UnitIndex unit = *wanted->unit;
    const std::vector<engine::Row> rows = rows_of(opened, look->board, wanted->task, unit, arguments.slot);
    if (rows.empty()) return session.wrong_usage(no_such_row(opened, look->board, wanted->task, unit, arguments.slot));
    for (const engine::Row& row : rows) {
        if (arguments.json) {
            terminal.print(engine::explanation_json(opened, *look, row, *wanted_depth) + "\n");
        } else {
            const std::string said = engine::explanation_text(opened, *look, row, session.language(), *wanted_depth);
            terminal.print(*wanted_depth == engine::Depth::line ? said : said + "\n");
        }
    }
    if (!arguments.json) terminal.print(checklist::receipt_text(look->receipt, session.language()));
    return Exit::fine;
}

}  // namespace duban::cli
