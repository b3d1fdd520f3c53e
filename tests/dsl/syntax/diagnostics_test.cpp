#include "tests/golden.hpp"

#include "dsl/syntax/parse.hpp"
#include "dsl/text/render.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace duban::syntax {
namespace {

const std::string kFolder = "diagnostics/syntax/";

std::vector<std::string> names_of_bad_plans() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(DUBAN_SOURCE_DIR) + "/tests/golden/" + kFolder)) {
        if (entry.path().extension() == ".duban") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

text::Sink findings_in(const text::Source& source) {
    text::Sink sink;
    const PlanFile file = parse(source, sink);
    return sink;
}

text::Source bad_plan(const std::string& name) {
    return {name + ".duban", tests::file_text("tests/golden/" + kFolder + name + ".duban")};
}

std::string rendered(const text::Source& source, const text::Sink& sink, text::Language language) {
    std::string all;
    for (const text::Diagnostic& diagnostic : sink.all())
        all += text::render(diagnostic, &source, language, text::Paint::plain) + "\n";
    return all;
}

TEST(SyntaxDiagnostics, ReadAsInTheirGoldenFiles) {
    for (const std::string& name : names_of_bad_plans()) {
        const text::Source source = bad_plan(name);
        const text::Sink sink = findings_in(source);
        EXPECT_GT(sink.all().size(), 0U) << name;
        tests::expect_golden(kFolder + name + ".zh.txt", rendered(source, sink, text::Language::zh));
        tests::expect_golden(kFolder + name + ".en.txt", rendered(source, sink, text::Language::en));
    }
}

/// Sources beyond 16 MB or two million words have no golden file: Sizes.BeyondTheirBoundAreOneFinding has them.
TEST(SyntaxDiagnostics, AllHaveAGoldenFile) {
    std::set<text::Code> shown{text::Code::source_too_long, text::Code::too_many_words};
    for (const std::string& name : names_of_bad_plans()) {
        const text::Source source = bad_plan(name);
        const text::Sink sink = findings_in(source);
        for (const text::Diagnostic& diagnostic : sink.all())
            shown.insert(diagnostic.code);
    }
    for (const text::CodeEntry& entry : text::code_table()) {
        const auto number = static_cast<int>(entry.code);
        if (number < 1100 || number >= 3000) continue;
        EXPECT_TRUE(shown.contains(entry.code)) << text::code_name(entry.code) << " " << entry.en;
    }
}

}  // namespace
}  // namespace duban::syntax
