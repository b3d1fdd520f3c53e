"""The made-up year of 2012 with an amendment on 1 July: what its dry run lists, what adopting it changes, and who is still late at the
end of the year though the date was moved.

With DUBAN_GOLDENS=write the listings and documents in tests/golden/year are written anew.
"""

import csv
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from duban_program import FINE, ONCE, PLAN, PROGRAM, ROOT, ProgramTest

DEMO = PLAN.with_name("year") / "demo.sh"
GOLDEN = ROOT / "tests/golden/year"
AMENDED = "修订-模拟.duban"
CLOSED, HEIR, CITY, PROVINCE, LATE_PROVINCE = "左权县", "和顺县", "晋中市", "山西省", "云南省"
THAT_MORNING = "2012-07-01T08:00"
YEAR_END = ("--as-of", "2013-01-31", "--known-at", "2013-01-31")
DRILL = "8.2-3"  # the plan and the drill for the flood season, due before it; since 1 July due by the end of July


@unittest.skipUnless(ONCE, "the program of the release says it; year_test.py judges the year with each of the others")
class AmendedYear(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.out = pathlib.Path(tempfile.mkdtemp(prefix="duban-"))
        cls.addClassCleanup(shutil.rmtree, cls.out)
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        cls.demo = subprocess.run([DEMO, PROGRAM, cls.out, "--scale", "provinces", "--whole", "140000"], capture_output=True, text=True,
                                  encoding="utf-8", env=environment, timeout=600, check=False)
        cls.amended = cls.out / "files" / AMENDED

    def asked(self, *arguments):
        return self.ends(FINE, *arguments, env={"DUBAN_LOG": str(self.out / "2012.db")})

    def lines(self, plan, as_of, known_at, *which):
        return self.asked("status", plan, "--json", "--as-of", as_of, "--known-at", known_at, *which).out.splitlines()

    @staticmethod
    def by_obligation(rows):
        return {(row["task"], row["unit"], row["slot"], row["modality"]): row for row in rows}

    def rows(self, *asked):
        return self.by_obligation(map(json.loads, self.lines(*asked)))

    def test_the_demo_ends_well_and_what_it_shows_had_been_listed_before(self):
        self.assertEqual(self.demo.returncode, FINE, self.demo.stdout[-2000:] + self.demo.stderr[-2000:])
        self.assertRegex(self.demo.stdout, r"[1-9]\d* repeated, [1-9]\d* refused; [1-9]\d* files refused as a whole")
        self.assertIn("the same were listed when it was adopted", self.demo.stdout)
        self.assertIn(f"{CLOSED} 140722 closes and {HEIR} 140723 goes on", self.demo.stdout)
        for title in re.findall(r"^title \"(.*)\"$", DEMO.read_text(encoding="utf-8"), re.MULTILINE):
            said = self.demo.stdout.split(f"\n== {title}\n")
            self.assertEqual(len(said), 2, title)
            self.assertGreater(len(said[1].split("\n== ")[0].splitlines()), 0, title)

    def test_a_dry_run_lists_what_status_says_otherwise_when_the_amendment_is_adopted(self):
        text = (self.out / "files/dry-run.jsonl").read_text(encoding="utf-8")
        self.assertEqual(text, (self.out / "files/amended.jsonl").read_text(encoding="utf-8"))
        listed = {key: (row["before"], row["after"]) for key, row in self.by_obligation(map(json.loads, text.splitlines())).items()}
        self.assertEqual(len(listed), text.count("\n"))

        def side(row):
            return row and {name: row[name] for name in ("status", "due", "holder")}

        sides = [set(self.lines(PLAN, "2012-07-01", THAT_MORNING)), set(self.lines(self.amended, "2012-07-01", "2012-07-01"))]
        before, after = (self.by_obligation(map(json.loads, one - other)) for one, other in (sides, reversed(sides)))
        differ = {key: (side(before.get(key)), side(after.get(key))) for key in before.keys() | after.keys()}
        self.assertEqual({key: told for key, told in differ.items() if told[0] != told[1]}, listed)

    def test_the_dry_run_of_a_unit_lists_all_that_the_whole_lists_of_it(self):
        whole = (self.out / "files/dry-run.jsonl").read_text(encoding="utf-8").splitlines()
        one = self.asked("amend", PLAN, self.amended, "--dry-run", "--known-at", THAT_MORNING, "--json", "--unit", HEIR).out.splitlines()
        self.assertEqual(one, [line for line in whole if '"holder":"140723"' in line])

    def test_a_diff_of_the_two_days_gives_plan_or_unit_list_as_the_reason_of_just_what_the_dry_run_listed(self):
        since = self.asked("diff", self.amended, "--since", "2012-06-30", "--as-of", "2012-07-01", "--known-at", "2012-07-01", "--json").rows()
        dry_run = map(json.loads, (self.out / "files/dry-run.jsonl").read_text(encoding="utf-8").splitlines())
        self.assertEqual(self.by_obligation(row for row in since if {"plan", "units"} & set(row["why"])).keys(), self.by_obligation(dry_run).keys())

    def test_what_had_been_late_is_overdue_again_after_the_new_date_and_late_at_the_end_of_the_year(self):
        late = {key: row for key, row in self.rows(PLAN, "2012-06-30", "2013-01-31", "--task", DRILL).items() if row["timeliness"] == "overdue"}
        self.assertGreater(len(late), 3000)
        for as_of, undone in (("2012-07-01", "not_due"), ("2012-07-31", "due_soon"), ("2012-08-01", "overdue"), ("2013-01-31", "overdue")):
            rows = self.rows(self.amended, as_of, "2013-01-31", "--task", DRILL)
            says = {rows[key]["timeliness"] for key in late}
            self.assertEqual(says - {"late"}, {undone}, as_of)
            self.assertEqual("late" in says, as_of != "2012-07-01")

    def test_what_is_done_after_the_date_that_was_missed_is_late_by_the_days_from_it(self):
        missed = {key[1]: row["due"] for key, row in self.rows(PLAN, "2012-06-30", "2013-01-31", "--task", DRILL).items()}
        sheet = self.asked("checklist", self.amended, "--task", DRILL, "--under", PROVINCE, "--format", "csv", "--no-bom", "--lang", "en", *YEAR_END)
        mended = [row for row in csv.DictReader(sheet.out.splitlines()) if row["Due"] == "2012-07-31" and row["Done on"]]
        self.assertGreater(sum(row["Done on"] <= row["Due"] for row in mended), 10)
        for row in mended:
            days = (datetime.date.fromisoformat(row["Done on"]) - datetime.date.fromisoformat(missed[row["Code"]])).days
            self.assertIn(f"late by {days} days", row["Timeliness"], row)

    def shown(self, lang, *commands):
        """What each of the commands shows, below it."""
        text = ""
        for command in commands:
            names = {"PLAN": PLAN, "AMENDED": self.amended}
            answer = self.asked(*(names.get(word, word) for word in command.split()), "--lang", lang)
            text += f"$ duban {command.replace('PLAN', PLAN.name).replace('AMENDED', AMENDED)}\n{answer.out}{answer.err}\n"
        return text

    def reads_as_it_was_read(self, name, lang, *commands):
        path = GOLDEN / name
        said = self.shown(lang, *commands)
        if os.environ.get("DUBAN_GOLDENS") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(said, encoding="utf-8")
        self.assertEqual(path.read_text(encoding="utf-8"), said)

    # A province, a county that is the heir of another, that other; all had been late.
    CONCERNED = (f"--unit {LATE_PROVINCE}", f"--unit {HEIR}", f"--unit {CLOSED} --task {DRILL}")

    def test_the_dry_run_reads_as_it_was_read(self):
        for lang in ("zh", "en"):
            self.reads_as_it_was_read(f"dry_run.{lang}.txt", lang, *(f"amend PLAN AMENDED --dry-run --known-at {THAT_MORNING} {one}"
                                                                     for one in self.CONCERNED))

    def test_what_differs_from_the_day_before_reads_as_it_was_read(self):
        for lang in ("zh", "en"):
            self.reads_as_it_was_read(f"diff.{lang}.txt", lang, *(f"diff AMENDED --since 2012-06-30 --as-of 2012-07-01 --known-at 2012-07-01 {one}"
                                                                  for one in self.CONCERNED))

    def test_the_list_at_the_end_of_the_year_reads_as_it_was_read(self):
        for lang in ("zh", "en"):
            self.reads_as_it_was_read(f"year_end.{lang}.md", lang, f"checklist AMENDED --task {DRILL} --under {CITY} {' '.join(YEAR_END)}",
                                      f"checklist AMENDED --unit {HEIR} {' '.join(YEAR_END)}")


if __name__ == "__main__":
    unittest.main()
