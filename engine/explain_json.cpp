#include "engine/checklist/json_parts.hpp"
#include "engine/checklist/sentence.hpp"
#include "engine/shown.hpp"
#include "engine/status_json.hpp"

#include <algorithm>
#include <array>

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
    if (part.comparison == "between") {
        out.key("target").begin_object();
        number_member(out, "lo", part.target);
        number_member(out, "hi", part.upper);
        out.end_object();
    } else {
        number_member(out, "target", part.target);
    }
    out.member("measure", part.measure);
    reasons_member(out, "why", part.reasons);
    counted(out, units, part);
    out.key("readings").begin_array();
    for (const evaluate::Evidence& evidence : part.readings)
        reading(out, units, evidence);
    out.end_array().end_object();
}

void other_row_members(json::Writer& out, const Opened& opened, const evaluate::Board& board, const evaluate::OtherRow& one) {
    const evaluate::Block& block = board.blocks[one.block];
    out.member("task", opened.plan.tasks[block.task].id).member("unit", opened.units.code(block.unit[one.row]));
    out.member("slot", block.slots[block.slot[one.row]].label);
}

void other_rows(json::Writer& out, const Opened& opened, const evaluate::Board& board, std::string_view key,
                const std::vector<evaluate::OtherRow>& rows) {
    out.key(key).begin_array();
    for (const evaluate::OtherRow& one : rows) {
        const evaluate::Block& block = board.blocks[one.block];
        out.begin_object();
        other_row_members(out, opened, board, one);
        out.member("status", evaluate::name(block.status[one.row])).end_object();
    }
    out.end_array();
}

/// A task and what it quotes.
void clause_members(json::Writer& out, const plan::Task& task) {
    out.member("task", task.id).member("title", task.title).key("quotes").begin_array();
    for (const plan::Quote& quote : task.quotes)
        out.text(quote.text);
    out.end_array();
}

void clause(json::Writer& out, const Opened& opened, const plan::Task& task) {
    out.key("clause").begin_object();
    clause_members(out, task);
    out.key("part_of");
    if (task.whole == plan::kNone) {
        out.null();
    } else {
        out.begin_object();
        clause_members(out, opened.plan.tasks[task.whole]);
        out.end_object();
    }
    out.member("chapter", task.chapter == plan::kNone ? std::string() : opened.plan.chapters[task.chapter].id);
    place_members(out, opened.source_of(task), task.span);
    out.end_object();
}

std::string with_receipt(json::Writer& out, const Look& look) {
    out.key("receipt");
    checklist::write_receipt(out, look.receipt);
    out.end_object();
    return out.take();
}

void missing_items(json::Writer& out, const Opened& opened, const evaluate::Board& board, Row row, std::string_view key,
                   const std::vector<evaluate::Missing>& items) {
    constexpr std::array<log::Kind, 4> kKinds{log::Kind::reading, log::Kind::claim, log::Kind::close, log::Kind::no_case};
    out.key(key).begin_array();
    for (const evaluate::Missing& missing : items) {
        const evaluate::OtherRow own{row.block, static_cast<std::uint32_t>(row.row)};
        const evaluate::OtherRow& of = missing.of.value_or(own);
        const evaluate::Block& block = board.blocks[of.block];
        out.begin_object().member("kind", log::name(kKinds[static_cast<std::size_t>(missing.kind)]));
        out.member("task", opened.plan.tasks[block.task].id).member("unit", opened.units.code(missing.unit));
        out.member("indicator", missing.indicator).member("period", missing.period);
        out.member("case", missing.case_id).member("due", value::to_string(missing.due)).key("is_due").boolean(missing.is_due);
        reasons_member(out, "why", missing.reasons);
        out.end_object();
    }
    out.end_array();
}

void branch(json::Writer& out, const text::Source& source, const evaluate::Branch& here) {
    out.begin_object().member("kind", here.kind).member("text", source.slice(here.span)).member("truth", here.truth);
    out.key("decided").boolean(here.decided).key("part");
    if (here.kind == "part") {
        out.integer(static_cast<std::int64_t>(here.part));
    } else {
        out.null();
    }
    out.key("operands").begin_array();
    for (const evaluate::Branch& operand : here.operands)
        branch(out, source, operand);
    out.end_array().end_object();
}

void calendar_steps(json::Writer& out, const Opened& opened, const evaluate::Explanation& why, Depth depth) {
    out.key("calendar").begin_array();
    value::Instant before = evaluate::kNever;
    for (const evaluate::CalendarStep& step : why.steps) {
        out.begin_object().member("step", step.what);
        words_members(out, step.said);
        instant_member(out, "result", step.result);
        if (step.record > 0) out.member("record", step.record);
        if (depth == Depth::full) {
            out.key("days").begin_array();
            for (const CountedDay& day : days_of(opened.calendar, step, before)) {
                out.begin_object().member("date", value::to_string(day.date)).member("number", day.number);
                out.member("name", day.name).end_object();
            }
            out.end_array();
        }
        before = step.result;
        out.end_object();
    }
    out.end_array();
}

/// What only a full explanation has.
void full_members(json::Writer& out, const Opened& opened, const evaluate::Board& board, Row row,
                  const evaluate::Explanation& why) {
    const plan::Task& task = opened.plan.tasks[board.blocks[row.block].task];
    out.key("tree");
    if (why.tree) {
        branch(out, opened.source_of(task), *why.tree);
    } else {
        out.null();
    }
    out.key("counted").begin_array();
    for (const evaluate::Part& part : why.parts) {
        out.begin_array();
        for (const evaluate::Told& one : part.told)
            out.integer(one.record);
        out.end_array();
    }
    out.end_array().key("upstream").begin_array();
    for (const evaluate::OtherRow& one : why.waits_for) {
        const evaluate::Block& block = board.blocks[one.block];
        out.begin_object();
        other_row_members(out, opened, board, one);
        out.member("status", evaluate::name(block.status[one.row]));
        instant_member(out, "due", block.due[one.row]);
        out.end_object();
    }
    out.end_array().key("delay");
    if (why.delay) {
        const evaluate::Block& block = board.blocks[why.delay->by.block];
        out.begin_object();
        other_row_members(out, opened, board, why.delay->by);
        instant_member(out, "planned", block.planned[why.delay->by.row]);
        instant_member(out, "completed_on", block.completed[why.delay->by.row]);
        out.member("days", why.delay->days).end_object();
    } else {
        out.null();
    }
    if (why.shortest) {
        missing_items(out, opened, board, row, "shortest", *why.shortest);
    } else {
        out.key("shortest").null();
    }
}

}  // namespace

std::string explanation_json(const Opened& opened, const Look& look, Row row, Depth depth) {
    const evaluate::Block& block = look.board.blocks[row.block];
    const plan::Task& task = opened.plan.tasks[block.task];
    const evaluate::Explanation why = explained(opened, look, row, depth);
    json::Writer out(json::Layout::one_line);
    out.begin_object();
    status_members(out, opened, look.board, row);
    out.member("unit_name", opened.units.path(block.unit[row.row]));
    out.key("said").begin_object();
    words_members(out, evaluate::words(block.status[row.row], block.modality, task.slots));
    out.end_object().key("rule").begin_object().member("number", why.rule);
    words_members(out, checklist::rule_words(why.rule));
    out.end_object().key("sentence").begin_object();
    for (const auto& [key, language] : {std::pair{"zh", text::Language::zh}, {"en", text::Language::en}})
        out.member(key, checklist::sentence(opened.sources(), opened.world(), look.board, why, language));
    out.end_object();
    if (depth == Depth::line) return with_receipt(out, look);
    clause(out, opened, task);

    out.key("criterion").begin_array();
    for (const evaluate::Part& one : why.parts)
        part(out, opened.source_of(task), opened.units, one);
    out.end_array();

    calendar_steps(out, opened, why, depth);
    const std::size_t first = std::min<std::size_t>(why.waits_for.size(), 1);
    other_rows(out, opened, look.board, "prerequisites",
               {why.waits_for.begin(), why.waits_for.begin() + static_cast<std::ptrdiff_t>(first)});
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

    missing_items(out, opened, look.board, row, "missing", why.missing);
    texts(out, "attributes_wanted", why.attributes_wanted);
    instant_member(out, "filed_on", why.filed_on);

    if (depth == Depth::full) full_members(out, opened, look.board, row, why);
    return with_receipt(out, look);
}

}  // namespace duban::engine
