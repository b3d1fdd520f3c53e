#include "engine/passages.hpp"

#include "dsl/text/encoding.hpp"

#include <algorithm>

namespace duban::engine {

namespace {

using coverage::Passage;
using syntax::Clause;
using syntax::ClauseKind;

enum class Shared : std::uint8_t { if_listed, always };

/// False if there is none.
bool add_quotes(const std::vector<Clause>& clauses, const std::string& task, Shared shared, std::vector<Passage>& into) {
    bool found = false;
    for (const Clause& clause : clauses) {
        if (clause.kind != ClauseKind::source) continue;
        const bool listed = shared == Shared::always || clause.texts.size() > 1;
        for (const syntax::Text& text : clause.texts)
            into.push_back({text.text, text.span, task, {}, listed});
        found = true;
    }
    return found;
}

}  // namespace

std::vector<Passage> passages_of(const syntax::PlanFile& tree) {
    std::vector<Passage> passages;
    for (const syntax::Chapter& chapter : tree.chapters) {
        for (const syntax::Task& task : chapter.tasks) {
            bool own = add_quotes(task.clauses, task.id, Shared::if_listed, passages);
            for (const syntax::Part& part : task.parts)
                own = add_quotes(part.clauses, task.id, Shared::if_listed, passages) || own;
            if (!own) add_quotes(chapter.clauses, task.id, Shared::always, passages);
        }
        for (const syntax::Narrative& narrative : chapter.narratives) {
            passages.push_back({narrative.text.text,
                                narrative.text.span,
                                {},
                                narrative.because ? narrative.because->text : std::string(),
                                false});
        }
    }
    std::stable_sort(passages.begin(), passages.end(),
                     [](const Passage& a, const Passage& b) { return a.span.begin < b.span.begin; });
    return passages;
}

std::string beside(const std::string& plan_path, const std::string& file) {
    if (file.starts_with('/')) return file;
    const std::size_t slash = plan_path.rfind('/');
    return slash == std::string::npos ? file : plan_path.substr(0, slash + 1) + file;
}

text::Result<coverage::Document> read_document(const Loader& loader, const std::string& plan_path, const std::string& file) {
    const std::string path = beside(plan_path, file);
    auto text = loader.load(path);
    if (!text) return text.failure();
    if (auto other = text::not_text(*text)) {
        other->file = path;
        return std::move(*other);
    }
    return coverage::Document(path, std::move(*text));
}

}  // namespace duban::engine
