"""The whole plan of 2012: does it say what its document asks for, task by task, and does it leave nothing of it out?"""

import collections
import csv
import json
import os
import pathlib
import unittest

from duban_program import FINE, FINDINGS, ROOT, WORLD, ProgramTest

PLAN = ROOT / "plans/2012-environmental-emergency/2012.duban"
LIST = pathlib.Path(__file__).with_name("2012") / "tasks.csv"
GOLDEN = ROOT / "tests/golden/coverage/2012.md"

LEVELS = {"国家": "N", "省": "P", "地市": "F", "县": "C"}
KINDS = {"yes_no": "bool", "document": "bool", "flow": "count", "stock": "count", "ratio": "ratio", "date": "date", "set": "set",
         "stages": "level", "text": "text"}
MOST_NARRATIVE = 0.30


def listed():
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def nodes(criterion):
    """Every node of a criterion, itself first."""
    if isinstance(criterion, dict):
        yield criterion
        for value in criterion.values():
            yield from nodes(value)
    elif isinstance(criterion, list):
        for value in criterion:
            yield from nodes(value)


def level_of(code):
    """N, P, F or C, as codes of the national statistics are made."""
    if code == "100000":
        return "N"
    return "P" if code.endswith("0000") else "F" if code.endswith("00") else "C"


class Plan2012(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.list = listed()
        maker = cls("read")
        cls.dump = json.loads(maker.read("dump"))
        cls.cover = json.loads(maker.read("coverage", "--format", "json"))
        cls.tasks = {task["id"]: task for task in cls.dump["tasks"]}
        cls.kinds = {indicator["name"]: KINDS[indicator["kind"]] for indicator in cls.dump["indicators"] if indicator["kind"] in KINDS}
        cls.sets = {one["name"]: one["codes"] for one in cls.dump["unit_sets"]}

    def read(self, command, *more):
        return self.ends(FINE, command, PLAN, *more).out

    def parts(self, task):
        """The task, then its steps and parts."""
        return [self.tasks[task]] + [one for one in self.tasks.values() if one["part_of"] == task]

    def each(self, expected, found):
        """Compares by task; shows all that differ at once, and those alone."""
        pairs = {row["id"]: (found(row["id"]), expected(row)) for row in self.list}
        self.assertEqual({task: pair for task, pair in pairs.items() if pair[0] != pair[1]}, {}, "found, expected")

    def test_the_list_adds_up(self):
        count = lambda column: collections.Counter(row[column] for row in self.list)
        self.assertEqual(count("kind"), {"doc": 16, "build": 15, "event": 14, "cover": 11, "trig": 7, "pilot": 5, "duty": 3, "soft": 2,
                                         "rec": 2})
        self.assertEqual(count("due"), {"year-end": 57, "incident": 6, "window": 4, "none": 5, "period": 2, "rule": 1})
        self.assertEqual([sum(row[column] != "" for row in self.list) for column in ("requires", "assumed", "soft")], [8, 19, 7])
        acts = collections.Counter(level for row in self.list for level in row["levels"].split())
        self.assertEqual((acts["E"], acts["L"]), (9, 2))

    def test_the_plan_has_the_75_tasks_in_the_order_of_the_document(self):
        self.assertEqual([task["id"] for task in self.dump["tasks"] if task["part_of"] is None], [row["id"] for row in self.list])
        self.assertEqual([chapter["id"] for chapter in self.dump["chapters"]], list("一二三四五六七"))

    def test_each_level_acts_where_the_list_has_it(self):
        def found(task):
            levels = set()
            for one in self.parts(task):
                if one["lead"]["organ"] is None:
                    levels.add("L")
                for who in [one["lead"], *one["jointly"], *one["support"]]:
                    codes = who["codes"] + [code for name in who["sets"] for code in self.sets[name]]
                    if who["organ"] in (None, "环保部门"):
                        levels.update(LEVELS[level] for level in who["levels"])
                        levels.update(level_of(code) for code in codes)
                if one["oversee"]:
                    levels.add("E")
            return levels

        self.each(lambda row: set((row["levels_in_plan"] or row["levels"]).split()), found)

    def test_indicators_are_of_the_kinds_of_the_list(self):
        def found(task):
            read = set()
            for one in self.parts(task):
                for node in nodes([goal["criterion"] for goal in one["goals"]]):
                    read.update(self.kinds[node[key]] for key in ("reading", "reported", "covered", "never_falls", "baseline")
                                if key in node)
            return read

        expected = lambda row: set((row["indicators_in_plan"] or row["indicators"]).replace("money", "count").split())
        self.each(expected, found)

    def test_due_dates_are_those_of_the_list(self):
        def found(task):
            whole, *parts = self.parts(task)
            if whole["slots"] == "triggered":
                return "incident"
            if any(one["window"] or one["due"]["window"] for one in [whole, *parts]):
                return "window"
            if whole["slots"] == "recurring":
                return "period"
            if whole["slots"] == "continuing":
                return "rule" if task == "10.5" else "none"
            return "year-end" if whole["due"]["at"] == "2012-12-31T23:59" and whole["due"]["by_default"] else whole["due"]

        self.each(lambda row: row["due"], found)

    def test_the_eight_that_wait_name_what_they_wait_for(self):
        self.each(lambda row: row["requires"].split(), lambda task: self.tasks[task]["requires"])

    def test_what_the_document_does_not_say_is_marked_as_assumed_and_nothing_else_is(self):
        def found(task):
            return "yes" if any(one["every_assumed"] or one["from_assumed"] or one["due"]["assumed"] or
                                any(node.get("assumed") for node in nodes([goal["criterion"] for goal in one["goals"]]))
                                for one in self.parts(task)) else ""

        self.each(lambda row: row["assumed"], found)
        declared = [one["name"] for key in ("windows", "parameters") for one in self.dump[key] if one["assumed"]]
        declared += [one["name"] for key in ("events", "indicators") for one in self.dump[key] if one["every_assumed"]]
        self.assertEqual(declared, ["汛期", "处置时限", "突发环境事件"])

    def test_the_seven_that_ask_for_an_effort_cannot_fail(self):
        def found(task):
            modalities = {goal["modality"] for one in self.parts(task) for goal in one["goals"]}
            return "soft" if modalities <= {"should", "may"} else "" if modalities == {"must"} else modalities

        self.each(lambda row: row["soft"], found)

    def test_each_task_names_its_proofs(self):
        self.assertEqual([task for task in self.tasks if self.tasks[task]["part_of"] is None and not self.tasks[task]["evidence"]], [])

    def test_each_anchor_lies_in_its_own_tasks_quote(self):
        self.assertEqual([row["id"] for row in self.list
                          if not any(row["anchor"] in quote for quote in self.tasks[row["id"]]["quotes"])], [])

    def test_nothing_of_the_document_is_open_or_quoted_twice(self):
        answer = self.ends(FINE, "coverage", PLAN, "--check", "--lang", "zh")
        self.assertEqual(answer.err, "")
        self.assertEqual(self.cover["summary"]["open"], {"sentences": 0, "characters": 0})

    def test_narrative_is_the_lesser_part_and_says_why(self):
        summary = self.cover["summary"]
        narrative, encoded = (summary[key]["characters"] for key in ("narrative", "encoded"))
        self.assertLessEqual(narrative, MOST_NARRATIVE * (narrative + encoded))
        pieces = [piece for sentence in self.cover["sentences"] for piece in sentence["pieces"] if piece["state"] == "narrative"]
        self.assertEqual([piece["text"] for piece in pieces if not piece["because"]], [])

    def test_the_comparison_with_the_document_reads_as_kept(self):
        shown = self.ends(FINE, "coverage", PLAN.relative_to(ROOT), "--lang", "zh", cwd=ROOT).out
        if os.environ.get("DUBAN_GOLDENS") == "write":
            GOLDEN.parent.mkdir(parents=True, exist_ok=True)
            GOLDEN.write_text(shown, encoding="utf-8")
        self.assertEqual(shown, GOLDEN.read_text(encoding="utf-8"))

    def test_coverage_finds_what_is_open_misquoted_and_quoted_twice(self):
        document = "一、标题\n（一）做甲，做乙。\n（二）做丙。\n"
        head = '计划 甲 “甲” { 原文 “source.txt” }\n'
        self.write("source.txt", document)

        def codes(body, *more):
            plan = self.write("plan.duban", head + "章 一 “一” {\n" + body + "\n}\n")
            answer = self.ends(FINDINGS, "coverage", plan, "--check", "--lang", "en", *more)
            return [line.split("warning ")[1].split(":")[0] for line in answer.err.splitlines() if "warning " in line]

        self.assertEqual(codes("任务 1 “甲” { 原文 “做甲，做乙” }"), ["D9113"])
        self.assertEqual(codes("任务 1 “甲” { 原文 “做甲，做乙”、“做丁” }\n叙述 “做丙” 因 “总述”"), ["D9106"])
        self.assertEqual(codes("任务 1 “甲” { 原文 “做甲，做乙” }\n任务 2 “乙” { 原文 “做乙” }\n叙述 “做丙” 因 “总述”"), ["D9112"])
        plan = self.write("plan.duban", head + "任务 1 “甲” { 原文 “做甲”、“做乙” }\n任务 2 “乙” { 原文 “做乙”、“做丙” }\n")
        self.assertEqual(self.ends(FINE, "coverage", plan, "--check").err, "")
        self.ends(FINE, "coverage", plan, "-o", self.folder / "out.csv")
        self.assertIn("1、2", (self.folder / "out.csv").read_text(encoding="utf-8"))

    def test_coverage_of_a_plan_without_a_document_says_so(self):
        plan = self.write("plan.duban", "计划 甲 “甲” { 年度 2012 }\n")
        self.assertIn("D3003", self.ends(FINDINGS, "coverage", plan, "--lang", "en").err)
        plan = self.write("plan.duban", '计划 甲 “甲” { 原文 “no.txt” }\n')
        self.assertIn("D9001", self.ends(WORLD, "coverage", plan, "--lang", "en").err)


if __name__ == "__main__":
    unittest.main()
