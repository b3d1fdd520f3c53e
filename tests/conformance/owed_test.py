"""What an office must still do, and what is said of a row that is not as simple as it looks."""

import json
import unittest

from duban_program import FINE, ProgramTest

PLAN = """plan town2026 “A county” {
    plan year  2026
    issued     2026-02-10
    levels     county > town
    units      “units.csv”
    calendar   “calendar.json”
    zone       “Asia/Shanghai”
}
indicator drills number “times” flow every quarter
indicator checks number “times” flow every month
indicator staff number “persons” stock
indicator roster_made yes or no
task 1 “Drills” {
    lead each town
    every quarter
    due within 10 days of period end
    done drills >= 1 and checks >= 1
}
task 2 “Roster” {
    lead each town
    due end of March
    done roster_made
    verify superior
}
task 3 “Staff” {
    lead each town
    due end of March
    done staff >= 2
    evidence record
}
task 4 “Ponds” {
    lead each town
    part “plan” { due end of March; done document “Pond plan” issued }
    part “works” { due end of October; done document “Pond works” issued }
}
"""
UNITS = "code,name,level,parent\n900100,Clearbrook,county,\n900101,Eastbrook,town,900100\n900102,Westridge,town,900100\n"
CALENDAR = """{ "name": "holidays", "zone": "Asia/Shanghai", "offset_minutes": 480, "source": "a notice",
  "years": { "2026": { "off": { "2026-01-01": "New Year" }, "work": {} } } }
"""
HEAD = "kind,unit,task,indicator,date,period,value,reason,by\n"


class Owed(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("units.csv", UNITS)
        self.write("calendar.json", CALENDAR)
        self.plan = self.write("plan.duban", PLAN)

    def submit(self, day, *rows):
        path = self.write(f"{day}.csv", HEAD + "".join(row + "\n" for row in rows))
        return self.ends(FINE, "submit", self.plan, path, "--received-at", f"{day}T12:00", "--lang", "en")

    def at(self, day, command, *arguments, lang="en"):
        return self.ends(FINE, command, self.plan, *arguments, "--lang", lang, "--as-of", day, "--known-at", f"{day}T23:59").out

    def test_what_ends_with_a_rows_period_is_owed_by_the_rows_due_date(self):
        items = json.loads(self.at("2026-04-05", "missing", "--unit", "Eastbrook", "--format", "json"))["missing"]
        due = {(item["indicator"], item["period"]): item["due"] for item in items}
        self.assertEqual(due[("drills", "2026-Q1")], "2026-04-10")
        self.assertEqual(due[("checks", "2026-03")], "2026-04-10")
        self.assertEqual(due[("checks", "2026-02")], "2026-02-28")

    def test_what_was_returned_is_owed_with_who_returned_it_and_why(self):
        self.submit("2026-03-10", "reading,900101,,roster_made,2026-03-10,,yes,,", "reading,900101,,staff,2026-03-10,,3,,")
        self.submit("2026-03-12", "return,900101,2,,2026-03-12,,,no names in it,900100")
        owed = json.loads(self.at("2026-03-20", "missing", "--unit", "Eastbrook", "--format", "json"))
        self.assertEqual(owed["returned"], [{"task": "2", "slot": "2026", "due": "2026-03-31", "by": "900100", "on": "2026-03-12T12:00",
                                             "reason": "no names in it"}])
        self.assertEqual([(one["task"], one["kinds"]) for one in owed["proofs"]], [("3", ["record"])])
        page = self.at("2026-03-20", "missing", "--unit", "Eastbrook")
        for words in ("no names in it", "Clearbrook", "2026-03-12"):
            self.assertIn(words, page)
        self.submit("2026-03-21", "claim,900101,2,,2026-03-21,,,,")
        self.assertEqual(json.loads(self.at("2026-03-22", "missing", "--unit", "Eastbrook", "--format", "json"))["returned"], [])

    def test_a_verification_before_the_day_of_completion_is_said_not_to_count(self):
        self.submit("2026-03-11", "verify,900101,2,,2026-03-05,,,,900100", "reading,900101,,roster_made,2026-03-10,,yes,,")
        said = "a verification of 2026-03-05 is before it was completed on 2026-03-10: it does not count"
        self.assertIn(said, self.at("2026-03-20", "explain", "2", "900101"))
        lines = json.loads(self.at("2026-03-20", "checklist", "--unit", "900101", "--format", "json"))["lines"]
        self.assertEqual([said in line["why"] for line in lines if line["task"] == "2"], [True])
        self.assertIn("审核通过（2026-03-05）早于完成之日 2026-03-10，不算", self.at("2026-03-20", "explain", "2", "900101", lang="zh"))
        self.submit("2026-03-21", "verify,900101,2,,2026-03-21,,,,900100")
        self.assertNotIn("does not count", self.at("2026-03-22", "explain", "2", "900101"))

    def test_an_overdue_part_stands_on_the_leaders_page_under_its_task_and_in_no_figure(self):
        leader = json.loads(self.at("2026-04-20", "checklist", "--leader", "--format", "json"))
        self.assertEqual([(one["task"], one["unit"]) for one in leader["overdue_parts"]["listed"]], [("4-1", "900101"), ("4-1", "900102")])
        self.assertEqual(leader["overdue_parts"]["all"], 2)
        self.assertNotIn("4-1", [one["task"] for one in leader["overdue"]["listed"]])
        self.assertEqual(next(one["value"] for one in leader["figures"] if one["name"] == "overdue"), str(leader["overdue"]["all"]))
        self.assertIn("4 Ponds · part 4-1 plan", self.at("2026-04-20", "checklist", "--leader"))

    def test_a_whole_without_a_date_of_its_own_says_that_it_has_the_plans_last_day(self):
        lines = json.loads(self.at("2026-04-20", "checklist", "--unit", "900101", "--format", "json"))["lines"]
        self.assertEqual([(line["due"], line["due_note"]) for line in lines if line["task"] == "4"], [("2026-12-31", "the plan's last day")])

    # 4: “The day on which the record dated so was told is *filed on*.”, “and is marked as reported afterwards.”
    def test_what_was_told_after_its_due_date_is_marked_wherever_the_row_stands(self):
        self.submit("2026-04-15", "reading,900101,,staff,2026-03-20,,3,,", "claim,900101,3,,2026-03-20,,,,",
                    "reading,900101,,roster_made,2026-03-20,,yes,,")
        mark = "reported afterwards (received 2026-04-15)"
        lines = json.loads(self.at("2026-04-20", "checklist", "--unit", "900101", "--format", "json"))["lines"]
        self.assertEqual([mark in line["timeliness"] for line in lines if line["task"] == "2"], [True])
        rows = json.loads(self.at("2026-04-20", "checklist", "--task", "2", "--format", "json"))["rows"]
        self.assertEqual([mark in row["timeliness"] for row in rows if row["unit"] == "900101"], [True])
        for document in (("checklist", "--unit", "900101"), ("checklist", "--task", "2"), ("explain", "2", "900101")):
            with self.subTest(document=document):
                self.assertIn(mark, self.at("2026-04-20", *document))


if __name__ == "__main__":
    unittest.main()
