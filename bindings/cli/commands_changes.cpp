#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"

#include <algorithm>

namespace duban::cli {

using engine::Change;
using engine::Standpoint;
using text::Code;
using text::Language;

namespace {

constexpr std::size_t kMostShown = 200;

struct Side {
    std::string status;
    std::string due;
};

Side side(const Standpoint& on, const std::optional<engine::Row>& row, Language language) {
    if (!row) return {"—", "—"};
    const evaluate::Block& block = on.look.board.blocks[row->block];
    const plan::Task& task = on.opened.plan.tasks[block.task];
    return {evaluate::words(block.status[row->row], block.modality, task.slots).in(language),
            checklist::instant_words(block.due[row->row])};
}

std::string arrow(const std::string& before, const std::string& after) {
    return before == after ? after : before + " → " + after;
}

std::string why(const Change& change, Language language) {
    const bool zh = language == Language::zh;
    switch (change.why) {
        case Change::Why::plan: return zh ? "计划修订" : "the plan";
        case Change::Why::time: return zh ? "时间" : "time";
        case Change::Why::records: break;
    }
    std::string said = zh ? "记录 " : "records ";
    for (const std::int64_t record : change.records)
        said += (record == change.records.front() ? "" : zh ? "、" : ", ") + std::to_string(record);
    return said;
}

std::string table_of(const Standpoint& before, const Standpoint& after, const std::vector<Change>& changes, Language language) {
    using enum Align;
    Table table({left, left, left, left, left, left, left});
    table.add(language == Language::zh
                  ? std::vector<std::string>{"任务", "代码", "单位", "期间", "状态", "期限", "因为"}
                  : std::vector<std::string>{"task", "code", "unit", "slot", "status", "due", "because of"});
    for (std::size_t i = 0; i < changes.size() && i < kMostShown; ++i) {
        const Change& change = changes[i];
        const Standpoint& on = change.after ? after : before;
        const engine::Row& row = change.after ? *change.after : *change.before;
        const evaluate::Block& block = on.look.board.blocks[row.block];
        const Side was = side(before, change.before, language);
        const Side is = side(after, change.after, language);
        table.add({on.opened.plan.tasks[block.task].id, on.opened.units.code(block.unit[row.row]),
                   on.opened.units.name(block.unit[row.row]),
                   checklist::slot_words(block.slots[block.slot[row.row]].label, language), arrow(was.status, is.status),
                   arrow(was.due, is.due), why(change, language)});
    }
    return table.text();
}

Exit tell(const Arguments& arguments, Terminal& terminal, const Standpoint& before, const Standpoint& after,
          const std::vector<Change>& changes, Language language) {
    if (arguments.json) {
        for (const Change& change : changes)
            terminal.print(engine::change_line(before, after, change) + "\n");
        return Exit::fine;
    }
    const bool zh = language == Language::zh;
    if (!changes.empty()) terminal.print(table_of(before, after, changes, language) + "\n");
    terminal.print(zh ? std::to_string(changes.size()) + " 条有变化\n" : counted(changes.size(), "obligation") + " changed\n");
    if (changes.size() > kMostShown) {
        terminal.note(terminal.say("只列前 200 条；其余请加 --task、--unit，或用 --json",
                                   "only the first 200 are listed; narrow with --task, --unit, or use --json"));
    }
    terminal.print(checklist::receipt_text(before.look.receipt, language) +
                   checklist::receipt_text(after.look.receipt, language));
    return Exit::fine;
}

}  // namespace

Exit diff(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    if (arguments.since.empty() && arguments.known_since.empty() && arguments.against.empty()) {
        return session.wrong_usage(text::diagnose(Code::one_of_options, {"--since, --known-since, --against"}));
    }
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    auto after = session.look();
    if (!after) return after.exit();
    Session other(arguments, terminal);
    const bool is_other = !arguments.against.empty();
    if (is_other) {
        if (const Exit exit = other.open(arguments.against); exit != Exit::fine) return exit;
    }
    auto before = (is_other ? other : session).look_before(*after);
    if (!before) return before.exit();
    const Standpoint was{(is_other ? other : session).opened(), *before};
    const Standpoint is{session.opened(), *after};
    return tell(arguments, terminal, was, is, engine::changes(was, is, *wanted), session.language());
}

Exit amend(const Arguments& arguments, Terminal& terminal) {
    Session old(arguments, terminal);
    if (const Exit exit = old.open(); exit != Exit::fine) return exit;
    Session session(arguments, terminal);
    if (const Exit exit = session.open(arguments.files.front()); exit != Exit::fine) return exit;
    const engine::Opened& amended = session.opened();
    if (!amended.before || amended.before->plan.hash != old.opened().plan.hash) {
        return session.wrong_usage(text::diagnose(Code::does_not_amend, {arguments.files.front(), arguments.path}));
    }
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    const value::Instant issued = value::last_minute(*amended.plan.issued);
    auto after = session.look(issued);
    if (!after) return after.exit();
    auto before = old.look(after->board.as_of);
    if (!before) return before.exit();
    const Standpoint was{old.opened(), *before};
    const Standpoint is{amended, *after};
    const Exit told = tell(arguments, terminal, was, is, engine::changes(was, is, *wanted), session.language());
    if (told != Exit::fine || arguments.dry_run) return told;
    auto log = session.log_to_write();
    if (!log) return log.exit();
    auto terms = session.terms();
    if (!terms) return terms.exit();
    const auto adopted = engine::adopt(amended, **log, *terms);
    if (!adopted) return session.world_failed(adopted.failure());
    for (const text::Diagnostic& finding : *adopted)
        terminal.report(finding);
    return Exit::fine;
}

}  // namespace duban::cli
