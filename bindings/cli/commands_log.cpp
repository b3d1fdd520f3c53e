#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"

#include <algorithm>

namespace duban::cli {

using text::Language;

namespace {

constexpr std::size_t kMostRefusalsShown = 20;

std::string_view extension(report::Format format) {
    switch (format) {
        case report::Format::csv: return ".csv";
        case report::Format::json: return ".json";
        case report::Format::json_lines: return ".jsonl";
    }
    return "";
}

/// `spring.csv` -> `spring.refused.csv`; a refusals file that is handed in again keeps its name.
std::string refused_path(const std::string& file, report::Format format) {
    const std::size_t slash = file.rfind('/');
    const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
    const std::size_t dot = file.rfind('.');
    const bool has_extension = dot != std::string::npos && dot > name;
    const std::string stem = has_extension ? file.substr(0, dot) : file;
    const std::string end = has_extension ? file.substr(dot) : std::string(extension(format));
    return stem.ends_with(".refused") ? stem + end : stem + ".refused" + end;
}

std::string counts(const std::string& file, const engine::Submission& done, Language language) {
    const std::string rows = std::to_string(done.rows);
    const std::string accepted = std::to_string(done.accepted);
    const std::string repeated = std::to_string(done.repeated);
    const std::string refused = std::to_string(done.refusals.size());
    if (language == Language::zh) {
        return file + "：共 " + rows + " 行，记入 " + accepted + "，重复 " + repeated + "，拒收 " + refused + "\n";
    }
    return file + ": " + counted(done.rows, "row") + ", " + accepted + " accepted, " + repeated + " repeated, " + refused +
           " refused\n";
}

/// Says what became of one file; writes its refusals beside it.
Exit settle(const std::string& file, const engine::Submission& done, Terminal& terminal) {
    for (const text::Diagnostic& finding : done.unreadable)
        terminal.report(finding);
    if (!done.unreadable.empty()) return Exit::findings;
    for (std::size_t i = 0; i < done.refusals.size() && i < kMostRefusalsShown; ++i)
        terminal.report(done.refusals[i].why);
    if (done.refusals.size() > kMostRefusalsShown) {
        const std::string rest = std::to_string(done.refusals.size() - kMostRefusalsShown);
        terminal.note(terminal.language() == Language::zh ? "……另有 " + rest + " 行" : "... and " + rest + " more");
    }
    terminal.print(counts(file, done, terminal.language()));
    if (done.refusals.empty()) return Exit::fine;
    const std::string path = refused_path(file, done.format);
    if (const auto written = write_file(path, done.refused_file); !written) {
        terminal.report(written.failure());
        return Exit::world;
    }
    terminal.print(std::string(terminal.say("  改好再交：", "  mend it and hand it in again: ")) + path + "\n");
    return Exit::findings;
}

}  // namespace

Exit submit(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto log = session.log_to_write();
    if (!log) return log.exit();
    Exit worst = Exit::fine;
    for (std::size_t i = 0; i < arguments.files.size(); ++i) {
        const std::string& file = arguments.files[i];
        terminal.progress("[" + std::to_string(i + 1) + "/" + std::to_string(arguments.files.size()) + "] " + file);
        const auto bytes = read_file(file);
        if (!bytes) return session.world_failed(bytes.failure());
        auto received_at = session.received_at(**log);
        if (!received_at) return received_at.exit();
        const auto done = engine::submit(session.opened(), **log, *bytes, file, *received_at, session.language());
        if (!done) {
            const bool is_too_early = done.failure().code == text::Code::received_before_last;
            return is_too_early ? session.wrong_usage(done.failure()) : session.world_failed(done.failure());
        }
        worst = std::max(worst, settle(file, *done, terminal));
        if (worst == Exit::world) return worst;
    }
    return worst;
}

Exit log(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    std::string code;
    if (!arguments.unit.empty()) {
        auto unit = session.unit(arguments.unit);
        if (!unit) return unit.exit();
        code = session.opened().units.code(*unit);
    }
    if (!arguments.task.empty()) {
        if (auto task = session.task(arguments.task); !task) return task.exit();
    }
    auto known_at = session.known_at();
    if (!known_at) return known_at.exit();
    auto log = session.log_to_read();
    if (!log) return log.exit();
    const auto records = engine::records(session.opened(), **log, *known_at, code, arguments.task);
    if (!records) return session.world_failed(records.failure());

    const units::Tree& units = session.opened().units;
    Table table(
        {Align::right, Align::left, Align::left, Align::left, Align::left, Align::left, Align::left, Align::left, Align::left});
    const bool zh = session.language() == Language::zh;
    table.add(zh ? std::vector<std::string>{"记录", "记于", "类型", "单位", "任务/指标", "期间", "时点", "内容", "编号"}
                 : std::vector<std::string>{"record", "recorded", "kind", "unit", "task/indicator", "period", "effective",
                                            "content", "key"});
    for (const log::Record& record : *records) {
        const log::Entry& entry = record.entry;
        const auto unit = units.find(entry.unit);
        std::string about = entry.task;
        if (!entry.indicator.empty()) about += (about.empty() ? "" : " ") + entry.indicator;
        std::string content = entry.denominator.empty() ? entry.value : entry.numerator + "/" + entry.denominator;
        for (const std::string& part : {entry.case_id, entry.reason, entry.evidence, entry.corrects}) {
            if (!part.empty()) content += (content.empty() ? "" : " ") + part;
        }
        table.add({std::to_string(record.number), value::to_string(record.recorded_at),
                   log::words(entry.kind).in(session.language()), unit ? entry.unit + " " + units.name(*unit) : entry.unit,
                   about, entry.period, value::to_short_string(entry.effective), content, entry.key});
    }
    terminal.print(table.text());
    terminal.print(zh ? "共 " + std::to_string(records->size()) + " 条\n" : counted(records->size(), "record") + "\n");
    return Exit::fine;
}

Exit verify(const Arguments& arguments, Terminal& terminal) {
    const auto log = log::open_sqlite_log(arguments.path, log::Open::to_read);
    if (!log) {
        terminal.report(log.failure());
        return Exit::world;
    }
    const auto verdict = (*log)->verify();
    if (!verdict) {
        terminal.report(verdict.failure());
        return Exit::world;
    }
    if (verdict->broken) {
        terminal.report(*verdict->broken);
        terminal.print(terminal.language() == Language::zh ? arguments.path + "：链已断\n"
                                                           : arguments.path + ": the chain is broken\n");
        return Exit::findings;
    }
    terminal.print(terminal.language() == Language::zh
                       ? arguments.path + "：" + std::to_string(verdict->records) + " 条记录，链完整；末条 " + verdict->head +
                             "\n"
                       : arguments.path + ": " + counted(static_cast<std::size_t>(verdict->records), "record") +
                             ", the chain is whole; head " + verdict->head + "\n");
    return Exit::fine;
}

}  // namespace duban::cli
