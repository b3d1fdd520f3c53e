#include "engine/checklist/totals.hpp"

#include "engine/checklist/gravity.hpp"

namespace duban::checklist {

bool is_overdue(const evaluate::Block& block, std::size_t row) {
    return block.timeliness[row] == evaluate::Timeliness::overdue && block.count[row] != evaluate::Count::done;
}

void Totals::add(const evaluate::Block& block, std::size_t row) {
    ++rows;
    ++lights[light_of(block, row)];
    const evaluate::Count counted = block.count[row];
    if (counted == evaluate::Count::nowhere || block.modality == plan::Modality::may) return;
    if (block.modality == plan::Modality::should) {
        ++(counted == evaluate::Count::done       ? should.done
           : counted == evaluate::Count::not_done ? should.not_done
                                                  : should.unknown);
        return;
    }
    count(block, row, counts);
    const bool is_late = block.timeliness[row] == evaluate::Timeliness::late;
    if (block.due[row] != evaluate::kNever) {
        if (counted == evaluate::Count::done) {
            ++(is_late ? on_time.not_done : on_time.done);
        } else if (block.past_due[row] != 0) {
            ++(counted == evaluate::Count::unknown ? on_time.unknown : on_time.not_done);
        }
    }
    if (counted == evaluate::Count::done && is_late) ++done_late;
    if (is_overdue(block, row)) ++overdue;
    if (block.status[row] == evaluate::Status::unreported_overdue) ++unreported_overdue;
    if (block.timeliness[row] == evaluate::Timeliness::due_soon) ++due_soon;
    if (block.status[row] == evaluate::Status::awaiting_verification) ++awaiting;
}

void Totals::add(const Totals& other) {
    for (const auto& [mine, theirs] :
         {std::pair{&counts, &other.counts}, {&on_time, &other.on_time}, {&should, &other.should}}) {
        mine->done += theirs->done;
        mine->not_done += theirs->not_done;
        mine->unknown += theirs->unknown;
    }
    rows += other.rows;
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

}  // namespace duban::checklist
