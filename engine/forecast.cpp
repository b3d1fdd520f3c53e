#include "engine/engine.hpp"
#include "engine/evaluate/edges.hpp"
#include "engine/same.hpp"
#include "engine/status_json.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace duban::engine {

namespace {

using evaluate::Block;
using evaluate::Board;

/// When records take effect, and the days that they name: of a waiver its last, of a window its stretch.
text::Outcome add_records(const log::Log& log, value::Instant known_at, std::set<value::Instant>& edges) {
    return log.read(known_at, [&](const log::Record& record) {
        edges.insert(record.entry.effective);
        const std::string& said = record.entry.value;
        const std::size_t slash = said.find('/');
        for (const std::string& part : {said.substr(0, slash), slash == std::string::npos ? said : said.substr(slash + 1)}) {
            if (const auto date = value::parse_date(part)) evaluate::add_day(*date, edges);
        }
    });
}

/// The rows that have not changed yet, in the order of the board that is looked at.
class Waiting {
public:
    Waiting(const Opened& opened, const Look& now, const Filter& filter) : opened_(opened), now_(now) {
        for (const Row& row : rows(opened, now.board, filter))
            open_.push_back(row);
    }

    [[nodiscard]] bool empty() const { return open_.empty(); }

    /// Those that read otherwise on the later board.
    void turn(const Look& later, std::vector<Turn>& turns) {
        std::map<Same, Row> places;
        if (!is_aligned(later.board)) {
            for (const Row& row : rows(opened_, later.board, {}))
                places.emplace(same({opened_, later}, row), row);
        }
        std::erase_if(open_, [&](const Row& row) {
            std::optional<Row> then = row;
            if (!places.empty()) {
                const auto found = places.find(same({opened_, now_}, row));
                then = found == places.end() ? std::nullopt : std::optional(found->second);
            }
            if (then && reads_alike(row, later.board, *then)) return false;
            Turn turn{row, later.board.as_of, !then, {}, {}, 0};
            if (then) {
                const Block& block = later.board.blocks[then->block];
                turn.status = block.status[then->row];
                turn.timeliness = block.timeliness[then->row];
                turn.light = block.light[then->row];
            }
            turns.push_back(turn);
            return true;
        });
    }

private:
    /// Whether every row is at the same place on both.
    [[nodiscard]] bool is_aligned(const Board& later) const {
        const auto alike = [](const Block& a, const Block& b) {
            const auto same_slot = [](const evaluate::SlotName& x, const evaluate::SlotName& y) { return x.label == y.label; };
            return a.unit == b.unit && a.slot == b.slot &&
                   std::equal(a.slots.begin(), a.slots.end(), b.slots.begin(), b.slots.end(), same_slot);
        };
        return std::equal(now_.board.blocks.begin(), now_.board.blocks.end(), later.blocks.begin(), later.blocks.end(), alike);
    }
    [[nodiscard]] bool reads_alike(const Row& row, const Board& later, const Row& then) const {
        const Block& a = now_.board.blocks[row.block];
        const Block& b = later.blocks[then.block];
        return a.status[row.row] == b.status[then.row] && a.timeliness[row.row] == b.timeliness[then.row] &&
               a.light[row.row] == b.light[then.row];
    }

    const Opened& opened_;
    const Look& now_;
    std::vector<Row> open_;
};

void reading_members(json::Writer& out, const Opened& opened, evaluate::Status status, evaluate::Timeliness timeliness,
                     std::uint8_t light) {
    out.begin_object().member("status", evaluate::name(status)).member("timeliness", evaluate::name(timeliness)).key("light");
    if (light < opened.plan.lights.size()) {
        out.text(evaluate::name(opened.plan.lights[light]));
    } else {
        out.null();
    }
    out.end_object();
}

}  // namespace

text::Result<std::vector<Turn>> forecast(const Opened& opened, const log::Log& log, const Look& look_now, const Filter& filter,
                                         std::optional<value::Instant> until) {
    const value::Instant known_at = look_now.receipt.known_at;
    const auto copy = log::copied(log, known_at);
    if (!copy) return copy.failure();
    std::set<value::Instant> edges;
    if (const auto read = add_records(**copy, known_at, edges); !read) return read.failure();
    evaluate::add_edges(opened.world(), look_now.board, edges);
    Waiting waiting(opened, look_now, filter);
    std::vector<Turn> turns;
    while (!edges.empty() && !waiting.empty()) {
        const value::Instant at = *edges.begin();
        if (until && at > *until) break;
        const auto later = look(opened, **copy, at, known_at);
        if (!later) return later.failure();
        waiting.turn(*later, turns);
        evaluate::add_edges(opened.world(), later->board, edges);
    }
    const auto rank = [&](const Turn& turn) {
        const Block& block = look_now.board.blocks[turn.row.block];
        return std::make_tuple(turn.at, block.unit[turn.row.row], opened.plan.newest(block.task));
    };
    std::stable_sort(turns.begin(), turns.end(), [&](const Turn& a, const Turn& b) { return rank(a) < rank(b); });
    return turns;
}

std::string turn_line(const Opened& opened, const Board& board, const Turn& turn) {
    const Block& block = board.blocks[turn.row.block];
    const std::size_t row = turn.row.row;
    json::Writer out(json::Layout::one_line);
    out.begin_object().member("at", value::to_string(turn.at)).member("task", opened.plan.tasks[block.task].id);
    out.member("unit", opened.units.code(block.unit[row])).member("slot", block.slots[block.slot[row]].label);
    out.member("modality", evaluate::name(block.modality)).key("now");
    reading_members(out, opened, block.status[row], block.timeliness[row], block.light[row]);
    out.key("then");
    if (turn.is_gone) {
        out.null();
    } else {
        reading_members(out, opened, turn.status, turn.timeliness, turn.light);
    }
    out.end_object();
    return out.take();
}

}  // namespace duban::engine
