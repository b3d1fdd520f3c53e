"""What a row reads, and in which periods that is asked for."""

from datetime import date

from . import due
from .moments import Days
from .once import once
from .values import AWAITED, INHERITED, NOT_REPORTED, Asked, Figures, Value, by_unit, can_hold, day_of, in_days
from .world import used

EVER = Days(date.min, date.max)


class Reads:
    """The readings of a row; `task`, `unit`, `case`, `days` and the like are the row's."""

    @once
    def units_read(self):
        """2: its unit, and those of whom it has inherited by the row's stand."""
        return [self.unit, *self.board.units.inherited(self.unit, self.stand)]

    def units_of(self, name):
        """2: what was inherited is read of flows, running totals, documents and sets; all else is told anew."""
        return self.units_read if self.indicator(name)["kind"] in INHERITED else [self.unit]

    # ---- 2: a row's readings

    def indicator(self, name):
        return self.board.indicator(name, self.task.event)

    def is_in_gap(self, day, stretches):
        """2: what is dated in a gap between stretches is not read, and no report is wanted for it."""
        return bool(stretches) and stretches[0].first <= day <= stretches[-1].last and not any(day in days for days in stretches)

    def span(self, name, in_slot):
        """2: the slot for recurring and continuing rows and for keeping parts, else from the opening on."""
        if in_slot or self.task.slots in ("recurring", "continuing"):
            return self.days
        if self.indicator(name)["kind"] in ("stages", "document", "set"):
            return EVER  # levels, documents and sets: it has no beginning
        return self.days and Days(self.days.first, date.max)

    def all_readings(self, name):
        """The live readings of its unit and of whom it has inherited, of its own case only where the case carries them."""
        return self.of_it(name, self.board.log.readings)

    def of_it(self, name, readings):
        indicator = self.indicator(name)
        if indicator["event"]:
            if not self.case:
                return []
            return [reading for reading in readings.get((self.case.unit, name), [])
                    if reading.case == self.case.case_id and can_hold(indicator, reading)]
        return [reading for unit in self.units_of(name) for reading in readings.get((unit.code, name), [])
                if not reading.case and can_hold(indicator, reading)]

    def is_read(self, reading, span):
        if reading.window and self.task.window:
            # 2: so is what was told for a window by name, by that window's rows, and by those of no other window
            return reading.window == self.task.window
        return bool(span) and in_days(reading, span) and not self.is_in_gap(day_of(reading), self.task.stretches)

    @once
    def kept(self):
        """What was read and summed up before, by what was asked."""
        return {}

    def read(self, name, in_slot=False, by=None):
        """Its readings of an indicator, by date, those used by an instant."""
        key = ("read", name, in_slot, by)
        if key not in self.kept:
            # 1: the reporter's gives way to the verifier's also where the row does not read that
            found = used(self.all_readings(name), by or self.as_of)  # 2: what is reported of a case itself is read whenever it was
            if not self.indicator(name)["event"]:
                span = self.span(name, in_slot)
                found = [reading for reading in found if self.is_read(reading, span)]
            self.kept[key] = found
        return self.kept[key]

    def read_ever(self, name, by):
        found = used(self.all_readings(name), by)  # 1: also where the row does not read the verifier's
        return found if self.indicator(name)["event"] else [reading for reading in found if self.is_read(reading, EVER)]

    def periods_of(self, name, in_slot=False):
        """3: the periods of the indicator's rhythm that end in the span; nothing where it has no rhythm."""
        every = self.indicator(name)["every"]
        if not every:
            return None
        span = self.span(name, in_slot)
        first = min(self.days.first, self.board.year.first) if self.days else None
        return [period for period in self.board.reporting_periods(every, first)
                if span and period.last in span and (not first or period.last >= first)
                and not self.is_in_gap(period.last, self.task.stretches)]

    def slots_of(self, name, in_slot=False):
        """3: the reporting slots."""
        key = ("slots", name, in_slot)
        if key not in self.kept:
            self.kept[key] = self.asked(name, self.periods_of(name, in_slot))
        return self.kept[key]

    def asked(self, name, periods):
        """2: a slot is asked of a unit only if the unit exists at its end; 3: without a rhythm it is one, the row's, filled by any
        reading."""
        if periods is None:
            return [Asked()]
        return [Asked(unit.code, days) for unit in self.units_of(name) for days in periods if unit.exists(days.end)]

    def not_asked(self, name, periods):
        """Those of which the unit does not exist at the end."""
        return [Asked(unit.code, days) for unit in self.units_of(name) for days in periods or () if not unit.exists(days.end)]

    def figures(self, name, by, in_slot=False):
        key = ("figures", name, by, in_slot)
        if key not in self.kept:
            self.kept[key] = Figures(self.indicator(name), self.read(name, in_slot, by), self.slots_of(name, in_slot),
                                     self.slot_end or self.board.year.end, self.due or self.slot_end, self.as_of,
                                     self.not_asked(name, self.periods_of(name, in_slot)))
        return self.kept[key]

    def periods_earlier(self, name, years):
        """3: those that end in the slot so many years before the row's; nothing where it has no rhythm."""
        base, stretches = self.days_before(years), self.stretches_before(years)
        every = self.indicator(name)["every"]
        return [period for period in self.board.reporting_periods(every, base.first)
                if period.last in base and not self.is_in_gap(period.last, stretches)] if every else None

    def figures_earlier(self, name, years, by):
        base, periods = self.days_before(years), self.periods_earlier(name, years)
        return Figures(self.indicator(name), self.read_earlier(name, years, by), self.asked(name, periods), base.end, base.end,
                       self.as_of, self.not_asked(name, periods))

    def earlier(self, name, years, by):
        """3: the value for the slot so many years before the row's, one for `last year`; unknown without one."""
        figures, base, periods = self.figures_earlier(name, years, by), self.days_before(years), self.periods_earlier(name, years)
        is_told = any(reading.tells or reading.is_withheld for reading in figures.readings) or figures.is_complete(by)
        if is_told:
            return figures.value(by)
        was_there = periods or any(unit.exists(base.end) for unit in self.units_of(name))  # else asked of nobody
        if periods == []:  # none ends in it
            return Value(None, None, {NOT_REPORTED if was_there and self.as_of > base.end else AWAITED})
        return Value(None, None, {one if was_there or one != NOT_REPORTED else AWAITED for one in figures.lacking(by)})

    def days_before(self, years):
        days = self.board.year if self.task.slots == "one_off" or not self.days else self.days
        return due.years_before(days, years)

    def stretches_before(self, years):
        return [due.years_before(days, years) for days in self.task.stretches]

    def read_earlier(self, name, years, by=None):
        """3: from readings for a period that ends in it and is no longer than it, or for no period and dated in it."""
        base, stretches = self.days_before(years), self.stretches_before(years)
        readings = [reading for reading in self.all_readings(name)
                    if not reading.window and day_of(reading) in base and (not reading.days or reading.days.count <= base.count)
                    and not self.is_in_gap(day_of(reading), stretches)]
        return used(readings, by or self.as_of)

    def is_closed(self, name, by, until=None):
        """4: closed for a part of the row `by`, of a running total by the last slot, it or a later one; the slot of `c until s` ends when s becomes true."""
        if until and self.slot_end and until >= self.slot_end:
            until = None
        if self.indicator(name)["every"]:
            asked = [slot for slot in self.slots_of(name, True) if until is None or slot.end < until]
            told = self.read(name, True)
            if self.indicator(name)["kind"] != "running_total":
                return all(slot.is_filled(told) for slot in asked)
            others = [slot for slot in self.not_asked(name, self.periods_of(name, True)) if until is None or slot.end < until]
            return all(any(slot.is_filled(told) for slot in slots[-1:] + others if slot.unit == slots[-1].unit
                           and slot.last >= slots[-1].last) for slots in by_unit(asked))
        readings = [reading for reading in self.read_ever(name, self.as_of) if not reading.is_blank]
        last, end = (until.date(), until) if until else (self.days.last, self.slot_end)
        is_claimed = any(claim.effective > end for claim in by.acts("claim"))
        return is_claimed or any(day_of(reading) >= last for reading in readings)

    # ---- 3: what it counts
