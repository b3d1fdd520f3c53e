"""The law a second time: tests/reference, written from docs/SEMANTICS.md alone, and the program give the same lines.

Every case of law/*.txt is judged by both: the lines of its tasks are compared byte for byte, and what the case expects is
held against the reference, too.
"""

import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from duban_program import FINE, ONCE, ROOT, ProgramTest
from law_cases import ALL_KNOWN, SELECTED, UNITS, read_cases, shown
from law_test import Shared, by_task

sys.path.insert(0, str(ROOT / "tests/reference"))
from reference import board  # noqa: E402
from reference.world import read_units  # noqa: E402


def line_of(row):
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def told(world):
    """The records of a world's log; none if nothing was handed in."""
    if not world.log.exists():
        return []
    return world.ends(FINE, "log", world.plan, "--json", "--log", world.log, "--known-at", ALL_KNOWN).rows()


def judged(world):
    """The reference's lines by what is asked of the world, by task."""
    *before, plan = [json.loads(world.ends(FINE, "dump", version).out) for version in world.plans.values()]
    units = read_units((world.folder / "units.csv").read_text(encoding="utf-8"))
    calendar = json.loads((world.folder / "calendar.json").read_text(encoding="utf-8"))
    records = told(world)
    return {(as_of, known_at): by_task(board(plan, units, calendar, records, as_of, known_at or ALL_KNOWN, before=before))
            for as_of, known_at in world.answers}


@unittest.skipUnless(ONCE, "law_test asks the program the same")
class Reference(ProgramTest):
    cases = read_cases()
    worlds = {}
    reference = {}

    @classmethod
    def setUpClass(cls):
        cls.kept = pathlib.Path(tempfile.mkdtemp(prefix="duban-reference-"))
        cls.addClassCleanup(shutil.rmtree, cls.kept)
        for case in cls.cases:
            if case.world not in cls.worlds:
                alike = [other for other in cls.cases if other.world == case.world]
                cls.worlds[case.world] = Shared().make(cls.kept / f"plan{len(cls.worlds)}", case.header, alike)
        with concurrent.futures.ProcessPoolExecutor() as pool:
            cls.reference = dict(zip(cls.worlds, pool.map(judged, cls.worlds.values())))

    def test_a_line_is_compared_as_the_program_wrote_it(self):
        world = next(iter(self.worlds.values()))
        lines = world.status("2026-07-04").out.splitlines()
        self.assertEqual([line_of(json.loads(line)) for line in lines], lines)

    def test_asked_from_the_command_line_it_prints_the_lines_of_the_program(self):
        for world in (next(iter(self.worlds.values())), next(world for world in self.worlds.values() if len(world.plans) > 2)):
            *before, plan = [self.write(f"{number}.json", world.ends(FINE, "dump", version).bytes)
                             for number, version in enumerate(world.plans.values())]
            log = self.write("log.jsonl", world.ends(FINE, "log", world.plan, "--json", "--log", world.log, "--known-at", ALL_KNOWN).out)
            asked = [sys.executable, ROOT / "tests/reference", plan, world.folder / "units.csv", world.folder / "calendar.json", log,
                     "--as-of", "2026-07-04", "--known-at", ALL_KNOWN, *(word for one in before for word in ("--before", one))]
            said = subprocess.run(asked, capture_output=True, check=False)
            self.assertEqual((0, b""), (said.returncode, said.stderr))
            self.assertEqual(sorted(world.status("2026-07-04").bytes.splitlines()), sorted(said.stdout.splitlines()))

    def lines(self, case):
        """What is asked at all of the world, with the lines of the case's tasks by the program and by the reference."""
        theirs, mine = self.worlds[case.world].answers, self.reference[case.world]
        own = re.compile(rf"c{case.number}_.*")
        for asked in theirs:
            yield asked, *([line_of(row) for task, rows in answer[asked].items() if own.fullmatch(task) for row in rows]
                           for answer in (theirs, mine))

    def agree(self, case):
        """FORMATS says the order of the rows of one plan; where there are versions, of which some lack a task, it is not compared."""
        for asked, theirs, mine in self.lines(case):
            with self.subTest(asked):
                if case.versions[1:]:
                    mine, theirs = sorted(mine), sorted(theirs)
                self.assertEqual("\n".join(mine), "\n".join(theirs))

    def holds(self, case):
        """What the case expects, of the reference."""
        for line, as_of, known_at, selection, members in case.questions:
            task, slot, unit, modality = SELECTED.fullmatch(selection or case.tasks[0]).groups()
            wanted = {"slot": slot, "unit": UNITS.get(unit), "modality": modality}
            rows = [row for row in self.reference[case.world][as_of, known_at].get(case.task(task), [])
                    if all(value in (None, row[name]) for name, value in wanted.items())]
            with self.subTest(line):
                if members in ("no row", "two rows"):
                    self.assertEqual(len(rows), 0 if members == "no row" else 2, rows)
                    continue
                self.assertEqual(len(rows), 1, rows)
                for member in members.split(", "):
                    name, _, value = member.partition(" ")
                    self.assertEqual(shown(rows[0][name]), value, f"{name} of {line_of(rows[0])}")


def promise_of(case):
    def test(self):
        self.holds(case)
        self.agree(case)

    test.__doc__ = case.promise
    return test


for one in Reference.cases:
    setattr(Reference, "test_" + "_".join(re.findall(r"\w+", one.promise)).lower(), promise_of(one))


if __name__ == "__main__":
    unittest.main()
