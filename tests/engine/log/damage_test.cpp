// What verify says about a log that was damaged or tampered with.
#include "sample.hpp"

#include <gtest/gtest.h>

namespace duban::log {
namespace {

constexpr const char* kColumns[] = {"number", "recorded_at", "key",      "kind",   "unit",      "task",        "indicator",
                                    "period", "effective",   "case_id",  "value",  "numerator", "denominator", "corrects",
                                    "reason", "evidence",    "filed_by", "source", "previous",  "hash"};
constexpr int kRecords = 9;

class Damage : public testing::Test {
protected:
    void SetUp() override {
        const auto log = open_sqlite_log(path_, Open::to_write);
        ASSERT_TRUE(log);
        const Artifact plan = artifact_of(Kind::plan, "as issued");
        const Artifact units = artifact_of(Kind::units, "of 2023");
        ASSERT_TRUE((*log)->append(std::vector{plan, units}, std::vector{adopting(plan, "p"), adopting(units, "u")}, {10}));
        ASSERT_TRUE((*log)->append({}, batch("a", kRecords - 2), {20}));
        ASSERT_EQ(verified(path_), "whole");
        whole_ = all(**log);
        bytes_ = bytes_of(path_);
        head_ = bytes_of(path_ + ".head");
    }

    /// By a hand that first removes what stands in its way.
    void tamper(const std::string& statements) { ASSERT_EQ(sql(path_, kDropTriggers + statements), ""); }
    void restore() { write_bytes(path_, bytes_); }

    Folder folder_;
    std::string path_ = folder_.file("x.db");
    std::vector<Record> whole_;
    std::string bytes_;
    std::string head_;
};

/// Puts one byte in place of another in the column, whatever it is; flips the sign of what a number would be by one.
std::string change(const std::string& column, int number, const std::string& place) {
    const bool is_number = column == "number" || column == "recorded_at" || column == "effective";
    // Numbers are moved by more than there are records, so that no key clashes.
    const std::string changed = is_number ? column + " + 256"
                                          : "CAST(CASE WHEN substr(" + column + "," + place + ",1) = 'x' THEN substr(" +
                                                column + ",1," + place + "-1)||'y'||substr(" + column + "," + place +
                                                "+1) ELSE substr(" + column + ",1," + place + "-1)||'x'||substr(" + column +
                                                "," + place + "+1) END AS TEXT)";
    return "UPDATE record SET " + column + " = " + changed + " WHERE number = " + std::to_string(number) + ";";
}

TEST_F(Damage, AChangedByteInAnyColumnOfAnyRecordNamesThatRecord) {
    for (const std::string column : kColumns) {
        for (int number = 1; number <= kRecords; ++number) {
            restore();
            tamper(change(column, number, "1"));
            EXPECT_NE(bytes_of(path_), bytes_);
            const std::string found = verified(path_);
            EXPECT_TRUE(found.starts_with("record " + std::to_string(number) + " is broken: ") ||
                        (column == "number" && number == kRecords))
                << column << " of " << number << ": " << found;
            EXPECT_NE(found, "whole") << column << " of " << number;
        }
    }
}

TEST_F(Damage, ARecordsFaultSaysWhatItIs) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"UPDATE record SET value = '3' WHERE number = 4", "record 4 is broken: its columns do not have its hash"},
        {"UPDATE record SET value = '' WHERE number = 9", "record 9 is broken: its columns do not have its hash"},
        {"UPDATE record SET kind = 'lecture' WHERE number = 4", "record 4 is broken: column kind holds what cannot be there"},
        {"UPDATE record SET kind = '填报' WHERE number = 4", "record 4 is broken: column kind holds what cannot be there"},
        {"UPDATE record SET source = '' WHERE number = 4", "record 4 is broken: column source holds what cannot be there"},
        {"UPDATE record SET previous = hash WHERE number = 4", "record 4 is broken: it does not join the record before"},
        {"DELETE FROM record WHERE number = 5", "record 5 is broken: it is missing, record 6 comes next"},
        {"DELETE FROM record WHERE number = 1", "record 1 is broken: it is missing, record 2 comes next"},
        {"DELETE FROM record WHERE number = 9",
         "the log's tail is missing: the head kept beside it is record 9, the log ends at 8"},
        {"DELETE FROM record", "the log's tail is missing: the head kept beside it is record 9, the log ends at 0"},
        {"UPDATE record SET number = number + 1 WHERE number = 9", "record 9 is broken: it is missing, record 10 comes next"},
        {"UPDATE artifact SET kind = 'calendar' WHERE kind = 'units'",
         "record 2 adopts a version of the units that is not in the log: " + digest::sha256("of 2023")},
        {"DELETE FROM artifact WHERE kind = 'plan'",
         "record 1 adopts a version of the plan that is not in the log: " + digest::sha256("as issued")},
        {"UPDATE artifact SET text = 'as  issued' WHERE kind = 'plan'",
         "a version's text does not have its hash: " + digest::sha256("as issued")},
        {"", "the log's structure has been changed: artifact_kept"},
        {"UPDATE meta SET value = '2'", "the log's structure has been changed: artifact_kept"},
    };
    for (const auto& [statement, sentence] : cases) {
        restore();
        tamper(statement);
        EXPECT_EQ(verified(path_), sentence) << statement;
    }
}

TEST_F(Damage, AChangedStructureIsSeen) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"DROP TRIGGER record_kept", "record_kept"},
        {"DROP TRIGGER record_kept; CREATE TRIGGER record_kept BEFORE UPDATE ON record BEGIN SELECT 1; END", "record_kept"},
        {"CREATE TABLE record_2(number)", "record_2"},
        {"CREATE VIEW zz AS SELECT 1", "zz"},
        {"DROP TRIGGER meta_once; INSERT INTO meta VALUES('more', '')", "meta more"},
    };
    for (const auto& [statements, name] : cases) {
        restore();
        ASSERT_EQ(sql(path_, statements), "");
        EXPECT_EQ(verified(path_).substr(0, 38 + name.size()), "the log's structure has been changed: " + name) << statements;
        EXPECT_FALSE(open_sqlite_log(path_, Open::to_write)) << statements;
    }
    restore();
    ASSERT_EQ(sql(path_, "ANALYZE; VACUUM"), "");
    EXPECT_EQ(verified(path_), "whole");
}

TEST_F(Damage, AForeignTriggerIsSeenWhateverItsName) {
    for (const char* name : {"sqliteXstat_eat", "sqliteXstat1", "aaa", "zzz"}) {
        restore();
        const std::string eats = std::string("CREATE TRIGGER ") + name +
                                 " BEFORE INSERT ON record WHEN NEW.unit = '900102' BEGIN SELECT raise(IGNORE); END";
        ASSERT_EQ(sql(path_, eats), "");
        EXPECT_EQ(verified(path_), std::string("the log's structure has been changed: ") + name);
        EXPECT_FALSE(open_sqlite_log(path_, Open::to_write)) << name;
    }
}

TEST_F(Damage, ATriggerWhoseRowInTheSchemaWasChangedIsSeen) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"tbl_name = 'meta'", "the log is damaged"},
        {"type = 'view'", "the log is damaged"},
        {"tbl_name = 'RECORD'", "the log's structure has been changed: record_kept"},
    };
    for (const auto& [change, sentence] : cases) {
        restore();
        const std::string update = "UPDATE sqlite_master SET " + change + " WHERE name = 'record_kept'";
        ASSERT_EQ(sql(path_, "PRAGMA writable_schema = ON; " + update), "");
        EXPECT_NE(verified(path_).find(sentence), std::string::npos) << change << ": " << verified(path_);
        EXPECT_FALSE(open_sqlite_log(path_, Open::to_write)) << change;
    }
}

// Made while a writer has the log open, after its structure was looked at.
TEST_F(Damage, ABatchOfWhichATriggerEatsARecordOrAddsOneIsUndone) {
    const std::vector<std::pair<std::string, std::string>> triggers{
        {"BEFORE INSERT ON record WHEN NEW.key = 'b-2' BEGIN SELECT raise(IGNORE); END", "0 were changed"},
        {"AFTER INSERT ON record WHEN NEW.key = 'b-2' BEGIN INSERT INTO artifact VALUES('h', 'plan', 't'); END",
         "2 were changed"},
    };
    for (const auto& [trigger, how] : triggers) {
        restore();
        write_bytes(path_ + ".head", head_);
        const auto log = open_sqlite_log(path_, Open::to_write);
        ASSERT_TRUE(log);
        ASSERT_EQ(sql(path_, "CREATE TRIGGER other " + trigger), "");
        EXPECT_EQ(said((*log)->append({}, batch("b", 3), {30})),
                  "the log's structure has been changed: one row was written, " + how);
        EXPECT_EQ((*log)->head()->number, kRecords);
        ASSERT_EQ(sql(path_, "DROP TRIGGER other"), "");
        EXPECT_TRUE((*log)->append({}, batch("b", 3), {30}));
        EXPECT_EQ(verified(path_), "whole");
    }
}

TEST_F(Damage, AnEatenVersionUndoesTheBatch) {
    const auto log = open_sqlite_log(path_, Open::to_write);
    ASSERT_TRUE(log);
    ASSERT_EQ(sql(path_, "CREATE TRIGGER other BEFORE INSERT ON artifact BEGIN SELECT raise(IGNORE); END"), "");
    const Artifact calendar = artifact_of(Kind::calendar, "of 2024");
    EXPECT_EQ(said((*log)->append(std::vector{calendar}, std::vector{adopting(calendar, "c")}, {30})),
              "the log's structure has been changed: one row was written, 0 were changed");
    EXPECT_EQ((*log)->head()->number, kRecords);
}

// A forger who mends the hashes after his change is caught by the head kept beside the log.
TEST_F(Damage, AChainForgedToTheEndDoesNotHaveItsAnchor) {
    const auto forged = memory_log();
    const Artifact plan = artifact_of(Kind::plan, "as issued");
    const Artifact units = artifact_of(Kind::units, "of 2023");
    std::vector<Entry> entries;
    for (const Record& record : whole_)
        entries.push_back(record.entry);
    entries[4].value = "3";
    ASSERT_TRUE(forged->append(std::vector{plan, units}, entries, {10}));
    std::string statements;
    for (const Record& record : all(*forged)) {
        statements += "UPDATE record SET recorded_at = 10, value = '" + record.entry.value + "', previous = '" +
                      record.previous + "', hash = '" + record.hash + "' WHERE number = " + std::to_string(record.number) + ";";
    }
    tamper(statements);
    EXPECT_EQ(verified(path_), "record 9 does not have the hash of the head kept beside the log");
}

TEST_F(Damage, AWriterRefusesALogWithoutItsTail) {
    const std::string nine = bytes_;
    const auto log = open_sqlite_log(path_, Open::to_write);
    ASSERT_TRUE((*log)->append({}, batch("b", 40), {30}));
    const std::string anchor = bytes_of(path_ + ".head");
    write_bytes(path_, nine);  // the older file is put back, whole in itself
    const auto cut = open_sqlite_log(path_, Open::to_write);
    EXPECT_EQ(said(cut), "the log's tail is missing: the head kept beside it is record 49, the log ends at 9");
    EXPECT_EQ(verified(path_), "the log's tail is missing: the head kept beside it is record 49, the log ends at 9");
    EXPECT_EQ(bytes_of(path_ + ".head"), anchor);
}

TEST_F(Damage, AWriterThatIsOpenRefusesALogWhoseTailIsCutMeanwhile) {
    const auto log = open_sqlite_log(path_, Open::to_write);
    ASSERT_EQ(sql(path_, std::string(kDropTriggers) + "DELETE FROM record WHERE number > 7"), "");
    EXPECT_EQ(said((*log)->append({}, batch("b", 1), {30})),
              "the log's tail is missing: the head kept beside it is record 9, the log ends at 7");
}

TEST_F(Damage, AnAnchorThatCannotBeReadIsNamed) {
    const std::string anchor = bytes_of(path_ + ".head");
    for (const std::string& wrong : {std::string(), std::string("9"), std::string("9 \n"), anchor + "x", "-" + anchor,
                                     anchor.substr(0, anchor.size() - 1), std::string(500, '9')}) {
        write_bytes(path_ + ".head", wrong);
        EXPECT_TRUE(verified(path_).starts_with("the head kept beside the log cannot be read")) << wrong;
        const auto log = open_sqlite_log(path_, Open::to_write);
        ASSERT_FALSE(log);
        EXPECT_EQ(log.failure().code, text::Code::anchor_unreadable);
    }
}

TEST_F(Damage, ATruncatedFileIsNeverWhole) {
    for (std::size_t size = 1; size < bytes_.size(); size += 251) {
        write_bytes(path_, bytes_.substr(0, size));
        EXPECT_NE(verified(path_), "whole") << size;
        EXPECT_FALSE(open_sqlite_log(path_, Open::to_write)) << size;
    }
}

/// What is found, at whatever stage.
std::optional<text::Diagnostic> found(const std::string& path) {
    const auto log = open_sqlite_log(path, Open::to_read);
    if (!log) return log.failure();
    const auto verdict = (*log)->verify();
    return verdict ? verdict->broken : verdict.failure();
}

TEST_F(Damage, ALogCutAnywhereIsDamagedNotUnreadable) {
    for (std::size_t size = 0; size < bytes_.size(); size += 251) {
        write_bytes(path_, bytes_.substr(0, size));
        const auto wrong = found(path_);
        ASSERT_TRUE(wrong) << size;
        EXPECT_TRUE(is_damage(*wrong)) << size << ": " << said(*wrong);
    }
    write_bytes(path_, "something else that somebody saved here");
    EXPECT_TRUE(is_damage(*found(path_))) << said(*found(path_));
}

TEST_F(Damage, WhatNeverWasALogIsNoDamage) {
    const std::string path = folder_.file("other.db");
    EXPECT_FALSE(is_damage(*found(path)));
    for (const std::string& content : {std::string(), std::string(5000, 't')}) {
        write_bytes(path, content);
        EXPECT_FALSE(is_damage(*found(path))) << said(*found(path));
    }
    ASSERT_EQ(sql(path_, "PRAGMA journal_mode = WAL"), "");
    EXPECT_FALSE(is_damage(*found(path_))) << said(*found(path_));
}

// A flipped byte gives an error, or lies where nothing is kept: then the log still says what it said. It never crashes.
TEST_F(Damage, AFlippedByteAnywhereIsSeenOrChangesNothing) {
    std::size_t seen = 0;
    std::size_t harmless = 0;
    for (std::size_t at = 0; at < bytes_.size(); at += 7) {
        std::string flipped = bytes_;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
        write_bytes(path_, flipped);
        const std::string found = verified(path_);
        if (found != "whole") {
            ++seen;
            EXPECT_FALSE(found.starts_with("failed: ")) << at << ": " << found;
            continue;
        }
        ++harmless;
        const auto log = open_sqlite_log(path_, Open::to_read);
        ASSERT_TRUE(log) << at;
        const auto records = all(**log);
        ASSERT_EQ(records.size(), whole_.size()) << at;
        for (std::size_t i = 0; i < records.size(); ++i) {
            EXPECT_EQ(records[i].entry, whole_[i].entry) << at;
            EXPECT_EQ(records[i].hash, whole_[i].hash) << at;
            EXPECT_TRUE(*(*log)->find(whole_[i].entry.key)) << at;
        }
        EXPECT_TRUE(*(*log)->artifact(digest::sha256("of 2023"))) << at;
    }
    EXPECT_GT(seen, 0U);
    RecordProperty("seen", static_cast<int>(seen));
    RecordProperty("harmless", static_cast<int>(harmless));
}

// The bytes of every record lie in the file as they are; each of them is covered.
TEST_F(Damage, EveryFlippedByteOfARecordsTextNamesThatRecord) {
    for (int number = 3; number <= kRecords; ++number) {
        const Entry& entry = whole_[static_cast<std::size_t>(number) - 1].entry;
        const std::size_t begin = bytes_.find(entry.case_id + entry.value);
        ASSERT_NE(begin, std::string::npos);
        const std::string row = entry.case_id + entry.value + entry.numerator + entry.denominator + entry.corrects +
                                entry.reason + entry.evidence + entry.by + "verifier" +
                                whole_[static_cast<std::size_t>(number) - 1].previous +
                                whole_[static_cast<std::size_t>(number) - 1].hash;
        ASSERT_EQ(bytes_.substr(begin, row.size()), row);
        for (std::size_t at = begin; at < begin + row.size(); ++at) {
            std::string flipped = bytes_;
            flipped[at] = static_cast<char>(flipped[at] ^ 4);
            write_bytes(path_, flipped);
            ASSERT_TRUE(verified(path_).starts_with("record " + std::to_string(number) + " is broken: "))
                << at << verified(path_);
        }
    }
}

TEST_F(Damage, ReadingADamagedLogFailsAndDoesNotCrash) {
    std::string damaged = bytes_;
    for (std::size_t at = 4096; at < damaged.size(); ++at)
        damaged[at] = static_cast<char>(at * 31);
    write_bytes(path_, damaged);
    const auto log = open_sqlite_log(path_, Open::to_read);
    if (!log) return;
    EXPECT_FALSE((*log)->read(std::nullopt, [](const Record&) {}));
    EXPECT_FALSE((*log)->find("a-1"));
    EXPECT_FALSE((*log)->head());
    EXPECT_TRUE(verified(**log).starts_with("the log is damaged")) << verified(**log);
}

}  // namespace
}  // namespace duban::log
