#include "engine/checklist/totals.hpp"

#include "engine/checklist/gravity.hpp"

#include <algorithm>

namespace duban::checklist {

bool is_overdue(const evaluate::Block& block, std::size_t row) {
    return block.timeliness[row] == evaluate::Timeliness::overdue && block.count[row] != evaluate::Count::done;
}

bool is_spoilt(const evaluate::Block& block, std::size_t row) {
    return block.status[row] == evaluate::Status::failed || block.status[row] == evaluate::Status::returned;
}

void Totals::add(const evaluate::Block& block, std::size_t row) {
    ++rows;
    ++lights[light_of(block, row)];
    const evaluate::Count counted = block.count[row];
    if (counted == evaluate::Count::nowhere || !block.in_rates || block.modality == plan::Modality::may) return;
    if (block.modality == plan::Modality::should) {
        should.add(block, row);
        return;
    }
    count(block, row, counts);
    on_time.add_on_time(block, row);
    if (counted == evaluate::Count::done && block.timeliness[row] == evaluate::Timeliness::late) ++done_late;
    if (is_overdue(block, row)) ++overdue;
    if (is_spoilt(block, row)) ++spoilt;
    if (block.status[row] == evaluate::Status::returned) ++returned;
    if (block.status[row] == evaluate::Status::unreported_overdue) ++unreported_overdue;
    if (block.timeliness[row] == evaluate::Timeliness::due_soon) ++due_soon;
    if (block.status[row] == evaluate::Status::awaiting_verification) ++awaiting;
}

void Totals::add(const Totals& other) {
    counts += other.counts;
    on_time += other.on_time;
    should += other.should;
    rows += other.rows;
    spoilt += other.spoilt;
    returned += other.returned;
    done_late += other.done_late;
    overdue += other.overdue;
    unreported_overdue += other.unreported_overdue;
    due_soon += other.due_soon;
    awaiting += other.awaiting;
    for (std::size_t rank = 0; rank < lights.size(); ++rank)
        lights[rank] += other.lights[rank];
}

Bar bar_of(const Context& context, std::string label, const std::vector<std::int64_t>& lights, Place link) {
    Bar bar{std::move(label), {}, std::move(link)};
    for (std::size_t rank = 0; rank < lights.size(); ++rank) {
        if (lights[rank] > 0)
            bar.shares.push_back({light(context.world.plan, static_cast<Rank>(rank), context.language), lights[rank]});
    }
    return bar;
}

std::vector<PartTotals> parts_below(const Context& context, units::UnitIndex top) {
    const units::Tree& units = context.world.units;
    std::vector<PartTotals> parts;
    for (std::uint32_t u = at(top) + 1; u < at(units.end(top)); u = at(units.end(units::UnitIndex{u})))
        parts.push_back({units::UnitIndex{u}, Totals(context.world.plan)});
    return parts;
}

PartTotals& part_of(std::vector<PartTotals>& parts, units::UnitIndex unit) {
    return *(std::upper_bound(parts.begin(), parts.end(), unit,
                              [](units::UnitIndex one, const PartTotals& part) { return one < part.unit; }) -
             1);
}

Table part_table(const Context& context, const std::vector<PartTotals>& parts,
                 const std::function<Place(units::UnitIndex)>& place_of) {
    Table table;
    table.columns.push_back({context.say("地区", "Part"), Width::normal, Align::left, {}});
    table.columns.push_back({context.say("责任项", "Obligations"), Width::narrow, Align::right, {}});
    add_count_columns(context, table);
    table.columns.push_back({context.say("逾期", "Overdue"), Width::narrow, Align::right, {}});
    table.frozen = 1;
    const auto cells = [&](Cell name, const Totals& totals) {
        Cells row{std::move(name), number_cell(totals.rated().all())};
        add_count_cells(context, totals.rated(), row);
        row.push_back(number_cell(totals.overdue));
        return row;
    };
    Totals sum(context.world.plan);
    for (const PartTotals& part : parts) {
        if (table.groups.empty()) table.groups.emplace_back();
        table.groups[0].rows.push_back(cells(text_cell(context.world.units.name(part.unit), place_of(part.unit)), part.totals));
        sum.add(part.totals);
    }
    table.total = cells(text_cell(context.say("合计", "Total")), sum);
    return table;
}

}  // namespace duban::checklist
