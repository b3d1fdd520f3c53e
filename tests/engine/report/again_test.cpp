// What holds when rows are handed in again, and of every row that is taken?
#include "tests/engine/report/counter.hpp"

namespace duban::report {
namespace {

using text::Code;
using text::Language;

/// One row of every kind, each with a key.
const std::string kYear =
    "编号,类型,单位,任务,指标,期间,日期,数值,事件,更正,原因,填报单位,等级\n"
    "a,填报,140000,1.1,演练,2012-Q1,,3,,,,,\n"
    "b,填报,140000,,演练,2012-Q1,,4,,a,漏计,,\n"
    "c,事件,140105,,事故,,2012-03-12 09:00,,晋-01,,,,较大\n"
    "d,填报,140105,2.1,《初报》,,2012-03-12 11:30,已报送,晋-01,,,,\n"
    "e,关闭,140105,,事故,,2012-04-01,,晋-01,,,,\n"
    "f,无情况,140106,,事故,2012-Q1,,,,,,,\n"
    "g,申报完成,140000,1.1,,2012-Q1,,,,,,,\n"
    "h,审核通过,140000,1.1,,2012-Q1,2012-07-05,,,,,100000,\n"
    "i,退回,320000,1.1,,2012-Q1,,,,,缺照片,100000,\n"
    "j,评定,140000,1.1,,2012-Q1,,是,,,如实,100000,\n"
    "k,说明,140100,1.3,,,2012-07-01,2012-12-31,,,搬迁,140000,\n"
    "l,免除,370000,1.1,,2012-Q1,,,,,重组,100000,\n"
    "m,延期,140000,1.1,,2012-Q2,2012-08-01,2012-09-30,,,汛期,100000,\n"
    "n,移交,320000,1.1,,2012-Q2,,140000,,,,100000,\n"
    "o,公布,,,大会,,,11月8日至11月14日,,,,100000,\n"
    "p,填报,140000,,人员,,2012-07-05,5,,,,,\n"
    "q,填报,140000,,会议,,,2,,,,,\n"
    "r,撤回,140000,,,,,,,q,填错,,\n";
constexpr std::uint32_t kRows = 18;
constexpr std::size_t kEntries = kRows + 1;  // a case has one field

/// The same rows without keys, those that name a key left out, and the undated one, which is another figure on another day.
std::string without_keys(const std::string& csv) {
    std::string kept;
    for (std::size_t begin = 0; begin < csv.size();) {
        const std::size_t end = csv.find('\n', begin) + 1;
        const std::string line = csv.substr(begin, end - begin);
        const bool is_left_out = line.starts_with("b,") || line.starts_with("q,") || line.starts_with("r,");
        if (begin == 0) kept += line;
        if (begin > 0 && !is_left_out) kept += line.substr(line.find(','));
        begin = end;
    }
    return kept;
}

void expect_harmless(const std::string& csv, std::uint32_t rows, std::size_t entries) {
    Counter counter;
    const Admission first = counter.hand_in(csv);
    EXPECT_TRUE(first.refusals.empty()) << said(first);
    EXPECT_EQ(first.accepted_rows, rows);
    EXPECT_EQ(first.entries.size(), entries);
    for (const std::string_view later : {"2012-07-05T09:00", "2012-07-05T17:00", "2012-07-06T09:00", "2013-01-10T09:00"}) {
        const Admission again = counter.hand_in(csv, later);
        EXPECT_TRUE(again.refusals.empty()) << later << said(again);
        EXPECT_TRUE(again.entries.empty()) << later;
        EXPECT_EQ(again.accepted_rows, 0U) << later;
        EXPECT_EQ(again.repeated_rows, rows) << later;
    }
    EXPECT_EQ(counter.records().size(), entries);
}

TEST(Again, TheSameFileTwiceAppendsNothing) { expect_harmless(kYear, kRows, kEntries); }

TEST(Again, TheSameRowsWithoutKeysAppendNothing) { expect_harmless(without_keys(kYear), kRows - 3, kEntries - 3); }

TEST(Again, ARowTwiceInOneFileIsTakenOnce) {
    for (const std::string key : {"a", ""}) {
        const std::string row = key + ",140000,演练,2012-Q1,3\n";
        const Admission admission = Counter().show("编号,单位,指标,期间,数值\n" + row + row);
        EXPECT_EQ(admission.accepted_rows, 1U);
        EXPECT_EQ(admission.repeated_rows, 1U);
        EXPECT_EQ(admission.entries.size(), 1U);
    }
}

TEST(Again, AKeyForSomethingElseIsRefusedInWhateverColumnItDiffers) {
    Counter counter;
    const std::string head = "编号,单位,指标,期间,日期,数值,原因,佐证\n";
    EXPECT_EQ(counter.hand_in(head + "a,140000,演练,2012-Q1,,3,,\n").accepted_rows, 1U);
    for (const std::string row : {"a,320000,演练,2012-Q1,,3,,", "a,140000,投资,2012-01,,3,,"})
        EXPECT_EQ(codes_of(counter.show(head + row + "\n")), std::vector{Code::key_of_another}) << row;
    for (const std::string row :
         {"a,140000,演练,2012-Q2,,3,,", "a,140000,演练,2012-Q1,2012-04-05,3,,", "a,140000,演练,2012-Q1,,4,,",
          "a,140000,演练,2012-Q1,,3,补报,", "a,140000,演练,2012-Q1,,3,,照片"}) {
        EXPECT_EQ(codes_of(counter.show(head + row + "\n")), std::vector{Code::key_in_use}) << row;
    }
    EXPECT_EQ(counter.show(head + "a,山西省,演练,一季度,,３次,,\n").repeated_rows, 1U);
}

TEST(Again, FormatsAreEqual) {
    Counter counter;
    EXPECT_EQ(counter.hand_in("编号,单位,指标,期间,数值\na,140000,演练,2012-Q1,2.50\n").accepted_rows, 1U);
    EXPECT_EQ(counter.show(R"([{"key": "a", "unit": "140000", "indicator": "演练", "period": "2012-Q1", "value": 2.50}])")
                  .repeated_rows,
              1U);
}

TEST(Again, AReadingIsNeverEffectiveAfterTheReceipt) {
    for (const std::string_view received : {"2012-01-01T00:00", "2012-03-31T23:59", "2012-07-05T09:00", "2013-02-01T12:00"}) {
        Counter counter;
        std::string csv = "单位,指标,期间,日期,数值\n";
        for (const std::string period : {"", "2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4", "2012"}) {
            for (const std::string date : {"", "2012-01-01", "2012-01-01 00:00", "2012-03-31", "2012-07-05", "2012-07-05 09:01",
                                           "2013-01-15", "2013-02-01", "2013-03-01"}) {
                for (const std::string indicator : {"演练", "会议", "人员", "评估分"})
                    csv += "140000," + indicator + "," + period + "," + date + ",3\n";
            }
        }
        const Admission admission = counter.show(csv, received);
        EXPECT_GT(admission.accepted_rows, 0U);
        for (const log::Entry& entry : admission.entries)
            EXPECT_LE(entry.effective, moment(received)) << entry.indicator << " " << entry.period;
    }
}

struct Mended {
    std::string name;
    std::string bytes;
    std::vector<std::pair<std::string, std::string>> mends;
    std::uint32_t rows = 0;  // accepted once mended
};

const std::vector<Mended> kMended = {
    {"CSV",
     "编号,单位,指标,期间,数值,备注\n"
     "a,140000,演练,2012-Q1,3,\n"
     "b,140000,演练,2012-Q2,三次,\"甲,乙\"\n"
     "c,火星,演练,2012-Q1,3,\"说\"\"有\"\"\"\n",
     {{"三次", "3次"}, {"火星", "320000"}},
     2},
    {"CSV with semicolons", "编号;单位;指标;期间;数值\nb;140000;演练;2012-Q2;1,23\n", {{"\"1,23\"", "123"}}, 1},
    {"CSV with rows out of shape",
     "编号,单位,指标,期间,数值\nb,140000,演练,2012-Q1\nc,320000,演练,2012-Q1,1,234\nd,370000,演练,2012-Q1,\"2\"次\n",
     {{"b,140000,演练,2012-Q1", "b,140000,演练,2012-Q1,4"}, {"1,234", "\"1,234\""}, {"\"2\"次", "2"}},
     3},
    {"JSON",
     R"([{"key": "a", "unit": "140000", "indicator": "演练", "period": "2012-Q1", "value": 2.50},
                 {"key": "b", "unit": "火星", "indicator": "演练", "period": "2012-Q1", "value": 2.50},
                 {"key": "c", "unit": {"code": 140000}, "indicator": "演练", "period": "2012-Q2", "value": 1}]
)",
     {{"\"火星\"", "\"320000\""}, {R"({"code":140000})", "\"140000\""}},
     2},
    {"JSON Lines",
     "{\"key\": \"a\", \"unit\": \"140000\", \"indicator\": \"演练\", \"period\": \"2012-Q1\", \"value\": 2.50}\n"
     "{\"key\": \"b\", \"unit\": \"320000\", \"indicator\": \"演练\", \"period\": \"2012-Q1\", \"value\": \n"
     "{\"key\": \"c\", \"unit\": \"370000\", \"indicator\": \"演练\", \"period\": \"春季\", \"value\": 1}\n",
     {{"\"value\":\n", "\"value\": 7}\n"}, {"春季", "一季度"}},
     2},
};

/// The refusals, and the file that says so in the language.
std::pair<std::vector<Code>, std::string> refusals_of(const Counter& counter, const std::string& bytes, Language language) {
    text::Sink sink;
    const auto batch = read_batch(bytes, "refused", sink);
    if (!batch) return {{}, tests::file_with_findings(bytes, sink)};
    const auto admission = admit(*batch, counter.context());
    if (!admission) return {};
    return {codes_of(*admission), refusals_file(*batch, admission->refusals, language)};
}

TEST(Again, ARefusalsFileMendedIsAcceptedAndUnmendedIsRefusedWithTheSameReasons) {
    for (const Mended& file : kMended) {
        for (const Language language : {Language::zh, Language::en}) {
            const Counter counter;
            const auto [codes, refused] = refusals_of(counter, file.bytes, language);
            EXPECT_EQ(codes.size(), file.rows) << file.name;
            const auto [codes_again, refused_again] = refusals_of(counter, refused, language);
            EXPECT_EQ(codes_again, codes) << file.name << "\n" << refused << "\n" << refused_again;

            std::string mended = refused;
            for (const auto& [wrong, right] : file.mends) {
                const std::size_t at = mended.rfind(wrong);
                ASSERT_NE(at, std::string::npos) << file.name << "\n" << refused;
                mended.replace(at, wrong.size(), right);
            }
            const Admission admission = counter.show(mended);
            EXPECT_TRUE(admission.refusals.empty()) << file.name << "\n" << mended << said(admission);
            EXPECT_EQ(admission.accepted_rows, file.rows) << file.name;
        }
    }
}

TEST(Again, WhatWasNoRowKeepsItsBytesAndComesBackAsTheSameRefusal) {
    const std::string large(kMostRowBytes, 'x');
    const std::string words = "\"a text that is no object and goes on for more than forty bytes\"";
    const std::vector<std::pair<std::string, std::vector<std::string>>> files = {
        {"[[1, {\"a\": [\"b\"]}], " + words + ", null, 2.50]", {R"([1,{\"a\":[\"b\"]}])", "for more than forty bytes", "2.50"}},
        {"[{\"unit\": \"" + large + "\"}, {\"unit\": \"1\", \"reason\": \"補\"}]", {large}},
        {"{\"unit\": \"火星\", \"reason\": \"補\"}\n[1]\n" + words + "\nhello\n{\"unit\": \"" + large + "\"}\n",
         {"hello", large}},
    };
    for (const auto& [bytes, kept] : files) {
        const Counter counter;
        const auto [codes, refused] = refusals_of(counter, bytes, Language::zh);
        const auto [codes_again, refused_again] = refusals_of(counter, refused, Language::zh);
        EXPECT_EQ(codes_again, codes);
        EXPECT_TRUE(refused_again == refused) << refused.substr(0, 999) << refused_again.substr(0, 999);
        for (const std::string& text : kept)
            EXPECT_NE(refused.find(text), std::string::npos) << text.substr(0, 99);
    }
}

TEST(Again, ARefusalsFileReadsAsInItsGoldenFile) {
    std::string all;
    for (const Mended& file : kMended) {
        all += "## " + file.name + "\n" + file.bytes + "----\n";
        for (const Language language : {Language::zh, Language::en})
            all += refusals_of(Counter(), file.bytes, language).second + "----\n";
        all += "\n";
    }
    tests::expect_golden("diagnostics/report/refusals.txt", all);
}

TEST(Again, ALogThatCannotBeReadFailsTheWholeHandIn) {
    class Unreadable final : public log::Log {
    public:
        [[nodiscard]] text::Result<log::Head> head() const override { return why(); }
        [[nodiscard]] text::Outcome read(std::optional<value::Instant>,
                                         const std::function<void(const log::Record&)>&) const override {
            return why();
        }
        [[nodiscard]] text::Result<std::optional<log::Record>> find(std::string_view) const override { return why(); }
        [[nodiscard]] text::Result<std::optional<std::string>> artifact(std::string_view) const override { return why(); }
        [[nodiscard]] text::Result<log::Verdict> verify() const override { return why(); }

    protected:
        [[nodiscard]] text::Result<log::Head> write(std::span<const log::Artifact>, std::span<const log::Entry>, value::Instant,
                                                    IfLater) override {
            return why();
        }

    private:
        static text::Diagnostic why() { return text::diagnose(Code::log_busy); }
    };
    const Counter counter;
    const Unreadable log;
    text::Sink sink;
    const auto batch = read_batch("单位,指标,期间,数值\n140000,演练,2012-Q1,3\n", "报.csv", sink);
    const DoorContext readable = counter.context();
    const auto admission = admit(*batch, {readable.plan, readable.units, readable.calendar, log, readable.received_at});
    ASSERT_FALSE(admission);
    EXPECT_EQ(admission.failure().code, Code::log_busy);
}

}  // namespace
}  // namespace duban::report
