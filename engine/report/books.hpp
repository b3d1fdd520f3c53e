// What has the log been told so far, kept from one hand-in to the next so that it is read once?
#pragma once

#include "dsl/text/result.hpp"
#include "engine/log/log.hpp"
#include "engine/units/tree.hpp"

#include <memory>
#include <string>
#include <vector>

namespace duban::report {

class Ledger;

class Books {
public:
    /// A version of plan, units or calendar that the log adopted.
    struct Adopted {
        log::Kind kind{};
        std::string hash;
    };

    explicit Books(const units::Tree& units);
    Books(Books&&) noexcept;
    ~Books();

    /// Reads the log, unless it was read up to its head. The first thing to do for each hand-in.
    [[nodiscard]] text::Outcome catch_up(const log::Log& log);
    /// What the last admission told was written so, and nothing else with it.
    void written(value::Instant recorded_at);
    /// What the last admission told was not written, or not alone: the log is read again.
    void forget();

    /// In the order of their records, up to the last catch_up.
    [[nodiscard]] const std::vector<Adopted>& adopted() const { return adopted_; }

private:
    friend class Desk;

    const units::Tree& units_;
    std::unique_ptr<Ledger> ledger_;
    std::vector<Adopted> adopted_;
    bool is_clean_ = false;  // the ledger holds what the log does
};

}  // namespace duban::report
