// What did the user ask for?
#pragma once

#include "dsl/text/language.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace duban::cli {

/// 0 all is well; 1 findings: errors in the plan, refused rows, a broken chain; 2 wrong usage; 3 the world failed.
enum class Exit : std::uint8_t { fine = 0, findings = 1, usage = 2, world = 3 };

enum class Command : std::uint8_t {
    none,
    init,
    check,
    format,
    submit,
    status,
    checklist,
    explain,
    missing,
    notices,
    log,
    units,
    dump,
    coverage,
    diff,
    amend,
    what_if,
    forecast,
    verify
};

/// Texts as given; empty: not given.
struct Arguments {
    Command command = Command::none;
    text::Language messages = text::Language::en;  // help and messages
    std::optional<text::Language> documents;       // nothing: the plan's
    std::string path;                              // of the plan; the folder of init; the log of verify
    std::vector<std::string> files;
    std::string log;
    std::string task;
    std::string unit;
    std::string level;
    std::string under;
    std::string department;
    std::string since;
    std::string known_since;
    std::string against;
    std::string slot;
    std::string depth;
    std::string until;
    std::vector<std::string> due;  // assumed: TASK=DATE
    std::vector<std::string> days_off;
    std::vector<std::string> closings;
    std::vector<std::string> working_days;
    std::string search;
    std::string as_of;
    std::string known_at;
    std::string received_at;
    std::string fail_on;
    std::string format;
    std::string output;
    bool leader = false;
    bool problems = false;
    bool all = false;
    bool no_bom = false;
    bool adopt = false;
    bool json = false;
    bool timing = false;
    bool write = false;
    bool only_check = false;
    bool dry_run = false;
};

}  // namespace duban::cli
