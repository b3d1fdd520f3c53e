"""What the program promises on its command line, in both languages, from a fresh `duban init` on."""

import datetime
import json
import re
import unittest

from duban_program import FINDINGS, FINE, PLAN, ROOT, USAGE, WORLD, ProgramTest

COMMANDS = ("init", "check", "fmt", "submit", "status", "checklist", "explain", "missing", "log", "units", "verify")
RECEIVED = ("--received-at", "2026-04-03T09:00")
KNOWN = ("--known-at", "2026-12-31")  # whatever the clock says


class CommandLine(ProgramTest):
    def test_every_command_has_help_in_both_languages(self):
        for command in COMMANDS:
            english = self.ends(FINE, command, "--help", "--lang", "en").out
            chinese = self.ends(FINE, command, "--help", "--lang", "zh").out
            self.assertIn("Usage", english)
            self.assertIn("用法", chinese)
            self.assertNotRegex(english, "[一-鿿]")
            for word in ("Usage", "Options", "REQUIRED", "Positionals"):
                self.assertNotIn(word, chinese)
        self.assertEqual(self.run_program("--help").out.count("\n  "), self.run_program("--help", env={"LC_ALL": "zh_CN.UTF-8"}).out.count("\n  "))

    def test_the_locale_chooses_the_language_unless_it_is_said(self):
        for env, lang, word in (({"LC_ALL": "zh_CN.UTF-8"}, None, "错误"), ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, None, "错误"),
                                ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, None, "error"),
                                ({"LC_ALL": "zh_CN.UTF-8"}, "en", "error"), ({}, "zh", "错误")):
            with self.subTest(env=env, lang=lang):
                said = ["--lang", lang] if lang else []
                self.assertIn(word, self.ends(WORLD, "check", "none.duban", *said, env=env).err)

    def test_wrong_usage_ends_with_2_and_says_so(self):
        plan = self.starter()
        for arguments in ([], ["nonsense"], ["check"], ["check", plan, "--nonsense"], ["status", plan, "--as-of", "yesterday"],
                          ["status", plan, "--task", "99"], ["status", plan, "--level", "省"], ["status", plan, "--unit", "月球"],
                          ["status", plan, "--fail-on", "nonsense"], ["status", plan, "--lang", "fr"], ["checklist", plan],
                          ["checklist", plan, "--unit", "东河镇", "--format", "pdf"], ["checklist", plan, "--unit", "东河镇", "--level", "县"],
                          ["checklist", plan, "--unit", "东河镇", "--under", "云岭县"], ["checklist", plan, "--leader", "--problems"],
                          ["checklist", plan, "--task", "2", "--leader"], ["checklist", plan, "--all"], ["checklist", plan, "--all", "-o", "a.md"],
                          ["checklist", plan, "--all", "-o", plan.parent / "d", "--format", "md,pdf"], ["checklist", plan, "--level", "乡镇", "--since", "2026-01-31"],
                          ["checklist", plan, "--leader", "--as-of", "2026-03-01", "--since", "2026-03-01"], ["checklist", plan, "--department", "水利局"],
                          ["explain", plan, "1", "东河镇"], ["explain", plan, "4", "东河镇", "--slot", "2026-Q9"], ["missing", plan],
                          ["init", plan.parent], ["verify"], ["submit", plan]):
            with self.subTest(arguments=arguments):
                self.ends(USAGE, *arguments)
                self.ends(USAGE, *arguments, env={"LC_ALL": "zh_CN.UTF-8"})

    def test_every_command_has_a_chinese_name_and_help_shows_both_in_columns(self):
        names = []
        for lang in ("zh", "en"):
            listed = re.findall(r"^  (\w+), (\w+)( +)\S", self.ends(FINE, "--help", "--lang", lang).out, re.M)
            self.assertEqual({len(name) + 2 * len(other) + len(room) for name, other, room in listed}, {26}, lang)
            names = [other for _, other, _ in listed]
            self.assertEqual(len(names), 18)
        for name in names:
            self.assertIn("用法", self.ends(FINE, name, "--help", "--lang", "zh").out)
        self.assertIn("没有错误", self.ends(FINE, "检查", self.starter(), "--lang", "zh").out)
        self.assertIn("“检查”", self.ends(USAGE, "检察", env={"LC_ALL": "zh_CN.UTF-8"}).err)

    def test_coverage_offers_the_formats_that_it_has(self):
        plan = self.starter()
        for lang in ("zh", "en"):
            self.assertNotIn(".html", self.ends(FINE, "coverage", "--help", "--lang", lang).out)
            self.assertIn(".html", self.ends(FINE, "checklist", "--help", "--lang", lang).out)
            for options in (["-o", "x.html"], ["--format", "html"], ["--format", "pdf"]):
                self.assertIn("md, json, csv", self.ends(USAGE, "coverage", plan, *options, "--lang", lang).err)

    def test_a_slot_is_named_as_in_a_hand_in(self):
        plan = self.starter()
        then = ("--as-of", "2026-06-30", *KNOWN)
        for slot in ("2026-Q2", "2026年二季度", "二季度", "Q2"):
            rows = self.ends(FINE, "explain", plan, "4", "东河镇", "--slot", slot, "--json", *then).rows()
            self.assertEqual([row["slot"] for row in rows], ["2026-Q2"], slot)

    # 2: “An attribute is a column of the unit list”
    def test_units_show_what_the_unit_list_tells_of_them(self):
        plan = self.starter()
        units = self.folder / "own/units.csv"
        told = {"代码": ",山区,人口", "900101": ",是,21000", "900102": ",,8000"}
        lines = units.read_text(encoding="utf-8-sig").splitlines()
        units.write_text("".join(line + told.get(line.split(",")[0], ",,") + "\n" for line in lines), encoding="utf-8")
        out = self.ends(FINE, "units", plan).out
        self.assertRegex(out, r"900101 .*  人口=21000  山区=是\n")
        self.assertRegex(out, r"900102 .*  人口=8000\n")

    def test_version_is_printed(self):
        self.assertRegex(self.ends(FINE, "--version").out, r"^duban \d+\.\d+\.\d+\n$")

    def test_nothing_is_coloured_away_from_a_terminal(self):
        plan = self.write("own/plan.duban", "计划")
        self.assertNotIn("\x1b", self.ends(FINDINGS, "check", plan).err)

    def test_an_ambiguous_name_lists_the_candidates(self):
        answer = self.ends(USAGE, "status", PLAN, "--unit", "鼓楼区")
        for code in ("320106", "320302", "350102", "410204"):
            self.assertIn(code, answer.err)
        self.ends(FINE, "status", PLAN, "--unit", "南京市 鼓楼区")

    def test_a_misspelt_unit_is_told_the_nearest_name(self):
        answer = self.ends(USAGE, "status", self.starter(), "--unit", "东何镇")
        self.assertIn("“东河镇”", answer.err)
        self.assertIn("900101", answer.err)

    def test_units_are_found_by_a_part_of_the_name(self):
        out = self.ends(FINE, "units", PLAN, "--search", "太原").out
        self.assertIn("140100", out)
        self.assertEqual(len(self.ends(FINE, "units", PLAN).out.splitlines()), 44_704)

    def test_without_a_log_everything_is_silent_and_it_is_said(self):
        plan = self.starter()
        answer = self.ends(FINE, "status", plan, "--json", "--as-of", "2026-06-30", *KNOWN)
        self.assertIn("plan.db", answer.err)
        self.assertEqual({row["assurance"] for row in answer.rows()}, {"silent"})
        self.assertFalse((plan.parent / "plan.db").exists())

    def test_the_log_is_named_by_option_environment_or_plan(self):
        plan = self.starter()
        report = self.write("own/hand-in.csv", "单位,指标,期间,数值\n东河镇,巡查,2026-Q1,3\n")
        for options, env, place in (([], {}, "own/plan.db"), ([], {"DUBAN_LOG": str(self.folder / "e.db")}, "e.db"),
                                    (["--log", self.folder / "o.db"], {"DUBAN_LOG": str(self.folder / "e2.db")}, "o.db")):
            self.ends(FINE, "submit", plan, report, *options, *RECEIVED, env=env)
            self.assertTrue((self.folder / place).exists())
        self.assertFalse((self.folder / "e2.db").exists())

    # 1: “Only the program fills in *now* for either.”
    def test_who_says_no_day_is_told_of_today_as_it_is_known_now(self):
        plan = self.starter()

        def now():
            """The minute and the day of the plan's civil time."""
            return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).strftime("%Y-%m-%dT%H:%M %Y-%m-%d").split()

        before = now()
        receipt = self.ends(FINE, "explain", plan, "4", "东河镇", "--json").rows()[0]["receipt"]
        after = now()
        known_at = receipt["known_at"] if "T" in receipt["known_at"] else receipt["known_at"] + "T23:59"  # a day's last minute
        self.assertLessEqual(before[0], known_at)
        self.assertLessEqual(known_at, after[0])
        self.assertIn(receipt["as_of"], (before[1], after[1]))

    def test_fail_on_ends_with_1_when_a_row_has_the_status(self):
        plan = self.starter()
        then = ("--as-of", "2026-06-30", *KNOWN)
        for word, code in (("unreported_overdue", FINDINGS), ("逾期未报", FINDINGS), ("done", FINE), ("done,unreported_overdue", FINDINGS)):
            self.assertEqual(self.run_program("status", plan, "--fail-on", word, *then).code, code, word)

    def test_tables_are_aligned_under_wide_characters(self):
        out = self.ends(FINE, "status", self.starter(), "--as-of", "2026-06-30", *KNOWN).out
        head, *rows = out.split("\n\n")[0].splitlines()

        def width(text):
            return sum(2 if ord(c) > 0x2000 else 1 for c in text)

        place = width(head[:head.index("状态")])
        for row in rows:
            before = ""
            while width(before) < place:
                before += row[len(before)]
            self.assertEqual((width(before), before[-1]), (place, " "), row)


class Starter(ProgramTest):
    def test_the_starter_plan_checks_in_both_languages(self):
        for lang, words in (("zh", "没有错误，0 处提醒；5 项任务"), ("en", "no errors, 0 warnings; 5 tasks")):
            with self.subTest(lang=lang):
                self.folder = self.folder / lang
                plan = self.starter(lang)
                answer = self.ends(FINE, "check", plan, "--lang", lang)
                self.assertIn(words, answer.out)
                self.assertEqual(answer.err, "")

    def test_the_starter_calendar_is_the_last_years_of_that_of_china_as_people_read_it(self):
        text = (self.starter().parent / "calendar.json").read_text(encoding="utf-8")
        self.assertIn("国庆节", text)
        self.assertNotIn("\\u", text)
        whole = json.loads((ROOT / "plans/china/calendar.json").read_text(encoding="utf-8"))
        whole["years"] = {year: days for year, days in whole["years"].items() if year >= "2024"}
        self.assertEqual(json.loads(text), whole)

    def test_init_keeps_what_is_there(self):
        plan = self.starter()
        plan.write_text("my own", encoding="utf-8")
        self.ends(USAGE, "init", plan.parent)
        self.assertEqual(plan.read_text(encoding="utf-8"), "my own")

    def test_the_blank_form_is_taken_as_it_is_and_when_it_is_filled_in(self):
        for lang, town in (("zh", "东河镇"), ("en", "Eastbrook")):
            with self.subTest(lang=lang):
                self.folder = self.folder / lang
                plan = self.starter(lang)
                form = plan.parent / "report.csv"
                self.assertIn(" 0 refused", self.ends(FINE, "submit", plan, form, *RECEIVED).out)
                lines = form.read_text(encoding="utf-8-sig").splitlines()
                value = lines[0].split(",").index("value" if lang == "en" else "数值")
                filled = [lines[0]]
                for line in lines[1:]:
                    cells = line.split(",")
                    cells[value] = "3"
                    filled.append(",".join(cells))
                form.write_text("\n".join(filled) + "\n", encoding="utf-8")
                self.assertIn(" 0 refused", self.ends(FINE, "submit", plan, form, *RECEIVED).out)
                rows = self.ends(FINE, "status", plan, "--json", "--task", "4", "--unit", town, "--as-of", "2026-04-05", *KNOWN).rows()
                self.assertEqual(rows[0]["status"], "done")

    def test_the_form_of_what_is_missing_is_taken_back_once_filled_in(self):
        plan = self.starter()
        then = ("--as-of", "2026-04-05", *KNOWN)
        form = self.folder / "own/form.csv"
        self.ends(FINE, "missing", plan, "--unit", "东河镇", "--format", "csv", "-o", form, *then)
        lines = form.read_text(encoding="utf-8-sig").splitlines()
        head = lines[0].split(",")
        filled = [lines[0]]
        for line in lines[1:]:
            cells = line.split(",")
            if cells[head.index("类型")]:
                cells[head.index("数值")] = "3"
            else:
                cells[head.index("类型")] = "无情况"
            filled.append(",".join(cells))
        self.assertEqual(len(filled), 4, filled)
        form.write_text("\n".join(filled) + "\n", encoding="utf-8")
        self.assertIn("3 accepted, 0 repeated, 0 refused", self.ends(FINE, "submit", plan, form, *RECEIVED).out)
        answer = json.loads(self.ends(FINE, "missing", plan, "--unit", "东河镇", "--format", "json", *then).out)
        self.assertEqual(answer["missing"], [])
        self.assertIn("没有", self.ends(FINE, "missing", plan, "--unit", "东河镇", *then).out)

    def test_a_sixth_task_of_ones_own_a_submission_a_checklist(self):
        plan = self.starter()
        text = plan.read_text(encoding="utf-8")
        plan.write_text(text + "\n指标 物资点检  数量 “次” 累计 每季度\n\n章 三 “保障” {\n    任务 6 “物资点检” {\n        责任  每个 乡镇 的 应急办\n"
                               "        期限  6月底\n        完成  物资点检 ≥ 2 次\n    }\n}\n", encoding="utf-8")
        self.assertIn("6 tasks", self.ends(FINE, "check", plan).out)
        report = self.write("own/hand-in.csv", "单位,指标,期间,数值\n东河镇,物资点检,2026-Q1,2\n")
        self.ends(FINE, "submit", plan, report, *RECEIVED)
        answer = self.ends(FINE, "checklist", plan, "--unit", "东河镇", "--as-of", "2026-04-05", *KNOWN)
        self.assertIn("物资点检", answer.out)
        self.assertIn("已完成", answer.out)

    def test_documents_are_written_whole_under_the_name_asked_for(self):
        plan = self.starter()
        then = ("--as-of", "2026-06-30", *KNOWN)
        self.ends(FINE, "checklist", plan, "--unit", "东河镇", "-o", self.folder / "a/b/one.md", *then)
        for document, name in ((("--level", "乡镇"), "乡镇.md"), (("--under", "云岭县"), "below-900100.md"), (("--unit", "西山镇"), "900102.md"),
                               (("--task", "2"), "2.md"), (("--task", "2", "--under", "云岭县"), "2-900100.md"), (("--leader",), "leader-900100.md"),
                               (("--department", "应急办"), "应急办.md"), (("--problems",), "problems-900100.md")):
            with self.subTest(document=document):
                self.ends(FINE, "checklist", plan, *document, "-o", f"{self.folder}/{name}.d/", *then)
                self.assertEqual([path.name for path in (self.folder / f"{name}.d").iterdir()], [name])
        self.assertEqual([path.name for path in (self.folder / "a/b").iterdir()], ["one.md"])
        self.ends(WORLD, "checklist", plan, "--unit", "东河镇", "-o", "/proc/none/one.md", *then)

    # 1: “A result made with others says so in its receipt (`adopted` is false).”
    def test_another_plan_over_the_same_log_is_told_as_a_what_if(self):
        plan = self.starter()
        report = self.write("own/hand-in.csv", "单位,指标,期间,数值\n东河镇,巡查,2026-Q1,3\n")
        self.ends(FINE, "submit", plan, report, *RECEIVED)
        then = ("--as-of", "2026-06-30", *KNOWN)
        self.assertEqual(self.ends(FINE, "status", plan, *then).err, "")
        plan.write_text(plan.read_text(encoding="utf-8").replace("巡查 ≥ 3 次", "巡查 ≥ 4 次"), encoding="utf-8")
        self.assertIn("by then the log had adopted another version of the plan: ", self.ends(FINE, "status", plan, *then).err)
        self.assertIn('"adopted":false', self.ends(FINE, "explain", plan, "4", "东河镇", "--json", *then).out)
        self.ends(FINE, "submit", plan, report, *RECEIVED)
        self.assertEqual(self.ends(FINE, "status", plan, *then).err, "")


if __name__ == "__main__":
    unittest.main()
