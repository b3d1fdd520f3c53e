"""A world: units, a plan, what was told of it, what is asked. It can be written, handed in, made smaller, and read as a case."""

import copy
import csv
import io
import itertools
import json
import re
from dataclasses import dataclass, field

ALL_KNOWN = "2028-12-31"
LEVELS = ("province", "county", "town")
TREE = {  # that of the cases in tests/conformance/law
    "Birch": ("900000", "province", None),
    "Alder": ("900100", "county", "Birch"),
    "Eastbrook": ("900101", "town", "Alder"),
    "Westhill": ("900102", "town", "Alder"),
    "Southmoor": ("900103", "town", "Alder"),
    "Elm": ("900200", "county", "Birch"),
    "Northdale": ("900201", "town", "Elm"),
    "Fernley": ("900202", "town", "Elm"),
}
HEADER = {"plan year": "2026", "issued": "2025-12-01", "levels": " > ".join(LEVELS), "units": "“units.csv”",
          "calendar": "“calendar.json”", "zone": "“Asia/Shanghai”"}
LIFE = ("opened", "closed", "heir")
FOR_GOALS = ("done", "normally", "should", "may", "never", "close when")


def to_the_minute(at):
    """A bare date is its last minute."""
    return at if "T" in at else f"{at}T23:59"


@dataclass
class Task:
    """A task, or one of its parts: then `word` is `step` or `part`."""

    name: str
    clauses: list
    parts: list = field(default_factory=list)
    word: str = "task"
    chapter: str = ""

    def opening(self):
        return f"task {self.name} {{" if self.word == "task" else f"{self.word} “{self.name}” {{"

    def on_lines(self, owner, depth=0):
        """Its lines of text, each with the path of what stands on it."""
        yield "    " * depth + self.opening(), owner
        for number, clause in enumerate(self.clauses):
            yield "    " * (depth + 1) + clause, (*owner, "clauses", number)
        for number, part in enumerate(self.parts):
            yield from part.on_lines((*owner, "parts", number), depth + 1)
        yield "    " * depth + "}", owner

    def short(self):
        told = "; ".join(self.clauses)
        if not self.parts:
            return f"{self.opening()} {told} }}"
        return "\n".join([f"{self.opening()} {told}", *("      " + part.short() for part in self.parts), "    }"])

    def text(self):
        return "\n".join(line for line, _ in self.on_lines(()))


@dataclass
class Amendment:
    """A plan that amends the one before: its declarations and tasks; its header is the first's but for the day of issue."""

    issued: str
    declarations: list
    tasks: list


@dataclass
class World:
    seed: int
    header: dict
    units: dict          # by name: the name of the unit above
    offices: dict        # by name: what the unit list says under `office`, where it says anything
    attributes: dict     # by attribute, by unit: a word, or nothing
    declarations: list
    tasks: list
    reports: list        # (received, row)
    queries: list        # (as_of, known_at)
    lives: dict = field(default_factory=dict)  # by name: what the unit list says under `opened`, `closed` and `heir`
    chapters: dict = field(default_factory=dict)  # by name: its clauses; the tasks of one stand together
    calendar: dict = None  # one of its own, as `years` of the calendar
    other: tuple = ()      # (from, until, which): the log has adopted other versions of these meanwhile
    amendments: list = field(default_factory=list)

    # ---- Its plan, version by version

    def versions(self):
        return [self, *self.amendments]

    def all_tasks(self):
        """Of all versions; of one name there may be several."""
        return [task for version in self.versions() for task in version.tasks]

    def renumbers_parts(self):
        """Whether a number of a part means another in another version: then two rows may have one name."""
        named = {}
        for task in self.all_tasks():
            for number, part in enumerate(task.parts):
                named.setdefault((task.name, number), set()).add(part.name)
        return any(len(names) > 1 for names in named.values())

    def in_force(self, instant):
        """The place of the version of an instant."""
        return sum(amendment.issued <= instant for amendment in self.amendments)

    # ---- As files

    def plan_lines(self, number):
        """Of one version, each with the path of what stands on it."""
        version, way = self.versions()[number], ("amendments", number - 1) * bool(number)
        yield "plan law “Law” {", way or None
        for name, told in self.header.items():
            if name == "issued" and number:
                yield f"    issued {version.issued}", way
                yield f"    amends “{self.file(number - 1)}”", way
            elif name not in ("lights", "use"):
                yield f"    {name} {told}", ("header", name)
        yield "}", way or None
        yield "organs office = " + ", ".join(LEVELS), way or None
        if {"use", "lights"} <= self.header.keys():
            yield f"use {self.header['use']}", ("header", "use")
        elif "lights" in self.header:
            yield f"lights {self.header['lights']}", ("header", "lights")
        for place, told in enumerate(version.declarations):
            yield told, (*way, "declarations", place)
        for chapter, tasks in itertools.groupby(enumerate(version.tasks), lambda one: one[1].chapter):
            clauses = self.chapters.get(chapter)
            if clauses is not None:
                yield f"chapter {chapter} “Chapter {chapter}” {{", ("chapters", chapter)
                yield from (("    " + told, ("chapters", chapter, place)) for place, told in enumerate(clauses))
            for place, task in tasks:
                yield from task.on_lines((*way, "tasks", place))
            if clauses is not None:
                yield "}", ("chapters", chapter)

    @staticmethod
    def file(number):
        return f"plan{number or ''}.duban"

    def plan(self, number=-1):
        """Of one version, the last if none is named."""
        number = range(len(self.versions()))[number]
        return "\n".join(line for line, _ in self.plan_lines(number)) + "\n"

    def plans(self):
        return [self.plan(number) for number in range(len(self.versions()))]

    def unit_list(self):
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        columns = LIFE if self.lives else ()
        writer.writerow(["code", "name", "level", "parent", "office", *columns, *self.attributes])
        for name, above in self.units.items():
            code, level, _ = TREE[name]
            writer.writerow([code, name, level, TREE[above][0] if above else "", self.offices.get(name, ""),
                             *(self.of_life(name, column) for column in columns),
                             *(of_unit.get(name, "") for of_unit in self.attributes.values())])
        return file.getvalue()

    def of_life(self, name, column):
        told = self.lives.get(name, {}).get(column, "")
        return TREE[told][0] if column == "heir" and told else told

    def received(self):
        """The rows by the instant at which they are handed in, in the order of time."""
        rows = {}
        for instant, row in self.reports:
            rows.setdefault(instant, []).append(row)
        return dict(sorted(rows.items()))

    # ---- Smaller

    def without(self, path):
        """The world without what stands at a path of members and places; None if something else hangs on it."""
        smaller = copy.deepcopy(self)
        *way, last = path
        at = smaller
        for step in way:
            at = getattr(at, step) if isinstance(step, str) and not isinstance(at, dict) else at[step]
        del at[last]
        smaller.lives = {name: smaller.as_told(life) for name, life in smaller.lives.items() if name in smaller.units and life}
        return smaller

    def as_told(self, life):
        """None goes on who is not there, and nothing goes on of one that stays."""
        if life.get("heir") in self.units and "closed" in life:
            return life
        return {name: told for name, told in life.items() if name != "heir"}

    def paths(self):
        """What may be left out, the largest first."""
        yield from (("amendments", number) for number in reversed(range(len(self.amendments))))
        ways = [("amendments", number) * (number >= 0) for number in range(-1, len(self.amendments))]
        for way, version in zip(ways, self.versions()):
            yield from ((*way, "tasks", number) for number in reversed(range(len(version.tasks))))
            for number, task in enumerate(version.tasks):
                yield from ((*way, "tasks", number, "parts", part) for part in reversed(range(len(task.parts))))
        yield from (("units", name) for name in reversed(self.units) if name not in self.units.values() and len(self.units) > 1)
        yield from (("attributes", name) for name in self.attributes)
        for way, version in zip(ways, self.versions()):
            yield from ((*way, "declarations", number) for number in reversed(range(len(version.declarations))))
            for number, task in enumerate(version.tasks):
                yield from ((*way, "tasks", number, "clauses", clause) for clause in reversed(range(len(task.clauses))))
                for place, part in enumerate(task.parts):
                    yield from ((*way, "tasks", number, "parts", place, "clauses", clause) for clause in reversed(range(len(part.clauses))))
        for name, of_unit in self.attributes.items():
            yield from (("attributes", name, unit) for unit in of_unit)
        yield from (("offices", name) for name in self.offices)
        yield from (("lives", name) for name in self.lives)
        yield from (("lives", name, column) for name, life in self.lives.items() for column in life)
        yield from (("header", name) for name in self.header if name not in HEADER)
        yield from (("chapters", name, number) for name in self.chapters for number in reversed(range(len(self.chapters[name]))))
        yield from (("chapters", name) for name in self.chapters)
        yield from (("calendar", year, kind, day) for year, days in (self.calendar or {}).items() for kind in days for day in days[kind])

    # ---- As a case of tests/conformance/law

    def case(self, promise, questions):
        """Questions are (as_of, known_at, selection, members)."""
        lines = [f"header {name} {told}" for name, told in self.header.items()
                 if name not in ("lights", "use") and told != HEADER.get(name) or name == "levels"]
        lines += [f"lights {told}" for name, told in self.header.items() if name == "lights"]
        for name, life in self.lives.items():
            lines.append(f"unit {name}: " + ", ".join(f"{column} {told}" for column, told in life.items()))
        for name, of_unit in self.attributes.items():
            lines.append(f"attribute {name}: " + ", ".join(f"{unit} {word}" for unit, word in of_unit.items() if word))
        corrected = {row.get("corrects") for _, row in self.reports}
        for version in self.versions():
            if version is not self:
                lines.append(f"amended {version.issued}:")
                lines += [word + self.header[name] for name, word in (("due", "header due "), ("lights", "lights ")) if name in self.header]
            lines += version.declarations + [task.short() for task in version.tasks]
        for received, row in sorted(self.reports, key=lambda report: report[0]):
            lines.append(f"received {received}: {told_as(row, row.get('key') in corrected)}")
        for as_of, known_at, selection, members in questions:
            known = f", known at {known_at}" if known_at != ALL_KNOWN else ""
            lines.append(f"as of {as_of}{known}, {selection}: {members}")
        apart = {name: above for name, above in self.units.items() if above != TREE[name][2]}
        notes = [f"# {name} stands under {above}" for name, above in apart.items()]
        notes += [f"# {name} is no office" for name, word in self.offices.items() if word == "no"]
        notes += [f"# chapter {name}, of {', '.join(task.name for task in self.tasks if task.chapter == name)}: {'; '.join(clauses)}"
                  for name, clauses in self.chapters.items()]
        notes += [f"# the calendar's year {year}: {days}" for year, days in (self.calendar or {}).items()]
        notes += [f"# the log has other versions from, until, of: {self.other}"] * bool(self.other)
        return "\n".join([*notes, promise, *("    " + line for line in lines)]) + "\n"


def told_as(row, with_key):
    """A row of a hand-in as a report of a case."""
    row = dict(row)
    kind, key = row.pop("kind"), row.pop("key", "")
    told = [] if kind == "reading" else [kind]
    name = row.pop("task", None) or row.pop("indicator", None) or (row.pop("corrects", "") if kind == "withdraw" else "")
    told.append(f"“{name}”" if re.search(r"[^\w-]", name) else name)
    for member, word in (("period", "for"), ("date", "on"), ("case", "in")):
        if member in row:
            told.append(f"{word} {row.pop(member)}")
    value = row.pop("value", None)
    if "numerator" in row:
        value = f"{row.pop('numerator')}/{row.pop('denominator')}"
    if value is not None:
        told.append(f"= {value}".rstrip())
    if row.get("unit") == "Eastbrook":
        del row["unit"]
    rest = [f"{name} {value}" for name, value in row.items()]
    return "; ".join([" ".join(told), *rest, *[f"key {key}"] * with_key])


def as_rows(rows):
    """JSON Lines for the program's door."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
