#include "engine/status_json.hpp"

#include "engine/checklist/json_parts.hpp"

#include <algorithm>

namespace duban::engine {

void number_member(json::Writer& out, std::string_view key, std::int64_t millionths) {
    if (millionths == evaluate::kMinusInfinity || millionths == evaluate::kPlusInfinity) {
        out.key(key).null();
    } else {
        out.member(key, value::to_string(value::Decimal{millionths}));
    }
}

void instant_member(json::Writer& out, std::string_view key, value::Instant at) {
    if (at == evaluate::kNever) {
        out.key(key).null();
    } else {
        out.member(key, value::to_short_string(at));
    }
}

void reasons_member(json::Writer& out, std::string_view key, evaluate::Reasons reasons) {
    out.key(key).begin_array();
    for (std::size_t r = 0; r < evaluate::kReasons; ++r) {
        const auto reason = static_cast<evaluate::Reason>(r);
        if ((reasons & evaluate::bit(reason)) != 0) out.text(evaluate::name(reason));
    }
    out.end_array();
}

void status_members(json::Writer& out, const Opened& opened, const evaluate::Board& board, Row place) {
    const evaluate::Block& block = board.blocks[place.block];
    const std::size_t row = place.row;
    const bool is_overdue = block.timeliness[row] == evaluate::Timeliness::overdue;
    out.member("task", opened.plan.tasks[block.task].id)
        .member("unit", opened.units.code(block.unit[row]))
        .member("holder", opened.units.code(block.holder[row]))
        .member("slot", block.slots[block.slot[row]].label)
        .member("modality", evaluate::name(block.modality))
        .member("lifecycle", evaluate::name(block.lifecycle[row]))
        .member("verdict", evaluate::name(block.verdict[row]))
        .member("assurance", evaluate::name(block.assurance[row]))
        .member("timeliness", evaluate::name(block.timeliness[row]))
        .member("overdue_days", is_overdue ? block.days[row] : 0)
        .key("overdue_working_days");
    if (is_overdue && block.working_days[row] < 0) {
        out.null();  // the calendar cannot say
    } else {
        out.integer(is_overdue ? block.working_days[row] : 0);
    }
    out.member("status", evaluate::name(block.status[row]));
    instant_member(out, "due", block.due[row]);
    instant_member(out, "missed", block.missed[row]);
    instant_member(out, "completed_on", block.completed[row]);
    out.key("value").begin_object();
    number_member(out, "lo", block.low[row]);
    number_member(out, "hi", block.high[row]);
    out.end_object();
    number_member(out, "target", block.target[row]);
    reasons_member(out, "why", block.reasons[row]);
    out.key("light");
    if (block.light[row] < opened.plan.lights.size()) {
        out.text(evaluate::name(opened.plan.lights[block.light[row]]));
    } else {
        out.null();
    }
    const auto wait = std::lower_bound(block.waits.begin(), block.waits.end(), row,
                                       [](const evaluate::Wait& one, std::size_t r) { return one.row < r; });
    out.key("waits_for");
    if (wait == block.waits.end() || wait->row != row || block.status[row] != evaluate::Status::waiting) {
        out.null();
    } else {
        const evaluate::Block& other = board.blocks[wait->block];
        out.begin_object().member("task", opened.plan.tasks[other.task].id);
        out.member("unit", opened.units.code(other.unit[wait->upstream])).end_object();
    }
}

std::string status_line(const Opened& opened, const evaluate::Board& board, Row row) {
    json::Writer out(json::Layout::one_line);
    out.begin_object();
    status_members(out, opened, board, row);
    out.end_object();
    return out.take();
}

std::string receipt_json(const evaluate::Receipt& receipt) {
    json::Writer out(json::Layout::one_line);
    checklist::write_receipt(out, receipt);
    return out.take();
}

}  // namespace duban::engine
