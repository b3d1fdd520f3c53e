// Laws that hold for any log: docs/SEMANTICS.md, §1 and §6. The worlds are drawn from fixed seeds.
#include "engine/evaluate/rollup.hpp"
#include "tests/engine/evaluate/scene.hpp"

#include <algorithm>
#include <random>

namespace duban::tests {
namespace {

/// Provinces and counties with a flow, a stock and a bounded flow; readings and acts drawn at random.
struct Drawn {
    Scene scene;
    std::vector<log::Entry> entries;
};

Drawn draw(std::uint32_t seed) {
    Drawn drawn;
    Scene& scene = drawn.scene;
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    scene.indicator("演练", plan::IndicatorKind::flow, "次", value::TimeUnit::quarter);
    scene.indicator("人员", plan::IndicatorKind::stock, "人");
    scene.indicator("事故", plan::IndicatorKind::flow, "起", value::TimeUnit::quarter);
    plan::Task& first = scene.task("a", scene.all("省"), Scene::compare(0, plan::Comparison::at_least, 2));
    first.verifier.kind = plan::Verifier::Kind::superior;
    first.evidence = {"记录"};
    scene.task("b", scene.all("县"), Scene::compare(1, plan::Comparison::at_least, 5));
    plan::Task& last = scene.task("c", scene.all("县"), Scene::compare(2, plan::Comparison::at_most, 1));
    last.slots = plan::SlotRule::recurring;
    last.rhythm = plan::Rhythm{{1, value::TimeUnit::half_year}, false};
    const char* const units[] = {"130000", "140000", "140105", "140106"};
    const char* const indicators[] = {"演练", "人员", "事故"};
    for (int i = 0; i < 40; ++i) {
        const std::string unit = units[below(4)];
        const std::string quarter = "2012-Q" + std::to_string(1 + below(4));
        const char digits[] = {
            '2', '0', '1', '2', '-', '0', static_cast<char>('1' + below(9)), '-', '1', static_cast<char>('0' + below(10)), 0};
        const std::string when = below(2) == 0 ? quarter : digits;
        log::Entry entry =
            scene.reading(unit, indicators[below(3)], when, std::to_string(below(7)), below(2) == 0 ? "记录" : "");
        if (below(6) == 0)
            entry = scene.act(below(2) == 0 ? log::Kind::verify : log::Kind::send_back, unit, "a", digits, "100000");
        if (below(12) == 0) entry.value.clear();
        entry.key = "k" + std::to_string(i);
        // Inside a cell the last to arrive stands: keep each cell to one record.
        const bool taken = std::any_of(drawn.entries.begin(), drawn.entries.end(), [&](const log::Entry& other) {
            return other.kind == entry.kind && other.unit == entry.unit && other.indicator == entry.indicator &&
                   other.period == entry.period && (!entry.period.empty() || other.effective == entry.effective);
        });
        if (!taken) drawn.entries.push_back(std::move(entry));
    }
    return drawn;
}

/// Everything of a board that people see, as text.
std::string shown(const evaluate::Board& board) {
    std::string all;
    for (const evaluate::Block& block : board.blocks) {
        for (std::size_t row = 0; row < block.size(); ++row) {
            all += std::to_string(at(block.unit[row])) + block.slots[block.slot[row]].label + " ";
            all +=
                std::string(evaluate::name(block.status[row])) + " " + std::string(evaluate::name(block.assurance[row])) + " ";
            all += std::to_string(block.low[row]) + ".." + std::to_string(block.high[row]) + " " +
                   std::to_string(block.days[row]) + " ";
            all += std::to_string(block.completed[row].minutes) + " " + std::to_string(block.reasons[row]) + "\n";
        }
    }
    return all;
}

// 1: “So records of different cells may arrive in any order”
TEST(Laws, TheOrderOfArrivalDoesNotMatter) {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        Drawn one = draw(seed);
        Drawn other = draw(seed);
        std::shuffle(other.entries.begin(), other.entries.end(), std::mt19937(seed));
        const value::Instant recorded = end_of("2013-03-01");
        for (const log::Entry& entry : one.entries)
            one.scene.tell(entry, recorded);
        for (const log::Entry& entry : other.entries)
            other.scene.tell(entry, recorded);
        for (const char* as_of : {"2012-04-15", "2012-09-30", "2013-01-01", "2013-03-01"}) {
            ASSERT_EQ(shown(one.scene.board(as_of)), shown(other.scene.board(as_of))) << "seed " << seed << " as of " << as_of;
        }
    }
}

// 1: “a record handed in twice changes nothing”
TEST(Laws, ARecordToldTwiceChangesNothing) {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        Drawn one = draw(seed);
        Drawn twice = draw(seed);
        for (const log::Entry& entry : one.entries)
            one.scene.tell(entry, end_of("2013-03-01"));
        for (const log::Entry& entry : twice.entries) {
            twice.scene.tell(entry, end_of("2013-03-01"));
            twice.scene.tell(entry, end_of("2013-03-01"));
        }
        ASSERT_EQ(shown(one.scene.board("2013-01-01")), shown(twice.scene.board("2013-01-01"))) << "seed " << seed;
    }
}

TEST(Laws, WithdrawingEveryRecordLeavesTheSilentBoard) {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        const Drawn silent = draw(seed);
        Drawn drawn = draw(seed);
        for (const log::Entry& entry : drawn.entries)
            drawn.scene.tell(entry, end_of("2013-03-01"));
        for (const log::Entry& entry : drawn.entries) {
            log::Entry withdrawal = drawn.scene.act(log::Kind::withdraw, entry.unit, "", "2013-02-01", entry.unit);
            withdrawal.corrects = entry.key;
            withdrawal.key = "w" + entry.key;
            drawn.scene.tell(withdrawal, end_of("2013-03-01"));
        }
        ASSERT_EQ(shown(silent.scene.board("2013-03-01")), shown(drawn.scene.board("2013-03-01"))) << "seed " << seed;
    }
}

TEST(Laws, NothingIsMetWithoutARecordThatSaysSo) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const evaluate::Board board = draw(seed).scene.board("2013-03-01");
        for (const evaluate::Block& block : board.blocks) {
            for (std::size_t row = 0; row < block.size(); ++row) {
                EXPECT_NE(block.verdict[row], evaluate::Verdict::met);
                EXPECT_NE(block.verdict[row], evaluate::Verdict::met_for_now);
                EXPECT_EQ(block.assurance[row], evaluate::Assurance::silent);
            }
        }
    }
}

std::string shown(const evaluate::Tally& tally) {
    std::string all = std::to_string(tally.rows);
    for (const std::int64_t rows : tally.by_status)
        all += " " + std::to_string(rows);
    for (const evaluate::Counts* counts : {&tally.counts[0], &tally.counts[1], &tally.on_time[0], &tally.on_time[1]}) {
        for (const std::int64_t rows : {counts->done, counts->not_done, counts->unknown, counts->under_way, counts->weight()})
            all += " " + std::to_string(rows);
    }
    return all;
}

// 6: “Each figure is a sum”
TEST(Laws, SumsOverAnyPartitionOfTheUnitsAreTheWholeInAnyOrder) {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        Drawn drawn = draw(seed);
        for (const log::Entry& entry : drawn.entries)
            drawn.scene.tell(entry, end_of("2013-03-01"));
        const evaluate::Board board = drawn.scene.board(seed % 2 == 0 ? "2012-09-30" : "2013-03-01");
        std::mt19937 random(seed);
        std::vector<std::uint32_t> shard_of(drawn.scene.world().units.size());
        for (std::uint32_t& shard : shard_of)
            shard = static_cast<std::uint32_t>(random() % 5);
        evaluate::Tally whole;
        std::vector<evaluate::Tally> shards(5);
        for (const evaluate::Block& block : board.blocks) {
            for (std::size_t row = 0; row < block.size(); ++row) {
                whole.add(block, row);
                shards[shard_of[at(block.unit[row])]].add(block, row);
            }
        }
        std::shuffle(shards.begin(), shards.end(), random);
        evaluate::Tally merged;
        for (const evaluate::Tally& shard : shards)
            merged.add(shard);
        ASSERT_GT(whole.rows, 0);
        ASSERT_EQ(shown(merged), shown(whole)) << "seed " << seed;
        const evaluate::Rollup rollup(board, drawn.scene.world().units);
        evaluate::Counts own;
        for (std::uint32_t unit = 0; unit < drawn.scene.world().units.size(); ++unit)
            own += rollup.own(units::UnitIndex{unit});
        const evaluate::Counts below = rollup.below(drawn.scene.world().units, units::UnitIndex{0});
        ASSERT_EQ(own.done, below.done);
        ASSERT_EQ(own.not_done, below.not_done);
        ASSERT_EQ(own.unknown, below.unknown);
        ASSERT_EQ(below.all(), whole.counts[0].all());
    }
}

TEST(Laws, AReportOutsideAUnitsSubtreeNeverChangesItsRow) {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        Drawn all = draw(seed);
        Drawn own = draw(seed);
        for (const log::Entry& entry : all.entries)
            all.scene.tell(entry, end_of("2013-03-01"));
        for (const log::Entry& entry : own.entries) {
            if (entry.unit == "140105") own.scene.tell(entry, end_of("2013-03-01"));
        }
        for (const char* slot : {"2012", "2012-H1", "2012-H2"}) {
            ASSERT_EQ(all.scene.axes("140105", "2013-02-01", slot), own.scene.axes("140105", "2013-02-01", slot))
                << "seed " << seed;
        }
    }
}

}  // namespace
}  // namespace duban::tests
