"""The laws that hold in every world, each a function of a look at one that yields of all that it compares the difference, or None."""

import json
import random
import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from reference.moments import days_of_label

from .adopted import receipt_is_true
from .chapters import inherited_is_written_out, written_out
from .difference import Difference
from .ladders import notices
from .program import Folder, Refused, run
from .reasons import decided_suffices, each_missing_fact_matters, forecast_comes, missing_decides
from .world import ALL_KNOWN, LEVELS, TREE, to_the_minute

NAMES = {code: name for name, (code, _, _) in TREE.items()}


class Look:
    """One world in its folder, with what most laws ask of it."""

    def __init__(self, world, folder, dumps=None):
        self.world = written_out(world)  # what a task has from its chapter it says itself here
        self.folder = folder
        self.draw = random.Random(world.seed + 1)
        self.dumps = dumps or folder.dumps()
        self.dump = self.dumps[-1]
        self.log = folder.hand_in(world.received())
        self.records = folder.records(self.log)
        self.told = [record for record in self.records if record["kind"] not in ("plan", "units", "calendar")]
        self.boards = {}
        self.rows = 0

    def board(self, as_of, known_at=ALL_KNOWN):
        if (as_of, known_at) not in self.boards:
            self.boards[as_of, known_at] = self.folder.status(self.log, as_of, known_at)
            self.rows += len(self.boards[as_of, known_at])
        return self.boards[as_of, known_at]

    @property
    def accepted(self):
        """The keys of the rows that were taken."""
        return {record["key"] for record in self.told}

    def again(self, keep, name):
        """A log of those reports that `keep` holds."""
        received = {}
        for instant, row in self.world.reports:
            if keep(instant, row):
                received.setdefault(instant, []).append(row)
        return self.folder.hand_in(dict(sorted(received.items())), name)


def key_of(row):
    return row["task"], row["slot"], row["unit"], row["modality"]


def differing(law, asked, one, other, but=(), is_amended=False):
    """Where two boards differ: rows that only one has, else their members. Of versions of a plan FORMATS does not say in which order
    tasks stand that only one of them has."""
    if is_amended:
        one, other = (sorted(rows, key=lambda row: (key_of(row), row["target"] or "", row["status"])) for rows in (one, other))
    if [key_of(row) for row in one] != [key_of(row) for row in other]:
        mine, theirs = ({key_of(row) for row in rows} for rows in (one, other))
        for key in sorted(mine ^ theirs) or [key_of(one[0])]:
            yield Difference(law, asked, key, {"row": ("there" if key in mine else "not there", "there" if key in theirs else "not there")})
        return
    for left, right in zip(one, other):
        members = {name: (left[name], right[name]) for name in right if left[name] != right[name] and name not in but}
        yield Difference(law, asked, key_of(left), members, right) if members else None


def engine_is_reference(look):
    """The program's board is the reference's."""
    for asked in look.world.queries:
        yield from differing("engine = reference", asked, look.folder.reference(look.dumps, look.records, *asked), look.board(*asked),
                             is_amended=bool(look.world.amendments))


def any_order(look):
    """Records of different cells may arrive in any order within a minute, in any number of files."""
    received = {}
    for instant, rows in look.world.received().items():
        ties, of = {}, {}

        def tied(name):
            return tied(ties[name]) if name in ties else name

        for row in rows:  # what a cell or a correction binds together stays in its order, and so does a case with what is told of it
            name = tied(("case", row["unit"], row["case"]) if "case" in row else cell(row))
            corrected = tied(of.get(row.get("corrects"), name))
            if corrected != name:
                ties[name] = corrected
            of[row["key"]] = corrected
        groups = {}
        for row in rows:
            groups.setdefault(tied(of[row["key"]]), []).append(row)
        order = [name for name, of_group in groups.items() for _ in of_group]
        look.draw.shuffle(order)
        shuffled = [groups[name].pop(0) for name in order]
        cut = look.draw.randint(0, len(shuffled))
        received[instant] = [shuffled[:cut], shuffled[cut:]]
    log = look.folder.hand_in(received, "order.db")
    asked = look.world.queries[0]
    if taken(look.folder.records(log)) != taken(look.records):
        return  # the door's answer may hang on the order: of a cell that was corrected before, of a key that two have
    yield from differing("any order", asked, look.board(*asked), look.folder.status(log, *asked))


def taken(records):
    """By key, what was taken."""
    return {record["key"]: (record["kind"], record["period"], record["effective"], record["value"]) for record in records}


def cell(row):
    """What of a row tells its cell, its source left out."""
    if row["kind"] in ("reading", "no_case"):
        return "reading", row["unit"], row["indicator"], row.get("case"), row.get("period") or row.get("date", "")[:10]
    if row["kind"] == "announce":
        return "announce", row["indicator"], row.get("unit", row.get("by")), row.get("date")  # for all it is the top's, who tells it
    if row["kind"] in ("case", "close"):
        return row["kind"], row["unit"], row["indicator"], row["case"]
    return row["kind"], row.get("unit"), row.get("task") or row.get("indicator"), row.get("period"), row.get("case"), row.get("date")


def prefix_is_known_at(look):
    """A log that ended there says what `known_at` says of the whole."""
    for number, instant in enumerate(list(look.world.received())[:-1]):
        log = look.again(lambda at, _: to_the_minute(at) <= to_the_minute(instant), f"prefix{number}.db")
        asked = look.world.queries[0][0], instant
        if log.exists():
            yield from differing("prefix = known_at", asked, look.board(*asked), look.folder.status(log, *asked))


def withdrawn_is_never_told(look):
    """To withdraw what stands alone in its cell gives the board without it."""
    cells = {}
    for _, row in look.world.reports:
        cells.setdefault(cell(row), set()).add(row["key"])
    corrected = {row.get("corrects") for _, row in look.world.reports}
    alone = [(at, row) for at, row in look.world.reports
             if row["key"] in look.accepted - corrected and row["kind"] != "withdraw" and "corrects" not in row
             and len(cells[cell(row)]) == 1]
    if not alone:
        return
    at, row = look.draw.choice(alone)
    log = look.folder.copy_of(look.log, "withdrawn.db")
    last = max(look.world.received())
    by = row.get("by") or row.get("unit") or "Birch"
    look.folder.hand_in({last: [{"key": "gone", "kind": "withdraw", "corrects": row["key"], "by": by}]}, "withdrawn.db")
    other = look.again(lambda _, told: told["key"] != row["key"], "without.db")
    if not other.exists() or {record["key"] for record in look.folder.records(other)} != \
            {record["key"] for record in look.folder.records(log)} - {row["key"], "gone"} or len(look.folder.records(log)) == len(look.records):
        return
    for as_of, _ in look.world.queries[:2]:
        yield from differing("withdrawn = never told", (as_of, ALL_KNOWN), look.folder.status(log, as_of), look.folder.status(other, as_of))


def languages_are_one(look):
    """A plan in Chinese keywords is the same plan, and so is one in the house's form."""
    for lang in ("zh", "en"):
        text = run("fmt", look.folder.plan, "--lang", lang).stdout.decode()
        twin = look.folder.write(f"{lang}.duban", text)
        is_same = look.folder.dump(twin) == look.dump
        yield None if is_same else Difference("zh = en", look.world.queries[0], (), {f"dump {lang}": ("", "")})
        is_same = run("fmt", twin, "--lang", lang).stdout.decode() == text
        yield None if is_same else Difference("parse(print(x)) = x", look.world.queries[0], (), {f"fmt {lang}": ("", "")})
    asked = look.world.queries[0]
    yield from differing("zh = en", asked, look.board(*asked), look.folder.status(look.log, *asked, plan=look.folder.path / "zh.duban"))


def time_alone(look):
    """From one day to the next, with nothing told, begun, ended or due, only the count of days changes, and what hangs on it."""
    days = {record["effective"][:10] for record in look.told} | {record["value"][:10] for record in look.told}
    text = "".join(look.world.plans()) + look.world.unit_list() + " ".join(record["value"] for record in look.told)
    if re.search(r"every (\d+ )?(weeks?|days)\b", text):
        return  # of which some period begins or ends on most days
    edges = days | {day for day in all_days() if day in text} | {"2026-12-31"}  # the plan's last
    for _ in range(40):
        day = all_days()[look.draw.randint(0, 364)]
        other, following = ((datetime.fromisoformat(day) + timedelta(days=n)).date().isoformat() for n in (1, 2))
        if not {int(other[8:]), int(following[8:])} & FIRST_DAYS and not {day, other} & edges:
            break
    else:
        return
    before, after = look.board(day), look.board(other)
    moved = {row["task"].split("-")[0] for row in (*before, *after) if row["due"] and row["due"][:10] in (day, other)}
    moved |= {task.name for task in look.world.all_tasks() if named_days(task) & {day, other}}
    moved = bound_to(look.world, moved)
    unfinished = bound_to(look.world, {task.name for task in look.world.all_tasks() if UNFINISHED.search(task.text())})
    may = ("timeliness", "overdue_days", "overdue_working_days", "light")
    for left, right in zip(before, after):
        if key_of(left) == key_of(right) and left["task"].split("-")[0] not in moved:
            words = {left["status"], right["status"]}
            but = may + ("status",) * (words <= {"due_soon", "behind_schedule", "not_started", "on_schedule"})
            if left["task"].split("-")[0] in unfinished:
                but += ("completed_on",)  # since when another task is not done nobody tells
            yield from differing("time alone", (day, ALL_KNOWN), [left], [right], but)


FIRST_DAYS = {1, 11, 21}  # of the periods and windows of a world: with the day before, what was kept in one is met
UNFINISHED = re.compile(r"not task |no \w[^(\n]*\([^)]*\btask ")

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def all_days():
    return [(datetime(2026, 1, 1) + timedelta(days=n)).date().isoformat() for n in range(365)]


def named_days(task):
    """The days of the year 2026 that a task or its parts name."""
    text = task.text()
    return {day for day in all_days() if f"{MONTHS[int(day[5:7]) - 1]} {int(day[8:])}" in text.replace("..", " ").replace("\n", " \n")}


def bound_to(world, tasks):
    """The tasks and all that hang on them, as prerequisites or in a criterion."""
    found = set(tasks)
    while True:
        more = {task.name for task in world.all_tasks() if tasks_named(task) & found} - found
        if not more:
            return found
        found |= more


def tasks_named(task):
    """The tasks that it requires, and those that a criterion names."""
    required = {word.strip() for clause in clauses_of(task) if clause.startswith("requires ")
                for word in clause[len("requires "):].split(",")}
    return {name.split("-")[0] for name in required | set(re.findall(r"\btask (t\d+)", " ".join(clauses_of(task))))}


def clauses_of(task):
    return [*task.clauses, *(clause for part in task.parts for clause in part.clauses)]


def silence_is_not_done(look):
    """No row is met of which nothing is told."""
    for as_of, known_at in look.world.queries:
        for row in look.board(as_of, known_at):
            if row["verdict"] == "met":
                is_silent = row["assurance"] == "silent"
                yield Difference("silence is not done", (as_of, known_at), key_of(row), {"assurance": ("silent", "any other")}) \
                    if is_silent else None


def nothing_told_is_not_met(look):
    """On an empty log no row is met."""
    last = max(as_of for as_of, _ in look.world.queries)
    for row in look.folder.status(look.folder.path / "empty.db", last):
        is_met = row["verdict"] in ("met", "met_for_now")
        yield Difference("nothing told is not met", (last, ALL_KNOWN), key_of(row), {"verdict": (row["verdict"], "undetermined")}) \
            if is_met else None


COLUMNS = {"key": "key", "kind": "kind", "unit": "unit", "task": "task", "indicator": "indicator", "period": "period",
           "case_id": "case", "value": "value", "numerator": "numerator", "denominator": "denominator", "corrects": "corrects",
           "reason": "reason", "evidence": "evidence", "filed_by": "by"}


def exported_is_imported(look):
    """What the log says, handed in again, makes the same board; skipped where the door wants it otherwise, and where an office that
    told of a case in its own name is taken for its verifier."""
    received = {}
    for record in look.told:
        row = {column: record[name] for name, column in COLUMNS.items() if record[name]}
        row["date"] = record["effective"].replace("T", " ")
        if record["kind"] == "withdraw":
            row = {name: row[name] for name in ("key", "kind", "corrects", "by", "reason") if name in row}
        elif row.get("kind") == "reading" and not record["value"] and not record["denominator"]:
            row.setdefault("reason", "not counted yet")
        received.setdefault(record["recorded_at"], []).append(row)
    log = look.folder.hand_in(received, "import.db")
    if [record["source"] for record in look.folder.records(log)] != [record["source"] for record in look.records]:
        return
    asked = look.world.queries[0]
    yield from differing("export = import", asked, look.board(*asked), look.folder.status(log, *asked))


COUNTED = {
    "done": ("done_early", "done", "done_late"), "not_done": ("failed", "returned", "overdue"),
    "unknown": ("claimed_without_proof", "awaiting_verification", "unreported_overdue", "undetermined", "report_missing"),
}


def counted(rows, parts, weights):
    """6: D, N, U of must rows, by the table of section 4; what they weigh."""
    found, weighed = {"done": 0, "not_done": 0, "unknown": 0}, {"done": Decimal(), "not_done": Decimal(), "unknown": Decimal()}
    for row in rows:
        if row["modality"] not in ("must", "normally", "never") or row["task"] in parts:
            continue
        kind = next((name for name, words in COUNTED.items() if row["status"] in words), None)
        if row["status"] in ("undetermined", "behind_schedule", "due_soon", "not_started", "on_schedule"):
            kind = "unknown" if row["verdict"] == "undetermined" else "not_done"
        if is_line(row):
            kind = None
        if kind:
            found[kind] += 1
            weighed[kind] += weights[row["task"]]
    return found, weighed


def is_line(row):
    """A triggered task without a case: counted nowhere."""
    return row["slot"] in ("2026", "2026-04-01/2027-03-31") and row["status"] in ("no_case", "report_missing") and row["due"] is None \
        and row["value"] == {"lo": None, "hi": None} and row["timeliness"] == "none"


def sums_are_sums(look):
    """Sums over any partition of the units, in any order, are the whole, and what the words count."""
    if look.world.amendments and any("    weight " in text for text in look.world.plans()):
        return  # a row has the weight of the version that it stands on, which its line does not tell
    as_of = look.world.queries[0][0]
    rows = look.board(as_of)
    parts = {f"{task.name}-{number + 1}" for task in look.world.all_tasks() for number in range(len(task.parts))}
    whole = {"done": 0, "not_done": 0, "unknown": 0}
    weights = {part: Decimal(1) for part in parts} | {
        task.name: next((Decimal(clause.split()[1]) for clause in task.clauses if clause.startswith("weight ")), Decimal(1))
        for task in look.world.all_tasks()}
    own = []
    for level in LEVELS:
        if not any(TREE[name][1] == level for name in look.world.units):
            continue
        card = look.folder.document(look.log, as_of, "--level", level)
        for name in whole:
            total = sum(unit["own"][name] for unit in card["units"])
            whole[name] += total
            if total != card["total"][name]:
                yield Difference("sums are sums", (as_of, ALL_KNOWN), (), {f"{level} {name}": (total, card["total"][name])})
        own += [unit["own"] for unit in card["units"]]
        for unit in card["units"]:
            mine_alone = counted([row for row in rows if row["holder"] == unit["code"]], parts, weights)
            below = counted([row for row in rows if row["holder"] in subtree(look.world, unit["code"])], parts, weights)
            for what, (mine, weighed) in (("own", mine_alone), ("below", below)):
                shown = unit[what].get("weighted")
                if (shown is not None) != any(weight != 1 for weight in weights.values()) or \
                        shown and any(Decimal(shown[name]) != weight for name, weight in weighed.items()):
                    yield Difference("sums are sums", (as_of, ALL_KNOWN), (), {f"{what} weighted": (str(weighed), str(shown))})
                for name, count in mine.items():
                    if unit[what][name] != count:
                        yield Difference("sums are sums", (as_of, ALL_KNOWN), (),
                                         {f"{what} {name}": (count, unit[what][name])})
    of_all, _ = counted(rows, parts, weights)
    look.draw.shuffle(own)
    cut = look.draw.randint(0, len(own))
    shards = [{name: sum(one[name] for one in shard) for name in of_all} for shard in (own[cut:], own[:cut])]
    merged = {name: sum(shard[name] for shard in shards) for name in of_all}
    yield Difference("sums are sums", (as_of, ALL_KNOWN), (), {"shards": (merged, of_all)}) if merged != of_all else None
    if any(of_all.values()):
        yield Difference("sums are sums", (as_of, ALL_KNOWN), (), {"whole": (whole, of_all)}) if whole != of_all else None


def subtree(world, code):
    found = {NAMES[code]}
    for name, above in world.units.items():
        if above in found:
            found.add(name)
    return {TREE[name][0] for name in found}


def others_do_not_matter(look):
    """What is told by a unit outside a row's subtree, below the root, never changes the row; of tasks that ask for no others, and
    of a unit that has no heir."""
    below = [name for name in look.world.units if TREE[name][1] != "province" and "heir" not in look.world.lives.get(name, {})]
    if not below:
        return
    silent = look.draw.choice(below)
    lost = {row["key"] for _, row in look.world.reports if row.get("unit") == silent}
    log = look.again(lambda _, row: row["key"] not in lost and row.get("corrects") not in lost, "others.db")
    bound = {task.name for task in look.world.all_tasks() if task.parts or tasks_named(task)}
    if not log.exists() or {record["key"] for record in look.folder.records(log)} - {record["key"] for record in look.records}:
        return  # the door's answer may hang on others: of a case of the same name
    as_of = look.world.queries[0][0]
    boards = []
    for rows in (look.board(as_of), look.folder.status(log, as_of)):
        boards.append([row for row in rows if TREE[silent][0] not in subtree(look.world, row["unit"]) and row["task"] not in bound
                       and "-" not in row["task"]])
    yield from differing("others do not matter", (as_of, ALL_KNOWN), *boards)


NOT_OF_SLOTS = ("weight", "evidence", "verify", "signed", "escalate")


def otherwise(look, issued):
    """A plan that asks for more, leaves out what is said of some tasks, and puts off what is due after the issue."""
    due = {task["id"]: task["due"] for task in json.loads(look.dump)["tasks"]}
    tasks = []
    for task in look.world.tasks:
        told = due[task.name]
        later = told["anchor"] == "date" and not told["offset"] and told["at"][:10] > issued and look.draw.random() < 0.5
        left_out = {word for word in NOT_OF_SLOTS if look.draw.random() < 0.3}
        clauses = ["due end of year" if later and clause.startswith("due ") else clause for clause in task.clauses
                   if clause.split()[0] not in left_out]
        tasks.append(replace(task, clauses=clauses))
    plan = replace(look.world, tasks=tasks).plan()
    return re.sub(r"(>=|<=|>|<) ([0-5])(?![\d.%-])", lambda found: f"{found[1]} {int(found[2]) + 1}", plan)


def amended_is_written_so(look):
    """An amended plan is the plan written so from the start, for what is told of the days from its issue on. Not of a window that is
    announced later: while it is not known the version before has a row, also where it turns out to have been over before the first."""
    world = look.world
    if world.amendments:
        return  # it is amended by what the law writes itself
    first = max(world.header["issued"], "2026-04-01")
    issued = look.draw.choice([day for day in all_days() if day > first])
    told = {row["key"]: row for at, row in world.reports if at > issued and begins(row) >= issued}
    told = {key: row for key, row in told.items() if row.get("corrects", key) in told}
    cases = {(row["unit"], row["case"]) for row in told.values() if row["kind"] == "case"}
    log = look.again(lambda _, row: row["key"] in told and ("case" not in row or (row["unit"], row["case"]) in cases), "amended.db")
    before = look.folder.write("before.duban", otherwise(look, issued))
    header = f"    issued {world.header['issued']}\n"
    plan = look.folder.write("amended.duban", world.plan().replace(header, f"    issued {issued}\n    amends “{before.name}”\n", 1))
    try:
        look.folder.dump(plan)
    except Refused:
        return  # of the version before more is asked than can be
    as_of = max(issued, *(as_of for as_of, _ in world.queries))
    open_windows = {f"during {name}" for name in re.findall(r"(?m)^window (\w+) to be announced", world.plan())}
    apart = bound_to(world, {task.name for task in world.tasks if has_periods(task) or not open_windows.isdisjoint(clauses_of(task))})
    written, amended = ([row for row in look.folder.status(log, as_of, plan=one) if row["task"].split("-")[0] not in apart]
                        for one in (None, plan))
    yield from differing("amended = written so", (as_of, ALL_KNOWN), written, amended)


def notices_follow_the_board(look):
    """Who must be told is read off the board."""
    if len({str(ladders(dump)) for dump in look.dumps}) > 1:
        return  # a row has the ladder of the version that it stands on, which its line does not tell
    as_of = look.world.queries[0][0]
    told = look.folder.notices(look.log, as_of)
    said = sorted(((row["to"]["unit"], row["to"]["person"], row["since"], row["task"], row["unit"], row["slot"], row["modality"], row["due"])
                   for row in told), key=str)
    law = sorted(notices(look.world, json.loads(look.dump), look.board(as_of), as_of, look.folder.working_days()), key=str)
    if said or law:
        yield None if said == law else Difference(
            "notices follow the board", (as_of, ALL_KNOWN), (),
            {"notices": ([one for one in law if one not in said], [one for one in said if one not in law])})


def ladders(dump):
    return {task["id"]: task["escalate"] for task in json.loads(dump)["tasks"] if "escalate" in task}


def begins(row):
    """The first day that a row of a hand-in says something of."""
    days = [row[name][:10] for name in ("date", "occurred") if name in row]
    period = row.get("period", "")
    if period.startswith("window:"):
        return ""
    if period:
        days.append(days_of_label(period).first.isoformat())
    return min(days, default="")


def has_periods(task):
    """Of a period that had ended a row stays with the version before; what begins with the issue begins with another."""
    return any(clause.startswith(("every", "continuing", "from issue")) for clause in clauses_of(task))


ALWAYS = (engine_is_reference, silence_is_not_done)
BY_TURNS = (any_order, prefix_is_known_at, withdrawn_is_never_told, languages_are_one, time_alone, exported_is_imported, sums_are_sums,
            others_do_not_matter, nothing_told_is_not_met, amended_is_written_so, decided_suffices, missing_decides, each_missing_fact_matters,
            forecast_comes, notices_follow_the_board, inherited_is_written_out, receipt_is_true)
LAWS = {law.__name__: law for law in (*ALWAYS, *BY_TURNS)}


def broken(world, laws, dumps=None):
    """Where the laws are broken in a world, and the look at it."""
    with Folder(world) as folder:
        look = Look(world, folder, dumps)
        compared = {law: list(law(look)) for law in laws}
        look.held = [law.__name__ for law, found in compared.items() if found]
        return [difference for found in compared.values() for difference in found if difference], look
