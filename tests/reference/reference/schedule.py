"""Section 5: schedules and lights."""

from datetime import date
from fractions import Fraction
from math import floor

from .moments import DAY, month_end
from .kleene import FALSE, UNKNOWN
from .values import ONE, decimal


def share(row):
    """5: the share of the target that should be reached by `as_of`."""
    schedule, days, today = row.task.schedule, row.days, row.as_of.date()
    if not schedule or not days or today < days.first or days.last < days.first:
        return Fraction(0)
    today = min(today, days.last)
    if schedule["kind"] == "by_points":
        reached = [decimal(told) for day, told in schedule["points"] if date.fromisoformat(day) <= row.as_of.date()]
        return Fraction(reached[-1], ONE) if reached else Fraction(0)
    if schedule["kind"] == "by_day":
        return Fraction((today - days.first).days + 1, days.count)
    months, first = [], days.first
    while first <= days.last:
        months.append(min(month_end(first.year, first.month), days.last))
        first = months[-1] + DAY
    return Fraction(sum(end <= today for end in months), len(months))


def behind(row):
    """5: how much of the target that is, to six places, at least the last of them, of the figures as they are shown; nothing where the
    value is not surely below, or V neither false nor unknown. A row that is silent is never behind."""
    if not row.task.schedule or not row.days or row.judged.truth not in (FALSE, UNKNOWN) or row.assurance == "silent":
        return None
    value, target = row.shown()
    high = None if value is None or value.is_n_a else value.shown()[1]
    if high is None or target is None or floor(target) <= 0:
        return None
    missing = share(row) * floor(target) - high
    return Fraction(max(floor(missing / floor(target) * ONE), 1), ONE) if missing > 0 else None


def is_behind(row):
    return behind(row) is not None


# ---- Lights are rules over the words and axes of a row; the first that holds is its light

ORDERS = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, "<": lambda a, b: a < b,
          "=": lambda a, b: a == b, "!=": lambda a, b: a != b}
ALSO = {
    "overdue": {"overdue", "unreported_overdue"},
    "done": {"done", "done_early", "done_late"},
    "behind": {"behind_schedule"},
}


def light(row, rules):
    for name, rule in rules:
        if rule is None or holds(row, rule):
            return name
    return None


def holds(row, rule):
    if "all" in rule:
        return all(holds(row, one) for one in rule["all"])
    if "any" in rule:
        return any(holds(row, one) for one in rule["any"])
    if "not" in rule:
        return not holds(row, rule["not"][0])
    if "state" in rule:
        return is_in(row, rule["state"])
    if "behind" in rule:
        found = behind(row)
        return found is not None and ORDERS[rule["behind"]](found, Fraction(decimal(rule["share"]), ONE))
    left = time_left(row)
    return left is not None and ORDERS[rule["time_left"]](left, rule["days"])


def is_in(row, state):
    if state == "unreported":
        return row.assurance == "silent"
    if state == "verified":
        return row.assurance == "verified"
    if state == "not_achieved":  # 4: how `should` and `may` rows read lines 7 and 13, `may` rows 14 too
        return row.word in {"should": ("failed", "overdue"), "may": ("failed", "overdue", "unreported_overdue")}.get(row.modality, ())
    return row.word in ALSO.get(state, {state})


def time_left(row):
    """Of open rows with a due date; negative after it."""
    from .status import lifecycle
    if row.due is None or lifecycle(row) == "closed":
        return None
    return (row.due.date() - row.as_of.date()).days
