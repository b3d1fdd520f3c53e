// The format, version 1, as docs/LOG.md promises it: a SQLite file with a rollback journal, application_id 0x4455424E (“DUBN”)
// and user_version 1, with three tables:
//
//   meta      what the file is, written once: format = 1
//   record    one line of the log: the columns of record.hpp, instants as minutes of the plan's local time since 1970
//   artifact  the versions that records adopt: hash (SHA-256 of text), kind, text
//
// Triggers refuse every UPDATE and DELETE, and every INSERT that is not the next record, not later than the one before or not
// joined to it, or whose key is there already. A record's hash covers all its columns and the hash before it (record.cpp).
// Beside `LOG` stand `LOG.lock`, which writers hold, and `LOG.head`, the last record written: a chain cannot see that its own
// tail is missing. A new log is made as `LOG.new` and moved into place.
#include "engine/log/sqlite_log.hpp"

#include "engine/log/beside.hpp"
#include "engine/log/chain.hpp"
#include "engine/log/columns.hpp"
#include "engine/log/format.hpp"
#include "engine/log/reason.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace duban::log {

namespace {

using text::Code;
using text::diagnose;

// Columns in the order of columns.hpp, as the table has them.
constexpr const char* kAllRecords = "SELECT * FROM record ORDER BY number";
constexpr const char* kLastRecord = "SELECT * FROM record ORDER BY number DESC LIMIT 1";
constexpr const char* kRecordOfKey = "SELECT * FROM record WHERE key = ?";

/// A log's file, as the user named it and as SQLite and the files beside it do: absolute and without links, so that all writers
/// hold the same lock.
struct Place {
    std::string named;
    std::string file;
};

text::Words why_not_opened(const Place& place) {
    const std::string folder = place.file.substr(0, place.file.rfind('/') + 1);
    const bool is_there = ::access(place.file.c_str(), R_OK) == 0;
    if (!is_there && errno != ENOENT) return reason(errno);
    if (!is_there && ::access(folder.c_str(), W_OK) != 0) return reason(errno);
    return {"文件或它旁边的日志打不开", "the file or the journal beside it cannot be opened"};
}

/// SQLite's reasons in both languages; what is rare is numbered in zh.
text::Words reason_of(const SQLite::Exception& failure, const Place& place) {
    switch (failure.getErrorCode() & 0xFF) {
        case SQLITE_FULL: return reason(ENOSPC);
        case SQLITE_PERM:
        case SQLITE_AUTH: return reason(EACCES);
        case SQLITE_NOMEM: return reason(ENOMEM);
        case SQLITE_IOERR: return reason(EIO);
        case SQLITE_READONLY: return {"文件或它的目录是只读的", "the file or its folder is read-only"};
        case SQLITE_TOOBIG: return {"一段文字太长", "a text is too long"};
        case SQLITE_CANTOPEN: return why_not_opened(place);
        default: return {"SQLite 错误 " + std::to_string(failure.getExtendedErrorCode()), std::string(failure.what())};
    }
}

text::Diagnostic damaged(const Place& place, const text::Words& how) {
    return diagnose(Code::log_damaged, {text::Words(place.named + "：" + how.zh, place.named + ": " + how.en)});
}

/// A file that is no log, though one was kept here if its head stands beside it.
text::Diagnostic not_a_log(const Place& place, const text::Words& why) {
    const auto anchor = read_anchor(place.file);
    if (!anchor || !*anchor) return diagnose(Code::not_a_log, {place.named, why});
    const std::string records = std::to_string((*anchor)->number);
    return damaged(place, {why.zh + "，而旁存的末条是第 " + records + " 条",
                           why.en + ", while the head kept beside it is record " + records});
}

/// Why SQLite failed, said as ours. The file's first bytes were those of a log.
text::Diagnostic failure_of(const SQLite::Exception& failure, const Place& place, Code otherwise) {
    if (failure.getExtendedErrorCode() == SQLITE_READONLY_ROLLBACK) return diagnose(Code::log_interrupted, {place.named});
    switch (failure.getErrorCode() & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return diagnose(Code::log_busy, {place.named});
        case SQLITE_ERROR:  // our statements are right: a table or column that they name is not there
            return damaged(place, {"表或栏不全", failure.what()});
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return damaged(place, {"有的页面不合格式", failure.what()});
        default: return diagnose(otherwise, {place.named, reason_of(failure, place)});
    }
}

/// Takes a row's columns one after another; remembers the first that does not hold what it should.
class RowReader {
public:
    explicit RowReader(const SQLite::Statement& row) : row_(row) {}

    void operator()(const char* name, std::int64_t& number) {
        const SQLite::Column column = row_.getColumn(next_++);
        number = column.getInt64();
        if (!column.isInteger()) wrong(name);
    }
    void operator()(const char* name, std::string& text) {
        const SQLite::Column column = row_.getColumn(next_++);
        if (!column.isText()) wrong(name);
        text.assign(column.getText(), static_cast<std::size_t>(column.getBytes()));
    }
    void operator()(const char* name, Kind& kind) {
        (*this)(name, word_);
        const auto known = kind_of(word_);
        if (known) kind = *known;
        if (!known || log::name(kind) != word_) wrong(name);
    }
    void operator()(const char* name, Source& source) {
        (*this)(name, word_);
        source = word_ == log::name(Source::verifier) ? Source::verifier : Source::reporter;
        if (log::name(source) != word_) wrong(name);
    }
    [[nodiscard]] const char* wrong_column() const { return wrong_; }

private:
    void wrong(const char* name) {
        if (wrong_ == nullptr) wrong_ = name;
    }

    const SQLite::Statement& row_;
    int next_ = 0;
    std::string word_;
    const char* wrong_ = nullptr;
};

/// Reads a row into a record (whose memory is used again); what is wrong if a column holds what cannot be there.
std::optional<text::Diagnostic> read_row(const SQLite::Statement& row, Record& record) {
    RowReader reader(row);
    each_hashed_column(record, [&reader](const char* name, auto& column) { reader(name, column); });
    reader("hash", record.hash);
    if (reader.wrong_column() == nullptr) return std::nullopt;
    const std::string column = reader.wrong_column();
    return broken_record(record.number,
                         {column + " 一栏的内容不可能是这样", "column " + column + " holds what cannot be there"});
}

class RowWriter {
public:
    explicit RowWriter(SQLite::Statement& row) : row_(row) {}
    void put(std::int64_t number) { row_.bind(next_++, number); }
    void put(const std::string& text) { row_.bindNoCopy(next_++, text); }
    void put(Kind kind) { row_.bindNoCopy(next_++, name(kind).data()); }
    void put(Source source) { row_.bindNoCopy(next_++, name(source).data()); }

private:
    SQLite::Statement& row_;
    int next_ = 1;
};

std::string text_at(const SQLite::Statement& row, int column) { return row.getColumn(column).getString(); }

/// The first thing in which the structure differs from that of a new log, if it does.
std::optional<text::Diagnostic> check_structure(const SQLite::Database& database) {
    SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    fresh.exec(kSchema);
    SQLite::Statement wanted_rows(fresh, kStructure);
    SQLite::Statement found_rows(database, kStructure);
    const auto next = [](SQLite::Statement& rows) {
        using Row = std::pair<std::string, std::string>;
        return rows.executeStep() ? std::optional<Row>({text_at(rows, 0), text_at(rows, 1)}) : std::nullopt;
    };
    while (true) {
        const auto wanted = next(wanted_rows);
        const auto found = next(found_rows);
        if (wanted == found && !wanted) return std::nullopt;
        if (wanted == found) continue;
        const bool is_extra = !wanted || (found && found->first < wanted->first);
        return diagnose(Code::log_schema, {is_extra ? found->first : wanted->first});
    }
}

class SqliteLog final : public Log {
public:
    SqliteLog(Place place, Open how, std::chrono::milliseconds patience, std::unique_ptr<SQLite::Database> database)
        : place_(std::move(place)), how_(how), patience_(patience), database_(std::move(database)) {}

    text::Result<Head> head() const override {
        return guarded<Head>(Code::log_unreadable, [this]() { return read_head(); });
    }

    text::Result<Head> write(std::span<const Artifact> artifacts, std::span<const Entry> entries, value::Instant recorded_at,
                             IfLater if_later) override {
        if (how_ == Open::to_read) return diagnose(Code::log_unwritable, {place_.named, {"只读打开", "opened to read"}});
        if (artifacts.empty() && entries.empty()) return head();
        if (auto wrong = fault(artifacts)) return *std::move(wrong);
        const WriteLock lock(place_.file, patience_);
        if (!lock.held() && !lock.reason()) return diagnose(Code::log_busy, {place_.named});
        if (!lock.held()) return diagnose(Code::log_unwritable, {place_.named, *lock.reason()});
        auto written =
            guarded<Head>(Code::log_unwritable, [&]() { return write_locked(artifacts, entries, recorded_at, if_later); });
        if (written && written->number > 0) write_anchor(place_.file, {written->number, written->hash});
        return written;
    }

    text::Outcome read(std::optional<value::Instant> known_at, const std::function<void(const Record&)>& take) const override {
        return guarded<std::monostate>(Code::log_unreadable, [&]() -> text::Outcome {
            SQLite::Statement rows(*database_, kAllRecords);
            Record record;
            while (rows.executeStep()) {
                if (auto wrong = read_row(rows, record)) return *std::move(wrong);
                if (known_at && record.recorded_at > *known_at) break;  // recorded-at never falls: the rest is later too
                take(record);
            }
            return std::monostate{};
        });
    }

    text::Result<std::optional<Record>> find(std::string_view key) const override {
        return guarded<std::optional<Record>>(Code::log_unreadable, [&]() -> text::Result<std::optional<Record>> {
            if (!find_) find_.emplace(*database_, kRecordOfKey);
            return one(*find_, std::string(key));
        });
    }

    text::Result<std::optional<std::string>> artifact(std::string_view hash) const override {
        return guarded<std::optional<std::string>>(Code::log_unreadable, [&]() -> text::Result<std::optional<std::string>> {
            SQLite::Statement row(*database_, "SELECT text FROM artifact WHERE hash = ?");
            row.bind(1, std::string(hash));
            if (!row.executeStep()) return std::optional<std::string>();
            return std::optional<std::string>(text_at(row, 0));
        });
    }

    text::Result<Verdict> verify() const override {
        // Before the records: what is written meanwhile is then after the anchor, and nothing seems cut off.
        const auto anchor = read_anchor(place_.file);
        Verdict verdict;
        auto checked = guarded<std::monostate>(Code::log_unreadable, [&]() -> text::Outcome {
            const SQLite::Transaction one_moment(*database_);
            verdict.broken = check_records(verdict);
            if (!verdict.broken && !anchor) verdict.broken = anchor.failure();
            if (!verdict.broken) verdict.broken = check_anchor(*anchor, verdict.records);
            if (!verdict.broken) verdict.broken = check_artifacts();
            if (!verdict.broken) verdict.broken = check_pages();
            if (!verdict.broken) verdict.broken = check_structure(*database_);
            return std::monostate{};
        });
        if (checked) return verdict;
        if (checked.failure().code != Code::log_damaged) return checked.failure();
        verdict.broken = checked.failure();
        verdict.broken->arguments.front().zh += "；前 " + std::to_string(verdict.records) + " 条完好";
        verdict.broken->arguments.front().en += "; the first " + std::to_string(verdict.records) + " records are whole";
        return verdict;
    }

    /// Whether more may be written: the structure is ours, and the last record is whole and the one kept beside the log.
    std::optional<text::Diagnostic> check_to_write() const {
        const auto anchor = read_anchor(place_.file);
        if (!anchor) return anchor.failure();
        const auto checked = guarded<std::monostate>(Code::log_unreadable, [&]() -> text::Outcome {
            const SQLite::Transaction one_moment(*database_);
            if (auto wrong = check_length()) return *std::move(wrong);
            if (auto wrong = check_structure(*database_)) return *std::move(wrong);
            const auto last = one(SQLite::Statement(*database_, kLastRecord), std::nullopt);
            if (!last) return last.failure();
            const std::int64_t number = *last ? (*last)->number : 0;
            if (*last && (*last)->hash != hash_of(**last)) {
                return broken_record(number, {"内容与散列值不符", "its columns do not have its hash"});
            }
            if (auto wrong = check_anchor(*anchor, number)) return *std::move(wrong);
            return std::monostate{};
        });
        return checked ? std::nullopt : std::optional(checked.failure());
    }

private:
    /// No exception leaves this unit.
    template <class T, class Work>
    text::Result<T> guarded(Code otherwise, const Work& work) const {
        try {
            return work();
        } catch (const SQLite::Exception& failure) {
            return failure_of(failure, place_, otherwise);
        }
    }

    [[nodiscard]] text::Result<Head> read_head() const {
        SQLite::Statement row(*database_, "SELECT number, hash, recorded_at FROM record ORDER BY number DESC LIMIT 1");
        if (!row.executeStep()) return empty_head();
        return Head{row.getColumn(0).getInt64(), text_at(row, 1), value::Instant{row.getColumn(2).getInt64()}};
    }

    /// The first row of a query, with the text that it asks for.
    static text::Result<std::optional<Record>> one(SQLite::Statement& rows, const std::optional<std::string>& asked) {
        rows.reset();
        if (asked) rows.bind(1, *asked);
        std::optional<Record> record;
        std::optional<text::Diagnostic> wrong;
        if (rows.executeStep()) wrong = read_row(rows, record.emplace());
        rows.reset();  // lets go of the lock on the file
        if (wrong) return *std::move(wrong);
        return record;
    }
    static text::Result<std::optional<Record>> one(SQLite::Statement&& rows, const std::optional<std::string>& asked) {
        return one(rows, asked);
    }

    /// The transaction is undone where this returns early or throws.
    text::Result<Head> write_locked(std::span<const Artifact> artifacts, std::span<const Entry> entries,
                                    value::Instant recorded_at, IfLater if_later) {
        SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
        auto now = read_head();
        if (if_later == IfLater::refused && is_after(*now, recorded_at)) return moved_on(*now);
        const auto anchor = read_anchor(place_.file);
        if (!anchor) return anchor.failure();
        if (auto wrong = check_anchor(*anchor, now->number)) return *std::move(wrong);
        for (const Artifact& artifact : artifacts) {
            if (kind_of_artifact(artifact.hash)) continue;
            SQLite::Statement put(*database_, "INSERT INTO artifact(hash, kind, text) VALUES(?, ?, ?)");
            put.bindNoCopy(1, artifact.hash);
            put.bindNoCopy(2, name(artifact.kind).data());
            put.bindNoCopy(3, artifact.text);
            const int before = database_->getTotalChanges();
            put.exec();
            if (auto wrong = check_added(before)) return *std::move(wrong);
        }
        SQLite::Statement put(*database_, "INSERT INTO record VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        for (const Entry& entry : entries) {
            const Record record = next_record(*now, entry, recorded_at);
            if (adopts(entry.kind) && kind_of_artifact(entry.value) != name(entry.kind)) return artifact_missing(record);
            RowWriter row(put);
            each_hashed_column(record, [&row](const char*, const auto& column) { row.put(column); });
            row.put(record.hash);
            const int before = database_->getTotalChanges();
            if (put.tryExecuteStep() != SQLITE_DONE) {
                const SQLite::Exception failure(database_->getHandle());
                const auto same = find(entry.key);
                if (same && *same) return diagnose(Code::key_in_log, {entry.key});
                throw failure;
            }
            if (auto wrong = check_added(before)) return *std::move(wrong);
            put.reset();
            *now = head_at(record);
        }
        transaction.commit();
        return now;
    }

    /// A foreign trigger may have swallowed the row, or written more.
    [[nodiscard]] std::optional<text::Diagnostic> check_added(int changes_before) const {
        const int added = database_->getTotalChanges() - changes_before;
        if (added == 1) return std::nullopt;
        return diagnose(Code::log_schema, {{"写一条，库里变了 " + std::to_string(added) + " 条",
                                            "one row was written, " + std::to_string(added) + " were changed"}});
    }

    [[nodiscard]] std::optional<std::string> kind_of_artifact(const std::string& hash) const {
        SQLite::Statement row(*database_, "SELECT kind FROM artifact WHERE hash = ?");
        row.bind(1, hash);
        if (!row.executeStep()) return std::nullopt;
        return text_at(row, 0);
    }

    /// Counts the whole records into the verdict, and stops at the first that is not.
    std::optional<text::Diagnostic> check_records(Verdict& verdict) const {
        Head now = empty_head();
        verdict.head = now.hash;
        SQLite::Statement rows(*database_, kAllRecords);
        Record record;
        while (rows.executeStep()) {
            auto wrong = read_row(rows, record);
            if (auto unchained = fault(now, record); !wrong || record.number != now.number + 1) wrong = std::move(unchained);
            if (!wrong && adopts(record.entry.kind) && kind_of_artifact(record.entry.value) != name(record.entry.kind)) {
                wrong = artifact_missing(record);
            }
            if (wrong) return wrong;
            now = head_at(record);
            verdict.records = now.number;
            verdict.head = now.hash;
        }
        return std::nullopt;
    }

    /// The head kept beside the log must be one of its records. Where the log was copied without it there is nothing to check.
    [[nodiscard]] std::optional<text::Diagnostic> check_anchor(const std::optional<Anchor>& anchor, std::int64_t last) const {
        if (!anchor) return std::nullopt;
        if (anchor->number > last) {
            return diagnose(Code::broken_tail, {std::to_string(anchor->number), std::to_string(last)});
        }
        SQLite::Statement row(*database_, "SELECT hash FROM record WHERE number = ?");
        row.bind(1, anchor->number);
        if (row.executeStep() && text_at(row, 0) == anchor->hash) return std::nullopt;
        return diagnose(Code::broken_anchor, {std::to_string(anchor->number)});
    }

    [[nodiscard]] std::optional<text::Diagnostic> check_artifacts() const {
        SQLite::Statement rows(*database_, "SELECT hash, text FROM artifact ORDER BY rowid");
        while (rows.executeStep()) {
            if (digest::sha256(text_at(rows, 1)) != text_at(rows, 0)) return diagnose(Code::artifact_hash, {text_at(rows, 0)});
        }
        return std::nullopt;
    }

    /// What no record shows: indexes and free space.
    [[nodiscard]] std::optional<text::Diagnostic> check_pages() const {
        if (auto wrong = check_length()) return wrong;
        SQLite::Statement found(*database_, "PRAGMA integrity_check(1)");
        if (!found.executeStep() || text_at(found, 0) == "ok") return std::nullopt;
        return damaged(place_, {"页面、索引或空闲空间不合格式", text_at(found, 0)});
    }

    /// SQLite itself takes what is missing from the last page for zeros.
    [[nodiscard]] std::optional<text::Diagnostic> check_length() const {
        const auto whole = static_cast<std::uintmax_t>(database_->execAndGet("PRAGMA page_count").getInt64()) *
                           static_cast<std::uintmax_t>(database_->execAndGet("PRAGMA page_size").getInt64());
        std::error_code unknown;
        if (std::filesystem::file_size(place_.file, unknown) >= whole) return std::nullopt;
        return damaged(place_, {"文件末尾缺失", "the file's end is cut off"});
    }

    Place place_;
    Open how_;
    std::chrono::milliseconds patience_;
    std::unique_ptr<SQLite::Database> database_;
    mutable std::optional<SQLite::Statement> find_;  // prepared once: a hand-in asks for every key
};

/// The file, if its first bytes are those of a log. They are read by SQLite's own handle: to open and close the file once more
/// would give up the locks that this process holds on it.
text::Result<std::unique_ptr<SQLite::Database>> open_file(const Place& place, Open how, std::chrono::milliseconds patience) {
    // Without SQLite's mutexes: one thread at a time uses a log.
    const int flags = (how == Open::to_read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | SQLite::OPEN_NOMUTEX;
    auto database = std::make_unique<SQLite::Database>(place.file, flags, static_cast<int>(patience.count()));
    FileHeader header{};
    sqlite3_file* file = nullptr;
    sqlite3_file_control(database->getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    // A file too short for a header leaves zeros, which are none.
    if (file != nullptr && file->pMethods != nullptr) file->pMethods->xRead(file, header.data(), int{header.size()}, 0);
    const auto checked = check_header(header);
    if (const auto* other = std::get_if<NotALog>(&checked)) return not_a_log(place, other->why);
    if (std::holds_alternative<OtherJournal>(checked)) {
        return diagnose(Code::not_a_log,
                        {place.named,
                         {"被别的程序改成了 WAL 方式；请用 PRAGMA journal_mode=DELETE 改回",
                          "another program has switched it to WAL; switch it back with PRAGMA journal_mode=DELETE"}});
    }
    if (const auto* other = std::get_if<OtherVersion>(&checked)) {
        return diagnose(Code::log_version, {std::to_string(other->version), std::to_string(kVersion)});
    }
    if (how == Open::to_write && sqlite3_db_readonly(database->getHandle(), "main") != 0) {
        return diagnose(Code::log_unwritable, {place.named, {"文件是只读的", "the file is read-only"}});
    }
    return database;
}

/// Makes the file whole under another name; the caller holds the lock. Nothing, or why not.
std::optional<text::Diagnostic> make_log(const Place& place) {
    const auto anchor = read_anchor(place.file);
    if (!anchor) return anchor.failure();
    if (*anchor) return diagnose(Code::log_gone, {place.named, std::to_string((*anchor)->number)});
    const std::string fresh = place.file + ".new";
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    std::filesystem::remove(fresh + "-journal", ignored);
    {
        SQLite::Database database(fresh, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec(kSchema);
        transaction.commit();
    }
    std::error_code error;
    std::filesystem::rename(fresh, place.file, error);
    if (error) return diagnose(Code::log_unwritable, {place.named, reason(error.value())});
    sync_folder_of(place.file);
    return std::nullopt;
}

text::Result<std::unique_ptr<Log>> start(const Place& place, Open how, std::chrono::milliseconds patience,
                                         std::unique_ptr<SQLite::Database> database) {
    // EXTRA is FULL with the folder synced after the journal is gone: else a power cut could undo a record that the head kept
    // beside the log already names.
    database->exec(
        "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = EXTRA");
    (void)database->execAndGet("SELECT count(*) FROM sqlite_master");  // a damaged or interrupted file shows itself here
    auto log = std::make_unique<SqliteLog>(place, how, patience, std::move(database));
    if (how == Open::to_write) {
        if (auto wrong = log->check_to_write()) return *std::move(wrong);
    }
    return std::unique_ptr<Log>(std::move(log));
}

text::Result<std::unique_ptr<Log>> open_to_read(const Place& place, std::chrono::milliseconds patience) {
    auto database = open_file(place, Open::to_read, patience);
    if (!database) return database.failure();
    return start(place, Open::to_read, patience, std::move(*database));
}

/// All under the lock, but for the look whether it is a log at all: one maker of a new log at a time, and what an interrupted
/// write left is put back by one.
text::Result<std::unique_ptr<Log>> open_to_write(const Place& place, std::chrono::milliseconds patience) {
    std::error_code unknown;
    const bool is_there = std::filesystem::exists(place.file, unknown);
    if (is_there) {
        if (const auto database = open_file(place, Open::to_write, patience); !database) return database.failure();
    }
    const WriteLock lock(place.file, patience);
    if (!lock.held() && !lock.reason()) return diagnose(Code::log_busy, {place.named});
    if (!lock.held()) return diagnose(Code::log_unwritable, {place.named, *lock.reason()});
    if (!std::filesystem::exists(place.file, unknown)) {
        if (auto wrong = make_log(place)) return *std::move(wrong);
    }
    auto database = open_file(place, Open::to_write, patience);
    if (!database) return database.failure();
    return start(place, Open::to_write, patience, std::move(*database));
}

/// A link to a file that is not there is a share that is not mounted: a new log in its place would hide the old one.
std::optional<text::Diagnostic> check_link(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_symlink(std::filesystem::symlink_status(path, error))) return std::nullopt;
    if (std::filesystem::status(path, error).type() != std::filesystem::file_type::not_found) return std::nullopt;
    return diagnose(Code::log_link_dangling, {path, std::filesystem::read_symlink(path, error).string()});
}

/// What the file system says against it; an absent file is none.
std::optional<text::Diagnostic> check_file(const Place& place) {
    std::error_code error;
    const auto status = std::filesystem::status(place.file, error);
    if (!std::filesystem::exists(status)) return std::nullopt;
    if (!std::filesystem::is_regular_file(status)) {
        return diagnose(Code::not_a_log, {place.named, {"不是普通文件", "not a regular file"}});
    }
    if (std::filesystem::file_size(place.file, error) > 0) return std::nullopt;
    return not_a_log(place, {"空文件", "an empty file"});
}

}  // namespace

text::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& path, Open how, std::chrono::milliseconds patience) {
    if (auto wrong = check_link(path)) return *std::move(wrong);
    std::error_code error;
    std::filesystem::path whole = std::filesystem::absolute(path, error);
    if (!error) whole = std::filesystem::weakly_canonical(whole, error);
    if (error) return diagnose(Code::log_unreadable, {path, reason(error.value())});
    const Place place{path, whole.string()};
    if (auto wrong = check_file(place)) return *std::move(wrong);
    if (how == Open::to_read && !std::filesystem::exists(whole, error)) return diagnose(Code::log_missing, {path});
    try {
        return how == Open::to_read ? open_to_read(place, patience) : open_to_write(place, patience);
    } catch (const SQLite::Exception& failure) {
        return failure_of(failure, place, how == Open::to_read ? Code::log_unreadable : Code::log_unwritable);
    }
}

}  // namespace duban::log
