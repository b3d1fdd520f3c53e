// What a result rests on: the same receipt on the same log gives the same bytes.
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/value/date.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace duban::evaluate {

struct Receipt {
    std::string engine;             // version
    std::string plan;               // hashes, in hex
    std::string units;
    std::string calendar;
    std::int64_t last_record = 0;   // the last one received by known_at; 0: none
    std::string last_hash;
    value::Instant as_of;
    value::Instant known_at;
    /// Which of plan, units and calendar the log has by known_at adopted in another version: then the result is a what-if.
    std::vector<text::Words> adopted_otherwise;
    [[nodiscard]] bool adopted() const { return adopted_otherwise.empty(); }
    std::vector<text::Words> assumed;  // of a what-if: what was taken to be otherwise
};

}  // namespace duban::evaluate
