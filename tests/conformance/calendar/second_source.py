#!/usr/bin/env python3
"""Makes second_source.csv, beside this file, from the npm package that it names: the same bytes on every run.

    python3 second_source.py        # fetches the package with `npm pack`
"""

import json
import pathlib
import subprocess
import tarfile
import tempfile

PACKAGE = "holiday-calendar"
VERSION = "1.3.3"
YEARS = range(2004, 2027)
KINDS = {"public_holiday": "off", "transfer_workday": "work"}
HEAD = f"""# Days off and weekend days that are worked in China, {YEARS[0]} to {YEARS[-1]}. Every other Saturday and Sunday is off, every
# other day is worked.
# From data/CN of the npm package {PACKAGE} {VERSION} (MIT, Copyright (c) 2025 holiday-calendar), by second_source.py.
date,kind
"""


def days_of(package, year):
    """Those of the year's notice, which may lie in the December before."""
    published = json.load(package.extractfile(f"package/data/CN/{year}.json"))
    for day in published["dates"]:
        yield day["date"], KINDS[day["type"]]


def main():
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(pathlib.Path(folder, packed.stdout.decode().split()[-1])) as package:
            days = dict(day for year in YEARS for day in days_of(package, year))
    lines = "".join(f"{date},{kind}\n" for date, kind in sorted(days.items()))
    pathlib.Path(__file__).with_name("second_source.csv").write_text(HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
