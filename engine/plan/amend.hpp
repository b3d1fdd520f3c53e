// A plan and the version it amends -> one plan that knows both.
#pragma once

#include "dsl/text/diagnostic.hpp"
#include "dsl/text/source.hpp"
#include "engine/plan/model.hpp"

namespace duban::plan {

/// The parts of a task that have the title, in written order: by these a part is the same in another version (semantics §7).
[[nodiscard]] std::vector<std::uint32_t> parts_titled(const Plan& plan, std::uint32_t whole, const std::string& title);

/// The plan and what it amends, as a plan that amends it names them.
[[nodiscard]] std::vector<Version> versions_from(const Plan& plan);

/// Puts the tasks of `before`, which may know versions before it, behind those of `plan`, with the indicators, events and
/// windows that they read; what is the same in both is not doubled. `amends` is the header's clause, for what is wrong: another
/// plan's name, a day of issue that is not later, an indicator of another kind.
void add_version(Plan& plan, const Plan& before, const text::Source& source, Span amends, text::Sink& sink);

}  // namespace duban::plan
