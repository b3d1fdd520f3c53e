#include "engine/report/json_bytes.hpp"
#include "engine/report/rows.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace duban::report {

namespace {

using text::Code;
using text::Words;

constexpr std::size_t kMostDepth = 32;
constexpr std::size_t kMostHeadNames = 64;  // that are kept to learn which spellings the file has

bool names_rows(std::string_view key) { return key == "rows" || key == "记录"; }

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
    bool has_overflow = false;        // it stopped at a number that is too great for the parser

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
        if (in_row()) row_problem(Code::row_with_nested_value, {key_}, key_);
        raw_open('{');
        return true;
    }

    bool key(const std::string& name) {
        if (depth_ == row_depth_ || (wrapped_ && depth_ == 1)) {
            key_ = name;
            list_.clear();
            dropped_ = is_refusal_column(name);
            if (dropped_) is_refused_ = true;
            if (!dropped_) ++members_;
            if (!dropped_ && in_row() && name != kKeptText) remember(name);
        }
        if (keeps_raw()) raw_.key(name);
        return true;
    }

    bool end_object() {
        if (depth_ == row_depth_) {
            raw_.close('}');
            end_row();
        } else {
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
        if (!in_row() && ((in_rows() && depth_ == rows_depth_ + 1) || depth_ == 1)) {
            begin_stranger();
            stranger_depth_ = depth_;
            dropped_ = false;
        }
        if (in_row() && depth_ > row_depth_ + 1) row_problem(Code::row_with_nested_value, {key_}, key_);
        raw_open('[');
        return !stopped;
    }

    bool end_array() {
        if (in_rows() && depth_ == rows_depth_) {
            rows_depth_ = 0;
        } else {
            raw_close(']');
            if (in_row() && depth_ == row_depth_ + 1) set(list_);
            if (depth_ == stranger_depth_) end_stranger(raw_.take());
        }
        --depth_;
        return !stopped;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& why) {
        constexpr int kNumberOverflow = 406;
        has_overflow = why.id == kNumberOverflow;
        broken_at = std::max<std::size_t>(position, 1);
        return false;
    }

    /// To be called after the last event.
    void finish() { settle(); }

    /// Texts that stood in the place of a row when it was refused, with its number.
    [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::string>>& kept_texts() const { return kept_texts_; }

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
        if (keeps_raw()) raw_.scalar(raw);
        if (in_row()) {
            if (depth_ == row_depth_) {
                set(std::string(text));
            } else if (depth_ == row_depth_ + 1 && !text.empty()) {
                if (!list_.empty()) list_ += "、";
                list_ += trimmed(text);
            }
        } else if (depth_ == 0 || (in_rows() && depth_ == rows_depth_)) {
            begin_stranger();
            end_stranger(std::string(raw));
        }
        return !stopped;
    }

    /// In a row, or in what stands in the place of one, but not in a refusal column.
    [[nodiscard]] bool keeps_raw() const { return (in_row() || stranger_depth_ != 0) && !dropped_; }
    void raw_open(char bracket) {
        if (keeps_raw()) raw_.open(bracket);
    }
    void raw_close(char bracket) {
        if (keeps_raw()) raw_.close(bracket);
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
        is_refused_ = false;
        members_ = 0;
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
        auto why = of_row(text::diagnose(Code::row_not_an_object), batch_, number);
        problem_ = Misshapen{std::move(row), std::move(why)};
    }

    void end_stranger(std::string raw) {
        stranger_depth_ = 0;
        problem_->why.arguments = {excerpt(raw)};
        problem_->row.raw = std::move(raw);
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
        if (is_refused_ && members_ == 1 && row_.extras.size() == 1 && row_.extras.front().name == kKeptText) {
            raw_ = OneLine();
            problem_.reset();
            kept_texts_.emplace_back(number, row_.extras.front().value);
            return;
        }
        row_.raw = raw_.take();
        if (row_.raw.size() > kMostRowBytes) {
            Row large;
            large.number = number;
            large.raw = std::move(row_.raw);
            row_ = std::move(large);
            problem_.reset();
            row_problem(Code::row_too_large, {std::to_string(row_.raw.size()), std::to_string(kMostRowBytes)}, {});
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
        problem_ = Misshapen{Row(), of_row(text::diagnose(code, std::move(arguments)), batch_, row_.number, std::move(column))};
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
    std::size_t stranger_depth_ = 0;  // of the array in the place of a row; 0: in none
    Row row_;
    OneLine raw_;
    std::string key_;
    std::string list_;            // the items of an array within a row
    bool dropped_ = false;        // in the value of a refusal column
    bool is_refused_ = false;     // the row has a refusal column
    std::size_t members_ = 0;     // of the row, without refusal columns
    std::vector<std::pair<std::uint32_t, std::string>> kept_texts_;
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

/// The row that stands on the line, or why there is none; false if the file is to be refused. What a refusals file has kept as
/// a text is a line again.
bool read_line(std::string_view line, std::uint32_t number, Batch& batch, text::Sink& sink) {
    RowTaker one(batch, sink, Top::line, kMostRows);
    one.number = number - 1;
    const std::size_t rows = batch.rows.size();
    const std::size_t misshapen = batch.misshapen.size();
    if (parse(line, one)) {
        for (const auto& [row, text] : one.kept_texts()) {
            if (!read_line(text, row, batch, sink)) return false;
        }
        return true;
    }
    if (one.stopped) return false;
    // A row before the break, as in `{...} x`, is not taken either.
    batch.rows.resize(rows);
    batch.misshapen.resize(misshapen);
    if (one.has_overflow) return read_line(with_great_numbers_quoted(line), number, batch, sink);
    Row row;
    row.number = number;
    row.raw = line;
    const std::size_t column = column_at(line, std::min(one.broken_at - 1, line.size()));
    auto why = of_row(text::diagnose(Code::json_line_broken, {std::to_string(column)}), batch, number);
    batch.misshapen.push_back({std::move(row), std::move(why)});
    return true;
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
        if (!read_line(line, number, batch, sink)) return std::nullopt;
    }
    return batch;
}

}  // namespace

std::optional<Batch> read_json(std::string_view bytes, const std::string& file, text::Sink& sink, std::size_t most_rows) {
    Batch batch;
    batch.file = file;
    if (is_json_lines(bytes)) return read_lines(bytes, std::move(batch), sink, most_rows);
    batch.format = Format::json;
    RowTaker taker(batch, sink, Top::file, most_rows);
    if (!parse(bytes, taker)) {
        if (taker.stopped) return std::nullopt;
        if (taker.has_overflow) return read_json(with_great_numbers_quoted(bytes), file, sink, most_rows);
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
    for (const auto& [number, text] : taker.kept_texts()) {
        if (!read_line(text, number, batch, sink)) return std::nullopt;
    }
    if (batch.rows.empty() && batch.misshapen.empty()) sink.add(in_file(text::diagnose(Code::submission_without_rows), file));
    return batch;
}

}  // namespace duban::report
