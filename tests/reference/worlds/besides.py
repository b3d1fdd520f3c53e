"""What a plan says besides who, when and what: partners, texts, other organs, sums of unit sets, other ways to write the same.

Most of it changes no row; it is there so that what reads, prints and translates a plan meets it with all else. It is drawn apart,
so that the rest of a world stays what it is.
"""

import re

from .lives import drawing
from .world import FOR_GOALS, LEVELS, TREE

ORGANS = {"guard": ("county", "town"), "weather": ("county", )}  # that are not at every level
PARTNERS = ("jointly", "support", "oversee", "reported by")
TEXTS = ("source “Each unit does so”", "source “Each unit does so”, “and tells of it”", "under document “Law”",
         "see also document “Guide”, document “Annex”", "signed by mayor", "officer deputy_mayor, clerk")
STATES = ("overdue", "failed", "unreported", "verified", "done", "no case", "behind", "not applicable", "done early", "done late", "superseded",
          "waived", "excused", "returned", "claimed without proof", "awaiting verification", "planned", "not started", "waiting",
          "overdue unreported", "undetermined", "report missing", "due soon", "on schedule", "not achieved")
NUMBER = r"(?<![\w.-])(\d(?:\.\d)?)(?![\w.%-]| \*)"  # that may be written otherwise


class Besides:
    def __init__(self, world):
        self.world = world
        self.draw = drawing(world.seed, "besides")
        self.towns = [name for name in world.units if TREE[name][1] == "town"]
        for share, change in ((0.3, self.organs), (0.3, self.sets), (0.25, self.partners), (0.25, self.texts), (0.35, self.measures),
                              (0.2, self.other_ways), (0.25, self.lights), (0.15, self.assumed)):
            if self.chance(share):
                change()

    def chance(self, share):
        return self.draw.random() < share

    def pick(self, *of):
        return self.draw.choice(of)

    def owners(self):
        """Lists of clauses, of tasks, parts and chapters."""
        for task in self.world.tasks:
            yield from (one.clauses for one in (task, *task.parts))
        yield from self.world.chapters.values()

    def changed(self, pattern, to, share):
        """Here and there in clauses one thing for another."""
        for clauses in self.owners():
            clauses[:] = [re.sub(pattern, to, clause) if self.chance(share) else clause for clause in clauses]

    # ---- Who

    def organs(self):
        self.world.declarations += [f"organs {name} = {', '.join(levels)}" for name, levels in ORGANS.items()]
        self.changed(r"(Eastbrook's|each (county, )?town's|every level's|each riverside's) office", r"\1 guard", 0.5)
        self.changed(r"(Alder's|each county's|place's county's) office", r"\1 weather", 0.6)
        self.changed(r"town's office( where [^(]*)? \(", r"town's guard\1 (", 0.5)
        self.changed(r"every level's (office|guard)", "every level's weather", 0.2)

    def sets(self):
        """Sets of sets, sums, with units left out, not all named."""
        has_set = any(told.startswith("unit set riverside") for told in self.world.declarations)
        some = "riverside" if has_set else "Alder's town"
        more = self.pick("Elm's town", "Alder", "Alder's town", "Eastbrook, Alder etc", f"{self.towns[-1]} etc", *self.towns)
        self.world.declarations.append(f"unit set everyone = {some} + {more}")
        self.changed(r"each town's office", "each everyone's office", 0.4)
        self.changed(r"(each|no|of) town( where [^(]*)? \(", r"\1 everyone\2 (", 0.5)
        if self.chance(0.5):
            self.world.declarations.append("unit set most = everyone + Birch except " + self.pick("Alder", "Birch", *self.towns))
            self.changed(r"each everyone's", "each most's", 0.5)
            self.changed(r"(each|of) everyone( where [^(]*)? \(", r"\1 most\2 (", 0.5)

    def partners(self):
        organs = ["office", *(name for name in ORGANS if any(told.startswith(f"organs {name}") for told in self.world.declarations))]
        for clauses in self.owners():
            for word in PARTNERS:
                if self.chance(0.3):
                    who = self.pick(*organs, "office", "Birch", "Alder's office", "each county's office", "each town except Eastbrook")
                    clauses.append(f"{word} {who}")

    # ---- Texts

    def texts(self):
        self.world.header["issuer"] = self.pick("Birch", "Birch, Alder") if "Alder" in self.world.units else "Birch"
        self.world.declarations.append("narrative “Raise awareness”" + self.pick("", " because “nothing to check”"))
        for clauses in self.owners():
            clauses += [told for told in self.draw.sample(TEXTS, 2) if self.chance(0.5) and not said(clauses, told)]
        for clauses in self.world.chapters.values():
            clauses.append("narrative “Much has been done” because “looks back”")
        self.declared(r"^(indicator|event) (\w+)", r"\1 \2 “as it is called”", 0.5)

    def declared(self, pattern, to, share):
        self.world.declarations[:] = [re.sub(pattern, to, told) if self.chance(share) else told for told in self.world.declarations]

    def assumed(self):
        """What the planner guessed, and what does not say all; it changes nothing."""
        self.world.header["issued"] += " assumed"
        self.declared(r"^(indicator .* every [\w ]+)$", r"\1 assumed", 0.6)
        self.declared(r"^(indicator .*number .*)$", r"\1 lower is better", 0.5)
        self.declared(r"^(indicator .* set {.*) }", r"\1 etc }", 0.6)
        self.changed(r"^(schedule linear .*)$", r"\1 assumed", 0.6)

    # ---- The same in other words

    def measures(self):
        """What is counted is said, of the indicator and by and by of its targets."""
        names = []
        for number, told in enumerate(self.world.declarations):
            if found := re.match(r"indicator (\w+) (“[^”]*” )?number (?=flow|stock|running)", told):
                names.append(found[1])
                self.world.declarations[number] = f"{found[0]}“times” {told[len(found[0]):]}"
        for name in names:
            self.changed(rf"\b({name} (?:[<>!]?=|[<>]) {NUMBER})(?! or)", r"\1 times", 0.6)
            self.changed(rf"\b({name} {NUMBER}) or", r"\1 times or", 0.6)
            self.changed(rf"\b({name} (?:up|down) 2) on", r"\1 times on", 0.9)

    def other_ways(self):
        """`at least 3` for `>= 3`, `0.0003万` for `3`."""
        self.changed(r"(?<=[a-z] )>= (?=\d)", "at least ", 0.3)
        self.changed(r"(?<=[a-z] )<= (?=\d)", "at most ", 0.3)
        for clauses in self.owners():
            clauses[:] = [in_ten_thousands(clause) if clause.startswith(FOR_GOALS) and self.chance(0.4) else clause for clause in clauses]

    # ---- Lights

    def lights(self):
        """Rules of any states, in the plan or in a file beside it."""
        names = self.draw.sample(("red", "yellow", "blue", "grey", "Purple", "Striped"), self.draw.randint(1, 4))
        rules = [f"{name}: {self.rule(0)}" for name in names]
        self.world.header["lights"] = "{ " + "; ".join([*rules, *["green: else"] * self.chance(0.8)]) + " }"
        if self.chance(0.5):
            self.world.header["use"] = "“lights.duban”"

    def rule(self, depth):
        if depth < 2 and self.chance(0.45):
            text = f"{self.rule(depth + 1)} {self.pick('and', 'or')} {self.rule(depth + 1)}"
            return f"({text})" if depth else text
        if self.chance(0.15):
            order = self.pick("<", "<=", ">", ">=")
            return self.pick(f"behind {order} {self.pick('0', '10', '33.3')} points", f"time left {order} {self.pick(0, 5, 60)} days")
        return self.pick("", "", "not ") + self.pick(*STATES, "not achieved", "not achieved")


def said(clauses, told):
    return any(clause.split()[0] == told.split()[0] for clause in clauses)


def in_ten_thousands(clause):
    return re.sub(rf"(?<=[<>=] ){NUMBER}", lambda found: f"{float(found[1]) / 10000:.5f}".rstrip("0").rstrip(".") + "万", clause)
