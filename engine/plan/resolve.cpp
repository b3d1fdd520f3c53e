#include "engine/plan/resolve.hpp"

#include "engine/digest/sha256.hpp"
#include "engine/plan/dump.hpp"
#include "engine/plan/lint.hpp"
#include "engine/plan/resolve_context.hpp"
#include "engine/plan/resolve_declarations.hpp"
#include "engine/plan/resolve_order.hpp"
#include "engine/plan/resolve_task.hpp"

namespace duban::plan {

namespace {

void unused_declarations(Context& context) {
    for (const auto& [name, declared] : context.declared()) {
        if (!declared.used) context.say(text::Code::declared_in_vain, declared.span, {words(declared.kind), name});
    }
}

}  // namespace

Files files_of(const syntax::PlanFile& tree) {
    Files files;
    if (tree.headers.empty()) return files;
    const syntax::Header& header = tree.headers.front();
    if (header.units) files.units = header.units->text;
    if (header.calendar) files.calendar = header.calendar->text;
    if (header.source) files.source = header.source->text;
    if (header.amends) files.amends = header.amends->text;
    for (const syntax::Name& level : header.levels)
        files.levels.push_back(level.text);
    for (const syntax::Text& used : tree.uses)
        files.used.push_back(used.text);
    return files;
}

std::optional<Plan> resolve(const syntax::PlanFile& tree, const text::Source& source, const units::Tree* units,
                            std::vector<Light> lights, std::vector<Version> before, text::Sink& sink) {
    Plan plan;
    plan.language = tree.language;
    Context context(source, tree, units, sink, plan);
    if (tree.headers.empty()) context.say_missing(text::Code::plan_missing, {});
    for (std::size_t i = 1; i < tree.headers.size(); ++i)
        context.say(text::Code::plan_twice, tree.headers[i].span);
    if (tree.headers.empty()) return std::nullopt;
    resolve_header(context, tree.headers.front());
    resolve_declarations(context, tree);
    for (const syntax::Chapter& chapter : tree.chapters)
        resolve_chapter(context, chapter, tree.headers.front().defaults);
    resolve_order(context, tree);
    plan.lights = std::move(lights);
    plan.before = std::move(before);
    if (sink.has_errors() || !units) return std::nullopt;

    unused_declarations(context);
    lint(plan, *units, source.name(), sink);
    plan.hash = digest::sha256(dump(plan));
    return plan;
}

}  // namespace duban::plan
