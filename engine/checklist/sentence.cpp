#include "engine/checklist/sentence.hpp"

#include "engine/checklist/line.hpp"
#include "engine/checklist/wording.hpp"
#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace duban::checklist {

namespace {

using evaluate::Status;
using text::Words;

class Sentence {
public:
    Sentence(const std::vector<const text::Source*>& sources, const evaluate::World& world, const evaluate::Board& board,
             const evaluate::Explanation& explanation, text::Language language)
        : sources_(sources),
          world_(world),
          board_(board),
          language_(language),
          plan_(world.plan),
          block_(board.blocks[explanation.block]),
          row_(explanation.row),
          task_(plan_.tasks[block_.task]),
          why_(explanation) {}

    std::string make() {
        const std::string comma = say("，", ", ");
        const std::string semicolon = say("；", "; ");
        std::string said = titled(task_.id, task_.title) + comma + world_.units.name(block_.unit[row_]) + comma +
                           slot_words(block_.slots[block_.slot[row_]].label, language_) + say("：", ": ");
        const std::string word = status_words(plan_, block_, row_, language_);
        std::string when = timeliness();
        if (when.starts_with(word)) {
            said += std::exchange(when, {});
        } else {
            said += word;
        }
        const Attained attained = checklist::attained(plan_, block_, row_, language_);
        if (reads_one() && tells_value() && !attained.value.empty())
            said += semicolon + say("现值：", "value: ") + attained.value + comma + say("目标：", "target: ") + attained.target;
        for (const std::string& reason : {reason_of(block_.status[row_]), when}) {
            if (!reason.empty()) said += semicolon + reason;
        }
        return said + say("。", ".");
    }

private:
    [[nodiscard]] std::string say(const char* zh, const char* en) const { return language_ == text::Language::zh ? zh : en; }

    /// Where the word does not say it.
    [[nodiscard]] std::string timeliness() const {
        if (block_.status[row_] == Status::failed) return {};
        switch (block_.timeliness[row_]) {
            case evaluate::Timeliness::none:
            case evaluate::Timeliness::no_deadline:
            case evaluate::Timeliness::early:
            case evaluate::Timeliness::on_time: return filed_late_words(block_, why_, language_);
            case evaluate::Timeliness::due_unknown: {
                std::string words = timeliness_words(board_, block_, row_, language_);
                if (why_.steps.empty() || why_.steps.back().what != "unknown") return words;
                return words + say("（", " (") + why_.steps.back().said.in(language_) + say("）", ")");
            }
            default: return timeliness_words(board_, block_, row_, language_);
        }
    }

    [[nodiscard]] std::string act_words(std::initializer_list<log::Kind> kinds) const {
        const auto act = std::find_if(why_.acts.rbegin(), why_.acts.rend(), [&](const evaluate::Act& one) {
            const bool lets_off = one.kind == log::Kind::waive || one.kind == log::Kind::excuse;
            const auto last = lets_off ? value::parse_date(one.value) : std::nullopt;
            const bool is_over = last && value::last_minute(*last) < board_.as_of;
            return !is_over && std::find(kinds.begin(), kinds.end(), one.kind) != kinds.end();
        });
        if (act == why_.acts.rend()) return rule_words(why_.rule).in(language_);
        std::string said =
            say("记录 ", "record ") + std::to_string(act->record) + say("：", ": ") + log::words(act->kind).in(language_);
        if (!act->reason.empty()) said += say("，", ", ") + act->reason;
        if (!act->value.empty()) said += say("，到 ", ", until ") + act->value;
        return said;
    }

    /// `还没有报：应急演练 2012-Q1 等 4 项（应于 2012-03-31）`: of what is due, if anything is.
    [[nodiscard]] std::string missing() const {
        if (why_.missing.empty()) return {};
        const auto due_first =
            std::find_if(why_.missing.begin(), why_.missing.end(), [](const evaluate::Missing& one) { return one.is_due; });
        const evaluate::Missing& first = due_first == why_.missing.end() ? why_.missing.front() : *due_first;
        const std::string due = value::to_string(first.due);
        const std::string period = slot_words(first.case_id.empty() ? first.period : "case:" + first.case_id, language_);
        Words what{"申报完成", "its claim"};
        if (first.kind == evaluate::Missing::Kind::close) what = {"关闭", "the closing of"};
        if (!first.indicator.empty()) {
            what = {indicator_words(plan_, first.indicator, text::Language::zh),
                    indicator_words(plan_, first.indicator, text::Language::en)};
        }
        const std::ptrdiff_t due_by_now =
            std::count_if(why_.missing.begin(), why_.missing.end(), [](const evaluate::Missing& one) { return one.is_due; });
        const auto count = due_by_now > 0 ? static_cast<std::size_t>(due_by_now) : why_.missing.size();
        const std::string all = std::to_string(count);
        const std::string rest = std::to_string(count - 1);
        return Words("还没有报：" + what.zh + " " + period + (count > 1 ? " 等 " + all + " 项" : "") + "（应于 " + due + "）",
                     "not reported: " + what.en + " " + period + " (due " + due + ")" +
                         (count > 1 ? " and " + rest + " more" : ""))
            .in(language_);
    }

    [[nodiscard]] std::string written(const evaluate::Part& part) const {
        if (part.is_of_rows) return all_parts_words(plan_, task_, language_);
        if (task_.goals[block_.goal].criterion.root().kind == plan::Node::Kind::claimed) return claim_words(language_);
        return clause_words(sources_[task_.version]->slice(part.span), language_);
    }

    /// `已达标 3 个，1 个不明，需 4 个（不明：高坪乡）`: of the counts that decide.
    [[nodiscard]] std::string open_counts() const {
        constexpr std::size_t kMostNamed = 5;
        std::vector<std::string> all;
        for (const evaluate::Part& part : why_.parts) {
            if (!part.count || part.truth != "unknown" || !part.decided) continue;
            const std::string named = lacking_words(world_.units, part, kMostNamed, language_);
            std::string one = written(part) + say("：", ": ");
            one += reached_words(*part.count, language_);
            if (!named.empty()) one += say("（", " (") + named + say("）", ")");
            all.push_back(std::move(one));
        }
        return listed(all, language_);
    }

    [[nodiscard]] bool tells_value() const {
        return std::any_of(why_.parts.begin(), why_.parts.end(),
                           [](const evaluate::Part& part) { return part.truth != "not_applicable" && is_known(part); });
    }
    [[nodiscard]] static bool is_known(const evaluate::Part& part) {
        return part.low != evaluate::kMinusInfinity || part.high != evaluate::kPlusInfinity;
    }

    [[nodiscard]] bool reads_one() const {
        std::set<std::string_view> read;
        for (const evaluate::Part& part : why_.parts)
            read.insert(part.indicator);
        return read.size() == 1;
    }

    /// The parts that are false, as the plan writes them; of what must never be what has been.
    [[nodiscard]] std::string unmet() const {
        const bool is_never = block_.modality == plan::Modality::never;
        std::vector<std::string> all;
        for (const evaluate::Part& part : why_.parts) {
            if (is_never && part.truth == "true") all.push_back(happened_words(plan_, part, language_));
            if (is_never || part.truth != "false" || !part.decided) continue;
            std::string one = say("没有达到“", "not reached: ");
            one += written(part) + say("”", "");
            const std::uint32_t indicator = part.defined;
            if (!reads_one() && indicator != plan::kNone && is_known(part)) {
                one += say("（现值：", " (value: ") + value_words(plan_.indicators[indicator], part.low, part.high, language_) +
                       say("）", ")");
            }
            all.push_back(std::move(one));
        }
        return listed(all, language_);
    }

    [[nodiscard]] std::string undetermined() const {
        const std::string& unit = world_.units.name(block_.unit[row_]);
        std::vector<std::string> why;
        for (std::size_t r = 0; r < evaluate::kReasons; ++r) {
            const auto reason = static_cast<evaluate::Reason>(r);
            if ((block_.reasons[row_] & evaluate::bit(reason)) == 0) continue;
            const std::string named = reason == evaluate::Reason::attribute
                                          ? attributes_words(unit, why_.attributes_wanted, language_)
                                          : std::string();
            why.push_back(named.empty() ? evaluate::words(reason).in(language_) : named);
        }
        if (!why.empty()) return listed(why, language_);
        if (!why_.steps.empty() && why_.steps.back().what == "unknown") return why_.steps.back().said.in(language_);
        return rule_words(why_.rule).in(language_);
    }

    [[nodiscard]] std::string not_applicable() const {
        const bool is_told = std::any_of(why_.parts.begin(), why_.parts.end(),
                                         [](const evaluate::Part& part) { return !part.readings.empty(); });
        const bool has_parts = !why_.parts_of_it.empty();
        if (is_told || has_parts) return rule_words(why_.rule).in(language_);
        return say("这项责任不是它的", "the duty is not its own");
    }

    [[nodiscard]] std::string waiting() const {
        if (why_.waits_for.empty()) return say("时段还没有确定", "its window is not known yet");
        const evaluate::Block& other = board_.blocks[why_.waits_for.front().block];
        const plan::Task& task = plan_.tasks[other.task];
        const std::string who = world_.units.name(other.unit[why_.waits_for.front().row]);
        return say("在等：", "it waits for ") + titled(task.id, task.title) + say("（", " (") + who + say("）", ")");
    }

    [[nodiscard]] std::string completed() const {
        const std::string when = instant_words(block_.completed[row_]);
        if (task_.slots == plan::SlotRule::continuing) return Words(when + " 达标", "reached on " + when).in(language_);
        return Words(when + " 完成", "completed on " + when).in(language_);
    }

    [[nodiscard]] std::string no_case() const {
        if (!task_.trigger) return rule_words(why_.rule).in(language_);
        const std::string& event = plan_.events[task_.trigger->event].name;
        return Words("没有发生" + event, "no " + event + " has occurred").in(language_);
    }

    [[nodiscard]] std::string verifier() const {
        const auto office = reviewer(world_, board_, block_, row_);
        const std::string name = office ? world_.units.name(*office) : std::string();
        if (wants_judgement(block_, row_)) return Words("等待" + name + "评定", name + " has not judged it yet").in(language_);
        return Words("等待" + name + "审核", name + " has not verified it yet").in(language_);
    }

    [[nodiscard]] std::string reason_of(Status status) const {
        switch (status) {
            case Status::no_case: return no_case();
            case Status::not_applicable: return not_applicable();
            case Status::done_early:
            case Status::done:
            case Status::done_late: return completed();
            case Status::superseded: return superseded_words(plan_, task_, language_);
            case Status::waived: return act_words({log::Kind::waive});
            case Status::excused: return act_words({log::Kind::excuse});
            case Status::returned: return act_words({log::Kind::send_back});
            case Status::claimed_without_proof:
                return say("还缺佐证：", "proof is missing: ") + listed(lacking_proof(why_), language_);
            case Status::awaiting_verification: return verifier();
            case Status::planned:
                return Words(value::to_string(value::date_of(why_.opens)) + " 开始",
                             "it opens on " + value::to_string(value::date_of(why_.opens)))
                    .in(language_);
            case Status::waiting: return waiting();
            case Status::failed:
            case Status::overdue: return unmet();
            case Status::undetermined: return undetermined();
            case Status::unreported_overdue:
            case Status::report_missing:
                if (const std::string wanted = missing(); !wanted.empty()) return wanted;
                if (const std::string counts = open_counts(); !counts.empty()) return counts;
                if (block_.verdict[row_] != evaluate::Verdict::met_for_now) return undetermined();
                return say("现在达到，期末的还没有报", "met for now, and not reported to the end of its period");
            case Status::behind_schedule:
                if (std::string behind = behind_words(plan_, block_, row_, language_); !behind.empty()) return behind;
                return unmet();
            case Status::not_started:
            case Status::due_soon:
            case Status::on_schedule:
                if (block_.assurance[row_] == evaluate::Assurance::silent)
                    return say("还没有报过", "nothing has been reported");
                if (block_.verdict[row_] == evaluate::Verdict::met_for_now)
                    return evaluate::words(block_.verdict[row_]).in(language_);
                return unmet();
        }
        return {};
    }

    const std::vector<const text::Source*>& sources_;
    const evaluate::World& world_;
    const evaluate::Board& board_;
    text::Language language_;
    const plan::Plan& plan_;
    const evaluate::Block& block_;
    std::size_t row_;
    const plan::Task& task_;
    const evaluate::Explanation& why_;
};

}  // namespace

std::string sentence(const std::vector<const text::Source*>& sources, const evaluate::World& world,
                     const evaluate::Board& board, const evaluate::Explanation& explanation, text::Language language) {
    return Sentence(sources, world, board, explanation, language).make();
}

}  // namespace duban::checklist
