#include "engine/csv/record.hpp"

#include <algorithm>

namespace duban::csv {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ends_line(char byte) { return byte == '\n' || byte == '\r'; }

text::Code code_of(Fault fault) {
    switch (fault) {
        case Fault::quote_not_closed: return text::Code::csv_quote_not_closed;
        case Fault::text_after_quote: return text::Code::csv_text_after_quote;
        case Fault::too_long:
        case Fault::none: break;
    }
    return text::Code::csv_record_too_long;
}

}  // namespace

Records::Records(std::string_view bytes, std::size_t most_record_bytes, char separator)
    : bytes_(bytes), most_record_bytes_(most_record_bytes), separator_(separator) {
    if (bytes_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

const Record* Records::next() {
    while (at_ < bytes_.size()) {
        read();
        if (record_.fault != Fault::none || !is_blank()) return &record_;
    }
    return nullptr;
}

void Records::read() {
    record_.row = ++row_;
    record_.fault = Fault::none;
    record_.rest = {};
    cells_ = 0;
    limit_ = bytes_.size() - at_ > most_record_bytes_ ? at_ + most_record_bytes_ : bytes_.size();
    while (true) {
        if (at_ < bytes_.size() && bytes_[at_] == '"') {
            read_quoted_cell();
        } else {
            read_plain_cell();
        }
        if (record_.fault != Fault::none || at_ == bytes_.size() || bytes_[at_] != separator_) break;
        ++at_;
    }
    record_.cells.resize(cells_);
    if (record_.fault == Fault::none) end_line();
}

void Records::read_plain_cell() {
    std::string& cell = new_cell();
    const std::size_t begin = at_;
    std::size_t end = begin;
    while (end < limit_ && bytes_[end] != separator_ && !ends_line(bytes_[end]))
        ++end;
    if (end >= limit_ && end < bytes_.size() && !ends_line(bytes_[end])) return fail(Fault::too_long);
    cell.assign(bytes_.substr(begin, end - begin));
    at_ = end;
}

void Records::read_quoted_cell() {
    std::string& cell = new_cell();
    const std::size_t begin = at_;
    ++at_;
    while (true) {
        const std::size_t quote = std::min(bytes_.find('"', at_), bytes_.size());
        if (quote >= limit_) return fail(limit_ < bytes_.size() ? Fault::too_long : Fault::quote_not_closed);
        cell.append(bytes_.substr(at_, quote - at_));
        at_ = quote + 1;
        if (at_ == bytes_.size() || bytes_[at_] != '"') break;
        cell.push_back('"');
        ++at_;
    }
    if (at_ == bytes_.size() || bytes_[at_] == separator_ || ends_line(bytes_[at_])) return;
    const std::size_t end = std::min(bytes_.find_first_of("\r\n", at_), limit_);
    record_.rest = bytes_.substr(begin, end - begin);
    fail(Fault::text_after_quote);
}

void Records::end_line() {
    if (at_ == bytes_.size()) return;
    at_ += bytes_.substr(at_).starts_with("\r\n") ? 2U : 1U;
}

void Records::skip_line() {
    while (at_ < bytes_.size() && !ends_line(bytes_[at_]))
        ++at_;
    end_line();
}

void Records::fail(Fault fault) {
    record_.fault = fault;
    if (fault == Fault::quote_not_closed) {
        at_ = bytes_.size();
    } else {
        skip_line();
    }
}

bool Records::is_blank() const {
    return std::all_of(record_.cells.begin(), record_.cells.end(), [](const std::string& cell) { return cell.empty(); });
}

std::string& Records::new_cell() {
    if (cells_ == record_.cells.size()) record_.cells.emplace_back();
    std::string& cell = record_.cells[cells_++];
    cell.clear();
    return cell;
}

text::Diagnostic diagnose(const Record& record, const std::string& file) {
    text::Diagnostic found = text::diagnose(code_of(record.fault));
    found.file = file;
    found.row = record.row;
    return found;
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char byte : text) {
        if (byte == '"') quoted += '"';
        quoted += byte;
    }
    quoted += '"';
    return quoted;
}

}  // namespace duban::csv
