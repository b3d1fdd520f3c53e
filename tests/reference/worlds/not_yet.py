"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""

from .world import FOR_GOALS


def told(world, kind):
    return any(row["kind"] == kind for _, row in world.reports)


def renumbers_parts(world, _):
    """What was told of a part is told of another that has its number in another version."""
    return world.renumbers_parts()


def softens(world, _):
    """A task must in one version, and in another only should or may; which goals count for who asks for it is seen in two ways."""
    goals = {}
    for task in world.all_tasks():
        for one in (task, *task.parts):
            words = {clause.split()[0] for clause in one.clauses if clause.startswith(FOR_GOALS)}
            goals.setdefault((task.name, one.name), set()).add(bool(words) and words <= {"should", "may"})
    return any(len(ways) > 1 for ways in goals.values())


def is_told_for_a_window(world, _):
    return any(row.get("period", "").startswith("window:") for _, row in world.reports)


def is_put_off(world, difference):
    """By an amendment, and after it by an announcement."""
    return told(world, "announce") and {"due", "missed", "timeliness", "row"} & difference.members.keys()


def comes_back(world, _):
    names = [{task.name for task in version.tasks} for version in world.versions()]
    return len(names) == 3 and bool((names[0] & names[2]) - names[1])


def is_gone_and_waived(world, difference):
    return told(world, "waive") and difference.members.get("status") in (("superseded", "waived"), ("waived", "superseded"))


# What it does, the law that sees it, and whether a difference in a world may be that: a function of the world and the difference.
# All are of worlds with amendments.
NOT_YET = {
    "what was told of a part of that number in another version": ("engine = reference", renumbers_parts),
    "goals of what is asked for that must in one version alone": ("engine = reference", softens),
    "what was told for a window of another version": ("engine = reference", is_told_for_a_window),
    "what an amendment had put off, and then an announcement": ("engine = reference", is_put_off),
    "a period that ended while its task was gone": ("engine = reference", comes_back),
    "what is gone and was waived": ("engine = reference", is_gone_and_waived),
}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    if not world.amendments:
        return None
    return next((name for name, (law, holds) in NOT_YET.items() if law == difference.law and holds(world, difference)), None)
