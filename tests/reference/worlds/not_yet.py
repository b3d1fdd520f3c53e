"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""

import re


def ends_the_year(world, difference):
    """Of what is told by weeks or days the program's last period of the plan year goes on after it, a task's does not."""
    by_days = re.search(r"(?m)^indicator .* every (\d+ )?(weeks?|days)\b", world.plan())
    return bool(by_days) and difference.asked[0] > {"2026": "2026-12-31"}.get(world.header["plan year"], "2027-03-31")


# What it does, and whether a difference in a world may be that: by name a function of the world and the difference.
NOT_YET = {"a period of weeks that the plan year's end cuts": ends_the_year}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    if difference.law != "engine = reference" or not difference.row or not difference.line:
        return None
    return next((name for name, holds in NOT_YET.items() if holds(world, difference)), None)
