// Writes JSON: keys in the order given, the same bytes everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace duban::json {

enum class Layout : std::uint8_t { one_line, indented };

/// Appends to its own text; invalid UTF-8 becomes U+FFFD. Calls must nest rightly (asserted).
class Writer {
public:
    explicit Writer(Layout layout) : layout_(layout) {}

    Writer& begin_object();
    Writer& end_object();
    Writer& begin_array();
    Writer& end_array();
    Writer& key(std::string_view name);
    Writer& text(std::string_view value);
    Writer& integer(std::int64_t value);
    Writer& boolean(bool value);
    Writer& null();

    /// key and value in one.
    Writer& member(std::string_view name, std::string_view value) { return key(name).text(value); }
    Writer& member(std::string_view name, std::int64_t value) { return key(name).integer(value); }

    /// What was written; the writer is empty and ready again. One line has no newline at its end, indented has one.
    [[nodiscard]] std::string take();

private:
    void before_value();
    void before_item();
    void open(char bracket);
    void close(char bracket);
    void newline();
    void quote(std::string_view value);

    Layout layout_;
    std::string out_;
    std::string open_;     // the brackets that are not closed
    bool is_new_ = false;  // the innermost of them has no items yet
    bool after_key_ = false;
};

}  // namespace duban::json
