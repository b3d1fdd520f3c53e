#include "bindings/cli/commands.hpp"
#include "bindings/cli/disk.hpp"
#include "bindings/cli/session.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace duban::cli {

using text::Code;

namespace {

using Shape = engine::FormFormat;

struct Ending {
    std::string_view format;  // as --format calls it
    std::string_view extension;
    Shape shape;
};
constexpr std::array<Ending, 3> kEndings{
    {{"md", ".md", Shape::markdown}, {"json", ".json", Shape::json}, {"csv", ".csv", Shape::csv}}};

std::string_view extension(Shape shape) {
    const auto* found = std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& one) { return one.shape == shape; });
    return found->extension;
}

/// Nothing if the path ends as none of the formats do.
std::optional<Shape> shape_of_path(std::string_view path) {
    for (const Ending& one : kEndings) {
        if (path.ends_with(one.extension)) return one.shape;
    }
    return std::nullopt;
}

/// --format, else as the output ends, else Markdown; `offered` are those that the document comes in.
Step<Shape> shape_of(Session& session, const Arguments& arguments, std::span<const Shape> offered) {
    std::string names;
    for (const Ending& one : kEndings) {
        if (std::find(offered.begin(), offered.end(), one.shape) == offered.end()) continue;
        if (arguments.format == one.format) return one.shape;
        if (arguments.format.empty() && shape_of_path(arguments.output) == one.shape) return one.shape;
        names += (names.empty() ? "" : ", ") + std::string(one.format);
    }
    if (!arguments.format.empty()) {
        return session.wrong_usage(text::diagnose(Code::wrong_choice, {"--format", arguments.format, names}));
    }
    const std::string_view output = arguments.output;
    const std::string_view file = output.substr(output.rfind('/') + 1);
    if (file.find('.') == std::string_view::npos || is_folder(arguments.output)) return Shape::markdown;
    return session.wrong_usage(text::diagnose(Code::wrong_choice, {"-o", file.substr(file.rfind('.') + 1), names}));
}

/// An output that is no file of a known format is a folder.
std::string folder_of(const std::string& output) {
    if (output.empty() || (shape_of_path(output) && !is_folder(output))) return {};
    return output.ends_with('/') ? output : output + "/";
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
    const std::string folder = folder_of(arguments.output);
    const std::string path = folder.empty() ? arguments.output : folder + name;
    const Exit exit = write(path, document, terminal);
    if (exit == Exit::fine) terminal.print(path + "\n");
    return exit;
}

template <class Document>
std::string in_shape(const checklist::Context& context, const Document& document, Shape shape) {
    switch (shape) {
        case Shape::json: return json(context, document);
        case Shape::csv: return csv(page(context, document), checklist::Mark::bom);
        case Shape::markdown: break;
    }
    return markdown(page(context, document));
}

/// The scorecard of a level; into a folder, also the checklist of each of its offices.
Exit deliver_level(const Arguments& arguments, Terminal& terminal, const Session& session, const engine::Look& look,
                   units::LevelIndex level, Shape shape) {
    checklist::Context context = engine::documents(session.opened(), look, session.language());
    const auto card = checklist::scorecard(context, {level, std::nullopt});
    const std::string name = file_name(session.opened().plan.levels[at(level)] + std::string(extension(shape)));
    const Exit exit = deliver(arguments, terminal, name, in_shape(context, card, shape));
    const std::string folder = folder_of(arguments.output);
    if (exit != Exit::fine || folder.empty()) return exit;
    const units::Tree& tree = session.opened().units;
    std::size_t written = 0;
    for (std::uint32_t u = 0; u < tree.size(); ++u) {
        const units::UnitIndex unit{u};
        if (tree.level(unit) != level || !tree.is_office(unit)) continue;
        terminal.progress(tree.code(unit) + " " + tree.name(unit));
        const auto list = checklist::unit_list(context, unit);
        const std::string path = folder + file_name(tree.code(unit)) + std::string(extension(shape));
        const Exit failed = write(path, in_shape(context, list, shape), terminal);
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
            text::diagnose(Code::one_of_two_options, {std::string_view("--unit"), std::string_view("--level")}));
    }
    constexpr std::array kOffered{Shape::markdown, Shape::csv, Shape::json};
    const auto chosen = shape_of(session, arguments, kOffered);
    if (!chosen) return chosen.exit();
    const Shape shape = *chosen;
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
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
    checklist::Context context = engine::documents(session.opened(), *look, session.language());
    const auto list = checklist::unit_list(context, *unit);
    return deliver(arguments, terminal, file_name(list.code + std::string(extension(shape))), in_shape(context, list, shape));
}

Exit missing(const Arguments& arguments, Terminal& terminal) {
    Session session(arguments, terminal);
    constexpr std::array kOffered{Shape::csv, Shape::json, Shape::markdown};
    const auto shape = shape_of(session, arguments, kOffered);
    if (!shape) return shape.exit();
    if (const Exit exit = session.open(); exit != Exit::fine) return exit;
    auto unit = session.unit(arguments.unit);
    if (!unit) return unit.exit();
    auto look = session.look();
    if (!look) return look.exit();
    const std::string form =
        engine::missing_form(session.opened(), *look, *unit, look->board.as_of, *shape, session.language());
    return deliver(arguments, terminal,
                   file_name("missing-" + session.opened().units.code(*unit) + std::string(extension(*shape))), form);
}

}  // namespace duban::cli
