#include "engine/engine.hpp"

#include <algorithm>
#include <tuple>

namespace duban::engine {

text::Result<Look> look(const Opened& opened, const log::Log& log, value::Instant as_of, value::Instant known_at) {
    evaluate::Receipt receipt;
    receipt.engine = std::string(kVersion);
    receipt.plan = opened.plan.hash;
    receipt.units = opened.units.hash();
    receipt.calendar = opened.calendar.hash();
    receipt.last_hash = std::string(64, '0');
    receipt.as_of = as_of;
    receipt.known_at = known_at;

    evaluate::Facts facts(opened.plan, opened.units, opened.calendar.offset_minutes());
    bool same_plan = true;
    bool same_units = true;
    bool same_calendar = true;
    const auto read = log.read(known_at, [&](const log::Record& record) {
        receipt.last_record = record.number;
        receipt.last_hash = record.hash;
        switch (record.entry.kind) {
            case log::Kind::plan: same_plan = record.entry.value == receipt.plan; break;
            case log::Kind::units: same_units = record.entry.value == receipt.units; break;
            case log::Kind::calendar: same_calendar = record.entry.value == receipt.calendar; break;
            case log::Kind::reading:
            case log::Kind::withdraw:
            case log::Kind::incident:
            case log::Kind::close:
            case log::Kind::no_case:
            case log::Kind::claim:
            case log::Kind::verify:
            case log::Kind::send_back:
            case log::Kind::judge:
            case log::Kind::excuse:
            case log::Kind::waive:
            case log::Kind::extend:
            case log::Kind::transfer:
            case log::Kind::announce: facts.take(record); break;
        }
    });
    if (!read) return read.failure();
    receipt.adopted = same_plan && same_units && same_calendar;
    facts.seal(as_of);
    auto board = evaluate::evaluate(opened.world(), facts, as_of);
    if (!board) return board.failure();
    return Look{std::move(facts), std::move(*board), std::move(receipt)};
}

std::vector<Row> rows(const Opened& opened, const evaluate::Board& board, const Filter& filter) {
    std::vector<Row> found;
    for (std::uint32_t b = 0; b < board.blocks.size(); ++b) {
        const evaluate::Block& block = board.blocks[b];
        if (filter.task != plan::kNone && block.task != filter.task) continue;
        for (std::size_t row = 0; row < block.size(); ++row) {
            if (filter.unit && block.holder[row] != *filter.unit) continue;
            if (filter.level && opened.units.level(block.holder[row]) != *filter.level) continue;
            if (!filter.slot.empty() && block.slots[block.slot[row]].label != filter.slot) continue;
            found.push_back({b, row});
        }
    }
    // Blocks are in this order already; the goals of one task are not yet among each other.
    const auto rank = [&board](const Row& row) {
        const evaluate::Block& block = board.blocks[row.block];
        return std::make_tuple(block.task, block.unit[row.row], block.slot[row.row], block.goal);
    };
    std::stable_sort(found.begin(), found.end(), [&](const Row& a, const Row& b) { return rank(a) < rank(b); });
    return found;
}

}  // namespace duban::engine
