#include "engine/engine.hpp"

#include "dsl/syntax/parse.hpp"
#include "dsl/syntax/print.hpp"

namespace duban::engine {

Formatted format(const Loader& loader, const std::string& path, std::optional<text::Language> language) {
    Formatted out;
    auto text = loader.load(path);
    if (!text) {
        out.unreadable = true;
        out.findings.add(text.failure());
        return out;
    }
    const text::Source& source = out.sources.emplace_back(path, std::move(*text));
    const syntax::PlanFile tree = syntax::parse(source, out.findings);
    if (!out.findings.has_errors()) out.text = syntax::print(tree, source, language.value_or(tree.language));
    return out;
}

}  // namespace duban::engine
