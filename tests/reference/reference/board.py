"""Section 1: board = evaluate(plan, units, calendar, log up to known_at, as_of)."""

import re
from datetime import date

from . import schedule, status
from .due import years_before
from .moments import DAY, Days, days_of_label, label_of, periods_of, written
from .line import Line
from .rows import Row
from .slot import Slot
from .kleene import FALSE, TRUE, UNKNOWN, Judged, both, either
from .values import REASONS, decimal, decimal_text
from .world import YES_NO, Named


class Task:
    """2: who, when, and done-when."""

    def __init__(self, board, told):
        self.board = board
        self.id = told["id"]
        self.told = told
        self.slots = told["slots"]
        self.trigger = told["trigger"]
        self.event = told["trigger"]["event"] if told["trigger"] else None
        self.window = told["window"]
        self.stretches = [days_told(pair) for pair in told.get("stretches") or ()]
        self.due = told["due"]
        self.begins = told["from"] and date.fromisoformat(told["from"])
        self.begins_with_issue = told.get("from_issue", False)
        self.goals = told["goals"]
        self.evidence = told["evidence"]
        self.schedule = told["schedule"]
        self.is_verified = told["verify"]["by"] != "nobody"
        self.requires = []
        self.replaces = told.get("replaces", ())
        self.lead = Named(board.plan, board.units, told["lead"])
        self.units = self.lead.units
        self.filters = self.lead.filters
        self.whole = None
        self.parts = []
        self.step_before = None
        self.name = self.id  # 7: what makes it the same task in another version
        self.added = None    # 7: before which it does not open, where an amendment has added it

    def belongs_to(self, whole):
        """7: a part is the same by its title; of several of one title the first is the first."""
        self.whole = whole
        steps = [part for part in whole.parts if part.told["in_order"]]
        self.step_before = steps[-1] if steps else None
        titles = [part.told["title"] for part in whole.parts]
        self.name = (whole.id, self.told["title"], titles.count(self.told["title"]))
        whole.parts.append(self)

    @property
    def is_asked(self):
        """2, 3: `should` and `may` goals count only if it has no other."""
        return any(goal["modality"] not in ("should", "may") for goal in self.goals)


def lights_of(plan):
    return [(light["name"] if light["colour"] == "other" else light["colour"], light["when"]) for light in plan["lights"]]


class Rows:
    """The rows of one task, also by unit."""

    def __init__(self, made):
        rows = [row for row in made if row.is_on_board]
        self.all = rows
        self.gone = [row for row in made if not row.is_on_board]  # 2: for their unit does not exist at their stand
        self.by_unit = {}
        self.by_key = {}  # 7: those that are one row in every version, by unit and slot
        for row in rows:
            self.by_unit.setdefault(row.unit, []).append(row)
            self.by_key.setdefault((row.unit, row.key), []).append(row)

    def of(self, units):
        return [row for unit in units for row in self.by_unit.get(unit, ())]

    def same(self, row):
        """7: the rows here that are one with it."""
        return self.by_key.get((row.unit, row.key), [])

    def gone_at(self, unit):
        return [row for row in self.gone if row.unit is unit]


class Board:
    """What a version of a plan says of all its rows as of an instant; with versions before it, of theirs, too (versions.py)."""

    def __init__(self, plan, units, calendar, log, as_of):
        self.plan = plan
        self.as_of = as_of
        self.units = units
        self.calendar = calendar
        self.log = log
        self.year = days_told(plan["year"])
        self.year_label = label_of(self.year)
        self.issued = plan["issued"] and date.fromisoformat(plan["issued"])
        self.events = {event["name"]: event for event in plan["events"]}
        self.windows = {window["name"]: window for window in plan["windows"]}
        self.indicators = {(one["name"], one["event"]): one for one in plan["indicators"]}
        self.lights = lights_of(plan)
        self.tasks = {told["id"]: Task(self, told) for told in plan["tasks"]}
        for task in self.tasks.values():
            task.requires = [self.tasks[name] for name in task.told["requires"]]
            if task.told["part_of"]:
                task.belongs_to(self.tasks[task.told["part_of"]])
        for task in self.tasks.values():
            if task.lead.names_none and task.parts:
                # 2: of a task that names no lead, everyone who leads a part leads it
                task.units = sorted({unit for part in task.parts for unit in part.units}, key=lambda unit: unit.order)
        self.by_name = {task.name: task for task in self.tasks.values()}
        self.first_issued = self.issued  # 7: the first version's
        self.before = self.eve = None    # 7: the versions before, as of the same instant; as of the end of the day before the issue
        self.standing = None             # 7: the rows that stand, by whichever version; what asks for other rows asks for these
        self.version = None              # 7: what would stand if this version were the newest
        self.made = {}
        self.keyed = {}
        self.given = {}
        self.had = {}
        self.cut = {}
        self.meant = {}
        self.left_out = {}  # by task the slots of which notice, `from` or the trigger's filter leaves rows out

    # ---- 2: rows

    def rows(self, task):
        """Those that stand on the board, by whichever version."""
        return self.standing.rows(task.name)

    def rows_asked(self, task):
        """7: what waits for a task, or asks for it, reads with its rows those that stay of what it replaces."""
        return self.standing.rows_asked(task.name)

    def candidates(self, task):
        """Of this version a row for each goal of each slot at each unit, be it on the board or not."""
        if task.id not in self.made:
            self.made[task.id] = [Row(self, task, goal, unit, slot) for unit in task.units for slot in self.slots(task, unit)
                                  for goal in task.goals]
        return self.made[task.id]

    def candidates_by_key(self, task):
        """By unit and slot the first of them."""
        if task.id not in self.keyed:
            self.keyed[task.id] = {(row.unit, row.key): row for row in reversed(self.candidates(task))}
        return self.keyed[task.id]

    def own(self, task):
        """Of this version the rows that notice and the trigger's filter do not leave out. Made when they are first asked for: a due
        date may need those of the step before."""
        if task.id not in self.given:
            self.given[task.id] = [row for row in self.candidates(task) if not row.rule.gives_no_row and self.is_set_off(row)]
        return self.given[task.id]

    def slots_had(self, task):
        """4: the slots that a task has, those, too, of which notice, `from` or the trigger's filter left out the rows."""
        if task.id not in self.had:
            lines = {line.slot.key for line in self.rows(task).all if line.slot.is_line}
            # 2: its kind of slots says so, whoever leads it and where, and though nobody does; so of the cases, at whatever unit
            slots = ([case_slot(case) for case in self.log.cases.get(task.event, [])] if task.slots == "triggered"
                     else self.slots(task, self.units.all[0]))
            self.had[task.id] = {slot.key for slot in slots} | self.left_out.get(task.id, set()) | lines
        return self.had[task.id]

    def lines_at(self, task, rows):
        """2: a triggered task without a live case at a unit shows a line."""
        there = {row.unit for row in rows if row.case and row.is_on_board}
        return [Line(self, task, goal, unit, Slot(label_of(self.year), self.year, None, True))
                for unit in task.units if unit not in there for goal in task.goals]

    def slots(self, task, unit):
        """2: the table of slots."""
        if task.slots == "one_off":
            return [Slot(label_of(self.year), self.year)]
        if task.slots == "window":
            if task.window:
                return [Slot("window:" + task.window, self.window_days(task.window, unit))]
            during = days_told(task.told["during"])
            return [Slot(label_of(during), during)]
        if task.slots == "triggered":
            cases = [case for case in self.log.cases.get(task.event, []) if self.holder(task, case) is unit]
            cases.sort(key=lambda case: (self.units.by_code[case.unit].order, case.case_id.encode()))
            return [case_slot(case) for case in cases]
        if not task.told["every"]:
            return [Slot(label_of(self.year), self.year)]
        periods = self.periods_of(task.told["every"])
        made = [Slot(label_of(days), days) for days in periods]
        begun = [slot for slot in made if not task.begins or slot.days.last >= task.begins]
        self.left_out.setdefault(task.id, set()).update(slot.key for slot in made if slot not in begun)
        return begun

    def holder(self, task, case):
        """The unit at the case's place, or the one above it of the level that the trigger names."""
        place = self.units.by_code[case.unit]
        if not task.trigger["level"]:
            return place
        return next((unit for unit in (place, *place.above()) if unit.level == task.trigger["level"]), None)

    def is_set_off(self, row):
        """2: whether its case sets the duty off, as far as that can be judged."""
        return not row.case or not row.task.trigger["where"] or row.case_truth in (TRUE, UNKNOWN)

    # ---- 2: what is said of a unit; windows

    def indicator(self, name, event):
        if (name, event) not in self.meant:
            self.meant[name, event] = self.indicators.get((name, event)) or self.indicators.get((name, None)) or next(
                one for (called, _), one in self.indicators.items() if called == name)
        return self.meant[name, event]

    def periods_of(self, every):
        """2: the periods of a task's rhythm: those of the plan year, cut by the rule from its first day."""
        key = tuple(every)
        if key not in self.cut:
            self.cut[key] = periods_of(self.year, every)
        return self.cut[key]

    def reporting_periods(self, every, first=None):
        """3: those of an indicator's or event's rhythm go on behind the plan year, as far as anything may be told; 2: those of the
        years before are cut by the rule from their first days."""
        years = 0
        while first and years_before(self.year, years).first > first:
            years += 1
        key = (years, *every)
        if key not in self.cut:
            behind = Days(self.year.first, max(self.year.last, self.as_of.date()) + 800 * DAY)
            cut = [periods_of(years_before(self.year, one), every) for one in range(years, -1, -1)]
            cut.append([days for days in periods_of(behind, every) if days.first > self.year.last])
            self.cut[key] = [days for year in cut for days in year]
        return self.cut[key]

    def told_attribute(self, name, unit, by):
        """2: the latest told by then, else what the unit list says."""
        word = self.log.told_of(name, unit.code, by)
        word = unit.attributes.get(name, "") if word is None else word
        return YES_NO.get(word, word)

    def attribute_truth(self, node, unit, by):
        if "all" in node:
            return both([Judged(self.attribute_truth(one, unit, by)) for one in node["all"]]).truth
        if "any" in node:
            return either([Judged(self.attribute_truth(one, unit, by)) for one in node["any"]]).truth
        if "not" in node:
            found = self.attribute_truth(node["not"][0], unit, by)
            return {TRUE: FALSE, FALSE: TRUE}.get(found, found)
        (_, name), (order, told) = node.items()
        word = self.told_attribute(name, unit, by)
        if not word:
            return UNKNOWN
        if isinstance(told, dict) or is_number(told):
            told = told["number"] if isinstance(told, dict) else told
            word = {"是": "1", "否": "0"}.get(word, word)
            if not is_number(word):
                return UNKNOWN
            return TRUE if schedule.ORDERS[order](decimal(word), decimal(told)) else FALSE
        return TRUE if (word == told) == (order == "=") else FALSE

    def announced(self, name, unit, by=None):
        """5: the latest by an instant, `as_of` if none is named, a unit's own before the general one."""
        told = self.log.told_of(name, unit.code, by or self.as_of)
        return told if told is not None else self.log.told_of(name, self.units.all[0].code, by or self.as_of)

    def window(self, name, unit, by=None):
        """Its days for a unit; nothing where they are not known; false where the duty is not the unit's."""
        window = self.windows[name]
        told = self.announced(name, unit, by)
        if told:  # 2: what is announced of a window goes before the plan's own days, by class or not
            return days_of_label(told)
        if window["days"]:
            return days_told(window["days"])
        if not window["by"]:
            return None
        # 2: of classes told one after the other the first holds whose window is over before the next is told
        classes = [(None, unit.attributes.get(window["by"], ""))]
        classes += [(record.effective, record.value) for record in self.log.announced.get((window["by"], unit.code), [])]
        for (_, word), (next_told, _) in zip(classes, classes[1:]):
            days = self.days_of_class(window, word)
            if days and days.end < next_told:
                return days
        return self.days_of_class(window, classes[-1][1])

    @staticmethod
    def days_of_class(window, word):
        word = YES_NO.get(word, word)
        if not word:
            return None
        for row in window["rows"]:
            if not row["of"] or word in row["of"]:
                return days_told(row["days"])
        return False

    def window_days(self, name, unit, by=None):
        return self.window(name, unit, by) or None

    def window_scope(self, name, unit):
        return FALSE if self.window(name, unit) is False else TRUE

    # ---- 4: prerequisites; 2: parts

    def nearest(self, row, task):
        """4: P's rows of the same slot, if P has it, else all of them; at the same unit, else the nearest above, else those
        below, else everywhere."""
        rows = self.rows_asked(task)
        has_slot = row.slot.key in self.slots_had(task)

        def at(units):
            return [other for other in rows.of(units) if not has_slot or other.slot.key == row.slot.key]

        own = at([row.unit])
        if not own and any(not has_slot or gone.slot.key == row.slot.key for gone in rows.gone_at(row.unit)):
            return []  # 2: no other's stand in the place of a row that its unit does not have since it did not exist then
        nearest = next(filter(None, (at([unit]) for unit in row.unit.above())), None)
        return own or nearest or at(row.unit.below()) or at(rows.by_unit)

    def parts_of(self, row):
        """2: the parts that count."""
        return [found for part in row.task.parts for found in self.part_of(row, part)]

    def part_of(self, row, part):
        """2: those of the row's slot, if the part has it, else all; of the row's unit, else of the units below it, else above, else
        everywhere; where the task names no lead, the row's unit's alone."""
        rows = self.rows(part)
        has_slot = row.slot.key in self.slots_had(part)

        def counts(other):
            return not has_slot or other.slot.key == row.slot.key

        def at(units):
            return [other for other in rows.of(units)
                    if counts(other) and other.counts_for_others]

        own = at([row.unit])
        if own or row.task.lead.names_none or any(counts(gone) for gone in rows.gone_at(row.unit)):
            return own
        above = next(filter(None, (at([unit]) for unit in row.unit.above())), None)
        return at(row.unit.below()) or above or at(rows.by_unit)

    # ---- The lines of `duban status --json`

    def lines(self, units=None):
        return [self.line(row) for row in self.standing.all_rows() if units is None or row.unit.code in units]

    def line(self, row):
        timeliness = "none" if row.word in status.NOWHERE or isinstance(row, Line) else row.timeliness
        is_late = timeliness == "overdue"
        value, target = row.shown()
        low, high = value.shown() if value else (None, None)
        return {
            "task": row.task.id,
            "unit": row.unit.code,
            "holder": row.holder,
            "slot": row.slot.label,
            "modality": row.modality,
            "lifecycle": status.lifecycle(row),
            "verdict": row.verdict,
            "assurance": row.assurance,
            "timeliness": timeliness,
            "overdue_days": (row.as_of.date() - row.due.date()).days if is_late else 0,
            "overdue_working_days": self.calendar.working_days_between(row.due.date(), row.as_of.date()) if is_late else 0,
            "status": row.word,
            "due": row.due and written(row.due),
            "missed": row.missed and written(row.missed),
            "completed_on": row.completed_on and written(row.completed_on),
            "value": {"lo": decimal_text(low), "hi": decimal_text(high)},
            "target": decimal_text(target),
            "why": [reason for reason in REASONS if reason in row.judged.reasons],
            "light": schedule.light(row, self.lights),
            "waits_for": {"task": row.waits_for.task.id, "unit": row.waits_for.unit.code} if row.word == "waiting"
                         and row.waits_for else None,
        }


def case_slot(case):
    return Slot("case:" + case.case_id, None, case)


def days_told(pair):
    return Days(*map(date.fromisoformat, pair))


def is_number(word):
    return bool(re.fullmatch(r"[+-]?[0-9]+(\.[0-9]{1,6})?", word))
