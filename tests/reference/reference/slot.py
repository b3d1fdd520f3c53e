"""Section 2: what one row of a task is for."""

from .once import once


class Slot:
    """2: the table of slots: a label; the days of a period or a window, if they are known; the case."""

    def __init__(self, label, days=None, case=None, is_line=False):
        self.label = label
        self.days = days
        self.case = case        # the record of the case
        self.is_line = is_line  # 2: a triggered task without a live case at a unit shows a line

    @once
    def key(self):
        """What makes it the same slot as another row's."""
        return (self.label, self.case and (self.case.unit, self.case.indicator), self.is_line)

    def key_in(self, slots, year):
        """7: what makes it, to a task of such slots, the same slot in another version: what is done once, in a window or in a
        slot that is the plan year is one row."""
        return (year, None, False) if slots in ("one_off", "window") else self.key

    def order(self, units, slots, year):
        """FORMATS: slots in the order of their days, what is done once or in a window with the plan year; cases in that of
        their places and then of the bytes of their codes, then of those of their events."""
        if self.case:
            return 1, units.by_code[self.case.unit].order, self.case.case_id.encode(), self.case.indicator.encode()
        days = year if slots in ("one_off", "window") else self.days
        return 0, days.first, days.last
