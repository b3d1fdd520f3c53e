#include "engine/checklist/json_parts.hpp"

#include "engine/checklist/wording.hpp"

#include "engine/evaluate/words.hpp"

namespace duban::checklist {

void write_receipt(json::Writer& writer, const evaluate::Receipt& receipt) {
    writer.begin_object();
    writer.member("engine", receipt.engine).member("plan", receipt.plan).member("units", receipt.units);
    writer.member("calendar", receipt.calendar)
        .member("last_record", receipt.last_record)
        .member("last_hash", receipt.last_hash);
    writer.member("as_of", value::to_short_string(receipt.as_of)).member("known_at", value::to_short_string(receipt.known_at));
    writer.key("adopted").boolean(receipt.adopted());
    writer.end_object();
}

json::Writer begin_json(const Context& context, std::string_view document) {
    json::Writer writer(json::Layout::indented);
    writer.begin_object();
    writer.member("document", document);
    writer.member("plan", context.world.plan.name).member("title", context.world.plan.title);
    writer.member("language", context.in_chinese() ? "zh" : "en");
    return writer;
}

std::string end_json(const Context& context, json::Writer& writer) {
    writer.key("receipt");
    write_receipt(writer, context.receipt);
    writer.end_object();
    return writer.take();
}

void write_scope(const Context& context, json::Writer& writer, const Scope& scope) {
    writer.key("level");
    scope.level ? writer.text(context.world.plan.levels[at(*scope.level)]) : writer.null();
    writer.key("under");
    scope.under ? writer.text(context.world.units.code(*scope.under)) : writer.null();
}

void write_counts(const Context& context, json::Writer& writer, std::string_view name, const evaluate::Counts& counts) {
    writer.key(name).begin_object();
    writer.member("done", counts.done).member("not_done", counts.not_done).member("unknown", counts.unknown);
    writer.member("rate", evaluate::rate_text(counts)).member("under_way", counts.under_way);
    if (context.world.plan.has_weights) {
        const auto sum = [&](std::string_view part, std::int64_t millionths) {
            writer.member(part, value::to_string(value::Decimal{millionths}));
        };
        writer.key("weighted").begin_object();
        sum("done", counts.done_weight);
        sum("not_done", counts.not_done_weight);
        sum("unknown", counts.unknown_weight);
        writer.member("rate", evaluate::weighted_rate_text(counts)).end_object();
    }
    writer.end_object();
}

void write_parts(const Context& context, json::Writer& writer, const std::vector<PartTotals>& parts) {
    writer.key("parts").begin_array();
    for (const PartTotals& part : parts) {
        writer.begin_object()
            .member("unit", context.world.units.code(part.unit))
            .member("name", context.world.units.name(part.unit));
        writer.member("rows", part.totals.rows);
        write_counts(context, writer, "counts", part.totals.rated());
        writer.member("overdue", part.totals.overdue).end_object();
    }
    writer.end_array();
}

void write_instant(json::Writer& writer, std::string_view name, value::Instant at) {
    if (at == evaluate::kNever) {
        writer.key(name).null();
    } else {
        writer.member(name, value::to_short_string(at));
    }
}

void write_held_for(json::Writer& writer, std::string_view code) {
    writer.key("held_for");
    code.empty() ? writer.null() : writer.text(code);
}

void write_held_for(const Context& context, json::Writer& writer, const evaluate::Block& block, std::size_t row) {
    write_held_for(writer, held_for(context.world.units, block, row));
}

void write_light(const Context& context, json::Writer& writer, Rank rank) {
    const std::vector<plan::Light>& lights = context.world.plan.lights;
    writer.key("light");
    rank < lights.size() ? writer.text(evaluate::name(lights[rank])) : writer.null();
}

}  // namespace duban::checklist
