#include "dsl/syntax/print_words.hpp"

#include "dsl/syntax/print_name.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace duban::syntax {

namespace {

constexpr std::size_t kMostWords = 3;  // of a keyword

bool is_english(std::string_view word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

void Words::put(std::string text) {
    Piece piece;
    piece.is_apart = !std::exchange(glues_, false);
    const Spelling* spelling = find_spelling(text);
    const bool opens = spelling != nullptr && spelling->has(kOpens);  // at the begin of a line it would open a clause
    piece.may_begin_line = std::exchange(may_break_, false) && !opens;
    piece.text = std::move(text);
    pieces_.push_back(std::move(piece));
}

void Words::glue(std::string text) {
    glues_ = true;
    put(std::move(text));
}

void Words::put_own(std::string word) {
    put(std::move(word));
    pieces_.back().is_own = true;
}

void Words::comma() {
    glue(is_chinese() ? "、" : ",");
    if (is_chinese()) glue_next();
    may_break_ = true;
}

void Words::comma_in_braces() {
    glue(",");
    may_break_ = true;
}

void Words::new_line(WrittenLine::Begins begins, Span table) {
    lines_.push_back({begins, table, pieces_.size()});
    glues_ = false;
}

/// The pieces, own words in marks where they need them.
std::vector<Words::Piece> Words::settled() const {
    struct Word {
        std::string text;
        std::size_t piece;
    };
    std::vector<Piece> pieces = pieces_;
    std::vector<Word> words;  // one that is empty joins nothing
    auto line = lines_.begin();
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        const bool begins = line != lines_.end() && line->first == at;
        if (begins) ++line;
        if (begins || !pieces[at].is_apart) words.push_back({"", at});
        std::string_view rest = pieces[at].text;
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            words.push_back({is_english(word) ? std::string(word) : "", at});
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        }
    }
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string phrase = words[first].text;
        for (std::size_t last = first + 1; last < std::min(first + kMostWords, words.size()); ++last) {
            if (words[last - 1].text.empty() || words[last].text.empty()) break;
            phrase += " " + words[last].text;
            if (words[first].piece == words[last].piece || find_spelling(phrase) == nullptr) continue;
            for (std::size_t at = words[first].piece; at <= words[last].piece; ++at) {
                if (!std::exchange(pieces[at].is_own, false)) continue;
                pieces[at].text = name_in_marks(pieces[at].text, language_);
            }
        }
    }
    return pieces;
}

std::string Words::joined(const std::vector<Piece>& pieces, std::size_t first, std::size_t last) {
    std::string line;
    for (std::size_t at = first; at < last; ++at) {
        if (pieces[at].is_apart && at != first) line += ' ';
        line += pieces[at].text;
    }
    return line;
}

/// One past the last piece that stands in a line beginning with `first`.
std::size_t Words::end_of_line(const std::vector<Piece>& pieces, std::size_t first, std::size_t last, std::size_t most) {
    if (text::display_width(joined(pieces, first, last)) <= most) return last;
    std::size_t end = last;
    for (std::size_t at = first + 1; at < last; ++at) {
        if (!pieces[at].may_begin_line) continue;
        if (end != last && text::display_width(joined(pieces, first, at)) > most) break;
        end = at;
    }
    return end;
}

std::string Words::head() const { return joined(settled(), 0, head_); }

std::vector<WrittenLine> Words::lines(std::size_t most) const {
    const std::vector<Piece> pieces = settled();
    std::vector<WrittenLine> written;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        std::size_t first = i == 0 ? head_ : lines_[i].first;
        const std::size_t last = i + 1 == lines_.size() ? pieces.size() : lines_[i + 1].first;
        const bool wraps = lines_[i].begins == WrittenLine::Begins::under_phrase;
        std::size_t end = wraps ? end_of_line(pieces, first, last, most) : last;
        written.push_back({lines_[i].begins, lines_[i].table, joined(pieces, first, end)});
        while (end < last) {
            first = std::exchange(end, end_of_line(pieces, end, last, most));
            written.push_back({WrittenLine::Begins::under_phrase, {}, joined(pieces, first, end)});
        }
    }
    return written;
}

}  // namespace duban::syntax
