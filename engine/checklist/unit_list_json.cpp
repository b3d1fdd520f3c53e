#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/unit_list.hpp"

namespace duban::checklist {

namespace {

/// The members of a line, task to next.
void write_line(const Context& context, json::Writer& writer, const Line& line) {
    writer.member("task", line.task).member("title", line.title).member("slot", line.slot).member("quote", line.quote);
    writer.member("lead", line.lead);
    write_held_for(writer, line.held_for);
    writer.member("with", line.support).member("officers", line.officers);
    writer.key("signers").begin_array();
    for (const std::string& signer : line.signers)
        writer.text(signer);
    writer.end_array();
    writer.member("modality", line.modality).member("criterion", line.criterion);
    write_instant(writer, "due", line.due);
    writer.member("due_note", line.due_note).member("value", line.value).member("proof", line.proof);
    writer.member("status", line.status).member("status_words", line.status_words).member("rule", line.rule);
    write_light(context, writer, line.light);
    writer.member("timeliness", line.timeliness).member("why", line.why).member("next", line.next);
}

}  // namespace

std::string json(const Context& context, const UnitList& list) {
    json::Writer writer = begin_json(context, "unit_checklist");
    writer.key("unit").begin_object();
    writer.member("code", list.code).member("name", list.name).member("path", list.path);
    const units::Tree& units = context.world.units;
    const auto closed = units.closed(list.unit);
    const units::UnitIndex holder = units.held_by(list.unit, context.board.as_of);
    writer.key("closed");
    closed&& value::first_minute(*closed) <= context.board.as_of ? writer.text(value::to_string(*closed)) : writer.null();
    writer.key("heir");
    holder == list.unit ? writer.null() : writer.text(units.code(holder));
    writer.end_object();
    write_counts(context, writer, "counts", list.counts);
    writer.key("lines").begin_array();
    for (const Line& line : list.lines) {
        writer.begin_object();
        write_line(context, writer, line);
        writer.key("records").begin_array();
        for (const std::int64_t record : line.records)
            writer.integer(record);
        writer.end_array();
        writer.key("counted").boolean(line.counts);
        writer.end_object();
    }
    writer.end_array();
    writer.key("backed").begin_array();
    for (const BackedLine& backed : list.backed) {
        writer.begin_object().member("role", backed.role == Role::jointly ? "jointly" : "supports");
        write_line(context, writer, backed.line);
        writer.member("rows", backed.rows);
        write_counts(context, writer, "counts", backed.counts);
        writer.end_object();
    }
    writer.end_array();
    writer.key("reviews").begin_array();
    for (const Review& review : list.reviews) {
        writer.begin_object().member("task", review.task).member("title", review.title).member("unit", review.code);
        writer.member("name", review.name);
        write_held_for(writer, review.held_for);
        writer.member("slot", review.slot).member("act", review.is_judgement ? "judge" : "verify").end_object();
    }
    writer.end_array();
    writer.key("held_up").begin_array();
    for (const HeldUpTask& one : list.held_up) {
        writer.begin_object().member("task", context.world.plan.tasks[one.task].id);
        writer.member("waiting", context.world.plan.tasks[one.waiting].id).member("rows", one.rows).end_object();
    }
    writer.end_array();
    return end_json(context, writer);
}

}  // namespace duban::checklist
