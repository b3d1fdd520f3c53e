"""Amendments (docs/SEMANTICS.md, section 7): a world's plan issued anew with changes at random, and what is told and asked then."""

import copy
import re
from datetime import date, timedelta

from .chapters import NO_DEFAULTS
from .lives import drawing
from .world import FOR_GOALS, TREE, Amendment, Task

SHARE = 0.45  # of the worlds without chapters and other versions have an amendment
TWO = 0.3     # of these have another
DAY = timedelta(days=1)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SLOTS = ("every", "continuing", "during", "triggered")
NUMBER = re.compile(r"([<>]=?|[!=]?=) (\d+(?:\.\d)?)(?![\d.%]|-\d)")
LEADS = ("each town's office", "each county, town's office", "Eastbrook's office", "every level's office", "each town except Eastbrook")
VALUES = {"number flow": ("0", "1", "2", "5"), "number running total": ("1", "5", "9"), "number stock": ("0", "1", "3", "9"),
          "yes or no": ("yes", "no"), "stages": ("none_yet", "agreed", "opened"), "one of": ("phone", "web"),
          "set": ("duty", "duty、report、supply"), "date": ("2026-06-01", "2026-11-01"), "text": ("in words",)}
CHANGES = {"move_a_due_date": 5, "drop_a_due_date": 1, "change_a_number": 4, "change_goals": 2, "drop_a_task": 2, "add_a_task": 2,
           "divide_a_task": 3, "merge_tasks": 3, "add_a_part": 2, "drop_a_part": 1.5, "change_a_lead": 2, "change_a_rhythm": 1.5, "drop_an_indicator": 2,
           "add_an_indicator": 1.4, "change_a_window": 2, "change_a_parameter": 2.5, "change_slots": 3, "change_prerequisites": 1.5,
           "change_reviews": 1, "change_levels": 0.5, "change_returns": 1.5, "change_the_order": 0.4, "change_nothing": 0.2}


def amend(world):
    """The world with an amendment or two, or as it is; drawn apart, so that all else in the world of a seed stays what it is."""
    draw = drawing(world.seed, "amendments")
    if draw.random() >= SHARE or world.chapters or world.other or world.header.keys() - NO_DEFAULTS:
        return world
    world = copy.deepcopy(world)
    last = world.header["issued"].split()[0]
    for _ in range(2 if draw.random() < TWO else 1):
        issued = day_of_issue(world, draw, last)
        if issued:
            world.amendments.append(Amending(world, draw, issued).made())
            last = issued
    if world.amendments:
        told_then(world, draw)
        world.queries = asked_then(world, draw)
    return world


def year_of(world):
    return (date(2026, 4, 1), date(2027, 3, 31)) if "04" in world.header["plan year"] else (date(2026, 1, 1), date(2026, 12, 31))


def day_of_issue(world, draw, after):
    """Within the year; by and by the first of a month, where the last minute of a period is all the difference."""
    first, last = year_of(world)
    first = max(first, date.fromisoformat(after)) + DAY
    if first > last - 60 * DAY:
        return None
    day = first + draw.randint(0, (last - 30 * DAY - first).days) * DAY
    if draw.random() < 0.3 and day.replace(day=1) > first:
        day = day.replace(day=1)
    return str(day)


class Amending:
    """A plan while it is changed."""

    def __init__(self, world, draw, issued):
        self.world, self.draw, self.issued = world, draw, issued
        before = world.versions()[-1]
        self.declarations, self.tasks = copy.deepcopy(before.declarations), copy.deepcopy(before.tasks)
        self.first, self.last = year_of(world)
        self.names = len({task.name for task in world.all_tasks()})
        self.before = {task.name for task in before.tasks}

    def made(self):
        for name in self.draw.choices(list(CHANGES), list(CHANGES.values()), k=self.draw.choice((1, 2, 3, 4, 5, 6))):
            getattr(self, name)()
        return Amendment(self.issued, self.declarations, self.tasks)

    def pick(self, *of):
        return self.draw.choice(of)

    def one(self):
        """A task, or one of its parts."""
        return self.pick(*[one for task in self.tasks for one in (task, task, *task.parts)]) if self.tasks else Task("none", [])

    def slots(self, one):
        whole = next((task for task in self.tasks if one is task or one in task.parts), one)
        return next((clause for of in (one, whole) for clause in of.clauses if clause.startswith(SLOTS)), "")

    def new_name(self):
        self.names += 1
        return f"t{self.names}"

    # ---- Due dates

    def due(self, one):
        slots = self.slots(one)
        day = self.first + self.draw.randint(0, (self.last - self.first).days) * DAY
        if slots.startswith("triggered"):
            return self.pick("within 30 days of occurred", "within 5 days of occurred", "within 2 months of occurred", "end of year")
        if slots.startswith("every"):
            return self.pick("within 10 days of period end", "day 28", "day 5", "within 5 days of period start", "within 100 days of period end")
        return self.pick(f"{MONTHS[day.month - 1]} {day.day}", f"{MONTHS[day.month - 1]} {day.day}", "end of June", "end of year",
                         f"within {self.pick(5, 30, 90)} days of issue", f"within {self.pick(10, 40)} working days of issue",
                         f"{MONTHS[day.month - 1]} {day.day} 18:00", "to be announced")

    def move_a_due_date(self):
        one = self.one()
        if not self.slots(one).startswith("continuing"):
            self.without(one, "due")
            one.clauses.append("due " + self.due(one))

    def drop_a_due_date(self):
        one = self.one()
        self.without(one, "due")
        self.without(one, "shift")

    @staticmethod
    def without(one, word):
        one.clauses = [clause for clause in one.clauses if not clause.startswith(word + " ")]

    # ---- Goals

    def goals(self, one):
        return [number for number, clause in enumerate(one.clauses) if clause.startswith(FOR_GOALS)]

    def change_a_number(self):
        found = [(one, number) for task in self.tasks for one in (task, *task.parts) for number in self.goals(one)
                 if NUMBER.search(one.clauses[number])]
        if found:
            one, number = self.pick(*found)
            one.clauses[number] = NUMBER.sub(lambda told: f"{told[1]} {self.pick('0', '1', '2', '3', '4', '6')}", one.clauses[number], count=1)

    def change_goals(self):
        one = self.one()
        goals = self.goals(one)
        words = {one.clauses[number].split()[0] for number in goals}
        if goals and self.draw.random() < 0.5:
            del one.clauses[self.pick(*goals)]
        elif goals and (new := [word for word in ("done", "should", "may", "normally") if word not in words]):
            _, _, criterion = one.clauses[self.pick(*goals)].partition(" ")
            one.clauses.append(f"{self.pick(*new)} {criterion}")

    # ---- Tasks and parts

    def names_it(self, name):
        return any(re.search(rf"\btask {name} done", task.text()) for task in self.tasks)

    def drop_a_task(self):
        free = [task for task in self.tasks if not self.names_it(task.name)]
        if len(self.tasks) < 2 or not free:
            return
        self.drop(self.pick(*free))

    def drop(self, gone, by=""):
        """What asked for it asks for the one that replaces it, or for nothing."""
        self.tasks.remove(gone)
        for task in self.tasks:
            for one in (task, *task.parts):
                told = (self.requiring(clause, gone.name, by if task.name != by else "") for clause in one.clauses)
                one.clauses = [clause for clause in told if clause]

    @staticmethod
    def requiring(clause, gone, by):
        if clause.startswith("requires "):
            left = [by if name == gone else name for name in clause[len("requires "):].split(", ")]
            left = [name for name in dict.fromkeys(left) if name]
            return "requires " + ", ".join(left) if left else ""
        return re.sub(rf"\btask {gone} done", f"task {by} done", clause) if by else clause

    def add_a_task(self):
        if not self.tasks:
            return
        new = copy.deepcopy(self.pick(*self.tasks))
        new.name = self.new_name()
        self.tasks.insert(self.draw.randint(0, len(self.tasks)), new)
        self.without(new, "requires")
        self.without(new, "replaces")

    def divide_a_task(self):
        """Two new ones in the place of one, each with what it asked for, mostly of some of its units."""
        free = [task for task in self.tasks if task.name in self.before and not self.names_it(task.name)]
        if not free:
            return
        old = self.pick(*free)
        at = self.tasks.index(old)
        new = [copy.deepcopy(old), copy.deepcopy(old)]
        replaces = self.draw.random() < 0.7
        for one, lead in zip(new, ("Eastbrook's office", "each town except Eastbrook")):
            one.name = self.new_name()
            self.without(one, "replaces")
            if replaces:
                one.clauses.append(f"replaces {old.name}")
            if not self.slots(one).startswith("triggered") and not (replaces and self.draw.random() < 0.4):
                self.without(one, "lead")
                one.clauses.insert(0, f"lead {lead}")
            if self.draw.random() < 0.5 and not self.slots(one).startswith("continuing"):
                self.without(one, "due")
                one.clauses.append("due " + self.due(one))
        self.tasks[at + 1:at + 1] = new
        self.drop(old, self.pick(*new).name if replaces else "")

    def merge_tasks(self):
        """One in the place of some, asked for as one of these was."""
        old = [task for task in self.tasks if task.name in self.before]
        old = self.draw.sample(old, min(len(old), self.pick(1, 2, 2, 3)))
        if not old:
            return
        new = copy.deepcopy(self.pick(*old))
        new.name = self.new_name()
        for word in ("requires", "replaces"):
            self.without(new, word)
        new.clauses.append("replaces " + ", ".join(task.name for task in old))
        self.tasks.insert(self.tasks.index(old[0]), new)
        for task in old:
            self.drop(task, new.name)
        if self.draw.random() < 0.6 and not self.slots(new).startswith("continuing"):
            self.without(new, "due")
            new.clauses.append("due " + self.due(new))

    def add_a_part(self):
        task = self.pick(*[task for task in self.tasks if task.parts] or self.tasks or [None])
        if not task:
            return
        goals = [clause for other in self.tasks for clause in other.clauses if clause.startswith("done ")]
        titles = {part.name for version in (*self.world.versions(), self) for one in version.tasks for part in one.parts}
        name = next(f"p{number}" for number in range(1, 99) if f"p{number}" not in titles)
        part = Task(name, [self.pick(*goals)] if goals else [], [], task.parts[-1].word if task.parts else "part")
        task.parts.insert(len(task.parts) if self.draw.random() < 0.8 else 0, part)

    def drop_a_part(self):
        tasks = [task for task in self.tasks if task.parts]
        if tasks:
            parts = self.pick(*tasks).parts
            del parts[-1 if self.draw.random() < 0.7 else 0]

    def change_the_order(self):
        self.draw.shuffle(self.tasks)

    def change_nothing(self):
        """What is issued anew as it was."""

    # ---- Who, in which slots, behind what, by whom it is verified

    def change_a_lead(self):
        one = self.one()
        for number, clause in enumerate(one.clauses):
            if clause.startswith("lead ") and not self.slots(one).startswith("triggered"):
                one.clauses[number] = f"lead {self.pick(*LEADS)}"

    def change_slots(self):
        one = self.one()
        for number, clause in enumerate(one.clauses):
            for word, others in (("every", ("every month", "every quarter", "every half year")),
                                 ("during", ("during April..June", "during May..August")),
                                 ("continuing", ("continuing every quarter", "continuing every month"))):
                if clause.startswith(word):
                    one.clauses[number] = self.pick(*others)

    def change_prerequisites(self):
        one = self.one()
        if any(clause.startswith("requires ") for clause in one.clauses):
            self.without(one, "requires")
        elif one in self.tasks and (earlier := self.tasks[:self.tasks.index(one)]):
            one.clauses.append(f"requires {self.pick(*earlier).name}")

    def change_reviews(self):
        one = self.one()
        word, told = self.pick(("verify", "verify superior"), ("evidence", "evidence record"),
                               ("from", f"from {self.pick('March', 'July', 'October')} 1"))
        if any(clause.startswith(word + " ") for clause in one.clauses):
            self.without(one, word)
        else:
            one.clauses.append(told)

    # ---- Declarations

    def declared(self, word):
        return [number for number, told in enumerate(self.declarations) if told.startswith(word + " ")]

    def change_a_rhythm(self):
        number = self.pick(*self.declared("indicator"))
        plain = re.sub(r" every (month|quarter|half year|year|ten days|2 months)$", "", self.declarations[number])
        self.declarations[number] = plain + self.pick("", " every month", " every quarter", " every half year")

    def drop_an_indicator(self):
        """With the goals that name it."""
        number = self.pick(*self.declared("indicator"))
        name = self.declarations.pop(number).split()[1]
        for task in self.tasks:
            for one in (task, *task.parts):
                one.clauses = [clause for clause in one.clauses if not (clause.startswith(FOR_GOALS) and re.search(rf"\b{name}\b", clause))]

    def add_an_indicator(self):
        name = f"more{len(self.world.amendments)}"
        if not any(told.split()[1] == name for told in self.declarations):
            self.declarations.append(f"indicator {name} number flow" + self.pick("", " every quarter"))
        one = self.one()
        goals = self.goals(one)
        one.clauses = [clause for number, clause in enumerate(one.clauses) if number not in goals] + [f"done {name} >= 1"]

    def change_a_window(self):
        windows = self.declared("window")
        if windows:
            number = self.pick(*windows)
            name = self.declarations[number].split()[1]
            days = self.pick("to be announced", "April 1..June 30", "May 10..August 31", "February 1..March 31")
            self.declarations[number] = f"window {name} {days}"

    def change_a_parameter(self):
        for number in self.declared("parameter"):
            name = self.declarations[number].split()[1]
            given = {"limit": "by grade { minor: 20 days, serious: 48 hours, severe: 1 hour }", "notice": "by cause { wind: 20 days, spark: 1 month }"}
            self.declarations[number] = f"parameter {name} " + (given.get(name) or self.pick("20 working days", "2 months", "to be announced"))

    def change_levels(self):
        self.replaced("none_yet < agreed < opened", self.pick("none_yet < drafted_so_far < agreed < opened", "none_yet < opened < agreed"))

    def change_returns(self):
        for number in self.declared("event"):
            self.declarations[number] = re.sub(r"\}[^}]*$", "}" + self.pick("", " every month", " every quarter"), self.declarations[number])

    def replaced(self, old, new):
        self.declarations = [told.replace(old, new) for told in self.declarations]


# ---- What is told and asked


def told_then(world, draw):
    """Before and after the issue something of what the versions read."""
    last = year_of(world)[1]
    told = [told for version in world.versions() for told in version.declarations if told.startswith("indicator ")]
    for number in range(draw.randint(2, 8)):
        declared = draw.choice(told)
        name = declared.split()[1]
        values = next((values for kind, values in VALUES.items() if f" {kind}" in declared), None)
        issued = date.fromisoformat(draw.choice(world.amendments).issued)
        day = issued + draw.choice((-90, -40, -20, -2, -1, -1, 0, 0, 1, 20, 60)) * DAY
        received = min(day + draw.choice((0, 1, 1, 30, 120)) * DAY, last + 60 * DAY)
        if values:
            row = {"key": f"a{number}", "kind": "reading", "unit": draw.choice(there(world, day)), "indicator": name, "date": str(day)}
            world.reports.append((f"{received}T23:59", {**row, "value": draw.choice(values)}))
    world.reports.sort(key=lambda report: report[0])


def there(world, day):
    """The towns that exist on a day, or all units."""
    towns = [name for name in world.units if TREE[name][1] == "town"]
    lives = {name: world.lives.get(name, {}) for name in towns}
    return [name for name, life in lives.items() if life.get("opened", "") <= str(day) < life.get("closed", "9999")] or list(world.units)


def asked_then(world, draw):
    """A day after the last issue, one before it, and what stood at an issue and just before."""
    issued = [date.fromisoformat(amendment.issued) for amendment in world.amendments]
    after = issued[-1] + draw.choice((0, 1, 10, 40, 90, 200)) * DAY
    near = draw.choice(issued)
    known = [known for _, known in world.queries]
    return [(str(after), draw.choice(known)), (str(near) + draw.choice(("", "T00:00")), draw.choice(known)),
            (str(near - DAY) + draw.choice(("", "T23:58")), known[0]), (str(draw.choice(issued) + draw.randint(-60, 120) * DAY), draw.choice(known))]
