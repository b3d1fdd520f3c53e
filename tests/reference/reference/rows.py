"""Section 2: rows and their slots; and section 4, the instant of judging, of one row."""

from . import due, status
from .moments import Days, first_minute
from .counts import OfCases
from .criteria import comparisons, leaves, made
from .once import once
from .kleene import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Judged
from .truth import Closed, Joined, OtherTask, Parts
from .reads import Reads
from .values import ATTRIBUTE, AWAITED, NOT_REPORTED, Asked, Figures, day_of, fills, in_days
from .world import Named, Reading, used


class Row(Reads):
    """2: task x goal x unit x slot."""

    def __init__(self, board, task, goal, unit, slot):
        self.board = board
        self.task = task
        self.modality = goal["modality"]
        self.criterion = goal["criterion"]
        self.unit = unit
        self.slot = slot
        self.case = slot.case
        self.as_of = board.as_of

    # ---- 7: the versions of a plan

    is_superseded = False  # of a task that is gone
    is_replaced = False    # and that another replaced as it went, or the whole of which

    @once
    def key(self):
        """What makes it, of its task and unit, the same row in another version."""
        return self.slot.key_in(self.task.slots, self.board.year_label)

    @once
    def former(self):
        """The row as the version before had it; nothing where that had none."""
        return self.board.before.candidate(self) if self.board.before else None

    @property
    def counts_for_others(self):
        """2, 3: `should` and `may` goals count only if its task has no other, as its own version has it (7)."""
        return not self.task.is_asked or self.modality not in ("should", "may")

    @property
    def added(self):
        """Before which its task does not open, where an amendment has added it."""
        return self.task.added

    # ---- 2: the slot of a row: from the day it opens to the day it ends

    is_continuing = property(lambda self: self.task.slots == "continuing")

    @once
    def opens(self):
        """The instant at which it opens, or that before which it does not; nothing where its window is not known."""
        begins = self.task.begins and first_minute(self.task.begins)
        if self.added:
            begins = max(begins or self.added, self.added)  # 7: of an added task
        if not self.case and not self.slot.days:
            return begins
        opens = self.case.effective if self.case else first_minute(self.slot.days.first)
        return max(opens, begins) if begins else opens

    @once
    def days(self):
        """The days of its slot; nothing where its window is not known."""
        if not self.case and not self.slot.days:
            return None
        last = self.slot.days.last if self.slot.days else self.board.year.last
        if self.task.slots in ("one_off", "triggered"):
            if self.due and not self.holds_throughout:
                last = self.due.date()
            else:
                last = self.board.year.last
        return Days(self.opens.date(), last)

    @once
    def holds_throughout(self):
        """2: one-off: ends on the plan's last day if a goal of the task must hold `throughout`."""
        def within(node):
            inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
            return isinstance(node, dict) and "throughout" in node or any(within(one) for one in inner)

        return self.task.slots == "one_off" and any(within(goal["criterion"]) for goal in self.task.goals)

    @property
    def slot_end(self):
        """2: of a one-off slot its due date, to the minute."""
        if self.days and self.task.slots in ("one_off", "triggered") and self.due and not self.holds_throughout:
            return self.due
        return self.days.end if self.days else None

    @property
    def slot_is_over(self):
        return bool(self.days) and self.as_of >= self.slot_end

    @property
    def slot_is_past(self):
        """4: its last minute is past."""
        return bool(self.days) and self.as_of > self.slot_end

    # ---- 2: units that come and go

    @property
    def is_on_board(self):
        """2: if its unit exists at the row's stand, or existed on a date that the row missed, and it or one that it has inherited had
        opened by the end of the slot, of the plan year while that is not known; a row of a case, if its unit existed when the case
        occurred."""
        if self.case:
            return self.unit.exists(self.case.effective)
        ends = (self.slot_end if self.task.slots == "one_off" else self.slot.days and self.slot.days.end) or self.board.year.end
        is_there = self.unit.exists(self.stand) or (bool(self.missed) and self.unit.exists(self.missed))
        return is_there and any(unit.has_opened(ends) for unit in self.units_read)

    @once
    def named(self):
        """By clause `who`: the units at or below the row's."""
        return {}

    def units_counted(self, who):
        """3: the units that it names at or below the row's unit, each as if the row were its own; not one that a filter leaves
        out."""
        key = id(who)  # a node of the dump, which stays
        if key not in self.named:
            named = Named(self.board.plan, self.board.units, who)
            units = [unit for unit in named.units if self.unit in (unit, *unit.above()) and unit.exists(self.stand)]
            found = [CountedUnit(self, unit, named.filters) for unit in units]
            self.named[key] = [one for one in found if one.truth != FALSE]
        return self.named[key]

    def cases_of_slot(self, event):
        """3: the live cases of the unit, 2: also those that it has inherited, that occurred in the row's slot."""
        units = {unit.code: unit.order for unit in self.units_read}
        cases = [case for case in self.board.log.cases.get(event, []) if case.unit in units and self.days
                 and case.effective.date() in self.days and not self.is_in_gap(case.effective.date(), self.task.stretches)]
        return sorted(cases, key=lambda case: (units[case.unit], case.case_id.encode()))

    def at_case(self, case):
        return AtCase(self, case)

    def returns_of(self, event):
        return [told for unit in self.units_read for told in self.board.log.returns.get((unit.code, event), [])]

    def periods_of_returns(self, event):
        """The periods of its returns that end in the row's slot; a case may be told of the whole year at once."""
        every = self.board.events[event]["every"]
        periods = self.board.reporting_periods(every) if every else [self.board.year]
        return [period for period in periods
                if self.days and period.last in self.days and not self.is_in_gap(period.last, self.task.stretches)]

    def returns_lacking(self, event, by):
        """3: the periods that end in the slot of which neither a return nor a case was told; 5, 7: none is asked for a period that
        was over by the first day of issue; 2: nor of a unit that does not exist at its end."""
        lacking = []
        for unit in self.units_read:
            told = [told for told in self.board.log.returns.get((unit.code, event), []) if told.at <= by]
            days = {case.effective.date() for case in self.board.log.cases.get(event, [])
                    if case.unit == unit.code and case.effective <= by}
            lacking += [period for period in self.periods_of_returns(event)
                        if unit.exists(period.end) and not (self.board.first_issued and period.last < self.board.first_issued)
                        and not any(fills(one, period) for one in told) and not any(day in period for day in days)]
        return lacking

    def turns_of_returns(self, event):
        return {told.at for told in self.returns_of(event)} | {period.end for period in self.periods_of_returns(event)}

    # ---- Acts on it

    is_of_another = False  # whether it stands for another's in a count

    @once
    def all_acts(self):
        found = [record for key in self.keys_of_acts for record in self.board.log.acts.get(key, [])]
        return sorted(found, key=lambda record: record.effective)

    def acts(self, *kinds):
        return [record for record in self.all_acts if record.kind in kinds]

    @property
    def keys_of_acts(self):
        """What is told of it names its slot; 7: none where it is one row of the year in every version."""
        if self.case:
            return [(self.task.id, self.unit.code, "", self.case.case_id)]
        is_of_year = self.key == (self.board.year_label, None, False)
        return [(self.task.id, self.unit.code, "" if is_of_year else self.slot.label, "")]

    @property
    def holder(self):
        """2: a row is held by its unit, or by the one that it was last transferred to; by the heir of these from closing on."""
        unit = next((self.board.units.by_code[act.value] for act in reversed(self.acts("transfer"))), self.unit)
        return unit.goes_on_as(self.as_of).code

    def closing(self):
        if not self.case:
            return []
        found = self.board.log.closings.get((self.case.unit, self.case.indicator, self.case.case_id))
        return [found] if found else []

    @property
    def not_told(self):
        """3: awaited, or not reported once the row is due."""
        return NOT_REPORTED if self.due and self.as_of > self.due else AWAITED

    # ---- 2: whether the duty is the unit's

    @once
    def scope(self):
        """Judged at the row's stand: true, false or unknown."""
        if self.window_scope == FALSE:
            return FALSE
        found = [self.board.attribute_truth(node, self.unit, self.stand) for node in self.task.filters]
        if self.case and self.task.trigger["where"]:
            found.append(self.case_truth)
        if FALSE in found:
            return FALSE
        return UNKNOWN if UNKNOWN in found else TRUE

    @once
    def case_truth(self):
        """2: whether a case sets a duty off is judged at the row's stand, if it is unknown then at the first instant after it, by
        `as_of`, at which it is known by what was told of the case."""
        where = made(OfCase(self), self.task.trigger["where"])
        later = sorted(moment for moment in where.dates() if self.stand < moment <= self.as_of)
        found = (where.judge(moment).truth for moment in [self.stand, *later])
        return next((truth for truth in found if truth != UNKNOWN), UNKNOWN)

    @once
    def window_scope(self):
        return FALSE if any(self.board.window_scope(name, self.unit) == FALSE for name in self.windows_named) else TRUE

    # ---- 5: its due date, in steps

    @once
    def rule(self):
        return due.Rule(self)

    planned_due = property(lambda self: self.rule.planned)
    due_is_error = property(lambda self: self.rule.is_error)

    @once
    def stand(self):
        """2: the earlier of `as_of` and its due date before any extension."""
        planned = self.rule.planned
        return min(self.as_of, planned) if planned else self.as_of

    @once
    def due(self):
        return self.rule.final

    @property
    def missed(self):
        return self.rule.missed

    @property
    def is_past_due(self):
        return bool(self.due) and self.as_of > self.due  # 5

    # ---- 4: V, the instant J, Vf

    @once
    def part(self):
        return made(self, self.criterion)

    def judge(self, by):
        if self.scope == FALSE:
            return Judged(NOT_APPLICABLE)
        if self.scope == UNKNOWN:
            return Judged(UNKNOWN, {ATTRIBUTE})
        return self.part.judge(by)

    @once
    def judged_at(self):
        """4: J is `as_of`; in a continuing slot no later than its end, in any other row past due the first instant from the due
        date on at which V is true, if there is one."""
        if self.is_continuing:
            return min(self.as_of, self.slot_end) if self.days else self.as_of
        if self.is_past_due and self.scope == TRUE:
            for moment in sorted({self.due, *self.part.turns()}):
                if self.due <= moment <= self.as_of and self.part.judge(moment).truth == TRUE:
                    return moment
        return self.as_of

    @once
    def judged(self):
        return self.judge(self.judged_at)

    @once
    def final(self):
        if self.scope != TRUE:
            return self.judged.truth
        return self.part.final(self.judged_at)

    @once
    def completed_on(self):
        """4: an instant, if V is true."""
        if self.judged.truth != TRUE:
            return None
        return self.part.completed(self.judged_at)

    # ---- 4: the axes and the word

    @once
    def verdict(self):
        return status.verdict(self)

    @once
    def assurance(self):
        return status.assurance(self)

    @once
    def word(self):
        return status.word(self)

    @once
    def timeliness(self):
        return status.timeliness(self)

    def was_late_by(self, instant):
        """7: once the day is over, so also where it was due in its last minute; a row that waits is, one that is let off is not."""
        if not self.due or self.due >= instant or self.word in status.NOWHERE - {"planned", "waiting"}:
            return False
        return self.timeliness in ("late", "overdue", "due_soon") and self.modality not in ("should", "may")

    @property
    def is_done(self):
        return self.word in ("done_early", "done", "done_late")

    @property
    def is_met(self):
        return self.verdict == "met"

    @once
    def prerequisites(self):
        """4: the rows that it is behind, by prerequisite."""
        return [self.board.nearest(self, task) for task in self.task.requires]

    @once
    def waits_for(self):
        """4: the first that is open."""
        return next((row for rows in self.prerequisites for row in rows if row.is_open), None)

    @property
    def is_open(self):
        """4: open until it has word 1, 2, 4, 5 or 6, or is met and not returned; a `should` or `may` until its due date."""
        if self.word in ("no_case", "not_applicable", "superseded", "waived", "excused"):
            return False
        if self.modality in ("should", "may") and self.is_past_due:
            return False
        return not (self.is_met and self.assurance != "returned")

    def rows_of_parts(self):
        return self.board.parts_of(self)

    @property
    def window_is_unknown(self):
        """4: its window, or that from which its due date counts, is not known, be it for want of the unit's class."""
        return any(self.board.window(name, self.unit) is None for name in self.windows_named)

    @property
    def windows_named(self):
        """That which it is in, and that from which its due date counts."""
        return {self.task.window, self.task.due["window"]} - {None, ""}

    def acts_of_it_and_its_whole(self, *kinds):
        """2: whoever is excused from the task is from its parts, of the same slot, if the task has slots."""
        found = self.acts(*kinds)
        if self.task.whole:
            whole = self.task.whole
            found = found + [act for key in self.keys_in(whole) for act in self.board.log.acts.get(key, []) if act.kind in kinds]
        return found

    def keys_in(self, whole):
        """By which acts name the row of its whole in its slot; none where that has no such slot."""
        year = self.board.year_label
        if whole.event:
            return [(whole.id, self.unit.code, "", self.case.case_id)] if self.case and self.case.indicator == whole.event else []
        key = self.slot.key_in(whole.slots, year)
        if all(slot.key_in(whole.slots, year) != key for slot in self.board.slots(whole, self.unit)):
            return []
        return [(whole.id, self.unit.code, "" if key == (year, None, False) else self.slot.label, "")]

    # ---- What it reads

    def records(self):
        """The live records of its own that it reads: readings, also of its parts, claims, other acts on it, a closing that a
        criterion asks for. What others in a count have is not its proof."""
        found = [reading.record for part, row, name in self.reads() if not row.is_of_another
                 for reading in row.read_all(name, part.in_slot)]
        found += [record for part in self.rows_read() for record in part.records() if record.kind == "reading"]
        if any(isinstance(part, Closed) for part in self.leaves):
            found += self.closing()
        return found + self.acts("claim", "verify", "return", "judge", "excuse", "waive", "extend", "transfer")

    def reads(self):
        """Each part that is made of no others, with what it reads, and the row that reads it."""
        return [(part, row, name) for part in self.leaves for row, name in part.reads()]

    @once
    def leaves(self):
        return leaves(self.part)

    def is_told(self):
        """4: whether there is a live reading but blanks, a case, a claim, a judgement; 1: none is left to the row where the
        reporter's gives way to a verifier's that it does not read."""
        if any(not reading.is_blank for part, row, name in self.reads() for reading in row.read(name, part.in_slot)):
            return True
        counts = [part for part in self.leaves if isinstance(part, OfCases)]
        if any(part.row.cases_of_slot(part.event) or part.row.told_returns(part.event) for part in counts):
            return True
        return any(record.kind in ("claim", "judge", "close") for record in self.records())

    def told_returns(self, event):
        """“No case”, which is zero, for a period that ends in the slot."""
        return [told for told in self.returns_of(event)
                if self.days and in_days(told, self.days) and not self.is_in_gap(day_of(told), self.task.stretches)]

    def read_all(self, name, in_slot):
        """Its readings, from both sources."""
        found = self.all_readings(name)
        if self.indicator(name)["event"]:
            return found
        return [reading for reading in found if self.is_read(reading, self.span(name, in_slot))]

    def proofs(self):
        """The live proofs that came with what it reads, also where the figure itself was told again."""
        found = [record for part, row, name in self.reads() if not row.is_of_another and not isinstance(row, AtCase)
                 for record in row.proofs_of(name, part.in_slot)] if self.board.log.proofs else []
        if any(isinstance(part, Closed) for part in self.leaves):
            found += [record for closing in self.closing() for record in self.board.log.proofs.get(closing.cell, [])]
        found += [record for part in self.rows_read() for record in part.proofs() if record.kind == "reading"]
        return found + [record for key in self.keys_of_acts for record in self.board.log.proofs.get(key, [])]

    def proofs_of(self, name, in_slot):
        codes = {unit.code for unit in self.units_read} | ({self.case.unit} if self.case else set())
        told = {key: [Reading(record) for record in records] for key, records in self.board.log.proofs.items()
                if key[0] in codes and key[1:] == (name,)}
        span = None if self.indicator(name)["event"] else self.span(name, in_slot)
        return [reading.record for reading in self.of_it(name, told) if self.indicator(name)["event"] or self.is_read(reading, span)]

    def rows_read(self):
        """The rows of its parts."""
        return [row for part in self.leaves if isinstance(part, Parts) and not isinstance(part, OtherTask) for row in part.rows()]

    def rows_of_other_tasks(self):
        return [row for part in self.leaves if isinstance(part, OtherTask) for row in part.rows()]

    @property
    def is_silent(self):
        return status.is_silent(self)

    def shown(self):
        """The value and the target of its leading comparison or count."""
        return self.leading.shown(self.judged_at) if self.leading else (None, None)

    @once
    def leading(self):
        """The first comparison or count, as written, that is not true, or else the first."""
        found = list(comparisons(self, self.criterion))
        leading = next((part for part, holds in found if part.judge(self.judged_at).truth != holds),
                       found[0][0] if found else None)
        return leading.operands[0] if isinstance(leading, Joined) else leading  # of `=` the two halves


class Counted(Row):
    """3: a row as if it were another's: of the same slot, opening and due date, but without its acts and proofs."""

    is_of_another = True
    opens = days = due = slot_end = stand = None

    def __init__(self, row, unit):
        self.board, self.task, self.modality, self.criterion = row.board, row.task, row.modality, row.criterion
        self.unit, self.slot, self.case, self.as_of = unit, row.slot, row.case, row.as_of
        self.opens, self.days, self.due, self.slot_end, self.stand = row.opens, row.days, row.due, row.slot_end, row.stand

    def acts(self, *kinds):
        return []

    def closing(self):
        return []

    def indicator(self, name):
        """Inside a count of units a name is the unit's own indicator."""
        return self.board.indicator(name, None)


class CountedUnit:
    """3: one of the units that a count names; one of which it is not known whether a filter leaves it out is unknown."""

    def __init__(self, row, unit, filters):
        self.row = Counted(row, unit)
        found = [row.board.attribute_truth(node, unit, row.stand) for node in filters]
        self.truth = FALSE if FALSE in found else UNKNOWN if UNKNOWN in found else TRUE

    def is_in(self, by):
        return Judged(self.truth, {ATTRIBUTE})


class AtCase(Counted):
    """3: one of the cases that a count judges: what is told of it, and what its unit tells."""

    def __init__(self, row, case):
        super().__init__(row, row.unit)
        self.case = case
        self.is_of_another = row.is_of_another

    def indicator(self, name):
        return self.board.indicator(name, self.case.indicator)


class OfCase:
    """What a filter over the fields of a case reads: the case alone."""

    is_continuing = False

    def __init__(self, row):
        self.row = row

    def indicator(self, name):
        return self.row.indicator(name)

    def read(self, name, in_slot=False, by=None):
        return used(self.row.all_readings(name), by or self.row.as_of)

    def read_all(self, name, in_slot):
        return self.row.all_readings(name)

    def slots_of(self, name, in_slot=False):
        return []

    def figures(self, name, by, in_slot=False):
        return Figures(self.indicator(name), self.read(name, in_slot, by), [Asked()], None, None, self.row.as_of)
