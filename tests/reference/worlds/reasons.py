"""The laws of explanations and forecasts: what decided suffices, what is missing decides, what time will change is what comes."""

import itertools
import json
import operator
import re
from datetime import date, datetime, timedelta

from reference.moments import days_of_label

from .difference import Difference
from .program import run
from .world import ALL_KNOWN, TREE, to_the_minute

LATER = "2028-06-01"  # after all that was told
WANTING = {"awaited", "not_reported", "blank", "withheld"}
OTHERS = re.compile(r"\btask t\d+ done|\bjudged by|(sum|mean|highest|lowest) of each|"
                    r"(town|county|level|riverside|everyone|most|office|guard|Westhill)( where [^(]*)? \(|(fire|visit) where")
MET = {"true": ("met", "met_for_now"), "false": ("failed", "not_met_yet"), "unknown": ("undetermined",),
       "not_applicable": ("not_applicable",)}
VALUES = {
    "flow": ("0", "1", "999"), "running_total": ("0", "1", "999"), "stock": ("0", "1", "2.5", "999"),
    "ratio": ("0/1", "1/1", "2/1"), "yes_no": ("yes", "no"),
    "document": ("drafted", "published"), "date": ("2026-01-01", "2028-12-31"), "time": ("2026-01-01 00:00", "2028-12-31 00:00"),
    "text": ("in words",),
}


class Reasons:
    """Explanations of some rows of a world, and what else is told to see whether they are right."""

    def __init__(self, look, as_of=None):
        self.look = look
        self.as_of = as_of or look.world.queries[0][0]
        self.rows = look.board(self.as_of)
        plan = json.loads(look.dump)
        self.indicators = {one["name"]: one for one in plan["indicators"]}
        self.own = {one["name"]: one for one in plan["indicators"] if one["event"] is None}
        self.year = plan["year"]
        self.cases = [record for record in look.told if record["kind"] == "case"]
        self.answers = {}

    def some(self, wanted, most):
        rows = [row for row in self.rows if wanted(row)]
        return look_at(self.look.draw, rows, most)

    def some_wanting(self, fits):
        """Six of those that something is missing for and that the law can be held to; of so many that are looked at."""
        rows = self.some(is_wanting, 60)
        return list(itertools.islice((row for row in rows if fits(row, self.explained(row))), 6))

    def explained(self, row):
        asked = row["task"], row["holder"]
        if asked not in self.answers:
            answer = run("explain", self.look.folder.plan, *asked, "--depth", "full", "--json", "--log", self.look.log,
                         "--as-of", self.as_of, "--known-at", ALL_KNOWN)
            self.answers[asked] = {key(line): line for line in map(json.loads, answer.stdout.splitlines())}
        return self.answers[asked][key(row)]

    def told(self, row, facts, values, name):
        """The board's rows after the facts have been told with those values; nothing if one was not taken."""
        rows = [self.report(row, fact, value, number) for number, (fact, value) in enumerate(zip(facts, values))]
        log = self.look.folder.copy_of(self.look.log, name)
        self.look.folder.hand_in({LATER: rows}, name)
        taken = {record["key"] for record in self.look.folder.records(log)}
        if not {row["key"] for row in rows} <= taken:
            return None
        return {key(row): row for row in self.look.folder.status(log, self.as_of)}

    def report(self, of, fact, value, number):
        day = self.day(of, fact)
        hour = self.as_of[11:] if day == self.as_of[:10] else ""
        row = {"key": f"fact{number}", "kind": fact["kind"], "unit": fact["unit"], "date": f"{day} {hour}".strip()}
        if "closed" in self.life(fact["unit"]):
            row["by"] = "Birch"  # of a unit that has closed an office above reports
        if fact["kind"] == "claim":
            row["task"] = fact["task"]
            if fact["case"]:
                row["case"] = fact["case"]
            if fact["period"] and fact["period"] != "2026":
                row["period"] = fact["period"]
            return row
        row["indicator"] = fact["indicator"]
        if fact["kind"] == "no_case":
            del row["date"]
            return {**row, "period": fact["period"]}
        if fact["case"]:
            case = self.case(fact["case"], fact["unit"])
            if day < case["effective"][:10]:
                row["date"] = self.as_of.replace("T", " ")
            row.update(case=fact["case"], unit=case["unit"])
            return {**row, "indicator": case["indicator"]} if fact["kind"] == "close" else {**row, **figure(value)}
        if "withheld" in fact["why"]:  # by whom it was
            row.setdefault("by", next((one["by"] for part in self.explained(of)["criterion"] for one in part["readings"]
                                           if (one["indicator"], one["value"]) == (fact["indicator"], "withheld")), fact["unit"]))
        if fact["why"] == ["withheld"] and re.fullmatch(r"\d{4}-\d\d-\d\d", fact["period"]):
            row["date"] = fact["period"]
        elif fact["period"] != of["slot"] or fact["why"] == ["withheld"] or fact["period"].startswith("window:"):
            row["period"] = fact["period"]
            if (days := days_of_label(fact["period"])) and not days.first.isoformat() <= day <= days.last.isoformat():
                row["date"] = self.as_of.replace("T", " ") if self.as_of[:10] <= days.last.isoformat() else days.last.isoformat()
        return {**row, **figure(value)}

    def case(self, name, unit):
        """The record of a case: that of the unit, if others have a case of that name, too."""
        found = [record for record in self.cases if record["case_id"] == name]
        return next((record for record in found if record["unit"] == unit), found[0])

    def begins(self, row):
        if row["slot"].startswith("case:"):
            return self.case(row["slot"][5:], row["unit"])["effective"]
        slot = days_of_label(row["slot"])
        begins = [slot.first.isoformat()] if slot else []
        for task in self.look.world.all_tasks():
            if row["task"].split("-")[0] == task.name:
                told = [datetime.strptime(f"{told} {year[:4]}", "%B %d %Y").date().isoformat()
                        for told in re.findall(r"\bfrom (\w+ \d+)", task.text()) for year in self.year]
                begins += [day for day in told if self.year[0] <= day <= self.year[1]]
                begins += [self.look.world.header["issued"][:10]] * ("from issue" in task.text())
        return max(begins, default="")

    def asks_others(self, why):
        """It or a part of it counts or adds up units, or asks for another task or a judgement: what others must tell is not missing
        in it. Nor is, of a count of cases, what is asked for once a case meets its `where`."""
        place = [(one["task"], one["unit"], one["slot"]) for one in why["parts"]]
        parts = [self.explained(row) for row in self.rows if (row["task"], row["unit"], row["slot"]) in place]
        return any(OTHERS.search(part["text"]) for one in (why, *parts) for part in one["criterion"])

    def day(self, of, fact):
        """The last day of the row's slot on which the fact can be told in time, or late, or now."""
        slot = days_of_label(of["slot"])
        due = fact["due"] if fact["due"] >= self.begins(of)[:10] else self.as_of[:10]
        day = min(self.as_of[:10], due, *([slot.last.isoformat()] if slot else []))
        if fact["period"] == of["slot"]:
            day = min(self.as_of[:10], max(day, slot.first.isoformat() if slot else self.year[0]))
        for first, last in STRETCHES if "during April..May or September" in slots_of(self.look, of) else ():
            if first <= day <= last:
                day = first
        closed = self.life(fact["unit"]).get("closed")
        return min(day, (date.fromisoformat(closed) - timedelta(1)).isoformat()) if closed else day

    def life(self, code):
        return next(life for name, life in {**dict.fromkeys(TREE, {}), **self.look.world.lives}.items() if TREE[name][0] == code)

    def is_shut_out(self, of, fact):
        """What is asked for and not taken, or not read: a period after the plan year, a window by name of what has a rhythm, a
        case's document of a name that is a unit's own, too, a period of an earlier year that is longer than the row's, or before the unit
        opened, a slot that ends before it begins."""
        days, slot = days_of_label(fact["period"]), days_of_label(of["slot"])
        is_of_earlier_year = days and days.last.isoformat() < self.year[0]
        last = min(fact["due"], days.last.isoformat()) if days else fact["due"]
        if last < self.begins(of)[:10] and not is_of_earlier_year:
            return True
        if days and days.last.isoformat() < self.life(fact["unit"]).get("opened", ""):
            return True
        own = self.own.get(fact["indicator"], {})
        if days:
            return days.first.isoformat() > self.year[1] or (is_of_earlier_year and slot and days.count > slot.count)
        return (fact["case"] and own) or (fact["period"].startswith("window:") and own.get("every"))

    def values(self, fact):
        if fact["kind"] != "reading":
            return ("",)
        one = self.indicators.get(fact["indicator"], {"kind": "document"})
        if one["kind"] == "set":
            return "、".join(one["members"]), "-" + one["members"][0], one["members"][1]
        return (one["members"][0], one["members"][-1]) if one["kind"] in ("stages", "one_of") else VALUES[one["kind"]]


def figure(value):
    """As columns of a hand-in."""
    return dict(zip(("numerator", "denominator"), value.split("/"))) if "/" in value else {"value": value}


STRETCHES = (("2026-05-31", "2026-08-31"), ("2026-09-30", "2027-12-31"))  # the day before a gap, and its last


def task_of(look, row):
    return next(task for task in reversed(look.world.all_tasks()) if task.name == row["task"].split("-")[0])


def slots_of(look, row):
    """The clauses from which the row has its slots: those of its part, or of what that is a part of."""
    places = [task_of(look, row)]
    for number in row["task"].split("-")[1:]:
        places.append(places[-1].parts[int(number) - 1])
    said = [[clause for clause in place.clauses if clause.startswith(("during", "every", "continuing", "triggered"))] for place in places]
    return next(filter(None, reversed(said)), [])


def look_at(draw, rows, most):
    rows = list(rows)
    draw.shuffle(rows)
    return rows[:most]


def key(row):
    return row["task"], row["slot"], row["unit"], row["modality"]


# ---- What decided

def joined(kind, truths):
    if kind == "not":
        return {"true": "false", "false": "true"}.get(truths[0], truths[0])
    absorbing, neutral = ("false", "true") if kind == "all" else ("true", "false")
    return next((truth for truth in (absorbing, "unknown", neutral) if truth in truths), "not_applicable")


def come_to(branch):
    """What a branch comes to if all that did not decide is unknown."""
    if not branch["decided"]:
        return "unknown"
    if branch["kind"] in ("part", "throughout", "until"):
        return branch["truth"]
    return joined(branch["kind"], [come_to(operand) for operand in branch["operands"]])


SIGNS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq, "!=": operator.ne}


def compared(part, grows):
    """The truth of a comparison against a point by its interval; nothing where these do not tell, where it was judged before
    another became true, and where two are told as one, of what only grows also `=`: one reads the slot alone."""
    value, target, sign = part["value"], part["target"], part["comparison"]
    of_last_year_alone = part["truth"] == "unknown" and re.search(r"last year|on 2023", part["text"])
    is_two = grows and part["comparison"] in ("=", "!=")
    if of_last_year_alone or is_two or " until " in part["text"]:
        return None
    if sign == "between":
        halves = [compared({**part, "comparison": one, "target": target[end]}, grows) for one, end in ((">=", "lo"), ("<=", "hi"))]
        told = None if None in halves else joined("all", halves)
        return None if told != "true" and part["truth"] == "true" else told  # the ends may be read over other days
    is_told = any(reading["value"] not in ("", "n/a") for reading in part["readings"])
    if sign not in SIGNS or target is None or not is_told or value["lo"] is None:
        return None
    low, target = float(value["lo"]), float(target)
    high = float("inf") if value["hi"] is None else float(value["hi"])
    ends = {SIGNS[sign](low, target), SIGNS[sign](high, target)}
    if low < target < high:
        ends.add(SIGNS[sign](target, target))
    return "unknown" if len(ends) > 1 else "true" if ends == {True} else "false"


def counted(part, is_under_not):
    """The truth of a count by its numbers; of at most so many they tell what is one too many."""
    count = part["count"]
    most = count["true"] + count["unknown"]
    of = most + count["false"]
    is_most = part["text"].startswith("at most") and "%" not in part["text"].split(" of ")[0]
    if of == 0 or count["needed"] <= 0 or ((is_most or is_under_not) and count["needed"] > of):
        return "not_applicable"
    truth = "true" if count["true"] >= count["needed"] else "false" if most < count["needed"] else "unknown"
    return joined("not", [truth]) if is_most else truth


def branches(branch):
    yield branch
    for operand in branch["operands"]:
        yield from branches(operand)


def under_not(branch):
    """The parts that a `not` stands over."""
    return {below["part"] for one in branches(branch) if one["kind"] == "not" for below in branches(one)}


def reasons_of(branch, criterion):
    """Those of its unknown operands."""
    if branch["truth"] != "unknown":
        return set()
    if branch["kind"] == "part":
        return set(criterion[branch["part"]]["why"])
    return {reason for operand in branch["operands"] for reason in reasons_of(operand, criterion)}


def is_picked_out(look, row):
    """A filter said so, not the criterion: its attribute is not told, or the duty is not the unit's."""
    by_class = re.search(r"\bwhere\b|\bduring (dry|wet|slope)\b", task_of(look, row).text())
    return "attribute" in row["why"] or (row["verdict"] == "not_applicable" and by_class)


def decided_suffices(look):
    """What decided, by itself, gives the verdict, and what is unknown its reasons; what is said of a part gives its truth."""
    if look.world.amendments:
        return  # by which version's words a row is explained its line does not tell
    reasons = Reasons(look)
    asked = reasons.as_of, ALL_KNOWN
    for row in reasons.some(lambda row: True, 24):
        why = reasons.explained(row)
        tree, criterion = why["tree"], why["criterion"]
        if tree is None:
            continue
        yield None

        def apart(name, *told):
            return Difference("what decided suffices", asked, key(row), {name: told})

        if (told := come_to(tree)) != tree["truth"]:
            yield apart("tree", told, tree["truth"])
        for branch in branches(tree):
            if branch["kind"] in ("all", "any", "not"):
                if (told := joined(branch["kind"], [operand["truth"] for operand in branch["operands"]])) != branch["truth"]:
                    yield apart(branch["kind"], told, branch["truth"])
            elif branch["part"] is not None:
                said, part = ([one[name] for name in ("text", "truth", "decided")] for one in (branch, criterion[branch["part"]]))
                if said != part:
                    yield apart("part", said, part)
        if not is_picked_out(look, row):
            if row["verdict"] not in MET[tree["truth"]]:
                yield apart("verdict", tree["truth"], row["verdict"])
            is_until = any(branch["kind"] == "until" for branch in branches(tree))
            if not is_until and (told := reasons_of(tree, criterion)) != set(row["why"]):
                yield apart("why", sorted(told), row["why"])
        for number, part in enumerate(criterion):
            if (part["truth"] == "unknown") != bool(part["why"]):
                yield apart("why of a part", part["truth"], part["why"])
            is_one = part["count"] and not part["text"].startswith("exactly")  # which is two
            if is_one and part["why"] != ["window"] and (told := counted(part, number in under_not(tree))) != part["truth"]:
                yield apart(part["text"], told, part["truth"])
            grows = any(reasons.indicators.get(name, {}).get("kind") in ("flow", "running_total")
                        for name in [part["indicator"], *re.findall(r"\w+", part["text"])])
            if part["truth"] != "not_applicable" and (told := compared(part, grows)) not in (None, part["truth"]):
                yield apart(part["text"], told, part["truth"])


# ---- What is missing

def is_wanting(row):
    """Unknown for want of readings, and begun; of a window that is not known nothing can be told."""
    has_begun = row["lifecycle"] == "active" or row["lifecycle"] == "waiting" and not row["slot"].startswith("window:")
    return row["verdict"] == "undetermined" and set(row["why"]) & WANTING and has_begun


def is_settled_by_reports(reasons, row, why):
    """Not due before it began, when nothing can be told; not by what stood before something else was told, nor by what tells its due
    date and so its slot, nor by a review or a proof of its parts; nor `=` of what only grows, of which one half reads the slot alone."""
    if row["due"] and row["due"] < reasons.begins(row):
        return False
    text = task_of(reasons.look, row).text()
    if not row["due"] and any(re.search(rf"\bdue [^;]*\b{fact['indicator']}\b", text) for fact in why["missing"]):
        return False
    grow = [part for part in why["criterion"] for name in part["indicator"].split("、")
            if reasons.indicators.get(name, {}).get("kind") in ("flow", "running_total")]
    if any(part["comparison"] in ("=", "!=", "between") for part in grow):
        return False
    begun = not {part["status"] for part in why["parts"]} & {"planned", "waiting", "waived", "excused"}
    return " until " not in text and (not why["parts"] or (begun and "verify" not in text and "evidence" not in text))


def is_for_the_row(reasons, row, why):
    """Its own unit's reports alone settle it."""
    return not reasons.asks_others(why) and is_settled_by_reports(reasons, row, why)


def is_withheld_by_verifier(why):
    return any(reading["source"] == "verifier" and reading["value"] == "withheld"
               for part in why["criterion"] for reading in part["readings"])


def missing_decides(look):
    """What is missing, told, decides: nothing is unknown for want of it, where nothing is asked of others; and it can be told."""
    if look.world.amendments:
        return  # nor by which version's words it is settled, here and below
    reasons = Reasons(look)

    def can_decide(row, why):
        return is_for_the_row(reasons, row, why) and not is_withheld_by_verifier(why)

    for number, row in enumerate(reasons.some_wanting(can_decide)):
        why = reasons.explained(row)
        facts = why["missing"]

        def apart(line, **told):
            return Difference("what is missing decides", (reasons.as_of, ALL_KNOWN), key(row), told, line)

        if not facts:
            yield apart(row, missing=("something", "nothing"))
        if any(reasons.is_shut_out(row, fact) for fact in facts):
            continue
        board = reasons.told(row, facts, [look.draw.choice(reasons.values(fact)) for fact in facts], f"missing{number}.db")
        if board is None:
            yield apart(row, told=("taken", "refused"))
        elif after := board.get(key(row)):
            yield apart(after, why=([], after["why"])) if set(after["why"]) & WANTING else None


def can_matter(reasons, row, why):
    """Each is asked for once, nothing of an earlier year's; to tell it does not yet decide, and no value is sure to, or must be hit."""
    parts = why["criterion"]
    names = [part["indicator"] for part in parts]
    sure = r"\blast\b|on 2023|< 0|>= 0|\b0 (?:\S+ )?or more|is reported|none_yet|drafted"
    is_once = len(set(names)) == len(names) and all(part["text"].count(name) == 1 for part, name in zip(parts, names) if name)
    if not is_once or why["parts"] or any(re.search(sure, part["text"]) or part["comparison"] in ("=", "!=") for part in parts):
        return False
    if any(part["count"] for part in parts) and any(fact["kind"] == "no_case" for fact in why["missing"]):
        return False  # the return might also be more cases
    grows = any(reasons.indicators.get(name, {}).get("kind") in ("flow", "running_total", "set", "ratio") for name in names)
    grows = grows or any(part["count"] for part in parts)
    is_past_due = row["due"] and row["due"][:10] <= reasons.as_of[:10] and "continuing" not in task_of(reasons.look, row).text()
    if is_past_due:  # what stood on a day since it was due is not lost
        return False
    at_once = "throughout" in str(why["tree"])  # what was false at the first reading stays so
    return not (grows and at_once)


def each_missing_fact_matters(look):
    """With one of them left out, some value of the others leaves the row open, where nothing is asked of others."""
    if look.world.amendments:
        return

    def does_matter(row, why):
        facts = why["missing"]
        return is_for_the_row(reasons, row, why) and can_matter(reasons, row, why) and 1 < len(facts) < 6 and \
            not any(reasons.is_shut_out(row, fact) for fact in facts)

    for as_of in dict.fromkeys(as_of for as_of, _ in look.world.queries):
        reasons = Reasons(look, as_of)
        if rows := reasons.some_wanting(does_matter):
            break
    for row in rows:
        facts = reasons.explained(row)["missing"]
        for left_out in range(len(facts)):
            rest = facts[:left_out] + facts[left_out + 1:]
            for attempt, values in enumerate(itertools.product(*map(reasons.values, rest))):
                board = reasons.told(row, rest, values, f"matters{left_out}{attempt}.db")
                after = board and board.get(key(row))
                if after and after["verdict"] == "undetermined":
                    yield None
                    break
            else:
                yield Difference("each missing fact matters", (reasons.as_of, ALL_KNOWN), key(row),
                                 {facts[left_out]["indicator"]: ("open", after["verdict"] if after else "refused")}, after)


# ---- What time will change

def reads(row):
    return row and {name: row[name] for name in ("status", "timeliness", "light")}


def forecast_comes(look):
    """At the forecast minute a row reads as forecast, a minute before as now, and so on every day between; of one unit as of all."""
    if look.world.renumbers_parts():
        return  # what turns is told by the name of a row
    as_of, known_at = look.world.queries[-1]
    now = {key(row): row for row in look.board(as_of, known_at)}

    def forecast(*of):
        answer = run("forecast", look.folder.plan, *of, "--json", "--log", look.log, "--as-of", as_of, "--known-at", known_at)
        return [json.loads(line) for line in answer.stdout.splitlines()]

    lines = forecast()
    turns = {key(turn): turn for turn in lines}
    begin = datetime.fromisoformat(to_the_minute(as_of))
    if len(turns) < len(lines) or [turn["at"] for turn in lines] != sorted(turn["at"] for turn in lines):
        yield Difference("forecast comes", (as_of, known_at), (), {"lines": ("once, by instant", "otherwise")})
    for unit in look_at(look.draw, sorted({row["holder"] for row in now.values()}), 1):
        held = {name for name, row in now.items() if row["holder"] == unit}
        alone, among = ({key(turn): turn for turn in told if key(turn) in held} for told in (forecast("--unit", unit), lines))
        for name in sorted(held):
            if alone.get(name) != among.get(name):
                yield Difference("forecast comes", (as_of, known_at), name, {"alone": (alone.get(name), among.get(name))})
    for name, turn in turns.items():
        if turn["now"] != reads(now.get(name)) or turn["now"] == turn["then"] or turn["at"] <= begin.isoformat()[:16]:
            yield Difference("forecast comes", (as_of, known_at), name, {"turn": (turn, reads(now.get(name)))})
    ends = sorted({turn["at"] for turn in lines})
    instants = {instant for at in look_at(look.draw, ends, 6) for instant in (at, minutes(at, -1))}
    instants |= {minutes(begin.isoformat(), look.draw.randint(1, 420 * 24 * 60)) for _ in range(4)}
    for instant in sorted(instants):
        if instant <= begin.isoformat()[:16]:
            continue
        board = {key(row): row for row in look.board(instant, known_at)}
        for name, row in now.items():
            turn = turns.get(name)
            told = reads(row) if not turn or instant < turn["at"] else turn["then"] if instant == turn["at"] else None
            is_past = turn and instant > turn["at"]
            if not is_past:
                reading = board.get(name)
                yield Difference("forecast comes", (instant, known_at), name, {"reads": (told, reads(reading))}, reading) \
                    if reads(reading) != told else None


def minutes(instant, more):
    return (datetime.fromisoformat(instant) + timedelta(minutes=more)).isoformat()[:16]
