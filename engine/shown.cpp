#include "engine/shown.hpp"

namespace duban::engine {

std::string shown_reasons(evaluate::Reasons reasons, text::Language language) {
    std::vector<std::string> said;
    for (std::size_t r = 0; r < evaluate::kReasons; ++r) {
        const auto reason = static_cast<evaluate::Reason>(r);
        if ((reasons & evaluate::bit(reason)) != 0) said.push_back(evaluate::words(reason).in(language));
    }
    if (said.size() > 1) {
        for (std::string& one : said)
            one = text::Words("有的" + one, "some " + one).in(language);
    }
    return checklist::listed(said, language);
}

evaluate::Explanation explained(const Opened& opened, const Look& look, Row row, Depth depth) {
    return evaluate::Explainer(opened.world(), look.facts, look.board)
        .explain(row.block, row.row, depth == Depth::full ? evaluate::Depth::full : evaluate::Depth::rule);
}

std::vector<CountedDay> days_of(const calendar::Calendar& calendar, const evaluate::CalendarStep& step, value::Instant before) {
    std::vector<CountedDay> days;
    const bool is_shift = step.what == "shift";
    if ((!step.by_working_days && !is_shift) || before == evaluate::kNever || step.result == evaluate::kNever) return days;
    const value::Date from = value::date_of(before);
    const value::Date to = value::date_of(step.result);
    const std::int32_t direction = from < to ? 1 : -1;
    std::int32_t number = 0;
    // Counting begins beside the day it counts from; a shift begins on the day off itself.
    for (value::Date day = is_shift ? from : value::add_days(from, direction); from != to;
         day = value::add_days(day, direction)) {
        const bool works = calendar.is_working_day(day).value_or(false);
        days.push_back({day, works && !is_shift ? ++number : 0, calendar.day_name(day)});
        if (day == to) break;
    }
    if (is_shift) days.pop_back();  // the day it came to
    return days;
}

std::string slot_label(const Opened& opened, std::string_view written) {
    if (written.empty()) return {};
    return report::period_label(written, opened.plan.year).value_or(std::string(written));
}

Figures figures(const Opened& opened, const evaluate::Board& board, Row row, text::Language language) {
    const evaluate::Block& block = board.blocks[row.block];
    auto [value, target] = checklist::attained(opened.plan, block, row.row, language);
    return {std::move(value), std::move(target)};
}

}  // namespace duban::engine
