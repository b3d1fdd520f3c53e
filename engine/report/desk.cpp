#include "engine/report/desk.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/report/kind_fields.hpp"
#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include <algorithm>
#include <array>

namespace duban::report {

namespace {

using text::Code;
using text::Result;
using text::Words;
using units::UnitIndex;

// What a short name leaves out: 山西 for 山西省.
constexpr std::array<std::string_view, 10> kNameEnds{"省", "市", "县", "区", "自治区", "自治州", "自治县", "地区", "镇", "乡"};
constexpr std::array<std::size_t, 2> kCodeDigits{6, 9};  // of the twelve that registers also use
constexpr std::size_t kMostCandidates = 6;
constexpr std::size_t kMostNearSearches = 20;  // of a file: each looks at every unit
constexpr std::size_t kCharacterBytes = 3;
constexpr std::int32_t kMonthsOfAYear = 12;
constexpr std::int32_t kMonthsAfter = 120;  // the plan year, in which its rows may still be late
constexpr std::size_t kLeastNearBytes = 3 * kCharacterBytes;
constexpr std::size_t kMostNearBytes = 200;

/// The unit or one below it is among them.
bool reaches(const units::Tree& tree, const std::vector<UnitIndex>& among, UnitIndex unit) {
    const auto first = std::lower_bound(among.begin(), among.end(), unit);
    return first != among.end() && tree.contains(unit, *first);
}

template <class Thing>
void add_once(std::vector<Thing>& things, Thing thing) {
    if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

template <class Things, class Member>
std::vector<std::string> names_of(const Things& things, Member member) {
    std::vector<std::string> names;
    for (const auto& thing : things)
        names.push_back(thing.*member);
    return names;
}

}  // namespace

value::Instant Timing::effective(value::Instant recorded_at) const {
    const value::Date today = value::date_of(recorded_at);
    if (stated) {
        // What was done today was done by now.
        const bool is_today = is_bare && value::date_of(*stated) == today;
        return is_today ? std::min(*stated, recorded_at) : *stated;
    }
    if (period_end) return std::min(value::last_minute(*period_end), recorded_at);
    return bare == value::BareDate::first_minute ? value::first_minute(today) : recorded_at;
}

Desk::Desk(const Batch& batch, const DoorContext& context) : context_(context) {
    const plan::Plan& plan = context.plan;
    indicators_of_.resize(plan.tasks.size());
    tasks_of_.resize(plan.indicators.size());
    asked_of_.resize(plan.indicators.size());
    for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
        const std::vector<UnitIndex>& lead = plan.tasks[task].lead.units;
        for (const plan::Goal& goal : plan.tasks[task].goals)
            add_read(task, goal.criterion, lead);
        for (const std::uint32_t part : plan.tasks[task].parts) {  // told of the whole, too
            for (const plan::Goal& goal : plan.tasks[part].goals)
                add_read(task, goal.criterion, lead);
        }
        for (const std::uint32_t indicator : indicators_of_[task])
            tasks_of_[indicator].push_back(task);
    }
    earlier_.resize(plan.indicators.size());
    for (const plan::Task& task : plan.tasks) {
        for (const plan::Goal& goal : task.goals) {
            plan::each_node(goal.criterion, [&](const plan::Node& node) {
                if (node.kind == plan::Node::Kind::baseline) add_earlier(task, node.indicator, node.months_back);
                if (node.kind == plan::Node::Kind::never_falls) add_earlier(task, node.indicator, kMonthsOfAYear);
            });
        }
    }
    std::size_t chinese = 0;
    std::size_t english = 0;
    for (const std::string& name : batch.head) {
        if (const auto field = field_of(plan, name)) {
            std::string& column = columns_[static_cast<std::size_t>(*field)];
            if (column.empty() || field_of(name)) column = name;
            ++(static_cast<unsigned char>(name.front()) < 0x80 ? english : chinese);
        }
    }
    const auto language = english > chinese ? text::Language::en : text::Language::zh;
    for (std::size_t field = 0; field < kFields; ++field) {
        if (columns_[field].empty()) columns_[field] = field_words(static_cast<FieldName>(field)).in(language);
    }
    books_ = context.books ? context.books : &own_books_.emplace(context.units);
    if (!context.books) {
        if (const auto read = books_->catch_up(context.log); !read) log_failure_ = read.failure();
    }
    told_before_ = books_->ledger_->size();
}

text::Diagnostic Desk::refuse(FieldName field, Code code, std::vector<Words> arguments) const {
    return refuse(field, text::diagnose(code, std::move(arguments)));
}

text::Diagnostic Desk::refuse(FieldName field, text::Diagnostic why) const {
    why = with_samples(std::move(why));
    why.column = column(field);
    return why;
}

text::Diagnostic Desk::with_samples(text::Diagnostic why) const {
    constexpr std::array kDated{Code::period_unreadable, Code::date_unreadable, Code::date_missing, Code::not_a_range};
    const bool is_dated = std::find(kDated.begin(), kDated.end(), why.code) != kDated.end();
    if (is_dated && why.arguments.size() == 1) why.arguments.emplace_back(std::to_string(value::civil(plan().year.first).year));
    return why;
}

// ---- names

Words Desk::shown(UnitIndex unit) const {
    const std::string path = units().path(unit);
    return {path + "（" + units().code(unit) + "）", path + " (" + units().code(unit) + ")"};
}

std::string Desk::shown_indicator(std::uint32_t indicator) const {
    const plan::Indicator& shown = plan().indicators[indicator];
    return shown.kind == plan::IndicatorKind::document ? "《" + shown.name + "》" : shown.name;
}

std::vector<UnitIndex> Desk::units_like(const std::string& name) {
    std::vector<UnitIndex> like;
    if (name.size() < kLeastNearBytes || name.size() > kMostNearBytes || near_searches_ == kMostNearSearches) return like;
    ++near_searches_;
    for (std::uint32_t i = 0; i < units().size() && like.size() <= kMostCandidates; ++i) {
        const std::string& other = units().name(UnitIndex{i});
        const bool is_as_long = other.size() + kCharacterBytes >= name.size() && other.size() <= name.size() + kCharacterBytes;
        if (is_as_long && text::edit_distance(name, other) == 1) like.push_back(UnitIndex{i});
    }
    return like;
}

std::vector<UnitIndex> Desk::units_of_organ(std::string_view written) const {
    constexpr std::array<std::string_view, 3> kJoints{"的", "'s", "’s"};
    const plan::Organ* organ = nullptr;
    for (const plan::Organ& one : plan().organs) {
        const bool is_longer = !organ || one.name.size() > organ->name.size();
        if (is_longer && written.size() > one.name.size() && written.ends_with(one.name)) organ = &one;
    }
    if (!organ) return {};
    written = trimmed(written.substr(0, written.size() - organ->name.size()));
    for (const std::string_view joint : kJoints) {
        if (written.ends_with(joint)) written = trimmed(written.substr(0, written.size() - joint.size()));
    }
    std::vector<UnitIndex> named = units().named(std::string(written));
    std::erase_if(named, [&](UnitIndex unit) { return (organ->levels >> units::at(units().level(unit)) & 1U) == 0; });
    return named;
}

Result<UnitIndex> Desk::resolve_unit(const std::string& written) {
    const std::string name = plain(written);
    const auto exact = units().find(name);
    std::vector<UnitIndex> named = exact ? std::vector{*exact} : units().named(name);
    if (named.empty()) named = units_of_organ(name);
    if (named.size() == 1) {
        if (!units().is_office(named.front())) return text::diagnose(Code::unit_no_office, {shown(named.front())});
        return named.front();
    }
    const auto list = [this](const std::vector<UnitIndex>& candidates) {
        std::vector<std::string> shown_ones;
        for (std::size_t i = 0; i < candidates.size() && i < kMostCandidates; ++i) {
            shown_ones.push_back(units().code(candidates[i]) + " " + units().path(candidates[i]));
        }
        Words all = listed(shown_ones);
        if (candidates.size() > kMostCandidates) all = {all.zh + "……", all.en + " ..."};
        return all;
    };
    if (named.size() > 1) return text::diagnose(Code::unit_ambiguous, {name, std::to_string(named.size()), list(named)});

    std::vector<UnitIndex> meant;
    for (const std::string_view end : kNameEnds) {
        for (const UnitIndex unit : units().named(name + std::string(end)))
            meant.push_back(unit);
    }
    for (const std::size_t digits : kCodeDigits) {
        if (name.size() <= digits || name.find_first_not_of('0', digits) != std::string::npos) continue;
        if (const auto unit = units().find(name.substr(0, digits))) meant.push_back(*unit);
    }
    const bool is_code = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
    for (std::string padded = "0" + name; is_code && meant.empty() && padded.size() <= kCodeDigits.back();
         padded = "0" + padded) {
        if (const auto unit = units().find(padded)) meant.push_back(*unit);
    }
    if (meant.empty() && !is_code) meant = units_like(name);
    Words hint;
    if (!meant.empty()) hint = {"；是不是 " + list(meant).zh + "？", "; did you mean " + list(meant).en + "?"};
    return text::diagnose(Code::unit_unknown, {name, std::move(hint)});
}

Result<UnitIndex> Desk::unit(const Row& row, FieldName field) {
    const std::string& written = row[field];
    if (written.empty()) return refuse(field, Code::unit_missing);
    auto found = units_.find(written);
    if (found == units_.end()) found = units_.emplace(written, resolve_unit(written)).first;
    if (!found->second) return refuse(field, found->second.failure());
    return *found->second;
}

Result<UnitIndex> Desk::by(const Row& row, UnitIndex unit) {
    auto named = row[FieldName::by].empty() ? Result<UnitIndex>(heir(unit)) : this->unit(row, FieldName::by);
    if (!named || units().exists(*named, received_at())) return named;
    const std::optional<value::Date> opened = units().opened(*named);
    const bool is_early = opened && received_at() < value::first_minute(*opened);
    const std::string day = value::to_string(is_early ? *opened : *units().closed(*named));
    return refuse(FieldName::by, Code::by_not_there,
                  {shown(*named),
                   is_early ? Words(day + " 才成立", "opens on " + day) : Words("已于 " + day + " 撤销", "closed on " + day),
                   value::to_string(received_at())});
}

Result<std::uint32_t> Desk::task(const Row& row) const {
    const std::string id = plain(row[FieldName::task]);
    const std::uint32_t task = plan().find_task(id);
    if (task != plan::kNone) return task;
    return refuse(FieldName::task, Code::task_unknown, {id, near_miss(id, names_of(plan().tasks, &plan::Task::id))});
}

Result<std::uint32_t> Desk::event(const Row& row, const Words& what) const {
    std::vector<std::string> names;
    for (const plan::Event& event : plan().events) {
        if (event.newer == plan::kNone) names.push_back(event.name);
    }
    if (names.empty()) return refuse(FieldName::kind, Code::plan_without_events, {what});
    const std::string& written = row[FieldName::indicator];
    if (written.empty()) {
        if (names.size() == 1) return plan().find_event(names.front());
        return refuse(FieldName::indicator, Code::event_missing, {listed(names)});
    }
    const std::uint32_t event = plan().find_event(written);
    if (event != plan::kNone) return event;
    return refuse(FieldName::indicator, Code::event_unknown, {written, near_miss(written, names)});
}

std::optional<UnitIndex> Desk::holder(std::uint32_t task, UnitIndex place) const {
    const plan::Task& rule = plan().tasks[task];
    const bool above = rule.trigger && rule.trigger->level;
    const auto unit = above ? units().ancestor_at(place, *rule.trigger->level) : std::optional(place);
    if (!unit || !std::binary_search(rule.lead.units.begin(), rule.lead.units.end(), *unit)) return std::nullopt;
    return unit;
}

bool Desk::reports_for(UnitIndex by, std::uint32_t task) const {
    const std::vector<plan::Who>& named = plan().tasks[task].reported_by;
    const auto is_named = [&](UnitIndex unit) {
        return std::any_of(named.begin(), named.end(),
                           [&](const plan::Who& who) { return std::binary_search(who.units.begin(), who.units.end(), unit); });
    };
    if (named.empty() || is_named(by)) return !named.empty();
    const std::vector<UnitIndex> left = units().inherited(by, received_at());
    return std::any_of(left.begin(), left.end(), is_named);
}

std::optional<UnitIndex> Desk::verifier(std::uint32_t task, UnitIndex unit) const {
    return office(plan().tasks[task].verifier, unit);
}

std::optional<UnitIndex> Desk::office(const plan::Verifier& named, UnitIndex unit) const {
    return named.office(units(), unit, received_at());
}

std::vector<UnitIndex> Desk::judges(std::uint32_t task, UnitIndex unit) const {
    std::vector<UnitIndex> judges;
    for (const plan::Goal& goal : plan().tasks[task].goals) {
        for (const plan::Node& node : goal.criterion.nodes) {
            if (node.kind != plan::Node::Kind::judged) continue;
            if (const auto judge = office(node.judge, unit)) add_once(judges, *judge);
        }
    }
    return judges;
}

bool Desk::is_asked_of(std::uint32_t indicator, UnitIndex unit) const {
    const auto& asked = asked_of_[indicator];
    return std::any_of(asked.begin(), asked.end(), [&](const auto* among) { return reaches(units(), *among, unit); });
}

bool Desk::counts(std::uint32_t task, UnitIndex unit) const {
    bool found = false;
    for (const plan::Goal& goal : plan().tasks[task].goals) {
        plan::each_node(goal.criterion, [&](const plan::Node& node) {
            for (const plan::Over& over : node.over) {
                found = found || (over.units && std::binary_search(over.units->units.begin(), over.units->units.end(), unit));
            }
        });
    }
    return found;
}

void Desk::add_read(std::uint32_t task, const plan::Criterion& criterion, const std::vector<UnitIndex>& of) {
    for (const plan::Node& node : criterion.nodes) {
        if (node.indicator != plan::kNone) {
            add_once(indicators_of_[task], node.indicator);
            add_once(asked_of_[node.indicator], &of);
        }
        for (const plan::Over& over : node.over) {
            for (const plan::Criterion& where : over.where)
                add_read(task, where, of);
            add_read(task, over.inner, over.units ? over.units->units : of);
        }
    }
}

// ---- moments

Result<Stated> Desk::date(std::string_view written, value::BareDate bare) const {
    const std::int32_t year = value::civil(plan().year.first).year;
    const bool is_one = year == value::civil(plan().year.last).year;
    return read_date(written, bare, offset_minutes(), is_one ? std::optional(year) : std::nullopt);
}

Result<Timing> Desk::timing(const Row& row, value::BareDate bare) const {
    Timing timing;
    timing.bare = bare;
    const std::string& written = row[FieldName::date];
    if (written.empty()) return timing;
    const auto stated = date(written, bare);
    if (!stated) return refuse(FieldName::date, stated.failure());
    timing.stated = stated->instant;
    timing.is_bare = stated->is_bare;
    if (bare == value::BareDate::last_minute && timing.effective(received_at()) > received_at()) {
        return refuse(FieldName::date, Code::date_not_yet,
                      {value::to_short_string(*timing.stated), value::to_string(received_at())});
    }
    return timing;
}

const std::vector<calendar::Slot>& Desk::slots(value::Duration every) {
    for (const auto& [rhythm, slots] : slots_) {
        if (rhythm == every) return slots;
    }
    return slots_.emplace_back(every, calendar::slots_of(plan().year, every)).second;
}

Result<calendar::Days> Desk::written_period(const std::string& written) {
    auto found = periods_.find(written);
    if (found == periods_.end()) found = periods_.emplace(written, read_period(written, plan().year)).first;
    if (!found->second) return refuse(FieldName::period, found->second.failure());
    return *found->second;
}

Result<calendar::Days> Desk::period_of_reading(const Row& row, std::uint32_t indicator) {
    const plan::Indicator& rule = plan().indicators[indicator];
    auto days = written_period(row[FieldName::period]);
    const auto is_within = [&days](const calendar::Days& stretch) {
        return days->first >= stretch.first && days->last <= stretch.last;
    };
    const bool is_before = days && days->last < plan().year.first;
    if (is_before && std::any_of(earlier_[indicator].begin(), earlier_[indicator].end(), is_within)) return days;
    if (days && rule.rhythm && is_slot_of_reader(indicator, *days)) return days;
    const bool is_former =
        days && std::any_of(plan().indicators.begin(), plan().indicators.end(), [&](const plan::Indicator& one) {
            return one.newer == indicator && is_slot_of(one.rhythm, *days);
        });
    return is_former ? days : period_of_report(row, rule.rhythm, rule.name);
}

Result<calendar::Days> Desk::period_of_return(const Row& row, std::uint32_t event) {
    const plan::Event& rule = plan().events[event];
    const auto days = written_period(row[FieldName::period]);
    const bool is_former = days && std::any_of(plan().events.begin(), plan().events.end(), [&](const plan::Event& one) {
                               return one.newer == event && is_slot_of(one.rhythm, *days);
                           });
    return is_former ? days : period_of_report(row, rule.rhythm, rule.name);
}

bool Desk::is_slot_of(const std::optional<plan::Rhythm>& rhythm, const calendar::Days& days) {
    if (!rhythm) return false;
    const std::vector<calendar::Slot>& slots = this->slots(rhythm->every);
    return std::any_of(slots.begin(), slots.end(), [&](const calendar::Slot& slot) { return slot.days == days; });
}

Result<calendar::Days> Desk::period_of_report(const Row& row, const std::optional<plan::Rhythm>& rhythm,
                                              const std::string& of) {
    auto days = written_period(row[FieldName::period]);
    const bool is_after =
        days && rhythm && days->first > plan().year.last && days->last <= value::add_months(plan().year.last, kMonthsAfter);
    if (is_after) {
        for (const calendar::Slot& slot : calendar::slots_from(plan().year, days->last, rhythm->every)) {
            if (slot.days == *days) return days;
        }
    }
    return period(row, rhythm, of);
}

void Desk::add_earlier(const plan::Task& task, std::uint32_t indicator, std::int32_t months) {
    const auto moved = [months](value::Date day) { return value::add_months(day, -months); };
    const auto add = [&](value::Date first, value::Date end) {
        earlier_[indicator].push_back({moved(first), value::add_days(moved(end), -1)});
    };
    add(plan().year.first, value::add_months(plan().year.first, kMonthsOfAYear));
    const auto window = task.window == plan::kNone ? task.during : plan().windows[task.window].days;
    if (window) add(window->first, value::add_days(window->last, 1));
}

bool Desk::is_slot_of_reader(std::uint32_t indicator, calendar::Days days) {
    const auto has_slot = [&](const plan::Task& task) {
        switch (task.slots) {
            case plan::SlotRule::one_off: return days == plan().year;
            case plan::SlotRule::window: return task.during && days == *task.during;
            case plan::SlotRule::recurring:
            case plan::SlotRule::continuing: break;
            case plan::SlotRule::triggered: return false;
        }
        return task.rhythm ? is_slot_of(task.rhythm, days) : days == plan().year;
    };
    return std::any_of(tasks_of_[indicator].begin(), tasks_of_[indicator].end(),
                       [&](std::uint32_t task) { return has_slot(plan().tasks[task]); });
}

Result<calendar::Days> Desk::period(const Row& row, const std::optional<plan::Rhythm>& rhythm, const std::string& of) {
    auto read = written_period(row[FieldName::period]);
    if (!read) return read;
    const calendar::Days days = *read;
    const auto label = [&] { return calendar::label_of(days); };
    if (days.last < plan().year.first || days.first > plan().year.last) {
        return refuse(FieldName::period, Code::period_outside_plan, {label(), calendar::label_of(plan().year)});
    }
    if (rhythm) {
        const std::vector<calendar::Slot>& slots = this->slots(rhythm->every);
        if (std::none_of(slots.begin(), slots.end(), [&](const calendar::Slot& slot) { return slot.days == days; })) {
            return refuse(FieldName::period, Code::period_no_slot,
                          {label(), of, listed(names_of(slots, &calendar::Slot::label))});
        }
    }
    return days;
}

std::optional<text::Diagnostic> Desk::outside_life(UnitIndex unit, const Timing& timing) const {
    const value::Instant effective = timing.effective(received_at());
    if (units().exists(unit, effective)) return std::nullopt;
    const std::optional<value::Date> opened = units().opened(unit);
    const bool is_before = opened && effective < value::first_minute(*opened);
    return refuse(
        FieldName::date, is_before ? Code::date_before_opening : Code::date_after_closing,
        {value::to_short_string(effective), shown(unit), value::to_string(is_before ? *opened : *units().closed(unit))});
}

std::optional<text::Diagnostic> Desk::not_begun(calendar::Days days) const {
    if (value::first_minute(days.first) <= received_at()) return std::nullopt;
    return refuse(FieldName::period, Code::period_not_begun, {calendar::label_of(days), value::to_string(received_at())});
}

std::optional<text::Diagnostic> Desk::other_window(const Row& row, std::optional<std::uint32_t> task) const {
    const std::string name = row[FieldName::period].substr(kWindowPrefix.size());
    const std::vector<std::string> names = names_of(plan().windows, &plan::Window::name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return refuse(FieldName::period, Code::window_unknown, {name, near_miss(name, names)});
    const auto window = static_cast<std::uint32_t>(found - names.begin());
    if (!task || plan().tasks[*task].window == window) return std::nullopt;
    return refuse(FieldName::period, Code::window_of_another, {name, plan().tasks[*task].id});
}

std::optional<text::Diagnostic> Desk::other_case(const Row& row) const {
    const std::string& period = row[FieldName::period];
    const std::string& code = row[FieldName::case_id];
    if (code.empty() || !period.starts_with(kCasePrefix) || period.substr(kCasePrefix.size()) == code) return std::nullopt;
    return refuse(FieldName::period, Code::cases_differ, {period.substr(kCasePrefix.size()), code});
}

}  // namespace duban::report
