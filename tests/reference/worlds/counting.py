"""In how many worlds each construct of the language, each kind of record and each word was.

Not made at random, since no evaluation can tell: ids and names that are no words, comments, several clauses on a line, lines that go
on, Chinese and full-width marks (the law `zh = en` and format_test see to these), the head's `source` (coverage alone reads it),
other levels and zones than those of world.py.
"""

import collections
import re

from . import adopted, lives
from .besides import STATES
from .chapters import kind_of, written_out
from .world import FOR_GOALS

CONSTRUCTS = {
    "plan year over two years": r"plan year 2026-04",
    "issued within the year": r"issued 2026",
    "own lights": r"(?m)^lights ",
    "unit set": r"(?m)^unit set",
    "parameter": r"(?m)^parameter answer",
    "parameter by level": r"within limit",
    "flow": r"number (“times” )?flow",
    "stock": r"number (“times” )?stock",
    "ratio": r"(?m)^indicator.*ratio =",
    "yes or no": r"(?m)^indicator.*yes or no",
    "stages": r"(?m)^indicator.*stages",
    "set": r"(?m)^indicator.*set \{",
    "one of": r"(?m)^indicator.*one of",
    "date": r"(?m)^indicator \w+ (“.*” )?date",
    "text": r"(?m)^indicator \w+ (“.*” )?text",
    "event": r"(?m)^event",
    "event with returns": r"(?m)^event.*\} every",
    "rhythm month": r"(?m)^indicator.* every month(?= assumed| lower|$)",
    "rhythm quarter": r"(?m)^indicator.* every quarter(?= assumed| lower|$)",
    "rhythm half year": r"(?m)^indicator.* every half year(?= assumed| lower|$)",
    "rhythm year": r"(?m)^indicator.* every year(?= assumed| lower|$)",
    "rhythm ten days": r"(?m)^indicator.* every ten days(?= assumed| lower|$)",
    "rhythm week": r"(?m)^indicator.* every week",
    "rhythm 2 weeks": r"(?m)^indicator.* every 2 weeks",
    "rhythm 10 days": r"(?m)^indicator.* every 10 days",
    "rhythm 2 months": r"(?m)^indicator.* every 2 months(?= assumed| lower|$)",
    "window to be announced": r"(?m)^window \w+ to be",
    "parameter to be announced": r"(?m)^parameter \w+ to be",
    "window fixed": r"window spring",
    "window by class": r"window \w+ by",
    "lead one unit": r"lead Eastbrook",
    "each of a level": r"each town's",
    "each level": r"every level",
    "two levels": r"each county, town",
    "except": r"except",
    "of a set": r"each riverside",
    "within": r"each Alder's town",
    "place": r"lead place",
    "where yes or no": r"where (not )?hilly",
    "where a word": r"zone !?=",
    "where a number": r"people [<>]",
    "where and": r"where .* and",
    "where or": r"where .* or",
    "no lead, parts": r"task \w+ \{\n(?!    lead)",
    "during a window": r"during (season|spring|dry|wet|slope)",
    "during days": r"during (April|May|June|Q3)",
    "during with a gap": r"during .* or",
    "recurring": r"(?m)^ +every (?!.*assumed)",
    "every, from": r"every quarter from",
    "continuing": r"continuing",
    "continuing all year": r"(?m)continuing$",
    "triggered": r"(?m)triggered by \w+$",
    "triggered where": r"triggered by \w+ where",
    "from": r"(?m)^ +from",
    "due a day": r"(?m)due [A-Z]\w+ \d+$",
    "due an hour": r"18:00",
    "due end of": r"(?m)^    +due end of",
    "due a third": r"due (mid|early|late)",
    "due days of issue": r"\d days of issue",
    "due working days": r"working days",
    "due months": r"months? of",
    "due quarters": r"quarters of",
    "escalate at once": r"escalate overdue ->",
    "escalate after hours": r"escalate overdue >=? \d+ (hour|minute)",
    "escalate after days": r"escalate overdue >=? \d+ (day|week|month)",
    "escalate after working days": r"escalate overdue >=? \d+ working",
    "due by another document": r"see document",
    "due to be announced": r"due to be",
    "due before a window": r"at least 15",
    "due after a window": r"within \d+ (working )?days of (season|spring|dry|wet|slope)",
    "due after period end": r"of period end",
    "due before period end": r"before period end",
    "due after period start": r"period start",
    "due a day of the period": r"due day",
    "due of occurred": r"of occurred",
    "due hours": r"hours of",
    "due a field": r"due (fix_by|answered)",
    "due of a field": r"of (fix_by|answered)",
    "due of previous step": r"previous step",
    "due next year": r"next year",
    "due by a parameter": r"within answer",
    "due assumed": r"due .* assumed",
    "shift following": r"shift following",
    "shift preceding": r"shift preceding",
    "shift same month": r"shift same",
    ">=": r">= [\d]",
    "<=": r"<= [\d]",
    ">": r" > [\d]",
    "<": r" < [\d]",
    "=": r"(?m)^ +(done|should|may|never|normally) .* = [\d]",
    "!=": r"!= [\d]",
    "between": r"between",
    "or more": r"or more",
    "or less": r"or less",
    "percent": r"[\d]%(?! on)",
    "last year": r"[<>=] last year",
    "times last year": r"\* last year",
    "last year and so much": r"last year [+-]",
    "up or down": r"(up|down) .* on last year",
    "up or down on an earlier year": r"(up|down) .* on 2023",
    "points": r"points on",
    "last period": r"last period",
    "another indicator": r"[<>=] (drills|checks|courses|patrols|staff|cars|stores)",
    "sum": r"\w \+ \w",
    "difference": r"[a-z] - [a-z]",
    "multiple": r"2 \* ",
    "is reported": r"is reported",
    "reaches": r"reaches",
    "all covered": r"all covered",
    "includes": r"includes",
    "document": r"document “R",
    "compared date": r"(updated|fix_by) [<>]",
    "and": r" and ",
    "or": r" or ",
    "not": r"(done|should|may|normally|never|and|or) not|\(not",
    "throughout": r"throughout",
    "until": r" until ",
    "target assumed": r"[\d] assumed",
    "claimed": r"task \w+ \{\n(    (lead|during|every|continuing|due|from|verify|evidence|shift|requires|schedule).*\n)+\}",
    "must": r"(?m)^ +done",
    "normally": r"normally",
    "should": r"(?m)^ +should",
    "may": r"(?m)^ +may",
    "never": r"(?m)^ +never",
    "verify superior": r"verify superior",
    "verify a unit": r"verify Birch",
    "evidence": r"evidence",
    "weight": r"weight ",
    "evidence etc": r"evidence.*etc",
    "schedule by month": r"linear every month",
    "schedule by day": r"linear every day",
    "schedule by points": r"by month \{",
    "requires": r"requires",
    "step": r"step “",
    "part": r"part “",
    "part with slots of its own": r"(part|step) “p\d” \{\n(        lead.*\n)?        (every|during)",
    "close when": r"close when",
    "placeholder": None,
}
UNITS = r"(town|county|riverside|everyone|most|Alder's town|town's office|town's guard|town except Westhill|every level)( where [^(\n]*)? \("
CASES = r"(fire|visit)( where [^(\n]*)? \("
COUNTS = {
    "each unit": f"each {UNITS}",
    "no unit": f"no {UNITS}",
    "at least so many units": rf"at least \d of {UNITS}",
    "at most so many units": rf"at most \d of {UNITS}",
    "exactly so many units": rf"exactly \d of {UNITS}",
    "a share of units": rf"at (least|most) [\d.]+% of {UNITS}",
    "each case": f"each {CASES}",
    "no case that": f"no {CASES}",
    "so many cases": rf"(at least|at most|exactly) \d of {CASES}",
    "a share of cases": rf"at (least|most) [\d.]+% of {CASES}",
    "so many of these": r"at least \d of \(",
    "total": "sum of each",
    "mean": "mean of each",
    "highest": "highest of each",
    "lowest": "lowest of each",
    "another task": r"task t\d+ done",
    "judged": "judged by",
}
CONSTRUCTS |= COUNTS | {
    "count, one left out": r"except Westhill( where [^(]*)? \(",
    "count, two levels": r"(each|no|of) county, town( where [^(]*)? \(",
    "count, every level": r"(each|no|of) every level( where [^(]*)? \(",
    "count, a sum of sets": r"(each|no|of) (everyone|most)( where [^(]*)? \(",
    "count, an organ at some levels": r"town's guard( where [^(]*)? \(",
    "judged by an organ": r"judged by Birch's office",
    "units where": UNITS.replace(")?", ")"),
    "cases where": CASES.replace(")?", ")"),
    "figure where": r"(sum|mean|highest|lowest) of each [^(\n]* where",
    "count in a count": rf"({UNITS}|of \()[^\n]*({UNITS}|{CASES}| of \()",
    "not a count": r"not (each|no|at|exactly|task|judged)",
    "count in a part": r"“p\d” \{[^}]*" + f"({UNITS}|{CASES})",
}


def opened_that_day(world, name):
    """The units that open on the day on which one closes."""
    closed = world.lives[name].get("closed")
    return [other for other, life in world.lives.items() if closed and life.get("opened") == closed]


def has_heir_of_that_day(world, name):
    return world.lives[name].get("heir") in opened_that_day(world, name)


CHANGES = {"unit opens": lambda world, name: "opened" in world.lives[name],
           "unit closes": lambda world, name: "closed" in world.lives[name],
           "heir": lambda world, name: "heir" in world.lives[name],
           "heir of an heir": lambda world, name: "heir" in world.lives.get(world.lives[name].get("heir"), {}),
           "running total, heir": lambda world, name: "heir" in world.lives[name] and "running total" in world.plan(0),
           "heir elsewhere": lambda world, name: world.units[name] != world.units[world.lives[name].get("heir", name)],
           "units merged": lambda world, name: [life.get("heir") for life in world.lives.values()].count(name) > 1,
           "unit split": lambda world, name: len(opened_that_day(world, name)) > 1 and has_heir_of_that_day(world, name),
           "unit moved": lambda world, name: has_heir_of_that_day(world, name)
           and world.units[name] != world.units[world.lives[name]["heir"]]}
if lives.SHARE:
    CONSTRUCTS |= dict.fromkeys(CHANGES)
SO_FAR = "(trees|roads|houses|pipes)"
CONSTRUCTS |= {
    "running total": r"(?m)running total$",
    "running total, rhythm": r"running total every",
    "running total >=": rf"{SO_FAR} >=? [\d]",
    "running total <=": rf"{SO_FAR} <=? [\d]",
    "running total =": rf"{SO_FAR} !?= [\d]",
    "running total, last year": rf"{SO_FAR} [^(\n]*last year",
    "running total, another": rf"{SO_FAR} [<>=]+ [a-km-z]|[<>=]+ {SO_FAR}",
    "running total until": rf"{SO_FAR} [<=]+ \d until",
    "running total throughout": rf"{SO_FAR} [^(\n]*throughout",
    "running total reported": rf"{SO_FAR} is reported",
    "running total in a count": rf"({UNITS}|of \()[^\n]*{SO_FAR}",
    "running total over units": rf"(sum|mean|highest|lowest) of each [^(\n]*(\(|'s ){SO_FAR}",
}
FIGURES = "(drills|checks|courses|patrols|staff|cars|stores|trees|roads|houses|pipes)"
CONSTRUCTS |= {
    "unit set, sum": r"(?m)^unit set .* \+ ",
    "unit set, a level below": r"(?m)^unit set .*'s town",
    "unit set of sets": r"(?m)^unit set \w+ = .*(riverside|everyone)",
    "unit set, one left out": r"(?m)^unit set .* except",
    "unit set etc": r"(?m)^unit set .* etc",
    "lead of a sum of sets": r"lead each (everyone|most)",
    "organs at some levels": r"(?m)^organs weather = county",
    "lead an organ at some levels": r"lead .* (guard|weather)",
    "every level of an organ": r"lead every level's (guard|weather)",
    "place's organ at some levels": r"lead place's \w+'s (guard|weather)",
    "partner, an organ alone": r"(?m)^ +(jointly|support|oversee|reported by) \w+$",
    "partner, a unit's": r"(?m)^ +(jointly|support|oversee|reported by) (each|Alder)",
    "jointly": r"(?m)^ +jointly",
    "support": r"(?m)^ +support",
    "oversee": r"(?m)^ +oversee",
    "reported by": r"(?m)^ +reported by",
    "officer": r"(?m)^ +officer",
    "signed by": r"(?m)^ +signed by",
    "source": r"(?m)^ +source “[^”]*”$",
    "source beside others": r"(?m)^ +source .*, “",
    "under": r"(?m)^ +under",
    "see also": r"(?m)^ +see also",
    "issuer": r"(?m)^ +issuer",
    "narrative": r"(?m)^ *narrative “[^”]*”$",
    "narrative because": r"(?m)^ *narrative .* because",
    "label": r"(?m)^(indicator|event) \w+ “",
    "issued assumed": r"issued [\d-]+ assumed",
    "rhythm assumed": r"(?m)^indicator.* every [\w ]+ assumed",
    "every assumed": r"(?m)^ +every .* assumed",
    "continuing assumed": r"continuing .* assumed",
    "schedule assumed": r"schedule .* assumed",
    "set etc": r"(?m)^indicator .* etc }",
    "lower is better": r"lower is better",
    "measure": r"number “times”",
    "target measured": r"\d times(?! or)",
    "target measured, or more": r"\d times or",
    "changed by a measured number": r"(up|down) 2 times on",
    "at least in words": rf"{FIGURES} at least \d",
    "at most in words": rf"{FIGURES} at most \d",
    "ten thousands": "万",
    "lights in a file": r"(?m)^use ",
    "lights with names": r"(?m)^lights .*(Purple|Striped):",
    "field, one of": r"(?m)^event .*one of",
    "field, set": r"(?m)^event .*set \{",
    "field, ratio": r"(?m)^event .*ratio =",
    "field, text": r"(?m)^event .* text",
    "of a case, one of": r"cause =",
    "of a case, a set": r"how (all|includes)",
    "of a case, a ratio": r"cured >=",
    "of a case, a text": r"tale is",
    "triggered where a word": r"triggered by fire where cause",
    "triggered where a set": r"triggered by fire where how",
    "parameter by a word": r"within notice",
    "recurring weeks": r"(?m)^ +every (2 weeks|week)$",
    "recurring days": r"(?m)^ +every 10 days$",
    "continuing weeks": r"continuing every 2 weeks",
    "window over new year": r"(?m)^window winter",
    "during a month": r"(?m)during June$",
    "during thirds": r"during early",
    "during a half": r"(?m)during H2$",
    "due a half or quarter": r"due (H1|Q2)",
    "due minutes": r"minutes of",
    "due thirds": r"ten days of",
    "due weeks": r"weeks of",
    "due half years": r"half year of",
    "due years": r"1 year of",
    "due before a day": r"due at least \d+ (working )?(days|weeks) before [A-Z]",
    "due before a field": r"due at least .* before (fix_by|answered)",
    "from issue": r"from issue",
    "no shift": r"shift no shift",
    "verify an organ": r"verify Birch's office",
    "part triggered": r"(part|step) “p\d” \{\n(        lead.*\n)?        triggered",
    "part continuing": r"(part|step) “p\d” \{\n(        lead.*\n)?        continuing",
    "part requires": r"(part|step) “p\d” \{\n(        .*\n)*?        requires",
} | {f"light {state}": rf"(?m)^lights .*[:( ]{state}\b" for state in STATES}

# What a chapter or the head says: read off the plan as it is written, all else off the plan in which each task says all itself.
SAID_OF_ALL = {"lead": "lead", "slots": "(every|continuing|during|triggered)", "goals": "(done|normally|should|may|never)", "due": "due",
               "verify": "verify", "evidence": "evidence", "shift": "shift", "requires": "requires", "weight": "weight",
               "escalate": "escalate", "schedule": "schedule", "signed by": "signed by", "partners": "(jointly|support|oversee|reported by)"}
AS_WRITTEN = {f"chapter's {name}": rf"(?m)^chapter .*\n(    .*\n)*?    {word} " for name, word in SAID_OF_ALL.items()}
AS_WRITTEN |= {f"head's {word}": rf"^plan [^}}]*\n    {word} " for word in ("due", "escalate", "verify", "shift", "weight", "evidence", "lead")}


def overrules(world):
    return any(kind_of(one) == kind_of(other) for task in world.tasks for one in task.clauses for other in world.chapters.get(task.chapter, ()))


def days_of(world, kind):
    return [day for year in (world.calendar or {}).values() for day in year[kind]]


OF_A_WORLD = {"chapter": lambda world: world.chapters, "chapter overruled": overrules,
              "tasks in a chapter and in none": lambda world: {bool(task.chapter) for task in world.tasks} == {True, False},
              "own calendar": lambda world: world.calendar, "days off of its own": lambda world: days_of(world, "off"),
              "weekends worked of its own": lambda world: days_of(world, "work"),
              "calendar of the year alone": lambda world: len(world.calendar or ()) == 1}
CONSTRUCTS |= dict.fromkeys((*AS_WRITTEN, *OF_A_WORLD))


def by_name(version):
    return {task.name: task for task in version.tasks}


def in_both(world):
    """Each task that two versions have, one after the other."""
    for one, other in zip(world.versions(), world.amendments):
        yield from ((task, by_name(other)[name]) for name, task in by_name(one).items() if name in by_name(other))


def clauses_change(world, *words):
    def said(task):
        return [clause for clause in task.clauses if clause.startswith(words)]

    return any(said(one) != said(other) for one, other in in_both(world))


def declarations_change(world, word):
    """Those of one name."""
    def declared(version):
        return {told.split()[1]: told for told in version.declarations if told.startswith(word + " ")}

    return any(declared(other).get(name, told) != told for one, other in zip(world.versions(), world.amendments)
               for name, told in declared(one).items())


def names_change(world, names, is_more):
    pairs = [(names(one), names(other)) for one, other in zip(world.versions(), world.amendments)]
    return any((other - one) if is_more else (one - other) for one, other in pairs)


def replacements(world):
    """What the clauses `replaces` of an amendment say, each counted."""
    clauses = [(number, clause) for number, version in enumerate(world.amendments) for task in version.tasks for clause in task.clauses]
    return collections.Counter(f"{number} {clause}" for number, clause in clauses if clause.startswith("replaces "))


def names_of_tasks(version):
    return {task.name for task in version.tasks}


def names_of_parts(version):
    return {(task.name, part.name) for task in version.tasks for part in task.parts}


def names_of_indicators(version):
    return {told.split()[1] for told in version.declarations if told.startswith("indicator ")}


AMENDED = {"amended": lambda world: world.amendments, "amended twice": lambda world: len(world.amendments) > 1,
           "task gone": lambda world: names_change(world, names_of_tasks, False),
           "task added": lambda world: names_change(world, names_of_tasks, True),
           "task split": lambda world: any(number > 1 for number in replacements(world).values()),
           "tasks merged": lambda world: any("," in names for names in replacements(world)),
           "part gone": lambda world: names_change(world, names_of_parts, False),
           "part added": lambda world: names_change(world, names_of_parts, True),
           "indicator gone": lambda world: names_change(world, names_of_indicators, False),
           "indicator added": lambda world: names_change(world, names_of_indicators, True),
           "indicator revised": lambda world: declarations_change(world, "indicator"),
           "event revised": lambda world: declarations_change(world, "event"),
           "window revised": lambda world: declarations_change(world, "window"),
           "parameter revised": lambda world: declarations_change(world, "parameter"),
           "due date revised": lambda world: clauses_change(world, "due "),
           "goals revised": lambda world: clauses_change(world, *FOR_GOALS),
           "lead revised": lambda world: clauses_change(world, "lead "),
           "slots revised": lambda world: clauses_change(world, "every", "during", "continuing"),
           "prerequisites revised": lambda world: clauses_change(world, "requires "),
           "issue kept": lambda world: any(set(one.clauses) & {clause for clause in other.clauses if clause.endswith("of issue")}
                                           for one, other in in_both(world))}
CONSTRUCTS |= dict.fromkeys(AMENDED)
TRUTHS = {"true": ("met", "met_for_now"), "false": ("failed", "not_met_yet"), "unknown": ("undetermined",)}
KINDS_OF_COUNTS = {"units": ("unit",), "cases": ("case",), "these": ("these",), "figures": ("total", "mean", "highest", "lowest"),
                   "another task": ("task",), "judged": ("judged",)}
CAME_TO = [f"{kind} {truth}" for kind in KINDS_OF_COUNTS for truth in TRUTHS]  # goals that are made of one count alone
WORDS = ("no_case", "not_applicable", "done_early", "done", "done_late", "superseded", "waived", "excused", "failed", "returned", "claimed_without_proof",
         "awaiting_verification", "planned", "waiting", "overdue", "unreported_overdue", "undetermined", "report_missing", "behind_schedule",
         "due_soon", "not_started", "on_schedule")
KINDS = ("reading", "case", "close", "no_case", "claim", "verify", "return", "judge", "waive", "excuse", "extend", "transfer", "announce", "withdraw",
         *(f"{kind} midway" for kind in adopted.KINDS))
TOLD = {"blank": lambda row: row["kind"] == "reading" and row["value"] == "" and not row["denominator"],
        "withheld": lambda row: row["value"] == "withheld", "n/a": lambda row: row["value"] == "n/a",
        "zero": lambda row: row["value"] == "0", "correction": lambda row: row["kind"] == "reading" and row["corrects"],
        "for a period": lambda row: row["kind"] == "reading" and row["period"], "for a window": lambda row: row["period"].startswith("window:"),
        "dated": lambda row: row["kind"] == "reading" and not row["period"], "of a case": lambda row: row["kind"] == "reading" and row["case_id"],
        "verifier's figure": lambda row: row["source"] == "verifier", "proof": lambda row: row["evidence"]}


def goals_of(world):
    """Each goal, with the task or part that it is of."""
    for task in world.all_tasks():
        yield from ((clause, task.name) for clause in task.clauses if clause.startswith(FOR_GOALS))
        for number, part in enumerate(task.parts):
            yield from ((clause, f"{task.name}-{number + 1}") for clause in part.clauses if clause.startswith(FOR_GOALS))


def is_whole(criterion):
    """Whether nothing stands beside its last brackets, or it has none."""
    depth, last = 0, len(criterion) - 1
    for at, mark in enumerate(criterion):
        depth += (mark == "(") - (mark == ")")
        if depth == 0 and mark == ")" and at < last:
            return False
    return not re.search(r" (and|or) ", criterion) or criterion.endswith(")")


class Table:
    def __init__(self):
        self.constructs = collections.Counter()
        self.words = collections.Counter()
        self.kinds = collections.Counter()
        self.refused = collections.Counter()
        self.truths = collections.Counter()
        self.expressions = {name: re.compile(told) for name, told in CONSTRUCTS.items() if told}
        self.as_written = {name: re.compile(told) for name, told in AS_WRITTEN.items()}

    def count(self, world, look):
        plans = world.plans() if world.amendments else [written_out(world).plan()]
        text = "".join(plans) + f"lights {world.header.get('lights', '')}\n"  # also where they are in a file
        self.constructs.update(name for name, told in self.expressions.items() if told.search(text))
        text = world.plan()
        self.constructs.update(name for name, told in self.as_written.items() if told.search(text))
        self.constructs.update(name for name, holds in OF_A_WORLD.items() if holds(world))
        self.constructs.update({"placeholder"} if world.offices else ())
        self.constructs.update({name for name, holds in AMENDED.items() if holds(world)})
        self.constructs.update({name for name, holds in CHANGES.items() if any(holds(world, unit) for unit in world.lives)})
        self.truths.update(set(self.came_to(world, look)))
        self.words.update({row["status"] for rows in look.boards.values() for row in rows})
        self.kinds.update({record["kind"] for record in look.told})
        kinds = [record["kind"] for record in look.records]
        self.kinds.update(f"{kind} midway" for kind in adopted.KINDS if kinds.count(kind) > 1)
        self.kinds.update(name for name, holds in TOLD.items() if any(holds(record) for record in look.told))

    def came_to(self, world, look):
        """What goals that are made of one construct alone came to."""
        for goal, task in goals_of(world):
            word, _, criterion = goal.partition(" ")
            for name in COUNTS:
                found = self.expressions[name].match(criterion)
                if not found or not is_whole(criterion):
                    continue
                verdicts = {row["verdict"] for rows in look.boards.values() for row in rows
                            if row["task"] == task and row["modality"] == {"done": "must"}.get(word, word)}
                kind = next(kind for kind, words in KINDS_OF_COUNTS.items() if any(word in name for word in words))
                yield from (f"{kind} {truth}" for truth, of_truth in TRUTHS.items() if verdicts & set(of_truth))

    def add(self, other):
        for name in ("constructs", "words", "kinds", "refused", "truths"):
            getattr(self, name).update(getattr(other, name))

    def rare(self, worlds):
        """What is in fewer than one world of a hundred, and what no count came to."""
        named = ((CONSTRUCTS, self.constructs), (WORDS, self.words), ((*KINDS, *TOLD), self.kinds))
        found = [name for names, counted in named for name in names if counted[name] * 100 < worlds]
        return found + [name for name in CAME_TO if not self.truths[name]]

    def text(self, worlds):
        lines = []
        for title, names, counted in (("constructs", CONSTRUCTS, self.constructs), ("records", (*KINDS, *TOLD), self.kinds),
                                      ("words", WORDS, self.words), ("counts that came to be", CAME_TO, self.truths)):
            lines.append(f"{title}, in so many of {worlds} worlds:")
            lines += [f"  {counted[name]:6} {name}" for name in names]
        lines += ["clauses that the program refused, left out:", *(f"  {count:6} {told}" for told, count in self.refused.most_common(12))]
        rare = self.rare(worlds)
        return "\n".join(lines + [f"in fewer than 1 %: {', '.join(rare) or 'none'}"])
