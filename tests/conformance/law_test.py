"""The law of docs/SEMANTICS.md, case by case, through the program.

The cases stand in law/*.txt. A comment before one names the sentence that it shows (named_sentences_test.py). It begins with
its promise; what is set in below that is the plan's clauses, the reports, and what is asked:

    A flow is the sum of its readings
        indicator drills number flow
        task a { done drills >= 3 }
        received 2026-04-02: drills on 2026-03-05 = 1
        as of 2026-04-03: status on_schedule, value 1

What no case needs to say is said here once: the header of the plan (a case may give a clause of it, as `header issued
2026-03-10`), the county Alder with the towns Eastbrook, Westhill and Southmoor, the calendar of China, `lead Eastbrook's
office` of a task without a lead, Eastbrook as the unit of a report, Alder as the one who acts on its rows. With `header
levels province > county > town` there is the province Birch above Alder, and beside it Elm with the town Northdale. The names
that a case declares are its own, so that many cases share a plan, a log and the runs of the program; a case with `lights` has
a plan of its own. `attribute hilly: Eastbrook yes, Westhill no` is a column of the unit list. `unit Westhill: closed
2026-07-01, heir Eastbrook` is what the list says of that unit's life (`opened`, `closed`, `heir`); a case with such lines
shares its world with those that have the same.

`amended 2026-07-01:` ends the plan as it was issued; what follows is the whole of the plan that amends it from that day on, its
declarations, tasks, and what it says of the header (the plan year and the levels stay). It may be said again. A report is handed in under
the version of its day, and asked is the last. Such a case shares its world with those that have the same header and the same days of issue.

A report: `NAME [for PERIOD] [on DATE] [in CASE] = VALUE [; COLUMN VALUE] ...`, or with a kind before the name, as `verify a
on 2026-04-05`. What is asked: `as of DATE[, known at DATE][, TASK [in SLOT] [at UNIT] [MODALITY]]: MEMBER VALUE, ...`, the
members those of `status --json`, `no row` or `two rows`. Of intervals, `3` is a point and `3..` has no upper end. The steps
and parts of a task `a` are called `a-1`, `a-2`; what is waited for is said as `p/Eastbrook`.
"""

import concurrent.futures
import json
import pathlib
import random
import re
import shutil
import tempfile
import unittest

from duban_program import FINE, ONCE, ProgramTest
from law_cases import ALL_KNOWN, CALENDAR, HALFWAY, HEADER, SELECTED, UNITS, handed_in, read_cases, shown, units_file

# What docs/SEMANTICS.md, section 5, says no row can look like.
IMPOSSIBLE = """(on schedule or not started or due soon or returned or claimed without proof or done or not applicable or no case)
        and behind > 0 points
    or behind and not behind > 0 points
    or unreported and (behind > 0 points or on schedule or behind or returned or claimed without proof)
    or not started and not unreported
    or (returned or not started) and verified
    or overdue and not time left <= 0 days
    or due soon and not (time left >= 0 days and time left <= 10 days)
    or (behind or report missing) and time left < 0 days
    or (on schedule or not started) and time left > 0 days and time left <= 10 days
    or (done or not applicable or failed or waived or excused or superseded or no case)
        and (time left <= 0 days or time left > 0 days)"""


class World(ProgramTest):
    """A plan with its log, made once and asked often."""

    def begin(self, folder, clauses, header=(), amendments=()):
        """Amendments are a day of issue, clauses and a header each."""
        self.folder = folder
        if not (self.folder / "units.csv").exists():
            self.write("units.csv", units_file())
        shutil.copy(CALENDAR, self.folder / "calendar.json")
        first = dict(header)
        self.plans = {"": self.version("plan.duban", clauses, first)}
        for issued, clauses, header in amendments:
            stay = {name: told for name, told in first.items() if name in ("levels", "plan year")}
            header = {**stay, **header, "issued": issued, "amends": f"“{self.plan.name}”"}
            self.plans[issued] = self.version(f"plan-{issued}.duban", clauses, header)
        self.log = self.folder / "plan.db"
        return self

    def version(self, name, clauses, header):
        header = {**HEADER, **dict(header)}
        lights = f"lights {header.pop('lights')}\n" if "lights" in header else ""
        lines = "".join(f"    {name} {value}\n" for name, value in header.items())
        organs = "organs office = " + ", ".join(header["levels"].split(" > "))
        self.plan = self.write(name, f"plan law “Law” {{\n{lines}}}\n{organs}\n{lights}{clauses}")
        self.ends(FINE, "check", self.plan, "--lang", "en")
        return self.plan

    def hand_in(self, day, rows, log=None):
        file = self.write(f"{day.replace(':', '')}.csv", handed_in(rows))
        plan = next(plan for issued, plan in reversed(self.plans.items()) if day >= issued)  # that of the day
        answer = self.ends(FINE, "submit", plan, file, "--log", log or self.log, "--received-at", day, "--lang", "en")
        self.assertIn(f" {len(rows)} accepted, ", answer.out)

    def status(self, as_of, known_at=None, log=None, plan=None):
        return self.ends(FINE, "status", plan or self.plan, "--json", "--log", log or self.log, "--as-of", as_of, "--known-at",
                         known_at or ALL_KNOWN)

    def document(self, as_of, *arguments):
        answer = self.ends(FINE, *arguments, "--lang", "en", "--log", self.log, "--as-of", as_of, "--known-at", ALL_KNOWN)
        return json.loads(answer.out)


class Shared(World):
    """The world of all cases with one header."""

    def make(self, folder, header, cases):
        self.folder = folder
        self.write("units.csv", units_file(header.get("levels", HEADER["levels"]), cases))
        amendments = [(version.issued, "".join(case.clauses_of(case.versions[number]) for case in cases), version.header)
                      for number, version in enumerate(cases[0].versions) if number]
        self.begin(folder, "".join(case.clauses for case in cases), header.items(), amendments)
        self.days = {}
        for case in cases:
            for received, report in case.reports:
                self.days.setdefault(received, []).append(case.row(report))
        for day in sorted(self.days, key=last_minute):
            self.hand_in(day, self.days[day])
            if last_minute(day) <= last_minute(HALFWAY):
                for ending in ("", ".head"):
                    shutil.copy(f"{self.log}{ending}", f"{self.halfway}{ending}")
        asked = {(as_of, known_at) for case in cases for _, as_of, known_at, _, _ in case.questions}
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            self.answers = dict(zip(asked, pool.map(lambda one: by_task(self.status(*one).rows()), asked)))
        return self

    @property
    def halfway(self):
        return self.folder / "halfway.db"


def by_task(rows):
    tasks = {}
    for row in rows:
        tasks.setdefault(row["task"], []).append(row)
    return tasks


def last_minute(day):
    """A bare date is its last minute."""
    return day if "T" in day else f"{day}T23:59"


class Law(ProgramTest):
    cases = read_cases()
    worlds = {}

    @classmethod
    def setUpClass(cls):
        cls.kept = pathlib.Path(tempfile.mkdtemp(prefix="duban-law-"))
        cls.addClassCleanup(shutil.rmtree, cls.kept)
        for case in cls.cases:
            if case.world not in cls.worlds:
                alike = [other for other in cls.cases if other.world == case.world]
                cls.worlds[case.world] = Shared().make(cls.kept / f"plan{len(cls.worlds)}", case.header, alike)
        cls.shared = [world for (_, header), world in cls.worlds.items() if header == "{}"]

    def holds(self, case):
        self.assertTrue(case.questions, "nothing is asked")
        answers = self.worlds[case.world].answers
        for line, as_of, known_at, selection, members in case.questions:
            task, slot, unit, modality = SELECTED.fullmatch(selection or case.tasks[0]).groups()
            wanted = {"slot": slot, "unit": UNITS.get(unit), "modality": modality}
            rows = [row for row in answers[as_of, known_at].get(case.task(task), [])
                    if all(value in (None, row[name]) for name, value in wanted.items())]
            with self.subTest(line):
                if members in ("no row", "two rows"):
                    self.assertEqual(len(rows), 0 if members == "no row" else 2, rows)
                    continue
                self.assertEqual(len(rows), 1, rows)
                for member in members.split(", "):
                    name, _, value = member.partition(" ")
                    self.assertEqual(shown(rows[0][name]), value, f"{name} of {json.dumps(rows[0], ensure_ascii=False)}")

    def test_no_promise_is_made_twice(self):
        promises = [case.promise for case in self.cases]
        self.assertEqual(len(promises), len(set(promises)))

    # Promises over all cases at once

    # 1: “So records of different cells may arrive in any order”
    def test_records_of_different_cells_may_arrive_in_any_order(self):
        for number, shared in enumerate(self.shared):
            cells = {}
            for day in sorted(shared.days, key=last_minute):
                for row in shared.days[day]:
                    if row["kind"] != "withdraw":
                        cell = [row.get(name) for name in ("kind", "unit", "task", "indicator", "case")]
                        if row["kind"] not in ("case", "close"):
                            cell += [row.get("period") or (row.get("date") or "")[:10]]
                        cells.setdefault(tuple(cell), {name: row[name] for name in row if name not in ("key", "corrects")})
            cases = [row for row in cells.values() if row["kind"] == "case"]
            others = [row for row in cells.values() if row["kind"] != "case"]
            logs = []
            for seed in (1, 2):
                logs.append(self.folder / f"order{number}_{seed}.db")
                random.Random(seed).shuffle(cases)
                random.Random(seed).shuffle(others)
                shared.hand_in("2027-12-31", cases + others, logs[-1])
            for as_of in ("2026-04-10", "2026-07-04", "2027-01-05"):
                one, other = (shared.status(as_of, log=log).bytes for log in logs)
                self.assertEqual(one, other, as_of)

    # 1: “a record handed in twice changes nothing”
    def test_a_record_handed_in_twice_changes_nothing(self):
        for number, shared in enumerate(self.shared):
            log = self.folder / f"twice{number}.db"
            for ending in ("", ".head"):
                shutil.copy(f"{shared.log}{ending}", f"{log}{ending}")
            for day in sorted({"2026-03-02", "2026-04-02", "2026-07-02"} & shared.days.keys()):
                file = self.write("again.csv", handed_in(shared.days[day]))
                # what was replaced since is refused, not taken for new: without a key nobody can tell which is meant
                answer = self.run_program("submit", shared.plan, file, "--log", log, "--received-at", "2027-12-31", "--lang", "en")
                self.assertIn(" 0 accepted, ", answer.out)
            for as_of in ("2026-04-10", "2026-07-04"):
                self.assertEqual(shared.status(as_of, log=log).bytes, shared.status(as_of).bytes)

    # 1: “so `known_at` cuts the log in two at one place.”
    def test_known_at_shows_what_a_log_says_that_ended_there(self):
        told_later = 0
        for shared in self.shared:
            for as_of in ("2026-04-10", HALFWAY, "2026-07-04"):
                whole, short = (shared.status(as_of, HALFWAY, log).bytes for log in (shared.log, shared.halfway))
                self.assertEqual(whole, short, as_of)
                told_later += whole != shared.status(as_of).bytes
        self.assertGreater(told_later, len(self.shared))

    # 5: “Beside its word that is its assurance (reported, verified, silent), how far it is behind, and its time left”
    # 5: “| on schedule | not silent | no | none, at most 0 days (met for now, its slot not over), or more than 10 |”
    # 5: “| not started | silent | no | the same |”
    # 5: “| due soon | any | no | 0 to 10 days |”
    # 5: “| behind | not silent | yes | none, or at least 0 days |”
    # 5: “| report missing | any | yes or no | none, or at least 0 days |”
    # 5: “| overdue, unreported and overdue | any | yes or no | at most 0 days |”
    # 5: “| undetermined, planned, waiting, awaiting verification | any | yes or no | any, or none |”
    # 5: “| claimed without proof; returned | not silent; neither silent nor verified | no | any, or none |”
    # 5: “| done, early, late; not applicable | any | no | none |”
    # 5: “| failed, waived, excused, superseded | any | yes or no | none |”
    # 5: “| no case | any | no | none |”
    def test_no_row_looks_as_the_proof_of_lights_says_that_none_can(self):
        seen = set()
        for shared in self.worlds.values():
            text = shared.plan.read_text(encoding="utf-8")
            own = re.search(r"(?m)^lights .*$", text)
            lights = f"lights {{ red: {IMPOSSIBLE}; green: else }}"
            twin = shared.write("lights.duban", text.replace(own[0], lights) if own else f"{text}\n{lights}\n")
            checked = shared.ends(FINE, "check", twin, "--lang", "en")
            self.assertIn("D4020", checked.out + checked.err)
            days = sorted({as_of for as_of, _ in shared.answers})
            for as_of in days if ONCE else days[::8]:
                for row in shared.status(as_of, plan=twin).rows():
                    seen.add(row["status"])
                    self.assertEqual(row["light"], "green", row)
        self.assertGreater(len(seen), 20)

    # 1: “board = evaluate(plan, units, calendar, log up to known_at, as_of)”, “The function is pure.”, “Equal inputs give equal bytes.”
    # 8: “The same receipt on the same log gives the same bytes.”
    def test_equal_inputs_give_equal_bytes(self):
        for shared in self.shared:
            self.assertEqual(shared.status("2026-07-04").bytes, shared.status("2026-07-04").bytes)

    # 7: “which holds no spans and no keyword language: a reformatted or translated plan is the same version.”
    def test_a_reformatted_plan_is_the_same_version(self):
        for shared in self.shared:
            text = shared.plan.read_text(encoding="utf-8")
            other = shared.write("other.duban", "# the same\n\n" + text.replace("; ", "  ;   ").replace(" { ", "  {\n    "))
            answer = shared.status("2026-07-04", plan=other)
            self.assertEqual(answer.err, "")
            self.assertEqual(answer.bytes, shared.status("2026-07-04").bytes)

    # Promises of other commands than status

    # 4: “In continuing rows done reads *kept*, failed *broken*, 14 *silent this period*.”
    # 4: “In `should` rows 7 and 13 read *not achieved*; in `may` rows 14 too.”
    def test_people_read_words_that_fit_the_task_and_its_modality(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator staff number stock
indicator crew number stock
task 1 { lead Eastbrook's office; due end of June; done drills >= 1; should drills >= 2; may drills >= 3 }
task 2 { lead Eastbrook's office; continuing every quarter; done staff >= 5 }
task 3 { lead Eastbrook's office; due end of June; should crew >= 5; may crew >= 6 }
""")
        world.hand_in("2026-07-08", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-07-05", "value": "1"},
                                     {"unit": "Eastbrook", "indicator": "staff", "date": "2026-03-05", "value": "5"},
                                     {"unit": "Eastbrook", "indicator": "staff", "date": "2026-06-05", "value": "4"}])
        lines = world.document("2026-10-05", "checklist", world.plan, "--unit", "Eastbrook", "--format", "json")["lines"]
        said = {(line["task"], line["slot"], line["modality"]): line for line in lines}
        for line, words in {
            ("1", "2026", "must"): "done late",
            ("1", "2026", "should"): "not achieved",
            ("1", "2026", "may"): "not achieved",
            ("2", "2026-Q1", "must"): "kept",
            ("2", "2026-Q2", "must"): "broken",
            ("2", "2026-Q3", "must"): "silent this period",
            ("3", "2026", "should"): "unreported and overdue",
            ("3", "2026", "may"): "not achieved",
        }.items():
            with self.subTest(line):
                self.assertEqual(said[line]["status_words"], words)
        self.assertIn("late by 5 days", said["1", "2026", "must"]["timeliness"])

    # 2: “A placeholder (`机关 = 否`) holds the tree together and has no duties.”
    def test_a_placeholder_holds_the_tree_together_and_has_no_duties(self):
        self.write("units.csv", "code,name,level,parent,office\n900100,Alder,county,,yes\n900101,Eastbrook,town,900100,yes\n"
                                "900102,Westhill,town,900100,no\n")
        world = World().begin(self.folder, "indicator drills number flow\ntask a { lead each town's office; done drills >= 1 }\n")
        self.assertEqual([row["unit"] for row in world.status("2026-05-20").rows()], ["900101"])

    # 6: “A row counts once, at its holder's place.”
    def test_a_row_counts_once_at_its_holders_place(self):
        world = World().begin(self.folder, "indicator drills number flow\ntask a { lead each town's office; done drills >= 1 }\n")
        transfer = {"kind": "transfer", "unit": "Eastbrook", "task": "a", "date": "2026-06-20", "value": "Westhill", "by": "Alder"}
        world.hand_in("2026-06-01", [transfer])
        for as_of, rows in (("2026-06-19T23:59", [1, 1, 1]), ("2026-06-20T00:00", [0, 2, 1])):
            card = world.document(as_of, "checklist", world.plan, "--level", "town", "--format", "json")
            counts = {unit["name"]: unit["own"]["unknown"] for unit in card["units"]}
            self.assertEqual([counts[name] for name in ("Eastbrook", "Westhill", "Southmoor")], rows, as_of)
            self.assertEqual(card["total"]["unknown"], 3)
            listed = world.document(as_of, "checklist", world.plan, "--unit", "Westhill", "--format", "json")["lines"]
            self.assertEqual(len(listed), rows[1], as_of)

    # 4: “D, N and U are done, not done and unknown; “-” counts nowhere.”, “U if V is unknown, else N. Every row has one word.”
    def test_each_word_counts_as_done_as_not_done_as_unknown_or_nowhere(self):
        table = [  # a town called by its word; its task; its staff on 5 May; whether its row is done, not done, unknown
            ("done", "done staff >= 5", "5", (1, 0, 0)),
            ("done_late", "due May 1; done staff >= 5", "5", (1, 0, 0)),
            ("done_early", "from December 1; done document “R” issued", None, (1, 0, 0)),
            ("not_applicable", "done staff >= 5", "n/a", (0, 0, 0)),
            ("waived", "done staff >= 5", None, (0, 0, 0)),
            ("excused", "normally staff >= 5", None, (0, 0, 0)),
            ("planned", "from December 1; done staff >= 5", None, (0, 0, 0)),
            ("waiting", "during season; done staff >= 5", None, (0, 0, 0)),
            ("failed", "never staff <= 3", "3", (0, 1, 0)),
            ("returned", "done staff >= 5; verify superior", "5", (0, 1, 0)),
            ("overdue", "due May 1; done staff >= 5", "3", (0, 1, 0)),
            ("behind_schedule", "done staff >= 5; schedule linear every month", "0.1", (0, 1, 0)),
            ("on_schedule", "done staff >= 5", "3", (0, 1, 0)),
            ("claimed_without_proof", "done staff >= 5; evidence record", "5", (0, 0, 1)),
            ("awaiting_verification", "done staff >= 5; verify superior", "5", (0, 0, 1)),
            ("unreported_overdue", "due May 1; done staff >= 5", None, (0, 0, 1)),
            ("undetermined", "due May 1; done crew >= 5", None, (0, 0, 1)),
            ("report_missing", "done teams >= 5", None, (0, 0, 1)),
            ("due_soon", "due May 15; done staff >= 5", None, (0, 0, 1)),
            ("not_started", "done staff >= 5", None, (0, 0, 1)),
        ]
        self.write("units.csv", "code,name,level,parent\n900100,Alder,county,\n" + "".join(
            f"9001{number:02},{word},town,900100\n" for number, (word, *_) in enumerate(table, 1)))
        world = World().begin(self.folder, """window season to be announced
indicator staff number stock
indicator crew number stock every half year
indicator teams number stock every quarter
""" + "".join(f"task {word} {{ lead `{word}`'s office; {rule} }}\n" for word, rule, *_ in table))
        rows = [{"unit": word, "indicator": "staff", "date": "2026-05-05", "value": value} for word, _, value, _ in table if value]
        rows += [{"unit": "done_early", "indicator": "R", "date": "2026-05-05", "value": "issued"}]
        rows += [{"kind": kind, "unit": word, "task": word, "date": "2026-05-06", "reason": "as written", "by": "Alder"}
                 for kind, word in (("waive", "waived"), ("excuse", "excused"), ("return", "returned"))]
        world.hand_in("2026-05-07", rows)
        self.assertEqual([row["status"] for row in world.status("2026-05-10").rows()], [word for word, *_ in table])
        card = world.document("2026-05-10", "checklist", world.plan, "--level", "town", "--format", "json")
        counts = {unit["name"]: (unit["own"]["done"], unit["own"]["not_done"], unit["own"]["unknown"]) for unit in card["units"]}
        self.assertEqual(counts, {word: count for word, _, _, count in table})

    # 6: “For every unit, every organ and every level, over the subtree: counts by word and modality”
    # 6: “completion rate: [D/(D+N+U), (D+U)/(D+N+U)]”
    # 6: “on-time rate, over the rows with a due date that are D, or N or U past it: [T/(T+L+X), (T+X)/(T+L+X)], where T is D on time
    # or early, X is U, L the rest”
    # 6: “of rows that count, D, N, U; and of the rows with a due date T, X, L.”
    def test_rates_are_sums_of_rows_done_not_done_and_unknown(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator courses number flow
indicator staff number stock
task 1 { lead each town's office; due end of June; done drills >= 1; may drills >= 1 }
task 2 { lead each town's office; due end of June; done courses >= 1 }
task 3 { lead county's office; done staff >= 5 }
task 4 { lead each town's office; from December 1; done courses >= 1 }
""")
        world.hand_in("2026-07-08", [
            {"unit": "Eastbrook", "indicator": "drills", "date": "2026-06-20", "value": "1"},    # done, on time
            {"unit": "Westhill", "indicator": "drills", "date": "2026-07-05", "value": "1"},     # done, late; Southmoor is silent
            {"unit": "Eastbrook", "indicator": "courses", "date": "2026-06-20", "value": "0"},   # not done
            {"kind": "waive", "unit": "Westhill", "task": "2", "date": "2026-06-20", "reason": "as written", "by": "Alder"},
            {"unit": "Southmoor", "indicator": "courses", "date": "2026-06-20", "value": "n/a"},
            {"unit": "Alder", "indicator": "staff", "date": "2026-06-20", "value": "3"},         # not done, and not yet due
        ])
        towns = world.document("2026-07-10", "checklist", world.plan, "--level", "town", "--format", "json")

        def figures(counts):
            return counts["done"], counts["not_done"], counts["unknown"], counts["rate"]

        own = {unit["name"]: figures(unit["own"]) for unit in towns["units"]}
        self.assertEqual(own["Eastbrook"], (1, 1, 0, "50.0"))
        self.assertEqual(own["Westhill"], (1, 0, 0, "100.0"))
        self.assertEqual(own["Southmoor"], (0, 0, 1, "0.0–100.0"))
        self.assertEqual(figures(towns["total"]), (2, 1, 1, "50.0–75.0"))
        county = world.document("2026-07-10", "checklist", world.plan, "--level", "county", "--format", "json")["units"][0]
        self.assertEqual(figures(county["own"]), (0, 1, 0, "0.0"))
        self.assertEqual(figures(county["below"]), (2, 2, 1, "40.0–60.0"))
        table = self.ends(FINE, "status", world.plan, "--lang", "en", "--log", world.log, "--as-of", "2026-07-10", "--known-at",
                          ALL_KNOWN).out
        self.assertIn("completion 40.0%–60.0%; on time 25.0%–50.0%", table)

    # 2: “Parts are in no rate: their task is.”
    def test_parts_and_what_waits_are_in_no_rate(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator courses number flow
task a { lead each town's office; due end of June
    part “one” { done drills >= 1 }
    part “two” { done courses >= 1 } }
task b { lead each town's office; requires a; due end of June; done drills >= 2 }
""")
        world.hand_in("2026-07-08", [
            {"unit": "Eastbrook", "indicator": "drills", "date": "2026-06-20", "value": "1"},
            {"unit": "Eastbrook", "indicator": "courses", "date": "2026-07-02", "value": "1"},   # a done late, b not: 1 of 2
            {"unit": "Westhill", "indicator": "drills", "date": "2026-06-20", "value": "1"},     # a unknown, b waits
            {"unit": "Southmoor", "indicator": "drills", "date": "2026-06-20", "value": "0"},    # a not done, b waits
        ])
        card = world.document("2026-07-10", "checklist", world.plan, "--level", "town", "--format", "json")
        counts = {unit["name"]: (unit["own"]["done"], unit["own"]["not_done"], unit["own"]["unknown"]) for unit in card["units"]}
        self.assertEqual(counts, {"Eastbrook": (1, 1, 0), "Westhill": (0, 0, 1), "Southmoor": (0, 1, 0)})
        self.assertEqual((card["total"]["done"], card["total"]["not_done"], card["total"]["unknown"]), (1, 2, 1))

    def test_a_duty_that_is_not_the_units_is_in_no_rate_and_one_not_told_is_unknown(self):
        self.write("units.csv", "code,name,level,parent,hilly\n900100,Alder,county,,\n900101,Eastbrook,town,900100,yes\n"
                                "900102,Westhill,town,900100,no\n900103,Southmoor,town,900100,\n")
        world = World().begin(self.folder, "indicator drills number flow\n"
                                           "task a { lead each town's office where hilly; due end of June; done drills >= 1 }\n")
        world.hand_in("2026-05-02", [{"unit": unit, "indicator": "drills", "date": "2026-05-01", "value": "1"}
                                     for unit in ("Eastbrook", "Westhill", "Southmoor")])
        card = world.document("2026-07-10", "checklist", world.plan, "--level", "town", "--format", "json")
        counts = {unit["name"]: (unit["own"]["done"], unit["own"]["not_done"], unit["own"]["unknown"]) for unit in card["units"]}
        self.assertEqual(counts, {"Eastbrook": (1, 0, 0), "Westhill": (0, 0, 0), "Southmoor": (0, 0, 1)})

    # 6: “Without rows there is no rate. A rate is kept as its integers and shown in percent to one place, half up.”
    def test_a_rate_is_shown_in_percent_to_one_place_half_up_and_without_rows_there_is_none(self):
        world = World().begin(self.folder, """indicator drills number flow
task 1 { lead Eastbrook's office; every month; done drills >= 1 }
task 2 { lead Eastbrook's office; every quarter; done drills >= 9 }
task 3 { lead Westhill's office; from December 1; done drills >= 9 }
""")
        world.hand_in("2026-07-08", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-06-20", "value": "1"}])
        for as_of, eastbrook, westhill in (("2026-06-25", "12.5–87.5", ""), ("2026-12-31", "6.3–93.8", "0.0–100.0")):
            card = world.document(as_of, "checklist", world.plan, "--level", "town", "--format", "json")
            rates = {unit["name"]: unit["own"]["rate"] for unit in card["units"]}
            self.assertEqual((rates["Eastbrook"], rates["Westhill"], rates["Southmoor"]), (eastbrook, westhill, ""), as_of)


def promise_of(case):
    def test(self):
        self.holds(case)

    test.__doc__ = case.promise
    return test


for one in Law.cases:
    setattr(Law, "test_" + "_".join(re.findall(r"\w+", one.promise)).lower(), promise_of(one))


if __name__ == "__main__":
    unittest.main()
