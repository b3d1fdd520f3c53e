#include "engine/checklist/line.hpp"
#include "engine/checklist/sentence.hpp"
#include "engine/shown.hpp"

#include <algorithm>

namespace duban::engine {

namespace {

constexpr std::size_t kMostNamed = 20;  // units, cases or rows in one list

/// Gathers the lines of one explanation in one language.
class Teller {
public:
    Teller(const Opened& opened, const Look& look, Row row, text::Language language, Depth depth)
        : opened_(opened),
          plan_(opened.plan),
          board_(look.board),
          block_(board_.blocks[row.block]),
          row_(row.row),
          task_(plan_.tasks[block_.task]),
          why_(explained(opened, look, row, depth)),
          language_(language),
          depth_(depth) {}

    std::string tell() {
        if (depth_ == Depth::line) {
            return checklist::sentence(opened_.sources(), opened_.world(), board_, why_, language_) + "\n";
        }
        title();
        clause();
        status();
        deadline();
        criterion();
        if (why_.tree) combined();
        upstream();
        others(say("各步、各分项：", "Steps and parts:"), why_.parts_of_it);
        others(say("要求完成的任务：", "Tasks that must be done:"), why_.others);
        proof();
        acts();
        if (!is_released()) missing(say("还缺：", "Missing:"), why_.missing, why_.attributes_wanted);
        if (depth_ == Depth::full) shortest();
        return std::move(out_);
    }

private:
    [[nodiscard]] const char* say(const char* zh, const char* en) const { return language_ == text::Language::zh ? zh : en; }
    [[nodiscard]] bool zh() const { return language_ == text::Language::zh; }

    void line(std::string_view text) { out_.append(text).append("\n"); }
    void item(std::string_view text) { out_.append("  - ").append(text).append("\n"); }
    /// `（第 12 行）`: where in the plan.
    [[nodiscard]] std::string place(text::Span span) const {
        const std::string number = std::to_string(opened_.source_of(task_).position(span.begin).line);
        if (task_.version > 0)
            return zh() ? "（修订前的计划文件第 " + number + " 行）" : " (line " + number + " of the plan file before)";
        return zh() ? "（计划文件第 " + number + " 行）" : " (line " + number + " of the plan file)";
    }
    [[nodiscard]] std::string written(const evaluate::Part& part) const {
        if (part.is_of_rows) return checklist::all_parts_words(plan_, task_, language_);
        if (task_.goals[block_.goal].criterion.root().kind == plan::Node::Kind::claimed)
            return checklist::claim_words(language_);
        return checklist::clause_words(opened_.source_of(task_).slice(part.span), language_);
    }
    [[nodiscard]] std::string colon() const { return say("：", ": "); }
    [[nodiscard]] std::string comma() const { return say("，", ", "); }

    void title() {
        const units::UnitIndex unit = block_.unit[row_];
        line(task_.id + " " + task_.title + " | " + opened_.units.path(unit) + " (" + opened_.units.code(unit) + ") | " +
             checklist::slot_words(block_.slots[block_.slot[row_]].label, language_));
    }

    /// Of a part its task, too, of which it is one.
    void clause() {
        const auto quoted = [&](const plan::Task& task) {
            for (const plan::Quote& quote : task.quotes)
                line(say("原文：“", "Source: “") + quote.text + "”" + place(quote.span));
        };
        quoted(task_);
        if (task_.whole == plan::kNone) return;
        const plan::Task& whole = plan_.tasks[task_.whole];
        line(say("属于：", "Part of: ") + checklist::titled(whole.id, whole.title));
        quoted(whole);
    }

    void status() {
        const std::string word = checklist::status_words(plan_, block_, row_, language_);
        std::string said = say("状态：", "Status: ") + word + comma();
        said += (zh() ? "按规则 " : "by rule ") + std::to_string(why_.rule) + colon() +
                checklist::rule_words(why_.rule).in(language_);
        line(said);
        if (block_.status[row_] == evaluate::Status::superseded)
            line(say("      ", "        ") + checklist::superseded_words(plan_, task_, language_));
        line(say("      ", "        ") + evaluate::words(block_.verdict[row_]).in(language_) + say(" · ", " · ") +
             evaluate::words(block_.assurance[row_]).in(language_) + " · " +
             checklist::timeliness_words(board_, block_, row_, language_));
        const std::string& unit = opened_.units.name(block_.unit[row_]);
        std::string holder = checklist::heir_words(opened_.units, block_, row_, board_.as_of, language_);
        if (holder.empty() && block_.holder[row_] != block_.unit[row_]) {
            const std::string& name = opened_.units.name(block_.holder[row_]);
            holder = zh() ? "现由" + name + "承办" : "held by " + name;
        }
        for (const std::string& more : {holder, checklist::behind_words(plan_, block_, row_, language_),
                                        checklist::early_verification_words(block_, why_, language_),
                                        checklist::attributes_words(unit, why_.attributes_wanted, language_)}) {
            if (!more.empty()) line(say("      ", "        ") + more);
        }
    }

    void deadline() {
        const bool is_of_no_case = block_.status[row_] == evaluate::Status::no_case && task_.trigger;
        std::string said = say("期限：", "Due: ");
        said += is_of_no_case ? say("每起事件各有期限", "for each case by itself") : checklist::instant_words(block_.due[row_]);
        if (!task_.due.span.empty()) said += place(task_.due.span);
        if (block_.completed[row_] != evaluate::kNever && block_.completed[row_] <= board_.as_of) {
            const bool goes_on = task_.slots == plan::SlotRule::continuing;
            said += goes_on ? say("；达标于 ", "; reached on ") : say("；完成于 ", "; completed on ");
            said += checklist::instant_words(block_.completed[row_]);
        }
        if (const std::string late = checklist::filed_late_words(block_, why_, language_); !late.empty()) {
            said += say("；", "; ") + late;
        } else if (why_.filed_on != evaluate::kNever) {
            said += say("；收到于 ", "; received on ") + value::to_string(value::date_of(why_.filed_on));
        }
        line(said);
        value::Instant before = evaluate::kNever;
        for (const evaluate::CalendarStep& step : why_.steps) {
            const bool leads_on = step.what != "missed";
            item(step.said.in(language_) + (leads_on ? " → " : colon()) + checklist::instant_words(step.result));
            if (depth_ == Depth::full) days(days_of(opened_.calendar, step, before));
            if (step.what == "prerequisite" && why_.delay) delay(*why_.delay);
            before = step.result;
        }
    }

    /// `2012-04-02 至 2012-04-04：清明节，休息`; days alike in a row are one line.
    void days(const std::vector<CountedDay>& all) {
        for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
            const CountedDay& first = all[begin];
            while (end < all.size() && all[end].name == first.name && (all[end].number > 0) == (first.number > 0))
                ++end;
            const CountedDay& last = all[end - 1];
            const bool several = end - begin > 1;
            std::string said = "      " + value::to_string(first.date);
            if (several) said += say(" 至 ", " to ") + value::to_string(last.date);
            said += colon();
            if (!first.name.empty()) said += std::string(first.name) + comma();
            if (first.number == 0) {
                said += first.name.empty() ? say("周末", "weekend") : say("休息", "off");
            } else {
                const std::string from = std::to_string(std::min(first.number, last.number));
                const std::string to = std::to_string(std::max(first.number, last.number));
                const std::string numbers = several ? from + say(" 至 ", " to ") + to : from;
                if (!first.name.empty()) said += say("调休上班，", "a make-up day, ");
                said += zh() ? "第 " + numbers + " 个工作日" : std::string("working day") + (several ? "s " : " ") + numbers;
            }
            line(said);
        }
    }

    void delay(const evaluate::Delay& delay) {
        const evaluate::Block& other = board_.blocks[delay.by.block];
        const plan::Task& task = plan_.tasks[other.task];
        const std::string who = checklist::titled(task.id, task.title) + comma() + opened_.units.name(other.unit[delay.by.row]);
        const std::string planned = checklist::instant_words(other.planned[delay.by.row]);
        const std::string came = checklist::instant_words(other.completed[delay.by.row]);
        line(zh() ? "      " + who + "：原定 " + planned + "，" + came + " 完成"
                  : "      " + who + ": planned for " + planned + ", completed on " + came);
    }

    [[nodiscard]] std::string truth(const std::string& name) const {
        if (name == "true") return say("成立", "true");
        if (name == "false") return say("不成立", "false");
        if (name == "unknown") return say("未知", "unknown");
        return say("不适用", "not applicable");
    }

    void criterion() {
        const bool is_never = block_.modality == plan::Modality::never;
        std::string head = say("完成标准", "Done when");
        if (block_.modality != plan::Modality::must) {
            const std::string strength = evaluate::words(block_.modality).in(language_);
            head += zh() ? "（" + strength + "）" : " (" + strength + ")";
        }
        line(head + say("：", ":"));
        if (why_.parts.empty()) item(say("没有可判断的内容", "there is nothing to judge"));
        const bool all_decide =
            std::all_of(why_.parts.begin(), why_.parts.end(), [](const evaluate::Part& part) { return part.decided; });
        for (const evaluate::Part& part : why_.parts) {
            std::string said = is_never ? evaluate::words(block_.modality).in(language_) + " " : std::string();
            said += written(part) + place(part.span) + colon();
            said += is_never ? checklist::happened_words(plan_, part, language_) : truth(part.truth);
            const std::uint32_t indicator = part.defined;
            const bool is_told = !part.readings.empty() || !part.told.empty();
            if (!is_never && is_told && part.truth != "not_applicable" && indicator != plan::kNone &&
                (part.low != evaluate::kMinusInfinity || part.high != evaluate::kPlusInfinity)) {
                said += say("，现值：", ", value: ") +
                        checklist::value_words(plan_.indicators[indicator], part.low, part.high, language_);
            }
            if (part.count && part.truth != "not_applicable") {
                const evaluate::Reached& count = *part.count;
                const std::string all = std::to_string(count.yes + count.no + count.unknown);
                said += comma() + checklist::reached_words(count, language_) + say("，共 ", ", of ") + all + say(" 个", "");
            }
            if (part.reasons != 0 && why_.attributes_wanted.empty()) said += comma() + shown_reasons(part.reasons, language_);
            if (part.decided && !all_decide) said += comma() + say("由它决定", "this decides");
            item(said);
            for (const evaluate::Evidence& reading : part.readings)
                line("      " + reading_line(reading));
            const std::string lacking = checklist::lacking_words(opened_.units, part, kMostNamed, language_);
            if (!lacking.empty()) line("      " + lacking);
            if (!part.told.empty()) line("      " + told_words(part.told));
            if (part.readings.empty() && part.told.empty() && !part.indicator.empty() && !part.count)
                line(say("      没有填报", "      nothing reported"));
        }
    }

    /// `共 2 条记录：12、34`: in full which, too.
    [[nodiscard]] std::string told_words(const std::vector<evaluate::Told>& told) const {
        const std::string all = std::to_string(told.size());
        std::string said = zh() ? "共 " + all + " 条记录" : "from " + all + (told.size() == 1 ? " record" : " records");
        if (depth_ != Depth::full) return said;
        std::vector<std::string> numbers;
        for (std::size_t i = 0; i < std::min(told.size(), kMostNamed); ++i)
            numbers.push_back(std::to_string(told[i].record));
        return said + colon() + checklist::listed(numbers, language_) + (told.size() > kMostNamed ? say("等", ", ...") : "");
    }

    [[nodiscard]] std::string reading_line(const evaluate::Evidence& reading) const {
        std::string said = (zh() ? "记录 " : "record ") + std::to_string(reading.record) + colon() + reading.indicator + " ";
        said += reading.period.empty() ? checklist::instant_words(reading.effective)
                                       : checklist::slot_words(reading.period, language_);
        const std::string value = checklist::told_words(plan_.indicators[reading.defined], reading.value, language_);
        said += " = " + (value.empty() ? std::string(say("（空）", "(blank)")) : value);
        const bool is_amount = !reading.value.empty() && reading.value != "withheld" && reading.value != "n/a";
        if (!reading.measure.empty() && is_amount) said += " " + reading.measure;
        const std::string whose = checklist::whose_words(opened_.units, reading.unit, block_.unit[row_]);
        if (!whose.empty()) said += comma() + say("", "of ") + whose + say(" 的", "");
        if (!reading.by.empty()) said += comma() + say("", "by ") + unit_name(reading.by) + say(" 报", "");
        if (reading.source == log::Source::verifier) said += comma() + say("审核方数字", "the verifier's figure");
        if (reading.overruled) said += comma() + say("以审核方数字为准", "not used: the verifier gave another");
        return said + comma() + say("记于 ", "recorded ") + value::to_string(reading.recorded_at);
    }

    [[nodiscard]] std::string unit_name(const std::string& code) const {
        const auto unit = opened_.units.find(code);
        return unit ? opened_.units.name(*unit) : code;
    }

    [[nodiscard]] const char* joined_by(std::string_view kind) const {
        if (kind == "all") return say("同时满足", "all of");
        if (kind == "any") return say("满足一项", "any of");
        if (kind == "not") return say("不得", "not");
        if (kind == "throughout") return say("一直如此", "throughout");
        return say("直到", "until");
    }

    /// How the parts make up the whole; of one part nothing is to be said.
    void combined() {
        if (why_.tree->operands.empty()) return;
        line(say("合起来：", "Together:"));
        branch(*why_.tree, 1);
    }
    void branch(const evaluate::Branch& here, std::size_t depth) {
        const bool is_part = here.kind == "part";
        std::string said(2 * depth, ' ');
        said += "- ";
        said += is_part ? written(why_.parts[here.part]) : std::string(joined_by(here.kind));
        said += colon() + truth(std::string(here.truth));
        if (here.decided && depth > 1) said += comma() + say("由它决定", "this decides");
        line(said);
        for (const evaluate::Branch& operand : here.operands)
            branch(operand, depth + 1);
    }

    /// What it waits for, what that waits for, and so on.
    void upstream() {
        if (depth_ != Depth::full || why_.waits_for.size() < 2) {
            others(say("等待前置任务：", "Waits for:"), why_.waits_for);
            return;
        }
        line(say("等待前置任务：", "Waits for:"));
        std::string inset = "  ";
        for (const evaluate::OtherRow& one : why_.waits_for) {
            const evaluate::Block& block = board_.blocks[one.block];
            const value::Instant due = block.due[one.row];
            std::string said = inset + "- " + other_row(one);
            if (due != evaluate::kNever) said += comma() + say("期限 ", "due ") + checklist::instant_words(due);
            if (&one != &why_.waits_for.back()) said += say("，它在等：", ", which waits for:");
            line(said);
            inset += "  ";
        }
    }

    void others(const char* heading, const std::vector<evaluate::OtherRow>& rows) {
        if (rows.empty()) return;
        line(heading);
        std::size_t number = 0;
        for (const evaluate::OtherRow& one : rows) {
            if (++number > kMostNamed) {
                item(zh() ? "等 " + std::to_string(rows.size()) + " 项" : std::to_string(rows.size()) + " in all");
                return;
            }
            item(other_row(one));
        }
    }
    /// With its slot, where that is not this row's.
    [[nodiscard]] std::string other_row(const evaluate::OtherRow& one) const {
        const evaluate::Block& block = board_.blocks[one.block];
        const plan::Task& task = plan_.tasks[block.task];
        const evaluate::SlotName& slot = block.slots[block.slot[one.row]];
        const bool is_same_slot = evaluate::is_same(slot, block_.slots[block_.slot[row_]]);
        return checklist::titled(task.id, task.title) + comma() + opened_.units.path(block.unit[one.row]) +
               (is_same_slot ? std::string() : comma() + checklist::slot_words(slot.label, language_)) + colon() +
               evaluate::words(block.status[one.row], block.modality, task.slots).in(language_);
    }

    [[nodiscard]] bool is_released() const { return checklist::is_released(block_.status[row_]); }

    void proof() {
        if (why_.proof_wanted.empty() || is_released()) return;
        const std::vector<std::string> lacking = checklist::lacking_proof(why_);
        std::string said = say("应有佐证：", "Proof asked for: ") + checklist::listed(why_.proof_wanted, language_);
        said += lacking.empty() ? say("；已齐", "; complete")
                                : say("；尚缺：", "; missing: ") + checklist::listed(lacking, language_);
        line(said);
    }

    /// What the act said: of a judgement yes or no, of a transfer the name of the unit.
    [[nodiscard]] std::string act_words(const evaluate::Act& act) const {
        if (act.kind == log::Kind::judge) return act.value == "1" ? say("是", "yes") : say("否", "no");
        return act.kind == log::Kind::transfer ? unit_name(act.value) : say("到 ", "until ") + act.value;
    }

    void acts() {
        if (why_.acts.empty()) return;
        line(say("办理：", "Acts:"));
        for (const evaluate::Act& act : why_.acts) {
            std::string said = (zh() ? "记录 " : "record ") + std::to_string(act.record) + colon() +
                               log::words(act.kind).in(language_) + " " + checklist::instant_words(act.effective);
            if (!act.by.empty()) said += comma() + unit_name(act.by);
            if (!act.value.empty()) said += comma() + act_words(act);
            if (!act.reason.empty()) said += comma() + act.reason;
            item(said);
        }
    }

    void missing(const char* heading, const std::vector<evaluate::Missing>& all, const std::vector<std::string>& attributes) {
        if (all.empty() && attributes.empty()) return;
        line(heading);
        for (const std::string& attribute : attributes)
            item(attribute + say("（单位表的一列）", " (a column of the unit list)"));
        for (const evaluate::Missing& one : all)
            item(missing_words(one));
    }
    [[nodiscard]] std::string missing_words(const evaluate::Missing& one) const {
        std::string said;
        if (one.of) {
            const evaluate::Block& block = board_.blocks[one.of->block];
            const plan::Task& task = plan_.tasks[block.task];
            said = checklist::titled(task.id, task.title) + comma() + opened_.units.name(block.unit[one.of->row]) + colon();
        }
        const std::string whose = checklist::whose_words(
            opened_.units, one.unit, one.of ? board_.blocks[one.of->block].unit[one.of->row] : block_.unit[row_]);
        if (!whose.empty()) said += whose + " ";
        switch (one.kind) {
            case evaluate::Missing::Kind::claim: said += say("申报完成", "a claim that it is done"); break;
            case evaluate::Missing::Kind::close: said += say("关闭", "the closing of"); break;
            case evaluate::Missing::Kind::reading:
            case evaluate::Missing::Kind::no_case: said += checklist::indicator_words(plan_, one.indicator, language_); break;
        }
        said += " " + checklist::slot_words(one.case_id.empty() ? one.period : "case:" + one.case_id, language_) + comma() +
                say("应于 ", "due ") + value::to_string(one.due);
        if (one.reasons != 0) said += comma() + shown_reasons(one.reasons, language_);
        return said;
    }

    /// Where less will do than all that is missing.
    void shortest() {
        const evaluate::Verdict verdict = block_.verdict[row_];
        const bool is_open = verdict == evaluate::Verdict::undetermined || verdict == evaluate::Verdict::not_met_yet;
        if (!is_open || !why_.shortest || why_.shortest->empty() || why_.shortest->size() >= why_.missing.size()) return;
        missing(say("最少只要报：", "The least that would do:"), *why_.shortest, {});
    }

    const Opened& opened_;
    const plan::Plan& plan_;
    const evaluate::Board& board_;
    const evaluate::Block& block_;
    std::size_t row_;
    const plan::Task& task_;
    evaluate::Explanation why_;
    text::Language language_;
    Depth depth_;
    std::string out_;
};

}  // namespace

std::string explanation_text(const Opened& opened, const Look& look, Row row, text::Language language, Depth depth) {
    return Teller(opened, look, row, language, depth).tell();
}

}  // namespace duban::engine
