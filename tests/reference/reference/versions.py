"""Section 7: amendments. Which rows stand on which version of a plan."""

from datetime import date

from .board import Board, Rows, lights_of
from .moments import MINUTE, Calendar, first_minute, read_instant
from .once import once
from .world import Log, Units


class Standing:
    """The rows that stand as of an instant, on the board of a version or on those of the versions before it."""

    def __init__(self, board, before=None, eve=None):
        self.board = board
        self.before = before  # what would stand as of that instant if the version had not been issued
        self.eve = eve        # what stood at the end of the day before its issue
        self.asked = {}
        self.asked_for = {}
        self.decided = {}
        self.giving_way = {}
        board.before, board.eve, board.version = before, eve, self
        if before:
            board.first_issued = before.board.first_issued
            for task in board.tasks.values():
                amended = before.board.by_name.get(task.name)
                task.added = self.opening_of(task)
                if amended and task.begins_with_issue and amended.begins_with_issue:
                    task.begins = amended.begins  # 7: what begins with the issue of both versions begins when it did
        self.lead(self)

    def lead(self, standing):
        """What asks for rows of others asks for those that stand."""
        self.board.standing = standing
        if self.before:
            self.before.lead(standing)

    def task(self, name):
        """As this version has it, else the last that had it."""
        return self.board.by_name.get(name) or (self.before.task(name) if self.before else None)

    def names(self):
        """In the order of the plan; behind them those of the versions before that are gone."""
        before = self.before.names() if self.before else []
        return [*self.board.by_name, *(name for name in before if name not in self.board.by_name)]

    def all_rows(self):
        return [row for name in self.names() for row in self.rows(name).all]

    def rows(self, name):
        if name not in self.asked:
            self.asked[name] = Rows(self.in_order(self.made(name) + self.lines(name)))
        return self.asked[name]

    def rows_asked(self, name):
        """7: what waits for a task, or asks for it, reads with its rows those that stay of what it replaces."""
        if name not in self.asked_for:
            rows, names = self.rows(name), self.names()
            left = sorted(self.left_by_replaced(name), key=lambda row: names.index(row.task.name))
            self.asked_for[name] = Rows(self.in_order(rows.all + rows.gone + left)) if left else rows
        return self.asked_for[name]

    def in_order(self, rows):
        units, year = self.board.units, self.board.year
        return sorted(rows, key=lambda row: (row.unit.order, *row.slot.order(units, row.task.slots, year)))

    def made(self, name):
        """7: a row stays with the version before or passes to this one; of a task that is gone it is superseded."""
        task = self.board.by_name.get(name)
        own = self.board.own(task) if task else []
        found = [row for row in own if not self.stays(row) and not self.gives_way(row)]
        for row in self.before.made(name) if self.before else []:
            if not self.stays(row):
                if task:
                    continue
                row.is_replaced = row.is_replaced or not row.is_superseded and self.has_replaced(row.task)
                row.is_superseded = True
            found.append(row)
        if task:
            found += self.gone_before(task, own)
        return self.in_order(found)

    def lines(self, name):
        """7: the line of a unit without a case is that of the newest version; there is none where a row that stays of what the task
        replaces is of a case."""
        task = self.board.by_name.get(name)
        if not task or task.slots != "triggered":
            return []
        return self.board.lines_at(task, self.made(name) + self.board.own(task) + self.left_by_replaced(name))

    def gone_before(self, task, own):
        """2: what notice leaves out since the version before did not have it, and that only because its unit did not exist."""
        if not self.eve:
            return []
        left_out = {(row.unit, row.key) for row in self.board.candidates(task)} - {(row.unit, row.key) for row in own}
        return [row for row in self.eve.rows(task.name).gone if (row.unit, row.key) in left_out and not row.is_superseded]

    # ---- What stays

    def stays(self, row):
        """7: by itself, or with the row of its whole."""
        if not self.eve or row.slot.is_line:
            return False
        return self.staying(row.task.name).get((row.unit, row.key), False) or self.stays_with_whole(row) or self.remains(row)

    def remains(self, row):
        """7: what is one row in every version remains superseded with its whole, so that this version has none."""
        return not row.is_superseded and any(other.is_superseded and self.stays_with_whole(other)
                                             for other in self.eve.rows(row.task.name).same(row))

    def stays_with_whole(self, row):
        """7: the parts stay with the row of their whole: that of their slot, or of any slot if the whole is done once or in a
        window, as the version has it that has the part's row, at their unit or, if it has none there, at the nearest above."""
        had = next((other for other in self.eve.rows(row.task.name).same(row) if other.is_superseded == row.is_superseded), row)
        whole = had.task.whole
        if not whole:
            return False
        stays = self.staying(whole.name)
        if row.is_superseded:  # it remains so with its whole; else it is set anew, as if the version before had not had it
            remain = {(other.unit, other.key) for other in self.eve.rows(whole.name).all if other.is_superseded}
            stays = {of: stayed for of, stayed in stays.items() if of in remain}
        key = had.slot.key_in(whole.slots, had.board.year_label)
        return next((stays[unit, key] for unit in (row.unit, *row.unit.above()) if (unit, key) in stays), False)

    def staying(self, name):
        """Whether a row stays, by unit and slot; of several goals those that must decide for all."""
        if name not in self.decided:
            goals = {}
            for row in self.eve.rows(name).all:
                if not row.slot.is_line:
                    goals.setdefault((row.unit, row.key), []).append(row)
            stayed = self.eve.staying(name) if self.eve.eve else {}  # 7: it stays with every later amendment, on the board or not
            self.decided[name] = {**{of: True for of, stays in stayed.items() if stays},
                                  **{of: self.all_stay(rows) for of, rows in goals.items()}}
        return self.decided[name]

    def all_stay(self, rows):
        """7: met and not returned at the end of the day before, or of a recurring or continuing task and its slot had ended;
        what has stayed stays; and of what is superseded the periods that were over."""
        row = rows[0]
        has_ended = row.task.slots in ("recurring", "continuing") and row.slot.days.last < self.board.issued
        if row.is_superseded:
            return has_ended
        has_stayed = row.board is not self.eve.board
        must = [row for row in rows if row.modality not in ("should", "may")] or rows
        return has_ended or has_stayed or all(row.is_met and row.assurance != "returned" for row in must)

    # ---- What is replaced

    def replaced(self, name):
        """7: what a task replaces: one that this version adds, tasks that are gone with it. Repeated later it says nothing."""
        task = self.board.by_name.get(name)
        if not task or not self.before or name in self.before.board.by_name:
            return []
        had = self.before.board.tasks
        return [had[told].name for told in task.replaces if told in had and had[told].name not in self.board.by_name]

    def has_replaced(self, task):
        """Whether another of this version replaces a task, or the whole of a part."""
        return not {task.name, task.whole and task.whole.name}.isdisjoint(self.all_replaced)

    @once
    def all_replaced(self):
        return {other for name in self.board.by_name for other in self.replaced(name)}

    def opening_of(self, task):
        """7: an added task opens no earlier than the day of issue; one that replaces, and its parts, than the first of these could."""
        replaced = self.replaced(task.name) or (self.replaced(task.whole.name) if task.whole else [])
        if replaced:
            could = [self.before.task(name).added for name in replaced]
            return min(could) if all(could) else None
        known = self.before.task(task.name)
        return known.added if known else first_minute(self.board.issued)

    def gives_way(self, row):
        """7: it has no row where rows of what it replaces were in its slot at its unit and all of them stay; its parts have none where
        those stay in the slot of the whole, at their unit or, if these had none there, at the nearest above."""
        if self.all_replaced_stay(row.task.name, row.key, [row.unit]):
            return True
        whole = row.task.whole
        if not whole:
            return False
        key = row.slot.key_in(whole.slots, self.board.year_label)
        return self.all_replaced_stay(whole.name, key, [row.unit, *row.unit.above()])

    def all_replaced_stay(self, name, key, units):
        """At the first of the units at which these had rows; as this version says or, since it holds in later ones, one before."""
        stay = self.replaced_at(name)
        if next((stay[unit, key] for unit in units if (unit, key) in stay), False):
            return True
        return bool(self.before) and self.before.all_replaced_stay(name, key, units)

    def replaced_at(self, name):
        """Whether all rows of what a task replaces stay, by unit and slot; what stays of what that had replaced itself is as its own,
        what is superseded no longer its."""
        if name not in self.giving_way:
            stay = self.giving_way[name] = {}
            for row in (row for other in self.replaced(name) for row in self.eve.rows_asked(other).all):
                if not row.slot.is_line and not row.is_superseded:
                    stay[row.unit, row.key] = stay.get((row.unit, row.key), True) and self.stays(row)
            for other in self.replaced(name):  # what has stayed stays, on the board or not
                gone = {(row.unit, row.key) for row in self.eve.rows(other).all if row.is_superseded}
                for of in (of for of, stays in self.staying(other).items() if stays and of not in gone):
                    stay.setdefault(of, True)
        return self.giving_way[name]

    def comes_from(self, row):
        """7: the rows of what its task replaces, in its slot at its unit, that do not stay."""
        return [other for name in self.replaced(row.task.name) for other in self.eve.rows(name).of([row.unit])
                if other.key == row.key and not other.slot.is_line and not other.is_superseded and not self.stays(other)]

    def left_by_replaced(self, name):
        """The rows that stay of what a task replaces, by this version or one before, and of what that had replaced itself; not what
        is superseded."""
        if not self.before:
            return []
        found = self.before.left_by_replaced(name)
        for other in self.replaced(name):
            own = [row for row in self.before.made(other) if self.stays(row) and not row.is_superseded]
            found += [row for row in own + self.before.left_by_replaced(other) if row not in found]
        return found

    # ---- What the next version asks of this one

    def had(self, row):
        """The rows of the next version's row here; what is superseded it sets anew, as if this one had not had it."""
        return [other for other in self.rows(row.task.name).same(row) if not other.is_superseded]

    def candidate(self, row):
        """The next version's row as this one has it, be it on the board or not; nothing where the task is gone."""
        task = self.board.by_name.get(row.task.name)
        if not task:
            return None
        return self.board.candidates_by_key(task).get((row.unit, row.key))


def standing(plans, units, calendar, records, as_of, known_at):
    """By the versions of a plan, the first issued first."""
    *before, plan = plans
    if before and as_of < issue_of(plan):
        return standing(before, units, calendar, records, as_of, known_at)  # 7: before the day of issue all stands by the version before
    board = Board(plan, units, calendar, Log(records, as_of, known_at), as_of)
    if not before:
        return Standing(board)
    return Standing(board, *(standing(before, units, calendar, records, at, known_at) for at in (as_of, issue_of(plan) - MINUTE)))


def issue_of(plan):
    return first_minute(date.fromisoformat(plan["issued"]))


def board(plan_dump, units, calendar, log_records, as_of, known_at, only=None, before=()):
    """The lines of `duban status --json` as dictionaries, members in its order. `plan_dump` and `calendar` as JSON was read (or
    a Calendar), `units` as `world.read_units` gives them, `log_records` an iterable of dictionaries; the instants as text or datetimes.
    `only` narrows the lines to units by their codes. `before` are the dumps of the versions that the plan amends, the first issued first."""
    as_of, known_at = (read_instant(told) if isinstance(told, str) else told for told in (as_of, known_at))
    calendar = calendar if isinstance(calendar, Calendar) else Calendar(calendar)
    found = standing([*before, plan_dump], Units(units), calendar, list(log_records), as_of, known_at)
    found.board.lights = lights_of(plan_dump)  # 7: of the version that is asked, on every day
    return found.board.lines(only)
