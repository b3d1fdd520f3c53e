"""What is handed over, by a unit that closes or by a transfer, stands at its holder, and every document says whose it was."""

import csv
import json
import unittest

from duban_program import FINE, ProgramTest
from law_test import World


class HandedOver(ProgramTest):
    def closed_world(self):
        self.write("units.csv", "code,name,level,parent,opened,closed,heir\n900100,Alder,county,,,,\n900101,Eastbrook,town,900100,,,\n"
                                "900102,Westhill,town,900100,,2026-07-01,900101\n900103,Southmoor,town,900100,,,\n")
        world = World().begin(self.folder, """indicator drills number flow every quarter
task a { lead each town's office; due end of June; done drills >= 5 }
task b { lead each town's office; due end of year; done drills >= 9 }
""")
        world.hand_in("2026-04-02", [{"unit": unit, "indicator": "drills", "period": "2026-Q1", "value": "2"}
                                     for unit in ("Eastbrook", "Westhill")])
        world.hand_in("2026-06-30", [{"unit": "Eastbrook", "indicator": "drills", "period": "2026-Q2", "value": "1"}])
        return world

    def test_what_a_closed_unit_leaves_counts_at_its_heirs_place(self):
        world = self.closed_world()
        for as_of, rows in (("2026-06-30", [2, 2, 2]), ("2026-07-01", [3, 0, 2])):
            card = world.document(as_of, "checklist", world.plan, "--level", "town", "--format", "json")
            counts = {unit["name"]: unit["own"]["not_done"] + unit["own"]["unknown"] for unit in card["units"]}
            self.assertEqual([counts[name] for name in ("Eastbrook", "Westhill", "Southmoor")], rows, as_of)
            listed = world.document(as_of, "checklist", world.plan, "--unit", "Eastbrook", "--format", "json")["lines"]
            self.assertEqual(len(listed), rows[0], as_of)
            status = self.ends(FINE, "status", world.plan, "--json", "--unit", "Eastbrook", "--log", world.log, "--as-of", as_of)
            self.assertEqual(len(status.rows()), rows[0], as_of)

    def test_what_a_closed_unit_owes_is_missing_under_its_heir(self):
        world = self.closed_world()
        missing = {unit: world.document("2026-07-10", "missing", world.plan, "--unit", unit, "--format", "json")["missing"]
                   for unit in ("Eastbrook", "Westhill")}
        self.assertEqual([(one["unit"], one["period"]) for one in missing["Eastbrook"]], [("900102", "2026-Q2")])
        self.assertEqual(missing["Westhill"], [])
        form = self.folder / "blank.csv"
        self.ends(FINE, "missing", world.plan, "--unit", "Eastbrook", "--lang", "en", "--log", world.log, "--as-of", "2026-07-10",
                  "-o", form)
        row = next(csv.DictReader(form.read_text(encoding="utf-8-sig").splitlines()))
        self.assertEqual([row[name] for name in ("unit", "indicator", "period", "by")], ["900102", "drills", "2026-Q2", "900101"])

    def test_an_explanation_says_whose_row_it_was_and_whose_figures_were_inherited(self):
        world = self.closed_world()
        left = [one for line in self.ends(FINE, "explain", world.plan, "a", "Eastbrook", "--json", "--log", world.log, "--as-of",
                                          "2026-07-10").out.splitlines() if (one := json.loads(line))["unit"] == "900102"]
        self.assertEqual([(one["holder"], one["status"]) for one in left], [("900101", "unreported_overdue")])
        own = world.document("2026-07-10", "explain", world.plan, "b", "Eastbrook", "--json")
        self.assertEqual([(one["unit"], one["value"]) for one in own["criterion"][0]["readings"]],
                         [("900101", "2"), ("900102", "2"), ("900101", "1")])
        self.assertEqual([(one["unit"], one["period"]) for one in own["missing"]], [("900102", "2026-Q2")])
        for language, words in {"en": ["of Westhill, which closed on 2026-07-01; Eastbrook is its heir", "of Westhill, by Westhill",
                                       "Westhill drills 2026-Q2"],
                                "zh": ["原Westhill，2026-07-01 撤销，并入Eastbrook", "Westhill 的", "Westhill drills 2026-Q2"]}.items():
            text = "".join(self.ends(FINE, "explain", world.plan, task, "Eastbrook", "--lang", language, "--log", world.log,
                                     "--as-of", "2026-07-10").out for task in "ab")
            for word in words:
                self.assertIn(word, text)
        line = world.document("2026-07-10", "checklist", world.plan, "--unit", "Eastbrook", "--format", "json")["lines"][1]
        self.assertEqual(line["lead"], "Eastbrook (office) (of Westhill, which closed on 2026-07-01; Eastbrook is its heir)")

    def test_explain_of_a_unit_that_closed_before_the_date_says_that_it_did(self):
        world = self.closed_world()
        said = self.run_program("explain", world.plan, "b", "Westhill", "--lang", "en", "--log", world.log, "--as-of", "2026-07-10")
        self.assertIn("error D9247: Westhill closed on 2026-07-01, and nothing of task b had fallen due of it before", said.err)

    def test_a_row_that_was_handed_over_is_explained_at_its_unit_too_and_who_holds_it(self):
        world = World().begin(self.folder, "indicator drills number flow every quarter\n"
                                           "task a { lead each town's office; every quarter; done drills >= 1 }\n")
        world.hand_in("2026-06-01", [{"kind": "transfer", "unit": "Eastbrook", "task": "a", "period": "2026-Q2", "date": "2026-06-01",
                                      "value": "Westhill", "by": "Alder"}])
        def asked(*more):
            return self.ends(FINE, "explain", world.plan, "a", "Eastbrook", *more, "--log", world.log, "--as-of", "2026-06-10")
        self.assertEqual([(row["slot"], row["holder"]) for row in asked("--json").rows()],
                         [("2026-Q1", "900101"), ("2026-Q2", "900102"), ("2026-Q3", "900101"), ("2026-Q4", "900101")])
        self.assertEqual([row["holder"] for row in asked("--slot", "2026-Q2", "--json").rows()], ["900102"])
        self.assertIn("        held by Westhill\n", asked("--slot", "2026-Q2", "--lang", "en").out)
        self.assertIn("      现由Westhill承办\n", asked("--slot", "2026-Q2", "--lang", "zh").out)
        self.assertNotIn("held by", asked("--slot", "2026-Q1", "--lang", "en").out)

    def test_an_explanation_of_a_whole_names_the_slots_of_its_parts_that_are_not_its_own(self):
        world = World().begin(self.folder, "indicator drills number flow every quarter\n"
                                           "task a { part “p” { every quarter; done drills >= 1 }; part “q” { done drills >= 3 } }\n"
                                           .replace("task a {", "task a { lead each town's office;"))
        said = self.ends(FINE, "explain", world.plan, "a", "Eastbrook", "--lang", "en", "--log", world.log, "--as-of", "2026-05-10").out
        for line in ("a-1 p, Eastbrook, 2026-Q1: ", "a-1 p, Eastbrook, 2026-Q4: ", "a-2 q, Eastbrook: "):
            self.assertIn(f"  - {line}", said)

    def test_documents_say_for_whom_a_row_is_held(self):
        world = self.closed_world()
        transfer = {"kind": "transfer", "unit": "Southmoor", "task": "b", "date": "2026-07-02", "value": "Eastbrook", "by": "Alder"}
        world.hand_in("2026-07-02", [transfer])
        documents = {"task": ("--task", "a"), "problems": ("--problems",), "leader": ("--leader",),
                     "department": ("--department", "office"), "list": ("--unit", "Eastbrook")}
        said = {"en": {"department": "each town's office (with what is held for Westhill)",
                       "list": "Eastbrook (office) (for Southmoor)"},
                "zh": {"department": "each town's office（含原Westhill的）", "list": "Eastbrookoffice（Southmoor移交）"}}
        for language, plain in (("en", "Eastbrook (for Westhill)"), ("zh", "Eastbrook（原Westhill）")):
            for kind, wanted in documents.items():
                for form in ("md", "csv"):
                    text = self.ends(FINE, "checklist", world.plan, *wanted, "--format", form, "--lang", language, "--log", world.log,
                                     "--as-of", "2026-07-10").out
                    if (kind, form) != ("leader", "csv"):
                        self.assertIn(said[language].get(kind, plain), text, (kind, form))
        whose = {}
        for kind, wanted in documents.items():
            whose[kind] = world.document("2026-07-10", "checklist", world.plan, *wanted, "--format", "json")
        held = [("900101", None), ("900101", "900102"), ("900103", None)]
        self.assertEqual(sorted(((row["unit"], row["held_for"]) for row in whose["task"]["rows"]), key=str), sorted(held, key=str))
        self.assertEqual([(one["unit"], one["held_for"]) for one in whose["problems"]["open"]], held)
        self.assertEqual(sorted(((one["unit"], one["held_for"]) for one in whose["leader"]["overdue"]["listed"]), key=str),
                         sorted(held, key=str))
        self.assertEqual([line["held_for"] for line in whose["list"]["lines"]], [None, "900102", None, "900103"])
        self.assertEqual([(line["task"], line["units"], line["held_for"]) for line in whose["department"]["lines"]],
                         [("a", 2, ["900102"]), ("b", 1, ["900103"])])
        under = world.document("2026-07-10", "checklist", world.plan, "--department", "office", "--under", "Southmoor", "--format",
                               "json")
        self.assertEqual([(line["task"], line["rows"]) for line in under["lines"]], [("a", 1)])

    def test_the_page_of_a_unit_that_has_closed_says_when_and_who_goes_on(self):
        units = "code,name,level,parent,closed,heir\n900100,Alder,county,,,\n900101,Eastbrook,town,900100,,\n"
        self.write("units.csv", units + "900102,Westhill,town,900100,2026-07-01,900101\n900103,Southmoor,town,900100,2026-07-02,\n")
        world = World().begin(self.folder, "indicator drills number flow\n"
                                           "task a { lead each town's office; due end of June; done drills >= 5 }\n")
        none = {"en": "This plan has no duties for this unit.", "zh": "本计划没有给本单位的任务。"}
        said = {"en": {"Westhill": "This unit closed on 2026-07-01; Eastbrook is its heir: what was due is on Eastbrook's list.",
                       "Southmoor": "This unit closed on 2026-07-02 and has no heir: what was due stays under its name."},
                "zh": {"Westhill": "本单位已于 2026-07-01 撤销，并入Eastbrook；此前到期的列在Eastbrook的清单里。",
                       "Southmoor": "本单位已于 2026-07-02 撤销，没有并入别的单位；此前到期的仍在它名下。"}}
        for language, units in said.items():
            for unit, words in units.items():
                for command in ("checklist", "missing"):
                    asked = (command, world.plan, "--unit", unit, "--lang", language, "--log", world.log, "--as-of")
                    page = self.ends(FINE, *asked, "2026-07-10", "--format", "md").out
                    self.assertIn(words, page)
                    self.assertNotIn(none[language], page)
                    self.assertNotIn(words, self.ends(FINE, *asked, "2026-06-30", "--format", "md").out)
        for as_of, lives in (("2026-06-30", [(None, None)] * 3),
                             ("2026-07-10", [(None, None), ("2026-07-01", "900101"), ("2026-07-02", None)])):
            lists = [world.document(as_of, "checklist", world.plan, "--unit", unit, "--format", "json")
                     for unit in ("Eastbrook", "Westhill", "Southmoor")]
            self.assertEqual([(one["unit"]["closed"], one["unit"]["heir"]) for one in lists], lives)
        self.assertEqual([len(one["lines"]) for one in lists], [2, 0, 1])


if __name__ == "__main__":
    unittest.main()
