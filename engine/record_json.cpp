#include "engine/engine.hpp"
#include "engine/json/writer.hpp"

namespace duban::engine {

std::string record_json(const log::Record& record) {
    const log::Entry& entry = record.entry;
    json::Writer out(json::Layout::one_line);
    out.begin_object()
        .member("number", record.number)
        .member("recorded_at", value::to_string(record.recorded_at))
        .member("key", entry.key)
        .member("kind", log::name(entry.kind))
        .member("unit", entry.unit)
        .member("task", entry.task)
        .member("indicator", entry.indicator)
        .member("period", entry.period)
        .member("effective", value::to_string(entry.effective))
        .member("case_id", entry.case_id)
        .member("value", entry.value)
        .member("numerator", entry.numerator)
        .member("denominator", entry.denominator)
        .member("corrects", entry.corrects)
        .member("reason", entry.reason)
        .member("evidence", entry.evidence)
        .member("filed_by", entry.by)
        .member("source", entry.source == log::Source::verifier ? "verifier" : "reporter")
        .member("previous", record.previous)
        .member("hash", record.hash)
        .end_object();
    return out.take();
}

}  // namespace duban::engine
