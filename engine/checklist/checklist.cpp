#include "engine/checklist/checklist.hpp"

#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>

namespace duban::checklist {

namespace {

using evaluate::Status;
using text::Language;
using text::Words;

/// A clause of the plan on one line.
std::string quoted(const Context& context, text::Span span) {
    std::string clause;
    for (const char c : context.source.slice(span)) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank) clause += c;
        if (blank && !clause.empty() && clause.back() != ' ') clause += ' ';
    }
    while (!clause.empty() && clause.back() == ' ')
        clause.pop_back();
    return clause;
}

/// As the plan writes it; the word for must is left out, others say how strongly it is meant.
std::string criterion_words(const Context& context, const plan::Goal& goal) {
    if (goal.criterion.root().kind == plan::Node::Kind::claimed)
        return Words("申报完成", "claimed as done").in(context.language);
    std::string whole = quoted(context, goal.criterion.root().span);
    if (goal.modality == plan::Modality::must) return whole;
    return evaluate::words(goal.modality).in(context.language) + " " + whole;
}

/// What the office should do now; nothing where all is done or nothing is asked.
Words next_step(const Context& context, const plan::Task& task, const evaluate::Explanation& explanation, Status status,
                units::UnitIndex unit) {
    std::vector<std::string> lacking;
    for (const std::string& kind : explanation.proof_wanted) {
        if (std::find(explanation.proof_there.begin(), explanation.proof_there.end(), kind) == explanation.proof_there.end()) {
            lacking.push_back(kind);
        }
    }
    std::string reports_zh;
    std::string reports_en;
    std::size_t named = 0;
    for (const evaluate::Missing& missing : explanation.missing) {
        if (++named > 4) break;
        const auto what = [&](Language language) {
            return indicator_words(context.world.plan, missing.indicator, language) + " " +
                   slot_words(missing.period, language);
        };
        reports_zh += (reports_zh.empty() ? "" : "、") + what(Language::zh);
        reports_en += (reports_en.empty() ? "" : ", ") + what(Language::en);
    }
    if (explanation.missing.size() > 4) {
        reports_zh += " 等 " + std::to_string(explanation.missing.size()) + " 期";
        reports_en += ", " + std::to_string(explanation.missing.size()) + " in all";
    }
    std::string verifier;
    if (task.verifier.kind == plan::Verifier::Kind::unit) verifier = context.world.units.name(task.verifier.unit);
    if (task.verifier.kind == plan::Verifier::Kind::superior) {
        if (const auto superior = context.world.units.superior(unit)) verifier = context.world.units.name(*superior);
    }
    switch (status) {
        case Status::claimed_without_proof:
            return {"补交佐证：" + listed(lacking, Language::zh), "file the proof: " + listed(lacking, Language::en)};
        case Status::awaiting_verification: return {"请" + verifier + "审核", "ask " + verifier + " to verify"};
        case Status::returned: return {"按退回意见整改，再申报完成", "correct what was returned, then claim again"};
        case Status::overdue:
            if (explanation.missing.empty()) return {"立即办理并填报", "do it now and report"};
            return {"立即办理，填报：" + reports_zh, "do it now; report: " + reports_en};
        case Status::unreported_overdue:
        case Status::report_missing:
            if (explanation.missing.empty()) return {"补报", "report"};
            return {"补报：" + reports_zh, "report: " + reports_en};
        case Status::not_started:
        case Status::on_schedule:
        case Status::due_soon:
        case Status::behind_schedule:
        case Status::undetermined:
            if (explanation.missing.empty()) return {"按期办理并填报", "go on, and report in time"};
            return {"填报：" + reports_zh, "report: " + reports_en};
        case Status::waiting: return {"等待时段公布", "wait for the window to be announced"};
        case Status::no_case:
        case Status::not_applicable:
        case Status::done_early:
        case Status::done:
        case Status::done_late:
        case Status::superseded:
        case Status::waived:
        case Status::excused:
        case Status::failed:
        case Status::planned: break;
    }
    return {};
}

std::string why_of(const Context& context, const evaluate::Block& block, const evaluate::Explanation& explanation) {
    std::vector<std::string> why;
    for (std::size_t reason = 0; reason < evaluate::kReasons; ++reason) {
        const auto one = static_cast<evaluate::Reason>(reason);
        if ((block.reasons[explanation.row] & evaluate::bit(one)) != 0)
            why.push_back(evaluate::words(one).in(context.language));
    }
    const Status status = block.status[explanation.row];
    if (status == Status::overdue || status == Status::failed) {
        for (const evaluate::Part& part : explanation.parts) {
            if (part.truth != "false") continue;
            why.push_back(Words("未达到 ", "does not reach ").in(context.language) + quoted(context, part.span));
        }
    }
    for (const evaluate::Act& act : explanation.acts) {
        if (!act.reason.empty())
            why.push_back(log::words(act.kind).in(context.language) + (context.language == Language::zh ? "：" : ": ") +
                          act.reason);
    }
    return listed(why, context.language);
}

Line line_of(Context& context, std::uint32_t block_index, std::size_t row) {
    const evaluate::Block& block = context.board.blocks[block_index];
    const plan::Plan& plan = context.world.plan;
    const plan::Task& task = plan.tasks[block.task];
    const plan::Goal& goal = task.goals[block.goal];
    const evaluate::Explanation explanation = context.explainer.explain(block_index, row);
    const Language language = context.language;

    Line line;
    line.task = task.id;
    line.title = task.title;
    line.slot = block.slots[block.slot[row]].label;
    line.slot_words = slot_words(line.slot, language);
    for (const plan::Quote& quote : task.quotes)
        line.quote += quote.text;
    line.lead = context.world.units.name(block.holder[row]);
    if (task.lead.organ != plan::kNone) {
        const std::string& organ = plan.organs[task.lead.organ].name;
        line.lead += language == Language::zh ? organ : " (" + organ + ")";
    }
    line.modality = evaluate::words(block.modality).in(language);
    line.criterion = criterion_words(context, goal);
    if (block.due[row] != evaluate::kNever) line.due = value::to_short_string(block.due[row]);
    if (task.due.by_default) line.due_note = Words("默认", "default").in(language);
    const bool table_assumed = task.due.offset && task.due.offset->assumed;
    const bool rhythm_assumed = task.rhythm && task.rhythm->assumed;
    if (task.due.assumed || table_assumed || rhythm_assumed) line.due_note = Words("假定", "assumed").in(language);
    for (const evaluate::Part& part : explanation.parts) {
        const std::uint32_t indicator = plan.find_indicator(part.indicator);
        if (indicator != plan::kNone) {
            if (!line.value.empty()) line.value += language == Language::zh ? "；" : "; ";
            line.value += indicator_words(plan, part.indicator, language) + " " +
                          value_words(plan.indicators[indicator], part.low, part.high, language);
        }
        for (const evaluate::Evidence& reading : part.readings) {
            if (!reading.overruled) line.records.push_back(reading.record);
        }
    }
    std::sort(line.records.begin(), line.records.end());
    line.records.erase(std::unique(line.records.begin(), line.records.end()), line.records.end());
    for (const std::string& kind : explanation.proof_wanted) {
        const bool there =
            std::find(explanation.proof_there.begin(), explanation.proof_there.end(), kind) != explanation.proof_there.end();
        if (!line.proof.empty()) line.proof += language == Language::zh ? "、" : ", ";
        line.proof += kind + (there ? Words("（有）", " (received)") : Words("（缺）", " (missing)")).in(language);
    }
    line.status = evaluate::name(block.status[row]);
    line.status_words = evaluate::words(block.status[row], block.modality, task.slots).in(language);
    line.timeliness = timeliness_words(context.board, block, row, language);
    line.rule = explanation.rule;
    line.why = why_of(context, block, explanation);
    line.next = next_step(context, task, explanation, block.status[row], block.unit[row]).in(language);
    line.counts = block.count[row] != evaluate::Count::nowhere;
    return line;
}

/// Which of a unit's rows of a task stands for all on a scorecard: the one a superior would ask about first.
std::int32_t gravity(Status status) {
    static constexpr Status kGravest[] = {Status::failed,
                                          Status::overdue,
                                          Status::unreported_overdue,
                                          Status::returned,
                                          Status::claimed_without_proof,
                                          Status::undetermined,
                                          Status::report_missing,
                                          Status::behind_schedule,
                                          Status::awaiting_verification,
                                          Status::due_soon,
                                          Status::not_started,
                                          Status::on_schedule,
                                          Status::waiting,
                                          Status::done_late,
                                          Status::planned,
                                          Status::done,
                                          Status::done_early,
                                          Status::excused,
                                          Status::waived,
                                          Status::superseded,
                                          Status::not_applicable,
                                          Status::no_case};
    return static_cast<std::int32_t>(std::find(std::begin(kGravest), std::end(kGravest), status) - std::begin(kGravest));
}

Cell cell_of(const Context& context, std::uint32_t task, units::UnitIndex unit) {
    Cell cell;
    std::int32_t gravest = std::numeric_limits<std::int32_t>::max();
    for (const evaluate::Block& block : context.board.blocks) {
        if (block.task != task) continue;
        for (const std::size_t row : block.rows_held_by(unit)) {
            ++cell.rows;
            if (gravity(block.status[row]) >= gravest) continue;
            gravest = gravity(block.status[row]);
            cell.status = evaluate::name(block.status[row]);
            cell.words =
                evaluate::words(block.status[row], block.modality, context.world.plan.tasks[task].slots).in(context.language);
        }
    }
    return cell;
}

/// True if a's completion rate is higher for sure: by the lower bound alone, or silence would be worth a better place.
bool ahead(const evaluate::Counts& a, const evaluate::Counts& b) {
    if (a.all() == 0 || b.all() == 0) return a.all() > 0 && b.all() == 0;
    return a.done * b.all() > b.done * a.all();
}

/// Rows of others that wait for this unit's verification.
std::vector<Review> reviews_of(const Context& context, units::UnitIndex unit) {
    const units::Tree& units = context.world.units;
    std::vector<Review> reviews;
    for (const evaluate::Block& block : context.board.blocks) {
        const plan::Task& task = context.world.plan.tasks[block.task];
        const plan::Verifier& verifier = task.verifier;
        if (verifier.kind == plan::Verifier::Kind::nobody) continue;
        const bool anywhere = verifier.kind == plan::Verifier::Kind::unit;
        if (anywhere && verifier.unit != unit) continue;
        const auto [first, last] =
            anywhere ? std::pair<std::size_t, std::size_t>{0, block.size()} : block.rows_below(units, unit);
        for (std::size_t row = first; row < last; ++row) {
            if (block.status[row] != Status::awaiting_verification) continue;
            if (!anywhere && units.superior(block.unit[row]) != unit) continue;
            const units::UnitIndex whose = block.holder[row];
            reviews.push_back({task.id, task.title, units.code(whose), units.name(whose), block.slots[block.slot[row]].label});
        }
    }
    return reviews;
}

}  // namespace

UnitChecklist unit_checklist(Context& context, units::UnitIndex unit) {
    const units::Tree& units = context.world.units;
    UnitChecklist list{units.code(unit), units.name(unit), units.path(unit), {}, {}, reviews_of(context, unit)};
    for (std::uint32_t b = 0; b < context.board.blocks.size(); ++b) {
        const evaluate::Block& block = context.board.blocks[b];
        for (const std::size_t row : block.rows_held_by(unit)) {
            list.lines.push_back(line_of(context, b, row));
            if (block.modality == plan::Modality::should || block.modality == plan::Modality::may) continue;
            if (block.count[row] == evaluate::Count::done) ++list.counts.done;
            if (block.count[row] == evaluate::Count::not_done) ++list.counts.not_done;
            if (block.count[row] == evaluate::Count::unknown) ++list.counts.unknown;
        }
    }
    return list;
}

Scorecard scorecard(const Context& context, units::LevelIndex level) {
    const units::Tree& units = context.world.units;
    const plan::Plan& plan = context.world.plan;
    const evaluate::Rollup rollup(context.board, units);
    Scorecard card;
    card.level = plan.levels[at(level)];
    std::vector<std::uint32_t> tasks;
    for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
        const std::vector<units::UnitIndex>& leads = plan.tasks[task].lead.units;
        if (std::none_of(leads.begin(), leads.end(), [&](units::UnitIndex unit) { return units.level(unit) == level; }))
            continue;
        tasks.push_back(task);
        card.tasks.push_back(plan.tasks[task].id);
        card.titles.push_back(plan.tasks[task].title);
    }
    for (std::uint32_t u = 0; u < units.size(); ++u) {
        const units::UnitIndex unit{u};
        if (units.level(unit) != level || !units.is_office(unit)) continue;
        ScoreRow row{0, units.code(unit), units.name(unit), {}, rollup.own(unit), rollup.below(units, unit)};
        for (const std::uint32_t task : tasks)
            row.cells.push_back(cell_of(context, task, unit));
        card.total.done += row.own.done;
        card.total.not_done += row.own.not_done;
        card.total.unknown += row.own.unknown;
        card.rows.push_back(std::move(row));
    }
    std::stable_sort(card.rows.begin(), card.rows.end(),
                     [](const ScoreRow& a, const ScoreRow& b) { return ahead(a.own, b.own); });
    for (std::size_t r = 0; r < card.rows.size(); ++r) {
        ScoreRow& row = card.rows[r];
        if (row.own.all() == 0) continue;
        const bool tie = r > 0 && !ahead(card.rows[r - 1].own, row.own);
        row.rank = tie ? card.rows[r - 1].rank : static_cast<std::int32_t>(r + 1);
    }
    return card;
}

}  // namespace duban::checklist
