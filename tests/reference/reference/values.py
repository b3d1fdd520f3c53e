"""Section 3, first half: numbers, what is read of an indicator in a span, and how complete it is."""

import math
from datetime import date
from fractions import Fraction
from functools import cache

from .moments import LawError, read_instant
from .once import once

ONE = 1_000_000  # 3: numbers are exact decimals with at most six places: integers of millionths
LEAST, MOST = -(2**63) + 1, 2**63 - 2

AWAITED, NOT_REPORTED, BLANK, WITHHELD, ATTRIBUTE, WINDOW, JUDGEMENT, ERROR = REASONS = (
    "awaited", "not_reported", "blank", "withheld", "attribute", "window", "judgement", "error")
LACKING = {NOT_REPORTED, BLANK, WITHHELD}  # 3: a reading is lacking if it is not reported, blank or withheld


@cache
def decimal(text):
    sign = -1 if text.startswith("-") else 1
    whole, _, places = text.lstrip("+-").partition(".")
    return sign * (int(whole) * ONE + int((places + "000000")[:6]))


def decimal_text(number):
    if number is None:
        return None
    number = math.floor(number)
    whole, places = divmod(abs(number), ONE)
    text = f"{whole}.{places:06}".rstrip("0").rstrip(".")
    return "-" + text if number < 0 else text


def known(number):
    """3: an error: overflow."""
    if number is not None and not LEAST <= number <= MOST:
        raise LawError("overflow")
    return number


class Value:
    """An interval of numbers; nothing is an open end. A set has its members instead."""

    def __init__(self, low, high, reasons=(), readings=()):
        self.low = known(low)
        self.high = known(high)
        self.reasons = frozenset(reasons)  # why it is no point
        self.readings = list(readings)     # those that it rests on
        self.is_not_applicable = False
        self.parts = None                  # of a ratio: numerator and denominator
        self.members = None                # of a set: those in, those that do not apply
        self.points = 0                    # of a ratio of last year: what is added to it
        self.is_mean = False               # its ends are fractions: the ratio of a total to a number

    @property
    def point(self):
        """What it is, exactly, if it is one number; nothing else."""
        if self.parts and self.parts[1]:
            above, below = self.parts
            return Fraction(above * ONE + self.points * below, below)
        return self.low if self.low == self.high else None

    @property
    def is_n_a(self):
        """Also of a ratio of which the part below is 0."""
        return self.is_not_applicable or bool(self.parts) and self.parts[1] == 0

    def shown(self):
        """Its ends as they are shown: of a ratio the share, rounded down after six places and up; of one that is not known
        both are nothing."""
        if self.is_mean:
            return (math.floor(self.low), math.ceil(self.high)) if self.low == self.high and self.low is not None else (None, None)
        if not self.parts or not self.parts[1]:
            return self.low, self.high
        above, below = self.parts
        share = above * ONE + self.points * below
        return share // below, -(-share // below)


def not_applicable(readings, number=None):
    value = Value(number, number, (), readings)
    value.is_not_applicable = True
    return value


ADD_UP = {"flow", "document", "set"}
ONLY_GROW = {"flow", "running_total"}
INHERITED = ADD_UP | {"running_total"}  # 2: what is told of all else is told anew


def day_of(reading):
    """The last day of its period; of one for no period the day that it is dated."""
    return reading.days.last if reading.days else reading.at.date()


def in_days(reading, span):
    """2: for a period that ends in the span, or for no period and dated in it."""
    return day_of(reading) in span


def fills(reading, days):
    """3: a reading for them, for a longer period that they are in, or dated in them."""
    return in_days(reading, days) or bool(reading.days and reading.days.first <= days.first and days.last <= reading.days.last)


def can_hold(indicator, reading):
    """FORMATS: of a value that the indicator cannot hold a record says nothing; another version may have had other members."""
    if indicator["kind"] == "set" and reading.tells:
        return {member.removeprefix("-") for member in reading.record.value.split("、")} <= set(indicator["members"])
    return indicator["kind"] not in ("stages", "one_of", "document") or not reading.tells or reading.record.value in indicator["members"]


def by_unit(slots):
    """The reporting slots of each unit of which they are asked, by time."""
    found = {}
    for slot in slots:
        found.setdefault(slot.unit, []).append(slot)
    return list(found.values())


class Asked:
    """3: a reporting slot, with the unit of which it is asked; without days the one slot of an indicator that has no rhythm."""

    def __init__(self, unit=None, days=None):
        self.unit = unit  # its code
        self.days = days
        self.end = days and days.end
        self.last = days and days.last

    def is_told_of(self, reading):
        """3: without a rhythm any; 2: the slots of each are to be filled by its own."""
        return not self.days or (reading.record.unit == self.unit and fills(reading, self.days))

    def is_filled(self, readings):
        return any(self.is_told_of(reading) and not reading.is_blank for reading in readings)


class Figures:
    """The readings of one indicator in one span of a row, and what they are worth by an instant."""

    def __init__(self, indicator, readings, slots, ends, due, as_of, not_asked=()):
        self.indicator = indicator
        self.kind = indicator["kind"]
        self.readings = readings  # by date, those used by the instant of judging
        self.slots = slots        # 3: the reporting slots, as they are asked
        self.not_asked = not_asked  # 2: those at whose end the unit does not exist
        self.ends = ends          # the end of the row's slot; of the plan, while its window is not known
        self.due = due            # 3: of an indicator without a rhythm: when the row is
        self.as_of = as_of

    def number_of(self, reading):
        text = reading.record.value
        if self.kind in ("flow", "running_total", "stock"):
            return decimal(text)
        if self.kind == "yes_no":
            return ONE if text == "1" else 0
        if self.kind in ("stages", "one_of", "document"):
            return self.indicator["members"].index(text) * ONE
        if self.kind == "date":
            return (date.fromisoformat(text) - date(1970, 1, 1)).days * ONE
        if self.kind == "time":
            return (read_instant(text).date() - date(1970, 1, 1)).days * ONE
        return 0

    @once
    def told(self):
        return [reading for reading in self.readings if not reading.is_blank]

    @property
    def is_withheld(self):
        """2: a withheld figure leaves the value not complete; of what takes the latest, if it is the latest."""
        return any(reading.is_withheld for reading in (self.told if self.kind in ADD_UP else self.last_told))

    @once
    def last_told(self):
        """The latest that is told of what takes the latest; of a running total the latest of each unit."""
        return list({self.kind == "running_total" and reading.record.unit: reading for reading in self.told}.values())

    def is_complete(self, by):
        """3: complete, if there is a reading and the slots are filled."""
        return bool(self.told) and not self.is_withheld and self.is_filled(by)

    def is_filled(self, by):
        """3: every reporting slot that has ended is filled; of what takes the latest, the last that has, it or a later one; of a
        running total, of each unit."""
        ended = [slot for slot in self.slots if not slot.days or self.has_ended(slot, by)]
        if self.kind in ADD_UP or not all(slot.days for slot in ended):
            return all(slot.is_filled(self.readings) for slot in ended)
        return all(any(slot.is_filled(self.readings) for slot in self.from_last_ended(slots, by))
                   for slots in by_unit(self.slots) if any(self.has_ended(slot, by) for slot in slots))

    def has_ended(self, slot, by):
        """3: once its last minute is past by `as_of`, then also where that minute is judged."""
        return slot.end <= by and slot.end < self.as_of

    def from_last_ended(self, slots, by):
        """Of one unit's slots the last that has ended by an instant, and those after it, asked or not; all if none has."""
        last = max((slot.last for slot in slots if self.has_ended(slot, by)), default=date.min)
        of_unit = slots + [slot for slot in self.not_asked if slot.unit == slots[0].unit]
        return [slot for slot in of_unit if slot.last >= last]

    def wanted(self, slots):
        """Of one unit's slots those from the last that has ended on, behind which none is filled."""
        found = self.from_last_ended(slots, self.as_of)
        filled = max((slot.last for slot in found if slot.is_filled(self.readings)), default=date.min)
        return [slot for slot in found if slot.last > filled]

    def lacking(self, by):
        """Why it is not complete: beside what is withheld nothing is awaited."""
        if self.is_withheld:
            return {WITHHELD} | self.reasons() - {AWAITED}
        return self.reasons()

    def reasons(self):
        """3: due or not yet due is said as of `as_of`, whenever the row is judged: of each slot that is not filled, of those
        that have ended, and of those that end in the row's slot the one in which `as_of` is; of what does not add up from the
        last that has ended on."""
        begun = [slot for slot in self.slots if not slot.days or slot.end < self.as_of
                 or slot.last <= self.ends.date() and self.as_of.date() in slot.days]
        if self.kind not in ADD_UP and all(slot.days for slot in self.slots):
            wanted = [slot for slots in by_unit(self.slots) for slot in self.wanted(slots)]
            begun = [slot for slot in begun if slot in wanted]
        return {self.reason(slot) for slot in begun if not slot.is_filled(self.readings)} or {AWAITED}

    def reason(self, slot):
        if any(slot.is_told_of(reading) for reading in self.readings):
            return BLANK
        due = slot.end or self.due
        return NOT_REPORTED if due and self.as_of > due else AWAITED

    def value(self, by):
        """3: the table of indicators, by the instant of judging."""
        complete = self.is_complete(by)
        if self.kind == "running_total":
            return self.so_far(complete, by)
        return self.added_up(self.told, complete, by) if self.kind in ADD_UP else self.latest(self.told, complete, by)

    def so_far(self, complete, by):
        """3: the latest; with what the unit has inherited the latest of each, added up; not complete at least what is told: a
        figure that is withheld is no less than the one before it."""
        if complete and all(reading.is_not_applicable for reading in self.last_told):
            return not_applicable(self.last_told, 0)  # FORMATS: shown as a flow is
        seen = {reading.record.unit: reading for reading in self.told if not reading.is_withheld}
        low = sum(self.number_of(reading) for reading in seen.values() if reading.tells)
        reasons = set() if complete else self.lacking(by)
        return Value(low, None if reasons else low, reasons, self.last_told if complete else self.told)

    def added_up(self, told, complete, by):
        if complete and all(reading.is_not_applicable for reading in told):
            return not_applicable(told, {"flow": 0, "document": -ONE}.get(self.kind))
        telling = [reading for reading in told if reading.tells]
        reasons = set() if complete else self.lacking(by)
        if self.kind == "set":
            found = Value(0, 0, reasons, told)
            found.members = self.union(telling)
            return found
        if self.kind == "flow":
            low = sum(self.number_of(reading) for reading in telling)
            high = None
        else:
            low = max((self.number_of(reading) for reading in telling), default=-ONE)
            high = (len(self.indicator["members"]) - 1) * ONE
        return Value(low, high if reasons else low, reasons, told)

    def union(self, telling):
        inside, exempt = set(), set()
        for reading in telling:
            for member in reading.record.value.split("、"):
                (exempt if member.startswith("-") else inside).add(member.removeprefix("-"))
        return inside, exempt - inside

    def latest(self, told, complete, by):
        if not complete:
            return Value(None, None, self.lacking(by), told)
        last = told[-1]
        if last.is_not_applicable:
            return not_applicable([last])
        if last.is_ratio:
            found = Value(None, None, (), [last])
            found.parts = decimal(last.record.numerator), decimal(last.record.denominator)
            return found
        number = self.number_of(last)
        return Value(number, number, (), [last])


def over_units(which, values):
    """3: the total, mean, highest or lowest of each unit's figure, without those that are n/a (all: n/a)."""
    readings = [reading for value in values for reading in value.readings]
    telling = [value for value in values if not value.is_not_applicable]
    if not telling:
        return not_applicable(readings)
    lows, highs = [value.low for value in telling], [value.high for value in telling]
    if which in ("total", "mean"):
        low, high = added(telling)
    elif which == "highest":
        low, high = max((low for low in lows if low is not None), default=None), None if None in highs else max(highs)
    else:
        low, high = None if None in lows else min(lows), min((high for high in highs if high is not None), default=None)
    if which == "mean":
        low, high = (None if end is None else Fraction(known(end), len(telling)) for end in (low, high))
    found = Value(low, high, {reason for value in telling for reason in value.reasons}, readings)
    found.is_mean = which == "mean"
    return found


# ---- Sums, differences and multiples are taken on intervals, the operands as independent (3)


def plus(a, b):
    return None if a is None or b is None else a + b


def minus(a, b):
    return None if a is None or b is None else a - b


def added(values):
    low, high = 0, 0
    for value in values:
        low, high = plus(low, value.low), plus(high, value.high)
    return low, high


def times(a, b):
    """3: a product needs at most six places; one that has more is an error."""
    product, rest = divmod(a * b, ONE)
    if rest:
        raise LawError("places")
    return known(product)


def changed(value, node):
    """3: `x down 2% on last year` means `x <= 0.98 times last year`: nothing is rounded; of a ratio it is told in points."""
    if "times" in node:
        factor = Fraction(decimal(node["times"]), ONE)
        ends = [0 if not factor else None if end is None else factor * end for end in (value.low, value.high)]
        value.low, value.high = ends if factor >= 0 else reversed(ends)
    value.points = decimal(node.get("plus", "0"))
    return value


def multiplied(a, b):
    """One of the two is a number."""
    number, other = (a, b) if a.low is not None and a.low == a.high else (b, a)
    factor = number.low
    if factor is None or number.high != factor:
        raise LawError("product of two intervals")
    if factor == 0:
        return 0, 0
    ends = [None if end is None else times(factor, end) for end in (other.low, other.high)]
    return tuple(ends if factor > 0 else reversed(ends))
