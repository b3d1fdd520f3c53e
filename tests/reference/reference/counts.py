"""Section 3, counts: how many of the units, of the cases of a slot, or of some criteria; section 4: their final reading."""

from .kleene import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Judged, gathered
from .truth import Part, or_later
from .values import NOT_REPORTED, ONE, WINDOW, Value


class Counted:
    """One of what is counted: the part that is judged, and whether it is counted at all, by an instant."""

    def __init__(self, part, is_in=lambda by: Judged(TRUE)):
        self.part = part
        self.is_in = is_in

    def judge(self, by, judge=None):
        """The truth of its part, unknown where it is not known whether it is counted; nothing where it is left out."""
        inside = self.is_in(by)
        if inside.truth != TRUE:
            return inside if inside.truth == UNKNOWN else None
        return judge(self.part) if judge else self.part.judge(by)


class Count(Part):
    """True where so many are true as are needed, of those that are not n/a; nothing to count is n/a."""

    def __init__(self, row, counted, written, is_negated, is_under_not):
        super().__init__(row)
        self.counted = counted
        self.written = written  # of how many how many must be true, as it is written
        self.is_negated = is_negated  # then the contraries are counted
        self.is_under_not = is_under_not  # also within another

    def needed(self, count):
        """4: not k needed of n is n - k + 1 needed of the contraries."""
        return count - self.written(count) + 1 if self.is_negated else self.written(count)

    def judged(self, by, judge=None):
        return [judged for one in self.counted if (judged := one.judge(by, judge))]

    def tally(self, judged):
        """t, f, u and n."""
        true, false, unknown = (sum(one.truth == truth for one in judged) for truth in (TRUE, FALSE, UNKNOWN))
        return true, false, unknown, true + false + unknown

    def truth(self, judged):
        """3: true if t >= k, false if t + u < k, else unknown; n/a if n = 0, if it needs none, or, where a `not` stands over
        it, be it within another, more than there are."""
        true, _, unknown, count = self.tally(judged)
        if not count or self.written(count) <= 0 or self.is_under_not and self.written(count) > count:
            return NOT_APPLICABLE
        needed = self.needed(count)
        return TRUE if true >= needed else FALSE if true + unknown < needed else UNKNOWN

    def judge(self, by):
        judged = self.judged(by)
        return gathered(self.truth(judged), judged)

    def final(self, by):
        """4: a count is one of the final readings of what it counts."""
        return self.truth(self.judged(by, lambda part: Judged(part.final(by))))

    def completed(self, by):
        """4: of k needed the k-th earliest of what is counted."""
        true = [one.part for one in self.counted if (judged := one.judge(by)) and judged.truth == TRUE]
        return sorted((part.completed(by) for part in true), key=or_later)[self.needed(self.tally(self.judged(by))[3]) - 1]

    def shown(self, by):
        """A count is shown by its number: t to t + u, and what is needed, under `not` the most that may; nothing where nothing
        is counted."""
        true, false, unknown, count = self.tally(self.judged(by))
        if not count:
            return None, None
        least = false if self.is_negated else true
        return Value(least * ONE, (least + unknown) * ONE), (self.written(count) - self.is_negated) * ONE

    def dates(self):
        return {moment for one in self.counted for moment in one.part.dates()}

    def turns(self):
        return {moment for one in self.counted for moment in one.part.turns()}


class OfUnits(Count):
    """3: of the units that it names; 4: it does not apply for want of a case where none of them is counted."""

    def judge(self, by):
        judged = self.judged(by)
        found = gathered(self.truth(judged), judged)
        found.wants_case = found.wants_case and not self.tally(judged)[3]
        return found


class OfCases(Count):
    """3: of the live cases of the unit that occurred in the row's slot; 4: as a whole it is keeping."""

    is_keeping = True

    def __init__(self, row, event, counted, filters, written, *nots):
        super().__init__(row, counted, written, *nots)
        self.event = event
        self.filters = filters  # the parts of `where`

    def judged(self, by, judge=None):
        """3: with one unknown more while the return for a period that has ended in the slot is not there."""
        is_lacking = any(period.end <= by and period.end < self.row.as_of for period in self.row.returns_lacking(self.event, by))
        return super().judged(by, judge) + [Judged(UNKNOWN, {NOT_REPORTED})] * is_lacking

    def judge(self, by):
        if not self.row.days:
            return Judged(UNKNOWN, {WINDOW})  # 3: while the row's window is not known
        judged = self.judged(by)
        found = gathered(self.truth(judged), judged)
        found.wants_case = not judged  # 4: n/a for want of a case
        return found

    def final(self, by):
        """4: a keeping part; of cases unknown where it is false."""
        final = Part.final(self, by)
        return UNKNOWN if final == FALSE else final

    def completed(self, by):
        return Part.completed(self, by)

    def is_closed(self, until=None):
        """4: of cases, when every return of the slot is there."""
        return not self.row.returns_lacking(self.event, self.row.as_of)

    def dates(self):
        found = {moment for part in self.filters for moment in part.dates()}
        return super().dates() | found | {record.effective for record in self.row.cases_of_slot(self.event)}

    def turns(self):
        found = {moment for part in self.filters for moment in part.turns()}
        return super().turns() | self.dates() | found | self.row.turns_of_returns(self.event)


def least_share(share, count):
    """3: of a share p the least whole number >= p x n; both are whole numbers of millionths."""
    return -(-share * count // ONE)
