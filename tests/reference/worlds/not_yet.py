"""Where the program is known to differ from the law: each is printed and counted apart until it is mended."""

# What it does, the law that sees it, and whether a difference in a world may be that: a function of the world and the difference.
NOT_YET = {}


def not_yet(world, difference):
    """Which of them it is, or nothing."""
    return next((name for name, (law, holds) in NOT_YET.items() if law == difference.law and holds(world, difference)), None)
