"""Makes worlds at random and holds the program to the laws in each: that the second evaluator says the same, and others.

A world is a plan with its units, its log and what is asked of it; its seed makes it again. Of a difference the smallest world
that still shows it is printed, as a case of tests/conformance/law.
"""

import argparse
import collections
import re
import sys
import time

from worlds.counting import Table
from worlds.laws import ALWAYS, BY_TURNS, LAWS, broken
from worlds.not_yet import not_yet
from worlds.plans import Plan
from worlds.program import mended
from worlds.shrink import as_case, smallest
from worlds.told import Told

TASKS, REPORTS = 6, 26


def world_of(seed, tasks=TASKS, reports=REPORTS):
    """The world of a seed, what the program would not have of its plan, and the plan's dump."""
    plan = Plan(seed, tasks)
    Told(plan, reports)
    return mended(plan.world)


class Run:
    """Worlds one after the other, and what came of them."""

    def __init__(self, names=(), shrink=True):
        self.names = names
        self.shrink = shrink
        self.worlds = self.rows = self.boards = self.records = 0
        self.held = collections.Counter()
        self.differences = collections.Counter()
        self.excused = collections.Counter()
        self.table = Table()

    def laws(self, seed):
        if self.names:
            return [LAWS[name] for name in self.names]
        return [*ALWAYS, BY_TURNS[seed % len(BY_TURNS)]]

    def one(self, seed):
        """Yields what a person should read of each new kind of difference."""
        world, refused, dump = world_of(seed)
        self.table.refused.update(re.sub(r"“.*?”|t\d+\S*", "…", told.split(": ", 1)[-1]) for told in refused)
        laws = self.laws(seed)
        found, look = broken(world, laws, dump)
        self.worlds += 1
        self.rows += look.rows
        self.boards += len(look.boards)
        self.records += len(look.told)
        self.held.update(law.__name__ for law in laws)
        self.table.count(world, look)
        for difference in found:
            if excuse := not_yet(world, difference):
                self.excused[excuse] += 1
                continue
            self.differences[difference.signature] += 1
            if self.differences[difference.signature] == 1:
                yield self.told(world, laws, difference)

    def told(self, world, laws, difference):
        said = ("the reference", "the program") if "reference" in difference.law else ("one way", "the other")
        if not self.shrink:
            return f"{world.seed} {difference.signature} {difference.asked} {difference.row} {difference.members}"
        laws = [law for law in laws if stays_with(world, law, difference)]
        world, smaller = smallest(world, laws, difference)
        return as_case(world, smaller or difference, said)

    def summary(self):
        lines = [f"{self.worlds} worlds, {self.records} records, {self.boards} boards, {self.rows} obligations"]
        lines += [f"  {count} worlds: {name.replace('_', ' ')}" for name, count in sorted(self.held.items())]
        lines += [f"  {count} not yet: {name}" for name, count in self.excused.most_common()]
        lines += [f"  {count} differences: {' '.join(signature)}" for signature, count in self.differences.most_common()]
        return "\n".join(lines + [f"{sum(self.differences.values())} differences"])


def stays_with(world, law, difference):
    return any(other.signature == difference.signature for other in broken(world, [law])[0])


def main():
    parser = argparse.ArgumentParser(prog="./dev laws", description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200, help="how many; 200 if not said")
    parser.add_argument("--seed", type=int, default=1, help="of the first; the next is one more")
    parser.add_argument("--law", action="append", choices=sorted(LAWS), help="only this one; may be said again")
    parser.add_argument("--table", action="store_true", help="in how many worlds each construct, kind of record and word was")
    parser.add_argument("--no-shrink", action="store_true", help="print a difference as it was found")
    told = parser.parse_args()
    run = Run(told.law or (), not told.no_shrink)
    begun = time.monotonic()
    for seed in range(told.seed, told.seed + told.worlds):
        for text in run.one(seed):
            print(text, flush=True)
        if sys.stderr.isatty():
            print(f"\r{run.worlds} worlds, {run.rows} obligations, {sum(run.differences.values())} differences, "
                  f"{time.monotonic() - begun:.0f} s ", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if told.table:
        print(run.table.text(run.worlds))
    print(run.summary())
    return 1 if run.differences else 0


if __name__ == "__main__":
    sys.exit(main())
