"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""

import re


def ends_the_year(world, difference):
    """Of what is told by weeks or days the program's last period of the plan year goes on after it, a task's does not."""
    by_days = re.search(r"(?m)^indicator .* every (\d+ )?(weeks?|days)\b", world.plan())
    last = "2026-12-31" if world.header["plan year"] == "2026" else "2027-03-31"
    return bool(by_days) and difference.asked[0] > last and set(difference.members) <= {"why", "status", "light"}


def has_date_of_all(world, difference):
    """A part that a case sets off has the date that the head or its chapter gives its task."""
    is_there = any(clause.startswith("triggered") for task in world.tasks for part in task.parts for clause in part.clauses)
    return is_there and set(difference.members) == {"due"}


# What it does, the law that sees it, and whether a difference in a world may be that: a function of the world and the difference.
NOT_YET = {
    "a period of weeks that the plan year's end cuts": ("engine = reference", ends_the_year),
    "the head's or chapter's date in a part that a case sets off": ("inherited = written out", has_date_of_all),
}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    return next((name for name, (law, holds) in NOT_YET.items() if law == difference.law and holds(world, difference)), None)
