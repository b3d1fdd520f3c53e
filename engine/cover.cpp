#include "dsl/syntax/keywords.hpp"
#include "dsl/syntax/parse.hpp"
#include "engine/engine.hpp"
#include "engine/passages.hpp"
#include "engine/plan/resolve.hpp"

namespace duban::engine {

Covering cover(const Loader& loader, const std::string& path) {
    Covering out;
    const auto unreadable = [&](const text::Diagnostic& failure) {
        out.unreadable = true;
        out.findings.add(failure);
    };
    auto text = loader.load(path);
    if (!text) {
        unreadable(text.failure());
        return out;
    }
    const text::Source source(path, std::move(*text));
    const syntax::PlanFile tree = syntax::parse(source, out.findings);
    out.sources.push_back(source);
    out.language = tree.language;
    const std::string file = plan::files_of(tree).source;
    if (file.empty()) {
        const text::Words word = syntax::words_of(syntax::Keyword::source);
        const text::Span place = tree.headers.empty() ? text::Span{} : tree.headers.front().span;
        out.findings.add(text::diagnose(text::Code::header_lacks, path, place,
                                        {word, {word.zh + " “source.txt”", word.en + " “source.txt”"}}));
    } else if (auto document = read_document(loader, path, file); !document) {
        unreadable(document.failure());
    } else {
        out.document = std::move(*document);
        out.sources.push_back(out.document->source());
        out.coverage = coverage::cover(*out.document, passages_of(tree), path, out.findings);
        coverage::tell_open(*out.document, out.coverage, out.findings);
    }
    out.findings.sort();
    return out;
}

}  // namespace duban::engine
