"""What would be and what will be, through the program: duban whatif, duban forecast, and how deep duban explain goes."""

import concurrent.futures
import json
import unittest
from datetime import date, datetime, timedelta

from duban_program import FINDINGS, FINE, ROOT, USAGE, WORLD, ProgramTest

UNITS = "code,name,level,parent\n900100,Alder,county,\n900101,Eastbrook,town,900100\n900102,Westhill,town,900100\n"
HEADER = """plan ahead {
    plan year 2026
    issued 2026-01-05
    levels county > town
    units “units.csv”
    calendar “calendar.json”
    zone “Asia/Shanghai”
    due end of year
}
organs office
"""
PLAN = """indicator drills number “times” flow every quarter
indicator staff number stock
indicator roster yes or no
event fire { occurred time; found yes or no } every half year
window season to be announced
task 1 { lead each town's office; due April 10; done drills >= 1 and staff >= 5 }
task 2 { lead each town's office; due within 10 working days of issue; shift following; done roster }
task 3 { lead each town's office; every quarter; done drills >= 1 }
task 4 { lead each town's office; requires 2; during season; done staff >= 3 }
task 5 { lead county's office; done staff >= 12; schedule linear every day }
task 6 { lead each town's office; triggered by fire; due within 4 hours of occurred; done found }
task 7 { lead each town's office; from June 1; due end of September; never drills > 9 }
task 8 { lead county's office; due end of May; should roster }
task 9 { lead county's office; requires 8; continuing every quarter; done staff >= 1 }
"""
TOLD = {
    "2026-02-02": [
        {"unit": "Eastbrook", "indicator": "roster", "date": "2026-01-30", "value": "yes"},
        {"unit": "Alder", "indicator": "staff", "date": "2026-01-30", "value": "2"},
        {"kind": "waive", "unit": "Westhill", "task": "2", "date": "2026-01-15", "value": "2026-03-10", "reason": "flood", "by": "Alder"},
    ],
    "2026-03-02": [
        {"kind": "announce", "indicator": "season", "value": "2026-05-01/2026-08-31", "date": "2026-03-02", "by": "Alder"},
        {"kind": "case", "unit": "Eastbrook", "indicator": "fire", "case": "F1", "occurred": "2026-03-01 20:30"},
        {"unit": "Westhill", "indicator": "staff", "date": "2026-03-01", "value": "6"},
    ],
}


def minutes(instant, more):
    return (datetime.fromisoformat(instant) + timedelta(minutes=more)).isoformat()[:16]


class Ahead(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("units.csv", UNITS)
        self.write("calendar.json", (ROOT / "plans/china/calendar.json").read_bytes())
        self.plan = self.write("plan.duban", HEADER + PLAN)
        self.ends(FINE, "check", self.plan)

    def tell(self, plan=None, days=TOLD):
        for day, rows in days.items():
            said = self.ends(FINE, "submit", plan or self.plan, self.write("told.json", json.dumps(rows)), "--received-at", day, "--log",
                             self.folder / "plan.db", "--lang", "en").out
            self.assertIn("0 refused", said)

    def rows(self, as_of, plan=None, known_at="2026-12-31"):
        return self.ends(FINE, "status", plan or self.plan, "--json", "--as-of", as_of, "--known-at", known_at, "--log",
                         self.folder / "plan.db").rows()

    def ahead(self, command, *arguments, as_of="2026-03-05", code=FINE):
        return self.ends(code, command, self.plan, *arguments, "--as-of", as_of, "--known-at", as_of, "--log", self.folder / "plan.db", "--lang", "en")


def key(row):
    return row["task"], row["unit"], row["slot"], row["modality"]


class Forecast(Ahead):
    # 8: “The board at a later `as_of` with the same `known_at`: when a row's word, timeliness or light first reads otherwise”
    def test_each_row_changes_when_and_as_the_board_does_day_by_day(self):
        """Against the board as of the first and the last minute of every day, and of the minutes round an hour that is due."""
        self.tell()
        turns = self.ahead("forecast", "--json").rows()
        days = [(date(2026, 3, 6) + timedelta(days=n)).isoformat() for n in range(400)]
        instants = sorted({f"{day}T{hour}" for day in days for hour in ("00:00", "23:59")})
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            boards = dict(zip(instants, pool.map(lambda at: {key(row): row for row in self.rows(at, known_at="2026-03-05")}, instants)))
        now = {key(row): row for row in self.rows("2026-03-05", known_at="2026-03-05")}
        expected = []
        for name, row in now.items():
            reads = [row[member] for member in ("status", "timeliness", "light")]
            for at in instants:
                then = boards[at].get(name)
                then = then and [then[member] for member in ("status", "timeliness", "light")]
                if then != reads:
                    expected.append((at, name, then))
                    break
        found = [(turn["at"], key(turn), turn["then"] and list(turn["then"].values())) for turn in turns]
        self.assertEqual(sorted(expected, key=str), sorted(found, key=str))
        self.assertEqual([turn["at"] for turn in turns], sorted(turn["at"] for turn in turns))
        self.assertGreater(len({turn["then"]["status"] for turn in turns}), 5)

    def test_a_deadline_with_an_hour_turns_at_the_minute_after_it(self):
        self.tell()
        turns = self.ahead("forecast", "--task", "6", "--json", as_of="2026-03-01T22:00").rows()
        self.assertEqual([], [turn for turn in turns if turn["slot"] == "case:F1"])  # told on 2 March: it was not known
        turns = self.ends(FINE, "forecast", self.plan, "--task", "6", "--json", "--as-of", "2026-03-01T22:00", "--known-at", "2026-03-03",
                          "--log", self.folder / "plan.db").rows()
        self.assertEqual([("2026-03-02T00:31", "unreported_overdue")],
                         [(turn["at"], turn["then"]["status"]) for turn in turns if turn["slot"] == "case:F1"])

    def test_what_falls_behind_by_months_does_so_on_a_month_s_last_day(self):
        self.plan = self.write("plan.duban", HEADER + "indicator staff number stock\n"
                               "task 1 { lead county's office; done staff >= 7; schedule linear every month }\n")
        self.tell(days={"2026-02-02": [{"unit": "Alder", "indicator": "staff", "date": "2026-01-30", "value": "2"}]})
        self.assertEqual([("2026-04-30T00:00", "behind_schedule")],
                         [(turn["at"], turn["then"]["status"]) for turn in self.ahead("forecast", "--json").rows()])

    def test_a_waiver_that_ends_is_forecast_and_until_cuts_off(self):
        self.tell()
        turns = {key(turn)[:2]: turn for turn in self.ahead("forecast", "--task", "2", "--json").rows()}
        self.assertEqual(("2026-03-11T00:00", "waived", "unreported_overdue"),
                         (turns["2", "900102"]["at"], turns["2", "900102"]["now"]["status"], turns["2", "900102"]["then"]["status"]))
        self.assertEqual([], self.ahead("forecast", "--task", "2", "--json", "--until", "2026-03-10").rows())
        self.assertIn("D9244", self.ahead("forecast", "--until", "2026-03-05", code=USAGE).err)

    # 8: “a row that is not on the board yet turns from nothing when it first is, one that leaves it to nothing.”
    def test_a_row_that_time_brings_turns_from_nothing_and_one_that_it_takes_to_nothing(self):
        self.write("units.csv", "code,name,level,parent,opened,closed,heir\n900100,Alder,county,,,,\n900101,Eastbrook,town,900100,,,\n"
                                "900102,Westhill,town,900100,,2026-07-11,900101\n900103,Southmoor,town,900100,2026-08-03,,\n")
        self.plan.write_text(HEADER + "indicator staff number stock\n"
                             "task 1 { lead each town's office; due end of November; done staff >= 3 }\n"
                             "task 2 { lead county's office; done staff >= 3 }\n", encoding="utf-8")
        turns = self.ahead("forecast", "--json").rows()
        self.assertEqual([("2026-07-11T00:00", "1", "900102", None), ("2026-08-03T00:00", "1", "900103", "not_started")],
                         [(turn["at"], turn["task"], turn["unit"], turn["then"] and turn["then"]["status"]) for turn in turns
                          if turn["now"] is None or turn["then"] is None])
        self.assertEqual(["900103"], [turn["unit"] for turn in turns if turn["now"] is None])
        for arguments in (("--task", "1"), ("--unit", "Eastbrook"), ("--unit", "Southmoor"), ("--unit", "Westhill"), ("--task", "2")):
            kept = [turn for turn in turns if arguments in (("--task", turn["task"]), ("--unit", {"900100": "Alder", "900101": "Eastbrook",
                    "900102": "Westhill", "900103": "Southmoor"}[turn["unit"]]))]
            self.assertEqual(kept, self.ahead("forecast", *arguments, "--json").rows(), arguments)
        said = self.ahead("forecast", "--unit", "Southmoor").out
        self.assertRegex(said, r"2026-08-03 +1 +900103 +Southmoor +2026 +— → not started +— → not due +— → grey")
        self.assertIn("0 obligations will change; 1 will be added; 0 will not by time alone", said)

    # 8: “It looks at whatever is told to begin, end or fall due by the end of the year 9999”
    def test_no_year_after_9999_is_told_of_and_what_is_due_then_is_found_soon(self):
        self.tell(days={**TOLD, "2026-03-04": [{"kind": "extend", "unit": unit, "task": "1", "date": "2026-03-04", "value": "9999-12-31",
                                               "reason": "flood", "by": "Alder"} for unit in ("Eastbrook", "Westhill")]})
        turns = [turn for turn in self.ahead("forecast", "--json").rows() if turn["task"] == "1"]
        self.assertEqual([("900101", 4), ("900102", 4)],
                         [(turn["unit"], len(turn["at"].split("-")[0])) for turn in turns])

    def test_what_is_asked_of_reads_as_in_the_forecast_of_all(self):
        self.tell()
        turns = self.ahead("forecast", "--json").rows()
        for task in "123456789":
            self.assertEqual([turn for turn in turns if turn["task"] == task], self.ahead("forecast", "--task", task, "--json").rows())
        for unit, code in (("Alder", "900100"), ("Eastbrook", "900101"), ("Westhill", "900102")):
            self.assertEqual([turn for turn in turns if turn["unit"] == code], self.ahead("forecast", "--unit", unit, "--json").rows())

    def test_what_is_asked_of_reads_so_where_a_parameter_is_announced_for_one_unit(self):
        self.plan = self.write("plan.duban", HEADER.replace("2026-01-05", "2026-04-10") + """indicator drills number flow
parameter reply 9 months
task 1 { lead each town's office; every quarter; due within reply of period end; done drills >= 1 }
task 2 { lead each town's office; every quarter; requires 1; done drills >= 2 }
""")
        self.tell(days={"2026-01-10": [{"kind": "announce", "unit": "Eastbrook", "indicator": "reply", "value": "1 day", "date": "2026-01-10",
                                        "by": "Alder"}]})
        turns = [turn for turn in self.ahead("forecast", "--json").rows() if turn["task"] == "2"]
        self.assertNotEqual([], turns)
        self.assertEqual(turns, self.ahead("forecast", "--task", "2", "--json").rows())
        self.assertEqual([turn for turn in turns if turn["unit"] == "900101"],
                         self.ahead("forecast", "--task", "2", "--unit", "Eastbrook", "--json").rows())

    def test_the_table_says_from_which_day_and_what_is_left(self):
        self.tell()
        said = self.ahead("forecast", "--task", "2").out
        self.assertRegex(said, r"2026-03-11 +2 +900102 +Westhill +2026 +waived → unreported and overdue")
        self.assertIn("1 obligation will change; 1 will not by time alone", said)


class WhatIf(Ahead):
    def unchanged(self):
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file() and not path.name.endswith(".json")}

    # 8: “nothing of it is kept.”
    def test_nothing_is_written(self):
        self.tell()
        more = self.write("more.csv", "unit,indicator,period,value\nEastbrook,drills,2026-Q1,1\n")
        before = self.unchanged()
        self.ahead("whatif", "--due", "1=2026-03-01", "--day-off", "2026-01-06", "--workday", "2026-01-10", "--with", more)
        self.assertEqual(before, self.unchanged())

    def test_without_a_log_there_is_none_afterwards(self):
        self.ahead("whatif", "--due", "1=2026-03-01")
        self.assertFalse((self.folder / "plan.db").exists())

    # 8: “A **what-if** is the board of another plan”
    def test_a_moved_due_date_changes_what_a_plan_written_so_would(self):
        self.tell()
        changed = self.ahead("whatif", "--due", "1=2026-03-01", "--json").rows()
        self.plan.write_text(self.plan.read_text(encoding="utf-8").replace("due April 10", "due March 1"), encoding="utf-8")
        after = {key(row): (row["status"], row["due"]) for row in self.rows("2026-03-05", known_at="2026-03-05")}
        self.assertEqual({("1", "900101"), ("1", "900102")}, {key(change)[:2] for change in changed})
        for change in changed:
            self.assertEqual(after[key(change)], (change["after"]["status"], change["after"]["due"]))
            self.assertEqual("plan", " ".join(change["why"]))

    # 8: “A **what-if** is the board of … another calendar”
    def test_a_day_off_and_a_working_day_change_what_a_calendar_written_so_would(self):
        self.tell()
        path = self.folder / "calendar.json"
        for option, kind in (("--day-off", "off"), ("--workday", "work")):
            whole = json.loads(path.read_text(encoding="utf-8"))
            day = {"off": "2026-01-13", "work": "2026-01-10"}[kind]
            changed = self.ahead("whatif", option, day, "--json").rows()
            self.assertEqual({"2", "4"}, {change["task"] for change in changed})  # task 4 is as late as what it waits for
            self.assertEqual({"calendar"}, {" ".join(change["why"]) for change in changed})
            whole["years"]["2026"][kind][day] = "assumed"
            path.write_text(json.dumps(whole), encoding="utf-8")
            after = {key(row): (row["status"], row["due"]) for row in self.rows("2026-03-05", known_at="2026-03-05")}
            for change in changed:
                self.assertEqual(after[key(change)], (change["after"]["status"], change["after"]["due"]))
            path.write_bytes((ROOT / "plans/china/calendar.json").read_bytes())

    def test_of_several_assumptions_the_one_that_a_row_changes_by_is_named(self):
        self.tell()
        more = self.write("more.csv", "unit,indicator,date,value\nAlder,roster,2026-03-04,yes\n")
        changed = self.ahead("whatif", "--due", "1=2026-03-01", "--day-off", "2026-01-13", "--with", more, "--json").rows()
        self.assertEqual({("1", "plan"), ("2", "calendar"), ("4", "calendar"), ("8", "records"), ("9", "records")},
                         {(change["task"], " ".join(change["why"])) for change in changed})
        said = self.ahead("whatif", "--due", "1=2026-03-01", "--day-off", "2026-01-13").out
        self.assertRegex(said, r"\n2 +900102 .*the calendar\n")

    def test_a_due_date_assumed_before_the_day_of_issue_is_said_to_be_that_day(self):
        self.tell()
        changed = self.ahead("whatif", "--due", "1=2026-01-02", "--json")
        self.assertEqual({"2026-01-05"}, {change["after"]["due"] for change in changed.rows()})
        self.assertIn("warning D4005: the deadline 2026-01-02 is before the day of issue, 2026-01-05", changed.err)
        self.assertIn("assumed: task 1 due 2026-01-02 (before the day of issue: 2026-01-05 holds)",
                      self.ahead("whatif", "--due", "1=2026-01-02").out)
        self.assertNotIn("D4005", self.ahead("whatif", "--due", "1=2026-01-05", "--json").err)

    def test_a_unit_that_closes_changes_what_a_unit_list_written_so_would(self):
        self.tell()
        before = {key(row): row for row in self.rows("2026-03-05", known_at="2026-03-05")}
        for closing, told in (("Westhill=2026-03-01,Eastbrook", "900102,Westhill,town,900100,2026-03-01,900101"),
                              ("900102=2026-02-20", "900102,Westhill,town,900100,2026-02-20,")):
            with self.subTest(closing):
                changed = self.ahead("whatif", "--close", closing, "--json").rows()
                self.write("units.csv", f"code,name,level,parent,closed,heir\n900100,Alder,county,,,\n900101,Eastbrook,town,900100,,\n{told}\n")
                after = {key(row): row for row in self.rows("2026-03-05", known_at="2026-03-05")}
                self.write("units.csv", UNITS)
                side = lambda row: row and {name: row[name] for name in ("status", "due", "holder")}
                differ = {name: (side(before.get(name)), side(after.get(name))) for name in before.keys() | after.keys()
                          if side(before.get(name)) != side(after.get(name))}
                self.assertEqual(differ, {key(change): (change["before"], change["after"]) for change in changed})
                self.assertIn(("1", "900102", "2026", "must"), differ)
                self.assertEqual({"units"}, {" ".join(change["why"]) for change in changed})

    def test_a_closing_of_a_later_day_is_said_to_show_later(self):
        self.tell()
        for day, says in (("2026-03-05", False), ("2026-03-06", True)):
            said = self.ahead("whatif", "--close", f"Westhill={day}").err
            self.assertEqual("D9248: Westhill closes on 2026-03-06, of which nothing shows as of 2026-03-05" in said, says, said)

    # 8: “A **what-if** is the board of … a longer log”
    def test_assumed_submissions_change_what_submitting_them_would(self):
        self.tell()
        before = {key(row): row for row in self.rows("2026-03-05", known_at="2026-03-05")}
        rows = [{"unit": "Westhill", "indicator": "drills", "date": "2026-02-20", "value": "1"},
                {"unit": "Alder", "indicator": "roster", "date": "2026-03-04", "value": "yes"}]
        more = self.write("more.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        changed = self.ahead("whatif", "--with", more, "--json").rows()
        self.tell(days={"2026-03-05": rows})
        after = {key(row): row for row in self.rows("2026-03-05", known_at="2026-03-05")}
        differ = {name for name in before if (before[name]["status"], before[name]["due"]) != (after[name]["status"], after[name]["due"])}
        self.assertEqual(differ, {key(change) for change in changed})
        self.assertIn(("9", "900100", "2026-Q1", "must"), differ)  # it waited for task 8, and reads none of its records
        for change in changed:
            self.assertEqual(after[key(change)]["status"], change["after"]["status"])
            self.assertEqual(("records", change["task"] == "9"), (" ".join(change["why"]), not change["records"]))

    def test_the_receipt_says_that_it_is_a_what_if_and_of_what(self):
        self.tell()
        more = self.write("more.csv", "unit,indicator,period,value\nEastbrook,drills,2026-Q1,1\n")
        said = self.ahead("whatif", "--due", "1=2026-03-01", "--day-off", "2026-01-06", "--with", more,
                          "--close", "Westhill=2026-03-01,Eastbrook").out
        self.assertIn("a what-if, nothing was written; assumed: task 1 due 2026-03-01, Westhill closes on 2026-03-01, merged into Eastbrook, "
                      f"2026-01-06 a day off, {more} handed in (1 row)", said)

    def test_what_cannot_be_assumed_is_said(self):
        self.tell()
        wrong = self.write("wrong.csv", "unit,indicator,value\nEastbrook,drils,1\n")
        for code, exit_code, *arguments in (("D9212", USAGE), ("D9240", USAGE, "--due", "1"), ("D9240", USAGE, "--due", "1=soon"),
                                            ("D9204", USAGE, "--due", "99=2026-03-01"), ("D9241", USAGE, "--due", "3=2026-03-01"),
                                            ("D9245", USAGE, "--close", "Westhill"), ("D9245", USAGE, "--close", "Westhill=2026-03-01,"),
                                            ("D9201", USAGE, "--close", "Nowhere=2026-03-01"), ("D5120", USAGE, "--close", "Westhill=2026-03-01,Westhill"),
                                            ("D9208", USAGE, "--day-off", "tomorrow"), ("D9242", USAGE, "--day-off", "2999-01-01"),
                                            ("D9243", FINDINGS, "--with", wrong), ("D9001", WORLD, "--with", self.folder / "none.csv")):
            with self.subTest(arguments):
                answer = self.run_program("whatif", self.plan, *arguments, "--log", self.folder / "plan.db")
                self.assertEqual((exit_code, ""), (answer.code, answer.out), answer.err)
                self.assertIn(code, answer.err)


class Depth(Ahead):
    def why(self, *arguments, depth, as_of="2026-03-05", lang="en"):
        return self.ends(FINE, "explain", self.plan, *arguments, "--depth", depth, "--as-of", as_of, "--known-at", as_of, "--log",
                         self.folder / "plan.db", "--lang", lang).out

    def test_a_line_is_one_sentence_and_the_rule_is_what_is_said_if_nothing_is(self):
        self.tell()
        line = self.why("2", "Eastbrook", depth="line").splitlines()
        self.assertEqual("2, Eastbrook, 2026: done late; value: yes, target: yes; completed on 2026-01-30; late by 11 days (9 working days).", line[0])
        self.assertTrue(line[1].startswith("Receipt: "))
        unsaid = self.ahead("explain", "2", "Eastbrook").out
        self.assertEqual(unsaid, self.why("2", "Eastbrook", depth="rule"))
        self.assertIn("D9210", self.ahead("explain", "2", "Eastbrook", "--depth", "deep", code=USAGE).err)

    # 8: “the steps from the rule to the due date with the working days that they count”
    def test_in_full_working_days_are_counted_one_by_one(self):
        self.tell()
        for step in json.loads(self.ahead("explain", "2", "Eastbrook", "--depth", "full", "--json").out)["calendar"]:
            if step["step"] == "offset":
                self.assertEqual(list(range(1, 11)), [day["number"] for day in step["days"] if day["number"]])
                self.assertEqual("2026-01-06", step["days"][0]["date"])
                self.assertEqual(step["result"], step["days"][-1]["date"])
        said = self.why("2", "Eastbrook", depth="full")
        self.assertIn("2026-01-10 to 2026-01-11: weekend", said)
        self.assertIn("2026-01-06 to 2026-01-09: working days 1 to 4", said)

    # 8: “what it waits for”
    def test_in_full_all_that_is_upstream_is_named(self):
        self.plan.write_text(self.plan.read_text(encoding="utf-8") + "task 10 { lead each town's office; requires 4; done staff >= 1 }\n",
                             encoding="utf-8")
        self.tell()
        told = json.loads(self.ahead("explain", "10", "Westhill", "--depth", "full", "--json", as_of="2026-06-01").out)
        self.assertEqual([("4", "waiting"), ("2", "unreported_overdue")], [(one["task"], one["status"]) for one in told["upstream"]])
        self.assertIn("which waits for:", self.why("10", "Westhill", depth="full", as_of="2026-06-01"))
        self.assertIn("它在等：\n    - 2，Westhill：逾期未报", self.why("10", "Westhill", depth="full", as_of="2026-06-01", lang="zh"))

    def test_all_depths_are_told_in_chinese_too(self):
        self.tell()
        line, rule, full = (self.why("2", "Eastbrook", depth=depth, lang="zh") for depth in ("line", "rule", "full"))
        self.assertEqual("2，Eastbrook，2026：逾期完成 11 天（9 个工作日）；现值：是，目标：是；2026-01-30 完成。", line.splitlines()[0])
        for text in (rule, full):
            self.assertIn("按规则 3：达到标准，佐证齐，没有退回", text)
            self.assertIn("记录 4：roster 2026-01-30 = 是，Eastbrook 报", text)
        self.assertIn("2026-01-10 至 2026-01-11：周末", full)
        self.assertNotIn("周末", rule)


if __name__ == "__main__":
    unittest.main()
