// What do the log's tests write, and where?
#pragma once

#include "engine/digest/sha256.hpp"
#include "engine/log/sqlite_log.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace duban::log {

/// A folder of the test's own, removed with it; open to all, for tests that give up their rights. In memory where the system
/// has such a place: the tests write much, and no power is cut.
class Folder {
public:
    Folder() {
        const std::filesystem::path memory = "/dev/shm";
        const auto place = std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
        std::string pattern = (place / "duban-log-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
        std::filesystem::permissions(path_, std::filesystem::perms::all);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::permissions(path_, std::filesystem::perms::all, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            found.insert(entry.path().filename().string());
        return found;
    }

private:
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

inline void write_bytes(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Every column differs from every other one, and from those of the next key.
inline Entry entry(const std::string& key) {
    Entry made;
    made.key = key;
    made.kind = Kind::reading;
    made.unit = "140000";
    made.task = "10.8";
    made.indicator = "应急演练次数";
    made.period = "2012-Q1";
    made.effective = {22'222'222};
    made.case_id = "事件-" + key;
    made.value = "2.5";
    made.numerator = "5";
    made.denominator = "2";
    made.corrects = "before-" + key;
    made.reason = "漏报，补报";
    made.evidence = "演练照片=附件 1";
    made.by = "140100";
    made.source = Source::verifier;
    return made;
}

inline std::vector<Entry> batch(const std::string& name, int size) {
    std::vector<Entry> entries;
    for (int i = 1; i <= size; ++i)
        entries.push_back(entry(name + "-" + std::to_string(i)));
    return entries;
}

inline Artifact artifact_of(Kind kind, const std::string& text) { return {kind, digest::sha256(text), text}; }

inline Entry adopting(const Artifact& artifact, const std::string& key) {
    Entry made = entry(key);
    made.kind = artifact.kind;
    made.value = artifact.hash;
    return made;
}

inline std::vector<Record> all(const Log& log, std::optional<value::Instant> known_at = std::nullopt) {
    std::vector<Record> records;
    const auto read = log.read(known_at, [&records](const Record& record) { records.push_back(record); });
    EXPECT_TRUE(read);
    return records;
}

template <class T>
std::string said(const text::Result<T>& result) {
    return result ? std::string() : text::sentence(result.failure(), text::Language::en);
}

inline std::string said(const text::Diagnostic& diagnostic) { return text::sentence(diagnostic, text::Language::en); }

/// What verify finds broken, as a sentence; `whole` if nothing.
inline std::string verified(const Log& log) {
    const auto verdict = log.verify();
    if (!verdict) return "failed: " + said(verdict);
    return verdict->broken ? said(*verdict->broken) : "whole";
}

inline std::string verified(const std::string& path) {
    const auto log = open_sqlite_log(path, Open::to_read);
    return log ? verified(**log) : "not opened: " + said(log);
}

/// SQL by another hand than ours. Returns SQLite's message, empty if all went well.
inline std::string sql(const std::string& path, const std::string& statements) {
    sqlite3* database = nullptr;
    sqlite3_open(path.c_str(), &database);
    char* message = nullptr;
    sqlite3_exec(database, statements.c_str(), nullptr, nullptr, &message);
    std::string result = message == nullptr ? "" : message;
    sqlite3_free(message);
    sqlite3_close(database);
    return result;
}

inline constexpr const char* kDropTriggers =
    "DROP TRIGGER record_next; DROP TRIGGER record_joined; DROP TRIGGER record_once; DROP TRIGGER artifact_once;"
    "DROP TRIGGER meta_once; DROP TRIGGER record_kept; DROP TRIGGER record_stays; DROP TRIGGER artifact_kept;"
    "DROP TRIGGER artifact_stays; DROP TRIGGER meta_kept; DROP TRIGGER meta_stays;";

}  // namespace duban::log
