// What does a file read as, when it is written on one line?
#pragma once

#include "tests/engine/findings.hpp"

#include "engine/report/batch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace duban::report {

/// The fields that are filled, `name=value` joined by blanks, further columns after them.
inline std::string shown(const Row& row) {
    std::string text = std::to_string(row.number) + ":";
    for (std::size_t field = 0; field < kFields; ++field) {
        if (!row.fields[field].empty()) text += " " + field_words(static_cast<FieldName>(field)).en + "=" + row.fields[field];
    }
    for (const Extra& extra : row.extras)
        text += " +" + extra.name + "=" + extra.value;
    return text;
}

/// A file as it was read, or why it was not.
struct Read {
    std::vector<std::string> rows;
    std::vector<text::Code> codes;  // of the file
    std::vector<std::pair<std::uint32_t, text::Code>> misshapen;
    std::optional<Batch> batch;
};

inline Read read(std::string_view bytes) {
    text::Sink sink;
    Read result;
    result.batch = read_batch(bytes, "file", sink);
    for (const text::Diagnostic& found : sink.all()) {
        EXPECT_EQ(found.file, "file");
        result.codes.push_back(found.code);
    }
    if (!result.batch) {
        EXPECT_TRUE(sink.has_errors()) << bytes.substr(0, tests::kMostShown);
        return result;
    }
    EXPECT_FALSE(sink.has_errors());
    for (const Row& row : result.batch->rows)
        result.rows.push_back(shown(row));
    for (const Misshapen& misshapen : result.batch->misshapen) {
        EXPECT_EQ(misshapen.why.row, misshapen.row.number);
        EXPECT_EQ(misshapen.why.file, "file");
        result.misshapen.emplace_back(misshapen.row.number, misshapen.why.code);
    }
    return result;
}

using Rows = std::vector<std::string>;
using Codes = std::vector<text::Code>;
using Wrongs = std::vector<std::pair<std::uint32_t, text::Code>>;

}  // namespace duban::report
