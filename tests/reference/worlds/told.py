"""What offices hand in, made at random for a plan: every kind of record, doubled, corrected, withdrawn, out of order."""

import re
from datetime import date, timedelta

from reference.moments import Days, days_of_label, label_of, periods_of

from .adopted import adopt
from .chapters import written_out
from .lives import ToldOfLives, drawing
from .world import ALL_KNOWN, TREE

RATIOS = (("1", "2"), ("9", "10"), ("10", "10"), ("0", "0"), ("2", "3"), ("0", "7"))
DAY = timedelta(days=1)
NUMBER = re.compile(r"\d+(\.\d+)?")
COUNT = re.compile(r"(each|no|of) [^(]+ \(|(sum|mean|highest|lowest) of")


def day_of(row):
    """The last day of the period that a row is for, else the day that it is dated."""
    days = days_of_label(row.get("period", "")) if not row.get("period", "").startswith("window:") else None
    return days.last.isoformat() if days else row.get("date", "")[:10]


class Told:
    def __init__(self, plan, reports):
        self.plan = plan
        self.draw = plan.draw
        self.chance, self.pick = plan.chance, plan.pick
        self.rows = []
        self.keys = 0
        self.cases = []
        self.towns = [unit for unit in plan.units if TREE[unit][1] == "town"]
        self.slots = {}
        self.clauses = {}
        for task in written_out(plan.world).tasks:
            self.note_slots(task, "one_off", task.name)
        days = sorted({plan.day(plan.first + 20 * DAY, plan.last + 20 * DAY) for _ in range(self.pick(1, 2, 2, 3))})
        self.received = [self.at_some_hour(day) for day in days]
        kinds = {"reading": 18, "fitting": 14, "case": 3, "of_case": 4, "no_case": 1.5, "claim": 2, "verify": 5, "return": 2, "judge": 1.4,
                 "waive": 0.8, "excuse": 1.2, "extend": 1.4, "transfer": 0.5, "window": 2, "attribute": 1, "parameter": 0.8, "again": 0.7,
                 "correction": 1.5, "withdraw": 1, "round": 2.5}
        for kind in ("case", "case", *(plan.weighed(kinds) for _ in range(reports))):
            row = getattr(self, "a_" + kind.replace("return", "review").replace("verify", "review"))(kind)
            if row:
                self.rows.append(row)
        self.rows.sort(key=lambda told: told[0])
        plan.world.queries = [self.query() for _ in range(2)]
        if plan.lives.told:
            ToldOfLives(self, plan.lives, plan.world.seed)
        self.grow(drawing(plan.world.seed, "so far"))
        plan.world.reports = self.rows
        adopt(plan.world)

    def grow(self, draw):
        """What is told of a running total is mostly more than what was told of the time before, as much at times, seldom less."""
        told = [row for _, row in self.rows if self.plan.indicators.get(row.get("indicator"), (None, ))[0] == "running_total"]
        so_far, of_key = {}, {}
        for row in sorted(told, key=day_of):
            if not NUMBER.fullmatch(row.get("value", "")):
                continue
            of = row["unit"], row["indicator"], day_of(row) < str(self.plan.first)
            if row["key"] not in of_key:
                more = draw.choice((0, 1, 1, 1)) * float(row["value"]) if draw.random() < 0.93 else -draw.choice((1, 2))
                so_far[of] = max(0, so_far.get(of, 0) + more)
                of_key[row["key"]] = f"{so_far[of]:g}"
            row["value"] = of_key[row["key"]]

    def note_slots(self, task, slots, name):
        for clause in task.clauses:
            if clause.startswith("triggered"):
                slots = "case"
            elif clause.startswith(("every", "continuing")):
                told = re.search(r"every ([\w ]+?)(?: from.*| assumed)?$", clause)
                slots = told[1] if told else "year"
            elif clause.startswith("during"):
                slots = "window"
        self.slots[name] = slots
        self.clauses[name] = " ".join(task.clauses)
        for number, part in enumerate(task.parts):
            self.note_slots(part, slots, f"{name}-{number + 1}")

    def at_some_hour(self, day):
        return day.isoformat() + self.pick("", "", "T09:00", "T15:30")

    def query(self):
        """By and by at ends of periods, where the last minute is all the difference."""
        plan = self.plan
        day = plan.day(plan.first, plan.last + 20 * DAY)
        if self.chance(0.3):
            day = (day.replace(day=1) + 31 * DAY).replace(day=1) - self.pick(0, 1) * DAY
        as_of = day.isoformat() + self.pick("", "", "", "", "T00:00", "T12:00", "T23:58")
        return as_of, self.pick(ALL_KNOWN, ALL_KNOWN, ALL_KNOWN, *self.received)

    def key(self):
        self.keys += 1
        return f"r{self.keys}"

    def when(self, first=None):
        """An instant of receipt, and a day by then at which something was so."""
        received = self.pick(*self.received)
        last = date.fromisoformat(received[:10])
        first = first or self.plan.first - 15 * DAY
        return (received, self.plan.day(first, last)) if first <= last else (None, None)

    def on(self, day):
        hour = f" {self.draw.randint(0, 23):02}:{self.draw.randint(0, 59):02}" if self.chance(0.12) else ""
        return day.isoformat() + hour

    def row(self, kind, unit, day, **members):
        row = {"key": self.key(), "kind": kind, "unit": unit, **members}
        if day:
            row["date"] = self.on(day)
        return {name: value for name, value in row.items() if value is not None}

    def period(self, rhythm, day):
        """The label of a period of about that rhythm round a day."""
        month = day.month
        if found := re.fullmatch(r"(\d+ )?(week|day)s?", rhythm):  # these are cut from the plan's first day
            cut = periods_of(Days(self.plan.first, self.plan.last), (int(found[1] or 1), found[2]))
            return label_of(next((days for days in cut if day in days), Days(day, day + 6 * DAY)))
        if rhythm == "month":
            return f"{day.year}-{month:02}"
        if rhythm == "half year":
            return f"{day.year}-H{(month + 5) // 6}"
        if rhythm == "year":
            return f"{day.year}"
        if rhythm == "ten days":
            first = day.replace(day=min(21, (day.day - 1) // 10 * 10 + 1))
            last = (first.replace(day=1) + 31 * DAY).replace(day=1) - DAY if first.day == 21 else first + 9 * DAY
            return f"{first}/{last}"
        if rhythm == "2 months":
            first = date(day.year, month - (month - 1) % 2, 1)
            return f"{first}/{((first + 62 * DAY).replace(day=1) - DAY)}"
        return f"{day.year}-Q{(month + 2) // 3}"

    # ---- Readings

    def value(self, kind):
        if self.chance(0.06):
            return "withheld"
        if self.chance(0.07):
            return "n/a"
        if kind in ("flow", "running_total", "stock"):
            return self.pick("0", "1", "1", "2", "3", "2.5", "5", "0")
        return {
            "yes_no": self.pick("yes", "no", "yes"), "stages": self.pick("none_yet", "agreed", "opened"),
            "one_of": self.pick("phone", "web"), "date": self.plan.day().isoformat(), "text": "in words",
            "set": self.pick("duty", "report", "duty、report", "duty、report、supply", "-duty", "duty、-report", "-duty、-report、-supply"),
            "ratio": "withheld"}[kind]

    def a_reading(self, _):
        plan = self.plan
        if self.chance(0.08):
            received, day = self.when()
            return received and (received, self.row("reading", self.pick(*self.towns), day, indicator="Rules",
                                                    value=self.pick("drafted", "consulted", "submitted", "issued", "published", "n/a")))
        name = self.pick(*plan.indicators)
        kind, rhythm = plan.indicators[name]
        received, day = self.when()
        if not received:
            return None
        row = self.row("reading", self.pick(*self.towns, *self.towns, *plan.units), day, indicator=name)
        share = self.draw.random()
        if share < 0.6:
            about = day if share > 0.12 or (day.month, day.day) == (2, 29) else day.replace(year=day.year - self.pick(1, 1, 3))
            row["period"] = self.period(rhythm or plan.weighed({"month": 1, "quarter": 1, "half year": 1, "year": 1}), about)
            if not rhythm and self.chance(0.15) and plan.windows:
                row["period"] = "window:" + self.pick(*plan.windows)
            if self.chance(0.7):
                del row["date"]
        if kind == "ratio" and self.chance(0.85):
            row["numerator"], row["denominator"] = self.pick(*RATIOS)
        else:
            row["value"] = self.value(kind)
        if self.chance(0.06):
            row.pop("numerator", None), row.pop("denominator", None)
            row.update(value="", reason="not counted yet")
        if self.chance(0.12):
            row["evidence"] = self.pick("record", "photos", "photos、record")
        if self.chance(0.12):
            row["by"] = self.pick(plan.units[row["unit"]] or "Birch", "Birch")
        return received, row

    def at(self, task):
        """A unit that is likely to lead it."""
        lead = self.clauses[task]
        if COUNT.search(lead):
            return self.pick(*self.towns, *self.plan.units)  # whom a count names is told of, too
        if "Eastbrook's" in lead:
            return "Eastbrook"
        if "lead Alder's" in lead or "each county's" in lead:
            return self.pick("Alder", "Alder", *self.plan.units)
        return self.pick(*self.towns, "Eastbrook")

    def fitting(self, kind, does):
        """A value that does, more often than not, what a criterion asks."""
        if kind == "ratio":
            return {"numerator": "10" if does else "1", "denominator": "10"}
        kind = "flow" if kind == "running_total" else kind
        return {"value": {
            "flow": self.pick("1", "2", "5", "9") if does else "0", "stock": self.pick("1", "3", "9") if does else "0",
            "yes_no": "yes" if does else "no", "stages": "opened" if does else "none_yet", "one_of": "web" if does else "phone",
            "set": "duty、report、supply" if does else "duty", "date": self.plan.day().isoformat(), "text": "in words"}[kind]}

    def a_fitting(self, _):
        """What a task asks for, told by a unit that leads it, so that it may come to be done."""
        wanted = re.findall(r"\btask (t\d+) done", " ".join(self.clauses.values()))  # by others
        task = self.pick(*self.clauses, *(name for name in wanted if name in self.clauses))
        asked = [name for name in self.plan.indicators if f" {name}" in self.clauses[task]]
        received, day = self.when(self.plan.first)
        if not asked or not received:
            return None
        name = self.pick(*asked)
        kind, rhythm = self.plan.indicators[name]
        members = self.fitting(kind, True)
        if rhythm and self.chance(0.6):
            members["period"] = self.period(rhythm, day)
        if "evidence" in self.clauses[task]:
            members["evidence"] = "photos、record"
        return received, self.row("reading", self.at(task), None if "period" in members else day, indicator=name, **members)

    def a_round(self, _):
        """What a count asks for is told by each unit and of each case, with the returns of the year."""
        tasks = [task for task, clauses in self.clauses.items() if COUNT.search(clauses)]
        received, day = self.when(self.plan.first)
        if not tasks or not received:
            return
        clauses = self.clauses[self.pick(*tasks)]
        share = self.pick(0.1, 0.9, 1)
        for name in [name for name in self.plan.indicators if f" {name}" in clauses or f"({name}" in clauses]:
            kind, rhythm = self.plan.indicators[name]
            for unit in self.plan.units:
                row = self.row("reading", unit, day, indicator=name, **self.fitting(kind, self.chance(share)))
                if rhythm and self.chance(0.7):
                    row["period"] = self.period(rhythm, day)
                    del row["date"]
                self.rows.append((received, row))
        for event in [event for event in self.plan.events if re.search(f"(each|no|of) {event}", clauses)]:
            for (unit, of, case), begun in [one for one in self.cases if one[0][1] == event and one[1] <= day]:
                fixed, lost = ("yes", "0") if self.chance(share) else ("no", "5")
                told = (("fixed", fixed), ("lost", lost), ("grade", "serious"), ("cause", "wind"), ("how", "hose、sand")) if of == "fire" else (("asked", fixed), )
                self.rows += [(received, self.row("reading", unit, day, indicator=name, case=case, value=value)) for name, value in told]
            for unit in self.plan.units:
                self.rows += [(self.received[-1], self.row("no_case", unit, None, indicator=event, period=f"2026-Q{n}")) for n in range(1, 5)]

    # ---- Cases

    def a_case(self, _):
        received, day = self.when(self.plan.first - 5 * DAY)
        if not self.plan.events or not received:
            return None
        event = self.pick(*self.plan.events)
        case = (self.pick(*self.towns, *self.towns, *self.plan.units), event, f"{'F' if event == 'fire' else 'V'}{self.draw.randint(1, 4)}")
        row = self.row("case", case[0], None, indicator=event, case=case[2])
        if event == "fire":
            row["occurred"] = f"{day} {self.draw.randint(0, 8):02}:00"
            if self.chance(0.7):
                row["grade"] = self.pick("minor", "serious", "severe")
            if self.chance(0.4):
                row["cause"] = self.pick("wind", "spark")
            if self.chance(0.3):
                row["fix_by"] = (day + self.draw.randint(-5, 60) * DAY).isoformat()
        else:
            row["date"] = day.isoformat()
            row["asked"] = self.pick("yes", "no")
        self.cases.append((case, day))
        return received, row

    def a_of_case(self, _):
        if not self.cases:
            return None
        (unit, event, case), begun = self.pick(*self.cases)
        received, day = self.when(begun)
        if not received:
            return None
        if self.chance(0.2):
            return received, self.row("close", unit, day, indicator=event, case=case)
        ahead = (day + self.draw.randint(0, 60) * DAY).isoformat()
        name, value = self.pick(*{
            "fire": (("grade", self.pick("minor", "serious", "severe", "n/a", "withheld")), ("fixed", self.pick("yes", "no", "withheld", "yes")),
                     ("fix_by", ahead), ("fix_by", "n/a"), ("Report", self.pick("drafted", "submitted", "issued")),
                     ("lost", self.pick("0", "2", "4")), ("cause", self.pick("wind", "spark", "n/a")), ("tale", "in words"),
                     ("how", self.pick("hose", "sand", "hose、sand", "-hose、sand")), ("cured", self.pick("1/2", "9/10", "0/0"))),
            "visit": (("asked", self.pick("yes", "no", "n/a")), ("answered", ahead), ("Reply", self.pick("drafted", "issued"))),
        }[event])
        if name == "cured":
            numerator, denominator = value.split("/")
            return received, self.row("reading", unit, day, indicator=name, case=case, numerator=numerator, denominator=denominator)
        return received, self.row("reading", unit, day, indicator=name, case=case, value=value)

    def a_no_case(self, _):
        received, day = self.when()
        if not self.plan.events or not received:
            return None
        return received, self.row("no_case", self.pick(*self.towns, *self.plan.units), None, indicator=self.pick(*self.plan.events),
                                  period=self.period(self.pick("quarter", "month", "year"), day))

    # ---- Acts

    def act(self, kind, **members):
        received, day = self.when(self.plan.first)
        word = {"verify": "verify", "return": "verify", "excuse": "normally", "judge": "judged"}.get(kind, "")
        fitting = [task for task, clauses in self.clauses.items() if word in clauses]
        task = self.pick(*fitting or self.slots)
        slots = self.slots[task]
        if not received:
            return None
        unit = self.at(task)
        if slots == "case":
            if not self.cases:
                return None
            (unit, _, members["case"]), _ = self.pick(*self.cases)
        elif slots not in ("one_off", "window"):
            members["period"] = self.period(slots, day) if slots != "year" or self.plan.first.month == 1 else None
        if kind != "claim":
            above = self.plan.units[unit] or "Birch"
            members["by"] = self.pick(above, above, "Birch")
        return received, self.row(kind, unit, day, task=task, **members), day

    def a_claim(self, _):
        evidence = self.pick("record", "photos", "photos、record") if self.chance(0.3) else None
        found = self.act("claim", evidence=evidence)
        return found and found[:2]

    def a_review(self, kind):
        """Often of what was reported not long ago."""
        found = self.act(kind, **({"reason": "as written"} if kind == "return" else {}))
        return found and found[:2]

    def a_judge(self, kind):
        found = self.act(kind, reason="as written", value=self.pick("yes", "no"))
        return found and found[:2]

    def to_a_day(self, kind, share):
        found = self.act(kind, reason="as written")
        if found and self.chance(share):
            found[1]["value"] = (found[2] + self.draw.randint(0, 100) * DAY).isoformat()
        return found and found[:2]

    def a_waive(self, kind):
        return self.to_a_day(kind, 0.5)

    a_excuse = a_waive

    def a_extend(self, kind):
        return self.to_a_day(kind, 1)

    def a_transfer(self, kind):
        found = self.act(kind, value=self.pick(*self.towns))
        return found and found[:2]

    # ---- Announcements

    def a_window(self, _):
        received, day = self.when()
        if not self.plan.windows or not received:
            return None
        first = self.plan.day(self.plan.first, self.plan.last - 100 * DAY)
        row = self.row("announce", self.pick(*self.plan.units) if self.chance(0.35) else None, day, indicator=self.pick(*self.plan.windows),
                       value=f"{first}/{first + self.draw.randint(0, 90) * DAY}", by="Birch")
        return received, row

    def a_parameter(self, _):
        received, day = self.when()
        if not self.plan.parameters or not received:
            return None
        value = self.pick("5 days", "30 working days", "48 hours", "2 months", "1 quarter")
        row = self.row("announce", self.pick(*self.plan.units) if self.chance(0.35) else None, day,
                       indicator=self.pick(*self.plan.parameters), value=value, by="Birch")
        return received, row

    def a_attribute(self, _):
        received, day = self.when()
        if not self.plan.attributes or not received:
            return None
        name = self.pick(*self.plan.attributes)
        value = {"hilly": self.pick("yes", "no"), "zone": self.pick("hill", "plain", "moor"), "people": self.pick("7", "30")}[name]
        return received, self.row("announce", self.pick(*self.plan.units), day, indicator=name, value=value, by="Birch")

    # ---- Again, corrected, withdrawn

    def earlier(self, *kinds):
        found = [told for told in self.rows if told[1]["kind"] in kinds]
        return self.pick(*found) if found else None

    def later(self, received):
        return self.pick(*(one for one in self.received if one >= received))

    def a_again(self, _):
        told = self.earlier("reading", "claim", "case", "verify")
        return told and (self.later(told[0]), told[1])

    def a_correction(self, _):
        told = self.earlier("reading")
        if not told:
            return None
        received, old = told
        row = {**old, "key": self.key(), "corrects": old["key"]}
        kind = self.plan.indicators.get(old["indicator"], (None,))[0]
        if kind and self.chance(0.8):
            row.pop("reason", None)
            if kind == "ratio":
                row.pop("value", None)
                row["numerator"], row["denominator"] = self.pick(*RATIOS)
            else:
                row["value"] = self.value(kind)
        if "date" in row and self.chance(0.3):
            row["date"] = self.when()[1] and self.on(self.when()[1] or self.plan.first)
            row = {name: value for name, value in row.items() if value}
        return self.later(received), row

    def a_withdraw(self, _):
        told = self.earlier("reading", "claim", "case", "verify", "extend", "waive", "announce", "close", "no_case", "return")
        if not told:
            return None
        received, old = told
        return self.later(received), {"key": self.key(), "kind": "withdraw", "corrects": old["key"],
                                      "by": old.get("by") or old.get("unit") or "Birch"}
