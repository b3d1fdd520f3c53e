#include "tests/engine/report/counter.hpp"
#include "tests/fuzz/targets.hpp"

namespace duban::fuzz {

namespace {

std::string admitted(const report::Batch& batch, const report::DoorContext& context, log::Log& log) {
    const auto admission = report::admit(batch, context);
    if (!admission) return "the door failed: " + text::sentence(admission.failure(), text::Language::en);
    if (admission->refusals.size() + admission->accepted_rows + admission->repeated_rows + admission->blank_rows !=
        batch.rows.size() + batch.misshapen.size()) {
        return "a row is lost";
    }
    for (const text::Language language : {text::Language::zh, text::Language::en}) {
        for (const report::Refusal& refusal : admission->refusals)
            static_cast<void>(text::render(refusal.why, nullptr, language, text::Paint::plain));
        for (const text::Diagnostic& note : admission->notes)
            static_cast<void>(text::render(note, nullptr, language, text::Paint::plain));
        if (admission->refusals.empty()) continue;
        text::Sink sink;
        const std::string refused = report::refusals_file(batch, admission->refusals, language);
        const auto again = report::read_batch(refused, "拒收", sink);
        if (!batch.misshapen.empty()) continue;  // a row that is cut off spoils a file until it is mended
        if (!again) return "the refused rows cannot be handed in again:\n" + refused + said(sink, nullptr);
        if (again->rows.size() != admission->refusals.size()) return "a refused row is lost:\n" + refused;
    }
    const auto head = log.append({}, admission->entries, context.received_at);
    return head ? std::string() : "the log takes no entries: " + text::sentence(head.failure(), text::Language::en);
}

}  // namespace

std::string submission(std::string_view bytes) {
    static const report::Counter counter;
    text::Sink sink;
    const auto batch = report::read_batch(bytes, "报", sink);
    static_cast<void>(said(sink, nullptr));
    if (batch.has_value() == sink.has_errors()) return "rows of a file with errors, or none without:\n" + said(sink, nullptr);
    if (!batch) return {};
    const auto log = log::memory_log();
    report::DoorContext context = counter.context();
    const report::DoorContext own{context.plan, context.units, context.calendar, *log, context.received_at};
    for (int times = 0; times < 2; ++times) {
        if (std::string wrong = admitted(*batch, own, *log); !wrong.empty()) return wrong;
    }
    return {};
}

}  // namespace duban::fuzz
