"""One obligation of each status word in the made-up year of 2012, explained in both languages as people have read it.

With DUBAN_GOLDENS=write the explanations are written anew.
"""

import os
import subprocess
import sys
import unittest

from duban_program import FINE, ONCE, PLAN, PROGRAM, ROOT, ProgramTest

YEAR = PLAN.with_name("year")
sys.path.insert(0, str(YEAR))
import amendment  # noqa: E402
from handing_in import AS_OF, TEN_DAYS, WORDS  # noqa: E402

GOLDEN = ROOT / "tests/golden/explanations"


@unittest.skipUnless(ONCE, "the program of the release says it; the year itself is judged by year_test.py with each")
class Explanations(ProgramTest):
    def setUp(self):
        super().setUp()
        out, self.log = self.folder / "out", self.folder / "year.db"
        for arguments in (["write", out, "--scale", "provinces"], ["amend", PLAN, out, "--scale", "provinces"],
                          ["submit", PROGRAM, PLAN, out, "--log", self.log]):
            made = subprocess.run([sys.executable, YEAR, *map(str, arguments)], capture_output=True, text=True, timeout=1200, check=False)
            self.assertEqual(made.returncode, FINE, made.stderr)
        self.amended = out / amendment.NAME

    def plan(self, as_of):
        """The version in force."""
        return self.amended if as_of >= amendment.ISSUED else PLAN

    def first_of_each_word(self):
        """By word, the first obligation that has it, on the first of the days on which one has; no task twice, if it can be helped."""
        found = {}
        for as_of, which in [(day, ()) for day in AS_OF] + [(day, ("--unit", "100000")) for day in TEN_DAYS]:
            if len(found) == len(WORDS):
                break
            rows = self.ends(FINE, "status", self.plan(as_of), "--json", "--log", self.log, "--as-of", as_of, "--known-at", as_of, *which).rows()
            for fresh in (True, False):
                for row in rows:
                    if row["status"] not in found and not (fresh and any(row["task"] == one["task"] for _, one in found.values())):
                        found[row["status"]] = as_of, row
        return found

    def explained(self, as_of, row):
        """In each language: the row's line, and its explanation by rule."""
        asked = ("explain", self.plan(as_of), row["task"], row["holder"], "--slot", row["slot"], "--log", self.log, "--as-of", as_of, "--known-at",
                 as_of)
        place = [(one["unit"], one["modality"]) for one in self.ends(FINE, *asked, "--json").rows()].index((row["unit"], row["modality"]))

        def said(lang, *depth):
            return self.ends(FINE, *asked, "--lang", lang, *depth).out
        return {lang: said(lang, "--depth", "line").splitlines()[place] + "\n\n" + said(lang).split("\n\n")[place] + "\n" for lang in ("zh", "en")}

    # 8: “Any status can be explained”
    def test_one_of_each_word_reads_as_it_was_read(self):
        found = self.first_of_each_word()
        self.assertEqual(sorted(WORDS), sorted(found))
        explained = {word: self.explained(*found[word]) for word in WORDS}
        for lang in ("zh", "en"):
            text = "".join(f"==== {word} {found[word][0]}\n{explained[word][lang]}\n" for word in WORDS)
            path = GOLDEN / f"year.{lang}.txt"
            if os.environ.get("DUBAN_GOLDENS") == "write":
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
            self.assertEqual(path.read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    unittest.main()
