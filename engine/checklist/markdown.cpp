#include "engine/checklist/checklist.hpp"

#include "engine/evaluate/words.hpp"

namespace duban::checklist {

namespace {

using text::Language;

/// A cell of a table: no bars, no line breaks.
std::string cell(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '|') safe += "\\|";
        if (c == '\n') safe += ' ';
        if (c != '|' && c != '\n' && c != '\r') safe += c;
    }
    return safe.empty() ? "—" : safe;
}

void row(std::string& out, const std::vector<std::string>& cells) {
    out += "|";
    for (const std::string& one : cells)
        out += " " + cell(one) + " |";
    out += "\n";
}

void head(std::string& out, const std::vector<std::string>& names) {
    row(out, names);
    out += "|";
    for (std::size_t i = 0; i < names.size(); ++i)
        out += "---|";
    out += "\n";
}

std::string day(value::Instant instant) { return value::to_short_string(instant); }

void footer(const Context& context, std::string& out) {
    const evaluate::Receipt& receipt = context.receipt;
    const bool zh = context.language == Language::zh;
    const std::string record = receipt.last_record == 0
                                   ? (zh ? "无" : "none")
                                   : std::to_string(receipt.last_record) + " " + receipt.last_hash.substr(0, 12);
    out += "\n";
    out += zh ? "回执：截至 " : "Receipt: as of ";
    out += day(receipt.as_of) + (zh ? "，所知至 " : ", known at ") + day(receipt.known_at);
    out += (zh ? "；最后记录 " : "; last record ") + record;
    out +=
        (zh ? "；计划 " : "; plan ") + receipt.plan.substr(0, 12) + (zh ? "；单位 " : "; units ") + receipt.units.substr(0, 12);
    out += (zh ? "；日历 " : "; calendar ") + receipt.calendar.substr(0, 12) + (zh ? "；督办 " : "; duban ") + receipt.engine;
    if (!receipt.adopted)
        out += zh ? "；假设推演：与记录中采用的版本不同" : "; a what-if: other versions than the log has adopted";
    out += "\n";
}

std::string counts_words(const evaluate::Counts& counts, Language language) {
    const bool zh = language == Language::zh;
    if (counts.all() == 0) return zh ? "没有计入完成率的任务。" : "No duties count towards a rate.";
    const std::string rate = evaluate::rate_text(counts);
    if (zh) {
        return "完成 " + std::to_string(counts.done) + "，未完成 " + std::to_string(counts.not_done) + "，不明 " +
               std::to_string(counts.unknown) + "；完成率 " + rate + "%。";
    }
    return std::to_string(counts.done) + " done, " + std::to_string(counts.not_done) + " not done, " +
           std::to_string(counts.unknown) + " unknown; completion " + rate + "%.";
}

}  // namespace

std::string markdown(const Context& context, const UnitChecklist& list) {
    const bool zh = context.language == Language::zh;
    const plan::Plan& plan = context.world.plan;
    std::string out = "# " + list.path + (zh ? " 责任清单" : ": duties") + "\n\n";
    out += (plan.title.empty() ? plan.name : plan.title) + (zh ? "；截至 " : "; as of ") + day(context.receipt.as_of) + "\n\n";
    if (list.lines.empty()) {
        out += zh ? "本计划没有给本单位的任务。\n" : "This plan has no duties for this unit.\n";
        footer(context, out);
        return out;
    }
    out += counts_words(list.counts, context.language) + "\n\n";
    if (zh) {
        head(out, {"序号", "任务", "期次", "原文依据", "牵头", "完成标准", "完成时限", "当前进展", "佐证", "状态", "时效",
                   "未完成原因", "下一步"});
    } else {
        head(out, {"No.", "Task", "Slot", "Source", "Lead", "Criterion", "Due", "Progress", "Proof", "Status", "Timeliness",
                   "Why", "Next"});
    }
    std::size_t number = 0;
    for (const Line& line : list.lines) {
        const std::string note = line.due_note.empty() ? "" : zh ? "（" + line.due_note + "）" : " (" + line.due_note + ")";
        row(out, {std::to_string(++number), line.task + " " + line.title, line.slot, line.quote, line.lead, line.criterion,
                  line.due.empty() ? "" : line.due + note, line.value, line.proof, line.status_words, line.timeliness, line.why,
                  line.next});
    }
    footer(context, out);
    return out;
}

std::string markdown(const Context& context, const Scorecard& card) {
    const bool zh = context.language == Language::zh;
    const plan::Plan& plan = context.world.plan;
    std::string out = "# " + card.level + (zh ? "级评分表" : ": scorecard") + "\n\n";
    out += (plan.title.empty() ? plan.name : plan.title) + (zh ? "；截至 " : "; as of ") + day(context.receipt.as_of) + "\n\n";
    if (card.tasks.empty()) {
        out += zh ? "本计划没有给这一级的任务。\n" : "This plan has no duties for this level.\n";
        footer(context, out);
        return out;
    }
    out += counts_words(card.total, context.language) + "\n\n";
    std::vector<std::string> names = zh ? std::vector<std::string>{"名次", "单位"} : std::vector<std::string>{"Rank", "Unit"};
    for (std::size_t t = 0; t < card.tasks.size(); ++t)
        names.push_back(card.tasks[t] + " " + card.titles[t]);
    for (const char* name : {zh ? "完成" : "Done", zh ? "未完成" : "Not done", zh ? "不明" : "Unknown",
                             zh ? "完成率 %" : "Rate %", zh ? "含下级 %" : "With those below %"}) {
        names.emplace_back(name);
    }
    head(out, names);
    for (const ScoreRow& one : card.rows) {
        std::vector<std::string> cells{one.rank == 0 ? "" : std::to_string(one.rank), one.name};
        for (const Cell& task : one.cells) {
            cells.push_back(task.words + (task.rows > 1 ? (zh ? "（" : " (") + std::to_string(task.rows) +
                                                              (zh ? " 项中最重）" : " rows, the worst)")
                                                        : ""));
        }
        cells.push_back(std::to_string(one.own.done));
        cells.push_back(std::to_string(one.own.not_done));
        cells.push_back(std::to_string(one.own.unknown));
        cells.push_back(evaluate::rate_text(one.own));
        cells.push_back(evaluate::rate_text(one.below));
        row(out, cells);
    }
    std::vector<std::string> total{"", zh ? "合计" : "Total"};
    total.resize(2 + card.tasks.size());
    total.push_back(std::to_string(card.total.done));
    total.push_back(std::to_string(card.total.not_done));
    total.push_back(std::to_string(card.total.unknown));
    total.push_back(evaluate::rate_text(card.total));
    total.emplace_back();
    row(out, total);
    footer(context, out);
    return out;
}

}  // namespace duban::checklist
