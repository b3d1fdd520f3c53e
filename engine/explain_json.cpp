#include "engine/checklist/json_parts.hpp"
#include "engine/shown.hpp"
#include "engine/status_json.hpp"

namespace duban::engine {

namespace {

void words_members(json::Writer& out, const text::Words& words) { out.member("zh", words.zh).member("en", words.en); }

void place_members(json::Writer& out, const text::Source& source, text::Span span) {
    const text::Position place = source.position(span.begin);
    out.member("line", place.line).member("column", place.column);
}

void texts(json::Writer& out, std::string_view key, const std::vector<std::string>& items) {
    out.key(key).begin_array();
    for (const std::string& item : items)
        out.text(item);
    out.end_array();
}

void reading(json::Writer& out, const units::Tree& units, const evaluate::Evidence& evidence) {
    out.begin_object()
        .member("record", evidence.record)
        .member("unit", units.code(evidence.unit))
        .member("indicator", evidence.indicator)
        .member("period", evidence.period);
    instant_member(out, "effective", evidence.effective);
    out.member("value", evidence.value).member("measure", evidence.measure).member("by", evidence.by);
    out.member("source", evidence.source == log::Source::reporter ? "reporter" : "verifier");
    out.key("used").boolean(!evidence.overruled);
    out.member("recorded_at", value::to_string(evidence.recorded_at)).end_object();
}

void counted(json::Writer& out, const units::Tree& units, const evaluate::Part& part) {
    out.key("count");
    if (part.count) {
        const evaluate::Reached& count = *part.count;
        out.begin_object().member("true", count.yes).member("false", count.no).member("unknown", count.unknown);
        out.member("of", count.yes + count.no + count.unknown).member("needed", count.needed);
        out.key("too_many").boolean(count.too_many).end_object();
    } else {
        out.null();
    }
    out.key("lacking").begin_array();
    for (const evaluate::Lacking& one : part.lacking) {
        out.begin_object().member("unit", units.code(one.unit)).member("case", one.case_id).member("truth", one.truth);
        reasons_member(out, "why", one.reasons);
        out.end_object();
    }
    out.end_array();
}

void part(json::Writer& out, const text::Source& source, const units::Tree& units, const evaluate::Part& part) {
    out.begin_object().member("text", source.slice(part.span));
    place_members(out, source, part.span);
    out.member("indicator", part.indicator).member("truth", part.truth).key("decided").boolean(part.decided);
    out.key("value").begin_object();
    number_member(out, "lo", part.low);
    number_member(out, "hi", part.high);
    out.end_object().member("comparison", part.comparison);
    number_member(out, "target", part.target);
    out.member("measure", part.measure);
    reasons_member(out, "why", part.reasons);
    counted(out, units, part);
    out.key("readings").begin_array();
    for (const evaluate::Evidence& evidence : part.readings)
        reading(out, units, evidence);
    out.end_array().end_object();
}

void other_rows(json::Writer& out, const Opened& opened, const evaluate::Board& board, std::string_view key,
                const std::vector<evaluate::OtherRow>& rows) {
    out.key(key).begin_array();
    for (const evaluate::OtherRow& one : rows) {
        const evaluate::Block& block = board.blocks[one.block];
        out.begin_object().member("task", opened.plan.tasks[block.task].id);
        out.member("unit", opened.units.code(block.unit[one.row]));
        out.member("slot", block.slots[block.slot[one.row]].label);
        out.member("status", evaluate::name(block.status[one.row])).end_object();
    }
    out.end_array();
}

void clause(json::Writer& out, const Opened& opened, const plan::Task& task) {
    out.key("clause").begin_object().member("task", task.id).member("title", task.title);
    out.member("chapter", task.chapter == plan::kNone ? std::string() : opened.plan.chapters[task.chapter].id);
    out.key("quotes").begin_array();
    for (const plan::Quote& quote : task.quotes)
        out.text(quote.text);
    out.end_array();
    place_members(out, opened.source_of(task), task.span);
    out.end_object();
}

}  // namespace

std::string explanation_json(const Opened& opened, const Look& look, Row row) {
    const evaluate::Block& block = look.board.blocks[row.block];
    const plan::Task& task = opened.plan.tasks[block.task];
    const evaluate::Explanation why = evaluate::Explainer(opened.world(), look.facts, look.board).explain(row.block, row.row);
    json::Writer out(json::Layout::one_line);
    out.begin_object();
    status_members(out, opened, look.board, row);
    out.member("unit_name", opened.units.path(block.unit[row.row]));
    out.key("said").begin_object();
    words_members(out, evaluate::words(block.status[row.row], block.modality, task.slots));
    out.end_object().key("rule").begin_object().member("number", why.rule);
    words_members(out, checklist::rule_words(why.rule));
    out.end_object();
    clause(out, opened, task);

    out.key("criterion").begin_array();
    for (const evaluate::Part& one : why.parts)
        part(out, opened.source_of(task), opened.units, one);
    out.end_array();

    out.key("calendar").begin_array();
    for (const evaluate::CalendarStep& step : why.steps) {
        out.begin_object().member("step", step.what);
        words_members(out, step.said);
        instant_member(out, "result", step.result);
        out.end_object();
    }
    out.end_array();

    other_rows(out, opened, look.board, "prerequisites", why.waits_for);
    other_rows(out, opened, look.board, "parts", why.parts_of_it);
    other_rows(out, opened, look.board, "tasks", why.others);

    out.key("acts").begin_array();
    for (const evaluate::Act& act : why.acts) {
        out.begin_object().member("record", act.record).member("kind", log::name(act.kind));
        instant_member(out, "effective", act.effective);
        out.member("by", act.by).member("value", act.value).member("reason", act.reason).end_object();
    }
    out.end_array();

    out.key("proof").begin_object();
    texts(out, "wanted", why.proof_wanted);
    texts(out, "there", why.proof_there);
    out.end_object();

    out.key("missing").begin_array();
    for (const evaluate::Missing& missing : why.missing) {
        out.begin_object().member("unit", opened.units.code(missing.unit)).member("indicator", missing.indicator);
        out.member("period", missing.period);
        out.member("case", missing.case_id).member("due", value::to_string(missing.due)).key("is_due").boolean(missing.is_due);
        reasons_member(out, "why", missing.reasons);
        out.end_object();
    }
    out.end_array();

    texts(out, "attributes_wanted", why.attributes_wanted);
    instant_member(out, "filed_on", why.filed_on);

    out.key("receipt");
    checklist::write_receipt(out, look.receipt);
    out.end_object();
    return out.take();
}

}  // namespace duban::engine
