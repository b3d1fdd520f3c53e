// How is an obligation spelled in JSON? Members shared by the status lines and the explanations. Private to the facade.
#pragma once

#include "engine/engine.hpp"
#include "engine/json/writer.hpp"

namespace duban::engine {

/// A decimal as text; null for the infinities.
void number_member(json::Writer& out, std::string_view key, std::int64_t millionths);
/// A date for a bare date, else with the minute; null for never.
void instant_member(json::Writer& out, std::string_view key, value::Instant at);
void reasons_member(json::Writer& out, std::string_view key, evaluate::Reasons reasons);

/// The members of a status line, `task` to `waits_for`, in their order.
void status_members(json::Writer& out, const Opened& opened, const evaluate::Board& board, Row place);

}  // namespace duban::engine
