#include "dsl/syntax/print_name.hpp"

#include "dsl/syntax/keywords.hpp"
#include "dsl/syntax/scan.hpp"

#include <utility>
#include <vector>

namespace duban::syntax {

namespace {

using text::Language;

/// The one token that the word is, if nothing is lost; else one that is bad.
Token read_back(std::string_view word, const Place& place) {
    Token bad;
    bad.kind = TokenKind::bad;
    text::Sink unheard;
    const std::string no_file;
    Findings findings(unheard, no_file);
    const std::vector<Piece> pieces = scan(word, findings).pieces;
    if (pieces.size() != 1 || pieces[0].kind != Piece::Kind::run || pieces[0].span.end != word.size()) return bad;
    std::vector<Token> tokens = cut(word, 0, place, findings);
    const bool same = unheard.all().empty() && tokens.size() == 1 && tokens[0].text == word;
    return same ? std::move(tokens[0]) : bad;
}

/// Does a mark that opens and one that closes hold the text, so that the last closes the first?
bool holds(std::string_view open, std::string_view close, std::string_view text) {
    std::size_t depth = 1;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(close)) {
            if (--depth == 0) return false;
            at += close.size();
        } else if (text.substr(at).starts_with(open)) {
            ++depth;
            at += open.size();
        } else {
            ++at;
        }
    }
    return depth == 1;
}

std::string within(std::string_view open, std::string_view text, std::string_view close) {
    return std::string(open) + std::string(text) + std::string(close);
}

}  // namespace

bool is_bare_name(std::string_view word, const Place& place) {
    const Token token = read_back(word, place);
    return token.kind == TokenKind::word && !token.has(kReserved | kBuiltin | (place.inside & kLight));
}

bool is_bare_unit_word(std::string_view word, Place place) {
    place.after_number = true;
    const Spelling* spelling = find_spelling(word);
    const bool counts = spelling != nullptr && spelling->spells(Keyword::counted) && spelling->language == Language::zh;
    return is_bare_name(word, place) || counts;  // 3 个
}

bool is_bare_id(std::string_view word) {
    const Token token = read_back(word, {});
    return token.kind == TokenKind::number || token.kind == TokenKind::id ||
           (token.kind == TokenKind::word && !token.has(kReserved));
}

std::string name_in_marks(std::string_view name, Language language) {
    const bool plain = name.find('`') == std::string_view::npos;
    const bool wide = holds("「", "」", name);
    return plain && (language == Language::en || !wide) ? within("`", name, "`") : within("「", name, "」");
}

std::string text_in_marks(std::string_view text, Language language) {
    const bool plain = text.find('"') == std::string_view::npos;
    const bool wide = holds("“", "”", text);
    return plain && (language == Language::en || !wide) ? within("\"", text, "\"") : within("“", text, "”");
}

std::string document_in_marks(std::string_view title, Language language) {
    const bool plain = title.find('"') == std::string_view::npos || holds("“", "”", title);
    const bool wide = holds("《", "》", title);
    if (wide && (language == Language::zh || !plain)) return within("《", title, "》");
    return words_of(Keyword::document).en + " " + text_in_marks(title, Language::en);
}

}  // namespace duban::syntax
