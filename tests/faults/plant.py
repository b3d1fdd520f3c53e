"""Plants each fault in a copy of the sources, one at a time, and shows what catches it: the cases of the law, else the laws on random worlds.

usage: plant.py [NAME...]    writes docs/FAULTS.md when all were planted; exit code 1 if one was not caught
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from planted import FAULTS

ROOT = Path(__file__).resolve().parent.parent.parent
COPY = ROOT / "build/faults"
PROGRAM = COPY / "build/release/bin/duban"
CATCHERS = (  # in this order; the first that fails has caught it
    ("law", ["tests/conformance/law_test.py", "-f"]),
    ("amendments", ["tests/conformance/amendment_test.py", "-f"]),
    ("recurrence", ["tests/conformance/recurrence_test.py", "-f"]),
    ("worlds", ["tests/reference/laws.py", "--worlds", "100", "--seed", "1", "--no-shrink"]),
)
HEAD = """# Planted faults

Each row is a way in which the evaluator may be wrong. `./dev faults` plants them one at a time in a copy of the sources, builds it, and asks the
cases of the law (`tests/conformance/law`), of amendments and of recurrence, then a hundred random worlds; the first that fails has caught it. This
page is written by it.

| fault | in | caught by |
|---|---|---|
"""


def copy_sources():
    """The tracked files, those newer than the copy's alone, so that a second run builds little."""
    for name in subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n"):
        source, target = ROOT / name, COPY / name
        if not name or not source.is_file() or (target.is_file() and target.read_bytes() == source.read_bytes()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def build():
    """Whether it compiled."""
    done = subprocess.run(["cmake", "--build", "build/release", "--target", "duban"], cwd=COPY, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout[-3000:], done.stderr[-3000:])
    return done.returncode == 0


def caught_by():
    """The name of what failed, or nothing."""
    for name, command in CATCHERS:
        done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "DUBAN": str(PROGRAM)})
        if done.returncode == 0:
            continue
        case = re.search(r"^(?:FAIL|ERROR): (.*)$", done.stderr, re.M) or re.search(r"^(.* differ.*)$", done.stdout, re.M)
        return name, (case[1] if case else "").strip()
    return None


def main(names):
    chosen = [fault for fault in FAULTS if not names or fault[0] in names]
    copy_sources()
    if not (COPY / "build/release/build.ninja").is_file():
        subprocess.run(["cmake", "--preset", "release", "-DDUBAN_TESTS=OFF"], cwd=COPY, check=True, capture_output=True)
    if not build():
        return 1
    if wrong := caught_by():
        print("without any fault:", *wrong)
        return 1
    rows, missed = [], 0
    for number, (name, file, stands, planted) in enumerate(chosen, 1):
        begun = time.time()
        text = (COPY / file).read_text()
        found = ("", f"it stands there {text.count(stands)} times") if text.count(stands) != 1 else None
        if not found:
            (COPY / file).write_text(text.replace(stands, planted))
            found = caught_by() if build() else ("", "it does not compile")
            (COPY / file).write_text(text)
        missed += not found or not found[0]
        says = ": ".join(part for part in found if part) if found else "nothing"
        print(f"{number:3} {name}: {says} ({time.time() - begun:.0f} s)", flush=True)
        rows.append(f"| {name} | `{file.removeprefix('engine/')}` | {says} |\n")
    print(f"{len(chosen) - missed} of {len(chosen)} caught")
    if not names and not missed:
        (ROOT / "docs/FAULTS.md").write_text(HEAD + "".join(rows) + f"\n{len(chosen)} of {len(chosen)} caught.\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
