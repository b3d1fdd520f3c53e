"""The year of made-up reports: the same from the same seed, taken and refused as it was meant, every word and kind in it."""

import csv
import json
import subprocess
import sys
import unittest

from duban_program import FINDINGS, FINE, ONCE, PLAN, PROGRAM, ProgramTest

YEAR = PLAN.with_name("year")


def year(*arguments):
    return subprocess.run([sys.executable, str(YEAR), *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
                          timeout=1200, check=False)


def rows_of(path):
    text = path.read_bytes().decode("gb18030" if "国标码" in path.name else "utf-8-sig")
    if path.suffix == ".csv":
        return list(csv.DictReader(text.splitlines()))
    return json.loads(text) if path.suffix == ".json" else [json.loads(line) for line in text.splitlines()]


class YearFolder(ProgramTest):
    def written(self, name, *options):
        out = self.folder / name
        made = year("write", out, "--scale", "provinces", *options)
        self.assertEqual(made.returncode, FINE, made.stderr)
        return out


@unittest.skipUnless(ONCE, "the program is not asked")
class YearFilesTest(YearFolder):
    def contents(self, out):
        return {path.name: path.read_bytes() for path in out.iterdir()}

    def test_a_seed_writes_the_same_files_and_another_seed_writes_others(self):
        first = self.contents(self.written("first"))
        self.assertEqual(first, self.contents(self.written("again")))
        self.assertNotEqual(first, self.contents(self.written("other", "--seed", "7")))

    def test_every_file_and_every_row_says_that_it_is_made_up(self):
        for path in self.written("out").iterdir():
            if path.name in ("README.md", "expected.csv"):
                continue
            self.assertIn("模拟", path.name)
            for row in rows_of(path):
                told = row.get("编号") or row.get("key") or row.get("原因") or row.get("reason")
                self.assertTrue(told.startswith("模拟"), f"{path.name}: {row}")

    def test_an_office_tells_the_same_at_every_scale(self):
        """So that a quick look at the provinces is a look at the country."""
        def of_a_province(scale):
            out = self.folder / scale
            self.assertEqual(year("write", out, "--scale", scale).returncode, FINE)
            return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True)
                          for path in out.glob("20*_140000_季报_*") for row in rows_of(path) if row.get("单位") == "140000")
        self.assertEqual(of_a_province("provinces"), of_a_province("prefectures"))


@unittest.skipIf(ONCE, "amended_year_test.py does it with the program of the release")
class YearTest(YearFolder):
    def test_a_year_is_taken_and_refused_as_it_was_meant_and_has_every_word_and_kind(self):
        out, log = self.written("out"), self.folder / "year.db"
        amended = year("amend", PLAN, out, "--scale", "provinces")
        self.assertEqual(amended.returncode, FINE, amended.stderr)
        submitted = year("submit", PROGRAM, PLAN, out, "--log", log)
        self.assertEqual(submitted.returncode, FINE, submitted.stdout + submitted.stderr)
        self.assertRegex(submitted.stdout, r"[1-9]\d* repeated, [1-9]\d* refused; [1-9]\d* files refused as a whole")
        self.ends(FINE, "verify", log)
        counted = year("count", PROGRAM, PLAN, out, "--log", log, "--at-least", 1)
        self.assertEqual(counted.returncode, FINE, counted.stdout + counted.stderr)
        self.assertNotIn("(", counted.stdout)  # no word or kind is left out with a reason
        too_few = year("count", PROGRAM, PLAN, out, "--log", log, "--at-least", 5)
        self.assertEqual(too_few.returncode, FINDINGS)
        self.assertIn("fewer than 5: ", too_few.stderr)


if __name__ == "__main__":
    unittest.main()
