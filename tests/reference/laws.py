"""Makes worlds at random and holds the program to the laws in each: that the second evaluator says the same, and others.

A world is a plan with its units, its log and what is asked of it; its seed makes it again. Of a difference the smallest world
that still shows it is printed, as a case of tests/conformance/law.
"""

import argparse
import collections
import concurrent.futures
import itertools
import os
import re
import sys
import time

from worlds.amendments import amend
from worlds.counting import Table
from worlds.laws import ALWAYS, BY_TURNS, LAWS, broken
from worlds.plans import Plan
from worlds.program import MANY_TIMES, mended
from worlds.shrink import as_case, smallest
from worlds.told import Told

TASKS, REPORTS = 6, 26


def world_of(seed, tasks=TASKS, reports=REPORTS):
    """The world of a seed, what the program would not have of its plan, and the dump of each version."""
    plan = Plan(seed, tasks)
    Told(plan, reports)
    world, refused, dumps = mended(plan.world)
    amended = amend(world)
    if amended is world:
        return world, refused, dumps
    world, more, dumps = mended(amended)
    return world, refused + more, dumps


class Run:
    """Worlds one after the other, and what came of them."""

    def __init__(self, names=()):
        self.names = names
        self.worlds = self.rows = self.boards = self.records = 0
        self.asked = collections.Counter()
        self.held = collections.Counter()  # those of them that found something to compare
        self.differences = collections.Counter()
        self.table = Table()

    def laws(self, seed):
        if self.names:
            return [LAWS[name] for name in self.names]
        return [*ALWAYS, BY_TURNS[seed % len(BY_TURNS)]]

    def one(self, seed):
        """Yields the first difference of each new kind, with its world."""
        world, refused, dumps = world_of(seed)
        self.table.refused.update(re.sub(r"“.*?”|t\d+\S*", "…", told.split(": ", 1)[-1]) for told in refused)
        laws = self.laws(seed)
        found, look = broken(world, laws, dumps)
        self.worlds += 1
        self.rows += look.rows
        self.boards += len(look.boards)
        self.records += len(look.told)
        self.asked.update(law.__name__ for law in laws)
        self.held.update(look.held)
        self.table.count(world, look)
        for difference in found:
            self.differences[difference.signature] += 1
            if self.differences[difference.signature] == 1:
                yield world, difference

    def add(self, other):
        for name in ("worlds", "rows", "boards", "records", "asked", "held", "differences"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.table.add(other.table)

    def summary(self):
        lines = [f"{self.worlds} worlds, {self.records} records, {self.boards} boards, {self.rows} obligations"]
        lines += [f"  {self.held[name]} of {count} worlds: {name.replace('_', ' ')}" for name, count in sorted(self.asked.items())]
        lines += [f"  {count} differences: {' '.join(signature)}" for signature, count in self.differences.most_common()]
        return "\n".join(lines + [f"{sum(self.differences.values())} differences"])


def told(world, difference, names):
    """What a person should read of a difference: the smallest world that shows it."""
    said = ("the reference", "the program") if "reference" in difference.law else ("one way", "the other")
    laws = [law for law in Run(names).laws(world.seed) if stays_with(world, law, difference)]
    world, smaller = smallest(world, laws, difference)
    return as_case(world, smaller or difference, said)


def in_short(world, difference):
    return f"{world.seed} {difference.signature} {difference.asked} {difference.row} {difference.members}"


def stays_with(world, law, difference):
    return any(other.signature == difference.signature for other in broken(world, [law])[0])


def stretch(seeds, names):
    """The run over some worlds, by one process of the program, and what it found."""
    run = Run(names)
    found = [one for seed in seeds for one in run.one(seed)]
    MANY_TIMES.end()
    return run, found


def all_of(seeds, names=(), jobs=1):
    """Yields the run so far and what is new, by stretches of the worlds."""
    run = Run(names)
    length = min(1000, -(-len(seeds) // (8 * jobs)))
    stretches = [seeds[at:at + length] for at in range(0, len(seeds), length)]
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        for of_stretch, found in pool.map(stretch, stretches, itertools.repeat(names)):
            new = [(world, difference) for world, difference in found if difference.signature not in run.differences]
            run.add(of_stretch)
            yield run, new


def main():
    parser = argparse.ArgumentParser(prog="./dev laws", description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200, help="how many; 200 if not said")
    parser.add_argument("--seed", type=int, default=1, help="of the first; the next is one more")
    parser.add_argument("--law", action="append", choices=sorted(LAWS), help="only this one; may be said again")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at once; one for each core if not said")
    parser.add_argument("--table", action="store_true", help="in how many worlds each construct, kind of record and word was")
    parser.add_argument("--no-shrink", action="store_true", help="print a difference as it was found")
    asked = parser.parse_args()
    begun = time.monotonic()
    for run, found in all_of(range(asked.seed, asked.seed + asked.worlds), asked.law or (), asked.jobs):
        for one in found:
            print(in_short(*one) if asked.no_shrink else told(*one, asked.law or ()), flush=True)
        if sys.stderr.isatty():
            print(f"\r{run.worlds} worlds, {run.rows} obligations, {sum(run.differences.values())} differences, "
                  f"{time.monotonic() - begun:.0f} s ", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if asked.table:
        print(run.table.text(run.worlds))
    print(run.summary())
    return 1 if run.differences else 0


if __name__ == "__main__":
    sys.exit(main())
