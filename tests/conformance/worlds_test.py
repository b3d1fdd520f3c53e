"""Worlds made at random are held to the laws: tests/reference says the same as the program in each, and others."""

import subprocess
import sys
import unittest
from unittest import mock

from duban_program import ONCE, PROGRAM, ROOT

sys.path.insert(0, str(ROOT / "tests/reference"))
import laws  # noqa: E402
from worlds import program  # noqa: E402
from worlds.laws import LAWS, broken  # noqa: E402
from worlds.reasons import Reasons  # noqa: E402

WORLDS = 1000 if ONCE else 25


def with_rows(change):
    """What `status` says, changed."""
    return mock.patch.object(program.Folder, "status", changed(program.Folder.status, change))


def changed(method, change):
    return lambda folder, *asked, **named: change(method(folder, *asked, **named), *asked, **named)


def another(rows, log, *_, plan=None):
    """Each log and each plan has a word of its own."""
    return [{**row, "status": f"{log.name} {plan}"} for row in rows]


def of_tomorrow(rows, _, as_of, *more, **named):
    """Another value on every other day."""
    return [{**row, "value": {"lo": as_of, "hi": as_of}} for row in rows]


def met_on_nothing(rows, *_, **named):
    return [{**row, "verdict": "met", "assurance": "silent"} for row in rows]


def met_or_not(rows, *_, **named):
    return [{**row, "verdict": "met" if row["verdict"] == "failed" else "failed"} for row in rows]


def one_done_more(card, *_):
    return {**card, "total": {**card["total"], "done": card["total"]["done"] + 1}}


def all_but_one(rows, *_):
    return rows[1:]


def of_another_version(card, *_, **named):
    return {**card, "receipt": {**card["receipt"], "adopted": not card["receipt"]["adopted"]}}


def a_line_more(answer, word):
    """The formatter writes a line more each time."""
    return subprocess.CompletedProcess(answer.args, 0, answer.stdout + b"# formatted\n") if word == "fmt" else answer


def with_missing(change):
    """What `explain` says is missing, changed."""
    return mock.patch.object(Reasons, "explained", changed(Reasons.explained, lambda why, *_: {**why, "missing": change(why["missing"])}))


# How each law was seen to fail: what is broken, so that it must yield a difference.
BROKEN = {
    "engine_is_reference": lambda: with_rows(another),
    "silence_is_not_done": lambda: with_rows(met_on_nothing),
    "nothing_told_is_not_met": lambda: with_rows(met_on_nothing),
    "decided_suffices": lambda: with_rows(met_or_not),
    "missing_decides": lambda: with_missing(lambda _: []),
    "each_missing_fact_matters": lambda: with_missing(lambda facts: facts + facts[:1]),
    "time_alone": lambda: with_rows(of_tomorrow),
    "sums_are_sums": lambda: mock.patch.object(program.Folder, "document", changed(program.Folder.document, one_done_more)),
    "receipt_is_true": lambda: mock.patch.object(program.Folder, "document", changed(program.Folder.document, of_another_version)),
    "notices_follow_the_board": lambda: mock.patch.object(program.Folder, "notices", changed(program.Folder.notices, all_but_one)),
    "languages_are_one": lambda: mock.patch("worlds.laws.run", lambda *asked: a_line_more(program.run(*asked), asked[0])),
}


class Worlds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = []
        for cls.run_of_all, new in laws.all_of(range(1, WORLDS + 1), jobs=2):
            cls.found += [laws.told(*one, ()) for one in new]
        print(cls.run_of_all.summary())

    @classmethod
    def tearDownClass(cls):
        program.MANY_TIMES.end()

    # 8: “where each is asked for once and all is judged at one instant, as no row past due is but a continuing one, each can matter.”
    # 8: “the parts of the criterion that *decided* (if all others were unknown, the whole would come to the same)”
    # 6: “Each figure is a sum”
    # 4: “Silence is never done.”
    def test_no_law_is_broken_in_worlds_made_at_random(self):
        self.assertEqual([], self.found, "\n".join(self.found))

    def test_each_construct_record_and_word_is_in_one_world_of_a_hundred(self):
        if WORLDS >= 250:
            self.assertEqual([], self.run_of_all.table.rare(WORLDS))

    def test_each_law_finds_what_to_compare_in_one_world_of_twenty(self):
        if WORLDS >= 250:
            run = self.run_of_all
            self.assertEqual([], [f"{name}: {run.held[name]} of {asked}" for name, asked in run.asked.items() if 20 * run.held[name] < asked])

    def test_a_seed_makes_the_same_world_again(self):
        for seed in (1, 2, 3):
            self.assertEqual(laws.world_of(seed), laws.world_of(seed))

    def test_each_law_sees_what_breaks_it(self):
        worlds = [laws.world_of(seed) for seed in range(1, 9)]
        for name, law in LAWS.items():
            with self.subTest(name), BROKEN.get(name, lambda: with_rows(another))():
                self.assertTrue(any(broken(world, [law], dump)[0] for world, _, dump in worlds))

    def test_asked_many_times_the_program_says_what_it_says_when_it_is_asked_once(self):
        world, _, _ = laws.world_of(4)
        with program.Folder(world) as folder:
            for words in (("check", folder.plan, "--json"), ("dump", folder.plan), ("fmt", "--nothing"),
                          ("status", folder.plan, "--log", folder.path / "none.db", "--as-of", "2026-05-01", "--known-at", "2026-05-01")):
                answer = program.run(*words, code=(0, 1, 2))
                once = subprocess.run([PROGRAM, *answer.args], capture_output=True, env={"LC_ALL": "C.UTF-8"})
                self.assertEqual((once.returncode, once.stdout, once.stderr), (answer.returncode, answer.stdout, answer.stderr))


if __name__ == "__main__":
    unittest.main()
