// Which columns does a file have that nobody reads, and which fields of a row does its kind not take? Private to this folder.
#pragma once

#include "engine/report/desk.hpp"

namespace duban::report {

/// A warning for each column that is none of the fields, no field of an event of the plan and no note of the blank form.
[[nodiscard]] std::vector<text::Diagnostic> columns_not_read(const Batch& batch, const plan::Plan& plan);

/// A reading that says nothing, as the rows of a blank form do: it would empty a figure.
[[nodiscard]] bool is_blank(const Desk& desk, const Row& row);

/// Why a filled field would be lost.
[[nodiscard]] std::optional<text::Diagnostic> unwanted_field(const Desk& desk, const Row& row, log::Kind kind);

}  // namespace duban::report
