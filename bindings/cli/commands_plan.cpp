#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"
#include "bindings/cli/starter.hpp"
#include "bindings/cli/table.hpp"

namespace duban::cli {

using text::Code;

Exit init(const Arguments& arguments, Terminal& terminal) {
    const text::Language language = arguments.documents.value_or(terminal.language());
    const std::string folder = arguments.path.ends_with('/') ? arguments.path : arguments.path + "/";
    const std::vector<StarterFile> files = starter(language);
    for (const StarterFile& file : files) {
        if (!is_there(folder + file.name)) continue;
        terminal.report(text::diagnose(Code::file_in_the_way, {folder + file.name}));
        return Exit::usage;
    }
    for (const StarterFile& file : files) {
        const auto written = write_file(folder + file.name, file.text);
        if (!written) {
            terminal.report(written.failure());
            return Exit::world;
        }
        terminal.print(folder + file.name + "\n");
    }
    terminal.print("\n");
    terminal.print(starter_next(language, arguments.path));
    return Exit::fine;
}

Exit check(const Arguments& arguments, Terminal& terminal) {
    const engine::Opening opening = engine::open(Disk(), arguments.path);
    const auto& findings = opening.findings;
    for (const text::Diagnostic& finding : findings.all()) {
        if (arguments.json) {
            terminal.print(engine::finding_json(finding, opening.sources) + "\n");
        } else {
            terminal.report(finding, opening.sources);
        }
    }
    const bool zh = terminal.language() == text::Language::zh;
    const std::size_t warnings = findings.all().size() + findings.left_out() - findings.errors();
    if (!opening.opened) {
        if (!arguments.json) {
            terminal.print(zh ? arguments.path + "：" + std::to_string(findings.errors()) + " 处错误，" +
                                    std::to_string(warnings) + " 处提醒\n"
                              : arguments.path + ": " + counted(findings.errors(), "error") + ", " +
                                    counted(warnings, "warning") + "\n");
        }
        return opening.unreadable ? Exit::world : Exit::findings;
    }
    const auto extent = engine::extent(*opening.opened);
    if (!extent) {
        terminal.report(extent.failure());
        return Exit::findings;
    }
    if (arguments.json) return Exit::fine;
    const std::string version = opening.opened->plan.hash.substr(0, 12);
    terminal.print(zh ? arguments.path + "：没有错误，" + std::to_string(warnings) + " 处提醒；" +
                            std::to_string(extent->tasks) + " 项任务，" + std::to_string(extent->obligations) + " 条责任，" +
                            std::to_string(extent->assumed) + " 处“假定”；计划版本 " + version + "\n"
                      : arguments.path + ": no errors, " + counted(warnings, "warning") + "; " +
                            counted(extent->tasks, "task") + ", " + counted(extent->obligations, "obligation") + ", " +
                            std::to_string(extent->assumed) + " marked as assumed; plan version " + version + "\n");
    return Exit::fine;
}

Exit format(const Arguments& arguments, Terminal& terminal) {
    const engine::Formatted formatted = engine::format(Disk(), arguments.path, arguments.documents);
    for (const text::Diagnostic& finding : formatted.findings.all())
        terminal.report(finding, formatted.sources);
    if (!formatted.text) {
        if (formatted.unreadable) return Exit::world;
        terminal.report(text::diagnose(Code::plan_has_errors, {std::to_string(formatted.findings.errors())}));
        return Exit::findings;
    }
    const bool changes = *formatted.text != formatted.sources[0].text();
    if (arguments.only_check) {
        if (!changes) return Exit::fine;
        terminal.report(text::diagnose(Code::not_formatted, {arguments.path}));
        return Exit::findings;
    }
    if (!arguments.write) {
        terminal.print(*formatted.text);
    } else if (changes) {
        if (const auto written = write_file(arguments.path, *formatted.text); !written) {
            terminal.report(written.failure());
            return Exit::world;
        }
    }
    return Exit::fine;
}

Exit dump(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    terminal.print(engine::dump(session.opened()));
    return Exit::fine;
}

Exit units(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    const units::Tree& tree = session.opened().units;
    Table table({Align::left, Align::left, Align::left, Align::left});
    const auto add = [&](units::UnitIndex unit) {
        std::string told;  // 山区=是, as the unit list has it
        const auto add_told = [&](std::string_view name, const std::string& value) {
            if (!value.empty()) told += (told.empty() ? "" : "  ") + std::string(name) + "=" + value;
        };
        const auto day = [](std::optional<value::Date> date) { return date ? value::to_string(*date) : std::string(); };
        const std::optional<units::UnitIndex> heir = tree.heir(unit);
        add_told(terminal.say("成立", "opened"), day(tree.opened(unit)));
        add_told(terminal.say("撤销", "closed"), day(tree.closed(unit)));
        add_told(terminal.say("并入", "heir"), heir ? tree.code(*heir) + " " + tree.name(*heir) : std::string());
        for (std::size_t which = 0; which < tree.attributes().size(); ++which)
            add_told(tree.attributes()[which], tree.attribute(which, unit));
        table.add({tree.code(unit), session.opened().plan.levels[at(tree.level(unit))], tree.path(unit), told});
    };
    if (arguments.search.empty()) {
        for (std::uint32_t unit = 0; unit < tree.size(); ++unit)
            add(units::UnitIndex{unit});
    } else {
        const auto found = tree.search(arguments.search);
        for (const units::UnitIndex unit : found)
            add(unit);
        if (found.empty()) terminal.report(text::diagnose(Code::nothing_matches, {arguments.search}));
    }
    terminal.print(table.text());
    return Exit::fine;
}

}  // namespace duban::cli
