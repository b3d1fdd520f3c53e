"""How does an office tell something: when does it get there, and what goes wrong on the way? Figures are corrected and withdrawn,
rows are refused and come again."""

import datetime

from files import MADE_UP, REASON

BAD, CORRECTED, WITHDRAWN = 0.0025, 0.008, 0.002  # shares of the readings
PLAN_BEGAN = datetime.date(2012, 3, 1)  # what was done before is told with the first reports


class Reporter:
    def __init__(self, country, outbox):
        self.country = country
        self.outbox = outbox
        self.done = {}  # (unit, task) -> (the day it was done, the moment that came in), for those who review it
        self.spared = set()  # (unit, task): waived, so nobody reports it
        self.late = {}
        self.style = {}
        for office in country:
            if office.code == office.province:
                draws = country.draws("style", office.code)
                lag = draws.choice((1, 1, 4, 4, 9)) + (31 if office.has("slow") else 0)
                lag = 1 if office.has("out_of_order") else lag
                self.style[office.code] = (lag, draws.randrange(3))

    # ---- words in the way of the province's clerks

    def day(self, office, day):
        if self.style[office.province][1] == 1:
            return f"{day.year}年{day.month}月{day.day}日"
        return day.isoformat()

    def month(self, office, month):
        return (f"2012-{month:02}", f"2012年{month}月", f"{month}月")[self.style[office.province][1]]

    def quarter(self, office, quarter):
        return (f"2012-Q{quarter}", f"2012年{'一二三四'[quarter - 1]}季度", f"{'一二三四'[quarter - 1]}季度")[
            self.style[office.province][1]]

    # ---- rows

    def tell(self, office, topic, stem, row, ready):
        """Puts a row of the office, ready on that day, into a file of its province; the moment it comes in, or nothing."""
        lag = self.style[office.province][0] + self._lies_about(office, topic, ready)
        at = self.outbox.sending(office.province, ready, lag)
        if at is None:
            return None
        key = f"{MADE_UP}-{stem}-{office.code}"
        row = {"编号": key, "类型": "填报", "单位": office.code, **row, "填报单位": office.code}
        if office.has("keyless"):
            del row["编号"]
            row.setdefault("原因", REASON)
        elif row["类型"] == "填报":
            at = self._mishap(office, topic, key, row, at, self.country.draws(stem, office.code))
        if at:
            self.outbox.put(at, office.province, topic, row)
        return at

    def _lies_about(self, office, topic, ready):
        """For how many days more a form is late; all that an office fills in for one month goes together."""
        form = (office.code, topic, ready.year, ready.month)
        if form not in self.late:
            draws = self.country.draws("late", *map(str, form))
            self.late[form] = draws.choice((7, 14, 30)) if draws.random() < (1 - office.eager) * 0.5 else 0
        return self.late[form]

    def _mishap(self, office, topic, key, row, at, draws):
        """What may happen to a reading that has a key; when the right row comes in, or nothing if it is in already."""
        chance = draws.random()
        next_time = self.outbox.sending(office.province, at.date())
        if chance >= BAD + CORRECTED + WITHDRAWN or next_time is None:
            return at
        if chance < BAD:
            broken, code = bad_row(self.country, row, draws)
            self.outbox.put(at, office.province, topic, broken)
            self.outbox.refusals[key] = code
            return next_time
        if chance < BAD + CORRECTED:
            first = wrong_figure(row)
            if first is None:
                return at
            self.outbox.put(at, office.province, topic, first)
            self.outbox.put(next_time, office.province, "月报",
                            {**row, "编号": key + "-更正", "更正": key, "原因": REASON + "：核对后更正"})
            return None
        self.outbox.put(at, office.province, topic, row)
        self.outbox.put(next_time, office.province, "月报",
                        {"编号": key + "-撤回", "类型": "撤回", "单位": office.code, "更正": key, "原因": REASON + "：报错了单位",
                         "填报单位": office.code})
        again = self.outbox.sending(office.province, next_time.date())
        if again and draws.random() < 0.6:
            self.outbox.put(again, office.province, topic, {**row, "编号": key + "-重报"})
        return None


def wrong_figure(row):
    """The same row with another figure, such as is corrected later."""
    if "分子" in row:
        return {**row, "分子": str(int(row["分子"]) // 2), "分母": str(int(row["分母"]) + 3)}
    if row.get("数值", "").isdigit():
        return {**row, "数值": str(int(row["数值"]) + 2)}
    return None


def bad_row(country, row, draws):
    """A row that the door must refuse, and with which code."""
    value, indicator = row.get("数值", ""), row["指标"]
    ways = [({"单位": "999999"}, "D6203"), ({"单位": "鼓楼区"}, "D6204"), ({"单位": country.placeholders[0]}, "D6205"),
            ({"指标": indicator + "情况"}, "D6216"), ({"填报单位": "710000"}, "D6203")]
    if len(country.offices) > 2:
        stranger = "110000" if row["单位"][:2] != "11" else "120000"
        ways.append(({"填报单位": stranger}, "D6207"))
    if value.isdigit():
        ways.append(({"数值": "1" + value + "l"}, "D6402"))
    if value in ("是", "否"):
        ways.append(({"数值": "基本完成"}, "D6408"))
    if "分子" in row:
        ways += [({"分子": "", "分母": "", "数值": "95%"}, "D6411"), ({"分母": ""}, "D6412")]
    if "日期" in row:
        ways += [({"日期": "2013-12-31"}, "D6311"), ({"日期": "2012-02-30"}, "D6310"), ({"日期": "年底前"}, "D6309")]
    if "期间" in row:
        ways += [({"期间": "2012年五季度"}, "D6302"), ({"期间": "2010-Q1"}, "D6303")]
    changed, code = draws.choice(ways)
    return {**row, **changed}, code


def work_day(draws, eager, earliest=datetime.date(2012, 2, 15)):
    """The day on which something is done: work piles up towards the ends of quarters and the year."""
    weights = (0, 2, 8, 6, 8, 16, 5, 6, 14, 8, 11, 16)[earliest.month - 1:]
    month = draws.choices(range(earliest.month, 13), weights)[0]
    if draws.random() < eager * 0.4:
        month = max(earliest.month, month - 2)
    number = draws.randint(1, 28)
    if month == earliest.month:
        number = draws.randint(earliest.day, 28) if earliest.day < 28 else 28
    return datetime.date(2012, month, number)


def report_duty(reporter, office, duty):
    """One task of an office over the year: done, done late, half done, kept back, or never heard of."""
    country = reporter.country
    draws = country.draws(duty.task, office.code)
    likely = max(0.02, office.eager - duty.harder)
    chance = draws.random()
    rest = (chance - likely) / (1 - likely)
    if office.is_silent or rest >= 0.55 or (office.code, duty.task) in reporter.spared:
        return
    earliest = datetime.date(2012, 2, 15) if not duty.not_before else datetime.date.fromisoformat(duty.not_before)
    is_done = rest < 0.2
    is_late = 0 < rest < 0.2
    finished = datetime.date(2013, 1, draws.randint(3, 22)) if is_late else work_day(draws, office.eager, earliest)
    if is_done and draws.random() < duty.before:
        finished = datetime.date(2011, draws.randint(3, 11), draws.randint(1, 28))
    proofs = {} if draws.random() < (0.9 if office.has("proofless") else 0.03) else {"佐证": duty.proofs}
    middle = datetime.date(2012, 6, draws.randint(18, 28))
    told = []
    for at, figure in enumerate(duty.figures):
        stem = f"{duty.task}.{at + 1}"
        if figure.grows and finished > datetime.date(2012, 8, 1) > earliest and draws.random() < 0.5:
            row = {"指标": figure.indicator, "日期": reporter.day(office, middle), **figure.make(draws, False)}
            reporter.tell(office, "月报", stem + "-年中", row, middle)
        columns = figure.make(draws, is_done)
        if not is_done and rest > 0.4:
            columns = {"数值": "不公开"} if draws.random() < 0.4 else {"数值": "", "原因": REASON + "：尚在统计"}
        row = {"指标": figure.indicator, "日期": reporter.day(office, finished), **columns}
        if is_done and at + 1 == len(duty.figures):
            row.update(proofs)
        told.append(reporter.tell(office, "月报", stem, row, max(finished, PLAN_BEGAN)))
    if is_done and draws.random() < (0.8 if office.has("proofless") else 0.04 if office.level == "C" else 0.2):
        row = {"类型": "申报完成", "任务": duty.task, "日期": reporter.day(office, finished), **proofs}
        told.append(reporter.tell(office, "月报", duty.task + "-申报", row, max(finished, PLAN_BEGAN)))
    if is_done and told and all(told):
        reporter.done[office.code, duty.task] = (finished, max(told))
