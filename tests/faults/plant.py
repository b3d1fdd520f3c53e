"""Plants each fault in copies of the sources, one at a time in each, and shows what catches it: the cases of the law, else the laws on random worlds.

usage: plant.py [NAME...]    writes docs/FAULTS.md when all were planted; exit code 1 if one was not caught
"""

import concurrent.futures
import os
import queue
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from planted import FAULTS

ROOT = Path(__file__).resolve().parent.parent.parent
COPIES = ROOT / "build/faults"
CATCHERS = (  # in this order; the first that fails has caught it
    ("law", ["tests/conformance/law_test.py", "-f"]),
    ("amendments", ["tests/conformance/amendment_test.py", "-f"]),
    ("recurrence", ["tests/conformance/recurrence_test.py", "-f"]),
    ("notices", ["tests/conformance/notices_test.py", "-f"]),
    ("worlds", ["tests/reference/laws.py", "--worlds", "100", "--seed", "1", "--no-shrink"]),
)
HEAD = """# Planted faults

Each row is a way in which the evaluator may be wrong. `./dev faults` plants them one at a time in copies of the sources, builds
them, and asks the cases of the law (`tests/conformance/law`), of amendments, recurrence and notices, then a hundred random
worlds; the first that fails has caught it. This page is written by it.

| fault | in | caught by |
|---|---|---|
"""


class Copy:
    """A copy of the sources with a build of its own."""

    def __init__(self, number):
        self.folder = COPIES / str(number)
        self.program = self.folder / "build/release/bin/duban"

    def refresh(self):
        """The tracked files, those that differ alone, so that a second run builds little."""
        for name in subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n"):
            source, target = ROOT / name, self.folder / name
            if not name or not source.is_file() or (target.is_file() and target.read_bytes() == source.read_bytes()):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        if not (self.folder / "build/release/build.ninja").is_file():
            quiet = "-DCMAKE_CXX_FLAGS=-w"  # a fault may leave something unused
            subprocess.run(["cmake", "--preset", "release", quiet], cwd=self.folder, check=True, capture_output=True)

    def build(self):
        """Whether it compiled."""
        done = subprocess.run(["cmake", "--build", "build/release", "--target", "duban", "duban_many"], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stdout[-3000:], done.stderr[-3000:])
        return done.returncode == 0

    def caught_by(self):
        """The name of what failed, and in it; or nothing."""
        for name, command in CATCHERS:
            done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "DUBAN": str(self.program)})
            if done.returncode == 0:
                continue
            case = re.search(r"^(?:FAIL|ERROR): (.*)$", done.stderr, re.M) or re.search(r"^\d+ \('(.*)'\) \('", done.stdout, re.M)
            return name, re.sub(r" \(__main__.*", "", case[1]) if case else ""
        return None

    def planted(self, fault):
        """What caught it, and how long that took."""
        _, file, stands, instead = fault
        begun = time.time()
        text = (self.folder / file).read_text()
        if text.count(stands) != 1:
            return ("", f"it stands there {text.count(stands)} times"), 0
        (self.folder / file).write_text(text.replace(stands, instead))
        found = self.caught_by() if self.build() else ("", "it does not compile")
        (self.folder / file).write_text(text)
        return found, time.time() - begun


def main(names):
    chosen = [fault for fault in FAULTS if not names or fault[0] in names]
    copies = queue.SimpleQueue()
    for number in range(1, min(os.cpu_count(), len(chosen)) + 1):
        copies.put(Copy(number))
    first = copies.get()
    copies.put(first)
    first.refresh()
    if not first.build():
        return 1
    if wrong := first.caught_by():
        print("without any fault:", *wrong)
        return 1

    def plant(fault):
        copy = copies.get()
        copy.refresh()
        result = copy.planted(fault)
        copies.put(copy)
        return result

    rows, missed = [], 0
    with concurrent.futures.ThreadPoolExecutor(copies.qsize()) as pool:
        for number, (fault, (found, seconds)) in enumerate(zip(chosen, pool.map(plant, chosen)), 1):
            missed += not found or not found[0]
            says = ": ".join(part for part in found if part) if found else "nothing"
            print(f"{number:3} {fault[0]}: {says} ({seconds:.0f} s)", flush=True)
            rows.append(f"| {fault[0]} | `{fault[1].removeprefix('engine/')}` | {says} |\n")
    print(f"{len(chosen) - missed} of {len(chosen)} caught")
    if not names and not missed:
        (ROOT / "docs/FAULTS.md").write_text(HEAD + "".join(rows) + f"\n{len(chosen)} of {len(chosen)} caught.\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
