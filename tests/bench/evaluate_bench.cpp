// What does an obligation cost, and what does the same cost a hand-written loop? Prints both, and their ratio, by scale.
//
//   build/bench/bin/evaluate_bench
//
// The workload: one flow of a return a quarter, at least one in each quarter, for every office of the levels named; one unit in
// ten is silent. The floor reads the same figures from packed columns and counts by unit over subtrees.
#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/rollup.hpp"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace {

using namespace duban;
using Clock = std::chrono::steady_clock;

std::string file_text(const char* path) {
    std::ifstream file(std::string(DUBAN_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

plan::Plan plan_for(const units::Tree& units, std::size_t deepest) {
    plan::Plan plan;
    plan.levels = {"国家", "省", "地市", "县", "乡镇"};
    plan.year = {value::date_of(2012, 1, 1).value(), value::date_of(2012, 12, 31).value()};
    plan::Indicator flow;
    flow.name = "曝光";
    flow.kind = plan::IndicatorKind::flow;
    flow.rhythm = plan::Rhythm{{1, value::TimeUnit::quarter}, false};
    plan.indicators.push_back(flow);
    plan::Task task;
    task.id = "1";
    task.slots = plan::SlotRule::recurring;
    task.rhythm = flow.rhythm;
    for (std::uint32_t u = 0; u < units.size(); ++u) {
        const units::UnitIndex unit{u};
        if (at(units.level(unit)) <= deepest && units.is_office(unit)) task.lead.units.push_back(unit);
    }
    plan::Node reading;
    reading.kind = plan::Node::Kind::reading;
    reading.indicator = 0;
    plan::Node target;
    target.number = value::Decimal::of(1);
    plan::Node compare;
    compare.kind = plan::Node::Kind::compare;
    compare.operands = {0, 1};
    plan::Goal goal;
    goal.criterion.nodes = {reading, target, compare};
    task.goals.push_back(goal);
    plan.order.push_back(0);
    plan.tasks.push_back(task);
    return plan;
}

bool is_silent(std::uint32_t unit, std::uint32_t quarter) { return (unit * 2654435761U + quarter * 40503U) % 10 == 0; }

struct Figures {
    std::size_t obligations = 0;
    double engine_seconds = 0;
    double fold_seconds = 0;
    double floor_seconds = 0;
};

Figures measure(const units::Tree& units, const calendar::Calendar& calendar, std::size_t deepest) {
    const plan::Plan plan = plan_for(units, deepest);
    const value::Instant as_of = value::last_minute(value::date_of(2013, 1, 1).value());
    std::vector<log::Record> records;
    for (const units::UnitIndex unit : plan.tasks[0].lead.units) {
        for (std::uint32_t quarter = 1; quarter <= 4; ++quarter) {
            if (is_silent(at(unit), quarter)) continue;
            log::Record record;
            record.number = static_cast<std::int64_t>(records.size() + 1);
            record.entry.key = std::to_string(record.number);
            record.entry.unit = record.entry.by = units.code(unit);
            record.entry.indicator = "曝光";
            record.entry.period = "2012-Q" + std::to_string(quarter);
            record.entry.effective = value::last_minute(value::month_end(2012, static_cast<std::int32_t>(quarter) * 3));
            record.entry.value = "1";
            records.push_back(std::move(record));
        }
    }
    Figures figures;
    auto start = Clock::now();
    evaluate::Facts facts(plan, units, calendar.offset_minutes());
    for (const log::Record& record : records)
        facts.take(record);
    facts.seal(as_of);
    figures.fold_seconds = seconds_since(start);

    start = Clock::now();
    const auto board = evaluate::evaluate({plan, units, calendar}, facts, as_of);
    const evaluate::Rollup rollup(*board, units);
    figures.engine_seconds = seconds_since(start);
    figures.obligations = board->size();

    // The floor: a column of values and one of presence; done where present and at least one.
    const std::size_t rows = figures.obligations;
    std::vector<std::int64_t> values(rows);
    std::vector<std::uint8_t> present(rows);
    std::size_t row = 0;
    for (const units::UnitIndex unit : plan.tasks[0].lead.units) {
        for (std::uint32_t quarter = 1; quarter <= 4; ++quarter, ++row) {
            present[row] = is_silent(at(unit), quarter) ? 0 : 1;
            values[row] = present[row] != 0 ? value::Decimal::kOne : 0;
        }
    }
    start = Clock::now();
    std::vector<std::int64_t> done(units.size() + 1);
    row = 0;
    for (const units::UnitIndex unit : plan.tasks[0].lead.units) {
        std::int64_t count = 0;
        for (std::uint32_t quarter = 0; quarter < 4; ++quarter, ++row) {
            count += static_cast<std::int64_t>(present[row] & (values[row] >= value::Decimal::kOne ? 1U : 0U));
        }
        done[at(unit) + 1] = count;
    }
    for (std::size_t u = 0; u < units.size(); ++u)
        done[u + 1] += done[u];
    figures.floor_seconds = seconds_since(start);
    if (done.back() != rollup.below(units, units::UnitIndex{0}).done) std::printf("the floor and the engine differ\n");
    return figures;
}

}  // namespace

int main() {
    text::Sink sink;
    const std::vector<std::string> levels{"国家", "省", "地市", "县", "乡镇"};
    const auto units = units::read_units(file_text("plans/china/units.csv"), "units.csv", levels, sink);
    const auto calendar = calendar::read_calendar(file_text("plans/china/calendar.json"), "calendar.json", sink);
    if (!units || !calendar) {
        std::printf("the data of plans/china cannot be read\n");
        return 1;
    }
    std::printf("%-22s %12s %14s %14s %12s %8s\n", "scale", "obligations", "fold ns each", "judge ns each", "floor ns",
                "ratio");
    const char* const names[] = {"nation", "to provinces", "to prefectures", "to counties", "to townships"};
    for (std::size_t deepest = 1; deepest < levels.size(); ++deepest) {
        const Figures figures = measure(*units, *calendar, deepest);
        const double n = static_cast<double>(figures.obligations);
        std::printf("%-22s %12zu %14.0f %14.0f %12.2f %8.0f\n", names[deepest], figures.obligations,
                    figures.fold_seconds / n * 1e9, figures.engine_seconds / n * 1e9, figures.floor_seconds / n * 1e9,
                    figures.engine_seconds / figures.floor_seconds);
    }
    return 0;
}
