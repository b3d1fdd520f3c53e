#include "bindings/cli/terminal.hpp"

#include "dsl/text/utf8.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace duban::cli {

namespace {

constexpr std::size_t kMostQuoted = 500;  // characters: lists of names are quoted as well

text::Diagnostic with_excerpts(text::Diagnostic diagnostic) {
    for (text::Words& words : diagnostic.arguments) {
        if (words.zh.size() > kMostQuoted) words.zh = text::excerpt(words.zh, kMostQuoted);
        if (words.en.size() > kMostQuoted) words.en = text::excerpt(words.en, kMostQuoted);
    }
    return diagnostic;
}

}  // namespace

Terminal::Terminal(text::Language messages) : language_(messages), errors_are_seen_(isatty(STDERR_FILENO) != 0) {
    const char* refused = std::getenv("NO_COLOR");
    const bool no_colour = refused != nullptr && *refused != '\0';
    if (errors_are_seen_ && !no_colour) paint_ = text::Paint::colour;
}

void Terminal::print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && failure_ == 0) failure_ = errno;
}

void Terminal::note(std::string_view text) {
    progress({});
    // A message that cannot be shown has nowhere else to go.
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    if (!text.ends_with('\n')) static_cast<void>(std::fputc('\n', stderr));
}

void Terminal::report(const text::Diagnostic& diagnostic, std::span<const text::Source> sources) {
    const text::Source* holder = nullptr;
    for (const text::Source& source : sources) {
        if (source.name() == diagnostic.file && diagnostic.row == 0) holder = &source;
    }
    std::string said = text::render(with_excerpts(diagnostic), holder, language_, paint_);
    if (reported_.insert(said).second) note(said);
}

void Terminal::progress(std::string_view text) {
    if (!errors_are_seen_ || (text.empty() && !progress_shown_)) return;
    static_cast<void>(std::fputs("\r\033[K", stderr));
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    static_cast<void>(std::fflush(stderr));
    progress_shown_ = !text.empty();
}

void say_more_than_shown(std::size_t shown, Terminal& terminal) {
    const std::string most = std::to_string(shown);
    terminal.note(terminal.language() == text::Language::zh
                      ? "只列前 " + most + " 条；其余请加 --task、--unit，或用 --json"
                      : "only the first " + most + " are listed; narrow with --task, --unit, or use --json");
}

std::string counted(std::size_t number, std::string_view noun) {
    return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

bool Terminal::finish() {
    progress({});
    if (std::fflush(stdout) != 0 && failure_ == 0) failure_ = errno;
    return std::ferror(stdout) == 0 && failure_ == 0;
}

bool Terminal::reader_left() const { return failure_ == EPIPE; }

}  // namespace duban::cli
