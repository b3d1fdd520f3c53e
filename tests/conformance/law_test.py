"""The law of docs/SEMANTICS.md, case by case, through the program.

The cases stand in law/*.txt. One begins with its promise; what is set in below it is the plan's clauses, the reports, and
what is asked:

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

from duban_program import FINE, ProgramTest
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

# Promises that the program does not keep yet: each is left out of the run, and the reason is printed.
NOT_YET = {}

class World(ProgramTest):
    """A plan with its log, made once and asked often."""

    def begin(self, folder, clauses, header=()):
        self.folder = folder
        if not (self.folder / "units.csv").exists():
            self.write("units.csv", units_file())
        shutil.copy(CALENDAR, self.folder / "calendar.json")
        header = {**HEADER, **dict(header)}
        lights = f"lights {header.pop('lights')}\n" if "lights" in header else ""
        lines = "".join(f"    {name} {value}\n" for name, value in header.items())
        organs = "organs office = " + ", ".join(header["levels"].split(" > "))
        self.plan = self.write("plan.duban", f"plan law “Law” {{\n{lines}}}\n{organs}\n{lights}{clauses}")
        self.ends(FINE, "check", self.plan, "--lang", "en")
        self.log = self.folder / "plan.db"
        return self

    def hand_in(self, day, rows, log=None):
        file = self.write(f"{day.replace(':', '')}.csv", handed_in(rows))
        answer = self.ends(FINE, "submit", self.plan, file, "--log", log or self.log, "--received-at", day, "--lang", "en")
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
        self.begin(folder, "".join(case.clauses for case in cases), header.items())
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
                alike = [other for other in cls.cases if other.world == case.world and other.promise not in NOT_YET]
                cls.worlds[case.world] = Shared().make(cls.kept / f"plan{len(cls.worlds)}", case.header, alike)
        cls.shared = [world for (_, header), world in cls.worlds.items() if header == "{}"]

    def skip_if_not_yet(self, promise):
        if promise in NOT_YET:
            print(f"not yet: {promise}: {NOT_YET[promise]}")
            self.skipTest(NOT_YET[promise])

    def holds(self, case):
        self.skip_if_not_yet(case.promise)
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

    def test_known_at_shows_what_a_log_says_that_ended_there(self):
        told_later = 0
        for shared in self.shared:
            for as_of in ("2026-04-10", HALFWAY, "2026-07-04"):
                whole, short = (shared.status(as_of, HALFWAY, log).bytes for log in (shared.log, shared.halfway))
                self.assertEqual(whole, short, as_of)
                told_later += whole != shared.status(as_of).bytes
        self.assertGreater(told_later, len(self.shared))

    def test_no_row_looks_as_the_proof_of_lights_says_that_none_can(self):
        seen = set()
        for shared in self.worlds.values():
            text = shared.plan.read_text(encoding="utf-8")
            own = re.search(r"(?m)^lights .*$", text)
            lights = f"lights {{ red: {IMPOSSIBLE}; green: else }}"
            twin = shared.write("lights.duban", text.replace(own[0], lights) if own else f"{text}\n{lights}\n")
            checked = shared.ends(FINE, "check", twin, "--lang", "en")
            self.assertIn("D4020", checked.out + checked.err)
            for as_of in {as_of for as_of, _ in shared.answers}:
                for row in shared.status(as_of, plan=twin).rows():
                    seen.add(row["status"])
                    self.assertEqual(row["light"], "green", row)
        self.assertGreater(len(seen), 20)

    def test_equal_inputs_give_equal_bytes(self):
        for shared in self.shared:
            self.assertEqual(shared.status("2026-07-04").bytes, shared.status("2026-07-04").bytes)

    def test_a_reformatted_plan_is_the_same_version(self):
        for shared in self.shared:
            text = shared.plan.read_text(encoding="utf-8")
            other = shared.write("other.duban", "# the same\n\n" + text.replace("; ", "  ;   ").replace(" { ", "  {\n    "))
            answer = shared.status("2026-07-04", plan=other)
            self.assertEqual(answer.err, "")
            self.assertEqual(answer.bytes, shared.status("2026-07-04").bytes)

    # Promises of other commands than status

    def test_both_figures_are_shown_where_the_verifier_gives_one_too(self):
        self.skip_if_not_yet("Both figures are shown where the verifier gives one too")
        world = World().begin(self.folder, "indicator drills number flow every quarter\n"
                                           "task a { lead Eastbrook's office; done drills >= 9; verify superior }\n")
        reading = {"unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1"}
        world.hand_in("2026-04-02", [{**reading, "value": "5"}, {**reading, "value": "3", "by": "Alder"}])
        part = world.document("2026-04-10", "explain", world.plan, "a", "Eastbrook", "--json")["criterion"][0]
        self.assertEqual(sorted(reading["value"] for reading in part["readings"]), ["3", "5"])

    def test_what_is_missing_names_last_years_figure_and_the_explanation_shows_it(self):
        self.skip_if_not_yet("What is missing names last year's figure, and the explanation shows it")
        world = World().begin(self.folder, "indicator drills number flow\n"
                                           "task a { lead Eastbrook's office; due end of year; done drills > last year }\n")
        world.hand_in("2026-04-02", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-04-01", "value": "5"}])
        for arguments in (["missing", world.plan, "--unit", "Eastbrook", "--format", "json"],
                          ["explain", world.plan, "a", "Eastbrook", "--json"]):
            missing = world.document("2026-04-10", *arguments)["missing"]
            self.assertEqual([(one["indicator"], one["period"]) for one in missing], [("drills", "2025")], arguments[0])
        world.hand_in("2026-04-12", [{"unit": "Eastbrook", "indicator": "drills", "period": "2025", "value": "3"}])
        part = world.document("2026-04-20", "explain", world.plan, "a", "Eastbrook", "--json")["criterion"][0]
        self.assertEqual(sorted((reading["period"], reading["value"]) for reading in part["readings"]), [("", "5"), ("2025", "3")])

    def test_a_count_is_explained_by_its_numbers_and_by_those_that_keep_it_from_holding(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator staff number stock
task 1 { lead Alder's office; due end of June; done each town (drills >= 1) }
task 2 { lead Alder's office; due end of June; done at most 1 of town (staff < 5) }
task 3 { lead Alder's office; due end of June; done sum of each town's staff >= 50 and task 1 done }
""")
        world.hand_in("2026-04-02", [{"unit": unit, "indicator": name, "date": "2026-04-01", "value": value}
                                     for unit, name, value in (("Eastbrook", "drills", "1"), ("Westhill", "drills", "0"),
                                                               ("Eastbrook", "staff", "3"), ("Westhill", "staff", "2"))])
        told = {task: world.document("2026-04-10", "explain", world.plan, task, "Alder", "--json") for task in "123"}
        one, two, total = (told[task]["criterion"][0] for task in "123")
        self.assertEqual(one["count"], {"true": 1, "false": 1, "unknown": 1, "of": 3, "needed": 3, "too_many": False})
        self.assertEqual([(unit["unit"], unit["truth"], unit["why"]) for unit in one["lacking"]],
                         [("900102", "false", []), ("900103", "unknown", ["awaited"])])
        self.assertEqual(two["count"], {"true": 2, "false": 0, "unknown": 1, "of": 3, "needed": 2, "too_many": True})
        self.assertEqual([(unit["unit"], unit["truth"]) for unit in two["lacking"]],
                         [("900101", "true"), ("900102", "true"), ("900103", "unknown")])
        self.assertEqual((total["count"], total["indicator"], total["value"]), (None, "staff", {"lo": None, "hi": None}))
        self.assertEqual([unit["unit"] for unit in total["lacking"]], ["900103"])
        self.assertEqual([(row["task"], row["status"]) for row in told["3"]["tasks"]], [("1", "on_schedule")])
        for language, words in {"en": ["1 holds, 1 unknown, 3 needed, of 3", "not so: Westhill; unknown: Southmoor", "from 2 records"],
                                "zh": ["已达标 1 个，1 个不明，需 3 个，共 3 个", "未达标：Westhill；不明：Southmoor", "共 2 条记录"]}.items():
            text = self.ends(FINE, "explain", world.plan, "1", "Alder", "--lang", language, "--log", world.log, "--as-of",
                             "2026-04-10", "--known-at", ALL_KNOWN).out
            for word in words:
                self.assertIn(word, text)
        lines = world.document("2026-04-10", "checklist", world.plan, "--unit", "Alder", "--format", "json")["lines"]
        self.assertEqual(lines[0]["value"], "1 holds, 1 unknown, 3 needed")
        self.assertEqual(lines[1]["value"], "2 hold, 1 unknown, at most 1 may")
        self.assertIn("unknown: Southmoor", lines[0]["why"])
        self.assertEqual(lines[0]["next"], "ask for the reports of Southmoor")

    def test_what_is_counted_is_missing_under_the_unit_that_must_report_it(self):
        world = World().begin(self.folder, """indicator drills number flow every quarter
event inc { occurred time; mended yes or no } every quarter
task 1 { lead Alder's office; due end of June; done at least 2 of town (drills >= 1) }
task 2 { lead Westhill's office; due end of June; done each inc (mended) }
""")
        world.hand_in("2026-06-02", [{"unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1", "value": "1"},
                                     {"kind": "case", "unit": "Westhill", "indicator": "inc", "case": "X1",
                                      "occurred": "2026-06-01 10:00"}])
        missing = {unit: world.document("2026-07-10", "missing", world.plan, "--unit", unit, "--format", "json")["missing"]
                   for unit in ("Alder", "Eastbrook", "Westhill")}
        self.assertEqual(missing["Alder"], [])
        self.assertEqual([(one["task"], one["indicator"], one["period"]) for one in missing["Eastbrook"]], [("1", "drills", "2026-Q2")])
        self.assertEqual(sorted((one["task"], one["what"], one["indicator"], one["period"], one["case"]) for one in missing["Westhill"]),
                         [("1", "reading", "drills", "2026-Q1", ""), ("1", "reading", "drills", "2026-Q2", ""),
                          ("2", "reading", "mended", "2026", "X1"), ("2", "return", "inc", "2026-Q1", "")])
        told = world.document("2026-07-10", "explain", world.plan, "2", "Westhill", "--json")["missing"]
        self.assertEqual(sorted((one["indicator"], one["period"], one["case"]) for one in told),
                         [("inc", "2026-Q1", ""), ("mended", "2026", "X1")])

    def explained(self, world, as_of, task, unit="Eastbrook"):
        return world.document(as_of, "explain", world.plan, task, unit, "--json")

    def test_of_a_figure_between_two_bounds_both_are_told(self):
        world = World().begin(self.folder, """indicator drills number flow
task 1 { lead Eastbrook's office; due end of June; done drills between 1 .. 3 }
task 2 { lead Eastbrook's office; due end of June; done drills = 2 }
""")
        world.hand_in("2026-04-02", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-04-01", "value": "2"}])
        told = [self.explained(world, "2026-04-10", task)["criterion"] for task in "12"]
        self.assertEqual([(one["text"], one["comparison"], one["target"]) for part in told for one in part],
                         [("drills between 1 .. 3", "between", {"lo": "1", "hi": "3"}), ("drills = 2", "=", "2")])

    def test_of_two_halves_the_value_is_that_of_the_one_which_decides(self):
        """The upper half is kept in the window and known there; the lower reads on, and is not."""
        world = World().begin(self.folder, """indicator checks number flow every quarter
task 1 { lead Eastbrook's office; during June 5..August 20; done checks != 3 }
""")
        world.hand_in("2026-08-19", [{"unit": "Eastbrook", "indicator": "checks", "period": "2026-Q2", "value": "1"}])
        part = self.explained(world, "2026-11-30", "1")["criterion"][0]
        self.assertEqual((part["text"], part["truth"], part["value"]), ("checks != 3", "true", {"lo": "1", "hi": "1"}))

    def test_the_truth_of_a_count_is_that_of_its_words(self):
        world = World().begin(self.folder, """indicator staff number stock
task 1 { lead Alder's office; due end of June; done at most 1 of town (staff < 5) }
task 2 { lead Alder's office; due end of June; done not (at least 2 of town (staff < 5)) }
task 3 { lead Alder's office; due end of June; done not (at most 1 of town (staff < 5)) }
""")
        low = [{"unit": unit, "indicator": "staff", "date": "2026-04-01", "value": "3"} for unit in ("Eastbrook", "Westhill")]
        world.hand_in("2026-04-02", low)
        told = [self.explained(world, "2026-04-10", task, "Alder")["criterion"] for task in "123"]
        self.assertEqual([(one["text"], one["truth"]) for part in told for one in part],
                         [("at most 1 of town (staff < 5)", "false"), ("at least 2 of town (staff < 5)", "true"),
                          ("at most 1 of town (staff < 5)", "false")])
        self.assertIn("not reached: at most 1 of town (staff < 5)", self.explained(world, "2026-07-02", "1", "Alder")["sentence"]["en"])

    def test_a_document_of_a_case_is_told_apart_from_the_units_own(self):
        world = World().begin(self.folder, """event inc { occurred time }
task 1 { lead Eastbrook's office; due end of June; done document “Plan” issued }
task 2 { lead place's town's office; triggered by inc; due within 30 days of occurred; done document “Plan” issued }
""")
        case = {"kind": "case", "unit": "Eastbrook", "indicator": "inc", "case": "X1", "occurred": "2026-04-01 10:00"}
        plan = {"unit": "Eastbrook", "indicator": "Plan", "date": "2026-04-02"}
        world.hand_in("2026-04-03", [case, {**plan, "value": "drafted"}, {**plan, "case": "X1", "value": "issued"}])
        rows = {(row["task"], row["slot"]): (row["status"], row["value"]["lo"]) for row in world.status("2026-04-10").rows()}
        self.assertEqual(rows["1", "2026"], ("on_schedule", "0"))
        self.assertEqual(rows["2", "case:X1"], ("done", "3"))

    def test_a_period_after_the_plan_year_is_taken_where_a_row_reads_it(self):
        world = World().begin(self.folder, """indicator checks number flow every month
task 1 { lead Eastbrook's office; due next year end of February; done checks >= 99 }
""")
        asked = world.document("2027-02-10", "missing", world.plan, "--unit", "Eastbrook", "--format", "json")["missing"]
        self.assertEqual(asked[-1]["period"], "2027-01")
        world.hand_in("2027-02-12", [{"unit": "Eastbrook", "indicator": one["indicator"], "period": one["period"], "value": "1"}
                                     for one in asked])
        self.assertEqual(world.document("2027-02-10", "missing", world.plan, "--unit", "Eastbrook", "--format", "json")["missing"], [])

    def test_of_a_case_whose_filter_is_not_known_what_the_filter_lacks_is_missing_and_what_is_counted(self):
        world = World().begin(self.folder, """event inc { occurred time; big yes or no; deep yes or no; mended yes or no } every year
task 1 { lead Eastbrook's office; due end of June; done each inc where big and deep (mended) }
""")
        world.hand_in("2026-04-03", [{"kind": "case", "unit": "Eastbrook", "indicator": "inc", "case": "X1",
                                      "occurred": "2026-04-01 10:00", "big": "yes"}])
        missing = self.explained(world, "2026-04-10", "1")["missing"]
        self.assertEqual([(one["indicator"], one["case"]) for one in missing], [("deep", "X1"), ("mended", "X1")])

    def test_of_a_window_not_yet_announced_what_was_asked_for_by_its_name_is_taken(self):
        world = World().begin(self.folder, """indicator staff number stock every quarter
window season to be announced
task 1 { lead Eastbrook's office; during season; done staff >= 5 }
""")
        missing = self.explained(world, "2026-04-10", "1")["missing"]
        self.assertEqual([(one["indicator"], one["period"]) for one in missing], [("staff", "window:season")])
        world.hand_in("2026-04-12", [{"unit": "Eastbrook", "indicator": "staff", "period": "window:season", "value": "6"}])
        self.assertEqual(self.explained(world, "2026-04-20", "1")["missing"], [])
        self.assertEqual(world.status("2026-04-20").rows()[0]["verdict"], "met")

    def test_what_the_verifier_withholds_is_asked_of_nobody_else(self):
        world = World().begin(self.folder, """indicator drills number flow every quarter
task 1 { lead Eastbrook's office; due end of June; done drills >= 9; verify superior }
""")
        reading = {"unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1"}
        world.hand_in("2026-04-02", [{**reading, "value": "5"}, {**reading, "value": "withheld", "by": "Alder"}])
        told = self.explained(world, "2026-04-10", "1")
        self.assertEqual(told["criterion"][0]["why"], ["withheld"])
        self.assertEqual([one["period"] for one in told["missing"]], [])

    def test_whatever_is_asked_for_is_taken_as_it_is_asked(self):
        clauses = """indicator a number flow every year
indicator b number flow
indicator c number stock every half year
indicator d number stock
indicator e number flow every month
window spring April 5..May 20
window season to be announced
event inc { occurred time; hurt number; mended yes or no } every quarter
task 1 { lead Eastbrook's office; every month; done a > last year }
task 2 { lead Eastbrook's office; every month; done b > last year and d >= 1 }
task 3 { lead Eastbrook's office; continuing every quarter; done c > last year }
task 4 { lead Eastbrook's office; during spring; done e > last year and c >= last year and b >= 1 }
task 5 { lead Eastbrook's office; during season; done e > last year and a >= 1 and d >= 1 }
task 6 { lead Eastbrook's office; during April 5..April 20; done e > last year and a >= 1 and b >= 1 }
task 7 { lead Eastbrook's office; due next year end of February; done e >= 99 and d >= last year }
task 8 { lead place's town's office; triggered by inc; due within 10 days of occurred; done b >= 3 and e >= 1 and c >= 1 and mended }
task 9 { lead Alder's office; due end of year; done each town (d >= 2 and e >= 1) and each inc where hurt >= 1 (mended) }
"""
        case = {"kind": "case", "indicator": "inc", "unit": "Eastbrook", "case": "X1", "occurred": "2026-04-03 10:00"}
        values = {"mended": "yes"}
        for number, day in enumerate(("2026-04-12", "2026-06-20", "2026-12-31", "2027-02-10")):
            self.folder = self.folder.parent / f"{self.folder.name.split('.')[0]}.{number}"
            self.folder.mkdir()
            self.addCleanup(shutil.rmtree, self.folder)
            world = World().begin(self.folder, clauses)
            world.hand_in("2026-04-03", [case])
            asked = {}
            for unit in ("Alder", "Eastbrook"):
                for one in world.document(day, "missing", world.plan, "--unit", unit, "--format", "json")["missing"]:
                    asked[one["unit"], one["indicator"], one["period"], one["case"]] = one["what"]
                for task in "123456789":
                    lines = self.run_program("explain", world.plan, task, unit, "--json", "--lang", "en", "--log", world.log,
                                             "--as-of", day, "--known-at", ALL_KNOWN).out.splitlines()
                    begun = (line for line in map(json.loads, lines) if line["status"] != "planned")
                    for one in (one for line in begun for one in line["missing"]):
                        asked[one["unit"], one["indicator"], one["period"], one["case"]] = one["kind"]
            self.assertGreater(len(asked), 20)
            rows = [{"kind": "no_case", "unit": unit, "indicator": name, "period": period} if kind in ("no_case", "return") else
                    {"unit": unit, "indicator": name, "period": "" if case_id else period, "case": case_id,
                     "value": values.get(name, "1")}
                    for (unit, name, period, case_id), kind in sorted(asked.items())]
            world.hand_in(day, rows)

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

    def test_a_placeholder_holds_the_tree_together_and_has_no_duties(self):
        self.write("units.csv", "code,name,level,parent,office\n900100,Alder,county,,yes\n900101,Eastbrook,town,900100,yes\n"
                                "900102,Westhill,town,900100,no\n")
        world = World().begin(self.folder, "indicator drills number flow\ntask a { lead each town's office; done drills >= 1 }\n")
        self.assertEqual([row["unit"] for row in world.status("2026-05-20").rows()], ["900101"])

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
