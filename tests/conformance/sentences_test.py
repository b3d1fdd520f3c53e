"""Sentences of docs/SEMANTICS.md, sections 1, 6 and 8, of what status --json does not say: what is missing, counts, forecasts."""

import re
import unittest

from duban_program import FINE, ProgramTest
from law_cases import ALL_KNOWN
from law_test import World


class MissingFacts(ProgramTest):
    def explained(self, world, as_of, task, unit="Eastbrook", slot=None):
        rows = self.ends(FINE, "explain", world.plan, task, unit, "--depth", "full", "--json", "--lang", "en", "--log", world.log,
                         "--as-of", as_of, "--known-at", ALL_KNOWN).rows()
        return next(row for row in rows if slot in (None, row["slot"]))

    def names(self, missing):
        return missing and [(one["kind"], one["indicator"], one["period"], one["case"]) for one in missing]

    # 8: “**Shortest way** to met: of `and` all, of `or` the operand with the fewest, of several the first written”
    def test_the_shortest_way_is_all_of_and_and_the_first_of_the_fewest_of_or(self):
        world = World().begin(self.folder, """indicator drills number flow every quarter
indicator staff number stock
indicator crew number stock
task 1 { lead Eastbrook's office; due end of September; done drills >= 9 and staff >= 5 }
task 2 { lead Eastbrook's office; due end of September; done drills >= 9 or staff >= 5 or crew >= 1 }
task 3 { lead Eastbrook's office; due end of September; done at least 1 of (drills >= 9, crew >= 1) }
task 4 { lead Eastbrook's office; due end of September; done not (crew <= 1 or staff <= 5) }
""")
        q1, q2 = ("reading", "drills", "2026-Q1", ""), ("reading", "drills", "2026-Q2", "")
        staff, crew = ("reading", "staff", "2026", ""), ("reading", "crew", "2026", "")
        for task, way in (("1", [q1, q2, staff]), ("2", [staff]), ("3", [q1, q2, crew]), ("4", [crew, staff])):
            self.assertEqual(self.names(self.explained(world, "2026-07-05", task)["shortest"]), way, task)

    # 8: “Of a claim and a closing these themselves.”
    def test_of_a_claim_and_a_closing_these_themselves_are_missing(self):
        world = World().begin(self.folder, """event inc { occurred time; handled yes or no }
task 1 { lead Eastbrook's office; due end of September }
task 2 { lead place's town's office; triggered by inc; due end of year; close when handled }
""")
        world.hand_in("2026-06-02", [{"kind": "case", "unit": "Eastbrook", "indicator": "inc", "case": "X1", "occurred": "2026-06-01 10:00"},
                                     {"unit": "Eastbrook", "indicator": "handled", "date": "2026-06-02", "case": "X1", "value": "yes"}])
        self.assertEqual(self.names(self.explained(world, "2026-07-05", "1")["missing"]), [("claim", "", "2026", "")])
        self.assertEqual(self.names(self.explained(world, "2026-07-05", "2")["missing"]), [("close", "", "", "X1")])

    # 8: “of another task, of a judgement and of what the verifier withholds nothing: what others must tell is theirs.”
    def test_of_another_task_and_of_a_judgement_nothing_is_missing(self):
        world = World().begin(self.folder, """indicator staff number stock
task 1 { lead Eastbrook's office; due end of September; done staff >= 5 }
task 2 { lead Eastbrook's office; due end of September; done task 1 done }
task 3 { lead Eastbrook's office; due end of September; done judged by superior }
""")
        for task in "23":
            told = self.explained(world, "2026-07-05", task)
            self.assertEqual((told["missing"], told["shortest"]), ([], None), task)

    # 8: “Of a comparison, and of any other part that reads, the reporting slots not filled or withheld that keep what it reads from being
    # complete: of what adds up all that have ended, of what takes the latest the last that has, if there is none the current one; where
    # none ends in the row's slot, that slot, by its name.”
    def test_missing_is_the_current_slot_where_none_has_ended_and_the_rows_own_where_none_ends_in_it(self):
        world = World().begin(self.folder, """indicator staff number stock every quarter
indicator drills number flow every quarter
indicator crew number stock every half year
indicator trees number running total every quarter
task 1 { lead Eastbrook's office; due end of year; done staff >= 5 }
task 2 { lead Eastbrook's office; due end of year; done drills >= 5 }
task 3 { lead Eastbrook's office; every quarter; done crew >= 5 }
task 4 { lead Eastbrook's office; due end of year; done trees >= 5 }
""")
        for as_of, task, slot, period in (("2026-02-10", "1", None, ["2026-Q1"]), ("2026-02-10", "2", None, ["2026-Q1"]), ("2026-02-10", "3", "2026-Q1", ["2026-Q1"]),
                                          ("2026-07-10", "1", None, ["2026-Q2"]), ("2026-07-10", "2", None, ["2026-Q1", "2026-Q2"]),
                                          ("2026-07-10", "3", "2026-Q2", ["2026-H1"]), ("2026-07-10", "4", None, ["2026-Q2"])):
            told = self.explained(world, as_of, task, slot=slot)
            self.assertEqual([one["period"] for one in told["missing"]], period, (as_of, task))

    # 8: “Of all else, parts among it, the union over its unknown operands.”
    def test_missing_is_the_union_over_the_unknown_operands(self):
        world = World().begin(self.folder, """indicator staff number stock
indicator crew number stock
indicator roster yes or no
task 1 { lead Eastbrook's office; due end of September; done staff >= 5 or crew >= 5 or roster }
""")
        world.hand_in("2026-06-02", [{"unit": "Eastbrook", "indicator": "staff", "date": "2026-06-01", "value": "1"}])
        self.assertEqual(self.names(self.explained(world, "2026-07-05", "1")["missing"]),
                         [("reading", "crew", "2026", ""), ("reading", "roster", "2026", "")])

    # 8: “Of what counts units or cases, or adds them up, the returns lacking and what is missing in those counted that are the row's own
    # unit's”
    def test_what_counts_others_misses_what_the_rows_own_unit_must_tell_alone(self):
        world = World().begin(self.folder, """indicator drills number flow
task 1 { lead Alder's office; due end of June; done sum of each county, town's drills >= 5 }
""")
        told = self.explained(world, "2026-05-05", "1", "Alder")
        self.assertEqual([(one["unit"], one["indicator"]) for one in told["missing"]], [("900100", "drills")])

    # 8: “a count is met by what is missing in it”
    def test_the_shortest_way_of_a_count_is_what_is_missing_in_it(self):
        world = World().begin(self.folder, """event inc { occurred time; mended yes or no } every quarter
task 1 { lead Eastbrook's office; due end of year; done at least 1 of inc (mended) }
""")
        world.hand_in("2026-06-02", [{"kind": "case", "unit": "Eastbrook", "indicator": "inc", "case": name, "occurred": "2026-06-01 10:00"}
                                     for name in ("X1", "X2")])
        told = self.explained(world, "2026-07-05", "1")
        self.assertEqual(self.names(told["missing"]), self.names(told["shortest"]))
        self.assertEqual(len(told["missing"]), 3, told["missing"])

    # 8: “a task with parts by the shortest ways of all that are not done.”
    def test_the_shortest_way_of_a_task_with_parts_is_that_of_each_that_is_not_done(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator staff number stock
indicator crew number stock
task 1 { lead Eastbrook's office; due end of September; part “one” { done drills >= 1 }; part “two” { done staff >= 5 or crew >= 5 and drills >= 2 }; part “three” { }; part “four” { } }
task 2 { lead Eastbrook's office; due end of September; part “one” { done drills <= 3 }; part “two” { done staff >= 5 } }
""")
        world.hand_in("2026-06-02", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-06-01", "value": "4"}])
        told = self.explained(world, "2026-07-05", "1")
        self.assertEqual([(one["task"], one["kind"], one["indicator"]) for one in told["shortest"]],
                         [("1-2", "reading", "staff"), ("1-3", "claim", ""), ("1-4", "claim", "")])
        self.assertEqual([(one["task"], one["indicator"]) for one in told["missing"]],
                         [("1-2", "staff"), ("1-2", "crew"), ("1-3", ""), ("1-4", "")])
        self.assertIsNone(self.explained(world, "2026-07-05", "2")["shortest"], "a part of it has failed")

    def test_no_report_can_meet_a_task_with_a_part_that_others_must_verify_or_that_time_must_close(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator staff number stock
event inc { occurred time } every month
task 1 { lead Eastbrook's office; due end of September; part “one” { done drills >= 1 }; part “two” { done staff >= 5; verify Alder } }
task 2 { lead Eastbrook's office; due end of September; part “one” { done drills >= 1 }; part “two” { done staff >= 4; evidence photo } }
task 3 { lead Eastbrook's office; due end of September; part “one” { lead place's town's office; triggered by inc; done document “R” submitted } }
task 4 { lead Eastbrook's office; due end of September; done drills >= 1; part “one” { done drills >= 2 } }
""")
        world.hand_in("2026-06-02", [{"unit": "Eastbrook", "indicator": "staff", "date": "2026-06-01", "value": "5"}])
        self.assertIsNone(self.explained(world, "2026-07-05", "1")["shortest"])
        self.assertIsNone(self.explained(world, "2026-07-05", "2")["shortest"])
        told = self.explained(world, "2026-07-05", "3")
        self.assertEqual([one["kind"] for one in told["shortest"]], ["no_case"] * 6)
        self.assertEqual(told["shortest"], told["missing"])
        self.assertEqual([one["indicator"] for one in self.explained(world, "2026-07-05", "4")["shortest"]], ["drills"], "asked for once")

    def test_the_shortest_way_of_a_row_that_may_not_be_set_off_begins_with_what_tells_whether_it_is(self):
        world = World().begin(self.folder, """event inc { occurred time; big yes or no }
task 1 { lead place's town's office; triggered by inc where big; due end of September; done document “R” submitted }
""")
        world.hand_in("2026-06-02", [{"kind": "case", "unit": "Eastbrook", "indicator": "inc", "case": "X1", "occurred": "2026-06-01 10:00"}])
        told = self.explained(world, "2026-07-05", "1")
        self.assertEqual([one["indicator"] for one in told["missing"]], ["big", "R"])
        self.assertEqual(told["shortest"], told["missing"])

    # 8: “In a continuing slot what was not told by its end is missing.”
    def test_in_a_continuing_slot_what_was_not_told_by_its_end_is_missing(self):
        world = World().begin(self.folder, "indicator staff number stock\n"
                                           "task 1 { lead Eastbrook's office; continuing every quarter; done staff >= 5 }\n")
        world.hand_in("2026-04-12", [{"unit": "Eastbrook", "indicator": "staff", "date": "2026-04-11", "value": "5"}])
        self.assertEqual(self.names(self.explained(world, "2026-07-05", "1", slot="2026-Q1")["missing"]), [("reading", "staff", "2026-Q1", "")])

    # 8: “Of a slot of an earlier year that is longer than what is read the days within it are.”
    def test_of_a_slot_of_an_earlier_year_that_is_longer_than_what_is_read_the_days_within_it_are_missing(self):
        world = World().begin(self.folder, "indicator staff number stock every year\n"
                                           "task 1 { lead Eastbrook's office; every month; done staff > last year }\n")
        told = self.names(self.explained(world, "2026-07-05", "1", slot="2026-06")["missing"])
        self.assertIn(("reading", "staff", "2025-06", ""), told)


class Boards(ProgramTest):
    # 2: “proofs, review and texts stay with the task, unless the part says them of itself”
    def test_what_a_task_quotes_is_its_own_and_not_its_parts(self):
        world = World().begin(self.folder, """indicator drills number flow
task 1 { lead Eastbrook's office; due end of March; source “A text.”; part “one” { done drills >= 1 }; part “two” { done drills >= 2; source “Another.” } }
""")
        quotes = [world.document("2026-02-01", "explain", world.plan, task, "Eastbrook", "--json")["clause"]["quotes"] for task in ("1", "1-1", "1-2")]
        self.assertEqual(quotes, [["A text."], [], ["Another."]])

    # 1: “A record is recorded at the time it was handed in, or at the time of the record before it, whichever is later”
    def test_a_record_is_recorded_no_earlier_than_the_one_before_it(self):
        world = World().begin(self.folder, "indicator drills number flow\ntask 1 { lead Eastbrook's office; due end of June; done drills >= 9 }\n")
        world.hand_in("2090-05-10", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-04-01", "value": "1"}])
        later = self.write("later.csv", "unit,indicator,date,value\n900101,drills,2026-04-02,2\n")
        self.ends(FINE, "submit", world.plan, later, "--log", world.log, "--lang", "en")  # at the clock, which stands before 2090
        for known_at, value in (("2090-05-09", "0"), ("2090-05-10", "3")):
            self.assertEqual(world.status("2026-06-01", known_at).rows()[0]["value"]["lo"], value, known_at)

    # 7: “and when it is done after the missed one it is done late, by the days from that.”
    def test_what_is_done_after_a_missed_date_is_late_by_the_days_from_it(self):
        world = World().begin(self.folder, "indicator drills number flow\ntask 1 { lead Eastbrook's office; due end of June; done drills >= 1 }\n")
        world.hand_in("2026-07-12", [{"kind": "extend", "unit": "Eastbrook", "task": "1", "date": "2026-07-12", "value": "2026-08-15",
                                      "reason": "flood", "by": "Alder"}])
        world.hand_in("2026-08-12", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-08-10", "value": "1"}])
        said = self.ends(FINE, "explain", world.plan, "1", "Eastbrook", "--lang", "en", "--log", world.log, "--as-of", "2026-08-20").out
        self.assertIn("late by 41 days", said)

    # 8: “and at what comes back in periods by the calendar's last day, or a year after the plan's last if that is later.”
    def test_a_forecast_looks_at_periods_a_year_past_the_plan_and_no_further(self):
        world = World().begin(self.folder, "indicator staff number stock every quarter\n"
                                           "task 1 { lead Eastbrook's office; due to be announced; done staff >= 9 }\n")
        reading = {"unit": "Eastbrook", "indicator": "staff", "value": "1"}
        world.hand_in("2027-01-05", [{**reading, "period": "2026-Q4"}])

        def turns(as_of):
            return [(turn["at"], turn["then"]["status"]) for turn in self.ends(FINE, "forecast", world.plan, "--json", "--as-of", as_of,
                    "--known-at", ALL_KNOWN, "--log", world.log).rows()]
        self.assertEqual(turns("2027-01-05"), [("2027-04-01T00:00", "report_missing")])
        world.hand_in("2028-01-05", [{**reading, "period": "2027-Q4"}])
        self.assertEqual(turns("2027-12-31"), [])  # what ends on 31 March 2028 is not looked at
        self.assertEqual([row["status"] for row in world.status("2028-04-01").rows()], ["report_missing"])

    def counts(self, world, as_of, level="town"):
        card = world.document(as_of, "checklist", world.plan, "--level", level, "--format", "json")
        return {unit["name"]: unit["own"] for unit in card["units"]}

    # 4: “A triggered task without a live case at a unit shows a line, … counted nowhere.”
    def test_the_line_of_a_triggered_task_counts_nowhere(self):
        world = World().begin(self.folder, """event inc { occurred time } every quarter
task 1 { lead place's town's office; triggered by inc; due within 3 days of occurred; done document “R” submitted }
""")
        world.hand_in("2026-04-02", [{"kind": "no_case", "unit": "Eastbrook", "indicator": "inc", "period": "2026-Q1"}])
        words = {row["unit"]: row["status"] for row in world.status("2026-04-10").rows()}
        self.assertEqual((words["900101"], words["900102"]), ("no_case", "report_missing"))
        for own in self.counts(world, "2026-04-10").values():
            self.assertEqual((own["done"], own["not_done"], own["unknown"], own["rate"]), (0, 0, 0, ""))

    # 6: “Must and should are kept apart; may has no rate.”
    def test_normally_and_never_are_in_the_rate_of_must_and_may_in_none(self):
        world = World().begin(self.folder, """indicator staff number stock
indicator accidents number flow
task 1 { lead Eastbrook's office; due end of June; normally staff >= 5; never accidents >= 2; may staff >= 9 }
""")
        world.hand_in("2026-04-02", [{"unit": "Eastbrook", "indicator": "staff", "date": "2026-04-01", "value": "5"},
                                     {"unit": "Eastbrook", "indicator": "accidents", "date": "2026-04-01", "value": "2"}])
        own = self.counts(world, "2026-04-10")["Eastbrook"]
        self.assertEqual((own["done"], own["not_done"], own["unknown"], own["rate"]), (1, 1, 0, "50.0"))

    # 6: “A recurring task's weight is that of each of its rows”
    def test_a_recurring_tasks_weight_is_that_of_each_of_its_rows(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator courses number flow
task 1 { lead Eastbrook's office; every quarter; done drills >= 1; weight 2.5 }
task 2 { lead Eastbrook's office; due end of March; done courses >= 1 }
""")
        world.hand_in("2026-07-02", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-02-01", "value": "1"},
                                     {"unit": "Eastbrook", "indicator": "drills", "date": "2026-05-01", "value": "0"},
                                     {"unit": "Eastbrook", "indicator": "courses", "date": "2026-05-01", "value": "0"}])
        own = self.counts(world, "2026-07-05")["Eastbrook"]
        self.assertEqual((own["done"], own["not_done"], own["unknown"]), (1, 2, 1), own)
        self.assertEqual({name: own["weighted"][name] for name in ("done", "not_done", "unknown")},
                         {"done": "2.5", "not_done": "3.5", "unknown": "2.5"})

    # 6: “counts by word and modality”, “on-time rate, over the rows with a due date that are D, or N or U past it”
    def test_a_row_without_a_due_date_and_one_before_its_own_are_in_no_on_time_rate(self):
        world = World().begin(self.folder, """indicator drills number flow
indicator courses number flow
indicator staff number stock
task 1 { lead Eastbrook's office; due end of March; done drills >= 1 }
task 2 { lead Eastbrook's office; due to be announced; done courses >= 1; should drills >= 5 }
task 3 { lead Eastbrook's office; due end of year; done staff >= 5 }
""")
        world.hand_in("2026-05-02", [{"unit": "Eastbrook", "indicator": name, "date": "2026-04-10", "value": "1"} for name in ("drills", "courses")])
        said = self.ends(FINE, "status", world.plan, "--lang", "en", "--log", world.log, "--as-of", "2026-05-10", "--known-at", ALL_KNOWN).out
        self.assertIn("4 rows: done 1, done late 1, not started 1, on schedule 1; 3 count, 2 of them done, completion 66.7%–100.0%; "
                      "on time 0.0%\n", said)

    # 2: “organs (环保部门) cut across it.”
    # 6: “For every unit, every organ and every level, over the subtree”
    def test_an_organ_has_the_counts_of_its_rows_over_the_subtree(self):
        world = World()
        world.begin(self.folder, """organs police = county, town
indicator staff number stock
task 1 { lead each town's office; due end of June; done staff >= 5 }
task 2 { lead each town's police; due end of June; done staff >= 5 }
""")
        world.hand_in("2026-04-02", [{"unit": "Eastbrook", "indicator": "staff", "date": "2026-04-01", "value": "5"}])
        told = world.document("2026-04-10", "checklist", world.plan, "--department", "police", "--format", "json")
        self.assertEqual([(line["task"], line["counts"]["done"], line["counts"]["unknown"]) for line in told["lines"]], [("2", 1, 2)])

    # 8: “Every document carries a receipt: engine version, hashes of plan, units and calendar, the last record received by `known_at`
    # with its hash, `as_of`, `known_at`.”
    # 5: “The calendar is data, and has a hash that each result names.”
    def test_a_receipt_names_the_versions_and_the_last_record_by_their_hashes(self):
        world = World().begin(self.folder, "indicator drills number flow\ntask 1 { lead Eastbrook's office; due end of June; done drills >= 9 }\n")
        for day in ("2026-03-02", "2026-04-02"):
            world.hand_in(day, [{"unit": "Eastbrook", "indicator": "drills", "date": day, "value": "1"}])
        records = self.ends(FINE, "log", world.plan, "--json", "--log", world.log, "--known-at", ALL_KNOWN).rows()
        adopted = {record["kind"]: record["value"] for record in records if record["kind"] != "reading"}
        version = self.ends(FINE, "--version").out.split()[1]
        for known_at, last in (("2026-03-31", records[-2]), ("2026-04-30", records[-1])):
            receipt = self.ends(FINE, "explain", world.plan, "1", "Eastbrook", "--json", "--log", world.log, "--as-of", "2026-05-01",
                                "--known-at", known_at).rows()[0]["receipt"]
            self.assertEqual(receipt, {"engine": version, **adopted, "last_record": last["number"], "last_hash": last["hash"],
                                       "as_of": "2026-05-01", "known_at": known_at, "adopted": True})


class Refused(ProgramTest):
    def setUp(self):
        super().setUp()
        self.world = World().begin(self.folder, "indicator drills number flow\nindicator roster yes or no\n"
                                                "task 2 { lead Alder's office; due end of June; done roster }\n")

    def refused(self, clauses):
        """The errors that `check` names of a plan with such a task."""
        plan = self.write("more.duban", self.world.plan.read_text(encoding="utf-8") + f"task 1 {{ lead Alder's office; due end of June; {clauses} }}\n")
        return set(re.findall(r"error (D\d+)", self.run_program("check", plan, "--lang", "en").err))

    # 3: “No count, total, task or judgement stands under `throughout`, `until` or `never`, no judgement within a count, and `at most` and
    # `exactly` are not said of operands.”
    def test_what_may_not_stand_within_what(self):
        for one in ("each town (drills >= 1)", "sum of each town's drills >= 5", "task 2 done", "judged by superior"):
            for clause, code in ((f"done {one} throughout", "D3524"), (f"done drills <= 1 until {one}", "D3524"),
                                 (f"done {one} until roster", "D3524"), (f"never {one}", "D3523")):
                with self.subTest(clause):
                    self.assertEqual(self.refused(clause), {code})
        self.assertEqual(self.refused("done each town (judged by superior)"), {"D3531"})
        for words in ("at most", "exactly"):
            self.assertEqual(self.refused(f"done {words} 1 of (drills >= 1, roster)"), {"D3528"})

    # 6: “(权重, from 0 to 10000, 1 if not said)”
    # 2: “and the weight in any case.”
    def test_a_weight_is_from_0_to_10000_and_no_part_has_one(self):
        for weight, code in (("0", None), ("10000", None), ("10000.000001", "D3508"), ("10001", "D3508")):
            self.assertEqual(self.refused(f"done drills >= 1; weight {weight}"), {code} - {None}, weight)
        self.assertEqual(self.refused("part “one” { done drills >= 1; weight 2 }"), {"D3535"})


if __name__ == "__main__":
    unittest.main()
