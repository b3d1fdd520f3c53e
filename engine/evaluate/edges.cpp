#include "engine/evaluate/edges.hpp"

#include "engine/evaluate/facts_data.hpp"
#include "engine/plan/light.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

constexpr std::int32_t kMonthsOfAYear = 12;
constexpr std::int32_t kLastYear = 9999;

value::Date last_day_of(std::int32_t year) { return value::month_end(year, 12); }

class Edges {
public:
    Edges(const World& world, const Board& board, std::set<value::Instant>& found)
        : plan_(world.plan),
          units_(world.units),
          board_(board),
          found_(found),
          last_(plan_.year.last),
          horizon_(std::max(value::add_months(last_, kMonthsOfAYear), last_day_of(world.calendar.last_year()))) {}

    void find() {
        of_the_plan();
        for (const Block& block : board_.blocks)
            of_rows(block);
        // After the last of them a period of every rhythm may still end: late work counts.
        const value::Date beyond = std::min(value::add_months(last_, kMonthsOfAYear), horizon_);
        for (const plan::Indicator& indicator : plan_.indicators)
            periods(indicator.rhythm, beyond);
        for (const plan::Event& event : plan_.events)
            periods(event.rhythm ? event.rhythm : std::optional(plan::Rhythm{{1, value::TimeUnit::year}}), beyond);
        for (const plan::Task& task : plan_.tasks)
            periods(task.rhythm, beyond);
        // Days of a schedule, while a row is open.
        const bool by_day = std::any_of(board_.blocks.begin(), board_.blocks.end(), [&](const Block& block) {
            const auto& schedule = plan_.tasks[block.task].schedule;
            return block.size() > 0 && schedule && schedule->kind == plan::Schedule::Kind::by_day;
        });
        const value::Date last_day = std::min(last_, horizon_);
        for (value::Date day = value::date_of(board_.as_of); by_day && day <= last_day; day = value::add_days(day, 1))
            this->day(day);
    }

private:
    void day(value::Date day) {
        if (day >= value::date_of(board_.as_of)) add_day(day, found_);
    }
    void days(const calendar::Days& days) {
        day(days.first);
        day(days.last);
        day(value::add_months(days.first, kMonthsOfAYear));  // of what is compared with last year
        last_ = std::max(last_, days.last);
    }
    void periods(const std::optional<plan::Rhythm>& rhythm, value::Date last) {
        if (!rhythm) return;
        for (const calendar::Slot& slot : calendar::slots_from(plan_.year, last, rhythm->every))
            day(slot.days.last);
    }

    void of_the_plan() {
        days(plan_.year);
        for (std::uint32_t u = 0; units_.has_lives() && u < units_.size(); ++u) {
            for (const auto& change : {units_.opened(units::UnitIndex{u}), units_.closed(units::UnitIndex{u})}) {
                if (change) day(*change);
            }
        }
        if (plan_.issued) day(*plan_.issued);
        for (const plan::Version& version : plan_.before) {
            if (version.issued) day(*version.issued);
        }
        for (const plan::Window& window : plan_.windows) {
            if (window.days) days(*window.days);
            for (const plan::WindowRow& row : window.rows)
                days(row.days);
        }
        for (const plan::Task& task : plan_.tasks) {
            if (task.from) day(*task.from);
            for (const calendar::Days& stretch : task.stretches)
                days(stretch);
            if (!task.schedule) continue;
            for (const auto& [date, share] : task.schedule->points)
                day(date);
        }
        for (const plan::Light& light : plan_.lights) {
            for (const plan::LightNode& node : light.when) {
                if (node.kind == plan::LightNode::Kind::time_left) left_.push_back(static_cast<std::int32_t>(node.amount));
            }
        }
        left_.push_back(plan::kSoonDays);
    }

    void of_rows(const Block& block) {
        const auto& schedule = plan_.tasks[block.task].schedule;
        const bool by_month = schedule && schedule->kind == plan::Schedule::Kind::by_month;
        for (const SlotName& slot : block.slots) {
            days(slot.days);
            if (!by_month) continue;
            for (const calendar::Slot& month : calendar::slots_of(slot.days, {1, value::TimeUnit::month}))
                day(month.days.last);
        }
        for (std::size_t row = 0; row < block.size(); ++row) {
            for (const value::Instant due : {block.due[row], block.planned[row]}) {
                if (due != kNever && seen_.insert(due).second) of_due(due);
            }
        }
    }

    void of_due(value::Instant due) {
        const value::Date date = value::date_of(due);
        last_ = std::max(last_, date);
        for (const std::int64_t minute : {due.minutes, due.minutes + 1}) {
            if (minute > board_.as_of.minutes) found_.insert(value::Instant{minute});
        }
        day(date);
        for (const std::int32_t left : left_) {
            day(value::add_days(date, -left));
            day(value::add_days(date, -left - 1));
        }
    }

    const plan::Plan& plan_;
    const units::Tree& units_;
    const Board& board_;
    std::set<value::Instant>& found_;
    value::Date last_;                       // on which anything that is known ends
    value::Date horizon_;                    // periods that end after it are not looked at
    std::vector<std::int32_t> left_;         // days before the due date
    std::set<value::Instant> seen_;
};

}  // namespace

void add_day(value::Date day, std::set<value::Instant>& edges) {
    for (const value::Instant at :
         {value::first_minute(day), value::last_minute(day), value::first_minute(value::add_days(day, 1))})
        edges.insert(at);
}

void add_edges(const World& world, const Board& board, std::set<value::Instant>& edges) {
    Edges(world, board, edges).find();
    edges.erase(edges.begin(), edges.upper_bound(board.as_of));
    edges.erase(edges.upper_bound(value::last_minute(last_day_of(kLastYear))), edges.end());
}

}  // namespace duban::evaluate
