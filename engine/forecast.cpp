#include "engine/engine.hpp"
#include "engine/evaluate/edges.hpp"
#include "engine/status_json.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace duban::engine {

namespace {

using evaluate::Block;
using evaluate::Board;

/// What the log tells of the time to come: when its records take effect, the days that they name, of a waiver its last, of a
/// window its stretch; whose rows are handed to a unit.
class Told {
public:
    text::Outcome read(const Opened& opened, const log::Log& log, value::Instant known_at) {
        return log.read(known_at, [&](const log::Record& record) {
            edges.insert(record.entry.effective);
            const std::string& said = record.entry.value;
            const std::size_t slash = said.find('/');
            for (const std::string& part :
                 {said.substr(0, slash), slash == std::string::npos ? said : said.substr(slash + 1)}) {
                if (const auto date = value::parse_date(part)) evaluate::add_day(*date, edges);
            }
            if (record.entry.kind != log::Kind::transfer) return;
            const auto from = opened.units.find(record.entry.unit);
            const auto to = opened.units.find(said);
            if (from && to) transfers.emplace_back(*from, *to);
        });
    }
    /// Whose rows the unit may ever hold: its own, those of units that it inherits, and those handed to any of them.
    [[nodiscard]] std::vector<units::UnitIndex> may_come_to(const units::Tree& units, units::UnitIndex unit) const {
        std::set<units::UnitIndex> all{unit};
        for (const units::UnitIndex left : units.inherited(unit, evaluate::kNever))
            all.insert(left);
        const std::set<units::UnitIndex> holders = all;
        for (const auto& [from, to] : transfers) {
            if (holders.contains(to)) all.insert(from);
        }
        return {all.begin(), all.end()};
    }

    std::set<value::Instant> edges;
    std::vector<std::pair<units::UnitIndex, units::UnitIndex>> transfers;
};

Reading reading(const Board& board, const Row& row) {
    const Block& block = board.blocks[row.block];
    return {block.status[row.row], block.timeliness[row.row], block.light[row.row]};
}

/// What has not turned yet.
class Waiting {
public:
    Waiting(const Opened& opened, const Look& now, const Filter& filter) : opened_(opened), now_(now), filter_(filter) {
        for (const Row& row : rows(opened, now.board, filter))
            open_.push_back(row);
        for (const Row& row : rows(opened, now.board, {}))
            seen_.insert(name(now, row));
    }

    /// Those that read otherwise on the later board, are there no more or for the first time.
    void turn(const Look& later, std::vector<Turn>& turns) {
        std::map<Name, Row> places;
        const bool aligned = is_aligned(later.board);
        if (!aligned) {
            for (const Row& row : rows(opened_, later.board, {}))
                places.emplace(name(later, row), row);
        }
        std::erase_if(open_, [&](const Row& row) {
            std::optional<Row> then = row;
            if (!aligned) {
                const auto found = places.find(name(now_, row));
                then = found == places.end() ? std::nullopt : std::optional(found->second);
            }
            const Reading now = reading(now_.board, row);
            std::optional<Reading> next;
            if (then) next = reading(later.board, *then);
            if (next == now) return false;
            turns.push_back(turn_of(now_, row, later.board.as_of));
            turns.back().now = now;
            turns.back().then = next;
            return true;
        });
        if (aligned) return;
        for (const Row& row : rows(opened_, later.board, filter_)) {
            if (!seen_.insert(name(later, row)).second) continue;
            turns.push_back(turn_of(later, row, later.board.as_of));
            turns.back().then = reading(later.board, row);
        }
    }

private:
    /// As it is told: a row that an amendment has in other days goes, and comes under their name.
    using Name = std::tuple<std::uint32_t, plan::Modality, units::UnitIndex, std::string, units::UnitIndex, std::uint32_t>;

    [[nodiscard]] Turn turn_of(const Look& on, const Row& row, value::Instant at) const {
        const Block& block = on.board.blocks[row.block];
        return {at,           block.task,  block.unit[row.row], block.slots[block.slot[row.row]].label, block.modality,
                std::nullopt, std::nullopt};
    }
    [[nodiscard]] Name name(const Look& on, const Row& row) const {
        const Block& block = on.board.blocks[row.block];
        const evaluate::SlotName& slot = block.slots[block.slot[row.row]];
        return {
            opened_.plan.newest(block.task), block.modality, block.unit[row.row], slot.label, slot.case_unit, slot.case_event};
    }
    /// Whether every row is at the same place on both.
    [[nodiscard]] bool is_aligned(const Board& later) const {
        const auto alike = [](const Block& a, const Block& b) {
            return a.unit == b.unit && a.slot == b.slot &&
                   std::equal(a.slots.begin(), a.slots.end(), b.slots.begin(), b.slots.end(), evaluate::is_same);
        };
        return std::equal(now_.board.blocks.begin(), now_.board.blocks.end(), later.blocks.begin(), later.blocks.end(), alike);
    }

    const Opened& opened_;
    const Look& now_;
    const Filter& filter_;
    std::vector<Row> open_;  // in the order of the board that is looked at
    std::set<Name> seen_;
};

/// The tasks asked about, at the units whose rows may be asked about.
evaluate::Only asked(const Opened& opened, const Told& told, const Filter& filter) {
    std::vector<std::uint32_t> tasks;
    for (std::uint32_t task = 0; task < opened.plan.tasks.size(); ++task) {
        if (filter.task == plan::kNone || opened.plan.newest(task) == opened.plan.newest(filter.task)) tasks.push_back(task);
    }
    return evaluate::only(opened.plan, opened.units, tasks,
                          filter.unit ? told.may_come_to(opened.units, *filter.unit) : std::vector<units::UnitIndex>());
}

void reading_member(json::Writer& out, const Opened& opened, std::string_view key, const std::optional<Reading>& reading) {
    out.key(key);
    if (!reading) {
        out.null();
        return;
    }
    out.begin_object().member("status", evaluate::name(reading->status));
    out.member("timeliness", evaluate::name(reading->timeliness)).key("light");
    if (reading->light < opened.plan.lights.size()) {
        out.text(evaluate::name(opened.plan.lights[reading->light]));
    } else {
        out.null();
    }
    out.end_object();
}

}  // namespace

text::Result<std::vector<Turn>> forecast(const Opened& opened, const log::Log& log, const evaluate::Receipt& receipt,
                                         const Filter& filter, std::optional<value::Instant> until) {
    const value::Instant known_at = receipt.known_at;
    const auto copy = log::copied(log, known_at);
    if (!copy) return copy.failure();
    Told told;
    if (const auto read = told.read(opened, **copy, known_at); !read) return read.failure();
    const evaluate::Only only = asked(opened, told, filter);
    const auto now = look(opened, **copy, receipt.as_of, known_at, only);
    if (!now) return now.failure();
    std::set<value::Instant>& edges = told.edges;
    evaluate::add_edges(opened.world(), now->board, edges);
    Waiting waiting(opened, *now, filter);
    auto later = look(opened, **copy, receipt.as_of, known_at, only);
    if (!later) return later.failure();
    std::vector<Turn> turns;
    while (!edges.empty()) {
        const value::Instant at = *edges.begin();
        if (until && at > *until) break;
        if (const auto moved = move_on(opened, **copy, *later, at, only); !moved) return moved.failure();
        waiting.turn(*later, turns);
        evaluate::add_edges(opened.world(), later->board, edges);
    }
    const auto rank = [&](const Turn& turn) { return std::make_tuple(turn.at, turn.unit, opened.plan.newest(turn.task)); };
    std::stable_sort(turns.begin(), turns.end(), [&](const Turn& a, const Turn& b) { return rank(a) < rank(b); });
    return turns;
}

std::string turn_line(const Opened& opened, const Turn& turn) {
    json::Writer out(json::Layout::one_line);
    out.begin_object().member("at", value::to_string(turn.at)).member("task", opened.plan.tasks[turn.task].id);
    out.member("unit", opened.units.code(turn.unit)).member("slot", turn.slot);
    out.member("modality", evaluate::name(turn.modality));
    reading_member(out, opened, "now", turn.now);
    reading_member(out, opened, "then", turn.then);
    out.end_object();
    return out.take();
}

}  // namespace duban::engine
