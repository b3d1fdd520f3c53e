"""Who is there, and what are they like? The offices of units.csv, each with a character drawn from the seed."""

import csv
import dataclasses
import pathlib
import random

UNITS = pathlib.Path(__file__).resolve().parents[2] / "china/units.csv"
LEVELS = {"国家": "N", "省": "P", "地市": "F", "县": "C"}  # townships have no duties in this plan
SCALES = {"provinces": "NP", "prefectures": "NPF", "all": "NPFC"}
NATION = "100000"

# One province each: what is particular about the files that come from it. Which province it is, the seed says.
ROLES = ("proofless",     # says what it did and shows nothing for it
         "slow",          # a month behind with everything
         "reports_zero",  # fills in every form, with zeros
         "keyless",       # rows without keys
         "keyless",
         "json", "jsonl", "english",
         "out_of_order",  # the third quarter comes after the fourth
         "doubled",       # sends its files twice
         "old_encoding")  # sends GB18030 first, is refused, and sends UTF-8


@dataclasses.dataclass
class Office:
    code: str
    name: str
    level: str                # N P F C
    superior: str             # code of the nearest office above; empty for the nation
    province: str             # code; the nation's own for the nation
    eager: float = 0.8        # the share of its work that it does and reports, more or less
    is_silent: bool = False
    roles: tuple = ()
    region: str = ""

    def has(self, role):
        return role in self.roles


class Country:
    """The offices of a scale, and all of the provinces `whole`, in the order of the file."""

    def __init__(self, seed, scale, whole=(), units=UNITS):
        self.seed = seed
        self.scale = scale
        self.offices = {}
        self.placeholders = []
        self.names = {}
        superior_of = {}
        with open(units, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                level = LEVELS.get(row["层级"])
                if level is None:
                    continue
                code, above = row["代码"], row["上级"]
                if row["机关"] == "否":
                    self.placeholders.append(code)
                    superior_of[code] = superior_of[above]
                    continue
                superior_of[code] = code
                self.names[code] = row["名称"]
                if level not in SCALES[scale] and code[:2] + "0000" not in whole:
                    continue
                province = code[:2] + "0000" if level != "N" else NATION
                self.offices[code] = Office(code, row["名称"], level, superior_of.get(above, ""), province,
                                            region=row.get("区域", ""))
        self._give_characters()

    def draws(self, *what):
        """Random numbers of their own for each thing: what one office does changes no other's."""
        return random.Random("/".join((str(self.seed), *what)))

    def _give_characters(self):
        provinces = [office for office in self.offices.values() if office.level == "P"]
        shuffled = list(provinces)
        self.draws("roles").shuffle(shuffled)
        for province, role in zip(shuffled, ROLES):
            province.roles = (role,)
        for office in self.offices.values():
            draw = self.draws("character", office.code)
            if office.level == "N":
                office.eager = 0.97
                continue
            if office.level == "P":
                office.eager = min(0.98, draw.betavariate(16, 1.8))
                continue
            above = self.offices[office.superior]
            office.roles = above.roles
            office.eager = max(0.05, min(0.99, draw.gauss(above.eager - 0.02, 0.07)))
            # A lazy city says nothing, nor do its counties; here and there a county alone is silent.
            share = 0.02 if office.level == "F" else 0.025
            office.is_silent = above.is_silent or draw.random() < share

    def __iter__(self):
        return iter(self.offices.values())

    def province_with(self, role):
        return [office.code for office in self if office.level == "P" and office.has(role)]
