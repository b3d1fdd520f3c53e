#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace duban::cli {

using engine::Change;
using engine::Standpoint;
using text::Code;
using text::Language;

namespace {

struct Side {
    std::string status;
    std::string due;
    std::string holder;
};

Side side(const Standpoint& on, const std::optional<engine::Row>& row, Language language) {
    if (!row) return {"—", "—", "—"};
    const evaluate::Block& block = on.look.board.blocks[row->block];
    const plan::Task& task = on.opened.plan.tasks[block.task];
    return {evaluate::words(block.status[row->row], block.modality, task.slots).in(language),
            checklist::instant_words(block.due[row->row]), on.opened.units.name(block.holder[row->row])};
}

std::string why(const Change& change, Change::Why why, bool is_assumed, Language language) {
    const bool zh = language == Language::zh;
    switch (why) {
        case Change::Why::plan:
            if (is_assumed) return zh ? "假定的期限" : "the assumed due date";
            return zh ? "计划修订" : "the plan";
        case Change::Why::calendar: return zh ? "日历" : "the calendar";
        case Change::Why::units: return zh ? "单位表" : "the unit list";
        case Change::Why::time: return zh ? "日期推移" : "time";
        case Change::Why::records: break;
    }
    if (change.records.empty()) return zh ? "它所依据的其他记录" : "records of what it rests on";
    std::string said = zh ? "记录 " : change.records.size() == 1 ? "record " : "records ";
    for (const std::int64_t record : change.records)
        said += (record == change.records.front() ? "" : zh ? "、" : ", ") + std::to_string(record);
    return said;
}

/// All its causes.
std::string why(const Change& change, bool is_assumed, Language language) {
    std::string said;
    for (const Change::Why cause : change.why)
        said += (said.empty() ? "" : language == Language::zh ? "；" : "; ") + why(change, cause, is_assumed, language);
    return said;
}

/// A change as it is shown.
struct Shown {
    const evaluate::Block& block;  // after; of a row that is gone, before
    std::size_t row;
    const engine::Opened& opened;
    std::string task;
    Side was;
    Side is;
};

Shown shown(const Standpoint& before, const Standpoint& after, const Change& change, Language language) {
    const Standpoint& on = change.after ? after : before;
    const engine::Row& row = change.after ? *change.after : *change.before;
    const evaluate::Block& block = on.look.board.blocks[row.block];
    const plan::Task& task = on.opened.plan.tasks[block.task];
    return {block,
            row.row,
            on.opened,
            of_strength(checklist::titled(task.id, task.title), block.modality, language),
            side(before, change.before, language),
            side(after, change.after, language)};
}

std::string table_of(const Standpoint& before, const Standpoint& after, const std::vector<Change>& changes, Language language) {
    std::vector<Shown> all;
    bool moved = false;
    for (const Change& change : changes) {
        all.push_back(shown(before, after, change, language));
        moved = moved || (change.before && change.after && all.back().was.holder != all.back().is.holder);
    }
    std::vector<std::string> head =
        language == Language::zh ? std::vector<std::string>{"任务", "代码", "单位", "期间", "状态", "期限", "因为"}
                                 : std::vector<std::string>{"task", "code", "unit", "slot", "status", "due", "because of"};
    if (moved) head.insert(head.end() - 1, language == Language::zh ? "承担单位" : "held by");
    Table table(std::vector<Align>(head.size(), Align::left));
    table.add(std::move(head));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Shown& one = all[i];
        const units::UnitIndex unit = one.block.unit[one.row];
        std::vector<std::string> cells{one.task,
                                       one.opened.units.code(unit),
                                       one.opened.units.name(unit),
                                       checklist::slot_words(one.block.slots[one.block.slot[one.row]].label, language),
                                       arrow(one.was.status, one.is.status),
                                       arrow(one.was.due, one.is.due),
                                       why(changes[i], !after.look.receipt.assumed.empty(), language)};
        if (moved) cells.insert(cells.end() - 1, arrow(one.was.holder, one.is.holder));
        table.add(std::move(cells));
    }
    return table.text();
}

/// By task and what became of it, where there are too many rows to list; the due date where it is the same for all.
std::string task_table_of(const Standpoint& before, const Standpoint& after, const std::vector<Change>& changes,
                          Language language) {
    struct Group {
        std::string task;
        std::string status;
        std::string due;
        std::int64_t rows = 0;
    };
    std::vector<Group> groups;
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (const Change& change : changes) {
        const Shown one = shown(before, after, change, language);
        const std::string status = arrow(one.was.status, one.is.status);
        const std::string due = arrow(one.was.due, one.is.due);
        const auto [place, is_new] = places.try_emplace({one.task, status}, groups.size());
        if (is_new) groups.push_back({one.task, status, due, 0});
        Group& group = groups[place->second];
        if (group.due != due) group.due = "…";
        ++group.rows;
    }
    using enum Align;
    Table table({left, left, left, right});
    table.add(language == Language::zh ? std::vector<std::string>{"任务", "状态", "期限", "条数"}
                                       : std::vector<std::string>{"task", "status", "due", "rows"});
    for (const Group& group : groups)
        table.add({group.task, group.status, group.due, std::to_string(group.rows)});
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
    const bool is_listed = changes.size() <= kMostRowsListed;
    const auto& table = is_listed ? table_of : task_table_of;
    if (!changes.empty()) terminal.print(table(before, after, changes, language) + "\n");
    terminal.print(zh ? std::to_string(changes.size()) + " 条有变化\n" : counted(changes.size(), "obligation") + " changed\n");
    if (!is_listed) {
        terminal.note(terminal.say("行数太多，只列合计；逐条请加 --task、--unit，或用 --json",
                                   "too many rows: only sums are shown; narrow with --task, --unit, or use --json"));
    }
    terminal.print((zh ? "此前的" : "Before. ") + checklist::receipt_text(before.look.receipt, language) +
                   (zh ? "此后的" : "After. ") + checklist::receipt_text(after.look.receipt, language));
    return Exit::fine;
}

}  // namespace

Exit diff(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    if (arguments.since.empty() && arguments.known_since.empty() && arguments.against.empty()) {
        return session.wrong_usage(text::diagnose(Code::some_of_options, {"--since, --known-since, --against"}));
    }
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    auto log = session.log_to_read();
    if (!log) return log.exit();
    auto after = session.look_in(**log);
    if (!after) return after.exit();
    Session other(arguments, terminal);
    const bool is_other = !arguments.against.empty();
    if (is_other) {
        if (const Exit exit = other.open(arguments.against); exit != Exit::fine) return exit;
    }
    auto before = (is_other ? other : session).look_before(**log, *after);
    if (!before) return before.exit();
    const Standpoint was{(is_other ? other : session).opened(), *before};
    const Standpoint is{session.opened(), *after};
    const auto changes = engine::changes(**log, was, is, *wanted);
    if (!changes) return session.world_failed(changes.failure());
    return tell(arguments, terminal, was, is, *changes, session.language());
}

namespace {

Exit may_adopt(Session& session) {
    auto log = session.log_to_read();
    if (!log) return log.exit();
    auto terms = session.terms();
    if (!terms) return terms.exit();
    const auto may = engine::may_adopt(session.opened(), **log, *terms);
    return may ? Exit::fine : session.world_failed(may.failure());
}

Exit adopt(Session& session, Terminal& terminal) {
    auto log = session.log_to_write();
    if (!log) return log.exit();
    auto terms = session.terms();
    if (!terms) return terms.exit();
    const auto before = (*log)->head();
    const auto adopted = engine::adopt(session.opened(), **log, *terms);
    if (!adopted) return session.world_failed(adopted.failure());
    const auto after = (*log)->head();
    if (before && after && before->number == after->number)
        terminal.note(terminal.language() == Language::zh
                          ? "修订早已采用，什么都没有写入；与修订前相比："
                          : "the amendment was in force already, nothing was written; beside the plan before it:");
    for (const text::Diagnostic& finding : *adopted)
        terminal.report(finding);
    return Exit::fine;
}

/// The tasks that take the place of others, with each unit at which they know of a date that was missed.
std::set<std::pair<std::uint32_t, units::UnitIndex>> late_in_their_place(const Standpoint& on) {
    std::set<std::pair<std::uint32_t, units::UnitIndex>> found;
    for (const evaluate::Block& block : on.look.board.blocks) {
        if (on.opened.plan.tasks[block.task].replaced.empty()) continue;
        for (std::size_t row = 0; row < block.size(); ++row) {
            if (block.missed[row] != evaluate::kNever) found.emplace(block.task, block.unit[row]);
        }
    }
    return found;
}

/// Of overdue obligations that the amendment drops, and that none in their place knows to be late.
void warn_of_dropped(Terminal& terminal, const Standpoint& before, const Standpoint& after) {
    const auto late = late_in_their_place(after);
    std::size_t dropped = 0;
    std::vector<std::string> ids;
    for (const Change& change : engine::changes(before, after, std::vector<engine::Without>(), {})) {
        if (!change.before || !change.after) continue;
        const evaluate::Block& was = before.look.board.blocks[change.before->block];
        const evaluate::Block& is = after.look.board.blocks[change.after->block];
        const plan::Task& task = after.opened.plan.tasks[is.task];
        const bool is_late = was.timeliness[change.before->row] == evaluate::Timeliness::overdue;
        const bool is_gone = is.status[change.after->row] == evaluate::Status::superseded && task.whole == plan::kNone;
        const bool is_known = std::any_of(task.taken_by.begin(), task.taken_by.end(),
                                          [&](std::uint32_t by) { return late.contains({by, is.unit[change.after->row]}); });
        if (!is_late || !is_gone || is_known) continue;
        ++dropped;
        if (std::find(ids.begin(), ids.end(), task.id) == ids.end()) ids.push_back(task.id);
    }
    if (dropped == 0) return;
    const text::Words said(checklist::listed(ids, Language::zh), checklist::listed(ids, Language::en));
    terminal.report(text::diagnose(Code::late_rows_dropped, {std::to_string(dropped), said}));
}

}  // namespace

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
    auto before = old.look(issued);
    if (!before) return before.exit();
    if (const Exit exit = arguments.dry_run ? may_adopt(session) : adopt(session, terminal); exit != Exit::fine) return exit;
    auto after = session.look(issued);
    if (!after) return after.exit();
    const Standpoint was{old.opened(), *before};
    const Standpoint is{amended, *after};
    auto log = session.log_to_read();
    if (!log) return log.exit();
    const auto changes = engine::changes(**log, was, is, *wanted);
    if (!changes) return session.world_failed(changes.failure());
    warn_of_dropped(terminal, was, is);
    const Exit told = tell(arguments, terminal, was, is, *changes, session.language());
    if (told == Exit::fine && arguments.dry_run && !arguments.json) {
        terminal.note(terminal.language() == Language::zh ? "只是试算，什么都没有改" : "a dry run: nothing was changed");
    }
    return told;
}

namespace {

/// `10.8=2012-11-30`
Step<engine::Assumptions::Due> assumed_due(Session& session, const std::string& text) {
    const std::size_t sign = text.rfind('=');
    const auto date = sign == std::string::npos ? std::nullopt : value::parse_date(text::fold_width(text.substr(sign + 1)));
    if (!date) return session.wrong_usage(text::diagnose(Code::wrong_assumed_due, {text::excerpt(text)}));
    auto task = session.task(text.substr(0, sign));
    if (!task) return task.exit();
    return engine::Assumptions::Due{session.opened().plan.tasks[*task].id, *date};
}

/// `130423=2012-07-01`, `临漳县=2012-07-01,成安县`
Step<engine::Assumptions::Closing> assumed_closing(Session& session, const std::string& text) {
    const std::size_t sign = text.rfind('=');
    const std::string told = sign == std::string::npos ? std::string() : text::fold_width(text.substr(sign + 1));
    const std::size_t comma = std::min(told.find(','), told.size());
    const auto date = value::parse_date(told.substr(0, comma));
    if (!date || comma + 1 == told.size())
        return session.wrong_usage(text::diagnose(Code::wrong_assumed_closing, {text::excerpt(text)}));
    auto unit = session.unit(text.substr(0, sign));
    if (!unit) return unit.exit();
    engine::Assumptions::Closing closing{*unit, *date, std::nullopt};
    if (comma < told.size()) {
        auto heir = session.unit(told.substr(comma + 1));
        if (!heir) return heir.exit();
        closing.heir = *heir;
    }
    return closing;
}

text::Words closing_words(const units::Tree& units, const engine::Assumptions::Closing& closing) {
    const std::string date = value::to_string(closing.day);
    const std::string& name = units.name(closing.unit);
    text::Words said(name + " " + date + " 撤销", name + " closes on " + date);
    if (closing.heir) {
        said.zh += "，并入 " + units.name(*closing.heir);
        said.en += ", merged into " + units.name(*closing.heir);
    }
    return said;
}

/// What the user assumes, and how a receipt says it.
struct Assumed {
    engine::Assumptions what;
    std::vector<text::Words> said;
};

Step<Assumed> assumed(Session& session, Terminal& terminal, const Arguments& arguments) {
    Assumed all;
    for (const std::string& text : arguments.due) {
        auto due = assumed_due(session, text);
        if (!due) return due.exit();
        const std::string date = value::to_string(due->date);
        text::Words said("任务 " + due->task + " 期限 " + date, "task " + due->task + " due " + date);
        if (const auto issued = session.opened().plan.issued; issued && due->date < *issued) {
            const std::string day = value::to_string(*issued);
            terminal.report(text::diagnose(Code::deadline_before_issue, {date, day}));
            said.zh += "（早于印发日，按 " + day + " 算）";
            said.en += " (before the day of issue: " + day + " holds)";
        }
        all.said.push_back(std::move(said));
        all.what.due.push_back(std::move(*due));
    }
    for (const std::string& text : arguments.closings) {
        auto closing = assumed_closing(session, text);
        if (!closing) return closing.exit();
        all.said.push_back(closing_words(session.opened().units, *closing));
        all.what.closings.push_back(*closing);
    }
    const auto days = [&](std::string_view option, const std::vector<std::string>& texts, std::vector<value::Date>& into,
                          const text::Words& is) -> std::optional<Exit> {
        for (const std::string& text : texts) {
            auto moment = session.moment(option, text);
            if (!moment) return moment.exit();
            into.push_back(value::date_of(*moment));
            const std::string date = value::to_string(into.back());
            all.said.emplace_back(date + " " + is.zh, date + " " + is.en);
        }
        return std::nullopt;
    };
    if (const auto exit = days("--day-off", arguments.days_off, all.what.days_off, {"放假", "a day off"})) return *exit;
    if (const auto exit = days("--workday", arguments.working_days, all.what.working_days, {"上班", "a working day"}))
        return *exit;
    return all;
}

/// The kinds of things that are assumed.
std::vector<Change::Why> kinds_of(const engine::Assumptions& all, bool has_files) {
    std::vector<Change::Why> kinds;
    if (has_files) kinds.push_back(Change::Why::records);
    if (!all.due.empty()) kinds.push_back(Change::Why::plan);
    if (!all.days_off.empty() || !all.working_days.empty()) kinds.push_back(Change::Why::calendar);
    if (!all.closings.empty()) kinds.push_back(Change::Why::units);
    return kinds;
}

/// All but those of one kind; files stand in the log.
engine::Assumptions but_for(Change::Why kind, engine::Assumptions all) {
    if (kind == Change::Why::plan) all.due.clear();
    if (kind == Change::Why::calendar) {
        all.days_off.clear();
        all.working_days.clear();
    }
    if (kind == Change::Why::units) all.closings.clear();
    return all;
}

/// A look at the plan with all that is assumed but for one kind.
struct Other {
    std::unique_ptr<const engine::Opened> opened;
    engine::Look look;
};
Step<Other> look_without(Session& session, const log::Log& log, const engine::Assumptions& rest, const evaluate::Receipt& at) {
    auto opened = engine::assume(session.opened(), rest);
    if (!opened) return session.wrong_usage(opened.failure());
    auto look = engine::look(**opened, log, at.as_of, at.known_at);
    if (!look) return session.world_failed(look.failure());
    return Other{std::move(*opened), std::move(*look)};
}

/// Hands the files in to a log that is only a copy; a row that would be refused ends it.
std::optional<Exit> hand_in(Session& session, Terminal& terminal, log::Log& copy, value::Instant received_at, Assumed& all,
                            const std::vector<std::string>& files) {
    engine::Terms terms;
    terms.received_at = received_at;
    terms.adopt = engine::Adopt::any;
    for (const std::string& file : files) {
        const auto bytes = read_file(file);
        if (!bytes) return session.world_failed(bytes.failure());
        const auto done = engine::submit(session.opened(), copy, *bytes, file, terms);
        if (!done) return session.world_failed(done.failure());
        if (done->unreadable || !done->refusals.empty()) {
            for (const text::Diagnostic& finding : done->findings)
                terminal.report(finding);
            for (const report::Refusal& refusal : done->refusals)
                terminal.report(refusal.why);
            if (!done->unreadable)
                terminal.report(text::diagnose(Code::assumed_rows_refused, {file, std::to_string(done->refusals.size())}));
            return Exit::findings;
        }
        const std::string rows = std::to_string(done->accepted);
        all.said.emplace_back("上报 " + file + "（" + rows + " 行）",
                              file + " handed in (" + counted(done->accepted, "row") + ")");
    }
    return std::nullopt;
}

}  // namespace

Exit what_if(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    const bool is_any = !arguments.due.empty() || !arguments.days_off.empty() || !arguments.working_days.empty() ||
                        !arguments.closings.empty() || !arguments.files.empty();
    if (!is_any) {
        const text::Words wanted("--due、--day-off、--workday、--close 或 --with",
                                 "--due, --day-off, --workday, --close or --with");
        return session.wrong_usage(text::diagnose(Code::missing_argument, {wanted}));
    }
    auto wanted = session.filter();
    if (!wanted) return wanted.exit();
    auto all = assumed(session, terminal, arguments);
    if (!all) return all.exit();
    const auto other = engine::assume(session.opened(), all->what);
    if (!other) return session.wrong_usage(other.failure());
    const auto log = session.log_to_read();
    if (!log) return log.exit();
    auto before = session.look_in(**log);
    if (!before) return before.exit();
    for (const engine::Assumptions::Closing& closing : all->what.closings) {
        const value::Date as_of = value::date_of(before->board.as_of);
        if (closing.day <= as_of) continue;
        terminal.report(text::diagnose(Code::assumed_closing_later, {session.opened().units.name(closing.unit),
                                                                     value::to_string(closing.day), value::to_string(as_of)}));
    }
    const value::Instant known_at = before->receipt.known_at;
    const auto copy = log::copied(**log, known_at);
    if (!copy) return session.world_failed(copy.failure());
    if (const auto exit = hand_in(session, terminal, **copy, known_at, *all, arguments.files)) return *exit;
    auto after = engine::look(**other, **copy, before->board.as_of, known_at);
    if (!after) return session.world_failed(after.failure());
    after->receipt.assumed = std::move(all->said);
    const Standpoint was{session.opened(), *before};
    const Standpoint is{**other, *after};
    const std::vector<Change::Why> kinds = kinds_of(all->what, !arguments.files.empty());
    std::deque<Other> others;
    std::vector<engine::Without> withouts;
    if (kinds.size() == 1) withouts.push_back({kinds.front(), was});  // without it all is as before
    for (const Change::Why kind : kinds) {
        if (kinds.size() == 1) break;
        const log::Log& told = kind == Change::Why::records ? **log : **copy;
        auto rest = look_without(session, told, but_for(kind, all->what), before->receipt);
        if (!rest) return rest.exit();
        const Other& kept = others.emplace_back(std::move(*rest));
        withouts.push_back({kind, {*kept.opened, kept.look}});
    }
    return tell(arguments, terminal, was, is, engine::changes(was, is, withouts, *wanted), session.language());
}

}  // namespace duban::cli
