// Does an obligation cost the same in a small plan and in a large one? Prints one table, a line a scale.
//
//   build/bench/bin/scale_bench
//
// The workload: scale.duban over the units of plans/china, cut below a level; for each office a reading of every indicator for
// each period of its rhythm, one in ten left out; proofs, verifications and a case for one office in ten. The records are in
// memory: what is timed is the fold into facts, the judging of all obligations, and the roll-up, in nanoseconds of the
// processor for each obligation. Each scale is repeated, and the least counts. Bytes are what facts and board hold at the end.
#include "engine/engine.hpp"
#include "engine/evaluate/rollup.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

namespace {

using namespace duban;
constexpr const char* kLevels[] = {"国家", "省", "地市", "县", "乡镇"};

std::string file_text(const std::string& path) {
    std::ifstream file(std::string(DUBAN_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The units down to a level: a line of units.csv is code,name,level,...
std::string cut(const std::string& units, std::size_t deepest) {
    std::istringstream lines(units);
    std::string kept;
    for (std::string line; std::getline(lines, line);) {
        bool below = false;
        for (std::size_t level = deepest + 1; level < std::size(kLevels); ++level)
            below |= line.find(std::string(",") + kLevels[level] + ",") != std::string::npos;
        if (!below) kept += line + "\n";
    }
    return kept;
}

class Files : public engine::Loader {
public:
    explicit Files(std::size_t deepest) : units_(cut(file_text("plans/china/units.csv"), deepest)) {}
    text::Result<std::string> load(const std::string& path) const override {
        if (path.ends_with("units.csv")) return units_;
        return file_text(path.ends_with("calendar.json") ? "plans/china/calendar.json" : "tests/bench/scale.duban");
    }

private:
    std::string units_;
};

bool left_out(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    return ((a * 2654435761U) ^ (b * 40503U) ^ (c * 97U)) % 10 == 0;
}

std::string value_of(const plan::Indicator& indicator) {
    using enum plan::IndicatorKind;
    switch (indicator.kind) {
        case stages:
        case one_of:
        case document: return indicator.members.back();
        case set: return indicator.members[0] + "、" + indicator.members[1] + "、" + indicator.members[2];
        case flow:
        case stock:
        case yes_no:
        case ratio:
        case date:
        case time:
        case text: break;
    }
    return "1";
}

class Year {
public:
    explicit Year(const engine::Opened& opened) : opened_(opened) {
        for (std::uint32_t u = 0; u < opened.units.size(); ++u) {
            if (opened.units.is_office(units::UnitIndex{u})) tell(units::UnitIndex{u});
        }
    }
    std::vector<log::Record> records;

private:
    log::Entry& add(log::Kind kind, units::UnitIndex unit, value::Date day) {
        log::Record& record = records.emplace_back();
        record.number = static_cast<std::int64_t>(records.size());
        record.entry.kind = kind;
        record.entry.key = "k" + std::to_string(record.number);
        record.entry.unit = record.entry.by = opened_.units.code(unit);
        record.entry.effective = value::last_minute(day);
        return record.entry;
    }

    void tell(units::UnitIndex unit) {
        const plan::Plan& plan = opened_.plan;
        for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
            const plan::Indicator& indicator = plan.indicators[i];
            if (indicator.event != plan::kNone) continue;
            const auto slots = calendar::slots_of(
                plan.year, indicator.rhythm ? indicator.rhythm->every : value::Duration{1, value::TimeUnit::half_year});
            for (std::size_t s = 0; s < slots.size(); ++s) {
                if (left_out(at(unit), i, s)) continue;
                log::Entry& entry = add(log::Kind::reading, unit, slots[s].days.last);
                entry.indicator = indicator.name;
                entry.period = slots[s].label;
                if (indicator.kind == plan::IndicatorKind::ratio) {
                    entry.numerator = "96";
                    entry.denominator = "100";
                } else {
                    entry.value = value_of(indicator);
                }
                if (i == 0) entry.evidence = "演练记录=" + entry.key;
            }
        }
        if (at(unit) != 0 && !left_out(at(unit), 77, 0)) {
            log::Entry& entry = add(log::Kind::verify, unit, plan.year.last);
            entry.task = "1";
            entry.by = opened_.units.code(*opened_.units.superior(unit));
        }
        if (left_out(at(unit), 99, 0)) tell_case(unit);
    }

    void tell_case(units::UnitIndex unit) {
        const value::Date day = value::add_days(opened_.plan.year.first, static_cast<std::int32_t>(at(unit) % 300));
        const std::string code = "X" + opened_.units.code(unit);
        log::Entry& incident = add(log::Kind::incident, unit, day);
        incident.indicator = "险情";
        incident.case_id = code;
        const char* const told[][2] = {{"等级", "较大"}, {"已处理", "1"}};
        for (const auto& [field, said] : told) {
            log::Entry& entry = add(log::Kind::reading, unit, value::add_days(day, 5));
            entry.indicator = field;
            entry.case_id = code;
            entry.value = said;
        }
    }

    const engine::Opened& opened_;
};

struct Figures {
    double fold = 1e9;
    double judge = 1e9;
    double roll_up = 1e9;
    std::size_t obligations = 0;
    std::size_t bytes = 0;
};

double seconds_since(std::clock_t start) { return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }

void run(const engine::Opened& opened, const std::vector<log::Record>& records, Figures& figures) {
    const value::Instant as_of = value::last_minute(value::date_of(2013, 1, 31).value());
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    auto start = std::clock();
    evaluate::Facts facts(opened.plan, opened.units, opened.calendar.offset_minutes());
    for (const log::Record& record : records)
        facts.take(record);
    facts.seal(as_of);
    figures.fold = std::min(figures.fold, seconds_since(start));
    start = std::clock();
    const auto board = evaluate::evaluate(opened.world(), facts, as_of);
    figures.judge = std::min(figures.judge, seconds_since(start));
    start = std::clock();
    const evaluate::Rollup rollup(*board, opened.units);
    figures.roll_up = std::min(figures.roll_up, seconds_since(start));
    figures.obligations = board->size();
    figures.bytes = mallinfo2().uordblks + mallinfo2().hblkhd - before;
}

}  // namespace

int main() {
    std::printf("%-14s %8s %12s %10s | %6s %6s %8s %8s %6s | %6s\n", "down to", "offices", "obligations", "records", "fold",
                "judge", "roll-up", "ns each", "ratio", "bytes");
    const char* const names[] = {"provinces", "prefectures", "counties", "townships"};
    double smallest = 0;
    for (std::size_t deepest = 1; deepest < std::size(kLevels); ++deepest) {
        const engine::Opening opening = engine::open(Files(deepest), "scale.duban");
        if (!opening.opened) {
            std::printf("tests/bench/scale.duban has errors; build/release/bin/duban check says which\n");
            return 1;
        }
        const Year year(*opening.opened);
        Figures figures;
        const std::size_t times = std::max<std::size_t>(7, 1'000'000 / year.records.size());
        for (std::size_t i = 0; i < times; ++i)
            run(*opening.opened, year.records, figures);
        const double n = static_cast<double>(figures.obligations);
        const double all = (figures.fold + figures.judge + figures.roll_up) / n * 1e9;
        if (smallest == 0) smallest = all;
        std::printf("%-14s %8u %12zu %10zu | %6.0f %6.0f %8.0f %8.0f %6.2f | %6.0f\n", names[deepest - 1],
                    opening.opened->units.size(), figures.obligations, year.records.size(), figures.fold / n * 1e9,
                    figures.judge / n * 1e9, figures.roll_up / n * 1e9, all, all / smallest,
                    static_cast<double>(figures.bytes) / n);
    }
    return 0;
}
