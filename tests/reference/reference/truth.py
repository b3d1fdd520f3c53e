"""Section 3, second half: truth has three values and a blank; section 4: keeping, reaching, the final reading, completed on."""

from datetime import datetime
from fractions import Fraction
from types import SimpleNamespace

from .amounts import earlier_in, figure_of, has_flow, names_in, slope, value_of
from .kleene import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Judged, both, contrary, either
from .moments import MINUTE, LawError
from .once import once
from .values import ADD_UP, AWAITED, ERROR, JUDGEMENT, ONE

# ---- The parts of a criterion. `not` is pushed inwards, and `=` is `>=` and `<=`, when they are made (4)


class Part:
    """What is judged by an instant, for one row."""

    is_keeping = False
    in_slot = False  # whether it reads the slot alone

    def __init__(self, row):
        self.row = row

    def final(self, by):
        """4: the table of the final reading."""
        judged = self.judge(by)
        if judged.truth not in (TRUE, FALSE):
            return judged.truth
        if self.is_keeping:
            if judged.truth == FALSE:
                return FALSE
            return TRUE if self.row.slot_is_over and self.is_closed() else UNKNOWN
        if self.row.is_continuing:
            return judged.truth if self.row.slot_is_past else UNKNOWN
        return TRUE if judged.truth == TRUE else UNKNOWN

    def completed(self, by):
        """4: of a comparison, the start of its last unbroken run of being true; of a keeping part, the end of the slot."""
        if self.is_keeping:
            return self.row.slot_end
        start = None
        for moment in sorted({moment for moment in self.dates() if moment <= by}):
            if self.judge(moment).truth != TRUE:
                start = None
            elif start is None:
                start = moment
        return start or by

    def dates(self):
        """The dates of its readings; 1: the reporter's gives way to the verifier's."""
        return {reading.at for row, name in self.reads() for reading in row.read(name, self.in_slot) if not reading.is_blank}

    def turns(self):
        """All instants at which it may come to be true: dates of readings and ends of reporting slots."""
        ends = {slot.end for row, name in self.reads() for slot in row.slots_of(name, self.in_slot) if slot.days}
        return self.dates() | ends

    def names(self):
        """The indicators that it reads of its row."""
        return set()

    def reads(self):
        """The indicators that it reads, each with the row that reads it: another in a figure over units."""
        return {(self.row, name) for name in self.names()}

    def read_earlier(self):
        """What it reads of earlier years: the row, the indicator, how many years before."""
        return set()

    def rests_on(self, by):
        """4: on a unit's own reading, where the latest counts on that alone."""
        found = [row.figures(name, by, self.in_slot) for row, name in self.reads()]
        found += [row.figures_earlier(name, years, by) for row, name, years in self.read_earlier()]
        return [reading for figures in found for reading in (figures.told if figures.kind in ADD_UP else figures.last_told)]

    def is_closed(self, until=None):
        """4: by `as_of` every reporting slot in the row's slot of what the part reads is filled; without a rhythm, a reading or
        its period reaches the slot's last day, or the row is claimed after it."""
        return all(row.is_closed(name, self.row, until) for row, name in self.reads())


def or_later(moment):
    """The end of a slot that is not known is later than any other moment."""
    return moment or datetime.max


class Joined(Part):
    def __init__(self, row, operands, is_and):
        super().__init__(row)
        self.operands = operands
        self.is_and = is_and

    def judge(self, by):
        judged = [operand.judge(by) for operand in self.operands]
        return both(judged) if self.is_and else either(judged)

    def final(self, by):
        finals = [Judged(operand.final(by)) for operand in self.operands]
        return (both(finals) if self.is_and else either(finals)).truth

    def completed(self, by):
        """4: of `and` the latest, of `or` the earliest of the true operands."""
        found = [operand.completed(by) for operand in self.operands if operand.judge(by).truth == TRUE]
        return max(found, key=or_later) if self.is_and else min(found, key=or_later)

    def dates(self):
        return {moment for operand in self.operands for moment in operand.dates()}

    def turns(self):
        return {moment for operand in self.operands for moment in operand.turns()}

    def reads(self):
        return {read for operand in self.operands for read in operand.reads()}

    def read_earlier(self):
        return {read for operand in self.operands for read in operand.read_earlier()}

    def rests_on(self, by):
        return [reading for operand in self.operands for reading in operand.rests_on(by)]


class Equation(Joined):
    """4: `=` and `!=` of what does not only grow are one comparison."""

    final = Part.final
    completed = Part.completed

ORDERS = {
    ">=": (lambda a, b: a >= b), "<=": (lambda a, b: a <= b), ">": (lambda a, b: a > b), "<": (lambda a, b: a < b),
}
CONTRARY = {">=": "<", "<": ">=", "<=": ">", ">": "<="}
SWAPPED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}


def compared(order, left, right):
    """3: true if it holds for every pair, false if it holds for none, else unknown."""
    if order in ("<=", "<"):
        return compared(SWAPPED[order], right, left)
    holds = ORDERS[order]
    if left.low is not None and right.high is not None and holds(left.low, right.high):
        return TRUE
    if left.high is not None and right.low is not None and not holds(left.high, right.low):
        return FALSE
    return UNKNOWN


class Comparison(Part):
    def __init__(self, row, order, left, right, in_slot=False):
        super().__init__(row)
        self.order = order
        self.left = left
        self.right = right
        # 4: a bound that what can only grow or only fall can only cross, against something that has no flow in it
        up, down = (left, right) if order in ("<=", "<") else (right, left)
        is_bound = slope(row, up) == 1 and not has_flow(row, down) or slope(row, down) == -1 and not has_flow(row, up)
        self.is_keeping = is_bound
        self.in_slot = is_bound or in_slot

    def names(self):
        return names_in(self.left, "reading") | names_in(self.right, "reading")

    def read_earlier(self):
        return {(self.row, name, years) for name, years in earlier_in(self.left) | earlier_in(self.right)}

    @once
    def dates_earlier(self):
        return {reading.at for row, name, years in self.read_earlier() for reading in row.read_earlier(name, years)
                if not reading.is_blank}

    def dates(self):
        """4: those of earlier years are among them, but where the slot alone is read."""
        return super().dates() | (set() if self.in_slot else self.dates_earlier)

    def turns(self):
        ends = {period.end for row, name, years in self.read_earlier() for period in row.periods_earlier(name, years) or ()}
        return super().turns() | self.dates_earlier | ends

    @once
    def read(self):
        named = figure_of(self.left)
        others = {(one.row, named) for one in self.row.units_counted(self.left["of"]["units"])} if named else set()
        return super().reads() | others

    def reads(self):
        return self.read

    @once
    def kept(self):
        return {}

    def judge(self, by):
        if by not in self.kept:
            self.kept[by] = self.compared(by)
        return self.kept[by]

    def compared(self, by):
        left, right = self.value_if_any(self.left, by), self.value_if_any(self.right, by)
        readings = [reading for value in (left, right) if value and value.is_n_a for reading in value.readings]
        if any(value and value.is_n_a for value in (left, right)):
            return Judged(NOT_APPLICABLE, (), readings)
        if not (left and right):
            return Judged(UNKNOWN, {ERROR})
        if left.parts or right.parts:
            return self.ratio(left, right)
        if not self.is_told(by):
            return Judged(UNKNOWN, left.reasons | right.reasons)
        truth = compared(self.order, left, right)
        return Judged(truth, left.reasons | right.reasons)

    def is_told(self, by):
        """3: a comparison of which nothing is told but last year's figures, and what does not apply, is unknown: silence is never
        done."""
        return any(reading.tells or reading.is_withheld for row, name in self.reads() for reading in row.read(name, self.in_slot, by)
                   if row is self.row or not row.figures(name, by, self.in_slot).value(by).is_not_applicable)

    def shown(self, by):
        """The value, and the target if it is a point."""
        value, target = self.value_if_any(self.left, by), self.value_if_any(self.right, by)
        return value, target.point if target else None

    def value_if_any(self, node, by):
        try:
            return self.value(node, by)
        except LawError:
            return None

    def ratio(self, left, right):
        """3: a ratio is its two parts; `a/b >= p` means `a >= p*b`, so nothing is rounded."""
        if left.parts and right.parts:
            return Comparison.ratio_against_ratio(self.order, left, right)
        if right.parts:
            return Comparison.ratio_against(SWAPPED[self.order], right, left)
        return Comparison.ratio_against(self.order, left, right)

    @staticmethod
    def ratio_against(order, ratio, bound):
        above, below = ratio.parts
        if below == 0:
            return Judged(NOT_APPLICABLE, (), ratio.readings)
        share = SimpleNamespace(low=above * ONE, high=above * ONE)
        times = SimpleNamespace(**{end: getattr(bound, end) and getattr(bound, end) * below for end in ("low", "high")})
        return Judged(compared(order, share, times), bound.reasons | ratio.reasons)

    @staticmethod
    def ratio_against_ratio(order, ratio, base):
        """3: `a/b <= c/d - 0.05`; shares whose products, reduced, leave 126 bits are an error."""
        (a, b), (c, d) = ratio.parts, base.parts
        if b == 0 or d == 0:
            return Judged(NOT_APPLICABLE, (), ratio.readings * ratio.is_n_a + base.readings * base.is_n_a)
        (a, b), (c, d) = (Fraction(above, below).as_integer_ratio() for above, below in ((a, b), (c, d)))
        left, right = (a * d, c * b) if base.points == 0 else (a * d * ONE, (c * ONE + base.points * d) * b)
        if max(abs(left), abs(right)) >= 2**126:
            return Judged(UNKNOWN, {ERROR})
        return Judged(TRUE if ORDERS[order](left, right) else FALSE)

    def value(self, node, by):
        return value_of(self.row, node, by, self.in_slot, self.levels)

    @once
    def levels(self):
        """The names of the ranks that a level is compared by."""
        named = figure_of(self.left) or self.left.get("reading") or self.right.get("reading")
        return self.row.indicator(named)["members"] if named else []


class OfOne(Part):
    """A part that reads one indicator."""

    def __init__(self, row, name, is_negated=False, in_slot=False):
        super().__init__(row)
        self.name = name
        self.is_negated = is_negated
        self.in_slot = in_slot

    def names(self):
        return {self.name}

    def judge(self, by):
        judged = self.plain(by)
        return Judged(contrary(judged.truth), judged.reasons, judged.rests_on) if self.is_negated else judged


class Covered(OfOne):
    """3: true when every named member is in or does not apply, and not applicable when none applies."""

    def __init__(self, row, node, is_negated, in_slot):
        super().__init__(row, node["covered"], is_negated, in_slot)
        self.members = node["members"]

    def plain(self, by):
        value = self.row.figures(self.name, by, self.in_slot).value(by)
        if value.is_not_applicable:
            return Judged(NOT_APPLICABLE, (), value.readings)
        inside, exempt = value.members
        if all(member in exempt for member in self.members):
            return Judged(NOT_APPLICABLE, (), value.readings)
        if all(member in inside | exempt for member in self.members):
            return Judged(TRUE)
        return Judged(UNKNOWN if value.reasons else FALSE, value.reasons)  # 3: members not in may be in


class Reported(OfOne):
    """3: `is reported` is true when the value is complete, else unknown."""

    def plain(self, by):
        figures = self.row.figures(self.name, by, self.in_slot)
        try:
            figures.value(by)
        except LawError:
            return Judged(UNKNOWN, {ERROR})
        if figures.is_complete(by):
            return Judged(TRUE)
        return Judged(UNKNOWN, figures.lacking(by))

    def completed(self, by):
        """4: of `is reported` the date of the last reading."""
        return max(reading.at for reading in self.row.read(self.name, self.in_slot, by) if not reading.is_blank)


class NeverFalls(OfOne):
    """3: false if a reading in the slot is below the one dated before it (withheld and n/a ones are passed over), else true,
    but unknown if not complete."""

    is_keeping = True

    def plain(self, by):
        figures = self.row.figures(self.name, by, True)
        inside = {reading.record.number for reading in figures.readings}
        before = None
        for reading in self.row.read_ever(self.name, by):
            if not reading.tells:
                continue
            number = figures.number_of(reading)
            if before is not None and number < before and reading.record.number in inside:
                return Judged(FALSE)
            before = number
        value = figures.value(by)
        if value.is_not_applicable:
            return Judged(NOT_APPLICABLE, (), value.readings)
        if figures.is_complete(by):
            return Judged(TRUE)
        return Judged(UNKNOWN, figures.lacking(by))


class Claimed(Part):
    """3: a task without a criterion is met when it is claimed (2)."""

    def __init__(self, row, is_negated=False):
        super().__init__(row)
        self.is_negated = is_negated

    def dates(self):
        return {claim.effective for claim in self.row.acts("claim")}

    def turns(self):
        return self.dates()

    def judge(self, by):
        if any(claim.effective <= by for claim in self.row.acts("claim")):
            return Judged(FALSE if self.is_negated else TRUE)
        return Judged(UNKNOWN, {self.row.not_told})

    def completed(self, by):
        return min(self.dates())


class Judgement(Part):
    """3: `judged by` is what the latest judgement on the row says, unknown (*judgement*) without one."""

    def __init__(self, row, is_negated):
        super().__init__(row)
        self.is_negated = is_negated

    def dates(self):
        return {judgement.effective for judgement in self.row.acts("judge")}

    def turns(self):
        return self.dates()

    def judge(self, by):
        told = [judgement for judgement in self.row.acts("judge") if judgement.effective <= by]
        if not told:
            return Judged(UNKNOWN, {JUDGEMENT})
        return Judged(TRUE if (told[-1].value == "1") != self.is_negated else FALSE)


class Closed(Part):
    """3: a case is closed from the date of its closing, if its gates hold or do not apply, and is unknown without one."""

    def __init__(self, row, gates):
        super().__init__(row)
        self.gates = gates

    def reads(self):
        return self.gates.reads()

    def dates(self):
        return self.gates.dates() | {closing.effective for closing in self.row.closing()}

    def turns(self):
        return self.gates.turns() | self.dates()

    def judge(self, by):
        if not any(closing.effective <= by for closing in self.row.closing()):
            return Judged(UNKNOWN, {self.row.not_told})
        gates = self.gates.judge(by)
        return Judged(TRUE) if gates.truth == NOT_APPLICABLE else gates

    def completed(self, by):
        """4: of a closed case the later of its closing and its gates."""
        found = [closing.effective for closing in self.row.closing()]
        if self.gates.judge(by).truth == TRUE:
            found.append(self.gates.completed(by))
        return max(found)


class Parts(Part):
    """3: parts are `and` over their rows, each as `task`."""

    def __init__(self, row, is_negated=False):
        super().__init__(row)
        self.is_negated = is_negated

    def rows(self):
        return self.row.rows_of_parts()

    def dates(self):
        return {row.completed_on for row in self.rows() if row.is_done}

    def turns(self):
        return self.dates()

    def judge(self, by):
        judged = both([self.of_row(row, by) for row in self.rows()])
        return Judged(contrary(judged.truth), judged.reasons, judged.rests_on) if self.is_negated else judged

    @staticmethod
    def of_row(row, by):
        """3: true from *completed on* where the word is done; n/a for words 1, 2 and 4 to 6; unknown for 9 and 10, where V is
        unknown, and of a row that is silent; else false."""
        if row.is_done:
            return Judged(TRUE if row.completed_on <= by else FALSE)
        if row.word in ("no_case", "not_applicable", "superseded", "waived", "excused"):
            return Judged(NOT_APPLICABLE, (), row.judged.rests_on)
        is_open = row.word in ("claimed_without_proof", "awaiting_verification") or row.judged.truth == UNKNOWN
        if is_open or row.assurance == "silent":
            return Judged(UNKNOWN, row.judged.reasons or {AWAITED})
        return Judged(FALSE)

    def completed(self, by):
        """4: of parts and of `task` it is the latest of theirs."""
        return super().completed(by) if self.is_negated else max(row.completed_on for row in self.rows() if row.is_done)


class OtherTask(Parts):
    """3: `task T` is `and` over T's rows as a prerequisite has them, `should` and `may` goals only if T has no other."""

    def __init__(self, row, name, is_negated):
        super().__init__(row, is_negated)
        self.name = name

    def rows(self):
        task = self.row.board.tasks[self.name]
        return [row for row in self.row.board.nearest(self.row, task) if row.counts_for_others]


class Throughout(Part):
    """3: `throughout c` is false if c was false at the date of a reading in the slot, else c."""

    is_keeping = True

    def __init__(self, row, inner):
        super().__init__(row)
        self.inner = inner

    def reads(self):
        return self.inner.reads()

    def read_earlier(self):
        return self.inner.read_earlier()

    def dates(self):
        return self.inner.dates()

    def judge(self, by):
        for moment in self.dates():
            if moment <= by and self.inner.judge(moment).truth == FALSE:
                return Judged(FALSE)
        return self.inner.judge(by)


class Until(Part):
    """3: `c until s` is c at the instant of judging while s is not true; then c by what is dated before s became true."""

    is_keeping = True
    in_slot = True

    def __init__(self, row, bound, state):
        super().__init__(row)
        self.bound = bound
        self.state = state

    def reads(self):
        return self.bound.reads() | self.state.reads()

    def dates(self):
        return self.bound.dates() | self.state.dates()

    def turns(self):
        return self.bound.turns() | self.state.turns()

    def read_earlier(self):
        return self.bound.read_earlier() | self.state.read_earlier()

    def began(self, by):
        """When s became true, if it has by then: what is kept to the end of the slot has not before that."""
        began = self.state.completed(by) if self.state.judge(by).truth == TRUE else None
        return began if or_later(began) <= by else None

    def judge(self, by):
        began = self.began(by)
        if not began:
            return self.bound.judge(by)
        if self.row.opens and began.date() < self.row.opens.date():
            # nothing of its slot is before s
            return Judged(NOT_APPLICABLE, (), self.state.rests_on(by))
        judged = self.bound.judge(began - MINUTE)
        return Judged(judged.truth, judged.reasons - {AWAITED} or judged.reasons, judged.rests_on)  # its slot is over

    def final(self, by):
        """4: the slot is over and ends when s becomes true."""
        judged = self.judge(by).truth
        began = self.began(by)
        if judged != TRUE:
            return judged
        if not began:
            return super().final(by)
        return TRUE if self.bound.is_closed(began) else UNKNOWN

    def is_closed(self, until=None):
        return self.bound.is_closed(until)

    def completed(self, by):
        return self.began(by) or self.row.slot_end
