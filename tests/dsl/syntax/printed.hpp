// Is a source, printed in either language, still the same plan?
#pragma once

#include "tests/dsl/syntax/tree_text.hpp"

#include "dsl/syntax/lexer.hpp"
#include "dsl/syntax/parse.hpp"
#include "dsl/syntax/print.hpp"
#include "dsl/text/render.hpp"
#include "dsl/text/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace duban::syntax {

struct Read {
    text::Source source;
    PlanFile file;
    std::vector<std::string> errors;

    explicit Read(std::string text) : source("plan", std::move(text)) {
        text::Sink sink;
        file = parse(source, sink);
        for (const text::Diagnostic& found : sink.all())
            errors.push_back(text::render(found, &source, text::Language::en, text::Paint::plain));
    }

    [[nodiscard]] std::string printed(text::Language language) const { return print(file, source, language); }
    [[nodiscard]] std::vector<std::string> comments() const {
        std::vector<std::string> all;
        for (const Span span : file.comments) {
            std::string comment = text::fold_width(source.slice(span));  // ＃ is #
            comment.resize(comment.find_last_not_of(" \t\r") + 1);
            all.push_back(comment);
        }
        std::sort(all.begin(), all.end());
        return all;
    }
};

/// Read again it is the same tree with the same comments; printed again the same bytes, also by way of the other language.
inline void expect_printed_without_loss(const std::string& text) {
    using text::Language;
    const Read first(text);
    ASSERT_EQ(first.errors, std::vector<std::string>{}) << text;
    const std::string zh = first.printed(Language::zh);
    const std::string en = first.printed(Language::en);
    for (const std::string& printed : {zh, en}) {
        const Read again(printed);
        EXPECT_EQ(again.errors, std::vector<std::string>{}) << text << "\nprinted:\n" << printed;
        EXPECT_EQ(TreeText::of(again.file), TreeText::of(first.file)) << text << "\nprinted:\n" << printed;
        EXPECT_EQ(again.comments(), first.comments()) << text << "\nprinted:\n" << printed;
        EXPECT_EQ(again.printed(Language::zh), zh) << text;
        EXPECT_EQ(again.printed(Language::en), en) << text;
    }
}

/// The same words with other blanks, line ends, `;` and comments between them.
class Scatter {
public:
    explicit Scatter(std::uint32_t seed) : random_(seed) {}

    std::string operator()(const text::Source& source) {
        text::Sink sink;
        const std::vector<Token> tokens = lex(source, sink).tokens;
        std::string out;
        std::uint32_t end = 0;
        std::size_t parentheses = 0;
        bool goes_on = false;
        bool after_joint = false;
        for (const Token& token : tokens) {
            if (token.kind == TokenKind::last) break;
            const bool joint = token.is(Keyword::both) || token.is(Keyword::either);
            const bool closes = token.is(Mark::close_brace) || token.is(Mark::close_paren);
            const bool apart = end != token.span.begin || token.kind == TokenKind::end;
            if (source.slice(token.span) == "'s") {
                // it is the end of a name
            } else if (token.kind == TokenKind::end) {
                out += one_of({"\n", "；", " ;\n", "\n\n\n", ""});
                if (out.back() != '\n' && !out.ends_with("；")) out += comment();
                goes_on = true;
            } else if ((after_joint || parentheses > 0) && token.has(kOpens)) {
                out += " ";  // in the next line it would open a clause
            } else if (goes_on || parentheses > 0 || (apart && joint) || closes) {
                if (apart || goes_on || closes) out += one_of({" ", "\n", "\n\n", "  ", "\n \n\n", ""});
                if (out.ends_with("\n") || random_() % 4 == 0) out += comment();
                if (apart && !out.ends_with("\n")) out += " ";
            } else if (apart) {
                out += one_of({" ", "  ", "　"});
            }
            if (token.kind != TokenKind::end) {
                out += source.slice(token.span);
                goes_on = token.is(Mark::open_brace) || joint || token.is(Mark::open_paren);
                after_joint = joint;
            }
            if (token.is(Mark::open_paren)) ++parentheses;
            if (token.is(Mark::close_paren)) --parentheses;
            end = token.span.end;
        }
        return out;
    }

private:
    std::string one_of(const std::vector<std::string>& choices) { return choices[random_() % choices.size()]; }
    std::string comment() {
        if (random_() % 3 == 0) return "\n";
        return one_of({"# ", " #", "    ＃", "\n# ", "\n\n  # "}) + std::to_string(++comments_) + one_of({"", " ", " 注"}) +
               "\n";
    }

    std::mt19937 random_;
    int comments_ = 0;
};

}  // namespace duban::syntax
