// How does an entry become the next record? Private to this folder.
#pragma once

#include "engine/log/log.hpp"

#include <algorithm>

namespace duban::log {

inline constexpr std::string_view kFirstPrevious = "0000000000000000000000000000000000000000000000000000000000000000";

/// The record that follows the head; recorded at the clock given or the head's, whichever is later.
[[nodiscard]] inline Record next_record(const Head& head, Entry entry, value::Instant recorded_at) {
    Record record;
    record.number = head.number + 1;
    record.recorded_at = head.recorded_at ? std::max(recorded_at, *head.recorded_at) : recorded_at;
    record.entry = std::move(entry);
    record.previous = head.number == 0 ? std::string(kFirstPrevious) : head.hash;
    record.hash = hash_of(record);
    return record;
}

[[nodiscard]] inline Head head_at(const Record& record) { return {record.number, record.hash, record.recorded_at}; }
[[nodiscard]] inline Head empty_head() { return {0, std::string(kFirstPrevious), std::nullopt}; }

/// The first thing wrong with a record that should follow the head; empty if nothing is.
[[nodiscard]] inline text::Words fault(const Head& head, const Record& record) {
    if (record.number != head.number + 1) return {"编号不连续", "the numbers have a gap"};
    if (record.previous != (head.number == 0 ? std::string(kFirstPrevious) : head.hash)) {
        return {"与上一条的散列值不相接", "it does not join the record before"};
    }
    if (record.hash != hash_of(record)) return {"内容与散列值不符", "its columns do not have its hash"};
    if (head.recorded_at && record.recorded_at < *head.recorded_at) return {"记录时间倒退", "its recorded-at goes back"};
    return {};
}

}  // namespace duban::log
