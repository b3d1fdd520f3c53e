#include "engine/engine.hpp"
#include "engine/json/writer.hpp"

namespace duban::engine {

namespace {

void text_or_null(json::Writer& out, std::string_view key, const std::string& text) {
    if (text.empty()) {
        out.key(key).null();
    } else {
        out.member(key, text);
    }
}

}  // namespace

std::string finding_json(const text::Diagnostic& finding, std::span<const text::Source> sources) {
    const text::Source* holder = nullptr;
    for (const text::Source& source : sources) {
        if (source.name() == finding.file && finding.row == 0) holder = &source;
    }
    json::Writer out(json::Layout::one_line);
    out.begin_object().member("code", text::code_name(finding.code));
    out.member("severity", finding.severity == text::Severity::error ? "error" : "warning");
    text_or_null(out, "file", finding.file);
    if (holder) {
        const text::Position begin = holder->position(finding.span.begin);
        const text::Position end = holder->position(finding.span.end);
        out.member("line", begin.line).member("column", begin.column);
        out.member("end_line", end.line).member("end_column", end.column);
    } else {
        out.key("line");
        if (finding.row > 0) {
            out.integer(finding.row);
        } else {
            out.null();
        }
        out.key("column").null().key("end_line").null().key("end_column").null();
    }
    text_or_null(out, "field", finding.column);
    out.member("message_zh", text::sentence(finding, text::Language::zh));
    out.member("message_en", text::sentence(finding, text::Language::en));
    out.end_object();
    return out.take();
}

}  // namespace duban::engine
