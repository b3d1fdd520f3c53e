"""Each fault that `./dev faults` plants can still be planted: what it changes stands once in the sources, and names are their own."""

import collections
import unittest
from pathlib import Path

from planted import FAULTS

ROOT = Path(__file__).resolve().parent.parent.parent


class Planted(unittest.TestCase):
    def test_what_each_fault_changes_stands_once(self):
        for name, file, stands, instead in FAULTS:
            with self.subTest(fault=name):
                self.assertEqual((ROOT / file).read_text(encoding="utf-8").count(stands), 1)
                self.assertNotEqual(stands, instead)

    def test_each_has_a_name_of_its_own(self):
        self.assertEqual([name for name, times in collections.Counter(fault[0] for fault in FAULTS).items() if times > 1], [])


if __name__ == "__main__":
    unittest.main()
