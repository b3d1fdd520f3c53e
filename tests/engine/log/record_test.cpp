#include "engine/log/record.hpp"

#include "engine/log/log.hpp"
#include "sample.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace duban::log {
namespace {

TEST(Kind, EveryKindIsFoundByEachOfItsWords) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < kKinds; ++i) {
        const Kind kind = static_cast<Kind>(i);
        names.insert(name(kind));
        EXPECT_EQ(kind_of(name(kind)), kind);
        EXPECT_EQ(kind_of(words(kind).zh), kind);
    }
    EXPECT_EQ(names.size(), kKinds);
    EXPECT_EQ(name(Kind::incident), "case");
    EXPECT_EQ(name(Kind::send_back), "return");
    EXPECT_EQ(words(Kind::send_back).zh, "退回");
    EXPECT_EQ(kind_of("Reading"), std::nullopt);
    EXPECT_EQ(kind_of(""), std::nullopt);
}

Record sample() {
    Record record;
    record.number = 17;
    record.recorded_at = {22'333'333};
    record.entry = entry("r-17");
    record.previous = digest::sha256("16");
    return record;
}

TEST(Hash, CoversEveryColumn) {
    const std::vector<std::pair<const char*, std::function<void(Record&)>>> changes{
        {"number", [](Record& r) { ++r.number; }},
        {"recorded_at", [](Record& r) { ++r.recorded_at.minutes; }},
        {"key", [](Record& r) { r.entry.key += '.'; }},
        {"kind", [](Record& r) { r.entry.kind = Kind::claim; }},
        {"unit", [](Record& r) { r.entry.unit += '.'; }},
        {"task", [](Record& r) { r.entry.task += '.'; }},
        {"indicator", [](Record& r) { r.entry.indicator += '.'; }},
        {"period", [](Record& r) { r.entry.period += '.'; }},
        {"effective", [](Record& r) { --r.entry.effective.minutes; }},
        {"case_id", [](Record& r) { r.entry.case_id += '.'; }},
        {"value", [](Record& r) { r.entry.value += '.'; }},
        {"numerator", [](Record& r) { r.entry.numerator += '.'; }},
        {"denominator", [](Record& r) { r.entry.denominator += '.'; }},
        {"corrects", [](Record& r) { r.entry.corrects += '.'; }},
        {"reason", [](Record& r) { r.entry.reason += '.'; }},
        {"evidence", [](Record& r) { r.entry.evidence += '.'; }},
        {"filed_by", [](Record& r) { r.entry.by += '.'; }},
        {"source", [](Record& r) { r.entry.source = Source::reporter; }},
        {"previous", [](Record& r) { r.previous.back() = 'x'; }},
    };
    std::set<std::string> hashes{hash_of(sample())};
    for (const auto& [column, change] : changes) {
        Record record = sample();
        change(record);
        EXPECT_TRUE(hashes.insert(hash_of(record)).second) << column;
    }
}

TEST(Hash, TextMovedToTheNextColumnIsAnotherRecord) {
    Record one = sample();
    Record other = sample();
    one.entry.numerator = "12";
    one.entry.denominator = "3";
    other.entry.numerator = "1";
    other.entry.denominator = "23";
    EXPECT_NE(hash_of(one), hash_of(other));
}

// The bytes as docs/LOG.md spells them: a change here is another format version.
TEST(Hash, IsOfTheBytesThatTheFormatPromises) {
    EXPECT_EQ(
        hash_of(sample()),
        digest::sha256("duban record 1\n"
                       "2:17,8:22333333,4:r-17,7:reading,6:140000,4:10.8,18:应急演练次数,7:2012-Q1,8:22222222,11:事件-r-17,"
                       "3:2.5,1:5,1:2,11:before-r-17,15:漏报，补报,21:演练照片=附件 1,6:140100,8:verifier,64:" +
                       digest::sha256("16") + ","));
}

}  // namespace
}  // namespace duban::log
