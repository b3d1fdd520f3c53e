// 责任清单: what does one unit have to do, to verify, to support?
#pragma once

#include "engine/checklist/line.hpp"

#include <string>
#include <vector>

namespace duban::checklist {

/// A row of another unit that waits for this unit's verification.
struct Review {
    std::string task;
    std::string title;
    std::string code;           // of the unit that holds it
    std::string name;
    std::string held_for;       // code of the unit whose row it is, if another holds it; else empty
    std::string held_for_words; // （原青石镇）
    std::string slot;
    Place place;                // of that unit's own list
    bool is_judgement = false;  // else a verification
};

/// A goal that others lead and the unit takes part in. Its rows are counted here alone, never among the unit's own.
struct BackedLine {
    Role role = Role::supports;
    Line line;                  // of the only row; of more, with the worst one's light, status and rule
    std::int64_t rows = 0;
    evaluate::Counts counts;
};

/// A task of the unit that is not done, and one whose rows wait for it.
struct HeldUpTask {
    std::uint32_t task = 0;     // positions in the plan
    std::uint32_t waiting = 0;
    std::int64_t rows = 0;      // how many wait
};

struct UnitList {
    units::UnitIndex unit{};
    std::string code;
    std::string name;
    std::string path;
    std::vector<Line> lines;
    evaluate::Counts counts;    // of its own must rows
    std::int64_t apart = 0;     // rows that do not count towards the rate
    std::vector<BackedLine> backed;
    std::vector<Review> reviews;
    std::vector<HeldUpTask> held_up;
};

[[nodiscard]] UnitList unit_list(Context& context, units::UnitIndex unit);

[[nodiscard]] Page page(const Context& context, const UnitList& list);
/// Members: document (unit_checklist), plan, title, language, unit, counts, lines, backed, reviews, held_up, receipt.
[[nodiscard]] std::string json(const Context& context, const UnitList& list);

}  // namespace duban::checklist
