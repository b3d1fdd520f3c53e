"""A plan that amends another (docs/SEMANTICS.md, §7), through the program: what stays, what passes, what is superseded."""

import json
import re
import unittest

from duban_program import FINDINGS, FINE, ROOT, USAGE, WORLD, ProgramTest

UNITS = "code,name,level,parent\n900100,Alder,county,\n900101,Eastbrook,town,900100\n900102,Westhill,town,900100\n"
HEADER = """plan safe2026 {
    plan year 2026
    issued %s
    levels county > town
    units “units.csv”
    calendar “calendar.json”
    zone “Asia/Shanghai”
    due end of year
    %s
}
organs office
"""
NAMES = "indicator drills number “times” flow\nindicator checks number “times” flow every quarter\nindicator roster yes or no\n"


def side(status, due, holder):
    return {"status": status, "due": due, "holder": holder}


class Amendments(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("units.csv", UNITS)
        self.write("calendar.json", (ROOT / "plans/china/calendar.json").read_bytes())
        self.reports = 0

    def plan(self, name, issued, tasks, amends="", names=NAMES):
        return self.write(name, HEADER % (issued, f"amends “{amends}”" if amends else "") + names + tasks)

    def versions(self, before, after, issued="2026-07-01", **more):
        """An old plan, and the one that amends it."""
        self.old = self.plan("old.duban", "2026-01-10", before)
        self.new = self.plan("new.duban", issued, after, "old.duban", **more)

    def told(self, received, *rows):
        """Rows of `unit indicator date value`; handed in under the old plan."""
        self.reports += 1
        lines = [json.dumps(dict(zip(("unit", "indicator", "date", "value"), row.split()))) for row in rows]
        self.ends(FINE, "submit", self.old, self.write(f"r{self.reports}.jsonl", "\n".join(lines) + "\n\n"), "--received-at", received, "--log",
                  self.folder / "x.db")

    def announced(self, day, **values):
        rows = [{"kind": "announce", "indicator": name, "value": value, "date": day, "by": "Alder"} for name, value in values.items()]
        self.ends(FINE, "submit", self.old, self.write("announced.json", json.dumps(rows)), "--received-at", day, "--log", self.folder / "x.db")

    def rows(self, plan, as_of):
        lines = self.ends(FINE, "status", plan, "--json", "--as-of", as_of, "--known-at", "2027-12-31", "--log", self.folder / "x.db").out
        return [json.loads(line) for line in lines.splitlines()]

    def says(self, as_of, member="status", plan=None):
        return {(row["task"], row["unit"][-1], row["slot"]): row[member] for row in self.rows(plan or self.new, as_of)}

    # 7: “Before the amendment's day of issue all stands by the version before.”
    def test_before_the_day_of_issue_all_stands_by_the_version_before(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead county's office; done roster }\n",
                      "task 1 { lead each town's office; due end of September; done drills >= 2 }\n")
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        for as_of in ("2026-02-01", "2026-06-30T23:59"):
            self.assertEqual(self.rows(self.old, as_of), self.rows(self.new, as_of))
        self.assertNotEqual(self.rows(self.old, "2026-07-01"), self.rows(self.new, "2026-07-01"))

    # 7: “From that day on a row passes to the amendment, unless it was met and not returned at the end of the day before”
    def test_a_row_that_was_met_stays_and_any_other_passes_to_the_amendment(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n",
                      "task 1 { lead each town's office; due end of September; done drills >= 2 }\n")
        self.told("2026-08-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-07-05 1")
        self.assertEqual(self.says("2026-10-10"), {("1", "1", "2026"): "done", ("1", "2", "2026"): "overdue"})
        self.assertEqual(self.says("2026-10-10", "due"), {("1", "1", "2026"): "2026-12-31", ("1", "2", "2026"): "2026-09-30"})
        self.assertEqual(self.says("2026-10-10", "target"), {("1", "1", "2026"): "1", ("1", "2", "2026"): "2"})

    # 7: “A row is judged whole by the version that it stands on, with all that was told”
    def test_what_is_told_later_of_the_time_before_decides_what_had_stayed(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n", "task 1 { lead each town's office; done drills >= 2 }\n")
        self.told("2026-08-01", "Eastbrook drills 2026-06-30 1", "Westhill drills 2026-07-01 1")
        self.assertEqual(self.says("2026-12-31"), {("1", "1", "2026"): "done", ("1", "2", "2026"): "due_soon"})

    # 7: “Where an amendment moves a due date that had passed to a later day, … the row keeps the first such date as *missed*: it is overdue
    # again only after the new date, and when it is done after the missed one it is done late”
    def test_a_due_date_that_passed_unmet_and_is_moved_is_overdue_after_the_new_one_and_done_late(self):
        self.versions("task 1 { lead each town's office; due end of March; done drills >= 1 }\n",
                      "task 1 { lead each town's office; due end of September; done drills >= 1 }\n")
        self.told("2026-08-10", "Eastbrook drills 2026-08-05 1")
        self.assertEqual(self.says("2026-06-30"), {("1", "1", "2026"): "unreported_overdue", ("1", "2", "2026"): "unreported_overdue"})
        self.assertEqual(self.says("2026-08-20"), {("1", "1", "2026"): "done_late", ("1", "2", "2026"): "not_started"})
        self.assertEqual(self.says("2026-10-01")[("1", "2", "2026")], "unreported_overdue")
        why = self.ends(FINE, "explain", self.new, "1", "Eastbrook", "--as-of", "2026-08-20", "--known-at", "2026-08-20", "--lang", "en", "--log",
                        self.folder / "x.db").out
        self.assertIn("the due date before the amendment, which had passed: 2026-03-31", why)

    # 7: “A due date that a version sets, the first too, or that it changes is not before its day of issue.”
    def test_a_due_date_that_is_not_changed_keeps_what_it_was_and_a_changed_one_is_not_before_the_issue(self):
        self.versions("task 1 { lead each town's office; due end of March; done drills >= 1 }\n"
                      "task 2 { lead each town's office; due end of October; done roster }\n",
                      "task 1 { lead each town's office; due end of March; done drills >= 1 }\n"
                      "task 2 { lead each town's office; due end of May; done roster }\n")
        self.assertEqual(self.says("2026-07-10", "due"), {("1", "1", "2026"): "2026-03-31", ("1", "2", "2026"): "2026-03-31",
                                                        ("2", "1", "2026"): "2026-07-01", ("2", "2", "2026"): "2026-07-01"})
        self.assertEqual(self.says("2026-07-10", "overdue_days")[("1", "1", "2026")], 101)

    # 7: “A due date that an amendment leaves as it was, also one counted from the issue, is what it was.”
    def test_what_is_counted_from_the_issue_goes_on_counting_from_the_first(self):
        task = "task 1 { lead each town's office; due within 10 working days of issue; done drills >= 1 }\n"
        self.versions(task, task + "task 2 { lead county's office; due within 10 working days of issue; done roster }\n")
        self.assertEqual(self.says("2026-07-10", "due"), {("1", "1", "2026"): "2026-01-23", ("1", "2", "2026"): "2026-01-23",
                                                        ("2", "0", "2026"): "2026-07-15"})

    # 5: “A period or window that was over and due before the day of issue gives no row”
    def test_a_period_that_the_first_notice_left_out_does_not_come_back(self):
        self.old = self.plan("old.duban", "2026-02-10", "task 1 { lead county's office; every month; due day 5; done drills >= 1 }\n")
        self.new = self.plan("new.duban", "2026-07-01", "task 1 { lead county's office; every month; due day 5; done drills >= 2 }\n", "old.duban")
        old = {key for key in self.says("2026-06-30", plan=self.old)}
        self.assertEqual(old, set(self.says("2026-07-10")))

    # 7: “Where an amendment moves a due date that had passed”
    def test_an_extension_granted_in_time_leaves_nothing_missed(self):
        self.versions("task 1 { lead each town's office; due end of March; done drills >= 1 }\n",
                      "task 1 { lead each town's office; due end of September; done drills >= 1 }\n")
        extend = {"kind": "extend", "unit": "Eastbrook", "task": "1", "date": "2026-03-10", "value": "2026-10-31", "reason": "why", "by": "Alder"}
        self.ends(FINE, "submit", self.old, self.write("e.json", json.dumps([extend])), "--received-at", "2026-03-10", "--log", self.folder / "x.db")
        self.told("2026-08-10", "Eastbrook drills 2026-08-05 1", "Westhill drills 2026-08-05 1")
        self.assertEqual(self.says("2026-08-20"), {("1", "1", "2026"): "done", ("1", "2", "2026"): "done_late"})

    def test_an_amended_plan_goes_on_with_the_log_of_the_first(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n", "task 1 { lead each town's office; done drills >= 2 }\n")
        rows = self.write("r.csv", "unit,indicator,date,value\nEastbrook,drills,2026-02-20,1\n")
        self.ends(FINE, "submit", self.old, rows, "--received-at", "2026-03-01")
        said = self.ends(FINE, "status", self.new, "--json", "--as-of", "2026-07-02", "--known-at", "2026-07-02")
        self.assertIn('"status":"done"', said.out)

    # 7: “A due date that a version sets …, or that it changes is not before its day of issue.”
    def test_a_unit_or_a_period_that_the_version_before_did_not_have_is_treated_as_added(self):
        self.versions("task 1 { lead Eastbrook's office; due end of March; done drills >= 1 }\n",
                      "task 1 { lead each town's office; due end of March; done drills >= 1 }\n")
        self.assertEqual(self.says("2026-07-12", "due"), {("1", "1", "2026"): "2026-03-31", ("1", "2", "2026"): "2026-07-01"})
        self.versions("task 1 { lead county's office; every quarter; done checks >= 1 }\n",
                      "task 1 { lead county's office; every month; done checks >= 1 }\n", issued="2026-05-10")
        self.assertEqual({slot for _, _, slot in self.says("2026-05-12")}, {"2026-Q1"} | {f"2026-{month:02}" for month in range(5, 13)})

    def test_a_window_that_moves_moves_the_date_with_it(self):
        window = "window flood %s .. %s\ntask 1 { lead each town's office; during flood; done drills >= 1 }\n"
        self.versions(window % ("April 1", "June 30"), window % ("April 1", "September 30"), issued="2026-07-10")
        self.told("2026-08-15", "Westhill drills 2026-08-15 1")
        self.assertEqual(self.says("2026-08-20"), {("1", "1", "window:flood"): "not_started", ("1", "2", "window:flood"): "done_late"})
        self.versions(window % ("April 1", "September 30"), window % ("April 1", "June 30"), issued="2026-07-10")
        self.assertEqual(set(self.says("2026-07-12", "due").values()), {"2026-07-10"})

    def test_a_length_that_was_announced_stands_for_the_version_before_though_the_amendment_drops_it(self):
        self.versions("parameter reply to be announced\ntask 1 { lead each town's office; due within reply of issue; done drills >= 1 }\n",
                      "task 1 { lead each town's office; due September 30; done drills >= 1 }\n")
        self.announced("2026-02-01", reply="3 months")
        self.told("2026-05-06", "Eastbrook drills 2026-05-05 1")
        self.assertEqual(set(self.says("2026-06-30", "due").values()), {"2026-04-10"})
        self.assertEqual(self.rows(self.old, "2026-06-30"), self.rows(self.new, "2026-06-30"))
        self.assertEqual(self.says("2026-07-02"), {("1", "1", "2026"): "done_late", ("1", "2", "2026"): "not_started"})

    # 5: “What is announced of a parameter … goes before the lengths that the plan gives, also before those of a later amendment.”
    def test_a_length_to_be_announced_is_the_same_in_two_versions_if_it_has_one_name(self):
        task = "task 1 { lead each town's office; due within %s of issue; done drills >= 1 }\n"
        both = "parameter a to be announced\nparameter b to be announced\n"
        self.versions(both + task % "a", both + task % "b")
        self.announced("2026-02-01", a="3 months", b="5 months")
        self.assertEqual(set(self.says("2026-07-02", "due").values()), {"2026-12-01"})
        self.versions(both + task % "a", both + task.replace("done", "should") % "a")
        self.assertEqual(set(self.says("2026-07-02", "due").values()), {"2026-04-10"})
        self.versions(both + task % "a", "parameter a 6 months\n" + task % "a")
        self.assertEqual(set(self.says("2026-07-02", "due").values()), {"2026-10-01"})

    def test_the_steps_to_a_due_date_that_stays_say_what_had_raised_it_and_what_it_missed(self):
        plan = "window congress to be announced\ntask 1 { lead each town's office; during congress; done drills >= %d }\n"
        self.versions(plan % 1, plan % 2)
        self.announced("2026-03-20", congress="2026-03-02/2026-03-06")
        self.assertEqual(self.steps("2026-07-02"), [("rule", "2026-03-06"), ("notice", "2026-03-20")])
        self.announced("2026-04-20", congress="2026-03-02/2026-04-30")
        said = self.steps("2026-07-02")
        self.assertEqual(said, [("rule", "2026-04-30"), ("missed", "2026-03-20")])

    def steps(self, as_of):
        said = self.ends(FINE, "explain", self.new, "1", "Westhill", "--json", "--as-of", as_of, "--known-at", "2027-12-31", "--log",
                         self.folder / "x.db").rows()
        return [(step["step"], step["result"]) for step in said[0]["calendar"]]

    def test_a_row_that_stayed_waits_for_what_has_passed_on(self):
        tasks = "task 2 { lead each town's office; due end of %s; done roster }\n" \
                "task 1 { lead each town's office; every quarter; requires 2; done checks >= 1 }\n"
        self.versions(tasks % "March", tasks % "November", issued="2026-07-10")
        self.told("2026-07-01", "Eastbrook roster 2026-06-20 yes")
        for as_of in ("2026-07-09", "2026-07-11"):
            self.assertEqual(self.says(as_of)[("1", "2", "2026-Q1")], "waiting", as_of)

    def test_a_row_that_stayed_stays_though_later_versions_drop_what_it_reads(self):
        self.old = self.plan("old.duban", "2026-01-10", "task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead county's office; done roster }\n")
        often = NAMES.replace("drills number “times” flow", "drills number “times” flow every quarter")
        self.plan("new.duban", "2026-04-10", "task 1 { lead each town's office; done drills >= 2 }\ntask 2 { lead county's office; done roster }\n",
                  "old.duban", often)
        self.new = self.plan("third.duban", "2026-07-10", "task 2 { lead county's office; done roster }\n", "new.duban",
                             NAMES.replace("indicator drills number “times” flow\n", ""))
        self.told("2026-03-02", "Eastbrook drills 2026-03-01 1")
        self.assertEqual(self.says("2026-07-12"), {("1", "1", "2026"): "done", ("1", "2", "2026"): "superseded", ("2", "0", "2026"): "not_started"})

    # 7: “Task ids are stable”
    def test_a_task_that_comes_back_has_one_row_for_each_unit(self):
        one, two = "task 1 { lead each town's office; done drills >= 1 }\n", "task 2 { lead county's office; done roster }\n"
        self.old = self.plan("old.duban", "2026-01-10", one + two)
        self.plan("new.duban", "2026-04-10", two, "old.duban")
        self.new = self.plan("third.duban", "2026-07-10", one + two, "new.duban")
        self.told("2026-03-02", "Eastbrook drills 2026-03-01 1")
        rows = self.rows(self.new, "2026-07-12")
        self.assertEqual(sorted((row["task"], row["unit"][-1], row["status"]) for row in rows),
                         [("1", "1", "done"), ("1", "2", "not_started"), ("2", "0", "not_started")])

    def test_parts_are_the_same_by_their_titles(self):
        part = "part “%s” { done %s >= 1 }\n"
        self.versions("task 1 { lead each town's office\n" + part % ("drill", "drills") + part % ("check", "checks") + "}\n",
                      "task 1 { lead each town's office\npart “roster” { done roster }\n" + part % ("drill", "drills") + part % ("check", "checks") + "}\n")
        self.told("2026-03-02", "Eastbrook drills 2026-03-01 1")
        found = [(row["task"], row["status"]) for row in self.rows(self.new, "2026-07-12") if row["unit"] == "900101"]
        self.assertIn(("1-1", "not_started"), found)

    # 7: “one that it does not have any more *gone*.”, “Rows of a task that is gone and that do not stay are *superseded*.”
    # 4: “| 4 | superseded | of a task that is gone … | - |”
    def test_a_task_that_is_gone_is_superseded_but_where_it_was_met(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead county's office; done roster }\n",
                      "task 2 { lead county's office; done roster }\n", names=NAMES.replace("indicator drills number “times” flow\n", ""))
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        self.assertEqual(self.says("2026-12-31"),
                         {("1", "1", "2026"): "done", ("1", "2", "2026"): "superseded", ("2", "0", "2026"): "due_soon"})

    # 7: “one of a new id added”, “An added task opens no earlier than the day of issue.”
    def test_an_added_task_opens_no_earlier_than_the_day_of_issue(self):
        self.versions("task 1 { lead county's office; done drills >= 1 }\n",
                      "task 1 { lead county's office; done drills >= 1 }\ntask 2 { lead county's office; done checks >= 1 }\n")
        self.told("2026-08-01", "Alder checks 2026-06-20 1")
        self.assertEqual(self.says("2026-07-10", "value")[("2", "0", "2026")], {"lo": "0", "hi": None})

    # 7: “or is of a recurring or continuing task and its slot had ended before: then it *stays* with the version before.”
    def test_periods_that_had_ended_stay_and_those_to_come_are_the_amendments(self):
        self.versions("task 1 { lead county's office; every quarter; done checks >= 1 }\n",
                      "task 1 { lead county's office; every quarter; due within 10 days of period end; done checks >= 2 }\n")
        self.assertEqual(self.says("2026-08-01", "target"),
                         {("1", "0", "2026-Q1"): "1", ("1", "0", "2026-Q2"): "1", ("1", "0", "2026-Q3"): "2", ("1", "0", "2026-Q4"): "2"})
        self.assertEqual(self.says("2026-08-01", "due")[("1", "0", "2026-Q3")], "2026-10-10")

    # 7: “where versions define a name differently, each reads what was told by its own definition.”
    def test_each_version_reads_what_was_told_by_its_own_definition(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n", "task 1 { lead each town's office; done drills >= 2 }\n",
                      names=NAMES.replace("drills number “times” flow", "drills number “times” flow every quarter"))
        self.told("2026-08-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-07-20 1")
        self.assertEqual(self.says("2026-10-10")[("1", "1", "2026")], "done")
        self.assertEqual(self.says("2026-10-10")[("1", "2", "2026")], "report_missing")  # Q1 and Q2 were not told

    # 7: “A row that has stayed stays with every later amendment, too.”
    def test_a_row_that_stayed_stays_with_later_amendments_too(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n", "task 1 { lead each town's office; done drills >= 2 }\n")
        self.new = self.plan("third.duban", "2026-10-01", "task 1 { lead each town's office; done drills >= 3 }\n", "new.duban")
        self.told("2026-08-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-08-01 2")
        self.assertEqual(self.says("2026-12-31", "target"), {("1", "1", "2026"): "1", ("1", "2", "2026"): "2"})
        self.assertEqual(self.says("2026-12-31"), {("1", "1", "2026"): "done", ("1", "2", "2026"): "done"})

    def test_what_waits_for_a_task_waits_for_its_rows_wherever_they_stand(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead each town's office; requires 1; done roster }\n",
                      "task 1 { lead each town's office; done drills >= 2 }\ntask 2 { lead each town's office; requires 1; done roster }\n")
        self.told("2026-08-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-07-05 1")
        self.assertEqual(self.says("2026-08-01"), {("1", "1", "2026"): "done", ("1", "2", "2026"): "on_schedule",
                                                  ("2", "1", "2026"): "not_started", ("2", "2", "2026"): "waiting"})

    def document(self, *asked):
        return json.loads(self.ends(FINE, "checklist", self.new, *asked, "--format", "json", "--as-of", "2026-08-01", "--known-at", "2026-08-01",
                                    "--log", self.folder / "x.db").out)

    def test_a_document_shows_a_task_once_with_its_rows_of_all_versions(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead each town's office; done roster }\n",
                      "task 1 { lead each town's office; done drills >= 2 }\n")
        self.told("2026-08-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-07-05 1")
        card = self.document("--level", "town")
        self.assertEqual([task["id"] for task in card["tasks"]], ["1", "2"])
        self.assertEqual({unit["name"]: [task["status"] for task in unit["tasks"]] for unit in card["units"]},
                         {"Eastbrook": ["done", "superseded"], "Westhill": ["on_schedule", "superseded"]})
        rows = self.document("--task", "1")["rows"]
        self.assertEqual([(row["name"], row["status"]) for row in rows], [("Eastbrook", "done"), ("Westhill", "on_schedule")])
        self.ends(FINE, "checklist", self.new, "--all", "-o", self.folder / "out", "--format", "json", "--as-of", "2026-08-01",
                  "--known-at", "2026-08-01", "--log", self.folder / "x.db")
        index = json.loads((self.folder / "out/index.json").read_text())
        self.assertEqual([(task["code"] or task["name"], task["counts"]["done"]) for task in index["tasks"]], [("1", 1), ("2", 0)])

    def test_what_a_leader_sees_as_new_was_not_so_on_the_version_before(self):
        self.versions("task 1 { lead each town's office; due end of March; done drills >= 1 }\n",
                      "task 1 { lead each town's office; due end of March; done drills >= 2 }\n")
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        changes = self.document("--leader", "--under", "Alder", "--since", "2026-06-15")["changes"]
        self.assertEqual((changes["tasks"], changes["overdue"]["all"]), ([], 0))

    # 7: “a task of the same id is kept or revised, … one that it does not have any more *gone*.”
    def test_a_dry_run_lists_what_the_amendment_changes_and_writes_nothing(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead county's office; done roster }\n",
                      "task 1 { lead each town's office; due end of September; done drills >= 1 }\n")
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        log = self.folder / "x.db"
        before = log.read_bytes()
        asked = ("amend", self.old, self.new, "--log", log, "--known-at", "2026-07-01", "--json")
        changed = [json.loads(line) for line in self.ends(FINE, *asked, "--dry-run").out.splitlines()]
        self.assertEqual([(row["task"], row["unit"], row["before"], row["after"], " ".join(row["why"])) for row in changed], [
            ("1", "900102", side("not_started", "2026-12-31", "900102"), side("not_started", "2026-09-30", "900102"), "plan"),
            ("2", "900100", side("not_started", "2026-12-31", "900100"), side("superseded", "2026-12-31", "900100"), "plan")])
        self.assertEqual(before, log.read_bytes())
        self.ends(FINE, *asked, "--received-at", "2026-07-01T10:00")
        self.assertIn("plan", self.ends(FINE, "log", self.new, "--log", log, "--known-at", "2026-07-02", "--lang", "en").out.splitlines()[-2])
        self.assertIn('"900102"', self.ends(FINE, "diff", self.new, "--log", log, "--since", "2026-06-30", "--as-of", "2026-07-01", "--known-at",
                                            "2026-07-01", "--json").out)

    def test_an_amendment_goes_on_from_the_version_in_force_and_from_no_other(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n", "task 1 { lead each town's office; due end of September; done drills >= 1 }\n")
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 0")
        self.ends(FINE, "amend", self.old, self.new, "--received-at", "2026-07-01")
        beside = self.plan("beside.duban", "2026-09-01", "task 1 { lead each town's office; done drills >= 2 }\n", "old.duban")
        records = self.ends(FINE, "log", self.new, "--json").out
        for dry in ((), ("--dry-run",)):
            self.assertIn("D9114", self.ends(WORLD, "amend", self.old, beside, "--received-at", "2026-09-01", *dry).err)
        figures = self.write("beside.csv", "unit,indicator,date,value\nEastbrook,drills,2026-08-30,1\n")
        self.assertIn("D9114", self.ends(WORLD, "submit", beside, figures, "--received-at", "2026-09-01").err)
        self.assertEqual(self.ends(FINE, "log", self.new, "--json").out, records)
        after = self.plan("after.duban", "2026-09-01", "task 1 { lead each town's office; done drills >= 2 }\n", "new.duban")
        self.assertIn("a dry run", self.ends(FINE, "amend", self.new, after, "--received-at", "2026-09-01", "--dry-run", "--lang", "en").err)
        said = self.ends(FINE, "amend", self.new, after, "--received-at", "2026-09-01", "--lang", "en").out
        self.assertNotIn("what-if", said.splitlines()[-1], "it has been adopted")
        self.ends(FINE, "amend", self.old, beside, "--received-at", "2026-09-02", "--adopt")

    def test_a_part_that_an_amendment_puts_in_other_slots_counts_as_it_stands(self):
        lead = "lead Eastbrook's office"
        inc = "event inc { occurred time }\n"
        once, quarterly = "part “one” { due end of year; done drills >= 1 }", "part “one” { done drills >= 1 }"
        cases = "part “one” { triggered by inc; due end of year; lead place's town's office; done document “R” submitted }"
        half = "part “one” { every half year; done drills >= 2 }"
        told = [{"kind": "case", "unit": "Eastbrook", "indicator": "inc", "case": "X1", "occurred": "2026-04-01 08:00"},
                {"unit": "Eastbrook", "indicator": "R", "date": "2026-04-04", "case": "X1", "value": "submitted"}]

        def word(name, before, after, as_of, task="1", slot="2026", rows=None):
            """Of Eastbrook's row of the task by the amendment."""
            self.old = self.plan(f"{name}.duban", "2026-01-10", before, names=NAMES + inc)
            self.new = self.plan(f"{name}-2.duban", "2026-05-01", after, f"{name}.duban", names=NAMES + inc)
            log = self.folder / f"{name}.db"
            if rows:
                self.ends(FINE, "submit", self.old, self.write("cases.json", json.dumps(rows)), "--received-at", "2026-04-05", "--log", log)
            lines = self.ends(FINE, "status", self.new, "--json", "--as-of", as_of, "--known-at", "2027-12-31", "--log", log).out
            return {(row["task"], row["unit"][-1], row["slot"]): row["status"] for row in map(json.loads, lines.splitlines())}[task, "1", slot]

        self.assertEqual(word("a", f"task 1 {{ {lead}; due end of year; {once} }}\n", f"task 1 {{ {lead}; due end of year; {cases} }}\n",
                              "2026-06-10", rows=told[:1]), "not_started", "X1 is the part's, the lines of the others are not")
        self.assertEqual(word("b", f"task 1 {{ {lead}; every quarter; {quarterly} }}\n", f"task 1 {{ {lead}; every quarter; {half} }}\n",
                              "2026-08-10", slot="2026-Q3"), "report_missing", "it has no quarters any more: its half years count")
        self.assertEqual(word("c", f"task 1 {{ {lead}; due end of year; {cases} }}\n", f"task 1 {{ {lead}; due end of year; {once} }}\n",
                              "2026-06-10", rows=told), "done", "it was met before, and has stayed")
        for as_of in ("2026-04-10", "2026-05-10"):
            self.assertEqual(word("d", f"task 1 {{ {lead}; every quarter; {half} }}\n", f"task 1 {{ {lead}; every quarter; {quarterly} }}\n", as_of,
                                  slot="2026-Q1"), "undetermined", "an amendment takes no overdue row away")
        tasks = "task 2 { lead Eastbrook's office; due end of year; requires 1; done roster }\n"
        done = cases.removeprefix("part “one” ")
        self.assertEqual(word("e", f"task 1 {{ {lead}; due end of year; done drills >= 1 }}\n" + tasks, f"task 1 {done}\n" + tasks, "2026-06-10",
                              task="2"), "not_started", "no case, nothing to wait for")

    def test_two_versions_are_compared_by_one_log(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n", "task 1 { lead each town's office; done drills >= 2 }\n")
        self.ends(FINE, "submit", self.old, self.write("r.csv", "unit,indicator,date,value\nEastbrook,drills,2026-06-20,1\n"), "--received-at", "2026-07-02")
        for first, second in ((self.old, self.new), (self.new, self.old)):
            changes = self.ends(FINE, "diff", second, "--against", first, "--as-of", "2026-06-25", "--json").out
            self.assertEqual(changes, "", "before the day of issue they are one")

    def test_a_task_changes_by_what_was_told_of_its_parts(self):
        self.versions("task 1 { lead each town's office\npart “drill” { done drills >= 1 }\npart “list” { done roster }\n}\n",
                      "task 1 { lead each town's office; done drills >= 1 }\n")
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1", "Eastbrook roster 2026-02-21 1")
        lines = self.ends(FINE, "diff", self.old, "--log", self.folder / "x.db", "--since", "2026-02-10", "--as-of", "2026-03-02", "--known-at",
                          "2026-03-02", "--json").out
        said = {(row["task"], row["unit"]): (row["after"]["status"], " ".join(row["why"]), len(row["records"])) for row in map(json.loads, lines.splitlines())}
        self.assertEqual(said, {("1", "900101"): ("done", "records", 2), ("1-1", "900101"): ("done", "records", 1),
                                ("1-2", "900101"): ("done", "records", 1)})

    def test_what_differs_by_an_announcement_names_its_record(self):
        self.old = self.plan("old.duban", "2026-01-10", "parameter reply to be announced\n"
                             "task 1 { lead each town's office; due within reply of issue; done drills >= 1 }\n")
        self.announced("2026-02-01", reply="3 months")
        lines = self.ends(FINE, "diff", self.old, "--log", self.folder / "x.db", "--as-of", "2026-05-02", "--known-since", "2026-01-20",
                          "--known-at", "2026-05-02", "--json").rows()
        self.assertEqual([(line["unit"][-1], " ".join(line["why"]), line["records"]) for line in lines], [("1", "records", [4]), ("2", "records", [4])])

    def test_what_may_have_been_announced_as_one_thing_is_not_another_in_the_amendment(self):
        window, parameter = "window congress to be announced\n", "parameter congress to be announced\n"
        task = "task 1 { lead county's office; done drills >= 1 }\n"
        for before, after, word in ((window, parameter, "window"), (parameter, window, "parameter")):
            self.versions(before + task, after + task)
            said = self.ends(FINDINGS, "check", self.new, "--lang", "en").err
            self.assertIn("D9235", said)
            self.assertIn(f"“congress” was a {word} before", said)

    def act(self, received, *rows):
        self.reports += 1
        self.ends(FINE, "submit", self.old, self.write(f"a{self.reports}.json", json.dumps(rows)), "--received-at", received, "--log",
                  self.folder / "x.db")

    # 7: “unless it was met and not returned at the end of the day before”
    def test_a_row_that_was_met_and_returned_passes(self):
        task = "task 1 { lead each town's office; done drills >= %d; verify superior }\n"
        self.versions(task % 1, task % 2)
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-02-20 1")
        self.act("2026-05-01", {"kind": "return", "unit": "Westhill", "task": "1", "date": "2026-05-01", "reason": "why", "by": "Alder"})
        self.assertEqual(self.says("2026-08-01", "target"), {("1", "1", "2026"): "1", ("1", "2", "2026"): "2"})

    # 7: “Of a task with several goals those that must decide for all.”
    def test_of_a_task_with_several_goals_those_that_must_decide_for_all(self):
        task = "task 1 { lead each town's office; done drills >= %d; should drills >= %d }\n"
        self.versions(task % (1, 5), task % (2, 6))
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1", "Westhill drills 2026-02-20 0")
        said = {(row["unit"][-1], row["modality"]): row["target"] for row in self.rows(self.new, "2026-08-01")}
        self.assertEqual(said, {("1", "must"): "1", ("1", "should"): "5", ("2", "must"): "2", ("2", "should"): "6"})

    # 7: “or is of a recurring or continuing task and its slot had ended before”
    def test_periods_of_a_continuing_task_that_had_ended_stay(self):
        self.versions("task 1 { lead county's office; continuing every quarter; done drills >= 1 }\n",
                      "task 1 { lead county's office; continuing every quarter; done drills >= 2 }\n")
        self.assertEqual({slot: target for (_, _, slot), target in self.says("2026-08-01", "target").items()},
                         {"2026-Q1": "1", "2026-Q2": "1", "2026-Q3": "2", "2026-Q4": "2"})

    # 4: “| 4 | superseded | … | 5, 6 | waived; excused |”: their order
    def test_superseded_goes_before_waived_and_done_before_it(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\ntask 2 { lead county's office; done roster }\n",
                      "task 2 { lead county's office; done roster }\n")
        self.act("2026-05-01", {"kind": "waive", "unit": "Westhill", "task": "1", "date": "2026-05-01", "reason": "why", "by": "Alder"})
        self.assertEqual(self.says("2026-06-30")["1", "2", "2026"], "waived")
        self.assertEqual(self.says("2026-07-02")["1", "2", "2026"], "superseded")

    # 4: “P is open until each of these has word 1, 2, 4, 5 or 6”
    def test_a_prerequisite_that_is_superseded_is_not_open(self):
        self.versions("task 1 { lead each town's office; done drills >= 1 }\n"
                      "task 2 { lead each town's office; every quarter; due within 30 days of period end; requires 1; done checks >= 1 }\n",
                      "task 2 { lead each town's office; every quarter; due within 30 days of period end; done checks >= 1 }\n")
        self.assertEqual(self.says("2026-06-30")["2", "2", "2026-Q2"], "waiting")
        self.assertEqual(self.says("2026-07-02")["1", "2", "2026"], "superseded")
        self.assertEqual(self.says("2026-07-02")["2", "2", "2026-Q2"], "report_missing")

    # 7: “Returns of “no case” are owed from the first version's day of issue on.”
    def test_returns_are_owed_from_the_first_versions_day_of_issue_on(self):
        event = "event fire { occurred time } every quarter\n"
        task = "task 1 { lead each town's office; triggered by fire; due within 3 days of occurred; done document “R” submitted }\n"
        self.versions(event + task, event + task)
        self.assertEqual(self.says("2026-04-10")["1", "1", "2026"], "report_missing")
        self.assertEqual(self.says("2026-07-10")["1", "1", "2026"], "report_missing")
        self.act("2026-07-05", {"kind": "no_case", "unit": "Eastbrook", "indicator": "fire", "period": "2026-Q2"})
        self.assertEqual(self.says("2026-07-10")["1", "1", "2026"], "report_missing")
        self.act("2026-07-06", {"kind": "no_case", "unit": "Eastbrook", "indicator": "fire", "period": "2026-Q1"})
        self.assertEqual(self.says("2026-07-10")["1", "1", "2026"], "no_case")

    # 7: “A period or case of which it moved the due date so, and that was over before that day, gives no row, unless the version before had
    # the row.”
    def test_a_case_of_which_the_amendment_moves_the_due_date_gives_no_row_unless_it_had_one(self):
        event = "event fire { occurred time }\n"
        task = "task 1 { lead each town's office; triggered by fire; due within %s days of occurred; done document “R” submitted }\n"
        self.old = self.plan("old.duban", "2026-03-10", event + task % 10)
        self.new = self.plan("new.duban", "2026-07-01", event + task % 5, "old.duban")
        self.act("2026-03-20", {"kind": "case", "unit": "Eastbrook", "indicator": "fire", "case": "F1", "occurred": "2026-02-01 08:00"},
                 {"kind": "case", "unit": "Westhill", "indicator": "fire", "case": "F2", "occurred": "2026-03-15 08:00"})
        self.assertEqual({key for key in self.says("2026-06-30")}, {("1", "1", "2026"), ("1", "2", "case:F2")})
        said = self.says("2026-07-02", "due")
        self.assertEqual(set(said), {("1", "1", "2026"), ("1", "2", "case:F2")})
        self.assertEqual(said["1", "2", "case:F2"], "2026-07-01")

    def test_a_row_that_was_met_without_its_proof_stays_and_one_that_was_met_for_now_passes(self):
        task = "task 1 { lead each town's office; done drills >= %d; evidence record }\ntask 2 { lead each town's office; done drills <= %d }\n"
        self.versions(task % (1, 5), task % (2, 6))
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        said = self.says("2026-08-01", "target")
        self.assertEqual((said["1", "1", "2026"], said["2", "1", "2026"]), ("1", "6"))
        self.assertEqual(self.says("2026-08-01")["1", "1", "2026"], "claimed_without_proof")

    # 7: “the row keeps the first such date as *missed*”
    def test_of_a_date_that_was_moved_twice_the_first_that_had_passed_is_missed(self):
        task = "task 1 { lead each town's office; due end of %s; done drills >= 1 }\n"
        self.old = self.plan("old.duban", "2026-01-10", task % "March")
        self.plan("new.duban", "2026-07-01", task % "September", "old.duban")
        self.new = self.plan("third.duban", "2026-10-10", task % "December", "new.duban")
        self.told("2026-11-02", "Eastbrook drills 2026-11-01 1")
        self.assertEqual(self.says("2026-11-10"), {("1", "1", "2026"): "done_late", ("1", "2", "2026"): "not_started"})
        said = self.ends(FINE, "explain", self.new, "1", "Eastbrook", "--as-of", "2026-11-10", "--known-at", "2026-11-10", "--lang", "en", "--log",
                         self.folder / "x.db").out
        self.assertIn("late by 215 days", said)

    # 7: “its hash covers that version's.”
    def test_its_hash_covers_that_of_the_version_before(self):
        self.versions("task 1 { lead county's office; done drills >= 1 }\n", "task 1 { lead county's office; done drills >= 2 }\n")
        def name():
            out = self.ends(FINE, "status", self.new, "--as-of", "2026-08-01", "--known-at", "2026-08-01", "--log", self.folder / "y.db", "--lang", "en").out
            return out.splitlines()[-1]
        one = name()
        self.plan("old.duban", "2026-01-10", "task 1 { lead county's office; done drills >= 3 }\n")
        other = name()
        self.assertNotEqual(one, other)

    # 7: “An amendment (修订) is a whole plan of the same name, issued later, that names the version before it”
    # 7: “The plan year and the levels stay, and no indicator changes its kind.”
    def test_what_does_not_amend_the_plan_is_refused(self):
        task = "task 1 { lead county's office; done drills >= 1 }\n"
        self.versions(task, task)
        other = self.plan("other.duban", "2026-07-01", task)
        self.assertIn("D9225", self.ends(USAGE, "amend", self.old, other, "--dry-run", "--log", self.folder / "x.db").err)
        for code, text in (
                ("D9230", self.new.read_text().replace("safe2026", "other2026")),
                ("D9231", self.new.read_text().replace("issued 2026-07-01", "issued 2026-01-10")),
                ("D9234", self.new.read_text().replace("plan year 2026", "plan year 2027")),
                ("D9234", self.new.read_text().replace("county > town", "county > town > village")),
                ("D9232", self.new.read_text().replace("drills number “times” flow", "drills number “times” stock")),
                ("D9233", self.new.read_text().replace("old.duban", "circle.duban")),
                ("D9001", self.new.read_text().replace("old.duban", "nowhere.duban"))):
            with self.subTest(code):
                wrong = self.write("circle.duban", text)
                for language in ("zh", "en"):
                    said = self.run_program("check", wrong, "--lang", language)
                    self.assertNotEqual(FINE, said.code)
                    self.assertIn(code, said.err)

    def test_it_warns_of_what_was_late_and_is_dropped_but_not_where_another_takes_its_place(self):
        task = "task {} {{ lead each town's office; due end of March; done drills >= 1{} }}\n"
        self.versions(task.format("a", "") + task.format("b", ""), task.format("c", "; replaces a"))
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        said = self.ends(FINE, "amend", self.old, self.new, "--received-at", "2026-07-01", "--dry-run", "--log", self.folder / "x.db", "--lang", "en").err
        self.assertRegex(said, r"warning D9115: .* \(b\): 1; where")
        self.versions(task.format("a", "") + task.format("b", ""), task.format("c", "; replaces a, b"))
        said = self.ends(FINE, "amend", self.old, self.new, "--received-at", "2026-07-01", "--dry-run", "--log", self.folder / "x.db", "--lang", "en").err
        self.assertNotIn("D9115", said)

    def test_what_is_done_to_a_replaced_task_is_told_to_change_nothing_but_of_a_period_that_was_over(self):
        task = "task {} {{ lead each town's office; every quarter; done drills >= 1{} }}\n"
        self.versions(task.format("a", ""), task.format("b", "; replaces a"))
        for period, warns in (("2026-Q2", False), ("2026-Q3", True)):
            act = {"kind": "claim", "unit": "Eastbrook", "task": "a", "period": period, "date": "2026-09-30"}
            said = self.ends(FINE, "submit", self.new, self.write(f"{period}.json", json.dumps([act])), "--received-at", "2026-10-01",
                             "--log", self.folder / "x.db", "--lang", "en").err
            self.assertEqual("D6237: from 2026-07-01 on b stands in the place of task a" in said, warns, said)

    def test_what_is_done_to_a_withdrawn_task_is_taken_with_a_warning(self):
        task = "task {} {{ lead each town's office; done drills >= 1 }}\n"
        self.versions(task.format("a") + task.format("b"), task.format("b"))
        act = self.write("a.json", json.dumps([{"kind": "claim", "unit": "Eastbrook", "task": "a"}]))
        for day, warns in (("2026-06-30", False), ("2026-07-01", True)):
            said = self.ends(FINE, "submit", self.new, act, "--received-at", day, "--log", self.folder / f"{day}.db", "--lang", "en").err
            self.assertEqual("D6238: task a is withdrawn from 2026-07-01 on" in said, warns, said)

    def test_explain_says_that_what_was_replaced_stands_where_it_does(self):
        task = "task {} {{ lead each town's office; done drills >= 1{} }}\n"
        self.versions(task.format("a", ""), task.format("b", "; replaces a").replace("each town", "Eastbrook"))
        self.told("2026-03-01", "Eastbrook drills 2026-02-20 1")
        for unit, says in (("Eastbrook", "error D9246: task b asks nothing of Eastbrook: what it replaces still stands there, explain a"),
                           ("Westhill", "error D9207: task b asks nothing of Westhill")):
            said = self.run_program("explain", self.new, "b", unit, "--as-of", "2026-08-01", "--log", self.folder / "x.db", "--lang", "en")
            self.assertIn(says, said.err)

    def test_check_warns_of_a_date_before_the_issue_that_the_amendment_sets_and_of_none_that_it_leaves(self):
        task = "task {} {{ lead each town's office; due {}; done drills >= 1; part “p” {{ done drills >= 2 }} }}\n"
        left = task.format("a", "end of March")
        for before, warns in (("April 10", False), ("end of March", True), ("within 10 days of April 10", True)):
            self.versions(left + task.format("b", before), left + task.format("b", "April 10"))
            said = self.ends(FINE, "check", self.new, "--lang", "en").err
            self.assertEqual(re.findall("D4005: (.*)", said), ["the deadline 2026-04-10 is before the day of issue, 2026-07-01"] * warns, before)

    def test_rows_of_several_versions_stand_in_the_order_of_time(self):
        task = "task a {{ lead Eastbrook's office; every {}; done drills >= 1 }}\n"
        self.versions(task.format("month"), task.format("quarter"))
        self.assertEqual([row["slot"] for row in self.rows(self.new, "2026-08-01")],
                         [f"2026-0{month}" for month in range(1, 7)] + ["2026-Q3", "2026-Q4"])

    # 7: “Over all versions no tasks wait for each other in a circle; what waits for R waits for what it replaced, too.”
    def test_what_cannot_take_the_place_of_another_is_refused(self):
        lead = "lead each town's office"
        before = f"task a {{ {lead}; done drills >= 1 }}\ntask b {{ {lead}; requires a }}\n"
        for code, after in (("", f"task b {{ {lead}; requires c }}\ntask c {{ {lead}; replaces a }}\n"),
                            ("D9236", f"task c {{ {lead}; replaces a, z }}\n"),
                            ("D9237", f"task a {{ {lead} }}\ntask c {{ {lead}; replaces a }}\n"),
                            ("D9238", f"task b {{ {lead}; replaces a }}\n"),
                            ("D3106", f"task c {{ {lead}; replaces a, a }}\n"),
                            ("D2", f"task c {{ {lead}; part “p” {{ replaces a }} }}\n"),
                            ("D9239", f"task a {{ {lead}; requires b }}\ntask b {{ {lead} }}\n"),
                            ("D9239", f"task c {{ {lead}; replaces b; requires d }}\ntask d {{ {lead} }}\ntask a {{ {lead}; requires c }}\n")):
            self.versions(before, after + "task y { lead county's office; done drills >= 1 }\n")
            for language in ("zh", "en"):
                with self.subTest(code or "it can", language=language):
                    said = self.run_program("check", self.new, "--lang", language)
                    self.assertEqual(not code, said.code == FINE, said.err)
                    self.assertIn(code, said.err)
        self.plan("old.duban", "2026-01-10", f"task c {{ {lead}; replaces a; done drills >= 1 }}\n")
        self.assertIn("D3604", self.run_program("check", self.old).err)


if __name__ == "__main__":
    unittest.main()
