#include "engine/engine.hpp"

#include "engine/plan/dump.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace duban::engine {

namespace {

/// The version in use of each: hash, or empty.
struct Versions {
    std::string plan;
    std::string units;
    std::string calendar;
};

std::string* slot_of(Versions& versions, log::Kind kind) {
    if (kind == log::Kind::plan) return &versions.plan;
    if (kind == log::Kind::units) return &versions.units;
    if (kind == log::Kind::calendar) return &versions.calendar;
    return nullptr;
}

text::Result<Versions> adopted(const log::Log& log) {
    Versions found;
    const auto read = log.read(std::nullopt, [&found](const log::Record& record) {
        if (std::string* slot = slot_of(found, record.entry.kind)) *slot = record.entry.value;
    });
    if (!read) return read.failure();
    return found;
}

struct Adoption {
    std::vector<log::Artifact> artifacts;
    std::vector<log::Entry> entries;
};

/// What must be stored and adopted before anything is taken under these versions.
Adoption adoption(const Opened& opened, const Versions& before, std::int64_t head, value::Instant received_at) {
    const value::Instant today = value::first_minute(value::date_of(received_at));
    const value::Instant issued = opened.plan.issued ? value::first_minute(*opened.plan.issued) : today;
    Adoption made;
    const auto adopt = [&](log::Kind kind, const std::string& last, const std::string& hash, value::Instant effective,
                           const auto& text) {
        if (last == hash) return;
        log::Entry entry;
        // The number keeps a version that is adopted again apart from its first time.
        entry.key = "adopt-" + std::string(log::name(kind)) + "-" + hash + "-" + std::to_string(head + 1);
        entry.kind = kind;
        entry.effective = effective;
        entry.value = hash;
        made.artifacts.push_back({kind, hash, std::string(text())});
        made.entries.push_back(std::move(entry));
    };
    adopt(log::Kind::plan, before.plan, opened.plan.hash, issued, [&] { return plan::dump(opened.plan); });
    adopt(log::Kind::units, before.units, opened.units.hash(), today, [&] { return opened.units.canonical(); });
    adopt(log::Kind::calendar, before.calendar, opened.calendar.hash(), today, [&] { return opened.calendar.canonical(); });
    return made;
}

/// Another hand may write between the reading of the log and the writing: then what came from the reading is made anew.
constexpr int kMostAttempts = 8;

}  // namespace

text::Result<Submission> submit(const Opened& opened, log::Log& log, std::string_view bytes, const std::string& file,
                                value::Instant received_at, text::Language language) {
    Submission out;
    text::Sink sink;
    const auto batch = report::read_batch(bytes, file, sink);
    if (!batch) {
        out.unreadable = sink.all();
        return out;
    }
    out.format = batch->format;
    out.rows = static_cast<std::uint32_t>(batch->rows.size() + batch->misshapen.size());
    for (int attempt = 1;; ++attempt) {
        const auto head = log.head();
        if (!head) return head.failure();
        if (head->recorded_at && received_at < *head->recorded_at) {
            return text::diagnose(text::Code::received_before_last,
                                  {value::to_string(received_at), value::to_string(*head->recorded_at)});
        }
        const auto before = adopted(log);
        if (!before) return before.failure();
        auto admission = report::admit(*batch, {opened.plan, opened.units, opened.calendar, log, received_at});
        if (!admission) return admission.failure();

        out.accepted = admission->accepted_rows;
        out.repeated = admission->repeated_rows;
        out.refusals = std::move(admission->refusals);
        out.head = *head;
        if (out.accepted + out.repeated == 0) break;
        Adoption made = adoption(opened, *before, head->number, received_at);
        made.entries.insert(made.entries.end(), std::make_move_iterator(admission->entries.begin()),
                            std::make_move_iterator(admission->entries.end()));
        if (made.entries.empty()) break;
        const auto written = log.append(made.artifacts, made.entries, received_at);
        if (written) {
            out.head = *written;
            break;
        }
        const auto now = log.head();
        if (attempt == kMostAttempts || !now || now->number == head->number) return written.failure();
    }
    if (!out.refusals.empty()) out.refused_file = report::refusals_file(*batch, out.refusals, language);
    return out;
}

text::Result<std::vector<log::Record>> records(const Opened& opened, const log::Log& log, value::Instant known_at,
                                               std::string_view unit, std::string_view task) {
    std::unordered_set<std::string> read_by_task;
    const std::uint32_t place = task.empty() ? plan::kNone : opened.plan.find_task(task);
    if (place != plan::kNone) {
        const plan::Task& found = opened.plan.tasks[place];
        for (const plan::Goal& goal : found.goals) {
            for (const plan::Node& node : goal.criterion.nodes) {
                if (node.indicator != plan::kNone) read_by_task.insert(opened.plan.indicators[node.indicator].name);
            }
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
