// Which columns does a file have that nobody reads, and which fields of a row does its kind not take? Private to this folder.
#pragma once

#include "engine/report/desk.hpp"

namespace duban::report {

/// The field that a column of a hand-in is, by its name or by what people call it (`type` for kind).
[[nodiscard]] std::optional<FieldName> field_of(const plan::Plan& plan, std::string_view name);
[[nodiscard]] bool has_other_names(const Batch& batch, const plan::Plan& plan);
/// The row with what stands under such other names in its fields.
[[nodiscard]] Row with_other_names(const plan::Plan& plan, Row row);

/// The kind that a cell says; a row may say so of itself.
[[nodiscard]] std::optional<log::Kind> kind_said(std::string_view written);
/// In a file without kinds, a column that nobody reads and that holds nothing but kinds; empty if there is none.
[[nodiscard]] std::string column_of_kinds(const Batch& batch, const plan::Plan& plan);
/// Why a row that says its kind in that column is not taken as a reading.
[[nodiscard]] std::optional<text::Diagnostic> kind_not_read(const Row& row, const std::string& column);

/// A warning for each column that is none of the fields, no field of an event of the plan and no note of the blank form.
[[nodiscard]] std::vector<text::Diagnostic> columns_not_read(const Batch& batch, const plan::Plan& plan);

/// A reading that says nothing, as the rows of a blank form do: it would empty a figure.
[[nodiscard]] bool is_blank(const Desk& desk, const Row& row);

/// Why a filled field would be lost.
[[nodiscard]] std::optional<text::Diagnostic> unwanted_field(const Desk& desk, const Row& row, log::Kind kind);

}  // namespace duban::report
