#include "tests/dsl/syntax/printed.hpp"
#include "tests/fuzz/targets.hpp"

namespace duban::fuzz {

using text::Language;

std::string lexer(std::string_view bytes) {
    const text::Source source("plan", std::string(bytes));
    text::Sink sink;
    const syntax::Lexed lexed = syntax::lex(source, sink);
    if (lexed.tokens.empty() || lexed.tokens.back().kind != syntax::TokenKind::last) return "the last token is not `last`";
    std::uint32_t end = 0;
    for (const syntax::Token& token : lexed.tokens) {
        if (token.span.begin < end || token.span.end < token.span.begin) return "tokens lie over one another";
        if (token.span.end > bytes.size()) return "a token ends behind the text";
        end = token.span.end;
    }
    static_cast<void>(said(sink, &source));
    return {};
}

std::string parser(std::string_view bytes) {
    const text::Source source("plan", std::string(bytes));
    text::Sink sink;
    const syntax::PlanFile file = syntax::parse(source, sink);
    const std::string told = said(sink, &source);
    const bool is_empty = !sink.all().empty() && sink.all().front().code == text::Code::empty_source;
    if (!is_empty && syntax::can_be_read(source) == sink.has_errors()) return "can_be_read says otherwise:\n" + told;
    if (sink.has_errors()) return {};
    const syntax::Read first{std::string(bytes)};
    const std::string zh = first.printed(Language::zh);
    const std::string en = first.printed(Language::en);
    for (const std::string& printed : {zh, en}) {
        const syntax::Read again(printed);
        if (again.errors != first.errors) return "printed, it is read otherwise:\n" + printed + said(sink, &source);
        if (syntax::TreeText::of(again.file) != syntax::TreeText::of(first.file))
            return "printed, it is another tree:\n" + printed;
        if (again.comments() != first.comments()) return "printed, its comments are others:\n" + printed;
        if (again.printed(Language::zh) != zh || again.printed(Language::en) != en)
            return "printed again, it is another text:\n" + printed;
    }
    return {};
}

}  // namespace duban::fuzz
