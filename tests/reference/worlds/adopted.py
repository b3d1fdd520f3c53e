"""Logs that adopt another version of the plan, the units or the calendar midway, and what a receipt says of it.

The board is always that of the plan, units and calendar that are given (docs/SEMANTICS.md, section 1): what the log has adopted
changes no row, and says only whether a result is a what-if.
"""

import copy
import csv
import hashlib
import io
import json

from reference.moments import read_instant

from .difference import Difference
from .lives import drawing
from .world import ALL_KNOWN, LIFE, TREE, Task

SHARE = 0.15  # of the worlds have such a log
KINDS = ("plan", "units", "calendar")
NEVER = "9999"


def adopt(world):
    """From an instant of receipt on, mostly to the end, some are others."""
    draw = drawing(world.seed, "adopted")
    if draw.random() >= SHARE:
        return
    received = list(world.received())
    begin = draw.choice(received)
    until = draw.choice((NEVER, NEVER, received[-1] if received[-1] > begin else NEVER))
    world.other = (begin, until, tuple(draw.sample(KINDS, draw.choice((1, 1, 2, 3)))))


def other_than(world):
    """The world with other versions, which would judge otherwise."""
    other = copy.deepcopy(world)
    which = world.other[2]
    if "plan" in which:
        other.tasks.append(Task("t99", ["lead each town's office", "done document “Other” issued"]))
    if "calendar" in which:
        other.calendar = other.calendar or {year: {"off": {}, "work": {}} for year in ("2025", "2026", "2027")}
        off, work = (other.calendar["2026"][kind] for kind in ("off", "work"))
        off.pop("2026-06-06", None) or work.pop("2026-06-06", None) or work.update({"2026-06-06": "Other"})  # a Saturday
    if "units" in which:
        towns = [name for name in world.units if TREE[name][1] == "town"]
        other.attributes["other"] = dict.fromkeys(towns, "yes")
        free = [name for name in towns if name not in world.lives and not any(life.get("heir") == name for life in world.lives.values())]
        other.lives |= {name: {"closed": "2026-05-20"} for name in free[-1:]}
    return other


# ---- What a receipt says

def receipt_is_true(look):
    """A receipt names the versions by their hashes and the last record, and says whether the log had adopted others by then."""
    hashes = {"plan": look.folder.dump(), "units": canonical_units(look.folder), "calendar": canonical_calendar(look.folder)}
    hashes = {name: hashlib.sha256(text).hexdigest() for name, text in hashes.items()}
    as_of = look.world.queries[0][0]
    for known_at in (look.draw.choice([*look.world.received(), ALL_KNOWN]), ALL_KNOWN):
        receipt = look.folder.document(look.log, as_of, "--leader", known_at=known_at)["receipt"]
        told = [record for record in look.records if read_instant(record["recorded_at"]) <= read_instant(known_at)]
        in_force = hashes | {record["kind"]: record["value"] for record in told if record["kind"] in KINDS}
        law = {**hashes, "last_record": told[-1]["number"] if told else 0, "last_hash": told[-1]["hash"] if told else "0" * 64,
               "adopted": in_force == hashes}
        members = {name: (said, receipt[name]) for name, said in law.items() if receipt[name] != said}
        yield Difference("receipt is true", (as_of, known_at), (), members) if members else None


def canonical_units(folder):
    """docs/FORMATS.md, the unit list: the head, then the units in preorder."""
    rows = list(csv.DictReader(io.StringIO((folder.path / "units.csv").read_text(encoding="utf-8"))))
    known = ("code", "name", "level", "parent", "office")
    lives = LIFE if any(row.get(name) for row in rows for name in LIFE) else ()
    names = [*known, *lives, *sorted((name for name in rows[0] if name not in (*known, *LIFE)), key=str.encode)]
    below = {}
    for row in sorted(rows, key=lambda row: row["code"].encode()):
        below.setdefault(row["parent"], []).append(row)

    def preorder(above):
        for row in below.get(above, []):
            yield row
            yield from preorder(row["code"])

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row.get(name) or "" for name in names] for row in preorder(""))
    return file.getvalue().encode()


def canonical_calendar(folder):
    """docs/FORMATS.md, the calendar: on one line, without its source."""
    told = json.loads((folder.path / "calendar.json").read_text(encoding="utf-8"))
    years = {year: {kind: dict(sorted(days.get(kind, {}).items())) for kind in ("off", "work")} for year, days in sorted(told["years"].items())}
    one = {"name": told["name"], "offset_minutes": told["offset_minutes"], "years": years, "zone": told["zone"]}
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode()
