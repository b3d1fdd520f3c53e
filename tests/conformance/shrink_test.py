"""Of a world in which a law is broken the smallest that still shows it is printed, as a case of law/*.txt that a person can read."""

import re
import sys
import unittest

from duban_program import ONCE, ROOT, ProgramTest
from law_cases import SELECTED, UNITS, Case, cases_of, shown
from law_test import Shared
from worlds_test import with_rows

sys.path.insert(0, str(ROOT / "tests/reference"))
import laws  # noqa: E402
from worlds import program  # noqa: E402
from worlds.laws import broken, engine_is_reference  # noqa: E402
from worlds.shrink import as_case, smallest  # noqa: E402


def never_done(rows, *_, **named):
    """As if the program could not tell that a duty is done."""
    return [{**row, "status": "undetermined"} if row["status"] == "done" else row for row in rows]


@unittest.skipUnless(ONCE, "a world is made smaller in a hundred runs of the program")
class Shrink(ProgramTest):
    @classmethod
    def tearDownClass(cls):
        program.MANY_TIMES.end()

    def smallest_of(self, seed):
        world, _, dumps = laws.world_of(seed)
        with with_rows(never_done):
            found = next(one for one in broken(world, [engine_is_reference], dumps)[0] if one.signature[1:] == ("status",))
            return world, *smallest(world, [engine_is_reference], found)

    def test_the_smallest_world_has_one_task_and_one_report_and_is_asked_once(self):
        for seed in (1, 2, 4):
            with self.subTest(seed):
                world, small, found = self.smallest_of(seed)
                self.assertLess(10, len(world.reports))
                self.assertEqual(["done", "undetermined"], list(found.members["status"]))
                self.assertEqual((1, 1, 1), (len(small.reports), len(small.queries), small.plan().count("task t")), as_case(small, found))
                self.assertEqual(1, len(re.findall(r"\b(?:done|should|may|never|normally) ", small.plan())), small.plan())

    def test_what_is_printed_is_a_case_that_the_mended_program_holds(self):
        _, small, found = self.smallest_of(1)
        text = as_case(small, found)
        (promise, lines), = cases_of(text)
        self.assertEqual("engine = reference (world 1)", promise)
        self.assertIn("# the reference: status done\n", text)
        self.assertIn("# the program: status undetermined\n", text)
        case = Case("printed", promise, 1, lines)
        (_, as_of, known_at, selection, members), = case.questions
        task, slot, unit, modality = SELECTED.fullmatch(selection).groups()
        rows = [row for row in Shared().make(self.folder, case.header, [case]).answers[as_of, known_at][case.task(task)]
                if (row["slot"], row["unit"], row["modality"]) == (slot, UNITS[unit], modality)]
        self.assertEqual([members], [f"status {shown(row['status'])}" for row in rows])


if __name__ == "__main__":
    unittest.main()
