"""Each fault that `./dev faults` plants can still be planted, and was: what it changes stands once in the sources, and it is in the table."""

import collections
import re
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

    def test_the_table_in_docs_has_each_in_order_as_caught(self):
        table = (ROOT / "docs/FAULTS.md").read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"^\| (.*?) \| `.*?` \| \S.* \|$", table, re.M), [fault[0] for fault in FAULTS])
        self.assertIn(f"\n{len(FAULTS)} of {len(FAULTS)} caught.\n", table)


if __name__ == "__main__":
    unittest.main()
