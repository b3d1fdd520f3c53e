"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""


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
    "a window by class has the root's days where the class is not told":
        lambda world, one: one.row[1].startswith("window:") and pair(one, "status") == ("waiting", "planned"),
    "months are not reported in a window that is not known":
        lambda world, one: of(one, "why") and one.line["status"] in ("waiting", "planned") or of(one, "why") and one.line["due"] is None,
    "a whole is reported by what none of its parts reads, or by a part's verification":
        lambda world, one: has_parts(world, one) and of(one, "assurance", "status", "light")
        and pair(one, "assurance") == ("silent", "reported"),
    "a row that waits names the rows of one goal before those of the next": lambda world, one: of(one, "waits_for"),
    "a dated figure of the year before is last year's": lambda world, one: "last year" in text_of(world, one),
    "a bound until a state that held before the slot is awaited":
        lambda world, one: " until " in text_of(world, one) and ("why" in one.members or "status" in one.members),
    "a blank for the year before is not reported": lambda world, one: of(one, "why") and "blank" in pair(one, "why")[0],
    "a whole that is waived itself is waived": lambda world, one: has_parts(world, one) and pair(one, "status")[0] == "not_applicable"
        and pair(one, "status")[1] in ("waived", "excused"),
    "a report is awaited on the last day of a period that is over with the row's slot":
        lambda world, one: of(one, "why") and one.asked[0][8:10] in ("10", "20", "28", "30", "31")
        and set(pair(one, "why")[1]) - set(pair(one, "why")[0]) == {"awaited"},
    "what is done before the opening is on time where the due date is not known":
        lambda world, one: pair(one, "timeliness") == ("early", "on_time"),
}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    if difference.law != "engine = reference" or not difference.row or not difference.line:
        return None
    return next((name for name, holds in NOT_YET.items() if holds(world, difference)), None)
