// What is each verdict called: in JSON, in Chinese, in English?
#pragma once

#include "dsl/text/language.hpp"
#include "engine/evaluate/board.hpp"

#include <string_view>

namespace duban::evaluate {

/// As JSON spells them: snake_case, the enumerators' names.
[[nodiscard]] std::string_view name(Verdict verdict);
[[nodiscard]] std::string_view name(Assurance assurance);
[[nodiscard]] std::string_view name(Timeliness timeliness);
[[nodiscard]] std::string_view name(Lifecycle lifecycle);
[[nodiscard]] std::string_view name(Status status);
[[nodiscard]] std::string_view name(Reason reason);
[[nodiscard]] std::string_view name(plan::Modality modality);

/// red, yellow, green, blue, grey, or the name that the plan gives the light.
[[nodiscard]] std::string_view name(const plan::Light& light);
[[nodiscard]] text::Words words(const plan::Light& light);

/// What `should` and `may` rows read so: failed and overdue, in `may` unreported and overdue too (semantics §4).
[[nodiscard]] bool is_not_achieved(Status status, plan::Modality modality);
/// For people. In continuing rows done reads kept, failed broken, unreported and overdue silent this period.
[[nodiscard]] text::Words words(Status status, plan::Modality modality, plan::SlotRule slots);
[[nodiscard]] text::Words words(Verdict verdict);
[[nodiscard]] text::Words words(Assurance assurance);
[[nodiscard]] text::Words words(Timeliness timeliness);
[[nodiscard]] text::Words words(Reason reason);
[[nodiscard]] text::Words words(plan::Modality modality);

/// `10个工作日`, `10 working days`.
[[nodiscard]] text::Words words(value::Duration length);

/// For --fail-on and filters: the JSON name or either language's word; nothing if it is none.
[[nodiscard]] std::optional<Status> status_of(std::string_view word);

}  // namespace duban::evaluate
