// Where did a phrase stop making sense, and what could have stood there?
#pragma once

#include "dsl/syntax/token.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace duban::syntax {

/// The grammar notes here what it looked for; the furthest place counts. A finding of its own goes before that.
class Stumble {
public:
    struct Own {
        text::Code code;
        Span span;
        std::vector<text::Words> arguments;
    };

    void expect(const Token* where, text::Words what) {
        if (!reach(where)) return;
        if (std::find(expected_.begin(), expected_.end(), what) == expected_.end()) expected_.push_back(std::move(what));
    }
    /// A keyword: a word near it may have been meant.
    void expect(const Token* where, Keyword keyword) {
        const text::Words words = words_of(keyword);
        expect(where, text::Words("“" + words.zh + "”", "'" + words.en + "'"));
        if (where == at_ && where != labelled_) keywords_.push_back(keyword);
    }
    void refuse(text::Code code, Span span, std::vector<text::Words> arguments) {
        if (!own_) own_ = Own{code, span, std::move(arguments)};
    }

    [[nodiscard]] const Token* at() const { return at_; }
    [[nodiscard]] const std::vector<text::Words>& expected() const { return expected_; }
    /// Of what is expected, the keywords.
    [[nodiscard]] const std::vector<Keyword>& keywords() const { return keywords_; }
    [[nodiscard]] bool expects(Keyword keyword) const {
        return std::find(keywords_.begin(), keywords_.end(), keyword) != keywords_.end();
    }
    [[nodiscard]] const std::optional<Own>& own() const { return own_; }

    /// While it lives, what is expected at `where` is not noted: one label will stand for it.
    class Label {
    public:
        Label(Stumble& stumble, const Token* where) : stumble_(stumble), before_(stumble.labelled_) {
            stumble.labelled_ = where;
        }
        ~Label() { stumble_.labelled_ = before_; }
        Label(const Label&) = delete;
        Label& operator=(const Label&) = delete;

    private:
        Stumble& stumble_;
        const Token* before_;
    };

private:
    /// False if what is missing there need not be noted.
    bool reach(const Token* where) {
        if (where == labelled_ || where < at_) return false;
        if (where > at_) {
            expected_.clear();
            keywords_.clear();
        }
        at_ = where;
        return true;
    }

    const Token* at_ = nullptr;
    const Token* labelled_ = nullptr;
    std::vector<text::Words> expected_;
    std::vector<Keyword> keywords_;
    std::optional<Own> own_;
};

}  // namespace duban::syntax
