// What is a log's file made of, and is this one? Private to this folder; docs/LOG.md says it in words.
#pragma once

#include "dsl/text/language.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <variant>

namespace duban::log {

inline constexpr std::uint32_t kApplicationId = 0x4455424E;  // “DUBN”
inline constexpr std::uint32_t kVersion = 1;

inline constexpr const char* kSchema = R"sql(
PRAGMA application_id = 1146438222;
PRAGMA user_version = 1;
CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO meta VALUES('format', '1');
CREATE TABLE record(
  number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  unit TEXT NOT NULL, task TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, effective INTEGER NOT NULL,
  case_id TEXT NOT NULL, value TEXT NOT NULL, numerator TEXT NOT NULL, denominator TEXT NOT NULL, corrects TEXT NOT NULL,
  reason TEXT NOT NULL, evidence TEXT NOT NULL, filed_by TEXT NOT NULL, source TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE artifact(hash TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TRIGGER record_next BEFORE INSERT ON record
  WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM record)
  BEGIN SELECT raise(ABORT, 'records are numbered without a gap'); END;
CREATE TRIGGER record_joined BEFORE INSERT ON record
  WHEN EXISTS (SELECT 1 FROM record WHERE number = NEW.number - 1 AND (hash <> NEW.previous OR recorded_at > NEW.recorded_at))
  BEGIN SELECT raise(ABORT, 'a record joins the one before and is not recorded before it'); END;
CREATE TRIGGER record_once BEFORE INSERT ON record WHEN EXISTS (SELECT 1 FROM record WHERE key = NEW.key)
  BEGIN SELECT raise(ABORT, 'the key is in the log'); END;
CREATE TRIGGER artifact_once BEFORE INSERT ON artifact WHEN EXISTS (SELECT 1 FROM artifact WHERE hash = NEW.hash)
  BEGIN SELECT raise(ABORT, 'the version is in the log'); END;
CREATE TRIGGER meta_once BEFORE INSERT ON meta BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER record_kept BEFORE UPDATE ON record BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER artifact_kept BEFORE UPDATE ON artifact BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER artifact_stays BEFORE DELETE ON artifact BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER meta_kept BEFORE UPDATE ON meta BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER meta_stays BEFORE DELETE ON meta BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
)sql";
static_assert(kApplicationId == 1146438222 && kVersion == 1, "the numbers of the schema");

/// What a structure is: two are equal if this gives the same rows. Not the tables of statistics that ANALYZE leaves, which
/// change nothing; anything else that is only named like them is part of it.
inline constexpr const char* kStructure =
    "SELECT name, type || char(10) || tbl_name || char(10) || sql FROM sqlite_master WHERE sql IS NOT NULL "
    "AND NOT (type = 'table' AND name LIKE 'sqlite\\_stat_' ESCAPE '\\') "
    "UNION ALL SELECT 'meta ' || name, value FROM meta ORDER BY 1, 2";

/// The first bytes of a SQLite file.
using FileHeader = std::array<unsigned char, 100>;

struct OtherVersion {
    std::uint32_t version = 0;
};
struct NotALog {
    text::Words why;
};
/// A log that another program has switched to write-ahead logging.
struct OtherJournal {};

/// What the first bytes say against the file being a log that this program reads.
[[nodiscard]] std::variant<std::monostate, NotALog, OtherVersion, OtherJournal> check_header(const FileHeader& header);

}  // namespace duban::log
