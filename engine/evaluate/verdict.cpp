#include "engine/evaluate/verdict.hpp"

#include "engine/evaluate/completed.hpp"
#include "engine/evaluate/counts.hpp"
#include "engine/plan/light.hpp"

#include <algorithm>

namespace duban::evaluate {

namespace {

constexpr Reasons kReadingReasons =
    static_cast<Reasons>(bit(Reason::awaited) | bit(Reason::not_reported) | bit(Reason::blank) | bit(Reason::withheld));
constexpr Reasons kLacking = static_cast<Reasons>(bit(Reason::not_reported) | bit(Reason::blank) | bit(Reason::withheld));

/// The acts on a row that matter to its word, the latest of each kind.
struct Acts {
    const RowAct* review = nullptr;          // verify or return
    bool claimed_after_review = false;
    bool any_claim = false;
    bool any_judgement = false;
    bool waived = false;
    bool excused = false;
};

Acts read_acts(const RowContext& row, std::uint32_t task, value::Instant as_of) {
    Acts acts;
    const std::vector<const RowAct*> all = acts_on(row.facts, row.world.plan, task, row.row, row.slot);
    for (const RowAct* act : all) {
        // Between cells only instants are compared: of the two at one instant the return stands.
        const bool is_return = act->kind == log::Kind::send_back;
        if (act->kind != log::Kind::verify && !is_return) continue;
        if (!acts.review || act->effective > acts.review->effective ||
            (act->effective == acts.review->effective && is_return)) {
            acts.review = act;
        }
    }
    const auto relieve = [&](const RowAct& act) {
        if (act.kind != log::Kind::waive && act.kind != log::Kind::excuse) return;
        const auto last = value::parse_date(act.said);
        if (last && as_of > value::last_minute(*last)) return;
        (act.kind == log::Kind::waive ? acts.waived : acts.excused) = true;
    };
    for (const RowAct* act : all) {
        if (act->kind == log::Kind::claim) {
            acts.any_claim = true;
            acts.claimed_after_review |= acts.review != nullptr && act->effective > acts.review->effective;
        }
        acts.any_judgement = acts.any_judgement || act->kind == log::Kind::judge;
        relieve(*act);
    }
    if (row.task.whole == plan::kNone || row.facts.acts[row.task.whole].of(row.row.unit).empty()) return acts;
    // What excuses the whole excuses its parts in the slots that it has itself.
    const plan::Plan& plan = row.world.plan;
    const plan::Task& whole = plan.tasks[row.task.whole];
    const std::vector<SlotName> slots = period_slots(row.world, row.facts, whole);
    const std::string key = slot_key(plan, whole, row.slot);
    const bool has_slot = whole.trigger || std::any_of(slots.begin(), slots.end(), [&](const SlotName& slot) {
                              return slot_key(plan, whole, slot) == key;
                          });
    if (!has_slot) return acts;
    for (const RowAct* act : acts_on(row.facts, plan, row.task.whole, row.row, row.slot))
        relieve(*act);
    return acts;
}

/// Blanks are as if not there.
bool has_spoken(const RowContext& row, const std::vector<ReadPart>& read, value::Instant as_of) {
    return std::any_of(read.begin(), read.end(), [&](const ReadPart& part) {
        const Span span = span_of(row, row.world.plan.indicators[part.indicator], part.keeping);
        const std::vector<const Reading*> readings = readings_of(row, part.indicator, span, as_of);
        return std::any_of(readings.begin(), readings.end(),
                           [](const Reading* reading) { return reading->content != Content::blank; });
    });
}

Verdict verdict_of(Truth now, Truth final) {
    switch (now) {
        case Truth::not_applicable: return Verdict::not_applicable;
        case Truth::unknown: return Verdict::undetermined;
        case Truth::yes: return final == Truth::yes ? Verdict::met : Verdict::met_for_now;
        case Truth::no: return final == Truth::no ? Verdict::failed : Verdict::not_met_yet;
    }
    return Verdict::undetermined;
}

/// The share of the target that the schedule asks for by the day, as a fraction.
struct Share {
    std::int64_t part = 0;
    std::int64_t whole = 1;
};

Share share_by(const plan::Schedule& schedule, const calendar::Days& slot, value::Date day) {
    if (day < slot.first || slot.last < slot.first) return {};
    const value::Date in_slot = std::min(day, slot.last);
    switch (schedule.kind) {
        case plan::Schedule::Kind::by_day: return {in_slot.days - slot.first.days + 1, slot.last.days - slot.first.days + 1};
        case plan::Schedule::Kind::by_month: {
            Share share{0, 0};  // months over, and months in all
            for (const calendar::Slot& month : calendar::slots_of(slot, {1, value::TimeUnit::month})) {
                ++share.whole;
                if (month.days.last <= in_slot) ++share.part;
            }
            return share.whole > 0 ? share : Share{};
        }
        case plan::Schedule::Kind::by_points: {
            Share share{0, value::Decimal::kOne};
            for (const auto& [date, reached] : schedule.points) {
                if (date <= day) share.part = reached.millionths;
            }
            return share;
        }
    }
    return {};
}

/// How far the value is surely below the schedule, in millionths of the target, at least one if it is; 0 if it is not.
std::int64_t surely_behind(const RowContext& row, const Standing& standing, value::Instant as_of) {
    if (!row.task.schedule || row.row.window_unknown || !standing.applies || standing.target <= 0) return 0;
    if (standing.high == kPlusInfinity) return 0;
    const Share share = share_by(*row.task.schedule, row.row.days, value::date_of(as_of));
    const Wide lacking = Wide{standing.target} * share.part - Wide{standing.high} * share.whole;
    if (lacking <= 0) return 0;
    const Wide millionths = lacking * value::Decimal::kOne / (Wide{standing.target} * share.whole);
    return static_cast<std::int64_t>(std::clamp<Wide>(millionths, 1, std::numeric_limits<std::int64_t>::max()));
}

Status done_word(const Standing& standing) {
    if (standing.timeliness == Timeliness::early) return Status::done_early;
    return standing.timeliness == Timeliness::late ? Status::done_late : Status::done;
}

Count count_of(Status status, Truth now) {
    switch (status) {
        case Status::no_case:
        case Status::not_applicable:
        case Status::superseded:
        case Status::waived:
        case Status::excused:
        case Status::planned:
        case Status::waiting: return Count::nowhere;
        case Status::done_early:
        case Status::done:
        case Status::done_late: return Count::done;
        case Status::failed:
        case Status::returned:
        case Status::overdue: return Count::not_done;
        case Status::claimed_without_proof:
        case Status::awaiting_verification:
        case Status::unreported_overdue:
        case Status::report_missing: return Count::unknown;
        case Status::undetermined:
        case Status::behind_schedule:
        case Status::due_soon:
        case Status::not_started:
        case Status::on_schedule: return now == Truth::unknown ? Count::unknown : Count::not_done;
    }
    return Count::unknown;
}

Lifecycle lifecycle_of(Status status) {
    const std::int32_t rule = rule_of(status);
    if (rule == 11) return Lifecycle::planned;
    if (rule == 12) return Lifecycle::waiting;
    return rule <= 7 ? Lifecycle::closed : Lifecycle::active;
}

/// A line of a triggered task at a unit without a case: counted nowhere.
void complete_line(Standing& standing, const Row& row) {
    standing.now = standing.final = row.return_missing ? Truth::unknown : Truth::not_applicable;
    standing.reasons = row.return_missing ? bit(Reason::not_reported) : Reasons{0};
    standing.verdict = verdict_of(standing.now, standing.final);
    standing.status = row.return_missing ? Status::report_missing : Status::no_case;
    standing.lifecycle = lifecycle_of(standing.status);
    standing.assurance = Assurance::silent;
}

/// The value and target of a comparison, or how many a count counts and needs.
void show(Standing& standing, const plan::Criterion& criterion, std::uint32_t leader, const Judgement& judgement,
          std::size_t place) {
    const plan::Node& node = criterion.nodes[leader];
    if (node.kind == plan::Node::Kind::compare) {
        const Measured& value = judgement.nodes[node.operands[0]].value[place];
        const ShownInterval interval = shown(value);
        standing.applies = value.applicable;
        standing.low = interval.low;
        standing.high = interval.high;
        standing.target = shown_target(judgement.nodes[node.operands[1]].value[place]);
        return;
    }
    const Numbers& numbers = judgement.nodes[leader].numbers[place];
    if (numbers.all() == 0) return;
    standing.low = numbers.yes * value::Decimal::kOne;
    standing.high = (numbers.yes + numbers.unknown) * value::Decimal::kOne;
    standing.target =
        (is_negated(numbers.nots) ? numbers.needed - 1 : numbers.needed) * value::Decimal::kOne;  // the most that may
}

/// The criterion does not apply, for a part of it that counts cases, and there is none.
bool wants_case(const plan::Criterion& criterion, const Judgement& judgement, std::size_t place) {
    const std::vector<bool> so =
        not_applicable_for(criterion, static_cast<std::uint32_t>(criterion.nodes.size() - 1), judgement, place);
    const auto wants = [&](std::size_t n) {
        const NodeColumns& node = judgement.nodes[n];
        if (!so[n] || !node.counted || node.numbers.empty() || node.numbers[place].all() > 0) return false;
        const auto ones = node.counted->of(place);
        if (node.counted->over->units) {
            return std::any_of(ones.begin(), ones.end(), [&](const Counted::One& one) {
                const Counted::Step* step = node.counted->step_of(one, place);
                return step && one.unknown == 0 && wants_case(node.counted->inner(), node.counted->judgement, step->judged);
            });
        }
        return std::none_of(ones.begin(), ones.end(),
                            [&](const Counted::One& one) { return node.counted->step_of(one, place) != nullptr; });
    };
    bool any = false;
    for (std::size_t n = 0; n < judgement.nodes.size(); ++n)
        any = any || wants(n);
    return any;
}

/// How long after a due date an instant is.
void measure_days(Standing& standing, const RowContext& row, value::Instant due_at, value::Instant until) {
    const value::Date due = value::date_of(due_at);
    const value::Date day = value::date_of(until);
    standing.days = day.days - due.days;
    standing.working_days = row.world.calendar.working_days_between(due, day).value_or(-1);
}

void add_once(std::vector<std::string>& kinds, std::string_view kind) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.emplace_back(kind);
}

std::vector<std::string> proofs_of_figures(const RowContext& row, const std::vector<ReadPart>& read) {
    std::vector<std::string> found;
    for (const ReadPart& part : read) {
        const std::uint32_t indicator = part.indicator;
        const Span span = span_of(row, row.world.plan.indicators[indicator], part.keeping);
        const bool of_case = row.row.incident && row.world.plan.indicators[indicator].event != plan::kNone;
        visit_units(row, indicator, [&](units::UnitIndex unit) {
            for (const Proof& proof : row.facts.proofs_of_indicator(indicator).of(unit)) {
                if (of_case && proof.case_id != row.row.incident->case_id) continue;
                if (is_read(row, proof.days, proof.window, span)) add_once(found, proof.kind);
            }
        });
    }
    return found;
}

}  // namespace

std::int32_t rule_of(Status status) {
    switch (status) {
        case Status::no_case: return 1;
        case Status::not_applicable: return 2;
        case Status::done_early:
        case Status::done:
        case Status::done_late: return 3;
        case Status::superseded: return 4;
        case Status::waived: return 5;
        case Status::excused: return 6;
        case Status::failed: return 7;
        case Status::returned: return 8;
        case Status::claimed_without_proof: return 9;
        case Status::awaiting_verification: return 10;
        case Status::planned: return 11;
        case Status::waiting: return 12;
        case Status::overdue: return 13;
        case Status::unreported_overdue: return 14;
        case Status::undetermined: return 15;
        case Status::report_missing: return 16;
        case Status::behind_schedule: return 17;
        case Status::due_soon: return 18;
        case Status::not_started: return 19;
        case Status::on_schedule: return 20;
    }
    return 15;
}

std::vector<std::string> proofs_there(const RowContext& row, std::uint32_t task, const std::vector<ReadPart>& read,
                                      const ToldByParts& told_by_parts) {
    std::vector<std::string> found = proofs_of_figures(row, read);
    for (const std::string& kind : told_by_parts.proofs)
        add_once(found, kind);
    for (const Proof& proof : row.facts.proofs_of_task(task).of(row.row.unit)) {
        if (names_slot(proof.period, proof.case_id, row.world.plan, task, row.slot)) add_once(found, proof.kind);
    }
    return found;
}

void complete(Standing& standing, const RowContext& row, std::uint32_t task, const plan::Goal& goal,
              const std::vector<ReadPart>& read, const Judgement& judgement, std::size_t place, value::Instant as_of) {
    if (row.row.line_only) {
        complete_line(standing, row.row);
        return;
    }
    if (row.row.scope_unknown || row.row.scope_out) {
        standing.now = row.row.scope_out ? Truth::not_applicable : Truth::unknown;
        standing.reasons = row.row.scope_out ? Reasons{0} : bit(Reason::attribute);
        standing.final = standing.now;
    } else {
        standing.final = final_truth(row, task, goal.criterion, judgement, place, standing.judged_at, as_of);
    }
    standing.verdict = verdict_of(standing.now, standing.final);
    standing.past_due = row.row.due != kNever && as_of > row.row.due;

    if (const auto leader = leading(goal.criterion, judgement, place))
        show(standing, goal.criterion, *leader, judgement, place);

    const Acts acts = read_acts(row, task, as_of);
    const ToldByParts by_parts = told_by_parts(row, goal.criterion);
    const std::vector<std::string> there = proofs_there(row, task, read, by_parts);
    const bool proof_there = std::all_of(row.task.evidence.begin(), row.task.evidence.end(), [&](const std::string& kind) {
        return std::find(there.begin(), there.end(), kind) != there.end();
    });
    const bool met = standing.verdict == Verdict::met;
    if (met || standing.verdict == Verdict::met_for_now) {
        standing.completed = completed_on(row, task, goal.criterion, judgement, place, standing.judged_at);
    }
    const bool returned = acts.review && acts.review->kind == log::Kind::send_back && !acts.claimed_after_review;
    const bool verified = acts.review && acts.review->kind == log::Kind::verify &&
                          (standing.completed == kNever || acts.review->effective >= standing.completed);
    standing.by_own_word = standing.now == Truth::not_applicable && !row.row.scope_out &&
                           (by_parts.by_own_word || rests_on_own_word(row, goal.criterion, judgement, place, standing.judged_at,
                                                                      keeping_nodes(row.world.plan, goal.criterion)));
    if (row.task.whole != plan::kNone) standing.proofs = proofs_of_figures(row, read);
    const bool spoken = has_spoken(row, read, as_of) || acts.any_claim || acts.any_judgement || !there.empty() ||
                        parts_speak(row, goal.criterion, judgement, place, keeping_nodes(row.world.plan, goal.criterion));
    standing.assurance = returned              ? Assurance::returned
                         : verified            ? Assurance::verified
                         : met && !proof_there ? Assurance::claimed_without_proof
                         : spoken              ? Assurance::reported
                                               : Assurance::silent;

    const bool finished = met && proof_there && !returned;
    const bool lacking = (standing.reasons & kLacking) != 0;
    const bool due_soon = row.row.due != kNever && !standing.past_due &&
                          value::date_of(row.row.due).days - value::date_of(as_of).days <= plan::kSoonDays;
    const bool is_must = !plan::is_soft(goal.modality);
    if (finished) {
        const value::Instant due = std::min(row.row.due, row.row.missed);
        const bool late = standing.completed > due;
        standing.timeliness = standing.completed < row.row.opens ? Timeliness::early
                              : late                             ? Timeliness::late
                                                                 : Timeliness::on_time;
        if (late) measure_days(standing, row, due, standing.completed);
    } else if (row.row.due == kNever) {
        standing.timeliness = row.row.due_kind == DueKind::none ? Timeliness::no_deadline : Timeliness::due_unknown;
    } else if (standing.past_due) {
        standing.timeliness = is_must ? Timeliness::overdue : Timeliness::past;
        measure_days(standing, row, row.row.due, as_of);
    } else {
        standing.timeliness = due_soon ? Timeliness::due_soon : Timeliness::not_due;
        standing.days = value::date_of(row.row.due).days - value::date_of(as_of).days;
    }

    const bool may_be_behind = standing.now == Truth::no || standing.now == Truth::unknown;
    if (may_be_behind && standing.assurance != Assurance::silent) standing.behind = surely_behind(row, standing, as_of);
    const bool wants_review = row.task.verifier.kind != plan::Verifier::Kind::nobody;
    const bool unknown = standing.now == Truth::unknown;
    const bool slot_over = as_of > row.row.ends();
    const auto word = [&]() -> Status {
        const bool settled =
            !wants_review || verified || !standing.by_own_word;  // the verifier's own figure needs no verification
        if (row.row.superseded && !row.task.taken_by.empty()) return Status::superseded;
        if (row.row.scope_out) return Status::not_applicable;
        if (standing.verdict == Verdict::not_applicable && wants_case(goal.criterion, judgement, place)) return Status::no_case;
        const bool excused = acts.excused && goal.modality == plan::Modality::normally;
        // With its parts it would not apply; that it is gone or relieved says more.
        const bool says_more = !row.task.parts.empty() && (row.row.superseded || acts.waived || excused);
        if (standing.verdict == Verdict::not_applicable && settled && !says_more) return Status::not_applicable;
        if (finished && (!wants_review || verified)) return done_word(standing);
        if (row.row.superseded) return Status::superseded;
        if (acts.waived) return Status::waived;
        if (excused) return Status::excused;
        if (standing.verdict == Verdict::failed) return Status::failed;
        if (met && returned) return Status::returned;
        if (met && !proof_there) return Status::claimed_without_proof;
        if (met || standing.verdict == Verdict::not_applicable) return Status::awaiting_verification;
        if (unknown && acts.any_claim && standing.reasons == bit(Reason::judgement)) return Status::awaiting_verification;
        if (as_of < row.row.opens) return Status::planned;
        const bool no_window = row.row.window_unknown || row.row.due_kind == DueKind::window_unknown;
        if (row.row.waits || no_window) return Status::waiting;
        if (standing.past_due && standing.now == Truth::no) return Status::overdue;
        if (standing.past_due && ((unknown && lacking) || (standing.verdict == Verdict::met_for_now && slot_over))) {
            return Status::unreported_overdue;
        }
        if (row.row.due_kind == DueKind::error) return Status::undetermined;
        if (unknown && (standing.past_due || (standing.reasons & ~kReadingReasons) != 0)) return Status::undetermined;
        if (unknown && lacking) return Status::report_missing;
        if (standing.behind > 0) return Status::behind_schedule;
        if (due_soon) return Status::due_soon;
        return standing.assurance == Assurance::silent ? Status::not_started : Status::on_schedule;
    };
    standing.status = word();
    standing.lifecycle = lifecycle_of(standing.status);
    standing.count = count_of(standing.status, standing.now);
    if (standing.count == Count::nowhere) {
        standing.timeliness = Timeliness::none;
        standing.days = standing.working_days = 0;
    }
    if (row.task.whole != plan::kNone) standing.count = Count::nowhere;  // in no rate: its whole is
}

}  // namespace duban::evaluate
