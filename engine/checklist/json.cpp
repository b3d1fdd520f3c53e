#include "engine/checklist/checklist.hpp"
#include "engine/checklist/receipt_json.hpp"
#include "engine/json/writer.hpp"

namespace duban::checklist {

namespace {

void write_counts(json::Writer& writer, std::string_view name, const evaluate::Counts& counts) {
    writer.key(name).begin_object();
    writer.member("done", counts.done).member("not_done", counts.not_done).member("unknown", counts.unknown);
    writer.member("rate", evaluate::rate_text(counts));
    writer.end_object();
}

json::Writer begin(const Context& context, std::string_view kind) {
    json::Writer writer(json::Layout::indented);
    writer.begin_object();
    writer.member("document", kind);
    writer.member("plan", context.world.plan.name).member("title", context.world.plan.title);
    writer.member("language", context.language == text::Language::zh ? "zh" : "en");
    return writer;
}

std::string end(const Context& context, json::Writer& writer) {
    writer.key("receipt");
    write_receipt(writer, context.receipt);
    writer.end_object();
    return writer.take();
}

}  // namespace

void write_receipt(json::Writer& writer, const evaluate::Receipt& receipt) {
    writer.begin_object();
    writer.member("engine", receipt.engine).member("plan", receipt.plan).member("units", receipt.units);
    writer.member("calendar", receipt.calendar)
        .member("last_record", receipt.last_record)
        .member("last_hash", receipt.last_hash);
    writer.member("as_of", value::to_short_string(receipt.as_of)).member("known_at", value::to_short_string(receipt.known_at));
    writer.key("adopted").boolean(receipt.adopted);
    writer.end_object();
}

std::string json(const Context& context, const UnitChecklist& list) {
    json::Writer writer = begin(context, "unit_checklist");
    writer.key("unit").begin_object();
    writer.member("code", list.code).member("name", list.name).member("path", list.path).end_object();
    write_counts(writer, "counts", list.counts);
    writer.key("lines").begin_array();
    for (const Line& line : list.lines) {
        writer.begin_object();
        writer.member("task", line.task).member("title", line.title).member("slot", line.slot).member("quote", line.quote);
        writer.member("lead", line.lead).member("modality", line.modality).member("criterion", line.criterion);
        writer.member("due", line.due)
            .member("due_note", line.due_note)
            .member("value", line.value)
            .member("proof", line.proof);
        writer.member("status", line.status).member("status_words", line.status_words).member("rule", line.rule);
        writer.member("timeliness", line.timeliness);
        writer.member("why", line.why).member("next", line.next);
        writer.key("records").begin_array();
        for (const std::int64_t record : line.records)
            writer.integer(record);
        writer.end_array();
        writer.key("counts").boolean(line.counts);
        writer.end_object();
    }
    writer.end_array();
    writer.key("reviews").begin_array();
    for (const Review& review : list.reviews) {
        writer.begin_object().member("task", review.task).member("title", review.title).member("unit", review.code);
        writer.member("name", review.name).member("slot", review.slot).end_object();
    }
    writer.end_array();
    return end(context, writer);
}

std::string json(const Context& context, const Scorecard& card) {
    json::Writer writer = begin(context, "scorecard");
    writer.member("level", card.level);
    writer.key("tasks").begin_array();
    for (std::size_t t = 0; t < card.tasks.size(); ++t) {
        writer.begin_object().member("id", card.tasks[t]).member("title", card.titles[t]).end_object();
    }
    writer.end_array();
    write_counts(writer, "total", card.total);
    writer.key("units").begin_array();
    for (const ScoreRow& row : card.rows) {
        writer.begin_object();
        writer.member("rank", row.rank).member("code", row.code).member("name", row.name);
        write_counts(writer, "own", row.own);
        write_counts(writer, "below", row.below);
        writer.key("tasks").begin_array();
        for (std::size_t t = 0; t < row.cells.size(); ++t) {
            writer.begin_object().member("id", card.tasks[t]).member("status", row.cells[t].status);
            writer.member("words", row.cells[t].words)
                .member("rows", static_cast<std::int64_t>(row.cells[t].rows))
                .end_object();
        }
        writer.end_array();
        writer.end_object();
    }
    writer.end_array();
    return end(context, writer);
}

}  // namespace duban::checklist
