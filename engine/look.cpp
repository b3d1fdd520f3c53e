#include "engine/engine.hpp"
#include "engine/evaluate/handover.hpp"

#include <algorithm>
#include <tuple>

namespace duban::engine {

namespace {

/// The versions of a plan, the latest first, each with the facts as its names read them.
struct JudgedVersions {
    explicit JudgedVersions(const Opened& newest) {
        for (const Opened* version = &newest; version; version = version->before.get()) {
            opened.push_back(version);
            facts.emplace_back(version->plan, version->units, version->calendar.offset_minutes());
        }
    }
    std::vector<const Opened*> opened;
    std::vector<evaluate::Facts> facts;

    /// Which rows have stayed with which version by `as_of`: from the oldest amendment on, each is judged as of the end of the
    /// day before it was issued.
    text::Result<evaluate::Handover> hand_over(value::Instant as_of) {
        evaluate::Handover handover;
        for (std::size_t v = opened.size() - 1; v > 0; --v) {
            const plan::Plan& plan = opened[v - 1]->plan;
            const plan::Plan& before = opened[v]->plan;
            if (as_of < value::first_minute(*plan.issued)) {
                handover = evaluate::hand_over_nothing(plan, before, handover);
                continue;
            }
            const value::Instant eve = value::last_minute(value::add_days(*plan.issued, -1));
            facts[v].hand_over(handover);
            facts[v].seal(eve);
            const auto board = evaluate::evaluate(opened[v]->world(), facts[v], eve);
            if (!board) return board.failure();
            handover = evaluate::hand_over(plan, before, handover, *board);
        }
        return handover;
    }
};

}  // namespace

text::Result<Look> look(const Opened& opened, const log::Log& log, value::Instant as_of, value::Instant known_at,
                        const evaluate::Only& only) {
    evaluate::Receipt receipt;
    receipt.engine = std::string(kVersion);
    receipt.plan = opened.plan.hash;
    receipt.units = opened.units.hash();
    receipt.calendar = opened.calendar.hash();
    receipt.last_hash = std::string(64, '0');
    receipt.as_of = as_of;
    receipt.known_at = known_at;

    JudgedVersions versions(opened);
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
            case log::Kind::announce:
                for (evaluate::Facts& facts : versions.facts)
                    facts.take(record);
                break;
        }
    });
    if (!read) return read.failure();
    if (!same_plan) receipt.adopted_otherwise.push_back(log::words(log::Kind::plan));
    if (!same_units) receipt.adopted_otherwise.push_back(log::words(log::Kind::units));
    if (!same_calendar) receipt.adopted_otherwise.push_back(log::words(log::Kind::calendar));
    auto handover = versions.hand_over(as_of);
    if (!handover) return handover.failure();
    evaluate::Facts facts = std::move(versions.facts.front());
    facts.hand_over(std::move(*handover));
    facts.seal(as_of);
    auto board = evaluate::evaluate(opened.world(), facts, as_of, only);
    if (!board) return board.failure();
    return Look{std::move(facts), std::move(*board), std::move(receipt)};
}

text::Outcome move_on(const Opened& opened, const log::Log& log, Look& look, value::Instant as_of, const evaluate::Only& only) {
    bool is_same = as_of < look.facts.next();
    for (const Opened* version = &opened; version->before; version = version->before.get()) {
        const value::Instant issued = value::first_minute(*version->plan.issued);
        is_same = is_same && (issued <= look.receipt.as_of || as_of < issued);
    }
    if (!is_same) {
        auto again = engine::look(opened, log, as_of, look.receipt.known_at, only);
        if (!again) return again.failure();
        look = std::move(*again);
        return std::monostate{};
    }
    look.facts.move_on(as_of);
    auto board = evaluate::evaluate(opened.world(), look.facts, as_of, only);
    if (!board) return board.failure();
    look.board = std::move(*board);
    look.receipt.as_of = as_of;
    return std::monostate{};
}

std::vector<Row> rows(const Opened& opened, const evaluate::Board& board, const Filter& filter) {
    std::vector<Row> found;
    for (std::uint32_t b = 0; b < board.blocks.size(); ++b) {
        const evaluate::Block& block = board.blocks[b];
        const bool of_task =
            filter.task == plan::kNone || opened.plan.tasks[block.task].id == opened.plan.tasks[filter.task].id;
        if (!of_task) continue;
        for (std::size_t row = 0; row < block.size(); ++row) {
            if (filter.unit && block.holder[row] != *filter.unit) continue;
            if (filter.level && opened.units.level(block.holder[row]) != *filter.level) continue;
            if (!filter.slot.empty() && block.slots[block.slot[row]].label != filter.slot) continue;
            found.push_back({b, row});
        }
    }
    // Blocks are in this order already; the goals of one task are not yet among each other.
    const auto rank = [&](const Row& row) {
        const evaluate::Block& block = board.blocks[row.block];
        const std::uint32_t newest = opened.plan.newest(block.task);
        const auto slot = evaluate::place_of(opened.plan, opened.plan.tasks[block.task], block.slots[block.slot[row.row]]);
        return std::make_tuple(newest, block.unit[row.row], slot, block.goal, block.task);
    };
    std::stable_sort(found.begin(), found.end(), [&](const Row& a, const Row& b) { return rank(a) < rank(b); });
    return found;
}

}  // namespace duban::engine
