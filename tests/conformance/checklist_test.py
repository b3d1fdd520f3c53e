"""Every document holds the same figures in each format, and the folder of all documents is whole."""

import csv
import io
import json
import re
import unittest

from duban_program import FINE, ROOT, ProgramTest
from law_test import World

COUNTRY = ROOT / "tests/engine/checklist/country"
PLAN = COUNTRY / "plan.duban"
TODAY = ("--as-of", "2026-07-10", "--known-at", "2026-07-10")
LIGHTS = {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "grey": "灰"}
DOCUMENTS = {
    "list": ("--unit", "荷县"),
    "level": ("--level", "县"),
    "below": ("--under", "云国"),
    "task": ("--task", "3"),
    "leader": ("--leader", "--since", "2026-04-10"),
    "department": ("--department", "水利部门"),
    "problems": ("--problems",),
}


class Checklist(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = self.folder / "country.db"
        for name, received in (("spring", "2026-04-08T10:00"), ("summer", "2026-07-08T10:00")):
            self.ends(FINE, "submit", PLAN, COUNTRY / f"{name}.csv", "--log", self.log, "--received-at", received)

    def document(self, kind, form, lang="zh", command="checklist"):
        return self.ends(FINE, command, PLAN, *DOCUMENTS.get(kind, ("--unit", kind)), "--format", form, "--lang", lang, "--log", self.log,
                         *TODAY).out

    def sheet(self, kind, lang="zh"):
        """The lines of a CSV by the names of its columns."""
        text = self.document(kind, "csv", lang)
        self.assertTrue(text.startswith("\ufeff"))
        return list(csv.DictReader(io.StringIO(text[1:])))

    def printed_rows(self, kind, lang="zh"):
        """Every cell of every table row of the Markdown, without lights' shapes."""
        rows = [line for line in self.document(kind, "md", lang).splitlines() if line.startswith("| ")]
        return [["" if cell == "—" else re.sub(r"^[▲◆■●○] ", "", cell.replace("\\|", "|")) for cell in row[2:-2].split(" | ")] for row in rows]

    def test_the_due_date_of_a_part_by_its_tasks_rule_says_so(self):
        world = World().begin(self.folder / "parts", """indicator drills number flow
task 1 { lead Eastbrook's office; every quarter; due within 10 days of period end; part “one” { every half year; done drills >= 1 } }
task 2 { lead Eastbrook's office; every quarter; due end of March; part “one” { every half year; done drills >= 1 } }
""")
        said = json.loads(self.ends(FINE, "checklist", world.plan, "--unit", "Eastbrook", "--format", "json", "--lang", "en", "--as-of", "2026-02-05",
                                    "--log", world.log).out)
        self.assertEqual({line["task"]: line["due_note"] for line in said["lines"] if "-" in line["task"]},
                         {"1-1": "by its task's due date", "2-1": "the period's end"})

    def test_who_must_judge_is_told(self):
        world = World().begin(self.folder / "judged", "task 1 “Order” { lead each town's office; due end of June; done judged by superior }\n")
        world.hand_in("2026-05-02", [{"kind": "claim", "unit": "Eastbrook", "task": "1", "date": "2026-05-01"}])

        def list_of(unit, lang="en"):
            return self.ends(FINE, "checklist", world.plan, "--unit", unit, "--lang", lang, "--as-of", "2026-05-05", "--known-at", "2026-05-05",
                             "--log", world.log).out

        self.assertRegex(list_of("Alder"), r"To be verified or judged by this unit\n\n.*To do.*\n.*\n\| 1 Order \| Eastbrook .*\| judge ")
        self.assertIn("待本单位审核、评定", list_of("Alder", "zh"))
        self.assertIn("ask Alder to judge", list_of("Eastbrook"))
        self.assertIn("请Alder评定", list_of("Eastbrook", "zh"))
        self.assertIn("Alder has not judged it yet", self.ends(FINE, "explain", world.plan, "1", "Eastbrook", "--depth", "line", "--lang", "en", "--as-of",
                                                               "2026-05-05", "--known-at", "2026-05-05", "--log", world.log).out)

    def test_the_sheet_and_the_page_hold_the_same_cells(self):
        for lang in ("zh", "en"):
            for kind in DOCUMENTS:
                if kind == "leader":
                    continue
                with self.subTest(kind=kind, lang=lang):
                    printed = self.printed_rows(kind, lang)
                    sheet = self.sheet(kind, lang)
                    self.assertTrue(sheet)
                    for row in sheet:
                        cells = list(row.values())
                        self.assertTrue(cells in printed or cells[1:] in printed, cells)

    def test_a_leaders_twelve_figures_are_the_same_in_each_format(self):
        for lang in ("zh", "en"):
            figures = json.loads(self.document("leader", "json", lang))["figures"]
            self.assertEqual(len(figures), 12)
            sheet = [list(row.values()) for row in self.sheet("leader", lang)]
            printed = self.document("leader", "md", lang)
            self.assertEqual([row[:2] for row in sheet], [[figure["words"], figure["value"]] for figure in figures])
            for figure in figures:
                self.assertRegex(printed, rf"- {re.escape(figure['words'])}(：|: )\*\*{re.escape(figure['value'])}\*\*")

    def test_the_sheets_figures_are_those_of_the_json(self):
        lines = json.loads(self.document("list", "json"))
        self.assertEqual([(row["任务"].split()[0], row["状态"], row["完成时限"], row["灯"]) for row in self.sheet("list")],
                         [(line["task"], line["status_words"], line["due"] or "", LIGHTS[line["light"]]) for line in lines["lines"] + lines["backed"]])
        for kind in ("level", "below"):
            card = json.loads(self.document(kind, "json"))
            self.assertEqual([(row["单位"], row["完成"], str(int(row["进行中"]) + int(row["未完成"])), row["不明"], row["完成率 %"])
                              for row in self.sheet(kind)],
                             [(unit["name"], *(str(unit["own"][key]) for key in ("done", "not_done", "unknown", "rate"))) for unit in card["units"]])
        task = json.loads(self.document("task", "json"))
        self.assertEqual([(row["代码"], row["现值"], row["完成于"], row["灯"]) for row in self.sheet("task")],
                         [(row["unit"], row["value"], row["completed_on"] or "", LIGHTS[row["light"]]) for row in task["rows"]])
        for kind in ("level", "below"):
            card = json.loads(self.document(kind, "json"))
            self.assertEqual([row["进行中"] for row in self.sheet(kind)], [str(unit["own"]["under_way"]) for unit in card["units"]])
        department = json.loads(self.document("department", "json"))
        rated = [sum(line["counts"][key] for key in ("done", "not_done", "unknown")) for line in department["lines"]]
        self.assertEqual([(row["任务"].split()[0], row["计入项数"], row["完成"], row["完成率 %"], row["逾期"]) for row in self.sheet("department")],
                         [(line["task"], str(rows), str(line["counts"]["done"]) if rows else "", line["counts"]["rate"], str(line["overdue"]) if rows else "")
                          for rows, line in zip(rated, department["lines"])])
        problems = json.loads(self.document("problems", "json"))
        self.assertEqual([(row["责任单位"], row["发现日期"], row["整改措施"], row["销号日期"]) for row in self.sheet("problems")],
                         [(one["path"], one["found"], one["measure"], one["closed"] or "") for one in problems["open"] + problems["closed"]])

    def test_what_is_counted_done_is_what_status_says_is_done(self):
        rows = self.ends(FINE, "status", PLAN, "--json", "--log", self.log, *TODAY).rows()
        done = sum(row["status"].startswith("done") and row["modality"] == "must" for row in rows)
        figures = {figure["name"]: figure["value"] for figure in json.loads(self.document("leader", "json"))["figures"]}
        self.assertEqual(figures["done"], str(done))
        overdue = sum(row["timeliness"] == "overdue" for row in rows)
        self.assertEqual(figures["overdue"], str(overdue))
        card = json.loads(self.document("level", "json"))
        counties = sum(row["status"].startswith("done") and row["modality"] == "must" and len(row["unit"]) == 4 for row in rows)
        self.assertEqual(card["total"]["done"], counties)

    # 6: “weighted rate: the same with the weight of each row's task (权重, …, 1 if not said) in place of 1; units are ranked by the lower
    # bound of it.”
    def test_a_plan_with_weights_ranks_by_them(self):
        self.write("calendar.json", (ROOT / "plans/china/calendar.json").read_bytes())
        plan = self.write("plan.duban", """plan weighty {
    plan year 2026
    levels county > town
    units "units.csv"
    calendar "calendar.json"
    zone "Asia/Shanghai"
}
indicator drills number flow
indicator courses number flow
task 1 { lead each town; done drills >= 1; weight 2.5 }
task 2 { lead each town; done courses >= 1 }
task 3 { lead each town; should courses >= 2; weight 4 }
""")
        self.write("units.csv", "code,name,level,parent\n9,Birch,county,\n91,Ash,town,9\n92,Elm,town,9\n")
        told = self.write("told.csv", "unit,indicator,date,value\nElm,drills,2026-03-01,1\nElm,courses,2026-03-01,0\nAsh,courses,2026-03-01,1\n"
                                      "Ash,drills,2026-03-01,0\n")
        known = ("--log", self.folder / "weighty.db")
        self.ends(FINE, "submit", plan, told, "--received-at", "2026-03-02", *known)
        known = ("--as-of", "2026-04-01", "--known-at", "2026-04-01", *known)
        card = json.loads(self.ends(FINE, "checklist", plan, "--level", "town", "--format", "json", *known).out)
        self.assertEqual([(unit["rank"], unit["name"], unit["own"]["rate"], unit["own"]["weighted"]["rate"]) for unit in card["units"]],
                         [(1, "Elm", "50.0", "71.4"), (2, "Ash", "50.0", "28.6")])
        self.assertEqual(card["total"]["weighted"], {"done": "3.5", "not_done": "3.5", "unknown": "0", "rate": "50.0"})
        for lang, words in (("en", "completion 50.0%, weighted 71.4%"), ("zh", "完成率 50.0%，加权完成率 71.4%")):
            self.assertIn(words, self.ends(FINE, "checklist", plan, "--unit", "Elm", "--lang", lang, *known).out)
        self.assertIn("completion 50.0%, weighted 71.4%", self.ends(FINE, "status", plan, "--unit", "Elm", "--lang", "en", *known).out)
        leader = json.loads(self.ends(FINE, "checklist", plan, "--leader", "--lang", "en", "--format", "json", *known).out)
        self.assertEqual([figure["note"] for figure in leader["figures"] if figure["name"] == "completion"], ["weighted 50.0%; should apart: 0.0%"])
        header = self.ends(FINE, "checklist", plan, "--level", "town", "--lang", "zh", "--format", "csv", *known).out.splitlines()[0]
        self.assertIn("完成率 %,加权完成率 %", header)

    def test_the_mark_of_a_sheet_can_be_left_out(self):
        for command, arguments in (("checklist", ("--leader",)), ("missing", ("--unit", "苇县"))):
            with_mark, without = (self.ends(FINE, command, PLAN, *arguments, "--format", "csv", "--log", self.log, *TODAY, *more).bytes
                                  for more in ((), ("--no-bom",)))
            self.assertEqual(with_mark, b"\xef\xbb\xbf" + without)

    def test_a_folder_of_all_documents_holds_what_single_commands_give(self):
        folder = self.folder / "all"
        said = self.ends(FINE, "checklist", PLAN, "--all", "-o", folder, "--format", "json,csv", "--lang", "zh", "--since", "2026-04-10",
                         "--log", self.log, *TODAY).out
        for kind, place in (("list", "units/12/1201"), ("level", "levels/县"), ("below", "below/10"), ("task", "tasks/3"), ("leader", "leaders/10"),
                            ("department", "departments/水利部门"), ("problems", "problems/10")):
            for form in ("json", "csv"):
                with self.subTest(kind=kind, form=form):
                    self.assertEqual((folder / f"{place}.{form}").read_bytes().decode("utf-8"), self.document(kind, form))
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.assertEqual(len(files), 2 * int(re.search(r"(\d+) 份文书|(\d+) documents", said).group(0).split()[0]))
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        for part in ("levels", "departments", "tasks", "units"):
            for line in index[part]:
                self.assertTrue((folder / f"{line['place']}.json").exists(), line)


if __name__ == "__main__":
    unittest.main()
