"""One datum from a plan's text to an explained checklist, through the program, over the whole country."""

import json
import pathlib
import shutil
import tempfile
import unittest

from duban_program import FINE, PLAN, REPORTS, TWIN, ProgramTest, received

AS_OF = "2013-01-10"
SAMPLES = sorted(path for path in REPORTS.iterdir() if path.suffix in (".csv", ".json", ".jsonl"))


class FirstLight(ProgramTest):
    """The log of the sample reports is made once; a test that writes takes a copy."""

    @classmethod
    def setUpClass(cls):
        cls.kept = pathlib.Path(tempfile.mkdtemp(prefix="duban-year-"))
        cls.addClassCleanup(shutil.rmtree, cls.kept)
        cls.log = cls.kept / "year.db"
        maker = cls("hand_in_the_year")
        maker.hand_in_the_year()

    def hand_in_the_year(self):
        self.hand_in(SAMPLES, self.log)

    def hand_in(self, files, log):
        for path in files:
            self.ends(FINE, "submit", PLAN, path, "--log", log, "--received-at", received(path))

    def status(self, plan, log, *more):
        return self.ends(FINE, "status", plan, "--json", "--log", log, "--as-of", AS_OF, "--known-at", "2013-02-01", *more)

    def test_each_province_has_the_status_that_its_reports_give_it(self):
        rows = {row["unit"]: row for row in self.status(PLAN, self.log, "--task", "10.8").rows()}
        self.assertEqual(len(rows), 31)
        for unit, status, verdict, assurance in [
            ("110000", "done", "met", "verified"),
            ("360000", "awaiting_verification", "met", "reported"),
            ("460000", "overdue", "not_met_yet", "reported"),
            ("140000", "unreported_overdue", "undetermined", "silent"),
            ("520000", "returned", "met", "returned"),
            ("620000", "claimed_without_proof", "met", "claimed_without_proof"),
        ]:
            with self.subTest(unit=unit):
                row = rows[unit]
                self.assertEqual((row["status"], row["verdict"], row["assurance"]), (status, verdict, assurance))
        counted = {}
        for row in rows.values():
            counted[row["status"]] = counted.get(row["status"], 0) + 1
        self.assertEqual(counted, {"done": 18, "awaiting_verification": 4, "overdue": 3, "unreported_overdue": 3, "returned": 2,
                                   "claimed_without_proof": 1})

    def test_a_silent_province_is_spelled_as_promised(self):
        answer = self.ends(FINE, "status", PLAN, "--json", "--log", self.log, "--as-of", "2013-01-01", "--known-at", "2013-02-01",
                           "--task", "10.8", "--unit", "140000")
        self.assertEqual(answer.out, '{"task":"10.8","unit":"140000","holder":"140000","slot":"2012","modality":"must",'
                                     '"lifecycle":"active","verdict":"undetermined","assurance":"silent","timeliness":"overdue","overdue_days":1,'
                                     '"overdue_working_days":0,"status":"unreported_overdue","due":"2012-12-31",'
                                     '"missed":null,"completed_on":null,"value":{"lo":"0","hi":null},"target":"1","why":["not_reported"],'
                                     '"light":"red","waits_for":null}\n')

    def test_incidents_are_reported_in_time_late_or_not_at_all(self):
        rows = {(row["unit"], row["slot"]): row for row in self.status(PLAN, self.log, "--task", "1.4").rows()}
        in_time = rows["140105", "case:晋-2012-01"]
        self.assertEqual((in_time["timeliness"], in_time["due"]), ("on_time", "2012-02-20T13:00"))
        late = rows["320106", "case:苏-2012-07"]
        self.assertEqual((late["timeliness"], late["status"], late["completed_on"]), ("late", "done_late", "2012-05-19T01:40"))
        never = rows["430102", "case:湘-2012-03"]
        self.assertEqual((never["timeliness"], never["due"]), ("overdue", "2012-08-03T10:00"))
        minor = rows["510107", "case:川-2012-11"]
        self.assertEqual((minor["status"], minor["due"]), ("done", "2012-09-12T19:20"))

    def test_a_correction_takes_the_place_of_what_it_corrects(self):
        row = self.status(PLAN, self.log, "--task", "16.3").rows()[0]
        self.assertEqual((row["value"], row["target"], row["status"]), ({"lo": "15", "hi": "15"}, "15", "done"))

    def test_english_keywords_give_the_same_bytes(self):
        self.assertEqual(self.status(PLAN, self.log).bytes, self.status(TWIN, self.log).bytes)

    def test_lines_come_by_task_then_unit_then_slot(self):
        rows = self.status(PLAN, self.log).rows()
        plan = json.loads(self.ends(FINE, "dump", PLAN).out)
        place = {task["id"]: i for i, task in enumerate(plan["tasks"])}
        tasks = [place[row["task"]] for row in rows]
        self.assertEqual(tasks, sorted(tasks))
        last = [(row["unit"], row["slot"]) for row in rows if row["task"] == "17.3"]
        self.assertEqual(last, sorted(last))
        self.assertEqual({tuple(row) for row in rows}, {("task", "unit", "holder", "slot", "modality", "lifecycle", "verdict",
                                                         "assurance", "timeliness", "overdue_days", "overdue_working_days", "status", "due",
                                                         "missed", "completed_on", "value", "target", "why", "light", "waits_for")})

    def test_a_second_submission_of_the_same_files_changes_nothing(self):
        log = self.folder / "again.db"
        shutil.copy(self.log, log)
        shutil.copy(f"{self.log}.head", f"{log}.head")
        before = self.status(PLAN, log).bytes
        records = self.ends(FINE, "log", PLAN, "--log", log, "--known-at", "2013-02-01").bytes
        for path in SAMPLES:
            answer = self.ends(FINE, "submit", PLAN, path, "--log", log, "--received-at", "2013-01-20")
            self.assertIn(" 0 accepted, ", answer.out)
        self.assertEqual(self.status(PLAN, log).bytes, before)
        self.assertEqual(self.ends(FINE, "log", PLAN, "--log", log, "--known-at", "2013-02-01").bytes, records)

    def test_what_was_known_on_30_june_is_what_a_log_says_that_ended_there(self):
        early = [path for path in SAMPLES if received(path) < "2012-06-30"]
        self.assertNotEqual(early, SAMPLES)
        log = self.folder / "june.db"
        self.hand_in(early, log)
        for arguments in (["status", PLAN, "--json"], ["status", PLAN, "--task", "10.8"], ["explain", PLAN, "16.3", "100000", "--json"],
                          ["checklist", PLAN, "--unit", "100000", "--format", "json"]):
            with self.subTest(arguments=arguments):
                then = ["--as-of", "2012-06-30", "--known-at", "2012-06-30"]
                whole = self.ends(FINE, *arguments, *then, "--log", self.log)
                short = self.ends(FINE, *arguments, *then, "--log", log)
                self.assertEqual(whole.bytes, short.bytes)
        records = self.ends(FINE, "log", PLAN, "--log", log, "--lang", "en", "--known-at", "2013-02-01").out.splitlines()
        last = json.loads(self.ends(FINE, "explain", PLAN, "16.3", "100000", "--json", "--log", self.log, "--as-of", "2012-06-30",
                                    "--known-at", "2012-06-30").out)["receipt"]["last_record"]
        self.assertEqual(records[-1], f"{last} records")

    # 8: “Any status can be explained: the clause of the source, the line of the table above that gave the word, the readings with their
    # record numbers, the steps from the rule to the due date …, what is missing.”
    def test_an_explanation_names_clause_rule_records_calendar_and_what_is_missing(self):
        def explain(unit):
            return self.ends(FINE, "explain", PLAN, "10.8", unit, "--json", "--log", self.log, "--as-of", AS_OF, "--known-at",
                             "2013-02-01").rows()[0]

        returned = explain("520000")
        self.assertEqual(returned["clause"]["quotes"], ["各省级环保部门至少组织一次环境应急演练"])
        self.assertEqual(returned["rule"]["number"], 8)
        self.assertEqual(returned["criterion"][0]["text"], "应急演练 ≥ 1 次")
        self.assertEqual(returned["criterion"][0]["truth"], "true")
        self.assertTrue(all(reading["record"] > 0 for reading in returned["criterion"][0]["readings"]))
        self.assertEqual([act["kind"] for act in returned["acts"]], ["return"])
        self.assertEqual(returned["calendar"][-1]["result"], "2012-12-31")

        silent = explain("140000")
        self.assertEqual(silent["rule"]["number"], 14)
        self.assertEqual([gap["period"] for gap in silent["missing"]], ["2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4"])
        unproved = explain("620000")
        self.assertEqual(unproved["proof"], {"wanted": ["演练方案", "演练记录", "演练照片"], "there": ["演练方案"]})

    def test_explanations_speak_both_languages(self):
        for lang, words in (("zh", ["原文：", "规则 8", "记录 "]), ("en", ["Source: ", "by rule 8", "record "])):
            answer = self.ends(FINE, "explain", PLAN, "10.8", "贵州省", "--lang", lang, "--log", self.log, "--as-of", AS_OF, "--known-at", "2013-02-01")
            for word in words:
                self.assertIn(word, answer.out)

    def test_checklists_come_for_units_and_levels(self):
        for arguments in (["--unit", "520000"], ["--level", "省"], ["--unit", "520000", "--lang", "en"]):
            with self.subTest(arguments=arguments):
                answer = self.ends(FINE, "checklist", PLAN, *arguments, "--log", self.log, "--as-of", AS_OF, "--known-at", "2013-02-01")
                self.assertIn("10.8", answer.out)
        level = json.loads(self.ends(FINE, "checklist", PLAN, "--level", "省", "--format", "json", "--log", self.log, "--as-of",
                                     AS_OF, "--known-at", "2013-02-01").out)
        self.assertEqual(len(level["units"]), 31)

    def test_the_log_of_the_year_holds(self):
        self.assertIn("records", self.ends(FINE, "verify", self.log).out)


if __name__ == "__main__":
    unittest.main()
