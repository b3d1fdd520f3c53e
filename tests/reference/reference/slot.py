"""Section 2: what one row of a task is for."""

from datetime import date


class Slot:
    """2: the table of slots: a label; the days of a period or a window, if they are known; the case."""

    def __init__(self, label, days=None, case=None, is_line=False):
        self.label = label
        self.days = days
        self.case = case        # the record of the case
        self.is_line = is_line  # 2: a triggered task without a live case at a unit shows a line

    @property
    def key(self):
        """What makes it the same slot as another row's."""
        return (self.label, self.case and self.case.unit, self.is_line)

    def key_in(self, slots, year):
        """7: what makes it, to a task of such slots, the same slot in another version: what is done once, in a window or in a
        slot that is the plan year is one row."""
        return (year, None, False) if slots in ("one_off", "window") else self.key

    def order(self, units):
        """FORMATS: slots in the order of time, cases in that of their places and then of the bytes of their codes."""
        if self.case:
            return 1, units.by_code[self.case.unit].order, self.case.case_id.encode()
        return (0, self.days.first, self.days.last) if self.days else (0, date.min, date.min)
