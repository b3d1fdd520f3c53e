"""Programs made by different compilers, at home and in another zone and locale, must say the same bytes; so must a plan and its twin.

usage: same_bytes.py PROGRAM PROGRAM...; the last line is `N passed, N failed`, a check for each command.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = "plans/2012-environmental-emergency"
PLAN, TWIN, BROKEN = f"{FOLDER}/2012.duban", f"{FOLDER}/2012.en.duban", f"{FOLDER}/broken.duban"

REPORTS = """编号,类型,单位,任务,指标,期间,日期,数值,事件,佐证,填报单位
a1,reading,140000,,应急演练,2012-Q1,,0,,,140000
a2,reading,140000,,应急演练,2012-Q2,,2.50,,,140000
a3,reading,130000,,应急演练,2012-Q1,,1,,演练方案、演练记录、演练照片,130000
a4,claim,130000,10.8,,2012,2012-04-01,,,演练方案、演练记录、演练照片,130000
a5,verify,130000,10.8,,2012,2012-04-09,,,,100000
a6,reading,100000,,培训班,2012-Q1,,4,,,100000
a7,reading,130000,,应急演练,2012-Q9,,１,,,130000
a8,verify,130000,10.8,,2012,2012-04-09,,,,110000
a9,reading,999999,,应急演练,2012-Q1,,1,,,999999
"""

COMMANDS = [
    ["check", PLAN, "--json"],
    ["check", TWIN, "--json"],
    ["check", BROKEN, "--lang", "zh"],
    ["check", BROKEN, "--lang", "en"],
    ["submit", PLAN, "reports.csv", "--received-at", "2012-07-01"],
    ["submit", PLAN, "reports.csv", "--received-at", "2012-07-02"],
    ["status", PLAN, "--json", "--as-of", "2012-07-03"],
    ["status", PLAN, "--json", "--as-of", "2013-01-01", "--known-at", "2012-06-30"],
    ["status", TWIN, "--json", "--as-of", "2013-01-01", "--log", f"{FOLDER}/2012.db"],
    ["status", PLAN, "--task", "10.8", "--as-of", "2013-01-01", "--lang", "zh"],
    ["explain", PLAN, "10.8", "140000", "--as-of", "2013-01-01", "--lang", "en"],
    ["explain", PLAN, "10.8", "130000", "--as-of", "2013-01-01", "--json"],
    ["checklist", PLAN, "--unit", "140000", "--as-of", "2013-01-01", "--format", "md"],
    ["checklist", PLAN, "--level", "省", "--as-of", "2013-01-01", "--format", "json"],
    ["checklist", PLAN, "--task", "10.8", "--as-of", "2013-01-01", "--format", "csv"],
    ["checklist", PLAN, "--leader", "--as-of", "2013-01-01", "--since", "2012-07-01", "--format", "md"],
    ["checklist", PLAN, "--problems", "--under", "140000", "--as-of", "2013-01-01", "--format", "json"],
    ["checklist", PLAN, "--department", "环保部门", "--as-of", "2013-01-01", "--lang", "en"],
    ["missing", PLAN, "--unit", "140000", "--as-of", "2013-01-01", "--format", "csv"],
    ["log", PLAN],
    ["units", PLAN, "--search", "太原"],
    ["checklist", PLAN, "--level", "省", "--as-of", "2013-01-01", "--lang", "zh", "-o", "provinces.html"],
    ["checklist", PLAN, "--level", "省", "--as-of", "2013-01-01", "--lang", "zh", "-o", "provinces.xlsx"],
    ["checklist", PLAN, "--leader", "--as-of", "2013-01-01", "--lang", "en", "-o", "leader.html"],
    ["dump", PLAN],
    ["fmt", "--lang", "en", PLAN],
    ["coverage", PLAN, "--format", "json"],
    ["verify", f"{FOLDER}/2012.db"],
]

# Not known as of now: a minute may pass between two programs.
for command in COMMANDS:
    if "--as-of" in command and "--known-at" not in command:
        command += ["--known-at", "2013-01-01"]

# What is asked of the plan and of its English twin with one log: the same lines.
TWINS = ["status", "--json", "--as-of", "2013-01-01", "--known-at", "2012-08-01", "--log", f"{FOLDER}/2012.db"]


def world(folder):
    """What the commands find: the plans, a hand-in with refusals, a plan with errors."""
    shutil.copytree(ROOT / "plans", folder / "plans", ignore=shutil.ignore_patterns("*.db*", "node_modules"))
    (folder / "reports.csv").write_text(REPORTS, encoding="utf-8")
    text = (ROOT / PLAN).read_text(encoding="utf-8")
    (folder / BROKEN).write_text(text.replace("≥ 1 次", "≥ 1 件").replace("每个 省 的", "每个 省的")[:-40], encoding="utf-8")


def says(program, command, folder, abroad=False):
    """Exit code, output, errors; whatever files were written stay in the folder. Abroad, what has no language of its own is
    asked in a Chinese locale."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DUBAN", "LC_", "LANG", "TZ"))}
    if abroad:
        environment["TZ"] = "America/New_York"
        if "--json" in command or "--lang" in command:
            environment["LC_ALL"] = "zh_CN.UTF-8"
    done = subprocess.run([program, *command], cwd=folder, env=environment, capture_output=True, timeout=600, check=False)
    return done.returncode, done.stdout, done.stderr


def files_of(folder):
    """Every file that the commands wrote, but the databases: their pages hold more than what was told."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file() and ".db" not in path.name}


def first_difference(one, other):
    """The first line in which two outputs differ."""
    for number, (a, b) in enumerate(zip(one.splitlines(), other.splitlines()), 1):
        if a != b:
            return f"line {number}: {a[:200]!r} and {b[:200]!r}"
    return f"{len(one)} and {len(other)} bytes"


# 1: “It reads no clock, no locale, no environment”, “Equal inputs give equal bytes.”
def main():
    programs = [str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:]]
    if len(programs) < 2:
        sys.exit(__doc__)
    absent = [program for program in programs if not os.access(program, os.X_OK)]
    if absent:
        print(f"not built: {', '.join(absent)}")
        print("0 passed, 1 failed")
        return 1
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        programs.append(programs[0])
        folders = [pathlib.Path(temporary) / str(number) for number in range(len(programs))]
        for folder in folders:
            world(folder)
        for command in COMMANDS:
            answers = [says(program, command, folder, folder == folders[-1]) for program, folder in zip(programs, folders)]
            code, output, errors = answers[0]
            complaint = None
            if code not in (0, 1):
                complaint = f"exit code {code}: {errors.decode('utf-8', 'replace').strip()[-300:]}"
            for program, answer in zip(programs[1:], answers[1:]):
                if answer[0] != code:
                    complaint = f"{program} exits with {answer[0]}, {programs[0]} with {code}: {answer[2][-300:]!r}"
                elif answer[1] != output:
                    complaint = f"{program}: {first_difference(output, answer[1])}"
                elif answer[2] != errors:
                    complaint = f"{program}, errors: {first_difference(errors, answer[2])}"
            if complaint:
                failed += 1
                print(f"duban {' '.join(command)}: {complaint}")
        plan, twin = (says(programs[0], [TWINS[0], of, *TWINS[1:]], folders[0])[1] for of in (PLAN, TWIN))
        if plan != twin or not plan:
            failed += 1
            print(f"the plan and its twin: {first_difference(plan, twin)}")
        written = [files_of(folder) for folder in folders]
        for program, files in zip(programs[1:], written[1:]):
            if files != written[0]:
                failed += 1
                names = {name for name in files.keys() | written[0].keys() if files.get(name) != written[0].get(name)}
                print(f"{program} wrote other files: {', '.join(sorted(names))}")
    total = len(COMMANDS) + 1 + len(programs) - 1
    print(f"{total - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
