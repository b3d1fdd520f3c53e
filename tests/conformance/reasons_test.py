"""What the explanations of rows tell of them, and what is missing for them, in small worlds of the law."""

import json
import shutil
import unittest

from duban_program import FINE, ProgramTest
from law_cases import ALL_KNOWN
from law_test import World

class Reasons(ProgramTest):
    # 1: “Where the reporter and the verifier both give a figure, … and both are shown.”
    def test_both_figures_are_shown_where_the_verifier_gives_one_too(self):
        world = World().begin(self.folder, "indicator drills number flow every quarter\n"
                                           "task a { lead Eastbrook's office; done drills >= 9; verify superior }\n")
        reading = {"unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1"}
        world.hand_in("2026-04-02", [{**reading, "value": "5"}, {**reading, "value": "3", "by": "Alder"}])
        part = world.document("2026-04-10", "explain", world.plan, "a", "Eastbrook", "--json")["criterion"][0]
        self.assertEqual(sorted(reading["value"] for reading in part["readings"]), ["3", "5"])

    def test_what_is_missing_names_last_years_figure_and_the_explanation_shows_it(self):
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

    def test_what_is_kept_is_called_completed_on_the_last_day_of_its_slot_and_not_before(self):
        world = World().begin(self.folder, "indicator fires number flow every month\n"
                                           "task a { lead Eastbrook's office; during June; due August 1; done fires <= 3 }\n")
        world.hand_in("2026-07-02", [{"unit": "Eastbrook", "indicator": "fires", "period": "2026-06", "value": "0"}])
        for as_of, is_completed in (("2026-06-29", False), ("2026-06-30", True)):
            text = self.ends(FINE, "explain", world.plan, "a", "Eastbrook", "--lang", "en", "--log", world.log, "--as-of", as_of,
                             "--known-at", ALL_KNOWN).out
            self.assertEqual("completed on 2026-06-30" in text, is_completed, text)

    # 8: “Of a row that is met for now and has word 14, what it reads, is due and was not told.”
    def test_a_row_that_is_overdue_for_want_of_a_report_names_the_report_though_its_figures_would_do(self):
        world = World().begin(self.folder, "indicator staff number stock every quarter\n"
                                           "task a { lead Eastbrook's office; during January..June; done staff >= 3 throughout }\n")
        world.hand_in("2026-07-02", [{"unit": "Eastbrook", "indicator": "staff", "period": "2026-Q2", "value": "5"}])
        asked = ("explain", world.plan, "a", "Eastbrook", "--json")
        told = world.document("2026-07-10", *asked)
        self.assertEqual((told["status"], told["verdict"]), ("unreported_overdue", "met_for_now"))
        self.assertEqual([(one["indicator"], one["period"], one["why"]) for one in told["missing"]],
                         [("staff", "2026-Q1", ["not_reported"])])
        line = world.document("2026-07-10", "checklist", world.plan, "--unit", "Eastbrook", "--format", "json")["lines"][0]
        self.assertEqual(line["next"], "report: staff 2026-Q1")
        world.hand_in("2026-07-12", [{"unit": "Eastbrook", "indicator": "staff", "period": "2026-Q1", "value": "5"}])
        told = world.document("2026-07-14", *asked)
        self.assertEqual((told["status"], told["missing"]), ("done", []))

    def test_a_count_that_others_have_not_told_of_is_named_in_one_line_and_one_that_does_not_decide_is_not(self):
        world = World().begin(self.folder, "indicator drills number flow\nindicator staff number stock\nindicator roster yes or no\n"
                              "task a { lead Alder's office; due June 30; done (drills >= 1 or at least 1 of town (roster)) and each town (staff >= 4) }\n")
        world.hand_in("2026-06-02", [{"unit": "Alder", "indicator": "drills", "date": "2026-06-01", "value": "1"}])
        said = self.ends(FINE, "explain", world.plan, "a", "Alder", "--depth", "line", "--lang", "en", "--log", world.log, "--as-of",
                         "2026-07-10").out
        self.assertIn("each town (staff >= 4): 0 hold, 3 unknown, 3 needed (unknown: Eastbrook, Westhill, Southmoor)", said)
        self.assertNotIn("roster", said)
        self.assertNotIn("met for now", said)

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
        self.assertEqual(lines[0]["next"], "ask for the reports of Southmoor; urge Westhill")

    # 8: “what is missing in those counted that are the row's own unit's”
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

    def explained(self, world, as_of, task, unit="Eastbrook", *more):
        return world.document(as_of, "explain", world.plan, task, unit, *more, "--json")

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

    # 8: “in the filter of a case first”
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

    # 8: “and of what the verifier withholds nothing”
    def test_what_the_verifier_withholds_is_asked_of_nobody_else(self):
        world = World().begin(self.folder, """indicator drills number flow every quarter
task 1 { lead Eastbrook's office; due end of June; done drills >= 9; verify superior }
""")
        reading = {"unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1"}
        world.hand_in("2026-04-02", [{**reading, "value": "5"}, {**reading, "value": "withheld", "by": "Alder"}])
        told = self.explained(world, "2026-04-10", "1")
        self.assertEqual(told["criterion"][0]["why"], ["withheld"])
        self.assertEqual([one["period"] for one in told["missing"]], [])

    # 8: “What is withheld is missing for the period or day for which it was, be that over or not”
    def test_what_is_withheld_is_asked_for_though_its_period_is_not_over_or_none_ends_in_the_slot(self):
        world = World().begin(self.folder, """indicator share ratio = above / below every quarter
indicator systems set { duty, report } every half year
task 1 { lead Eastbrook's office; done share >= 100% }
task 2 { lead Eastbrook's office; every quarter; done systems all covered }
""")
        reading = {"unit": "Eastbrook", "value": "withheld"}
        world.hand_in("2026-08-01", [{**reading, "indicator": "share", "period": "2026-Q3", "date": "2026-07-20"},
                                     {**reading, "indicator": "systems", "date": "2026-07-21"}])
        for task, slot, period in (("1", "2026", "2026-Q3"), ("2", "2026-Q3", "2026-07-21")):
            told = self.explained(world, "2026-08-07", task, "Eastbrook", "--slot", slot)
            self.assertEqual([(one["period"], one["why"]) for one in told["missing"]], [(period, ["withheld"])])

    # 8: “of what takes the latest that is, if it is the latest and no slot is missing that ends later.”
    def test_what_is_withheld_is_asked_for_wherever_it_is_read_and_of_what_takes_the_latest_where_it_is_that(self):
        world = World().begin(self.folder, """indicator drills number flow every quarter
indicator staff number stock every quarter
task 1 { lead Eastbrook's office; due August 15; done drills >= 3 }
task 2 { lead Eastbrook's office; done staff >= 3 }
""")
        reading = {"unit": "Eastbrook", "value": "withheld"}
        world.hand_in("2026-08-01", [
            *({**reading, "indicator": "drills", "period": f"2026-Q{number}", "value": "0"} for number in (1, 2)),
            {**reading, "indicator": "drills", "period": "2026-Q3", "date": "2026-07-20"},
            {**reading, "indicator": "staff", "period": "2026-Q2", "date": "2026-07-03", "value": "2"},
            {**reading, "indicator": "staff", "period": "2026-Q1", "date": "2026-07-05"}])
        for as_of, task, missing in (("2026-08-13", "1", [("2026-Q3", ["withheld"])]), ("2026-08-20", "1", [("2026-Q3", ["withheld"])]),
                                     ("2026-08-20", "2", [("2026-Q1", ["withheld"])]), ("2026-10-05", "2", [("2026-Q3", ["not_reported"])])):
            told = self.explained(world, as_of, task)
            self.assertEqual([(one["period"], one["why"]) for one in told["missing"]], missing, (as_of, task))

    # 8: “With all told, nothing is unknown for want of them, but for what is others'”
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


if __name__ == "__main__":
    unittest.main()
