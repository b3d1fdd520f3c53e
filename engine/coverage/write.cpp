#include "dsl/value/decimal.hpp"
#include "engine/coverage/coverage.hpp"
#include "engine/csv/record.hpp"
#include "engine/json/writer.hpp"

#include <array>

namespace duban::coverage {

namespace {

using text::Language;
using text::Words;

constexpr std::array kStates{State::encoded, State::narrative, State::open};
constexpr std::array<std::string_view, 3> kStateNames{"encoded", "narrative", "open"};
constexpr std::array<std::string_view, 3> kKindNames{"preamble", "heading", "sentence"};

std::string_view name(State state) { return kStateNames[static_cast<std::size_t>(state)]; }
std::string_view name(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

Words words(State state) {
    switch (state) {
        case State::encoded: return {"编入任务", "encoded"};
        case State::narrative: return {"叙述", "narrative"};
        case State::open: return {"未编入", "open"};
    }
    return {};
}
Words words(Kind kind) {
    switch (kind) {
        case Kind::preamble: return {"前言", "preamble"};
        case Kind::heading: return {"标题", "heading"};
        case Kind::sentence: return {"正文", "sentence"};
    }
    return {};
}

/// On one line: a line's end and the blanks round it are a blank between two words of plain letters, and nothing elsewhere.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\n' && text[at] != '\r') {
            line += text[at];
            continue;
        }
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
            line.pop_back();
        const std::size_t next = text.find_first_not_of(" \t\r\n", at);
        const bool words = next != std::string_view::npos && !line.empty() && static_cast<unsigned char>(line.back()) < 0x80 &&
                           static_cast<unsigned char>(text[next]) < 0x80;
        if (words) line += ' ';
        at = next == std::string_view::npos ? text.size() : next - 1;
    }
    return line;
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
    std::string all;
    for (const std::string& item : items)
        all += (all.empty() ? "" : std::string(between)) + item;
    return all;
}

std::string cell(std::string_view text) {
    std::string safe;
    for (const char c : on_one_line(text)) {
        if (c == '|') safe += '\\';
        safe += c;
    }
    return safe;
}

/// `1.1`, `叙述：没有可查的标准`, `未编入`.
std::string answer(const Piece& piece, Language language) {
    const bool zh = language == Language::zh;
    if (piece.state == State::encoded) return joined(piece.tasks, zh ? "、" : ", ");
    const std::string state = words(piece.state).in(language);
    if (piece.because.empty()) return piece.state == State::open ? "**" + state + "**" : state;
    return state + (zh ? "：" : ": ") + piece.because;
}

std::string share(const Count& part, const Count& whole) {
    return value::percent(static_cast<std::int64_t>(part.characters), static_cast<std::int64_t>(whole.characters));
}

std::string summary(const Coverage& coverage, Language language) {
    const bool zh = language == Language::zh;
    const Count body = coverage.body();
    const auto number = [](std::size_t count) { return std::to_string(count); };
    const auto counted = [&](const Count& count) {
        return number(count.sentences) +
               (zh                     ? " 句 "
                : count.sentences == 1 ? " sentence, "
                                       : " sentences, ") +
               number(count.characters) + (zh ? " 字" : " characters");
    };
    std::string said = (zh ? "正文 " : "") + counted(body);
    std::string sign = zh ? "：" : ": ";
    for (const State state : kStates) {
        const Count& count = coverage.of(state);
        said += sign + words(state).in(language) + " " + counted(count);
        if (body.characters > 0) said += zh ? "（" + share(count, body) + "%）" : " (" + share(count, body) + "%)";
        sign = zh ? "，" : "; ";
    }
    const std::string preamble = number(coverage.preamble.characters);
    const std::string headings = number(coverage.headings.characters);
    return said + (zh ? "；前言 " + preamble + " 字、标题 " + headings + " 字不计。\n"
                      : "; the preamble (" + preamble + " characters) and the headings (" + headings + ") are not counted.\n");
}

}  // namespace

std::string markdown(const Document& document, const Coverage& coverage, Language language) {
    const bool zh = language == Language::zh;
    const text::Source& source = document.source();
    std::string out = zh ? "# 原文对照：" + source.name() + "\n" : "# Coverage of " + source.name() + "\n";
    bool in_table = false;
    for (const CoveredSentence& sentence : coverage.sentences) {
        if (sentence.kind == Kind::preamble) continue;
        if (sentence.kind == Kind::heading) {
            out += "\n## " + on_one_line(source.line(sentence.line)) + "\n";
            in_table = false;
            continue;
        }
        if (!in_table) out += zh ? "\n| 行 | 原文 | 任务 |\n|---:|---|---|\n" : "\n| line | text | task |\n|---:|---|---|\n";
        in_table = true;
        for (const Piece& piece : sentence.pieces) {
            out += "| " + std::to_string(source.position(piece.span.begin).line) + " | " + cell(source.slice(piece.span)) +
                   " | " + cell(answer(piece, language)) + " |\n";
        }
    }
    return out + "\n" + summary(coverage, language);
}

std::string csv(const Document& document, const Coverage& coverage, Language language) {
    const text::Source& source = document.source();
    std::string out =
        language == Language::zh ? "行,类别,状态,任务,原文,原因,字数\r\n" : "line,kind,state,tasks,text,because,characters\r\n";
    for (const CoveredSentence& sentence : coverage.sentences) {
        const bool counts = sentence.kind == Kind::sentence;
        for (const Piece& piece : sentence.pieces) {
            const std::array<std::string, 7> cells{std::to_string(source.position(piece.span.begin).line),
                                                   words(sentence.kind).in(language),
                                                   counts ? words(piece.state).in(language) : std::string(),
                                                   joined(piece.tasks, "、"),
                                                   on_one_line(source.slice(piece.span)),
                                                   piece.because,
                                                   std::to_string(piece.characters)};
            for (std::size_t i = 0; i < cells.size(); ++i)
                out += (i == 0 ? "" : ",") + csv::csv_field(cells[i]);
            out += "\r\n";
        }
    }
    return out;
}

std::string json(const Document& document, const Coverage& coverage) {
    const text::Source& source = document.source();
    json::Writer out(json::Layout::indented);
    const auto count = [&](std::string_view key, const Count& one) {
        out.key(key).begin_object();
        out.member("sentences", static_cast<std::int64_t>(one.sentences));
        out.member("characters", static_cast<std::int64_t>(one.characters)).end_object();
    };
    out.begin_object().member("document", source.name());
    out.key("summary").begin_object();
    for (const State state : kStates)
        count(name(state), coverage.of(state));
    count("preamble", coverage.preamble);
    count("headings", coverage.headings);
    out.end_object();
    out.key("sentences").begin_array();
    for (const CoveredSentence& sentence : coverage.sentences) {
        out.begin_object().member("line", std::int64_t{sentence.line}).member("kind", name(sentence.kind));
        out.key("state");
        if (sentence.kind == Kind::sentence) {
            out.text(name(sentence.state));
        } else {
            out.null();
        }
        out.member("text", on_one_line(source.slice(sentence.span)));
        out.key("pieces").begin_array();
        for (const Piece& piece : sentence.pieces) {
            out.begin_object().member("state", name(piece.state));
            out.key("tasks").begin_array();
            for (const std::string& task : piece.tasks)
                out.text(task);
            out.end_array();
            out.member("because", piece.because).member("text", on_one_line(source.slice(piece.span)));
            out.member("characters", static_cast<std::int64_t>(piece.characters)).end_object();
        }
        out.end_array().end_object();
    }
    out.end_array().end_object();
    return out.take();
}

}  // namespace duban::coverage
