#include "engine/checklist/context.hpp"

#include "engine/checklist/wording.hpp"

namespace duban::checklist {

std::string scope_words(const Context& context, const Scope& scope) {
    const std::string under = scope.under ? context.world.units.path(*scope.under) : std::string();
    const std::string level = scope.level ? context.world.plan.levels[at(*scope.level)] : std::string();
    if (under.empty() && level.empty()) return context.world.units.name(units::UnitIndex{0});
    return under + (under.empty() || level.empty() ? "" : " ") + level;
}

Cell text_cell(std::string text, Place link) { return {std::move(text), {}, {}, std::move(link)}; }

Cell number_cell(std::int64_t number) { return {std::to_string(number), Number{number * value::Decimal::kOne, {}}, {}, {}}; }

Cell rate_cell(const evaluate::Counts& counts) {
    Cell cell{evaluate::rate_text(counts), {}, {}, {}};
    if (counts.all() > 0)
        cell.value = Rate{value::share(counts.done, counts.all()), value::share(counts.done + counts.unknown, counts.all())};
    return cell;
}

Cell weighted_rate_cell(const evaluate::Counts& counts) {
    Cell cell{evaluate::weighted_rate_text(counts), {}, {}, {}};
    const std::int64_t all = counts.weight();
    if (all > 0)
        cell.value = Rate{value::share(counts.done_weight, all), value::share(counts.done_weight + counts.unknown_weight, all)};
    return cell;
}

void add_count_columns(const Context& context, Table& table) {
    for (const auto& [zh, en] : {std::pair{"完成", "Done"},
                                 {"进行中", "Under way"},
                                 {"未完成", "Not done"},
                                 {"不明", "Unknown"},
                                 {"完成率 %", "Rate %"}}) {
        table.columns.push_back({context.say(zh, en), Width::narrow, Align::right, {}});
    }
    if (context.world.plan.has_weights)
        table.columns.push_back({context.say("加权完成率 %", "Weighted rate %"), Width::narrow, Align::right, {}});
}

void add_count_cells(const Context& context, const evaluate::Counts& counts, Cells& cells) {
    for (const std::int64_t number : {counts.done, counts.under_way, counts.not_done - counts.under_way, counts.unknown})
        cells.push_back(number_cell(number));
    cells.push_back(rate_cell(counts));
    if (context.world.plan.has_weights) cells.push_back(weighted_rate_cell(counts));
}

std::string counts_words(const Context& context, const evaluate::Counts& counts) {
    if (counts.all() == 0) return context.say("没有计入完成率的任务。", "No duties count towards a rate.");
    const std::string done = std::to_string(counts.done);
    const std::string under_way = counts.under_way == 0 ? std::string() : std::to_string(counts.under_way);
    const std::string not_done = std::to_string(counts.not_done - counts.under_way);
    const std::string unknown = std::to_string(counts.unknown);
    const std::string rate = evaluate::rate_text(counts);
    const std::string weighted = context.world.plan.has_weights ? evaluate::weighted_rate_text(counts) : std::string();
    if (context.in_chinese()) {
        return "完成 " + done + (under_way.empty() ? "" : "，进行中 " + under_way) + "，未完成 " + not_done + "，不明 " +
               unknown + "；完成率 " + rate + "%" + (weighted.empty() ? "" : "，加权完成率 " + weighted + "%") + "。";
    }
    return done + " done, " + (under_way.empty() ? "" : under_way + " under way, ") + not_done + " not done, " + unknown +
           " unknown; completion " + rate + "%" + (weighted.empty() ? "" : ", weighted " + weighted + "%") + ".";
}

Legend light_legend(const Context& context, const std::set<Rank>& lights) {
    const plan::Plan& plan = context.world.plan;
    Legend legend;
    for (const Rank rank : lights) {
        const Light shown = light(plan, rank, context.language);
        legend.meanings.push_back({shown, shown.word, light_meaning(plan, rank, context.language)});
    }
    return legend;
}

Page begin_page(const Context& context, std::string title, Orientation orientation) {
    const plan::Plan& plan = context.world.plan;
    Page page;
    page.title = std::move(title);
    page.subtitles.push_back((plan.title.empty() ? plan.name : plan.title) + context.say("；截至 ", "; as of ") +
                             value::to_short_string(context.receipt.as_of));
    page.language = context.language;
    page.orientation = orientation;
    page.receipt.push_back(receipt_text(context.receipt, context.language));
    page.receipt.back().pop_back();  // its line end
    return page;
}

}  // namespace duban::checklist
