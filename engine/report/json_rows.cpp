#include "engine/json/writer.hpp"
#include "engine/report/rows.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace duban::report {

namespace {

using text::Code;
using text::Words;

constexpr std::size_t kMostDepth = 32;
constexpr std::size_t kMostHeadNames = 64;  // that are kept to learn which spellings the file has
constexpr std::size_t kMostShownBytes = 40;

bool names_rows(std::string_view key) { return key == "rows" || key == "记录"; }

std::string excerpt(std::string_view text) {
    if (text.size() <= kMostShownBytes) return std::string(text);
    std::size_t end = kMostShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;  // not within a character
    return std::string(text.substr(0, end)) + "…";
}

/// The digits as they were written: the parser puts the host's decimal mark into the text that it hands on.
std::string digits(std::string_view number) {
    std::string text(number);
    for (char& c : text) {
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && c != '+' && c != '-' && c != 'e' && c != 'E') c = '.';
    }
    return text;
}

/// One value again, on one line.
class OneLine {
public:
    void open(char bracket) {
        before();
        text_ += bracket;
        has_items_.push_back(false);
    }
    void close(char bracket) {
        has_items_.pop_back();
        text_ += bracket;
    }
    void key(std::string_view name) {
        before();
        text_ += json_text(name) + ":";
        after_key_ = true;
    }
    void scalar(std::string_view text) {
        before();
        text_ += text;
    }
    [[nodiscard]] std::string take() {
        has_items_.clear();
        after_key_ = false;
        return std::exchange(text_, {});
    }

private:
    void before() {
        if (after_key_) {
            after_key_ = false;
            return;
        }
        if (has_items_.empty()) return;
        if (has_items_.back()) text_ += ',';
        has_items_.back() = true;
    }

    std::string text_;
    std::vector<bool> has_items_;
    bool after_key_ = false;
};

enum class Top : std::uint8_t {
    file,  // rows are in an array, or in an object that names them, or the one object is a row
    line   // one row and nothing else
};

/// Takes the parser's events and gives rows to the batch. Holds one row at a time.
class RowTaker {
public:
    using Json = nlohmann::json;

    RowTaker(Batch& batch, text::Sink& sink, Top top, std::size_t most_rows)
        : batch_(batch), sink_(sink), top_(top), most_rows_(most_rows) {}

    std::uint32_t number = 0;         // of the row before the one being read
    std::size_t broken_at = 0;        // bytes read when the text was found to be broken; 0: it was not
    bool stopped = false;             // the file was refused, and why stands in the sink
    bool found_rows = false;          // an array of rows, or a row

    bool null() { return scalar({}, "null"); }
    bool boolean(bool value) { return scalar(value ? "true" : "false", value ? "true" : "false"); }
    bool number_integer(Json::number_integer_t value) { return number_text(std::to_string(value)); }
    bool number_unsigned(Json::number_unsigned_t value) { return number_text(std::to_string(value)); }
    bool number_float(Json::number_float_t, const std::string& text) { return number_text(digits(text)); }
    bool string(const std::string& value) { return scalar(value, json_text(value)); }
    bool binary(const Json::binary_t&) { return false; }

    bool start_object(std::size_t) {
        if (!enter()) return false;
        if (depth_ == 1 || (in_rows() && depth_ == rows_depth_ + 1)) {
            begin_row();
            return !stopped;
        }
        if (in_row()) {
            row_problem(Code::row_with_nested_value, {key_}, key_);
            raw_open('{');
        }
        return true;
    }

    bool key(const std::string& name) {
        if (depth_ == row_depth_ || (wrapped_ && depth_ == 1)) {
            key_ = name;
            list_.clear();
            dropped_ = is_refusal_column(name);
            if (!dropped_ && in_row()) remember(name);
        }
        if (in_row() && !dropped_) raw_.key(name);
        return true;
    }

    bool end_object() {
        if (depth_ == row_depth_) {
            raw_.close('}');
            end_row();
        } else if (in_row()) {
            raw_close('}');
        }
        --depth_;
        return !stopped;
    }

    bool start_array(std::size_t) {
        if (!enter()) return false;
        if (top_ == Top::file && !in_rows() && (depth_ == 1 || (depth_ == 2 && names_rows(key_)))) {
            if (!wrapped_) forget_row();
            wrapped_ = depth_ == 2;
            rows_depth_ = depth_;
            found_rows = true;
            return true;
        }
        if (in_row()) {
            if (depth_ > row_depth_ + 1) row_problem(Code::row_with_nested_value, {key_}, key_);
            raw_open('[');
            return true;
        }
        if ((in_rows() && depth_ == rows_depth_ + 1) || depth_ == 1) begin_stranger();
        return !stopped;
    }

    bool end_array() {
        if (in_rows() && depth_ == rows_depth_) {
            rows_depth_ = 0;
        } else if (in_row()) {
            raw_close(']');
            if (depth_ == row_depth_ + 1) set(list_);
        }
        --depth_;
        return !stopped;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
        broken_at = std::max<std::size_t>(position, 1);
        return false;
    }

    /// To be called after the last event.
    void finish() { settle(); }

private:
    [[nodiscard]] bool in_row() const { return row_depth_ != 0 && depth_ >= row_depth_; }
    [[nodiscard]] bool in_rows() const { return rows_depth_ != 0 && depth_ >= rows_depth_; }

    bool stop(Code code, std::vector<Words> arguments) {
        sink_.add(in_file(text::diagnose(code, std::move(arguments)), batch_.file));
        stopped = true;
        return false;
    }

    bool enter() {
        // Of a line it is the line alone that is refused.
        if (++depth_ > kMostDepth && top_ == Top::file) return stop(Code::json_too_deep, {std::to_string(kMostDepth)});
        return true;
    }

    bool number_text(const std::string& text) { return scalar(text, text); }

    bool scalar(std::string_view text, std::string_view raw) {
        if (in_row()) {
            if (!dropped_) raw_.scalar(raw);
            if (depth_ == row_depth_) {
                set(std::string(text));
            } else if (depth_ == row_depth_ + 1 && !text.empty()) {
                if (!list_.empty()) list_ += "、";
                list_ += trimmed(text);
            }
        } else if (depth_ == 0 || (in_rows() && depth_ == rows_depth_)) {
            begin_stranger();
            problem_->why.arguments = {excerpt(raw)};
            problem_->row.raw = excerpt(raw);
        }
        return !stopped;
    }

    void raw_open(char bracket) {
        if (!dropped_) raw_.open(bracket);
    }
    void raw_close(char bracket) {
        if (!dropped_) raw_.close(bracket);
    }

    /// Of the row that begins; more rows than the most stop the reading.
    std::uint32_t next_number() {
        if (++number > most_rows_ && top_ == Top::file && !stopped) stop(Code::too_many_rows, {std::to_string(most_rows_)});
        return number;
    }

    [[nodiscard]] bool has_known_name() const {
        return std::any_of(batch_.head.begin(), batch_.head.end(),
                           [](const std::string& name) { return field_of(name).has_value(); });
    }

    void begin_row() {
        settle();
        row_ = Row();
        row_.number = next_number();
        row_depth_ = depth_;
        dropped_ = false;
        filled_.fill(false);
        raw_.open('{');
    }

    /// The object that names the rows is none itself.
    void forget_row() {
        row_depth_ = 0;
        number = 0;
        problem_.reset();
        batch_.head.clear();
        raw_ = OneLine();
    }

    /// Something in the place of a row.
    void begin_stranger() {
        settle();
        Row row;
        row.number = next_number();
        auto why = in_file(text::diagnose(Code::row_not_an_object, {"[ … ]"}), batch_.file, number);
        problem_ = Misshapen{std::move(row), std::move(why)};
    }

    /// What stood in the place of a row is kept.
    void settle() {
        if (problem_) batch_.misshapen.push_back(std::move(*problem_));
        problem_.reset();
    }

    void end_row() {
        row_depth_ = 0;
        // The one object of a file is a row if it has a field of one.
        found_rows = depth_ > 1 || top_ == Top::line || has_known_name();
        row_.raw = raw_.take();
        if (row_.raw.size() > kMostRowBytes) {
            const std::string size = std::to_string(row_.raw.size());
            row_ = Row();
            row_.number = number;
            row_.raw = "{}";
            problem_.reset();
            row_problem(Code::row_too_large, {size, std::to_string(kMostRowBytes)}, {});
        }
        if (problem_) {
            problem_->row = std::move(row_);
            settle();
        } else {
            take_row(batch_, std::move(row_));
        }
    }

    /// The first problem of a row stands.
    void row_problem(Code code, std::vector<Words> arguments, std::string column) {
        if (problem_) return;
        problem_ =
            Misshapen{Row(), in_file(text::diagnose(code, std::move(arguments)), batch_.file, row_.number, std::move(column))};
    }

    void set(std::string_view value) {
        if (dropped_) return;
        const auto field = field_of(key_);
        if (!field) {
            row_.extras.push_back({std::string(trimmed(key_)), std::string(trimmed(value))});
            return;
        }
        const auto place = static_cast<std::size_t>(*field);
        if (filled_[place]) row_problem(Code::row_with_doubled_field, {key_}, key_);
        filled_[place] = true;
        row_.fields[place] = trimmed(value);
    }

    void remember(const std::string& name) {
        if (batch_.head.size() == kMostHeadNames) return;
        if (std::find(batch_.head.begin(), batch_.head.end(), name) == batch_.head.end()) batch_.head.push_back(name);
    }

    Batch& batch_;
    text::Sink& sink_;
    Top top_;
    std::size_t most_rows_;
    std::size_t depth_ = 0;
    std::size_t rows_depth_ = 0;  // of the array of rows; 0: not in it
    std::size_t row_depth_ = 0;   // of the row being read; 0: in none
    Row row_;
    OneLine raw_;
    std::string key_;
    std::string list_;            // the items of an array within a row
    bool dropped_ = false;        // in the value of a refusal column
    bool wrapped_ = false;        // the rows stand in an object
    std::array<bool, kFields> filled_{};
    std::optional<Misshapen> problem_;
};

/// False if the text is broken or the taker stopped.
bool parse(std::string_view bytes, RowTaker& taker) {
    const bool whole = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &taker);
    taker.finish();
    return whole && !taker.stopped;
}

/// 1-based, in characters.
std::size_t column_at(std::string_view line, std::size_t offset) {
    return 1 + static_cast<std::size_t>(
                   std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(offset),
                                 [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// Begins and ends with the same brace.
bool is_object(std::string_view line) {
    if (!line.starts_with('{') || !line.ends_with('}')) return false;
    std::size_t open = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (in_text && line[i] == '\\') {
            ++i;
        } else if (line[i] == '"') {
            in_text = !in_text;
        } else if (!in_text && (line[i] == '{' || line[i] == '[')) {
            ++open;
        } else if (!in_text && (line[i] == '}' || line[i] == ']') && --open == 0) {
            return i + 1 == line.size();
        }
    }
    return false;
}

/// Several lines, the first of which is an object by itself; or else, cut off as it may be, the next and the last.
bool is_json_lines(std::string_view bytes) {
    const std::string_view content = trimmed(bytes);
    const std::size_t end = content.find('\n');
    if (end == std::string_view::npos) return false;
    const std::string_view first = trimmed(content.substr(0, end));
    if (is_object(first)) return true;
    if (!first.starts_with('{') || first.ends_with('[')) return false;
    const std::string_view others = trimmed(content.substr(end));
    return is_object(trimmed(others.substr(0, others.find('\n')))) && is_object(others.substr(others.rfind('\n') + 1));
}

std::optional<Batch> read_lines(std::string_view bytes, Batch batch, text::Sink& sink, std::size_t most_rows) {
    batch.format = Format::json_lines;
    std::uint32_t number = 0;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view line = trimmed(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        ++number;
        if (line.empty()) continue;
        if (batch.rows.size() + batch.misshapen.size() == most_rows) {
            sink.add(in_file(text::diagnose(Code::too_many_rows, {std::to_string(most_rows)}), batch.file));
            return std::nullopt;
        }
        RowTaker one(batch, sink, Top::line, most_rows);
        one.number = number - 1;
        const std::size_t rows = batch.rows.size();
        const std::size_t misshapen = batch.misshapen.size();
        if (parse(line, one)) continue;
        if (one.stopped) return std::nullopt;
        // A row before the break, as in `{...} x`, is not taken either.
        batch.rows.resize(rows);
        batch.misshapen.resize(misshapen);
        Row row;
        row.number = number;
        if (line.size() <= kMostRowBytes) row.raw = line;
        const std::size_t column = column_at(line, std::min(one.broken_at - 1, line.size()));
        auto why = in_file(text::diagnose(Code::json_line_broken, {std::to_string(column)}), batch.file, number);
        batch.misshapen.push_back({std::move(row), std::move(why)});
    }
    return batch;
}

}  // namespace

std::string json_text(std::string_view text) {
    json::Writer out(json::Layout::one_line);
    out.text(text);
    return out.take();
}

std::optional<Batch> read_json(std::string_view bytes, const std::string& file, text::Sink& sink, std::size_t most_rows) {
    Batch batch;
    batch.file = file;
    if (is_json_lines(bytes)) return read_lines(bytes, std::move(batch), sink, most_rows);
    batch.format = Format::json;
    RowTaker taker(batch, sink, Top::file, most_rows);
    if (!parse(bytes, taker)) {
        if (taker.stopped) return std::nullopt;
        const std::size_t offset = std::min(taker.broken_at - 1, bytes.size());
        const std::string_view before = bytes.substr(0, offset);
        const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        sink.add(in_file(
            text::diagnose(Code::json_broken,
                           {std::to_string(line), std::to_string(column_at(before.substr(line_begin), offset - line_begin))}),
            file, static_cast<std::uint32_t>(line)));
        return std::nullopt;
    }
    if (!taker.found_rows) {
        sink.add(in_file(text::diagnose(Code::json_without_rows), file));
        return std::nullopt;
    }
    if (batch.rows.empty() && batch.misshapen.empty()) sink.add(in_file(text::diagnose(Code::submission_without_rows), file));
    return batch;
}

}  // namespace duban::report
