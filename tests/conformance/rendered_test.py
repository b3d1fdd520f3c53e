"""Pages and workbooks hold the figures of the other formats, and nothing that a report says becomes markup or a formula."""

import csv
import datetime
import io
import json
import posixpath
import re
import unittest
import urllib.parse
import xml.etree.ElementTree as xml
import zipfile

from checklist_test import COUNTRY, DOCUMENTS, LIGHTS, PLAN, TODAY
from duban_program import FINE, ROOT, ProgramTest

HTML = "{http://www.w3.org/1999/xhtml}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HOSTILE = '=1+1</td></style><script>alert("&")</script>'
FROZEN = 2  # columns of a scorecard: the place and the unit
MOST_COLUMNS = 16  # of a table on A4
PARTS = {"zh": (" 至少", " 至多"), "en": (" at least", " at most")}


def words(element):
    return "".join(element.itertext())


def counted(counts):
    """All, done, under way, not done, unknown: as documents show them."""
    all_of = counts["done"] + counts["not_done"] + counts["unknown"]
    return all_of, counts["done"], counts["under_way"], counts["not_done"] - counts["under_way"], counts["unknown"]


def in_people_s_way(text):
    """A page and a workbook show an instant with a blank."""
    return re.sub(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)", r"\1 \2", text)


def rows_of(table):
    return [[words(cell) for cell in row] for row in table.iter(f"{HTML}tr")]


def whole_rows(page):
    """The rows of all tables of a page; a row of a table that is written in parts is put together again."""
    tables = {table.get("id"): rows_of(table) for table in page.iter(f"{HTML}table")}
    for name in [name for name in tables if "-" in name]:
        first = tables[name.partition("-")[0]]
        for row, more in zip(first, tables.pop(name)):
            row += more[FROZEN:]
    return [row for rows in tables.values() for row in rows]


class Workbook:
    """Sheets by name: rows of cells; a cell is text, a number or a date, as its format says."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        strings = [words(item) for item in self.part("xl/sharedStrings.xml").iter(f"{SHEET}si")]
        styles = self.part("xl/styles.xml")
        formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{SHEET}numFmt")}
        self.styles = [formats.get(one.get("numFmtId"), "") for one in styles.find(f"{SHEET}cellXfs")]
        self.fills = [one.get("fillId") for one in styles.find(f"{SHEET}cellXfs")]
        targets = {one.get("Id"): one.get("Target") for one in self.part("xl/_rels/workbook.xml.rels")}
        book = self.part("xl/workbook.xml")
        self.names = {name.get("name"): name.text for name in book.iter(f"{SHEET}definedName")}
        self.sheets, self.rows = {}, {}
        for sheet in book.iter(f"{SHEET}sheet"):
            root = self.part("xl/" + targets[sheet.get(f"{RELATION}id")])
            self.sheets[sheet.get("name")] = root
            self.rows[sheet.get("name")] = [[self.value(cell, strings) for cell in row] for row in root.iter(f"{SHEET}row")]

    def part(self, name):
        return xml.fromstring(self.archive.read(name))

    def value(self, cell, strings):
        value = cell.findtext(f"{SHEET}v")
        if value is None:
            return ""
        if cell.get("t") == "s":
            return strings[int(value)]
        if self.styles[int(cell.get("s"))].startswith("yyyy"):
            return datetime.datetime(1899, 12, 30) + datetime.timedelta(minutes=round(float(value) * 24 * 60))
        return float(value)


class Rendered(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = self.folder / "country.db"
        hostile = self.folder / "hostile.csv"
        quoted = HOSTILE.replace('"', '""')
        hostile.write_text(f'类型,单位,任务,日期,原因,填报单位\n退回,东岭省,2,2026-07-05,"{quoted}",云国\n', encoding="utf-8")
        for report, received in ((COUNTRY / "spring.csv", "2026-04-08T10:00"), (COUNTRY / "summer.csv", "2026-07-08T10:00"),
                                 (hostile, "2026-07-09T10:00")):
            self.ends(FINE, "submit", PLAN, report, "--log", self.log, "--received-at", received)

    def made(self, kind, form, lang="zh", **how):
        path = self.folder / f"{kind}.{lang}.{form}"
        arguments = DOCUMENTS.get(kind, ("--unit", kind))
        self.ends(FINE, "checklist", PLAN, *arguments, "-o", path, "--lang", lang, "--log", self.log, *TODAY, **how)
        return path

    def csv_rows(self, kind, lang):
        return list(csv.reader(io.StringIO(self.made(kind, "csv", lang).read_text(encoding="utf-8-sig"), newline="")))

    def test_a_page_is_well_formed_and_needs_nothing_from_outside(self):
        for lang in ("zh", "en"):
            for kind in (*DOCUMENTS, "东岭省", "云国"):
                with self.subTest(kind=kind, lang=lang):
                    text = self.made(kind, "html", lang).read_text(encoding="utf-8")
                    page = xml.fromstring(text)
                    self.assertEqual(page.get("lang"), {"zh": "zh-CN", "en": "en"}[lang])
                    self.assertEqual(words(page.find(f".//{HTML}title")), words(page.find(f".//{HTML}h1")))
                    self.assertEqual(re.findall(r"https?:[^\"]*", text), ["http://www.w3.org/1999/xhtml"])
                    self.assertEqual([url for url in re.findall(r"url\(([^)]*)\)", text) if not url.startswith("#")], [])
                    self.assertNotRegex(text, r"<script|<link|<img|@import|\ssrc=|\son\w+=")
                    named = {one.get("id") for one in page.iter() if one.get("id")}
                    self.assertLessEqual(set(re.findall(r"(?:href=\"|url\()#([\w-]+)", text)), named)
                    self.assertEqual(len(named), len([one for one in page.iter() if one.get("id")]))
                    for table in page.iter(f"{HTML}table"):
                        self.assertTrue(words(table.find(f"{HTML}caption")))
                        for row in table.findall(f"./{HTML}tbody/{HTML}tr"):
                            self.assertEqual(len([cell for cell in row if cell.get("scope") in ("row", "rowgroup")]), 1)

    def test_a_page_holds_the_cells_of_the_sheet(self):
        for lang in ("zh", "en"):
            for kind in DOCUMENTS:
                if kind == "leader":
                    continue
                with self.subTest(kind=kind, lang=lang):
                    page = xml.fromstring(self.made(kind, "html", lang).read_text(encoding="utf-8"))
                    rows = whole_rows(page)
                    sheet = [[in_people_s_way(cell) for cell in row] for row in self.csv_rows(kind, lang)[1:]]
                    self.assertTrue(sheet)
                    for cells in sheet:
                        self.assertTrue(cells in rows or cells[1:] in rows, cells)

    def test_a_scorecard_of_many_tasks_stands_in_parts_that_a_sheet_has_room_for_and_lacks_nothing(self):
        many = ROOT / "plans/2012-environmental-emergency/2012.duban"
        at = ("--level", "省", "--log", self.folder / "empty.db", "--as-of", "2012-10-31", "--known-at", "2012-10-31", "--lang", "zh")
        html, sheet = (self.ends(FINE, "checklist", many, *at, "--format", form).out for form in ("html", "csv"))
        page = xml.fromstring(html)
        heads = [table.find(f"{HTML}thead/{HTML}tr") for table in page.iter(f"{HTML}table")]
        self.assertGreater(len(heads), 4)
        for head in heads:
            self.assertLessEqual(len(head), MOST_COLUMNS)
            self.assertEqual([words(cell) for cell in head][:FROZEN], ["名次", "单位"])
        rows = whole_rows(page)
        expected = list(csv.reader(io.StringIO(sheet.lstrip("\ufeff"), newline="")))
        self.assertEqual([cell.replace(" ", "") for cell in rows[0]], [cell.replace(" ", "") for cell in expected[0]])
        self.assertEqual(rows[1:len(expected)], expected[1:])
        self.assertEqual(len(expected), 32)

    def test_every_number_and_date_of_a_workbook_is_seen_whole(self):
        for kind in ("list", "problems", "task", "leader"):
            for name, sheet in Workbook(self.made(kind, "xlsx")).sheets.items():
                book = Workbook(self.folder / f"{kind}.zh.xlsx")
                widths = {number: float(one.get("width")) for one in sheet.iter(f"{SHEET}col")
                          for number in range(int(one.get("min")), int(one.get("max")) + 1)}
                for row in sheet.iter(f"{SHEET}row"):
                    for place, cell in enumerate(row, 1):
                        if cell.get("t") == "s" or cell.findtext(f"{SHEET}v") is None:
                            continue
                        form = book.styles[int(cell.get("s"))]
                        shown = form.replace('"', "") if form.startswith("yyyy") else cell.findtext(f"{SHEET}v")
                        with self.subTest(kind=kind, sheet=name, cell=cell.get("r")):
                            self.assertGreater(widths[place], len(shown))

    def test_a_workbook_holds_the_cells_of_the_sheet_with_numbers_and_dates_as_such(self):
        for lang in ("zh", "en"):
            for kind in DOCUMENTS:
                if kind == "leader":
                    continue
                with self.subTest(kind=kind, lang=lang):
                    head, *sheet = self.csv_rows(kind, lang)
                    book = Workbook(self.made(kind, "xlsx", lang))
                    tables = [rows for rows in book.rows.values() if [self.column(cell, lang) for cell in rows[0]] == self.doubled(head, rows[0], lang)]
                    self.assertEqual(len(tables), 1, (head, list(book.rows.values())))
                    names, *rows = tables[0]
                    for expected, cells in zip(sheet, rows):
                        self.assertEqual(self.as_text(names, cells, lang), expected)
                    self.assertIn(len(rows), (len(sheet), len(sheet) + 1))
                    numeric = [cell for row in rows for cell in row if isinstance(cell, (float, datetime.datetime))]
                    self.assertTrue(numeric)

    def column(self, name, lang):
        for part in PARTS[lang]:
            name = name.removesuffix(part)
        return name.replace("\n", " ")

    def doubled(self, head, names, lang):
        """The head of the CSV, with a column that the workbook shows in two parts written twice."""
        twice = {self.column(name, lang) for name in names if name.endswith(PARTS[lang][1])}
        return [name for name in head for _ in range(2 if name in twice else 1)]

    def as_text(self, names, cells, lang):
        """A row of a workbook as the CSV writes it."""
        texts = []
        for name, cell in zip(names, cells):
            if name.endswith(PARTS[lang][0]):
                texts.append("" if cell == "" else f"{cell * 100:.1f}")
            elif name.endswith(PARTS[lang][1]):
                texts[-1] += "" if cell == "" or f"{cell * 100:.1f}" == texts[-1] else f"–{cell * 100:.1f}"
            elif isinstance(cell, float):
                texts.append(f"{cell:g}")
            elif isinstance(cell, datetime.datetime):
                texts.append(f"{cell:%Y-%m-%d}" if cell.time() == datetime.time() else f"{cell:%Y-%m-%dT%H:%M}")
            else:
                texts.append(re.sub(r"^[▲◆■●○] ", "", cell))
        return texts

    def test_a_leaders_ten_figures_are_the_same_on_the_page_and_in_the_workbook(self):
        for lang in ("zh", "en"):
            figures = [(one["words"], one["value"]) for one in json.loads(self.made("leader", "json", lang).read_text(encoding="utf-8"))["figures"]]
            page = xml.fromstring(self.made("leader", "html", lang).read_text(encoding="utf-8"))
            shown = page.find(f".//{HTML}dl[@class='figures']")
            self.assertEqual([(words(one.find(f"{HTML}dt")), words(one.find(f"{HTML}dd/{HTML}b"))) for one in shown], figures)
            first = next(iter(Workbook(self.made("leader", "xlsx", lang)).rows.values()))
            self.assertLessEqual(set(figures), {(row[0], f"{row[1]:g}" if isinstance(row[1], float) else row[1]) for row in first if len(row) > 1})

    def page(self, kind):
        return xml.fromstring(self.made(kind, "html").read_text(encoding="utf-8"))

    def told(self, kind):
        return json.loads(self.made(kind, "json").read_text(encoding="utf-8"))

    def table(self, page, caption):
        """The rows below the head of the table of a page that is called so."""
        return next(rows_of(table) for table in page.iter(f"{HTML}table") if words(table.find(f"{HTML}caption")).startswith(caption))[1:]

    def test_a_leaders_tables_and_bars_are_those_of_the_json(self):
        told, page, book = self.told("leader"), self.page("leader"), Workbook(self.made("leader", "xlsx"))
        levels = [[one["level"], str(one["units"]), *map(str, counted(one["counts"])), one["counts"]["rate"], str(one["overdue"])]
                  for one in told["levels"]]
        self.assertEqual(self.table(page, "各级完成情况")[:-1], levels)
        sheet = book.rows["各级完成情况"]
        self.assertEqual([self.as_text(sheet[0], row, "zh") for row in sheet[1:-1]], levels)
        lights = {one["level"]: {LIGHTS[light["light"]]: light["rows"] for light in one["lights"] if light["rows"]} for one in told["levels"]}
        bars = {words(bar[0]): {one.rstrip("0123456789").strip(): int(re.search(r"\d+$", one).group()) for one in map(words, bar[2])}
                for bar in page.find(f".//{HTML}ul[@class='bars']")}
        self.assertEqual({name: counts for name, counts in bars.items() if name != "合计"}, lights)
        self.assertEqual(bars["合计"], {light: sum(one.get(light, 0) for one in lights.values()) for light in bars["合计"]})
        for name, listed in (("失败、已退回", told["failed"]), ("逾期未完成", told["overdue"]), ("其间新逾期的", told["changes"]["overdue"])):
            self.assertEqual(listed["all"], sum(one.get("rows", 1) for one in listed["listed"]), "none is cut")
            rows = self.table(page, name)
            self.assertEqual([(row[0], row[1], row[2].split()[-1], row[3].split()[0]) for row in rows],
                             [(LIGHTS[one["light"]], one["level"], one["name"], one["task"]) for one in listed["listed"]])
            if name != "失败、已退回":
                self.assertEqual([int(re.search(r"逾期 (\d+) 天", row[6]).group(1)) for row in rows], [one["days"] for one in listed["listed"]])
        changes = [[one["task"], *(str(one[key]) for key in ("done", "reported", "overdue", "recovered"))] for one in told["changes"]["tasks"]]
        self.assertEqual([[row[0].split()[0], *row[1:]] for row in self.table(page, "2026-04-10 以来的变化")[:-1]], changes)

    def test_a_scorecards_lights_and_tiles_are_those_of_the_json(self):
        told, page = self.told("level"), self.page("level")
        rows = {row[1]: row for row in self.table(page, "县级任务完成情况对照表")}
        tiles = [one.get("aria-label") for one in page.findall(f".//{HTML}div[@class='tiles']//{HTML}svg[@role='img']")]
        self.assertEqual(len(tiles), len(told["units"]))
        for unit in told["units"]:
            cells = rows[unit["name"]][-len(unit["tasks"]):]
            for cell, one in zip(cells, unit["tasks"]):
                self.assertTrue(cell.startswith(one["words"]), (cell, one))
                self.assertIn(one["value"], cell)
            said = next(one for one in tiles if one.startswith(unit["name"] + "："))
            self.assertIn(unit["own"]["rate"] + "%", said)
            for light in {one["light"] for one in unit["tasks"]}:
                self.assertIn(f"，{LIGHTS[light]} {sum(one['light'] == light for one in unit['tasks'])}", said)

    def test_what_a_unit_must_report_is_on_the_page_and_the_sheet_what_the_json_says(self):
        made = {form: self.folder / f"missing.{form}" for form in ("html", "json", "xlsx", "csv")}
        for path in made.values():
            self.ends(FINE, "missing", PLAN, "--unit", "苇县", "-o", path, "--lang", "zh", "--log", self.log, *TODAY)
        told = [(one["due"], one["indicator"]) for one in json.loads(made["json"].read_text(encoding="utf-8"))["missing"]]
        page = xml.fromstring(made["html"].read_text(encoding="utf-8"))
        rows = [tuple(words(cell) for cell in row)[:2] for row in next(page.iter(f"{HTML}table")).iter(f"{HTML}tr") if len(row) > 2][1:]
        self.assertEqual(rows, told)
        sheet = list(Workbook(made["xlsx"]).rows.values())[1][1:]
        self.assertEqual([(f"{row[1]:%Y-%m-%d}", row[2]) for row in sheet], told)
        form = csv.DictReader(io.StringIO(made["csv"].read_text(encoding="utf-8-sig"), newline=""))
        self.assertEqual([(row["应报日期"], row["指标"]) for row in form], told)

    def test_nothing_that_a_report_says_becomes_markup_or_a_formula(self):
        page = xml.fromstring(self.made("东岭省", "html").read_text(encoding="utf-8"))
        cells = [words(cell) for cell in page.iter(f"{HTML}td")]
        self.assertEqual(len([cell for cell in cells if HOSTILE in cell]), 1)
        for kind in ("东岭省", "problems"):
            book = Workbook(self.made(kind, "xlsx"))
            self.assertTrue([cell for rows in book.rows.values() for row in rows for cell in row if isinstance(cell, str) and HOSTILE in cell])
            for sheet in book.sheets.values():
                self.assertEqual(list(sheet.iter(f"{SHEET}f")), [])

    def test_a_name_that_begins_as_a_formula_is_a_text(self):
        plan = self.folder / "plan.duban"
        plan.write_text(PLAN.read_text(encoding="utf-8").replace("../../../..", str(ROOT)), encoding="utf-8")
        units = (COUNTRY / "units.csv").read_text(encoding="utf-8")
        for name in ("=1+1", "+1", "-1", "@SUM(1)", "{=1}", "http://a.b"):
            (self.folder / "units.csv").write_text(units.replace("桐县", name), encoding="utf-8")
            path = self.folder / "level.xlsx"
            self.ends(FINE, "checklist", plan, "--level", "县", "-o", path, "--log", self.folder / "empty.db", *TODAY)
            self.assertIn(name, [cell for row in list(Workbook(path).rows.values())[-1] for cell in row])

    def test_a_workbook_can_be_filtered_and_printed(self):
        book = Workbook(self.made("list", "xlsx"))
        self.assertEqual(next(iter(book.sheets)), "概要")
        *_, sheet = book.sheets.values()
        pane = sheet.find(f".//{SHEET}pane")
        self.assertEqual((pane.get("state"), pane.get("ySplit"), pane.get("xSplit")), ("frozen", "1", "4"))
        self.assertRegex(sheet.find(f"{SHEET}autoFilter").get("ref"), r"^A1:Q\d+$")
        self.assertEqual((sheet.find(f"{SHEET}pageSetup").get("paperSize"), sheet.find(f"{SHEET}pageSetup").get("orientation"),
                          sheet.find(f"{SHEET}pageSetup").get("fitToHeight")), ("9", "landscape", "0"))
        self.assertRegex(sheet.findtext(f".//{SHEET}oddHeader"), r"^&C&B&12 .*荷县 责任清单&R&8 第 &P 页，共 &N 页$")
        self.assertRegex(sheet.findtext(f".//{SHEET}oddFooter"), r"^&L&7 回执：[^&]*$")
        self.assertRegex(book.names["_xlnm.Print_Titles"], r"\$1:\$1$")
        lit = {cell.get("s") for row in sheet.iter(f"{SHEET}row") for cell in row if cell.get("r").startswith("C") and row.get("r") != "1"}
        self.assertGreater(len({book.fills[int(style)] for style in lit}), 1)

    def test_the_same_page_gives_the_same_bytes_whatever_the_time_zone_and_the_language_of_the_machine(self):
        for form in ("html", "xlsx"):
            made = {self.made("list", form, env=env).read_bytes()
                    for env in ({"TZ": "UTC"}, {"TZ": "America/New_York"}, {"LC_ALL": "zh_CN.UTF-8"})}
            self.assertEqual(len(made), 1)

    def test_every_link_of_a_folder_of_pages_leads_to_a_page(self):
        folder = self.folder / "all"
        self.ends(FINE, "checklist", PLAN, "--all", "-o", folder, "--format", "html", "--lang", "zh", "--log", self.log, *TODAY)
        places = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
        reached, ahead = {"index.html"}, ["index.html"]
        while ahead:
            place = ahead.pop()
            for link in re.findall(r'<a href="([^"]*)"', (folder / place).read_text(encoding="utf-8")):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(place), urllib.parse.unquote(link)))
                self.assertIn(target, places, place)
                if target not in reached:
                    reached.add(target)
                    ahead.append(target)
        self.assertEqual(reached, places)


if __name__ == "__main__":
    unittest.main()
