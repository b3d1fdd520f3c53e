#include "engine/json/writer.hpp"

#include "dsl/text/utf8.hpp"

#include <cassert>

namespace duban::json {

namespace {

/// A control character, a mark of JSON's own, or a byte that is not UTF-8.
void append_escaped(std::string& out, char32_t character) {
    static constexpr char kHex[] = "0123456789abcdef";
    switch (character) {
        case U'"': out += "\\\""; return;
        case U'\\': out += "\\\\"; return;
        case U'\n': out += "\\n"; return;
        case U'\r': out += "\\r"; return;
        case U'\t': out += "\\t"; return;
        default: break;
    }
    if (character >= 0x80) return duban::text::append_utf8(out, character);
    out += "\\u00";
    out += kHex[character >> 4U];
    out += kHex[character & 0xFU];
}

}  // namespace

void Writer::newline() {
    if (layout_ != Layout::indented) return;
    out_ += '\n';
    out_.append(open_.size() * 2, ' ');
}

void Writer::before_item() {
    if (!is_new_) out_ += ',';
    is_new_ = false;
    newline();
}

void Writer::before_value() {
    assert(open_.empty() ? out_.empty() : after_key_ == (open_.back() == '{'));
    if (!after_key_ && !open_.empty()) before_item();
    after_key_ = false;
}

void Writer::open(char bracket) {
    before_value();
    out_ += bracket;
    open_ += bracket;
    is_new_ = true;
}

void Writer::close(char bracket) {
    assert(!open_.empty() && open_.back() == (bracket == '}' ? '{' : '[') && !after_key_);
    open_.pop_back();
    if (!is_new_) newline();
    is_new_ = false;
    out_ += bracket;
}

void Writer::quote(std::string_view value) {
    out_ += '"';
    std::size_t copied = 0;
    for (std::size_t at = 0; at < value.size();) {
        const duban::text::Character character = duban::text::character_at(value, at);
        const bool is_ascii = character.value < 0x80;
        const bool is_plain =
            is_ascii ? character.value >= 0x20 && character.value != U'"' && character.value != U'\\' && character.value != 0x7F
                     : character.size > 1;
        if (!is_plain) {
            out_.append(value, copied, at - copied);
            append_escaped(out_, character.value);
            copied = at + character.size;
        }
        at += character.size;
    }
    out_.append(value, copied);
    out_ += '"';
}

Writer& Writer::begin_object() {
    open('{');
    return *this;
}
Writer& Writer::end_object() {
    close('}');
    return *this;
}
Writer& Writer::begin_array() {
    open('[');
    return *this;
}
Writer& Writer::end_array() {
    close(']');
    return *this;
}

Writer& Writer::key(std::string_view name) {
    assert(!open_.empty() && open_.back() == '{' && !after_key_);
    before_item();
    quote(name);
    out_ += layout_ == Layout::indented ? ": " : ":";
    after_key_ = true;
    return *this;
}

Writer& Writer::text(std::string_view value) {
    before_value();
    quote(value);
    return *this;
}

Writer& Writer::integer(std::int64_t value) {
    before_value();
    out_ += std::to_string(value);
    return *this;
}
Writer& Writer::boolean(bool value) {
    before_value();
    out_ += value ? "true" : "false";
    return *this;
}
Writer& Writer::null() {
    before_value();
    out_ += "null";
    return *this;
}

std::string Writer::take() {
    assert(open_.empty() && !after_key_);
    if (layout_ == Layout::indented) out_ += '\n';
    std::string written;
    written.swap(out_);
    return written;
}

}  // namespace duban::json
