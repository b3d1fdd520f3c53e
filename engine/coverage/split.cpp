#include "engine/coverage/split.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <optional>

namespace duban::coverage {

namespace {

constexpr std::u32string_view kNumerals = U"〇零一二三四五六七八九十百";
constexpr std::u32string_view kEnds = U"。！？；!?;";
constexpr std::u32string_view kClosing = U"”’」』》）)]\"";
constexpr std::u32string_view kOpenParens = U"（(";
constexpr std::u32string_view kCloseParens = U"）)";

bool is_in(char32_t character, std::u32string_view set) { return set.find(character) != std::u32string_view::npos; }
bool is_digit(char32_t character) {
    return (character >= '0' && character <= '9') || (character >= U'０' && character <= U'９');
}

/// A text character by character.
class Walk {
public:
    explicit Walk(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

    [[nodiscard]] bool done() const { return at_ >= text_.size(); }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] char32_t here() const { return done() ? U'\0' : text::character_at(text_, at_).value; }
    char32_t take() {
        const text::Character character = text::character_at(text_, at_);
        at_ += character.size;
        return character.value;
    }
    template <class Is>
    std::size_t take_while(const Is& is) {
        std::size_t count = 0;
        for (; !done() && is(here()); ++count)
            static_cast<void>(take());
        return count;
    }
    bool take_one_of(std::u32string_view set) {
        const bool is = !done() && is_in(here(), set);
        if (is) static_cast<void>(take());
        return is;
    }
    bool take_word(std::string_view word) {
        const bool is = text_.substr(std::min(at_, text_.size())).starts_with(word);
        if (is) at_ += word.size();
        return is;
    }

private:
    std::string_view text_;
    std::size_t at_;
};

// ---- the number of a line

struct Number {
    std::size_t bytes = 0;
    bool of_chapter = false;
};

bool is_numeral(char32_t character) { return is_in(character, kNumerals); }
bool is_number(char32_t character) { return is_numeral(character) || is_digit(character); }
bool is_roman(char32_t character) { return is_in(character, U"IVX") || is_digit(character); }

/// 第一章, 第十条.
std::optional<Number> ordinal(Walk walk) {
    if (!walk.take_word("第") || walk.take_while(is_number) == 0) return std::nullopt;
    for (const std::string_view word : {"章", "节", "编", "部分", "条"}) {
        if (walk.take_word(word)) return Number{walk.at(), word != "条"};
    }
    return std::nullopt;
}

/// Chapter 1, Article IV.
std::optional<Number> english(Walk walk) {
    for (const std::string_view word : {"Chapter ", "Part ", "Section ", "Article "}) {
        if (!walk.take_word(word)) continue;
        if (walk.take_while(is_roman) == 0) return std::nullopt;
        static_cast<void>(walk.take_one_of(U".:"));
        return Number{walk.at(), word != "Article "};
    }
    return std::nullopt;
}

/// 一、 is a chapter; （一）, (1), 1., 1.2, 1、 and ① are not.
std::optional<Number> counted(Walk walk) {
    if (walk.here() >= U'①' && walk.here() <= U'⑳') {
        static_cast<void>(walk.take());
        return Number{walk.at(), false};
    }
    if (walk.take_one_of(kOpenParens)) {
        if (walk.take_while(is_number) == 0 || !walk.take_one_of(kCloseParens)) return std::nullopt;
        static_cast<void>(walk.take_one_of(U"、"));
        return Number{walk.at(), false};
    }
    if (walk.take_while(is_numeral) > 0) {
        return walk.take_one_of(U"、．.") ? std::optional(Number{walk.at(), true}) : std::nullopt;
    }
    std::size_t parts = 0;
    bool closed = true;
    while (closed && walk.take_while(is_digit) > 0) {
        ++parts;
        closed = walk.take_one_of(U".．、)）");
    }
    if (parts == 0 || (parts == 1 && !closed)) return std::nullopt;
    return closed || is_blank(walk.here()) ? std::optional(Number{walk.at(), false}) : std::nullopt;
}

/// With the blanks after it.
std::optional<Number> number_of(std::string_view line) {
    Walk marks(line);
    std::optional<Number> found;
    if (marks.take_while([](char32_t c) { return c == '#'; }) > 0) found = Number{marks.at(), true};
    if (!found) found = ordinal(Walk(line));
    if (!found) found = english(Walk(line));
    if (!found) found = counted(Walk(line));
    if (!found) return found;
    Walk after(line, found->bytes);
    static_cast<void>(after.take_while(is_blank));
    found->bytes = after.at();
    return found;
}

// ---- lines

struct Line {
    std::size_t begin = 0;  // without blanks around
    std::size_t end = 0;
    std::optional<Number> number;
    bool ends_a_sentence = false;

    [[nodiscard]] bool is_empty() const { return begin == end; }
};

bool ends_a_sentence(std::string_view line) {
    bool ends = false;
    for (Walk walk(line); !walk.done();) {
        const char32_t character = walk.take();
        if (is_in(character, kEnds) || character == '.') {
            ends = true;
        } else if (!is_in(character, kClosing)) {
            ends = false;
        }
    }
    return ends;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        Line line{end, end, std::nullopt, false};
        for (Walk walk(text.substr(0, end), at); !walk.done();) {
            const std::size_t begin = walk.at();
            if (is_blank(walk.take())) continue;
            if (line.is_empty()) line.begin = begin;
            line.end = walk.at();
        }
        if (line.begin > line.end) line.begin = line.end;
        const std::string_view said = text.substr(line.begin, line.end - line.begin);
        line.number = number_of(said);
        line.ends_a_sentence = ends_a_sentence(said);
        lines.push_back(line);
        at = end + 1;
    }
    return lines;
}

bool is_heading(const std::vector<Line>& lines, std::size_t at) {
    const Line& line = lines[at];
    if (line.ends_a_sentence) return false;
    if (line.number && line.number->of_chapter) return true;
    const bool ends = at + 1 == lines.size() || lines[at + 1].is_empty() || lines[at + 1].number;
    const bool begins = line.number || at == 0 || lines[at - 1].is_empty();
    return begins && ends;
}

// ---- sentences

class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text), lines_(lines_of(text)) {}

    std::vector<Sentence> run() {
        const auto first_numbered = std::find_if(lines_.begin(), lines_.end(), [](const Line& line) { return line.number; });
        const auto preamble = first_numbered == lines_.end() ? 0 : static_cast<std::size_t>(first_numbered - lines_.begin());
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& line = lines_[i];
            if (line.is_empty() || line.number) finish();
            if (line.is_empty()) continue;
            const std::size_t begin = line.begin + (line.number ? line.number->bytes : 0);
            kind_ = i < preamble ? Kind::preamble : Kind::sentence;
            if (kind_ == Kind::sentence && is_heading(lines_, i)) {
                finish();
                add(Kind::heading, begin, line.end);
            } else {
                sentences_of(begin, line.end);
            }
        }
        finish();
        return std::move(sentences_);
    }

private:
    void add(Kind kind, std::size_t begin, std::size_t end) {
        sentences_.push_back({kind, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    }
    void finish() {
        if (begin_) add(kind_, *begin_, end_);
        begin_.reset();
        parens_ = 0;
    }

    /// Goes on with the sentence that is open, across the line's end.
    void sentences_of(std::size_t begin, std::size_t end) {
        for (Walk walk(text_.substr(0, end), begin); !walk.done();) {
            const std::size_t at = walk.at();
            const char32_t character = walk.take();
            if (is_blank(character)) continue;
            if (!begin_) begin_ = at;
            end_ = walk.at();
            if (is_in(character, kOpenParens)) ++parens_;
            if (is_in(character, kCloseParens) && parens_ > 0) --parens_;
            const bool ends = parens_ == 0 && (is_in(character, kEnds) || (character == '.' && is_full_stop(walk)));
            if (!ends) continue;
            static_cast<void>(walk.take_while([](char32_t c) { return is_in(c, kClosing); }));
            end_ = walk.at();
            finish();
        }
    }

    /// Not the point of 2.5, of `p. 7`, or of `e.g. this`.
    static bool is_full_stop(Walk after) {
        static_cast<void>(after.take_while([](char32_t c) { return is_in(c, kClosing); }));
        if (after.done()) return true;
        if (after.take_while(is_blank) == 0) return false;
        const char32_t next = after.here();
        return !is_digit(next) && !(next >= 'a' && next <= 'z');
    }

    std::string_view text_;
    std::vector<Line> lines_;
    std::vector<Sentence> sentences_;
    Kind kind_ = Kind::sentence;
    std::optional<std::size_t> begin_;  // of the open sentence
    std::size_t end_ = 0;
    std::size_t parens_ = 0;
};

}  // namespace

std::vector<Sentence> split(std::string_view text) { return Splitter(text).run(); }

bool is_blank(char32_t character) {
    return character == ' ' || (character >= '\t' && character <= '\r') || character == U'\u00A0' || character == U'\u3000' ||
           character == U'\uFEFF';
}

}  // namespace duban::coverage
