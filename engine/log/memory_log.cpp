#include "engine/digest/sha256.hpp"
#include "engine/log/chain.hpp"

#include <map>

namespace duban::log {

namespace {

class MemoryLog final : public Log {
public:
    text::Result<Head> head() const override { return records_.empty() ? empty_head() : head_at(records_.back()); }

    text::Result<Head> append(std::span<const Artifact> artifacts, std::span<const Entry> entries, value::Instant recorded_at) override {
        for (const Artifact& artifact : artifacts) {
            if (digest::sha256(artifact.text) != artifact.hash) return text::diagnose(text::Code::artifact_hash, {artifact.hash});
        }
        std::vector<Record> added;
        std::map<std::string, std::size_t, std::less<>> keys;
        Head now = records_.empty() ? empty_head() : head_at(records_.back());
        for (const Entry& entry : entries) {
            if (by_key_.contains(entry.key) || !keys.emplace(entry.key, 0).second) {
                return text::diagnose(text::Code::key_in_log, {entry.key});
            }
            added.push_back(next_record(now, entry, recorded_at));
            now = head_at(added.back());
        }
        for (const Artifact& artifact : artifacts) artifacts_.emplace(artifact.hash, artifact.text);
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
        return std::optional<std::string>(found->second);
    }

    text::Result<Verdict> verify() const override {
        Verdict verdict;
        Head now = empty_head();
        for (const Record& record : records_) {
            const text::Words wrong = fault(now, record);
            if (!wrong.zh.empty()) {
                verdict.broken = text::diagnose(text::Code::broken_record, {std::to_string(record.number), wrong});
                break;
            }
            now = head_at(record);
            ++verdict.records;
        }
        verdict.head = now.hash;
        return verdict;
    }

private:
    std::vector<Record> records_;
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::map<std::string, std::string, std::less<>> artifacts_;
};

}  // namespace

std::unique_ptr<Log> memory_log() { return std::make_unique<MemoryLog>(); }

}  // namespace duban::log
