#include "engine/log/chain.hpp"

#include <map>
#include <set>

namespace duban::log {

namespace {

class MemoryLog final : public Log {
public:
    text::Result<Head> head() const override { return records_.empty() ? empty_head() : head_at(records_.back()); }

    text::Result<Head> write(std::span<const Artifact> artifacts, std::span<const Entry> entries, value::Instant recorded_at,
                             IfLater if_later) override {
        if (auto wrong = fault(artifacts)) return *std::move(wrong);
        std::map<std::string_view, Kind> offered;
        for (const Artifact& artifact : artifacts)
            offered.emplace(artifact.hash, artifact.kind);
        const auto is_stored = [&](const Entry& entry) {
            const auto fresh = offered.find(entry.value);
            return has_artifact(entry.kind, entry.value) || (fresh != offered.end() && fresh->second == entry.kind);
        };
        std::vector<Record> added;
        std::set<std::string_view> keys;
        Head now = records_.empty() ? empty_head() : head_at(records_.back());
        if (if_later == IfLater::refused && is_after(now, recorded_at)) return moved_on(now);
        for (const Entry& entry : entries) {
            if (by_key_.contains(entry.key) || !keys.insert(entry.key).second) {
                return text::diagnose(text::Code::key_in_log, {entry.key});
            }
            added.push_back(next_record(now, entry, recorded_at));
            if (adopts(entry.kind) && !is_stored(entry)) return artifact_missing(added.back());
            now = head_at(added.back());
        }
        for (const Artifact& artifact : artifacts)
            artifacts_.emplace(artifact.hash, artifact);
        for (Record& record : added) {
            by_key_.emplace(record.entry.key, records_.size());
            records_.push_back(std::move(record));
        }
        return now;
    }

    text::Outcome read(std::optional<value::Instant> known_at, const std::function<void(const Record&)>& take) const override {
        for (const Record& record : records_) {
            if (known_at && record.recorded_at > *known_at) break;
            take(record);
        }
        return std::monostate{};
    }

    text::Result<std::optional<Record>> find(std::string_view key) const override {
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return std::optional<Record>();
        return std::optional<Record>(records_[found->second]);
    }

    text::Result<std::optional<std::string>> artifact(std::string_view hash) const override {
        const auto found = artifacts_.find(hash);
        if (found == artifacts_.end()) return std::optional<std::string>();
        return std::optional<std::string>(found->second.text);
    }

    text::Result<Verdict> verify() const override {
        Verdict verdict;
        Head now = empty_head();
        for (const Record& record : records_) {
            verdict.broken = fault(now, record);
            if (!verdict.broken && adopts(record.entry.kind) && !has_artifact(record.entry.kind, record.entry.value)) {
                verdict.broken = artifact_missing(record);
            }
            if (verdict.broken) break;
            now = head_at(record);
            ++verdict.records;
        }
        verdict.head = now.hash;
        return verdict;
    }

private:
    [[nodiscard]] bool has_artifact(Kind kind, std::string_view hash) const {
        const auto found = artifacts_.find(hash);
        return found != artifacts_.end() && found->second.kind == kind;
    }

    std::vector<Record> records_;
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::map<std::string, Artifact, std::less<>> artifacts_;
};

}  // namespace

std::unique_ptr<Log> memory_log() { return std::make_unique<MemoryLog>(); }

text::Result<std::unique_ptr<Log>> copied(const Log& log, value::Instant known_at) {
    std::vector<Record> records;
    const auto read = log.read(known_at, [&](const Record& record) { records.push_back(record); });
    if (!read) return read.failure();
    std::unique_ptr<Log> copy = memory_log();
    for (std::size_t begin = 0, end = 0; begin < records.size(); begin = end) {
        std::vector<Entry> entries;
        std::vector<Artifact> artifacts;
        for (; end < records.size() && records[end].recorded_at == records[begin].recorded_at; ++end) {
            Entry& entry = records[end].entry;
            if (adopts(entry.kind)) {
                const auto text = log.artifact(entry.value);
                if (!text) return text.failure();
                if (*text) artifacts.push_back({entry.kind, entry.value, **text});
            }
            entries.push_back(std::move(entry));
        }
        const auto written = copy->append_at(artifacts, entries, records[begin].recorded_at);
        if (!written) return written.failure();
    }
    return copy;
}

}  // namespace duban::log
