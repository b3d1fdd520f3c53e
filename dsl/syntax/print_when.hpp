// How are periods and units of time written in words of either language?
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/text/language.hpp"

#include <string>
#include <string_view>

namespace duban::syntax {

/// What a period stands for: 期限 6月底, 6月 至 9月.
enum class Meant : std::uint8_t { its_end, itself };

/// Without its time of day.
[[nodiscard]] std::string written(const Period& period, Meant meant, text::Language language);
/// 18:00.
[[nodiscard]] std::string time_of_day(std::int32_t minutes);

/// As in 每季度, 按 月: the unit alone.
[[nodiscard]] std::string unit_alone(TimeUnit unit, text::Language language);
/// `10个工作日`, `10 working days`, `1 hour`.
[[nodiscard]] std::string counted(std::string_view number, TimeUnit unit, text::Language language);

}  // namespace duban::syntax
