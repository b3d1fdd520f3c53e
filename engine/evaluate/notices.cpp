#include "engine/evaluate/notices.hpp"

#include <algorithm>
#include <tuple>

namespace duban::evaluate {

namespace {

/// The day from which it is overdue by so many days, working days, weeks or months.
std::optional<value::Date> day_reached(const plan::Rung& rung, value::Date due, const calendar::Calendar& calendar) {
    const std::int32_t n = rung.delay->count;
    const std::int32_t more = rung.beyond ? 1 : 0;
    switch (rung.delay->unit) {
        case value::TimeUnit::working_day: return calendar.add_working_days(due, n + more);
        case value::TimeUnit::week: return value::add_days(due, 7 * n + more);
        case value::TimeUnit::month: return value::add_days(value::add_months(due, n), more);
        default: return value::add_days(due, n + more);
    }
}

/// So many working days are never fewer days.
value::Instant at_least_reached(const plan::Rung& rung, value::Instant due) {
    return value::first_minute(value::add_days(value::date_of(due), rung.delay->count + (rung.beyond ? 1 : 0)));
}

bool is_overdue(const Block& block, std::size_t row) {
    const Status status = block.status[row];
    return (status == Status::overdue || status == Status::unreported_overdue) && !plan::is_soft(block.modality);
}

/// Whom a rung tells of a row that the unit holds; nobody above the top.
void add_told(const World& world, const plan::Rung& rung, units::UnitIndex holder, const Notice& notice,
              std::vector<Notice>& into) {
    std::vector<units::UnitIndex> told;
    const auto add = [&](std::optional<units::UnitIndex> unit) {
        const bool is_there = unit && world.units.is_office(*unit);
        if (is_there && std::find(told.begin(), told.end(), *unit) == told.end()) told.push_back(*unit);
    };
    if (rung.superior) add(world.units.superior(holder));
    for (const units::LevelIndex level : rung.levels)
        add(world.units.ancestor_at(holder, level));
    for (const units::UnitIndex unit : told) {
        into.push_back(notice);
        into.back().to = unit;
    }
    for (const std::string& person : rung.persons) {
        into.push_back(notice);
        into.back().to = holder;
        into.back().person = person;
    }
}

}  // namespace

std::optional<value::Instant> reached(const plan::Rung& rung, value::Instant due, const calendar::Calendar& calendar) {
    const value::Instant overdue{due.minutes + 1};
    if (!rung.delay) return overdue;
    const std::int64_t more = rung.beyond ? 1 : 0;
    switch (rung.delay->unit) {
        case value::TimeUnit::minute: return value::Instant{std::max(overdue.minutes, due.minutes + rung.delay->count + more)};
        case value::TimeUnit::hour:
            return value::Instant{std::max(overdue.minutes, due.minutes + std::int64_t{rung.delay->count} * 60 + more)};
        default: break;
    }
    const auto day = day_reached(rung, value::date_of(due), calendar);
    if (!day) return std::nullopt;
    return std::max(overdue, value::first_minute(*day));
}

std::vector<Notice> notices(const World& world, const Board& board) {
    std::vector<Notice> found;
    for (std::uint32_t b = 0; b < board.blocks.size(); ++b) {
        const Block& block = board.blocks[b];
        const std::vector<plan::Rung>& ladder = world.plan.tasks[block.task].ladder;
        for (std::size_t row = 0; row < block.size() && !ladder.empty(); ++row) {
            if (!is_overdue(block, row)) continue;
            for (std::uint32_t rung = 0; rung < ladder.size(); ++rung) {
                const auto since = reached(ladder[rung], block.due[row], world.calendar);
                if (since.value_or(at_least_reached(ladder[rung], block.due[row])) > board.as_of) continue;
                add_told(world, ladder[rung], block.holder[row], {b, row, rung, since, {}, {}}, found);
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Notice& a, const Notice& b) {
        return std::tie(a.to, a.person, a.since) < std::tie(b.to, b.person, b.since);
    });
    return found;
}

}  // namespace duban::evaluate
