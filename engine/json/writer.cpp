#include "engine/json/writer.hpp"

#include "dsl/text/utf8.hpp"

#include <cassert>

namespace duban::json {

void Writer::newline() {
    if (layout_ != Layout::indented) return;
    out_ += '\n';
    out_.append(has_items_.size() * 2, ' ');
}

void Writer::before_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (has_items_.empty()) return;
    if (has_items_.back()) out_ += ',';
    has_items_.back() = true;
    newline();
}

void Writer::open(char bracket) {
    before_value();
    out_ += bracket;
    has_items_.push_back(false);
}

void Writer::close(char bracket) {
    assert(!has_items_.empty() && !after_key_);
    const bool had_items = has_items_.back();
    has_items_.pop_back();
    if (had_items) newline();
    out_ += bracket;
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
    text(name);
    out_ += layout_ == Layout::indented ? ": " : ":";
    after_key_ = true;
    return *this;
}

Writer& Writer::text(std::string_view value) {
    before_value();
    static constexpr char kHex[] = "0123456789abcdef";
    out_ += '"';
    for (std::size_t at = 0; at < value.size();) {
        const duban::text::Character character = duban::text::character_at(value, at);
        switch (character.value) {
            case U'"': out_ += "\\\""; break;
            case U'\\': out_ += "\\\\"; break;
            case U'\n': out_ += "\\n"; break;
            case U'\r': out_ += "\\r"; break;
            case U'\t': out_ += "\\t"; break;
            default:
                if (character.value < 0x20 || character.value == 0x7F) {
                    out_ += "\\u00";
                    out_ += kHex[character.value >> 4U];
                    out_ += kHex[character.value & 0xFU];
                } else {
                    duban::text::append_utf8(out_, character.value);
                }
        }
        at += character.size;
    }
    out_ += '"';
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
    assert(has_items_.empty() && !after_key_);
    if (layout_ == Layout::indented) out_ += '\n';
    std::string written;
    written.swap(out_);
    return written;
}

}  // namespace duban::json
