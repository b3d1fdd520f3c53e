"""Judges a plan by the law's second evaluator: the lines of `duban status --json`."""

import argparse
import hashlib
import json
import pathlib
import sys

from reference import board
from reference.world import read_units

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=pathlib.Path, help="what `duban dump --json PLAN` wrote")
    parser.add_argument("units", type=pathlib.Path)
    parser.add_argument("calendar", type=pathlib.Path)
    parser.add_argument("log", type=pathlib.Path, help="the records, a line of JSON for each")
    parser.add_argument("--before", type=pathlib.Path, action="append", default=[],
                        help="the dump of a version before; may be said again, the first issued first")
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--known-at", required=True)
    told = parser.parse_args()
    dumps = [path.read_bytes() for path in (*told.before, told.plan)]
    *before, plan = [json.loads(dump) for dump in dumps]
    for dump, version in zip(dumps, [*before, plan][1:]):
        if version.get("amends") != hashlib.sha256(dump).hexdigest():
            parser.error("each version amends the one before")
    records = [json.loads(line) for line in told.log.read_text(encoding="utf-8").splitlines()]
    for line in board(plan, read_units(told.units.read_text(encoding="utf-8")),
                      json.loads(told.calendar.read_text(encoding="utf-8")), records, told.as_of, told.known_at, before=before):
        sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
