"""Ladders (docs/SEMANTICS.md, section 6): clauses for a plan, and who must be told by the law, read off the board's own lines."""

import random
from datetime import date, datetime, time, timedelta

from reference.moments import LawError, add_months

from .world import TREE

RULES = ("overdue", "overdue >= 1 day", "overdue > 10 days", "overdue >= 3 working days", "overdue > 10 working days", "overdue >= 4 hours",
         "overdue > 30 minutes", "overdue >= 2 weeks", "overdue > 1 month", "overdue >= 0 days")
TOLD = ("superior", "county", "province, “clerk”", "superior, county", "town, “mayor”, “clerk”")
SOFT = ("should", "may")
LEVELS = {code: level for code, level, _ in TREE.values()}


def climb(world):
    """Gives some tasks, or the whole plan, a ladder; drawn apart, so that all else in the world of a seed stays."""
    draw = random.Random(f"{world.seed} ladders")
    for task in world.tasks:
        for one in (task, *task.parts):
            for rule in draw.sample(RULES, draw.choice((0, 0, 0, 1, 2))):
                one.clauses.append(f"escalate {rule} -> {draw.choice(TOLD)}")
    if draw.random() < 0.2:
        world.header["escalate"] = f"{draw.choice(RULES)} -> {draw.choice(TOLD)}"


def reached(rung, due, calendar):
    """The first minute at which it has been overdue for so long; nothing where the calendar cannot tell."""
    past = due + timedelta(minutes=1)
    if "delay" not in rung:
        return past
    count, unit = rung["delay"]
    more = rung["overdue"] == ">"
    if unit in ("minute", "hour"):
        return max(past, due + timedelta(minutes=count * (60 if unit == "hour" else 1) + more))
    try:
        day = {"day": lambda: due.date() + timedelta(count), "week": lambda: due.date() + timedelta(7 * count),
               "month": lambda: add_months(due.date(), count), "working_day": lambda: calendar.add_working_days(due.date(), count)}[unit]()
        if more:
            day = calendar.add_working_days(day, 1) if unit == "working_day" else day + timedelta(1)
    except LawError:
        return None
    return max(past, datetime.combine(day, time()))


def told_by(rung, holder, above, offices):
    """Units by their codes with nobody or a person; from the holder up."""
    way = [holder]
    while above[way[-1]]:
        way.append(above[way[-1]])
    units = []
    if rung["superior"]:
        units += [code for code in way[1:] if offices[code]][:1]
    for level in rung["levels"]:
        units += [code for code in [code for code in way if LEVELS[code] == level][:1] if offices[code]]
    return [(code, None) for code in dict.fromkeys(units)] + [(holder, person) for person in rung["persons"]]


def notices(world, dump, board, as_of, calendar):
    """All that stand, as `(to, person, since, task, unit, slot, modality, rung, due)`."""
    above = {TREE[name][0]: over and TREE[over][0] for name, over in world.units.items()}
    offices = {TREE[name][0]: world.offices.get(name) != "no" for name in world.units}
    ladders = {task["id"]: task.get("escalate", []) for task in dump["tasks"]}
    asked = datetime.fromisoformat(as_of) if "T" in as_of else datetime.combine(date.fromisoformat(as_of), time(23, 59))
    for row in board:
        if row["status"] not in ("overdue", "unreported_overdue") or row["modality"] in SOFT:
            continue
        due = datetime.fromisoformat(row["due"]) if "T" in row["due"] else datetime.combine(date.fromisoformat(row["due"]), time(23, 59))
        for rung in ladders.get(row["task"], ()):  # a task that is gone had none, see laws.py
            since = reached(rung, due, calendar)
            if since and since > asked or not since and (asked.date() - due.date()).days < rung["delay"][0] + (rung["overdue"] == ">"):
                continue
            for to, person in told_by(rung, row["holder"], above, offices):
                yield (to, person, since and since.isoformat(timespec="minutes"), row["task"], row["unit"], row["slot"], row["modality"], row["due"])
