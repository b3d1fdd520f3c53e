#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace duban::cli {

using checklist::Format;
using text::Code;

namespace {

/// Nothing if the path ends as none of the formats do.
std::optional<Format> format_of_path(std::string_view path) {
    for (const checklist::FormatName& one : checklist::kFormats) {
        if (path.ends_with(one.ending)) return one.format;
    }
    return std::nullopt;
}

std::optional<Format> format_named(std::string_view name) {
    for (const checklist::FormatName& one : checklist::kFormats) {
        if (name == one.name) return one.format;
    }
    return std::nullopt;
}

/// What the passages of a document can be written as.
bool is_of_coverage(Format format) { return format == Format::markdown || format == Format::csv || format == Format::json; }

Exit no_format(Session& session, const Arguments& arguments, std::string_view option, std::string_view said) {
    std::string names;
    for (const checklist::FormatName& one : checklist::kFormats) {
        const bool is_one = arguments.command != Command::coverage || is_of_coverage(one.format);
        if (is_one) names += (names.empty() ? "" : ", ") + std::string(one.name);
    }
    return session.wrong_usage(text::diagnose(Code::wrong_choice, {option, text::excerpt(said), names}));
}

/// --format, else as the output ends, else Markdown.
Step<Format> format_of(Session& session, const Arguments& arguments) {
    if (!arguments.format.empty()) {
        const auto named = format_named(arguments.format);
        if (!named) return no_format(session, arguments, "--format", arguments.format);
        return *named;
    }
    if (const auto by_path = format_of_path(arguments.output)) return *by_path;
    const std::string_view output = arguments.output;
    const std::string_view file = output.substr(output.rfind('/') + 1);
    if (file.find('.') == std::string_view::npos || is_folder(arguments.output)) return Format::markdown;
    return no_format(session, arguments, "-o", file.substr(file.rfind('.') + 1));
}

/// Those that --format lists, or the usual ones of a folder.
Step<std::vector<Format>> formats_of(Session& session, const Arguments& arguments) {
    std::vector<Format> formats;
    std::string_view rest = arguments.format.empty() ? std::string_view("html,json") : std::string_view(arguments.format);
    while (!rest.empty()) {
        const std::string_view name = rest.substr(0, rest.find(','));
        const auto named = format_named(name);
        if (!named) return no_format(session, arguments, "--format", name);
        if (std::find(formats.begin(), formats.end(), *named) == formats.end()) formats.push_back(*named);
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
    return formats;
}

checklist::Mark mark_of(const Arguments& arguments) { return arguments.no_bom ? checklist::Mark::none : checklist::Mark::bom; }

/// An output that is no file of a known format is a folder.
std::string folder_of(const std::string& output) {
    if (output.empty() || (format_of_path(output) && !is_folder(output))) return {};
    return output.ends_with('/') ? output : output + "/";
}

/// A workbook that could not be made is empty; no other document ever is.
bool is_made(const std::string& path, const std::string& bytes, Terminal& terminal) {
    if (bytes.empty()) {
        const text::Words reason("没有地方放临时文件", "there is no room for temporary files");
        terminal.report(text::diagnose(Code::file_unwritable, {path, reason}));
    }
    return !bytes.empty();
}

/// Prints it, or writes it to the file asked for, in a folder under its own name.
Exit deliver(const Arguments& arguments, Terminal& terminal, const std::string& name, const std::string& document) {
    if (!is_made(name, document, terminal)) return Exit::world;
    if (arguments.output.empty()) {
        terminal.print(document);
        return Exit::fine;
    }
    const std::string folder = folder_of(arguments.output);
    const std::string path = folder.empty() ? arguments.output : folder + name;
    if (const auto written = write_file(path, document); !written) {
        terminal.report(written.failure());
        return Exit::world;
    }
    terminal.print(path + "\n");
    return Exit::fine;
}

/// One option chooses the document; some of the others narrow it.
enum class Document : std::uint8_t { list, card, task, leader, department, problems, all };

struct Choice {
    Document document;
    std::string_view option;
    bool is_given = false;
};

std::array<Choice, 6> choices(const Arguments& arguments) {
    return {{{Document::list, "--unit", !arguments.unit.empty()},
             {Document::task, "--task", !arguments.task.empty()},
             {Document::leader, "--leader", arguments.leader},
             {Document::department, "--department", !arguments.department.empty()},
             {Document::problems, "--problems", arguments.problems},
             {Document::all, "--all", arguments.all}}};
}

/// Which document was asked for, and nothing that does not go with it.
Step<Document> document_of(Session& session, const Arguments& arguments) {
    const auto apart = [&](std::string_view one, std::string_view other) {
        return session.wrong_usage(text::diagnose(Code::options_apart, {one, other}));
    };
    Choice chosen{Document::card, arguments.level.empty() ? "--under" : "--level",
                  !arguments.level.empty() || !arguments.under.empty()};
    std::string all = "--level, --under";
    bool is_narrowing = true;  // so far --level and --under stand alone
    for (const Choice& choice : choices(arguments)) {
        all += ", " + std::string(choice.option);
        if (!choice.is_given) continue;
        if (!is_narrowing) return apart(chosen.option, choice.option);
        chosen = choice;
        is_narrowing = false;
    }
    if (!chosen.is_given) return session.wrong_usage(text::diagnose(Code::one_of_options, {all}));
    const Document document = chosen.document;
    if (!arguments.level.empty() && document != Document::card && document != Document::task)
        return apart(chosen.option, "--level");
    if (!arguments.under.empty() && (document == Document::list || document == Document::all))
        return apart(chosen.option, "--under");
    if (!arguments.since.empty() && document != Document::leader && document != Document::all)
        return apart(chosen.option, "--since");
    if (document == Document::all && folder_of(arguments.output).empty())
        return session.wrong_usage(text::diagnose(Code::missing_argument, {"-o DIR"}));
    return document;
}

/// The board with what a document is made from; the earlier one, if one is asked for.
struct Boards {
    std::unique_ptr<const engine::Look> now;
    std::unique_ptr<const engine::Look> before;
};

Step<Boards> boards(Session& session, const Arguments& arguments) {
    auto look = session.look();
    if (!look) return look.exit();
    Boards boards{std::make_unique<const engine::Look>(std::move(*look)), nullptr};
    if (arguments.since.empty()) return boards;
    auto before = session.look_before(*boards.now);
    if (!before) return before.exit();
    boards.before = std::make_unique<const engine::Look>(std::move(*before));
    return boards;
}

Exit deliver_all(const Arguments& arguments, Terminal& terminal, Session& session, std::span<const Format> formats) {
    auto made = boards(session, arguments);
    if (!made) return made.exit();
    checklist::Context context = engine::documents(session.opened(), *made->now, session.language());
    std::optional<checklist::Context> before;
    if (made->before) before.emplace(engine::documents(session.opened(), *made->before, session.language()));
    const std::string folder = folder_of(arguments.output);
    std::size_t documents = 0;
    const bool is_whole = checklist::write_folder(
        context, before ? &*before : nullptr, formats, mark_of(arguments), [&](const checklist::Delivery& file) {
            if (file.number != documents)
                terminal.progress(std::to_string(file.number) + "/" + std::to_string(file.documents) + "  " + file.place);
            documents = file.number;
            const std::string path = folder + file.place + std::string(checklist::ending(file.format));
            if (!is_made(path, file.bytes, terminal)) return false;
            const auto written = write_file_lightly(path, file.bytes);
            if (!written) terminal.report(written.failure());
            return static_cast<bool>(written);
        });
    if (!is_whole) return Exit::world;
    const std::string number = std::to_string(documents);
    for (const Format format : formats)
        terminal.print(folder + std::string(checklist::kIndexPlace) + std::string(checklist::ending(format)) + "\n");
    terminal.print(std::string(terminal.say("共 ", "")) + number + std::string(terminal.say(" 份文书\n", " documents\n")));
    return Exit::fine;
}

/// What the user named, looked up before the board is made.
struct Named {
    units::UnitIndex unit{};
    std::uint32_t task = 0;
    checklist::Department department;
    checklist::Scope scope;
};

Step<Named> look_up(Session& session, const Arguments& arguments) {
    Named named;
    if (!arguments.unit.empty()) {
        auto unit = session.unit(arguments.unit);
        if (!unit) return unit.exit();
        named.unit = *unit;
    }
    if (!arguments.under.empty()) {
        auto under = session.unit(arguments.under);
        if (!under) return under.exit();
        named.scope.under = *under;
    }
    if (!arguments.level.empty()) {
        auto level = session.level(arguments.level);
        if (!level) return level.exit();
        named.scope.level = *level;
    }
    if (!arguments.task.empty()) {
        auto task = session.task(arguments.task);
        if (!task) return task.exit();
        named.task = *task;
    }
    if (!arguments.department.empty()) {
        auto department = session.department(arguments.department);
        if (!department) return department.exit();
        named.department = *department;
    }
    return named;
}

/// A document's own name as a file, without the ending.
std::string stem(const Session& session, Document document, const Named& named, const Arguments& arguments) {
    const units::Tree& units = session.opened().units;
    const std::string top = units.code(named.scope.under.value_or(units::UnitIndex{0}));
    std::string name;
    switch (document) {
        case Document::list: return checklist::file_name(units.code(named.unit));
        case Document::card: name = named.scope.level ? session.opened().plan.levels[at(*named.scope.level)] : "below"; break;
        case Document::task: name = session.opened().plan.tasks[named.task].id; break;
        case Document::leader: return checklist::file_name("leader-" + top);
        case Document::department: name = arguments.department; break;
        case Document::problems: return checklist::file_name("problems-" + top);
        case Document::all: break;
    }
    return checklist::file_name(named.scope.under ? name + "-" + top : name);
}

}  // namespace

Exit checklist(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    const auto document = document_of(session, arguments);
    if (!document) return document.exit();
    if (*document == Document::all) {
        const auto formats = formats_of(session, arguments);
        if (!formats) return formats.exit();
        if (const Exit exit = session.open(); exit != Exit::fine) return exit;
        return deliver_all(arguments, terminal, session, *formats);
    }
    const auto format = format_of(session, arguments);
    if (!format) return format.exit();
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto named = look_up(session, arguments);
    if (!named) return named.exit();
    auto made = boards(session, arguments);
    if (!made) return made.exit();
    checklist::Context context = engine::documents(session.opened(), *made->now, session.language());
    const auto give = [&](const auto& document_made) {
        return deliver(arguments, terminal,
                       stem(session, *document, *named, arguments) + std::string(checklist::ending(*format)),
                       checklist::in_format(context, document_made, *format, mark_of(arguments)));
    };
    const units::UnitIndex top = named->scope.under.value_or(units::UnitIndex{0});
    switch (*document) {
        case Document::list: return give(checklist::unit_list(context, named->unit));
        case Document::card: return give(checklist::scorecard(context, named->scope));
        case Document::task: return give(checklist::task_list(context, named->task, named->scope));
        case Document::department: return give(checklist::department_list(context, named->department, named->scope.under));
        case Document::problems: return give(checklist::problem_ledger(context, top));
        case Document::leader: {
            std::optional<checklist::Context> before;
            if (made->before) before.emplace(engine::documents(session.opened(), *made->before, session.language()));
            return give(checklist::leader_page(context, top, before ? &*before : nullptr));
        }
        case Document::all: break;
    }
    return Exit::fine;
}

Exit coverage(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    const auto format = format_of(session, arguments);
    if (!format) return format.exit();
    if (!is_of_coverage(*format)) {
        const bool by_name = !arguments.format.empty();
        return no_format(session, arguments, by_name ? "--format" : "-o", checklist::ending(*format).substr(1));
    }
    const engine::Covering covering = engine::cover(Disk(), arguments.path);
    for (const text::Diagnostic& finding : covering.findings.all()) {
        if (finding.code != Code::sentence_open || arguments.only_check) terminal.report(finding, covering.sources);
    }
    if (covering.unreadable) return Exit::world;
    if (!covering.document) return Exit::findings;
    const text::Language language = arguments.documents.value_or(covering.language);
    const std::string document = *format == Format::json  ? coverage::json(*covering.document, covering.coverage)
                                 : *format == Format::csv ? coverage::csv(*covering.document, covering.coverage, language)
                                                          : coverage::markdown(*covering.document, covering.coverage, language);
    const Exit exit = deliver(arguments, terminal, "coverage" + std::string(checklist::ending(*format)), document);
    if (exit != Exit::fine) return exit;
    const bool found = covering.findings.has_errors() || (arguments.only_check && !covering.findings.all().empty());
    return found ? Exit::findings : Exit::fine;
}

Exit missing(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    const auto format = format_of(session, arguments);
    if (!format) return format.exit();
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto unit = session.unit(arguments.unit);
    if (!unit) return unit.exit();
    auto look = session.look();
    if (!look) return look.exit();
    checklist::Context context = engine::documents(session.opened(), *look, session.language());
    const checklist::OwedList list = checklist::owed_list(context, *unit, look->board.as_of);
    return deliver(
        arguments, terminal,
        "missing-" + checklist::file_name(session.opened().units.code(*unit)) + std::string(checklist::ending(*format)),
        *format == Format::csv ? engine::blank_form(context, list, mark_of(arguments))
                               : checklist::in_format(context, list, *format, mark_of(arguments)));
}

}  // namespace duban::cli
