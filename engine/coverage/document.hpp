// Which sentences does an official text have, and where does a quoted passage stand in it?
#pragma once

#include "dsl/text/source.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace duban::coverage {

/// What stands before the first numbered line is the preamble, if a line is numbered at all.
enum class Kind : std::uint8_t { preamble, heading, sentence };

struct Sentence {
    Kind kind = Kind::sentence;
    text::Span span;  // without the number of its line: 一、 or （二） or 3.
};

/// A letter or digit: what is counted, and what a quote must hold. Marks and blanks are neither.
struct Letter {
    std::uint32_t offset = 0;
    std::uint32_t end = 0;
};

/// Sentences end at 。！？； and their ASCII twins (at a full stop only before a blank that no small letter or digit follows),
/// at an empty line and before a numbered line; not within parentheses. A heading is a line that does not end so and is
/// numbered as chapters are (一、, 第一章, Chapter 1, #), or stands alone between empty or numbered lines. All other line ends
/// are blanks.
class Document {
public:
    Document(std::string name, std::string text);

    [[nodiscard]] const text::Source& source() const { return source_; }
    /// In their order; none overlaps another.
    [[nodiscard]] const std::vector<Sentence>& sentences() const { return sentences_; }
    [[nodiscard]] const std::vector<Letter>& letters() const { return letters_; }

    /// Where the passage stands, blanks and line ends apart: a range of letters for each place, in their order. Nothing for a
    /// passage without letters.
    struct Place {
        std::size_t first = 0;
        std::size_t last = 0;  // one past it
    };
    [[nodiscard]] std::vector<Place> find(std::string_view passage) const;

private:
    text::Source source_;
    std::vector<Sentence> sentences_;
    std::vector<Letter> letters_;
    std::string dense_;  // the text without blanks
    std::vector<std::uint32_t> dense_letter_;  // by byte of `dense_`: the first letter at or after it
};

}  // namespace duban::coverage
