"""A year of made-up reports for the plan of 2012, handed in and counted.

    python3 year write OUT [--scale provinces|prefectures|all] [--whole PROVINCE] [--seed N]
    python3 year amend PLAN OUT [--scale provinces|prefectures|all] [--whole PROVINCE]
    python3 year submit DUBAN PLAN OUT --log LOG
    python3 year count DUBAN PLAN OUT --log LOG [--at-least N]

Nothing that `write` makes says anything about a real office: every figure, case and date is drawn from the seed."""

import argparse
import pathlib
import shutil
import sys
import time

import acts
import amendment
import files
import incidents
import nation
import offices
import periods
import reporter as reporting
from handing_in import count, submit

README = """# 模拟数据 / made-up data

Every file here was made by `plans/2012-environmental-emergency/year` from the seed {seed}, scale `{scale}`: {rows} rows in {files}
files. No figure, case, date or review says anything about a real office. A file's name begins with the moment at which it is
taken to have been received; each row's key begins with {word}, or its reason is {reason}. `expected.csv` lists the {bad} rows that
are bad on purpose, with the code of the refusal.

What is particular about the files of a province was drawn, too:

{roles}
"""


def write(out, scale, whole, seed):
    began = time.monotonic()
    country = offices.Country(seed, scale, whole)
    outbox = files.Outbox(country)
    reporter = reporting.Reporter(country, outbox)
    above = acts.Acts(reporter)
    above.before_reports()
    cases = incidents.cases_of(country)
    for office in country:
        periods.report_year(reporter, office, {case.quarter for case in cases.get(office.code, ())})
        for case in cases.get(office.code, ()):
            incidents.report_case(reporter, case)
    incidents.mistaken(reporter, cases)
    nation.report_nation(reporter)
    above.after_reports()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    outbox.write(out)
    roles = "\n".join(f"- {role}: {'、'.join(country.names[code] for code in country.province_with(role))}"
                      for role in dict.fromkeys(offices.ROLES))
    number = sum(1 for path in out.iterdir() if path.name != "expected.csv")
    (out / "README.md").write_text(README.format(seed=seed, scale=" --whole ".join((scale, *whole)), rows=outbox.count, files=number, word=files.MADE_UP,
                                                 reason=files.REASON, bad=len(outbox.refusals), roles=roles), encoding="utf-8")
    print(f"{out}: {len(country.offices)} offices, {outbox.count} rows, {number} files, {len(outbox.refusals)} rows bad on purpose; "
          f"{time.monotonic() - began:.1f} s")


def program(text):
    """A path, or the name of a command."""
    return pathlib.Path(text).resolve() if pathlib.Path(text).exists() else text


def main():
    arguments = argparse.ArgumentParser(prog="year", description="A year of made-up reports for the plan of 2012.")
    commands = arguments.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write", help="make the files")
    writing.add_argument("out", type=pathlib.Path)
    writing.add_argument("--seed", type=int, default=2012)
    amending = commands.add_parser("amend", help="make the plan as it might have been amended on 1 July, and what it allows")
    amending.add_argument("plan", type=pathlib.Path)
    amending.add_argument("out", type=pathlib.Path)
    for command in (writing, amending):
        command.add_argument("--scale", choices=sorted(offices.SCALES), default="all")
        command.add_argument("--whole", metavar="PROVINCE", action="append", default=[], help="the code of a province: down to its counties")
    for name, text in (("submit", "hand them in, in the order in which they came"), ("count", "how often each status and record kind")):
        command = commands.add_parser(name, help=text)
        command.add_argument("duban", type=program)
        command.add_argument("plan", type=pathlib.Path)
        command.add_argument("out", type=pathlib.Path)
        command.add_argument("--log", type=pathlib.Path, required=True)
        if name == "count":
            command.add_argument("--at-least", type=int, default=20)
    said = arguments.parse_args()
    if said.command == "write":
        write(said.out, said.scale, said.whole, said.seed)
        return 0
    if said.command == "amend":
        amendment.amend(said.plan, said.out, said.scale, said.whole)
        return 0
    if said.command == "submit":
        return submit(said.duban, said.plan, said.out, said.log)
    return count(said.duban, said.plan, said.out, said.log, said.at_least)


sys.exit(main())
