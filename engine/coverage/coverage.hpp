// What does a plan say of each sentence of its document: encoded by which task, told as narrative and why, or left open?
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "engine/coverage/document.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace duban::coverage {

/// A piece of the document as the plan has it: a text of a task's 原文, or of a 叙述.
struct Passage {
    std::string text;
    text::Span span;      // in the plan
    std::string task;     // empty: narrative
    std::string because;  // of a narrative
    bool listed = false;  // one of several texts of its clause: others may list it too
};

enum class State : std::uint8_t { encoded, narrative, open };

/// A stretch of a sentence that the same passages hold.
struct Piece {
    State state = State::open;
    text::Span span;                 // in the document
    std::vector<std::string> tasks;  // in the order of the plan
    std::string because;
    std::size_t characters = 0;  // letters and digits
};

struct CoveredSentence {
    Kind kind = Kind::sentence;
    State state = State::open;  // open if any piece is; else encoded if any is
    text::Span span;
    std::uint32_t line = 0;  // 1-based, of the document
    std::vector<Piece> pieces;
};

struct Count {
    std::size_t sentences = 0;
    std::size_t characters = 0;
};

struct Coverage {
    std::vector<CoveredSentence> sentences;
    Count by_state[3];  // of the sentences outside the preamble and the headings; characters by piece
    Count preamble;
    Count headings;

    [[nodiscard]] const Count& of(State state) const { return by_state[static_cast<std::size_t>(state)]; }
    /// Of all three states.
    [[nodiscard]] Count body() const;
};

/// A passage that stands more than once in the document is taken where no passage before it stands, else at its first place.
/// Findings on the plan, whose source is called `plan_file`: a passage that is not in the document; one that two passages hold
/// and not both list.
[[nodiscard]] Coverage cover(const Document& document, std::span<const Passage> passages, const std::string& plan_file,
                             text::Sink& sink);

/// A finding on the document for each piece that is open.
void tell_open(const Document& document, const Coverage& coverage, text::Sink& sink);

// ---- for people and programs

/// A title, a section for each heading, a line for each sentence, the summary.
[[nodiscard]] std::string markdown(const Document& document, const Coverage& coverage, text::Language language);
/// A row for each piece.
[[nodiscard]] std::string csv(const Document& document, const Coverage& coverage, text::Language language);
/// Keys in a fixed order, indented.
[[nodiscard]] std::string json(const Document& document, const Coverage& coverage);

}  // namespace duban::coverage
