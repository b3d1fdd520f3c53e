// How does the program speak: on which stream, in which language, in colour or not?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/text/render.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace duban::cli {

class Terminal {
public:
    explicit Terminal(text::Language messages);

    [[nodiscard]] text::Language language() const { return language_; }
    /// zh or en, as messages are spoken.
    [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const {
        return language_ == text::Language::zh ? zh : en;
    }

    /// To standard output.
    void print(std::string_view text);
    /// A line to standard error.
    void note(std::string_view text);
    /// A finding to standard error, once, with its line and caret where one of the sources holds it; of what it quotes at most
    /// an excerpt.
    void report(const text::Diagnostic& diagnostic, std::span<const text::Source> sources = {});
    /// Overwrites one line of standard error; nothing where it is not a terminal. Empty wipes it.
    void progress(std::string_view text);

    /// Flushes; false if something could not be written.
    [[nodiscard]] bool finish();
    /// That, and the reason is that nobody reads standard output any more (`| head`).
    [[nodiscard]] bool reader_left() const;

private:
    text::Language language_;
    bool errors_are_seen_ = false;  // standard error is a terminal
    bool progress_shown_ = false;
    text::Paint paint_ = text::Paint::plain;
    std::set<std::string> reported_;
    int failure_ = 0;  // errno of the first output that failed
};

/// That a table has only so many of its rows.
void say_more_than_shown(std::size_t shown, Terminal& terminal);
/// `1 error`, `3 errors`.
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun);

}  // namespace duban::cli
