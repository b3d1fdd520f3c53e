"""docs/FORMATS.md and docs/formats/: what the program reads and writes is what the schemas say, no less and no more.

The outputs are those of the plans that other tests have: the starter plan, the 2012 plan, the examples of docs/LANGUAGE.md, the
cases of law/*.txt, the country and the town of the checklists, and a world here that has every kind of record.
"""

import copy
import datetime
import functools
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import language_reference_test
from documents_test import sessions
from duban_program import FINDINGS, FINE, ONCE, PLAN, PROGRAM, ROOT, ProgramTest
from every_record import REFUSED, TOLD, WORLD
from law_cases import read_cases, units_file
from law_test import Shared

try:
    from jsonschema import Draft202012Validator, RefResolver
except ImportError:
    sys.exit("formats_test.py needs the schemas' validator: apt-get install python3-jsonschema, and run it with /usr/bin/python3")

DOCUMENT = (ROOT / "docs/FORMATS.md").read_text(encoding="utf-8")
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "docs/formats").glob("*.schema.json"))}
CHECKLISTS = ROOT / "tests/engine/checklist"


@functools.cache
def validator(name, pointer=""):
    schema = {"$ref": f"{name}.schema.json#{pointer}"}
    return Draft202012Validator(schema, resolver=RefResolver("", schema, store=SCHEMAS))


def once(pairs):
    """An object without a member that stands twice."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError(f"a member stands twice: {[name for name, _ in pairs]}")
    return members


def parsed(text):
    return json.loads(text, object_pairs_hook=once, parse_float=lambda number: sys.exit(f"a number is a fraction: {number}"))


def examples():
    """(schema, pointer, text, the command that the line before names) of each example in the document."""
    for found in re.finditer(r"(?:^`(duban [^`\n]*)`[^\n]*:\n\n)?^```json (\w+)\.schema\.json(?:#(\S+))?\n(.*?)^```", DOCUMENT, re.M | re.S):
        command, name, pointer, text = found.groups()
        yield name, pointer or "", text, command


def holds(whole, part):
    """Whether the part is somewhere in it."""
    return whole == part or (isinstance(whole, (list, dict)) and
                             any(holds(item, part) for item in (whole.values() if isinstance(whole, dict) else whole)))


class Trace:
    """Which members, branches and words of the schemas the outputs have shown."""

    def __init__(self):
        self.seen = set()
        self.validators = {}

    def resolve(self, name, schema):
        while "$ref" in schema:
            target, _, pointer = schema["$ref"].partition("#")
            name = target or name
            schema = functools.reduce(lambda at, key: at[key], pointer.strip("/").split("/"), SCHEMAS[name])
        return name, schema

    def follow(self, name, schema, value):
        name, schema = self.resolve(name, schema)
        self.seen.add(id(schema))
        if "enum" in schema:
            self.seen.add((id(schema), value))
        for branch in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
            where, here = self.resolve(name, branch)
            if self.fits(where, here, value):
                self.seen.add(id(branch))
                self.follow(where, here, value)
        if isinstance(value, dict):
            for member, item in value.items():
                known = schema.get("properties", {}).get(member, schema.get("additionalProperties"))
                if isinstance(known, dict):
                    self.seen.add(id(known))
                    self.follow(name, known, item)
        if isinstance(value, list):
            first = schema.get("prefixItems", [])
            for place, item in enumerate(value):
                known = first[place] if place < len(first) else schema.get("items")
                if isinstance(known, dict):
                    self.follow(name, known, item)

    def fits(self, name, schema, value):
        if isinstance(value, dict) and "properties" in schema:
            return all(key in value for key in schema["required"]) and value.keys() <= schema["properties"].keys()
        if id(schema) not in self.validators:
            self.validators[id(schema)] = Draft202012Validator(schema, resolver=RefResolver(name, SCHEMAS[name], store=SCHEMAS))
        return self.validators[id(schema)].is_valid(value)


def parts_of(schema, way=""):
    """Every schema within one, with the way to it."""
    yield way, schema
    inner = [(f"{key}/{name}", one) for key in ("properties", "$defs") for name, one in schema.get(key, {}).items()]
    inner += [(key, schema[key]) for key in ("items", "additionalProperties") if key in schema]
    inner += [(f"{key}/{place}", one) for key in ("anyOf", "oneOf", "prefixItems") for place, one in enumerate(schema.get(key, []))]
    for key, one in inner:
        if isinstance(one, dict):
            yield from parts_of(one, f"{way}/{key}")

WORDS = {word for schema in SCHEMAS.values() for _, part in parts_of(schema) for word in part.get("enum", [])}


def shape(value):
    """What a line looks like: its closed words, and of all else whether it is there."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(shape(item)) for item in value})
    return value if value is None or isinstance(value, bool) or value in WORDS else [type(value).__name__, bool(value)]


def trimmed(value):
    """The same with at most two objects in each list but the figures."""
    if isinstance(value, dict):
        return {name: item if name == "figures" else trimmed(item) for name, item in value.items()}
    return [trimmed(item) for item in value[:2]] if isinstance(value, list) else value


def changes(value, name, way=""):
    """(way, the value with one member less, or with one more) for every object but those whose members are free."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            for inner, changed in changes(item, name, f"{way}/{place}"):
                yield inner, [*value[:place], changed, *value[place + 1:]]
    if not isinstance(value, dict) or name == "submission":
        return
    free = name == "dump" and way.endswith("/rows")
    if not free:
        yield f"{way}/surplus", {**value, "surplus": 1}
    for member, item in value.items():
        of_announcement = member == "record" and value.get("step") in ("rule", "offset", "notice")  # alone has it
        optional = member in ("assumed", "percent", "weighted") or of_announcement
        if not free and not optional or member == "assumed" and "number" not in value:
            yield f"{way}/{member}", {key: one for key, one in value.items() if key != member}
        for inner, changed in changes(item, name, f"{way}/{member}"):
            yield inner, {**value, member: changed}


def reach(value, steps):
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


# What each schema must not take.
WRONG = [
    ("dump", "year/0", "2026"), ("dump", "indicators/0/kind", "number"), ("dump", "tasks/0/slots", "once"), ("dump", "tasks/0/weight", 1),
    ("dump", "tasks/0/due/anchor", "end"), ("dump", "tasks/0/due/shift", "later"), ("dump", "tasks/0/goals/0/modality", "shall"),
    ("dump", "tasks/0/verify/by", "anybody"), ("dump", "tasks/0/goals/0/criterion", {">": [{"number": "1"}, {"reading": "a"}]}),
    ("dump", "tasks/0/goals/0/criterion", {"all": [{"parts": True}]}), ("dump", "tasks/0/lead/where", {"attribute": "a", ">": "b"}),
    ("dump", "lights/0/colour", "pink"), ("dump", "lights/0/when", {"state": "late"}),
    ("record", "kind", "reads"), ("record", "recorded_at", "2026-04-02"), ("record", "source", "nobody"), ("record", "hash", "abc"),
    ("record", "number", 0), ("status", "status", "finished"), ("status", "verdict", "true"), ("status", "assurance", "sure"),
    ("status", "timeliness", "soon"), ("status", "lifecycle", "open"), ("status", "modality", "shall"), ("status", "due", "2026-4-2"),
    ("status", "value/lo", 3), ("status", "value/lo", "3.0"), ("status", "why", ["why"]), ("status", "light", ""),
    ("explanation", "rule/number", 21), ("explanation", "criterion/0/truth", "yes"), ("explanation", "criterion/0/comparison", "=="),
    ("explanation", "calendar/0/step", "guess"), ("explanation", "acts/0/kind", "reading"), ("explanation", "receipt/adopted", "yes"),
    ("explanation", "attributes_wanted", [""]), ("explanation", "filed_on", "2026-04"), ("explanation", "missing/0/kind", "verify"),
    ("explanation_line", "sentence/zh", 3), ("explanation_line", "sentence", None), ("explanation_full", "tree/kind", "and"),
    ("explanation_full", "tree/truth", "yes"), ("explanation_full", "calendar/0/days", None), ("explanation_full", "upstream/0/status", "open"),
    ("explanation_full", "delay/days", 0), ("explanation_full", "shortest", "nothing"), ("turn", "at", "2026-04-02"),
    ("turn", "now", ""), ("turn", "then/status", "finished"),
    ("finding", "code", "3110"), ("finding", "severity", "note"), ("finding", "line", 0),
    ("coverage", "sentences/0/kind", "title"), ("coverage", "sentences/0/pieces/0/state", "told"),
    ("missing", "document", "owed"), ("missing", "missing/0/what", "report"), ("missing", "proofs/0/kinds", []), ("missing", "returned/0/reason", ""), ("missing", "acts/0/what", "report"), ("missing", "language", "de"),
    ("unit_checklist", "lines/0/status", ""), ("unit_checklist", "lines/0/rule", 0), ("unit_checklist", "counts/rate", "33"),
    ("unit_checklist", "backed/0/role", "helps"), ("scorecard", "units/0/rank", -1), ("scorecard", "units/0/tasks/0/status", "none"),
    ("task", "rows/0/answer", "maybe"), ("task", "rows/0/assurance", ""), ("leader", "figures/0/name", "rows"), ("leader", "figures/0/value", 3),
    ("leader", "levels/0/lights/0/light", ""), ("leader", "failed/listed/0/status", "overdue"), ("department", "lines/0/part", "helps"), ("department", "lines/0/modality", "完成"),
    ("problems", "open/0/status", "late"), ("problems", "open/0/found", ""), ("index", "document", "list"), ("index", "tasks/0/place", None),
    ("submission", "0/kind", "reports"), ("submission", "0/value", {"a": 1}), ("submission", "0/value", [["a"]]),
]


class Schemas(unittest.TestCase):
    def test_each_is_a_schema_that_the_document_names(self):
        for name, schema in SCHEMAS.items():
            with self.subTest(name):
                Draft202012Validator.check_schema(schema)
                self.assertIn(f"(formats/{name})", DOCUMENT)

    def test_sets_of_members_are_closed_and_each_member_is_described_in_a_sentence(self):
        open_ones = {("calendar.schema.json", ""), ("submission.schema.json", "/oneOf/1"), ("submission.schema.json", "/oneOf/2")}
        for name, schema in SCHEMAS.items():
            for way, part in parts_of(schema):
                if "properties" not in part:
                    continue
                with self.subTest(name + way):
                    self.assertEqual("additionalProperties" not in part, (name, way) in open_ones)
                    for member, one in part["properties"].items():
                        self.assertRegex(one.get("description", ""), r"^[^a-z][^\n]+\.$", member)

    def test_every_node_in_the_tables_of_the_document_is_one_of_a_plan(self):
        nodes = [json.loads(node) for node in re.findall(r'^\| `(\{".*?\})` \|', DOCUMENT, re.M)]
        self.assertGreater(len(nodes), 20)
        for node in nodes:
            with self.subTest(json.dumps(node, ensure_ascii=False)):
                kinds = [kind for kind in ("criterion", "right", "filter", "rule") if validator("dump", f"/$defs/{kind}").is_valid(node)]
                self.assertTrue(kinds)
                for member in node.keys() - {"assumed", "percent", "times", "plus"}:
                    less = {key: value for key, value in node.items() if key != member}
                    self.assertFalse(any(validator("dump", f"/$defs/{kind}").is_valid(less) for kind in kinds), member)
                self.assertFalse(any(validator("dump", f"/$defs/{kind}").is_valid({**node, "surplus": 1}) for kind in kinds))


class Outputs(ProgramTest):
    """Gathers what the commands print, once; `found` has it by schema."""

    @classmethod
    def setUpClass(cls):
        cls.found = {}
        cls.kept = pathlib.Path(tempfile.mkdtemp(prefix="duban-formats-"))
        cls.addClassCleanup(shutil.rmtree, cls.kept)
        gatherer = cls("gather")
        gatherer.folder = cls.kept
        gatherer.gather()

    def keep(self, name, where, value):
        self.found.setdefault(name, []).append((where, value))

    def lines(self, name, *arguments, code=FINE):
        """Of a command that prints JSON Lines; kept are those of which no other looks the same."""
        answer = self.ends(code, *arguments) if code is not None else self.run_program(*arguments)
        rows = [parsed(line) for line in answer.out.splitlines()]
        looks = {}
        for row in rows:
            looks.setdefault(json.dumps(shape(row)), row)
        for row in looks.values():
            self.keep(name, arguments, row)
        return rows

    def whole(self, name, *arguments):
        value = parsed(self.ends(FINE, *arguments).out)
        self.keep(name, arguments, value)
        return value

    def every(self, plan, *then, explained=(), since=None):
        """All that can be asked of a plan with its log."""
        self.lines("record", "log", plan, "--json", *then[2:])
        self.lines("status", "status", plan, "--json", *then)
        for task, unit in explained:
            self.lines("explanation", "explain", plan, task, unit, "--json", *then)
            self.lines("explanation_line", "explain", plan, task, unit, "--depth", "line", "--json", *then)
            self.lines("explanation_full", "explain", plan, task, unit, "--depth", "full", "--json", *then)
        if since:
            folder = self.folder / f"documents{len(self.found['status'])}"
            for more in ((), ("--since", since)):
                self.ends(FINE, "checklist", plan, "--all", "-o", folder, "--format", "json", *more, *then)
                for path in sorted(folder.rglob("*.json")):
                    value = parsed(path.read_text(encoding="utf-8"))
                    self.keep(value["document"], path.relative_to(folder), value)

    def gather(self):
        for lang, town in (("zh", "东河镇"), ("en", "Eastbrook")):
            plan = self.folder / lang / "plan.duban"
            self.ends(FINE, "init", plan.parent, "--lang", lang)
            self.whole("dump", "dump", plan)
            self.whole("coverage", "coverage", plan, "--format", "json")
            then = ("--as-of", "2026-04-05", "--known-at", "2026-04-05")
            self.whole("missing", "missing", plan, "--unit", town, "--format", "json", *then)
            self.every(plan, *then, explained=[("4", town), ("5", town)], since="2026-03-01")
            self.lines("turn", "forecast", plan, "--json", *then)
        self.whole("dump", "dump", PLAN, "--json")
        self.whole("coverage", "coverage", PLAN, "--format", "json")
        for path in sorted((ROOT / "tests/golden/diagnostics/plan").glob("*.duban")):
            self.lines("finding", "check", path, "--json", code=None)
        (self.folder / "zh/units.csv").write_text("代码,名称,层级,上级\n1,甲,县,\n2,乙,村,1\n", encoding="utf-8")
        self.lines("finding", "check", self.folder / "zh/plan.duban", "--json", code=None)
        self.of_ladders()
        self.of_an_amendment()
        self.of_the_country()
        self.of_the_checklists("town", units=("西村",))
        self.of_the_language()
        self.of_the_law()
        self.of_every_kind()
        self.of_many_units()

    def of_ladders(self):
        """A rung of every kind; a town that said no, one that said nothing, and no calendar for the years after."""
        ladder = "; ".join(f"escalate overdue {sign} 2 {unit}s -> county, superior" for sign, unit in zip(
            (">=", ">") * 3, ("minute", "hour", "day", "working day", "week", "month")))
        plan = self.write("en/ladders.duban", (self.folder / "en/plan.duban").read_text(encoding="utf-8") + f"""
task 6 {{ lead each town; due end of March; done meetings >= 1; {ladder} }}
task 7 {{ lead each town; due end of March; normally meetings >= 1; escalate overdue -> “clerk” }}
task 8 {{ lead each town; due end of March; never courses > 9; escalate overdue -> superior }}
task 9 {{ lead each town; due end of December; done courses > 9; escalate overdue > 60 working days -> superior }}
task 10 {{ lead each town; due end of December; done courses between 1 .. 9 }}
""")
        self.whole("dump", "dump", plan)
        known = ("--known-at", "2026-06-30", "--log", self.folder / "en/ladders.db")
        self.ends(FINE, "submit", plan, self.write("no.csv", "unit,indicator,date,value\nWesthill,meetings,2026-03-01,0\n"), "--received-at",
                  "2026-04-02", "--log", self.folder / "en/ladders.db")
        self.lines("notice", "notices", plan, "--json", "--as-of", "2026-06-30", *known)
        self.lines("notice", "notices", plan, "--json", "--as-of", "2027-03-31", *known)
        self.lines("change", "whatif", plan, "--close", "Westhill=2026-03-01,Eastbrook", "--json", "--as-of", "2026-06-30", *known)
        self.lines("explanation", "explain", plan, "10", "Westhill", "--json", "--as-of", "2026-06-30", *known)

    def of_an_amendment(self):
        """Task 3 is gone, task 6 added; the meeting is due later, the drills are due earlier."""
        plan = self.folder / "en/plan.duban"
        text = plan.read_text(encoding="utf-8").replace("2026-01-15", '2026-07-01\n    amends "plan.duban"')
        text = re.sub(r"    task 3 .*?\n    }\n", '    task 6 "Roster" { lead county\'s emergency_office; done courses >= 1 }\n', text, flags=re.S)
        amended = self.folder / "en/amended.duban"
        text = text.replace("end of Q1", "end of July")
        amended.write_text(text.replace("verify    superior", "verify    superior\n        due       end of September"), encoding="utf-8")
        self.whole("dump", "dump", self.write("en/lights.duban", "lights { grey: superseded; green: else }\n" + text))
        self.whole("dump", "dump", amended)
        known = ("--known-at", "2026-07-02", "--log", self.folder / "en/amended.db")
        self.ends(FINE, "submit", plan, self.write("drills.csv", "unit,indicator,period,value\nWesthill,drills,2026-Q1,9\n"), "--received-at",
                  "2026-04-02", "--log", self.folder / "en/amended.db")
        self.lines("status", "status", amended, "--as-of", "2026-07-02", "--json", *known)
        self.lines("explanation", "explain", amended, "1", "900100", "--as-of", "2026-07-02", "--json", *known)
        kinds = set()
        for command in (("amend", plan, amended, "--dry-run"), ("diff", amended, "--since", "2026-03-31", "--as-of", "2026-07-02")):
            kinds |= {why for row in self.lines("change", *command, "--json", *known) for why in row["why"]}
        text = text.replace('2026-07-01\n    amends "plan.duban"', "2026-01-15").replace("end of July", "within 5 working days of issue")
        plan = self.write("en/days.duban", text)
        day_off = self.lines("change", "whatif", plan, "--day-off", "2026-01-20", "--json", "--as-of", "2026-01-25", "--known-at", "2026-01-25")
        kinds |= {why for row in day_off for why in row["why"]}
        self.assertEqual(kinds, {"records", "plan", "calendar", "time"})

    def of_the_country(self):
        plan, then = self.of_the_checklists("country", units=("苇县", "荷县"))
        for arguments in (("--department", "荷县"), ("--department", "防汛办", "--under", "云国"), ("--task", "3", "--level", "县"), ("--under", "云国")):
            value = parsed(self.ends(FINE, "checklist", plan, *arguments, "--format", "json", *then).out)
            self.keep(value["document"], arguments, value)

    def of_the_checklists(self, name, units):
        plan, log = CHECKLISTS / name / "plan.duban", self.folder / f"{name}.db"
        for season, received in (("spring", "2026-04-08T10:00"), ("summer", "2026-07-08T10:00")):
            self.ends(FINE, "submit", plan, plan.with_name(f"{season}.csv"), "--log", log, "--received-at", received)
        then = ("--as-of", "2026-07-10", "--known-at", "2026-07-10", "--log", log)
        rows = self.lines("status", "status", plan, "--json", *then)
        self.every(plan, *then, explained=sorted({(row["task"], row["holder"]) for row in rows}), since="2026-04-10")
        for unit in units:
            self.whole("missing", "missing", plan, "--unit", unit, "--format", "json", *then)
        return plan, then

    def of_the_language(self):
        reference = language_reference_test.LanguageReference("dump")
        reference.folder = self.folder / "language"
        together = {}  # one plan of what is in all
        for _, _, example in language_reference_test.examples():
            for member, value in reference.dump("en", language_reference_test.plan_with("en", example)).items():
                together.setdefault(member, value)
                if isinstance(value, list) and member not in ("year", "levels"):
                    together[member] += [one for one in value if one not in together[member]]
        self.keep("dump", "examples of the language", together)

    def of_the_law(self):
        worlds = {}
        for case in read_cases():
            worlds.setdefault(case.world, []).append(case)
        for number, cases in enumerate(worlds.values()):
            if len(cases) < 3 and number % 3 and "lights" not in cases[0].header or (number % 4 and not ONCE):
                continue
            for case in cases:
                case.questions = []  # only what is told
            world = Shared().make(self.folder / f"law{number}", cases[0].header, cases)
            self.whole("dump", "dump", world.plan)
            for as_of in ("2026-04-10", "2026-07-04", "2026-12-20") if len(cases) > 9 else ("2026-07-04",):
                then = ("--as-of", as_of, "--known-at", "2028-12-31")
                rows = self.lines("status", "status", world.plan, "--json", *then)
                picked = {(row["status"], row["timeliness"], row["slot"][:5], bool(row["waits_for"])): (row["task"], row["holder"]) for row in rows}
                self.every(world.plan, *then, explained=sorted(set(picked.values()))[::2])
            if any("close when" in case.clauses for case in cases):
                self.whole("missing", "missing", world.plan, "--unit", "Eastbrook", "--format", "json", "--as-of", "2027-01-15", "--known-at", "2028-12-31")

    def of_every_kind(self):
        world = Shared()
        self.write("kinds/units.csv", units_file().replace("parent\n", "parent,hilly\n").replace("900100\n", "900100,no\n", 1))
        world.begin(self.folder / "kinds", WORLD)
        self.whole("dump", "dump", world.plan)
        for received, rows in TOLD.items():
            self.keep("submission", received, rows)
            files = {"rows.json": json.dumps({"rows": rows}, ensure_ascii=False),
                     "lines.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)}
            for name, text in files.items():
                said = self.ends(FINE, "submit", world.plan, self.write(name, text), "--received-at", received, "--lang", "en").out
                self.assertIn(f"{len(rows)} accepted, 0 repeated" if name == "rows.json" else f"0 accepted, {len(rows)} repeated", said)
        self.ends(FINDINGS, "submit", world.plan, self.write("wrong.json", json.dumps(REFUSED)), "--received-at", "2026-05-04")
        refused = parsed((self.folder / "wrong.refused.json").read_text(encoding="utf-8"))
        self.assertEqual([row.get("raw") for row in refused], [None, '"no object"', "7"])
        self.keep("submission", "wrong.refused.json", refused)
        for as_of in ("2026-05-05", "2026-07-05"):
            then = ("--as-of", as_of, "--known-at", as_of)
            rows = self.lines("status", "status", world.plan, "--json", *then)
            self.every(world.plan, *then, explained=sorted({(row["task"], row["holder"]) for row in rows}), since="2026-04-01")
            for unit in sorted({row["holder"] for row in rows if row["assurance"] == "returned"}):
                self.whole("missing", "missing", world.plan, "--unit", unit, "--format", "json", *then)
            self.lines("turn", "forecast", world.plan, "--json", *then)
        for unit in ("Alder", "Eastbrook"):  # what is over and was not claimed, nor closed
            self.whole("missing", "missing", world.plan, "--unit", unit, "--format", "json", "--as-of", "2027-01-15", "--known-at", "2027-01-15")
        known = (self.folder / "kinds/units.csv").read_text(encoding="utf-8").replace("parent,hilly\n", "parent,hilly,opened\n")
        self.write("kinds/units.csv", known.rstrip("\n") + "\n900104,Northpond,town,900100,,2026-08-01\n")
        self.lines("turn", "forecast", world.plan, "--task", "3", "--json", *then)
        self.records = [parsed(line) for line in self.ends(FINE, "log", world.plan, "--json").out.splitlines()]
        type(self).records = self.records

    def of_many_units(self):
        """More rows than fit on a page."""
        counties = [f"{county},County {county},county,9\n" + "".join(f"{county}{town:03},Town {county}{town:03},town,{county}\n" for town in range(700))
                    for county in (1, 2, 3)]
        self.write("many/units.csv", "code,name,level,parent\n9,Birch,province,\n" + "".join(counties))
        world = Shared().begin(self.folder / "many", "indicator drills number flow\ntask 1 { lead each town's office; due January 31; done drills >= 1; weight 2.5 }\n",
                               {"levels": "province > county > town"}.items())
        folder = self.folder / "many/documents"
        self.ends(FINE, "checklist", world.plan, "--all", "-o", folder, "--format", "json", "--as-of", "2026-04-05")
        for place in ("tasks/1", "levels/town", "problems/9", "leaders/9", "index"):
            value = parsed((folder / f"{place}.json").read_text(encoding="utf-8"))
            self.keep(value["document"], place, value)

    # ---- what they are held to

    # 8: “Every document carries a receipt”
    def test_each_output_is_what_its_schema_says(self):
        self.assertEqual({f"{name}.schema.json" for name in self.found} | {"common.schema.json", "calendar.schema.json"}, SCHEMAS.keys())
        for name, values in self.found.items():
            for where, value in values:
                problems = list(validator(name).iter_errors(value))
                if problems:
                    with self.subTest(name, where=where):
                        self.fail("\n".join(f"{list(one.absolute_path)}: {one.message[:500]}" for one in problems[:5]))

    @unittest.skipUnless(ONCE, "the schemas are the same whoever compiled the program")
    def test_each_member_branch_and_word_of_the_schemas_is_shown_by_an_output(self):
        trace = Trace()
        for name, values in self.found.items():
            for _, value in values:
                trace.follow(f"{name}.schema.json", SCHEMAS[f"{name}.schema.json"], value)
        for name in SCHEMAS.keys() - {"submission.schema.json", "calendar.schema.json"}:
            for way, part in parts_of(SCHEMAS[name]):
                if re.search(r"(^|/)(items|prefixItems/\d|anyOf/\d|additionalProperties)$|^$", way) and "enum" not in part:
                    continue
                with self.subTest(name + way):
                    self.assertIn(id(part), trace.seen, "no output has it")
                    unseen = {word for word in part.get("enum", []) if (id(part), word) not in trace.seen}
                    self.assertEqual(unseen, set())

    def test_every_record_is_chained_by_its_own_columns(self):
        def minutes(text):
            return int((datetime.datetime.fromisoformat(text) - datetime.datetime(1970, 1, 1)).total_seconds()) // 60

        before = "0" * 64
        for record in self.records:
            columns = [minutes(value) if name in ("recorded_at", "effective") else value for name, value in record.items() if name != "hash"]
            text = "duban record 1\n" + "".join(f"{len(str(column).encode())}:{column}," for column in columns)
            self.assertEqual(record["previous"], before)
            self.assertEqual(record["hash"], hashlib.sha256(text.encode()).hexdigest())
            before = record["hash"]

    @unittest.skipUnless(ONCE, "the schemas are the same whoever compiled the program")
    def test_a_members_loss_and_an_unknown_one_are_refused(self):
        for name, values in self.found.items():
            sample = trimmed(max((value for _, value in values), key=lambda value: min(len(json.dumps(value)), 9000)))
            self.assertTrue(validator(name).is_valid(sample), name)
            for way, changed in changes(sample, name):
                if validator(name).is_valid(changed):
                    with self.subTest(name, way=way):
                        self.fail("taken all the same")

    @unittest.skipUnless(ONCE, "the schemas are the same whoever compiled the program")
    def test_a_wrong_word_is_refused(self):
        for name, way, wrong in WRONG:
            steps = way.split("/")
            with self.subTest(f"{name} {way} {wrong}"):
                value = copy.deepcopy(next(value for _, value in self.found[name] if reach(value, steps[:-1]) is not None))
                reach(value, steps[:-1])[int(steps[-1]) if steps[-1].isdigit() else steps[-1]] = wrong
                self.assertFalse(validator(name).is_valid(value))

    # 7: “A plan version is immutable and named by the hash of the resolved plan”
    def test_plans_that_mean_something_else_are_other_versions(self):
        def dump(clauses):
            (self.folder / "plan").mkdir(exist_ok=True)
            self.write("plan/units.csv", units_file().replace("parent\n", "parent,people\n").replace("900100\n", "900100,12\n"))
            return Shared().begin(self.folder / "plan", "indicator drills number flow\n" + clauses).ends(
                FINE, "dump", self.folder / "plan/plan.duban").bytes

        parts = "part “a” { lead each town's office; done drills >= 1 }; part “b” { lead Eastbrook's office; done drills >= 2 } }\n"
        self.assertNotEqual(dump("task 1 { " + parts), dump("task 1 { lead each town's office; " + parts))
        task = "task 1 {{ lead each town's office where people = {}; done drills >= 1 }}\n"
        self.assertNotEqual(dump(task.format("12")), dump(task.format("`12`")))


class Examples(ProgramTest):
    def test_examples_are_what_the_program_says_and_takes(self):
        environment = {"PATH": f"{pathlib.Path(PROGRAM).parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
        for _, _, steps in sessions(DOCUMENT):
            for command, _ in steps:
                subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, check=True, capture_output=True)
        text = (self.folder / "alder/plan.duban").read_text(encoding="utf-8")
        self.write("alder/wrong.duban", text.replace("meetings >= 1", "meeting >= 1"))
        shown = 0
        for name, pointer, text, command in examples():
            with self.subTest(name + pointer):
                value = parsed(text)
                validator(name, pointer).validate(value)
                if not command:
                    continue
                said = subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, capture_output=True).stdout.decode()
                if " -o lists " in command:
                    said = (self.folder / "lists/index.json").read_text(encoding="utf-8")
                lines = said.splitlines() if said.startswith('{"') else [said]
                self.assertTrue(any(holds(parsed(line), value) for line in lines), f"{command} does not say so")
                shown += 1
        self.assertGreater(shown, 12)

    def test_the_files_that_it_shows_are_taken(self):
        plan = self.starter("en")
        rows = next(parsed(text) for name, _, text, _ in examples() if name == "submission")
        lines = re.search(r"^```jsonl submission.schema.json#/\$defs/row\n(.*?)^```", DOCUMENT, re.M | re.S).group(1)
        self.assertEqual([parsed(line) for line in lines.splitlines()], rows)
        for row in rows:
            validator("submission", "/$defs/row").validate(row)
        for name, text in (("a.json", json.dumps(rows)), ("b.jsonl", lines)):
            said = self.ends(FINE, "submit", plan, self.write(name, text), "--received-at", "2026-04-02", "--lang", "en").out
            self.assertIn("3 rows, 3 accepted" if name == "a.json" else "0 accepted, 3 repeated", said)
        calendar = next(text for name, _, text, _ in examples() if name == "calendar")
        self.write("own/calendar.json", calendar)
        self.write("own/units.csv", re.search(r"^```csv units\n(.*?)^```", DOCUMENT, re.M | re.S).group(1))
        self.ends(FINE, "check", plan)
        self.assertEqual([row["unit"] for row in self.ends(FINE, "status", plan, "--json", "--task", "2", "--as-of", "2026-04-05").rows()],
                         ["900101", "900102"])


if __name__ == "__main__":
    unittest.main()
