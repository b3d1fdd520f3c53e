"""What the tables of the terminal say, and what a workbook keeps of what stands behind a date: the town of tests/engine/checklist."""

import re
import unittest
import zipfile

from duban_program import FINE, ROOT, ProgramTest

TOWN = ROOT / "tests/engine/checklist/town"
PLAN = TOWN / "plan.duban"
TODAY = ("--as-of", "2026-07-10", "--known-at", "2026-07-10")


class Tables(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = self.folder / "town.db"
        for name, received in (("spring", "2026-04-08T10:00"), ("summer", "2026-07-08T10:00")):
            self.ends(FINE, "submit", PLAN, TOWN / f"{name}.csv", "--log", self.log, "--received-at", received)

    def lines(self, command, *arguments, lang="zh"):
        """The lines of a table, their cells parted by two blanks or more."""
        out = self.ends(FINE, command, PLAN, *arguments, "--lang", lang, "--log", self.log).out
        return [re.split(r" {2,}", line.strip()) for line in out.splitlines()]

    def test_status_says_what_is_forbidden_striven_for_moved_and_behind(self):
        lines = self.lines("status", *TODAY)
        rows = {(line[0], line[2], line[4]): line[5:] for line in lines[1:] if len(line) > 6}
        self.assertEqual(rows["2", "西村", "失败"][-1], "不得 > 0 起")
        self.assertEqual(rows["4", "东村", "已完成"][0], "2026-06-17（原 2026-06-15）")
        self.assertEqual(rows["5", "溪口镇", "落后"][1], "未到期，还有 174 天；应 6 期，实 4 期")
        self.assertEqual(rows["5", "溪口镇", "落后（力争）"][1], "未到期，还有 174 天；应 7.5 期，实 4 期")
        self.assertEqual(rows["6", "溪口镇", "逾期"][-2], "89.47%")

    def test_the_completion_rate_can_be_computed_from_the_closing_line(self):
        for lang, pattern in (("zh", r"计入 (\d+) 条，完成 (\d+)，完成率 ([\d.]+)%–"), ("en", r"; (\d+) count, (\d+) of them done, completion ([\d.]+)%–")):
            with self.subTest(lang=lang):
                out = self.ends(FINE, "status", PLAN, *TODAY, "--lang", lang, "--log", self.log).out
                count, done, rate = re.search(pattern, out).groups()
                self.assertEqual(f"{100 * int(done) / int(count):.1f}", rate)

    def test_the_log_says_yes_and_no_and_the_beginning_of_a_hash(self):
        for lang, yes, kind in (("zh", "是", "计划"), ("en", "yes", "plan")):
            with self.subTest(lang=lang):
                lines = self.lines("log", lang=lang)
                self.assertIn(f"{yes} 台账", [cell for line in lines for cell in line])
                adopted = [line for line in lines if line[2:3] == [kind]]
                self.assertEqual(len(adopted), 1)
                self.assertRegex(adopted[0][-1], r"^[0-9a-f]{12}$")

    def test_a_workbook_keeps_a_date_with_what_stands_behind_it_and_lines_to_sign(self):
        book = self.folder / "list.xlsx"
        self.ends(FINE, "checklist", PLAN, "--unit", "东村", "--lang", "zh", "--log", self.log, *TODAY, "-o", book)
        with zipfile.ZipFile(book) as archive:
            self.assertIn("（原 2026-06-15）", archive.read("xl/styles.xml").decode("utf-8"))
            self.assertIn("签署：村委会主任", archive.read("xl/sharedStrings.xml").decode("utf-8"))


if __name__ == "__main__":
    unittest.main()
