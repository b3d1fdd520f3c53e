#include "engine/coverage/coverage.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace duban::coverage {

namespace {

using text::Code;
using text::Words;

constexpr std::u32string_view kOpening = U"“‘「『《（([";

class Coverer {
public:
    Coverer(const Document& document, std::span<const Passage> passages, const std::string& plan_file, text::Sink& sink)
        : document_(document), passages_(passages), plan_file_(plan_file), sink_(sink), held_by_(document.letters().size()) {}

    Coverage run() {
        for (std::uint32_t i = 0; i < passages_.size(); ++i)
            place(i);
        std::size_t letter = 0;
        for (const Sentence& sentence : document_.sentences())
            add(sentence, letter);
        return std::move(coverage_);
    }

private:
    // ---- passages

    void place(std::uint32_t index) {
        const Passage& passage = passages_[index];
        const std::vector<Document::Place> places = document_.find(passage.text);
        if (places.empty()) {
            sink_.add(text::diagnose(Code::quote_not_in_source, plan_file_, passage.span, {document_.source().name()}));
            return;
        }
        const auto free = std::find_if(places.begin(), places.end(), [&](const Document::Place& one) {
            return std::all_of(held_by_.begin() + offset(one.first), held_by_.begin() + offset(one.last),
                               [](const auto& holders) { return holders.empty(); });
        });
        const Document::Place& taken = free == places.end() ? places.front() : *free;
        if (free == places.end()) check_sharing(index, taken);
        for (std::size_t letter = taken.first; letter < taken.last; ++letter)
            held_by_[letter].push_back(index);
    }

    static std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

    /// One finding for each passage before it that it may not share with.
    void check_sharing(std::uint32_t index, const Document::Place& taken) {
        std::vector<std::uint32_t> said;
        for (std::size_t letter = taken.first; letter < taken.last; ++letter) {
            for (const std::uint32_t other : held_by_[letter]) {
                const bool shared = passages_[index].listed && passages_[other].listed;
                if (shared || std::find(said.begin(), said.end(), other) != said.end()) continue;
                said.push_back(other);
                sink_.add(text::diagnose(Code::quoted_twice, plan_file_, passages_[index].span,
                                         {text::excerpt(common(letter, taken.last, other)), holder(passages_[other])}));
            }
        }
    }

    [[nodiscard]] std::string common(std::size_t first, std::size_t last, std::uint32_t other) const {
        std::size_t end = first;
        while (end < last && std::find(held_by_[end].begin(), held_by_[end].end(), other) != held_by_[end].end())
            ++end;
        const std::vector<Letter>& letters = document_.letters();
        return std::string(document_.source().slice({letters[first].offset, letters[end - 1].end}));
    }

    static Words holder(const Passage& passage) {
        if (passage.task.empty()) return {"“叙述”", "a narrative"};
        return {"任务 " + passage.task, "task " + passage.task};
    }

    // ---- sentences

    void add(const Sentence& sentence, std::size_t& letter) {
        const std::vector<Letter>& letters = document_.letters();
        while (letter < letters.size() && letters[letter].offset < sentence.span.begin)
            ++letter;
        CoveredSentence covered;
        covered.kind = sentence.kind;
        covered.span = sentence.span;
        covered.line = document_.source().position(sentence.span.begin).line;
        const std::size_t first = letter;
        for (; letter < letters.size() && letters[letter].end <= sentence.span.end; ++letter) {
            if (letter == first || held_by_[letter] != held_by_[letter - 1]) covered.pieces.push_back(piece(letter));
            Piece& last = covered.pieces.back();
            last.span.end = letters[letter].end;
            ++last.characters;
        }
        if (covered.pieces.empty()) return;
        close_gaps(covered);
        count(covered);
        coverage_.sentences.push_back(std::move(covered));
    }

    [[nodiscard]] Piece piece(std::size_t letter) const {
        Piece made;
        made.span.begin = document_.letters()[letter].offset;
        for (const std::uint32_t index : held_by_[letter]) {
            const Passage& passage = passages_[index];
            if (passage.task.empty()) {
                made.because = passage.because;
                if (made.state == State::open) made.state = State::narrative;
            } else {
                made.state = State::encoded;
                if (std::find(made.tasks.begin(), made.tasks.end(), passage.task) == made.tasks.end())
                    made.tasks.push_back(passage.task);
            }
        }
        return made;
    }

    /// The marks between two pieces go to the one before, from an opening mark on to the one after.
    void close_gaps(CoveredSentence& covered) const {
        std::vector<Piece>& pieces = covered.pieces;
        pieces.front().span.begin = covered.span.begin;
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            std::uint32_t at = pieces[i - 1].span.end;
            while (at < pieces[i].span.begin) {
                const text::Character mark = text::character_at(document_.source().text(), at);
                if (kOpening.find(mark.value) != std::u32string_view::npos) break;
                at += mark.size;
            }
            pieces[i - 1].span.end = at;
            pieces[i].span.begin = at;
        }
        pieces.back().span.end = covered.span.end;
    }

    void count(CoveredSentence& covered) {
        const auto has = [&](State state) {
            return std::any_of(covered.pieces.begin(), covered.pieces.end(),
                               [&](const Piece& one) { return one.state == state; });
        };
        covered.state = has(State::open) ? State::open : has(State::encoded) ? State::encoded : State::narrative;
        if (covered.kind != Kind::sentence) {
            Count& apart = covered.kind == Kind::preamble ? coverage_.preamble : coverage_.headings;
            ++apart.sentences;
            for (const Piece& one : covered.pieces)
                apart.characters += one.characters;
            return;
        }
        ++coverage_.by_state[static_cast<std::size_t>(covered.state)].sentences;
        for (const Piece& one : covered.pieces)
            coverage_.by_state[static_cast<std::size_t>(one.state)].characters += one.characters;
    }

    const Document& document_;
    std::span<const Passage> passages_;
    const std::string& plan_file_;
    text::Sink& sink_;
    std::vector<std::vector<std::uint32_t>> held_by_;  // by letter: the passages that hold it
    Coverage coverage_;
};

}  // namespace

Count Coverage::body() const {
    Count all;
    for (const Count& one : by_state) {
        all.sentences += one.sentences;
        all.characters += one.characters;
    }
    return all;
}

Coverage cover(const Document& document, std::span<const Passage> passages, const std::string& plan_file, text::Sink& sink) {
    return Coverer(document, passages, plan_file, sink).run();
}

void tell_open(const Document& document, const Coverage& coverage, text::Sink& sink) {
    const text::Source& source = document.source();
    for (const CoveredSentence& sentence : coverage.sentences) {
        if (sentence.kind != Kind::sentence) continue;
        for (const Piece& piece : sentence.pieces) {
            if (piece.state != State::open) continue;
            sink.add(text::diagnose(Code::sentence_open, source.name(), piece.span, {text::excerpt(source.slice(piece.span))}));
        }
    }
}

}  // namespace duban::coverage
