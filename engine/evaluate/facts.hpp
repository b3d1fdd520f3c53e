// The live facts that records add up to: the winner of each cell, in columns by what reads them.
#pragma once

#include "dsl/text/result.hpp"
#include "engine/log/record.hpp"
#include "engine/plan/model.hpp"
#include "engine/units/tree.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace duban::evaluate {

struct FactsData;
struct Handover;

/// Fed with records by rising number, then sealed at an instant; what evaluation and explanation read. Movable.
class Facts {
public:
    Facts(const plan::Plan& plan, const units::Tree& units, std::int32_t offset_minutes);
    Facts(Facts&&) noexcept;
    Facts& operator=(Facts&&) noexcept;
    ~Facts();

    /// Takes the record into its cells. A record that names something the plan does not have (any more) is passed over.
    void take(const log::Record& record);
    /// Finds the winners, sets aside those effective after `as_of`, and sorts them for reading. Call once, after the last take.
    void seal(value::Instant as_of);
    /// When the first of what was set aside takes effect; kNever, if nothing was.
    [[nodiscard]] value::Instant next() const;
    /// The sealed facts as of a later instant, before next().
    void move_on(value::Instant as_of);
    /// Of a plan that amends another: which rows stay with which version. Before evaluating.
    void hand_over(Handover handover);

    [[nodiscard]] const FactsData& data() const { return *data_; }

private:
    std::unique_ptr<FactsData> data_;
};

}  // namespace duban::evaluate
