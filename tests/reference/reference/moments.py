"""Section 1, instants; section 5, lengths of time and working days; section 2, how a rhythm cuts periods."""

import calendar as months
import re
from datetime import date, datetime, time, timedelta
from functools import cache

from .once import once

EPOCH = datetime(1970, 1, 1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class LawError(Exception):
    """Section 3: an error, an unknown that no report mends."""


# ---- Instants: whole minutes of civil time (1)


def instant(minutes):
    return EPOCH + timedelta(minutes=minutes)


def first_minute(day):
    return datetime.combine(day, time(0, 0))


def last_minute(day):
    return datetime.combine(day, time(23, 59))


def read_instant(text):
    """1: a bare date is the last minute of its day where something is asked."""
    if "T" in text or " " in text:
        return datetime.fromisoformat(text.replace(" ", "T"))
    return last_minute(date.fromisoformat(text))


def written(moment):
    """As documents write it: the last minute of a day is the bare date."""
    if (moment.hour, moment.minute) == (23, 59):
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes")


# ---- Days of a period


class Days:
    """From a first to a last day, both in it."""

    def __init__(self, first, last):
        self.first = first
        self.last = last

    def __eq__(self, other):
        return isinstance(other, Days) and (self.first, self.last) == (other.first, other.last)

    def __hash__(self):
        return hash((self.first, self.last))

    def __contains__(self, day):
        return self.first <= day <= self.last

    @once
    def end(self):
        """3: a period has ended, and is due, at the last minute of its last day."""
        return last_minute(self.last)

    @property
    def count(self):
        return (self.last - self.first).days + 1


@cache
def month_end(year, month):
    return date(year, month, months.monthrange(year, month)[1])


@cache
def add_months(day, count):
    """5: months are added to the anchor and clamp to the month's end."""
    month = day.year * 12 + day.month - 1 + count
    year, month = divmod(month, 12)
    if not 1 <= year <= 9999:
        raise LawError("year")
    return min(date(year, month + 1, 1) + (day.day - 1) * DAY, month_end(year, month + 1))


@cache
def days_of_label(label):
    """`2012`, `2012-H1`, `2012-Q1`, `2012-06`, `2012-06-04`, `2012-06-04/2012-06-10`; nothing for anything else."""
    if found := re.fullmatch(r"(\d{4})", label):
        return Days(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
    if found := re.fullmatch(r"(\d{4})-([HQ])([1-4])", label):
        length = 6 if found[2] == "H" else 3
        year, last = int(found[1]), int(found[3]) * length
        return Days(date(year, last - length + 1, 1), month_end(year, last))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", label):
        return Days(date(int(found[1]), int(found[2]), 1), month_end(int(found[1]), int(found[2])))
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?", label):
        return Days(date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1]))
    return None


def label_of(days):
    first, last = days.first, days.last
    if first.year == last.year and last == month_end(last.year, last.month) and first.day == 1:
        length = last.month - first.month + 1
        if length == 12:
            return f"{first.year}"
        if length == 6 and last.month % 6 == 0:
            return f"{first.year}-H{last.month // 6}"
        if length == 3 and last.month % 3 == 0:
            return f"{first.year}-Q{last.month // 3}"
        if length == 1:
            return f"{first.year}-{first.month:02}"
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()}/{last.isoformat()}"


MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
CALENDAR_DAYS = {"day": 1, "week": 7, "ten_days": 10}


def periods_of(stretch, every):
    """2: periods are cut by the rule from the plan's first day, never counted from the slot before."""
    count, unit = every
    if unit in MONTHS:
        origin = stretch.first.replace(day=1)
        begin = lambda n: add_months(origin, n * count * MONTHS[unit])
    elif unit == "ten_days":
        third = min((stretch.first.day - 1) // 10, 2)
        month = stretch.first.replace(day=1)

        def begin(n):
            over, which = divmod(third + n * count, 3)
            return add_months(month, over) + which * 10 * DAY
    elif unit in CALENDAR_DAYS:
        origin = stretch.first + (-stretch.first.weekday() % 7) * DAY if unit == "week" else stretch.first
        begin = lambda n: origin + n * count * CALENDAR_DAYS[unit] * DAY
    else:
        return []
    cut, n = [], 0
    while begin(n) <= stretch.last:
        cut.append(Days(begin(n), min(begin(n + 1) - DAY, stretch.last)))
        n += 1
    return cut


# ---- Lengths of time are different types and never mix in silence (5)


class Calendar:
    """5: the calendar is data; a date in a year without data is an error, weekends are not taken for a guess."""

    def __init__(self, data):
        self.known, self.between = {}, {}
        self.years = {int(year): (set(of_year.get("off", {})), set(of_year.get("work", {})))
                      for year, of_year in data["years"].items()}

    def is_working_day(self, day):
        if day.year not in self.years:
            raise LawError("calendar")
        if day not in self.known:
            off, work = self.years[day.year]
            text = day.isoformat()
            self.known[day] = text in work or (text not in off and day.weekday() < 5)
        return self.known[day]

    def add_working_days(self, day, count):
        """5: “n working days after d” counts from the day after d."""
        step = DAY if count > 0 else -DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, after, to):
        """In (after, to]; nothing where the calendar has no data."""
        if (after, to) not in self.between:
            try:
                self.between[after, to] = sum(self.is_working_day(after + n * DAY) for n in range(1, (to - after).days + 1))
            except LawError:
                self.between[after, to] = None
        return self.between[after, to]

    def shifted(self, day, shift):
        """5: declared shift."""
        def moved(step):
            to = day
            while not self.is_working_day(to):
                to += step
            return to

        if shift == "none":
            return day
        if shift == "preceding":
            return moved(-DAY)
        following = moved(DAY)
        if shift == "same_month" and following.month != day.month:
            return moved(-DAY)
        return following


def added(moment, length, backwards, working):
    """An anchor and a length: hours and minutes count to the minute, all others to the last minute of a day."""
    count, unit = length
    if backwards:
        count = -count
    if unit in ("hour", "minute"):
        return moment + timedelta(**{unit + "s": count})
    if unit == "working_day":
        return last_minute(working.add_working_days(moment.date(), count))
    if unit in MONTHS:
        return last_minute(add_months(moment.date(), count * MONTHS[unit]))
    return last_minute(moment.date() + count * CALENDAR_DAYS[unit] * DAY)
