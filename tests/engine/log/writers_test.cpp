// Many hands, failing disks, sudden ends: one chain, and nothing lost.
#include "engine/log/beside.hpp"
#include "sample.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

namespace duban::log {
namespace {

using namespace std::chrono_literals;

/// Runs `work` in a process of its own; its number.
pid_t start(const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    return child;
}

bool ended_well(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool append_batches(const std::string& path, const std::string& name, int batches, int size) {
    auto log = open_sqlite_log(path, Open::to_write);
    for (int i = 1; log && i <= batches; ++i) {
        if (!(*log)->append({}, batch(name + std::to_string(i), size), {i})) return false;
    }
    return bool(log);
}

class Writers : public testing::Test {
protected:
    Folder folder_;
    std::string path_ = folder_.file("x.db");
};

TEST_F(Writers, TwoProcessesLoseNothingAndKeepOneChain) {
    // Also the making of the log is raced for.
    const pid_t one = start([this]() { return append_batches(path_, "one", 60, 3); });
    const pid_t other = start([this]() { return append_batches(path_, "other", 60, 3); });
    EXPECT_TRUE(ended_well(one));
    EXPECT_TRUE(ended_well(other));
    const auto log = open_sqlite_log(path_, Open::to_read);
    ASSERT_TRUE(log);
    EXPECT_EQ(verified(**log), "whole");
    std::set<std::string> keys;
    for (const Record& record : all(**log))
        keys.insert(record.entry.key);
    EXPECT_EQ(keys.size(), 360U);
    EXPECT_EQ((*log)->head()->number, 360);
}

TEST_F(Writers, TwoThreadsEachWithItsOwnLogLoseNothing) {
    bool went_well[2] = {false, false};
    {
        std::jthread one([&]() { went_well[0] = append_batches(path_, "one", 40, 3); });
        std::jthread other([&]() { went_well[1] = append_batches(path_, "other", 40, 3); });
    }
    EXPECT_TRUE(went_well[0] && went_well[1]);
    EXPECT_EQ(verified(path_), "whole");
    EXPECT_EQ((*open_sqlite_log(path_, Open::to_read))->head()->number, 240);
}

TEST_F(Writers, ReadersAndVerifiersMeetAWriterAndAlwaysSeeAWholePrefix) {
    ASSERT_TRUE(append_batches(path_, "first", 1, 3));
    const pid_t writer = start([this]() { return append_batches(path_, "w", 60, 5); });
    std::int64_t last = 0;
    for (int i = 0; i < 60; ++i) {
        ASSERT_EQ(verified(path_), "whole");
        const auto records = all(**open_sqlite_log(path_, Open::to_read));
        ASSERT_EQ((records.size() - 3) % 5, 0U) << "half a batch was seen";
        ASSERT_GE(records.back().number, last);
        last = records.back().number;
    }
    EXPECT_TRUE(ended_well(writer));
}

TEST_F(Writers, AWriterKilledAtAnyMomentLeavesWholeBatchesAndAllThatWereAcknowledged) {
    int acknowledged = 0;
    int pipe[2];
    for (int round = 1; round <= 15; ++round) {
        ASSERT_EQ(::pipe(pipe), 0);
        const pid_t writer = start([&]() {
            auto log = open_sqlite_log(path_, Open::to_write);
            for (int i = 1; log && i <= 100'000; ++i) {
                const auto done = (*log)->append({}, batch(std::to_string(round) + "/" + std::to_string(i), 20), {i});
                if (!done || ::write(pipe[1], "+", 1) != 1) break;
            }
            return false;
        });
        ::close(pipe[1]);
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + 3 * round));
        ::kill(writer, SIGKILL);
        char mark = 0;
        while (::read(pipe[0], &mark, 1) == 1)
            ++acknowledged;
        ::close(pipe[0]);
        ::waitpid(writer, nullptr, 0);
        // A kill before the first log was made leaves none; opening to write makes it.
        const auto log = open_sqlite_log(path_, Open::to_write);
        ASSERT_TRUE(log) << said(log);
        ASSERT_EQ(verified(**log), "whole");
        const auto number = (*log)->head()->number;
        ASSERT_EQ(number % 20, 0);
        ASSERT_GE(number, acknowledged * 20);
        acknowledged = static_cast<int>(number / 20);
    }
    EXPECT_GT(acknowledged, 0);
}

TEST_F(Writers, AFailedWriteLeavesTheLogAsItWas) {
    ASSERT_TRUE(append_batches(path_, "a", 2, 4));
    const std::string before = bytes_of(path_);
    const std::string anchor = bytes_of(path_ + ".head");
    // No file may grow: the journal, the log or the head beside it, whichever comes first. Then it may again.
    for (const rlim_t most : {rlim_t{100}, rlim_t{5'000}, rlim_t{before.size()}, rlim_t{before.size() + 4096}}) {
        EXPECT_TRUE(ended_well(start([&]() {
            auto log = open_sqlite_log(path_, Open::to_write);
            if (!log) return false;
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{most, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const auto failed = (*log)->append({}, batch("big", 400), {30});
            if (failed || failed.failure().code != text::Code::log_unwritable) return false;
            const rlimit lifted{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &lifted);
            // What could not be put back while the disk was full is put back now.
            return (*log)->head()->number == 8 && verified(**log) == "whole";
        }))) << most;
        const auto again = open_sqlite_log(path_, Open::to_write);
        ASSERT_TRUE(again) << said(again);
        EXPECT_EQ((*again)->head()->number, 8) << most;
        EXPECT_EQ(verified(path_), "whole") << most;
        EXPECT_EQ(bytes_of(path_), before) << most;
        EXPECT_EQ(bytes_of(path_ + ".head"), anchor) << most;
    }
    EXPECT_TRUE(append_batches(path_, "b", 1, 400));
    EXPECT_EQ(verified(path_), "whole");
}

TEST_F(Writers, AWriterWaitsForTheOtherAndThenSaysSo) {
    ASSERT_TRUE(append_batches(path_, "a", 1, 1));
    const auto log = open_sqlite_log(path_, Open::to_write, 40ms);
    ASSERT_TRUE(log);
    {
        const WriteLock other(path_, 0ms);
        ASSERT_TRUE(other.held());
        const auto refused = (*log)->append({}, batch("b", 1), {2});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.failure().code, text::Code::log_busy);
        EXPECT_EQ(open_sqlite_log(path_, Open::to_write, 0ms).failure().code, text::Code::log_busy);
        EXPECT_TRUE(open_sqlite_log(path_, Open::to_read, 0ms));
    }
    EXPECT_TRUE((*log)->append({}, batch("b", 1), {2}));
    {
        std::jthread other([lock = std::make_unique<WriteLock>(path_, 0ms)]() mutable {
            std::this_thread::sleep_for(10ms);
            lock.reset();
        });
        const auto patient = open_sqlite_log(path_, Open::to_write, 5s);
        EXPECT_TRUE(patient) << said(patient);
    }
}

TEST_F(Writers, AnotherProgramInTheFileIsWaitedForAndThenNamed) {
    ASSERT_TRUE(append_batches(path_, "a", 1, 1));
    const auto log = open_sqlite_log(path_, Open::to_write, 20ms);
    ASSERT_TRUE(log);
    sqlite3* other = nullptr;
    sqlite3_open(path_.c_str(), &other);
    for (const char* begin : {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN; SELECT * FROM record"}) {
        ASSERT_EQ(sqlite3_exec(other, begin, nullptr, nullptr, nullptr), SQLITE_OK);
        const auto refused = (*log)->append({}, batch("b", 1), {2});
        ASSERT_FALSE(refused) << begin;
        EXPECT_EQ(refused.failure().code, text::Code::log_busy) << said(refused);
        sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    sqlite3_close(other);
    EXPECT_TRUE((*log)->append({}, batch("b", 1), {2}));
    EXPECT_EQ(verified(path_), "whole");
}

TEST_F(Writers, ALogMayBeAskedAndWrittenWhileItIsRead) {
    auto log = open_sqlite_log(path_, Open::to_write);
    ASSERT_TRUE((*log)->append({}, batch("a", 5), {1}));
    int seen = 0;
    const auto read = (*log)->read(std::nullopt, [&](const Record& record) {
        ++seen;
        EXPECT_TRUE(*(*log)->find(record.entry.key));
        EXPECT_TRUE(open_sqlite_log(path_, Open::to_read));
        if (record.number == 1) {
            EXPECT_TRUE((*log)->append({}, batch("b", 1), {2}));
        }
    });
    EXPECT_TRUE(read);
    EXPECT_GE(seen, 5);
    EXPECT_EQ(verified(path_), "whole");
}

}  // namespace
}  // namespace duban::log
