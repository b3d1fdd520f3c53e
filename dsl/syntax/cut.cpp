#include "dsl/syntax/cut.hpp"

#include "dsl/syntax/numeral.hpp"
#include "dsl/syntax/parse.hpp"
#include "dsl/syntax/scan.hpp"
#include "dsl/text/utf8.hpp"
#include "dsl/value/date.hpp"
#include "dsl/value/decimal.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace duban::syntax {

namespace {

using text::Code;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool has_wide_digit(std::string_view text) {
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) {  // U+FF10 to U+FF19
        if (text[i] == '\xEF' && text[i + 1] == '\xBC' && text[i + 2] >= '\x90' && text[i + 2] <= '\x99') return true;
    }
    return false;
}

/// Digits in threes: 1,234,567.
bool well_grouped(std::string_view number) {
    std::string_view whole = number.substr(0, std::min(number.find('.'), number.find_first_not_of("0123456789,.")));
    if (number.substr(whole.size()).find(',') != std::string_view::npos) return false;
    if (whole.find(',') > 3 && whole.find(',') != std::string_view::npos) return false;
    for (std::size_t comma = whole.find(','); comma != std::string_view::npos; comma = whole.find(',')) {
        whole.remove_prefix(comma + 1);
        if (std::min(whole.find(','), whole.size()) != 3) return false;
    }
    return true;
}

class Cutter {
public:
    Cutter(std::string_view run, std::uint32_t begin, Place place, Findings& findings)
        : run_(run), begin_(begin), place_(place), findings_(findings) {}

    std::vector<Token> tokens() {
        constexpr std::size_t kMostBytesOfCharacter = 4;
        if (run_.size() > kMostNameCharacters * kMostBytesOfCharacter) {
            refuse(Code::name_too_long, {std::to_string(kMostNameCharacters)});
        } else if (has_wide_digit(run_)) {
            refuse(Code::wide_digits, {std::string(run_)});
        } else if (!cut_all()) {
            tokens_.clear();
            if (!digits_meant() && !blanks_meant()) one_word();
        }
        return std::move(tokens_);
    }

private:
    [[nodiscard]] Span span(std::size_t from, std::size_t to) const {
        return {begin_ + static_cast<std::uint32_t>(from), begin_ + static_cast<std::uint32_t>(to)};
    }

    void push(TokenKind kind, std::size_t from, std::size_t to) {
        Token token;
        token.kind = kind;
        token.text = run_.substr(from, to - from);
        token.span = span(from, to);
        tokens_.push_back(std::move(token));
    }

    void push_keyword(const Spelling& spelling, std::size_t from, std::size_t to) {
        push(TokenKind::word, from, to);
        tokens_.back().spelling = &spelling;
    }

    void spoil(Code code, std::vector<text::Words> arguments = {}) {
        findings_.add(code, tokens_.back().span, std::move(arguments));
        tokens_.back().kind = TokenKind::bad;
    }

    void refuse(Code code, std::vector<text::Words> arguments) {
        tokens_.clear();
        push(TokenKind::word, 0, run_.size());
        spoil(code, std::move(arguments));
    }

    // ---- nothing but keywords and numbers

    bool cut_all() {
        std::size_t after_number = 0;  // where the last number ends; 0: none yet
        std::size_t tokens_then = 0;
        for (std::size_t at = 0; at < run_.size();) {
            if (is_digit(run_[at])) {
                at = push_number(at);
                after_number = at;
                tokens_then = tokens_.size();
                continue;
            }
            const Spelling* spelling = longest_spelling(run_.substr(at), at == 0 ? place_.at_start : place_.inside);
            const bool counts = after_number != 0 || (place_.after_number && ends_open(run_));
            if (spelling == nullptr) return counts && unit_word(after_number, tokens_then);
            push_keyword(*spelling, at, at + spelling->text.size());
            each_period();
            at += spelling->text.size();
        }
        return true;
    }

    /// 每个月 is 每月.
    void each_period() {
        if (tokens_.size() < 2 || !tokens_[tokens_.size() - 2].is(Keyword::each)) return;
        if (time_unit_of(*tokens_.back().spelling)) tokens_[tokens_.size() - 2].spelling = find_spelling("每");
    }

    static bool ends_open(std::string_view run) { return run.ends_with("以上") || run.ends_with("以下"); }

    /// All after the last number as one unit word, but for a final 以上, 以下.
    bool unit_word(std::size_t from, std::size_t tokens_then) {
        const std::string_view rest = run_.substr(from);
        if (std::any_of(rest.begin(), rest.end(), is_digit)) return false;
        tokens_.resize(tokens_then);
        std::size_t end = run_.size();
        const Spelling* last = nullptr;
        for (const std::string_view word : {std::string_view("以上"), std::string_view("以下")}) {
            if (rest.size() > word.size() && rest.ends_with(word)) last = find_spelling(word);
        }
        if (last != nullptr) end -= last->text.size();
        push(TokenKind::word, from, end);
        tokens_.back().text = text::nfc(tokens_.back().text);
        tokens_.back().spelling = find_spelling(tokens_.back().text);
        if (last != nullptr) push_keyword(*last, end, run_.size());
        return true;
    }

    std::size_t push_number(std::size_t at) {
        std::size_t end = number_end(run_, at);
        const std::string_view digits = run_.substr(at, end - at);
        if (digits.find('-') != std::string_view::npos) {
            push(TokenKind::date, at, end);
            check_date();
        } else if (digits.find(':') != std::string_view::npos || digits.find("：") != std::string_view::npos) {
            push(TokenKind::clock, at, end);
            check_clock();
        } else if ((end < run_.size() && is_ascii_letter(run_[end])) || std::count(digits.begin(), digits.end(), '.') > 1) {
            while (end < run_.size() && (is_ascii_letter(run_[end]) || is_digit(run_[end]) || run_[end] == '.'))
                ++end;
            push(TokenKind::id, at, end);
        } else {
            for (const std::string_view many : {std::string_view("万"), std::string_view("亿")}) {
                if (run_.substr(end).starts_with(many)) {
                    end += many.size();
                    break;
                }
            }
            push(TokenKind::number, at, end);
            check_number();
        }
        return end;
    }

    void check_number() {
        const std::string number = tokens_.back().text;
        const auto digits = static_cast<std::size_t>(std::count_if(number.begin(), number.end(), is_digit));
        if (!well_grouped(number)) {
            text::Words apart;
            for (const char c : number) {
                apart.zh += c == ',' ? std::string("、") : std::string(1, c);
                apart.en += c == ',' ? std::string(", ") : std::string(1, c);
            }
            spoil(Code::badly_grouped_number, {number, apart});
        } else if (digits > kMostDigits) {
            spoil(Code::too_many_digits, {std::to_string(kMostDigits)});
        } else if (!value::parse_decimal(number)) {
            spoil(Code::number_not_exact, {number});
        }
    }

    void check_date() {
        const std::string date = tokens_.back().text;
        const bool month_only = date.size() == std::string_view("2012-06").size();
        if (!value::parse_date(month_only ? date + "-01" : date)) spoil(Code::no_such_date, {date});
    }

    void check_clock() {
        const std::string clock = tokens_.back().text;
        const int hour = std::stoi(clock);
        const int minute = std::stoi(clock.substr(clock.size() - 2));
        if (hour > 23 || minute > 59) spoil(Code::no_such_clock, {clock});
    }

    // ---- what was meant

    void take_part(std::size_t from, std::size_t to, Place place, Findings& findings) {
        if (from == to) return;
        for (Token& token : Cutter(run_.substr(from, to - from), span(from, to).begin, place, findings).tokens()) {
            tokens_.push_back(std::move(token));
        }
    }

    [[nodiscard]] Place inside() const { return {place_.inside, place_.inside, place_.after_comparison, false}; }

    /// 三次 after a comparison, 三月底: numbers are written in digits.
    bool digits_meant() {
        const Spelling* prefix = numeral_at(run_).length != 0 ? nullptr : longest_spelling(run_, place_.at_start);
        const std::size_t from = prefix == nullptr ? 0 : prefix->text.size();
        const Numeral numeral = numeral_at(run_.substr(from));
        if (numeral.length == 0) return false;
        const std::size_t after = from + numeral.length;
        const std::string_view rest = run_.substr(after);
        const bool compared = place_.after_comparison ||
                              (prefix != nullptr && (prefix->spells(Keyword::at_least) || prefix->spells(Keyword::at_most)));
        if (!(compared && is_counter(rest)) && !begins_with_time(after)) return false;

        const std::string digits = std::to_string(numeral.value);
        findings_.add(Code::number_in_characters, span(from, run_.size()),
                      {std::string(run_.substr(from)), digits + std::string(rest)});
        if (prefix != nullptr) push_keyword(*prefix, 0, from);
        push(TokenKind::number, from, after);
        tokens_.back().text = digits;
        take_part(after, run_.size(), inside(), findings_);
        return true;
    }

    /// A unit of time, then nothing but keywords.
    [[nodiscard]] bool begins_with_time(std::size_t from) const {
        for (std::size_t at = from; at < run_.size();) {
            const Spelling* spelling = longest_spelling(run_.substr(at), place_.inside);
            if (spelling == nullptr || (at == from && !time_unit_of(*spelling))) return false;
            at += spelling->text.size();
        }
        return from < run_.size();
    }

    /// 省的环保部门, 每个省: names glued to 的 or 每个. Cut apart, with one finding that shows the blanks.
    bool blanks_meant() {
        text::Sink unheard;
        const std::string no_file;
        Findings quiet(unheard, no_file);
        if (!cut_at_joints(quiet) && !cut_after_prefix(quiet) && !cut_before_length(quiet)) return false;

        std::string apart;
        for (const Token& token : tokens_) {
            if (!apart.empty()) apart += ' ';
            apart += run_.substr(token.span.begin - begin_, token.span.end - token.span.begin);
        }
        findings_.add(Code::blank_missing, span(0, run_.size()), {apart, std::string(run_)});
        return true;
    }

    bool cut_at_joints(Findings& quiet) {
        constexpr std::array<std::string_view, 2> kJoints{"的", "の"};
        std::size_t from = 0;
        for (std::size_t at = 0; at < run_.size();) {
            const auto joint =
                std::find_if(kJoints.begin(), kJoints.end(), [&](auto one) { return run_.substr(at).starts_with(one); });
            if (joint == kJoints.end()) {
                ++at;
                continue;
            }
            take_part(from, at, from == 0 ? place_ : inside(), quiet);
            push_keyword(*find_spelling(kJoints[0]), at, at + joint->size());
            at += joint->size();
            from = at;
        }
        if (from == 0) return false;
        take_part(from, run_.size(), inside(), quiet);
        return true;
    }

    bool cut_after_prefix(Findings& quiet) {
        const Spelling* prefix = longest_spelling(run_, place_.at_start);
        if (prefix == nullptr || prefix->text.size() == run_.size()) return false;
        const bool glues = prefix->spells(Keyword::each) || prefix->spells(Keyword::builtin_every_level) ||
                           prefix->spells(Keyword::at_least) || prefix->spells(Keyword::at_most);
        if (!glues) return false;
        push_keyword(*prefix, 0, prefix->text.size());
        take_part(prefix->text.size(), run_.size(), inside(), quiet);
        return true;
    }

    /// 发生后4小时内: a name glued to 后 or 前, a number and a unit of time.
    bool cut_before_length(Findings& quiet) {
        for (const std::string_view joint : {std::string_view("后"), std::string_view("前")}) {
            const std::size_t at = run_.find(joint);
            const std::size_t number = at + joint.size();
            if (at == std::string_view::npos || at == 0 || !is_digit_at(run_, number)) continue;
            if (!begins_with_time(number_end(run_, number))) continue;
            take_part(0, at, place_, quiet);
            take_part(at, run_.size(), inside(), quiet);
            return true;
        }
        return false;
    }

    void one_word() {
        push(TokenKind::word, 0, run_.size());
        Token& word = tokens_.back();
        word.text = text::nfc(run_);
        word.spelling = find_spelling(word.text);
        const bool plain_name = text::is_name_start(text::character_at(run_, 0).value) &&
                                run_.find_first_of(".,:-") == std::string_view::npos &&
                                run_.find("：") == std::string_view::npos;
        if (!plain_name) {
            spoil(Code::not_a_name, {std::string(run_)});
        } else if (text::mixes_look_alikes(word.text)) {
            spoil(Code::mixed_scripts, {word.text});
        } else if (text::characters(word.text) > kMostNameCharacters) {
            spoil(Code::name_too_long, {std::to_string(kMostNameCharacters)});
        }
    }

    std::string_view run_;
    std::uint32_t begin_;
    Place place_;
    Findings& findings_;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut(std::string_view run, std::uint32_t begin, Place place, Findings& findings) {
    return Cutter(run, begin, place, findings).tokens();
}

Token quoted_name(std::string_view source, const Piece& piece, Findings& findings) {
    Token token;
    token.quoted = true;
    token.span = piece.span;
    token.text = text::nfc(source.substr(piece.inner.begin, piece.inner.end - piece.inner.begin));
    const auto spoil = [&](Code code, text::Words argument) {
        findings.add(code, piece.span, {std::move(argument)});
        token.kind = TokenKind::bad;
    };
    if (token.text.find_first_not_of(' ') == std::string::npos) {
        spoil(Code::empty_name, "");
    } else if (text::mixes_look_alikes(token.text)) {
        spoil(Code::mixed_scripts, token.text);
    } else if (text::characters(token.text) > kMostNameCharacters) {
        spoil(Code::name_too_long, std::to_string(kMostNameCharacters));
    }
    return token;
}

}  // namespace duban::syntax
