#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"

namespace duban::cli {

using text::Code;

namespace {

enum class Shape : std::uint8_t { markdown, json, csv };

std::string_view extension(Shape shape) {
    switch (shape) {
        case Shape::markdown: return ".md";
        case Shape::json: return ".json";
        case Shape::csv: return ".csv";
    }
    return "";
}

/// A name that can be a file's: what separates folders becomes a dash.
std::string file_name(std::string name) {
    for (char& c : name) {
        if (c == '/' || c == '\0') c = '-';
    }
    return name;
}

Exit write(const std::string& path, const std::string& document, Terminal& terminal) {
    if (const auto written = write_file(path, document); !written) {
        terminal.report(written.failure());
        return Exit::world;
    }
    return Exit::fine;
}

/// Prints it, or writes it to the file asked for, in a folder under its own name.
Exit deliver(const Arguments& arguments, Terminal& terminal, const std::string& name, const std::string& document) {
    if (arguments.output.empty()) {
        terminal.print(document);
        return Exit::fine;
    }
    const bool is_in_folder = arguments.output.ends_with('/') || is_folder(arguments.output);
    const std::string path =
        is_in_folder ? arguments.output + (arguments.output.ends_with('/') ? "" : "/") + name : arguments.output;
    const Exit exit = write(path, document, terminal);
    if (exit == Exit::fine) terminal.print(path + "\n");
    return exit;
}

/// The scorecard of a level; into a folder, also the checklist of each of its offices.
Exit deliver_level(const Arguments& arguments, Terminal& terminal, const Session& session, const engine::Look& look,
                   units::LevelIndex level, Shape shape) {
    const checklist::Context context = engine::documents(session.opened(), look, session.language());
    const auto card = checklist::scorecard(context, level);
    const std::string name = file_name(card.level + std::string(extension(shape)));
    const Exit exit = deliver(arguments, terminal, name,
                              shape == Shape::json ? checklist::json(context, card) : checklist::markdown(context, card));
    if (exit != Exit::fine || !is_folder(arguments.output)) return exit;
    const units::Tree& tree = session.opened().units;
    std::size_t written = 0;
    for (std::uint32_t u = 0; u < tree.size(); ++u) {
        const units::UnitIndex unit{u};
        if (tree.level(unit) != level || !tree.is_office(unit)) continue;
        terminal.progress(tree.code(unit) + " " + tree.name(unit));
        const auto list = checklist::unit_checklist(context, unit);
        const std::string path = arguments.output + (arguments.output.ends_with('/') ? "" : "/") + file_name(tree.code(unit)) +
                                 std::string(extension(shape));
        const Exit failed =
            write(path, shape == Shape::json ? checklist::json(context, list) : checklist::markdown(context, list), terminal);
        if (failed != Exit::fine) return failed;
        ++written;
    }
    const std::string number = std::to_string(written);
    terminal.print(terminal.language() == text::Language::zh
                       ? "另有 " + number + " 个单位各自的清单，以代码为名\n"
                       : "and the checklists of " + number + " units, named by their codes\n");
    return Exit::fine;
}

}  // namespace

Exit checklist(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    if (arguments.unit.empty() == arguments.level.empty()) {
        return session.wrong_usage(
            text::diagnose(Code::missing_argument, {text::Words("--unit 或 --level 其中一个", "one of --unit and --level")}));
    }
    if (!arguments.format.empty() && arguments.format != "md" && arguments.format != "json") {
        return session.wrong_usage(text::diagnose(Code::wrong_choice, {"--format", arguments.format, "md, json"}));
    }
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    const Shape shape = arguments.format == "json" ? Shape::json : Shape::markdown;
    if (!arguments.level.empty()) {
        auto level = session.level(arguments.level);
        if (!level) return level.exit();
        auto look = session.look();
        if (!look) return look.exit();
        return deliver_level(arguments, terminal, session, *look, *level, shape);
    }
    auto unit = session.unit(arguments.unit);
    if (!unit) return unit.exit();
    auto look = session.look();
    if (!look) return look.exit();
    const checklist::Context context = engine::documents(session.opened(), *look, session.language());
    const auto list = checklist::unit_checklist(context, *unit);
    return deliver(arguments, terminal, file_name(list.code + std::string(extension(shape))),
                   shape == Shape::json ? checklist::json(context, list) : checklist::markdown(context, list));
}

Exit missing(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    engine::FormFormat format = engine::FormFormat::markdown;
    Shape shape = Shape::markdown;
    if (arguments.format == "csv") {
        format = engine::FormFormat::csv;
        shape = Shape::csv;
    } else if (arguments.format == "json") {
        format = engine::FormFormat::json;
        shape = Shape::json;
    } else if (!arguments.format.empty() && arguments.format != "md") {
        return session.wrong_usage(text::diagnose(Code::wrong_choice, {"--format", arguments.format, "csv, json, md"}));
    }
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto unit = session.unit(arguments.unit);
    if (!unit) return unit.exit();
    auto look = session.look();
    if (!look) return look.exit();
    const std::string form =
        engine::missing_form(session.opened(), *look, *unit, look->board.as_of, format, session.language());
    return deliver(arguments, terminal,
                   file_name("missing-" + session.opened().units.code(*unit) + std::string(extension(shape))), form);
}

}  // namespace duban::cli
