"""Who must be told of what is overdue (docs/SEMANTICS.md, section 6, Ladders), and since when."""

import datetime
import json
import unittest

from duban_program import FINDINGS, FINE, ROOT, USAGE, ProgramTest

HEAD = """plan ladders2026 “A province” {
    plan year  2026
    issued     2025-12-01
    levels     province > county > town
    units      “units.csv”
    calendar   “calendar.json”
    zone       “Asia/Shanghai”
%s}
indicator drills number “times” flow
"""
UNITS = """code,name,level,parent
900000,Birch,province,
900100,Alder,county,900000
900101,Eastbrook,town,900100
900102,Westhill,town,900100
900200,Elm,county,900000
"""


class Ladders(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("units.csv", UNITS)
        self.write("calendar.json", (ROOT / "plans/china/calendar.json").read_bytes())

    def plan(self, *tasks, header=""):
        return self.write("plan.duban", HEAD % header + "".join(f"task {task}\n" for task in tasks))

    def notices(self, plan, as_of, *more):
        answer = self.ends(FINE, "notices", plan, "--json", "--as-of", as_of, "--known-at", "2027-12-31", *more)
        return [json.loads(line) for line in answer.out.splitlines()]

    def told(self, plan, as_of, *more):
        """(unit told, person, since, a day from its first minute, task) of each."""
        return [(row["to"]["unit"], row["to"]["person"], row["since"] and row["since"].removesuffix("T00:00"), row["task"])
                for row in self.notices(plan, as_of, *more)]

    def submit(self, plan, received, *rows):
        text = "kind,unit,task,value,reason,by,indicator,date\n" + "".join(row + "\n" for row in rows)
        self.ends(FINE, "submit", plan, self.write("r.csv", text), "--received-at", received)

    def reached(self, due, rule):
        """The first moment of 2026 at which the notice is there."""
        plan = self.plan(f"1 {{ lead Eastbrook; due {due}; done drills >= 1; escalate {rule} -> superior }}")
        found = self.notices(plan, "2027-03-31")
        self.assertEqual(len(found), 1)
        since = found[0]["since"]
        before = datetime.datetime.fromisoformat(since) - datetime.timedelta(minutes=1)
        self.assertEqual(self.notices(plan, before.isoformat(timespec="minutes")), [], "not a minute before")
        at = datetime.datetime.fromisoformat(since).isoformat(timespec="minutes")
        self.assertEqual([row["since"] for row in self.notices(plan, at)], [since], "and then it is")
        return since

    # 6: “A rung is reached: `逾期` at the first minute past due; `逾期 ≥ n` days, working days, weeks, months at the first minute of the day
    # that is so long after the due date's; of hours and minutes, so long after the due minute; `>` a day, a working day or a minute later”
    def test_a_rung_is_reached_when_the_law_says(self):
        for due, rule, since in (
                ("June 30", "overdue", "2026-07-01T00:00"),
                ("June 30 18:00", "overdue", "2026-06-30T18:01"),
                ("June 30 18:00", "overdue >= 4 hours", "2026-06-30T22:00"),
                ("June 30 18:00", "overdue > 4 hours", "2026-06-30T22:01"),
                ("June 30 18:00", "overdue >= 90 minutes", "2026-06-30T19:30"),
                ("June 30 18:00", "overdue >= 0 hours", "2026-06-30T18:01"),
                ("June 30", "overdue >= 1 day", "2026-07-01T00:00"),
                ("June 30", "overdue > 1 day", "2026-07-02T00:00"),
                ("June 30 18:00", "overdue >= 1 day", "2026-07-01T00:00"),
                ("June 30", "overdue >= 2 weeks", "2026-07-14T00:00"),
                ("January 31", "overdue >= 1 month", "2026-02-28T00:00"),
                ("January 31", "overdue > 1 month", "2026-03-01T00:00"),
                # 14 and 28 February are worked for the Spring Festival's 15 to 23; 16 is the Monday in it
                ("February 13", "overdue >= 1 working day", "2026-02-14T00:00"),
                ("February 13", "overdue > 1 working day", "2026-02-24T00:00"),
                ("February 13", "overdue >= 5 working days", "2026-02-27T00:00"),
        ):
            with self.subTest(due=due, rule=rule):
                self.assertEqual(self.reached(due, rule), since)

    # 6: “A task may say who is told of what is overdue (升级): its *rungs*.”
    # 6: “to the nearest unit of each level named, from the holder up, if it is an office; to the holder's superior; to a person”
    def test_each_level_superior_and_person_is_told_from_the_holder_up(self):
        plan = self.plan("1 { lead each town; due June 30; done drills >= 1; escalate overdue -> superior, “clerk”; "
                         "escalate overdue > 10 working days -> province, county }")
        self.assertEqual(self.told(plan, "2026-07-01"), [
            ("900100", None, "2026-07-01", "1"), ("900100", None, "2026-07-01", "1"),
            ("900101", "clerk", "2026-07-01", "1"), ("900102", "clerk", "2026-07-01", "1")])
        later = self.told(plan, "2026-07-15")
        self.assertEqual([one for one in later if one[2] == "2026-07-15"], [
            ("900000", None, "2026-07-15", "1"), ("900000", None, "2026-07-15", "1"),
            ("900100", None, "2026-07-15", "1"), ("900100", None, "2026-07-15", "1")])
        self.assertEqual(self.told(plan, "2026-07-15", "--unit", "Alder", "--since", "2026-07-14"),
                         [("900100", None, "2026-07-15", "1")] * 2)

    def test_who_is_superior_and_level_at_once_is_told_once(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> superior, county }")
        self.assertEqual(len(self.told(plan, "2026-07-01")), 1)

    # 6: “Above the top nobody is told.”
    def test_above_the_top_and_below_the_holder_nobody_is_told(self):
        plan = self.plan("1 { lead Birch; due June 30; done drills >= 1; escalate overdue -> superior, county }")
        self.assertEqual(self.told(plan, "2026-07-01"), [])

    def test_a_task_says_it_else_its_chapter_else_the_plan(self):
        ladder = "    escalate overdue -> superior\n"
        tasks = ("1 { lead Eastbrook; due June 30; done drills >= 1 }",
                 "2 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue > 1 week -> province }")
        plan = self.plan(*tasks, header=ladder)
        self.assertEqual(self.told(plan, "2026-07-01"), [("900100", None, "2026-07-01", "1")])
        self.assertEqual(self.told(plan, "2026-07-08"), [("900000", None, "2026-07-08", "2"), ("900100", None, "2026-07-01", "1")])

    # 6: “A step or part has no ladder but its own.”
    def test_a_part_has_no_ladder_but_its_own(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; escalate overdue -> superior; part “a” { done drills >= 1 }; "
                         "part “b” { done drills >= 2; escalate overdue -> province } }")
        self.assertEqual(self.told(plan, "2026-07-01"), [("900000", None, "2026-07-01", "1-2"), ("900100", None, "2026-07-01", "1")])

    # 6: “A *notice* stands for each row of must, normally or never”
    def test_should_and_may_are_told_to_nobody(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; should drills >= 2; escalate overdue -> superior }",
                         "2 { lead Eastbrook; due June 30; may drills >= 2; escalate overdue -> superior }",
                         "3 { lead Eastbrook; due June 30; normally drills >= 2; escalate overdue -> superior }")
        self.assertEqual([(row["task"], row["modality"]) for row in self.notices(plan, "2026-07-01")],
                         [("1", "must"), ("3", "normally")])

    # 6: “that has word 13 or 14 and each rung that it has reached by `as_of`”
    def test_what_is_done_returned_or_waived_is_told_to_nobody(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> superior }",
                         "2 { lead Eastbrook; due June 30; done drills >= 9; escalate overdue -> superior }")
        self.submit(plan, "2026-07-02T09:00", "reading,Eastbrook,,1,,,drills,2026-07-01")
        self.assertEqual(self.told(plan, "2026-06-30"), [])
        self.assertEqual([one[3] for one in self.told(plan, "2026-07-02")], ["2"])
        self.submit(plan, "2026-07-03T09:00", "waive,Eastbrook,2,,a flood,Alder,,2026-07-03")
        self.assertEqual(self.told(plan, "2026-07-03"), [])

    # 6: “The due date is the one that holds; so an extension takes notices back.”
    # 6: “A notice is named by its row, its rung, the due date and who is told”
    def test_an_extension_takes_notices_back_and_names_them_anew(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> superior }")
        first = self.notices(plan, "2026-07-05")[0]
        self.submit(plan, "2026-07-06T09:00", "extend,Eastbrook,1,2026-07-20,a flood,Alder,,2026-07-06")
        self.assertEqual(self.notices(plan, "2026-07-06"), [])
        second = self.notices(plan, "2026-07-21")[0]
        self.assertEqual((first["since"], second["since"]), ("2026-07-01T00:00", "2026-07-21T00:00"))
        self.assertEqual(first["key"], "1|900101|2026|must|overdue|2026-06-30|900100|")
        self.assertEqual(second["key"], "1|900101|2026|must|overdue|2026-07-20|900100|")
        self.assertEqual(self.notices(plan, "2026-08-30")[0]["key"], second["key"])

    def test_after_a_transfer_it_goes_up_from_the_new_holder(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> superior, “clerk” }")
        self.submit(plan, "2026-05-06T09:00", "transfer,Eastbrook,1,Elm,,Birch,,2026-05-06")
        self.assertEqual(self.told(plan, "2026-07-01"), [("900000", None, "2026-07-01", "1"), ("900200", "clerk", "2026-07-01", "1")])

    # 6: “Where the calendar cannot tell the day of a rung, its notice stands without a day, from as many days after on.”
    def test_a_day_that_the_calendar_cannot_tell_is_no_reason_to_be_silent(self):
        calendar = json.loads((self.folder / "calendar.json").read_text(encoding="utf-8"))
        calendar["years"] = {"2026": calendar["years"]["2026"]}
        self.write("calendar.json", json.dumps(calendar))
        plan = self.plan("1 { lead Eastbrook; due December 31; done drills >= 1; escalate overdue > 9 working days -> superior }")
        self.assertEqual(self.told(plan, "2027-01-09"), [], "nine working days are never fewer days")
        self.assertEqual(self.told(plan, "2027-01-10"), [("900100", None, None, "1")])
        self.assertEqual(self.told(plan, "2027-01-11", "--since", "2027-01-10"), [], "told already")

    # 6: “whoever sends notices asks for those that did not stand the last time.”
    def test_since_leaves_out_what_stood_and_nothing_else(self):
        """A waiver that ends, an extension that is withdrawn: the rung was reached long before."""
        plan = self.plan("1 { lead Eastbrook; due June 10; done drills >= 1; escalate overdue -> superior }")
        self.submit(plan, "2026-06-09T09:00", "waive,Eastbrook,1,2026-06-30,a flood,Alder,,2026-06-09")
        self.assertEqual(self.told(plan, "2026-06-28"), [])
        self.assertEqual(self.told(plan, "2026-07-02", "--since", "2026-06-28"), [("900100", None, "2026-06-11", "1")])
        self.assertEqual(self.told(plan, "2026-07-02", "--since", "2026-07-01"), [])
        self.assertIn("before", self.ends(USAGE, "notices", plan, "--as-of", "2026-07-02", "--since", "2026-07-03").err)

    def test_keys_of_two_who_are_told_differ(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> superior, “clerk”, “mayor” }")
        keys = [row["key"] for row in self.notices(plan, "2026-07-01")]
        self.assertEqual((len(keys), len(set(keys))), (3, 3))

    def test_asked_day_by_day_since_the_day_before_each_notice_comes_once(self):
        plan = self.plan("1 { lead each town; every month; due within 5 days of period end; done drills >= 1; "
                         "escalate overdue -> superior; escalate overdue >= 3 working days -> province }")
        self.submit(plan, "2026-03-20T09:00", "reading,Eastbrook,,1,,,drills,2026-02-10")
        daily, day = [], datetime.date(2026, 1, 31)
        while day < datetime.date(2026, 5, 31):
            daily += [row["key"] + row["to"]["unit"]
                      for row in self.notices(plan, day + datetime.timedelta(1), "--since", day)]
            day += datetime.timedelta(1)
        self.assertEqual(len(daily), len(set(daily)))
        self.assertLessEqual({row["key"] + row["to"]["unit"] for row in self.notices(plan, "2026-05-31")}, set(daily))

    def test_a_table_for_people_in_both_languages(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue > 1 week -> superior, “clerk” }")
        then = ("--as-of", "2026-07-20", "--known-at", "2027-12-31")
        english = self.ends(FINE, "notices", plan, *then).out
        self.assertIn("Eastbrook's clerk  2026-07-08  overdue > 1 week  1     900101  Eastbrook", english)
        self.assertIn("2 notices", english)
        chinese = self.ends(FINE, "督办", plan, "--lang", "zh", *then).out
        self.assertIn("Eastbrook的clerk  2026-07-08  逾期 > 1周  1", chinese)
        self.assertIn("应发督办通知 2 条", chinese)

    def test_what_no_rung_can_ask_is_refused_with_what_to_write(self):
        for clause, code in (("escalate overdue >= 10 -> superior", "D"), ("escalate failed -> superior", "D3532"),
                             ("escalate overdue and failed -> superior", "D"), ("escalate overdue < 4 hours -> superior", "D3532"),
                             ("escalate overdue >= 2 quarters -> superior", "D3532"), ("escalate overdue -> mayor", "D3533"),
                             ("escalate overdue -> county, county", "D3106"), ("escalate overdue -> “a”, “a”", "D3106"), ("escalate overdue -> “”", "D"),
                             ("escalate overdue -> county; escalate overdue -> superior", "D3534"), ("escalate overdue superior", "D")):
            with self.subTest(clause):
                plan = self.plan(f"1 {{ lead Eastbrook; due June 30; done drills >= 1; {clause} }}")
                self.assertIn(code, self.ends(FINDINGS, "check", plan).err + self.run_program("check", plan).out)

    # 6: “if it is an office”
    def test_a_placeholder_is_not_told(self):
        self.write("units.csv", UNITS.replace("level,parent", "level,parent,office").replace("900000,Birch,province,", "900000,Birch,province,,yes")
                   .replace("900100,Alder,county,900000", "900100,Alder,county,900000,no").replace("town,900100", "town,900100,yes")
                   .replace("900200,Elm,county,900000", "900200,Elm,county,900000,yes"))
        plan = self.plan("1 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> county }",
                         "2 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> province }",
                         "3 { lead Eastbrook; due June 30; done drills >= 1; escalate overdue -> superior }")
        told = self.told(plan, "2026-07-01")
        self.assertEqual([one for one in told if one[3] in "12"], [("900000", None, "2026-07-01", "2")])

    # 6: “A *notice* stands for each row of must, normally or never”
    def test_never_is_told_too(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; never drills >= 5; escalate overdue -> superior }")
        self.submit(plan, "2026-03-02T09:00", "reading,Eastbrook,,1,,,drills,2026-03-01")
        self.assertEqual(self.notices(plan, "2026-12-31"), [])
        self.assertEqual([(row["modality"], row["since"]) for row in self.notices(plan, "2027-01-01")], [("never", "2026-07-01T00:00")])

    def test_what_failed_is_told_to_nobody(self):
        plan = self.plan("1 { lead Eastbrook; due June 30; never drills >= 1; escalate overdue -> superior }")
        self.submit(plan, "2026-03-02T09:00", "reading,Eastbrook,,1,,,drills,2026-03-01")
        self.assertEqual(self.notices(plan, "2027-01-01"), [])

    def test_hours_after_a_date_without_one_are_after_its_last_minute(self):
        self.assertEqual(self.reached("June 30", "overdue >= 4 hours"), "2026-07-01T03:59")


if __name__ == "__main__":
    unittest.main()
