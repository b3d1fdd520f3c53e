"""Section 1: the log, its cells and what is live; section 2: units, their coming and going, and whom a clause names."""

import csv
import io
from datetime import date

from . import moments
from .moments import Days, days_of_label, first_minute, instant

ACTS = {"claim", "verify", "return", "judge", "excuse", "waive", "extend", "transfer"}
YES = {"是", "yes", "true", "1", "Y", "√"}
NO = {"否", "no", "false", "0", "N", "×"}
YES_NO = {**dict.fromkeys(YES, "是"), **dict.fromkeys(NO, "否")}
HEADINGS = {"代码": "code", "名称": "name", "层级": "level", "上级": "parent", "机关": "office",
            "成立": "opened", "撤销": "closed", "并入": "heir"}


# ---- Units: a tree, and organs that cut across it (2)


class Unit:
    def __init__(self, row, order):
        self.code = row["code"]
        self.name = row["name"]
        self.level = row["level"]
        self.parent = None
        self.children = []
        self.is_office = row.get("office", "").lower() not in NO  # 2: a placeholder has no duties
        self.attributes = {name: word for name, word in row.items() if name not in HEADINGS.values()}
        self.order = order
        # 1: openings and closings come into force with the first minute of their day
        self.opened, self.closed = (first_minute(date.fromisoformat(row[name])) if row.get(name) else None
                                    for name in ("opened", "closed"))
        self.heir = None

    def exists(self, moment):
        """2: from its opening until its closing."""
        return self.has_opened(moment) and not self.is_closed(moment)

    def has_opened(self, moment):
        return not self.opened or moment >= self.opened

    def is_closed(self, moment):
        return bool(self.closed) and moment >= self.closed

    def goes_on_as(self, moment):
        """2: itself; once it has closed its heir, and where that has closed, too, its heir."""
        unit = self
        while unit.heir and unit.is_closed(moment):
            unit = unit.heir
        return unit

    def heirs(self, moment):
        """Each unit that has come into what it left by an instant, one after the other."""
        unit = self
        while unit.heir and unit.is_closed(moment):
            unit = unit.heir.goes_on_as(unit.closed)
            yield unit

    def above(self):
        """The units above it, the nearest first."""
        unit = self.parent
        while unit:
            yield unit
            unit = unit.parent

    def below(self):
        for child in self.children:
            yield child
            yield from child.below()


def read_units(text):
    """The rows of a unit list in CSV, in its own or the English column names."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return [{HEADINGS.get(name.strip(), name.strip()): (word or "").strip() for name, word in row.items()} for row in rows]


class Units:
    def __init__(self, rows):
        self.by_code = {row["code"]: Unit(row, 0) for row in rows}
        for row in sorted(rows, key=lambda row: row["code"]):
            unit = self.by_code[row["code"]]
            if row["parent"]:
                unit.parent = self.by_code[row["parent"]]
                unit.parent.children.append(unit)
            if row.get("heir"):
                unit.heir = self.by_code[row["heir"]]
        roots = [unit for unit in self.by_code.values() if not unit.parent]
        self.all = [unit for root in roots for unit in (root, *root.below())]
        for order, unit in enumerate(self.all):
            unit.order = order

    def inherited(self, heir, moment):
        """2: those of whom a unit has inherited by an instant; a placeholder has no duties, and tells nothing."""
        return [unit for unit in self.all if unit.is_office and heir in unit.heirs(moment)]


# ---- Readings (2)


class Reading:
    """What a record tells of an indicator."""

    def __init__(self, record):
        self.record = record
        self.at = record.effective
        self.period = record.period
        self.window = record.period.removeprefix("window:") if record.period.startswith("window:") else None
        self.days = days_of_label(record.period) if record.period and self.window is None else None
        self.case = record.case_id
        self.by_verifier = record.source == "verifier"
        self.is_ratio = bool(record.denominator)
        self.is_blank = not record.value and not self.is_ratio
        self.is_withheld = record.value == "withheld"
        self.is_not_applicable = record.value == "n/a"

    def order(self):
        """3: by date; of one date by the end of the period, then by its beginning; what is told of a window by name before what
        is told of the day, in the order of these names."""
        days = self.days or Days(self.at.date(), self.at.date())
        return self.at, days.last, days.first, self.window is None, (self.window or "").encode()

    @property
    def tells(self):
        return not (self.is_blank or self.is_withheld or self.is_not_applicable)


# ---- The log (1)


class Record:
    COLUMNS = ("key", "kind", "unit", "task", "indicator", "period", "case_id", "value", "numerator", "denominator", "corrects",
               "reason", "evidence", "filed_by", "source")

    def __init__(self, columns):
        self.number = columns["number"]
        self.recorded_at = instant_of(columns["recorded_at"])
        self.effective = instant_of(columns["effective"])
        for name in self.COLUMNS:
            setattr(self, name, columns.get(name) or "")

    @property
    def cell(self):
        """1: the table of cells."""
        if self.kind in ("reading", "no_case"):
            when = self.period or (self.effective if self.case_id else self.effective.date().isoformat())
            return ("reading", self.unit, self.indicator, self.case_id, when, self.source)
        if self.kind in ("case", "close"):
            return (self.kind, self.unit, self.indicator, self.case_id)
        if self.kind in ACTS:
            return (self.kind, *self.row, self.effective)
        if self.kind == "announce":
            return (self.kind, self.indicator, self.unit, self.effective)
        return (self.kind,)

    @property
    def row(self):
        return (self.task, self.unit, self.period, self.case_id)

    @property
    def cells_of_proofs(self):
        return [(self.cell, proof) for proof in self.evidence.split("、") if proof]

    @property
    def proofs(self):
        return [proof.split("=")[0] for proof in self.evidence.split("、") if proof]


def instant_of(told):
    return instant(told) if isinstance(told, int) else moments.read_instant(told)


class Log:
    """What is live as of an instant, of what was told by another."""

    def __init__(self, records, as_of, known_at):
        records = sorted((Record(columns) for columns in records), key=lambda record: record.number)
        told = [record for record in records if record.recorded_at <= known_at]
        by_key = {record.key: record for record in told}
        cells, proofs = {}, {}
        for record in told:
            # 1: in a cell the highest number wins, also when its value is “nothing”: that is a withdrawal.
            if record.corrects and record.corrects in by_key:
                corrected = by_key[record.corrects]
                cells[corrected.cell] = None
                proofs.update(dict.fromkeys(corrected.cells_of_proofs))
            if record.kind != "withdraw":
                cells[record.cell] = record
                proofs.update(dict.fromkeys(record.cells_of_proofs, record))
        # 1: winners that take effect after `as_of` are set aside afterwards.
        self.live = [record for record in cells.values() if record and record.effective <= as_of]
        self.live.sort(key=lambda record: record.effective)
        # 1: a proof has a cell of its own: it stays where the figure that it came with is told again without it
        self.proofs = {}
        for record in {id(record): record for record in proofs.values() if record and record.effective <= as_of}.values():
            of = (record.unit, record.indicator) if record.kind == "reading" else record.row if record.kind in ACTS else record.cell
            self.proofs.setdefault(of, []).append(record)
        self.readings = {}
        self.acts = {}
        self.cases = {}
        self.closings = {}
        self.returns = {}
        self.announced = {}
        for record in self.live:
            if record.kind == "reading":
                self.readings.setdefault((record.unit, record.indicator), []).append(Reading(record))
            elif record.kind == "no_case":
                self.returns.setdefault((record.unit, record.indicator), []).append(Reading(record))
            elif record.kind == "case":
                self.cases.setdefault(record.indicator, []).append(record)
            elif record.kind == "close":
                self.closings[record.unit, record.indicator, record.case_id] = record
            elif record.kind == "announce":
                self.announced.setdefault((record.indicator, record.unit), []).append(record)
            elif record.kind in ACTS:
                self.acts.setdefault(record.row, []).append(record)

    def told_of(self, name, unit, by):
        """What was announced last by an instant, or nothing."""
        found = [record for record in self.announced.get((name, unit), []) if record.effective <= by]
        return found[-1].value if found else None


def used(readings, by):
    """By date; 1: where the reporter and the verifier both give a figure, the verifier's is used, whenever it is judged."""
    verified = {cell_of(reading) for reading in readings if reading.by_verifier and not reading.is_blank}
    left = [reading for reading in readings if reading.by_verifier or cell_of(reading) not in verified]
    return sorted((reading for reading in left if reading.at <= by), key=Reading.order)


def cell_of(reading):
    """Its cell but for the source."""
    return reading.record.cell[:-1]


# ---- Whom a clause names (2)


class Named:
    """A clause `who` of the dump: the offices that it names, and the filters (其中) that a row's unit is asked for."""

    def __init__(self, plan, units, who):
        organs = {organ["name"]: organ["levels"] for organ in plan["organs"]}
        sets = {one["name"]: one for one in plan["unit_sets"]}
        self.filters = []

        def named(who):
            found = set()
            for unit in units.all:
                if unit.level in who["levels"] or unit.code in who["codes"]:
                    found.add(unit)
                for within in who["within"]:
                    if unit.level == within["level"] and units.by_code[within["code"]] in (unit, *unit.above()):
                        found.add(unit)
            for name in who["sets"]:
                found |= named(sets[name])
            if who["where"]:
                self.filters.append(who["where"])
            return {unit for unit in found if unit.code not in who["except"] and unit.level not in who["except"]}

        self.names_none = not who or not (who["levels"] or who["codes"] or who["within"] or who["sets"])
        if not who:
            self.units = []
            return
        at = organs.get(who["organ"], plan["levels"])
        self.units = sorted((unit for unit in named(who) if unit.is_office and unit.level in at), key=lambda unit: unit.order)
