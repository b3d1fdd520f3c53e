"""What comes round: the month's duty roster, the quarter's return, the half year's lesson, the windows, and last year's figures."""

import datetime

from files import REASON
from reporter import report_duty
from duties import AIR_PLAN, COUNTY_BODY, DUTIES

QUARTER_ENDS = tuple(datetime.date(2012, 3 * quarter, 30 if quarter in (2, 3) else 31) for quarter in (1, 2, 3, 4))
AFTER_THE_FOURTH = datetime.date(2013, 1, 8)
MEASURES = {"重点督办": "件", "曝光": "次", "检查次数": "次"}  # some clerks write them
FLOOD = {"华南": (4, 1, 10, 15), "华东": (5, 1, 10, 15), "华中": (5, 1, 10, 15), "西南": (5, 1, 10, 15), "华北": (6, 1, 9, 30),
         "东北": (6, 1, 9, 30), "西北": (6, 1, 9, 30), "全国": (4, 1, 10, 15)}
INSPECTION = (datetime.date(2012, 5, 21), datetime.date(2012, 8, 28))
CONGRESS = (datetime.date(2012, 11, 8), datetime.date(2012, 11, 14))
SENSITIVE = (datetime.date(2012, 3, 3), datetime.date(2012, 3, 14))
LAST_OF_YEAR = datetime.date(2012, 12, 31)
PREFECTURES_OF_AIR = ("13", "32", "33")  # of 京津冀, 长三角
CITIES_OF_AIR = ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000")
PROVINCES_OF_AIR = ("110000", "120000", "310000", "500000")


def month_end(month):
    return datetime.date(2012 + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def windows_of(office):
    flood = FLOOD[office.region or "全国"]
    return (("敏感时期", *SENSITIVE),
            ("劳动节", datetime.date(2012, 4, 29), datetime.date(2012, 5, 1)),
            ("汛期", datetime.date(2012, *flood[:2]), datetime.date(2012, *flood[2:])),
            ("国庆节", datetime.date(2012, 9, 30), datetime.date(2012, 10, 7)),
            ("十八大", *CONGRESS))


def reports(draws, office, harder=0.0):
    return not office.is_silent and draws.random() < 1 - (1 - office.eager) * 0.5 - harder


def report_year(reporter, office, cases):
    """All of an office but cases. `cases`: the quarters in which it had one."""
    monthly(reporter, office)
    quarterly(reporter, office, cases)
    half_yearly(reporter, office)
    last_year(reporter, office)
    sensitive_times(reporter, office)
    if office.level != "N":
        inspection(reporter, office)
    for duty in DUTIES:
        if office.level in duty.levels and duty.figures and office.level != "N":
            report_duty(reporter, office, duty)
    if wants_air_plan(office):
        report_duty(reporter, office, AIR_PLAN)
    if office.level == "C" and reporter.country.draws("hazards", office.code).random() < 0.25:
        report_duty(reporter, office, COUNTY_BODY)


def wants_air_plan(office):
    if office.level == "P":
        return office.code in PROVINCES_OF_AIR
    if office.level != "F":
        return False
    return office.code[:2] in PREFECTURES_OF_AIR or office.code in CITIES_OF_AIR or office.code.endswith("0100")


def proofs(draws, office, kinds):
    return {} if draws.random() < (0.85 if office.has("proofless") else 0.02) else {"佐证": kinds}


def monthly(reporter, office):
    """1.1: who was on duty, month by month."""
    draws = reporter.country.draws("1.1", office.code)
    people = draws.randint(1, 4) if office.level == "C" else draws.randint(3, 12)
    for month in range(2, 13):
        if not reports(draws, office):
            continue
        end = month_end(month)
        # Few are caught with an empty chair, and more of them in the summer.
        missed = draws.randint(1, 3) if draws.random() < (0.03 if month in (7, 8) else 0.012) else 0
        period = {"期间": reporter.month(office, month)}
        row = {"指标": "值班到位率", **period, "分子": str(end.day - missed), "分母": str(end.day)}
        row.update(proofs(draws, office, "值班表、抽查记录"))
        reporter.tell(office, "月报", f"值班率-{month:02}", row, end)
        value = "不公开" if draws.random() < 0.002 else str(max(0, people + draws.choice((-1, 0, 0, 0, 1))))
        reporter.tell(office, "月报", f"值班人员-{month:02}", {"指标": "值班人员", **period, "数值": value}, end)


def quarterly(reporter, office, cases):
    draws = reporter.country.draws("quarter", office.code)
    base = draws.randint(2, 20) if office.level == "C" else draws.randint(10, 90)
    partners = draws.randint(2, 5)
    military = draws.choice((0, 0, 1, 1, 2))
    gates = draws.randint(2, 30)
    for quarter, end in enumerate(QUARTER_ENDS, 1):
        if not reports(draws, office, 0.04 if quarter == 1 else 0.0):
            continue
        ready = AFTER_THE_FOURTH if office.has("out_of_order") and quarter == 3 else end

        def tell(stem, indicator, columns):
            row = {"指标": indicator, "期间": reporter.quarter(office, quarter), **columns}
            if reporter.style[office.province][1] == 2:
                row["数值"] += MEASURES.get(indicator, "")
            reporter.tell(office, "季报", f"{stem}-Q{quarter}", row, ready)

        zero = office.has("reports_zero") and draws.random() < 0.6
        supervised = 0 if zero or draws.random() < 0.05 else draws.randint(1, 4 if office.level == "C" else 12)
        tell("督办", "重点督办", {"数值": str(supervised), **proofs(draws, office, "督办单")})
        exposed = 0 if zero or draws.random() < 0.07 else draws.randint(1, 3)
        tell("曝光", "曝光", {"数值": str(exposed), **proofs(draws, office, "曝光材料")})
        # More inspections in the flood season; in all, mostly more than last year.
        season = (0.8, 1.2, 1.5, 0.9)[quarter - 1]
        last = quarter == 4
        tell("检查", "检查次数", {"数值": str(round(base * season * draws.uniform(0.9, 1.4))),
                              **(proofs(draws, office, "检查记录") if last else {})})
        partners = max(1, partners + draws.choice((0, 0, 0, 1, 1, -1 if draws.random() < 0.15 else 0)))
        tell("协作数", "协作部门数", {"数值": str(partners), **(proofs(draws, office, "协作协议、联合通知") if last else {})})
        if quarter not in cases and office.level != "N":
            row = {"类型": "无情况", "指标": "突发环境事件", "期间": reporter.quarter(office, quarter)}
            reporter.tell(office, "季报", f"无情况-Q{quarter}", row, ready)
        if office.level in "PF":
            military = min(3, max(0, military + draws.choice((0, 0, 0, 1, -1 if draws.random() < 0.2 else 0))))
            tell("军地", "协作救援机制", {"数值": ("未建", "商谈", "签订", "演练")[military],
                                    **(proofs(draws, office, "协作协议") if last else {})})
        if quarter in (2, 4):
            illegal = draws.randint(1, 2) if draws.random() < 0.012 else 0
            half = {"期间": ("上半年", "下半年")[quarter // 2 - 1]}
            reporter.tell(office, "季报", f"违规审批-H{quarter // 2}",
                          {"指标": "违规审批", **half, "数值": str(illegal), **proofs(draws, office, "审批档案")}, ready)
            above = gates if draws.random() < 0.95 else gates - 1
            reporter.tell(office, "季报", f"把关率-H{quarter // 2}",
                          {"指标": "预案把关率", **half, "分子": str(above), "分母": str(gates)}, ready)
    if reports(draws, office):
        chosen = [name for name in ("发展改革", "安全监管", "公安消防", "交通运输", "水利", "农业", "海洋") if draws.random() < 0.5]
        end = datetime.date(2012, draws.choice((5, 6, 9, 11)), 20)
        row = {"指标": "协作部门", "日期": reporter.day(office, end), "数值": "、".join(chosen or ["公安消防"])}
        reporter.tell(office, "月报", "12.3.协作部门", {**row, **proofs(draws, office, "协作协议、联合通知")}, end)
    if office.level == "P":
        drills(reporter, office, draws)


def drills(reporter, office, draws):
    """10.8: at least one drill of each province. Most hold it in June, in the month of safety."""
    quarter_of_drill = draws.choices((1, 2, 3, 4, 5), (1, 5, 3, 2, 1))[0]
    for quarter, end in enumerate(QUARTER_ENDS, 1):
        if office.eager < 0.75 and draws.random() < 0.4:
            continue
        held = draws.randint(1, 2) if quarter == quarter_of_drill else 0
        row = {"指标": "应急演练", "期间": reporter.quarter(office, quarter), "数值": str(held)}
        if held and not office.has("proofless"):
            row["佐证"] = "演练方案、演练记录、演练照片" if draws.random() < 0.85 else "演练方案、演练记录"
        at = reporter.tell(office, "季报", f"演练-Q{quarter}", row, end)
        if held and at:
            reporter.done[office.code, "10.8"] = (end, at)


def half_yearly(reporter, office):
    """19.2: clean hands, once in each half."""
    draws = reporter.country.draws("19.2", office.code)
    for half, months in ((1, (3, 6)), (2, (9, 12))):
        if not reports(draws, office):
            continue
        day = datetime.date(2012, draws.choice(months), draws.randint(5, 27))
        row = {"指标": "廉政教育", "日期": reporter.day(office, day), "数值": str(draws.choice((0, 1, 1, 1, 1, 2)))}
        reporter.tell(office, "月报", f"廉政-H{half}", {**row, **proofs(draws, office, "签到表、会议纪要")}, day)


def last_year(reporter, office):
    """7.1 compares with 2011; some have kept no count."""
    draws = reporter.country.draws("2011", office.code)
    base = reporter.country.draws("quarter", office.code)
    usual = base.randint(2, 20) if office.level == "C" else base.randint(10, 90)
    if office.is_silent or draws.random() < 0.06:
        return
    told = datetime.date(2012, 3, 10)
    for quarter, season in enumerate((0.8, 1.2, 1.5, 0.9), 1):
        row = {"指标": "检查次数", "期间": f"2011-Q{quarter}", "数值": str(round(usual * season * draws.uniform(0.8, 1.2)))}
        reporter.tell(office, "月报", f"检查-2011Q{quarter}", row, told)


def sensitive_times(reporter, office):
    """8.1 and 8.2: a roster and a plan of its own for each window, a drill before it."""
    draws = reporter.country.draws("8", office.code)
    for name, first, last in windows_of(office):
        if not reports(draws, office, 0.02):
            continue
        eve = first - datetime.timedelta(days=draws.randint(1, 12))
        days = (last - first).days + 1
        there = days if draws.random() < 0.97 else days - 1
        # The plan and the drill come before the window, for most.
        ready = eve if draws.random() < 0.92 else last

        def tell(stem, day, columns):
            reporter.tell(office, "月报", f"{stem}-{name}", {"日期": reporter.day(office, day), **columns}, day)

        tell("排班", first, {"指标": "期前已排班", "数值": "是" if draws.random() < 0.5 + 0.5 * office.eager else "否"})
        tell("值班率", last, {"指标": "敏感期值班率", "分子": str(there), "分母": str(days), **proofs(draws, office, "值班表")})
        if draws.random() < 0.4 + 0.6 * office.eager:
            tell("专门预案", ready, {"指标": "专门预案", "数值": name, **proofs(draws, office, "专门预案")})
        held = 1 if draws.random() < 0.4 + 0.6 * office.eager else 0
        tell("演练", ready, {"指标": name + "演练", "数值": str(held), **proofs(draws, office, "演练记录")})


def inspection(reporter, office):
    """5.1, 5.2: the hundred days."""
    draws = reporter.country.draws("5", office.code)
    if not reports(draws, office, 0.03):
        return
    first, last = INSPECTION
    began = first + datetime.timedelta(days=draws.randint(0, 10))
    ended = last - datetime.timedelta(days=draws.randint(0, 12)) if draws.random() < 0.9 else last + datetime.timedelta(days=9)

    def tell(stem, day, columns):
        reporter.tell(office, "月报", stem, {"日期": reporter.day(office, day), **columns}, day)

    tell("启动", began, {"指标": "大检查启动", "数值": began.isoformat()})
    for month, day in enumerate((datetime.date(2012, 6, 30), datetime.date(2012, 7, 31), min(ended, last)), 6):
        tell(f"点位-{month}", day, {"指标": "检查点位", "数值": str(draws.randint(0, 15) + (5 if month == 7 else 0))})
    if draws.random() < office.eager:
        tell("结束", ended, {"指标": "大检查结束", "数值": ended.isoformat(), **proofs(draws, office, "检查通知、总结报告")})
    kinds = ["沿海沿江石化", "化学原料制造", "尾矿库", "化工园区", "饮用水水源地"]
    covered = [("-" if draws.random() < 0.25 else "") + kind for kind in kinds if draws.random() < 0.75 + 0.25 * office.eager]
    if covered:
        tell("对象", min(ended, last), {"指标": "检查对象", "数值": "、".join(covered), **proofs(draws, office, "检查表")})
    found = draws.randint(0, 60)
    value = {"分子": str(round(found * draws.uniform(0.4, 1.0))), "分母": str(found)}
    if draws.random() < 0.03:
        value = {"数值": "", "原因": REASON + "：仍在汇总"}
    tell("整改率", min(ended, last), {"指标": "大检查整改率", **value})
