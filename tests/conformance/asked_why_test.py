"""What a row's explanation, its next step and the list of what is missing tell where no figure is lacking: acts, parts, bounds, cases."""

import unittest

from duban_program import FINE, ProgramTest
from law_cases import ALL_KNOWN
from law_test import World

EVENT = "event fire { occurred time; grade one of { minor, grave }; cause_found yes or no } every quarter\n"
FIRE = {"kind": "case", "unit": "Eastbrook", "indicator": "fire", "case": "F-1", "date": "2026-03-01 08:00", "grade": "minor"}


class AskedWhy(ProgramTest):
    def world(self, clauses, *told, amendments=()):
        world = World().begin(self.folder, clauses, amendments=amendments)
        for day, *rows in told:
            world.hand_in(day, rows)
        return world

    def text(self, world, as_of, *arguments, lang="en"):
        return self.ends(FINE, *arguments, "--lang", lang, "--log", world.log, "--as-of", as_of, "--known-at", ALL_KNOWN).out

    def line(self, world, as_of, unit, task):
        lines = world.document(as_of, "checklist", world.plan, "--unit", unit, "--format", "json")["lines"]
        return next(line for line in lines if line["task"] == task)

    def explained(self, world, as_of, task, unit="Eastbrook", depth="full"):
        return world.document(as_of, "explain", world.plan, task, unit, "--json", "--depth", depth)

    # 3: “once it is, c by what is dated before s became true”
    def test_a_bound_until_a_state_is_told_as_it_was_when_the_state_held(self):
        world = self.world("indicator loss number flow every quarter\nindicator body stages A < B\n"
                           "task a { lead Eastbrook's office; done loss = 0 until body reaches B }\n",
                           ("2026-10-02", *({"unit": "Eastbrook", "indicator": "loss", "period": f"2026-Q{q}", "value": value}
                                            for q, value in ((1, "0"), (2, "0"), (3, "7"))),
                            {"unit": "Eastbrook", "indicator": "body", "date": "2026-08-10", "value": "B"}))
        told = self.explained(world, "2026-10-03", "a")
        bound, state = told["criterion"]
        self.assertEqual((told["status"], bound["truth"], bound["value"], state["truth"]), ("done", "true", {"lo": "0", "hi": "0"}, "true"))
        self.assertEqual([reading["period"] for reading in bound["readings"]], ["2026-Q1", "2026-Q2"])
        self.assertEqual([branch["truth"] for branch in told["tree"]["operands"]], ["true", "true"])

    def test_the_record_that_closed_a_case_is_told(self):
        closing = "task a { lead each town; triggered by fire; due within 30 days of occurred; close when cause_found }\n"
        world = self.world(EVENT + closing, ("2026-03-02", FIRE), ("2026-03-05", {
            "kind": "close", "unit": "Eastbrook", "indicator": "fire", "case": "F-1", "date": "2026-03-04"},
            {"unit": "Eastbrook", "indicator": "cause_found", "case": "F-1", "date": "2026-03-03", "value": "yes"}))
        told = self.explained(world, "2026-03-10", "a")
        self.assertEqual((told["status"], told["counted"]), ("done", [[], [6]]))

    def test_the_records_of_what_is_counted_are_told_in_full(self):
        world = self.world("indicator drills number flow\ntask a { lead Alder's office; done each town (drills >= 1) }\n",
                           ("2026-03-02", *({"unit": unit, "indicator": "drills", "date": "2026-03-01", "value": "1"}
                                            for unit in ("Eastbrook", "Westhill"))))
        self.assertEqual(self.explained(world, "2026-03-10", "a", "Alder")["counted"], [[4, 5]])
        self.assertIn("from 2 records: 4, 5", self.text(world, "2026-03-10", "explain", world.plan, "a", "Alder", "--depth", "full"))

    def test_a_part_is_told_with_its_task_and_what_that_quotes(self):
        world = self.world("indicator drills number flow\ntask a “Readiness” { source “be ready”; lead each town\n"
                           "part “drills” { done drills >= 1 }\npart “rest” { due end of year }\n}\n")
        self.assertEqual(self.explained(world, "2026-03-10", "a-1")["clause"]["part_of"],
                         {"task": "a", "title": "Readiness", "quotes": ["be ready"]})
        self.assertEqual(self.explained(world, "2026-03-10", "a")["clause"]["part_of"], None)
        said = self.text(world, "2026-03-10", "explain", world.plan, "a-1", "Eastbrook")
        self.assertIn("Part of: a Readiness\nSource: “be ready”", said)
        self.assertIn("all its parts are done (line", self.text(world, "2026-03-10", "explain", world.plan, "a", "Eastbrook"))
        self.assertIn("各分项都完成", self.text(world, "2027-01-02", "explain", world.plan, "a", "Eastbrook", lang="zh"))

    def test_a_row_that_waits_for_a_claim_or_a_closing_says_so_in_its_next_step_and_among_what_is_missing(self):
        closing = "task b { lead each town; triggered by fire; due within 30 days of occurred; close when cause_found }\n"
        world = self.world(EVENT + "task a { lead each town; due March 31 }\n" + closing, ("2026-03-02", FIRE), (
            "2026-03-05", {"unit": "Eastbrook", "indicator": "cause_found", "case": "F-1", "date": "2026-03-03", "value": "yes"}))
        self.assertEqual(self.line(world, "2026-04-10", "Eastbrook", "a")["next"], "claim that it is done")
        self.assertEqual(self.line(world, "2026-04-10", "Eastbrook", "b")["next"], "close case F-1")
        self.assertIn("claimed as done (line", self.text(world, "2026-04-10", "explain", world.plan, "a", "Eastbrook"))
        missing = ("missing", world.plan, "--unit", "Eastbrook")
        self.assertEqual([(act["task"], act["slot"], act["what"], act["due"]) for act in world.document("2026-04-10", *missing, "--format", "json")["acts"]],
                         [("a", "2026", "claim", "2026-03-31"), ("b", "case:F-1", "close", "2026-03-31")])
        self.assertEqual(world.document("2026-03-20", *missing, "--format", "json")["acts"], [])
        said = self.text(world, "2026-04-10", *missing)
        for words in ("a claim that it is done", "the closing of its case"):
            self.assertIn(words, said)

    def test_a_task_of_which_parts_lack_reports_names_them_as_its_next_step(self):
        world = self.world("indicator drills number flow\nindicator checks number flow\ntask a { lead each town; due March 31\n"
                           "part “drills” { done drills >= 1 }\npart “checks” { done checks >= 1 }\n}\n")
        self.assertEqual(self.line(world, "2026-04-10", "Eastbrook", "a")["next"], "report its parts: a-1 drills, a-2 checks")

    def test_an_attribute_that_nobody_has_told_is_among_what_is_missing(self):
        self.write("units.csv", "code,name,level,parent,coastal\n900100,Alder,county,,\n900101,Eastbrook,town,900100,\n")
        world = self.world("indicator drills number flow\ntask a { lead each town where coastal; done drills >= 1 }\n")
        acts = world.document("2026-03-10", "missing", world.plan, "--unit", "Eastbrook", "--format", "json")["acts"]
        self.assertEqual([(act["task"], act["what"], act["attribute"]) for act in acts], [("a", "attribute", "coastal")])

    def test_what_the_unit_itself_is_asked_for_goes_before_what_counts_it(self):
        world = self.world("indicator drills number flow every quarter\n"
                           "task a { lead Alder's office; every quarter; done each town (drills >= 1) }\n"
                           "task b { lead each town; every quarter; due within 10 days of period end; done drills >= 1 }\n")
        owed = world.document("2026-04-05", "missing", world.plan, "--unit", "Eastbrook", "--format", "json")["missing"]
        self.assertEqual([(one["task"], one["period"], one["due"]) for one in owed], [("b", "2026-Q1", "2026-04-10")])

    def test_the_field_that_tells_whether_a_case_sets_a_task_off_is_wanted_by_the_day_of_its_row(self):
        world = self.world(EVENT + "task a { lead each town; triggered by fire where grade = grave; due within 5 days of occurred }\n", ("2026-03-02", {**FIRE, "grade": ""}))
        owed = world.document("2026-03-10", "missing", world.plan, "--unit", "Eastbrook", "--format", "json")["missing"]
        named = self.explained(world, "2026-03-10", "a")["missing"]
        self.assertEqual([(one["due"]) for one in owed if one["indicator"] == "grade"],
                         [one["due"] for one in named if one["indicator"] == "grade"])

    def test_the_blank_form_of_a_document_is_taken_in_either_language(self):
        for lang, value in (("en", "issued"), ("zh", "已印发")):
            with self.subTest(lang=lang):
                world = self.world("task a { lead each town; due March 31; done document “Pond plan” issued }\n")
                form = self.folder / f"form-{lang}.csv"
                self.text(world, "2026-04-10", "missing", world.plan, "--unit", "Eastbrook", "-o", form, lang=lang)
                head, row = form.read_text(encoding="utf-8-sig").splitlines()
                cells = row.split(",")
                cells[head.split(",").index("value" if lang == "en" else "数值")] = value
                cells[head.split(",").index("date" if lang == "en" else "日期")] = "2026-03-30"
                self.write(form.name, f"{head}\n{','.join(cells)}\n")
                self.assertIn(" 1 accepted", self.ends(FINE, "submit", world.plan, form, "--log", self.folder / f"{lang}.db",
                                                       "--received-at", "2026-04-10", "--lang", "en").out)

    def test_of_what_does_not_apply_no_value_is_told(self):
        world = self.world("indicator checked number “times” flow\ntask a { lead Eastbrook's office; done checked >= 1 }\n",
                           ("2026-03-02", {"unit": "Eastbrook", "indicator": "checked", "date": "2026-03-01", "value": "n/a"}))
        said = self.text(world, "2026-03-10", "explain", world.plan, "a", "Eastbrook")
        self.assertIn("not applicable", said)
        self.assertNotIn("value:", said)

    def test_a_target_that_is_an_upper_bound_has_its_sign(self):
        world = self.world("indicator fires number “fires” flow\ntask a { lead Eastbrook's office; done fires <= 3 }\n",
                           ("2026-03-02", {"unit": "Eastbrook", "indicator": "fires", "date": "2026-03-01", "value": "4"}))
        self.assertIn("target: ≤ 3 fires", self.text(world, "2026-03-10", "explain", world.plan, "a", "Eastbrook", "--depth", "line"))

    def test_of_reports_that_are_missing_those_are_counted_that_are_due(self):
        world = self.world("indicator checks number flow every quarter\ntask a { lead Eastbrook's office; done checks > last year }\n")
        self.assertIn("checks 2025-Q1 (due 2025-03-31) and 3 more",
                      self.text(world, "2026-03-31", "explain", world.plan, "a", "Eastbrook", "--depth", "line"))

    def test_a_due_date_for_which_the_calendar_lacks_a_year_says_so_in_one_line(self):
        world = self.world("task a { lead Eastbrook's office; due within 5 working days of 2026-12-30 }\n")
        self.assertIn("due date unknown (the calendar lacks a year that is needed)",
                      self.text(world, "2026-12-31", "explain", world.plan, "a", "Eastbrook", "--depth", "line"))

    def test_parts_stand_on_their_tasks_list_by_how_they_are(self):
        world = self.world("indicator drills number flow\ntask a { lead each town; due March 31\npart “drills” { done drills >= 1 }\n"
                           "part “claim” { due March 31 }\n}\n",
                           ("2026-03-02", {"unit": "Eastbrook", "indicator": "drills", "date": "2026-03-01", "value": "1"},
                            {"unit": "Westhill", "indicator": "drills", "date": "2026-03-01", "value": "0"}))
        rows = world.document("2026-04-10", "checklist", world.plan, "--task", "a-1", "--format", "json")["rows"]
        self.assertEqual([(row["name"], row["answer"]) for row in rows],
                         [("Eastbrook", "done"), ("Westhill", "not_done"), ("Southmoor", "silent")])

    def test_a_departments_list_tells_a_task_of_before_the_amendment_from_that_after_it(self):
        task = "indicator drills number flow every quarter\ntask a “Drills” {{ lead each town's office; every quarter; done drills >= {} }}\n"
        world = self.world(task.format(1), amendments=[("2026-07-01", task.format(2), {})])
        said = self.text(world, "2026-08-01", "checklist", world.plan, "--department", "office")
        self.assertEqual((said.count("a Drills (before the amendment)"), said.count("a Drills")), (1, 2))

    def test_an_amendment_that_is_in_force_already_says_so(self):
        task = "task a { lead Eastbrook's office }\n"
        world = self.world(task, ("2026-03-02", {"kind": "claim", "unit": "Eastbrook", "task": "a", "date": "2026-03-01"}),
                           amendments=[("2026-07-01", task + "task b { lead Eastbrook's office }\n", {})])
        amend = ("amend", world.plans[""], world.plan, "--log", world.log, "--lang", "en", "--received-at")
        self.assertNotIn("in force already", self.ends(FINE, *amend, "2026-07-02").err)
        self.assertIn("the amendment was in force already, nothing was written", self.ends(FINE, *amend, "2026-07-03").err)


if __name__ == "__main__":
    unittest.main()
