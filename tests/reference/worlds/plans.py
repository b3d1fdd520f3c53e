"""Plans made at random: every construct of the language that the engine has, in small tasks."""

import random
import re
from datetime import date, timedelta

from .besides import Besides
from .calendars import calendar
from .chapters import Chapters
from .ladders import climb
from .lives import Lives, drawing
from .world import HEADER, TREE, Task, World

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
RHYTHMS = {"month": 4, "quarter": 6, "half year": 3, "year": 1, "ten days": 1, "2 months": 1, "2 weeks": 0.5, "week": 0.3, "10 days": 0.4}
PROOFS = ("record", "photos")
YEARS = {"2026": (date(2026, 1, 1), date(2026, 12, 31)), "2026-04..2027-03": (date(2026, 4, 1), date(2027, 3, 31))}

NUMBERS = ("drills", "checks", "courses", "patrols")
SO_FAR = {"drills": "trees", "checks": "roads", "courses": "houses", "patrols": "pipes"}  # running totals in the place of flows
STOCKS = ("staff", "cars", "stores")
ALL_LIGHTS = """{ red: overdue or failed; yellow: behind >= 10 points or time left <= 30 days and unreported; green: else }"""
LIGHTS = (
    ALL_LIGHTS,
    "{ red: failed or returned; yellow: not done and time left < 5 days; blue: verified; grey: not started or planned; green: else }",
    "{ red: overdue; yellow: behind > 0 points; green: done; grey: waived or excused or not applicable or no case }",
)


class Plan:
    """The plan of one world while it is made."""

    def __init__(self, seed, tasks=12):
        self.draw = random.Random(seed)
        self.tasks = []
        self.in_count = False
        self.declarations = []
        self.header = dict(HEADER)
        if self.chance(0.1):
            self.header["plan year"] = "2026-04..2027-03"
        self.first, self.last = YEARS[self.header["plan year"]]
        if self.chance(0.25):
            self.header["issued"] = self.pick("2026-03-07", "2026-04-10", "2026-06-15")
        if self.chance(0.15):
            self.header["due"] = self.pick("end of June", "end of year", "end of September")
        if self.chance(0.2):
            self.header["lights"] = self.pick(*LIGHTS)
        self.place_units()
        self.declare()
        for number in range(tasks):
            self.tasks.append(self.task(f"t{number + 1}"))
        self.world = World(seed, self.header, self.units, self.offices, self.attributes, self.declarations, self.tasks, [], [])
        Chapters(self)
        self.weigh(drawing(seed, "weights"))
        self.count_so_far(drawing(seed, "running totals"))
        self.lives = Lives(self, seed)
        self.world.lives = self.lives.as_written()
        climb(self.world)
        Besides(self.world)
        calendar(self.world)

    def weigh(self, draw):
        if draw.random() < 0.15:
            for task in self.tasks:
                if draw.random() < 0.6:
                    task.clauses.append("weight " + draw.choice(("0", "0.5", "2", "2.75", "10000")))

    def count_so_far(self, draw):
        """By and by flows are told as running totals, under a name of their own in all that reads them."""
        if draw.random() >= 0.3:
            return
        flows = self.of_kind("flow")
        for name in draw.sample(flows, draw.choice((1, 1, len(flows)))):
            def renamed(texts, name=name):
                texts[:] = [re.sub(rf"\b{name}\b", SO_FAR[name], text) for text in texts]

            self.indicators = {SO_FAR[name] if one == name else one: ("running_total", told[1]) if one == name else told
                               for one, told in self.indicators.items()}
            self.declarations[:] = [re.sub(rf"^indicator {name} number flow", f"indicator {SO_FAR[name]} number running total", told)
                                    for told in self.declarations]
            for task in self.tasks:
                for one in (task, *task.parts):
                    renamed(one.clauses)
            for clauses in self.world.chapters.values():
                renamed(clauses)

    def chance(self, share):
        return self.draw.random() < share

    def pick(self, *of):
        return self.draw.choice(of)

    def weighed(self, weights):
        """One of the names, by their weights; 0 leaves a name out."""
        return self.draw.choices(list(weights), list(weights.values()))[0]

    def day(self, first=None, last=None):
        first, last = first or self.first, last or self.last
        return first + timedelta(days=self.draw.randint(0, (last - first).days))

    def written_day(self, *between):
        day = self.day(*between)
        return f"{MONTHS[day.month - 1]} {day.day}"

    # ---- Units

    def place_units(self):
        kept = ["Birch", "Alder", "Eastbrook"] + [name for name in list(TREE)[3:] if self.chance(0.6)]
        if "Elm" not in kept:
            kept = [name for name in kept if TREE[name][2] != "Elm"]
        self.units = {name: TREE[name][2] for name in TREE if name in kept}
        for name in self.units:
            if TREE[name][1] == "town" and self.chance(0.05):
                self.units[name] = "Birch"  # 2: a level above, not always the next
        self.offices = {name: "no" for name in self.units if name not in ("Birch", "Eastbrook") and self.chance(0.04)}
        self.attributes = {}
        for name, words, share in (("hilly", ("yes", "no", ""), 0.7), ("zone", ("hill", "plain", "moor", ""), 0.6),
                                   ("people", ("5", "20", "", "many"), 0.4)):
            if self.chance(share):
                self.attributes[name] = {unit: self.pick(*words) for unit in self.units}

    # ---- Declarations

    def declare(self):
        self.indicators = {}
        for name in self.draw.sample(NUMBERS, self.draw.randint(2, 4)):
            self.declare_indicator(name, "flow", "number flow")
        for name in self.draw.sample(STOCKS, self.draw.randint(1, 2)):
            self.declare_indicator(name, "stock", "number stock")
        for name, kind, told, share in (
                ("share", "ratio", "ratio = above / below", 0.8), ("rate", "ratio", "ratio = some / all_of_them", 0.3),
                ("ready", "yes_no", "yes or no", 0.7), ("body", "stages", "stages none_yet < agreed < opened", 0.7),
                ("systems", "set", "set { duty, report, supply }", 0.7), ("channel", "one_of", "one of { phone, web }", 0.3),
                ("updated", "date", "date", 0.5), ("note", "text", "text", 0.4)):
            if self.chance(share):
                self.declare_indicator(name, kind, told)
        self.events = []
        if self.chance(0.75):
            self.events.append("fire")
            rhythm = self.pick("", "", " every quarter", " every month")
            self.declarations += [
                "event fire { grade stages minor < serious < severe; occurred time; fixed yes or no; fix_by date; lost number; "
                "cause one of { wind, spark }; how set { hose, sand }; cured ratio = well / ill; tale text }" + rhythm,
                "parameter notice by cause { " + self.pick("", "spark: 2 months, ") + "wind: 10 days }",
                "parameter limit by grade { " + self.pick("minor: 10 days, ", "minor: 10 days, ", "") + "serious: 24 hours, severe: 4 hours }"]
        if self.chance(0.3):
            self.events.append("visit")
            self.declarations.append("event visit { asked yes or no; answered date }")
        if self.chance(0.4):
            self.declarations.append("parameter answer " + self.pick("10 working days", "10 working days assumed", "to be announced"))
        self.parameters = [told.split()[1] for told in self.declarations if told.startswith("parameter ")]
        self.windows = []
        for told, share in (("season to be announced", 0.6), ("spring April 1..May 20", 0.5), ("winter December 20..next year January 10", 0.15 * (self.last.month > 3)),
                            ("dry by zone { hill: April 1..May 31, else: June 1..July 31 }", 0.4),
                            ("wet by zone { hill or moor: May 1..July 15, plain: September 1..September 30 }", 0.3),
                            ("slope by hilly { yes: June 1..July 31, no: March 1..March 31 }", 0.3)):
            by = told.split()[2] if " by " in told else None
            if self.chance(share) and (not by or by in self.attributes):
                self.windows.append(told.split()[0])
                self.declarations.append("window " + told)
        towns = [name for name in self.units if TREE[name][1] == "town"]
        if self.chance(0.4):
            self.declarations.append("unit set riverside = " + ", ".join(self.draw.sample(towns, min(2, len(towns)))))
        self.has_set = self.declarations[-1].startswith("unit set")

    def declare_indicator(self, name, kind, told):
        rhythm = None if self.chance(0.45) else self.weighed(RHYTHMS)
        self.indicators[name] = (kind, rhythm)
        self.declarations.append(f"indicator {name} {told}" + (f" every {rhythm}" if rhythm else ""))

    def of_kind(self, *kinds):
        return [name for name, (kind, _) in self.indicators.items() if kind in kinds]

    # ---- Who

    def lead(self, slots):
        if slots == "triggered":
            return "lead " + self.pick("place's town's office", "place's town's office", "place's county's office", "each town's office")
        who = self.weighed({"Eastbrook's office": 3, "each town's office": 5, "every level's office": 1, "Alder's office": 2,
                            "each county's office": 1, "each county, town's office": 1, "each town except Eastbrook": 0.5, "Birch's office": 0.7,
                            "each riverside's office": 2 * self.has_set, "each Alder's town's office": 1, "each town": 1})
        return "lead " + who + self.where()

    def where(self):
        found = []
        if "hilly" in self.attributes:
            found += ["hilly", "not hilly"]
        if "zone" in self.attributes:
            found += ["zone = hill", "zone != moor"]
        if "people" in self.attributes:
            found += ["people >= 10", "people < 20"]
        if not found or not self.chance(0.25):
            return ""
        if len(found) > 2 and self.chance(0.35):
            one, other = self.draw.sample(found, 2)
            return f" where {one} {self.pick('and', 'or')} {other}"
        return f" where {self.pick(*found)}"

    # ---- When

    def slots_clause(self, slots):
        if slots == "window":
            if self.windows and self.chance(0.75):
                return "during " + self.pick(*self.windows)
            return "during " + self.pick("April..June", "May..July", "June 5..August 20", "April..May or September", "Q3", "June",
                                         "early June..mid July", "H2")
        if slots == "recurring":
            return self.weighed({"every month": 2, "every quarter": 4, "every half year": 2, "every ten days": 1.5, "every 2 months": 2,
                                 "every quarter from April": 2, "every quarter assumed": 2, "every 2 weeks": 0.6, "every week": 0.4,
                                 "every 10 days": 0.4})
        if slots == "continuing":
            return self.weighed({"continuing every quarter": 2, "continuing every month": 2, "continuing": 2, "continuing every half year": 2,
                                 "continuing every 2 weeks": 0.4, "continuing every quarter assumed": 0.4})
        if slots == "triggered":
            event = self.pick(*self.events)
            where = self.pick("", "", " where grade >= serious", " where fixed", " where cause = wind",
                              " where how includes { sand }") if event == "fire" else self.pick("", " where asked")
            return f"triggered by {event}{where}"
        return None

    def due(self, slots, told):
        """A due date that fits the slots, or none; `told` is what the task says of its slots."""
        draw = self.draw
        if slots == "recurring":
            return self.pick(None, None, "within 10 days of period end", "day 28", "within 3 working days of period end", "day 15",
                             "at least 3 days before period end", "within 5 days of period start")
        if slots == "continuing":
            return None
        if slots == "triggered":
            own = ["within 30 days of occurred", "within 4 hours of occurred", "within limit of occurred", "fix_by",
                   "within 3 working days of fix_by", "within 1 month of occurred", "within 2 days of fix_by", "within notice of occurred",
                   "within 90 minutes of occurred", "within 2 ten days of occurred", "at least 3 days before fix_by"]
            if "visit" in told:
                own = ["answered", "within 5 days of answered", "at least 2 working days before answered"]
            return self.pick(None, *own, *own, "end of year", "to be announced")
        if told == "step" and self.chance(0.4):
            return self.pick("within 20 days of previous step", "within 3 working days of previous step",
                             "within 1 month of previous step", "within 2 weeks of previous step")
        windows = ["within 10 days of {}", "at least 15 days before {}", "within 5 working days of {}"]
        return self.weighed({
            None: 5, self.written_day(): 7, self.written_day() + " 18:00": 2, f"within {draw.randint(1, 200)} days of issue": 1.5,
            f"within {draw.randint(1, 60)} working days of issue": 1, f"within {draw.randint(1, 4)} quarters of issue": 0.8,
            f"within {draw.randint(1, 8)} months of {self.written_day()}": 0.8, "to be announced": 0.8, "see document “Calendar”": 0.8,
            self.pick(*windows).format(self.pick(*self.windows or [""])): 1.5 * bool(self.windows),
            self.pick("end of June", "end of Q3", "mid June", "early September", "late May", "end of year", "H1", "Q2"): 4,
            self.pick("within 3 weeks of issue", "within 1 half year of issue", "within 1 year of issue", "within 2 ten days of issue"): 0.8,
            f"at least {draw.randint(1, 20)} {self.pick('working days', 'days', 'weeks')} before {self.written_day()}": 0.8,
            "next year end of February": 0.6, f"{self.written_day()} assumed": 0.5,
            "within answer of issue": 0.8 * any(told.startswith("parameter answer") for told in self.declarations)})

    # ---- Done when

    def below(self):
        """Units that a count or a total names."""
        return self.weighed({"town": 6, "county": 1.5, "riverside": 1.5 * self.has_set, "Alder's town": 1, "town's office": 0.7,
                             "town except Westhill": 0.6, "county, town": 0.6, "every level": 0.4})

    def of_how_many(self, over):
        k = self.draw.randint(1, 3)
        return self.weighed({f"each {over}": 5, f"no {over}": 2.5, f"at least {k} of {over}": 2.5, f"at most {k} of {over}": 2,
                             f"exactly {k} of {over}": 1.5, f"at least {self.pick('50%', '90%', '33.3%')} of {over}": 2.5,
                             f"at most {self.pick('10%', '40%', '50%')} of {over}": 1.2})

    def counted(self, slots, told, depth):
        """A count, a total over units, another task, a judgement."""
        events = {"fire": ("fixed", "fixed", "lost <= 3", "not lost >= 2", "grade reaches serious", "fix_by is reported", "fixed or lost <= 2",
                           "cause = wind", "how all covered", "cured >= 50%", "tale is reported"),
                  "visit": ("asked", "answered is reported", "not asked")}
        kind = self.weighed({"units": 6, "cases": 4 * bool(self.events), "of these": 2.5, "figure": 4, "task": 4 * bool(self.tasks),
                             "judged": 2 * (not self.in_count)})
        if kind == "units":
            was, self.in_count = self.in_count, True
            inner = self.criterion(slots, told, depth + 1)
            self.in_count = was
            return f"{self.of_how_many(self.below() + self.where())} ({inner})"
        if kind == "cases":
            event = self.pick(*self.events)
            where = self.pick("", "", *([" where grade >= serious", " where lost >= 2", " where cause = spark"] if event == "fire" else [" where asked"]))
            return f"{self.of_how_many(event + where)} ({self.pick(*events[event])})"
        if kind == "of these":
            was, self.in_count = self.in_count, True
            operands = [self.criterion(slots, told, depth + 1) for _ in range(self.draw.randint(2, 4))]
            self.in_count = was
            return f"at least {self.draw.randint(1, len(operands))} of ({', '.join(operands)})"
        if kind == "figure":
            which = self.pick("sum of", "sum of", "mean of", "highest of", "lowest of")
            name = self.pick(*self.of_kind("flow", "stock"))
            order = self.weighed({">=": 6, "<=": 5, ">": 1, "<": 1, "=": 1})
            where = self.where()
            figure = f"{self.below()}{where} ({name})" if where else f"{self.below()}'s {name}"
            return f"{which} each {figure} {order} {self.pick('0', '1', '2', '3', '5', '2.5')}"
        if kind == "task":
            return f"task {self.pick(*self.tasks).name} done"
        return "judged by " + self.pick("superior", "superior", "Birch", "Birch's office")

    def leaf(self, slots, told):
        if slots == "triggered" and self.chance(0.5):
            if "visit" in told:
                return self.pick("asked", "answered is reported", "document “Reply” issued")
            return self.pick("fixed", "document “Report” submitted", "lost <= 3", "lost >= 2", "grade reaches serious",
                             "document “Report” issued", "fix_by >= 2026-05-01", "grade is reported", "cause = spark", "how all covered", "how includes { hose }",
                             "cured >= 50%", "tale is reported")
        if self.chance(0.1):
            return "document “Rules” " + self.pick("drafted", "consulted", "submitted", "issued", "published")
        name = self.pick(*self.indicators)
        kind, _ = self.indicators[name]
        if self.chance(0.06):
            return f"{name} is reported"
        return getattr(self, "of_" + kind)(name)

    def of_flow(self, name, order=None):
        order = order or self.weighed({">=": 6, "<=": 5, ">": 2, "<": 2, "=": 2, "!=": 1})
        number = self.pick("0", "1", "2", "3", "5", "2.5")
        others = self.of_kind("flow", "stock")
        last_year = self.pick("last year", "last year", "1.5 * last year", "last year + 1", "last year - 2")
        return self.weighed({
            f"{name} {order} {number}": 10, f"{name} {order} {last_year}": 2.5,
            f"{name} {self.pick('up', 'down')} {self.pick('5%', '10%', '2', '2', '50% assumed')} on {self.pick('last year', 'last year', '2023')}": 1.4,
            f"{name} {order} {self.pick(*others)}": 0.8, f"{name} {order} {self.pick(*others)} + {self.pick(*others)}": 0.6,
            f"{name} {order} {self.pick(*others)} - {self.pick(*others)}": 0.5, f"{name} {order} 2 * {self.pick(*others)}": 0.5,
            f"{name} {order} {self.pick(*others)} + {number}": 0.4, f"{name} {order} 5 - {self.pick(*others)}": 0.4,
            f"{name} between 1..{self.draw.randint(2, 5)}": 1, f"{name} {number} or more": 0.6, f"{name} {number} or less": 0.6,
            f"{name} {order} {number} assumed": 0.4})

    def of_stock(self, name):
        return f"{name} >= last period" if self.chance(0.12) else self.of_flow(name)

    def of_ratio(self, name):
        order = self.pick(">=", ">=", "<=", ">", "<", "=")
        return self.weighed({
            f"{name} {order} {self.pick('50%', '90%', '100%', '66.6%')}": 6, f"{name} {order} last year": 1,
            f"{name} {self.pick('up', 'down')} {self.pick('5', '1.5', '0')} points on {self.pick('last year', 'last year', '2023')}": 1.4})

    def of_yes_no(self, name):
        return name if self.chance(0.85) else f"{name} >= last period"

    def of_stages(self, name):
        return f"{name} reaches {self.pick('none_yet', 'agreed', 'opened')}" if self.chance(0.85) else f"{name} >= last period"

    def of_set(self, name):
        return self.pick(f"{name} all covered", f"{name} includes {{ duty }}", f"{name} includes {{ duty, report }}")

    def of_one_of(self, name):
        return f"{name} = {self.pick('phone', 'web')}"

    def of_date(self, name):
        return f"{name} {self.pick('>=', '<=', '>', '<')} {self.day()}"

    def of_text(self, name):
        return f"{name} is reported"

    def criterion(self, slots, told, depth=0, counts=0.2):
        share = self.draw.random()
        if depth < 2 and share < 0.28:
            one, other = (self.criterion(slots, told, depth + 1, counts) for _ in range(2))
            text = f"{one} {'and' if share < 0.17 else 'or'} {other}"
            return f"({text})" if depth else text
        if depth < 3 and self.chance(counts):
            return self.pick("", "", "", "not ") * (depth > 0) + self.counted(slots, told, depth)
        leaf = self.leaf(slots, told)
        if share < 0.38 and not any(word in leaf for word in ("last period", "or more", "or less")):
            return f"not {leaf}"
        return leaf

    def goals(self, slots, told):
        words = dict.fromkeys(self.draw.sample(("done", "done", "done", "normally", "should", "may", "never"), self.pick(1, 1, 2, 3)))
        for word in words:
            share = self.draw.random()
            if word != "never" and share < 0.05 and self.of_kind("flow"):
                yield f"{word} {self.of_flow(self.pick(*self.of_kind('flow')), self.pick('<=', '=')).replace('>=', '<=')} throughout"
            elif word != "never" and share < 0.09:
                name = self.pick(*self.of_kind("flow"))
                yield f"{word} {name} {self.pick('= 0', '<= 1', '< 3')} until {self.leaf(slots, told)}"
            else:
                criterion = self.criterion(slots, told, 0, 0 if word == "never" else 0.2)
                yield f"{word} {criterion}" + (" throughout" if word != "never" and share < 0.12 and " " not in criterion else "")

    # ---- Tasks

    def rest(self, slots, told):
        """What a task or part may say besides who, slots and parts."""
        clauses = []
        if self.chance(0.93 if told != "part" else 0.8):
            clauses += self.goals(slots, told)
        due = self.due(slots, told)
        if due:
            clauses.append("due " + due)
            if self.chance(0.2) and "hours" not in due and "announced" not in due:
                clauses.append("shift " + self.pick("following", "preceding", "same month", "no shift"))
        if slots in ("one_off", "recurring", "continuing") and self.chance(0.15):
            clauses.append(f"from {self.pick(self.written_day(), self.written_day(), self.written_day(), 'issue')}")
        if self.chance(0.3):
            clauses.append("verify " + self.pick("superior", "superior", "superior", "Birch", "Birch's office"))
        if self.chance(0.2):
            clauses.append("evidence " + self.pick("record", "photos, record", "record etc"))
        if slots in ("one_off", "window", "recurring") and self.chance(0.35):
            clauses.append("schedule " + self.pick("linear every month", "linear every month", "linear every day",
                                                   "by month { June: 40%, September: 60%, December: 100% }"))
        if self.chance(0.05):
            clauses.append("officer deputy_mayor")
        return clauses

    def task(self, name):
        slots = self.weighed({"one_off": 6, "window": 3, "recurring": 2, "continuing": 2, "triggered": 2 * bool(self.events)})
        has_parts = self.chance(0.22)
        names_none = has_parts and slots != "triggered" and self.chance(0.2)
        told = self.slots_clause(slots) or ""
        clauses = [] if names_none else [self.lead(slots)]
        clauses += [told] if told else []
        clauses += self.rest(slots, told)
        if has_parts and self.chance(0.5):
            clauses = [clause for clause in clauses if not clause.startswith(("done", "normally", "should", "may", "never"))]
        if slots == "triggered" and "fire" in told and self.chance(0.2):
            clauses.append("close when " + self.pick("fixed", "fixed and lost <= 3", "not fixed or lost >= 1"))
        if self.tasks and self.chance(0.25):
            earlier = [task.name for task in self.tasks]
            clauses.append("requires " + ", ".join(self.draw.sample(earlier, min(len(earlier), self.pick(1, 1, 1, 2)))))
        parts = []
        if has_parts:
            word = self.pick("step", "part", "mixed")
            for number in range(self.draw.randint(1, 3)):
                one = self.pick("step", "part") if word == "mixed" else word
                parts.append(self.part(f"p{number + 1}", one, slots, told, names_none, any(part.word == "step" for part in parts)))
        return Task(name, clauses, parts)

    def part(self, name, word, slots, told, names_lead, has_step_before):
        own = slots
        if slots == "one_off" and self.chance(0.2):
            own = self.pick("recurring", "window", "continuing", *["triggered"] * bool(self.events))
            told = self.slots_clause(own)
        clauses = [self.lead(own)] if names_lead or self.chance(0.12) or own != slots and own == "triggered" else []
        clauses += [told] * (own != slots)
        about = told if own == "triggered" else "step" if word == "step" and has_step_before else "part"
        found = self.rest(own, about)
        if own == slots and self.chance(0.5):
            found = [clause for clause in found if not clause.startswith("due ") or "previous" in clause]
            found = [clause for clause in found if not clause.startswith("shift ") or any(one.startswith("due ") for one in found)]
        if self.tasks and self.chance(0.08):
            found.append("requires " + self.pick(*self.tasks).name)
        return Task(name, clauses + found, [], word)
