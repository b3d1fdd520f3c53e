#include "dsl/syntax/scan.hpp"

#include "dsl/syntax/parse.hpp"
#include "dsl/text/utf8.hpp"

#include <array>
#include <optional>

namespace duban::syntax {

namespace {

using text::Code;

constexpr char32_t kByteOrderMark = 0xFEFF;

bool digits_at(std::string_view text, std::size_t offset, std::size_t count) {
    if (offset + count > text.size()) return false;
    for (std::size_t i = offset; i < offset + count; ++i) {
        if (!is_digit(text[i])) return false;
    }
    return true;
}

/// `2012-06` or `2012-06-30`; 0 if there is none.
std::size_t date_length(std::string_view text, std::size_t offset) {
    if (!digits_at(text, offset, 4) || offset + 4 >= text.size() || text[offset + 4] != '-' || !digits_at(text, offset + 5, 2))
        return 0;
    const bool with_day = offset + 7 < text.size() && text[offset + 7] == '-' && digits_at(text, offset + 8, 2);
    const std::size_t length = with_day ? 10 : 7;
    return is_digit_at(text, offset + length) ? 0 : length;
}

/// `18:00`, also with a full-width colon; 0 if there is none.
std::size_t clock_length(std::string_view text, std::size_t offset) {
    constexpr std::string_view kWideColon = "：";
    std::size_t at = offset + 1;
    if (is_digit_at(text, at)) ++at;
    if (is_digit_at(text, at)) return 0;
    if (text.substr(at, 1) == ":") {
        at += 1;
    } else if (text.substr(at, kWideColon.size()) == kWideColon) {
        at += kWideColon.size();
    } else {
        return 0;
    }
    if (!digits_at(text, at, 2) || is_digit_at(text, at + 2)) return 0;
    return at + 2 - offset;
}

/// The ASCII twin of a full-width mark; other characters as they are.
char32_t plain(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    switch (c) {
        case U'、': return U',';
        case U'。': return U';';
        case U'×': return U'*';
        case U'÷': return U'/';
        case U'—': return U'~';
        default: return c;
    }
}

bool is_blank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/// Reorders the text, or has no width: what is read would not be what is seen.
bool is_invisible(char32_t c) {
    return text::is_bidi_control(c) || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xAD || c == kByteOrderMark;
}

struct OneMark {
    char32_t character;
    Mark mark;
};
constexpr std::array kMarks{
    OneMark{U'{', Mark::open_brace},  OneMark{U'}', Mark::close_brace}, OneMark{U'(', Mark::open_paren},
    OneMark{U')', Mark::close_paren}, OneMark{U',', Mark::comma},       OneMark{U':', Mark::colon},
    OneMark{U'→', Mark::arrow},       OneMark{U'=', Mark::equal},       OneMark{U'≠', Mark::not_equal},
    OneMark{U'<', Mark::less},        OneMark{U'>', Mark::more},        OneMark{U'≥', Mark::at_least},
    OneMark{U'≤', Mark::at_most},     OneMark{U'+', Mark::plus},        OneMark{U'-', Mark::minus},
    OneMark{U'*', Mark::times},       OneMark{U'/', Mark::over},        OneMark{U'%', Mark::percent},
    OneMark{U'±', Mark::plus_minus},
};
struct TwoMarks {
    char32_t first;
    char32_t second;
    Mark mark;
};
constexpr std::array kTwoMarks{
    TwoMarks{U'>', U'=', Mark::at_least},
    TwoMarks{U'<', U'=', Mark::at_most},
    TwoMarks{U'!', U'=', Mark::not_equal},
    TwoMarks{U'-', U'>', Mark::arrow},
};

/// Quotes: what closes, whether they nest, and what to say if they are not closed.
struct Quotes {
    char32_t open;
    char32_t close;
    Piece::Kind kind;
    Code unclosed;
};
constexpr std::array kQuotes{
    Quotes{U'“', U'”', Piece::Kind::text, Code::text_not_closed},
    Quotes{U'"', U'"', Piece::Kind::text, Code::text_not_closed},
    Quotes{U'《', U'》', Piece::Kind::document, Code::document_not_closed},
    Quotes{U'「', U'」', Piece::Kind::quoted, Code::name_not_closed},
    Quotes{U'`', U'`', Piece::Kind::quoted, Code::name_not_closed},
};

class Scanner {
public:
    Scanner(std::string_view text, Findings& findings) : text_(text), findings_(findings) {}

    Scanned run() {
        while (at_ < text_.size()) {
            if (pieces_.size() >= kMostTokens) {
                findings_.add(Code::too_many_words, here(1), {std::to_string(kMostTokens)});
                return {};
            }
            step();
        }
        return {std::move(pieces_), std::move(comments_)};
    }

private:
    [[nodiscard]] text::Character character() const { return text::character_at(text_, at_); }
    [[nodiscard]] Span here(std::size_t length) const {
        return {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + length)};
    }

    void push(Piece::Kind kind, std::size_t length) {
        pieces_.push_back({kind, Mark::comma, nullptr, here(length), here(length)});
        at_ += length;
    }

    void step() {
        const text::Character c = character();
        const char32_t value = plain(c.value);
        if (value == '\n') return line_end();
        if (is_blank(c.value) || (c.value == kByteOrderMark && at_ == 0)) {
            at_ += c.size;
        } else if (is_invisible(c.value)) {
            invisible(c);
        } else if (value == '#') {
            comment();
        } else if (text_.substr(at_, 2) == "//") {
            findings_.add(Code::comment_mark, here(2));
            comment();
        } else if (value == ';') {
            push(Piece::Kind::semicolon, c.size);
        } else if (text::is_name_character(c.value)) {
            scan_run();
        } else if (!quotes(c) && !possessive(c) && !to_mark(c, value) && !mark(c, value)) {
            findings_.add(Code::character_not_read, here(c.size), {std::string(text_.substr(at_, c.size))});
            push(Piece::Kind::bad, c.size);
        }
    }

    void line_end() {
        if (!pieces_.empty() && pieces_.back().kind == Piece::Kind::line_end) {
            ++at_;
        } else {
            push(Piece::Kind::line_end, 1);
        }
    }

    void invisible(text::Character c) {
        constexpr std::string_view kHex = "0123456789ABCDEF";
        std::string number = "U+0000";
        char32_t value = c.value;
        for (std::size_t i = number.size() - 1; i >= 2; --i, value >>= 4U)
            number[i] = kHex[value & 0xFU];
        findings_.add(Code::invisible_character, here(c.size), {number});
        push(Piece::Kind::bad, c.size);
    }

    void comment() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != '\n') {
            const text::Character c = character();
            if (is_invisible(c.value)) {
                invisible(c);
                pieces_.pop_back();
            } else {
                at_ += c.size;
            }
        }
        comments_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
    }

    void scan_run() {
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            if (is_digit_at(text_, at_)) {
                at_ = number_end(text_, at_);
                continue;
            }
            const text::Character c = character();
            if (!text::is_name_character(c.value)) break;
            at_ += c.size;
        }
        const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
        pieces_.push_back({Piece::Kind::run, Mark::comma, nullptr, span, span});
    }

    bool quotes(text::Character c) {
        for (const Quotes& kind : kQuotes) {
            if (kind.open == c.value) {
                quoted(kind, c.size);
                return true;
            }
        }
        return false;
    }

    /// Ends on its line: a forgotten closing mark must not swallow the rest of the file.
    void quoted(const Quotes& quotes, std::size_t open_size) {
        const std::size_t begin = at_;
        std::size_t depth = 1;
        at_ += open_size;
        bool bad = false;
        while (at_ < text_.size() && text_[at_] != '\n') {
            const text::Character c = character();
            if (c.value == quotes.close) {
                --depth;
            } else if (c.value == quotes.open) {
                ++depth;
            } else if (is_invisible(c.value)) {
                invisible(c);
                pieces_.pop_back();
                bad = true;
                continue;
            }
            at_ += c.size;
            if (depth == 0) {
                const Span whole{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
                const Span inner{static_cast<std::uint32_t>(begin + open_size), static_cast<std::uint32_t>(at_ - c.size)};
                pieces_.push_back({bad ? Piece::Kind::bad : quotes.kind, Mark::comma, nullptr, whole, inner});
                return;
            }
        }
        std::size_t end = at_;
        while (end > begin + open_size && (text_[end - 1] == ' ' || text_[end - 1] == '\r' || text_[end - 1] == '\t'))
            --end;
        const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        std::string close;
        text::append_utf8(close, quotes.close);
        findings_.add(quotes.unclosed, span, {close});
        pieces_.push_back({Piece::Kind::bad, Mark::comma, nullptr, span, span});
    }

    /// `'s` after a name is 的.
    bool possessive(text::Character c) {
        if (c.value != '\'' && c.value != U'’') return false;
        const std::size_t next = at_ + c.size;
        if (text_.substr(next, 1) != "s" || pieces_.empty() || pieces_.back().span.end != at_) return false;
        if (next + 1 < text_.size() && text::is_name_character(text::character_at(text_, next + 1).value)) return false;
        push(Piece::Kind::keyword, c.size + 1U);
        pieces_.back().spelling = find_spelling("'s");
        return true;
    }

    /// `..`, `～`, `—` are 至; a doubled one is one.
    bool to_mark(text::Character c, char32_t value) {
        std::size_t length = 0;
        if (value == '~') {
            length = c.size;
            while (at_ + length < text_.size() && text::character_at(text_, at_ + length).value == c.value)
                length += c.size;
        } else if (text_.substr(at_, 2) == "..") {
            length = 2;
        } else {
            return false;
        }
        push(Piece::Kind::keyword, length);
        pieces_.back().spelling = find_spelling("..");
        return true;
    }

    bool mark(text::Character c, char32_t value) {
        const text::Character next = at_ + c.size < text_.size() ? text::character_at(text_, at_ + c.size) : text::Character{};
        for (const TwoMarks& two : kTwoMarks) {
            if (two.first == value && two.second == plain(next.value))
                return push_mark(two.mark, std::size_t{c.size} + next.size);
        }
        for (const OneMark& one : kMarks) {
            if (one.character == value) return push_mark(one.mark, c.size);
        }
        return false;
    }

    bool push_mark(Mark mark, std::size_t length) {
        push(Piece::Kind::mark, length);
        pieces_.back().mark = mark;
        return true;
    }

    std::string_view text_;
    Findings& findings_;
    std::vector<Piece> pieces_;
    std::vector<Span> comments_;
    std::size_t at_ = 0;
};

}  // namespace

bool is_digit_at(std::string_view text, std::size_t offset) { return offset < text.size() && is_digit(text[offset]); }

std::size_t number_end(std::string_view text, std::size_t offset) {
    if (const std::size_t length = date_length(text, offset); length != 0) return offset + length;
    if (const std::size_t length = clock_length(text, offset); length != 0) return offset + length;
    while (is_digit_at(text, offset)) {
        ++offset;
        const bool joined =
            offset < text.size() && (text[offset] == '.' || text[offset] == ',') && is_digit_at(text, offset + 1);
        if (joined) ++offset;
    }
    return offset;
}

Scanned scan(std::string_view text, Findings& findings) { return Scanner(text, findings).run(); }

}  // namespace duban::syntax
