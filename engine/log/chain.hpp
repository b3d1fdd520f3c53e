// How does an entry become the next record, and what must a record be to follow another? Private to this folder.
#pragma once

#include "engine/digest/sha256.hpp"
#include "engine/log/log.hpp"

#include <algorithm>

namespace duban::log {

/// What the first record has for `previous`.
inline constexpr std::string_view kFirstPrevious = "0000000000000000000000000000000000000000000000000000000000000000";

[[nodiscard]] inline Head empty_head() { return {0, std::string(kFirstPrevious), std::nullopt}; }
[[nodiscard]] inline Head head_at(const Record& record) { return {record.number, record.hash, record.recorded_at}; }

/// The record that follows the head; recorded at the clock given or the head's, whichever is later.
[[nodiscard]] inline Record next_record(const Head& head, Entry entry, value::Instant recorded_at) {
    Record record;
    record.number = head.number + 1;
    record.recorded_at = head.recorded_at ? std::max(recorded_at, *head.recorded_at) : recorded_at;
    record.entry = std::move(entry);
    record.previous = head.hash;
    record.hash = hash_of(record);
    return record;
}

[[nodiscard]] inline bool is_after(const Head& head, value::Instant at) { return head.recorded_at && at < *head.recorded_at; }
[[nodiscard]] inline text::Diagnostic moved_on(const Head& head) {
    return text::diagnose(text::Code::log_moved_on, {value::to_string(*head.recorded_at)});
}

/// True for the kinds that adopt a version: their `value` is the hash of an artifact of that kind.
[[nodiscard]] constexpr bool adopts(Kind kind) { return static_cast<std::size_t>(kind) >= kSubmittedKinds; }

[[nodiscard]] inline text::Diagnostic broken_record(std::int64_t number, text::Words why) {
    return text::diagnose(text::Code::broken_record, {std::to_string(number), std::move(why)});
}

/// The first thing wrong with a record that should follow the head, if anything is.
[[nodiscard]] inline std::optional<text::Diagnostic> fault(const Head& head, const Record& record) {
    const std::int64_t number = head.number + 1;
    if (record.number != number) {
        return broken_record(number, {"缺这一条，接着的是第 " + std::to_string(record.number) + " 条",
                                      "it is missing, record " + std::to_string(record.number) + " comes next"});
    }
    if (record.previous != head.hash)
        return broken_record(number, {"与上一条的散列值不相接", "it does not join the record before"});
    if (record.hash != hash_of(record)) return broken_record(number, {"内容与散列值不符", "its columns do not have its hash"});
    if (head.recorded_at && record.recorded_at < *head.recorded_at) {
        return broken_record(number, {"记录时间早于上一条", "it is recorded before the record before it"});
    }
    return std::nullopt;
}

/// The first artifact whose text does not have its hash, if there is one.
[[nodiscard]] inline std::optional<text::Diagnostic> fault(std::span<const Artifact> artifacts) {
    for (const Artifact& artifact : artifacts) {
        if (digest::sha256(artifact.text) != artifact.hash) return text::diagnose(text::Code::artifact_hash, {artifact.hash});
    }
    return std::nullopt;
}

[[nodiscard]] inline text::Diagnostic artifact_missing(const Record& record) {
    return text::diagnose(text::Code::artifact_missing,
                          {std::to_string(record.number), words(record.entry.kind), record.entry.value});
}

}  // namespace duban::log
