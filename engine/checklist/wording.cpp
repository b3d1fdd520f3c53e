#include "engine/checklist/wording.hpp"

#include "engine/evaluate/words.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace duban::checklist {

namespace {

using evaluate::kMinusInfinity;
using evaluate::kPlusInfinity;
using text::Language;
using text::Words;

// The lines of the table in docs/SEMANTICS.md, §4.
constexpr std::array<std::array<std::string_view, 2>, 20> kRules{{
    {"没有需要判断的事件", "there is no case to judge"},
    {"完成标准对它不适用", "the criterion does not apply to it"},
    {"达到标准，佐证齐，没有退回；要审核的已审核",
     "the criterion is met, the proof is there, nothing is returned; verified where that is asked"},
    {"修订后的计划没有这项任务，或者由别的任务取代", "the amendment drops the task, or puts others in its place"},
    {"在免除期内", "a waiver is in force"},
    {"已作说明，在说明期内", "an excuse is in force"},
    {"已经确定达不到，再报也改变不了", "it is surely not met, and no later report can mend it"},
    {"达到标准，但最近一次审核是退回", "the criterion is met, but the latest review is a return"},
    {"达到标准，但佐证没有交齐", "the criterion is met, but the proof asked for is not there"},
    {"达到标准，等待审核或评定", "the criterion is met; it waits for verification or judgement"},
    {"还没有到开始的时候", "it has not opened yet"},
    {"在等前置任务，或者它的时段、事件还没有确定", "it waits for another task, or its window or event is not known yet"},
    {"过了期限，已报的情况达不到标准", "past its due date, what was reported does not meet the criterion"},
    {"过了期限，该报的没有报，无法判断", "past its due date, reports are lacking and nothing can be said"},
    {"不是缺报，而是别的原因无法判断", "nothing can be said, for other reasons than lacking reports"},
    {"有到期应报而未报的", "a report that is due is lacking"},
    {"没有达到，而且落后于进度", "not met, and surely behind its schedule"},
    {"快到期限", "its due date is near"},
    {"还没有报过任何情况", "nothing has been reported yet"},
    {"报过，该它报的不缺，不落后，也没有临期", "reported, with nothing of its own lacking, not behind and not due soon"},
}};

/// To four places, half up: a share in hundredths of a percent.
std::int64_t rounded(std::int64_t amount) {
    constexpr std::int64_t kStep = 100;
    const std::int64_t raised = amount + kStep / 2;
    return raised - ((raised % kStep) + kStep) % kStep;
}

/// A known value.
std::string point_words(const plan::Indicator& indicator, std::int64_t amount, Language language) {
    if (!indicator.members.empty()) {
        if (amount < 0) return Words("无", "none").in(language);
        const auto rank = static_cast<std::size_t>(amount / value::Decimal::kOne);
        if (rank >= indicator.members.size()) return Words("未知", "unknown").in(language);
        return told_words(indicator, indicator.members[rank], language);
    }
    if (indicator.kind == plan::IndicatorKind::date)
        return value::to_string(value::Date{static_cast<std::int32_t>(amount / value::Decimal::kOne)});
    if (indicator.kind == plan::IndicatorKind::yes_no)
        return (amount > 0 ? Words("是", "yes") : Words("否", "no")).in(language);
    if (indicator.kind == plan::IndicatorKind::ratio) {
        return value::to_string(value::Decimal{rounded(amount) * 100}) + "%";
    }
    return value::to_string(value::Decimal{amount}) + (indicator.measure.empty() ? "" : " " + indicator.measure);
}

/// How the only comparison of a criterion compares, in signs; empty if there are several.
std::string sign_of(const plan::Criterion& criterion) {
    constexpr std::array<std::string_view, 6> kSigns{"≥", "≤", "=", "≠", ">", "<"};
    std::string sign;
    for (const plan::Node& node : criterion.nodes) {
        if (node.kind != plan::Node::Kind::compare) continue;
        if (!sign.empty()) return {};
        sign = kSigns[static_cast<std::size_t>(node.comparison)];
    }
    return sign;
}

/// What a goal's criterion reads, or counts.
struct Reads {
    plan::Indicator indicator;
    bool is_count = false;
};

/// Of several numbers something without a measure, of several that are none nothing. What stands inside a count is not looked
/// at.
std::optional<Reads> read_by(const plan::Plan& plan, const evaluate::Block& block) {
    Reads read;
    std::size_t parts = 0;
    bool are_numbers = true;
    const auto add = [&](plan::Indicator indicator, bool is_count) {
        are_numbers = are_numbers && indicator.members.empty() && indicator.kind != plan::IndicatorKind::yes_no;
        read = ++parts > 1 ? Reads{{}, read.is_count && is_count} : Reads{std::move(indicator), is_count};
    };
    const auto visit = [&](const auto& self, const plan::Criterion& criterion, std::size_t place) -> void {
        const plan::Node& node = criterion.nodes[place];
        if (node.kind == plan::Node::Kind::count || node.kind == plan::Node::Kind::count_of) return add({}, true);
        if (node.kind == plan::Node::Kind::total) self(self, node.over.front().inner, node.over.front().inner.nodes.size() - 1);
        if (node.indicator != plan::kNone) add(plan.indicators[node.indicator], false);
        for (const std::uint32_t operand : node.operands)
            self(self, criterion, operand);
    };
    const plan::Criterion& criterion = plan.tasks[block.task].goals[block.goal].criterion;
    visit(visit, criterion, criterion.nodes.size() - 1);
    if (parts == 0 || (parts > 1 && !are_numbers)) return std::nullopt;
    return read;
}

/// What is compared with that target, if there is one such comparison; else what the criterion reads.
std::optional<Reads> compared_with(const plan::Plan& plan, const evaluate::Block& block, std::int64_t target) {
    const std::vector<plan::Node>& nodes = plan.tasks[block.task].goals[block.goal].criterion.nodes;
    std::vector<std::uint32_t> found;
    for (const plan::Node& node : nodes) {
        if (node.kind != plan::Node::Kind::compare) continue;
        const plan::Node& left = nodes[node.operands[0]];
        const plan::Node& right = nodes[node.operands[1]];
        const bool is_it = left.kind == plan::Node::Kind::reading && right.kind == plan::Node::Kind::number;
        if (is_it && right.number.millionths == target) found.push_back(left.indicator);
    }
    if (found.size() == 1) return Reads{plan.indicators[found.front()], false};
    return read_by(plan, block);
}

/// So many of what is counted.
std::string number_words(std::int64_t millionths, Language language) {
    const std::string number = std::to_string(millionths / value::Decimal::kOne);
    return language == Language::zh ? number + " 个" : number;
}

std::string counted(std::int64_t number, std::string_view zh, std::string_view en, Language language) {
    const std::string digits = std::to_string(number);
    if (language == Language::zh) return digits + " " + std::string(zh);
    return digits + " " + std::string(en) + (number == 1 ? "" : "s");
}

/// By how much it is past its due date; at an hour, and by a few days at most, also in hours; on the day itself to the minute.
std::string delay_words(const evaluate::Board& board, const evaluate::Block& block, std::size_t row, Language language) {
    const bool zh = language == Language::zh;
    const bool is_late = block.timeliness[row] == evaluate::Timeliness::late;
    const value::Instant due = is_late ? std::min(block.due[row], block.missed[row]) : block.due[row];
    std::vector<std::string> parts;
    constexpr std::int32_t kFewDays = 3;  // nobody counts the hours of more
    if (due != value::last_minute(value::date_of(due)) && block.days[row] <= kFewDays) {
        const std::int64_t minutes = (is_late ? block.completed[row] : board.as_of).minutes - due.minutes;
        const std::string hours = minutes < 60 ? std::string() : counted(minutes / 60, "小时", "hour", language);
        const std::string rest = minutes % 60 == 0 ? std::string() : counted(minutes % 60, "分钟", "minute", language);
        if (block.days[row] == 0) return hours + (hours.empty() || rest.empty() ? "" : " ") + rest;
        parts.push_back(hours.empty() ? rest : hours);
    }
    const std::int32_t working = block.working_days[row];
    if (working >= 0) parts.insert(parts.begin(), counted(working, "个工作日", "working day", language));
    std::string days = counted(block.days[row], "天", "day", language);
    if (parts.empty()) return days;
    return days + (zh ? "（" : " (") + listed(parts, language) + (zh ? "）" : ")");
}

/// True at a Chinese character or mark: three bytes from U+3000 to U+9FFF, or full width.
bool is_chinese(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return (lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF;
}

/// The mark for what the source does not say, if the text begins with it.
std::string_view assumed_at(std::string_view text) {
    for (const std::string_view mark : {std::string_view("假定"), std::string_view("assumed")}) {
        if (text.starts_with(mark)) return mark;
    }
    return {};
}

/// What is kept with 、 between, listed for the reader.
std::string relisted(std::string_view joined, Language language) {
    constexpr std::string_view kBetween = "、";
    std::vector<std::string> items;
    for (std::size_t begin = 0; begin <= joined.size();) {
        const std::size_t end = std::min(joined.find(kBetween, begin), joined.size());
        items.emplace_back(joined.substr(begin, end - begin));
        begin = end + kBetween.size();
    }
    return listed(items, language);
}

}  // namespace

std::string listed(const std::vector<std::string>& items, Language language) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += language == Language::zh ? "、" : ", ";
        out += item;
    }
    return out;
}

std::string value_words(const plan::Indicator& indicator, std::int64_t low, std::int64_t high, Language language) {
    const bool no_low = low == kMinusInfinity;
    const bool no_high = high == kPlusInfinity;
    const auto said = [&](std::int64_t amount) { return point_words(indicator, amount, language); };
    if (no_low && no_high) return Words("未知", "unknown").in(language);
    if (low == high) return said(low);
    // A share that does not come out even is known to a millionth.
    if (indicator.kind == plan::IndicatorKind::ratio && !no_low && !no_high && high - low == 1) return said(low);
    if (no_low) return Words("至多 ", "at most ").in(language) + said(high);
    if (!no_high && indicator.kind != plan::IndicatorKind::document) {
        return said(low) + Words(" 至 ", " to ").in(language) + said(high);
    }
    // What adds up, and may grow yet.
    if (low <= 0 && indicator.members.empty()) return Words("尚无（未报全）", "none so far (not all reported)").in(language);
    if (low < 0) return Words("尚未填报", "not reported yet").in(language);
    return Words("已报 " + said(low) + "（未报全）", said(low) + " so far (not all reported)").in(language);
}

Attained attained(const plan::Plan& plan, const evaluate::Block& block, std::size_t row, Language language) {
    const std::optional<Reads> read = read_by(plan, block);
    const std::int64_t target = block.target[row];
    if (!read || target == kMinusInfinity) return {};
    if (read->is_count) {
        const std::int64_t unknown = block.high[row] - block.low[row];
        const std::string others = number_words(unknown, language);
        std::string value = number_words(block.low[row], language);
        if (unknown > 0) value += Words("（" + others + "不明）", " (" + others + " unknown)").in(language);
        return {std::move(value), number_words(target, language)};
    }
    const plan::Goal& goal = plan.tasks[block.task].goals[block.goal];
    std::string aim = value_words(read->indicator, target, target, language);
    if (goal.modality == plan::Modality::never) {
        const std::string sign = sign_of(goal.criterion);
        aim = evaluate::words(goal.modality).in(language) + " " + (sign.empty() ? "" : sign + " ") + aim;
    } else if (const std::string sign = sign_of(goal.criterion); sign == "≤" || sign == "<") {
        aim = sign + " " + aim;  // else more would seem to be better
    }
    return {value_words(read->indicator, block.low[row], block.high[row], language), std::move(aim)};
}

std::string attained_briefly(const plan::Plan& plan, const evaluate::Block& block, std::size_t row) {
    const std::optional<Reads> read = read_by(plan, block);
    const std::int64_t target = block.target[row];
    if (!read || target == kMinusInfinity) return {};
    const plan::Indicator& indicator = read->indicator;
    if (!indicator.members.empty() || indicator.kind == plan::IndicatorKind::yes_no) return {};
    if (block.count[row] == evaluate::Count::nowhere && block.in_rates) return {};
    const std::int64_t low = block.low[row];
    const std::int64_t high = block.high[row];
    const bool may_be_more = low != high;
    const bool is_known = low > 0 || (!may_be_more && low != kMinusInfinity);
    const auto bare = [&](std::int64_t amount) {
        plan::Indicator plain = indicator;
        plain.measure.clear();
        return point_words(plain, amount, Language::zh);
    };
    if (block.modality == plan::Modality::never) return is_known ? point_words(indicator, low, Language::zh) : std::string();
    std::string text = is_known ? (may_be_more ? "≥" : "") + bare(low) : std::string("?");
    return text + "/" + point_words(indicator, target, Language::zh);
}

std::string told_words(const plan::Indicator& indicator, std::string_view told, Language language) {
    if (told == "withheld") return Words("不公开", "withheld").in(language);
    if (told == "n/a") return Words("不适用", "not applicable").in(language);
    if (indicator.kind == plan::IndicatorKind::document) {
        for (std::size_t rank = 0; rank < plan::kDocumentStages; ++rank) {
            if (plan::document_stage(rank).zh == told) return plan::document_stage(rank).in(language);
        }
    }
    if (indicator.kind == plan::IndicatorKind::yes_no && (told == "0" || told == "1")) {
        return (told == "1" ? Words("是", "yes") : Words("否", "no")).in(language);
    }
    if (indicator.kind == plan::IndicatorKind::set) return relisted(told, language);
    return std::string(told);
}

std::string indicator_words(const plan::Plan& plan, std::string_view name, Language language) {
    const std::uint32_t found = plan.find_indicator(name);
    if (found == plan::kNone || plan.indicators[found].kind != plan::IndicatorKind::document) return relisted(name, language);
    const std::string& title = plan.indicators[found].name;
    return Words("《" + title + "》", "“" + title + "”").in(language);
}

std::string instant_words(value::Instant at) { return at == evaluate::kNever ? "—" : value::to_short_string(at); }

std::string due_words(value::Instant due, value::Instant planned, Language language) {
    std::string said = instant_words(due);
    if (due == planned || due == evaluate::kNever || planned == evaluate::kNever) return said;
    const std::string before = value::to_short_string(planned);
    return said + (language == Language::zh ? "（原 " + before + "）" : " (was " + before + ")");
}

std::string rhythm_words(value::Duration every, Language language) {
    static constexpr std::array<std::array<std::string_view, 2>, 10> kUnits{{{"分钟", "minute"},
                                                                             {"小时", "hour"},
                                                                             {"天", "day"},
                                                                             {"个工作日", "working day"},
                                                                             {"周", "week"},
                                                                             {"旬", "ten-day period"},
                                                                             {"月", "month"},
                                                                             {"季度", "quarter"},
                                                                             {"半年", "half year"},
                                                                             {"年", "year"}}};
    const auto& [zh, en] = kUnits[static_cast<std::size_t>(every.unit)];
    if (every.count == 1) return Words("每" + std::string(zh), "every " + std::string(en)).in(language);
    const bool is_counted = every.unit == value::TimeUnit::month || every.unit == value::TimeUnit::quarter;
    const std::string count = std::to_string(every.count);
    return Words("每 " + count + (is_counted ? " 个" : " ") + std::string(zh), "every " + count + " " + std::string(en) + "s")
        .in(language);
}

std::string slot_words(std::string_view label, Language language) {
    constexpr std::string_view kCase = "case:";
    constexpr std::string_view kWindow = "window:";
    if (label.starts_with(kCase)) return Words("事件 ", "case ").in(language) + std::string(label.substr(kCase.size()));
    return std::string(label.starts_with(kWindow) ? label.substr(kWindow.size()) : label);
}

std::string timeliness_words(const evaluate::Board& board, const evaluate::Block& block, std::size_t row, Language language) {
    const bool zh = language == Language::zh;
    const evaluate::Timeliness timeliness = block.timeliness[row];
    std::string word = evaluate::words(timeliness).in(language);
    const std::string missed = block.missed[row] == evaluate::kNever ? std::string() : instant_words(block.missed[row]);
    std::string missed_words = zh ? "原期限 " + missed + " 已误" : "the date before, " + missed + ", was missed";
    const std::string was_missed = missed.empty() ? missed : (zh ? "；" : "; ") + missed_words;
    switch (timeliness) {
        case evaluate::Timeliness::late: {
            word += (zh ? " " : " by ") + delay_words(board, block, row, language);
            if (missed.empty()) return word;
            return word + (zh ? "，自原期限 " + missed + " 起算" : ", counted from the date before, " + missed);
        }
        case evaluate::Timeliness::overdue:
        case evaluate::Timeliness::past:
            return word + (zh ? " " : " by ") + delay_words(board, block, row, language) + was_missed;
        case evaluate::Timeliness::due_soon:
        case evaluate::Timeliness::not_due:
            if (block.days[row] == 0) return word + (zh ? "，当天到期" : ", due today") + was_missed;
            return word + (zh ? "，还有 " : ", ") + counted(block.days[row], "天", "day", language) + (zh ? "" : " left") +
                   was_missed;
        case evaluate::Timeliness::due_unknown: return word + was_missed;
        case evaluate::Timeliness::none:
            // It waits for a date that takes the place of one that had passed.
            if (block.lifecycle[row] == evaluate::Lifecycle::waiting && !missed.empty()) return missed_words;
            break;
        case evaluate::Timeliness::early:
        case evaluate::Timeliness::on_time:
        case evaluate::Timeliness::no_deadline: break;
    }
    return word;
}

std::string status_words(const plan::Plan& plan, const evaluate::Block& block, std::size_t row, Language language) {
    std::string said = evaluate::words(block.status[row], block.modality, plan.tasks[block.task].slots).in(language);
    if (block.modality == plan::Modality::must || block.modality == plan::Modality::never) return said;
    const std::string strength = evaluate::words(block.modality).in(language);
    return said + (language == Language::zh ? "（" + strength + "）" : " (" + strength + ")");
}

std::string superseded_words(const plan::Plan& plan, const plan::Task& task, Language language) {
    const std::string issued = value::to_string(*plan.issued_before(task.version));
    const std::vector<std::string> by = plan.in_place_of(task);
    const std::string ids = listed(by, language);
    const Words gone(issued + " 印发的修订没有这项任务", "the amendment issued on " + issued + " has the task no more");
    const Words replaced("自 " + issued + " 起由任务 " + ids + " 取代", "replaced from " + issued + " on by " + ids);
    return (by.empty() ? gone : replaced).in(language);
}

std::string behind_words(const plan::Plan& plan, const evaluate::Block& block, std::size_t row, Language language) {
    const std::optional<Reads> read = compared_with(plan, block, block.target[row]);
    const std::int64_t high = block.high[row];
    if (!read || block.status[row] != evaluate::Status::behind_schedule || high == kPlusInfinity) return {};
    // What is lacking is kept as a share of the target, to a millionth: what should be is shown to two places.
    __extension__ typedef __int128 Wide;
    constexpr std::int64_t kStep = value::Decimal::kOne / 100;
    const auto lacking = static_cast<std::int64_t>(Wide{block.target[row]} * block.behind[row] / value::Decimal::kOne);
    const std::int64_t wanted = (high + lacking + kStep / 2) / kStep * kStep;
    const std::string is = value_words(read->indicator, block.low[row], high, language);
    const std::string should = value_words(read->indicator, wanted, wanted, language);
    return language == Language::zh ? "应 " + should + "，实 " + is : should + " by now, " + is + " in fact";
}

std::string happened_words(const plan::Plan& plan, const evaluate::Part& part, Language language) {
    const std::uint32_t found = part.defined;
    const bool is_measured = found != plan::kNone && !part.comparison.empty();
    const bool adds_up = is_measured && plan::only_grows(plan.indicators[found].kind);
    const bool is_crossed = is_measured && !adds_up;
    if (part.truth == "false")
        return (is_crossed ? Words("未突破", "not crossed") : Words("未发生", "has not happened")).in(language);
    if (part.truth != "true") return Words("不知道有没有", "nobody knows").in(language);
    std::string said = (is_crossed ? Words("已突破", "crossed") : Words("已发生", "has happened")).in(language);
    if (adds_up) said += " " + value_words(plan.indicators[found], part.low, part.low, language);
    if (is_crossed) said += " " + value_words(plan.indicators[found], part.low, part.high, language);
    std::vector<std::string> records;
    for (const evaluate::Evidence& reading : part.readings) {
        const bool says_none = reading.value.empty() || (adds_up && reading.value == "0");
        if (!reading.overruled && !says_none) records.push_back(std::to_string(reading.record));
    }
    if (records.empty()) return said;
    const std::string numbers = listed(records, language);
    if (language == Language::zh) return said + "（记录 " + numbers + "）";
    return said + (records.size() == 1 ? " (record " : " (records ") + numbers + ")";
}

std::string reached_words(const evaluate::Reached& reached, Language language) {
    const auto number = [](std::int64_t count) { return std::to_string(count); };
    const std::int64_t bound = reached.too_many ? reached.needed - 1 : reached.needed;
    std::string zh = (reached.too_many ? "已有 " : "已达标 ") + number(reached.yes) + " 个";
    std::string en = number(reached.yes) + (reached.yes == 1 ? " holds" : " hold");
    if (reached.unknown > 0) {
        zh += "，" + number(reached.unknown) + " 个不明";
        en += ", " + number(reached.unknown) + " unknown";
    }
    zh += (reached.too_many ? "，至多 " : "，需 ") + number(bound) + " 个";
    en += ", " + (reached.too_many ? "at most " + number(bound) + " may" : number(bound) + " needed");
    return language == Language::zh ? zh : en;
}

std::string lacking_words(const units::Tree& units, const evaluate::Part& part, std::size_t most, Language language) {
    const auto named = [&](bool is_unknown) {
        std::vector<std::string> names;
        std::size_t all = 0;
        for (const evaluate::Lacking& one : part.lacking) {
            if ((one.truth == "unknown") != is_unknown || ++all > most) continue;
            names.push_back(one.case_id.empty() ? units.name(one.unit) : one.case_id);
        }
        const std::string number = std::to_string(all);
        std::string said = listed(names, language);
        if (all > most) said += Words(" 等 " + number + " 个", ", " + number + " in all").in(language);
        return said;
    };
    const bool too_many = part.count && part.count->too_many;
    const std::string wrong = named(false);
    const std::string unknown = named(true);
    std::string said;
    if (!wrong.empty())
        said = (too_many ? Words("在内：", "among them: ") : Words("未达标：", "not so: ")).in(language) + wrong;
    if (!wrong.empty() && !unknown.empty()) said += Words("；", "; ").in(language);
    if (!unknown.empty()) said += Words("不明：", "unknown: ").in(language) + unknown;
    return said;
}

std::string attributes_words(const std::string& unit, const std::vector<std::string>& wanted, Language language) {
    if (wanted.empty()) return {};
    const std::string names = listed(wanted, language);
    return Words("单位表没有填 " + unit + " 的 " + names, "the unit list does not say " + names + " of " + unit).in(language);
}

std::string heir_words(const units::Tree& units, const evaluate::Block& block, std::size_t row, value::Instant as_of,
                       Language language) {
    const units::UnitIndex unit = block.unit[row];
    const units::UnitIndex heir = units.held_by(unit, as_of);
    if (heir == unit || heir != block.holder[row]) return {};
    const std::string day = value::to_string(*units.closed(unit));
    const std::string& name = units.name(unit);
    return language == Language::zh ? "原" + name + "，" + day + " 撤销，并入" + units.name(heir)
                                    : "of " + name + ", which closed on " + day + "; " + units.name(heir) + " is its heir";
}

std::string held_for(const units::Tree& units, const evaluate::Block& block, std::size_t row) {
    return block.holder[row] == block.unit[row] ? std::string() : units.code(block.unit[row]);
}

std::string held_for_words(const units::Tree& units, const evaluate::Block& block, std::size_t row, Language language) {
    if (block.holder[row] == block.unit[row]) return {};
    const std::string& name = units.name(block.unit[row]);
    const bool has_closed = units.heir(block.unit[row]).has_value();  // else it was transferred
    return Words(has_closed ? "（原" + name + "）" : "（" + name + "移交）", " (for " + name + ")").in(language);
}

std::string closed_words(const units::Tree& units, units::UnitIndex unit, value::Instant as_of, Language language) {
    const auto closed = units.closed(unit);
    if (!closed || value::first_minute(*closed) > as_of) return {};
    const std::string day = value::to_string(*closed);
    const units::UnitIndex holder = units.held_by(unit, as_of);
    const std::string& heir = units.name(holder);
    if (holder == unit)
        return Words("本单位已于 " + day + " 撤销，没有并入别的单位；此前到期的仍在它名下。",
                     "This unit closed on " + day + " and has no heir: what was due stays under its name.")
            .in(language);
    return Words("本单位已于 " + day + " 撤销，并入" + heir + "；此前到期的列在" + heir + "的清单里。",
                 "This unit closed on " + day + "; " + heir + " is its heir: what was due is on " + heir + "'s list.")
        .in(language);
}

std::string whose_words(const units::Tree& units, units::UnitIndex unit, units::UnitIndex of_row) {
    return unit == of_row || !units.heir(unit) ? std::string() : units.name(unit);
}

std::string filed_late_words(const evaluate::Block& block, const evaluate::Explanation& explanation, Language language) {
    const evaluate::Timeliness timeliness = block.timeliness[explanation.row];
    const bool in_time = timeliness == evaluate::Timeliness::on_time || timeliness == evaluate::Timeliness::early;
    const value::Instant due = block.due[explanation.row];
    if (!in_time || due == evaluate::kNever || explanation.filed_on == evaluate::kNever || explanation.filed_on <= due)
        return {};
    // What is told of a period that ends with the due date can only come after it.
    for (const evaluate::Part& part : explanation.parts) {
        for (const evaluate::Evidence& reading : part.readings) {
            const bool decides = reading.effective == block.completed[explanation.row] && !reading.period.empty();
            if (decides && value::date_of(reading.effective) >= value::date_of(due)) return {};
        }
    }
    const bool by_the_day = value::is_last_minute(due);
    const std::string when =
        by_the_day ? value::to_string(value::date_of(explanation.filed_on)) : value::to_string(explanation.filed_on);
    return Words("补报（收到 " + when + "）", "reported afterwards (received " + when + ")").in(language);
}

std::string early_verification_words(const evaluate::Block& block, const evaluate::Explanation& explanation,
                                     Language language) {
    const value::Instant completed = block.completed[explanation.row];
    const evaluate::Act* review = nullptr;
    for (const evaluate::Act& act : explanation.acts) {
        const bool is_review = act.kind == log::Kind::verify || act.kind == log::Kind::send_back;
        if (is_review && (!review || act.effective >= review->effective)) review = &act;
    }
    const bool is_early =
        review && review->kind == log::Kind::verify && completed != evaluate::kNever && review->effective < completed;
    if (!is_early) return {};
    const bool same_day = value::date_of(review->effective) == value::date_of(completed);
    const auto shown = [same_day](value::Instant at) {
        return same_day ? value::to_string(at) : value::to_string(value::date_of(at));
    };
    return Words("审核通过（" + shown(review->effective) + "）早于完成之日 " + shown(completed) + "，不算",
                 "a verification of " + shown(review->effective) + " is before it was completed on " + shown(completed) +
                     ": it does not count")
        .in(language);
}

text::Words rule_words(std::int32_t rule) {
    if (rule < 1 || rule > static_cast<std::int32_t>(kRules.size())) return {};
    const auto& sentence = kRules[static_cast<std::size_t>(rule - 1)];
    return {std::string(sentence[0]), std::string(sentence[1])};
}

std::string clause_words(std::string_view slice, Language language) {
    constexpr std::string_view kClosing = "关闭";
    std::string clause;
    std::size_t last = 0;  // where the last character begins
    const bool is_closing = slice.starts_with(kClosing) && slice.find_first_of(" \n\r\t") == kClosing.size();
    if (is_closing) {
        clause = "关闭条件：";  // run on, it would read as what closes
        last = clause.size() - 3;
        slice.remove_prefix(kClosing.size());
    }
    bool after_blank = false;
    for (std::size_t i = 0; i < slice.size(); ++i) {
        const char c = slice[i];
        const bool is_brace = c == '{' || c == '}';  // of members
        const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t' || is_brace;
        after_blank = after_blank || is_blank;
        if (is_blank) continue;
        if (const std::string_view mark = after_blank ? assumed_at(slice.substr(i)) : std::string_view(); !mark.empty()) {
            clause += Words("（假定）", " (assumed)").in(language);
            last = clause.size() - 3;  // the bracket of either language
            after_blank = false;
            i += mark.size() - 1;
            continue;
        }
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (after_blank && !clause.empty() && !(is_chinese(clause, last) && is_chinese(slice, i))) clause += ' ';
        after_blank = false;
        if (begins) last = clause.size();
        clause += c;
    }
    return clause;
}

std::string receipt_text(const evaluate::Receipt& receipt, Language language) {
    const bool zh = language == Language::zh;
    const auto version = [](const std::string& hash) { return hash.substr(0, 12); };
    const auto item = [&](const char* in_zh, const char* in_en, const std::string& what) {
        return (zh ? std::string("；") + in_zh : std::string("; ") + in_en) + " " + what;
    };
    const std::string last = receipt.last_record == 0
                                 ? Words("无", "none").in(language)
                                 : std::to_string(receipt.last_record) + " (" + version(receipt.last_hash) + ")";
    std::string out = (zh ? "回执：截至 " : "Receipt: as of ") + value::to_short_string(receipt.as_of);
    out += item("收录至", "known at", value::to_short_string(receipt.known_at));
    out += item("最后一条记录", "last record", last) + item("计划", "plan", version(receipt.plan));
    out += item("单位", "units", version(receipt.units)) + item("日历", "calendar", version(receipt.calendar));
    out += item("督办", "duban", receipt.engine);
    if (!receipt.assumed.empty()) {
        std::vector<std::string> assumed;
        for (const Words& one : receipt.assumed)
            assumed.push_back(one.in(language));
        out += zh ? "；假设推演，没有写入任何东西；假定：" : "; a what-if, nothing was written; assumed: ";
        out += listed(assumed, language);
    } else if (!receipt.adopted())
        out += zh ? "；假设推演：与记录中采用的版本不同" : "; a what-if: other versions than the log has adopted";
    return out + "\n";
}

}  // namespace duban::checklist
