#include "dsl/text/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace duban::text {

namespace {

constexpr CodeEntry kTable[] = {
#define DUBAN_CODE(name, number, severity, zh, en) {Code::name, Severity::severity, zh, en},
#include "dsl/text/codes/all.def"
#undef DUBAN_CODE
};

const CodeEntry* entry_of(Code code) {
    const auto* found =
        std::find_if(std::begin(kTable), std::end(kTable), [&](const CodeEntry& entry) { return entry.code == code; });
    return found == std::end(kTable) ? nullptr : found;
}

}  // namespace

std::span<const CodeEntry> code_table() { return kTable; }

std::string code_name(Code code) { return "D" + std::to_string(static_cast<unsigned>(code)); }

std::string sentence(const Diagnostic& diagnostic, Language language) {
    const CodeEntry* entry = entry_of(diagnostic.code);
    if (!entry) return code_name(diagnostic.code);
    const std::string_view pattern = language == Language::zh ? entry->zh : entry->en;
    std::string filled;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool is_hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' &&
                             pattern[i + 1] <= '9';
        if (!is_hole) {
            filled += pattern[i];
            continue;
        }
        const auto which = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (which < diagnostic.arguments.size()) filled += diagnostic.arguments[which].in(language);
        i += 2;
        const bool has_room = language == Language::zh && filled.ends_with("）");  // the mark is as wide as two
        if (has_room && i + 2 < pattern.size() && pattern[i + 1] == ' ' && pattern[i + 2] != '{') ++i;
    }
    return filled;
}

Diagnostic diagnose(Code code, std::vector<Words> arguments) { return diagnose(code, {}, {}, std::move(arguments)); }

Diagnostic diagnose(Code code, std::string file, Span span, std::vector<Words> arguments) {
    const CodeEntry* entry = entry_of(code);
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = entry ? entry->severity : Severity::error;
    diagnostic.file = std::move(file);
    diagnostic.span = span;
    diagnostic.arguments = std::move(arguments);
    return diagnostic;
}

void Sink::add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    if (all_.size() < kMost) {
        all_.push_back(std::move(diagnostic));
    } else {
        ++left_out_;
    }
}

void Sink::sort() {
    std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.file, a.span.begin, a.row) < std::tie(b.file, b.span.begin, b.row);
    });
}

}  // namespace duban::text
