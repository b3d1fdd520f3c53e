"""Runs the built program for the conformance scripts: a folder of its own for each test, no locale, no leftovers."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("DUBAN", str(ROOT / "build/release/bin/duban"))
PLAN = ROOT / "plans/2012-environmental-emergency/2012.duban"
TWIN = ROOT / "plans/2012-environmental-emergency/2012.en.duban"
REPORTS = ROOT / "plans/2012-environmental-emergency/reports"

# Of programs compiled otherwise, by clang++ or for the sanitizers, nothing is asked that says as much about this one.
ONCE = "/release/" in PROGRAM

FINE, FINDINGS, USAGE, WORLD = 0, 1, 2, 3


class Answer:
    def __init__(self, finished):
        self.code = finished.returncode
        self.bytes = finished.stdout
        self.out = finished.stdout.decode("utf-8")
        self.err = finished.stderr.decode("utf-8")

    def rows(self):
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def received(path):
    """The moment that the name of a sample report begins with."""
    return f"{path.name[:13]}:{path.name[13:15]}"


class ProgramTest(unittest.TestCase):
    """`self.folder` is empty before each test and gone after it."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="duban-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_program(self, *arguments, env=None, cwd=None):
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        environment.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")})
        environment.update(env or {})
        answer = Answer(subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env=environment, cwd=cwd,
                                       stdin=subprocess.DEVNULL, timeout=300))
        self.assertIn(answer.code, (FINE, FINDINGS, USAGE, WORLD), f"{arguments}: ended by itself or a signal\n{answer.err[-4000:]}")
        for sign in ("AddressSanitizer", "LeakSanitizer", "runtime error:", "UndefinedBehaviorSanitizer"):
            self.assertNotIn(sign, answer.err, arguments)
        return answer

    def ends(self, code, *arguments, **how):
        """The answer, after its exit code was checked; what is not fine says why on standard error."""
        answer = self.run_program(*arguments, **how)
        self.assertEqual(answer.code, code, f"{arguments}\n{answer.out[-2000:]}\n{answer.err[-4000:]}")
        if code != FINE:
            self.assertNotEqual(answer.err, "", arguments)
        return answer

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def starter(self, lang="zh"):
        """The plan of `duban init` in this test's folder."""
        plan = self.folder / "own/plan.duban"
        if not plan.exists():
            self.ends(FINE, "init", plan.parent, "--lang", lang)
        return plan
