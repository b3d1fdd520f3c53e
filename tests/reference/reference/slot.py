"""Section 2: what one row of a task is for."""


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
