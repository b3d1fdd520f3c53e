"""Worlds made at random are held to the laws: tests/reference says the same as the program in each, and others."""

import sys
import unittest

from duban_program import PROGRAM, ROOT

sys.path.insert(0, str(ROOT / "tests/reference"))
import laws  # noqa: E402
from worlds.not_yet import NOT_YET  # noqa: E402

WORLDS = 25 if "sanitize" in PROGRAM else 250  # some 50 s on one core


class Worlds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_of_all = laws.Run()
        cls.found = [text for seed in range(1, WORLDS + 1) for text in cls.run_of_all.one(seed)]
        print(cls.run_of_all.summary())

    def test_no_law_is_broken_in_worlds_made_at_random(self):
        self.assertEqual([], self.found, "\n".join(self.found))

    def test_each_construct_record_and_word_is_in_one_world_of_a_hundred(self):
        if WORLDS >= 250:
            self.assertEqual([], self.run_of_all.table.rare(WORLDS))

    def test_a_seed_makes_the_same_world_again(self):
        for seed in (1, 2, 3):
            self.assertEqual(laws.world_of(seed), laws.world_of(seed))

    def test_what_is_not_yet_as_the_law_says_is_seen(self):
        self.assertLessEqual(self.run_of_all.excused.keys(), NOT_YET.keys())


if __name__ == "__main__":
    unittest.main()
