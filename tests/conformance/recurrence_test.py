"""The slots and due dates of recurring tasks, held against libical's expansion of the same rule as RFC 5545 writes it.

A slot begins by one rule and ends by another; both are expanded from days that the plan year gives. What RFC 5545 cannot say in
one rule (two thirds of a month, a month after a month's end, days of rest) is not here.
"""

import calendar
import ctypes
import datetime
import itertools
import shutil
import unittest

from duban_program import FINE, ROOT, ProgramTest

# Plan years by their first day and their months: common and leap years, leap days early, late and inside, years that begin in
# April and July, years that are shorter than a year.
PLAN_YEARS = [("2004-01", 12), ("2012-01", 12), ("2023-01", 12), ("2024-01", 12), ("2026-01", 12), ("2023-04", 12), ("2024-04", 12),
              ("2025-04", 12), ("2011-07", 12), ("2012-02", 2), ("2015-09", 6)]
PLAN = """plan recurring “Recurring” {{
    plan year {first:%Y-%m} .. {last:%Y-%m}
    levels county
    units “units.csv”
    calendar “calendar.json”
    zone “Asia/Shanghai”
}}
organs office
indicator drills number flow
"""
EPOCH = datetime.date(1970, 1, 1)
SECONDS_A_DAY = 24 * 60 * 60
TASK = "task {id} {{ lead Alder's office; {clause}; done drills >= 1 }}\n"


def days_after(day, days):
    return day + datetime.timedelta(days=days)


def months_after(first, months):
    """Of a month's first day."""
    years, month = divmod(first.month - 1 + months, 12)
    return datetime.date(first.year + years, month + 1, 1)


def day_in_month(first, day):
    """Of the month that begins then: the day, or the last if there is no such day; -1 is the last."""
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=min(day, last) if day > 0 else last + 1 + day)


class Libical:
    def __init__(self):
        self.expand_recurrence = ctypes.CDLL("libical.so.3").icalrecur_expand_recurrence
        self.expand_recurrence.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.POINTER(ctypes.c_long)]

    def first_of(self, rule, start, count):
        """The first days of the rule; its start is the first, or RFC 5545 leaves undefined what the rule says."""
        seconds = (ctypes.c_long * count)()
        self.expand_recurrence(rule.encode(), calendar.timegm(start.timetuple()), count, seconds)
        days = [days_after(EPOCH, second // SECONDS_A_DAY) for second in seconds]
        if days[:1] != [start][:count] or any(day >= later for day, later in itertools.pairwise(days)):
            raise ValueError(f"{rule} from {start}: {days}")
        return days

    def until(self, rule, start, last):
        """All of its days up to the last."""
        return [day for day in self.first_of(rule, start, (last - start).days + 1) if day <= last] if start <= last else []


class Rhythm:
    """A rhythm with the rules by which its slots begin and end, and clauses of due dates with theirs: a rule and its first day."""

    def __init__(self, clause, begin, end, dues=()):
        self.clause = clause
        self.begin = begin
        self.end = end
        self.dues = dues


def by_days(first, count):
    step = f"FREQ=DAILY;INTERVAL={count}"
    return Rhythm(f"every {count} days", (step, first), (step, days_after(first, count - 1)))


def by_weeks(first, count):
    monday = days_after(first, -first.weekday() % 7)
    sunday = days_after(monday, 7 * count - 1)
    step = f"FREQ=WEEKLY;INTERVAL={count};WKST=MO;BYDAY="
    return Rhythm(f"every {count} weeks", (step + "MO", monday), (step + "SU", sunday),
                  [("due within 3 days of period start", step + "TH", days_after(monday, 3)),
                   ("due at least 2 days before period end", step + "FR", days_after(sunday, -2))])


def by_months(clause, first, count):
    def rule(months, day, by=None):
        """A day in the month that comes so many months after the first one, and in those that follow it."""
        return f"FREQ=MONTHLY;INTERVAL={count};{by or f'BYMONTHDAY={day}'}", day_in_month(months_after(first, months), day)

    def clamped(day):
        return rule(count - 1, day, f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1")

    dues = {f"due day {day}": rule(count - 1, day) for day in (1, 15, 28)}
    dues |= {f"due day {day}": clamped(day) for day in (29, 30, 31)}
    dues["due within 10 days of period end"] = rule(count, 10)
    dues["due at least 3 days before period end"] = rule(count - 1, -4)
    dues["due within 1 month of period start"] = rule(1, 1)
    return Rhythm(clause, rule(0, 1), rule(count - 1, -1), [(due, *rule) for due, rule in dues.items()])


def by_thirds(clause, first):
    step = "FREQ=MONTHLY;BYMONTHDAY="
    return Rhythm(clause, (step + "1,11,21", first), (step + "10,20,-1", days_after(first, 9)),
                  [("due within 2 days of period start", step + "3,13,23", days_after(first, 2))])


def rhythms(first, months):
    of_months = {"every month": 1, "every 2 months": 2, "every quarter": 3, "every 5 months": 5, "every half year": 6,
                 "every year": 12}
    for clause, count in of_months.items():
        rhythm = by_months(clause, first, count)
        yield rhythm if months % count == 0 else Rhythm(clause, rhythm.begin, rhythm.end)  # the last slot is cut
    yield by_thirds("every ten days", first)
    thrice = by_months("every 3 ten days", first, 1)
    yield Rhythm(thrice.clause, thrice.begin, thrice.end)
    for count in (1, 2, 7, 10, 30, 90):
        yield by_days(first, count)
    for count in (1, 2, 4):
        yield by_weeks(first, count)
    later = months_after(first, 1)  # the rows of the first month are not there
    monthly = by_months("every month", later, 1)
    yield Rhythm(f"every month from {later}", monthly.begin, monthly.end)


class Recurrence(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.libical = Libical()

    def wanted(self, first, last, months):
        """By clause, how many slots there are and the due dates of those that are not cut at the plan's last day."""
        wanted = {}
        for rhythm in rhythms(first, months):
            begins = self.libical.until(*rhythm.begin, last)
            ends = self.libical.first_of(*rhythm.end, len(begins))
            whole = sum(end <= last for end in ends)
            wanted[f"{rhythm.clause}; due period start"] = len(begins), begins
            wanted[rhythm.clause] = len(begins), [min(end, last) for end in ends]
            for clause, *rule in rhythm.dues:
                wanted[f"{rhythm.clause}; {clause}"] = len(begins), self.libical.first_of(*rule, whole)
        return wanted

    def test_slots_and_due_dates_are_those_of_the_rule(self):
        self.write("units.csv", "code,name,level,parent\n900100,Alder,county,\n")
        shutil.copy(ROOT / "plans/china/calendar.json", self.folder / "calendar.json")
        for month, months in PLAN_YEARS:
            first = datetime.date.fromisoformat(f"{month}-01")
            last = days_after(months_after(first, months), -1)
            wanted = self.wanted(first, last, months)
            tasks = "".join(TASK.format(id=f"t{number}", clause=clause) for number, clause in enumerate(wanted))
            plan = self.write("plan.duban", PLAN.format(first=first, last=last) + tasks)
            answer = self.ends(FINE, "status", plan, "--json", "--log", self.folder / "none.db", "--as-of", first)
            dues = {f"t{number}": [] for number in range(len(wanted))}
            for row in answer.rows():
                dues[row["task"]].append(row["due"])
            for (clause, (count, days)), found in zip(wanted.items(), dues.values()):
                with self.subTest(f"{first} to {last}: {clause}"):
                    self.assertEqual(found[:len(days)], [day.isoformat() for day in days])
                    self.assertEqual(len(found), count)


if __name__ == "__main__":
    unittest.main()
