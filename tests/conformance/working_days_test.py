"""The days of plans/china/calendar.json, held against a second collection, the notices, and the regulation on public holidays.

Where the two collections differ, the State Council's notice for the year decides: calendar/settled.csv has a row for each such
day. calendar/second_source.py makes the second collection's file.
"""

import collections
import csv
import datetime
import json
import shutil
import unittest

from duban_program import FINE, ROOT, ProgramTest

HERE = ROOT / "tests/conformance/calendar"
CALENDAR = ROOT / "plans/china/calendar.json"
YEARS = range(2004, 2027)
SATURDAY = 5
UNITS = "code,name,level,parent\n900100,Alder,county,\n"
PLAN = """plan year{year} “Days of {year}” {{
    plan year {year}
    levels county
    units “units.csv”
    calendar “calendar.json”
    zone “Asia/Shanghai”
}}
organs office
indicator drills number flow
task a {{ lead Alder's office; every day; shift following; done drills >= 1 }}
"""

# 全国年节及纪念日放假办法, from a year on: days off of each holiday, by orders 270, 513 (644 moved one day) and 795 of the State
# Council. 中秋节 and 国庆节 are counted together: in some years one notice gives them one stretch.
REGULATION = {
    2004: {"元旦": 1, "春节": 3, "劳动节": 3, "国庆节": 3},
    2008: {"元旦": 1, "春节": 3, "清明": 1, "劳动节": 1, "端午": 1, "国庆节": 3 + 1},
    2025: {"元旦": 1, "春节": 4, "清明": 1, "劳动节": 2, "端午": 1, "国庆节": 3 + 1},
}
GIVEN_BESIDES = {
    2015: {"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": 1},  # 国发明电〔2015〕1号
    2020: {"春节": 2},  # 国办发明电〔2020〕1号: to 2 February, and 1 February is not worked
}


def rows_of(path):
    return csv.DictReader(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def is_weekend(date):
    return datetime.date.fromisoformat(date).weekday() >= SATURDAY


def days_of(year):
    day = datetime.date(year, 1, 1)
    while day.year == year:
        yield day.isoformat()
        day += datetime.timedelta(days=1)


class WorkingDays(ProgramTest):
    def kinds(self, year):
        """Of each day, from the program: a due date that is not moved off it says that it is a working day."""
        plan = self.write(f"{year}.duban", PLAN.format(year=year))
        rows = self.ends(FINE, "status", plan, "--json", "--log", self.folder / "none.db", "--as-of", f"{year}-01-01").rows()
        return {row["slot"]: "work" if row["due"] == row["slot"] else "off" for row in rows}

    def test_each_day_is_what_a_second_collection_says_or_what_the_notice_does(self):
        self.write("units.csv", UNITS)
        shutil.copy(CALENDAR, self.folder / "calendar.json")
        listed = {row["date"]: row["kind"] for row in rows_of(HERE / "second_source.csv")}
        differing = {}
        for year in YEARS:
            kinds = self.kinds(year)
            self.assertEqual(list(kinds), list(days_of(year)))
            for date, kind in kinds.items():
                other = listed.get(date) or ("off" if is_weekend(date) else "work")
                if kind != other:
                    differing[date] = (kind, other)
        settled = {row["date"]: (row["duban"], row["second source"]) for row in rows_of(HERE / "settled.csv")}
        self.assertEqual(differing, settled)

    def test_each_difference_names_the_notice_for_its_year(self):
        for row in rows_of(HERE / "settled.csv"):
            year = int(row["date"][:4])
            self.assertRegex(row["notice"], rf"^国办发明电〔({year - 1}|{year})〕\d+号$")
            self.assertTrue(row["the notice says"])

    def test_each_holiday_has_as_many_days_off_as_the_regulation_gives_it(self):
        """Weekdays off less weekend days worked: a day moved is worked elsewhere, a holiday on a weekend is given on a weekday."""
        given = collections.Counter()
        for year in json.loads(CALENDAR.read_text(encoding="utf-8"))["years"].values():
            for kind, step in (("off", 1), ("work", -1)):
                for date, name in year[kind].items():
                    of_year = int(date[:4]) + (name == "元旦" and date[5:7] == "12")
                    self.assertTrue(kind == "off" or is_weekend(date), date)
                    given[of_year, name.replace("中秋", "国庆节")] += 0 if kind == "off" and is_weekend(date) else step
        wanted = collections.Counter()
        for year in YEARS:
            since = max(start for start in REGULATION if start <= year)
            for days in (REGULATION[since], GIVEN_BESIDES.get(year, {})):
                wanted.update({(year, name): count for name, count in days.items()})
        self.assertEqual({of: (given[of], wanted[of]) for of in given | wanted if given[of] != wanted[of]}, {})


if __name__ == "__main__":
    unittest.main()
