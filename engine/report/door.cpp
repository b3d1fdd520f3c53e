#include "engine/report/door.hpp"

#include "engine/report/again.hpp"
#include "engine/report/desk.hpp"
#include "engine/report/kind_fields.hpp"
#include "engine/report/rows.hpp"
#include "engine/report/written.hpp"

#include <algorithm>
#include <unordered_set>

namespace duban::report {

namespace {

using log::Kind;
using text::Code;
using text::Result;

constexpr std::size_t kMostKeyBytes = 200;
constexpr std::string_view kAdoptionKey = "adopt-";

Result<Kind> kind_of(const Desk& desk, const Row& row) {
    const std::string word = lower(plain(row[FieldName::kind]));
    if (word.empty()) return Kind::reading;
    if (const auto kind = kind_said(word)) return *kind;
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (std::size_t i = 0; i < log::kSubmittedKinds; ++i) {
        zh.push_back(log::words(static_cast<Kind>(i)).zh);
        en.emplace_back(log::name(static_cast<Kind>(i)));
    }
    std::vector<std::string> both = zh;
    both.insert(both.end(), en.begin(), en.end());
    text::Words every;
    for (std::size_t i = 0; i < zh.size(); ++i) {
        every.zh += (i == 0 ? "" : "、") + zh[i];
        every.en += (i == 0 ? "" : ", ") + en[i];
    }
    return desk.refuse(FieldName::kind, Code::kind_unknown, {row[FieldName::kind], near_miss(word, both), every});
}

Result<Draft> uncorrected(Desk& desk, const Row& row, Kind kind) {
    switch (kind) {
        case Kind::reading: return admit_reading(desk, row);
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
        case Kind::withdraw:
        case Kind::plan:
        case Kind::units:
        case Kind::calendar: break;
    }
    return admit_act(desk, row, kind);
}

Result<Draft> draft_of(Desk& desk, const Row& row, Kind kind) {
    if (kind == Kind::withdraw) return admit_withdraw(desk, row);
    auto draft = uncorrected(desk, row, kind);
    if (!draft) return draft;
    return correction(desk, row, std::move(*draft));
}

/// Why the row's key cannot be one.
std::optional<text::Diagnostic> wrong_key(const Desk& desk, const Row& row) {
    const std::string& key = row[FieldName::key];
    if (key.size() > kMostKeyBytes) return desk.refuse(FieldName::key, Code::key_too_long, {std::to_string(kMostKeyBytes)});
    if (key.find_first_of("\r\n") != std::string::npos) return desk.refuse(FieldName::key, Code::key_with_line_end);
    for (const std::string_view reserved : {kAutomaticKey, kAdoptionKey}) {
        if (key.starts_with(reserved)) return desk.refuse(FieldName::key, Code::key_reserved, {std::string(reserved)});
    }
    return std::nullopt;
}

void put_keys(const Desk& desk, const Row& row, Draft& draft) {
    const std::string& given = row[FieldName::key];
    const std::string key = given.empty() ? automatic_key(draft) : given;
    for (log::Entry& entry : draft.entries) {
        const bool first = &entry == &draft.entries.front();
        entry.key = first ? key : key + "#" + entry.indicator;
        entry.effective = draft.timing.effective(desk.received_at());
    }
}

/// A figure that stands, is another and is not named.
std::optional<Told> replaced(Desk& desk, const log::Entry& entry) {
    const auto before = entry.kind == Kind::reading ? desk.ledger().standing(entry) : std::nullopt;
    if (!before || desk.ledger()[*before].key == entry.corrects) return std::nullopt;
    const std::string& said = desk.ledger()[*before].said;
    return said.empty() || said == figure(entry) ? std::nullopt : before;
}

text::Diagnostic replacing(Desk& desk, const log::Entry& entry, Told before) {
    const std::uint32_t indicator = desk.plan().find_indicator(entry.indicator);
    const auto shown = [&](const std::string& said) {
        if (said.empty()) return text::Words("空白", "blank");
        const bool is_truth = desk.plan().indicators[indicator].kind == plan::IndicatorKind::yes_no;
        if (is_truth && said == "1") return text::Words("是", "yes");
        return is_truth && said == "0" ? text::Words("否", "no") : text::Words(said);
    };
    const std::string when = entry.period.empty() ? value::to_string(value::date_of(entry.effective)) : entry.period;
    const auto unit = desk.units().find(entry.unit);
    text::Diagnostic note = desk.refuse(FieldName::value, Code::figure_replaced,
                                        {unit ? desk.shown(*unit) : text::Words(entry.unit), desk.shown_indicator(indicator),
                                         when, shown(desk.ledger()[before].said), desk.place_of(before), shown(figure(entry))});
    if (!entry.case_id.empty()) note.column = entry.indicator;
    return note;
}

/// Notes each figure that takes the place of another; false if none does.
bool note_replaced(Desk& desk, Draft& draft) {
    bool any = false;
    for (const log::Entry& entry : draft.entries) {
        const auto before = replaced(desk, entry);
        if (!before) continue;
        draft.notes.push_back(replacing(desk, entry, *before));
        any = true;
    }
    return any;
}

enum class Fate : std::uint8_t { accepted, replacing, repeated, blank };

/// What becomes of a row, and what its author should know.
struct Judged {
    Fate fate = Fate::accepted;
    std::vector<text::Diagnostic> notes;
};

Result<Judged> take(Desk& desk, const Row& row, const std::string& column_of_kinds) {
    if (auto why = kind_not_read(row, column_of_kinds)) return std::move(*why);
    const auto kind = kind_of(desk, row);
    if (!kind) return kind.failure();
    if (*kind == Kind::reading && is_blank(desk, row)) return Judged{Fate::blank, {}};
    if (auto why = unwanted_field(desk, row, *kind)) return std::move(*why);
    if (auto why = wrong_key(desk, row)) return std::move(*why);
    auto draft = draft_of(desk, row, *kind);
    if (!draft) {
        if (was_told_as_written(desk, row, *kind, draft.failure().code)) return Judged{Fate::repeated, {}};
        return draft.failure();
    }
    put_keys(desk, row, *draft);
    const auto told = was_told(desk, row, *draft);
    if (!told) return told.failure();
    if (*told) return Judged{Fate::repeated, {}};
    if (draft->clash) return std::move(*draft->clash);
    const bool replaces = note_replaced(desk, *draft);
    for (log::Entry& entry : draft->entries)
        desk.take(std::move(entry), row.number);
    return Judged{replaces ? Fate::replacing : Fate::accepted, std::move(draft->notes)};
}

/// Keeps the first notes of a file; each is said once of the same thing.
class Notes {
public:
    Notes(Admission& admission, const Batch& batch) : admission_(admission), batch_(batch) {}

    void add(text::Diagnostic note, std::uint32_t row) {
        if (admission_.notes.size() == kMostNotes) {
            ++admission_.notes_left_out;
            return;
        }
        if (!said_.insert(std::to_string(static_cast<unsigned>(note.code)) + text::sentence(note, text::Language::zh)).second)
            return;
        std::string column = note.column;
        admission_.notes.push_back(of_row(std::move(note), batch_, row, std::move(column)));
    }

private:
    Admission& admission_;
    const Batch& batch_;
    std::unordered_set<std::string> said_;
};

}  // namespace

Result<Admission> admit(const Batch& batch, const DoorContext& context) {
    Admission admission;
    Desk desk(batch, context);
    if (desk.log_failure()) return *desk.log_failure();
    Notes notes(admission, batch);
    for (text::Diagnostic& note : columns_not_read(batch, context.plan))
        notes.add(std::move(note), 0);
    const std::string kinds = column_of_kinds(batch, context.plan);
    const bool renames = has_other_names(batch, context.plan);
    for (const Row& written : batch.rows) {
        const std::optional<Row> renamed = renames ? std::optional(with_other_names(context.plan, written)) : std::nullopt;
        const Row& row = renamed ? *renamed : written;
        auto judged = take(desk, row, kinds);
        if (desk.log_failure()) return *desk.log_failure();
        if (!judged) {
            const std::string column = judged.failure().column;
            admission.refusals.push_back({row, of_row(judged.failure(), batch, row.number, column)});
            continue;
        }
        for (text::Diagnostic& note : judged->notes)
            notes.add(std::move(note), row.number);
        switch (judged->fate) {
            case Fate::replacing: ++admission.replacing_rows; [[fallthrough]];
            case Fate::accepted: ++admission.accepted_rows; break;
            case Fate::repeated: ++admission.repeated_rows; break;
            case Fate::blank: ++admission.blank_rows; break;
        }
    }
    for (const Misshapen& misshapen : batch.misshapen)
        admission.refusals.push_back({misshapen.row, misshapen.why});
    std::stable_sort(admission.refusals.begin(), admission.refusals.end(),
                     [](const Refusal& one, const Refusal& other) { return one.row.number < other.row.number; });
    admission.entries = std::move(desk).entries();
    return admission;
}

}  // namespace duban::report
