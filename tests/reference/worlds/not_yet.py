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


NOT_YET = {}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    if difference.law != "engine = reference" or not difference.row or not difference.line:
        return None
    return next((name for name, holds in NOT_YET.items() if holds(world, difference)), None)
