// Which words make a line, with a blank between them or none, and where does it go on in the next?
#pragma once

#include "dsl/syntax/keywords.hpp"
#include "dsl/text/language.hpp"
#include "dsl/text/span.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace duban::syntax {

using text::Span;

/// A line of what is written: the first begins behind the head.
struct WrittenLine {
    enum class Begins : std::uint8_t { under_phrase, in_block, under_head };
    Begins begins = Begins::under_phrase;
    Span table;  // of a line of a table: from its begin to this line, so that comments in it are written first
    std::string text;
};

/// Gathers the words of one clause: a head, then a phrase. Neighbours that would be read as one English keyword of several
/// words (a name `more` behind `or`) are kept apart by the marks of the name.
class Words {
public:
    explicit Words(text::Language language) : language_(language) {}

    [[nodiscard]] text::Language language() const { return language_; }
    [[nodiscard]] bool is_chinese() const { return language_ == text::Language::zh; }

    void put(std::string text);
    void put(Keyword keyword) { put(words_of(keyword).in(language_)); }
    /// Without a blank before it.
    void glue(std::string text);
    /// A word of the planner's own that stands bare.
    void put_own(std::string word);
    /// What comes next is glued.
    void glue_next() { glues_ = true; }
    /// 、 or a comma. The line may end behind it.
    void comma();
    /// The comma in { } is the same in both languages.
    void comma_in_braces();

    /// The head is complete.
    void end_head() { head_ = pieces_.size(); }
    void new_line(WrittenLine::Begins begins, Span table);

    [[nodiscard]] std::string head() const;
    /// With `most` columns for a line of the phrase, longer lists go on under it.
    [[nodiscard]] std::vector<WrittenLine> lines(std::size_t most) const;

private:
    struct Piece {
        std::string text;
        bool is_apart = true;
        bool is_own = false;
        bool may_begin_line = false;
    };
    struct Line {
        WrittenLine::Begins begins = WrittenLine::Begins::under_phrase;
        Span table;
        std::size_t first = 0;  // of its pieces
    };

    [[nodiscard]] std::vector<Piece> settled() const;
    static std::string joined(const std::vector<Piece>& pieces, std::size_t first, std::size_t last);
    static std::size_t end_of_line(const std::vector<Piece>& pieces, std::size_t first, std::size_t last, std::size_t most);

    text::Language language_;
    std::vector<Piece> pieces_;
    std::vector<Line> lines_{Line{}};
    std::size_t head_ = 0;
    bool glues_ = false;
    bool may_break_ = false;
};

}  // namespace duban::syntax
