// Which days, which deadline, which rhythm does a phrase of time mean in this plan's year? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

namespace duban::plan {

/// The stretch of days; nothing after saying why there is none. `Plan::year` must be known.
[[nodiscard]] std::optional<calendar::Days> resolve_days(Context& context, const syntax::Period& period);
[[nodiscard]] std::optional<calendar::Days> resolve_range(Context& context, const syntax::Range& range);

/// 年度 2012, 年度 2026年4月 至 2027年3月: before there is a year.
[[nodiscard]] std::optional<calendar::Days> resolve_plan_year(Context& context, const syntax::Range& range);

/// 印发 2012-02-10.
[[nodiscard]] std::optional<value::Date> resolve_issue(Context& context, const syntax::Moment& moment);

/// 自3月1日, 自印发: the first day that counts.
[[nodiscard]] std::optional<value::Date> resolve_start(Context& context, const syntax::Moment& moment);

/// The rhythm without its 自.
[[nodiscard]] std::optional<Rhythm> resolve_rhythm(Context& context, const syntax::Rhythm& rhythm);

/// A 期限 of a task whose slots and trigger are known.
[[nodiscard]] Deadline resolve_deadline(Context& context, const syntax::Clause& clause, const Task& task);

/// Whether a 期限 counts from the slots of the task, as they are: from the end or the start of a period or window, a day of a
/// period, or a case of its event.
[[nodiscard]] bool counts_from_slot(const Context& context, const syntax::Clause& clause, const Task& task);

/// `24小时`; nothing after saying why it is no length of time.
[[nodiscard]] std::optional<value::Duration> resolve_length(Context& context, const syntax::Sum& sum);

/// True for the name that says when a case occurred, whether or not the event declares it as a field.
[[nodiscard]] bool is_occurrence(std::string_view name);

/// 季度, quarter.
[[nodiscard]] text::Words time_unit_words(value::TimeUnit unit);

/// 下一工作日 and so on.
[[nodiscard]] Shift resolve_shift(Context& context, const syntax::Clause& clause);

}  // namespace duban::plan
