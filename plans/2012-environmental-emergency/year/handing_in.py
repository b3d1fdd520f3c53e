"""How are the files handed in, and what came of it? Runs `duban submit` for each moment of receipt, then counts words and kinds."""

import collections
import csv
import itertools
import json
import os
import re
import sqlite3
import subprocess
import sys
import time

import amendment

# The dates at which the whole country is judged; the ministry's own list is judged every ten days besides, since the plan has a
# schedule for one task of the ministry alone.
AS_OF = ("2012-03-31", "2012-06-30", "2012-10-31", "2012-12-31", "2013-01-31")
TEN_DAYS = [f"2012-{month:02}-{day:02}" for month in range(3, 13) for day in (2, 12, 22)]

WORDS = ("no_case", "not_applicable", "done_early", "done", "done_late", "waived", "failed", "returned", "claimed_without_proof",
         "awaiting_verification", "planned", "waiting", "overdue", "unreported_overdue", "undetermined", "report_missing",
         "behind_schedule", "due_soon", "not_started", "on_schedule", "superseded", "excused")
KINDS = ("reading", "withdraw", "case", "close", "no_case", "claim", "verify", "return", "judge", "waive", "extend", "transfer",
         "announce", "excuse")
# What occurs only in the plan as it might have been amended.
AMENDED = {"superseded": "nothing is amended", "excused": "the plan has no 原则上",
           "excuse": "the plan has no 原则上: they are handed in and refused",
           "judge": "the plan has no 评定: they are handed in and refused"}
SUMS = re.compile(r"(\d+) rows?, (\d+) accepted, (\d+) repeated, (\d+) refused")


def run(*arguments):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([*map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def hand_ins(out):
    """The files by the moment at which they were received, in that order."""
    names = sorted(path for path in out.iterdir() if path.name[:2] == "20" and ".refused." not in path.name)
    return [(name, list(paths)) for name, paths in itertools.groupby(names, key=lambda path: path.name[:15])]


def refused(out):
    """Of the rows that were refused: key -> code, as the program wrote them beside the files."""
    found = {}
    for path in out.glob("*.refused.*"):
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".csv":
            rows = list(csv.DictReader(text.splitlines()))
        elif text.startswith("["):
            rows = json.loads(text)
        else:
            rows = [json.loads(line) for line in text.splitlines()]
        for row in rows:
            found[row.get("编号") or row.get("key", "")] = row.get("拒收代码") or row.get("refusal_code")
    return found


def change(duban, plan, out, log):
    """To the amended plan, on the morning of its issue. Leaves beside the files what it would change and what it did change."""
    for name, more in (("dry-run.jsonl", ["--dry-run"]), ("amended.jsonl", ["--received-at", f"{amendment.ISSUED}T08:30"])):
        answer = run(duban, "amend", plan, out / amendment.NAME, "--json", "--log", log, "--known-at", f"{amendment.ISSUED}T08:00", *more)
        if answer.returncode != 0:
            raise SystemExit(answer.stderr[-2000:])
        (out / name).write_text(answer.stdout, encoding="utf-8")


def submit(duban, plan, out, log):
    began = time.monotonic()
    for old in out.glob("*.refused.*"):
        old.unlink()
    moments = hand_ins(out)
    amended = out / amendment.NAME
    sums = [0, 0, 0, 0]
    whole = 0
    terminal = sys.stderr.isatty()
    version = plan
    for number, (name, paths) in enumerate(moments, 1):
        if name[:10] >= amendment.ISSUED and amended.exists() and version != amended:
            change(duban, plan, out, log)
            version = amended
        answer = run(duban, "submit", version, *paths, "--log", log, "--received-at", f"{name[:13]}:{name[13:]}", "--lang", "en")
        if answer.returncode not in (0, 1):
            print(answer.stderr[-2000:], file=sys.stderr)
            return 1
        told = [tuple(map(int, found)) for found in SUMS.findall(answer.stdout)]
        if len(told) > len(paths):  # a last line adds up
            told.pop()
        whole += len(paths) - len(told)
        sums = [have + sum(one[at] for one in told) for at, have in enumerate(sums)]
        if terminal or number % 10 == 0 or number == len(moments):
            end = "\r" if terminal and number < len(moments) else "\n"
            print(f"[{number}/{len(moments)}] received {name}: {sums[1]} accepted, {time.monotonic() - began:.1f} s", end=end,
                  file=sys.stderr, flush=True)
    print(f"{sums[0]} rows: {sums[1]} accepted, {sums[2]} repeated, {sums[3]} refused; {whole} files refused as a whole; "
          f"{time.monotonic() - began:.1f} s")
    with open(out / "expected.csv", encoding="utf-8", newline="") as file:
        expected = {row["编号"]: row["拒收代码"] for row in csv.DictReader(file)}
    found = refused(out)
    wrong = [(key, expected.get(key, "accepted"), found.get(key, "accepted")) for key in sorted(expected.keys() | found.keys())
             if expected.get(key) != found.get(key)]
    for key, wanted, got in wrong[:20]:
        print(f"{key}: {wanted} was expected, it is {got}", file=sys.stderr)
    if wrong:
        print(f"{len(wrong)} rows were not taken or refused as expected", file=sys.stderr)
    return 1 if wrong else 0


def statuses(duban, plan, log, as_of, *which):
    answer = run(duban, "status", plan, "--log", log, "--json", "--as-of", as_of, "--known-at", as_of, *which)
    if answer.returncode != 0:
        raise SystemExit(answer.stderr[-2000:])
    return collections.Counter(re.findall(r'"status":"(\w+)"', answer.stdout))


def count(duban, plan, out, log, least):
    is_amended = (out / amendment.NAME).exists()
    if is_amended:
        plan = out / amendment.NAME
    words = collections.Counter()
    for day in AS_OF:
        words += statuses(duban, plan, log, day)
    for day in TEN_DAYS if least > len(AS_OF) else ():
        words += statuses(duban, plan, log, day, "--unit", "100000")
    with sqlite3.connect(f"file:{log}?mode=ro", uri=True) as connection:
        kinds = dict(connection.execute("select kind, count(*) from record group by kind"))
        verifiers = connection.execute("select count(*) from record where source = 'verifier' and kind = 'reading'").fetchone()[0]
        corrected = connection.execute("select count(*) from record where corrects <> '' and kind = 'reading'").fetchone()[0]
    few = []
    for title, names, numbers in (("status word", WORDS, words), ("record kind", KINDS, kinds)):
        print(f"\n{title}")
        for name in names:
            number = numbers.get(name, 0)
            note = f"   ({AMENDED[name]})" if name in AMENDED and number == 0 and not is_amended else ""
            print(f"  {name:24}{number:>9}{note}")
            if number < least and not note:
                few.append(name)
    codes = collections.Counter(refused(out).values())
    print(f"\n  corrections {corrected}, the verifier's own figures {verifiers}")
    print("  refused: " + ", ".join(f"{code} {number}" for code, number in sorted(codes.items())))
    if few:
        print(f"fewer than {least}: {', '.join(few)}", file=sys.stderr)
    return 1 if few else 0
