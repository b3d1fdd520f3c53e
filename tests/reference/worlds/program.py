"""A world in a folder: its plan checked, its reports handed in, its boards by the program and by the reference."""

import functools
import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile

from reference import board
from reference.moments import Calendar
from reference.world import read_units

from .world import ALL_KNOWN, as_rows

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
MANY = os.environ.get("DUBAN", str(ROOT / "build/release/bin/duban")) + "_many"  # it, many times in one process: many.cpp
MOST_SECONDS = 300
CALENDAR = ROOT / "plans/china/calendar.json"
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
FINE, FINDINGS = 0, 1


class Refused(Exception):
    """The program would not have the plan."""


class Broken(Exception):
    """The program ended as it never should."""


@functools.cache
def calendar_text():
    """That of China from the year before the worlds on."""
    told = json.loads(CALENDAR.read_text(encoding="utf-8"))
    years = {year: days for year, days in told["years"].items() if year >= "2024"}
    return json.dumps({**told, "years": years}, ensure_ascii=False)


@functools.cache
def working_days():
    return Calendar(json.loads(calendar_text()))


class Many:
    """The program in one process for many command lines; begun when it is first asked, and again where it broke."""

    def __init__(self):
        self.process = None

    def begin(self):
        self.process = subprocess.Popen([MANY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"})

    def ask(self, arguments):
        if not self.process:
            self.begin()
        to, answers = self.process.stdin, self.process.stdout
        to.write("\x1f".join(arguments).encode() + b"\n")
        to.flush()
        head = answers.readline() if select.select([answers], [], [], MOST_SECONDS)[0] else b""
        if not head.endswith(b"\n") or len(head.split()) != 3:
            self.process.kill()
            said = head + answers.read()
            self.process = None
            raise Broken(f"{arguments}: ended by itself or a signal\n{said.decode(errors='replace')[-4000:]}")
        code, out, err = map(int, head.split())
        return subprocess.CompletedProcess(arguments, code, answers.read(out), answers.read(err))

    def end(self):
        """Nothing is left behind: what the sanitizers say of leaks comes at the end."""
        if self.process:
            said, _ = self.process.communicate()
            if self.process.returncode != 0:
                raise Broken(said.decode(errors="replace")[-4000:])
            self.process = None


MANY_TIMES = Many()


def run(*arguments, code=(FINE,)):
    answer = MANY_TIMES.ask([str(one) for one in arguments])
    if answer.returncode not in code:
        raise Broken(f"{arguments}: {answer.returncode}\n{answer.stderr.decode()[-2000:]}")
    return answer


class Folder:
    """Where a world lies while it is looked at; gone at the end."""

    def __init__(self, world):
        self.world = world
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="duban-world-", dir=IN_MEMORY))
        self.plans = [self.write(world.file(number), text) for number, text in enumerate(world.plans())]
        self.plan = self.plans[-1]
        self.write("units.csv", world.unit_list())
        self.write("calendar.json", calendar_text())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def write(self, name, text):
        path = self.path / name
        path.write_text(text, encoding="utf-8")
        return path

    # ---- The plan

    def errors(self):
        """The first version that the program refuses, and its lines that it does."""
        for number, plan in enumerate(self.plans):
            found = [json.loads(line) for line in run("check", plan, "--json", code=(FINE, FINDINGS)).stdout.splitlines()]
            wrong = {finding["line"]: finding["message_en"] for finding in found if finding["severity"] == "error"}
            if wrong:
                return number, wrong
        return 0, {}

    def dumps(self):
        """Those of all versions."""
        return [self.dump(plan) for plan in self.plans]

    def dump(self, plan=None):
        answer = run("dump", plan or self.plan, code=(FINE, FINDINGS))
        if answer.returncode != FINE:
            raise Refused(answer.stderr.decode())
        return answer.stdout

    # ---- The log

    def hand_in(self, received, log="plan.db", lang="en"):
        """Hands in rows by the instant of their receipt; a list of lists of rows is so many files."""
        log = self.path / log
        for instant, rows in received.items():
            files = rows if rows and isinstance(rows[0], list) else [rows]
            paths = [self.write(f"in{number}.jsonl", as_rows(part)) for number, part in enumerate(files) if part]
            if paths:
                plan = self.plans[self.world.in_force(instant)]
                run("submit", plan, *paths, "--log", log, "--received-at", instant, "--lang", lang, code=(FINE, FINDINGS))
        return log

    def copy_of(self, log, name):
        for ending in ("", ".head"):
            if pathlib.Path(f"{log}{ending}").exists():
                shutil.copy(f"{log}{ending}", f"{self.path / name}{ending}")
        return self.path / name

    def records(self, log):
        if not log.exists():
            return []
        return [json.loads(line) for line in run("log", self.plan, "--json", "--log", log, "--known-at", ALL_KNOWN).stdout.splitlines()]

    # ---- Boards

    def status(self, log, as_of, known_at=ALL_KNOWN, plan=None):
        answer = run("status", plan or self.plan, "--json", "--log", log, "--as-of", as_of, "--known-at", known_at)
        return [json.loads(line) for line in answer.stdout.splitlines()]

    def notices(self, log, as_of):
        answer = run("notices", self.plan, "--json", "--log", log, "--as-of", as_of, "--known-at", ALL_KNOWN)
        return [json.loads(line) for line in answer.stdout.splitlines()]

    def document(self, log, as_of, *arguments):
        return json.loads(run("checklist", self.plan, *arguments, "--format", "json", "--lang", "en", "--log", log, "--as-of", as_of,
                              "--known-at", ALL_KNOWN).stdout)

    def reference(self, dumps, records, as_of, known_at):
        units = read_units((self.path / "units.csv").read_text(encoding="utf-8"))
        *before, plan = map(json.loads, dumps)
        return board(plan, units, working_days(), records, as_of, known_at, before=before)


def mended(world):
    """The world without the clauses and declarations that the program refuses, what it said of them, and the dump of each version."""
    refused = []
    for _ in range(40):
        with Folder(world) as folder:
            try:
                return world, refused, folder.dumps()
            except Refused:
                version, errors = folder.errors()
        owners = {}
        for number, (line, owner) in enumerate(world.plan_lines(version), 1):
            if number in errors:
                owners.setdefault(owner, f"{line.strip()}: {errors[number]}")
        if None in owners or not owners:
            raise Broken(f"{world.seed}: {errors}")
        refused += owners.values()
        for owner in sorted(owners, key=str, reverse=True)[:1]:
            world = world.without(owner)
    raise Broken(f"{world.seed}: no end of errors")
