// A small world made by hand, for tests of evaluation: a nation, two provinces, and below one a prefecture with two counties.
#pragma once

#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/words.hpp"
#include "tests/golden.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace duban::tests {

inline value::Instant end_of(std::string_view date) { return value::last_minute(value::parse_date(date).value()); }
inline value::Instant minute(std::string_view text) {
    return value::parse_instant(text, value::BareDate::last_minute, 480).value();
}

class Scene {
public:
    Scene() {
        text::Sink sink;
        const std::vector<std::string> levels{"国家", "省", "地市", "县"};
        units_ = units::read_units(
            "代码,名称,层级,上级,机关\n100000,全国,国家,,\n130000,河北省,省,100000,\n140000,山西省,省,100000,\n"
            "140100,太原市,地市,140000,\n140105,小店区,县,140100,\n140106,迎泽区,县,140100,\n",
            "units.csv", levels, sink);
        calendar_ = calendar::read_calendar(file_text("plans/china/calendar.json"), "calendar.json", sink);
        plan.name = "试";
        plan.levels = levels;
        plan.year = {value::date_of(2012, 1, 1).value(), value::date_of(2012, 12, 31).value()};
        plan.issued = value::date_of(2012, 2, 10);
    }

    plan::Plan plan;

    units::UnitIndex unit(std::string_view code) const { return units_->find(code).value(); }
    std::vector<units::UnitIndex> all(std::string_view level) const {
        std::vector<units::UnitIndex> found;
        for (std::uint32_t u = 0; u < units_->size(); ++u) {
            if (plan.levels[at(units_->level(units::UnitIndex{u}))] == level) found.push_back(units::UnitIndex{u});
        }
        return found;
    }

    std::uint32_t indicator(std::string name, plan::IndicatorKind kind, std::string measure = {},
                            std::optional<value::TimeUnit> rhythm = std::nullopt) {
        plan::Indicator one;
        one.name = std::move(name);
        one.kind = kind;
        one.measure = std::move(measure);
        if (rhythm) one.rhythm = plan::Rhythm{{1, *rhythm}, false};
        if (kind == plan::IndicatorKind::document) {
            for (std::size_t s = 0; s < plan::kDocumentStages; ++s)
                one.members.push_back(plan::document_stage(s).zh);
        }
        plan.indicators.push_back(std::move(one));
        return static_cast<std::uint32_t>(plan.indicators.size() - 1);
    }

    /// A criterion `indicator comparison number`.
    static plan::Criterion compare(std::uint32_t indicator, plan::Comparison comparison, std::int64_t number) {
        plan::Criterion criterion;
        plan::Node reading;
        reading.kind = plan::Node::Kind::reading;
        reading.indicator = indicator;
        plan::Node target;
        target.number = value::Decimal::of(number);
        plan::Node node;
        node.kind = plan::Node::Kind::compare;
        node.comparison = comparison;
        node.operands = {0, 1};
        criterion.nodes = {reading, target, node};
        return criterion;
    }

    plan::Task& task(std::string id, std::vector<units::UnitIndex> lead, plan::Criterion criterion,
                     plan::Modality modality = plan::Modality::must) {
        plan::Task one;
        one.id = std::move(id);
        one.lead.each = true;
        one.lead.units = std::move(lead);
        one.due.by_default = true;
        one.goals.push_back({modality, std::move(criterion), {}});
        plan.order.push_back(static_cast<std::uint32_t>(plan.tasks.size()));
        plan.tasks.push_back(std::move(one));
        return plan.tasks.back();
    }

    /// A reading for a period (or dated, if `when` is a date); recorded when it is effective, unless said.
    log::Entry reading(std::string unit, std::string indicator, std::string when, std::string value,
                       std::string evidence = {}) {
        log::Entry entry;
        entry.kind = log::Kind::reading;
        entry.unit = entry.by = std::move(unit);
        entry.indicator = std::move(indicator);
        const auto days = calendar::days_of_label(when);
        const bool dated = value::parse_date(when).has_value() || when.find('T') != std::string::npos;
        if (!dated) entry.period = when;
        entry.effective = dated ? minute(when) : value::last_minute(days.value().last);
        entry.value = std::move(value);
        entry.evidence = std::move(evidence);
        return entry;
    }
    log::Entry act(log::Kind kind, std::string unit, std::string task, std::string date, std::string by,
                   std::string value = {}) {
        log::Entry entry;
        entry.kind = kind;
        entry.unit = std::move(unit);
        entry.task = std::move(task);
        entry.effective = end_of(date);
        entry.by = std::move(by);
        entry.value = std::move(value);
        return entry;
    }
    void tell(log::Entry entry) { tell(entry, entry.effective); }
    void tell(log::Entry entry, value::Instant recorded) {
        log::Record record;
        record.number = static_cast<std::int64_t>(records_.size() + 1);
        if (entry.key.empty()) entry.key = "k" + std::to_string(record.number);
        record.recorded_at = recorded;
        record.entry = std::move(entry);
        records_.push_back(std::move(record));
    }

    evaluate::World world() const { return {plan, *units_, *calendar_}; }
    evaluate::Facts facts(value::Instant as_of) const {
        evaluate::Facts facts(plan, *units_, 480);
        for (const log::Record& record : records_)
            facts.take(record);
        facts.seal(as_of);
        return facts;
    }
    evaluate::Board board(std::string_view as_of) const {
        const evaluate::Facts now = facts(end_of(as_of));
        return *evaluate::evaluate(world(), now, end_of(as_of));
    }
    /// `status` of a unit's only row, or of the one with the slot.
    std::string status(std::string_view code, std::string_view as_of, std::string_view slot = {}) const {
        return find(code, as_of, slot, [](const evaluate::Block& block, std::size_t row) {
            return std::string(evaluate::name(block.status[row]));
        });
    }
    /// `verdict assurance timeliness days completed`.
    std::string axes(std::string_view code, std::string_view as_of, std::string_view slot = {}) const {
        return find(code, as_of, slot, [](const evaluate::Block& block, std::size_t row) {
            std::string said(evaluate::name(block.verdict[row]));
            said += " " + std::string(evaluate::name(block.assurance[row])) + " " +
                    std::string(evaluate::name(block.timeliness[row]));
            said += " " + std::to_string(block.days[row]);
            if (block.completed[row] != evaluate::kNever) said += " " + value::to_short_string(block.completed[row]);
            return said;
        });
    }

private:
    template <class Say>
    std::string find(std::string_view code, std::string_view as_of, std::string_view slot, Say say) const {
        const evaluate::Board now = board(as_of);
        for (const evaluate::Block& block : now.blocks) {
            for (std::size_t row = 0; row < block.size(); ++row) {
                if (block.unit[row] != unit(code)) continue;
                if (slot.empty() || block.slots[block.slot[row]].label == slot) return say(block, row);
            }
        }
        return "no row";
    }

    std::optional<units::Tree> units_;
    std::optional<calendar::Calendar> calendar_;
    std::vector<log::Record> records_;
};

}  // namespace duban::tests
