#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/table.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <span>

namespace duban::cli {

using text::Code;
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

struct HandedIn {
    std::string file;
    std::string bytes;
};

/// Where refusals go: `spring.csv` -> `spring.refused` and `.csv`; so, too, those of a refusals file that is handed in again.
struct RefusedName {
    std::string stem;
    std::string end;
};

RefusedName refused_name(const std::string& file, report::Format format) {
    constexpr std::string_view kMark = ".refused";
    const std::size_t slash = file.rfind('/');
    const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
    const std::size_t dot = file.rfind('.');
    const bool has_extension = dot != std::string::npos && dot > name;
    RefusedName made{has_extension ? file.substr(0, dot) : file,
                     has_extension ? file.substr(dot) : std::string(extension(format))};
    const std::size_t mark = made.stem.rfind(kMark);
    const std::string number = mark == std::string::npos ? "no" : made.stem.substr(mark + kMark.size());
    const bool is_its_own = number.empty() || (number.size() > 1 && number.front() == '-' &&
                                               number.find_first_not_of("0123456789", 1) == std::string::npos);
    if (is_its_own) made.stem.resize(mark);
    made.stem += kMark;
    return made;
}

/// Beside the file, never over one that is there: what was handed in is the user's. The path.
text::Result<std::string> write_beside(const HandedIn& in, const engine::Submission& done) {
    if (is_stream(in.file)) {
        return text::diagnose(Code::file_unwritable, {in.file, {"不是普通文件", "not a regular file"}});
    }
    const RefusedName name = refused_name(in.file, done.format);
    return write_new_file(name.stem, name.end, done.refused_file);
}

/// Where the refusals are now; no path: nowhere, they are still to be printed.
struct Kept {
    std::string path;
    std::optional<text::Diagnostic> finding;
};

Kept keep_refusals(const HandedIn& in, const engine::Submission& done, const std::string& log) {
    if (done.refusals.empty()) return {};
    const auto beside = write_beside(in, done);
    if (beside) return {*beside, {}};
    std::vector<text::Words> why = beside.failure().arguments;
    const auto by_the_log = write_new_file(log + ".refused", std::string(extension(done.format)), done.refused_file);
    if (!by_the_log) return {{}, text::diagnose(Code::refusals_printed, why)};
    why.emplace_back(*by_the_log);
    return {*by_the_log, text::diagnose(Code::refusals_elsewhere, why)};
}

std::string counts(const std::string& file, const engine::Submission& done, Language language) {
    const std::string rows = std::to_string(done.rows);
    const std::string accepted = std::to_string(done.accepted);
    const std::string repeated = std::to_string(done.repeated);
    const std::string refused = std::to_string(done.refusals.size());
    const bool zh = language == Language::zh;
    std::string said = zh ? file + "：共 " + rows + " 行，记入 " + accepted + "，重复 " + repeated + "，拒收 " + refused
                          : file + ": " + counted(done.rows, "row") + ", " + accepted + " accepted, " + repeated +
                                " repeated, " + refused + " refused";
    const std::string replacing = std::to_string(done.replacing);
    const std::string blank = std::to_string(done.blank);
    if (done.replacing > 0)
        said += zh ? "；其中 " + replacing + " 行替换了以前报的数" : "; " + replacing + " replaced earlier figures";
    if (done.blank > 0) {
        said += zh ? "；" + blank + " 行没有填数，未收（没有就填 0）"
                   : "; " + blank + " left empty and not taken (write 0 for none)";
    }
    return said + "\n";
}

void say_more(std::size_t rest, Terminal& terminal) {
    if (rest == 0) return;
    const std::string number = std::to_string(rest);
    terminal.note(terminal.language() == Language::zh ? "……另有 " + number + " 处" : "... and " + number + " more");
}

void show_refusals(const engine::Submission& done, Terminal& terminal) {
    const std::size_t notes = std::min(done.notes.size(), kMostRefusalsShown);
    for (std::size_t i = 0; i < notes; ++i)
        terminal.report(done.notes[i]);
    say_more(done.notes.size() - notes + done.notes_left_out, terminal);
    const std::size_t refusals = std::min(done.refusals.size(), kMostRefusalsShown);
    for (std::size_t i = 0; i < refusals; ++i)
        terminal.report(done.refusals[i].why);
    say_more(done.refusals.size() - refusals, terminal);
}

/// Writes the refusals, then says what became of one file: whoever listens may be gone.
Exit settle(const HandedIn& in, const engine::Submission& done, const std::string& log, Terminal& terminal) {
    const Kept kept = keep_refusals(in, done, log);
    for (const text::Diagnostic& finding : done.findings)
        terminal.report(finding);
    if (done.unreadable) return Exit::findings;
    show_refusals(done, terminal);
    if (kept.finding) terminal.report(*kept.finding);
    terminal.print(counts(in.file, done, terminal.language()));
    if (done.refusals.empty()) return Exit::fine;
    if (kept.path.empty()) {
        terminal.print(done.refused_file);
    } else {
        terminal.print(std::string(terminal.say("  请修改后重新上报：", "  correct it and hand it in again: ")) + kept.path +
                       "\n");
    }
    return Exit::findings;
}

template <class Files, class Name>
void say_not_handed_in(const Files& files, const Name& name, Terminal& terminal) {
    text::Words names;
    for (const auto& file : files) {
        names.zh += (names.zh.empty() ? "" : "、") + name(file);
        names.en += (names.en.empty() ? "" : ", ") + name(file);
    }
    if (!names.zh.empty()) terminal.report(text::diagnose(Code::not_handed_in, {names}));
}

/// All of them, before anything is done with any.
Step<std::vector<HandedIn>> read_all(const std::vector<std::string>& files, Terminal& terminal) {
    std::vector<HandedIn> read;
    for (const std::string& file : files) {
        auto bytes = read_file(file);
        if (bytes) {
            read.push_back({file, std::move(*bytes)});
        } else {
            terminal.report(bytes.failure());
        }
    }
    if (read.size() == files.size()) return read;
    say_not_handed_in(read, [](const HandedIn& in) { return in.file; }, terminal);
    return Exit::world;
}

/// What the user can mend on the command line.
bool is_usage(const text::Diagnostic& failure) {
    return failure.code == Code::received_before_last || failure.code == Code::another_plan_in_force ||
           failure.code == Code::version_left_before;
}

constexpr std::size_t kShownOfHash = 12;

bool is_hash(std::string_view text) {
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A line of a table.
std::string on_one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text::excerpt(text, text.size());
}

/// Damage is a verdict, at whatever stage it shows itself.
text::Result<log::Verdict> verdict_on(const std::string& path) {
    const auto log = log::open_sqlite_log(path, log::Open::to_read);
    auto verdict = log ? (*log)->verify() : log.failure();
    if (verdict || !log::is_damage(verdict.failure())) return verdict;
    log::Verdict broken;
    broken.broken = verdict.failure();
    return broken;
}

}  // namespace

Exit submit(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto terms = session.terms();
    if (!terms) return terms.exit();
    auto files = read_all(arguments.files, terminal);
    if (!files) return files.exit();
    auto log = session.log_to_write();
    if (!log) return log.exit();
    Exit worst = Exit::fine;
    report::Books books(session.opened().units);
    for (std::size_t i = 0; i < files->size(); ++i) {
        HandedIn& in = (*files)[i];
        terminal.progress("[" + std::to_string(i + 1) + "/" + std::to_string(files->size()) + "] " + in.file);
        if (i > 0 && arguments.received_at.empty()) terms = session.terms();
        if (!terms) return terms.exit();
        const auto done = engine::submit(session.opened(), **log, in.bytes, in.file, *terms, &books);
        if (!done) {
            terminal.report(done.failure());
            say_not_handed_in(std::span(arguments.files).subspan(i), [](const std::string& file) { return file; }, terminal);
            return is_usage(done.failure()) ? Exit::usage : Exit::world;
        }
        worst = std::max(worst, settle(in, *done, session.log_path(), terminal));
        in.bytes = {};
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
    std::string task;
    if (!arguments.task.empty()) {
        auto found = session.task(arguments.task);
        if (!found) return found.exit();
        task = session.opened().plan.tasks[*found].id;
    }
    auto known_at = session.known_at();
    if (!known_at) return known_at.exit();
    auto log = session.log_to_read();
    if (!log) return log.exit();
    const auto records = engine::records(session.opened(), **log, *known_at, code, task);
    if (!records) return session.world_failed(records.failure());
    if (arguments.json) {
        for (const log::Record& record : *records)
            terminal.print(engine::record_json(record) + "\n");
        return Exit::fine;
    }

    const units::Tree& units = session.opened().units;
    const plan::Plan& plan = session.opened().plan;
    Table table(
        {Align::right, Align::left, Align::left, Align::left, Align::left, Align::left, Align::left, Align::left, Align::left});
    const bool zh = session.language() == Language::zh;
    table.add(
        zh ? std::vector<std::string>{"记录", "记于", "类型", "单位", "任务/指标", "期间", "时点", "内容", "编号（更正填它）"}
           : std::vector<std::string>{"record", "recorded", "kind", "unit", "task/indicator", "period", "effective", "content",
                                      "key (for corrects)"});
    for (const log::Record& record : *records) {
        const log::Entry& entry = record.entry;
        const auto unit = units.find(entry.unit);
        std::string about = entry.task;
        if (!entry.indicator.empty()) about += (about.empty() ? "" : " ") + entry.indicator;
        std::string content = entry.denominator.empty() ? entry.value : entry.numerator + "/" + entry.denominator;
        const std::uint32_t indicator = plan.find_indicator(entry.indicator);
        if (indicator != plan::kNone && entry.kind == log::Kind::reading)
            content = checklist::told_words(plan.indicators[indicator], content, session.language());
        if (is_hash(content)) content.resize(kShownOfHash);
        for (const std::string& part : {entry.case_id, entry.reason, entry.evidence, entry.corrects}) {
            if (!part.empty()) content += (content.empty() ? "" : " ") + part;
        }
        std::vector<std::string> cells{std::to_string(record.number),
                                       value::to_string(record.recorded_at),
                                       log::words(entry.kind).in(session.language()),
                                       unit ? entry.unit + " " + units.name(*unit) : entry.unit,
                                       about,
                                       entry.period,
                                       value::to_short_string(entry.effective),
                                       content,
                                       is_hash(entry.value) ? std::string() : entry.key};  // nothing corrects an adoption
        std::transform(cells.begin(), cells.end(), cells.begin(), on_one_line);
        table.add(std::move(cells));
    }
    terminal.print(table.text());
    terminal.print(zh ? "共 " + std::to_string(records->size()) + " 条\n" : counted(records->size(), "record") + "\n");
    return Exit::fine;
}

Exit verify(const Arguments& arguments, Terminal& terminal) {
    const auto verdict = verdict_on(arguments.path);
    if (!verdict) {
        terminal.report(verdict.failure());
        return Exit::world;
    }
    const bool zh = terminal.language() == Language::zh;
    if (verdict->broken) {
        terminal.report(*verdict->broken);
        terminal.print(arguments.path + (zh ? "：链已断\n" : ": the chain is broken\n"));
        return Exit::findings;
    }
    const auto records = static_cast<std::size_t>(verdict->records);
    terminal.print(arguments.path +
                   (zh ? "：" + std::to_string(records) + " 条记录，链完整；末条 "
                       : ": " + counted(records, "record") + ", the chain is whole; head ") +
                   verdict->head + "\n");
    return Exit::fine;
}

}  // namespace duban::cli
