"""How does a row become a file that an office hands in? Rows are put under the moment at which they come in, the province
and the topic, and written as CSV, JSON or JSON Lines."""

import csv
import datetime
import io
import json


MADE_UP = "模拟"  # in each file's name, and in each row: its key begins with it, or its reason is it
REASON = "模拟数据"

COLUMNS = {
    "编号": "key", "类型": "kind", "单位": "unit", "任务": "task", "指标": "indicator", "期间": "period", "日期": "date",
    "数值": "value", "分子": "numerator", "分母": "denominator", "事件": "case", "更正": "corrects", "原因": "reason",
    "佐证": "evidence", "填报单位": "by",
}
KINDS = {
    "填报": "reading", "撤回": "withdraw", "事件": "case", "关闭": "close", "无情况": "no_case", "申报完成": "claim",
    "审核通过": "verify", "退回": "return", "评定": "judge", "说明": "excuse", "免除": "waive", "延期": "extend", "移交": "transfer",
    "公布": "announce",
}

SENDS_ON = (6, 12, 20)  # days of a month; each province has one on which it sends what has come together, the ministry all
HOUR = datetime.time(16)
FIRST = datetime.datetime(2012, 2, 12, 16)
LAST = datetime.datetime(2013, 1, 20, 16)


def next_sending(day, days):
    """The first of these days of a month that is after `day`."""
    month = day.replace(day=1)
    while True:
        for number in days:
            if month.replace(day=number) > day:
                return datetime.datetime.combine(month.replace(day=number), HOUR)
        month = (month + datetime.timedelta(days=32)).replace(day=1)


class Outbox:
    """What the whole country hands in. `put` keeps a row, `write` makes the files."""

    def __init__(self, country):
        self.country = country
        self.rows = {}      # (moment, province, topic) -> rows
        self.refusals = {}  # what will be refused, and why: key -> code of the refusal
        self.count = 0
        self.sends_on = {}
        for office in country:
            if office.level == "N":
                self.sends_on[office.code] = SENDS_ON
            elif office.level == "P":
                one = country.draws("sends", office.code).choice(SENDS_ON)
                self.sends_on[office.code] = (SENDS_ON[0], SENDS_ON[-1]) if office.has("out_of_order") else (one,)

    def sending(self, province, day, lag=0):
        """When the province sends what was ready on that day and lay about for `lag` days; nothing if that is after the year."""
        at = max(next_sending(day + datetime.timedelta(days=lag), self.sends_on[province]), FIRST)
        return at if at <= LAST else None

    def put(self, at, province, topic, row):
        self.rows.setdefault((at, province, topic), []).append(row)
        self.count += 1

    def write(self, folder):
        """Every file, and `expected.csv`: which rows are bad on purpose."""
        for (at, province, topic), rows in sorted(self.rows.items()):
            office = self.country.offices[province]
            name = f"{at:%Y-%m-%dT%H%M}_{province}_{topic}_{MADE_UP}"
            self._write_one(folder, name, office, topic, rows)
            if office.has("old_encoding") and topic == "季报" and at.month < 6:
                earlier = at - datetime.timedelta(hours=1)
                self._write_one(folder, f"{earlier:%Y-%m-%dT%H%M}_{province}_{topic}_国标码_{MADE_UP}", office, topic, rows,
                                encoding="gb18030")
            if office.has("doubled") and topic == "季报":
                later = at + datetime.timedelta(hours=1)
                self._write_one(folder, f"{later:%Y-%m-%dT%H%M}_{province}_{topic}_重发_{MADE_UP}", office, topic, rows)
        with open(folder / "expected.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("编号", "拒收代码"))
            writer.writerows(sorted(self.refusals.items()))

    @staticmethod
    def _write_one(folder, name, office, topic, rows, encoding=None):
        if office.has("json") or topic == "办理" and office.level == "N":
            path, text = folder / (name + ".json"), json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        elif office.has("jsonl") or topic == "事件":
            lines = (json.dumps(in_english(row), ensure_ascii=False) for row in rows)
            path, text = folder / (name + ".jsonl"), "\n".join(lines) + "\n"
        else:
            path, text = folder / (name + ".csv"), as_csv(rows, office)
        with_mark = path.suffix == ".csv" and office.code in BYTE_ORDER_MARKS
        path.write_bytes(text.encode(encoding or ("utf-8-sig" if with_mark else "utf-8")))


# Spreadsheets of these provinces put a byte order mark in front.
BYTE_ORDER_MARKS = frozenset(("110000", "130000", "220000", "310000", "350000", "420000", "500000", "520000", "620000"))


def in_english(row):
    return {COLUMNS.get(name, name): KINDS.get(value, value) if name == "类型" else value for name, value in row.items()}


def as_csv(rows, office):
    names = [name for name in COLUMNS if any(name in row for row in rows)]
    names += sorted({name for row in rows for name in row} - set(names))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n" if office.code in BYTE_ORDER_MARKS else "\n")
    english = office.has("english")
    writer.writerow([COLUMNS.get(name, name) if english else name for name in names])
    for row in rows:
        writer.writerow([row.get(name, "") for name in names])
    return text.getvalue()
