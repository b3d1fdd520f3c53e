// What every log promises, in memory and in a file.
#include "sample.hpp"

namespace duban::log {
namespace {

using namespace std::string_literals;

struct Store {
    const char* name;
    std::unique_ptr<Log> (*make)(const Folder&);
};

class AnyLog : public testing::TestWithParam<Store> {
protected:
    Folder folder_;
    std::unique_ptr<Log> log_ = GetParam().make(folder_);
};

INSTANTIATE_TEST_SUITE_P(Stores, AnyLog,
                         testing::Values(Store{"Memory", [](const Folder&) { return memory_log(); }},
                                         Store{"Sqlite",
                                               [](const Folder& folder) {
                                                   auto log = open_sqlite_log(folder.file("any.db"), Open::to_write);
                                                   EXPECT_TRUE(log) << said(log);
                                                   return log ? std::move(*log) : nullptr;
                                               }}),
                         [](const auto& store) { return store.param.name; });

TEST_P(AnyLog, StartsEmptyAndWhole) {
    const auto head = log_->head();
    ASSERT_TRUE(head);
    EXPECT_EQ(head->number, 0);
    EXPECT_EQ(head->hash, std::string(64, '0'));
    EXPECT_EQ(head->recorded_at, std::nullopt);
    EXPECT_TRUE(all(*log_).empty());
    EXPECT_EQ(verified(*log_), "whole");
}

// 1: “The log is append-only and numbered.”
TEST_P(AnyLog, GivesBackWhatWasAppendedNumberedAndChained) {
    std::vector<Entry> entries;
    std::vector<Artifact> artifacts;
    for (std::size_t i = 0; i < kKinds; ++i) {
        const Kind kind = static_cast<Kind>(i);
        entries.push_back(entry("key-" + std::string(name(kind))));
        entries.back().kind = kind;
        if (i < kSubmittedKinds) continue;
        artifacts.push_back(artifact_of(kind, std::string(name(kind)) + " of 2012"));
        entries.back().value = artifacts.back().hash;
    }
    entries.push_back({});  // every column empty
    entries.back().key = "empty";
    entries.push_back(entry("odd"));
    entries.back().reason = "引号 ' \" 换行 \n 空字节 \0 反斜杠 \\ 表情 😀"s;

    const auto head = log_->append(artifacts, entries, {1000});
    ASSERT_TRUE(head) << said(head);
    const auto records = all(*log_);
    ASSERT_EQ(records.size(), entries.size());
    std::string previous(64, '0');
    for (std::size_t i = 0; i < records.size(); ++i) {
        EXPECT_EQ(records[i].entry, entries[i]) << entries[i].key;
        EXPECT_EQ(records[i].number, static_cast<std::int64_t>(i) + 1);
        EXPECT_EQ(records[i].recorded_at.minutes, 1000);
        EXPECT_EQ(records[i].previous, previous);
        EXPECT_EQ(records[i].hash, hash_of(records[i]));
        previous = records[i].hash;
    }
    EXPECT_EQ(head->number, records.back().number);
    EXPECT_EQ(head->hash, previous);
    EXPECT_EQ(log_->head()->hash, previous);
    const auto verdict = log_->verify();
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->broken);
    EXPECT_EQ(verdict->records, head->number);
    EXPECT_EQ(verdict->head, previous);
}

// 1: “A record is recorded at the time it was handed in, or at the time of the record before it, whichever is later”
TEST_P(AnyLog, RecordedAtNeverFallsAndKnownAtNamesAPrefix) {
    ASSERT_TRUE(log_->append({}, batch("a", 2), {100}));
    ASSERT_TRUE(log_->append({}, batch("b", 2), {50}));
    ASSERT_TRUE(log_->append({}, batch("c", 2), {200}));
    EXPECT_EQ(all(*log_, value::Instant{99}).size(), 0U);
    EXPECT_EQ(all(*log_, value::Instant{100}).size(), 4U);
    EXPECT_EQ(all(*log_, value::Instant{199}).size(), 4U);
    EXPECT_EQ(all(*log_, value::Instant{200}).size(), 6U);
    EXPECT_EQ(all(*log_)[3].recorded_at.minutes, 100);
    EXPECT_EQ(log_->head()->recorded_at, value::Instant{200});
}

TEST_P(AnyLog, WhatWasMadeForAnInstantIsNotRecordedAtALaterOne) {
    ASSERT_TRUE(log_->append({}, batch("a", 2), {20}));
    const auto late = log_->append_at({}, batch("b", 1), {19});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.failure().code, text::Code::log_moved_on);
    EXPECT_EQ(log_->head()->number, 2);
    ASSERT_TRUE(log_->append_at({}, batch("b", 1), {20}));
    EXPECT_EQ(log_->head()->recorded_at, value::Instant{20});
}

TEST_P(AnyLog, AnEmptyBatchChangesNothing) {
    EXPECT_EQ(log_->append({}, {}, {10})->number, 0);
    ASSERT_TRUE(log_->append({}, batch("a", 3), {10}));
    const auto before = all(*log_).back().hash;
    const auto head = log_->append({}, {}, {999});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->hash, before);
    EXPECT_EQ(head->recorded_at, value::Instant{10});
    EXPECT_EQ(all(*log_).size(), 3U);
}

TEST_P(AnyLog, AKeyThatIsThereFailsTheWholeBatch) {
    ASSERT_TRUE(log_->append({}, batch("a", 3), {10}));
    const auto before = log_->head()->hash;
    struct Case {
        const char* what;
        std::vector<Entry> entries;
        const char* key;
    };
    for (const Case& wrong : {Case{"in the log", {entry("b"), entry("a-2"), entry("c")}, "a-2"},
                              Case{"twice in the batch", {entry("b"), entry("c"), entry("b")}, "b"}}) {
        const auto appended = log_->append(std::vector{artifact_of(Kind::plan, wrong.what)}, wrong.entries, {20});
        ASSERT_FALSE(appended) << wrong.what;
        EXPECT_EQ(appended.failure().code, text::Code::key_in_log);
        EXPECT_EQ(appended.failure().arguments.at(0).en, wrong.key);
        EXPECT_EQ(log_->head()->hash, before);
        EXPECT_FALSE(*log_->find("b"));
        EXPECT_FALSE(*log_->artifact(digest::sha256(wrong.what)));
    }
    ASSERT_TRUE(log_->append({}, batch("d", 1), {20}));
    EXPECT_EQ(all(*log_).size(), 4U);
    EXPECT_EQ(verified(*log_), "whole");
}

TEST_P(AnyLog, FindsARecordByItsKey) {
    ASSERT_TRUE(log_->append({}, batch("a", 20), {10}));
    const auto found = log_->find("a-7");
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->number, 7);
    EXPECT_EQ((*found)->entry, entry("a-7"));
    EXPECT_FALSE(*log_->find("a-77"));
    EXPECT_FALSE(*log_->find(""));
    EXPECT_EQ((*log_->find("a-20"))->number, 20);
}

TEST_P(AnyLog, StoresAVersionOnce) {
    const Artifact plan = artifact_of(Kind::plan, std::string(100'000, 'p'));
    ASSERT_TRUE(log_->append(std::vector{plan, plan}, std::vector{adopting(plan, "first")}, {10}));
    ASSERT_TRUE(log_->append(std::vector{plan}, std::vector{adopting(plan, "again")}, {10}));
    ASSERT_TRUE(log_->append({}, std::vector{adopting(plan, "once more")}, {10}));
    EXPECT_EQ(**log_->artifact(plan.hash), plan.text);
    EXPECT_FALSE(*log_->artifact(std::string(64, '0')));
    EXPECT_EQ(verified(*log_), "whole");
}

TEST_P(AnyLog, RefusesAVersionThatDoesNotHaveItsHash) {
    Artifact plan = artifact_of(Kind::plan, "as issued");
    plan.text += '.';
    const auto appended = log_->append(std::vector{plan}, batch("a", 1), {10});
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.failure().code, text::Code::artifact_hash);
    EXPECT_EQ(log_->head()->number, 0);
}

TEST_P(AnyLog, RefusesToAdoptAVersionThatIsNotThere) {
    const Artifact units = artifact_of(Kind::units, "of 2023");
    EXPECT_EQ(said(log_->append({}, std::vector{adopting(units, "u")}, {10})),
              "record 1 adopts a version of the units that is not in the log: " + units.hash);
    Entry as_plan = adopting(units, "u");
    as_plan.kind = Kind::plan;
    EXPECT_FALSE(log_->append(std::vector{units}, std::vector{as_plan}, {10}));
    EXPECT_EQ(log_->head()->number, 0);
    EXPECT_TRUE(log_->append(std::vector{units}, std::vector{adopting(units, "u")}, {10}));
}

TEST(Logs, TheSameBatchesGiveTheSameHashesInEveryStore) {
    Folder folder;
    auto in_file = open_sqlite_log(folder.file("one.db"), Open::to_write);
    auto in_other = open_sqlite_log(folder.file("other.db"), Open::to_write);
    ASSERT_TRUE(in_file && in_other);
    const auto in_memory = memory_log();
    for (int round = 1; round <= 4; ++round) {
        const auto entries = batch(std::to_string(round), round * 3);
        for (Log* log : {in_memory.get(), in_file->get(), in_other->get()})
            ASSERT_TRUE(log->append({}, entries, {100 * round}));
    }
    EXPECT_EQ(in_memory->head()->hash, (*in_file)->head()->hash);
    EXPECT_EQ(in_memory->head()->hash, (*in_other)->head()->hash);
}

}  // namespace
}  // namespace duban::log
