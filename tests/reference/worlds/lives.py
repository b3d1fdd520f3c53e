"""Units that come and go: which of a world's units open and close when, who their heirs are, and what is told of them."""

import random
from datetime import date, timedelta

from reference.moments import days_of_label

from .world import TREE

SHARE = 0.3  # of the worlds have units that come and go
DAY = timedelta(days=1)


def drawing(seed, what):
    """A row of chances of its own, so that all else in the world of a seed stays what it is."""
    return random.Random(f"{what} {seed}")


class Lives:
    """By unit its days of opening and closing, and its heir."""

    def __init__(self, plan, seed):
        self.plan = plan
        self.draw = drawing(seed, "lives")
        self.told = {}
        if self.draw.random() >= SHARE:
            return
        units = [name for name in plan.units if name != "Birch"]
        for name in self.draw.sample(units, min(len(units), self.draw.choice((1, 1, 2, 2, 3, 4)))):
            self.told[name] = self.life(name)
        if self.draw.random() < 0.3:
            self.merge()
        self.draw = drawing(seed, "parted")
        if self.draw.random() < 0.45:
            self.draw.choice((self.split, self.move))()
        while wrong := [name for name in self.told if not self.has_heir_there(name)]:
            for name in wrong:
                del self.told[name]["heir"]

    def day(self):
        """Seldom outside the plan year; the first of a month more often than not: then the last minute of a period is all the
        difference."""
        length = (self.plan.last - self.plan.first).days
        day = self.plan.first + self.draw.randint(*self.draw.choice(((31, length), ) * 9 + ((-40, length + 20), ))) * DAY
        return day.replace(day=1) if self.draw.random() < 0.6 else day

    def life(self, name):
        life = {}
        kind = self.draw.choice(("closes", "closes", "closes", "opens", "both"))
        if kind != "closes":
            life["opened"] = self.day()
        if kind != "opens":
            life["closed"] = self.day()
            if life["closed"] <= life.get("opened", date.min):
                life["closed"] = life["opened"] + self.draw.randint(1, 120) * DAY
            if self.draw.random() < 0.85:
                life["heir"] = self.heir_of(name)
        return life

    def heir_of(self, name):
        """Often one that closes, too, or one in another county; at times one of another level."""
        others = [other for other in self.plan.units if other != name]
        alike = [other for other in others if TREE[other][1] == TREE[name][1]]
        closing = [other for other in alike if "closed" in self.told.get(other, {})]
        return self.draw.choice(self.draw.choice((alike or others, alike or others, closing or alike or others, others)))

    def merge(self):
        """Two units become one that opens on that day."""
        towns = [name for name in self.plan.units if TREE[name][1] == "town"]
        if len(towns) < 3:
            return
        new, *old = self.draw.sample(towns, 3)
        day = self.day()
        self.told[new] = {"opened": day}
        self.told |= {name: {"closed": day, "heir": new} for name in old}

    def split(self):
        """One unit becomes two that open on that day; one of them is its heir, and of the other the list says no more."""
        towns = [name for name in self.plan.units if TREE[name][1] == "town"]
        if len(towns) >= 3:
            self.gives_way(*self.draw.sample(towns, 3))

    def move(self):
        """A unit comes under another: it closes, and its heir opens there on that day."""
        towns = [name for name in self.plan.units if TREE[name][1] == "town"]
        old = self.draw.choice(towns)
        there = [name for name in towns if self.plan.units[name] != self.plan.units[old]]
        if there:
            self.gives_way(old, self.draw.choice(there))

    def gives_way(self, old, *new):
        day = self.day()
        self.told |= {name: {"opened": day} for name in new}
        self.told[old] = {"closed": day, "heir": new[0]}

    def exists(self, name, day):
        life = self.told.get(name, {})
        return life.get("opened", date.min) <= day < life.get("closed", date.max)

    def goes_on_as(self, name, day):
        """Who goes on for a unit on a day: itself, its heir, or that one's; nothing if there is none or no end of them."""
        for _ in TREE:
            life = self.told.get(name, {})
            if day < life.get("closed", date.max):
                return name
            if "heir" not in life:
                return None
            name = life["heir"]
        return None

    def has_heir_there(self, name):
        life = self.told[name]
        if "heir" not in life:
            return True
        heir = self.goes_on_as(life["heir"], life["closed"])
        is_office = heir is not None and self.plan.offices.get(heir) != "no"
        return is_office and heir != name and self.exists(heir, life["closed"])

    def as_written(self):
        return {name: {column: str(told) for column, told in life.items()} for name, life in self.told.items()}


class ToldOfLives:
    """What is told in such a world: most of it of days at which the unit is there, after its closing by its heir."""

    def __init__(self, told, lives, seed):
        self.told, self.plan, self.lives = told, told.plan, lives
        was, self.plan.draw = self.plan.draw, drawing(seed, "told")
        told.draw = self.draw = self.plan.draw
        of_old = [self.as_lived(received, row) for received, row in told.rows]
        told.rows = [one for one in (*of_old, *self.more()) if one]
        told.rows.sort(key=lambda one: one[0])
        self.plan.world.queries[-1] = self.near(*self.plan.world.queries[-1])
        self.plan.draw = told.draw = was

    def stay(self, name, received):
        """The first and the last day on which a unit is there and of which may be told."""
        life = self.lives.told.get(name, {})
        first = max(life.get("opened", date.min), self.plan.first - 15 * DAY)
        return first, min(life.get("closed", date.max) - DAY, date.fromisoformat(received[:10]))

    def as_lived(self, received, row):
        name = row.get("unit")
        if name not in self.lives.told or self.draw.random() < 0.1:
            return received, row
        first, last = self.stay(name, received)
        if first > last:
            return received, row
        row = dict(row)
        for column in ("date", "occurred"):
            if column in row and not first <= date.fromisoformat(row[column][:10]) <= last:
                row[column] = f"{self.plan.day(first, last)}{row[column][10:]}"
        days = days_of_label(row.get("period", "")) if row["kind"] in ("reading", "no_case") else None
        if days and days.last.year >= self.plan.first.year and not first <= days.last <= last:
            rhythm = self.plan.indicators.get(row["indicator"], (None, "quarter"))[1]
            row["period"] = self.told.period(rhythm or "month", self.plan.day(first, last))
        return received, self.by_heir(received, row)

    def by_heir(self, received, row):
        """After the closing it is the heir that tells."""
        day = date.fromisoformat(received[:10])
        heir = self.lives.goes_on_as(row["unit"], day)
        if "by" not in row and heir and heir != row["unit"]:
            return {**row, "by": heir}
        return row

    def more(self):
        """Of each unit that closes: figures of its time, cases of its time of which the rest comes later, its row's transfer."""
        told = self.told
        for name in list(self.lives.told):
            kinds = ("reading", "reading", "fitting", "return", "case", "case", "transfer")
            for kind in self.draw.choices(kinds, k=self.draw.randint(3, 7)):
                received = self.plan.pick(*told.received, told.received[-1])
                first, last = self.stay(name, received)
                if first > last:
                    continue
                day = self.plan.day(first, last)
                yield from getattr(self, "a_" + kind)(name, received, day)

    def told_by(self, received, row):
        return received, self.by_heir(received, row)

    def a_reading(self, name, received, day):
        indicators = self.told.plan.of_kind("flow", "running_total", "set", "stock", "yes_no")
        indicator = self.plan.pick(*indicators, *self.plan.of_kind("flow", "running_total"))
        kind, rhythm = self.plan.indicators[indicator]
        members = self.told.fitting(kind, self.plan.chance(0.6))
        if rhythm and self.plan.chance(0.7):
            members["period"] = self.told.period(rhythm, day)
        yield self.told_by(received, self.told.row("reading", name, day, indicator=indicator, **members))

    def a_fitting(self, name, received, day):
        yield self.told_by(received, self.told.row("reading", name, day, indicator="Rules",
                                                   value=self.plan.pick("drafted", "submitted", "issued", "published")))

    def a_return(self, name, received, day):
        if self.plan.events:
            yield self.told_by(received, self.told.row("no_case", name, None, indicator=self.plan.pick(*self.plan.events),
                                                       period=self.told.period(self.plan.pick("month", "quarter"), day)))

    def a_case(self, name, received, day):
        """Told when it occurred or later; its fields, its document and its closing come whenever they do."""
        if not self.plan.events:
            return
        event = self.plan.pick(*self.plan.events)
        case = f"{'F' if event == 'fire' else 'V'}{self.draw.randint(5, 7)}"
        row = self.told.row("case", name, None, indicator=event, case=case)
        of_fire = {"occurred": f"{day} 08:00", "grade": self.plan.pick("minor", "serious")}
        row |= of_fire if event == "fire" else {"date": str(day), "asked": "yes"}
        yield self.told_by(received, row)
        later = self.told.later(received)
        after = self.plan.day(day, date.fromisoformat(later[:10]))
        field, value = self.plan.pick(*{
            "fire": (("fixed", "yes"), ("fixed", "no"), ("lost", "4"), ("Report", "issued"), ("fix_by", str(after))),
            "visit": (("answered", str(after)), ("Reply", "issued"))}[event])
        yield self.told_by(later, self.told.row("reading", name, after, indicator=field, case=case, value=value))
        if self.plan.chance(0.3):
            yield self.told_by(later, self.told.row("close", name, after, indicator=event, case=case))

    def a_transfer(self, name, received, day):
        """From one that closes, or to one."""
        task = self.plan.pick(*(task for task, slots in self.told.slots.items() if slots in ("one_off", "window")), None)
        if task:
            here, there = self.plan.pick((name, self.plan.pick(*self.told.towns)), (self.told.at(task), name))
            yield received, self.told.row("transfer", here, day, task=task, value=there, by=self.plan.units[here] or "Birch")

    def near(self, as_of, known_at):
        """What is asked, more often than not about the time of a change."""
        if self.plan.chance(0.3):
            return as_of, known_at
        changes = [day for life in self.lives.told.values() for name, day in life.items() if name != "heir"]
        day = self.plan.pick(*changes) + self.plan.pick(-1, 0, 0, 1, 14, 40, 100) * DAY
        return day.isoformat() + self.plan.pick("", "", "T00:00"), known_at
