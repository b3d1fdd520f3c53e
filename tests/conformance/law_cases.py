"""How a case of law/*.txt is written, and what it becomes: a plan, reports, questions. The form is told in law_test.py."""

import csv
import io
import pathlib
import re

from duban_program import ROOT

CASES = pathlib.Path(__file__).resolve().parent / "law"
CALENDAR = ROOT / "plans/china/calendar.json"
ALL_KNOWN = "2028-12-31"
HALFWAY = "2026-05-15"

HEADER = {
    # a plan's own due date, `header due …`, is for a case to give
    "plan year": "2026",
    "issued": "2025-12-01",
    "levels": "county > town",
    "units": "“units.csv”",
    "calendar": "“calendar.json”",
    "zone": "“Asia/Shanghai”",
}
UNITS_OF = {  # by the levels of a plan
    "county > town": """900100,Alder,county,
900101,Eastbrook,town,900100
900102,Westhill,town,900100
900103,Southmoor,town,900100""",
    "province > county > town": """900000,Birch,province,
900100,Alder,county,900000
900101,Eastbrook,town,900100
900102,Westhill,town,900100
900103,Southmoor,town,900100
900200,Elm,county,900000
900201,Northdale,town,900200""",
}
UNITS = {name: code for units in UNITS_OF.values() for code, name, _, _ in csv.reader(units.splitlines())}
NAMES = {code: name for name, code in UNITS.items()}
ACTS = ("claim", "verify", "return", "judge", "excuse", "waive", "extend", "transfer")
WITH_REASON = ("return", "judge", "excuse", "waive", "extend")
COLUMNS = ("key", "kind", "unit", "task", "indicator", "period", "date", "value", "numerator", "denominator", "case", "corrects",
           "reason", "evidence", "by")

MOMENT = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?"
RECEIVED = re.compile(rf"received ({MOMENT}): (.*)")
ASKED = re.compile(rf"as of ({MOMENT})(?:, known at ({MOMENT}))?(?:, (.*?))?: (.*)")
SELECTED = re.compile(r"(\S+)(?: in (\S+))?(?: at (\S+))?(?: (must|normally|should|may|never))?")
TOLD = re.compile(r"(?:(?P<kind>case|close|no_case|announce|withdraw|" + "|".join(ACTS) + r") )?"
                  r"(?P<name>“[^”]*”|\S+)(?: for (?P<period>\S+))?(?: on (?P<date>\S+(?: \d\d:\d\d)?))?"
                  r"(?: in (?P<case>\S+))?(?: =(?P<value>.*))?")
DECLARED = re.compile(r"(?:^|\n)\s*(?:indicator|event|window|parameter|unit set) (\w+)")
PARTS = re.compile(r"ratio = (\w+) / (\w+)")
FIELD = re.compile(r"[{;\n]\s*(\w+) (?:stages|number|time|date|yes or no)")
DOCUMENT = re.compile(r"document “([^”]*)”")
REQUIRED = re.compile(r"\b(requires|replaces) (\w+(?:, \w+)*)")
ASKED_FOR = re.compile(r"\btask (\w+) done\b")
LIFE = re.compile(r"unit (\w+): (.*)")
TASK = re.compile(r"(?:^|\n)\s*task (\w+) \{")
AMENDED = re.compile(r"amended (\d{4}-\d\d-\d\d):")


class Version:
    """The plan of a case, or what amends it: its clauses, and what it says of its header."""

    def __init__(self, issued=None):
        self.issued = issued  # of an amendment
        self.header = {}
        self.lines = []

    @property
    def text(self):
        return "\n".join(self.lines)


class Case:
    def __init__(self, file, promise, number, lines):
        self.file = file
        self.promise = promise
        self.number = number
        self.versions = [Version()]
        self.attributes = {}  # by name, what each unit is
        self.lives = {}  # by unit, its opened, closed, heir
        self.reports = []
        self.questions = []
        for line in lines:
            if found := AMENDED.fullmatch(line):
                self.versions.append(Version(found[1]))
            elif found := RECEIVED.fullmatch(line):
                self.reports.append(found.groups())
            elif found := ASKED.fullmatch(line):
                self.questions.append((line, *found.groups()))
            elif line.startswith("attribute "):
                name, _, told = line[len("attribute "):].partition(":")
                self.attributes[name] = dict(one.split(" ", 1) for one in told.strip().split(", ") if one)
            elif found := LIFE.fullmatch(line):
                self.lives[found[1]] = dict(one.split(" ") for one in found[2].split(", "))
            elif line.startswith("lights "):
                self.versions[-1].header["lights"] = line[len("lights "):]
            elif line.startswith("header "):
                name = next(name for name in [*HEADER, "due"] if line.startswith(f"header {name} "))
                self.versions[-1].header[name] = line[len(f"header {name} "):]
            else:
                self.versions[-1].lines.append(line)
        text = "\n".join(version.text for version in self.versions)
        self.tasks = TASK.findall(text)
        events = "\n".join(re.findall(r"event \w+ \{[^}]*\}", text))
        self.names = {*self.attributes, *DECLARED.findall(text), *FIELD.findall(events), *DOCUMENT.findall(text)}
        self.names |= {part for parts in PARTS.findall(text) for part in parts}
        self.names -= {"occurred"}  # the moment that a deadline may count from is called so in every event

    @property
    def header(self):
        return self.versions[0].header

    @property
    def clauses(self):
        return self.clauses_of(self.versions[0])

    def clauses_of(self, version):
        text = REQUIRED.sub(lambda found: f"{found[1]} " + ", ".join(map(self.task, found[2].split(", "))), version.text)
        text = ASKED_FOR.sub(lambda found: f"task {self.task(found[1])} done", text)
        pieces = re.split(r"(?m)^(?=\s*task )", self.own(text))
        return "".join(self.led(piece) for piece in pieces) + "\n"

    @property
    def world(self):
        """Cases of one file with one header, units of one life, and amendments of the same days share a plan, a log and the runs of
        the program."""
        amended = {version.issued: version.header for version in self.versions[1:]}
        return self.file, str({**self.header, **self.lives, **amended})

    def own(self, text):
        """The text with the case's number behind each name that the case declares."""
        if not self.names:
            return text
        names = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        return re.sub(rf"(?<![\w-])({names})(?![\w-])", rf"\1_{self.number}", text)

    def led(self, piece):
        if not piece.lstrip().startswith("task "):
            return piece
        lead = "" if re.search(r"\blead ", piece) else "lead Eastbrook's office; "
        return re.sub(r"task (\w+) \{", lambda found: f"task {self.task(found[1])} {{ {lead}", piece, count=1)

    def task(self, name):
        return f"c{self.number}_{name}"

    def row(self, report):
        """A report as the columns of a hand-in."""
        main, *rest = report.split("; ")
        told = TOLD.fullmatch(main)
        if not told:
            raise ValueError(f"{self.promise}: {report}")
        row = {"kind": told["kind"] or "reading", "period": told["period"], "date": told["date"], "case": told["case"]}
        if row["kind"] != "announce" and row["kind"] != "withdraw":
            row["unit"] = "Eastbrook"
        value = (told["value"] or "").strip()
        if row["kind"] == "reading" and "/" in value and value != "n/a":
            row["numerator"], row["denominator"] = value.split("/")
        else:
            row["value"] = value
        if row["kind"] in ACTS:
            row["task"] = told["name"]
            if row["kind"] != "claim":
                row["by"] = "Alder"
            if row["kind"] in WITH_REASON:
                row["reason"] = "as written"
        elif row["kind"] == "withdraw":
            row["corrects"] = told["name"]
        else:
            row["indicator"] = told["name"].strip("“”")
            if row["kind"] == "announce":
                row["by"] = "Alder"
            if row["kind"] == "reading" and told["value"] is not None and not value:
                row["reason"] = "not counted yet"  # or a row that says nothing is passed over
        for column in rest:
            name, _, content = column.partition(" ")
            row[name] = content
        for name in ("unit", "by"):
            row[name] = UNITS.get(row.get(name), row.get(name))
        if row["kind"] == "transfer":
            row["value"] = UNITS[row["value"]]
        for name in ("key", "corrects"):
            if row.get(name):
                row[name] += f"_{self.number}"
        if row.get("task"):
            row["task"] = self.task(row["task"])
        row["indicator"] = self.own(row.get("indicator") or "")
        kind, _, name = (row["period"] or "").partition(":")
        if kind == "window":
            row["period"] = "window:" + self.own(name)
        return {name if name in COLUMNS else self.own(name): content for name, content in row.items() if content}


def units_file(levels=HEADER["levels"], cases=()):
    attributes = {case.own(name): of_unit for case in cases for name, of_unit in case.attributes.items()}
    lives = cases[0].lives if cases else {}  # cases that share a world have the same
    columns = ("opened", "closed", "heir") if lives else ()
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["code", "name", "level", "parent", *columns, *attributes])
    for unit in csv.reader(UNITS_OF[levels].splitlines()):
        life = lives.get(unit[1], {})
        told = [UNITS.get(life.get(column), life.get(column, "")) for column in columns]
        writer.writerow([*unit, *told, *(of_unit.get(unit[1], "") for of_unit in attributes.values())])
    return file.getvalue()


def read_cases():
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.txt"))]
    told = [(stem, promise, lines) for stem, text in texts for promise, lines in cases_of(text)]
    return [Case(stem, promise, number, lines) for number, (stem, promise, lines) in enumerate(told, 1)]


def cases_of(text):
    """The promise of each, and its lines."""
    promise, lines = None, []
    for line in [*text.splitlines(), "end"]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] == " ":
            lines.append(line.strip())
            continue
        if promise:
            yield promise, lines
        promise, lines = line, []


def handed_in(rows):
    """One CSV file of the rows."""
    names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    file = io.StringIO()
    writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def shown(member):
    """A member of `status --json` as a case writes it."""
    if isinstance(member, dict) and "task" in member:
        return member["task"].split("_", 1)[-1] + "/" + NAMES[member["unit"]]
    if isinstance(member, dict):
        low, high = member["lo"], member["hi"]
        return low if low == high else f"{low or ''}..{high or ''}"
    if isinstance(member, list):
        return "+".join(member)
    return "none" if member is None else str(member)
