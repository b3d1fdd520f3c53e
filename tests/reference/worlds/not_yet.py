"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""

import re


def of(difference, *names):
    return set(difference.members) <= set(names)


def pair(difference, name):
    return difference.members.get(name, (None, None))


def text_of(world, difference):
    name = difference.row[0].split("-")[0] if difference.row else ""
    return next((task.text() for task in world.tasks if task.name == name), "")


def has_parts(world, difference):
    return "“p1”" in text_of(world, difference) or "“p2”" in text_of(world, difference) or "“p3”" in text_of(world, difference)


NOT_YET = {
    "a proof of a figure that no part reads makes a whole reported": lambda world, one: has_parts(world, one)
        and of(one, "assurance", "status", "light") and pair(one, "assurance") == ("silent", "reported"),
    "what is awaited in a window that is not known is not reported after the plan year":
        lambda world, one: of(one, "why") and one.line["status"] == "waiting",
    "an equation between a stock and a flow is not taken apart": lambda world, one: of(one, "why", "target", "value")
        and re.search(r"(staff|cars|stores) (!?=) .*(drills|checks|courses|patrols)", text_of(world, one)),
    "what was told for a window by name is last year's, too": lambda world, one: "last year" in text_of(world, one)
        and any(row.get("period", "").startswith("window:") for _, row in world.reports),
    "a whole is awaited whose part was due before it opened": lambda world, one: has_parts(world, one) and of(one, "why")
        and set(pair(one, "why")[1]) - set(pair(one, "why")[0]) == {"awaited"},
}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    if difference.law != "engine = reference" or not difference.row or not difference.line:
        return None
    return next((name for name, holds in NOT_YET.items() if holds(world, difference)), None)
