"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""

import re

COUNTED = r"fire|(sum|mean|highest|lowest) of|(each|no|of) .*\(|task t\d+ done"


def of(difference, *names):
    return set(difference.members) <= set(names)


def text_of(world, difference):
    name = difference.row[0].split("-")[0] if difference.row else ""
    return next((task.text() for task in world.tasks if task.name == name), "")


# What it does, and whether a difference in a world may be that.
NOT_YET = {
    "who has spoken where cases or other units are counted": lambda world, one: re.search(COUNTED, text_of(world, one))
        and of(one, "assurance", "status", "light"),
}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    if difference.law != "engine = reference" or not difference.row or not difference.line:
        return None
    return next((name for name, holds in NOT_YET.items() if holds(world, difference)), None)
