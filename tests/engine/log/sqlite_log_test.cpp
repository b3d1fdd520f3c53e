// What a log in a file promises beyond what every log does.
#include "sample.hpp"

#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace duban::log {
namespace {

using Names = std::set<std::string>;

std::unique_ptr<Log> opened(const std::string& path) {
    auto log = open_sqlite_log(path, Open::to_write);
    EXPECT_TRUE(log) << said(log);
    return log ? std::move(*log) : nullptr;
}

class SqliteLog : public testing::Test {
protected:
    /// Three batches, closed.
    void SetUp() override {
        const auto log = opened(path_);
        ASSERT_TRUE(log->append({}, batch("a", 3), {10}));
        ASSERT_TRUE(log->append({}, batch("b", 3), {20}));
        ASSERT_TRUE(log->append({}, batch("c", 3), {30}));
    }

    Folder folder_;
    std::string path_ = folder_.file("x.db");
};

TEST_F(SqliteLog, IsThereAgainWhenOpenedAgain) {
    const auto log = opened(path_);
    EXPECT_EQ(all(*log).size(), 9U);
    ASSERT_TRUE(log->append({}, batch("d", 1), {5}));
    EXPECT_EQ(log->head()->number, 10);
    EXPECT_EQ(log->head()->recorded_at, value::Instant{30});
    EXPECT_EQ(verified(path_), "whole");
}

TEST_F(SqliteLog, KeepsItsLastRecordBesideIt) {
    EXPECT_EQ(bytes_of(path_ + ".head"), "9 " + opened(path_)->head()->hash + "\n");
    EXPECT_EQ(folder_.names(), (Names{"x.db", "x.db.head", "x.db.lock"}));
}

// 1: “The log is append-only and numbered.”
TEST_F(SqliteLog, CannotBeChangedByAnotherHand) {
    const std::string zeros(64, '0');
    const std::string eighth = all(*opened(path_))[7].hash;
    const std::string ninth = opened(path_)->head()->hash;
    const auto row = [](const std::string& number, const std::string& at, const std::string& key, const std::string& previous) {
        return "INTO record VALUES(" + number + "," + at + ",'" + key +
               "','reading','','','','',0,'','','','','','','','','reporter','" + previous + "','h')";
    };
    const char* kAppendOnly = "the log is append-only";
    const char* kGap = "records are numbered without a gap";
    const char* kJoin = "a record joins the one before and is not recorded before it";
    const std::vector<std::pair<std::string, std::string>> attempts{
        {"UPDATE record SET value = '3' WHERE number = 2", kAppendOnly},
        {"UPDATE meta SET value = '2'", kAppendOnly},
        {"DELETE FROM record WHERE number = 9", kAppendOnly},
        {"DELETE FROM meta", kAppendOnly},
        {"INSERT INTO meta VALUES('more', '1')", kAppendOnly},
        {"INSERT OR REPLACE INTO meta VALUES('format', '2')", kAppendOnly},
        {"INSERT " + row("11", "30", "new", ninth), kGap},
        {"INSERT " + row("9", "30", "new", eighth), kGap},
        {"INSERT OR REPLACE " + row("9", "30", "new", eighth), kGap},
        {"INSERT " + row("NULL", "30", "new", ninth), kGap},
        {"INSERT " + row("10", "30", "new", zeros), kJoin},
        {"INSERT " + row("10", "29", "new", ninth), kJoin},
        {"INSERT " + row("10", "30", "a-1", ninth), "the key is in the log"},
        {"INSERT OR REPLACE " + row("10", "30", "a-1", ninth), "the key is in the log"},
        {"INSERT INTO record(number, recorded_at, key) VALUES(10, 30, 'new')", "NOT NULL constraint failed: record.kind"},
    };
    for (const auto& [statement, refusal] : attempts)
        EXPECT_EQ(sql(path_, statement), refusal) << statement;
    EXPECT_EQ(verified(path_), "whole");
}

TEST_F(SqliteLog, AStoredVersionCannotBeChangedByAnotherHand) {
    const Artifact plan = artifact_of(Kind::plan, "as issued");
    ASSERT_TRUE(opened(path_)->append(std::vector{plan}, std::vector{adopting(plan, "p")}, {40}));
    EXPECT_EQ(sql(path_, "UPDATE artifact SET text = 'x'"), "the log is append-only");
    EXPECT_EQ(sql(path_, "DELETE FROM artifact"), "the log is append-only");
    EXPECT_EQ(sql(path_, "INSERT OR REPLACE INTO artifact VALUES('" + plan.hash + "', 'plan', 'x')"),
              "the version is in the log");
}

TEST_F(SqliteLog, WhatIsNoLogSaysWhatItIs) {
    struct Case {
        const char* name;
        std::function<void(const std::string&)> make;
        const char* sentence;
    };
    const std::vector<Case> cases{
        {"missing.db", [](const std::string&) {}, "there is no such log: PATH"},
        {"empty.db", [](const std::string& path) { write_bytes(path, ""); }, "not a Duban log: PATH (an empty file)"},
        {"short.db", [](const std::string& path) { write_bytes(path, "x"); }, "not a Duban log: PATH (not a database file)"},
        {"text.db", [](const std::string& path) { write_bytes(path, std::string(5000, 't')); },
         "not a Duban log: PATH (not a database file)"},
        {"other.db", [](const std::string& path) { sql(path, "CREATE TABLE record(number); INSERT INTO record VALUES(1)"); },
         "not a Duban log: PATH (another SQLite database)"},
        {"folder.db", [](const std::string& path) { std::filesystem::create_directory(path); },
         "not a Duban log: PATH (not a regular file)"},
        {"pipe.db", [](const std::string& path) { ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0); },
         "not a Duban log: PATH (not a regular file)"},
        {"newer.db",
         [this](const std::string& path) {
             std::filesystem::copy(path_, path);
             sql(path, "PRAGMA user_version = 2");
         },
         "the log has format version 2; this program reads 1"},
        {"wal.db",
         [this](const std::string& path) {
             std::filesystem::copy(path_, path);
             sql(path, "PRAGMA journal_mode = WAL");
         },
         "not a Duban log: PATH (another program has switched it to WAL; switch it back with PRAGMA journal_mode=DELETE)"},
    };
    for (const Case& wrong : cases) {
        const std::string path = folder_.file(wrong.name);
        wrong.make(path);
        std::string sentence = wrong.sentence;
        if (const auto at = sentence.find("PATH"); at != std::string::npos) sentence.replace(at, 4, path);
        const Names before = folder_.names();
        EXPECT_EQ(said(open_sqlite_log(path, Open::to_read)), sentence);
        EXPECT_EQ(folder_.names(), before) << "opening to read made a file";
        if (wrong.name == std::string("missing.db")) continue;
        EXPECT_EQ(said(open_sqlite_log(path, Open::to_write)), sentence);
        EXPECT_EQ(folder_.names(), before) << "opening to write made a file";
    }
}

TEST_F(SqliteLog, OpenedToReadTakesNothing) {
    const auto log = open_sqlite_log(path_, Open::to_read);
    ASSERT_TRUE(log);
    EXPECT_EQ(said((*log)->append({}, batch("d", 1), {40})), "cannot write to the log: " + path_ + " (opened to read)");
}

/// Runs in a process without the rights of root; true if the check held there.
bool as_nobody(const std::function<bool()>& check) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
        ::_exit(check() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(SqliteLog, IsReadInAFolderThatCannotBeWritten) {
    ASSERT_EQ(::chmod(folder_.file("").c_str(), 0555), 0);
    ASSERT_EQ(::chmod(path_.c_str(), 0444), 0);
    EXPECT_TRUE(as_nobody([this]() {
        const auto log = open_sqlite_log(path_, Open::to_read);
        return log && all(**log).size() == 9 && verified(**log) == "whole";
    }));
    EXPECT_TRUE(as_nobody([this]() {
        const auto log = open_sqlite_log(path_, Open::to_write);
        return !log && log.failure().code == text::Code::log_unwritable;
    }));
    EXPECT_EQ(folder_.names(), (Names{"x.db", "x.db.head", "x.db.lock"}));
}

TEST_F(SqliteLog, AReadOnlyFileIsNotWritten) {
    ASSERT_EQ(::chmod(path_.c_str(), 0444), 0);
    EXPECT_TRUE(as_nobody([this]() {
        const auto log = open_sqlite_log(path_, Open::to_write);
        return said(log) == "cannot write to the log: " + path_ + " (the file is read-only)";
    }));
}

TEST_F(SqliteLog, AFileThatMayNotBeReadSaysSo) {
    ASSERT_EQ(::chmod(path_.c_str(), 0), 0);
    EXPECT_TRUE(as_nobody([this]() {
        const auto log = open_sqlite_log(path_, Open::to_read);
        return !log && log.failure().code == text::Code::log_unreadable;
    }));
}

TEST_F(SqliteLog, ALinkToTheLogIsTheLog) {
    const std::string link = folder_.file("link.db");
    std::filesystem::create_symlink(path_, link);
    ASSERT_TRUE(opened(link)->append({}, batch("d", 1), {40}));
    EXPECT_EQ(folder_.names(), (Names{"link.db", "x.db", "x.db.head", "x.db.lock"}));
    EXPECT_EQ(verified(path_), "whole");
}

TEST_F(SqliteLog, ALinkToALogThatIsNotThereIsNeverReplaced) {
    const std::string link = folder_.file("link.db");
    const std::string target = folder_.file("share/x.db");
    std::filesystem::create_symlink(target, link);
    for (const Open how : {Open::to_read, Open::to_write}) {
        const auto log = open_sqlite_log(link, how);
        ASSERT_FALSE(log);
        EXPECT_EQ(log.failure().code, text::Code::log_link_dangling);
        EXPECT_NE(said(log).find(target), std::string::npos) << said(log);
    }
    EXPECT_EQ(folder_.names(), (Names{"link.db", "x.db", "x.db.head", "x.db.lock"}));
    EXPECT_TRUE(std::filesystem::is_symlink(link));
}

TEST_F(SqliteLog, WhyTheSystemRefusedIsSaidInBothLanguages) {
    std::string through_a_file = path_ + "/x.db";
    for (const std::string& path : {folder_.file("no/such/x.db"), through_a_file, folder_.file(std::string(300, 'x'))}) {
        const auto log = open_sqlite_log(path, Open::to_write);
        ASSERT_FALSE(log) << path;
        for (const text::Words& words : log.failure().arguments) {
            const bool is_the_path = words.zh == words.en && words.zh == path;
            EXPECT_TRUE(is_the_path || words.zh != words.en) << words.zh;
        }
    }
}

TEST_F(SqliteLog, AFullDiskIsSaidInBothLanguagesAndTakesNothing) {
    const std::string mounted = folder_.file("full");
    std::filesystem::create_directory(mounted);
    if (::mount("none", mounted.c_str(), "tmpfs", 0, "size=200k") != 0) {
        GTEST_SKIP() << "a full disk is made by mounting one, which only root may";
    }
    {
        const auto log = opened(mounted + "/x.db");
        EXPECT_TRUE(log->append({}, batch("a", 10), {1}));
        const auto more = log->append({}, batch("b", 2000), {2});
        EXPECT_EQ(said(more), "cannot write to the log: " + mounted + "/x.db (no space left)");
        ASSERT_FALSE(more);
        EXPECT_EQ(text::sentence(more.failure(), text::Language::zh), "无法写入记录库：" + mounted + "/x.db（磁盘已满）");
        EXPECT_EQ(log->head()->number, 10);
    }
    EXPECT_EQ(verified(mounted + "/x.db"), "whole");
    EXPECT_EQ(::umount(mounted.c_str()), 0);
}

TEST_F(SqliteLog, ANameThatSqliteWouldReadAsAnAddressIsAFile) {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder_.file(""));
    EXPECT_TRUE(opened("file:odd?mode=memory")->append({}, batch("a", 1), {1}));
    EXPECT_TRUE(opened(":memory:")->append({}, batch("a", 1), {1}));
    EXPECT_EQ(verified(":memory:"), "whole");
    std::filesystem::current_path(before);
    EXPECT_EQ(folder_.names().count(":memory:"), 1U);
    EXPECT_EQ(folder_.names().count("file:odd?mode=memory"), 1U);
    EXPECT_FALSE(open_sqlite_log("", Open::to_write));
}

TEST_F(SqliteLog, AFolderThatIsNotThereSaysSo) {
    const auto log = open_sqlite_log(folder_.file("no/such/x.db"), Open::to_write);
    ASSERT_FALSE(log);
    EXPECT_EQ(log.failure().code, text::Code::log_unwritable);
}

TEST_F(SqliteLog, AnAnchorFromBeforeACrashIsCaughtUpByTheNextWrite) {
    const std::string older = "3 " + all(*opened(path_))[2].hash + "\n";
    write_bytes(path_ + ".head", older);
    EXPECT_EQ(verified(path_), "whole");
    const auto log = opened(path_);
    ASSERT_TRUE(log);
    ASSERT_TRUE(log->append({}, batch("d", 1), {40}));
    EXPECT_EQ(bytes_of(path_ + ".head"), "10 " + log->head()->hash + "\n");
}

TEST_F(SqliteLog, ALogCopiedWithoutItsAnchorIsWholeAndGetsOne) {
    const std::string copy = folder_.file("copy.db");
    std::filesystem::copy(path_, copy);
    EXPECT_EQ(verified(copy), "whole");
    const auto log = opened(copy);
    ASSERT_TRUE(log->append({}, batch("d", 1), {40}));
    EXPECT_EQ(bytes_of(copy + ".head"), "10 " + log->head()->hash + "\n");
}

TEST_F(SqliteLog, ALogThatIsGoneIsNotBegunAnew) {
    std::filesystem::remove(path_);
    const auto log = open_sqlite_log(path_, Open::to_write);
    ASSERT_FALSE(log);
    EXPECT_EQ(log.failure().code, text::Code::log_gone);
    EXPECT_FALSE(std::filesystem::exists(path_));
    std::filesystem::remove(path_ + ".head");
    EXPECT_EQ(opened(path_)->head()->number, 0);
}

TEST_F(SqliteLog, AHalfMadeNewLogIsMadeAfresh) {
    const std::string path = folder_.file("new.db");
    write_bytes(path + ".new", "cut off while it was made");
    EXPECT_TRUE(opened(path)->append({}, batch("a", 1), {1}));
    EXPECT_EQ(verified(path), "whole");
    EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

/// The log as a crash in the middle of a transaction leaves it: pages written, the journal not yet gone.
std::string interrupted(const Folder& folder, const std::string& path) {
    const std::string copy = folder.file("crashed.db");
    sqlite3* database = nullptr;
    sqlite3_open(path.c_str(), &database);
    sqlite3_exec(database, "PRAGMA cache_size = 1; BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    for (int i = 0; i < 50; ++i) {
        const std::string text(5000, static_cast<char>('a' + i % 26));
        const std::string put = "INSERT INTO artifact VALUES('" + std::to_string(i) + "', 'plan', '" + text + "')";
        EXPECT_EQ(sqlite3_exec(database, put.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    }
    std::filesystem::copy(path, copy);
    std::filesystem::copy(path + "-journal", copy + "-journal");
    std::filesystem::copy(path + ".head", copy + ".head");
    sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    EXPECT_NE(bytes_of(path), bytes_of(copy));
    return copy;
}

TEST_F(SqliteLog, AnInterruptedWriteIsNamedByReadersAndUndoneByTheNextWriter) {
    const std::string path = interrupted(folder_, path_);
    const std::string damaged = bytes_of(path);
    const auto to_read = open_sqlite_log(path, Open::to_read);
    ASSERT_FALSE(to_read);
    EXPECT_EQ(to_read.failure().code, text::Code::log_interrupted) << said(to_read);
    EXPECT_EQ(bytes_of(path), damaged) << "opening to read wrote";
    EXPECT_EQ(opened(path)->head()->number, 9);
    EXPECT_EQ(verified(path), "whole");
    EXPECT_EQ(bytes_of(path), bytes_of(path_));
    EXPECT_FALSE(std::filesystem::exists(path + "-journal"));
}

}  // namespace
}  // namespace duban::log
