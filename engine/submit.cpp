#include "engine/engine.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/plan/dump.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace duban::engine {

namespace {

constexpr std::size_t kShownOfHash = 12;

/// What the plan, the units or the calendar of this hand-in are to the log.
struct Version {
    log::Kind kind{};
    std::string hash;
    std::string in_force;      // the hash last adopted; empty: none
    bool was_adopted = false;  // this one, at any time
};
using Versions = std::array<Version, 3>;

std::string shown(const std::string& hash) { return hash.substr(0, kShownOfHash); }

Versions versions_of(const Opened& opened, const report::Books& books) {
    Versions versions{{{log::Kind::plan, opened.plan.hash, {}},
                       {log::Kind::units, opened.units.hash(), {}},
                       {log::Kind::calendar, opened.calendar.hash(), {}}}};
    for (const report::Books::Adopted& adopted : books.adopted()) {
        for (Version& version : versions) {
            if (version.kind != adopted.kind) continue;
            version.in_force = adopted.hash;
            version.was_adopted = version.was_adopted || version.in_force == version.hash;
        }
    }
    return versions;
}

std::string text_of(const Opened& opened, log::Kind kind) {
    if (kind == log::Kind::units) return opened.units.canonical();
    if (kind == log::Kind::calendar) return opened.calendar.canonical();
    return opened.resolved;
}

/// A plan's name in its dump, as JSON spells it: the dump's second line is `  "name": "...",`.
std::string_view name_in(std::string_view dump) {
    constexpr std::string_view kKey = "\"name\": \"";
    const std::string_view head = dump.substr(0, dump.find('\n', dump.find('\n') + 1));
    const std::size_t begin = head.find(kKey);
    const std::size_t end = head.rfind('"');
    if (begin == std::string_view::npos || end < begin + kKey.size()) return {};
    return head.substr(begin + kKey.size(), end - begin - kKey.size());
}

/// Why a version may not take the place of the one in force without being asked to; nothing if it may.
text::Result<std::optional<text::Diagnostic>> against(const Version& version, const Opened& opened, const log::Log& log) {
    if (version.in_force.empty() || version.in_force == version.hash) return std::optional<text::Diagnostic>();
    if (version.was_adopted) {
        return std::optional(text::diagnose(text::Code::version_left_before,
                                            {log::words(version.kind), shown(version.hash), shown(version.in_force)}));
    }
    if (version.kind != log::Kind::plan) return std::optional<text::Diagnostic>();
    const auto stored = log.artifact(version.in_force);
    if (!stored) return stored.failure();
    const std::string own = opened.resolved;
    if (*stored && name_in(**stored) != name_in(own)) {
        return std::optional(
            text::diagnose(text::Code::another_plan_in_force, {text::excerpt(name_in(**stored)), text::excerpt(name_in(own))}));
    }
    if (!opened.before || opened.before->version_of(version.in_force)) return std::optional<text::Diagnostic>();
    return std::optional(
        text::diagnose(text::Code::amends_another_version, {shown(version.in_force), shown(opened.before->plan.hash)}));
}

std::optional<text::Diagnostic> against(const Versions& versions, const Opened& opened, const log::Log& log) {
    for (const Version& version : versions) {
        auto found = against(version, opened, log);
        if (!found) return found.failure();
        if (*found) return *found;
    }
    return std::nullopt;
}

struct Adoption {
    std::vector<log::Artifact> artifacts;
    std::vector<log::Entry> entries;
    std::vector<text::Diagnostic> findings;
};

/// What must be stored and adopted before anything is taken under these versions.
Adoption adoption(const Opened& opened, const Versions& versions, std::int64_t head, value::Instant received_at) {
    const value::Instant today = value::first_minute(value::date_of(received_at));
    const value::Instant issued = opened.plan.issued ? value::first_minute(*opened.plan.issued) : today;
    Adoption made;
    for (const Version& version : versions) {
        if (version.in_force == version.hash) continue;
        log::Entry entry;
        // The number keeps a version that is adopted again apart from its first time.
        entry.key = "adopt-" + std::string(log::name(version.kind)) + "-" + version.hash + "-" + std::to_string(head + 1);
        entry.kind = version.kind;
        entry.effective = version.kind == log::Kind::plan ? issued : today;
        entry.value = version.hash;
        made.artifacts.push_back({version.kind, version.hash, text_of(opened, version.kind)});
        made.entries.push_back(std::move(entry));
        if (version.in_force.empty()) continue;
        made.findings.push_back(text::diagnose(text::Code::version_replaced,
                                               {log::words(version.kind), shown(version.hash), shown(version.in_force)}));
    }
    return made;
}

/// Another hand may write between the reading of the log and the writing: then what came from the reading is made anew.
constexpr int kMostAttempts = 8;

text::Result<value::Instant> moment(const Terms& terms, const log::Head& head) {
    if (!head.recorded_at || terms.received_at >= *head.recorded_at) return terms.received_at;
    if (terms.received == Received::at_the_clock) return *head.recorded_at;
    return text::diagnose(text::Code::received_before_last,
                          {value::to_string(terms.received_at), value::to_string(*head.recorded_at)});
}

}  // namespace

text::Result<Submission> submit(const Opened& opened, log::Log& log, std::string_view bytes, const std::string& file,
                                const Terms& terms, report::Books* books) {
    std::optional<report::Books> own_books;
    if (!books) books = &own_books.emplace(opened.units);
    Submission out;
    text::Sink sink;
    const auto batch = report::read_batch(bytes, file, sink);
    out.findings = sink.all();
    out.unreadable = !batch;
    if (!batch) return out;
    out.format = batch->format;
    out.rows = static_cast<std::uint32_t>(batch->rows.size() + batch->misshapen.size());
    for (int attempt = 1;; ++attempt) {
        const auto head = log.head();
        if (!head) return head.failure();
        const auto received_at = moment(terms, *head);
        if (!received_at) return received_at.failure();
        if (const auto read = books->catch_up(log); !read) return read.failure();
        const Versions versions = versions_of(opened, *books);
        if (terms.adopt == Adopt::new_ones) {
            if (auto wrong = against(versions, opened, log)) return *std::move(wrong);
        }
        auto admission = report::admit(*batch, {opened.plan, opened.units, opened.calendar, log, *received_at, books});
        if (!admission) {
            books->forget();
            return admission.failure();
        }

        out.accepted = admission->accepted_rows;
        out.repeated = admission->repeated_rows;
        out.replacing = admission->replacing_rows;
        out.blank = admission->blank_rows;
        out.notes = std::move(admission->notes);
        out.notes_left_out = admission->notes_left_out;
        out.refusals = std::move(admission->refusals);
        out.head = *head;
        if (out.accepted + out.repeated == 0) break;
        Adoption made = adoption(opened, versions, head->number, *received_at);
        made.entries.insert(made.entries.end(), std::make_move_iterator(admission->entries.begin()),
                            std::make_move_iterator(admission->entries.end()));
        if (made.entries.empty()) break;
        const auto written = attempt < kMostAttempts ? log.append_at(made.artifacts, made.entries, *received_at)
                                                     : log.append(made.artifacts, made.entries, *received_at);
        // Adoptions are numbered before what was told.
        const bool as_told = written && made.artifacts.empty() && written->recorded_at;
        if (as_told) books->written(*written->recorded_at);
        if (!as_told) books->forget();
        if (written) {
            out.head = *written;
            out.findings.insert(out.findings.end(), made.findings.begin(), made.findings.end());
            break;
        }
        const auto now = log.head();
        if (attempt == kMostAttempts || !now || now->number == head->number) return written.failure();
    }
    if (!out.refusals.empty()) out.refused_file = report::refusals_file(*batch, out.refusals, terms.language);
    return out;
}

namespace {

struct Adoptable {
    Adoption made;
    value::Instant received_at;
};

text::Result<Adoptable> adoptable(const Opened& opened, const log::Log& log, const Terms& terms) {
    report::Books books(opened.units);
    const auto head = log.head();
    if (!head) return head.failure();
    const auto received_at = moment(terms, *head);
    if (!received_at) return received_at.failure();
    if (const auto read = books.catch_up(log); !read) return read.failure();
    const Versions versions = versions_of(opened, books);
    if (terms.adopt == Adopt::new_ones) {
        if (auto wrong = against(versions, opened, log)) return *std::move(wrong);
        const Version& plan = versions.front();
        const bool follows = plan.in_force.empty() || plan.in_force == plan.hash;
        if (!follows && opened.before && plan.in_force != opened.before->plan.hash) {
            return text::diagnose(text::Code::amends_another_version, {shown(plan.in_force), shown(opened.before->plan.hash)});
        }
    }
    return Adoptable{adoption(opened, versions, head->number, *received_at), *received_at};
}

}  // namespace

text::Result<std::vector<text::Diagnostic>> adopt(const Opened& opened, log::Log& log, const Terms& terms) {
    const auto next = adoptable(opened, log, terms);
    if (!next) return next.failure();
    const Adoption& made = next->made;
    if (made.entries.empty()) return made.findings;
    if (const auto written = log.append_at(made.artifacts, made.entries, next->received_at); !written) return written.failure();
    return made.findings;
}

text::Outcome may_adopt(const Opened& opened, const log::Log& log, const Terms& terms) {
    const auto next = adoptable(opened, log, terms);
    if (!next) return next.failure();
    return std::monostate{};
}

text::Result<std::vector<log::Record>> records(const Opened& opened, const log::Log& log, value::Instant known_at,
                                               std::string_view unit, std::string_view task) {
    std::unordered_set<std::string> read_by_task;
    const std::uint32_t place = task.empty() ? plan::kNone : opened.plan.find_task(task);
    if (place != plan::kNone) {
        const plan::Task& found = opened.plan.tasks[place];
        for (const plan::Goal& goal : found.goals) {
            plan::each_node(goal.criterion, [&](const plan::Node& node) {
                if (node.indicator != plan::kNone) read_by_task.insert(opened.plan.indicators[node.indicator].name);
                for (const plan::Over& over : node.over) {
                    if (over.event != plan::kNone) read_by_task.insert(opened.plan.events[over.event].name);
                }
            });
        }
        if (found.trigger) {
            const plan::Event& event = opened.plan.events[found.trigger->event];
            read_by_task.insert(event.name);
            for (const std::uint32_t field : event.fields)
                read_by_task.insert(opened.plan.indicators[field].name);
        }
    }
    std::vector<log::Record> found;
    const auto read = log.read(known_at, [&](const log::Record& record) {
        const log::Entry& entry = record.entry;
        if (!unit.empty() && entry.unit != unit) return;
        if (!task.empty() && entry.task != task && (!entry.task.empty() || !read_by_task.contains(entry.indicator))) return;
        found.push_back(record);
    });
    if (!read) return read.failure();
    return found;
}

}  // namespace duban::engine
