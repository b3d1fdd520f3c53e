"""What `duban fmt` promises: one form, nothing lost, either language, and no file touched that need not be."""

import unittest

from duban_program import FINDINGS, FINE, PLAN, TWIN, WORLD, ProgramTest

UNTIDY = "# 说明\n计划 甲 “标题” {年度 2026；期限 年底\n单位 “不在这里.csv” } # 末\n"
TIDY = "# 说明\n计划 甲 “标题” {\n    年度  2026\n    期限  年底\n    单位  “不在这里.csv”\n}  # 末\n"
ENGLISH = '# 说明\nplan 甲 "标题" {\n    plan year  2026\n    due        end of year\n    units      "不在这里.csv"\n}  # 末\n'


class Format(ProgramTest):
    def test_the_form_is_printed_and_the_file_stays(self):
        plan = self.write("plan.duban", UNTIDY)
        self.assertEqual(self.ends(FINE, "fmt", plan).out, TIDY)
        self.assertEqual(self.ends(FINE, "fmt", plan, "--lang", "en").out, ENGLISH)
        self.assertEqual(plan.read_text(encoding="utf-8"), UNTIDY)

    def test_w_rewrites_the_file_whole_and_only_if_it_changes(self):
        plan = self.write("plan.duban", UNTIDY)
        self.assertEqual(self.ends(FINE, "fmt", "-w", plan).out, "")
        self.assertEqual(plan.read_text(encoding="utf-8"), TIDY)
        before = plan.stat()
        self.ends(FINE, "fmt", "-w", plan)
        self.assertEqual((plan.stat().st_ino, plan.stat().st_mtime_ns), (before.st_ino, before.st_mtime_ns))
        self.assertEqual([path.name for path in self.folder.iterdir()], ["plan.duban"])

    def test_there_and_back_gives_the_same_bytes(self):
        plan = self.write("plan.duban", UNTIDY)
        for lang, text in (("en", ENGLISH), ("zh", TIDY), ("en", ENGLISH)):
            self.ends(FINE, "fmt", "-w", plan, "--lang", lang)
            self.assertEqual(plan.read_text(encoding="utf-8"), text)
            self.assertEqual(self.ends(FINE, "fmt", plan).out, text)  # in its own language

    def test_check_writes_nothing_and_ends_with_1_where_something_would_change(self):
        plan = self.write("plan.duban", UNTIDY)
        for options in ([], ["-w"]):
            answer = self.ends(FINDINGS, "fmt", "--check", plan, *options)
            self.assertIn("D9120", answer.err)
            self.assertEqual((answer.out, plan.read_text(encoding="utf-8")), ("", UNTIDY))
        plan.write_text(TIDY, encoding="utf-8")
        self.ends(FINE, "fmt", "--check", plan)
        self.ends(FINDINGS, "fmt", "--check", plan, "--lang", "en")

    def test_a_plan_with_errors_is_shown_them_and_stays(self):
        plan = self.write("plan.duban", UNTIDY + "任务 1 { 期限 至少 }\n")
        for options in ([], ["-w"], ["--check"]):
            answer = self.ends(FINDINGS, "fmt", plan, *options)
            self.assertIn("plan.duban:4:", answer.err)
            self.assertEqual(answer.out, "")
        self.assertEqual(plan.read_text(encoding="utf-8"), UNTIDY + "任务 1 { 期限 至少 }\n")
        self.ends(WORLD, "fmt", self.folder / "none.duban")

    def test_the_plans_that_the_project_ships_are_in_that_form(self):
        self.ends(FINE, "fmt", "--check", PLAN)
        self.assertEqual(self.ends(FINE, "fmt", PLAN, "--lang", "en").out, TWIN.read_text(encoding="utf-8"))
        for lang in ("zh", "en"):
            self.folder = self.folder / lang
            self.ends(FINE, "fmt", "--check", self.starter(lang))


if __name__ == "__main__":
    unittest.main()
