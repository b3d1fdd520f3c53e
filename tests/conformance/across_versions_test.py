"""What is told and asked of rows that stand on an older version of the plan, or come from another: the door and the commands."""

import csv
import re
import unittest

from duban_program import FINE, ProgramTest
from law_cases import ALL_KNOWN, handed_in
from law_test import World

DRILLS = "indicator drills number flow every {}\n"
TOWNS = "lead each town's office"


def reading(unit, indicator, date, value, **more):
    return {"unit": unit, "indicator": indicator, "date": date, "value": value, **more}


class Asking(ProgramTest):
    def asked(self, world, command, *arguments):
        return self.ends(FINE, command, world.plan, *arguments, "--json", "--log", world.log, "--known-at", ALL_KNOWN).rows()

    def read(self, world, command, *arguments, lang="en"):
        return self.ends(FINE, command, world.plan, *arguments, "--lang", lang, "--log", world.log, "--known-at", ALL_KNOWN).out

    def codes(self, world, day, rows):
        """The codes of the rows that were refused, in their order; what else was said is not among them."""
        file = self.write("rows.csv", handed_in(rows))
        answer = self.run_program("submit", world.plan, file, "--log", world.log, "--received-at", day, "--lang", "en")
        return re.findall(r"error (D\d{4})", answer.err)


class AcrossVersions(Asking):
    # ---- The door

    def quarters_before_months(self):
        def tasks(lead, every, goal):
            return (DRILLS + "event fire {{ lost number }} every {}\ntask a {{ lead {}; every {}; done drills >= 3; verify superior }}\n"
                    "task b {{ lead {}; every {} }}\ntask n {{ {}; every quarter; {} drills >= 3 }}\n"
                    "task f {{ {}; every {}; done no fire (lost >= 5) }}\n").format(every, every, lead, every, lead, every, TOWNS, goal, TOWNS, every)

        return World().begin(self.folder, tasks("each town's office", "quarter", "normally"),
                             amendments=[("2026-05-01", tasks("Eastbrook's office", "month", "done"), {})])

    def test_an_act_on_a_row_that_stays_is_taken_as_its_version_says(self):
        world = self.quarters_before_months()
        world.hand_in("2026-04-02", [reading("Eastbrook", "drills", "2026-03-01", "1")])
        act = {"period": "2026-Q1", "date": "2026-05-09", "by": "Alder", "reason": "seen"}
        rows = [{"kind": "claim", "unit": "Westhill", "task": "b", "period": "2026-Q1", "date": "2026-05-09"},
                {"kind": "waive", "unit": "Westhill", "task": "b", **act}, {"kind": "verify", "unit": "Westhill", "task": "a", **act},
                {"kind": "excuse", "unit": "Eastbrook", "task": "n", **act}]
        self.assertEqual(self.codes(world, "2026-05-10", rows), [])
        told = {(row["task"], row["unit"]): row["status"] for row in world.status("2026-05-12").rows() if row["slot"] == "2026-Q1"}
        self.assertEqual((told["b", "900102"], told["n", "900101"]), ("done_late", "excused"))

    def test_an_act_on_a_period_that_went_to_the_amendment_is_not_taken_as_the_version_before_says(self):
        rows = [{"kind": "claim", "unit": "Westhill", "task": "b", "period": "2026-Q2", "date": "2026-05-09"}]
        self.assertEqual(self.codes(self.quarters_before_months(), "2026-05-10", rows), ["D6212"])

    def test_what_the_blank_form_asks_of_a_period_that_stays_is_taken(self):
        world = self.quarters_before_months()
        form = self.folder / "blank.csv"
        self.ends(FINE, "missing", world.plan, "--unit", "Westhill", "--as-of", "2026-05-03", "--known-at", "2026-05-03", "-o", form, "--log", world.log,
                  "--lang", "en")
        with form.open(encoding="utf-8-sig", newline="") as lines:
            wanted = [row for row in csv.DictReader(lines) if row["period"] == "2026-Q1"]
        self.assertEqual([row["kind"] for row in wanted], ["reading", ""])  # whether there was a case the office says
        wanted[0]["value"], wanted[1]["kind"] = "4", "no_case"
        file = self.write("filled.csv", handed_in(wanted))
        answer = self.ends(FINE, "submit", world.plan, file, "--log", world.log, "--received-at", "2026-05-10", "--lang", "en")
        self.assertIn(" 2 accepted, ", answer.out)

    def test_whom_an_amendment_does_not_name_as_verifier_any_more_tells_a_figure_of_its_days_as_any_superior(self):
        task = f"task a {{ {TOWNS}; every quarter; done drills >= 3"
        world = World().begin(self.folder, DRILLS.format("quarter") + task + "; verify superior }\n",
                              amendments=[("2026-05-01", DRILLS.format("quarter") + task + " }\n", {})])
        for quarter, value in (("2026-Q1", "1"), ("2026-Q2", "1")):
            world.hand_in("2026-07-02" if quarter == "2026-Q2" else "2026-05-02",
                          [{"unit": "Eastbrook", "indicator": "drills", "period": quarter, "value": value, "by": "Alder"}])
        world.hand_in("2026-07-05", [{"unit": "Eastbrook", "indicator": "drills", "period": quarter, "value": "5"} for quarter in ("2026-Q1", "2026-Q2")])
        told = {row["slot"]: row["value"]["lo"] for row in world.status("2026-07-06").rows() if row["unit"] == "900101"}
        self.assertEqual((told["2026-Q1"], told["2026-Q2"]), ("1", "5"))

    def test_the_one_event_that_an_amendment_defines_otherwise_needs_no_name(self):
        task = f"task f {{ {TOWNS}; every quarter; done no fire (lost >= 5) }}\n"
        world = World().begin(self.folder, "event fire { lost number } every quarter\n" + task,
                              amendments=[("2026-05-01", "event fire { lost number; deaths number } every quarter\n" + task, {})])
        self.assertEqual(self.codes(world, "2026-05-10", [{"kind": "no_case", "unit": "Westhill", "period": "2026-Q1"}]), [])

    def test_a_task_that_is_gone_holds_no_case_up(self):
        task = "task s {{ lead place's {}'s office; triggered by fire; done lost <= 5 }}\n"
        event = "event fire { lost number }\n"
        world = World().begin(self.folder, event + task.format("county") + task.format("town").replace("task s", "task t"),
                              amendments=[("2026-05-01", event + task.format("county"), {})])
        self.assertEqual(self.codes(world, "2026-05-10", [{"kind": "case", "unit": "Alder", "indicator": "fire", "case": "F-9", "date": "2026-05-03"}]), [])

    def test_a_case_is_read_before_the_amendment_as_its_event_was_called_then(self):
        world = World().begin(self.folder, *(f"event {event} {{ lost number }}\ntask s {{ lead place's town's office; triggered by {event}; done lost <= 5 }}\n"
                                             for event in ("fire",)),
                              amendments=[("2026-05-01", "event blaze { lost number }\ntask s { lead place's town's office; triggered by blaze; done lost <= 5 }\n", {})])
        world.hand_in("2026-03-02", [{"kind": "case", "unit": "Eastbrook", "indicator": "fire", "case": "F-1", "date": "2026-03-01", "lost": "3"}])
        for plan in world.plans.values():
            told = [row["status"] for row in world.status("2026-04-03", plan=plan).rows() if row["slot"] == "case:F-1"]
            self.assertEqual(told, ["done"])

    # ---- Commands

    def two_parts(self, *titles):
        goals = {"one": "drills", "two": "talks"}
        parts = "".join(f"    part “{title}” {{ due May 31; escalate overdue -> superior; done {goals[title]} >= 1 }}\n" for title in titles)
        return f"indicator drills number flow\nindicator talks number flow\ntask a {{ lead Eastbrook's office; due October 31;\n{parts}}}\n"

    def test_parts_in_another_order_are_the_same_to_diff_and_notices(self):
        world = World().begin(self.folder, self.two_parts("one", "two"), amendments=[("2026-07-01", self.two_parts("two", "one"), {})])
        world.hand_in("2026-04-10", [reading("Eastbrook", "drills", "2026-04-09", "1")])
        since = ("--since", "2026-06-20", "--as-of", "2026-07-20")
        self.assertEqual(self.asked(world, "diff", *since), [])
        self.assertEqual(self.asked(world, "notices", *since), [])

    def test_a_row_that_stays_is_told_in_the_measure_and_members_of_its_version(self):
        def plan(members, measure):
            return (f"indicator body stages {members}\nindicator cash number “{measure}” stock\n"
                    "task a { lead Eastbrook's office; done cash >= 5 and body >= medium }\n").replace("medium", "medium" if measure == "tons" else "upper")

        world = World().begin(self.folder, plan("zero < low < medium < top", "tons"), amendments=[("2026-07-01", plan("zero < low < half < upper < top", "kg"), {})])
        world.hand_in("2026-04-10", [reading("Eastbrook", "body", "2026-04-09", "medium"), reading("Eastbrook", "cash", "2026-04-09", "6")])
        said = self.read(world, "explain", "a", "Eastbrook", "--as-of", "2026-07-20")
        self.assertIn("value: 6 tons", said)
        self.assertIn("value: medium", said)

    def test_the_leaders_page_takes_a_merged_task_for_what_does_not_stay_of_it(self):
        first = "".join(f"task {name} {{ {TOWNS}; due May 31; done {what} >= 1 }}\n" for name, what in (("a", "drills"), ("b", "talks")))
        named = "indicator drills number flow\nindicator talks number flow\n"
        world = World().begin(self.folder, named + first, amendments=[("2026-07-01", named + f"task c {{ replaces a, b; {TOWNS}; due July 15; done talks >= 1 }}\n", {})])
        world.hand_in("2026-04-10", [reading(unit, "drills", "2026-04-09", "1") for unit in ("Eastbrook", "Westhill")])
        world.hand_in("2026-07-10", [reading("Eastbrook", "talks", "2026-07-09", "1")])
        page = world.document("2026-07-20", "checklist", world.plan, "--leader", "--since", "2026-06-20", "--format", "json")
        self.assertEqual([{name: task[name] for name in ("done", "overdue", "recovered")} for task in page["changes"]["tasks"]],
                         [{"done": 1, "overdue": 0, "recovered": 1}])

    def test_what_is_given_a_window_is_the_same_row_to_the_leader_and_to_notices(self):
        task = f"indicator drills number flow\ntask a {{ {TOWNS}; due May 31; escalate overdue -> superior; done drills >= 1 }}\n"
        world = World().begin(self.folder, task, amendments=[("2026-07-01", "window season April 1..August 31\n" + task.replace("due May", "during season; due May"), {})])
        world.hand_in("2026-07-10", [reading("Eastbrook", "drills", "2026-07-09", "1")])
        page = world.document("2026-07-20", "checklist", world.plan, "--leader", "--since", "2026-06-20", "--format", "json")
        self.assertEqual([(task["overdue"], task["recovered"]) for task in page["changes"]["tasks"]], [(0, 1)])
        self.assertEqual(self.asked(world, "notices", "--since", "2026-06-20", "--as-of", "2026-07-20"), [])

    def test_who_is_waited_for_is_told_of_the_rows_that_wait_once(self):
        tasks = (f"indicator drills number flow\nindicator talks number flow\ntask p {{ {TOWNS}; every quarter; done drills >= 1 }}\n"
                 f"task q {{ {TOWNS}; every quarter; requires p; done talks >= 1 }}\n")
        world = World().begin(self.folder, tasks, amendments=[("2026-07-01", tasks.replace("drills >= 1", "drills >= 2"), {})])
        world.hand_in("2026-02-10", [reading("Eastbrook", "talks", "2026-02-09", "1")])
        for as_of, rows in (("2026-05-01", [1]), ("2026-08-01", [2])):
            page = world.document(as_of, "checklist", world.plan, "--unit", "Eastbrook", "--format", "json")
            self.assertEqual([one["rows"] for one in page["held_up"]], rows, as_of)

    def test_one_report_is_wanted_once_whatever_the_versions_measure_it_in(self):
        def plan(measure):
            return (f"indicator cash number “{measure}” flow every quarter\ntask g {{ {TOWNS}; every quarter; done cash >= 7 }}\n"
                    f"task a {{ {TOWNS}; due September 30; done cash >= 9 }}\n")

        world = World().begin(self.folder, plan("tons"), amendments=[("2026-07-01", plan("kg"), {})])
        wanted = self.read(world, "missing", "--unit", "Eastbrook", "--as-of", "2026-07-20")
        self.assertEqual(wanted.count("2026-Q1"), 1, wanted)

    def test_the_rows_of_a_task_stand_by_their_slots_whatever_the_version(self):
        task = f"indicator drills number flow\ntask a {{ {TOWNS}; every month; done drills >= 1 }}\n"
        world = World().begin(self.folder, task, amendments=[("2026-07-01", task.replace("month", "quarter"), {})])
        page = world.document("2026-11-01", "checklist", world.plan, "--task", "a", "--format", "json")
        slots = [row["slot"] for row in page["rows"] if row["unit"] == "900102" and row["answer"] == "silent"]
        self.assertEqual(slots, [f"2026-0{month}" for month in range(1, 7)] + ["2026-Q3", "2026-Q4"])


class OneVersion(Asking):
    """What was found beside that, where a plan has no amendment."""

    def test_a_key_with_a_mistyped_name_is_not_a_repeated_row(self):
        world = World().begin(self.folder, DRILLS.format("quarter") + f"task a {{ {TOWNS}; every quarter; done drills >= 3 }}\n")
        world.hand_in("2026-04-02", [{"key": "k1", "unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1", "value": "4"}])
        row = {"key": "k1", "unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1", "value": "4"}
        self.assertEqual(self.codes(world, "2026-04-03", [{**row, "unit": "Westhil"}, {**row, "indicator": "drils"}, row]), ["D6203", "D6216"])

    def test_a_withdrawal_may_repeat_what_the_row_of_the_act_said_of_its_period(self):
        world = World().begin(self.folder, f"window season May 1..June 30\ntask y {{ {TOWNS}; every year }}\ntask w {{ {TOWNS}; during season }}\n")
        world.hand_in("2026-05-10", [{"key": "y1", "kind": "claim", "unit": "Eastbrook", "task": "y", "period": "2026", "date": "2026-05-09"},
                                     {"key": "w1", "kind": "claim", "unit": "Eastbrook", "task": "w", "period": "window:season", "date": "2026-05-09"}])
        rows = [{"kind": "withdraw", "unit": "Eastbrook", "task": "y", "period": "2026", "corrects": "y1"},
                {"kind": "withdraw", "unit": "Eastbrook", "task": "w", "period": "window:season", "corrects": "w1"}]
        self.assertEqual(self.codes(world, "2026-05-11", rows), [])

    def test_a_field_that_a_correction_left_out_is_corrected_and_withdrawn_with_its_case(self):
        clauses = "event fire { grade stages minor < serious; lost number }\ntask s { lead place's town's office; triggered by fire; done grade < serious }\n"
        for last in ({"key": "k3", "kind": "case", "date": "2026-03-05", "grade": "minor"}, {"kind": "withdraw"}):
            with self.subTest(last["kind"]):
                self.setUp()
                world = World().begin(self.folder, clauses)
                fire = {"unit": "Eastbrook", "indicator": "fire", "case": "F-2"}
                world.hand_in("2026-03-11", [{"key": "k1", "kind": "case", "date": "2026-03-10", "grade": "serious", **fire}])
                world.hand_in("2026-03-12", [{"key": "k2", "kind": "case", "date": "2026-03-10", "lost": "3", "corrects": "k1", **fire}])
                self.assertEqual(self.codes(world, "2026-03-13", [{**fire, "corrects": "k2", **last}]), [])
                if last["kind"] == "case":
                    self.assertEqual([row["status"] for row in world.status("2026-03-14").rows() if row["slot"] == "case:F-2"], ["done"])
                told = self.ends(FINE, "log", world.plan, "--json", "--log", world.log, "--known-at", ALL_KNOWN).rows()
                self.assertIn("k1#grade", {row["corrects"] for row in told})

    def test_an_attribute_is_told_of_a_unit_that_is_named_by_one_that_is_there(self):
        self.write("units.csv", "code,name,level,parent,hilly,opened,closed,heir\n900100,Alder,county,,,,,\n900101,Eastbrook,town,900100,yes,,,\n"
                                "900102,Westhill,town,900100,no,,2026-04-01,900101\n")
        world = World().begin(self.folder, f"indicator drills number flow\ntask a {{ {TOWNS} where hilly = yes; done drills >= 1 }}\n")
        announce = {"kind": "announce", "indicator": "hilly", "value": "no", "date": "2026-05-01"}
        self.assertEqual(self.codes(world, "2026-05-10", [{**announce, "by": "Alder"}, {**announce, "unit": "Westhill", "by": "Westhill"}]), ["D6202", "D6234"])

    def test_a_case_is_not_claimed_before_it_occurred(self):
        world = World().begin(self.folder, "event fire { lost number }\ntask k { lead place's town's office; triggered by fire; due end of year }\n")
        world.hand_in("2026-03-06", [{"kind": "case", "unit": "Eastbrook", "indicator": "fire", "case": "F-1", "date": "2026-03-05"}])
        self.assertEqual(self.codes(world, "2026-03-07", [{"kind": "claim", "unit": "Eastbrook", "task": "k", "case": "F-1", "date": "2026-03-01"}]), ["D6315"])

    # ---- Words

    def test_a_date_is_told_as_a_date(self):
        world = World().begin(self.folder, f"indicator settled date\ntask t {{ {TOWNS}; done settled <= 2026-06-01 }}\n")
        world.hand_in("2026-02-01", [reading("Eastbrook", "settled", "2026-01-31", "2026-01-20")])
        self.assertIn("2026-01-20", self.read(world, "explain", "t", "Eastbrook", "--as-of", "2026-03-01", "--depth", "line"))
        self.assertNotRegex(self.read(world, "checklist", "--unit", "Eastbrook", "--as-of", "2026-03-01"), r"\b2\d{4}\b(?!-)")

    def test_a_failed_row_was_found_on_the_day_that_made_it_so(self):
        world = World().begin(self.folder, f"indicator drills number flow\nindicator talks number flow\ntask k {{ {TOWNS}; continuing every quarter; done drills >= 3 }}\n"
                                           f"task m {{ {TOWNS}; done talks <= 3 }}\n")
        world.hand_in("2026-06-02", [reading("Eastbrook", "drills", "2026-02-01", "1"), reading("Eastbrook", "talks", "2026-02-01", "5"),
                                     reading("Eastbrook", "talks", "2026-06-01", "1")])
        page = world.document("2026-08-01", "checklist", world.plan, "--problems", "--format", "json")
        found = {(one["task"], one["slot"]): one["found"] for one in page["open"] if one["status"] == "failed"}
        self.assertEqual((found["k", "2026-Q1"], found["m", "2026"]), ("2026-04-01", "2026-02-01"))

    def test_the_waiver_that_is_named_is_one_in_force(self):
        world = World().begin(self.folder, f"indicator drills number flow\ntask w {{ {TOWNS}; done drills >= 1 }}\n")
        waive = {"kind": "waive", "unit": "Eastbrook", "task": "w", "by": "Alder"}
        world.hand_in("2026-03-02", [{**waive, "date": "2026-02-01", "value": "2026-12-31", "reason": "long"},
                                     {**waive, "date": "2026-03-01", "value": "2026-04-30", "reason": "short"}])
        said = self.read(world, "explain", "w", "Eastbrook", "--as-of", "2026-05-20", "--depth", "line")
        self.assertIn("long, until 2026-12-31", said)

    def test_who_waits_for_a_window_by_class_is_asked_for_its_class(self):
        self.write("units.csv", "code,name,level,parent,zone\n900100,Alder,county,,\n900101,Eastbrook,town,900100,north\n900102,Westhill,town,900100,\n")
        world = World().begin(self.folder, "indicator drills number flow\nwindow season by zone { north: April 1..April 30, south: May 1..May 31 }\n"
                                           f"task a {{ {TOWNS}; during season; done drills >= 1 }}\n")
        page = self.read(world, "checklist", "--unit", "Westhill", "--as-of", "2026-04-20")
        self.assertIn("tell its zone", page)
        self.assertNotIn("to be announced", page)

    def test_the_leaders_page_has_one_line_for_each_task_unit_and_for_whom_it_holds_the_rows(self):
        self.write("units.csv", "code,name,level,parent,opened,closed,heir\n900100,Alder,county,,,,\n900101,Eastbrook,town,900100,,,\n"
                                "900102,Westhill,town,900100,,2026-08-01,900101\n")
        world = World().begin(self.folder, "indicator drills number flow\nindicator talks number flow\n"
                                           f"task a {{ {TOWNS}; due May 31; done drills >= 1; normally talks >= 1 }}\ntask b {{ {TOWNS}; every month; done drills >= 1 }}\n")
        page = world.document("2026-10-20", "checklist", world.plan, "--leader", "--format", "json")
        lines = [(line["task"], line["unit"], line.get("held_for")) for line in page["overdue"]["listed"]]
        self.assertEqual(len(lines), 4, lines)
        self.assertEqual(len(set(lines)), 4, lines)

    def test_what_is_to_be_reported_next_says_whose_and_of_which_case(self):
        world = World().begin(self.folder, f"event fire {{ lost number }}\nindicator drills number flow\ntask a {{ {TOWNS}; done drills >= 1 }}\n"
                                           f"task c {{ {TOWNS}; done each fire (lost is reported) }}\n")
        world.hand_in("2026-03-06", [{"kind": "case", "unit": "Eastbrook", "indicator": "fire", "case": "F-1", "date": "2026-03-05"},
                                     {"kind": "transfer", "unit": "Eastbrook", "task": "a", "date": "2026-03-05", "value": "Westhill", "by": "Alder"}])
        self.assertIn("report: Eastbrook drills 2026", self.read(world, "checklist", "--unit", "Westhill", "--as-of", "2026-04-20"))
        self.assertIn("report: lost case F-1", self.read(world, "checklist", "--unit", "Eastbrook", "--as-of", "2026-04-20"))

    def test_nothing_is_said_twice_or_of_nothing(self):
        world = World().begin(self.folder, f"indicator staff number stock every month\ntask a {{ {TOWNS}; done staff >= 5 and staff <= 9 }}\n"
                                           f"task c {{ {TOWNS}; due end of June }}\n")
        self.assertRegex(self.read(world, "missing", "--unit", "Eastbrook", "--as-of", "2026-04-20"), r"(?<!, )at its end")
        world.hand_in("2026-06-06", [{"key": "s", "unit": "Eastbrook", "indicator": "staff", "period": "2026-05", "value": "7"},
                                     {"kind": "claim", "unit": "Eastbrook", "task": "c", "date": "2026-06-05"}])
        self.assertNotIn("staff 7; staff 7", self.read(world, "checklist", "--unit", "Eastbrook", "--as-of", "2026-06-20"))
        self.assertNotIn("nothing reported", self.read(world, "explain", "c", "Eastbrook", "--as-of", "2026-06-20"))
        file = self.write("blank.csv", handed_in([{"unit": "Eastbrook", "indicator": "staff", "period": "2026-05", "value": "", "reason": "not counted"}]))
        said = self.run_program("submit", world.plan, file, "--log", world.log, "--received-at", "2026-06-07", "--lang", "en")
        self.assertIn("is now blank", said.out + said.err)


if __name__ == "__main__":
    unittest.main()
