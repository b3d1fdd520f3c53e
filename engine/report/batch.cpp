#include "engine/report/batch.hpp"

#include "dsl/text/encoding.hpp"
#include "dsl/text/utf8.hpp"
#include "engine/report/rows.hpp"

#include <algorithm>

namespace duban::report {

namespace {

struct Spelling {
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<Spelling, kFields> kFieldSpellings{{
    {"编号", "key"},
    {"类型", "kind"},
    {"单位", "unit"},
    {"任务", "task"},
    {"指标", "indicator"},
    {"期间", "period"},
    {"日期", "date"},
    {"数值", "value"},
    {"分子", "numerator"},
    {"分母", "denominator"},
    {"事件", "case"},
    {"更正", "corrects"},
    {"原因", "reason"},
    {"佐证", "evidence"},
    {"填报单位", "by"},
}};

constexpr std::string_view kZipMark = "PK\x03\x04";
constexpr std::string_view kCompoundFileMark = "\xD0\xCF\x11\xE0";

constexpr std::array<std::string_view, 3> kWideBlanks{"\xE3\x80\x80", "\xC2\xA0", kByteOrderMark};  // U+3000, U+00A0, U+FEFF

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return (value < 0x20 && !is_blank(byte)) || value == 0x7F;
    });
}

/// Line ends become blanks.
void put_on_one_line(std::string& text) {
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        line += text[i] == '\r' || text[i] == '\n' ? ' ' : text[i];
    }
    text = std::move(line);
}

/// As the file calls it.
std::optional<std::string> column_with_control_character(const Batch& batch, const Row& row) {
    for (std::size_t i = 0; i < kFields; ++i) {
        if (!has_control_character(row.fields[i])) continue;
        const auto field = static_cast<FieldName>(i);
        const auto name = std::find_if(batch.head.begin(), batch.head.end(),
                                       [field](const std::string& candidate) { return field_of(candidate) == field; });
        return name == batch.head.end() ? field_words(field).en : *name;
    }
    const auto extra = std::find_if(row.extras.begin(), row.extras.end(),
                                    [](const Extra& candidate) { return has_control_character(candidate.value); });
    return extra == row.extras.end() ? std::nullopt : std::optional(extra->name);
}

}  // namespace

text::Words field_words(FieldName field) {
    const Spelling& spelling = kFieldSpellings[static_cast<std::size_t>(field)];
    return {std::string(spelling.zh), std::string(spelling.en)};
}

std::optional<FieldName> field_of(std::string_view word) {
    const std::string_view name = trimmed(word);
    for (std::size_t field = 0; field < kFields; ++field) {
        if (name == kFieldSpellings[field].zh || name == kFieldSpellings[field].en) return static_cast<FieldName>(field);
    }
    const std::string bare = bare_name(name);
    if (bare == name) return std::nullopt;
    return field_of(bare);
}

std::string bare_name(std::string_view name) {
    std::string bare = lower(trimmed(text::fold_width(name)));
    const std::size_t note = bare.ends_with(')') ? bare.find('(') : std::string::npos;
    if (note != std::string::npos && note > 0) bare.resize(note);
    return std::string(trimmed(bare));
}

bool is_same_name(std::string_view one, std::string_view other) { return one == other || bare_name(one) == bare_name(other); }

std::string_view trimmed(std::string_view text) {
    for (bool cut = true; cut;) {
        cut = false;
        while (!text.empty() && is_blank(text.front()))
            text.remove_prefix(1);
        while (!text.empty() && is_blank(text.back()))
            text.remove_suffix(1);
        for (const std::string_view blank : kWideBlanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                cut = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                cut = true;
            }
        }
    }
    return text;
}

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& byte : small) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return small;
}

const std::array<text::Words, 3>& refusal_columns() {
    static const std::array<text::Words, 3> kColumns{text::Words("拒收代码", "refusal_code"),
                                                     text::Words("拒收字段", "refusal_column"),
                                                     text::Words("拒收原因", "refusal_reason")};
    return kColumns;
}

bool is_refusal_column(std::string_view name) {
    const auto& columns = refusal_columns();
    return std::any_of(columns.begin(), columns.end(),
                       [name](const text::Words& column) { return name == column.zh || name == column.en; });
}

text::Diagnostic in_file(text::Diagnostic found, const std::string& file, std::uint32_t row, std::string column) {
    found.file = file;
    found.row = row;
    found.column = std::move(column);
    return found;
}

text::Diagnostic of_row(text::Diagnostic found, const Batch& batch, std::uint32_t row, std::string column) {
    found.rows = batch.format == Format::json ? text::Rows::items : text::Rows::lines;
    return in_file(std::move(found), batch.file, row, std::move(column));
}

void take_row(Batch& batch, Row row) {
    for (const FieldName field : {FieldName::case_id, FieldName::reason})
        put_on_one_line(row.fields[static_cast<std::size_t>(field)]);
    const std::optional<std::string> column = column_with_control_character(batch, row);
    if (!column) {
        batch.rows.push_back(std::move(row));
        return;
    }
    auto why = of_row(text::diagnose(text::Code::row_with_control_character), batch, row.number, *column);
    batch.misshapen.push_back({std::move(row), std::move(why)});
}

std::optional<Batch> read_batch(std::string_view bytes, const std::string& file, text::Sink& sink, std::size_t most_rows) {
    const auto refuse = [&](text::Diagnostic found) {
        found.file = file;
        sink.add(std::move(found));
        return std::nullopt;
    };
    if (bytes.size() > kMostBytes) {
        return refuse(
            text::diagnose(text::Code::submission_too_large, {std::to_string(bytes.size()), std::to_string(kMostBytes)}));
    }
    if (bytes.starts_with(kZipMark) || bytes.starts_with(kCompoundFileMark)) {
        return refuse(text::diagnose(text::Code::submission_is_workbook));
    }
    if (auto found = text::not_text(bytes)) return refuse(std::move(*found));
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    const std::string_view content = trimmed(bytes);
    if (content.empty()) return refuse(text::diagnose(text::Code::submission_empty));
    if (content.front() == '{' || content.front() == '[') return read_json(bytes, file, sink, most_rows);
    return read_csv(bytes, file, sink, most_rows);
}

}  // namespace duban::report
