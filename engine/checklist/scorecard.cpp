#include "engine/checklist/scorecard.hpp"

#include "engine/checklist/gravity.hpp"
#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/line.hpp"
#include "engine/checklist/places.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace duban::checklist {

namespace {

constexpr std::size_t kMostTiles = 60;  // more are no picture any more

/// True if a's weighted rate, which without weights is the completion rate, is higher for sure: by the lower bound alone, or
/// silence would be worth a better place.
bool ahead(const evaluate::Counts& a, const evaluate::Counts& b) {
    if (a.weight() == 0 || b.weight() == 0) return a.weight() > 0 && b.weight() == 0;
    return value::compare_shares(a.done_weight, a.weight(), b.done_weight, b.weight()) > 0;
}

/// Of rows of one task.
Standing standing_of(const Context& context, std::span<const RowRef> places) {
    const plan::Plan& plan = context.world.plan;
    const auto block = [&](RowRef place) -> const evaluate::Block& { return context.board.blocks[place.block]; };
    RowRef gravest = places.front();
    for (const RowRef place : places) {
        if (is_graver(block(place), place.row, block(gravest), gravest.row)) gravest = place;
    }
    const evaluate::Block& its = block(gravest);
    const evaluate::Status status = its.status[gravest.row];
    Standing standing;
    standing.status = evaluate::name(status);
    standing.words = evaluate::words(status, its.modality, plan.tasks[its.task].slots).in(context.language);
    standing.rows = static_cast<std::int64_t>(places.size());
    standing.alike =
        std::count_if(places.begin(), places.end(), [&](RowRef place) { return block(place).status[place.row] == status; });
    standing.light = light_of(its, gravest.row);
    if (places.size() == 1) standing.value = attained_briefly(plan, its, gravest.row);
    return standing;
}

ScoreRow row_of(const Context& context, units::UnitIndex unit, const std::vector<std::uint32_t>& column_of) {
    const units::Tree& units = context.world.units;
    ScoreRow row;
    row.unit = unit;
    row.code = units.code(unit);
    row.name = units.name(unit);
    row.own = context.rollup.own(unit);
    row.below = context.rollup.below(units, unit);
    row.standings.resize(static_cast<std::size_t>(
        std::count_if(column_of.begin(), column_of.end(), [](std::uint32_t column) { return column != plan::kNone; })));
    const std::span<const RowRef> held = context.duties.held_by(unit);
    std::vector<std::string> worst;
    const auto task_of = [&](RowRef place) { return context.world.plan.newest(context.board.blocks[place.block].task); };
    for (std::size_t i = 0; i < held.size();) {
        const std::uint32_t task = task_of(held[i]);
        const std::size_t begin = i;
        while (i < held.size() && task_of(held[i]) == task)
            ++i;
        const Standing& standing = row.standings[column_of[task]] = standing_of(context, held.subspan(begin, i - begin));
        row.light = std::min(row.light.value_or(standing.light), standing.light);
        if (standing.light == 0) worst.push_back(context.world.plan.tasks[task].id);
    }
    row.note = listed(worst, context.language);
    return row;
}

/// Where the tiles of a map lie: units may say so in two columns of their own.
std::optional<Tile::Position> position_of(const units::Tree& units, units::UnitIndex unit) {
    std::optional<std::uint32_t> place[2];
    for (std::size_t a = 0; a < units.attributes().size(); ++a) {
        const std::string& name = units.attributes()[a];
        const std::size_t axis = name == "图列" || name == "map column" ? 0 : name == "图行" || name == "map row" ? 1 : 2;
        if (axis == 2) continue;
        const auto number = value::parse_decimal(units.attribute(a, unit));
        constexpr std::int64_t kMost = 100;
        if (number && number->millionths >= 0 && number->millionths <= kMost * value::Decimal::kOne)
            place[axis] = static_cast<std::uint32_t>(number->millionths / value::Decimal::kOne);
    }
    if (!place[0] || !place[1]) return std::nullopt;
    return Tile::Position{*place[0], *place[1]};
}

/// How many of a unit's tasks show which light.
std::vector<Share> shares_of(const Context& context, const ScoreRow& row) {
    std::map<Rank, std::int64_t> counts;
    for (const Standing& standing : row.standings) {
        if (standing.rows > 0) ++counts[standing.light];
    }
    std::vector<Share> shares;
    for (const auto& [rank, count] : counts)
        shares.push_back({light(context.world.plan, rank, context.language), count});
    return shares;
}

Map map_of(const Context& context, const Scorecard& card) {
    const units::Tree& units = context.world.units;
    Map map;
    std::vector<const ScoreRow*> rows;
    for (const ScoreRow& row : card.rows)
        rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const ScoreRow* a, const ScoreRow* b) { return a->unit < b->unit; });
    bool are_placed = true;
    for (const ScoreRow* row : rows) {
        if (!row->light) continue;
        const std::string rate = evaluate::weighted_rate_text(row->own);
        map.tiles.push_back({row->name, light(context.world.plan, *row->light, context.language), shares_of(context, *row),
                             rate.empty() ? rate : rate + "%", unit_place(units, row->unit), position_of(units, row->unit)});
        are_placed = are_placed && map.tiles.back().position;
    }
    if (!are_placed) {
        for (Tile& tile : map.tiles)
            tile.position.reset();
    }
    return map;
}

/// How many units show which light, task by task.
Bars bars_of(const Context& context, const Scorecard& card) {
    Bars bars;
    for (std::size_t t = 0; t < card.tasks.size(); ++t) {
        std::map<Rank, std::int64_t> counts;
        for (const ScoreRow& row : card.rows) {
            if (row.standings[t].rows > 0) ++counts[row.standings[t].light];
        }
        Bar bar{titled(card.tasks[t], card.titles[t]), {}, task_place(card.tasks[t])};
        for (const auto& [rank, count] : counts)
            bar.shares.push_back({light(context.world.plan, rank, context.language), count});
        bars.bars.push_back(std::move(bar));
    }
    return bars;
}

/// `（4 项中 2 项）`: how many of the rows that a cell stands for have its word.
std::string in_its_rows(const Context& context, const Standing& standing) {
    const std::string alike = std::to_string(standing.alike);
    const std::string rows = std::to_string(standing.rows);
    return context.in_chinese() ? "（" + rows + " 项中 " + alike + " 项）" : " (" + alike + " of " + rows + ")";
}

Cell standing_cell(const Context& context, const Standing& standing) {
    if (standing.rows == 0) return {};
    std::string text = standing.words;
    if (!standing.value.empty()) text += " " + standing.value;
    if (standing.rows > 1) text += in_its_rows(context, standing);
    return {std::move(text), {}, light(context.world.plan, standing.light, context.language), {}};
}

Table table_of(const Context& context, const Scorecard& card) {
    Table table;
    const auto column = [&](std::string name, Width width, Align align) {
        table.columns.push_back({std::move(name), width, align, {}});
    };
    column(context.say("名次", "Rank"), Width::narrow, Align::right);
    column(context.say("单位", "Unit"), Width::normal, Align::left);
    add_count_columns(context, table);
    // Where nothing lies below any of them, both rates are the same.
    const bool has_below =
        std::any_of(card.rows.begin(), card.rows.end(), [](const ScoreRow& row) { return row.below.all() != row.own.all(); });
    if (has_below) column(context.say("含下级 %", "With those below %"), Width::narrow, Align::right);
    const std::string worst = light(context.world.plan, 0, context.language).word;
    constexpr std::size_t kFewBytes = 24;  // more want a wide column, or the rows grow high
    const bool are_many =
        std::any_of(card.rows.begin(), card.rows.end(), [](const ScoreRow& row) { return row.note.size() > kFewBytes; });
    column(context.in_chinese() ? worst + "灯任务" : "In " + worst, are_many ? Width::wide : Width::normal, Align::left);
    for (std::size_t t = 0; t < card.tasks.size(); ++t)
        table.columns.push_back({card.tasks[t], Width::narrow, Align::left, card.titles[t]});
    table.frozen = 2;
    table.if_empty = context.say("本计划没有给这些单位的任务。", "This plan has no duties for these units.");
    if (card.tasks.empty()) return table;
    table.groups.emplace_back();
    for (const ScoreRow& row : card.rows) {
        Cells cells{row.rank == 0 ? Cell{} : number_cell(row.rank),
                    text_cell(row.name, unit_place(context.world.units, row.unit))};
        add_count_cells(context, row.own, cells);
        if (has_below) cells.push_back(rate_cell(row.below));
        cells.push_back(text_cell(row.note));
        for (const Standing& standing : row.standings)
            cells.push_back(standing_cell(context, standing));
        table.groups[0].rows.push_back(std::move(cells));
    }
    table.total = {{}, text_cell(context.say("合计", "Total"))};
    add_count_cells(context, card.total, table.total);
    table.total.resize(table.columns.size());
    return table;
}

/// The lights, how ranks are given, and how figures in the cells are read.
Legend legend_of(const Context& context, const Scorecard& card, const std::set<Rank>& lights) {
    Legend legend = light_legend(context, lights);
    const auto add = [&](std::string_view zh_word, std::string_view en_word, std::string_view zh, std::string_view en) {
        legend.meanings.push_back({{}, context.say(zh_word, en_word), context.say(zh, en)});
    };
    if (context.world.plan.has_weights) {
        add("名次", "Rank", "按加权完成率的下限（已完成的权重占计入项权重的比例）从高到低，相同的并列",
            "by the lower bound of the weighted rate (what is done, of what counts, by weight), highest first; equals share a "
            "place");
    } else {
        add("名次", "Rank", "按完成率的下限（已完成占计入项的比例）从高到低，相同的并列",
            "by the lower bound of the completion rate (what is done, of what counts), highest first; equals share a place");
    }
    const auto shows = [&](std::string_view mark) {
        return std::any_of(card.rows.begin(), card.rows.end(), [&](const ScoreRow& row) {
            return std::any_of(row.standings.begin(), row.standings.end(),
                               [&](const Standing& one) { return one.value.find(mark) != std::string::npos; });
        });
    };
    if (shows("/")) add("3/15", "3/15", "现值 3，目标 15", "3 so far, of a target of 15");
    if (shows("≥")) add("≥3/15", "≥3/15", "已报 3，还没有报全，可能更多", "3 reported; not all is, so it may be more");
    if (shows("?")) add("?/15", "?/15", "还没有报，不知道", "nothing reported: nobody knows");
    return legend;
}

std::string title_of(const Context& context, const Scope& scope) {
    const std::string words = scope_words(context, scope);
    if (scope.level) return words + context.say("级任务完成情况对照表", ": scorecard");
    return words + context.say("下级单位任务完成情况对照表", ": scorecard of the offices below");
}

}  // namespace

std::vector<units::UnitIndex> offices(const Context& context, const Scope& scope) {
    const units::Tree& units = context.world.units;
    const units::UnitIndex top = scope.under.value_or(units::UnitIndex{0});
    std::vector<units::UnitIndex> found;
    for (std::uint32_t u = at(top); u < at(units.end(top)); ++u) {
        const units::UnitIndex unit{u};
        if (!units.is_office(unit)) continue;
        if (scope.level ? units.level(unit) == *scope.level : units.superior(unit) == scope.under) found.push_back(unit);
    }
    return found;
}

Scorecard scorecard(const Context& context, const Scope& scope) {
    const plan::Plan& plan = context.world.plan;
    const std::vector<units::UnitIndex> units = offices(context, scope);
    std::vector<std::uint32_t> column_of(plan.tasks.size(), plan::kNone);
    for (const units::UnitIndex unit : units) {
        for (const RowRef place : context.duties.held_by(unit))
            column_of[plan.newest(context.board.blocks[place.block].task)] = 0;
    }
    Scorecard card;
    card.scope = scope;
    card.title = title_of(context, scope);
    for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
        if (column_of[task] == plan::kNone) continue;
        column_of[task] = static_cast<std::uint32_t>(card.tasks.size());
        card.tasks.push_back(plan.tasks[task].id);
        card.titles.push_back(plan.tasks[task].title);
    }
    if (card.tasks.empty()) return card;
    for (const units::UnitIndex unit : units) {
        card.rows.push_back(row_of(context, unit, column_of));
        card.total += card.rows.back().own;
    }
    std::stable_sort(card.rows.begin(), card.rows.end(),
                     [](const ScoreRow& a, const ScoreRow& b) { return ahead(a.own, b.own); });
    for (std::size_t r = 0; r < card.rows.size(); ++r) {
        ScoreRow& row = card.rows[r];
        if (row.own.weight() == 0) continue;
        const bool tie = r > 0 && !ahead(card.rows[r - 1].own, row.own);
        row.rank = tie ? card.rows[r - 1].rank : static_cast<std::int32_t>(r + 1);
    }
    return card;
}

Scorecard scorecard_parts(const Context& context, units::LevelIndex level, units::UnitIndex top) {
    const units::Tree& units = context.world.units;
    const bool is_whole = units.parent(top) == top;
    Scorecard card;
    card.scope = {level, is_whole ? std::nullopt : std::optional(top)};
    card.title = title_of(context, card.scope);
    card.parts = parts_below(context, top);
    for (const units::UnitIndex unit : offices(context, card.scope)) {
        for (const RowRef place : context.duties.held_by(unit)) {
            if (unit == top) continue;
            part_of(card.parts, unit).totals.add(context.board.blocks[place.block], place.row);
        }
    }
    std::erase_if(card.parts, [](const PartTotals& part) { return part.totals.rows == 0; });
    for (const PartTotals& part : card.parts)
        card.total += part.totals.counts;
    return card;
}

Page page(const Context& context, const Scorecard& card) {
    Page page = begin_page(context, card.title, Orientation::landscape);
    if (!card.parts.empty()) {
        page.sections.push_back({{}, Text{{counts_words(context, card.total)}}});
        page.main = 1;
        page.sections.push_back({{}, part_table(context, card.parts, [&](units::UnitIndex part) {
                                     return level_part_place(context.world.plan, context.world.units, *card.scope.level, part);
                                 })});
        return page;
    }
    if (!card.tasks.empty()) {
        page.sections.push_back({{}, Text{{counts_words(context, card.total)}}});
        if (card.rows.size() > 1 && card.rows.size() <= kMostTiles) page.sections.push_back({{}, map_of(context, card)});
    }
    page.main = static_cast<std::uint32_t>(page.sections.size());
    page.sections.push_back({{}, table_of(context, card)});
    if (card.tasks.empty()) return page;
    if (card.rows.size() > 1)
        page.sections.push_back({context.say("各项任务的灯色（单位数）", "Lights by task (units)"), bars_of(context, card)});
    std::set<Rank> lights;
    for (const ScoreRow& row : card.rows) {
        for (const Standing& standing : row.standings) {
            if (standing.rows > 0) lights.insert(standing.light);
        }
    }
    page.sections.push_back({context.say("说明", "What the words mean"), legend_of(context, card, lights)});
    return page;
}

std::string json(const Context& context, const Scorecard& card) {
    const plan::Plan& plan = context.world.plan;
    json::Writer writer = begin_json(context, "scorecard");
    write_scope(context, writer, card.scope);
    writer.key("tasks").begin_array();
    for (std::size_t t = 0; t < card.tasks.size(); ++t) {
        writer.begin_object().member("id", card.tasks[t]).member("title", card.titles[t]).end_object();
    }
    writer.end_array();
    write_counts(context, writer, "total", card.total);
    writer.key("units").begin_array();
    for (const ScoreRow& row : card.rows) {
        writer.begin_object();
        writer.member("rank", row.rank).member("code", row.code).member("name", row.name);
        write_counts(context, writer, "own", row.own);
        write_counts(context, writer, "below", row.below);
        writer.key("tasks").begin_array();
        for (std::size_t t = 0; t < row.standings.size(); ++t) {
            const Standing& standing = row.standings[t];
            writer.begin_object().member("id", card.tasks[t]).member("status", standing.status);
            writer.member("words", standing.words)
                .member("value", standing.value)
                .member("rows", standing.rows)
                .member("alike", standing.alike);
            write_light(context, writer, standing.rows > 0 ? standing.light : static_cast<Rank>(plan.lights.size()));
            writer.end_object();
        }
        writer.end_array();
        writer.end_object();
    }
    writer.end_array();
    write_parts(context, writer, card.parts);
    return end_json(context, writer);
}

}  // namespace duban::checklist
