"""What happened, and what was done about it: the cases of the year, from the first report to the closing. Half fall into the flood
season."""

import datetime

from files import MADE_UP, REASON

MONTHS = (0, 4, 5, 6, 8, 13, 16, 15, 9, 6, 5, 4)  # how likely, from January on
GRADES = ("一般", "较大", "重大", "特别重大")
SORTS = ("饮用水", "重金属", "危险化学品", "群体性事件", "其他")
PER_OFFICE = {"C": 0.1, "F": 0.16, "P": 0.7}


class Case:
    def __init__(self, office, number, draws):
        month = draws.choices(range(1, 13), MONTHS)[0]
        day = draws.randint(12 if month == 2 else 1, 28)
        self.office = office
        self.code = f"{office.code}-2012-{number}"
        self.occurred = datetime.datetime(2012, month, day, draws.randint(0, 23), draws.randrange(0, 60, 5))
        self.grade = draws.choices(range(4), (72, 19, 8, 1))[0]
        self.sort = draws.choice(SORTS)

    @property
    def quarter(self):
        return (self.occurred.month + 2) // 3


def cases_of(country):
    """By office; those of the silent are never told."""
    found = {}
    for office in country:
        draws = country.draws("cases", office.code)
        if office.is_silent or draws.random() >= PER_OFFICE.get(office.level, 0):
            continue
        found[office.code] = [Case(office, number + 1, draws) for number in range(draws.choice((1, 1, 1, 2)))]
    return found


def report_case(reporter, case):
    """From the case itself to the closing, each as a row that comes in with the next batch."""
    office = case.office
    country, outbox = reporter.country, reporter.outbox
    draws = country.draws("case", case.code)
    base = {"单位": office.code, "事件": case.code}
    proofless = office.has("proofless")

    def put(kind, stem, moment, columns, by=office.code):
        at = outbox.sending(office.province, moment.date())
        if at is None:
            return
        row = {"编号": f"{MADE_UP}-{stem}-{case.code}", "类型": kind, **base, "日期": f"{moment:%Y-%m-%d %H:%M}", **columns,
               "填报单位": by}
        outbox.put(at, office.province, "事件", row)

    def field(name, hours, value, proofs=""):
        columns = {"指标": name, "数值": value}
        if proofs and not (proofless and draws.random() < 0.8):
            columns["佐证"] = proofs
        put("填报", name.strip("《》"), case.occurred + datetime.timedelta(hours=hours), columns)

    wants_inquiry = case.grade > 0 or draws.random() < 0.3
    put("事件", "事件", case.occurred, {"指标": "突发环境事件", "等级": GRADES[case.grade], "需调查": "是" if wants_inquiry else "否"})
    field("事件类别", 2, case.sort)
    limit = 2 if case.grade >= 2 else 4
    reach = (24, 12, 6, 6)[case.grade]

    def within(hours):
        """In time for most, late for some, never for a few."""
        chance = draws.random()
        if chance < 0.78:
            return hours * draws.uniform(0.2, 0.98)
        return hours * draws.uniform(1.1, 4) if chance < 0.93 else None

    first = within(limit)
    if first is not None:
        field("《初报》", first, "已报送", "事件记录")
        field("信息准确", first + 1, "是" if draws.random() < 0.93 else "否", "事件记录")
        field("已研判报告", first, "是", "事件记录、监测数据")
    for name, kinds in (("已赶赴现场", ""), ("已开展监测", "事件记录、监测数据"), ("已展开调查", ""), ("已公开信息", "调查卷宗、公告")):
        hours = within(reach)
        if hours is not None:
            field(name, hours, "是", kinds)
    if wants_inquiry and draws.random() < 0.75:
        days = draws.randint(20, 120)
        field("已查明责任", 24 * days, "是")
        field("已追究责任", 24 * (days + draws.randint(5, 50)), "是" if draws.random() < 0.85 else "否", "调查卷宗")
    mend_by = case.occurred.date() + datetime.timedelta(days=draws.choice((30, 60, 90)))
    if draws.random() < 0.85:
        field("整改期限", 48, mend_by.isoformat())
    closing = case.occurred + datetime.timedelta(days=draws.randint(20, 110))
    gates = ["原因已查清", "责任人已处理", "整改已落实"]
    for name in gates:
        if draws.random() < 0.88:
            hours = (closing - case.occurred).days * 24 - draws.randint(0, 120)
            field(name, max(hours, 6), "是" if draws.random() < 0.93 else "否", "结案表" if name == "整改已落实" else "")
    if draws.random() < 0.8:
        put("关闭", "关闭", closing, {"指标": "突发环境事件", "原因": REASON, **({} if proofless else {"佐证": "结案表"})})
    if case.grade >= 2 and draws.random() < 0.75:
        days = draws.randint(60, 150)
        field("损害已评估", 24 * days, "是")
        field("评估已采用", 24 * (days + 20), "是", "评估报告")


def mistaken(reporter, cases):
    """An office tells of a case that was none and withdraws it; another says “no case” where there was one and is refused; a first
    report comes before its case, is refused, and comes again."""
    for number, case in enumerate(sorted((case for own in cases.values() for case in own), key=lambda one: one.code)):
        at = reporter.outbox.sending(case.office.province, case.occurred.date())
        following = at and reporter.outbox.sending(case.office.province, at.date())
        if not following:
            continue
        key = f"{MADE_UP}-误报-{case.code}"
        code = case.code + "-误"
        common = {"单位": case.office.code, "填报单位": case.office.code}
        if number % 12 == 0:
            reporter.outbox.put(at, case.office.province, "事件",
                                {"编号": key, "类型": "事件", **common, "指标": "突发环境事件", "事件": code, "等级": "一般",
                                 "日期": f"{case.occurred + datetime.timedelta(hours=-5):%Y-%m-%d %H:%M}"})
            reporter.outbox.put(following, case.office.province, "月报",
                                {"编号": key + "-撤回", "类型": "撤回", **common, "更正": key, "原因": REASON + "：经核实不是突发环境事件"})
        elif number % 12 == 1:
            key = f"{MADE_UP}-误无情况-{case.code}"
            reporter.outbox.put(following, case.office.province, "季报",
                                {"编号": key, "类型": "无情况", **common, "指标": "突发环境事件", "期间": f"2012-Q{case.quarter}"})
            reporter.outbox.refusals[key] = "D6227"
        elif number % 12 == 2:
            key = f"{MADE_UP}-无此事件-{case.code}"
            reporter.outbox.put(following, case.office.province, "事件",
                                {"编号": key, "类型": "填报", **common, "指标": "已公开信息", "事件": code, "数值": "是",
                                 "日期": f"{case.occurred:%Y-%m-%d %H:%M}"})
            reporter.outbox.refusals[key] = "D6222"
