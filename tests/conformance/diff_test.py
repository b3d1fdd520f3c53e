"""What `duban diff` tells between two days, two plans, two states of knowledge: which obligations, for whom, why."""

import unittest

from duban_program import FINE, ProgramTest
from law_cases import ALL_KNOWN
from law_test import World

PLAN = """indicator drills number flow
task 1 { lead each town's office; due end of June; done drills >= 1 }
"""


class Diff(ProgramTest):
    def told(self, world, *arguments):
        said = self.ends(FINE, "diff", world.plan, *arguments, "--json", "--log", world.log).rows()
        return {(one["task"], one["unit"], one["modality"]): one for one in said}

    def table(self, world, *arguments, lang="en"):
        return self.ends(FINE, "diff", world.plan, *arguments, "--lang", lang, "--log", world.log).out

    def test_a_row_that_another_unit_holds_is_told_to_both(self):
        world = World().begin(self.folder, PLAN)
        world.hand_in("2026-03-02", [{"unit": "Southmoor", "indicator": "drills", "date": "2026-03-01", "value": "0"}])
        world.hand_in("2026-04-02", [{"kind": "transfer", "unit": "Eastbrook", "task": "1", "date": "2026-04-01", "value": "Westhill",
                                      "by": "Alder"}])
        asked = ("--as-of", "2026-04-10", "--known-at", ALL_KNOWN, "--known-since", "2026-03-05")
        for unit in ((), ("--unit", "Eastbrook"), ("--unit", "Westhill")):
            told = self.told(world, *asked, *unit)
            self.assertEqual(list(told), [("1", "900101", "must")], unit)
            one = told["1", "900101", "must"]
            self.assertEqual((one["before"]["holder"], one["after"]["holder"], " ".join(one["why"])), ("900101", "900102", "records"))
        self.assertEqual(self.told(world, *asked, "--unit", "Southmoor"), {})
        self.assertIn("Eastbrook → Westhill", self.table(world, *asked))
        self.assertIn("承担单位", self.table(world, *asked, lang="zh"))

    def test_what_comes_and_goes_with_a_unit_is_told_by_the_unit_list(self):
        lives = "code,name,level,parent,opened,closed,heir\n900100,Alder,county,,,,\n900101,Eastbrook,town,900100,,2026-05-01,900102\n" \
                "900102,Westhill,town,900100,,,\n900103,Southmoor,town,900100,2026-05-01,,\n"
        self.write("units.csv", lives)
        world = World().begin(self.folder, PLAN + "task 2 { lead each town's office; due March 1; done drills >= 1 }\n")
        world.hand_in("2026-03-02", [{"unit": "Westhill", "indicator": "drills", "date": "2026-03-01", "value": "1"}])
        told = self.told(world, "--since", "2026-04-30", "--as-of", "2026-05-01", "--known-at", ALL_KNOWN)
        self.assertEqual({key: (" ".join(one["why"]), one["before"] and one["before"]["holder"], one["after"] and one["after"]["holder"])
                          for key, one in told.items()},
                         {("1", "900101", "must"): ("units", "900101", None), ("1", "900103", "must"): ("units", None, "900103"),
                          ("2", "900101", "must"): ("units", "900101", "900102")})

    def test_what_a_withdrawal_or_a_record_of_what_it_waits_for_changes_between_two_days_is_not_put_down_to_time(self):
        world = World().begin(self.folder, PLAN.replace("end of June", "April 10") +
                              "indicator talks number flow\ntask 2 { lead each town's office; requires 1; due April 11; done talks >= 1 }\n")
        world.hand_in("2026-03-02", [{"key": "k", "unit": "Eastbrook", "indicator": "drills", "date": "2026-03-01", "value": "1"}])
        world.hand_in("2026-04-13", [{"kind": "withdraw", "corrects": "k", "by": "Eastbrook"},
                                     {"unit": "Westhill", "indicator": "drills", "date": "2026-04-12", "value": "1"}])
        told = self.told(world, "--since", "2026-04-11", "--as-of", "2026-04-13", "--known-at", "2026-04-13", "--known-since", "2026-04-12")
        self.assertEqual({key: (" ".join(one["why"]), one["records"]) for key, one in told.items()},
                         {("1", "900101", "must"): ("records", []), ("1", "900102", "must"): ("records", [6]),
                          ("2", "900101", "must"): ("records", []), ("2", "900102", "must"): ("records", [])})

    def test_all_causes_of_a_change_are_told_and_none_that_changed_nothing(self):
        world = World().begin(self.folder, PLAN.replace("task 1 {", "task 1 { every quarter;").replace("due end of June; ", ""),
                              amendments=[("2026-04-01", PLAN.replace("task 1 {", "task 1 { every quarter;").replace(
                                  "due end of June", "due within 10 days of period end").replace(">= 1", ">= 2"), {})])
        world.hand_in("2026-04-02", [{"unit": unit, "indicator": "drills", "date": "2026-04-01", "value": "1"} for unit in ("Eastbrook", "Westhill")])
        world.hand_in("2026-04-03", [{"unit": "Westhill", "indicator": "drills", "date": "2026-04-02", "value": "1"}])
        asked = ("--since", "2026-03-31", "--as-of", "2026-04-05", "--known-at", "2026-04-05", "--known-since", "2026-03-31")
        said = self.ends(FINE, "diff", world.plan, *asked, "--json", "--log", world.log).rows()
        told = {(one["unit"], one["slot"]): (" ".join(one["why"]), one["after"]["status"]) for one in said if one["slot"] < "2026-Q3"}
        self.assertEqual(told, {("900101", "2026-Q1"): ("time", "unreported_overdue"), ("900101", "2026-Q2"): ("records plan", "on_schedule"),
                                ("900102", "2026-Q1"): ("time", "unreported_overdue"), ("900102", "2026-Q2"): ("records plan", "done"),
                                ("900103", "2026-Q1"): ("time", "unreported_overdue"), ("900103", "2026-Q2"): ("plan time", "not_started")})

    def test_where_each_of_several_causes_would_do_all_are_told(self):
        world = World().begin(self.folder, PLAN.replace("end of June", "October 31"), amendments=[("2026-06-01", PLAN.replace("end of June", "November 30"), {})])
        world.hand_in("2026-05-20", [{"kind": "extend", "unit": "Westhill", "task": "1", "date": "2026-05-20", "value": "2026-11-30", "reason": "flood",
                                      "by": "Alder"}])
        told = self.told(world, "--since", "2026-05-01", "--as-of", "2026-06-20", "--known-at", "2026-06-20", "--known-since", "2026-05-01")
        self.assertEqual({key[1]: (" ".join(one["why"]), one["records"]) for key, one in told.items()},
                         {"900101": ("plan", []), "900102": ("records plan", [4]), "900103": ("plan", [])})

    def test_of_a_unit_that_closed_its_list_is_told_for_the_holder_and_time_for_the_word(self):
        self.write("units.csv", "code,name,level,parent,opened,closed,heir\n900100,Alder,county,,,,\n900101,Eastbrook,town,900100,,2026-07-15,900102\n"
                                "900102,Westhill,town,900100,,,\n900103,Southmoor,town,900100,,,\n")
        world = World().begin(self.folder, PLAN)
        told = self.told(world, "--since", "2026-06-25", "--as-of", "2026-07-20", "--known-at", ALL_KNOWN)
        self.assertEqual({key[1]: " ".join(one["why"]) for key, one in told.items()},
                         {"900101": "units time", "900102": "time", "900103": "time"})

    def test_the_rows_of_two_goals_are_told_apart(self):
        world = World().begin(self.folder, PLAN.replace("done drills >= 1", "done drills >= 1; should drills >= 2"))
        world.hand_in("2026-07-02", [{"unit": "Eastbrook", "indicator": "drills", "date": "2026-06-01", "value": "1"}])
        asked = ("--unit", "Eastbrook", "--since", "2026-06-30", "--as-of", "2026-07-03", "--known-at", ALL_KNOWN, "--known-since",
                 "2026-06-30")
        self.assertEqual(set(self.told(world, *asked)), {("1", "900101", "must"), ("1", "900101", "should")})
        self.assertRegex(self.table(world, *asked), r"1 \(should\) +900101")
        self.assertRegex(self.table(world, *asked, lang="zh"), r"1（.+） +900101")

    # 7: “What is done once, in a window … is one row, whatever days each version gives it”
    def test_a_task_that_an_amendment_puts_into_a_window_is_one_row_whose_old_date_lists_tell(self):
        amended = "indicator drills number flow\nwindow w to be announced\ntask 1 { lead each town's office; during w; done drills >= 1 }\n"
        plan = PLAN.replace("end of June", "end of March")
        world = World().begin(self.folder, plan, amendments=[("2026-07-01", amended, {})])
        world.hand_in("2026-07-02", [{"unit": "Westhill", "indicator": "drills", "date": "2026-03-01", "value": "1"}])
        asked = ("--as-of", "2026-07-20", "--known-at", ALL_KNOWN)
        told = self.ends(FINE, "diff", world.plan, "--since", "2026-06-30", *asked, "--known-since", ALL_KNOWN, "--json", "--log",
                         world.log).rows()
        self.assertEqual([(one["unit"], one["slot"], one["before"]["due"], one["after"]["due"], one["after"]["status"], " ".join(one["why"]))
                          for one in told],
                         [(unit, "window:w", "2026-03-31", None, "waiting", "plan") for unit in ("900101", "900103")])
        for lang, words in (("en", "the date before, 2026-03-31, was missed"), ("zh", "原期限 2026-03-31 已误")):
            said = self.ends(FINE, "checklist", world.plan, "--unit", "Eastbrook", *asked, "--lang", lang, "--log", world.log).out
            self.assertIn(words, said)

    def test_between_two_plans_it_tells_what_the_other_plan_changes(self):
        other = World().begin(self.folder / "other", PLAN.replace("end of June", "end of March").replace(">= 1", ">= 2"))
        world = World().begin(self.folder, PLAN)
        world.hand_in("2026-03-02", [{"unit": "Westhill", "indicator": "drills", "date": "2026-03-01", "value": "1"}])
        told = self.told(world, "--against", other.plan, "--as-of", "2026-05-01", "--known-at", ALL_KNOWN)
        self.assertEqual({key: (one["before"]["status"], one["before"]["due"], one["after"]["status"], one["after"]["due"], " ".join(one["why"]))
                          for key, one in told.items()},
                         {("1", unit, "must"): (before, "2026-03-31", after, "2026-06-30", "plan") for unit, before, after in (
                             ("900101", "unreported_overdue", "not_started"), ("900102", "overdue", "done"),
                             ("900103", "unreported_overdue", "not_started"))})


if __name__ == "__main__":
    unittest.main()
