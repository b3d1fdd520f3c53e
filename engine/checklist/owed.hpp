// What must a unit still report, by when, for what?
#pragma once

#include "engine/checklist/context.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// One thing that is owed, in the words of the plan.
struct OwedItem {
    const plan::Task* task = nullptr;
    const plan::Indicator* indicator = nullptr;  // nothing: a return of `event`
    const plan::Event* event = nullptr;
    std::string period;
    std::string case_id;
    value::Date due;
    units::UnitIndex unit{};  // of whom it is: the unit itself, or one that it has inherited

    [[nodiscard]] const std::string& name() const { return indicator ? indicator->name : event->name; }
};

/// What else it must tell: that it is done, that a case is closed, what an attribute of it is.
struct OwedAct {
    enum class Kind : std::uint8_t { claim, close, attribute };
    const plan::Task* task = nullptr;
    std::string slot;           // its label
    Kind kind = Kind::claim;
    std::string attribute;      // its name; else empty
    value::Instant due;
};

/// Proof that is not there for an obligation whose criterion is met.
struct OwedProof {
    const plan::Task* task = nullptr;
    std::string slot;           // its label
    std::vector<std::string> kinds;
    value::Instant due;
};

/// An obligation that its verifier has sent back.
struct OwedReturn {
    const plan::Task* task = nullptr;
    std::string slot;           // its label
    std::string by;             // code of the unit that returned it
    value::Instant on;
    std::string reason;
    value::Instant due;
};

struct OwedList {
    units::UnitIndex unit{};
    std::vector<OwedItem> items;      // by due date
    std::vector<OwedAct> acts;        // by task
    std::vector<OwedReturn> returns;  // by task
    std::vector<OwedProof> proofs;    // by task
};

/// What is over or falls due by `until`, inclusive, figures and acts; attributes without which a duty is not known; what was
/// returned; and the proof that is all that some obligations lack.
[[nodiscard]] OwedList owed_list(Context& context, units::UnitIndex unit, value::Instant until);

/// What the value column waits for, for the person who fills it in.
[[nodiscard]] text::Words form_hint(const plan::Plan& plan, const OwedItem& item);

[[nodiscard]] Page page(const Context& context, const OwedList& list);
/// Members: document (missing), plan, title, language, unit, name, missing, acts, returned, proofs, receipt.
[[nodiscard]] std::string json(const Context& context, const OwedList& list);

}  // namespace duban::checklist
