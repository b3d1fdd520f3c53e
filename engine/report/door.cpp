#include "engine/report/door.hpp"

#include "engine/digest/sha256.hpp"
#include "engine/report/desk.hpp"
#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include <algorithm>

namespace duban::report {

namespace {

using log::Kind;
using text::Code;
using text::Result;

constexpr std::size_t kMostKeyBytes = 200;
constexpr std::size_t kKeyDigits = 16;

Result<Kind> kind_of(const Desk& desk, const Row& row) {
    const std::string word = lower(plain(row[FieldName::kind]));
    if (word.empty()) return Kind::reading;
    const auto kind = log::kind_of(word);
    if (kind && static_cast<std::size_t>(*kind) < log::kSubmittedKinds) return *kind;
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (std::size_t i = 0; i < log::kSubmittedKinds; ++i) {
        zh.push_back(log::words(static_cast<Kind>(i)).zh);
        en.emplace_back(log::name(static_cast<Kind>(i)));
    }
    std::vector<std::string> both = zh;
    both.insert(both.end(), en.begin(), en.end());
    std::string zh_list;
    std::string en_list;
    for (std::size_t i = 0; i < zh.size(); ++i) {
        zh_list += (i == 0 ? "" : "、") + zh[i];
        en_list += (i == 0 ? "" : ", ") + en[i];
    }
    return desk.refuse(FieldName::kind, Code::kind_unknown,
                       {row[FieldName::kind], near_miss(word, both), text::Words(zh_list, en_list)});
}

Result<Draft> draft_of(Desk& desk, const Row& row) {
    const auto kind = kind_of(desk, row);
    if (!kind) return kind.failure();
    switch (*kind) {
        case Kind::reading: return admit_reading(desk, row);
        case Kind::withdraw: return admit_withdraw(desk, row);
        case Kind::incident: return admit_case(desk, row);
        case Kind::close: return admit_close(desk, row);
        case Kind::no_case: return admit_no_case(desk, row);
        case Kind::announce: return admit_announce(desk, row);
        case Kind::claim:
        case Kind::verify:
        case Kind::send_back:
        case Kind::judge:
        case Kind::excuse:
        case Kind::waive:
        case Kind::extend:
        case Kind::transfer:
        case Kind::plan:
        case Kind::units:
        case Kind::calendar: break;
    }
    return admit_act(desk, row, *kind);
}

void put(std::string& out, std::string_view field) {
    out += std::to_string(field.size());
    out += ':';
    out += field;
}

/// A key from what the row says, not from when it came in: the same row handed in again has it again.
std::string key_of(const Draft& draft) {
    std::string content = draft.timing.stated ? std::to_string(draft.timing.stated->minutes) : std::string();
    content += '\n';
    for (const log::Entry& entry : draft.entries) {
        put(content, log::name(entry.kind));
        for (const std::string* field :
             {&entry.unit, &entry.task, &entry.indicator, &entry.period, &entry.case_id, &entry.value, &entry.numerator,
              &entry.denominator, &entry.corrects, &entry.reason, &entry.evidence, &entry.by}) {
            put(content, *field);
        }
    }
    return "auto-" + digest::sha256(content).substr(0, kKeyDigits);
}

bool says_the_same(const log::Record& record, log::Entry entry, const Timing& timing) {
    entry.effective = timing.effective(record.recorded_at);
    return entry == record.entry;
}

enum class Seen : std::uint8_t { never, before, otherwise };

/// Whether the draft's keys are new, or stand for the same, or for something else.
Seen seen(Desk& desk, const Draft& draft) {
    std::size_t known = 0;
    for (const log::Entry& entry : draft.entries) {
        const auto record = desk.record(entry.key);
        if (!record) continue;
        if (!says_the_same(*record, entry, draft.timing)) return Seen::otherwise;
        ++known;
    }
    if (known == 0) return Seen::never;
    return known == draft.entries.size() ? Seen::before : Seen::otherwise;
}

enum class Fate : std::uint8_t { accepted, repeated };

Result<Fate> take(Desk& desk, const Row& row) {
    auto draft = draft_of(desk, row);
    if (!draft) return draft.failure();
    const std::string& given = row[FieldName::key];
    if (given.size() > kMostKeyBytes) return desk.refuse(FieldName::key, Code::key_too_long, {std::to_string(kMostKeyBytes)});
    const std::string key = given.empty() ? key_of(*draft) : given;
    for (log::Entry& entry : draft->entries) {
        const bool first = &entry == &draft->entries.front();
        entry.key = first ? key : key + "#" + entry.indicator;
        entry.effective = draft->timing.effective(desk.received_at());
    }
    switch (seen(desk, *draft)) {
        case Seen::before: return Fate::repeated;
        case Seen::otherwise: return desk.refuse(FieldName::key, Code::key_in_use, {key});
        case Seen::never: break;
    }
    for (log::Entry& entry : draft->entries) {
        if (entry.kind == Kind::incident) {
            const auto place = desk.units().find(entry.unit);
            if (place) desk.add_case(entry.case_id, {desk.plan().find_event(entry.indicator), *place, entry.effective});
        }
        desk.take(std::move(entry));
    }
    return Fate::accepted;
}

}  // namespace

Result<Admission> admit(const Batch& batch, const DoorContext& context) {
    Admission admission;
    Desk desk(batch, context);
    if (desk.log_failure()) return *desk.log_failure();
    for (const Row& row : batch.rows) {
        const auto fate = take(desk, row);
        if (desk.log_failure()) return *desk.log_failure();
        if (!fate) {
            const std::string column = fate.failure().column;
            admission.refusals.push_back({row, in_file(fate.failure(), batch.file, row.number, column)});
            continue;
        }
        ++(*fate == Fate::accepted ? admission.accepted_rows : admission.repeated_rows);
    }
    for (const Misshapen& misshapen : batch.misshapen)
        admission.refusals.push_back({misshapen.row, misshapen.why});
    std::stable_sort(admission.refusals.begin(), admission.refusals.end(),
                     [](const Refusal& one, const Refusal& other) { return one.row.number < other.row.number; });
    admission.entries = std::move(desk).entries();
    return admission;
}

}  // namespace duban::report
