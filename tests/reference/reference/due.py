"""Section 5: a due date is made in this order: rule, declared shift, notice; then extension, and delay."""

from datetime import datetime
from functools import cache

from .once import once
from .moments import DAY, MINUTE, Days, LawError, add_months, added, first_minute, last_minute, month_end, read_instant


@cache
def years_before(days, years):
    """3: the slot so many years before: from the first day to the day before the next slot's first, each so much earlier."""
    return Days(add_months(days.first, -12 * years), add_months(days.last + DAY, -12 * years) - DAY)


def counted_from(task):
    """7: one that is counted from the issue, and that amendments leave as it was, is what it was: as the first said it that says it so."""
    before = task.board.before and task.board.before.board.by_name.get(task.name)
    return counted_from(before) if before and so_far(task.due) == so_far(before.due) else task.due


def so_far(due):
    """How far from the issue it is: a length, whatever it is called, but for one that is to be announced under its name."""
    length = due["offset"] and (due["offset"]["by"], due["offset"]["rows"] or due["offset"]["name"])
    return due["anchor"], due["issue"], length, due["backwards"], due["shift"]


class Rule:
    def __init__(self, row, told_by=None):
        self.row = row
        self.told_by = told_by  # what was announced later is left out
        self.task = row.task
        self.told = row.task.due
        self.board = row.board

    @property
    def slot_days(self):
        window = self.told_by and self.task.window
        return self.board.window_days(window, self.row.unit, self.told_by) if window else self.row.slot.days

    @property
    def begins(self):
        """The days before which no row of the task opens."""
        return [day for day in (self.task.begins, self.row.added and self.row.added.date()) if day]

    # ---- 7: amendments

    @property
    def since(self):
        """The first minute of the day of issue of the version that the row stands on, if that amends another."""
        return first_minute(self.board.issued) if self.board.before else None

    @once
    def before(self):
        """The rule as it was by the version before, at the end of the day before the issue; nothing where that had none."""
        return Rule(self.row.former, self.since - MINUTE).in_force if self.row.former else None

    @property
    def in_force(self):
        """That of the version that was in force when it was told."""
        if self.since and self.told_by < self.since:
            return self.row.former and Rule(self.row.former, self.told_by).in_force
        return self

    @once
    def is_kept(self):
        """7: whether the amendment leaves the due date as it was; what is announced on the day of issue counts with it."""
        return bool(self.before) and Rule(self.row, last_minute(self.board.issued)).outcome == self.before.outcome

    @property
    def outcome(self):
        return self.is_error, None if self.is_error else self.ruled

    # ---- 5: the rule

    @once
    def anchor(self):
        """The instant that the due date is or counts from; nothing where it is not known."""
        kind, row = self.told["anchor"], self.row
        if kind == "date":
            return read_instant(counted_from(self.task)["at"] if self.told["issue"] else self.told["at"])
        if kind == "slot_end":
            if not self.slot_days:
                return last_minute(self.board.year.last) if row.case else None
            last = self.slot_days.last
            if self.told["day"]:
                last = last.replace(day=min(self.told["day"], month_end(last.year, last.month).day))
            return last_minute(last)
        if kind == "slot_start":
            first = row.case.effective.date() if row.case else self.slot_days and self.slot_days.first
            return first and last_minute(max([first, *self.begins]))
        if kind == "occurrence":
            return row.case.effective if row.case else None
        if kind == "case_date":
            return self.of_case(self.told["field"])
        if kind in ("window_start", "window_end"):
            days = self.board.window_days(self.told["window"], row.unit, self.told_by)
            return days and last_minute(days.first if kind == "window_start" else days.last)
        if kind == "previous_step":
            return self.previous_step
        return None

    def of_case(self, field):
        """5: a due date that a field of the case tells is unknown until it is told."""
        readings = [reading for reading in self.row.read(field) if not reading.is_blank]
        if not readings or not readings[-1].tells:
            return None
        return read_instant(readings[-1].record.value)

    @once
    def previous_step(self):
        """5: unknown until the step before is met (of one that need not be, its planned date counts, if it has one)."""
        before = self.board.nearest(self.row, self.task.step_before)
        if any(row.is_open for row in before):
            return None
        came = [row.completed_on if row.is_met else row.planned_due for row in before]
        return max(filter(None, came), default=None)

    @once
    def lengths(self):
        """The lengths that may be added: one, or by a level that is not reported those still possible."""
        offset = self.told["offset"]
        if offset is None:
            return [None]
        if told := offset["name"] and self.board.announced(offset["name"], self.row.unit, self.told_by):
            count, unit = told.split()  # 5: what is announced of a parameter goes before the plan's own
            return [(int(count), unit)]
        if offset["by"] is None:
            return offset["rows"]
        readings = [reading for reading in self.row.read(offset["by"]) if not reading.is_blank]
        if readings and readings[-1].tells:
            return [offset["rows"][readings[-1].record.value]]
        return [length for length in offset["rows"].values() if length]

    @once
    def ruled(self):
        """The rule and the declared shift; an error is one that no report mends (3)."""
        if self.anchor is None:
            return None
        made = []
        for length in self.lengths:
            if length is None and self.told["offset"]:
                return None
            moment = self.anchor
            if length:
                moment = added(moment, length, self.told["backwards"], self.board.calendar)
            day = self.board.calendar.shifted(moment.date(), self.told["shift"])
            made.append(datetime.combine(day, moment.time()))
        return max(made, default=None)  # 5: the latest date still possible

    @property
    def is_without(self):
        """4: the plan gives a case of this class no length: no deadline."""
        return self.anchor is not None and self.told["offset"] is not None and self.lengths == [None]

    @once
    def is_error(self):
        try:
            self.ruled
        except (LawError, OverflowError):
            return True
        return False

    @once
    def planned(self):
        """5: notice: a due date is not before the day of issue, nor before that of the announcement that sets or moves it, unless
        that would put off what it brings forward."""
        if self.is_error or self.ruled is None:
            return None
        if not self.announced and self.is_kept:
            return self.before.planned
        planned = self.raised_to_issue
        if self.announced:
            moment, before = self.announced
            if planned < moment:
                planned = last_minute(moment.date())
            if before.planned and before.planned >= self.ruled:
                planned = min(planned, before.planned)
        return planned

    @property
    def raised_to_issue(self):
        issued = self.board.issued
        return last_minute(issued) if issued and self.ruled.date() < issued else self.ruled

    @once
    def announced(self):
        """The last announcement by which the due date is another, and the rule as it was before; nothing if there is none."""
        for moment in self.announcements():
            before = Rule(self.row, moment - MINUTE)
            if before.outcome != self.outcome:
                return moment, before
        return None

    @property
    def gives_no_row(self):
        """5: a period or window that was over and due before the day of issue, and a case that was due before it; 7: by an
        amendment unless the version before had the row, or one that it comes from."""
        if self.planned is None or self.task.slots == "one_off":
            return False
        if not self.announced and self.is_kept:
            return self.before.gives_no_row and self.is_over
        if self.board.eve and (self.board.eve.had(self.row) or self.comes_from):
            return False
        if self.ruled == self.planned or self.planned != self.raised_to_issue:
            return False
        return self.is_over

    @property
    def is_over(self):
        days = self.slot_days
        return self.row.case is not None or days is not None and days.last < self.board.issued

    def announcements(self):
        """The instants of those of its window and its parameter, for its unit or for all, the last first; 7: what is announced
        on the day of issue counts with the amendment."""
        names = filter(None, (self.told["offset"] and self.told["offset"]["name"], self.told["window"], self.task.window))
        units = {self.row.unit.code, self.board.units.all[0].code}
        told = {record.effective for name in names for unit in units for record in self.board.log.announced.get((name, unit), [])}
        by = self.told_by or self.board.as_of
        return sorted((moment for moment in told
                       if moment <= by and not (self.since and moment.date() <= self.board.issued)), reverse=True)

    @once
    def extensions(self):
        return [act for act in sorted(self.row.acts("extend"), key=lambda act: act.number)
                if not self.told_by or act.effective <= self.told_by]

    @once
    def extended(self):
        """5: extension, the later of the two."""
        if self.planned is None:
            return None
        return max([self.planned, *(read_instant(act.value) for act in self.extensions)])

    @once
    def missed(self):
        """7: the first due date that an amendment, an announcement, or an extension recorded after it, moved after it had
        passed: to a later day, or to one not known yet."""
        if self.passed and not self.is_without and (self.final is None or self.final > self.passed):
            return self.passed
        return self.missed_by_extension if self.final else None

    @property
    def missed_by_extension(self):
        current = self.planned
        for act in self.extensions:
            moved = read_instant(act.value)
            if moved > current:
                had = self.delayed(current)
                if act.recorded_at > had and self.delayed(moved) > had:
                    return had
                current = moved
        return None

    @once
    def passed(self):
        """What was missed, or had passed, before the last announcement that sets the date, or else before the amendment."""
        if not self.announced:
            return self.missed_before if self.before else self.missed_replaced
        moment, before = self.announced
        return before.missed or (before.final if before.final and before.final < moment and not before.gives_no_row else None)

    @property
    def missed_before(self):
        """By the end of the day before the issue, or by the amendment."""
        had = self.board.eve.had(self.row)
        if not had or self.is_kept:
            return self.before.missed
        row = had[0]
        return next((due for due in (row.rule.missed, row.due) if due and due < self.since), None)

    @property
    def comes_from(self):
        """7: the rows that the amendment replaced by this one."""
        return self.board.version.comes_from(self.row)

    @property
    def missed_replaced(self):
        """7: what the rows that it comes from had missed, or the first due date by which one of them was late or overdue at the end
        of the day before, is as if the amendment had moved it."""
        found = [row.rule.missed or (row.due if row.was_late_by(self.since) else None) for row in self.comes_from]
        return min((due for due in found if due and due < self.since), default=None)

    @once
    def final(self):
        return None if self.extended is None else self.delayed(self.extended)

    def delayed(self, moment):
        """5: delay: the date moves by the days that a prerequisite came late, and to the day it came at least."""
        most, came_last = self.delay
        return max(moment + most * DAY, last_minute(came_last)) if most else moment

    @once
    def delay(self):
        """5: where a prerequisite came k > 0 days after its own planned date (the most of several), and the day it came."""
        most, came_last = 0, None
        for task in self.task.requires:
            if self.told["anchor"] == "previous_step" and task == self.task.step_before:
                continue  # 5: it is not delayed by it again
            for row in self.board.nearest(self.row, task):
                if not (row.is_met and row.assurance != "returned" and row.planned_due and row.completed_on):
                    continue
                late = (row.completed_on.date() - row.planned_due.date()).days
                if late > 0:
                    most = max(most, late)
                    came_last = max(came_last or row.completed_on.date(), row.completed_on.date())
        return most, came_last
