#include "engine/checklist/checklist.hpp"

#include "engine/checklist/wording.hpp"

#include <map>

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

void footer(const Context& context, std::string& out) { out += "\n" + receipt_text(context.receipt, context.language); }

/// What each status word on the list means, in the order of the table of docs/SEMANTICS.md.
void legend(const Context& context, const UnitChecklist& list, std::string& out) {
    const bool zh = context.language == Language::zh;
    std::map<std::int32_t, std::string> words;
    for (const Line& line : list.lines)
        words.emplace(line.rule, line.status_words);
    out += "\n";
    for (const auto& [rule, word] : words) {
        const std::string sentence = rule_words(rule).in(context.language);
        out += "- " + word + (zh ? "：" : ": ") + sentence + (zh ? "。\n" : ".\n");
    }
}

void reviews(const Context& context, const UnitChecklist& list, std::string& out) {
    if (list.reviews.empty()) return;
    const bool zh = context.language == Language::zh;
    out += zh ? "\n## 待本单位审核\n\n" : "\n## To be verified by this unit\n\n";
    head(out, zh ? std::vector<std::string>{"任务", "单位", "代码", "期间"}
                 : std::vector<std::string>{"Task", "Unit", "Code", "Slot"});
    for (const Review& review : list.reviews) {
        row(out, {review.task + " " + review.title, review.name, review.code, slot_words(review.slot, context.language)});
    }
}

std::string counts_words(const evaluate::Counts& counts, std::size_t rows_apart, Language language) {
    const bool zh = language == Language::zh;
    const std::string apart = rows_apart == 0 ? ""
                              : zh ? "另有 " + std::to_string(rows_apart) + " 条不计（未到时候、无情况、不适用、免除等）。"
                                   : " " + std::to_string(rows_apart) + " more do not count (not open, no case, waived ...).";
    if (counts.all() == 0) return (zh ? "没有计入完成率的任务。" : "No duties count towards a rate.") + apart;
    const std::string rate = evaluate::rate_text(counts);
    if (zh) {
        return "完成 " + std::to_string(counts.done) + "，未完成 " + std::to_string(counts.not_done) + "，不明 " +
               std::to_string(counts.unknown) + "；完成率 " + rate + "%。" + apart;
    }
    return std::to_string(counts.done) + " done, " + std::to_string(counts.not_done) + " not done, " +
           std::to_string(counts.unknown) + " unknown; completion " + rate + "%." + apart;
}

std::size_t rows_apart(const UnitChecklist& list) { return list.lines.size() - static_cast<std::size_t>(list.counts.all()); }

}  // namespace

std::string markdown(const Context& context, const UnitChecklist& list) {
    const bool zh = context.language == Language::zh;
    const plan::Plan& plan = context.world.plan;
    std::string out = "# " + list.path + (zh ? " 责任清单" : ": checklist") + "\n\n";
    out += (plan.title.empty() ? plan.name : plan.title) + (zh ? "；截至 " : "; as of ") + day(context.receipt.as_of) + "\n\n";
    if (list.lines.empty()) {
        out += zh ? "本计划没有给本单位的任务。\n" : "This plan has no duties for this unit.\n";
        reviews(context, list, out);
        footer(context, out);
        return out;
    }
    out += counts_words(list.counts, rows_apart(list), context.language) + "\n\n";
    if (zh) {
        head(out, {"序号", "任务", "期间", "原文依据", "牵头", "完成标准", "完成时限", "当前进展", "佐证", "状态", "时效",
                   "未完成原因", "下一步"});
    } else {
        head(out, {"No.", "Task", "Slot", "Source", "Lead", "Criterion", "Due", "Progress", "Proof", "Status", "Timeliness",
                   "Why", "Next"});
    }
    std::size_t number = 0;
    for (const Line& line : list.lines) {
        const std::string note = line.due_note.empty() ? "" : zh ? "（" + line.due_note + "）" : " (" + line.due_note + ")";
        row(out, {std::to_string(++number), line.task + " " + line.title, line.slot_words, line.quote, line.lead,
                  line.criterion, line.due.empty() ? "" : line.due + note, line.value, line.proof, line.status_words,
                  line.timeliness, line.why, line.next});
    }
    legend(context, list, out);
    reviews(context, list, out);
    footer(context, out);
    return out;
}

std::string markdown(const Context& context, const Scorecard& card) {
    const bool zh = context.language == Language::zh;
    const plan::Plan& plan = context.world.plan;
    std::string out = "# " + card.level + (zh ? "级任务完成情况对照表" : ": scorecard") + "\n\n";
    out += (plan.title.empty() ? plan.name : plan.title) + (zh ? "；截至 " : "; as of ") + day(context.receipt.as_of) + "\n\n";
    if (card.tasks.empty()) {
        out += zh ? "本计划没有给这一级的任务。\n" : "This plan has no duties for this level.\n";
        footer(context, out);
        return out;
    }
    out += counts_words(card.total, 0, context.language) + "\n\n";
    std::vector<std::string> names = zh ? std::vector<std::string>{"名次", "单位"} : std::vector<std::string>{"Rank", "Unit"};
    for (std::size_t t = 0; t < card.tasks.size(); ++t)
        names.push_back(card.tasks[t] + " " + card.titles[t]);
    for (const char* name : {zh ? "完成" : "Done", zh ? "未完成" : "Not done", zh ? "不明" : "Unknown",
                             zh ? "完成率 %" : "Rate %", zh ? "含下级 %" : "Including those below %"}) {
        names.emplace_back(name);
    }
    head(out, names);
    for (const ScoreRow& one : card.rows) {
        std::vector<std::string> cells{one.rank == 0 ? "" : std::to_string(one.rank), one.name};
        for (const Cell& task : one.cells) {
            cells.push_back(task.words + (task.rows > 1 ? (zh ? "（" : " (worst of ") + std::to_string(task.rows) +
                                                              (zh ? " 期中最差）" : " slots)")
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
