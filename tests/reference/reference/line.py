"""Section 2: the line of a triggered task at a unit without a case."""

from .once import once
from .rows import Row
from .kleene import NOT_APPLICABLE, UNKNOWN, Judged
from .values import NOT_REPORTED


class Line(Row):
    """2: a triggered task without a live case at a unit: “no case”, or “report missing” if a return is lacking."""

    @once
    def days(self):
        return self.board.year

    @once
    def is_lacking(self):
        return any(period.end < self.as_of for period in self.returns_lacking(self.task.event, self.as_of))

    word = property(lambda self: "report_missing" if self.is_lacking else "no_case")
    verdict = property(lambda self: "undetermined" if self.is_lacking else "not_applicable")
    judged = property(lambda self: Judged(UNKNOWN, {NOT_REPORTED}) if self.is_lacking else Judged(NOT_APPLICABLE))
    assurance = property(lambda self: "silent")
    timeliness = property(lambda self: "none")
    stand = property(lambda self: self.as_of)  # it has no due date
    due = missed = planned_due = completed_on = waits_for = property(lambda self: None)
    is_past_due = property(lambda self: False)

    leading = None
    keys_of_acts = ()  # what was done to a row was done to another

    def shown(self):
        return None, None

    def records(self):
        return []  # a line reads nothing

    proofs = records
