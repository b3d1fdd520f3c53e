"""Calendars made at random: days off and weekends that are worked, in the years of the world and round them."""

from datetime import date, timedelta

from .lives import drawing

SHARE = 0.13  # of the worlds have one of their own
DAY = timedelta(days=1)
COVERED = (("2025", "2026", "2027"), ("2026", "2027"), ("2025", "2026", "2027", "2028"), ("2024", "2025", "2026", "2027"), ("2026", ))


def calendar(world):
    """Gives some worlds one; a long rest more often than not at the end of a month or of the year."""
    draw = drawing(world.seed, "calendar")
    if draw.random() >= SHARE:
        return
    covered = draw.choice(COVERED)
    if world.header["plan year"] != "2026" and "2027" not in covered:
        covered = (*covered, "2027")
    world.calendar = {year: a_year(draw, int(year)) for year in covered}


def a_year(draw, year):
    off, work = set(), set()
    for _ in range(draw.randint(0, 8)):
        off |= rest(draw, year)
    weekends = [day for day in (date(year, 1, 1) + n * DAY for n in range(365)) if day.weekday() > 4 and day not in off]
    for day in draw.sample(weekends, draw.choice((0, 2, 5, 20))):
        work.add(day)
    return {"off": {day.isoformat(): "Rest" for day in sorted(off)}, "work": {day.isoformat(): "Moved" for day in sorted(work)}}


def rest(draw, year):
    """A day off or several, within the year."""
    day = date(year, 1, 1) + draw.randint(0, 364) * DAY
    if draw.random() < 0.4:
        day = date(year, draw.randint(1, 12), 1) - draw.randint(-1, 6) * DAY
    days = (day + n * DAY for n in range(draw.choice((1, 1, 3, 7, 20))))
    return {day for day in days if day.year == year}
