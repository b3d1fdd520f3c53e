#include "engine/checklist/lights.hpp"

#include "engine/evaluate/words.hpp"

#include <array>

namespace duban::checklist {

namespace {

using evaluate::Status;
using text::Words;

enum class Standard : Rank { red, yellow, green, grey };

Standard standard_of(Status status) {
    switch (status) {
        case Status::overdue:
        case Status::failed:
        case Status::unreported_overdue:
        case Status::returned: return Standard::red;
        case Status::due_soon:
        case Status::behind_schedule:
        case Status::report_missing:
        case Status::claimed_without_proof:
        case Status::awaiting_verification:
        case Status::undetermined: return Standard::yellow;
        case Status::done_early:
        case Status::done:
        case Status::done_late:
        case Status::on_schedule: return Standard::green;
        case Status::no_case:
        case Status::not_applicable:
        case Status::superseded:
        case Status::waived:
        case Status::excused:
        case Status::planned:
        case Status::waiting:
        case Status::not_started: break;
    }
    return Standard::grey;
}

struct Kind {
    Tone tone;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<Kind, 4> kStandards{
    {{Tone::red, "红", "red"}, {Tone::yellow, "黄", "yellow"}, {Tone::green, "绿", "green"}, {Tone::grey, "灰", "grey"}}};

}  // namespace

Rank light_count(const plan::Plan& /*plan*/) { return kStandards.size(); }

Rank light_of(const evaluate::Block& block, std::size_t row) {
    const Standard standard = standard_of(block.status[row]);
    // What is only striven for, or encouraged, is never red.
    const bool is_soft = block.modality == plan::Modality::should || block.modality == plan::Modality::may;
    return static_cast<Rank>(is_soft && standard == Standard::red ? Standard::yellow : standard);
}

Light light(const plan::Plan& /*plan*/, Rank rank, text::Language language) {
    const Kind& kind = kStandards[rank];
    return {kind.tone, std::string(language == text::Language::zh ? kind.zh : kind.en)};
}

std::string light_meaning(const plan::Plan& /*plan*/, Rank rank, text::Language language) {
    constexpr std::array<std::array<std::string_view, 2>, 4> kMeanings{{
        {"逾期、逾期未报、失败、已退回", "overdue, unreported and overdue, failed, returned"},
        {"临期、落后、缺报、缺佐证、待审核、无法判定",
         "due soon, behind schedule, report missing, claimed without proof, awaiting verification, undetermined"},
        {"已完成、正常推进", "done, on schedule"},
        {"其余：未开始、等待、未填报、无情况、不适用、已免除等",
         "all others: planned, waiting, not started, no case, not applicable, waived and the like"},
    }};
    return std::string(kMeanings[rank][language == text::Language::zh ? 0 : 1]);
}

}  // namespace duban::checklist
