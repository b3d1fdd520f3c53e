#include "engine/shown.hpp"

namespace duban::engine {

namespace {

constexpr std::size_t kMostNamed = 20;  // units, cases or rows in one list

/// Gathers the lines of one explanation in one language.
class Teller {
public:
    Teller(const Opened& opened, const Look& look, Row row, text::Language language)
        : opened_(opened),
          plan_(opened.plan),
          board_(look.board),
          block_(board_.blocks[row.block]),
          row_(row.row),
          task_(plan_.tasks[block_.task]),
          why_(evaluate::Explainer(opened.world(), look.facts, look.board).explain(row.block, row.row)),
          language_(language) {}

    std::string tell() {
        title();
        clause();
        status();
        deadline();
        criterion();
        others(say("等待前置任务：", "Waits for:"), why_.waits_for);
        others(say("各步、各分项：", "Steps and parts:"), why_.parts_of_it);
        others(say("要求完成的任务：", "Tasks that must be done:"), why_.others);
        proof();
        acts();
        missing();
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
            return zh() ? "（修订前的计划第 " + number + " 行）" : " (line " + number + " of the plan before)";
        return zh() ? "（计划第 " + number + " 行）" : " (line " + number + " of the plan)";
    }
    [[nodiscard]] std::string colon() const { return say("：", ": "); }
    [[nodiscard]] std::string comma() const { return say("，", ", "); }

    void title() {
        const units::UnitIndex unit = block_.unit[row_];
        line(task_.id + " " + task_.title + " | " + opened_.units.path(unit) + " (" + opened_.units.code(unit) + ") | " +
             checklist::slot_words(block_.slots[block_.slot[row_]].label, language_));
    }

    void clause() {
        for (const plan::Quote& quote : task_.quotes)
            line(say("原文：“", "Source: “") + quote.text + "”" + place(quote.span));
    }

    void status() {
        const std::string word = checklist::status_words(plan_, block_, row_, language_);
        std::string said = say("状态：", "Status: ") + word + comma();
        said += (zh() ? "按规则 " : "by rule ") + std::to_string(why_.rule) + colon() +
                checklist::rule_words(why_.rule).in(language_);
        line(said);
        line(say("      ", "        ") + evaluate::words(block_.verdict[row_]).in(language_) + say(" · ", " · ") +
             evaluate::words(block_.assurance[row_]).in(language_) + " · " +
             checklist::timeliness_words(board_, block_, row_, language_));
        const std::string& unit = opened_.units.name(block_.unit[row_]);
        for (const std::string& more : {checklist::heir_words(opened_.units, block_, row_, board_.as_of, language_),
                                        checklist::behind_words(plan_, block_, row_, language_),
                                        checklist::early_verification_words(block_, why_, language_),
                                        checklist::attributes_words(unit, why_.attributes_wanted, language_)}) {
            if (!more.empty()) line(say("      ", "        ") + more);
        }
    }

    void deadline() {
        std::string said = say("期限：", "Due: ") + checklist::instant_words(block_.due[row_]);
        if (!task_.due.span.empty()) said += place(task_.due.span);
        if (block_.completed[row_] != evaluate::kNever) {
            said += say("；完成于 ", "; completed on ") + checklist::instant_words(block_.completed[row_]);
        }
        if (const std::string late = checklist::filed_late_words(block_, why_, language_); !late.empty()) {
            said += say("；", "; ") + late;
        } else if (why_.filed_on != evaluate::kNever) {
            said += say("；收到于 ", "; received on ") + value::to_string(value::date_of(why_.filed_on));
        }
        line(said);
        for (const evaluate::CalendarStep& step : why_.steps) {
            item(step.said.in(language_) + " → " + checklist::instant_words(step.result));
        }
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
        for (const evaluate::Part& part : why_.parts) {
            std::string said = is_never ? evaluate::words(block_.modality).in(language_) + " " : std::string();
            said += std::string(opened_.source_of(task_).slice(part.span)) + place(part.span) + colon();
            said += is_never ? checklist::happened_words(plan_, part, language_) : truth(part.truth);
            const std::uint32_t indicator = plan_.find_indicator(part.indicator);
            if (!is_never && indicator != plan::kNone &&
                (part.low != evaluate::kMinusInfinity || part.high != evaluate::kPlusInfinity)) {
                said += say("，现值：", ", value: ") +
                        checklist::value_words(plan_.indicators[indicator], part.low, part.high, language_);
            }
            if (part.count) {
                const evaluate::Reached& count = *part.count;
                const std::string all = std::to_string(count.yes + count.no + count.unknown);
                said += comma() + checklist::reached_words(count, language_) + say("，共数 ", ", of ") + all + say(" 个", "");
            }
            if (part.reasons != 0 && why_.attributes_wanted.empty()) said += comma() + shown_reasons(part.reasons, language_);
            if (part.decided && why_.parts.size() > 1) said += comma() + say("由它决定", "this decides");
            item(said);
            for (const evaluate::Evidence& reading : part.readings)
                line("      " + reading_line(reading));
            const std::string lacking = checklist::lacking_words(opened_.units, part, kMostNamed, language_);
            if (!lacking.empty()) line("      " + lacking);
            const std::string told = std::to_string(part.told.size());
            if (!part.told.empty()) line(zh() ? "      共 " + told + " 条记录" : "      from " + told + " records");
            if (part.readings.empty() && part.told.empty() && !part.count)
                line(say("      没有填报", "      nothing reported"));
        }
    }

    [[nodiscard]] std::string reading_line(const evaluate::Evidence& reading) const {
        std::string said = (zh() ? "记录 " : "record ") + std::to_string(reading.record) + colon() + reading.indicator + " ";
        said += reading.period.empty() ? checklist::instant_words(reading.effective)
                                       : checklist::slot_words(reading.period, language_);
        const std::uint32_t indicator = plan_.find_indicator(reading.indicator);
        const std::string value = indicator == plan::kNone
                                      ? reading.value
                                      : checklist::told_words(plan_.indicators[indicator], reading.value, language_);
        said += " = " + (value.empty() ? std::string(say("（空）", "(blank)")) : value);
        if (!reading.measure.empty() && !reading.value.empty()) said += " " + reading.measure;
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

    void others(const char* heading, const std::vector<evaluate::OtherRow>& rows) {
        if (rows.empty()) return;
        line(heading);
        std::size_t number = 0;
        for (const evaluate::OtherRow& one : rows) {
            if (++number > kMostNamed) {
                item(zh() ? "等 " + std::to_string(rows.size()) + " 项" : std::to_string(rows.size()) + " in all");
                return;
            }
            const evaluate::Block& block = board_.blocks[one.block];
            const plan::Task& task = plan_.tasks[block.task];
            item(task.id + " " + task.title + comma() + opened_.units.path(block.unit[one.row]) + colon() +
                 evaluate::words(block.status[one.row], block.modality, task.slots).in(language_));
        }
    }

    void proof() {
        if (why_.proof_wanted.empty()) return;
        const std::vector<std::string> lacking = checklist::lacking_proof(why_);
        std::string said = say("应有佐证：", "Proof asked for: ") + checklist::listed(why_.proof_wanted, language_);
        said += lacking.empty() ? say("；已齐", "; complete")
                                : say("；尚缺：", "; missing: ") + checklist::listed(lacking, language_);
        line(said);
    }

    void acts() {
        if (why_.acts.empty()) return;
        line(say("办理：", "Acts:"));
        for (const evaluate::Act& act : why_.acts) {
            std::string said = (zh() ? "记录 " : "record ") + std::to_string(act.record) + colon() +
                               log::words(act.kind).in(language_) + " " + checklist::instant_words(act.effective);
            if (!act.by.empty()) said += comma() + unit_name(act.by);
            if (!act.value.empty()) said += comma() + act.value;
            if (!act.reason.empty()) said += comma() + act.reason;
            item(said);
        }
    }

    void missing() {
        if (why_.missing.empty() && why_.attributes_wanted.empty()) return;
        line(say("还缺：", "Missing:"));
        for (const std::string& attribute : why_.attributes_wanted)
            item(attribute + say("（单位表的一列）", " (a column of the unit list)"));
        for (const evaluate::Missing& one : why_.missing) {
            const std::string whose = checklist::whose_words(opened_.units, one.unit, block_.unit[row_]);
            std::string said =
                whose + (whose.empty() ? "" : " ") + checklist::indicator_words(plan_, one.indicator, language_) + " " +
                (one.case_id.empty() ? one.period : one.case_id) + comma() + say("应于 ", "due ") + value::to_string(one.due);
            if (one.reasons != 0) said += comma() + shown_reasons(one.reasons, language_);
            item(said);
        }
    }

    const Opened& opened_;
    const plan::Plan& plan_;
    const evaluate::Board& board_;
    const evaluate::Block& block_;
    std::size_t row_;
    const plan::Task& task_;
    evaluate::Explanation why_;
    text::Language language_;
    std::string out_;
};

}  // namespace

std::string explanation_text(const Opened& opened, const Look& look, Row row, text::Language language) {
    return Teller(opened, look, row, language).tell();
}

}  // namespace duban::engine
