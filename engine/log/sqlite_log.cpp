// The format, version 1. A SQLite file with application_id 0x4455424E (“DUBN”) and user_version 1:
//
//   record   one line of the log, columns as in record.hpp; instants as minutes of the plan's local time since 1970
//   artifact the versions that records adopt: hash (SHA-256 of text), kind, text
//
// Triggers refuse every UPDATE and DELETE, and every INSERT whose number is not the next. Each record's hash covers all its
// columns and the hash before (record.cpp: hash_of). Beside `LOG` stand `LOG.lock`, on which writers wait for each other, and
// `LOG.head`, the number and hash of the last record written: a chain cannot see that its own tail is missing.
#include "engine/log/sqlite_log.hpp"

#include "engine/digest/sha256.hpp"
#include "engine/log/chain.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace duban::log {

namespace {

using text::Code;
using text::diagnose;

constexpr int kApplicationId = 0x4455424E;
constexpr int kVersion = 1;
constexpr int kWaitMilliseconds = 20'000;
constexpr int kPollMilliseconds = 20;

constexpr const char* kSchema = R"sql(
CREATE TABLE record(
  number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  unit TEXT NOT NULL, task TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, effective INTEGER NOT NULL,
  case_id TEXT NOT NULL, value TEXT NOT NULL, numerator TEXT NOT NULL, denominator TEXT NOT NULL, corrects TEXT NOT NULL,
  reason TEXT NOT NULL, evidence TEXT NOT NULL, filed_by TEXT NOT NULL, source TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE artifact(hash TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TRIGGER record_in_order BEFORE INSERT ON record
  WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM record)
  BEGIN SELECT raise(ABORT, 'records are numbered without a gap'); END;
CREATE TRIGGER record_kept BEFORE UPDATE ON record BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER artifact_kept BEFORE UPDATE ON artifact BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER artifact_stays BEFORE DELETE ON artifact BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
)sql";

constexpr const char* kColumns =
    "number, recorded_at, key, kind, unit, task, indicator, period, effective, case_id, value, numerator, denominator, corrects, "
    "reason, evidence, filed_by, source, previous, hash";

/// Waits for the other writers; released when it goes. An OFD lock: two copies of SQLite in one process cannot cancel it.
class WriteLock {
public:
    explicit WriteLock(const std::string& path) {
        file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (file_ < 0) return;
        for (int waited = 0; waited < kWaitMilliseconds && !held_; waited += kPollMilliseconds) {
            struct flock lock {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            held_ = ::fcntl(file_, F_OFD_SETLK, &lock) == 0;
            if (!held_) ::usleep(kPollMilliseconds * 1000);
        }
    }
    ~WriteLock() {
        if (file_ >= 0) ::close(file_);
    }
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

    [[nodiscard]] bool opened() const { return file_ >= 0; }
    [[nodiscard]] bool held() const { return held_; }

private:
    int file_ = -1;
    bool held_ = false;
};

/// The head as `LOG.head` holds it: `number hash`.
std::optional<Head> read_anchor(const std::string& path) {
    std::ifstream file(path);
    Head head;
    if (!(file >> head.number >> head.hash)) return std::nullopt;
    return head;
}

/// Written whole beside it, then moved over it. A crash before that leaves the older head, which is a prefix of the chain.
void write_anchor(const std::string& path, const Head& head) {
    const std::string fresh = path + ".new";
    {
        std::ofstream file(fresh, std::ios::trunc);
        file << head.number << ' ' << head.hash << '\n';
        if (!file.flush()) return;
    }
    const int descriptor = ::open(fresh.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
    std::rename(fresh.c_str(), path.c_str());
}

std::string text_at(const SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    return {static_cast<const char*>(value.getText()), static_cast<std::size_t>(value.getBytes())};
}

/// A column that does not hold what it should (a flipped byte) becomes a record whose hash cannot be right.
Record record_at(const SQLite::Statement& statement) {
    Record record;
    record.number = statement.getColumn(0).getInt64();
    record.recorded_at = {statement.getColumn(1).getInt64()};
    Entry& entry = record.entry;
    entry.key = text_at(statement, 2);
    const std::string kind = text_at(statement, 3);
    const std::optional<Kind> known = kind_of(kind);
    entry.kind = known.value_or(Kind::reading);
    entry.unit = text_at(statement, 4);
    entry.task = text_at(statement, 5);
    entry.indicator = text_at(statement, 6);
    entry.period = text_at(statement, 7);
    entry.effective = {statement.getColumn(8).getInt64()};
    entry.case_id = text_at(statement, 9);
    entry.value = text_at(statement, 10);
    entry.numerator = text_at(statement, 11);
    entry.denominator = text_at(statement, 12);
    entry.corrects = text_at(statement, 13);
    entry.reason = text_at(statement, 14);
    entry.evidence = text_at(statement, 15);
    entry.by = text_at(statement, 16);
    const std::string source = text_at(statement, 17);
    entry.source = source == "verifier" ? Source::verifier : Source::reporter;
    record.previous = text_at(statement, 18);
    record.hash = text_at(statement, 19);
    if (!known || name(*known) != kind || (source != "verifier" && source != "reporter")) record.hash.clear();
    return record;
}

class SqliteLog final : public Log {
public:
    SqliteLog(std::string path, std::unique_ptr<SQLite::Database> database) : path_(std::move(path)), database_(std::move(database)) {}

    text::Result<Head> head() const override {
        try {
            return read_head();
        } catch (const std::exception& failure) {
            return damaged(failure);
        }
    }

    text::Result<Head> append(std::span<const Artifact> artifacts, std::span<const Entry> entries, value::Instant recorded_at) override {
        for (const Artifact& artifact : artifacts) {
            if (digest::sha256(artifact.text) != artifact.hash) return diagnose(Code::artifact_hash, {artifact.hash});
        }
        const WriteLock lock(path_ + ".lock");
        if (!lock.opened()) return diagnose(Code::log_unwritable, {path_, path_ + ".lock"});
        if (!lock.held()) return diagnose(Code::log_busy, {path_});
        const std::string anchor = path_ + ".head";
        std::string key;
        try {
            SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
            Head now = read_head();
            if (const auto before = read_anchor(anchor); before && before->number > now.number) {
                return diagnose(Code::broken_tail, {std::to_string(before->number), std::to_string(now.number)});
            }
            SQLite::Statement put_artifact(*database_, "INSERT OR IGNORE INTO artifact(hash, kind, text) VALUES(?, ?, ?)");
            for (const Artifact& artifact : artifacts) {
                put_artifact.bind(1, artifact.hash);
                put_artifact.bind(2, std::string(name(artifact.kind)));
                put_artifact.bind(3, artifact.text);
                put_artifact.exec();
                put_artifact.reset();
            }
            SQLite::Statement put(*database_, std::string("INSERT INTO record(") + kColumns +
                                                  ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
            for (const Entry& entry : entries) {
                const Record record = next_record(now, entry, recorded_at);
                key = entry.key;
                bind(put, record);
                put.exec();
                put.reset();
                now = head_at(record);
            }
            transaction.commit();
            if (now.number > 0) write_anchor(anchor, now);
            return now;
        } catch (const SQLite::Exception& failure) {
            if (failure.getErrorCode() == SQLITE_BUSY) return diagnose(Code::log_busy, {path_});
            if (failure.getExtendedErrorCode() == SQLITE_CONSTRAINT_UNIQUE) return diagnose(Code::key_in_log, {key});
            return diagnose(Code::log_unwritable, {path_, std::string(failure.what())});
        } catch (const std::exception& failure) {
            return diagnose(Code::log_unwritable, {path_, std::string(failure.what())});
        }
    }

    text::Outcome read(std::optional<value::Instant> known_at, const std::function<void(const Record&)>& take) const override {
        try {
            SQLite::Statement select(*database_, std::string("SELECT ") + kColumns + " FROM record ORDER BY number");
            while (select.executeStep()) {
                const Record record = record_at(select);
                if (known_at && record.recorded_at > *known_at) break;
                take(record);
            }
            return std::monostate{};
        } catch (const std::exception& failure) {
            return damaged(failure);
        }
    }

    text::Result<std::optional<Record>> find(std::string_view key) const override {
        try {
            if (!find_) {
                find_ = std::make_unique<SQLite::Statement>(*database_, std::string("SELECT ") + kColumns + " FROM record WHERE key = ?");
            }
            find_->reset();
            find_->bind(1, std::string(key));
            std::optional<Record> found;
            if (find_->executeStep()) found = record_at(*find_);
            find_->reset();
            return found;
        } catch (const std::exception& failure) {
            return damaged(failure);
        }
    }

    text::Result<std::optional<std::string>> artifact(std::string_view hash) const override {
        try {
            SQLite::Statement select(*database_, "SELECT text FROM artifact WHERE hash = ?");
            select.bind(1, std::string(hash));
            if (!select.executeStep()) return std::optional<std::string>();
            return std::optional<std::string>(text_at(select, 0));
        } catch (const std::exception& failure) {
            return damaged(failure);
        }
    }

    text::Result<Verdict> verify() const override {
        Verdict verdict;
        Head now = empty_head();
        const std::optional<Head> anchor = read_anchor(path_ + ".head");
        try {
            SQLite::Statement select(*database_, std::string("SELECT ") + kColumns + " FROM record ORDER BY number");
            while (select.executeStep()) {
                const Record record = record_at(select);
                const text::Words wrong = fault(now, record);
                if (!wrong.zh.empty()) {
                    verdict.broken = diagnose(Code::broken_record, {std::to_string(now.number + 1), wrong});
                    break;
                }
                now = head_at(record);
                ++verdict.records;
                if (anchor && anchor->number == now.number && anchor->hash != now.hash) {
                    verdict.broken = diagnose(Code::broken_anchor, {std::to_string(now.number)});
                    break;
                }
            }
            verdict.head = now.hash;
            if (!verdict.broken && anchor && anchor->number > now.number) {
                verdict.broken = diagnose(Code::broken_tail, {std::to_string(anchor->number), std::to_string(now.number)});
            }
            if (!verdict.broken) verdict.broken = check_artifacts();
            if (!verdict.broken) verdict.broken = check_pages();
            return verdict;
        } catch (const std::exception& failure) {
            verdict.head = now.hash;
            verdict.broken = damaged(failure);
            return verdict;
        }
    }

private:
    text::Diagnostic damaged(const std::exception& failure) const {
        return diagnose(Code::log_damaged, {path_ + ": " + failure.what()});
    }

    Head read_head() const {
        SQLite::Statement select(*database_, std::string("SELECT ") + kColumns + " FROM record ORDER BY number DESC LIMIT 1");
        return select.executeStep() ? head_at(record_at(select)) : empty_head();
    }

    static void bind(SQLite::Statement& put, const Record& record) {
        const Entry& entry = record.entry;
        put.bind(1, record.number);
        put.bind(2, record.recorded_at.minutes);
        put.bind(3, entry.key);
        put.bind(4, std::string(name(entry.kind)));
        put.bind(5, entry.unit);
        put.bind(6, entry.task);
        put.bind(7, entry.indicator);
        put.bind(8, entry.period);
        put.bind(9, entry.effective.minutes);
        put.bind(10, entry.case_id);
        put.bind(11, entry.value);
        put.bind(12, entry.numerator);
        put.bind(13, entry.denominator);
        put.bind(14, entry.corrects);
        put.bind(15, entry.reason);
        put.bind(16, entry.evidence);
        put.bind(17, entry.by);
        put.bind(18, std::string(entry.source == Source::verifier ? "verifier" : "reporter"));
        put.bind(19, record.previous);
        put.bind(20, record.hash);
    }

    std::optional<text::Diagnostic> check_artifacts() const {
        SQLite::Statement select(*database_, "SELECT hash, text FROM artifact ORDER BY hash");
        while (select.executeStep()) {
            const std::string hash = text_at(select, 0);
            if (digest::sha256(text_at(select, 1)) != hash) return diagnose(Code::artifact_hash, {hash});
        }
        return std::nullopt;
    }

    std::optional<text::Diagnostic> check_pages() const {
        SQLite::Statement check(*database_, "PRAGMA integrity_check(1)");
        if (!check.executeStep()) return std::nullopt;
        const std::string said = text_at(check, 0);
        if (said == "ok") return std::nullopt;
        return diagnose(Code::log_damaged, {path_ + ": " + said});
    }

    std::string path_;
    std::unique_ptr<SQLite::Database> database_;
    mutable std::unique_ptr<SQLite::Statement> find_;  // prepared once: a hand-in asks for every key
};

text::Diagnostic not_a_log(const std::string& path, text::Words why) { return diagnose(Code::not_a_log, {path, std::move(why)}); }

int pragma(const SQLite::Database& database, const char* name) {
    SQLite::Statement statement(database, std::string("PRAGMA ") + name);
    return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
}

}  // namespace

text::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& path, Open how) {
    const bool there = ::access(path.c_str(), F_OK) == 0;
    if (!there && how == Open::to_read) return diagnose(Code::log_missing, {path});
    try {
        // Only one maker of a new log at a time.
        std::optional<WriteLock> lock;
        if (!there) {
            lock.emplace(path + ".lock");
            if (!lock->opened()) return diagnose(Code::log_unwritable, {path, path + ".lock"});
            if (!lock->held()) return diagnose(Code::log_busy, {path});
        }
        const int flags = how == Open::to_read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        auto database = std::make_unique<SQLite::Database>(path, flags, kWaitMilliseconds);
        database->exec("PRAGMA mmap_size = 0");
        if (how == Open::to_write) database->exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
        const int application = pragma(*database, "application_id");
        const bool is_empty = pragma(*database, "schema_version") == 0;
        if (is_empty && !there) {
            SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
            database->exec("PRAGMA application_id = " + std::to_string(kApplicationId) +
                           "; PRAGMA user_version = " + std::to_string(kVersion));
            database->exec(kSchema);
            transaction.commit();
        } else if (is_empty) {
            return not_a_log(path, {"空文件", "an empty file"});
        } else if (application != kApplicationId) {
            return not_a_log(path, {"别的 SQLite 数据库", "another SQLite database"});
        }
        if (const int version = pragma(*database, "user_version"); version != kVersion) {
            return diagnose(Code::log_version, {std::to_string(version), std::to_string(kVersion)});
        }
        return std::unique_ptr<Log>(std::make_unique<SqliteLog>(path, std::move(database)));
    } catch (const SQLite::Exception& failure) {
        if (failure.getErrorCode() == SQLITE_NOTADB) return not_a_log(path, {"不是数据库文件", "not a database file"});
        if (failure.getErrorCode() == SQLITE_BUSY) return diagnose(Code::log_busy, {path});
        if (failure.getErrorCode() == SQLITE_CORRUPT) return diagnose(Code::log_damaged, {path + ": " + failure.what()});
        return diagnose(Code::log_unwritable, {path, std::string(failure.what())});
    } catch (const std::exception& failure) {
        return diagnose(Code::log_unwritable, {path, std::string(failure.what())});
    }
}

}  // namespace duban::log
